"""Bars and columns of the pages at the end: what stands where on a scale of 100, drawn in signs that need no colour."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Final

from game.desk.content import Content
from game.desk.words import MUTED

FULL: Final = "▆"
EMPTY: Final = "▁"
PAR: Final = "┃"
COST: Final = "░"


def against_par(value: int, par: int, width: int, tone: str) -> Content:
    """A score of 0..100 as a bar, with a line through it where par stands (tenths)."""
    full = _cells(value * 10, width)
    at = min(width - 1, _cells(par, width))
    return Content.assemble(*_run(0, at, full, tone), (PAR, "bold"), *_run(at + 1, width, full, tone))


def _run(start: int, end: int, full: int, tone: str) -> list[tuple[str, str]]:
    """The cells of a bar from one to another."""
    solid = max(0, min(full, end) - start)
    return [(FULL * solid, tone), (EMPTY * max(0, end - start - solid), MUTED)]


def _cells(tenths: int, width: int) -> int:
    return round(min(max(tenths, 0), 1000) * width / 1000)


def bar(value: int, most: int, width: int, tone: str = "") -> Content:
    """A part of a whole as a bar."""
    full = round(min(max(value, 0), most) * width / max(1, most))
    return Content.assemble((FULL * full, tone), (EMPTY * (width - full), MUTED))


def earned(points: int, width: int) -> Content:
    """Points of a line, one way for what earned and the other sign for what cost, so that it reads without colours."""
    long = min(width, max(1, round(abs(points) * width / 100)))
    sign, tone = (FULL, "$success") if points >= 0 else (COST, "$error")
    return Content.assemble((sign * long, tone), " " * (width - long))


def split(own: int, theirs: int, width: int, tones: tuple[str, str]) -> Content:
    """Who got how much of what both gained; what somebody lost is no part of it."""
    whole = max(1, max(0, own) + max(0, theirs))
    left = round(max(0, own) * width / whole)
    return Content.assemble((FULL * left, tones[0]), (COST * (width - left), tones[1]))


def columns(left: Sequence[Content], right: Sequence[Content], wide: int, gap: int = 4) -> list[Content]:
    """Two columns of lines side by side."""
    found = []
    for one, two in zip_longest(left, right, fillvalue=Content()):
        found.append(one + " " * max(1, wide + gap - one.cell_length) + two if len(two) else one)
    return found
