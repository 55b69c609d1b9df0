"""A tournament: everybody against everybody on the same deals, with the seats swapped, and what that says of each of them.

A *deal* is one seed. A *match* is the deal played twice by two players, each of them once in either seat, so that both are compared in
the same seat of the same seed (duplicate, rulebook 3.6.3). Everybody plays it against themselves too, once, so that two players can
also be compared in the same company: across from the same people, the two included. And on the same deals everybody sits down with
everybody at the table alone (:mod:`game.lab.sitting`).

The *reservation* of a seat in a deal is the score it reaches when nobody ever sits down: the level-2 desk with the table switched
off, ``policy:away``, in both seats. It is the same for every player. What a player makes beyond it comes first in every account,
because both can win this game: a rating counts only who had more, and flatters whoever would rather leave both with less.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from itertools import combinations, pairwise, product
from typing import Final

import msgspec

from game import players as seating
from game.errors import Refusal
from game.lab.cluster import carried
from game.lab.runs import Game, keep, scenario_here, spread
from game.lab.sitting import Sitting, sit
from game.lab.watched import raw_scores, signatures_of, tables_of
from game.players import RECORD, YOU, UnknownPlayer
from game.players.policies import AWAY
from game.rules.scenario import Scenario
from game.rules.units import MICROSOFT, OPENAI, SEATS, Seat
from game.session import Session

NOBODY: Final = f"policy:{AWAY}"
"""Who plays for the reservation, in both seats."""
MOST_PLAYERS: Final = 16
Pair = tuple[str, str]
"""Who sits for OpenAI and who for Microsoft."""


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be played."""

    scenario: str
    seed: str
    players: tuple[str, ...]
    deals: int
    steps: bool = False
    """Whether whole games are played only between neighbours in the list, as on a ladder."""
    games: bool = True
    """Whether whole games are played at all, or only the table."""

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """Who is compared with whom: neighbours first, the one named earlier before the other."""
        steps = tuple(pairwise(self.players))
        return (
            steps if self.steps else (*steps, *(p for p in combinations(self.players, 2) if p not in steps))
        )

    @property
    def seeds(self) -> tuple[str, ...]:
        """The deals."""
        return tuple(f"{self.seed}-{number}" for number in range(1, self.deals + 1))


class Played(msgspec.Struct, frozen=True, kw_only=True):
    """What is counted of one whole game."""

    scores: dict[Seat, float]
    """0..100, before they are rounded."""
    signatures: int
    tables: tuple[bool, ...]
    """Of every table whether it led to a signature within two turns; one in the last turn that did not has no second and is left out."""


class Deal(msgspec.Struct, frozen=True, kw_only=True):
    """All that was played of one seed, by who sat where."""

    seed: str
    reservation: dict[Seat, float]
    """Empty when no games were played."""
    games: dict[Pair, Played]
    sittings: dict[Pair, Sitting]


class Company(msgspec.Struct, frozen=True, kw_only=True):
    """Players who all sit down with each other at the table of a seed."""

    scenario: str
    seed: str
    players: tuple[str, ...]


Task = Game | Company
Done = Played | tuple[Sitting, ...]
Follow = Callable[[Iterable[Done], int], Iterable[Done]]
"""Passes results on as they come, of so many, and may say so to somebody."""


def checked(scenario: Scenario, names: Iterable[str], *, here: bool = False) -> tuple[str, ...]:
    """The players as they are called from now on; refuses who cannot play both seats, needs a person, or was named before.

    A program must be on this machine if they are to play ``here``.
    """
    found: dict[object, str] = {}
    for text in names:
        name = text.strip()
        spec = seating.parse(name)
        if spec.kind == YOU:
            raise Refusal(
                "nobody-there",
                "Nobody is at the keyboard in a tournament, so “you” cannot play.",
                "Try bot:2.",
            )
        _check_seats(name, here)
        if spec.kind == RECORD and scenario.record is None:
            raise Refusal("no-record", f"{scenario.title} has no record to play.", "Leave “record” out.")
        who = seating.order_of(name) if seating.is_program(name) else spec
        if who in found:
            raise Refusal("twice", f"“{name[:40]}” is named twice.", "Name each player once.")
        found[who] = name
    if not 2 <= len(found) <= MOST_PLAYERS:
        raise Refusal("players", f"A tournament takes 2 to {MOST_PLAYERS} players; {len(found)} will not do.")
    return tuple(found.values())


