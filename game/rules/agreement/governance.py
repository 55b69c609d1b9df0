"""How much of OpenAI Microsoft gets to see from inside (rulebook 3.1.5 C23)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from game.rules.agreement.clause import NONE, Clause, Lens, Reported, Term, Terms, voices
from game.rules.agreement.sources import CRISIS, GOVERNANCE, OBSERVER
from game.rules.units import OPENAI, Seat, mul

SEAT: Final = "board-seat"
INFORMATION: Final = "information"
OBSERVER_CHAIR: Final = "observer"

_HEARD: Final = ("openai.board_mood", "openai.net")
_REPORTED: Final = (
    "openai.cash", "openai.compute_cost", "openai.debt", "openai.late_mw", "openai.unserved", "openai.unserved_year",
)  # fmt: skip
_SAID: Final = (
    "openai.lab_capability", "openai.held", "openai.train", "openai.safety_share", "openai.staff_mood", "openai.investor_mood",
)  # fmt: skip
SHOWS: Final[Mapping[Term, tuple[str, ...]]] = {
    SEAT: (*_HEARD, *_REPORTED, *_SAID),
    INFORMATION: (*_HEARD, *_REPORTED),
    OBSERVER_CHAIR: _HEARD,
}
"""What Microsoft reads exactly under each term: what a board is told, what the accounts say, what is said in the room."""


def heat(term: Term) -> int:
    """Tenths by which antitrust heat rises a quarter: who sits on two boards is looked at (rulebook 3.2.8)."""
    return 10 if term == SEAT else 0


_COST: Final = {SEAT: 8000, INFORMATION: 2000, OBSERVER_CHAIR: 500, NONE: 0}
_USE: Final = {SEAT: 5000, INFORMATION: 2500, OBSERVER_CHAIR: 1000, NONE: 0}


def _worth(seat: Seat, terms: Terms, lens: Lens) -> int:
    """To be told is cheap to grant; to be sat with is not (rulebook 3.4.2, CAPITAL)."""
    term = str(terms["governance"])
    if seat == OPENAI:
        return -mul(_COST[term], lens.horizon)
    return mul(mul(_USE[term], lens.control), lens.horizon)


_ARTICLES: Final = {
    SEAT: (
        "The Cloud may name one director of the Lab, who votes, and receives what directors receive. "
        "The director shall leave the room when the Cloud is discussed, and may leave a jacket."
    ),
    INFORMATION: (
        "The Lab shall send the Cloud its accounts for each quarter, and the minutes of its board, with names left in."
    ),
    OBSERVER_CHAIR: (
        "The Cloud may send one observer to meetings of the board of the Lab, who does not vote and is given a chair."
    ),
    NONE: "The Cloud has no right to be present, consulted or told, and may read the newspapers.",
}
_PLAIN: Final = {
    SEAT: "Microsoft has a seat on the board and sees nearly everything. So do the regulators, of Microsoft.",
    INFORMATION: "Microsoft sees the accounts: cash, bills, debt, and how many customers were turned away.",
    OBSERVER_CHAIR: "Microsoft listens to the board: its mood, and whether there is a profit.",
    NONE: "Microsoft learns of OpenAI's affairs when everybody else does.",
}
_SHORT: Final = {
    SEAT: "board seat",
    INFORMATION: "information",
    OBSERVER_CHAIR: "board observer",
    NONE: "no rights",
}

CLAUSE: Final = Clause(
    id="governance",
    title="Governance",
    section="capital",
    block="capital",
    options=(SEAT, INFORMATION, OBSERVER_CHAIR, NONE),
    reads=("governance",),
    shows=SHOWS,
    article=lambda term: _ARTICLES[str(term)],
    plain=lambda term: _PLAIN[str(term)],
    short=lambda term: _SHORT[str(term)],
    worth=_worth,
    voice=voices(
        openai_hurts="“{now}” for the other side hurts {how}: our board is a small room and they bring a large bag.",
        openai_helps="“{now}” for the other side helps {how}: we may go back to arguing in the first person plural.",
        microsoft_hurts="“{now}” in governance hurts {how}: last time we were told on a Friday.",
        microsoft_helps="“{now}” in governance helps {how}: no surprises, or at least earlier ones.",
    ),
    record=(
        Reported("2023-11-29", OBSERVER_CHAIR, "An observer without a vote, after a week in November.", CRISIS),
        Reported("2024-07-10", NONE, "The observer's chair given up.", OBSERVER),
        Reported("2025-01-21", NONE, "No seat and no observer.", GOVERNANCE),
        Reported("2025-10-28", NONE, "A shareholder, without a seat.", GOVERNANCE),
    ),
)  # fmt: skip
