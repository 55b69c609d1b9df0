"""A scenario as a value: the world a game starts in, and everything that can happen to it.

Files become scenarios in another room; this one only says what a scenario is. Numbers are in the unit shown (points, not
tenths); quarters are counted from 0. Everything is a frozen record, so pydantic can check a file against it and draw a
JSON Schema from it without this room knowing.
"""

from __future__ import annotations

from typing import Final

from game.rules.agreement import Term
from game.rules.conditions import Condition, record
from game.rules.units import quarter_dated, quarter_index

DRAWN: Final = "drawn"
RECORD: Final = "record"
WEATHERS: Final = (DRAWN, RECORD)
"""How cards come: by weight, or on the dates of the record."""


@record
class Change:
    """A stat moves by so much; with ``for``, back again after that many quarters."""

    change: str
    by: int
    for_: int = 0


@record
class Later:
    """Effects that arrive after so many quarters."""

    after: int
    then: tuple[Change, ...]


@record
class Capacity:
    """A provider signs capacity for OpenAI, due in so many quarters. ``price`` 0 means the provider's price."""

    capacity: str
    mw: int
    due: int
    price: int = 0
    term: int = 0


@record
class Perhaps:
    """With a chance in percent one thing happens, otherwise another."""

    chance: int
    then: tuple[Effect, ...]
    otherwise: tuple[Effect, ...] = ()


@record
class Halt:
    """Training stands still for so many quarters."""

    halt: int


Effect = Change | Later | Capacity | Perhaps | Halt


@record
class Source:
    """Where a historical card stands in the record."""

    date: str
    source: str


@record
class Choice:
    """One answer to a card."""

    id: str
    text: str
    need: tuple[Condition, ...] = ()
    points: int = 0
    effects: tuple[Effect, ...] = ()


@record
class Answers:
    """What each seat may answer. A seat with no choices only reads the card."""

    openai: tuple[Choice, ...] = ()
    microsoft: tuple[Choice, ...] = ()


@record
class Scheduled:
    """A card that comes at a quarter, give or take some, if its conditions hold."""

    quarter: int
    jitter: int = 0


@record
class Card:
    """An event. ``mark`` is historical, trend or fiction; a historical card names its source."""

    id: str
    title: str
    text: str
    mark: str
    record: Source | None = None
    scheduled: Scheduled | None = None
    weight: int = 0
    cooldown: int = 6
    once: bool = False
    when: tuple[Condition, ...] = ()
    effects: tuple[Effect, ...] = ()
    choices: Answers = Answers()


@record
class Span:
    """The quarters of the game: the first by name, and how many."""

    from_: str
    count: int


@record
class StartContract:
    """Capacity OpenAI has at the start (``due`` 0) or has coming."""

    id: str
    provider: str
    mw: int
    price: int
    due: int = 0
    term: int = 24


@record
class StartBuilding:
    """Capacity Microsoft has coming for itself and other customers."""

    mw: int
    due: int


@record
class Start:
    """Start values: stat field to value, a seat or part of the world each."""

    openai: dict[str, int]
    microsoft: dict[str, int]
    world: dict[str, int]
    relations: dict[str, int]
    contracts: tuple[StartContract, ...] = ()
    building: tuple[StartBuilding, ...] = ()


@record
class Negotiable:
    """A clause at the start. No options means all of the catalogue's; an empty list means it is not up for negotiation."""

    start: Term
    options: tuple[Term, ...] | None = None


@record
class Provider:
    """Somebody who sells capacity (rulebook 3.1.6). MW a quarter: ``available`` plus ``growth`` times the quarter."""

    id: str
    name: str
    available: int
    growth: int = 0
    since: int = 0
    price: int
    follows_market: bool = True
    lead: int
    slip: int
    term: int = 12
    prepay: int = 0
    capex: int = 0
    needs_hype: int = 0
    training: int = 10_000
    effects: tuple[Change, ...] = ()
    strings: str


@record
class Tables:
    """Numbers a quarter, one for every quarter of the game (rulebook 3.1.3)."""

    growth: tuple[int, ...]
    reference_training: tuple[int, ...]
    revenue_per_mw: tuple[int, ...]
    value_multiple: tuple[int, ...]
    planned_cash_flow: tuple[int, ...]


@record
class Hidden:
    """What is drawn once a game and never told: the pace, and the AGI bar."""

    pace: tuple[int, ...]
    theta: int
    theta_deviation: int
    theta_low: int
    theta_high: int


@record
class Deadline:
    """A date with something riding on it. Seen by the seats named."""

    id: str
    title: str
    text: str
    quarter: int
    seen_by: tuple[str, ...]
    needs: tuple[Condition, ...]
    met: tuple[Effect, ...] = ()
    missed: tuple[Effect, ...] = ()


