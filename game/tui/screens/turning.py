"""The turning points of a finished game: the decisions that were worth most, worked out beside the screen, the largest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from game.debrief.acts import act_words
from game.debrief.figures import MINUS, NAMES
from game.desk.content import Content
from game.desk.row import Row
from game.desk.words import MUTED, bar, hanging
from game.errors import GameError
from game.files.moves import read_move
from game.session import Session
from game.tui.commands import LIST, Command
from game.tui.replays import Apart
from game.tui.screens.base import House, bound
from game.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from game.lab.whatif import Worth

LOOK: Final = 0.5
"""How often one looks how far it is, in seconds."""
TOP: Final = 12
"""So many turning points are listed."""
BAR: Final = 30
HEAD: Final = 9
WHO: Final = 10
"""Columns before the words of a turning point, and of who it was."""


class TurningPoints(House):
    """A list of decisions. Gives back after how many steps the one that was picked was taken, or nothing."""

    WHERE = LIST
    BINDINGS = bound(LIST)

    def __init__(self, session: Session, apart: Apart) -> None:
        super().__init__()
        self._session, self._apart = session, apart

    def body(self) -> ComposeResult:
        with Vertical(classes="region list") as box:
            box.border_title = f"Turning points: {NAMES[self._apart.seat]}"
            box.border_subtitle = "enter goes there · esc closes"
            yield Static(id="turning-says")
            yield Rows(id="turning-rows", numbered=False)

    def on_mount(self) -> None:
        super().on_mount()
        self._looking = self.set_interval(LOOK, self._look_again)
        self.draw()

    def on_resize(self, event: object) -> None:
        super().on_resize(event)  # type: ignore[arg-type]
        self.call_after_refresh(self.draw)

    def _look_again(self) -> None:
        self.draw()
        if self._apart.gone:
            self._looking.stop()

    def draw(self) -> None:
        """Write the page anew."""
        rows = self.query_one(Rows)
        whole = self._apart.whole
        worths = whole.turning_points(TOP) if whole is not None else ()
        rows.display = bool(worths)
        self.query_one("#turning-says", Static).update(self._says())
        width = (rows.content_size.width or self.app.size.width - 8) - 2
        found = [Row(f"{worth.turn.since}", self._words(worth, width)) for worth in worths]
        if found and [row.words.plain for row in rows.rows] != [row.words.plain for row in found]:
            rows.show(found)
            rows.focus()

    def _says(self) -> Content:
        apart, name = self._apart, NAMES[self._apart.seat]
        whole = apart.whole
        if whole is not None and not whole.worths:
            return Content(f"{apart.by} would have done all the same in {name}'s place.")
        if whole is not None:
            words = (
                f"{name} made {whole.score:.1f} points; {apart.by} alone in the same seat makes {whole.alone:.1f}. It would have chosen "
                f"otherwise {len(whole.worths)} times. What each choice was worth, with {apart.by} playing on after it under the same luck:"
            )
            return Content.styled(words, MUTED)
        if apart.gone:
            return Content("It could not be worked out. The command says why: first-refusal whatif.")
        if not apart.games:
            return Content(f"Looking for the decisions that {apart.by} would have taken otherwise…")
        done = len(apart.scores)
        progress = bar(done, 0, apart.games, BAR)
        words = f"{len(apart.choices)} decisions; bots play the game to its end after each: {done} of {apart.games}."
        return Content.assemble(
            words, f"\n{progress}\n", ("You may leave this page: it goes on, and t shows it again.", MUTED)
        )

    def _words(self, worth: Worth, width: int) -> Content:
        from game.lab.whatif import TOPICS, alone

        points = f"{'+' if worth.points >= 0 else MINUS}{abs(worth.points):.1f}"
        topic = TOPICS.get(worth.turn.topic, worth.turn.topic)
        head = Content.assemble(
            (f"{points:>6}   ", "$success" if worth.points >= 0 else "$error"),
            (f"{worth.turn.quarter}, {topic}", "bold"),
        )
        lines = [head]
        both = (NAMES[self._apart.seat], worth.yours, worth.bots), (self._apart.by, worth.bots, worth.yours)
        for who, moves, others in both:
            told = [self._told(move, worth) for move in alone(moves, others)] or ["nothing of the kind"]
            lines.append(
                hanging(" " * HEAD + f"{who:<{WHO}}", f"{'; '.join(told)}.", width, HEAD + WHO, MUTED)
            )
        return Content("\n").join(lines)

    def _told(self, move: str, worth: Worth) -> str:
        """A move as one reads it; as it is written where it is none of these rules' any more."""
        scenario = self._session.scenario
        notices = self._session.at(worth.turn.since).notices
        try:
            return act_words(read_move(move, scenario.quarters.from_), scenario, notices, worth.turn.topic)
        except (GameError, KeyError, StopIteration):
            return move

    def applies(self, command: Command) -> bool:
        return command.id not in ("start", "watch") and super().applies(command)

    def on_rows_picked(self, event: Rows.Picked) -> None:
        self.dismiss(int(event.id))

    def do_back(self) -> None:
        self.dismiss(None)
