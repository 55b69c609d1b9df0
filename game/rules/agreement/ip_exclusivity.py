"""Whether OpenAI may license its technology to others than Microsoft (rulebook 3.1.5 C14).

The licence itself is counted as an exclusive one by ``ip-scope`` and ``ip-end``; what another sort of licence adds or takes is
the worth of this clause.
"""

from __future__ import annotations

from typing import Final

from game.rules.agreement.clause import Clause, Lens, Reported, Term, Terms, voices
from game.rules.agreement.ip_scope import worth_until
from game.rules.agreement.sources import APRIL_2026, FEBRUARY_2026
from game.rules.units import BPS, OPENAI, Seat, mul

EXCLUSIVE: Final = "exclusive"
SHARED: Final = "non-exclusive"

_INCOME: Final = {EXCLUSIVE: 0, SHARED: 100}
_PULL: Final = {EXCLUSIVE: BPS, SHARED: 9500}


def income(term: Term, market: int) -> int:
    """$ millions a quarter that other licensees pay OpenAI: a hundredth of the market, whoever serves it (invented)."""
    return mul(market, _INCOME[str(term)])


def pull(term: Term) -> int:
    """Factor on Microsoft's own AI revenue, bps: what is left of its products' pull when others build on the same models."""
    return _PULL[str(term)]


_COST: Final = {EXCLUSIVE: BPS, SHARED: 6800}
"""1.25 and 0.85 of the licence's cost to OpenAI (rulebook 3.4.2, TECH); exclusivity is the measure, bps."""
_USE: Final = {EXCLUSIVE: BPS, SHARED: 8000}


def part(seat: Seat, term: Term) -> int:
    """How much of an exclusive licence's stake is left to a seat, bps (rulebook 3.4.2, TECH)."""
    return (_COST if seat == OPENAI else _USE)[str(term)]


def _worth(seat: Seat, terms: Terms, lens: Lens) -> int:
    """What sharing takes off the licence, for as long as it runs: a gain to OpenAI, a loss to Microsoft."""
    whole = worth_until(seat, terms["ip-scope"], int(terms["ip-end"]), lens)
    return mul(whole, part(seat, terms["ip-exclusivity"]) - BPS)


_ARTICLES: Final = {
    EXCLUSIVE: (
        "The licence granted in this Article is exclusive. The Lab shall license the same technology to no other party, "
        "itself excepted."
    ),
    SHARED: "The licence granted in this Article is not exclusive. The Lab may grant its like to others, and need not say to whom.",
}
_PLAIN: Final = {
    EXCLUSIVE: "Nobody but Microsoft gets a licence to OpenAI's technology.",
    SHARED: "OpenAI may license its technology to others, who pay. Microsoft is one of several.",
}

CLAUSE: Final = Clause(
    id="ip-exclusivity",
    title="IP exclusivity",
    section="technology",
    block="technology",
    options=(EXCLUSIVE, SHARED),
    reads=("ip-scope", "ip-end", "ip-exclusivity"),
    exclusive=(EXCLUSIVE,),
    article=lambda term: _ARTICLES[str(term)],
    plain=lambda term: _PLAIN[str(term)],
    short=str,
    worth=_worth,
    voice=voices(
        openai_hurts="A licence that is “{now}” hurts {how}: others ask for one, and we have to say we are spoken for.",
        openai_helps="A licence that is “{now}” helps {how}: the same thought can be sold twice, which is the point of thoughts.",
        microsoft_hurts="A licence that is “{now}” hurts {how}: our advantage would come with a list of the others who have it.",
        microsoft_helps="A licence that is “{now}” helps {how}: we like to be asked who else has it, and to smile.",
    ),
    record=(
        Reported("2025-01-21", EXCLUSIVE, "Exclusive; unchanged.", FEBRUARY_2026),
        Reported("2025-10-28", EXCLUSIVE, "Exclusive until AGI is verified.", FEBRUARY_2026),
        Reported("2026-04-27", SHARED, "The licence to 2032 is no longer exclusive.", APRIL_2026),
    ),
)  # fmt: skip
