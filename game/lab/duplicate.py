"""Duplicate: who made most of one and the same deal, as in duplicate bridge (rulebook 3.6.3). Ranked by the raw score."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

import msgspec

from game.errors import SaveError
from game.files.deals import code_of, deal_of
from game.lab.par import GAMES, par_beside, par_from, words
from game.rules.endings import Outcome
from game.rules.score import Par, SeatScore
from game.rules.units import Seat, other, tenths
from game.session import Session


class Played(msgspec.Struct, frozen=True, kw_only=True):
    """One finished game of a deal."""

    name: str
    rank: int
    score: int
    over_par: int
    """Score less par, tenths of a point."""
    overall: int
    grade: str
    ending: str
    branch: bool
    """Whether it left another game: then its player had seen some of what comes."""


class Ranking(msgspec.Struct, frozen=True, kw_only=True):
    """Every game of one deal, the best first."""

    code: str
    seed: str
    seat: Seat
    counterpart: str
    par: int
    """Tenths of a point."""
    deviation: int
    games: int
    played: tuple[Played, ...]


def saves_in(names: Iterable[Path]) -> Iterator[Path]:
    """The saves that some folders and files stand for."""
    for name in names:
        yield from sorted(name.glob("*.jsonl")) if os.path.isdir(name) else (name,)


class Left(msgspec.Struct, frozen=True):
    """A save that could not be ranked, and why."""

    path: Path
    why: str


def ranked(paths: Iterable[Path], jobs: int = 1) -> Iterator[Ranking | Left]:
    """A ranking a deal, after what had to be left out. Par is worked out where it is not kept beside one of the saves."""
    found: list[tuple[str, Seat, Path, Session]] = []
    for path in paths:
        try:
            session = Session.load(path)
        except SaveError as error:
            yield Left(path, str(error))
            continue
        seat = next(iter(session.people), None)
        if seat is None:
            yield Left(path, "nobody played it: both seats are bots.")
        elif len(session.people) > 1:
            yield Left(path, "two people played it, and nobody else can have the same counterpart.")
        elif session.outcome() is None:
            yield Left(path, "it is not finished.")
        else:
            found.append((deal_of(session.header, seat), seat, path, session))
    found.sort(key=lambda entry: entry[0])
    for _, group in groupby(found, key=lambda entry: entry[0]):
        games = [(path, session) for _, _, path, session in group]
        yield _ranking(games, jobs)


def _ranking(games: list[tuple[Path, Session]], jobs: int) -> Ranking:
    path, first = games[0]
    (seat,) = first.people
    *_, scores = par_beside(path, first.header, seat, jobs)
    par = par_from(scores)
    assert par is not None
    judged = sorted(
        ((_seat(session, seat, par), path, session) for path, session in games),
        key=lambda entry: (-entry[0][1].score, entry[1].stem),
    )
    raw = [score.score for (_, score), _, _ in judged]
    return Ranking(
        code=code_of(first.header),
        seed=first.header.seed,
        seat=seat,
        counterpart=first.header.seats[other(seat)],
        par=par.mean,
        deviation=par.deviation,
        games=GAMES,
        played=tuple(
            Played(
                name=path.stem, rank=raw.index(score.score) + 1, score=score.score, over_par=score.over_par, overall=score.overall,
                grade=score.grade, ending=outcome.title, branch=session.header.origin is not None,
            )
            for (outcome, score), path, session in judged
        ),
    )  # fmt: skip


def _seat(session: Session, seat: Seat, par: Par) -> tuple[Outcome, SeatScore]:
    outcome = session.outcome({seat: par})
    assert outcome is not None
    return outcome, next(judged for judged in outcome.seats if judged.seat == seat)


def as_text(ranking: Ranking) -> Iterator[str]:
    """A ranking as a table to read, 80 columns wide."""
    yield f"{ranking.code or ranking.seed}: {ranking.seat} against {ranking.counterpart}."
    yield f"Par is {words(Par(ranking.par, ranking.deviation, ranking.games))}."
    yield ""
    yield f"{'':>4} {'game':<22}{'raw':>5}{'par':>7}{'±':>7}{'overall':>9}  grade  ending"
    for played in ranking.played:
        name = played.name + (" (branch)" if played.branch else "")
        sign = "+" if played.over_par > 0 else ""
        yield (
            f"{played.rank:>3}. {name[:22]:<22}{played.score:>5}{tenths(ranking.par):>7}"
            f"{sign + tenths(played.over_par):>7}{played.overall:>9}  {played.grade:<5}  {played.ending[:16]}"
        )
