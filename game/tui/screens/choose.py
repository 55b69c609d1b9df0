"""One of several: rows to choose from, over the screen."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static

from game.desk.row import Row
from game.tui.screens.base import Dialog
from game.tui.screens.dialogs import Keys
from game.tui.widgets.rows import Rows


class Choose(Dialog[str | None]):
    """Gives back the id of the row that was chosen, or nothing."""

    BINDINGS = [Binding("escape,backspace,q", "close", "Close", show=False)]

    def __init__(self, title: str, rows: Sequence[Row], words: str = "", highlight: str = "") -> None:
        super().__init__()
        self._title, self._rows, self._words, self._highlight = title, tuple(rows), words, highlight

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as box:
            box.border_title = self._title
            if self._words:
                yield Static(self._words, classes="said")
            yield Rows(id="choose-rows")
        yield Keys(("↑ ↓", "move"), ("enter", "choose"), ("esc", "leave it"))

    def on_mount(self) -> None:
        self.query_one(Rows).show(self._rows, self._highlight)

    def on_rows_picked(self, event: Rows.Picked) -> None:
        self.dismiss(event.id)

    def action_close(self) -> None:
        self.dismiss(None)
