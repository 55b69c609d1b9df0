"""What is signed with a package, or said beside it: contingent clauses, side letters, promises, threats (rulebook 3.3.4, 3.3.6)."""

from __future__ import annotations

from typing import Any

import pytest

from game.rules.agreement import CLAUSES
from game.rules.decisions import (
    Accept,
    Act,
    Contingent,
    Done,
    Letter,
    Offer,
    Principle,
    Promise,
    Request,
    Riders,
    Threat,
)
from game.rules.facts import ConditionMet, Signed
from game.rules.state import Pledge
from game.rules.stats import STATS
from game.rules.triggers import TRIGGERS, is_met, reads
from game.rules.undertakings import UNDERTAKINGS
from game.rules.units import DISCOUNT, MICROSOFT, OPENAI, mul
from tests.worlds import Game, world

RICH: dict[str, Any] = {"openai": {"cash": 500_000}}
CAP_AT_TEN = Contingent(clause="revenue-share-cap", term=60, trigger="sold", at=10, by=20)


def signed(*package: tuple[str, int | str], **riders: Any) -> Game:
    """A package with riders, offered by OpenAI and accepted."""
    game = Game(world(**RICH)).table()
    return game.openai(Offer(package=package, riders=Riders(**riders))).microsoft(Accept())


def said(game: Game) -> Pledge:
    """The only thing anybody has said."""
    (pledge,) = game.state.pledges
    return pledge


# --- contingent clauses -------------------------------------------------------------------------------------------


def test_a_contingent_clause_changes_nothing_until_its_trigger_is_met():
    game = signed(("ip-end", 2032), contingents=(CAP_AT_TEN,))
    seen = [game.state.terms["revenue-share-cap"]]
    while game.stat("openai.sold") < 10_000:
        seen.append(game.state.terms["revenue-share-cap"])
        game.close()
    assert set(seen) == {"none"}
    assert game.state.terms["revenue-share-cap"] == 60
    assert game.state.agreement.waiting == ()
    last = game.state.agreement.amendments[-1]
    assert (last.how, last.changes) == ("condition", (("revenue-share-cap", "none", 60),))
    assert game.state.relations.signatures == 1, "nobody signed anything for it"


def test_a_package_may_be_nothing_but_a_condition():
    game = signed(contingents=(CAP_AT_TEN,))
    assert game.state.agreement.amendments[0].changes == ()
    assert [w.contingent for w in game.state.agreement.waiting] == [CAP_AT_TEN]


def test_a_condition_that_is_met_already_comes_true_at_once():
    met = Contingent(clause="revenue-share-cap", term=60, trigger="capability", at=1000, by=5)
    assert signed(contingents=(met,)).state.terms["revenue-share-cap"] == 60


def test_who_signs_a_clause_again_supersedes_the_condition_on_it():
    game = signed(contingents=(CAP_AT_TEN,)).signs(("revenue-share-cap", 92))
    assert game.state.agreement.waiting == ()
    assert game.quarters(8).state.terms["revenue-share-cap"] == 92


def test_one_condition_coming_true_leaves_another_on_the_same_clause():
    second = Contingent(clause="revenue-share-cap", term=38, trigger="delivered", at=40_000, by=22)
    game = signed(contingents=(CAP_AT_TEN, second))
    while game.stat("openai.sold") < 10_000:
        game.close()
    assert [w.contingent for w in game.state.agreement.waiting] == [second]


def test_a_condition_that_comes_true_has_all_the_consequences_of_a_signature_but_the_goodwill():
    more = Contingent(clause="azure-commitment", term=100, trigger="sold", at=10, by=20)
    game = signed(contingents=(more,))
    while not any(isinstance(fact, ConditionMet) for fact in game.facts):
        game.close()
    assert game.moved("microsoft.backlog", "the commitment") == 50_000
    assert game.moved("relations.openai_trust", "an amendment") == 0
    assert len(game.happened(Signed)) == 1


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("no-such-trigger", {"trigger": "weather"}),
        ("no-such-term", {"term": 61}),
        ("no-such-term", {"clause": "weather"}),
        ("trigger-range", {"at": -1}),
        ("trigger-range", {"at": 2001}),
        ("trigger-date", {"by": 24}),
        ("trigger-date", {"by": -1}),
    ],
)
def test_a_condition_nobody_could_test_is_refused(code, changed):
    contingent = Contingent(**({f: getattr(CAP_AT_TEN, f) for f in CAP_AT_TEN.__struct_fields__} | changed))
    offer = Offer(package=(), riders=Riders(contingents=(contingent,)))
    assert Game().table().refused(OPENAI, offer).code == code


