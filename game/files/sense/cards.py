"""The cards: when they come, what they rest on, and the answers to them."""

from __future__ import annotations

from typing import Any, Final

from game.files.sense.look import Checks, Found, Look, as_mapping
from game.rules.events import Card, Choice, Scheduled, Source
from game.rules.scenario import MOST_QUARTERS
from game.rules.units import SEATS
from game.strict_yaml import Path, did_you_mean

MARKS: Final = ("historical", "trend", "fiction")


def card(look: Look, path: Path, data: dict[str, Any]) -> Found:
    yield from look.id(path, data)
    mark = data.get("mark")
    if isinstance(mark, str) and mark not in MARKS:
        yield look.at((*path, "mark"), f"{mark[:40]!r} is not a mark.", did_you_mean(mark, MARKS))
    if mark == "historical" and not data.get("record"):
        words = "A historical card must say where it stands in the record."
        yield look.at((*path, "mark"), words, "Give it record: {date: …, source: …}, or mark it fiction.")
    for key, high in (("weight", 10_000), ("cooldown", 999)):
        yield from look.within((*path, key), data.get(key), 0, high)
    choices = as_mapping(data.get("choices"))
    for seat in SEATS:
        yield from look.unique((*path, "choices", seat), choices.get(seat))


def scheduled(look: Look, path: Path, data: dict[str, Any]) -> Found:
    yield from look.quarter((*path, "quarter"), data.get("quarter"))
    yield from look.within((*path, "jitter"), data.get("jitter"), 0, MOST_QUARTERS)


def choice(look: Look, path: Path, data: dict[str, Any]) -> Found:
    yield from look.id(path, data)
    yield from look.within((*path, "points"), data.get("points"), 0, 9)


def source(look: Look, path: Path, data: dict[str, Any]) -> Found:
    yield from look.date((*path, "date"), data.get("date"))


CHECKS: Final[Checks] = {
    Card: card,
    Scheduled: scheduled,
    Choice: choice,
    Source: source,
}
