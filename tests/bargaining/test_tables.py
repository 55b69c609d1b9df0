"""Books, frontiers and reasons say exactly what the rules' one valuation says."""

from __future__ import annotations

from itertools import combinations_with_replacement

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from game.bargaining import packages, reasons, tables
from game.bargaining.appraisal import Appraiser
from game.files.scenarios import load_scenario
from game.rules import engine
from game.rules.agreement import CLAUSES
from game.rules.chance import Chance
from game.rules.characters import Taste
from game.rules.decisions import Package
from game.rules.packages import merged
from game.rules.scenario import Scenario
from game.rules.units import MICROSOFT, OPENAI, SEATS
from game.rules.view import View, view_of
from game.rules.worth import lens_of, worth

FLAGSHIP: Scenario = load_scenario("first-refusal")
STATES = [engine.new_game(FLAGSHIP, Chance(f"b2:book-{n}")) for n in range(3)]
VIEWS = [view_of(FLAGSHIP, state, seat) for state in STATES for seat in SEATS]
CHANGES = [
    (clause, term)
    for clause, terms in tables.open_clauses(FLAGSHIP, VIEWS[0])
    for term in terms
    if term != STATES[0].terms[clause]
]


@st.composite
def package(draw: st.DrawFn) -> Package:
    chosen = draw(
        st.lists(st.sampled_from(CHANGES), min_size=1, max_size=6, unique_by=lambda change: change[0])
    )
    held = dict(chosen)
    return tuple((clause, held[clause]) for clause in CLAUSES if clause in held)


views = st.sampled_from(VIEWS)


def brute(view: View, changes: Package) -> int:
    lens, terms, own = lens_of(FLAGSHIP, view), view.agreement.terms, view.character
    return worth(FLAGSHIP, merged(terms, changes), lens, own) - worth(FLAGSHIP, terms, lens, own)


@given(views, package())
def test_a_book_says_what_the_valuation_says(view: View, changes: Package) -> None:
    gain = tables.book_of(FLAGSHIP, view).gain_of(changes)
    if gain > tables.NEVER // 2:
        assert gain == brute(view, changes)
    else:
        assert dict(changes).get("azure-commitment", 0) != 0


@given(views, package())
def test_a_package_survives_the_way_to_a_point_and_back(view: View, changes: Package) -> None:
    layout = tables.book_of(FLAGSHIP, view).layout
    assert layout.package(layout.point(changes)) == changes


def test_nothing_changed_gains_nothing() -> None:
    for view in VIEWS:
        book = tables.book_of(FLAGSHIP, view)
        assert book.gain(book.layout.now) == 0


def test_equity_is_not_open_once_it_is_settled() -> None:
    state = engine.apply(STATES[0], ())
    state.openai.recapitalised = 1
    clauses = dict(tables.open_clauses(FLAGSHIP, view_of(FLAGSHIP, state, OPENAI)))
    assert "equity-stake" not in clauses
    assert "equity-stake" in dict(tables.open_clauses(FLAGSHIP, VIEWS[0]))


def test_the_lab_cannot_live_through_a_commitment_larger_than_its_revenue_but_the_cloud_would_take_it() -> (
    None
):
    lab, cloud = VIEWS[0], VIEWS[1]
    most = (("azure-commitment", 300),)
    assert tables.book_of(FLAGSHIP, lab).gain_of(most) <= tables.NEVER // 2
    assert tables.book_of(FLAGSHIP, cloud).gain_of(most) > tables.NEVER // 2


@given(views, package(), st.integers(-20_000, 20_000))
def test_leaning_moves_the_change_it_was_heard_about_by_just_that_much(
    view: View, changes: Package, by: int
) -> None:
    book = tables.book_of(FLAGSHIP, view)
    clause, term = changes[0]
    leant = tables.leant(book, clause, term, by)
    assert leant.gain_of(changes) - book.gain_of(changes) == by


# The frontier


def test_the_frontier_is_what_trying_everything_finds() -> None:
    own = tables.book_of(FLAGSHIP, VIEWS[2])
    theirs = reasons.imagined(FLAGSHIP, VIEWS[2])
    frontier = packages.Frontier(own, theirs, most=2)
    found = set()
    for first, second in combinations_with_replacement(CHANGES, 2):
        if first[0] == second[0] and first != second:
            continue
        changes = tuple(dict.fromkeys((first, second)))
        gains = own.gain_of(changes), theirs.gain_of(changes)
        if min(gains) > tables.NEVER // 2:
            found.add((gains, len(changes)))
    trouble = packages.TROUBLE * np.array([len(frontier.package(at)) for at in range(len(frontier.own))])
    own_net, their_net = frontier.own - trouble, frontier.theirs - trouble
    for (mine, yours), count in found:
        price = packages.TROUBLE * count
        assert bool(((own_net >= mine - price) & (their_net >= yours - price)).any())


def test_every_place_on_the_frontier_is_worth_what_it_says_and_changes_no_more_than_asked() -> None:
    for view in VIEWS:
        own, theirs = tables.book_of(FLAGSHIP, view), reasons.imagined(FLAGSHIP, view)
        frontier = packages.Frontier(own, theirs, most=4)
        for at in range(0, len(frontier.own), 7):
            changes = frontier.package(at)
            assert len(changes) <= 4
            assert (own.gain_of(changes), theirs.gain_of(changes)) == (frontier.own[at], frontier.theirs[at])


