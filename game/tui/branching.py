"""Another game from a moment of this one: a person in one seat, a bot across."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from game import players
from game.errors import Refusal
from game.files.places import new_save_path, save_path, slug_of
from game.files.saves import head_of
from game.rules.units import Seat, other, quarter_label
from game.session import YOU, Session

if TYPE_CHECKING:
    from game.lab.whatif import Turn

STAND_IN: Final = "bot:2"
"""Who sits where a person or another program sat: they cannot be had again."""


def across(session: Session, seat: Seat) -> str:
    """Who sits across from a seat in a branch: the bot that did, or a stand-in."""
    who = session.header.seats[other(seat)]
    return STAND_IN if players.came_from_outside(who) else who


def branched(session: Session, n: int, quarter: int, seat: Seat) -> Session:
    """A game of one's own from after ``n`` steps, recorded under the other's name and the quarter it left in.

    Raises what stands in the way.
    """
    name = session.path.stem if session.path is not None else session.header.seed
    path = new_save_path(slug_of(f"{name} {quarter_label(session.scenario.quarters.from_, quarter)}"))
    return session.branch(n, path, {seat: YOU, other(seat): across(session, seat)})


def branched_otherwise(session: Session, turn: Turn, seat: Seat, by: str) -> Session:
    """The same from before a decision, with a bot's choice made in it already. Raises what stands in the way."""
    from game.lab.whatif import otherwise

    then = otherwise(session, seat, turn, by)
    branch = branched(session, turn.since, session.at(turn.since).quarter, seat)
    for step in then.steps[turn.since :]:
        branch.act(step.by, step.decision)
    return branch


def origin_of(session: Session) -> Session:
    """The game that a branch left, if it is on the shelf still and is over. Refuses others: the one line both have is checked."""
    left = session.header.origin
    assert left is not None
    found = Session.load(save_path(left.save))
    if head_of(found.header, found.steps[: left.step]) != left.head:
        raise Refusal("another-game", f"{left.save} is another game than the one that this one left.")
    if found.questions():
        raise Refusal(
            "not-over", f"{left.save} is not over, and what is hidden in it stays so.", "Finish it first."
        )
    return found
