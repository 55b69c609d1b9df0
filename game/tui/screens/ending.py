"""The end: what it is called, what it came to for each side and why, what the counterpart was, and how to go on.

The screen is up at once. What each signature was worth is worked out beside it and stands there when it is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static
from textual.worker import get_current_worker

from game.debrief.figures import MINUS, NAMES
from game.rules.characters import ARCHETYPES
from game.rules.score import Outcome, SeatScore, mandate_of
from game.rules.units import other
from game.tui.commands import ENDING
from game.tui.screens.base import House, bound
from game.tui.words import MUTED, SEAT_COLOUR

if TYPE_CHECKING:
    from game.tui.screens.quarter import Quarter


class EndingScreen(House):
    """How the game ended."""

    WHERE = ENDING
    BINDINGS = bound(ENDING)

    class Judged(Message):
        """What each signature was worth is known: a paragraph an amendment."""

        def __init__(self, paragraphs: tuple[str, ...]) -> None:
            super().__init__()
            self.paragraphs = paragraphs

    def __init__(self, played: Quarter) -> None:
        super().__init__()
        self._played = played

    def body(self) -> ComposeResult:
        with VerticalScroll(classes="paper region") as page:
            page.border_title = "The end"
            page.border_subtitle = "r again · n new game · q quit"
            yield Static(id="page")
            yield Static(id="signatures")
            yield Static(id="world")

    def on_mount(self) -> None:
        outcome = self._played.session.outcome()
        if outcome is not None:
            self.query_one("#page", Static).update(self._words(outcome))
            self.query_one("#signatures", Static).update(
                Content.styled("\nReading the signatures again…", MUTED)
            )
            self.query_one("#world", Static).update(self._world())
            self._judge()

    @work(thread=True, exit_on_error=False)
    def _judge(self) -> None:
        """Look at each signature with both seats' eyes; only here is the heavy arithmetic loaded."""
        from game.debrief.signatures import told

        worker = get_current_worker()
        paragraphs = []
        for paragraph in told(self._played.session):
            if worker.is_cancelled:
                return
            paragraphs.append(paragraph)
        self.post_message(self.Judged(tuple(paragraphs)))

    def on_ending_screen_judged(self, event: Judged) -> None:
        """Show what each signature was worth."""
        words = "".join(f"\n\n{paragraph}" for paragraph in event.paragraphs)[1:]
        self.query_one("#signatures", Static).update(Content(words))

    def _words(self, outcome: Outcome) -> Content:
        seat = self._played.seat
        scores = {score.seat: score for score in outcome.seats}
        mine, theirs = scores[seat], scores[other(seat)]
        state = self._played.session.state
        them = state.place(other(seat)).character
        turns = self._played.session.scenario.turns
        kind = ARCHETYPES[other(seat)].get(them.archetype)
        parts = [
            Content.assemble(
                (outcome.title, "bold $primary"), (f"   after {outcome.quarters} quarters", MUTED)
            ),
            Content(outcome.text),
            Content.assemble(("They call you: ", MUTED), (outcome.epithet, "bold"), "."),
            self._score(mine, "You"),
            *[self._dimension(mine, index) for index in range(len(mine.dimensions))],
            self._score(theirs, NAMES[theirs.seat]),
        ]
        if kind is not None:
            deadline = (
                f" It wanted a signature before turn {turns.number(them.must_sign_by)}."
                if them.must_sign_by >= 0
                else ""
            )
            parts.append(
                Content.assemble(
                    ("Across the table sat ", MUTED),
                    (kind.title, f"bold {SEAT_COLOUR[other(seat)]}"),
                    f": it {kind.tell}.{deadline}",
                )
            )
        return Content("\n\n").join(parts)

    def _world(self) -> Content:
        world, path = self._played.session.state.world, self._played.session.path
        parts = [
            Content.styled(
                f"\nThe world ran at {world.pace // 100} % of the usual pace; the AGI bar stood at {world.theta:,}. "
                "Nobody was told.",
                MUTED,
            )
        ]
        if path is not None:
            parts.append(Content.styled(f"Saved as {path.stem}.", MUTED))
        return Content("\n\n").join(parts)

    def _score(self, score: SeatScore, name: str) -> Content:
        mandate = mandate_of(self._played.session.scenario, score.seat, score.mandate)
        return Content.assemble(
            (name, f"bold {SEAT_COLOUR[score.seat]}"),
            f": {score.score} of 100, grade ",
            (score.grade, "bold"),
            (f"   judged by “{mandate.title}”", MUTED),
        )

    def _dimension(self, score: SeatScore, index: int) -> Content:
        dimension = score.dimensions[index]
        rows = [
            Content.assemble(
                (f"{dimension.id.capitalize():<14}", "bold"),
                f"{dimension.score:>3}",
                (f"   weight {dimension.weight}", MUTED),
            )
        ]
        for line in dimension.lines:
            sign = "+" if line.points >= 0 else MINUS
            rows.append(
                Content.assemble(
                    (f"  {sign}{abs(line.points):>3}  ", "$success" if line.points >= 0 else "$error"),
                    line.words,
                )
            )
        return Content("\n").join(rows)

    def do_replay(self) -> None:
        self.app.play_again(self._played.session)  # type: ignore[attr-defined]

    def do_new_game(self) -> None:
        self.app.new_game()  # type: ignore[attr-defined]

    def do_main_menu(self) -> None:
        self.app.show_menu()  # type: ignore[attr-defined]

    def do_agreement(self) -> None:
        self._played.do_agreement()

    def do_ledger(self) -> None:
        self._played.do_ledger()

    def do_notes(self) -> None:
        self._played.do_notes()

    def do_news(self) -> None:
        self._played.do_news()
