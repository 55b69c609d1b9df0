"""A strip of pages side by side, each with its key; each can be clicked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from game.desk.content import Content
from game.desk.words import MUTED
from game.tui.widgets.clickable import Clickable


class Leaf(NamedTuple):
    """A page: its key, its name, and the command that turns to it."""

    key: str
    name: str
    command: str


class Strip(Clickable):
    """One row. The page that is turned up is underlined and stands out."""

    def show(self, pages: Sequence[Leaf], here: str) -> None:
        """Show these, one of them turned up."""
        self.update(Content("  ").join([self._page(page, page.command == here) for page in pages]))

    def _page(self, page: Leaf, here: bool) -> Content:
        name = (page.name, "bold underline $primary" if here else MUTED)
        key = (f"{page.key} ", "bold $primary") if page.key else ""
        return Content.assemble(key, name).stylize({"@click": f"screen.command('{page.command}')"})
