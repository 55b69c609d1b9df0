"""A game watched again: the timeline, the pin, whose eyes, playing, and going on from a moment."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from time import sleep
from typing import Any

import pytest
from msgspec import structs
from textual.events import Key

from game.debrief.parting import parting
from game.debrief.reel import AMENDMENTS, CARDS, Reel
from game.desk.replays import Apart
from game.desk.shelf import shelf
from game.errors import Refusal
from game.files.moves import write_move
from game.files.places import save_folder, shipped
from game.files.saves import write_save
from game.files.scenarios import load_scenario
from game.lab.turns import read_turns, turns_path, write_turns
from game.rules.decisions import Done
from game.rules.scenario import Turns
from game.session import Session
from game.tui import menu
from game.tui.app import SLOW, FirstRefusal
from game.tui.screens.side_by_side import SideBySide, moments
from game.tui.screens.turning import Turning, TurningPoints
from game.tui.screens.watch import TRUTH, Watch
from game.tui.told import Telling
from tests.tools.screens import cut_off, mouse_only, painted, palette_titles
from tests.tui.conftest import Driver, Opens, begun, shortened


@pytest.fixture(scope="module")
def played() -> Session:
    """Two bots, three quarters."""
    session = Session.new(shortened(3), "harbour-7", {"openai": "bot:2", "microsoft": "bot:2"})
    session.play_bots()
    return session


@pytest.fixture
def saved(played: Session, tmp_path: Path) -> Session:
    """The same game in the folder of one's own saves."""
    folder = save_folder()
    folder.mkdir(parents=True, exist_ok=True)
    session = Session.new(shortened(3), "harbour-7", dict(played.header.seats), path=folder / "first.jsonl")
    for step in played.steps:
        session.act(step.by, step.decision)
    session.close()
    return Session.load(folder / "first.jsonl")


async def watching(game: Driver, session: Session, seat: str = "openai") -> Any:
    game.app.push_screen(Watch(session, seat))
    await game.settle()
    return game.screen


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 40)])
async def test_nothing_is_cut_off_whoever_looks(
    opened: Opens, played: Session, size: tuple[int, int]
) -> None:
    async with opened(size=size) as game:
        await watching(game, played)
        for keys in (("down",), ("right", "enter", "n"), ("v", "end"), ("v", "up")):
            await game.press(*keys)
            assert cut_off(game.app) == []
            assert mouse_only(game.app) == []
        assert "the whole truth" in painted(game.app)


async def test_arrows_go_by_moments_and_by_quarters(opened: Opens, played: Session) -> None:
    async with opened() as game:
        screen = await watching(game, played)
        assert "The game begins." in painted(game.app)
        await game.press("right")
        assert screen._at == 1
        await game.press("down")
        assert screen._reel.frames[screen._at].quarter == 1
        assert "What happened, Q2 2025" in painted(game.app)
        await game.press("right", "up")
        assert screen._at == screen._reel.in_quarter(1)[0]
        await game.press("up")
        assert screen._at == 0
        await game.press("end", "right")
        assert screen._at == len(screen._reel.frames) - 1


async def test_enter_pins_and_esc_goes_back_there_and_unpins_before_it_leaves(
    opened: Opens, played: Session
) -> None:
    async with opened() as game:
        await watching(game, played)
        await game.press("right", "enter", "n")
        words = painted(game.app)
        assert "changes since the pin ◆ in Q1 2025" in words
        assert "changed since the pin" in words
        await game.press("escape")
        assert game.screen._at == 1
        await game.press("escape")
        assert "◆" not in painted(game.app)
        assert isinstance(game.screen, Watch)
        await game.press("escape")
        assert not isinstance(game.screen, Watch)


async def test_the_pin_and_playing_on_mean_the_moment_that_is_shown_in_the_middle_of_a_turn(
    opened: Opens,
) -> None:
    short = replace(shortened(6), turns=Turns(quarters=3), events=())
    session = Session.new(short, "harbour-7", {"openai": "bot:1", "microsoft": "bot:1"})
    session.play_bots()
    async with opened(size=(80, 24)) as game:
        screen = await watching(game, session)
        middle = screen._reel.in_quarter(1)[0]
        screen._go(middle)
        await game.press("enter", "down")
        assert "changes since the pin ◆ in Q2 2025" in painted(game.app)
        assert screen._compared == middle
        await game.press("v")
        assert screen._reel.frames[screen._compared].quarter == 1
        await game.press("v", "v", "up", "b")
        words = " ".join(painted(game.app).split())
        assert "Play on from Q4 2025" in words
        assert "closes in Q2 2025" in words
        assert cut_off(game.app) == []


