"""The letter at a quarter's end: six lines, any key."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Click, Key
from textual.screen import ModalScreen
from textual.widgets import Static

from game.tui.words import MUTED, hanging

WIDTH = 64


class Letter(ModalScreen[None]):
    """Six lines about a quarter. Any key or click goes on."""

    def __init__(self, label: str, lines: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self._label, self._lines = label, lines

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog letter") as box:
            box.border_title = f"{self._label[5:]} {self._label[:4]}, closed"
            box.border_subtitle = "any key"
            for label, words in self._lines:
                yield Static(hanging(Content.styled(label, MUTED), words, WIDTH, 11), classes="line")

    def on_key(self, event: Key) -> None:
        event.stop()
        if event.key == "ctrl+q":
            self.app.leave()  # type: ignore[attr-defined]
            return
        self.dismiss(None)

    def on_click(self, event: Click) -> None:
        event.stop()
        self.dismiss(None)
