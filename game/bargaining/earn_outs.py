"""Conditions that are worth something to both because the two expect different sales (rulebook 3.3.4, 3.3.5).

Whoever believes in the revenue takes a term that begins once it is there; whoever does not gives it away cheaply.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from game.bargaining import trends
from game.bargaining.ground import Room
from game.bargaining.tables import NEVER, Book
from game.rules.agreement import CLAUSES, Term
from game.rules.characters import typical
from game.rules.decisions import Contingent, Package
from game.rules.scenario import Scenario
from game.rules.triggers import TRIGGERS
from game.rules.units import clamp, mul, other
from game.rules.view import View
from game.rules.worth import forecast

TRIGGER: Final = "sold"
WAITS: Final = (4, 8, 12)
"""Quarters from now by which the sales are to be there."""
APART: Final = 800
"""Bps by which the two must weigh a condition differently before it is worth a sentence in the agreement."""


def proposed(
    scenario: Scenario, view: View, own: Book, theirs: Book, package: Package, room: Room
) -> Contingent | None:
    """The condition that would add most to a package for the two together by trading on what each expects; ``None`` for none."""
    weighed = max(_weighed(scenario, view), key=lambda one: (abs(one[1] - one[2]), one[0].by), default=None)
    if weighed is None or abs(weighed[1] - weighed[2]) < APART:
        return None
    condition, mine, yours = weighed
    best, most = None, 0
    waiting = view.agreement.waiting
    for clause, term in _terms(own, room):
        if CLAUSES[clause].settled_by_recap or any(one.contingent.clause == clause for one in waiting):
            continue  # the rules say what may wait, and for how many things
        one, two = _swing(own, package, clause, term), _swing(theirs, package, clause, term)
        if one * two >= 0 or min(one, two) <= NEVER // 2:
            continue  # nobody gives way: then it belongs in the package itself, or nowhere
        added = mul(one, mine) + mul(two, yours)
        if added > most:
            best, most = (clause, term), added
    if best is None:
        return None
    return Contingent(
        clause=best[0], term=best[1], trigger=condition.trigger, at=condition.at, by=condition.by
    )


def _weighed(scenario: Scenario, view: View) -> Iterator[tuple[Contingent, int, int]]:
    """Conditions half way between what the two expect, and how much of a term each counts on it."""
    trigger, sold = TRIGGERS[TRIGGER], view.number("openai.sold")
    mine, yours = view.character.revenue, typical(other(view.seat)).revenue
    paths = [forecast(scenario, view, belief) for belief in (mine, yours)]
    for wait in WAITS:
        by = view.quarter + wait
        if by >= view.last:
            return
        between = sold + sum(sum(path[: wait + 1]) for path in paths) // 2
        at = clamp(between // (trigger.scale * trigger.step) * trigger.step, trigger.low, trigger.high)
        if at * trigger.scale <= sold:
            continue
        condition = Contingent(clause="", term="", trigger=TRIGGER, at=at, by=by)
        yield (
            condition,
            trends.weight(scenario, view, condition, mine),
            trends.weight(scenario, view, condition, yours),
        )


def _terms(book: Book, room: Room) -> Iterator[tuple[str, Term]]:
    for block in book.layout.blocks:
        for clause, options in zip(block.clauses, block.options, strict=True):
            if room.moves(clause):
                yield from ((clause, term) for term in options)


def _swing(book: Book, package: Package, clause: str, term: Term) -> int:
    """What a clause's becoming the term would add to a package."""
    point = book.layout.point(package)
    return book.gain(book.layout.point(((clause, term),), point)) - book.gain(point)
