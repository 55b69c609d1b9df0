"""Duplicate: games of one deal side by side, ranked by the raw score (rulebook 3.6.3)."""

from __future__ import annotations

from dataclasses import replace as with_fields
from pathlib import Path

import pytest

from game.cli import main
from game.files.scenarios import load_scenario
from game.lab import duplicate, par
from game.lab.duplicate import Left, Ranking, as_text, ranked, saves_in
from game.players import make
from game.rules.decisions import Done
from game.session import Session


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(par, "GAMES", 2)
    monkeypatch.setattr(duplicate, "GAMES", 2)


def short():
    scenario = load_scenario("first-refusal")
    return with_fields(scenario, quarters=with_fields(scenario.quarters, count=2))


def played(path: Path, *, seed: str = "harbour-7", hand: str = "", finished: bool = True) -> None:
    """A game that a person played: by defaults, or as a bot would."""
    session = Session.new(short(), seed, {"openai": "you", "microsoft": "bot:1"}, path=path)
    bot = make(hand, session.scenario, "openai", session.chance.child("hand")) if hand else None
    while finished and session.questions():
        session.play_bots()
        asked = session.question("openai")
        if asked is not None:
            view, options = session.view("openai"), session.legal("openai")
            session.act("openai", bot.decide(view, asked, options) if bot else Done())
    session.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    played(tmp_path / "ada.jsonl")
    played(tmp_path / "bo.jsonl", hand="bot:2")
    played(tmp_path / "cy.jsonl")
    return tmp_path


def test_games_of_a_deal_are_ranked_by_raw_and_equals_share_a_place(folder):
    (found,) = ranked(saves_in([folder]))
    assert isinstance(found, Ranking)
    scores = {game.name: game.score for game in found.played}
    assert scores["ada"] == scores["cy"]
    assert [game.score for game in found.played] == sorted(scores.values(), reverse=True)
    ranks = {game.name: game.rank for game in found.played}
    assert ranks["ada"] == ranks["cy"]
    assert sorted(ranks.values()) in ([1, 2, 2], [1, 1, 3], [1, 1, 1])
    assert all(game.over_par == game.score * 10 - found.par for game in found.played)
    assert found.code.startswith("first-refusal.harbour-7.openai.1.drawn.balanced.")


def test_another_deal_is_ranked_by_itself_and_what_does_not_count_is_left_out_with_a_word(folder):
    played(folder / "other.jsonl", seed="harbour-8")
    played(folder / "unfinished.jsonl", finished=False)
    (folder / "spoilt.jsonl").write_text("nothing\n")
    Session.new(short(), "x", {"openai": "bot:1", "microsoft": "bot:1"}, path=folder / "bots.jsonl").close()
    found = list(ranked(saves_in([folder])))
    left = {entry.path.stem: entry.why for entry in found if isinstance(entry, Left)}
    assert set(left) == {"unfinished", "spoilt", "bots"}
    assert left["unfinished"] == "it is not finished."
    tables = [entry for entry in found if isinstance(entry, Ranking)]
    assert sorted(len(table.played) for table in tables) == [1, 3]


def test_a_branch_says_that_it_is_one(folder):
    whole = Session.load(folder / "ada.jsonl")
    branch = whole.branch(len(whole.steps), folder / "again.jsonl")
    branch.close()
    (found,) = ranked([folder / "ada.jsonl", folder / "again.jsonl"])
    assert isinstance(found, Ranking)
    assert {game.name: game.branch for game in found.played} == {"ada": False, "again": True}
    assert any("again (branch)" in line for line in as_text(found))


def test_the_table_fits_a_narrow_screen(folder):
    (found,) = ranked(saves_in([folder]))
    assert isinstance(found, Ranking)
    lines = list(as_text(found))
    assert max(map(len, lines)) <= 80
    assert sum(line.lstrip()[:2] in ("1.", "2.", "3.") for line in lines) == 3


def test_the_command_prints_tables_and_says_when_there_are_several(folder, capsys):
    played(folder / "other.jsonl", seed="harbour-8")
    assert main(["duplicate", str(folder)]) == 0
    out, err = capsys.readouterr()
    assert out.count("overall") == 2
    assert err == "These games are of different deals; each deal is ranked by itself.\n"
    (folder / "empty").mkdir()
    assert main(["duplicate", str(folder / "empty")]) == 1
    assert capsys.readouterr().err == "There is no finished game to rank.\n"


def test_par_of_a_save_is_printed_with_what_was_reached(folder, capsys):
    assert main(["par", str(folder / "ada.jsonl")]) == 0
    out, _ = capsys.readouterr()
    assert out.startswith("OpenAI: ")
    assert " raw · " in out
    assert " par · " in out
    assert main(["replay", str(folder / "ada.jsonl")]) == 0
    assert out.strip() in capsys.readouterr().out
