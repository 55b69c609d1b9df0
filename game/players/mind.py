"""What a bot thinks at the table: whether it signs, and what it says next (rulebook 3.3.3, 3.4.4).

It is made anew for every question from the view alone, so it is the same after a reload. Nothing here is luck but its own
misjudgement of worth, fixed for the game, and the order in which the Intern gives way.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from msgspec.structs import replace

from game.bargaining import earn_outs, ground, reasons, riders
from game.bargaining.ground import Room
from game.bargaining.packages import frontier_of
from game.bargaining.reasons import Contribution
from game.bargaining.riders import with_hanging
from game.bargaining.tables import NEVER
from game.players.wants import Proposal, Wants
from game.rules.agreement import Term
from game.rules.decisions import PLAIN, Package, Reason, Riders
from game.rules.triggers import hangs_already
from game.rules.undertakings import unpayable
from game.rules.units import OPENAI, mul, other

WARM: Final = 60
"""From this warmth on it answers an offer by changing it, not with one of its own."""
LEAST_CHANGES: Final = 3
NEAR_ENOUGH: Final = 9000
"""What their offer, changed a little, must leave them of what one's own would, bps: else listening is only a manner of speaking."""
WORTH_A_TABLE: Final = 1400
"""Bps of what is at stake that both must seem to gain before it asks for a table. At 500 two late tables in three were called for
crumbs that a misjudged clause eats, and ended without a word signed."""
HEEDED: Final = 400
"""The credibility (tenths) from which on what the other side calls not negotiable is taken at its word."""
SHORT: Final = 600
"""Bps of what is at stake: a plain deal that seems to leave the other side less is tried with a condition on it."""
BETTER: Final = 100
"""Bps of what is at stake by which a condition must help the other side to be worth its sentence."""
BESIDE: Final = (1000, 300, -300, -1000)
"""How much more and less for itself, bps of what is at stake, the packages are that it tells of afterwards."""
UNTRUSTED: Final = 500
"""The other side's trust (tenths) under which it ties what it gives to what it gets."""


class Gains(NamedTuple):
    """What signing an offer would gain, $ millions: in its own eyes, by its accountants, and the other side as it imagines that
    (``None``: it never gave it a thought)."""

    own: int
    sure: int
    theirs: int | None


