"""What of OpenAI's technology Microsoft may use (rulebook 3.1.5 C12).

The value of the licence is counted here to the end of 2030; what another end adds or takes is the worth of ``ip-end``.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from game.rules.agreement.clause import Clause, Lens, Reported, Term, Terms, voices
from game.rules.agreement.sources import APRIL_2026, JANUARY_2025, OCTOBER_2025
from game.rules.units import BPS, OPENAI, Seat, mul

FULL: Final = "full"
MODELS: Final = "models"
API: Final = "api"

BASELINE: Final = 2030
"""The year to whose end scope alone is valued."""

_LAG: Final = {FULL: 20, MODELS: 30, API: 60}


def lag(term: Term) -> int:
    """Tenths of capability by which Microsoft's access trails what OpenAI has released (rulebook 3.2.6)."""
    return _LAG[str(term)]


_VALUE: Final = {
    2025: 6000, 2026: 9000, 2027: 12_000, 2028: 15_000, 2029: 17_000, 2030: 18_000, 2031: 18_000, 2032: 17_000,
    2033: 15_000, 2034: 14_000, 2035: 13_000,
}  # fmt: skip
"""$ millions a full licence is worth to Microsoft in a year (rulebook 3.4.2, IPV)."""
_FIRST: Final = min(_VALUE)
_COST: Final = {FULL: 10_000, MODELS: 6200, API: 3200}
"""How much of a full licence's cost each scope is to OpenAI, bps."""
_USE: Final = {FULL: 10_000, MODELS: 8500, API: 5000}
"""How much of a full licence's value each scope is to Microsoft, bps."""
_INSTEAD: Final = 1700
"""How much more of it calls are to whoever doubles its stake in models of its own, bps. Invented: without it nobody ever ended
as a customer, not even those who host everybody."""
_EXCLUSIVE: Final = 12_500
"""An exclusive licence costs OpenAI a quarter more; to Microsoft it is the measure, bps."""
_ONE: Final = 10**12


@lru_cache(1024)
def licence(seat: Seat, scope: Term, first: int, end: int, lens: Lens) -> int:
    """$ millions, as of now, at stake for a seat in the licence from the year ``first`` to the year ``end``, never negative.

    To OpenAI a cost that grows with the years as the two meet in the market; to Microsoft a value that decays as its own
    models improve (rulebook 3.4.2, TECH). The years count from ``lens.year`` on, each as if at its middle.
    """
    slower = BPS + lens.discount
    factor = _ONE * BPS * BPS // (slower * slower)
    total = 0
    for year in range(lens.year, min(end, max(_VALUE)) + 1):
        if year >= first and year in _VALUE:
            years_in = year - _FIRST
            if seat == OPENAI:
                part = 2000 + 850 * years_in
            else:
                part = max(1200, BPS - mul(550, lens.resil) * years_in)
            total += _VALUE[year] * part * factor
        for _ in range(4):
            factor = factor * BPS // slower
    whole = mul(total // (_ONE * BPS), lens.market)
    if seat == OPENAI:
        return mul(mul(whole, _COST[str(scope)]), _EXCLUSIVE)
    return mul(mul(whole, _use(scope, lens.resil)), lens.ip)


def _use(scope: Term, resil: int) -> int:
    """How much of a full licence's value a scope is to Microsoft, bps: who has models of its own can do with calls, not worse
    than with copies."""
    use = _USE[str(scope)]
    return min(_USE[MODELS], use + mul(_INSTEAD, max(0, resil - BPS))) if scope == API else use


def worth_until(seat: Seat, scope: Term, end: int, lens: Lens) -> int:
    """$ millions the licence to the year ``end`` is worth to a seat: a loss to OpenAI, a gain to Microsoft."""
    size = licence(seat, scope, lens.year, end, lens)
    return -mul(size, lens.comp) if seat == OPENAI else size


def _worth(seat: Seat, terms: Terms, lens: Lens) -> int:
    return worth_until(seat, terms["ip-scope"], BASELINE, lens)


_ARTICLES: Final = {
    FULL: (
        "The Cloud is licensed to use the Lab's models, products and research, with their weights, methods and source."
    ),
    MODELS: (
        "The Cloud is licensed to use the Lab's models and products. Research methods are excluded and are listed in a schedule, "
        "which is also excluded."
    ),
    API: (
        "The Cloud may call the Lab's models through the API on terms no worse than any other customer's, "
        "and holds no copy of them."
    ),
}
_PLAIN: Final = {
    FULL: "Microsoft may use everything OpenAI makes or thinks of.",
    MODELS: "Microsoft gets the models and the products, and not the recipes.",
    API: "Microsoft is a customer with a very large account.",
}
_SHORT: Final = {FULL: "all technology", MODELS: "models, products", API: "API access"}

CLAUSE: Final = Clause(
    id="ip-scope",
    title="IP scope",
    section="technology",
    block="technology",
    options=(FULL, MODELS, API),
    reads=("ip-scope",),
    headline=True,
    article=lambda term: _ARTICLES[str(term)],
    plain=lambda term: _PLAIN[str(term)],
    short=lambda term: _SHORT[str(term)],
    worth=_worth,
    voice=voices(
        openai_hurts="A licence to “{now}” hurts {how}: we would be teaching a partner to be a competitor, with notes.",
        openai_helps="A licence to “{now}” helps {how}: some of our ideas should stay where they were had.",
        microsoft_hurts="A licence to “{now}” hurts {how}: we built products on this, and they would notice.",
        microsoft_helps="A licence to “{now}” helps {how}: access is the word we wrote on the cheque.",
    ),
    record=(
        Reported(
            "2025-01-21", FULL, "All of OpenAI's IP, that of acquired companies included; AGI excluded. Unchanged.",
            JANUARY_2025,
        ),
        Reported(
            "2025-10-28", MODELS,
            "Models and products, also after AGI, with safety guardrails; research methods separately limited; no consumer hardware.",
            OCTOBER_2025,
        ),
        Reported("2026-04-27", MODELS, "Models and products; the licence is no longer exclusive.", APRIL_2026),
    ),
)  # fmt: skip
