"""A save as a whole: its size, its lines, the chain that holds them, and a last line that was torn."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from game.errors import Damaged, NotASave, SaveError, TooBig
from game.files.canonical import digest
from game.files.saves.lines import (
    DAMAGED,
    LONGEST_HEADER,
    MOST_STEPS,
    Saved,
    header_of,
    mind_the_marks,
    read_first,
    read_step,
)

LARGEST_FILE: Final = 32 * 1024 * 1024


def read_save(path: Path) -> Saved:
    """Everything a save holds, checked line by line; ``SaveError`` says in one sentence why not. Linear in the file."""
    with in_words(path):
        return parsed(path, content(path))[0]


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Whatever a file can make Python raise, as one sentence."""
    try:
        yield
    except FileNotFoundError as error:
        raise NotASave(str(path), "is not there.", "Check its name, or list the saves.") from error
    except OSError as error:
        reason = (error.strerror or "the system gave no reason").lower()
        raise SaveError(
            str(path), f"could not be read: {reason}.", "Check the file's permissions and the disk."
        ) from error
    except (MemoryError, OverflowError) as error:
        raise TooBig(str(path), "is too large to read here.") from error


def regular(path: Path) -> int:
    """The size of a plain file; refuses folders, pipes and devices before they are opened."""
    try:
        found = path.stat()
    except ValueError as error:
        raise NotASave(str(path).replace("\0", "?"), "is not the name of a file.") from error
    if stat.S_ISDIR(found.st_mode):
        raise NotASave(str(path), "is a folder, not a save.", "Name a file in it.")
    if not stat.S_ISREG(found.st_mode):
        raise NotASave(str(path), "is not a plain file.")
    if found.st_size > LARGEST_FILE:
        raise TooBig(str(path), f"is {found.st_size} bytes long: a save has at most {LARGEST_FILE}.")
    return found.st_size


def content(path: Path) -> bytes:
    """The bytes of a file that is not too large."""
    regular(path)
    with open(path, "rb") as file:
        data = file.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise TooBig(str(path), f"is longer than a save can be: at most {LARGEST_FILE} bytes.")
    return data


def parsed(path: Path, data: bytes) -> tuple[Saved, int]:
    """The save in some bytes, and how many of them are whole lines."""
    if not data:
        raise NotASave(str(path), "is empty.", "Delete it, or choose another save.")
    count = data.count(b"\n") - 1
    if count > MOST_STEPS:
        raise TooBig(str(path), f"has {count} steps: a save has at most {MOST_STEPS}.")
    lines = data.split(b"\n")
    torn = lines.pop()
    if not lines:
        mind_the_marks(path, torn[:LONGEST_HEADER])
        raise Damaged(str(path), "was cut off in its first line, before the game had begun.", "Delete it.", 1)
    first, era = read_first(path, lines[0])
    header = header_of(path, first)
    head = digest(lines[0])
    heads = [head]
    steps = []
    for number, line in enumerate(lines[1:], 2):
        step = read_step(path, line, number, era)
        if step.n != number - 1:
            raise Damaged(str(path), f"has step {step.n} where step {number - 1} belongs.", DAMAGED, number)
        if step.prev != head:
            words = "does not follow from the line before it: one of the two was changed."
            raise Damaged(str(path), words, DAMAGED, number)
        head = digest(line)
        heads.append(head)
        steps.append(step)
    note = ""
    if torn:
        note = (
            f"The last line was cut off while it was being written and is left out; "
            f"the game goes on after step {len(steps)}."
        )
    return Saved(header, tuple(steps), tuple(heads), note, era.format), len(data) - len(torn)
