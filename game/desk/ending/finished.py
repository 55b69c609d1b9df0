"""A finished game as the pages about it need it: who looked at it from where, and how it stood against par."""

from __future__ import annotations

from typing import NamedTuple

from game.debrief.figures import NAMES
from game.rules.endings import Outcome
from game.rules.score import SeatScore
from game.rules.units import Seat, other
from game.session import Session


class Finished(NamedTuple):
    """A session that is over, its outcome as far as par is known, and the seat it is told to."""

    session: Session
    outcome: Outcome
    seat: Seat
    people: tuple[Seat, ...]
    """Who was judged as a person: both, where two played it."""
    averted: str = ""
    """What ended it before its time, and what the seat could have done about it."""

    @property
    def together(self) -> bool:
        """Whether two people have played it, and look at the end together."""
        return len(self.people) > 1

    @property
    def them(self) -> Seat:
        """Who sat across."""
        return other(self.seat)

    def score(self, seat: Seat) -> SeatScore:
        """How a seat was judged."""
        return next(one for one in self.outcome.seats if one.seat == seat)

    def name(self, seat: Seat) -> str:
        """A seat by its name, and whose it was."""
        return f"{NAMES[seat]}{' (you)' if seat == self.seat and not self.together else ''}"
