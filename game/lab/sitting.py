"""The table alone: a match is one pair of characters at the first table, with the real rules, and nothing else of the game.

The seats open a table in the first quarter and, when nothing was signed at it, in the next; whatever else is asked of them gets the
answer of somebody who just goes on. The match ends with the first signature. What was signed is judged by true gains, through both
seats' own eyes on the day, which no player can see; its measure is the Nash point of the first day (rulebook 3.8.1, 6.1). It takes
some milliseconds where a game takes most of a second, so it is what the ladder of negotiators is read from.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final, NamedTuple

import msgspec

from game import players
from game.bargaining.frontier import pareto_of
from game.bargaining.packages import frontier_of
from game.bargaining.tables import book_of
from game.debrief.signatures import true_gains
from game.rules import engine
from game.rules.chance import Chance
from game.rules.decisions import Act, Decision
from game.rules.engine import Question, Setup
from game.rules.facts import Signed
from game.rules.scenario import Scenario
from game.rules.state import State
from game.rules.units import SEATS, Seat, other
from game.rules.view import view_of

TABLES: Final = 2
"""Tables of a match: the first turn's and, when nothing is signed at it, the next turn's."""


class Sitting(msgspec.Struct, frozen=True, kw_only=True):
    """How one match at the table went. Money in $ millions for the rest of the game, over the agreement that was in force."""

    seed: str
    seats: dict[Seat, str]
    archetypes: dict[Seat, str]
    signed: bool
    quarter: int
    """The quarter it was signed in, from 0; with nothing signed the last that had a table."""
    rounds: int
    """Rounds used at all tables."""
    tables: int
    gains: dict[Seat, int]
    """What it truly gained each seat on the day, with what hung on it; 0 with nothing signed."""
    nash: dict[Seat, int]
    """What each would have gained at the Nash point of the first day, over all packages."""
    near: dict[Seat, int]
    """The same over the packages of at most five clauses, which is what one proposal changes; nothing where none gains both."""
    best: int
    """The most both together could have gained then, with neither worse off."""

    def share(self, seat: Seat) -> float:
        """What a seat got of its gain at the Nash point: 1 is all of it, above 1 more, below 0 a loss; 0 where there was nothing."""
        return part(self.gains[seat], self.nash[seat])

    def share_near(self, seat: Seat) -> float:
        """The same of the Nash point over packages of at most five clauses."""
        return part(self.gains[seat], self.near[seat])

    @property
    def joint(self) -> float:
        """What both got together of the most they could have had together."""
        return part(sum(self.gains.values()), self.best)


def part(had: int, there: int) -> float:
    """What was had of what was there; nothing of nothing."""
    return had / there if there > 0 else 0.0


def sit(
    scenario: Scenario, seed: str, seats: Mapping[Seat, str], setup: Setup | None = None, tables: int = TABLES
) -> Sitting:
    """Play one match between two players.

    The characters are the seed's, so whoever sits there has the same deal before them, unless a spec names another archetype. The seats
    take turns at opening the table, and the seed says who begins. ``UnknownPlayer`` for a spec that does not fit its seat.
    """
    chance, setup = Chance(seed), setup or Setup()
    for seat in SEATS:
        players.check(seats[seat], seat)
        setup = players.with_character(setup, seat, seats[seat])
    begun = engine.new_game(scenario, chance, setup)
    seated = {
        seat: players.make(seats[seat], scenario, seat, chance.child("player", seat), programs=True)
        for seat in SEATS
    }
    match = _Match(scenario, begun, chance, tables)
    try:
        while (question := match.question()) is not None:
            seat = question.seat
            if question.topic == "table":
                view = view_of(scenario, match.state, seat)
                options = engine.legal(scenario, match.state, seat)
                refuses = partial(engine.refusal, scenario, match.state, seat, chance)
                match.take(seat, players.settled(seated[seat], view, question, options, refuses))
            else:
                match.take(seat, match.on(question))
    finally:
        players.let_go(seated.values())
    there = _there(scenario, begun)
    return Sitting(
        seed=chance.seed,
        seats=dict(seats),
        archetypes={seat: begun.place(seat).character.archetype for seat in SEATS},
        signed=match.signed,
        quarter=match.quarter,
        rounds=match.rounds,
        tables=match.opened,
        gains=match.gains,
        nash=there.nash,
        near=there.near,
        best=there.best,
    )


class _There(NamedTuple):
    """What there was to be had on the first day, $ millions."""

    nash: dict[Seat, int]
    near: dict[Seat, int]
    best: int


def _there(scenario: Scenario, state: State) -> _There:
    own, theirs = (book_of(scenario, view_of(scenario, state, seat)) for seat in SEATS)
    whole, near = pareto_of(own, theirs), frontier_of(own, theirs)
    nash, best, at = whole.nash(), whole.welfare_of_both(), near.nash()
    # Leaving everything as it is costs nobody anything, so there is always somewhere to agree.
    assert nash is not None
    assert best is not None
    few = (int(near.own[at]), int(near.theirs[at])) if at is not None else (0, 0)
    return _There(
        nash=dict(zip(SEATS, whole.gains(nash), strict=True)),
        near=dict(zip(SEATS, few, strict=True)),
        best=sum(whole.gains(best)),
    )


class _Match:
    """A match under way."""

    def __init__(self, scenario: Scenario, state: State, chance: Chance, tables: int) -> None:
        self.scenario, self.state, self.chance, self.tables = scenario, state, chance, tables
        self.first = chance.pick(SEATS, "sitting", "opener")
        self.signed = False
        self.gains: dict[Seat, int] = dict.fromkeys(SEATS, 0)
        self.quarter = self.rounds = self.opened = 0

    def question(self) -> Question | None:
        """What is asked next; nothing once something is signed, or after the last table unless a memorandum is to be signed yet."""
        if self.signed:
            return None
        questions = engine.ask(self.scenario, self.state)
        if not questions:
            return None
        word_given = self.state.memorandum is not None
        if self.opened >= self.tables and self.state.table is None and not word_given:
            return None
        return questions[0]

    def on(self, question: Question) -> Decision:
        """What somebody says who just goes on, but for asking for a table whose turn it is."""
        seat, state = question.seat, self.state
        opens = self.first if self.opened % 2 == 0 else other(self.first)
        if question.topic == "plan" and seat == opens and self.opened < self.tables and not state.memorandum:
            wish = Act(action="open-table")
            if any(option.decision == wish for option in engine.legal(self.scenario, state, seat)):
                return wish
        return engine.default(self.scenario, state, seat)

    def take(self, seat: Seat, decision: Decision) -> None:
        """Carry a decision out, and judge what is signed by it from the state just before."""
        before = self.state
        facts, self.state = engine.step(self.scenario, before, seat, decision, self.chance)
        table, after = before.table, self.state.table
        if table is None and after is not None:
            self.opened += 1
            self.quarter = self.state.quarter
        if table is not None:
            self.rounds += table.rounds - after.rounds if after is not None else 0
        for at, fact in enumerate(facts):
            if isinstance(fact, Signed) and fact.amendment.how == "signed":
                self.signed, self.quarter = True, fact.amendment.quarter
                package = tuple((clause, term) for clause, _, term in fact.amendment.changes)
                on_the_day = engine.apply(before, facts[:at])
                found = true_gains(self.scenario, on_the_day, package, fact.amendment.riders)
                self.gains = dict(zip(SEATS, found, strict=True))
