"""A game on paper: a letter a quarter, or every move, from either seat's view or from nobody's."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping
from typing import Final

from game.debrief.figures import NAMES, figure, when
from game.debrief.record_page import told as beside_the_record
from game.debrief.telling import letter, story
from game.debrief.verdict import luck, standing
from game.rules.cards import card_of
from game.rules.endings import Outcome
from game.rules.facts import Fact, QuarterBegan
from game.rules.scenario import Scenario
from game.rules.score import Par, mandate_of
from game.rules.state import State
from game.rules.units import OPENAI, SEATS, Seat, power
from game.rules.view import view_of
from game.session import Session

WIDTH = 78
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
    """Every move in order, as ``seat`` could tell it, or as it was (``None``)."""
    yield from _title(session)
    scenario, state = session.scenario, session.at(0)
    yield from _heading(session, state)
    for id in state.cards:
        yield from _wrapped(f"News: {card_of(scenario, id).title}.")
    for step in session.steps:
        told: list[Fact] = []
        for fact in step.facts:
            if isinstance(fact, QuarterBegan):
                yield from _paragraph(told, session, seat)
                yield from _closing(state, session, seat)
                told = []
                state = _after(state, fact)
                yield from _heading(session, state)
                continue
            told.append(fact)
            state = _after(state, fact)
        yield from _paragraph(told, session, seat)
    yield from _closing(state, session, seat)
    yield from _end(session, pars)


def _heading(session: Session, state: State) -> Iterator[str]:
    yield ""
    yield when(session.scenario, state.quarter)


CLOSING: Final = (
    "So OpenAI has {openai.cash} and a fleet of {fleet}; its best model stands at {openai.capability}, the best rival's at "
    "{world.rival}. Microsoft sells AI for {microsoft.ai_revenue} a quarter. Trust: {relations.openai_trust} from OpenAI, "
    "{relations.microsoft_trust} from Microsoft."
)
"""How a quarter ends, to whoever may know all of it."""


def _closing(state: State, session: Session, seat: Seat | None) -> Iterator[str]:
    """Where a quarter leaves both; only the whole truth has such a line."""
    if seat is not None:
        return
    lab = state.openai
    words = CLOSING.replace("{fleet}", power(lab.azure_mw + lab.partner_mw + lab.own_mw))
    for name in re.findall(r"{([a-z_.]+)}", words):
        section, field = name.split(".")
        words = words.replace(f"{{{name}}}", figure(name, getattr(getattr(state, section), field)))
    yield from _wrapped(words)


def _paragraph(facts: list[Fact], session: Session, seat: Seat | None) -> Iterator[str]:
    for line in story(facts, session.scenario, seat):
        yield from _wrapped(line)


def _end(session: Session, pars: Pars | None) -> Iterator[str]:
    outcome = session.outcome(pars)
    if outcome is None:
        yield ""
        yield "The game goes on from here."
        return
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


def verdict(scenario: Scenario, outcome: Outcome) -> Iterator[str]:
    """The end of a game, with what earned and what cost."""
    yield ""
    yield f"{outcome.title}. “{outcome.epithet}.”"
    yield from _wrapped(outcome.text)
    for judged in outcome.seats:
        yield ""
        yield f"{standing(judged)} Mandate: {mandate_of(scenario, judged.seat, judged.mandate).title}."
        yield from _wrapped(luck(scenario, judged))
        for dimension in judged.dimensions:
            yield f"  {dimension.id:<13}{dimension.score:3} of 100, weight {dimension.weight}"
            for line in dimension.lines:
                yield f"    {line.points:+4}  {line.words}"
