"""What a desk asks, tells and lets slip with the attention it has left (rulebook 3.2.3). Each kind has one habit, and few leak."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from game.players.mind import Mind
from game.rules.decisions import Act
from game.rules.information import BACK_CHANNEL, FRANK, YEAR
from game.rules.units import MICROSOFT, OPENAI, other

ASKS: Final = {
    (MICROSOFT, "deal-lawyer"): "agi-or-licence",
    (MICROSOFT, "hedger"): "lab",
    (MICROSOFT, "capex-sceptic"): "money",
    (OPENAI, "safety-hawk"): "agi-or-licence",
    (OPENAI, "independent"): "spare",
    (OPENAI, "cash-starved"): "share-or-compute",
}
"""What a kind asks over the back-channel, once a year."""
TELLS: Final = {
    (MICROSOFT, "dealmaker"): "priorities",
    (MICROSOFT, "capex-sceptic"): "cash",
    (OPENAI, "dealmaker"): "priorities",
    (OPENAI, "safety-hawk"): "capability",
}
"""What a kind discloses at the beginning of a year in which it is not trusted enough."""
LEAKS: Final = {(MICROSOFT, "empire-builder"): "safety-up", (OPENAI, "empire-builder"): "antitrust-up"}
"""What a kind lets slip when the quarrel is public anyway and there is no trust left to lose."""
WANTING: Final = 550
"""Trust of the other side, tenths of a point, below which candour is worth while."""
SOUR: Final = 350
QUARREL: Final = 300
INDISCRETION: Final = 1500
"""How often, bps, a kind that leaks does so in such a quarter."""


def wishes(mind: Mind) -> Iterator[Act]:
    """In the order in which it would do them."""
    view = mind.view
    if not mind.skill.models:
        return
    kind = (view.seat, mind.temper.id)
    theirs = view.number(f"relations.{other(view.seat)}_trust")
    lately = any(
        found.source == BACK_CHANNEL and found.quarter > view.quarter - YEAR for found in view.learned
    )
    if kind in TELLS and view.quarter % YEAR == 0 and theirs < WANTING:
        yield Act(action="disclose", about=TELLS[kind])
    if kind in ASKS and not lately and theirs >= FRANK:
        yield Act(action="back-channel", about=ASKS[kind])
    sour = view.number(f"relations.{view.seat}_trust") < SOUR and view.number("relations.friction") >= QUARREL
    if kind in LEAKS and sour and mind.chance.hit(INDISCRETION, "leak", view.label):
        yield Act(action="leak", about=LEAKS[kind])
