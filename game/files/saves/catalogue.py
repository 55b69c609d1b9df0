"""The lists of saves, and what is known of each, kept in one small file so that a list of many need not open them.

``.catalogue.json`` lies in the folder of one's own saves. It can be thrown away: what is asked for is looked up again. A save is
believed to be what it says as long as its size and its time have not changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final, Literal

import msgspec

from game.errors import SaveError
from game.files.canonical import canonical
from game.files.places import SUFFIX, save_folder, shipped, write_whole
from game.files.saves.lines import Origin
from game.files.saves.looking import Glance, Result, peek
from game.rules.units import Seat

NAME: Final = ".catalogue.json"
SHIPPED: Final = ".famous.json"
"""Nothing is written beside the games that ship, so what is known of them lies among one's own."""
LARGEST: Final = 8 * 1024 * 1024
"""A file longer than this is not one of ours."""


class _Entry(msgspec.Struct, array_like=True):
    """A save as it was when it was last looked at."""

    size: int
    changed: int
    scenario: str
    title: str
    seed: str
    seats: dict[str, str]
    origin: Origin | None
    steps: int
    quarter: str
    ending: str
    note: str
    value: tuple[int, ...]
    price: tuple[int, ...]
    card: str
    signed: tuple[str, ...]
    signatures: int
    results: dict[Seat, Result] = {}


class _Catalogue(msgspec.Struct):
    format: Literal["catalogue/1"] = "catalogue/1"
    saves: dict[str, _Entry] = {}


_CATALOGUE = msgspec.json.Decoder(_Catalogue)


def glances(folder: Path | None = None) -> tuple[Glance | SaveError, ...]:
    """Every save in a folder (one's own by default) at a glance, the latest first, then those that cannot be read."""
    folder = save_folder() if folder is None else folder
    known = _read(folder)
    entries = dict[str, _Entry]()
    found: list[Glance] = []
    spoilt: list[SaveError] = []
    for path, changed, size in _files(folder):
        try:
            entry = known.saves.get(path.stem)
            if entry is None or (entry.size, entry.changed) != (size, changed):
                entry = _entry(peek(path), changed)
            entries[path.stem] = entry
            found.append(_glance(path, entry))
        except SaveError as error:
            spoilt.append(error)
    if entries != known.saves:
        _write(folder, _Catalogue(saves=entries))
    return (*sorted(found, key=lambda glance: -glance.changed), *sorted(spoilt, key=lambda error: error.file))


def known(folder: Path | None = None) -> tuple[tuple[Glance, ...], tuple[Path, ...]]:
    """What is known of the saves in a folder without opening any, and those that were not looked at; of both the latest first."""
    folder = save_folder() if folder is None else folder
    entries = _read(folder).saves
    seen: list[Glance] = []
    unseen: list[Path] = []
    for path, changed, size in sorted(_files(folder), key=lambda file: -file[1]):
        entry = entries.get(path.stem)
        if entry is not None and (entry.size, entry.changed) == (size, changed):
            seen.append(_glance(path, entry))
        else:
            unseen.append(path)
    return tuple(seen), tuple(unseen)


def latest(folder: Path | None = None) -> Iterator[Glance]:
    """The saves that can be read, the latest first, each looked at only when it is asked for."""
    folder = save_folder() if folder is None else folder
    known = _read(folder)
    for path, changed, size in sorted(_files(folder), key=lambda file: -file[1]):
        entry = known.saves.get(path.stem)
        with suppress(SaveError):
            if entry is None or (entry.size, entry.changed) != (size, changed):
                entry = _entry(peek(path), changed)
            yield _glance(path, entry)


def keep_results(path: Path, results: Mapping[Seat, Result]) -> None:
    """Keep how a game came out with what is known of it. Where nothing may be written, that is no loss."""
    known = _read(path.parent)
    with suppress(SaveError, OSError):
        entry = known.saves.get(path.stem)
        found = path.stat()
        if entry is None or (entry.size, entry.changed) != (found.st_size, found.st_mtime_ns):
            entry = _entry(peek(path), found.st_mtime_ns)
        if entry.results != dict(results):
            entry.results = dict(results)
            known.saves[path.stem] = entry
            _write(path.parent, known)


def _files(folder: Path) -> list[tuple[Path, int, int]]:
    """The saves of a folder: file, time in nanoseconds, size. One that cannot be asked for either is looked at all the same."""
    found = []
    try:
        paths = [p for p in folder.iterdir() if p.suffix == SUFFIX and not p.name.startswith(".")]
    except OSError:
        return []
    for path in paths:
        try:
            told = path.stat()
        except OSError:
            found.append((path, 0, -1))
        else:
            found.append((path, told.st_mtime_ns, told.st_size))
    return sorted(found)


def _entry(glance: Glance, changed: int) -> _Entry:
    kept = glance._asdict() | {"changed": changed}
    return _Entry(**{name: kept[name] for name in _Entry.__struct_fields__ if name != "results"})


def _glance(path: Path, entry: _Entry) -> Glance:
    kept = {name: getattr(entry, name) for name in Glance._fields if name not in ("path", "changed")}
    return Glance(path=path, changed=entry.changed / 1_000_000_000, **kept)


def _place(folder: Path) -> Path:
    return save_folder() / SHIPPED if folder == shipped("saves") else folder / NAME


def _read(folder: Path) -> _Catalogue:
    """What is known of the saves in a folder; nothing where the file is missing or makes no sense."""
    try:
        with open(_place(folder), "rb") as file:
            return _CATALOGUE.decode(file.read(LARGEST))
    except (OSError, msgspec.DecodeError, UnicodeError, RecursionError):
        return _Catalogue()


def _write(folder: Path, catalogue: _Catalogue) -> None:
    place = _place(folder)
    if place.parent.is_dir():  # the folder of saves comes with the first save
        with suppress(SaveError):
            write_whole(place, canonical(catalogue) + b"\n")
