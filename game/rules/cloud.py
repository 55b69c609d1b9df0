"""Microsoft's quarter: building, other customers, its own models and products, the share price (rulebook 3.1.2, 3.2.6)."""

from __future__ import annotations

from typing import Final

from game.rules import agi
from game.rules.agreement import (
    acquired_ip,
    agi_consequence,
    api_distribution,
    ip_end,
    ip_exclusivity,
    ip_scope,
    most_favoured,
    open_weights,
)
from game.rules.dials import CloudDials
from game.rules.draft import Draft
from game.rules.facts import AccessSeen, BuildFinished, BuildStarted
from game.rules.scenario import Scenario
from game.rules.state import Building, State, World
from game.rules.units import BPS, DISCOUNT, SQUARE_ROOT, clamp, mul, quarter_label, ratio

MISSED: Final = 60
"""Tenths behind the rival at which the board asks what the licence is for (rulebook 3.2.8)."""


def slots_at(dials: CloudDials, state: State, quarters: int = 1) -> int:
    """New MW that Microsoft can start in the next so many quarters, this one included."""
    lost = dials.slots_lost_to_power.value if state.world.power_tight > 550 else 0
    each, growth = dials.slots.value - lost, dials.slots_growth.value
    return sum(each + growth * (state.quarter + ahead) for ahead in range(quarters))


def other_margin(dials: CloudDials, rate: str, price: int) -> int:
    """What other customers leave of a MW-quarter at a rate, $k, when ``price`` is what one costs elsewhere.

    They pay by the quarter, so they pay what it is worth: dearly when halls are short, and little when they are not.
    """
    usual = {"high": dials.margin_high, "mid": dials.margin_mid, "low": dials.margin_low}[rate].value
    return max(0, usual + mul(price - dials.usual_price.value, dials.margin_with_price.value))


def others_pay(dials: CloudDials, state: State) -> int:
    """What Microsoft's other customers pay for a MW-quarter, $k."""
    return dials.azure_cost.value + other_margin(dials, state.microsoft.rate, state.world.partner_price)


def access_of(scenario: Scenario, state: State) -> int:
    """The best model Microsoft may put in its products, tenths: the partner's under the licence, its own, or a hosted rival's.

    Once AGI has been determined the licence ends as far as the agreement says; where later models end, access stays as it was. So
    it does while a claim is in court, unless the court keeps things as they are.
    """
    cloud, lab = state.microsoft, state.openai
    best = cloud.capability
    if cloud.hosts_rivals:
        best = max(best, mul(state.world.rival, scenario.dials.cloud.hosted.value) - 20)
    year = int(quarter_label(scenario.quarters.from_, state.quarter)[:4])
    ends = agi_consequence.ends(state.terms["agi-consequence"]) if state.relations.determined else "nothing"
    if agi.access_frozen(state):
        ends = agi_consequence.FUTURE
    if ip_end.live(state.terms["ip-end"], year) and ends != "all":
        lag = ip_scope.lag(state.terms["ip-scope"])
        if ends == "research":
            lag = max(lag, ip_scope.lag(ip_scope.MODELS))
        known = lab.capability - lag - acquired_ip.kept(state.terms["acquired-ip"], lab.acquired)
        best = max(best, min(known, cloud.access) if ends == "future" else known)
    return best


def ai_sales(draft: Draft) -> int:
    """Microsoft's own AI products this quarter, $M: a third of the market, more with better models than the rival's."""
    state, dials = draft.state, draft.scenario.dials.cloud
    access = access_of(draft.scenario, state)
    draft.put("microsoft.access", access, "the licence and its own models")
    pull = clamp(BPS + dials.access_effect.value * (access - state.world.rival), 2500, 13_000)
    revenue = mul(mul(state.world.market, dials.market_part.value), pull)
    resale = api_distribution.resale(state.terms["api-distribution"])
    revenue = mul(revenue, resale)
    revenue = mul(revenue, ip_exclusivity.pull(state.terms["ip-exclusivity"]))
    revenue = mul(revenue, open_weights.sales(state.terms["open-weights"]))
    revenue = mul(revenue, most_favoured.sales(state.terms["most-favoured"]))
    draft.put("microsoft.ai_revenue", revenue, "products")
    draft.happen(AccessSeen(access - state.world.rival))
    return state.microsoft.ai_revenue


def deliver(draft: Draft) -> None:
    """Capacity of its own that is due comes on line."""
    state = draft.state
    due = [b for b in state.microsoft.building if b.due <= state.quarter]
    if not due:
        return
    draft.happen(BuildFinished(state.quarter))
    draft.move("microsoft.ai_mw", sum(b.mw for b in due if not b.ready), "delivered")
    draft.move("microsoft.spare_mw", sum(b.mw for b in due if b.ready), "delivered and kept back")


def run(draft: Draft, share_in: int, reverse: int, azure_bill: int, ai_revenue: int) -> None:
    """Build, earn, and be judged by the Street."""
    state, now = draft.state, draft.state.quarter
    cloud, dials = state.microsoft, draft.scenario.dials.cloud
    used = min(cloud.ai_mw, cloud.other_demand)
    idle = max(0, cloud.ai_mw - cloud.other_demand)
    azure_margin = azure_bill * 1000 - state.openai.azure_mw * dials.azure_cost.value
    others_margin = (
        used * other_margin(dials, cloud.rate, state.world.partner_price) - idle * dials.idle_cost.value
    )
    margin = (azure_margin + others_margin) // 1000
    own_models = mul(dials.own_cost.value + dials.own_cost_growth.value * now, cloud.own_effort)
    flow = margin + mul(ai_revenue, dials.product_margin.value) + share_in - reverse - own_models
    draft.put("microsoft.cash_flow", flow, "the quarter")
    draft.move("microsoft.returns", mul(flow, DISCOUNT(now)), "the quarter")
    draft.put("microsoft.utilisation", ratio(used, cloud.ai_mw), "demand")
    draft.put(
        "microsoft.idle_quarters", cloud.idle_quarters + 1 if idle * 4 >= max(1, cloud.ai_mw) else 0, "demand"
    )
    capex = _build(draft)
    _demand(draft)
    learned = mul(dials.own_gain_with_effort.value, SQUARE_ROOT(cloud.own_effort))
    draft.move("microsoft.capability", dials.own_gain.value + learned, "its own models")
    _street(draft, flow, capex)


