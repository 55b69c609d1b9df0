"""How much of Microsoft's cloud OpenAI must buy whether it needs it or not (rulebook 3.1.5 C04)."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from game.rules.agreement.clause import Clause, Lens, Reported, Term, Terms, voices
from game.rules.agreement.compute_sourcing import FREE
from game.rules.agreement.sources import BACKLOG, JANUARY_2025, OCTOBER_2025
from game.rules.units import OPENAI, Seat, mul


def floor(term: Term, weight: int, total_weight: int) -> int:
    """$ millions of the commitment falling due in a quarter of ``weight`` out of the term's ``total_weight``.

    Rounded down, so that the quarters never ask for more than the commitment; 0 when nothing has weight.
    """
    return int(term) * 1000 * weight // total_weight if total_weight else 0


_UNASKED: Final = 90_000
_UNASKED_FREE: Final = 60_000


_STRAIN: Final = 1700
"""What a bill that comes whether or not customers do costs OpenAI beside what it buys, bps of the bill for each time that the bill
is as large as the revenue to come. Invented: the rulebook's price is straight, and a promise of $250bn broke the company that
found it cheap."""
_LEAST: Final = 100_000
"""So much revenue to come, $ millions, even the gloomiest reckons with."""


def unasked(sourcing: Term) -> int:
    """$ millions the lab would buy here anyway; a third less when it may buy anywhere (rulebook 3.4.2, A_free)."""
    return _UNASKED_FREE if sourcing == FREE else _UNASKED


@lru_cache(256)
def _strain(amount: int, lens: Lens) -> int:
    """$ millions a promise weighs on OpenAI: with its square, and the less the more revenue one believes in to pay it from.

    A believer in growth and a sceptic then end at different promises, and so do a boom and a slump.
    """
    earned = max(_LEAST, sum(lens.revenue[: lens.last - lens.quarter]))
    return mul(mul(amount * amount // earned, _STRAIN), lens.cash)


def _worth(seat: Seat, terms: Terms, lens: Lens) -> int:
    """Cheap to promise up to what would be bought anyway; beyond it the promise starts to mean something."""
    amount = int(terms["azure-commitment"]) * 1000
    beyond = max(0, amount - unasked(terms["compute-sourcing"]))
    if seat == OPENAI:
        return -mul(mul(beyond, 900) + mul(amount, 150) + _strain(amount, lens), lens.horizon)
    sure = mul(mul(beyond, 1400) + mul(amount, 350), lens.cloud)
    eggs_in_one_basket = mul(amount * amount * 11 // 100_000_000, lens.resil)
    return mul(sure - eggs_in_one_basket, lens.horizon)


def _article(term: Term) -> str:
    if term == 0:
        return "The Lab undertakes no commitment to purchase beyond its orders already placed."
    return (
        f"Beyond its orders already placed the Lab shall purchase ${term}bn of services from the Cloud by the end of the Term, "
        "and shall pay for them as they fall due, whether or not it has found them a use."
    )


def _plain(term: Term) -> str:
    if term == 0:
        return "OpenAI promises to buy nothing more from Azure. It may still do so, out of habit."
    return f"OpenAI will spend another ${term}bn at Azure before the end of 2030, needed or not."


CLAUSE: Final = Clause(
    id="azure-commitment",
    title="Azure commitment",
    section="compute",
    block="compute",
    options=(300, 250, 200, 150, 100, 50, 0),
    reads=("azure-commitment", "compute-sourcing"),
    headline=True,
    article=_article,
    plain=_plain,
    short=lambda term: f"${term}bn" if term else "no commitment",
    worth=_worth,
    voice=voices(
        openai_hurts="A commitment of “{now}” hurts {how}: it is rent on rooms we have not yet seen.",
        openai_helps="A commitment of “{now}” helps {how}: we prefer to be loyal without an invoice schedule.",
        microsoft_hurts="A commitment of “{now}” hurts {how}: concrete is poured against signatures, not affection.",
        microsoft_helps="A commitment of “{now}” helps {how}: it is a sentence that can be read to analysts aloud.",
    ),
    record=(
        Reported(
            "2025-01-21", None, "A new “large” commitment; the amount was not disclosed.", JANUARY_2025,
        ),
        Reported("2025-10-28", 250, "$250bn of Azure services on top of what was there.", OCTOBER_2025),
        Reported(
            "2026-04-27", 250, "Not reported changed; OpenAI is about 45 % of Microsoft's $627bn backlog.",
            BACKLOG,
        ),
    ),
)  # fmt: skip
