"""The bargaining table: alternating offers of packages, in limited rounds, with no dice (rulebook 3.3.1)."""

from __future__ import annotations

import pytest

from game.rules.decisions import (
    Accept,
    Act,
    Agree,
    Ask,
    Because,
    Done,
    Insist,
    Offer,
    Principle,
    Promise,
    Reason,
    Stage,
    Threat,
    Walk,
    Why,
)
from game.rules.facts import TableClosed
from game.rules.scenario import Turns
from game.rules.state import LastWord
from game.rules.units import MICROSOFT, OPENAI
from tests.worlds import TERMS, Game, world

CAP = (("revenue-share-cap", 92),)
LICENCE = (("ip-end", 2032),)
FREEDOM = (("compute-sourcing", "match"),)
ASIDES = {Agree, Insist, Stage, Promise, Threat}
"""What is said without passing the turn."""


def moves(game: Game, seat: str) -> set[type]:
    """The kinds of moves a seat has that are not asides."""
    return {type(decision) for decision in game.legal(seat)} - ASIDES


# --- opening ------------------------------------------------------------------------------------------------------


def test_nobody_opens_the_table_and_the_quarter_runs():
    game = Game().to("notices").close()
    assert game.state.quarter == 1
    assert game.state.table is None


@pytest.mark.parametrize("seat", [OPENAI, MICROSOFT])
def test_who_opens_speaks_first(seat):
    assert Game().table(seat).topics == ((seat, "table"),)


@pytest.mark.parametrize(("quarter", "first"), [(0, OPENAI), (1, MICROSOFT)])
def test_where_both_open_they_take_turns_from_quarter_to_quarter(quarter, first):
    game = Game(world(openai={"cash": 100_000})).quarters(quarter).to("plan", OPENAI)
    game.openai(Act(action="open-table"), Done())
    game.microsoft(Act(action="open-table")).to("table")
    assert game.topics == ((first, "table"),)


def test_the_last_quarter_is_worth_two_rounds():
    assert Game(world(quarters=1)).table().lying.rounds == 5


# --- offers -------------------------------------------------------------------------------------------------------


def test_an_offer_costs_a_round_and_passes_the_turn():
    game = Game().table().openai(Offer(package=CAP))
    assert game.lying.rounds == 2
    assert game.topics == ((MICROSOFT, "table"),)
    assert (game.lying.offers, game.lying.offered_by) == (CAP, OPENAI)


def test_a_new_offer_takes_the_place_of_the_old():
    game = Game().table().openai(Offer(package=CAP)).microsoft(Offer(package=LICENCE))
    assert (game.lying.offers, game.lying.offered_by) == (LICENCE, MICROSOFT)
    assert [said.package for said in game.lying.history] == [CAP, LICENCE]


def test_a_package_is_put_in_the_documents_order_without_what_it_leaves_alone():
    game = Game().table()
    game.openai(Offer(package=(("ip-end", 2032), ("revenue-share", 2000), ("compute-sourcing", "match"))))
    assert game.lying.offers == (*FREEDOM, *LICENCE)


@pytest.mark.parametrize(
    ("package", "code"),
    [
        ((), "nothing-changed"),
        ((("ip-end", 2030),), "nothing-changed"),
        ((("weather", "fine"),), "no-such-clause"),
        ((("ip-end", 2029),), "no-such-term"),
        ((("ip-end", 2032), ("ip-end", 2035)), "clause-twice"),
        ((("revenue-share", False),), "no-such-term"),
        ((("revenue-share", True),), "no-such-term"),
        ((("revenue-share", 1500.0),), "no-such-term"),
        ((("revenue-share", -1500),), "no-such-term"),
        ((("revenue-share", 10**40),), "no-such-term"),
    ],
)
def test_what_is_no_package(package, code):
    assert Game().table().refused(OPENAI, Offer(package=package)).code == code


def test_what_is_not_up_for_negotiation_is_no_offer():
    scenario = world()
    agreement = {**scenario.agreement}
    kept = agreement["ip-end"]
    agreement["ip-end"] = type(kept)(start=kept.start, options=())
    game = Game(world(agreement=agreement)).table()
    assert game.refused(OPENAI, Offer(package=LICENCE)).code == "no-such-term"
    assert not any(d.package == LICENCE for d in game.legal(OPENAI) if isinstance(d, Offer))


def test_the_package_on_the_table_is_accepted_and_not_offered_back():
    game = Game().table().openai(Offer(package=CAP))
    assert game.refused(MICROSOFT, Offer(package=CAP)).code == "same-package"
    assert not any(d.package == CAP for d in game.legal(MICROSOFT) if isinstance(d, Offer))


