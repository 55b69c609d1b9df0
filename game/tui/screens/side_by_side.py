"""Two games that were one for a while, on one timeline: one cursor moves both.

Above is what happens in each, with a sign at what the other has not; beside or behind that their agreements as they stand there, how they
part and how they end. Both games are over, so everything is shown as it was.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from textual import work
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.message import Message
from textual.widgets import Static
from textual.worker import get_current_worker

from game.debrief.figures import NAMES, figure, when
from game.debrief.parting import Parting, dealt_alike, parting
from game.debrief.reel import AMENDMENTS, FLEET, SCORES, Reel, Shown
from game.desk.content import Content
from game.desk.words import MUTED, fitted, hanging
from game.errors import GameError
from game.rules.agreement import CLAUSES
from game.rules.view import Band
from game.session import Session
from game.tui.commands import BESIDE, Command
from game.tui.screens.base import WIDE, bound
from game.tui.screens.reeled import Reeled
from game.tui.told import DIFFERS, Telling, Told, told
from game.tui.widgets.timeline import Timeline, years
from game.tui.widgets.twin import BOTH, ONE, OTHER, PARTS, Line, Pair, Twin

CURVES: Final = (
    (SCORES["openai"], "OpenAI's points", "OA points"),
    (SCORES["microsoft"], "Microsoft's points", "MS points"),
    ("openai.cash", "OpenAI's cash", "Cash"),
    ("openai.capability", "Its best model", "Capability"),
    (FLEET, "Its fleet", "Fleet"),
    ("relations.openai_trust", "OpenAI trusts", "OA trusts"),
    ("relations.microsoft_trust", "Microsoft trusts", "MS trusts"),
    ("microsoft.ai_revenue", "AI revenue", "AI revenue"),
    ("microsoft.share_price", "Share price", "MS shares"),
)
"""The numbers whose courses can be drawn: which, its title, and its name beside the chart."""
PANES: Final = ("moments", "agreements", "ends")
LEAST: Final = 10
"""Rows the timeline has where there is room, without its frame; on a tall screen it has 40 of 100."""
ABOVE: Final = 12
"""Rows of a screen that are kept for what is above it, and for all frames."""
TITLE: Final = 20
WIDEST: Final = 26
"""Columns of a clause's title at most, where terms stand beside it."""
Names = tuple[str, str]


class Moment(NamedTuple):
    """A moment in both games: its quarter, and which moment of each reel it is. A game that is over stays at its last."""

    quarter: int
    one: int
    other: int


def moments(one: Reel, other: Reel) -> tuple[Moment, ...]:
    """Both games moment by moment: quarter for quarter, and in a quarter the first with the first, as far as both have any."""
    found: list[Moment] = []
    for quarter in range(max(one.reached, other.reached) + 1):
        pair = [reel.in_quarter(quarter) for reel in (one, other)]
        for k in range(max(map(len, pair))):
            at = [_moment(reel, quarter, mine, k) for reel, mine in zip((one, other), pair, strict=True)]
            found.append(Moment(quarter, *at))
    return tuple(found)


def _moment(reel: Reel, quarter: int, mine: range, k: int) -> int:
    return mine[min(k, len(mine) - 1)] if mine else reel.before(quarter)


