"""Cards as values: when one can come, what each seat may answer, and what an answer brings about (rulebook 3.5).

Numbers are in the unit shown (points, not tenths).
"""

from __future__ import annotations

from game.rules.agreement import Term
from game.rules.conditions import Condition, record


@record
class Change:
    """A stat moves by so much; with ``for``, back again after that many quarters."""

    change: str
    by: int
    for_: int = 0


@record
class Later:
    """Changes that arrive after so many quarters: a debt with a date. ``odds`` in percent are tried on the day."""

    after: int
    then: tuple[Change, ...]
    odds: int = 100


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


@record
class Vow:
    """Who answers so promises one of :mod:`game.rules.undertakings`, by so many quarters from now."""

    promise: str
    due: int
    amount: int = 1


@record
class Learns:
    """A seat learns one true thing about the other."""

    learns: str
    about: str


@record
class Amends:
    """A clause of the agreement becomes another term, unless it is settled or not up for negotiation."""

    amend: str
    to: Term


@record
class Slip:
    """The next undelivered capacity from a provider comes so many quarters later, if there is any."""

    slip: str
    by: int


@record
class GiveUp:
    """The next undelivered capacity from a provider is given up without a fee, if there is any."""

    give_up: str


@record
class Raise:
    """OpenAI sells shares for so many percent of its value."""

    raise_: int


@record
class Drift:
    """The character of a seat moves a third of the way toward an archetype of its own."""

    drift: str
    toward: str


@record
class IfThey:
    """One thing if the other seat has answered so, otherwise another: both answers are sealed until both are given."""

    if_they: str
    then: tuple[Effect, ...]
    otherwise: tuple[Effect, ...] = ()


Effect = (
    Change
    | Later
    | Capacity
    | Perhaps
    | Halt
    | Vow
    | Learns
    | Amends
    | Slip
    | GiveUp
    | Raise
    | Drift
    | IfThey
)


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
