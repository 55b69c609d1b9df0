"""The agreement of a saved game as a page to keep: consolidated or redlined, as signed or in plain English (rulebook 4.1).

What the page says; :mod:`game.debrief.typeset` sets it. A quarter means its end: an amendment signed in 2025-Q3 is in the
agreement of 2025-Q3. Nothing here knows one clause from another, and while a game goes on nothing that a seat keeps to itself
is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from game.debrief.figures import NAMES, day_words, lowered, when
from game.debrief.riders import condition_words, letter_words, linked_words
from game.errors import Refusal
from game.rules import engine
from game.rules.agreement import CLAUSES, Term, Terms
from game.rules.agreement.document import Article, Change, Paragraph, articles, redline
from game.rules.characters import ARCHETYPES
from game.rules.decisions import Riders
from game.rules.endings import Outcome
from game.rules.scenario import Scenario
from game.rules.state import Agreement, Amendment, How, State
from game.rules.units import SEATS, money, quarter_index, quarter_label
from game.rules.view import view_of
from game.rules.worth import ambiguity, lens_of
from game.session import YOU, Session

DISCLAIMER: Final = (
    "An educational work of fiction based on public reporting. Not affiliated with or endorsed by any company or person. "
    "Private preferences, valuations, characters and hypothetical events are invented. Not investment, legal or policy advice. "
    "Historical cards cite their sources; reports may be wrong."
)
START: Final = -1
"""The quarter before the first: the agreement as the game found it."""
RECORD: Final = (("October 2025", "2025-10-28"), ("April 2026", "2026-04-27"))
"""When the real agreement was signed anew."""
ROLES: Final = tuple(zip(("The Lab", "The Cloud"), SEATS, strict=True))
"""The parties as the articles call them, and their seats."""
SIGNATURES: Final = "Signatures"
SIGNATORIES: Final = ("Chief executive", "General counsel, as to form")
OPEN: Final = "[to be agreed]"
NOTHING: Final = "Nothing: the agreement is the same, word for word."
WITNESS: Final = (
    "In witness whereof the parties have caused this Agreement, as amended, to be signed in the roles below, each being "
    "authorised to, or in the room."
)


@dataclass(frozen=True, slots=True)
class Amended:
    """A signed amendment with its quarter's name, as the document words it."""

    number: int
    label: str
    changes: tuple[tuple[str, Term, Term], ...]
    how: str = ""
    """What brought it about where nobody signed it, in words."""
    riders: tuple[str, ...] = ()
    """What else was signed with it, a sentence each."""


class Report(NamedTuple):
    """What is reported of a clause at one date of :data:`RECORD`, and of which day the report is."""

    when: str
    dated: str
    nearest: str
    """The nearest term the game has, in a few words; "not told" where the record does not tell."""
    term: Term | None
    words: str
    source: str

    @property
    def read(self) -> str:
        """Where it was read, and of which day it is, said once."""
        return self.source if self.dated in self.source else f"{self.source}; of {self.dated}"


class Cell(NamedTuple):
    """A cell of a schedule: a few words that stand out, lines of text, the source they were read in."""

    lines: tuple[str, ...]
    strong: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Schedule:
    """A table behind the articles; the first cell of a row names it."""

    title: str
    lead: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Party:
    """One of the two: its role in the articles, its name, who played it."""

    role: str
    name: str
    played: str

    @property
    def signs(self) -> str:
        """For whom its signatures are: ``For the Lab``."""
        return f"For {lowered(self.role)}"


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says, before it is set in type."""

    title: str
    parties: tuple[Party, ...]
    dated: str
    signed: str
    """When it took this form, for the signatures."""
    made: tuple[str, ...]
    """From which game it is, and how that ended if it did."""
    articles: tuple[Article, ...]
    plain: bool
    redlined: bool
    changes: tuple[Change, ...]
    prices: Mapping[str, str]
    """What it cost to leave a clause's point open, in words."""
    schedules: tuple[Schedule, ...]

    @property
    def unchanged(self) -> bool:
        """Whether it is a redline with nothing on it."""
        return self.redlined and not self.changes

    @property
    def headings(self) -> tuple[str, ...]:
        """What follows after the title, as a table of contents has it."""
        behind = (f"Schedule {i} — {schedule.title}" for i, schedule in enumerate(self.schedules, 1))
        if self.unchanged:
            return tuple(behind)
        return (*(f"Article {a.number} — {a.heading}" for a in self.articles), SIGNATURES, *behind)


