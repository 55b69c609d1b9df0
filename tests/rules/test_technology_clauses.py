"""What the smaller clauses on technology, panels and disputes do to a game, and whom they are worth what."""

from __future__ import annotations

from typing import Any

import pytest

from game.rules import agi
from game.rules import worth as valuation
from game.rules.agreement import CLAUSES, Term
from game.rules.chance import Chance
from game.rules.decisions import AnswerClaim, Claim, CloudPlan, Done
from game.rules.facts import ClaimSettled
from game.rules.units import MICROSOFT, OPENAI, Seat, mul
from tests.rules.test_clauses import START, dealmaker, worth
from tests.worlds import Game, Steady, world


def gain(seat: Seat, terms: dict[str, Term], **held: Term) -> int:
    """$ millions a seat's Dealmaker gains by these terms over the start, or over what is ``held`` (ids with underscores)."""
    before = START | {id.replace("_", "-"): term for id, term in held.items()}
    return worth(seat, before | terms, dealmaker(seat)) - worth(seat, before, dealmaker(seat))


# --- who else may have the technology ----------------------------------------------------------------------------


def test_others_pay_for_a_licence_that_is_not_exclusive():
    alone, shared = Game().close(), Game(world(terms={"ip-exclusivity": "non-exclusive"})).close()
    paid = shared.moved("openai.cash", "licences to others")
    assert alone.moved("openai.cash", "licences to others") == 0
    assert paid == mul(shared.stat("world.market"), 100) == 52
    assert shared.close().moved("openai.cash", "licences to others") > paid  # the market grows


def test_microsofts_products_lose_a_little_pull_when_others_have_the_models():
    alone, shared = Game().close(), Game(world(terms={"ip-exclusivity": "non-exclusive"})).close()
    assert shared.stat("microsoft.ai_revenue") == round(alone.stat("microsoft.ai_revenue") * 0.95)


def test_a_signature_ends_exclusivity_from_that_quarter_on():
    game = Game().signs(("ip-exclusivity", "non-exclusive"))
    assert game.moved("openai.cash", "licences to others") > 0
    assert game.stat("relations.exclusive_clauses") == Game().stat("relations.exclusive_clauses") - 1


@pytest.mark.parametrize("scope", CLAUSES["ip-scope"].options)
@pytest.mark.parametrize("end", CLAUSES["ip-end"].options)
def test_a_shared_licence_costs_openai_two_thirds_and_is_worth_four_fifths_to_microsoft(scope, end):
    terms = START | {"ip-scope": scope, "ip-end": end, "ip-exclusivity": "non-exclusive"}
    for seat, left in ((OPENAI, 0.85 / 1.25), (MICROSOFT, 0.8)):
        names = ("ip-scope", "ip-end", "ip-exclusivity")
        whole, shared = (
            sum(CLAUSES[name].worth(seat, terms | {"ip-exclusivity": how}, dealmaker(seat)) for name in names)
            for how in ("exclusive", "non-exclusive")
        )
        assert shared == pytest.approx(whole * left, abs=2)


def test_a_determination_takes_less_from_a_licence_that_others_share():
    for seat in (OPENAI, MICROSOFT):
        terms = START | {"agi-trigger": "board"}
        alone, shared = (
            CLAUSES["agi-consequence"].worth(seat, terms | {"ip-exclusivity": how}, dealmaker(seat))
            for how in ("exclusive", "non-exclusive")
        )
        assert abs(shared) < abs(alone)


# --- how far Microsoft may go itself -----------------------------------------------------------------------------


@pytest.mark.parametrize(("term", "most"), [("barred", 60), ("compute-capped", 90), ("free", 120)])
def test_the_agreement_caps_microsofts_own_models(term, most):
    game = Game(world(terms={"microsoft-agi": term})).to("plan", MICROSOFT)
    ranges = {
        name: high for option in game.options(MICROSOFT) for name, _, high in option.ranges if name == "own"
    }
    assert ranges == {"own": most}
    if most < 120:
        refusal = game.refused(MICROSOFT, CloudPlan(build=50, partner=0, own=most + 1))
        assert refusal.code == "non-compete"
        assert f"{most} percent" in str(refusal)
    game.microsoft(CloudPlan(build=50, partner=0, own=most), Done()).to("notices")
    assert game.stat("microsoft.own_effort") == most * 100


