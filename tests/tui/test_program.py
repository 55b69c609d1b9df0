"""Another program across the table: the screen never waits for it, and no save starts one by itself."""

from __future__ import annotations

import os
import sys
from asyncio import sleep
from pathlib import Path

import pytest

from game.files.places import new_save_path
from game.tui import settings
from game.tui.app import FirstRefusal
from game.tui.screens.quarter import Quarter
from tests.tools.screens import painted
from tests.tui.conftest import Opens, begun

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="asks for processes by number")

AGENT = """
import os, sys, time
open({pid!r}, "w").write(str(os.getpid()))
for line in sys.stdin:
    if '"kind":"ask"' in line:
        time.sleep({seconds})
        print('{{"kind":"done"}}', flush=True)
"""


def written(folder: Path, seconds: float = 0) -> str:
    """A program that takes its time, as a spec."""
    file = folder / "agent.py"
    file.write_text(AGENT.format(pid=str(folder / "pid"), seconds=seconds))
    return f"exec:{sys.executable} -I -S {file}"


async def test_a_saved_program_is_started_only_when_somebody_who_has_read_the_command_says_so(
    opened: Opens, tmp_path: Path
) -> None:
    spec, started = written(tmp_path), tmp_path / "pid"
    session = begun("openai", bot=spec, path=new_save_path("strange"))
    session.close()
    async with opened() as game:
        await game.press("1")
        assert spec.partition(" ")[0] in painted(game.app).replace("\n", "")
        await game.press("enter")
        assert type(game.screen).__name__ == "Menu"
        await game.press("1", "space", "space")
        assert not started.exists()
        await game.press("1", "y")
        await game.until("plan")
        assert started.exists()


async def test_a_program_that_is_slow_holds_nothing_up_and_leaving_ends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    settings.write(settings.Settings(told=True))
    session = begun("openai", bot=written(tmp_path, 600), path=tmp_path / "slow.jsonl")
    app, started = FirstRefusal(session, replays=False), tmp_path / "pid"
    async with app.run_test() as pilot:
        while not (started.exists() and started.read_text()):
            await pilot.pause(0.02)
        screen = app.screen
        assert isinstance(screen, Quarter)
        assert screen.counterpart.thinking
        await pilot.press("g")
        assert app.screen is not screen
        await pilot.press("escape")
        assert app.screen is screen
    pid = int(started.read_text())
    for _ in range(200):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        await sleep(0.02)
    raise AssertionError("the program is still there")
