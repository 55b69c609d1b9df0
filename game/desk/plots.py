"""A plot of a few points on two axes, each with its name beside it: letters and words, so that it reads without colours.

Right is better for oneself, up for the other side; the axes cross at the origin.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Final, NamedTuple

from game.desk.content import Content
from game.desk.words import MUTED

Point = tuple[int, int]
_Grid = list[list[tuple[str, str]]]
_BEYOND: Final = {(0, -1): "↓", (0, 1): "↑", (-1, 0): "←", (1, 0): "→"}
"""What stands behind the name of a point that is drawn at the edge because it lies further out."""


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

    def beyond(self, value: int) -> int:
        return (value > self.high) - (value < self.low)


def named(spots: Sequence[Spot], line: Sequence[Point], width: int, height: int) -> list[Content]:
    """The points with their names, over the line that nothing lies beyond, in so many columns and rows.

    What lies far outside would shrink the rest to a corner: it is drawn at the edge, with an arrow.
    """
    grid, across, up = _axes(spots, line, width, height)
    for x, y in line:
        if across.beyond(x) or up.beyond(y):
            continue
        grid[height - 1 - up.place(y)][across.place(x)] = ("·", "$success")
    _name(grid, spots, across, up)
    return _rows(grid)


def _axes(
    spots: Sequence[Spot], line: Sequence[Point], width: int, height: int
) -> tuple[_Grid, _Scale, _Scale]:
    """An empty plot with its axes, and both scales: as far as the line goes where neither side loses, and the points."""
    good = [point for point in line if min(point) >= 0] or [(0, 0)]
    across, up = (
        _scale([spot.at[axis] for spot in spots], [point[axis] for point in good], cells)
        for axis, cells in ((0, width), (1, height))
    )
    grid = [[(" ", "")] * width for _ in range(height)]
    zero_row, zero_column = height - 1 - up.place(0), across.place(0)
    grid[zero_row] = [("─", MUTED)] * width
    for cells in grid:
        cells[zero_column] = ("│", MUTED)
    grid[zero_row][zero_column] = ("┼", MUTED)
    return grid, across, up


class Curve(NamedTuple):
    """A line through points, its colours, and whether it is drawn thinner than others."""

    points: Sequence[Point]
    style: str
    thin: bool = False


def curved(
    spots: Sequence[Spot], curves: Sequence[Curve], width: int, height: int, *, clear: bool = False
) -> list[Content]:
    """The points with their names, over lines drawn finer than a cell; scale, axes and arrows as in :func:`named`.

    ``clear``: names keep off the lines where they can.
    """
    line = [point for curve in curves for point in curve.points]
    grid, across, up = _axes(spots, line, width, height)
    drawn: set[Point] = set()
    for curve in curves:
        drawn |= _draw(grid, curve, across._replace(cells=2 * width), up._replace(cells=4 * height))
    _name(grid, spots, across, up, drawn if clear else frozenset())
    return _rows(grid)


_DOTS: Final = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
_BLANK: Final = 0x2800
THIN: Final = 3
"""Of a thin line every so-many-th dot is drawn."""


def _draw(grid: _Grid, curve: Curve, across: _Scale, up: _Scale) -> set[Point]:
    """A line in dots, two by four of them a cell; the rows and columns of the cells it goes through."""
    dots: dict[tuple[int, int], int] = {}
    drawn = 0
    for one, two in pairwise(curve.points):
        for x, y in _between(one, two, across, up):
            drawn += 1
            if not curve.thin or drawn % THIN == 0:
                at = (up.cells - 1 - y) // 4, x // 2
                dots[at] = dots.get(at, 0) | _DOTS[x % 2][(up.cells - 1 - y) % 4]
    for (row, column), bits in dots.items():
        grid[row][column] = (chr(_BLANK | bits), curve.style)
    return set(dots)


def _between(one: Point, two: Point, across: _Scale, up: _Scale) -> Iterator[Point]:
    """The dots from one point to the next, without the first and without what lies outside."""
    wide = across.place(two[0]) - across.place(one[0])
    high = up.place(two[1]) - up.place(one[1])
    steps = max(abs(wide), abs(high), 1)
    for n in range(1, steps + 1):
        value = tuple(a + (b - a) * n // steps for a, b in zip(one, two, strict=True))
        if not across.beyond(value[0]) and not up.beyond(value[1]):
            yield across.place(value[0]), up.place(value[1])


def _name(
    grid: _Grid, spots: Sequence[Spot], across: _Scale, up: _Scale, drawn: Set[Point] = frozenset()
) -> None:
    """The points, and their names where there is room: beside what is ``drawn``, or over it where there is none else."""
    width, height = across.cells, up.cells
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
        free = _free(taken | drawn, row, column, len(words), width, height)
        free = free or _free(taken, row, column, len(words), width, height)
        if free is None:  # further off it says whose name it is
            words = f"{spot.sign} {words}"
            free = _free(taken, row, column, len(words), width, height, (2, 3))
        if free is not None:
            at_row, at_column = free
            if at_row == row and 0 < at_column == column + 2:
                grid[row][column + 1] = (" ", "")  # a line does not run into the name
            for n, sign in enumerate(words):
                grid[at_row][at_column + n] = (sign, spot.style)
            taken |= {(at_row, at_column + n) for n in range(-1, len(words) + 1)}


def _rows(grid: _Grid) -> list[Content]:
    return [
        Content.assemble(
            *(("".join(sign for sign, _ in run), style) for style, run in groupby(cells, key=itemgetter(1)))
        )
        for cells in grid
    ]


def _scale(values: Sequence[int], line: Sequence[int], cells: int) -> _Scale:
    near = max([*line, 1])
    return _Scale(
        max(min([*values, 0]), -max(near // 2, 1)), min(max([*line, *values, 1]), near * 3 // 2), cells
    )


def _free(
    taken: Set[Point], row: int, column: int, long: int, width: int, height: int, off: Sequence[int] = (1,)
) -> tuple[int, int] | None:
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
