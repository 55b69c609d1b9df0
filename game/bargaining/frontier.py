"""The exact frontier over all packages, and what theory would pick from it (rulebook 3.6.5, 6.1).

Nothing is approximated and nothing is left out: blocks are filtered first, because worth is additive over them, and then merged
two by two, keeping what no other package betters. :mod:`game.bargaining.packages` answers what a seat would propose, a few
clauses at a time; this module answers what there was to be had. Gains are whole $ millions over the agreement in force.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.bargaining.tables import NEVER, Book, Gains, Layout, Point
from game.rules.units import BPS

_Ints = NDArray[np.int64]

MOST: Final = 3_000_000_000
"""Gains stay below this, $ millions, so that the product of two fits a machine's integer."""
CHUNK: Final = 1 << 17
"""So many sums are looked at in one go, which bounds the memory a merge takes."""
DENSE: Final = 1 << 19
"""The widest range of gains that is laid out cell by cell: four numbers of eight bytes a cell."""
FEW: Final = 512
"""Fewer sums than this are sorted at once; of more the hopeless are thrown out first."""
_STRIPS: Final = 4096


@dataclass(frozen=True, slots=True, eq=False)
class Pareto:
    """Every outcome that no package betters: more for one seat is less for the other all along it.

    The arrays run from what is best for the first seat (``own``) to what is best for the second (``theirs``). An outcome that
    several packages give appears once, with the one that changes fewest clauses. Choices give back a place in the arrays, and
    where two places do equally well: the larger sum, then the larger smaller gain, then what is better for the first seat.
    """

    own: _Ints
    theirs: _Ints
    places: _Ints
    """A row an outcome, a column a block: where its package stands in each table."""

    def __len__(self) -> int:
        return int(self.own.size)

    def gains(self, at: int) -> tuple[int, int]:
        """What both seats gain at a place."""
        return int(self.own[at]), int(self.theirs[at])

    def point(self, at: int) -> Point:
        """The agreement of a place; :meth:`~game.bargaining.tables.Layout.package` tells what it changes."""
        return tuple(int(place) for place in self.places[at])

    def nash(self) -> int | None:
        """Where the product of both gains is largest; ``None`` when nothing leaves both at least as well off."""
        return self._best(self.own * self.theirs)

    def kalai_smorodinsky(self) -> int | None:
        """Where the smaller of the two normalised gains is largest; ``None`` when nothing leaves both at least as well off.

        A gain is normalised by the most its seat could have with the other no worse off than today. On a line without holes
        that is the point where both are equal; where there are holes, the smallest difference would sometimes choose less for
        both in the name of balance, so the maximum of the minimum is taken. A seat that cannot gain is left out of the minimum.
        """
        both = self._both()
        if not both.any():
            return None
        best, their_best = int(self.own[both].max()), int(self.theirs[both].max())
        return self._best(np.minimum(self.own * their_best, self.theirs * best))

    def egalitarian(self) -> int | None:
        """Where the smaller of the two gains is largest; ``None`` when nothing leaves both at least as well off."""
        return self._best(np.minimum(self.own, self.theirs))

    def welfare(self) -> int:
        """Where both together have most, whoever has it; a seat may be worse off than today."""
        found = self._chosen(np.ones(len(self), dtype=np.bool_), self.own + self.theirs)
        assert found is not None
        return found

    def welfare_of_both(self) -> int | None:
        """Where both together have most and neither is worse off than today; ``None`` when nothing is like that."""
        return self._best(self.own + self.theirs)

    def efficiency(self, own: int, theirs: int) -> int:
        """How much of what was to be had along its own line an outcome has, bps rounded down (rulebook 3.6.5).

        The line runs from the status quo through the outcome to the last place on it where some package gives both at least as
        much; what both have together is compared with what they would have there. Where neither loses, 10000 is on the
        frontier. 0 for what gains the two together nothing, for that is no line worth going along; 10000 also beyond the
        frontier, where no package is.
        """
        return part_along(self.own, self.theirs, own, theirs)

    def _both(self) -> NDArray[np.bool_]:
        return (self.own >= 0) & (self.theirs >= 0)

    def _best(self, merit: _Ints) -> int | None:
        return self._chosen(self._both(), merit)

    def _chosen(self, left: NDArray[np.bool_], merit: _Ints) -> int | None:
        at = np.flatnonzero(left)
        for key in (merit, self.own + self.theirs, np.minimum(self.own, self.theirs)):
            if at.size > 1:
                values = key[at]
                at = at[values == values.max()]
        return int(at[0]) if at.size else None


