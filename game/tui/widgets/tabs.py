"""Pages side by side: one row of names, each with its key and clickable, a dot after one that has something new."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from game.desk.content import Content
from game.desk.words import MUTED
from game.tui.widgets.clickable import Clickable

NEW: Final = "●"
"""After the name of a tab that has something new."""


class Tab(NamedTuple):
    """A tab: the command that shows it, its key (empty: none), its name, whether it is turned up, and whether it has something new."""

    command: str
    key: str
    name: str
    here: bool = False
    new: bool = False


class Tabs(Clickable):
    """The row of tabs."""

    def show(self, tabs: Sequence[Tab], more: str = "") -> None:
        """Show these, and a word after them if there is room."""
        parts = []
        for tab in tabs:
            name = (f"▸{tab.name}", "bold $primary") if tab.here else (f" {tab.name}", MUTED)
            new = (f" {NEW}", "bold $warning") if tab.new else ("", "")
            key = (f" {tab.key}" if tab.key else "", "" if tab.here else "$primary")
            parts.append(
                Content.assemble(name, key, new).stylize({"@click": f"screen.command('{tab.command}')"})
            )
        words, following = Content("   ").join(parts), Content.styled(f"   {more}" if more else "", MUTED)
        room = self.app.size.width - 2
        self.update(
            words + following if words.cell_length + following.cell_length <= room else words, layout=False
        )
