"""The end: what it is called, what it came to for each side and why, what the counterpart was, and how to go on.

The screen is up at once. What each signature was worth is worked out beside it and stands there when it is known; so does par, which
another process has been working out since the game began.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static
from textual.worker import get_current_worker

from game.debrief.characters import gave_away, who
from game.debrief.figures import MINUS, NAMES
from game.debrief.record_page import beside
from game.debrief.verdict import luck, waiting, with_sign
from game.desk.content import Content
from game.desk.ending import UNKNOWN, world_words
from game.desk.words import MUTED, SEAT_COLOUR
from game.files.deals import code_of, deal_of
from game.files.pars import read_scores
from game.lab.par import GAMES, par_from
from game.rules.characters import ARCHETYPES
from game.rules.endings import Outcome
from game.rules.score import POOR, SeatScore, mandate_of
from game.rules.units import Seat, other, tenths
from game.tui.commands import ENDING, Command
from game.tui.screens.base import House, bound
from game.tui.screens.record import RecordPage

if TYPE_CHECKING:
    from game.debrief.signatures import Joint
    from game.desk.replays import Apart
    from game.tui.screens.quarter import Quarter


LOOK = 1.0
"""How often one looks whether par has got further, in seconds."""


class EndingScreen(House):
    """How the game ended."""

    WHERE = ENDING
    BINDINGS = bound(ENDING)

    class Judged(Message):
        """What each signature was worth is known: the game's stamp, and a paragraph an amendment."""

        def __init__(self, stamp: Joint | None, paragraphs: tuple[str, ...]) -> None:
            super().__init__()
            self.stamp = stamp
            self.paragraphs = paragraphs

    def __init__(self, played: Quarter, *, over: bool = False) -> None:
        super().__init__()
        self._played = played
        self._over = over
        """Whether it lies over a shorter end, to which one can go back."""
        session = played.session
        people = session.people or (played.seat,)
        self._together = len(people) > 1
        """Whether two people have played it, and look at the end together."""
        self._deals = {seat: deal_of(session.header, seat) for seat in people}
        self._scores: dict[Seat, tuple[int, ...]] = dict.fromkeys(people, ())
        self._awaited = False
        self._reading: Timer | None = None
        self._stamp: str = "Reading the signatures again…"
        self._pyrrhic = False
        self._apart: Apart | None = None

    def body(self) -> ComposeResult:
        with VerticalScroll(classes="paper region") as page:
            page.border_title = "The end"
            page.border_subtitle = "t watch it · r again · n new game · q quit"
            yield Static(id="page")
            yield Static(id="signatures")
            yield Static(id="world")

    def on_mount(self) -> None:
        session = self._played.session
        if session.outcome() is None:
            return
        self._read_par()
        self._awaited = not self._known and bool(self.app.replay(session))  # type: ignore[attr-defined]
        self._draw()
        self.query_one("#world", Static).update(self._world())
        self._judge()
        if self._awaited:
            self._reading = self.set_interval(LOOK, self._look_again)

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

    def _draw(self) -> None:
        pars = {seat: par for seat, scores in self._scores.items() if (par := par_from(scores)) is not None}
        outcome = self._played.session.outcome(pars)
        if outcome is not None:
            self.query_one("#page", Static).update(self._words(outcome))

    @work(thread=True, exit_on_error=False)
    def _judge(self) -> None:
        """Look at each signature with both seats' eyes; only here is the heavy arithmetic loaded."""
        from game.debrief.signatures import joint, signatures, told

        worker, session, found = get_current_worker(), self._played.session, []
        for signed in signatures(session):
            if worker.is_cancelled:
                return
            found.append(signed)
        self.post_message(self.Judged(joint(found), tuple(told(session, found))))

    def on_ending_screen_judged(self, event: Judged) -> None:
        """Show what each signature was worth, and what all of them were."""
        from game.debrief.signatures import joint_words

        self._stamp = joint_words(event.stamp)
        self._pyrrhic = event.stamp is not None and event.stamp.stamp == "Pyrrhic"
        self._draw()
        words = "".join(f"\n\n{paragraph}" for paragraph in event.paragraphs)[1:]
        self.query_one("#signatures", Static).update(Content(words))

    def _words(self, outcome: Outcome) -> Content:
        seat, session = self._played.seat, self._played.session
        scores = {score.seat: score for score in outcome.seats}
        mine, theirs = scores[seat], scores[other(seat)]
        head = [
            Content.assemble(
                (outcome.title, "bold $primary"),
                (
                    f"   after {outcome.quarters} quarters. They call {'this' if self._together else 'you'}: ",
                    MUTED,
                ),
                (outcome.epithet, "bold"),
                ".",
            ),
            Content(outcome.text),
            Content("\n").join([self._score(mine), self._score(theirs), *self._about_par(outcome)]),
            self._about_stamp([scores[seat] for seat in self._deals]),
        ]
        for one in self._deals:
            if given := luck(session.scenario, scores[one]):
                head.append(Content(f"{NAMES[one]}. {given}" if self._together else given))
        parts = [
            Content("\n\n").join(head),
            self._dimensions(mine),
            self._dimensions(theirs),
        ]
        if self._together:
            return Content("\n\n").join([*parts, *map(self._dealt, (seat, other(seat)))])
        them = session.state.place(other(seat)).character
        kind = ARCHETYPES[other(seat)].get(them.archetype)
        if kind is not None:
            across = Content.assemble(
                ("Across the table sat the ", MUTED),
                (kind.title, f"bold {SEAT_COLOUR[other(seat)]}"),
                f": {gave_away(other(seat), them)}",
            )
            parts.append(
                Content("\n").join([across, *map(Content, who(session.scenario, other(seat), them))])
            )
        return Content("\n\n").join(parts)

    def _dealt(self, seat: Seat) -> Content:
        """What a person's own people were like, which they were asked not to tell. How they dealt is the person's affair."""
        session = self._played.session
        character = session.state.place(seat).character
        cared = who(session.scenario, seat, character)[0]
        kind = ARCHETYPES[seat].get(character.archetype)
        title = f"the {kind.title}" if kind is not None else "nobody in particular"
        head = Content.assemble(
            (NAMES[seat], f"bold {SEAT_COLOUR[seat]}"), (" was dealt ", MUTED), f"{title}."
        )
        pressed = ""
        if character.must_sign_by >= 0:
            turn = session.scenario.turns.number(character.must_sign_by)
            pressed = f" Its people badly wanted a signature before turn {turn}."
        return Content("\n").join([head, Content(f"{cared}{pressed}")])

    def _score(self, score: SeatScore) -> Content:
        """One line: raw, par, what lies between, overall and grade."""
        against = "par" if score.games else "usual"
        over = "$success" if score.over_par > 0 else "$error" if score.over_par < 0 else ""
        return Content.assemble(
            (f"{NAMES[score.seat]:<10}", f"bold {SEAT_COLOUR[score.seat]}"),
            f"{score.score:>4} raw · {tenths(score.par):>5} {against:<5} · ",
            (f"{with_sign(score.over_par):>5}", over),
            f"   overall {score.overall:>3}   grade ",
            (score.grade, "bold"),
        )

    def _about_par(self, outcome: Outcome) -> Iterator[Content]:
        if all(score.games for score in outcome.seats if score.seat in self._deals):
            return
        done = sum(map(len, self._scores.values()))
        words = waiting(done, GAMES * len(self._scores)) if self._awaited else UNKNOWN
        yield Content.styled(words, MUTED)

    def _about_stamp(self, judged: list[SeatScore]) -> Content:
        good = [score for score in judged if score.grade not in (*POOR, "C")]
        grade = " and ".join(
            f"{NAMES[one.seat]} has {one.grade}" if self._together else one.grade for one in good
        )
        both = f" And yet: {grade}. One can win a game that both have lost." if self._pyrrhic and good else ""
        return Content.assemble(("Jointly  ", "bold"), self._stamp, both)

    def _dimensions(self, score: SeatScore) -> Content:
        mandate = mandate_of(self._played.session.scenario, score.seat, score.mandate)
        title = Content.assemble(
            (NAMES[score.seat], f"bold {SEAT_COLOUR[score.seat]}"),
            (f", judged by “{mandate.title}”: what earned and what cost", MUTED),
        )
        return Content("\n\n").join(
            [title, *[self._dimension(score, index) for index in range(len(score.dimensions))]]
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

    def _world(self) -> Content:
        session = self._played.session
        path = session.path
        parts = [Content.styled(f"\n{world_words(session.state)}", MUTED)]
        code = code_of(session.header)
        if code:
            parts.append(
                Content.assemble(
                    ("The same game for somebody else: ", MUTED), f"first-refusal play --duplicate {code}"
                )
            )
        if path is not None:
            parts.append(Content.styled(f"Saved as {path.stem}.", MUTED))
        return Content("\n\n").join(parts)

    def do_replay(self) -> None:
        self.app.play_again(self._played.session)  # type: ignore[attr-defined]

    def do_watch(self) -> None:
        from game.tui.screens.watch import Watch

        self.app.push_screen(Watch(self._played.session, self._played.seat))

    def do_what_if(self) -> None:
        """What each decision was worth. From there one goes to the moment on the timeline."""
        from game.desk.replays import Apart
        from game.tui.branching import STAND_IN
        from game.tui.screens.turning import TurningPoints
        from game.tui.screens.watch import Watch

        session, seat = self._played.session, self._played.seat
        assert session.path is not None
        if self._apart is None or self._apart.seat != seat:
            self._stop_taking_apart()
            self._apart = Apart(session.path, seat, STAND_IN)

        def go(n: int) -> None:
            self.app.push_screen(Watch(session, seat, n))

        self.app.push_screen(TurningPoints(session, self._apart, go))

    def _stop_taking_apart(self) -> None:
        if self._apart is not None:
            self._apart.stop()

    def on_unmount(self) -> None:
        self._stop_taking_apart()

    def do_new_game(self) -> None:
        self.app.new_game()  # type: ignore[attr-defined]

    def do_back(self) -> None:
        self.dismiss()

    def do_main_menu(self) -> None:
        self.app.show_menu()  # type: ignore[attr-defined]

    def do_agreement(self) -> None:
        self._played.do_agreement()

    def do_you_and_record(self) -> None:
        found = beside(self._played.session)
        if found is not None:
            self.app.push_screen(RecordPage(found))

    def applies(self, command: Command) -> bool:
        told = self._played.session.scenario.record is not None
        if command.id == "back":
            return self._over
        if command.id == "other-side":
            return self._together
        if command.id == "what-if" and self._played.session.path is None:
            return False
        return (told or command.id != "you-and-record") and super().applies(command)

    def do_other_side(self) -> None:
        """What can be read from here is the other's from now on."""
        self._played = self.app.other_desk(self._played.seat)  # type: ignore[attr-defined]
        self._draw()
        self.query_one(VerticalScroll).scroll_home(animate=False)

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
