"""The AGI clause at work: limbs, claims, disputes, panels, and what follows (rulebook 3.2.7)."""

from __future__ import annotations

from typing import Any

import pytest

from game.rules import agi, dimensions
from game.rules.decisions import Accept, AnswerClaim, Claim, Done, Offer
from game.rules.facts import ClaimMoved, ClaimSettled
from game.rules.state import ClaimStatus
from game.rules.units import DISCOUNT, MICROSOFT, OPENAI, mul
from tests.worlds import Game, Steady, world

RICH = {"cash": 200_000}


def lab(trigger: str = "board", consequence: str = "all", chance: Steady | None = None, **openai) -> Game:
    terms = {"agi-trigger": trigger, "agi-consequence": consequence, "agi-panel": "joint"}
    return Game(world(terms=terms, openai=RICH | openai), chance).to("notices")


def disputed(limb: Any = "board", chance: Steady | None = None, **openai) -> Game:
    game = lab("board" if limb == "board" else "profit", chance=chance, **openai)
    game.set("openai.profit_potential", 150_000)
    return game.openai(Claim(limb=limb)).microsoft(AnswerClaim(answer="dispute"))


def settled(game: Game, quarters: int = 4) -> str:
    for _ in range(quarters):
        game.close()
        if found := game.happened(ClaimSettled):
            return found[0].how
    return ""


# --- limbs --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("trigger", "limbs"),
    [
        ("none", []),
        ("panel", ["panel"]),
        ("either", ["panel"]),
        ("profit", ["board"]),
        ("board", ["board"]),
    ],
)
def test_a_trigger_opens_its_limbs_and_no_others(trigger, limbs):
    game = lab(trigger)
    assert [
        d.limb for d in game.legal(OPENAI) if isinstance(d, Claim)
    ] == limbs  # the profit is not there yet
    closed: Any = {"board", "panel"} - set(limbs)
    for limb in closed:
        assert game.refused(OPENAI, Claim(limb=limb)).code == "limb-not-open"


@pytest.mark.parametrize("trigger", ["profit", "either"])
def test_the_profit_limb_opens_at_100bn_a_year(trigger):
    game = lab(trigger).set("openai.profit_potential", 99_999)
    assert game.refused(OPENAI, Claim(limb="profit")).code == "profit-short"
    game.set("openai.profit_potential", 100_000)
    assert Claim(limb="profit") in game.legal(OPENAI)
    game.openai(Claim(limb="profit"))


def test_one_claim_is_open_at_a_time():
    game = disputed()
    assert not [d for d in game.legal(OPENAI) if isinstance(d, Claim)]
    assert game.refused(OPENAI, Claim(limb="board")).code == "limb-not-open"


def test_saying_the_word_is_heard_outside():
    game = lab().openai(Claim(limb="board"))
    assert game.moved("relations.friction") == 80
    assert game.moved("world.heat_safety") == 50
    assert game.topics == ((MICROSOFT, "claim"),)


# --- accepted -----------------------------------------------------------------------------------------------------


def test_a_claim_accepted_is_a_determination():
    game = lab().openai(Claim(limb="board")).microsoft(AnswerClaim(answer="accept"))
    assert game.happened(ClaimSettled) == [ClaimSettled("accepted")]
    assert game.stat("relations.determined") == 1
    assert game.moved("relations.openai_trust") == 50
    assert game.state.claim is None


def test_by_default_a_claim_is_disputed():
    game = lab().openai(Claim(limb="board")).microsoft(Done())
    assert game.state.claim is not None
    assert game.state.claim.stage == "disputed"
    assert game.stat("relations.determined") == 0


def test_the_word_is_not_said_again_within_a_year():
    game = lab().openai(Claim(limb="board")).microsoft(AnswerClaim(answer="dispute"))
    while game.state.claim is not None:
        game.close()
    refusal = game.to("notices").refused(OPENAI, Claim(limb="board"))
    assert refusal.code == "limb-not-open"


