"""The AGI clause at work: limbs, claims, disputes, panels, and what follows (rulebook 3.2.7)."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from game.rules import agi, dimensions
from game.rules.chance import Chance
from game.rules.decisions import (
    Accept,
    Act,
    Answer,
    AnswerClaim,
    Claim,
    Contingent,
    Done,
    Offer,
    Principle,
    Request,
    Riders,
    Threat,
    Walk,
)
from game.rules.facts import ClaimMoved, ClaimSettled
from game.rules.state import Certificate, ClaimStatus
from game.rules.units import DISCOUNT, MICROSOFT, OPENAI, SEATS, mul, other
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


# --- accepted -----------------------------------------------------------------------------------------------------


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


# --- auditors -----------------------------------------------------------------------------------------------------

SEES = {"low": 0, "true": 1500, "high": 3000}
"""What a certificate strays by: it is drawn from 0 (15 % below the truth) to 3000 (15 % above)."""


def audited(
    potential: int, sees: str = "high", trigger: str = "profit", chance: Steady | None = None
) -> Game:
    """OpenAI has hired auditors in the plan and is asked about notices."""
    chance = chance or Steady(below={"certificate": SEES[sees]})
    game = Game(world(terms={"agi-trigger": trigger, "agi-panel": "joint"}, openai=RICH), chance).to(
        "plan", OPENAI
    )
    game.set("openai.profit_potential", potential).openai(Act(action="certify"))
    return game.to("notices")


@pytest.mark.parametrize(("sees", "says"), [("low", 76_500), ("true", 90_000), ("high", 103_500)])
def test_auditors_stray_by_fifteen_percent_at_most(sees, says):
    game = audited(90_000, sees)
    held = game.state.openai.certificate
    assert held == Certificate(quarter=0, says=says, until=1)
    assert game.stat("openai.action_points") == 2


def test_a_certificate_opens_the_profit_limb_though_the_figures_are_short():
    game = audited(90_000)
    assert Claim(limb="profit") in game.legal(OPENAI)
    game.openai(Claim(limb="profit"))
    assert game.state.claim == ClaimStatus(limb="profit", filed=0, stage="claimed", certified=103_500)


def test_a_certificate_short_of_100bn_opens_nothing():
    game = audited(90_000, "true")
    assert game.refused(OPENAI, Claim(limb="profit")).code == "profit-short"
    assert Claim(limb="profit") not in game.legal(OPENAI)


def test_a_certificate_stands_for_its_quarter_and_the_next():
    game = audited(90_000).close().to("notices").set("openai.profit_potential", 90_000)
    assert Claim(limb="profit") in game.legal(OPENAI)
    game.close().to("notices").set("openai.profit_potential", 90_000)
    assert Claim(limb="profit") not in game.legal(OPENAI)
    assert game.state.openai.certificate is None


def test_the_other_limbs_are_not_claimed_on_a_certificate():
    game = audited(90_000).openai(Claim(limb="board"))
    assert game.state.claim is not None
    assert game.state.claim.certified == 0


@pytest.mark.parametrize(
    ("potential", "weighs"), [(110_000, 500), (100_000, 500), (95_000, -500), (90_000, -1000), (0, -10_000)]
)
def test_a_court_weighs_a_certificate_against_the_figures(potential, weighs):
    game = audited(90_000).openai(Claim(limb="profit")).set("openai.profit_potential", potential)
    state = game.state
    with_it = agi.winning_odds(state, 1900, 1720)
    assert state.claim is not None
    state.claim = replace(state.claim, certified=0)
    assert with_it == max(200, agi.winning_odds(state, 1900, 1720) + weighs)


@pytest.mark.parametrize("trigger", ["none", "board", "panel"])
def test_nobody_hires_auditors_for_a_limb_that_is_not_there(trigger):
    game = Game(world(terms={"agi-trigger": trigger})).to("plan", OPENAI)
    refusal = game.refused(OPENAI, Act(action="certify"))
    assert refusal.code == "action-closed"
    assert "no profit limb" in refusal.words


def test_nobody_hires_auditors_while_a_claim_is_under_way_or_once_it_is_decided():
    game = disputed("profit").close().to("plan", OPENAI)
    assert "a claim is under way" in game.refused(OPENAI, Act(action="certify")).words
    game = lab("profit").openai(Claim(limb="board")).microsoft(AnswerClaim(answer="accept")).close()
    assert "determined already" in game.to("plan", OPENAI).refused(OPENAI, Act(action="certify")).words


def test_auditors_come_when_their_word_can_still_be_used():
    game = disputed("profit")
    while game.state.claim is not None:
        game.close()
    asked = []
    while game.state.quarter < 5:
        asked.append((game.state.quarter, Act(action="certify") in game.to("plan", OPENAI).legal(OPENAI)))
        game.close()
    assert dict(asked) == {3: True, 4: True}  # claimed in 0, so the word may be said again in 4


def test_auditors_find_the_same_whenever_the_game_is_loaded():
    luck = Chance("b2:auditors")
    first, again = (audited(90_000, chance=Fair(luck)).state.openai.certificate for _ in range(2))
    assert first == again


class Fair(Steady):
    """No luck but the auditors', which is as it comes."""

    def __init__(self, luck: Chance) -> None:
        super().__init__()
        self.luck = luck

    def below(self, n: int, *name: str | int) -> int:
        return self.luck.below(n, *name) if name[0] == "certificate" else 0


