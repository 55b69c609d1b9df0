"""A game on paper: a letter a quarter, or every move, from either seat's view or from nobody's."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping

from game.debrief.chapter import WIDTH as WIDTH
from game.debrief.chapter import chapter, heading, wrapped
from game.debrief.figures import NAMES, when
from game.debrief.record_page import told as beside_the_record
from game.debrief.telling import letter
from game.debrief.verdict import line_words, luck, standing
from game.rules.endings import Outcome
from game.rules.facts import Fact, QuarterBegan
from game.rules.scenario import Scenario
from game.rules.score import Par, mandate_of
from game.rules.state import State
from game.rules.units import OPENAI, SEATS, Seat
from game.rules.view import view_of
from game.session import YOU, Session

Pars = Mapping[Seat, Par]


def _title(session: Session) -> Iterator[str]:
    seats = ", ".join(f"{NAMES[seat]} by {session.header.seats[seat]}" for seat in SEATS)
    yield f"{session.scenario.title}. Seed {session.header.seed}. {seats}."
    if session.note:
        yield f"Note: {session.note}"


def _wrapped(text: str, indent: str = "  ") -> Iterator[str]:
    yield from textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent + "  ")


def _sitting(session: Session) -> Seat:
    """The seat a letter is written to: the person's, or OpenAI's when there is none, or two."""
    return next(iter(session.people), OPENAI)


def letters(session: Session, seat: Seat | None = None, pars: Pars | None = None) -> Iterator[str]:
    """A letter a quarter to a seat (``None``: the person's), and the end."""
    yield from _title(session)
    seat = seat or _sitting(session)
    state = session.at(0)
    since, facts = state, list[Fact]()
    for step in session.steps:
        for fact in step.facts:
            state = _after(state, fact)
            facts.append(fact)
            if isinstance(fact, QuarterBegan) or state.phase == "over":
                yield ""
                yield when(session.scenario, since.quarter)
                before, after = view_of(session.scenario, since, seat), view_of(session.scenario, state, seat)
                for label, words in letter(before, after, facts, session.scenario):
                    yield from _wrapped(f"{label + ':':<11}{words}")
                since, facts = state, []
    yield from _end(session, pars)


def _after(state: State, fact: Fact) -> State:
    new = state.copy()
    fact.change(new)
    return new


def transcript(session: Session, seat: Seat | None = None, pars: Pars | None = None) -> Iterator[str]:
    """The whole game to read, a chapter a quarter, as ``seat`` could tell it, or as it was (``None``)."""
    yield from _opening(session, seat)
    scenario, state = session.scenario, session.at(0)
    since, facts = state, list[Fact]()
    for step in session.steps:
        for fact in step.facts:
            if isinstance(fact, QuarterBegan):
                yield from chapter(scenario, seat, since, facts, state)
                state = _after(state, fact)
                since, facts = state, []
                continue
            facts.append(fact)
            state = _after(state, fact)
    yield from chapter(scenario, seat, since, facts, state)
    yield from _end(session, pars)


def _opening(session: Session, seat: Seat | None) -> Iterator[str]:
    yield session.scenario.title
    yield "=" * len(session.scenario.title)
    sat = [f"{NAMES[one]} is played by {_player(session.header.seats[one])}" for one in SEATS]
    whose = "as it was" if seat is None else f"as {NAMES[seat]} was told of it"
    yield from wrapped(f"{', '.join(sat)}. Seed {session.header.seed}. The game is told {whose}.")
    if session.note:
        yield from wrapped(f"Note: {session.note}")
    yield from wrapped(
        "Prices of capacity are per megawatt and quarter. What something moved stands in brackets."
    )


def _player(spec: str) -> str:
    return "a person" if spec == YOU else spec


def _end(session: Session, pars: Pars | None) -> Iterator[str]:
    outcome = session.outcome(pars)
    if outcome is None:
        yield ""
        yield "The game goes on from here."
        return
    yield from _closing(session, outcome)
    yield from verdict(session.scenario, outcome)
    from game.debrief.signatures import (  # numpy, which a game that goes on does not need
        joint,
        joint_words,
        signatures,
        told,
    )

    found = tuple(signatures(session))
    yield ""
    yield from _wrapped(joint_words(joint(found)), "")
    yield ""
    yield "What was signed, by what both sides thought it worth that day:"
    for words in told(session, found):
        yield from _wrapped(words)
    if session.scenario.record is not None:
        yield ""
        yield from beside_the_record(session, WIDTH)


def _closing(session: Session, outcome: Outcome) -> Iterator[str]:
    """The last paragraph: how it ended, after what, and what both have of it."""
    yield from heading(f"The end: {outcome.title}")
    signed = len(session.state.agreement.amendments)
    amended = f"{signed} amendment{'' if signed == 1 else 's'}" if signed else "not one amendment"
    scores = ", and ".join(
        f"{NAMES[judged.seat]} has {judged.score} points of 100 (grade {judged.grade})"
        for judged in outcome.seats
    )
    yield from wrapped(
        f"{outcome.text} They call it “{outcome.epithet}”. After {outcome.quarters} quarters and {amended}, {scores}.",
        2,
    )


def verdict(scenario: Scenario, outcome: Outcome) -> Iterator[str]:
    """What each side has, with what earned and what cost."""
    for judged in outcome.seats:
        yield ""
        yield f"{standing(judged)} Mandate: {mandate_of(scenario, judged.seat, judged.mandate).title}."
        yield from _wrapped(luck(scenario, judged))
        for dimension in judged.dimensions:
            yield f"  {dimension.id:<13}{dimension.score:3} of 100, weight {dimension.weight}"
            for line in dimension.lines:
                yield f"    {line.points:+4}  {line_words(line)}"
