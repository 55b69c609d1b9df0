"""What holds for every screen: nothing cut off at any size, every command in palette and help, no crash at any size."""

from __future__ import annotations

import subprocess
import sys
from time import monotonic
from types import SimpleNamespace

import pytest
from textual.binding import Binding
from textual.geometry import Size

from game.rules.agreement import CLAUSES
from game.tui import settings
from game.tui.commands import COMMANDS, EVERYWHERE, bindings_of, commands_of
from game.tui.room import wanting
from tests.test_architecture import HERE
from tests.tools.screens import cut_off, mouse_only, painted
from tests.tui.conftest import Opens, begun, tabled
from tests.tui.test_at_table import go_to
from tests.tui.test_playing import name_of

SIZES = [(80, 24), (120, 40)]
"""Between them every screen is looked at by the heavy tests of habits."""
PAGES = {
    "g": "AgreementPage",
    "l": "LedgerPage",
    "j": "NotesPage",
    "M": "MarketPage",
    "e": "NewsPage",
    "b": "BriefPage",
    "v": "NumbersPage",
    "i": "AboutPage",
}


@pytest.mark.parametrize(("seat", "size"), [("microsoft", (80, 24)), ("openai", (120, 40))])
async def test_nothing_is_cut_off_in_a_quarter(opened: Opens, seat: str, size: tuple[int, int]) -> None:
    async with opened(begun(seat), size) as game:
        seen = set()
        for _ in range(60):
            where = game.topic if name_of(game.screen) == "Quarter" else name_of(game.screen)
            assert cut_off(game.app) == [], where
            assert mouse_only(game.app) == [], where
            seen.add(where)
            if where == "Letter":
                break
            await game.on()
        assert {"events", "plan", "Letter"} <= seen


@pytest.mark.parametrize("size", [pytest.param((80, 24), marks=pytest.mark.heavy), (120, 40)])
async def test_nothing_is_cut_off_on_the_pages(opened: Opens, size: tuple[int, int]) -> None:
    async with opened(tabled(), size) as game:
        assert cut_off(game.app) == []
        for key, name in {**PAGES, "question_mark": "Help"}.items():
            await game.press(key)
            assert name_of(game.screen) == name
            assert cut_off(game.app) == [], name
            await game.press("escape")
        await game.press("g", "p")
        assert CLAUSES["compute-sourcing"].plain("rofr")[:40] in painted(game.app)
        for keys in ("r", "c", "enter", "d", "e"):
            await game.press(keys)
            assert cut_off(game.app) == [], keys
            if name_of(game.screen) != "AgreementPage":
                await game.press("escape")
        await game.press("escape", "m")
        assert name_of(game.screen) == "Menu"
        assert cut_off(game.app) == []
        for key in ("n", "l"):
            await game.press(key)
            assert cut_off(game.app) == [], key
            await game.press("escape")


def test_no_two_commands_of_a_screen_share_a_key_unless_only_one_can_apply() -> None:
    for where in EVERYWHERE:
        held: dict[str, list[str]] = {}
        for command in commands_of(where):
            for key in command.key.split(","):
                held.setdefault(key, []).append(command.id)
        for key, ids in held.items():
            topics = [COMMANDS[id].topics for id in ids]
            alone = len(ids) == 1 or (
                all(topics) and len({t for ts in topics for t in ts}) == sum(map(len, topics))
            )
            assert alone or where == "paper", f"{key} means {ids} on {where}"
        assert len({b.key for b in bindings_of(where) if isinstance(b, Binding)}) == len(bindings_of(where))


