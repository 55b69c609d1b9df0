"""A seat for another program: ``exec:COMMAND``. One process a seat a game, begun when it is first asked something.

It is shown what any player is shown, as one line of JSON, and answers with a move a line (:mod:`game.players.lines`). An answer that
is none, or not allowed, is refused with the reason; after :data:`TRIES` of them, or when time is up, the default stands in; after
:data:`DEFAULTS` of those, or when the program is gone, the seat is forfeit and plays defaults to the end. So a game always ends. What
stood in says so in its note, and a save keeps that.

A program is no function of what it is shown, but a save holds what was decided, so reading, replaying and verifying one needs no
program and starts none. It is started only to play on, and only where somebody said that it may be (``allowed``).
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Final

from game.errors import GameError, Refusal
from game.players import lines
from game.players.order import Order
from game.players.pipe import Gone, Pipe
from game.rules.decisions import Decision, Done, Option
from game.rules.engine import Question
from game.rules.scenario import Scenario
from game.rules.units import Seat
from game.rules.view import View

TRIES: Final = 3
"""So many answers to one question may be refused."""
DEFAULTS: Final = 3
"""So often in a game a default may stand in; with the last of them the seat is forfeit."""
MOST_MOVES: Final = 100
"""So many moves in one phase are more than anybody has a use for: then the phase is closed, as with a default."""
MOST_TALK: Final = 100
"""So many lines nobody asked for are passed over in a game."""
MOST_NOTED: Final = 500
"""A note says why in so many characters; no move has room for much more."""

Refuses = Callable[[Decision], Refusal | None]
"""Why a move would be refused now; ``None`` when it would not be."""


class NotAllowed(GameError):
    """A program would have to be started, and nobody has said that it may be."""


class Program:
    """Another program in a seat."""

    def __init__(
        self, scenario: Scenario, seat: Seat, order: Order, *, seconds: float = 0, allowed: bool = False
    ) -> None:
        """A seat for an order. ``seconds`` stands in for the order's, which are whole."""
        self.scenario, self.seat, self.order = scenario, seat, order
        self.seconds = seconds or order.seconds
        self.allowed = allowed
        """Whether it may be started."""
        self.log: Path | None = None
        """The file for what it writes to stderr, and for what was wrong with its answers; without one both go to the console."""
        self.forfeit = ""
        """Why its seat is forfeit; empty while it is not."""
        self._pipe: Pipe | None = None
        self._closed = False
        self._starting = Lock()
        self._told = ""
        self._owed = 0
        self._talk = 0
        self._defaults = 0
        self._phase = ("", "")
        self._moves = 0

    def decide(self, view: View, question: Question, options: tuple[Option, ...]) -> Decision:
        """Its answer, whether that is allowed or not; for whoever can tell, :meth:`settle` is better."""
        return self.settle(view, question, options, lambda decision: None)

    def settle(
        self, view: View, question: Question, options: tuple[Option, ...], refuses: Refuses
    ) -> Decision:
        """Its answer, or the default. Never takes longer than ``TRIES`` times its seconds. Raises ``NotAllowed``."""
        if not self.forfeit:
            try:
                return self._asked(view, question, options, refuses)
            except Gone as gone:
                if self._closed:
                    raise GameError(f"The game was left before {self.seat} had decided.") from gone
                self._give_up(str(gone))
        return Done(note=f"Forfeit: {self.forfeit}")

    def close(self) -> None:
        """The game is over, or left: let the program end. It is not started again."""
        with self._starting:
            self._closed = True
            if self._pipe is not None:
                self._pipe.close()
                self._pipe = None

    def _asked(
        self, view: View, question: Question, options: tuple[Option, ...], refuses: Refuses
    ) -> Decision:
        pipe = self._running(view)
        if self._too_many(question):
            return self._default(f"after {MOST_MOVES} moves in one phase it is closed.")
        for left in reversed(range(TRIES)):
            self._pass_over(pipe)
            pipe.send(lines.ask(self.scenario, view, question, options, self._told, left))
            self._told = ""
            said = self._answer(pipe, question.name)
            if said is None:
                self._owed += 1
                return self._default(f"there was no answer within {self.seconds:g} s.")
            refusal = said if isinstance(said, Refusal) else refuses(said)
            if refusal is None:
                assert not isinstance(said, Refusal)
                return said
            self._told = str(refusal)
            self._say(f"{question.name}: refused: {refusal}")
        return self._default(f"{TRIES} answers were refused, the last because: {self._told}")

    def _running(self, view: View) -> Pipe:
        with self._starting:
            if self._closed:
                raise Gone("the game was left.")
            if self._pipe is None:
                if not self.allowed:
                    words = f"The program for {self.seat} may not be started: nobody has said so."
                    raise NotAllowed(f"{words} It is {self.order.command}")
                self._pipe = Pipe(self.order.words(), self.log)
                self._pipe.send(lines.hello(self.scenario, view, self.seconds))
            return self._pipe

    def _too_many(self, question: Question) -> bool:
        phase = (question.quarter, question.topic)
        self._moves = self._moves + 1 if phase == self._phase else 1
        self._phase = phase
        return self._moves > MOST_MOVES

    def _pass_over(self, pipe: Pipe) -> None:
        """Leave aside what was said before anything was asked."""
        while pipe.receive(0) is not None:
            self._count_talk()

    def _count_talk(self) -> None:
        self._owed = max(0, self._owed - 1)
        self._talk += 1
        self._say(
            "a line was passed over: nobody had asked, it came too late, or it answers another question."
        )
        if self._talk > MOST_TALK:
            raise Gone("it talks without being asked.")

    def _answer(self, pipe: Pipe, name: str) -> Decision | Refusal | None:
        """What it says to a question, or what is wrong with that; ``None`` when time is up.

        A line that names another question is passed over, and so is one that comes late: as many as time was up for.
        """
        until = monotonic() + self.seconds
        while (left := until - monotonic()) > 0 and (line := pipe.receive(left)) is not None:
            try:
                said = lines.read(line)
            except Refusal as refusal:
                if self._owed:
                    self._count_talk()
                    continue
                return refusal
            if said.answering == name or not (said.answering or self._owed):
                return said.move
            self._count_talk()
        return None

    def _default(self, why: str) -> Decision:
        self._defaults += 1
        self._told = f"The default was taken: {why}"[:MOST_NOTED]
        self._say(self._told)
        if self._defaults >= DEFAULTS:
            raise Gone(f"the default was taken {DEFAULTS} times. The last time {why}")
        return Done(note=self._told)

    def _give_up(self, why: str) -> None:
        self.forfeit = why[:MOST_NOTED]
        self._say(f"forfeit: {why}")
        if self._pipe is not None:
            self._pipe.end()
            self._pipe = None

    def _say(self, words: str) -> None:
        """Tell whoever wrote the program."""
        if self.log is None:
            sys.stderr.write(f"{self.seat}: {words}\n")
            return
        with suppress(OSError), open(self.log, "a", encoding="utf-8") as log:
            log.write(f"First Refusal: {words}\n")
