"""The exact frontier: of the agreement as it is played, of the whole catalogue's width, and of a table a textbook would draw."""

from __future__ import annotations

import random
import statistics
import time
from math import prod

import numpy as np

from bench.clock import milliseconds
from game.bargaining.frontier import Pareto, pareto, pareto_of
from game.bargaining.tables import Gains, book_of
from game.files.scenarios import load_scenario
from game.rules import engine
from game.rules.chance import Chance
from game.rules.units import MICROSOFT, OPENAI
from game.rules.view import view_of

WIDE = ((4, 2, 6, 7, 2, 2), (9, 4, 6, 2, 2), (3, 5, 2, 4, 5, 4, 3), (10, 4, 4), (3, 3, 3))
"""1,344 x 864 x 7,200 x 160 x 27: what the catalogue's thirty-two clauses would come to (rulebook 6.1)."""
TEXTBOOK = ((5,), (5,), (5,), (5,), (5,))


def solve(frontier: Pareto) -> None:
    """Every choice there is."""
    frontier.nash()
    frontier.kalai_smorodinsky()
    frontier.egalitarian()
    frontier.welfare()
    frontier.efficiency(1, 1)


def drawn(shapes: tuple[tuple[int, ...], ...], seed: int) -> tuple[list[Gains], list[Gains]]:
    """Tables of two seats who want opposite things, unequally: ladders against each other, and clauses that touch in pairs."""
    luck = random.Random(seed)
    mine, yours = [], []
    for shape in shapes:
        own, theirs = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
        for axis, length in enumerate(shape):
            view = [length if at == axis else 1 for at in range(len(shape))]
            swing, bend = luck.randrange(2000, 40_000), luck.randrange(70, 140)
            ladder = [
                swing * step // max(1, length - 1) + luck.randrange(-300, 300) for step in range(length)
            ]
            answer = [-rung * bend // 100 + luck.randrange(-2000, 2000) for rung in ladder]
            own += np.array(ladder, dtype=np.int64).reshape(view)
            theirs += np.array(answer, dtype=np.int64).reshape(view)
        for a in range(len(shape) - 1):
            view = [length if at in (a, a + 1) else 1 for at, length in enumerate(shape)]
            for table in (own, theirs):
                noise = [luck.randrange(-1500, 1500) for _ in range(shape[a] * shape[a + 1])]
                table += np.array(noise, dtype=np.int64).reshape(view)
        mine.append(own.reshape(-1))
        yours.append(theirs.reshape(-1))
    return mine, yours


def main() -> None:
    """Print the figures of the frontier."""
    scenario = load_scenario("first-refusal")
    state = engine.new_game(scenario, Chance("b2:bench"))
    books = [book_of(scenario, view_of(scenario, state, seat)) for seat in (OPENAI, MICROSOFT)]
    sizes = [block.size for block in books[0].layout.blocks]
    frontier = pareto_of(*books)
    took = milliseconds(lambda: solve(pareto_of.__wrapped__(*books)), 21)
    print(
        f"the agreement as it is played, {' x '.join(map(str, sizes))} = {prod(sizes):,} packages: "
        f"{len(frontier)} outcomes in {took:.1f} ms (goal: under 20)"
    )
    figures, lengths = [], []
    for seed in range(15):
        tables = drawn(WIDE, seed)
        begun = time.process_time()
        frontier = pareto(*tables)
        solve(frontier)
        figures.append((time.process_time() - begun) * 1000)
        lengths.append(len(frontier))
    sizes = [prod(shape) for shape in WIDE]
    print(
        f"the whole catalogue's width, {' x '.join(f'{size:,}' for size in sizes)} = {prod(sizes):.1e}: "
        f"{min(lengths)} to {max(lengths)} outcomes in {statistics.median(figures):.0f} ms, slowest {max(figures):.0f} "
        "(goal: median under 150)"
    )
    tables = drawn(TEXTBOOK, 1)

    def twenty() -> None:
        for _ in range(20):
            solve(pareto(*tables))

    took = milliseconds(twenty, 21) / 20
    print(f"five issues of five values, every choice: {took:.2f} ms (goal: under 2)")
