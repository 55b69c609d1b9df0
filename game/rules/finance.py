"""OpenAI's money: bills, payments under the agreement, equity and debt, and what happens without cash (rulebook 3.2.6, 3.2.9)."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from game.errors import Refusal
from game.rules.agi import share_stopped
from game.rules.agreement import (
    azure_commitment,
    equity_stake,
    ip_exclusivity,
    microsoft_money,
    most_favoured,
    payment_timing,
    pre_emption,
    rate_card,
    renewal,
    revenue_share,
    revenue_share_cap,
    reverse_share,
    share_end,
)
from game.rules.agreement.clause import Terms
from game.rules.cloud import others_pay
from game.rules.decisions import Bridge, Rescue
from game.rules.draft import Draft
from game.rules.facts import BridgeAsked, Cancelled, ClaimMoved, DistressCalled, PhaseBegan, ShareDeferred
from game.rules.market import Sales
from game.rules.payments import spend
from game.rules.scenario import Scenario, Tables
from game.rules.state import State
from game.rules.units import BPS, DISCOUNT, MICROSOFT, Curve, clamp, money, mul, quarter_label, ratio

OVERHEAD: Final = 900
OVERHEAD_RATE: Final = 600
OVERHEAD_FADING: Final = Curve(
    (0, 2600), (4, 2129), (8, 1743), (12, 1427), (16, 1168), (20, 957), (24, 783), (32, 525)
)
"""Part of revenue spent on everything else, bps: 6 % for good, and 26 % fading over five years."""
RESOLD: Final = 2500
"""The part of Microsoft's AI revenue that is OpenAI's models, resold; bps."""
ROUND_LIMIT: Final = 500
"""An equity round is at most 5 % of value at a hype of 58 (bps)."""
LEAST_HYPE: Final = 360
PAR_HYPE: Final = 580
PAR_INVESTORS: Final = 600
FATIGUE: Final = 200
"""A round at the limit costs investors 20 points of their mood; a smaller one its part."""
DEBT_RATE: Final = 200
"""Interest on project debt a quarter, bps."""


def value_of(revenue: int, quarter: int, hype: int, tables: Tables) -> int:
    """What the market would pay for the company, $M: a multiple of a year's revenue that hype stretches."""
    return 4 * revenue * tables.value_multiple[quarter] // 10 * (4000 + 6000 * hype // PAR_HYPE) // BPS


def largest_round(scenario: Scenario, state: State) -> int:
    """The most equity that can be raised this turn, $M; 0 when the market is closed."""
    hype = state.world.hype
    if hype < LEAST_HYPE:
        return 0
    mood = BPS * hype * hype // (PAR_HYPE * PAR_HYPE)
    welcome = clamp(state.openai.investor_mood, 0, PAR_INVESTORS) * BPS // PAR_INVESTORS
    return mul(mul(mul(state.openai.value, ROUND_LIMIT), mood), welcome) * scenario.turns.quarters


def largest_loan(state: State) -> int:
    """The most that lenders give against own-built capacity, $M: a year and a half of what it could earn, at 1.2 cover."""
    own = state.openai.own_mw + sum(
        c.mw for c in state.openai.contracts if c.provider == "own-build" and not c.live
    )
    return max(0, own * 6 - state.openai.debt)


def azure_price(state: State) -> int:
    """What Azure charges the lab this quarter, $k a MW-quarter."""
    return rate_card.price(state.terms["rate-card"], state.world.partner_price)


def share_due(scenario: Scenario, terms: Terms, revenue: int, quarter: int) -> int:
    """Revenue share on a quarter's revenue before any cap, $M; 0 after the share's end."""
    if not share_end.runs(terms["share-end"], int(quarter_label(scenario.quarters.from_, quarter)[:4])):
        return 0
    return revenue_share.due(terms["revenue-share"], revenue, quarter, scenario.quarters.count)


def commitment_due(terms: Terms, tables: Tables, quarter: int) -> int:
    """What of the commitment to Azure falls due in a quarter, $M, used or not."""
    weights = tables.reference_training
    whole = renewal.spread(terms["renewal"], sum(weights), len(weights))
    return azure_commitment.floor(terms["azure-commitment"], weights[quarter], whole)


def compute_bill(state: State, tables: Tables) -> tuple[int, int]:
    """The quarter's take-or-pay ($M), Azure's part of it: at least what the commitment makes due."""
    lab, now, card = state.openai, state.quarter, azure_price(state)
    thousands = azure = 0
    for contract in lab.contracts:
        if contract.live:
            if contract.provider == "azure":
                billed = card if contract.listed else contract.price
                azure += contract.mw * most_favoured.price(
                    state.terms["most-favoured"], billed, others_pay(state)
                )
            else:
                thousands += contract.mw * contract.price
    floor = commitment_due(state.terms, tables, now)
    return max(azure + thousands, floor * 1000 + thousands) // 1000, max(azure // 1000, floor)


