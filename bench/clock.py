"""How the benchmarks measure: the median of several rounds of CPU time, so that a busy neighbour counts little."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence


def rate(work: Callable[[], int], rounds: int = 5, seconds: float = 0.6) -> float:
    """Things done a second of CPU time; ``work`` does some and says how many."""
    figures = []
    for _ in range(rounds):
        done, begun = 0, time.process_time()
        while (spent := time.process_time() - begun) < seconds:
            done += work()
        figures.append(done / spent)
    return statistics.median(figures)


def milliseconds(work: Callable[[], object], rounds: int = 9) -> float:
    """The median milliseconds of CPU time that one piece of work takes."""
    figures = []
    for _ in range(rounds):
        begun = time.process_time()
        work()
        figures.append((time.process_time() - begun) * 1000)
    return statistics.median(figures)


def process(command: Sequence[str], rounds: int = 9) -> float:
    """The median wall-clock milliseconds of a whole process."""
    figures = []
    for _ in range(rounds + 1):
        begun = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        figures.append((time.perf_counter() - begun) * 1000)
    return statistics.median(figures[1:])


PYTHON = sys.executable
