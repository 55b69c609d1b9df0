"""The exact frontier, against trying every package (rulebook 3.6.5, 6.1)."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import product

import numpy as np
import pytest

from game.bargaining import frontier as module
from game.bargaining.frontier import MOST, Pareto, pareto, pareto_of
from game.bargaining.tables import NEVER, book_of
from game.rules import engine
from game.rules.agreement import CLAUSES
from game.rules.chance import Chance
from game.rules.engine import Setup
from game.rules.packages import merged
from game.rules.scenario import Negotiable
from game.rules.units import BPS, SEATS
from game.rules.view import view_of
from game.rules.worth import lens_of, worth
from tests.worlds import TERMS, world

SEEDS = range(220)
LINES = ((7, 3), (5, 0), (0, 0), (1, -1), (9, -4), (-2, 6), (0, 8), (2000, 1500))


class Tried:
    """Every package of two tables, tried one by one."""

    def __init__(self, own, theirs):
        self.gains = {
            places: (
                sum(int(table[at]) for table, at in zip(own, places, strict=True)),
                sum(int(table[at]) for table, at in zip(theirs, places, strict=True)),
            )
            for places in product(*(range(len(table)) for table in own))
            if all(min(a[at], b[at]) > NEVER // 2 for a, b, at in zip(own, theirs, places, strict=True))
        }
        best: dict[int, int] = {}
        for a, b in self.gains.values():
            best[a] = max(b, best.get(a, b))
        self.frontier: list[tuple[int, int]] = []
        for a in sorted(best, reverse=True):
            if not self.frontier or best[a] > self.frontier[-1][1]:
                self.frontier.append((a, best[a]))
        self.both = [(a, b) for a, b in self.gains.values() if a >= 0 and b >= 0]

    def efficiency(self, own: int, theirs: int) -> int:
        """One over the longest stretch of the line from nothing that some package reaches."""
        if own + theirs <= 0:
            return 0
        longest = Fraction(0)
        for a, b in self.gains.values():
            # The stretches t with a >= t own and b >= t theirs.
            low, high = Fraction(0), None
            for has, wants in ((a, own), (b, theirs)):
                if wants > 0:
                    end = Fraction(has, wants)
                    high = end if high is None else min(high, end)
                elif wants < 0:
                    low = max(low, Fraction(has, wants))
                elif has < 0:
                    low = Fraction(MOST)
            if high is not None and low <= high:
                longest = max(longest, high)
        return min(BPS, int(BPS / longest)) if longest > 0 else BPS


def outcomes(frontier: Pareto) -> list[tuple[int, int]]:
    """The frontier's gains as pairs."""
    return [frontier.gains(at) for at in range(len(frontier))]


def at_most(values, key):
    """The largest key of some outcomes, ``None`` when there are none."""
    return max(map(key, values), default=None)


def agrees(own, theirs, changes=None):
    """Compare a frontier, its packages and everything that is chosen from it with trying it all."""
    tried, found = Tried(own, theirs), pareto(own, theirs, changes)
    assert outcomes(found) == tried.frontier
    assert [tried.gains[found.point(at)] for at in range(len(found))] == tried.frontier

    def merit(at, key):
        return None if at is None else key(found.gains(at))

    best = max((a for a, _ in tried.both), default=0), max((b for _, b in tried.both), default=0)
    chosen = (
        (found.nash(), lambda g: g[0] * g[1]),
        (found.kalai_smorodinsky(), lambda g: min(g[0] * best[1], g[1] * best[0])),
        (found.egalitarian(), min),
        (found.welfare_of_both(), sum),
    )
    for at, key in chosen:
        assert merit(at, key) == at_most(tried.both, key)
        if at is not None:
            # Nothing that does equally well gives both more together.
            equal = [g for g in tried.both if key(g) == merit(at, key)]
            assert sum(found.gains(at)) == max(map(sum, equal))
    assert merit(found.welfare(), sum) == at_most(tried.gains.values(), sum)
    luck = random.Random(len(tried.gains))
    every = sorted(set(tried.gains.values()))
    for gains in [*luck.sample(every, min(6, len(every))), *luck.sample(LINES, 2)]:
        assert found.efficiency(*gains) == tried.efficiency(*gains), gains
    for at in range(len(found)):
        if min(found.gains(at)) >= 0 and sum(found.gains(at)) > 0:
            assert found.efficiency(*found.gains(at)) == BPS
    return found


