"""Another program at the other end of two pipes: a line goes out, a line comes in, and nobody ever waits for good.

Only this module starts a process. One thread writes, one reads; whoever asks waits at a queue, so that a program which reads
nothing, writes without end, or is gone cannot hold the game up. Pipes are never polled, which Windows could not do.
"""

from __future__ import annotations

import atexit
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, Full, Queue
from threading import Lock, Thread
from typing import IO, Final
from weakref import WeakSet

LONGEST_LINE: Final = 64 * 1024
"""The most bytes of a line that comes in; what is longer is not kept."""
WAITING: Final = 16
"""So many lines are read ahead of their being wanted; then the program waits."""
GRACE: Final = 2.0
"""Seconds a program has to end by itself once its input has."""


class Gone(Exception):
    """The program cannot be started, has ended, or has closed its output. The words say which."""


class Pipe:
    """One running program."""

    def __init__(self, command: str | list[str], log: Path | None = None) -> None:
        """Start it. What it writes to stderr goes to the end of ``log``; without one to the console. Raises ``Gone``."""
        with _log(log) as errors:
            self._process = _start(command, errors)
        self._in: Queue[bytes | None] = Queue(WAITING)
        self._out: Queue[bytes | None] = Queue()
        self._stopped = False
        self._ended = Lock()
        self._reader = Thread(target=self._read, daemon=True)
        self._writer = Thread(target=self._write, daemon=True)
        self._reader.start()
        self._writer.start()
        _running.add(self)

    def send(self, line: bytes) -> None:
        """Have a line written, whenever the program reads it."""
        self._out.put(line + b"\n")

    def receive(self, seconds: float) -> bytes | None:
        """The next line, without its end; ``None`` when none came in time. One that was too long is cut. Raises ``Gone``."""
        try:
            line = self._in.get(timeout=seconds) if seconds > 0 else self._in.get_nowait()
        except Empty:
            return None
        if line is None or self._stopped:
            self.stop()
            raise Gone("it has ended, or closed its output.")
        return line

    def stop(self) -> None:
        """Nobody waits for this program any more: whoever does is told that it is gone."""
        self._stopped = True
        with suppress(Full):
            self._in.put_nowait(None)

    def close(self) -> None:
        """Close its input and let it end; after a moment of grace it is ended, with all it started. Does not wait."""
        self.stop()
        self._out.put(None)
        Thread(target=self.end, args=(GRACE,)).start()

    def end(self, grace: float = 0.0) -> None:
        """End it now, or when it has had that many seconds to end by itself; comes back when it is gone."""
        self.stop()
        self._out.put(None)
        self._reader.join(grace)  # its output closes when it ends
        with self._ended:
            if self._process.returncode is None:
                _kill(self._process)
                self._process.wait()

    def _read(self) -> None:
        out = self._process.stdout
        assert out is not None
        with suppress(OSError, ValueError), out:
            while line := out.readline(LONGEST_LINE + 1):
                rest = line
                while not rest.endswith(b"\n") and (rest := out.readline(LONGEST_LINE)):
                    pass
                if line := line.strip():
                    self._hand_over(line)
        self._hand_over(None)

    def _hand_over(self, line: bytes | None) -> None:
        while not self._stopped:
            with suppress(Full):
                self._in.put(line, timeout=0.1)
                return

    def _write(self) -> None:
        into = self._process.stdin
        assert into is not None
        with suppress(OSError, ValueError):
            while (line := self._out.get()) is not None:
                into.write(line)
                into.flush()
        with suppress(OSError, ValueError):
            into.close()


def _start(command: str | list[str], errors: IO[bytes] | None) -> subprocess.Popen[bytes]:
    """The process, the first of a group of its own: an interrupt at the keyboard is the game's, and it is ended as a whole."""
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )
    except (OSError, ValueError) as error:
        raise Gone(f"it cannot be started ({getattr(error, 'strerror', None) or error}).") from error


@contextmanager
def _log(log: Path | None) -> Iterator[IO[bytes] | None]:
    if log is None:
        yield None
        return
    try:
        file = open(log, "ab")  # noqa: SIM115
    except OSError:  # then nobody reads what it has to say
        file = open(os.devnull, "ab")  # noqa: SIM115
    with file:
        yield file


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a process and all of its group. It was not waited for yet, so its number is still its own."""
    if sys.platform == "win32":
        with suppress(OSError):
            order = ("taskkill", "/T", "/F", "/PID", str(process.pid))
            subprocess.run(order, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        process.kill()
    else:
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)


_running: WeakSet[Pipe] = WeakSet()


@atexit.register
def _leave_nothing_behind() -> None:
    for pipe in tuple(_running):
        pipe.end()