@given(views, st.integers(0, 120_000))
def test_for_a_target_the_other_side_gets_the_most_that_is_left(view: View, target: int) -> None:
    own, theirs = tables.book_of(FLAGSHIP, view), reasons.imagined(FLAGSHIP, view)
    frontier = packages.frontier_of(own, theirs)
    at = frontier.for_target(target)
    if at is None:
        assert int(frontier.own.max()) < target
    else:
        assert frontier.own[at] >= target
        assert frontier.theirs[at] == frontier.theirs[frontier.own >= target].max()


@given(views, package())
def test_the_least_change_starts_from_what_the_other_side_offered(view: View, offered: Package) -> None:
    own, theirs = tables.book_of(FLAGSHIP, view), reasons.imagined(FLAGSHIP, view)
    origin = own.layout.point(offered)
    near = packages.Frontier(own, theirs, origin, 3)
    for at in range(0, len(near.own), 11):
        old, new = (
            dict(merged(view.agreement.terms, offered)),
            dict(merged(view.agreement.terms, near.package(at))),
        )
        assert sum(old[clause] != new[clause] for clause in old) <= 3


# Reasons


@given(views, package())
def test_contributions_add_up_to_the_gain(view: View, changes: Package) -> None:
    book = tables.book_of(FLAGSHIP, view)
    assert sum(part.amount for part in reasons.contributions(book, changes)) == book.gain_of(changes)


@given(views, st.sampled_from(CHANGES))
def test_a_single_change_contributes_all_of_its_gain(view: View, change: tuple[str, int | str]) -> None:
    book = tables.book_of(FLAGSHIP, view)
    assert reasons.contributions(book, (change,)) == ((change[0], book.gain_of((change,))),)


@given(views, package())
def test_the_sign_shown_is_the_sign_computed_and_the_heaviest_comes_first(
    view: View, changes: Package
) -> None:
    parts = reasons.contributions(tables.book_of(FLAGSHIP, view), changes)
    found = {part.clause: part.amount for part in parts}
    told = reasons.shown(parts, 50_000, 3)
    for reason in told:
        assert (found[reason.clause] < 0) == (reason.sign == "hurts")
    weights = [found[reason.clause] for reason in told if reason.sign == "hurts"]
    assert weights == sorted(weights)


@given(views, package())
def test_a_seat_that_trusts_more_explains_more(view: View, changes: Package) -> None:
    found = reasons.contributions(tables.book_of(FLAGSHIP, view), changes)
    lengths = [len(reasons.shown(found, 50_000, against)) for against in (1, 2, 3)]
    assert lengths == sorted(lengths)
    first = reasons.shown(found, 50_000, 1)
    worst = min(found, key=lambda part: part.amount)
    if worst.amount < 0:
        assert (first[0].clause, first[0].sign) == (worst.clause, "hurts")


@pytest.mark.parametrize(
    ("amount", "band"),
    [(0, "trace"), (1999, "trace"), (2000, "some"), (-6000, "a lot"), (15_000, "decisive")],
)
def test_bands_are_parts_of_what_is_at_stake(amount: int, band: str) -> None:
    assert reasons.band_of(amount, 100_000) == band


def test_an_adviser_says_nothing_that_the_number_contradicts() -> None:
    for view in VIEWS:
        for change in CHANGES[::5]:
            gain = Appraiser(FLAGSHIP, view).gain((change,))
            words = reasons.verdict(FLAGSHIP, view, (change,))
            if gain > 0:
                assert "gains us" in words
            elif gain < 0:
                assert "costs us" in words or "live through" in words


def test_what_one_seat_imagines_of_the_other_owes_nothing_to_its_secrets() -> None:
    state = STATES[0]
    before = reasons.imagined(FLAGSHIP, view_of(FLAGSHIP, state, OPENAI))
    after = engine.apply(state, ())
    after.microsoft_place.character = STATES[1].place(MICROSOFT).character
    again = reasons.imagined(FLAGSHIP, view_of(FLAGSHIP, after, OPENAI))
    assert all((a == b).all() for a, b in zip(before.gains, again.gains, strict=True))


def test_a_liking_that_decides_the_sign_is_called_one() -> None:
    sober = replace(VIEWS[1], character=replace(VIEWS[1].character, tastes=()))
    fond = replace(sober, character=replace(sober.character, tastes=(Taste("revenue-share", 900_000),)))
    changes: Package = (("revenue-share", 1000), ("ip-end", 2032))
    told = {}
    for seen in (sober, fond):
        found = reasons.contributions(tables.book_of(FLAGSHIP, seen), changes)
        tastes = reasons.by_taste(FLAGSHIP, seen, found, changes)
        told[seen.character] = {reason.clause: reason for reason in reasons.shown(found, 50_000, 3, tastes)}
    share = [told[seen.character]["revenue-share"] for seen in (sober, fond)]
    assert [(reason.sign, reason.taste) for reason in share] == [("hurts", False), ("helps", True)]
    assert not told[fond.character].get("ip-end", share[0]).taste
