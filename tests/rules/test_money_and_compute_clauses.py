"""What the clauses on notices, prices, late capacity, the term and the timing of payments change in a game."""

from __future__ import annotations

import pytest

from game.rules.agreement import CLAUSES, reverse_share
from game.rules.units import MICROSOFT, OPENAI
from tests.rules.test_clauses import START, dealmaker, swing, worth
from tests.worlds import Game, world

RICH = {"cash": 200_000}


def gain(seat: str, changed: dict, base: dict | None = None, **lens) -> int:
    """$M that terms are worth more to a seat's Dealmaker than others."""
    before = START | (base or {})
    return worth(seat, before | changed, dealmaker(seat, **lens)) - worth(
        seat, before, dealmaker(seat, **lens)
    )


# --- the reverse share -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("term", "paid"), [(0, 0), (1000, 42), (2000, 85)])
def test_the_reverse_share_is_a_part_of_what_microsoft_resells(term, paid):
    game = Game(world(terms={"reverse-share": term})).close()
    assert game.moved("openai.cash", "Microsoft's share") == paid


def test_what_the_one_is_not_sent_the_other_keeps():
    with_it, without = (Game(world(terms={"reverse-share": term})).close() for term in (2000, 0))
    for stat in ("openai.cash", "microsoft.cash_flow"):
        assert abs(with_it.stat(stat) - without.stat(stat)) == 85
    assert reverse_share.due(2000, -100) == 0


def test_the_reverse_share_is_worth_8bn_and_not_having_one_a_little_more():
    assert swing(OPENAI, "reverse-share") == (-8, 0)
    assert swing(MICROSOFT, "reverse-share") == (0, 9.5)
    assert gain(OPENAI, {"reverse-share": 0}, quarter=12) == -4000
    assert gain(MICROSOFT, {"reverse-share": 1000}) == 4000


def test_the_ladders_run_from_microsofts_end():
    assert CLAUSES["reverse-share"].options == (0, 1000, 2000)
