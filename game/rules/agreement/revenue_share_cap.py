"""The most Microsoft may ever be paid in revenue share (rulebook 3.1.5 C09)."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from game.rules.agreement.clause import NONE, Clause, Lens, Reported, Term, Terms, voices
from game.rules.agreement.revenue_share import Run, factors, felt, run_of
from game.rules.agreement.share_end import payments
from game.rules.agreement.sources import CAP_REPORTS, OCTOBER_2025, SHARE_REPORTS
from game.rules.units import Seat

BOUNDLESS: Final = 1_000_000_000
"""$ millions: a quadrillion dollars, which is not a forecast."""


def left(term: Term, paid: int) -> int:
    """$ millions that may still be paid when ``paid`` has been; never below 0 (rulebook 3.2.6)."""
    return BOUNDLESS if term == NONE else max(0, int(term) * 1000 - paid)


@lru_cache(1024)
def earned(share: Term, end: Term, seat: Seat, lens: Lens) -> Run:
    """What a seat believes will be owed quarter by quarter from now on, had it no cap, each payment as worth today."""
    owed = payments(share, end, seat, lens)
    return run_of(owed, factors(lens.discount, len(owed)))


def _worth(seat: Seat, terms: Terms, lens: Lens) -> int:
    """What the cap takes off the share: with the share's own worth it makes that of the payments as capped."""
    if terms["revenue-share-cap"] == NONE:
        return 0
    run = earned(terms["revenue-share"], terms["share-end"], seat, lens)
    capped = run.up_to(left(terms["revenue-share-cap"], lens.paid))
    return felt(capped, seat, lens) - felt(run.today[-1], seat, lens)


def _article(term: Term) -> str:
    if term == NONE:
        return "The payments under [revenue-share] are not limited in total."
    return (
        f"When the payments under [revenue-share] have reached ${term}bn in total they cease, "
        "and no sum above it is owed, accrued or remembered."
    )


def _plain(term: Term) -> str:
    if term == NONE:
        return "The revenue share runs on for as long as there is revenue and a term to run in."
    return f"Once Microsoft has had ${term}bn of revenue share, it has had enough."


CLAUSE: Final = Clause(
    id="revenue-share-cap",
    title="Revenue share cap",
    section="money",
    block="money",
    options=(NONE, 135, 92, 60, 38, 25),
    reads=("revenue-share", "share-end", "revenue-share-cap"),
    headline=True,
    article=_article,
    plain=_plain,
    short=lambda term: "no cap" if term == NONE else f"${term}bn cap",
    worth=_worth,
    voice=voices(
        openai_hurts="“{now}” on the share hurts {how}: our best years would be shared most generously.",
        openai_helps="“{now}” on the share helps {how}: an end in sight reads well in a prospectus.",
        microsoft_hurts="“{now}” on the share hurts {how}: we underwrote the top of your revenue, not the middle.",
        microsoft_helps="“{now}” on the share helps {how}: upside is the part of the deal we framed.",
    ),
    record=(
        Reported(
            "2025-01-21", None, "No cap was confirmed; one newspaper reported a lifetime limit of up to $92bn.",
            f"The Financial Times, as told at {SHARE_REPORTS}",
        ),
        Reported("2025-10-28", NONE, "Payments spread over a longer period; no total cap reported.", OCTOBER_2025),
        Reported(
            "2026-04-27", 38, "A total cap, regardless of progress in technology; reported at $38bn.", CAP_REPORTS,
        ),
    ),
)  # fmt: skip
