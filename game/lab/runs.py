"""Games between players that need nobody at the keyboard: one, or many side by side."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from pathlib import Path
from typing import TypeVar

import msgspec

from game.files.canonical import state_hash
from game.files.scenarios import load_scenario
from game.rules.chance import checked_seed
from game.rules.engine import Setup
from game.rules.scenario import Scenario
from game.rules.score import Par
from game.rules.units import SEATS, Seat
from game.session import Session

MOST_AT_ONCE = 4
"""Games handed to a process together: few, so that nobody waits long for one who wants to stop."""
Thing = TypeVar("Thing")
Found = TypeVar("Found")


class Game(msgspec.Struct, frozen=True, kw_only=True):
    """One game to be played. ``save`` is the file it is recorded in, "" for none; ``replay`` keys the bots' own luck."""

    scenario: str
    seed: str
    seats: dict[Seat, str]
    setup: Setup = Setup()
    save: str = ""
    replay: int = 0
    par: bool = False
    """Whether par is worked out too, for both seats: 48 games more."""


class SeatResult(msgspec.Struct, frozen=True, kw_only=True):
    """What one seat reached: score 0..100, its grade, and its dimensions 0..100 each. ``par`` in tenths, 0 when not asked for."""

    player: str
    mandate: str
    archetype: str
    score: int
    grade: str
    dimensions: dict[str, int]
    par: int = 0
    overall: int = 50
    forfeit: str = ""
    """Why the seat was played by defaults to the end; empty where it was not."""


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """How one game went. ``state`` is the hash of its last state: equal hashes, equal games."""

    scenario: str
    seed: str
    ending: str
    quarters: int
    steps: int
    signatures: int
    state: str
    seats: dict[Seat, SeatResult]


def seeds_of(seed: str, games: int) -> tuple[str, ...]:
    """The seeds of so many games: the seed itself for one, else ``seed-1``, ``seed-2`` and so on."""
    whole = checked_seed(seed)
    return (whole,) if games == 1 else tuple(f"{whole}-{n}" for n in range(1, games + 1))


def play(game: Game, scenario: Scenario | None = None) -> Result:
    """Play one game to its end."""
    scenario = scenario or load_scenario(game.scenario)
    path = Path(game.save) if game.save else None
    session = Session.new(scenario, game.seed, game.seats, game.setup, path, game.replay)
    try:
        session.play_bots()
        pars = {}
        if game.par:
            from game.lab.par import par_of  # which plays its games by means of this module

            pars = {seat: par_of(session.header, seat) for seat in SEATS}
        return result_of(session, pars)
    finally:
        session.close()


def result_of(session: Session, pars: dict[Seat, Par]) -> Result:
    """What a finished game came to, against par where it is given; ``ValueError`` when it is not finished."""
    outcome = session.outcome(pars)
    if outcome is None:
        raise ValueError("the game is not over")
    return Result(
        scenario=session.scenario.id,
        seed=session.header.seed,
        ending=outcome.ending,
        quarters=outcome.quarters,
        steps=len(session.steps),
        signatures=session.state.relations.signatures,
        state=state_hash(session.state),
        seats={
            judged.seat: SeatResult(
                player=session.header.seats[judged.seat],
                mandate=judged.mandate,
                archetype=session.state.place(judged.seat).character.archetype,
                score=judged.score,
                grade=judged.grade,
                dimensions={dimension.id: dimension.score for dimension in judged.dimensions},
                par=judged.par if judged.games else 0,
                overall=judged.overall,
                forfeit=session.forfeits.get(judged.seat, ""),
            )
            for judged in outcome.seats
        },
    )


_scenarios: dict[str, Scenario] = {}


def scenario_here(name: str) -> Scenario:
    """A scenario by name, read once a process."""
    if name not in _scenarios:
        _scenarios[name] = load_scenario(name)
    return _scenarios[name]


def keep(name: str, scenario: Scenario) -> None:
    """Let a scenario be known by a name in this process."""
    _scenarios[name] = scenario


def is_kept(name: str) -> bool:
    """Whether a scenario is known by a name in this process."""
    return name in _scenarios


def _play_here(game: Game) -> Result:
    return play(game, scenario_here(game.scenario))


def play_all(games: tuple[Game, ...], jobs: int = 1, executor: Executor | None = None) -> Iterator[Result]:
    """Play many games in order; with ``jobs`` above 1 in so many processes, or over an executor of your own."""
    return spread(_play_here, games, jobs, executor)


def spread(
    work: Callable[[Thing], Found], things: Sequence[Thing], jobs: int = 1, executor: Executor | None = None
) -> Iterator[Found]:
    """What ``work`` makes of each thing, in order; with ``jobs`` above 1 in so many processes, or over an executor of your own.

    Whoever stops listening stops the work: what is under way is finished, what is not is left.
    """
    if executor is not None:
        yield from executor.map(work, things)
    elif jobs <= 1 or len(things) == 1:
        yield from map(work, things)
    else:
        pool = ProcessPoolExecutor(max_workers=jobs, initializer=_leave_it_to_the_parent)
        some = max(1, min(MOST_AT_ONCE, len(things) // (4 * jobs)))
        try:
            yield from pool.map(work, things, chunksize=some)
        finally:
            pool.shutdown(cancel_futures=True)


def _leave_it_to_the_parent() -> None:
    """Ctrl-C reaches every process of a terminal; only the one that was started says so."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
