"""How somebody likes the game: rows to turn, each in force at once and remembered."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from game.desk.content import Content
from game.desk.row import Row
from game.desk.words import MUTED, turner
from game.tui import settings
from game.tui.commands import LIST, Command
from game.tui.screens.base import House, bound
from game.tui.widgets.rows import Rows

_CHOICES = {
    "still": ("Motion", "as usual", "none: nothing moves by itself"),
    "renamed": ("Names", "real", "made up: Lab and Cloud"),
    "compact": ("Density", "comfortable", "compact: no room between rows"),
    "coach": ("Coach", "off: you judge for yourself", "on: draws what could be had, as you believe it"),
    "ask": ("Leaving", "at once: every step is saved", "asks first, every time"),
}
"""What is one way or the other: its title, and what it is when it is not, and when it is."""
_SAYS = {
    "theme": "Each theme keeps every text at 4.5 to 1 on its ground; high contrast at 7 to 1. Blue and orange has no red or green. "
    "The terminal's own sixteen are whatever you made them.",
    "still": "A game watched again still goes by when you press play: as much as you asked for.",
    "renamed": "On the screen only, and read out in the plain mode. Saves, scripts and documents that you keep have the real names.",
    "compact": "For small screens.",
    "coach": "The frontier as you believe it, beside the table; z there does the same.",
    "ask": "Whoever would lose a draft is asked in any case.",
}


class SettingsScreen(House):
    """Theme, motion, names, density, coach, leaving."""

    WHERE = LIST
    BINDINGS = bound(LIST)

    def body(self) -> ComposeResult:
        with Vertical(classes="region list") as box:
            box.border_title, box.border_subtitle = "Settings", "← → change a row"
            yield Rows(id="settings-rows")
            yield Static(id="settings-say")

    def on_mount(self) -> None:
        self._draw()

    def applies(self, command: Command) -> bool:
        return command.id != "settings" and super().applies(command)

    def _draw(self) -> None:
        held = self.app.preferences  # type: ignore[attr-defined]
        rows = [_row("theme", "Theme", settings.THEMES[held.theme])]
        rows += [_row(id, title, (no, yes)[getattr(held, id)]) for id, (title, no, yes) in _CHOICES.items()]
        self.query_one(Rows).show(rows)
        self._say()

    def on_option_list_option_highlighted(self) -> None:
        self._say()

    def _say(self) -> None:
        says = _SAYS.get(self.query_one(Rows).current, "")
        self.query_one("#settings-say", Static).update(Content.styled(says, MUTED))

    def on_rows_picked(self, event: Rows.Picked) -> None:
        self._turn(event.id, 1)

    def on_rows_turned(self, event: Rows.Turned) -> None:
        self._turn(event.id, 1 if event.by > 0 else -1)

    def _turn(self, id: str, by: int) -> None:
        held = self.app.preferences  # type: ignore[attr-defined]
        names = list(settings.THEMES)
        turned = (
            names[(names.index(held.theme) + by) % len(names)] if id == "theme" else not getattr(held, id)
        )
        self.app.remember(**{id: turned})  # type: ignore[attr-defined]
        self._draw()

    def do_colours(self) -> None:
        super().do_colours()
        self._draw()

    def do_back(self) -> None:
        self.dismiss(None)


def _row(id: str, title: str, value: str) -> Row:
    words = Content.assemble((f"{title:<12}", MUTED), turner(-1, "◂"), f" {value} ", turner(1, "▸"))
    return Row(id, words, turns=True)
