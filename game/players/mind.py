"""What a bot thinks at the table: what it wants, what it would settle for, and what it says next (rulebook 3.3.3, 3.4.4).

It is made anew for every question from the view alone, so it is the same after a reload. Nothing here is luck but its own
misjudgement of worth, fixed for the game, and the order in which the Intern gives way.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from game.bargaining import concession, reasons
from game.bargaining.packages import Frontier, frontier_of
from game.bargaining.tables import NEVER, Book, Layout, Noise, book_of, leant
from game.rules.agreement import CLAUSES, Term
from game.rules.chance import Chance
from game.rules.decisions import Package, Reason
from game.rules.scenario import Scenario
from game.rules.state import Table
from game.rules.units import OPENAI, mul, other
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
    2: Skill(noise=1200, models=True, breadth=3, opens=7800, floor=2000, way=6000),
}
DOMINANCE: Final = 15
"""Bps that each point of dominance adds to what is opened with."""
LAST_CHANCE: Final = 300
"""Bps of the most it could get that it takes when no later table is in sight."""
LEFT_TO_THEM: Final = 300
"""Bps of what is at stake that it leaves the other side even in its boldest proposal."""
STALE: Final = 200
LOWBALL: Final = 3000
"""Bps of what is at stake: an offer that improves by less is stale; one further below walking away is a lowball."""
MOST_PATIENCE: Final = 9
WARM: Final = 60
"""From this warmth on it answers an offer by changing it, not with one of its own."""
LEAST_CHANGES: Final = 3
CONCEDED: Final = 500
"""Bps of what is at stake: a concession from which on it is returned in part, and the most that is returned."""
WORTH_A_TABLE: Final = 300
"""Bps of what is at stake that both must seem to gain before it asks for a table."""
WORTH_SIGNING: Final = 100
"""Bps of what is at stake: the least for which it signs anything."""
_MIDDLE: Final = {"trace": 100, "some": 400, "a lot": 1000, "decisive": 2000}
"""What a band stands for when somebody says it, bps of what is at stake."""


class Mind:
    """One seat's thoughts at one moment."""

    def __init__(self, scenario: Scenario, view: View, skill: Skill, noise: Noise, chance: Chance) -> None:
        self.scenario, self.view, self.skill, self.chance = scenario, view, skill, chance
        self.noise = noise
        self.temper = concession.temper_of(view)
        self.table = view.table if view.table is not None else Table(opener="", turn="", rounds=0)
        self.used, self.rounds = concession.rounds_of(self.table)

    # What is in it

    @cached_property
    def own(self) -> Book:
        """Its own books, as it misjudges them."""
        return book_of(self.scenario, self.view, noise=self.noise)

    @cached_property
    def true(self) -> Book:
        """What its accountants say; nothing is signed that they call a loss."""
        return book_of(self.scenario, self.view)

    @property
    def layout(self) -> Layout:
        """How the tables are laid out."""
        return self.own.layout

    @cached_property
    def theirs(self) -> Book:
        """How it imagines the other side: the usual kind, corrected by what that side proposed, refused and said."""
        book = reasons.imagined(self.scenario, self.view)
        scale = self._stake(book)
        me, them = self.view.seat, other(self.view.seat)
        refused = self.fitting(concession.last_word(self.view, me))
        wanted = self.fitting(concession.last_word(self.view, them))
        if refused:
            book = self._refused(book, refused, wanted, scale)
        if wanted:
            book = self._proposed(book, wanted, scale)
        mine: Package = ()
        for said in self.table.history:
            if said.seat == me:
                mine = said.package if said.move == "offer" else mine
                continue
            for reason in said.reasons:
                book = self._heard(book, reason, mine, scale)
            if said.move == "offer":
                book = self._proposed(book, said.package, scale)
        return book

    def _proposed(self, book: Book, package: Package, scale: int) -> Book:
        """Nobody proposes what is no good to it."""
        short = mul(scale, LEFT_TO_THEM) - book.gain_of(package)
        return self._spread(book, package, short) if short > 0 else book

    def _refused(self, book: Book, package: Package, wanted: Package, scale: int) -> Book:
        """What was refused was worse than it looked, in what the other side did not ask for itself."""
        over = book.gain_of(package) - mul(scale, LEFT_TO_THEM)
        return (
            self._spread(book, tuple(change for change in package if change not in wanted), -over)
            if over > 0
            else book
        )

    @staticmethod
    def _spread(book: Book, package: Package, by: int) -> Book:
        for clause, term in package:
            book = leant(book, clause, term, by // len(package))
        return book

    def _heard(self, book: Book, reason: Reason, about: Package, scale: int) -> Book:
        found = {part.clause: part.amount for part in reasons.contributions(book, about)}
        if reason.clause not in found:
            return book
        thought = found[reason.clause]
        if ("hurts" if thought < 0 else "helps", reasons.band_of(thought, scale)) == (
            reason.sign,
            reason.band,
        ):
            return book
        said = mul(scale, _MIDDLE[reason.band]) * (-1 if reason.sign == "hurts" else 1)
        return leant(book, reason.clause, dict(about)[reason.clause], said - thought)

    @cached_property
    def frontier(self) -> Frontier:
        """The best packages between the two books."""
        return frontier_of(self.own, self.theirs, most=self.skill.breadth)

    @cached_property
    def scale(self) -> int:
        """What is at stake, $ millions: the yardstick of its words and its patience."""
        if not self.skill.models:
            return max(reasons.LEAST_SCALE, self.own.most // 2)
        return self._stake(reasons.imagined(self.scenario, self.view))

    def _stake(self, theirs: Book) -> int:
        return reasons.scale_of(self.own, theirs)

    @cached_property
    def most(self) -> int:
        """The most it thinks it could get today."""
        if self.skill.models:
            return self.frontier.ceiling(mul(self.scale, LEFT_TO_THEM))
        return max(0, self.own.gain_of(self.wish))

    @cached_property
    def floor(self) -> int:
        """What it walks away from; nobody signs for nothing."""
        return max(mul(self.most, self.skill.floor), mul(self.scale, WORTH_SIGNING))

    @cached_property
    def start(self) -> int:
        """Where it begins today: at what it opens with, or where the last table without a signature left it."""
        start = mul(self.most, self.skill.opens + DOMINANCE * self.temper.dominance)
        word = self.fitting(concession.last_word(self.view, self.view.seat))
        if word:
            answer = self.fitting(concession.last_word(self.view, other(self.view.seat)))
            left = concession.resumed(self.view, self.own.gain_of(word), self.own.gain_of(answer))
            start = min(start, left)
        return max(start, self.floor)

    @cached_property
    def target(self) -> int:
        """What it holds out for now, after thanks for what the other side conceded."""
        target = concession.aspiration(
            self.view, self.start, self.floor, self.used, self.rounds, self.skill.way
        )
        if self.table.rounds <= 0 and (concession.is_last(self.view) or concession.pressed(self.view)):
            return min(target, max(mul(self.most, LAST_CHANCE), mul(self.scale, WORTH_SIGNING)))
        return max(self.floor, target - self._thanks())

    def _thanks(self) -> int:
        gains = [self.own.gain_of(package) for package in self._offers_of(other(self.view.seat))]
        if len(gains) < 2 or min(gains[-2:]) <= NEVER // 2:
            return 0
        conceded = gains[-1] - gains[-2]
        if conceded < mul(self.scale, CONCEDED):
            return 0
        return min(conceded * self.temper.warmth // 200, mul(self.scale, CONCEDED))

    def _offers_of(self, seat: str) -> list[Package]:
        said = [said for said in self.table.history if said.move == "offer" and said.seat == seat]
        return [entry.package for entry in said]

    def fitting(self, package: Package) -> Package:
        """What of a package is still open to change, and would change something."""
        terms = self.view.agreement.terms
        return tuple(
            (clause, term)
            for clause, term in package
            if clause in self.layout.places and term != terms[clause] and term in self._ladder(clause)
        )

    def _ladder(self, clause: str) -> tuple[Term, ...]:
        which, place = self.layout.places[clause]
        return self.layout.blocks[which].options[place]

    @cached_property
    def patience(self) -> int:
        """What is left of it after everything the other side has put forward today (rulebook 3.3.3)."""
        left = self.temper.patience
        before: Package = ()
        dear = set(self._dearest())
        for package in self._offers_of(other(self.view.seat)):
            gain = self.own.gain_of(package)
            if before:
                gained = gain - self.own.gain_of(before)
                if gained < 0 or (gained < mul(self.scale, STALE) and not self._moved(before, package)):
                    left -= 1
            if gain < self.floor - mul(self.scale, LOWBALL):
                left -= 2
            granted = {
                part.clause for part in reasons.contributions(self.own, package) if part.amount > 0
            } & dear
            if granted:
                left += 1
                dear -= granted
            before = package
        return max(0, min(MOST_PATIENCE, left))

    def _dearest(self) -> list[str]:
        """The three clauses with most in them for itself."""
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

    def accepts(self, package: Package) -> bool:
        """Whether it signs: what it would itself propose next is no better, or it proposed this itself."""
        gain = self.own.gain_of(package)
        if self.true.gain_of(package) < 0 or gain <= NEVER // 2:
            return False
        return gain >= self.target or package in self._offers_of(self.view.seat)

    def reasons(self, package: Package) -> tuple[Reason, ...]:
        """Why not, and what it does like; nothing that its own accountants would call the other way round."""
        if not package:
            return ()
        truly = {part.clause: part.amount for part in reasons.contributions(self.true, package)}
        found = tuple(
            part for part in reasons.contributions(self.own, package) if part.amount * truly[part.clause] > 0
        )
        return reasons.shown(found, self.scale, reasons.how_many(self.view))

    def gap(self, package: Package) -> str:
        """How far apart it feels."""
        return reasons.gap_line(self.target - self.own.gain_of(package), self.scale) if package else ""

    def counter(self, theirs: Package, asked: bool = False) -> Package:
        """What it proposes next; empty when there is nothing that would help both."""
        said = [*self._offers_of(self.view.seat)]
        if not self.skill.models:
            return self._conceded(theirs, said)
        if theirs and (asked or self.temper.warmth >= WARM):
            package = self._least_change(theirs)
            if package and package not in said and package != theirs and self._sound(package):
                return package
        return self._best(theirs, said)

    def _sound(self, package: Package) -> bool:
        return self.true.gain_of(package) > 0 and self.own.gain_of(package) > 0

    def _least_change(self, theirs: Package) -> Package:
        """Their offer with the fewest changes that lift it to what is wanted, at the least cost to them."""
        near = frontier_of(self.own, self.theirs, self.layout.point(theirs), LEAST_CHANGES)
        at = near.for_target(self.target)
        return near.package(at) if at is not None else ()

    def _best(self, theirs: Package, said: list[Package]) -> Package:
        """The best for them at what is wanted, and better for them than what was said before."""
        frontier = self.frontier
        at = frontier.for_target(self.target)
        if at is None:
            return ()
        last = self.theirs.gain_of(said[-1]) if said else 0
        least = max(last, 0)
        while at < len(frontier.own):
            package = frontier.package(at)
            better = int(frontier.theirs[at]) > least and package not in said and package != theirs
            if better and self._sound(package):
                return package
            at += 1
            if int(frontier.own[min(at, len(frontier.own) - 1)]) < self.floor:
                break
        return ()

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

    def _conceded(self, theirs: Package, said: list[Package]) -> Package:
        """From its wish down to what it wants, clause by clause in an order of its own."""
        terms = self.view.agreement.terms
        held = dict(self.wish)
        given = dict(theirs)
        order = sorted(
            self.layout.places, key=lambda id: (self.chance.below(1000, "order", self.view.label, id), id)
        )
        toward = -1 if self.view.seat == OPENAI else 1
        for _ in range(4):
            for clause in order:
                ladder = self._ladder(clause)
                here = ladder.index(held.get(clause, terms[clause]))
                if clause in given and held.get(clause, terms[clause]) != given[clause]:
                    there = ladder.index(given[clause])
                else:
                    there = here + toward
                    if not 0 <= there < len(ladder) or (
                        clause not in held and len(held) >= self.skill.breadth
                    ):
                        continue
                trial = {**held, clause: ladder[there]}
                if ladder[there] == terms[clause]:
                    del trial[clause]
                if len(trial) > self.skill.breadth or not trial:
                    continue
                if self.own.gain_of(self._packed(trial)) >= self.target:
                    held = trial
        package = self._packed(held)
        if not package or package in said or package == theirs or not self._sound(package):
            return ()
        return package

    def _packed(self, held: dict[str, Term]) -> Package:
        return tuple((clause, held[clause]) for clause in CLAUSES if clause in held)

    # Whether to sit down at all

    def worth_a_table(self) -> bool:
        """Whether there seems to be something in it for both."""
        if not self.skill.models:
            return self.most >= mul(self.scale, WORTH_A_TABLE)
        at = self.frontier.nash()
        if at is None:
            return False
        enough = mul(self.scale, WORTH_A_TABLE)
        return int(self.frontier.own[at]) >= enough and int(self.frontier.theirs[at]) >= enough
