"""What a coach at a player's elbow would draw: the deals there seem to be, and where everything said so far lies among them.

It is what the player may believe, never the truth: the player's own books are true, the other side's are imagined from the
player's view, and corrected by what that side offered, refused and said and by what was found out. A bot believes the same
way. Gains are $ millions over the agreement in force.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from game.bargaining import beliefs, ground
from game.bargaining.appraisal import Appraiser
from game.bargaining.packages import Frontier, frontier_of
from game.bargaining.riders import gain_with
from game.bargaining.tables import NEVER
from game.rules.decisions import PLAIN, Package, Riders
from game.rules.scenario import Scenario
from game.rules.state import Ground
from game.rules.units import Seat, other
from game.rules.view import View


class Spot(NamedTuple):
    """An offer, what it gains the player, and what the player may believe it gains the other side."""

    own: int
    theirs: int
    package: Package
    riders: Riders = PLAIN


class Board(NamedTuple):
    """The drawing. ``frontier`` runs from what is best for the player to what is best for the other side."""

    frontier: tuple[Spot, ...]
    mine: Spot | None
    """The player's last offer at this table."""
    theirs: Spot | None
    """The other side's last offer at this table, or what a waiver was to be had for."""
    draft: Spot | None
    nash: Spot | None
    """Where the product of both gains seems largest; ``None`` when nothing seems to gain both."""
    even: Spot | None
    """Where the smaller gain seems largest."""
    suggested: Spot | None
    """What the coach would put forward now: what seems fair, or as much as they have offered already, at its best for them."""
    before: tuple[tuple[Seat, Spot], ...] = ()
    """What each side offered at this table before its last, the oldest first."""

    @property
    def today(self) -> Spot:
        """The agreement in force, which everything is measured from."""
        return Spot(0, 0, ())


class Coach:
    """Somebody who has drawn what there seems to be, from one view: a draft is then laid into the drawing at no cost."""

    def __init__(self, scenario: Scenario, view: View) -> None:
        self.view = view
        self._eyes = eyes = Appraiser(scenario, view)
        usual = beliefs.usual(scenario, view)
        heard = beliefs.before_the_table(view, eyes.book) + beliefs.at_the_table(scenario, view)
        self._imagined = imagined = beliefs.corrected(eyes.book, usual, heard)
        found: list[Spot] = []
        for room in ground.rooms(view.table.ground if view.table is not None else Ground(), view.seat):
            origin = ground.within(eyes.book.layout, room, eyes.book.layout.now)
            found += _line(frontier_of(ground.narrowed(eyes.book, room), imagined, origin))
        line = _unbettered(found)
        lies = view.table.offered_by if view.table is not None else ""
        offered = {seat: _last(view, seat) for seat in (view.seat, other(view.seat))}
        if view.table is not None and lies:
            offered[lies] = (view.table.offers, view.table.riders)
        mine, theirs = offered[view.seat], offered[other(view.seat)]
        nash = max(
            (at for at in line if at.own > 0 and at.theirs > 0),
            key=lambda at: at.own * at.theirs,
            default=None,
        )
        lying = self._spot(*theirs) if theirs is not None else None
        self._empty = Board(
            frontier=line,
            mine=self._spot(*mine) if mine is not None else None,
            theirs=lying,
            draft=None,
            nash=nash,
            even=max(line, key=lambda at: min(at.own, at.theirs), default=None),
            suggested=_suggested(line, nash, lying),
            before=tuple(self._before()),
        )

    def board(self, draft: Package = (), riders: Riders = PLAIN) -> Board:
        """The drawing, with the player's ``draft`` and what hangs on it."""
        drafted = beliefs.fitting(self._eyes.book, self.view, draft)
        if not drafted and riders == PLAIN:
            return self._empty
        return self._empty._replace(draft=self._spot(drafted, riders))

    def _spot(self, package: Package, riders: Riders) -> Spot | None:
        own = self._eyes.gain(package, riders)
        hung = self._eyes.their_hung(riders)
        theirs = gain_with(self._imagined, package, hung) + self._eyes.their_letters(riders)
        return Spot(own, theirs, package, riders) if min(own, theirs) > NEVER // 2 else None

    def _before(self) -> Iterator[tuple[Seat, Spot]]:
        """The offers at this table but for each side's last."""
        last: dict[Seat, Spot] = {}
        for said in self.view.table.history if self.view.table is not None else ():
            spot = self._spot(said.package, said.riders) if said.move == "offer" else None
            if spot is not None:
                if said.seat in last:
                    yield said.seat, last[said.seat]
                last[said.seat] = spot


def board(scenario: Scenario, view: View, draft: Package = (), riders: Riders = PLAIN) -> Board:
    """What there seems to be to sign, from a view, with the player's ``draft`` and what hangs on it."""
    return Coach(scenario, view).board(draft, riders)


def _last(view: View, seat: Seat) -> tuple[Package, Riders] | None:
    history = view.table.history if view.table is not None else ()
    return next(
        (
            (said.package, said.riders)
            for said in reversed(history)
            if said.move == "offer" and said.seat == seat
        ),
        None,
    )


def _line(frontier: Frontier) -> list[Spot]:
    """The places that no other betters, whatever they change, best for oneself first."""
    kept, most = [], NEVER
    for at, (own, theirs) in enumerate(zip(frontier.own.tolist(), frontier.theirs.tolist(), strict=True)):
        if theirs > most:
            kept.append(Spot(own, theirs, frontier.package(at)))
            most = theirs
    return kept


def _unbettered(spots: list[Spot]) -> tuple[Spot, ...]:
    line = sorted(spots, key=lambda at: (-at.own, -at.theirs, len(at.package)))
    kept = line[:1]
    for at in line:
        if at.theirs > kept[-1].theirs:
            kept.append(at)
    return tuple(kept)


def _suggested(line: tuple[Spot, ...], nash: Spot | None, lying: Spot | None) -> Spot | None:
    if nash is None:
        return None
    if lying is None or lying.own <= nash.own:
        return nash
    better = [at for at in line if at.own >= lying.own and at.theirs > 0]
    return max(better, key=lambda at: at.theirs, default=lying)
