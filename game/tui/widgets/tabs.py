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
        """Show these, and a word after them if there is room. Where there is little they stand closer, then by their keys alone."""
        room = self.app.size.width - 2
        names = [self._tab(tab) for tab in tabs]
        words = next(
            (row for gap in (3, 2, 1) if (row := Content(" " * gap).join(names)).cell_length <= room),
            Content(" ").join([self._tab(tab, short=not tab.here and bool(tab.key)) for tab in tabs]),
        )
        following = Content.styled(f"   {more}" if more else "", MUTED)
        self.update(
            words + following if words.cell_length + following.cell_length <= room else words, layout=False
        )

    def _tab(self, tab: Tab, *, short: bool = False) -> Content:
        shown = "" if short else tab.name
        name = (f"▸{shown}", "bold $primary") if tab.here else (f" {shown}" if shown else "", MUTED)
        new = (f" {NEW}", "bold $warning") if tab.new else ("", "")
        key = (f" {tab.key}" if tab.key else "", "" if tab.here else "$primary")
        return Content.assemble(name, key, new).stylize({"@click": f"screen.command('{tab.command}')"})
