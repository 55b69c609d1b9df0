"""Amounts as they are typed: what is understood, and that what is not is said."""

from __future__ import annotations

import pytest

from game.desk.amounts import Amount
from game.rules.units import money, power

ROUND = Amount("Raise equity", 1, 11_000, "$M", money)
SHARE = Amount("Training", 20, 70, "%", str)
CAPACITY = Amount("Capacity", 10, 2000, "MW", power)


@pytest.mark.parametrize(
    ("amount", "text", "value"),
    [
        (ROUND, "5bn", 5000), (ROUND, "5000m", 5000), (ROUND, "5000", 5000), (ROUND, "5", 5000), (ROUND, "5m", 5),
        (ROUND, "$2.5 bn", 2500), (ROUND, "500", 500), (SHARE, "46", 46), (SHARE, "46 %", 46),
        (CAPACITY, "1.2gw", 1200), (CAPACITY, "90", 90),
    ],
)  # fmt: skip
def test_what_is_typed_is_understood(amount: Amount, text: str, value: int) -> None:
    assert amount.read(text) == value


@pytest.mark.parametrize(
    ("amount", "text", "words"),
    [(ROUND, "lots", "not a number"), (ROUND, "12bn", "does not fit"), (SHARE, "9", "does not fit"), (SHARE, "5bn", "not a number")],
)  # fmt: skip
def test_what_is_not_understood_is_said(amount: Amount, text: str, words: str) -> None:
    assert words in str(amount.read(text))