def test_a_share_withheld_for_a_claim_that_fails_is_paid_with_interest():
    game, withheld = disputed(), 0
    while game.state.claim is not None:
        withheld = game.state.claim.owed
        game.close()
    last = game.moved("openai.share_paid", "withheld share paid")
    assert last >= withheld > 0
    assert -game.moved("openai.cash", "withheld share paid") == last + mul(last, 500)


def test_after_a_claim_in_bad_faith_a_panel_has_the_word():
    game = disputed()
    game.set("openai.lab_capability", 1000)
    while game.state.claim is not None:
        game.close()
    assert game.stat("relations.bad_faith") == 1
    assert game.state.terms["agi-trigger"] == "panel"


@pytest.mark.parametrize(("consequence", "paid"), [("all", False), ("future", True), ("safeguards", True)])
def test_a_determination_stops_the_share_only_where_all_ends(consequence, paid):
    game = lab(consequence=consequence).openai(Claim(limb="board")).microsoft(AnswerClaim(answer="accept"))
    game.close()
    assert bool(game.moved("openai.cash", "revenue share")) is paid


def test_there_is_one_determination():
    game = lab().openai(Claim(limb="board")).microsoft(AnswerClaim(answer="accept"))
    game.close().to("notices")
    assert game.refused(OPENAI, Claim(limb="board")).code == "limb-not-open"


# --- disputed -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("drawn", "length"), [(0, 2), (1, 3), (2, 4)])
def test_a_dispute_takes_two_to_four_quarters(drawn, length):
    game = disputed(chance=Steady(below={"court-length": drawn}))
    (moved,) = game.happened(ClaimMoved)
    assert moved.claim.until == length
    assert settled(game, length) == ""
    assert settled(game, 1) != ""


def test_a_dispute_costs_both_sides_every_quarter():
    game = disputed()
    assert game.moved("relations.openai_trust") == game.moved("relations.microsoft_trust") == -100
    game.close()
    assert game.moved("openai.cash", "the dispute") == game.moved("microsoft.returns", "the dispute") == -300
    assert game.moved("relations.friction", "the dispute") == 80


def test_with_an_injunction_the_share_goes_on_being_paid():
    assert disputed(chance=Steady(hits={"injunction"})).close().moved("openai.cash", "revenue share") < 0


def test_without_one_the_share_stops_until_the_verdict():
    game = disputed().close()
    assert game.moved("openai.cash", "revenue share") == 0
    settled(game)
    assert game.close().moved("openai.cash", "revenue share") < 0


def test_a_claim_upheld_is_a_determination_and_a_judgment():
    game = disputed(chance=Steady(hits={"court"}))
    assert settled(game) == "upheld"
    assert game.stat("relations.determined") == game.stat("relations.judgments") == 1
    assert game.stat("relations.lost_disputes") == 0


def test_a_claim_rejected_is_a_dispute_lost():
    game = disputed(lab_capability=1700)
    assert settled(game) == "rejected"
    assert game.stat("relations.determined") == 0
    assert game.stat("relations.lost_disputes") == 1
    assert game.stat("relations.bad_faith") == 0


def test_a_claim_far_short_of_the_bar_was_made_in_bad_faith():
    game = disputed(lab_capability=1200)
    assert settled(game) == "bad-faith"
    assert game.stat("relations.bad_faith") == 1
    assert game.moved("openai.cash", "damages") == -5000
    assert game.moved("microsoft.returns", "damages") == mul(5000, DISCOUNT(game.state.quarter - 1))
    assert game.moved("relations.microsoft_trust", "not in good faith") == -250


def test_a_claim_that_rests_on_profit_is_not_made_in_bad_faith():
    assert settled(disputed("profit", lab_capability=1200)) == "rejected"


def test_the_odds_in_court_rise_with_what_the_lab_has_and_with_trust():
    state = disputed().state
    far, level, beyond = (agi.winning_odds(state, 1720 + ahead, 1720) for ahead in (-200, 0, 200))
    assert far < level < beyond
    assert level == 2000 + 3000 + 2 * (state.relations.microsoft_trust - 500)


