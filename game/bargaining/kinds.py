"""Who the other side probably is: odds over its five archetypes, and its private tastes, from everything it has said.

Each kind has a book of its own, as its middle would write it. What is heard makes some kinds likelier than others and tells of
single clauses what no kind accounts for; the two together are the book that somebody careful would imagine. All from a view.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from game.bargaining import concession, reasons
from game.bargaining.beliefs import Heard, fitting, found_out
from game.bargaining.packages import most_together
from game.bargaining.riders import gain_with, hanging, standing
from game.bargaining.tables import NEVER, Book, book_of, liking, mixed
from game.bargaining.tells import AT_ONCE, KEEPS, raised_by
from game.rules.agreement import CLAUSES
from game.rules.characters import ARCHETYPES, MOST_TASTE, central, typical
from game.rules.decisions import Package, Reason
from game.rules.scenario import Scenario
from game.rules.state import Said
from game.rules.units import BPS, LOGISTIC, OPENAI, mul, other
from game.rules.view import View

Odds = tuple[tuple[str, int], ...]
"""Archetypes and how likely each is, bps."""

EVEN: Final = 100
"""Hundredths of a nat: the unit in which evidence is added up."""
MOST_AGAINST: Final = 150
"""The most that one thing heard tells against a kind."""
STRAY: Final = 3200
"""How far a real character strays from its kind's middle in one clause, bps of the clause's swing: its taste and its draw."""
ASKED: Final = (2500, 8000)
"""Between what somebody who proposes usually wants for itself, bps of what is at stake."""
REFUSED: Final = 4500
"""What somebody who refuses had hardly got, bps of what is at stake."""
LEFT: Final = 2000
"""The same when it leaves without a signature."""
PRESUMED: Final = 1500
"""By how much one may be wrong about what others hold out for, bps of what is at stake."""
HEARD: Final = 200
"""By how much one may be wrong about the edge of a band that somebody names, bps of the yardstick of such words."""
_BAND: Final = {"trace": (0, 200), "some": (200, 600), "a lot": (600, 1500), "decisive": (1500, 20 * BPS)}
"""From where to where a band goes, bps of what is at stake."""
RANK: Final = 8
"""Evidence that each place costs by which a clause stands elsewhere than due diligence put it."""
MOST_RANK: Final = 60
UNRAISED: Final = 150
"""Evidence in a first offer without anything that a kind would raise; in the second half as much, and so on."""
TRADED: Final = 200
"""Evidence in an offer that trades what a kind never would."""
OFTEN: Final = 60
"""Evidence in conduct that only some kinds show."""


class Portrait(NamedTuple):
    """The other side as it is imagined."""

    odds: Odds
    book: Book
    tastes: tuple[tuple[str, int], ...]
    """What it seems to like beyond its kind: $ millions from Microsoft's end of a clause's ladder to OpenAI's."""


def imagined(scenario: Scenario, view: View) -> tuple[tuple[str, Book], ...]:
    """Each kind's book of the other seat, as far as the view's seat can tell."""
    them = other(view.seat)
    waiting = tuple(one.contingent for one in view.agreement.waiting)
    found = []
    for id in ARCHETYPES[them]:
        middle = central(them, id)
        book = book_of(scenario, view, middle, them)
        found.append((id, standing(book, hanging(scenario, view, waiting, middle.revenue))))
    return tuple(found)


def conduct(view: View) -> Odds:
    """What the other side's deeds in sight say of its kind, in hundredths of a nat against it (rulebook 3.4.1)."""
    them, against = other(view.seat), dict.fromkeys(ARCHETYPES[other(view.seat)], 0)
    if them == OPENAI:
        return tuple(against.items())
    exercised, waived = view.number("relations.exercised"), view.number("relations.waived")
    if exercised:
        against["capex-sceptic"] += min(2, exercised) * OFTEN
        against["hedger"] += min(2, exercised) * OFTEN // 2
    if waived:
        against["empire-builder"] += OFTEN
    if view.number("microsoft.hosts_rivals"):
        against["empire-builder"] += OFTEN
        against["dealmaker"] += OFTEN // 2
        against["deal-lawyer"] += OFTEN // 2
    return tuple(against.items())


