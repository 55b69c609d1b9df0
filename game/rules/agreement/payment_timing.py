"""Whether revenue share is paid as it is earned or in parts later (rulebook 3.1.5 C10, 3.2.6)."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from game.rules.agreement.clause import Clause, Lens, Reported, Term, Terms, voices
from game.rules.agreement.revenue_share import Run, factors, felt, run_of
from game.rules.agreement.revenue_share_cap import earned, left
from game.rules.agreement.share_end import payments
from game.rules.agreement.sources import JANUARY_2025, OCTOBER_2025
from game.rules.units import Seat

AS_EARNED: Final = "as-earned"
STRETCHED: Final = "stretched"
PARTS: Final = 8
"""Quarters over which a stretched payment is spread, from the next one on."""


def schedule(term: Term, parts: tuple[int, ...], earned: int) -> tuple[int, tuple[int, ...]]:
    """What of the share is paid this quarter and what in each later one, $M.

    ``parts`` are what was owed from earlier for this quarter and the next ones, ``earned`` what this quarter adds. Nothing is
    lost and nothing is added: both answers together are both questions together.
    """
    paid, rest = (parts[0], parts[1:]) if parts else (0, ())
    if term != STRETCHED or not earned:
        return paid + (earned if term != STRETCHED else 0), rest
    rest += (0,) * (PARTS - len(rest))
    cuts = [earned * cut // PARTS for cut in range(PARTS + 1)]
    return paid, tuple(part + cuts[i + 1] - cuts[i] for i, part in enumerate(rest))


def within(parts: tuple[int, ...], room: int) -> tuple[int, ...]:
    """The parts as far as a total still allows; what goes beyond is no longer owed, the last part first."""
    kept = []
    for part in parts:
        kept.append(min(part, room))
        room -= kept[-1]
    return tuple(kept)


@lru_cache(256)
def _waits(discount: int, quarters: int) -> tuple[int, ...]:
    """What $1 owed of each later quarter is worth now if it comes in parts, in parts of ``ONE``."""
    later = factors(discount, quarters + PARTS)
    return tuple(sum(later[quarter + 1 : quarter + 1 + PARTS]) // PARTS for quarter in range(quarters))


@lru_cache(1024)
def _waited(share: Term, end: Term, seat: Seat, lens: Lens) -> Run:
    """The same payments as ``earned``, each as worth today if it comes in parts."""
    owed = payments(share, end, seat, lens)
    return run_of(owed, _waits(lens.discount, len(owed)))


def _worth(seat: Seat, terms: Terms, lens: Lens) -> int:
    """What waiting without interest gives the one and costs the other, each at its own discount (rulebook 3.4.2, MONEY)."""
    if terms["payment-timing"] == AS_EARNED:
        return 0
    share, end = terms["revenue-share"], terms["share-end"]
    room = left(terms["revenue-share-cap"], lens.paid)
    later = _waited(share, end, seat, lens).up_to(room)
    return felt(later, seat, lens) - felt(earned(share, end, seat, lens).up_to(room), seat, lens)


_ARTICLES: Final = {
    AS_EARNED: "Each part of Revenue is payable in the quarter in which the Revenue is received.",
    STRETCHED: (
        "Each part of Revenue is payable in eight equal parts in the eight quarters after that in which the Revenue is received, "
        "without interest. What is still owed when this Agreement ends remains owed."
    ),
}
_PLAIN: Final = {
    AS_EARNED: "OpenAI pays the share each quarter.",
    STRETCHED: "OpenAI pays the share over the two years that follow, in eight parts. Microsoft lends it the wait.",
}
_SHORT: Final = {AS_EARNED: "as earned", STRETCHED: "over 8 quarters"}

CLAUSE: Final = Clause(
    id="payment-timing",
    title="Payment timing",
    section="money",
    block="money",
    options=(AS_EARNED, STRETCHED),
    reads=("revenue-share", "share-end", "revenue-share-cap", "payment-timing"),
    article=lambda term: _ARTICLES[str(term)],
    plain=lambda term: _PLAIN[str(term)],
    short=lambda term: _SHORT[str(term)],
    worth=_worth,
    voice=voices(
        openai_hurts="Payment “{now}” hurts {how}: the money would be gone before the customer has logged in.",
        openai_helps="Payment “{now}” helps {how}: two years is about how long we can see.",
        microsoft_hurts="Payment “{now}” hurts {how}: we are asked to be a bank, and at a bank's worst rate.",
        microsoft_helps="Payment “{now}” helps {how}: money now is the only forecast we have never missed.",
    ),
    record=(
        Reported("2025-01-21", None, "Not reported.", JANUARY_2025),
        Reported("2025-10-28", STRETCHED, "Payments made over a longer period; how much longer was not said.", OCTOBER_2025),
    ),
)  # fmt: skip
