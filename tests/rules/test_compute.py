"""Compute: requests, notices and the answers to them, quotes, contracts, deliveries (rulebook 3.1.6, 3.2.4)."""

from __future__ import annotations

from typing import Any

import pytest

from game.rules import compute
from game.rules.agreement import compute_sourcing
from game.rules.decisions import (
    Accept,
    Act,
    Answer,
    Cancel,
    Decline,
    Done,
    Offer,
    Principle,
    Request,
    Sign,
    Walk,
    Withdraw,
)
from game.rules.facts import ContractSigned, Delivered, NoticeClosed, Repriced, Slipped
from game.rules.scenario import StartContract
from game.rules.state import Said
from game.rules.units import MICROSOFT, OPENAI
from tests.worlds import Game, Steady, world

RICH = {"cash": 200_000}


def courting(provider: str = "oracle", mw: int = 150, **changes) -> Game:
    """A game at the notices, with a quote from a provider."""
    game = Game(world(openai=RICH, **changes)).to("plan", OPENAI)
    return game.openai(Act(action="court", about=provider, amount=mw)).to("notices")


def noticed(mw: int = 100, **changes) -> Game:
    """A game in which Microsoft is asked about a notice of Oracle capacity."""
    return courting(**changes).openai(Request(mw=mw, provider="oracle", start=5))


def says(game: Game, answer: Any, **more) -> Game:
    return game.microsoft(Answer(notice=game.notice.id, answer=answer, **more))


# --- a word with the answer ---------------------------------------------------------------------------------------


def test_what_is_said_with_an_answer_is_heard_by_both_and_kept():
    game = says(noticed(), "waive", says="It is all yours.")
    said = Said(seat=MICROSOFT, move="waive", about=game.notice.id, says="It is all yours.")
    assert game.view(OPENAI).remarks == game.view(MICROSOFT).remarks == (said,)
    assert says(noticed(), "exercise").view(OPENAI).remarks == ()
    long = Answer(notice=noticed().notice.id, answer="waive", says="x" * 601)
    assert noticed().refused(MICROSOFT, long).code == "too-long"


# --- who may be asked ---------------------------------------------------------------------------------------------


def test_under_first_refusal_an_outside_request_is_a_notice_for_microsoft():
    game = noticed()
    assert game.topics == ((MICROSOFT, "answer"),)
    assert game.notice.stage == "lodged"
    assert not game.happened(ContractSigned)


def test_under_match_only_an_outside_request_is_a_notice_too():
    assert noticed(terms={"compute-sourcing": "match"}).topics == ((MICROSOFT, "answer"),)


def test_azure_is_asked_and_never_noticed():
    game = Game().to("notices").openai(Request(mw=200, provider="azure", start=4))
    says(game, "exercise").openai(Sign(notice=game.notice.id))
    assert (game.newest.provider, game.newest.mw, game.newest.price, game.newest.due) == (
        "azure",
        200,
        3000,
        4,
    )


@pytest.mark.parametrize("regime", ["rofr", "match", "none"])
def test_a_request_needs_a_bona_fide_quote(regime):
    game = Game(world(terms={"compute-sourcing": regime})).to("notices")
    assert game.refused(OPENAI, Request(mw=100, provider="oracle", start=5)).code == "no-quote"


def test_own_building_needs_lenders_and_no_quote():
    glum = Game(world(world={"hype": 44}, openai=RICH)).to("notices")
    assert glum.refused(OPENAI, Request(mw=100, provider="own-build", start=7)).code == "no-lenders"
    game = Game(world(openai=RICH)).to("notices").openai(Request(mw=100, provider="own-build", start=7))
    assert game.notice.provider == "own-build"


# --- the answers --------------------------------------------------------------------------------------------------


def test_exercise_takes_all_of_it_at_the_price_that_was_quoted():
    game = says(noticed(), "exercise")
    assert game.moved("relations.openai_trust") == -10
    game.openai(Sign(notice=game.notice.id))
    (contract,) = [fact.contract for fact in game.happened(ContractSigned)]
    assert (contract.provider, contract.mw, contract.price) == ("azure", 100, 3300)
    assert contract.exercised


