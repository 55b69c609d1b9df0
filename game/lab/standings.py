"""What a tournament says of its players: advantage first, then who is better than whom, the table, and a rating last of all.

Every figure has its 95 % interval by bootstrap, with deals as clusters; with fewer than five deals nobody knows one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import fsum
from typing import Final

import msgspec

from game.lab.evidence import mean
from game.lab.measures import NEAR
from game.lab.statistics import Figure, bootstrap, elo, mean_of, share_of
from game.lab.tournament import Deal, Pair, Plan, Played
from game.rules.units import MICROSOFT, OPENAI, SEATS, Seat

Differences = Callable[[Deal, Pair, Seat], list[float]]
"""What a pair differs by in a seat of a deal, once or against each of several."""
BOTH: Final = "both"
"""Stands beside the seats for the two together."""


class Rating(msgspec.Struct, frozen=True, kw_only=True):
    """A rating as openskill keeps it: it believes the skill to be at ``mu``, give or take ``sigma``; who has not played is at 25."""

    mu: float
    sigma: float


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """One player over all games it played. Points are of a score of 0 to 100."""

    player: str
    over: dict[str, Figure]
    """Points over reservation: in both seats together, and in each."""
    score: Figure
    signatures: Figure
    """A game."""
    deals: Figure
    """The share of tables that led to a signature within two turns."""
    rating: Rating


class AtTable(msgspec.Struct, frozen=True, kw_only=True):
    """One player over all matches at the table, against everybody and itself. Shares: 1 is all there was."""

    player: str
    share: dict[str, Figure]
    """Of what the seat gains at the Nash point over all packages: in both seats together, and in each."""
    near: Figure
    """The same over packages of at most five clauses."""
    deals: Figure
    """The share of matches in which something was signed."""
    joint: Figure
    """Of the most both could have gained together."""
    rounds: Figure
    """A match."""


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One player against another in the same seat of the same deals: by what its scores, or its shares, are higher."""

    lower: str
    higher: str
    by: dict[str, Figure]
    elo: dict[str, Figure]
    """How often it had more, as a difference in Elo points."""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """A whole tournament. A figure is the value and the ends of its interval."""

    scenario: str
    seed: str
    players: tuple[str, ...]
    deals: int
    """Deals that were played whole; with games, so many matches of two games were played by every pair."""
    games: int
    reservation: dict[Seat, Figure]
    standings: tuple[Standing, ...]
    """The most over reservation first."""
    steps: tuple[Step, ...]
    """Each against the other."""
    company_steps: tuple[Step, ...]
    """Each across from everybody whom both have met, the two included."""
    table: tuple[AtTable, ...]
    """The largest share first."""
    table_steps: tuple[Step, ...]


def judge(plan: Plan, deals: Sequence[Deal]) -> Report:
    """What the deals that were played say. ``ValueError`` when there are none."""
    if not deals:
        raise ValueError("nothing was played")
    standings: tuple[Standing, ...] = ()
    steps: tuple[Step, ...] = ()
    company: tuple[Step, ...] = ()
    if plan.games:
        ratings = _ratings(plan, deals)
        standings = tuple(_standing(player, deals, ratings[player]) for player in plan.players)
        steps = tuple(_step(pair, deals, _in_games) for pair in plan.pairs)
        company = tuple(_step(pair, deals, _in_company) for pair in plan.pairs)
    table = tuple(_at_table(player, deals) for player in plan.players)
    return Report(
        scenario=plan.scenario,
        seed=plan.seed,
        players=plan.players,
        deals=len(deals),
        games=sum(len(deal.games) for deal in deals),
        reservation={
            seat: mean_of([[deal.reservation[seat]] for deal in deals]) for seat in SEATS if plan.games
        },
        standings=tuple(sorted(standings, key=lambda one: -one.over[BOTH].value)),
        steps=steps,
        company_steps=company,
        table=tuple(sorted(table, key=lambda one: -one.share[BOTH].value)),
        table_steps=tuple(_step(pair, deals, _at_tables) for pair in plan.pairs),
    )


def _over_deals(numbers: Iterable[Iterable[float]]) -> Figure:
    """The mean of what each deal gives, all deals counting alike, with its interval by bootstrap."""
    means = [mean(some) for some in numbers]
    return bootstrap(means, lambda drawn: fsum(drawn) / len(drawn))


def _games_of(player: str, deal: Deal) -> Iterable[tuple[Seat, Played]]:
    for (lab, cloud), played in deal.games.items():
        if player == lab:
            yield OPENAI, played
        if player == cloud:
            yield MICROSOFT, played