def quarter_of(scenario: Scenario, reached: int, label: str) -> int:
    """The quarter of a name such as ``2026-Q3``; refuses names of another shape and quarters the game has not reached."""
    first = scenario.quarters.from_
    if not re.fullmatch("[0-9]{4}-Q[1-4]", label):
        raise Refusal("no-such-quarter", f"“{label}” is not a quarter.", "Say one like 2026-Q3.")
    quarter = quarter_index(first, label)
    if quarter < 0:
        raise Refusal("too-early", f"{label} is before the game begins.", f"The first quarter is {first}.")
    if quarter > reached:
        last = quarter_label(first, reached)
        raise Refusal(
            "not-reached", f"The game has not reached {label}.", f"It has quarters {first} to {last}."
        )
    return quarter


def span_of(scenario: Scenario, reached: int, text: str) -> tuple[int, int]:
    """The two quarters of ``2025-Q1..2026-Q4``; without the first it is from the start, without the second to now."""
    since, dots, until = text.partition("..")
    if text and not dots:
        raise Refusal("no-such-span", f"“{text}” is not two quarters.", "Say them like 2025-Q1..2026-Q4.")
    a = quarter_of(scenario, reached, since) if since else START
    b = quarter_of(scenario, reached, until) if until else reached
    if a > b:
        raise Refusal("backwards", f"{since} comes after {until}.", f"Say {until}..{since}.")
    return a, b


def terms_after(scenario: Scenario, agreement: Agreement, count: int) -> dict[str, Term]:
    """The terms in force after the first ``count`` amendments."""
    terms = {id: entry.start for id, entry in scenario.agreement.items()}
    for amendment in agreement.amendments[:count]:
        terms.update((clause, now) for clause, _, now in amendment.changes)
    return terms


_HOW: Final[dict[How, str]] = {
    "signed": "",
    "condition": "a condition having come true",
    "judgment": "by judgment",
    "break": "the break option having been used",
    "concession": "by concession",
}


def amended(scenario: Scenario, amendments: Sequence[Amendment]) -> tuple[Amended, ...]:
    """Amendments as the document words them."""
    return tuple(
        Amended(
            a.number, when(scenario, a.quarter), a.changes, _HOW[a.how], tuple(_riders(scenario, a.riders))
        )
        for a in amendments
    )


def _riders(scenario: Scenario, riders: Riders) -> Iterator[str]:
    """What a package carried besides its terms."""
    for link in riders.links:
        yield linked_words(link)
    for contingent in riders.contingents:
        yield f"contingent clause: {condition_words(contingent, scenario)}"
    for letter in riders.letters:
        yield f"side letter: {letter_words(letter, scenario, None)}"


def awaited(scenario: Scenario, agreement: Agreement) -> dict[str, tuple[str, ...]]:
    """For each clause, the contingent clauses that wait to change it."""
    found: dict[str, tuple[str, ...]] = {}
    for waiting in agreement.waiting:
        contingent = waiting.contingent
        words = f"Amendment No. {waiting.amendment}: {condition_words(contingent, scenario)}"
        found[contingent.clause] = (*found.get(contingent.clause, ()), words)
    return found


def page_of(
    session: Session, at: int, since: int | None = None, *, plain: bool = False, record: bool = False
) -> Page:
    """The agreement at the end of quarter ``at``; with ``since``, tracked changes from the end of that quarter."""
    agreement = session.state.agreement
    count = sum(amendment.quarter <= at for amendment in agreement.amendments)
    dated = _dated(session.scenario, at, since, count)
    old = None if since is None else sum(a.quarter <= since for a in agreement.amendments)
    return _page(session, count, old, dated, plain=plain, record=record)


def page_between(
    session: Session, old: int | None, count: int, *, plain: bool = False, record: bool = True
) -> Page:
    """The agreement after the first ``count`` amendments; with ``old``, tracked changes since the first ``old``."""
    scenario, amendments = session.scenario, session.state.agreement.amendments
    dated = f"As it stood {_after(count)}."
    if old is not None:
        dated = (
            f"What changed from {stage(scenario, amendments, old)} to {stage(scenario, amendments, count)}."
        )
    elif count == len(amendments):
        dated = _dated(scenario, session.state.quarter, None, count)
    return _page(session, count, old, dated, plain=plain, record=record)


def stage(scenario: Scenario, amendments: Sequence[Amendment], count: int) -> str:
    """The moment after the first ``count`` amendments, in words: ``the start``, ``Amendment No. 2 (Q3 2025)``."""
    if not count:
        return "the start"
    last = amendments[count - 1]
    return f"Amendment No. {last.number} ({when(scenario, last.quarter)})"


