"""What several commands need: limits, where a save is, how a game is chosen, a bar of progress."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from game.rules.engine import Setup
    from game.rules.units import Seat
    from game.session import Session

T = TypeVar("T")

SCENARIO = "first-refusal"
QUICK = "-quick"
MOST_GAMES = 100_000
MOST_JOBS = 256
MOST_DRAWS = 10_000
MOST_PORT = 65_535
FEWEST_MATCHES = 8
FEWEST_GAMES = 2


def scenario_of(arguments: argparse.Namespace) -> str:
    """The scenario that was asked for; with --quick the short one that stands beside it."""
    from pathlib import Path

    name: str = arguments.scenario
    path = Path(name)
    if not arguments.quick or path.stem.endswith(QUICK):
        return name
    return str(path.with_name(f"{path.stem}{QUICK}{path.suffix}"))


def setup_of(**chosen: str) -> Setup:
    from game.rules.engine import Setup

    return Setup(**chosen)


def made_folder(folder: Path) -> None:
    from game.files.places import cannot_write

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(folder, error) from None


def with_progress(results: Iterable[T], total: int) -> Iterator[T]:
    from rich.console import Console
    from rich.progress import track

    yield from track(results, "Playing", total=total, console=Console(stderr=True))


def save_at(name: str) -> Path:
    """A save by its file, or by its name."""
    from pathlib import Path

    from game.files.places import is_slug, save_path

    path = Path(name)
    return save_path(name) if is_slug(name) and not os.path.exists(path) else path


def jobs_of(arguments: argparse.Namespace) -> int:
    from game.errors import Refusal

    jobs = int(arguments.jobs)
    if not 1 <= jobs <= MOST_JOBS:
        raise Refusal("jobs", f"--jobs goes from 1 to {MOST_JOBS}; {jobs} does not fit.")
    return jobs


def whose(session: Session, option: str) -> Seat:
    """The seat of the person who plays a game; empty where nobody does. Two people have to say which they are."""
    from game.errors import Refusal

    if len(session.people) > 1:
        raise Refusal("whose", "Two people play this game.", f"Say {option} openai or {option} microsoft.")
    return next(iter(session.people), "")
