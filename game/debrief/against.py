"""A signature as a picture: what was signed, what each side had offered, and what there was to sign that day (rulebook 3.6.5).

Everything is what both sides truly thought it worth, so it is for finished games. Points are $ millions over the agreement as it
stood that morning, for OpenAI and for Microsoft; the origin is that agreement.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from game.bargaining.frontier import Pareto, pareto_of
from game.bargaining.packages import BREADTH, frontier_of
from game.debrief.signatures import Moment, Pair, Signature, books_at, signature, signed_in, true_gains
from game.rules.decisions import Package
from game.rules.scenario import Scenario
from game.rules.state import State
from game.rules.units import SEATS, Seat
from game.session import Session

POINTS: Final = 240
"""So many points of a line are kept: more than a screen has columns."""


class Offered(msgspec.Struct, frozen=True):
    """Somebody's first offer at the table, or the last one."""

    seat: Seat
    last: bool
    at: Pair


class Against(msgspec.Struct, frozen=True, kw_only=True):
    """One signature against what there was; ``signed`` is ``None`` for the first day of a game in which nothing was."""

    signed: Signature | None
    frontier: tuple[Pair, ...]
    """What nothing was better than for both, had everything been rewritten."""
    within: tuple[Pair, ...]
    """The same for one amendment, which changes only so many clauses."""
    nash: Pair
    best: Pair
    offers: tuple[Offered, ...] = ()
    """First and last offers, the first of them first; what was signed is not among them."""

    @property
    def gains(self) -> Pair:
        """What was signed, with what hung on it; nothing where nothing was."""
        if self.signed is None:
            return 0, 0
        (openai, microsoft), (lab, cloud) = self.signed.gains, self.signed.hanging
        return openai + lab, microsoft + cloud


def against(session: Session) -> Iterator[Against]:
    """Every signature of a finished game, in order; the first day where there was none."""
    found = False
    for moment in signed_in(session):
        found = True
        yield _against(session.scenario, moment)
    if not found:
        yield _first_day(session.scenario, session.at(0))


def _against(scenario: Scenario, moment: Moment) -> Against:
    signed = signature(scenario, moment.before, moment.amendment)
    own, theirs = books_at(scenario, moment.before)
    near = frontier_of(own, theirs, None, max(BREADTH, len(signed.package)))
    return Against(
        signed=signed,
        frontier=_line(pareto_of(own, theirs)),
        within=_thinned(near.own, near.theirs),
        nash=signed.nash,
        best=signed.best,
        offers=tuple(_offers(scenario, moment, signed.package)),
    )


def _first_day(scenario: Scenario, state: State) -> Against:
    own, theirs = books_at(scenario, state)
    frontier, near = pareto_of(own, theirs), frontier_of(own, theirs)
    nash, best = frontier.nash(), frontier.welfare_of_both()
    # Leaving everything as it is costs nobody anything.
    assert nash is not None
    assert best is not None
    return Against(
        signed=None,
        frontier=_line(frontier),
        within=_thinned(near.own, near.theirs),
        nash=frontier.gains(nash),
        best=frontier.gains(best),
    )


def _offers(scenario: Scenario, moment: Moment, signed: Package) -> Iterator[Offered]:
    for seat in SEATS:
        made = [offer for offer in moment.offers if offer.seat == seat]
        for last, offer in ((False, made[:1]), (True, made[1:][-1:])):
            for one in offer:
                if dict(one.package) != dict(signed) or one.riders != moment.amendment.riders:
                    yield Offered(seat, last, true_gains(scenario, moment.before, one.package, one.riders))


def _line(frontier: Pareto) -> tuple[Pair, ...]:
    return _thinned(frontier.own, frontier.theirs)


def _thinned(own: NDArray[np.int64], theirs: NDArray[np.int64]) -> tuple[Pair, ...]:
    """What nothing is better than for both, best for OpenAI first: as far as either loses little, at most so many points of it."""
    order = np.lexsort((-theirs, -own))
    one, two = own[order], theirs[order]
    best = np.maximum.accumulate(two)
    keep = np.ones(one.size, dtype=np.bool_)
    keep[1:] = best[1:] > best[:-1]
    one, two = one[keep], two[keep]
    good = (one >= 0) & (two >= 0)
    near = (one >= -(one[good].max() // 2) - 1) & (two >= -(two[good].max() // 2) - 1)
    one, two = one[near], two[near]
    at = np.unique(np.linspace(0, one.size - 1, min(POINTS, one.size)).astype(np.int64))
    return tuple((int(one[n]), int(two[n])) for n in at)
