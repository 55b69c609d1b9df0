"""Why a package is good or bad, from the same tables as the decision about it (rulebook 3.3.7).

Inside a block a change's contribution is its Shapley share, exact in whole numbers; blocks add up. What is shown is a sign and a
band, never a number, and the sign shown is always the sign computed.
"""

from __future__ import annotations

from itertools import combinations
from math import factorial
from typing import Final, Literal, NamedTuple

from game.bargaining.packages import most_together
from game.bargaining.tables import NEVER, Book, book_of
from game.rules.agreement import CLAUSES, Term, Terms
from game.rules.characters import typical
from game.rules.decisions import Package, Reason
from game.rules.scenario import Scenario
from game.rules.units import Seat, other
from game.rules.view import View

Band = Literal["trace", "some", "a lot", "decisive"]
BANDS: Final[tuple[tuple[int, Band], ...]] = ((200, "trace"), (600, "some"), (1500, "a lot"))
"""Below so many bps of what is at stake; beyond the last it is decisive."""
HOW: Final = {"trace": "hardly", "some": "somewhat", "a lot": "a lot", "decisive": "decisively"}
"""How much, as a clause's sentence says it."""
LEAST_SCALE: Final = 15_000
"""$ millions at stake that are always reckoned with, so that a nearly exhausted agreement does not make mountains."""
GAPS: Final = ((300, "one small move apart"), (1000, "close"), (2500, "some way apart"))
FAR: Final = "far apart"


class Contribution(NamedTuple):
    """What one clause's change contributes, $ millions."""

    clause: str
    amount: int


def contributions(book: Book, package: Package) -> tuple[Contribution, ...]:
    """The signed contribution of each change to what the package gains its seat; they sum to the gain exactly."""
    layout = book.layout
    shares: dict[str, int] = {}
    for which, block in enumerate(layout.blocks):
        changed = [(clause, term) for clause, term in package if clause in block.clauses]
        n = len(changed)
        if not n:
            continue
        gains = {
            frozenset(some): int(book.gains[which][layout.point(some)[which]])
            for size in range(n + 1)
            for some in combinations(changed, size)
        }
        whole = factorial(n)
        parts = []
        for change in changed:
            total = 0
            for some, gain in gains.items():
                if change not in some:
                    weight = factorial(len(some)) * factorial(n - 1 - len(some))
                    total += weight * (gains[some | {change}] - gain)
            parts.append(total)
        floors = [part // whole for part in parts]
        # Rounded down they fall short by less than one each: the largest remainders take it.
        short = gains[frozenset(changed)] - sum(floors)
        by_rest = sorted(range(n), key=lambda i: (-(parts[i] % whole), i))
        for i in by_rest[:short]:
            floors[i] += 1
        shares.update((clause, floors[i]) for i, (clause, _) in enumerate(changed))
    return tuple(Contribution(clause, shares[clause]) for clause, _ in package)


def band_of(amount: int, scale: int) -> Band:
    """How much an amount is, of what is at stake."""
    part = abs(amount) * 10_000 // scale
    return next((band for limit, band in BANDS if part < limit), "decisive")


def scale_of(own: Book, theirs: Book) -> int:
    """What is at stake, $ millions: the largest gain of both together that the seat can imagine."""
    return max(LEAST_SCALE, most_together(own, theirs))


def how_many(view: View) -> int:
    """How many reasons against a package are given: one, and more the more the seat trusts the other."""
    trust = view.number(f"relations.{view.seat}_trust")
    return 1 + (trust >= 400) + (trust >= 600)


def shown(found: tuple[Contribution, ...], scale: int, against: int) -> tuple[Reason, ...]:
    """The heaviest reasons against, then the heaviest for."""
    hurts = sorted((c for c in found if c.amount < 0), key=lambda c: (c.amount, c.clause))[:against]
    helps = sorted((c for c in found if c.amount > 0), key=lambda c: (-c.amount, c.clause))[:1]
    return tuple(
        [Reason(c.clause, "hurts", band_of(c.amount, scale)) for c in hurts]
        + [Reason(c.clause, "helps", band_of(c.amount, scale)) for c in helps]
    )


def gap_line(short: int, scale: int) -> str:
    """How far apart it feels when ``short`` $ millions are missing."""
    part = max(0, short) * 10_000 // scale
    return next((words for limit, words in GAPS if part < limit), FAR)


def worded(reason: Reason, seat: Seat, package: Package, terms: Terms) -> str:
    """A reason as its clause says it for a seat."""
    now: Term = dict(package).get(reason.clause, terms[reason.clause])
    clause = CLAUSES[reason.clause]
    return clause.says(seat, reason.sign, HOW[reason.band], terms[reason.clause], now)


# For a seat that thinks for itself


def imagined(scenario: Scenario, view: View) -> Book:
    """The other side's book as somebody sees it who knows nothing about it but what is usual."""
    seat = other(view.seat)
    return book_of(scenario, view, typical(seat), seat)


def value_of(scenario: Scenario, view: View, package: Package) -> int:
    """What a package gains the view's seat over the agreement in force, $ millions, by its own books."""
    return book_of(scenario, view).gain_of(package)


def reasons_for(scenario: Scenario, view: View, package: Package) -> tuple[Reason, ...]:
    """What speaks against and for a package from the view's seat: every change, the heaviest first."""
    own = book_of(scenario, view)
    scale = scale_of(own, imagined(scenario, view))
    found = sorted(contributions(own, package), key=lambda c: (-abs(c.amount), c.clause))
    return tuple(
        Reason(c.clause, "hurts" if c.amount < 0 else "helps", band_of(c.amount, scale))
        for c in found
        if c.amount
    )


def verdict(scenario: Scenario, view: View, package: Package) -> str:
    """What an adviser says of a package, without a number."""
    own = book_of(scenario, view)
    gain = own.gain_of(package)
    if gain <= NEVER // 2:
        return "We could not live through it."
    if gain == 0:
        return "It leaves us where we are."
    band = band_of(gain, scale_of(own, imagined(scenario, view)))
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
        "It gains us decisively. Check what we missed, then sign.",
    ),
}
