"""A tournament told: the same tables for a terminal, 80 columns wide, and for a page of Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite
from typing import Final, NamedTuple

import game as package
from game.files.canonical import canonical, digest
from game.files.records import dumped
from game.lab.runs import scenario_here
from game.lab.standings import BOTH, Report, Step
from game.lab.statistics import LEAST as LEAST_DEALS
from game.lab.statistics import Figure
from game.lab.tournament import NOBODY, Plan
from game.rules.engine import RULES
from game.rules.units import MICROSOFT, OPENAI, SEATS

WIDTH: Final = 80
GAP: Final = 2
LEAST: Final = 8
"""The fewest columns a name gets, however much stands beside it."""
SEAT_NAMES: Final = {BOTH: "", OPENAI: "as OpenAI", MICROSOFT: "as Microsoft"}

WHY: Final = f"""\
Both can win this game. So what a player makes of a seat beyond its reservation comes first: the seat's score in the same deal
when nobody ever sits down ({NOBODY} in both seats), which is the same for everybody. A rating only counts who had more; it
flatters whoever would rather leave both with less, and comes last."""
SAME: Final = """\
By how much one has more in the same seat of the same deal, the two against each other; Elo from how often."""
IN_COMPANY: Final = """\
The same across from everybody whom both have met, the two themselves included: who gives way to a stubborn player loses above
and not here."""
COMPANY: Final = """\
Everybody with everybody, themselves included, at the first table, two at most; what was signed by its true worth to each seat,
in percent of what the seat gains at the Nash point. “Five” counts packages of at most five clauses only, “joint” is the part
of the most that both could have had together."""
SAME_TABLE: Final = "Percent of the Nash point's gain by which one has more, in the same seat and deal across from the same people."
RATED: Final = "By openskill (Bradley-Terry), each seat of a match a contest for the higher score. Who has not played is at 25."
INTERVALS: Final = "An interval holds the truth in 95 of 100 such tournaments, with the deals drawn anew."
FEW: Final = "Of so few deals nobody knows how far they differ, so no interval is given."
INVENTED: Final = "Preferences, characters and hypothetical events are invented."


class Sheet(NamedTuple):
    """A table to be set: the first column to the left, all others to the right."""

    title: str
    words: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def signed(value: float, digits: int = 1) -> str:
    """A difference: ``+3.1``, ``-0.4``, and ``–`` where there is none."""
    return f"{round(value, digits) + 0.0:+.{digits}f}" if isfinite(value) else "–"


def percent(value: float) -> str:
    """A share in percent, without its sign."""
    return f"{round(value * 100) + 0:d}" if isfinite(value) else "–"


def interval(figure: Figure, digits: int = 1) -> str:
    """The ends of a figure's interval."""
    return f"{signed(figure.low, digits)} … {signed(figure.high, digits)}" if isfinite(figure.low) else "–"


def spread_of(figure: Figure) -> str:
    """The ends of a share's interval, in percent."""
    return f"{percent(figure.low)} … {percent(figure.high)}" if isfinite(figure.low) else "–"


def sheets(report: Report) -> Iterator[Sheet]:
    """The tables of a tournament, in the order in which they matter."""
    if report.standings:
        yield Sheet(
            "Over reservation, in points of a score of 0 to 100",
            WHY,
            ("player", "over", "95 %", "OpenAI", "Microsoft", "score", "signed", "deals"),
            tuple(
                (
                    one.player, signed(one.over[BOTH].value), interval(one.over[BOTH]),
                    *(signed(one.over[seat].value) for seat in SEATS),
                    f"{one.score.value:.1f}", f"{one.signatures.value:.1f}", f"{percent(one.deals.value)} %",
                )
                for one in report.standings
            ),
        )  # fmt: skip
        yield Sheet(
            "Who is better than whom, in points",
            SAME,
            ("player", "better by", "95 %", "Elo", "95 %"),
            tuple(row for step in report.steps for row in _step_rows(step, 1)),
        )
        yield Sheet(
            "In the same company",
            IN_COMPANY,
            ("player", "better by", "95 %", "Elo", "95 %"),
            tuple(row for step in report.company_steps for row in _step_rows(step, 1)),
        )
    yield Sheet(
        "At the table",
        COMPANY,
        ("player", "Nash", "95 %", "OpenAI", "Microsoft", "five", "deals", "joint", "rounds"),
        tuple(
            (
                one.player, percent(one.share[BOTH].value), spread_of(one.share[BOTH]),
                *(percent(one.share[seat].value) for seat in SEATS),
                percent(one.near.value), percent(one.deals.value), percent(one.joint.value), f"{one.rounds.value:.1f}",
            )
            for one in report.table
        ),
    )  # fmt: skip
    yield Sheet(
        "Who gets more at the table",
        SAME_TABLE,
        ("player", "more by", "95 %", "Elo", "95 %"),
        tuple(row for step in report.table_steps for row in _step_rows(step, 100)),
    )
    if report.standings:
        yield Sheet(
            "Rating",
            RATED,
            ("player", "rating", "give or take"),
            tuple(
                (one.player, f"{one.rating.mu:.1f}", f"{one.rating.sigma:.1f}")
                for one in sorted(report.standings, key=lambda one: -one.rating.mu)
            ),
        )