async def test_the_mouse_previews_and_a_click_stays(opened: Opens, played: Session) -> None:
    async with opened() as game:
        screen = await watching(game, played)
        timeline = screen.query_one("#timeline")
        at = (2 + 11 + 7, 3)
        await game.pilot.hover(timeline, offset=at)
        await game.settle()
        assert "under the mouse" in painted(game.app)
        assert screen._at == 0
        await game.click(timeline, at)
        assert screen._reel.frames[screen._at].quarter == 1
        assert screen._pin is not None, "a click pins"
        await game.press("home", "escape")
        assert screen._reel.frames[screen._at].quarter == 1
        await game.click(timeline, at)
        assert screen._pin is None


async def test_no_moment_is_cut_on_a_small_screen(opened: Opens, played: Session) -> None:
    async with opened(size=(80, 24)) as game:
        screen = await watching(game, played)
        frames = screen._reel.frames
        longest = max(range(len(frames)), key=lambda i: len(" ".join(frames[i].told)))
        for i in (longest, 0, longest):
            screen._go(i)
            await game.settle()
            await game.settle()
            assert screen.query_one("#deal").display == (i != longest)
        words = "".join(sign for sign in painted(game.app) if sign not in " │\n›")
        for line in frames[longest].told:
            assert line.replace(" ", "") in words
        assert cut_off(game.app) == []


async def test_it_plays_by_itself_faster_or_slower_and_stops_at_the_end(
    opened: Opens, played: Session
) -> None:
    async with opened() as game:
        screen = await watching(game, played)
        await game.press("space", "plus", "plus")
        assert "▸ 8 a second" in painted(game.app)
        screen._at = len(screen._reel.frames) - 2
        screen._tick()
        screen._tick()
        await game.settle()
        assert screen._playing is None
        assert screen._at == len(screen._reel.frames) - 1
        await game.press("space", "space")
        assert screen._playing is None
        assert screen._at < 5


async def test_eyes_are_changed_and_the_moment_stays(opened: Opens, played: Session) -> None:
    async with opened() as game:
        screen = await watching(game, played)
        await game.press("down")
        for seat in ("microsoft", TRUTH, "openai"):
            await game.press("v")
            assert screen._reel.seat == seat
            assert screen._reel.frames[screen._at].quarter == 1


async def test_a_quarter_in_which_a_seat_was_told_nothing_stands_as_the_one_before_and_is_stepped_over(
    opened: Opens,
) -> None:
    session = Session.new(
        load_scenario("first-refusal-quick"), "canal-89", {"openai": "bot:1", "microsoft": "bot:1"}
    )
    session.play_bots()
    async with opened(size=(80, 24)) as game:
        screen = await watching(game, session)
        await game.press("v")
        reel = screen._reel
        gap = next(q for q in range(reel.reached) if not reel.in_quarter(q))
        last = reel.in_quarter(gap - 1)[-1]
        assert screen._moment_at(gap * 3, 3) == last
        screen._go(last)
        await game.press("down")
        assert reel.frames[screen._at].quarter == gap + 1
        await game.press("up")
        assert reel.frames[screen._at].quarter == gap - 1
        assert cut_off(game.app) == []


def test_a_game_that_falls_over_says_so_to_the_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    def falls(app: FirstRefusal) -> None:
        app._return_code = 1

    monkeypatch.setattr(FirstRefusal, "run", falls)
    assert menu() == 1


async def test_the_agreement_opens_as_it_stood(opened: Opens, played: Session) -> None:
    async with opened() as game:
        await watching(game, played)
        await game.press("a")
        assert "never amended" in painted(game.app)
        await game.press("escape", "n", "a")
        assert "amended 1 time" in painted(game.app)


