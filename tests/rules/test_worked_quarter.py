"""The worked quarter of rulebook 3.2.11: the flagship's first, with defaults, no events, the usual pace and no luck."""

from __future__ import annotations

import pytest

from game.rules import research
from game.rules.facts import Moved
from game.rules.units import TRAINING_POWER, mul
from tests.worlds import DIALS, Game, stat_of


@pytest.fixture(scope="module")
def closed():
    game = Game().to("notices")
    trained = research.training_mw(game.scenario, game.state), research.serving_mw(game.state)
    return game.close(), trained


@pytest.fixture
def after(closed):
    return closed[0].state


@pytest.fixture
def moves(closed):
    """What moved OpenAI's cash, by the reason given."""
    return {
        fact.why: fact.by
        for fact in closed[0].facts
        if isinstance(fact, Moved) and fact.stat == "openai.cash"
    }


def test_345_mw_train_and_405_serve(closed):
    assert closed[1] == (345, 405)


def test_training_goes_at_101_percent_of_keeping_pace():
    assert TRAINING_POWER(345 * 10_000 // 330) == 10_129


def test_the_gain_is_26_tenths_10_of_them_steady_and_16_for_the_run(closed, after):
    assert closed[0].moved("openai.lab_capability", "research") == 10
    assert after.openai.run_gain == 16
    assert after.openai.run_quarters == 1


@pytest.mark.parametrize(
    ("stat", "value"),
    [
        ("openai.capability", 1010),
        ("world.rival", 1000),
        ("openai.safety", 496),
        ("world.market", 5240),
        ("openai.share", 4856),
        ("openai.revenue", 2235),
        ("openai.unserved", 1418),
        ("openai.compute_cost", 2265),
        ("openai.share_paid", 447),
        ("openai.net", -2164),
        ("openai.cash", 7836),
        ("openai.value", 268_200),
        ("openai.profit_potential", 4754),
        ("microsoft.ai_revenue", 1691),
        ("microsoft.cash_flow", 1674),
    ],
)
def test_the_quarter_closes_at(after, stat, value):
    assert stat_of(after, stat) == value


def test_the_share_drifts_to_4969_before_customers_are_turned_away(closed):
    assert 5000 + closed[0].moved("openai.share", "customers compare") == 4969


def test_demand_was_2604(after):
    assert mul(after.world.market, 4969) == 2604
    assert after.openai.revenue * 10_000 // 2604 == 10_000 - after.openai.unserved


@pytest.mark.parametrize(
    ("why", "by"),
    [
        ("sales", 2235),
        ("compute", -2265),
        ("people and everything else", -1772),
        ("revenue share", -447),
        ("Microsoft's share", 85),
    ],
)
def test_the_money_moves_for(moves, why, by):
    assert moves[why] == by


def test_nothing_else_moves_the_money(moves):
    assert sum(moves.values()) == -2164
    assert len(moves) == 5


def test_microsofts_flow_is_its_capacity_products_and_shares_less_its_models(after):
    dials = DIALS.cloud
    margin = (700 * (3000 - dials.azure_cost.value) + 900 * dials.margin_mid.value) // 1000
    assert margin == 1135
    assert after.microsoft.cash_flow == margin + 1691 * 30 // 100 + 447 - 85 - 330
