"""What a clause of the agreement is: terms, words, worth and reasons, all in one file a clause.

A clause module in this folder holds one :data:`CLAUSE` and the small functions by which the rules feel its term. Nothing
outside that module asks *which* clause it deals with. A clause knows plain numbers only: never the state, a seat's secrets,
or another block's clauses.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

import msgspec

from game.rules.units import MICROSOFT, OPENAI, Seat

Term = int | str
"""One option of a clause: a number (bps, MW, $bn, a year) or a word."""

Terms = Mapping[str, Term]
"""An agreement's operative text: clause id to the option in force. Never changed in place."""

NONE: Final = "none"
HURTS: Final = "hurts"
HELPS: Final = "helps"

BLOCKS: Final = ("compute", "money", "technology", "capital", "product")
"""Worth is additive over blocks, never within one (rulebook 3.4.2)."""


class Lens(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    """Through what a seat looks at the agreement when it asks what a term is worth (rulebook 3.4.1, 3.4.2).

    Multipliers are in bps (10000 is neutral), money in $ millions. ``quarter`` is now, ``last`` the number of quarters of the
    game. ``revenue`` is what the seat believes OpenAI will earn a quarter, from now on, far enough for the longest clause.
    """

    seat: Seat
    quarter: int
    last: int
    year: int
    """The calendar year of ``quarter``."""
    season: int = 0
    """How many quarters of that year are over."""
    flex: int = 10_000
    control: int = 10_000
    cash: int = 10_000
    mission: int = 5_000
    ip: int = 10_000
    dist: int = 10_000
    resil: int = 10_000
    cloud: int = 10_000
    comp: int = 10_000
    discount: int = 350
    """How much a quarter's delay costs, bps."""
    revenue: tuple[int, ...] = ()
    value: int = 500_000
    """What the seat believes OpenAI is worth."""
    agi: int = 10_000
    """Belief in an AGI determination before the end, against the usual belief."""
    struck: int = 0
    """The chance that a court strikes what ties the lab to one cloud, bps."""
    scarcity: int = 10_000
    """How badly compute is wanted now, against January 2025."""
    market: int = 10_000
    """The market's size against the path it was expected to take."""
    recap: int = 38_000
    """What OpenAI gains from a recapitalisation: outside money that waits for it."""
    invested: int = 0
    """$M Microsoft has paid in under the clause on new money."""
    paid: int = 0
    """Revenue share paid so far, and what is owed of it already: what has been used of a cap."""

    @property
    def horizon(self) -> int:
        """The part of the game that is still to come, bps."""
        return (self.last - self.quarter) * 10_000 // self.last

    def until(self, year: int) -> int:
        """How many quarters there are from now to the end of a calendar year; 0 when it is over."""
        return max(0, (year - self.year + 1) * 4 - self.season)


@dataclass(frozen=True, slots=True)
class Reported:
    """What the real agreement is reported to have said, and since when.

    ``term`` is the option nearest to it, ``None`` when the record does not tell.
    """

    date: str
    term: Term | None
    words: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One negotiable clause.

    ``options`` is the ladder, best for Microsoft first; only private tastes depend on the place on it. ``worth`` gives $
    millions over the rest of the game for a seat, from the terms named in ``reads`` (its own id among them, all of one block).
    ``article`` is the operative text of a term, ``plain`` the same in plain English, ``short`` a few words for a table cell. Both
    texts may refer to another clause by its id in brackets, ``[compute-sourcing]``; the document puts its number there.
    ``voice`` holds what a seat says when a change hurts or helps it; ``{now}`` and ``{was}`` stand for short terms, ``{how}`` for how
    much ("a little" … "decisively").
    """

    id: str
    title: str
    section: str
    block: str
    options: tuple[Term, ...]
    reads: tuple[str, ...]
    article: Callable[[Term], str]
    plain: Callable[[Term], str]
    short: Callable[[Term], str]
    worth: Callable[[Seat, Terms, Lens], int]
    voice: Mapping[tuple[Seat, str], str]
    record: tuple[Reported, ...]
    exclusive: tuple[Term, ...] = ()
    """Terms under which the clause ties the lab to one cloud."""
    open_points: Mapping[Term, str] = field(default_factory=lambda: MappingProxyType({}))
    """What a term leaves to be agreed, and the rules feel, in the words that follow “[to be agreed]” (rulebook 4.1)."""
    shows: Mapping[Term, tuple[str, ...]] = field(default_factory=dict)
    """Stats of OpenAI's that Microsoft reads exactly under a term, by name; none where a term is missing."""
    headline: bool = False
    """Whether it makes the news: one of the twelve that a short game is about (rulebook 3.1.5)."""
    settled_by_recap: bool = False
    """Whether a recapitalisation, once it is through, settles the clause for good."""
    final: Term | None = None
    """A term that is not amended any more once it is in force."""

    def rank(self, term: Term) -> int:
        """The place of a term on the ladder, 0 is best for Microsoft; ``ValueError`` for a term that is not an option."""
        return self.options.index(term)

    def says(self, seat: Seat, sign: str, how: str, was: Term, now: Term) -> str:
        """One sentence a seat gives as its reason."""
        return self.voice[seat, sign].format(how=how, was=self.short(was), now=self.short(now))


def voices(
    *, openai_hurts: str, openai_helps: str, microsoft_hurts: str, microsoft_helps: str
) -> dict[tuple[Seat, str], str]:
    """The four sentences of a clause, by seat and sign."""
    return {
        (OPENAI, HURTS): openai_hurts,
        (OPENAI, HELPS): openai_helps,
        (MICROSOFT, HURTS): microsoft_hurts,
        (MICROSOFT, HELPS): microsoft_helps,
    }
