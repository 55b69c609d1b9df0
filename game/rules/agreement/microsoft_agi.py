"""How far Microsoft may go with models of its own (rulebook 3.1.5 C19)."""

from __future__ import annotations

from typing import Final

from game.rules.agreement.clause import Clause, Lens, Reported, Term, Terms, voices
from game.rules.agreement.sources import APRIL_2026, NON_COMPETE, OCTOBER_2025
from game.rules.units import OPENAI, Seat, mul

FREE: Final = "free"
CAPPED: Final = "compute-capped"
BARRED: Final = "barred"

_EFFORT: Final = {FREE: 120, CAPPED: 90, BARRED: 60}


def most_effort(term: Term) -> int:
    """The most that Microsoft may put into its own models, percent of a full programme (invented; rulebook 3.2.2 has 120)."""
    return _EFFORT[str(term)]


_COST: Final = {FREE: 5000, CAPPED: 1500, BARRED: 0}
_USE: Final = {FREE: 8000, CAPPED: 4000, BARRED: 0}


def _worth(seat: Seat, terms: Terms, lens: Lens) -> int:
    """Freedom is worth more to the one than it costs the other (rulebook 3.3.5, 3.4.2, TECH)."""
    term = str(terms["microsoft-agi"])
    if seat == OPENAI:
        return -mul(_COST[term], lens.horizon)
    return mul(mul(_USE[term], lens.resil), lens.horizon)


_ARTICLES: Final = {
    FREE: "The Cloud may pursue general intelligence, alone or with others, and owes the Lab no more than an announcement.",
    CAPPED: (
        "The Cloud may pursue general intelligence, alone or with others, with at most 90 % of what a full programme takes. "
        "The last tenth is reserved to the Lab."
    ),
    BARRED: (
        "The Cloud shall not pursue general intelligence, and shall hold the models of its own to 60 % of what a full programme takes."
    ),
}
_PLAIN: Final = {
    FREE: "Microsoft may go for AGI itself, as hard as it likes.",
    CAPPED: "Microsoft may go for AGI itself, with nine tenths of a serious effort.",
    BARRED: "Microsoft may make models, but none that are too good: at most 60 % of a full effort.",
}

CLAUSE: Final = Clause(
    id="microsoft-agi",
    title="Freedom to pursue it",
    section="intelligence",
    block="technology",
    options=(FREE, CAPPED, BARRED),
    reads=("microsoft-agi",),
    article=lambda term: _ARTICLES[str(term)],
    plain=lambda term: _PLAIN[str(term)],
    short=str,
    worth=_worth,
    voice=voices(
        openai_hurts="“{now}” for your own research hurts {how}: we had hoped to be the one in the family who does this.",
        openai_helps="“{now}” for your own research helps {how}: a partner with a hobby is easier than one with a plan.",
        microsoft_hurts="“{now}” for our own research hurts {how}: nobody insures a house he may not learn to build.",
        microsoft_helps="“{now}” for our own research helps {how}: we should like a second source, and to be it.",
    ),
    record=(
        Reported(
            "2025-01-21", BARRED,
            "As reported: no AGI of its own until 2030, none pursued with OpenAI's technology, and a limit on the size of a run.",
            NON_COMPETE,
        ),
        Reported(
            "2025-10-28", FREE,
            "Free to pursue AGI, alone or with third parties; with OpenAI's technology, before AGI, only under compute thresholds.",
            OCTOBER_2025,
        ),
        Reported("2026-04-27", FREE, "Free; whether the thresholds remain was not restated.", APRIL_2026),
    ),
)  # fmt: skip
