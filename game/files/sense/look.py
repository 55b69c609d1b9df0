"""One file, looked at: what every check asks of it, and what most of them say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from functools import cached_property
from typing import Any, Final

from game.errors import Problem
from game.files.places import is_slug, slug_of
from game.rules.agreement import CLAUSES
from game.rules.compute import AZURE
from game.rules.scenario import MOST_QUARTERS
from game.rules.stats import STATS
from game.rules.units import SEATS, Seat
from game.strict_yaml import Document, Path, did_you_mean

_DATE: Final = "[0-9]{4}-(0[1-9]|1[0-2])(-[0-3][0-9])?"
_QUARTER: Final = "[0-9]{4}-Q[1-4]"

Found = Iterator[Problem]


class Look:
    """One file, looked at. Whatever has the wrong shape is passed over: that is said elsewhere."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.value = as_mapping(document.value)
        self.at = document.problem

    @cached_property
    def count(self) -> int | None:
        """How many quarters the game has; ``None`` when the file does not tell."""
        count = as_number(as_mapping(self.value.get("quarters")).get("count"))
        return count if count is not None and 0 < count <= MOST_QUARTERS else None

    @cached_property
    def providers(self) -> tuple[str, ...]:
        listed = (as_mapping(entry).get("id") for entry in as_list(self.value.get("providers")))
        return (AZURE, *(id for id in listed if isinstance(id, str)))

    @cached_property
    def answers(self) -> dict[str, tuple[str, ...]]:
        """The cards, and the ids of the answers to each."""
        cards: dict[str, tuple[str, ...]] = {}
        for card in map(as_mapping, as_list(self.value.get("events"))):
            choices = as_mapping(card.get("choices"))
            ids = (as_mapping(choice).get("id") for seat in SEATS for choice in as_list(choices.get(seat)))
            if isinstance(card.get("id"), str):
                cards[card["id"]] = tuple(id for id in ids if isinstance(id, str))
        return cards

    def id(self, path: Path, data: dict[str, Any]) -> Found:
        id = data.get("id")
        if isinstance(id, str) and not is_slug(id):
            words = f"{id[:40]!r} is not an id: lower-case words and digits joined by hyphens."
            yield self.at((*path, "id"), words, f"Try {slug_of(id)}.")

    def unique(self, path: Path, entries: Any) -> Found:
        first: dict[str, int] = {}
        for index, entry in enumerate(as_list(entries)):
            id = as_mapping(entry).get("id")
            if not isinstance(id, str):
                continue
            if id in first:
                line = self.document.places[(*path, first[id], "id")].line
                yield self.at((*path, index, "id"), f"The id {id} was given before, in line {line}.")
            first.setdefault(id, index)

    def one_of(self, path: Path, value: Any, known: tuple[str, ...], what: str) -> Found:
        if isinstance(value, str) and value not in known:
            yield self.at(path, f"There is no {what} {value[:40]!r}.", did_you_mean(value, known))

    def within(self, path: Path, value: Any, low: int, high: int) -> Found:
        number = as_number(value)
        if number is not None and not low <= number <= high:
            yield self.at(path, f"{number} is not between {low} and {high}.")

    def quarter(self, path: Path, value: Any) -> Found:
        number = as_number(value)
        if number is not None and self.count is not None and not 0 <= number < self.count:
            words = f"The game has no quarter {number}: it has {self.count}, counted from 0."
            yield self.at(path, words)

    def stat(self, path: Path, name: Any) -> Found:
        if isinstance(name, str) and name not in STATS:
            near = did_you_mean(name, tuple(STATS))
            fields = [full for full in STATS if full.endswith(f".{name}")]
            hint = f"Did you mean {' or '.join(fields)}?" if fields else near
            yield self.at(path, f"There is no stat {name!r}.", hint)

    def term(self, path: Path, clause: str, term: Any) -> Found:
        options = CLAUSES[clause].options
        # A number is not a word that looks like it, and true is not 1.
        if not any(term == option and type(term) is type(option) for option in options):
            hint = did_you_mean(str(term), [str(option) for option in options])
            yield self.at(path, f"{term!r} is not a term of {clause}.", hint)

    def who(self, path: Path, id: Any) -> Found:
        if isinstance(id, str) and id not in self.providers:
            yield self.at(path, f"There is no provider {id!r}.", did_you_mean(id, self.providers))

    def date(self, path: Path, date: Any) -> Found:
        if isinstance(date, str) and not is_date(date):
            yield self.at(path, f"{date[:20]!r} is not a date.", "Write it like 2025-10-28, or 2025-10.")

    def label(self, path: Path, label: Any) -> Found:
        if isinstance(label, str) and not re.fullmatch(_QUARTER, label):
            yield self.at(path, f"{label[:20]!r} is not a quarter.", "Write it like 2025-Q1.")


Checks = dict[type, Callable[[Look, Path, dict[str, Any]], Found]]
"""What looks at each kind of record: at the place of one, and its mapping."""


def left_out(names: Iterable[str], given: dict[str, Any]) -> Iterator[str]:
    """The names that are not given, but for those that were meant by a misspelt one, which is said already."""
    names = tuple(names)
    misspelt = [key for key in given if key not in names]
    meant = {near for key in misspelt for near in get_close_matches(key, names, n=1)}
    return (name for name in names if name not in given and name not in meant)


def answering(path: Path) -> Seat:
    """The seat whose answer a place belongs to; empty when it is no answer's."""
    return str(path[3]) if len(path) > 4 and path[0] == "events" and path[2] == "choices" else ""


def is_date(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch(_DATE, value) is not None


def as_number(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def as_mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
