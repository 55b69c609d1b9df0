"""Amounts as a person types them: what a row takes, and what was understood or why not."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple

_TYPED: Final = re.compile(r"[$+]?\s*(\d+(?:[.,]\d+)?|[.,]\d+)\s*([a-z%]*)")
_SIZES: Final = {
    "$M": {"m": 1, "mn": 1, "million": 1, "b": 1000, "bn": 1000, "billion": 1000, "tn": 1_000_000},
    "MW": {"mw": 1, "m": 1, "gw": 1000, "g": 1000},
    "$k": {"k": 1, "m": 1000, "mn": 1000},
    "%": {"%": 1},
}
"""What a word after a number makes of it, by unit."""
_LARGER: Final = {"$M": "bn", "$k": "m", "MW": "gw"}
"""What a bare number is taken in when in the row's own unit it would be next to nothing."""
_HOW: Final = {
    "$M": "Type it as 5bn or 800m; a bare number over 99 is $ millions.",
    "MW": "Type it as 400 or 1.2gw.",
    "$k": "Type it as 3.31m or 3310k, for a MW and quarter.",
    "%": "A plain number.",
}


class Amount(NamedTuple):
    """A number that can be typed: whose it is, its range, its unit, and how it is shown."""

    title: str
    low: int
    high: int
    unit: str
    shown: Callable[[int], str]

    @property
    def hint(self) -> str:
        """Its range and how to type it."""
        return f"{self.shown(self.low)} to {self.shown(self.high)}. {_HOW.get(self.unit, 'A plain number.')}"

    def read(self, text: str) -> int | str:
        """What was typed as a number in the row's unit, or a sentence that says why not."""
        found = _TYPED.fullmatch(text.strip().lower().replace(" ", ""))
        sizes = _SIZES.get(self.unit, {})
        if found is None or (found[2] and found[2] not in sizes):
            known = ", ".join(word for word in sizes if len(word) < 3)
            after = f" It takes digits, and may end in {known}." if known else " It takes digits."
            return f"“{text.strip()}” is not a number here.{after}"
        number, word = float(found[1].replace(",", ".")), found[2]
        larger = _LARGER.get(self.unit, "")
        if not word and larger and (number < 100 or "." in found[1]):
            size = sizes[larger]
            if number * size <= self.high and (number < 100 and self.high >= size):
                word = larger
        value = round(number * sizes.get(word, 1))
        if not self.low <= value <= self.high:
            return f"It goes from {self.shown(self.low)} to {self.shown(self.high)}; {self.shown(value)} does not fit."
        return value
