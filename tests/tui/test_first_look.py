"""What a stranger stumbled over in a first game."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.content import Content

from game.tui.screens.pages import BriefPage
from game.tui.screens.waiver import BridgeTerms, Waiver
from game.tui.widgets.pane import Pane
from tests.tools.screens import painted
from tests.tui.conftest import Opens, begun


class Beside(App[None]):
    """A pane alone."""

    def compose(self) -> ComposeResult:
        yield Pane(id="talk")


async def test_a_pane_cuts_what_is_said_first_rather_than_show_nothing() -> None:
    async with Beside().run_test(size=(40, 8)) as pilot:
        pane = pilot.app.query_one(Pane)
        long = Content("\n").join([Content(f"term {n}") for n in range(30)])
        pane.show("What was said", lambda width, height: [long, Content("earlier")], "h for all")
        await pilot.pause()
        shown = painted(pilot.app)
        assert "term 0" in shown
        assert "…" in shown
        assert pane.border_subtitle == "h for all"


async def test_the_brief_begins_a_game_and_later_only_closes(opened: Opens) -> None:
    session = begun("openai")
    async with opened(session, (80, 24)) as game:
        await game.press("b")
        assert isinstance(game.screen, BriefPage)
        assert "space or enter closes" in painted(game.app)
        await game.press("space")
        game.app.push_screen(BriefPage(session.scenario, session.view("openai"), fresh=True))
        await game.settle()
        assert "space or enter to begin" in painted(game.app)


@pytest.mark.parametrize("size", [(80, 24), (60, 16)])
async def test_the_last_line_of_a_price_is_seen(opened: Opens, size: tuple[int, int]) -> None:
    session = begun("microsoft")
    async with opened(session, size) as game:
        view = session.view("microsoft")
        for dialog in (BridgeTerms(session.scenario, view), Waiver(session.scenario, view, "any")):
            await game.app.push_screen(dialog)
            await game.settle()
            shown = painted(game.app)
            assert "Turn a clause with" in shown
            assert any("╰" in line for line in shown.splitlines()[-8:])
            assert "esc leave it" in shown.splitlines()[-1]
            await game.press("escape")
