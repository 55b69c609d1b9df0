"""Who sits on the panel that determines general intelligence, and by what proof (rulebook 3.1.5 C18, 3.2.7)."""

from __future__ import annotations

from typing import Final

from game.rules.agreement import agi_trigger
from game.rules.agreement.agi_consequence import LATE, belief, severity, stakes
from game.rules.agreement.clause import Clause, Lens, Reported, Term, Terms, voices
from game.rules.agreement.ip_scope import BASELINE, FULL, licence
from game.rules.agreement.sources import AGI_REPORTS, APRIL_2026, OCTOBER_2025
from game.rules.units import MICROSOFT, OPENAI, SQUARE_ROOT, Seat, mul

THIRD: Final = "third-party"
JOINT: Final = "joint"
SEVEN: Final = "joint-of-seven"
UNSPECIFIED: Final = "unspecified"

_SHIFT: Final = {MICROSOFT: -20, THIRD: -10, JOINT: 0, SEVEN: 0, UNSPECIFIED: 0, OPENAI: 20}


def shift(term: Term) -> int:
    """Tenths of capability that a panel sees beyond what is there, or overlooks: it remembers who appointed it (rulebook 3.2.7).

    That outsiders overlook half as much as Microsoft's own is invented.
    """
    return _SHIFT[str(term)]


def spread(term: Term) -> int:
    """Tenths around the bar within which a panel's verdict is mostly luck; seven members are steadier than five."""
    return 20 if term == SEVEN else 30


def wait(term: Term) -> int:
    """Quarters from a claim to the panel's verdict: one more where the parties first argue about who argues."""
    return 2 if term == UNSPECIFIED else 1


def clear(term: Term) -> bool:
    """Whether it is written what would count as proof: then a court has something to hold a number against."""
    return term != UNSPECIFIED


def on_demand(term: Term) -> bool:
    """Whether Microsoft may send a claim to the panel and not to a court: only where it is written who sits on one."""
    return term != UNSPECIFIED


_LEANING: Final = 150
"""Bps by which a tenth of shift makes a panel's determination likelier, near the bar (invented, after its odds)."""
_CLEARER: Final = 1000
"""Bps by which proof that is defined makes a determination in court likelier (invented, after the odds in court)."""
_SETTLED: Final = 600
_STEADY: Final = 100
"""$ millions each side need not spend arguing about a panel that is specified, and more about a steady one, if all were at
stake (invented)."""


def _likelier(seat: Seat, terms: Terms, lens: Lens) -> int:
    """By how much likelier the clause makes a determination than saying nothing would, bps."""
    term, trigger, total = terms["agi-panel"], terms["agi-trigger"], 0
    limbs = agi_trigger.limbs(trigger)
    if "panel" in limbs:
        total += mul(belief(seat, agi_trigger.PANEL, lens), _LEANING * shift(term))
    if "profit" in limbs and clear(term):
        total += mul(belief(seat, trigger, lens), _CLEARER)
    return total


def _worth(seat: Seat, terms: Terms, lens: Lens) -> int:
    """A verdict likelier or less likely, and a quarrel saved; saying nothing is the measure (rulebook 3.3.5, 3.4.2).

    What hangs on it is reckoned as for the whole licence to 2030, which is near enough for a few points of likelihood.
    """
    term, consequence = terms["agi-panel"], terms["agi-consequence"]
    late = licence(seat, FULL, LATE, BASELINE, lens)
    total = mul(stakes(seat, late, consequence, lens), _likelier(seat, terms, lens))
    if clear(term) and "panel" in agi_trigger.limbs(terms["agi-trigger"]):
        saved = _SETTLED + (_STEADY if term == SEVEN else 0)
        total += mul(mul(saved, SQUARE_ROOT(severity(consequence))), lens.horizon)
    return total


_PROOF: Final = " Proof, there and in court, is on the balance of probabilities."
_ARTICLES: Final = {
    MICROSOFT: "A panel has five members, all named by the Cloud, of whom some shall have met the Lab."
    + _PROOF,
    THIRD: "A panel has five members, named by a learned society which neither party funds, or has yet found."
    + _PROOF,
    JOINT: "A panel has five members: two named by each party, and a chair named by the four." + _PROOF,
    SEVEN: (
        "A panel has seven members: three named by each party, and a chair named by the six when they are on speaking terms."
        + _PROOF
    ),
    UNSPECIFIED: "A panel, when one is wanted, is appointed and convinced in such manner as the parties may then agree.",
    OPENAI: "A panel has five members, all named by the Lab from among persons who understand its work."
    + _PROOF,
}
_PLAIN: Final = {
    MICROSOFT: "Microsoft picks the experts. They are hard to impress.",
    THIRD: "Outsiders pick the experts, who are harder to impress than to find.",
    JOINT: "Five experts decide. Four of them were chosen to disagree.",
    SEVEN: "Seven experts decide: slower lunches, steadier verdicts.",
    UNSPECIFIED: "Nobody wrote down who picks the experts or what would convince them. That quarrel comes first, and takes a quarter.",
    OPENAI: "OpenAI picks the experts. Several of them write its papers.",
}
_SHORT: Final = {
    MICROSOFT: "Microsoft names",
    THIRD: "outsiders name",
    JOINT: "both name, five",
    SEVEN: "both name, seven",
    UNSPECIFIED: "unspecified",
    OPENAI: "OpenAI names",
}

CLAUSE: Final = Clause(
    id="agi-panel",
    title="The panel",
    section="intelligence",
    block="technology",
    options=(MICROSOFT, THIRD, JOINT, SEVEN, UNSPECIFIED, OPENAI),
    reads=("agi-trigger", "agi-panel", "agi-consequence"),
    article=lambda term: _ARTICLES[str(term)],
    plain=lambda term: _PLAIN[str(term)],
    short=lambda term: _SHORT[str(term)],
    worth=_worth,
    voice=voices(
        openai_hurts="“{now}” for the panel hurts {how}: experts tend to agree with whoever booked the flights.",
        openai_helps="“{now}” for the panel helps {how}: we should like to be judged by somebody who has seen one.",
        microsoft_hurts="“{now}” for the panel hurts {how}: a jury should not have worked at the scene.",
        microsoft_helps="“{now}” for the panel helps {how}: a high bar is best kept in a locked cupboard.",
    ),
    record=(
        Reported(
            "2025-01-21", None, "No panel was reported: the board declares, and a court decides what is contested.", AGI_REPORTS,
        ),
        Reported(
            "2025-10-28", None,
            "An independent expert panel verifies. Who appoints it, its members and its criteria were not published.",
            OCTOBER_2025,
        ),
        Reported("2026-04-27", None, "None needed: no longer operative for payments or licence.", APRIL_2026),
    ),
    open_points={UNSPECIFIED: "who appoints, and the standard of proof"},
)  # fmt: skip
