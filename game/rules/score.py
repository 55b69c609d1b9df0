"""What a seat reached: its dimensions weighed by its mandate, held against par, and graded (rulebook 3.6.2, 3.6.3, 3.6.4).

A raw score says as much about the world as about the player, so it is judged by its distance from par: what a level-2 bot makes of
the same seat in the same world. Until par is known for a seed, what such bots usually reach stands in for it.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import msgspec

from game.rules.dimensions import DIMENSIONS, Line
from game.rules.scenario import Mandate, Scenario
from game.rules.state import State
from game.rules.units import OPENAI, Seat, clamp

GRADES: Final = ((74, "S"), (66, "A"), (58, "B"), (46, "C"), (38, "D"), (0, "E"))
"""The least overall of each grade (rulebook 3.6.4)."""
POOR: Final = ("D", "E")
"""Grades at which nobody claims victory."""
EVEN: Final = 50
"""The overall of a score at par."""
SPREAD: Final = 12
"""How much overall a deviation from par is worth (rulebook 3.6.3)."""


class Par(NamedTuple):
    """What level-2 bots made of a seat in one world: mean and deviation in tenths of a point, over so many games."""

    mean: int
    deviation: int
    games: int


class Dimension(msgspec.Struct, frozen=True, kw_only=True):
    """One dimension of a seat's score, 0..100, and its lines."""

    id: str
    score: int
    weight: int
    lines: tuple[Line, ...]


class SeatScore(msgspec.Struct, frozen=True, kw_only=True):
    """What a seat reached: the mandate's weighing of its dimensions, 0..100 raw, its overall by par, 0..100, and a grade."""

    seat: Seat
    mandate: str
    score: int
    par: int
    """What it is held against, tenths of a point."""
    games: int
    """Over how many games of this very seed that is; 0 when it is what bots usually reach."""
    overall: int
    grade: str
    dimensions: tuple[Dimension, ...]

    @property
    def over_par(self) -> int:
        """Score less par, tenths of a point."""
        return self.score * 10 - self.par


def mandate_of(scenario: Scenario, seat: Seat, id: str) -> Mandate:
    """A seat's mandate by id; ``KeyError`` when it has none of that id."""
    for mandate in scenario.mandates.openai if seat == OPENAI else scenario.mandates.microsoft:
        if mandate.id == id:
            return mandate
    raise KeyError(id)


def usual_of(scenario: Scenario, seat: Seat, mandate: str) -> int:
    """What a level-2 bot usually reaches in a seat under a mandate, tenths of a point."""
    scoring = scenario.scoring.openai if seat == OPENAI else scenario.scoring.microsoft
    weights = mandate_of(scenario, seat, mandate).weights
    return (sum(mean * weights[id] for id, mean in scoring.usual.means.items()) + 50) // 100


def overall_of(scenario: Scenario, seat: Seat, score: int, par: Par | None, against: int) -> int:
    """A raw score, 0..100: 50 at what it is held ``against`` (tenths), and 12 more for each deviation.

    Against par that is the deviation between players of a seed, else that between all games, so that luck alone earns no extremes.
    """
    usual = (scenario.scoring.openai if seat == OPENAI else scenario.scoring.microsoft).usual
    deviation = usual.deviation if par is not None else usual.spread
    return clamp(EVEN + (2 * SPREAD * (score * 10 - against) + deviation) // (2 * deviation), 0, 100)


def grade_of(overall: int) -> str:
    """The grade of an overall."""
    return next(letter for least, letter in GRADES if overall >= least)


def seat_score(scenario: Scenario, state: State, seat: Seat, par: Par | None = None) -> SeatScore:
    """Judge one seat by its mandate, as things stand: against par where it is known, else against what is usual."""
    mandate = mandate_of(scenario, seat, state.place(seat).character.mandate)
    dimensions = []
    for id, measure in DIMENSIONS[seat]:
        lines = tuple(line for line in measure(scenario, state) if line.points)
        total = clamp(sum(line.points for line in lines), 0, 100)
        dimensions.append(Dimension(id=id, score=total, weight=mandate.weights[id], lines=lines))
    score = (sum(d.score * d.weight for d in dimensions) + 50) // 100
    against = par.mean if par is not None else usual_of(scenario, seat, mandate.id)
    overall = overall_of(scenario, seat, score, par, against)
    return SeatScore(
        seat=seat,
        mandate=mandate.id,
        score=score,
        par=against,
        games=par.games if par is not None else 0,
        overall=overall,
        grade=grade_of(overall),
        dimensions=tuple(dimensions),
    )
