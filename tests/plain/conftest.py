"""A person at the plain mode: answers that are typed beforehand, and all that was read out."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from io import StringIO

from game.files.scenarios import load_scenario
from game.plain.beginning import Beginning
from game.plain.playing import Playing
from game.plain.reader import Gone, Reader
from game.rules.scenario import Scenario
from game.rules.units import SEATS, Seat
from game.session import Session

Answers = Callable[[str], str | None]
"""What is typed at a prompt; ``None`` when nothing is any more."""


@cache
def scenario(id: str = "first-refusal-quick") -> Scenario:
    return load_scenario(id)


class Typed(StringIO):
    """An input that answers each prompt; ``given`` is all that was typed."""

    def __init__(self, heard: StringIO, answers: Answers) -> None:
        super().__init__()
        self._heard, self._answers = heard, answers
        self.given: list[str] = []

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        prompt = self._heard.getvalue().rsplit("\n", 1)[-1]
        answer = self._answers(prompt)
        if answer is None:
            return ""
        self.given.append(answer)
        return f"{answer}\n"


class Person:
    """Somebody at the plain mode of one game."""

    def __init__(self, session: Session, seat: Seat) -> None:
        self.session, self.seat = session, seat
        self._out = StringIO()
        self._answers: Iterator[str] = iter(())
        self.typed = Typed(self._out, lambda prompt: next(self._answers, None))
        self._read = 0
        self.playing = Playing(Reader(self.typed, self._out), session, seat)

    def types(self, *answers: str) -> str:
        """Type these, one at each prompt; what was read out since. The game then waits at the next prompt."""
        self._answers = iter(answers)
        with contextlib.suppress(Gone):
            self.playing.play(fresh=False)
        said = self._out.getvalue()[self._read :]
        self._read = len(self._out.getvalue())
        return said


def begun(seat: Seat, *, seed: str = "harbour-7", bot: str = "bot:2", path: object = None) -> Session:
    seats = {s: "you" if s == seat else bot for s in SEATS}
    return Session.new(scenario(), seed, seats, path=path)  # type: ignore[arg-type]


def obvious(prompt: str) -> str | None:
    """What somebody types who does what is advised and says yes."""
    if prompt.startswith("What would you like"):
        return None
    return "y" if " y or n" in prompt else ""


def opened(session: Session | None, answers: Answers | Iterable[str]) -> tuple[str, list[str]]:
    """Open the plain mode and answer every prompt; all that was read out, and all that was typed."""
    out = StringIO()
    if callable(answers):
        typed = Typed(out, answers)
    else:
        beforehand = iter(answers)
        typed = Typed(out, lambda prompt: next(beforehand, None))
    assert Beginning(Reader(typed, out)).open(session) == 0
    return out.getvalue(), typed.given
