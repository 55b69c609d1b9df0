"""The tutorial's end: one sentence, and a plot of four points. The whole review is a key away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual import work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Static
from textual.worker import get_current_worker

from game.debrief.figures import NAMES
from game.desk import plots
from game.desk.content import Content
from game.desk.words import MUTED, SEAT_COLOUR
from game.rules.units import other
from game.tui.commands import LESSON
from game.tui.screens.base import House, bound

if TYPE_CHECKING:
    from game.debrief.four_points import FourPoints
    from game.debrief.signatures import Pair
    from game.tui.screens.quarter import Quarter

AROUND: Final = 14
"""Lines that the page has beside the plot."""
LEAST: Final = 7
MOST: Final = 16
WIDEST: Final = 92
"""Lines of the plot at least and at most, and columns of the page."""


class LessonScreen(House):
    """What the tutorial came to."""

    WHERE = LESSON
    BINDINGS = bound(LESSON)

    class Judged(Message):
        """The four points are known, and the sentence."""

        def __init__(self, found: FourPoints, sentence: str) -> None:
            super().__init__()
            self.found = found
            self.sentence = sentence

    def __init__(self, played: Quarter) -> None:
        super().__init__()
        self._played = played
        self._found: FourPoints | None = None
        self._sentence = "Looking at it with both pairs of eyes…"

    def body(self) -> ComposeResult:
        with VerticalScroll(classes="paper region") as page:
            page.border_title = "The Waiver: what it came to"
            yield Static(id="page")

    def on_mount(self) -> None:
        self.app.remember(waiver=True)  # type: ignore[attr-defined]
        self._draw()
        self._judge()

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw)

    @work(thread=True, exit_on_error=False)
    def _judge(self) -> None:
        from game.debrief.four_points import four_points, lesson

        worker = get_current_worker()
        found = four_points(self._played.session, self._played.seat)
        if not worker.is_cancelled:
            self.post_message(self.Judged(found, lesson(found)))

    def on_lesson_screen_judged(self, event: Judged) -> None:
        """Show it."""
        self._found, self._sentence = event.found, event.sentence
        self._draw()

    def _draw(self) -> None:
        page = self.query_one(VerticalScroll)
        width = min(WIDEST, page.scrollable_content_region.width or 60)
        parts = [Content.styled(self._sentence, "bold")]
        if self._found is not None:
            height = max(LEAST, min(MOST, page.content_size.height - AROUND))
            parts += [
                Content(),
                *self._plot(self._found, width, height),
                Content(),
                *self._figures(self._found),
            ]
        self.query_one("#page", Static).update(Content("\n").join(parts))

    def _plot(self, found: FourPoints, width: int, height: int) -> list[Content]:
        seat = self._played.seat
        spots = [
            plots.Spot((0, 0), "W", "walking away", "bold"),
            plots.Spot(found.best, "B", "best for both", "bold $success"),
        ]
        if found.offered is not None:
            spots.append(plots.Spot(found.offered, "O", "what you offered", f"bold {SEAT_COLOUR[seat]}"))
        if found.signed is not None and found.signed != found.best:
            spots.append(plots.Spot(found.signed, "S", "what you signed", "bold $primary"))
        head = Content.styled(f"↑ better for {NAMES[other(seat)]}", MUTED)
        foot = Content.styled(f"{'better for you →':>{width}}", MUTED)
        return [head, *plots.named(spots, found.frontier, width, height), foot]

    def _figures(self, found: FourPoints) -> list[Content]:
        rows = {"B  best for both": _told(found.best), "W  walking away": _told((0, 0))}
        if found.signed is not None:
            part = f", {found.part} % of B" if found.part else ""
            rows = {f"S  what you signed{part}": _told(found.signed), **rows}
        if found.offered is not None:
            rows = {"O  what you offered first": _told(found.offered), **rows}
        words = "In six years, as each side saw it that day. Dots: nothing was better for both."
        return [*plots.rows_of(("you", NAMES[other(self._played.seat)]), rows), Content.styled(words, MUTED)]

    def do_review(self) -> None:
        from game.tui.screens.ending import EndingScreen

        self.app.push_screen(EndingScreen(self._played, over=True))

    def do_replay(self) -> None:
        self.app.learn(self._played.seat)  # type: ignore[attr-defined]

    def do_new_game(self) -> None:
        self.app.new_game()  # type: ignore[attr-defined]

    def do_main_menu(self) -> None:
        self.app.show_menu()  # type: ignore[attr-defined]


def _told(pair: Pair) -> tuple[str, str]:
    from game.debrief.four_points import gain_words

    return gain_words(pair[0]), gain_words(pair[1])
