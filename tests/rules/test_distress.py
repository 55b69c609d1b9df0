"""Out of cash: the four ways on, what each costs, and what a bridge may cost (rulebook 3.2.9)."""

from __future__ import annotations

import pytest

from game.rules.decisions import Bridge, Done, Rescue
from game.rules.distress import rescue_size
from game.rules.facts import BridgeAsked, Cancelled, DistressCalled
from game.rules.units import MICROSOFT, OPENAI, mul
from tests.worlds import GOING_ON, Game, world


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
    value = game.stat("openai.value")
    amount = max(rescue_size(game.stat("openai.cash"), game.stat("openai.net")), value * 4 // 100)
    game.openai(Rescue(way="emergency-round"))
    assert game.moved("openai.cash") == amount
    mood = 550  # 60 as it was, less what running out cost
    paid = (7000 + 3000 * mood // 600) * value // 10_000
    sold = amount * 10_000 // (paid // 2)
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


def test_a_bridge_is_microsofts_to_grant():
    game = broke().openai(Rescue(way="bridge"))
    assert game.topics == ((MICROSOFT, "bridge"),)
    amount = rescue_size(game.stat("openai.cash"), game.stat("openai.net"))
    game.microsoft(Bridge(grant=True))
    assert game.moved("openai.cash") == amount
    assert game.moved("relations.openai_trust") == 80
    assert game.state.quarter == 1


def test_a_bridge_is_repaid_with_eight_percent_after_a_year():
    game = broke().openai(Rescue(way="bridge"))
    amount = rescue_size(game.stat("openai.cash"), game.stat("openai.net"))
    game.microsoft(Bridge(grant=True)).set("openai.cash", 100_000).quarters(4)
    assert game.moved("openai.cash", "the bridge repaid") == -mul(amount, 10_800)


def test_by_default_there_is_an_emergency_round_and_no_bridge():
    game = broke().openai(Done())
    assert game.moved("openai.cash", "emergency round") > 0
    game = broke().openai(Rescue(way="bridge")).microsoft(Done())
    assert game.happened(BridgeAsked) == [BridgeAsked(granted=False)]


def test_out_of_cash_after_more_than_a_year_counts_as_once():
    game = broke().openai(Rescue(way="asset-sale")).set("openai.cash", 100_000).quarters(4)
    game.set("openai.cash", 0).to("rescue")
    assert game.stat("openai.distresses") == 2
    assert game.stat("openai.distresses_lately") == 1


def test_the_last_quarter_may_close_without_cash_too():
    game = Game(world(quarters=1, openai={"cash": 0}, endings=(GOING_ON,))).to("rescue")
    game.openai(Rescue(way="asset-sale"))
    assert game.state.ending == "going-on"


def on_terms() -> Game:
    """OpenAI has asked for a bridge, and Microsoft wants two more years of the licence for it."""
    game = broke().openai(Rescue(way="bridge"))
    return game.microsoft(Bridge(grant=True, package=(("ip-end", 2032),)))


def test_a_bridge_may_have_terms_and_lies_there_until_openai_takes_it():
    game = on_terms()
    assert game.happened(BridgeAsked) == [BridgeAsked(terms=(("ip-end", 2032),))]
    assert game.moved("relations.openai_trust") == -20
    assert game.topics == ((OPENAI, "rescue"),)
    assert game.view(OPENAI).bridge == game.view(MICROSOFT).bridge == (("ip-end", 2032),)
    assert game.state.terms["ip-end"] == 2030
    assert game.moved("openai.cash") == 0


def test_who_finds_the_terms_too_dear_finds_another_way():
    game = on_terms().openai(Rescue(way="asset-sale"))
    assert game.state.terms["ip-end"] == 2030
    assert game.state.bridge == ()


def test_terms_are_checked_like_any_package():
    game = broke().openai(Rescue(way="bridge"))
    assert game.refused(MICROSOFT, Bridge(grant=True, package=(("ip-end", 9),))).code == "no-such-term"
    assert game.refused(MICROSOFT, Bridge(grant=True, package=(("ip-end", 2030),))).code == "nothing-changed"
    assert game.refused(MICROSOFT, Bridge(grant=False, package=(("ip-end", 2032),))).code == "terms-of-a-no"
    assert game.refused(MICROSOFT, Bridge(grant=True, package=(("ip-end", 2030),))).words.startswith(
        "As a bridge's terms"
    )


def test_there_are_no_terms_to_take_before_there_are_terms():
    assert broke().refused(OPENAI, Rescue(way="bridge-on-terms")).code == "rescue-not-open"
    assert Rescue(way="bridge-on-terms") not in broke().legal(OPENAI)
    assert Rescue(way="bridge-on-terms") in on_terms().legal(OPENAI)


def test_microsoft_pays_the_bridge_and_gets_it_back():
    game = broke().openai(Rescue(way="bridge"))
    amount = rescue_size(game.stat("openai.cash"), game.stat("openai.net"))
    game.microsoft(Bridge(grant=True))
    assert game.moved("microsoft.returns", "a bridge from Microsoft") == -amount
    game.set("openai.cash", 100_000).quarters(4)
    assert game.moved("microsoft.returns", "the bridge repaid") > amount * 95 // 100


def test_being_out_of_cash_is_noticed_by_those_who_are_paid_in_shares():
    game = broke()
    assert (
        game.moved("openai.staff_mood", "out of cash"),
        game.moved("openai.investor_mood", "out of cash"),
    ) == (-80, -50)
