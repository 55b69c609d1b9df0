"""The lines of those who sit at the table, read from the files in ``voices``: by what is done, and in which mood (rulebook 3.4.7).

``anybody.yaml`` is what anybody might say, the other files belong to a seat and a kind. A file is a mapping of acts, each of moods,
each of lines. ``{turn}`` in a line is what the game calls a turn. Nothing is read before somebody speaks.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from game.errors import Problem, ScenarioError
from game.rules.units import Seat
from game.strict_yaml import Document, did_you_mean, read_bytes

FOLDER: Final = Path(__file__).with_name("voices")
ANYBODY: Final = "anybody"
LONGEST: Final = 90
"""Characters of a line: one on a wide screen, two on a narrow one."""
ANY: Final = "any"
WARM: Final = "warm"
PLAIN: Final = "plain"
COLD: Final = "cold"
MOODS: Final = (WARM, PLAIN, COLD)
"""How a speaker feels about the other side. A line under ``any`` suits all three."""

OPEN: Final = "open"
NEWS: Final = "news"
DEADLINE: Final = "deadline"
COUNTER: Final = "counter"
CONCEDE: Final = "concede"
STAND: Final = "stand"
THANKS: Final = "thanks"
LAST_ROUND: Final = "last-round"
BECAUSE: Final = "because"
FOR_THAT: Final = "for-that"
NOT_THAT: Final = "not-that"
TIED: Final = "tied"
ON_CONDITION: Final = "on-condition"
FIRM: Final = "firm"
PROMISED: Final = "promised"
THREATENED: Final = "threatened"
TO_A_PROMISE: Final = "to-a-promise"
TO_A_THREAT: Final = "to-a-threat"
ASK: Final = "ask"
WHY: Final = "why"
SIGN: Final = "sign"
LAST: Final = "last"
FAREWELL: Final = "farewell"
IMPATIENT: Final = "impatient"
NOTHING: Final = "nothing"
AS_RECORDED: Final = "as-recorded"
GRANT: Final = "grant"
EXERCISE: Final = "exercise"
IN_PART: Final = "in-part"
WAIVE: Final = "waive"
PRICE: Final = "price"
LATER: Final = "later"
DECLINE: Final = "decline"

OFFERING: Final = (
    OPEN, NEWS, DEADLINE, COUNTER, CONCEDE, STAND, THANKS, LAST_ROUND, FOR_THAT, NOT_THAT, TIED, ON_CONDITION, FIRM, PROMISED,
    THREATENED, TO_A_PROMISE, TO_A_THREAT, AS_RECORDED,
)  # fmt: skip
"""With an offer: the first, in a quarter with news, with a date that both know; another, one that gives way to the other side, one
that does not, after the other side did; the last there is a round for; what a thing would cost, or that it is not to be had; with
clauses tied, with a condition; after calling a clause not negotiable, a promise, a threat; to a promise, to a threat; the record."""
TALKING: Final = (BECAUSE, ASK, WHY, SIGN, LAST, FAREWELL, IMPATIENT, NOTHING)
"""Why; asking for an offer, asking why; signing; leaving because the rounds are over, and for good, or patience is, or nothing
would help both."""
ON_NOTICES: Final = (GRANT, EXERCISE, IN_PART, WAIVE, PRICE, LATER, DECLINE)
"""Microsoft on a notice: Azure given, first refusal exercised, either in part, waived, waived for something, kept waiting; Azure
declined."""
ACTS: Final = (*OFFERING, *TALKING, *ON_NOTICES)

Lines = MappingProxyType[str, MappingProxyType[str, tuple[str, ...]]]
"""Lines by act and mood; what nobody wrote is not in it."""


def name_of(seat: Seat, archetype: str) -> str:
    """The name of a kind's file, without its ending."""
    return f"{seat}-{archetype}"


@cache
def lines_of(name: str) -> Lines:
    """The lines of a file in ``voices``; ``ScenarioError`` holds every problem with it. Nobody without a file says anything."""
    path = FOLDER / f"{name}.yaml"
    if not path.is_file():
        return MappingProxyType({})
    return lines_in(read_bytes(path.read_bytes(), path.name))


def lines_in(document: Document) -> Lines:
    """The lines of a file that has been read; ``ScenarioError`` holds every problem with it."""
    problems = document.problems or tuple(_problems(document))
    if problems:
        raise ScenarioError(problems)
    return MappingProxyType(
        {
            act: MappingProxyType({mood: tuple(lines) for mood, lines in moods.items()})
            for act, moods in document.value.items()
        }
    )


def _problems(document: Document) -> Iterator[Problem]:
    if not isinstance(document.value, dict):
        yield document.problem((), "A voice is a mapping of acts.", "Begin with open: and its moods.")
        return
    said: dict[str, int] = {}
    for act, moods in document.value.items():
        if act not in ACTS:
            yield document.problem((act,), f"Nobody does “{act}” here.", did_you_mean(act, ACTS), at_key=True)
        if not isinstance(moods, dict):
            yield document.problem((act,), "An act has lines by mood.", f"Write {ANY}: and a list below it.")
            continue
        for mood, lines in moods.items():
            if mood not in (ANY, *MOODS):
                words = f"There is no mood “{mood}”."
                yield document.problem((act, mood), words, did_you_mean(mood, (ANY, *MOODS)), at_key=True)
            if not isinstance(lines, list) or not lines:
                yield document.problem((act, mood), "A mood has a list of lines.", "Write - and a line.")
                continue
            for at, line in enumerate(lines):
                yield from _of_line(document, (act, mood, at), line, said)


def _of_line(
    document: Document, path: tuple[str, str, int], line: object, said: dict[str, int]
) -> Iterator[Problem]:
    if not isinstance(line, str):
        yield document.problem(path, "A line is a text.", "Put it in quotes.")
        return
    if len(line) > LONGEST:
        words = f"The line has {len(line)} characters: at most {LONGEST} are read."
        yield document.problem(path, words, "Say less.")
    if "\n" in line or line != line.strip() or not line.endswith((".", "?", "!")):
        yield document.problem(path, "A line is one sentence or more, and ends like one.", "Add a full stop.")
    if "“" in line or "”" in line:
        yield document.problem(path, "What is said stands in quotes already.", "Quote with ‘ and ’.")
    if line.replace("{turn}", "").count("{") or line.replace("{turn}", "").count("}"):
        yield document.problem(path, "Only {turn} stands in braces.", "Write {turn}, or no braces.")
    if line in said:
        yield document.problem(path, f"The line stands in line {said[line]} already.", "Keep one of them.")
    said[line] = document.places[path].line
