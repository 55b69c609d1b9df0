"""What is promised of the balance, row by row (rulebook 3.8.1). To add a promise, add a row here, and what measures it there."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from typing import Final, NamedTuple

from game.lab import measures
from game.lab.evidence import STEPS
from game.lab.measures import CELL, HEADLINE, Measure, average, below, middle, share
from game.lab.statistics import Figure
from game.players.policies import ADAPTIVE
from game.rules.dimensions import DIMENSIONS
from game.rules.units import MICROSOFT, OPENAI, SEATS

MET: Final = "met"
MISSED: Final = "missed"
UNCLEAR: Final = "unclear"
NOT_MEASURED: Final = "not measured"
NAMES: Final = {OPENAI: "OpenAI", MICROSOFT: "Microsoft"}


class Row(NamedTuple):
    """One promise: where the figure should be. ``unit``: % (figures are shares 0..1), "" or a word.

    A row without a measure says in its words what it needs.
    """

    id: str
    section: str
    words: str
    low: float
    high: float
    unit: str
    measure: Measure | None


def verdict(row: Row, figure: Figure) -> str:
    """Met or missed where the whole interval says so, unclear where it straddles an end of the target."""
    if figure.low >= row.low and figure.high <= row.high:
        return MET
    if figure.high < row.low or figure.low > row.high:
        return MISSED
    return UNCLEAR


_Promise = tuple[str, str, tuple[float, float], str, Measure | None]


def _rows(section: str, *promises: _Promise) -> Iterator[Row]:
    for id, words, (low, high), unit, measure in promises:
        yield Row(id, section, words, low, high, unit, measure)


def _most(figure: float) -> tuple[float, float]:
    return (-inf, figure)


def _least(figure: float) -> tuple[float, float]:
    return (figure, inf)


def _scores(seat: str) -> Iterator[_Promise]:
    yield (f"score-{seat}", f"{NAMES[seat]}: score", (45, 55), "points", measures.score(seat))
    for id, _ in DIMENSIONS[seat]:
        yield (f"{id}-{seat}", f"{NAMES[seat]}: {id}", (45, 55), "points", measures.dimension(seat, id))


def _policies(seat: str) -> Iterator[_Promise]:
    who = NAMES[seat]
    yield (
        f"best-{seat}",
        f"{who}: worlds in which one policy is the best",
        (0, 0.60),
        "%",
        measures.most_often_best(seat),
    )
    yield (
        f"lead-{seat}",
        f"{who}: the best leads the next by, in standard errors of {CELL} games",
        (0, 1),
        "",
        measures.lead(seat),
    )
    yield (
        f"worst-{seat}",
        f"{who}: policies that are the worst somewhere",
        (9, 9),
        "",
        measures.worst_somewhere(seat),
    )
    yield (
        f"adaptive-{seat}",
        f"{who}: looking up gains over never looking up",
        _least(4),
        "points",
        measures.over_best(seat, ADAPTIVE),
    )


_REVENUE: Final = measures.in_2025("openai.revenue")

ROWS: Final = (
    *_rows(
        "Both can win",
        *((f"win-{seat}", f"{NAMES[seat]}: games above the par of the seed", (0.45, 0.55), "%", measures.wins(seat)) for seat in SEATS),
        ("win-both", "games in which both are", (0.20, 0.40), "%", measures.both_win),
    ),
    *_rows(
        "The table",
        ("amended", "games with an amendment", (0.95, 1), "%", share(lambda game: game.signatures > 0)),
        ("signatures", "signatures in a game, median", (4, 7), "", middle(lambda game: game.signatures)),
        ("tables-sign", "tables that lead to a signature within two quarters", (0.80, 0.97), "%", measures.tables_sign),
        *(
            (f"stall-{seat}", f"{NAMES[seat]}: over par by never sitting down", _most(0), "points", measures.without_a_table(seat))
            for seat in SEATS
        ),
        ("log-rolling", "of the joint gain, by splitting everything down the middle", (0, 0.60), "%",
         measures.looks(lambda look: look.middle / max(1, look.joint))),
        ("variety", "headline clauses that end differently for different people", _least(len(HEADLINE)), "", measures.varied),
        ("joint-low", "joint gain, 10th percentile", _least(90), "$bn", measures.joint(0.1)),
        ("joint-high", "joint gain, 90th percentile", _most(160), "$bn", measures.joint(0.9)),
        ("nash-split", "OpenAI's part of the gain at the Nash point", (0.42, 0.58), "%",
         measures.looks(lambda look: look.at_nash[0] / max(1, sum(look.at_nash)))),
    ),
    *_rows(
        "How it ends",
        ("endings", "endings seen in 1 % of games", _least(12), "", measures.kinds_of_ending),
        ("commonest-ending", "the commonest ending", (0, 0.25), "%", measures.commonest_ending),
        ("distress", "games in which the cash runs out", (0.12, 0.22), "%", share(lambda game: game.distresses > 0)),
        ("major", "games with a major incident", (0.08, 0.18), "%", share(lambda game: game.major_incidents > 0)),
        ("agi", "games in which AGI is determined", (0.10, 0.25), "%", share(lambda game: game.determined)),
    ),
    *_rows(
        "Cards",
        ("rare-cards", "cards seen in less than 1 % of games", (0, 0), "", measures.rare_cards),
        ("common-cards", "cards without a date seen in more than 60 %", (0, 0), "", measures.common_cards),
        ("reachable-cards", "cards a game could see", _least(20), "", average(lambda game: game.reachable)),
    ),
    *_rows(
        "How long it is",
        *((f"decisions-{seat}", f"{NAMES[seat]}: decisions a game", _most(110), "", measures.decisions(seat)) for seat in SEATS),
    ),
    *_rows(
        "Beside the record",
        ("fleet-2025", "fleet at the end of 2025, median (record 1.9)", (1.7, 2.1), "GW", middle(measures.fleet_2025)),
        ("revenue-2025", "revenue of 2025, median (record 13.07)", (11.8, 14.4), "$bn", middle(_REVENUE)),
        ("revenue-2025-below", "games with less revenue in 2025", (0.10, 0.90), "%", below(13.07, _REVENUE)),
        ("burn-2025-below", "games that lose less cash in 2025 than $8bn", (0.10, 0.90), "%", below(8, measures.burn_2025)),
        ("value-2025-below", "games worth less at the end of 2025 than $500bn", (0.10, 0.90), "%",
         below(500, measures.at_end_of("2025-Q4", "openai.value"))),
        ("revenue-2026-below", "games with less revenue in the first quarter of 2026 than $5.7bn", (0.10, 0.90), "%",
         below(5.7, measures.at_end_of("2026-Q1", "openai.revenue"))),
        ("value-2026-below", "games worth less after it than $852bn", (0.10, 0.90), "%",
         below(852, measures.at_end_of("2026-Q1", "openai.value"))),
        ("scarcity", "games in which compute is short again after 2026", (0.50, 1), "%", share(measures.short_again)),
    ),
    *_rows("Scores", *(promise for seat in SEATS for promise in _scores(seat))),
    *_rows(
        "Skill",
        *(
            (f"ladder-{seat}-{n}", f"{NAMES[seat]}: {higher} over {lower}", _least(60), "Elo", measures.rung(seat, lower, higher))
            for seat in SEATS
            for n, (lower, higher) in enumerate(STEPS, 1)
        ),
        ("ladder-above", "level 5 over level 4: see docs/ladder.md", _least(60), "Elo", None),
        *(
            (f"skill-{seat}", f"{NAMES[seat]}: level 4 over level 2", (8, 15), "points", measures.better(seat, "bot:2", "bot:4"))
            for seat in SEATS
        ),
    ),
    *_rows(
        "Policies, without a table",
        *(promise for seat in SEATS for promise in _policies(seat)),
        ("safety-heavy", "OpenAI: safety-heavy over the best other", _most(0), "points", measures.over_best(OPENAI, "safety-heavy")),
        ("notices-slack", "Microsoft: taking every notice over, others' demand slack", _least(6), "points", measures.swing(tight=False)),
        ("notices-tight", "Microsoft: the same, others' demand tight", _most(-6), "points", measures.swing(tight=True)),
    ),
)  # fmt: skip
"""Every promise, in the order in which they are told."""
