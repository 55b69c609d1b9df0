"""A save that is being written: one window, one step at a time, each on disk before anyone is told of it."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final

from game.errors import Outdated, SaveError, TooBig
from game.files.canonical import digest
from game.files.places import cannot_write, sync_folder, write_whole
from game.files.saves.lines import (
    FORMAT,
    LONGEST_HEADER,
    LONGEST_LINE,
    MOST_STEPS,
    Header,
    Saved,
    Step,
    first_line,
    read_first,
    step_line,
    within,
)
from game.files.saves.reading import LARGEST_FILE, content, in_words, parsed, regular


def head_of(header: Header, steps: Sequence[Step]) -> str:
    """The hash of the last line that a save of these steps ends with: what a branch names in its origin."""
    head = digest(first_line(header))
    for n, step in enumerate(steps, 1):
        head = digest(step_line(step, n, head)[1])
    return head


def write_save(path: Path, header: Header, steps: Iterable[Step] = ()) -> None:
    """Write a whole save at once; steps are numbered and chained anew."""
    _whole(path, header, steps)


def _whole(path: Path, header: Header, steps: Iterable[Step]) -> tuple[list[Step], list[str], int]:
    """Write a whole save at once: the steps as they stand in it, the hash of each line, and its size."""
    line = within(path, first_line(header), LONGEST_HEADER)
    lines, stamped, heads = [line], list[Step](), [digest(line)]
    for n, step in enumerate(steps, 1):
        step, line = step_line(step, n, heads[-1])
        stamped.append(step)
        lines.append(within(path, line, LONGEST_LINE))
        heads.append(digest(line))
    data = b"\n".join(lines) + b"\n"
    write_whole(path, data)
    return stamped, heads, len(data)


class Recorder:
    """A save that is being written. It belongs to one window; :meth:`append` returns when the step is on disk."""

    def __init__(self, path: Path, descriptor: int, size: int, heads: Iterable[str]) -> None:
        self.path = path
        self.heads = list(heads)
        """The hash of each line on disk: ``heads[n]`` is step ``n``'s, ``heads[0]`` the header's."""
        self.saved: Saved | None = None
        """What the file held when it was opened again."""
        self._descriptor = descriptor
        self._size = size

    @classmethod
    def create(cls, path: Path, header: Header) -> Recorder:
        """Begin a save. Never over another: ``SaveError`` when the file is there already, or cannot be written.

        The name appears when the first line is on disk, so whoever is killed meanwhile leaves no half a save.
        """
        line = within(path, first_line(header), LONGEST_HEADER)
        read_first(path, line)  # never begin what could not be opened again
        # Windows gives an open file no other name.
        beside = (
            path if sys.platform == "win32" else path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
        )
        recorder = None
        try:
            if path.exists():
                raise FileExistsError(path)
            path.parent.mkdir(parents=True, exist_ok=True)
            recorder = cls(
                path, os.open(beside, _APPENDING | os.O_CREAT | os.O_EXCL, 0o644), 0, [digest(line)]
            )
            _lock(recorder._descriptor, path)
            recorder._write(line, made=False)
            if beside != path:
                _name(beside, path)
        except (OSError, SaveError) as error:
            if recorder is not None:
                recorder.close()
                with suppress(OSError):
                    beside.unlink()
            if isinstance(error, FileExistsError):
                words = "Choose another name; nothing was written."
                raise SaveError(str(path), "is there already.", words) from error
            raise (cannot_write(path, error) if isinstance(error, OSError) else error) from error
        sync_folder(path.parent)
        return recorder

    @classmethod
    def reopen(cls, path: Path) -> Recorder:
        """Go on with a save; what it holds is in ``saved``. A torn last line is cut off and said in ``saved.note``.

        :class:`Outdated` where today's lines would not go with what the file holds; it is left as it is.
        """
        with in_words(path):
            regular(path)
        descriptor = _opened(path)
        try:
            with in_words(path):
                saved, size = parsed(path, content(path))
            if saved.format != FORMAT:
                words = f"was recorded as save/{saved.format}, which this game reads and no longer writes."
                raise Outdated(str(path), words, "Branch from it to go on.")
            os.ftruncate(descriptor, size)
        except OSError as error:
            os.close(descriptor)
            raise cannot_write(path, error) from error
        except SaveError:
            os.close(descriptor)
            raise
        recorder = cls(path, descriptor, size, saved.heads)
        recorder.saved = saved
        return recorder

    @classmethod
    def branch(cls, path: Path, header: Header, steps: Iterable[Step]) -> tuple[Recorder, list[Step]]:
        """A save that begins with these steps, numbered and chained anew, to be gone on with; and the steps as they stand in it."""
        stamped, heads, size = _whole(path, header, steps)
        return cls(path, _opened(path), size, heads), stamped

    def append(self, step: Step) -> Step:
        """Write a step down, numbered and chained; it is on disk when this returns. ``SaveError`` leaves the save as it was."""
        stamped, line = step_line(step, len(self.heads), self.heads[-1])
        within(self.path, line, LONGEST_LINE)
        if len(self.heads) > MOST_STEPS or self._size + len(line) >= LARGEST_FILE:
            raise TooBig(
                str(self.path), "cannot hold another step.", "Every step before this one is safe on disk."
            )
        self._write(line, made=True)
        self.heads.append(digest(line))
        return stamped

    def _write(self, line: bytes, *, made: bool) -> None:
        data = line + b"\n"
        written = 0
        try:
            while written < len(data):
                written += os.write(self._descriptor, data[written:])
            os.fsync(self._descriptor)
        except OSError as error:
            # A half line would be dropped on reading; but the next step must not be glued to it.
            with suppress(OSError):
                os.ftruncate(self._descriptor, self._size)
            raise cannot_write(self.path, error, made=made) from error
        self._size += len(data)

    def close(self) -> None:
        """Let go of the file; another window may have it then. Closing twice is fine."""
        if self._descriptor >= 0:
            descriptor, self._descriptor = self._descriptor, -1
            os.close(descriptor)

    def __enter__(self) -> Recorder:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


_APPENDING: Final = os.O_RDWR | os.O_APPEND | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def _name(beside: Path, path: Path) -> None:
    """Give a file the name it is meant to have, unless another has it by now (``FileExistsError``)."""
    try:
        os.link(beside, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links, such as a memory stick's
        os.rename(beside, path)
    else:
        beside.unlink()


def held(path: Path) -> None:
    """Refuses a save that is being played in a window, here or in another."""
    with in_words(path):
        descriptor = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0))
    try:
        _lock(descriptor, path)
    finally:
        os.close(descriptor)


def _opened(path: Path) -> int:
    """A save that is there, opened to be gone on with, and locked."""
    try:
        descriptor = os.open(path, _APPENDING)
    except OSError as error:
        raise cannot_write(path, error) from error
    try:
        _lock(descriptor, path)
    except SaveError:
        os.close(descriptor)
        raise
    return descriptor


def _lock(descriptor: int, path: Path) -> None:
    """Take the save for this window. The system lets go by itself when the program ends, however it ends."""
    try:
        if sys.platform == "win32":
            import msvcrt

            # Windows keeps others from even reading what is locked, so the lock lies far beyond the largest file.
            os.lseek(descriptor, 0x7FFF_0000, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError) as error:
        words = "is being played in another window."
        raise SaveError(str(path), words, "Go on there, close it, or branch from this save.") from error
    except OSError:
        pass  # a file system without locks, such as some network drives: better to play unlocked than not at all
