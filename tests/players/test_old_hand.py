"""The Old Hand thinks a quarter through: alike after a reload, never about what it may not know, and not for nothing."""

from __future__ import annotations

import random

import pytest

from game.players.leaning import UPRIGHT, Lean
from game.players.old_hand import LEANS, TRIALS, OldHand, together
from game.players.rehearsal import Rehearsal
from game.rules import engine
from game.rules.chance import Chance
from game.rules.decisions import Act, CloudPlan, Plan
from game.rules.score import seat_score
from game.rules.units import MICROSOFT, OPENAI, SEATS, Seat
from game.rules.view import view_of
from tests.players.seated import FLAGSHIP, played
from tests.rules.test_secrets import scrambled

LUCK = Chance("b2:old-hand")
LATE = 20


def bot(seat: Seat) -> OldHand:
    return OldHand(FLAGSHIP, seat, 5, LUCK)


def late(seat: Seat, topic: str):
    """A question of that kind put to a seat near the end of a game, where thinking to the end is short."""
    return next(
        moment
        for moment in played("b2:first", "bot:2", "bot:2")
        if moment.question.seat == seat and moment.question.topic == topic and moment.state.quarter >= LATE
    )


@pytest.mark.parametrize("seat", SEATS)
def test_it_lays_the_same_plan_after_a_reload_and_in_ignorance_of_what_it_may_not_know(seat):
    moment = late(seat, "plan")
    laid = bot(seat).decide(moment.view, moment.question, moment.options)
    assert isinstance(laid, Plan | CloudPlan)
    secret = scrambled(FLAGSHIP, moment.state, seat, random.Random(1))
    view, options = view_of(FLAGSHIP, secret, seat), engine.legal(FLAGSHIP, secret, seat)
    assert bot(seat).decide(view, moment.question, options) == laid


@pytest.mark.parametrize(
    ("seat", "topic"), [(OPENAI, "notices"), (OPENAI, "reply"), (MICROSOFT, "answer"), (MICROSOFT, "plan")]
)
def test_whatever_it_thinks_through_it_may_do(seat, topic):
    moment = late(seat, topic)
    decision = bot(seat).decide(moment.view, moment.question, moment.options)
    engine.step(FLAGSHIP, moment.state, seat, decision, LUCK)


def test_what_it_wondered_before_its_plan_it_does_not_wonder_again_while_it_is_laid():
    moment, hand = late(MICROSOFT, "plan"), bot(MICROSOFT)
    sheet = hand.decide(moment.view, moment.question, moment.options)
    thought = hand.planned(moment.view)
    _, state = engine.step(FLAGSHIP, moment.state, MICROSOFT, sheet, LUCK)
    view, options = view_of(FLAGSHIP, state, MICROSOFT), engine.legal(FLAGSHIP, state, MICROSOFT)
    hand.decide(view, moment.question, options)
    assert hand.planned(view) is thought
    assert bot(MICROSOFT).planned(view) == thought


@pytest.mark.parametrize("seat", SEATS)
def test_every_two_leans_are_tried_together_as_often_as_apart(seat):
    ways = [
        [(trial & at).bit_count() & 1 for trial in range(TRIALS)] for at in range(1, len(LEANS[seat]) + 1)
    ]
    for n, one in enumerate(ways):
        assert 2 * sum(one) == TRIALS
        for another in ways[n + 1 :]:
            assert 2 * sum(a == b for a, b in zip(one, another, strict=True)) == TRIALS


def test_leans_add_up():
    assert together((UPRIGHT, Lean(train=-8), Lean(orders=135))) == Lean(train=-8, orders=135)
    both = together((Lean(also=("town-hall",)), Lean(also=("host-rival",))))
    assert both.also == ("town-hall", "host-rival")


def test_a_lean_changes_the_sheet_and_nothing_else_of_it():
    assert UPRIGHT.of_lab(Plan(train=50, safety=20)) == Plan(train=50, safety=20)
    assert Lean(train=-8, stance="premium").of_lab(Plan(train=50, safety=20)) == Plan(
        train=42, safety=20, stance="premium"
    )
    sheet = CloudPlan(build=50, partner=0, own=40, rate="mid")
    assert Lean(build=25, rate="low").of_cloud(sheet) == CloudPlan(build=75, partner=0, own=40, rate="low")
    assert tuple(Lean(also=("town-hall",)).with_the_rest()) == (Act(action="town-hall"),)


def test_in_the_head_other_leans_lead_elsewhere_with_the_same_luck():
    state = next(
        moment.state for moment in played("b2:first", "bot:2", "bot:2") if moment.state.quarter == LATE
    )

    def led(lean: Lean) -> int:
        after = Rehearsal(FLAGSHIP, MICROSOFT, lean, LUCK).play(state, 99)
        assert after.phase == "over"
        assert after.world.rival == upright.world.rival  # the same luck
        return seat_score(FLAGSHIP, after, MICROSOFT).score

    upright = Rehearsal(FLAGSHIP, MICROSOFT, UPRIGHT, LUCK).play(state, 99)
    assert led(UPRIGHT) == seat_score(FLAGSHIP, upright, MICROSOFT).score
    assert led(Lean(rate="high", own=-40)) < led(UPRIGHT)
