"""The glass box on screen: the list of acts after the end, and any of a bot's opened."""

from __future__ import annotations

from typing import Any

import pytest

from game.session import Session
from game.tui.screens.glass import ActsPage, GlassPage
from game.tui.widgets.rows import Rows
from tests.tools.screens import cut_off, painted
from tests.tui.conftest import Driver, Opens, shortened
from tests.tui.test_ending import finished


async def seen(game: Driver) -> str:
    """What is painted once the act has been thought again."""
    await game.app.workers.wait_for_complete()
    await game.settle()
    return str(painted(game.app))


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_w_at_the_end_lists_all_acts_and_w_again_opens_one(
    opened: Opens, size: tuple[int, int]
) -> None:
    async with opened(finished(None), size) as game:
        await game.press("w")
        assert isinstance(game.screen, ActsPage)
        assert "What everybody did" in painted(game.app)
        assert cut_off(game.app) == []
        await game.press("w")
        assert isinstance(game.screen, GlassPage)
        words = await seen(game)
        assert "Why" in words
        assert "Microsoft" in words
        assert cut_off(game.app) == []
        before = game.screen._n
        await game.press("left")
        assert game.screen._n < before
        assert "Thinking it again" not in await seen(game)
        await game.press("escape")
        assert isinstance(game.screen, ActsPage)
        await game.press("enter")
        assert isinstance(game.screen, GlassPage)
        await game.press("escape", "escape")
        assert type(game.screen).__name__ == "EndingScreen"


async def test_the_players_own_acts_are_there_to_read_and_not_to_open(opened: Opens) -> None:
    session = finished(None)
    async with opened(session, (80, 24)) as game:
        await game.press("w")
        rows = game.screen.query_one(Rows)
        by = {str(n): step.by for n, step in enumerate(session.steps, 1)}
        for row in rows.rows:
            assert row.closed == (by.get(row.id) != "microsoft")


async def test_the_first_act_has_none_before_it(opened: Opens) -> None:
    async with opened(finished(None), (80, 24)) as game:
        await game.press("w")
        screen: Any = game.screen
        first = screen._open[0]
        screen._look_into(str(first))
        await game.settle()
        await game.press("left")
        assert game.screen._n == first


async def test_where_no_bot_sat_no_act_can_be_opened(opened: Opens) -> None:
    played = Session.new(shortened(1), "b2:none", {"openai": "random", "microsoft": "random"})
    played.play_bots()
    async with opened(finished(None), (80, 24)) as game:
        game.app.push_screen(ActsPage(played))
        await game.settle()
        assert "no box to open" in painted(game.app)
        await game.press("w")
        assert isinstance(game.screen, ActsPage)
