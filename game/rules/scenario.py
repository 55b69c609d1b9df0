"""A scenario as a value: the world a game starts in, and everything that can happen to it.

Files become scenarios in another room; this one only says what a scenario is. Numbers are in the unit shown (points, not
tenths); quarters are counted from 0. Everything is a frozen record, so pydantic can check a file against it and draw a
JSON Schema from it without this room knowing.
"""

from __future__ import annotations

from typing import Final

from game.rules.agreement import Term
from game.rules.conditions import Condition, record
from game.rules.dials import Dials
from game.rules.events import Card, Change, Effect
from game.rules.history import History, Version
from game.rules.scoring import Scoring
from game.rules.units import quarter_dated, quarter_index

DRAWN: Final = "drawn"
RECORD: Final = "record"
WEATHERS: Final = (DRAWN, RECORD)
"""How cards come: by weight, or on the dates of the record."""
MOST_QUARTERS: Final = 40
"""The longest game there may be."""


@record
class Span:
    """The quarters of the game: the first by name, and how many."""

    from_: str
    count: int


@record
class Turns:
    """How a game is paced (rulebook 3.7, S1q). A turn is so many quarters: the seats decide in its first and hold to it in the others.

    A turn has ``points`` of attention for each seat and at most ``cards`` cards; a table has ``rounds`` rounds, and never more than
    ``most_rounds``.
    """

    quarters: int = 1
    points: int = 3
    rounds: int = 3
    most_rounds: int = 8
    cards: int = 2

    @property
    def word(self) -> str:
        """What a player calls a turn."""
        return "quarter" if self.quarters == 1 else "turn"

    def begins(self, quarter: int) -> bool:
        """Whether a turn begins with the quarter."""
        return quarter % self.quarters == 0

    def left(self, quarter: int) -> int:
        """How many quarters of the turn are left, this one included."""
        return self.quarters - quarter % self.quarters

    def next(self, quarter: int) -> int:
        """The first quarter of the next turn."""
        return quarter + self.left(quarter)

    def number(self, quarter: int) -> int:
        """Which turn a quarter belongs to, counted from 1."""
        return quarter // self.quarters + 1


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
    foreign: bool = False
    """Whether what it sells stands abroad, where it takes an export permit."""
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
    """What is drawn once a game and never told: the pace, how fast Microsoft's other customers take it up, and the AGI bar."""

    pace: tuple[int, ...]
    adoption: tuple[int, ...]
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
class Telling:
    """Words for an end."""

    text: str
    epithets: tuple[str, ...]


@record
class Ending:
    """How a game can end. A hard one stops it when its conditions hold; a soft one is judged after the last quarter.

    With ``overall`` both seats must have reached that much by what is usual, 50 being usual. ``sober`` is said instead where a seat
    was graded D or E.
    """

    id: str
    title: str
    hard: bool = False
    when: tuple[Condition, ...] = ()
    overall: int = 0
    text: str
    epithets: tuple[str, ...]
    sober: Telling | None = None


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
    turns: Turns = Turns()
    detail: str = "full"
    """Which clauses are bargained about: in ``full`` all, in ``headline`` only those that make the news."""
    start: Start
    hidden: Hidden
    agreement: dict[str, Negotiable]
    providers: tuple[Provider, ...]
    tables: Tables
    dials: Dials
    deadlines: tuple[Deadline, ...] = ()
    events: tuple[Card, ...] = ()
    record: History | None = None
    mandates: Mandates
    scoring: Scoring
    endings: tuple[Ending, ...]

    def last_turn(self, quarter: int) -> bool:
        """Whether no turn comes after the one that a quarter belongs to."""
        return self.turns.next(quarter) >= self.quarters.count


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
