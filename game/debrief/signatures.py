"""What each signature was worth to both seats that day, and what there was to sign instead (rulebook 3.6.5).

It looks through both seats' own eyes, which neither could do while the game was on: for finished games only. Gains are $
millions over the agreement it amended, for OpenAI and for Microsoft, as each of them then saw the rest of the game.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import msgspec
import numpy as np

from game.bargaining.appraisal import Appraiser
from game.bargaining.frontier import Pareto, pareto_of, part_along
from game.bargaining.packages import BREADTH, Frontier, frontier_of, most_together
from game.bargaining.tables import Book, book_of
from game.debrief.figures import MINUS, NAMES
from game.debrief.telling import package_words
from game.rules import engine
from game.rules.decisions import Offer, Package, Riders
from game.rules.facts import Signed, TableClosed
from game.rules.packages import merged
from game.rules.scenario import Scenario
from game.rules.state import Amendment, State
from game.rules.units import BPS, SEATS, Seat, money, percent, quarter_label
from game.rules.view import view_of
from game.rules.worth import lens_of, worth
from game.session import Session

Pair = tuple[int, int]
"""What OpenAI and what Microsoft gains, $ millions."""

STAMPS: Final = ((9000, "efficient"), (7500, "fair-ish"), (5000, "expensive"), (0, "Pyrrhic"))
"""The least efficiency of each stamp, bps (rulebook 3.6.4)."""
STEPS: Final = 3
"""So many more changes are looked for that would have helped both."""


class Joint(NamedTuple):
    """All that was signed in a game, for both together: one stamp for the game (rulebook 3.6.4)."""

    had: int
    """What the amendments were worth to both together, each on its day, $ millions; what destroyed worth counts for nothing."""
    there: int
    """What so many amendments could have been worth along their lines."""

    @property
    def efficiency(self) -> int:
        """The part that was had, bps."""
        return self.had * BPS // self.there if self.there else 0

    @property
    def stamp(self) -> str:
        """The efficiency in a word."""
        return _stamp(self.efficiency)


class Signature(msgspec.Struct, frozen=True, kw_only=True):
    """One amendment against everything that could have been signed that day."""

    number: int
    label: str
    """The quarter it was signed in, such as ``2025-Q3``."""
    package: Package
    gains: Pair
    bearable: bool
    """Whether OpenAI could expect to pay for it."""
    efficiency: int
    """How much of what was there along its own line it had, with what hung on it, bps."""
    there: int
    """What both together could have had along that line, $ millions; where the line led nowhere, along any."""
    nash: Pair
    """The Nash point: the largest product of both gains."""
    nash_package: Package
    best: Pair
    """The most both together could have had with neither worse off."""
    best_package: Package
    hanging: Pair = (0, 0)
    """What its contingent clauses and side letters looked worth that day, by each side's own expectations."""
    nearer: Pair = (0, 0)
    """What a few more changes would have added, taking from neither."""
    nearer_package: Package = ()
    """Those changes; empty when there were none."""

    @property
    def total(self) -> int:
        """What it was worth to both together with what hung on it."""
        return sum(self.gains) + sum(self.hanging)

    @property
    def stamp(self) -> str:
        """The efficiency in a word."""
        return _stamp(self.efficiency)


def _stamp(efficiency: int) -> str:
    return next(word for least, word in STAMPS if efficiency >= least)


def joint(found: Sequence[Signature]) -> Joint | None:
    """The stamp of a game by all its amendments, the large ones counting for more; ``None`` when nothing was signed."""
    if not found:
        return None
    return Joint(sum(max(0, signed.total) for signed in found), sum(signed.there for signed in found))


class Said(NamedTuple):
    """An offer at the table at which an amendment was signed."""

    seat: Seat
    package: Package
    riders: Riders


class Moment(NamedTuple):
    """An amendment, things as they stood just before it was signed, and what had been offered at that table until then."""

    before: State
    amendment: Amendment
    offers: tuple[Said, ...]


