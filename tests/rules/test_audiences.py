"""Who watches, and what they do about it: inquiries, remedies, reviews, orders, licences, freezes, resignations (rulebook 3.2.8)."""

from __future__ import annotations

import pytest

from game.rules import proceedings
from game.rules.agreement import CLAUSES
from game.rules.audiences import PUSHES, most_exclusive, struck
from game.rules.decisions import Act, Contingent, Plan, Riders, Run
from game.rules.facts import (
    ConditionLapsed,
    Found,
    Postponed,
    ProceedingBegan,
    ProceedingOver,
    Signed,
    Slipped,
    Traced,
    WalkedOut,
)
from game.rules.proceedings import KINDS
from game.rules.scenario import Provider
from game.rules.state import Contract, Proceeding
from game.rules.stats import STATS
from game.rules.units import MICROSOFT, OPENAI, SEATS
from tests.worlds import TERMS, Game, Steady, world

RICH = {"cash": 400_000}
OPEN_HOUSE = {"compute-sourcing": "none", "api-distribution": "open", "third-party-products": "any"}


def watched(heat: str, value: int, **changes) -> Game:
    """A game in which a heat starts at so many points."""
    openai = RICH | changes.pop("openai", {})
    return Game(world(world={f"heat_{heat}": value}, openai=openai, **changes))


def stands(game: Game, what: str) -> bool:
    return proceedings.under(game.state, what) is not None


# --- how a meter sets something off ------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_what_a_meter_reaches_is_begun_told_and_dated(kind):
    game = Game(world(openai=RICH)).set(kind.stat, 50 if kind.falls else 999)
    game.set("openai.safety", 400)
    if kind.id == proceedings.RESIGNATIONS:
        game.set("openai.staff_mood", 150)
    game.close()
    (begun,) = [fact.proceeding for fact in game.happened(ProceedingBegan) if fact.proceeding.what == kind.id]
    assert (begun.since, begun.due) == (0, kind.notice)
    for seat in SEATS:
        assert (begun in game.view(seat).proceedings) == (seat in kind.seats)


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_below_it_nothing_is_begun(kind):
    assert not stands(Game(world(openai=RICH)).close(), kind.id)
    assert kind.reached(kind.at - 1 if kind.falls else kind.at)
    assert not kind.reached(kind.at if kind.falls else kind.at - 1)


@pytest.mark.parametrize("what", ["inquiry", "review", "evaluations", "permits", "freeze"])
def test_it_is_over_when_the_meter_has_gone_back(what):
    kind = KINDS[what]
    game = Game(world(openai=RICH)).set(kind.stat, 980).close()
    assert stands(game, what)
    game.set(kind.stat, 200).close()
    assert ProceedingOver(what, "cooled") in game.facts
    assert not stands(game, what)


def test_a_scenario_may_start_in_the_middle_of_something():
    game = watched("antitrust", 60)
    assert stands(game, "inquiry")
    assert game.stat("openai.action_points") == 2


def test_every_push_warms_a_heat_and_says_why():
    assert {push.stat for push in PUSHES} == {
        f"world.heat_{heat}" for heat in ("antitrust", "charity", "safety", "export")
    }
    assert all(push.why and push.stat in STATS for push in PUSHES)


def test_an_open_file_keeps_a_heat_warm():
    assert watched("antitrust", 60).close().moved("world.heat_antitrust", "what the file holds") == 35
    assert watched("antitrust", 40).close().moved("world.heat_antitrust", "what the file holds") == 0


def test_now_and_then_somebody_holds_a_hearing():
    game = Game(chance=Steady(hits={"hearing"})).close()
    assert game.moved("world.heat_export", "a hearing") == 180


# --- antitrust ---------------------------------------------------------------------------------------------------------


def test_an_inquiry_takes_an_action_point_from_both_until_it_is_closed():
    game = Game(world(openai=RICH)).set("world.heat_antitrust", 600).close()
    assert (game.stat("openai.action_points"), game.stat("microsoft.action_points")) == (2, 2)
    game.set("world.heat_antitrust", 300).close()
    assert (game.stat("openai.action_points"), game.stat("microsoft.action_points")) == (3, 3)


