"""Each promise about the balance, measured on games made by hand: kept by some, broken by others."""

from __future__ import annotations

import pytest

from game.lab import measures
from game.lab.evidence import Evidence
from game.lab.measures import HEADLINE
from game.lab.rows import MET, MISSED, NOT_MEASURED, ROWS, UNCLEAR, Row, verdict
from game.lab.statistics import Figure
from game.players.policies import ADAPTIVE, AWAY, LAB
from game.rules.units import MICROSOFT, OPENAI, SEATS
from tests.lab.made import BOTS, FLAGSHIP, game, look, mirror, paper

BY_ID = {row.id: row for row in ROWS}


def found(id: str, evidence: Evidence) -> str:
    """What becomes of a row."""
    row = BY_ID[id]
    assert row.measure is not None
    return verdict(row, row.measure(evidence).figure)


def many(seeds: int = 400, replays: int = 2, **about):
    """A mirror in which ``about`` says of each game what is special; functions are asked with the seed and replay number."""
    return mirror(
        *(
            game(
                f"b2:s-{n}",
                replay,
                **{key: tell(n, replay) if callable(tell) else tell for key, tell in about.items()},
            )
            for n in range(seeds)
            for replay in range(replays)
        )
    )


def one_in(n: int, times: int):
    """True in every so many seeds."""
    return lambda seed, _: seed % n < times


def test_a_row_is_met_missed_or_unclear_by_its_whole_interval():
    row = Row("x", "", "", 10, 20, "", None)
    assert verdict(row, Figure(15, 12, 18)) == MET
    assert verdict(row, Figure(15, 9, 18)) == UNCLEAR
    assert verdict(row, Figure(9, 5, 11)) == UNCLEAR
    assert verdict(row, Figure(5, 2, 9)) == MISSED
    assert verdict(row, Figure(25, 21, 30)) == MISSED


def test_every_row_has_a_name_of_its_own_and_a_target():
    assert len(BY_ID) == len(ROWS)
    assert all(row.low <= row.high and row.words for row in ROWS)
    assert [row.id for row in ROWS if row.measure is None] == ["ladder-above"]
    assert all("docs/ladder.md" in row.words for row in ROWS if row.measure is None)
    assert NOT_MEASURED


def test_par_is_the_mean_of_the_other_replays_and_a_tie_is_half_a_win():
    games = [game(replay=n, openai=score) for n, score in enumerate((40, 50, 60))]
    assert measures.beats_par(games, OPENAI) == [0, 0.5, 1]
    assert measures.beats_par(games[:1], OPENAI) == []


