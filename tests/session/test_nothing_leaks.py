"""During a game nothing hidden is shown: whole games of bots, step by step, from both seats (house 1, rulebook 3.4.5).

Whatever the other side keeps to itself is replaced by something else that it could be. All that the seat is shown stays as it was:
what it sees, what it is asked, what it may do and why not, what its adviser and its coach say, its news, its letters, its notes and
dossier, its ledger, and why a number is what it is. Only what the other side *does* tells anything.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from game.bargaining.coach import board
from game.debrief.causes import Causes
from game.debrief.telling import SEEN_ACTIONS, letter, story, tell
from game.debrief.why_page import listed, page_of
from game.desk import dossier, notes
from game.desk.adviser import Adviser
from game.desk.chronicle import Chronicle
from game.desk.moment import moment_of
from game.errors import Refusal
from game.rules import engine
from game.rules import facts as happened
from game.rules.characters import ARCHETYPES
from game.rules.engine import Setup
from game.rules.facts import Fact, Found, QuarterBegan
from game.rules.state import State
from game.rules.stats import STATS
from game.rules.units import MICROSOFT, OPENAI, SEATS, Seat, other
from game.rules.view import view_of
from game.session import Session
from tests.players.seated import FLAGSHIP
from tests.rules.test_secrets import TRIED, answer_to, scrambled

GAMES = (("b2:leak-1", "bot:2", "bot:2"), ("b2:leak-2", "bot:1", "bot:2"), ("b2:leak-3", "bot:2", "bot:1"))
CLEVER = pytest.param(("b2:leak-4", "bot:4", "bot:3"), marks=pytest.mark.heavy)
LONG = [GAMES[0], *(pytest.param(game, marks=pytest.mark.heavy) for game in GAMES[1:]), CLEVER]


@cache
def played(seed: str, openai: str, microsoft: str) -> Session:
    session = Session.new(FLAGSHIP, seed, {OPENAI: openai, MICROSOFT: microsoft})
    session.play_bots()
    return session


def folded(session: Session) -> Iterator[tuple[State, Any]]:
    """Every state of a game and the step that follows it."""
    state = session.at(0)
    for step in session.steps:
        yield state, step
        state = engine.apply(state, step.facts)


def shown(session: Session, state: State, seat: Seat, tried: Any) -> list[object]:
    """Everything that a seat is shown at a moment, from the view to the words of its refusals."""
    session.state = state
    scenario, chance = session.scenario, session.chance
    question, view = session.question(seat), session.view(seat)
    told: list[object] = [view, question, session.legal(seat)]
    told += [answer_to(scenario, state, seat, decision, chance) for decision in tried]
    if question is not None:
        told.append(engine.default(scenario, state, seat))
        told.append(moment_of(session, seat, Adviser(scenario, seat, chance), (), plays=True))
        if view.table is not None:
            told.append(board(scenario, view))
        told += [notes.pages(scenario, view, 70), dossier.pages(scenario, view, 70)]
    return told


@pytest.mark.parametrize("seat", SEATS)
@pytest.mark.parametrize("game", LONG)
def test_all_through_a_game_what_the_other_side_hides_makes_no_difference(
    game: tuple[str, str, str], seat: Seat
) -> None:
    rnd = random.Random(f"{game}-{seat}")
    source = played(*game)
    session = Session.new(FLAGSHIP, game[0], {seat: "you", other(seat): "bot:2"})
    asked = 0
    for n, (state, _) in enumerate(folded(source)):
        mine = any(question.seat == seat for question in engine.ask(FLAGSHIP, state))
        asked += mine
        if n % 2 if mine else n % 11:
            continue
        tried = rnd.sample(TRIED[seat], 6)
        then = shown(session, state, seat, tried)
        secret = shown(session, scrambled(FLAGSHIP, state, seat, rnd), seat, tried)
        assert secret == then, f"step {n + 1}"
    assert asked > 80


class Eyes:
    """What a seat has been told of a game so far: the news, the letters, the causes."""

    def __init__(self, session: Session, seat: Seat) -> None:
        self.seat = seat
        self.chronicle = Chronicle(session, seat)
        self.causes = Causes(session.scenario, session.state)

    def note(self, facts: tuple[Fact, ...], quarter: int, state: State) -> None:
        self.chronicle.note(facts, quarter, view_of(FLAGSHIP, state, self.seat))
        self.causes.note(facts)

    def read(self) -> list[object]:
        """The news since it was last read, and the letters."""
        told: list[object] = list(self.chronicle.told)
        told += [letter(before, after, facts, FLAGSHIP) for before, after, facts in self.chronicle.letters]
        self.chronicle.told.clear()
        self.chronicle.letters.clear()
        return told

    def why(self) -> list[object]:
        return [
            list(listed(self.causes, self.seat)),
            *(page_of(self.causes, name, self.seat) for name in STATS),
        ]


def another(session: Session, seat: Seat, rnd: random.Random) -> Session:
    """The same game on its first day, but for who sits in the other seat and what that side likes, wants and must do."""
    them = other(seat)
    kind = session.state.place(them).character.archetype
    first = session.at(0).place(them).character.archetype
    mandates = FLAGSHIP.mandates.openai if them == OPENAI else FLAGSHIP.mandates.microsoft
    setup = {
        f"{them}_archetype": rnd.choice([id for id in ARCHETYPES[them] if id not in (kind, first)]),
        f"{them}_mandate": rnd.choice(mandates[1:]).id,
        f"{seat}_archetype": session.at(0).place(seat).character.archetype,
    }
    return Session.new(FLAGSHIP, session.header.seed, {OPENAI: "you", MICROSOFT: "you"}, setup=Setup(**setup))


@pytest.mark.parametrize("seat", SEATS)
@pytest.mark.parametrize("game", [*GAMES, CLEVER])
def test_whoever_sits_across_a_seat_is_shown_the_same_until_that_side_acts_otherwise(
    game: tuple[str, str, str], seat: Seat
) -> None:
    """The same decisions in two worlds, in one of which the other side is somebody else: news, letters and causes are alike, step by
    step to the end. What was asked of the other side and answered (``Found``) is its own act, and is evened out."""
    source = played(*game)
    twin = another(source, seat, random.Random(f"{game}-{seat}"))
    mine = Session.new(FLAGSHIP, source.header.seed, source.header.seats)
    assert twin.state.place(other(seat)).character != mine.state.place(other(seat)).character
    here, there = Eyes(mine, seat), Eyes(twin, seat)
    for n, (state, step) in enumerate(folded(source), 1):
        quarter = state.quarter
        facts, after = engine.step(FLAGSHIP, twin.state, step.by, step.decision, twin.chance)
        assert _answered(facts) == _answered(step.facts), f"step {n}"
        twin.state = _evened(after, engine.apply(state, step.facts))
        mine.state = engine.apply(state, step.facts)
        assert twin.view(seat) == mine.view(seat), f"step {n}"
        assert twin.legal(seat) == mine.legal(seat), f"step {n}"
        if mine.questions():
            here.note(_known(step.facts), quarter, mine.state)
            there.note(_known(facts), quarter, twin.state)
            assert there.read() == here.read(), f"step {n}"
        if any(isinstance(fact, QuarterBegan) for fact in facts) and mine.state.quarter % 6 == 0:
            assert there.why() == here.why(), f"step {n}"


def _known(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    return tuple(fact for fact in facts if not isinstance(fact, Found))


def _answered(facts: tuple[Fact, ...]) -> list[tuple[str, str, str]]:
    return [(f.seat, f.learned.topic, f.learned.source) for f in facts if isinstance(f, Found)]


def _evened(state: State, as_told: State) -> State:
    """The state with what was answered here made what was answered there."""
    even = state.copy()
    for seat in SEATS:
        even.place(seat).learned = as_told.place(seat).learned
    return even


IN_PUBLIC = (
    happened.Drifted,
    happened.Incident,
    happened.DistressCalled,
    happened.Traced,
    happened.WalkedOut,
)
"""What is said aloud and changes nothing that is seen."""
IN_THE_LAB = (happened.RunOrdered, happened.RunEnded, happened.Holding, happened.Breakthrough)
"""What happens inside OpenAI is told there."""


@pytest.mark.parametrize("seat", SEATS)
@pytest.mark.parametrize("game", [*GAMES, CLEVER])
def test_what_is_told_could_be_seen_or_was_said_aloud(game: tuple[str, str, str], seat: Seat) -> None:
    """A fact that leaves the seat's view as it was is told only if it is its own doing, or public."""
    session = played(*game)
    silent = 0
    for state, step in folded(session):
        for fact in step.facts:
            after = state.copy()
            fact.change(after)
            if view_of(FLAGSHIP, state, seat) == view_of(FLAGSHIP, after, seat):
                silent += 1
                if tell(fact, FLAGSHIP, seat) or story((fact,), FLAGSHIP, seat):
                    assert _public(fact, seat), fact
            state = after
    assert silent > 200


def _public(fact: Fact, seat: Seat) -> bool:
    if isinstance(fact, happened.Acted):
        return fact.seat == seat or fact.action in SEEN_ACTIONS
    return isinstance(fact, IN_PUBLIC) or (seat == OPENAI and isinstance(fact, IN_THE_LAB))


@pytest.mark.parametrize("seat", SEATS)
def test_no_box_is_opened_before_the_end(seat: Seat) -> None:
    from game.debrief.glass import glass_box

    source = played(*GAMES[0])
    going = Session.new(FLAGSHIP, source.header.seed, source.header.seats)
    for n, step in enumerate(source.steps[:-1], 1):
        going._take(step)
        if n % 40 == 0 or n == len(source.steps) - 1:
            for act in (1, n):
                with pytest.raises(Refusal, match="not over"):
                    glass_box(going, act)
    going._take(source.steps[-1])
    mine = next(n for n, step in enumerate(going.steps, 1) if step.by == seat)
    assert glass_box(going, mine).seat == seat
