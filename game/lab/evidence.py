"""What the balance is measured on: games and first looks at the table, by what they are for."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from math import fsum
from typing import Final

import msgspec

from game.lab.watched import Watched
from game.players.policies import ADAPTIVE
from game.rules.agreement import Term
from game.rules.scenario import Scenario
from game.rules.units import MICROSOFT, OPENAI, SEATS, Seat, other

COUNTERS: Final = {
    OPENAI: ("balanced", "train-heavy", "overbuild", "frugal", ADAPTIVE),
    MICROSOFT: ("exercise-all", "waive-all", "half", "hedger", ADAPTIVE),
}
"""The policies of a seat that those of the other seat are tried against."""
STEPS: Final = (("random", "bot:1"), ("bot:1", "bot:2"), ("bot:2", "bot:3"), ("bot:3", "bot:4"))
"""The rungs of the ladder, each with the next. The Old Hand takes too long for thousands of games: a tournament measures it."""


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """The first table through one pair of eyes: the terms at the Nash point, and $ millions."""

    nash: dict[str, Term]
    joint: int
    at_nash: tuple[int, int]
    middle: int


class Evidence(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """All games that were played, by what they are for."""

    scenario: Scenario
    mirror: tuple[Watched, ...] = ()
    """Level 2 against level 2: several replays of each seed."""
    ladder: tuple[Watched, ...] = ()
    """One seat at another level, the first replay of a seed of the mirror."""
    paper: tuple[Watched, ...] = ()
    """Policy against policy."""
    alone: tuple[Watched, ...] = ()
    """One seat without a table."""
    looks: tuple[Look, ...] = ()

    @cached_property
    def seeds(self) -> tuple[tuple[Watched, ...], ...]:
        """The mirror's games, seed by seed."""
        return by_seed(self.mirror)

    @cached_property
    def pars(self) -> dict[tuple[str, Seat], float]:
        """What a level-2 bot makes of a seed on average."""
        return {
            (games[0].seed, seat): mean(game.scores[seat] for game in games)
            for games in self.seeds
            for seat in SEATS
        }

    @cached_property
    def matrix(self) -> dict[Seat, tuple[tuple[dict[str, float], ...], ...]]:
        """What each policy of a seat made of each world: seed by seed, and in it counter-policy by counter-policy."""
        return {seat: self._worlds(seat) for seat in SEATS}

    def _worlds(self, seat: Seat) -> tuple[tuple[dict[str, float], ...], ...]:
        return tuple(
            tuple(
                {
                    policy_in(game, seat): game.scores[seat]
                    for game in games
                    if policy_in(game, other(seat)) == counter
                }
                for counter in COUNTERS[other(seat)]
            )
            for games in by_seed(self.paper)
        )


def policy_in(game: Watched, seat: Seat) -> str:
    """The policy in a seat."""
    return game.seats[seat].partition(":")[2]


def by_seed(games: Iterable[Watched]) -> tuple[tuple[Watched, ...], ...]:
    """Games seed by seed, in the order in which they came."""
    found: dict[str, list[Watched]] = {}
    for game in games:
        found.setdefault(game.seed, []).append(game)
    return tuple(tuple(some) for some in found.values())


def mean(numbers: Iterable[float]) -> float:
    """The plain mean. ``ZeroDivisionError`` when there are no numbers."""
    many = tuple(numbers)
    return fsum(many) / len(many)
