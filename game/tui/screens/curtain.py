"""The curtain between two people who share a keyboard: whose turn it is, what both saw happen, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Key
from textual.widgets import Static

from game.debrief.figures import NAMES
from game.desk.content import Content
from game.desk.words import MUTED, SEAT_COLOUR, hanging
from game.rules.units import Seat, other
from game.tui.commands import COMMANDS, CURTAIN
from game.tui.keyboard import Keyboard
from game.tui.screens.base import House, bound

WIDTH: Final = 66
AROUND: Final = 14
"""Rows for everything but what happened."""
KEY: Final = COMMANDS["lift"].key


class Curtain(House):
    """A screen of its own, not a dialog: nothing lies behind it. A key that was pressed for something else does not lift it."""

    WHERE = CURTAIN
    BINDINGS = bound(CURTAIN)
    AUTO_FOCUS = ""

    def __init__(self, keyboard: Keyboard, *, came: Seat | None, key: str) -> None:
        """``came`` got up, if anybody sat there; ``key`` was pressed last, and has to be let go of first."""
        super().__init__()
        self._keyboard, self._came = keyboard, came
        self._held = key == KEY

    def body(self) -> ComposeResult:
        with Vertical(id="curtain"):
            yield Static(id="curtain-words")

    def on_mount(self) -> None:
        super().on_mount()
        self._draw()

    def on_key(self, event: Key) -> None:
        if self._held:
            self._held = event.key == KEY
            self._draw()

    def on_resize(self, event: object) -> None:
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        self.query_one("#curtain-words", Static).update(self._words())

    def _words(self) -> Content:
        keyboard = self._keyboard
        seat, them = keyboard.at, other(keyboard.at)
        name = (NAMES[seat], f"bold {SEAT_COLOUR[seat]}")
        if self._came is None:
            parts = [
                Content.assemble("Two people, one keyboard. It is the turn of ", name, "."),
                Content(
                    f"{NAMES[them]} looks elsewhere. Nobody checks, as with most of what the two of you agree on."
                ),
            ]
        else:
            parts = [
                Content.assemble("Pass the keyboard to ", name, "."),
                Content(f"{NAMES[them]}'s papers have been put away."),
            ]
        if told := keyboard.public():
            parts.append(Content("\n").join(self._happened(told)))
        if self._held:
            last = Content.assemble("Another key first, then ", (KEY, "bold $primary"), ".")
        else:
            last = Content.assemble(
                (KEY, "bold $primary"), f" lifts the curtain, once {NAMES[seat]} sits here."
            )
        head = Content.styled(keyboard.when(), MUTED)
        return Content("\n\n").join([head, *parts, last])

    def _happened(self, told: Sequence[str]) -> list[Content]:
        """What happened, as much of the latest as there is room for: the rest is in the news of whoever sits down."""
        width, room = min(WIDTH, self.app.size.width - 2), self.app.size.height - AROUND
        kept: list[Content] = []
        for words in reversed(told):
            entry = hanging("· ", words, width, 2)
            room -= entry.plain.count("\n") + 1
            if room < 0 and kept:
                break
            kept.insert(0, entry)
        if left := len(told) - len(kept):
            kept.insert(0, Content.styled(f"· {left} more before, in the news (e)", MUTED))
        return [Content.styled("In front of both of you:", MUTED), *kept]

    def do_lift(self) -> None:
        if not self._held:
            self._keyboard.lift()

    def do_main_menu(self) -> None:
        self.app.show_menu()  # type: ignore[attr-defined]
