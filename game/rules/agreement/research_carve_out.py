"""How much outside power for research and training needs no leave at all (rulebook 3.1.5 C03, 3.2.4)."""

from __future__ import annotations

from typing import Final

from game.rules.agreement.clause import Clause, Lens, Reported, Term, Terms, voices
from game.rules.agreement.compute_sourcing import freedom, value
from game.rules.agreement.sources import APRIL_2026, JANUARY_2025, JULY_2019, OCTOBER_2025
from game.rules.units import Seat

UNLIMITED: Final = "unlimited"
BOUNDLESS: Final = 1_000_000
"""MW: more than anybody can plug in."""


def balance(term: Term, used_mw: int) -> int:
    """MW of the carve-out still unused, after ``used_mw`` since the agreement began; never below 0 (rulebook 3.2.4)."""
    return BOUNDLESS if term == UNLIMITED else max(0, int(term) - used_mw)


def _worth(seat: Seat, terms: Terms, lens: Lens) -> int:
    """What the carve-out adds to the regime's freedom; under a free market it adds nothing (rulebook 3.4.2)."""
    regime = terms["compute-sourcing"]
    with_it = value(seat, freedom(regime, terms["research-carve-out"]), lens)
    return with_it - value(seat, freedom(regime), lens)


def _article(term: Term) -> str:
    if term == 0:
        return "No part of New Capacity is excepted from [compute-sourcing] by reason of its use for research or training."
    if term == UNLIMITED:
        return "Nothing in [compute-sourcing] applies to New Capacity used for research and training, in any amount."
    return (
        "Nothing in [compute-sourcing] applies to New Capacity used for research and training, "
        f"up to {int(term):,} MW in total over the Term."
    )


def _plain(term: Term) -> str:
    if term == 0:
        return "Training machines are compute like any other: the sourcing rule covers them all."
    if term == UNLIMITED:
        return (
            "For training, OpenAI buys outside whatever it likes. Microsoft learns of it from the newspapers."
        )
    return f"OpenAI may put {int(term):,} MW of training elsewhere without asking. After that, it asks."


def _short(term: Term) -> str:
    if term == 0:
        return "no carve-out"
    return UNLIMITED if term == UNLIMITED else f"{int(term):,} MW"


CLAUSE: Final = Clause(
    id="research-carve-out",
    title="Research carve-out",
    section="compute",
    block="compute",
    options=(0, 1000, 2500, 5000, UNLIMITED),
    reads=("compute-sourcing", "research-carve-out"),
    headline=True,
    article=_article,
    plain=_plain,
    short=_short,
    worth=_worth,
    voice=voices(
        openai_hurts="“{now}” for research hurts {how}: the next run cannot wait for a facilities committee.",
        openai_helps="“{now}” for research helps {how}: we may train without first writing a letter.",
        microsoft_hurts="“{now}” for research hurts {how}: an exception of that size is a rule with a badge.",
        microsoft_helps="“{now}” for research helps {how}: we like to know where the experiments are kept.",
    ),
    record=(
        Reported(
            "2019-07-22", 0,
            "No carve-out: outside capacity of any kind came by Microsoft's waiver.", JULY_2019,
        ),
        Reported(
            "2025-01-21", None,
            "Microsoft approves OpenAI building more capacity, mainly for research and training. No amount was given.",
            JANUARY_2025,
        ),
        Reported(
            "2025-10-28", UNLIMITED, "Moot: OpenAI is free to buy or build anywhere.", OCTOBER_2025,
        ),
        Reported("2026-04-27", UNLIMITED, "Still free.", APRIL_2026),
    ),
)  # fmt: skip