def _check_seats(name: str, here: bool) -> None:
    """Refuse who can sit in neither seat, for the reason there is, or only in one."""
    misfits = []
    for seat in SEATS:
        try:
            (seating.check_here if here else seating.check)(name, seat)
        except UnknownPlayer as error:
            misfits.append(error)
    if len(misfits) == len(SEATS):
        raise misfits[0]
    if misfits:
        raise Refusal(
            "one-seat",
            f"“{name[:40]}” fits one seat only, and in a match everybody plays both.",
            "Leave the archetype out; of the policies take policy:adaptive.",
        )


# Playing


def tasks_of(plan: Plan) -> Iterator[tuple[str, tuple[Task, ...]]]:
    """Deal by deal all that is to be played of it: the reservation, every match, and the table."""
    for seed in plan.seeds:
        tasks: list[Task] = []
        if plan.games:
            pairs = [(NOBODY, NOBODY), *((one, one) for one in plan.players)]
            pairs += [seats for one, two in plan.pairs for seats in ((one, two), (two, one))]
            tasks += [
                Game(scenario=plan.scenario, seed=seed, seats={OPENAI: lab, MICROSOFT: cloud})
                for lab, cloud in dict.fromkeys(pairs)
            ]
        tasks.append(Company(scenario=plan.scenario, seed=seed, players=plan.players))
        yield seed, tuple(tasks)


def work(task: Task) -> Done:
    """Play a game, or let a company sit down at the table of its seed."""
    scenario = scenario_here(task.scenario)
    if isinstance(task, Company):
        return tuple(
            sit(scenario, task.seed, {OPENAI: lab, MICROSOFT: cloud})
            for lab, cloud in product(task.players, repeat=2)
        )
    session = Session.new(scenario, task.seed, task.seats)
    try:
        session.play_bots()
    finally:
        session.close()
    outcome, last = session.outcome(), scenario.quarters.count - 1
    assert outcome is not None
    return Played(
        scores=raw_scores(outcome),
        signatures=signatures_of(session.state),
        tables=tuple(signed for at, signed in tables_of(scenario, session.state) if at < last or signed),
    )


def quietly(done: Iterable[Done], _: int) -> Iterable[Done]:
    """Says nothing."""
    return done


def play(
    plan: Plan, jobs: int = 1, executor: Executor | None = None, follow: Follow = quietly
) -> Iterator[Deal]:
    """Play it, deal by deal, in ``jobs`` processes or over an executor of your own.

    With an executor the scenario goes along with the work: nobody else need have its file. Whoever stops listening, or is stopped,
    has had every deal that was whole by then.
    """
    todo: Callable[[Task], Done] = work
    if executor is not None:
        scenario = scenario_here(plan.scenario)
        todo = carrying = carried(work, scenario)
        keep(carrying.name, scenario)
        plan = msgspec.structs.replace(plan, scenario=carrying.name)
    else:
        scenario_here(plan.scenario)  # read before there are other processes, which then have it
    deals = tuple(tasks_of(plan))
    tasks = tuple(task for _, some in deals for task in some)
    done = iter(follow(spread(todo, tasks, jobs, executor), len(tasks)))
    for seed, some in deals:
        games: dict[Pair, Played] = {}
        sittings: dict[Pair, Sitting] = {}
        for task in some:
            found = next(done)
            if isinstance(found, Played):
                assert isinstance(task, Game)
                games[task.seats[OPENAI], task.seats[MICROSOFT]] = found
            else:
                sittings = {(one.seats[OPENAI], one.seats[MICROSOFT]): one for one in found}
        nobody = (NOBODY, NOBODY)
        reservation = games[nobody].scores if plan.games else {}
        if plan.games and NOBODY not in plan.players:
            del games[nobody]
        yield Deal(seed=seed, reservation=reservation, games=games, sittings=sittings)
