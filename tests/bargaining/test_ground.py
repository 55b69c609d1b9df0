"""What may still be offered is what the rules of the talk allow, and nothing of that is left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from game.bargaining import beliefs, coach, earn_outs, ground
from game.bargaining.appraisal import Appraiser
from game.bargaining.ground import Room
from game.bargaining.packages import frontier_of, most_together
from game.bargaining.reasons import how_many, imagined
from game.bargaining.tables import NEVER, open_clauses
from game.files.scenarios import load_scenario
from game.rules import engine
from game.rules.agreement import BLOCKS, CLAUSES
from game.rules.chance import Chance
from game.rules.decisions import Contingent, Package, Reason, Riders
from game.rules.packages import merged
from game.rules.state import Ground, Learned, Said, Table
from game.rules.triggers import refusal_of_contingents
from game.rules.units import MICROSOFT, OPENAI, SEATS
from game.rules.view import View, view_of

FLAGSHIP = load_scenario("first-refusal")
STATES = [engine.new_game(FLAGSHIP, Chance(f"b2:ground-{n}")) for n in range(3)]
VIEWS = [view_of(FLAGSHIP, state, seat) for state in STATES for seat in SEATS]
CHANGES = [
    (clause, term)
    for clause, terms in open_clauses(FLAGSHIP, VIEWS[0])
    for term in terms
    if term != STATES[0].terms[clause]
]
some_changes = st.lists(st.sampled_from(CHANGES), max_size=4, unique_by=lambda change: change[0])


@st.composite
def grounds(draw: st.DrawFn) -> Ground:
    changed = draw(some_changes)
    half = len(changed) // 2
    links = ((MICROSOFT, tuple(changed[half : half + 2])),) if len(changed) - half >= 2 else ()
    return Ground(agreed=tuple(changed[:half]), block=draw(st.sampled_from(("", *BLOCKS))), links=links)


@given(grounds(), st.sampled_from([view for view in VIEWS if view.seat == OPENAI]))
def test_every_package_on_a_frontier_of_what_is_left_may_be_offered(settled: Ground, view: View) -> None:
    book, terms = Appraiser(FLAGSHIP, view).book, view.agreement.terms
    theirs = imagined(FLAGSHIP, view)
    for room in ground.rooms(settled, OPENAI):
        origin = ground.within(book.layout, room, book.layout.now)
        frontier = frontier_of(ground.narrowed(book, room), theirs, origin, 2)
        for at in range(0, len(frontier.own), 5):
            assert ground.lawful(settled, terms, OPENAI, frontier.package(at))


@given(grounds(), some_changes)
def test_what_the_rules_allow_is_in_one_of_the_rooms(
    settled: Ground, changes: list[tuple[str, int | str]]
) -> None:
    view = VIEWS[0]
    book, terms = Appraiser(FLAGSHIP, view).book, view.agreement.terms
    held = {**dict(settled.agreed), **{c: t for c, t in changes if c not in dict(settled.agreed)}}
    package = tuple((clause, held[clause]) for clause in CLAUSES if clause in held)
    if not ground.lawful(settled, terms, OPENAI, package):
        return
    if book.gain_of(package) <= NEVER // 2:
        return
    gains = [ground.narrowed(book, room).gain_of(package) for room in ground.rooms(settled, OPENAI)]
    assert book.gain_of(package) in gains


def test_one_s_own_links_bind_the_other_side_only() -> None:
    linked = Ground(links=((OPENAI, (CHANGES[0], CHANGES[-1])),))
    assert ground.rooms(linked, OPENAI) == (Room(),)
    assert len(ground.rooms(linked, MICROSOFT)) == 2


@pytest.mark.parametrize("most", [2, 5])
def test_what_is_at_stake_is_the_largest_sum_on_the_frontier_give_or_take_the_lawyers(most: int) -> None:
    for view in VIEWS:
        own, theirs = Appraiser(FLAGSHIP, view).book, imagined(FLAGSHIP, view)
        frontier = frontier_of(own, theirs, most=most)
        together = most_together(own, theirs, most)
        assert together >= int((frontier.own + frontier.theirs).max()) >= together - 2 * 200 * most


# What is believed


def seated(view: View, *history: Said, **ground: object) -> View:
    return replace(view, table=Table(opener=OPENAI, turn=view.seat, rounds=3, history=history, **ground))  # type: ignore[arg-type]


def test_an_offer_that_looked_bad_for_its_maker_is_taken_to_be_better_for_it_than_it_looked() -> None:
    view = VIEWS[0]
    strange: Package = (("revenue-share", 0),)
    heard = beliefs.at_the_table(FLAGSHIP, seated(view, Said(seat=MICROSOFT, move="offer", package=strange)))
    own, usual = Appraiser(FLAGSHIP, view).book, beliefs.usual(FLAGSHIP, view)
    assert usual.gain_of(strange) < 0 < beliefs.corrected(own, usual, heard).gain_of(strange)


def test_a_reason_heard_moves_the_clause_it_is_about_the_way_it_says() -> None:
    view = VIEWS[0]
    mine: Package = (("ip-end", 2032),)
    reason = Reason("ip-end", "hurts", "a lot")
    said = (
        Said(seat=OPENAI, move="offer", package=mine),
        Said(seat=MICROSOFT, move="because", reasons=(reason,)),
    )
    own, usual = Appraiser(FLAGSHIP, view).book, beliefs.usual(FLAGSHIP, view)
    after = beliefs.corrected(own, usual, beliefs.at_the_table(FLAGSHIP, seated(view, *said)))
    assert usual.gain_of(mine) > 0 > after.gain_of(mine)


def test_what_due_diligence_put_first_weighs_more_and_what_it_put_last_less() -> None:
    view = VIEWS[0]
    found = Learned(
        topic="priorities",
        quarter=0,
        clauses=("ip-end", "revenue-share"),
        source="diligence",
        reliability="85 %",
    )
    looked = replace(view, learned=(found,))
    own, usual = Appraiser(FLAGSHIP, view).book, beliefs.usual(FLAGSHIP, view)
    after = beliefs.corrected(own, usual, beliefs.before_the_table(looked, own))
    prized, cheap = (("ip-end", 2035),), (("revenue-share", 0),)
    assert abs(after.gain_of(prized)) > abs(usual.gain_of(prized))
    assert abs(after.gain_of(cheap)) < abs(usual.gain_of(cheap))
    assert how_many(looked) == how_many(view) + 2


# Conditions that pay


def test_a_condition_is_proposed_only_where_beliefs_differ_and_then_it_is_one_the_rules_take() -> None:
    for state, view in ((state, view_of(FLAGSHIP, state, seat)) for state in STATES for seat in SEATS):
        eyes, theirs = Appraiser(FLAGSHIP, view), beliefs.usual(FLAGSHIP, view)
        found = earn_outs.proposed(FLAGSHIP, view, eyes.book, theirs, (), Room())
        if found is None:
            continue
        assert refusal_of_contingents(FLAGSHIP, state, (found,)) is None
        hung, their_hung = (some(Riders(contingents=(found,))) for some in (eyes.hung, eyes.their_hung))
        assert hung[0].weight != their_hung[0].weight
    sober = replace(VIEWS[0], character=replace(VIEWS[0].character, revenue=9100))
    eyes = Appraiser(FLAGSHIP, sober)
    assert earn_outs.proposed(FLAGSHIP, sober, eyes.book, beliefs.usual(FLAGSHIP, sober), (), Room()) is None


# The coach


def test_the_coach_draws_a_line_that_only_falls_and_lays_what_was_said_on_it() -> None:
    for view in VIEWS:
        theirs: Package = (("revenue-share-cap", 60),)
        drawn = coach.board(
            FLAGSHIP, seated(view, Said(seat=MICROSOFT, move="offer", package=theirs)), (("ip-end", 2032),)
        )
        gains = [(spot.own, spot.theirs) for spot in drawn.frontier]
        assert gains == sorted(gains, reverse=True)
        assert [gain for _, gain in gains] == sorted(gain for _, gain in gains)
        assert drawn.draft is not None
        assert drawn.draft.own == Appraiser(FLAGSHIP, view).gain((("ip-end", 2032),))
        assert drawn.today[:2] == (0, 0)
        said = drawn.theirs if view.seat == OPENAI else drawn.mine
        assert said is not None
        assert said.package == theirs


def test_what_the_coach_suggests_may_be_offered_and_seems_to_help_both() -> None:
    for view in VIEWS:
        settled = Ground(agreed=(("ip-end", 2032),), block="technology")
        drawn = coach.board(FLAGSHIP, seated(view, ground=settled))
        for spot in (drawn.suggested, drawn.nash, drawn.even):
            if spot is not None:
                assert ground.lawful(settled, view.agreement.terms, view.seat, spot.package)
        if drawn.suggested is not None:
            assert min(drawn.suggested.own, drawn.suggested.theirs) > 0


def test_the_coach_knows_nothing_the_player_does_not() -> None:
    for state, seat in ((state, seat) for state in STATES for seat in SEATS):
        other_way = engine.apply(state, ())
        across = other_way.place(MICROSOFT if seat == OPENAI else OPENAI)
        across.character = replace(across.character, tastes=(), revenue=20_000, value=900_000, must_sign_by=2)
        other_way.world.pace, other_way.world.theta = 12_500, 1500
        drawn = [coach.board(FLAGSHIP, view_of(FLAGSHIP, one, seat)) for one in (state, other_way)]
        assert drawn[0] == drawn[1]


def test_a_coach_s_opinion_of_an_offer_counts_what_hangs_on_it() -> None:
    view = VIEWS[0]
    hung = Riders(
        contingents=(Contingent(clause="revenue-share-cap", term=25, trigger="sold", at=50, by=12),)
    )
    plain, held = (coach.board(FLAGSHIP, view, (("ip-end", 2032),), some).draft for some in (Riders(), hung))
    assert plain is not None
    assert held is not None
    assert held.own > plain.own
    assert held.theirs < plain.theirs
    assert merged(view.agreement.terms, held.package)["ip-end"] == 2032
