"""The plan: sheets, action points, and what each action does (rulebook 3.2.2, 3.2.3)."""

from __future__ import annotations

import pytest

from game.rules import orders
from game.rules.characters import Character, Taste
from game.rules.decisions import Act, CloudPlan, Done, Plan, Undo
from game.rules.facts import Acted, Found, SealedUp, StanceSet
from game.rules.units import MICROSOFT, OPENAI, SEATS, other
from game.rules.view import view_of
from game.rules.worth import priorities
from tests.worlds import Game, Steady, world


def plan(seat: str = OPENAI, **changes) -> Game:
    return Game(world(**changes)).to("plan", seat)


# --- sheets -------------------------------------------------------------------------------------------------------


def test_a_plan_is_sealed_until_both_are_in():
    game = plan().openai(Plan(train=60, safety=10), Done())
    assert game.stat("openai.train") == 4600
    game.microsoft(Done())
    assert game.stat("openai.train") == 6000
    assert game.stat("openai.safety_share") == 1000


def test_the_last_sheet_given_counts():
    game = plan().openai(Plan(train=60, safety=10), Plan(train=30, safety=20)).to("notices")
    assert game.stat("openai.train") == 3000


def test_without_a_sheet_last_quarters_goes_on():
    game = plan().microsoft(CloudPlan(build=55, partner=5, own=50, rate="low")).quarters(2).to("notices")
    cloud = game.state.microsoft
    assert (cloud.build, cloud.partner, cloud.own_effort, cloud.rate) == (5500, 500, 5000, "low")


@pytest.mark.parametrize(
    "sheet",
    [
        Plan(train=19, safety=25),
        Plan(train=71, safety=25),
        Plan(train=46, safety=-1),
        Plan(train=46, safety=51),
        Plan(train=10**30, safety=25),
    ],
)
def test_openais_sliders_have_their_ranges(sheet):
    assert plan().refused(OPENAI, sheet).code == "slider-range"


@pytest.mark.parametrize(
    "sheet",
    [
        CloudPlan(build=101, partner=0, own=0),
        CloudPlan(build=0, partner=-1, own=0),
        CloudPlan(build=0, partner=0, own=121),
    ],
)
def test_microsofts_sliders_have_their_ranges(sheet):
    assert plan(MICROSOFT).refused(MICROSOFT, sheet).code == "slider-range"


def test_a_seat_fills_in_its_own_sheet():
    assert plan().refused(OPENAI, CloudPlan(build=50, partner=0, own=0)).code == "not-your-sheet"
    assert plan(MICROSOFT).refused(MICROSOFT, Plan(train=46, safety=25)).code == "not-your-sheet"


def test_a_change_of_price_is_told():
    game = plan().openai(Plan(train=46, safety=25, stance="war")).to("notices")
    assert StanceSet(OPENAI, "war") in game.facts
    assert game.view(MICROSOFT).stance == "war"


def test_undo_takes_the_last_thing_back():
    game = plan().openai(Plan(train=60, safety=10), Act(action="town-hall"), Undo())
    assert orders.planned_acts(game.state, OPENAI) == ()
    game.openai(Undo())
    assert game.refused(OPENAI, Undo()).code == "nothing-planned"


# --- points -------------------------------------------------------------------------------------------------------


def test_there_are_three_points_a_quarter():
    game = plan(MICROSOFT)
    game.microsoft(Act(action="counsel"), Act(action="power-deal"), Act(action="town-hall"))
    refusal = game.refused(MICROSOFT, Act(action="host-rival"))
    assert refusal.code == "action-closed"
    assert "action point" in refusal.words


def test_an_inquiry_takes_one_of_both():
    game = Game(world(world={"heat_antitrust": 60})).close()
    assert game.stat("openai.action_points") == game.stat("microsoft.action_points") == 2


def test_an_action_is_done_once_a_quarter():
    game = plan().openai(Act(action="diligence", about="cash"))
    assert game.refused(OPENAI, Act(action="diligence", about="capacity")).code == "action-closed"
    game.quarters(1).to("plan", OPENAI).openai(Act(action="diligence", about="capacity"))


