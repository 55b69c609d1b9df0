"""Two people at one keyboard: the curtain, what each keeps to themselves, and the end for both."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from textual.widget import Widget

from game.debrief.figures import NAMES
from game.desk.margin import strong_tastes
from game.files.deals import code_of, deal_of
from game.files.pars import read_scores, write_scores
from game.files.places import save_folder
from game.lab.duplicate import Left, ranked
from game.lab.par import GAMES
from game.rules.scenario import Scenario
from game.rules.units import MICROSOFT, OPENAI, SEATS, other
from game.session import Session, verify
from game.tui import settings
from game.tui.screens.dialogs import Tell
from game.tui.screens.quarter import Quarter
from game.tui.widgets.rows import Rows
from tests.tools.screens import cut_off, mouse_only, painted, palette_titles, shown
from tests.tui.conftest import Opens, flagship, shortened
from tests.tui.test_playing import name_of

SIZES = [(80, 24), (120, 40)]
PAGES = ("g", "l", "j", "e", "b", "v", "question_mark")


def together(path: Path | None = None, scenario: Scenario | None = None, seed: str = "harbour-7") -> Session:
    """A game that two people play."""
    return Session.new(scenario or flagship(), seed, dict.fromkeys(SEATS, "you"), path=path)


def keyboard(game: Any) -> Any:
    """Who is at the keyboard."""
    return game.app._keyboard


async def on(game: Any) -> None:
    """The obvious key, on the curtain too."""
    if name_of(game.screen) == "Curtain":
        assert cut_off(game.app) == []
        await game.press("r")
    else:
        await game.on()


async def until(game: Any, seat: str, topic: str) -> None:
    """Defaults until somebody is asked something."""
    for _ in range(200):
        if name_of(game.screen) == "Quarter" and (game.quarter.seat, game.topic) == (seat, topic):
            return
        await on(game)
    raise AssertionError(f"{seat} was never asked about {topic}")


async def until_curtain(game: Any) -> None:
    for _ in range(60):
        if name_of(game.screen) == "Curtain":
            return
        await game.on()
    raise AssertionError("the curtain never came")


async def open_table(game: Any) -> None:
    """Microsoft calls a table in its plan, and the talk begins."""
    await until(game, MICROSOFT, "plan")
    keys = game.quarter.query_one("#matter-rows", Rows)
    keys.show(keys.rows, "act:open-table")
    await game.press("enter", "n")
    for _ in range(60):
        if name_of(game.screen) == "Quarter" and game.topic == "table":
            return
        await on(game)
    raise AssertionError("no table")


def marks(session: Session, seat: str) -> set[str]:
    """Sentences that only one seat may read."""
    own, theirs = (
        {words for _, words in strong_tastes(session.scenario, session.view(who))}
        for who in (seat, other(seat))
    )
    return own - theirs


def flat(text: str) -> str:
    return " ".join(text.replace("│", " ").split())


def read(game: Any) -> str:
    """All that can be read, widget by widget, so that a sentence in a narrow pane stays one."""
    return " ".join(flat(shown(widget)) for widget in game.screen.walk_children(Widget)).lower()


@pytest.mark.parametrize("size", SIZES)
async def test_the_curtain_comes_first_and_says_whose_turn_it_is(
    opened: Opens, size: tuple[int, int]
) -> None:
    async with opened(together(), size) as game:
        assert name_of(game.screen) == "Curtain"
        first = keyboard(game).at
        assert f"It is the turn of {NAMES[first]}" in flat(painted(game.app))
        assert not [screen for screen in game.app.screen_stack if isinstance(screen, Quarter)]
        assert cut_off(game.app) == []
        assert mouse_only(game.app) == []
        for key in ("escape", "space", "enter", "b", "g", "h", "w"):
            await game.press(key)
            assert name_of(game.screen) == "Curtain", key
        await game.press("r")
        assert game.quarter.seat == first
        await until_curtain(game)
        words = flat(painted(game.app))
        assert f"Pass the keyboard to {NAMES[other(first)]}" in words
        assert f"{NAMES[first]}'s papers have been put away" in words
        assert cut_off(game.app) == []


async def test_only_commands_that_show_nothing_are_in_the_palette_and_the_help_of_the_curtain(
    opened: Opens,
) -> None:
    async with opened(together()) as game:
        wanted = {"Lift the curtain", "Leave for the menu", "Dark or light", "Settings", "Help", "Quit"}
        assert await palette_titles(game.app) == wanted
        await game.press("question_mark", "escape")
        assert name_of(game.screen) == "Curtain"


async def test_the_key_that_was_just_pressed_does_not_lift_the_curtain(opened: Opens) -> None:
    async with opened(together()) as game:
        await game.press("r")
        game.app.pass_keyboard(other(game.quarter.seat))
        await game.settle()
        await game.press("r", "r")
        assert name_of(game.screen) == "Curtain"
        assert "Another key first" in painted(game.app)
        await game.press("x", "r", "escape")
        assert name_of(game.screen) == "Quarter"


async def test_two_people_play_a_quarter_with_a_table_and_the_save_is_whole(
    opened: Opens, tmp_path: Path
) -> None:
    path = tmp_path / "both.jsonl"
    async with opened(together(path), (80, 24)) as game:
        await open_table(game)
        speaker = game.quarter.seat
        await game.press("down", "right", "o", "y")
        assert name_of(game.screen) == "Curtain"
        assert f"{NAMES[speaker]}: " in painted(game.app)
        assert cut_off(game.app) == []
        await game.press("r")
        assert (game.quarter.seat, game.topic) == (other(speaker), "table")
        assert game.lying.offered_by == speaker
        await game.press("a", "y")
        assert "Amendment No. 1 is signed" in painted(game.app)
        steps = len(game.quarter.session.steps)
        await until_curtain(game)
        await game.press("r")
        assert game.quarter.seat == speaker
        assert "Amendment No. 1 is signed" in painted(game.app), "the one who offered is told too"
        assert len(game.quarter.session.steps) >= steps
    assert len(verify(path).state.agreement.amendments) == 1


async def test_each_of_two_reads_a_letter_of_their_own(opened: Opens) -> None:
    async with opened(together()) as game:
        letters: dict[str, str] = {}
        for _ in range(200):
            if name_of(game.screen) == "Letter":
                assert game.quarter.seat not in letters
                letters[game.quarter.seat] = painted(game.app)
            if len(letters) == 2:
                break
            await on(game)
        assert letters[OPENAI] != letters[MICROSOFT]


async def test_what_each_may_know_alone_is_on_no_screen_of_the_other(opened: Opens) -> None:
    session = together()
    alone = {seat: marks(session, seat) for seat in SEATS}
    assert all(alone.values())
    found: set[str] = set()
    opened_at: set[str] = set()

    def look(seat: str, *, own: bool) -> None:
        words = read(game)
        assert not [mark for mark in alone[other(seat)] if mark.lower() in words], name_of(game.screen)
        if own:
            found.update(seat for mark in alone[seat] if mark.lower() in words)

    async with opened(session, (160, 60)) as game:
        for _ in range(40):
            if name_of(game.screen) == "Curtain":
                for seat in SEATS:
                    look(seat, own=False)
                await game.press("r")
                continue
            assert len([s for s in game.app.screen_stack if isinstance(s, Quarter)]) == 1
            seat = game.quarter.seat
            look(seat, own=True)
            if name_of(game.screen) == "Quarter" and game.topic == "plan" and seat not in opened_at:
                opened_at.add(seat)
                for key in PAGES:
                    await game.press(key)
                    look(seat, own=True)
                    await game.press("escape")
            if game.quarter.session.state.quarter:
                break
            await game.on()
    assert found == set(SEATS), "each saw their own"


async def test_nothing_that_one_sees_depends_on_what_the_other_has_sealed(opened: Opens) -> None:
    async def seen(*planned: str) -> list[str]:
        """All that is shown after the first plan, from the curtain on, until the second is sealed."""
        found: list[str] = []
        async with opened(together(), (140, 50)) as game:
            while name_of(game.screen) != "Quarter" or game.topic != "plan":
                await on(game)
            planner = game.quarter.seat
            await game.press(*planned, "n")
            assert name_of(game.screen) == "Curtain"
            sheet = [step.decision for step in keyboard(game).session.steps if step.by == planner]
            assert len(sheet) > 1 or not planned
            found.append(painted(game.app))
            await game.press("r")
            assert (game.quarter.seat, game.topic) == (other(planner), "plan")
            found.append(painted(game.app))
            for key in (*PAGES, "ctrl+p"):
                await game.press(key)
                found.append(painted(game.app))
                await game.press("escape")
            found.append(painted(game.app))
        return found

    assert await seen() == await seen("right", "right", "right", "down", "right")


async def test_drafts_cursor_and_coach_stay_with_their_owner(opened: Opens) -> None:
    async with opened(together(), (120, 40)) as game:
        await open_table(game)
        speaker, desk = game.quarter.seat, game.quarter
        await game.press("z")
        assert not desk.coached
        await game.press("down", "right", "o", "y", "r")
        assert game.quarter.coached
        assert game.draft.terms == {}
        assert game.quarter is not desk
        await game.press("down", "down", "right", "o", "y", "r")
        assert game.quarter is desk
        assert not desk.coached
        assert desk.seat == speaker
        assert desk._draft is not None
        assert desk._draft.terms
        assert settings.read().coach


async def test_leaving_and_loading_goes_on_at_the_curtain(opened: Opens) -> None:
    async with opened() as game:
        await game.press("n")
        while "Hot seat" not in painted(game.app):
            rows = game.screen.query_one(Rows)
            rows.show(rows.rows, "level")
            await game.press("right")
        await game.press("space")
        assert name_of(game.screen) == "Curtain"
        await game.press("r")
        assert name_of(game.screen) == "BriefPage"
        await game.press("escape")
        await until_curtain(game)
        called, stem = keyboard(game).at, keyboard(game).session.path.stem
        assert stem.startswith("both-")
        await game.press("r")
        assert "You are " in painted(game.app), "the other reads a brief too"
        await game.press("escape", "m")
        assert name_of(game.screen) == "Menu"
        assert "OpenAI and Microsoft" in painted(game.app)
        await game.press("c")
        assert name_of(game.screen) == "Curtain"
        assert keyboard(game).at == called
        await game.press("m", "l", "enter")
        assert name_of(game.screen) == "Curtain"
        await game.press("r")
        assert (name_of(game.screen), game.quarter.seat) == ("Quarter", called)


async def test_the_end_is_for_both(opened: Opens, tmp_path: Path) -> None:
    path = tmp_path / "both.jsonl"
    session = together(path, shortened(1))
    async with opened(session, (120, 60)) as game:
        for seat in SEATS:
            write_scores(path, deal_of(session.header, seat), seat, [50] * GAMES)
        for _ in range(200):
            if name_of(game.screen) == "EndingScreen":
                break
            await on(game)
        await game.settle()
        words = flat(game.screen.query_one("#page").content.plain)
        assert words.count("par 50.0") == 2
        await game.press("4")
        words = flat(game.screen.query_one("#page").content.plain)
        for seat in SEATS:
            assert f"{NAMES[seat]} was dealt the" in words
        assert "Across the table" not in words
        assert "play --duplicate" not in painted(game.app)
        first = game.screen._played.seat
        await game.press("o", "j")
        assert game.screen._view.seat == other(first)
    assert code_of(session.header) == ""
    (left,) = ranked([path])
    assert isinstance(left, Left)
    assert "two people" in left.why


def test_each_seat_of_two_keeps_its_own_par(tmp_path: Path) -> None:
    save = tmp_path / "both.jsonl"
    header = together(save).header
    for number, seat in enumerate(SEATS):
        write_scores(save, deal_of(header, seat), seat, [number])
    assert [read_scores(save, deal_of(header, seat)) for seat in SEATS] == [(0,), (1,)]
    shutil.copy(save, tmp_path / "copy.jsonl")
    assert sorted(path.name for path in tmp_path.glob("*.json")) == [
        "both.microsoft.par.json",
        "both.par.json",
    ]


async def test_a_key_that_was_pressed_twice_in_a_branch_closes_one_page_and_never_the_game(
    opened: Opens,
) -> None:
    folder = save_folder()
    folder.mkdir(parents=True, exist_ok=True)
    async with opened(together(folder / "two.jsonl"), (80, 24)) as game:
        await until(game, OPENAI, "plan")
        await game.press("r", "b")
        assert "You are OpenAI; across sits bot:2." in " ".join(painted(game.app).split())
        await game.press("y")
        assert keyboard(game).session.path.stem == "two-2025-q1"
        await game.press("r")
        page = game.screen
        page.dismiss(None)
        page.dismiss(None)
        await game.settle()
        assert name_of(game.screen) == "Quarter"
        game.app.push_screen(Tell("Something", "was said."))
        await game.settle()
        told = game.screen
        told.dismiss(None)
        told.dismiss(None)
        await game.settle()
        assert name_of(game.screen) == "Quarter"
        desk = game.quarter
        desk.put_away()
        game.app.show_menu()
        await game.settle()
        await game.press("c")
        assert game.quarter is not desk


async def test_a_game_that_two_begin_from_the_shell_has_a_brief_behind_each_first_curtain(
    opened: Opens,
) -> None:
    async with opened(together(), (80, 24)) as game:
        await game.press("r")
        assert name_of(game.screen) == "BriefPage"
        await game.press("escape")
        await until_curtain(game)
        await on(game)
        assert name_of(game.screen) == "BriefPage"
