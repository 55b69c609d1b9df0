"""The concession strategies that negotiators of the literature are measured against, written from their papers.

Each says how much it holds out for, and signs what gains it as much as its own next offer would.
"""

from __future__ import annotations

from typing import ClassVar, Final

from game.bargaining.concession import power
from game.players.foils.foil import Foil, Talk
from game.rules.decisions import Decision, Walk
from game.rules.units import BPS, clamp

GRADES: Final = 3
"""Grades of outcome that MiCRO goes down. The paper counts outcomes one by one and has thousands of rounds; at a table here it makes two
offers or three. Of 3, 4, 6 and 12 this is what serves it best."""


class Holding(Foil):
    """Somebody who holds out for something, and offers and signs accordingly. The papers' agents know what they want."""

    knows = True

    def bargains(self, talk: Talk) -> Decision:
        """Sign what is as good as what it would say; else say it, as much like their last offer as may be."""
        target = clamp(self.holds_out_for(talk), talk.reserve, max(talk.reserve, talk.most))
        signed = talk.signs(target)
        if signed is not None:
            return signed
        said = talk.like(talk.theirs[-1].package if talk.theirs else (), target)
        return talk.says(said.package) if said is not None else Walk()

    def holds_out_for(self, talk: Talk) -> int:
        """What its next offer is to gain it, $ millions."""
        raise NotImplementedError


class Timed(Holding):
    """A time-dependent tactic: from the most to the least with the table's rounds, whatever the other side does.

    Faratin, Sierra and Jennings, "Negotiation decision functions for autonomous agents", Robotics and Autonomous Systems 24, 1998,
    the polynomial family: the part conceded at time t is t to the power of 1/e.
    """

    e: ClassVar[int]
    """Of 10000."""

    def holds_out_for(self, talk: Talk) -> int:
        return talk.between(power(talk.time, BPS * BPS // self.e))


class Boulware(Timed):
    """e = 0.2: nothing for as long as there is time, then everything."""

    e = 2000


class Linear(Timed):
    """e = 1: as much a round as in any other."""

    e = 10_000


class Conceder(Timed):
    """e = 2: most of it at once."""

    e = 20_000


class TitForTat(Holding):
    """A behaviour-dependent tactic of the same paper, absolute tit-for-tat: it gives way by as much as the other side's last two
    offers differ by in its own books, back and forth, and until there are two it holds to the most.

    The paper's relative kind divides one offer's worth by the other's; gains over an agreement in force may be nothing or less.
    """

    def holds_out_for(self, talk: Talk) -> int:
        if not talk.mine or len(talk.theirs) < 2:
            return talk.most
        before, last = (talk.gain(said) for said in talk.theirs[-2:])
        return talk.gain(talk.mine[-1]) - (last - before)


class Micro(Holding):
    """MiCRO: it makes its next-best offer only if it has made no more different offers than the other side.

    De Jonge, "An analysis of the linear bilateral ANAC domains using the MiCRO benchmark strategy", IJCAI 2022. There is no clock in
    it. Outcomes of about the same worth are one grade, and of each grade it says one.
    """

    def holds_out_for(self, talk: Talk) -> int:
        mine, theirs = (len({said.package for said in offers}) for offers in (talk.mine, talk.theirs))
        return talk.between(min(mine, theirs, GRADES) * BPS // GRADES)


KINDS: Final[dict[str, type[Foil]]] = {
    "boulware": Boulware,
    "linear": Linear,
    "conceder": Conceder,
    "tit-for-tat": TitForTat,
    "micro": Micro,
}
