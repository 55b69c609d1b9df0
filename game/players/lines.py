"""What is said to another program, and what it may say back: one JSON object a line (docs/players.md).

A move is written as in a save, so whatever stands there as a ``decision`` can be sent. Everything that goes out is made from the
seat's view and the scenario, as it is for any player.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, Final
from unicodedata import category

import msgspec

import game
from game.bargaining.appraisal import Appraiser
from game.errors import Refusal
from game.players.pipe import LONGEST_LINE
from game.rules.agreement import CLAUSES, Term
from game.rules.decisions import (
    Accept,
    Answer,
    AnyDecision,
    Bridge,
    Decision,
    Done,
    Give,
    Offer,
    Option,
    Principle,
    Respond,
)
from game.rules.engine import Question
from game.rules.orders import ACTIONS
from game.rules.packages import ladders
from game.rules.scenario import Scenario
from game.rules.score import mandate_of
from game.rules.stats import HIDDEN, STATS
from game.rules.undertakings import UNDERTAKINGS
from game.rules.units import Seat
from game.rules.view import View

PROTOCOL: Final = 1
"""Bumped when a program that understood these lines would not any more. What it does not know, it should pass over."""


class ClauseTold(msgspec.Struct, frozen=True, kw_only=True):
    """A clause of the agreement that is bargained about: its terms, best for Microsoft first, and each in a few words."""

    id: str
    title: str
    block: str
    terms: tuple[Term, ...]
    words: tuple[str, ...]


class NumberTold(msgspec.Struct, frozen=True, kw_only=True):
    """A number of the view: so many of it (``scale``) make one of the unit the game shows."""

    title: str
    unit: str
    scale: int
    words: str


class ActionTold(msgspec.Struct, frozen=True, kw_only=True):
    """Something to spend action points on: what it costs in them and in $ millions, and the unit of its amount, if any."""

    id: str
    title: str
    words: str
    points: int
    cost: int
    unit: str


class UndertakingTold(msgspec.Struct, frozen=True, kw_only=True):
    """Something that can be promised or threatened; the unit of its amount, if it is counted."""

    id: str
    title: str
    unit: str


class Hello(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="hello"):
    """The first line: who one is, how long one has, and the words for everything the asks name by an id."""

    protocol: int
    game: str
    scenario: str
    title: str
    seat: Seat
    mandate: str
    brief: str
    weights: dict[str, int]
    """What the score is made of: a dimension and its percent."""
    seconds: int
    """How long an answer may take."""
    clauses: tuple[ClauseTold, ...]
    numbers: dict[str, NumberTold]
    actions: tuple[ActionTold, ...]
    undertakings: tuple[UndertakingTold, ...]


class Move(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A legal move. ``ranges`` says which of its numbers may be others: least and most."""

    move: Decision
    ranges: dict[str, tuple[int, int]] = {}
    gain: int | None = None
    """What signing the package in it would gain one's own seat over the agreement in force, $ millions to the end of the game."""


class CardTold(msgspec.Struct, frozen=True, kw_only=True):
    """A card to be answered: what has happened, and the answers that are open."""

    id: str
    title: str
    text: str
    choices: dict[str, str]


class AskTold(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="ask"):
    """A question. ``ask`` is its name, the same whenever this moment of the game is come to."""

    ask: str
    seat: Seat
    topic: str
    quarter: str
    refused: str
    """Why the last answer was not taken."""
    tries: int
    """How many answers may still be refused before the default is taken."""
    default: Done
    cards: tuple[CardTold, ...]
    moves: tuple[Move, ...]
    view: View


def hello(scenario: Scenario, view: View, seconds: float) -> bytes:
    """The first line for a seat."""
    seat = view.seat
    mandate = mandate_of(scenario, seat, view.character.mandate)
    return msgspec.json.encode(
        Hello(
            protocol=PROTOCOL,
            game=game.__version__,
            scenario=scenario.id,
            title=scenario.title,
            seat=seat,
            mandate=mandate.id,
            brief=mandate.brief,
            weights=mandate.weights,
            seconds=max(1, round(seconds)),
            clauses=tuple(_clauses(scenario)),
            numbers=_numbers(seat),
            actions=tuple(
                ActionTold(
                    id=one.id, title=one.title, words=one.words, points=one.points, cost=one.cost, unit=one.unit
                )
                for one in ACTIONS.values()
                if seat in one.seats
            ),
            undertakings=tuple(
                UndertakingTold(id=one.id, title=one.title, unit=one.unit)
                for one in UNDERTAKINGS.values()
                if seat in one.seats
            ),
        )
    )  # fmt: skip


