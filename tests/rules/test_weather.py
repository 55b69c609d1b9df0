"""What nobody decides: the capital market, power, prices elsewhere, and an appetite that comes and goes (rulebook 3.1.3)."""

from __future__ import annotations

import pytest

from game.rules.weather import usual_appetite
from tests.worlds import DIALS, Game, Steady, dialled, world

BOOM = Steady(hits=("surge",))
USE = {"surge": 900, "surge_size": 3500}


def restless(chance: Steady | None = None, /, **dials: int) -> Game:
    return Game(dialled(world(), "weather", **dials), chance)


def test_without_dials_for_it_appetite_stays_at_the_trend():
    assert Game().quarters(4).stat("world.appetite") == 10_000


def test_a_new_use_lifts_what_customers_ask_for_at_once():
    calm, boom = restless(**USE).quarters(2), restless(BOOM, **USE).quarters(2)
    assert boom.stat("world.appetite") == 13_500
    assert boom.stat("openai.unserved") > calm.stat("openai.unserved")


def test_a_new_use_needs_a_frontier_that_moves():
    game = restless(BOOM, **USE).close()
    assert game.stat("world.appetite") == 10_000  # nobody knew yet where the frontier was
    game.set("world.frontier", 5000).close()
    assert game.stat("world.appetite") == 10_000


def test_others_book_more_in_a_boom_and_take_more_later():
    calm, boom = restless(**USE).quarters(2), restless(BOOM, **USE).quarters(2)
    more = boom.stat("microsoft.bookings") * 100 // calm.stat("microsoft.bookings")
    assert more == pytest.approx(135, abs=1)
    assert (
        calm.stat("microsoft.other_demand")
        < boom.stat("microsoft.other_demand")
        < boom.stat("microsoft.bookings")
    )


def test_what_goes_up_comes_back():
    game = restless(appetite_return=20).set("world.appetite", 15_000).close()
    assert game.stat("world.appetite") == 14_000
    assert game.close().stat("world.appetite") == 13_200


def test_a_crash_reaches_customers_the_quarter_after():
    game = restless(Steady(hits=("crash",)), crash_appetite=2800).close()
    assert game.stat("world.hype") < 400
    assert game.stat("world.appetite") == 10_000
    assert game.close().stat("world.appetite") == 7200


def test_a_good_mood_carries_appetite_and_a_bad_one_does_not():
    scenario = dialled(world(), "weather", appetite_with_hype=60)
    dials = scenario.dials.weather
    assert usual_appetite(dials, 570) == 10_000
    assert usual_appetite(dials, 770) == 11_200
    assert usual_appetite(dials, 370) == 8800
    assert usual_appetite(DIALS.weather, 370) == 10_000


def test_a_boom_is_short_of_power_and_dear():
    usual = restless(power_with_appetite=10, price_return=20, price_with_appetite=10_000)
    boom = restless(power_with_appetite=10, price_return=20, price_with_appetite=10_000)
    boom.set("world.appetite", 14_000).close()
    usual.close()
    assert boom.stat("world.power_tight") - usual.stat("world.power_tight") == 40
    assert boom.stat("world.partner_price") > usual.stat("world.partner_price")


def test_the_frontier_is_the_best_model_of_all():
    game = Game().close()
    assert game.stat("world.frontier") == max(game.stat("openai.capability"), game.stat("world.rival"))
