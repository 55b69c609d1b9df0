"""What the clauses on notices, prices, late capacity, the term and the timing of payments change in a game."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from game.rules import dimensions, finance, score
from game.rules.agreement import CLAUSES, Term, payment_timing, renewal, revenue_share, reverse_share
from game.rules.decisions import (
    Accept,
    Act,
    Answer,
    AnswerClaim,
    Claim,
    Contingent,
    Done,
    Offer,
    Request,
    Riders,
    Sign,
)
from game.rules.notices import requests_left
from game.rules.scenario import StartContract
from game.rules.units import DISCOUNT, MICROSOFT, OPENAI, money, mul
from game.rules.worth import forecast
from tests.rules.test_clauses import START, dealmaker, swing, worth
from tests.worlds import Game, Steady, world

RICH = {"cash": 200_000}


def gain(seat: str, changed: dict, base: dict | None = None, **lens) -> int:
    """$M that terms are worth more to a seat's Dealmaker than others."""
    before = START | (base or {})
    return worth(seat, before | changed, dealmaker(seat, **lens)) - worth(
        seat, before, dealmaker(seat, **lens)
    )


def dimension(game: Game, id: str, seat: str = OPENAI) -> int:
    """A dimension of a seat's score, as things stand."""
    dimensions = score.seat_score(game.scenario, game.state, seat).dimensions
    return next(found.score for found in dimensions if found.id == id)


# --- the notice window -------------------------------------------------------------------------------------------


def noticed(window: str, start: int = 5, **changes) -> Game:
    """A game in which Microsoft is asked about a notice of 100 MW from Oracle."""
    game = Game(world(openai=RICH, terms={"notice-window": window, **changes})).to("plan", OPENAI)
    game.openai(Act(action="court", about="oracle", amount=150)).to("notices")
    return game.openai(Request(mw=100, provider="oracle", start=start))


def says(game: Game, answer: Any) -> Game:
    return game.microsoft(Answer(notice=game.notice.id, answer=answer))


def answers(game: Game) -> set[str]:
    return {decision.answer for decision in game.legal(MICROSOFT) if isinstance(decision, Answer)}


@pytest.mark.parametrize(
    ("window", "stage"),
    [("deemed-waiver", "answered"), ("same-quarter", "silence"), ("next-quarter", "silence")],
)
def test_silence_is_a_waiver_only_where_it_is_deemed_one(window, stage):
    game = says(noticed(window), "silence")
    assert game.notice.stage == stage
    assert not game.notice.azure_mw
    assert noticed(window).microsoft(Done()).notice.stage == stage, "doing nothing is silence"


def test_only_a_window_to_the_next_quarter_lets_microsoft_wait():
    assert "later" in answers(noticed("next-quarter"))
    for window in ("same-quarter", "deemed-waiver"):
        assert "later" not in answers(noticed(window))
        answer = Answer(notice="oracle-2025-q1", answer="later")
        assert noticed(window).refused(MICROSOFT, answer).code == "answer-not-open"


def test_a_notice_waits_and_comes_back_once_with_its_price_and_a_start_that_can_be_kept():
    game = says(noticed("next-quarter"), "later")
    price = game.notice.price
    assert game.moved("relations.openai_trust") == -10
    assert game.topics == ((OPENAI, "notices"),)
    game.close().to("answer")
    assert (game.notice.stage, game.notice.price, game.notice.start) == ("lodged", price, 6)
    assert game.state.quarter == 1
    assert "later" not in answers(game)
    says(game, "waive").openai(Sign(notice=game.notice.id))
    assert (game.newest.provider, game.newest.due, game.newest.price) == ("oracle", 6, price)


def test_a_start_far_enough_away_does_not_move():
    assert says(noticed("next-quarter", start=8), "later").notice.start == 8