def _step_rows(step: Step, factor: float) -> Iterator[tuple[str, ...]]:
    for seat, name in SEAT_NAMES.items():
        by, elo = step.by[seat].times(factor), step.elo[seat]
        who = f"… {name}" if name else f"{step.higher} over {step.lower}"
        yield who, signed(by.value), interval(by), signed(elo.value, 0), interval(elo, 0)


def made(plan: Plan, report: Report) -> str:
    """How many games and matches, and of what."""
    deals = f"{report.deals} deal" + ("s" if report.deals != 1 else "")
    played = (
        f"{2 * report.deals} games a pair and {report.deals} of each with itself, {report.games:,} in all; "
        if report.games
        else ""
    )
    table = f"{len(plan.players) ** 2 * report.deals:,} matches at the table"
    return f"{scenario_here(plan.scenario).title}, {deals}, the seats swapped: {played}{table}."


def as_text(plan: Plan, report: Report) -> str:
    """The tables to read on a terminal."""
    lines = _wrapped(f"{made(plan, report)} {FEW if report.deals < LEAST_DEALS else INTERVALS}")
    for sheet in sheets(report):
        lines += ["", sheet.title, "", *_wrapped(sheet.words), "", *_columns(sheet)]
    return "\n".join(lines)


def _wrapped(words: str) -> list[str]:
    from textwrap import wrap

    return wrap(words, WIDTH, break_long_words=False, break_on_hyphens=False)


def _columns(sheet: Sheet) -> Iterator[str]:
    rows = (sheet.head, *sheet.rows)
    wide = [max(len(row[at]) for row in rows) for at in range(len(sheet.head))]
    room = WIDTH - sum(wide[1:]) - GAP * len(wide[1:])
    wide[0] = min(wide[0], max(LEAST, room))
    for row in rows:
        name = row[0] if len(row[0]) <= wide[0] else row[0][: wide[0] - 1] + "…"
        cells = (f"{cell:>{width + GAP}}" for cell, width in zip(row[1:], wide[1:], strict=True))
        yield f"{name:<{wide[0]}}" + "".join(cells)


def command(plan: Plan) -> str:
    """The command that makes the same tables again; how many processes played makes no difference."""
    import shlex

    words = ["first-refusal", "tournament", *map(shlex.quote, plan.players)]
    words += ["--scenario", shlex.quote(plan.scenario), "--games", str(2 * plan.deals)]
    words += ["--seed", plan.seed.partition(":")[2]]
    words += ["--steps"] * plan.steps + ["--table"] * (not plan.games)
    return " ".join(words)


def as_markdown(plan: Plan, report: Report) -> str:
    """The tables as a document. The same arguments and the same game give the same bytes, so there is no date in it."""
    here = scenario_here(plan.scenario)
    version = f"version {package.__version__}, rules {RULES}, scenario {here.id} {digest(canonical(dumped(here)))[:12]}"
    lines = ["# Ladder", "", f"`{command(plan)}`, {version}.", "", made(plan, report)]
    lines += ["", FEW if report.deals < LEAST_DEALS else INTERVALS, INVENTED]
    for sheet in sheets(report):
        right = ("---:",) * (len(sheet.head) - 1)
        lines += ["", f"## {sheet.title}", "", sheet.words, ""]
        lines += [f"| {' | '.join(cells)} |" for cells in (sheet.head, ("---", *right), *sheet.rows)]
    return "\n".join(lines) + "\n"
