"""Integers with a meaning: how the rules round, scale and look things up.

Money is in $ millions, prices in $ thousands per MW and quarter, power in MW, rates and shares in basis points (bps,
1/10000), capability in tenths (the frontier of Q4 2024 is 1000), meters in tenths of a point (0..1000 for 0..100).
No float may enter: a replay must be the same to the bit on every machine (rulebook 3.0).
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

BPS: Final = 10_000
Seat = str
OPENAI: Final = "openai"
MICROSOFT: Final = "microsoft"
SEATS: Final = (OPENAI, MICROSOFT)


def other(seat: Seat) -> Seat:
    """The seat across the table."""
    return MICROSOFT if seat == OPENAI else OPENAI


def mul(amount: int, rate_bps: int) -> int:
    """``amount`` times a rate in basis points, half rounded away from zero (rulebook 3.0)."""
    product = amount * rate_bps
    return (product + 5000) // BPS if product >= 0 else -((5000 - product) // BPS)


def ratio(part: int, whole: int) -> int:
    """``part`` of ``whole`` in basis points, rounded down; 0 when there is no whole."""
    return part * BPS // whole if whole else 0


def clamp(value: int, low: int, high: int) -> int:
    """The nearest number to ``value`` in ``low..high``."""
    return low if value < low else min(value, high)


class Curve:
    """A function given as points with straight lines between them; flat beyond its ends.

    It stands in for powers, exponentials and logistics, which would need floats (rulebook 3.0).
    """

    __slots__ = ("_xs", "_ys")

    def __init__(self, *points: tuple[int, int]) -> None:
        self._xs = tuple(x for x, _ in points)
        self._ys = tuple(y for _, y in points)

    def __call__(self, x: int) -> int:
        xs, ys = self._xs, self._ys
        if x <= xs[0]:
            return ys[0]
        if x >= xs[-1]:
            return ys[-1]
        i = bisect_right(xs, x) - 1
        return ys[i] + (x - xs[i]) * (ys[i + 1] - ys[i]) // (xs[i + 1] - xs[i])


TRAINING_POWER: Final = Curve(
    (2500, 6330), (5000, 7960), (7500, 9090), (10000, 10000), (15000, 11430), (20000, 12570), (30000, 14370), (40000, 15800)
)  # fmt: skip
"""Training MW over reference MW (bps) to speed of progress (bps): the power .33 (rulebook 3.2.5)."""

LOGISTIC: Final = Curve(
    (-400, 180), (-300, 474), (-200, 1192), (-150, 1824), (-100, 2689), (-50, 3775), (0, 5000),
    (50, 6225), (100, 7311), (150, 8176), (200, 8808), (300, 9526), (400, 9820),
)  # fmt: skip
"""Hundredths to bps: 1 / (1 + e^-x)."""

SQUARE_ROOT: Final = Curve(
    (0, 0), (100, 1000), (400, 2000), (900, 3000), (1600, 4000), (2500, 5000), (3600, 6000), (4900, 7000),
    (6400, 8000), (8100, 9000), (10000, 10000), (12100, 11000), (14400, 12000), (16900, 13000), (22500, 15000),
    (30625, 17500), (40000, 20000),
)  # fmt: skip
"""A share in bps to its square root in bps."""

POWER_THREE_QUARTERS: Final = Curve(
    (0, 0), (500, 1057), (1000, 1778), (2000, 2991), (3000, 4054), (4000, 5030), (5000, 5946), (6000, 6817),
    (7000, 7653), (8000, 8459), (9000, 9240), (10000, 10000),
)  # fmt: skip
"""A share in bps to its power .75 in bps."""

POWER_FIVE_QUARTERS: Final = Curve(
    (0, 0), (500, 237), (1000, 562), (2000, 1337), (3000, 2220), (4000, 3181), (5000, 4204), (6000, 5281),
    (7000, 6403), (8000, 7566), (9000, 8766), (10000, 10000),
)  # fmt: skip
"""A share in bps to its power 1.25 in bps."""

POWER_TWO_FIFTHS: Final = Curve(
    (0, 0), (100, 1585), (500, 3017), (1500, 4682), (3000, 6178), (5000, 7579), (7000, 8670), (10000, 10000)
)
"""A share in bps to its power .4 in bps."""

LOG_TWO: Final = Curve(
    (1250, -30000), (2500, -20000), (3536, -15000), (5000, -10000), (5946, -7500), (7071, -5000), (8409, -2500),
    (10000, 0), (11892, 2500), (14142, 5000), (16818, 7500), (20000, 10000), (28284, 15000), (40000, 20000),
    (80000, 30000), (160000, 40000),
)  # fmt: skip
"""A ratio in bps to its binary logarithm in ten-thousandths: doublings (rulebook 3.6.1)."""


DISCOUNT: Final = Curve(
    (0, 10000), (4, 9238), (8, 8535), (12, 7885), (16, 7284), (20, 6730), (24, 6217), (32, 5306)
)
"""What $ of a later quarter is worth in the first at 2 % a quarter, bps."""


def money(millions: int) -> str:
    """$ millions as a person writes them: ``$940m``, ``$2.2bn``, ``-$12bn``, ``$1.4tn``."""
    sign, size = ("-" if millions < 0 else ""), abs(millions)
    if size < 1000:
        return f"{sign}${size}m"
    if size < 10_000:
        whole, tenth = divmod((size + 50) // 100, 10)
        return f"{sign}${whole}.{tenth}bn"
    if size < 1_000_000:
        return f"{sign}${(size + 500) // 1000}bn"
    whole, tenth = divmod((size + 50_000) // 100_000, 10)
    return f"{sign}${whole}.{tenth}tn"


def percent(bps: int, places: int = 0) -> str:
    """Basis points as a percentage: ``1250`` is ``12 %`` or, with one place, ``12.5 %``."""
    if not places:
        return f"{(abs(bps) + 50) // 100 * (1 if bps >= 0 else -1)} %"
    tenths = (abs(bps) + 5) // 10
    return f"{'-' if bps < 0 else ''}{tenths // 10}.{tenths % 10} %"


def tenths(value: int) -> str:
    """Tenths of a point as points: ``-47`` is ``-4.7``."""
    return f"{'-' if value < 0 else ''}{abs(value) // 10}.{abs(value) % 10}"


def points(tenths: int) -> str:
    """A meter in whole points: ``625`` is ``63``."""
    return str((tenths + 5) // 10)


def power(mw: int) -> str:
    """Megawatts as a person writes them: ``850 MW``, ``1.9 GW``."""
    if abs(mw) < 1000:
        return f"{mw} MW"
    tenths = (abs(mw) + 50) // 100
    return f"{'-' if mw < 0 else ''}{tenths // 10}.{tenths % 10} GW"


def quarter_label(first: str, index: int) -> str:
    """The name of quarter ``index`` (0 is ``first``, such as ``2025-Q1``): ``2026-Q3``."""
    year, number = int(first[:4]), int(first[6])
    number += index - 1
    return f"{year + number // 4}-Q{number % 4 + 1}"


def quarter_dated(first: str, date: str) -> int:
    """The quarter, counted from ``first``, in which a date such as ``2025-10-28`` or ``2025-10`` lies; below 0 before it.

    ``ValueError`` when there is no month in the date.
    """
    if len(date) not in (7, 10) or date[4] != "-" or not (date[:4] + date[5:7]).isdigit():
        raise ValueError(f"{date!r} is not a date such as 2025-10-28")
    return quarter_index(first, f"{date[:4]}-Q{(int(date[5:7]) + 2) // 3}")


def quarter_index(first: str, label: str) -> int:
    """The inverse of :func:`quarter_label`; ``ValueError`` when ``label`` is not like ``2026-Q3``."""
    if len(label) != 7 or label[4:6] != "-Q" or not label[:4].isdigit() or label[6] not in "1234":
        raise ValueError(f"{label!r} is not a quarter such as 2026-Q3")
    return (int(label[:4]) - int(first[:4])) * 4 + int(label[6]) - int(first[6])