def test_what_waits_is_gone_after_the_quarter_it_came_back_in():
    game = says(noticed("next-quarter"), "later").close().to("answer")
    says(game, "silence").close()
    assert game.state.quarter == 2
    assert not game.state.notices


def test_a_notice_that_waits_takes_no_request_of_the_next_quarter_and_keeps_its_part_of_the_quote():
    game = says(noticed("next-quarter"), "later").close().to("answer")
    says(game, "silence")
    assert requests_left(game.state, "2025-Q2") == 3
    waiting = says(noticed("next-quarter"), "later")
    refusal = waiting.refused(OPENAI, Request(mw=60, provider="oracle", start=5))
    assert refusal.code == "beyond-quote"


def test_a_right_signed_away_while_a_notice_waits_leaves_the_offer_free_to_sign():
    game = says(noticed("next-quarter"), "later").openai(Done()).to("plan", OPENAI)
    assert game.state.quarter == 1
    game.state = game.state.copy()
    terms = {**game.state.terms, "compute-sourcing": "none"}
    game.state.agreement = replace(game.state.agreement, terms=terms)
    game.to("reply")
    assert game.topics == ((OPENAI, "reply"),)
    game.openai(Sign(notice=game.notice.id))
    assert game.newest.provider == "oracle"


def test_there_is_no_next_quarter_after_the_last():
    game = Game(world(quarters=1, openai=RICH, terms={"notice-window": "next-quarter"})).to("plan", OPENAI)
    game.openai(Act(action="court", about="oracle", amount=150)).to("notices")
    game.openai(Request(mw=100, provider="oracle", start=5))
    assert "later" not in answers(game)


def test_azure_itself_is_answered_at_once():
    game = Game(world(terms={"notice-window": "next-quarter"})).to("notices")
    game.openai(Request(mw=200, provider="azure", start=4))
    assert "later" not in answers(game)


def test_time_is_worth_a_little_where_a_notice_is_owed():
    for window in ("next-quarter", "same-quarter"):
        for regime in ("rofr", "match"):
            assert -4000 < gain(OPENAI, {"notice-window": window}, {"compute-sourcing": regime}) < 0
            assert 0 < gain(MICROSOFT, {"notice-window": window}, {"compute-sourcing": regime}) < 4000
        for seat in (OPENAI, MICROSOFT):
            assert gain(seat, {"notice-window": window}, {"compute-sourcing": "none"}) == 0


# --- the rate card -----------------------------------------------------------------------------------------------


def bill(game: Game) -> int:
    """Azure's part of the compute bill, $M."""
    return finance.compute_bill(game.scenario, game.state)[1]


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
    assert games[0].stat("microsoft.returns") - games[1].stat("microsoft.returns") == mul(paid, DISCOUNT(1))


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


# --- renewal and exit --------------------------------------------------------------------------------------------


def test_a_renewal_spreads_the_commitment_over_a_third_more_time():
    due = {}
    for term in ("auto-renew", "ends-2030", "break-option"):
        game = Game(world(terms={"renewal": term, "azure-commitment": 200}))
        due[term] = [finance.commitment_due(game.state.terms, game.scenario.tables, q) for q in range(24)]
    assert due["ends-2030"] == due["break-option"]
    for thinner, usual in zip(due["auto-renew"], due["ends-2030"], strict=True):
        assert thinner == pytest.approx(usual * 3 / 4, abs=1)
    assert sum(due["auto-renew"]) + renewal.beyond("auto-renew", 200, 24, 0) == pytest.approx(200_000, abs=24)


def test_what_a_renewal_leaves_for_later_is_not_billed_now_and_counts_for_the_cloud():
    idle = (StartContract(id="azure-first", provider="azure", mw=100, price=3000),)
    renewed, ended = (
        Game(world(contracts=idle, terms={"azure-commitment": 300, "renewal": term})).close()
        for term in ("auto-renew", "ends-2030")
    )
    less = ended.stat("openai.compute_cost") - renewed.stat("openai.compute_cost")
    assert less > 0
    assert ended.stat("microsoft.cash_flow") - renewed.stat("microsoft.cash_flow") == less
    assert dimension(renewed, "cloud", MICROSOFT) == dimension(ended, "cloud", MICROSOFT) + 10


