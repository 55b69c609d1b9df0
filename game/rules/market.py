"""What the world would pay, and how much of it comes here (rulebook 3.2.6)."""

from __future__ import annotations

import msgspec

from game.rules.agreement import api_distribution, most_favoured, open_weights, third_party_products
from game.rules.dials import MarketDials
from game.rules.draft import Draft
from game.rules.research import serving_mw
from game.rules.units import BPS, clamp, mul


class Sales(msgspec.Struct, frozen=True):
    """The quarter's demand and sales, $M; ``unserved`` in bps of demand."""

    demand: int
    revenue: int
    unserved: int


def level_with(dials: MarketDials, lead: int) -> int:
    """The share, bps, that a lab so many tenths ahead of its rival drifts to, with nothing else to say for it."""
    return dials.level_share.value + dials.share_per_tenth.value * lead


def stance_of(dials: MarketDials, stance: str) -> tuple[int, int]:
    """What a price stance does to the share drifted to, and to what a serving MW earns, bps."""
    if stance == "premium":
        return dials.premium_share.value, dials.premium_yield.value
    if stance == "war":
        return dials.war_share.value, dials.war_yield.value
    return 0, BPS


def run(draft: Draft, gain: int) -> Sales:
    """Grow the market, move the share, sell what can be served."""
    state, tables, dials = draft.state, draft.scenario.tables, draft.scenario.dials.market
    lab, world, now = state.openai, state.world, state.quarter
    pace = draft.scenario.dials.research.gain.value
    with_gain = dials.growth_with_gain.value * max(gain, pace) // pace
    growth = mul(mul(tables.growth[now], world.pace), dials.growth.value + with_gain)
    draft.move("world.market", mul(world.market, growth), "growth")
    reach = api_distribution.reach(state.terms["api-distribution"])
    reach += third_party_products.reach(state.terms["third-party-products"])
    reach += most_favoured.reach(state.terms["most-favoured"])
    appeal, stance_yield = stance_of(dials, lab.stance)
    star = level_with(dials, lab.capability - world.rival) + appeal + lab.brand + reach
    star = clamp(star, dials.least_share.value, dials.most_share.value)
    draft.move("openai.share", mul(star - lab.share, dials.drift.value), "customers compare")
    demand = mul(mul(world.market, lab.share), world.appetite)
    yield_per_mw = mul(tables.revenue_per_mw[now], stance_yield)
    served = serving_mw(state) * yield_per_mw // 1000
    revenue = min(demand, served)
    unserved = max(0, BPS - revenue * BPS // demand) if demand else 0
    draft.put("openai.unserved", unserved, "demand against capacity")
    draft.move("openai.unserved_sum", unserved, "demand against capacity")
    draft.move("openai.unserved_year", (unserved - lab.unserved_year) // 4, "demand against capacity")
    idle = max(0, BPS - demand * BPS // served) if served else 0
    draft.put("openai.idle", idle, "demand against capacity")
    draft.move("openai.idle_sum", idle, "demand against capacity")
    draft.put("openai.revenue", revenue, "sales")
    draft.move("openai.share", -mul(mul(lab.share, dials.churn.value), unserved), "customers turned away")
    draft.move("openai.brand", -(lab.brand // 5), "people forget")
    draft.move("openai.brand", open_weights.goodwill(state.terms["open-weights"]), "open weights")
    draft.put(
        "openai.profit_potential",
        4 * demand * (BPS - 3000 * BPS // tables.revenue_per_mw[now]) // BPS,
        "demand",
    )
    return Sales(demand, revenue, unserved)