def test_three_conditions_are_as_many_as_a_package_carries():
    four = tuple(
        Contingent(clause=clause, term=CLAUSES[clause].options[0], trigger="sold", at=100, by=20)
        for clause in ("ip-end", "ip-scope", "revenue-share-cap", "agi-trigger")
    )
    assert (
        Game().table().refused(OPENAI, Offer(package=(), riders=Riders(contingents=four))).code
        == "too-many-ifs"
    )


@pytest.mark.parametrize("trigger", TRIGGERS.values(), ids=list(TRIGGERS))
def test_a_trigger_is_met_at_its_figure_and_not_a_hair_below(trigger):
    contingent = Contingent(clause="ip-end", term=2032, trigger=trigger.id, at=trigger.low, by=1)
    game, moved = Game(), {"delivered": "openai.azure_mw", "rival-lead": "world.rival"}
    stat = moved.get(trigger.id) or next(name for name in STATS if trigger.measure(lambda n, s=name: n == s))
    short = trigger.low * trigger.scale - trigger.measure(reads(game.state))
    assert not is_met(contingent, reads(game.set(stat, game.stat(stat) + short - 1).state))
    assert is_met(contingent, reads(game.set(stat, game.stat(stat) + 1).state))
    assert trigger.words(trigger.low)


# --- side letters -------------------------------------------------------------------------------------------------


def letter(undertaking: str = "no-outside", seat: str = OPENAI, due: int = 3, amount: int = 1) -> Letter:
    return Letter(seat=seat, undertaking=undertaking, amount=amount, due=due, penalty=2000)


def test_a_broken_side_letter_pays_its_penalty_once():
    game = Game(world(terms={"compute-sourcing": "none"}, **RICH)).table()
    game.openai(Offer(package=(("ip-end", 2032),), riders=Riders(letters=(letter(),)))).microsoft(Accept())
    game.to("plan", OPENAI).openai(Act(action="court", about="oracle", amount=100)).to("notices", OPENAI)
    game.openai(Request(mw=50, provider="oracle", start=game.state.quarter + 5)).close()
    assert said(game).status == "broken"
    game.quarters(3)
    assert game.total("openai.cash", "the side letter's penalty") == -2000
    assert game.total("microsoft.returns", "the side letter's penalty") == mul(2000, DISCOUNT(1)), (
        "in the money of 2025"
    )


def test_a_kept_side_letter_costs_nothing_and_is_thanked_for_by_the_quarter():
    game = signed(("ip-end", 2032), letters=(letter(),)).quarters(3)
    assert said(game).status == "kept"
    assert game.total("openai.cash", "the side letter's penalty") == 0
    assert game.total("relations.microsoft_trust", "a side letter kept") == 30


def test_a_letter_for_the_other_side_is_refused_by_who_would_have_to_pay():
    game = Game(world(openai={"cash": 1000})).table(MICROSOFT)
    game.microsoft(Offer(package=(("ip-end", 2032),), riders=Riders(letters=(letter(),))))
    assert game.refused(OPENAI, Accept()).code == "penalty"
    assert Accept() not in game.legal(OPENAI)


# --- promises and threats -----------------------------------------------------------------------------------------


def test_a_promise_kept_earns_trust_for_every_quarter_it_held():
    game = Game(world(**RICH)).table().openai(Promise(undertaking="no-claim", amount=1, due=3))
    assert said(game).status == "open"
    game.quarters(4)
    assert said(game).status == "kept"
    assert game.total("relations.microsoft_trust", "a promise kept") == 30


def test_what_was_promised_to_be_done_is_kept_as_soon_as_it_is_done():
    game = Game(world(**RICH)).table().openai(Promise(undertaking="safety-case", amount=1, due=6)).close()
    game.to("plan", OPENAI).openai(Act(action="safety-case")).close()
    assert said(game).status == "kept"