def before_the_table(scenario: Scenario, view: View, book: Book) -> tuple[Heard, ...]:
    """What due diligence and earlier tables taught."""
    me, them = view.seat, other(view.seat)
    refused = fitting(book, view, concession.last_word(view, me))
    wanted = fitting(book, view, concession.last_word(view, them))
    found = found_out(view)
    signed = max((one.quarter for one in view.agreement.amendments), default=-1)
    for past in view.minutes:
        if past.quarter > signed:
            talk = [one for one in heard(scenario, view, past.history) if one.kind == "said"]
            found += [one._replace(package=fitting(book, view, one.package)) for one in talk]
    if refused:
        found.append(Heard("left", refused, wanted=wanted))
    if wanted:
        found.append(Heard("proposed", wanted))
    return tuple(found)


def heard(scenario: Scenario, view: View, history: tuple[Said, ...]) -> tuple[Heard, ...]:
    """What the other side's part in a talk tells."""
    me, found = view.seat, list[Heard]()
    revenue = typical(other(me)).revenue
    mine: Package = ()
    for said in history:
        if said.seat == me:
            mine = said.package if said.move == "offer" else mine
            continue
        if mine:
            found += [Heard("said", mine, reason=reason) for reason in said.reasons]
        if said.move == "offer":
            if mine:
                found.append(Heard("refused", mine, wanted=said.package))
            hung = hanging(scenario, view, said.riders.contingents, revenue)
            found.append(Heard("proposed", said.package, hung))
    return tuple(found)


@lru_cache(maxsize=64)
def portrait(
    own: Book,
    books: tuple[Book, ...],
    usual_own: Book,
    against: Odds,
    reach: int,
    heard: tuple[Heard, ...],
) -> Portrait:
    """The other side after hearing all this. ``books`` are its kinds', in the order of ``against``.

    ``usual_own`` is how the other side may see the view's own seat, ``reach`` the part of the game to come, bps.
    """
    guess = _Guess(own, books, usual_own, against, reach)
    for one in heard:
        guess.hears(one)
    odds = guess.odds()
    tastes = tuple((clause, amount) for clause, amount in guess.tastes.items() if abs(amount) >= 100)
    book = liking(mixed(books, odds), tastes)
    return Portrait(tuple((id, odd) for (id, _), odd in zip(against, odds, strict=True)), book, tastes)