def test_both_win_together_or_never_or_as_chance_would_have_it():
    def seats(together: bool):
        def high(seed, replay):
            return 60 if replay % 2 else 40

        def low(seed, replay):
            return high(seed, replay) if together else 100 - high(seed, replay)

        return many(openai=high, microsoft=low)

    assert found("win-openai", seats(True)) == MET
    assert found("win-both", seats(True)) == MISSED
    assert found("win-both", seats(False)) == MISSED
    by_chance = many(
        replays=4, openai=lambda _, r: 40 + 20 * (r % 2), microsoft=lambda _, r: 40 + 20 * (r // 2)
    )
    assert found("win-both", by_chance) == MET


@pytest.mark.parametrize(
    ("id", "field", "kept", "broken"),
    [
        ("amended", "signatures", lambda n, _: 4 + n % 3, one_in(2, 1)),
        ("signatures", "signatures", lambda n, _: 4 + n % 3, 12),
        ("distress", "distresses", one_in(100, 17), one_in(100, 1)),
        ("major", "major_incidents", one_in(100, 13), one_in(2, 1)),
        ("agi", "determined", one_in(100, 17), one_in(100, 60)),
        ("reachable-cards", "reachable", lambda n, _: 25 + n % 5, lambda n, _: 12 + n % 5),
        ("decisions-openai", "decisions", lambda n, _: {OPENAI: 90 + n % 9, MICROSOFT: 0}, {OPENAI: 220, MICROSOFT: 0}),
        ("decisions-microsoft", "decisions", lambda n, _: {MICROSOFT: 90 + n % 9}, {MICROSOFT: 220}),
        ("fleet-2025", "fleet", (1000, 1200, 1500, 1900, 9000), (1000, 1100, 1200, 1300, 1900)),
        ("tables-sign", "tables", lambda n, _: ((3, n % 10 > 0),), ((3, False), (5, True))),
        ("commonest-ending", "ending", lambda n, _: FLAGSHIP.endings[n % 8].id, "renewed"),
        ("endings", "ending", lambda n, _: FLAGSHIP.endings[n % 14].id, lambda n, _: FLAGSHIP.endings[n % 5].id),
    ],
)  # fmt: skip
def test_a_promise_about_games_can_be_kept_and_broken(id, field, kept, broken):
    assert found(id, many(**{field: kept})) == MET
    assert found(id, many(**{field: broken})) == MISSED


def test_a_table_of_the_last_quarter_counts_only_if_it_signs():
    last = FLAGSHIP.quarters.count - 1
    evidence = mirror(game(tables=((last, False), (last - 1, True), (last - 1, False), (last, True))))
    assert measures.tables_sign(evidence).figure.value == pytest.approx(2 / 3)


def test_every_card_is_seen_by_some_and_none_without_a_date_by_most():
    cards = [card.id for card in FLAGSHIP.events]
    undated = next(card.id for card in FLAGSHIP.events if card.scheduled is None)
    dated = next((card.id for card in FLAGSHIP.events if card.scheduled is not None), "")
    seen = many(2000, 1, cards=lambda n, _: tuple(id for at, id in enumerate(cards) if (n + at) % 10 < 3))
    assert found("rare-cards", seen) == MET
    assert found("common-cards", seen) == MET
    often = measures.common_cards(many(100, 1, cards=(undated, dated)))
    assert often.figure.value == 1
    assert often.note == f"{undated} 100 %"
    rare = measures.rare_cards(many(100, 1, cards=tuple(cards[1:])))
    assert rare.figure.value == 1
    assert cards[0] in rare.note


def test_the_record_lies_among_the_games_or_does_not():
    def revenue(n, _):
        return {
            "openai.revenue": (3000 + n,) * 24,
            "openai.net": (-1800 - n,) * 24,
            "openai.value": (400_000 + 1000 * n,) * 24,
        }

    among = many(series=revenue)
    for id in ("revenue-2025", "revenue-2025-below", "burn-2025-below", "value-2025-below"):
        assert found(id, among) == MET, id
    far = many(series={"openai.revenue": (9000,) * 24, "openai.net": (0,) * 24, "openai.value": (1,) * 24})
    for id in (
        "revenue-2025",
        "revenue-2025-below",
        "burn-2025-below",
        "value-2025-below",
        "revenue-2026-below",
        "value-2026-below",
    ):
        assert found(id, far) == MISSED, id


def test_a_game_that_ended_early_says_nothing_about_later():
    short = game(fleet=(1000, 1100))
    assert measures.fleet_2025(short) is None
    assert measures.in_2025("openai.revenue")(short) is None
    assert measures.at_end_of("2026-Q1", "openai.value")(short) is None


@pytest.mark.parametrize(
    ("unserved", "expected"),
    [
        ((900, 900, 900), 0), ((100, 600, 600), 1), ((100, 600, 300, 600), 1), ((100, 600, 100, 501), 2), ((200, 501), 0),
        ((100, 500), 0), ((), 0),
    ],
)  # fmt: skip
def test_a_wave_begins_above_five_percent_after_less_than_two(unserved, expected):
    assert measures.waves(unserved) == expected


def test_scarcity_counts_only_after_2026():
    early, late = (0, 600, *(0,) * 22), (*(0,) * 10, 600, *(0,) * 13)
    assert measures.short_again(game(series={"openai.unserved": early})) == 0
    assert measures.short_again(game(series={"openai.unserved": late})) == 1


@pytest.mark.parametrize("seat", SEATS)
def test_scores_are_fifty_or_are_not(seat):
    dimensions = {seat: dict.fromkeys(game().dimensions[seat], 80)}
    for row in ROWS:
        if row.section == "Scores" and row.id.endswith(seat) and not row.id.startswith("score"):
            assert found(row.id, many(20)) == MET
            assert found(row.id, many(20, dimensions=dimensions)) == MISSED
    assert found(f"score-{seat}", many(20)) == MET
    assert found(f"score-{seat}", many(20, **{seat: 70})) == MISSED


@pytest.mark.parametrize("seat", SEATS)
def test_a_rung_is_climbed_by_winning_the_same_seed_in_the_same_seat(seat):
    def ladder(better):
        seeds = range(200)
        strong = [game(f"b2:s-{n}", **{seat: 60}) for n in seeds]
        weak = [
            game(f"b2:s-{n}", seats=BOTS | {seat: "bot:1"}, **{seat: 50 if better(n) else 70}) for n in seeds
        ]
        return Evidence(scenario=FLAGSHIP, mirror=tuple(strong), ladder=tuple(weak))

    assert found(f"ladder-{seat}-2", ladder(lambda n: n % 10 < 8)) == MET
    assert found(f"ladder-{seat}-2", ladder(lambda n: n % 2)) == MISSED


@pytest.mark.parametrize("seat", SEATS)
def test_never_sitting_down_must_not_pay(seat):
    def stall(score):
        alone = tuple(
            game(f"b2:s-{n}", seats=BOTS | {seat: f"policy:{AWAY}"}, **{seat: score + n}) for n in range(20)
        )
        return Evidence(
            scenario=FLAGSHIP,
            alone=alone,
            mirror=tuple(game(f"b2:s-{n}", **{seat: 50 + n}) for n in range(20)),
        )

    assert found(f"stall-{seat}", stall(45)) == MET
    assert found(f"stall-{seat}", stall(55)) == MISSED


def _even(number, lab, cloud):
    """Every policy has its day: best in one of the worlds, worst in another."""
    labs, clouds = list(measures._static(OPENAI)), list(measures._static(MICROSOFT))
    openai = 70 if lab == ADAPTIVE else 50 + (labs.index(lab) + number) % 9
    microsoft = 70 if cloud == ADAPTIVE else 50 + (clouds.index(cloud) + number) % 9
    return openai, microsoft


def _one_leads(number, lab, cloud):
    return (50 + number + 20 * (lab == "safety-heavy"), 50 + number + 20 * (cloud == "builder"))


@pytest.mark.parametrize("seat", SEATS)
def test_no_policy_rules_where_each_has_its_day(seat):
    even, led = paper(_even, 27), paper(_one_leads, 9)
    assert found(f"best-{seat}", even) == MET
    assert found(f"worst-{seat}", even) == MET
    assert found(f"adaptive-{seat}", even) == MET
    assert found(f"best-{seat}", led) == MISSED
    assert found(f"adaptive-{seat}", led) == MISSED
    assert measures.worst_somewhere(seat)(led).figure.value == 8
    assert measures.lead(seat)(even).figure.value == pytest.approx(0, abs=0.01)


def test_a_lead_is_told_in_standard_errors_of_eighty_games():
    def scores(number, lab, cloud):
        return (52 + 4 * (number % 2) if lab == "frugal" else 50, 50)

    # It leads by 4 ± 2 or so: eighty games would tell 4 ÷ (2 ÷ √80).
    figure = measures.lead(OPENAI)(paper(scores, 40)).figure
    assert figure.value == pytest.approx(4 / (2 / 80**0.5), rel=0.02)


def test_safety_heavy_leads_or_does_not():
    assert found("safety-heavy", paper(_one_leads, 9)) == MISSED
    assert found("safety-heavy", paper(lambda n, lab, _: (50 - (lab == "safety-heavy"), 50), 9)) == MET
    assert measures.over_best(OPENAI, "safety-heavy")(paper(_one_leads, 9)).note.removeprefix("over ") in LAB


def test_taking_notices_over_pays_where_demand_is_slack_and_costs_where_it_is_tight():
    def scores(number, lab, cloud):
        return (50, 50 + (8 if number < 10 else -8) * (cloud == "exercise-all"))

    both = paper(scores, 20)
    assert measures.swing(tight=False)(both).figure.value == 8
    assert measures.swing(tight=True)(both).figure.value == -8
    assert found("notices-slack", both) == MET
    assert found("notices-tight", both) == MET
    neither = paper(lambda *_: (50, 50), 20)
    assert found("notices-slack", neither) == MISSED
    assert found("notices-tight", neither) == MISSED


def test_the_first_table_has_something_to_make_and_is_not_the_same_for_everybody():
    good = Evidence(
        scenario=FLAGSHIP, looks=tuple(look(100_000 + 500 * n, openai=55_000, term=n % 4) for n in range(100))
    )
    bad = Evidence(
        scenario=FLAGSHIP, looks=tuple(look(20_000 + 3000 * n, 19_000 + 3000 * n, 1000) for n in range(100))
    )
    for id in ("log-rolling", "variety", "joint-low", "joint-high", "nash-split"):
        assert found(id, good) == MET, id
        assert found(id, bad) == MISSED, id


def test_two_terms_are_too_few_for_a_headline_clause_however_even():
    evidence = Evidence(scenario=FLAGSHIP, looks=tuple(look(term=n % 2) for n in range(100)))
    finding = measures.varied(evidence)
    assert finding.figure.value == 0
    assert HEADLINE[0] in finding.note
