"""Make the pictures of the README and the manual: a real game, real screens. ``make pictures`` runs it.

The game is one that ships, and that verifies for good, so a picture changes only when a screen does. The app is opened on a moment
of it and the screen exported. A test compares what the pictures say with what the screens say today.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from html import unescape
from pathlib import Path

HERE = Path(__file__).parent
SIZE = (120, 40)
GAME = "exclusive-twice"
"""A person at Microsoft, the Partner across: seven signatures, and both sides have an A."""
MOMENTS = {"quarter": 270, "table": 300, "ending": 0}
"""After how many steps each picture is taken; 0 is the end."""


async def picture(name: str) -> str:
    """One screen as SVG."""
    from game.files.places import shipped
    from game.session import Session
    from game.tui.app import FirstRefusal

    session = Session.load(shipped("saves") / f"{GAME}.jsonl")
    app = FirstRefusal(session.as_it_stood(MOMENTS[name] or len(session.steps)), replays=False)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        svg = app.export_screenshot(title="first-refusal")
    # Textual numbers its pictures at random; the same screen must give the same file.
    return re.sub(r"terminal-\d+", f"first-refusal-{name}", svg)


def words_of(svg: str) -> list[str]:
    """What a picture says, row by row."""
    rows: dict[str, list[str]] = {}
    for found in re.finditer(r'<text class="[^"]*-r\d+" x="[^"]+" y="([^"]+)"[^>]*>(.*?)</text>', svg):
        rows.setdefault(found[1], []).append(unescape(found[2]).replace("\xa0", " "))
    return ["".join(row).rstrip() for row in rows.values()]


def main() -> None:
    """Make those that are named, or all."""
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(HOME=home, XDG_CONFIG_HOME=home, XDG_DATA_HOME=home)
        from game.tui import settings

        settings.write(settings.read()._replace(told=True, waiver=True))
        for name in sys.argv[1:] or MOMENTS:
            (HERE / f"{name}.svg").write_text(asyncio.run(picture(name)), encoding="utf-8")


if __name__ == "__main__":
    main()