class Mind(Wants):
    """One seat's thoughts at one moment."""

    # What it says

    def accepts(self, package: Package, given: Riders = PLAIN) -> bool:
        """Whether it signs: what it would itself propose next is no better, or it proposed this itself."""
        gain = self._gain(package, given)
        truly = self.accountants.gain(package, given) + self.rid
        if truly < 0 or gain <= NEVER // 2 or not self._payable(given):
            return False
        if any(said.same_as(package, given) for said in self._offers_of(self.view.seat)):
            return True
        return gain >= self.target and self.bears(Proposal(package, given))

    def bears(self, said: Proposal) -> bool:
        """Whether nothing speaks against signing this but what the books say; most look no further than their books."""
        return True

    def _payable(self, given: Riders) -> bool:
        """Whether the rules would let it put its name to these letters."""
        return unpayable(self.view.number, self.view.seat, given.letters) is None

    def reasons(self, package: Package, given: Riders = PLAIN) -> tuple[Reason, ...]:
        """Why not, and what it does like; nothing that its own accountants would call the other way round, and no complaint of what
        it has offered itself."""
        if not package and not given.contingents:
            return ()
        hung = self.eyes.hung(given)
        truly = {part.clause: part.amount for part in self._truly(package, given)}
        found = tuple(
            part
            for part in reasons.contributions(self.own, package, hung)
            if part.amount * truly[part.clause] > 0
        )
        mine = self._offers_of(self.view.seat)
        if mine:
            offered = set(mine[-1].package)
            own = {clause for clause, term in package if (clause, term) in offered}
            found = tuple(part for part in found if part.amount > 0 or part.clause not in own) or found
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
                self.workings.held = held
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
            self.workings.offered = "by-clause"
            found = (self._conceded(theirs, given, room) for room in rooms)
            return next((one for one in found if one is not None), None)
        if theirs and (asked or self.temper.warmth >= WARM):
            kept = self._kept(theirs, given)
            nearest = Proposal(self._least_change(theirs, kept, rooms), kept)
            if (
                nearest.package
                and self._sayable(nearest, theirs, given)
                and self._kind_enough(nearest, rooms)
            ):
                self.workings.offered = "nearest"
                return nearest
        best = self._best(theirs, given, rooms)
        self.workings.offered = "on-condition" if best is not None and best.riders.contingents else "best"
        return best

    def _kind_enough(self, nearest: Proposal, rooms: tuple[Room, ...]) -> bool:
        """Whether their offer, changed a little, leaves them about what an offer of one's own would at the same price."""
        if not self.skill.kinds:
            return True
        best = 0
        for room in rooms:
            frontier = self._frontier(room, self.theirs)
            at = frontier.for_target(self.wanted - self.rid)
            best = max(best, int(frontier.theirs[at]) + self.their_rid if at is not None else 0)
        return self._to_them(nearest) >= mul(best, NEAR_ENOUGH)

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
            and self.bears(said)
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
        wanted = self.wanted - self.rid - self.eyes.letters(kept)
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
        return self._left_to_them(self.theirs, said)

    def _best_with(
        self, hung: Riders, theirs: Package, given: Riders, rooms: tuple[Room, ...]
    ) -> Proposal | None:
        mine = self._offers_of(self.view.seat)
        least = max(0, self._to_them(mine[-1])) if mine else 0
        best: tuple[int, Proposal] | None = None
        for room in rooms:
            frontier = self._frontier(room, self.theirs, hung)
            for at in frontier.in_turn(self.wanted - self.rid):
                if int(frontier.own[at]) + self.rid < self.floor:
                    break
                left = int(frontier.theirs[at]) + self.their_rid
                said = Proposal(frontier.package(at), hung)
                if left > least and self._sayable(said, theirs, given):
                    if best is None or left > best[0]:
                        best = left, said
                    break
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

    def wonders(self) -> bool:
        """Whether it would like to hear why not: it was answered without a reason, has not asked yet, and can use what it hears."""
        talk = self.table.history
        asked = any(said.seat == self.view.seat and said.move == "why" for said in talk)
        mute = bool(talk) and talk[-1].move == "offer" and not talk[-1].reasons
        return self.skill.kinds and mute and not asked and self.table.rounds > 0

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
        return in_it and (self.skill.kinds or self.counter() is not None)

    def rues(self) -> bool:
        """Whether what it has agreed to in principle is now worth less to it than the fee and a broken word."""
        memorandum = self.view.memorandum
        if memorandum is None or not self.skill.models:
            return False
        package = self.fitting(memorandum.package)
        return self.accountants.gain(package, memorandum.riders) < -(memorandum.fee + riders.BROKEN)

    # What it could say of it all afterwards

    def gains(self, said: Proposal) -> Gains:
        """What signing an offer would gain, as it sees it."""
        theirs = self._to_them(said) if self.skill.models else None
        return Gains(self._gain(*said), self.accountants.gain(*said) + self.rid, theirs)

    def leanings(self) -> dict[str, int]:
        """What words did to what it holds out for: $ millions off it for threats, promises and concessions; threats it defies."""
        return {
            "heeded": self._shaken(),
            "promised": self._promised(),
            "thanks": self._thanks(),
            "defied": sum(believed < riders.HEED for believed, _ in self._threats()),
        }

    def beside(self, own: int) -> tuple[Proposal, ...]:
        """Packages that seem to gain it somewhat more and somewhat less than ``own``, each the best for the other side at its price,
        as far as it has the other side in mind at all."""
        rooms = ground.rooms(self.table.ground, self.view.seat, self.workings.held)
        if not self.skill.models or not rooms:
            return ()
        frontier = self._frontier(rooms[0], self.theirs)
        wanted = (own + mul(self.scale, step) - self.rid for step in BESIDE)
        found = dict.fromkeys(frontier.for_target(target) for target in wanted)
        return tuple(Proposal(frontier.package(at)) for at in found if at is not None)


def _by_amount(part: Contribution) -> int:
    return part.amount