def test_a_renewal_signed_at_the_end_leaves_nothing_for_later_that_fell_due_already():
    idle = (StartContract(id="azure-first", provider="azure", mw=100, price=3000),)
    start = world(contracts=idle, openai={"cash": 900_000}, terms={"azure-commitment": 300})
    late, other = (
        Game(start).quarters(23).signs(change).finish()
        for change in (("renewal", "auto-renew"), ("ip-end", 2032))
    )
    assert dimension(late, "cloud", MICROSOFT) <= dimension(other, "cloud", MICROSOFT) + 1


def leaver() -> Game:
    """A game in the first quarter of 2028 with a break option and a large commitment."""
    terms: dict[str, Term] = {"renewal": "break-option", "azure-commitment": 150}
    game = Game(world(openai={"cash": 900_000}, terms=terms)).quarters(12).to("plan", OPENAI)
    return game.set("microsoft.backlog", 200_000)


LEAVE = Act(action="break-agreement")


def test_the_break_option_frees_the_lab_for_5bn_and_once():
    game = leaver()
    assert LEAVE in game.legal(OPENAI)
    cash, floor = game.stat("openai.cash"), bill(game)
    game.openai(LEAVE).to("notices")
    assert game.stat("openai.cash") == cash - 5000
    assert game.moved("microsoft.returns", "the break fee") == mul(5000, DISCOUNT(12))
    assert game.moved("microsoft.backlog") == -150_000
    assert game.moved("relations.microsoft_trust", "the break") == -250
    assert game.state.terms["compute-sourcing"] == "none"
    assert bill(game) < floor
    game.close().to("plan", OPENAI)
    assert LEAVE not in game.legal(OPENAI)


@pytest.mark.parametrize(
    ("terms", "quarters", "words"),
    [
        ({"renewal": "ends-2030"}, 12, "no break option"),
        ({"renewal": "auto-renew"}, 12, "no break option"),
        ({"renewal": "break-option"}, 11, "opens in January 2028"),
    ],
)
def test_without_the_option_or_before_2028_there_is_no_way_out(terms, quarters, words):
    game = Game(world(openai={"cash": 900_000}, terms=terms)).quarters(quarters).to("plan", OPENAI)
    assert LEAVE not in game.legal(OPENAI)
    assert words in game.refused(OPENAI, LEAVE).words


def test_leaving_lifts_the_conditions_on_what_was_left():
    again = Contingent(clause="azure-commitment", term=300, trigger="sold", at=2000, by=23)
    game = Game(
        world(openai={"cash": 900_000}, terms={"renewal": "break-option", "azure-commitment": 0})
    ).quarters(12)
    game.table().openai(Offer(package=(("ip-end", 2032),), riders=Riders(contingents=(again,)))).microsoft(
        Accept()
    )
    game.to("plan", OPENAI).openai(LEAVE).to("notices")
    assert game.state.agreement.waiting == ()


def test_leaving_frees_a_notice_that_waits():
    game = Game(
        world(openai={"cash": 900_000}, terms={"renewal": "break-option", "notice-window": "next-quarter"})
    ).quarters(11)
    game.to("plan", OPENAI).openai(Act(action="court", about="oracle", amount=150)).to("notices")
    says(game.openai(Request(mw=100, provider="oracle", start=16)), "later")
    game.close().to("plan", OPENAI).openai(LEAVE).to("reply")
    game.openai(Sign(notice=game.notice.id))
    assert game.newest.provider == "oracle"


