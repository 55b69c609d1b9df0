"""What a bot thinks at the table: what it wants, what it would settle for, and what it says next (rulebook 3.3.3, 3.4.4).

It is made anew for every question from the view alone, so it is the same after a reload. Nothing here is luck but its own
misjudgement of worth, fixed for the game, and the order in which the Intern gives way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from msgspec.structs import replace

from game.bargaining import beliefs, claims, concession, earn_outs, ground, reasons, riders
from game.bargaining.appraisal import Appraiser
from game.bargaining.beliefs import LEFT_TO_THEM
from game.bargaining.ground import Room
from game.bargaining.packages import Frontier, frontier_of
from game.bargaining.reasons import Contribution
from game.bargaining.riders import with_hanging
from game.bargaining.tables import NEVER, Book, Layout, Noise
from game.players.leaning import UPRIGHT
from game.rules.agreement import CLAUSES, Term
from game.rules.chance import Chance
from game.rules.decisions import PLAIN, Package, Reason, Riders
from game.rules.scenario import Scenario
from game.rules.state import Said, Table
from game.rules.triggers import hangs_already
from game.rules.undertakings import PROMISE, THREAT, unpayable
from game.rules.units import OPENAI, clamp, mul, other
from game.rules.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill:
    """The knobs (rulebook 3.4.5)."""

    noise: int
    """By how much it misjudges each clause: a standard deviation in bps, drawn once a game."""
    models: bool
    """Whether it thinks of the other side: then it gives what is cheap to it and dear to them."""
    breadth: int
    """The most clauses it changes in one proposal."""
    opens: int
    """What it opens with, bps of the most it thinks it could get."""
    floor: int
    """What it walks away from, bps of the same."""
    way: int
    """How far from the one to the other it goes at one table, bps: the Intern forgets that there will be others."""


SKILLS: Final = {
    1: Skill(noise=2000, models=False, breadth=3, opens=5500, floor=500, way=10_000),
    2: Skill(noise=1200, models=True, breadth=3, opens=7800, floor=1000, way=9000),
    5: Skill(noise=0, models=True, breadth=3, opens=7800, floor=1000, way=9000),
}
DOMINANCE: Final = 15
"""Bps that each point of dominance adds to what is opened with."""
LAST_CHANCE: Final = 300
"""Bps of the most it could get that it takes when no later table is in sight."""
STALE: Final = 200
LOWBALL: Final = 3000
"""Bps of what is at stake: an offer that improves by less is stale; one further below walking away is a lowball."""
MOST_PATIENCE: Final = 9
WARM: Final = 60
"""From this warmth on it answers an offer by changing it, not with one of its own."""
LEAST_CHANGES: Final = 3
CONCEDED: Final = 500
"""Bps of what is at stake: a concession from which on it is returned in part, and the most that is returned."""
WORTH_A_TABLE: Final = 1400
"""Bps of what is at stake that both must seem to gain before it asks for a table. At 500 two late tables in three were called for
crumbs that a misjudged clause eats, and ended without a word signed."""
WORTH_SIGNING: Final = 100
"""Bps of what is at stake: the least for which it signs anything."""
HEEDED: Final = 400
"""The credibility (tenths) from which on what the other side calls not negotiable is taken at its word."""
MOST_SHAKEN: Final = 1500
"""Bps of what is at stake: the most that threats lower what it walks away from."""
STIFFENED: Final = 500
"""Bps by which a threat it does not believe raises what it holds out for."""
SHORT: Final = 600
"""Bps of what is at stake: a plain deal that seems to leave the other side less is tried with a condition on it."""
BETTER: Final = 100
"""Bps of what is at stake by which a condition must help the other side to be worth its sentence."""
UNTRUSTED: Final = 500
"""The other side's trust (tenths) under which it ties what it gives to what it gets."""


class Proposal(NamedTuple):
    """A package and what hangs on it."""

    package: Package
    riders: Riders = PLAIN

    def same_as(self, package: Package, riders: Riders) -> bool:
        """Whether signing either would be signing the other; links are about the talk and are not signed."""
        return self.package == package and replace(self.riders, links=()) == replace(riders, links=())


