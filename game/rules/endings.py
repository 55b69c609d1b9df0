"""How a game ends, and what is said of it (rulebook 3.6.4). The scenario lists the endings; the first that holds is the one.

A hard ending stops the game at the end of a quarter, a soft one is judged after the last.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from game.rules.chance import Chance
from game.rules.conditions import all_hold
from game.rules.scenario import Ending, Scenario
from game.rules.score import POOR, Par, SeatScore, seat_score
from game.rules.state import State
from game.rules.units import SEATS, Seat


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """How a game ended."""

    ending: str
    title: str
    text: str
    epithet: str
    quarters: int
    seats: tuple[SeatScore, ...]


def hard_ending(scenario: Scenario, state: State) -> Ending | None:
    """The ending that stops the game now, if one does."""
    for ending in scenario.endings:
        if ending.hard and all_hold(ending.when, state):
            return ending
    return None


def soft_ending(scenario: Scenario, state: State) -> Ending:
    """The ending of a game that ran its course: the first whose conditions hold."""
    return next(
        ending
        for ending in scenario.endings
        if not ending.hard and all_hold(ending.when, state) and _good_enough(ending, scenario, state)
    )


def _good_enough(ending: Ending, scenario: Scenario, state: State) -> bool:
    return not ending.overall or all(
        seat_score(scenario, state, seat).overall >= ending.overall for seat in SEATS
    )


def outcome_of(
    scenario: Scenario, state: State, chance: Chance, pars: Mapping[Seat, Par] | None = None
) -> Outcome:
    """The end of a finished game, each seat held against its par where that is known; the epithet is a matter of luck.

    Where a seat came out poor, an ending that would congratulate both sides says its sober text instead.
    """
    ending = next(ending for ending in scenario.endings if ending.id == state.ending)
    pars = pars or {}
    seats = tuple(seat_score(scenario, state, seat, pars.get(seat)) for seat in SEATS)
    poor = any(judged.grade in POOR for judged in seats)
    said = ending.sober if ending.sober is not None and poor else ending
    return Outcome(
        ending=ending.id,
        title=ending.title,
        text=said.text,
        epithet=chance.pick(said.epithets, "epithet"),
        quarters=state.quarter + 1,
        seats=seats,
    )
