"""A document to read: headings and paragraphs, one of them under the cursor. However long it is, it is a single widget.

Only the lines in sight are drawn, and what was drawn is kept: a widget for each paragraph would be styled, laid out and mounted
before the first of them is seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import ClassVar, Final

from rich.style import Style as RichStyle
from textual.binding import Binding, BindingType
from textual.events import Click
from textual.geometry import Offset, Region, Size
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions

from game.desk.content import Content

WIDEST: Final = 94
"""Columns of a paragraph at most, its mark and the room after that among them."""
MARK: Final = 2
"""Columns of the mark of the paragraph under the cursor, and of the room after it."""


@dataclass(eq=False)
class _Block:
    """A heading or a paragraph, as it is laid out."""

    words: Content
    paragraph: int | None
    """The number of the paragraph, from 0; ``None`` for a heading."""
    row: int = 0
    """Where it stands in the text, in lines as they are written."""
    top: int = 0
    """Where it stands in the document, in lines as they are drawn."""
    height: int = 0
    gap: int = 0
    """Lines left blank under it."""
    strips: Sequence[Strip] | None = None


class Document(ScrollView, can_focus=True):
    """Paragraphs under headings. Their defined terms can be clicked and keep their own look."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "step(-1)", "The paragraph before", show=False),
        Binding("down,j", "step(1)", "The next paragraph", show=False),
        Binding("pageup", "leap(-1)", "A page up", show=False),
        Binding("pagedown", "leap(1)", "A page down", show=False),
        Binding("home", "step(-999)", "The first paragraph", show=False),
        Binding("end", "step(999)", "The last paragraph", show=False),
    ]

    here: var[int] = var(0, init=False)
    """The paragraph under the cursor, from 0."""

    def __init__(self, here: int) -> None:
        super().__init__(classes="paper region")
        self.set_reactive(Document.here, here)
        self._blocks: list[_Block] = []
        self._paragraphs: list[_Block] = []
        self._lines: list[tuple[_Block, int] | None] = []
        """What each line shows: a block and which of its lines, or nothing."""
        self._sought: bool | None = True
        """What is still to be brought into sight: nothing (``None``), or the cursor, at the top or anywhere."""

    @property
    def link_style(self) -> RichStyle:
        """Nothing: what leads somewhere is marked in the text already."""
        return RichStyle.null()

    def show(self, blocks: Sequence[tuple[Content, bool]]) -> None:
        """What there is to read, each with whether it is a heading."""
        self._blocks, count = [], 0
        for words, heading in blocks:
            self._blocks.append(_Block(words, None if heading else count))
            count += not heading
        self._paragraphs = [block for block in self._blocks if block.paragraph is not None]
        rows = accumulate((block.words.plain.count("\n") + 1 for block in self._blocks), initial=0)
        for block, row in zip(self._blocks, rows, strict=False):
            block.row = row
        self._lay_out()

    def on_resize(self) -> None:
        self._lay_out()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._lay_out()

    def _lay_out(self) -> None:
        """Wrap everything to the room there is; nothing is drawn yet."""
        width = self.scrollable_content_region.width
        if not self.is_mounted or width <= MARK:
            return
        gap = 0 if self.app.has_class("-compact") else 1
        self._lines = []
        for block in self._blocks:
            block.strips, block.top = None, len(self._lines)
            block.height = block.words.visualize().get_height({}, self._room(block))
            block.gap = gap if block.paragraph is not None else 0
            self._lines += [(block, n) for n in range(block.height)] + [None] * block.gap
        self.virtual_size = Size(width, len(self._lines))
        self._scroll_update(self.virtual_size)
        if self._sought is not None:
            self._into_sight(self._sought)
        self.refresh()

    def _room(self, block: _Block) -> int:
        width = self.scrollable_content_region.width
        return (width if block.paragraph is None else min(width, WIDEST)) - MARK

    def span(self, paragraph: int) -> tuple[int, int]:
        """The first of a paragraph's lines and the one after its last, counted from the top of the document."""
        block = self._paragraphs[paragraph]
        return block.top, block.top + block.height

    # Drawing

    def render_lines(self, crop: Region) -> list[Strip]:
        if not self._lines:  # it is painted before it hears how large it is
            self._lay_out()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        width, style = self.scrollable_content_region.width, self.visual_style
        at = self.scroll_offset.y + y
        found = self._lines[at] if at < len(self._lines) else None
        if found is None:
            return Strip.blank(width, style.rich_style)
        block, n = found
        if block.strips is None:
            block.strips = self._drawn(block.words, self._room(block), block.row)
        marked = block.paragraph == self.here
        mark = self._drawn(Content.styled("▌ ", "$primary") if marked else Content("  "), MARK)
        return Strip.join([mark[0], block.strips[n]]).extend_cell_length(width, style.rich_style)

    def _drawn(self, words: Content, width: int, row: int | None = None) -> Sequence[Strip]:
        """Words as they are drawn; those that can be selected begin in a row of the text."""
        selection, chosen = self.text_selection if row is not None else None, None
        if selection is not None and row is not None:
            chosen = Style.from_styles(self.screen.get_component_styles("screen--selection"))
            selection = Selection(*(end and Offset(end.x, end.y - row) for end in selection))
        options = RenderOptions(self._get_style, {}, selection, chosen)
        strips = words.visualize().render_strips(width, None, self.visual_style, options)
        return strips if row is None else [_moved(strip, row) for strip in strips]

    def get_selection(self, selection: Selection) -> tuple[str, str]:
        return selection.extract("\n".join(block.words.plain for block in self._blocks)), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        for block in self._blocks:
            block.strips = None
        self.refresh()

    # Going through it

    def go(self, paragraph: int, *, top: bool = False) -> None:
        """Put the cursor on a paragraph and bring it into sight, with its heading if it is an article's first.

        With ``top`` it, or its heading, becomes the first that is seen.
        """
        before, self.here = self.here, min(max(paragraph, 0), len(self._paragraphs) - 1)
        self._sought = top
        if self._lines:
            self._into_sight(top)
        for at in (before, self.here):
            first, end = self.span(at)
            self.refresh_lines(first, end - first)

    def _into_sight(self, top: bool) -> None:
        self._sought = None
        block = self._paragraphs[self.here]
        above = self._blocks[max(self._blocks.index(block) - 1, 0)]
        for one in [above, block] if above.paragraph is None else [block]:
            region = Region(0, one.top, self.virtual_size.width, one.height + one.gap)
            self.scroll_to_region(region, animate=False, top=top, immediate=True)
            if top:
                return

    def action_step(self, by: int) -> None:
        self.go(self.here + by)

    def action_leap(self, by: int) -> None:
        """As far as a page goes, and at least one paragraph."""
        room = self.scrollable_content_region.height
        at, begun = self.here, self.span(self.here)[0]
        while 0 <= at + by < len(self._paragraphs):
            at += by
            if abs(self.span(at)[0] - begun) >= room - 2:
                break
        self.go(at)

    def on_click(self, event: Click) -> None:
        offset = event.get_content_offset(self)
        at = offset.y + self.scroll_offset.y if offset is not None else len(self._lines)
        found = self._lines[at] if at < len(self._lines) else None
        if found is not None and found[0].paragraph is not None:
            self.go(found[0].paragraph)


def _moved(strip: Strip, rows: int) -> Strip:
    """A line of a block, with the place in the whole text that each of its signs says for whoever selects it."""
    first = next((segment.style for segment in strip if segment.style is not None), None)
    x, y = first.meta.get("offset", (0, 0)) if first is not None else (0, 0)
    return strip.apply_offsets(x, y + rows)