def run(draft: Draft, sales: Sales, ai_revenue: int) -> tuple[int, int, int]:
    """Pay for the quarter; gives back the share paid to Microsoft, its reverse share, and Azure's bill, $M."""
    state, tables = draft.state, draft.scenario.tables
    lab, now, terms = state.openai, state.quarter, state.terms
    bill, azure_bill = compute_bill(state, tables)
    draft.put("openai.compute_cost", bill, "take-or-pay")
    draft.move("openai.committed", commitment_due(terms, tables, now), "the commitment")
    opex = OVERHEAD + mul(sales.revenue, OVERHEAD_RATE + OVERHEAD_FADING(now))
    opex += mul(mul(sales.revenue, 1000), lab.safety_share) + mul(220, lab.train)
    stopped = share_stopped(state)
    due = share_due(draft.scenario, terms, sales.revenue, now)
    room = revenue_share_cap.left(terms["revenue-share-cap"], lab.share_paid)
    parts = payment_timing.within(lab.share_parts, room)
    withheld = state.claim.owed if state.claim is not None else 0
    share = min(due, max(0, room - sum(parts) - withheld))
    share_out, parts = payment_timing.schedule(terms["payment-timing"], parts, 0 if stopped else share)
    if parts != lab.share_parts:
        draft.happen(ShareDeferred(parts))
        draft.put("openai.share_owed", sum(parts), "revenue share")
    if stopped and state.claim is not None and state.claim.frozen_share:
        draft.happen(ClaimMoved(replace(state.claim, owed=state.claim.owed + share)))
    licences = ip_exclusivity.income(terms["ip-exclusivity"], state.world.market)
    reverse = reverse_share.due(terms["reverse-share"], mul(ai_revenue, RESOLD))
    interest = mul(lab.debt, DEBT_RATE)
    net = sales.revenue + reverse + licences - bill - opex - share_out - interest
    profit_out = 0
    if net > 0:
        recovered = min(13_000, lab.profit_paid)
        profit_out = equity_stake.profit_share(terms["equity-stake"], net, recovered, lab.profit_paid)
    for by, why in (
        (sales.revenue, "sales"),
        (reverse, "Microsoft's share"),
        (licences, "licences to others"),
        (-bill, "compute"),
        (-opex, "people and everything else"),
        (-share_out, "revenue share"),
        (-interest, "interest"),
        (-profit_out, "profit share"),
    ):
        draft.move("openai.cash", by, why)
    draft.move("openai.sold", sales.revenue, "sales")
    draft.move("openai.share_paid", share_out, "revenue share")
    draft.move("openai.profit_paid", profit_out, "profit share")
    draft.put("openai.net", net - profit_out, "the quarter")
    return share_out + profit_out, reverse, azure_bill


def reprice(draft: Draft, sales: Sales) -> None:
    """The market values the company anew."""
    state = draft.state
    draft.put(
        "openai.value",
        value_of(sales.revenue, state.quarter, state.world.hype, draft.scenario.tables),
        "the market",
    )
    _count_stake(draft)


