"""Answering cards: every answer is reckoned in $ millions by what it changes, weighed by what the seat cares for.

A card the bot has never seen is reckoned like any other, because effects are data.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from game.rules.cards import card_of, choices_of
from game.rules.chance import Chance
from game.rules.characters import Character, typical
from game.rules.decisions import Decision, Done, Option, Respond
from game.rules.events import (
    Amends,
    Capacity,
    Change,
    Choice,
    Drift,
    Effect,
    GiveUp,
    Halt,
    IfThey,
    Later,
    Learns,
    Perhaps,
    Raise,
    Slip,
    Vow,
)
from game.rules.scenario import Scenario
from game.rules.units import BPS, MICROSOFT, OPENAI, Seat, clamp
from game.rules.view import View

LAB: Final = {
    "openai.cash": 1, "openai.share": 40, "openai.brand": 12, "openai.capability": 250, "openai.lab_capability": 200,
    "openai.safety": 350, "openai.talent": 150, "openai.staff_mood": 70, "openai.board_mood": 80,
    "openai.investor_mood": 60, "openai.dilution": -30, "openai.debt": -1, "openai.held": 150, "world.rival": -150,
    "world.hype": 120, "world.market": 2, "world.power_tight": -50, "world.partner_price": -2,
    "world.heat_antitrust": -60, "world.heat_charity": -100, "world.heat_safety": -120, "world.heat_export": -60,
    "relations.microsoft_trust": 130, "relations.openai_trust": 30, "relations.friction": -80,
    "relations.openai_credibility": 30, "microsoft.spare_mw": 3, "openai.action_points": 200, "openai.run_gain": 150,
    "openai.transferred": -2, "openai.major_incidents": -6000, "openai.minor_incidents": -1000, "relations.lost_disputes": -2000,
    "microsoft.share_price": 5, "microsoft.capability": -20, "microsoft.hosts_rivals": -200,
}  # fmt: skip
"""What one unit of a stat is worth to the lab, $M: the unit is the one shown."""
CLOUD: Final = {
    "microsoft.returns": 1, "microsoft.cash_flow": 1, "microsoft.share_price": 60, "microsoft.fear": -120,
    "microsoft.board_patience": 80, "microsoft.capability": 150, "microsoft.other_demand": 4, "microsoft.spare_mw": 3,
    "microsoft.ai_mw": 4, "microsoft.slots": 2, "openai.capability": 100, "openai.share": 8, "openai.safety": 60,
    "openai.cash": 0, "world.rival": -60, "world.hype": 100, "world.market": 2, "world.power_tight": -80,
    "world.heat_antitrust": -150, "world.heat_safety": -40, "relations.openai_trust": 130, "relations.microsoft_trust": 30,
    "relations.friction": -80, "relations.microsoft_credibility": 30, "microsoft.delivery_failures": -800,
    "microsoft.action_points": 200, "microsoft.hosts_rivals": 300,
    "openai.talent": 20, "openai.transferred": 1, "relations.lost_disputes": 1000,
    "world.heat_charity": -10, "openai.brand": 2, "openai.investor_mood": 10,
}  # fmt: skip
WEIGHTS: Final = {OPENAI: LAB, MICROSOFT: CLOUD}
POINT: Final = 200
"""$M for a point of attention."""
MATTERS: Final = {
    OPENAI: {
        "cash": ("openai.cash", "openai.debt", "openai.investor_mood"),
        "mission": ("openai.safety", "openai.board_mood", "world.heat_safety", "world.heat_charity"),
        "dist": ("openai.share", "openai.brand"),
        "comp": ("openai.capability", "openai.lab_capability", "openai.talent", "openai.run_gain"),
        "flex": ("relations.openai_credibility", "openai.held"),
    },
    MICROSOFT: {
        "control": ("relations.microsoft_credibility", "openai.safety", "openai.transferred"),
        "cloud": ("microsoft.other_demand", "microsoft.slots", "microsoft.ai_mw", "microsoft.spare_mw"),
        "ip": ("openai.capability",),
        "resil": ("microsoft.capability", "microsoft.hosts_rivals", "microsoft.fear"),
    },
}
"""What matters the more to a seat, the more its character cares: the weights of a character, and the stats they weigh."""
LEAST: Final = 4000
MOST: Final = 20_000
"""How much less and more, bps, something matters to a character than to the average one."""
WAVERS: Final = 250
"""A bot's mood on a card, $M: two answers that are nearly as good are both given now and then."""
ANSWERS: Final = 3
"""What the other side will answer nobody knows: one of about so many."""
SWORN: Final = -150
"""$M for a promise to be kept."""
KNOWN: Final = 200
"""$M for one true thing about the other side; as much is lost with one's own."""
DELAYED: Final = -300
"""$M for capacity that comes later or not at all."""
RAISED: Final = 250
"""$M to the lab for every percent of its value that it sells."""
PASSES: Final = 6
"""Of eight parts what is left of a change that lasts only for a while."""


