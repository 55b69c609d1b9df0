"""Policies: plans on paper that are carried out whatever happens, and never sign anything."""

from __future__ import annotations

import pytest

from game import players
from game.players.policies import ADAPTIVE, CLOUD, LAB, policies_of
from game.rules.agreement import microsoft_agi
from game.rules.decisions import Answer, CloudPlan, Decision, Offer, Plan, Request, Walk
from game.rules.proceedings import LICENCE
from game.rules.units import MICROSOFT, OPENAI, SEATS
from tests.players.seated import Moment, played

SEEDS = tuple(f"b2:paper-{n}" for n in range(20))


def decided(seed: str, openai: str, microsoft: str, seat: str) -> list[tuple[Moment, Decision]]:
    return [(m, m.decision) for m in played(seed, openai, microsoft) if m.question.seat == seat]


def spec(name: str) -> str:
    return f"policy:{name}"


def test_nine_policies_a_seat_and_one_that_looks_up():
    for seat in SEATS:
        assert len(policies_of(seat)) == 10
        assert policies_of(seat)[-1] == ADAPTIVE


@pytest.mark.parametrize("number", range(20))
def test_policies_play_whole_games_against_anybody_within_the_rules(number):
    # The engine refuses what is not allowed, so a game that ends was played by the rules.
    paper = {seat: spec(policies_of(seat)[number % 10]) for seat in SEATS}
    if number >= 10:
        paper[SEATS[number % 2]] = "random"
    assert played(SEEDS[number], paper[OPENAI], paper[MICROSOFT])


@pytest.mark.parametrize("name", LAB)
def test_a_policy_of_the_lab_plans_the_same_every_quarter(name):
    moves = decided(SEEDS[0], spec(name), spec("half"), OPENAI)
    halted = {
        m.question.quarter
        for m, _ in moves
        if m.view.number("openai.halted") or any(one.what == LICENCE for one in m.view.proceedings)
    }
    plans = [
        (move.train, move.safety)
        for m, move in moves
        if isinstance(move, Plan) and m.question.quarter not in halted
    ]
    assert len(plans) >= 6
    assert set(plans) == {(LAB[name].train, LAB[name].safety)}


@pytest.mark.parametrize("name", CLOUD)
def test_a_policy_of_the_cloud_plans_the_same_every_quarter(name):
    moves = decided(SEEDS[1], spec("balanced"), spec(name), MICROSOFT)
    own = {(move.own, move.rate) for _, move in moves if isinstance(move, CloudPlan)}
    most = microsoft_agi.most_effort(moves[0][0].view.agreement.terms["microsoft-agi"])
    assert own == {(min(most, CLOUD[name].own), CLOUD[name].rate)}


def test_a_policy_answers_every_notice_in_its_one_way():
    def answers(name: str) -> set[str]:
        # With silence for an answer, most terms let Microsoft exercise; a later regime may leave it only waiving.
        return {
            move.answer
            for m, move in decided(SEEDS[2], spec("outside-first"), spec(name), MICROSOFT)
            if isinstance(move, Answer)
            and next(n for n in m.view.notices if n.id == move.notice).provider != "azure"
        }

    assert answers("exercise-all") == {"exercise"}
    assert answers("waive-all") == {"waive"}
    assert "partial" in answers("half")


def test_azure_only_never_asks_anybody_else_and_outside_first_does():
    def asked(name: str) -> set[bool]:
        return {
            move.provider == "azure"
            for _, move in decided(SEEDS[3], spec(name), spec("waive-all"), OPENAI)
            if isinstance(move, Request)
        }

    assert asked("azure-only") == {True}
    assert False in asked("outside-first")


@pytest.mark.parametrize("seat", SEATS)
def test_no_policy_says_anything_at_a_table_but_good_bye(seat):
    for name in ("adaptive", policies_of(seat)[0]):
        specs = {seat: spec(name)}
        openai, microsoft = specs.get(OPENAI, "bot:2"), specs.get(MICROSOFT, "bot:2")
        at_table = [
            move for m, move in decided(SEEDS[4], openai, microsoft, seat) if m.question.topic == "table"
        ]
        assert at_table
        assert all(move == Walk() for move in at_table)
        assert not any(isinstance(move, Offer) for _, move in decided(SEEDS[4], openai, microsoft, seat))


def test_adaptive_looks_up_where_a_policy_does_not():
    plans = {
        (move.train, move.safety)
        for _, move in decided(SEEDS[5], spec(ADAPTIVE), spec("half"), OPENAI)
        if isinstance(move, Plan)
    }
    assert len(plans) > 3


def test_the_names_in_the_help_are_the_policies_there_are():
    with pytest.raises(players.UnknownPlayer) as caught:
        players.parse("policy:nobody")
    for seat in SEATS:
        for name in policies_of(seat):
            assert name in str(caught.value)
