"""What was told in a quarter up to a moment, the moment last and standing out: for whoever watches a game again."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from textual.containers import VerticalScroll

from game.debrief.reel import Reel
from game.desk.content import Content
from game.desk.words import MUTED, hanging

DIFFERS = "≠"
"""Before what the other of two games has not."""


class Told(NamedTuple):
    """Rows to show, how high they are, and how high what is new among them is."""

    words: Content
    height: int
    new: int

    def scroll(self, box: VerticalScroll) -> None:
        """Scroll a box so that the beginning of what is new is seen, however much that is."""

        def scroll() -> None:
            room = box.scrollable_content_region.height
            top = self.height - room if self.new <= room else self.height - self.new
            box.scroll_to(y=max(0, top), animate=False)

        box.screen.call_after_refresh(scroll)


def told(reel: Reel, seen: int, width: int, elsewhere: Collection[str] | None = None) -> Told:
    """The quarter of a moment until then. What is not told ``elsewhere`` has a sign of its own, where that is given."""
    lines: list[Content] = []
    for i in range(reel.in_quarter(reel.frames[seen].quarter)[0], seen + 1):
        here = i == seen
        for line in reel.frames[i].told:
            other = elsewhere is not None and line not in elsewhere
            sign = DIFFERS if other else "›" if here else " "
            mark = Content.styled(f"{sign} ", "bold $primary") if here else Content(f"{sign} ")
            lines.append(hanging(mark, line, width, 2, "" if here else MUTED))
    high = [len(line.split("\n")) for line in lines]
    return Told(Content("\n").join(lines), sum(high), sum(high[-len(reel.frames[seen].told) :]))
