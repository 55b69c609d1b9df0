"""The balance of the game as one command: the games it takes, what is promised of them, and what became of that (rulebook 3.8.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from math import inf, isfinite
from typing import Final, NamedTuple

import game as package
from game.files.canonical import canonical, digest
from game.files.records import dumped
from game.lab.anatomy import draw
from game.lab.evidence import COUNTERS, STEPS, Evidence, Look
from game.lab.rows import MET, MISSED, NOT_MEASURED, ROWS, UNCLEAR, Row, verdict
from game.lab.runs import Game, scenario_here, spread
from game.lab.statistics import Figure
from game.lab.watched import Watched, watch
from game.players.policies import AWAY, policies_of
from game.rules.engine import RULES
from game.rules.units import MICROSOFT, OPENAI, SEATS, Seat, other

REPLAYS: Final = 8
"""Replays of a seed in a large run: half the games of par, and enough to tell luck from seed."""
FEW: Final = 4
"""The same while there are fewer than a hundred games."""
WORLDS: Final = 20
"""Worlds of the policy matrix that come first, before their number grows slowly with the games."""
LOOKS: Final = 40
"""The fewest first tables looked at: fewer cannot tell a term that is rare from one that never comes (rulebook 3.8.1)."""
BOT: Final = "bot:2"


class Sizes(NamedTuple):
    """How many of everything a run of so many games takes."""

    seeds: int
    replays: int
    rungs: int
    """Seeds of the ladder, and of those who never sit down."""
    worlds: int
    """Seeds of the policy matrix."""
    looks: int


def sizes(games: int) -> Sizes:
    """Most of the time of a large run goes to the mirror; a world of the policy matrix is seventy-five short games."""
    replays = REPLAYS if games >= 100 else FEW
    seeds = max(2, games // replays)
    return Sizes(
        seeds=seeds,
        replays=replays,
        rungs=min(seeds, max(3, games // 25)),
        worlds=max(2, min(WORLDS, games // 25), games // 100),
        looks=min(200, max(LOOKS, games // 10)),
    )


def cells() -> tuple[tuple[str, str], ...]:
    """The games of a world of the policy matrix: every policy of a seat against the counter-policies of the other."""
    whole = [(own, theirs) for own in policies_of(OPENAI) for theirs in COUNTERS[MICROSOFT]]
    whole += [(own, theirs) for own in COUNTERS[OPENAI] for theirs in policies_of(MICROSOFT)]
    return tuple(dict.fromkeys(whole))


class _Batch(NamedTuple):
    """Games of one kind."""

    kind: str
    games: tuple[Game, ...]


def batches(scenario: str, seed: str, games: int) -> tuple[_Batch, ...]:
    """Every game to be played, by what it is for."""
    size = sizes(games)

    def one(number: int, seats: dict[Seat, str], replay: int = 0, world: str = "") -> Game:
        return Game(scenario=scenario, seed=f"{seed}{world}-{number}", seats=seats, replay=replay)

    both = {OPENAI: BOT, MICROSOFT: BOT}
    levels = tuple(dict.fromkeys(level for step in STEPS for level in step if level != BOT))
    return (
        _Batch("mirror", tuple(one(n, both, replay) for n in range(1, size.seeds + 1) for replay in range(size.replays))),
        _Batch("ladder", tuple(
            one(n, {seat: level, other(seat): BOT}) for n in range(1, size.rungs + 1) for seat in SEATS for level in levels
        )),
        _Batch("alone", tuple(
            one(n, {seat: f"policy:{AWAY}", other(seat): BOT}) for n in range(1, size.rungs + 1) for seat in SEATS
        )),
        _Batch("paper", tuple(
            one(n, {OPENAI: f"policy:{lab}", MICROSOFT: f"policy:{cloud}"}, world="-paper")
            for n in range(1, size.worlds + 1)
            for lab, cloud in cells()
        )),
    )  # fmt: skip


def _look(scenario_and_seed: tuple[str, str]) -> Look:
    name, seed = scenario_and_seed
    seen = draw(scenario_here(name), seed)
    return Look(nash=seen.nash, joint=seen.joint, at_nash=seen.at_nash, middle=seen.middle)


Follow = Callable[[Iterable[Watched], int], Iterable[Watched]]
"""Passes games on as they are played, of so many, and may say so to somebody."""


def quietly(played: Iterable[Watched], _: int) -> Iterable[Watched]:
    """Says nothing."""
    return played


def gather(scenario: str, seed: str, games: int, jobs: int = 1, follow: Follow = quietly) -> Evidence:
    """Play everything."""
    planned = batches(scenario, seed, games)
    looks = [(scenario, f"{seed}-look-{number}") for number in range(sizes(games).looks)]
    done: dict[str, list[Watched]] = {batch.kind: [] for batch in planned}
    kinds = [batch.kind for batch in planned for _ in batch.games]
    found = spread(watch, tuple(game for batch in planned for game in batch.games), jobs)
    for kind, result in zip(kinds, follow(found, len(kinds)), strict=True):
        done[kind].append(result)
    return Evidence(
        scenario=scenario_here(scenario),
        looks=tuple(spread(_look, looks, jobs)),
        **{kind: tuple(some) for kind, some in done.items()},
    )


class Told(NamedTuple):
    """A row, what was found, and how that is to be read."""

    row: Row
    figure: Figure | None
    note: str
    verdict: str


def judge(evidence: Evidence, promised: tuple[Row, ...] = ROWS) -> tuple[Told, ...]:
    """Every row measured."""
    told = []
    for row in promised:
        if row.measure is None:
            told.append(Told(row, None, "", NOT_MEASURED))
        else:
            figure, note = row.measure(evidence)
            told.append(Told(row, figure, note, verdict(row, figure)))
    return tuple(told)


def missed(told: tuple[Told, ...]) -> bool:
    """Whether a promise is broken."""
    return any(one.verdict == MISSED for one in told)


# How it is told


def number(value: float, unit: str) -> str:
    """A figure in its unit: ``48.3 %``, ``1.92 GW``, ``+71 Elo``; ``–`` where there is none."""
    if not isfinite(value):
        return "–"
    if unit == "%":
        return f"{value * 100:.1f} %"
    if unit == "Elo":
        return f"{value:+.0f}"
    if unit == "GW":
        return f"{value:.2f}"
    if not unit and value == int(value):
        return f"{value:.0f}"
    return f"{round(value, 1) + 0.0:.1f}"  # no minus before a nought


def target(row: Row) -> str:
    """What is promised: ``45 to 55 %``, ``at least +60 Elo``, ``at most $160bn``."""
    unit = "" if row.unit in ("", "%", "$bn") else f" {row.unit}"

    def end(value: float) -> str:
        if row.unit == "%":
            return f"{value * 100:g} %"
        if row.unit == "$bn":
            return f"${value:g}bn"
        return f"{value:+g}" if row.unit == "Elo" else f"{value:g}"

    if row.low == row.high:
        return end(row.low) + unit
    if row.high == inf or (row.unit == "%" and row.high == 1):
        return f"at least {end(row.low)}{unit}"
    if row.low == -inf or (row.low == 0 and row.high > 0):
        return f"at most {end(row.high)}{unit}"
    return f"{end(row.low).removesuffix(' %')} to {end(row.high)}{unit}"


def _interval(one: Told) -> str:
    figure = one.figure
    if figure is None:
        return ""
    return f"{number(figure.low, one.row.unit).removesuffix(' %')} … {number(figure.high, one.row.unit)}"


def tally(told: tuple[Told, ...]) -> str:
    """How many rows are met, missed, unclear, not measured."""
    words = (MET, MISSED, UNCLEAR, NOT_MEASURED)
    return ", ".join(f"{sum(one.verdict == word for one in told)} {word}" for word in words)


def _sections(told: tuple[Told, ...]) -> Iterator[tuple[str, tuple[Told, ...]]]:
    for section, some in groupby(told, key=lambda one: one.row.section):
        yield section, tuple(some)


def as_text(told: tuple[Told, ...]) -> str:
    """The rows to read on a terminal."""
    lines = []
    for section, some in _sections(told):
        lines += [section, ""]
        for one in some:
            figure = number(one.figure.value, one.row.unit) if one.figure is not None else ""
            lines.append(
                f"  {one.verdict:<8} {figure:>9}  {_interval(one):<19} {target(one.row):<22} {one.row.words}"
                + (f" ({one.note})" if one.note else "")
            )
        lines.append("")
    return "\n".join((*lines, tally(told) + "."))


_GAMES: Final = """\
{0} seeds with {1} replays each of level 2 against level 2; {2} duplicate matches a seat and rung of the ladder; {2} games a seat
without a table; {paper} games of policy against policy in {3} seeds; {4} pairs of characters at the first table."""
_READING: Final = """\
An interval holds the truth in 95 of 100 such runs; replays of a seed count for what they are worth. A row is met or missed when
the whole interval is inside or outside the target, unclear when it straddles an end. Points are of a score of 0 to 100; par is
what level 2 makes of the seed. Preferences, characters and hypothetical events are invented."""
_HEAD: Final = ("| row | promise | target | figure | 95 % | verdict | |", "|---|---|---|---:|---|---|---|")


def as_markdown(told: tuple[Told, ...], scenario: str, seed: str, games: int) -> str:
    """The rows as a document. The same arguments and the same game give the same bytes, so there is no date in it."""
    size, here = sizes(games), scenario_here(scenario)
    command = f"first-refusal balance --games {games} --seed {seed.partition(':')[2]}"
    made = f"version {package.__version__}, rules {RULES}, scenario {here.id} {digest(canonical(dumped(here)))[:12]}"
    played = _GAMES.format(*size, paper=size.worlds * len(cells()))
    lines = [
        "# Balance",
        "",
        f"`{command}`, {made}.",
        "",
        played,
        "",
        _READING,
        "",
        f"**{tally(told).capitalize()}.**",
    ]
    for section, some in _sections(told):
        lines += ["", f"## {section}", "", *_HEAD]
        for one in some:
            figure = number(one.figure.value, one.row.unit) if one.figure is not None else ""
            row = (one.row.id, one.row.words, target(one.row), figure, _interval(one), one.verdict, one.note)
            lines.append(f"| {' | '.join(row)} |".replace("  |", " |"))
    return "\n".join(lines) + "\n"
