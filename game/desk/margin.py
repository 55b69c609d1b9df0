"""The margin of the agreement: what a player may want to know of one paragraph, from the seat's own view and the record.

Notes are private: they are made from the view, so they hold the seat's own secrets and nobody else's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from game.debrief.agreement_page import awaited, open_words, reports
from game.debrief.figures import NAMES, when
from game.desk.content import Content
from game.desk.notes import heard
from game.desk.words import MUTED, SEAT_COLOUR
from game.rules.agreement import CLAUSES
from game.rules.agreement.document import Article, Paragraph, definitions, linked, uses
from game.rules.characters import typical
from game.rules.packages import options_of
from game.rules.scenario import Scenario
from game.rules.units import other
from game.rules.view import View
from game.rules.worth import ambiguity, ambiguity_word, lens_of

FAINT: Final = 1000
STRONG: Final = 5000
"""A taste of less than so many bps of the seat's strongest is faint, of more is strong."""


class Note(NamedTuple):
    """A note in the margin: what it is about, what it says, and where that was read."""

    head: str
    words: Content
    source: str = ""


class Margin:
    """What can be noted beside the paragraphs of the agreement as a seat sees it."""

    def __init__(self, scenario: Scenario, view: View) -> None:
        self._scenario, self._view = scenario, view
        self.awaited = awaited(scenario, view.agreement)
        self._heard = heard(view)
        self.prices = imagined_prices(scenario, view)

    def notes(self, paragraph: Paragraph, articles: Sequence[Article], *, plain: bool) -> Iterator[Note]:
        """The notes on a paragraph of these articles; what a negotiator wants first comes first."""
        if paragraph.clause is not None:
            yield from self._private(paragraph.clause)
        if paragraph.open:
            yield Note(
                "Open",
                Content.styled(
                    f"! {open_words(paragraph, self.prices.get(paragraph.clause or '', ''))}", "bold $warning"
                ),
            )
        if plain:
            yield Note("As signed", Content(paragraph.text))
        else:
            yield Note("In plain English", Content(paragraph.plain))
        for past in reversed(paragraph.past):
            yield Note("It said", Content.assemble(past.was, (f", until {past.amended}", MUTED)))
        if paragraph.clause is not None:
            for report in reports(paragraph.clause):
                told = Content.assemble((report.nearest, "bold"), f". {report.words}")
                yield Note(f"Really, {report.when}", told, report.read)
        yield from _meant(paragraph, articles)

    def _private(self, clause: str) -> Iterator[Note]:
        view = self._view
        words = taste_words(self._scenario, view, clause)
        if words:
            yield Note("Yours", Content.styled(words, SEAT_COLOUR[view.seat]))
        for said in self._heard.get(clause, ())[:1]:
            theirs = other(view.seat)
            head = f"{NAMES[theirs]}, {when(self._scenario, said.quarter)}"
            yield Note(head, Content.styled(said.words, SEAT_COLOUR[theirs]))


def taste_words(scenario: Scenario, view: View, clause: str) -> str:
    """What the seat's people would like of a clause beyond the figures, in a sentence; empty when they do not care."""
    amount = view.character.taste(clause)
    if not amount or clause not in scenario.agreement:
        return ""
    options = options_of(scenario, clause)
    end = CLAUSES[clause].short(options[-1] if amount > 0 else options[0])
    part = abs(amount) * 10_000 // max(abs(taste.amount) for taste in view.character.tastes)
    if part < FAINT:
        return f"A faint liking for “{end}”. Nobody would resign over it."
    if part < STRONG:
        return f"Your people would rather see “{end}” than the figures suggest."
    return f"Your people badly want “{end}”, for reasons of their own; the signs count that in."


def strong_tastes(scenario: Scenario, view: View) -> tuple[tuple[str, str], ...]:
    """The clauses on which the seat's people differ more than faintly, the strongest first, each with its sentence."""
    most = max((abs(taste.amount) for taste in view.character.tastes), default=0)
    felt = sorted(view.character.tastes, key=lambda taste: -abs(taste.amount))
    return tuple(
        (taste.clause, words)
        for taste in felt
        if abs(taste.amount) * 10_000 >= FAINT * most and (words := taste_words(scenario, view, taste.clause))
    )


def imagined_prices(scenario: Scenario, view: View) -> dict[str, str]:
    """How dear each open point of the agreement in force is, in a word: to the seat, and to the other side as it imagines it."""
    theirs = other(view.seat)
    lenses = (lens_of(scenario, view), lens_of(scenario, view, typical(theirs), theirs))
    found = ambiguity(view.agreement.terms, lenses)
    return {clause: ambiguity_word(price) for clause, price in found.items()}


def _meant(paragraph: Paragraph, articles: Sequence[Article]) -> Iterator[Note]:
    """The definitions a paragraph rests on and the paragraphs it refers to; of a definition, where it is used."""
    by_number = {p.number: p for article in articles for p in article.paragraphs}
    defined = definitions(articles)
    for piece in linked(paragraph.text, defined, {paragraph.number}):
        if piece.to:
            meant = by_number[piece.to]
            yield Note(f"{meant.number} {meant.title}", Content(meant.text))
    if defined.get(paragraph.title) == paragraph:
        places = uses(articles).get(paragraph.number, ())
        used = f"In {', '.join(places)}." if places else "Nowhere, at present. It is not alone in that."
        yield Note("Used", Content(used))


def margin_words(paragraph: Paragraph, notes: Sequence[Note]) -> Content:
    """A paragraph's notes as they stand in the margin, where there is no room for sources."""
    head = Content.assemble((f"{paragraph.number} ", MUTED), (paragraph.title, "bold"))
    rows = [Content.assemble((f"{note.head}: ", "bold $primary"), note.words) for note in notes]
    return Content("\n").join([head, *rows])


def page_words(paragraph: Content, notes: Sequence[Note]) -> Content:
    """A paragraph and its notes on a page of their own."""
    rows = [
        Content.assemble(
            (note.head, "bold $primary"), "\n", note.words, (f"\n{note.source}" if note.source else "", MUTED)
        )
        for note in notes
    ]
    return Content("\n\n").join([paragraph, *rows])
