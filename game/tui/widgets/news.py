"""The news: the last lines of it, as many as fit, turn by turn; where nothing else shows it, also what is owed next."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from textwrap import wrap
from typing import Final

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from game.debrief.figures import turn_words
from game.desk.content import Content
from game.desk.words import MUTED, fitted, hanging
from game.rules.view import View

Told = Sequence[tuple[int, str]]
"""Sentences, each with its quarter, the latest last."""
ALONE: Final = 8
"""Lines from which the turn before this one is shown too."""


class News(Vertical):
    """A framed piece of the transcript; all of it is on its own page."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, classes="region aside")
        self._view: View | None = None
        self._told: Told = ()
        self._owed: Sequence[str] = ()

    def compose(self) -> ComposeResult:
        yield Static()

    def show(self, view: View, told: Told, owed: Sequence[str]) -> None:
        """Show the end of what was told; ``owed`` is what has a date, the nearest first."""
        self._view, self._told, self._owed = view, tuple(told), tuple(owed)
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        view = self._view
        width, height = self.content_size.width, self.content_size.height
        if view is None or width < 5 or not height:
            return
        self.border_title = f"This {view.turns.word}"
        due = self._owed[:1] if self.screen.has_class("-narrow") else ()
        self.border_subtitle = "e all news · l all dates" if due else "e for all"
        lines = self._lines(view, width, height - len(due))
        room = height - len(lines)
        for words in due:
            long = hanging(Content.styled("! ", "$warning"), words, width, 2).split("\n")
            if len(long) > room:
                long = [Content.assemble(("! ", "$warning"), fitted(words, width - 2))]
            lines += [Content("")] * (room - len(long)) + long
        self.query_one(Static).update(Content("\n").join(lines), layout=False)

    def _lines(self, view: View, width: int, height: int) -> list[Content]:
        now = view.turns.number(view.quarter)
        turns = {
            turn: [words for _, words in told]
            for turn, told in groupby(self._told, lambda told: view.turns.number(told[0]))
        }
        lines = [line for words in turns.get(now, ()) for line in _item(words, width)]
        lines = lines[-height:] or [Content.styled("Quiet so far.", MUTED)]
        before = [line for words in turns.get(now - 1, ()) for line in _item(words, width, MUTED)]
        left = height - len(lines) - 2
        if height < ALONE or left < 1 or not before:
            return lines
        last = Content.styled(f"Last {view.turns.word}", "bold")
        return [last, *before[-left:], Content.styled(turn_words(view), "bold"), *lines]


def _item(words: str, width: int, style: str = "") -> list[Content]:
    return [
        Content.assemble(("· " if not index else "  ", MUTED), (line, style))
        for index, line in enumerate(wrap(words, width - 2))
    ]
