"""How soon a key is answered, against a bare list of Textual's in the same run: under a pseudo-terminal, wall-clock, medians.

*Settled* is the last chunk of output that changed the screen before a fifth of a second without output. A busy machine slows both, so
the ratios say more than the milliseconds.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from typing import Final

import pyte

from bench.clock import PYTHON

BARE: Final = """
from textual.app import App
from textual.widgets import OptionList
class Bare(App):
    def compose(self):
        yield OptionList(*[f"row {n}" for n in range(60)])
Bare().run()
"""
GAME: Final = """
import sys
from game import players
from game.files.scenarios import load_scenario
from game.session import Session
from game.tui import play, settings
settings.write(settings.Settings(told=True, waiver=True))
session = Session.new(load_scenario("first-refusal"), "b2:copper-meadow-7", {"openai": "you", "microsoft": "bot:2"})
bot = players.make("bot:2", session.scenario, "openai", session.chance.child("player", "openai"))
while True:
    session.play_bots()
    question = session.question("openai")
    table = session.state.table
    if sys.argv[1] == question.topic == "plan" and session.state.quarter >= 3:
        break
    if sys.argv[1] == question.topic == "table" and table.offered_by == "microsoft" and len(table.history) > 1:
        break
    session.act("openai", bot.decide(session.view("openai"), question, session.legal("openai")))
play(session)
"""
KEYS: Final = {"up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "escape": "\x1b"}
WHAT: Final = (
    ("the plan, another row", "plan", "", "down", "up", 30),
    ("the plan, a slider", "plan", "", "right", "left", 30),
    ("the table, another row", "table", "", "down", "up", 30),
    ("the table, a clause turned", "table", "", "right", "left", 100),
    ("the agreement, another paragraph", "plan", "g", "down", "up", 30),
    ("the market, another chart", "plan", "M", "right", "left", 30),
    ("the agreement opened", "plan", "", "g", "escape", 100),
    ("the market opened", "plan", "", "M", "escape", 100),
)
"""What is measured, where, the key that leads there, the key that is timed and the one that takes it back, and the goal in ms."""
ROUNDS: Final = 15
QUIET: Final = 0.2
WIDTH, HEIGHT = 120, 40
_STRANGE = re.compile(rb"\x1b\[[<>=][0-9;:]*[a-zA-Z]|\x1b[P_^][^\x1b]*(?:\x1b\\|\x07)")


class Screen:
    """A command in a terminal."""

    def __init__(self, command: list[str], home: str) -> None:
        self._screen = pyte.Screen(WIDTH, HEIGHT)
        self._stream = pyte.ByteStream(self._screen)
        environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "HOME": home}
        for name in ("NO_COLOR", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
            environment.pop(name, None)
        self._child, self._terminal = pty.fork()
        if self._child == 0:
            os.execvpe(command[0], command, environment)
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", HEIGHT, WIDTH, 0, 0))
        if not self.settled(30, quiet=2):
            raise TimeoutError

    def settled(self, patience: float, quiet: float = QUIET) -> float:
        """Seconds until the last change before it is quiet; 0 when nothing changes. What came is looked at after that."""
        begun = time.perf_counter()
        heard: list[tuple[float, bytes]] = []
        while (waited := time.perf_counter() - begun) < patience and (
            not heard or waited - heard[-1][0] < quiet
        ):
            if select.select([self._terminal], [], [], 0.02)[0]:
                output = os.read(self._terminal, 65536)
                heard.append((time.perf_counter() - begun, output))
        changed, before = 0.0, self._looks()
        for seen, output in heard:
            self._stream.feed(_STRANGE.sub(b"", output))
            if (now := self._looks()) != before:
                changed, before = seen, now
        return changed

    def _looks(self) -> object:
        return [dict(self._screen.buffer[row]) for row in range(HEIGHT)]

    def press(self, key: str) -> float:
        """Seconds from a key to the settled screen."""
        os.write(self._terminal, KEYS.get(key, key).encode())
        return self.settled(2)

    def close(self) -> None:
        os.kill(self._child, signal.SIGKILL)
        os.waitpid(self._child, 0)
        os.close(self._terminal)


def timed(command: list[str], before: str, key: str, back: str) -> float:
    """The median milliseconds from a key to the settled screen; each press is taken back by another key."""
    with tempfile.TemporaryDirectory() as home:
        screen = Screen(command, home)
        try:
            if before:
                screen.press(before)
            took = []
            for _ in range(ROUNDS):
                took.append(screen.press(key))
                screen.press(back)
            return statistics.median(filter(None, took)) * 1000
        finally:
            screen.close()


def main() -> None:
    """Print how soon keys are answered."""
    try:
        bare = timed([PYTHON, "-c", BARE], "", "down", "up")
        print(f"a bare list of Textual's, another row: settled after {bare:.0f} ms")
        for name, where, before, key, back, goal in WHAT:
            took = timed([PYTHON, "-c", GAME, where], before, key, back)
            print(f"{name}: {took:.0f} ms, {took / bare:.1f} of the bare list's (goal: under {goal} ms)")
    except (TimeoutError, statistics.StatisticsError):
        print("the screen never came; run first-refusal by hand to see why", file=sys.stderr)
