"""What the smaller clauses on technology, panels and disputes do to a game, and whom they are worth what."""

from __future__ import annotations

import pytest

from game.rules.agreement import CLAUSES, Term
from game.rules.decisions import AnswerClaim, Claim, CloudPlan, Done
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
