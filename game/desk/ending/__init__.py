"""What the end says of a game in a sentence: what is not known of par, and what nobody was told."""

from __future__ import annotations

from typing import Final

from game.rules.state import State

UNKNOWN: Final = "Par is not known; the grade is by what bots usually reach in this seat."


def world_words(state: State) -> str:
    """How the world ran, and where the bar stood."""
    return (
        f"The world ran at {state.world.pace // 100} % of the usual pace; the AGI bar stood at {state.world.theta:,}. "
        "Nobody was told."
    )
