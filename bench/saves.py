"""Saves: a step on disk, any moment of a finished game, a branch, a load, and games decided again."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from itertools import count
from pathlib import Path

from bench.clock import milliseconds
from game.files.saves import Recorder
from game.files.scenarios import load_scenario
from game.session import Session, verify

SCENARIO = load_scenario("first-refusal")
GAMES = 8


def main() -> None:
    """Print the figures of saves."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"game-{n}.jsonl" for n in range(GAMES)]
        for n, path in enumerate(paths):
            seats = {"openai": f"bot:{2 + n % 3}", "microsoft": "bot:2"}
            session = Session.new(SCENARIO, f"b2:bench-{n}", seats, path=path)
            session.play_bots()
            session.close()
        sizes = sorted(path.stat().st_size for path in paths)
        whole = max((Session.load(path) for path in paths), key=lambda session: len(session.steps))
        steps = len(whole.steps)
        print(
            f"a finished save: {sizes[len(sizes) // 2] / 1000:.0f} kB, the largest of {GAMES} {sizes[-1] / 1000:.0f} (goal: under 400)"
        )
        ours, theirs = _recorded(whole, Path(folder))
        print(
            f"a step recorded and synced: {ours:.2f} ms, a bare write and fsync of as much {theirs:.2f} ms: "
            f"{ours - theirs:.2f} ms beyond it (goal: under 2)"
        )
        slowest = max(milliseconds(lambda n=n: whole.at(n), 5) for n in range(0, steps + 1, 7))
        print(f"any moment of {steps} steps: {slowest:.1f} ms at the slowest (goal: under 5)")
        numbers = count()
        branch = milliseconds(
            lambda: whole.branch(steps, Path(folder) / f"branch-{next(numbers)}.jsonl").close()
        )
        print(f"a branch of all of it: {branch:.1f} ms (goal: under 20)")
        assert whole.path is not None
        path = whole.path
        print(f"loading it: {milliseconds(lambda: Session.load(path)):.0f} ms (goal: under 100)")
        begun = time.process_time()
        for path in paths:
            verify(path)
        print(f"verify: {GAMES / (time.process_time() - begun):.0f} games a second on one core (goal: 10)")


def _recorded(session: Session, folder: Path) -> tuple[float, float]:
    """The median milliseconds, by the wall clock, of a step recorded, and of as many bytes written and synced beside it."""
    lines = session.path.read_bytes().splitlines(keepends=True) if session.path is not None else []
    ours: list[float] = []
    theirs: list[float] = []
    beside = os.open(folder / "beside", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    with Recorder.create(folder / "recorded.jsonl", session.header) as recorder:
        for step, line in zip(session.steps, lines[1:], strict=True):
            begun = time.perf_counter()
            recorder.append(step)
            between = time.perf_counter()
            os.write(beside, line)
            os.fsync(beside)
            ours.append((between - begun) * 1000)
            theirs.append((time.perf_counter() - between) * 1000)
    os.close(beside)
    return statistics.median(ours), statistics.median(theirs)
