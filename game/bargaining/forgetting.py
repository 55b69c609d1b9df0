"""Letting go of what was thought out: books, frontiers and what clauses are worth are remembered by what they were made of."""

from __future__ import annotations

from functools import _lru_cache_wrapper
from types import ModuleType

from game.bargaining import beliefs, frontier, ground, kinds, packages, riders, tables
from game.rules import agreement, engine


def forget() -> None:
    """Forget every book, frontier and portrait, the sums behind a clause's worth, and options. Nothing depends on it: whoever asks
    again has them made again.
    """
    clauses = [module for module in vars(agreement).values() if isinstance(module, ModuleType)]
    for module in (beliefs, frontier, ground, kinds, packages, riders, tables, engine, *clauses):
        for made in vars(module).values():
            if isinstance(made, _lru_cache_wrapper):
                made.cache_clear()
