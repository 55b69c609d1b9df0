"""What a seat imagines is made of what it sees: it would see just that in it, and nothing that it may not know makes a difference."""

from __future__ import annotations

import random

import pytest
from msgspec.structs import replace

from game.players.imagined import Imagination
from game.rules import engine
from game.rules.agreement import CLAUSES
from game.rules.chance import Chance
from game.rules.units import MICROSOFT, OPENAI, SEATS, Seat
from game.rules.view import View, view_of
from tests.players.seated import FLAGSHIP, played
from tests.rules.test_secrets import scrambled
from tests.worlds import Game, any_decision, world

LUCK = Chance("b2:imagining")
SHOWING = tuple(clause.id for clause in CLAUSES.values() if clause.shows)


def known(view: View) -> View:
    """What of a view is kept in mind: how much had been done when something was promised is not always."""
    return replace(view, pledges=tuple(replace(pledge, base=0) for pledge in view.pledges))


@pytest.mark.parametrize("seat", SEATS)
def test_what_is_imagined_looks_just_like_what_was_seen(seat):
    imagination = Imagination(FLAGSHIP, seat)
    for moment in played("b2:first", "bot:2", "bot:2")[::7]:
        view = view_of(FLAGSHIP, moment.state, seat)
        for n in range(3):
            imagined = imagination.state(view, LUCK.child("world", n))
            assert known(view_of(FLAGSHIP, imagined, seat)) == known(view)


@pytest.mark.parametrize("seed", range(8))
def test_what_a_seat_may_not_know_changes_nothing_in_what_it_imagines(seed):
    rnd, chance = random.Random(seed), Chance(f"b2:imagined-{seed}")
    terms = {id: rnd.choice(CLAUSES[id].options) for id in ("compute-sourcing", *SHOWING)}
    scenario = world(terms=terms, quarters=8)
    minds = {seat: Imagination(scenario, seat) for seat in SEATS}
    game = Game(scenario, chance)
    while asked := game.asked():
        seat = rnd.choice(asked).seat
        secret = scrambled(scenario, game.state, seat, rnd)
        luck = LUCK.child(game.state.quarter)
        truly = minds[seat].state(game.view(seat), luck)
        assert minds[seat].state(view_of(scenario, secret, seat), luck) == truly
        game.act(seat, any_decision(scenario, game.state, seat, rnd))


@pytest.mark.parametrize("seat", SEATS)
def test_an_imagined_game_can_be_played_to_its_end_from_anywhere(seat):
    imagination = Imagination(FLAGSHIP, seat)
    rnd = random.Random(3)
    for moment in played("b2:second", "bot:2", "bot:2")[::60]:
        state = imagination.state(view_of(FLAGSHIP, moment.state, seat), LUCK)
        assert seat != moment.question.seat or moment.question.topic in {
            question.topic for question in engine.ask(FLAGSHIP, state) if question.seat == seat
        }
        while asked := engine.ask(FLAGSHIP, state):
            decision = any_decision(FLAGSHIP, state, asked[0].seat, rnd)
            _, state = engine.step(FLAGSHIP, state, asked[0].seat, decision, LUCK)
        assert state.phase == "over"


def differs(view: View, seat: Seat, name: str) -> bool:
    imagination = Imagination(FLAGSHIP, seat)
    section, field = name.split(".")
    found = {getattr(getattr(imagination.state(view, LUCK.child(n)), section), field) for n in range(12)}
    return len(found) > 1


def test_what_nobody_is_told_is_imagined_in_more_than_one_way():
    game = Game(FLAGSHIP, Chance("b2:fog"))
    assert differs(game.view(OPENAI), OPENAI, "world.theta")
    assert differs(game.view(MICROSOFT), MICROSOFT, "world.pace")
    assert differs(game.view(MICROSOFT), MICROSOFT, "openai.cash")
    assert not differs(game.view(OPENAI), OPENAI, "openai.cash")
