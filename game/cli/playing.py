"""The menu and ``play``."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from game.cli.shared import SCENARIO, scenario_of, setup_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from game.session import Session


def _needs_terminal(what: str) -> None:
    from game.errors import GameError

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise GameError(
            f"{what} needs a terminal, and this is not one; first-refusal play --plain plays it line by line, "
            "and first-refusal run plays games without anybody."
        )
    if os.environ.get("TERM") == "dumb":
        raise GameError(
            f"{what} needs a terminal that can draw, and TERM is dumb; first-refusal play --plain plays it line by line."
        )


def menu(arguments: argparse.Namespace) -> int:
    _needs_terminal("The game")
    from game import tui

    return tui.menu()


def play(arguments: argparse.Namespace) -> int:
    from game.errors import Refusal

    if arguments.plain and arguments.hot_seat:
        words = "Two people cannot share --plain: what one of them reads stays there for the other."
        raise Refusal("hot-seat", words, "Leave one of the two out.")
    if arguments.plain and not _chosen(arguments):
        from game import plain

        return plain.menu()
    if arguments.duplicate:
        if arguments.hot_seat:
            words = "A code deals one person's seat against a counterpart of the game's."
            raise Refusal("hot-seat", words, "Leave --hot-seat out, or play the same --seed together.")
        return _play_duplicate(arguments)
    seat = arguments.seat or "openai"
    other = "microsoft" if seat == "openai" else "openai"
    from game import players

    if arguments.hot_seat:
        if arguments.against != players.BOT or arguments.persona:
            words = "With --hot-seat a person sits in each seat, and neither can be ordered."
            raise Refusal("hot-seat", words, "Leave --against and --persona out.")
        spec = players.YOU
    else:
        who = f"bot:{arguments.level}" if arguments.against == players.BOT else arguments.against
        if players.parse(who).kind not in (players.BOT, players.RECORD, players.EXEC):
            raise Refusal(
                "against-whom",
                f"“{who[:40]}” cannot be played against.",
                "There are bot, record, exec:COMMAND, and --hot-seat for a person.",
            )
        spec = players.with_nature(who, arguments.persona) if arguments.persona else who
    players.check_here(spec, other)
    mandated = (seat, other) if arguments.hot_seat else (seat,)
    setup = setup_of(**{f"{seat}_mandate": arguments.mandate for seat in mandated}, weather=arguments.weather)
    seed = arguments.seed or drawn_seed()
    from game.files.places import new_save_path, slug_of
    from game.files.scenarios import load_scenario
    from game.rules.chance import checked_seed

    seed = checked_seed(seed)

    def begun() -> Session:
        from game.session import Session

        scenario = load_scenario(scenario_of(arguments))
        whose = "both" if arguments.hot_seat else seat
        path = new_save_path(slug_of(f"{whose}-{seed.partition(':')[2]}"))
        return Session.new(scenario, seed, {seat: players.YOU, other: spec}, setup, path)

    return _opened(begun, plain=arguments.plain)


def _chosen(arguments: argparse.Namespace) -> bool:
    """Whether anything was said of the game that is wanted."""
    usual = (SCENARIO, False, None, "bot", "", "", "", "", "drawn", 2)
    given = (
        arguments.scenario, arguments.quick, arguments.seat, arguments.against, arguments.persona, arguments.mandate, arguments.seed,
        arguments.duplicate, arguments.weather, arguments.level,
    )  # fmt: skip
    return given != usual


def _opened(begun: Callable[[], Session], *, plain: bool) -> int:
    """Begin a game and open it, on a screen or line by line."""
    if plain:
        from game import plain as lines

        return lines.play(begun())
    _needs_terminal("Playing")
    from game import tui

    with tui.opening():
        session = begun()
    return tui.play(session)


def _play_duplicate(arguments: argparse.Namespace) -> int:
    """Play what a code stands for. It says everything, so nothing else is asked."""
    from game.files.deals import checked, read_code
    from game.files.places import new_save_path, slug_of
    from game.files.scenarios import load_scenario

    deal = read_code(arguments.duplicate)
    scenario = load_scenario(deal.scenario)
    checked(deal, scenario)

    def begun() -> Session:
        from game.session import Session

        path = new_save_path(slug_of(f"{deal.seat}-{deal.seed}"))
        return Session.new(scenario, deal.seed, deal.seats, deal.setup, path)

    return _opened(begun, plain=arguments.plain)


def drawn_seed() -> str:
    """A seed of one's own: two plain words and a number."""
    import secrets

    first = (
        "harbour",
        "ledger",
        "quiet",
        "copper",
        "winter",
        "paper",
        "signal",
        "granite",
        "lantern",
        "orchard",
    )
    second = (
        "bridge",
        "window",
        "meadow",
        "engine",
        "valley",
        "anchor",
        "garden",
        "station",
        "mirror",
        "river",
    )
    return f"b2:{secrets.choice(first)}-{secrets.choice(second)}-{secrets.randbelow(100)}"
