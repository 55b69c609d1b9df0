"""The anatomy of a scenario's table: figures the design promises, and how they are told (rulebook 3.4.2, 3.8.1)."""

from __future__ import annotations

import pytest

from game.files.scenarios import load_scenario
from game.lab.anatomy import Study, as_text, study
from game.rules.agreement import CLAUSES


@pytest.fixture(scope="module")
def forty() -> Study:
    """The flagship's table through forty pairs of eyes."""
    return study(load_scenario("first-refusal"), 40, "b2:anatomy")


def test_splitting_everything_down_the_middle_gets_six_tenths_at_most(forty):
    assert forty.midpoint <= 6000


def test_at_least_five_clauses_have_something_to_make_and_not_only_to_share_out(forty):
    assert len(forty.of("integrative")) >= 5


def test_two_clauses_at_least_are_liked_alike_by_both_sides_if_they_only_knew(forty):
    assert len(forty.of("compatible")) >= 2


def test_a_headline_clause_ends_differently_for_different_people(forty):
    for clause in forty.clauses:
        if CLAUSES[clause.id].headline:
            assert len(clause.nash) >= 3, clause.id
            assert clause.nash[0][1] * 100 <= 75 * forty.draws, clause.id


def test_both_sides_have_something_to_gain(forty):
    low, middle, high = forty.joint
    assert 90_000 <= low <= middle <= high <= 160_000
    assert 4200 <= forty.openai_at_nash <= 5800


def test_each_clause_is_counted_in_every_draw_and_named_in_the_table(forty):
    for clause in forty.clauses:
        assert sum(count for _, count in clause.nash) == forty.draws
        assert all(term in CLAUSES[clause.id].options for term, _ in clause.nash)
        assert clause.id in as_text(forty)


def test_the_same_seed_draws_the_same_pairs():
    scenario = load_scenario("first-refusal")
    assert study(scenario, 3, "b2:twice") == study(scenario, 3, "b2:twice")
    assert study(scenario, 3, "b2:twice") != study(scenario, 3, "b2:thrice")