def raise_equity(draft: Draft, amount: int, price_bps: int = BPS, why: str = "equity round") -> None:
    """Sell new shares for ``amount`` $M at ``price_bps`` of value; Microsoft takes what pre-emption gives it.

    Only what outsiders have to find costs their mood.
    """
    state = draft.state
    part = pre_emption.part(state.terms["pre-emption"], state.relations.stake)
    most = mul(state.openai.value, ROUND_LIMIT) * draft.scenario.turns.quarters
    outside = amount - mul(amount, part)
    draft.move("openai.investor_mood", -(FATIGUE * min(outside, most) // most) if most else 0, why)
    _issue(draft, amount, price_bps, part, why)


def pay_in(draft: Draft) -> None:
    """Pay in this quarter's tranche of Microsoft's new money, for stock at the value just found."""
    state = draft.state
    amount = microsoft_money.tranche(state.terms["microsoft-money"], state.microsoft.new_money)
    if amount:
        draft.move("microsoft.new_money", amount, "new money")
        _issue(draft, amount, BPS, BPS, "new money from Microsoft")


def _issue(draft: Draft, amount: int, price_bps: int, part: int, why: str) -> None:
    """Issue shares for ``amount`` $M at ``price_bps`` of value, ``part`` bps of them to Microsoft, for cash like anybody else."""
    state = draft.state
    sold = ratio(amount, max(amount, mul(state.openai.value, price_bps)))
    draft.move("openai.cash", amount, why)
    draft.move("openai.raised", amount, why)
    spend(draft, MICROSOFT, mul(amount, part), why)
    _dilute(draft, sold, part, why)


def _dilute(draft: Draft, sold: int, part: int, why: str) -> None:
    """New shares make up ``sold`` bps of the company, ``part`` bps of them Microsoft's; everybody's old part shrinks."""
    bought = draft.state.relations.bought
    draft.move("openai.dilution", mul(BPS - draft.state.openai.dilution, sold), why)
    draft.move("relations.bought", mul(sold, part) - mul(bought, sold), why)
    _count_stake(draft)


def _count_stake(draft: Draft) -> None:
    """Microsoft's part of the company: what the recapitalisation gave it, after dilution, and what it bought."""
    state = draft.state
    given = equity_stake.stake(state.terms["equity-stake"]) if state.openai.recapitalised else 0
    draft.put("relations.stake", mul(given, BPS - state.openai.dilution) + state.relations.bought, "equity")


def check_distress(draft: Draft) -> bool:
    """Whether the quarter closed without cash; then OpenAI must choose (rulebook 3.2.9)."""
    lab = draft.state.openai
    draft.put("openai.since_distress", min(999, lab.since_distress + 1), "time")
    if lab.cash >= 0:
        return False
    draft.happen(DistressCalled())
    draft.put(
        "openai.distresses_lately", lab.distresses_lately + 1 if lab.since_distress <= 4 else 1, "out of cash"
    )
    draft.move("openai.distresses", 1, "out of cash")
    draft.happen(PhaseBegan("distress"))
    return True


def ways_out(state: State) -> tuple[str, ...]:
    """The rescues that are open to OpenAI now."""
    ways = ["emergency-round", "asset-sale"]
    if any(not c.live and c.provider != "azure" for c in state.openai.contracts):
        ways.append("cancel-capacity")
    if f"bridge-{state.quarter}" not in state.met:
        ways.append("bridge")
    return tuple(ways)


def bridge_size(scenario: Scenario, state: State) -> int:
    """What a bridge from Microsoft covers, $M: the hole, two quarters of burn, and what is burnt until the next turn."""
    lab = state.openai
    return -lab.cash + 2 * max(500, -lab.net) + _burnt_till_asked(scenario, state)


def _burnt_till_asked(scenario: Scenario, state: State) -> int:
    """What the quarters of this turn that are still to come will burn, $M: nobody can raise money in them."""
    return (scenario.turns.left(state.quarter) - 1) * max(500, -state.openai.net)


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
    soon = _burnt_till_asked(draft.scenario, state)
    if decision.way == "emergency-round":
        raise_equity(draft, max(-lab.cash + 1500 + soon, mul(lab.value, 400)), 5000, "emergency round")
        _dilute(draft, 1000, 0, "emergency terms")
        draft.move("openai.investor_mood", -100, "emergency round")
    elif decision.way == "cancel-capacity":
        saved = 0
        for contract in lab.contracts:
            if not contract.live and contract.provider != "azure":
                saved += contract.mw
                draft.happen(Cancelled(contract.id))
        draft.move("openai.cash", saved * 12, "deposits returned")
        draft.move("openai.share", -mul(lab.share, 700), "capacity given up")
    else:
        draft.move(
            "openai.cash", max(-lab.cash + 1000 + soon, mul(lab.value, 300)), "research sold to a rival"
        )
        draft.move("world.rival", 30, "research bought")
        draft.move("openai.board_mood", -100, "research sold to a rival")
    _still_short(draft)


def answer_bridge(draft: Draft, decision: Bridge) -> None:
    """Microsoft grants or declines; a bridge is repaid with eight percent after a year."""
    state = draft.state
    if decision.grant:
        amount = bridge_size(draft.scenario, state)
        draft.move("openai.cash", amount, "a bridge from Microsoft")
        draft.later(4, "openai.cash", -mul(amount, 10_800), "the bridge repaid")
        draft.later(
            4, "microsoft.returns", mul(mul(amount, 800), DISCOUNT(state.quarter + 4)), "the bridge repaid"
        )
        draft.move("relations.openai_trust", 80, "the bridge")
    else:
        draft.move("relations.openai_trust", -60, "the bridge that was not")
    draft.happen(BridgeAsked(granted=decision.grant))
    _still_short(draft)


def _still_short(draft: Draft) -> None:
    lab = draft.state.openai
    if lab.cash >= 0:
        draft.put("openai.since_distress", 0, "rescued")


def affordable(state: State, amount: int, what: str) -> None:
    """Refuse what OpenAI has not the cash for."""
    if amount > state.openai.cash:
        raise Refusal(
            "not-enough-cash",
            f"{what} costs {money(amount)}, and there is {money(state.openai.cash)} in the bank.",
            "Raise money first, or do less.",
        )
