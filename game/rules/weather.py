"""What nobody decides: the capital market's mood, power, and the price of capacity elsewhere (rulebook 3.1.3)."""

from __future__ import annotations

from game.rules.draft import Draft


def capital_market(draft: Draft) -> None:
    """Hype wanders, returns to its mean, and now and then crashes; outside power and prices follow (rulebook 3.1.3)."""
    state, chance = draft.state, draft.chance
    world, now, dials = state.world, state.quarter, draft.scenario.dials.weather
    home = (dials.hype_mean.value - world.hype) * dials.hype_return.value // 100
    drift = chance.normal(home, dials.hype_deviation.value, "hype", now)
    draft.move("world.hype", drift, "the market's mood")
    if chance.hit(dials.crash.value, "crash", now):
        draft.move("world.hype", -dials.crash_depth.value, "a crash")
    tighter = chance.normal(dials.power_drift.value, dials.power_deviation.value, "power", now)
    draft.move("world.power_tight", tighter, "the grid")
    noise = chance.normal(0, dials.price_deviation.value, "price", now)
    noise += dials.price_power.value * (world.power_tight - 300) // 10
    draft.move("world.partner_price", world.partner_price * noise // 10_000, "the market")
    if world.hype > 900:
        draft.move("world.hype", -20, "nothing is that good")
