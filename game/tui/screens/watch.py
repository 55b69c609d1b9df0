"""A game watched again: a timeline of quarters and moments; what was told, the agreement and the numbers at the one under the cursor.

Whose eyes one looks with decides what is shown: the :class:`~game.debrief.reel.Reel` is made for a seat and holds nothing that the
seat was not told. While a game goes on there are only its own player's; when it is over, both and the whole truth.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.widgets import Static

from game.debrief.figures import MINUS, NAMES, figure, trend, when
from game.debrief.reel import FLEET, MARKS, SCORES, Reel, Shown
from game.desk.content import Content
from game.desk.replays import Apart
from game.desk.row import Row
from game.desk.words import MUTED, SEAT_COLOUR, fitted, hanging, row_line
from game.files.saves import famous_of
from game.rules.agreement import CLAUSES
from game.rules.agreement.clause import Term
from game.rules.units import MICROSOFT, OPENAI, Seat, quarter_index
from game.rules.view import Band
from game.session import Session
from game.tui.branching import STAND_IN, across, branched, origin_of
from game.tui.commands import WATCH, Command
from game.tui.screens.base import WIDE, bound
from game.tui.screens.choose import Choose
from game.tui.screens.dialogs import Confirm, Tell
from game.tui.screens.reeled import Reeled
from game.tui.screens.turning import TOP, TurningPoints
from game.tui.told import LOOK, Telling, told
from game.tui.widgets.timeline import Curve, Drawn, Timeline, years

if TYPE_CHECKING:
    from game.lab.whatif import WhatIf

TRUTH: Final = None
"""The eyes of nobody: everything as it was."""
LEAST: Final = 12
"""Rows the timeline has at least, without its frame; on a tall screen it has 45 of 100."""
FEWEST: Final = 6
"""Rows it keeps where what is told needs the others."""
FRAMES: Final = 6
"""Rows of a screen that are neither told nor timeline: status, footer, and two frames."""
DEAL: Final = {False: 34, True: 46}
"""Columns of the agreement, on a narrow and on a wide screen, with its frame."""

CURVES: Final[dict[Seat | None, tuple[tuple[str, str], ...]]] = {
    OPENAI: (
        ("openai.cash", "Cash"),
        ("openai.capability", "Capability"),
        ("world.rival", "Rival"),
        (FLEET, "Fleet"),
        ("relations.openai_trust", "Trust"),
        ("openai.revenue", "Revenue"),
        ("openai.value", "Value"),
        ("openai.safety", "Safety"),
    ),
    MICROSOFT: (
        ("microsoft.cash_flow", "AI flow"),
        ("microsoft.ai_revenue", "AI revenue"),
        ("microsoft.utilisation", "Utilised"),
        ("relations.microsoft_trust", "Trust"),
        ("microsoft.share_price", "Shares"),
        ("openai.capability", "OA models"),
        ("world.rival", "Rival"),
        ("microsoft.fear", "Capex fear"),
    ),
    TRUTH: (
        (SCORES[OPENAI], "OpenAI pts"),
        (SCORES[MICROSOFT], "Microsoft"),
        ("openai.cash", "Cash"),
        ("openai.capability", "Capability"),
        ("world.rival", "Rival"),
        (FLEET, "Fleet"),
        ("relations.openai_trust", "OA trusts"),
        ("relations.microsoft_trust", "MS trusts"),
        ("microsoft.share_price", "MS shares"),
    ),
}
"""The numbers whose course is drawn, what matters most first: as many as there is room for."""
_SAME: Final = {
    "openai.capability": "models", "world.rival": "models", "relations.openai_trust": "trust", "relations.microsoft_trust": "trust",
    **dict.fromkeys(SCORES.values(), "score"),
}  # fmt: skip
"""Numbers that are drawn to one measure, and its name."""
_UNITS: Final = {FLEET: "openai.azure_mw", **dict.fromkeys(SCORES.values(), "openai.talent")}


class Watch(Reeled):
    """A game watched again."""

    WHERE = WATCH
    BINDINGS = bound(WATCH)

    def __init__(self, session: Session, seat: Seat, at: int | None = None) -> None:
        super().__init__()
        self._session, self._sitting = session, seat
        self._over = session.outcome() is not None
        self._reel = Reel(session, seat, seat)
        self._at = 0 if self._over else len(self._reel.frames) - 1
        if at is not None:  # so many steps have been taken
            self._at = self._reel.at_step(at)
        self._fame = famous_of(session.path) if session.path is not None else None
        self._pin: tuple[int, int] | None = None
        """The step that is pinned, and the quarter of it: the same moment whoever looks."""
        self._apart: Apart | None = None
        self._courses: dict[tuple[Seat | None, str, int], tuple[int | None, ...]] = {}

    def body(self) -> ComposeResult:
        yield Static(id="status")
        with Container(id="watched"):
            yield Telling(id="told")
            with VerticalScroll(id="deal", classes="region") as deal:
                deal.border_title = "The agreement then"
                deal.border_subtitle = "a reads it"
                yield Static(id="deal-words")
        yield Timeline()

    def on_mount(self) -> None:
        self.query_one(Timeline).border_title = "Timeline"
        self.call_after_refresh(self._draw)
        self.refresh_hints()

    def on_resize(self, event: object) -> None:
        self.call_after_refresh(self._draw)

    # Where one looks

    @property
    def _many(self) -> int:
        return len(self._reel.frames)

    @property
    def _compared(self) -> int:
        """The moment that numbers are compared with: the pin, else the beginning of the quarter before."""
        if self._pin is not None:
            return self._reel.at_step(*self._pin)
        quarter = self._reel.frames[self._shown].quarter
        return self._reel.in_quarter(self._reel.frames[self._reel.before(quarter)].quarter)[0]

    def go_to_step(self, n: int) -> None:
        """Show how it stood after so many steps."""
        self._go(self._reel.at_step(n))

    # What is shown

    def _draw(self) -> None:
        if not self.is_mounted:
            return
        with self.app.batch_update():
            self._draw_status()
            rows = self._draw_told()
            self._draw_deal()
            self._draw_timeline(rows)

    @property
    def _eyes(self) -> str:
        seat = self._reel.seat
        return "the whole truth" if seat is None else f"as {NAMES[seat]} saw it"

    def _draw_status(self) -> None:
        status = self.query_one("#status", Static)
        room = status.content_size.width or self.app.size.width - 2
        frame, turns = self._reel.frames[self._shown], self._session.scenario.turns
        last = turns.number(self._session.scenario.quarters.count - 1)
        seat = self._reel.seat
        left = Content.assemble(
            (when(self._session.scenario, frame.quarter), "bold"),
            (f" · turn {turns.number(frame.quarter)} of {last} · ", MUTED),
            (self._eyes, f"bold {SEAT_COLOUR[seat]}" if seat is not None else "bold"),
        )
        if self._playing is not None:
            right = self._pace
        elif self._hover is not None:
            right = "under the mouse"
        else:
            right = f"moment {self._shown + 1} of {len(self._reel.frames)}"
        gap = max(1, room - left.cell_length - len(right))
        status.update(Content.assemble(left, " " * gap, (right, MUTED)))

    def _draw_told(self) -> int:
        """The quarter so far, the moment last and standing out; gives back how many rows are left for the timeline.

        No moment is cut: a long one has the columns of the agreement too, and then rows of the timeline.
        """
        box = self.query_one(Telling)
        size = self.app.size
        rows, full = max(LEAST, size.height * 45 // 100), size.width - 5
        look = self._looks.get(self._shown, "")
        found = told(self._reel, self._shown, min(92, full - DEAL[size.width >= WIDE]), look=look)
        alone = found.new > size.height - FRAMES - rows
        if alone:
            found = told(self._reel, self._shown, min(92, full), look=look)
            rows = max(FEWEST, min(rows, size.height - FRAMES - found.new))
        self.set_class(alone, "-alone")
        quarter = self._reel.frames[self._shown].quarter
        box.border_title = f"What happened, {when(self._session.scenario, quarter)}"
        box.show(found)
        return rows

    def _draw_deal(self) -> None:
        words = self.query_one("#deal-words", Static)
        width = words.content_size.width or 26
        words.update(Content("\n").join(self._deal(width)))

    def _deal(self, width: int) -> Sequence[Content]:
        scenario, reel = self._session.scenario, self._reel
        now, then = reel.terms(self._shown), reel.terms(self._compared)
        signed = reel.frames[self._shown].state.agreement.amendments
        if not signed:
            head = "As it was at the start."
        else:
            times = {1: "once", 2: "twice"}.get(len(signed), f"{len(signed)} times")
            head = f"Amended {times}, last in {when(scenario, signed[-1].quarter)}."
        rows = [hanging("", head, width, 0, MUTED)]
        start = {id: clause.start for id, clause in scenario.agreement.items()}
        changed = [id for id in now if now[id] != start[id] or now[id] != then[id]]
        fresh = [id for id in changed if now[id] != then[id]]
        for id in [*fresh, *(id for id in changed if id not in fresh)]:
            rows.append(_clause(id, now[id], width, fresh=id in fresh))
        if fresh:
            since = "the pin" if self._pin is not None else "last quarter"
            rows.append(Content.styled(f"› changed since {since}", MUTED))
        return rows

    def _draw_timeline(self, rows: int) -> None:
        timeline = self.query_one(Timeline)
        reel, scenario = self._reel, self._session.scenario
        wide = timeline.cells_a_quarter(scenario.quarters.count)
        marks = []
        for kind in MARKS:
            found = {q * wide: str(times) if times < 10 else "+" for q, times in reel.marks[kind].items()}
            if found:
                marks.append((kind, found))
        if turned := self._turning():
            marks.append(("Turning", {q * wide: sign for q, sign in turned.items()}))
        if looks := {self._cell(i, wide): LOOK for i in self._looks}:
            marks.insert(0, ("To see", looks))  # where there is no room for all, this one stays
        marks = marks[: max(0, rows - 5)]
        most = max(3, rows - 2 - len(marks))
        timeline.show(
            Drawn(
                years=years(scenario.quarters, wide),
                marks=tuple(marks),
                curves=tuple(self._curve(name, label, wide) for name, label in CURVES[reel.seat][:most]),
                here=self._cell(self._shown, wide),
                pin=None if self._pin is None else self._cell(reel.at_step(*self._pin), wide),
                end=(reel.reached + 1) * wide,
                over=self._over,
                foot=self._compared_words(),
            ),
            rows,
        )

    def _turning(self) -> dict[int, str]:
        """The quarters with a turning point, once they are known: whether the largest was for better or worse."""
        whole = self._apart.whole if self._apart is not None else self._known
        found = dict[int, str]()
        for worth in whole.turning_points(TOP) if whole is not None else ():
            quarter = quarter_index(self._session.scenario.quarters.from_, worth.turn.quarter)
            found.setdefault(quarter, "+" if worth.points >= 0 else MINUS)
        return found

    @cached_property
    def _known(self) -> WhatIf | None:
        """The game taken apart, as far as that is kept beside its save."""
        from game.lab.turns import read_turns

        path = self._session.path
        return read_turns(path, self._whose, STAND_IN).whole if self._over and path is not None else None

    def _compared_words(self) -> str:
        when_ = when(self._session.scenario, self._reel.frames[self._compared].quarter)
        if self._pin is None:
            return f"changes since {when_}"
        esc = "unpins" if self._compared == self._shown else "goes back to it"
        return f"changes since the pin ◆ in {when_} · esc {esc}"

    def _cell(self, i: int, wide: int) -> int:
        """The cell in which a moment lies."""
        moments = self._reel.in_quarter(self._reel.frames[i].quarter)
        return self._reel.frames[i].quarter * wide + (i - moments[0]) * wide // len(moments)

    def _moment_at(self, cell: int, wide: int) -> int:
        """The first moment of a cell, or the one that is going on in it."""
        quarter = cell // wide
        moments = self._reel.in_quarter(quarter)
        if not moments:  # nobody was told of anything in that quarter: it stood as it had
            return self._reel.before(quarter)
        part = cell % wide
        return moments[min(len(moments) - 1, -(-part * len(moments) // wide))]

    def _curve(self, name: str, label: str, wide: int) -> Curve:
        reel = self._reel
        now, then = reel.value(self._shown, name), reel.value(self._compared, name)
        unit = _UNITS.get(name, name)
        by = (_middle(now) or 0) - (_middle(then) or 0) if now is not None and then is not None else 0
        plain = name in SCORES.values()
        shown = "?" if now is None else str(now) if plain else figure(unit, now)
        moved = ("" if not by else f"{'▲' if by > 0 else '▼'}{abs(by)}") if plain else trend(unit, by)
        section = name.split(".")[-1 if plain else 0]
        tone = SEAT_COLOUR.get(OPENAI if name == FLEET or section == OPENAI else section, "")
        return Curve(label, self._course(name, wide), shown, moved, tone, _SAME.get(name, ""))

    def _course(self, name: str, wide: int) -> tuple[int | None, ...]:
        """A number, a moment a cell, as far as the game got; worked out once for each pair of eyes."""
        key = (self._reel.seat, name, wide)
        if key not in self._courses:
            reel = self._reel
            cells = range((reel.reached + 1) * wide)
            values = [_middle(reel.value(self._moment_at(cell, wide), name)) for cell in cells]
            blank = self._session.scenario.quarters.count * wide - len(values)
            self._courses[key] = (*values, *[None] * blank)
        return self._courses[key]

    # Going

    def do_quarter_on(self) -> None:
        self._go(self._reel.in_quarter(self._reel.frames[self._at].quarter)[-1] + 1)

    def do_quarter_back(self) -> None:
        quarter = self._reel.frames[self._at].quarter
        first = self._reel.in_quarter(quarter)[0]
        before = self._reel.frames[self._reel.before(quarter)].quarter
        self._go(first if self._at > first else self._reel.in_quarter(before)[0])

    def do_next_signature(self) -> None:
        frames = self._reel.frames
        signed = [len(frame.state.agreement.amendments) for frame in frames]
        found = [i for i in range(1, len(frames)) if signed[i] > signed[i - 1]]
        if found:
            self._go(next((i for i in found if i > self._at), found[0]))

    @property
    def _looks(self) -> dict[int, str]:
        """The moments of a famous game that are worth a look, and why: which they are depends on whose eyes look."""
        first, at = self._session.scenario.quarters.from_, self._reel.at_step
        moments = self._fame.moments if self._fame is not None else ()
        return {at(one.step, quarter_index(first, one.quarter)): one.text for one in moments}

    def do_next_look(self) -> None:
        self._go(min((i for i in self._looks if i > self._at), default=min(self._looks)))

    def do_look_before(self) -> None:
        self._go(max((i for i in self._looks if i < self._at), default=max(self._looks)))

    def on_timeline_pointed(self, event: Timeline.Pointed) -> None:
        """A mouse over the timeline previews; a click goes there and pins it, or takes its pin out."""
        wide = self.query_one(Timeline).cells_a_quarter(self._session.scenario.quarters.count)
        at = None if event.cell is None else self._moment_at(event.cell, wide)
        if event.picked and at is not None:
            self._go(at)
            self.do_pin()
        elif at != self._hover and self._playing is None:
            self._hover = at
            self._draw()

    def on_timeline_scrolled(self, event: Timeline.Scrolled) -> None:
        """A page of what is told."""
        box = self.query_one(Telling)
        (box.scroll_page_down if event.by > 0 else box.scroll_page_up)(animate=False)

    # Comparing, and other eyes

    def do_pin(self) -> None:
        frame = self._reel.frames[self._shown]
        moment = (frame.n, frame.quarter)
        self._pin = None if self._pin == moment else moment
        self._draw()

    def do_back(self) -> None:
        if self._pin is None:
            self.dismiss(None)
        elif (pinned := self._reel.at_step(*self._pin)) != self._shown:
            self._go(pinned)
        else:
            self._pin = None
            self._draw()

    @cached_property
    def _all_eyes(self) -> tuple[Seat | None, ...]:
        return (OPENAI, MICROSOFT, TRUTH) if self._over else (self._sitting,)

    def do_eyes(self) -> None:
        eyes = self._all_eyes
        frame = self._reel.frames[self._at]
        self._hover = None
        self._reel = Reel(self._session, eyes[(eyes.index(self._reel.seat) + 1) % len(eyes)], self._sitting)
        self._at = self._reel.at_step(frame.n, frame.quarter)
        self._draw()

    def applies(self, command: Command) -> bool:
        if command.id == "turning-points" and (not self._over or self._session.path is None):
            return False
        if command.id == "side-by-side" and not self._over:
            return False
        if command.id in ("next-look", "look-before") and self._fame is None:
            return False
        if command.id == "eyes" and len(self._all_eyes) == 1:
            return False
        return super().applies(command)

    def signs(self) -> tuple[tuple[str, str], ...]:
        return (
            ("▼", "the moment that is shown"),
            ("◆", "the moment that is pinned: numbers and clauses are compared with it"),
            ("1 2 3", "how often something happened in a quarter"),
            (LOOK, "a moment of a famous game that is worth a look, and why"),
            ("■", "the end of the game"),
            (f"+ {MINUS}", "in the row of turning points: a decision better, or worse, than the bot's"),
            ("›", "what is new at this moment, and what has changed in the agreement"),
        )

    def do_then(self) -> None:
        from game.tui.screens.agreement import AgreementPage

        self._pause()
        self.app.push_screen(AgreementPage(self._reel.then(self._shown), self._reel.seat or self._sitting))

    def do_turning_points(self) -> None:
        self._pause()
        seat = self._whose
        if self._apart is None or self._apart.seat != seat:
            self._stop_taking_apart()
            assert self._session.path is not None
            self._apart = Apart(self._session.path, seat, STAND_IN)
        self.app.push_screen(TurningPoints(self._session, self._apart, self.go_to_step), self._turned)

    @property
    def _whose(self) -> Seat:
        """Whose decisions are looked at: the one person's; else those of the eyes one looks with."""
        alone = len(self._session.people) == 1
        return self._sitting if alone else self._reel.seat or self._sitting

    def _turned(self, closed: object) -> None:
        self._draw()

    def _stop_taking_apart(self) -> None:
        if self._apart is not None:
            self._apart.stop()

    def on_unmount(self) -> None:
        self._stop_taking_apart()

    def do_side_by_side(self) -> None:
        self._pause()
        left = self._session.header.origin
        if left is None:
            self._beside("bot")
            return
        says = "From this moment on a bot decides, with the same luck; or as it went in the game that this one left."
        rows = [
            Row("bot", Content(f"{STAND_IN} in {NAMES[self._whose]}'s seat from here on")),
            Row("origin", Content(f"{left.save}, which this game left at step {left.step}")),
        ]
        self.app.push_screen(Choose("Side by side with", rows, says), self._beside)

    def _beside(self, which: str | None) -> None:
        from game.lab.whatif import played_on
        from game.tui.screens.side_by_side import SideBySide

        session, seat, n = self._session, self._whose, self._reel.frames[self._shown].n
        if which == "bot":
            names = ("this game", f"{STAND_IN} instead")
            self.app.push_screen(SideBySide(session, names, lambda: played_on(session, seat, n, STAND_IN)))
        elif which == "origin":
            self.app.push_screen(SideBySide(session, ("this game", "its origin"), lambda: origin_of(session)))

    # Playing on

    def do_branch(self) -> None:
        self._pause()
        session, frame = self._session, self._reel.frames[self._shown]
        after = session.at(frame.n)
        if after.phase == "over":
            self.app.push_screen(
                Tell("Nothing is left to decide", "The game is over here. Go back a moment, or a quarter.")
            )
            return
        quarter, here = when(session.scenario, after.quarter), when(session.scenario, frame.quarter)
        says = "It becomes a game of its own, with the same luck; this one stays as it is."
        if after.quarter != frame.quarter:
            word = session.scenario.turns.word
            says = (
                f"Nobody decides while the {word} closes in {here}: you begin after it, in {quarter}. {says}"
            )
        title = f"Play on from {quarter}"
        if not self._over:
            who = f"You are {NAMES[self._sitting]}; across sits {across(session, self._sitting)}."
            words = f"{who} {says} What is in this one after that has not happened there."
            self.app.push_screen(Confirm(title, words, "Play on", "Stay here", "b"), self._confirmed)
            return
        seats = (self._sitting, MICROSOFT if self._sitting == OPENAI else OPENAI)
        rows = [
            Row(seat, Content(f"You are {NAMES[seat]}; across sits {across(session, seat)}"))
            for seat in seats
        ]
        self.app.push_screen(Choose(title, rows, says), self._seated)

    def _confirmed(self, yes: bool | None) -> None:
        self._seated(self._sitting if yes else None)

    def _seated(self, seat: str | None) -> None:
        if seat:
            n = self._reel.frames[self._shown].n
            quarter = self._session.at(n).quarter
            self.app.show_branch(lambda: branched(self._session, n, quarter, seat))  # type: ignore[attr-defined]


def _middle(value: Shown) -> int | None:
    return value.middle if isinstance(value, Band) else value


def _clause(id: str, term: Term, width: int, *, fresh: bool) -> Content:
    clause = CLAUSES[id]
    mark = "› " if fresh else "  "
    short = clause.short(term)
    room = width - len(mark)
    line = row_line(fitted(clause.title, max(8, room - len(short) - 1)), short, room)
    return Content.assemble((mark, "bold $primary"), (fitted(line, room), "bold" if fresh else ""))
