"""A chart in letters: one or two lines over the quarters, drawn with dots of braille, with its measure and its years.

The first line is drawn through, the second dotted, what is still to come thinly; each has its name at its end. So it reads
without colours. Whole numbers only.
"""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import Final

from game.debrief.figures import figure
from game.desk.content import Content
from game.desk.market import Chart, Point
from game.desk.words import MUTED
from game.rules.units import quarter_label

TONES: Final = ("$secondary", "$accent")
"""The colours of the two lines; their names and their strokes tell them apart as well."""
STROKES: Final = ("━━", "┅┅")
THINNED: Final = (1, 2)
"""Every so-many-th dot of a line is drawn."""
TO_COME: Final = 3
ROOMY: Final = 44
"""Columns from which on the names stand at the ends of their lines."""
NOTHING: Final = 1000
"""How far a chart goes of which nothing is known yet but naught."""
TICKS: Final = 4
"""The most steps a measure is divided into."""
_DOTS: Final = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The dots of a cell, row by row."""
_BLANK: Final = 0x2800


class _Measure:
    """From which value to which a chart goes, and where its ticks are."""

    def __init__(self, chart: Chart, cells: int) -> None:
        values = [value for line in chart.lines for _, value in (*line.points, *line.ahead)]
        low, high = chart.whole or (min(values), max(values))
        if chart.whole is None and 0 < low * 3 < high:
            low = 0  # what begins near nothing begins at nothing
        if low == high:
            low, high = low - abs(low) // 10, high + (abs(high) // 10 or NOTHING)
        self.low, self.high = low, high
        step = _step(high - low, max(1, min(TICKS, (cells - 1) // 2)))
        self.ticks = range(-(-low // step) * step, high + 1, step)
        self._dots = cells * 4

    def dot(self, value: int) -> int:
        """The row of dots a value lies in, from above."""
        inside = min(max(value, self.low), self.high)
        return (self.high - inside) * (self._dots - 1) // (self.high - self.low)


def _step(span: int, most: int) -> int:
    """The smallest of 1, 2, 5, 10, 20 … that divides a span into so many steps at most, and a bit."""
    size = 1
    while True:
        for step in (size, 2 * size, 5 * size):
            if span <= step * most:
                return step
        size *= 10


def head(chart: Chart, width: int) -> Content:
    """What each line is, how it stands and how it has moved since the last turn, as far as there is room."""
    parts: list[Content] = []
    for line, stroke, tone in zip(chart.lines, STROKES, TONES, strict=False):
        part = Content.assemble(
            (f"{stroke} ", tone), (line.name, MUTED), " ", (line.shown, "bold"),
            f" {line.moved}" if line.moved else "",
        )  # fmt: skip
        parts.append(part)
    row = Content("   ").join(parts)
    if row.cell_length > width:
        row = Content("  ").join(
            Content.assemble((f"{stroke} ", tone), (line.name, MUTED), " ", (line.shown, "bold"))
            for line, stroke, tone in zip(chart.lines, STROKES, TONES, strict=False)
        )
    return row


def drawn(chart: Chart, first: str, width: int, height: int) -> list[Content]:
    """The chart in so many columns and rows, its head first and its years last; ``first`` is the game's first quarter."""
    top = head(chart, width)
    if sum(len(line.points) for line in chart.lines) == 0:
        return [top, Content(""), Content.styled("Nobody tells you this yet.", MUTED)]
    cells = max(2, height - 2)
    measure = _Measure(chart, cells)
    labels = {measure.dot(tick) // 4: _tick(chart, tick) for tick in measure.ticks}
    margin = max(len(label) for label in labels.values())
    ends = max(len(line.name) for line in chart.lines) + 1 if width >= ROOMY else 0
    room = max(8, width - margin - 2 - ends)
    grid = _Grid(room + ends, cells)
    across = _Across(chart.quarters, room)
    if chart.mark is not None:
        grid.rule(measure.dot(chart.mark) // 4, room, "┈")
    elif measure.low < 0 < measure.high:
        grid.rule(measure.dot(0) // 4, room, "┈")
    if any(line.ahead for line in chart.lines):
        grid.post(across.dot(chart.now) // 2, "┊")
    placed: set[int] = set()
    for n, line in reversed(list(enumerate(chart.lines))):
        if not line.points:
            continue
        grid.stroke(_path(line.points, across, measure), THINNED[n], TONES[n])
        if line.ahead:
            grid.stroke(_path((line.points[-1], *line.ahead), across, measure)[1:], TO_COME, MUTED)
    for n, line in enumerate(chart.lines):
        if ends and line.points:
            at, value = (*line.points, *line.ahead)[-1]
            row = _free(measure.dot(value) // 4, placed, cells)
            grid.write(row, across.dot(at) // 2 + 2, line.name, TONES[n])
            placed.add(row)
    rows = [
        Content.assemble((f"{labels.get(row, ''):>{margin}} {'┤' if row in labels else '│'}", MUTED)) + line
        for row, line in enumerate(grid.lines())
    ]
    return [top, *rows, Content.styled(f"{'':>{margin}} ╰{_years(chart, first, across, room)}", MUTED)]


def _free(row: int, placed: set[int], cells: int) -> int:
    """The nearest row that holds no name yet."""
    near = (row, row + 1, row - 1, row + 2, row - 2)
    return next((one for one in near if 0 <= one < cells and one not in placed), row)


def _tick(chart: Chart, value: int) -> str:
    return figure(chart.unit, value) if value else "0"


class _Across:
    """Where a quarter lies from left to right."""

    def __init__(self, quarters: int, cells: int) -> None:
        self._last, self._dots = max(1, quarters - 1), cells * 2

    def dot(self, quarter: int) -> int:
        """The column of dots of a quarter."""
        return min(quarter, self._last) * (self._dots - 1) // self._last


def _years(chart: Chart, first: str, across: _Across, room: int) -> str:
    """The foot: a line with each year where its first quarter is, as far as they have room beside each other."""
    line = ["─"] * room
    for quarter in range(chart.quarters):
        label = quarter_label(first, quarter)
        at = across.dot(quarter) // 2
        if quarter and not label.endswith("Q1"):
            continue
        words = label[:4] if label.endswith("Q1") else f"{label[5:]} {label[:4]}"
        if at + len(words) <= room and all(sign == "─" for sign in line[max(0, at - 1) : at + len(words)]):
            line[at : at + len(words)] = words
    return "".join(line)


def _path(points: tuple[Point, ...], across: _Across, measure: _Measure) -> list[Point]:
    """All dots from point to point, in the order in which a pen would make them."""
    places = [(across.dot(quarter), measure.dot(value)) for quarter, value in points]
    path = places[:1]
    for (x0, y0), (x1, y1) in pairwise(places):
        for x in range(x0 + 1, x1 + 1):
            y = y0 + (y1 - y0) * (x - x0) // (x1 - x0)
            last = path[-1][1]
            way = 1 if y > last else -1
            path += [(x, between) for between in range(last + way, y, way)] if abs(y - last) > 1 else []
            path.append((x, y))
    return path


class _Grid:
    """Cells of signs and colours, and dots over them."""

    def __init__(self, width: int, height: int) -> None:
        self._signs = [[(" ", "")] * width for _ in range(height)]
        self._dots = [[0] * width for _ in range(height)]
        self._tones = [[""] * width for _ in range(height)]

    def rule(self, row: int, width: int, sign: str) -> None:
        """A faint line across."""
        self._signs[row][:width] = [(sign, MUTED)] * width

    def post(self, column: int, sign: str) -> None:
        """A faint line from top to bottom."""
        for row in self._signs:
            row[column] = (sign, MUTED)

    def stroke(self, path: list[Point], every: int, tone: str) -> None:
        """The dots of a path, or some of them."""
        for x, y in path[::every]:
            row, column = y // 4, x // 2
            self._dots[row][column] |= _DOTS[y % 4][x % 2]
            self._tones[row][column] = tone

    def write(self, row: int, column: int, words: str, tone: str) -> None:
        """Words over whatever there is."""
        for n, sign in enumerate(words):
            if 0 <= column + n < len(self._signs[row]):
                self._signs[row][column + n] = (sign, tone)
                self._dots[row][column + n] = 0

    def lines(self) -> list[Content]:
        """Its rows."""
        found = []
        for signs, dots, tones in zip(self._signs, self._dots, self._tones, strict=True):
            cells = [
                (chr(_BLANK + dot), tone) if dot else sign
                for sign, dot, tone in zip(signs, dots, tones, strict=True)
            ]
            runs = groupby(cells, key=lambda cell: cell[1])
            found.append(Content.assemble(*(("".join(sign for sign, _ in run), tone) for tone, run in runs)))
        return found
