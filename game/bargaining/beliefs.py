"""What a seat believes of the other side: the usual kind, corrected by what that side proposed, refused and said.

Bots and the coach at the player's elbow think it with the same function. It is belief: only the seat's own view comes in.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from game.bargaining import concession, reasons
from game.bargaining.riders import Hanging, gain_with, hanging, standing
from game.bargaining.tables import NEVER, Book, leant
from game.rules.characters import typical
from game.rules.decisions import Package, Reason
from game.rules.scenario import Scenario
from game.rules.units import mul, other
from game.rules.view import View

LEFT_TO_THEM: Final = 300
"""Bps of what is at stake: nobody proposes what gives itself less, and nobody leaves the other side less."""
FRESH: Final = 4
"""Quarters for which what was found out about somebody's priorities is still gone by."""
_MIDDLE: Final = {"trace": 100, "some": 400, "a lot": 1000, "decisive": 2000}
"""What a band stands for when somebody says it, bps of what is at stake."""


class Heard(NamedTuple):
    """One thing to go by: what the other side proposed, refused, or said of one's own last offer, or what was found out."""

    kind: str
    """"proposed" · "refused" · "left" (refused, and without a signature) · "said" · "prized" and "cheap" (clauses that due diligence
    put first and last)."""
    package: Package = ()
    hung: tuple[Hanging, ...] = ()
    """What hung on a proposal, as the other side would weigh it."""
    wanted: Package = ()
    """What it asked for itself instead of what it refused."""
    reason: Reason | None = None
    clauses: tuple[str, ...] = ()


def fitting(book: Book, view: View, package: Package) -> Package:
    """What of a package is still open to change, and would change something."""
    terms, layout = view.agreement.terms, book.layout
    kept = []
    for clause, term in package:
        if clause in layout.places and term != terms[clause]:
            which, place = layout.places[clause]
            if term in layout.blocks[which].options[place]:
                kept.append((clause, term))
    return tuple(kept)


def usual(scenario: Scenario, view: View) -> Book:
    """The other side's book as somebody sees it who knows nothing about it but what is usual."""
    them = typical(other(view.seat))
    waiting = (one.contingent for one in view.agreement.waiting)
    return standing(reasons.imagined(scenario, view), hanging(scenario, view, waiting, them.revenue))


def found_out(view: View) -> list[Heard]:
    """What due diligence taught of late."""
    looked = [
        one for one in view.learned if one.topic == "priorities" and one.quarter >= view.quarter - FRESH
    ]
    if not looked:
        return []
    half = len(looked[-1].clauses) // 2
    return [
        Heard("prized", clauses=looked[-1].clauses[:half]),
        Heard("cheap", clauses=looked[-1].clauses[half:]),
    ]


def before_the_table(view: View, book: Book) -> tuple[Heard, ...]:
    """What due diligence and earlier tables without a signature taught."""
    me, them = view.seat, other(view.seat)
    refused = fitting(book, view, concession.last_word(view, me))
    wanted = fitting(book, view, concession.last_word(view, them))
    found = found_out(view)
    if refused:
        found.append(Heard("refused", refused, wanted=wanted))
    if wanted:
        found.append(Heard("proposed", wanted))
    return tuple(found)


def at_the_table(scenario: Scenario, view: View) -> tuple[Heard, ...]:
    """What this table has taught so far."""
    me, found = view.seat, []
    mine: Package = ()
    revenue = typical(other(me)).revenue
    for said in view.table.history if view.table is not None else ():
        if said.seat == me:
            mine = said.package if said.move == "offer" else mine
            continue
        found += [Heard("said", mine, reason=reason) for reason in said.reasons]
        if said.move == "offer":
            hung = hanging(scenario, view, said.riders.contingents, revenue)
            found.append(Heard("proposed", said.package, hung))
    return tuple(found)


@lru_cache(maxsize=64)
def corrected(own: Book, theirs: Book, heard: tuple[Heard, ...]) -> Book:
    """The other side's book after hearing all this; sizes are parts of what is at stake between ``own`` and the usual kind's."""
    scale = reasons.scale_of(own, theirs)
    for one in heard:
        if one.kind == "refused":
            theirs = _refused(theirs, one, scale)
        elif one.kind == "proposed":
            short = mul(scale, LEFT_TO_THEM) - gain_with(theirs, one.package, one.hung)
            theirs = _spread(theirs, one.package, short) if short > 0 else theirs
        elif one.clauses:
            theirs = _cares(theirs, one)
        elif one.reason is not None:
            theirs = _said(theirs, one.reason, one.package, scale)
    return theirs


def _refused(book: Book, heard: Heard, scale: int) -> Book:
    """What was refused was worse than it looked, in what the other side did not ask for itself."""
    over = book.gain_of(heard.package) - mul(scale, LEFT_TO_THEM)
    if over <= 0:
        return book
    return _spread(book, tuple(change for change in heard.package if change not in heard.wanted), -over)


def _spread(book: Book, package: Package, by: int) -> Book:
    for clause, term in package:
        book = leant(book, clause, term, by // len(package))
    return book


def _cares(book: Book, heard: Heard) -> Book:
    """What is prized weighs half as much again, what is cheap half as much."""
    for clause in heard.clauses:
        if clause not in book.layout.places:
            continue
        which, place = book.layout.places[clause]
        gains = [
            (book.gain_of(((clause, term),)), -at, term)
            for at, term in enumerate(book.layout.blocks[which].options[place])
        ]
        gain, _, term = max(gains, key=lambda one: (abs(one[0]) if one[0] > NEVER // 2 else -1, one[1]))
        book = leant(book, clause, term, gain // 2 * (1 if heard.kind == "prized" else -1))
    return book


def _said(book: Book, reason: Reason, about: Package, scale: int) -> Book:
    found = {part.clause: part.amount for part in reasons.contributions(book, about)}
    changed = dict(about)
    if reason.clause not in found or reason.clause not in changed:
        return book
    thought = found[reason.clause]
    if ("hurts" if thought < 0 else "helps", reasons.band_of(thought, scale)) == (reason.sign, reason.band):
        return book
    said = mul(scale, _MIDDLE[reason.band]) * (-1 if reason.sign == "hurts" else 1)
    return leant(book, reason.clause, changed[reason.clause], said - thought)
