"""The coach: what could be had, as the player believes it, and where every package lies on it. Belief, never the truth.

The other side is imagined as its usual kind. Sizes are drawn, not told.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from operator import itemgetter
from typing import Final, NamedTuple

from textual.content import Content

from game.bargaining.packages import frontier_of
from game.bargaining.reasons import imagined
from game.bargaining.tables import NEVER, book_of
from game.debrief.riders import package_words
from game.rules.decisions import Package
from game.rules.scenario import Scenario
from game.rules.units import MICROSOFT, OPENAI
from game.rules.view import View
from game.tui.matters.draft import DRAFT, MINE, THEIRS, TODAY
from game.tui.words import MUTED, fitted, hanging

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
    own, theirs = book_of(scenario, view), imagined(scenario, view)
    frontier = frontier_of(own, theirs)
    points: list[Point] = []
    for mine, yours in zip(frontier.own, frontier.theirs, strict=True):  # best for oneself first
        if yours >= 0 <= mine and (not points or yours > points[-1][1]):
            points.append((int(mine), int(yours)))
    spots = {name: (own.gain_of(package), theirs.gain_of(package)) for name, package in packages.items()}
    at = frontier.nash()
    fair: Package = ()
    if at is not None:
        fair = frontier.package(at)
        spots[FAIR] = (int(frontier.own[at]), int(frontier.theirs[at]))
    return Belief(tuple(points), spots, fair)


def plot(belief: Belief, width: int, height: int) -> tuple[list[Content], list[list[str]]]:
    """The frontier as dots, packages as letters, today's agreement where the axes cross. Right is better for oneself.

    With it come the packages by place; the first of a place is the one whose letter is seen.
    """
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
    drawn: dict[tuple[int, int], list[str]] = {}
    for x in range(width):
        grid[row(0)][x] = ("─", MUTED)
    for y in range(height):
        grid[y][column(0)] = ("│", MUTED)
    for x, y in belief.frontier:
        grid[row(y)][column(x)] = ("·", "$success")
    for name, sign in SIGNS.items():
        if name in shown:
            at = row(shown[name][1]), column(shown[name][0])
            grid[at[0]][at[1]] = (sign, _COLOURS[name])
            drawn.setdefault(at, []).insert(0, name)
    lines = [
        Content.assemble(
            *(("".join(sign for sign, _ in run), style) for style, run in groupby(line, key=itemgetter(1)))
        )
        for line in grid
    ]
    return lines, list(drawn.values())


def coach_lines(
    scenario: Scenario, view: View, packages: Mapping[str, Package], width: int, height: int
) -> list[Content]:
    """The coach's pane: plot, legend, and what it would call fair."""
    belief = believed(scenario, view, packages)
    names = {OPENAI: "OpenAI", MICROSOFT: "Microsoft"}
    them = names[OPENAI if view.seat == MICROSOFT else MICROSOFT]
    fair = f"{package_words(belief.fair)}." if belief.fair else "Nothing seems to help you both."
    below = hanging(Content.styled("N ", "bold $success"), fair, width, 2, MUTED)
    room = height - 4 - below.plain.count("\n") - 1
    drawing, places = plot(belief, width, max(4, min(14, room)))
    entries = [
        Content.assemble(
            (SIGNS[names[0]], _COLOURS[names[0]]), " ", (", ".join(_NAMES[n] for n in names), MUTED)
        )
        for names in places
    ]
    head = Content.styled(fitted(f"↑ better for {them}", width), MUTED)
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
