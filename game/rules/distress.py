"""What happens without cash: the quarter closes, and OpenAI must find a way on (rulebook 3.2.9).

Four ways, each dear in its own coin: shares at half price, capacity given up, research sold, or a bridge from Microsoft, which may
have terms. A second time within a year the creditors run the lab, and the scenario's ending says so.
"""

from __future__ import annotations

from typing import Final

from game.errors import Refusal
from game.rules.amending import amend
from game.rules.decisions import Bridge, Rescue
from game.rules.draft import Draft
from game.rules.facts import BridgeAsked, Cancelled, DistressCalled, PhaseBegan
from game.rules.finance import dilute, raise_equity
from game.rules.packages import checked_package
from game.rules.payments import spend
from game.rules.state import State
from game.rules.units import DISCOUNT, MICROSOFT, mul

HALF_PRICE: Final = 5000
"""What an emergency round sells shares for, bps of value."""
LOST: Final = 1000
"""Dilution by the terms of an emergency round, beyond the shares themselves, bps."""
DEPOSIT: Final = 12
"""$M that a MW brings back which has not been delivered."""
GIVEN_UP: Final = 700
"""The part of market share that goes with the capacity, bps."""
AHEAD: Final = 3
"""Quarters of burn that new money covers: with two, half of those rescued were back within the year."""
YEAR: Final = 4
INTEREST: Final = 800
"""A bridge is repaid after a year, with 8 %."""
AGAIN: Final = 4
"""Quarters within which a second distress counts as the same one going on."""


def check(draft: Draft) -> bool:
    """Whether the quarter closed without cash; then OpenAI must choose."""
    lab = draft.state.openai
    draft.put("openai.since_distress", min(999, lab.since_distress + 1), "time")
    if lab.cash >= 0:
        return False
    draft.happen(DistressCalled())
    again = lab.distresses_lately + 1 if lab.since_distress <= AGAIN else 1
    draft.put("openai.distresses_lately", again, "out of cash")
    draft.move("openai.distresses", 1, "out of cash")
    draft.move("openai.staff_mood", -80, "out of cash")
    draft.move("openai.investor_mood", -50, "out of cash")
    draft.happen(PhaseBegan("distress"))
    return True


def ways_out(state: State) -> tuple[str, ...]:
    """The rescues that are open to OpenAI now."""
    ways = ["emergency-round", "asset-sale"]
    if any(not c.live and c.provider != "azure" for c in state.openai.contracts):
        ways.append("cancel-capacity")
    if state.bridge:
        ways.append("bridge-on-terms")
    elif f"bridge-{state.quarter}" not in state.met:
        ways.append("bridge")
    return tuple(ways)


def rescue_size(cash: int, net: int, held: int = 0) -> int:
    """What new money has to cover, $M: the hole, three quarters of burn, and what is ``held`` of the turn."""
    return -cash + (AHEAD + held) * burnt(net)


def burnt(net: int) -> int:
    """What a quarter is taken to burn, $M."""
    return max(500, -net)


def held(draft: Draft) -> int:
    """Quarters of the turn that are still to come: nobody can raise money in them."""
    return draft.scenario.turns.left(draft.state.quarter) - 1


def rescue(draft: Draft, decision: Rescue) -> None:
    """Carry out OpenAI's way out of distress. If the hole is deeper than one rescue, it must find another."""
    state = draft.state
    lab = state.openai
    if decision.way not in ways_out(state):
        raise Refusal(
            "rescue-not-open",
            f"The way “{decision.way}” is not open now.",
            f"Open are: {', '.join(ways_out(state))}.",
        )
    if decision.way == "bridge":
        draft.happen(BridgeAsked())
        return
    if decision.way == "bridge-on-terms":
        package = state.bridge
        draft.happen(BridgeAsked(granted=True))
        amend(draft, package)
        _lend(draft)
    elif decision.way == "emergency-round":
        raise_equity(
            draft,
            max(rescue_size(lab.cash, lab.net, held(draft)), mul(lab.value, 400)),
            HALF_PRICE,
            "emergency round",
        )
        dilute(draft, LOST, 0, "emergency terms")
        draft.move("openai.investor_mood", -100, "emergency round")
        draft.move("openai.staff_mood", -60, "emergency terms")
    elif decision.way == "cancel-capacity":
        saved = 0
        for contract in lab.contracts:
            if not contract.live and contract.provider != "azure":
                saved += contract.mw
                draft.happen(Cancelled(contract.id))
        draft.move("openai.cash", saved * DEPOSIT, "deposits returned")
        draft.move("openai.share", -mul(lab.share, GIVEN_UP), "capacity given up")
    else:
        draft.move(
            "openai.cash",
            max(-lab.cash + 1000 + held(draft) * burnt(lab.net), mul(lab.value, 300)),
            "research sold to a rival",
        )
        draft.move("world.rival", 30, "research bought")
        draft.move("openai.board_mood", -100, "research sold to a rival")
        draft.move("openai.staff_mood", -60, "research sold to a rival")
    _still_short(draft)


def answer_bridge(draft: Draft, decision: Bridge) -> None:
    """Microsoft grants, declines, or names what it wants for it: then OpenAI may still find another way."""
    if not decision.grant:
        if decision.package:
            raise Refusal("terms-of-a-no", "A bridge that is declined has no terms.", "Grant it on them.")
        draft.move("relations.openai_trust", -60, "the bridge that was not")
        draft.happen(BridgeAsked(granted=False))
        return
    if decision.package:
        terms = checked_package(draft.scenario, draft.state, decision.package, "a bridge's terms")
        draft.move("relations.openai_trust", -20, "a bridge with terms")
        draft.happen(BridgeAsked(terms=terms))
        return
    draft.move("relations.openai_trust", 80, "the bridge")
    draft.happen(BridgeAsked(granted=True))
    _lend(draft)
    _still_short(draft)


def _lend(draft: Draft) -> None:
    """The money, and a year later the money back."""
    state = draft.state
    amount = rescue_size(state.openai.cash, state.openai.net, held(draft))
    back = amount + mul(amount, INTEREST)
    draft.move("openai.cash", amount, "a bridge from Microsoft")
    spend(draft, MICROSOFT, amount, "a bridge from Microsoft")
    draft.later(YEAR, "openai.cash", -back, "the bridge repaid")
    draft.later(YEAR, "microsoft.returns", mul(back, DISCOUNT(state.quarter + YEAR)), "the bridge repaid")


def _still_short(draft: Draft) -> None:
    lab = draft.state.openai
    if lab.cash >= 0:
        draft.put("openai.since_distress", 0, "rescued")
