"""Tries inputs, one after the other, with a watch on the time and the memory each takes."""

from __future__ import annotations

import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from game.errors import GameError, Refusal, SaveError, ScenarioError, ScriptError
from tests.fuzz.targets import TARGETS

SLOWEST = 1.0
"""Seconds of processor time an input may take."""
MOST_MEMORY = 200
"""MB that all inputs together may need beyond what an honest one does."""


class Tried(NamedTuple):
    """What came of a run. ``answers`` counts what was said by its kind; ``wrong`` holds an input and what is wrong with it."""

    answers: dict[str, int]
    slowest: float
    memory: float
    wrong: list[tuple[str, str]]


def tried(name: str, count: int, seed: int = 0) -> Tried:
    """Make and read so many inputs for a target. The same seed makes the same inputs."""
    target = TARGETS[name]
    answers: Counter[str] = Counter()
    slowest, wrong, before = 0.0, list[tuple[str, str]](), 0.0
    with tempfile.TemporaryDirectory() as folder:
        for n in range(count):
            made = target.make(random.Random(f"{name}-{seed}-{n}"))
            if n == 1:  # the first has loaded what all of them need
                before = peak()
            begun = time.process_time()
            try:
                target.read(made, Path(folder))
                answers["accepted"] += 1
            except GameError as error:
                answers[type(error).__name__] += 1
                words = unclear(error)
                if words:
                    wrong.append((f"{seed}-{n}", f"not clear: {words}"))
            except Exception:  # noqa: BLE001 - whatever it is, it is what is looked for
                wrong.append((f"{seed}-{n}", traceback.format_exc()[-1500:]))
            took = time.process_time() - begun
            if n and took > slowest:
                slowest = took
            if n and took > SLOWEST:
                wrong.append((f"{seed}-{n}", f"took {took:.1f} s"))
    return Tried(dict(answers), slowest, max(peak() - before, 0), wrong)


def peak() -> float:
    """The most memory that this process has had, MB; 0 where the system does not say."""
    if sys.platform == "win32":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def unclear(error: GameError) -> str:
    """What is not clear about an error's words: empty when they can be read, a line each."""
    if isinstance(error, ScenarioError | ScriptError):
        lines = [str(problem) for problem in error.problems] or [""]
    else:
        lines = [str(error)]
        if isinstance(error, SaveError | Refusal) and not error.words:
            return repr(error)
    for line in lines:
        if not line or len(line) > 900 or not line.isprintable() or not line.endswith((".", "?", "!")):
            return repr(line[:1000])
    return ""
