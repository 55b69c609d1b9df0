"""One side of the game: its numbers in fixed rows, exact, as a range or not at all, with what changed since last quarter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.events import Click
from textual.message import Message
from textual.widgets import Static

from game.debrief.figures import seen, trend
from game.desk.content import Content
from game.desk.numbers import FLEET, OWN, SECTIONS, THEIRS
from game.desk.words import MUTED, SEAT_COLOUR, curve
from game.rules.stats import STATS
from game.rules.units import MICROSOFT, OPENAI, Seat
from game.rules.view import Band, View

CURVE: Final = 6
"""Turns that a number's curve goes back, a cell each, where the column is wide enough for one."""
NARROW: Final = 26
"""Columns of a row without a curve."""


class Side(Vertical, can_focus=True):
    """A framed column of numbers. ``own`` is the player's side. With the focus on it a cursor walks down it."""

    BINDINGS = [
        Binding("up", "step(-1)", "Up", show=False),
        Binding("down", "step(1)", "Down", show=False),
        Binding("enter", "ask", "Why?", show=False),
    ]

    class Asked(Message):
        """The player asked why numbers are what they are."""

        def __init__(self, names: tuple[str, ...]) -> None:
            super().__init__()
            self.names = names

    def __init__(self, *, own: bool, id: str) -> None:
        super().__init__(id=id, classes="region aside")
        self._own = own
        self._view: View | None = None
        self._past: Sequence[View] = ()
        self._at = 0
        self._names: tuple[str, ...] = ()
        """What each row shows; a heading and the blank line above it nothing."""

    def compose(self) -> ComposeResult:
        yield Static()

    def show(self, view: View, past: Sequence[View]) -> None:
        """Show one side as the view has it, and what has changed since ``past``: how each turn before this one began."""
        self._view, self._past = view, past
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def on_focus(self) -> None:
        self._draw()

    def on_blur(self) -> None:
        self._draw()

    @property
    def pointed_at(self) -> tuple[str, ...]:
        """The numbers of the row under the cursor."""
        if not self._names:
            return ()
        name = self._names[min(self._at, len(self._names) - 1)]
        return FLEET if name == "fleet" else (name,) if name else ()

    def action_step(self, by: int) -> None:
        rows = [at for at, name in enumerate(self._names) if name]
        if rows:
            here = min(range(len(rows)), key=lambda i: abs(rows[i] - self._at))
            self._at = rows[min(max(here + by, 0), len(rows) - 1)]
        self._draw()

    def action_ask(self) -> None:
        if self.pointed_at:
            self.post_message(self.Asked(self.pointed_at))

    def on_click(self, event: Click) -> None:
        row = event.screen_y - self.content_region.y
        if 0 <= row < len(self._names) and self._names[row]:
            self._at = row
            self.action_ask()

    @property
    def _before(self) -> View | None:
        return self._past[-1] if self._past else None

    def _draw(self) -> None:
        view = self._view
        if view is None:
            return
        seat: Seat = view.seat if self._own else (MICROSOFT if view.seat == OPENAI else OPENAI)
        name = "OpenAI" if seat == OPENAI else "Microsoft"
        self.border_title = f"{name} · you" if self._own else name
        since = f"since last {view.turns.word}" if self._own and self._before is not None else ""
        self.border_subtitle = "enter: why?" if self.has_focus else since
        self.set_class(seat == OPENAI, "-openai")
        self.set_class(seat == MICROSOFT, "-microsoft")
        width, height = self.content_size.width, self.content_size.height
        if not height:
            return
        rows = self._rows(view, seat, height)
        self._names = tuple(name for name, _ in rows)
        lines = [
            self._row(view, name, label, width, seat) if name else Content.styled(label, "bold")
            for name, label in rows
        ]
        if self.has_focus and lines:
            if not self._names[min(self._at, len(lines) - 1)]:
                self._at = next(at for at, name in enumerate(self._names) if name)
            at = min(self._at, len(lines) - 1)
            lines[at] = Content.styled(f"{lines[at].plain:<{width}}", "$cursor-text on $cursor")
        self.query_one(Static).update(Content("\n").join(lines), layout=False)

    def _rows(self, view: View, seat: Seat, height: int) -> Sequence[tuple[str, str]]:
        """What each line is about and its words: in groups under headings where all of them have room, else what matters most."""
        if not self._own:
            return tuple(row for row in THEIRS[seat] if row[0] in view.numbers)[:height]
        rows, labels = OWN[seat], dict(OWN[seat])
        sections = SECTIONS[seat]
        if height < len(rows) + 2 * len(sections) - 1:
            return rows[:height]
        grouped: list[tuple[str, str]] = []
        for heading, names in sections:
            grouped += [("", ""), ("", heading), *((name, labels[name]) for name in names)]
        return grouped[1:]

    def _row(self, view: View, name: str, label: str, width: int, seat: Seat) -> Content:
        value, by = self._value(view, name)
        stat = "openai.azure_mw" if name == "fleet" else name
        shown = seen(stat, value, view.quarter) if value is not None else "?"
        moved = trend(stat, by)
        if not self._own:
            return Content.assemble(
                (f"{label:<11}", MUTED), (f"{shown:>{max(0, width - 11)}}", self._tone(value, seat))
            )
        room = CURVE + 1 if width >= NARROW + CURVE + 1 else 0
        return Content.assemble(
            (f"{label:<{width - 15 - room}}", MUTED),
            (f"{shown:>8}", self._tone(value, seat)),
            (f" {moved:<6}", _colour(stat, by)),
            (f" {self._curve(view, name)}" if room else "", MUTED),
        )

    def _curve(self, view: View, name: str) -> str:
        """How a number came here: the beginnings of the last turns, and now."""
        parts = FLEET if name == "fleet" else (name,)
        seen = [sum(then.number(part) for part in parts) for then in (*self._past, view)][-CURVE:]
        if len(seen) < 2:
            return ""
        told = trend(
            parts[0], max(seen) - min(seen)
        )  # what is too little to be told of does not swing either
        return curve(seen if told else [0] * len(seen))

    def _tone(self, value: int | Band | None, seat: Seat) -> str:
        return SEAT_COLOUR[seat] if isinstance(value, int) else MUTED

    def _value(self, view: View, name: str) -> tuple[int | Band | None, int]:
        if name == "fleet":
            total = sum(view.number(part) for part in FLEET)
            return total, total - sum(self._before.number(part) for part in FLEET) if self._before else 0
        value = view.numbers.get(name)
        by = view.number(name) - self._before.number(name) if self._before and name in view.numbers else 0
        return value, by


_WORSE_UP: Final = frozenset(
    name
    for name in STATS
    if name
    in (
        "openai.unserved", "openai.late_mw", "world.rival", "microsoft.fear", "microsoft.capex", "world.power_tight",
        "world.heat_antitrust", "world.heat_safety", "microsoft.concentration",
    )
)  # fmt: skip
"""Numbers whose rise is bad news."""


def _colour(stat: str, by: int) -> str:
    if not by:
        return MUTED
    return "$success" if (by > 0) != (stat in _WORSE_UP) else "$error"
