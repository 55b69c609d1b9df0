"""Processes that work beside the app: gentle, alone, and gone when whoever waits for them is.

The one works par out while its game is being played, and writes each replay down beside the save, so whoever wants to know how far it
is looks there. The other takes a finished game apart and says each game it has played on its standard output. Their standard input is
a pipe that nobody writes to; it is closed when nobody waits any more, however that comes, and then they end after the game they are at.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

import msgspec

from game.files.saves import read_save
from game.lab.par import par_beside
from game.lab.turns import find, play, read_turns, try_again
from game.rules.units import OPENAI, Seat

GENTLE = 15
"""How far it steps back behind everything else that runs."""


def work(save: Path) -> int:
    """Work par out for every seat of a save that a person plays until it is known or nobody waits any more; the exit code."""
    alone = _beside()
    header = read_save(save).header
    for seat in header.people or (OPENAI,):
        for _ in par_beside(save, header, seat):
            if alone.is_set():
                return 0
    return 0


def take_apart(save: Path, seat: Seat, by: str) -> Iterator[str]:
    """Lines to say: the decisions in which the bot chooses otherwise, one JSON array; each of the :func:`whatif.scores`; then for the
    largest turning points the step before each and what it is worth under another luck, an array too. It is kept beside the save,
    and goes on from what is kept there."""
    alone = _beside()
    known = read_turns(save, seat, by)
    yield msgspec.json.encode(find(save, known)).decode()
    yield from map(str, known.scores)
    for score in play(save, known):
        yield str(score)
        if alone.is_set():
            return
    for since, points in known.tried.items():
        yield from (_tried(since, one) for one in points)
    for since, one in try_again(save, known, known.to_try):
        yield _tried(since, one)
        if alone.is_set():
            return


def _tried(since: str, points: float) -> str:
    return msgspec.json.encode([since, points]).decode()


def _beside() -> Event:
    """Be gentle; the event is set once nobody waits any more."""
    with suppress(AttributeError, OSError):  # not every system has manners
        os.nice(GENTLE)
    alone = Event()
    Thread(target=_listen, args=(alone,), daemon=True).start()
    return alone


def _listen(alone: Event) -> None:
    with suppress(OSError, ValueError):
        sys.stdin.buffer.read()
    alone.set()
