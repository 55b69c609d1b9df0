"""How much memory the app holds: what is resident, as Linux says, of a process of its own in a pseudo-terminal of 120×40.

Whole games of the flagship against a level-2 bot, each played by the key that goes on and then left for the menu. Par is not
worked out: another process does that.
"""

from __future__ import annotations

import asyncio
import os
import pty
import select
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bench.clock import PYTHON

if TYPE_CHECKING:
    from textual.pilot import Pilot

GAMES, MOST = 3, 2000
"""How many games are played, and the most keys that one may take."""
TIDIED = 2.5
"""Seconds after which what a game left behind has been let go of."""
KEYS = {"Confirm": "y", "Letter": "space", "Tell": "enter", "Quarter": "space"}


def held() -> str:
    """What this process holds, and the most it ever held."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    now, most = (
        next(int(line.split()[1]) / 1024 for line in lines if line.startswith(name))
        for name in ("VmRSS", "VmHWM")
    )
    return f"{now:.0f} MB, at most {most:.0f}"


def play(games: int, report: Path) -> None:
    """Play so many games in the terminal that this is run in, and write down what is held when."""
    from game.files.scenarios import load_scenario
    from game.session import Session
    from game.tui import settings
    from game.tui.app import FirstRefusal
    from game.tui.screens.quarter import Quarter

    settings.write(settings.Settings(told=True, waiver=True))
    app = FirstRefusal(replays=False)

    def note(what: str) -> None:
        with report.open("a", encoding="utf-8") as file:
            file.write(f"{what}: {held()}\n")

    async def settled(pilot: Pilot[int]) -> None:
        await pilot.pause()
        while any(isinstance(s, Quarter) and (s.counterpart.thinking or s.drawing) for s in app.screen_stack):
            await app.workers.wait_for_complete()
            await pilot.pause()

    async def whole(pilot: Pilot[int], number: int) -> None:
        seats = {"openai": "you", "microsoft": "bot:2"}
        session = Session.new(load_scenario("first-refusal"), f"b2:bench-{number}", seats)
        app.show_branch(lambda: session)
        await settled(pilot)
        if number == 1:
            note("the first quarter")
        for _ in range(MOST):
            name = type(app.screen).__name__
            if not session.questions() and name not in KEYS:
                break
            await pilot.press(KEYS.get(name, "escape"))
            await settled(pilot)
        await app.workers.wait_for_complete()
        await pilot.pause(0.5)
        note(f"game {number} over, its end judged")

    async def all_of_them(pilot: Pilot[int]) -> None:
        await asyncio.sleep(TIDIED)
        note("the menu, what a game needs loaded")
        for number in range(1, games + 1):
            await whole(pilot, number)
            app.show_menu()
            await asyncio.sleep(TIDIED)
            note(f"game {number} left for the menu")
        app.exit(0)

    app.run(auto_pilot=all_of_them)  # type: ignore[arg-type]


def main() -> None:
    """Print what the app holds after a game, and after several."""
    if sys.platform != "linux":
        print("what a process holds is read from /proc, which Linux has")
        return
    with tempfile.TemporaryDirectory() as home:
        report = Path(home) / "report"
        environment = {**os.environ, "HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home}
        environment |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "TEXTUAL_ANIMATIONS": "none"}
        environment |= {"COLUMNS": "120", "LINES": "40"}
        child, terminal = pty.fork()
        if child == 0:
            os.execvpe(PYTHON, [PYTHON, "-m", "bench.memory", str(GAMES), str(report)], environment)
        try:
            while select.select([terminal], [], [], 120)[0] and os.read(terminal, 65536):
                pass
        except OSError:  # how Linux says that nobody is at the other end any more
            pass
        os.waitpid(child, 0)
        os.close(terminal)
        print(report.read_text(encoding="utf-8") if report.exists() else "the app never came up", end="")
    print("(goal: under 90 MB after a whole game, a tenth more after ten)")


if __name__ == "__main__":
    play(int(sys.argv[1]), Path(sys.argv[2]))
