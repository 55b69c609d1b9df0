"""What a level of skill is made of (rulebook 3.4.5). Skill is care, imagination and patience; it is never a bonus."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


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
    way: int
    """How far from the one to the other it goes at one table, bps: the Intern forgets that there will be others."""


SKILLS: Final = {
    1: Skill(noise=2000, models=False, breadth=3, opens=5500, floor=500, way=10_000),
    2: Skill(noise=1200, models=True, breadth=3, opens=7800, floor=1000, way=9000),
    3: Skill(noise=600, models=True, kinds=True, breadth=8, opens=6800, floor=2200, way=9000),
}
