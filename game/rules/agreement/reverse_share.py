"""What part of the Azure OpenAI revenue Microsoft pays back to OpenAI (rulebook 3.1.5 C11, 3.2.6)."""

from __future__ import annotations

from typing import Final

from game.rules.agreement.clause import Clause, Lens, Reported, Term, Terms, voices
from game.rules.agreement.sources import APRIL_2026
from game.rules.units import OPENAI, Seat, mul, percent


def rate(term: Term) -> int:
    """Bps of the revenue from the Lab's models that the Cloud resells."""
    return int(term)


def due(term: Term, resold: int) -> int:
    """$ millions owed on a quarter's resold revenue (rulebook 3.2.6); never below 0."""
    return mul(max(0, resold), rate(term))


def _worth(seat: Seat, terms: Terms, lens: Lens) -> int:
    """$8bn at a fifth, the same to both; to pay nothing at all also spares Microsoft the bookkeeping (rulebook 3.4.2)."""
    paid = 4 * rate(terms["reverse-share"])
    if seat == OPENAI:
        return mul(paid, lens.horizon)
    return mul((0 if paid else 1500) - paid, lens.horizon)


def _article(term: Term) -> str:
    if term == 0:
        return "The Cloud owes the Lab no part of what it earns by reselling the Lab's models."
    return (
        f"Of what it earns by reselling the Lab's models the Cloud shall pay the Lab {percent(int(term))}, quarterly, "
        "and may set it off against what it is owed, provided that it says so."
    )


def _plain(term: Term) -> str:
    if term == 0:
        return "Microsoft resells OpenAI's models and keeps what customers pay for them."
    return (
        f"Of every $100 that Azure's customers pay for OpenAI's models, OpenAI is sent ${int(term) // 100}."
    )


CLAUSE: Final = Clause(
    id="reverse-share",
    title="Reverse share",
    section="money",
    block="money",
    options=(0, 1000, 2000),
    reads=("reverse-share",),
    article=_article,
    plain=_plain,
    short=lambda term: f"{percent(int(term))} back" if term else "nothing back",
    worth=_worth,
    voice=voices(
        openai_hurts="“{now}” on resold models hurts {how}: our cheapest customers are the ones you found for us.",
        openai_helps="“{now}” on resold models helps {how}: it is pleasant when money comes up the stairs.",
        microsoft_hurts="“{now}” on resold models hurts {how}: we sell it, bill it, support it, and tip the author.",
        microsoft_helps="“{now}” on resold models helps {how}: two payments crossing in the post are one too many.",
    ),
    record=(
        Reported(
            "2026-04-27", 0, "Microsoft stops paying a share to OpenAI. Before, one was reported; its rate never was confirmed.",
            APRIL_2026,
        ),
    ),
)  # fmt: skip
