"""The end and its review: a first sight, and six pages one flips through.

The screen is up at once. What each signature was worth is worked out beside it and stands there when it is known; so does par, which
another process has been working out since the game began, and after it the turning points.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static
from textual.worker import get_current_worker

from game.debrief.averted import averted
from game.debrief.record_page import Beside, beside
from game.desk.coaching import lesson_of as tutorial_of
from game.desk.content import Content
from game.desk.ending.finished import Finished
from game.desk.ending.first_sight import Read, first_sight
from game.desk.ending.luck_page import luck_page
from game.desk.ending.record_page import record_page
from game.desk.ending.score_page import score_page
from game.desk.ending.signing_page import signing_page
from game.desk.ending.they_page import they_page
from game.files.deals import deal_of
from game.files.pars import read_scores
from game.lab.par import GAMES, par_from
from game.rules.units import Seat
from game.tui.commands import COMMANDS, ENDING, Command
from game.tui.letting_go import let_go_of_thoughts
from game.tui.screens.base import House, bound
from game.tui.screens.turning import Turning
from game.tui.widgets.rows import Rows
from game.tui.widgets.tabs import Tab, Tabs

if TYPE_CHECKING:
    from game.debrief.against import Against
    from game.debrief.glass import Opened
    from game.desk.replays import Apart
    from game.tui.screens.quarter import Quarter


LOOK = 1.0
"""How often one looks whether par has got further, in seconds."""


PAGES: Final = (
    Tab("the-end", "0", "The end"), Tab("score", "1", "Score"), Tab("signatures", "2", "Signatures"),
    Tab("what-if", "3", "Turning points"), Tab("they", "4", "They"), Tab("luck", "5", "Luck"), Tab("you-and-record", "6", "Record"),
)  # fmt: skip

GRADED: Final = ("the-end", "score", "what-if", "luck")
"""The pages that hold a game against par."""


class EndingScreen(House):
    """How the game ended."""

    WHERE = ENDING
    BINDINGS = bound(ENDING)

    class Judged(Message):
        """What each signature was worth is known, the game's stamp, and the lesson for each seat that was judged."""

        def __init__(self, read: Read) -> None:
            super().__init__()
            self.read = read

    class Opened(Message):
        """The other side's last act at a table has been thought again; ``None`` where there is none to open."""

        def __init__(self, opened: Opened | None) -> None:
            super().__init__()
            self.opened = opened

    def __init__(self, played: Quarter, *, over: bool = False) -> None:
        super().__init__()
        self._played = played
        self._over = over
        """Whether it lies over a shorter end, to which one can go back."""
        session = played.session
        people = session.people or (played.seat,)
        self._deals = {seat: deal_of(session.header, seat) for seat in people}
        self._scores: dict[Seat, tuple[int, ...]] = dict.fromkeys(people, ())
        self._awaited = False
        self._reading: Timer | None = None
        self._read: Read | None = None
        self._signature = 0
        self._opened: Opened | None = None
        self._opening = "Opening its last act at a table…"
        self._record: Beside | None = None
        self._apart: Apart | None = None
        self._taught = tutorial_of(session.header) is not None
        """Whether it was the tutorial: a pupil is shown what was there to be had, and is not graded."""
        self._page = next(page for page in PAGES if not self._taught or page.command not in GRADED)
        self._told: tuple[tuple[Seat, int], Finished] | None = None

    def body(self) -> ComposeResult:
        yield Tabs(id="pages")
        with VerticalScroll(classes="paper region", id="review"):
            yield Static(id="page")
        yield Vertical(classes="region list", id="turns")

    def on_mount(self) -> None:
        session = self._played.session
        self.query_one("#turns").display = False
        if session.outcome() is None:
            return
        self._record = beside(session)
        self._read_par()
        self._awaited = not self._taught and not self._known and bool(self.app.replay(session))  # type: ignore[attr-defined]
        self._draw()
        self.refresh_hints()
        self._judge()
        if self._awaited:
            self._reading = self.set_interval(LOOK, self._look_again)
        else:
            self._take_apart_unasked()

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw)

    # What is worked out beside it

    @property
    def _known(self) -> bool:
        return all(len(scores) >= GAMES for scores in self._scores.values())

    def _read_par(self) -> bool:
        """Look how far par is; whether it has got further."""
        path, further = self._played.session.path, False
        for seat, deal in self._deals.items():
            scores = read_scores(path, deal) if path is not None else ()
            if len(scores) > len(self._scores[seat]):
                further, self._scores[seat] = True, scores
        return further

    def _look_again(self) -> None:
        if self._read_par():
            self._draw()
        if self._known and self._reading is not None:
            self._reading.stop()
            self._take_apart_unasked()

    @work(thread=True, exit_on_error=False)
    def _judge(self) -> None:
        """Look at each signature with both seats' eyes, and forget what that took."""
        try:
            self._weigh()
        finally:
            let_go_of_thoughts()

    def _weigh(self) -> None:
        """Post what each signature was worth, then what the other side believed; only here is the heavy arithmetic loaded."""
        from game.debrief.against import against
        from game.debrief.glass import last_at_a_table
        from game.debrief.lessons import lesson_of
        from game.debrief.signatures import joint

        worker, session, found = get_current_worker(), self._played.session, []
        for one in against(session):
            if worker.is_cancelled:
                return
            found.append(one)
        signed = [one.signed for one in found if one.signed is not None]
        outcome = session.outcome()
        assert outcome is not None
        lessons = {
            one.seat: lesson_of(session, one, signed) for one in outcome.seats if one.seat in self._deals
        }
        self.post_message(self.Judged(Read(tuple(found), joint(signed), lessons)))
        if len(self._deals) == 1 and not worker.is_cancelled:
            opened = last_at_a_table(session, self._finished.them)
            if not worker.is_cancelled:
                self.post_message(self.Opened(opened))

    def on_ending_screen_judged(self, event: Judged) -> None:
        """Show what each signature was worth, what all of them were, and the lesson."""
        self._read = event.read
        self._draw()
        self.refresh_hints()

    def on_ending_screen_opened(self, event: Opened) -> None:
        """Show what the other side believed."""
        self._opened = event.opened
        self._opening = "No act of its at a table can be opened."
        self._draw()

    def _take_apart_unasked(self) -> None:
        """Look for the turning points of one's own game as soon as par is there, so that they wait on their page."""
        session = self._played.session
        alone = len(session.people) == 1
        if self._known and alone and self.app.works_beside(session):  # type: ignore[attr-defined]
            self._take_apart()

    def _take_apart(self) -> None:
        from game.desk.replays import Apart
        from game.tui.branching import STAND_IN

        session, seat = self._played.session, self._played.seat
        if self._apart is not None and self._apart.seat == seat:
            return
        assert session.path is not None
        self._stop_taking_apart()
        self._apart = Apart(session.path, seat, STAND_IN)
        box = self.query_one("#turns", Vertical)
        box.remove_children()
        box.mount(Turning(session, self._apart))

    def _stop_taking_apart(self) -> None:
        if self._apart is not None:
            self._apart.stop()

    def on_unmount(self) -> None:
        self._stop_taking_apart()

    # Pages

    @property
    def _found(self) -> tuple[Against, ...]:
        return self._read.found if self._read is not None else ()

    @property
    def _pages(self) -> tuple[Tab, ...]:
        return tuple(page for page in PAGES if self.applies(COMMANDS[page.command]))

    @property
    def _finished(self) -> Finished:
        """The game as it is told to whoever looks; judged anew only when par has got further."""
        at = self._played.seat, sum(map(len, self._scores.values()))
        if self._told is None or self._told[0] != at:
            self._told = at, self._judged()
        return self._told[1]

    def _judged(self) -> Finished:
        pars = {seat: par for seat, scores in self._scores.items() if (par := par_from(scores)) is not None}
        outcome = self._played.session.outcome(pars)
        assert outcome is not None
        session, seat = self._played.session, self._played.seat
        return Finished(session, outcome, seat, tuple(self._deals), averted(session, seat))

    def _draw(self) -> None:
        self.query_one(Tabs).show([page._replace(here=page == self._page) for page in self._pages])
        turning = self._page.command == "what-if"
        review, turns = self.query_one("#review", VerticalScroll), self.query_one("#turns", Vertical)
        review.display, turns.display = not turning, turning
        box = turns if turning else review
        box.border_title = self._finished.outcome.title if self._page == PAGES[0] else self._page.name
        box.border_subtitle = "enter goes there" if turning else "← → turn the pages"
        if not turning:
            room = review.scrollable_content_region
            width, height = (room.width or self.app.size.width - 8), (room.height or self.app.size.height - 4)
            self.query_one("#page", Static).update(self._words(width, height))

    def _words(self, width: int, height: int) -> Content:
        game, games = self._finished, GAMES * len(self._scores) if self._awaited else 0
        match self._page.command:
            case "score":
                return score_page(game, width)
            case "signatures":
                return signing_page(game, self._found, self._signature, width, height)
            case "they":
                return they_page(game, self._opened, self._opening, width)
            case "luck":
                return luck_page(game, self._scores, GAMES if self._awaited else 0, width)
            case "you-and-record" if self._record is not None:
                return record_page(self._record, width)
            case _:
                done = sum(map(len, self._scores.values()))
                return first_sight(game, self._read, done, games, width, height)

    def _turn_to(self, command: str) -> None:
        unseen = self._page.command == "what-if"
        self._page = next(page for page in PAGES if page.command == command)
        if command == "what-if":
            self._take_apart()
        self._draw()
        rows = self.query(Rows)
        if command == "what-if" and rows and rows.first().rows:
            rows.first().focus()
        else:
            self.query_one("#review").focus()
        self.query_one("#review", VerticalScroll).scroll_home(animate=False)
        if unseen:  # the terminal may have had another size when the page was last seen
            self.call_after_refresh(self._draw)
        self.refresh_hints()

    def _turn_by(self, by: int) -> None:
        pages = self._pages
        self._turn_to(pages[(pages.index(self._page) + by) % len(pages)].command)

    def do_page_on(self) -> None:
        self._turn_by(1)

    def do_page_back(self) -> None:
        self._turn_by(-1)

    def do_the_end(self) -> None:
        self._turn_to("the-end")

    def do_score(self) -> None:
        self._turn_to("score")

    def do_signatures(self) -> None:
        self._turn_to("signatures")

    def do_what_if(self) -> None:
        self._turn_to("what-if")

    def do_they(self) -> None:
        self._turn_to("they")

    def do_luck(self) -> None:
        self._turn_to("luck")

    def do_you_and_record(self) -> None:
        self._turn_to("you-and-record")

    def do_signature_on(self) -> None:
        self._to_signature(self._signature + 1)

    def do_signature_back(self) -> None:
        self._to_signature(self._signature - 1)

    def _to_signature(self, at: int) -> None:
        self._signature = at % len(self._found)
        self._draw()

    # The turning points

    @property
    def _turning(self) -> Turning | None:
        return (
            self.query(Turning).first() if self._page.command == "what-if" and self.query(Turning) else None
        )

    def on_rows_picked(self, event: Rows.Picked) -> None:
        from game.tui.screens.watch import Watch

        self.app.push_screen(Watch(self._played.session, self._played.seat, int(event.id)))

    def do_side_by_side(self) -> None:
        if self._turning is not None:
            self._turning.side_by_side()

    def do_branch(self) -> None:
        if self._turning is not None:
            self._turning.branch()

    # Elsewhere

    def applies(self, command: Command) -> bool:
        match command.id:
            case "back":
                return self._over
            case id if self._taught and id in GRADED:
                return False
            case "other-side":
                return len(self._deals) > 1
            case "what-if" if self._played.session.path is None:
                return False
            case "you-and-record" if self._played.session.scenario.record is None:
                return False
            case "signature-on" | "signature-back":
                return self._page.command == "signatures" and len(self._found) > 1
            case "side-by-side" | "branch":
                return self._turning is not None and self._turning.current is not None
        return super().applies(command)

    def do_replay(self) -> None:
        self.app.play_again(self._played.session)  # type: ignore[attr-defined]

    def do_watch(self) -> None:
        from game.tui.screens.watch import Watch

        self.app.push_screen(Watch(self._played.session, self._played.seat))

    def do_new_game(self) -> None:
        self.app.new_game()  # type: ignore[attr-defined]

    def do_back(self) -> None:
        self.dismiss()

    def do_main_menu(self) -> None:
        self.app.show_menu()  # type: ignore[attr-defined]

    def do_agreement(self) -> None:
        self._played.do_agreement()

    def do_other_side(self) -> None:
        """What can be read from here is the other's from now on."""
        self._played = self.app.other_desk(self._played.seat)  # type: ignore[attr-defined]
        if self._page.command == "what-if":
            self._take_apart()
        self._draw()
        self.query_one("#review", VerticalScroll).scroll_home(animate=False)

    def do_acts(self) -> None:
        from game.tui.screens.glass import ActsPage

        self.app.push_screen(ActsPage(self._played.session))

    def do_ledger(self) -> None:
        self._played.do_ledger()

    def do_notes(self) -> None:
        self._played.do_notes()

    def do_market(self) -> None:
        self._played.do_market()

    def do_news(self) -> None:
        self._played.do_news()

    def numbers_told(self) -> Iterator[tuple[str, str]]:
        """Every number of the game, and the question why it is so."""
        return self._played.numbers_told()

    def why(self, *names: str) -> None:
        """A page on a number."""
        self._played.why(*names)

    def do_numbers(self) -> None:
        self._played.do_numbers()