def test_a_door_is_worth_something_and_more_with_a_commitment_behind_it():
    for seat, sign in ((OPENAI, 1), (MICROSOFT, -1)):
        small, large = (
            sign * gain(seat, {"renewal": "break-option"}, {"azure-commitment": amount})
            for amount in (50, 250)
        )
        assert 0 < small < large < 6000
    assert gain(OPENAI, {"renewal": "auto-renew"}) == 1000
    assert gain(MICROSOFT, {"renewal": "auto-renew"}) > 0
    assert gain(MICROSOFT, {"renewal": "auto-renew"}, cloud=6000) < 0


# --- the share's end ---------------------------------------------------------------------------------------------


def paying(quarter: int, **terms: Term) -> Game:
    """A game at the start of a quarter, rich enough to get there."""
    named = {id.replace("_", "-"): term for id, term in terms.items()}
    return Game(world(openai={"cash": 900_000}, terms=named)).quarters(quarter)


@pytest.mark.parametrize(("end", "quarter", "paid"), [(2027, 11, True), (2027, 12, False), (2030, 12, True)])
def test_the_share_stops_after_the_last_quarter_of_its_year(end, quarter, paid):
    game = paying(quarter, share_end=end).close()
    assert (game.moved("openai.cash", "revenue share") < 0) == paid


def test_a_determination_stops_the_share_where_the_share_says_so_whatever_the_rest_says():
    for end, paid in (("agi", False), (2030, True)):
        game = paying(1, share_end=end, agi_consequence="safeguards").set("relations.determined", 1).close()
        assert (game.moved("openai.cash", "revenue share") < 0) == paid


def test_a_disputed_claim_freezes_a_share_that_ends_with_agi():
    owed = []
    for end in ("agi", 2030):
        game = paying(0, share_end=end, agi_consequence="safeguards", agi_trigger="board")
        game.to("notices").openai(Claim(limb="board")).microsoft(AnswerClaim(answer="dispute")).close()
        assert game.state.claim is not None
        owed.append(game.state.claim.owed)
    assert owed[0] > 0 == owed[1]


def test_what_is_withheld_for_a_claim_counts_towards_the_cap():
    game = paying(0, share_end="agi", agi_trigger="board", revenue_share_cap=25)
    game.set("openai.share_paid", 24_500)
    game.to("notices").openai(Claim(limb="board")).microsoft(AnswerClaim(answer="dispute")).close().close()
    assert game.state.claim is not None
    assert game.state.claim.owed == 500


def test_a_share_beyond_the_game_is_a_debt_of_the_one_and_a_claim_of_the_other():
    late, usual = (paying(23, share_end=end) for end in (2032, 2030))
    for game in (late, usual):
        game.set("openai.revenue", 40_000).set("openai.value", 800_000).set("microsoft.returns", 250_000)
    assert dimensions.share_to_come(usual.scenario, usual.state) == 0
    owed = dimensions.share_to_come(late.scenario, late.state)
    flat = sum(8000 * 1.03**k / 1.02**k for k in range(1, 9))
    assert owed == pytest.approx(flat, rel=0.001)
    assert dimension(late, "enterprise") < dimension(usual, "enterprise")
    assert dimension(late, "returns", MICROSOFT) > dimension(usual, "returns", MICROSOFT)
    lines = [
        line.words
        for found in score.seat_score(late.scenario, late.state, OPENAI).dimensions
        for line in found.lines
    ]
    assert f"Revenue share of {money(owed)} still to pay" in lines


def test_what_is_owed_beyond_the_game_stays_within_the_cap_and_stops_with_the_share():
    game = paying(0, share_end=2032, revenue_share_cap=25).set("openai.revenue", 40_000)
    game.set("openai.share_paid", 20_000)
    assert 0 < dimensions.share_to_come(game.scenario, game.state) < 5000
    assert dimensions.share_to_come(game.scenario, game.set("relations.determined", 1).state) == 0


