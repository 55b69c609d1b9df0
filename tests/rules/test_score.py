"""How a game is judged: dimensions, mandates, endings (rulebook 3.6.1, 3.6.2, 3.6.4)."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from game.errors import Refusal
from game.rules import endings, engine, score
from game.rules.chance import Chance
from game.rules.conditions import AllOf, AnyOf, Between, Happened, QuarterIs, StatIs
from game.rules.engine import Setup
from game.rules.facts import Ended
from game.rules.scenario import Ending, Telling
from game.rules.state import Drawn, Pledge
from game.rules.units import MICROSOFT, OPENAI, SEATS, clamp
from tests.worlds import DOWN_ROUND, GOING_ON, SCORING, Game, Steady, any_decision, world

RICH = {"cash": 500_000}
MEANS = SCORING.openai.usual.means
TRUE, FALSE = QuarterIs(quarter=Between()), QuarterIs(quarter=Between(from_=99))


def judged(game: Game, seat: str = OPENAI) -> score.SeatScore:
    return score.seat_score(game.scenario, game.state, seat)


def dimension(game: Game, name: str, seat: str = OPENAI) -> int:
    return next(d.score for d in judged(game, seat).dimensions if d.id == name)


@pytest.mark.parametrize("seed", range(12))
def test_lines_make_dimensions_and_weights_make_the_score(seed):
    rnd, chance = random.Random(seed), Chance(f"b2:score-{seed}")
    game = Game(world(quarters=8), chance)
    while asked := game.asked():
        seat = rnd.choice(asked).seat
        game.act(seat, any_decision(game.scenario, game.state, seat, rnd))
    for seat in SEATS:
        result = judged(game, seat)
        for d in result.dimensions:
            assert d.score == clamp(sum(line.points for line in d.lines), 0, 100)
            assert all(line.points and line.words for line in d.lines)
        assert sum(d.weight for d in result.dimensions) == 100
        assert result.score == round(sum(d.score * d.weight for d in result.dimensions) / 100 + 1e-9)
        assert 0 <= result.score <= 100
        assert result.grade in "SABCDE"


def test_a_mandate_weighs_the_dimensions():
    kinds = {}
    for mandate in ("balanced", "for-everyone"):
        game = Game(setup=Setup(openai_mandate=mandate))
        kinds[mandate] = {d.id: d.weight for d in judged(game).dimensions}
        assert judged(game).mandate == mandate
    assert kinds["for-everyone"]["mission"] == 45
    assert kinds["balanced"]["mission"] == 25


def test_the_first_mandate_is_the_default():
    assert Game().state.openai_place.character.mandate == "balanced"


@pytest.mark.parametrize(
    ("setup", "code"),
    [
        (Setup(openai_mandate="fame"), "no-such-mandate"),
        (Setup(microsoft_mandate="for-everyone"), "no-such-mandate"),
        (Setup(openai_archetype="hedger"), "no-such-archetype"),
        (Setup(microsoft_archetype="poet"), "no-such-archetype"),
    ],
)
def test_who_one_wants_to_be_must_exist(setup, code):
    with pytest.raises(Refusal) as refused:
        engine.new_game(world(), Steady(), setup)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("overall", "grade"),
    [
        (100, "S"),
        (74, "S"),
        (73, "A"),
        (66, "A"),
        (65, "B"),
        (58, "B"),
        (57, "C"),
        (46, "C"),
        (45, "D"),
        (38, "D"),
        (37, "E"),
        (0, "E"),
    ],
)
def test_grades_are_by_the_overall(overall, grade):
    assert score.grade_of(overall) == grade


# --- par ----------------------------------------------------------------------------------------------------------


def test_until_par_is_known_a_score_is_held_against_what_is_usual_for_its_mandate():
    for mandate, usual in (("balanced", 545), ("for-everyone", 545)):
        result = judged(Game(setup=Setup(openai_mandate=mandate)))
        assert (result.par, result.games) == (usual, 0)
    game = Game(setup=Setup(microsoft_mandate="the-street"))
    assert judged(game, MICROSOFT).par == 500
    uneven = replace(SCORING.openai, usual=replace(SCORING.openai.usual, means={**MEANS, "mission": 800}))
    game = Game(world(scoring=replace(SCORING, openai=uneven)))
    assert judged(game).par == 545 + 300 * 25 // 100


def test_par_takes_its_place_once_it_is_known():
    game = Game()
    result = score.seat_score(game.scenario, game.state, OPENAI, score.Par(mean=432, deviation=20, games=24))
    assert (result.par, result.games) == (432, 24)
    assert result.over_par == result.score * 10 - 432
    assert result.score == judged(game).score


@pytest.mark.parametrize(
    ("raw", "par", "overall"),
    [
        (60, 600, 50),
        (66, 600, 62),
        (54, 600, 38),
        (72, 600, 74),
        (57, 600, 44),
        (60, 598, 50),
        (100, 0, 100),
        (0, 1000, 0),
    ],
)
def test_a_deviation_from_par_is_twelve_points(raw, par, overall):
    known = score.Par(par, 0, 24)
    assert score.overall_of(world(), OPENAI, raw, known, par) == overall


def test_what_is_one_deviation_is_the_seats_own():
    assert score.overall_of(world(), MICROSOFT, 64, score.Par(500, 0, 24), 500) == 62


def test_while_par_is_not_known_luck_earns_no_extremes():
    assert score.overall_of(world(), OPENAI, 69, None, 600) == 62
    assert score.overall_of(world(), MICROSOFT, 68, None, 500) == 62


# --- dimensions ---------------------------------------------------------------------------------------------------


def test_enterprise_is_what_the_old_owners_keep():
    whole = Game().set("openai.value", 420_000)
    assert dimension(whole, "enterprise") == 50
    assert dimension(Game().set("openai.value", 840_000), "enterprise") == 72
    shared = Game().set("openai.value", 840_000).set("openai.dilution", 5000)
    assert dimension(shared, "enterprise") == 50
    assert dimension(Game().set("openai.value", 840_000).set("relations.stake", 5000), "enterprise") == 50
    assert dimension(Game().set("openai.value", 0), "enterprise") == 0


def test_compute_is_nobody_turned_away():
    assert dimension(Game(), "compute") == 100
    assert dimension(Game().set("openai.unserved_sum", 1000), "compute") == 67  # 3.3 for each percent
    assert dimension(Game().set("openai.distresses", 2), "compute") == 92


def test_mission_is_safety_without_incidents():
    game = Game()
    assert dimension(game, "mission") == 6 + 80 * 500 // 1000
    game.set("openai.major_incidents", 1).set("openai.minor_incidents", 2)
    assert dimension(game, "mission") == 6 + 40 - 20 - 10
    safe = Game().set("openai.safety", 700)
    before = dimension(safe, "mission")
    assert dimension(safe.set("relations.determined", 1), "mission") == before + 12
    assert dimension(safe.set("relations.bad_faith", 1), "mission") == before + 12 - 15


@pytest.mark.parametrize(("outside", "points"), [(4500, 50), (6500, 50), (0, 10), (10_000, 19)])
def test_independence_hurts_at_both_ends(outside, points):
    game = Game().set("relations.exclusive_clauses", 3).set("openai.outside_share", outside)
    assert dimension(game, "independence") == pytest.approx(points, abs=1)


def test_resilience_hurts_at_both_ends():
    def at(concentration: int) -> int:
        return dimension(Game().set("microsoft.concentration", concentration), "resilience", MICROSOFT)

    assert at(2500) > at(500)
    assert at(2500) > at(6000)


def test_access_is_judged_over_two_years():
    game = Game(world(openai=RICH)).quarters(3)
    gaps = game.state.microsoft.access_gaps
    assert dimension(game, "access", MICROSOFT) == 68 + 22 * (sum(gaps) // len(gaps)) // 100


def test_standing_counts_ones_word():
    game = Game()
    usual = {seat: dimension(game, "standing", seat) for seat in SEATS}
    pledges = [
        Pledge(
            id=f"p{n}",
            seat=seat,
            kind=kind,
            undertaking="buy",
            amount=1,
            made=0,
            due=1,
            base=0,
            status=status,
        )
        for n, (seat, kind, status) in enumerate(
            [(OPENAI, "promise", "kept")] * 3
            + [
                (OPENAI, "letter", "broken"),
                (OPENAI, "threat", "carried-out"),
                (MICROSOFT, "promise", "broken"),
            ]
        )
    ]
    game.state.pledges = tuple(pledges)
    assert dimension(game, "standing") == usual[OPENAI] + 3 - 4
    assert dimension(game, "standing", MICROSOFT) == usual[MICROSOFT] - 4
    game.state.pledges = tuple(pledges[:1] * 9)
    assert dimension(game, "standing") == usual[OPENAI] + 5


def test_a_dispute_costs_whoever_lost_it():
    game = Game()
    usual = {seat: dimension(game, "standing", seat) for seat in SEATS}
    game.set("relations.judgments", 3).set("relations.lost_disputes", 2)
    assert dimension(game, "standing") == usual[OPENAI] - 20
    assert dimension(game, "standing", MICROSOFT) == usual[MICROSOFT] - 10


def test_rights_that_survive_a_determination_are_resilience():
    def at(term: str) -> int:
        return dimension(Game(world(terms={"agi-consequence": term})), "resilience", MICROSOFT)

    assert at("safeguards") > at("research") > at("all")


# --- endings ------------------------------------------------------------------------------------------------------


def test_a_game_that_runs_its_course_has_the_first_soft_ending_that_holds():
    game = Game(world(quarters=2, openai=RICH)).finish()
    assert game.happened(Ended) == [Ended("zombie-clause")]
    signed = Game(world(quarters=2, openai=RICH)).signs(("ip-end", 2032)).finish()
    assert signed.state.ending == "going-on"
    declared = Game(world(quarters=2, openai=RICH)).set("relations.determined", 1).finish()
    assert declared.state.ending == "declared"


def test_a_hard_ending_stops_the_game_when_it_holds():
    hard = Ending(
        id="hot", title="Hot", hard=True, text="Hot.", epithets=("Hot",),
        when=(StatIs(stat="world.heat_antitrust", at_least=60),),
    )  # fmt: skip
    game = Game(world(endings=(DOWN_ROUND, hard, GOING_ON)))
    game.set("world.heat_antitrust", 800).close()
    assert game.state.ending == "hot"
    assert game.state.quarter == 0
    assert game.asked() == ()


def test_hard_endings_are_checked_in_order():
    always = tuple(Ending(id=id, title=id, hard=True, text=id, epithets=(id,)) for id in ("first", "second"))
    assert Game(world(endings=(*always, GOING_ON))).finish().state.ending == "first"


def test_an_outcome_is_there_when_the_game_is_over():
    game = Game(world(quarters=2, openai=RICH))
    assert engine.outcome(game.scenario, game.state, game.chance) is None
    game.finish()
    outcome = engine.outcome(game.scenario, game.state, game.chance)
    assert outcome is not None
    assert (outcome.ending, outcome.epithet, outcome.quarters) == ("zombie-clause", "As Drafted", 2)
    assert [seat.seat for seat in outcome.seats] == [OPENAI, MICROSOFT]


def test_an_ending_may_ask_that_both_sides_did_well():
    best = Ending(id="best", title="Best", overall=40, text="Both.", epithets=("Well",))
    game = Game(world(endings=(best, GOING_ON)))
    lowest = min(judged(game, seat).overall for seat in SEATS)
    for asked, ending in ((lowest, "best"), (lowest + 1, "going-on")):
        scenario = world(endings=(replace(best, overall=asked), GOING_ON))
        assert endings.soft_ending(scenario, game.state).id == ending


def test_where_a_seat_came_out_poor_the_sober_words_are_said():
    glad = replace(GOING_ON, sober=Telling(text="Hardly.", epithets=("Hardly",)))
    game = Game(world(quarters=1, openai=RICH, endings=(glad,))).finish()
    raw = {seat: judged(game, seat).score for seat in SEATS}
    for over, words in ((0, GOING_ON.text), (-30, "Hardly.")):
        pars = {seat: score.Par((raw[seat] - over) * 10, 0, 24) for seat in SEATS}
        outcome = engine.outcome(game.scenario, game.state, game.chance, pars)
        assert outcome is not None
        assert outcome.text == words
        assert (outcome.epithet == "Hardly") == (over < 0)


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        (AllOf(all_of=(TRUE, TRUE)), True),
        (AllOf(all_of=(TRUE, FALSE)), False),
        (AnyOf(any_of=(TRUE, FALSE)), True),
        (AnyOf(any_of=(TRUE, FALSE, TRUE), count=2), True),
        (AnyOf(any_of=(TRUE, FALSE, FALSE), count=2), False),
        (Happened(happened="window", choice="file", ago=4), True),
        (Happened(happened="window", choice="file", ago=5), False),
        (Happened(happened="window", choice="file", within=3), False),
        (Happened(happened="window", choice="wait", ago=4), False),
    ],
)
def test_conditions_of_endings(condition, holds):
    game = Game()
    game.state.quarter = 12
    game.state.drawn = (Drawn(card="window", quarter=8, openai="file"),)
    assert condition.holds(game.state) == holds


def test_the_same_game_has_the_same_epithet():
    outcomes = [engine.outcome(*_ended("b2:harbour-7")) for _ in range(3)]
    assert len({outcome.epithet for outcome in outcomes if outcome}) == 1


def _ended(seed: str):
    game = Game(world(quarters=1, endings=(GOING_ON,)), Chance(seed)).finish()
    return game.scenario, game.state, game.chance


def test_a_tie_cut_in_the_last_quarter_is_cut():
    game = Game(world(openai={"cash": 900_000}, quarters=3)).quarters(2)
    ties = game.stat("relations.exclusive_clauses")
    game.signs(("api-distribution", "open"))
    assert game.finish().stat("relations.exclusive_clauses") == ties - 1