def signed_in(session: Session) -> Iterator[Moment]:
    """Every amendment of a game, in order."""
    state, offers = session.at(0), list[Said]()
    for step in session.steps:
        if isinstance(step.decision, Offer):
            offers.append(Said(step.by, step.decision.package, step.decision.riders))
        for at, fact in enumerate(step.facts):
            if isinstance(fact, Signed) and fact.amendment.how == "signed":
                yield Moment(engine.apply(state, step.facts[:at]), fact.amendment, tuple(offers))
            elif isinstance(fact, TableClosed):
                offers.clear()
        state = engine.apply(state, step.facts)


def signatures(session: Session) -> Iterator[Signature]:
    """Every amendment of a finished game, in order, judged as things stood just before it was signed."""
    for moment in signed_in(session):
        yield signature(session.scenario, moment.before, moment.amendment)


def signature(scenario: Scenario, before: State, amendment: Amendment) -> Signature:
    """One amendment, from the state just before it was signed."""
    package = tuple((clause, now) for clause, _, now in amendment.changes)
    own, theirs = books_at(scenario, before)
    frontier, layout = pareto_of(own, theirs), own.layout
    gains = _gains(scenario, before, package)
    nash, best = frontier.nash(), frontier.welfare_of_both()
    # Leaving everything as it is costs nobody anything.
    assert nash is not None
    assert best is not None
    hanging = _hanging(scenario, before, package, amendment.riders)
    efficiency, there = _along(own, theirs, gains, hanging, len(package))
    bearable = (own.gain_of(package), theirs.gain_of(package)) == gains
    nearer, nearer_package = _nearer(own, theirs, package) if bearable else ((0, 0), ())
    return Signature(
        number=amendment.number,
        label=quarter_label(scenario.quarters.from_, amendment.quarter),
        package=package,
        gains=gains,
        bearable=bearable,
        efficiency=efficiency,
        there=there,
        nash=frontier.gains(nash),
        nash_package=layout.package(frontier.point(nash)),
        best=frontier.gains(best),
        best_package=layout.package(frontier.point(best)),
        hanging=hanging,
        nearer=nearer,
        nearer_package=nearer_package,
    )


def _along(own: Book, theirs: Book, gains: Pair, hanging: Pair, changes: int) -> tuple[int, int]:
    """The part of what was there along its own line that an amendment had, bps, and what was there.

    It is held against what one amendment can change, not against a new agreement: nobody reads thirty-two clauses in a quarter, and
    the whole frontier would call every sensible step a failure. What hung on it counts as it was expected to turn out.
    """
    most = max(BREADTH, changes)
    frontier = frontier_of(own, theirs, None, most)
    openai, microsoft = gains[0] + hanging[0], gains[1] + hanging[1]
    part = part_along(frontier.own, frontier.theirs, openai, microsoft)
    there = (openai + microsoft) * BPS // part if part else most_together(own, theirs, most)
    return part, there


def frontier_at(scenario: Scenario, state: State) -> Pareto:
    """Everything that could have been signed at one moment, by what both seats then thought it worth."""
    return pareto_of(*books_at(scenario, state))


def books_at(scenario: Scenario, state: State) -> tuple[Book, Book]:
    """What every change was worth at one moment, to OpenAI and to Microsoft, in their own eyes."""
    openai, microsoft = (book_of(scenario, view_of(scenario, state, seat)) for seat in SEATS)
    return openai, microsoft


def _gains(scenario: Scenario, state: State, package: Package) -> Pair:
    """What a package is worth to both, also one that the tables call unbearable."""
    after, found = merged(state.terms, package), []
    for seat in SEATS:
        view = view_of(scenario, state, seat)
        lens, character = lens_of(scenario, view), view.character
        found.append(worth(scenario, after, lens, character) - worth(scenario, state.terms, lens, character))
    openai, microsoft = found
    return openai, microsoft


def true_gains(scenario: Scenario, before: State, package: Package, riders: Riders) -> Pair:
    """What signing a package is worth to both with all that hangs on it, from the state just before."""
    openai, microsoft = _gains(scenario, before, package)
    lab, cloud = _hanging(scenario, before, package, riders)
    return openai + lab, microsoft + cloud


def _hanging(scenario: Scenario, state: State, package: Package, riders: Riders) -> Pair:
    """What hung on a package added to it for both."""
    eyes = [Appraiser(scenario, view_of(scenario, state, seat)) for seat in SEATS]
    openai, microsoft = (eye.gain(package, riders) - eye.gain(package) for eye in eyes)
    return openai, microsoft


