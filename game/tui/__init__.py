"""The app. Nothing of Textual is imported before something has been painted.

:func:`menu` opens the game on its menu, :func:`play` on a session; both give back an exit code.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.session import Session

_SPLASH = (
    "\x1b[?1049h\x1b[H\x1b[2J\x1b[?25l\x1b[2;3HFirst Refusal\x1b[4;3H\x1b[2mopening the agreement…\x1b[0m"
)
FRAMES = "120"
"""Frames a second at most: what changes a moment after it was painted waits one or two of them for the next. Nothing moves by itself."""
_AWAY = "\x1b[?25h\x1b[?1049l"


def splash() -> None:
    """Paint something honest at once: the libraries take half a second to load."""
    if sys.stdout.isatty():
        _heed_signals()
        sys.stdout.write(_SPLASH)
        sys.stdout.flush()


@contextmanager
def opening() -> Iterator[None]:
    """The splash while something is made ready; when that fails, the terminal is as it was."""
    splash()
    try:
        yield
    except BaseException:
        _leave()
        raise


def _leave() -> None:
    if sys.stdout.isatty():
        sys.stdout.write(_AWAY)
        sys.stdout.flush()


def _heed_signals() -> None:
    """Who is ended behind the splash leaves the terminal as it was; later the app hears of it itself."""
    import signal

    with suppress(ValueError):  # beside the main thread nothing can be heard
        for name in ("SIGTERM", "SIGHUP"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), _ended)


def _ended(number: int, frame: object) -> None:
    raise SystemExit(128 + number)


def _forget_keys() -> None:
    """Drop what was typed at the splash."""
    if sys.stdin.isatty() and sys.platform != "win32":
        import termios

        termios.tcflush(sys.stdin, termios.TCIFLUSH)


def menu() -> int:
    """Open the game on its menu."""
    return _run(None)


def play(session: Session) -> int:
    """Open the game on a session."""
    return _run(session)


def _run(session: Session | None) -> int:
    splash()
    os.environ.setdefault("TEXTUAL_FPS", FRAMES)  # it is read once, when Textual is loaded
    try:
        from game.tui.app import FirstRefusal

        app = FirstRefusal(session)
        _forget_keys()
        # Whatever there is now stays, and of the rest little is garbage that only a search finds: rare searches, and small
        # ones, for each holds up the key that was pressed meanwhile.
        gc.freeze()
        gc.set_threshold(10_000, 10, 10)
        app.run()
    except BaseException:
        _leave()
        if session is not None and session.path is not None:
            sys.stderr.write(
                f"The game stopped; it is whole up to step {len(session.steps)} in {session.path}.\n"
            )
        raise
    return 1 if app.return_code is None else app.return_code