class _Guess:
    """Odds, tastes and how sure each is, on the way from what is usual to what has been heard."""

    def __init__(
        self, own: Book, books: tuple[Book, ...], usual_own: Book, against: Odds, reach: int
    ) -> None:
        self.books, self.usual_own = books, usual_own
        self.kinds, self.against = [id for id, _ in against], [doubt for _, doubt in against]
        self.seat, self.offers = books[0].seat, 0
        middle = mixed(books, [1] * len(books))
        self.pie = most_together(own, middle)
        """The most both together could gain, $ millions."""
        self.scale = max(reasons.LEAST_SCALE, self.pie)
        """The yardstick of what is said."""
        self.tastes = dict.fromkeys(middle.layout.places, 0)
        self.loose = {}
        """How far off each taste may be: a variance, $ millions squared."""
        for clause, (which, place) in middle.layout.places.items():
            gains = [middle.gain_of(((clause, term),)) for term in middle.layout.blocks[which].options[place]]
            known = [gain for gain in gains if gain > NEVER // 2]
            self.loose[clause] = min(mul(MOST_TASTE, reach), mul(max(known) - min(known), STRAY)) ** 2
        self.terms = {
            clause: middle.layout.blocks[which].options[place][
                middle.layout.blocks[which].digits(middle.layout.blocks[which].now)[place]
            ]
            for clause, (which, place) in middle.layout.places.items()
        }

    def odds(self) -> list[int]:
        """How likely each kind is by now, bps."""
        least = min(self.against)
        weights = [LOGISTIC(least - doubt) for doubt in self.against]
        weights = [weight * BPS // (BPS - weight) for weight in weights]
        whole = sum(weights)
        odds = [weight * BPS // whole for weight in weights]
        odds[odds.index(max(odds))] += BPS - sum(odds)
        return odds

    def hears(self, one: Heard) -> None:
        """Take one thing in."""
        if one.kind == "said" and one.reason is not None:
            self._said(one.reason, one.package)
        elif one.kind == "proposed":
            self._proposed(one)
        elif one.kind in ("refused", "left"):
            only = tuple(change for change in one.package if change not in one.wanted)
            most = mul(self.pie, REFUSED if one.kind == "refused" else LEFT)
            self._weigh(self._thought(one), only, (NEVER, most), mul(self.pie, PRESUMED))
        elif one.clauses:
            self._ranked(one)

    def _part(self, clause: str, term: int | str) -> int:
        """How far along its ladder a clause is moved, bps of the whole."""
        rank, steps = CLAUSES[clause].rank, len(CLAUSES[clause].options) - 1
        return (rank(term) - rank(self.terms[clause])) * BPS // steps

    def _beyond(self, package: Package) -> int:
        """What the tastes add to a package."""
        return sum(mul(self.tastes[clause], self._part(clause, term)) for clause, term in package)

    def _thought(self, one: Heard) -> list[int]:
        """What each kind would have of a package, with the tastes that seem to be there."""
        beyond = self._beyond(one.package)
        return [gain_with(book, one.package, one.hung) + beyond for book in self.books]

    def _weigh(self, thought: list[int], blamed: Package, heard: tuple[int, int], off: int) -> None:
        """It is worth something between two amounts to them: kinds that say otherwise are unlikelier, and what is left over is a
        taste for what is ``blamed``, in proportion to how little is known of each clause."""
        low, high = heard
        if min(thought) <= NEVER // 2:
            return  # they live through what we thought nobody could: it tells of our books, not of theirs
        parts = {clause: self._part(clause, term) for clause, term in blamed}
        spread = (
            sum(self.loose[clause] * part // BPS * part // BPS for clause, part in parts.items()) + off * off
        )
        short = [low - one if one < low else min(0, high - one) for one in thought]
        if not any(short):
            return
        over = sum(one * odd for one, odd in zip(short, self.odds(), strict=True)) // BPS
        for at, one in enumerate(short):
            self.against[at] += min(MOST_AGAINST, one * one * EVEN // (2 * spread))
        for clause, part in parts.items():
            loose = self.loose[clause]
            moved = loose * part // BPS
            self.tastes[clause] += over * moved // spread
            self.loose[clause] = loose - moved * moved // spread

    def _mannered(self, package: Package) -> None:
        """What it brought up, and what it would trade."""
        self.offers += 1
        changed = dict(package)
        for at, kind in enumerate(self.kinds):
            raises = [clause for clause in raised_by(self.seat, kind) if clause in self.terms]
            if raises and not any(clause in changed for clause in raises[: AT_ONCE.get(kind, 1) + 1]):
                self.against[at] += UNRAISED // self.offers
            kept = [clause for clause in KEEPS.get((self.seat, kind), ()) if clause in changed]
            given = [self._part(clause, changed[clause]) for clause in kept]
            if any(part < 0 if self.seat == OPENAI else part > 0 for part in given):
                self.against[at] += TRADED // self.offers

    def _proposed(self, one: Heard) -> None:
        package = one.package
        self._mannered(package)
        low, high = (mul(self.pie, part) for part in ASKED)
        self._weigh(self._thought(one), package, (low, high), mul(self.pie, PRESUMED))

    def _said(self, reason: Reason, about: Package) -> None:
        changed = dict(about)
        if reason.clause not in changed:
            return
        low, high = (mul(self.scale, part) for part in _BAND[reason.band])
        term = changed[reason.clause]
        beyond = mul(self.tastes[reason.clause], self._part(reason.clause, term))
        thought = [
            beyond
            + next(part.amount for part in reasons.contributions(book, about) if part.clause == reason.clause)
            for book in self.books
        ]
        heard = (-high, -low) if reason.sign == "hurts" else (low, high)
        self._weigh(thought, ((reason.clause, term),), heard, mul(self.scale, HEARD))

    def _ranked(self, one: Heard) -> None:
        """What due diligence put first or last: kinds that would not are unlikelier."""
        for at, book in enumerate(self.books):
            swings = {}
            for clause, (which, place) in book.layout.places.items():
                gains = [book.gain_of(((clause, term),)) for term in book.layout.blocks[which].options[place]]
                known = [gain for gain in gains if gain > NEVER // 2]
                swings[clause] = max(known) - min(known)
            order = sorted(swings, key=lambda id: (-swings[id], id))
            if one.kind == "cheap":
                order.reverse()
            places = [order.index(clause) for clause in one.clauses if clause in order]
            strange = sum(max(0, place - len(one.clauses)) for place in places)
            self.against[at] += min(MOST_RANK, strange * RANK)
