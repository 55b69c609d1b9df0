"""OpenAI's money: bills, payments under the agreement, equity, debt, and what happens without cash (rulebook 3.2.6, 3.2.9)."""

from __future__ import annotations

import pytest

from game.rules import finance
from game.rules.agreement import azure_commitment
from game.rules.decisions import Act, Bridge, Done, Rescue
from game.rules.facts import BridgeAsked, Cancelled, DistressCalled, Ended
from game.rules.orders import ACTIONS
from game.rules.scenario import StartContract
from game.rules.units import MICROSOFT, OPENAI, mul
from tests.worlds import GOING_ON, TABLES, Game, world

RICH = {"cash": 200_000}


def profitable(**changes) -> Game:
    """A lab whose machines are cheap and busy, so that there is a profit to share."""
    cheap = (StartContract(id="azure-first", provider="azure", mw=700, price=100),)
    terms = {"azure-commitment": 0} | changes.pop("terms", {})
    openai = {"train": 2000, "safety_share": 0} | changes.pop("openai", {})
    return Game(world(contracts=cheap, terms=terms, openai=openai, world={"market": 40_000}, **changes))


# --- what is paid to Microsoft ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("share", "paid"), [(2000, 447), (1000, 224), (800, 179), (0, 0)])
def test_the_share_is_taken_of_revenue(share, paid):
    game = Game(world(terms={"revenue-share": share})).close()
    assert game.stat("openai.share_paid") == paid
    assert game.moved("openai.cash", "revenue share") == -paid


def test_the_step_down_starts_at_a_fifth_and_ends_at_a_tenth():
    game = Game(world(quarters=3, terms={"revenue-share": "step-down"}, openai=RICH))
    rates = []
    for _ in range(3):
        game.close()
        rates.append(-game.moved("openai.cash", "revenue share") * 10_000 / game.stat("openai.revenue"))
    assert rates == pytest.approx([2000, 1500, 1000], abs=3)


def test_a_cap_stops_the_share_when_it_is_reached():
    game = Game(world(terms={"revenue-share-cap": 25})).set("openai.share_paid", 24_900).close()
    assert game.moved("openai.cash", "revenue share") == -100
    game.close()
    assert game.moved("openai.cash", "revenue share") == 0


def test_what_was_paid_counts_towards_a_cap_signed_later():
    game = Game(world(openai=RICH)).set("openai.share_paid", 30_000)
    game.signs(("revenue-share-cap", 25))
    game.close()
    assert game.moved("openai.cash", "revenue share") == 0


def test_microsoft_pays_a_fifth_of_a_quarter_of_its_ai_revenue_back():
    assert Game().close().moved("openai.cash", "Microsoft's share") == 85


def test_without_a_profit_there_is_no_profit_share():
    assert Game().close().stat("openai.profit_paid") == 0


def test_three_quarters_of_the_profit_go_to_microsoft_until_13bn_are_back():
    game = profitable().close()
    assert game.stat("openai.profit_paid") > 0
    before_it = game.stat("openai.net") + game.stat("openai.profit_paid")
    assert game.stat("openai.profit_paid") == pytest.approx(before_it * 0.75, abs=1)


def test_after_the_recovery_it_is_49_percent():
    game = profitable().set("openai.profit_paid", 13_000).close()
    paid = game.stat("openai.profit_paid") - 13_000
    assert paid == pytest.approx((game.stat("openai.net") + paid) * 0.49, abs=1)


def test_the_profit_share_ends_at_92bn():
    game = profitable().set("openai.profit_paid", 91_999).close()
    assert game.moved("openai.profit_paid") == 1


def test_equity_takes_the_place_of_profit_rights():
    assert profitable(terms={"equity-stake": 2700}).close().stat("openai.profit_paid") == 0


# --- the commitment -----------------------------------------------------------------------------------------------


def test_a_commitment_is_the_least_that_azure_is_paid():
    game = Game(world(terms={"azure-commitment": 300}))
    floor = azure_commitment.floor(300, TABLES.reference_training[0], sum(TABLES.reference_training))
    game.close()
    assert game.stat("openai.compute_cost") == max(2100, floor) + 165


