"""The game in a real pseudo-terminal: what it paints is read as a person would see it, and keys, sizes and signals are what they are for a
player. Not on Windows.
"""

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
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType

import pyte

HERE = Path(__file__).parent.parent.parent
GAME = (sys.executable, "-m", "game")
PATIENCE = 30.0
"""Seconds to wait for something that should be there at once: a machine that tests on every core is slow."""
KEYS = {
    "enter": "\r", "escape": "\x1b", "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "tab": "\t", "space": " ",
    "backspace": "\x7f", "pagedown": "\x1b[6~", "ctrl+c": "\x03", "ctrl+z": "\x1a",
}  # fmt: skip
RESTORED = (b"\x1b[?1049l", b"\x1b[?25h")
"""What a terminal is sent when it is given back: the screen that was there before, and the cursor."""
_LATELY = 1000
"""That many bytes are the last that were written."""
_UNKNOWN = re.compile(rb"\x1b\[[<>=?][0-9;:]*(?:[a-zA-Z]|\$p)|\x1b[P_^][^\x1b]*(?:\x1b\\|\x07)")
"""What pyte does not know and would print: keyboard protocols, questions about modes, strings to the terminal."""
_UNWANTED = ("NO_COLOR", "CI", "PYTHONDONTWRITEBYTECODE", "COLUMNS", "LINES")
"""What a player has not set. The last two are left behind by whatever ran before, and no size would be heeded after them."""


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
        """How the program ended, minus the signal that ended it; None while it runs."""
        self.written = b""
        usual = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "TEXTUAL_ANIMATIONS": "none"}
        inherited = {name: value for name, value in os.environ.items() if name not in _UNWANTED}
        self._child, self._terminal = pty.fork()
        if self._child == 0:
            os.chdir(HERE)
            os.execvpe(command[0], list(command), {**inherited, **usual, **(environment or {})})
        self._set_size(*size)
        self._modes = termios.tcgetattr(self._terminal)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self.ended():
            self.signal(signal.SIGKILL)
            os.waitpid(self._child, 0)
        self.hang_up()

    @property
    def rows(self) -> list[str]:
        """What stands on the screen, row by row."""
        return list(self._screen.display)

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(self.rows)

    def _set_size(self, width: int, height: int) -> None:
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    def resize(self, width: int, height: int) -> None:
        """Make the window another size; the kernel tells the program."""
        self.read(0)
        self._screen.resize(height, width)
        self._set_size(width, height)

    def press(self, *keys: str | bytes) -> None:
        """Send what a keyboard sends for keys, by name or as text, without waiting for what comes of them."""
        with suppress(OSError):
            for key in keys:
                os.write(self._terminal, key if isinstance(key, bytes) else KEYS.get(key, key).encode())

    def signal(self, number: int) -> None:
        """Send a signal to the program."""
        with suppress(ProcessLookupError):
            os.kill(self._child, number)

    def hang_up(self) -> None:
        """The line drops."""
        with suppress(OSError):
            os.close(self._terminal)

    def read(self, seconds: float) -> bool:
        """Take in what is written within so many seconds; whether there was anything."""
        ready, _, _ = select.select([self._terminal], [], [], seconds)
        try:
            data = os.read(self._terminal, 65536) if ready else b""
        except OSError:  # how Linux says that nobody is at the other end any more
            data = b""
        self.written += data
        self._stream.feed(_UNKNOWN.sub(b"", data))
        return bool(data)

    def look(self, seconds: float, quiet: float = 0.05) -> bool:
        """Read until nothing was painted for ``quiet`` seconds, at most ``seconds``; whether it came to rest."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if not self.read(min(left, quiet)):
                return left >= quiet
        return False

    def settle(self, quiet: float = 0.6) -> str:
        """Wait until nothing has been written for so many seconds; what stands there then."""
        assert self.look(PATIENCE, quiet), f"it never rests:\n{self.text}"
        return self.text

    def until(self, wanted: Callable[[list[str]], bool], seconds: float = PATIENCE) -> bool:
        """Read until the screen is as wanted; whether it came to that."""
        until = time.monotonic() + seconds
        while not wanted(self.rows):
            if time.monotonic() > until or self.ended():
                self.look(0.2)
                return wanted(self.rows)
            self.look(0.2)
        return True

    def wait(self, words: str) -> None:
        """Wait until the words stand on the screen."""
        came = self.until(lambda rows: words in "\n".join(rows))
        assert came, f"{words!r} never came, and its end is {self.status}:\n{self.text}"

    def wait_for(self, text: str) -> None:
        """Wait until the screen is exactly this."""
        came = self.until(lambda rows: "\n".join(rows) == text)
        assert came, f"it stays otherwise:\n{self.text}\ninstead of\n{text}"

    def ended(self) -> bool:
        """Whether the program has ended."""
        if self.status is None:
            child, status = os.waitpid(self._child, os.WNOHANG)
            if child:
                self.status = os.waitstatus_to_exitcode(status)
        return self.status is not None

    def end(self) -> int | None:
        """Wait for the program to end, reading what is still written; how it did."""
        until = time.monotonic() + PATIENCE
        while not self.ended():
            assert time.monotonic() < until, f"it does not end:\n{self.text}"
            if not self.read(0.05):
                time.sleep(0.01)  # at the end of what is written there is nothing to wait for
        self.look(0.2)
        return self.status

    def restored(self) -> bool:
        """Whether the terminal was given back as it was."""
        lately, modes = self.written[-_LATELY:], termios.tcgetattr(self._terminal)
        return all(word in lately for word in RESTORED) and modes[:4] == self._modes[:4]
