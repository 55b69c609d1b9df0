"""A page to read: a title, a scrolling text, and the keys that turn it over. Agreement, ledger, brief, help and letters are pages."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.events import Resize
from textual.widgets import Static

from game.desk.content import Content
from game.tui.commands import PAPER, Command
from game.tui.screens.base import House, bound


class Paper(House):
    """A page. Esc, backspace, enter, space and q's twin in the footer close it."""

    WHERE = PAPER
    BINDINGS = bound(PAPER)
    TITLE = "Page"

    def body(self) -> ComposeResult:
        with VerticalScroll(classes="paper region"):
            yield Static(id="page")

    _drawn_at = 0
    """For how wide a page it was written."""

    def on_mount(self) -> None:
        self._drawn_at = self.width
        self.draw()

    def on_resize(self, event: Resize) -> None:
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        """Write it anew where lines have another room."""
        if self.width != self._drawn_at:
            self._drawn_at = self.width
            self.draw()

    @property
    def width(self) -> int:
        """Columns a line may have."""
        return min(92, (self.query_one("#page", Static).content_size.width or self.app.size.width - 8))

    def draw(self) -> None:
        """Write the page anew."""
        scroll = self.query_one(VerticalScroll)
        scroll.border_title = self.title_words()
        scroll.border_subtitle = self.subtitle_words()
        self.query_one("#page", Static).update(self.words())

    def title_words(self) -> str:
        """The page's title, in its frame."""
        return str(self.TITLE)

    def subtitle_words(self) -> str:
        """A few words at the foot of the frame."""
        return "esc closes"

    def words(self) -> Content:
        """What the page says."""
        return Content("")

    def applies(self, command: Command) -> bool:
        return command.id not in ("plain-english", "redline") and super().applies(command)

    def do_back(self) -> None:
        self.dismiss(None)
