"""The quarter at a glance: where we are in it, numbers in groups with how they came here, what silence does, what is owed."""

from __future__ import annotations

import pytest

from game.desk.adviser import Advice
from game.desk.matters import matter_of
from game.desk.matters.matter import SILENT
from game.desk.numbers import OWN, SECTIONS
from game.desk.words import curve
from game.rules import engine
from game.rules.decisions import Done, Respond
from game.rules.units import SEATS, Seat
from game.session import Session
from game.tui.widgets.rows import Rows
from game.tui.widgets.side import Side
from tests.tools.screens import cut_off, painted
from tests.tui.conftest import Opens, begun


def by_defaults(session: Session, quarter: int) -> Session:
    """The game, gone on with by doing nothing until a quarter begins."""
    while session.state.quarter < quarter:
        session.play_bots()
        for question in session.questions():
            session.act(question.seat, Done())
    return session


@pytest.mark.parametrize("seat", SEATS)
def test_a_column_that_has_room_groups_exactly_the_numbers_of_the_one_that_has_not(seat: Seat) -> None:
    grouped = [name for _, names in SECTIONS[seat] for name in names]
    assert sorted(grouped) == sorted(name for name, _ in OWN[seat])


def test_a_curve_runs_from_its_lowest_to_its_highest_and_a_flat_one_lies_low() -> None:
    assert curve([0, 10, 5]) == "▁▆▃"
    assert curve([7, 7, 7]) == "▁▁▁"


async def test_a_large_screen_shows_phases_groups_curves_last_quarter_and_what_is_owed(opened: Opens) -> None:
    session = by_defaults(begun("openai"), 3)
    async with opened(session, (120, 40)) as game:
        text = painted(game.app)
        assert f"▸{game.topic}" in text
        for heading, _ in SECTIONS["openai"]:
            assert heading in text
        cash = next(line for line in text.splitlines() if "Cash" in line)
        assert any(sign in cash for sign in "▂▃▄▅▆")
        assert "Last quarter" in text
        assert "Owed, due and noted" in text
        assert cut_off(game.app) == []
        side = game.app.screen.query_one("#you", Side)
        side.focus()
        await game.press("down", "down", "down", "down")
        assert side.pointed_at != ("openai.cash",)
        assert side.pointed_at  # the cursor steps over headings


async def test_a_small_screen_keeps_the_next_date_in_sight(opened: Opens) -> None:
    session = begun("openai")
    async with opened(session, (80, 24)) as game:
        assert "! Q4 2025 The conditional tranche" in painted(game.app)
        assert "l all dates" in painted(game.app)
        assert cut_off(game.app) == []
        rows = game.quarter.query_one("#matter-rows", Rows)
        last = len(rows.rows) - 1
        for key, at in (("up", 0), *(("down", min(n, last)) for n in range(1, last + 2))):
            await game.press(key)
            assert rows.highlighted == at, "a list stops at its ends"
            top, tall = rows._index_to_line[at], rows._heights[at]
            assert rows.scroll_y <= top
            assert top + tall <= rows.scroll_y + rows.size.height, "what it does is seen too"


def test_the_answer_marked_as_silence_is_the_one_that_silence_takes() -> None:
    session = begun("openai")
    seat = "openai"
    question = session.question(seat)
    assert question is not None
    assert question.topic == "events"
    matter = matter_of(
        session.scenario, session.view(seat), question, session.legal(seat), Advice((), ""),
        default=engine.default(session.scenario, session.state, seat),
    )  # fmt: skip
    marked = [row.id for row in matter.rows if SILENT in row.words.plain]
    assert len(marked) == 1
    silent = by_defaults(begun("openai"), 1)
    spoken = begun("openai")
    answer = matter.deeds[marked[0]]
    assert isinstance(answer, Respond)
    spoken.act(seat, answer)
    answered = by_defaults(spoken, 1)
    assert answered.state.openai == silent.state.openai


async def test_the_longest_letter_there_was_fits_a_small_terminal(opened: Opens) -> None:
    from game.tui.screens.letter import Letter

    lines = tuple((f"Line {n}", f"{'word ' * 12}end{n}") for n in range(11))
    async with opened(begun("openai"), (80, 24)) as game:
        game.app.push_screen(Letter("Q1 2025", lines))
        await game.settle()
        assert cut_off(game.app) == []
        assert "end10" in painted(game.app)