def test_a_commitment_beyond_use_is_paid_for_all_the_same():
    idle = (StartContract(id="azure-first", provider="azure", mw=100, price=3000),)
    game = Game(world(contracts=idle, terms={"azure-commitment": 300})).close()
    assert game.stat("openai.compute_cost") == 300_000 * 330 // sum(TABLES.reference_training)


def test_what_azure_bills_microsoft_earns():
    idle = (StartContract(id="azure-first", provider="azure", mw=100, price=3000),)
    bound, free = (Game(world(contracts=idle, terms={"azure-commitment": term})).close() for term in (300, 0))
    more = bound.stat("openai.compute_cost") - free.stat("openai.compute_cost")
    assert bound.stat("microsoft.cash_flow") - free.stat("microsoft.cash_flow") == more


# --- value and rounds ---------------------------------------------------------------------------------------------


def test_value_is_a_multiple_of_a_years_revenue_that_hype_stretches():
    assert finance.value_of(2235, 0, 580, TABLES) == 4 * 2235 * 30
    assert finance.value_of(2235, 0, 0, TABLES) == 4 * 2235 * 30 * 40 // 100
    assert finance.value_of(2235, 23, 580, TABLES) == 4 * 2235 * 84 // 10


def test_a_round_is_at_most_five_percent_of_value_at_the_usual_hype():
    game = Game().to("plan", OPENAI)
    assert finance.largest_round(game.scenario, game.state) == 260_000 * 5 // 100
    refusal = game.refused(OPENAI, Act(action="raise-equity", amount=13_001))
    assert refusal.code == "action-amount"


def test_half_the_hype_is_a_quarter_of_the_round():
    game = Game().set("world.hype", 410)
    assert finance.largest_round(game.scenario, game.state) == pytest.approx(13_000 * (41 / 58) ** 2, abs=5)


def test_under_a_hype_of_36_the_capital_market_is_closed():
    game = Game().to("plan", OPENAI).set("world.hype", 359)
    refusal = game.refused(OPENAI, Act(action="raise-equity", amount=1))
    assert refusal.code == "action-closed"
    assert "closed at this hype" in refusal.words


def test_a_round_sells_a_part_of_the_company():
    game = Game().to("plan", OPENAI).openai(Act(action="raise-equity", amount=13_000)).to("notices")
    assert game.moved("openai.cash", "equity round") == 13_000
    assert game.stat("openai.raised") == 13_000
    assert game.stat("openai.dilution") == 500
    most = -game.moved("openai.investor_mood", "equity round")
    assert f"investors' mood up to −{most // 10}." in ACTIONS["raise-equity"].words


def test_the_second_round_dilutes_what_is_left():
    game = Game().to("plan", OPENAI).set("openai.dilution", 5000)
    game.openai(Act(action="raise-equity", amount=13_000)).to("notices")
    assert game.stat("openai.dilution") == 5000 + 250


def test_rounds_dilute_microsofts_stake_too():
    game = Game(world(terms={"equity-stake": 2700}, openai={"recapitalised": 1})).set("openai.dilution", 1000)
    assert game.close().stat("relations.stake") == 2430


def test_lenders_lend_against_own_building_only():
    game = Game(world(openai=RICH)).to("plan", OPENAI)
    refusal = game.refused(OPENAI, Act(action="raise-debt", amount=1))
    assert "no own-built capacity" in refusal.words
    owned = (StartContract(id="own", provider="own-build", mw=100, price=2500),)
    game = Game(world(contracts=owned)).to("plan", OPENAI).openai(Act(action="raise-debt", amount=600))
    assert game.close().stat("openai.debt") == 600
    assert game.moved("openai.cash", "interest") == -12
    game.to("plan", OPENAI)
    assert game.refused(OPENAI, Act(action="raise-debt", amount=1)).code == "action-closed"


# --- out of cash --------------------------------------------------------------------------------------------------


def broke(cash: int = 500, **changes) -> Game:
    """The first quarter closed without cash."""
    game = Game(world(openai={"cash": cash}, **changes)).to("rescue")
    assert game.happened(DistressCalled)
    return game


