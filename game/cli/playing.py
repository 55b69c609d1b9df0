"""The menu, ``play`` and ``serve``."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final

from game.cli.shared import MOST_PORT, SCENARIO, scenario_of, setup_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from game.session import Session


TUTORIAL: Final = "waiver"


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
    if os.environ.get("NO_COLOR"):
        print(
            "There is also first-refusal play --plain: the whole game line by line, without a screen.",
            file=sys.stderr,
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
        from game.tui import settings

        return plain.menu(made_up=settings.read().renamed)
    if arguments.duplicate:
        if arguments.hot_seat:
            words = "A code deals one person's seat against a counterpart of the game's."
            raise Refusal("hot-seat", words, "Leave --hot-seat out, or play the same --seed together.")
        return _play_duplicate(arguments)
    seat = arguments.seat or "openai"
    other = "microsoft" if seat == "openai" else "openai"
    from game import players

    if arguments.scenario == TUTORIAL:
        return _play_tutorial(arguments)
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
        from game.tui import settings

        return lines.play(begun, made_up=settings.read().renamed)
    _needs_terminal("Playing")
    from game import tui

    with tui.opening():
        session = begun()
    return tui.play(session)


def _play_tutorial(arguments: argparse.Namespace) -> int:
    """Play the tutorial: its seed and counterpart are its own, so nothing but the seat can be chosen."""
    from game.errors import Refusal

    chosen = (arguments.seed, arguments.persona, arguments.mandate, arguments.hot_seat, arguments.quick)
    if any(chosen):
        words = "The tutorial is always the same game; only the seat can be chosen."
        raise Refusal("the-tutorial", words, "Say --as openai or --as microsoft, and nothing else.")

    def begun() -> Session:
        from game.desk.starting import begun_lesson
        from game.files.scenarios import load_scenario

        return begun_lesson(load_scenario(TUTORIAL), arguments.seat or "openai")

    return _opened(begun, plain=arguments.plain)


def serve(arguments: argparse.Namespace) -> int:
    """Serve the game to browsers until it is interrupted."""
    import socket

    from game.errors import GameError, Refusal
    from game.files.places import save_folder

    try:
        from game.cli.browser import LOOPBACK, GameServer
    except ModuleNotFoundError as error:
        if error.name is None or error.name.startswith("game"):
            raise
        raise GameError(
            "Playing in a browser needs the extra “web”: uv tool install 'first-refusal[web]', pipx install "
            "'first-refusal[web]', or in a checkout uv sync --extra web."
        ) from None
    host, port, loopback = arguments.host, arguments.port, arguments.host in LOOPBACK
    if not 0 <= port <= MOST_PORT:
        raise Refusal("port", f"--port goes from 0 to {MOST_PORT}; {port} does not fit.")
    try:
        family = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0][
            0
        ]
        listening = socket.create_server((host, port), family=family)
    except (OSError, UnicodeError) as error:
        why = getattr(error, "strerror", None) or error
        raise GameError(f"The game cannot be served at {host}, port {port}: {why}.") from None
    place = f"[{host}]" if ":" in host else host
    said = [
        f"The game is at http://{place}:{listening.getsockname()[1]}, and its games in {save_folder()}. Ctrl-C stops it."
    ]
    if not loopback:
        said.append(
            "Whoever reaches this address plays here, each in a process of their own, with your saves and without a password."
        )
    print(*said, sep="\n", file=sys.stderr, flush=True)
    GameServer(listening, loopback=loopback).serve()
    return 0


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
