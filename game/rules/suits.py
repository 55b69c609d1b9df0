"""Suits: what either seat can take the other to court over, apart from AGI, and what becomes of it (rulebook 3.2.8, 3.3.6).

To add something to sue over, give it a row in :data:`CAUSES`. What can be sued over and with what prospects follows from what both
sides can see, so the odds are no secret; how long it takes and what it costs is in the agreement's clause on disputes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from msgspec.structs import replace

from game.rules.agreement import CLAUSES, disputes
from game.rules.amending import amend, pay_withheld
from game.rules.audiences import struck
from game.rules.decisions import Act
from game.rules.draft import Draft
from game.rules.facts import ClaimMoved, SuitMoved
from game.rules.payments import pay, spend
from game.rules.state import State, Suit
from game.rules.units import BPS, MICROSOFT, OPENAI, SEATS, Seat, clamp, other

LATE: Final = "late-delivery"
API: Final = "api"
WITHHELD: Final = "withheld-share"

FILED: Final = -100
SETTLED: Final = 50
"""Tenths of either side's trust: a suit filed, and one settled (rulebook 3.1.4)."""
A_FAILURE: Final = 500
"""$M that a delivery failure is said to have cost."""
A_DEFINITION: Final = 1500
"""$M that a definition of the API is said to be worth."""
AGAIN: Final = 8
"""Quarters until the same may be argued again."""
WORTH_A_SUIT: Final = 100
"""$M of withheld share over which lawyers are called."""


@dataclass(frozen=True, slots=True)
class Cause:
    """Something one seat can sue the other over.

    ``amount`` is what is claimed, $M, and 0 while there is nothing to claim; ``odds`` the claimant's chance, bps. An amendment that
    touches one of ``clauses`` settles it.
    """

    id: str
    claimant: Seat
    title: str
    clauses: tuple[str, ...]
    amount: Callable[[State], int]
    odds: Callable[[State], int]


def _failures(state: State) -> int:
    """Delivery failures that no suit has been about yet."""
    argued = max((suit.basis for suit in state.suits if suit.over == LATE), default=0)
    return max(0, state.microsoft.delivery_failures - argued)


_PROMISED: Final = {"none": 3500, "release": 5000}
"""OpenAI's odds over late capacity, bps, by what the agreement says about it; where it names damages it says nearly everything."""


def _late_odds(state: State) -> int:
    said = _PROMISED.get(str(state.terms["delivery-remedy"]), 7000)
    return said + 500 * (_failures(state) - 1)


def _definition(state: State) -> int:
    """The API is tied to one cloud and other products are not: the product that is both is on the second cloud already."""
    tied = state.terms["api-distribution"] in CLAUSES["api-distribution"].exclusive
    loose = state.terms["third-party-products"] not in CLAUSES["third-party-products"].exclusive
    lately = any(suit.over == API and state.quarter - suit.filed < AGAIN for suit in state.suits)
    return A_DEFINITION if tied and loose and not lately else 0


def _withheld(state: State) -> int:
    claim = state.claim
    if claim is None or not claim.frozen_share or claim.owed < WORTH_A_SUIT:
        return 0
    return (
        0 if any(suit.over == WITHHELD and suit.basis == claim.filed for suit in state.suits) else claim.owed
    )


CAUSES: Final = {
    cause.id: cause
    for cause in (
        Cause(
            LATE, OPENAI, "capacity that was exercised and came late", ("delivery-remedy", "compute-sourcing"),
            lambda state: A_FAILURE * _failures(state), _late_odds,
        ),
        Cause(
            API, MICROSOFT, "what counts as an API", ("api-distribution", "third-party-products"), _definition,
            lambda state: 5500 if state.terms["third-party-products"] == "non-api" else 4000,
        ),
        Cause(
            WITHHELD, MICROSOFT, "revenue share withheld over a claim",
            ("agi-trigger", "agi-consequence", "share-end", "revenue-share"), _withheld, lambda state: 6000,
        ),
    )
}  # fmt: skip
"""What can be sued over, by id."""


def open_to(state: State, seat: Seat) -> tuple[str, ...]:
    """What a seat can sue over now."""
    pending = {suit.over for suit in state.suits if suit.status == "open"}
    return tuple(
        cause.id
        for cause in CAUSES.values()
        if cause.claimant == seat and cause.id not in pending and cause.amount(state)
    )


def file(draft: Draft, seat: Seat, act: Act) -> None:
    """Sue. Both are hurt, and a date is set."""
    state = draft.state
    cause = CAUSES[act.about]
    amount = cause.amount(state)
    if not amount:
        return  # it was settled, paid or dropped while the plan lay sealed
    now = state.quarter
    shortest, longest = disputes.lengths(state.terms["disputes"])
    length = shortest + draft.chance.below(longest - shortest + 1, "suit-length", cause.id, now)
    basis = state.claim.filed if cause.id == WITHHELD and state.claim else state.microsoft.delivery_failures
    draft.happen(
        SuitMoved(
            Suit(
                id=f"{cause.id}-{now}", over=cause.id, claimant=seat, filed=now, until=now + length, amount=amount,
                odds=clamp(cause.odds(state), 500, BPS - 500), basis=basis,
            )
        )
    )  # fmt: skip
    draft.move(f"{seat}.suits", 1, "a suit")
    for side in SEATS:
        draft.move(f"relations.{side}_trust", FILED, "a suit was filed")


def run(draft: Draft) -> None:
    """A quarter of every open suit: it costs, it is settled by a signature, it falls away, or it is decided."""
    state = draft.state
    for suit in state.suits:
        if suit.status != "open":
            continue
        if _signed_away(state, suit):
            draft.happen(SuitMoved(replace(suit, status="settled", ended=state.quarter)))
            for side in SEATS:
                draft.move(f"relations.{side}_trust", SETTLED, "settled out of court")
            continue
        if suit.over == WITHHELD and (state.claim is None or state.claim.filed != suit.basis):
            draft.happen(SuitMoved(replace(suit, status="moot", ended=state.quarter)))
            continue
        for side in SEATS:
            spend(draft, side, disputes.cost(state.terms["disputes"]), "the suit")
        draft.move("relations.friction", disputes.friction(state.terms["disputes"]), "the suit")
        if state.quarter >= suit.until:
            _decide(draft, suit)


def _signed_away(state: State, suit: Suit) -> bool:
    """Whether something has been signed since about a clause that the suit is about."""
    clauses = CAUSES[suit.over].clauses
    return any(
        amendment.how == "signed"
        and amendment.quarter >= suit.filed
        and any(clause in clauses for clause, _, _ in amendment.changes)
        for amendment in state.agreement.amendments
    )


def _decide(draft: Draft, suit: Suit) -> None:
    state = draft.state
    won = draft.chance.hit(suit.odds, "suit", suit.id)
    loser = other(suit.claimant) if won else suit.claimant
    draft.happen(SuitMoved(replace(suit, status="won" if won else "lost", ended=state.quarter)))
    draft.move("relations.judgments", 1, "a judgment")
    if loser == OPENAI:
        draft.move("relations.lost_disputes", 1, "a judgment")
    if won and suit.over == WITHHELD and state.claim is not None:
        owed = state.claim.owed
        draft.happen(ClaimMoved(replace(state.claim, owed=0, frozen_share=False)))
        pay_withheld(draft, owed)
    elif won:
        pay(draft, loser, suit.amount, "damages")
    elif (
        suit.over == API
        and (term := state.terms["api-distribution"]) in CLAUSES["api-distribution"].exclusive
    ):
        amend(draft, (("api-distribution", struck("api-distribution", term)),), how="judgment")
