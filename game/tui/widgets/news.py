"""This quarter's news: the last lines of it, as many as fit."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from game.tui.words import MUTED


class News(Vertical):
    """A framed piece of the transcript; all of it is on its own page."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, classes="region aside")
        self._told: tuple[str, ...] = ()
        self._turn = ""

    def compose(self) -> ComposeResult:
        yield Static()

    def show(self, told: Sequence[str], turn: str) -> None:
        """Show the end of what was told in a turn, and what a turn is called."""
        self._told, self._turn = tuple(told), turn
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        self.border_title = f"This {self._turn}"
        self.border_subtitle = "e for all"
        width, height = self.content_size.width, self.content_size.height
        if width < 5 or not height:
            return
        if not self._told:
            self.query_one(Static).update(Content.styled("Quiet so far.", MUTED), layout=False)
            return
        lines: list[Content] = []
        for told in self._told:
            for index, line in enumerate(wrap(told, width - 2)):
                lines.append(Content.assemble(("· " if not index else "  ", MUTED), line))
        self.query_one(Static).update(Content("\n").join(lines[-height:]), layout=False)
