"""What the clauses on notices, prices, late capacity, the term and the timing of payments change in a game."""

from __future__ import annotations

import pytest

from game.rules import finance
from game.rules.agreement import CLAUSES, reverse_share
from game.rules.decisions import Act, Answer, Done, Request, Sign
from game.rules.units import MICROSOFT, OPENAI
from tests.rules.test_clauses import START, dealmaker, swing, worth
from tests.worlds import Game, Steady, world

RICH = {"cash": 200_000}


def gain(seat: str, changed: dict, base: dict | None = None, **lens) -> int:
    """$M that terms are worth more to a seat's Dealmaker than others."""
    before = START | (base or {})
    return worth(seat, before | changed, dealmaker(seat, **lens)) - worth(
        seat, before, dealmaker(seat, **lens)
    )


# --- the rate card -----------------------------------------------------------------------------------------------


def bill(game: Game) -> int:
    """Azure's part of the compute bill, $M."""
    return finance.compute_bill(game.state, game.scenario.tables)[1]


@pytest.mark.parametrize(("term", "price"), [(0, 3000), (500, 2850), (1000, 2700), (1500, 2550)])
def test_all_that_is_at_list_price_is_billed_by_the_card(term, price):
    game = Game(world(terms={"rate-card": term, "azure-commitment": 0})).close()
    assert game.stat("openai.compute_cost") == (700 * price + 50 * 3300) // 1000


@pytest.mark.parametrize(("outside", "price"), [(3300, 3000), (3000, 3000), (2400, 2400)])
def test_the_reopener_is_the_list_until_the_market_is_cheaper(outside, price):
    game = Game(world(terms={"rate-card": "reopener", "azure-commitment": 0})).set(
        "world.partner_price", outside
    )
    assert finance.azure_price(game.state) == price
    assert bill(game) == 700 * price // 1000


def test_what_the_lab_saves_on_the_card_the_cloud_does_not_earn():
    card, listed = (Game(world(terms={"rate-card": term})).close() for term in (1000, 0))
    assert card.stat("openai.cash") - listed.stat("openai.cash") == 210
    assert listed.stat("microsoft.cash_flow") - card.stat("microsoft.cash_flow") == 210


def test_a_card_signed_later_changes_the_bill_of_machines_that_run():
    game = Game(world(openai=RICH)).signs(("rate-card", 1500))
    assert bill(game) == game.stat("openai.azure_mw") * 2550 // 1000


def test_a_request_granted_is_at_the_cards_price_and_stays_on_the_card():
    game = Game(world(openai=RICH, terms={"rate-card": 1000})).to("notices")
    game.openai(Request(mw=200, provider="azure", start=4))
    assert game.notice.price == 2700
    game.microsoft(Answer(notice=game.notice.id, answer="exercise")).openai(Sign(notice=game.notice.id))
    assert game.newest.listed
    assert game.moved("microsoft.backlog") == 200 * 2700 * 24 // 1000


def test_a_counter_or_a_match_is_billed_as_promised_whatever_the_card_says():
    game = Game(world(openai=RICH, terms={"rate-card": 1000})).to("notices")
    game.openai(Request(mw=200, provider="azure", start=4))
    game.microsoft(Answer(notice=game.notice.id, answer="counter", price=3000, start=4))
    game.openai(Sign(notice=game.notice.id))
    assert (game.newest.price, game.newest.listed) == (3000, False)


def test_fast_tracked_capacity_is_on_the_card():
    game = Game(world(openai=RICH)).to("plan", MICROSOFT)
    game.microsoft(Act(action="fast-track", amount=50)).to("notices")
    assert game.newest.listed


def test_the_card_is_worth_what_will_be_bought_anyway_or_must_be():
    assert gain(OPENAI, {"rate-card": 1000}) == 90_000 * 10 // 100 * 75 // 100
    assert gain(MICROSOFT, {"rate-card": 1000}) == -90_000 * 10 // 100 * 80 // 100
    assert gain(OPENAI, {"rate-card": 1000}, {"azure-commitment": 250}) == 18_750
    assert gain(OPENAI, {"rate-card": 1000}, {"compute-sourcing": "none"}) == 4500
    ladder = [gain(MICROSOFT, {"rate-card": term}) for term in CLAUSES["rate-card"].options]
    assert ladder == sorted(ladder, reverse=True)
    assert len(set(ladder)) == len(ladder)


# --- the delivery remedy -----------------------------------------------------------------------------------------


def late(remedy: str, **changes) -> Game:
    """A game at the notices in which 100 MW of Azure have just slipped, with a quote from Oracle."""
    game = Game(
        world(openai=RICH, terms={"delivery-remedy": remedy} | changes), Steady(hits=["slip"])
    ).quarters(2)
    return game.to("plan", OPENAI).openai(Act(action="court", about="oracle", amount=150)).to("notices")


