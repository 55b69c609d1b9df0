"""Figures with their 95 % intervals, for games that come in clusters: replays of a seed are alike, so they count for less.

Everywhere a *cluster* is the numbers that one seed gave. Results are the same on every machine to the digits that are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from math import fsum, inf, log10, nan, sqrt
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Clusters = Sequence[Sequence[float]]
Thing = TypeVar("Thing")
NORMAL: Final = 1.959964
"""The deviations within which 95 % of a bell lie."""
FEW: Final = (inf, 12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060)
"""The same for Student's t with so few degrees of freedom."""
DRAWS: Final = 1000
"""Resamples of a bootstrap."""
LEAST: Final = 5
"""Clusters under which a bootstrap knows nothing of how they differ."""
SEED: Final = 2025
SURE: Final = 1e-3
"""The least and, from 1, the most that a share counts as when it is turned into Elo."""


class Figure(NamedTuple):
    """A number and the interval that holds it in 95 of 100 such measurements."""

    value: float
    low: float
    high: float

    def times(self, factor: float) -> Figure:
        """The same in another unit."""
        return Figure(self.value * factor, self.low * factor, self.high * factor)


NOTHING: Final = Figure(nan, -inf, inf)
"""Of what nobody could tell anything."""


def student(freedom: int) -> float:
    """The two-sided 95 % quantile of Student's t; infinite without a degree of freedom."""
    if freedom < len(FEW):
        return FEW[max(0, freedom)]
    z = NORMAL
    return (
        z
        + (z**3 + z) / (4 * freedom)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom**3)
    )


def _mean_and_error(clusters: Clusters) -> tuple[float, float]:
    """The mean over everything, and its standard error between clusters (the ratio estimator's)."""
    whole = sum(len(cluster) for cluster in clusters)
    mean = fsum(x for cluster in clusters for x in cluster) / whole
    many = len(clusters)
    if many < 2:
        return mean, inf
    off = fsum((fsum(cluster) - len(cluster) * mean) ** 2 for cluster in clusters)
    return mean, sqrt(off * many / (many - 1)) / whole


def mean_of(clusters: Clusters) -> Figure:
    """The mean of all numbers; :data:`NOTHING` when there are none."""
    clusters = [cluster for cluster in clusters if cluster]
    if not clusters:
        return NOTHING
    mean, error = _mean_and_error(clusters)
    if error == inf:
        return Figure(mean, -inf, inf)
    half = student(len(clusters) - 1) * error
    return Figure(mean, mean - half, mean + half)


def wilson(share: float, size: float) -> tuple[float, float]:
    """Wilson's interval for a share seen in a sample of ``size`` (which need not be whole); all of 0..1 without a sample."""
    if size <= 0:
        return 0.0, 1.0
    z = NORMAL**2 / size
    middle, half = share + z / 2, sqrt(NORMAL**2 * share * (1 - share) / size + z * z / 4)
    return max(0.0, (middle - half) / (1 + z)), min(1.0, (middle + half) / (1 + z))


def share_of(clusters: Clusters) -> Figure:
    """The share, 0..1, of numbers that are 0 or 1 (½ for a tie): Wilson's interval for as many as the clusters are worth.

    Games of a seed that all agree are worth one. Where nothing differs at all, nobody can tell, and each seed counts once.
    """
    clusters = [cluster for cluster in clusters if cluster]
    if not clusters:
        return Figure(nan, 0.0, 1.0)
    share, error = _mean_and_error(clusters)
    whole = sum(len(cluster) for cluster in clusters)
    size: float = len(clusters)
    if 0 < share < 1 and 0 < error < inf:
        size = min(float(whole), share * (1 - share) / error**2)
    return Figure(share, *wilson(share, size))


@lru_cache(maxsize=32)
def _resamples(many: int) -> NDArray[np.intp]:
    """Which clusters each resample consists of. A bit generator's raw numbers are the same in every numpy."""
    import numpy as np

    raw = np.random.PCG64(SEED).random_raw(DRAWS * many)
    return (raw % np.uint64(many)).astype(np.intp).reshape(DRAWS, many)


def bootstrap(things: Sequence[Thing], measure: Callable[[Sequence[Thing]], float]) -> Figure:
    """Any measure of clusters, with the middle 95 % of what it is when they are drawn anew.

    Few clusters know too little of how they differ, so the interval is stretched as Student would; fewer than five know nothing.
    """
    value = measure(things)
    if len(things) < LEAST:
        return Figure(value, -inf, inf)
    drawn = sorted(measure([things[at] for at in row]) for row in _resamples(len(things)))
    cut, many = DRAWS // 40, len(things)
    stretch = student(many - 1) / NORMAL * sqrt(many / (many - 1))
    low, high = min(0.0, drawn[cut] - value), max(0.0, drawn[-cut - 1] - value)
    return Figure(value, value + stretch * low, value + stretch * high)


def quantile(numbers: Sequence[float], part: float) -> float:
    """The quantile ``part`` (0..1), halfway where it falls between two numbers. ``IndexError`` when there are none."""
    ordered = sorted(numbers)
    at = part * (len(ordered) - 1)
    low = int(at)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (at - low)


def elo(share: Figure) -> Figure:
    """What part of the games was won, as a difference in Elo points: 0 for half, 191 for three quarters."""

    def points(won: float) -> float:
        won = min(1 - SURE, max(SURE, won))
        return 400 * log10(won / (1 - won))

    return Figure(*(points(won) for won in share))


def median_of(clusters: Clusters) -> Figure:
    """The median of all numbers; :data:`NOTHING` when there are none."""

    def middle(drawn: Clusters) -> float:
        return quantile([x for cluster in drawn for x in cluster], 0.5)

    clusters = [cluster for cluster in clusters if cluster]
    return bootstrap(clusters, middle) if clusters else NOTHING
