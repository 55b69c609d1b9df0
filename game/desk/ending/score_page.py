"""Page 1: what earned and what cost, dimension by dimension, as bars; both sides beside each other where there is room."""

from __future__ import annotations

from typing import Final

from game.debrief.figures import MINUS
from game.debrief.verdict import line_words
from game.desk.content import Content
from game.desk.ending.finished import Finished
from game.desk.ending.measured import bar, columns, earned
from game.desk.words import MUTED, SEAT_COLOUR, hanging
from game.rules.score import Dimension, mandate_of
from game.rules.units import OPENAI, Seat

WIDE: Final = 112
"""Columns from which both sides stand side by side."""
TEXT: Final = 72
BAR: Final = 14
LINE: Final = 12
"""Cells of a dimension's bar, and of a line's."""


def score_page(game: Finished, width: int) -> Content:
    """The page."""
    if width < WIDE:
        parts = [_side(game, seat, min(width, TEXT)) for seat in (game.seat, game.them)]
        return Content("\n").join([*parts[0], Content(), *parts[1]])
    wide = (width - 4) // 2
    left, right = (_side(game, seat, wide) for seat in (game.seat, game.them))
    return Content("\n").join(columns(left, right, wide))


def _side(game: Finished, seat: Seat, width: int) -> list[Content]:
    scenario, judged = game.session.scenario, game.score(seat)
    scoring = scenario.scoring
    usual = (scoring.openai if seat == OPENAI else scoring.microsoft).usual.means
    mandate = mandate_of(scenario, seat, judged.mandate)
    lines = [
        Content.assemble(
            (game.name(seat), f"bold {SEAT_COLOUR[seat]}"),
            (f"  {judged.score} of 100, judged by “{mandate.title}”", MUTED),
        )
    ]
    for dimension in judged.dimensions:
        lines += [Content(), *_dimension(dimension, (usual[dimension.id] + 5) // 10, seat, width)]
    return lines


def _dimension(dimension: Dimension, usual: int, seat: Seat, width: int) -> list[Content]:
    rows = [
        Content.assemble(
            (f"{dimension.id.capitalize():<13}", "bold"),
            bar(dimension.score, 100, BAR, SEAT_COLOUR[seat]),
            (f" {dimension.score:>3}", "bold"),
            (f"  usual {usual}, weight {dimension.weight}", MUTED),
        )
    ]
    for line in dimension.lines:
        sign = "+" if line.points >= 0 else MINUS
        tone = "$success" if line.points >= 0 else "$error"
        head = Content.assemble((f"{sign}{abs(line.points):>3} ", tone), earned(line.points, LINE), " ")
        rows += hanging(head, line_words(line), width, LINE + 6).split("\n")
    return rows
