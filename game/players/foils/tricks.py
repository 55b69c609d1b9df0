"""Tricks: players that try one thing at the table, again and again, and should win less by it than by negotiating (rulebook 3.8.3).

They see with the Associate's eyes, so that what they make more or less than it is the trick's doing: with true eyes whoever just says
no until the end would seem clever.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from game.players.foils.foil import Foil, Talk
from game.players.wants import Proposal
from game.rules.agreement import CLAUSES, Term
from game.rules.decisions import Ask, Decision, Offer, Option, Package, Threat, Walk
from game.rules.units import BPS

TRADE: Final = 2
"""Clauses that a bully demands."""
HALF: Final = BPS // 2
"""Bps of the way down at which a staller's last word is, and what a gift-giver hopes for in return."""


class Prober(Foil):
    """Searches for what would just be signed, one clause at a time, half of what it asked before at a time; takes the best it is
    offered in the end."""

    def bargains(self, talk: Talk) -> Decision:
        """The next probe: of the dearest clause that has one left, the most that is no more than half of what was refused."""
        if talk.rounds <= 1:
            return talk.ends()
        refused = {said.package[0][0]: talk.gain(said) for said in talk.mine}
        ladders: dict[str, list[tuple[int, Package]]] = {}
        for package in _single(talk):
            gain = talk.gain(Proposal(package))
            if gain > 0:
                ladders.setdefault(package[0][0], []).append((gain, package))
        for clause in sorted(ladders, key=lambda id: (-max(ladders[id], key=_gained)[0], id)):
            left = [one for one in ladders[clause] if clause not in refused or one[0] * 2 <= refused[clause]]
            if left:
                return talk.says(max(left, key=_gained)[1])
        return talk.ends()


class Bully(Foil):
    """Threatens whatever it can, repeats one demand, and leaves when it does not get half of it."""

    def bargains(self, talk: Talk) -> Decision:
        """Threat, demand, the same demand again, leave."""
        threats = [option for option in talk.options if isinstance(option.decision, Threat)]
        if threats:
            said = threats[talk.mind.view.quarter % len(threats)]
            return replace(said.decision, **{field: high for field, _, high in said.ranges if field != "due"})
        dearest: dict[str, tuple[int, Term]] = {}
        for ((clause, term),) in _single(talk):
            gain = talk.gain(Proposal(((clause, term),)))
            if gain > dearest.get(clause, (0,))[0]:
                dearest[clause] = gain, term
        wish = sorted(dearest, key=lambda id: (-dearest[id][0], id))[:TRADE]
        demand = tuple((clause, dearest[clause][1]) for clause in CLAUSES if clause in wish)
        if talk.may_say(demand):
            return talk.signs(talk.gain(Proposal(demand)) // 2) or Offer(package=demand)
        return Walk()


class Staller(Foil):
    """Lets the clock work: it says the same until its last word, and signs nothing before."""

    def bargains(self, talk: Talk) -> Decision:
        """The most it could get, over and over; in the end half of that, or what lies there."""
        if talk.rounds > 1:
            said = talk.like((), talk.most)
        elif talk.rounds == 1:
            said = talk.like(_last(talk.theirs), talk.between(HALF))
        else:
            return talk.ends()
        return talk.says(said.package) if said is not None else talk.ends()


class Splitter(Foil):
    """Asks for the moon, then meets everybody half-way: clause by clause the middle between the two last offers."""

    def bargains(self, talk: Talk) -> Decision:
        """The moon, or the middle, unless what lies there is as good."""
        if not talk.mine:
            said = talk.like((), talk.most)
            return talk.says(said.package) if said is not None else talk.ends()
        middle = self._middle(talk, _last(talk.mine), _last(talk.theirs))
        if not middle:
            return talk.ends()
        return talk.signs(talk.gain(Proposal(middle))) or talk.says(middle)

    def _middle(self, talk: Talk, mine: Package, theirs: Package) -> Package:
        """Between two rungs of a ladder the one that is its own."""
        ends = [{**talk.terms, **dict(package)} for package in (mine, theirs)]
        found: dict[str, Term] = {}
        for clause, (which, place) in talk.layout.places.items():
            ladder = talk.layout.blocks[which].options[place]
            own, there = (ladder.index(terms[clause]) for terms in ends)
            middle = ladder[own + (there - own) // 2 if there > own else own - (own - there) // 2]
            if middle != talk.terms[clause]:
                found[clause] = middle
        return tuple((clause, found[clause]) for clause in CLAUSES if clause in found)


class Copycat(Foil):
    """Says what the other side said, and one clause of it better for itself; before that it asks."""

    def bargains(self, talk: Talk) -> Decision:
        """A question, then their package with the one change that gains it most; in the end what lies there."""
        if talk.lying is None:
            if Option(Ask()) in talk.options:
                return Ask()
            said = talk.like(_last(talk.theirs), talk.between(HALF))
            return talk.says(said.package) if said is not None else talk.ends()
        copies = [package for package in self._shifted(talk) if talk.may_say(package)]
        best = max(copies, key=lambda package: talk.gain(Proposal(package)), default=())
        return talk.says(best)

    def _shifted(self, talk: Talk) -> Iterator[Package]:
        theirs = dict(talk.table.offers)
        for clause, (which, place) in talk.layout.places.items():
            for term in talk.layout.blocks[which].options[place]:
                shifted = {**theirs, clause: term}
                yield tuple(
                    (id, shifted[id]) for id in CLAUSES if id in shifted and shifted[id] != talk.terms[id]
                )


class GiftGiver(Foil):
    """Gives something small first and hopes to get something large for it."""

    def bargains(self, talk: Talk) -> Decision:
        """A gift; then half of the most it could get, the gift included; in the end what lies there."""
        if talk.rounds <= 0:
            return talk.ends()
        given = [
            said.package for said in talk.table.history if said.seat == talk.seat and said.move == "offer"
        ]
        if not given:
            costs = [(-talk.gain(Proposal(package)), package) for package in _single(talk)]
            gifts = [(cost, n) for n, (cost, _) in enumerate(costs) if cost > 0]
            if gifts:
                return talk.says(costs[min(gifts)[1]][1])
        target = talk.between(HALF)
        said = talk.like(given[0] if given else (), target)
        return talk.signs(target) or (talk.says(said.package) if said is not None else talk.ends())


def _single(talk: Talk) -> list[Package]:
    """Every change of one clause that may be offered."""
    return [option.decision.package for option in talk.options if isinstance(option.decision, Offer)]


def _last(offers: tuple[Proposal, ...]) -> Package:
    return offers[-1].package if offers else ()


def _gained(one: tuple[int, Package]) -> int:
    return one[0]


KINDS: Final[dict[str, type[Foil]]] = {
    "prober": Prober,
    "bully": Bully,
    "staller": Staller,
    "splitter": Splitter,
    "copycat": Copycat,
    "gift-giver": GiftGiver,
}
