"""What to offer next to somebody who may say yes: chances of acceptance, and backwards through the rounds that are left.

What the other side holds out for is read from what its own offers left itself; how likely it signs follows from that, and with
those chances an offer now is weighed against everything that may still be said. The end is what walking away is worth.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from game.bargaining.packages import Frontier
from game.rules.units import BPS, LOGISTIC, clamp, mul

OPENS: Final = 5000
"""What somebody unknown is thought to hold out for at first, bps of what both could gain."""
ENDS: Final = 3000
"""What it is thought to hold out for at the end, bps of the same."""
UNSURE: Final = 1600
"""By how much one may be wrong about either, a standard deviation in bps of the same."""
STEEP: Final = 170
"""A standard deviation in hundredths of the logistic's own unit."""
SEEN: Final = 7500
"""How far what an offer left its maker is believed against what one presumed, bps."""
AWKWARD: Final = 8500
"""What an answer of theirs leaves of the best for oneself that would do for them, bps."""
REFUSED: Final = 300
"""By how much more than what it refused last somebody holds out for, bps of what both could gain."""
LOOKED_AT: Final = 40
"""The most offers that are considered."""


class Hold(NamedTuple):
    """What the other side seems to hold out for, $ millions: now, and when the last word is spoken."""

    now: int
    last: int
    unsure: int

    def at(self, left: int, rounds: int) -> int:
        """The same with so many of the rounds left."""
        return self.last + (self.now - self.last) * left // max(1, rounds)

    def chance(self, gain: int, left: int, rounds: int) -> int:
        """How likely it signs for such a gain, bps."""
        return LOGISTIC((gain - self.at(left, rounds)) * STEEP // max(1, self.unsure))


class Spot(NamedTuple):
    """An offer that could be made: what it gains oneself and seems to gain them, $ millions, and where it stands on its frontier."""

    own: int
    theirs: int
    at: int


class Considered(NamedTuple):
    """An offer that was weighed: what it gains oneself and seems to gain them, the chance that it is signed, bps, and what
    making it is worth with everything that may follow, $ millions."""

    own: int
    theirs: int
    chance: int
    value: int


class Plan(NamedTuple):
    """What it comes to: what talking on is worth, and the offers weighed, best first."""

    value: int
    considered: tuple[Considered, ...]


def hold_of(pie: int, left: Sequence[int], refused: int | None = None) -> Hold:
    """What somebody holds out for whose offers ``left`` itself so much, in their order, and who ``refused`` so much at an
    earlier table; ``pie`` is what both could gain."""
    now, last = mul(pie, OPENS), mul(pie, ENDS)
    if left:
        now += mul(clamp(left[-1], 0, pie) - now, SEEN)
    if len(left) > 1:  # whoever gives way fast is expected to go on
        step = max(0, left[0] - left[-1]) // (len(left) - 1)
        last = (last + now - 2 * step) // 2
    if refused is not None:
        last = max(last, refused + mul(pie, REFUSED))
    return Hold(max(now, last), clamp(last, 0, max(now, last)), mul(pie, UNSURE))


def spots_of(frontier: Frontier) -> tuple[Spot, ...]:
    """So many places along a frontier that no other betters, best for oneself first, evenly by what they leave the other side."""
    left = np.flatnonzero((frontier.own > 0) & (frontier.theirs > 0))
    theirs = frontier.theirs[left]
    better = left[np.diff(np.maximum.accumulate(theirs), prepend=0) > 0]
    if better.size > LOOKED_AT:
        levels = frontier.theirs[better]
        wanted = levels[0] + (levels[-1] - levels[0]) * np.arange(LOOKED_AT) // (LOOKED_AT - 1)
        better = better[np.unique(np.searchsorted(levels, wanted))]
    return tuple(Spot(int(frontier.own[at]), int(frontier.theirs[at]), int(at)) for at in better)


def plan(spots: Sequence[Spot], hold: Hold, rounds: int, walking: int) -> Plan:
    """How to go on with so many rounds left and oneself to speak; ``walking`` is what leaving is worth."""
    value = walking
    considered: tuple[Considered, ...] = ()
    for left in range(rounds % 2, rounds + 1, 2) if rounds else ():
        if not left:
            continue
        value, considered = _turn(spots, hold, left, rounds, walking, value)
    return Plan(value, considered)


def _turn(
    spots: Sequence[Spot], hold: Hold, left: int, rounds: int, walking: int, later: int
) -> tuple[int, tuple[Considered, ...]]:
    """The best of one's own turns with so many rounds left, when the one after it is worth ``later``."""
    refused = walking
    if left > 1:  # they answer, and one signs that or goes on
        theirs = hold.at(left - 1, rounds)
        answer = max((spot.own for spot in spots if spot.theirs >= theirs), default=0)
        refused = max(later, mul(answer, AWKWARD))
    found = []
    for spot in spots:
        chance = hold.chance(spot.theirs, left - 1, rounds)
        value = mul(spot.own, chance) + mul(refused, BPS - chance)
        found.append(Considered(spot.own, spot.theirs, chance, value))
    found.sort(key=lambda one: (-one.value, -one.theirs))
    best = found[0].value if found else walking
    return max(best, walking), tuple(found)
