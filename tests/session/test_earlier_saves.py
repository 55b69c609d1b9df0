"""Saves of earlier formats open, and stay as they are.

``tests/files/save-1.jsonl`` was recorded by the game as it stood when it wrote save/1: two bots of level 2, three quarters of a small
scenario with twenty-five clauses and without dials. ``save-2.jsonl`` is of the last day of save/2: four quarters, with a note and a
table. Every format has one such game here, and none is ever recorded again.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from game.debrief.acts import deeds
from game.debrief.glass import glass_box
from game.errors import Damaged, Diverged, Outdated, Refusal
from game.files.canonical import canonical, digest
from game.files.saves import FORMAT, Recorder, lines, peek, read_save, write_save
from game.files.saves.migrations import HEADERS, STEPS
from game.rules import engine
from game.session import Session, verify
from tests.files.small import small_yaml

KEPT = Path(__file__).parents[1] / "files"
ONE = KEPT / "save-1.jsonl"
TWO = KEPT / "save-2.jsonl"


@pytest.fixture
def one(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.jsonl"
    path.write_bytes(ONE.read_bytes())
    return path


def test_every_earlier_format_has_a_game_that_is_kept():
    for number in range(1, FORMAT):
        assert ONE.with_name(f"save-{number}.jsonl").read_bytes().startswith(b'{"format":"save/%d"' % number)


def test_a_save_of_the_first_format_opens_where_it_stood():
    """The figures are what the game that wrote it said when it stopped."""
    session = Session.load(ONE)
    assert len(session.steps) == 52
    assert session.state.quarter == 3
    assert session.state.openai.cash == 19_002
    assert session.state.microsoft.returns == 16_203
    assert session.state.relations.signatures == 1
    assert session.questions()
    assert "rules 1" in session.note


def test_a_save_of_the_second_format_opens_where_it_stood_and_is_decided_again():
    session = Session.load(TWO)
    assert (len(session.steps), session.state.quarter, session.state.relations.signatures) == (50, 4, 2)
    assert (session.state.openai.cash, session.state.microsoft.returns) == (26_814, -121)
    assert session.note == ""
    assert session.steps[0].decision.note == "As good as any."
    assert verify(TWO).state == session.state


def test_its_facts_are_what_its_lines_say():
    saved = read_save(ONE)
    written = [msgspec.json.decode(line) for line in ONE.read_bytes().splitlines()[1:]]
    assert [len(step.facts) for step in saved.steps] == [len(line["facts"]) for line in written]
    for line, step_ in zip(written, saved.steps, strict=True):
        assert holds(msgspec.json.decode(canonical(step_.facts)), line["facts"])
    assert saved.heads[-1] == digest(ONE.read_bytes().splitlines()[-1])
    glance = peek(ONE)
    assert (glance.steps, glance.quarter, glance.ending) == (52, "2025-Q4", "")


def holds(now: Any, then: Any) -> bool:
    """Whether all that was said then is said now; what has grown since may say more."""
    if isinstance(then, dict):
        return then.keys() <= now.keys() and all(holds(now[key], value) for key, value in then.items())
    if isinstance(then, list):
        return len(then) <= len(now) and all(map(holds, now, then))
    return bool(now == then)


def test_verify_says_with_which_rules_it_was_made_and_where_they_part():
    with pytest.raises(Diverged) as found:
        verify(ONE)
    assert found.value.line == 2
    assert "step 1: fact" in found.value.words
    assert found.value.hint == f"The save was made with rules 1; these are {engine.RULES}."


def test_it_goes_on_in_a_file_of_its_own_and_stays_as_it_is(one: Path):
    before = one.read_bytes()
    with pytest.raises(Outdated, match="Branch from it"):
        Recorder.reopen(one)
    session = Session.load(one, go_on=True)
    assert session.path == one.with_name("harbour-2.jsonl")
    assert "goes on as harbour-2; harbour.jsonl stays as it is" in session.note
    session.play_bots(20)
    session.close()
    assert one.read_bytes() == before
    again = Session.load(one.with_name("harbour-2.jsonl"), go_on=True)
    assert again.state == session.state
    assert again.path == session.path
    origin = again.header.origin
    assert origin is not None
    assert (origin.save, origin.step) == ("harbour", 52)
    again.play_bots()
    again.close()
    assert again.outcome() is not None
    with pytest.raises(Diverged):
        verify(one.with_name("harbour-2.jsonl"))


@pytest.mark.parametrize(("number", "then"), [(1, "ffff0d5260bc99e3"), (2, "2ebd8b9f6e341b2d")])
def test_what_comes_up_the_ladder_is_never_other_than_it_was(number: int, then: str):
    """A rung is never edited: this is each game that was kept, as the format after its own had it when that was new."""
    data = ONE.with_name(f"save-{number}.jsonl").read_bytes()
    first, *rest = (msgspec.json.decode(line) for line in data.splitlines())
    head = HEADERS[number - 1](first) | {"format": f"save/{number + 1}"}
    climbed = [head, *map(STEPS[number - 1], rest)]
    assert digest(b"\n".join(map(canonical, climbed))) == then


def test_a_game_that_came_up_the_ladder_can_be_written_and_read_again(tmp_path: Path):
    saved = read_save(ONE)
    write_save(tmp_path / "now.jsonl", saved.header, saved.steps)
    again = read_save(tmp_path / "now.jsonl")
    assert again.header == saved.header
    assert [step.facts for step in again.steps] == [step.facts for step in saved.steps]
    assert (again.format, saved.format) == (FORMAT, 1)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (b'"cash":10000', b'"cash":99999', "scenario that was changed"),
        (b'"by":"openai"', b'"by":"microsoft"', "does not follow"),
        (b'"prev":', b'"prev": ', "not written as this game writes"),
        (b'"scenario":{', b'"scenario":[{', "cannot be read"),
        (b'"facts":[', b'"facts":[[', "cannot be read"),
    ],
)  # fmt: skip
def test_a_spoilt_save_of_an_earlier_format_is_refused(one: Path, old: bytes, new: bytes, words: str):
    data = one.read_bytes()
    assert old in data
    one.write_bytes(data.replace(old, new, 1))
    with pytest.raises(Damaged, match=words):
        read_save(one)


def test_a_game_of_earlier_rules_in_todays_format_is_noted_and_goes_on_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    from game.files.scenarios import read_scenario

    path = tmp_path / "game.jsonl"
    seats = {"openai": "random", "microsoft": "random"}
    played = Session.new(read_scenario(small_yaml(), "small.yaml"), "b2:rules", seats, path=path)
    played.play_bots(10)
    played.close()
    for module in (engine, lines):
        monkeypatch.setattr(module, "RULES", engine.RULES + 1)
    session = Session.load(path, go_on=True)
    assert session.path == path
    assert "these are" in session.note
    session.play_bots(5)
    session.close()
    assert len(verify(path).steps) == 15


def test_what_was_found_out_before_it_had_a_source_came_of_due_diligence():
    learned = {
        "topic": "cash",
        "quarter": 0,
        "reliability": "two times in three",
        "values": [1, 2],
        "clauses": [],
    }
    old = {"by": "openai", "decision": {}, "facts": [{"fact": "found", "learned": learned, "seat": "openai"}]}
    assert STEPS[0](old)["facts"][0]["learned"] == learned | {"source": "diligence"}
    told = {"fact": "found", "learned": learned | {"source": "counsel"}, "seat": "openai"}
    assert STEPS[0](old | {"facts": [told]})["facts"] == [told]


def test_whom_todays_rules_would_not_have_asked_is_told_of_all_the_same(monkeypatch: pytest.MonkeyPatch):
    session = Session.load(ONE)
    monkeypatch.setattr(engine, "ask", lambda scenario, state: ())
    assert [deed.seat for deed in deeds(session)] == [step.by for step in session.steps]
    with pytest.raises(Refusal, match="answered what rules 1 asked"):
        glass_box(session, 1)
