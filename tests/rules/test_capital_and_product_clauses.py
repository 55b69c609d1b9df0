"""What each clause on capital and on products does in a game, and that it is worth something (rulebook 3.1.5 C20 to C30)."""

from __future__ import annotations

from typing import ClassVar

import pytest

from game.rules.agreement import CLAUSES, Term, microsoft_money, open_weights, pre_emption, recap_consent
from game.rules.decisions import Act, CloudPlan, Done, Offer, Run, Walk
from game.rules.draft import Draft
from game.rules.scenario import StartContract
from game.rules.score import seat_score
from game.rules.stats import EXACT, STATS
from game.rules.units import MICROSOFT, OPENAI, SEATS, mul, other, ratio
from game.rules.view import Band, view_of
from tests.rules.test_clauses import START, dealmaker, worth
from tests.worlds import Game, Steady, world

RICH = {"cash": 300_000}


def gain(seat: str, **terms: Term) -> int:
    """$ millions that some terms gain a seat over the agreement at the start."""
    changed = {id.replace("_", "-"): term for id, term in terms.items()}
    return worth(seat, START | changed, dealmaker(seat)) - worth(seat, START, dealmaker(seat))


# --- consent to restructure ---------------------------------------------------------------------------------------


def test_consent_is_given_or_implied_by_a_stake():
    for stake in CLAUSES["equity-stake"].options:
        terms = START | {"equity-stake": stake}
        assert recap_consent.consented(terms) == (stake != "none")
        assert recap_consent.consented(terms | {"recap-consent": "given"})


def test_consent_without_a_stake_recapitalises_and_leaves_the_rights_to_profits():
    game = Game(world(openai=RICH)).signs(("recap-consent", "given")).close()
    assert game.stat("openai.recapitalised") == 1
    assert game.stat("relations.stake") == 0
    assert game.state.terms["equity-stake"] == "none"
    settled: dict[str, Term] = {"equity-stake": 2700, "recap-consent": "withheld"}
    game.table()
    for id, term in settled.items():
        assert game.refused(OPENAI, Offer(package=((id, term),))).code == "settled"
    offered = {id for d in game.legal(OPENAI) if isinstance(d, Offer) for id, _ in d.package}
    assert offered
    assert not offered & set(settled)


def test_a_consent_that_a_stake_implies_needs_no_word_and_starts_one_review():
    hot = {"heat_charity": 60}
    game = Game(world(openai=RICH, world=hot)).signs(("equity-stake", 2700)).signs(("recap-consent", "given"))
    assert len([p for p in game.state.pending if p.stat == "openai.recapitalised"]) == 1


def test_consent_alone_gains_the_lab_what_waits_and_costs_the_cloud_a_veto():
    assert gain(OPENAI, recap_consent="given") == 38_000
    assert -10_000 < gain(MICROSOFT, recap_consent="given") < 0
    for seat in SEATS:  # with a stake the word adds nothing
        assert gain(seat, recap_consent="given", equity_stake=2700) == gain(seat, equity_stake=2700)


def test_consent_alone_is_no_worse_for_the_cloud_than_the_smallest_stake():
    assert gain(MICROSOFT, recap_consent="given") > gain(MICROSOFT, equity_stake=1500)


# --- new Microsoft money ------------------------------------------------------------------------------------------


def test_new_money_is_paid_in_over_four_quarters_for_stock_at_the_value_of_the_day():
    plain = Game(world(openai=RICH)).table().openai(Walk())
    game = Game(world(openai=RICH)).signs(("microsoft-money", 10))
    assert game.stat("microsoft.new_money") == 2500
    assert game.stat("openai.cash") - plain.stat("openai.cash") == 2500
    assert plain.stat("microsoft.returns") - game.stat("microsoft.returns") == 2500
    bought = ratio(2500, game.stat("openai.value"))
    assert game.stat("relations.bought") == game.stat("relations.stake") == bought > 0
    assert game.stat("openai.dilution") == bought
    game.quarters(3)
    assert game.stat("microsoft.new_money") == 10_000
    assert game.quarters(2).stat("microsoft.new_money") == 10_000


