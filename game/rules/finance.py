"""OpenAI's money: bills, payments under the agreement, equity and debt (rulebook 3.2.6)."""

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
from game.rules.draft import Draft
from game.rules.facts import ClaimMoved, ShareDeferred
from game.rules.market import Sales
from game.rules.payments import spend
from game.rules.scenario import Scenario, Tables
from game.rules.state import State
from game.rules.units import BPS, MICROSOFT, Curve, clamp, money, mul, quarter_label, ratio

_FADING: Final = Curve(
    (0, 10_000), (4, 8188), (8, 6704), (12, 5488), (16, 4492), (20, 3681), (24, 3012), (32, 2019)
)
"""What is left, bps, of something that fades with a time of five years."""
FATIGUE: Final = 200
"""A round at the limit costs investors 20 points of their mood; a smaller one its part."""
SULKING: Final = 7000
"""What investors without any mood for it pay for shares, bps of value (rulebook 3.1.1: the mood has to matter somewhere)."""
UNDER_WATER: Final = 30
"""Bps of value lost in a quarter that cost a tenth of the staff's mood: they are paid in it."""


def value_of(scenario: Scenario, revenue: int, quarter: int, hype: int) -> int:
    """What the market would pay for the company, $M: a multiple of a year's revenue that hype stretches."""
    dials = scenario.dials.finance
    stretch = dials.value_anyway.value + dials.value_with_hype.value * hype // dials.par_hype.value
    return 4 * revenue * scenario.tables.value_multiple[quarter] // 10 * stretch // BPS


def overhead(scenario: Scenario, revenue: int, quarter: int) -> int:
    """What everything but compute, safety and training costs a quarter, $M."""
    dials = scenario.dials.finance
    rate = dials.overhead_rate.value + mul(dials.overhead_fading.value, _FADING(quarter))
    return dials.overhead.value + mul(revenue, rate)


def largest_round(scenario: Scenario, state: State) -> int:
    """The most equity that can be raised this turn, $M; 0 when the market is closed."""
    hype, dials = state.world.hype, scenario.dials.finance
    if hype < dials.least_hype.value:
        return 0
    par, par_investors = dials.par_hype.value, dials.par_investors.value
    mood = BPS * hype * hype // (par * par)
    welcome = clamp(state.openai.investor_mood, 0, par_investors) * BPS // par_investors
    return mul(mul(mul(state.openai.value, dials.round_limit.value), mood), welcome) * scenario.turns.quarters


def largest_loan(scenario: Scenario, state: State) -> int:
    """The most that lenders give against own-built capacity, $M: a year and a half of what it could earn, at 1.2 cover."""
    own = state.openai.own_mw + sum(
        c.mw for c in state.openai.contracts if c.provider == "own-build" and not c.live
    )
    return max(0, own * scenario.dials.finance.loan_per_mw.value - state.openai.debt)


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


def compute_bill(scenario: Scenario, state: State) -> tuple[int, int]:
    """The quarter's take-or-pay ($M), Azure's part of it: at least what the commitment makes due."""
    lab, now, card = state.openai, state.quarter, azure_price(state)
    thousands = azure = 0
    for contract in lab.contracts:
        if contract.live:
            if contract.provider == "azure":
                billed = card if contract.listed else contract.price
                azure += contract.mw * most_favoured.price(
                    state.terms["most-favoured"], billed, others_pay(scenario.dials.cloud, state)
                )
            else:
                thousands += contract.mw * contract.price
    floor = commitment_due(state.terms, scenario.tables, now)
    return max(azure + thousands, floor * 1000 + thousands) // 1000, max(azure // 1000, floor)


def run(draft: Draft, sales: Sales, ai_revenue: int) -> tuple[int, int, int]:
    """Pay for the quarter; gives back the share paid to Microsoft, its reverse share, and Azure's bill, $M."""
    state, scenario = draft.state, draft.scenario
    tables, dials = scenario.tables, scenario.dials.finance
    lab, now, terms = state.openai, state.quarter, state.terms
    bill, azure_bill = compute_bill(scenario, state)
    draft.put("openai.compute_cost", bill, "take-or-pay")
    draft.move("openai.committed", commitment_due(terms, tables, now), "the commitment")
    opex = overhead(scenario, sales.revenue, now)
    opex += mul(mul(sales.revenue, dials.safety_cost.value), lab.safety_share)
    opex += mul(dials.training_people.value, lab.train)
    stopped = share_stopped(state)
    due = share_due(scenario, terms, sales.revenue, now)
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
    reverse = reverse_share.due(terms["reverse-share"], mul(ai_revenue, dials.resold.value))
    interest = mul(lab.debt, dials.debt_rate.value)
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
    state, before = draft.state, draft.state.openai.value
    draft.put(
        "openai.value",
        value_of(draft.scenario, sales.revenue, state.quarter, state.world.hype),
        "the market",
    )
    lost = ratio(before - state.openai.value, before) if before > state.openai.value else 0
    draft.move("openai.staff_mood", -(lost // UNDER_WATER), "options under water")
    _count_stake(draft)


def asked_price(scenario: Scenario, mood: int) -> int:
    """What investors in a mood (tenths of a point) pay for shares, bps of value: all of it at 60 and more, down to 70 % at 0."""
    par = scenario.dials.finance.par_investors.value
    return SULKING + (BPS - SULKING) * clamp(mood, 0, par) // par


def raise_equity(draft: Draft, amount: int, price_bps: int = BPS, why: str = "equity round") -> None:
    """Sell new shares for ``amount`` $M at ``price_bps`` of what investors pay; Microsoft takes what pre-emption gives it.

    Only what outsiders have to find costs their mood.
    """
    state = draft.state
    price_bps = mul(price_bps, asked_price(draft.scenario, state.openai.investor_mood))
    part = pre_emption.part(state.terms["pre-emption"], state.relations.stake)
    most = mul(state.openai.value, draft.scenario.dials.finance.round_limit.value)
    most *= draft.scenario.turns.quarters
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
    dilute(draft, sold, part, why)


def dilute(draft: Draft, sold: int, part: int, why: str) -> None:
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


def affordable(state: State, amount: int, what: str) -> None:
    """Refuse what OpenAI has not the cash for."""
    if amount > state.openai.cash:
        raise Refusal(
            "not-enough-cash",
            f"{what} costs {money(amount)}, and there is {money(state.openai.cash)} in the bank.",
            "Raise money first, or do less.",
        )
