"""What a mind writes down while it decides, for whoever opens the glass box after the game.

Nothing that decides reads it. What is written is what was computed: no formula stands twice.
"""

from __future__ import annotations

from typing import NamedTuple

from game.rules.decisions import Decision, Package


class Way(NamedTuple):
    """One thing that could have been done, and what it seemed worth: ``unit`` is "$M", "points" (hundredths of a
    point of its own score), or "score" for a mark that is only good to compare."""

    decision: Decision
    worth: int
    unit: str = "$M"


class Tried(NamedTuple):
    """A way of going on that was thought through, and what came of it beside the other way, hundredths of a point of its score."""

    way: tuple[tuple[str, str], ...]
    """What was otherwise than usual: the fields of a lean. Nothing: as usual."""
    points: int
    than: tuple[tuple[str, str], ...] | None = None
    """The other way, where the points are what it was better by."""


class Workings:
    """One mind's notes on one question."""

    def __init__(self) -> None:
        self.ways: list[Way] = []
        self.figures: dict[str, int] = {}
        """What it reckoned on the way, by name (``game.debrief.glass.at_desk`` has the words and the units)."""
        self.tried: list[Tried] = []
        self.offered = ""
        """How it came to its last offer: "nearest", "best", "on-condition", "by-clause"."""
        self.held: Package = ()
        """What had to be in that offer: a clause somebody asked the price of, or called not negotiable."""
        self.how = ""
        """How its desk came to an act, where that was not the usual way: "word"."""

    def weigh(self, decision: Decision, worth: int, unit: str = "$M") -> None:
        """Note a way and its worth."""
        self.ways.append(Way(decision, worth, unit))

    def note(self, **figures: int) -> None:
        """Note figures; of one that is reckoned again the last stands."""
        self.figures.update(figures)
