"""Turn files: one seat's moves of some quarters, a line each, in the grammar of :mod:`game.files.moves` (rulebook 3.2.10).

A line that is a quarter's name (``2025-Q2``) says when what follows is to be done; ``#`` begins a comment. A file names a seat's
moves and nothing else: what is asked and not answered in it is left to the default.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final, NamedTuple

from game.errors import Problem, Refusal, ScenarioError
from game.files.moves import read_move
from game.rules.decisions import Decision
from game.rules.units import quarter_index
from game.strict_yaml import LARGEST

SUFFIX: Final = ".moves"
_HEADING: Final = re.compile(r"(\d{4}-Q\d):?")


class Move(NamedTuple):
    """One line: what is to be done in which quarter, counted from 0."""

    quarter: int
    decision: Decision
    text: str
    file: str
    line: int

    def problem(self, words: str, hint: str = "") -> Problem:
        """A problem with the line."""
        return Problem(self.file, self.line, 1, "", words, hint)


def load_turns(path: Path, first: str) -> tuple[Move, ...]:
    """The moves in a file; ``first`` is the name of quarter 0. ``ScenarioError`` holds everything that is wrong with it."""
    try:
        with open(path, "rb") as file:
            data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise _unreadable(path, f"it is longer than {LARGEST} bytes")
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise _unreadable(path, (error.strerror or str(error)).lower()) from None
    except UnicodeDecodeError:
        raise _unreadable(path, "it is not UTF-8") from None
    return read_turns(text, str(path), first)


def read_turns(text: str, file: str, first: str) -> tuple[Move, ...]:
    """The moves in a text; ``file`` stands for it in what is said about it."""
    moves: list[Move] = []
    problems: list[Problem] = []
    quarter = 0
    for number, whole in enumerate(text.splitlines(), 1):
        line = whole.strip()
        if not line or line.startswith("#"):
            continue
        try:
            if heading := _HEADING.fullmatch(line):
                named = quarter_index(first, heading[1])
                if named < quarter:
                    problems.append(
                        Problem(
                            file,
                            number,
                            1,
                            "",
                            f"{heading[1]} comes too late in the file.",
                            "Put it in order.",
                        )
                    )
                quarter = max(quarter, named)
            else:
                moves.append(Move(quarter, read_move(line, first), line, file, number))
        except Refusal as refusal:
            problems.append(Problem(file, number, 1, "", refusal.words, refusal.hint))
        except ValueError as error:
            problems.append(Problem(file, number, 1, "", f"{error}."))
    if problems:
        raise ScenarioError(tuple(problems))
    return tuple(moves)


def _unreadable(path: Path, why: str) -> ScenarioError:
    return ScenarioError((Problem(str(path), 0, 0, "", f"The moves cannot be read: {why}."),))
