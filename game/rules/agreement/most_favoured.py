"""Whether anybody may be given better terms than a party to this agreement (rulebook 3.1.5 C27)."""

from __future__ import annotations

from typing import Final

from game.rules.agreement.clause import NONE, Clause, Lens, Reported, Term, Terms, voices
from game.rules.agreement.sources import JANUARY_2025
from game.rules.units import OPENAI, Seat, mul

TO_CLOUD: Final = "microsoft"
MUTUAL: Final = "mutual"

_REACH: Final = {TO_CLOUD: -40, MUTUAL: -5, NONE: 0}
_SALES: Final = {TO_CLOUD: 10_150, MUTUAL: 10_020, NONE: 10_000}


def reach(term: Term) -> int:
    """Bps taken from the market share OpenAI drifts towards: discounts not given elsewhere, because they would be owed twice."""
    return _REACH[str(term)]


def sales(term: Term) -> int:
    """Factor on Microsoft's own AI revenue, bps: nobody resells the models for less than it does."""
    return _SALES[str(term)]


def price(term: Term, price: int, others: int) -> int:
    """What Azure may bill the lab for a MW-quarter ($k): ``price``, but if mutual not more than ``others`` pay for one."""
    return min(price, others) if term == MUTUAL else price


_COST: Final = {TO_CLOUD: 5000, MUTUAL: 500, NONE: 0}
_USE: Final = {TO_CLOUD: 3000, MUTUAL: 500, NONE: 0}


def _worth(seat: Seat, terms: Terms, lens: Lens) -> int:
    """A promise to be no worse off costs the one who sells more than it brings the one who buys (rulebook 3.4.2, PRODUCT)."""
    term = str(terms["most-favoured"])
    return mul(-_COST[term] if seat == OPENAI else _USE[term], lens.horizon)


_ARTICLES: Final = {
    TO_CLOUD: (
        "The Lab shall offer no third party better terms than the Cloud has. Terms are better if the Cloud would rather have them."
    ),
    MUTUAL: (
        "Neither party shall give a third party better terms than the other has: not the Lab for its products, "
        "and not the Cloud for its capacity."
    ),
    NONE: "Either party may offer third parties any terms it likes, and need not mention them.",
}
_PLAIN: Final = {
    TO_CLOUD: "Nobody gets OpenAI's models on better terms than Microsoft.",
    MUTUAL: "Nobody gets better terms than the other side has, and Azure never bills OpenAI more than it bills its other customers.",
    NONE: "Each may be kinder to strangers.",
}
_SHORT: Final = {TO_CLOUD: "for Microsoft", MUTUAL: "mutual", NONE: "no such term"}

CLAUSE: Final = Clause(
    id="most-favoured",
    title="Most-favoured nation",
    section="distribution",
    block="product",
    options=(TO_CLOUD, MUTUAL, NONE),
    reads=("most-favoured",),
    article=lambda term: _ARTICLES[str(term)],
    plain=lambda term: _PLAIN[str(term)],
    short=lambda term: _SHORT[str(term)],
    worth=_worth,
    voice=voices(
        openai_hurts="“{now}” on terms hurts {how}: every discount would come home with a friend.",
        openai_helps="“{now}” on terms helps {how}: we may be generous to somebody new.",
        microsoft_hurts="“{now}” on terms hurts {how}: one reads of other people's prices, and one remembers.",
        microsoft_helps="“{now}” on terms helps {how}: we need not haggle, only be informed.",
    ),
    record=(Reported("2025-01-21", None, "Not reported.", JANUARY_2025),),
)  # fmt: skip
