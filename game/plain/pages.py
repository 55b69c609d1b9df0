"""What can be read at any time: the numbers and why they are so, the agreement, the other side. Paragraphs, one thing each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.debrief.agreement_page import amended
from game.debrief.causes import Causes
from game.debrief.figures import NAMES, change, figure, title_for, turn_words
from game.debrief.why_page import Page, silence
from game.desk import dossier
from game.desk.clauses import clause_title
from game.desk.content import Content
from game.desk.margin import Margin
from game.desk.market import charts, spoken
from game.desk.numbers import FLEET, OWN, points_left, runway
from game.desk.talk import rider_lines
from game.plain.reader import WIDE, WIDTH
from game.rules.agreement import CLAUSES, Terms
from game.rules.agreement.document import Paragraph, articles, redline
from game.rules.decisions import Package, Riders
from game.rules.scenario import Scenario
from game.rules.units import OPENAI, Seat, other, power
from game.rules.view import View

AT_FIRST = 12
"""How many of one's own numbers are read before one asks for the rest."""


def where(view: View, turns: int = 0) -> str:
    """Where the game stands for a seat, in a line; ``turns`` is how many are played, where that is fewer than there are."""
    now, last = view.turns.number(view.quarter), turns or view.turns.number(view.last - 1)
    if view.seat == OPENAI:
        money = f"Cash {figure('openai.cash', view.numbers['openai.cash'])}{runway(view)}"
    else:
        money = f"AI cash flow {figure('microsoft.cash_flow', view.numbers['microsoft.cash_flow'])}"
    points = points_left(view)
    return f"{turn_words(view)}, turn {now} of {last}. {money}. {points} action point{'s' * (points != 1)}."


def status(view: View, before: View | None, *, whole: bool) -> Iterator[str]:
    """The seat's own numbers, what matters most first, with what has changed since the last turn."""
    yield where(view)
    for name, _ in OWN[view.seat][: None if whole else AT_FIRST]:
        if name == "fleet":
            total = sum(view.number(part) for part in FLEET)
            was = sum(before.number(part) for part in FLEET) if before is not None else total
            yield _number("Fleet", power(total), "openai.azure_mw", total - was)
        elif name in view.numbers:
            by = view.number(name) - before.number(name) if before is not None else 0
            yield _number(title_for(name, view.seat), figure(name, view.numbers[name]), name, by)
    if not whole:
        yield "“status all” reads the rest; “why” and a name says why a number is so."


def _number(title: str, shown: str, stat: str, by: int) -> str:
    moved = change(stat, by) if by else ""
    return f"{title}: {shown}{f', {moved}' if moved else ''}."


def them(scenario: Scenario, view: View) -> Iterator[Content | str]:
    """What is known of the other side, and how surely."""
    yield f"{NAMES[other(view.seat)]}, as far as you can tell:"
    yield dossier.pages(scenario, view, WIDTH, bars=False)


def market(scenario: Scenario, view: View, past: Sequence[View]) -> Iterator[str]:
    """How the numbers of the market came to where they are, a chart after the other."""
    for chart in charts(view, past):
        yield from spoken(chart, scenario)


def why(page: Page) -> Iterator[str]:
    """A number: what it is, and what moved it quarter by quarter."""
    yield f"{page.title}: {page.now}. {page.words}"
    for head, words in page.notes:
        yield f"{head}: {words}"
    for quarter in page.quarters:
        yield f"{quarter.label}: {quarter.span}{f', {quarter.by}' if quarter.by else ''}."
        for sign, words in quarter.causes:
            yield f"{sign}: {words}"
        if not quarter.causes:
            yield silence(page, quarter)
        if quarter.made_of:
            yield "It is made of:"
            for sign, words in quarter.made_of:
                yield f"{sign}: {words}"


def numbers(causes: Causes, names: tuple[str, ...], seat: Seat | None) -> Iterator[str]:
    """Numbers by their titles, each with its value where that is told."""
    for name in names:
        value = causes.value(name, seat)
        shown = figure(name, value) if value is not None else "not told"
        yield f"{title_for(name, seat)}: {shown}."


# The agreement


def agreement(scenario: Scenario, view: View) -> Iterator[str]:
    """The whole agreement in plain English, as it is in force."""
    signed = len(view.agreement.amendments)
    yield f"The agreement. Amendments so far: {signed or 'none'}. “agreement” and a part of a clause's name reads one, with notes."
    margin = Margin(scenario, view)
    for article in articles(view.agreement.terms, amended(scenario, view.agreement.amendments)):
        held = [paragraph for paragraph in article.paragraphs if paragraph.clause is not None]
        if held:
            yield f"{article.number}. {article.heading}"
        for paragraph in held:
            clause = paragraph.clause or ""
            waits = "".join(f" {words}." for words in margin.awaited.get(clause, ()))
            short = CLAUSES[clause].short(view.agreement.terms[clause])
            yield f"{paragraph.number} {paragraph.title}: {short}. {paragraph.plain}{waits}"


def clause_notes(scenario: Scenario, view: View, part: str) -> Iterator[str]:
    """The clauses whose name has a part in it, each with all that can be noted of it; none where nothing is called so."""
    made = articles(view.agreement.terms, amended(scenario, view.agreement.amendments))
    margin = Margin(scenario, view)
    fitting = [p for article in made for p in article.paragraphs if part.lower() in _called(p)]
    for paragraph in [p for p in fitting if p.clause is not None] or fitting:
        yield f"{paragraph.number} {paragraph.title}. {paragraph.plain}"
        for note in margin.notes(paragraph, made, plain=True):
            if not note.head[0].isdigit():  # what a paragraph rests on is asked for by its own name
                yield f"{note.head}: {note.words.plain}{f' ({note.source})' if note.source else ''}"


def _called(paragraph: Paragraph) -> str:
    clause = paragraph.clause or ""
    return f"{paragraph.title} {clause_title(clause) if clause else ''} {clause}".lower()


def changes(
    before: Terms, package: Package, riders: Riders, scenario: Scenario, view: View
) -> Iterator[Content | str]:
    """What a package makes of the agreement before it, clause by clause, and what hangs on it."""
    for change_ in redline(before, {**before, **dict(package)}):
        term = dict(package).get(change_.clause)
        plain = CLAUSES[change_.clause].plain(term) if term is not None else ""
        yield f"{change_.title}: {change_.was} becomes {change_.now}. {plain}"
    yield from rider_lines(riders, scenario, view, WIDE)
