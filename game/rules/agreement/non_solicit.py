"""Whether the parties may hire each other's people away (rulebook 3.1.5 C29)."""

from __future__ import annotations

from typing import Final

from game.rules.agreement.clause import NONE, Clause, Lens, Reported, Term, Terms, voices
from game.rules.agreement.sources import CRISIS, JANUARY_2025
from game.rules.units import MICROSOFT, OPENAI, Seat, mul

MUTUAL: Final = "mutual"


def barred(term: Term) -> bool:
    """Whether neither side may hire a team away from the other."""
    return term == MUTUAL


_PEACE: Final = {OPENAI: 1500, MICROSOFT: 300}
"""$ millions (invented) that not losing people is worth: the lab has more to lose in a corridor than the cloud."""


def _worth(seat: Seat, terms: Terms, lens: Lens) -> int:
    return mul(_PEACE[seat], lens.horizon) if barred(terms["non-solicit"]) else 0


_ARTICLES: Final = {
    NONE: "Either party may employ whom it likes, wherever they sit at the time.",
    MUTUAL: (
        "Neither party shall for twelve months solicit the staff of the other who work under this Agreement. "
        "Staff who solicit themselves are not covered."
    ),
}
_PLAIN: Final = {
    NONE: "Each side may hire the other's people.",
    MUTUAL: "Neither side hires teams away from the other.",
}
_SHORT: Final = {NONE: "may hire", MUTUAL: "neither hires"}

CLAUSE: Final = Clause(
    id="non-solicit",
    title="Non-solicit of staff",
    section="general",
    block="product",
    options=(NONE, MUTUAL),
    reads=("non-solicit",),
    article=lambda term: _ARTICLES[str(term)],
    plain=lambda term: _PLAIN[str(term)],
    short=lambda term: _SHORT[str(term)],
    worth=_worth,
    voice=voices(
        openai_hurts="“{now}” on staff hurts {how}: our people are the sort that other people have heard of.",
        openai_helps="“{now}” on staff helps {how}: we can hold joint meetings again, with name badges.",
        microsoft_hurts="“{now}” on staff hurts {how}: it is a small industry, and now it is a smaller one.",
        microsoft_helps="“{now}” on staff helps {how}: we have desks ready, and always had.",
    ),
    record=(
        Reported("2023-11-22", None, "Microsoft offered in public to employ whoever left the lab that week.", CRISIS),
        Reported("2025-01-21", None, "Not reported.", JANUARY_2025),
    ),
)  # fmt: skip