def test_exercised_capacity_is_billed_at_the_price_it_matched():
    cheap, dear = (
        says(noticed(), "exercise").openai(Sign(notice="oracle-2025-q1")),
        Game(world(openai=RICH)),
    )
    cheap.quarters(6)
    dear.quarters(6)
    assert cheap.contract("azure-for-oracle-2025-q1").live
    assert cheap.stat("openai.compute_cost") - dear.stat("openai.compute_cost") == 100 * 3300 // 1000


def test_exercise_beyond_azures_lead_is_promised_for_the_quarter_asked_for():
    game = courting().openai(Request(mw=100, provider="oracle", start=9))
    assert says(game, "exercise").notice.azure_start == 9


def test_exercise_comes_no_sooner_than_azure_can_build():
    game = courting("neocloud", 60).openai(Request(mw=60, provider="neocloud", start=2))
    assert says(game, "exercise").notice.azure_start == 4


def test_openai_may_leave_what_was_exercised():
    game = says(noticed(), "exercise")
    game.openai(Withdraw(notice=game.notice.id))
    assert not game.happened(ContractSigned)
    assert game.notice.stage == "withdrawn"


@pytest.mark.parametrize("share", [0, 100, -5])
def test_a_part_is_neither_nothing_nor_all(share):
    game = noticed()
    answer = Answer(notice=game.notice.id, answer="partial", share=share)
    assert game.refused(MICROSOFT, answer).code == "partial-share"


def test_a_counter_accepted_is_azure_on_the_counters_terms():
    game = says(noticed(), "counter", price=3100, start=7)
    assert game.topics == ((OPENAI, "reply"),)
    game.openai(Sign(notice=game.notice.id))
    assert (game.newest.provider, game.newest.price, game.newest.due) == ("azure", 3100, 7)
    assert not game.newest.exercised


def test_a_counter_declined_and_exercised_is_at_the_quoted_price():
    game = says(noticed(), "counter", price=3100, start=7).openai(Decline(notice="oracle-2025-q1"))
    says(game, "exercise").openai(Sign(notice=game.notice.id))
    assert (game.newest.provider, game.newest.price) == ("azure", 3300)


@pytest.mark.parametrize(("price", "start"), [(499, 5), (6601, 5), (3300, 4), (3300, 10)])
def test_a_counter_keeps_to_a_range(price, start):
    game = noticed()
    answer = Answer(notice=game.notice.id, answer="counter", price=price, start=start)
    assert game.refused(MICROSOFT, answer).code == "counter-terms"


def test_a_declined_counter_to_an_azure_request_is_the_end_of_it():
    game = Game().to("notices").openai(Request(mw=200, provider="azure", start=4))
    says(game, "counter", price=3500, start=6).openai(Decline(notice=game.notice.id))
    assert game.notice.stage == "withdrawn"


@pytest.mark.parametrize("regime", ["rofr", "match"])
def test_silence_lapses_into_a_waiver_and_earns_nothing(regime):
    game = says(noticed(terms={"compute-sourcing": regime}), "silence")
    assert game.moved("relations.openai_trust") == 0
    game.openai(Sign(notice=game.notice.id))
    assert game.newest.provider == "oracle"


def test_silence_to_an_azure_request_is_a_no():
    game = Game().to("notices").openai(Request(mw=200, provider="azure", start=4))
    says(game, "silence")
    assert game.notice.stage == "silence"
    assert game.topics == ((OPENAI, "notices"),)


# --- a waiver with a price ----------------------------------------------------------------------------------------

PRICE = (("azure-commitment", 100),)


@pytest.mark.parametrize(("otherwise", "provider"), [("exercise", "azure"), ("waive", "oracle")])
def test_not_signed_it_goes_as_microsoft_said(otherwise, provider):
    game = says(noticed(), "waive-for", package=PRICE, otherwise=otherwise).openai(Done())
    game.openai(Walk())
    assert game.topics == ((OPENAI, "reply"),)
    game.openai(Sign(notice=game.notice.id))
    signed = [fact.contract for fact in game.happened(ContractSigned)]
    assert [contract.provider for contract in signed] == [provider]


def test_a_waiver_is_not_bought_with_a_memorandum():
    game = says(noticed(), "waive-for", package=PRICE).openai(Done())
    assert Principle() not in game.legal(OPENAI)
    assert game.refused(OPENAI, Principle()).code == "waiver-waits"
    game.openai(Offer(package=(("revenue-share", 1000),)))
    assert Principle() in game.legal(MICROSOFT)


