"""A strip of pages side by side, each with its key; each can be clicked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.style import Style as RichStyle
from textual.widgets import Static

from game.desk.content import Content
from game.desk.words import MUTED


class Tab(NamedTuple):
    """A page: its key, its name, and the command that turns to it."""

    key: str
    name: str
    command: str


class Tabs(Static):
    """One row. The page that is turned up is underlined and stands out."""

    @property
    def link_style(self) -> RichStyle:
        """What can be clicked keeps its own look."""
        return RichStyle.null()

    def show(self, tabs: Sequence[Tab], here: str) -> None:
        """Show these, one of them turned up."""
        self.update(Content("  ").join([self._tab(tab, tab.command == here) for tab in tabs]))

    def _tab(self, tab: Tab, here: bool) -> Content:
        name = (tab.name, "bold underline $primary" if here else MUTED)
        key = (f"{tab.key} ", "bold $primary") if tab.key else ""
        return Content.assemble(key, name).stylize({"@click": f"screen.command('{tab.command}')"})
