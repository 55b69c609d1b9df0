"""Policies: plans on paper that are carried out whatever happens, for measuring the game against (rulebook 3.8.1, 6.5).

A policy says how much to train or build, how bold to order and how to answer a notice, once for all quarters. It opens no
table and walks from every one. Where a company has no choice of plan (money before it runs out, cards, claims) all policies do
what the level-2 desk does. ``adaptive`` is the best desk there is, without a table: what looking at the world is worth.
``away`` is the level-2 desk without a table: what sitting down is worth.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from game.rules.units import OPENAI, Seat


class LabPolicy(NamedTuple):
    """A plan for OpenAI, percent. ``ambition`` is what it orders of what it seems to need, ``outside`` the part of its fleet
    that it wants elsewhere, ``cases`` whether it pays outsiders to look at its models."""

    train: int = 46
    safety: int = 24
    ambition: int = 105
    outside: int = 45
    cases: bool = True


class CloudPolicy(NamedTuple):
    """A plan for Microsoft, percent. ``exercise`` of every notice it takes over, ``sells`` of every request to Azure it fills;
    ``build`` of the slots, ``kept`` for the lab, ``own`` effort on models, ``rate`` for other customers; whether it ``hosts``
    rivals' models."""

    exercise: int = 50
    sells: int = 100
    build: int = 55
    kept: int = 0
    own: int = 40
    rate: Literal["high", "mid", "low"] = "mid"
    hosts: bool = False


LAB: Final[Mapping[str, LabPolicy]] = MappingProxyType(
    {
        "balanced": LabPolicy(),
        "train-heavy": LabPolicy(train=60),
        "serve-heavy": LabPolicy(train=33),
        "overbuild": LabPolicy(ambition=150, safety=22),
        "frugal": LabPolicy(train=44, ambition=75),
        "safety-heavy": LabPolicy(safety=42),
        "reckless": LabPolicy(train=50, safety=3, ambition=120, cases=False),
        "azure-only": LabPolicy(outside=0),
        "outside-first": LabPolicy(outside=75),
    }
)
"""OpenAI's nine."""
CLOUD: Final[Mapping[str, CloudPolicy]] = MappingProxyType(
    {
        "exercise-all": CloudPolicy(exercise=100),
        "waive-all": CloudPolicy(exercise=0),
        "half": CloudPolicy(),
        "hedger": CloudPolicy(own=100, hosts=True),
        "builder": CloudPolicy(build=100),
        "cautious": CloudPolicy(exercise=25, build=30),
        "partner-first": CloudPolicy(exercise=100, build=80, kept=40),
        "others-first": CloudPolicy(exercise=0, sells=50, build=80, rate="low"),
        "street": CloudPolicy(exercise=25, build=40, own=10, rate="high"),
    }
)
"""Microsoft's nine."""
ADAPTIVE: Final = "adaptive"
AWAY: Final = "away"


def policies_of(seat: Seat) -> tuple[str, ...]:
    """The names of a seat's policies that are held against each other: nine that never look up, and the one that does."""
    return (*(LAB if seat == OPENAI else CLOUD), ADAPTIVE)


def names_of(seat: Seat) -> tuple[str, ...]:
    """Everything ``policy:`` may name in a seat."""
    return (*policies_of(seat), AWAY)
