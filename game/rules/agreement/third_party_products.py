"""Where products made with third parties may run (rulebook 3.1.5 C26)."""

from __future__ import annotations

from typing import Final

from game.rules.agreement.clause import Clause, Lens, Reported, Term, Terms, voices
from game.rules.agreement.sources import APRIL_2026, FEBRUARY_2026, JANUARY_2025, OCTOBER_2025
from game.rules.units import OPENAI, Seat, mul

AZURE: Final = "azure"
NON_API: Final = "non-api"
ANY: Final = "any"

_REACH: Final = {AZURE: 0, NON_API: 30, ANY: 60}


def reach(term: Term) -> int:
    """Bps added to the market share OpenAI drifts towards: partners' customers (rulebook 3.2.6)."""
    return _REACH[str(term)]


_GAIN: Final = {AZURE: 0, NON_API: 4000, ANY: 8000}
_COST: Final = {AZURE: 0, NON_API: 1500, ANY: 6000}
_WATCH: Final = {AZURE: 0, NON_API: 1800, ANY: 1800}
"""What it costs whoever minds to watch what others build elsewhere, $ millions at a mission of 1. Invented: without it nobody
left partners where they are."""


def _worth(seat: Seat, terms: Terms, lens: Lens) -> int:
    """Products without an API are cheap to let go and worth having (rulebook 3.3.5, 3.4.2, PRODUCT)."""
    term = str(terms["third-party-products"])
    if seat == OPENAI:
        return mul(mul(_GAIN[term], lens.dist) - mul(_WATCH[term], lens.mission), lens.horizon)
    return -mul(mul(_COST[term], lens.control), lens.horizon)


_ARTICLES: Final = {
    AZURE: "Products developed by the Lab with third parties shall be hosted with the Cloud.",
    NON_API: (
        "Products developed by the Lab with third parties may be hosted with any provider, save API Products. "
        "The parties shall agree from time to time what an API is."
    ),
    ANY: "Products developed by the Lab with third parties may be hosted with any provider.",
}
_PLAIN: Final = {
    AZURE: "What OpenAI builds with others also runs on Azure.",
    NON_API: "What OpenAI builds with others runs anywhere, unless it is an API, whatever that is this year.",
    ANY: "What OpenAI builds with others runs wherever the others like.",
}
_SHORT: Final = {AZURE: "Azure only", NON_API: "all but API", ANY: "any cloud"}

CLAUSE: Final = Clause(
    id="third-party-products",
    title="Third-party products",
    section="distribution",
    block="product",
    options=(AZURE, NON_API, ANY),
    reads=("third-party-products",),
    headline=True,
    exclusive=(AZURE,),
    article=lambda term: _ARTICLES[str(term)],
    plain=lambda term: _PLAIN[str(term)],
    short=lambda term: _SHORT[str(term)],
    worth=_worth,
    voice=voices(
        openai_hurts="“{now}” for joint products hurts {how}: partners ask where it runs before they ask what it does.",
        openai_helps="“{now}” for joint products helps {how}: we may now have friends with data centres.",
        microsoft_hurts="“{now}” for joint products hurts {how}: an ecosystem is nicer when one owns the pond.",
        microsoft_helps="“{now}” for joint products helps {how}: whatever they build, we shall be billing for it.",
    ),
    record=(
        Reported("2025-01-21", AZURE, "By Microsoft's consent, and first refusal on the compute.", JANUARY_2025),
        Reported(
            "2025-10-28", NON_API,
            "Non-API products on any cloud; joint development with third parties allowed, its API products on Azure.",
            OCTOBER_2025,
        ),
        Reported(
            "2026-02-27", NON_API, "Stateless API calls stay on Azure; stateful ones, agents with memory, are disputed.",
            FEBRUARY_2026,
        ),
        Reported(
            "2026-04-27", ANY, "Any cloud; ships first on Azure unless Microsoft cannot and chooses not to support it.",
            APRIL_2026,
        ),
    ),
    open_points={NON_API: "what an API is"},
)  # fmt: skip
