"""What may still be offered at a table: agreed clauses, the block under discussion, links, and what is not negotiable.

The rules say no (:func:`game.rules.talk.check_ground`); this says what is left, as tables with the rest barred, so that a frontier
of them holds nothing that may not be said.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from game.bargaining.tables import NEVER, Book, Layout, Point
from game.errors import Refusal
from game.rules.agreement import CLAUSES, Terms
from game.rules.decisions import Contingent, Package
from game.rules.state import Ground
from game.rules.talk import check_ground
from game.rules.units import Seat


class Room(NamedTuple):
    """The packages with all of ``fixed`` and none of ``barred`` in them, that change nothing else outside ``block``."""

    fixed: Package = ()
    barred: Package = ()
    block: str = ""

    def moves(self, clause: str) -> bool:
        """Whether the clause may be moved at all."""
        return clause not in dict(self.fixed) and self.block in ("", CLAUSES[clause].block)


WIDE = Room()
"""Everything."""


def rooms(ground: Ground, seat: Seat, held: Package = ()) -> tuple[Room, ...]:
    """Where a seat may make an offer that has all of ``held`` in it: for each link of the other side, with it and without it."""
    fixed = dict(ground.agreed)
    if any(fixed.get(clause, term) != term for clause, term in held):
        return ()
    found = [Room(_ordered({**fixed, **dict(held)}), (), ground.block)]
    for who, linked in ground.links:
        if who != seat:
            both = [_joined(room, linked) for room in found]
            neither = [_without(room, linked) for room in found]
            found = [room for room in (*both, *neither) if room is not None]
    return tuple(found)


def _joined(room: Room, linked: Package) -> Room | None:
    fixed = dict(room.fixed)
    if any(fixed.get(clause, term) != term for clause, term in linked) or set(linked) & set(room.barred):
        return None
    if any(clause not in fixed and not room.moves(clause) for clause, _ in linked):
        return None
    return room._replace(fixed=_ordered({**fixed, **dict(linked)}))


def _without(room: Room, linked: Package) -> Room | None:
    if set(linked) & set(room.fixed):
        return None
    return room._replace(barred=(*room.barred, *(change for change in linked if change not in room.barred)))


def _ordered(held: dict[str, int | str]) -> Package:
    return tuple((clause, held[clause]) for clause in CLAUSES if clause in held)


def within(layout: Layout, room: Room, origin: Point) -> Point:
    """The agreement nearest to a point that has all of what is fixed, and leaves other blocks as they are."""
    if room.block:
        origin = tuple(
            at if block.name == room.block else block.now
            for block, at in zip(layout.blocks, origin, strict=True)
        )
    return layout.point(tuple(change for change in room.fixed if change[0] in layout.places), origin)


@lru_cache(maxsize=64)
def narrowed(book: Book, room: Room) -> Book:
    """The book with everything outside the room barred."""
    if room == WIDE:
        return book
    fixed, layout, gains = dict(room.fixed), book.layout, []
    for block, table in zip(layout.blocks, book.gains, strict=True):
        shape = [len(terms) for terms in block.options]
        allowed = np.ones(shape, dtype=np.bool_)
        now = block.digits(block.now)
        for place, clause in enumerate(block.clauses):
            ladder = block.options[place]
            if clause in fixed:
                may = [term == fixed[clause] for term in ladder]
            elif not room.moves(clause):
                may = [at == now[place] for at in range(len(ladder))]
            else:
                may = [(clause, term) not in room.barred for term in ladder]
            axes = [len(ladder) if at == place else 1 for at in range(len(shape))]
            allowed &= np.array(may, dtype=np.bool_).reshape(axes)
        gains.append(np.where(allowed.reshape(-1), table, NEVER))
    return Book(book.seat, layout, tuple(gains))


def lawful(
    ground: Ground, terms: Terms, seat: Seat, package: Package, contingents: tuple[Contingent, ...] = ()
) -> bool:
    """Whether a seat may offer this at a table with such ground."""
    try:
        check_ground(ground, terms, seat, package, contingents)
    except Refusal:
        return False
    return True
