"""What hangs on a package, priced by the same seat that prices the package: contingent clauses, side letters, promises, threats.

A contingent clause is worth what its term is worth, times the chance the seat itself gives the condition, times the part of the
game that is then left. What somebody says it will do is worth what it would do for the listener, times whether it will be done.
The stakes are invented. Everything is $ millions for one seat, and nothing here knows who proposed it (rulebook 3.3.4, 3.3.6).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np

from game.bargaining import trends
from game.bargaining.tables import Book, Point
from game.rules.agreement import Lens, Term
from game.rules.decisions import Contingent, Letter, Package
from game.rules.scenario import Scenario
from game.rules.state import Pledge
from game.rules.undertakings import UNDERTAKINGS
from game.rules.units import BPS, LOGISTIC, Seat, clamp, mul, other
from game.rules.view import View


class Hanging(NamedTuple):
    """A clause that may become a term: ``weight`` is how much of the term's worth a seat counts, bps."""

    clause: str
    term: Term
    weight: int


def hanging(
    scenario: Scenario, view: View, contingents: Iterable[Contingent], belief: int, own: Book | None = None
) -> tuple[Hanging, ...]:
    """Contingent clauses as somebody weighs them who believes in ``belief`` bps of the forecast; what is expected first, first.

    With its ``own`` book a seat counts with what the other side can do about each.
    """

    def wish(one: Contingent) -> int:
        if own is None or not _open(own, Hanging(one.clause, one.term, 0)):
            return 0
        return own.gain_of(((one.clause, one.term),))

    ordered = sorted(
        contingents,
        key=lambda one: (
            trends.prospect(scenario, view, one, belief, wish(one)).quarter,
            (one.clause, one.trigger, one.at, one.by, str(one.term)),
        ),
    )
    return tuple(
        Hanging(one.clause, one.term, trends.weight(scenario, view, one, belief, wish(one)))
        for one in ordered
    )


def gain_with(book: Book, package: Package, hung: tuple[Hanging, ...]) -> int:
    """$ millions a package gains with what hangs on it."""
    return _mixed(book, book.layout.point(package), hung)


def _mixed(book: Book, point: Point, hung: tuple[Hanging, ...]) -> int:
    if not hung:
        return book.gain(point)
    first, rest = hung[0], hung[1:]
    without = _mixed(book, point, rest)
    if not _open(book, first):
        return without
    met = book.layout.point(((first.clause, first.term),), point)
    return without + (_mixed(book, met, rest) - without) * first.weight // BPS


def _open(book: Book, one: Hanging) -> bool:
    """Whether the condition could still change anything: a settled clause stays as it is."""
    if one.clause not in book.layout.places:
        return False
    which, place = book.layout.places[one.clause]
    return one.term in book.layout.blocks[which].options[place]


