"""One lesson: the largest thing that a finished game left behind, in a sentence one remembers (rulebook 3.6.5).

Several things are looked at: what the signatures left lying, who got it, what the score lost and where, how late, how much was asked.
Each is held against what is nothing unusual, and the one that is furthest beyond it is told. Nothing else is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from game.debrief.figures import NAMES, lowered
from game.rules.agreement import CLAUSES
from game.rules.facts import Signed
from game.rules.score import SeatScore
from game.rules.units import BPS, OPENAI, Seat, money, other, quarter_label
from game.session import Session

if TYPE_CHECKING:
    from game.debrief.signatures import Pair, Signature

USUAL: Final = 1000
"""What is nothing unusual: a candidate under it is not worth a sentence."""
LEFT: Final = 1500
"""Bps of what was there that an amendment usually leaves lying for want of a change or two."""
SHORT: Final = 300
"""Hundredths of a point that the worst dimension usually costs."""
EVEN: Final = 3500
"""Bps of what both gained; under it a side has come off badly."""
LATE: Final = 4000
"""Bps of the game after which a first signature is late."""


class Lesson(NamedTuple):
    """What there is to learn: what the trade calls it, and the sentence."""

    name: str
    words: str
    weight: int = 0
    """How far it is beyond what is usual, thousandths."""


def lesson_of(session: Session, judged: SeatScore, found: Sequence[Signature]) -> Lesson:
    """The lesson for the seat that was judged, from a finished game and what its signatures were worth."""
    all_of_them = [lesson for lesson in _candidates(session, judged, found) if lesson.weight >= USUAL]
    if not all_of_them:
        return Lesson(
            "Good housekeeping",
            "Little was left on the table and little was lost elsewhere. The other chair is free.",
        )
    return max(all_of_them, key=lambda lesson: lesson.weight)


def _candidates(session: Session, judged: SeatScore, found: Sequence[Signature]) -> Iterator[Lesson]:
    seat = judged.seat
    if not found:
        yield _nothing(session, seat)
    yield from _left(found, seat)
    yield from _lost(found, seat)
    yield from _shared(found, seat)
    yield from _late(session, seat)
    yield from _short(session, judged)


def _nothing(session: Session, seat: Seat) -> Lesson:
    from game.debrief.signatures import frontier_at

    frontier = frontier_at(session.scenario, session.at(0))
    at = frontier.nash()
    assert at is not None  # leaving everything as it is costs nobody anything
    own, theirs = _own_first(frontier.gains(at), seat)
    words = (
        f"You signed nothing. On the first day an amendment worth {_sum(own)} to you and {_sum(theirs)} to {NAMES[other(seat)]} "
        "was there for the asking."
    )
    return Lesson("No deal is a deal too", words, 10 * USUAL)


def _left(found: Sequence[Signature], seat: Seat) -> Iterator[Lesson]:
    """What a few changes more would have added for both."""
    worst = max(found, key=lambda one: sum(one.nearer), default=None)
    if worst is None or not worst.nearer_package or worst.there <= 0:
        return
    own, theirs = _own_first(worst.nearer, seat)
    titles = [f"the {lowered(CLAUSES[clause].title)}" for clause, _ in worst.nearer_package]
    listed = " and ".join(filter(None, (", ".join(titles[:-1]), titles[-1])))
    words = (
        f"Amendment No. {worst.number} could have said more on {listed}: worth {_sum(own)} to you and {_sum(theirs)} to "
        f"{NAMES[other(seat)]}. Nobody brought it up."
    )
    yield Lesson(
        "Log-rolling: trade what differs", words, sum(worst.nearer) * BPS // worst.there * USUAL // LEFT
    )


def _lost(found: Sequence[Signature], seat: Seat) -> Iterator[Lesson]:
    """A signature that was worth less than nothing to oneself, by one's own books."""
    losses = [(_own_first(_total(one), seat)[0], one) for one in found]
    own, worst = min(losses, key=lambda loss: loss[0], default=(0, None))
    if worst is None or own >= 0:
        return
    there = max(1, max(one.there for one in found))
    words = f"No. {worst.number} cost you {_sum(-own)} by your own books that day. A signature is not a success; it is a price."
    yield Lesson("The winner's curse", words, -own * BPS // there * USUAL // LEFT)


def _shared(found: Sequence[Signature], seat: Seat) -> Iterator[Lesson]:
    """Who got what the signatures were worth."""
    gains = [_own_first(_total(one), seat) for one in found]
    own, theirs = (sum(pair[n] for pair in gains) for n in (0, 1))
    if own < 0 or own + theirs <= 0:
        return
    part = own * BPS // (own + theirs)
    words = (
        f"Of the {_sum(own + theirs)} that the signatures were worth to you both, {NAMES[other(seat)]} took {_sum(theirs)}. "
        "They named the middle; you met them in it."
    )
    yield Lesson("Anchoring: whose figure was the middle?", words, (EVEN - part) * USUAL // 1000)


def _late(session: Session, seat: Seat) -> Iterator[Lesson]:
    """How long everything stayed as it was."""
    quarters = session.scenario.quarters
    first = next(
        (
            fact.amendment.quarter
            for step in session.steps
            for fact in step.facts
            if isinstance(fact, Signed) and fact.amendment.how == "signed"
        ),
        None,
    )
    if first is None:
        return
    words = (
        f"The first signature came in {quarter_label(quarters.from_, first)}, {first} of {quarters.count} quarters in. "
        "What it changed had that much less time to be worth anything."
    )
    yield Lesson("The deadline effect", words, first * BPS // quarters.count * USUAL // LATE)


def _short(session: Session, judged: SeatScore) -> Iterator[Lesson]:
    """The dimension that fell furthest short of what is usual, and what cost most of it."""
    scoring = session.scenario.scoring
    means = (scoring.openai if judged.seat == OPENAI else scoring.microsoft).usual.means
    worst = max(judged.dimensions, key=lambda one: one.weight * (means[one.id] - 10 * one.score))
    short = worst.weight * (means[worst.id] - 10 * worst.score) // 10
    costs = min(worst.lines, key=lambda line: line.points, default=None)
    usual = (means[worst.id] + 5) // 10
    words = f"{worst.id.capitalize()} came to {worst.score} of 100, where {usual} is usual"
    if costs is not None and costs.points < 0:
        words += f". What cost most of it: {lowered(costs.words)} (−{-costs.points})"
    yield Lesson("What you are paid for", f"{words}.", short * USUAL // SHORT)


def _total(signed: Signature) -> Pair:
    return signed.gains[0] + signed.hanging[0], signed.gains[1] + signed.hanging[1]


def _own_first(pair: Pair, seat: Seat) -> Pair:
    return pair if seat == OPENAI else (pair[1], pair[0])


def _sum(millions: int) -> str:
    return money(millions).replace("-", "−") if millions else "nothing"
