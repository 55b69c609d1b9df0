"""``tournament``: everybody against everybody on the same deals."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from game.cli.shared import FEWEST_GAMES, MOST_GAMES, jobs_of, with_progress

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from game.lab.tournament import Deal, Plan


def tournament(arguments: argparse.Namespace) -> int:
    """Play a tournament and tell how it went; cut short, tell what is known by then."""
    from pathlib import Path

    from game.errors import Exit, GameError
    from game.files.places import cannot_write, write_whole
    from game.lab import ladder, standings

    plan = _plan(arguments)
    path = Path(arguments.file) if arguments.file else None
    if path is not None and not os.path.isdir(path.parent):  # sooner than after an hour
        raise cannot_write(path, FileNotFoundError(2, "there is no such folder"))
    deals: list[Deal] = []
    code = int(Exit.FINE)
    try:
        for deal in _played(plan, arguments):
            deals.append(deal)  # noqa: PERF402 (what came before it was cut short is kept)
    except (KeyboardInterrupt, GameError) as cut:
        if isinstance(cut, GameError):
            if not deals:
                raise
            why, code = str(cut), int(cut.exit)
        else:
            why, code = "Stopped.", 130
        print(_cut_short(why, plan, len(deals), bool(path)), file=sys.stderr)
        if not deals:
            return code
    report = standings.judge(plan, deals)
    if arguments.json:
        import msgspec

        print(msgspec.json.encode(report, order="sorted").decode())
    else:
        print(ladder.as_text(plan, report))
    if path is not None and len(deals) == plan.deals:
        write_whole(path, ladder.as_markdown(plan, report).encode())
    return code


def _plan(arguments: argparse.Namespace) -> Plan:
    from game.errors import Refusal
    from game.files.scenarios import load_scenario
    from game.lab.tournament import Plan, checked
    from game.rules.chance import checked_seed

    games = arguments.games
    if not FEWEST_GAMES <= games <= MOST_GAMES or games % 2:
        raise Refusal(
            "games",
            f"--games is an even number from {FEWEST_GAMES} to {MOST_GAMES}; {games} does not fit.",
            "A match is two games, with the seats swapped.",
        )
    jobs_of(arguments)
    if arguments.cluster and arguments.jobs != 1:
        raise Refusal(
            "jobs", "--jobs is for this machine and --cluster for others.", "Leave one of them out."
        )
    seed = checked_seed(arguments.seed)
    checked_seed(f"{seed}-{games // 2}")  # there will be none longer
    players = checked(load_scenario(arguments.scenario), arguments.players, here=not arguments.cluster)
    return Plan(
        scenario=arguments.scenario, seed=seed, players=players, deals=games // 2,
        steps=arguments.steps, games=not arguments.table,
    )  # fmt: skip


def _played(plan: Plan, arguments: argparse.Namespace) -> Iterator[Deal]:
    from game.lab.tournament import play, quietly

    follow = with_progress if sys.stderr.isatty() else quietly
    if not arguments.cluster:
        yield from play(plan, arguments.jobs, follow=follow)
        return
    from game.lab.cluster import workers_at

    with workers_at(arguments.cluster) as workers:
        yield from play(plan, executor=workers, follow=follow)


def _cut_short(why: str, plan: Plan, whole: int, file: bool) -> str:
    if whole:
        words = f"What is told rests on the {whole} of {plan.deals} deals that were played whole."
    else:
        words = f"None of {plan.deals} deals was played whole, so there is nothing to tell."
    return f"{why} {words}" + " Nothing was written." * file
