"""The famous games that ship: they verify forever, and between them there is everything the game has."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import replace

from game.cli import main
from game.errors import SaveError
from game.files.places import shipped
from game.files.saves import Saved, famous, peek, read_save, said_of_them, write_save
from game.rules.facts import Moved, QuarterBegan
from game.rules.units import quarter_label
from game.session import verify
from tests.tools import famous as tool

ROOT = Path(__file__).parents[2]
MOST = 6_000_000
"""Bytes that all of them take, for everybody who installs the game takes them along."""


@cache
def games() -> dict[str, Saved]:
    """The games by their names."""
    return {path.stem: read_save(path) for path in tool.files()}


@cache
def shown() -> dict[str, set[str]]:
    """What each of them shows."""
    return {name: tool.covered(saved) for name, saved in games().items()}


@pytest.mark.parametrize("path", tool.files(), ids=lambda path: path.stem)
def test_every_famous_game_is_decided_again_to_the_bit(path: Path):
    session = verify(path)
    assert session.outcome() is not None
    assert not session.note
    assert session.header.origin is None


def test_they_are_the_same_under_another_hash_seed():
    """Python's words for sets come in another order then, which must not matter."""
    said = subprocess.run(
        [sys.executable, "-m", "game", "verify", *map(str, tool.files())],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "4242"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (said.returncode, said.stderr) == (0, "")
    assert len(said.stdout.splitlines()) == len(games()) >= 8


def test_between_them_they_have_everything_the_game_has():
    assert tool.missing(shown().values()) == ()


def test_the_answers_said_not_to_be_shown_are_answers_and_are_not_shown():
    answers = {f"choice:{answer}" for answer in tool.NOT_SHOWN}
    assert answers <= tool.wanted().keys()
    assert not answers & set().union(*shown().values())


def test_without_any_one_of_them_something_is_missing():
    for name in games():
        rest = [things for other, things in shown().items() if other != name]
        assert tool.missing(rest), f"{name} shows nothing that no other shows"


def test_what_is_said_of_them_is_so():
    said = said_of_them()
    assert sorted(game.name for game in said) == sorted(games())
    assert len({game.title for game in said}) == len(said)
    assert [glance.path.stem for glance in famous() if not isinstance(glance, SaveError)] == [
        game.name for game in said
    ]
    for game in said:
        saved = games()[game.name]
        quarters = [0]
        for step in saved.steps:
            quarters.append(
                max([quarters[-1], *(fact.quarter for fact in step.facts if isinstance(fact, QuarterBegan))])
            )
        for moment in game.moments:
            where = f"{game.name}, step {moment.step}"
            assert 0 < moment.step <= len(saved.steps), where
            taken = quarter_label(saved.header.scenario.quarters.from_, quarters[moment.step - 1])
            assert moment.quarter == taken, where
        assert [moment.step for moment in game.moments] == sorted(moment.step for moment in game.moments)


def test_they_are_not_too_large_to_take_along():
    assert sum(path.stat().st_size for path in tool.files()) < MOST


def test_the_page_lists_them():
    page = (shipped("saves") / "README.md").read_text(encoding="utf-8")
    assert tool.table() in page


def test_a_replay_begins_with_what_is_said_of_the_game(capsys: pytest.CaptureFixture[str]):
    game = min(said_of_them(), key=lambda game: len(games()[game.name].steps))
    assert main(("replay", game.name)) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"{game.title}\n\n{game.text[:20]}")
    assert f"step {game.moments[0].step}: " in out
    assert peek(shipped("saves") / f"{game.name}.jsonl").seed in out


# Recording one again


@pytest.fixture
def one(tmp_path: Path) -> Path:
    """The shortest of them, in a folder of its own."""
    path = min(tool.files(), key=lambda path: path.stat().st_size)
    copy = tmp_path / path.name
    copy.write_bytes(path.read_bytes())
    return copy


def test_a_game_that_is_recorded_again_is_the_same_to_the_byte(one: Path, capsys: pytest.CaptureFixture[str]):
    before = one.read_bytes()
    one.write_bytes(before[: before.rindex(b"}\n") + 2])
    assert tool.main(["record", str(one)]) == 0
    assert one.read_bytes() == before
    assert "is recorded again" in capsys.readouterr().out


def test_a_game_of_other_rules_is_left_alone_unless_it_may_go_otherwise(
    one: Path, capsys: pytest.CaptureFixture[str]
):
    """As if the rules had paid a million less for the first move of money."""
    saved = read_save(one)
    n, moved = next(
        (n, fact)
        for n, step in enumerate(saved.steps)
        for fact in step.facts
        if isinstance(fact, Moved) and fact.stat == "openai.cash"
    )
    steps = list(saved.steps)
    other = replace(moved, by=moved.by - 1)
    steps[n] = replace(steps[n], facts=tuple(other if fact is moved else fact for fact in steps[n].facts))
    write_save(one, saved.header, tuple(steps))
    before = one.read_bytes()
    assert tool.main(["record", str(one)]) == 1
    assert f"step {n + 1}: what comes of" in capsys.readouterr().err
    assert one.read_bytes() == before
    assert tool.main(["record", "--new-rules", str(one)]) == 0
    assert verify(one).outcome() is not None


def test_a_game_whose_moves_are_no_longer_allowed_is_refused(one: Path, capsys: pytest.CaptureFixture[str]):
    saved = read_save(one)
    write_save(one, saved.header, (saved.steps[-1], *saved.steps))
    assert tool.main(["record", "--new-rules", str(one)]) == 1
    assert "step 1: " in capsys.readouterr().err


def test_a_game_that_no_longer_ends_is_refused(one: Path, capsys: pytest.CaptureFixture[str]):
    saved = read_save(one)
    with pytest.raises(SaveError, match="and ends as nothing yet now"):
        tool.check_the_end(one, saved.steps, saved.steps[:-1])
    assert tool.main(["polish"]) == 2
    assert "Say missing, table, or record" in capsys.readouterr().err
