"""What the smaller clauses on technology, panels and disputes do to a game, and whom they are worth what."""

from __future__ import annotations

import pytest

from game.rules.agreement import CLAUSES, Term
from game.rules.units import MICROSOFT, OPENAI, Seat, mul
from tests.rules.test_clauses import START, dealmaker, worth
from tests.worlds import Game, world


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
