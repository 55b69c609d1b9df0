"""What a page of the glass box is made of: sections of sentences and rows, and how sizes stand in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from game.debrief.figures import MINUS, NAMES
from game.debrief.glass.opening import Opened
from game.rules.characters import ARCHETYPES
from game.rules.units import money


class Row(NamedTuple):
    """A row: what stands in its columns, and words that hang after them."""

    cells: tuple[str, ...]
    words: str


class Section(NamedTuple):
    """A part of the page: its title, sentences, and rows under the heads of their columns."""

    title: str
    words: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


def signed(amount: int | None) -> str:
    """$ millions as a gain or a loss; ``None`` is more than can be borne."""
    if amount is None:
        return "beyond"
    return f"{'+' if amount > 0 else ''}{_exactly(amount)}" if amount else "nothing"


def sized(amount: int | None) -> str:
    """$ millions within a sentence."""
    return "more than it could bear" if amount is None else _exactly(amount)


def _exactly(amount: int) -> str:
    """$ millions to a tenth of a billion: what was compared should be seen to differ."""
    if abs(amount) < 1000:
        return money(amount).replace("-", MINUS)
    whole, tenth = divmod((abs(amount) + 50) // 100, 10)
    return f"{MINUS if amount < 0 else ''}${whole:,}.{tenth}bn"


def kind_words(opened: Opened) -> Iterator[str]:
    """Who the seat was, and how it shows."""
    kind = ARCHETYPES[opened.seat].get(opened.archetype)
    if kind is not None:
        yield f"{NAMES[opened.seat]} was the {kind.title}: it {kind.tell}."
