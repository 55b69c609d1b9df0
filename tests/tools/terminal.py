"""The game in a real pseudo-terminal, where signals, sizes and escape sequences are what they are for a player. Not on Windows."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

import pyte

HERE = Path(__file__).parent.parent.parent
GAME = (sys.executable, "-m", "game")
PATIENCE = 30.0
"""Seconds to wait for something that should be there at once: a machine that tests on every core is slow."""

_UNKNOWN = re.compile(rb"\x1b\[[<>=][0-9;:]*[a-zA-Z]|\x1b[P_^][^\x1b]*(?:\x1b\\|\x07)")
"""Sequences that pyte does not know: the kitty keyboard's, and strings to the terminal."""


class Terminal:
    """A program under a pseudo-terminal, and what stands on its screen."""

    def __init__(
        self,
        command: Sequence[str],
        size: tuple[int, int] = (120, 40),
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self.status: int | None = None
        """How the program ended; None while it runs."""
        self.written = b""
        child, self._terminal = pty.fork()
        if child == 0:
            os.chdir(HERE)
            usual = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "TEXTUAL_ANIMATIONS": "none"}
            os.execvpe(command[0], list(command), {**os.environ, **usual, **(environment or {})})
        self._child = child
        self._set_size(*size)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.status is None:
            os.kill(self._child, signal.SIGKILL)
            os.waitpid(self._child, 0)
        os.close(self._terminal)

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(self._screen.display)

    def _set_size(self, width: int, height: int) -> None:
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    def resize(self, width: int, height: int) -> None:
        """Make the window another size; the kernel tells the program."""
        self.read(0)
        self._screen.resize(height, width)
        self._set_size(width, height)

    def press(self, keys: str | bytes) -> None:
        """Send what a keyboard sends."""
        os.write(self._terminal, keys if isinstance(keys, bytes) else keys.encode())

    def read(self, seconds: float) -> bool:
        """Take in what is written within so many seconds; whether there was anything."""
        ready, _, _ = select.select([self._terminal], [], [], seconds)
        try:
            data = os.read(self._terminal, 65536) if ready else b""
        except OSError:  # how Linux says that nobody is at the other end any more
            data = b""
        if ready and not data and self.status is None:
            _, status = os.waitpid(self._child, 0)
            self.status = os.waitstatus_to_exitcode(status)
        self.written += data
        self._stream.feed(_UNKNOWN.sub(b"", data))
        return bool(data)

    def wait(self, words: str) -> None:
        """Wait until the words stand on the screen."""
        end = time.monotonic() + PATIENCE
        while words not in self.text:
            assert time.monotonic() < end, f"{words!r} never came:\n{self.text}"
            assert self.status is None, f"it ended with {self.status} before {words!r}:\n{self.text}"
            self.read(0.05)

    def wait_for(self, text: str) -> None:
        """Wait until the screen is exactly this."""
        end = time.monotonic() + PATIENCE
        while self.text != text:
            assert time.monotonic() < end, f"it stays otherwise:\n{self.text}\ninstead of\n{text}"
            self.read(0.05)

    def settle(self, quiet: float = 0.6) -> str:
        """Wait until nothing has been written for so many seconds; what stands there then."""
        while self.read(quiet):
            pass
        return self.text

    def end(self) -> int:
        """Wait for the program to end; how it did."""
        end = time.monotonic() + PATIENCE
        while self.status is None:
            assert time.monotonic() < end, f"it does not end:\n{self.text}"
            self.read(0.05)
        return self.status