def test_a_quarter_that_closes_without_cash_asks_openai_how_to_go_on():
    game = broke()
    assert game.topics == ((OPENAI, "rescue"),)
    assert game.stat("openai.distresses") == game.stat("openai.distresses_lately") == 1


def test_an_emergency_round_fills_the_hole_at_half_the_price():
    game = broke()
    value, hole = game.stat("openai.value"), -game.stat("openai.cash")
    amount = max(hole + 1500, value * 4 // 100)
    game.openai(Rescue(way="emergency-round"))
    assert game.moved("openai.cash") == amount
    sold = amount * 10_000 // (value // 2)
    assert game.stat("openai.dilution") == pytest.approx(sold + (10_000 - sold) // 10, abs=1)
    assert game.stat("openai.since_distress") == 0
    assert game.state.quarter == 1


def test_giving_up_undelivered_capacity_returns_deposits_and_loses_customers():
    game = broke(900)
    share = game.stat("openai.share")
    game.openai(Rescue(way="cancel-capacity"))
    assert Cancelled("oracle-first") in game.facts
    assert game.moved("openai.cash") == 200 * 12
    assert game.moved("openai.share") == -mul(share, 700)
    assert {c.provider for c in game.state.openai.contracts if not c.live} == {"azure"}


def test_a_hole_deeper_than_one_rescue_needs_another():
    game = broke(world={"hype": 58}, terms={"azure-commitment": 300}).set("openai.cash", -9000)
    game.openai(Rescue(way="cancel-capacity"))
    assert game.topics == ((OPENAI, "rescue"),)
    assert game.refused(OPENAI, Rescue(way="cancel-capacity")).code == "rescue-not-open"


def test_selling_research_helps_the_rival():
    game = broke().openai(Rescue(way="asset-sale"))
    assert game.moved("world.rival") == 30
    assert game.stat("openai.cash") >= 1000


def test_a_bridge_is_microsofts_to_grant():
    game = broke().openai(Rescue(way="bridge"))
    assert game.topics == ((MICROSOFT, "bridge"),)
    amount = finance.bridge_size(game.scenario, game.state)
    game.microsoft(Bridge(grant=True))
    assert game.moved("openai.cash") == amount
    assert game.moved("relations.openai_trust") == 80
    assert game.state.quarter == 1


def test_a_bridge_is_repaid_with_eight_percent_after_a_year():
    game = broke().openai(Rescue(way="bridge"))
    amount = finance.bridge_size(game.scenario, game.state)
    game.microsoft(Bridge(grant=True)).set("openai.cash", 100_000).quarters(4)
    assert game.moved("openai.cash", "the bridge repaid") == -mul(amount, 10_800)


def test_a_bridge_declined_sends_openai_elsewhere():
    game = broke().openai(Rescue(way="bridge")).microsoft(Bridge(grant=False))
    assert game.moved("relations.openai_trust") == -60
    assert game.topics == ((OPENAI, "rescue"),)
    assert game.refused(OPENAI, Rescue(way="bridge")).code == "rescue-not-open"


def test_by_default_there_is_an_emergency_round_and_no_bridge():
    game = broke().openai(Done())
    assert game.moved("openai.cash", "emergency round") > 0
    game = broke().openai(Rescue(way="bridge")).microsoft(Done())
    assert game.happened(BridgeAsked) == [BridgeAsked(granted=False)]


def test_out_of_cash_twice_within_a_year_is_a_down_round():
    game = broke().openai(Rescue(way="asset-sale")).set("openai.cash", 0).close()
    assert game.happened(Ended) == [Ended("down-round")]
    assert game.asked() == ()


def test_out_of_cash_after_more_than_a_year_counts_as_once():
    game = broke().openai(Rescue(way="asset-sale")).set("openai.cash", 100_000).quarters(4)
    game.set("openai.cash", 0).to("rescue")
    assert game.stat("openai.distresses") == 2
    assert game.stat("openai.distresses_lately") == 1


def test_the_last_quarter_may_close_without_cash_too():
    game = Game(world(quarters=1, openai={"cash": 0}, endings=(GOING_ON,))).to("rescue")
    game.openai(Rescue(way="asset-sale"))
    assert game.state.ending == "going-on"
