"""The load screen: one's own games, then the famous ones with what is said of the one under the cursor."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest

from game.desk import shelf as on_shelf
from game.desk.shelf import famous_shelf, last_unfinished, result_words, shelf, sparkline, worked_out
from game.desk.starting import begun_lesson
from game.files.places import new_save_path, save_folder
from game.files.saves import said_of_them
from game.files.scenarios import load_scenario
from game.session import Session
from game.tui.screens import load
from game.tui.screens.watch import Watch
from game.tui.widgets.rows import Rows
from tests.tools.screens import cut_off, painted, shown
from tests.tui.conftest import Opens


async def test_a_famous_game_is_told_of_and_watched_and_one_plays_on_from_it(opened: Opens) -> None:
    said = said_of_them()
    async with opened(size=(80, 24)) as game:
        await game.press("l")
        words = painted(game.app)
        assert "No games of your own yet." in words
        assert f"Famous games ({len(said)})" in words
        assert said[0].title in words
        assert said[0].text[:60] in words
        assert said[0].text.split()[-1] in words
        for _ in said:
            assert cut_off(game.app) == []
            await game.press("down")
        assert game.screen.query_one(Rows).current == str(len(said) - 1), "a list stops at its end"
        await game.press("f2")
        await game.pilot.resize_terminal(60, 16)
        await game.pilot.resize_terminal(120, 40)
        await game.press("escape")
        wide = painted(game.app).splitlines()
        assert any("The word was said" in line and "declared" in line for line in wide), (
            "as wide as it is now"
        )
        words = " ".join(shown(game.screen.query_one("#fame-words")).split())
        assert said[-1].teaches in words
        assert f"step {said[-1].moments[-1].step}: " in words
        assert cut_off(game.app) == []
        await game.press("home", "enter")
        assert isinstance(game.screen, Watch)
        await game.press("m")
        words = " ".join(painted(game.app).split())
        assert f"◇ {said[0].moments[0].text}" in words
        assert "To see" in words
        await game.press("M")
        assert said[0].moments[-1].text in painted(game.app)
        await game.press("home", "down", "b", "enter")
        session = game.quarter.session
        assert session.header.origin is not None
        assert session.header.origin.save == said[0].name
        assert session.path is not None
        assert session.path.parent == save_folder()


def test_a_description_that_cannot_be_read_is_said_and_spoils_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.files.saves.fame.shipped", lambda kind: tmp_path)
    (tmp_path / "famous.yaml").write_text("format: famous/1\n")
    (kept,) = famous_shelf()
    assert (kept.name, kept.fame) == ("famous", None)
    assert "There is no games." in kept.error


def shelved(name: str, *, steps: int = 0, seats: dict[str, str] | None = None) -> Session:
    """A game on the shelf, from the quick scenario."""
    seats = seats or {"openai": "you", "microsoft": "bot:1"}
    session = Session.new(load_scenario("first-refusal-quick"), "harbour-7", seats, path=new_save_path(name))
    for _ in range(steps):
        session.play_bots()
        question = session.questions()[0]
        session.act(question.seat, session.legal(question.seat)[0].decision)
    session.close()
    return session


def test_a_tutorial_that_was_left_stands_behind_a_game_of_ones_own() -> None:
    def left() -> None:
        lesson = begun_lesson(load_scenario("waiver"), "openai")
        lesson.close()

    left()
    assert (kept := last_unfinished()) is not None
    assert kept.glance is not None
    assert kept.glance.scenario == "waiver", "where there is nothing else"
    shelved("harbour-one")
    left()  # later than the game
    assert (kept := last_unfinished()) is not None
    assert kept.name == "harbour-one"


async def test_a_game_is_found_named_anew_and_put_away_and_nothing_is_deleted(opened: Opens) -> None:
    shelved("harbour-one", steps=2)
    shelved("other-two", seats={"openai": "bot:1", "microsoft": "you"})
    async with opened(size=(80, 24)) as game:
        words = painted(game.app)
        assert "Continue" in words
        assert "Microsoft, Q1 2025, 0 steps · other-two" in words
        await game.press("l", "slash", *"r-one")
        words = painted(game.app)
        assert "harbour-one" in words
        assert "other-two" not in words
        await game.press("enter", "r", *["backspace"] * 3, *"Three", "enter")
        assert "harbour-three" in painted(game.app)
        await game.press("x", "y")
        words = painted(game.app)
        assert ("harbour-three" in words, "other-two" in words) == (False, True)
        assert cut_off(game.app) == []
        await game.press("end", "x")
        assert "stay as they are" in painted(game.app)
    assert [path.name for path in (save_folder() / "trash").iterdir()] == ["harbour-three.jsonl"]


async def test_many_games_are_there_by_name_at_once_and_looked_at_beside_the_screen(
    opened: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(on_shelf, "FEW", 1)
    gate = Event()
    monkeypatch.setattr(load, "shelf", lambda: (gate.wait(20), shelf())[1])
    for name in ("lantern-7", "harbour-7"):
        shelved(name).close()
    async with opened(size=(80, 24)) as game:
        await game.press("l", "down")
        words = painted(game.app)
        assert "Being looked at" in words
        assert "Still going" not in words
        here = game.screen._current().name
        gate.set()
        await game.app.workers.wait_for_complete()
        await game.settle()
        words = painted(game.app)
        assert "Being looked at" not in words
        assert "Still going" in words
        assert game.screen._current().name == here
        await game.press("escape")
        monkeypatch.setattr(load, "shelf", None)  # all is known by now
        await game.press("l")
        assert "Still going" in painted(game.app)


def test_two_who_share_a_keyboard_are_shown_no_curve_while_their_game_goes_on() -> None:
    both = shelved("both", steps=4, seats={"openai": "you", "microsoft": "you"})
    (kept,) = shelf()
    assert kept.glance is not None
    assert len(kept.glance.value) > 0
    assert sparkline(kept.glance, 12) == ""
    alone = kept.glance._replace(
        seats={"openai": "you", "microsoft": "bot:1"}, value=(1, 2, 3), price=(3, 2, 1)
    )
    assert sparkline(alone, 12) == "▁▃▆"
    assert both.people == ("openai", "microsoft")


def test_how_a_game_came_out_is_worked_out_once_and_kept() -> None:
    (first, *_) = famous_shelf()
    save_folder().mkdir(parents=True)
    assert first.glance is not None
    assert result_words(first.glance) == ""
    found = worked_out(first.glance)
    (again, *_) = famous_shelf()
    assert again.glance is not None
    assert again.glance.results == found
    assert result_words(again.glance) == ":".join(str(found[seat].score) for seat in ("openai", "microsoft"))
