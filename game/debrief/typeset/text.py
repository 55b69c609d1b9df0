"""The agreement in plain text, 76 columns wide: what a typewriter would have made of it."""

from __future__ import annotations

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
from game.rules.agreement.document import INSERTED, SAME, STRUCK, Change, Paragraph, tracked

WIDTH: Final = 76
_HANG: Final = 4
_LINE: Final = "_" * 30

_MARKS: Final = {SAME: "{}", STRUCK: "[-{}-]", INSERTED: "{{+{}+}}"}


def text(page: Page) -> str:
    """The page as plain text, ending in a newline; struck text ``[-so-]``, new text ``{+so+}``."""
    return "\n".join(line.rstrip() for line in _page(page)) + "\n"


def _page(page: Page) -> Iterator[str]:
    yield from (page.title.upper().center(WIDTH), "")
    for party in page.parties:
        yield from (line.center(WIDTH) for line in _wrapped(f"{party.role}: {party.name}, {party.played}"))
    yield ""
    for line in (page.dated, *page.made):
        yield from (part.center(WIDTH) for part in _wrapped(line))
    yield ""
    if page.unchanged:
        yield from (NOTHING, "")
    else:
        yield from _articles(page)
        yield from _signatures(page)
    for heading, schedule in zip(page.headings[-len(page.schedules) :], page.schedules, strict=False):
        yield heading.upper()
        yield from _schedule(schedule)
    yield "-" * WIDTH
    yield from _wrapped(DISCLAIMER)


def _articles(page: Page) -> Iterator[str]:
    if page.redlined:
        yield from ("Struck: [-so-]. New: {+so+}.", "")
    by_clause = {change.clause: change for change in page.changes}
    for article in page.articles:
        yield f"ARTICLE {article.number} — {article.heading.upper()}"
        for paragraph in article.paragraphs:
            yield from _paragraph(page, paragraph, by_clause.get(paragraph.clause or ""))
        yield ""


def _paragraph(page: Page, paragraph: Paragraph, change: Change | None) -> Iterator[str]:
    words = paragraph.plain if page.plain else paragraph.text
    if change is not None:
        words = " ".join(_MARKS[kind].format(piece) for kind, piece in tracked(change))
    yield from _wrapped(f"{paragraph.number} {paragraph.title}. {words}", hang=_HANG)
    left = open_words(paragraph, page.prices.get(paragraph.clause or "", ""))
    if left:
        yield from _wrapped(f"! {left}", indent=_HANG)
    if paragraph.note:
        yield from _wrapped(f"({paragraph.note})", indent=_HANG)


def _signatures(page: Page) -> Iterator[str]:
    yield SIGNATURES.upper()
    yield from _wrapped(WITNESS)
    yield f"In this form since {page.signed}."
    for party in page.parties:
        yield from ("", f"{party.signs}:")
        for role in SIGNATORIES:
            yield from ("", f"    {_LINE}  {role}")
    yield ""


def _schedule(schedule: Schedule) -> Iterator[str]:
    yield from (*_wrapped(schedule.lead), "")
    for head, *cells in schedule.rows:
        yield head.lines[0]
        for name, cell in zip(schedule.heads[1:], cells, strict=True):
            yield from _wrapped(f"{name}: {_cell(cell)}", indent=_HANG)
    yield ""


def _cell(cell: Cell) -> str:
    words = ". ".join(filter(None, (cell.strong, "; ".join(cell.lines))))
    return f"{words} ({cell.source})" if cell.source else words


def _wrapped(text: str, *, indent: int = 0, hang: int = 0) -> list[str]:
    return wrap(
        text, WIDTH, initial_indent=" " * indent, subsequent_indent=" " * (indent + hang),
        break_on_hyphens=False,
    )  # fmt: skip
