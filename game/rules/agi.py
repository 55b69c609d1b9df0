"""The AGI clause at work: claims, what Microsoft answers, disputes, and what follows (rulebook 3.2.7).

OpenAI declares (the board limb), certifies (the profit limb) or refers (the panel limb). Microsoft accepts, goes to court, offers to
buy the claim out at the table, or demands the panel where the agreement says who sits on it.
"""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from game.errors import Refusal
from game.rules.agreement import agi_consequence, agi_panel, agi_trigger, disputes, share_end
from game.rules.amending import amend, pay_withheld
from game.rules.decisions import Act, AnswerClaim, Claim
from game.rules.draft import Draft
from game.rules.facts import Certified, ClaimMoved, ClaimSettled
from game.rules.payments import pay, spend
from game.rules.state import Certificate, ClaimStatus, State
from game.rules.units import LOGISTIC, OPENAI, SEATS, Seat, clamp, mul, ratio

PROFIT_BAR: Final = 100_000
"""$M a year of profit potential at which the profit limb is met."""
INJUNCTION: Final = 6000
"""The chance that a court keeps things as they are while it thinks, bps: the share is paid, and later models are licensed."""
BAD_FAITH: Final = 150
"""Tenths short of the bar at which a claim was not made in good faith."""
DAMAGES: Final = 5000
ILL_REPUTE: Final = 200
"""Tenths of charity heat that a claim in bad faith brings: the rulebook's legitimacy, of which the attorneys general take note."""
QUIET: Final = 4
"""Quarters after a claim before the word may be said again."""
COURT_SPREAD: Final = 40
STRAYS: Final = 1500
"""By how much a certificate may be off the true profit potential, up or down, bps (rulebook 3.2.7)."""
STANDS: Final = 1
"""Turns after its own in which a claim may rest on a certificate."""
BORNE_OUT: Final = 500
"""What a certificate that the figures bear out adds to the odds in court, bps; one they do not costs what they are short of it."""

ACCEPT: Final = "accept"
DISPUTE: Final = "dispute"
BUY_OUT: Final = "buy-out"
DEMAND: Final = "panel"


def _silent(state: State, ahead: int = 0) -> str:
    """Why the word cannot be said so many quarters ahead, whatever the limb; empty when it can. Both sides know all of it."""
    if not agi_trigger.limbs(state.terms["agi-trigger"]):
        return "the agreement knows no claim to make"
    if state.relations.determined:
        return "AGI has been determined already"
    if state.claim is not None:
        return "a claim is under way"
    if state.quarter + ahead - state.last_claim < QUIET:
        return "the word was said less than a year ago"
    return ""


def limbs(state: State) -> tuple[str, ...]:
    """The limbs under which a claim may be made now; under ``profit`` only with the figures for it, see :func:`met`."""
    return () if _silent(state) else agi_trigger.limbs(state.terms["agi-trigger"])


def certified(state: State) -> int:
    """$M a year that a certificate says which still stands and opens the profit limb; 0 for none."""
    held = state.openai.certificate
    return held.says if held is not None and held.until >= state.quarter and held.says >= PROFIT_BAR else 0


def met(state: State) -> bool:
    """Whether the profit limb is open: the figures say so, or a certificate does."""
    return state.openai.profit_potential >= PROFIT_BAR or certified(state) > 0


def no_auditors(state: State) -> str:
    """Why auditors would come for nothing; empty when they would not."""
    if "profit" not in agi_trigger.limbs(state.terms["agi-trigger"]):
        return "the agreement has no profit limb for them to certify"
    return _silent(state, STANDS)


def certify(draft: Draft, seat: Seat, act: Act) -> None:
    """Auditors put a figure on what OpenAI's systems could return, and stray by up to 15 %."""
    state = draft.state
    true, now = state.openai.profit_potential, state.quarter
    strayed = draft.chance.below(2 * STRAYS + 1, "certificate", now) - STRAYS
    draft.happen(
        Certified(
            Certificate(
                quarter=now,
                says=true + mul(true, strayed),
                until=now + STANDS * draft.scenario.turns.quarters,
            )
        )
    )


def claim(draft: Draft, decision: Claim) -> None:
    """OpenAI says the word. A panel gives its verdict later; the other limbs wait for Microsoft's answer."""
    state, limb = draft.state, decision.limb
    open_limbs = limbs(state)
    if limb not in open_limbs:
        why = _silent(state) or "the agreement has no such limb"
        raise Refusal(
            "limb-not-open",
            f"No claim can be made under the {limb} limb now: {why}.",
            f"Open limbs: {', '.join(open_limbs) or 'none'}.",
        )
    if limb == "profit" and not met(state):
        raise Refusal(
            "profit-short",
            f"The profit limb needs a profit potential of $100bn a year; it is ${state.openai.profit_potential // 1000}bn.",
            "Grow, hire auditors who see it, or claim under another limb.",
        )
    made = ClaimStatus(limb=limb, filed=state.quarter, stage="claimed")
    if limb == "profit":
        made = replace(made, certified=certified(state))
    if limb == "panel":
        made = _referred(state, made)
    draft.happen(ClaimMoved(made))
    draft.move("relations.claims", 1, "the word was said")
    draft.move("relations.friction", 80, "the word was said")
    draft.move("world.heat_safety", 50, "the word was said")


def _referred(state: State, pending: ClaimStatus) -> ClaimStatus:
    until = state.quarter + agi_panel.wait(state.terms["agi-panel"])
    return replace(pending, stage="referred", until=until)


