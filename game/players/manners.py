"""What tells one kind from another at the table: what it raises first, and what it does not trade (rulebook 3.4.1).

A manner changes no worth. It says which clauses a kind brings into its offers whatever else is in them, at the terms that seem to
do the two of them most good, and an offer is still only made where it gets what it holds out for.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from game.bargaining import reasons
from game.bargaining.tables import NEVER
from game.bargaining.tells import ASKS, AT_ONCE, GIVES, KEEPS
from game.players.mind import Mind
from game.players.wants import Proposal
from game.rules.agreement import Term
from game.rules.decisions import Package, Reason
from game.rules.units import Seat

STUBBORN: Final = ("deal-lawyer", "safety-hawk")
"""Who calls a clause not negotiable, and means it."""


def counter(mind: Mind, theirs: Proposal, asked: bool) -> Proposal | None:
    """What it proposes next, in its manner as far as that leaves anything to propose; ``None`` when nothing would help both."""
    if not mind.skill.models:
        return mind.counter(*theirs, asked=asked)
    kept = tuple((clause, mind.view.agreement.terms[clause]) for clause in _open(mind, KEEPS))
    raised = _raised(mind)
    while raised:
        said = mind.counter(*theirs, asked=asked, firm=_together(kept, raised))
        if said is not None:
            return said
        raised = raised[:-1]
    return mind.counter(*theirs, asked=asked, firm=kept)


def forbids(mind: Mind, theirs: Proposal) -> Reason | None:
    """Why it signs no such offer, however good the rest: a clause of its own that it never gives; ``None`` when none is touched."""
    kept = KEEPS.get((mind.view.seat, mind.temper.id), ())
    if not mind.skill.models or not any(clause in kept for clause, _ in theirs.package):
        return None
    sure = dict(reasons.contributions(mind.accountants.book, theirs.package))
    for clause, amount in reasons.contributions(mind.own, theirs.package):
        if clause in kept and amount < 0 and sure[clause] < 0:
            return Reason(clause, "hurts", reasons.band_of(amount, mind.scale), False)
    return None


def firm_about(mind: Mind, theirs: Proposal) -> tuple[str, Term] | None:
    """What it calls not negotiable: what it never gives; or, of a stubborn kind, what it raised and they would not have; else its
    dearest clause. ``None`` when it says nothing of the kind, or has said it."""
    if not theirs.package or any(who == mind.view.seat for who, *_ in mind.table.ground.insisted):
        return None
    terms, barred = mind.view.agreement.terms, forbids(mind, theirs)
    if barred is not None:
        return barred.clause, terms[barred.clause]
    if mind.temper.id not in STUBBORN or not mind.skill.models:
        return None
    mine = [
        dict(said.package)
        for said in mind.table.history
        if said.move == "offer" and said.seat == mind.view.seat
    ]
    for clause in _open(mind, ASKS) if mine else ():
        held, wanted = (offer.get(clause, terms[clause]) for offer in (mine[-1], dict(theirs.package)))
        if _own(mind, clause, held) > max(0, _own(mind, clause, wanted)):
            return clause, held
    return mind.firm_about(theirs.package)


def _raised(mind: Mind) -> Package:
    """What it brings up: of what it asks for and what it gives, the terms that seem to do the two most good."""
    found: list[tuple[str, Term]] = []
    for asks, clauses in ((True, _open(mind, ASKS)), (False, _open(mind, GIVES))):
        for clause in clauses:
            which, place = mind.layout.places[clause]
            ladder, now = mind.layout.blocks[which].options[place], mind.view.agreement.terms[clause]
            good = []
            for at, term in enumerate(ladder):
                own = _own(mind, clause, term)
                together = own + mind.theirs.gain_of(((clause, term),))
                if term != now and own > NEVER // 2 and (own if asks else together) > 0:
                    good.append((together, -at))
            if good:
                found.append((clause, ladder[-max(good)[1]]))
    return tuple(found[: AT_ONCE.get(mind.temper.id, 1)])


def _open(mind: Mind, clauses: MappingProxyType[tuple[Seat, str], tuple[str, ...]]) -> tuple[str, ...]:
    """Those of a kind's clauses that it may still say something about: nothing that is settled, or that was asked about."""
    ground = mind.table.ground
    settled = {clause for clause, _ in (*ground.agreed, *mind.table.wanted)}
    settled |= {clause for _, clause, _ in ground.insisted}
    mine = clauses.get((mind.view.seat, mind.temper.id), ())
    return tuple(clause for clause in mine if clause in mind.layout.places and clause not in settled)


def _own(mind: Mind, clause: str, term: Term) -> int:
    return mind.own.gain_of(((clause, term),))


def _together(kept: Package, raised: Package) -> Package:
    return tuple({**dict(kept), **dict(raised)}.items())
