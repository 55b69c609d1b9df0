"""Finding packages: the exact frontier between two books, and what to pick from it (rulebook 3.4.4, 6.1).

A :class:`Frontier` holds every package within so many changes of an origin that no other one betters for both seats. Blocks are
filtered first and then merged, so thirty million packages take milliseconds. From the agreement in force it serves offers, from
the other side's offer the least change that would do, and with two true books a debriefing.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.bargaining.frontier import FEW, hopeful
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
    came: _Ints
    """Where each point came from: its place in the block, or among all pairs of the two parts it was merged from."""
    pairs: tuple[tuple[_Part, _Part], ...] = ()
    """What it was merged from, in the order in which the pairs are counted; nothing for a block's own points."""


def _walked(part: _Part, at: int) -> Point:
    """The place in each block of a part's point. Few of a frontier's points are ever asked for, so each is walked back to."""
    came = int(part.came[at])
    for left, right in part.pairs:
        pairs = left.own.size * right.own.size
        if came < pairs:
            before, last = divmod(came, right.own.size)
            return (*_walked(left, before), int(right.came[last]))
        came -= pairs
    return ()


def _unbettered(own: _Ints, theirs: _Ints, better: list[_Part]) -> _Ints:
    """Which of these points are not worse for both than another of them, or than something that changes less; best own first."""
    if own.size > FEW:
        left = hopeful(own, theirs).nonzero()[0]
        order = left[np.lexsort((-theirs[left], -own[left]))]
    else:
        order = np.lexsort((-theirs, -own))
    own, theirs = own[order], theirs[order]
    best = np.maximum.accumulate(theirs)
    keep = np.ones(order.size, dtype=np.bool_)
    keep[1:] = theirs[1:] > best[:-1]
    order, own, theirs = order[keep], own[keep], theirs[keep]
    for part in better:
        if part.own.size:
            # Along a part theirs only rises as own falls, so the last that gives one as much gives them most.
            at = (-part.own).searchsorted(-own, side="right")
            keep = (at == 0) | (theirs > part.theirs[np.maximum(at, 1) - 1])
            if not keep.all():
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


@lru_cache(maxsize=64)
def _counted(layout: Layout) -> tuple[tuple[_Ints, _Ints], ...]:
    """For each block its places by how many clauses they change in the agreement in force, and where each number begins."""
    found = []
    for groups in _by_count(layout, layout.now):
        sizes = [group.size for group in groups]
        found.append((np.concatenate(groups), np.cumsum([0, *sizes[:-1]])))
    return tuple(found)


class Frontier:
    """The packages that nothing betters for both books, from one origin, with at most ``most`` clauses changed from it."""

    def __init__(self, own: Book, theirs: Book, origin: Point | None = None, most: int = BREADTH) -> None:
        self.own_book, self.their_book = own, theirs
        self.layout = own.layout
        self.origin = self.layout.now if origin is None else origin
        self._parts = self._merged(most)
        counts = np.concatenate(
            [np.full(part.own.size, n, dtype=np.int64) for n, part in enumerate(self._parts)]
        )
        self.own = np.concatenate([part.own for part in self._parts]) + TROUBLE * counts
        """What each point gains one's own seat, $ millions, most first."""
        self.theirs = np.concatenate([part.theirs for part in self._parts]) + TROUBLE * counts
        """What it gains the other seat."""
        within = np.concatenate([np.arange(part.own.size) for part in self._parts])
        order = np.lexsort((counts, -self.theirs, -self.own))
        self.own, self.theirs = self.own[order], self.theirs[order]
        self._counts, self._within = counts[order], within[order]

    def _merged(self, most: int) -> list[_Part]:
        nothing = np.zeros(1, dtype=np.int64)
        parts = [_Part(nothing, nothing, nothing)]
        by_count = _by_count(self.layout, self.origin)
        for which, groups in enumerate(by_count):
            mine, yours = self.own_book.gains[which], self.their_book.gains[which]
            block: list[_Part] = []
            for n, places in enumerate(groups[: most + 1]):
                own = mine[places] - TROUBLE * n
                theirs = yours[places] - TROUBLE * n
                fit = ((own > NEVER // 2) & (theirs > NEVER // 2)).nonzero()[0]
                kept = fit[_unbettered(own[fit], theirs[fit], block)]
                block.append(_Part(own[kept], theirs[kept], places[kept]))
            merged: list[_Part] = []
            for total in range(min(most, len(parts) + len(block) - 2) + 1):
                pairs = tuple(
                    (parts[before], block[total - before])
                    for before in range(len(parts))
                    if 0 <= total - before < len(block)
                )
                own = np.concatenate([(a.own[:, None] + b.own).reshape(-1) for a, b in pairs])
                theirs = np.concatenate([(a.theirs[:, None] + b.theirs).reshape(-1) for a, b in pairs])
                kept = _unbettered(own, theirs, merged)
                merged.append(_Part(own[kept], theirs[kept], kept, pairs))
            parts = merged
        return parts

    def point(self, at: int) -> Point:
        """The point of a place on the frontier."""
        return _walked(self._parts[int(self._counts[at])], int(self._within[at]))

    def package(self, at: int) -> Package:
        """What a place on the frontier changes in the agreement in force."""
        return self.layout.package(self.point(at))

    def for_target(self, target: int) -> int | None:
        """Where the other side has most with at least ``target`` for oneself; ``None`` when nothing gives that."""
        enough = int(np.searchsorted(-self.own, -target, side="right"))
        return int(self.theirs[:enough].argmax()) if enough else None

    def in_turn(self, target: int) -> Iterator[int]:
        """The places to try: those with at least ``target`` for oneself, the best for the other side first, then what gives oneself less
        and less; none when nothing gives that."""
        enough = int(np.searchsorted(-self.own, -target, side="right"))
        if enough:
            yield from np.argsort(-self.theirs[:enough], kind="stable").tolist()
            yield from range(enough, len(self.own))

    def ceiling(self, least: int, beside: int = 0) -> int:
        """The most one can have, and ``beside`` it for signing at all, while the other side has at least ``least``; 0 when nothing
        gives it that."""
        left = self.theirs >= least
        return max(0, int(self.own[left].max()) + beside) if bool(left.any()) else 0

    def nash(self) -> int | None:
        """Where the product of both gains is largest; ``None`` when nothing gains both."""
        product = np.where((self.own > 0) & (self.theirs > 0), self.own * self.theirs, 0)
        at = int(product.argmax())
        return at if int(product[at]) > 0 else None


@lru_cache(maxsize=64)
def most_together(own: Book, theirs: Book, most: int = BREADTH) -> int:
    """The most both seats together could gain with at most ``most`` clauses changed, $ millions."""
    best = [0]
    for (places, begins), mine, yours in zip(_counted(own.layout), own.gains, theirs.gains, strict=True):
        block = np.maximum.reduceat((mine + yours)[places], begins)[: most + 1].tolist()
        best = [
            max(best[n] + block[total - n] for n in range(len(best)) if 0 <= total - n < len(block))
            for total in range(min(most, len(best) + len(block) - 2) + 1)
        ]
    return max(best)


@lru_cache(maxsize=32)
def frontier_of(own: Book, theirs: Book, origin: Point | None = None, most: int = BREADTH) -> Frontier:
    """The frontier, remembered for as long as the two books are."""
    return Frontier(own, theirs, origin, most)
