"""The market: what a seat has seen of its numbers over time, in charts that keys and the mouse walk through."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from game.desk.chart import drawn
from game.desk.chronicle import Chronicle
from game.desk.market import PLANS, Chart, charts, spoken
from game.files.places import shipped
from game.rules.stats import HIDDEN, STATS
from game.rules.units import MICROSOFT, OPENAI, SEATS, Seat
from game.session import Session
from tests.tools.screens import cut_off, mouse_only, painted
from tests.tui.conftest import Driver, Opens, begun
from tests.tui.test_playing import name_of

FIRST = "2025-Q1"


@cache
def famous() -> Session:
    return Session.load(shipped("saves") / "reply-all.jsonl").as_it_stood(300)


def seen(session: Session, seat: Seat) -> dict[str, Chart]:
    return {chart.title: chart for chart in charts(session.view(seat), Chronicle(session, seat).past)}


@pytest.mark.parametrize("seat", SEATS)
def test_a_line_has_a_point_for_every_turn_and_ends_with_how_it_stands(seat: Seat) -> None:
    session = famous()
    view = session.view(seat)
    for chart in seen(session, seat).values():
        for line in chart.lines:
            assert [at for at, _ in line.points] in (
                list(range(view.quarter + 1)),
                list(range(1, view.quarter + 1)),
            )
    share = seen(session, seat)["Heat: from 50 on they act"].lines[0]
    assert share.points[-1] == (view.quarter, view.number("world.heat_antitrust"))


def test_no_seat_is_drawn_what_it_is_not_told() -> None:
    for seat, plans in PLANS.items():
        named = {name for plan in plans for kind in plan.kinds for name in kind.stats}
        assert all(STATS[name].sight(seat) != HIDDEN for name in named)


def test_what_is_signed_goes_on_by_its_dates_and_nothing_else_does() -> None:
    for seat, title in (
        (OPENAI, "Fleet, and what is on order"),
        (MICROSOFT, "OpenAI on Azure, and what is on order"),
    ):
        view = famous().view(seat)
        coming = [one for one in view.contracts if not one.live]
        found = seen(famous(), seat)
        line = found.pop(title).lines[0]
        assert line.ahead[-1][1] == line.points[-1][1] + sum(one.mw for one in coming)
        assert all(at > view.quarter for at, _ in line.ahead)
        others = {title: [one.ahead for one in chart.lines] for title, chart in found.items()}
        assert [title for title, ahead in others.items() if any(ahead)] == [
            title for title in others if title.startswith("AI capacity")
        ]


@pytest.mark.parametrize(("width", "height"), [(76, 9), (56, 16), (56, 11), (46, 9)])
@pytest.mark.parametrize("seat", SEATS)
def test_a_chart_fits_and_its_lines_are_told_apart_by_words(seat: Seat, width: int, height: int) -> None:
    for session in (famous(), begun(seat)):
        for chart in seen(session, seat).values():
            rows = [row.plain for row in drawn(chart, FIRST, width, height)]
            assert len(rows) == height or "–" in rows[0]
            assert max(map(len, rows)) <= width, rows
            assert "2025" in rows[-1]
            for line in chart.lines:
                assert f"{line.name} {line.shown}" in rows[0]
                if width > 50 and line.points:
                    assert any(line.name in row for row in rows[1:-1]), (chart.title, line.name)


def test_a_chart_is_read_out_with_how_it_stood_each_year() -> None:
    words = " ".join(spoken(seen(famous(), OPENAI)["Market share"], famous().scenario))
    assert words.startswith("Market share: Share: ")
    assert "Before: Q1 2025 50 %, Q1 2026" in words


def chosen(game: Driver) -> object:
    return game.app.focused.border_title if game.app.focused is not None else None


async def test_arrows_choose_a_chart_and_enter_or_a_click_says_why(opened: Opens, tmp_path: Path) -> None:
    later = Session.load(shipped("saves") / "reply-all.jsonl").branch(
        300, tmp_path / "later.jsonl", {OPENAI: "you", MICROSOFT: "bot:2"}
    )
    async with opened(later, (80, 24)) as game:
        await game.press("M")
        assert cut_off(game.app) == []
        assert mouse_only(game.app) == []
        assert "1 of 9" in painted(game.app)
        assert "3 of 9" not in painted(game.app)
        await game.press("right", "right")
        assert "3 of 9" in painted(game.app)
        await game.press("enter")
        assert game.screen.title_words() == "Why? Azure and Partners and Own build"
        await game.press("escape", "down", "down", "left", "up", "up")
        assert chosen(game) == "Capability"
        await game.pilot.resize_terminal(120, 40)
        await game.settle()
        assert cut_off(game.app) == []
        assert chosen(game) == "Capability"
        await game.click("#chart-2", (5, 5))
        assert name_of(game.screen) == "WhyPage"
        await game.press("escape", *["right"] * 8)
        assert chosen(game) == "Trust"
        assert cut_off(game.app) == []
        await game.press("escape")
        assert name_of(game.screen) == "Quarter"