class SideBySide(Reeled):
    """This game and another that left it, or that it left, or any two that are over."""

    WHERE = BESIDE
    BINDINGS = bound(BESIDE)

    class Ready(Message):
        """Both games are there to be shown, or the sentence says why not."""

        def __init__(self, reels: tuple[Reel, Reel] | None, words: str = "") -> None:
            super().__init__()
            self.reels = reels
            self.words = words

    def __init__(self, session: Session, names: Names, other: Callable[[], Session]) -> None:
        super().__init__()
        self._session, self._names, self._made = session, names, other
        self._reels: tuple[Reel, Reel] | None = None
        self._moments: tuple[Moment, ...] = ()
        self._parted: Parting | None = None
        self._first_difference: int | None = None
        """The moment in which they part; nothing where they do not."""
        self._curve = 0
        self._pane = 0
        self._says = "Playing the other one…"
        self._courses: dict[tuple[int, str, int], tuple[int | None, ...]] = {}

    def body(self) -> ComposeResult:
        yield Static(id="status")
        with Container(id="beside"):
            for id, name in zip(("one", "other"), self._names, strict=True):
                with Telling(id=id, classes="moments") as box:
                    box.border_title = f"{ONE if id == 'one' else OTHER} {name}"
            with VerticalScroll(id="deals", classes="region agreements") as box:
                box.border_title = "The agreements then"
                yield Static(id="deals-words")
            with VerticalScroll(id="ends", classes="region ends") as box:
                box.border_title = "How they part, and end"
                yield Static(id="ends-words")
        yield Twin()

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(Twin).border_title = f"{ONE} {self._names[0]}   {OTHER} {self._names[1]}   {BOTH} both"
        self._turn_over()
        self._draw()
        self._begin()

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw)
        self.refresh_hints()

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _begin(self) -> None:
        try:
            other = self._made()
            ready = self.Ready((Reel(self._session, None), Reel(other, None)))
        except GameError as error:
            ready = self.Ready(None, str(error))
        if not get_current_worker().is_cancelled:
            self.post_message(ready)

    def on_side_by_side_ready(self, event: Ready) -> None:
        """Show both, at the moment in which they part."""
        self._says = event.words
        if event.reels is not None:
            self._reels = event.reels
            self._moments = moments(*event.reels)
            self._parted = parting(*(reel.session for reel in event.reels))
            self._first_difference = self._parts_at(event.reels)
            self._at = self._first_difference or 0
        self.refresh_hints()
        self._draw()
        self.call_after_refresh(self._draw)  # by now it is known what scrolls, and how wide it is

    def _parts_at(self, reels: tuple[Reel, Reel]) -> int | None:
        """The moment of the first difference; nothing where there is none."""
        if self._parted is None:
            return None
        for i, moment in enumerate(self._moments):
            if max(reels[0].frames[moment.one].n, reels[1].frames[moment.other].n) > self._parted.n:
                return i
        return len(self._moments) - 1

    # What is shown

    @property
    def _many(self) -> int:
        return len(self._moments)

    @property
    def _seen(self) -> Moment:
        return self._moments[self._shown]

    def _draw(self) -> None:
        if not self.is_mounted:
            return
        with self.app.batch_update():
            self._draw_status()
            if self._reels is not None:
                self._draw_told(self._reels)
                self._draw_deals(self._reels)
                self._draw_ends(self._reels)
                self._draw_timeline(self._reels)

    def _draw_status(self) -> None:
        status = self.query_one("#status", Static)
        if self._reels is None:
            status.update(Content.styled(self._says, MUTED))
            self.query_one(Twin).update(
                "\n" * (self._rows - 1)
            )  # the room it will have, so that nothing moves
            return
        room = status.content_size.width or self.app.size.width - 2
        seen = self._shown
        first = self._first_difference
        left = Content.assemble(
            (when(self._session.scenario, self._seen.quarter), "bold"), (" · the whole truth", MUTED)
        )
        if not dealt_alike(*(reel.session for reel in self._reels)):
            right = "two games that were never one"
        elif first is None:
            right = "the same to the end"
        elif seen < first:
            right = (
                f"the same so far; they part in {when(self._session.scenario, self._moments[first].quarter)}"
            )
        else:
            parted = when(self._session.scenario, self._moments[first].quarter)
            right = f"{PARTS} they part here" if seen == first else f"parted in {parted}"
        right += f" · {self._pace}" if self._pace else ""
        gap = max(1, room - left.cell_length - len(right))
        status.update(Content.assemble(left, " " * gap, (right, MUTED if seen != first else "bold $primary")))

    def _draw_told(self, reels: tuple[Reel, Reel]) -> None:
        at = (self._seen.one, self._seen.other)
        lines = [
            {line for i in reel.in_quarter(self._seen.quarter) for line in reel.frames[i].told}
            for reel in reels
        ]
        for k, id in enumerate(("one", "other")):
            reel, box = reels[k], self.query_one(f"#{id}", Telling)
            if reel.frames[at[k]].quarter < self._seen.quarter:
                over = reel.reached < self._seen.quarter
                says = "This game is over." if over else "Nothing that anybody was told of."
                box.show(Told(Content.styled(says, MUTED), 1, 1))
            else:
                box.show(told(reel, at[k], box.words_width or 30, lines[1 - k]))

    def _draw_deals(self, reels: tuple[Reel, Reel]) -> None:
        words = self.query_one("#deals-words", Static)
        width = words.content_size.width or 40
        one, other = reels[0].terms(self._seen.one), reels[1].terms(self._seen.other)
        start = {id: clause.start for id, clause in self._session.scenario.agreement.items()}
        differ = [id for id in one if one[id] != other[id]]
        same = [id for id in one if id not in differ and one[id] != start.get(id, one[id])]
        rows = [Content.styled(self._agree_words(len(differ), len(same)), MUTED)]
        for id in (*differ, *same):
            rows.append(
                _terms(
                    CLAUSES[id].title,
                    CLAUSES[id].short(one[id]),
                    CLAUSES[id].short(other[id]),
                    width,
                    id in differ,
                )
            )
        words.update(Content("\n").join(rows))

    def _agree_words(self, differ: int, same: int) -> str:
        if not differ and not same:
            return "Both as they were at the start."
        head = "They say the same"
        if differ:
            head = f"{differ} clause{' differs' if differ == 1 else 's differ'} {DIFFERS}"
        return f"{head}; {same} {'is' if same == 1 else 'are'} amended alike." if same else f"{head}."

    def _draw_ends(self, reels: tuple[Reel, Reel]) -> None:
        words = self.query_one("#ends-words", Static)
        width = words.content_size.width or 40
        rows = [self._parting(reels, width)]
        for k, reel in enumerate(reels):
            outcome = reel.session.outcome()
            assert outcome is not None
            scores = ", ".join(f"{NAMES[judged.seat]} {judged.score}" for judged in outcome.seats)
            sign = ONE if k == 0 else OTHER
            ends = f"{self._names[k]}: {outcome.title} after {outcome.quarters} quarters. {scores}."
            rows.append(hanging(f"{sign} ", ends, width, 2))
        rows.append(self._numbers(reels, width))
        words.update(Content("\n").join(rows))

    def _parting(self, reels: tuple[Reel, Reel], width: int) -> Content:
        parted, scenario = self._parted, self._session.scenario
        if not dealt_alike(*(reel.session for reel in reels)):
            seeds = " and ".join(reel.session.header.seed for reel in reels)
            return hanging("", f"They were dealt apart: {seeds}.", width, 2)
        if parted is None:
            return Content("They are the same to the end.")
        rows = [
            Content.styled(f"They part in {when(scenario, parted.quarter)}, at step {parted.n + 1}:", "bold")
        ]
        for sign, does in ((ONE, parted.one), (OTHER, parted.other)):
            rows.append(hanging(f"{sign} ", f"{does or 'The game is over'}.", width, 2))
        return Content("\n").join(rows)

    def _numbers(self, reels: tuple[Reel, Reel], width: int) -> Content:
        """The main numbers at the cursor in both."""
        rows = [Content.styled(f"{'Then':<{TITLE}}{ONE:<9}{OTHER}", MUTED)]
        for stat, title, _ in CURVES:
            one, other = reels[0].value(self._seen.one, stat), reels[1].value(self._seen.other, stat)
            line = f"{title:<{TITLE}}{_shown(stat, one):<9}{_shown(stat, other)}"
            rows.append(Content.styled(fitted(line, width), "" if one == other else "bold"))
        return Content("\n").join(rows)

    def _draw_timeline(self, reels: tuple[Reel, Reel]) -> None:
        twin, scenario = self.query_one(Twin), self._session.scenario
        wide = twin.cells_a_quarter(scenario.quarters.count)
        stat, title, short = CURVES[self._curve]
        courses = [self._course(k, stat, wide) for k in (0, 1)]
        known = [value for course in courses for value in course if value is not None]
        at = (self._seen.one, self._seen.other)
        first = self._first_difference
        marks = []
        for sign, reel in zip((ONE, OTHER), reels, strict=True):
            found = {q * wide: str(min(n, 9)) for q, n in reel.marks[AMENDMENTS].items()}
            marks.append((f"Signed {sign}", found))
        twin.show_both(
            Pair(
                years=years(scenario.quarters, wide),
                marks=tuple(marks),
                title=short,
                lines=(
                    Line(
                        self._names[0],
                        courses[0],
                        _shown(stat, reels[0].value(at[0], stat)),
                        (reels[0].reached + 1) * wide,
                    ),
                    Line(
                        self._names[1],
                        courses[1],
                        _shown(stat, reels[1].value(at[1], stat)),
                        (reels[1].reached + 1) * wide,
                    ),
                ),
                high=_shown(stat, max(known)) if known else "",
                low=_shown(stat, min(known)) if known else "",
                here=self._cell(self._shown, wide),
                parts=None if first is None else self._cell(first, wide),
                foot=f"{title} · c draws another",
            ),
            self._rows,
        )

    @property
    def _rows(self) -> int:
        high = self.app.size.height
        return max(min(LEAST, high - ABOVE), high * 40 // 100)

    def _course(self, k: int, stat: str, wide: int) -> tuple[int | None, ...]:
        """A number's course in one of the games, a moment a cell, as far as it got; worked out once."""
        key = (k, stat, wide)
        if key not in self._courses:
            assert self._reels is not None
            reel = self._reels[k]
            cells = range(self._session.scenario.quarters.count * wide)
            ends = (reel.reached + 1) * wide
            self._courses[key] = tuple(
                _middle(reel.value(self._moments[self._moment_at(cell, wide)][1 + k], stat))
                if cell < ends
                else None
                for cell in cells
            )
        return self._courses[key]

    def _in_quarter(self, quarter: int) -> range:
        found = [i for i, moment in enumerate(self._moments) if moment.quarter == quarter]
        return range(found[0], found[-1] + 1) if found else range(0)

    def _cell(self, i: int, wide: int) -> int:
        quarter = self._moments[i].quarter
        mine = self._in_quarter(quarter)
        return quarter * wide + (i - mine[0]) * wide // len(mine)

    def _moment_at(self, cell: int, wide: int) -> int:
        quarter, part = divmod(cell, wide)
        mine = self._in_quarter(quarter)
        if not mine:
            return max((i for i, moment in enumerate(self._moments) if moment.quarter < quarter), default=0)
        return mine[min(len(mine) - 1, -(-part * len(mine) // wide))]

    # Going

    def applies(self, command: Command) -> bool:
        if command.id == "next-pane" and self.app.size.width >= WIDE:
            return False
        if command.id == "first-difference" and self._first_difference is None:
            return False
        return super().applies(command)

    def signs(self) -> tuple[tuple[str, str], ...]:
        return (
            ("▼", "the moment that is shown, in both games"),
            (f"{ONE} {OTHER} {BOTH}", f"in the chart: {self._names[0]}, {self._names[1]}, and both at once"),
            (PARTS, "where they part; what the other game has not; a clause that stands differently"),
            ("■", "the end of a game"),
        )

    def do_quarter_on(self) -> None:
        if self._moments:
            self._go(self._in_quarter(self._moments[self._at].quarter)[-1] + 1)

    def do_quarter_back(self) -> None:
        if self._moments:
            first = self._in_quarter(self._moments[self._at].quarter)[0]
            self._go(
                first if self._at > first else self._in_quarter(self._moments[max(0, first - 1)].quarter)[0]
            )

    def do_next_signature(self) -> None:
        if self._reels is None:
            return
        signed = [
            sum(
                len(reel.frames[at].state.agreement.amendments)
                for reel, at in zip(self._reels, moment[1:], strict=True)
            )
            for moment in self._moments
        ]
        found = [i for i in range(1, len(signed)) if signed[i] > signed[i - 1]]
        if found:
            self._go(next((i for i in found if i > self._at), found[0]))

    def do_first_difference(self) -> None:
        self._go(self._first_difference or 0)

    def do_next_curve(self) -> None:
        self._curve = (self._curve + 1) % len(CURVES)
        self._draw()

    def do_next_pane(self) -> None:
        self._pane = (self._pane + 1) % len(PANES)
        self._turn_over()
        self.call_after_refresh(self._draw)

    def _turn_over(self) -> None:
        for k, pane in enumerate(PANES):
            self.set_class(k == self._pane, f"-{pane}")

    def do_back(self) -> None:
        self.dismiss(None)

    def on_timeline_pointed(self, event: Timeline.Pointed) -> None:
        """A mouse over the timeline previews; a click goes there."""
        if not self._moments:
            return
        wide = self.query_one(Twin).cells_a_quarter(self._session.scenario.quarters.count)
        at = None if event.cell is None else self._moment_at(event.cell, wide)
        if event.picked and at is not None:
            self._go(at)
        elif at != self._hover:
            self._hover = at
            self._draw()

    def on_timeline_scrolled(self, event: Timeline.Scrolled) -> None:
        """A page of what is shown above."""
        for box in self.query(VerticalScroll):
            if box.display:
                (box.scroll_page_down if event.by > 0 else box.scroll_page_up)(animate=False)


def _terms(title: str, one: str, other: str, width: int, differ: bool) -> Content:
    """A clause with its terms in both: a row, or two where it is narrow."""
    mark = f"{DIFFERS} " if differ else "  "
    style = "bold" if differ else MUTED
    if width < 60:
        rows = (f"{mark}{title}", f"    {ONE} {one}  {OTHER} {other}" if differ else f"    {BOTH} {one}")
        return Content.styled("\n".join(fitted(row, width) for row in rows), style)
    wide = min(WIDEST, width // 3)
    rest = (width - wide - 4) // 2
    terms = (
        f"{fitted(f'{ONE} {one}', rest):<{rest}} {fitted(f'{OTHER} {other}', rest)}"
        if differ
        else f"{BOTH} {one}"
    )
    return Content.styled(f"{mark}{fitted(title, wide):<{wide}} {terms}", style)


def _middle(value: Shown) -> int | None:
    return value.middle if isinstance(value, Band) else value


def _shown(stat: str, value: Shown) -> str:
    if value is None:
        return "?"
    return (
        str(value) if stat in SCORES.values() else figure("openai.azure_mw" if stat == FLEET else stat, value)
    )
