"""A framed pane of text beside the table: as many entries of it as there is room for, and where the rest can be read.

Alone on the screen, as one of the table's tabs, it shows all of it and is scrolled by keys.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from game.desk.content import Content
from game.desk.words import MUTED
from game.tui.widgets.clickable import Clickable

Writes = Callable[[int, int], Sequence[Content]]
"""Makes entries for so many columns and lines, what matters most first."""


class Pane(VerticalScroll, can_focus=False):
    """Shows entries as far as there is room: the one that does not fit is cut, and what follows it is left out."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, classes="region beside")
        self._writes: Writes | None = None
        self._more = ""

    def compose(self) -> ComposeResult:
        yield Clickable()

    def show(self, title: str, writes: Writes, more: str = "") -> None:
        """Show what ``writes`` gives; ``more`` says which key shows all of it."""
        self.border_title, self._writes, self._more = title, writes, more
        self._draw()

    def stand_alone(self, alone: bool) -> None:
        """Whether it has the screen to itself, and is scrolled."""
        self.can_focus = alone
        self.set_class(alone, "-alone")
        self._draw()
        self.call_after_refresh(self._draw)  # the scroll bar has its column only when it is laid out

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        width, height = self.scrollable_content_region.width, self.content_size.height
        if self._writes is None or height < 1 or width < 8:
            return
        entries = self._writes(width, height)
        kept = entries if self.can_focus else self._fitting(entries, height)
        self.query_one(Clickable).update(Content("\n").join(kept), layout=self.can_focus)
        self.border_subtitle = self._under(list(kept) != list(entries), sum(map(_lines, kept)) > height)

    def _under(self, left_out: bool, scrolls: bool) -> str:
        if self.can_focus:
            return "↑ ↓ scroll" if scrolls else ""
        return self._more if left_out else ""

    def _fitting(self, entries: Sequence[Content], height: int) -> Sequence[Content]:
        kept: list[Content] = []
        left = height
        for entry in entries:
            if _lines(entry) > left:
                if left > 1:
                    kept.append(
                        Content("\n").join([*entry.split("\n")[: left - 1], Content.styled("  …", MUTED)])
                    )
                break
            kept.append(entry)
            left -= _lines(entry)
        return kept


def _lines(entry: Content) -> int:
    return len(entry.split("\n"))
