"""What one seat can see. Players get a view, never the state: person, bot, script and other program alike.

A number is there exactly, as a :class:`Band` it lies in, or not at all, as the register of stats says. A band's edges do not
depend on where in it the number lies, so a view holds nothing that its seat may not know. The agreement may open some of OpenAI's
numbers to Microsoft.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

import msgspec
from msgspec.structs import replace

from game.rules.agreement import CLAUSES, Terms
from game.rules.characters import Character
from game.rules.decisions import AnyDecision, Package
from game.rules.proceedings import KINDS
from game.rules.scenario import Scenario, Turns
from game.rules.state import (
    Agreement,
    Building,
    Certificate,
    ClaimStatus,
    Contract,
    Drawn,
    LastWord,
    Learned,
    Memorandum,
    Minutes,
    Notice,
    Pending,
    Pledge,
    Proceeding,
    Quote,
    Said,
    State,
    Suit,
    Table,
)
from game.rules.stats import EXACT, HIDDEN, STATS, Stat
from game.rules.undertakings import UNDERTAKINGS
from game.rules.units import MICROSOFT, OPENAI, Seat, quarter_label


class Band(msgspec.Struct, frozen=True, array_like=True):
    """A number known to lie in ``low..high``."""

    low: int
    high: int

    @property
    def middle(self) -> int:
        """The best single guess."""
        return (self.low + self.high) // 2


class Date(msgspec.Struct, frozen=True, kw_only=True):
    """A date with something riding on it that the seat knows of."""

    id: str
    title: str
    text: str
    quarter: int


class View(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a seat knows at one moment. Numbers are in raw units (see the register of stats)."""

    seat: Seat
    scenario: str
    quarter: int
    label: str
    """The quarter's name, such as 2026-Q3."""
    last: int
    """How many quarters the game has."""
    turns: Turns
    """How the game is paced."""
    phase: str
    numbers: dict[str, int | Band]
    agreement: Agreement
    character: Character
    """The seat's own."""
    stance: str
    """OpenAI's price stance: customers see it, so everybody does."""
    rate: str = ""
    """Microsoft's rate for other customers; its own view only."""
    holding: bool = False
    contracts: tuple[Contract, ...] = ()
    """All of OpenAI's in its own view, Azure's in Microsoft's."""
    quotes: tuple[Quote, ...] = ()
    certificate: Certificate | None = None
    building: tuple[Building, ...] = ()
    notices: tuple[Notice, ...] = ()
    table: Table | None = None
    memorandum: Memorandum | None = None
    pledges: tuple[Pledge, ...] = ()
    last_words: tuple[LastWord, ...] = ()
    minutes: tuple[Minutes, ...] = ()
    remarks: tuple[Said, ...] = ()
    cards: tuple[str, ...] = ()
    drawn: tuple[Drawn, ...] = ()
    claim: ClaimStatus | None = None
    sealed: tuple[AnyDecision, ...] = ()
    """What the seat itself has laid down this quarter."""
    done: bool = False
    learned: tuple[Learned, ...] = ()
    dates: tuple[Date, ...] = ()
    proceedings: tuple[Proceeding, ...] = ()
    """What those who watch have begun, as far as the seat is told."""
    coming: tuple[Pending, ...] = ()
    """Changes under way to numbers the seat sees exactly."""
    counsel: tuple[Seat, ...] = ()
    suits: tuple[Suit, ...] = ()
    bridge: Package = ()
    """What Microsoft wants for a bridge; empty while none is on offer."""
    ending: str = ""

    def number(self, name: str, default: int = 0) -> int:
        """A stat as one number: exact, a band's middle, or ``default`` when it is hidden."""
        value = self.numbers.get(name, default)
        return value.middle if isinstance(value, Band) else value


_SIGHTS: Final = MappingProxyType(
    {
        seat: tuple(
            (s.name, s.section, s.field, s.sight(seat)) for s in STATS.values() if s.sight(seat) != HIDDEN
        )
        for seat in (OPENAI, MICROSOFT)
    }
)


_SHOWING: Final = tuple(clause for clause in CLAUSES.values() if clause.shows)


def shown(seat: Seat, terms: Terms) -> tuple[str, ...]:
    """The other side's stats that ``seat`` reads exactly because the agreement says so."""
    if seat == OPENAI:
        return ()
    return tuple(name for clause in _SHOWING for name in clause.shows.get(terms[clause.id], ()))


def sight(stat: Stat, seat: Seat, terms: Terms) -> int:
    """How well a seat sees a stat under an agreement: ``HIDDEN``, ``EXACT``, or the width of a band in raw units."""
    return EXACT if stat.name in shown(seat, terms) else stat.sight(seat)


def band_of(value: int, width: int) -> Band:
    """The band of that width that ``value`` lies in."""
    low = value // width * width
    return Band(low, low + width)


def view_of(scenario: Scenario, state: State, seat: Seat) -> View:
    """What ``seat`` can see of ``state``."""
    numbers: dict[str, int | Band] = {}
    for name, section, field, width in _SIGHTS[seat]:
        value = getattr(getattr(state, section), field)
        numbers[name] = value if width == EXACT else band_of(value, width)
    told = shown(seat, state.terms)
    for name in told:
        stat = STATS[name]
        numbers[name] = getattr(getattr(state, stat.section), stat.field)
    place = state.place(seat)
    lab, cloud, own = state.openai, state.microsoft, seat == OPENAI
    return View(
        seat=seat,
        scenario=scenario.id,
        quarter=state.quarter,
        label=quarter_label(scenario.quarters.from_, state.quarter),
        last=scenario.quarters.count,
        turns=scenario.turns,
        phase=state.phase,
        numbers=numbers,
        agreement=state.agreement,
        character=place.character,
        stance=lab.stance,
        rate="" if own else cloud.rate,
        holding=own and lab.holding,
        contracts=lab.contracts if own else tuple(c for c in lab.contracts if c.provider == "azure"),
        quotes=lab.quotes if own else (),
        certificate=lab.certificate if own else None,
        building=() if own else cloud.building,
        notices=state.notices,
        table=state.table,
        memorandum=state.memorandum and replace(state.memorandum, bases=()),
        pledges=tuple(_as_seen(pledge, seat, state.terms) for pledge in state.pledges),
        last_words=state.last_words,
        minutes=state.minutes,
        remarks=state.remarks,
        cards=state.cards,
        drawn=state.drawn,
        claim=state.claim,
        sealed=place.sealed,
        done=place.done,
        learned=place.learned,
        dates=tuple(
            Date(id=d.id, title=d.title, text=d.text, quarter=d.quarter)
            for d in scenario.deadlines
            if seat in d.seen_by and d.id not in state.met
        ),
        proceedings=tuple(p for p in state.proceedings if seat in KINDS[p.what].seats),
        coming=tuple(p for p in state.pending if p.stat in told or STATS[p.stat].sight(seat) == EXACT),
        counsel=state.counsel,
        suits=state.suits,
        bridge=state.bridge,
        ending=state.ending,
    )


def _as_seen(pledge: Pledge, seat: Seat, terms: Terms) -> Pledge:
    """A pledge without how much of it had been done when it was given, where the seat could not tell."""
    stat = STATS[UNDERTAKINGS[pledge.undertaking].counts(pledge.seat)]
    return pledge if sight(stat, seat, terms) == EXACT else replace(pledge, base=0)