def test_one_may_insist():
    game = (
        Game().table().openai(Offer(package=CAP)).microsoft(Offer(package=LICENCE)).openai(Offer(package=CAP))
    )
    assert game.lying.offers == CAP


def test_without_rounds_there_are_no_offers():
    game = Game().table()
    for seat, package in ((OPENAI, CAP), (MICROSOFT, LICENCE), (OPENAI, FREEDOM)):
        game.act(seat, Offer(package=package))
    assert game.refused(MICROSOFT, Offer(package=CAP)).code == "no-rounds"
    assert moves(game, MICROSOFT) == {Accept, Principle, Why, Walk}


def test_what_is_said_is_kept_short_and_to_the_clauses():
    game = Game().table()
    assert game.refused(OPENAI, Offer(package=CAP, says="x" * 601)).code == "too-long"
    reasons = (Reason("weather", "hurts", "some"),)
    assert game.refused(OPENAI, Offer(package=CAP, reasons=reasons)).code == "no-such-clause"
    assert game.refused(OPENAI, Offer(package=CAP, patience=10**20)).code == "patience"
    assert game.refused(OPENAI, Walk(says="x" * 601)).code == "too-long"
    game.openai(Offer(package=CAP, reasons=(Reason("revenue-share-cap", "helps", "some"),), patience=6))
    assert game.lying.patience_openai == 6


# --- asking -------------------------------------------------------------------------------------------------------


def test_ask_costs_a_round_and_is_owed_an_offer():
    game = Game().table().openai(Ask())
    assert game.lying.rounds == 2
    assert game.refused(MICROSOFT, Ask()).code == "owes-offer"
    assert moves(game, MICROSOFT) == {Offer, Walk}
    game.microsoft(Offer(package=LICENCE))
    assert game.lying.must_answer == ""


def test_with_one_round_left_there_is_no_asking():
    game = Game().table().openai(Ask()).microsoft(Offer(package=LICENCE))
    assert game.refused(OPENAI, Ask()).code == "no-rounds"


def test_why_is_free_and_asked_once_a_refusal():
    game = Game().table().openai(Offer(package=CAP)).microsoft(Offer(package=LICENCE))
    game.openai(Why())
    assert game.lying.rounds == 1
    assert game.refused(MICROSOFT, Offer(package=FREEDOM)).code == "owes-reasons"
    assert game.refused(MICROSOFT, Accept()).code == "owes-reasons"
    assert {type(decision) for decision in game.legal(MICROSOFT)} == {Because, Walk}
    reasons = (Reason("revenue-share-cap", "hurts", "a lot"),)
    game.microsoft(Because(reasons=reasons))
    assert game.topics == ((OPENAI, "table"),)
    assert game.lying.history[-1].reasons == reasons
    assert game.refused(OPENAI, Why()).code == "asked-why"


def test_why_is_asked_about_a_refusal_of_ones_own():
    game = Game().table()
    assert game.refused(OPENAI, Why()).code == "nothing-refused"
    game.openai(Offer(package=CAP))
    assert game.refused(MICROSOFT, Why()).code == "nothing-refused"
    assert not any(isinstance(decision, Why) for decision in game.legal(MICROSOFT))


def test_nobody_answers_what_was_not_asked():
    assert Game().table().refused(OPENAI, Because()).code == "not-asked"


def test_by_default_reasons_are_owed_and_otherwise_one_walks():
    game = Game().table().openai(Offer(package=CAP)).microsoft(Offer(package=LICENCE)).openai(Why())
    game.microsoft(Done())
    assert game.lying.history[-1].move == "because"
    game.openai(Done())
    assert game.happened(TableClosed)[0].how == "walked"


# --- leaving ------------------------------------------------------------------------------------------------------


def test_walking_away_with_rounds_to_go_costs_trust_and_ends_the_quarter():
    game = Game().table().openai(Offer(package=CAP)).microsoft(Walk())
    assert game.moved("relations.openai_trust", "walked from the table") == -50
    assert game.state.quarter == 1


def test_leaving_when_the_rounds_are_gone_costs_nothing():
    game = Game().table().openai(Ask()).microsoft(Offer(package=LICENCE)).openai(Offer(package=CAP))
    game.microsoft(Walk())
    assert game.happened(TableClosed)[0].how == "out-of-rounds"
    assert game.moved("relations.openai_trust", "walked from the table") == 0