class Mind:
    """One seat's thoughts at one moment."""

    def __init__(self, scenario: Scenario, view: View, skill: Skill, noise: Noise, chance: Chance) -> None:
        self.scenario, self.view, self.skill, self.chance = scenario, view, skill, chance
        self.lean = UPRIGHT
        """By how much its quarter differs from the desk's rules of thumb: they have no opinion of their own."""
        self.eyes = Appraiser(scenario, view, noise)
        """Its own books, as it misjudges them."""
        self.accountants = Appraiser(scenario, view)
        """What its accountants say; nothing is signed that they call a loss."""
        self.temper = concession.temper_of(view)
        self.table = view.table if view.table is not None else Table(opener="", turn="", rounds=0)
        self.used, self.rounds = concession.rounds_of(self.table)

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

    @cached_property
    def before(self) -> Book:
        """How it imagined the other side when it sat down."""
        return beliefs.corrected(self.own, self.usual, beliefs.before_the_table(self.view, self.own))

    @cached_property
    def theirs(self) -> Book:
        """How it imagines the other side by now."""
        heard = beliefs.before_the_table(self.view, self.own)
        heard += beliefs.at_the_table(self.scenario, self.view)
        return beliefs.corrected(self.own, self.usual, heard)

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
    def floor(self) -> int:
        """What it walks away from, less what it would lose by walking; nobody signs for nothing."""
        return max(mul(self.most, self.skill.floor) - self._shaken(), mul(self.scale, WORTH_SIGNING))

    @cached_property
    def start(self) -> int:
        """Where it begins today: at what it opens with, or where the last table without a signature left it."""
        start = mul(self.most, self.skill.opens + DOMINANCE * self.temper.dominance)
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
        """What it holds out for now, after threats it does not believe, promises it does, and thanks for what was conceded."""
        target = concession.aspiration(
            self.view, self.start, self.floor, self.used, self.rounds, self.skill.way
        )
        if self.table.rounds <= 0 and (concession.is_last(self.view) or concession.pressed(self.view)):
            return min(target, max(mul(self.most, LAST_CHANCE), mul(self.scale, WORTH_SIGNING)))
        if any(believed < riders.HEED for believed, _ in self._threats()):
            target += mul(target, STIFFENED)
        return max(self.floor, target - min(self._thanks() + self._promised(), mul(self.scale, CONCEDED)))

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
        left = self.temper.patience
        before: Proposal | None = None
        dear = set(self.dearest)
        for said in self._offers_of(other(self.view.seat)):
            gain = self.eyes.gain(*said)
            if before is not None:
                gained = gain - self.eyes.gain(*before)
                stale = gained < mul(self.scale, STALE) and not self._moved(before.package, said.package)
                if gained < 0 or stale:
                    left -= 1
            if gain + self.rid < self.floor - mul(self.scale, LOWBALL):
                left -= 2
            parts = reasons.contributions(self.own, said.package, self.eyes.hung(said.riders))
            granted = {part.clause for part in parts if part.amount > 0} & dear
            if granted:
                left += 1
                dear -= granted
            before = said
        return max(0, min(MOST_PATIENCE, left))

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

    # What it says

    def accepts(self, package: Package, given: Riders = PLAIN) -> bool:
        """Whether it signs: what it would itself propose next is no better, or it proposed this itself."""
        gain = self._gain(package, given)
        truly = self.accountants.gain(package, given) + self.rid
        if truly < 0 or gain <= NEVER // 2 or not self._payable(given):
            return False
        return gain >= self.target or any(
            said.same_as(package, given) for said in self._offers_of(self.view.seat)
        )

    def _payable(self, given: Riders) -> bool:
        """Whether the rules would let it put its name to these letters."""
        return unpayable(self.view.number, self.view.seat, given.letters) is None

    def reasons(self, package: Package, given: Riders = PLAIN) -> tuple[Reason, ...]:
        """Why not, and what it does like; nothing that its own accountants would call the other way round."""
        if not package and not given.contingents:
            return ()
        hung = self.eyes.hung(given)
        truly = {part.clause: part.amount for part in self._truly(package, given)}
        found = tuple(
            part
            for part in reasons.contributions(self.own, package, hung)
            if part.amount * truly[part.clause] > 0
        )
        tastes = reasons.by_taste(self.scenario, self.view, found, package, hung)
        return reasons.shown(found, self.scale, reasons.how_many(self.view), tastes)

    def _truly(self, package: Package, given: Riders) -> tuple[Contribution, ...]:
        return reasons.contributions(self.accountants.book, package, self.accountants.hung(given))

    def gap(self, package: Package, given: Riders = PLAIN) -> str:
        """How far apart it feels."""
        if not package and not given.contingents:
            return ""
        return reasons.gap_line(self.target - self._gain(package, given), self.scale)

    def counter(
        self, theirs: Package = (), given: Riders = PLAIN, asked: bool = False, firm: Package = ()
    ) -> Proposal | None:
        """What it proposes next; ``None`` when there is nothing that would help both.

        ``given`` hangs on their package; ``firm`` is what it would itself call not negotiable.
        """
        for held in self._holds(firm):
            found = self._proposed(theirs, given, asked, held)
            if found is not None:
                return found
        return None

    def _holds(self, firm: Package) -> list[Package]:
        """What its offer should have in it, the most first: what it was asked a price for, and what is not negotiable to whom."""
        mine: dict[str, Term] = dict(firm)
        said: dict[str, Term] = {}
        heeded = self.view.number(f"relations.{other(self.view.seat)}_credibility") >= HEEDED
        for who, clause, term in self.table.ground.insisted:
            if who == self.view.seat:
                mine[clause] = term
            elif heeded:
                said[clause] = term
        asked: dict[str, Term] = dict(self.table.wanted if self.table.must_answer == "offer" else ())
        holds = [{**said, **asked, **mine}, {**asked, **mine}, {**said, **mine}, mine]
        if not firm:  # giving way on one's own word is dear, and walking away is dearer
            holds += [said, {}]
        packed = [self._packed({c: t for c, t in held.items() if c in self.layout.places}) for held in holds]
        return list(dict.fromkeys(packed))

    def _proposed(self, theirs: Package, given: Riders, asked: bool, held: Package) -> Proposal | None:
        rooms = ground.rooms(self.table.ground, self.view.seat, held)
        if not self.skill.models:
            found = (self._conceded(theirs, given, room) for room in rooms)
            return next((one for one in found if one is not None), None)
        if theirs and (asked or self.temper.warmth >= WARM):
            kept = self._kept(theirs, given)
            nearest = Proposal(self._least_change(theirs, kept, rooms), kept)
            if nearest.package and self._sayable(nearest, theirs, given):
                return nearest
        return self._best(theirs, given, rooms)

    def _sayable(self, said: Proposal, theirs: Package, given: Riders) -> bool:
        """Whether it may and would say so: sound, new, and within what has been settled about the talk."""
        contingents = said.riders.contingents
        return (
            bool(said.package or contingents)
            and self.accountants.gain(*said) + self.rid > 0
            and self._gain(*said) > 0
            and self._payable(said.riders)
            and not hangs_already(self.view.agreement.waiting, said.package, contingents)
            and not said.same_as(theirs, given)
            and not any(said.same_as(*before) for before in self._offers_of(self.view.seat))
            and ground.lawful(
                self.table.ground, self.view.agreement.terms, self.view.seat, said.package, contingents
            )
        )

    def _kept(self, theirs: Package, given: Riders) -> Riders:
        """What of their riders it leaves on its answer: what seems to gain the two together something."""
        if given == PLAIN:
            return PLAIN

        def together(some: Riders) -> int:
            own = self.eyes.gain(theirs, some) - self.eyes.gain(theirs)
            hung = riders.gain_with(self.theirs, theirs, self.eyes.their_hung(some))
            return own + hung - self.theirs.gain_of(theirs) + self.eyes.their_letters(some)

        said = {pledge.undertaking for pledge in self.view.pledges if pledge.status == "open"}
        letters = given.letters if self.table.rounds > 1 and self._payable(given) else ()
        return Riders(
            contingents=tuple(one for one in given.contingents if together(Riders(contingents=(one,))) > 0),
            letters=tuple(
                one for one in letters if one.undertaking not in said and together(Riders(letters=(one,))) > 0
            ),
        )

    def _least_change(self, theirs: Package, kept: Riders, rooms: tuple[Room, ...]) -> Package:
        """Their offer with the fewest changes that lift it to what is wanted, at the least cost to them."""
        found: list[tuple[int, Package]] = []
        wanted = self.target - self.rid - self.eyes.letters(kept)
        for room in rooms:
            origin = ground.within(self.layout, room, self.layout.point(theirs))
            own = ground.narrowed(self.eyes.book_with(kept), room)
            book = with_hanging(self.theirs, self.eyes.their_hung(kept)) if kept.contingents else self.theirs
            near = frontier_of(own, book, origin, LEAST_CHANGES)
            at = near.for_target(wanted)
            if at is not None:
                found.append((int(near.theirs[at]), near.package(at)))
        return max(found, key=lambda one: one[0])[1] if found else ()

    def _best(self, theirs: Package, given: Riders, rooms: tuple[Room, ...]) -> Proposal | None:
        """The best for them at what is wanted, and better for them than what was said before; with a condition on it where
        the two expect different things and a plain deal would leave them too little."""
        plain = self._best_with(PLAIN, theirs, given, rooms)
        worth = self._to_them(plain) if plain is not None else 0
        if plain is not None and worth >= mul(self.scale, SHORT):
            return plain
        hung = self._on_condition(rooms, plain)
        if hung is None:
            return plain
        found = self._best_with(hung, theirs, given, rooms)
        if found is not None and self._to_them(found) >= worth + mul(self.scale, BETTER):
            return found
        return plain

    def _to_them(self, said: Proposal) -> int:
        hung = self.eyes.their_hung(said.riders)
        gain = riders.gain_with(self.theirs, said.package, hung) + self.eyes.their_letters(said.riders)
        return gain + self.their_rid

    def _best_with(
        self, hung: Riders, theirs: Package, given: Riders, rooms: tuple[Room, ...]
    ) -> Proposal | None:
        mine = self._offers_of(self.view.seat)
        least = max(0, self._to_them(mine[-1])) if mine else 0
        best: tuple[int, Proposal] | None = None
        for room in rooms:
            frontier = self._frontier(room, self.theirs, hung)
            at = frontier.for_target(self.target - self.rid)
            while (
                at is not None and at < len(frontier.own) and int(frontier.own[at]) + self.rid >= self.floor
            ):
                left = int(frontier.theirs[at]) + self.their_rid
                said = Proposal(frontier.package(at), hung)
                if left > least and self._sayable(said, theirs, given):
                    if best is None or left > best[0]:
                        best = left, said
                    break
                at += 1
        return best[1] if best is not None else None

    def _on_condition(self, rooms: tuple[Room, ...], plain: Proposal | None) -> Riders | None:
        if not rooms:
            return None
        package = plain.package if plain is not None else ()
        found = earn_outs.proposed(self.scenario, self.view, self.own, self.theirs, package, rooms[0])
        return Riders(contingents=(found,)) if found is not None else None

    # What it says on the way

    def tied(self, said: Proposal) -> Proposal:
        """Its offer with what it gives tied to what it gets, when it trades with somebody who does not trust it."""
        if self.view.number(f"relations.{other(self.view.seat)}_trust") >= UNTRUSTED or not self.skill.models:
            return said
        parts = [part for part in self._truly(said.package, PLAIN) if abs(part.amount) * 50 >= self.scale]
        given, got = min(parts, key=_by_amount, default=None), max(parts, key=_by_amount, default=None)
        if given is None or got is None or given.amount >= 0 or got.amount <= 0:
            return said
        return said._replace(riders=replace(said.riders, links=((given.clause, got.clause),)))

    def agreeable(self, said: Proposal) -> str:
        """A clause of theirs that they would call agreed and that it would not have otherwise; "" for none."""
        offered, next_terms = dict(self.table.offers), {**self.view.agreement.terms, **dict(said.package)}
        agreed = dict(self.table.ground.agreed)
        for who, clause, term in self.table.ground.half:
            if who == self.view.seat or offered.get(clause) != term or clause in agreed:
                continue
            if (self.view.seat, clause, term) in self.table.ground.half:
                continue
            mine = self.own.gain_of(((clause, next_terms[clause]),)) if clause in self.layout.places else 0
            gain = self.own.gain_of(((clause, term),)) if clause in self.layout.places else NEVER
            if next_terms[clause] == term or gain > max(0, mine):
                return clause
        return ""

    def firm_about(self, theirs: Package) -> tuple[str, Term] | None:
        """The dearest clause, as its own last offer has it, once the other side has touched it and it can be held."""
        mine = self._offers_of(self.view.seat)
        said = self.table.ground.insisted
        if not mine or not theirs or not self.skill.models or any(who == self.view.seat for who, *_ in said):
            return None
        clause, terms = self.dearest[0], self.view.agreement.terms
        held, wanted = (dict(one).get(clause, terms[clause]) for one in (mine[-1].package, theirs))
        if self.own.gain_of(((clause, wanted),)) >= self.own.gain_of(((clause, held),)):
            return None
        return clause, held

    # The Intern, who thinks of one clause at a time

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

    def _conceded(self, theirs: Package, given: Riders, room: Room) -> Proposal | None:
        """From its wish down to what it wants, clause by clause in an order of its own."""
        terms = self.view.agreement.terms
        fixed = {clause: term for clause, term in room.fixed if terms[clause] != term}
        held = {c: t for c, t in self.wish if room.moves(c) and (c, t) not in room.barred} | fixed
        offered, breadth = dict(theirs), self.skill.breadth + len(fixed)
        order = sorted(
            (clause for clause in self.layout.places if room.moves(clause)),
            key=lambda id: (self.chance.below(1000, "order", self.view.label, id), id),
        )
        toward = -1 if self.view.seat == OPENAI else 1
        for _ in range(4):
            for clause in order:
                ladder = self._ladder(clause)
                now = held.get(clause, terms[clause])
                if clause in offered and now != offered[clause]:
                    there = ladder.index(offered[clause])
                else:
                    there = ladder.index(now) + toward
                    if not 0 <= there < len(ladder) or (clause not in held and len(held) >= breadth):
                        continue
                trial = {**held, clause: ladder[there]}
                if ladder[there] == terms[clause]:
                    del trial[clause]
                if len(trial) > breadth or not trial or (clause, ladder[there]) in room.barred:
                    continue
                if self.own.gain_of(self._packed(trial)) + self.rid >= self.target:
                    held = trial
        said = Proposal(self._packed(held))
        return said if said.package and self._sayable(said, theirs, given) else None

    def _packed(self, held: dict[str, Term]) -> Package:
        return tuple((clause, held[clause]) for clause in CLAUSES if clause in held)

    # Whether to sit down at all

    def worth_a_table(self) -> bool:
        """Whether there seems to be something in it for both, and it would know what to say first."""
        if not self.skill.models:
            return self.most >= mul(self.scale, WORTH_A_TABLE)
        (frontier,) = self.prospects
        at = frontier.nash()
        if at is None:
            return False
        enough = mul(self.scale, WORTH_A_TABLE)
        in_it = int(frontier.own[at]) >= enough and int(frontier.theirs[at]) >= enough
        return in_it and self.counter() is not None

    def rues(self) -> bool:
        """Whether what it has agreed to in principle is now worth less to it than the fee and a broken word."""
        memorandum = self.view.memorandum
        if memorandum is None or not self.skill.models:
            return False
        package = self.fitting(memorandum.package)
        return self.accountants.gain(package, memorandum.riders) < -(memorandum.fee + riders.BROKEN)


def _by_amount(part: Contribution) -> int:
    return part.amount