def test_freedom_makes_better_models_of_its_own():
    def best(term: Term, own: int) -> int:
        game = Game(world(terms={"microsoft-agi": term})).to("plan", MICROSOFT)
        return game.microsoft(CloudPlan(build=80, partner=30, own=own)).close().stat("microsoft.capability")

    assert best("barred", 60) < best("compute-capped", 90) < best("free", 120)


def test_a_programme_that_is_signed_away_shrinks_next_quarter():
    game = Game(world(terms={"microsoft-agi": "free"})).to("plan", MICROSOFT)
    game.microsoft(CloudPlan(build=80, partner=30, own=120)).signs(("microsoft-agi", "barred"))
    assert game.stat("microsoft.own_effort") == 12_000  # the quarter was planned already
    assert game.to("notices").stat("microsoft.own_effort") == 6000


def test_freedom_is_worth_more_to_microsoft_than_it_costs_openai():
    gains = [gain(seat, {"microsoft-agi": "free"}) for seat in (OPENAI, MICROSOFT)]
    assert gains == [-5000, 8000]


# --- where quarrels go -------------------------------------------------------------------------------------------


def disputed(how: Term, drawn: int = 0) -> Game:
    """A claim by the board that Microsoft disputes, under these terms for disputes."""
    terms = {"agi-trigger": "board", "disputes": how}
    game = Game(world(terms=terms, openai={"cash": 200_000}), Steady(below={"court-length": drawn}))
    return game.to("notices").openai(Claim(limb="board")).microsoft(AnswerClaim(answer="dispute"))


@pytest.mark.parametrize(
    ("how", "cost", "friction"), [("courts", 300, 80), ("arbitration", 180, 48), ("escalation", 120, 32)]
)
def test_a_quarrel_out_of_court_costs_less_and_makes_less_noise(how, cost, friction):
    game = disputed(how).close()
    assert game.moved("openai.cash", "the dispute") == game.moved("microsoft.returns", "the dispute") == -cost
    assert game.moved("relations.friction", "the dispute") == friction


@pytest.mark.parametrize(
    ("how", "lengths"), [("courts", (2, 4)), ("arbitration", (2, 3)), ("escalation", (1, 3))]
)
def test_a_quarrel_out_of_court_is_shorter(how, lengths):
    shortest, longest = lengths
    for drawn, length in ((0, shortest), (longest - shortest, longest)):
        claim = disputed(how, drawn).state.claim
        assert claim is not None
        assert claim.until == length


def test_a_cheaper_quarrel_is_worth_the_same_to_both_and_only_where_there_is_one():
    for how, saved in (("arbitration", 2000), ("escalation", 3000)):
        assert gain(OPENAI, {"disputes": how}) == gain(MICROSOFT, {"disputes": how}) == saved
        assert gain(OPENAI, {"disputes": how}, agi_trigger="none") == 0


# --- who sits on the panel ---------------------------------------------------------------------------------------


def asked(how: Term, chance: Chance | None = None, **openai: int) -> Game:
    """A claim before a panel of this kind."""
    terms = {"agi-trigger": "panel", "agi-panel": how}
    game = Game(world(terms=terms, openai={"cash": 200_000} | openai), chance or Steady())
    return game.to("notices").openai(Claim(limb="panel"))


def verdict_after(game: Game) -> int:
    """The quarter at whose end the panel was heard."""
    while not game.happened(ClaimSettled):
        heard = game.state.quarter
        game.close()
    return heard


@pytest.mark.parametrize("how", CLAUSES["agi-panel"].options)
def test_a_panel_that_nobody_specified_takes_a_quarter_longer(how):
    assert verdict_after(asked(how)) == (2 if how == "unspecified" else 1)