def _nearer(own: Book, theirs: Book, package: Package) -> tuple[Pair, Package]:
    """The few changes to a package that add most for both together and take from neither."""
    layout = own.layout
    signed = layout.point(package)
    frontier = Frontier(own, theirs, signed, STEPS)
    more = frontier.own - own.gain(signed), frontier.theirs - theirs.gain(signed)
    left = np.flatnonzero((more[0] >= 0) & (more[1] >= 0))
    if not left.size:
        return (0, 0), ()
    at = int(left[(more[0] + more[1])[left].argmax()])
    had = dict(_terms(own, signed))
    changed = tuple((clause, term) for clause, term in _terms(own, frontier.point(at)) if had[clause] != term)
    return (int(more[0][at]), int(more[1][at])), changed


def _terms(book: Book, point: tuple[int, ...]) -> Package:
    """Every open clause's term at a point."""
    return tuple(
        (clause, terms[digit])
        for block, at in zip(book.layout.blocks, point, strict=True)
        for clause, terms, digit in zip(block.clauses, block.options, block.digits(at), strict=True)
    )


def _sum(millions: int) -> str:
    return money(millions).replace("-", MINUS) if millions else "nothing"


def _to_both(gains: Pair) -> str:
    return " and ".join(f"{_sum(gain)} to {NAMES[seat]}" for seat, gain in zip(SEATS, gains, strict=True))


def words(signed: Signature) -> str:
    """One signature in a sentence; a figure and its percent sign do not part at the end of a line."""
    return f"{_judged(signed)}; {_instead(signed)}.".replace(" %", "\N{NO-BREAK SPACE}%")


def _judged(signed: Signature) -> str:
    worth = f"Amendment No. {signed.number} ({signed.label}): worth {_to_both(signed.gains)}"
    if not signed.bearable:
        return f"{worth}, and a commitment beyond what OpenAI could expect to pay"
    if any(signed.hanging):
        worth += f", and what hung on it {_to_both(signed.hanging)}"
    if signed.total < 0:
        return f"{worth}, less than nothing together"
    if signed.total == 0:
        return f"{worth}, nothing together"
    return f"{worth}, {percent(signed.efficiency)} of what one amendment could be along that line ({signed.stamp})"


def _instead(signed: Signature) -> str:
    if signed.best == (0, 0):
        return "there was nothing better for both that day"
    if sum(signed.best) <= sum(signed.gains):
        return "no other was worth more to both together"
    openai, microsoft = map(_sum, signed.best)
    nash = " and ".join(map(_sum, signed.nash))
    fair = ", which is the Nash point too" if signed.nash == signed.best else f", the Nash point {nash}"
    return f"with everything rewritten, the best for both was {openai} and {microsoft}{fair}"


def nearer_words(signed: Signature) -> str:
    """What a few more changes would have done, in a sentence; empty when there were none."""
    if not signed.nearer_package:
        return ""
    count = len(signed.nearer_package)
    changes = "One change more" if count == 1 else f"{('Two', 'Three')[count - 2]} changes more"
    return f"{changes} would have added {_to_both(signed.nearer)}: {package_words(signed.nearer_package)}."


def joint_words(found: Joint | None) -> str:
    """The stamp of a game in a sentence."""
    if found is None:
        return "No stamp: nothing was signed."
    stamp = found.stamp[0].upper() + found.stamp[1:]
    said = f"{stamp}: of {_sum(found.there)} that the amendments could have been worth to both together they were worth"
    return f"{said} {_sum(found.had)}, {percent(found.efficiency)}.".replace(" %", "\N{NO-BREAK SPACE}%")


def told(session: Session, found: Sequence[Signature]) -> Iterator[str]:
    """A finished game's signatures, a paragraph each; what had been there at the start when there were none."""
    for signed in found:
        yield " ".join(filter(None, (words(signed), nearer_words(signed))))
    if not found:
        frontier = frontier_at(session.scenario, session.at(0))
        at = frontier.nash()
        assert at is not None
        gains = _to_both(frontier.gains(at))
        yield f"Nothing was signed. On the first day an amendment worth {gains} was there to be had."
