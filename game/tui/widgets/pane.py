"""A framed pane of text beside the table: as many entries of it as there is room for, and where the rest can be read."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from game.desk.content import Content
from game.desk.words import MUTED

Writes = Callable[[int, int], Sequence[Content]]
"""Makes entries for so many columns and lines, what matters most first."""


class Pane(Vertical):
    """Shows entries whole; one that does not fit is left out, and so is all that follows it. The first is cut instead."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, classes="region beside")
        self._writes: Writes | None = None
        self._more = ""

    def compose(self) -> ComposeResult:
        yield Static()

    def show(self, title: str, writes: Writes, more: str = "") -> None:
        """Show what ``writes`` gives; ``more`` says which key shows all of it."""
        self.border_title, self._writes, self._more = title, writes, more
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        width, height = self.content_size.width, self.content_size.height
        if self._writes is None or height < 1 or width < 8:
            return
        kept: list[Content] = []
        left = height
        entries = self._writes(width, height)
        for entry in entries:
            rows = entry.split("\n")
            if len(rows) > left:
                break
            kept.append(entry)
            left -= len(rows)
        self.border_subtitle = self._more if len(kept) < len(entries) else ""
        if entries and not kept:
            kept = [*entries[0].split("\n")[: height - 1], Content.styled("  …", MUTED)]
        self.query_one(Static).update(Content("\n").join(kept), layout=False)
