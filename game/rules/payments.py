"""Money that changes hands outside a quarter's accounts: fees, fines, penalties, what attention costs.

OpenAI keeps cash and Microsoft counts returns, in the money of January 2025; so the same payment is less to it the later it is.
"""

from __future__ import annotations

from game.rules.draft import Draft
from game.rules.units import DISCOUNT, OPENAI, Seat, mul, other


def spend(draft: Draft, seat: Seat, amount: int, why: str) -> None:
    """A seat is out of ``amount`` $M of this quarter; a negative amount comes in."""
    if seat == OPENAI:
        draft.move("openai.cash", -amount, why)
    else:
        draft.move("microsoft.returns", -mul(amount, DISCOUNT(draft.state.quarter)), why)


def pay(draft: Draft, seat: Seat, amount: int, why: str) -> None:
    """A seat pays the other ``amount`` $M."""
    spend(draft, seat, amount, why)
    spend(draft, other(seat), -amount, why)
