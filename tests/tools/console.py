"""A terminal with the game in it: what it paints is read as a person would see it, and keys are bytes. Not for Windows."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import sys
import termios
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pyte

KEYS = {
    "enter": "\r", "escape": "\x1b", "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "tab": "\t", "space": " ",
    "backspace": "\x7f", "pagedown": "\x1b[6~", "ctrl+c": "\x03", "ctrl+z": "\x1a",
}  # fmt: skip
RESTORED = (b"\x1b[?1049l", b"\x1b[?25h")
"""What a terminal is sent when it is given back: the screen that was there before, and the cursor."""
_STRANGE = re.compile(rb"\x1b\[[<>=?][0-9;:]*(?:[a-zA-Z]|\$p)|\x1b[P_^][^\x1b]*(?:\x1b\\|\x07)")
"""What the emulator does not know and would print: keyboard protocols, questions about modes."""
ROOT = Path(__file__).parents[2]


class Terminal:
    """A program in a terminal of its own."""

    def __init__(self, *words: str, home: Path, columns: int = 80, rows: int = 24) -> None:
        self.screen = pyte.Screen(columns, rows)
        self.sent = b""
        """The last thousand bytes that the terminal was sent."""
        self.code: int | None = None
        """Its exit code once it has ended; as in Python, minus the signal that ended it."""
        self._stream = pyte.ByteStream(self.screen)
        environment = {
            key: value
            for key, value in os.environ.items()
            if key not in ("NO_COLOR", "CI", "PYTHONDONTWRITEBYTECODE")
        }
        environment |= {
            "TERM": "xterm-256color", "COLORTERM": "truecolor", "HOME": str(home), "TEXTUAL_ANIMATIONS": "none",
            "PYTHONPATH": str(ROOT), "XDG_DATA_HOME": str(home / "data"), "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_STATE_HOME": str(home / "state"), "XDG_CACHE_HOME": str(home / "cache"),
        }  # fmt: skip
        self.pid, self.end = pty.fork()
        if self.pid == 0:
            os.execvpe(sys.executable, [sys.executable, "-m", "game", *words], environment)
        fcntl.ioctl(self.end, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.modes = termios.tcgetattr(self.end)
        """How the line was set before the program set it."""

    def press(self, *keys: str) -> None:
        """Type keys, by name or as text, without waiting for what comes of them."""
        with suppress(OSError):
            for key in keys:
                os.write(self.end, KEYS.get(key, key).encode())

    def look(self, seconds: float, quiet: float = 0.05) -> bool:
        """Read until nothing was painted for ``quiet`` seconds, at most ``seconds``; whether it came to rest."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            ready, _, _ = select.select([self.end], [], [], min(left, quiet))
            if not ready:
                return left >= quiet
            try:
                data = os.read(self.end, 65536)
            except OSError:
                return True
            if not data:
                return True
            self.sent = (self.sent + data)[-1000:]
            self._stream.feed(_STRANGE.sub(b"", data))
        return False

    def until(self, wanted: Callable[[list[str]], bool], seconds: float = 30) -> bool:
        """Read until the screen is as wanted; whether it came to that."""
        until = time.monotonic() + seconds
        while not wanted(self.rows):
            if time.monotonic() > until or self.ended():
                return wanted(self.rows)
            self.look(0.2)
        return True

    @property
    def rows(self) -> list[str]:
        """The screen, row by row."""
        return list(self.screen.display)

    def ended(self) -> bool:
        """Whether the program has ended."""
        if self.code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.code = os.waitstatus_to_exitcode(status)
        return self.code is not None

    def signal(self, number: int) -> None:
        """Send a signal to the program."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def end_of_it(self, seconds: float = 20) -> int | None:
        """Wait for the end, reading what is still written; the exit code, or ``None`` when it goes on."""
        until = time.monotonic() + seconds
        while time.monotonic() < until and not self.ended():
            self.look(0.05)
        self.look(0.2)
        return self.code

    def restored(self) -> bool:
        """Whether the terminal was given back as it was."""
        return (
            all(word in self.sent for word in RESTORED) and termios.tcgetattr(self.end)[:4] == self.modes[:4]
        )

    def hang_up(self) -> None:
        """The line drops."""
        with suppress(OSError):
            os.close(self.end)

    def close(self) -> None:
        """End the program, if it has not ended, and the terminal."""
        if not self.ended():
            self.signal(9)
            _, status = os.waitpid(self.pid, 0)
            self.code = os.waitstatus_to_exitcode(status)
        self.hang_up()
