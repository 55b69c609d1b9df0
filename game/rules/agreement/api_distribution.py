"""On whose platform OpenAI's API may be sold (rulebook 3.1.5 C15)."""

from __future__ import annotations

from typing import Final

from game.rules.agreement.clause import Clause, Lens, Reported, Term, Terms, voices
from game.rules.agreement.sources import APRIL_2026, JANUARY_2025, OCTOBER_2025
from game.rules.units import BPS, OPENAI, Seat, mul

AZURE: Final = "azure"
SECURITY: Final = "national-security"
FIRST: Final = "azure-first"
OPEN: Final = "open"

_REACH: Final = {AZURE: 0, SECURITY: 15, FIRST: 60, OPEN: 100}
_RESALE: Final = {AZURE: 10_000, SECURITY: 9950, FIRST: 9700, OPEN: 9300}


def reach(term: Term) -> int:
    """Bps added to the market share OpenAI drifts towards: customers of other clouds who need not move (rulebook 3.2.6)."""
    return _REACH[str(term)]


def resale(term: Term) -> int:
    """Factor on Microsoft's own AI revenue, bps: what is left of the shop when the goods are sold next door."""
    return _RESALE[str(term)]


_COST: Final = {AZURE: 14_000, SECURITY: 12_500, FIRST: 4000, OPEN: 0}
_USE: Final = {AZURE: 11_000, SECURITY: 10_200, FIRST: 5500, OPEN: 0}


def _worth(seat: Seat, terms: Terms, lens: Lens) -> int:
    """Being first is half of exclusivity's use to Microsoft at under a third of its cost (rulebook 3.4.2, TECH).

    What a court may strike is worth the less to both.
    """
    term = str(terms["api-distribution"])
    lasts = mul(lens.horizon, BPS - lens.struck) if term in (AZURE, SECURITY) else lens.horizon
    if seat == OPENAI:
        return -mul(mul(_COST[term], lens.dist), lasts)
    return mul(mul(_USE[term], lens.cloud), lasts)


_ARTICLES: Final = {
    AZURE: "API Products shall be offered on the Cloud's platform alone.",
    SECURITY: (
        "API Products shall be offered on the Cloud's platform alone, save to customers charged with national security, "
        "who may be served wherever they say they are."
    ),
    FIRST: (
        "API Products shall be offered first on the Cloud's platform and, from the ninetieth day, on any other the Lab may choose."
    ),
    OPEN: "API Products may be offered on any platform, and the Cloud's is deemed to be one.",
}
_PLAIN: Final = {
    AZURE: "Whoever wants OpenAI's API buys it on Azure.",
    SECURITY: "The API is Azure's, except for customers nobody cares to argue with.",
    FIRST: "Azure has the API for ninety days; then everybody does.",
    OPEN: "The API is sold on any cloud.",
}
_SHORT: Final = {AZURE: "Azure only", SECURITY: "Azure + security", FIRST: "Azure first", OPEN: "any cloud"}

CLAUSE: Final = Clause(
    id="api-distribution",
    title="API distribution",
    section="distribution",
    block="technology",
    options=(AZURE, SECURITY, FIRST, OPEN),
    reads=("api-distribution",),
    headline=True,
    exclusive=(AZURE, SECURITY),
    article=lambda term: _ARTICLES[str(term)],
    plain=lambda term: _PLAIN[str(term)],
    short=lambda term: _SHORT[str(term)],
    worth=_worth,
    voice=voices(
        openai_hurts="“{now}” for the API hurts {how}: most customers live elsewhere and have furniture.",
        openai_helps="“{now}” for the API helps {how}: we would rather be a supplier than a reason to migrate.",
        microsoft_hurts="“{now}” for the API hurts {how}: the sales force has learnt exactly one slide.",
        microsoft_helps="“{now}” for the API helps {how}: people come for the model and stay for the database.",
    ),
    record=(
        Reported("2025-01-21", AZURE, "Azure only; kept, through 2030.", JANUARY_2025),
        Reported(
            "2025-10-28", SECURITY,
            "Azure only until AGI is verified; the API for US national-security customers on any cloud.",
            OCTOBER_2025,
        ),
        Reported(
            "2026-04-27", FIRST,
            "Exclusivity ended: all products on any cloud, first on Azure unless Microsoft cannot and chooses not to support it.",
            APRIL_2026,
        ),
    ),
)  # fmt: skip