def _clauses(scenario: Scenario) -> Iterator[ClauseTold]:
    for id, terms in ladders(scenario).items():
        clause = CLAUSES[id]
        words = tuple(clause.short(term) for term in terms)
        yield ClauseTold(id=id, title=clause.title, block=clause.block, terms=terms, words=words)


@cache
def _numbers(seat: Seat) -> dict[str, NumberTold]:
    return {
        stat.name: NumberTold(title=stat.title, unit=stat.unit, scale=stat.scale, words=stat.words)
        for stat in STATS.values()
        if stat.sight(seat) != HIDDEN
    }


def ask(
    scenario: Scenario, view: View, question: Question, options: tuple[Option, ...], refused: str, tries: int
) -> bytes:
    """The line that asks a seat something."""
    books = Appraiser(scenario, view)
    return msgspec.json.encode(
        AskTold(
            ask=question.name,
            seat=question.seat,
            topic=question.topic,
            quarter=question.quarter,
            refused=refused,
            tries=tries,
            default=Done(),
            cards=tuple(_cards(scenario, options)),
            moves=tuple(_move(option, view, books) for option in options),
            view=view,
        )
    )


def _move(option: Option, view: View, books: Appraiser) -> Move:
    ranges = {field: (least, most) for field, least, most in option.ranges}
    return Move(move=option.decision, ranges=ranges, gain=_gain(option.decision, view, books))


def _gain(decision: Decision, view: View, books: Appraiser) -> int | None:
    """What a move's package gains the seat; ``None`` for a move that has none."""
    match decision:
        case Accept() | Principle() if view.table is not None:
            return books.gain(view.table.offers, view.table.riders)
        case Offer(package=package) | Answer(package=package) | Bridge(package=package) if package:
            return books.gain(package)
        case Give(clause=clause, term=term):
            return books.gain(((clause, term),))
    return None


def _cards(scenario: Scenario, options: tuple[Option, ...]) -> Iterator[CardTold]:
    answers = [option.decision for option in options if isinstance(option.decision, Respond)]
    for card in scenario.events:
        open_ = {answer.choice for answer in answers if answer.card == card.id}
        if open_:
            choices = (*card.choices.openai, *card.choices.microsoft)
            told = {choice.id: choice.text for choice in choices if choice.id in open_}
            yield CardTold(id=card.id, title=card.title, text=card.text, choices=told)


class Said(msgspec.Struct, frozen=True):
    """A line that came in: a move, and the question it says it answers, if it does."""

    move: Decision
    answering: str = ""


def read(line: bytes) -> Said:
    """What a line says. Refuses what is no move, in a sentence for whoever wrote the program."""
    if len(line) > LONGEST_LINE:
        raise Refusal("too-long", f"That line is longer than {LONGEST_LINE} bytes.", "Send one move.")
    try:
        plain = msgspec.json.decode(line)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise Refusal("not-json", f"That line is no JSON ({_reason(error)}).", _ONE_MOVE) from error
    if not isinstance(plain, dict):
        raise Refusal("no-move", "That line is no JSON object.", _ONE_MOVE)
    if any(category(sign)[0] == "C" for text in _texts(plain) for sign in text):
        raise Refusal("unprintable", "There is a control character in that move.", "Leave it out.")
    answering = plain.pop("answering", "")
    try:
        move: Any = msgspec.convert(plain, AnyDecision)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise Refusal("no-move", f"That is no move ({_reason(error)}).", _ONE_MOVE) from error
    unknown = plain.keys() - {"kind", *move.__struct_fields__}
    if unknown:
        words = f"A move of kind “{plain['kind']}” has no “{min(unknown)[:40]}”."
        raise Refusal("no-such-field", words, f"It has {', '.join(move.__struct_fields__)}.")
    return Said(move, answering if isinstance(answering, str) else "?")


_ONE_MOVE: Final = 'Send one move a line, such as {"kind":"done"}.'


def _texts(plain: Any) -> Iterator[str]:
    waiting = [plain]
    while waiting:
        match waiting.pop():
            case str() as text:
                yield text
            case list() as parts:
                waiting.extend(parts)
            case dict() as fields:
                waiting.extend((*fields, *fields.values()))


def _reason(error: Exception) -> str:
    words = "nested too deeply" if isinstance(error, RecursionError) else " ".join(str(error).split())
    return "".join(sign if sign.isprintable() else "?" for sign in words[:200]).rstrip(".")


def schema() -> dict[str, Any]:
    """The JSON Schema of every line: hello, ask and move."""
    (told, asked, moved), parts = msgspec.json.schema_components(
        (Hello, AskTold, AnyDecision), ref_template="#/$defs/{name}"
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What First Refusal says to another program (hello, ask), and what it is told (move)",
        "$defs": {**parts, "hello": told, "ask": asked, "move": moved},
    }
