"""What stays in memory of a game that was left."""

from __future__ import annotations

import asyncio
import gc
from heapq import heapify
from typing import Any
from weakref import ref

from game.bargaining.frontier import pareto_of
from game.bargaining.kinds import portrait
from game.bargaining.riders import with_hanging
from tests.tui.conftest import Opens, begun, shortened


async def test_of_a_game_that_was_left_nothing_stays_in_memory(opened: Opens) -> None:
    async with opened() as game:
        left = await _played_and_left(game)  # in a function of its own: nothing here holds the game
        _forget_waits()
        await game.settle()
        _forget_waits()
        gc.collect()
        assert [made for made in left if made() is not None] == []
        assert not any(made.cache_info().currsize for made in (pareto_of, portrait, with_hanging))


async def _played_and_left(game: Any) -> list[ref[Any]]:
    """Weak references to a game and its screen, a turn long, with a counterpart that has thought."""
    game.app._show(begun("openai", scenario=shortened(1)))
    await game.settle()
    quarter = game.quarter
    for _ in range(60):
        if not quarter.session.questions():
            break
        await game.on()
    assert not quarter.session.questions()
    left = [ref(quarter), ref(quarter.session), ref(quarter.counterpart)]
    game.app.show_menu()
    await game.settle()
    assert type(game.screen).__name__ == "Menu"
    return left


def _forget_waits() -> None:
    """Let go of what the test itself waited for: a wait that was called off is kept by the loop until its time has come."""
    loop: Any = asyncio.get_running_loop()
    loop._scheduled[:] = [wait for wait in loop._scheduled if not wait.cancelled()]
    heapify(loop._scheduled)
