"""Par in the background: another process works it out while the game is played, and dies with the app (:mod:`game.lab.beside`)."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import game

if TYPE_CHECKING:
    from game.session import Session

AFTER = 20.0
"""So many seconds into a game the replays begin: until then everything else is still being loaded."""


class Replays:
    """At most one process that works par out."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._save: Path | None = None

    def begin(self, session: Session) -> None:
        """Have par worked out for a game, unless it is being done; another game's replays are left where they are."""
        if session.path is None or not sys.executable or self._busy(session.path):
            return
        self.stop()
        package = str(Path(game.__file__).parent.parent)
        paths = [package, os.environ.get("PYTHONPATH", "")]
        with suppress(OSError):  # then there is no par, and what is usual stands in for it
            self._process = subprocess.Popen(
                [sys.executable, "-m", "game", "par", str(session.path), "--beside"],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))},
                creationflags=getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0),
            )
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
