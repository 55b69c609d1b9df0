"""Every screen of the app with the keys that lead there, and what every one of them is held to."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import NamedTuple

from game.desk import coaching
from game.desk.coaching import WAIVER
from game.files.places import save_folder, shipped
from game.files.scenarios import load_scenario
from game.lab.turns import read_turns, write_turns
from game.lab.whatif import Choice, Turn
from game.rules.units import OPENAI, Seat, other
from game.session import Session
from game.tui.commands import key_words
from game.tui.screens.base import House
from game.tui.screens.help import Help
from game.tui.widgets.rows import Rows
from tests.tools.screens import cut_off, mouse_only, palette_titles
from tests.tui.conftest import Driver, begun, over, shortened, tabled


class Stop(NamedTuple):
    """A screen: what it is called here, its class, and the keys that lead there from the stop before.

    ``until:TOPIC`` plays on until the game asks that, ``until:SCREEN`` until that screen is there, ``row:ID`` puts the
    cursor on a row, ``size:WxH`` makes the terminal that size.
    """

    name: str
    screen: str
    keys: tuple[str, ...]


class Leg(NamedTuple):
    """A game to open and the screens to see in it."""

    begins: Callable[[], Session | None]
    stops: tuple[Stop, ...]


def _stop(name: str, screen: str, *keys: str) -> Stop:
    return Stop(name, screen, keys)


def _judged() -> Session:
    """A game that is over. One of its decisions was judged already."""
    save = save_folder() / "over.jsonl"
    session = over(begun(OPENAI, bot="bot:1", scenario=shortened(2), path=save))
    known = read_turns(save, OPENAI, "bot:2")
    turn = Turn(since=1, until=2, quarter="2025-Q1", topic="plan")
    known.choices, known.scores = (Choice(turn=turn, yours=("done",), bots=("plan",)),), [40.0, 42.5]
    known.tried = {"1": [1.0, 2.0, 1.5, 2.5] * 2}
    write_turns(save, known)
    return session


def _famous(name: str, n: int, seat: Seat) -> Callable[[], Session]:
    """A famous game as it stood after so many steps, to be played on in a seat."""

    def begins() -> Session:
        game = Session.load(shipped("saves") / f"{name}.jsonl")
        return game.branch(n, save_folder() / f"{name}.jsonl", {seat: "you", other(seat): "bot:1"})

    return begins


def _taught() -> Session:
    told = coaching.lesson(OPENAI)
    return Session.new(load_scenario(WAIVER), told.seed, told.seats, told.setup)


def _together() -> Session:
    from tests.tui.conftest import flagship

    return Session.new(flagship(), "harbour-7", {"openai": "you", "microsoft": "you"})


TOUR: dict[str, Leg] = {
    "menu": Leg(
        lambda: None,
        (
            _stop("the menu", "Menu"),
            _stop("the tutorial's offer", "Pick", "w"),
            _stop("a new game", "NewGame", "escape", "n"),
            _stop("a seed", "Ask", "row:seed", "enter"),
            _stop("every saved game", "Load", "escape", "escape", "l"),
            _stop("the settings", "SettingsScreen", "f2"),
            _stop("about", "AboutPage", "escape", "escape", "i"),
        ),
    ),
    "quarter": Leg(
        lambda: begun("openai"),
        (
            _stop("a card", "Quarter", "until:events"),
            _stop("help", "Help", "question_mark"),
            _stop("the plan", "Quarter", "escape", "until:plan"),
            _stop("an amount", "HowMuch", "row:train", "6"),
            _stop("a form", "Fill", "escape", "row:act:court", "enter"),
            _stop("the numbers", "NumbersPage", "escape", "v"),
            _stop("why a number is so", "WhyPage", "enter"),
            _stop("the ledger", "LedgerPage", "escape", "escape", "l"),
            _stop("the market", "MarketPage", "escape", "M"),
            _stop("the notes", "NotesPage", "escape", "j"),
            _stop("the news", "NewsPage", "escape", "e"),
            _stop("the brief", "BriefPage", "escape", "b"),
            _stop("the agreement", "AgreementPage", "escape", "g"),
            _stop("a clause", "NotePage", "enter"),
            _stop("the record beside it", "AgreementPage", "escape", "c"),
            _stop("a copy to keep", "Choose", "e"),
            _stop("looking back", "Watch", "escape", "escape", "r"),
            _stop("the notices", "Quarter", "escape", "until:notices"),
            _stop("a letter", "Letter", "until:Letter"),
        ),
    ),
    "answers": Leg(
        _famous("exclusive-twice", 23, "microsoft"),
        (
            _stop("an answer", "Quarter", "until:answer"),
            _stop("a waiver's price", "Waiver", "row:waive-for", "enter"),
        ),
    ),
    "replies": Leg(
        _famous("desks-then-badges", 49, "openai"),
        (_stop("a reply", "Quarter", "until:reply"),),
    ),
    "claim": Leg(
        _famous("the-word-was-said", 261, "microsoft"),
        (_stop("a claim", "Quarter", "until:claim"),),
    ),
    "rescue": Leg(
        _famous("desks-then-badges", 320, "openai"),
        (_stop("a rescue", "Quarter", "until:rescue"),),
    ),
    "bridge": Leg(
        _famous("desks-then-badges", 321, "microsoft"),
        (
            _stop("a bridge", "Quarter", "until:bridge"),
            _stop("a bridge's price", "BridgeTerms", "row:terms", "enter"),
        ),
    ),
    "long turn": Leg(
        lambda: begun("openai", bot="bot:1", scenario=load_scenario("first-refusal-quick")),
        (
            _stop("the letter of three quarters", "Letter", "until:Letter"),
            _stop("its details", "Letter", "d"),
            _stop("their second page", "Letter", "size:60x16", "space"),
        ),
    ),
    "tutorial": Leg(
        _taught,
        (
            _stop("its table", "Quarter", "until:table"),
            _stop("a package laid out", "Quarter", "1"),
            _stop("the lesson", "LessonScreen", "until:LessonScreen"),
        ),
    ),
    "table": Leg(
        tabled,
        (
            _stop("the table", "Quarter", "c"),
            _stop("a draft", "Quarter", "down", "down", "right"),
            _stop("the frontier", "Quarter", "z"),
            _stop("what was said", "Quarter", "escape", "h"),
            _stop("what is owed", "Quarter", "escape", "u"),
            _stop("all that was said", "TalkPage", "escape", "size:120x40", "h"),
            _stop("leaving with a draft", "Leaving", "escape", "size:80x24", "q"),
            _stop("more moves", "Pick", "n", "s"),
            _stop("a comparison", "Quarter", "escape", "d"),
            _stop("a clause to find", "Ask", "slash"),
            _stop("an offer", "Confirm", "escape", "o"),
        ),
    ),
    "ending": Leg(
        _judged,
        (
            _stop("the ending", "EndingScreen"),
            _stop("the score", "EndingScreen", "1"),
            _stop("the signatures", "EndingScreen", "2"),
            _stop("the turning points", "EndingScreen", "3"),
            _stop("they", "EndingScreen", "4"),
            _stop("luck", "EndingScreen", "5"),
            _stop("the record", "EndingScreen", "6"),
            _stop("what everybody did", "ActsPage", "w"),
            _stop("an act", "GlassPage", "enter"),
            _stop("the game again", "Watch", "escape", "escape", "t"),
            _stop("nothing to decide", "Tell", "end", "b"),
            _stop("turning points", "TurningPoints", "enter", "t"),
            _stop("side by side", "SideBySide", "escape", "home", "s"),
            _stop("both agreements", "SideBySide", "a"),
            _stop("another's eyes", "Watch", "escape", "v"),
            _stop("the agreement then", "AgreementPage", "a"),
        ),
    ),
    "curtain": Leg(_together, (_stop("the curtain", "Curtain"),)),
}
"""Every part of the app: how it is opened, and its screens in the order in which keys lead to them."""


async def tour(game: Driver, leg: str) -> AsyncIterator[str]:
    """Go to the screens of a leg, one after the other."""
    from tests.tui.test_playing import name_of

    for name, screen, keys in TOUR[leg].stops:
        for key in keys:
            if key.startswith("size:"):
                await game.pilot.resize_terminal(*map(int, key.removeprefix("size:").split("x")))
                await game.settle()
            elif key.startswith("until:"):
                await game.until(key.removeprefix("until:"))
            elif key.startswith("row:"):
                rows = game.screen.query_one(Rows)
                ids = [row.id for row in rows.rows]
                rows.highlighted = ids.index(key.removeprefix("row:"))
                await game.settle()
            else:
                await game.press(key)
        await game.app.workers.wait_for_complete()
        await game.settle()
        assert name_of(game.screen) == screen, name
        yield name


class _Help(Help):
    """The help as it would be with every line as long as it likes."""

    width = 2_000


async def faults(game: Driver) -> list[str]:
    """What is wrong with a screen apart from its colours: words cut off, things for the mouse alone, palette and help that lack one."""
    found = [*cut_off(game.app), *mouse_only(game.app)]
    screen = game.screen
    if isinstance(screen, House):
        commands = screen.commands()
        wanted = {command.title for command in commands if command.id != "palette"}
        found += [
            f"{title} is not in the palette" for title in sorted(wanted - await palette_titles(game.app))
        ]
        said = _Help(commands, screen.signs(), screen.terms()).words().plain.splitlines()
        for command in commands:
            keys = " ".join(key_words(key) for key in command.key.split(","))
            if not any(line.startswith(keys) and command.title in line for line in said):
                found.append(f"{command.title} is not in the help with {keys}")
    return found
