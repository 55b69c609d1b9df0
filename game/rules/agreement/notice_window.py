"""How long the Cloud may think about a notice, and what its silence means (rulebook 3.1.5 C02, 3.2.4)."""

from __future__ import annotations

from typing import Final

from game.rules.agreement.clause import Clause, Lens, Reported, Term, Terms, voices
from game.rules.agreement.compute_sourcing import EXCLUSIVE, needs_notice
from game.rules.agreement.sources import JANUARY_2025, OCTOBER_2025
from game.rules.units import OPENAI, Seat, mul

NEXT: Final = "next-quarter"
SAME: Final = "same-quarter"
DEEMED: Final = "deemed-waiver"


def may_wait(term: Term) -> bool:
    """Whether a notice may be left for the next quarter, once."""
    return term == NEXT


def silence_waives(term: Term) -> bool:
    """Whether a notice that is not answered is waived; otherwise it lapses, and the lab may begin again."""
    return term == DEEMED


_PRICE: Final = {DEEMED: 0, SAME: 700, NEXT: 2400}


def _worth(seat: Seat, terms: Terms, lens: Lens) -> int:
    """Time is worth something to who has it, where a notice is owed at all; somewhat less where the answer is no anyway.

    Invented: a quarter's delay of what is noticed is a small part of the freedom to buy it.
    """
    regime = terms["compute-sourcing"]
    if not needs_notice(regime):
        return 0
    price = _PRICE[str(terms["notice-window"])]
    if regime == EXCLUSIVE:
        price //= 2
    if seat == OPENAI:
        return -mul(mul(mul(price, lens.flex), lens.scarcity), lens.horizon)
    return mul(mul(price * 5 // 6, lens.control), lens.horizon)


_ARTICLES: Final = {
    NEXT: (
        "The Cloud shall answer a Notice in the quarter in which it is given, or in the next if it says that it needs the time, "
        "the start asked for moving as it must. A Notice that is not answered lapses."
    ),
    SAME: "The Cloud shall answer a Notice in the quarter in which it is given. A Notice that is not answered lapses.",
    DEEMED: (
        "The Cloud shall answer a Notice in the quarter in which it is given, "
        "and is deemed to have waived its right if it does not, for whatever reason, including none."
    ),
}
_PLAIN: Final = {
    NEXT: "Microsoft may think about an offer for another quarter. If it says nothing at all, OpenAI has to ask again.",
    SAME: "Microsoft answers in the quarter. If it says nothing, OpenAI has to ask again.",
    DEEMED: "Microsoft answers in the quarter. If it says nothing, OpenAI may go ahead.",
}
_SHORT: Final = {NEXT: "next quarter", SAME: "same quarter", DEEMED: "silence waives"}

CLAUSE: Final = Clause(
    id="notice-window",
    title="Notice window",
    section="compute",
    block="compute",
    options=(NEXT, SAME, DEEMED),
    reads=("compute-sourcing", "notice-window"),
    article=lambda term: _ARTICLES[str(term)],
    plain=lambda term: _PLAIN[str(term)],
    short=lambda term: _SHORT[str(term)],
    worth=_worth,
    voice=voices(
        openai_hurts="“{now}” on notices hurts {how}: landlords do not hold a building while you read.",
        openai_helps="“{now}” on notices helps {how}: an answer we can predict is nearly as good as a yes.",
        microsoft_hurts="“{now}” on notices hurts {how}: rights should not expire because somebody was on leave.",
        microsoft_helps="“{now}” on notices helps {how}: a large number deserves a second meeting.",
    ),
    record=(
        Reported(
            "2025-01-21", None, "Not reported. Neither a deadline nor what silence means was ever published.", JANUARY_2025,
        ),
        Reported("2025-10-28", None, "Moot: the right of first refusal was removed.", OCTOBER_2025),
    ),
)  # fmt: skip
