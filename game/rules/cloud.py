"""Microsoft's quarter: building, other customers, its own models and products, the share price (rulebook 3.1.2, 3.2.6)."""

from __future__ import annotations

from typing import Final

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
from game.rules.draft import Draft
from game.rules.facts import AccessSeen, BuildFinished, BuildStarted
from game.rules.state import Building, State
from game.rules.units import BPS, DISCOUNT, SQUARE_ROOT, clamp, mul, quarter_label, ratio

SLOTS: Final = 330
SLOTS_GROWTH: Final = 70
SLOTS_LOST_TO_POWER: Final = 60
LEAD: Final = 4
CAPEX: Final = 38
"""$M a MW."""
AZURE_COST: Final = 2600
OTHER_MARGIN: Final = {"high": 1050, "mid": 950, "low": 830}
OTHER_APPEAL: Final = {"high": -300, "mid": 0, "low": 250}
"""$k a MW-quarter earned from other customers at a rate, and what the rate does to their demand, bps a quarter."""
IDLE_COST: Final = 2300
MARKET_PART: Final = 3300
MARGIN: Final = 3000
ACCESS_EFFECT: Final = 22
"""Bps of its AI revenue for each tenth its access is ahead of the rival."""
HOSTED: Final = 9700
OTHER_GROWTH: Final = 1050


def slots_at(state: State, quarters: int = 1) -> int:
    """New MW that Microsoft can start in the next so many quarters, this one included."""
    lost = SLOTS_LOST_TO_POWER if state.world.power_tight > 550 else 0
    return sum(SLOTS + SLOTS_GROWTH * (state.quarter + ahead) - lost for ahead in range(quarters))


def others_pay(state: State) -> int:
    """What Microsoft's other customers pay for a MW-quarter, $k."""
    return AZURE_COST + OTHER_MARGIN[state.microsoft.rate]


def access_of(state: State, first: str) -> int:
    """The best model Microsoft may put in its products, tenths: the partner's under the licence, its own, or a hosted rival's.

    Once AGI has been determined the licence ends as far as the agreement says; where later models end, access stays as it was.
    """
    cloud, lab = state.microsoft, state.openai
    best = cloud.capability
    if cloud.hosts_rivals:
        best = max(best, mul(state.world.rival, HOSTED) - 20)
    year = int(quarter_label(first, state.quarter)[:4])
    ends = agi_consequence.ends(state.terms["agi-consequence"]) if state.relations.determined else "nothing"
    if ip_end.live(state.terms["ip-end"], year) and ends != "all":
        lag = ip_scope.lag(state.terms["ip-scope"])
        if ends == "research":
            lag = max(lag, ip_scope.lag(ip_scope.MODELS))
        known = lab.capability - lag - acquired_ip.kept(state.terms["acquired-ip"], lab.acquired)
        best = max(best, min(known, cloud.access) if ends == "future" else known)
    return best


def ai_sales(draft: Draft) -> int:
    """Microsoft's own AI products this quarter, $M: a third of the market, more with better models than the rival's."""
    state = draft.state
    access = access_of(state, draft.scenario.quarters.from_)
    draft.put("microsoft.access", access, "the licence and its own models")
    pull = clamp(BPS + ACCESS_EFFECT * (access - state.world.rival), 2500, 13_000)
    revenue = mul(mul(state.world.market, MARKET_PART), pull)
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
    cloud = state.microsoft
    used = min(cloud.ai_mw, cloud.other_demand)
    idle = max(0, cloud.ai_mw - cloud.other_demand)
    azure_margin = azure_bill * 1000 - state.openai.azure_mw * AZURE_COST
    margin = (azure_margin + used * OTHER_MARGIN[cloud.rate] - idle * IDLE_COST) // 1000
    own_models = mul(1100 + 120 * now, cloud.own_effort)
    flow = margin + mul(ai_revenue, MARGIN) + share_in - reverse - own_models
    draft.put("microsoft.cash_flow", flow, "the quarter")
    draft.move("microsoft.returns", mul(flow, DISCOUNT(now)), "the quarter")
    draft.put("microsoft.utilisation", ratio(used, cloud.ai_mw), "demand")
    draft.put(
        "microsoft.idle_quarters", cloud.idle_quarters + 1 if idle * 4 >= max(1, cloud.ai_mw) else 0, "demand"
    )
    capex = _build(draft)
    _demand(draft)
    draft.move("microsoft.capability", 13 + mul(22, SQUARE_ROOT(cloud.own_effort)), "its own models")
    _street(draft, flow, capex)


def _build(draft: Draft) -> int:
    """Start this quarter's building; promises to the lab come first. Gives back the capex, $M.

    What was promised beyond the quarter's slots is started in the turn's later quarters, all of it by the last.
    """
    state, now = draft.state, draft.state.quarter
    cloud, left = state.microsoft, draft.scenario.turns.left(now)
    slots = cloud.slots // left
    promised = min(cloud.slots_used, slots) if left > 1 else cloud.slots_used
    wanted = max(mul(slots, cloud.build), promised)
    free = min(wanted, max(slots, promised)) - promised
    ready = mul(free, cloud.partner)
    due = now + LEAD + (state.world.power_tight > 550)
    if free - ready:
        draft.happen(BuildStarted(Building(free - ready, due)))
    if ready:
        draft.happen(BuildStarted(Building(ready, due, True)))
    if left > 1:
        draft.move("microsoft.slots_used", -promised, "started")
    return (free + promised) * CAPEX


def _demand(draft: Draft) -> None:
    state = draft.state
    mood = clamp(state.world.hype * BPS // 580, 2000, 13_000)
    growth = mul(mul(OTHER_GROWTH, state.world.pace), mood) + OTHER_APPEAL[state.microsoft.rate]
    draft.move("microsoft.other_demand", mul(state.microsoft.other_demand, growth), "other customers")


def _street(draft: Draft, flow: int, capex: int) -> None:
    """Fear of capex and concentration, and the share price (rulebook 3.2.6)."""
    state = draft.state
    cloud, hype = state.microsoft, state.world.hype
    total = state.openai.azure_mw + cloud.ai_mw
    draft.put("microsoft.concentration", ratio(state.openai.azure_mw, total), "capacity")
    before = cloud.capex or capex
    jump = ratio(capex - before, before) - 800 if before else 0
    fear = clamp(jump // 100, 0, 60) + max(0, cloud.concentration - 3300) // 100 - 15 - (hype - 550) // 40
    draft.move("microsoft.fear", fear, "capex and concentration")
    draft.put("microsoft.capex", capex, "building")
    plan = draft.scenario.tables.planned_cash_flow[state.quarter]
    change = 180 + 180 * clamp(ratio(flow - plan, plan), -20_000, 20_000) // BPS
    change -= 350 * max(0, cloud.concentration - 3300) // BPS
    change += 6 * (hype - 550) // 10 - 3 * max(0, cloud.fear - 500) // 10
    draft.move("microsoft.share_price", mul(cloud.share_price, change), "the Street")
    if cloud.fear > 700:
        draft.move("microsoft.board_patience", -30, "fear")
    elif cloud.board_patience < 600:
        draft.move("microsoft.board_patience", 10, "calm")


def begin(draft: Draft) -> None:
    """What Microsoft can build and promise in what is left of the turn."""
    turns, now = draft.scenario.turns, draft.state.quarter
    draft.put("microsoft.slots", slots_at(draft.state, turns.left(now)), "the quarter")
    if turns.begins(now):
        draft.put("microsoft.slots_used", 0, "the quarter")
