"""What every screen looks like, kept as text: ``tests/tui/snapshots/NAME-WIDTHxHEIGHT.txt``. ``make snapshots`` writes them anew.

A file holds what was painted, and under it a hash of how: colours and weights. The games are some that ship, so they never change, and
the tour of the screens is the same keys every time.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(__file__).parents[1] / "tui" / "snapshots"
SIZES: Final = ((80, 24), (120, 40))
NOON: Final = 1_800_000_000
"""When the games on the shelf were last played."""
TOURS: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "front": (
        ("menu", ""), ("new-game", "n"), ("load", "escape l"), ("load-famous", "end"), ("load-found", "slash s i g n enter"),
        ("about", "escape escape i"), ("help", "escape question_mark"),
    ),
    "quarter": (
        ("plan", ""), ("agreement", "g"), ("ledger", "escape l"), ("notes", "escape j"), ("news", "escape e"), ("brief", "escape b"),
        ("numbers", "escape v"), ("help-quarter", "escape escape question_mark"),
    ),
    "table": (("table", ""), ("compare", "d"), ("more-moves", "escape s"), ("said", "escape h")),
    "ending": (("ending", ""), ("record", "c"), ("acts", "escape w"), ("watch", "escape t")),
}  # fmt: skip
"""The keys from each screen to the next; the app is opened anew for each tour."""
GAME: Final = "exclusive-twice"
OPENED: Final = {"quarter": 270, "table": 300, "ending": 10_000}
"""After how many steps of it the app is opened."""


def painted(app: Any) -> str:
    """What a screen shows, and a hash of how it looks."""
    strips = app.screen._compositor.render_strips()
    words = ["".join(segment.text for segment in strip).rstrip() for strip in strips]
    look = "\n".join("|".join(f"{len(s.text)}{s.style}" for s in strip.simplify()) for strip in strips)
    return "\n".join([*words, f"look: {blake2b(look.encode(), digest_size=6).hexdigest()}", ""])


async def toured(tour: str, size: tuple[int, int]) -> AsyncIterator[tuple[str, str]]:
    """The screens of a tour by name. What is one's own must lie in a folder of its own: a home, or what a test has for one."""
    from game.files.places import save_folder, shipped
    from game.session import Session
    from game.tui import settings
    from game.tui.app import FirstRefusal
    from game.tui.screens import load, new_game

    settings.write(settings.Settings(told=True, waiver=True))
    new_game.drawn_words = lambda: "harbour-7"  # type: ignore[attr-defined]
    load.LOOKED_AT = 3600.0  # type: ignore[misc]
    game = shipped("saves") / f"{GAME}.jsonl"
    session = None
    if tour == "front":
        _shelve(game, save_folder())
    else:
        whole = Session.load(game)
        session = whole.as_it_stood(min(OPENED[tour], len(whole.steps)))
    app = FirstRefusal(session, replays=False)
    async with app.run_test(size=size) as pilot:
        for name, keys in TOURS[tour]:
            for key in keys.split():
                await pilot.press(key)
            for _ in range(3):
                await pilot.pause()
                await app.workers.wait_for_complete()
            await pilot.pause()
            yield f"{name}-{size[0]}x{size[1]}", painted(app)


def _shelve(game: Path, folder: Path) -> None:
    """Two games of one's own: one that goes on, and the same at its end."""
    from game.desk.shelf import worked_out
    from game.files.saves import peek

    folder.mkdir(parents=True, exist_ok=True)
    lines = game.read_bytes().splitlines(keepends=True)
    for age, (name, count) in enumerate((("microsoft-lantern-129", 190), ("the-long-one", len(lines)))):
        path = folder / f"{name}.jsonl"
        path.write_bytes(b"".join(lines[:count]))
        os.utime(path, (NOON - age, NOON - age))
        worked_out(peek(path))


def difference(name: str, found: str) -> str:
    """What is otherwise than the snapshot has it, line by line; empty when nothing is."""
    try:
        kept = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    except FileNotFoundError:
        return f"{name}: there is no snapshot; make snapshots writes one."
    old, new = kept.splitlines(), found.splitlines()
    if old[:-1] == new[:-1]:
        return "" if old == new else f"{name}: says the same and looks otherwise."
    said = [f"{name}: make snapshots, if that is meant."]
    for n, (was, now) in enumerate(zip(old[:-1], new[:-1], strict=False), 1):
        if was != now:
            said += [f"  {n:>2} was {was}", f"     now {now}"]
    return "\n".join(said)


async def _write(tours: list[str]) -> None:
    for size in SIZES:
        for tour in tours:
            with tempfile.TemporaryDirectory() as home:
                for variable in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
                    os.environ[variable] = home
                async for name, found in toured(tour, size):
                    (FOLDER / f"{name}.txt").write_text(found, encoding="utf-8")


if __name__ == "__main__":
    os.environ.update(TEXTUAL_ANIMATIONS="none", TZ="UTC")
    if len(sys.argv) == 1:
        shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True, exist_ok=True)
    asyncio.run(_write(sys.argv[1:] or list(TOURS)))