def _page(session: Session, count: int, old: int | None, dated: str, *, plain: bool, record: bool) -> Page:
    scenario, agreement = session.scenario, session.state.agreement
    terms = terms_after(scenario, agreement, count)
    before = terms if old is None else terms_after(scenario, agreement, old)
    history = amended(scenario, agreement.amendments[:count])
    made = articles(terms, history)
    outcome = session.outcome()
    prices = _prices(session, count, terms)
    schedules = [
        table
        for table in (
            _amendments(made, history[old or 0 :]),
            _before(made, history[old or 0 :], plain),
            _open(made, prices),
            _awaited(made, awaited(scenario, agreement) if count == len(agreement.amendments) else {}),
        )
        if table.rows
    ]
    if record:
        schedules.append(_really(terms))
    return Page(
        title=f"Agreement between {' and '.join(NAMES[seat] for seat in SEATS)}",
        parties=tuple(_party(session, role, seat, outcome is not None) for role, seat in ROLES),
        dated=dated,
        signed=f"Amendment No. {history[-1].number}, {history[-1].label}" if history else "the first day",
        made=(f"From a game of {scenario.title}, seed {session.header.seed}.", *_ended(outcome)),
        articles=made,
        plain=plain,
        redlined=old is not None,
        changes=redline(before, terms, plain=plain),
        prices=prices,
        schedules=tuple(schedules),
    )


def _dated(scenario: Scenario, at: int, since: int | None, count: int) -> str:
    if since is None:
        return f"As it stood at the end of {when(scenario, at)}, {_after(count)}."
    begun = "the start" if since == START else f"the end of {when(scenario, since)}"
    return f"What changed from {begun} to the end of {when(scenario, at)}."


def _after(count: int) -> str:
    return ("as it was made", "after one amendment")[count] if count < 2 else f"after {count} amendments"


def _party(session: Session, role: str, seat: str, over: bool) -> Party:
    spec = session.header.seats[seat]
    played = "played by " + ("a person" if spec == YOU else f"a program ({spec})")
    kind = ARCHETYPES[seat].get(session.state.place(seat).character.archetype)
    if over and kind is not None:
        played += f", the {kind.title} by nature"
    return Party(role, NAMES[seat], played)


def _ended(outcome: Outcome | None) -> Iterator[str]:
    if outcome is not None:
        scores = ", ".join(f"{NAMES[s.seat]} {s.score} of 100 ({s.grade})" for s in outcome.seats)
        yield f"How it ended: {outcome.title}, after {outcome.quarters} quarters. {scores}."


# --- What stands behind the articles ----------------------------------------------------------------------------------


def _titles(made: Sequence[Article]) -> dict[str, str]:
    """Each clause's number and title."""
    return {p.clause: f"{p.number} {p.title}" for article in made for p in article.paragraphs if p.clause}


def changes_of(amendment: Amended, titles: dict[str, str]) -> tuple[str, ...]:
    """What an amendment did, a line a change, and what else was signed with it."""
    changes = (
        f"{titles[id]}: {CLAUSES[id].short(was)} → {CLAUSES[id].short(now)}"
        for id, was, now in amendment.changes
    )
    return (*changes, *amendment.riders)


def _amendments(made: Sequence[Article], history: Sequence[Amended]) -> Schedule:
    titles = _titles(made)
    rows = tuple(
        (
            Cell((f"No. {a.number}",)),
            Cell((f"{a.label}, {a.how}" if a.how else a.label,)),
            Cell(changes_of(a, titles)),
        )
        for a in history
    )
    return Schedule(
        "Table of amendments",
        "In the order of signature. An arrow leads from what stood to what stands.",
        ("Amendment", "Signed", "What it changed"),
        rows,
    )


def _before(made: Sequence[Article], history: Sequence[Amended], plain: bool) -> Schedule:
    numbers = {amendment.number for amendment in history}
    rows = tuple(
        (
            Cell((f"{paragraph.number} {paragraph.title}",)),
            Cell((past.amended,)),
            Cell((past.plain if plain else past.text,)),
        )
        for article in made
        for paragraph in article.paragraphs
        for past in paragraph.past
        if past.number in numbers
    )
    return Schedule(
        "What the clauses said before",
        "Superseded text, kept for whoever signed it.",
        ("Clause", "Until", "It said"),
        rows,
    )


