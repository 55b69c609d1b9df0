"""The deck of a scenario: how often each card is drawn when bots play it, and in how many games it could have been.

For whoever writes cards or tunes their weights (rulebook 3.5). A card is reachable in a game when its conditions hold at the
beginning of some quarter of it, drawn or not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from typing import Final

import msgspec

from game.debrief.figures import effects
from game.files.scenarios import load_scenario
from game.players.cards import WEIGHTS
from game.rules.cards import choices_of
from game.rules.conditions import all_hold
from game.rules.events import (
    Capacity,
    Card,
    Change,
    Choice,
    Effect,
    GiveUp,
    Halt,
    IfThey,
    Later,
    Learns,
    Perhaps,
    Slip,
    Vow,
)
from game.rules.scenario import Scenario
from game.rules.state import State
from game.rules.units import OPENAI, SEATS, Seat, other
from game.session import Session

PLAYER: Final = "bot:2"


class Dealt(msgspec.Struct, frozen=True, kw_only=True):
    """The cards of one game, by id: those that were drawn, and those that could have been."""

    drawn: tuple[str, ...]
    reachable: tuple[str, ...]
    answers: tuple[str, ...]
    """What was answered, each as ``card/seat/choice``."""


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """One card over all games: in how many it was drawn, and in how many it could have been."""

    id: str
    title: str
    scheduled: bool
    drawn: int
    reachable: int
    answers: dict[str, int]
    """How often each answer was given, as ``seat/choice``."""


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
    drawn = session.state.drawn
    cards = tuple(past.card for past in drawn)
    answers = tuple(
        f"{past.card}/{seat}/{given}" for past in drawn for seat in SEATS if (given := getattr(past, seat))
    )
    return Dealt(drawn=cards, reachable=tuple(sorted(reachable | set(cards))), answers=answers)


def study(scenario: Scenario, games: Iterable[Dealt]) -> Deck:
    """What many games' cards come to."""
    dealt = tuple(games)
    drawn = Counter(id for game in dealt for id in set(game.drawn))
    reachable = Counter(id for game in dealt for id in game.reachable)
    answers = Counter(given for game in dealt for given in game.answers)
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
                answers={
                    f"{seat}/{choice.id}": answers[f"{card.id}/{seat}/{choice.id}"]
                    for seat in SEATS
                    for choice in choices_of(card, seat)
                },
            )
            for card in scenario.events
        ),
        reachable=tuple(len(game.reachable) for game in dealt),
        drawn=tuple(len(game.drawn) for game in dealt),
    )


def dominated(scenario: Scenario) -> Iterator[tuple[Card, Seat, Choice, Choice]]:
    """Answers that nobody should give: another of the same card is as good for its seat in every respect and better in one.

    Respects are the stats the seat cares about (:data:`game.players.cards.WEIGHTS`), in the mean where chance decides, and what
    else an answer does; they are compared for every answer the other seat may give. What an answer needs is a price too.
    """
    for card in scenario.events:
        for seat in SEATS:
            theirs = tuple(choice.id for choice in choices_of(card, other(seat))) or ("",)
            choices = choices_of(card, seat)
            for worse in choices:
                for better in choices:
                    if better is not worse and set(better.need) <= set(worse.need):
                        if _beats(
                            [_reckoned(better, seat, id) for id in theirs],
                            [_reckoned(worse, seat, id) for id in theirs],
                        ):
                            yield card, seat, worse, better


def remarks(scenario: Scenario) -> tuple[str, ...]:
    """What its author would want to know of all cards together: how many there are, and which answers nobody should give."""
    cards = scenario.events
    marks = ", ".join(f"{n} {mark}" for mark, n in sorted(Counter(card.mark for card in cards).items()))
    scheduled = sum(card.scheduled is not None for card in cards)
    poor = (
        f"warning: {card.id}: {seat} has no reason to answer {worse.id}: {better.id} is as good or better in everything."
        for card, seat, worse, better in dominated(scenario)
    )
    count = f"{len(cards)} cards: {marks}; {scheduled} scheduled." if cards else "No cards."
    return (*poor, count)


def described(scenario: Scenario) -> tuple[str, ...]:
    """Every card as its author should read it once more: when it comes, and what each answer needs, costs and does."""
    lines: list[str] = []
    for card in scenario.events:
        again = "once" if card.once else f"again after {card.cooldown} quarters"
        plan = f", planned for quarter {card.scheduled.quarter}" if card.scheduled is not None else ""
        lines += ["", f"{card.id}: {card.title} ({card.mark}, weight {card.weight}, {again}{plan})"]
        if card.when:
            lines.append(f"  when {'; '.join(condition.words() for condition in card.when)}")
        if card.effects:
            lines.append(f"  does {effects(card.effects, None, card)}")
        for seat in SEATS:
            for choice in choices_of(card, seat):
                needs = [condition.words() for condition in choice.need]
                needs += [f"{choice.points} points"] * bool(choice.points)
                price = f" [{'; '.join(needs)}]" if needs else ""
                does = effects(choice.effects, None, card) or "nothing"
                lines.append(f"  {seat}/{choice.id}{price}: {does}")
    return tuple(lines[1:])


Respects = dict[object, int]
"""What an answer does, a number a respect, in which more is better."""
SHARES: Final = 10_000
"""Chances are counted in ten-thousandths, so that halves of percents add up."""


def _beats(ours: list[Respects], theirs: list[Respects]) -> bool:
    differences = [
        one.get(respect, 0) - two.get(respect, 0)
        for one, two in zip(ours, theirs, strict=True)
        for respect in one.keys() | two.keys()
    ]
    return min(differences, default=0) >= 0 < max(differences, default=0)


def _reckoned(choice: Choice, seat: Seat, they: str) -> Respects:
    found: Respects = {"points": -choice.points * SHARES}
    for effect in choice.effects:
        _reckon(found, effect, seat, they, SHARES)
    return found


def _reckon(found: Respects, effect: Effect, seat: Seat, they: str, share: int) -> None:
    match effect:
        case Change():
            weight = WEIGHTS[seat].get(effect.change, 0)
            if weight:
                signed = effect.by if weight > 0 else -effect.by
                found[effect.change] = found.get(effect.change, 0) + signed * share
        case Later():
            for change in effect.then:
                _reckon(found, change, seat, they, share * effect.odds // 100)
        case Perhaps():
            for part in effect.then:
                _reckon(found, part, seat, they, share * effect.chance // 100)
            for part in effect.otherwise:
                _reckon(found, part, seat, they, share * (100 - effect.chance) // 100)
        case IfThey():
            for part in effect.then if they == effect.if_they else effect.otherwise:
                _reckon(found, part, seat, they, share)
        case Capacity() if seat == OPENAI:
            found["capacity"] = found.get("capacity", 0) + effect.mw * share
        case Vow() | Halt() | Slip() | GiveUp():
            found[effect] = found.get(effect, 0) - share
        case Learns():
            found[effect] = found.get(effect, 0) + (share if effect.learns == seat else -share)
        case _:
            # Whether it is wanted depends on the agreement, or on what the seat is short of: neither better nor worse.
            for side in (1, -1):
                found[effect, side] = found.get((effect, side), 0) + side * share


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