def test_a_right_signed_away_at_the_table_is_not_exercised_afterwards():
    game = says(noticed(), "waive-for", package=PRICE).openai(Done())
    game.openai(Offer(package=(("compute-sourcing", "none"),))).microsoft(Accept())
    assert game.notice.azure_mw == 0
    game.openai(Sign(notice=game.notice.id))
    assert [fact.contract.provider for fact in game.happened(ContractSigned)] == ["oracle"]


def test_where_azure_itself_is_asked_there_is_nothing_to_waive_for():
    game = Game().to("notices").openai(Request(mw=200, provider="azure", start=4))
    answer = Answer(notice=game.notice.id, answer="waive-for", package=PRICE)
    assert game.refused(MICROSOFT, answer).code == "answer-not-open"


# --- match only ---------------------------------------------------------------------------------------------------

MATCH = {"compute-sourcing": "match"}


def test_under_match_only_microsoft_takes_what_it_can_prove_and_the_rest_goes_outside():
    game = courting(terms=MATCH)
    game.set("microsoft.slots", 20).set("microsoft.spare_mw", 10)
    game.openai(Request(mw=100, provider="oracle", start=5))
    says(game, "exercise").openai(Sign(notice=game.notice.id))
    azure, outside = (fact.contract for fact in game.happened(ContractSigned))
    assert (azure.mw, outside.mw) == (30, 70)


def test_under_match_only_nothing_to_show_is_nothing_to_take():
    game = courting(terms=MATCH)
    game.set("microsoft.slots", 0).set("microsoft.spare_mw", 0)
    game.openai(Request(mw=100, provider="oracle", start=5))
    assert game.refused(MICROSOFT, Answer(notice=game.notice.id, answer="exercise")).code == "answer-not-open"
    assert not [d for d in game.legal(MICROSOFT) if isinstance(d, Answer) and d.answer == "partial"]


# --- the carve-out ------------------------------------------------------------------------------------------------


def test_training_beyond_the_carve_out_is_a_notice_like_any_other():
    game = courting(terms={"research-carve-out": 0})
    game.openai(Request(mw=100, provider="oracle", start=5, purpose="train"))
    assert game.topics == ((MICROSOFT, "answer"),)
    assert game.stat("openai.carve_used") == 0


def test_the_carve_out_is_used_up():
    game = courting().set("openai.carve_used", 950)
    trains = [d for d in game.legal(OPENAI) if isinstance(d, Request) and d.purpose == "train"]
    assert max(d.mw for d in trains if d.provider == "oracle") == 50
    game.openai(Request(mw=60, provider="oracle", start=5, purpose="train"))
    assert game.topics == ((MICROSOFT, "answer"),)


def test_where_sourcing_is_free_the_carve_out_is_left_alone():
    game = courting(terms={"compute-sourcing": "none"})
    game.openai(Request(mw=100, provider="oracle", start=5, purpose="train"))
    assert game.stat("openai.carve_used") == 0


# --- quotes -------------------------------------------------------------------------------------------------------


def test_a_quote_holds_its_price_for_this_quarter_and_the_next():
    game = courting()
    (quote,) = game.state.openai.quotes
    assert (quote.price, quote.mw, quote.until) == (3300, 150, 1)
    game.close()
    assert quote in game.state.openai.quotes
    game.close()
    assert not game.state.openai.quotes


def test_no_more_is_asked_for_than_was_quoted():
    assert courting(mw=90).refused(OPENAI, Request(mw=91, provider="oracle", start=5)).code == "beyond-quote"


def test_a_quote_is_used_up_by_what_is_signed_and_by_what_is_under_way():
    game = noticed(100)
    says(game, "waive").openai(Sign(notice=game.notice.id))
    refusal = game.refused(OPENAI, Request(mw=60, provider="oracle", start=5))
    assert refusal.code == "beyond-quote"
    assert "50 MW" in refusal.hint
    game.openai(Request(mw=50, provider="oracle", start=5))


def test_a_quote_is_not_used_up_by_what_azure_took():
    game = noticed(100)
    says(game, "exercise").openai(Sign(notice=game.notice.id))
    game.openai(Request(mw=150, provider="oracle", start=5))


def test_a_quote_is_still_used_up_in_the_next_quarter():
    game = noticed(100)
    says(game, "waive").openai(Sign(notice=game.notice.id)).close().to("notices")
    assert game.refused(OPENAI, Request(mw=60, provider="oracle", start=6)).code == "beyond-quote"


