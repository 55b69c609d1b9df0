"""Why a package is good or bad, from the same tables as the decision about it (rulebook 3.3.7).

Inside a block a change's contribution is its Shapley share, exact in whole numbers; blocks add up. What is shown is a sign and a
band, never a number, and the sign shown is always the sign computed.
"""

from __future__ import annotations

from math import factorial
from typing import Final, Literal, NamedTuple

import numpy as np
from msgspec.structs import replace

from game.bargaining.appraisal import Appraiser
from game.bargaining.packages import most_together
from game.bargaining.riders import Hanging, gain_with
from game.bargaining.tables import NEVER, Block, Book, Gains, book_of
from game.rules.agreement import Term
from game.rules.characters import typical
from game.rules.decisions import PLAIN, Package, Reason, Riders
from game.rules.scenario import Scenario
from game.rules.units import other
from game.rules.view import View

Band = Literal["trace", "some", "a lot", "decisive"]
BANDS: Final[tuple[tuple[int, Band], ...]] = ((200, "trace"), (600, "some"), (1500, "a lot"))
"""Below so many bps of what is at stake; beyond the last it is decisive."""
LEAST_SCALE: Final = 15_000
"""$ millions at stake that are always reckoned with, so that a nearly exhausted agreement does not make mountains."""
GAPS: Final = ((300, "one small move apart"), (1000, "close"), (2500, "some way apart"))
FAR: Final = "far apart"
TALKATIVE: Final = 70
"""From this warmth on it gives one reason more."""


class Contribution(NamedTuple):
    """What one clause's change contributes, $ millions."""

    clause: str
    amount: int


def contributions(book: Book, package: Package, hung: tuple[Hanging, ...] = ()) -> tuple[Contribution, ...]:
    """The signed contribution of each change to what the package gains its seat; they sum to the gain exactly.

    What may become of a clause counts with it: a condition contributes what it adds to those expected after it.
    """
    shares = {clause: 0 for clause, _ in package}
    given = dict(package)
    for block, gains in zip(book.layout.blocks, book.gains, strict=True):
        changed = tuple(clause for clause in block.clauses if clause in given)
        if changed:
            now = block.digits(block.now)
            shares.update(_shapley(block, gains, now, changed, given))
    for n, one in enumerate(hung):
        added = gain_with(book, package, hung[n:]) - gain_with(book, package, hung[n + 1 :])
        shares[one.clause] = shares.get(one.clause, 0) + added
    return tuple(Contribution(clause, share) for clause, share in shares.items())


def _shapley(
    block: Block, gains: Gains, now: tuple[int, ...], changed: tuple[str, ...], given: dict[str, Term]
) -> dict[str, int]:
    """Each changed clause's Shapley share of what the block gains."""
    n, whole = len(changed), factorial(len(changed))
    places = [
        [at, options.index(given[clause])] if clause in given else [at]
        for clause, options, at in zip(block.clauses, block.options, now, strict=True)
    ]
    table = gains.reshape([len(options) for options in block.options])
    sums = table[np.ix_(*places)].reshape((2,) * n)
    others = np.indices((2,) * (n - 1)).sum(axis=0)
    weights = np.array([factorial(size) * factorial(n - 1 - size) for size in range(n)], dtype=np.int64)
    parts = [int((weights[others] * np.diff(sums, axis=axis).squeeze(axis)).sum()) for axis in range(n)]
    floors = [part // whole for part in parts]
    # Rounded down they fall short by less than one each: the largest remainders take it.
    short = int(sums[(1,) * n]) - int(sums[(0,) * n]) - sum(floors)
    by_rest = sorted(range(n), key=lambda i: (-(parts[i] % whole), i))
    for i in by_rest[:short]:
        floors[i] += 1
    return dict(zip(changed, floors, strict=True))


def band_of(amount: int, scale: int) -> Band:
    """How much an amount is, of what is at stake."""
    part = abs(amount) * 10_000 // scale
    return next((band for limit, band in BANDS if part < limit), "decisive")


def scale_of(own: Book, theirs: Book) -> int:
    """What is at stake, $ millions: the largest gain of both together that the seat can imagine."""
    return max(LEAST_SCALE, most_together(own, theirs))


def how_many(view: View) -> int:
    """How many reasons against a package are given: one, more the more the seat trusts the other, one more if it is warm, and two
    more in a quarter in which it has looked into the other's priorities, and so knows what to talk about (rulebook 3.3.7)."""
    trust = view.number(f"relations.{view.seat}_trust")
    looked = any(one.topic == "priorities" and one.quarter == view.quarter for one in view.learned)
    return 1 + (trust >= 400) + (trust >= 600) + (view.character.warmth >= TALKATIVE) + 2 * looked


def by_taste(
    scenario: Scenario,
    view: View,
    found: tuple[Contribution, ...],
    package: Package,
    hung: tuple[Hanging, ...] = (),
) -> frozenset[str]:
    """The clauses whose contribution would have another sign, or none, for somebody of the same kind without private tastes."""
    plain = book_of(scenario, view, replace(view.character, tastes=()))
    without = {part.clause: part.amount for part in contributions(plain, package, hung)}
    return frozenset(part.clause for part in found if part.amount * without[part.clause] <= 0)


def shown(
    found: tuple[Contribution, ...], scale: int, against: int, tastes: frozenset[str] = frozenset()
) -> tuple[Reason, ...]:
    """The heaviest reasons against, then the heaviest for; ``tastes`` are the clauses where a liking decides."""
    hurts = sorted((c for c in found if c.amount < 0), key=lambda c: (c.amount, c.clause))[:against]
    helps = sorted((c for c in found if c.amount > 0), key=lambda c: (-c.amount, c.clause))[:1]
    return tuple(
        [Reason(c.clause, "hurts", band_of(c.amount, scale), c.clause in tastes) for c in hurts]
        + [Reason(c.clause, "helps", band_of(c.amount, scale), c.clause in tastes) for c in helps]
    )


def gap_line(short: int, scale: int) -> str:
    """How far apart it feels when ``short`` $ millions are missing."""
    part = max(0, short) * 10_000 // scale
    return next((words for limit, words in GAPS if part < limit), FAR)


# For a seat that thinks for itself


def imagined(scenario: Scenario, view: View) -> Book:
    """The other side's book as somebody sees it who knows nothing about it but what is usual."""
    seat = other(view.seat)
    return book_of(scenario, view, typical(seat), seat)


def verdict(scenario: Scenario, view: View, package: Package, riders: Riders = PLAIN) -> str:
    """What an adviser says of an offer, without a number."""
    own = Appraiser(scenario, view)
    gain = own.gain(package, riders)
    if gain <= NEVER // 2:
        return "We could not live through it."
    if gain == 0:
        return "It leaves us where we are."
    band = band_of(gain, scale_of(own.book, imagined(scenario, view)))
    return _VERDICTS[band][0 if gain < 0 else 1]


_VERDICTS: Final = {
    "trace": (
        "It costs us a trace, which we could call goodwill.",
        "It gains us a trace. Somebody will call it a win.",
    ),
    "some": ("It costs us something.", "It gains us something."),
    "a lot": ("It costs us a lot.", "It gains us a lot."),
    "decisive": (
        "It costs us decisively: not as it stands.",
        "It gains us decisively. Check what we missed.",
    ),
}
