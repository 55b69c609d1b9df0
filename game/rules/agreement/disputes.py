"""How the parties quarrel: what a dispute costs, and how long it takes (rulebook 3.1.5 C32, 3.2.7)."""

from __future__ import annotations

from typing import Final

from game.rules.agreement.agi_trigger import quarrel
from game.rules.agreement.clause import Clause, Lens, Reported, Term, Terms, voices
from game.rules.agreement.sources import AGI_REPORTS, APRIL_2026, OCTOBER_2025
from game.rules.units import BPS, Seat, mul

COURTS: Final = "courts"
ARBITRATION: Final = "arbitration"
ESCALATION: Final = "escalation"

_COST: Final = 300
_FRICTION: Final = 80
_PART: Final = {COURTS: BPS, ARBITRATION: 6000, ESCALATION: 4000}
_LENGTH: Final = {COURTS: (2, 4), ARBITRATION: (2, 3), ESCALATION: (1, 3)}


def cost(term: Term) -> int:
    """$ millions a quarter that a dispute costs each side (rulebook 3.2.7)."""
    return mul(_COST, _PART[str(term)])


def friction(term: Term) -> int:
    """Tenths of friction that a dispute adds every quarter: what is said in a room is not read in a newspaper."""
    return mul(_FRICTION, _PART[str(term)])


def lengths(term: Term) -> tuple[int, int]:
    """The fewest and the most quarters a dispute takes (rulebook 3.2.7 for courts, else invented)."""
    return _LENGTH[str(term)]


def _worth(seat: Seat, terms: Terms, lens: Lens) -> int:
    """What is saved of the quarrel that the trigger and its consequence make likely: the same to both seats."""
    saved = BPS - _PART[str(terms["disputes"])]
    return mul(quarrel(terms["agi-trigger"], terms["agi-consequence"], lens), saved)


_ARTICLES: Final = {
    COURTS: "Disputes shall be brought before the courts, after the chief executives have tried to settle them over one lunch.",
    ARBITRATION: (
        "Disputes shall be settled in private by three arbitrators, of whom each party thinks one is its own. "
        "Their award is final, and may be mentioned to nobody."
    ),
    ESCALATION: (
        "Disputes shall go from those who have them to those who pay for them, one level a month; "
        "what the chief executives cannot settle goes to a single arbitrator."
    ),
}
_PLAIN: Final = {
    COURTS: "If all else fails, sue.",
    ARBITRATION: "Quarrels go to arbitrators: quicker than a court, cheaper, and nobody may watch.",
    ESCALATION: "Quarrels climb the ladder before anybody pays an arbitrator. Most things are settled by whoever is tired first.",
}

CLAUSE: Final = Clause(
    id="disputes",
    title="Disputes",
    section="general",
    block="technology",
    options=(COURTS, ARBITRATION, ESCALATION),
    reads=("agi-trigger", "agi-consequence", "disputes"),
    article=lambda term: _ARTICLES[str(term)],
    plain=lambda term: _PLAIN[str(term)],
    short=str,
    worth=_worth,
    voice=voices(
        openai_hurts="“{now}” for our quarrels hurts {how}: we would rather be right in front of people.",
        openai_helps="“{now}” for our quarrels helps {how}: legal has asked for a smaller floor.",
        microsoft_hurts="“{now}” for our quarrels hurts {how}: we keep a great many lawyers, and they need the exercise.",
        microsoft_helps="“{now}” for our quarrels helps {how}: there are things we would like to lose in private, or win quietly.",
    ),
    record=(
        Reported(
            "2025-01-21", None,
            "Not reported, save that Microsoft may contest a claim of sufficient AGI in court.", AGI_REPORTS,
        ),
        Reported("2025-10-28", None, "Not reported.", OCTOBER_2025),
        Reported("2026-04-27", None, "Not reported.", APRIL_2026),
    ),
)  # fmt: skip
