"""The worked quarter of rulebook 3.2.11, what no script can look at; the rest is tests/scripts/the-worked-quarter.yaml."""

from __future__ import annotations

import pytest

from game.rules import research
from game.rules.units import TRAINING_POWER, mul
from tests.worlds import DIALS, Game


@pytest.fixture(scope="module")
def closed():
    game = Game().to("notices")
    trained = research.training_mw(game.scenario, game.state), research.serving_mw(game.state)
    return game.close(), trained


@pytest.fixture
def after(closed):
    return closed[0].state


def test_345_mw_train_and_405_serve(closed):
    assert closed[1] == (345, 405)


def test_training_goes_at_101_percent_of_keeping_pace():
    assert TRAINING_POWER(345 * 10_000 // 330) == 10_129


def test_demand_was_2604(after):
    assert mul(after.world.market, 4969) == 2604
    assert after.openai.revenue * 10_000 // 2604 == 10_000 - after.openai.unserved


def test_microsofts_flow_is_its_capacity_products_and_shares_less_its_models(after):
    dials = DIALS.cloud
    margin = (700 * (3000 - dials.azure_cost.value) + 900 * dials.margin_mid.value) // 1000
    assert margin == 1135
    assert after.microsoft.cash_flow == margin + 1691 * 30 // 100 + 447 - 85 - 330
