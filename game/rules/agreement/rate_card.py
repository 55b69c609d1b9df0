"""What the Cloud charges for a megawatt (rulebook 3.1.5 C05, 3.2.6)."""

from __future__ import annotations

from typing import Final

from game.rules.agreement.azure_commitment import unasked
from game.rules.agreement.clause import Clause, Lens, Reported, Term, Terms, voices
from game.rules.agreement.sources import JANUARY_2025
from game.rules.units import BPS, OPENAI, Seat, mul, percent

LIST: Final = 3000
"""$k a MW-quarter: Azure's list price."""
REOPENER: Final = "reopener"


def price(term: Term, outside: int) -> int:
    """$k a MW-quarter that Azure charges the lab when ``outside`` is what a megawatt costs elsewhere.

    List less the discount, or list but never more than outside. All of Azure's prices come from here; what it took over or
    countered it bills as promised.
    """
    if term == REOPENER:
        return min(LIST, outside)
    return mul(LIST, BPS - int(term))


_REOPENED: Final = 200
"""Bps off that a re-opener is expected to come to: nothing today, and something in a glut (invented)."""


def _worth(seat: Seat, terms: Terms, lens: Lens) -> int:
    """The discount on what will be bought here anyway, or must be (rulebook 3.4.2, COMPUTE)."""
    term = terms["rate-card"]
    amount = max(int(terms["azure-commitment"]) * 1000, unasked(terms["compute-sourcing"]))
    saved = mul(amount, _REOPENED if term == REOPENER else int(term))
    if seat == OPENAI:
        return mul(mul(mul(saved, 7500), lens.cash), lens.horizon)
    return -mul(mul(saved, 8000), lens.horizon)


def _article(term: Term) -> str:
    if term == 0:
        return "The Cloud's services are charged at list price, and the Cloud keeps the list."
    if term == REOPENER:
        return (
            "The Cloud's services are charged at list price; save that in a quarter in which New Capacity can be had elsewhere "
            "for less, they are charged at what it can be had for."
        )
    return (
        f"The Cloud's services are charged at {percent(int(term))} below list price, whatever the list says."
    )


def _plain(term: Term) -> str:
    if term == 0:
        return "OpenAI pays Azure what it says on the card: $3.0m a megawatt and quarter."
    if term == REOPENER:
        return "OpenAI pays list price, or the market's when that is lower. The market has been told nothing."
    return f"OpenAI pays {percent(int(term))} less than the card says, on old machines and new."


def _short(term: Term) -> str:
    if term == 0:
        return "list price"
    return "list or market" if term == REOPENER else f"list less {percent(int(term))}"


CLAUSE: Final = Clause(
    id="rate-card",
    title="Rate card",
    section="compute",
    block="compute",
    options=(0, REOPENER, 500, 1000, 1500),
    reads=("azure-commitment", "compute-sourcing", "rate-card"),
    article=_article,
    plain=_plain,
    short=_short,
    worth=_worth,
    voice=voices(
        openai_hurts="“{now}” for machines hurts {how}: a friend's price should be visibly below a stranger's.",
        openai_helps="“{now}” for machines helps {how}: it is the only discount that grows with our mistakes.",
        microsoft_hurts="“{now}” for machines hurts {how}: the margin was thin before you leaned on it.",
        microsoft_helps="“{now}” for machines helps {how}: depreciation is not negotiable, so somebody must be.",
    ),
    record=(
        Reported("2025-01-21", None, "Not reported. What OpenAI pays for a megawatt was never published.", JANUARY_2025),
    ),
)  # fmt: skip
