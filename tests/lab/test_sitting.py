"""The table alone: the same deal for whoever sits there, real rules, and gains as they truly are (rulebook 3.8.1, 6.1)."""

from __future__ import annotations

import sys

import pytest

from game.debrief.signatures import signatures, true_gains
from game.files.scenarios import load_scenario
from game.lab.sitting import Sitting, sit
from game.players import UnknownPlayer
from game.rules import engine
from game.rules.engine import Setup
from game.rules.facts import Signed
from game.rules.units import SEATS
from game.session import Session

FLAGSHIP = load_scenario("first-refusal")


def sat(seed: str, openai: str = "bot:2", microsoft: str = "bot:2", **more: object) -> Sitting:
    return sit(FLAGSHIP, seed, {"openai": openai, "microsoft": microsoft}, **more)  # type: ignore[arg-type]


def test_a_match_is_the_same_whenever_it_is_played():
    assert sat("b2:again") == sat("b2:again")


def test_whoever_sits_there_has_the_same_deal_before_them():
    found = [sat("b2:deal", *pair) for pair in (("bot:2", "bot:1"), ("bot:1", "bot:2"), ("random", "random"))]
    assert len({str((one.archetypes, one.nash, one.near, one.best)) for one in found}) == 1


def test_what_is_signed_is_judged_as_a_debriefing_would():
    session = Session.new(FLAGSHIP, "b2:judged", dict.fromkeys(SEATS, "bot:2"))
    session.play_bots()
    debriefed = [
        (signed.gains[0] + signed.hanging[0], signed.gains[1] + signed.hanging[1])
        for signed in signatures(session)
    ]
    judged, state = [], session.at(0)
    for step in session.steps:
        for at, fact in enumerate(step.facts):
            if isinstance(fact, Signed) and fact.amendment.how == "signed":
                package = tuple((clause, term) for clause, _, term in fact.amendment.changes)
                before = engine.apply(state, step.facts[:at])
                judged.append(true_gains(FLAGSHIP, before, package, fact.amendment.riders))
        state = engine.apply(state, step.facts)
    assert judged == debriefed != []


def test_without_a_signature_there_are_two_tables_and_no_gain():
    one = sat("b2:walks", "policy:adaptive")
    assert (one.signed, one.tables, one.quarter) == (False, 2, 1)
    assert one.gains == dict.fromkeys(SEATS, 0)
    assert one.joint == one.share("openai") == 0
    assert sat("b2:walks", "policy:adaptive", tables=1).tables == 1


def test_who_bargains_gets_more_of_the_nash_point_than_who_walks():
    for seat in SEATS:
        shares = [sat(f"b2:rung-{n}").share(seat) for n in range(8)]
        assert sum(shares) / len(shares) > 0.2
        walked = sit(FLAGSHIP, "b2:rung-0", dict.fromkeys(SEATS, "bot:2") | {seat: "policy:adaptive"})
        assert walked.share(seat) == 0


def test_the_nash_point_of_one_amendment_is_no_more_than_that_of_a_new_agreement():
    for n in range(6):
        one = sat(f"b2:near-{n}")
        assert 0 < one.near["openai"] * one.near["microsoft"] <= one.nash["openai"] * one.nash["microsoft"]
        assert sum(one.nash.values()) <= one.best


def test_characters_can_be_chosen_and_a_spec_that_fits_no_seat_is_refused():
    one = sat("b2:chosen", setup=Setup(microsoft_archetype="hedger"))
    assert one.archetypes["microsoft"] == "hedger"
    assert sat("b2:chosen", microsoft="bot:2/hedger").archetypes == one.archetypes
    with pytest.raises(UnknownPlayer):
        sat("b2:chosen", openai="bot:2/hedger")


def test_another_program_sits_there_and_is_let_go(tmp_path):
    """It says nothing that is a move, so the defaults stand in, and the match ends."""
    agent = tmp_path / "agent.py"
    agent.write_text("import sys\nfor line in sys.stdin:\n    print('{}', flush=True)\n")
    one = sat("b2:program", openai=f"exec@20:{sys.executable} {agent}")
    assert (one.signed, one.tables) == (False, 2)
