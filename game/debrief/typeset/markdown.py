"""The agreement in Markdown that also reads well as it is: no line over 80 columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import wrap
from typing import Final

from game.debrief.agreement_page import (
    DISCLAIMER,
    NOTHING,
    SIGNATORIES,
    SIGNATURES,
    WITNESS,
    Cell,
    Page,
    Schedule,
    open_words,
)
from game.debrief.figures import lowered
from game.rules.agreement.document import INSERTED, SAME, STRUCK, Change, Paragraph, tracked

WIDTH: Final = 78

_MARKS: Final = {SAME: "{}", STRUCK: "~~{}~~", INSERTED: "**{}**"}


def markdown(page: Page) -> str:
    """The page as Markdown, ending in a newline; struck text ``~~so~~``, new text ``**so**``."""
    return "\n".join(_page(page))


def _page(page: Page) -> Iterator[str]:
    yield from (f"# {page.title}", "")
    for party in page.parties:
        yield from _wrapped(f"**{party.role}**: {_safe(f'{party.name}, {party.played}.')}", "- ")
    yield ""
    yield from _block(page.dated)
    for line in page.made:
        yield from _block(line)
    if page.unchanged:
        yield from _block(NOTHING)
    else:
        yield from _contents(page)
        yield from _articles(page)
        yield from _signatures(page)
    for heading, schedule in zip(page.headings[-len(page.schedules) :], page.schedules, strict=False):
        yield from (f"## {heading}", "")
        yield from _schedule(schedule)
    yield from ("---", "")
    yield from wrap(DISCLAIMER, WIDTH)
    yield ""


def _contents(page: Page) -> Iterator[str]:
    yield from ("## Contents", "")
    for heading in page.headings:
        yield f"- [{heading}](#{_anchor(heading)})"
    yield ""


def _anchor(heading: str) -> str:
    """The anchor that readers of Markdown make of a heading."""
    return re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-")


def _articles(page: Page) -> Iterator[str]:
    if page.redlined:
        yield from _lines("What was struck reads ~~like this~~, what is new **like this**.")
    by_clause = {change.clause: change for change in page.changes}
    for article in page.articles:
        yield from (f"## Article {article.number} — {article.heading}", "")
        for paragraph in article.paragraphs:
            yield from _paragraph(page, paragraph, by_clause.get(paragraph.clause or ""))


def _paragraph(page: Page, paragraph: Paragraph, change: Change | None) -> Iterator[str]:
    if change is None:
        text = _safe(paragraph.plain if page.plain else paragraph.text)
    else:
        text = " ".join(_MARKS[kind].format(_safe(piece)) for kind, piece in tracked(change))
    left = open_words(paragraph, page.prices.get(paragraph.clause or "", ""))
    mark = f" ⚠ {_safe(left)}" if left else ""
    note = f" *({paragraph.note})*" if paragraph.note else ""
    yield from _lines(f"*{paragraph.number} {_safe(paragraph.title)}.* {text}{mark}{note}")


def _signatures(page: Page) -> Iterator[str]:
    yield from (f"## {SIGNATURES}", "")
    yield from _block(WITNESS)
    for party in page.parties:
        for role in SIGNATORIES:
            yield from _wrapped(f"{party.signs}, {lowered(role)}: \\_\\_\\_\\_\\_\\_\\_\\_", "- ")
    yield ""
    yield from _block(f"In this form since {page.signed}.")


def _schedule(schedule: Schedule) -> Iterator[str]:
    yield from _block(schedule.lead)
    for head, *cells in schedule.rows:
        told = " ".join(
            f"{name}: {_cell(cell)}" for name, cell in zip(schedule.heads[1:], cells, strict=True)
        )
        yield from _wrapped(f"*{_safe(head.lines[0])}.* {told}", "- ")
    yield ""


def _cell(cell: Cell) -> str:
    words = "; ".join(cell.lines)
    stops = "" if words.endswith(".") else "."
    told = ". ".join(filter(None, (cell.strong, words))) + stops
    return _safe(f"{told} ({cell.source})" if cell.source else told)


def _safe(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>~#|])", r"\\\1", text)


def _block(text: str) -> Iterator[str]:
    return _lines(_safe(text))


def _lines(text: str) -> Iterator[str]:
    yield from _wrapped(text)
    yield ""


def _wrapped(text: str, mark: str = "") -> list[str]:
    return wrap(text, WIDTH, initial_indent=mark, subsequent_indent=" " * len(mark), break_on_hyphens=False)