def test_what_was_paid_in_is_never_paid_twice():
    game = Game(world(openai=RICH)).signs(("microsoft-money", 5)).close()
    game.signs(("microsoft-money", 0)).close()
    assert game.stat("microsoft.new_money") == 2500
    game.signs(("microsoft-money", 5)).quarters(4)
    assert game.stat("microsoft.new_money") == 5000


@pytest.mark.parametrize("term", CLAUSES["microsoft-money"].options)
@pytest.mark.parametrize("paid", [0, 2500, 20_000])
def test_a_tranche_is_a_quarter_of_the_sum_or_what_is_left_of_it(term, paid):
    due = microsoft_money.tranche(term, paid)
    assert 0 <= due <= term * 250
    assert paid + due <= max(paid, term * 1000)


def test_new_money_is_worth_what_the_rulebook_says_and_nothing_once_it_is_paid():
    assert [gain(OPENAI, microsoft_money=term) for term in (5, 10, 20)] == [1100, 2200, 4400]
    clause = CLAUSES["microsoft-money"]
    costs = [clause.worth(MICROSOFT, {clause.id: term}, dealmaker(MICROSOFT)) for term in (0, 5, 10, 20)]
    assert costs == pytest.approx([0, -337, -750, -1800], abs=1)
    for seat in SEATS:
        lens = dealmaker(seat, invested=10_000)
        assert clause.worth(seat, {clause.id: 0}, lens) == clause.worth(seat, {clause.id: 10}, lens) == 0
        assert clause.worth(seat, {clause.id: 20}, lens) != 0


# --- pre-emption --------------------------------------------------------------------------------------------------


def round_under(term: Term) -> Game:
    """A world in which Microsoft holds 27 % and OpenAI raises $5bn."""
    owned = world(
        openai={"cash": 50_000, "recapitalised": 1},
        relations={"stake": 2700},
        terms={"equity-stake": 2700, "pre-emption": term},
    )
    return (
        Game(owned).to("plan", OPENAI).openai(Act(action="raise-equity", amount=5000), Done()).to("notices")
    )


def test_in_a_round_the_stake_shrinks_stays_or_grows():
    stakes = [round_under(term).stat("relations.stake") for term in ("none", "pro-rata", "super-pro-rata")]
    assert stakes[0] < stakes[1] < stakes[2]
    assert stakes[1] == pytest.approx(2700, abs=1)


def test_microsoft_pays_for_its_part_and_others_are_asked_for_less():
    alone, along = round_under("none"), round_under("pro-rata")
    assert alone.stat("microsoft.returns") - along.stat("microsoft.returns") == 1350
    assert along.stat("openai.cash") == alone.stat("openai.cash")
    assert along.stat("openai.dilution") == alone.stat("openai.dilution")
    assert along.stat("openai.investor_mood") > alone.stat("openai.investor_mood")


def test_without_stock_there_is_nothing_to_pre_empt():
    assert pre_emption.part("super-pro-rata", 0) == 0
    assert pre_emption.part("super-pro-rata", 9000) == 10_000
    for seat in SEATS:
        assert gain(seat, pre_emption="none") == 0
        assert gain(seat, equity_stake=2700, pre_emption="none") != gain(seat, equity_stake=2700)


def test_the_parts_of_a_company_make_the_whole_of_it():
    game = round_under("super-pro-rata").signs(("microsoft-money", 20)).quarters(2)
    lab, relations = game.state.openai, game.state.relations
    given = mul(2700, 10_000 - lab.dilution)
    assert relations.stake == given + relations.bought
    assert 0 < relations.bought < lab.dilution
    line = next(
        d for d in seat_score(game.scenario, game.state, OPENAI).dimensions if d.id == "enterprise"
    ).lines[-1]
    kept = mul(lab.value, 10_000 - lab.dilution - given)
    assert f"${kept // 1000}bn" in line.words


