"""Whether a scenario makes sense: what a schema cannot see.

Problems are what the game could not be played with: names that do not exist, tables that are too short, games without an end.
Warnings are what an author would want to know: cards that never come, answers nobody can give, texts that do not fit the
screen. Everything is looked at in the plain data of the file, so what has the wrong shape in one place hides nothing in another.

A check stands in the module of what it is about, and in that module's ``CHECKS`` by the record it looks at. ``look`` is what
they share: the file, and the small questions that are asked of many places in it.
"""

from __future__ import annotations

from itertools import chain
from typing import Final

from game.errors import Problem
from game.files.sense import cards, clauses, conditions, effects, endings, opening, record, whole
from game.files.sense.cards import MARKS
from game.files.sense.look import Checks, Found, Look
from game.files.sense.opening import DRAWN, NEEDED, start_bounds
from game.files.sense.warned import warned
from game.files.sense.whole import DETAILS, FORMAT
from game.files.shape import records
from game.strict_yaml import Document

__all__ = ["DETAILS", "DRAWN", "FORMAT", "MARKS", "NEEDED", "problems", "start_bounds", "warnings"]

_CHECKS: Final[Checks] = {
    kind: check
    for about in (whole, opening, clauses, cards, effects, conditions, endings, record)
    for kind, check in about.CHECKS.items()
}


def problems(document: Document) -> tuple[Problem, ...]:
    """What a game could not be played with, in the order of the file."""
    look = Look(document)
    found = (_CHECKS[kind](look, path, data) for kind, path, data in records(look.value) if kind in _CHECKS)
    return _in_order(document, chain.from_iterable(found))


def warnings(document: Document) -> tuple[Problem, ...]:
    """What an author would want to know, in the order of the file."""
    look = Look(document)
    found = (warned(look, kind, path, data) for kind, path, data in records(look.value))
    return _in_order(document, chain.from_iterable(found))


def _in_order(document: Document, found: Found) -> tuple[Problem, ...]:
    if not isinstance(document.value, dict):
        return ()
    return tuple(sorted(dict.fromkeys(found), key=lambda problem: (problem.line, problem.column)))
