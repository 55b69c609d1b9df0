"""The market, the share of it, and who is turned away (rulebook 3.2.6)."""

from __future__ import annotations

from typing import Any

import pytest

from game.rules.decisions import Plan
from game.rules.units import OPENAI
from tests.worlds import Game, world


def closed(stance: Any = "standard", **changes) -> Game:
    game = Game(world(**changes)).to("plan", OPENAI)
    return game.openai(Plan(train=46, safety=25, stance=stance)).close()


def drift(game: Game) -> int:
    return game.moved("openai.share", "customers compare")


def test_the_market_grows_by_its_table_at_the_usual_pace():
    assert closed().moved("world.market") == 4000 * 3100 // 10_000


def test_a_faster_pace_is_a_faster_market():
    slow, fast = Game().set("world.pace", 7500).close(), Game().set("world.pace", 12_500).close()
    assert slow.moved("world.market") == 930
    assert fast.moved("world.market") == 1550


def test_a_gain_beyond_keeping_pace_makes_the_market_grow_faster():
    assert closed(openai={"train": 7000}).moved("world.market") >= closed().moved("world.market")


def test_share_drifts_a_fifth_of_the_way_to_its_star():
    star = 4700 + 16 * (1010 - 1000)
    assert drift(closed()) == (star - 5000) * 2200 // 10_000


def test_being_ahead_of_the_rival_draws_customers():
    assert drift(closed(openai={"capability": 1050, "evaluated": 1050})) > drift(closed())


def test_a_star_has_its_limits():
    far_behind = closed(openai={"capability": 500, "evaluated": 500})
    assert drift(far_behind) == (1800 - 5000) * 2200 // 10_000
    far_ahead = closed(openai={"capability": 1500, "evaluated": 1500})
    assert drift(far_ahead) == (7200 - 5000) * 2200 // 10_000


@pytest.mark.parametrize(("stance", "star", "per_mw"), [("premium", -150, 5961), ("war", 250, 4691)])
def test_a_stance_trades_customers_for_price(stance, star, per_mw):
    game = closed(stance)
    assert drift(game) == pytest.approx((4860 + star - 5000) * 0.22, abs=1)
    assert game.stat("openai.revenue") == 405 * per_mw // 1000  # sold out either way


def test_brand_lifts_the_star_and_fades():
    game = closed(openai={"brand": 100})
    assert drift(game) == pytest.approx((4860 + 100 - 5000) * 0.22, abs=1)
    assert game.stat("openai.brand") == 80


def test_a_wider_shop_lifts_the_star():
    terms = {"api-distribution": "open", "third-party-products": "any"}
    assert drift(closed(terms=terms)) == pytest.approx((4860 + 160 - 5000) * 0.22, abs=1)


def test_customers_turned_away_take_share_with_them():
    game = closed()
    assert (
        game.moved("openai.share", "customers turned away") == -113
    )  # 16 % of the share, for 14 % turned away


def test_with_capacity_to_spare_sales_are_demand_and_nobody_is_turned_away():
    game = closed(openai={"train": 2000})
    game.set("openai.azure_mw", 5000).close()
    assert game.stat("openai.unserved") == 0
    assert game.moved("openai.share", "customers turned away") == 0
    assert game.stat("openai.revenue") < 5000 * 5640 // 1000


def test_being_short_of_capacity_is_remembered_for_the_score():
    game = closed()
    first = game.stat("openai.unserved")
    game.close()
    assert game.stat("openai.unserved_sum") == first + game.stat("openai.unserved")


def test_profit_potential_is_of_demand_and_not_of_sales():
    few, many = Game(), Game()
    few.set("openai.azure_mw", 100).set("openai.halted", 2).close()
    many.set("openai.azure_mw", 5000).set("openai.halted", 2).close()
    assert few.stat("openai.revenue") < many.stat("openai.revenue")
    assert few.stat("openai.profit_potential") == many.stat("openai.profit_potential") > 4000
