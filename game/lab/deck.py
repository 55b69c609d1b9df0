"""The deck of a scenario: how often each card is drawn when bots play it, and in how many games it could have been.

For whoever writes cards or tunes their weights (rulebook 3.5). A card is reachable in a game when its conditions hold at the
beginning of some quarter of it, drawn or not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from typing import Final

import msgspec

from game.files.scenarios import load_scenario
from game.rules.conditions import all_hold
from game.rules.scenario import Card, Scenario
from game.rules.state import State
from game.rules.units import SEATS
from game.session import Session

PLAYER: Final = "bot:2"


class Dealt(msgspec.Struct, frozen=True, kw_only=True):
    """The cards of one game, by id: those that were drawn, and those that could have been."""

    drawn: tuple[str, ...]
    reachable: tuple[str, ...]
    quarters: int


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """One card over all games: in how many it was drawn, and in how many it could have been."""

    id: str
    title: str
    scheduled: bool
    drawn: int
    reachable: int


class Deck(msgspec.Struct, frozen=True, kw_only=True):
    """All cards over all games."""

    scenario: str
    games: int
    cards: tuple[Tally, ...]
    reachable: tuple[int, ...]
    """How many different cards could have come, a number a game."""
    drawn: tuple[int, ...]
    """How many were drawn, a number a game."""


def may_come(card: Card, state: State) -> bool:
    """Whether a card could be drawn at this moment, if it were not for its cool-down, its weight and the others."""
    plan = card.scheduled
    planned = plan is not None and abs(state.quarter - plan.quarter) <= plan.jitter
    return (planned or bool(card.weight)) and all_hold(card.when, state)


def deal(scenario: Scenario, seed: str, player: str = PLAYER) -> Dealt:
    """Play one game and note its cards."""
    session = Session.new(scenario, seed, dict.fromkeys(SEATS, player))
    reachable: set[str] = set()
    seen = -1
    try:
        while session.outcome() is None:
            state = session.state
            if state.quarter != seen:
                seen = state.quarter
                reachable.update(card.id for card in scenario.events if may_come(card, state))
            session.play_bots(1)
    finally:
        session.close()
    drawn = tuple(past.card for past in session.state.drawn)
    return Dealt(drawn=drawn, reachable=tuple(sorted(reachable | set(drawn))), quarters=seen + 1)


def study(scenario: Scenario, games: Iterable[Dealt]) -> Deck:
    """What many games' cards come to."""
    dealt = tuple(games)
    drawn = Counter(id for game in dealt for id in set(game.drawn))
    reachable = Counter(id for game in dealt for id in game.reachable)
    return Deck(
        scenario=scenario.id,
        games=len(dealt),
        cards=tuple(
            Tally(
                id=card.id,
                title=card.title,
                scheduled=card.scheduled is not None,
                drawn=drawn[card.id],
                reachable=reachable[card.id],
            )
            for card in scenario.events
        ),
        reachable=tuple(len(game.reachable) for game in dealt),
        drawn=tuple(len(game.drawn) for game in dealt),
    )


def _deal_here(name: str, player: str, seed: str) -> Dealt:
    return deal(load_scenario(name), seed, player)


def deal_all(name: str, seeds: tuple[str, ...], jobs: int = 1, player: str = PLAYER) -> Deck:
    """Play the scenario of that name or file once a seed, in so many processes."""
    one = partial(_deal_here, name, player)
    if jobs <= 1:
        return study(load_scenario(name), map(one, seeds))
    with ProcessPoolExecutor(max_workers=jobs) as pool:
        return study(load_scenario(name), pool.map(one, seeds, chunksize=max(1, len(seeds) // (4 * jobs))))


def as_text(deck: Deck) -> str:
    """The deck as a table, a card a line, the most frequent first."""
    lines = [f"{deck.scenario}, {deck.games} games", f"{'card':<24} {'drawn':>6} {'could':>6}  title"]
    for card in sorted(deck.cards, key=lambda card: -card.drawn):
        drawn, could = (100 * n // max(1, deck.games) for n in (card.drawn, card.reachable))
        mark = "*" if card.scheduled else " "
        lines.append(f"{card.id:<24} {drawn:>4} %{mark}{could:>5} %  {card.title}")
    for words, numbers in (("drawn in a game", deck.drawn), ("reachable in a game", deck.reachable)):
        ordered = sorted(numbers)
        lines.append(f"{words}: {ordered[0]} to {ordered[-1]}, mostly {ordered[len(ordered) // 2]}")
    return "\n".join([*lines, "* scheduled"])