def cares(character: Character, seat: Seat) -> dict[str, int]:
    """What one unit of a stat is worth to this character, $M."""
    weights, usual = dict(WEIGHTS[seat]), dict(typical(seat).weights)
    for name, weight in character.weights:
        factor = clamp(weight * BPS // usual[name], LEAST, MOST)
        for stat in MATTERS[seat][name]:
            weights[stat] = weights[stat] * factor // BPS
    return weights


def worth_of(effect: Effect, seat: Seat, weights: dict[str, int]) -> int:
    """What an effect is worth to a seat that cares so, $M."""
    match effect:
        case Change():
            worth = weights.get(effect.change, 0) * effect.by
            return worth * min(PASSES, effect.for_) // 8 if effect.for_ else worth
        case Later():
            return sum(worth_of(change, seat, weights) for change in effect.then) * 9 * effect.odds // 1000
        case Capacity():
            return effect.mw * 2
        case IfThey():
            met = sum(worth_of(one, seat, weights) for one in effect.then)
            return (
                met + sum(worth_of(one, seat, weights) for one in effect.otherwise) * (ANSWERS - 1)
            ) // ANSWERS
        case Vow():
            return SWORN
        case Learns():
            return KNOWN if seat == effect.learns else -KNOWN
        case Amends():
            return 0  # what a term is worth is for the table to reckon
        case Slip() | GiveUp():
            return DELAYED
        case Raise():
            return effect.raise_ * RAISED if seat == OPENAI else 0
        case Drift():
            return 0
        case Perhaps():
            then = sum(worth_of(one, seat, weights) for one in effect.then)
            otherwise = sum(worth_of(one, seat, weights) for one in effect.otherwise)
            return (then * effect.chance + otherwise * (100 - effect.chance)) // 100
        case Halt():
            return -2000 * effect.halt if seat == OPENAI else -300 * effect.halt


def answer(scenario: Scenario, view: View, options: tuple[Option, ...], chance: Chance) -> Decision:
    """The answer to the first card that waits; ``Done`` when none does."""
    found = scored(scenario, view, options, chance)
    return max(found, key=lambda one: one.worth + one.mood).decision if found else Done()


class Scored(NamedTuple):
    """An answer, what it seems worth to the seat ($M), and what the mood of the day adds."""

    decision: Respond
    worth: int
    mood: int


def scored(scenario: Scenario, view: View, options: tuple[Option, ...], chance: Chance) -> tuple[Scored, ...]:
    """Every answer to the first card that waits; nothing when none does."""
    waiting = [option.decision for option in options if isinstance(option.decision, Respond)]
    if not waiting:
        return ()
    card = card_of(scenario, waiting[0].card)
    by_id = {choice.id: choice for choice in choices_of(card, view.seat)}
    weights = cares(view.character, view.seat)

    def score(decision: Respond) -> Scored:
        choice: Choice = by_id[decision.choice]
        worth = sum(worth_of(effect, view.seat, weights) for effect in choice.effects)
        mood = chance.normal(0, WAVERS, "card", decision.card, decision.choice, view.quarter)
        return Scored(decision, worth - POINT * choice.points, mood)

    return tuple(score(decision) for decision in waiting if decision.card == card.id)
