"""Until when a part of OpenAI's revenue goes to Microsoft (rulebook 3.1.5 C08, 3.2.6)."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from game.rules.agreement.clause import Clause, Lens, Reported, Term, Terms, voices
from game.rules.agreement.revenue_share import USUAL_END, expected, uncapped, weighed
from game.rules.agreement.sources import APRIL_2026, OCTOBER_2025, SHARE_REPORTS
from game.rules.units import BPS, OPENAI, Seat, mul

AGI: Final = "agi"
LATEST: Final = 2032


def last_year(term: Term) -> int:
    """The calendar year with whose last quarter the share stops at the latest."""
    return USUAL_END if term == AGI else int(term)


def runs(term: Term, year: int) -> bool:
    """Whether revenue of a calendar year is shared still, as far as the calendar goes."""
    return year <= last_year(term)


def stops_with_agi(term: Term) -> bool:
    """Whether a determination stops the share by itself, whatever else it ends."""
    return term == AGI


_BELIEF: Final = {True: 1300, False: 700}
"""How likely a determination before the end is held by OpenAI (and by Microsoft), bps, whatever the trigger says (invented)."""


@lru_cache(1024)
def payments(share: Term, end: Term, seat: Seat, lens: Lens) -> tuple[int, ...]:
    """$ millions a quarter from now on that a seat believes will be owed, uncapped; AGI grows likelier with time."""
    usual = expected(share, last_year(end), lens)
    if not stops_with_agi(end) or not usual:
        return usual
    chance = min(9000, mul(_BELIEF[seat == OPENAI], lens.agi))
    return tuple(
        mul(payment, BPS - chance * quarter // len(usual)) for quarter, payment in enumerate(usual, 1)
    )


def _worth(seat: Seat, terms: Terms, lens: Lens) -> int:
    """What the end adds to a share that runs to 2030, or takes from it."""
    share = terms["revenue-share"]
    return weighed(payments(share, terms["share-end"], seat, lens), seat, lens) - uncapped(share, seat, lens)


def _article(term: Term) -> str:
    if term == AGI:
        return (
            "A part of Revenue is payable until 31 December 2030 or a Determination, whichever comes first. "
            "The parties expect to be pleased in either case."
        )
    return f"A part of Revenue is payable on all Revenue to 31 December {term}, and on none thereafter."


def _plain(term: Term) -> str:
    if term == AGI:
        return "The revenue share ends with 2030, or with AGI, in which case nobody will be counting."
    return f"The revenue share ends with {term}." + (
        "" if int(term) <= USUAL_END else " What comes after 2030 counts as a debt."
    )


CLAUSE: Final = Clause(
    id="share-end",
    title="Share end",
    section="money",
    block="money",
    options=(2032, 2030, AGI, 2027),
    reads=("revenue-share", "share-end"),
    article=_article,
    plain=_plain,
    short=lambda term: "2030 or AGI" if term == AGI else f"to {term}",
    worth=_worth,
    voice=voices(
        openai_hurts="A share “{now}” hurts {how}: those are the years in which we planned to be rich.",
        openai_helps="A share “{now}” helps {how}: gratitude, like equipment, should be written off in time.",
        microsoft_hurts="A share “{now}” hurts {how}: we paid for the early years, and meant to meet the late ones.",
        microsoft_helps="A share “{now}” helps {how}: the far end of a curve is where we like to stand.",
    ),
    record=(
        Reported("2025-01-21", 2030, "To 2030, as reported, never confirmed.", SHARE_REPORTS),
        Reported(
            "2025-10-28", AGI, "Until an expert panel verifies AGI, with payments made over a longer period.", OCTOBER_2025,
        ),
        Reported("2026-04-27", 2030, "To 2030, regardless of progress in technology.", APRIL_2026),
    ),
)  # fmt: skip
