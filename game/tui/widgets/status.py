"""The first row: where we are at the left, what is left at the right. Nothing in it ticks."""

from __future__ import annotations

from typing import Final

from textual.widgets import Static

from game.debrief.figures import NAMES, figure, turn_words
from game.desk.content import Content
from game.desk.numbers import points_left, runway
from game.desk.words import MUTED, SEAT_COLOUR, dots
from game.rules.units import OPENAI
from game.rules.view import View

PHASES = {
    "events": "events",
    "plan": "plan",
    "notices": "notices",
    "table": "table",
    "distress": "out of cash",
    "bridge": "out of cash",
    "over": "the end",
}


TRAIL: Final = ("events", "plan", "notices", "table")
"""The phases that every quarter goes through, in their order; the table only where one was opened."""


ANSWERS: Final = ("answer", "reply")
"""What is asked about a notice; it may be asked in another phase."""


def _trail(phase: str) -> Content:
    """All phases with the present one marked; a phase out of the order stands alone."""
    if phase not in TRAIL:
        return Content.styled(PHASES[phase], "bold $warning")
    at = TRAIL.index(phase)
    parts = [
        Content.styled(PHASES[name], "bold $primary" if index == at else MUTED)
        for index, name in enumerate(TRAIL)
    ]
    parts[at] = Content.assemble(("▸", "$primary"), parts[at])
    return Content(" ").join(parts)


class Status(Static):
    """One row: quarter, turn, phase and seat; money and action points."""

    _view: View | None = None
    _turns = 0
    _phase = ""

    def show(self, view: View, turns: int = 0, topic: str = "") -> None:
        """Show where the game stands for a seat, and what it is asked there (``topic``, empty for nothing).

        ``turns`` is how many are played, where that is fewer than there are.
        """
        self._view, self._turns = view, turns
        self._phase = "notices" if topic in ANSWERS else view.phase
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        view, turns = self._view, self._turns
        if view is None:
            return
        room = self.content_size.width or self.app.size.width - 2
        wide = room > 82
        now, last = view.turns.number(view.quarter), turns or view.turns.number(view.last - 1)
        turn = f"turn {now} of {last}" if wide else f"{now}/{last}"
        left = Content.assemble(
            (turn_words(view), "bold"),
            (f" · {turn} · ", MUTED),
            _trail(self._phase) if wide else Content.styled(PHASES[self._phase], MUTED),
            (" · ", MUTED),
            (NAMES[view.seat], f"bold {SEAT_COLOUR[view.seat]}"),
        )
        if view.seat == OPENAI:
            money = f"cash {figure('openai.cash', view.numbers['openai.cash'])}{runway(view)}"
        else:
            money = f"AI cash flow {figure('microsoft.cash_flow', view.numbers['microsoft.cash_flow'])}"
        points = points_left(view)
        dotted = (dots(points, view.turns.points), "bold $primary")
        named = f" {'action ' if wide else ''}point{'s' * (points != 1)}"
        for words in (named, ""):
            right = Content.assemble(money, (" · ", MUTED), dotted, f" {points}{words}")
            if left.cell_length + right.cell_length < room:
                break
        gap = max(1, room - left.cell_length - right.cell_length)
        self.update(Content.assemble(left, " " * gap, right), layout=False)
