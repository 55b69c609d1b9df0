"""Offers weighed by the chance that they are signed, backwards from the end of the talk (rulebook 3.4.5)."""

from __future__ import annotations

import random
from itertools import pairwise

from game.bargaining import gambits
from game.bargaining.appraisal import Appraiser
from game.bargaining.gambits import Hold, Spot
from game.bargaining.packages import frontier_of
from game.bargaining.reasons import imagined
from game.rules.units import OPENAI, other
from game.rules.view import view_of
from tests.players.seated import FLAGSHIP, at_a_table

LINE = tuple(Spot(100_000 - at, at, at) for at in range(2000, 100_000, 2000))
"""A straight line: a hundred billion to share."""


def held(now: int, last: int, unsure: int = 10_000) -> Hold:
    return Hold(now, last, unsure)


def test_with_nothing_left_to_say_talk_is_worth_what_walking_is() -> None:
    found = gambits.plan(LINE, held(60_000, 20_000), 0, 12_345)
    assert found.value == 12_345
    assert not found.considered


def test_the_more_rounds_are_left_the_more_is_to_be_had() -> None:
    hold = held(60_000, 20_000)
    for rounds in range(1, 6):
        assert (
            gambits.plan(LINE, hold, rounds + 2, 10_000).value
            >= gambits.plan(LINE, hold, rounds, 10_000).value
        )


def test_a_better_way_out_asks_for_more() -> None:
    hold, before = held(60_000, 20_000), 0
    for walking in range(0, 70_000, 5000):
        found = gambits.plan(LINE, hold, 3, walking)
        assert found.value >= max(before, walking)
        before = found.value


def test_whoever_holds_out_for_more_is_offered_more() -> None:
    best = [
        gambits.plan(LINE, held(last + 10_000, last), 1, 5000).considered[0]
        for last in (10_000, 30_000, 50_000)
    ]
    assert best[0].theirs < best[1].theirs < best[2].theirs


def test_the_chance_of_a_signature_rises_with_what_it_leaves_them() -> None:
    rnd = random.Random("gambits")
    for _ in range(50):
        hold = held(rnd.randrange(10_000, 90_000), rnd.randrange(0, 10_000), rnd.randrange(1, 20_000))
        rounds = rnd.randrange(1, 8)
        left = rnd.randrange(rounds)
        chances = [hold.chance(gain, left, rounds) for gain in range(0, 100_000, 5000)]
        assert chances == sorted(chances)
        assert 0 < chances[0] <= chances[-1] < 10_000


def test_the_offers_weighed_are_in_the_order_of_what_they_are_worth() -> None:
    found = gambits.plan(LINE, held(50_000, 20_000), 4, 15_000)
    values = [one.value for one in found.considered]
    assert values == sorted(values, reverse=True)
    assert found.value == values[0]


def test_offers_tell_what_somebody_holds_out_for() -> None:
    pie = 100_000
    unknown, greedy, modest = (gambits.hold_of(pie, left) for left in ([], [80_000], [30_000]))
    assert modest.now < unknown.now < greedy.now
    fast, slow = gambits.hold_of(pie, [70_000, 50_000]), gambits.hold_of(pie, [52_000, 50_000])
    assert fast.last < slow.last
    assert fast.now == slow.now


def test_what_was_refused_for_good_is_not_offered_again() -> None:
    assert gambits.hold_of(100_000, [], refused=40_000).last > 40_000


def test_places_to_offer_are_few_and_none_betters_another() -> None:
    state, _ = at_a_table("bot:2")
    view = view_of(FLAGSHIP, state, OPENAI)
    assert imagined(FLAGSHIP, view).seat == other(OPENAI)
    frontier = frontier_of(Appraiser(FLAGSHIP, view).book, imagined(FLAGSHIP, view), None, 6)
    spots = gambits.spots_of(frontier)
    assert 10 < len(spots) <= gambits.LOOKED_AT
    for one, two in pairwise(spots):
        assert one.own > two.own > 0
        assert two.theirs > one.theirs > 0
    for spot in spots:
        assert (int(frontier.own[spot.at]), int(frontier.theirs[spot.at])) == (spot.own, spot.theirs)
