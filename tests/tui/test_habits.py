"""What fingers expect: every screen whole and readable, everything by keys and by mouse, letters for arrows, one palette."""

from __future__ import annotations

import re
from collections import Counter
from importlib import import_module
from pkgutil import iter_modules
from random import Random

import pytest
from textual.screen import Screen

from game.desk.naming import MADE_UP
from game.files.saves import state_hash
from game.rules.units import SEATS, Seat
from game.tui import screens, settings
from game.tui.commands import MENU, TOPICS, WATCH, letters_of
from game.tui.widgets.rows import Rows
from tests.tools.hands import Clicks, Keys, hit, play
from tests.tools.screens import coloured, cut_off, faint, painted, sixteen
from tests.tools.tour import TOUR, faults, tour
from tests.tui.conftest import Opens, begun, shortened
from tests.tui.test_playing import name_of

SIZES = [(80, 24), (100, 30), (120, 40)]
LEGS = sorted(TOUR)


def test_every_screen_there_is_and_every_question_is_on_the_tour() -> None:
    found = {
        kind
        for module in iter_modules(screens.__path__, f"{screens.__name__}.")
        for kind in vars(import_module(module.name)).values()
        if isinstance(kind, type) and issubclass(kind, Screen) and kind.__module__ == module.name
    }
    bases = {base for kind in found for base in kind.__mro__[1:]}
    stops = [stop for leg in TOUR.values() for stop in leg.stops]
    assert {kind.__name__ for kind in found - bases} <= {stop.screen for stop in stops}
    assert {f"until:{topic}" for topic in TOPICS} <= {key for stop in stops for key in stop.keys}


@pytest.mark.parametrize("leg", LEGS)
async def test_every_screen_is_whole_readable_and_has_all_it_can_do_in_its_palette(
    opened: Opens, leg: str
) -> None:
    found: dict[str, list[str]] = {}
    async with opened(TOUR[leg].begins(), (80, 24)) as game:
        async for name in tour(game, leg):
            found[name] = [*await faults(game), *faint(game.app)]
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


async def test_a_game_by_keys_and_a_game_by_clicks_are_the_same_game(opened: Opens) -> None:
    played = []
    for hand in (Keys, Clicks):
        session = begun("openai", bot="bot:1", scenario=shortened(1))
        async with opened(session, (120, 40)) as game:
            decided = await play(game, hand(game))
        played.append((decided, state_hash(session.state)))
    assert len(played[0][0]) >= 10
    assert played[0] == played[1]


@pytest.mark.heavy
@pytest.mark.parametrize("seat", SEATS)
@pytest.mark.parametrize("seed", range(10))
async def test_what_a_monkey_decides_in_the_app_comes_to_the_same_without_it(
    opened: Opens, seat: Seat, seed: int
) -> None:
    decided: list[str] = []
    for game_of in range(10):
        luck = Random(f"{seat}-{seed}-{game_of}")
        session = begun(seat, bot="bot:1", seed=f"monkey-{seed}-{game_of}", scenario=shortened(1))
        async with opened(session, luck.choice(SIZES)) as game:
            await hit(game, luck, 60)
        again = begun(seat, bot="bot:1", seed=f"monkey-{seed}-{game_of}", scenario=shortened(1))
        for step in session.steps:
            if step.by == seat:
                again.play_bots()
                again.act(seat, step.decision)
                decided.append(type(step.decision).__name__)
        again.play_bots()
        assert (again.questions(), state_hash(again.state)) == ((), state_hash(session.state)), luck
    assert len(set(decided)) >= 6, Counter(decided)


async def test_letters_stand_for_arrows_wherever_no_command_has_them(opened: Opens) -> None:
    async with opened() as game:
        rows = game.screen.query_one(Rows)
        await game.press("j", "j", "k")
        assert rows.highlighted == 1
        await game.press("n", "j")
        chosen = game.screen.query_one(Rows)
        before = painted(game.app)
        assert chosen.highlighted == 1
        await game.press("l")
        assert painted(game.app) != before
        await game.press("h")
        assert painted(game.app) == before
    async with opened(begun("openai")) as game:
        rows = game.screen.query_one(Rows)
        at = rows.highlighted
        await game.press("J")
        assert rows.highlighted != at
        await game.press("K")
        assert rows.highlighted == at
        await game.press("question_mark")
        assert "J K            The same as ↓ ↑." in painted(game.app)
        await game.press("j", "j")
        assert game.screen.query_one(".paper").scroll_offset.y >= 0
        assert name_of(game.screen) == "Help"
    assert letters_of(WATCH) == {"j": "down", "k": "up", "h": "left", "l": "right"}
    assert letters_of(MENU) == {"j": "down", "k": "up"}


async def test_without_colours_everything_is_grey_and_the_cursor_and_the_focus_show(
    opened: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(begun("openai"), (80, 24)) as game:
        await game.until("plan")
        for keys in ((), ("tab",), ("m",)):
            await game.press(*keys)
            assert [*coloured(game.app), *faint(game.app)] == [], keys
            if name_of(game.screen) == "Quarter":
                assert "┏" in painted(game.app), "the frame that has the focus is heavy"


@pytest.mark.heavy
@pytest.mark.parametrize("leg", LEGS)
async def test_every_screen_in_every_theme_at_every_size(opened: Opens, leg: str) -> None:
    found: dict[str, list[str]] = {}
    async with opened(TOUR[leg].begins(), (80, 24)) as game:
        async for name in tour(game, leg):
            for width, height in SIZES:
                await game.pilot.resize_terminal(width, height)
                await game.settle()
                wrong = await faults(game)
                for theme in settings.THEMES:
                    game.app.theme = theme
                    await game.settle()
                    wrong += faint(game.app, 7 if theme.startswith("high") else 4.5)
                    if theme.startswith("terminal"):
                        wrong += sixteen(game.app)
                found[f"{name} at {width}"] = wrong
            game.app.theme = settings.USUAL
            await game.pilot.resize_terminal(80, 24)
            await game.settle()
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.heavy
@pytest.mark.parametrize("leg", LEGS)
async def test_no_screen_has_a_colour_under_no_color(
    opened: Opens, monkeypatch: pytest.MonkeyPatch, leg: str
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    found: dict[str, list[str]] = {}
    async with opened(TOUR[leg].begins(), (80, 24)) as game:
        async for name in tour(game, leg):
            found[name] = [*coloured(game.app), *faint(game.app)]
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.heavy
@pytest.mark.parametrize("leg", LEGS)
async def test_no_real_name_is_painted_where_names_are_made_up_and_a_compact_screen_is_whole(
    opened: Opens, leg: str
) -> None:
    found: dict[str, list[str]] = {}
    async with opened(TOUR[leg].begins(), (80, 24)) as game:
        game.app.remember(renamed=True, compact=True)
        await game.settle()
        async for name in tour(game, leg):
            shown = painted(game.app)
            found[name] = [real for real in MADE_UP if re.search(rf"\b{real}\b", shown)]
            game.app.remember(renamed=False)
            await game.settle()
            found[name] += cut_off(game.app)
            game.app.remember(renamed=True)
            await game.settle()
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
