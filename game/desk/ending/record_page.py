"""Page 6: the agreement of a finished game beside the real one, date by date, and a few figures of the world."""

from __future__ import annotations

from typing import Final

from game.debrief.record_page import CAVEAT, Beside, Moment, Number, summed
from game.desk.content import Content
from game.desk.words import MUTED, hanging

NAME: Final = 27
TERM: Final = 21
"""Columns of a clause's title, and of a term."""
TEXT: Final = 72


def record_page(found: Beside, width: int) -> Content:
    """The page: the figures of the world first, then the agreement date by date."""
    wide = min(width, TEXT)
    parts = [_world(found, wide), *[_moment(moment, wide) for moment in found.moments]]
    return Content("\n\n").join([*parts, hanging("", CAVEAT, wide, 0, MUTED)])


def _moment(moment: Moment, width: int) -> Content:
    rows = [
        Content.assemble((f"{moment.day}: {moment.title}", "bold $primary")),
        hanging("", summed(moment), width, 0),
        Content.styled(f"  {'Clause':<{NAME}}{'Yours':<{TERM}}The record", MUTED),
    ]
    for row in moment.rows:
        mark = ("= ", "$success") if row.same else "  "
        head = Content.assemble(mark, f"{row.clause:<{NAME}}{row.yours:<{TERM}}", (row.record, "bold"))
        read = f"{row.words} ({row.read})" if row.read else row.words
        rows.append(Content("\n").join([head, hanging("", read, width, 4, MUTED)]))
    return Content("\n").join(rows)


def _world(found: Beside, width: int) -> Content:
    rows = [
        Content.styled("The world", "bold $primary"),
        Content.styled(f"  {'':<{NAME + 9}}{'Yours':>10}{'The record':>12}", MUTED),
    ]
    return Content("\n").join([*rows, *[_number(number, width) for number in found.numbers]])


def _number(number: Number, width: int) -> Content:
    head = Content.assemble(
        f"  {number.title:<{NAME + 9}}{number.yours:>10}", (f"{number.record:>12}", "bold")
    )
    return Content("\n").join([head, hanging("", number.read, width, 4, MUTED)])
