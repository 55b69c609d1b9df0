"""The desk: the question of the moment in words, its answers as rows, and what the adviser suggests. Largest, always there."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from game.desk.content import Content
from game.desk.matters import Matter
from game.desk.words import MUTED
from game.tui.widgets.clickable import Clickable
from game.tui.widgets.rows import Rows


class Foot(Static):
    """Words under the rows. They change with every row the cursor goes to, and only another height moves anything."""

    def say(self, words: Content) -> None:
        """Say something else."""
        before = self._height()
        self.update(words, layout=False)
        if self._height() != before:
            self.refresh(layout=True)

    def _height(self) -> int:
        return self.get_content_height(self.content_size, self.content_size, self.content_size.width)


class Desk(Vertical):
    """Shows a matter. Rows post what the player picks and turns; the desk adds nothing to it."""

    class Reshaped(Message):
        """The desk has another width: rows that fill it must be set anew."""

    def on_resize(self) -> None:
        self.post_message(self.Reshaped())

    def compose(self) -> ComposeResult:
        yield Static(id="coaching")
        yield Static(id="matter-text")
        yield Rows(id="matter-rows")
        yield Foot(id="matter-foot")
        yield Clickable(id="moves")

    @property
    def rows(self) -> Rows:
        """The rows of the matter."""
        return self.query_one(Rows)

    @property
    def room(self) -> int:
        """Columns a row may have."""
        laid_out = self.rows.scrollable_content_region.width if self.rows.display else 0
        return laid_out or self.content_size.width - 2  # rows that were hidden a moment ago have no width yet

    def show(self, matter: Matter, highlight: str = "") -> None:
        """Show a matter, but for what :meth:`foot` says of the row under the cursor."""
        self.border_title = matter.title
        self.border_subtitle = matter.state
        self.query_one("#matter-text", Static).update(matter.text)
        self.rows.display = True
        self.rows.show(matter.rows, highlight)

    def foot(self, matter: Matter, note: str = "", foot: Content | None = None) -> None:
        """The last lines: ``note``, a refusal or other word that belongs to the matter; ``foot``, what the row means; the suggestion."""
        parts: list[Content] = []
        if note:
            parts.append(Content.styled(f"× {note}", "$error"))
        if foot is not None:
            parts.append(foot)
        if matter.advice and not note:
            parts.append(
                Content.assemble(("space ", "bold $primary"), (matter.advice.replace(" %", "\u00a0%"), MUTED))
            )
        self.query_one(Foot).say(Content("\n").join(parts))

    def moves(self, words: Content | None) -> None:
        """Show the keys of moves in the last row, or none."""
        strip = self.query_one("#moves", Clickable)
        strip.display = words is not None
        if words is not None:
            strip.update(words, layout=False)

    def coach(self, words: Content | None) -> None:
        """Show a line or two of coaching above the question, or none."""
        strip = self.query_one("#coaching", Static)
        strip.display = words is not None
        if words is not None:
            strip.update(words)

    def wait(self, title: str, words: Content, foot: str = "") -> None:
        """Show that it is the other side's turn; ``foot`` is what can be done meanwhile."""
        self.coach(None)
        self.moves(None)
        self.border_title = title
        self.border_subtitle = ""
        self.query_one("#matter-text", Static).update(words)
        self.rows.display = False
        self.query_one(Foot).say(Content.styled(foot, MUTED))
