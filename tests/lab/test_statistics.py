"""Figures and their intervals, against values worked out elsewhere."""

from __future__ import annotations

from math import inf, isnan

import pytest

from game.lab.statistics import (
    Figure,
    bootstrap,
    elo,
    mean_of,
    median_of,
    quantile,
    share_of,
    student,
    wilson,
)


@pytest.mark.parametrize(
    ("freedom", "expected"),
    [(1, 12.706), (2, 4.303), (4, 2.776), (5, 2.571), (9, 2.262), (30, 2.042), (1000, 1.962)],
)
def test_student_is_the_one_of_the_tables(freedom, expected):
    assert student(freedom) == pytest.approx(expected, abs=0.002)


def test_one_number_a_seed_has_the_interval_of_the_textbooks():
    # Mean 3, deviation √2.5, five numbers: 3 ± 2.776 · 0.7071.
    figure = mean_of([[1.0], [2.0], [3.0], [4.0], [5.0]])
    assert figure == pytest.approx((3, 1.037, 4.963), abs=0.002)


def test_replays_that_all_agree_count_once():
    once, often = mean_of([[1.0], [2.0], [6.0]]), mean_of([[1.0] * 8, [2.0] * 8, [6.0] * 8])
    assert often == pytest.approx(once)


def test_a_single_seed_tells_a_mean_and_nothing_of_its_error():
    assert mean_of([[1.0, 3.0]]) == Figure(2, -inf, inf)
    assert bootstrap([3], lambda drawn: float(sum(drawn))) == Figure(3, -inf, inf)
    assert bootstrap([1, 2, 3, 4], lambda drawn: float(max(drawn))) == Figure(4, -inf, inf)


def test_nothing_tells_nothing():
    for figure in (mean_of([]), median_of([[]])):
        assert isnan(figure.value)
        assert figure[1:] == (-inf, inf)
    assert isnan(share_of([]).value)
    assert share_of([[]])[1:] == (0, 1)


@pytest.mark.parametrize(
    ("share", "size", "expected"),
    [(0.5, 100, (0.4038, 0.5962)), (0.0, 10, (0.0, 0.2775)), (1.0, 10, (0.7225, 1.0)), (0.3, 0, (0.0, 1.0))],
)
def test_wilson_is_wilsons(share, size, expected):
    assert wilson(share, size) == pytest.approx(expected, abs=0.0002)


def test_a_share_of_games_that_do_not_cluster_has_wilsons_interval():
    figure = share_of([[1.0], [0.0]] * 50)
    assert figure == pytest.approx((0.5, *wilson(0.5, 99)), abs=0.001)


def test_seeds_that_agree_in_themselves_are_worth_a_game_each():
    clustered = share_of([[1.0] * 8, [0.0] * 8] * 50)
    assert clustered == pytest.approx((0.5, *wilson(0.5, 99)), abs=0.001)
    assert share_of([[0.0] * 8] * 50) == (0, *wilson(0, 50))


def test_elo_of_three_quarters_is_191():
    assert elo(Figure(0.75, 0.5, 1.0)) == pytest.approx((190.8, 0, 1199.8), abs=0.1)


def test_quantiles_fall_between_numbers():
    assert quantile([4, 1, 3, 2], 0.5) == 2.5
    assert quantile([1, 2, 3, 4, 5], 0.1) == pytest.approx(1.4)


def test_a_bootstrap_holds_what_it_should_and_is_the_same_again():
    clusters = [[float(n)] for n in range(100)]
    figure = median_of(clusters)
    assert figure.value == 49.5
    # Order statistics put the interval of a median of a hundred near the 40th and the 61st.
    assert figure.low == pytest.approx(39.5, abs=4)
    assert figure.high == pytest.approx(59.5, abs=4)
    assert median_of(clusters) == figure


def test_a_bootstrap_of_a_mean_is_near_the_formula():
    numbers = [float(n * n % 17) for n in range(60)]
    formula = mean_of([[one] for one in numbers])
    drawn = bootstrap(numbers, lambda some: sum(some) / len(some))
    assert drawn == pytest.approx(formula, abs=0.25)
