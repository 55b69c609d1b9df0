"""The footer: at most seven hints, as many as fit, each a key and a word, each clickable. Help and Quit always stay."""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style as RichStyle
from textual.events import Resize
from textual.widgets import Static

from game.desk.content import Content
from game.tui.commands import Command

MOST = 7


class Hints(Static):
    """One row of hints for the commands that apply now."""

    def __init__(self) -> None:
        super().__init__(id="hints")
        self._shown: tuple[Command, ...] = ()

    @property
    def link_style(self) -> RichStyle:
        """What can be clicked keeps its own look: the key in the accent, the word plain."""
        return RichStyle.null()

    def show(self, commands: Sequence[Command]) -> None:
        """Hint at these, the lowest rank first to stay."""
        self._shown = tuple(commands)
        self._draw()

    def on_resize(self, event: Resize) -> None:
        self._draw()

    def _draw(self) -> None:
        room = self.content_size.width or self.app.size.width - 2
        kept: list[Command] = []
        for command in sorted((c for c in self._shown if c.hint), key=lambda c: c.rank):
            wide = len(command.key_words) + len(command.hint) + 3
            if len(kept) < MOST and wide <= room:
                kept.append(command)
                room -= wide
        kept.sort(key=lambda c: (c.rank == 0, c.id == "quit", self._shown.index(c)))
        self.update(Content("  ").join([self._hint(command) for command in kept]))

    def _hint(self, command: Command) -> Content:
        click = {"@click": f"screen.command('{command.id}')"}
        return Content.assemble((command.key_words, "bold $primary"), " ", command.hint).stylize(click)
