"""``run``, ``script`` and ``balance``: games without a screen."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from game.cli.shared import (
    FEWEST_MATCHES,
    MOST_GAMES,
    MOST_JOBS,
    SCENARIO,
    made_folder,
    scenario_of,
    setup_of,
    with_progress,
)

if TYPE_CHECKING:
    import argparse


def run(arguments: argparse.Namespace) -> int:
    from pathlib import Path

    from game.errors import Refusal

    for name, most in (("games", MOST_GAMES), ("jobs", MOST_JOBS)):
        if not 1 <= getattr(arguments, name) <= most:
            raise Refusal(name, f"--{name} goes from 1 to {most}; {getattr(arguments, name)} does not fit.")
    import msgspec

    from game import players
    from game.files.places import slug_of
    from game.files.scenarios import load_scenario
    from game.lab import runs

    seats = {"openai": arguments.openai, "microsoft": arguments.microsoft}
    for seat, spec in seats.items():
        players.check_here(spec, seat)
        if spec == players.YOU:
            raise Refusal(
                "nobody-there",
                f"Nobody is at the keyboard in run, so “you” cannot sit for {seat}.",
                f"Try --{seat} bot:2, or play.",
            )
    chosen = scenario_of(arguments)
    load_scenario(chosen)
    setup = setup_of(
        openai_mandate=arguments.openai_mandate,
        microsoft_mandate=arguments.microsoft_mandate,
        weather=arguments.weather,
    )
    folder = Path(arguments.save) if arguments.save else None
    seeds = runs.seeds_of(arguments.seed, arguments.games)
    if folder is not None:
        made_folder(folder)
    games = tuple(
        runs.Game(
            scenario=chosen, seed=seed, seats=seats, setup=setup,
            save=str(folder / f"{slug_of(seed.partition(':')[2])}.jsonl") if folder else "", par=arguments.par,
        )
        for seed in seeds
    )  # fmt: skip
    results = runs.play_all(games, min(arguments.jobs, len(games)))
    if len(games) > 2 and sys.stderr.isatty():
        results = with_progress(results, len(games))
    for result in results:
        if arguments.json:
            print(msgspec.json.encode(result, order="sorted").decode(), flush=True)
        else:
            lab, cloud = result.seats["openai"], result.seats["microsoft"]
            forfeit = [name for name, one in (("OpenAI", lab), ("Microsoft", cloud)) if one.forfeit]
            print(
                f"{result.seed}  {result.ending:<18} {result.quarters:2} quarters  {result.signatures:2} signatures  "
                f"OpenAI {lab.score:3} {lab.grade} ({lab.archetype})  Microsoft {cloud.score:3} {cloud.grade} ({cloud.archetype})"
                + (f"  forfeit: {', '.join(forfeit)}" if forfeit else ""),
                flush=True,
            )
    return 0


def script(arguments: argparse.Namespace) -> int:
    """Drive games by scripts; every script is tried, and the worst decides the exit code."""
    from pathlib import Path

    from game.errors import Exit, GameError
    from game.files.places import write_whole
    from game.files.scripts import load_script
    from game.lab.scripted import compared, golden_of, golden_path, played

    worst = Exit.FINE
    folder = Path(arguments.save) if arguments.save else None
    if folder is not None:
        made_folder(folder)
    for name in arguments.files:
        file = Path(name)
        try:
            read = load_script(file)
            session = played(read, folder / f"{file.stem}.jsonl" if folder else None)
            if arguments.update:
                write_whole(golden_path(file), golden_of(read, session).encode())
            else:
                compared(read, session, file)
        except GameError as error:
            print(error, file=sys.stderr)
            worst = max(worst, error.exit)
        else:
            kept = " Its golden file is written." if arguments.update else ""
            print(f"{name}: {len(read.steps)} steps, all as written; {len(session.steps)} moves.{kept}")
    return int(worst)


def balance(arguments: argparse.Namespace) -> int:
    """Measure every promise about the balance."""
    from pathlib import Path

    from game.errors import Exit, Refusal
    from game.files.places import cannot_write, write_whole
    from game.rules.chance import checked_seed

    for name, least, most in (("games", FEWEST_MATCHES, MOST_GAMES), ("jobs", 1, MOST_JOBS)):
        if not least <= getattr(arguments, name) <= most:
            given = getattr(arguments, name)
            raise Refusal(name, f"--{name} goes from {least} to {most}; {given} does not fit.")
    seed = checked_seed(arguments.seed)
    checked_seed(f"{seed}-paper-{arguments.games}")  # there will be none longer
    path = Path(arguments.file) if arguments.file else None
    if path is not None and not path.parent.is_dir():  # sooner than after twenty minutes
        raise cannot_write(path, FileNotFoundError(2, "there is no such folder"))
    from game.lab import balance

    follow = with_progress if sys.stderr.isatty() else balance.quietly
    try:
        told = balance.judge(balance.gather(SCENARIO, seed, arguments.games, arguments.jobs, follow))
    except KeyboardInterrupt:
        print("Stopped. Nothing was written.", file=sys.stderr)
        return 130
    print(balance.as_text(told))
    if path is not None:
        write_whole(path, balance.as_markdown(told, SCENARIO, seed, arguments.games).encode())
    return int(Exit.FOUND if balance.missed(told) else Exit.FINE)
