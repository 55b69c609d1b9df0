"""What the parties owe each other in safety (rulebook 3.1.5 C30)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from game.rules.agreement.clause import NONE, Clause, Lens, Reported, Term, Terms, voices
from game.rules.agreement.sources import ATTORNEYS, JANUARY_2025
from game.rules.units import BPS, OPENAI, Seat, mul

JOINT: Final = "joint-evaluations"
STOP: Final = "stop-ship"
BAR: Final = 400
"""Tenths of safety under which the committee stops a release."""

_WORK: Final = 6
_RISK: Final = 8000


def work(term: Term) -> int:
    """Tenths that the stock of safety gains a quarter from evaluations made together."""
    return 0 if term == NONE else _WORK


def stops(term: Term, safety: int) -> bool:
    """Whether nothing may be released, the stock of safety being ``safety`` tenths."""
    return term == STOP and safety < BAR


def risk(term: Term) -> int:
    """Factor on the risk of an incident, bps: a committee that can stop a release is told things in time."""
    return _RISK if term == STOP else BPS


SHOWS: Final[Mapping[Term, tuple[str, ...]]] = {
    JOINT: ("openai.safety", "openai.evaluated"),
    STOP: ("openai.safety", "openai.evaluated"),
}
"""Who evaluates together reads the results together."""

_TROUBLE: Final = {NONE: 0, JOINT: 300, STOP: 1500}
_MISSION: Final = {NONE: 0, JOINT: 2000, STOP: 4500}
_DELAY: Final = {NONE: 0, JOINT: 200, STOP: 1400}
"""$ millions (invented): what it costs OpenAI, what it is worth to its mission, and what waiting for models costs Microsoft."""


def _worth(seat: Seat, terms: Terms, lens: Lens) -> int:
    """A safety-minded lab would write these duties itself; a cloud that licenses the models would rather have the models."""
    term = str(terms["safety-duties"])
    if seat == OPENAI:
        return mul(mul(_MISSION[term], lens.mission) - _TROUBLE[term], lens.horizon)
    return -mul(mul(_DELAY[term], lens.ip), lens.horizon)


_ARTICLES: Final = {
    NONE: "Each party shall be as careful as it sees fit, and shall see fit to be careful.",
    JOINT: (
        "The parties shall evaluate each of the Lab's systems together before its release and share the results, "
        "which bind neither."
    ),
    STOP: (
        "The parties shall evaluate each of the Lab's systems together and share the results. The safety committee of the Lab may "
        "stop a release, and shall, while the results are below the standard in the schedule."
    ),
}
_PLAIN: Final = {
    NONE: "Safety is OpenAI's own affair.",
    JOINT: "Both test what OpenAI makes: safety grows a little, and Microsoft reads the results.",
    STOP: "Both test what OpenAI makes, fewer things go wrong, and nothing is released while safety is under 40.",
}
_SHORT: Final = {NONE: "none", JOINT: "joint tests", STOP: "stop-ship right"}

CLAUSE: Final = Clause(
    id="safety-duties",
    title="Safety duties",
    section="intelligence",
    block="product",
    options=(NONE, JOINT, STOP),
    reads=("safety-duties",),
    shows=SHOWS,
    article=lambda term: _ARTICLES[str(term)],
    plain=lambda term: _PLAIN[str(term)],
    short=lambda term: _SHORT[str(term)],
    worth=_worth,
    voice=voices(
        openai_hurts="“{now}” on safety hurts {how}: we test already, and prefer to hear the results first.",
        openai_helps="“{now}” on safety helps {how}: it is the paragraph for which some of us came.",
        microsoft_hurts="“{now}” on safety hurts {how}: the launch has a date, and the date has a hall.",
        microsoft_helps="“{now}” on safety helps {how}: we ship what is ready, and call it ready.",
    ),
    record=(
        Reported("2025-01-21", None, "Not reported.", JANUARY_2025),
        Reported(
            "2025-10-28", None,
            "Not in the agreement: it was to two attorneys general that OpenAI conceded a committee that can halt releases.",
            ATTORNEYS,
        ),
    ),
)  # fmt: skip
