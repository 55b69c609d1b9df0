"""What a level of skill is made of (rulebook 3.4.5). Skill is care, imagination and patience; it is never a bonus."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Desk = Literal["paper", "thumb", "forecast"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill:
    """The knobs (rulebook 3.4.5)."""

    noise: int
    """By how much it misjudges each clause: a standard deviation in bps, drawn once a game."""
    models: bool
    """Whether it thinks of the other side: then it gives what is cheap to it and dear to them."""
    breadth: int
    """The most clauses it changes in one proposal."""
    opens: int
    """What it opens with, bps of the most it thinks it could get."""
    floor: int
    """What it walks away from, bps of the same."""
    kinds: bool = False
    """Whether it asks itself who the other side is (:mod:`game.bargaining.kinds`). What it opens with and walks away from are
    then parts of what both together could gain."""
    searches: bool = False
    """Whether it weighs each offer by the chance that it is signed and by what may follow (:mod:`game.bargaining.gambits`)."""
    way: int
    """How far from the one to the other it goes at one table, bps: the Intern forgets that there will be others."""
    desk: Desk = "forecast"
    """How it runs its quarter (rulebook 3.4.6): by a plan on paper and what is short today, by rules of thumb that look ahead, or
    by a forecast of its own score."""


SKILLS: Final = {
    1: Skill(noise=2000, models=False, breadth=3, opens=3000, floor=500, way=10_000, desk="paper"),
    2: Skill(noise=1200, models=True, breadth=3, opens=7800, floor=1000, way=9000, desk="thumb"),
    3: Skill(noise=600, models=True, kinds=True, breadth=8, opens=7600, floor=3800, way=9000),
    4: Skill(noise=300, models=True, kinds=True, searches=True, breadth=10, opens=7600, floor=3000, way=9000),
    5: Skill(noise=0, models=True, kinds=True, searches=True, breadth=10, opens=7600, floor=3000, way=9000),
}
