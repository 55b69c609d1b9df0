"""The agreement of a saved game as a page to keep: consolidated or redlined, as signed or in plain English (rulebook 4.1).

Markdown that also reads well as it is, no line over 80 columns, and HTML in one file that prints. A quarter means its end: an
amendment signed in 2025-Q3 is in the agreement of 2025-Q3. Nothing here knows one clause from another.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from msgspec.structs import replace

from game.debrief.figures import NAMES, lowered
from game.errors import Refusal
from game.rules.agreement import CLAUSES, Reported, Term, Terms
from game.rules.agreement.document import INSERTED, SAME, STRUCK, Article, Change, articles, redline, tracked
from game.rules.scenario import Scenario
from game.rules.state import Agreement
from game.rules.units import SEATS, quarter_index, quarter_label
from game.session import Session

DISCLAIMER: Final = (
    "An educational work of fiction based on public reporting. Not affiliated with or endorsed by any company or person. "
    "Private preferences, valuations, characters and hypothetical events are invented. Not investment, legal or policy advice. "
    "Historical cards cite their sources; reports may be wrong."
)
WIDTH: Final = 78
START: Final = -1
"""The quarter before the first: the agreement as the game found it."""
RECORD: Final = (("October 2025", "2025-10-28"), ("April 2026", "2026-04-27"))
"""When the real agreement was signed anew."""


@dataclass(frozen=True, slots=True)
class Amended:
    """A signed amendment with its quarter's name, as the document words it."""

    number: int
    label: str
    changes: tuple[tuple[str, Term, Term], ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """One clause as the game has it, and as the record is reported to have it at each date of :data:`RECORD`."""

    title: str
    yours: str
    reports: tuple[tuple[str, str, str, str], ...]
    """When, the nearest term in a few words, what was reported, the source."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says, before it is set in type."""

    title: str
    dated: str
    made: str
    articles: tuple[Article, ...]
    plain: bool
    amendments: tuple[Amended, ...]
    """Those of the time the page is about."""
    redlined: bool
    changes: tuple[Change, ...]
    compared: tuple[Compared, ...]


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


def terms_at(scenario: Scenario, agreement: Agreement, quarter: int) -> dict[str, Term]:
    """The terms in force at the end of a quarter; :data:`START` for those the game began with."""
    terms = {id: entry.start for id, entry in scenario.agreement.items()}
    for amendment in agreement.amendments:
        if amendment.quarter <= quarter:
            terms.update((clause, now) for clause, _, now in amendment.changes)
    return terms


def page_of(
    session: Session, at: int, since: int | None = None, *, plain: bool = False, record: bool = False
) -> Page:
    """The agreement at the end of quarter ``at``; with ``since``, tracked changes from the end of that quarter."""
    scenario, agreement = session.scenario, session.state.agreement
    terms = terms_at(scenario, agreement, at)
    history = tuple(
        Amended(
            amendment.number, quarter_label(scenario.quarters.from_, amendment.quarter), amendment.changes
        )
        for amendment in agreement.amendments
        if amendment.quarter <= at
    )
    before = START if since is None else since
    old = sum(amendment.quarter <= before for amendment in agreement.amendments)
    players = ", ".join(
        f"{NAMES[seat]} by {'a person' if session.header.seats[seat] == 'you' else session.header.seats[seat]}"
        for seat in SEATS
    )
    was = terms if since is None else terms_at(scenario, agreement, since)
    changes = redline(was, terms)
    return Page(
        title=f"Agreement between {' and '.join(NAMES[seat] for seat in SEATS)}",
        dated=_dated(scenario, at, since, len(history)),
        made=f"From a game of {scenario.title}, seed {session.header.seed}: {players}.",
        articles=articles(terms, history),
        plain=plain,
        amendments=history[old:],
        redlined=since is not None,
        changes=tuple(_in_plain(change, was, terms) for change in changes) if plain else changes,
        compared=tuple(_compared(id, terms[id]) for id in CLAUSES if id in terms) if record else (),
    )


def _dated(scenario: Scenario, at: int, since: int | None, count: int) -> str:
    first = scenario.quarters.from_
    if since is None:
        signed = (
            ("as it was made", "after one amendment")[count] if count < 2 else f"after {count} amendments"
        )
        return f"As it stood at the end of {quarter_label(first, at)}, {signed}."
    begun = "the start" if since == START else f"the end of {quarter_label(first, since)}"
    return f"What changed from {begun} to the end of {quarter_label(first, at)}."


def _in_plain(change: Change, before: Terms, after: Terms) -> Change:
    """The same change, of the plain-English text."""
    plain = CLAUSES[change.clause].plain
    return replace(change, struck=plain(before[change.clause]), inserted=plain(after[change.clause]))


def _compared(id: str, term: Term) -> Compared:
    clause = CLAUSES[id]
    reports = []
    for when, date in RECORD:
        known: list[Reported] = [entry for entry in clause.record if entry.date <= date]
        if known:
            entry = known[-1]
            nearest = "not told" if entry.term is None else clause.short(entry.term)
            if entry.term == term:
                nearest += ", as in yours"
            reports.append((when, nearest, entry.words, entry.source))
    return Compared(clause.title, clause.short(term), tuple(reports))


_NOTHING: Final = "Nothing: the agreement is the same, word for word."
_SCHEDULE: Final = "Schedule of amendments"
_APPENDIX: Final = "Appendix: what was really signed, as reported"
_NEAREST: Final = "The nearest term the game has, what was reported, and where it was read."


def _entry(amended: Amended) -> str:
    changes = (
        f"{lowered(CLAUSES[id].title)} {CLAUSES[id].short(was)} → {CLAUSES[id].short(now)}"
        for id, was, now in amended.changes
    )
    return f"No. {amended.number}, {amended.label}: {'; '.join(changes)}."


# --- Markdown ---------------------------------------------------------------------------------------------------------

_MARKS: Final = {SAME: "{}", STRUCK: "~~{}~~", INSERTED: "**{}**"}


def markdown(page: Page) -> str:
    """The page as Markdown, ending in a newline; struck text ``~~so~~``, new text ``**so**``."""
    return "\n".join(_markdown(page))


def _markdown(page: Page) -> Iterator[str]:
    yield from (f"# {page.title}", "")
    yield from _block(page.dated)
    yield from _block(page.made)
    if page.redlined and not page.changes:
        yield from _block(_NOTHING)
    else:
        if page.redlined:
            yield from _lines("What was struck reads ~~like this~~, what is new **like this**.")
        by_clause = {change.clause: change for change in page.changes}
        for article in page.articles:
            yield from (f"## Article {article.number} — {article.heading}", "")
            for paragraph in article.paragraphs:
                change = by_clause.get(paragraph.clause or "")
                if change is None:
                    text = _safe(paragraph.plain if page.plain else paragraph.text)
                else:
                    text = " ".join(_MARKS[kind].format(_safe(piece)) for kind, piece in tracked(change))
                note = f" *({paragraph.note})*" if paragraph.note else ""
                yield from _lines(f"*{paragraph.number} {_safe(paragraph.title)}.* {text}{note}")
    if page.amendments:
        yield from (f"## {_SCHEDULE}", "")
        for amended in page.amendments:
            yield from _wrapped(_safe(_entry(amended)), "- ")
        yield ""
    if page.compared:
        yield from (f"## {_APPENDIX}", "")
        yield from _block(_NEAREST)
        for compared in page.compared:
            yield from _lines(f"*{_safe(compared.title)}.* Yours: {_safe(compared.yours)}.")
            for when, nearest, words, source in compared.reports:
                yield from _wrapped(_safe(f"{when}: {nearest}. {words} ({source})"), "- ")
            yield ""
    yield from ("---", "")
    yield from textwrap.wrap(DISCLAIMER, WIDTH)
    yield ""


def _safe(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>~#|])", r"\\\1", text)


def _block(text: str) -> Iterator[str]:
    return _lines(_safe(text))


def _lines(text: str) -> Iterator[str]:
    yield from _wrapped(text)
    yield ""


def _wrapped(text: str, mark: str = "") -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=mark, subsequent_indent=" " * len(mark), break_on_hyphens=False
    )


# --- HTML -------------------------------------------------------------------------------------------------------------

_STYLE: Final = """\
:root { color-scheme: light; }
body { margin: 0; background: #fff; color: #1a1a1a; font: 1.06rem/1.55 Charter, "Bitstream Charter", Georgia, serif; }
main { max-width: 41rem; margin: 3.5rem auto; padding: 0 1.5rem; }
header { text-align: center; margin-bottom: 3rem; }
h1 { font-size: 1.7rem; font-weight: 600; line-height: 1.25; margin: 0 0 .8rem; }
h2 { font-size: 1rem; font-weight: 600; letter-spacing: .06em; text-transform: uppercase; margin: 2.4rem 0 .8rem; }
header p { margin: .25rem 0; } .made, .note, .source, footer { color: #555; font-size: .85em; }
.article p { margin: .7rem 0; padding-left: 3rem; text-indent: -3rem; text-align: left; hyphens: manual; }
.number { display: inline-block; width: 3rem; text-indent: 0; font-variant-numeric: tabular-nums; }
.note { display: block; text-indent: 0; font-style: italic; }
ins { text-decoration: underline; text-decoration-thickness: .09em; text-underline-offset: .18em; color: #14532d; }
del { text-decoration: line-through; color: #7f1d1d; }
table { border-collapse: collapse; width: 100%; font-size: .85em; line-height: 1.4; }
th, td { text-align: left; vertical-align: top; padding: .5rem .8rem .5rem 0; border-bottom: 1px solid #bbb; }
thead th { border-bottom: 2px solid #1a1a1a; } td strong { display: block; } .source { display: block; overflow-wrap: anywhere; }
footer { border-top: 1px solid #bbb; margin-top: 3rem; padding-top: .8rem; }
@page { margin: 22mm 20mm; }
@media print {
  body { font-size: 10.5pt; } main { max-width: none; margin: 0; padding: 0; }
  h2 { break-after: avoid; } p, tr, li { break-inside: avoid; orphans: 3; widows: 3; }
}
"""
_TAGS: Final = {SAME: "{}", STRUCK: "<del>{}</del>", INSERTED: "<ins>{}</ins>"}


def html(page: Page) -> str:
    """The page as HTML that needs no other file; changes are underlined and struck through, not only coloured."""
    title = escape(page.title)
    return "\n".join(
        (
            "<!doctype html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{title}</title>",
            f"<style>\n{_STYLE}</style>",
            "</head>",
            "<body>",
            "<main>",
            f"<header>\n<h1>{title}</h1>\n<p>{escape(page.dated)}</p>\n<p class=\"made\">{escape(page.made)}</p>\n</header>",
            *_body(page),
            f"<footer>\n<p>{escape(DISCLAIMER)}</p>\n</footer>",
            "</main>",
            "</body>",
            "</html>",
            "",
        )
    )  # fmt: skip


def _body(page: Page) -> Iterator[str]:
    if page.redlined and not page.changes:
        yield f"<p>{escape(_NOTHING)}</p>"
    else:
        if page.redlined:
            yield "<p>What was struck reads <del>like this</del>, what is new <ins>like this</ins>.</p>"
        by_clause = {change.clause: change for change in page.changes}
        for article in page.articles:
            yield f'<section class="article">\n<h2>Article {article.number} — {escape(article.heading)}</h2>'
            for paragraph in article.paragraphs:
                change = by_clause.get(paragraph.clause or "")
                if change is None:
                    text = escape(paragraph.plain if page.plain else paragraph.text)
                else:
                    text = " ".join(_TAGS[kind].format(escape(piece)) for kind, piece in tracked(change))
                note = f' <span class="note">({_whole(paragraph.note)})</span>' if paragraph.note else ""
                number = f'<span class="number">{paragraph.number}</span>'
                yield f"<p>{number}<em>{escape(paragraph.title)}.</em> {text}{note}</p>"
            yield "</section>"
    if page.amendments:
        yield f"<section>\n<h2>{escape(_SCHEDULE)}</h2>\n<ul>"
        yield from (f"<li>{_whole(_entry(amended))}</li>" for amended in page.amendments)
        yield "</ul>\n</section>"
    if page.compared:
        yield from _table(page.compared)


def _whole(text: str) -> str:
    """Escaped, with quarters, an amendment's number and a percent sign kept from parting at the end of a line."""
    return escape(text).replace("No. ", "No.&#160;").replace(" %", "&#160;%").replace("-Q", "&#8209;Q")


def _table(compared: Sequence[Compared]) -> Iterator[str]:
    yield f"<section>\n<h2>{escape(_APPENDIX)}</h2>\n<p>{escape(_NEAREST)}</p>\n<table>"
    heads = "".join(
        f'<th scope="col">{escape(head)}</th>' for head in ("Clause", "Yours", *(when for when, _ in RECORD))
    )
    yield f"<thead>\n<tr>{heads}</tr>\n</thead>\n<tbody>"
    for clause in compared:
        told = {when: (nearest, words, source) for when, nearest, words, source in clause.reports}
        cells = [f"<td>{escape(clause.yours)}</td>"]
        for when, _ in RECORD:
            nearest, words, source = (escape(text) for text in told.get(when, ("not told", "", "")))
            cells.append(f'<td><strong>{nearest}</strong> {words} <span class="source">{source}</span></td>')
        yield f'<tr><th scope="row">{escape(clause.title)}</th>{"".join(cells)}</tr>'
    yield "</tbody>\n</table>\n</section>"


FORMATS: Final = {".md": markdown, ".html": html}
"""How a page is set, by the ending of the file it goes to."""
