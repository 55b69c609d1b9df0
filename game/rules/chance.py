"""Named luck: every draw is a function of the seed and of a name that says what is asked.

There is no stream and no generator state: nothing to save or lose, adding a card re-rolls nothing else, and every branch of
a game has the same weather. A name never counts the draws before it. Names are API: changing one changes ``rules``.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import TypeVar

from game.errors import GameError

ALGORITHM = "b2"
_SEED = re.compile(r"b2:[a-z0-9]+(-[a-z0-9]+)*")
_FULL = 1 << 64
T = TypeVar("T")


class SeedError(GameError):
    """A seed that is not words with the algorithm's prefix."""


def checked_seed(text: str) -> str:
    """``text`` as a seed such as ``b2:harbour-7``; ``SeedError`` says what would do. The prefix may be left out."""
    seed = text if ":" in text else f"{ALGORITHM}:{text}"
    if len(seed) > 80 or not _SEED.fullmatch(seed):
        raise SeedError(
            f"The seed {text[:80]!r} is not lower-case words and digits joined by hyphens; try {ALGORITHM}:harbour-7."
        )
    return seed


class Chance:
    """Luck for one game. ``Chance("b2:harbour-7").below(6, "slip", "oracle-2025-Q3", 4)`` is always the same number."""

    __slots__ = ("_root", "seed")

    def __init__(self, seed: str) -> None:
        self.seed = checked_seed(seed)
        self._root = blake2b(self.seed.encode(), digest_size=64)

    def child(self, *name: str | int) -> Chance:
        """Luck of its own for somebody who must not know this one's, such as a bot."""
        digest = self._root.copy()
        digest.update(repr(("child", *name)).encode())
        return Chance(f"{ALGORITHM}:{digest.hexdigest()[:32]}")

    def _bytes(self, name: tuple[str | int, ...]) -> bytes:
        digest = self._root.copy()
        digest.update(repr(name).encode())
        return digest.digest()

    def below(self, n: int, *name: str | int) -> int:
        """A whole number in ``0..n-1``, each equally likely (rejection sampling)."""
        raw = int.from_bytes(self._bytes(name)[:8], "big")
        limit = _FULL - _FULL % n
        again = 0
        while raw >= limit:
            again += 1
            raw = int.from_bytes(self._bytes((*name, "again", again))[:8], "big")
        return raw % n

    def hit(self, bps: int, *name: str | int) -> bool:
        """True with a probability of ``bps`` basis points."""
        return bps > 0 and self.below(10_000, *name) < bps

    def pick(self, options: tuple[T, ...], *name: str | int) -> T:
        """One of the options, each equally likely."""
        return options[self.below(len(options), *name)]

    def weighted(self, weights: tuple[int, ...], *name: str | int) -> int:
        """An index, each as likely as its weight; the weights sum to more than 0."""
        at = self.below(sum(weights), *name)
        for index, weight in enumerate(weights):
            at -= weight
            if at < 0:
                return index
        raise AssertionError("the weights summed to more than their sum")

    def normal(self, mean: int, deviation: int, *name: str | int) -> int:
        """A bell-shaped whole number: the sum of twelve uniforms, so never beyond six deviations."""
        raw = self._bytes(name)
        total = sum(int.from_bytes(raw[i : i + 4], "big") for i in range(0, 48, 4))
        centred = total - 6 * 0xFFFF_FFFF
        spread = deviation * centred
        return mean + (spread + (1 << 31) >> 32)
