"""You and the record: the agreement of a finished game beside the real one, date by date, and a few figures of the world."""

from __future__ import annotations

from typing import Final

from game.debrief.record_page import CAVEAT, Beside, Moment, Number, summed
from game.desk.content import Content
from game.desk.words import MUTED, hanging
from game.tui.screens.paper import Paper

NAME: Final = 27
TERM: Final = 21
"""Columns of a clause's title, and of a term."""


class RecordPage(Paper):
    """What was signed here beside what was signed there."""

    def __init__(self, found: Beside) -> None:
        super().__init__()
        self._found = found

    def title_words(self) -> str:
        return "You and the record"

    def words(self) -> Content:
        parts = [self._moment(moment) for moment in self._found.moments]
        parts.append(self._world())
        parts.append(Content.styled(CAVEAT, MUTED))
        return Content("\n\n").join(parts)

    def _moment(self, moment: Moment) -> Content:
        rows = [
            Content.assemble((f"{moment.day}: {moment.title}", "bold $primary")),
            Content(summed(moment)),
            Content.styled(f"  {'Clause':<{NAME}}{'Yours':<{TERM}}The record", MUTED),
        ]
        for row in moment.rows:
            mark = ("= ", "$success") if row.same else "  "
            head = Content.assemble(mark, f"{row.clause:<{NAME}}{row.yours:<{TERM}}", (row.record, "bold"))
            read = f"{row.words} ({row.read})" if row.read else row.words
            rows.append(Content("\n").join([head, hanging("", read, self.width, 4, MUTED)]))
        return Content("\n").join(rows)

    def _world(self) -> Content:
        rows = [
            Content.styled("The world", "bold $primary"),
            Content.styled(f"  {'':<{NAME + 9}}{'Yours':>10}{'The record':>12}", MUTED),
        ]
        rows += [self._number(number) for number in self._found.numbers]
        return Content("\n").join(rows)

    def _number(self, number: Number) -> Content:
        head = Content.assemble(
            f"  {number.title:<{NAME + 9}}{number.yours:>10}", (f"{number.record:>12}", "bold")
        )
        return Content("\n").join([head, hanging("", number.read, self.width, 4, MUTED)])
