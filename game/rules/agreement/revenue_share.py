"""What part of OpenAI's revenue goes to Microsoft (rulebook 3.1.5 C07, 3.2.6)."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from itertools import accumulate
from typing import Final, NamedTuple

from game.rules.agreement.clause import Clause, Lens, Reported, Term, Terms, voices
from game.rules.agreement.sources import APRIL_2026, OCTOBER_2025, SHARE_REPORTS
from game.rules.units import OPENAI, SQUARE_ROOT, Seat, clamp, mul, percent

STEP_DOWN: Final = "step-down"
_FROM: Final = 2000
_FALLS: Final = 1000


def rate(term: Term, quarter: int, last: int) -> int:
    """The share in bps in a quarter of a game of ``last``; the step-down falls evenly from 2000 to 1000."""
    if term == STEP_DOWN:
        return _FROM - _FALLS * clamp(quarter, 0, last - 1) // max(1, last - 1)
    return int(term)


def due(term: Term, revenue: int, quarter: int, last: int) -> int:
    """$ millions of share on one quarter's revenue, before any cap (rulebook 3.2.6); a loss shares nothing."""
    return mul(max(0, revenue), rate(term, quarter, last))


USUAL_END: Final = 2030
"""The year with whose end the share stops unless another clause says otherwise."""


@lru_cache(256)
def expected(term: Term, year: int, lens: Lens) -> tuple[int, ...]:
    """$ millions a quarter, from now to the end of a calendar year, if revenue is what the seat believes, uncapped."""
    left = lens.revenue[: lens.until(year)]
    return tuple(due(term, revenue, lens.quarter + i, lens.last) for i, revenue in enumerate(left))


ONE: Final = 10**12


@lru_cache(256)
def factors(discount: int, quarters: int) -> tuple[int, ...]:
    """What $1 of each later quarter is worth now, in parts of ``ONE``."""
    found = [ONE]
    for _ in range(quarters):
        found.append(found[-1] * 10_000 // (10_000 + discount))
    return tuple(found)


_EASY: Final = 8000
_HARDER: Final = 300_000
"""The first dollars hurt the payer by 85 cents; each $400bn paid, in today's money, would hurt by as much again as it is. Both
make a dollar a dollar at $60bn, which is about what the share of January 2025 comes to. Invented: the rulebook's price is
straight, and with a straight price the rate ends where it began in three games out of four."""


def felt(today: int, seat: Seat, lens: Lens) -> int:
    """What payments to Microsoft of so many parts of ``ONE`` of $1 million today are worth to a seat, $ millions: a pain to the
    payer, who weighs it by the root of how dear cash is to it, a pleasure to the payee (rulebook 3.4.2, MONEY). To the payer the
    last dollar hurts more than the first."""
    today //= ONE
    if seat != OPENAI:
        return today
    return -mul(mul(today, _EASY) + today * today // _HARDER, SQUARE_ROOT(lens.cash))


class Run(NamedTuple):
    """Quarterly payments summed up, so that a limit on their total is found at a glance and not by paying them out."""

    worths: tuple[int, ...]
    """What $1 of each payment is worth today, in parts of ``ONE``."""
    totals: tuple[int, ...]
    """$ millions paid before each quarter, and in the end; they never fall."""
    today: tuple[int, ...]
    """The same as they are worth today, in parts of ``ONE``."""

    def up_to(self, room: int) -> int:
        """What the payments are worth today until their total has reached ``room``, in parts of ``ONE``."""
        at = bisect_left(self.totals, room)
        if at == len(self.totals):
            return self.today[-1]
        return self.today[at - 1] + (room - self.totals[at - 1]) * self.worths[at - 1] if at else 0


def run_of(payments: tuple[int, ...], worths: tuple[int, ...]) -> Run:
    """Payments, none below 0, of which $1 is worth so many parts of ``ONE`` today."""
    today = map(int.__mul__, payments, worths)
    return Run(worths, tuple(accumulate(payments, initial=0)), tuple(accumulate(today, initial=0)))


@lru_cache(2048)
def weighed(payments: tuple[int, ...], seat: Seat, lens: Lens) -> int:
    """What quarterly payments to Microsoft are worth to a seat today, $ millions."""
    return felt(sum(map(int.__mul__, payments, factors(lens.discount, len(payments)))), seat, lens)


@lru_cache(256)
def uncapped(term: Term, seat: Seat, lens: Lens) -> int:
    """What the share is worth to a seat to the usual end and without a cap, $ millions."""
    return weighed(expected(term, USUAL_END, lens), seat, lens)


def _worth(seat: Seat, terms: Terms, lens: Lens) -> int:
    """The share to the usual end and without a cap; what another end adds and a cap takes off is theirs."""
    return uncapped(terms["revenue-share"], seat, lens)


def _article(term: Term) -> str:
    if term == 0:
        return "No part of Revenue is payable to the Cloud."
    if term == STEP_DOWN:
        return (
            "The Lab shall pay the Cloud a part of Revenue, quarterly, falling in equal steps from 20 % "
            "to 10 % in the last quarter of 2030, and 10 % of any thereafter."
        )
    return f"The Lab shall pay the Cloud {percent(int(term))} of Revenue, quarterly, for as long as Revenue is shared."


def _plain(term: Term) -> str:
    if term == 0:
        return "OpenAI keeps what it earns. It may find this is not the same as profit."
    if term == STEP_DOWN:
        return "Microsoft starts with a fifth of OpenAI's revenue and ends 2030 with a tenth, in small apologies."
    return f"Of every $100 OpenAI takes from a customer, Microsoft takes ${int(term) // 100}."


def _short(term: Term) -> str:
    if term == 0:
        return "no share"
    return "20 to 10 %" if term == STEP_DOWN else percent(int(term))


CLAUSE: Final = Clause(
    id="revenue-share",
    title="Revenue share",
    section="money",
    block="money",
    options=(2000, 1800, STEP_DOWN, 1500, 1200, 1000, 800, 500, 0),
    reads=("revenue-share",),
    headline=True,
    article=_article,
    plain=_plain,
    short=_short,
    worth=_worth,
    voice=voices(
        openai_hurts="A share of “{now}” hurts {how}: it comes off the top, where we keep the salaries.",
        openai_helps="A share of “{now}” helps {how}: growth is more fun when less of it is forwarded.",
        microsoft_hurts="A share of “{now}” hurts {how}: we were patient in advance, and this is the invoice.",
        microsoft_helps="A share of “{now}” helps {how}: it is the one synergy that arrives quarterly.",
    ),
    record=(
        Reported(
            "2025-01-21", 2000, "As reported, never confirmed: 20 % of revenue to 2030, unchanged.", SHARE_REPORTS,
        ),
        Reported(
            "2025-10-28", 2000, "Continues until the panel verifies AGI; paid over a longer period. The figure is as reported.",
            OCTOBER_2025,
        ),
        Reported(
            "2026-04-27", 2000, "The same percentage to 2030, under a total cap, whatever technology does. The figure is as reported.",
            APRIL_2026,
        ),
    ),
)  # fmt: skip