@pytest.mark.parametrize("seat", SEATS)
def test_during_an_inquiry_the_other_side_reads_what_was_looked_into(seat):
    game = (
        watched("antitrust", 60)
        .to("plan", seat)
        .act(seat, Act(action="diligence", about="cash"))
        .to("notices")
    )
    assert Traced(seat, "diligence", "cash") in game.all_facts
    assert any(isinstance(fact, Found) for fact in game.all_facts)
    quiet = (
        Game(world(openai=RICH))
        .to("plan", seat)
        .act(seat, Act(action="diligence", about="cash"))
        .to("notices")
    )
    assert not any(isinstance(fact, Traced) for fact in quiet.all_facts)


def test_a_remedy_is_announced_a_quarter_ahead_and_then_struck_by_judgment():
    game = Game(world(openai=RICH)).set("world.heat_antitrust", 870).close()
    assert game.state.proceedings[-1] == Proceeding(what="remedy", since=0, due=1, clause="api-distribution")
    assert game.state.terms["api-distribution"] == "azure"
    game.set("world.heat_antitrust", 870).close()
    (signed,) = game.happened(Signed)
    assert signed.amendment.how == "judgment"
    assert signed.amendment.changes == (("api-distribution", "azure", "azure-first"),)
    assert game.moved("world.heat_antitrust", "a remedy") == -250
    assert not stands(game, "remedy")


def test_a_remedy_is_dropped_when_the_heat_is_off_in_time():
    game = Game(world(openai=RICH)).set("world.heat_antitrust", 870).close()
    game.set("world.heat_antitrust", 700).close()
    assert ProceedingOver("remedy", "cooled") in game.facts
    assert game.state.terms["api-distribution"] == "azure"


def test_a_court_strikes_what_is_most_exclusive_by_then():
    assert most_exclusive(TERMS) == "api-distribution"
    assert most_exclusive({**TERMS, "api-distribution": "azure-first"}) == "compute-sourcing"
    assert most_exclusive({**TERMS, "compute-sourcing": "exclusive"}) == "api-distribution"
    assert most_exclusive({**TERMS, "api-distribution": "open", "compute-sourcing": "none"}) == ""


@pytest.mark.parametrize("clause", ["api-distribution", "compute-sourcing"])
def test_what_a_court_leaves_is_further_down_the_ladder_and_ties_nobody(clause):
    entry = CLAUSES[clause]
    for term in entry.options[:-1]:
        left = struck(clause, term)
        assert entry.rank(left) > entry.rank(term)
        assert left not in entry.exclusive
    assert struck(clause, entry.options[-1]) == entry.options[-1]


def test_where_nothing_is_exclusive_there_is_nothing_to_announce():
    game = Game(world(openai=RICH, terms=OPEN_HOUSE)).set("world.heat_antitrust", 870).close()
    assert not stands(game, "remedy")


def test_a_condition_on_a_clause_that_is_struck_lapses():
    hung = Contingent(clause="api-distribution", term="open", trigger="sold", at=2000, by=20)
    game = Game(world(openai=RICH)).table()
    from game.rules.decisions import Accept, Offer

    game.openai(Offer(package=(("ip-end", 2032),), riders=Riders(contingents=(hung,)))).microsoft(Accept())
    assert game.state.agreement.waiting
    game.set("world.heat_antitrust", 870).close().set("world.heat_antitrust", 870).close()
    assert [fact.how for fact in game.happened(ConditionLapsed)] == ["struck"]
    assert game.state.agreement.waiting == ()


def test_at_90_a_court_strikes_everything_exclusive():
    game = (
        Game(world(openai=RICH, terms={"compute-sourcing": "exclusive"}))
        .set("world.heat_antitrust", 1000)
        .close()
    )
    assert (game.state.terms["api-distribution"], game.state.terms["compute-sourcing"]) == (
        "azure-first",
        "rofr",
    )


# --- charity -----------------------------------------------------------------------------------------------------------

