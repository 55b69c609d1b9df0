"""Money Microsoft has yet to put in, for stock at the price of the day (rulebook 3.1.5 C22).

What has been paid in under the clause is counted for the whole game and never paid again, whatever is signed and struck later.
"""

from __future__ import annotations

from typing import Final

from game.rules.agreement.clause import Clause, Lens, Reported, Term, Terms, voices
from game.rules.agreement.sources import FUNDED_2025, FUNDED_2026, JANUARY_2025
from game.rules.units import OPENAI, Seat, mul

TRANCHES: Final = 4
"""Quarters over which the whole sum is paid in."""


def tranche(term: Term, paid: int) -> int:
    """$ millions Microsoft pays in this quarter, ``paid`` having been paid under the clause before; never negative."""
    whole = int(term) * 1000
    return max(0, min(whole // TRANCHES, whole - paid))


_USE: Final = 2200
"""What a dollar is worth to the lab beyond the stock it gives for it, bps (rulebook 3.4.2, CAPITAL)."""


def _cost(paid: int) -> int:
    """$ millions that having ``paid`` so much costs Microsoft, net of the stock: the larger the sum, the dearer the last of it."""
    return mul(paid, 600) * (40_000 + paid) // 40_000


def _worth(seat: Seat, terms: Terms, lens: Lens) -> int:
    """What is still to be paid in: cash when it is short, against money that had other plans (rulebook 3.4.2, CAPITAL)."""
    whole = max(int(terms["microsoft-money"]) * 1000, lens.invested)
    if seat == OPENAI:
        return mul(mul(mul(whole - lens.invested, _USE), lens.cash), lens.horizon)
    return -mul(_cost(whole) - _cost(lens.invested), lens.horizon)


def _article(term: Term) -> str:
    if term == 0:
        return "The Cloud has no duty to invest in the Lab beyond what it has already regarded as sufficient."
    return (
        f"The Cloud shall invest ${term}bn in the Lab in {TRANCHES} equal quarterly instalments, each for stock of the Lab at its "
        "value on the day. Sums paid under this paragraph at any time count towards it and are not payable twice."
    )


def _plain(term: Term) -> str:
    if term == 0:
        return "Microsoft puts in no new money."
    return f"Microsoft puts in ${term}bn over a year, and gets stock for it at the price of the day."


CLAUSE: Final = Clause(
    id="microsoft-money",
    title="New Microsoft money",
    section="capital",
    block="capital",
    options=(0, 5, 10, 20),
    reads=("microsoft-money",),
    article=_article,
    plain=_plain,
    short=lambda term: "no new money" if term == 0 else f"${term}bn of stock",
    worth=_worth,
    voice=voices(
        openai_hurts="“{now}” hurts {how}: we had told the landlord about it.",
        openai_helps="“{now}” helps {how}: it is a small sum, and sums are how one begins.",
        microsoft_hurts="“{now}” hurts {how}: we would be paying for the chair we sit on, again.",
        microsoft_helps="“{now}” helps {how}: it is pleasant to be thanked and to have spent nothing.",
    ),
    record=(
        Reported("2025-01-21", 0, "About $13bn committed since 2019; nothing was added.", JANUARY_2025),
        Reported("2025-09-30", 0, "$11.6bn of the $13bn paid in.", FUNDED_2025),
        Reported("2026-03-31", 0, "$11.8bn of the $13bn paid in.", FUNDED_2026),
    ),
)  # fmt: skip
