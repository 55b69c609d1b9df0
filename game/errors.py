"""What can go wrong, drawn at the top.

GameError
├── Refusal          a player asked for what is not allowed now; the game is unchanged
├── ScenarioError    an author's file: every problem with its place, and what would do
├── ScriptError      a script's expectation failed: where, expected, got
└── SaveError
    ├── NotASave     the file is something else
    ├── TooNew       written by a later game
    ├── Outdated     of an earlier format: it can be read, and no longer written to
    ├── TooBig       beyond the limits that are checked before parsing
    ├── Damaged      a line was cut, edited or spoilt
    └── Diverged     deciding again gives something else than the record says

Lower layers raise; the outermost layer words it for its medium. Anything else that is raised is our bug.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Final


class Exit(IntEnum):
    """What the command's exit code means, in one place."""

    FINE = 0
    FOUND = 1
    """An expectation failed, a save diverged, or a check found problems."""
    USAGE = 2
    SCENARIO = 3
    SAVE = 4


LONGEST_NAME: Final = 240
"""Signs of a file's name that an error says; nobody reads more."""


def printable(words: str) -> str:
    """Words that any terminal may show: what a stranger wrote is quoted in many of them, and may hold escapes."""
    return words if words.isprintable() else "".join(sign if sign.isprintable() else "?" for sign in words)


def short(words: str, most: int) -> str:
    """Words of at most so many signs; of longer ones the beginning and the end."""
    return words if len(words) <= most else f"{words[: most - 41]}…{words[-40:]}"


class GameError(Exception):
    """The root of everything a player, an author or a script can cause."""

    exit = Exit.USAGE

    def __str__(self) -> str:
        return printable(super().__str__())


class Refusal(GameError):
    """A move that is not allowed now.

    ``code`` is a stable id in words ("nothing-on-the-table"), ``words`` one sentence that says what was asked and
    why not, ``hint`` what would do. It is computed from what the seat can see, so it leaks nothing.
    """

    def __init__(self, code: str, words: str, hint: str = "") -> None:
        super().__init__(code, words, hint)
        self.code = code
        self.words = printable(short(words, 600))
        self.hint = printable(short(hint, 240))

    def __str__(self) -> str:
        return f"{self.words} {self.hint}".strip()


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in an author's file. Line and column count from 1; 0 means the whole file."""

    file: str
    line: int
    column: int
    path: str
    words: str
    hint: str = ""

    def __str__(self) -> str:
        file = short(self.file, LONGEST_NAME)
        place = f"{file}:{self.line}:{self.column}" if self.line else file
        at = f" {short(self.path, 120)}:" if self.path else ""
        hint = f" {self.hint}" if self.hint else ""
        return printable(f"{place}:{at} {short(self.words, 480)}{hint}")


class ScenarioError(GameError):
    """An author's file cannot be used; all its problems at once."""

    exit = Exit.SCENARIO

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


class ScriptError(GameError):
    """A script expected one thing and got another, or several in one breath."""

    exit = Exit.FOUND

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


class SaveError(GameError):
    """A save cannot be used. The file is left as it is."""

    exit = Exit.SAVE

    def __init__(self, file: str, words: str, hint: str = "", line: int = 0) -> None:
        super().__init__(file, words, hint, line)
        self.file = file
        self.words = words
        self.hint = hint
        self.line = line

    def __str__(self) -> str:
        file = short(self.file, LONGEST_NAME)
        place = f"{file}:{self.line}" if self.line else file
        return printable(f"{place}: {self.words} {self.hint}".strip())


class NotASave(SaveError):
    """The file is not a save of this game."""


class TooNew(SaveError):
    """The file was written by a later version of the game."""


class Outdated(SaveError):
    """The file is of an earlier format: it can be read, and no longer written to."""


class TooBig(SaveError):
    """The file is beyond a limit that is checked before it is parsed."""


class Damaged(SaveError):
    """A line of the file was cut, edited or spoilt."""


class Diverged(SaveError):
    """Deciding again gives other facts, or another state, than the record says."""

    exit = Exit.FOUND
