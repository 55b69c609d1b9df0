"""Every screen looks as it is kept, at both sizes; and the README's pictures are no older than the screens."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

from game.desk.starting import drawn_words
from game.tui import settings
from game.tui.screens import load, new_game
from tests.tools.snapshots import FOLDER, SIZES, TOURS, difference, toured

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    # The tour sets these two; whatever they are, they are put back.
    monkeypatch.setattr(new_game, "drawn_words", drawn_words)
    monkeypatch.setattr(load, "LOOKED_AT", load.LOOKED_AT)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("tour", TOURS)
async def test_the_screens_look_as_they_are_kept(tour: str, size: tuple[int, int]) -> None:
    found = [difference(name, text) async for name, text in toured(tour, size)]
    assert len(found) == len(TOURS[tour])
    assert not any(found), "\n\n".join(filter(None, found))


def test_what_differs_is_told_by_its_lines() -> None:
    kept = (FOLDER / "menu-80x24.txt").read_text(encoding="utf-8")
    assert difference("menu-80x24", kept) == ""
    assert "looks otherwise" in difference("menu-80x24", f"{kept.rpartition('look:')[0]}look: 0\n")
    told = difference("menu-80x24", kept.replace("2 New game", "2 New deal")).splitlines()
    assert [line.split()[:4] for line in told[1:]] == [
        [told[1].split()[0], "was", "2", "New"],
        ["now", "2", "New", "deal"],
    ]
    assert "make snapshots" in difference("nowhere-80x24", kept)


@pytest.mark.parametrize("name", ["quarter", "table", "ending"])
async def test_the_pictures_are_no_older_than_the_screens(name: str) -> None:
    spec = importlib.util.spec_from_file_location("make", PICTURES / "make.py")
    assert spec is not None
    assert spec.loader is not None
    make: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make)
    assert set(make.MOMENTS) == {path.stem for path in PICTURES.glob("*.svg")}
    settings.write(settings.Settings(told=True, waiver=True))
    kept = make.words_of((PICTURES / f"{name}.svg").read_text(encoding="utf-8"))
    assert len(kept) == make.SIZE[1]
    assert make.words_of(await make.picture(name)) == kept, "make pictures draws them anew"
