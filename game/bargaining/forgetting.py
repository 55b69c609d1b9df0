"""Letting go of what was thought out in a game that was left: books and frontiers are remembered by what they were made of."""

from __future__ import annotations

from functools import _lru_cache_wrapper

from game.bargaining import beliefs, frontier, ground, kinds, packages, riders, tables


def forget() -> None:
    """Forget every book, frontier and portrait. Nothing depends on it: whoever asks again has them made again."""
    for module in (beliefs, frontier, ground, kinds, packages, riders, tables):
        for made in vars(module).values():
            if isinstance(made, _lru_cache_wrapper):
                made.cache_clear()
