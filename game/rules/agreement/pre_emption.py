"""What part of a new round Microsoft may take, once it holds a part of the company (rulebook 3.1.5 C24)."""

from __future__ import annotations

from typing import Final

from game.rules.agreement.clause import NONE, Clause, Lens, Reported, Term, Terms, voices
from game.rules.agreement.equity_stake import stake
from game.rules.agreement.sources import OCTOBER_2024, OCTOBER_2025
from game.rules.units import BPS, OPENAI, Seat, mul

SUPER: Final = "super-pro-rata"
PRO_RATA: Final = "pro-rata"

_OF_ITS_STAKE: Final = {SUPER: 15_000, PRO_RATA: 10_000, NONE: 0}


def part(term: Term, held: int) -> int:
    """Bps of a round that Microsoft takes and pays for, ``held`` being its stake before it, bps; at most the whole round."""
    return min(BPS, mul(held, _OF_ITS_STAKE[str(term)]))


_COST: Final = {SUPER: 600, PRO_RATA: 0, NONE: -300}
_USE: Final = {SUPER: 400, PRO_RATA: 0, NONE: -600}
"""$ millions (invented) against pro rata, which is usual: a place in every round, or room in it for others. Nothing without stock."""


def _worth(seat: Seat, terms: Terms, lens: Lens) -> int:
    term, owns = str(terms["pre-emption"]), stake(terms["equity-stake"]) > 0
    if not owns and terms["microsoft-money"] == 0:
        return 0
    if seat == OPENAI:
        return -mul(_COST[term], lens.horizon)
    return mul(mul(_USE[term], lens.control), lens.horizon)


_ARTICLES: Final = {
    SUPER: (
        "In each issue of stock by the Lab the Cloud shall take one and a half times the part that its holding bears to the whole."
    ),
    PRO_RATA: "In each issue of stock by the Lab the Cloud shall take the part that its holding bears to the whole.",
    NONE: "The Lab may issue stock to whom it pleases, and the Cloud has no right to be among them.",
}
_PLAIN: Final = {
    SUPER: "Once it owns a part, Microsoft buys more than its part of every round, and its stake grows.",
    PRO_RATA: "Once it owns a part, Microsoft buys its part of every round, and is not diluted.",
    NONE: "In a new round Microsoft is diluted like everybody else.",
}
_SHORT: Final = {SUPER: "more than part", PRO_RATA: "pro rata", NONE: "no pre-emption"}

CLAUSE: Final = Clause(
    id="pre-emption",
    title="Pre-emption in rounds",
    section="capital",
    block="capital",
    options=(SUPER, PRO_RATA, NONE),
    reads=("equity-stake", "microsoft-money", "pre-emption"),
    article=lambda term: _ARTICLES[str(term)],
    plain=lambda term: _PLAIN[str(term)],
    short=lambda term: _SHORT[str(term)],
    worth=_worth,
    voice=voices(
        openai_hurts="“{now}” in rounds hurts {how}: new friends dislike finding an old one at the head of the table.",
        openai_helps="“{now}” in rounds helps {how}: there is more of us to go round.",
        microsoft_hurts="“{now}” in rounds hurts {how}: one is diluted, as in tea.",
        microsoft_helps="“{now}” in rounds helps {how}: we like to keep our place without holding it.",
    ),
    record=(
        Reported("2024-10-02", None, "Microsoft took a part of the round. By what right was not reported.", OCTOBER_2024),
        Reported(
            "2025-10-28", None, "About 27 %, after 32.5 % before the latest rounds: it had not kept its part.", OCTOBER_2025,
        ),
    ),
)  # fmt: skip
