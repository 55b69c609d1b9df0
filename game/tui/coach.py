"""The coach: what could be had, as the player believes it, and where every package lies on it. Belief, never the truth.

The other side is imagined as its usual kind, corrected by what it has offered and said. Sizes are drawn, not told.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from operator import itemgetter
from typing import Final, NamedTuple

from textual.content import Content

from game.bargaining import coach
from game.bargaining.tables import NEVER
from game.debrief.riders import package_words
from game.rules.decisions import Package
from game.rules.scenario import Scenario
from game.rules.units import MICROSOFT, OPENAI
from game.rules.view import View
from game.tui.matters.draft import DRAFT, MINE, THEIRS, TODAY
from game.tui.words import MUTED, hanging

Point = tuple[int, int]
"""What a package gains oneself and, as one believes, the other side, $ millions."""
FAIR: Final = "fair"
SIGNS: Final = {TODAY: "o", FAIR: "N", MINE: "M", THEIRS: "T", DRAFT: "D"}
"""The sign of each package in the plot; a later one covers an earlier."""
_COLOURS: Final = {
    TODAY: "bold",
    FAIR: "bold $success",
    MINE: "$secondary",
    THEIRS: "bold $accent",
    DRAFT: "bold $secondary",
}
_NAMES: Final = {TODAY: "today", FAIR: "fair split", MINE: "my last", THEIRS: "theirs", DRAFT: "draft"}


class Belief(NamedTuple):
    """The frontier as a seat believes it, where packages lie, and the package it would call fair."""

    frontier: tuple[Point, ...]
    spots: Mapping[str, Point]
    fair: Package


def believed(scenario: Scenario, view: View, packages: Mapping[str, Package]) -> Belief:
    """What a seat believes could be had, and where these packages lie."""
    board = coach.board(scenario, view, packages.get(DRAFT, ()))
    drawn = {TODAY: board.today, MINE: board.mine, THEIRS: board.theirs, DRAFT: board.draft}
    spots = {name: (at.own, at.theirs) for name in packages if (at := drawn[name]) is not None}
    if board.nash is not None:
        spots[FAIR] = (board.nash.own, board.nash.theirs)
    frontier = tuple((at.own, at.theirs) for at in board.frontier if at.own >= 0 and at.theirs >= 0)
    return Belief(frontier, spots, board.nash.package if board.nash is not None else ())


def plot(belief: Belief, width: int, height: int) -> list[Content]:
    """The frontier as dots, packages as letters, today's agreement where the axes cross. Right is better for oneself."""
    shown = {name: spot for name, spot in belief.spots.items() if min(spot) > NEVER // 2}
    every = [*belief.frontier, *shown.values(), (0, 0)]
    far = max((x for x, _ in belief.frontier), default=1), max((y for _, y in belief.frontier), default=1)
    # A package far outside would shrink what matters to a corner: it is drawn at the edge.
    low = tuple(max(min(p[i] for p in every), -far[i] // 2) for i in (0, 1))
    high = tuple(min(max(p[i] for p in every), far[i] * 3 // 2) for i in (0, 1))

    def column(x: int) -> int:
        return (min(max(x, low[0]), high[0]) - low[0]) * (width - 1) // max(1, high[0] - low[0])

    def row(y: int) -> int:
        return height - 1 - (min(max(y, low[1]), high[1]) - low[1]) * (height - 1) // max(1, high[1] - low[1])

    grid = [[(" ", "")] * width for _ in range(height)]
    for x in range(width):
        grid[row(0)][x] = ("─", MUTED)
    for y in range(height):
        grid[y][column(0)] = ("│", MUTED)
    for x, y in belief.frontier:
        grid[row(y)][column(x)] = ("·", "$success")
    for name, sign in SIGNS.items():
        if name in shown:
            x, y = shown[name]
            grid[row(y)][column(x)] = (sign, _COLOURS[name])
    return [
        Content.assemble(
            *(("".join(sign for sign, _ in run), style) for style, run in groupby(line, key=itemgetter(1)))
        )
        for line in grid
    ]


def coach_lines(
    scenario: Scenario, view: View, packages: Mapping[str, Package], width: int, height: int
) -> list[Content]:
    """The coach's pane: plot, legend, and what it would call fair."""
    belief = believed(scenario, view, packages)
    names = {OPENAI: "OpenAI", MICROSOFT: "Microsoft"}
    them = names[OPENAI if view.seat == MICROSOFT else MICROSOFT]
    legend = Content("  ").join(
        [
            Content.assemble((sign, _COLOURS[name]), " ", (_NAMES[name], MUTED))
            for name, sign in SIGNS.items()
            if name in belief.spots
        ]
    )
    below = [*_wrapped(legend, width)]
    if belief.fair:
        below.append(
            hanging(Content.styled("N ", "bold $success"), f"{package_words(belief.fair)}.", width, 2, MUTED)
        )
    used = sum(part.plain.count("\n") + 1 for part in below) + 2
    head = Content.styled(f"↑ better for {them}"[:width], MUTED)
    foot = Content.styled(f"{'better for you →':>{width}}", MUTED)
    return [head, *plot(belief, width, max(4, min(14, height - used))), foot, *below]


def _wrapped(legend: Content, width: int) -> list[Content]:
    """The legend in lines of that width, broken between entries."""
    if legend.cell_length <= width:
        return [legend]
    parts = legend.split("  ")
    lines = [parts[0]]
    for part in parts[1:]:
        if lines[-1].cell_length + 2 + part.cell_length <= width:
            lines[-1] = lines[-1] + "  " + part
        else:
            lines.append(part)
    return lines
