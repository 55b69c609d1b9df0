"""Playing by keyboard and by mouse: the menu, each phase of a quarter, quitting and going on."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any

import pytest
from textual.widgets import Static

from game.errors import SaveError
from game.rules.decisions import Act, Decision, Done, Offer, Plan, Respond
from game.rules.engine import Question
from game.rules.orders import ACTIONS, closed_because
from game.rules.scenario import Turns
from game.session import Session, verify
from game.tui import settings
from game.tui.app import FirstRefusal
from game.tui.screens.letter import Letter
from game.tui.widgets.rows import Rows
from tests.tools.screens import cut_off, painted
from tests.tui.conftest import Opens, begun, shortened, tabled

LETTER = ("Money", "Customers", "Compute", "Models", "Trust", "Signed")


def acts(game: Any) -> list[Act]:
    """What is planned so far."""
    return [sealed for sealed in game.view.sealed if isinstance(sealed, Act)]


def said(game: Any) -> list[str]:
    """The labels of the lines of the letter that is open."""
    return [str(line.render()).split()[0] for line in game.screen.query(".line").results(Static)]


def name_of(screen: object) -> str:
    return type(screen).__name__


async def test_the_disclaimer_is_shown_once(opened: Opens) -> None:
    async with opened(told=False) as game:
        assert name_of(game.screen) == "Tell"
        assert "work of fiction" in painted(game.app)
        await game.press("enter")
        assert name_of(game.screen) == "Pick"
        assert "The Waiver" in painted(game.app)
        await game.press("escape")
        assert name_of(game.screen) == "Menu"
    assert settings.read().told
    async with opened() as game:
        assert name_of(game.screen) == "Menu"


async def test_enter_enter_begins_a_game(opened: Opens) -> None:
    async with opened() as game:
        await game.press("enter", "enter")
        assert name_of(game.screen) == "BriefPage"
        assert "You are OpenAI" in painted(game.app)
        await game.press("escape")
        assert game.quarter.session.path is not None
        assert game.quarter.session.path.exists()


@pytest.mark.parametrize("seat", ["openai", "microsoft"])
async def test_a_new_game_in_each_seat(opened: Opens, seat: str) -> None:
    async with opened() as game:
        await game.press("n", "down", "down")
        if seat == "microsoft":
            await game.press("right")
        await game.press("space", "escape")
        assert game.quarter.seat == seat
        assert game.topic in ("events", "plan")
        assert f"{'OpenAI' if seat == 'openai' else 'Microsoft'} · you" in painted(game.app)


async def test_the_short_game_is_chosen_in_the_menu_and_stays_chosen(opened: Opens) -> None:
    async with opened() as game:
        await game.press("n", "down", "right")
        assert "First Refusal, short: 8 turns of 3 quarters, about 8 min" in painted(game.app)
        await game.press("space", "escape")
        assert game.quarter.session.scenario.id == "first-refusal-quick"
        assert "Q1–Q3 2025 · turn 1 of 8 · " in painted(game.app)
        assert "This turn" in painted(game.app)
        game.app.new_game()
        await game.settle()
        assert "First Refusal, short" in painted(game.app)


async def test_a_turn_of_three_quarters_ends_with_one_letter_of_three_lines_and_a_key_for_more(
    opened: Opens,
) -> None:
    short = replace(shortened(6), turns=Turns(quarters=3), events=())
    async with opened(begun("microsoft", scenario=short)) as game:
        while name_of(game.screen) != "Letter":
            await game.on()
        assert "Q1–Q3 2025, closed" in painted(game.app)
        assert said(game)[:3] == ["Money", "Compute", "Signed"]
        await game.press("d")
        assert said(game)[: len(LETTER)] == list(LETTER)
        await game.press("d")
        assert name_of(game.screen) == "Quarter"
        assert game.view.label == "2025-Q4"


async def test_a_letter_taller_than_the_terminal_is_turned_like_a_page(opened: Opens) -> None:
    lines = tuple((label, "all was as it is usually said to be " * 4) for label in (*LETTER, "News", "Table"))
    async with opened(begun("microsoft"), (80, 24)) as game:
        read: list[list[str]] = []
        game.app.push_screen(Letter("Q1 2025", lines))
        await game.pilot.pause()
        while name_of(game.screen) == "Letter" and len(read) < 2:
            assert cut_off(game.app) == []
            assert ("the rest" in painted(game.app)) == (not read)
            read.append(said(game))
            await game.press("space")
        assert name_of(game.screen) == "Quarter"
        assert len(read) == 2
        assert [*read[0], *read[1]] == [label for label, _ in lines]


async def test_a_card_is_answered_by_its_number(opened: Opens) -> None:
    async with opened(begun("openai")) as game:
        await game.until("events")
        moment, matter = game.quarter.moment, game.quarter._matter
        assert moment is not None
        assert matter is not None
        card, choice = moment.view.cards[0], matter.rows[1].id
        await game.press("2")
        assert not [step for step in game.quarter.session.steps if step.by == "openai"]
        assert game.quarter.query_one("#matter-rows", Rows).current == choice
        await game.press("2")
        mine = [step.decision for step in game.quarter.session.steps if step.by == "openai"]
        assert mine == [Respond(card=card, choice=choice)]


async def test_digits_meant_for_the_plan_do_not_answer_a_card(opened: Opens) -> None:
    async with opened(begun("openai")) as game:
        await game.until("events")
        await game.press("2", "3", "1", "2", "3")
        assert game.topic == "events"
        await game.press("enter")
        (mine,) = [step.decision for step in game.quarter.session.steps if step.by == "openai"]
        assert isinstance(mine, Respond)


async def test_sliders_turn_and_take_typed_numbers(opened: Opens) -> None:
    async with opened(begun("openai", scenario=shortened(4))) as game:
        await game.until("plan")
        await game.press("home", "right", "right", "shift+right")
        assert game.quarter._sheet["train"] == 46 + 12
        await game.press("4", "9", "enter")
        assert game.quarter._sheet["train"] == 49
        await game.press("9", "9", "enter")
        assert "does not fit" in painted(game.app)
        await game.press("escape")
        assert game.quarter._sheet["train"] == 49
        await game.press("n")
        plans = [s.decision for s in game.quarter.session.steps if isinstance(s.decision, Plan)]
        assert plans[0].train == 49


async def test_actions_are_planned_and_taken_back(opened: Opens) -> None:
    async with opened(begun("openai")) as game:
        await game.until("plan")
        rows = game.quarter.query_one("#matter-rows", Rows)
        rows.highlighted = next(i for i, row in enumerate(rows.rows) if row.id == "act:town-hall")
        await game.press("1", "0", "0")
        assert rows.current == "act:town-hall", "a number typed where none is wanted changes nothing"
        assert not game.quarter._sheet
        await game.press("enter")
        assert acts(game) == [Act(action="town-hall")]
        await game.press("u")
        assert acts(game) == []


async def test_a_closed_action_says_why_under_the_cursor(opened: Opens) -> None:
    async with opened(begun("openai")) as game:
        await game.until("plan")
        rows = game.quarter.query_one("#matter-rows", Rows)
        closed = [row.id for row in rows.rows if row.words.plain.endswith("not now")]
        rows.highlighted = [row.id for row in rows.rows].index(closed[0])
        await game.settle()
        session, action = game.quarter.session, ACTIONS[closed[0].removeprefix("act:")]
        why = closed_because(session.scenario, session.state, "openai", action)
        assert why[1:] in " ".join(str(game.quarter.query_one("#matter-foot", Static).render()).split())
        await game.press("enter")
        assert acts(game) == []


async def test_an_action_with_a_choice_asks_in_a_small_dialog(opened: Opens) -> None:
    async with opened(begun("openai")) as game:
        await game.until("plan")
        rows = game.quarter.query_one("#matter-rows", Rows)
        rows.highlighted = next(i for i, row in enumerate(rows.rows) if row.id == "act:diligence")
        await game.press("enter")
        assert name_of(game.screen) == "Fill"
        await game.press("right", "enter", "enter")
        assert acts(game) == [Act(action="diligence", about="capacity")]


async def test_a_notice_is_sent_and_its_answer_signed(opened: Opens) -> None:
    async with opened(begun("openai", bot="bot:2/dealmaker")) as game:
        await game.until("notices")
        await game.press("1")
        assert name_of(game.screen) == "Fill"
        await game.press("end", "enter")
        assert game.topic in ("reply", "notices")
        if game.topic == "reply":
            await game.press("1")
        assert any(type(s.decision).__name__ == "Request" for s in game.quarter.session.steps)


async def test_microsoft_answers_a_request(opened: Opens) -> None:
    async with opened(begun("microsoft", seed="harbour-9")) as game:
        await game.until("answer")
        assert "OpenAI" in painted(game.app)
        before = len(game.quarter.session.steps)
        await game.press("1")
        assert len(game.quarter.session.steps) > before


async def test_an_empty_offer_is_refused_in_a_sentence_and_nothing_is_lost(opened: Opens) -> None:
    async with opened(tabled()) as game:
        await game.press("c")
        steps = len(game.quarter.session.steps)
        await game.press("o")
        assert "changes nothing" in painted(game.app)
        assert len(game.quarter.session.steps) == steps


async def test_an_offer_is_drafted_refused_with_reasons_and_another_signed(opened: Opens) -> None:
    async with opened(tabled()) as game:
        await game.press("c", "slash", *"carve", "enter", "right", "right")
        assert game.draft.terms == {"research-carve-out": 5000}
        await game.press("o", "y")
        offers = [s.decision for s in game.quarter.session.steps if isinstance(s.decision, Offer)]
        assert offers[0].package == (("research-carve-out", 5000),)
        assert game.topic == "table"
        screen = painted(game.app)
        assert "Microsoft offers: " in screen
        await game.press("a")
        assert name_of(game.screen) == "Confirm"
        await game.press("y")
        assert game.quarter.session.state.agreement.amendments


async def test_leaving_the_table_early_asks_first(opened: Opens) -> None:
    async with opened(tabled()) as game:
        await game.press("k")
        if game.topic == "table":
            await game.press("x")
            assert name_of(game.screen) == "Confirm"
            await game.press("n")
            assert game.topic == "table"


async def test_a_quarter_ends_with_a_letter_of_six_lines(opened: Opens) -> None:
    async with opened(begun("microsoft")) as game:
        while name_of(game.screen) != "Letter":
            await game.on()
        text = painted(game.app)
        for label in LETTER:
            assert label in text
        await game.press("j")
        assert name_of(game.screen) == "Quarter"


async def test_quitting_is_safe_and_continue_goes_on_where_it_was(opened: Opens, tmp_path: Path) -> None:
    async with opened() as game:
        await game.press("n", "space", "escape")
        await game.until("plan")
        await game.press("n")
        session = game.quarter.session
        path, steps, state = session.path, len(session.steps), session.state
        await game.press("q")
        assert game.app.return_code == 0
    assert path is not None
    session.close()
    assert verify(path).state == state
    async with opened() as game:
        await game.press("enter")
        assert len(game.quarter.session.steps) >= steps
        assert game.quarter.session.path == path


async def test_ctrl_q_quits_from_a_dialog_too(opened: Opens) -> None:
    async with opened(begun("openai")) as game:
        await game.until("plan")
        await game.press("g", "ctrl+q")
        assert game.app.return_code == 0


async def test_a_damaged_save_is_listed_with_its_sentence(opened: Opens) -> None:
    from game.files.places import save_folder

    folder = save_folder()
    folder.mkdir(parents=True)
    (folder / "broken.jsonl").write_text("{\n")
    async with opened() as game:
        await game.press("l")
        assert "cannot be opened" in painted(game.app)
        rows = game.screen.query_one(Rows)
        rows.highlighted = next(i for i, row in enumerate(rows.rows) if "broken" in row.words.plain)
        await game.press("enter")
        assert name_of(game.screen) == "Tell"
        await game.press("enter", "escape")
        assert name_of(game.screen) == "Menu"


async def test_a_full_disk_is_said_and_the_game_stands(
    opened: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(begun("openai")) as game:
        await game.until("plan")

        def refuse(*_: object) -> None:
            raise SaveError("save", "could not be written: the disk is full.")

        monkeypatch.setattr(game.quarter.session, "act", refuse)
        await game.press("n")
        assert name_of(game.screen) == "Tell"
        assert "disk is full" in painted(game.app)


async def test_the_mouse_picks_rows_turns_values_and_gives_commands(opened: Opens) -> None:
    async with opened(begun("openai")) as game:
        await game.until("plan")
        rows = game.quarter.query_one("#matter-rows", Rows)
        line = rows.rows[0].words.plain
        await game.click("#matter-rows", (line.index("+"), 0))
        assert game.quarter._sheet == {"train": 47}
        await game.click("#matter-rows", (line.index("−"), 0))
        assert game.quarter._sheet == {}
        hints = game.quarter.query_one("#hints")
        at = hints.render_line(0).text.index("seal")
        await game.click("#hints", (at, 0))
        assert game.topic != "plan"


@pytest.mark.parametrize("seat", ["openai", "microsoft"])
async def test_a_whole_game_by_defaults_reaches_its_ending(opened: Opens, seat: str, tmp_path: Path) -> None:
    session = begun(seat, bot="bot:1", scenario=shortened(2), path=tmp_path / "whole.jsonl")
    async with opened(session, (100, 30)) as game:
        for _ in range(400):
            if name_of(game.screen) == "EndingScreen":
                break
            await game.on()
        outcome = session.outcome()
        assert outcome is not None
        assert outcome.title in painted(game.app)
        await game.app.workers.wait_for_complete()
        await game.press("2")
        assert "Nash" in painted(game.app)
    session.close()
    assert verify(tmp_path / "whole.jsonl").outcome() == outcome


@pytest.mark.heavy
@pytest.mark.parametrize("seat", ["openai", "microsoft"])
async def test_a_whole_long_game_by_defaults(opened: Opens, seat: str) -> None:
    session = begun(seat, seed="lantern-3")
    async with opened(session, (80, 24)) as game:
        for _ in range(1500):
            if name_of(game.screen) == "EndingScreen":
                break
            await game.on()
        assert session.outcome() is not None


async def test_a_letter_waits_until_the_page_over_the_game_is_closed(opened: Opens) -> None:
    async with opened(begun("microsoft")) as game:
        await game.until("plan")
        quarter = game.quarter
        await game.press("g")
        quarter.act(Done())
        await game.settle()
        for _ in range(20):
            if quarter.moment is None or quarter.moment.question is None:
                break
            quarter.act(Done())
            await game.settle()
        assert name_of(game.screen) == "AgreementPage"
        await game.press("escape")
        if quarter.session.state.quarter > 0:
            assert name_of(game.screen) == "Letter"


async def test_the_counterpart_thinks_beside_the_screen(
    opened: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = begun("openai")
    may_answer = Event()
    think = session.think

    def slowly(question: Question) -> Decision:
        may_answer.wait(20)
        return think(question)

    monkeypatch.setattr(session, "think", slowly)
    async with opened_while_thinking(session) as (app, pilot):
        await pilot.press("g")
        await pilot.pause()
        assert name_of(app.screen) == "AgreementPage"
        await pilot.press("escape")
        await pilot.pause()
        may_answer.set()
        await app.workers.wait_for_complete()


@asynccontextmanager
async def opened_while_thinking(session: Session) -> AsyncIterator[tuple[FirstRefusal, Any]]:
    settings.write(settings.Settings(told=True))
    app = FirstRefusal(session)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        yield app, pilot


async def test_reasons_are_about_the_offer_they_refused(opened: Opens) -> None:
    async with opened(tabled()) as game:
        await game.press("c", "home", "right", "right", "o", "y")
        screen = painted(game.app)
        assert "“free” on compute hurts" in screen


async def test_the_last_round_asks_first_and_space_says_yes_to_what_space_asked(opened: Opens) -> None:
    async with opened(tabled(), (80, 24)) as game:
        await game.press("c", "home", "right", "right", "o", "y")
        assert "last round" in painted(game.app)
        await game.press("o")
        assert name_of(game.screen) == "Confirm"
        await game.press("n")
        for _ in range(3):
            if name_of(game.screen) == "Confirm":
                break
            await game.press("space")
        assert name_of(game.screen) == "Confirm"
        await game.press("space")
        assert name_of(game.screen) != "Confirm"


async def test_a_burst_of_digits_goes_into_one_dialog(opened: Opens) -> None:
    async with opened(begun("openai")) as game:
        await game.until("plan")
        await game.press("home")
        rows = game.quarter.query_one("#matter-rows", Rows)
        for digit in "62":
            rows.post_message(Rows.Typed(rows.current, digit))
        await game.settle()
        assert [name_of(screen) for screen in game.app.screen_stack].count("HowMuch") == 1
        await game.press("enter")
        assert game.quarter._sheet["train"] == 62
        # A number that goes on at a row which takes none, and a digit that is none, are nothing.
        await game.pilot.press("home", "end")
        rows._typing_until = monotonic() + 60
        await game.press("r", "superscript_two")
        assert name_of(game.screen) == "Quarter"
