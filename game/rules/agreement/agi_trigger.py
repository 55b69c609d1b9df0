"""How general intelligence is determined, and by whom (rulebook 3.1.5 C16, 3.2.7).

The text of January 2025, as reported, has two limbs: the board of OpenAI alone declares AGI, and a *sufficient* AGI is one
that can return about $100bn of profit, which Microsoft may contest in court. The option ``profit`` is that text, with both
limbs; ``board`` is the first limb alone, without the number.
"""

from __future__ import annotations

from typing import Final

from game.rules.agreement.agi_consequence import severity
from game.rules.agreement.clause import NONE, Clause, Lens, Reported, Term, Terms, voices
from game.rules.agreement.sources import AGI_REPORTS, APRIL_2026, OCTOBER_2025
from game.rules.units import SQUARE_ROOT, Seat, mul

PANEL: Final = "panel"
EITHER: Final = "either"
PROFIT: Final = "profit"
BOARD: Final = "board"

_LIMBS: Final = {
    NONE: (),
    PANEL: ("panel",),
    EITHER: ("panel", "profit"),
    PROFIT: ("board", "profit"),
    BOARD: ("board",),
}  # fmt: skip


def limbs(term: Term) -> tuple[str, ...]:
    """The ways to a determination: ``board`` (declare), ``profit`` (certify $100bn), ``panel`` (refer); any one will do."""
    return _LIMBS[str(term)]


_DISPUTE: Final = {NONE: 0, PANEL: 1500, EITHER: 2500, PROFIT: 5000, BOARD: 4000}
"""$ millions each side expects to spend arguing, if all were at stake (rulebook 3.4.2, disp)."""


def quarrel(trigger: Term, consequence: Term, lens: Lens) -> int:
    """$ millions each side expects to spend arguing in court: it grows with the root of what hangs on it (rulebook 3.4.2)."""
    return mul(mul(_DISPUTE[str(trigger)], SQUARE_ROOT(severity(consequence))), lens.horizon)


def _worth(seat: Seat, terms: Terms, lens: Lens) -> int:
    """The quarrel only, and that before a court: the same to both seats."""
    return -quarrel(terms["agi-trigger"], terms["agi-consequence"], lens)


_ARTICLES: Final = {
    NONE: "No right or duty under this Agreement depends upon a Determination, and none shall be made.",
    PANEL: "A Determination is made by a panel of experts. The panel shall give reasons, which need not be general.",
    EITHER: (
        "A Determination is made by a panel of experts, or when the Lab's systems are certified able to return $100bn of profit, "
        "whichever is the less expected."
    ),
    PROFIT: (
        "A Determination is made by the board of the Lab as to what it develops thereafter, and is sufficient when the Lab's "
        "systems are certified able to return $100bn of profit. The Cloud may contest it in court."
    ),
    BOARD: (
        "A Determination is made by the board of the Lab, in good faith, when it thinks so. Good faith is a thing that can be "
        "disputed; the Cloud may do so, as may anybody who reads this far."
    ),
}
_PLAIN: Final = {
    NONE: "Nobody has to decide whether anything is AGI, now or later: it is not brought back.",
    PANEL: "Experts decide what AGI is. Who they are is the next question.",
    EITHER: "It is AGI when the panel says so, or when it could make $100bn.",
    PROFIT: "OpenAI's board may declare AGI; $100bn of profit makes it stick; Microsoft may go to court.",
    BOARD: "It is AGI when OpenAI's board says it is. Microsoft may still dispute that, as it may every declaration.",
}
_SHORT: Final = {
    NONE: "no trigger",
    PANEL: "panel",
    EITHER: "panel or profit",
    PROFIT: "board or profit",
    BOARD: "board alone",
}

CLAUSE: Final = Clause(
    id="agi-trigger",
    title="Determination",
    section="intelligence",
    block="technology",
    options=(NONE, PANEL, EITHER, PROFIT, BOARD),
    reads=("agi-trigger", "agi-consequence"),
    headline=True,
    final=NONE,
    article=lambda term: _ARTICLES[str(term)],
    plain=lambda term: _PLAIN[str(term)],
    short=lambda term: _SHORT[str(term)],
    worth=_worth,
    voice=voices(
        openai_hurts="“{now}” as the test of AGI hurts {how}: it settles the question before it is interesting.",
        openai_helps="“{now}” as the test of AGI helps {how}: somebody has to be able to say it out loud.",
        microsoft_hurts="“{now}” as the test of AGI hurts {how}: a definition is a poor place to keep an asset.",
        microsoft_helps="“{now}” as the test of AGI helps {how}: we can plan for anything that needs a quorum.",
    ),
    record=(
        Reported(
            "2025-01-21", PROFIT,
            "The board alone declares AGI; “sufficient AGI” is the ability to return about $100bn of profit, as reported, "
            "and Microsoft may contest that claim in court.",
            AGI_REPORTS,
        ),
        Reported(
            "2025-10-28", PANEL, "OpenAI declares, an independent expert panel verifies. The definition was not published.",
            OCTOBER_2025,
        ),
        Reported(
            "2026-04-27", NONE, "None needed: no longer operative for payments or licence.", APRIL_2026,
        ),
    ),
)  # fmt: skip
