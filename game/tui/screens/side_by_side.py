"""Two timelines beside each other: the first difference, how both end, the course of the main numbers, the agreements."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from textual import work
from textual.message import Message
from textual.worker import get_current_worker

from game.debrief.figures import NAMES, figure, when
from game.debrief.parting import Parting, agreements, parting
from game.debrief.reel import FLEET, SCORES, Reel, Shown
from game.desk.content import Content
from game.desk.words import MUTED, SEAT_COLOUR, hanging
from game.errors import GameError
from game.rules.units import SEATS
from game.rules.view import Band
from game.session import Session
from game.tui.screens.paper import Paper
from game.tui.widgets.timeline import signs

COURSES: Final = (
    (SCORES["openai"], "OpenAI's points"),
    (SCORES["microsoft"], "Microsoft's points"),
    ("openai.cash", "OpenAI's cash"),
    ("openai.capability", "Its best model"),
    (FLEET, "Its fleet"),
    ("relations.openai_trust", "OpenAI trusts"),
    ("relations.microsoft_trust", "Microsoft trusts"),
    ("microsoft.ai_revenue", "AI revenue"),
    ("microsoft.share_price", "Share price"),
)
NAME: Final = 18
"""Columns of a course's name, and of whose game it is."""
TERM: Final = 22
"""Columns of a term."""
Names = tuple[str, str]


class SideBySide(Paper):
    """This game and another that left it, or that it left."""

    class Ready(Message):
        """The other game is there, or the sentence says why not."""

        def __init__(self, other: Session | None, words: str = "") -> None:
            super().__init__()
            self.other = other
            self.words = words

    def __init__(self, session: Session, names: Names, other: Callable[[], Session]) -> None:
        super().__init__()
        self._session, self._names, self._made = session, names, other
        self._parts: tuple[Callable[[], Content], ...] = ()
        self._says = "Playing the other one…"

    def on_mount(self) -> None:
        super().on_mount()
        self._begin()

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _begin(self) -> None:
        try:
            ready = self.Ready(self._made())
        except GameError as error:
            ready = self.Ready(None, str(error))
        if not get_current_worker().is_cancelled:
            self.post_message(ready)

    def on_side_by_side_ready(self, event: Ready) -> None:
        """Show both."""
        self._says = event.words
        if event.other is not None:
            both = (self._session, event.other)
            parted = parting(*both)
            reels = tuple(Reel(session, None) for session in both)
            self._parts = (
                lambda: self._parting(parted),
                lambda: self._ends(both),
                lambda: self._courses(reels),
                lambda: self._agreements(both),
            )
        self.draw()
        self.call_after_refresh(self.draw)  # by now it is known whether the page scrolls, and how wide it is

    def title_words(self) -> str:
        return f"Side by side: {self._names[0]} and {self._names[1]}"

    def words(self) -> Content:
        if not self._parts:
            return Content.styled(self._says, MUTED)
        return Content("\n\n").join([part() for part in self._parts])

    def _parting(self, parted: Parting | None) -> Content:
        if parted is None:
            return Content("Both are the same to the end.")
        head = f"They part in {when(self._session.scenario, parted.quarter)}, after {parted.n} steps"
        rows = [Content.styled(head, "bold $primary")]
        for name, does in zip(self._names, (parted.one, parted.other), strict=True):
            rows.append(hanging(f"  {name:<{NAME}}", f"{does or 'The game is over'}.", self.width, NAME + 2))
        return Content("\n").join(rows)

    def _ends(self, both: Sequence[Session]) -> Content:
        rows = [Content.styled("How they end", "bold $primary")]
        for name, session in zip(self._names, both, strict=True):
            outcome = session.outcome()
            if outcome is None:
                continue
            scores = ", ".join(f"{NAMES[judged.seat]} {judged.score}" for judged in outcome.seats)
            words = f"{outcome.title}, after {outcome.quarters} quarters: {scores}."
            rows.append(hanging(f"  {name:<{NAME}}", words, self.width, NAME + 2))
        return Content("\n").join(rows)

    def _courses(self, reels: Sequence[Reel]) -> Content:
        rows = [Content.styled("Quarter by quarter, to one measure", "bold $primary")]
        for stat, title in COURSES:
            rows.append(Content.styled(title, "bold"))
            courses = [self._course(reel, stat) for reel in reels]
            known = [value for course in courses for value in course if value is not None]
            for name, course, reel in zip(self._names, courses, reels, strict=True):
                (drawn,) = signs(course, (min(known), max(known)), 1)
                last = reel.value(len(reel.frames) - 1, stat)
                tone = next((SEAT_COLOUR[seat] for seat in SEATS if seat in stat), "")
                rows.append(
                    Content.assemble((f"  {name:<{NAME}}", MUTED), (drawn, tone), f"  {_shown(stat, last)}")
                )
        return Content("\n").join(rows)

    def _course(self, reel: Reel, stat: str) -> list[int | None]:
        """A number at the end of each quarter; nothing in those that the game did not get to."""
        found: list[int | None] = []
        for quarter in range(self._session.scenario.quarters.count):
            moments = reel.in_quarter(quarter)
            value = reel.value(moments[-1], stat) if moments else None
            found.append(value.middle if isinstance(value, Band) else value)
        return found

    def _agreements(self, both: Sequence[Session]) -> Content:
        found = tuple(agreements(*both))
        rows = [Content.styled("The agreements in the end", "bold $primary")]
        if not found:
            return Content("\n").join([*rows, Content("They say the same.")])
        wide = max(20, min(30, self.width - 2 * TERM - 2))
        rows.append(Content.styled(f"  {'':<{wide}}{self._names[0]:<{TERM}}{self._names[1]}", MUTED))
        rows += [Content(f"  {clause:<{wide}}{one:<{TERM}}{other}") for clause, one, other in found]
        return Content("\n").join(rows)


def _shown(stat: str, value: Shown) -> str:
    if value is None:
        return "?"
    return (
        str(value) if stat in SCORES.values() else figure("openai.azure_mw" if stat == FLEET else stat, value)
    )
