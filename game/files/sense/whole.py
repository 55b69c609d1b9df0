"""The file as a whole: its format, its length, its turns, and what must be there once."""

from __future__ import annotations

import re
from typing import Any, Final

from game.files.sense.clauses import agreement
from game.files.sense.endings import endings
from game.files.sense.look import Checks, Found, Look, as_mapping, as_number
from game.files.sense.opening import hidden, start_values, tables
from game.rules.packages import HEADLINE
from game.rules.scenario import MOST_QUARTERS, Scenario, Turns
from game.rules.units import SEATS
from game.strict_yaml import Path

FORMAT: Final = "scenario/1"
DETAILS: Final = ("full", HEADLINE)


def scenario(look: Look, path: Path, data: dict[str, Any]) -> Found:
    named = data.get("format")
    if isinstance(named, str) and named != FORMAT:
        newer = re.fullmatch(r"scenario/([0-9]{1,6})", named)
        hint = "It was written for a later game." if newer and int(newer[1]) > 1 else f"Write {FORMAT}."
        yield look.at(("format",), f"This game reads {FORMAT}, not {named[:40]}.", hint)
    yield from look.id(path, data)
    yield from look.within(("minutes",), data.get("minutes"), 1, 600)
    yield from look.one_of(("detail",), data.get("detail"), DETAILS, "detail")
    quarters = as_mapping(data.get("quarters"))
    yield from look.label(("quarters", "from"), quarters.get("from"))
    yield from look.within(("quarters", "count"), quarters.get("count"), 1, MOST_QUARTERS)
    yield from start_values(look, as_mapping(data.get("start")))
    yield from tables(look, as_mapping(data.get("tables")))
    yield from hidden(look, as_mapping(data.get("hidden")))
    yield from agreement(look, data.get("agreement"))
    for key in ("providers", "events", "deadlines", "endings"):
        yield from look.unique((key,), data.get(key))
    yield from look.unique(("start", "contracts"), as_mapping(data.get("start")).get("contracts"))
    mandates = as_mapping(data.get("mandates"))
    for seat in SEATS:
        yield from look.unique(("mandates", seat), mandates.get(seat))
        if mandates.get(seat) == []:
            yield look.at(("mandates", seat), "A seat needs a mandate.", "The first is the default.")
    yield from endings(look, data.get("endings"))


def turns(look: Look, path: Path, data: dict[str, Any]) -> Found:
    for key, low, high in (
        ("quarters", 1, MOST_QUARTERS), ("points", 0, 9), ("rounds", 1, 20), ("most-rounds", 1, 20), ("cards", 0, 6),
    ):  # fmt: skip
        yield from look.within((*path, key), data.get(key), low, high)
    rounds, most = (
        as_number(data.get(key, getattr(Turns(), field)))
        for key, field in (("rounds", "rounds"), ("most-rounds", "most_rounds"))
    )
    if rounds is not None and most is not None and rounds > most:
        words = f"A table has {rounds} rounds, and never more than {most}."
        yield look.at(path, words, f"Make most-rounds {rounds} or more.")


CHECKS: Final[Checks] = {
    Scenario: scenario,
    Turns: turns,
}