# --- governance ---------------------------------------------------------------------------------------------------


def test_each_step_of_governance_shows_the_cloud_more_and_the_lab_no_more():
    games = {term: Game(world(terms={"governance": term})) for term in CLAUSES["governance"].options}
    seen = {
        term: {name for name, value in game.view(MICROSOFT).numbers.items() if isinstance(value, int)}
        for term, game in games.items()
    }
    assert seen["none"] < seen["observer"] < seen["information"] < seen["board-seat"]
    assert "openai.cash" in seen["information"] - seen["observer"]
    assert "openai.lab_capability" in seen["board-seat"] - seen["information"]
    assert len({frozenset(game.view(OPENAI).numbers) for game in games.values()}) == 1


def test_what_governance_shows_is_the_number_itself_and_what_is_on_its_way_to_it():
    game = Game(world(openai=RICH)).signs(("governance", "information"))
    assert game.view(MICROSOFT).number("openai.cash") == game.stat("openai.cash")
    draft = Draft(game.scenario, game.state, MICROSOFT, game.chance)
    draft.later(2, "openai.cash", -700, "a bill")
    coming = view_of(game.scenario, draft.state, MICROSOFT).coming
    assert any(pending.stat == "openai.cash" and pending.by == -700 for pending in coming)


def test_every_number_that_a_clause_shows_exists_and_was_not_seen_before():
    for clause in CLAUSES.values():
        for term, names in clause.shows.items():
            assert term in clause.options
            for name in names:
                assert STATS[name].section == OPENAI
                assert STATS[name].sight(MICROSOFT) != EXACT


def test_a_board_seat_warms_the_regulator_and_a_chair_does_not():
    heats = {
        term: Game(world(terms={"governance": term})).close().stat("world.heat_antitrust")
        for term in CLAUSES["governance"].options
    }
    assert heats["board-seat"] - heats["none"] == 10
    assert heats["information"] == heats["observer"] == heats["none"]


def test_governance_is_worth_what_the_rulebook_says():
    terms = CLAUSES["governance"].options
    assert [gain(OPENAI, governance=term) for term in terms] == [-8000, -2000, -500, 0]
    assert [gain(MICROSOFT, governance=term) for term in terms] == [4750, 2375, 950, 0]


# --- open weights -------------------------------------------------------------------------------------------------


def after(quarters: int, **terms: Term) -> Game:
    """A world with these terms, so many quarters later, with the same luck."""
    changed = {id.replace("_", "-"): term for id, term in terms.items()}
    return Game(world(openai=RICH, terms=changed)).quarters(quarters)


def test_open_weights_please_people_and_cost_the_cloud_sales():
    games = [after(3, open_weights=term) for term in ("no", "limited", "free")]
    for stat in ("openai.brand", "openai.staff_mood"):
        numbers = [game.stat(stat) for game in games]
        assert numbers == sorted(set(numbers)), stat
    sales = [game.stat("microsoft.ai_revenue") for game in games]
    assert sales[0] > sales[1] > sales[2]


def test_only_the_newest_weights_teach_a_rival_and_worry_a_regulator():
    ahead = {"cash": 300_000, "capability": 1100, "lab_capability": 1110}
    kept, older, newest = (
        Game(world(openai=ahead, terms={"open-weights": term})).close() for term in ("no", "limited", "free")
    )
    assert kept.stat("world.rival") == older.stat("world.rival") < newest.stat("world.rival")
    assert (
        kept.stat("world.heat_safety") == older.stat("world.heat_safety") < newest.stat("world.heat_safety")
    )
    assert open_weights.taught("free", -50) == 0


def test_open_weights_are_worth_what_the_rulebook_says():
    assert [gain(OPENAI, open_weights=term) for term in ("no", "limited", "free")] == [0, 2500, 4000]
    assert [gain(MICROSOFT, open_weights=term) for term in ("no", "limited", "free")] == [0, -800, -4000]


