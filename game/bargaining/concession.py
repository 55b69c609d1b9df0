"""When to give way, and how far: aspirations over a table's rounds, carried over from quarter to quarter (rulebook 3.4.4).

A table's last round is not the end of the world, so within one quarter a seat goes only part of the way from what it opened with
to its floor; what it did not give it takes along, a little relaxed, to the next table. In the last quarters, and when a date
presses, it goes all the way.
"""

from __future__ import annotations

from math import isqrt
from typing import Final

from msgspec.structs import replace

from game.rules.characters import ARCHETYPES, Archetype
from game.rules.state import Table
from game.rules.talk import rounds_of as rounds_taken
from game.rules.units import BPS, Seat, clamp, mul
from game.rules.view import View

RELAXED: Final = 1500
"""How much of the gap between the last words is given up a quarter, bps."""
PRESSED: Final = 6000
"""A pressing date divides the exponent's inverse: who is pressed gives way earlier, bps."""
UNMOVED: Final = 80
"""Bps of the way that each point of dominance beyond 50 leaves ungone at one table, and each short of 50 adds: who dominates
lets the clock work for it."""
LAST: Final = 2
"""The last turns, in which there is no later table to hope for."""


def power(base: int, exponent: int) -> int:
    """``base`` (0..10000 bps) to a power in bps, in bps: square roots stand for halves, quarters and so on of the exponent."""
    whole, part = divmod(exponent, BPS)
    result, root = BPS, base
    for _ in range(whole):
        result = result * base // BPS
    for _ in range(10):
        part *= 2
        root = isqrt(root * BPS)
        if part >= BPS:
            part -= BPS
            result = result * root // BPS
    return result


def temper_of(view: View) -> Archetype:
    """The kind of negotiator the view's own seat is, with the dials of its own that this game's has."""
    own = view.character
    kind = ARCHETYPES[view.seat][own.archetype]
    return replace(kind, warmth=own.warmth, dominance=own.dominance, patience=own.patience, bluff=own.bluff)


def pressed(view: View) -> bool:
    """Whether a date presses the view's seat: its secret one, or one that it sees, within two quarters or the turn."""
    must, turn = view.character.must_sign_by, view.turns.quarters
    if 0 <= must - view.quarter <= max(2, turn) and not any(
        a.quarter > must - 8 for a in view.agreement.amendments
    ):
        return True
    return any(0 <= date.quarter - view.quarter <= turn for date in view.dates)


def is_last(view: View) -> bool:
    """Whether there is hardly another table to come."""
    return view.quarter >= view.last - LAST * view.turns.quarters


def rounds_of(table: Table) -> tuple[int, int]:
    """How many of the table's rounds are used, and how many there were."""
    used = sum(
        rounds_taken(said.riders) if said.move == "offer" else said.move in ("ask", "give", "reopen")
        for said in table.history
    )
    return used, used + table.rounds


def aspiration(view: View, start: int, floor: int, used: int, rounds: int, way: int) -> int:
    """What a seat holds out for after ``used`` of ``rounds``: from ``start`` towards ``floor``, both $ millions.

    ``way`` is how far along its concessions it goes within one quarter, bps.
    """
    if start <= floor:
        return floor
    hurry = ARCHETYPES[view.seat][view.character.archetype].hurry
    if pressed(view):
        hurry = hurry * BPS // PRESSED
    gone = min(BPS, used * BPS // max(1, rounds - 1))
    if not is_last(view):
        gone = mul(gone, clamp(way - UNMOVED * (view.character.dominance - 50), 0, BPS))
    return floor + mul(start - floor, BPS - power(gone, BPS * BPS // hurry))


def resumed(view: View, own: int, theirs: int) -> int:
    """Where to start after a table without a signature: one's last word less what time has worn off the gap.

    ``own`` and ``theirs`` are what the two last words are worth today. Nobody is given more for having asked for the moon: below
    nothing their last word does not count.
    """
    since = view.quarter - max(word.quarter for word in view.last_words)
    gap = max(0, own - max(0, theirs))
    return own - min(gap, mul(gap, RELAXED * max(1, since)))


def last_word(view: View, seat: Seat) -> tuple[tuple[str, int | str], ...]:
    """The package a seat last offered at a table that closed without a signature; empty when there was none."""
    for word in view.last_words:
        if word.seat == seat:
            return word.package
    return ()
