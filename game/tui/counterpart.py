"""The counterpart: it thinks in a thread beside the screen, one thought at a time, and posts what it decided.

It changes nothing in the game: the screen carries its decision out.
"""

from __future__ import annotations

from functools import partial

from textual.message import Message
from textual.screen import Screen
from textual.worker import get_current_worker

from game.errors import GameError
from game.rules.decisions import Decision
from game.rules.engine import Question
from game.session import Session


class Counterpart:
    """Whoever decides for the other seat when no person does."""

    class Thought(Message):
        """The counterpart has decided."""

        def __init__(self, question: Question, decision: Decision) -> None:
            super().__init__()
            self.question = question
            self.decision = decision

    class Stuck(Message):
        """The counterpart could not decide; the sentence says why."""

        def __init__(self, question: Question, words: str) -> None:
            super().__init__()
            self.question = question
            self.words = words

    def __init__(self, screen: Screen[object], session: Session) -> None:
        self._screen, self._session = screen, session
        self.thinking = ""
        """The name of the question it thinks about; empty when it is idle."""

    def ask(self, question: Question) -> None:
        """Let it think about a question, unless it is thinking already."""
        if not self.thinking:
            self.thinking = question.name
            self._screen.run_worker(
                partial(self._think, question), group="counterpart", thread=True, exit_on_error=False
            )

    def _think(self, question: Question) -> None:
        worker = get_current_worker()
        try:
            decision = self._session.think(question)
        except GameError as error:
            if not worker.is_cancelled:
                self._screen.post_message(self.Stuck(question, str(error)))
            return
        if not worker.is_cancelled:
            self._screen.post_message(self.Thought(question, decision))