def test_who_courts_again_gets_the_newer_quote():
    game = courting(mw=20).close()
    game.to("plan", OPENAI).openai(Act(action="court", about="oracle", amount=150)).to("notices")
    game.openai(Request(mw=150, provider="oracle", start=6))
    assert game.state.notices[-1].mw == 150


def test_a_provider_quotes_what_it_has():
    game = Game().to("plan", OPENAI)
    assert (
        game.refused(OPENAI, Act(action="court", about="oracle", amount=151)).code == "action-amount"
    )  # 150 + 40 t


# --- what a request may be ----------------------------------------------------------------------------------------


def test_a_request_is_at_most_a_quarter_of_the_fleet_and_150():
    game = Game().to("notices")
    assert compute.largest_request(game.scenario, game.state) == 750 // 4 + 1 + 150  # 187.5 rounds up
    assert game.refused(OPENAI, Request(mw=339, provider="azure", start=4)).code == "request-size"
    assert game.refused(OPENAI, Request(mw=9, provider="azure", start=4)).code == "request-size"


@pytest.mark.parametrize("start", [3, 9])
def test_a_start_is_at_the_lead_or_up_to_a_year_later(start):
    game = Game().to("notices")
    assert game.refused(OPENAI, Request(mw=100, provider="azure", start=start)).code == "request-start"


def test_tight_power_adds_a_quarter_to_azures_lead():
    game = Game(world(world={"power_tight": 56})).to("notices")
    assert game.refused(OPENAI, Request(mw=100, provider="azure", start=4)).code == "request-start"


def test_three_requests_a_quarter_are_all_anybody_reads():
    game = Game().to("notices")
    for _ in range(3):
        game.openai(Request(mw=10, provider="azure", start=4))
        game.microsoft(Answer(notice=game.state.notices[-1].id, answer="waive"))
    assert game.refused(OPENAI, Request(mw=10, provider="azure", start=4)).code == "enough-requests"
    assert not [d for d in game.legal(OPENAI) if isinstance(d, Request)]


