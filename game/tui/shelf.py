"""The saves as the menu and the load screen list them: cheap to look at, damaged ones with their sentence."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from game.debrief.figures import NAMES
from game.errors import SaveError
from game.files.saves import YOU, Glance, famous, glances
from game.rules.units import SEATS


class Kept(NamedTuple):
    """A save on the shelf. ``words`` says what it is; ``error`` why it cannot be opened, if so."""

    path: Path
    name: str
    words: str
    finished: bool
    error: str = ""


def shelf() -> tuple[Kept, ...]:
    """One's own games, the latest first, then those that ship, then those that cannot be read."""
    found = [*glances(), *famous()]
    good = [_kept(glance) for glance in found if isinstance(glance, Glance)]
    bad = [_spoilt(error) for error in found if isinstance(error, SaveError)]
    return (*good, *bad)


def last_unfinished() -> Kept | None:
    """The last game of one's own that a person plays and that has not ended."""
    for glance in glances():
        if isinstance(glance, Glance) and not glance.ending and YOU in glance.seats.values():
            return _kept(glance)
    return None


def _kept(glance: Glance) -> Kept:
    people = [NAMES[seat] for seat in SEATS if glance.seats.get(seat) == YOU]
    who = " and ".join(people) or "bots"
    where = glance.ending.replace("-", " ") if glance.ending else _quarter(glance.quarter)
    words = f"{who}, {where}, {glance.steps} steps"
    return Kept(glance.path, glance.path.stem, words, bool(glance.ending))


def _quarter(label: str) -> str:
    year, _, number = label.partition("-")
    return f"{number} {year}" if number else label


def _spoilt(error: SaveError) -> Kept:
    path = Path(error.file)
    return Kept(path, path.stem, f"cannot be opened: {error.words}", True, str(error))
