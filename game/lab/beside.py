"""The process that works par out while its game is being played: gentle, alone, and gone when the game is.

It writes each replay down beside the save, so whoever wants to know how far it is looks there. Its standard input is a pipe that
nobody writes to; it is closed when the game ends, however the game ends, and then this process ends after the replay it is at.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

from game.files.saves import read_save
from game.lab.par import par_beside
from game.rules.units import OPENAI

GENTLE = 15
"""How far it steps back behind everything else that runs."""


def work(save: Path) -> int:
    """Work par out for every seat of a save that a person plays until it is known or nobody waits any more; the exit code."""
    with suppress(AttributeError, OSError):  # not every system has manners
        os.nice(GENTLE)
    alone = Event()
    Thread(target=_listen, args=(alone,), daemon=True).start()
    header = read_save(save).header
    for seat in header.people or (OPENAI,):
        for _ in par_beside(save, header, seat):
            if alone.is_set():
                return 0
    return 0


def _listen(alone: Event) -> None:
    with suppress(OSError, ValueError):
        sys.stdin.buffer.read()
    alone.set()