# --- most-favoured nation -----------------------------------------------------------------------------------------


def test_a_favour_to_microsoft_costs_the_lab_custom_and_sells_the_clouds_products():
    favoured, mutual, free = (after(3, most_favoured=term) for term in CLAUSES["most-favoured"].options)
    assert favoured.stat("openai.share") < mutual.stat("openai.share") < free.stat("openai.share")
    assert (
        favoured.stat("microsoft.ai_revenue")
        > mutual.stat("microsoft.ai_revenue")
        > free.stat("microsoft.ai_revenue")
    )


def test_if_favours_are_mutual_azure_bills_the_lab_no_more_than_others():
    dear = (StartContract(id="azure-dear", provider="azure", mw=100, price=4000),)
    bills = {}
    for term in CLAUSES["most-favoured"].options:
        for rate in ("mid", "low"):
            game = Game(world(contracts=dear, terms={"most-favoured": term, "azure-commitment": 0}))
            game.to("plan", MICROSOFT).microsoft(CloudPlan(build=80, partner=30, own=30, rate=rate)).close()
            bills[term, rate] = game.stat("openai.compute_cost")
    assert bills["none", "mid"] == bills["microsoft", "mid"] == bills["none", "low"] == 400
    assert bills["mutual", "mid"] == 355
    assert bills["mutual", "low"] == 343


def test_favours_are_worth_what_the_rulebook_says():
    terms = CLAUSES["most-favoured"].options
    assert [gain(OPENAI, most_favoured=term) for term in terms] == [-5000, -500, 0]
    assert [gain(MICROSOFT, most_favoured=term) for term in terms] == [3000, 500, 0]


# --- acquired companies' IP ---------------------------------------------------------------------------------------


def buyer(*hits: str, cash: int = 50_000, **terms: Term) -> Game:
    """A world in which OpenAI is about to buy; ``hits`` says whether for technology ("company")."""
    changed = {id.replace("_", "-"): term for id, term in terms.items()}
    return Game(world(openai={"cash": cash}, terms=changed), Steady(hits=hits)).to("plan", OPENAI)


def buys(game: Game, price: int) -> Game:
    return game.openai(Act(action="buy-company", amount=price), Done()).to("notices")


@pytest.mark.parametrize(("price", "tenths", "share"), [(1000, 10, 40), (3500, 18, 70), (6000, 25, 100)])
def test_a_company_brings_technology_or_customers_by_its_price(price, tenths, share):
    for_technology = buys(buyer("company"), price)
    for stat in ("openai.capability", "openai.lab_capability", "openai.acquired"):
        assert for_technology.moved(stat, "a company bought") == tenths
    assert for_technology.moved("openai.share", "a company bought") == 0
    for_customers = buys(buyer(), price)
    assert for_customers.moved("openai.share", "a company bought") == share
    assert for_customers.stat("openai.acquired") == 0
    for game in (for_technology, for_customers):
        assert game.moved("openai.cash", "a company bought") == -price


def test_one_company_a_year_and_none_without_the_cash():
    game = buys(buyer("company"), 1000)
    closed = Act(action="buy-company", amount=1000)
    for _ in range(3):
        assert "integrated" in game.close().refused(OPENAI, closed).words
    game.close().openai(closed)
    assert "$1.0bn" in buyer(cash=900).refused(OPENAI, closed).words
    assert buyer(cash=2000).refused(OPENAI, Act(action="buy-company", amount=2001)).code == "action-amount"


def test_what_was_bought_is_microsofts_too_unless_the_agreement_says_otherwise():
    access = {
        term: buys(buyer("company", acquired_ip=term), 6000).close().stat("microsoft.access")
        for term in CLAUSES["acquired-ip"].options
    }
    assert access["included"] - access["excluded"] == 25
    assert access["included"] - access["case-by-case"] == 13


def test_keeping_what_one_buys_gains_the_lab_a_little_more_than_it_costs_the_cloud():
    for term in ("case-by-case", "excluded"):
        assert gain(OPENAI, acquired_ip=term) > -gain(MICROSOFT, acquired_ip=term) > 0


