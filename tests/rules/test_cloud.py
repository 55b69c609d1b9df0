"""Microsoft's quarter: building, other customers, its own models and products, the share price (rulebook 3.1.2, 3.2.6)."""

from __future__ import annotations

from typing import Any

import pytest

from game.rules import cloud
from game.rules.decisions import Act, Answer, CloudPlan, Done, Request, Sign
from game.rules.facts import BuildFinished, BuildStarted, ContractSigned
from game.rules.state import Building
from game.rules.units import MICROSOFT, OPENAI
from tests.worlds import Game, Steady, dialled, world

RICH = {"cash": 500_000}
FREE = {"microsoft-agi": "free"}


def planned(build: int = 80, partner: int = 30, own: int = 30, rate: Any = "mid", **changes) -> Game:
    """The first quarter, closed, with this plan of Microsoft's."""
    game = Game(world(**changes)).to("plan", OPENAI).openai(Done())
    return game.microsoft(CloudPlan(build=build, partner=partner, own=own, rate=rate)).close()


# --- building -----------------------------------------------------------------------------------------------------


def test_slots_grow_by_70_a_quarter():
    game = Game(world(openai=RICH))
    assert game.stat("microsoft.slots") == 330
    assert game.quarters(2).stat("microsoft.slots") == 470


def test_tight_power_costs_slots_and_time():
    game = Game(world(world={"power_tight": 56}))
    assert game.stat("microsoft.slots") == 270
    started = game.close().happened(BuildStarted)
    assert {fact.building.due for fact in started} == {5}


def test_what_is_built_beyond_promises_is_split_between_others_and_the_lab():
    assert planned(build=100, partner=40).happened(BuildStarted) == [
        BuildStarted(Building(198, 4)),
        BuildStarted(Building(132, 4, True)),
    ]


def test_nothing_is_built_that_is_not_planned():
    game = planned(build=0)
    assert not game.happened(BuildStarted)
    assert game.stat("microsoft.capex") == 0


def test_promises_come_first_and_are_paid_for():
    game = Game().to("notices").openai(Request(mw=330, provider="azure", start=4))
    game.microsoft(Answer(notice=game.notice.id, answer="exercise")).openai(Sign(notice=game.notice.id))
    game.close()
    assert not game.happened(BuildStarted)
    assert game.stat("microsoft.capex") == 330 * game.scenario.dials.cloud.capex.value


def test_what_was_started_comes_on_line_a_year_later():
    game = Game(world(openai=RICH)).quarters(2)
    assert BuildFinished(1) in game.facts
    assert game.stat("microsoft.ai_mw") == 1000
    game.quarters(3)
    kept = game.moved("microsoft.spare_mw", "delivered and kept back")
    assert kept == 330 * 80 // 100 * 30 // 100
    assert game.state.microsoft.building[0].due > 4


def test_spare_capacity_is_handed_over_next_quarter():
    game = Game().to("plan", MICROSOFT).microsoft(Act(action="fast-track", amount=60)).to("notices")
    (signed,) = game.happened(ContractSigned)
    assert (signed.contract.mw, signed.contract.due, signed.contract.provider) == (60, 1, "azure")
    assert game.stat("microsoft.spare_mw") == 40
    assert game.moved("relations.openai_trust", "fast-tracked capacity") == 30, "half a point for ten MW"
    game.to("plan", MICROSOFT)
    assert game.refused(MICROSOFT, Act(action="fast-track", amount=41)).code == "action-amount"


# --- customers ----------------------------------------------------------------------------------------------------


def test_capacity_that_others_would_take_earns():
    game = planned()
    assert game.stat("microsoft.utilisation") == 10_000
    assert game.stat("microsoft.idle_quarters") == 0


def test_capacity_nobody_takes_costs():
    busy, idle = planned(), planned(microsoft={"other_demand": 400})
    earned = (900 * 950) // 1000 - (400 * 950 - 500 * 2300) // 1000
    assert busy.stat("microsoft.cash_flow") - idle.stat("microsoft.cash_flow") == earned
    assert idle.stat("microsoft.utilisation") == 400 * 10_000 // 900
    assert idle.stat("microsoft.idle_quarters") == 1