def open_words(paragraph: Paragraph, price: str = "") -> str:
    """What a paragraph leaves open, marked as such, with what that costs; empty when it leaves nothing."""
    if not paragraph.open:
        return ""
    return f"{paragraph.open}: {OPEN}" + (f" (ambiguity price: {price})" if price else "")


def _prices(session: Session, count: int, terms: Terms) -> dict[str, str]:
    """What each open point cost both together, in money, from the day it was left open; only a finished game tells."""
    if session.outcome() is None:
        return {}
    since = {
        id: max(
            (a.number for a in session.state.agreement.amendments[:count] if id in _touched(a)), default=0
        )
        for id, term in terms.items()
        if term in CLAUSES[id].open_points
    }
    found: dict[str, str] = {}
    for number, state in _signed_states(session, set(since.values())):
        openai, microsoft = (
            lens_of(session.scenario, view_of(session.scenario, state, seat)) for seat in SEATS
        )
        prices = ambiguity(state.terms, (openai, microsoft))
        found |= {
            id: money(prices[id]) if id in prices else "nothing" for id, n in since.items() if n == number
        }
    return found


def _touched(amendment: Amendment) -> tuple[str, ...]:
    return tuple(clause for clause, _, _ in amendment.changes)


def _signed_states(session: Session, wanted: set[int]) -> Iterator[tuple[int, State]]:
    """The states just after these amendments, 0 for the beginning; costs a fold from the start."""
    if not wanted:
        return
    state = session.at(0)
    seen = -1
    for step in (None, *session.steps):
        state = state if step is None else engine.apply(state, step.facts)
        count = len(state.agreement.amendments)
        yield from ((number, state) for number in range(seen + 1, count + 1) if number in wanted)
        seen = count


def _open(made: Sequence[Article], prices: Mapping[str, str]) -> Schedule:
    rows = tuple(
        (
            Cell((f"{paragraph.number} {paragraph.title}",)),
            Cell((paragraph.open,)),
            Cell((prices.get(paragraph.clause or "", "reckoned at the end"),)),
        )
        for article in made
        for paragraph in article.paragraphs
        if paragraph.open
    )
    return Schedule(
        "What is left to be agreed",
        "The parties agreed on everything else. On this they agreed to agree. The ambiguity price is what both together "
        "would have gained, that day and by their own lights, had it been settled in the way best for both.",
        ("Clause", "Open", "Ambiguity price"),
        rows,
    )


def _awaited(made: Sequence[Article], waiting: dict[str, tuple[str, ...]]) -> Schedule:
    titles = _titles(made)
    return Schedule(
        "What waits for a condition",
        "Contingent clauses in force. Each amends this Agreement by itself, on the day its condition is met, or lapses.",
        ("Clause", "Agreed"),
        tuple((Cell((titles[id],)), Cell(words)) for id, words in waiting.items()),
    )


def reports(id: str) -> tuple[Report, ...]:
    """What is reported of a clause at each date of :data:`RECORD`: the last report up to it, if there is one."""
    clause = CLAUSES[id]
    found = []
    for name, date in RECORD:
        known = [entry for entry in clause.record if entry.date <= date]
        if known:
            entry = known[-1]
            nearest = "not told" if entry.term is None else clause.short(entry.term)
            found.append(Report(name, day_words(entry.date), nearest, entry.term, entry.words, entry.source))
    return tuple(found)


def alike(terms: Terms) -> dict[str, int]:
    """For each date of :data:`RECORD`, how many clauses stand as they are reported to have stood."""
    found = {id: reports(id) for id in terms}
    return {
        name: sum(r.when == name and r.term == terms[id] for id in terms for r in found[id])
        for name, _ in RECORD
    }


def _really(terms: Terms) -> Schedule:
    rows = []
    for id in CLAUSES:
        if id in terms:
            told = {report.when: report for report in reports(id)}
            cells = [Cell((CLAUSES[id].title,)), Cell((), CLAUSES[id].short(terms[id]))]
            for name, _ in RECORD:
                report = told.get(name)
                if report is None:
                    cells.append(Cell((), "not told"))
                    continue
                same = ", as in yours" if report.term == terms[id] else ""
                cells.append(Cell((report.words,), report.nearest + same, report.read))
            rows.append(tuple(cells))
    same = " and ".join(f"{count} as in {name}" for name, count in alike(terms).items())
    return Schedule(
        "What was really signed, as reported",
        f"Of {len(terms)} clauses, {same} stand as they were really signed. "
        "Each cell has the nearest term the game knows, what was reported, where, and of which day.",
        ("Clause", "Yours", *(name for name, _ in RECORD)),
        tuple(rows),
    )