def test_a_certificate_says_nothing_of_the_bar():
    for theta in (1500, 1720, 2000):
        game = Game(world(terms={"agi-trigger": "profit"}, openai=RICH), Fair(Chance("b2:auditors")))
        game.set("world.theta", theta).set("openai.profit_potential", 90_000).to("plan", OPENAI)
        held = game.openai(Act(action="certify")).to("notices").state.openai.certificate
        assert held == audited(90_000, chance=Fair(Chance("b2:auditors"))).state.openai.certificate


def test_microsoft_is_told_of_a_certificate_once_it_is_used():
    game = audited(90_000)
    assert game.view(OPENAI).certificate is not None
    assert game.view(MICROSOFT).certificate is None
    claim = game.openai(Claim(limb="profit")).view(MICROSOFT).claim
    assert claim is not None
    assert claim.certified == 103_500


# --- what Microsoft answers ---------------------------------------------------------------------------------------


def claimed(limb: Any = "board", panel: str = "joint", chance: Steady | None = None, **openai) -> Game:
    terms = {"agi-trigger": "profit", "agi-consequence": "all", "agi-panel": panel}
    game = Game(world(terms=terms, openai=RICH | openai), chance).to("notices")
    return game.set("openai.profit_potential", 150_000).openai(Claim(limb=limb))


def answers(game: Game) -> list[str]:
    return [d.answer for d in game.legal(MICROSOFT) if isinstance(d, AnswerClaim)]


def test_what_a_claim_can_be_answered_with():
    assert answers(claimed()) == ["accept", "dispute", "buy-out", "panel"]
    assert answers(claimed(panel="unspecified")) == ["accept", "dispute", "buy-out"]


def test_no_panel_can_be_demanded_of_which_nobody_knows_who_sits_on_it():
    refusal = claimed(panel="unspecified").refused(MICROSOFT, AnswerClaim(answer="panel"))
    assert refusal.code == "no-panel"
    assert "accept, dispute, buy-out" in refusal.hint


@pytest.mark.parametrize("limb", ["board", "profit"])
@pytest.mark.parametrize(("hits", "how"), [({"panel"}, "upheld"), (set(), "rejected")])
def test_a_panel_that_is_demanded_decides_in_the_courts_place(limb, hits, how):
    game = claimed(limb, chance=Steady(hits=hits), lab_capability=1700).microsoft(AnswerClaim(answer="panel"))
    assert game.moved("relations.openai_trust") == -50
    assert game.state.claim is not None
    assert (game.state.claim.stage, game.state.claim.until) == ("referred", 1)
    game.close()
    assert game.total("openai.cash", "the dispute") == 0
    assert settled(game, 1) == how
    assert game.stat("relations.judgments") == 0


def test_an_injunction_keeps_later_models_coming():
    game = disputed(chance=Steady(hits={"injunction"}))
    assert game.state.claim is not None
    assert not game.state.claim.frozen_access
    assert not game.state.claim.frozen_share


def frozen(consequence: str, hits: set[str]) -> Game:
    """A claim in court; the lab then releases a far better model."""
    game = lab("board", consequence, Steady(hits=hits)).openai(Claim(limb="board"))
    game.microsoft(AnswerClaim(answer="dispute"))
    return game.set("openai.capability", 1500).set("microsoft.capability", 600).close()


@pytest.mark.parametrize(
    ("consequence", "gets"), [("all", False), ("future", False), ("research", True), ("safeguards", True)]
)
def test_without_an_injunction_microsoft_gets_no_later_models_that_the_claim_would_end(consequence, gets):
    before = lab("board", consequence).stat("microsoft.access")
    assert (frozen(consequence, set()).stat("microsoft.access") > before) is gets
    assert frozen(consequence, {"injunction"}).stat("microsoft.access") > before


def test_models_come_again_once_the_claim_has_failed():
    game = disputed(lab_capability=1700)
    while game.state.claim is not None:
        game.close()
    game.set("openai.capability", 1500).close()
    assert game.stat("microsoft.access") > 1400


def test_after_a_claim_in_bad_faith_the_attorneys_general_take_note():
    assert settled(game := disputed(lab_capability=1200)) == "bad-faith"
    assert game.moved("world.heat_charity", "not in good faith") == 200


# --- bought out ---------------------------------------------------------------------------------------------------