@pytest.mark.parametrize(("rate", "earns", "grows"), [("high", 90, 187), ("mid", 0, 217), ("low", -108, 242)])
def test_a_rate_trades_margin_for_demand(rate, earns, grows):
    game, usual = planned(rate=rate), planned()
    assert game.stat("microsoft.cash_flow") - usual.stat("microsoft.cash_flow") == earns
    assert game.moved("microsoft.bookings", "other customers") == grows
    assert game.moved("microsoft.other_demand") == pytest.approx(grows * 0.45, abs=1)


def test_in_a_bust_other_customers_stay_away():
    assert planned(world={"hype": 10}).moved("microsoft.bookings", "other customers") == 43
    assert planned(world={"hype": 90}).moved("microsoft.bookings", "other customers") == 282


def test_others_take_it_up_faster_in_some_worlds():
    slow, fast = (
        Game(world(), Steady(picks={"adoption": adoption})).close().moved("microsoft.bookings")
        for adoption in (5000, 15_000)
    )
    assert slow == pytest.approx(217 * 3 / 4, abs=1)
    assert fast == pytest.approx(217 * 5 / 4, abs=1)


def test_what_others_take_follows_what_they_have_booked():
    game = Game().set("microsoft.bookings", 2000).close()
    assert 1000 < game.stat("microsoft.other_demand") < 1700 < game.stat("microsoft.bookings")


def test_some_who_are_turned_away_book_no_more():
    scenario = dialled(world(microsoft={"ai_mw": 500}), "cloud", others_lost=2000)
    assert Game(scenario).close().moved("microsoft.bookings", "customers turned away") == -100
    assert (
        not Game(world(microsoft={"ai_mw": 500})).close().moved("microsoft.bookings", "customers turned away")
    )


def test_others_pay_more_when_capacity_is_dear_elsewhere():
    scenario = dialled(world(), "cloud", margin_with_price=20_000)
    usual, dear = Game(scenario), Game(scenario).set("world.partner_price", 3600)
    pays = [cloud.others_pay(scenario.dials.cloud, game.state) for game in (usual, dear)]
    assert pays == [2600 + 950, 2600 + 950 + 600]
    dear.set("world.partner_price", 2000)
    assert cloud.others_pay(scenario.dials.cloud, dear.state) == 2600


def test_halls_that_stand_empty_go_to_the_lab_before_anything_is_built():
    game = Game(world(microsoft={"ai_mw": 1200})).to("notices")
    assert cloud.empty_halls(game.state) == 200
    game.openai(Request(mw=330, provider="azure", start=4))
    game.microsoft(Answer(notice=game.notice.id, answer="exercise")).openai(Sign(notice=game.notice.id))
    assert game.stat("microsoft.ai_mw") == 1000
    assert game.stat("microsoft.slots_used") == 130
    assert game.close().stat("microsoft.capex") < 330 * 38


def test_halls_that_are_booked_are_not_empty():
    game = Game(world(microsoft={"ai_mw": 1200})).set("microsoft.bookings", 1150)
    assert cloud.empty_halls(game.state) == 50


# --- models and products ------------------------------------------------------------------------------------------


def test_own_models_improve_with_the_root_of_the_effort():
    steps = [planned(own=own, terms=FREE).moved("microsoft.capability") for own in (0, 25, 100)]
    assert steps == [13, 13 + 11, 13 + 22]


def test_own_models_cost_their_programme():
    none, full = planned(own=0, terms=FREE), planned(own=100, terms=FREE)
    assert none.stat("microsoft.cash_flow") - full.stat("microsoft.cash_flow") == 1100


@pytest.mark.parametrize(("scope", "lag"), [("full", 20), ("models", 30), ("api", 60)])
def test_access_trails_the_lab_by_the_scope_of_the_licence(scope, lag):
    assert planned(terms={"ip-scope": scope}).stat("microsoft.access") == 1010 - lag


def test_what_the_lab_holds_back_microsoft_does_not_have():
    game = Game().set("openai.capability", 900)
    assert game.close().stat("microsoft.access") <= 910


def test_without_a_licence_microsoft_has_its_own_models():
    ended = Game(world(terms={"ip-end": 2027}, openai=RICH)).quarters(12)
    assert ended.stat("microsoft.access") == ended.stat("openai.capability") - 20
    ended.close()
    assert ended.stat("microsoft.access") == ended.stat("microsoft.capability") - 13 - 12