@record
class Version:
    """The agreement as it is reported to have stood from a date on: the clauses of which the record tells, and no others.

    ``basis`` is "reported", or "reading" where the game had to choose a date or a term that nobody printed.
    """

    date: str
    title: str
    source: str
    basis: str = "reported"
    terms: dict[str, Term]


@record
class CardAnswer:
    """How both sides answered a card of the record, as the nearest answer the game has. An empty one is not told."""

    card: str
    openai: str = ""
    microsoft: str = ""
    basis: str = "reading"


@record
class Raised:
    """OpenAI sold shares for so many $M, in equal parts from ``date`` to the quarter ``until``."""

    raise_: int
    date: str
    until: str = ""
    text: str
    source: str
    basis: str = "reported"


@record
class Ordered:
    """OpenAI ordered so many MW of a provider, or of Azure, from ``date`` to the quarter ``until``."""

    order: str
    mw: int
    date: str
    until: str = ""
    text: str
    source: str
    basis: str = "reported"


@record
class Planned:
    """How a seat's order sheet is read from ``date`` on, percent; what is not given is left to the seat's judgement."""

    plan: str
    date: str
    train: int | None = None
    safety: int | None = None
    build: int | None = None
    partner: int | None = None
    own: int | None = None
    text: str
    source: str
    basis: str = "reading"


@record
class Did:
    """An action that a seat took in the quarter of ``date``."""

    act: str
    seat: str
    about: str = ""
    amount: int = 0
    date: str
    text: str
    source: str
    basis: str = "reported"


@record
class Waived:
    """How Microsoft answers notices about others' capacity from ``date`` on: ``waive`` or ``exercise``."""

    notices: str
    date: str
    text: str
    source: str
    basis: str = "reported"


Deed = Raised | Ordered | Planned | Did | Waived


@record
class Figure:
    """A number of the record beside the sum of some stats at the end of a quarter, in their raw unit.

    With ``over`` it is what they grew by in so many quarters.
    """

    title: str
    stats: tuple[str, ...]
    quarter: str
    over: int = 0
    value: int
    note: str = ""
    date: str
    source: str


@record
class History:
    """The record as a script (rulebook 4.5): what both sides signed, answered and did, with dates and sources.

    It tells of the quarters up to ``until``; after that nobody knows.
    """

    until: str
    versions: tuple[Version, ...]
    answers: tuple[CardAnswer, ...] = ()
    deeds: tuple[Deed, ...] = ()
    figures: tuple[Figure, ...] = ()


@record
class Mandate:
    """A private role brief: what a seat is scored on. Weights sum to 100, a dimension each."""

    id: str
    title: str
    brief: str
    weights: dict[str, int]


@record
class Mandates:
    """The mandates of each seat; the first is the default."""

    openai: tuple[Mandate, ...]
    microsoft: tuple[Mandate, ...]


@record
class Ending:
    """How a game can end. A hard one stops it when its conditions hold; a soft one is judged after the last quarter."""

    id: str
    title: str
    hard: bool = False
    when: tuple[Condition, ...] = ()
    text: str
    epithets: tuple[str, ...]


@record
class Scenario:
    """Everything one game is played with. ``format`` is ``scenario/1``."""

    format: str
    id: str
    title: str
    summary: str
    teaches: str = ""
    minutes: int = 30
    quarters: Span
    start: Start
    hidden: Hidden
    agreement: dict[str, Negotiable]
    providers: tuple[Provider, ...]
    tables: Tables
    deadlines: tuple[Deadline, ...] = ()
    events: tuple[Card, ...] = ()
    cards_a_quarter: int = 2
    record: History | None = None
    mandates: Mandates
    endings: tuple[Ending, ...]


def told_until(scenario: Scenario) -> int:
    """The last quarter the record tells of; -1 when the scenario has none."""
    return (
        quarter_index(scenario.quarters.from_, scenario.record.until) if scenario.record is not None else -1
    )


def dated(scenario: Scenario, date: str) -> int:
    """The quarter of the game in which a date lies; below 0 before it begins."""
    return quarter_dated(scenario.quarters.from_, date)


def version_at(scenario: Scenario, quarter: int) -> tuple[Version, dict[str, Term]] | None:
    """The newest version of the record whose quarter has come, and all it and those before it say; ``None`` before the first."""
    newest, terms = None, dict[str, Term]()
    for version in scenario.record.versions if scenario.record is not None else ():
        if dated(scenario, version.date) <= quarter:
            newest = version
            terms.update(version.terms)
    return (newest, terms) if newest is not None else None
