"""Where files lie and what they may be called, and how a whole file is written.

A scenario or a save is named by a slug, never by a path that was found inside a file. What shipped with the game is only
read; games of one's own are kept in the folder that the system has for such things.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Final

import game
from game.errors import SaveError

SAVES_VARIABLE: Final = "FIRST_REFUSAL_SAVES"
"""The environment variable that names another folder for saves."""
SLUG: Final = r"[a-z0-9]+(-[a-z0-9]+)*"
LONGEST_SLUG: Final = 80
SUFFIX: Final = ".jsonl"

_WHOLE_SLUG = re.compile(SLUG)
# Windows opens a device for these, whatever ending they are given.
_DEVICES = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")


def is_slug(name: str) -> bool:
    """Whether ``name`` is lower-case words and digits joined by hyphens, such as ``harbour-7``."""
    return len(name) <= LONGEST_SLUG and bool(_WHOLE_SLUG.fullmatch(name)) and not _DEVICES.fullmatch(name)


def slug_of(words: str) -> str:
    """The nearest slug to some words: ``"B2: Harbour 7!"`` is ``b2-harbour-7``."""
    made = "-".join(re.findall(r"[a-z0-9]+", words.lower()))[:60].strip("-")
    return made if is_slug(made) else f"game-{made}".strip("-")


def shipped(kind: str) -> Path:
    """The folder of what ships (``scenarios`` or ``saves``): inside an installed wheel, else at the top of the checkout."""
    package = Path(game.__file__).parent
    installed = package / "_shipped" / kind
    return installed if installed.is_dir() else package.parent / kind


def save_folder() -> Path:
    """The folder of one's own games. It need not be there yet."""
    named = os.environ.get(SAVES_VARIABLE)
    if named:
        return Path(named).expanduser()
    from platformdirs import user_data_path  # not needed to play from a named folder

    return user_data_path("first-refusal", appauthor=False) / "saves"


def save_path(slug: str) -> Path:
    """The file of a save by its name: one's own, else one that ships. ``SaveError`` when the name is not a slug."""
    _check_slug(slug)
    own = save_folder() / f"{slug}{SUFFIX}"
    famous = shipped("saves") / f"{slug}{SUFFIX}"
    return famous if not own.exists() and famous.exists() else own


def new_save_path(slug: str) -> Path:
    """A file that is not there yet for a save of this name; ``harbour-7-2`` when ``harbour-7`` is taken."""
    return _new_path(save_folder(), slug, SUFFIX)


def new_path_beside(path: Path) -> Path:
    """A file that is not there yet in the same folder, with a name as like as can be."""
    return _new_path(path.parent, slug_of(path.stem), path.suffix)


def page_folder() -> Path:
    """The folder of the documents one keeps: among one's own, or beside the saves where their folder is named."""
    if os.environ.get(SAVES_VARIABLE):
        return save_folder() / "agreements"
    from platformdirs import user_documents_path

    return user_documents_path() / "first-refusal"


def new_page_path(slug: str, suffix: str) -> Path:
    """A file that is not there yet for a document of this name and ending, such as ``.html``."""
    return _new_path(page_folder(), slug, suffix)


def _new_path(folder: Path, slug: str, suffix: str) -> Path:
    _check_slug(slug)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        taken = {name.casefold() for name in os.listdir(folder)}
    except OSError as error:
        raise cannot_write(folder, error) from error
    number = 1
    while (name := f"{slug}-{number}{suffix}" if number > 1 else f"{slug}{suffix}") in taken:
        number += 1
    return folder / name


def _check_slug(slug: str) -> None:
    if not is_slug(slug):
        raise SaveError(
            repr(slug[:LONGEST_SLUG]),
            "is not the name of a save.",
            f"Use lower-case words and digits joined by hyphens, such as {slug_of(slug)}.",
        )


def write_whole(path: Path, data: bytes) -> None:
    """Put a whole file in place at once: whoever looks sees the old one or the new one, also after a power cut."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(beside, "xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise cannot_write(path, error) from error
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make a new name in a folder last. Not every system can, and then it sees to it itself."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


_FULL: Final = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG)
_FORBIDDEN: Final = (errno.EACCES, errno.EPERM, errno.EROFS)


def cannot_write(path: Path, error: OSError, *, made: bool = False) -> SaveError:
    """What a failed write means for the player. ``made`` tells that the game has steps on disk already."""
    safe = "Every step before this one is safe on disk." if made else "Nothing was lost."
    if error.errno in _FULL:
        return SaveError(
            str(path), f"could not be written: the disk is full. {safe}", "Free some space and try again."
        )
    if error.errno in _FORBIDDEN:
        words = f"could not be written: the file or its folder may only be read. {safe}"
        return SaveError(
            str(path), words, f"Allow writing there, or name another folder in {SAVES_VARIABLE}."
        )
    reason = (error.strerror or "the system gave no reason").lower()
    words = f"could not be written: {reason}. {safe}"
    return SaveError(str(path), words, f"Try again, or name another folder in {SAVES_VARIABLE}.")
