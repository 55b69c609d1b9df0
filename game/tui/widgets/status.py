"""The first row: where we are at the left, what is left at the right. Nothing in it ticks."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from game.debrief.figures import NAMES, figure, turn_words
from game.rules.decisions import Act
from game.rules.orders import ACTIONS
from game.rules.units import OPENAI
from game.rules.view import View
from game.tui.words import MUTED, SEAT_COLOUR, dots

PHASES = {
    "events": "events",
    "plan": "plan",
    "notices": "notices",
    "table": "table",
    "distress": "out of cash",
    "bridge": "out of cash",
    "over": "the end",
}


def points_left(view: View) -> int:
    """Action points that are not planned away."""
    spent = (
        sum(ACTIONS[a.action].points for a in view.sealed if isinstance(a, Act))
        if view.phase == "plan"
        else 0
    )
    return view.number(f"{view.seat}.action_points") - spent


def runway(view: View) -> str:
    """How long the cash lasts at this pace, in words."""
    net, cash = view.number("openai.net"), view.number("openai.cash")
    if not net:
        return ""
    if net > 0:
        return ", earning"
    quarters = max(0, cash) // -net
    return f", {quarters} quarter{'s' * (quarters != 1)} left" if quarters < 20 else ", years left"


class Status(Static):
    """One row: quarter, turn, phase and seat; money and action points."""

    def show(self, view: View) -> None:
        """Show where the game stands for a seat."""
        room = self.content_size.width or self.app.size.width - 2
        wide = room > 82
        now, last = view.turns.number(view.quarter), view.turns.number(view.last - 1)
        turn = f"turn {now} of {last}" if wide else f"{now}/{last}"
        left = Content.assemble(
            (turn_words(view), "bold"),
            (f" · {turn} · {PHASES[view.phase]} · ", MUTED),
            (NAMES[view.seat], f"bold {SEAT_COLOUR[view.seat]}"),
        )
        if view.seat == OPENAI:
            money = f"cash {figure('openai.cash', view.numbers['openai.cash'])}{runway(view)}"
        else:
            money = f"AI cash flow {figure('microsoft.cash_flow', view.numbers['microsoft.cash_flow'])}"
        points = points_left(view)
        dotted = (dots(points, view.turns.points), "bold $primary")
        for words in (f" action point{'s' * (points != 1)}", f" point{'s' * (points != 1)}", ""):
            right = Content.assemble(money, (" · ", MUTED), dotted, f" {points}{words}")
            if left.cell_length + right.cell_length < room:
                break
        gap = max(1, room - left.cell_length - right.cell_length)
        self.update(Content.assemble(left, " " * gap, right), layout=False)