def test_openai_needs_the_cash_for_all_it_plans_together():
    game = plan(openai={"cash": 420}).openai(Act(action="power-deal"))
    refusal = game.refused(OPENAI, Act(action="diligence", about="cash"))
    assert refusal.words.endswith("it costs $25m and there is $20m.")
    assert Act(action="diligence", about="cash") not in game.legal(OPENAI)
    game.openai(Act(action="counsel"))


@pytest.mark.parametrize(
    ("seat", "act", "code"),
    [
        (OPENAI, Act(action="conquer"), "no-such-action"),
        (OPENAI, Act(action="host-rival"), "action-closed"),
        (MICROSOFT, Act(action="court", about="oracle", amount=100), "action-closed"),
        (OPENAI, Act(action="court", about="nobody", amount=100), "action-about"),
        (OPENAI, Act(action="court", about="own-build", amount=100), "action-about"),
        (OPENAI, Act(action="diligence", about="horoscope"), "action-about"),
        (OPENAI, Act(action="lobby", about="safety"), "action-about"),
        (OPENAI, Act(action="town-hall", about="snacks"), "action-about"),
        (OPENAI, Act(action="town-hall", amount=5), "action-amount"),
        (OPENAI, Act(action="court", about="oracle", amount=9), "action-amount"),
        (OPENAI, Act(action="raise-equity", amount=-1), "action-amount"),
        (OPENAI, Act(action="raise-equity", amount=10**30), "action-amount"),
        (MICROSOFT, Act(action="fast-track", amount=101), "action-amount"),
    ],
)
def test_what_cannot_be_planned(seat, act, code):
    assert plan(seat).refused(seat, act).code == code


def test_actions_are_carried_out_when_both_are_done_and_in_their_order():
    game = plan().openai(Act(action="town-hall"), Act(action="counsel"), Done())
    assert not game.happened(Acted)
    game.microsoft(Act(action="diligence", about="cash"), Done())
    assert [fact.action for fact in game.happened(Acted)] == ["diligence", "counsel", "town-hall"]


# --- each action --------------------------------------------------------------------------------------------------


def done(seat: str, chance: Steady | None = None, **act) -> Game:
    game = Game(world(), chance).to("plan", seat)
    return game.act(seat, Act(**act)).to("notices")


def test_opening_the_table_opens_it_this_quarter():
    assert done(OPENAI, action="open-table").to("table").lying.opener == OPENAI


def test_counsel_is_worth_a_round():
    game = plan().openai(Act(action="counsel"), Act(action="open-table")).to("table")
    assert game.lying.rounds == 4
    assert game.close().state.counsel == ()


@pytest.mark.parametrize("topic", ["capability", "capacity", "cash"])
@pytest.mark.parametrize("seat", SEATS)
def test_diligence_gives_a_band_around_the_truth(seat, topic):
    game = done(seat, action="diligence", about=topic)
    (found,) = game.happened(Found)
    low, high = found.learned.values
    lab, cloud = game.state.openai, game.state.microsoft
    truth = {
        (OPENAI, "capability"): cloud.capability,
        (OPENAI, "capacity"): cloud.slots + cloud.spare_mw,
        (OPENAI, "cash"): cloud.cash_flow,
        (MICROSOFT, "capability"): lab.lab_capability,
        (MICROSOFT, "capacity"): lab.partner_mw + sum(c.mw for c in lab.contracts if not c.live),
    }
    if (seat, topic) in truth:
        assert low < truth[seat, topic] < high
    assert game.view(seat).learned == (found.learned,)
    assert game.view(other(seat)).learned == ()


def test_diligence_into_priorities_ranks_the_other_sides_clauses():
    game = Game(chance=Steady(hits={"diligence"})).to("plan", OPENAI)
    wants = priorities(game.scenario, view_of(game.scenario, game.state, MICROSOFT))
    game.openai(Act(action="diligence", about="priorities")).to("notices")
    (found,) = game.happened(Found)
    assert found.learned.clauses == (*wants[:3], *wants[-3:])


