"""What hangs on a package is worth what it could come to, to the seat that looks at it, and no more than that."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from game.bargaining import reasons, riders, trends
from game.bargaining.appraisal import Appraiser
from game.bargaining.riders import Hanging
from game.bargaining.tables import NEVER, open_clauses
from game.files.scenarios import load_scenario
from game.rules import engine
from game.rules.chance import Chance
from game.rules.decisions import Contingent, Letter, Riders
from game.rules.state import Pending, Pledge, Waiting
from game.rules.triggers import TRIGGERS
from game.rules.undertakings import UNDERTAKINGS
from game.rules.units import MICROSOFT, OPENAI, SEATS, Seat
from game.rules.view import View, view_of

FLAGSHIP = load_scenario("first-refusal")
STATE = engine.new_game(FLAGSHIP, Chance("b2:riders"))
LAB, CLOUD = (view_of(FLAGSHIP, STATE, seat) for seat in SEATS)
CAP = Contingent(clause="revenue-share-cap", term=38, trigger="sold", at=100, by=15)
CHANGES = [
    (clause, term)
    for clause, terms in open_clauses(FLAGSHIP, LAB)
    for term in terms
    if term != STATE.terms[clause] and clause != "azure-commitment"
]
changes = st.sampled_from(CHANGES)
weights = st.integers(0, 10_000)


def chance(view: View, contingent: Contingent, belief: int = 10_000) -> int:
    return trends.prospect(FLAGSHIP, view, contingent, belief).chance


@pytest.mark.parametrize("trigger", TRIGGERS)
def test_every_trigger_can_be_thought_about_by_both_and_a_higher_figure_is_never_likelier(
    trigger: str,
) -> None:
    known = TRIGGERS[trigger]
    for view in (LAB, CLOUD):
        found = [
            chance(view, replace(CAP, trigger=trigger, at=at))
            for at in range(known.low, known.high + 1, known.step)
        ]
        assert found == sorted(found, reverse=True)
        assert all(0 <= one <= 10_000 for one in found)


@pytest.mark.parametrize("trigger", ["sold", "delivered", "capability"])
def test_more_time_makes_what_grows_likelier(trigger: str) -> None:
    known = TRIGGERS[trigger]
    at = {"sold": 100, "delivered": 5000, "capability": 1200}[trigger]
    assert known.low <= at <= known.high
    found = [chance(LAB, replace(CAP, trigger=trigger, at=at, by=by)) for by in range(2, 24)]
    assert found == sorted(found)
    assert found[-1] > found[0]


def test_who_believes_in_the_revenue_counts_more_on_what_hangs_on_it() -> None:
    assert trends.weight(FLAGSHIP, LAB, CAP, 14_000) > trends.weight(FLAGSHIP, LAB, CAP, 8000) + 1000


def test_what_is_met_already_is_certain_and_what_is_nowhere_near_counts_for_next_to_nothing() -> None:
    met = replace(CAP, trigger="delivered", at=500)
    assert chance(LAB, met) == 10_000
    assert trends.weight(FLAGSHIP, LAB, replace(CAP, at=2000, by=3), 10_000) < 300


def test_a_recapitalisation_under_review_is_expected_when_its_review_ends() -> None:
    hangs = replace(CAP, trigger="recapitalised", at=1, by=6)
    pending = Pending(due=3, stat="openai.recapitalised", by=1, why="review")
    reviewed = replace(LAB, coming=(*LAB.coming, pending))
    assert chance(reviewed, hangs) > 9000 > chance(LAB, hangs)
    assert trends.prospect(FLAGSHIP, reviewed, hangs, 10_000).quarter == 3
    assert chance(reviewed, replace(hangs, by=2)) == chance(LAB, hangs)


def test_a_late_date_leaves_less_of_the_game_for_the_term_to_be_worth_anything() -> None:
    sure = replace(CAP, at=10)
    assert chance(LAB, sure) > 9500
    assert trends.weight(FLAGSHIP, LAB, sure, 10_000) < chance(LAB, sure)
    late = replace(LAB, quarter=20)
    assert trends.weight(FLAGSHIP, late, replace(sure, at=20, by=22), 10_000) < trends.weight(
        FLAGSHIP, LAB, sure, 10_000
    )


@given(changes, changes, weights, changes, weights)
def test_a_book_with_conditions_says_what_weighing_one_package_says(
    package: tuple[str, int | str],
    first: tuple[str, int | str],
    one: int,
    second: tuple[str, int | str],
    two: int,
) -> None:
    book = Appraiser(FLAGSHIP, LAB).book
    hung = (Hanging(*first, one), Hanging(*second, two))
    assert riders.with_hanging(book, hung).gain_of((package,)) == riders.gain_with(book, (package,), hung)


@given(changes, changes, weights)
def test_a_condition_is_worth_something_between_never_and_at_once(
    package: tuple[str, int | str], hung: tuple[str, int | str], weight: int
) -> None:
    book = Appraiser(FLAGSHIP, CLOUD).book
    never = book.gain_of((package,))
    at_once = book.gain(book.layout.point((hung,), book.layout.point((package,))))
    found = riders.gain_with(book, (package,), (Hanging(*hung, weight),))
    assert min(never, at_once) - 1 <= found <= max(never, at_once)


def test_the_order_in_which_conditions_are_written_down_changes_nothing() -> None:
    written = (CAP, replace(CAP, at=60, term=60, by=8), replace(CAP, clause="ip-end", term=2032, at=150))
    eyes = Appraiser(FLAGSHIP, LAB)
    package = (("revenue-share", 1500),)
    gains = {eyes.gain(package, Riders(contingents=some)) for some in permutations(written)}
    assert len(gains) == 1


def test_conditions_in_force_are_part_of_leaving_things_as_they_are() -> None:
    cap = (("revenue-share-cap", 38),)
    waits = Waiting(amendment=1, contingent=CAP)
    waiting = replace(LAB, agreement=replace(LAB.agreement, waiting=(waits,)))
    before, after = Appraiser(FLAGSHIP, LAB), Appraiser(FLAGSHIP, waiting)
    assert after.book.gain(after.book.layout.now) == 0
    assert 0 < after.gain(cap) < before.gain(cap)  # the lab has part of it in prospect


def test_a_condition_the_lab_could_not_live_through_is_no_bargain_at_any_odds() -> None:
    ruinous = replace(CAP, clause="azure-commitment", term=300, at=20)
    assert (
        Appraiser(FLAGSHIP, LAB).gain((("revenue-share", 0),), Riders(contingents=(ruinous,))) <= NEVER // 20
    )


@given(changes, changes, weights)
def test_contributions_add_up_with_what_hangs_on_the_package(
    package: tuple[str, int | str], hung: tuple[str, int | str], weight: int
) -> None:
    book, some = Appraiser(FLAGSHIP, LAB).book, (Hanging(*hung, weight),)
    parts = reasons.contributions(book, (package,), some)
    assert sum(part.amount for part in parts) == riders.gain_with(book, (package,), some)
    assert {part.clause for part in parts} == {package[0], hung[0]}


# What is undertaken


def test_everything_that_can_be_undertaken_has_a_stake() -> None:
    assert set(riders.STAKES) == set(UNDERTAKINGS)


def letter(seat: Seat, undertaking: str, penalty: int, amount: int = 1) -> Riders:
    made = Letter(seat=seat, undertaking=undertaking, amount=amount, due=6, penalty=penalty)
    return Riders(letters=(made,))


@pytest.mark.parametrize(
    ("seat", "id"), [(MICROSOFT, "no-rivals"), (MICROSOFT, "waive"), (OPENAI, "no-outside")]
)
def test_a_letter_is_worth_something_to_whom_it_is_given_and_costs_whom_it_binds(seat: Seat, id: str) -> None:
    amount = 1000 if UNDERTAKINGS[id].unit else 1
    for view in (LAB, CLOUD):
        found = Appraiser(FLAGSHIP, view).letters(letter(seat, id, 5000, amount))
        assert found < 0 if view.seat == seat else found > 0


def test_a_penalty_makes_a_letter_surer_and_is_never_itself_a_present() -> None:
    eyes = Appraiser(FLAGSHIP, LAB)
    found = [eyes.letters(letter(MICROSOFT, "waive", penalty, 3000)) for penalty in range(100, 10_001, 300)]
    assert found == sorted(found)
    assert found[-1] <= riders.worth_of("waive", 3000, 6, eyes.lens(OPENAI))


def test_a_letter_costs_no_more_than_breaking_it() -> None:
    assert Appraiser(FLAGSHIP, CLOUD).letters(letter(MICROSOFT, "waive", 100, 5000)) == -100


def pledge(kind: str, seat: Seat, id: str, amount: int = 1) -> Pledge:
    return Pledge(id=f"{kind}-1", seat=seat, kind=kind, undertaking=id, amount=amount, made=0, due=4, base=0)


def test_a_promise_is_worth_more_the_more_its_giver_is_trusted() -> None:
    eyes = Appraiser(FLAGSHIP, LAB)
    found = []
    for trust in (0, 300, 600, 1000):
        view = replace(LAB, numbers={**LAB.numbers, "relations.openai_trust": trust})
        promised = pledge("promise", MICROSOFT, "no-rivals")
        found.append(riders.promise_for(view, promised, eyes.lens(MICROSOFT), eyes.lens(OPENAI)))
    assert found == sorted(found)
    assert found[0] < found[-1] <= riders.worth_of("no-rivals", 1, 4, eyes.lens(OPENAI))


def test_a_threat_is_believed_less_the_more_of_them_have_come_to_nothing() -> None:
    eyes = Appraiser(FLAGSHIP, LAB)
    found = []
    for credibility in (800, 500, 350, 200, 50):
        name = "relations.microsoft_credibility"
        view = replace(LAB, numbers={**LAB.numbers, name: credibility})
        found.append(riders.believed(view, pledge("threat", MICROSOFT, "exercise"), eyes.lens(MICROSOFT)))
    assert found == sorted(found, reverse=True)
    assert found[1] > riders.HEED > found[-1]


def test_a_threat_that_would_hurt_its_maker_is_believed_less_than_one_it_would_enjoy() -> None:
    lens = Appraiser(FLAGSHIP, LAB).lens(MICROSOFT)
    ruinous, pleasant = (pledge("threat", MICROSOFT, id) for id in ("block-recap", "host-rivals"))
    assert riders.believed(LAB, ruinous, lens) < riders.believed(LAB, pleasant, lens)
