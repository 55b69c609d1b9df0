"""You and the record (rulebook 3.6.5): a game's agreement beside the real one, date by date, and a few figures of the world.

What the record says of a clause stands in the clause's own file; which dates and which figures, in the scenario.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from game.debrief.agreement_page import START, terms_after
from game.debrief.figures import day_words, figure
from game.rules.agreement import CLAUSES, HEADLINES, Reported, Term
from game.rules.facts import Moved, QuarterBegan
from game.rules.history import Figure, History
from game.rules.scenario import dated
from game.rules.units import quarter_index
from game.session import Session

CAVEAT: Final = (
    "The record is what was announced, reported or leaked; reports may be wrong, and most of the agreement was never "
    "published. What the game calls the value of a clause is invented. That yours differs makes neither of you right."
)
NOT_TOLD: Final = "not told"
NOT_REACHED: Final = "–"


class Row(NamedTuple):
    """A clause at a date: its term in this game and in the record, in a few words, and where the record's was read."""

    clause: str
    yours: str
    record: str
    same: bool
    words: str
    read: str


class Moment(NamedTuple):
    """One version of the real agreement beside the one in force here at the end of its quarter."""

    title: str
    day: str
    source: str
    reached: bool
    same: int
    told: int
    rows: tuple[Row, ...]


class Number(NamedTuple):
    """A figure of the world here, a dash where the game did not get so far, and in the record."""

    title: str
    yours: str
    record: str
    read: str


class Beside(NamedTuple):
    """The whole comparison."""

    moments: tuple[Moment, ...]
    numbers: tuple[Number, ...]


def beside(session: Session) -> Beside | None:
    """A game beside the record; ``None`` when its scenario has none."""
    history = session.scenario.record
    if history is None:
        return None
    return Beside(tuple(_moments(session, history)), tuple(_numbers(session, history.figures)))


def _moments(session: Session, history: History) -> Iterator[Moment]:
    scenario, agreement = session.scenario, session.state.agreement
    told: dict[str, Term] = {}
    for version in history.versions:
        told.update(version.terms)
        if version.basis != "reported":
            continue
        quarter = dated(scenario, version.date)
        # The version a game begins with is compared with what it began with, whatever was signed that quarter.
        first = all(scenario.agreement[id].start == term for id, term in version.terms.items())
        count = sum(a.quarter <= (START if first else quarter) for a in agreement.amendments)
        terms = terms_after(scenario, agreement, count)
        reached = quarter <= session.state.quarter
        yield Moment(
            title=version.title,
            day=day_words(version.date),
            source=version.source,
            reached=reached,
            same=sum(terms[id] == term for id, term in told.items()) if reached else 0,
            told=len(told),
            rows=tuple(_row(id, terms[id] if reached else None, version.date) for id in HEADLINES),
        )


def _row(id: str, term: Term | None, date: str) -> Row:
    clause = CLAUSES[id]
    known = [entry for entry in clause.record if entry.date <= date]
    entry: Reported | None = known[-1] if known else None
    told = entry.term if entry is not None else None
    return Row(
        clause=clause.title,
        yours=NOT_REACHED if term is None else clause.short(term),
        record=NOT_TOLD if told is None else clause.short(told),
        same=term is not None and term == told,
        words=entry.words if entry is not None else "Not reported.",
        read=_read(entry.date, entry.source) if entry is not None else "",
    )


def _read(date: str, source: str) -> str:
    """Where something was read, and of which day it is, said once."""
    day = day_words(date)
    return source if day in source else f"{day}, {source}"


def _numbers(session: Session, figures: Sequence[Figure]) -> Iterator[Number]:
    ends = _ends(session, {stat for one in figures for stat in one.stats})
    for one in figures:
        quarter = quarter_index(session.scenario.quarters.from_, one.quarter)
        value: int | None = None
        # A quarter is over when the next has begun, or the game has ended in it.
        if quarter + 1 < len(ends):
            value = sum(ends[quarter + 1][stat] for stat in one.stats)
            if one.over:
                value -= sum(ends[max(0, quarter + 1 - one.over)][stat] for stat in one.stats)
        note = f"; {one.note}" if one.note else ""
        yield Number(
            title=f"{one.title}, after dilution" if "relations.stake" in one.stats else one.title,
            yours=NOT_REACHED if value is None else figure(one.stats[0], value),
            record=figure(one.stats[0], one.value),
            read=_read(one.date, one.source) + note,
        )


def _ends(session: Session, names: set[str]) -> list[dict[str, int]]:
    """Some stats at the start of the game, and at the end of every quarter that is over."""
    state = session.at(0)
    now = {name: _value(state, name) for name in names}
    ends = [dict(now)]
    for step in session.steps:
        for fact in step.facts:
            if isinstance(fact, Moved) and fact.stat in names:
                now[fact.stat] += fact.by
            elif isinstance(fact, QuarterBegan):
                ends.append(dict(now))
    if session.outcome() is not None:
        ends.append(now)
    return ends


def _value(state: object, name: str) -> int:
    section, field = name.split(".")
    return int(getattr(getattr(state, section), field))


def told(session: Session, width: int = 78) -> Iterator[str]:
    """The comparison as lines of text; none when there is no record."""
    found = beside(session)
    if found is None:
        return
    yield "You and the record, date by date:"
    third = (width - 28) // 2
    for moment in found.moments:
        yield ""
        for words in (f"{moment.day}: {moment.title.lower()}. {summed(moment)}", f"Source: {moment.source}"):
            yield from textwrap.wrap(words, width, initial_indent="  ", subsequent_indent="    ")
        yield f"  {'':<26}{'yours':<{third}}the record"
        for row in moment.rows:
            yours, record = (
                textwrap.shorten(words, third - 2, placeholder="…") for words in (row.yours, row.record)
            )
            yield f"{'=' if row.same else ' '} {textwrap.shorten(row.clause, 25, placeholder='…'):<26}{yours:<{third}}{record}"
    yield ""
    yield f"  {'The world':<36}{'yours':>12}{'record':>12}"
    for number in found.numbers:
        yield f"  {number.title:<36}{number.yours:>12}{number.record:>12}"
        yield from textwrap.wrap(number.read, width, initial_indent="      ", subsequent_indent="      ")
    yield ""
    yield from textwrap.wrap(CAVEAT, width, initial_indent="  ", subsequent_indent="  ")


def summed(moment: Moment) -> str:
    """How much of a version stands here, in a sentence."""
    if not moment.reached:
        return "This game did not get so far."
    return f"Of {moment.told} clauses that are told, {moment.same} stand as they were signed."