def test_diligence_into_priorities_confuses_neighbours_now_and_then():
    game = Game(chance=Steady()).to("plan", OPENAI)  # every place is confused with the next
    wants = priorities(game.scenario, view_of(game.scenario, game.state, MICROSOFT))
    game.openai(Act(action="diligence", about="priorities")).to("notices")
    (found,) = game.happened(Found)
    assert found.learned.clauses[:3] == wants[1:4]


def test_private_tastes_are_part_of_the_priorities():
    game = Game()
    place = game.state.microsoft_place
    loves = Character(
        **{f: getattr(place.character, f) for f in place.character.__struct_fields__ if f != "tastes"},
        tastes=(Taste("third-party-products", 900_000),),
    )
    game.state.microsoft_place.character = loves
    assert priorities(game.scenario, game.view(MICROSOFT))[0] == "third-party-products"


def test_diligence_costs_25m():
    assert done(OPENAI, action="diligence", about="cash").moved("openai.cash") == -25
    assert done(MICROSOFT, action="diligence", about="cash").moved("microsoft.returns") == -25


@pytest.mark.parametrize("seat", SEATS)
def test_a_power_deal_eases_the_grid_for_a_year(seat):
    game = Game(world(openai={"cash": 100_000})).to("plan", seat)
    game.act(seat, Act(action="power-deal")).to("notices")
    assert game.moved("world.power_tight") == -50
    assert game.moved("openai.cash" if seat == OPENAI else "microsoft.returns") == -400
    assert game.quarters(4).moved("world.power_tight", "the power deal, over") == 0
    assert game.quarters(1).moved("world.power_tight", "the power deal, over") == 50


@pytest.mark.parametrize("heat", ["antitrust", "charity", "safety", "export"])
def test_lobbying_cools_a_heat_or_warms_it(heat):
    assert done(OPENAI, action="lobby", about=f"{heat}-down").moved(f"world.heat_{heat}") == -60
    assert done(MICROSOFT, action="lobby", about=f"{heat}-up").moved(f"world.heat_{heat}") == 40


def test_warming_a_heat_may_be_traced():
    game = done(OPENAI, Steady(hits={"lobby-leak"}), action="lobby", about="antitrust-up")
    assert game.moved("relations.microsoft_trust") == -150
    assert game.moved("relations.friction") == 60
    cooled = done(OPENAI, Steady(hits={"lobby-leak"}), action="lobby", about="antitrust-down")
    assert cooled.moved("relations.microsoft_trust") == 0


def test_a_town_hall_lifts_the_staff_and_an_investor_day_the_street():
    assert done(OPENAI, action="town-hall").moved("openai.staff_mood") == 40
    assert done(MICROSOFT, action="town-hall").moved("microsoft.share_price") == 10
    assert done(MICROSOFT, action="town-hall").moved("microsoft.fear") == -40


def test_hosting_a_rival_costs_trust():
    assert done(MICROSOFT, action="host-rival").moved("relations.openai_trust") == -40


def test_what_is_planned_is_told_to_nobody_before_the_reveal():
    game = plan().openai(Act(action="lobby", about="antitrust-up"))
    assert game.happened(SealedUp)
    assert game.view(MICROSOFT).sealed == ()
    assert game.view(OPENAI).sealed == (Act(action="lobby", about="antitrust-up"),)


def test_what_is_planned_already_is_not_spent_twice():
    game = (
        Game(world(openai={"cash": 8000}, terms={"renewal": "break-option"})).quarters(12).to("plan", OPENAI)
    )
    game.set("openai.cash", 8000).openai(Act(action="buy-company", amount=6000))
    assert game.refused(OPENAI, Act(action="break-agreement")).code == "action-closed"
    game.openai(Undo(), Act(action="break-agreement"))
    assert game.refused(OPENAI, Act(action="buy-company", amount=3001)).code == "action-amount"
    (bought,) = (o for o in game.options(OPENAI) if getattr(o.decision, "action", "") == "buy-company")
    assert bought.ranges == (("amount", 1000, 3000),)