def answers(state: State) -> tuple[str, ...]:
    """What Microsoft may answer to the claim that waits for it; nothing when none does."""
    pending = state.claim
    if pending is None or pending.stage not in ("claimed", "returned"):
        return ()
    if pending.stage == "returned":
        return (ACCEPT, DISPUTE)
    demand = (DEMAND,) * agi_panel.on_demand(state.terms["agi-panel"])
    return (ACCEPT, DISPUTE, BUY_OUT, *demand)


def answer(draft: Draft, decision: AnswerClaim) -> None:
    """Microsoft accepts the claim, goes to court, wants the panel, or will talk about a price."""
    state = draft.state
    pending, allowed = state.claim, answers(state)
    if pending is None or not allowed:
        raise Refusal("no-claim", "There is no AGI claim to answer.", "Carry on.")
    if decision.answer not in allowed:
        code, words = _NOT_SO.get(
            (pending.stage, decision.answer), ("no-such-answer", "That is no answer to a claim.")
        )
        raise Refusal(code, words, f"It can be answered with {', '.join(allowed)}.")
    if decision.answer == ACCEPT:
        draft.happen(ClaimSettled("accepted"))
        draft.move("relations.openai_trust", 50, "the claim accepted")
        _determine(draft)
    elif decision.answer == BUY_OUT:
        draft.happen(ClaimMoved(replace(pending, stage="buy-out")))
    elif decision.answer == DEMAND:
        draft.happen(ClaimMoved(_referred(state, pending)))
        draft.move("relations.openai_trust", -50, "the panel was demanded")
    else:
        _go_to_court(draft, pending)


_NOT_SO: Final = {
    ("claimed", DEMAND): ("no-panel", "The agreement does not say who sits on the panel, so there is none to demand."),
    ("returned", DEMAND): ("bought-once", "The buy-out was offered and not signed: the claim is accepted or disputed now."),
    ("returned", BUY_OUT): ("bought-once", "The buy-out has been offered, and was not signed."),
}  # fmt: skip


def _go_to_court(draft: Draft, pending: ClaimStatus) -> None:
    state = draft.state
    shortest, longest = disputes.lengths(state.terms["disputes"])
    length = shortest + draft.chance.below(longest - shortest + 1, "court-length", state.quarter)
    enjoined = draft.chance.hit(INJUNCTION, "injunction", state.quarter)
    draft.happen(
        ClaimMoved(
            replace(
                pending,
                stage="disputed",
                until=state.quarter + length,
                frozen_share=_stops(state) and not enjoined,
                frozen_access=_ends_later(state) and not enjoined,
            )
        )
    )
    draft.move("relations.openai_trust", -100, "a dispute was filed")
    draft.move("relations.microsoft_trust", -100, "a dispute was filed")


def come_back(draft: Draft) -> None:
    """The table has closed and the buy-out was not signed: Microsoft must accept the claim or dispute it."""
    pending = draft.state.claim
    assert pending is not None
    draft.happen(ClaimMoved(replace(pending, stage="returned")))


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
    odds += (1000 if clear else 0) + _weighed(state) + 2 * (state.relations.microsoft_trust - 500)
    return clamp(odds, 200, 9800)


def _weighed(state: State) -> int:
    """What a court makes of the certificate that a claim rests on, bps: it has experts too, and they see the figures of the day."""
    if state.claim is None or not state.claim.certified:
        return 0
    short = ratio(PROFIT_BAR - state.openai.profit_potential, PROFIT_BAR)
    return BORNE_OUT if short <= 0 else -short


def run(draft: Draft) -> None:
    """A dispute costs money and temper every quarter, until its verdict; a panel only takes its time."""
    state = draft.state
    pending = state.claim
    if pending is None or pending.stage not in ("disputed", "referred"):
        return
    in_court = pending.stage == "disputed"
    if in_court:
        cost = disputes.cost(state.terms["disputes"])
        for seat in SEATS:
            spend(draft, seat, cost, "the dispute")
        draft.move("relations.friction", disputes.friction(state.terms["disputes"]), "the dispute")
    if state.quarter < pending.until:
        return
    lab, bar = state.openai, state.world.theta
    if not in_court:
        won = draft.chance.hit(panel_odds(state, lab.lab_capability, bar), "panel", pending.filed)
    else:
        won = draft.chance.hit(winning_odds(state, lab.lab_capability, bar), "court", pending.filed)
        draft.move("relations.judgments", 1, "a judgment")
    if won:
        draft.happen(ClaimSettled("upheld"))
        _determine(draft)
        if not share_over(state):  # the agreement was changed meanwhile: the share outlives a determination
            pay_withheld(draft, pending.owed)
        return
    if in_court:
        draft.move("relations.lost_disputes", 1, "a judgment")
    pay_withheld(draft, pending.owed)
    if pending.limb != "profit" and lab.lab_capability < bar - BAD_FAITH:
        draft.happen(ClaimSettled("bad-faith"))
        draft.put("relations.bad_faith", 1, "not in good faith")
        pay(draft, OPENAI, DAMAGES, "damages")
        draft.move("relations.microsoft_trust", -250, "not in good faith")
        draft.move("openai.board_mood", -200, "not in good faith")
        draft.move("world.heat_charity", ILL_REPUTE, "not in good faith")
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


def _ends_later(state: State) -> bool:
    """Whether a determination ends the licence of later models."""
    return agi_consequence.ends_later(state.terms["agi-consequence"])


def access_frozen(state: State) -> bool:
    """Whether Microsoft gets no later models for now: a claim may end that right, and no court has kept it alive meanwhile."""
    return state.claim is not None and state.claim.frozen_access and _ends_later(state)
