"""The saves as the menu and the load screen list them: cheap to look at, damaged ones with their sentence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from game.debrief.figures import NAMES
from game.errors import SaveError
from game.files.saves import YOU, Famous, Glance, famous, glances, said_of_them
from game.rules.units import SEATS


class Kept(NamedTuple):
    """A save on the shelf. ``words`` says what it is; ``error`` why it cannot be opened, if so; ``depth`` how many games on the shelf
    it is a branch of a branch of; ``fame`` what is said of it, if it is one of those that ship."""

    path: Path
    name: str
    words: str
    finished: bool
    error: str = ""
    depth: int = 0
    fame: Famous | None = None


def shelf() -> tuple[Kept, ...]:
    """One's own games, the latest first, each with its branches under it, then those that cannot be read."""
    found = glances()
    good = _as_tree([glance for glance in found if isinstance(glance, Glance)])
    bad = [_spoilt(error) for error in found if isinstance(error, SaveError)]
    return (*good, *bad)


def famous_shelf() -> tuple[Kept, ...]:
    """The games that ship, in the order of what is said of them; what cannot be read, their description included, says why."""
    try:
        said = {game.name: game for game in said_of_them()}
    except SaveError as error:
        return (_spoilt(error),)
    return tuple(
        _spoilt(one) if isinstance(one, SaveError) else _famous(one, said.get(one.name)) for one in famous()
    )


def _as_tree(found: list[Glance]) -> Iterator[Kept]:
    """Games in their order, a branch below the game it left. A game that names itself as its own origin is nobody's branch."""
    names = {glance.name for glance in found}
    under: dict[str, list[Glance]] = {}
    for glance in found:
        left = glance.origin.save if glance.origin is not None else ""
        under.setdefault(left if left in names and left != glance.name else "", []).append(glance)
    shown: set[Path] = set()

    def grown(name: str, depth: int) -> Iterator[Kept]:
        for glance in under.get(name, ()):
            if glance.path not in shown:
                shown.add(glance.path)
                yield _kept(glance, depth)
                yield from grown(glance.name, depth + 1)

    yield from grown("", 0)
    for glance in found:  # what is left hangs in a circle
        if glance.path not in shown:
            shown.add(glance.path)
            yield _kept(glance)


def last_unfinished() -> Kept | None:
    """The last game of one's own that a person plays and that has not ended."""
    for glance in glances():
        if isinstance(glance, Glance) and not glance.ending and YOU in glance.seats.values():
            return _kept(glance)
    return None


def _kept(glance: Glance, depth: int = 0) -> Kept:
    people = [NAMES[seat] for seat in SEATS if glance.seats.get(seat) == YOU]
    who = " and ".join(people) or "bots"
    where = glance.ending.replace("-", " ") if glance.ending else _quarter(glance.quarter)
    steps, left = f"{glance.steps} step{'' if glance.steps == 1 else 's'}", glance.origin
    if left is not None:
        steps = f"left {'' if depth else left.save + ' '}at step {left.step} of {glance.steps}"
    return Kept(glance.path, glance.path.stem, f"{who}, {where}, {steps}", bool(glance.ending), depth=depth)


def _famous(glance: Glance, fame: Famous | None) -> Kept:
    """A game that ships: by whom, and how it ended."""
    kept = _kept(glance)
    who = kept.words.split(", ")[0]
    return kept._replace(words=f"{who}, {glance.ending.replace('-', ' ')}", fame=fame)


def _quarter(label: str) -> str:
    year, _, number = label.partition("-")
    return f"{number} {year}" if number else label


def _spoilt(error: SaveError) -> Kept:
    path = Path(error.file)
    return Kept(path, path.stem, f"cannot be opened: {error.words}", True, str(error))
