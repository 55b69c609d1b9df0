"""Suits: what can be sued over, what they cost, and how they end (rulebook 3.2.8, 3.3.6)."""

from __future__ import annotations

import pytest

from game.rules.decisions import Act
from game.rules.facts import Signed, SuitMoved
from game.rules.state import ClaimStatus, Suit
from game.rules.suits import CAUSES, open_to
from game.rules.undertakings import UNDERTAKINGS
from game.rules.units import MICROSOFT, OPENAI, SEATS
from tests.worlds import Game, Steady, world

RICH = {"cash": 400_000}
AMBIGUOUS = {"third-party-products": "non-api"}


def failed(times: int = 1, chance: Steady | None = None, **changes) -> Game:
    """Microsoft has exercised and been late so often."""
    return Game(world(openai=RICH, **changes), chance).set("microsoft.delivery_failures", times)


def sued(times: int = 1, chance: Steady | None = None, **changes) -> Game:
    """OpenAI has sued over it; the plans are revealed."""
    game = failed(times, chance, **changes).to("plan", OPENAI)
    return game.openai(Act(action="sue-microsoft", about="late-delivery")).to("notices")


def defined(chance: Steady | None = None) -> Game:
    """Microsoft has sued over what counts as an API."""
    game = Game(world(openai=RICH, terms=AMBIGUOUS), chance).to("plan", MICROSOFT)
    return game.microsoft(Act(action="sue-openai", about="api")).to("notices")


def withheld() -> Game:
    """A claim under which revenue share is withheld, and no court has said anything yet."""
    game = Game(world(openai=RICH))
    game.state = game.state.copy()
    game.state.claim = ClaimStatus(
        limb="board", filed=0, stage="disputed", until=9, frozen_share=True, owed=3000
    )
    return game


def end(game: Game) -> Suit:
    """Quarters go by until the only suit is over."""
    while game.state.suits[0].status == "open":
        game.close()
    return game.state.suits[0]


def test_nobody_sues_over_nothing():
    game = Game(world(openai=RICH))
    for seat in SEATS:
        assert open_to(game.state, seat) == ()
    refusal = game.to("plan", OPENAI).refused(OPENAI, Act(action="sue-microsoft", about="late-delivery"))
    assert "there is nothing to sue over" in refusal.words


def test_what_can_be_sued_over_is_for_one_seat():
    assert {cause.claimant for cause in CAUSES.values()} == set(SEATS)
    assert open_to(failed().state, OPENAI) == ("late-delivery",)
    assert open_to(failed().state, MICROSOFT) == ()
    assert open_to(Game(world(terms=AMBIGUOUS)).state, MICROSOFT) == ("api",)
    assert open_to(withheld().state, MICROSOFT) == ("withheld-share",)


def test_a_suit_costs_trust_both_ways_and_has_a_date():
    game = sued(2)
    (suit,) = game.state.suits
    assert (suit.claimant, suit.amount, suit.filed, suit.until) == (OPENAI, 1000, 0, 2)
    assert game.moved("relations.openai_trust", "a suit was filed") == -100
    assert game.moved("relations.microsoft_trust", "a suit was filed") == -100
    assert game.stat("openai.suits") == 1
    assert game.view(MICROSOFT).suits == game.view(OPENAI).suits == (suit,)


@pytest.mark.parametrize(("term", "cost"), [("courts", 300), ("arbitration", 180), ("escalation", 120)])
def test_every_quarter_of_it_costs_both_what_the_agreement_says(term, cost):
    game = sued(terms={"disputes": term}).close()
    assert game.moved("openai.cash", "the suit") == -cost
    assert game.moved("microsoft.returns", "the suit") == -cost


def test_the_same_lateness_is_not_sued_over_twice():
    game = sued(2)
    end(game)
    assert open_to(game.state, OPENAI) == ()
    game.set("microsoft.delivery_failures", 3)
    assert open_to(game.state, OPENAI) == ("late-delivery",)
    assert CAUSES["late-delivery"].amount(game.state) == 500


def test_who_wins_gets_damages_and_who_loses_has_lost_a_dispute():
    game = sued(2, Steady(hits={"suit"}))
    assert end(game).status == "won"
    assert game.moved("openai.cash", "damages") == 1000
    assert (game.stat("relations.judgments"), game.stat("relations.lost_disputes")) == (1, 0)
    lost = sued(2)
    assert end(lost).status == "lost"
    assert lost.moved("openai.cash", "damages") == 0
    assert (lost.stat("relations.judgments"), lost.stat("relations.lost_disputes")) == (1, 1)


@pytest.mark.parametrize(("term", "odds"), [("none", 3500), ("release", 5000), ("release-and-damages", 7000)])
def test_the_more_the_agreement_says_about_lateness_the_better_the_odds(term, odds):
    assert sued(terms={"delivery-remedy": term}).state.suits[0].odds == odds


def test_a_signature_about_it_settles_it():
    game = sued().signs(("delivery-remedy", "release"))
    assert game.state.suits[0].status == "settled"
    assert game.moved("relations.openai_trust", "settled out of court") > 0
    assert game.moved("openai.cash", "the suit") == 0
    other = sued().signs(("ip-end", 2032))
    assert other.state.suits[0].status == "open"


def test_who_loses_over_the_api_loses_the_exclusivity():
    game = defined()
    assert end(game).status == "lost"
    (signed,) = game.happened(Signed)
    assert signed.amendment.how == "judgment"
    assert game.state.terms["api-distribution"] == "azure-first"
    won = defined(Steady(hits={"suit"}))
    assert end(won).status == "won"
    assert won.moved("openai.cash", "damages") == -1500
    assert won.stat("relations.lost_disputes") == 1


def test_what_an_api_is_can_be_argued_again_after_two_years():
    game = defined(Steady(hits={"suit"}))
    end(game)
    assert open_to(game.state, MICROSOFT) == ()
    game.quarters(9 - game.state.quarter)
    assert open_to(game.state, MICROSOFT) == ("api",)


def test_a_court_can_have_withheld_share_paid_before_the_claim_is_decided():
    game = withheld()
    game.chance = Steady(hits={"suit"})
    game.to("plan", MICROSOFT).microsoft(Act(action="sue-openai", about="withheld-share")).to("notices")
    assert end(game).status == "won"
    assert game.moved("openai.cash", "withheld share paid") < -3000
    assert game.state.claim is not None
    assert (game.state.claim.owed, game.state.claim.frozen_share) == (0, False)


def test_a_suit_over_withheld_share_falls_away_with_the_claim():
    game = (
        withheld()
        .to("plan", MICROSOFT)
        .microsoft(Act(action="sue-openai", about="withheld-share"))
        .to("notices")
    )
    game.state = game.state.copy()
    game.state.claim = None
    game.close()
    assert game.state.suits[0].status == "moot"
    assert game.stat("relations.judgments") == 0


def test_going_to_court_can_be_threatened_and_is_measured():
    for seat in SEATS:
        assert UNDERTAKINGS["sue"].counts(seat) == f"{seat}.suits"
    game = sued()
    assert game.stat(UNDERTAKINGS["sue"].counts(OPENAI)) == 1


def test_what_has_been_settled_meanwhile_is_not_sued_over():
    game = failed().to("plan", OPENAI).openai(Act(action="sue-microsoft", about="late-delivery"))
    game.set("microsoft.delivery_failures", 0).to("notices")
    assert game.happened(SuitMoved) == []
    assert game.state.suits == ()