def tables(luck, blocks, reach, lean):
    """Random tables of two seats, ``lean`` hundredths opposed, with nothing changed worth nothing."""
    own, theirs = [], []
    for size in blocks:
        mine = [luck.randint(-reach, reach) for _ in range(size)]
        yours = [luck.randint(-reach, reach) * (100 - lean) // 100 - value * lean // 100 for value in mine]
        now = luck.randrange(size)
        own.append(np.array(mine, dtype=np.int64) - mine[now])
        theirs.append(np.array(yours, dtype=np.int64) - yours[now])
    return own, theirs


@pytest.fixture(params=["one-sort", "chunks", "cells"])
def way(request, monkeypatch):
    """Every way sums are merged: at once, some rows at a time, and cell by cell."""
    if request.param != "one-sort":
        monkeypatch.setattr(module, "CHUNK", 40)
        monkeypatch.setattr(module, "FEW", 8)
        monkeypatch.setattr(module, "_STRIPS", 16)
    if request.param == "chunks":
        monkeypatch.setattr(module, "DENSE", 0)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_frontier_of_random_tables_is_what_trying_every_package_finds(seed):
    luck = random.Random(seed)
    blocks = [luck.randint(1, 6) for _ in range(luck.randint(1, 4))]
    agrees(*tables(luck, blocks, luck.choice((3, 30, 3000, 40_000)), luck.choice((0, 50, 80, 95, 100))))


@pytest.mark.parametrize("seed", range(40))
def test_every_way_of_merging_finds_the_same_packages(way, seed):
    luck = random.Random(1000 + seed)
    blocks = [luck.randint(2, 9) for _ in range(3)]
    own, theirs = tables(luck, blocks, luck.choice((4, 60, 5000)), luck.choice((60, 90, 100)))
    changes = [np.array([luck.randint(0, 3) for _ in range(size)], dtype=np.int64) for size in blocks]
    found = agrees(own, theirs, changes)
    fewest: dict[tuple[int, int], int] = {}
    for places, gains in Tried(own, theirs).gains.items():
        count = changed(changes, places)
        fewest[gains] = min(count, fewest.get(gains, count))
    for at in range(len(found)):
        assert changed(changes, found.point(at)) == fewest[found.gains(at)]


def changed(changes, places):
    return sum(int(count[place]) for count, place in zip(changes, places, strict=True))


def ints(*rows):
    return [np.array(row, dtype=np.int64) for row in rows]


@pytest.mark.parametrize(
    ("own", "theirs"),
    [
        ([], []),
        (ints([0]), ints([0])),
        (ints([0], [0], [0]), ints([0], [0], [0])),
        (ints([0, 0, 0], [0, 0]), ints([0, 0, 0], [0, 0])),
        (ints([0, -5, -9], [0, -1]), ints([0, -3, -9], [0, -7])),
        (ints([-3, -5]), ints([-2, 4])),
        (ints([5, 5, 5], [1, 1]), ints([-5, -5, -5], [-1, -1])),
        (ints([0, 4, 4], [0, 2]), ints([0, 3, 3], [0, 0])),
        (ints([0, NEVER, 8], [0, 1]), ints([0, 900, -8], [0, -1])),
        (ints([0, 8, 9], [0, 1]), ints([0, NEVER + 400, -8], [0, NEVER])),
        (ints([0, 7], [0, 7], [0, 7]), ints([0, -7], [0, -7], [0, -7])),
        (ints([0, 0, 0]), ints([0, 5, 9])),
    ],
)
def test_degenerate_tables_have_a_frontier_too(way, own, theirs):
    agrees(own, theirs)


def test_no_blocks_leave_the_agreement_as_it_is():
    assert outcomes(pareto([], [])) == [(0, 0)]
    assert pareto([], []).point(0) == ()


def test_nothing_is_chosen_where_one_seat_always_loses():
    found = pareto(ints([-3, 5]), ints([4, -2]))
    assert (found.nash(), found.kalai_smorodinsky(), found.egalitarian(), found.welfare_of_both()) == (
        None,
    ) * 4
    assert found.gains(found.welfare()) == (5, -2)


def test_equals_are_told_apart_by_the_sum_then_the_smaller_gain_then_the_first_seat():
    mirrored = pareto(ints([0, 8, 2, 4]), ints([0, 2, 8, 4]))
    assert mirrored.gains(mirrored.welfare()) == (8, 2)
    chosen = [mirrored.gains(at) for at in (mirrored.nash(), mirrored.egalitarian()) if at is not None]
    assert chosen == [(8, 2), (4, 4)]


@pytest.mark.parametrize(
    ("own", "theirs", "expected"),
    [
        (6, 6, 6000),
        (10, 10, 10_000),
        (5, 0, 2500),
        (0, 5, 2500),
        (0, 0, 0),
        (-3, 2, 0),
        (4, -1, 2000),
        (99, 99, 10_000),
    ],
)
def test_efficiency_is_measured_along_the_packages_own_line(own, theirs, expected):
    found = pareto(ints([0, 10, 20, 0]), ints([0, 10, 0, 20]))
    assert found.efficiency(own, theirs) == expected


def test_a_block_nobody_can_live_with_and_gains_too_large_are_refused():
    with pytest.raises(ValueError, match="block 1"):
        pareto(ints([0], [NEVER]), ints([0], [0]))
    with pytest.raises(ValueError, match="multiplied"):
        pareto(ints([0, 2 * MOST]), ints([0, 1]))
    with pytest.raises(ValueError, match="beyond"):
        pareto(ints([0]), ints([0])).efficiency(MOST, 0)


def books(scenario, state):
    return [book_of(scenario, view_of(scenario, state, seat)) for seat in SEATS]


SMALL = {
    "compute-sourcing": 3, "research-carve-out": 2, "azure-commitment": 2, "revenue-share": 3, "revenue-share-cap": 3,
    "ip-end": 2, "api-distribution": 2, "equity-stake": 3,
}  # fmt: skip


def narrow(luck):
    """A world in which each of some clauses has a few of its terms to choose from."""
    agreement = {}
    for id, start in TERMS.items():
        others = [term for term in CLAUSES[id].options if term != start]
        chosen = {start, *luck.sample(others, min(len(others), SMALL.get(id, 1) - 1))}
        agreement[id] = Negotiable(start=start, options=tuple(t for t in CLAUSES[id].options if t in chosen))
    return world(agreement=agreement)


@pytest.mark.parametrize("seed", range(12))
def test_the_frontier_of_an_agreement_is_that_of_its_whole_worth(seed):
    luck = random.Random(seed)
    scenario = narrow(luck)
    state = engine.new_game(scenario, Chance(f"b2:{seed}"), Setup())
    own, theirs = books(scenario, state)
    found = pareto_of(own, theirs)
    changes = module._changes(own.layout)
    assert outcomes(found) == outcomes(agrees(own.gains, theirs.gains, changes))
    for at in range(len(found)):
        package = own.layout.package(found.point(at))
        for seat, gain in zip(SEATS, found.gains(at), strict=True):
            view = view_of(scenario, state, seat)
            lens, character = lens_of(scenario, view), view.character
            after = worth(scenario, merged(state.terms, package), lens, character)
            assert after - worth(scenario, state.terms, lens, character) == gain


def test_changes_count_the_clauses_that_a_place_changes():
    scenario = world()
    layout = books(scenario, engine.new_game(scenario, Chance("b2:1"), Setup()))[0].layout
    for which, (block, counts) in enumerate(zip(layout.blocks, module._changes(layout), strict=True)):
        assert counts.size == block.size
        for at in range(0, block.size, 7):
            point = (*layout.now[:which], at, *layout.now[which + 1 :])
            assert len(layout.package(point)) == counts[at]
