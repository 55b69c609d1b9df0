"""What each clause on capital and on products does in a game, and that it is worth something (rulebook 3.1.5 C20 to C30)."""

from __future__ import annotations

from game.rules.agreement import CLAUSES, Term, recap_consent
from game.rules.decisions import Offer
from game.rules.units import MICROSOFT, OPENAI, SEATS
from tests.rules.test_clauses import START, dealmaker, worth
from tests.worlds import Game, world

RICH = {"cash": 300_000}


def gain(seat: str, **terms: Term) -> int:
    """$ millions that some terms gain a seat over the agreement at the start."""
    changed = {id.replace("_", "-"): term for id, term in terms.items()}
    return worth(seat, START | changed, dealmaker(seat)) - worth(seat, START, dealmaker(seat))


# --- consent to restructure ---------------------------------------------------------------------------------------


def test_consent_is_given_or_implied_by_a_stake():
    for stake in CLAUSES["equity-stake"].options:
        terms = START | {"equity-stake": stake}
        assert recap_consent.consented(terms) == (stake != "none")
        assert recap_consent.consented(terms | {"recap-consent": "given"})


def test_consent_without_a_stake_recapitalises_and_leaves_the_rights_to_profits():
    game = Game(world(openai=RICH)).signs(("recap-consent", "given")).close()
    assert game.stat("openai.recapitalised") == 1
    assert game.stat("relations.stake") == 0
    assert game.state.terms["equity-stake"] == "none"
    settled = {"equity-stake": 2700, "recap-consent": "withheld"}
    game.table()
    for id, term in settled.items():
        assert game.refused(OPENAI, Offer(package=((id, term),))).code == "settled"
    offered = {id for d in game.legal(OPENAI) if isinstance(d, Offer) for id, _ in d.package}
    assert offered
    assert not offered & set(settled)


def test_a_consent_that_a_stake_implies_needs_no_word_and_starts_one_review():
    hot = {"heat_charity": 60}
    game = Game(world(openai=RICH, world=hot)).signs(("equity-stake", 2700)).signs(("recap-consent", "given"))
    assert len([p for p in game.state.pending if p.stat == "openai.recapitalised"]) == 1


def test_consent_alone_gains_the_lab_what_waits_and_costs_the_cloud_a_veto():
    assert gain(OPENAI, recap_consent="given") == 48_000
    assert -10_000 < gain(MICROSOFT, recap_consent="given") < 0
    for seat in SEATS:  # with a stake the word adds nothing
        assert gain(seat, recap_consent="given", equity_stake=2700) == gain(seat, equity_stake=2700)


def test_consent_alone_is_no_worse_for_the_cloud_than_the_smallest_stake():
    assert gain(MICROSOFT, recap_consent="given") > gain(MICROSOFT, equity_stake=1500)
