"""Whether Microsoft's licence covers the technology of companies that OpenAI buys (rulebook 3.1.5 C28)."""

from __future__ import annotations

from typing import Final

from game.rules.agreement.clause import Clause, Lens, Reported, Term, Terms, voices
from game.rules.agreement.sources import ACQUIRED, ACQUISITION, OCTOBER_2025
from game.rules.units import OPENAI, Seat, mul

INCLUDED: Final = "included"
CASE_BY_CASE: Final = "case-by-case"
EXCLUDED: Final = "excluded"

_KEPT: Final = {INCLUDED: 0, CASE_BY_CASE: 5000, EXCLUDED: 10_000}


def kept(term: Term, acquired: int) -> int:
    """Tenths of capability that Microsoft's access lacks, of the ``acquired`` ones that came with companies."""
    return mul(acquired, _KEPT[str(term)])


_GAIN: Final = {INCLUDED: 0, CASE_BY_CASE: 900, EXCLUDED: 1500}
_COST: Final = {INCLUDED: 0, CASE_BY_CASE: 400, EXCLUDED: 1200}
"""$ millions (invented): sellers ask for less when their code stays where it is sold."""


def _worth(seat: Seat, terms: Terms, lens: Lens) -> int:
    term = str(terms["acquired-ip"])
    if seat == OPENAI:
        return mul(mul(_GAIN[term], lens.comp), lens.horizon)
    return -mul(mul(_COST[term], lens.ip), lens.horizon)


_ARTICLES: Final = {
    INCLUDED: (
        "The licence extends to the technology of any company that the Lab may acquire, from the day of acquisition, "
        "whatever the company was told."
    ),
    CASE_BY_CASE: (
        "Whether the licence extends to the technology of a company that the Lab acquires is settled for each in good faith, "
        "half of it being presumed to be about half."
    ),
    EXCLUDED: "The licence does not extend to the technology of companies that the Lab acquires.",
}
_PLAIN: Final = {
    INCLUDED: "What OpenAI buys, Microsoft gets too.",
    CASE_BY_CASE: "Of what OpenAI buys, Microsoft gets half, after a conversation.",
    EXCLUDED: "What OpenAI buys stays OpenAI's.",
}
_SHORT: Final = {INCLUDED: "included", CASE_BY_CASE: "case by case", EXCLUDED: "excluded"}

CLAUSE: Final = Clause(
    id="acquired-ip",
    title="Acquired companies' IP",
    section="technology",
    block="product",
    options=(INCLUDED, CASE_BY_CASE, EXCLUDED),
    reads=("acquired-ip",),
    article=lambda term: _ARTICLES[str(term)],
    plain=lambda term: _PLAIN[str(term)],
    short=lambda term: _SHORT[str(term)],
    worth=_worth,
    voice=voices(
        openai_hurts="“{now}” for what we acquire hurts {how}: founders read the small print; it is why they are founders.",
        openai_helps="“{now}” for what we acquire helps {how}: we would like to buy one thing and not send two.",
        microsoft_hurts="“{now}” for what they acquire hurts {how}: a licence with a door in it is a draught.",
        microsoft_helps="“{now}” for what they acquire helps {how}: it is the only shopping we do without a cart.",
    ),
    record=(
        Reported("2025-01-21", INCLUDED, "The licence covers the technology of acquired companies.", ACQUIRED),
        Reported("2025-07-11", INCLUDED, "A purchase for $3bn fails over it; the parts go to two others.", ACQUISITION),
        Reported("2025-10-28", None, "Not reported.", OCTOBER_2025),
    ),
)  # fmt: skip
