"""The record as a script: what was signed, done and reported, with dates and sources (rulebook 4.5)."""

from __future__ import annotations

from game.rules.agreement import Term
from game.rules.conditions import record


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
class OnNotices:
    """How Microsoft answers notices about others' capacity from ``date`` on: ``waive`` or ``exercise``."""

    notices: str
    date: str
    text: str
    source: str
    basis: str = "reported"


Deed = Raised | Ordered | Planned | Did | OnNotices


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
