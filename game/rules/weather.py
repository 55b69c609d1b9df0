"""What nobody decides: the capital market's mood, power, and the price of capacity elsewhere (rulebook 3.1.3)."""

from __future__ import annotations

from game.rules.dials import WeatherDials
from game.rules.draft import Draft
from game.rules.units import BPS, mul


def capital_market(draft: Draft) -> None:
    """Hype wanders, returns to its mean, and now and then crashes; outside power and prices follow (rulebook 3.1.3)."""
    state, chance = draft.state, draft.chance
    world, now, dials = state.world, state.quarter, draft.scenario.dials.weather
    home = (dials.hype_mean.value - world.hype) * dials.hype_return.value // 100
    drift = chance.normal(home, dials.hype_deviation.value, "hype", now)
    draft.move("world.hype", drift, "the market's mood")
    if _crashes(draft, now):
        draft.move("world.hype", -dials.crash_depth.value, "a crash")
    tighter = chance.normal(dials.power_drift.value, dials.power_deviation.value, "power", now)
    tighter += dials.power_with_appetite.value * (world.appetite - BPS) // 1000
    draft.move("world.power_tight", tighter, "the grid")
    noise = chance.normal(0, dials.price_deviation.value, "price", now)
    noise += dials.price_power.value * (world.power_tight - 300) // 10
    home = dials.price_home.value + mul(
        mul(dials.price_home.value, dials.price_with_appetite.value), world.appetite - BPS
    )
    noise += dials.price_return.value * (home - world.partner_price) * 100 // world.partner_price
    draft.move("world.partner_price", world.partner_price * noise // 10_000, "the market")
    if world.hype > 900:
        draft.move("world.hype", -20, "nothing is that good")


def _crashes(draft: Draft, quarter: int) -> bool:
    """Whether the capital market crashes at the end of a quarter."""
    return draft.chance.hit(draft.scenario.dials.weather.crash.value, "crash", quarter)


def appetite(draft: Draft) -> None:
    """Demand runs ahead of its trend and falls behind it: new uses lift it, hype carries it, a crash sinks it.

    It moves after the quarter has been planned. Halls take a year and more to build, so a boom finds too few of them and a bust
    too many.
    """
    state, chance = draft.state, draft.chance
    world, now, dials = state.world, state.quarter, draft.scenario.dials.weather
    before, frontier = world.appetite, max(state.openai.capability, world.rival)
    gained = frontier - world.frontier if world.frontier else 0
    draft.put("world.frontier", frontier, "the race")
    home = (usual_appetite(dials, world.hype) - before) * dials.appetite_return.value // 100
    drift = chance.normal(home, dials.appetite_deviation.value, "appetite", now)
    draft.move("world.appetite", drift, "fashion")
    if gained > 0 and chance.hit(dials.surge.value * gained // 30, "surge", now):
        size = chance.normal(dials.surge_size.value, dials.surge_deviation.value, "surge-size", now)
        draft.move("world.appetite", max(0, size), "a new use")
    if now and _crashes(draft, now - 1):
        draft.move("world.appetite", -dials.crash_appetite.value, "a crash")
    booked = state.microsoft.bookings
    draft.move("microsoft.bookings", mul(booked, world.appetite * BPS // before) - booked, "appetite")


def usual_appetite(dials: WeatherDials, hype: int) -> int:
    """The appetite, bps, that a mood of the capital market leads to if nothing else happens."""
    return BPS + dials.appetite_with_hype.value * (hype - dials.hype_mean.value) // 10