@pytest.mark.parametrize(
    ("how", "seen"), [("microsoft", -20), ("third-party", -10), ("joint", 0), ("openai", 20)]
)
def test_a_panel_remembers_who_appointed_it(how, seen):
    state = asked(how).state
    level = asked("joint").state
    assert agi.panel_odds(state, 1720, 1720) == agi.panel_odds(level, 1720 + seen, 1720)


def test_the_same_claim_is_upheld_by_one_panel_and_rejected_by_another():
    def heard(how: Term) -> str:
        game = asked(how, Chance("b2:a-close-call"), lab_capability=1700)
        game.set("world.theta", 1715)
        verdict_after(game)
        return game.happened(ClaimSettled)[0].how

    assert (heard("microsoft"), heard("openai")) == ("rejected", "upheld")


def test_seven_members_leave_less_to_luck_than_five():
    five, seven = asked("joint").state, asked("joint-of-seven").state
    assert agi.panel_odds(seven, 1720, 1720) == agi.panel_odds(five, 1720, 1720) == 5000
    assert agi.panel_odds(seven, 1750, 1720) > agi.panel_odds(five, 1750, 1720)
    assert agi.panel_odds(seven, 1690, 1720) < agi.panel_odds(five, 1690, 1720)


@pytest.mark.parametrize(("how", "bonus"), [("unspecified", 0), ("joint", 1000)])
def test_a_number_is_easier_to_argue_only_where_its_proof_is_defined(how, bonus):
    def odds(limb: Any) -> int:
        game = Game(world(terms={"agi-panel": how}, openai={"cash": 200_000})).to("notices")
        game.set("openai.profit_potential", 150_000).openai(Claim(limb=limb))
        return agi.winning_odds(game.state, 1720, 1720)

    assert odds("profit") - odds("board") == bonus


def test_a_panel_of_ones_own_is_worth_having_and_one_that_is_specified_is_worth_it_to_both():
    own, theirs, joint = (
        {seat: gain(seat, {"agi-panel": how}, agi_trigger="panel") for seat in (OPENAI, MICROSOFT)}
        for how in ("openai", "microsoft", "joint")
    )
    assert own[OPENAI] > joint[OPENAI] > theirs[OPENAI]
    assert own[MICROSOFT] < joint[MICROSOFT] < theirs[MICROSOFT]
    assert joint[OPENAI] == joint[MICROSOFT] == 600
    for how in CLAUSES["agi-panel"].options:
        assert gain(OPENAI, {"agi-panel": how}, agi_trigger="none") == 0


# --- what is left to be agreed -----------------------------------------------------------------------------------


def price(**held: Term) -> dict[str, int]:
    terms = START | {id.replace("_", "-"): term for id, term in held.items()}
    return valuation.ambiguity(terms, (dealmaker(OPENAI), dealmaker(MICROSOFT)))


def test_an_open_point_costs_what_both_would_gain_by_settling_it_best():
    together = [
        sum(gain(seat, {"agi-panel": how}, agi_trigger="panel") for seat in (OPENAI, MICROSOFT))
        for how in CLAUSES["agi-panel"].options
    ]
    assert price(agi_trigger="panel") == {"agi-panel": max(together)}
    assert max(together) > 1200


def test_an_open_point_that_hangs_on_more_costs_more():
    little, much = (
        price(agi_trigger="panel", agi_consequence=what)["agi-panel"] for what in ("research", "all")
    )
    assert 0 < little < much


def test_what_is_settled_or_of_no_consequence_has_no_price():
    assert "agi-panel" not in price(agi_panel="joint", agi_trigger="panel")
    assert "agi-panel" not in price(agi_trigger="none")


def test_nobody_wrote_down_what_an_api_is():
    assert "third-party-products" in price(third_party_products="non-api")
    assert "third-party-products" not in price(third_party_products="any")


def test_a_price_has_a_word():
    words = [valuation.ambiguity_word(millions) for millions in (0, 1, 999, 1000, 2999, 3000)]
    assert words == ["none", "low", "low", "some", "some", "high"]
