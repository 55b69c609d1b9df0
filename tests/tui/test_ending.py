"""The end on screen: score against par as par becomes known, the stamp, the code; and the same game from its code."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Static

from game.debrief.characters import gave_away
from game.debrief.signatures import signatures
from game.debrief.verdict import line_words
from game.desk import replays as desk_replays
from game.desk.replays import Replays
from game.files.deals import code_of, deal_of
from game.files.pars import write_scores
from game.files.places import shipped
from game.lab.par import GAMES
from game.lab.turns import read_turns, write_turns
from game.lab.whatif import Choice, Turn
from game.rules.characters import DIALS
from game.rules.units import Seat, percent, tenths
from game.session import Session
from game.tui.app import FirstRefusal
from game.tui.screens.ending import EndingScreen
from game.tui.screens.new_game import NewGame
from game.tui.screens.watch import Watch
from game.tui.widgets.rows import Rows
from tests.tools.screens import cut_off, mouse_only, painted
from tests.tui.conftest import Driver, Opens, begun, flagship, over, shortened


def finished(path: Path | None, seat: Seat = "openai") -> Session:
    return over(begun(seat, bot="bot:1", scenario=shortened(2), path=path), seat)


def said(screen: EndingScreen) -> str:
    return " ".join(str(screen.query_one("#page", Static).content).split())


async def page(game: Driver, key: str) -> str:
    """What a page of the review says; nothing of it is cut off."""
    await game.press(key)
    assert cut_off(game.app) == [], key
    assert mouse_only(game.app) == [], key
    return said(game.screen)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_end_is_seen_at_a_glance_and_its_pages_are_flipped_through(
    opened: Opens, tmp_path: Path, size: tuple[int, int]
) -> None:
    session = finished(tmp_path / "one.jsonl")
    async with opened(session, size) as game:
        await game.app.workers.wait_for_complete()
        await game.pilot.pause()
        screen = game.screen
        assert isinstance(screen, EndingScreen)
        outcome = session.outcome()
        assert outcome is not None
        assert "back" not in {command.id for command in screen.commands()}, "there is nothing to go back to"
        words = await page(game, "0")
        assert screen.query_one("#review").max_scroll_y == 0
        assert f"they call you “{outcome.epithet}”." in words
        for judged in outcome.seats:
            assert f" {judged.score} usual {tenths(judged.par)}" in words
            assert f"grade {judged.grade}" in words
        assert "No stamp: nothing was signed." in words
        assert "You signed nothing. On the first day an amendment worth" in words
        assert "par is not known" in words
        assert f"--duplicate {code_of(session.header)}" in words

        words = await page(game, "right")
        told = set(words.split())  # side by side where there is room
        for judged in outcome.seats:
            assert all(
                told >= set(line_words(line).split()) for one in judged.dimensions for line in one.lines
            )
        words = await page(game, "right")
        assert "Nothing was signed. This was there on the first day." in words
        assert "today’s terms" in words
        words = await page(game, "4")
        them = session.state.place("microsoft").character
        assert gave_away("microsoft", them) in words
        assert all(f" {getattr(them, dial)}" in words for dial in DIALS)
        assert f"play --duplicate {code_of(session.header)}" in await page(game, "5")

        assert session.path is not None
        known = read_turns(session.path, "openai", "bot:2")
        turn = Turn(since=1, until=2, quarter="2025-Q1", topic="plan")
        known.choices, known.scores = (Choice(turn=turn, yours=("done",), bots=("plan",)),), [40.0, 42.5]
        known.tried = {"1": [1.0, 2.0, 1.5, 2.5] * 2}
        write_turns(session.path, known)
        await game.press("d")
        assert "+2.5   Q1 2025, the plan" in painted(game.app)
        assert cut_off(game.app) == []
        await game.press("right")
        assert "Across the table sat" in said(screen)
        await game.press("left", "enter")
        assert isinstance(game.screen, Watch)
        await game.press("escape")
        assert game.app.screen is screen
    session.close()


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_every_signature_stands_on_the_frontier_of_its_day(
    opened: Opens, size: tuple[int, int]
) -> None:
    session = Session.load(shipped("saves") / "tenant-of-the-year.jsonl")
    found = tuple(signatures(session))
    async with opened(session, size) as game:
        await game.app.workers.wait_for_complete()
        await game.pilot.pause()
        assert cut_off(game.app) == []
        assert game.screen.query_one("#review").max_scroll_y == 0
        for signed in found:
            words = await page(game, "2" if signed is found[0] else "down")
            assert f"Amendment No. {signed.number}" in words
            assert any(name in words for name in ("S signed", "signed S", "signed, and the Nash point"))
            assert f"{percent(signed.efficiency)} of the most there was" in words
        assert f"Amendment No. {found[0].number}" in await page(game, "down")
        assert "It held out for" in await page(game, "4")


async def test_par_comes_to_the_screen_as_it_is_worked_out(
    opened: Opens, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FirstRefusal, "replay", lambda *_: True)
    monkeypatch.setattr(FirstRefusal, "works_beside", lambda *_: True)
    begun_beside: list[str] = []
    monkeypatch.setattr(desk_replays, "started", lambda name, *_, **__: begun_beside.append(name))
    save = tmp_path / "one.jsonl"
    session = finished(save)
    deal = deal_of(session.header, "openai")
    async with opened(session) as game:
        screen = game.screen
        assert isinstance(screen, EndingScreen)
        for scores in ((40,) * 7, (40,) * GAMES):
            write_scores(save, deal, "openai", scores)
            screen._look_again()
            if len(scores) < GAMES:
                assert "Par is being worked out: 7 of 24." in said(screen)
                assert begun_beside == []
        assert begun_beside == ["whatif"], "the turning points are looked for once par is there"
        words = said(screen)
        assert "par 40.0" in words
        assert "being worked out" not in words
        words = await page(game, "5")
        assert "luck was worth" in words.lower()
        assert "┃ 40.0" in words
    session.close()


async def test_a_code_sets_a_new_game_up(opened: Opens) -> None:
    wanted = Session.new(
        flagship(), "lantern-3", {"openai": "bot:1/cash-starved,warmth=90", "microsoft": "you"}
    )
    async with opened(size=(80, 24)) as game:
        game.app.new_game()
        await game.settle()
        screen = game.screen
        assert isinstance(screen, NewGame)
        screen._take_code(code_of(wanted.header))
        screen.do_start()
        await game.settle()
        begun_ = game.quarter.session
        assert begun_.header.seats == wanted.header.seats
        assert deal_of(begun_.header, "microsoft") == deal_of(wanted.header, "microsoft")
        begun_.close()


async def test_a_wrong_code_is_said_beside_the_rows(opened: Opens) -> None:
    async with opened(size=(80, 24)) as game:
        game.app.new_game()
        await game.settle()
        rows = game.screen.query_one(Rows)
        rows.highlighted = rows.option_count - 1
        await game.press("enter", *"nonsense", "enter")
        assert "is not the code of a game" in str(game.screen.query_one("#new-says", Static).content)


async def test_a_mandate_may_be_dealt(opened: Opens) -> None:
    async with opened(size=(80, 24)) as game:
        game.app.new_game()
        await game.settle()
        screen = game.screen
        assert isinstance(screen, NewGame)
        screen._mandate, screen._seed = "random", "harbour-7"
        screen.do_start()
        await game.settle()
        session = game.quarter.session
        assert session.header.setup.openai_mandate == "random"
        assert session.state.openai_place.character.mandate in {m.id for m in flagship().mandates.openai}
        session.close()


def test_the_process_beside_a_game_goes_when_it_is_let_go(tmp_path: Path) -> None:
    session = begun("openai", bot="bot:1", path=tmp_path / "one.jsonl")
    replays = Replays()
    replays.begin(session)
    process = replays._process
    assert process is not None
    replays.begin(session)
    assert replays._process is process, "one is enough"
    replays.stop()
    process.wait(30)
    session.close()
