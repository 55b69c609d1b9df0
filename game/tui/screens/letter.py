"""The letter at a turn's end: six lines, any key. After several quarters three, and a key for the rest."""

from __future__ import annotations

from itertools import accumulate

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Click, Key
from textual.widgets import Static

from game.desk.content import Content
from game.desk.words import MUTED, hanging
from game.tui.screens.base import Dialog

WIDTH = 64
AROUND = 6
"""Columns that the frame and what stands free within it take."""
SHORT = 30
"""Rows under which the longest letters need every one of them."""


class Letter(Dialog[None]):
    """Some lines about a turn, ``details`` on ``d`` where there are any. Any other key or click turns what does not
    fit on the screen and then goes on.
    """

    def __init__(
        self, label: str, lines: tuple[tuple[str, str], ...], details: tuple[tuple[str, str], ...] = ()
    ) -> None:
        super().__init__()
        self._label, self._lines, self._details = label, lines, details
        self._read = self._shown = 0

    def compose(self) -> ComposeResult:
        wide, tall = self.app.size
        told = [
            hanging(Content.styled(label, MUTED), words, min(WIDTH, wide - AROUND), 11)
            for label, words in self._lines[self._read :]
        ]
        room = tall - (2 if tall < SHORT else 4)  # the frame, and what stands free within it
        fits = sum(rows <= room for rows in accumulate(one.plain.count("\n") + 1 for one in told))
        self._shown = max(1, fits)
        with Vertical(classes="dialog letter") as box:
            if tall < SHORT:
                box.styles.padding = (0, 2)
            more = self._read + self._shown < len(self._lines)
            on = "any other key" if self._details else "any key"
            box.border_title = f"{self._label}, closed"
            box.border_subtitle = (
                f"{'d for details · ' if self._details else ''}{on}{': the rest' if more else ''}"
            )
            for one in told[: self._shown]:
                yield Static(one, classes="line")

    async def on_resize(self) -> None:
        await self.recompose()

    def on_key(self, event: Key) -> None:
        event.stop()
        if event.key == "ctrl+q":
            self.app.leave()  # type: ignore[attr-defined]
            return
        if event.key == "d" and self._details:
            self._lines, self._details, self._read, self._shown = self._details, (), 0, 0
            self.refresh(recompose=True)
            return
        self._on()

    def on_click(self, event: Click) -> None:
        event.stop()
        self._on()

    def _on(self) -> None:
        self._read += self._shown
        if self._read < len(self._lines):
            self.refresh(recompose=True)
        else:
            self.dismiss(None)
