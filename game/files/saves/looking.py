"""A save at a glance: its first line and its last, and little of what lies between."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

import msgspec

from game.errors import Damaged, NotASave
from game.files.saves.lines import (
    DAMAGED,
    FORMAT,
    LONGEST_HEADER,
    LONGEST_LINE,
    Era,
    Origin,
    read_first,
    read_step,
    reason,
)
from game.files.saves.reading import in_words, regular
from game.rules.engine import RULES
from game.rules.facts import Ended, QuarterBegan, Signed
from game.rules.units import Seat, quarter_label


class Result(NamedTuple):
    """What a seat has reached in a game that is over: points of 100, par or what is usual in tenths, the grade, whether par is known."""

    score: int
    par: int
    grade: str
    known: bool


class Glance(NamedTuple):
    """A save at a glance, for a list of them. ``quarter`` is a label such as 2026-Q3; ``ending`` is empty while it goes on."""

    path: Path
    scenario: str
    title: str
    seed: str
    seats: dict[str, str]
    origin: Origin | None
    steps: int
    quarter: str
    ending: str
    changed: float
    """When the file was last written, in seconds since 1970."""
    note: str = ""
    size: int = 0
    """Of the file, in bytes."""
    value: tuple[int, ...] = ()
    """OpenAI's value at the end of each quarter and now, in $ millions; only of a file of today's format."""
    price: tuple[int, ...] = ()
    """Microsoft's share price likewise, as an index."""
    card: str = ""
    """The title of the card that was drawn last."""
    signed: tuple[str, ...] = ()
    """The quarter of the last amendment as a label, then the clauses that it changed."""
    signatures: int = 0
    results: Mapping[Seat, Result] = MappingProxyType({})
    """How a game that is over came out, where that was worked out already."""

    @property
    def name(self) -> str:
        """The slug of the save."""
        return self.path.stem


class _Span(msgspec.Struct, rename={"from_": "from"}):
    from_: str


class _Card(msgspec.Struct):
    id: str
    title: str


class _Lab(msgspec.Struct, frozen=True):
    value: int = 0


class _Cloud(msgspec.Struct, frozen=True):
    share_price: int = 0


class _Start(msgspec.Struct, frozen=True):
    openai: _Lab = _Lab()
    microsoft: _Cloud = _Cloud()


class _Cover(msgspec.Struct):
    """The little of a scenario that a list shows."""

    id: str
    title: str
    quarters: _Span
    start: _Start = _Start()
    events: tuple[_Card, ...] = ()


_COVER = msgspec.json.Decoder(_Cover)
_TAIL: Final = 16 * LONGEST_LINE
"""How much of a save's end is looked at: nearly always all of it, and in the longest the last years."""
_MOVED: Final = re.compile(rb'\["(openai\.value|microsoft\.share_price)",(-?[0-9]{1,12}),')
_DRAWN: Final = re.compile(rb'\{"card":"([a-z0-9-]{1,80})","fact":"card"\}')


def peek(path: Path) -> Glance:
    """A save at a glance: its first line and its last are read, of those between only what moved, was drawn and was signed.
    Says nothing about damage in them."""
    with in_words(path):
        size = regular(path)
        with open(path, "rb") as file:
            line = file.readline(LONGEST_HEADER + 1)
            if not line:
                raise NotASave(str(path), "is empty.", "Delete it, or choose another save.")
            first, era = read_first(path, line.removesuffix(b"\n"))
            if not line.endswith(b"\n"):
                raise Damaged(
                    str(path), "was cut off in its first line, before the game had begun.", "Delete it.", 1
                )
            start = file.seek(max(len(line), size - _TAIL))
            tail = file.read(_TAIL)
            if start > len(line):  # the first line of this piece is only the end of one
                tail = tail[tail.find(b"\n") + 1 :]
            changed = os.fstat(file.fileno()).st_mtime
    try:
        cover = _COVER.decode(first.scenario)
        quarter, ending, steps = _where(path, tail, era)
        if quarter is None and start == len(line):
            quarter = 0
        label = "" if quarter is None else quarter_label(cover.quarters.from_, quarter)
        whole = start == len(line) and era == (FORMAT, RULES)
        courses = _courses(cover, tail) if whole else {}
        signed, signatures = _signed(path, cover, tail, era)
    except (msgspec.MsgspecError, UnicodeError, RecursionError, ValueError, IndexError) as error:
        raise Damaged(str(path), f"cannot be read ({reason(error)}).", DAMAGED) from error
    return Glance(
        path=path,
        scenario=cover.id,
        title=cover.title,
        seed=first.seed,
        seats=first.seats,
        origin=first.origin,
        steps=steps,
        quarter=label,
        ending=ending,
        changed=changed,
        note=""
        if not tail or tail.endswith(b"\n")
        else "The last line was cut off while it was being written.",
        size=size,
        value=courses.get("openai.value", ()),
        price=courses.get("microsoft.share_price", ()),
        card=_last_card(cover, tail),
        signed=signed,
        signatures=signatures,
    )


def _courses(cover: _Cover, tail: bytes) -> dict[str, tuple[int, ...]]:
    """How the two numbers that a list draws went, quarter by quarter, from what they began with."""
    start = cover.start
    now = {"openai.value": start.openai.value, "microsoft.share_price": start.microsoft.share_price}
    found: dict[str, list[int]] = {name: [] for name in now}
    for line in tail.split(b"\n"):
        if b'"openai.value"' in line or b'"microsoft.share_price"' in line:
            for name, by in _MOVED.findall(line):
                now[name.decode()] += int(by)
        if b'"fact":"quarter"' in line:
            for name, value in now.items():
                found[name].append(value)
    return {name: (*values, now[name]) for name, values in found.items()}


def _last_card(cover: _Cover, tail: bytes) -> str:
    at = tail.rfind(b'"fact":"card"}')
    drawn = _DRAWN.search(tail, max(0, at - 100)) if at >= 0 else None
    return next((card.title for card in cover.events if drawn and card.id == drawn[1].decode()), "")


def _signed(path: Path, cover: _Cover, tail: bytes, era: Era) -> tuple[tuple[str, ...], int]:
    """When an amendment was signed last, and which clauses it changed; and how many there are."""
    at = tail.rfind(b'"fact":"signed"')
    if at < 0 or (end := tail.find(b"\n", at)) < 0:
        return (), 0
    line = tail[tail.rfind(b"\n", 0, at) + 1 : end]
    made = [fact.amendment for fact in read_step(path, line, 0, era).facts if isinstance(fact, Signed)]
    if not made:
        return (), 0
    clauses = tuple(clause for clause, _, _ in made[-1].changes)
    return (quarter_label(cover.quarters.from_, made[-1].quarter), *clauses), made[-1].number


def _where(path: Path, tail: bytes, era: Era) -> tuple[int | None, str, int]:
    """The quarter that began last, if it did so in this piece of a save, the ending, and the number of steps."""
    lines = tail.split(b"\n")[:-1]
    if not lines:
        return None, "", 0
    last = read_step(path, lines[-1], 0, era)
    ending = next((fact.ending for fact in last.facts if isinstance(fact, Ended)), "")
    for line in reversed(lines):
        if b'"fact":"quarter"' in line:
            facts = read_step(path, line, 0, era).facts
            quarters = [fact.quarter for fact in facts if isinstance(fact, QuarterBegan)]
            if quarters:
                return quarters[-1], ending, last.n
    return None, ending, last.n
