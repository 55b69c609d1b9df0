"""Saves: a step on disk, any moment of a finished game, a branch, a load, games decided again, and one taken apart."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from itertools import count, pairwise
from pathlib import Path

from bench.clock import milliseconds
from game.files.saves import Recorder
from game.files.scenarios import load_scenario
from game.lab import whatif
from game.rules.units import OPENAI
from game.session import Session, verify

SCENARIO = load_scenario("first-refusal")
GAMES = 8
DECISIONS = 24


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
        begun = time.process_time()
        whole.at(steps - 1)
        first = (time.process_time() - begun) * 1000
        slowest = max(milliseconds(lambda n=n: whole.at(n), 5) for n in range(0, steps + 1, 7))
        print(
            f"any moment of {steps} steps: the first {first:.1f} ms, then {slowest:.2f} at the slowest (goal: under 5)"
        )
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
        for number, level in ((1, 2), (2, 3)):
            _taken_apart(Path(folder), number, level)


def _taken_apart(folder: Path, number: int, level: int) -> None:
    """What if, of as many decisions as the goal names: OpenAI's, of level 3, against a level."""
    path = folder / f"apart-{number}.jsonl"
    session = Session.new(
        SCENARIO, f"b2:apart-{number}", {"openai": "bot:3", "microsoft": f"bot:{level}"}, path=path
    )
    session.play_bots()
    session.close()
    clocks = [_clocks()]
    found = whatif.choices(path, OPENAI)[-DECISIONS:]
    whole = whatif.taken_apart(OPENAI, found, tuple(whatif.scores(path, OPENAI, found, jobs=2)))
    clocks.append(_clocks())
    list(whatif.under_fresh_luck(path, whole, whole.turning_points(5), jobs=2))
    clocks.append(_clocks())
    ranked, tried = (
        f"{after[0] - before[0]:.0f} s ({after[1] - before[1]:.0f} of them worked)"
        for before, after in pairwise(clocks)
    )
    print(
        f"what if of {len(found)} decisions, level 3 against {level}, two processes: {ranked}, "
        f"and {tried} for five turning points under fresh luck (goal: under 30 s)"
    )


def _clocks() -> tuple[float, float]:
    """Seconds by the wall, and seconds that this process and those it waited for have worked."""
    return time.perf_counter(), sum(os.times()[:4])


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
