"""Whether OpenAI may give models away (rulebook 3.1.5 C25)."""

from __future__ import annotations

from typing import Final

from game.rules.agreement.clause import Clause, Lens, Reported, Term, Terms, voices
from game.rules.agreement.sources import OCTOBER_2025, OPEN_WEIGHTS
from game.rules.units import OPENAI, Seat, mul

NO: Final = "no"
LIMITED: Final = "limited"
FREE: Final = "free"

_BRAND: Final = {NO: 0, LIMITED: 5, FREE: 12}
_STAFF: Final = {NO: 0, LIMITED: 4, FREE: 6}
_HEAT: Final = {NO: 0, LIMITED: 0, FREE: 5}
_SALES: Final = {NO: 10_000, LIMITED: 9960, FREE: 9780}
_TAUGHT: Final = 250
"""Part of the lab's lead, bps, that a rival learns a quarter from weights of the newest model."""


def goodwill(term: Term) -> int:
    """Bps that brand gains a quarter: people like what is free, until they have it."""
    return _BRAND[str(term)]


def pride(term: Term) -> int:
    """Tenths that the mood of the staff gains a quarter."""
    return _STAFF[str(term)]


def worry(term: Term) -> int:
    """Tenths by which safety heat rises a quarter: what has been given away cannot be recalled."""
    return _HEAT[str(term)]


def sales(term: Term) -> int:
    """Factor on Microsoft's own AI revenue, bps: some customers run for nothing what they would have rented."""
    return _SALES[str(term)]


def taught(term: Term, lead: int) -> int:
    """Tenths of capability a rival gains a quarter when the lab, ``lead`` tenths ahead, publishes its newest; never negative."""
    return mul(max(0, lead), _TAUGHT) if term == FREE else 0


_GAIN: Final = {NO: 0, LIMITED: 2500, FREE: 4000}
_COST: Final = {NO: 0, LIMITED: 800, FREE: 4000}


def _worth(seat: Seat, terms: Terms, lens: Lens) -> int:
    """Old models are cheap to let go; the newest are what Microsoft sells (rulebook 3.3.5, 3.4.2, PRODUCT)."""
    term = str(terms["open-weights"])
    return mul(_GAIN[term] if seat == OPENAI else -_COST[term], lens.horizon)


_ARTICLES: Final = {
    NO: "The Lab shall not publish the weights of any model.",
    LIMITED: (
        "The Lab may publish the weights of models that are clearly behind its best, "
        "a schedule of what is clear to be agreed while it still is."
    ),
    FREE: "The Lab may publish the weights of any model, to anybody, at any time, and cannot take them back.",
}
_PLAIN: Final = {
    NO: "OpenAI gives no models away.",
    LIMITED: "OpenAI may give away models that are a step behind its best.",
    FREE: "OpenAI may give away whatever it likes. Rivals download it too.",
}
_SHORT: Final = {NO: "no open weights", LIMITED: "older models", FREE: "any model"}

CLAUSE: Final = Clause(
    id="open-weights",
    title="Open weights",
    section="distribution",
    block="product",
    options=(NO, LIMITED, FREE),
    reads=("open-weights",),
    article=lambda term: _ARTICLES[str(term)],
    plain=lambda term: _PLAIN[str(term)],
    short=lambda term: _SHORT[str(term)],
    worth=_worth,
    voice=voices(
        openai_hurts="“{now}” for weights hurts {how}: the name on the door has an adjective in it.",
        openai_helps="“{now}” for weights helps {how}: applause is cheaper than advertising, and staff can hear it.",
        microsoft_hurts="“{now}” for weights hurts {how}: it is hard to meter a thing that people have taken home.",
        microsoft_helps="“{now}” for weights helps {how}: scarcity is our largest product line.",
    ),
    record=(
        Reported("2025-01-21", None, "No express right was public.", OPEN_WEIGHTS),
        Reported("2025-08", None, "Open-weight models released under a permissive licence, and hosted elsewhere too.", OPEN_WEIGHTS),
        Reported("2025-10-28", LIMITED, "Allowed for models that meet capability criteria.", OCTOBER_2025),
    ),
)  # fmt: skip
