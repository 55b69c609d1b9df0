"""How long the agreement runs, and how one leaves it (rulebook 3.1.5 C31)."""

from __future__ import annotations

from typing import Final

from game.rules.agreement.clause import Clause, Lens, Reported, Term, Terms, voices
from game.rules.agreement.sources import JANUARY_2025
from game.rules.units import OPENAI, Seat, mul

RENEWS: Final = "auto-renew"
ENDS: Final = "ends-2030"
BREAK: Final = "break-option"

SINCE: Final = 2028
"""From this year on the lab may leave, under a break option."""
FEE: Final = 5000
"""$ millions that leaving costs."""
_MORE: Final = 8
"""Quarters that a renewal adds."""


def spread(term: Term, total_weight: int, quarters: int) -> int:
    """The weight over which a commitment falls due: that of the term's ``quarters``, and of two more years if it renews."""
    return total_weight * (quarters + _MORE) // quarters if term == RENEWS and quarters else total_weight


def beyond(term: Term, commitment: Term, quarters: int, due: int) -> int:
    """$ millions of a commitment ($bn) that fall due after a term of ``quarters``, in the years a renewal adds.

    ``due`` is what has fallen due so far: who renews late has less left.
    """
    if term != RENEWS:
        return 0
    whole = int(commitment) * 1000
    return max(0, min(whole * _MORE // (quarters + _MORE), whole - due))


def may_break(term: Term, year: int) -> bool:
    """Whether the lab may leave in a calendar year."""
    return term == BREAK and year >= SINCE


def _worth(seat: Seat, terms: Terms, lens: Lens) -> int:
    """A renewal spreads the commitment thinner and over a longer friendship; a break option is a door (invented)."""
    term = terms["renewal"]
    amount = int(terms["azure-commitment"]) * 1000
    if term == RENEWS:
        if seat == OPENAI:
            return mul(mul(amount, 200), lens.horizon)
        return mul(mul(mul(amount, 250), lens.cloud) - mul(amount, 200), lens.horizon)
    if term == BREAK:
        if seat == OPENAI:
            return mul(mul(1500, lens.flex) + mul(amount, 150), lens.horizon)
        return -mul(mul(2000, lens.control) + mul(amount, 150), lens.horizon)
    return 0


_ARTICLES: Final = {
    RENEWS: (
        "This Agreement is renewed on 31 December 2030 for two years without anybody having to say so, "
        "and what the Lab has undertaken to purchase falls due over the longer time. Rights that say they run longer run longer."
    ),
    ENDS: "This Agreement ends on 31 December 2030. Rights that say they run longer run longer. Nothing renews itself.",
    BREAK: (
        "This Agreement ends on 31 December 2030. From 1 January 2028 the Lab may, on payment of $5bn, be released from the "
        "Article on where New Capacity is obtained and from what it has undertaken to purchase; regret is included in the price."
    ),
}
_PLAIN: Final = {
    RENEWS: "It goes on to the end of 2032 by itself, and the Azure commitment with it, thinner.",
    ENDS: "It ends with 2030, unless a clause says otherwise, and one usually does.",
    BREAK: "It ends with 2030. From 2028 OpenAI can pay $5bn, buy compute anywhere, and owe Azure no more orders.",
}
_SHORT: Final = {RENEWS: "renews to 2032", ENDS: "ends with 2030", BREAK: "break from 2028"}

CLAUSE: Final = Clause(
    id="renewal",
    title="Term and renewal",
    section="general",
    block="compute",
    options=(RENEWS, ENDS, BREAK),
    reads=("azure-commitment", "renewal"),
    article=lambda term: _ARTICLES[str(term)],
    plain=lambda term: _PLAIN[str(term)],
    short=lambda term: _SHORT[str(term)],
    worth=_worth,
    voice=voices(
        openai_hurts="“{now}” hurts {how}: we have not agreed internally what 2028 is for.",
        openai_helps="“{now}” helps {how}: it is easier to stay when one knows the way to the door.",
        microsoft_hurts="“{now}” hurts {how}: a data centre takes longer to leave than a contract.",
        microsoft_helps="“{now}” helps {how}: the buildings were drawn for a tenant who stays.",
    ),
    record=(
        Reported("2025-01-21", ENDS, "What was there before goes on to 2030; nothing on renewal or exit is reported.", JANUARY_2025),
    ),
)  # fmt: skip