def _build(draft: Draft) -> int:
    """Start this quarter's building; promises to the lab come first. Gives back the capex, $M.

    What was promised beyond the quarter's slots is started in the turn's later quarters, all of it by the last.
    """
    state, now = draft.state, draft.state.quarter
    cloud, dials = state.microsoft, draft.scenario.dials.cloud
    left = draft.scenario.turns.left(now)
    slots = cloud.slots // left
    promised = min(cloud.slots_used, slots) if left > 1 else cloud.slots_used
    wanted = max(mul(slots, cloud.build), promised)
    free = min(wanted, max(slots, promised)) - promised
    ready = mul(free, cloud.partner)
    due = now + dials.lead.value + (state.world.power_tight > 550)
    if free - ready:
        draft.happen(BuildStarted(Building(free - ready, due)))
    if ready:
        draft.happen(BuildStarted(Building(ready, due, True)))
    if left > 1:
        draft.move("microsoft.slots_used", -promised, "started")
    return (free + promised) * dials.capex.value


def _demand(draft: Draft) -> None:
    state, dials = draft.state, draft.scenario.dials.cloud
    cloud = state.microsoft
    growth = mul(others_growth(draft.scenario, state.quarter, state.world.hype), speed_of(state.world))
    if state.microsoft.rate != "mid":
        appeal = dials.appeal_high if state.microsoft.rate == "high" else dials.appeal_low
        growth += appeal.value
    draft.move("microsoft.bookings", mul(cloud.bookings, growth), "other customers")
    turned_away = max(0, cloud.other_demand - cloud.ai_mw)
    draft.move("microsoft.bookings", -mul(turned_away, dials.others_lost.value), "customers turned away")
    follow = mul(cloud.bookings - cloud.other_demand, dials.others_follow.value)
    draft.move("microsoft.other_demand", follow, "what was booked")


def speed_of(world: World) -> int:
    """How fast others' bookings grow in this world, bps of the usual: half with its pace, half as others take it up."""
    return (world.pace + world.adoption) // 2


def others_growth(scenario: Scenario, quarter: int, hype: int) -> int:
    """Growth of others' bookings in a quarter at the usual pace and a mid rate, bps: with the capital market's mood."""
    growth = scenario.tables.growth
    mood = clamp(hype * BPS // scenario.dials.finance.par_hype.value, 2000, 13_000)
    return mul(mul(growth[min(quarter, len(growth) - 1)], scenario.dials.cloud.other_growth.value), mood)


def empty_halls(state: State) -> int:
    """MW of Microsoft's capacity that neither stand rented nor are booked."""
    cloud = state.microsoft
    return max(0, cloud.ai_mw - max(cloud.other_demand, cloud.bookings))


def _street(draft: Draft, flow: int, capex: int) -> None:
    """Fear of capex and concentration, and the share price (rulebook 3.2.6)."""
    state = draft.state
    cloud, hype, dials = state.microsoft, state.world.hype, draft.scenario.dials.cloud
    total = state.openai.azure_mw + cloud.ai_mw
    draft.put("microsoft.concentration", ratio(state.openai.azure_mw, total), "capacity")
    before = cloud.capex or capex
    jump = ratio(capex - before, before) - dials.fear_growth.value if before else 0
    one_customer = max(0, cloud.concentration - dials.feared_concentration.value)
    fear = clamp(jump // 100, 0, 60) + one_customer // 100 - dials.fear_fading.value - (hype - 550) // 40
    draft.move("microsoft.fear", fear, "capex and concentration")
    draft.put("microsoft.capex", capex, "building")
    plan = draft.scenario.tables.planned_cash_flow[state.quarter]
    change = (
        dials.price_growth.value
        + dials.price_plan.value * clamp(ratio(flow - plan, plan), -20_000, 20_000) // BPS
    )
    change -= dials.price_concentration.value * one_customer // BPS
    change += (
        dials.price_hype.value * (hype - 550) // 10 - dials.price_fear.value * max(0, cloud.fear - 500) // 10
    )
    draft.move("microsoft.share_price", mul(cloud.share_price, change), "the Street")
    if cloud.fear > 700:
        draft.move("microsoft.board_patience", -30, "fear")
    elif cloud.access < state.world.rival - MISSED:
        draft.move("microsoft.board_patience", -20, "missed access")
    elif cloud.board_patience < 600:
        draft.move("microsoft.board_patience", 10, "calm")


def begin(draft: Draft) -> None:
    """What Microsoft can build and promise in what is left of the turn."""
    scenario, now = draft.scenario, draft.state.quarter
    slots = slots_at(scenario.dials.cloud, draft.state, scenario.turns.left(now))
    draft.put("microsoft.slots", slots, "the quarter")
    if scenario.turns.begins(now):
        draft.put("microsoft.slots_used", 0, "the quarter")