def test_a_share_that_ends_with_agi_is_worth_somewhat_less():
    assert -4000 < gain(MICROSOFT, {"share-end": "agi"}) < 0 < gain(OPENAI, {"share-end": "agi"}) < 6000
    ladder = [gain(MICROSOFT, {"share-end": term}) for term in CLAUSES["share-end"].options]
    assert ladder == sorted(ladder, reverse=True)


def test_the_forecast_reaches_the_latest_end_of_the_share():
    game = Game(world())
    assert len(forecast(game.scenario, game.view(OPENAI), 10_000)) == 32
    assert len(forecast(game.scenario, game.quarters(3).view(OPENAI), 10_000)) == 29


# --- payment timing ----------------------------------------------------------------------------------------------


def test_stretched_share_is_paid_in_eight_equal_later_parts():
    game = paying(0, payment_timing="stretched").close()
    assert game.moved("openai.cash", "revenue share") == 0
    assert game.stat("openai.share_owed") == 447
    assert len(game.state.openai.share_parts) == 8
    assert set(game.state.openai.share_parts) == {55, 56}
    game.close()
    assert -game.moved("openai.cash", "revenue share") == 447 // 8
    assert game.stat("openai.share_paid") == 447 // 8


def test_nothing_is_lost_by_stretching():
    earned, paid = [447, 0, 1001, 3, 9999], 0
    parts: tuple[int, ...] = ()
    for share in earned + [0] * 8:
        now, parts = payment_timing.schedule("stretched", parts, share)
        paid += now
    assert paid == sum(earned)
    assert not any(parts)


def test_who_goes_back_to_paying_as_earned_still_owes_the_parts():
    assert payment_timing.schedule("as-earned", (10, 20, 30), 100) == (110, (20, 30))


def test_what_the_lab_pays_later_the_cloud_gets_later():
    stretched, earned = (paying(0, payment_timing=term).close() for term in ("stretched", "as-earned"))
    assert stretched.stat("openai.cash") - earned.stat("openai.cash") == 447
    assert earned.stat("microsoft.cash_flow") - stretched.stat("microsoft.cash_flow") == 447


def test_what_is_owed_counts_towards_a_cap_and_a_lower_cap_forgives_the_rest():
    game = (
        paying(0, payment_timing="stretched", revenue_share_cap=25).set("openai.share_paid", 24_700).close()
    )
    assert game.stat("openai.share_owed") == 300
    game.close()
    assert game.stat("openai.share_owed") + game.stat("openai.share_paid") == 25_000
    assert payment_timing.within((5, 5, 5), 12) == (5, 5, 2)
    assert payment_timing.within((5, 5, 5), 0) == (0, 0, 0)


def test_what_is_owed_when_the_game_ends_is_a_debt():
    game = paying(2, payment_timing="stretched")
    owed = game.stat("openai.share_owed")
    assert 0.85 * owed < dimensions.share_to_come(game.scenario, game.state) < owed


def test_time_without_interest_is_worth_more_to_who_is_short_of_it():
    assert gain(OPENAI, {"payment-timing": "stretched"}) == pytest.approx(8540, rel=0.01)
    assert gain(MICROSOFT, {"payment-timing": "stretched"}) == pytest.approx(-4692, rel=0.01)
    assert gain(OPENAI, {"payment-timing": "stretched"}, {"revenue-share": 0}) == 0


@pytest.mark.parametrize("payments", [(), (0,), (0, 300, 0, 500), (700, 0, 0), (90, 200, 310, 420)])
def test_payments_up_to_a_limit_are_worth_what_paying_them_out_until_it_is_reached_would_be(payments):
    worths = revenue_share.factors(350, len(payments))
    run = revenue_share.run_of(payments, worths)
    for room in range(0, sum(payments) + 200, 10):
        left, today = room, 0
        for payment, worth_then in zip(payments, worths, strict=False):
            paid = min(payment, left)
            left, today = left - paid, today + paid * worth_then
        assert run.up_to(room) == today, room


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
