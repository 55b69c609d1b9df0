"""The plain mode: the whole game line by line, for screen readers, braille displays, pipes and terminals without a screen.

What is asked and what everything means is the desk's, as in the app; here it is only read out and answers are taken. Nothing is
ever drawn over: what has been written stays, and only what is new is written.

:func:`menu` opens the game on its menu, :func:`play` on a session; both give back an exit code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.session import Session


def menu() -> int:
    """Ask what to play, and play it."""
    from game.plain.beginning import Beginning

    return Beginning().open()


def play(session: Session) -> int:
    """Play a session that has just begun."""
    from game.plain.beginning import Beginning

    return Beginning().open(session)
