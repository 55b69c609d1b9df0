"""The turning points of a finished game: the decisions that were worth most, worked out beside the screen, the largest first.

What has been found is shown while the rest is worked out, and is kept beside the save; leaving the page loses nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from game.debrief.figures import MINUS, NAMES, when
from game.desk.content import Content
from game.desk.replays import Apart
from game.desk.row import Row
from game.desk.words import MUTED, bar, hanging
from game.session import Session
from game.tui.branching import branched_otherwise
from game.tui.commands import LIST, Command
from game.tui.screens.base import House, bound
from game.tui.screens.dialogs import Confirm
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


class Points(Rows):
    """Rows without values to turn: ← and → belong to whatever lies around them."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "turn" and super().check_action(action, parameters)


class Turning(Vertical):
    """What is known of a game's turning points: how far it is, and the list as it grows."""

    def __init__(self, session: Session, apart: Apart) -> None:
        super().__init__()
        from game.lab.whatif import forewarned

        self.session, self.apart = session, apart
        self._made: dict[tuple[Worth, int], Content] = {}
        words = forewarned(session, apart.seat, apart.by)
        self._forewarned = [Content.styled(said, MUTED) for said in words]

    def compose(self) -> ComposeResult:
        yield Static(id="turning-says")
        yield Points(id="turning-rows", numbered=False)

    def on_mount(self) -> None:
        self._drawn = self._how_far
        self._looking = self.set_interval(LOOK, self._look_again)
        self.draw()

    def on_resize(self, event: object) -> None:
        if self.query(Rows):
            self.call_after_refresh(self.draw)

    def _look_again(self) -> None:
        if (far := self._how_far) != self._drawn:  # nothing is written while nothing moves
            self._drawn = far
            self.draw()
        if self.apart.gone:
            self._looking.stop()

    @property
    def _how_far(self) -> tuple[int, int, int, bool]:
        turns = self.apart.turns
        return turns.games, len(turns.scores), sum(map(len, turns.tried.values())), self.apart.gone

    @property
    def is_turned_up(self) -> bool:
        """Whether it lies on a page that is shown, or will be in a moment."""
        return all(node.display for node in self.ancestors_with_self if isinstance(node, Widget))

    def draw(self) -> None:
        """Write the page anew."""
        rows = self.query_one(Rows)
        worths = self.worths
        rows.display = bool(worths)
        self.query_one("#turning-says", Static).update(Content("\n").join((self._says(), *self._forewarned)))
        width = (rows.content_size.width or self.app.size.width - 8) - 2
        found = [Row(f"{worth.turn.since}", self._row(worth, width)) for worth in worths]
        if found and [row.words.plain for row in rows.rows] != [row.words.plain for row in found]:
            fresh = not rows.rows
            rows.show(found, "" if rows.highlighted else found[0].id)  # at the top it stays at the top
            if fresh and self.is_turned_up:
                rows.focus()
                self.screen.refresh_hints()  # type: ignore[attr-defined]

    @property
    def worths(self) -> tuple[Worth, ...]:
        """Those that are listed: shown to be decisions first, the largest first."""
        whole = self.apart.whole
        return whole.turning_points(TOP) if whole is not None else ()

    def _says(self) -> Content:
        apart, turns, name = self.apart, self.apart.turns, NAMES[self.apart.seat]
        whole = turns.whole if turns.played else None
        if whole is not None and not whole.worths:
            return Content(f"{apart.by} would have done all the same in {name}'s place.")
        if whole is not None:
            many = len(whole.worths)
            often = "once" if many == 1 else f"{many} times"
            mine = (
                " It is not your adviser, who may have said otherwise."
                if apart.seat in self.session.people
                else ""
            )
            words = (
                f"{name} made {whole.score:.1f} points; {apart.by} alone in the same seat makes {whole.alone:.1f} under the same "
                f"luck, where par is the mean over many. It would have chosen "
                f"otherwise {often}.{mine} What each choice was worth, with {apart.by} playing on after it under the same luck:"
            )
            return Content.assemble((words, MUTED), self._trying())
        if apart.gone:
            return Content("It could not be worked out. The command says why: first-refusal whatif.")
        if not turns.games:
            return Content(f"Looking for the decisions that {apart.by} would have taken otherwise…")
        done = len(turns.scores)
        words = (
            f"{turns.games - 1} decisions; bots play the game to its end after each: {done} of {turns.games}."
        )
        progress = bar(done, 0, turns.games, BAR)
        leave = "Leave at any time: what has been found is kept." + (" So far:" if self.worths else "")
        return Content.assemble(words, f"\n{progress}\n", (leave, MUTED))

    def _trying(self) -> Content:
        """How far the trials under fresh lucks are; nothing once they are done."""
        from game.lab.whatif import LUCKS

        turns = self.apart.turns
        most, left = LUCKS * len(turns.to_try), len(turns.untried(turns.to_try))
        if self.apart.gone or not left:
            return Content("")
        words = f"\nThe largest are tried again under fresh lucks: {most - left} of {most}. What is found is kept."
        return Content(words)

    def _row(self, worth: Worth, width: int) -> Content:
        """A row's words, made once: for them the game is gone back to."""
        key = (worth, width)
        if key not in self._made:
            self._made[key] = self._words(worth, width)
        return self._made[key]

    def _words(self, worth: Worth, width: int) -> Content:
        from game.lab.whatif import TOPICS, alone, told, verdict

        points = _points(worth.points)
        topic = TOPICS.get(worth.turn.topic, worth.turn.topic)
        head = Content.assemble(
            (f"{points:>6}   ", "$success" if worth.points >= 0 else "$error"),
            (f"{self._when(worth)}, {topic}", "bold"),
        )
        lines = [head]
        both = (NAMES[self.apart.seat], worth.yours, worth.bots), (self.apart.by, worth.bots, worth.yours)
        for who, moves, others in both:
            words = told(self.session, worth, alone(moves, others))
            lines.append(hanging(" " * HEAD + f"{who:<{WHO}}", f"{words}.", width, HEAD + WHO, MUTED))
        if worth.lucks is not None:
            value, low, high = map(_points, worth.lucks)
            words = f"{value} under fresh lucks ({low} to {high}): {verdict(worth.points, worth.lucks)}"
            lines.append(hanging(" " * HEAD, words, width, HEAD))
        return Content("\n").join(lines)

    def _when(self, worth: Worth) -> str:
        return when(self.session.scenario, self.session.at(worth.turn.since).quarter)

    @property
    def current(self) -> Worth | None:
        """The turning point under the cursor."""
        rows = self.query(Rows)
        current = rows.first().current if rows else ""
        return next((worth for worth in self.worths if f"{worth.turn.since}" == current), None)

    def side_by_side(self) -> None:
        """The game as it was beside the one with that decision changed."""
        from game.lab.whatif import played_on
        from game.tui.screens.side_by_side import SideBySide

        worth, session, apart = self.current, self.session, self.apart
        if worth is not None:
            n = worth.turn.since
            made = lambda: played_on(session, apart.seat, n, apart.by)  # noqa: E731
            self.app.push_screen(SideBySide(session, ("as played", f"{apart.by} instead"), made))

    def branch(self) -> None:
        """Play on from there with the other choice."""
        worth = self.current
        if worth is None:
            return
        words = (
            f"You are {NAMES[self.apart.seat]}, and {self.apart.by}'s choice is made for you; then you play on, with the same luck. "
            "It becomes a game of its own; this one stays as it is."
        )

        def confirmed(yes: bool | None) -> None:
            if yes:
                session, apart, turn = self.session, self.apart, worth.turn
                self.app.show_branch(  # type: ignore[attr-defined]
                    lambda: branched_otherwise(session, turn, apart.seat, apart.by)
                )

        title = f"Play on from {self._when(worth)} with the other choice"
        self.app.push_screen(Confirm(title, words, "Play on", "Stay here", "b"), confirmed)