def test_a_signature_settles_what_was_threatened_for_it():
    game = (
        Game(world(**RICH))
        .table()
        .openai(Threat(undertaking="complain", amount=1, due=1), Offer(package=(("ip-end", 2032),)))
    )
    game.microsoft(Accept())
    assert said(game).status == "withdrawn"
    assert game.quarters(3).total("relations.openai_credibility", "a threat let pass") == 0


def test_a_memorandum_binds_its_letters_when_it_is_signed_and_not_before():
    riders = Riders(letters=(letter(due=4),))
    game = Game(world(**RICH)).table().openai(Offer(package=(("ip-end", 2032),), riders=riders))
    game.microsoft(Principle())
    assert game.state.pledges == ()
    game.to("plan").openai(Done()).microsoft(Done())
    assert said(game).kind == "letter"


def test_words_that_would_mean_nothing_are_refused():
    game = Game(world(terms={"compute-sourcing": "none"})).table(MICROSOFT)
    words = game.refused(MICROSOFT, Promise(undertaking="waive", amount=500, due=4))
    assert words.code == "idle-words"
    assert game.refused(MICROSOFT, Threat(undertaking="exercise", amount=1, due=4)).code == "idle-words"


def test_nobody_believes_a_third_promise():
    game = Game(world(relations={"openai_trust": 60, "microsoft_trust": 60}, **RICH))
    for undertaking in ("no-claim", "safety-case"):
        game.table().openai(Promise(undertaking=undertaking, amount=1, due=game.state.quarter + 5)).close()
    assert (
        game.table().refused(OPENAI, Promise(undertaking="no-outside", amount=1, due=5)).code
        == "promised-enough"
    )


def test_everything_that_can_be_undertaken_is_worded_and_measured():
    game = Game()
    for undertaking in UNDERTAKINGS.values():
        assert undertaking.words(undertaking.low)
        for seat in undertaking.seats:
            assert game.stat(undertaking.counts(seat)) >= 0
        assert undertaking.low <= undertaking.high


def test_what_is_done_between_a_memorandum_and_its_signature_counts_for_its_letters():
    riders = Riders(letters=(letter(seat=MICROSOFT, undertaking="no-rivals", due=4),))
    game = Game(world(**RICH)).table().openai(Offer(package=(("ip-end", 2032),), riders=riders))
    game.microsoft(Principle()).to("plan", MICROSOFT).microsoft(Act(action="host-rival")).to("notices")
    assert said(game).status == "open"
    assert said(game.close()).status == "broken"


def test_a_memorandum_tells_nobody_how_much_was_done_when_it_was_made():
    riders = Riders(letters=(letter(seat=OPENAI, undertaking="no-outside", amount=1, due=4),))
    game = Game(world(**RICH)).set("openai.outside_signed", 300).table()
    game.openai(Offer(package=(("ip-end", 2032),), riders=riders)).microsoft(Principle())
    for seat in (OPENAI, MICROSOFT):
        memorandum = game.view(seat).memorandum
        assert memorandum is not None
        assert memorandum.bases == ()


# --- found by reading ---------------------------------------------------------------------------------------------


def test_a_safety_case_is_promised_and_a_release_without_one_is_none():
    game = Game(world(**RICH)).table().openai(Promise(undertaking="safety-case", amount=1, due=2))
    game.set("openai.lab_capability", 1200).set("openai.capability", 1045).close()
    assert game.stat("openai.evaluated") > 1000, "a release moves what is taken for evaluated"
    assert said(game).status == "open"


def test_a_safety_case_that_finds_nothing_new_is_one_all_the_same():
    game = Game(world(**RICH)).set("openai.evaluated", 3000).table()
    game.openai(Promise(undertaking="safety-case", amount=1, due=2)).close().to("plan", OPENAI)
    game.openai(Act(action="safety-case")).close()
    assert said(game).status == "kept"


def test_in_the_last_quarter_nothing_is_left_to_promise_by():
    game = Game(world(**RICH, quarters=3)).quarters(2).table()
    refusal = game.refused(OPENAI, Promise(undertaking="safety-case", amount=1, due=3))
    assert refusal.code == "undertaking-date"
    assert "2025-Q4" not in refusal.hint
    assert "2025-Q3" not in refusal.hint
