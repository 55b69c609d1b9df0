"""The plain mode: the whole game line by line, for screen readers, braille displays, pipes and terminals without a screen.

What is asked and what everything means is the desk's, as in the app; here it is only read out and answers are taken. Nothing is
ever drawn over: what has been written stays, and only what is new is written.

:func:`menu` opens the game on its menu, :func:`play` on a session; both give back an exit code. Something is read out before the rest
of the game is loaded.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from game.plain.reader import Reader

if TYPE_CHECKING:
    from game.session import Session


def menu(*, made_up: bool = False) -> int:
    """Ask what to play, and play it; ``made_up`` reads made-up names out for the real ones."""
    return _open(lambda: None, made_up)


def play(begun: Callable[[], Session], *, made_up: bool = False) -> int:
    """Play a session that is begun here. Raises what stands in its way."""
    return _open(begun, made_up)


def _open(begun: Callable[[], Session | None], made_up: bool) -> int:
    reader = Reader(made_up=made_up)
    reader.say(
        "First Refusal, line by line.", "A work of fiction based on public reporting; “about” says more."
    )
    from game.plain.beginning import Beginning

    return Beginning(reader).open(begun())
