"""The glass box cannot lie: an act thought again comes to what was done, and its figures bear the conclusion out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

import msgspec
import pytest

from game import players
from game.players.negotiator import Negotiator
from game.players.thoughts import Talk, Thought, thought_of
from game.rules import engine
from game.rules.chance import Chance
from game.rules.decisions import Accept, Done, Offer, Respond, Walk
from game.rules.units import MICROSOFT, OPENAI, SEATS
from game.rules.view import view_of
from tests.players.seated import FLAGSHIP, Moment, played

GAMES = (
    ("b2:first", "bot:2", "bot:2"),
    ("b2:second", "bot:2", "bot:1"),
    ("b2:first", "bot:1", "bot:2"),
)


@cache
def thoughts(seed: str, openai: str, microsoft: str) -> tuple[tuple[Moment, Thought], ...]:
    found = []
    for moment in played(seed, openai, microsoft):
        seat = moment.question.seat
        bot = players.make(moment.by, FLAGSHIP, seat, Chance(seed).child("player", seat))
        assert isinstance(bot, Negotiator)
        found.append((moment, thought_of(bot, moment.view, moment.question, moment.options)))
    return tuple(found)


@pytest.mark.parametrize("game", GAMES)
def test_every_act_of_a_game_thought_again_comes_to_what_was_done(game: tuple[str, str, str]) -> None:
    found = thoughts(*game)
    assert len(found) > 150
    for moment, thought in found:
        assert thought.decision == moment.decision


@pytest.mark.parametrize("game", GAMES)
def test_what_is_told_of_the_table_bears_the_conclusion_out(game: tuple[str, str, str]) -> None:
    told = [(thought.decision, thought.talk) for _, thought in thoughts(*game) if thought.talk is not None]
    assert told
    seen = Counter(talk.because for _, talk in told)
    assert len(seen) >= 2
    for decision, talk in told:
        _bears_out(decision, talk)


def _bears_out(decision: object, talk: Talk) -> None:
    assert talk.floor <= talk.target or (talk.rounds <= talk.used and (talk.last or talk.pressed))
    moved = sum(by for _, _, by in talk.tried)
    assert talk.patience == max(0, min(9, talk.patience_at_first + moved))
    match decision:
        case Accept():
            assert talk.theirs is not None
            assert talk.theirs.own is not None
            assert talk.theirs.sure is not None
            assert talk.theirs.sure >= 0
            assert talk.because == ("enough" if talk.theirs.own >= talk.target else "own-word")
        case Offer():
            assert talk.said is not None
            assert talk.said.package == decision.package
            assert talk.said.own is not None
            assert talk.said.own > 0
            assert talk.because in ("best", "nearest", "on-condition", "by-clause")
        case Walk():
            assert (talk.because == "no-rounds") == (talk.rounds <= talk.used)
        case _:
            assert talk.because in ("asked", "first")


def test_who_wonders_who_sits_there_has_odds_that_add_up_and_who_searches_has_weighed_its_offers() -> None:
    talks = list(_clever())
    assert {by for by, _ in talks} == {"bot:3", "bot:4"}
    for by, talk in talks:
        odds = [likely for _, likely in talk.kinds]
        assert len(odds) == 5
        assert abs(sum(odds) - 10_000) <= 5
        assert odds == sorted(odds, reverse=True)
        assert bool(talk.weighed) <= (by == "bot:4")
        assert list(talk.weighed) == sorted(talk.weighed, key=lambda one: -one.value)
    assert any(talk.weighed for _, talk in talks)
    assert not any(t.talk.kinds for _, t in thoughts(*GAMES[0]) if t.talk is not None)


def _clever() -> Iterator[tuple[str, Talk]]:
    """What was thought at the tables of the first quarters of a game between clever bots."""
    chance, specs = Chance("b2:clever"), {OPENAI: "bot:4", MICROSOFT: "bot:3"}
    bots = {seat: players.make(specs[seat], FLAGSHIP, seat, chance.child("player", seat)) for seat in SEATS}
    state = engine.new_game(FLAGSHIP, chance)
    while state.quarter < 4:
        question = engine.ask(FLAGSHIP, state)[0]
        bot, view = bots[question.seat], view_of(FLAGSHIP, state, question.seat)
        options = engine.legal(FLAGSHIP, state, question.seat)
        assert isinstance(bot, Negotiator)
        thought = thought_of(bot, view, question, options)
        assert thought.decision == bot.decide(view, question, options)
        if thought.talk is not None:
            yield specs[question.seat], thought.talk
        _, state = engine.step(FLAGSHIP, state, question.seat, thought.decision, chance)


def test_the_wish_that_was_carried_out_is_the_first_that_was_open() -> None:
    wished = 0
    for moment, thought in thoughts(*GAMES[0]):
        if thought.wishes:
            wished += 1
            first = next((wish.decision for wish in thought.wishes if wish.open), Done())
            assert first == moment.decision
    assert wished > 50


def test_a_card_is_answered_with_what_seemed_worth_most() -> None:
    cards = 0
    for moment, thought in thoughts(*GAMES[0]):
        if moment.question.topic == "events" and not isinstance(moment.decision, Done):
            cards += 1
            assert thought.ways[0].decision == moment.decision
            assert isinstance(moment.decision, Respond)
            open_now = [option.decision for option in moment.options if isinstance(option.decision, Respond)]
            assert len(thought.ways) == sum(one.card == moment.decision.card for one in open_now)
    assert cards > 10


def test_a_thought_can_be_written_down() -> None:
    for _, thought in thoughts(*GAMES[0]):
        assert msgspec.json.decode(msgspec.json.encode(thought))["decision"]
