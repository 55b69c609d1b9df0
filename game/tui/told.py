"""What was told in a quarter up to a moment, the moment last and standing out: for whoever watches a game again."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from game.debrief.reel import Reel
from game.desk.content import Content
from game.desk.words import MUTED, hanging

DIFFERS = "≠"
"""Before what the other of two games has not."""
LOOK = "◇"
"""Before why a moment is worth a look."""


class Told(NamedTuple):
    """Rows to show, how high they are, and how high what is new among them is."""

    words: Content
    height: int
    new: int


class Telling(VerticalScroll):
    """A box of what was told, in which the beginning of what is new is in sight, whatever room there is."""

    def __init__(self, id: str, classes: str = "") -> None:
        super().__init__(id=id, classes=f"region {classes}")
        self._told = Told(Content(""), 0, 0)

    def compose(self) -> ComposeResult:
        yield Static(id=f"{self.id}-words")

    @property
    def words_width(self) -> int:
        """Columns that there are for words; 0 before there is a place."""
        return self.query_one(Static).content_size.width

    def show(self, told: Told) -> None:
        """Show what was told."""
        self._told = told
        self.query_one(Static).update(told.words)
        self.screen.call_after_refresh(self._scroll)

    def on_resize(self) -> None:
        self._scroll()

    def _scroll(self) -> None:
        _, height, new = self._told
        room = self.scrollable_content_region.height
        self.border_subtitle = "pgup, pgdn" if height > room else ""
        self.scroll_to(y=max(0, height - max(room, new)), animate=False)


def told(reel: Reel, seen: int, width: int, elsewhere: Collection[str] | None = None, look: str = "") -> Told:
    """The quarter of a moment until then, and why it is worth a ``look``. What is not told ``elsewhere`` has a sign of its own, where
    that is given."""
    lines: list[Content] = []
    for i in range(reel.in_quarter(reel.frames[seen].quarter)[0], seen + 1):
        here = i == seen
        for line in reel.frames[i].told:
            other = elsewhere is not None and line not in elsewhere
            sign = DIFFERS if other else "›" if here else " "
            mark = Content.styled(f"{sign} ", "bold $primary") if here else Content(f"{sign} ")
            lines.append(hanging(mark, line, width, 2, "" if here else MUTED))
    new = len(reel.frames[seen].told)
    if look:
        lines.insert(
            len(lines) - new, hanging(Content.styled(f"{LOOK} ", "bold $primary"), look, width, 2, "bold")
        )
        new += 1
    high = [len(line.split("\n")) for line in lines]
    return Told(Content("\n").join(lines), sum(high), sum(high[-new:]))
