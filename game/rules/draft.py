"""A decision on its way: the state being changed by it, and the facts that change it.

Concerns never write to a state. They say what happens; each fact is carried out on the draft at once, so that what comes
later in the same decision sees it.
"""

from __future__ import annotations

from game.rules.chance import Chance
from game.rules.events import Change
from game.rules.facts import Fact, Moved, Set
from game.rules.scenario import Scenario
from game.rules.state import Pending, State
from game.rules.stats import STATS
from game.rules.units import Seat


class Draft:
    """What one decision does. ``seat`` is who decides; ``state`` belongs to the draft."""

    __slots__ = ("chance", "facts", "scenario", "seat", "state")

    def __init__(self, scenario: Scenario, state: State, seat: Seat, chance: Chance) -> None:
        self.scenario = scenario
        self.state = state.copy()
        self.seat = seat
        self.chance = chance
        self.facts: list[Fact] = []

    def happen(self, fact: Fact) -> None:
        """Carry a fact out and keep it."""
        fact.change(self.state)
        self.facts.append(fact)

    def move(self, name: str, by: int, why: str) -> int:
        """Move a stat (raw units), held within its range; gives back by how much it really moved.

        What is dear rises by the part of ``by`` that it is short of its ceiling.
        """
        if not by:
            return 0
        stat = STATS[name]
        section = getattr(self.state, stat.section)
        old: int = getattr(section, stat.field)
        if by > 0 and stat.dear and old > stat.dear:
            by = by * (stat.high - old) // (stat.high - stat.dear)
        new = old + by
        if new < stat.low:
            new = stat.low
        elif new > stat.high:
            new = stat.high
        if new != old:
            setattr(section, stat.field, new)
            self.facts.append(Moved(name, new - old, why))
        return new - old

    def put(self, name: str, value: int, why: str) -> None:
        """Set a stat to a value (raw units)."""
        stat = STATS[name]
        self.move(name, value - getattr(getattr(self.state, stat.section), stat.field), why)

    def alter(self, change: Change, why: str) -> None:
        """Carry out a scenario's change (in the unit shown); a timed one is set to move back."""
        raw = change.by * STATS[change.change].scale
        moved = self.move(change.change, raw, why)
        if change.for_ and moved:
            self.later(change.for_, change.change, -moved, f"{why}, over")

    def later(self, quarters: int, stat: str, by: int, why: str, odds: int = 100, coin: str = "") -> None:
        """Set a change (raw units) in motion that arrives in so many quarters, or does with ``odds`` in percent."""
        due = self.state.quarter + quarters
        self.happen(Set(pending=Pending(due=due, stat=stat, by=by, why=why, odds=odds, coin=coin)))
