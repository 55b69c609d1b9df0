"""Small pieces of text that several screens share: columns, bars, marks. Everything is one cell wide a sign."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import Final

from game.desk.content import Content
from game.rules.units import MICROSOFT, OPENAI

SEAT_COLOUR: Final = {OPENAI: "$secondary", MICROSOFT: "$accent"}
MUTED: Final = "$text-muted"
KEPT: Final = "\u00a0"
"""A space at which :func:`hanging` breaks no line."""


def fitted(words: str, width: int) -> str:
    """Words cut to a width, with a sign that they were."""
    return words if len(words) <= width else f"{words[: width - 1]}…"


def bar(value: int, low: int, high: int, width: int) -> str:
    """A slider as text, with a mark where it stands."""
    span = max(1, high - low)
    at = round((min(max(value, low), high) - low) * (width - 1) / span)
    return "━" * at + "●" + "─" * (width - 1 - at)


def meter(tenths: int, width: int = 5) -> str:
    """A meter of 0..1000 as filled and empty cells."""
    full = round(min(max(tenths, 0), 1000) * width / 1000)
    return "█" * full + "░" * (width - full)


_STEPS: Final = "▁▂▃▄▅▆"
"""Never a whole cell: the curve of the row above stands on this one."""


def curve(values: Sequence[int]) -> str:
    """Values as a curve of blocks, a cell each, from the lowest of them to the highest; a flat one lies low."""
    low, high = min(values), max(values)
    return "".join(_STEPS[(value - low) * (len(_STEPS) - 1) // max(1, high - low)] for value in values)


def row_line(left: str, right: str, width: int) -> str:
    """Left and right with room between."""
    return f"{left}{' ' * max(1, width - len(left) - len(right))}{right}"


def paragraphs(*parts: Content | str) -> Content:
    """Parts with a blank line between."""
    return Content("\n\n").join(
        [part if isinstance(part, Content) else Content(part) for part in parts if part]
    )


def lines(*parts: Content | str) -> Content:
    """Parts below each other."""
    return Content("\n").join(
        [part if isinstance(part, Content) else Content(part) for part in parts if part]
    )


def dots(left: int, most: int) -> str:
    """Action points as dots."""
    return "●" * left + "○" * max(0, most - left)


def hanging(head: Content | str, text: str, width: int, indent: int, style: str = "") -> Content:
    """A head and a text after it whose further lines hang under its beginning."""
    head = head if isinstance(head, Content) else Content(head)
    over = " " * max(0, head.cell_length - indent)
    kept = text.replace(" %", f"{KEPT}%")  # a number and its sign stay together
    found = wrap(kept, max(20, width - indent), initial_indent=over) or [over]
    first, *rest = (line.replace(KEPT, " ") for line in found)
    rows = [head + " " * max(0, indent - head.cell_length) + Content.styled(first[len(over) :], style)]
    rows += [Content(" " * indent) + Content.styled(line, style) for line in rest]
    return Content("\n").join(rows)


TOLD: Final = 3
"""Clauses up to which a package is told in words; a longer one would be a wall."""
_NUMBERS: Final = (
    "No",
    "One",
    "Two",
    "Three",
    "Four",
    "Five",
    "Six",
    "Seven",
    "Eight",
    "Nine",
    "Ten",
    "Eleven",
    "Twelve",
)


def changes_words(count: int) -> str:
    """How many clauses a package changes: “Seven clauses change”."""
    number = _NUMBERS[count] if count < len(_NUMBERS) else str(count)
    return f"{number} clause{'s change' if count != 1 else ' changes'}"


def turner(by: int, sign: str) -> Content:
    """A sign that a mouse can click to turn a row."""
    return Content.styled(sign, {"turn": by})
