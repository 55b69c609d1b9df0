"""Other processes beside whoever plays, which die with them (:mod:`game.lab.beside`): par while a game is played, and what if after it."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import IO, TYPE_CHECKING

import game

if TYPE_CHECKING:
    from game.lab.whatif import WhatIf
    from game.rules.units import Seat
    from game.session import Session

AFTER = 20.0
"""So many seconds into a game the replays begin: until then everything else is still being loaded."""


def started(*arguments: str, said: int = subprocess.DEVNULL) -> subprocess.Popen[bytes] | None:
    """The game's command in a process of its own; ``None`` where none can be had. ``said`` is its standard output."""
    if not sys.executable:
        return None
    package = str(Path(game.__file__).parent.parent)
    paths = [package, os.environ.get("PYTHONPATH", "")]
    with suppress(OSError):
        return subprocess.Popen(
            [sys.executable, "-m", "game", *arguments],
            stdin=subprocess.PIPE,
            stdout=said,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))},
            creationflags=getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0),
        )
    return None


class Replays:
    """At most one process that works par out."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._save: Path | None = None

    def begin(self, session: Session) -> None:
        """Have par worked out for a game, unless it is being done; another game's replays are left where they are."""
        if session.path is None or self._busy(session.path):
            return
        self.stop()
        self._process = started(
            "par", str(session.path), "--beside"
        )  # without it what is usual stands in for par
        self._save = session.path

    def _busy(self, save: Path) -> bool:
        return self._process is not None and self._save == save and self._process.poll() is None

    def stop(self) -> None:
        """Let the process go: it ends after the replay it is at. What it has is kept."""
        if self._process is not None:
            if self._process.stdin is not None:
                self._process.stdin.close()
            self._process.poll()
            self._process = None


class Apart:
    """A process that takes a finished game apart: which decisions a bot would have taken otherwise, and what each was worth.

    What is kept beside the save is there at once; where that is all, there is no process.
    """

    def __init__(self, save: Path, seat: Seat, by: str) -> None:
        from game.lab.turns import read_turns

        self.seat, self.by = seat, by
        self.turns = read_turns(save, seat, by)
        """What is known so far."""
        self.gone = self.turns.complete
        """Whether the process has said all it will."""
        self._process: subprocess.Popen[bytes] | None = None
        if not self.gone:
            self._process = started(
                "whatif", str(save), "--seat", seat, "--by", by, "--beside", said=subprocess.PIPE
            )
            Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        said = self._process.stdout if self._process is not None else None
        if said is not None:
            with said, suppress(OSError, ValueError):  # after what cannot be read it is not heard any more
                self._hear(said)
        self.gone = True

    def _hear(self, said: IO[bytes]) -> None:
        import msgspec

        from game.lab.turns import Turns
        from game.lab.whatif import Choice

        known: Turns | None = None
        for line in said:  # it repeats what was kept
            if known is None:
                choices = msgspec.json.decode(line, type=tuple[Choice, ...])
                known = Turns(game=self.turns.game, seat=self.seat, by=self.by, choices=choices)
            elif line.startswith(b"["):
                since, points = msgspec.json.decode(line, type=tuple[str, float])
                known.tried.setdefault(since, []).append(points)
            else:
                known.scores.append(float(line))
            if (len(known.scores), sum(map(len, known.tried.values()))) >= (
                len(self.turns.scores),
                sum(map(len, self.turns.tried.values())),
            ):
                self.turns = known

    @property
    def whole(self) -> WhatIf | None:
        """The game taken apart as far as it has got; ``None`` before the first choice has its worth."""
        return self.turns.whole

    def stop(self) -> None:
        """Let the process go: it ends after the game it is at. What it has is kept."""
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()
            self._process.poll()
