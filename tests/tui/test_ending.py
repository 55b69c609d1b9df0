"""The end on screen: score against par as par becomes known, the stamp, the code; and the same game from its code."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Static

from game.debrief.characters import who
from game.desk.replays import Replays
from game.files.deals import code_of, deal_of
from game.files.pars import write_scores
from game.lab.par import GAMES
from game.lab.turns import read_turns, write_turns
from game.lab.whatif import Choice, Turn
from game.rules.decisions import Done
from game.session import Session
from game.tui.app import FirstRefusal
from game.tui.screens.ending import EndingScreen
from game.tui.screens.new_game import NewGame
from game.tui.screens.watch import Watch
from game.tui.widgets.rows import Rows
from tests.tools.screens import cut_off, painted
from tests.tui.conftest import Opens, begun, flagship, shortened


def over(path: Path | None, seat: str = "openai") -> Session:
    """A game that somebody has played to its end without looking."""
    session = begun(seat, bot="bot:1", scenario=shortened(2), path=path)
    while session.questions():
        session.play_bots()
        if session.question(seat) is not None:
            session.act(seat, Done())
    return session


def said(screen: EndingScreen) -> str:
    return " ".join(
        " ".join(str(screen.query_one(f"#{id}", Static).content) for id in ("page", "world")).split()
    )


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_end_says_both_scores_the_stamp_and_the_code(
    opened: Opens, tmp_path: Path, size: tuple[int, int]
) -> None:
    session = over(tmp_path / "one.jsonl")
    async with opened(session, size) as game:
        await game.app.workers.wait_for_complete()
        await game.pilot.pause()
        screen = game.screen
        assert isinstance(screen, EndingScreen)
        words = said(screen)
        outcome = session.outcome()
        assert outcome is not None
        assert f"They call you: {outcome.epithet}." in words
        for judged in outcome.seats:
            assert f"{judged.score} raw" in words
            assert f"overall {judged.overall}" in words
            assert all(line.words in words for dimension in judged.dimensions for line in dimension.lines)
        assert "Jointly No stamp: nothing was signed." in words
        assert f"play --duplicate {code_of(session.header)}" in words
        assert "Par is not known" in words
        them = session.state.place("microsoft").character
        assert all(told in words for told in who(session.scenario, "microsoft", them))
        assert session.path is not None
        known = read_turns(session.path, "openai", "bot:2")
        turn = Turn(since=1, until=2, quarter="2025-Q1", topic="plan")
        known.choices, known.scores = (Choice(turn=turn, yours=("done",), bots=("plan",)),), [40.0, 42.5]
        known.tried = {"1": [1.0, 2.0, 1.5, 2.5] * 2}
        write_turns(session.path, known)
        await game.press("d")
        assert "+2.5   Q1 2025, the plan" in painted(game.app)
        assert cut_off(game.app) == []
        await game.press("enter")
        assert isinstance(game.screen, Watch)
        await game.press("escape")
        assert game.app.screen is screen
    session.close()


async def test_par_comes_to_the_screen_as_it_is_worked_out(
    opened: Opens, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FirstRefusal, "replay", lambda *_: True)
    save = tmp_path / "one.jsonl"
    session = over(save)
    deal = deal_of(session.header, "openai")
    async with opened(session) as game:
        screen = game.screen
        assert isinstance(screen, EndingScreen)
        for scores in ((40,) * 7, (40,) * GAMES):
            write_scores(save, deal, "openai", scores)
            screen._look_again()
            if len(scores) < GAMES:
                assert "Par is being worked out: 7 of 24." in said(screen)
        words = said(screen)
        assert "40.0 par" in words
        assert "being worked out" not in words
        assert "luck was worth" in words.lower()
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
