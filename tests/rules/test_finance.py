"""OpenAI's money: bills, payments under the agreement, equity, debt (rulebook 3.2.6)."""

from __future__ import annotations

import pytest

from game.rules import finance
from game.rules.agreement import azure_commitment
from game.rules.decisions import Act
from game.rules.orders import ACTIONS
from game.rules.scenario import StartContract
from game.rules.units import OPENAI
from tests.worlds import TABLES, Game, world

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
    assert finance.value_of(world(), 2235, 0, 580) == 4 * 2235 * 30
    assert finance.value_of(world(), 2235, 0, 0) == 4 * 2235 * 30 * 40 // 100
    assert finance.value_of(world(), 2235, 23, 580) == 4 * 2235 * 84 // 10


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