def bidding(**openai) -> Game:
    """Microsoft has answered a claim with a buy-out; the table is open and it speaks first."""
    return claimed(**openai).microsoft(AnswerClaim(answer="buy-out")).to("table")


def test_a_buy_out_opens_the_table_and_costs_no_attention():
    game = bidding()
    assert game.topics == ((MICROSOFT, "table"),)
    assert game.lying.claim
    assert game.stat("microsoft.action_points") == 3
    assert game.state.claim is not None
    assert game.state.claim.stage == "buy-out"


@pytest.mark.parametrize("package", [(("agi-trigger", "none"),), (("revenue-share", 1500),)])
def test_whatever_is_signed_at_its_table_settles_the_claim(package):
    game = bidding().microsoft(Offer(package=package)).openai(Accept())
    assert game.happened(ClaimSettled) == [ClaimSettled("bought-out")]
    assert game.state.claim is None
    assert game.stat("relations.determined") == 0
    assert settled(game) == ""


def test_openai_may_name_the_price_too():
    game = bidding().microsoft(Offer(package=(("revenue-share", 1500),)))
    game.openai(Offer(package=(("revenue-share", 1000),))).microsoft(Accept())
    assert game.happened(ClaimSettled) == [ClaimSettled("bought-out")]


def test_a_buy_out_is_signed_now_or_not_at_all():
    game = bidding().microsoft(Offer(package=(("revenue-share", 1500),)))
    assert game.refused(OPENAI, Principle()).code == "claim-waits"
    assert Principle() not in game.legal(OPENAI)


def test_a_buy_out_that_nobody_signs_leaves_microsoft_to_accept_or_dispute():
    game = bidding().microsoft(Offer(package=(("revenue-share", 1500),))).openai(Walk())
    assert game.topics == ((MICROSOFT, "claim"),)
    assert answers(game) == ["accept", "dispute"]
    assert game.refused(MICROSOFT, AnswerClaim(answer="buy-out")).code == "bought-once"
    assert game.refused(MICROSOFT, AnswerClaim(answer="panel")).code == "bought-once"
    game.microsoft(AnswerClaim(answer="dispute"))
    assert game.state.claim is not None
    assert game.state.claim.stage == "disputed"
    assert game.state.quarter == 1  # and the quarter went on


def test_by_default_a_buy_out_that_failed_is_disputed():
    game = bidding().microsoft(Walk()).microsoft(Done())
    assert game.state.claim is not None
    assert game.state.claim.stage == "disputed"


def test_a_waiver_with_a_price_and_a_claim_share_one_table():
    chance = Steady()
    terms = {"agi-trigger": "board", "agi-panel": "joint"}
    game = Game(world(terms=terms, openai=RICH), chance).to("plan", OPENAI)
    game.openai(Act(action="court", about="oracle", amount=100)).to("notices")
    game.openai(Request(mw=50, provider="oracle", start=6))
    notice = game.notice.id
    game.microsoft(Answer(notice=notice, answer="waive-for", package=(("ip-end", 2032),)))
    game.openai(Claim(limb="board")).microsoft(AnswerClaim(answer="buy-out")).to("table")
    assert (game.lying.notice, game.lying.claim) == (notice, True)
    game.openai(Accept())
    assert game.happened(ClaimSettled) == [ClaimSettled("bought-out")]


# --- renounced for good -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seat", SEATS)
def test_either_side_may_propose_to_renounce_the_clause_and_it_stays_renounced(seat):
    game = lab("board").close().table(seat)
    game.act(seat, Offer(package=(("agi-trigger", "none"),))).act(other(seat), Accept())
    game.to("plan", seat).table(seat)
    refusal = game.refused(seat, Offer(package=(("agi-trigger", "board"),)))
    assert refusal.code == "settled"
    assert "renounced" in refusal.words
    waits = Contingent(clause="agi-trigger", term="panel", trigger="sold", at=500, by=9)
    assert game.refused(seat, Offer(package=(), riders=Riders(contingents=(waits,)))).code == "settled"
    assert not [d for d in game.legal(seat) if isinstance(d, Offer) and d.package[0][0] == "agi-trigger"]


def test_a_claim_that_cannot_be_made_is_refused_with_its_reason():
    game = lab("none")
    assert "knows no claim" in game.refused(OPENAI, Claim(limb="board")).words
    game = (
        lab("board").openai(Claim(limb="board")).microsoft(AnswerClaim(answer="accept")).close().to("notices")
    )
    assert "determined already" in game.refused(OPENAI, Claim(limb="board")).words
    assert "under way" in disputed().refused(OPENAI, Claim(limb="board")).words
    assert "no such limb" in lab("board").refused(OPENAI, Claim(limb="panel")).words


def test_nobody_threatens_to_claim_what_has_been_determined():
    game = lab().openai(Claim(limb="board")).microsoft(AnswerClaim(answer="accept")).close().table()
    refusal = game.refused(OPENAI, Threat(undertaking="claim", amount=1, due=4))
    assert "determined already" in refusal.words
