"""What a stranger stumbled over in a first game."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from textual.app import App, ComposeResult

from game.desk.adviser import Advice, Worths
from game.desk.content import Content
from game.desk.matters import Field, Form
from game.rules.characters import Taste
from game.rules.decisions import Claim, Offer
from game.tui.screens.fill import Fill
from game.tui.screens.pages import BriefPage
from game.tui.screens.waiver import BridgeTerms, Waiver
from game.tui.widgets.pane import Pane
from tests.tools.screens import painted
from tests.tui.conftest import Opens, begun, tabled
from tests.tui.test_at_table import go_to, read


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


def test_a_form_gives_back_what_was_wished_when_the_range_is_wide_again() -> None:
    limits = {"wide": (40, 150), "tight": (40, 60)}
    form = Form(
        "Court",
        (
            Field("about", "About", choices=(("wide", "Wide"), ("tight", "Tight"))),
            Field("amount", "Amount", 40, 150, 10, 150),
        ),
        dict,
        limits=lambda values: {"amount": limits[values["about"]]},
    )
    fill = Fill(form)
    seen = []
    for about in ("wide", "tight", "wide"):
        fill._values["about"] = about
        fill._hold()
        seen.append(fill._values["amount"])
    assert seen == [150, 60, 150]


async def test_a_claim_is_made_only_after_it_was_read_what_follows(opened: Opens) -> None:
    session = begun("openai")
    async with opened(session) as game:
        await game.until("notices")
        claim = Claim(limb="board")
        steps = len(session.steps)
        game.quarter._claim(claim)
        await game.settle()
        shown = read(game)
        assert "Declare that AGI is here?" in shown
        assert "If it stands:" in shown
        assert "bad faith" in shown
        for key in ("space", "enter"):
            await game.press(key)
            assert len(session.steps) == steps
        assert "Declare that AGI is here?" not in read(game), (
            "what is pressed without reading is the harmless answer"
        )


async def test_a_suggestion_that_was_drafted_says_how_it_is_sent(opened: Opens) -> None:
    async with opened(tabled(), (80, 24)) as game:
        await game.press("c")
        moment = game.quarter.moment
        assert moment is not None
        package = (("research-carve-out", 2500),)
        game.quarter.moment = moment._replace(advice=Advice((Offer(package=package),), "Draft that."))
        await game.settle()
        await game.press("space")
        assert game.draft.terms == dict(package)
        shown = read(game)
        assert "The suggestion lies in your draft" in shown
        assert "Draft that." not in shown
        await game.press("space")
        assert "Send this offer?" in painted(game.app)


async def test_a_sign_that_ones_own_people_make_says_so_beside_it(opened: Opens) -> None:
    session = tabled()
    async with opened(session, (80, 24)) as game:
        await game.press("c")
        view = game.view
        clause, ladder = "research-carve-out", (0, 2500, 5000)
        others = (taste for taste in view.character.tastes if taste.clause != clause)
        dear = (*others, Taste(clause=clause, amount=-200_000))
        seen = replace(view, character=replace(view.character, tastes=dear))
        worths = Worths(session.scenario, seen)
        assert {worths.source(clause, term) for term in ladder} & {"people"}
        moment = game.quarter.moment
        assert moment is not None
        game.quarter.moment = moment._replace(view=seen)
        await game.settle()
        await go_to(game, clause)
        await game.press("right")
        (line,) = [row for row in painted(game.app).splitlines() if "Research carve-out" in row]
        assert "people" in line
