"""The books of both companies: what one is paid the other pays, and what is borrowed, raised or shared arrives in cash."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from game.rules.facts import Fact, Moved, QuarterBegan
from game.rules.units import DISCOUNT, mul

BETWEEN_US: Final = (
    "a bridge from Microsoft",
    "damages",
    "damages for delay",
    "new money from Microsoft",
    "the bridge repaid",
    "the break fee",
    "the side letter's penalty",
    "withheld share paid",
)
"""Why money changes hands between the seats outside a quarter's accounts."""
ALONGSIDE: Final = {"openai.raised": 1, "openai.debt": 1, "openai.share_paid": -1, "openai.profit_paid": -1}
"""What is counted beside the cash it comes with, or goes with."""
_LATE_INTEREST: Final = "withheld share paid"


def check_books(facts: Iterable[Fact], quarter: int) -> None:
    """Every payment of one decision in ``quarter`` has two sides."""
    moved: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for fact in facts:
        if isinstance(fact, QuarterBegan):
            _balance(moved, quarter)
            quarter = fact.quarter
            moved.clear()
        elif isinstance(fact, Moved):
            moved[fact.why][fact.stat].append(fact.by)
    _balance(moved, quarter)


def _balance(moved: dict[str, dict[str, list[int]]], quarter: int) -> None:
    for why, by in moved.items():
        cash = by.get("openai.cash", [])
        if why in BETWEEN_US:
            felt = [-mul(paid, DISCOUNT(quarter)) for paid in cash]
            assert by.get("microsoft.returns", []) == [one for one in felt if one], f"{why}: {by}"
        for stat, way in ALONGSIDE.items():
            if stat in by and why != _LATE_INTEREST:
                assert [way * one for one in by[stat]] == cash, f"{why}: {by}"
        if "openai.raised" in by:
            taken = -sum(by.get("microsoft.returns", []))
            assert 0 <= taken <= sum(cash), f"{why}: Microsoft paid for more than there was: {by}"
    paid_in = moved.get("new money", {}).get("microsoft.new_money", [])
    assert paid_in == moved.get("new money from Microsoft", {}).get("openai.cash", [])
