"""Rows to choose from and to turn: a numbered list in which some rows have a value that ← and → change.

The one list of the app: choices, sliders, clauses of a draft and menus are all rows, so keys and mouse mean the same everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic
from typing import Final

from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from game.desk.content import Content, Span, Style
from game.desk.row import Row


def uncoloured(words: Content) -> Content:
    """The same text with only its weight and what it does when clicked."""
    kept = [
        Span(span.start, span.end, style)
        for span in words.spans
        if (style := _weight(span.style)) is not None
    ]
    return Content(words.plain, kept)


def _weight(style: Style) -> Style | None:
    if not isinstance(style, str):
        return style
    return "bold" if "bold" in style.split() else None


class Line(Option):
    """A row as it is drawn."""

    def say(self, words: Content) -> None:
        """Say it in other words, or in other colours."""
        self._set_prompt(words)


BURST: Final = 0.25
"""Seconds after a digit in which further signs belong to the same number, until its dialog is there."""


class Rows(OptionList):
    """A list of rows. Enter or a click picks one, a number key picks its row, ← → + − turn one that turns."""

    class Picked(Message):
        """The player picked a row."""

        def __init__(self, id: str) -> None:
            super().__init__()
            self.id = id

    class Turned(Message):
        """The player turned a row's value by so many steps."""

        def __init__(self, id: str, by: int) -> None:
            super().__init__()
            self.id = id
            self.by = by

    class Typed(Message):
        """The player began to type a number on a row that turns."""

        def __init__(self, id: str, digit: str) -> None:
            super().__init__()
            self.id = id
            self.digit = digit

    BINDINGS = [
        Binding("right,plus", "turn(1)", "More", show=False),
        Binding("left,minus", "turn(-1)", "Less", show=False),
        Binding("shift+right", "turn(10)", "Much more", show=False),
        Binding("shift+left", "turn(-10)", "Much less", show=False),
    ]

    def __init__(self, *, id: str | None = None, numbered: bool = True) -> None:
        super().__init__(id=id)
        self._rows: tuple[Row, ...] = ()
        self._numbered = numbered
        self._lines_shown: list[Line] = []
        self._plain_at: int | None = None
        self._typing_until = 0.0
        self._asked = ""
        """The row whose number was typed last, of these rows."""

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown."""
        return self._rows

    def show(self, rows: Sequence[Row], highlight: str = "") -> None:
        """Show these rows; the cursor stays on the row it was on, if that is still there."""
        rows = tuple(rows)
        if [row.words.plain for row in rows] != [row.words.plain for row in self._rows]:
            self._asked = ""
        if [row.id for row in rows] == [row.id for row in self._rows]:
            olds, self._rows = self._rows, rows
            for index, (row, old) in enumerate(zip(rows, olds, strict=True)):
                if row.words != old.words or row.words.spans != old.words.spans:
                    self._reword(index, old.words)
                if row.closed != old.closed:
                    (self.disable_option_at_index if row.closed else self.enable_option_at_index)(index)
            if not highlight:
                return
        else:
            kept = highlight or self.current
            self._rows = rows
            self._plain_at = None
            self._lines_shown = [Line(row.words, id=row.id, disabled=row.closed) for row in rows]
            self.set_options(self._lines_shown)
            highlight = kept
        open_rows = [i for i, row in enumerate(rows) if not row.closed]
        wanted = next((i for i in open_rows if rows[i].id == highlight), open_rows[0] if open_rows else None)
        self.highlighted = wanted
        self._keep_in_sight()

    def on_resize(self) -> None:
        self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        """The row under the cursor is always seen, whatever grew above or below the list."""
        self.call_after_refresh(self.scroll_to_highlight)

    def watch_highlighted(self, highlighted: int | None) -> None:
        """The row under the cursor is shown without colours of its own: quiet text would not be read on the cursor."""
        super().watch_highlighted(highlighted)
        for index in {self._plain_at, highlighted} - {None}:
            if index is not None and index < len(self._rows):
                # A row on the cursor has another style than the same row elsewhere, and what was drawn is kept by style:
                # so nothing that was drawn before is wrong, and nothing has to be drawn anew but this.
                self._lines_shown[index].say(self._words(index))
        self._plain_at = highlighted

    def _words(self, index: int) -> Content:
        words = self._rows[index].words
        return uncoloured(words) if index == self.highlighted else words

    def _reword(self, index: int, old: Content) -> None:
        """Draw a row that says something else; the others are left as they are if it stays one line."""
        line, room = self._lines_shown[index], self.scrollable_content_region.width
        if any(words.cell_length > room or "\n" in words.plain for words in (old, self._rows[index].words)):
            self.replace_option_prompt_at_index(index, self._words(index))
            return
        line.say(self._words(index))
        for drawn in [drawn for drawn in tuple(self._option_render_cache.keys()) if drawn[0] is line]:
            self._option_render_cache.discard(drawn)
        self.refresh()

    @property
    def current(self) -> str:
        """The id of the row under the cursor; empty when there is none."""
        at = self.highlighted
        return self._rows[at].id if at is not None and at < len(self._rows) else ""

    def action_cursor_up(self) -> None:
        """To the row above; from the first nowhere."""
        if any(not row.closed for row in self._rows[: self.highlighted]):
            super().action_cursor_up()

    def action_cursor_down(self) -> None:
        """To the row below; from the last nowhere."""
        at = -1 if self.highlighted is None else self.highlighted
        if any(not row.closed for row in self._rows[at + 1 :]):
            super().action_cursor_down()

    def action_turn(self, by: int) -> None:
        at = self.highlighted
        if at is not None and self._rows[at].turns:
            self.post_message(self.Turned(self._rows[at].id, by))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_index < len(self._rows):
            self.post_message(self.Picked(self._rows[event.option_index].id))

    async def _on_click(self, event: events.Click) -> None:
        meta = event.style.meta
        if "turn" in meta and "option" in meta:  # a − or + inside the row: only that, not the row itself
            event.prevent_default()
            self.highlighted = meta["option"]
            self.action_turn(int(meta["turn"]))

    def on_key(self, event: events.Key) -> None:
        at = self.highlighted
        typing = monotonic() < self._typing_until and event.is_printable
        if not (event.character and (event.character.isdecimal() or typing)):
            return
        if at is not None and self._rows[at].turns:
            event.stop()
            event.prevent_default()
            if not self._rows[at].jumps:
                self._typing_until = monotonic() + BURST
            self.post_message(self.Typed(self._rows[at].id, event.character))
            return
        if not event.character.isdecimal():  # the rest of a number, typed at a row that takes none
            event.stop()
            event.prevent_default()
            return
        for index, row in enumerate(self._rows):
            if 0 < row.number == int(event.character) and not row.closed:
                event.stop()
                event.prevent_default()
                again = self._asked == row.id and at == index
                self._asked = row.id
                self.highlighted = index
                if again or not row.asks:
                    self.post_message(self.Picked(row.id))
                return
