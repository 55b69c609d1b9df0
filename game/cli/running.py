"""``run``, ``script`` and ``balance``: games without a screen."""

from __future__ import annotations

import os
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
    from pathlib import Path


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

    worst = Exit.FINE
    folder = Path(arguments.save) if arguments.save else None
    if folder is not None:
        made_folder(folder)
    files = 0
    for name in arguments.files:
        try:
            found = _scripts_at(name)
        except GameError as error:
            print(error, file=sys.stderr)
            worst = max(worst, error.exit)
            continue
        for file in found:
            files += 1
            try:
                _tried(file, folder, update=arguments.update)
            except GameError as error:
                print(error, file=sys.stderr)
                worst = max(worst, error.exit)
    if files > 1:
        print(f"{files} scripts, " + ("all as written." if worst == Exit.FINE else "not all as written."))
    return int(worst)


_STDIN = "-"


def _scripts_at(name: str) -> list[Path | None]:
    """The scripts that a word of the command line stands for; ``None`` is what comes in on stdin."""
    from pathlib import Path

    from game.errors import Problem, ScenarioError
    from game.files.scripts import is_script

    if name == _STDIN:
        return [None]
    path = Path(name)
    if not os.path.isdir(path):
        return [path]
    found = [file for file in sorted(path.rglob("*.yaml")) if file.is_file() and is_script(file)]
    if not found:
        raise ScenarioError(
            (Problem(name, 0, 0, "", "There is no script in this folder.", "Scripts end in .yaml."),)
        )
    return [*found]


def _tried(file: Path | None, folder: Path | None, *, update: bool) -> None:
    """Play one script and hold it against its golden file; with ``update`` fill in its blanks and write the golden file."""
    from pathlib import Path

    from game.errors import Refusal
    from game.files.places import write_whole
    from game.files.scripts import load_script, read_script
    from game.lab.scripted import Blanks, compared, filled, golden_of, golden_path, played
    from game.strict_yaml import LARGEST

    if file is None and update:
        raise Refusal("no-file", "What comes in on stdin has no file to update.", "Name the script's file.")
    if file is None:
        read = read_script(sys.stdin.buffer.read(LARGEST + 1), "stdin", Path())
    else:
        read = load_script(file)
    stem = file.stem if file is not None else "stdin"
    blanks: Blanks = {}
    session = played(read, folder / f"{stem}.jsonl" if folder else None, blanks if update else None)
    said = ""
    if file is not None and update:
        if blanks:
            write_whole(file, filled(file.read_bytes().decode("utf-8"), read, blanks).encode())
            said += f" {len(blanks)} blank{'s are' if len(blanks) > 1 else ' is'} filled in."
        golden, path = golden_of(read, session).encode(), golden_path(file)
        kept = path.read_bytes() if path.is_file() else b""
        if golden != kept:
            write_whole(path, golden)
        said += (
            f" Its golden file is {'as it was' if golden == kept else 'written anew' if kept else 'written'}."
        )
    elif file is not None:
        compared(read, session, file)
    counted = [
        f"{many} {word}{'s' * (many != 1)}"
        for many, word in ((read.length, "step"), (len(session.steps), "move"))
    ]
    print(f"{file or 'stdin'}: {counted[0]}, all as written; {counted[1]}.{said}", flush=True)


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
    if path is not None and not os.path.isdir(path.parent):  # sooner than after twenty minutes
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
