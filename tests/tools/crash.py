"""Kills the process that plays, at moments that a seed draws, and goes on with what is on disk.

Not a simulation: another process plays a game and is sent SIGKILL, which nobody can catch. It tells of every step after it was
acknowledged, that is after ``act`` came back, with the hash of the step's line; whatever was told must be in the file afterwards.
"""

from __future__ import annotations

import multiprocessing
import random
import time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

from game.files.saves import read_save
from game.files.scenarios import load_scenario
from game.session import Session, verify

SEATS = {"openai": "random", "microsoft": "random"}


class Crashes(NamedTuple):
    """What happened. ``unborn`` counts kills before there was a file, ``torn`` those that left half a line, ``silent`` those after which
    the file held a step nobody had been told of yet."""

    kills: int
    acknowledged: int
    games: int
    unborn: int
    torn: int
    silent: int


def play(path: Path, seed: str, told: Connection) -> None:
    """Begin a game, or go on with it, and tell of every step."""
    if path.exists():
        session = Session.load(path, go_on=True)
    else:
        session = Session.new(load_scenario("first-refusal"), seed, SEATS, path=path)
    recorder = session._recorder
    assert recorder is not None
    told.send((0, recorder.heads[0]))
    while (question := session.waits_for_bot()) is not None:
        step = session.act(question.seat, session.think(question), question.name)
        told.send((step.n, recorder.heads[-1]))
    session.close()


def crash(folder: Path, kills: int, seed: str) -> Crashes:
    """Play and kill so often. ``AssertionError`` when an acknowledged step is lost, or a save cannot be read or goes on otherwise."""
    # One process loads the game once, and its children begin at once.
    server = multiprocessing.get_context("forkserver")
    server.set_forkserver_preload(["tests.tools.crash"])
    luck = random.Random(seed)
    done = acknowledged = games = unborn = torn = silent = 0
    told: dict[int, str] = {}
    path = folder / f"killed-{games}.jsonl"
    while done < kills:
        ours, theirs = server.Pipe(duplex=False)
        playing = server.Process(target=play, args=(path, f"b2:{seed}-{games}", theirs))
        playing.start()
        theirs.close()
        over = _listen(ours, told, luck.randint(0, 60))
        time.sleep(luck.random() * luck.choice((0, 0.002, 0.05)))
        playing.kill()
        playing.join()
        _listen(ours, told, 100_000)
        ours.close()
        done += not over
        if not path.exists():
            assert not told, "a game was acknowledged and is not there"
            unborn += 1
            continue
        saved = read_save(path)
        for n, head in told.items():
            assert saved.heads[n] == head, (
                f"{path.name}: step {n} was acknowledged, and is not what is on disk"
            )
        torn += bool(saved.note)
        silent += len(saved.steps) > max(told, default=-1)
        session = Session.load(path)
        if over:
            assert session.questions() == ()
            assert len(verify(path).steps) == len(saved.steps)
            acknowledged += len(told)
            games, told = games + 1, {}
            path = folder / f"killed-{games}.jsonl"
    if path.exists():
        assert len(verify(path).steps) == len(read_save(path).steps)
    return Crashes(done, acknowledged + len(told), games, unborn, torn, silent)


def _listen(told_by: Connection, told: dict[int, str], most: int) -> bool:
    """Hear of so many steps; whether the other end has nothing more to tell."""
    try:
        for _ in range(most):
            n, head = told_by.recv()
            told[n] = head
    except (EOFError, OSError):
        return True
    return False