# --- non-solicit of staff -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("seat", "talent", "models"), [(OPENAI, 40, -10), (MICROSOFT, -50, 40)])
def test_a_team_hired_away_takes_what_it_knows_and_trust_with_it(seat, talent, models):
    game = Game().to("plan", seat).act(seat, Act(action="hire-team")).to("notices")
    why = "a team hired away"
    assert game.moved("openai.talent", why) == talent
    assert game.moved("microsoft.capability", why) == models
    assert game.moved(f"relations.{other(seat)}_trust", why) == -100
    assert game.moved("openai.cash" if seat == OPENAI else "microsoft.returns") == -650


@pytest.mark.parametrize("seat", SEATS)
def test_nobody_is_hired_away_while_the_agreement_forbids_it(seat):
    game = Game(world(terms={"non-solicit": "mutual"})).to("plan", seat)
    assert "the agreement forbids" in game.refused(seat, Act(action="hire-team")).words
    assert "hire-team" not in {d.action for d in game.legal(seat) if isinstance(d, Act)}
    assert "hire-team" in {d.action for d in Game().to("plan", seat).legal(seat) if isinstance(d, Act)}


def test_leaving_each_others_people_alone_gains_both_together():
    assert gain(OPENAI, non_solicit="mutual") > gain(MICROSOFT, non_solicit="mutual") > 0


# --- safety duties ------------------------------------------------------------------------------------------------


def test_evaluating_together_builds_safety_and_microsoft_reads_the_result():
    alone, together = after(1), after(1, safety_duties="joint-evaluations")
    assert together.stat("openai.safety") - alone.stat("openai.safety") == 6
    assert isinstance(alone.view(MICROSOFT).numbers["openai.safety"], Band)
    assert together.view(MICROSOFT).numbers["openai.safety"] == together.stat("openai.safety")


def careless(term: Term, safety: int) -> Game:
    return Game(world(openai=RICH | {"safety": safety}, terms={"safety-duties": term}))


def test_a_committee_that_may_stop_a_release_does_while_safety_is_under_40():
    free, stopped = careless("joint-evaluations", 30).close(), careless("stop-ship", 30).close()
    assert stopped.stat("openai.capability") < free.stat("openai.capability")
    assert stopped.stat("openai.held") > 0 == free.stat("openai.held")
    stopped.to("notices")
    assert stopped.refused(OPENAI, Run(order="release")).code == "stop-ship"
    assert Run(order="release") not in stopped.legal(OPENAI)
    stopped.set("openai.safety", 600)
    assert Run(order="release") in stopped.legal(OPENAI)
    stopped.close()
    assert stopped.stat("openai.held") == 0
    assert careless("stop-ship", 50).close().stat("openai.held") == 0


def test_less_goes_wrong_under_a_committee():
    class Told(Steady):
        asked: ClassVar[dict[str, int]] = {}

        def hit(self, bps: int, *name: str | int) -> bool:
            self.asked[str(name[0])] = bps
            return super().hit(bps, *name)

    risks = {}
    for term in CLAUSES["safety-duties"].options:
        Game(world(openai=RICH, terms={"safety-duties": term}), Told()).close()
        risks[term] = Told.asked["incident"]
    assert risks["stop-ship"] < risks["joint-evaluations"] <= risks["none"]


def test_a_safety_hawk_wants_the_duties_and_a_builder_does_not():
    clause = CLAUSES["safety-duties"]
    hawk, builder = (
        [
            clause.worth(OPENAI, {clause.id: term}, dealmaker(OPENAI, mission=mission))
            for term in clause.options
        ]
        for mission in (16_000, 1500)
    )
    assert hawk == sorted(hawk)
    assert hawk[-1] > 5000
    assert builder[-1] < 0
    assert [gain(MICROSOFT, safety_duties=term) for term in clause.options] == [0, -200, -1400]
