"""A row: one of several things to choose, or a value to turn, however it is shown."""

from __future__ import annotations

from typing import NamedTuple

from game.desk.content import Content


class Row(NamedTuple):
    """One row: its id, what it says, whether ← → change it, whether it is closed, and its number key (0: none)."""

    id: str
    words: Content
    turns: bool = False
    closed: bool = False
    number: int = 0
    jumps: bool = False
    """Whether a digit on it goes somewhere else instead of beginning a number."""
    asks: bool = False
    """Whether its number only goes to it: the same number again, or enter, picks it."""
    spoken: str = ""
    """What it says read out, where its words stand in columns."""
