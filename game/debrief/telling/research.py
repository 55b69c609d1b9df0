"""Tellers of runs, releases, breakthroughs and incidents."""

from __future__ import annotations

from game.debrief.telling.saying import mine
from game.rules import facts as happened
from game.rules.scenario import Scenario
from game.rules.units import OPENAI, Seat


def run_ended(fact: happened.RunEnded, scenario: Scenario, seat: Seat | None) -> str:
    if not mine(seat, OPENAI):
        return ""
    luck = (
        "as expected"
        if 95 <= fact.luck <= 105
        else "better than expected"
        if fact.luck > 105
        else "worse than expected"
    )
    return f"The frontier run is done: +{fact.gain}, {luck}."


def run_ordered(fact: happened.RunOrdered, scenario: Scenario, seat: Seat | None) -> str:
    return "The frontier run is to be finished." if fact.order == "finish" and mine(seat, OPENAI) else ""


def holding(fact: happened.Holding, scenario: Scenario, seat: Seat | None) -> str:
    if not mine(seat, OPENAI):
        return ""
    return "Releases are held back." if fact.held else "What was held back is released."


def breakthrough(fact: happened.Breakthrough, scenario: Scenario, seat: Seat | None) -> str:
    return "Research got lucky. A paper will follow, and rivals read papers." if mine(seat, OPENAI) else ""


def incident(fact: happened.Incident, scenario: Scenario, seat: Seat | None) -> str:
    if fact.major:
        return "A major incident, in public. Training stands still while everybody asks how."
    return "A minor incident, in public. There is a post about it."
