"""A game as a timeline: a column of cells a quarter, marks for what happened, curves of the main numbers, and a cursor through all.

Everything is told by signs: digits count, ▼ is where one looks, ◆ what one compares with. Colour only repeats it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from textual.binding import Binding
from textual.events import Click, Leave, MouseMove
from textual.message import Message
from textual.widgets import Static

from game.desk.content import Content
from game.desk.words import MUTED
from game.rules.scenario import Span
from game.rules.units import quarter_label

LABEL: Final = 11
"""Columns of a row's name."""
SIDE: Final = 17
"""Columns of a number and its change, right of its curve."""
LEVELS: Final = " ▁▂▃▄▅▆▇█"
WIDEST: Final = 6
"""Cells a quarter has at most."""


class Curve(NamedTuple):
    """A number's course: one value a cell (``None``: not known, or not yet), and how it stands and has moved at the cursor.

    ``scale`` names curves that are drawn to the same measure.
    """

    label: str
    values: tuple[int | None, ...]
    shown: str
    moved: str = ""
    tone: str = ""
    scale: str = ""


class Drawn(NamedTuple):
    """What a timeline shows. Cells count from 0 over all quarters; ``end`` is the first cell the game has not got to.

    ``over`` says that it ended there.
    """

    years: tuple[tuple[int, str], ...]
    marks: tuple[tuple[str, dict[int, str]], ...]
    curves: tuple[Curve, ...]
    here: int
    pin: int | None
    end: int
    over: bool = False
    foot: str = ""


def years(quarters: Span, wide: int) -> tuple[tuple[int, str], ...]:
    """Where each year begins, so many cells a quarter, and its name: short where the long ones would touch."""
    labels = [(q * wide, quarter_label(quarters.from_, q)) for q in range(quarters.count)]
    return tuple(
        (cell, label[:4] if wide > 1 else f"’{label[2:4]}") for cell, label in labels if label.endswith("Q1")
    )


class Timeline(Static, can_focus=True):
    """The timeline, under a frame. A mouse over it previews, a click goes there; the keys are the screen's."""

    BINDINGS = [
        Binding("pageup", "scroll_told(-1)", "Earlier words", show=False),
        Binding("pagedown", "scroll_told(1)", "Later words", show=False),
    ]

    class Pointed(Message):
        """The mouse points at a cell, or (``None``) at none any more; ``picked`` when it was clicked."""

        def __init__(self, cell: int | None, *, picked: bool = False) -> None:
            super().__init__()
            self.cell = cell
            self.picked = picked

    class Scrolled(Message):
        """A page up or down of what is told is wanted."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    def __init__(self) -> None:
        super().__init__(id="timeline", classes="region")
        self._cells = 0

    def cells_a_quarter(self, quarters: int) -> int:
        """How many cells there is room for in a quarter."""
        room = (self.content_size.width or self.app.size.width - 4) - LABEL - SIDE
        return max(1, min(WIDEST, room // quarters))

    def show(self, drawn: Drawn, height: int) -> None:
        """Draw it. Curves get what height is left beyond a row each."""
        self._cells = drawn.end
        rows = [self._year_row(drawn.years), self._cursor(drawn)]
        rows += [self._mark_row(label, marks, drawn.here) for label, marks in drawn.marks]
        over = max(0, height - len(rows) - len(drawn.curves))
        tall = 1 + min(2, over // max(1, len(drawn.curves)))
        for curve in drawn.curves:
            rows += _curve(curve, _span(curve, drawn.curves), drawn, tall)
        self.border_subtitle = drawn.foot
        self.update(Content("\n").join(rows))

    def _year_row(self, years: Sequence[tuple[int, str]]) -> Content:
        line = ""
        for cell, words in years:
            line = f"{line:<{cell}}{words}"
        return Content.assemble(" " * LABEL, (line, MUTED))

    def _cursor(self, drawn: Drawn) -> Content:
        line = [" "] * (drawn.end + 1)
        if drawn.over:
            line[drawn.end] = "■"
        if drawn.pin is not None:
            line[drawn.pin] = "◆"
        line[drawn.here] = "▼"
        return Content.assemble((f"{'':<{LABEL}}", MUTED), ("".join(line), "bold $primary"))

    def _mark_row(self, label: str, marks: dict[int, str], here: int) -> Content:
        line = "".join(marks.get(cell, "·") for cell in range(self._cells))
        return Content.assemble((f"{label:<{LABEL}}", MUTED), *_under(line, here, MUTED))

    def _cell(self, x: int) -> int | None:
        cell = x - LABEL
        return cell if 0 <= cell < self._cells else None

    def on_mouse_move(self, event: MouseMove) -> None:
        offset = event.get_content_offset(self)
        self.post_message(self.Pointed(self._cell(offset.x) if offset is not None else None))

    def on_leave(self, event: Leave) -> None:
        self.post_message(self.Pointed(None))

    def on_click(self, event: Click) -> None:
        offset = event.get_content_offset(self)
        if offset is not None and (cell := self._cell(offset.x)) is not None:
            self.post_message(self.Pointed(cell, picked=True))

    def action_scroll_told(self, by: int) -> None:
        self.post_message(self.Scrolled(by))


def _under(signs: str, here: int, style: str) -> list[tuple[str, str]]:
    """Signs with the one under the cursor standing out."""
    return [
        (signs[:here], style),
        (signs[here : here + 1], "$cursor-text on $cursor"),
        (signs[here + 1 :], style),
    ]


def _span(curve: Curve, curves: Sequence[Curve]) -> tuple[int, int]:
    """The least and the greatest of a curve, and of those drawn to the same measure."""
    same = [one for one in curves if one is curve or (curve.scale and one.scale == curve.scale)]
    values = [value for one in same for value in one.values if value is not None]
    return (min(values), max(values)) if values else (0, 0)


def signs(values: Sequence[int | None], span: tuple[int, int], tall: int) -> list[str]:
    """A course of numbers as rows of signs, the uppermost first; what is not known is left blank."""
    low, high = span
    steps = len(LEVELS) - 1
    most = tall * steps

    def level(value: int | None) -> int:
        if value is None:
            return 0
        return 1 + (value - low) * (most - 1) // (high - low) if high > low else (most + 1) // 2

    levels = [level(value) for value in values]
    floors = [row * steps for row in reversed(range(tall))]
    return ["".join(LEVELS[min(max(one - floor, 0), steps)] for one in levels) for floor in floors]


def _curve(curve: Curve, span: tuple[int, int], drawn: Drawn, tall: int) -> list[Content]:
    """A curve ``tall`` rows high, its name before the last of them and its number after it."""
    rows = []
    for row, line in enumerate(signs(curve.values, span, tall), 1):
        head = f"{curve.label:<{LABEL}}" if row == tall else " " * LABEL
        side = f"{curve.shown:>10} {curve.moved:<6}" if row == tall else ""
        rows.append(Content.assemble((head, MUTED), *_under(line, drawn.here, curve.tone), side))
    return rows