def _standing(player: str, deals: Sequence[Deal], rating: Rating) -> Standing:
    mine = [(deal, tuple(_games_of(player, deal))) for deal in deals]

    def over(seats: Sequence[Seat]) -> Figure:
        return _over_deals(
            [played.scores[seat] - deal.reservation[seat] for seat, played in games if seat in seats]
            for deal, games in mine
        )

    return Standing(
        player=player,
        over={BOTH: over(SEATS)} | {seat: over((seat,)) for seat in SEATS},
        score=_over_deals([played.scores[seat] for seat, played in games] for _, games in mine),
        signatures=_over_deals([played.signatures for _, played in games] for _, games in mine),
        deals=share_of(
            [[float(signed) for _, played in games for signed in played.tables] for _, games in mine]
        ),
        rating=rating,
    )


def _in_games(deal: Deal, pair: Pair, seat: Seat) -> list[float]:
    """By how much the second of a pair has the higher score in a seat, each against the other."""
    lower, higher = pair
    weak, strong = deal.games[_seats(lower, higher, seat)], deal.games[_seats(higher, lower, seat)]
    return [strong.scores[seat] - weak.scores[seat]]


def _in_company(deal: Deal, pair: Pair, seat: Seat) -> list[float]:
    """By how much the second of a pair has the higher score in a seat, across from each whom both have met."""
    found = []
    for across in dict.fromkeys(who for seats in deal.games for who in seats):
        weak, strong = (deal.games.get(_seats(player, across, seat)) for player in pair)
        if weak is not None and strong is not None:
            found.append(strong.scores[seat] - weak.scores[seat])
    return found


def _seats(player: str, across: str, seat: Seat) -> Pair:
    return (player, across) if seat == OPENAI else (across, player)


def _at_tables(deal: Deal, pair: Pair, seat: Seat) -> list[float]:
    """By how much the second of a pair has the larger share in a seat, across from each of the company."""
    lower, higher = pair
    return [
        deal.sittings[_seats(higher, across, seat)].share(seat)
        - deal.sittings[_seats(lower, across, seat)].share(seat)
        for across in dict.fromkeys(who for seats in deal.sittings for who in seats)
    ]


def _step(pair: Pair, deals: Sequence[Deal], differences: Differences) -> Step:
    found = {seat: [differences(deal, pair, seat) for deal in deals] for seat in SEATS}
    found[BOTH] = [[*lab, *cloud] for lab, cloud in zip(found[OPENAI], found[MICROSOFT], strict=True)]
    seats = (BOTH, *SEATS)
    return Step(
        lower=pair[0],
        higher=pair[1],
        by={seat: _over_deals(found[seat]) for seat in seats},
        elo={seat: elo(share_of([[won(by) for by in some] for some in found[seat]])) for seat in seats},
    )


def won(by: float) -> float:
    """1 for more, 0 for less, ½ for as much."""
    return 0.5 if abs(by) < NEAR else float(by > 0)


def _at_table(player: str, deals: Sequence[Deal]) -> AtTable:
    mine = [
        [
            (seat, one)
            for seats, one in deal.sittings.items()
            for seat, who in zip(SEATS, seats, strict=True)
            if who == player
        ]
        for deal in deals
    ]

    def share(seats: Sequence[Seat]) -> Figure:
        return _over_deals([one.share(seat) for seat, one in some if seat in seats] for some in mine)

    return AtTable(
        player=player,
        share={BOTH: share(SEATS)} | {seat: share((seat,)) for seat in SEATS},
        near=_over_deals([one.share_near(seat) for seat, one in some] for some in mine),
        deals=share_of([[float(one.signed) for _, one in some] for some in mine]),
        joint=_over_deals([one.joint for _, one in some] for some in mine),
        rounds=_over_deals([one.rounds for _, one in some] for some in mine),
    )


def _ratings(plan: Plan, deals: Sequence[Deal]) -> dict[str, Rating]:
    """Rated deal by deal, each seat of a match being a contest of its own: who had the higher score in it."""
    from openskill.models import BradleyTerryFull

    model = BradleyTerryFull()
    kept = {player: model.rating(name=player) for player in plan.players}
    for deal in deals:
        for lower, higher in plan.pairs:
            for seat in SEATS:
                (by,) = _in_games(deal, (lower, higher), seat)
                places = [won(by), won(-by)]  # the lower number is the better place
                (weak,), (strong,) = model.rate([[kept[lower]], [kept[higher]]], ranks=places)
                kept |= {lower: weak, higher: strong}
    return {player: Rating(mu=found.mu, sigma=found.sigma) for player, found in kept.items()}