def test_a_definition_that_is_a_number_is_easier_to_argue():
    board, profit = disputed("board").state, disputed("profit").state
    assert agi.winning_odds(profit, 1720, 1720) - agi.winning_odds(board, 1720, 1720) == 1000


# --- the panel ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("hits", "how"), [({"panel"}, "upheld"), (set(), "rejected")])
def test_a_panel_decides_a_quarter_later(hits, how):
    game = lab("panel", chance=Steady(hits=hits), lab_capability=1700).openai(Claim(limb="panel"))
    assert game.topics == ((OPENAI, "notices"),)  # Microsoft is not asked
    assert settled(game, 1) == ""
    assert settled(game, 1) == how
    assert game.stat("relations.determined") == (how == "upheld")


def test_a_panel_costs_no_court_fees():
    assert lab("panel").openai(Claim(limb="panel")).close().moved("openai.cash", "the dispute") == 0


# --- renounced ----------------------------------------------------------------------------------------------------


def test_a_clause_that_is_signed_away_drops_the_claim_under_it():
    game = disputed().close()
    game.signs(("agi-trigger", "none"))
    assert game.happened(ClaimSettled) == [ClaimSettled("dropped")]
    assert game.state.claim is None
    assert settled(game) == ""


def test_a_claim_stands_while_its_limb_does():
    game = disputed().close()
    game.signs(("agi-trigger", "profit"))  # the board's limb is in it
    assert game.state.claim is not None


def test_a_claim_is_remembered_as_it_was_made():
    game = lab().openai(Claim(limb="board"))
    assert game.state.claim == ClaimStatus(limb="board", filed=0, stage="claimed")
    assert game.refused(OPENAI, Claim(limb="board")).code == "not-asked"


def test_nobody_answers_a_claim_that_was_not_made():
    game = Game().table()
    assert game.refused(OPENAI, AnswerClaim(answer="accept")).code == "wrong-phase"
    game.openai(Offer(package=(("agi-trigger", "none"),))).microsoft(Accept())


# --- what was withheld --------------------------------------------------------------------------------------------


def withholding() -> Game:
    """A claim in court that has withheld two quarters' share; the table is open."""
    game = disputed().close().close().table()
    assert game.state.claim is not None
    assert game.state.claim.owed > 0
    return game


def test_a_claim_that_is_dropped_pays_what_it_withheld():
    game = withholding()
    assert game.state.claim is not None
    owed = game.state.claim.owed
    game.openai(Offer(package=(("agi-trigger", "none"),))).microsoft(Accept())
    assert game.moved("openai.share_paid", "withheld share paid") == owed
    assert game.moved("openai.cash", "withheld share paid") == -(owed + mul(owed, 500))


def test_a_lower_cap_forgives_what_was_withheld_beyond_it():
    game = withholding()
    game.set("openai.share_paid", 60_000).openai(Offer(package=(("revenue-share-cap", 60),))).microsoft(
        Accept()
    )
    settled(game)
    assert game.stat("openai.share_paid") == 60_000
    assert game.total("openai.cash", "withheld share paid") == 0


def test_a_claim_withholds_nothing_once_the_share_would_survive_it():
    game = withholding().openai(Offer(package=(("agi-consequence", "future"),))).microsoft(Accept())
    assert game.moved("openai.cash", "revenue share") < 0


def test_a_claim_upheld_under_which_the_share_goes_on_pays_what_it_withheld():
    game = disputed(chance=Steady(hits={"court"})).close().table()
    game.openai(Offer(package=(("agi-consequence", "future"),))).microsoft(Accept())
    assert settled(game) == "upheld" or game.stat("relations.determined")
    assert game.total("openai.share_paid", "withheld share paid") > 0


def test_a_claim_nobody_has_decided_when_the_game_ends_stops_no_share():
    game = withholding()
    assert game.state.claim is not None
    assert dimensions.share_to_come(game.scenario, game.state) == game.state.claim.owed