STAKE = ("equity-stake", 2700)


def test_a_recapitalisation_without_a_right_to_stop_releases_warms_the_attorneys_general():
    plain = Game(world(openai=RICH)).signs(STAKE)
    assert plain.moved("world.heat_charity", "a company without a conscience clause") == 13
    careful = Game(world(openai=RICH, terms={"safety-duties": "stop-ship"})).signs(STAKE)
    assert careful.moved("world.heat_charity", "a company without a conscience clause") == 0


def test_under_review_a_recapitalisation_takes_two_quarters_longer():
    game = watched("charity", 60).signs(STAKE)
    assert [pending.due for pending in game.state.pending] == [3]


def test_a_review_that_comes_later_holds_up_what_is_under_way():
    game = Game(world(openai=RICH)).table().set("world.heat_charity", 600)
    from game.rules.decisions import Accept, Offer

    game.openai(Offer(package=(STAKE,))).microsoft(Accept())
    assert Postponed("openai.recapitalised", 2) in game.facts
    assert [pending.due for pending in game.state.pending] == [3]


def test_an_order_writes_the_safety_duties_and_holds_the_stake_down():
    game = Game(world(openai=RICH, terms={"equity-stake": 3500})).set("world.heat_charity", 950).close()
    assert stands(game, "order")
    assert game.state.terms["safety-duties"] == "none"
    game.set("world.heat_charity", 950).close()
    assert (game.state.terms["safety-duties"], game.state.terms["equity-stake"]) == ("stop-ship", 3000)
    assert {fact.amendment.how for fact in game.happened(Signed)} == {"judgment"}
    assert not stands(game, "order")


def test_where_there_is_nothing_to_order_none_is_announced():
    game = (
        Game(world(openai=RICH, terms={"safety-duties": "stop-ship"})).set("world.heat_charity", 950).close()
    )
    assert not stands(game, "order")


def test_what_the_recapitalisation_has_settled_no_order_reopens():
    game = Game(world(openai=RICH | {"recapitalised": 1}, terms={"equity-stake": 3500})).set(
        "world.heat_charity", 950
    )
    game.close().set("world.heat_charity", 950).close()
    assert game.state.terms["equity-stake"] == 3500
    assert game.state.terms["safety-duties"] == "stop-ship"


# --- safety ------------------------------------------------------------------------------------------------------------


def test_what_it_can_do_and_nobody_has_tested_warms_the_safety_people():
    game = Game(world(openai=RICH | {"capability": 1400, "lab_capability": 1410})).close()
    assert game.moved("world.heat_safety", "what it can do") > 0
    thin = Game(world(openai=RICH | {"safety": 30})).close()
    assert thin.moved("world.heat_safety", "thin safety") == 15
    safe = Game(world(openai=RICH | {"safety": 90})).close()
    assert safe.moved("world.heat_safety", "thin safety") == 0


def test_a_licence_is_refused_at_its_hearing_and_heard_again_a_year_later():
    game = (
        Game(world(openai=RICH | {"safety_share": 0}))
        .set("world.heat_safety", 900)
        .set("openai.safety", 300)
        .close()
    )
    (licence,) = [one for one in game.state.proceedings if one.what == "licence"]
    assert licence.due == 4
    for _ in range(3):
        game.set("openai.safety", 300).close()
    assert game.stat("openai.licence_refusals") == 0
    game.set("openai.safety", 300).close()
    assert game.stat("openai.licence_refusals") == 1
    assert [one.due for one in game.state.proceedings if one.what == "licence"] == [8]


def test_a_licence_outlives_the_heat_and_ends_with_safety_at_60():
    game = Game(world(openai=RICH)).set("world.heat_safety", 900).set("openai.safety", 400).close()
    game.set("world.heat_safety", 0).set("openai.safety", 400).close()
    assert stands(game, "licence")
    assert game.to("plan", OPENAI).refused(OPENAI, Plan(train=46, safety=25)).code == "licence"
    game.set("openai.safety", 700).close()
    assert ProceedingOver("licence", "met") in game.facts
    game.to("plan", OPENAI).openai(Plan(train=60, safety=25))


