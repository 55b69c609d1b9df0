"""What was thought out is forgotten whole: thoughts that stay lie between things that go, and hold their room in memory."""

from __future__ import annotations

from game.bargaining.forgetting import forget
from game.rules.agreement import revenue_share


def test_the_sums_behind_a_clause_are_forgotten_and_come_out_the_same_again() -> None:
    was = revenue_share.factors(700, 8)
    assert revenue_share.factors.cache_info().currsize
    forget()
    assert not revenue_share.factors.cache_info().currsize
    assert revenue_share.factors(700, 8) == was
