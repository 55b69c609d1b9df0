"""“Why?” on the screen: every number is reached by keys alone, from where it stands, from the list and from the palette."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from game.tui.palette import Reasons
from game.tui.screens.why import NumbersPage, WhyPage
from game.tui.widgets.rows import Rows
from game.tui.widgets.side import Side
from tests.tools.screens import cut_off, painted
from tests.tui.conftest import Driver, Opens, begun

SIZES = [(80, 24), (120, 40)]


async def typed(game: Driver, word: str) -> list[str]:
    """Type into the list of numbers; gives back what is left of it."""
    await game.press(*word)
    return [row.id for row in game.screen.query_one(Rows).rows]


@pytest.mark.parametrize("size", SIZES)
async def test_a_number_is_found_by_typing_and_enter_says_why(opened: Opens, size: tuple[int, int]) -> None:
    async with opened(begun("openai"), size) as game:
        await game.until("plan")
        await game.press("v")
        assert isinstance(game.screen, NumbersPage)
        assert cut_off(game.app) == []
        assert await typed(game, "antitrust") == ["world.heat_antitrust"]
        await game.press("enter")
        assert isinstance(game.screen, WhyPage)
        assert cut_off(game.app) == []
        assert "the antitrust inquiry" in painted(game.app)
        await game.press("escape")
        assert isinstance(game.screen, NumbersPage)
        assert game.screen.query_one(Input).value == "antitrust"
        await game.press("escape")
        assert type(game.screen).__name__ == "Quarter"


async def test_a_word_that_no_number_has_leaves_none_and_enter_does_nothing(opened: Opens) -> None:
    async with opened(begun("openai")) as game:
        await game.press("v")
        assert await typed(game, "virtue") == []
        await game.press("enter", "down")
        assert isinstance(game.screen, NumbersPage)


async def test_the_numbers_of_a_score_are_found_by_its_dimension(opened: Opens) -> None:
    async with opened(begun("openai")) as game:
        await game.press("v")
        assert {"openai.safety", "openai.major_incidents"} <= set(await typed(game, "mission"))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("seat", ["openai", "microsoft"])
async def test_a_cursor_walks_down_the_side_and_asks_why(
    opened: Opens, seat: str, size: tuple[int, int]
) -> None:
    async with opened(begun(seat), size) as game:
        await game.until("plan")
        side = game.quarter.query_one("#you", Side)
        await game.press("shift+tab")
        assert side.has_focus
        assert cut_off(game.app) == []
        await game.press("down", "down", "up", "enter")
        assert isinstance(game.screen, WhyPage)
        title = {"openai": "Why? Net", "microsoft": "Why? AI revenue"}[seat]
        assert game.screen.title_words() == title
        await game.press("escape", "w")
        assert isinstance(game.screen, WhyPage)
        assert game.screen.title_words() == title


async def test_the_fleet_is_three_numbers(opened: Opens) -> None:
    async with opened(begun("openai")) as game:
        await game.until("plan")
        await game.press("shift+tab", *["down"] * 4, "enter")
        assert isinstance(game.screen, WhyPage)
        assert game.screen.title_words() == "Why? Azure and Partners and Own build"


async def test_a_click_on_a_number_asks_why(opened: Opens) -> None:
    async with opened(begun("openai")) as game:
        await game.until("plan")
        await game.click("#you", (5, 4))  # a frame, a heading, cash, net, and it
        assert isinstance(game.screen, WhyPage)
        assert game.screen.title_words() == "Why? Revenue"


async def test_a_row_of_the_order_sheet_says_what_it_moves(opened: Opens) -> None:
    async with opened(begun("openai")) as game:
        await game.until("plan")
        rows = game.quarter.query_one("#matter-rows", Rows)
        rows.highlighted = next(i for i, row in enumerate(rows.rows) if row.id == "safety")
        await game.press("w")
        assert isinstance(game.screen, WhyPage)
        assert game.screen.title_words() == "Why? Safety work and Safety"
        await game.press("escape")
        rows.highlighted = next(i for i, row in enumerate(rows.rows) if row.id.startswith("act:"))
        await game.press("w")
        assert isinstance(game.screen, NumbersPage)


async def test_the_palette_asks_why_of_what_the_seat_is_told_and_of_nothing_else(opened: Opens) -> None:
    async with opened(begun("openai")) as game:
        await game.until("plan")
        provider = Reasons(game.screen)
        await provider.startup()

        async def asks(words: str) -> list[str]:
            return [str(hit.text) async for hit in provider.search(words) if hasattr(hit, "text")]

        assert "Why is Friction 35?" in await asks("friction")
        assert not [words for words in await asks("bar") if "The bar" in words]
        assert await asks("utilisation") == []
        hits = [hit async for hit in provider.search("friction")]
        hits[0].command()
        await game.settle()
        assert isinstance(game.screen, WhyPage)
