"""Dates in a scenario that something rides on, met or missed (rulebook 3.3.2)."""

from __future__ import annotations

from game.rules.conditions import all_hold
from game.rules.draft import Draft
from game.rules.effects import bring_about
from game.rules.facts import DeadlinePassed


def deadlines(draft: Draft) -> None:
    """Dates that fall in this quarter: met or missed, with what hangs on it."""
    state = draft.state
    for deadline in draft.scenario.deadlines:
        if deadline.quarter == state.quarter and deadline.id not in state.met:
            met = all_hold(deadline.needs, state)
            draft.happen(DeadlinePassed(deadline.id, met))
            for index, effect in enumerate(deadline.met if met else deadline.missed):
                bring_about(draft, effect, deadline.title, f"{deadline.id}/{index}")
