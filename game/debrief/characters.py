"""Who somebody was, told when the game is over: the kind, what gave it away, what it wanted, how it dealt (rulebook 3.4.1, 3.6.2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from game.rules.agreement import CLAUSES
from game.rules.characters import ARCHETYPES, Character, typical
from game.rules.packages import options_of
from game.rules.scenario import Scenario
from game.rules.units import BPS, Seat

NAMED: Final = 3
"""Private likings that are told, the strongest."""
FAINT: Final = 1000
"""Bps of the strongest liking: what is fainter is not told."""
CARES: Final = {
    "control": "keeping the lab's computing in the house",
    "cloud": "selling capacity",
    "ip": "the licence",
    "resil": "not hanging on one lab",
    "flex": "buying power from whom it likes",
    "cash": "cash, soon",
    "mission": "what happens at AGI",
    "dist": "selling to everybody",
    "comp": "not arming a competitor",
}
_WARMTH: Final = ((30, "cold"), (45, "cool"), (60, "civil"), (75, "warm"), (101, "very warm"))
_DOMINANCE: Final = (
    (30, "yielding"),
    (45, "accommodating"),
    (60, "firm"),
    (75, "hard"),
    (101, "overbearing"),
)
"""Below so many of 100."""


def gave_away(seat: Seat, character: Character) -> str:
    """What could have been noticed: “it hosts rivals and is content with short licences.”"""
    kind = ARCHETYPES[seat].get(character.archetype)
    return f"it {kind.tell}." if kind is not None else ""


def who(scenario: Scenario, seat: Seat, character: Character) -> tuple[str, ...]:
    """What it wanted, how it dealt, and what pressed it: a sentence or two each."""
    return tuple(_told(scenario, seat, character))


def _told(scenario: Scenario, seat: Seat, character: Character) -> Iterator[str]:
    usual = dict(typical(seat).weights)
    most = max(character.weights, key=lambda weight: weight[1] * BPS // max(1, usual[weight[0]]))[0]
    yield f"More than others in its chair it cared for {CARES[most]}. {_liked(scenario, character)}".rstrip()
    yield (
        f"It was {_word(_WARMTH, character.warmth)} (warmth {character.warmth} of 100) and "
        f"{_word(_DOMINANCE, character.dominance)} (dominance {character.dominance}), had patience for {character.patience} stale "
        f"offers at a table, and {_bluffed(character.bluff)}"
    )
    if character.must_sign_by >= 0:
        yield f"It badly wanted a signature before turn {scenario.turns.number(character.must_sign_by)}, and told nobody."


def _liked(scenario: Scenario, character: Character) -> str:
    """What it wanted beyond the figures, the most first."""
    felt = sorted(character.tastes, key=lambda taste: -abs(taste.amount))
    told: list[str] = []
    for taste in felt:
        ladder = options_of(scenario, taste.clause)
        if len(ladder) < 2 or abs(taste.amount) * BPS < FAINT * abs(felt[0].amount) or len(told) == NAMED:
            continue
        clause = CLAUSES[taste.clause]
        told.append(f"“{clause.short(ladder[-1] if taste.amount > 0 else ladder[0])}” ({clause.title})")
    if not told:
        return ""
    return f"Beyond the figures its people leaned towards {', '.join(told[:-1])}{' and ' if told[1:] else ''}{told[-1]}."


def _bluffed(percent: int) -> str:
    if not percent:
        return "threatened nothing that it would not have done."
    return f"was ready to bluff {percent} times in 100."


def _word(words: tuple[tuple[int, str], ...], value: int) -> str:
    return next(word for limit, word in words if value < limit)