def part_along(owns: _Ints, all_theirs: _Ints, own: int, theirs: int) -> int:
    """:meth:`Pareto.efficiency` against any set of outcomes."""
    if max(abs(own), abs(theirs)) >= MOST:
        raise ValueError(f"gains of {own} and {theirs} are beyond {MOST}")
    if own + theirs <= 0:
        return 0
    one, two = (owns, all_theirs) if own > 0 else (all_theirs, owns)
    more, less = (own, theirs) if own > 0 else (theirs, own)
    if less > 0:
        left = (one > 0) & (two > 0)
        parts = np.maximum(more * BPS // one[left], less * BPS // two[left])
    else:  # along this line the second seat loses ever more, so a point must only be no worse for it than the line
        left = (one > 0) & (two * more >= one * less)
        parts = more * BPS // one[left]
    return min(BPS, int(parts.min())) if parts.size else BPS


@lru_cache(maxsize=32)
def pareto_of(own: Book, theirs: Book) -> Pareto:
    """The frontier between two seats' books over the same layout, over every package that both could live through."""
    return pareto(own.gains, theirs.gains, _changes(own.layout))


def pareto(own: Sequence[Gains], theirs: Sequence[Gains], changes: Sequence[_Ints] | None = None) -> Pareto:
    """The frontier between two seats' tables: a table a block, and a package takes one place of each.

    ``changes`` counts for every place how many clauses it changes and decides between packages that give the same. Places that
    a seat could not live through are no options. ``ValueError`` when a block has none left, or for gains too large to multiply.
    """
    if changes is None:
        changes = [np.zeros(gains.size, dtype=np.int64) for gains in own]
    parts = [_block(which, *tables) for which, tables in enumerate(zip(own, theirs, changes, strict=True))]
    for side in ([part.own for part in parts], [part.theirs for part in parts]):
        if sum(int(np.abs(gains).max()) for gains in side) >= MOST:
            raise ValueError(f"gains of {MOST} and more cannot be multiplied")
    while len(parts) > 1:
        parts.sort(key=lambda part: (-part.own.size, part.blocks))
        smallest, small = parts.pop(), parts.pop()
        parts.append(_merged(small, smallest))
    if not parts:
        nothing = np.zeros(1, dtype=np.int64)
        return Pareto(nothing, nothing, np.zeros((1, 0), dtype=np.int64))
    (whole,) = parts
    return Pareto(whole.own, whole.theirs, whole.places[:, np.argsort(whole.blocks)])


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """The frontier of some blocks, best for the first seat first."""

    own: _Ints
    theirs: _Ints
    changes: _Ints
    places: _Ints
    blocks: tuple[int, ...]
    """Which block each column of ``places`` is of."""


def _block(which: int, own: Gains, theirs: Gains, changes: _Ints) -> _Part:
    possible = np.flatnonzero((own > NEVER // 2) & (theirs > NEVER // 2))
    if not possible.size:
        raise ValueError(f"block {which} has no place that both seats could live through")
    at = possible[_unbettered(own[possible], theirs[possible], changes[possible])]
    return _Part(own[at], theirs[at], changes[at], at[:, None].astype(np.int64), (which,))


def _merged(one: _Part, two: _Part) -> _Part:
    """The frontier of two parts' blocks together: what is on it is a sum of points that are on theirs."""
    wide = two.own.size
    span = int(one.own[0] - one.own[-1] + two.own[0] - two.own[-1]) + 1
    merge = _dense if one.own.size * wide > CHUNK and span <= DENSE else _sorted
    own, theirs, changes, pairs = merge(one, two)
    places = np.concatenate([one.places[pairs // wide], two.places[pairs % wide]], axis=1)
    return _Part(own, theirs, changes, places, one.blocks + two.blocks)


def _sorted(one: _Part, two: _Part) -> tuple[_Ints, _Ints, _Ints, _Ints]:
    """Gains, changes and pairs of the frontier of two parts, some rows of sums at a time."""
    wide = two.own.size
    rows = max(1, CHUNK // wide)
    kept = np.zeros((4, 0), dtype=np.int64)
    for start in range(0, one.own.size, rows):
        chunk = slice(start, start + rows)
        sums = [
            np.add.outer(mine[chunk], yours).reshape(-1)
            for mine, yours in ((one.own, two.own), (one.theirs, two.theirs), (one.changes, two.changes))
        ]
        sums.append(np.arange(start * wide, start * wide + sums[0].size, dtype=np.int64))
        more = np.stack(sums) if start == 0 else np.concatenate([kept, np.stack(sums)], axis=1)
        kept = more[:, _unbettered(*more[:3])]
    own, theirs, changes, pairs = kept
    return own, theirs, changes, pairs


def _dense(one: _Part, two: _Part) -> tuple[_Ints, _Ints, _Ints, _Ints]:
    """The same without sorting, for many sums that share few gains: a cell for every gain of the first seat.

    Once to find the most the other seat can have in each cell, once to find the pair that gives it with fewest changes. No two
    outcomes of a part have the same gain, so within a row every sum has a cell of its own.
    """
    many, wide = one.own.size, two.own.size
    least = int(one.own[-1] + two.own[-1])
    cells = int(one.own[0] + two.own[0]) - least + 1
    best = np.full(cells + 1, np.iinfo(np.int64).min)
    for own, theirs in zip(two.own - least, two.theirs, strict=True):
        cell = one.own + own
        best[cell] = np.maximum(best[cell], one.theirs + theirs)
    above = np.maximum.accumulate(best[::-1])[::-1]
    on = best[:-1] > above[1:]
    want = np.where(on, best[:-1], np.iinfo(np.int64).max)
    code = np.full(cells, np.iinfo(np.int64).max)
    codes = one.changes * (many * wide) + np.arange(many) * wide
    for column, (own, theirs, changes) in enumerate(
        zip(two.own - least, two.theirs, two.changes, strict=True)
    ):
        cell = one.own + own
        hit = want[cell] == one.theirs + theirs
        cell = cell[hit]
        code[cell] = np.minimum(code[cell], codes[hit] + (changes * (many * wide) + column))
    at = np.flatnonzero(on)[::-1]
    return at + least, best[at], code[at] // (many * wide), code[at] % (many * wide)


def _unbettered(own: _Ints, theirs: _Ints, changes: _Ints) -> _Ints:
    """Where no other place has as much for both and more for one, best for the first seat first, each outcome once."""
    at = np.arange(own.size)
    if own.size > FEW:
        at = at[hopeful(own, theirs)]
    at = at[np.lexsort((changes[at], -theirs[at], -own[at]))]
    best = np.maximum.accumulate(theirs[at])
    keep = np.ones(at.size, dtype=np.bool_)
    keep[1:] = best[1:] > best[:-1]
    return at[keep]


def hopeful(own: _Ints, theirs: _Ints) -> NDArray[np.bool_]:
    """Throws out most of what is bettered without sorting: by strips of the first seat's gain, each against the strips above."""
    least = int(own.min())
    shift = max(0, (int(own.max()) - least).bit_length() - _STRIPS.bit_length() + 1)
    strip = (own - least) >> shift
    best = np.full(_STRIPS + 1, np.iinfo(np.int64).min)
    np.maximum.at(best, strip, theirs)
    above = np.maximum.accumulate(best[::-1])[::-1]
    hopeful: NDArray[np.bool_] = theirs > above[strip + 1]
    return hopeful


@lru_cache(maxsize=64)
def _changes(layout: Layout) -> tuple[_Ints, ...]:
    """For every place of every block how many clauses it changes."""
    found = []
    for block in layout.blocks:
        count = np.zeros([len(terms) for terms in block.options], dtype=np.int64)
        for axis, digit in enumerate(block.digits(block.now)):
            count += 1
            count[(slice(None),) * axis + (digit,)] -= 1
        found.append(count.reshape(-1))
    return tuple(found)
