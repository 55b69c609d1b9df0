"""What every package is worth to one seat: a :class:`Book`, block by block.

Worth is additive over blocks, so thirty million packages are a few short tables. Inside a block each clause's worth is
evaluated over its own ``reads`` only and spread over the others. All numbers are gains over the agreement in force, $ millions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import prod
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.rules.agreement import BLOCKS, CLAUSES, Lens, Term
from game.rules.characters import Character, Taste
from game.rules.decisions import Package
from game.rules.finance import commitment_due
from game.rules.packages import ladders, options_of, settled
from game.rules.scenario import Scenario
from game.rules.units import BPS, OPENAI, Seat, mul
from game.rules.view import View
from game.rules.worth import forecast, lens_of

Gains = NDArray[np.int64]
"""$ millions a combination of one block's terms gains its seat."""
Point = tuple[int, ...]
"""A whole agreement: the place in each block's table."""
Terms = tuple[tuple[str, Term], ...]
Open = tuple[tuple[str, tuple[Term, ...]], ...]
"""The clauses that can be changed now, each with its terms."""
Noise = tuple[tuple[str, int], ...]
"""By how many bps a seat misjudges each clause's worth."""

_ITEM: Final = np.ndarray.item
NEVER: Final = -1_000_000_000
"""The gain of what its seat could not live through."""
SHARED: Final = 2000
"""Rows up to which clauses that do not touch share a table."""
BEARABLE: Final = 5500
"""The most of expected revenue a commitment may take in any quarter, bps, before it is a promise nobody can keep."""


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Open clauses of one block that hang together, the terms of each, and where the agreement in force stands."""

    name: str
    clauses: tuple[str, ...]
    options: tuple[tuple[Term, ...], ...]
    strides: tuple[int, ...]
    now: int
    size: int

    def digits(self, at: int) -> tuple[int, ...]:
        """The place of each clause's term, of a place in the table."""
        return tuple(
            at // stride % len(terms) for stride, terms in zip(self.strides, self.options, strict=True)
        )


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """How the tables are laid out: the same for both seats, so that a point means the same agreement to both."""

    blocks: tuple[Block, ...]
    places: Mapping[str, tuple[int, int]]
    """Clause to its block and its place in it."""
    now: Point

    def point(self, package: Package, origin: Point | None = None) -> Point:
        """The agreement with a package signed. ``KeyError`` or ``ValueError`` for what is not open to change."""
        at = list(self.now if origin is None else origin)
        for clause, term in package:
            which, place = self.places[clause]
            block = self.blocks[which]
            stride, terms = block.strides[place], block.options[place]
            at[which] += (terms.index(term) - at[which] // stride % len(terms)) * stride
        return tuple(at)

    def package(self, point: Point) -> Package:
        """What changes from the agreement in force to a point, in the order of the document."""
        changed: dict[str, Term] = {}
        for block, at in zip(self.blocks, point, strict=True):
            if at != block.now:
                for clause, terms, old, new in zip(
                    block.clauses, block.options, block.digits(block.now), block.digits(at), strict=True
                ):
                    if old != new:
                        changed[clause] = terms[new]
        return tuple((clause, changed[clause]) for clause in CLAUSES if clause in changed)


@dataclass(frozen=True, slots=True, eq=False)
class Book:
    """What everything is worth to one seat: a table of gains for every block of the layout."""

    seat: Seat
    layout: Layout
    gains: tuple[Gains, ...]

    def gain(self, point: Point) -> int:
        """$ millions a point gains over the agreement in force."""
        return sum(map(_ITEM, self.gains, point))

    def gain_of(self, package: Package) -> int:
        """$ millions a package gains."""
        return self.gain(self.layout.point(package))

    @property
    def most(self) -> int:
        """The most anything could gain."""
        return sum(int(gains.max()) for gains in self.gains)


def open_clauses(scenario: Scenario, view: View) -> Open:
    """The clauses that can be changed now; some are settled once the recapitalisation is through."""
    recapitalised = view.number("openai.recapitalised")
    terms = view.agreement.terms
    return tuple(
        (id, options)
        for id, options in ladders(scenario).items()
        if not settled(id, recapitalised, terms[id]) and terms[id] in options
    )


def book_of(
    scenario: Scenario, view: View, character: Character | None = None, seat: Seat = "", noise: Noise = ()
) -> Book:
    """The view's own book; with a ``character`` and a ``seat``, how the view's seat imagines the other side's."""
    character = character or view.character
    clauses = open_clauses(scenario, view)
    return _book(
        lens_of(scenario, view, character, seat),
        character.tastes,
        clauses,
        tuple(view.agreement.terms.items()),
        tuple((taste.clause, scenario.agreement[taste.clause].start) for taste in character.tastes),
        _unbearable(scenario, view) if (seat or view.seat) == OPENAI else (),
        noise,
    )


def _unbearable(scenario: Scenario, view: View) -> Terms:
    """Commitments whose payments would eat the company (rulebook 3.4.4: nobody offers what it cannot deliver)."""
    terms, tables = view.agreement.terms, scenario.tables
    expected = forecast(scenario, view, BPS)[: view.last - view.quarter]
    bearable = [mul(revenue, BEARABLE) for revenue in expected]
    found, trial = [], dict(terms)
    for term in options_of(scenario, "azure-commitment"):
        trial["azure-commitment"] = term
        if any(commitment_due(trial, tables, at) > most for at, most in enumerate(bearable, view.quarter)):
            found.append(("azure-commitment", term))
    return tuple(found)


@lru_cache(maxsize=64)
def layout_of(clauses: Open, terms: Terms) -> Layout:
    """The layout for these open clauses under the agreement in force."""
    now, ladders = dict(terms), dict(clauses)
    blocks: list[Block] = []
    places: dict[str, tuple[int, int]] = {}
    for name, ids in _knots(tuple(ladders)):
        held = [(id, ladders[id]) for id in ids]
        strides, size = [], 1
        for _, options in reversed(held):
            strides.append(size)
            size *= len(options)
        strides.reverse()
        at = sum(options.index(now[id]) * stride for (id, options), stride in zip(held, strides, strict=True))
        for place, (id, _) in enumerate(held):
            places[id] = (len(blocks), place)
        blocks.append(Block(name, ids, tuple(options for _, options in held), tuple(strides), at, size))
    return Layout(tuple(blocks), places, tuple(block.now for block in blocks))


def _knots(ids: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The open clauses of each block, further apart into those that some clause's worth reads together.

    Worth is additive over these too, so nine clauses of technology are two tables of thousands and not one of a hundred thousand.
    """
    for name in BLOCKS:
        knots = [{id} for id in ids if CLAUSES[id].block == name]
        for clause in CLAUSES.values():
            read = [knot for knot in knots if knot & set(clause.reads)]
            if len(read) > 1:
                knots = [knot for knot in knots if knot not in read] + [set[str]().union(*read)]
        tables: list[set[str]] = []
        for knot in sorted(knots, key=_size):  # small ones share a table: a merge costs more than a few rows
            if tables and _size(tables[-1]) * _size(knot) <= SHARED:
                tables[-1] |= knot
            else:
                tables.append(knot)
        for table in sorted(tables, key=lambda table: min(map(ids.index, table))):
            yield name, tuple(id for id in ids if id in table)


def _size(ids: set[str]) -> int:
    return prod(len(CLAUSES[id].options) for id in ids)


_Parts = tuple[tuple[tuple[str, Gains], ...], ...]
"""For each block its clauses' own gains, each shaped to be spread over the block's table."""


@lru_cache(maxsize=64)
def _parts(lens: Lens, clauses: Open, terms: Terms) -> _Parts:
    """What each clause alone contributes, evaluated over the terms it reads and over no others."""
    now, ladders = dict(terms), dict(clauses)
    found = []
    for block in layout_of(clauses, terms).blocks:
        here, parts = block.digits(block.now), []
        for clause in CLAUSES.values():
            axes = [place for place, id in enumerate(block.clauses) if id in clause.reads]
            if not axes:
                continue
            read = [block.clauses[place] for place in axes]
            values, variant, worth = [], dict(now), clause.worth
            *outer, last = read
            for chosen in product(*(ladders[id] for id in outer)):
                variant.update(zip(outer, chosen, strict=True))
                for term in ladders[last]:
                    variant[last] = term
                    values.append(worth(lens.seat, variant, lens))
            part = np.array(values, dtype=np.int64).reshape([len(ladders[id]) for id in read])
            part -= part[tuple(here[place] for place in axes)]
            shape = tuple(len(ladders[id]) if id in read else 1 for id in block.clauses)
            parts.append((clause.id, part.reshape(shape)))
        found.append(tuple(parts))
    return tuple(found)


@lru_cache(maxsize=64)
def _book(
    lens: Lens,
    tastes: tuple[Taste, ...],
    clauses: Open,
    terms: Terms,
    starts: Terms,
    never: Terms,
    noise: Noise,
) -> Book:
    layout, wrong, now = layout_of(clauses, terms), dict(noise), dict(terms)
    liked = {
        taste.clause: (mul(taste.amount, lens.horizon), start)
        for taste, (_, start) in zip(tastes, starts, strict=True)
    }
    gains = []
    for block, parts in zip(layout.blocks, _parts(lens, clauses, terms), strict=True):
        shape = tuple(len(options) for options in block.options)
        added = [part + part * wrong[id] // BPS if id in wrong else part for id, part in parts]
        added += [_liking(block, place, *liked[id]) for place, id in enumerate(block.clauses) if id in liked]
        # What touches most clauses first: the sum stays small until a part spreads it, and only the last fill the table.
        total = np.zeros((1,) * len(shape), dtype=np.int64)
        for part in sorted(added, key=lambda part: -part.size):
            total = total + part
        total = np.broadcast_to(total, shape).copy()
        for place, id in enumerate(block.clauses):
            for barred, term in never:
                if barred == id and term in block.options[place] and term != now[id]:
                    index: list[int | slice] = [slice(None)] * len(shape)
                    index[place] = block.options[place].index(term)
                    total[tuple(index)] = NEVER
        gains.append(total.reshape(-1))
    return Book(lens.seat, layout, tuple(gains))


def _liking(block: Block, place: int, amount: int, start: Term) -> Gains:
    """What a private taste adds along a clause's ladder, shaped for the block's table (rulebook 3.3.8)."""
    clause = CLAUSES[block.clauses[place]]
    steps = [amount * (clause.rank(term) - clause.rank(start)) for term in block.options[place]]
    liking = np.array(steps, dtype=np.int64) // (len(clause.options) - 1)
    return _along(block, place, liking - liking[block.digits(block.now)[place]])


def _along(block: Block, place: int, values: Gains) -> Gains:
    return values.reshape([len(values) if at == place else 1 for at in range(len(block.clauses))])


def leant(book: Book, clause: str, term: Term, by: int) -> Book:
    """The book of somebody who was heard to value a change to ``term`` by so much more ($ millions), evenly along the ladder."""
    which, place = book.layout.places[clause]
    block = book.layout.blocks[which]
    ladder = block.options[place]
    now = block.digits(block.now)[place]
    steps = ladder.index(term) - now
    if not steps:
        return book
    lean = np.array([by * (rank - now) // steps for rank in range(len(ladder))], dtype=np.int64)
    shape = tuple(len(options) for options in block.options)
    changed = (book.gains[which].reshape(shape) + _along(block, place, lean)).reshape(-1)
    return Book(book.seat, book.layout, (*book.gains[:which], changed, *book.gains[which + 1 :]))


def mixed(books: Sequence[Book], weights: Sequence[int]) -> Book:
    """The book of somebody who is one of these with such a chance each, bps: worth is additive, so the mixture is a book."""
    first, gains = books[0], []
    for tables in zip(*(book.gains for book in books), strict=True):
        summed = sum((table * weight for table, weight in zip(tables, weights, strict=True)), np.int64(0))
        total = np.asarray(summed // sum(weights), dtype=np.int64)
        gains.append(np.where(np.minimum.reduce(tables) > NEVER // 2, total, NEVER))
    return Book(first.seat, first.layout, tuple(gains))


def liking(book: Book, tastes: Sequence[tuple[str, int]]) -> Book:
    """The book with private tastes on top: $ millions from Microsoft's end of a clause's ladder to OpenAI's."""
    gains = list(book.gains)
    for clause, amount in tastes:
        which, place = book.layout.places[clause]
        block = book.layout.blocks[which]
        shape = tuple(len(options) for options in block.options)
        added = _liking(block, place, amount, block.options[place][block.digits(block.now)[place]])
        gains[which] = (gains[which].reshape(shape) + added).reshape(-1)
    return Book(book.seat, book.layout, tuple(gains))
