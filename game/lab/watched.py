"""A game that is watched while it is played: what is worth counting over many of them, and nothing as large as a state."""

from __future__ import annotations

import msgspec

from game.files.saves import Step
from game.lab.runs import Game, scenario_here
from game.rules.conditions import all_hold
from game.rules.endings import Outcome
from game.rules.engine import default, topic_of
from game.rules.scenario import Scenario
from game.rules.state import State, fleet
from game.rules.units import SEATS, Seat
from game.session import Session

SERIES = (
    "openai.revenue", "openai.net", "openai.unserved", "openai.idle", "openai.value", "microsoft.ai_mw",
    "microsoft.other_demand", "world.hype",
)  # fmt: skip
"""The stats that are kept quarter by quarter, in raw units."""


class Watched(msgspec.Struct, frozen=True, kw_only=True):
    """What one game came to."""

    seed: str
    replay: int
    first: str
    """The label of its first quarter, such as 2025-Q1."""
    seats: dict[Seat, str]
    ending: str
    scores: dict[Seat, float]
    """The mandate's weighing of the dimensions, 0..100, before it is rounded."""
    dimensions: dict[Seat, dict[str, int]]
    decisions: dict[Seat, int]
    """What each seat decided otherwise than a key for going on would have; the plan of a turn counts as one."""
    tables: tuple[tuple[int, bool], ...]
    """Every table that closed: its quarter, and whether anything was signed in that quarter or the next."""
    signatures: int
    distresses: int
    major_incidents: int
    determined: bool
    cards: tuple[str, ...]
    """Every card that was drawn."""
    reachable: int
    """How many cards could have been drawn at the end of some quarter, or were."""
    fleet: tuple[int, ...]
    """OpenAI's delivered MW at the end of each quarter."""
    series: dict[str, tuple[int, ...]]
    """Each stat of :data:`SERIES` at the end of each quarter."""


class Watcher:
    """Listens to a session and keeps what :class:`Watched` needs."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.decisions = dict.fromkeys(SEATS, 0)
        self.planned = dict.fromkeys(SEATS, -1)
        """The last quarter for which each seat has planned something."""
        self.open_cards: set[str] = set()
        self.fleet: list[int] = []
        self.series: dict[str, list[int]] = {name: [] for name in SERIES}

    def __call__(self, before: State, step: Step, after: State) -> None:
        if step.decision != default(self.scenario, before, step.by):
            planning = topic_of(self.scenario, before, step.by) == "plan"
            self.decisions[step.by] += not planning or self.planned[step.by] < before.quarter
            self.planned[step.by] = before.quarter if planning else self.planned[step.by]
        if after.quarter == before.quarter and after.phase != "over":
            return
        self.fleet.append(fleet(after.openai))
        for name, kept in self.series.items():
            section, field = name.split(".")
            kept.append(getattr(getattr(after, section), field))
        for card in self.scenario.events:
            if card.weight and card.id not in self.open_cards and all_hold(card.when, after):
                self.open_cards.add(card.id)


def watch(game: Game) -> Watched:
    """Play one game to its end and look on."""
    scenario = scenario_here(game.scenario)
    session = Session.new(scenario, game.seed, game.seats, game.setup, replay=game.replay)
    watcher = Watcher(scenario)
    session.listen(watcher)
    session.play_bots()
    return watched(session, watcher, game.replay)


def raw_scores(outcome: Outcome) -> dict[Seat, float]:
    """Each seat's score, 0..100, before it is rounded."""
    return {
        judged.seat: sum(one.score * one.weight for one in judged.dimensions) / 100
        for judged in outcome.seats
    }


def tables_of(scenario: Scenario, state: State) -> tuple[tuple[int, bool], ...]:
    """Every table that closed: its quarter, and whether anything was signed in that quarter or the next."""
    signed = {one.quarter for one in state.agreement.amendments if one.how == "signed"}
    return tuple(
        (minutes.quarter, bool({minutes.quarter, scenario.turns.next(minutes.quarter)} & signed))
        for minutes in state.minutes
    )


def signatures_of(state: State) -> int:
    """How often both signed."""
    return sum(one.how == "signed" for one in state.agreement.amendments)


def watched(session: Session, watcher: Watcher, replay: int) -> Watched:
    """What a finished game came to; ``ValueError`` when it is not finished."""
    outcome, state = session.outcome(), session.state
    if outcome is None:
        raise ValueError("the game is not over")
    drawn = tuple(dict.fromkeys(one.card for one in state.drawn))
    return Watched(
        seed=session.header.seed,
        replay=replay,
        first=session.scenario.quarters.from_,
        seats=session.header.seats,
        ending=outcome.ending,
        scores=raw_scores(outcome),
        dimensions={
            judged.seat: {one.id: one.score for one in judged.dimensions} for judged in outcome.seats
        },
        decisions=watcher.decisions,
        tables=tables_of(session.scenario, state),
        signatures=signatures_of(state),
        distresses=state.openai.distresses,
        major_incidents=state.openai.major_incidents,
        determined=bool(state.relations.determined),
        cards=drawn,
        reachable=len(watcher.open_cards.union(drawn)),
        fleet=tuple(watcher.fleet),
        series={name: tuple(kept) for name, kept in watcher.series.items()},
    )