def test_last_words_carry_over_until_there_is_a_signature():
    game = Game(world(openai={"cash": 100_000})).table()
    game.openai(Offer(package=CAP)).microsoft(Offer(package=LICENCE)).openai(Walk())
    assert game.state.last_words == (
        LastWord(seat=OPENAI, quarter=0, package=CAP),
        LastWord(seat=MICROSOFT, quarter=0, package=LICENCE),
    )
    game.signs(*FREEDOM)
    assert not game.state.last_words


# --- signing ------------------------------------------------------------------------------------------------------


def test_what_is_accepted_is_in_force_from_this_quarter_on():
    game = Game().signs(("revenue-share", 1000))
    assert game.state.terms == {**TERMS, "revenue-share": 1000}
    assert game.moved("openai.cash", "revenue share") == -224


def test_there_must_be_an_offer_of_the_other_sides():
    game = Game().table()
    assert game.refused(OPENAI, Accept()).code == "nothing-on-the-table"
    game.openai(Ask())
    assert game.refused(MICROSOFT, Accept()).code == "nothing-on-the-table"


def test_a_commitment_fills_the_backlog_and_calms_the_street():
    game = Game().signs(("azure-commitment", 250))
    assert game.moved("microsoft.backlog", "the commitment") == 200_000
    assert game.moved("microsoft.fear", "signed demand") == -10
    less = Game().signs(("azure-commitment", 0))
    assert less.moved("microsoft.backlog", "the commitment") == -50_000
    assert less.moved("microsoft.fear", "signed demand") == 0


def test_the_terms_of_a_state_that_was_handed_out_never_change():
    game = Game().table().openai(Offer(package=CAP))
    before, terms = game.state, dict(game.state.terms)
    game.microsoft(Accept())
    assert before.terms == terms
    assert game.state.terms != terms
    assert Game().state.terms == TERMS


# --- recapitalisation ---------------------------------------------------------------------------------------------

RICH = {"cash": 300_000}
STAKE = ("equity-stake", 2700)


def test_a_recapitalisation_is_through_its_review_a_quarter_later():
    game = Game(world(openai=RICH)).signs(STAKE)
    assert game.moved("world.heat_charity", "the recapitalisation") == 80
    assert (game.stat("openai.recapitalised"), game.stat("relations.stake")) == (0, 0)
    game.close()
    assert (game.stat("openai.recapitalised"), game.stat("relations.stake")) == (1, 2700)


def test_in_the_heat_a_review_takes_longer():
    game = Game(world(openai=RICH, world={"heat_charity": 60})).signs(STAKE).quarters(2)
    assert game.stat("openai.recapitalised") == 0
    assert game.close().stat("openai.recapitalised") == 1


def test_after_the_review_the_equity_is_settled():
    game = Game(world(openai=RICH)).signs(STAKE).close().table()
    assert game.refused(OPENAI, Offer(package=(("equity-stake", 3000),))).code == "settled"
    assert not any("equity-stake" in dict(d.package) for d in game.legal(OPENAI) if isinstance(d, Offer))


def test_a_stake_can_be_changed_during_the_review_which_goes_on():
    game = Game(world(openai=RICH)).signs(STAKE).signs(("equity-stake", 3000))
    assert (game.stat("openai.recapitalised"), game.stat("relations.stake")) == (1, 3000)


def test_a_consent_taken_back_calls_the_review_off():
    hot = {"heat_charity": 60}
    game = Game(world(openai=RICH, world=hot)).signs(STAKE).signs(("equity-stake", "none")).quarters(3)
    assert game.stat("openai.recapitalised") == 0


def test_a_consent_given_again_starts_another_review():
    hot = {"heat_charity": 60}
    game = Game(world(openai=RICH, world=hot)).signs(STAKE).signs(("equity-stake", "none")).signs(STAKE)
    assert game.stat("openai.recapitalised") == 0
    assert game.quarters(3).stat("openai.recapitalised") == 1


def test_a_table_never_has_more_than_eight_rounds():
    game = Game(world(turns=Turns(rounds=8))).to("plan")
    for seat in (OPENAI, MICROSOFT):
        game.act(seat, Act(action="counsel"), Act(action="open-table"), Done())
    table = game.to("table").state.table
    assert table is not None
    assert table.rounds == 8


def test_a_refusal_names_a_clause_by_its_title_and_its_id():
    refusal = Game().table().refused(OPENAI, Offer(package=(("ip-end", 9),)))
    assert refusal.words.endswith("“IP end” (ip-end) cannot become 9.")