def test_evaluations_are_required_from_the_quarter_after():
    game = Game(world(openai=RICH)).set("world.heat_safety", 600).close()
    assert game.moved("openai.capability", "research") > 0
    game.close()
    assert game.moved("openai.capability", "research") == 0
    assert game.to("notices").refused(OPENAI, Run(order="release")).code == "needs-evaluations"


# --- export ------------------------------------------------------------------------------------------------------------

ABROAD = Provider(
    id="abroad", name="a fund abroad", available=200, price=2700, lead=1, slip=0, foreign=True, strings="Sun.",
)  # fmt: skip


def abroad(*, hot: int, mw: int = 200) -> Game:
    """Capacity abroad is due in this quarter, and export heat is at so many points."""
    scenario = world(openai=RICH, world={"heat_export": hot}, providers=(ABROAD,))
    game = Game(scenario)
    game.state = game.state.copy()
    game.state.openai.contracts += (
        Contract(id="abroad-one", provider="abroad", mw=mw, price=2700, due=0, term=12),
    )
    return game


def test_capacity_abroad_warms_those_who_license_it():
    assert abroad(hot=30).close().moved("world.heat_export", "capacity abroad") == 16
    assert abroad(hot=30, mw=1000).close().moved("world.heat_export", "capacity abroad") == 20


def test_without_a_review_it_comes_when_it_is_due():
    game = abroad(hot=30).close()
    assert game.contract("abroad-one").live


def test_under_review_it_comes_two_quarters_late_once():
    game = abroad(hot=60).close()
    assert Slipped("abroad-one", 2) in game.facts
    game.set("world.heat_export", 600).close().set("world.heat_export", 600).close()
    assert game.contract("abroad-one").live
    assert game.contract("abroad-one").late == 2


def test_frozen_it_waits_until_the_freeze_is_lifted():
    game = abroad(hot=90)
    for _ in range(4):
        game.close().set("world.heat_export", 900)
    assert not game.contract("abroad-one").live
    game.set("world.heat_export", 100).close().close().close()
    assert game.contract("abroad-one").live


# --- staff and board ---------------------------------------------------------------------------------------------------


def test_under_25_they_resign_once_a_spell():
    game = Game(world(openai=RICH)).set("openai.staff_mood", 150).close()
    assert game.moved("openai.talent", "resignations") == -150
    game.set("openai.staff_mood", 150).close()
    assert game.moved("openai.talent", "resignations") == 0
    game.set("openai.staff_mood", 500).close().set("openai.staff_mood", 150).close()
    assert game.moved("openai.talent", "resignations") == -150


def test_under_10_they_walk_out_and_microsoft_has_desks():
    game = Game(world(openai=RICH)).set("openai.staff_mood", 0).close()
    assert game.happened(WalkedOut) == [WalkedOut(3000)]
    assert game.stat("openai.transferred") == 3000
    assert game.moved("microsoft.capability", "a walk-out") > 0
    assert game.stat("openai.halted") == 2
    assert game.stat("openai.staff_mood") >= 200


def test_who_may_not_hire_the_others_people_has_fewer_desks():
    game = Game(world(openai=RICH, terms={"non-solicit": "mutual"})).set("openai.staff_mood", 0).close()
    assert game.happened(WalkedOut) == [WalkedOut(1500)]


def test_a_board_with_questions_takes_an_action_point_from_openai_alone():
    game = Game(world(openai=RICH)).set("openai.board_mood", 0).close()
    assert (game.stat("openai.action_points"), game.stat("microsoft.action_points")) == (2, 3)
    assert game.view(MICROSOFT).proceedings == ()


def test_being_second_and_options_under_water_are_felt():
    game = Game(world(openai=RICH, world={"rival": 1200})).close()
    assert game.moved("openai.staff_mood", "being second") < 0
    fallen = Game(world(openai=RICH)).set("openai.value", 900_000).close()
    assert fallen.moved("openai.staff_mood", "options under water") < 0
