"""How somebody likes it: kept between games, in force at once, and never in the way when the file is broken."""

from __future__ import annotations

from io import StringIO

import pytest

from game.desk.naming import MADE_UP, realigned, renamed
from game.plain.asking import Asking, Item
from game.plain.reader import Reader
from game.tui import settings
from game.tui.theme import THEMES
from tests.tools.screens import painted
from tests.tui.conftest import Opens, begun
from tests.tui.test_playing import name_of


async def test_settings_are_in_force_at_once_and_remembered(opened: Opens) -> None:
    async with opened(begun("openai"), (80, 24)) as game:
        await game.press("f2")
        assert name_of(game.screen) == "SettingsScreen"
        for theme in [*settings.THEMES][1:]:
            await game.press("right")
            assert game.app.theme == theme
        await game.press("right", "ctrl+t")
        assert game.app.theme == "morning-light"
        for _ in range(5):
            await game.press("down", "enter")
        assert game.app.animation_level == "none"
        assert not game.app.coached
        await game.press("escape")
        shown = painted(game.app)
        assert "Lab · you" in shown
        assert not any(name in shown for name in MADE_UP)
        assert "│Cash" in shown
        await game.press("q")
        assert name_of(game.screen) == "Leaving"
    assert settings.read() == settings.Settings(True, "morning-light", False, *[True] * 5)


def test_every_theme_has_a_name_that_is_remembered() -> None:
    assert [theme.name for theme in THEMES] == list(settings.THEMES)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"told": tru', "line 1 makes no sense"),
        ("", "line 1 makes no sense"),
        ("\0", "line 1 makes no sense"),
        ("[]", "it is not a list of settings"),
        ('{"theme": "mauve", "coach": 1}', "“theme” and “coach” cannot be so"),
    ],
)
async def test_a_damaged_file_is_told_of_in_a_sentence_and_what_is_whole_in_it_is_kept(
    opened: Opens, text: str, words: str
) -> None:
    path = settings.place()
    path.parent.mkdir(parents=True)
    path.write_text(text.replace("{", '{"told": true, ', 1))
    found = settings.find()
    assert words in found.trouble
    assert str(path) in found.trouble
    assert "\n" not in found.trouble
    assert found.settings == settings.Settings(told=text.startswith('{"theme'))


async def test_the_game_says_what_is_wrong_with_the_file(opened: Opens) -> None:
    settings.place().parent.mkdir(parents=True)
    settings.place().write_text('{"told": true, "waiver": true, "theme": 3}')
    from game.tui.app import FirstRefusal

    app = FirstRefusal(replays=False)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "cannot be so" in painted(app)
        await pilot.press("enter")
        assert name_of(app.screen) == "Menu"


def test_made_up_names_leave_columns_and_frames_where_they_are() -> None:
    for line, wanted in {
        "╭─ Microsoft ────╮": "╭─ Cloud ────────╮",
        "│Microsoft   41 %│": "│Cloud       41 %│",
        "│as OpenAI asks│": "│as Lab asks   │",
        "OpenAI, Azure": "Lab, Haze    ",
    }.items():
        signs = realigned(line)
        assert signs is not None
        assert "".join(sign for sign, _ in signs) == wanted
    assert realigned("nobody's name") is None
    assert all(len(name) >= len(said) for name, said in MADE_UP.items())


def test_an_article_fits_the_name_behind_it() -> None:
    assert (
        renamed("An OpenAI deal for an Azure slot and an Oracle") == "A Lab deal for a Haze slot and an Augur"
    )


def test_what_is_read_out_has_made_up_names_too_and_is_answered_in_them() -> None:
    heard = StringIO()
    reader = Reader(StringIO("cloud\n"), heard, made_up=True)
    items = [Item("OpenAI"), Item("Microsoft")]
    assert Asking(reader).choose("Which seat but Microsoft's", items) == 1
    assert heard.getvalue() == "1. Lab.\n2. Cloud.\nWhich seat but Cloud's (Enter: back): cloud\n"