def test_deposits_are_paid_at_once_and_only_from_cash_at_hand():
    game = courting("neocloud", 60)
    game.openai(Request(mw=60, provider="neocloud", start=2))
    says(game, "waive").openai(Sign(notice=game.notice.id))
    assert game.moved("openai.cash", "deposit, the neocloud") == -(60 * 3700 * 8 // 1000 * 15 // 100)
    poor = courting("neocloud", 60).set("openai.cash", 50)
    assert poor.refused(OPENAI, Request(mw=60, provider="neocloud", start=2)).code == "not-enough-cash"


# --- promises and slots -------------------------------------------------------------------------------------------


def test_beyond_four_fifths_of_the_slots_exercised_capacity_is_promised_two_quarters_later():
    game = courting().set("microsoft.slots", 120)  # 80 % are 96
    game.openai(Request(mw=100, provider="oracle", start=5))
    says(game, "exercise").openai(Sign(notice=game.notice.id))
    assert (game.newest.due, game.newest.late) == (7, 0)
    assert game.stat("microsoft.delivery_failures") == 1
    assert game.stat("microsoft.slots_used") == 100


def test_within_four_fifths_of_the_slots_it_comes_on_time():
    game = courting().set("microsoft.slots", 125)
    game.openai(Request(mw=100, provider="oracle", start=5))
    says(game, "exercise").openai(Sign(notice=game.notice.id))
    assert (game.newest.due, game.newest.late) == (5, 0)
    assert game.stat("microsoft.delivery_failures") == 0


def test_slots_promised_once_are_not_there_twice():
    game = courting().set("microsoft.slots", 200)  # 160 on time
    for late in (0, 2):
        game.openai(Request(mw=100, provider="azure", start=4))
        notice = game.state.notices[-1].id
        game.microsoft(Answer(notice=notice, answer="exercise")).openai(Sign(notice=notice))
        assert game.newest.due == 4 + late
    assert game.stat("microsoft.delivery_failures") == 1


# --- deliveries ---------------------------------------------------------------------------------------------------


def test_capacity_comes_on_line_when_it_is_due():
    game = Game().close().close()
    assert Delivered("azure-soon") in game.facts
    assert game.stat("openai.azure_mw") == 800
    assert game.moved("relations.openai_trust", "delivered on time") == 10


def test_fifty_megawatts_and_no_less_are_thanked_for():
    soon = (StartContract(id="a", provider="azure", mw=49, price=3000, due=1),)
    game = Game(world(contracts=soon)).close().close()
    assert game.moved("relations.openai_trust", "delivered on time") == 0


def test_take_or_pay_begins_with_the_delivery():
    game = Game().close()
    before = game.stat("openai.compute_cost")
    game.close()
    assert game.stat("openai.compute_cost") - before == 100 * 3000 // 1000


@pytest.mark.parametrize(("draw", "quarters"), [(0, 1), (1, 1), (2, 2)])
def test_a_slip_is_one_quarter_two_times_in_three_and_else_two(draw, quarters):
    game = Game(chance=Steady(hits={"slip"}, below={"slip-length": draw})).close().close()
    assert Slipped("azure-soon", quarters) in game.facts
    assert game.contract("azure-soon").due == 1 + quarters
    assert game.stat("openai.late_mw") == 100
    assert game.moved("relations.openai_trust", "exercised, then late") == 0


def test_exercised_and_then_late_costs_trust_and_counts_as_a_failure():
    game = Game(world(openai=RICH), chance=Steady(hits={"slip"}, below={"slip-length": 2})).to("plan", OPENAI)
    game.openai(Act(action="court", about="oracle", amount=150)).to("notices")
    game.openai(Request(mw=100, provider="oracle", start=5))
    says(game, "exercise").openai(Sign(notice=game.notice.id)).quarters(6)
    assert Slipped("azure-for-oracle-2025-q1", 2) in game.facts
    assert game.moved("relations.openai_trust", "exercised, then late") == -60
    assert game.stat("microsoft.delivery_failures") == 1


def test_tight_power_makes_slips_likelier():
    class Counting(Steady):
        odds: list[int]

        def hit(self, bps, *name):
            if name[0] == "slip":
                self.odds.append(bps)
            return False

    found = []
    for tight in (25, 75):
        chance = Counting()
        chance.odds = []
        Game(world(world={"power_tight": tight}), chance=chance).close().set(
            "world.power_tight", tight * 10
        ).close()
        found.append(chance.odds[0])
    assert found == [1000, 1000 + 20 * 50]


def test_a_term_that_ran_out_rolls_on_at_the_markets_price():
    short = (
        StartContract(id="azure-first", provider="azure", mw=700, price=3000),
        StartContract(id="old", provider="oracle", mw=50, price=2000, term=2),
    )
    game = Game(world(contracts=short)).quarters(2)
    assert game.contract("old").price == 2000
    price = game.stat("world.partner_price")  # Oracle's own is the market's
    game.close()
    assert Repriced("old", price) in game.facts
    assert game.contract("old").term == 6


# --- cancelling ---------------------------------------------------------------------------------------------------


def test_cancelling_costs_two_quarters_at_least():
    short = (StartContract(id="brief", provider="oracle", mw=100, price=3000, due=3, term=4),)
    game = Game(world(contracts=short)).to("notices").openai(Cancel(contract="brief"))
    assert game.moved("openai.cash") == -600


def test_what_cannot_be_paid_for_cannot_be_cancelled():
    game = Game(world(openai={"cash": 100})).to("notices")
    assert game.refused(OPENAI, Cancel(contract="oracle-first")).code == "not-enough-cash"


# --- out of place -------------------------------------------------------------------------------------------------


def test_a_notice_that_does_not_exist_is_not_answered():
    assert noticed().refused(MICROSOFT, Answer(notice="N1", answer="waive")).code == "no-such-notice"


def test_a_notice_is_answered_once():
    game = says(noticed(), "waive").openai(Sign(notice="oracle-2025-q1"))
    game.openai(Request(mw=20, provider="azure", start=4))
    answer = Answer(notice="oracle-2025-q1", answer="exercise")
    assert game.refused(MICROSOFT, answer).code == "notice-stage"


def test_every_regime_says_what_may_be_answered():
    assert set(compute_sourcing.ANSWERS) == {"exclusive", "rofr", "match", "none"}


def test_notices_are_forgotten_with_the_quarter():
    game = noticed()
    says(game, "waive").openai(Withdraw(notice=game.notice.id))
    assert game.happened(NoticeClosed) == [NoticeClosed("oracle-2025-q1", "withdrawn")]
    assert game.close().state.notices == ()
