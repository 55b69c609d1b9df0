"""What is said at the table besides offers: locks, insistence, blocks, links, and questions about a price (rulebook 3.3.1, 3.3.4)."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from game.rules.decisions import (
    PLAIN,
    Accept,
    Act,
    Agree,
    Ask,
    Because,
    Done,
    Give,
    Insist,
    Offer,
    Principle,
    Promise,
    Riders,
    Threat,
    Walk,
    Why,
)
from game.rules.facts import MemorandumEnded
from game.rules.units import MICROSOFT, OPENAI
from tests.worlds import TERMS, Game, world

CAP = ("revenue-share-cap", 92)
LICENCE = ("ip-end", 2032)
FREEDOM = ("compute-sourcing", "match")
CARVE = ("research-carve-out", 2500)


def offered(*package: tuple[str, int | str], riders: Riders = PLAIN) -> Game:
    """OpenAI has made the first offer; Microsoft is to speak."""
    trusting = {"openai_trust": 60, "microsoft_trust": 60}
    return Game(world(relations=trusting)).table().openai(Offer(package=package, riders=riders))


# --- what would you give me for it --------------------------------------------------------------------------------


def test_asking_a_price_costs_a_round_and_is_owed_an_offer():
    game = Game().table().openai(Give(clause="ip-end", term=2028))
    assert game.lying.rounds == 2
    assert game.lying.wanted == (("ip-end", 2028),)
    assert game.refused(MICROSOFT, Give(clause="ip-end", term=2035)).code == "owes-offer"
    game.microsoft(Offer(package=(("ip-end", 2028), ("revenue-share", 2000 - 200))))
    assert not game.lying.wanted


# --- agreeing a clause --------------------------------------------------------------------------------------------


def test_a_clause_that_both_agree_leaves_the_table():
    game = offered(CAP, LICENCE).microsoft(Agree(clause="ip-end"))
    assert not game.lying.ground.agreed
    assert game.topics == ((MICROSOFT, "table"),), "agreeing does not pass the turn"
    game.microsoft(Offer(package=(LICENCE, FREEDOM))).openai(Agree(clause="ip-end"))
    assert game.lying.ground.agreed == (LICENCE,)
    assert game.refused(OPENAI, Offer(package=(CAP,))).code == "agreed-clause"
    assert game.refused(OPENAI, Give(clause="ip-end", term=2035)).code == "agreed-clause"
    game.openai(Offer(package=(CAP, LICENCE)))


def test_what_one_side_agreed_is_forgotten_when_the_other_offers_something_else():
    game = offered(CAP, LICENCE).microsoft(Agree(clause="ip-end"), Offer(package=(("ip-end", 2035),)))
    game.openai(Agree(clause="ip-end"))
    assert game.lying.ground.agreed == ()


# --- not negotiable -----------------------------------------------------------------------------------------------


def test_giving_way_on_what_was_not_negotiable_costs_credibility_once():
    game = Game(world(relations={"openai_trust": 60, "microsoft_trust": 60})).table()
    game.openai(Insist(clause="ip-end"), Offer(package=(CAP,)))
    assert game.lying.ground.insisted == ((OPENAI, "ip-end", 2030),)
    game.microsoft(Offer(package=(LICENCE,)))
    before = game.stat("relations.openai_credibility")
    game.openai(Offer(package=(CAP, LICENCE)))
    assert game.stat("relations.openai_credibility") == before - 200
    game.microsoft(Offer(package=(LICENCE, CARVE))).openai(Accept())
    assert game.stat("relations.openai_credibility") == before - 200


# --- links --------------------------------------------------------------------------------------------------------


def test_who_counters_a_link_takes_both_terms_or_neither():
    game = offered(CARVE, FREEDOM, CAP, riders=Riders(links=(("research-carve-out", "compute-sourcing"),)))
    assert game.refused(MICROSOFT, Offer(package=(CARVE,))).code == "linked"
    assert game.refused(MICROSOFT, Offer(package=(CARVE, ("compute-sourcing", "none")))).code == "linked"
    game.microsoft(Offer(package=(FREEDOM, CARVE, LICENCE)))


def test_a_link_binds_only_the_other_side_and_only_until_the_next_offer():
    game = offered(CARVE, FREEDOM, riders=Riders(links=(("research-carve-out", "compute-sourcing"),)))
    game.microsoft(Offer(package=(LICENCE,))).openai(Offer(package=(CARVE,)))
    assert game.lying.ground.links == ()
    game.microsoft(Offer(package=(FREEDOM,)))


def test_a_link_ties_what_the_package_changes():
    loose = Offer(package=(CAP,), riders=Riders(links=(("revenue-share-cap", "ip-end"),)))
    assert Game().table().refused(OPENAI, loose).code == "loose-link"


# --- in principle -------------------------------------------------------------------------------------------------


def in_principle(*package: tuple[str, int | str]) -> Game:
    """Microsoft has accepted OpenAI's package in principle; the next quarter's plans are due."""
    return offered(*package).microsoft(Principle()).to("plan")


def test_a_memorandum_changes_nothing_until_the_next_quarters_plans_are_out():
    game = in_principle(CAP)
    assert game.state.quarter == 1
    assert dict(game.state.terms) == dict(TERMS)
    memorandum = game.state.memorandum
    assert memorandum is not None
    assert memorandum.package == (CAP,)
    assert memorandum.fee >= 100
    game.openai(Done()).microsoft(Done())
    assert game.state.terms["revenue-share-cap"] == 92
    assert game.state.memorandum is None
    assert game.state.relations.signatures == 1


@pytest.mark.parametrize("seat", [OPENAI, MICROSOFT])
def test_breaking_a_memorandum_costs_its_fee_and_the_other_sides_trust(seat):
    listener = MICROSOFT if seat == OPENAI else OPENAI
    game = in_principle(CAP)
    assert game.state.memorandum is not None
    fee = game.state.memorandum.fee
    cash, trust = game.stat("openai.cash"), game.stat(f"relations.{listener}_trust")
    game.act(seat, Act(action="break-memorandum")).act(seat, Done()).act(listener, Done())
    assert game.happened(MemorandumEnded) == [MemorandumEnded("broken", seat)]
    assert game.state.terms["revenue-share-cap"] == "none"
    assert game.stat("openai.cash") == cash - fee * (1 if seat == OPENAI else -1)
    assert game.stat(f"relations.{listener}_trust") == trust - 100


def test_there_is_no_memorandum_to_break_where_none_was_made():
    game = Game().to("plan", OPENAI)
    assert (
        "nothing has been agreed in principle" in game.refused(OPENAI, Act(action="break-memorandum")).words
    )


def test_the_last_quarter_has_no_next_one_to_bind_in():
    game = Game(world(quarters=1)).table().openai(Offer(package=(CAP,)))
    assert game.refused(MICROSOFT, Principle()).code == "no-next-quarter"


def test_a_memorandum_whose_package_has_come_about_otherwise_lapses():
    game = in_principle(CAP)
    game.state = game.state.copy()
    game.state.agreement = replace(game.state.agreement, terms={**game.state.terms, "revenue-share-cap": 92})
    game.openai(Done()).microsoft(Done())
    assert game.happened(MemorandumEnded) == [MemorandumEnded("lapsed")]


# --- a word with it -----------------------------------------------------------------------------------------------


def test_what_is_said_with_a_question_or_a_signature_is_in_the_minutes_for_both():
    game = Game().table().openai(Offer(package=(LICENCE,))).microsoft(Offer(package=(CARVE,)))
    game.openai(Why(says="Why not?")).microsoft(Because(says="As below.")).openai(Accept(says="Signed."))
    for seat in (OPENAI, MICROSOFT):
        (minutes,) = game.view(seat).minutes
        assert [said.says for said in minutes.history if said.says] == ["Why not?", "As below.", "Signed."]
    assert Game().table().openai(Ask(says="Well?")).lying.history[-1].says == "Well?"


@pytest.mark.parametrize("said", [Ask(says="x" * 601), Walk(says="x" * 601)])
def test_nobody_makes_a_speech(said):
    assert Game().table().refused(OPENAI, said).code == "too-long"


# --- asides end ---------------------------------------------------------------------------------------------------


def test_a_table_at_which_only_asides_were_said_is_left_without_offence():
    game = Game().table().openai(Insist(clause="ip-end"))
    trust = game.stat("relations.microsoft_trust")
    game.openai(Walk())
    assert game.moved("relations.microsoft_trust", "walked from the table") == 0
    assert trust


def test_one_promise_and_one_threat_are_heard_at_a_table():
    game = Game().table().openai(Promise(undertaking="no-claim", amount=1, due=4))
    assert game.refused(OPENAI, Promise(undertaking="safety-case", amount=1, due=4)).code == "once-a-table"
    game.openai(Threat(undertaking="complain", amount=1, due=4))
    assert game.refused(OPENAI, Threat(undertaking="claim", amount=1, due=4)).code == "once-a-table"
