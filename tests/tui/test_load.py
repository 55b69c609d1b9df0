"""The load screen: one's own games, then the famous ones with what is said of the one under the cursor."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.desk.shelf import famous_shelf
from game.files.places import save_folder
from game.files.saves import said_of_them
from game.tui.screens.watch import Watch
from game.tui.widgets.rows import Rows
from tests.tools.screens import cut_off, painted
from tests.tui.conftest import Opens


async def test_a_famous_game_is_told_of_and_watched_and_one_plays_on_from_it(opened: Opens) -> None:
    said = said_of_them()
    async with opened(size=(80, 24)) as game:
        await game.press("l")
        words = painted(game.app)
        assert "No games of your own yet." in words
        assert f"Famous games ({len(said)})" in words
        assert said[0].title in words
        assert said[0].text[:60] in words
        assert said[0].text.split()[-1] in words
        for _ in said:
            assert cut_off(game.app) == []
            await game.press("down")
        assert game.screen.query_one(Rows).current == "0"
        await game.pilot.resize_terminal(120, 40)
        await game.press("up")
        words = painted(game.app)
        assert said[-1].teaches[:40] in words
        assert f"step {said[-1].moments[-1].step}: " in words
        assert cut_off(game.app) == []
        await game.press("down", "enter")
        assert isinstance(game.screen, Watch)
        await game.press("down", "b", "enter")
        session = game.quarter.session
        assert session.header.origin is not None
        assert session.header.origin.save == said[0].name
        assert session.path is not None
        assert session.path.parent == save_folder()


def test_a_description_that_cannot_be_read_is_said_and_spoils_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.files.saves.fame.shipped", lambda kind: tmp_path)
    (tmp_path / "famous.yaml").write_text("format: famous/1\n")
    (kept,) = famous_shelf()
    assert (kept.name, kept.fame) == ("famous", None)
    assert "There is no games." in kept.error
