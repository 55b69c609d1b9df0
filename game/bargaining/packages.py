"""Finding packages: the exact frontier between two books, and what to pick from it (rulebook 3.4.4, 6.1).

A :class:`Frontier` holds every package within so many changes of an origin that no other one betters for both seats. Blocks are
filtered first and then merged, so thirty million packages take milliseconds. From the agreement in force it serves offers, from
the other side's offer the least change that would do, and with two true books a debriefing.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.bargaining.tables import NEVER, Book, Layout, Point
from game.rules.decisions import Package

TROUBLE: Final = 200
"""$ millions for which neither side changes one more clause: lawyers."""
BREADTH: Final = 5
"""The most clauses one proposal changes: what can be read, and discussed, in a quarter."""

_Ints = NDArray[np.int64]


class _Part(NamedTuple):
    """Points of the blocks merged so far that differ from the origin in the same number of clauses."""

    own: _Ints
    theirs: _Ints
    places: _Ints
    """A row a point, a column a block."""


def _unbettered(own: _Ints, theirs: _Ints, better: list[_Part]) -> _Ints:
    """Which of these points are not worse for both than another of them, or than something that changes less; best own first."""
    order = np.lexsort((-theirs, -own))
    own, theirs = own[order], theirs[order]
    best = np.maximum.accumulate(theirs)
    keep = np.ones(order.size, dtype=np.bool_)
    keep[1:] = theirs[1:] > best[:-1]
    order, own, theirs = order[keep], own[keep], theirs[keep]
    for part in better:
        if part.own.size:
            # Along a part theirs only rises as own falls, so the last that gives one as much gives them most.
            at = np.searchsorted(-part.own, -own, side="right")
            keep = (at == 0) | (theirs > part.theirs[np.maximum(at, 1) - 1])
            order, own, theirs = order[keep], own[keep], theirs[keep]
    return order


@lru_cache(maxsize=256)
def _by_count(layout: Layout, origin: Point) -> tuple[tuple[_Ints, ...], ...]:
    """For each block the places that differ from the origin in 0, 1, 2 … clauses."""
    found = []
    for block, at in zip(layout.blocks, origin, strict=True):
        every = np.arange(block.size, dtype=np.int64)
        count = np.zeros(block.size, dtype=np.int64)
        for stride, terms, digit in zip(block.strides, block.options, block.digits(at), strict=True):
            count += every // stride % len(terms) != digit
        found.append(tuple(np.flatnonzero(count == n) for n in range(len(block.clauses) + 1)))
    return tuple(found)


class Frontier:
    """The packages that nothing betters for both books, from one origin, with at most ``most`` clauses changed from it."""

    def __init__(self, own: Book, theirs: Book, origin: Point | None = None, most: int = BREADTH) -> None:
        self.own_book, self.their_book = own, theirs
        self.layout = own.layout
        self.origin = self.layout.now if origin is None else origin
        parts = self._merged(most)
        counts = np.concatenate([np.full(part.own.size, n, dtype=np.int64) for n, part in enumerate(parts)])
        self.own = np.concatenate([part.own for part in parts]) + TROUBLE * counts
        """What each point gains one's own seat, $ millions, most first."""
        self.theirs = np.concatenate([part.theirs for part in parts]) + TROUBLE * counts
        """What it gains the other seat."""
        self._places = np.concatenate([part.places for part in parts])
        order = np.lexsort((counts, -self.theirs, -self.own))
        self.own, self.theirs, self._places = self.own[order], self.theirs[order], self._places[order]

    def _merged(self, most: int) -> list[_Part]:
        nothing = np.zeros(1, dtype=np.int64)
        parts = [_Part(nothing, nothing, np.zeros((1, 0), dtype=np.int64))]
        by_count = _by_count(self.layout, self.origin)
        for which, groups in enumerate(by_count):
            mine, yours = self.own_book.gains[which], self.their_book.gains[which]
            block: list[_Part] = []
            for n, places in enumerate(groups[: most + 1]):
                own = mine[places] - TROUBLE * n
                theirs = yours[places] - TROUBLE * n
                fit = np.flatnonzero((own > NEVER // 2) & (theirs > NEVER // 2))
                kept = fit[_unbettered(own[fit], theirs[fit], block)]
                block.append(_Part(own[kept], theirs[kept], places[kept, None]))
            merged: list[_Part] = []
            for total in range(min(most, len(parts) + len(block) - 2) + 1):
                pairs = [
                    (parts[before], block[total - before])
                    for before in range(len(parts))
                    if 0 <= total - before < len(block)
                ]
                own = np.concatenate([(a.own[:, None] + b.own).reshape(-1) for a, b in pairs])
                theirs = np.concatenate([(a.theirs[:, None] + b.theirs).reshape(-1) for a, b in pairs])
                kept = _unbettered(own, theirs, merged)
                merged.append(_Part(own[kept], theirs[kept], _places(pairs, kept)))
            parts = merged
        return parts

    def point(self, at: int) -> Point:
        """The point of a place on the frontier."""
        return tuple(int(place) for place in self._places[at])

    def package(self, at: int) -> Package:
        """What a place on the frontier changes in the agreement in force."""
        return self.layout.package(self.point(at))

    def for_target(self, target: int) -> int | None:
        """Where the other side has most with at least ``target`` for oneself; ``None`` when nothing gives that."""
        enough = int(np.searchsorted(-self.own, -target, side="right"))
        return int(self.theirs[:enough].argmax()) if enough else None

    def joint(self) -> int:
        """Where both together have most."""
        return int((self.own + self.theirs).argmax())

    def ceiling(self, least: int) -> int:
        """The most one can have while the other side has at least ``least``; 0 when nothing gives it that."""
        left = self.theirs >= least
        return max(0, int(self.own[left].max())) if bool(left.any()) else 0

    def nash(self) -> int | None:
        """Where the product of both gains is largest; ``None`` when nothing gains both."""
        product = np.where((self.own > 0) & (self.theirs > 0), self.own * self.theirs, 0)
        at = int(product.argmax())
        return at if int(product[at]) > 0 else None


def _places(pairs: list[tuple[_Part, _Part]], kept: _Ints) -> _Ints:
    """The places of the points kept out of every pairing of two parts, laid end to end."""
    sizes = np.array([a.own.size * b.own.size for a, b in pairs], dtype=np.int64)
    ends = np.cumsum(sizes)
    which = np.searchsorted(ends, kept, side="right")
    rows = np.zeros((kept.size, pairs[0][0].places.shape[1] + 1), dtype=np.int64)
    for at, (a, b) in enumerate(pairs):
        mine = np.flatnonzero(which == at)
        if mine.size:
            left, right = np.divmod(kept[mine] - (ends[at] - sizes[at]), b.own.size)
            rows[mine] = np.concatenate([a.places[left], b.places[right]], axis=1)
    return rows


@lru_cache(maxsize=32)
def frontier_of(own: Book, theirs: Book, origin: Point | None = None, most: int = BREADTH) -> Frontier:
    """The frontier, remembered for as long as the two books are."""
    return Frontier(own, theirs, origin, most)
