"""Letting go of what is over: thoughts, screens that are gone, and the room in memory that both took up."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterable
from functools import _lru_cache_wrapper

from textual._styles_cache import StylesCache
from textual.geometry import Region
from textual.screen import Screen

# Textual remembers two colours by the cache that asked for them, and so keeps the cache of every part of a screen that
# is gone, with all its drawn lines (its issue 6665). The two depend on nothing of the cache: asked of the class, they are right too.
StylesCache.get_inner_outer = classmethod(StylesCache.get_inner_outer)  # type: ignore[assignment,arg-type]


_MOST_HEAPS = -8
"""``M_ARENA_MAX`` of GNU's ``malloc.h``."""


class Behind(list[Screen[object]]):
    """The screens behind the one that is painted: Textual leaves it with whatever asked for the painting, often for good."""

    __hash__ = object.__hash__  # type: ignore[assignment]


def let_go_of_thoughts() -> None:
    """Forget every book and frontier, and give the room back: what was thought in one quarter is not asked for in the next."""
    from game.bargaining.forgetting import forget

    forget()
    _give_back()


def let_go_of_a_game(painted: Iterable[Behind]) -> None:
    """Let go of what is left of a game that was left a moment ago: the screens that lay behind others, and last thoughts."""
    for behind in tuple(painted):
        behind.clear()
    for reckoned in vars(Region).values():  # Textual remembers where some thousand parts lay
        if isinstance(reckoned, _lru_cache_wrapper):
            reckoned.cache_clear()
    gc.collect()
    let_go_of_thoughts()


def keep_one_heap() -> None:
    """Let all threads that begin after this share one heap: of any other, the system's C library gives only a part back."""
    _ask("mallopt", _MOST_HEAPS, 1)


def _give_back() -> None:
    """What was freed between two things that live is kept by the C library, unless it is asked."""
    _ask("malloc_trim", 0)


def _ask(function: str, *numbers: int) -> None:
    """Ask GNU's C library, where it is there; others have no such functions, and are not asked."""
    if sys.platform == "linux":
        import ctypes

        asked = getattr(ctypes.CDLL(None), function, None)
        if asked is not None:
            asked(*numbers)
