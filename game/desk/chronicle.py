"""What has happened so far, for one seat: the news, how the quarter began, and the letters not read yet.

Told from the session's steps; it changes nothing and shows nothing.
"""

from __future__ import annotations

from game.debrief.telling import story
from game.rules import engine
from game.rules.facts import Ended, Fact, QuarterBegan
from game.rules.units import Seat
from game.rules.view import View, view_of
from game.session import Session


class Chronicle:
    """What a seat has been told, step by step. It begins with the steps that a loaded game already has."""

    def __init__(self, session: Session, seat: Seat) -> None:
        self._session, self.seat = session, seat
        self.told: list[tuple[int, str]] = []
        """Every sentence of the game so far, with its quarter."""
        self.past: list[View] = []
        """How it stood when each turn began that has ended."""
        self.letters: list[tuple[View, View, tuple[Fact, ...]]] = []
        """Turns that have ended and were not read about yet: their beginning, their end, what happened."""
        self._facts: list[Fact] = []
        self._opening = view_of(session.scenario, session.at(0), seat)
        self._remember()

    def _remember(self) -> None:
        """Fold the steps so far once, for the news and for what has changed since last quarter."""
        session = self._session
        state = session.at(0)
        quarter = state.quarter
        for step in session.steps:
            self._tell(step.facts, quarter)
            state = engine.apply(state, step.facts)
            quarter = state.quarter
            if any(map(_turned, step.facts)):
                self.past.append(self._opening)
                self._opening = view_of(session.scenario, state, self.seat)
                self._facts.clear()

    def note(self, facts: tuple[Fact, ...], quarter: int, view: View) -> None:
        """Note what a step did in a quarter, and how it stands since. When the turn ended, a letter is due."""
        self._tell(facts, quarter)
        if any(isinstance(fact, Ended) or _turned(fact) for fact in facts):
            self.letters.append((self._opening, view, tuple(self._facts)))
            self.past.append(self._opening)
            self._opening = view
            self._facts.clear()

    def _tell(self, facts: tuple[Fact, ...], quarter: int) -> None:
        told: list[Fact] = []
        for fact in facts:
            if isinstance(fact, QuarterBegan):
                self._note_down(told, quarter)
                told, quarter = [], fact.quarter
            else:
                told.append(fact)
                self._facts.append(fact)
        self._note_down(told, quarter)

    def _note_down(self, facts: list[Fact], quarter: int) -> None:
        self.told += [(quarter, words) for words in story(facts, self._session.scenario, self.seat)]


def _turned(fact: Fact) -> bool:
    """Whether a turn began with it."""
    return isinstance(fact, QuarterBegan) and not fact.held
