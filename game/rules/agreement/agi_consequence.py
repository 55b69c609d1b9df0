"""What ends when general intelligence has been determined (rulebook 3.1.5 C17, 3.2.7)."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from game.rules.agreement import ip_exclusivity
from game.rules.agreement.clause import Clause, Lens, Reported, Term, Terms, voices
from game.rules.agreement.ip_scope import licence
from game.rules.agreement.sources import AGI_REPORTS, APRIL_2026, OCTOBER_2025
from game.rules.units import OPENAI, POWER_TWO_FIFTHS, Seat, mul

SAFEGUARDS: Final = "safeguards"
RESEARCH: Final = "research"
FUTURE: Final = "future"
ALL: Final = "all"

_ENDS: Final = {SAFEGUARDS: "nothing", RESEARCH: RESEARCH, FUTURE: FUTURE, ALL: ALL}
_SEVERITY: Final = {SAFEGUARDS: 500, RESEARCH: 1500, FUTURE: 7000, ALL: 10_000}


def ends(term: Term) -> str:
    """What of the licence ends on a determination: ``nothing``, ``research``, ``future`` (later models) or ``all``."""
    return _ENDS[str(term)]


def ends_later(term: Term) -> bool:
    """Whether Microsoft gets no later model once AGI has been determined."""
    return ends(term) in (FUTURE, ALL)


def stops_share(term: Term) -> bool:
    """Whether the revenue share stops on a determination. Only when all IP ends: whoever keeps something keeps its price."""
    return term == ALL


def severity(term: Term) -> int:
    """How much of the worst a determination is, bps (rulebook 3.4.2, sev)."""
    return _SEVERITY[str(term)]


_BELIEF: Final = {
    "none": (0, 0),
    "panel": (1000, 500),
    "either": (1800, 1000),
    "profit": (1300, 700),
    "board": (3200, 2600),
}
"""How likely each trigger makes a determination before the end, bps, as OpenAI and as Microsoft see it (rulebook 3.4.2)."""
LATE: Final = 2028
"""A determination is reckoned to take what the licence is worth from this year on."""


@lru_cache(256)
def belief(seat: Seat, trigger: Term, lens: Lens) -> int:
    """How likely the seat thinks a determination in the time that is left, bps."""
    usual = _BELIEF[str(trigger)][0 if seat == OPENAI else 1]
    return mul(min(9000, mul(usual, lens.agi)), lens.horizon)


@lru_cache(1024)
def stakes(seat: Seat, late: int, term: Term, lens: Lens) -> int:
    """$ millions that a determination is worth to a seat to which the licence's late years are worth ``late``: a gain to OpenAI,
    which keeps its mission too, and a loss to Microsoft, the greater the more ends (rulebook 3.4.2, AGI)."""
    severe = severity(term)
    if seat == OPENAI:
        return mul(late, severe) + mul(mul(60_000, lens.mission), POWER_TWO_FIFTHS(severe))
    blow = mul(3500, severe) + mul(6500, mul(severe, severe))
    return -mul(mul(late, blow), 13_000)


def at_stake(seat: Seat, terms: Terms, lens: Lens) -> int:
    """$ millions that a determination under these terms is worth to a seat, if it comes."""
    return _at_stake(
        seat, terms["ip-scope"], terms["ip-end"], terms["ip-exclusivity"], terms["agi-consequence"], lens
    )


@lru_cache(2048)
def _at_stake(seat: Seat, scope: Term, end: Term, exclusivity: Term, consequence: Term, lens: Lens) -> int:
    exclusive = licence(seat, scope, LATE, int(end), lens)
    return stakes(seat, mul(exclusive, ip_exclusivity.part(seat, exclusivity)), consequence, lens)


def _worth(seat: Seat, terms: Terms, lens: Lens) -> int:
    """What a determination would bring, as often as it is expected."""
    return mul(at_stake(seat, terms, lens), belief(seat, terms["agi-trigger"], lens))


_ARTICLES: Final = {
    SAFEGUARDS: (
        "On a Determination under [agi-trigger] the licence continues, subject to such safeguards as prudence may suggest "
        "and both parties can afford."
    ),
    RESEARCH: "On a Determination under [agi-trigger] the licence of research methods ends. The licence of models and products continues.",
    FUTURE: "On a Determination under [agi-trigger] the licence extends to no model completed after it. Earlier models remain licensed.",
    ALL: "On a Determination under [agi-trigger] every licence granted to the Cloud ends, and with it the payment of any part of Revenue.",
}
_PLAIN: Final = {
    SAFEGUARDS: "If it is AGI, everything goes on, more carefully.",
    RESEARCH: "If it is AGI, Microsoft keeps the models and loses the recipes.",
    FUTURE: "If it is AGI, Microsoft keeps what it has and sees nothing newer.",
    ALL: "If it is AGI, Microsoft loses the lot and OpenAI stops paying.",
}
_SHORT: Final = {
    SAFEGUARDS: "safeguards only",
    RESEARCH: "research IP ends",
    FUTURE: "new models end",
    ALL: "all IP ends",
}

CLAUSE: Final = Clause(
    id="agi-consequence",
    title="Effect of a determination",
    section="intelligence",
    block="technology",
    options=(SAFEGUARDS, RESEARCH, FUTURE, ALL),
    reads=("ip-scope", "ip-end", "ip-exclusivity", "agi-trigger", "agi-consequence"),
    headline=True,
    article=lambda term: _ARTICLES[str(term)],
    plain=lambda term: _PLAIN[str(term)],
    short=lambda term: _SHORT[str(term)],
    worth=_worth,
    voice=voices(
        openai_hurts="“{now}” upon AGI hurts {how}: the charter has a view on this, and it is framed in reception.",
        openai_helps="“{now}” upon AGI helps {how}: what we were founded to keep, we should be able to keep.",
        microsoft_hurts="“{now}” upon AGI hurts {how}: we would be paying for the journey and missing the station.",
        microsoft_helps="“{now}” upon AGI helps {how}: history may happen, provided that service is not interrupted.",
    ),
    record=(
        Reported(
            "2025-01-21", ALL,
            "As reported: rights to post-AGI technology are lost, rights to earlier technology kept to 2030; "
            "commercial terms reach only pre-AGI technology.",
            AGI_REPORTS,
        ),
        Reported(
            "2025-10-28", RESEARCH,
            "Ends research IP, the exclusivity of API and IP, and the revenue share; not the licence of models and products.",
            OCTOBER_2025,
        ),
        Reported("2026-04-27", SAFEGUARDS, "None: nothing depends on it any more.", APRIL_2026),
    ),
)  # fmt: skip
