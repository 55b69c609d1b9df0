"""What the world would pay, and how much of it comes here (rulebook 3.2.6)."""

from __future__ import annotations

from typing import Final

import msgspec

from game.rules.agreement import api_distribution, most_favoured, open_weights, third_party_products
from game.rules.draft import Draft
from game.rules.research import serving_mw
from game.rules.units import BPS, clamp, mul

STAR: Final = 4700
"""The share, bps, that a lab level with its rival drifts to."""
STAR_PER_TENTH: Final = 16
STANCE_STAR: Final = {"premium": -150, "standard": 0, "war": 250}
STANCE_YIELD: Final = {"premium": 10_800, "standard": 10_000, "war": 8_500}
"""What a price stance does to the share drifted to (bps), and to what a serving MW earns (bps)."""
DRIFT: Final = 2200
CHURN: Final = 1600
"""How fast share follows its star, and how much of it unserved customers take with them, bps a quarter."""


class Sales(msgspec.Struct, frozen=True):
    """The quarter's demand and sales, $M; ``unserved`` in bps of demand."""

    demand: int
    revenue: int
    unserved: int


def run(draft: Draft, gain: int) -> Sales:
    """Grow the market, move the share, sell what can be served."""
    state, tables = draft.state, draft.scenario.tables
    lab, world, now = state.openai, state.world, state.quarter
    growth = mul(mul(tables.growth[now], world.pace), 6000 + 4000 * max(gain, 30) // 30)
    draft.move("world.market", mul(world.market, growth), "growth")
    reach = api_distribution.reach(state.terms["api-distribution"])
    reach += third_party_products.reach(state.terms["third-party-products"])
    reach += most_favoured.reach(state.terms["most-favoured"])
    star = (
        STAR + STAR_PER_TENTH * (lab.capability - world.rival) + STANCE_STAR[lab.stance] + lab.brand + reach
    )
    draft.move("openai.share", mul(clamp(star, 1800, 7200) - lab.share, DRIFT), "customers compare")
    demand = mul(world.market, lab.share)
    yield_per_mw = mul(tables.revenue_per_mw[now], STANCE_YIELD[lab.stance])
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
    draft.move("openai.share", -mul(mul(lab.share, CHURN), unserved), "customers turned away")
    draft.move("openai.brand", -(lab.brand // 5), "people forget")
    draft.move("openai.brand", open_weights.goodwill(state.terms["open-weights"]), "open weights")
    draft.put(
        "openai.profit_potential",
        4 * demand * (BPS - 3000 * BPS // tables.revenue_per_mw[now]) // BPS,
        "demand",
    )
    return Sales(demand, revenue, unserved)
