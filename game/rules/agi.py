"""The AGI clause at work: claims, acceptance, disputes, and what follows (rulebook 3.2.7)."""

from __future__ import annotations

from typing import Final

from game.errors import Refusal
from game.rules.agreement import agi_consequence, agi_panel, agi_trigger, disputes, share_end
from game.rules.amending import amend, pay_withheld
from game.rules.decisions import AnswerClaim, Claim
from game.rules.draft import Draft
from game.rules.facts import ClaimMoved, ClaimSettled
from game.rules.payments import pay, spend
from game.rules.state import ClaimStatus, State
from game.rules.units import LOGISTIC, OPENAI, SEATS, clamp

PROFIT_BAR: Final = 100_000
"""$M a year of profit potential at which the profit limb is met."""
INJUNCTION: Final = 6000
"""The chance that payments go on while a court thinks, bps."""
BAD_FAITH: Final = 150
"""Tenths short of the bar at which a claim was not made in good faith."""
DAMAGES: Final = 5000
QUIET: Final = 4
"""Quarters after a claim before the word may be said again."""
COURT_SPREAD: Final = 40


def limbs(state: State) -> tuple[str, ...]:
    """The limbs under which a claim may be made now."""
    if state.claim is not None or state.relations.determined or state.quarter - state.last_claim < QUIET:
        return ()
    return agi_trigger.limbs(state.terms["agi-trigger"])


def claim(draft: Draft, decision: Claim) -> None:
    """OpenAI says the word. A panel gives its verdict later; the other limbs wait for Microsoft's answer."""
    state = draft.state
    open_limbs = limbs(state)
    if decision.limb not in open_limbs:
        listed = ", ".join(open_limbs) or "none"
        raise Refusal(
            "limb-not-open",
            f"No claim can be made under the {decision.limb} limb now.",
            f"Open limbs: {listed}.",
        )
    if decision.limb == "profit" and state.openai.profit_potential < PROFIT_BAR:
        raise Refusal(
            "profit-short",
            f"The profit limb needs a profit potential of $100bn a year; it is ${state.openai.profit_potential // 1000}bn.",
            "Grow, or claim under another limb.",
        )
    stage = "disputed" if decision.limb == "panel" else "claimed"
    until = state.quarter + agi_panel.wait(state.terms["agi-panel"]) if decision.limb == "panel" else 0
    draft.happen(ClaimMoved(ClaimStatus(limb=decision.limb, filed=state.quarter, stage=stage, until=until)))
    draft.move("relations.claims", 1, "the word was said")
    draft.move("relations.friction", 80, "the word was said")
    draft.move("world.heat_safety", 50, "the word was said")


def answer(draft: Draft, decision: AnswerClaim) -> None:
    """Microsoft accepts the claim or goes to court."""
    state = draft.state
    pending = state.claim
    if pending is None or pending.stage != "claimed":
        raise Refusal("no-claim", "There is no AGI claim to answer.", "Carry on.")
    if decision.answer == "accept":
        draft.happen(ClaimSettled("accepted"))
        draft.move("relations.openai_trust", 50, "the claim accepted")
        _determine(draft)
        return
    shortest, longest = disputes.lengths(state.terms["disputes"])
    length = shortest + draft.chance.below(longest - shortest + 1, "court-length", state.quarter)
    enjoined = draft.chance.hit(INJUNCTION, "injunction", state.quarter)
    stops = _stops(state)
    draft.happen(
        ClaimMoved(
            ClaimStatus(
                limb=pending.limb, filed=pending.filed, stage="disputed", until=state.quarter + length,
                frozen_share=stops and not enjoined,
            )
        )
    )  # fmt: skip
    draft.move("relations.openai_trust", -100, "a dispute was filed")
    draft.move("relations.microsoft_trust", -100, "a dispute was filed")


def panel_odds(state: State, lab_capability: int, bar: int) -> int:
    """The chance that a panel finds for OpenAI, bps, if the bar is at ``bar`` tenths (rulebook 3.2.7)."""
    panel = state.terms["agi-panel"]
    seen = lab_capability + agi_panel.shift(panel) - bar
    return LOGISTIC(seen * 100 // agi_panel.spread(panel))


def winning_odds(state: State, lab_capability: int, bar: int) -> int:
    """OpenAI's chance in court, bps, if the bar is at ``bar`` tenths (rulebook 3.2.7)."""
    number = state.claim is not None and state.claim.limb == "profit"
    clear = number and agi_panel.clear(state.terms["agi-panel"])
    odds = 2000 + 6000 * LOGISTIC((lab_capability - bar) * 100 // COURT_SPREAD) // 10_000
    return clamp(odds + (1000 if clear else 0) + 2 * (state.relations.microsoft_trust - 500), 200, 9800)


def run(draft: Draft) -> None:
    """A dispute costs money and temper every quarter, until its verdict."""
    state = draft.state
    pending = state.claim
    if pending is None or pending.stage != "disputed":
        return
    if pending.limb != "panel":
        cost = disputes.cost(state.terms["disputes"])
        for seat in SEATS:
            spend(draft, seat, cost, "the dispute")
        draft.move("relations.friction", disputes.friction(state.terms["disputes"]), "the dispute")
    if state.quarter < pending.until:
        return
    lab, bar = state.openai, state.world.theta
    if pending.limb == "panel":
        won = draft.chance.hit(panel_odds(state, lab.lab_capability, bar), "panel", pending.filed)
    else:
        won = draft.chance.hit(winning_odds(state, lab.lab_capability, bar), "court", pending.filed)
        draft.move("relations.judgments", 1, "a judgment")
    if won:
        draft.happen(ClaimSettled("upheld"))
        _determine(draft)
        if not share_over(
            state
        ):  # the agreement was changed meanwhile, and the share outlives a determination
            pay_withheld(draft, pending.owed)
        return
    if pending.limb != "panel":
        draft.move("relations.lost_disputes", 1, "a judgment")
    pay_withheld(draft, pending.owed)
    if pending.limb != "profit" and lab.lab_capability < bar - BAD_FAITH:
        draft.happen(ClaimSettled("bad-faith"))
        draft.put("relations.bad_faith", 1, "not in good faith")
        pay(draft, OPENAI, DAMAGES, "damages")
        draft.move("relations.microsoft_trust", -250, "not in good faith")
        draft.move("openai.board_mood", -200, "not in good faith")
        _panel_by_judgment(draft)
        return
    draft.happen(ClaimSettled("rejected"))


def _panel_by_judgment(draft: Draft) -> None:
    """After a claim in bad faith nobody trusts a board with the word: the court puts a panel in its place."""
    before = draft.state.terms["agi-trigger"]
    if before in ("panel", "none"):
        return
    amend(draft, (("agi-trigger", "panel"),), how="judgment")


def _determine(draft: Draft) -> None:
    draft.put("relations.determined", 1, "a determination")
    draft.move("world.heat_safety", 200, "a determination")
    draft.move("openai.board_mood", 100, "a determination")


def _stops(state: State) -> bool:
    """Whether a determination stops the share: because all IP ends with it, or because the share is only owed until then."""
    ends_all = agi_consequence.stops_share(state.terms["agi-consequence"])
    return ends_all or share_end.stops_with_agi(state.terms["share-end"])


def share_over(state: State) -> bool:
    """Whether a determination has stopped the revenue share for good."""
    return bool(state.relations.determined) and _stops(state)


def share_stopped(state: State) -> bool:
    """Whether revenue share is not owed now: it is over, or a claim may end it and no court has restored it yet."""
    return share_over(state) or (state.claim is not None and state.claim.frozen_share and _stops(state))
