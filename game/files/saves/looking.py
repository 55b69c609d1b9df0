"""A save at a glance, and the lists of them: the first line and the end of a file, never the whole of it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from game.errors import Damaged, NotASave, SaveError
from game.files.places import SUFFIX, save_folder
from game.files.saves.lines import (
    DAMAGED,
    LONGEST_HEADER,
    LONGEST_LINE,
    Era,
    Origin,
    read_first,
    read_step,
    reason,
)
from game.files.saves.reading import in_words, regular
from game.rules.facts import Ended, QuarterBegan
from game.rules.units import quarter_label


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

    @property
    def name(self) -> str:
        """The slug of the save."""
        return self.path.stem


class _Span(msgspec.Struct, rename={"from_": "from"}):
    from_: str


class _Cover(msgspec.Struct):
    """The little of a scenario that a list shows."""

    id: str
    title: str
    quarters: _Span


_COVER = msgspec.json.Decoder(_Cover)
_TAIL: Final = 2 * LONGEST_LINE
"""How much of a save's end is looked at: the last line is in it, and as good as always the last new quarter."""


def peek(path: Path) -> Glance:
    """A save at a glance: its first line and its last, without the lines between. Says nothing about damage in them."""
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
    )


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


def glances(folder: Path | None = None) -> tuple[Glance | SaveError, ...]:
    """Every save in a folder (one's own by default) at a glance, the latest first, then those that cannot be read."""
    folder = save_folder() if folder is None else folder
    try:
        paths = sorted(
            path for path in folder.iterdir() if path.suffix == SUFFIX and not path.name.startswith(".")
        )
    except OSError:
        return ()
    found: list[Glance] = []
    spoilt: list[SaveError] = []
    for path in paths:
        try:
            found.append(peek(path))
        except SaveError as error:
            spoilt.append(error)
    return (*sorted(found, key=lambda glance: -glance.changed), *spoilt)
