"""The glass box: every act of a finished game in a list, and a page on what went into one of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static
from textual.worker import get_current_worker

from game.debrief.acts import Deed, deeds
from game.debrief.figures import NAMES, when
from game.desk.content import Content
from game.desk.row import Row
from game.desk.words import MUTED, SEAT_COLOUR, fitted, hanging
from game.errors import Refusal
from game.rules.units import Seat
from game.session import Session
from game.tui.commands import LIST, Command
from game.tui.screens.base import House, bound
from game.tui.screens.paper import Paper
from game.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from game.debrief.glass import Opened, Section

NUMBER = 10
"""Columns for a number before the words it is about."""


class ActsPage(House):
    """All that was done, by quarters. A person's acts stand there to be read; a bot's can be opened."""

    WHERE = LIST
    BINDINGS = bound(LIST)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._deeds = tuple(deeds(session))
        self._open = tuple(deed.n for deed in self._deeds if deed.thought)

    def body(self) -> ComposeResult:
        with Vertical(classes="region list") as box:
            box.border_title = "What everybody did"
            box.border_subtitle = "enter opens an act · esc closes"
            yield Static(id="empty")
            yield Rows(id="acts-rows", numbered=False)

    def on_mount(self) -> None:
        super().on_mount()
        empty = self.query_one("#empty", Static)
        empty.display = not self._open
        empty.update(Content.styled("No bot sat here, so there is no box to open.", MUTED))
        self._show()

    def on_resize(self, event: object) -> None:
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        rows = self.query_one(Rows)
        width = (rows.content_size.width or self.app.size.width - 8) - 2
        found: list[Row] = []
        quarter = -1
        for deed in self._deeds:
            if deed.quarter != quarter:
                quarter = deed.quarter
                words = Content.styled(when(self._session.scenario, quarter), "bold $primary")
                found.append(Row(f"quarter-{quarter}", words, closed=True))
            found.append(Row(str(deed.n), self._line(deed, width), closed=not deed.thought))
        first = str(self._open[-1]) if self._open and not rows.current else ""
        rows.show(found, first)

    def _line(self, deed: Deed, width: int) -> Content:
        quiet = deed.small or not deed.thought
        colour = MUTED if quiet else f"bold {SEAT_COLOUR[deed.seat]}"
        words = fitted(deed.words, width - 12)
        return Content.assemble((f"  {NAMES[deed.seat]:<10}", colour), (words, MUTED if quiet else ""))

    def applies(self, command: Command) -> bool:
        return command.id != "start" and super().applies(command)

    def on_rows_picked(self, event: Rows.Picked) -> None:
        self._look_into(event.id)

    def do_open_act(self) -> None:
        self._look_into(self.query_one(Rows).current)

    def _look_into(self, id: str) -> None:
        if id.isdigit():
            self.app.push_screen(GlassPage(self._session, self._open, int(id)))

    def do_back(self) -> None:
        self.dismiss(None)


class GlassPage(Paper):
    """One act with the box open. It is thought again beside the screen: a clever bot may take its time."""

    class Ready(Message):
        """The act has been opened, or the sentence says why it cannot be."""

        def __init__(self, n: int, opened: Opened | None, words: str = "") -> None:
            super().__init__()
            self.n = n
            self.opened = opened
            self.words = words

    def __init__(self, session: Session, acts: Sequence[int], n: int) -> None:
        super().__init__()
        self._session, self._acts, self._n = session, tuple(acts), n
        self._opened: Opened | None = None
        self._says = ""

    def on_mount(self) -> None:
        self._turn_to(self._n)

    def _turn_to(self, n: int) -> None:
        self._n, self._opened, self._says = n, None, "Thinking it again…"
        self.draw()
        self._think(n)

    @work(thread=True, exclusive=True)
    def _think(self, n: int) -> None:
        from game.debrief.glass import glass_box

        try:
            ready = self.Ready(n, glass_box(self._session, n))
        except Refusal as refusal:
            ready = self.Ready(n, None, str(refusal))
        if not get_current_worker().is_cancelled:
            self.post_message(ready)

    def on_glass_page_ready(self, event: Ready) -> None:
        """Show what went into the act, if it is still the one that is asked for."""
        if event.n == self._n:
            self._opened, self._says = event.opened, event.words
            self.draw()

    def title_words(self) -> str:
        if self._opened is None:
            return f"Act {self._n}"
        from game.debrief.glass import title_of

        return title_of(self._opened, self._session.scenario)

    def subtitle_words(self) -> str:
        return "← → the acts beside it · esc closes"

    def words(self) -> Content:
        if self._opened is None:
            return Content.styled(self._says, MUTED)
        from game.debrief.glass import page_of

        head = hanging(
            _name(self._opened.seat), f"{self._opened.words}.", self.width, len(NAMES[self._opened.seat]) + 1
        )
        sections = page_of(self._opened, self._session.scenario)
        return Content("\n\n").join([head, *[section_words(section, self.width) for section in sections]])

    def do_next_act(self) -> None:
        self._step(1)

    def do_act_before(self) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        at = self._acts.index(self._n) + by
        if 0 <= at < len(self._acts):
            self._turn_to(self._acts[at])


def _name(seat: Seat) -> Content:
    return Content.styled(NAMES[seat], f"bold {SEAT_COLOUR[seat]}")


def section_words(section: Section, width: int) -> Content:
    """A part of the page as a screen shows it."""
    lines = [Content.styled(section.title, "bold $primary")]
    lines += [hanging("", words, width, 2) for words in section.words]
    if section.heads:
        lines.append(Content.styled("".join(f"{head:>{NUMBER}}" for head in section.heads), MUTED))
    for row in section.rows:
        head = Content.assemble(
            *[(f"{cell:>{NUMBER}}", "bold" if n == 0 else "") for n, cell in enumerate(row.cells)]
        )
        lines.append(hanging(head, row.words, width, NUMBER * len(row.cells) + 2))
    return Content("\n").join(lines)
