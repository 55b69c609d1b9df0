"""What a bot wants at the table: what there is in it, what it holds out for, and how long it stays (rulebook 3.3.3, 3.4.4)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Final, NamedTuple

from msgspec.structs import replace

from game.bargaining import beliefs, claims, concession, gambits, ground, kinds, reasons, riders
from game.bargaining.appraisal import Appraiser
from game.bargaining.beliefs import LEFT_TO_THEM, Heard
from game.bargaining.gambits import Considered, Plan, Spot
from game.bargaining.ground import Room
from game.bargaining.kinds import Portrait
from game.bargaining.packages import Frontier, frontier_of, most_together
from game.bargaining.riders import with_hanging
from game.bargaining.tables import NEVER, Book, Layout, Noise, book_of
from game.players.leaning import UPRIGHT
from game.players.skills import Skill
from game.players.workings import Workings
from game.rules.agreement import CLAUSES, Term
from game.rules.chance import Chance
from game.rules.characters import typical
from game.rules.decisions import PLAIN, Package, Riders
from game.rules.scenario import Scenario
from game.rules.state import Said, Table
from game.rules.undertakings import PROMISE, THREAT
from game.rules.units import clamp, mul, other
from game.rules.view import View

DOMINANCE: Final = 15
"""Bps that each point of dominance adds to what is opened with."""
LAST_CHANCE: Final = 300
"""Bps of the most it could get that it takes when no later table is in sight."""
STALE: Final = 200
LOWBALL: Final = 3000
"""Bps of what is at stake: an offer that improves by less is stale; one further below walking away is a lowball."""
MOST_PATIENCE: Final = 9
CONCEDED: Final = 500
"""Bps of what is at stake: a concession from which on it is returned in part, the most that is returned, and crumbs."""
WORTH_SIGNING: Final = 100
"""Bps of what is at stake: the least for which it signs anything."""
MOST_SHAKEN: Final = 1500
"""Bps of what is at stake: the most that threats lower what it walks away from."""
STIFFENED: Final = 500
"""Bps by which a threat it does not believe raises what it holds out for."""


class Proposal(NamedTuple):
    """A package and what hangs on it."""

    package: Package
    riders: Riders = PLAIN

    def same_as(self, package: Package, riders: Riders) -> bool:
        """Whether signing either would be signing the other; links are about the talk and are not signed."""
        return self.package == package and replace(self.riders, links=()) == replace(riders, links=())


class Wants:
    """One seat's wishes at one moment."""

    def __init__(self, scenario: Scenario, view: View, skill: Skill, noise: Noise, chance: Chance) -> None:
        self.scenario, self.view, self.skill, self.chance = scenario, view, skill, chance
        self.eyes = Appraiser(scenario, view, noise)
        """Its own books, as it misjudges them."""
        self.accountants = Appraiser(scenario, view)
        """What its accountants say; nothing is signed that they call a loss."""
        self.lean = UPRIGHT
        """By how much its quarter differs from the desk's rules of thumb: they have no opinion of their own."""
        self.temper = concession.temper_of(view)
        self.table = view.table if view.table is not None else Table(opener="", turn="", rounds=0)
        self.used, self.rounds = concession.rounds_of(self.table)
        self.workings = Workings()
        self._plans: dict[tuple[Said, ...], Plan] = {}

    # What is in it

    @property
    def own(self) -> Book:
        """What every package gains it, as it misjudges that."""
        return self.eyes.book

    @property
    def layout(self) -> Layout:
        """How the tables are laid out."""
        return self.own.layout

    @cached_property
    def usual(self) -> Book:
        """The other side as somebody would see it who knew nothing about it."""
        return beliefs.usual(self.scenario, self.view)

    @property
    def _asks_who(self) -> bool:
        """Whether it asks itself who the other side is: at a table. Whether to call one it decides by what is usual, which is quick."""
        return self.skill.kinds and self.view.table is not None

    @cached_property
    def before(self) -> Book:
        """How it imagined the other side when it sat down."""
        if self._asks_who:
            return self._portrait(self._known).book
        return beliefs.corrected(self.own, self.usual, beliefs.before_the_table(self.view, self.own))

    @cached_property
    def theirs(self) -> Book:
        """How it imagines the other side by now."""
        if self._asks_who:
            return self.portrait.book
        heard = beliefs.before_the_table(self.view, self.own)
        heard += beliefs.at_the_table(self.scenario, self.view)
        return beliefs.corrected(self.own, self.usual, heard)

    @cached_property
    def portrait(self) -> Portrait:
        """Who the other side probably is by now, and what it likes beyond that."""
        return self._portrait_after(self.table.history)

    @property
    def kinds(self) -> kinds.Odds:
        """How likely each archetype across the table is, bps; nothing for who does not ask itself that."""
        return self.portrait.odds if self.skill.kinds else ()

    def _portrait_after(self, history: tuple[Said, ...]) -> Portrait:
        return self._portrait(self._known + kinds.heard(self.scenario, self.view, history))

    @cached_property
    def _known(self) -> tuple[Heard, ...]:
        return kinds.before_the_table(self.scenario, self.view, self.own)

    def _portrait(self, heard: tuple[Heard, ...]) -> Portrait:
        reach = self.eyes.lens(other(self.view.seat)).horizon
        return kinds.portrait(self.own, *self._looks, kinds.conduct(self.view), reach, heard)

    @cached_property
    def _looks(self) -> tuple[tuple[Book, ...], Book]:
        """The books of each kind across the table, and its own as somebody there would write it who knows nothing about it."""
        seat = self.view.seat
        theirs = tuple(book for _, book in kinds.imagined(self.scenario, self.view))
        return theirs, book_of(self.scenario, self.view, typical(seat), seat)

    @cached_property
    def prospects(self) -> tuple[Frontier, ...]:
        """The best packages there seemed to be when it sat down, of those that may still be offered.

        What it holds out for rests on this and not on what it hears now: nobody is to be refused for a kinder offer.
        """
        return tuple(
            self._frontier(room, self.before) for room in ground.rooms(self.table.ground, self.view.seat)
        )

    def _frontier(self, room: Room, theirs: Book, given: Riders = PLAIN) -> Frontier:
        own = ground.narrowed(self.eyes.book_with(given), room)
        if given.contingents:
            theirs = with_hanging(theirs, self.eyes.their_hung(given))
        origin = ground.within(self.layout, room, self.layout.now)
        return frontier_of(own, theirs, origin, self.skill.breadth)

    @cached_property
    def scale(self) -> int:
        """What is at stake, $ millions: the yardstick of its words and its patience."""
        if not self.skill.models:
            return max(reasons.LEAST_SCALE, self.own.most // 2)
        return reasons.scale_of(self.own, self.usual)

    @cached_property
    def rid(self) -> int:
        """What any signature gains it beside the terms, $ millions: the AGI claim that waits for this table goes with it."""
        return claims.rid_of_it(self.scenario, self.view, self.eyes.lens(self.view.seat))

    @cached_property
    def their_rid(self) -> int:
        """The same for the other side, as it imagines that."""
        return claims.rid_of_it(self.scenario, self.view, self.eyes.lens(other(self.view.seat)))

    def _gain(self, package: Package, given: Riders = PLAIN) -> int:
        """What signing an offer gains it, all in all."""
        return self.eyes.gain(package, given) + self.rid

    @cached_property
    def most(self) -> int:
        """The most it thinks it could get today."""
        if self.skill.models:
            least = mul(self.scale, LEFT_TO_THEM) - self.their_rid
            return max((frontier.ceiling(least, self.rid) for frontier in self.prospects), default=0)
        return max(0, self.own.gain_of(self.wish) + self.rid)

    @cached_property
    def wish(self) -> Package:
        """The few clauses it would most like to change, each as if it were alone."""
        found = []
        for clause in self.layout.places:
            gain, term = max(
                ((self.own.gain_of(((clause, term),)), -i) for i, term in enumerate(self._ladder(clause))),
            )
            if gain > 0:
                found.append((-gain, clause, self._ladder(clause)[-term]))
        chosen = {clause: term for _, clause, term in sorted(found)[: max(1, self.skill.breadth - 1)]}
        return tuple((clause, chosen[clause]) for clause in CLAUSES if clause in chosen)

    def _packed(self, held: dict[str, Term]) -> Package:
        return tuple((clause, held[clause]) for clause in CLAUSES if clause in held)

    @cached_property
    def pie(self) -> int:
        """What its aspirations are parts of, $ millions: the most it could get, or what it thinks both together could gain."""
        if not self.skill.kinds:
            return self.most
        return min(
            self.most, most_together(self.own, self.before, self.skill.breadth) + self.rid + self.their_rid
        )

    @cached_property
    def floor(self) -> int:
        """What it walks away from, less what it would lose by walking; nobody signs for nothing."""
        return max(mul(self.pie, self.skill.floor) - self._shaken(), mul(self.scale, WORTH_SIGNING))

    @cached_property
    def start(self) -> int:
        """Where it begins today: at what it opens with, or where the last table without a signature left it."""
        start = mul(self.pie, self.skill.opens + DOMINANCE * self.temper.dominance)
        word = self.fitting(concession.last_word(self.view, self.view.seat))
        if word:
            answer = self.fitting(concession.last_word(self.view, other(self.view.seat)))
            left = concession.resumed(
                self.view, self.own.gain_of(word) + self.rid, self.own.gain_of(answer) + self.rid
            )
            start = min(start, left)
        return max(start, self.floor)

    @cached_property
    def target(self) -> int:
        """What it holds out for now, after threats it does not believe, promises it does, and thanks for what was conceded.

        Whoever asked it what would do, and was told, gets it for no less.
        """
        return max(self._held(), self._answered())

    def _held(self) -> int:
        if self.table.rounds <= 0 and (concession.is_last(self.view) or concession.pressed(self.view)):
            return min(self._aspiration(), max(mul(self.most, LAST_CHANCE), mul(self.scale, WORTH_SIGNING)))
        target = self._aspiration()
        if any(believed < riders.HEED for believed, _ in self._threats()):
            target += mul(target, STIFFENED)
        return max(self.floor, target - min(self._thanks() + self._promised(), mul(self.scale, CONCEDED)))

    def _aspiration(self) -> int:
        if self.skill.searches:
            return max(self.floor, self._planned(self._before_their_offer()).value)
        way = self.skill.way if self._met() else 0
        return concession.aspiration(self.view, self.start, self.floor, self.used, self.rounds, way)

    def _met(self) -> bool:
        """Whether the other side's last offer today has more than crumbs in it, or there is none yet: nobody is met half-way who
        does not come at all, and the clock is not to work for whoever says the same until the last round."""
        said = self._offers_of(other(self.view.seat))
        return not said or self._gain(*said[-1]) > mul(self.scale, CONCEDED)

    def _answered(self) -> int:
        """What its last offer was worth to it, when that was the answer to a question and theirs is the first since."""
        talk = [said for said in self.table.history if said.move in ("offer", "ask", "give")]
        if len(talk) > 2 and talk[-1].seat != self.view.seat and talk[-2].seat == self.view.seat:
            if talk[-3].move in ("ask", "give") and talk[-2].move == talk[-1].move == "offer":
                return self._gain(talk[-2].package, talk[-2].riders)
        return 0

    @property
    def wanted(self) -> int:
        """What its next offer is to gain it."""
        if not self.skill.searches or not self.considered:
            return self.target
        lying = self._gain(self.table.offers, self.table.riders) if self.table.offered_by else 0
        return max(self.considered[0].own, lying, self.floor)

    # What may come of it

    @property
    def considered(self) -> tuple[Considered, ...]:
        """The offers it weighs now, best first; nothing for who does not search."""
        return self._planned(self.table.history).considered if self.skill.searches else ()

    def _before_their_offer(self) -> tuple[Said, ...]:
        """What had been said before what lies there: nobody is to be refused for a kinder offer."""
        history = self.table.history
        for at in range(len(history) - 1, -1, -1):
            if history[at].move == "offer":
                return history if history[at].seat == self.view.seat else history[:at]
        return history

    def _planned(self, history: tuple[Said, ...]) -> Plan:
        """How to go on, from what has been said."""
        if history not in self._plans:
            theirs = self._portrait_after(history).book
            spots = [
                Spot(spot.own + self.rid, spot.theirs + self.their_rid, spot.at)
                for room in ground.rooms(self.table.ground, self.view.seat)
                for spot in gambits.spots_of(self._frontier(room, theirs))
            ]
            left = [
                self._left_to_them(theirs, Proposal(said.package, said.riders))
                for said in history
                if said.move == "offer" and said.seat != self.view.seat
            ]
            word = self.fitting(concession.last_word(self.view, self.view.seat))
            refused = self._left_to_them(theirs, Proposal(word)) if word else None
            hold = gambits.hold_of(self.pie, left, refused)
            self._plans[history] = gambits.plan(spots, hold, self.table.rounds, self.floor)
        return self._plans[history]

    def _left_to_them(self, theirs: Book, said: Proposal) -> int:
        hung = self.eyes.their_hung(said.riders)
        gain = riders.gain_with(theirs, said.package, hung) + self.eyes.their_letters(said.riders)
        return gain + self.their_rid

    def _thanks(self) -> int:
        gains = [self.eyes.gain(*said) for said in self._offers_of(other(self.view.seat))[-2:]]
        if len(gains) < 2 or min(gains) <= NEVER // 2:
            return 0
        conceded = gains[1] - gains[0]
        if conceded < mul(self.scale, CONCEDED):
            return 0
        return min(conceded * self.temper.warmth // 200, mul(self.scale, CONCEDED))

    def _promised(self) -> int:
        """What the other side has promised at this table, as far as it is believed. Kindness is not bought with more of it."""
        them = other(self.view.seat)
        told = {said.about for said in self.table.history if said.seat == them and said.move == PROMISE}
        return sum(
            riders.promise_for(self.view, pledge, self.eyes.lens(them), self.eyes.lens(self.view.seat))
            for pledge in riders.open_pledges(self.view, them, PROMISE)
            if pledge.id in told
        )

    def _threats(self) -> list[tuple[int, int]]:
        """How far each threat over its head is believed, bps, and what it would lose by it."""
        them = other(self.view.seat)
        return [
            (
                riders.believed(self.view, threat, self.eyes.lens(them)),
                riders.threat_for(self.view, threat, self.eyes.lens(self.view.seat)),
            )
            for threat in riders.open_pledges(self.view, them, THREAT)
        ]

    def _shaken(self) -> int:
        heeded = sum(mul(loss, believed) for believed, loss in self._threats() if believed >= riders.HEED)
        return clamp(heeded, 0, mul(self.scale, MOST_SHAKEN))

    def _offers_of(self, seat: str) -> list[Proposal]:
        said: Iterator[Said] = (one for one in self.table.history if one.move == "offer" and one.seat == seat)
        return [Proposal(entry.package, entry.riders) for entry in said]

    def last_of_theirs(self) -> Proposal:
        """What the other side last offered at this table; nothing when it has not."""
        said = self._offers_of(other(self.view.seat))
        return said[-1] if said else Proposal(())

    def fitting(self, package: Package) -> Package:
        """What of a package is still open to change, and would change something."""
        return beliefs.fitting(self.own, self.view, package)

    def _ladder(self, clause: str) -> tuple[Term, ...]:
        which, place = self.layout.places[clause]
        return self.layout.blocks[which].options[place]

    @cached_property
    def patience(self) -> int:
        """What is left of it after everything the other side has put forward today (rulebook 3.3.3)."""
        left = self.temper.patience + sum(by for _, _, by in self.tried)
        return max(0, min(MOST_PATIENCE, left))

    @cached_property
    def tried(self) -> tuple[tuple[int, str, int], ...]:
        """What the other side's offers today did to its patience: which offer, why (worse, stale, lowball, granted), by how much."""
        found: list[tuple[int, str, int]] = []
        before: Proposal | None = None
        dear = set(self.dearest)
        for n, said in enumerate(self._offers_of(other(self.view.seat))):
            gain = self.eyes.gain(*said)
            if before is not None:
                gained = gain - self.eyes.gain(*before)
                stale = gained < mul(self.scale, STALE) and not self._moved(before.package, said.package)
                if gained < 0 or stale:
                    found.append((n, "worse" if gained < 0 else "stale", -1))
            if gain + self.rid < self.floor - mul(self.scale, LOWBALL):
                found.append((n, "lowball", -2))
            parts = reasons.contributions(self.own, said.package, self.eyes.hung(said.riders))
            granted = {part.clause for part in parts if part.amount > 0} & dear
            if granted:
                found.append((n, "granted", 1))
                dear -= granted
            before = said
        return tuple(found)

    @cached_property
    def dearest(self) -> list[str]:
        """The three clauses with most in them for itself, dearest first."""
        swings = []
        for clause in self.layout.places:
            gains = [self.own.gain_of(((clause, term),)) for term in self._ladder(clause)]
            swings.append((-(max(gains) - max(min(gains), NEVER // 2)), clause))
        return [clause for _, clause in sorted(swings)[:3]]

    def _moved(self, before: Package, after: Package) -> bool:
        """Whether some clause moved by more than one step of its ladder."""
        terms = self.view.agreement.terms
        old, new = {**terms, **dict(before)}, {**terms, **dict(after)}
        return any(
            abs(self._ladder(clause).index(old[clause]) - self._ladder(clause).index(new[clause])) > 1
            for clause in self.layout.places
        )
