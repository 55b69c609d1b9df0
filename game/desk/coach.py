"""The coach: what could be had, as the player may believe it, and where every offer lies on it. Belief, never the truth.

It draws what :mod:`game.bargaining.coach` believes. Sizes are drawn, not told.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from operator import itemgetter
from typing import Final

from game.bargaining.coach import Board, board
from game.debrief.figures import NAMES
from game.debrief.riders import package_words
from game.desk.content import Content
from game.desk.matters.draft import DRAFT, MINE, THEIRS, TODAY, Sketch, package_of
from game.desk.words import MUTED, fitted, hanging
from game.rules.scenario import Scenario
from game.rules.units import other
from game.rules.view import View

Point = tuple[int, int]
"""What an offer gains oneself and, as one believes, the other side, $ millions."""
FAIR: Final = "fair split"
NEXT: Final = "suggested"
SIGNS: Final = {TODAY: "o", FAIR: "N", NEXT: "S", MINE: "M", THEIRS: "T", DRAFT: "D"}
"""The sign of each offer in the plot; a later one covers an earlier."""
_COLOURS: Final = {
    TODAY: "bold", FAIR: "bold $success", NEXT: "bold $success", MINE: "$secondary", THEIRS: "bold $accent",
    DRAFT: "bold $secondary",
}  # fmt: skip


def spots(seen: Board) -> dict[str, Point]:
    """Where the offers there are lie."""
    held = {
        TODAY: seen.today, FAIR: seen.nash, NEXT: seen.suggested, MINE: seen.mine, THEIRS: seen.theirs, DRAFT: seen.draft,
    }  # fmt: skip
    return {name: (spot.own, spot.theirs) for name, spot in held.items() if spot is not None}


def plot(
    frontier: tuple[Point, ...], shown: Mapping[str, Point], width: int, height: int
) -> tuple[list[Content], list[list[str]]]:
    """The frontier as dots, offers as letters, today's agreement where the axes cross. Right is better for oneself.

    With it come the offers by place; the first of a place is the one whose letter is seen.
    """
    line = [point for point in frontier if min(point) >= 0] or [(0, 0)]
    every = [*line, *shown.values(), (0, 0)]
    far = max(x for x, _ in line), max(y for _, y in line)
    # An offer far outside would shrink what matters to a corner: it is drawn at the edge.
    low = tuple(max(min(point[axis] for point in every), -far[axis] // 2) for axis in (0, 1))
    high = tuple(min(max(point[axis] for point in every), far[axis] * 3 // 2) for axis in (0, 1))

    def place(axis: int, value: int, cells: int) -> int:
        inside = min(max(value, low[axis]), high[axis]) - low[axis]
        return inside * (cells - 1) // max(1, high[axis] - low[axis])

    def at(point: Point) -> tuple[int, int]:
        return height - 1 - place(1, point[1], height), place(0, point[0], width)

    grid = [[(" ", "")] * width for _ in range(height)]
    drawn: dict[tuple[int, int], list[str]] = {}
    across, down = at((0, 0))
    grid[across] = [("─", MUTED)] * width
    for cells in grid:
        cells[down] = ("│", MUTED)
    for point in line:
        row, column = at(point)
        grid[row][column] = ("·", "$success")
    for name, sign in SIGNS.items():
        if name in shown:
            row, column = at(shown[name])
            grid[row][column] = (sign, _COLOURS[name])
            drawn.setdefault((row, column), []).insert(0, name)
    lines = [
        Content.assemble(
            *(("".join(sign for sign, _ in run), style) for style, run in groupby(cells, key=itemgetter(1)))
        )
        for cells in grid
    ]
    return lines, list(drawn.values())


def coach_lines(scenario: Scenario, view: View, sketch: Sketch, width: int, height: int) -> list[Content]:
    """The coach's pane: plot, legend, and what it would put forward."""
    seen = board(scenario, view, package_of(view, sketch.terms), sketch.riders)
    words = "Nothing seems to help you both."
    if seen.suggested is not None:
        words = f"{package_words(seen.suggested.package)}. Z drafts it."
    below = hanging(Content.styled("S ", "bold $success"), words, width, 2, MUTED)
    room = height - 5 - below.plain.count("\n")
    points = tuple((spot.own, spot.theirs) for spot in seen.frontier)
    drawing, places = plot(points, spots(seen), width, max(4, min(14, room)))
    entries = [
        Content.assemble((SIGNS[names[0]], _COLOURS[names[0]]), " ", (", ".join(names), MUTED))
        for names in places
    ]
    head = Content.styled(fitted(f"↑ better for {NAMES[other(view.seat)]}, you think", width), MUTED)
    foot = Content.styled(f"{'better for you →':>{width}}", MUTED)
    return [head, *drawing, foot, *_wrapped(entries, width), below]


def _wrapped(entries: list[Content], width: int) -> list[Content]:
    """The legend in lines of that width, broken between entries."""
    lines = entries[:1]
    for entry in entries[1:]:
        if lines[-1].cell_length + 2 + entry.cell_length <= width:
            lines[-1] = lines[-1] + "  " + entry
        else:
            lines.append(entry)
    return lines
