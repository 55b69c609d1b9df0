"""The letter at a turn's end: six lines, any key. After several quarters three, and a key for the rest."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Click, Key
from textual.widgets import Static

from game.desk.content import Content
from game.desk.words import MUTED, hanging
from game.tui.screens.base import Dialog

WIDTH = 64
SHORT = 30
"""Rows under which the longest letters need every one of them."""


class Letter(Dialog[None]):
    """Some lines about a turn. Any key or click goes on; ``d`` shows ``details`` instead, where there are any."""

    def __init__(
        self, label: str, lines: tuple[tuple[str, str], ...], details: tuple[tuple[str, str], ...] = ()
    ) -> None:
        super().__init__()
        self._label, self._lines, self._details = label, lines, details

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog letter") as box:
            box.border_title = f"{self._label}, closed"
            box.border_subtitle = "d for details · any other key" if self._details else "any key"
            for label, words in self._lines:
                yield Static(hanging(Content.styled(label, MUTED), words, WIDTH, 11), classes="line")

    def on_mount(self) -> None:
        if self.app.size.height < SHORT:
            self.query_one(".letter").styles.padding = (0, 2)

    def on_key(self, event: Key) -> None:
        event.stop()
        if event.key == "ctrl+q":
            self.app.leave()  # type: ignore[attr-defined]
            return
        if event.key == "d" and self._details:
            self._lines, self._details = self._details, ()
            self.refresh(recompose=True)
            return
        self.dismiss(None)

    def on_click(self, event: Click) -> None:
        event.stop()
        self.dismiss(None)
