"""What nobody decides: the capital market's mood, power, and the price of capacity elsewhere (rulebook 3.1.3)."""

from __future__ import annotations

from typing import Final

from game.rules.draft import Draft

HYPE_MEAN: Final = 570
CRASH: Final = 350
CRASH_DEPTH: Final = 260
"""3.5 % a quarter that the capital market loses 26 points of its mood."""


def capital_market(draft: Draft) -> None:
    """Hype wanders, returns to its mean, and now and then crashes; outside power and prices follow (rulebook 3.1.3)."""
    state, chance = draft.state, draft.chance
    world, now = state.world, state.quarter
    drift = chance.normal((HYPE_MEAN - world.hype) * 8 // 100, 40, "hype", now)
    draft.move("world.hype", drift, "the market's mood")
    if chance.hit(CRASH, "crash", now):
        draft.move("world.hype", -CRASH_DEPTH, "a crash")
    draft.move("world.power_tight", chance.normal(12, 40, "power", now), "the grid")
    noise = chance.normal(0, 200, "price", now) + 4 * (world.power_tight - 300) // 10
    draft.move("world.partner_price", world.partner_price * noise // 10_000, "the market")
    if world.hype > 900:
        draft.move("world.hype", -20, "nothing is that good")
