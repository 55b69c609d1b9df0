"""The teller of numbers: which moves are worth a sentence of their own."""

from __future__ import annotations

from typing import Final

from game.debrief.figures import change
from game.debrief.telling.saying import sees, verb
from game.rules.audiences import HEATS
from game.rules.facts import Moved
from game.rules.scenario import Scenario
from game.rules.stats import STATS
from game.rules.units import MICROSOFT, Seat

_MOVES: Final[dict[tuple[str, str], str]] = {
    ("openai.azure_mw", "delivered"): "{size} of Azure comes on line.",
    ("openai.partner_mw", "delivered"): "{size} from partners comes on line.",
    ("openai.own_mw", "delivered"): "{size} of OpenAI's own comes on line.",
    ("world.hype", "a crash"): "The capital market loses its nerve: hype −{size}.",
    ("world.appetite", "a new use"): "Customers find a new use for it: appetite +{size}.",
    ("world.appetite", "a crash"): "After the crash customers think again: appetite −{size}.",
    **{
        (
            f"world.heat_{heat}",
            "a hearing",
        ): f"A hearing, on television: {STATS[f'world.heat_{heat}'].title.lower()} +{{size}}."
        for heat in HEATS
    },
    ("world.rival", "a rival's leap"): "A rival leaps ahead: +{size}.",
    ("openai.talent", "resignations"): "Resignations, politely and at once: talent −{size}.",
    ("openai.raised", "equity round"): "OpenAI raises {size} of equity.",
    ("openai.raised", "emergency round"): "OpenAI raises {size} on emergency terms.",
    ("relations.friction", "a leak"): "Somebody has talked to the press. Friction +{size}.",
    ("microsoft.new_money", "new money"): "Microsoft pays in {size} for stock of OpenAI.",
    ("openai.acquired", "a company bought"): "The company came with technology: +{size}.",
    ("openai.share", "a company bought"): "The company came with customers: +{size} of the market.",
    ("openai.safety", "a safety case"): "The safety case is made: safety +{size}.",
    (
        "microsoft.delivery_failures",
        "promised more than it can build",
    ): "Microsoft has promised more than it can build on time.",
    (
        "microsoft.delivery_failures",
        "exercised, then late",
    ): "Capacity that was exercised is late. That is a delivery failure.",
    ("relations.openai_trust", "walked from the table"): "OpenAI's trust −{size}: the table was left early.",
    (
        "relations.microsoft_trust",
        "walked from the table",
    ): "Microsoft's trust −{size}: the table was left early.",
    (
        "relations.openai_credibility",
        "gave way on what was not negotiable",
    ): "OpenAI gives way on what was not negotiable: its word counts for {size} less.",
    (
        "relations.microsoft_credibility",
        "gave way on what was not negotiable",
    ): "Microsoft gives way on what was not negotiable: its word counts for {size} less.",
    ("openai.cash", "a bridge from Microsoft"): "The bridge pays {size}.",
    ("openai.cash", "the bridge repaid"): "The bridge is repaid: {size}.",
    ("openai.cash", "damages"): "Damages: {size}.",
    ("openai.cash", "cancellation"): "Cancelling costs {size}.",
    ("openai.cash", "research sold to a rival"): "Research is sold to a rival for {size}.",
    ("relations.determined", "a determination"): "AGI has been determined under the agreement.",
}


HEADLINE: Final = 1000
"""Bps of appetite that make news when they come or go in a quarter."""


def moved(fact: Moved, scenario: Scenario, seat: Seat | None) -> str:
    if fact.stat == "openai.recapitalised" and fact.by > 0:
        return "The recapitalisation is through review: OpenAI is a public-benefit corporation."
    if fact.stat == "world.appetite" and fact.why == "fashion" and abs(fact.by) >= HEADLINE:
        return f"People ask for {'more' if fact.by > 0 else 'less'} of it than last quarter: appetite {change(fact.stat, fact.by)}."
    if fact.stat == "microsoft.returns" and fact.why in ("equity round", "emergency round"):
        took = verb(MICROSOFT, seat, "take your", "takes its")
        return f"{took} part of the round: {change(fact.stat, fact.by)}." if sees(seat, fact.stat) else ""
    words = _MOVES.get((fact.stat, fact.why), "")
    return words.format(size=_by(fact)) if words and sees(seat, fact.stat) else ""


def _by(fact: Moved) -> str:
    """A move's size as fine as it is: what is less than a percent is not none."""
    return change(fact.stat, abs(fact.by)).removeprefix("+")