async def test_where_there_is_no_room_keys_wait_and_everything_is_there_again_after(opened: Opens) -> None:
    async with opened(begun("openai"), (120, 40)) as game:
        await game.until("plan")
        for keys in (("enter",), ("escape", "ctrl+p")):
            await game.press(*keys)
            before, name = painted(game.app), name_of(game.screen)
            for width, height in ((61, 17), (52, 14), (4, 2), (300, 3)):
                await game.pilot.resize_terminal(width, height)
                await game.settle()
                assert (game.app.cramped is None) == (width >= 60 and height >= 16)
            await game.press("enter", "escape", "n", "q")
            await game.pilot.resize_terminal(120, 40)
            await game.settle()
            assert (painted(game.app), name_of(game.screen)) == (before, name)


@pytest.mark.parametrize(
    ("size", "words"),
    [
        ((52, 14), ["needs 60×16, now 52×14", "^q leaves"]),
        ((12, 3), ["needs 60×16,", "now 12×3", "^q leaves"]),
        ((4, 2), ["need", "s 60"]),
    ],
)
def test_as_much_of_what_is_needed_is_said_as_there_is_room_for(
    size: tuple[int, int], words: list[str]
) -> None:
    assert list(wanting(Size(*size))) == words


async def test_leaving_asks_about_a_draft_and_about_nothing_else(opened: Opens) -> None:
    async with opened(tabled()) as game:
        await game.press("c")
        assert game.quarter.drafted() == ""
        await go_to(game, "research-carve-out")
        await game.press("right", "escape")
        for key in ("q", "ctrl+q", "m"):
            await game.press(key)
            assert "not your draft" in painted(game.app), key
            await game.press("n")
            assert name_of(game.screen) == "Quarter"
        await game.press("q", "ctrl+q")
        assert game.app.leaving


PAINTED = """
import asyncio, sys
from textual.app import App
from textual.widgets import Label
class Bare(App):
    def compose(self):
        yield Label("all painted")
async def paint(app):
    async with app.run_test(size=(120, 40)):
        return set(sys.modules)
bare = asyncio.run(paint(Bare()))
from game.tui.app import FirstRefusal
FirstRefusal._read_ahead = lambda self: None  # it begins once the menu is there, however long that took
print(*asyncio.run(paint(FirstRefusal())) - bare)
"""


def test_little_is_loaded_before_the_menu_is_painted() -> None:
    settings.write(settings.Settings(told=True))
    done = subprocess.run(
        [sys.executable, "-c", PAINTED], cwd=HERE, capture_output=True, text=True, check=True
    )
    ours = set(done.stdout.split())
    assert "game.tui.screens.menu" in ours
    assert len(ours) <= 47, sorted(ours)
    assert not {name.partition(".")[0] for name in ours} & {
        "numpy",
        "pydantic",
        "yaml",
        "msgspec",
        "multiprocessing",
    }
    assert not ours & {"game.session", "game.rules.engine", "game.tui.screens.quarter"}


@pytest.mark.parametrize("size", SIZES)
async def test_rows_fill_their_room_from_the_first_time_they_are_seen(
    opened: Opens, size: tuple[int, int]
) -> None:
    async with opened(None, size) as game:
        await game.press("n", "space", "escape")
        first = painted(game.app)
        game.quarter.look()
        await game.settle()
        assert painted(game.app) == first


async def test_a_machine_that_halts_for_a_moment_loses_no_size(
    opened: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    late, halts = 0.0, iter([0.02] * 20)

    def now() -> float:
        nonlocal late
        late += next(halts, 0.0)
        return monotonic() + late

    async with opened(size=(80, 24)) as game:
        monkeypatch.setattr("textual.timer._time", SimpleNamespace(get_time=now))
        for width, height in ((100, 30), (120, 40)):
            await game.pilot.resize_terminal(width, height)
            await game.settle()
            assert [len(line) for line in painted(game.app).splitlines()] == [width] * height


async def test_the_menu_stays_whatever_is_closed(opened: Opens) -> None:
    async with opened(begun("openai")) as game:
        game.app.show_menu()
        for _ in range(2):
            await game.app.pop_screen()
        assert [name_of(screen) for screen in game.app.screen_stack] == ["Menu"]
