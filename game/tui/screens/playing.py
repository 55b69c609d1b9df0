"""A screen on a game in play: its session and seat, the moment it shows, and the pages that can be read beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from textual.reactive import reactive

from game.desk.chronicle import Chronicle
from game.desk.moment import Moment
from game.rules.decisions import (
    Accept,
    Agree,
    Ask,
    Because,
    Decision,
    Give,
    Insist,
    Offer,
    Principle,
    Promise,
    Reopen,
    Stage,
    Threat,
    Undo,
    Walk,
    Why,
)
from game.rules.stats import STATS
from game.rules.units import Seat, other
from game.session import Session
from game.tui.commands import Command
from game.tui.screens.base import House

if TYPE_CHECKING:
    from game.debrief.causes import Causes

_NEEDS: Final[dict[str, set[type[Decision]]]] = {
    "undo": {Undo}, "offer": {Offer}, "accept": {Accept}, "principle": {Principle}, "ask": {Ask}, "why": {Why}, "walk": {Walk},
    "agree": {Agree, Reopen}, "give": {Give}, "insist": {Insist}, "stage": {Stage}, "promise": {Promise}, "threaten": {Threat},
}  # fmt: skip
"""The decisions one of which must be open for a command to apply."""
_DRAFTING: Final = (
    "clear",
    "as-coached",
    "more-moves",
    "compare",
    "filter",
    "find",
    "link",
    "only-if",
    "side-letter",
)
"""Commands about the draft: there is none while reasons are owed."""


class Playing(House):
    """What the parts of the game's screen share. The quarter says how a decision is made and how the desk is drawn."""

    moment: reactive[Moment | None] = reactive(None, init=False, always_update=True)

    def __init__(self, session: Session, seat: Seat) -> None:
        super().__init__()
        self.session = session
        self.seat = seat
        self.chronicle = Chronicle(session, seat)
        self._coach: bool | None = None

    @property
    def coached(self) -> bool:
        """Whether the coach sits beside the table: for whoever plays alone a setting, for each of two people their own affair."""
        return bool(self.app.coached) if self._coach is None else self._coach  # type: ignore[attr-defined]

    def call_coach(self, wanted: bool) -> None:
        """Have the coach beside the table, or send it away."""
        if len(self.session.people) > 1:
            self._coach = wanted
        else:
            self.app.remember(coach=wanted)  # type: ignore[attr-defined]

    def act(self, decision: Decision) -> bool:
        """Decide; whether it was allowed."""
        raise NotImplementedError

    def draw_desk(self, note: str | None = None) -> None:
        """Draw the question of the moment anew, with another note if one is given."""
        raise NotImplementedError

    def decide_if(self, decision: Decision) -> Callable[[bool | None], None]:
        """What to do with the answer of a dialog that asks whether to decide so."""

        def answered(yes: bool | None) -> None:
            if yes:
                self.act(decision)

        return answered

    def decide(self, decision: Decision | None) -> None:
        """Decide what a dialog gave back; nothing when it was closed."""
        if decision is not None:
            self.act(decision)

    def applies(self, command: Command) -> bool:
        """Whether a command can be given at this moment."""
        if not super().applies(command):
            return False
        moment = self.moment
        topic = moment.question.topic if moment is not None and moment.question is not None else ""
        if command.topics and topic not in command.topics:
            return False
        kinds = {type(option.decision) for option in moment.options} if moment is not None else set()
        needed = _NEEDS.get(command.id)
        if command.id == "accept" and Because not in kinds and self._theirs_lies():
            return True  # where it cannot be signed, the key says why
        if needed is not None and not kinds & needed:
            return False
        if command.id == "default":
            return topic != ""
        if command.id == "as-coached" and not self.coached:
            return False
        if command.id == "theirs":
            return self._theirs_lies()
        return command.id not in _DRAFTING or Because not in kinds

    def _theirs_lies(self) -> bool:
        """Whether what lies on the table is the other side's."""
        table = self.moment.view.table if self.moment is not None else None
        return table is not None and table.offered_by == other(self.seat)

    def do_agreement(self) -> None:
        from game.tui.screens.agreement import AgreementPage

        self.app.push_screen(AgreementPage(self.session, self.seat))

    def do_ledger(self) -> None:
        from game.tui.screens.ledger import LedgerPage

        self.app.push_screen(LedgerPage(self.session.scenario, self.session.view(self.seat)))

    def do_notes(self) -> None:
        from game.tui.screens.notes import NotesPage

        self.app.push_screen(NotesPage(self.session.scenario, self.session.view(self.seat)))

    def do_market(self) -> None:
        from game.tui.screens.market import MarketPage

        scenario, view = self.session.scenario, self.session.view(self.seat)
        self.app.push_screen(MarketPage(scenario, view, self.chronicle.past, self.why))

    def do_news(self) -> None:
        from game.tui.screens.pages import NewsPage

        self.app.push_screen(NewsPage(self.session.scenario, self.chronicle.told))

    def do_look_back(self) -> None:
        from game.tui.screens.watch import Watch

        self.app.push_screen(Watch(self.session, self.seat))

    def do_brief(self) -> None:
        from game.tui.screens.pages import BriefPage

        self.app.push_screen(BriefPage(self.session.scenario, self.session.view(self.seat)))

    def do_numbers(self) -> None:
        from game.tui.screens.why import NumbersPage

        self.app.push_screen(NumbersPage(self.causes(), self.told_to))

    def do_why_number(self) -> None:
        self.why(*self.pointed_at()) if self.pointed_at() else self.do_numbers()

    def why(self, *names: str) -> None:
        """A page on a number, or on several that are shown as one."""
        from game.tui.screens.why import WhyPage

        self.app.push_screen(WhyPage(self.causes(), names, self.told_to))

    def numbers_told(self) -> Iterator[tuple[str, str]]:
        """Every number that is told, and the question why it is so."""
        from game.debrief.figures import figure, title_for

        causes = self.causes()
        for name in STATS:
            if (value := causes.value(name, self.told_to)) is not None:
                yield name, f"Why is {title_for(name, self.told_to)} {figure(name, value)}?"

    def pointed_at(self) -> tuple[str, ...]:
        """The numbers under the cursor."""
        return ()

    @property
    def told_to(self) -> Seat | None:
        """Who is told why a number is so: the seat; everybody when the game is over."""
        return self.seat if self.session.questions() else None

    def causes(self) -> Causes:
        """What has moved every number so far."""
        from game.debrief.causes import causes_of

        return causes_of(self.session)

    def do_about(self) -> None:
        from game.tui.screens.pages import AboutPage

        self.app.push_screen(AboutPage())