class TurningPoints(House):
    """A list of decisions. ``go`` is told after how many steps the one that was picked was taken."""

    WHERE = LIST
    BINDINGS = bound(LIST)

    def __init__(self, session: Session, apart: Apart, go: Callable[[int], None]) -> None:
        super().__init__()
        self._session, self._apart, self._go = session, apart, go

    def body(self) -> ComposeResult:
        with Vertical(classes="region list") as box:
            box.border_title = f"Turning points: {NAMES[self._apart.seat]}"
            box.border_subtitle = "enter goes there · esc closes"
            yield Turning(self._session, self._apart)

    @property
    def _turning(self) -> Turning:
        return self.query_one(Turning)

    def applies(self, command: Command) -> bool:
        if command.id in ("side-by-side", "branch") and not (self.is_mounted and self._turning.current):
            return False
        return command.id not in ("start", "watch") and super().applies(command)

    def on_rows_picked(self, event: Rows.Picked) -> None:
        n = int(event.id)
        self.dismiss(None)
        self._go(n)

    def do_side_by_side(self) -> None:
        self._turning.side_by_side()

    def do_branch(self) -> None:
        self._turning.branch()

    def do_back(self) -> None:
        self.dismiss(None)


def _points(points: float) -> str:
    return f"{'+' if points >= 0 else MINUS}{abs(points):.1f}"
