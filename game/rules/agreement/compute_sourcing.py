"""Where new compute may come from: the right of first refusal itself (rulebook 3.1.5 C01, 3.2.4)."""

from __future__ import annotations

from typing import Final

from game.rules.agreement.clause import Clause, Lens, Reported, Term, Terms, voices
from game.rules.agreement.sources import APRIL_2026, JANUARY_2025, JULY_2019, OCTOBER_2025
from game.rules.units import OPENAI, POWER_FIVE_QUARTERS, POWER_THREE_QUARTERS, Seat, mul

EXCLUSIVE: Final = "exclusive"
ROFR: Final = "rofr"
MATCH: Final = "match"
FREE: Final = "none"

ANSWERS: Final = {
    EXCLUSIVE: ("exercise", "partial", "counter", "waive", "waive-for"),
    ROFR: ("exercise", "partial", "counter", "waive", "waive-for", "silence"),
    MATCH: ("exercise", "partial", "waive", "waive-for", "silence"),
    FREE: (),
}
"""What Microsoft may answer to a notice of outside capacity under each regime; how long it has is another clause (rulebook 3.2.4)."""


def needs_notice(term: Term) -> bool:
    """Whether outside capacity must first be offered to Microsoft."""
    return term != FREE


def needs_quote(term: Term) -> bool:
    """Whether a notice must carry a bona fide quote. Under exclusivity it is a plea for a waiver, and a quote cannot hurt."""
    return term in (ROFR, MATCH)


def must_match_all(term: Term) -> bool:
    """Whether an exercise must match the date too, proved by build slots."""
    return term == MATCH


_FREEDOM: Final = {EXCLUSIVE: 0, ROFR: 5000, MATCH: 7200, FREE: 10_000}


def freedom(regime: Term, carve: Term = 0) -> int:
    """How free OpenAI is to buy elsewhere, 0..10000: half the regime, half the better of regime and carve-out."""
    bought = _FREEDOM[str(regime)]
    share = 10_000 if carve == "unlimited" else min(10_000, int(carve) * 2)
    return (bought + max(bought, share)) // 2


def value(seat: Seat, free: int, lens: Lens) -> int:
    """$ millions of so much freedom to a seat: a gain to OpenAI, a loss to Microsoft (rulebook 3.4.2, COMPUTE).

    The two bend apart: the first freedom is worth most to the one, the last costs the other most.
    """
    if seat == OPENAI:
        full = mul(mul(mul(38_000, lens.flex), lens.scarcity), lens.horizon)
        return mul(full, POWER_THREE_QUARTERS(free))
    return -mul(mul(mul(30_000, lens.control), lens.horizon), POWER_FIVE_QUARTERS(free))


def _worth(seat: Seat, terms: Terms, lens: Lens) -> int:
    """The regime alone; what a carve-out adds to it is the carve-out's worth."""
    return value(seat, freedom(terms["compute-sourcing"]), lens)


_ARTICLES: Final = {
    EXCLUSIVE: "The Lab shall obtain New Capacity from the Cloud alone, save where the Cloud waives in writing.",
    ROFR: (
        "Before accepting a Bona Fide Offer of New Capacity the Lab shall give Notice. The Cloud may, in the time it has to "
        "answer, elect to supply all or part of it."
    ),
    MATCH: (
        "Before accepting a Bona Fide Offer of New Capacity the Lab shall give Notice. The Cloud may, in the time it has to "
        "answer, match its price, quantity and date from capacity it can show."
    ),
    FREE: "The Lab may obtain New Capacity from any provider without Notice.",
}
_PLAIN: Final = {
    EXCLUSIVE: "All new compute comes from Azure unless Microsoft says otherwise.",
    ROFR: "OpenAI shows Microsoft every outside offer; Microsoft may take it over, or let it go.",
    MATCH: "OpenAI shows Microsoft every outside offer; Microsoft may take it only by matching every term of it.",
    FREE: "OpenAI buys compute wherever it likes.",
}
_SHORT: Final = {EXCLUSIVE: "exclusive", ROFR: "first refusal", MATCH: "match only", FREE: "free"}

CLAUSE: Final = Clause(
    id="compute-sourcing",
    title="Compute sourcing",
    section="compute",
    block="compute",
    options=(EXCLUSIVE, ROFR, MATCH, FREE),
    reads=("compute-sourcing",),
    headline=True,
    exclusive=(EXCLUSIVE,),
    article=lambda term: _ARTICLES[str(term)],
    plain=lambda term: _PLAIN[str(term)],
    short=lambda term: _SHORT[str(term)],
    worth=_worth,
    voice=voices(
        openai_hurts="“{now}” on compute hurts {how}: our queue does not read contracts.",
        openai_helps="“{now}” on compute helps {how}: we can buy a plug where there is one.",
        microsoft_hurts="“{now}” on compute hurts {how}: we would be building for a customer who may not come.",
        microsoft_helps="“{now}” on compute helps {how}: the load stays on a platform we can plan.",
    ),
    record=(
        Reported("2019-07-22", EXCLUSIVE, "Azure became the sole cloud; outside capacity needed Microsoft's waiver.", JULY_2019),
        Reported(
            "2025-01-21", ROFR, "New capacity: Microsoft has the right of first refusal. How matching works was never published.",
            JANUARY_2025,
        ),
        Reported("2025-10-28", FREE, "The right of first refusal was removed.", OCTOBER_2025),
        Reported("2026-04-27", FREE, "Azure is named primary cloud; no priority on compute is reported.", APRIL_2026),
    ),
)  # fmt: skip
