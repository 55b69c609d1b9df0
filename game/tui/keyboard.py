"""Who is at the keyboard: the one place that knows. Usually one person is, from the first quarter to the last.

Two people take turns (``play --hot-seat``). Each has a desk of their own: a screen with its draft, order sheet, letters, coach and news,
which keeps itself up to date unseen. At most one of the two ever lies on the stack of screens, and a curtain lies between them, so there
is nothing behind it, and nothing to go back to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from game.debrief.figures import NAMES, turn_words
from game.debrief.telling import tell
from game.files.saves import Step
from game.rules.engine import topic_of
from game.rules.facts import (
    CardDrawn,
    MemorandumEnded,
    MemorandumMade,
    NoticeClosed,
    NoticeMoved,
    PledgeMoved,
    Responded,
    SealedUp,
    SeatDone,
    Signed,
    Spoke,
    TableClosed,
    TableOpened,
)
from game.rules.state import State
from game.rules.units import OPENAI, Seat, other
from game.session import Session

if TYPE_CHECKING:
    from game.tui.app import FirstRefusal
    from game.tui.screens.quarter import Quarter

_PUBLIC: Final = (
    CardDrawn, MemorandumEnded, MemorandumMade, NoticeClosed, NoticeMoved, PledgeMoved, Responded, Signed, Spoke, TableClosed, TableOpened,
)  # fmt: skip
"""What is said and done in front of both. Of these, too, only what both are told hangs on the curtain."""
_DONE: Final = {
    "events": "has answered what was in the news",
    "plan": "has sealed its plan",
    "notices": "has been through its post",
}
"""What somebody did of which the other learns no more than that it was done, by what they were asked."""


def awaited(session: Session) -> tuple[Seat, ...]:
    """The people whom the game waits for, in the order in which they come to the keyboard."""
    asked = {question.seat for question in session.questions()}
    return tuple(seat for seat in session.people if seat in asked)


class Keyboard:
    """A game and whoever sits before it."""

    def __init__(self, app: FirstRefusal, session: Session, *, fresh: bool) -> None:
        from game.tui.screens.quarter import Quarter

        self._app, self.session = app, session
        people = session.people or (OPENAI,)
        self.desks: dict[Seat, Quarter] = {seat: Quarter(session, seat) for seat in people}
        self._briefed = set() if fresh else set(people)
        self._seen: dict[Seat, list[str]] = {seat: [] for seat in people}
        """What happened in front of both since somebody was here last."""
        self._stop_listening = session.listen(self._on_step) if len(people) > 1 else lambda: None
        self.at: Seat = next(iter(awaited(session)), people[0])
        """Who is there, or is called for. A game that is over is shown to both."""

    @property
    def desk(self) -> Quarter:
        """The desk of whoever is at the keyboard."""
        return self.desks[self.at]

    def begin(self) -> None:
        """Show the game; where two people play it, the curtain first."""
        if len(self.desks) > 1:
            for seat, desk in self.desks.items():
                self._app.install_screen(desk, f"desk-{seat}")  # it outlives its turns
            if self.session.questions():
                from game.tui.screens.curtain import Curtain

                self._app.push_screen(Curtain(self, came=None, key=""))
                return
        self._app.push_screen(self.desk)
        self._brief()

    def pass_to(self, seat: Seat, key: str) -> None:
        """Put the papers of whoever is here away, and call the other; ``key`` was pressed last."""
        from game.tui.screens.curtain import Curtain

        while self._app.screen is not self.desk:
            self._app.pop_screen()
        came, self.at = self.at, seat
        self._seen[came].clear()
        self._app.switch_screen(Curtain(self, came=came, key=key))

    def lift(self) -> None:
        """Show the desk of whoever was called."""
        self._app.switch_screen(self.desk)
        self._brief()

    def _brief(self) -> None:
        if self.at not in self._briefed:
            from game.tui.screens.pages import BriefPage

            self._briefed.add(self.at)
            self._app.push_screen(BriefPage(self.session.scenario, self.session.view(self.at), fresh=True))

    def close(self) -> None:
        """Let go of the game; whatever of it lies on the stack of screens is taken off and goes with it."""
        self._stop_listening()
        lying = [desk for desk in self.desks.values() if desk in self._app.screen_stack]
        while any(desk in self._app.screen_stack for desk in lying):
            self._app.pop_screen()
        for desk in self.desks.values():
            self._app.uninstall_screen(desk)
            if not desk.is_running:
                desk.put_away()
            elif desk not in lying:
                desk.remove()

    def when(self) -> str:
        """The quarter, or the turn."""
        return turn_words(self.session.view(self.at))

    def public(self) -> tuple[str, ...]:
        """What happened in front of both since the one who is called was here last, told to them."""
        return tuple(self._seen[self.at])

    def _on_step(self, before: State, step: Step, after: State) -> None:
        scenario = self.session.scenario
        for fact in step.facts:
            if isinstance(fact, _PUBLIC):
                told = {seat: tell(fact, scenario, seat) for seat in self.desks}
                if all(told.values()):
                    for seat, words in told.items():
                        self._seen[seat].append(str(words))
            elif isinstance(fact, SeatDone | SealedUp) and fact.seat == step.by and before.phase in _DONE:
                if after.phase != before.phase or topic_of(scenario, after, fact.seat) != before.phase:
                    self._seen[other(fact.seat)].append(f"{NAMES[fact.seat]} {_DONE[before.phase]}.")
