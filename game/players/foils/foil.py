"""What all foils share: the level-2 desk, and the talk at the table as they see it.

A foil has no opinion about what the other side wants. Where many packages are worth about as much to it, it proposes the one most
like what the other side said last: it gives way where that is cheap, and keeps what it can (Faratin, Sierra and Jennings, "Using
similarity criteria to make trade-offs in automated negotiations", Artificial Intelligence 142, 2002).
"""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar, Final

import numpy as np

from game.bargaining import ground
from game.bargaining.packages import BREADTH, Frontier
from game.bargaining.tables import Book, Layout
from game.players.mind import Mind
from game.players.negotiator import Negotiator
from game.players.wants import Proposal
from game.rules.chance import Chance
from game.rules.decisions import Accept, Because, Decision, Offer, Option, Package, Walk
from game.rules.scenario import Scenario
from game.rules.state import Said
from game.rules.units import BPS, Seat, mul, other

LEVEL: Final = 2
"""The skill of its desk (rulebook 3.4.5)."""
RESERVE: Final = 100
"""What it signs nothing below, bps of the most it could get."""


class Talk:
    """The talk so far and what could be said next, in $ millions by the foil's own books."""

    def __init__(self, mind: Mind, options: tuple[Option, ...], breadth: int = BREADTH) -> None:
        self.mind, self.table, self.seat = mind, mind.table, mind.view.seat
        self.options, self.breadth = options, breadth
        self.book, self.layout = mind.own, mind.layout
        self.terms = dict(mind.view.agreement.terms)

    @property
    def rounds(self) -> int:
        """Rounds left."""
        return self.table.rounds

    @property
    def time(self) -> int:
        """How much of the table is over, bps; all of it when its last offer can be made."""
        return min(BPS, self.mind.used * BPS // max(1, self.mind.rounds - 1))

    @property
    def lying(self) -> Proposal | None:
        """What the other side put on the table, while it lies there."""
        if self.table.offered_by != other(self.seat):
            return None
        return Proposal(self.table.offers, self.table.riders)

    @cached_property
    def mine(self) -> tuple[Proposal, ...]:
        """What it offered since something was last signed, at earlier tables too."""
        return self._offers_of(self.seat)

    @cached_property
    def theirs(self) -> tuple[Proposal, ...]:
        """What the other side offered since then."""
        return self._offers_of(other(self.seat))

    def _offers_of(self, seat: Seat) -> tuple[Proposal, ...]:
        view = self.mind.view
        signed = max((one.quarter for one in view.agreement.amendments), default=-1)
        found = [
            Proposal(package)
            for past in view.minutes
            if past.quarter > signed
            for said in _offers(past.history, seat)
            if (package := self.mind.fitting(said.package))
        ]
        found += [Proposal(said.package, said.riders) for said in _offers(self.table.history, seat)]
        return tuple(found)

    def gain(self, said: Proposal) -> int:
        """What signing it would gain; far below nothing for what it could not live through."""
        return self.mind.eyes.gain(*said) + self.mind.rid

    @cached_property
    def most(self) -> int:
        """The most it could get with one package."""
        return max((int(frontier.own[0]) for frontier in self._frontiers(())), default=0) + self.mind.rid

    @cached_property
    def reserve(self) -> int:
        """The least it signs."""
        return max(1, mul(self.most, RESERVE))

    def between(self, part: int) -> int:
        """So many bps of the way from the most it could get to the least it signs."""
        return self.most - mul(self.most - self.reserve, part)

    def like(self, package: Package, target: int) -> Proposal | None:
        """Of the packages of so many clauses that gain ``target`` the one most like another package; the best one when none gains
        that, and ``None`` when none gains anything."""
        best: tuple[int, int, Proposal] | None = None
        for frontier in self._frontiers(package):
            at = frontier.for_target(target - self.mind.rid)
            at = 0 if at is None else at
            said = Proposal(frontier.package(at))
            own, alike = self.gain(said), int(frontier.theirs[at])
            if said.package and own >= self.reserve and self.may_say(said.package):
                rank = (min(own, target), alike)
                if best is None or rank > best[:2]:
                    best = *rank, said
        return best[2] if best is not None else None

    def may_say(self, package: Package) -> bool:
        """Whether a package may be offered here and is not what lies there."""
        lying = self.lying
        return (
            bool(package)
            and self.rounds > 0
            and not (lying is not None and lying.same_as(package, Proposal(package).riders))
            and ground.lawful(self.table.ground, self.terms, self.seat, package)
        )

    def _frontiers(self, near: Package) -> list[Frontier]:
        likeness = _likeness(self.layout, near)
        return [
            Frontier(
                ground.narrowed(self.book, room),
                likeness,
                ground.within(self.layout, room, self.layout.now),
                self.breadth,
            )
            for room in ground.rooms(self.table.ground, self.seat)
        ]

    # What it may come to

    def signs(self, least: int) -> Decision | None:
        """Its signature, when what lies there gains it so much and may be signed."""
        lying = self.lying
        if (
            lying is None
            or Option(Accept()) not in self.options
            or self.gain(lying) < max(least, self.reserve)
        ):
            return None
        return Accept()

    def ends(self) -> Decision:
        """Sign what lies there if that is any good at all, else leave."""
        return self.signs(self.reserve) or Walk()

    def says(self, package: Package) -> Decision:
        """The offer, or the end when there is none to make."""
        return Offer(package=package) if self.may_say(package) else self.ends()


def _offers(history: tuple[Said, ...], seat: Seat) -> list[Said]:
    return [said for said in history if said.seat == seat and said.move == "offer"]


def _likeness(layout: Layout, package: Package) -> Book:
    """How little everything differs from the agreement with a package signed, every clause counting alike: less by 10000 for each
    ladder from end to end."""
    tables = []
    for block, at in zip(layout.blocks, layout.point(package), strict=True):
        every = np.arange(block.size, dtype=np.int64)
        far = np.zeros(block.size, dtype=np.int64)
        for stride, terms, place in zip(block.strides, block.options, block.digits(at), strict=True):
            far += np.abs(every // stride % len(terms) - place) * BPS // (len(terms) - 1)
        tables.append(-far)
    return Book("", layout, tuple(tables))


class Foil(Negotiator):
    """A foil for a seat of a scenario."""

    knows: ClassVar[bool] = False
    """Whether it knows its own books truly, and packages of five clauses; else its eyes and packages are the Associate's."""

    def __init__(self, scenario: Scenario, seat: Seat, chance: Chance) -> None:
        super().__init__(scenario, seat, LEVEL, chance)
        if self.knows:
            self.noise = ()

    def at_table(self, mind: Mind, name: str, options: tuple[Option, ...]) -> Decision:
        """Its way of bargaining. It gives no reasons: neither the papers nor the tricks have any."""
        if mind.table.must_answer == "because":
            return Because()
        return self.bargains(Talk(mind, options, BREADTH if self.knows else self.skill.breadth))

    def bargains(self, talk: Talk) -> Decision:
        """What it says next."""
        raise NotImplementedError
