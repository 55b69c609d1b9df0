"""Bots in their seats: whole games as they were played, one table at which to say things to a bot, and what it thinks there.

For anybody who wants to try something on: :func:`spoken` says one move to a bot and gives back all it answers.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from msgspec.structs import replace

from game import players
from game.files.scenarios import load_scenario
from game.players.mind import Mind
from game.players.negotiator import Negotiator
from game.rules import engine
from game.rules.agreement import CLAUSES, Term
from game.rules.chance import Chance
from game.rules.decisions import (
    Act,
    Agree,
    Decision,
    Done,
    Insist,
    Offer,
    Option,
    Package,
    Promise,
    Threat,
)
from game.rules.engine import Question, Setup
from game.rules.state import Said, State
from game.rules.units import MICROSOFT, OPENAI, SEATS, Seat, other
from game.rules.view import View, view_of

FLAGSHIP = load_scenario("first-refusal")


class Moment(NamedTuple):
    """One decision of a game that was played."""

    state: State
    question: Question
    view: View
    options: tuple[Option, ...]
    decision: Decision
    by: str
    seed: str


def moments(seed: str, openai: str, microsoft: str) -> Iterator[Moment]:
    chance = Chance(seed)
    specs = {OPENAI: openai, MICROSOFT: microsoft}
    seated = {seat: players.make(specs[seat], FLAGSHIP, seat, chance.child("player", seat)) for seat in SEATS}
    state = engine.new_game(FLAGSHIP, chance)
    for _ in range(3000):
        questions = engine.ask(FLAGSHIP, state)
        if not questions:
            return
        question = questions[0]
        view, options = view_of(FLAGSHIP, state, question.seat), engine.legal(FLAGSHIP, state, question.seat)
        decision = seated[question.seat].decide(view, question, options)
        yield Moment(state, question, view, options, decision, specs[question.seat], seed)
        _, state = engine.step(FLAGSHIP, state, question.seat, decision, chance)
    raise AssertionError(f"{seed}: the game does not end")


DEAR = frozenset({"bot:3", "bot:4"})
"""Who thinks so long that one game takes as long as ten of the others."""
FIRST = 7
"""Quarters that are played of a game of theirs."""


@cache
def played(seed: str, openai: str, microsoft: str) -> tuple[Moment, ...]:
    """The moments of a game; of a dear one those of its first quarters."""
    game = moments(seed, openai, microsoft)
    dear = DEAR & {openai, microsoft}
    return tuple(takewhile(lambda moment: moment.state.quarter < FIRST, game) if dear else game)


PAIRS = (
    ("bot:2", "bot:2"),
    ("bot:1", "bot:2"),
    ("bot:2", "bot:1"),
    ("bot:1", "bot:1"),
    ("bot:3", "bot:4"),
    ("bot:4", "bot:2"),
    ("bot:2", "random"),
    ("random", "bot:1"),
)


def tables(*pairs: tuple[str, str]) -> Iterator[Moment]:
    for openai, microsoft in pairs:
        for seed in ("b2:first", "b2:second"):
            for moment in played(seed, openai, microsoft):
                if moment.question.topic == "table" and moment.by.startswith("bot"):
                    yield moment


def mind_at(moment: Moment, state: State) -> Mind:
    seat = moment.question.seat
    bot = players.make(moment.by, FLAGSHIP, seat, Chance(moment.seed).child("player", seat))
    assert isinstance(bot, Negotiator)
    return bot.mind(view_of(FLAGSHIP, state, seat))


def put_back(moment: Moment) -> State:
    """The table after the bot's offer, when the other side has put that very package there as its own."""
    after = engine.apply(moment.state, ())
    table, offer, seat = after.table, moment.decision, moment.question.seat
    assert table is not None
    assert isinstance(offer, Offer)
    said = (
        Said(seat=seat, move="offer", package=offer.package, riders=offer.riders),
        Said(seat=other(seat), move="offer", package=offer.package, riders=offer.riders),
    )
    after.table = replace(
        table,
        offers=offer.package,
        riders=offer.riders,
        offered_by=other(seat),
        rounds=max(0, table.rounds - 2),
        history=(*table.history, *said),
    )
    return after


def changed(state: State, package: Package, clause: str, term: Term) -> Package:
    """The package with one clause otherwise, in the order of the document."""
    after = {**dict(package), clause: term}
    return tuple((id, after[id]) for id in CLAUSES if id in after and state.terms[id] != after[id])


def offered_instead(state: State, package: Package) -> State:
    """The same table, had the other side put this package there instead of what it did."""
    after = engine.apply(state, ())
    table = after.table
    assert table is not None
    history = (*table.history[:-1], replace(table.history[-1], package=package))
    assert table.history[-1].move == "offer"
    after.table = replace(table, offers=package, history=history)
    return after


def at_a_table(
    level: str, seed: str = "b2:first", seat: Seat = MICROSOFT, **setup: str
) -> tuple[State, Chance]:
    """A table that the seat across from the bot opened, in the first quarter, with nothing on it yet."""
    chance = Chance(seed)
    state = engine.new_game(FLAGSHIP, chance, Setup(**setup))
    me = other(seat)
    for _ in range(60):
        question = engine.ask(FLAGSHIP, state)[0]
        if question.topic == "table":
            return state, chance
        decision: Decision = Done()
        planned = any(isinstance(sealed, Act) for sealed in state.place(me).sealed)
        if question.topic == "plan" and question.seat == me and not planned:
            decision = Act(action="open-table")
        _, state = engine.step(FLAGSHIP, state, question.seat, decision, chance)
    raise AssertionError(level)


ASIDES = (Agree, Insist, Promise, Threat)


def reply(state: State, chance: Chance, decision: Decision, spec: str = "bot:2") -> tuple[Decision, State]:
    """What the bot says to a move, after any asides, and the state after its answer."""
    said, state = spoken(state, chance, decision, spec)
    return said[-1], state


def spoken(
    state: State, chance: Chance, decision: Decision, spec: str = "bot:2"
) -> tuple[list[Decision], State]:
    """Everything the bot says to a move, and the state after it."""
    me = engine.ask(FLAGSHIP, state)[0].seat
    _, state = engine.step(FLAGSHIP, state, me, decision, chance)
    bot = players.make(spec, FLAGSHIP, other(me), chance.child("player", other(me)))
    said: list[Decision] = []
    while not said or isinstance(said[-1], ASIDES):
        assert len(said) < 6
        question = engine.ask(FLAGSHIP, state)[0]
        assert question.seat == other(me)
        options = engine.legal(FLAGSHIP, state, question.seat)
        said.append(bot.decide(view_of(FLAGSHIP, state, question.seat), question, options))
        _, state = engine.step(FLAGSHIP, state, question.seat, said[-1], chance)
    return said, state
