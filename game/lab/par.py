"""Par for a seed: what a level-2 bot makes of the same seat in the same world against the same counterpart (rulebook 3.6.3).

The world, both characters and the counterpart's luck are those of the game. The replays differ by the luck of the bot in the seat
alone: by what it misjudges, when it opens the table, which cards it wavers over. That moves a score by one to six points, so the mean
of 24 is known to a point.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from math import isqrt
from pathlib import Path
from typing import Final

from game import players
from game.files.deals import deal_of
from game.files.pars import read_scores, write_scores
from game.files.saves import Header
from game.lab.runs import spread
from game.rules.score import Par
from game.rules.units import SEATS, Seat, other, tenths
from game.session import Session

GAMES: Final = 24
"""So many replays make a par."""
PLAYER: Final = "bot:2"
"""Who plays them."""


def replay(header: Header, seat: Seat, number: int) -> int:
    """The raw score, 0..100, that the bot reaches in the seat in one replay. Replays are numbered from 1.

    Where the counterpart is a person or another program, which cannot be had again, the bot sits there too.
    """
    counterpart = header.seats[other(seat)]
    seats = {
        seat: PLAYER,
        other(seat): PLAYER if players.came_from_outside(counterpart) else counterpart,
    }
    session = Session.new(header.scenario, header.seed, seats, header.setup, None, number, (seat,))
    session.play_bots()
    outcome = session.outcome()
    assert outcome is not None
    return next(judged.score for judged in outcome.seats if judged.seat == seat)


def replays(header: Header, seat: Seat, had: int = 0, jobs: int = 1) -> Iterator[int]:
    """The scores of the replays after the first ``had``, in order, as they are known."""
    return spread(partial(replay, header, seat), range(had + 1, GAMES + 1), jobs)


def par_beside(save: Path, header: Header, seat: Seat, jobs: int = 1) -> Iterator[tuple[int, ...]]:
    """The scores so far: first what is kept beside a save, then with each replay one more, until all are there and kept."""
    deal = deal_of(header, seat)
    scores = read_scores(save, deal)[:GAMES]
    yield scores
    for score in replays(header, seat, len(scores), jobs):
        scores = (*scores, score)
        write_scores(save, deal, seat, scores)
        yield scores


def par_from(scores: tuple[int, ...]) -> Par | None:
    """Par from the scores of the replays; ``None`` until all are there."""
    if len(scores) < GAMES:
        return None
    games, total = len(scores), sum(scores)
    spread = sum((games * score - total) ** 2 for score in scores)
    return Par((20 * total + games) // (2 * games), isqrt(100 * spread // games**3), games)


def words(par: Par) -> str:
    """Par in words."""
    return f"{tenths(par.mean)}, over {par.games} replays that differ by {tenths(par.deviation)}"


def par_of(header: Header, seat: Seat, jobs: int = 1) -> Par:
    """Par for a game's deal, worked out now."""
    found = par_from(tuple(replays(header, seat, jobs=jobs)))
    assert found is not None
    return found


def pars_beside(save: Path | None, header: Header) -> dict[Seat, Par]:
    """Par for each seat as far as it has been worked out for a save."""
    if save is None:
        return {}
    found = {seat: par_from(read_scores(save, deal_of(header, seat))) for seat in SEATS}
    return {seat: par for seat, par in found.items() if par is not None}
