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
from game.lab import whatif
from game.lab.par import par_beside
from game.lab.turns import Turns, read_turns, write_turns
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
    if known.choices is None:
        known.choices = whatif.choices(save, seat, by)
    yield msgspec.json.encode(known.choices).decode()
    yield from map(str, known.scores)
    if not known.played:
        for score in whatif.scores(save, seat, known.choices[len(known.scores) :], by):
            known.scores.append(score)
            write_turns(save, known)
            yield str(score)
            if alone.is_set():
                return
    for since, points in known.tried.items():
        yield from (_tried(since, one) for one in points)
    for choice in sorted(known.choices, key=lambda one: _place(known, one)):
        since = f"{choice.turn.since}"
        for number in (
            range(len(known.tried.get(since, ())) + 1, whatif.LUCKS + 1) if since in known.to_try else ()
        ):
            found = whatif.under_another_luck(save, seat, by, (choice.turn, number))
            known.tried.setdefault(since, []).append(found)
            write_turns(save, known)
            yield _tried(since, found)
            if alone.is_set():
                return


def _place(known: Turns, choice: whatif.Choice) -> int:
    """Where a choice stands among those that are tried again; those that are not come last."""
    since = f"{choice.turn.since}"
    return known.to_try.index(since) if since in known.to_try else len(known.to_try)


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