async def test_one_plays_on_from_a_moment_in_either_seat(opened: Opens, saved: Session) -> None:
    async with opened() as game:
        screen = await watching(game, saved)
        await game.press("end", "b")
        assert "The game is over here." in painted(game.app)
        await game.press("enter", "home", "down")
        n = screen._reel.frames[screen._at].n
        await game.press("b", "down", "enter")
        session = game.quarter.session
        assert session.header.seats == {"microsoft": "you", "openai": "bot:2"}
        assert session.header.origin is not None
        assert (session.header.origin.save, session.header.origin.step) == ("first", n)
        assert session.path is not None
        assert session.path.stem == "first-2025-q2"
        assert [(kept.name, kept.depth) for kept in shelf()][:2] == [("first", 0), ("first-2025-q2", 1)]


async def test_the_load_screen_hangs_a_branch_under_its_game_and_t_watches(
    opened: Opens, saved: Session
) -> None:
    saved.branch(4, save_folder() / "second.jsonl").close()
    async with opened(size=(80, 24)) as game:
        await game.press("l")
        words = painted(game.app)
        assert "└ second" in words
        assert cut_off(game.app) == []
        await game.press("t")
        assert isinstance(game.screen, Watch)


async def test_a_running_game_is_looked_back_on_with_ones_own_eyes_only(
    opened: Opens, tmp_path: Path
) -> None:
    session = begun("openai", path=tmp_path / "running.jsonl")
    async with opened(session) as game:
        await game.until("notices")
        await game.press("r")
        screen = game.screen
        assert isinstance(screen, Watch)
        assert screen._reel.seat == "openai"
        await game.press("v")
        assert screen._reel.seat == "openai"
        assert "moment" in painted(game.app)
        await game.press("home", "b")
        assert "Play on from Q1 2025" in painted(game.app)
        await game.press("escape", "escape")
        assert game.topic == "notices"


def test_no_other_eyes_before_the_end() -> None:
    session = begun("openai", scenario=shortened(2))
    session.play_bots()
    for seat in ("microsoft", TRUTH):
        with pytest.raises(Refusal):
            Reel(session, seat, "openai")


def test_a_reel_before_the_end_tells_nothing_of_what_the_other_side_seals() -> None:
    reels = []
    for bot in ("bot:1", "bot:2"):
        session = begun("openai", bot=bot, scenario=shortened(2))
        while session.state.phase == "events":
            seat = session.questions()[0].seat
            session.act(seat, Done())
        while (question := session.question("microsoft")) is not None:
            session.act("microsoft", session.think(question))
        reels.append(Reel(session, "openai", "openai"))
    one, two = ([(frame.quarter, frame.told) for frame in reel.frames] for reel in reels)
    assert one == two
    assert reels[0].marks == reels[1].marks


def test_the_cards_of_the_first_quarter_are_news_at_its_first_moment(played: Session) -> None:
    reel = Reel(played, "openai", "openai")
    cards = played.at(0).cards
    assert len(reel.frames[0].told) == 1 + len(cards)
    assert reel.marks[CARDS][0] == len(cards) > 0


def test_a_timeline_counts_what_was_signed(played: Session) -> None:
    reel = Reel(played, TRUTH)
    signed = [a.quarter for a in played.state.agreement.amendments]
    assert reel.marks[AMENDMENTS] == {quarter: signed.count(quarter) for quarter in signed}


async def test_turning_points_are_worked_out_beside_the_screen_kept_and_lead_there_or_elsewhere(
    opened: Opens,
) -> None:
    folder = save_folder()
    folder.mkdir(parents=True, exist_ok=True)
    save = folder / "short.jsonl"
    seats = {"openai": "bot:1", "microsoft": "bot:1"}
    session = Session.new(shortened(1), "harbour-7", seats, path=save)
    session.play_bots()
    session.close()
    write_save(save, structs.replace(session.header, rules=1), session.steps)
    async with opened(size=(80, 24)) as game:
        screen = await watching(game, Session.load(save))
        await game.press("t")
        page = game.screen
        assert isinstance(page, TurningPoints)
        assert "made with rules 1" in painted(game.app)
        assert cut_off(game.app) == []
        apart = page._apart
        for _ in range(400):
            if apart.gone:
                break
            await game.pilot.pause(0.1)
        assert len(apart.turns.scores) == apart.turns.games > 1
        page.query_one(Turning).draw()
        await game.settle()
        words = painted(game.app)
        assert "alone in the same seat makes" in words
        assert "OpenAI    " in words
        assert "bot:2     " in words
        assert "under fresh lucks" in words
        assert cut_off(game.app) == []
        whole = apart.whole
        assert whole is not None
        first = whole.turning_points(1)[0]
        await game.press("enter")
        assert game.screen is screen
        assert screen._at == screen._reel.at_step(first.turn.since)
        assert "Turning" in painted(game.app)

        await game.press("escape")
        again = await watching(game, Session.load(save))
        assert "Turning" in painted(game.app)
        await game.press("t")
        assert isinstance(game.screen, TurningPoints)
        assert again._apart._process is None, "a second look finds it beside the save"
        assert game.screen.query_one(Turning).worths == whole.turning_points(12)
        await game.press("s")
        assert "as played" in await read_page(game)
        await game.press("escape", "b")
        assert "with the other choice" in painted(game.app)
        assert cut_off(game.app) == []
        await game.press("y")
        branch = game.quarter.session
        assert branch.header.origin is not None
        assert branch.header.origin.step == first.turn.since
        made = [
            write_move(step.decision, "2025-Q1")
            for step in branch.steps[first.turn.since :]
            if step.by == "openai"
        ]
        assert set(first.bots) <= set(made)


