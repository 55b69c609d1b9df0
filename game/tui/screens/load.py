"""Every saved game, with where it stands; one that cannot be opened says why."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from game.desk.content import Content
from game.desk.row import Row
from game.desk.shelf import Kept, shelf
from game.desk.words import MUTED
from game.tui.commands import LIST, Command
from game.tui.screens.base import House, bound
from game.tui.screens.dialogs import Tell
from game.tui.widgets.rows import Rows


class Load(House):
    """Saves to choose from."""

    WHERE = LIST
    BINDINGS = bound(LIST)

    def __init__(self) -> None:
        super().__init__()
        self._kept: tuple[Kept, ...] = ()

    def body(self) -> ComposeResult:
        with Vertical(classes="region list") as box:
            box.border_title = "Saved games"
            yield Static(id="empty")
            yield Rows(id="load-rows")

    def on_mount(self) -> None:
        self._kept = shelf()
        self.query_one("#empty", Static).display = not self._kept
        self.query_one("#empty", Static).update(
            Content.styled("No games yet. Esc goes back; New game begins one.", MUTED)
        )
        rows = [
            Row(
                str(index),
                Content.assemble(
                    (f"{_hung(kept):<28} ", "$error" if kept.error else "bold"), (kept.words, MUTED)
                ),
            )
            for index, kept in enumerate(self._kept)
        ]
        self.query_one(Rows).show(rows)
        self.query_one(Rows).display = bool(rows)

    def applies(self, command: Command) -> bool:
        return command.id != "start" and super().applies(command)

    def on_rows_picked(self, event: Rows.Picked) -> None:
        kept = self._kept[int(event.id)]
        if kept.error:
            self.app.push_screen(Tell("This save cannot be opened", kept.error))
            return
        self.app.load_game(kept.path)  # type: ignore[attr-defined]

    def do_watch(self) -> None:
        rows = self.query_one(Rows)
        kept = self._kept[int(rows.current)] if rows.current else None
        if kept is not None and not kept.error:
            self.app.watch_game(kept.path)  # type: ignore[attr-defined]

    def do_back(self) -> None:
        self.dismiss(None)


def _hung(kept: Kept) -> str:
    """A name, below and to the right of the game it left."""
    return f"{'  ' * (kept.depth - 1)}└ {kept.name}" if kept.depth else kept.name
