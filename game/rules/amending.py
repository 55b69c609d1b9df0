"""Changing the agreement: what follows at once when terms change, whoever changed them.

A signature, a condition that came true and a judgment all come through :func:`amend`.
"""

from __future__ import annotations

from typing import Final

from game.rules.agreement import CLAUSES, agi_trigger, recap_consent, revenue_share_cap
from game.rules.decisions import PLAIN, Package, Riders
from game.rules.draft import Draft
from game.rules.facts import ClaimSettled, Signed
from game.rules.payments import pay
from game.rules.proceedings import REVIEW, under
from game.rules.state import Amendment, How
from game.rules.units import OPENAI, mul

LATE_INTEREST: Final = 500
"""What is added to a share that was withheld for a claim that came to nothing, bps."""
THROUGH: Final = 1
THROUGH_REVIEW: Final = 3
"""Quarters until a recapitalisation is through the attorneys general; more while they review it (rulebook 3.2.8)."""


def amend(draft: Draft, package: Package, riders: Riders = PLAIN, how: How = "signed") -> Amendment:
    """Put a package in force. The rules run on it from now on; a signature also warms both sides."""
    state = draft.state
    before = state.terms
    changes = tuple((clause, before[clause], term) for clause, term in package)
    number = len(state.agreement.amendments) + 1
    amendment = Amendment(number=number, quarter=state.quarter, changes=changes, riders=riders, how=how)
    draft.happen(Signed(amendment))
    draft.put("relations.unamended", 0, "an amendment")
    if how == "signed":
        draft.move("relations.signatures", 1, "an amendment")
        for name in ("openai_trust", "microsoft_trust"):
            draft.move(f"relations.{name}", 60, "an amendment")
        draft.move("relations.friction", -40, "an amendment")
    after = state.terms
    commitment = int(after["azure-commitment"]) - int(before["azure-commitment"])
    draft.move("microsoft.backlog", commitment * 1000, "the commitment")
    if commitment > 0:
        draft.move("microsoft.fear", -10, "signed demand")
    count_ties(draft)
    consented = recap_consent.consented(after)
    if recap_consent.consented(before) != consented:
        _consent(draft, consented)
    if state.claim is not None and state.claim.limb not in agi_trigger.limbs(after["agi-trigger"]):
        pay_withheld(draft, state.claim.owed)
        draft.happen(ClaimSettled("dropped"))
    return amendment


def count_ties(draft: Draft) -> None:
    """How many clauses tie the lab to one cloud, as the agreement now reads."""
    ties = sum(term in CLAUSES[id].exclusive for id, term in draft.state.terms.items())
    draft.put("relations.exclusive_clauses", ties, "the agreement")


def pay_withheld(draft: Draft, owed: int) -> None:
    """A claim came to nothing: the share it withheld ($M) is paid after all, with interest, as far as the cap still allows."""
    state = draft.state
    room = revenue_share_cap.left(state.terms["revenue-share-cap"], state.openai.share_paid)
    owed = min(owed, max(0, room - state.openai.share_owed))
    pay(draft, OPENAI, owed + mul(owed, LATE_INTEREST), "withheld share paid")
    draft.move("openai.share_paid", owed, "withheld share paid")


def _consent(draft: Draft, given: bool) -> None:
    """Microsoft's consent to a recapitalisation starts its review; consent taken back before its end calls the review off."""
    state = draft.state
    if given:
        wait = THROUGH_REVIEW if under(state, REVIEW) else THROUGH
        draft.move("world.heat_charity", 80, "the recapitalisation")
        draft.later(wait, "openai.recapitalised", 1, "the recapitalisation is through review")
        return
    for pending in state.pending:
        if pending.stat == "openai.recapitalised" and pending.by > 0:
            draft.later(pending.due - state.quarter, pending.stat, -1, "the recapitalisation is called off")
