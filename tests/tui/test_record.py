"""The record on screen: a new game against it and in its weather, and the page at the end."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.widgets import Static

from game.debrief.record_page import CAVEAT
from game.desk.starting import LEVELS
from game.tui.screens.new_game import NewGame
from tests.tools.screens import cut_off, painted
from tests.tui.conftest import Driver, Opens, begun, flagship, over, shortened
from tests.tui.test_playing import name_of


async def across_sits_the_record(game: Driver) -> None:
    """Go on along the levels until it does."""
    for _ in range(len(LEVELS)):
        if "The record" in painted(game.app):
            return
        await game.press("right")
    raise AssertionError(painted(game.app))


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_new_game_can_be_against_the_record_and_in_its_weather(opened: Opens, size) -> None:
    async with opened(begun("openai"), size) as game:
        game.app.push_screen(NewGame(flagship()))
        await game.settle()
        await game.press("down", "down", "down", "down", "down")
        await across_sits_the_record(game)
        await game.press("down", "right")
        assert "on their dates" in painted(game.app)
        assert cut_off(game.app) == []
        await game.press("space")
        header = game.quarter.session.header
        assert header.seats == {"openai": "you", "microsoft": "record"}
        assert header.setup.weather == "record"
        game.quarter.session.close()


async def test_a_game_without_a_record_takes_its_ghost_and_its_weather_away(
    opened: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(begun("openai"), (80, 24)) as game:
        game.app.push_screen(NewGame(flagship()))
        await game.settle()
        await game.press("down", "down", "down", "down", "down")
        await across_sits_the_record(game)
        await game.press("down", "right")
        assert "on their dates" in painted(game.app)
        monkeypatch.setattr(game.app, "scenario", lambda _: replace(flagship(), record=None))
        await game.press("up", "up", "up", "up", "up", "right")
        assert "The record" not in painted(game.app)
        assert "Weather" not in painted(game.app)
        assert "Associate" in painted(game.app)


async def test_the_end_has_a_page_on_which_the_record_stands_beside_it(opened: Opens) -> None:
    session = over(begun("openai", scenario=shortened(5), bot="record"))
    async with opened(session, (80, 24)) as game:
        await game.press("c")
        assert "The world" in painted(game.app)
        assert "21 January 2025" in str(game.screen.query_one("#page", Static).content)
        assert cut_off(game.app) == []
        await game.press("end")
        assert CAVEAT.rsplit(". ", 1)[1].split()[0] in painted(game.app)


async def test_without_a_record_there_is_no_such_page(opened: Opens) -> None:
    session = over(begun("openai", bot="bot:1", scenario=replace(shortened(2), record=None)))
    async with opened(session, (80, 24)) as game:
        assert "you-and-record" not in {command.id for command in game.screen.commands()}
        await game.press("c")
        assert name_of(game.screen) == "EndingScreen"