@lru_cache(maxsize=64)
def with_hanging(book: Book, hung: tuple[Hanging, ...]) -> Book:
    """The book of the same seat with these conditions on every package: a contingent clause touches its own block only."""
    gains = list(book.gains)
    for one in reversed(hung):  # the last expected is underneath: what comes true before it is on top of it
        if not _open(book, one):
            continue
        which, place = book.layout.places[one.clause]
        block = book.layout.blocks[which]
        table = gains[which].reshape([len(terms) for terms in block.options])
        met = np.take(table, [block.options[place].index(one.term)], axis=place)
        gains[which] = (table + (met - table) * one.weight // BPS).reshape(-1)
    return Book(book.seat, book.layout, tuple(gains))


@lru_cache(maxsize=64)
def standing(book: Book, hung: tuple[Hanging, ...]) -> Book:
    """The book with the conditions that are in force already, as gains over leaving the agreement as it is, conditions and all.

    Whoever signs a clause anew lifts what hangs on it, so only packages that leave it as it is still have the condition.
    """
    if not hung:
        return book
    after = book
    for clause in dict.fromkeys(one.clause for one in hung):
        after = _left_alone(after, clause, tuple(one for one in hung if one.clause == clause))
    now = [int(gains[block.now]) for gains, block in zip(after.gains, book.layout.blocks, strict=True)]
    return Book(book.seat, book.layout, tuple(gains - at for gains, at in zip(after.gains, now, strict=True)))


def _left_alone(book: Book, clause: str, hung: tuple[Hanging, ...]) -> Book:
    """The book with these conditions on one clause, wherever that is left as it is."""
    if clause not in book.layout.places:
        return book
    which, place = book.layout.places[clause]
    block = book.layout.blocks[which]
    axes = [1] * len(block.options)
    axes[place] = len(block.options[place])
    left = (np.arange(axes[place]) == block.digits(block.now)[place]).reshape(axes)
    shape = tuple(len(terms) for terms in block.options)
    met = with_hanging(book, hung).gains[which].reshape(shape)
    gains = np.where(left, met, book.gains[which].reshape(shape)).reshape(-1)
    return Book(book.seat, book.layout, (*book.gains[:which], gains, *book.gains[which + 1 :]))


# What is undertaken


class Stake(NamedTuple):
    """What an undertaking is worth to whom it is given and costs whom it binds, $ millions a unit; for a threat, what carrying
    it out takes from the one and costs the other. Each scaled by what the seat cares for (a field of its lens, "" for nothing)."""

    per: str
    """A unit: "mw", "quarter" (until its date), or "once"."""
    worth: int
    cares: str
    cost: int
    minds: str


STAKES: Final = {
    # Megawatts that would mostly have come anyway: what is sold is not having to wonder.
    "azure-orders": Stake("mw", 2, "cloud", 1, "flex"),
    "no-outside": Stake("quarter", 250, "control", 400, "flex"),
    # One point of attention, and a headline that both can use.
    "safety-case": Stake("once", 200, "", 120, ""),
    "no-claim": Stake("quarter", 100, "agi", 150, "agi"),
    "waive": Stake("mw", 2, "flex", 1, "control"),
    "no-exercise": Stake("quarter", 350, "flex", 350, "control"),
    # Late megawatts are worth nothing to either, so an early date is worth something to one.
    "deliver": Stake("mw", 2, "scarcity", 1, "resil"),
    "no-rivals": Stake("quarter", 120, "comp", 100, "resil"),
    # Ten points of heat that nobody was going to raise this year.
    "no-complaint": Stake("quarter", 40, "", 30, ""),
    "complain": Stake("once", 1500, "", 1200, ""),
    # What lawyers cost both, and what a judge might find.
    "sue": Stake("once", 900, "", 700, ""),
    "sign-outside": Stake("mw", 2, "control", -1, "flex"),
    "claim": Stake("once", 4000, "agi", 1500, ""),
    "exercise": Stake("once", 1200, "flex", -200, "control"),
    "host-rivals": Stake("once", 1500, "comp", -300, "resil"),
    # The largest thing anybody can refuse anybody here, and it is refused to oneself as well.
    "block-recap": Stake("once", 20_000, "cash", 8000, ""),
}
_NOTHING: Final = Stake("once", 0, "", 0, "")
BROKEN: Final = 1500
"""$ millions that the trust is worth which a broken promise costs (twelve points of it)."""
SURE: Final = 9500
"""How likely a letter is kept whose penalty is no less than keeping it costs, bps."""
HEED: Final = 2500
"""A threat believed less than this, bps, is taken for noise."""


def worth_of(undertaking: str, amount: int, quarters: int, lens: Lens) -> int:
    """What having it done is worth to whom it is said, or, of a threat, takes from them."""
    stake = STAKES.get(undertaking, _NOTHING)
    return _scaled(stake.worth, stake, amount, quarters, stake.cares, lens)


def cost_of(undertaking: str, amount: int, quarters: int, lens: Lens) -> int:
    """What doing it costs the seat that said so; negative when it is a pleasure."""
    stake = STAKES.get(undertaking, _NOTHING)
    return _scaled(stake.cost, stake, amount, quarters, stake.minds, lens)


def _scaled(each: int, stake: Stake, amount: int, quarters: int, trait: str, lens: Lens) -> int:
    units = {"mw": amount, "quarter": max(0, quarters)}.get(stake.per, 1)
    return mul(each * units, getattr(lens, trait) if trait else BPS)


def keeps(view: View, speaker: Seat, cost: int, penalty: int = 0) -> int:
    """How likely the listener thinks it that ``speaker`` keeps what costs it so much, bps: by trust and interest, and by letter.

    Whoever broke a promise or a letter is believed half as much from then on, each time.
    """
    interest = cost <= BROKEN
    promised = 2500 + 5 * view.number(f"relations.{other(speaker)}_trust") + 2500 * interest
    if penalty and penalty >= cost:
        promised = max(SURE, promised)
    elif (
        cost > BROKEN + penalty
    ):  # large words at a small price: they are worth what going back on them costs
        promised = promised * (BROKEN + penalty) // cost
    elif penalty and promised < SURE:
        promised += (SURE - promised) * penalty // cost
    broken = sum(said.seat == speaker and said.status == "broken" for said in view.pledges)
    return promised >> broken


def letter_for(view: View, letter: Letter, seat: Seat, speaker: Lens, listener: Lens) -> int:
    """What a side letter is worth to a seat: it is bound by its own, as far as breaking it is not cheaper.

    Megawatts take two. Whoever signs for them alone, and could be left standing there, has signed for the penalty.
    """
    quarters = letter.due - view.quarter
    cost = max(0, cost_of(letter.undertaking, letter.amount, quarters, speaker))
    if letter.seat == seat:
        alone = STAKES.get(letter.undertaking, _NOTHING).per != "mw"
        return -min(cost, letter.penalty) if alone else -letter.penalty
    worth = worth_of(letter.undertaking, letter.amount, quarters, listener)
    kept = keeps(view, letter.seat, cost, letter.penalty)
    # No more than makes the loss good: a penalty nobody will pay is no present.
    return mul(worth, kept) + mul(min(letter.penalty, worth), BPS - kept)


def promise_for(view: View, pledge: Pledge, speaker: Lens, listener: Lens) -> int:
    """What an open promise is worth to whom it was made, as far as it is not done yet."""
    quarters = pledge.due - view.quarter
    amount = max(0, pledge.amount - progress(view, pledge)) if pledge.amount > 1 else pledge.amount
    cost = max(0, cost_of(pledge.undertaking, amount, quarters, speaker))
    worth = worth_of(pledge.undertaking, amount, quarters, listener)
    return mul(worth, keeps(view, pledge.seat, cost))


def believed(view: View, pledge: Pledge, speaker: Lens) -> int:
    """How far a threat is believed, bps: as far as it is in the threatener's interest, and by what its threats have come to.

    Half as far for each that came to nothing before it: one that a signature withdrew has cost nothing else.
    """
    gain = -cost_of(pledge.undertaking, pledge.amount, pledge.due - view.quarter, speaker)
    credibility = view.number(f"relations.{pledge.seat}_credibility")
    idle = sum(
        said.seat == pledge.seat and said.status in ("withdrawn", "let-pass") and said.made < pledge.made
        for said in view.pledges
    )
    return LOGISTIC(clamp(gain * 100 // 6000 + (credibility - 500) // 2, -400, 400)) >> idle


def threat_for(view: View, pledge: Pledge, listener: Lens) -> int:
    """What carrying a threat out would take from whom it was made to."""
    return worth_of(pledge.undertaking, pledge.amount, pledge.due - view.quarter, listener)


def progress(view: View, pledge: Pledge) -> int:
    """How much of it has been done since it was said, as far as the view shows."""
    return view.number(UNDERTAKINGS[pledge.undertaking].counts(pledge.seat)) - pledge.base


def open_pledges(view: View, seat: Seat, *kinds: str) -> tuple[Pledge, ...]:
    """What a seat has said of these kinds and not yet kept, broken or carried out."""
    return tuple(p for p in view.pledges if p.seat == seat and p.kind in kinds and p.status == "open")