@pytest.mark.parametrize(
    ("remedy", "released"), [("none", 0), ("release", 100), ("release-and-damages", 100)]
)
def test_late_azure_capacity_is_released(remedy, released):
    assert late(remedy).stat("openai.released_mw") == released


def test_what_slips_again_is_released_once():
    luck = Steady(hits=["slip"])
    game = Game(world(openai=RICH, terms={"delivery-remedy": "release"}), luck).quarters(3)
    assert game.contract("azure-soon").late == 2
    assert game.stat("openai.released_mw") == 100 + 150


@pytest.mark.parametrize("purpose", ["serve", "train"])
def test_released_capacity_is_bought_elsewhere_without_notice_for_either_purpose(purpose):
    game = late("release", **{"research-carve-out": 0})
    game.openai(Request(mw=90, provider="oracle", start=7, purpose=purpose))
    assert (game.newest.provider, game.newest.mw) == ("oracle", 90)
    assert game.stat("openai.released_mw") == 10
    without = late("none", **{"research-carve-out": 0})
    without.openai(Request(mw=90, provider="oracle", start=7, purpose=purpose))
    assert without.topics == ((MICROSOFT, "answer"),)


def test_more_than_was_released_is_a_notice_and_uses_none_of_it():
    game = late("release").openai(Request(mw=101, provider="oracle", start=7))
    assert game.topics == ((MICROSOFT, "answer"),)
    assert game.stat("openai.released_mw") == 100


def test_training_uses_up_the_carve_out_before_what_was_released():
    game = late("release").set("openai.carve_used", 940)
    game.openai(Request(mw=150, provider="oracle", start=7, purpose="train"))
    assert (game.stat("openai.carve_used"), game.stat("openai.released_mw")) == (1000, 10)


def test_a_remedy_signed_away_releases_nothing_that_is_still_open():
    game = late("release")
    game.openai(Done()).to("plan", OPENAI)
    game.signs(("delivery-remedy", "none")).to("plan", OPENAI)
    game.openai(Act(action="court", about="oracle", amount=150)).to("notices")
    game.openai(Request(mw=50, provider="oracle", start=game.state.quarter + 5))
    assert game.topics == ((MICROSOFT, "answer"),)


@pytest.mark.parametrize("length", [1, 2])  # of three lots the third makes it two quarters
def test_damages_are_300k_a_megawatt_and_quarter_from_the_one_to_the_other(length):
    luck = Steady(hits=["slip"], below={"slip-length": length})
    games = [
        Game(world(openai=RICH, terms={"delivery-remedy": remedy}), luck).quarters(2)
        for remedy in ("release", "release-and-damages")
    ]
    paid = 100 * length * 300 // 1000
    assert games[1].stat("openai.cash") - games[0].stat("openai.cash") == paid
    assert games[0].stat("microsoft.returns") - games[1].stat("microsoft.returns") == paid


def test_a_remedy_is_worth_less_to_who_may_buy_elsewhere_anyway():
    for seat, sign in ((OPENAI, 1), (MICROSOFT, -1)):
        gains = [
            sign * gain(seat, {"delivery-remedy": "release-and-damages"}, {"compute-sourcing": regime})
            for regime in ("exclusive", "rofr", "match", "none")
        ]
        assert gains == sorted(gains, reverse=True)
        assert gains[-1] > 0
    assert gain(OPENAI, {"delivery-remedy": "release"}, {"compute-sourcing": "none"}) == 1260
    assert gain(MICROSOFT, {"delivery-remedy": "release"}, {"compute-sourcing": "none"}) == -750


# --- the reverse share -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("term", "paid"), [(0, 0), (1000, 42), (2000, 85)])
def test_the_reverse_share_is_a_part_of_what_microsoft_resells(term, paid):
    game = Game(world(terms={"reverse-share": term})).close()
    assert game.moved("openai.cash", "Microsoft's share") == paid


def test_what_the_one_is_not_sent_the_other_keeps():
    with_it, without = (Game(world(terms={"reverse-share": term})).close() for term in (2000, 0))
    for stat in ("openai.cash", "microsoft.cash_flow"):
        assert abs(with_it.stat(stat) - without.stat(stat)) == 85
    assert reverse_share.due(2000, -100) == 0


def test_the_reverse_share_is_worth_8bn_and_not_having_one_a_little_more():
    assert swing(OPENAI, "reverse-share") == (-8, 0)
    assert swing(MICROSOFT, "reverse-share") == (0, 9.5)
    assert gain(OPENAI, {"reverse-share": 0}, quarter=12) == -4000
    assert gain(MICROSOFT, {"reverse-share": 1000}) == 4000