def test_a_hosted_rival_is_a_floor_under_access():
    game = Game(world(openai={"capability": 700, "evaluated": 700})).to("plan", MICROSOFT)
    game.microsoft(Act(action="host-rival")).close()
    assert game.stat("microsoft.access") == 1000 * 97 // 100 - 20
    assert game.stat("microsoft.hosts_rivals") == 1
    game.to("plan", MICROSOFT)
    assert game.refused(MICROSOFT, Act(action="host-rival")).code == "action-closed"


@pytest.mark.parametrize(("consequence", "lag"), [("safeguards", 20), ("research", 30)])
def test_after_a_determination_models_stay_licensed_unless_their_licence_ends(consequence, lag):
    game = Game(world(terms={"agi-consequence": consequence})).set("relations.determined", 1)
    game.set("world.theta", 500)
    assert game.close().stat("microsoft.access") == 1010 - lag


def test_after_a_determination_no_newer_model_is_seen_where_future_models_end():
    game = Game(world(terms={"agi-consequence": "future"})).close()
    seen = game.stat("microsoft.access")
    game.set("relations.determined", 1).set("openai.capability", 1500).close()
    assert game.stat("microsoft.access") == seen


def test_after_a_determination_that_ends_all_microsoft_has_its_own_models():
    game = Game().set("relations.determined", 1).set("openai.capability", 1500).close()
    assert game.stat("microsoft.access") == 800


def test_better_access_than_the_rival_sells_more():
    ahead, behind = planned(), planned(terms={"ip-scope": "api"})
    assert ahead.stat("microsoft.ai_revenue") > behind.stat("microsoft.ai_revenue")


def test_a_shop_next_door_takes_some_of_the_custom():
    alone, shared = planned(), planned(terms={"api-distribution": "open"})
    assert shared.stat("microsoft.ai_revenue") == round(alone.stat("microsoft.ai_revenue") * 0.93)


def test_eight_quarters_of_access_are_remembered():
    game = Game(world(openai=RICH)).quarters(10)
    assert len(game.state.microsoft.access_gaps) == 8
    assert game.state.microsoft.access_gaps[-1] == game.stat("microsoft.access") - game.stat("world.rival")


# --- the Street ---------------------------------------------------------------------------------------------------


def test_returns_are_cash_flows_in_todays_money():
    game = planned()
    assert game.stat("microsoft.returns") == game.stat("microsoft.cash_flow")
    before = game.stat("microsoft.returns")
    game.close()
    assert game.stat("microsoft.returns") - before < game.stat("microsoft.cash_flow")


def test_the_share_price_follows_the_cash_flow_against_its_plan():
    good = planned(microsoft={"ai_mw": 3000, "other_demand": 3000})
    bad = planned(microsoft={"ai_mw": 3000, "other_demand": 0})
    assert good.moved("microsoft.share_price") > 0 > bad.moved("microsoft.share_price")


def test_one_customer_too_many_is_feared():
    assert planned().stat("microsoft.concentration") == 700 * 10_000 // 1600
    lone, broad = planned(microsoft={"ai_mw": 100}), planned(microsoft={"ai_mw": 5000})
    assert lone.moved("microsoft.fear") > broad.moved("microsoft.fear")


def test_with_too_much_fear_the_board_loses_patience():
    assert Game().set("microsoft.fear", 900).close().moved("microsoft.board_patience") == -30


def test_under_a_patience_of_20_the_building_is_capped_at_60_percent():
    game = Game(world(microsoft={"board_patience": 19})).to("plan", MICROSOFT)
    refusal = game.refused(MICROSOFT, CloudPlan(build=61, partner=0, own=0))
    assert refusal.code == "capex-cap"
    game.to("notices")
    assert game.stat("microsoft.build") == 6000


def test_exclusive_clauses_are_counted():
    assert Game(world(terms={"compute-sourcing": "exclusive"})).stat("relations.exclusive_clauses") == 4
    free = {
        "compute-sourcing": "none", "api-distribution": "open", "third-party-products": "any", "ip-exclusivity": "non-exclusive",
    }  # fmt: skip
    assert Game(world(terms=free)).stat("relations.exclusive_clauses") == 0