def test_what_is_kept_of_a_game_taken_apart_belongs_to_that_game_seat_and_bot(tmp_path: Path) -> None:
    save = tmp_path / "game.jsonl"
    save.write_text("one")
    known = read_turns(save, "openai", "bot:2")
    known.choices, known.scores = (), [40.5]
    write_turns(save, known)
    assert read_turns(save, "openai", "bot:2") == known
    assert known.complete
    assert read_turns(save, "openai", "bot:3").games == 0
    assert read_turns(save, "microsoft", "bot:2").games == 0
    turns_path(save, "openai").write_text("{")
    assert read_turns(save, "openai", "bot:2").games == 0
    write_turns(save, known)
    assert turns_path(shipped("saves") / "one.jsonl", "openai").parent == save_folder()
    save.write_text("two")
    assert read_turns(save, "openai", "bot:2").games == 0


async def test_a_key_that_was_typed_while_a_screen_took_long_to_come_is_not_meant_for_it(
    opened: Opens, saved: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened() as game:
        typed = Key("b", "b")

        def slow(path: Path) -> Session:
            sleep(2 * SLOW)
            return saved

        await game.press("l")
        monkeypatch.setattr(Session, "load", slow)
        await game.press("t")
        screen = game.screen
        assert isinstance(screen, Watch)
        typed.time = game.app._heard + SLOW
        await game.app.on_event(typed)
        await game.settle()
        assert game.screen is screen
        await game.press("b")
        assert game.screen is not screen


async def test_there_are_no_turning_points_while_a_game_goes_on(opened: Opens, tmp_path: Path) -> None:
    session = begun("openai", path=tmp_path / "running.jsonl")
    async with opened(session, (80, 24)) as game:
        await game.until("plan")
        await game.press("r", "t")
        assert isinstance(game.screen, Watch)
        assert "turning" not in painted(game.app)
        box = game.screen.query_one(Telling)
        assert 0 < box.max_scroll_y == box.scroll_y, "it opens at the last moment, which is in sight"


def test_a_process_that_cannot_say_anything_is_gone_at_once(tmp_path: Path) -> None:
    apart = Apart(tmp_path / "no-such.jsonl", "openai", "bot:2")
    while not apart.gone:
        sleep(0.05)
    assert apart.whole is None
    apart.stop()


async def read_page(game: Driver) -> str:
    """What a page says in all, once it is there, spaces apart."""
    await game.app.workers.wait_for_complete()
    await game.settle()
    return " ".join(painted(game.app).split())


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_game_stands_beside_the_one_a_bot_makes_of_it_and_one_cursor_moves_both(
    opened: Opens, size: tuple[int, int]
) -> None:
    seats = {"openai": "bot:1", "microsoft": "bot:1"}
    session = Session.new(shortened(2), "harbour-7", seats)
    session.play_bots()
    async with opened(size=size) as game:
        await watching(game, session)
        await game.press("s")
        assert "≠ they part here" in await read_page(game)
        screen = game.screen
        assert isinstance(screen, SideBySide)
        first = screen._at
        assert screen._moments[first][1] == screen._moments[first][2]
        await game.press("home")
        assert "the same so far; they part in Q1 2025" in painted(game.app)
        await game.press("right_square_bracket", "c")
        assert screen._seen.quarter == 1
        assert "Microsoft's points · c draws another" in painted(game.app)
        assert cut_off(game.app) == []
        assert mouse_only(game.app) == []
        await game.press("end", "space")
        assert screen._at == 0
        assert "▸ 2 a second" in painted(game.app)
        screen._tick()
        await game.press("plus", "space")
        assert (screen._at, screen._playing) == (1, None)
        await game.press("d")
        assert screen._at == first
        if size == (80, 24):
            assert "They part in" not in painted(game.app)
            await game.press("a", "a")
            assert cut_off(game.app) == []
        words = " ".join(painted(game.app).split())
        assert "They part in Q1 2025" in words
        assert "● this game: " in words
        assert "○ bot:2 instead: " in words
        await game.press("escape")
        assert isinstance(game.screen, Watch)


def test_two_timelines_go_quarter_by_quarter_and_the_shorter_stays_at_its_end(played: Session) -> None:
    short = Session.new(shortened(2), "harbour-7", dict(played.header.seats))
    short.play_bots()
    one, other = Reel(played, TRUTH), Reel(short, TRUTH)
    found = moments(one, other)
    assert [moment.quarter for moment in found] == sorted(moment.quarter for moment in found)
    assert {moment.one for moment in found} == set(range(len(one.frames)))
    assert found[-1].other == len(other.frames) - 1
    assert other.frames[found[-1].other].quarter == 1


async def test_a_branch_stands_beside_the_game_it_left_unless_that_goes_on(
    opened: Opens, saved: Session
) -> None:
    folder = save_folder()
    branch = saved.branch(
        len(saved.steps) // 2, folder / "second.jsonl", {"openai": "bot:1", "microsoft": "bot:2"}
    )
    branch.play_bots()
    branch.close()
    async with opened(size=(80, 24)) as game:
        await game.press("l", "down", "s")
        assert "second is marked; s on another sets them side by side" in painted(game.app)
        await game.press("s")
        words = await read_page(game)
        assert isinstance(game.screen, SideBySide)
        assert "● second ○ first" in words
        await game.press("escape", "s", "up", "s")
        assert "they part here" in await read_page(game)
        assert "● second ○ first" in painted(game.app).replace("   ", " ")
        await game.press("escape", "escape")
        await watching(game, branch)
        await game.press("s", "down", "enter")
        assert "its origin" in await read_page(game)
        await game.press("escape")
        lines = (folder / "first.jsonl").read_text().splitlines(keepends=True)
        (folder / "first.jsonl").write_text("".join(lines[: len(lines) // 2 + 2]))
        await game.press("s", "down", "enter")
        assert "not over" in await read_page(game)
        await game.press("escape", "escape", "l", "s", "down", "s")
        assert "Not over yet" in painted(game.app)
        await game.press("enter", "escape")
        (folder / "first.jsonl").unlink()
        await watching(game, branch)
        await game.press("s", "down", "enter")
        assert "first" in await read_page(game)


def test_two_games_that_are_one_do_not_part(played: Session) -> None:
    assert parting(played, played) is None
    half = played.as_it_stood(3)
    found = parting(half, played)
    assert found is not None
    assert (found.n, found.one) == (3, "")
    other = Session.new(shortened(3), "canal-3", dict(played.header.seats))
    apart = parting(played, other)
    assert apart is not None
    assert (apart.n, apart.other) == (0, "")


async def test_the_palette_has_every_command_and_the_help_every_sign(opened: Opens, saved: Session) -> None:
    async with opened() as game:
        screen = await watching(game, saved)
        titles = {command.title for command in screen.commands() if command.id != "palette"}
        assert {"Pin this moment", "Whose eyes", "Continue from here", "Turning points"} <= titles
        assert titles <= await palette_titles(game.app)
        await game.press("question_mark")
        words = game.screen.words().plain
        assert "◆" in words
        assert "the end of the game" in words


async def test_two_people_watch_their_game_from_their_desks_until_it_is_over(opened: Opens) -> None:
    folder = save_folder()
    folder.mkdir(parents=True, exist_ok=True)
    seats = {"openai": "you", "microsoft": "you"}
    Session.new(shortened(2), "harbour-7", seats, path=folder / "both.jsonl").close()
    async with opened(size=(80, 24)) as game:
        await game.press("l", "t")
        assert "Not over yet" in painted(game.app)
