"""How soon the app is painted, against a bare Textual app: both under a pseudo-terminal, wall-clock, medians of runs in turn."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time

from bench.clock import PYTHON

BARE = """
from textual.app import App
from textual.widgets import Label
class Bare(App):
    def compose(self):
        yield Label("all painted")
Bare().run()
"""
BEEN_HERE = """
from game.tui import settings
settings.write(settings.Settings(told=True, waiver=True))
"""
"""Whoever comes for the first time is told something before the menu."""
ROUNDS = 7


def seconds_until(command: list[str], marker: bytes, home: str) -> tuple[float, float]:
    """From exec to the first visible glyph, and to the marker in what the terminal is sent; (0, 0) when it never comes."""
    environment = _at_home(home) | {
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "TEXTUAL_ANIMATIONS": "none",
    }
    begun = time.perf_counter()
    child, descriptor = pty.fork()
    if child == 0:
        os.execvpe(command[0], command, environment)
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    seen, glyph = b"", 0.0
    try:
        while time.perf_counter() - begun < 20:
            ready, _, _ = select.select([descriptor], [], [], 0.5)
            if not ready:
                continue
            seen += os.read(descriptor, 65536)
            now = time.perf_counter() - begun
            if not glyph and any(word in seen for word in (b"First Refusal", b"all painted")):
                glyph = now
            if marker in seen:
                return glyph, now
    except OSError:
        pass
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(descriptor)
    return 0.0, 0.0


def _at_home(home: str) -> dict[str, str]:
    away = ("NO_COLOR", "XDG_CONFIG_HOME", "XDG_DATA_HOME")
    return {name: value for name, value in os.environ.items() if name not in away} | {"HOME": home}


def main() -> None:
    """Print how soon the menu is painted."""
    ours: list[tuple[float, float]] = []
    bare: list[float] = []
    with tempfile.TemporaryDirectory() as home:
        subprocess.run([PYTHON, "-c", BEEN_HERE], env=_at_home(home), check=True)
        for _ in range(ROUNDS):
            bare.append(seconds_until([PYTHON, "-c", BARE], b"all painted", home)[1])
            ours.append(seconds_until([PYTHON, "-m", "game"], b"Quit", home))
    if not all(bare) or not all(paint for _, paint in ours):
        print("the screen never came; run first-refusal by hand to see why", file=sys.stderr)
        return
    first, paint = (
        statistics.median(glyph for glyph, _ in ours),
        statistics.median(paint for _, paint in ours),
    )
    measure = statistics.median(bare)
    print(f"first glyph: {first * 1000:.0f} ms; first full paint of the menu: {paint * 1000:.0f} ms")
    print(
        f"  a bare Textual app: {measure * 1000:.0f} ms; ours is {paint / measure:.2f} of it (goal: under 1.5)"
    )
