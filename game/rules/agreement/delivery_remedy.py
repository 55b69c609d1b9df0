"""What the lab gets when the Cloud's capacity comes late (rulebook 3.1.5 C06, 3.2.4)."""

from __future__ import annotations

from typing import Final

from game.rules.agreement.clause import NONE, Clause, Lens, Reported, Term, Terms, voices
from game.rules.agreement.compute_sourcing import freedom
from game.rules.agreement.sources import JANUARY_2025
from game.rules.units import BPS, OPENAI, Seat, mul

RELEASE: Final = "release"
DAMAGES: Final = "release-and-damages"
RATE: Final = 300
"""$k of damages for each MW and quarter late."""


def balance(term: Term, released_mw: int) -> int:
    """MW that may be bought elsewhere without notice, of ``released_mw`` that came late and were not made up for yet."""
    return 0 if term == NONE else released_mw


def releases(term: Term) -> bool:
    """Whether late capacity may be bought elsewhere."""
    return term != NONE


def damages(term: Term, mw: int, quarters: int) -> int:
    """$ millions owed when ``mw`` slip by so many quarters."""
    return mw * quarters * RATE // 1000 if term == DAMAGES else 0


_GAIN: Final = {NONE: 0, RELEASE: 4000, DAMAGES: 6000}
_COST: Final = {NONE: 0, RELEASE: 1500, DAMAGES: 5000}


def _worth(seat: Seat, terms: Terms, lens: Lens) -> int:
    """The freer the lab is to buy elsewhere anyway, the less it needs to be released (rulebook 3.4.2, COMPUTE)."""
    term = str(terms["delivery-remedy"])
    free = freedom(terms["compute-sourcing"], terms["research-carve-out"])
    if seat == OPENAI:
        return mul(mul(mul(_GAIN[term], lens.flex), BPS - mul(free, 7000)), lens.horizon)
    return -mul(mul(_COST[term], BPS - mul(free, 5000)), lens.horizon)


_ARTICLES: Final = {
    NONE: "The Cloud shall deliver capacity on the day promised, or, in the alternative, on another day.",
    RELEASE: (
        "Capacity which the Cloud has not delivered on the day promised the Lab may obtain from any provider, in the same "
        "amount and without Notice. It shall still take the Cloud's when that comes."
    ),
    DAMAGES: (
        "Capacity which the Cloud has not delivered on the day promised the Lab may obtain from any provider, in the same "
        "amount and without Notice; and the Cloud shall pay it $300,000 for each MW and each quarter of delay, "
        "which both parties have estimated to be what waiting costs."
    ),
}
_PLAIN: Final = {
    NONE: "When Azure is late, OpenAI is told so.",
    RELEASE: "When Azure is late, OpenAI may buy as much elsewhere without asking.",
    DAMAGES: "When Azure is late, OpenAI may buy as much elsewhere, and is paid $300k a MW and quarter for the wait.",
}
_SHORT: Final = {NONE: "no remedy", RELEASE: "release", DAMAGES: "release, damages"}

CLAUSE: Final = Clause(
    id="delivery-remedy",
    title="Delivery remedy",
    section="compute",
    block="compute",
    options=(NONE, RELEASE, DAMAGES),
    reads=("compute-sourcing", "research-carve-out", "delivery-remedy"),
    article=lambda term: _ARTICLES[str(term)],
    plain=lambda term: _PLAIN[str(term)],
    short=lambda term: _SHORT[str(term)],
    worth=_worth,
    voice=voices(
        openai_hurts="“{now}” for late machines hurts {how}: an apology cannot be trained on.",
        openai_helps="“{now}” for late machines helps {how}: a date means more when missing it costs something.",
        microsoft_hurts="“{now}” for late machines hurts {how}: the grid is late, and we would be paying for it.",
        microsoft_helps="“{now}” for late machines helps {how}: construction is an estimate with a fence around it.",
    ),
    record=(
        Reported("2025-01-21", None, "Not reported. Nothing was published on what a missed date costs.", JANUARY_2025),
    ),
)  # fmt: skip
