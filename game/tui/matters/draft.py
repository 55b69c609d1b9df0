"""A draft for the table: what it starts from, how a clause turns along its ladder, the package it makes."""

from __future__ import annotations

from collections.abc import Mapping

from game.rules.agreement import CLAUSES, Term
from game.rules.decisions import Package
from game.rules.packages import options_of
from game.rules.scenario import Scenario
from game.rules.units import Seat, other
from game.rules.view import View


def last_offer(view: View, seat: Seat) -> Package:
    """What a seat last offered, at this table or the last one; empty when it never did."""
    assert view.table is not None
    for said in reversed(view.table.history):
        if said.seat == seat and said.move == "offer":
            return said.package
    return next((word.package for word in view.last_words if word.seat == seat), ())


def draft_to_begin(view: View) -> dict[str, Term]:
    """What a draft starts from: what they offered, else what you last offered, else today's agreement."""
    lying = view.table
    assert lying is not None
    them = other(view.seat)
    if lying.offered_by == them:
        return dict(lying.offers)
    mine = last_offer(view, view.seat)
    return {id: term for id, term in mine if term != view.agreement.terms[id]}


def package_of(view: View, draft: Mapping[str, Term]) -> Package:
    """The draft as a package: what it changes, in the order of the document."""
    return tuple((id, draft[id]) for id in CLAUSES if id in draft and draft[id] != view.agreement.terms[id])


def turned_term(scenario: Scenario, clause: str, term: Term, by: int) -> Term:
    """The term so many steps along the clause's ladder; the ladder does not go round."""
    ladder = options_of(scenario, clause)
    at = ladder.index(term) if term in ladder else 0
    return ladder[min(max(at + by, 0), len(ladder) - 1)]
