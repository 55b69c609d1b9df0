"""Two games on one timeline: the same quarters and the same cursor, and the course of one number in both.

The games are told apart by their signs, ● and ○, and ◉ is where both are; colour only repeats it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from game.desk.content import Content
from game.desk.words import MUTED, fitted
from game.tui.widgets.timeline import LABEL, SIDE, Timeline

ONE: Final = "●"
OTHER: Final = "○"
BOTH: Final = "◉"
PARTS: Final = "≠"
LEAST: Final = 4
"""Rows a chart has at least."""


class Line(NamedTuple):
    """A number's course in one of two games: its game, one value a cell, how it stands at the cursor, and where the game ends."""

    name: str
    values: tuple[int | None, ...]
    shown: str
    end: int


class Pair(NamedTuple):
    """What a twin shows. Cells count from 0 over all quarters; ``parts`` is the one in which the games part, if they do."""

    years: tuple[tuple[int, str], ...]
    marks: tuple[tuple[str, dict[int, str]], ...]
    title: str
    lines: tuple[Line, Line]
    high: str
    low: str
    here: int
    parts: int | None
    foot: str = ""


class Twin(Timeline):
    """Both timelines under one frame. A mouse over it previews, a click goes there; the keys are the screen's."""

    def show_both(self, pair: Pair, height: int) -> None:
        """Draw them. The chart gets what height is left."""
        self._cells = max(line.end for line in pair.lines)
        rows = [self._year_row(pair.years), self._signs(pair)]
        rows += [self._mark_row(label, marks, pair.here) for label, marks in pair.marks]
        rows += self._chart(pair, max(LEAST, height - len(rows)))
        self.border_subtitle = pair.foot
        self.update(Content("\n").join(rows))

    def _signs(self, pair: Pair) -> Content:
        line = [" "] * (self._cells + 1)
        for one in pair.lines:
            line[one.end] = "■"
        if pair.parts is not None:
            line[pair.parts] = PARTS
        line[pair.here] = "▼"
        return Content.assemble(" " * LABEL, ("".join(line), "bold $primary"))

    def _chart(self, pair: Pair, tall: int) -> list[Content]:
        known = [value for line in pair.lines for value in line.values if value is not None]
        low, high = (min(known), max(known)) if known else (0, 0)
        one, other = (_heights(line.values, low, high, tall) for line in pair.lines)
        side = [*_legend(ONE, pair.lines[0]), *_legend(OTHER, pair.lines[1])]
        if tall > len(side):
            side.insert(2, Content(""))
        rows = []
        for row in range(tall):
            at = tall - 1 - row
            label = {0: pair.high, tall - 1: pair.low}.get(
                row, fitted(pair.title, LABEL - 1) if row == tall // 2 else ""
            )
            cells = [_sign(one[cell] == at, other[cell] == at) for cell in range(self._cells)]
            line = Content.assemble((f"{label:<{LABEL}}", MUTED), *_spans(cells, pair.here))
            gap = " " * (len(one) - self._cells + 1)
            rows.append(Content.assemble(line, gap, side[row] if row < len(side) else ""))
        return rows


def _legend(sign: str, line: Line) -> list[Content]:
    return [
        Content.assemble((f"{sign} ", _STYLES[sign]), fitted(line.name, SIDE - 3)),
        Content.assemble(f"  {line.shown}"),
    ]


_STYLES: Final = {ONE: "$primary", OTHER: "$accent", BOTH: "bold"}


def _heights(values: Sequence[int | None], low: int, high: int, tall: int) -> list[int | None]:
    """The row of each value, 0 the lowest."""
    span = max(1, high - low)
    return [None if value is None else ((value - low) * (tall - 1) + span // 2) // span for value in values]


def _sign(one: bool, other: bool) -> str:
    return BOTH if one and other else ONE if one else OTHER if other else " "


def _spans(cells: Sequence[str], here: int) -> list[tuple[str, str]]:
    return [
        (sign, "$cursor-text on $cursor" if cell == here else _STYLES.get(sign, ""))
        for cell, sign in enumerate(cells)
    ]
