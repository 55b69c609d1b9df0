"""A plot of a few points on two axes, each with its name beside it: letters and words, so that it reads without colours.

Right is better for oneself, up for the other side; the axes cross at the origin.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Final, NamedTuple

from game.desk.content import Content
from game.desk.words import MUTED

Point = tuple[int, int]
_BEYOND: Final = {(0, -1): "↓", (0, 1): "↑", (-1, 0): "←", (1, 0): "→"}
"""What stands behind the name of a point that is drawn at the edge because it lies further out."""


_BRAILLE: Final = 0x2800
_DOTS: Final = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The dots of a Braille sign, row by row."""
_DOTS_UP, _DOTS_ACROSS = len(_DOTS), len(_DOTS[0])
EVERY: Final = 3
"""Of a dotted line every so-many-th dot is there."""


class Spot(NamedTuple):
    """A point, the sign it is drawn with, its name (empty: it has none) and its colours."""

    at: Point
    sign: str
    name: str
    style: str = "bold"


class _Scale(NamedTuple):
    low: int
    high: int
    cells: int

    def place(self, value: int) -> int:
        inside = min(max(value, self.low), self.high) - self.low
        return inside * (self.cells - 1) // max(1, self.high - self.low)

    def dot(self, value: int, dots: int) -> int:
        """The dot of a value where the cells have so many; outside of them it is a dot there would be."""
        return (value - self.low) * (dots - 1) // max(1, self.high - self.low)

    def beyond(self, value: int) -> int:
        return (value > self.high) - (value < self.low)


def named(
    spots: Sequence[Spot],
    line: Sequence[Point],
    width: int,
    height: int,
    *,
    joined: bool = False,
    beyond: Sequence[Point] = (),
) -> list[Content]:
    """The points with their names, over the line that nothing lies beyond, in so many columns and rows.

    What lies far outside would shrink the rest to a corner: it is drawn at the edge, with an arrow. A ``joined`` line is drawn
    through; what of it is worse than the origin for one side runs out of the picture. A line further out, ``beyond``, is dotted.
    """
    inside = [point for point in (*line, *beyond) if min(point) >= 0] or [(0, 0)]
    across, up = (
        _scale([spot.at[axis] for spot in spots], [p[axis] for p in inside], cells)
        for axis, cells in ((0, width), (1, height))
    )
    grid = [[(" ", "")] * width for _ in range(height)]
    zero_row, zero_column = height - 1 - up.place(0), across.place(0)
    grid[zero_row] = [("─", MUTED)] * width
    for cells in grid:
        cells[zero_column] = ("│", MUTED)
    grid[zero_row][zero_column] = ("┼", MUTED)
    for (row, column), sign in _through(beyond, across, up, EVERY).items():
        grid[row][column] = (sign, MUTED)
    drawn = _through(line, across, up) if joined else {}
    for (row, column), sign in drawn.items():
        grid[row][column] = (sign, "$success")
    for x, y in () if joined else line:
        if across.beyond(x) or up.beyond(y):
            continue
        grid[height - 1 - up.place(y)][across.place(x)] = ("·", "$success")
    taken = {(height - 1 - up.place(spot.at[1]), across.place(spot.at[0])) for spot in spots}
    for spot in spots:
        row, column = height - 1 - up.place(spot.at[1]), across.place(spot.at[0])
        grid[row][column] = (spot.sign, spot.style)
    for spot in spots:
        if not spot.name:
            continue
        row, column = height - 1 - up.place(spot.at[1]), across.place(spot.at[0])
        off = across.beyond(spot.at[0]), up.beyond(spot.at[1])
        arrow = _BEYOND.get(off if not off[1] else (0, off[1]), "")
        words = f"{spot.name} {arrow}".rstrip()
        free = _free(taken | set(drawn), row, column, len(words), width, height)
        free = free or _free(taken, row, column, len(words), width, height)
        if free is None:  # further off it says whose name it is
            words = f"{spot.sign} {words}"
            free = _free(taken, row, column, len(words), width, height, off=(2, 3))
        if free is not None:
            at_row, at_column = free
            if (at_row, at_column - 2) == (row, column):
                grid[row][column + 1] = (" ", "")  # no line runs into a name
            for n, sign in enumerate(words):
                grid[at_row][at_column + n] = (sign, spot.style)
            taken |= {(at_row, at_column + n) for n in range(-1, len(words) + 1)}
    return [
        Content.assemble(
            *(("".join(sign for sign, _ in run), style) for style, run in groupby(cells, key=itemgetter(1)))
        )
        for cells in grid
    ]


def _through(line: Sequence[Point], across: _Scale, up: _Scale, every: int = 1) -> dict[tuple[int, int], str]:
    """A line through points as Braille, or ``every`` so-many-th dot of it: the sign of each cell it passes, by row and column."""
    found: dict[tuple[int, int], int] = {}
    passed = 0
    wide, high = across.cells * _DOTS_ACROSS, up.cells * _DOTS_UP
    dots = [(across.dot(x, wide), high - 1 - up.dot(y, high)) for x, y in line]
    for (x, y), (to_x, to_y) in pairwise(dots):
        steps = max(abs(to_x - x), abs(to_y - y), 1)
        for step in range(steps + 1):
            column, row = x + (to_x - x) * step // steps, y + (to_y - y) * step // steps
            passed += bool(step)
            if passed % every:
                continue
            if 0 <= column < wide and 0 <= row < high:
                cell = row // _DOTS_UP, column // _DOTS_ACROSS
                found[cell] = found.get(cell, 0) | _DOTS[row % _DOTS_UP][column % _DOTS_ACROSS]
    return {cell: chr(_BRAILLE + dots) for cell, dots in found.items()}


def _scale(values: Sequence[int], line: Sequence[int], cells: int) -> _Scale:
    near = max([*line, 1])
    return _Scale(
        max(min([*values, 0]), -max(near // 2, 1)), min(max([*line, *values, 1]), near * 3 // 2), cells
    )


def _free(
    taken: set[tuple[int, int]], row: int, column: int, long: int, width: int, height: int, off: Sequence[int] = (1,)
) -> tuple[int, int] | None:  # fmt: skip
    """Where a name fits beside its point: right of it, left of it, above, below."""
    beside = [(row, column + 2), (row, column - 1 - long)]
    for near in [row + by for far in off for by in (-far, far)]:
        beside += [
            (near, column),
            (near, max(0, min(width - long, column - long // 2))),
            (near, column - long + 1),
        ]
    for at_row, at_column in beside:
        inside = 0 <= at_row < height and at_column >= 0 and at_column + long <= width
        if inside and not any((at_row, at_column + n) in taken for n in range(long)):
            return at_row, at_column
    return None


def rows_of(heads: tuple[str, str], rows: Mapping[str, tuple[str, str]], indent: int = 2) -> list[Content]:
    """A small table under a plot: a name, and two figures each."""
    wide = max(len(name) for name in rows) + 2
    first, second = (
        max(len(head), *(len(pair[n]) for pair in rows.values())) for n, head in enumerate(heads)
    )
    found = [Content.styled(f"{'':<{indent + wide}}{heads[0]:>{first}}  {heads[1]:>{second}}", MUTED)]
    found += [
        Content(f"{'':<{indent}}{name:<{wide}}{one:>{first}}  {other:>{second}}")
        for name, (one, other) in rows.items()
    ]
    return found
