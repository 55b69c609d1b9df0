"""Who speaks to whom: what every telling of a fact is made with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from game.debrief.figures import NAMES
from game.rules.scenario import Scenario
from game.rules.stats import EXACT, STATS
from game.rules.units import Seat

Teller = Callable[[Any, Scenario, "Seat | None"], str]


def who(speaker: Seat, seat: Seat | None) -> str:
    """The subject of a sentence: you, or a name."""
    return "You" if speaker == seat else NAMES[speaker]


def verb(speaker: Seat, seat: Seat | None, yours: str, theirs: str) -> str:
    """``You sign`` or ``Microsoft signs``."""
    return f"{who(speaker, seat)} {yours if speaker == seat else theirs}"


def mine(seat: Seat | None, owner: Seat) -> bool:
    return seat is None or seat == owner


def sees(seat: Seat | None, stat: str) -> bool:
    return seat is None or STATS[stat].sight(seat) == EXACT


def quoted_title(title: str) -> str:
    """A card's title in a sentence; one that is a quotation has its marks already."""
    return title if title.startswith("“") else f"“{title}”"


def ended(words: str) -> str:
    return words if words.endswith((".", "!", "?", "”")) else f"{words}."
