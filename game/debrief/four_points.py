"""A negotiation in four points: what was offered first, what was signed, the best for both, and walking away (rulebook 3.7, S0).

One figure and one sentence for who has never seen a frontier. It looks through both seats' own eyes, so it is for finished games.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

from game.debrief.figures import MINUS, NAMES, lowered
from game.debrief.signatures import Pair, Signature, frontier_at, signature, signed_in, true_gains
from game.rules import engine
from game.rules.agreement import CLAUSES
from game.rules.decisions import PLAIN, Offer, Package
from game.rules.packages import merged
from game.rules.scenario import Scenario
from game.rules.state import State
from game.rules.units import OPENAI, Seat, money, other
from game.session import Session

CRUMBS: Final = 100
"""$ millions under which nothing was left on the table."""


class FourPoints(msgspec.Struct, frozen=True, kw_only=True):
    """Where a seat's bargaining ended. Points are $ millions over walking away: one's own gain, and the other side's."""

    seat: Seat
    frontier: tuple[Pair, ...]
    """What could have been signed that day and nothing better for both, also where one side would have lost by it."""
    offered: Pair | None
    """One's first offer; ``None`` when there was none."""
    signed: Pair | None
    best: Pair
    """The most both together could have had, with neither worse off than by what was signed."""
    missing: tuple[tuple[str, Pair], ...] = ()
    """The changes between what was signed and the best, each with what it alone would have added."""

    @property
    def left(self) -> int:
        """What both together left on the table, $ millions."""
        return sum(self.best) - sum(self.signed or (0, 0))

    @property
    def part(self) -> int:
        """The percent of the best that was signed; 0 when nothing was."""
        return (
            sum(self.signed) * 100 // sum(self.best) if self.signed is not None and sum(self.best) > 0 else 0
        )


def four_points(session: Session, seat: Seat) -> FourPoints:
    """The four points of a finished game for a seat: of its largest amendment, or of the day it first made an offer.

    Costs what reading one signature again costs.
    """
    scenario, first = session.scenario, _first_offer(session, seat)
    found = _largest(session)
    if found is not None:
        before, signed = found
        best = (_sum(signed.gains, signed.hanging, signed.nearer), signed.nearer_package)
    else:
        before, signed = (first[0] if first is not None else session.at(0)), None
        frontier = frontier_at(scenario, before)
        at = frontier.welfare_of_both()
        assert at is not None  # leaving everything as it is costs nobody anything
        best = frontier.gains(at), ()
    offered = true_gains(scenario, before, first[1].package, first[1].riders) if first is not None else None
    line = frontier_at(scenario, before)
    pareto = tuple(line.gains(at) for at in range(len(line.own)))
    return FourPoints(
        seat=seat,
        frontier=tuple(_own_first(pair, seat) for pair in pareto),
        offered=_own_first(offered, seat) if offered is not None else None,
        signed=_own_first(_sum(signed.gains, signed.hanging), seat) if signed is not None else None,
        best=_own_first(best[0], seat),
        missing=tuple(_missing(scenario, before, signed, seat)) if signed is not None else (),
    )


def _largest(session: Session) -> tuple[State, Signature] | None:
    """The amendment with most in it, and the state just before it."""
    judged = (
        (moment.before, signature(session.scenario, moment.before, moment.amendment))
        for moment in signed_in(session)
    )
    return max(judged, key=lambda one: one[1].there, default=None)


def _first_offer(session: Session, seat: Seat) -> tuple[State, Offer] | None:
    """The first offer that a seat made, and the state in which it made it."""
    state = session.at(0)
    for step in session.steps:
        if step.by == seat and isinstance(step.decision, Offer):
            return state, step.decision
        state = engine.apply(state, step.facts)
    return None


def _missing(scenario: Scenario, before: State, signed: Signature, seat: Seat) -> list[tuple[str, Pair]]:
    had = true_gains(scenario, before, signed.package, PLAIN)
    found = []
    for clause, term in signed.nearer_package:
        more = true_gains(scenario, before, _with(before, signed.package, clause, term), PLAIN)
        found.append((clause, _own_first((more[0] - had[0], more[1] - had[1]), seat)))
    return found


def _with(before: State, package: Package, clause: str, term: int | str) -> Package:
    after = merged(before.terms, ((*package, (clause, term))))
    return tuple((id, after[id]) for id in CLAUSES if id in after and after[id] != before.terms[id])


def _sum(*pairs: Pair) -> Pair:
    return sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)


def _own_first(pair: Pair, seat: Seat) -> Pair:
    return pair if seat == OPENAI else (pair[1], pair[0])


def lesson(found: FourPoints) -> str:
    """What there is to learn from it, in one sentence."""
    if found.signed is None:
        if found.left < CRUMBS:
            return "You signed nothing, and there was nothing to sign."
        return f"You walked away from {money(found.left)} that was there for the two of you."
    if found.signed[0] < -CRUMBS:
        return f"You signed {money(-found.signed[0])} away; leaving the table would have cost you nothing."
    if found.left < CRUMBS:
        return "You left nothing on the table: no other change would have helped one of you and hurt neither."
    why = _why(found)
    return f"You left {money(found.left)} on the table{f'; {why}' if why else ''}."


def _why(found: FourPoints) -> str:
    """The change that was most worth making, and what it takes to see that."""
    if not found.missing:
        return ""
    clause, (mine, theirs) = max(found.missing, key=lambda one: sum(one[1]))
    name = lowered(CLAUSES[clause].title)
    it = "them" if name.endswith("s") else "it"
    if mine > 0 and theirs > 0:
        return f"both of you would have gained by moving the {name}, and neither did"
    if theirs > 0:
        return f"they wanted the {name} more than you feared {it}"
    return f"you wanted the {name} more than they feared {it}"


def told(found: FourPoints) -> Iterator[str]:
    """The points in words, a sentence each."""
    them = NAMES[other(found.seat)]
    points = {
        "What you offered first": found.offered,
        "What you signed": found.signed,
        "The best for both": found.best,
    }
    for name, pair in points.items():
        if pair is not None:
            yield f"{name}: {gain_words(pair[0])} for you, {gain_words(pair[1])} for {them}."
    yield "Walking away: nothing for either."


def gain_words(gain: int) -> str:
    """$ millions with their sign; “nothing” for none."""
    return f"{'+' if gain > 0 else ''}{money(gain).replace('-', MINUS)}" if gain else "nothing"
