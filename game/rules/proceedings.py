"""What those who watch have begun, with its date: inquiries, reviews, licences, resignations (rulebook 3.2.8).

A meter is read at the end of each quarter. What it sets off is begun there, so everybody reads of it a quarter before it bites,
and stands in the ledger until it is over. Which meter sets off what, and what ends it, is :data:`KINDS`; what it does is done by
whoever asks :func:`under`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from game.rules.draft import Draft
from game.rules.facts import ProceedingBegan, ProceedingOver
from game.rules.state import Proceeding, State
from game.rules.stats import STATS
from game.rules.units import OPENAI, SEATS, Seat

INQUIRY: Final = "inquiry"
REMEDY: Final = "remedy"
REVIEW: Final = "review"
ORDER: Final = "order"
EVALUATIONS: Final = "evaluations"
LICENCE: Final = "licence"
PERMITS: Final = "permits"
FREEZE: Final = "freeze"
RESIGNATIONS: Final = "resignations"
MISSION: Final = "mission"


@dataclass(frozen=True, slots=True)
class Kind:
    """One thing a meter sets off at ``at`` (tenths of a point, the other way round where it ``falls``), and when it is over.

    ``notice`` is how many quarters ahead it is told; ``opens`` what everybody reads then, ``holds`` what it does meanwhile, ``over``
    what is read at its end. ``near`` is what an adviser says before it comes to that.
    """

    id: str
    stat: str
    at: int
    title: str
    opens: str
    holds: str
    over: str
    near: str
    notice: int = 1
    falls: bool = False
    rests: int = 0
    """Tenths beyond ``at`` that the meter must go back before it is over."""
    seats: tuple[Seat, ...] = SEATS
    """Who is told: what happens inside a house is the house's own business."""

    def reached(self, value: int) -> bool:
        """Whether a meter's value (tenths) sets it off."""
        return value < self.at if self.falls else value >= self.at

    def short(self, value: int) -> int:
        """Tenths by which a meter's value falls short of setting it off; not above 0 when it has."""
        return value - self.at + 1 if self.falls else self.at - value

    def cooled(self, value: int) -> bool:
        """Whether a meter has gone back far enough for it to be over."""
        return value >= self.at + self.rests if self.falls else value < self.at - self.rests


KINDS: Final = {
    kind.id: kind
    for kind in (
        Kind(
            INQUIRY, "world.heat_antitrust", 500, "The antitrust inquiry",
            "An antitrust inquiry is opened. Answering it takes everybody an action point a quarter, and diligence goes on file.",
            "an action point less for both, and each reads what the other looks into, while antitrust heat is at 50 or more",
            "The antitrust inquiry is closed. Boxes are returned", "an inquiry takes an action point from everybody",
        ),
        Kind(
            REMEDY, "world.heat_antitrust", 750, "The remedy hearing",
            "A remedy is announced: a court will strike what is most exclusive in the agreement, unless heat is under 75 by then.",
            "a court strikes the most exclusive clause, unless antitrust heat is under 75 by then",
            "The remedy hearing is over", "a remedy is announced, and a quarter later a court strikes an exclusive clause",
        ),
        Kind(
            REVIEW, "world.heat_charity", 500, "The attorneys general's review",
            "The attorneys general open a review: a recapitalisation takes two quarters longer.",
            "a recapitalisation takes two quarters longer, while charity heat is at 50 or more",
            "The attorneys general close their review, and keep the file",
            "the attorneys general hold a recapitalisation up by two quarters",
        ),
        Kind(
            ORDER, "world.heat_charity", 750, "The attorneys general's order",
            "The attorneys general announce an order: a right to stop releases, and no more than 30 % of OpenAI for Microsoft.",
            "releases can be stopped for safety and Microsoft's stake is held to 30 %, unless charity heat is under 75 by then",
            "The attorneys general have said what they had to say",
            "the attorneys general write the safety duties themselves",
        ),
        Kind(
            EVALUATIONS, "world.heat_safety", 500, "Evaluations before release",
            "Evaluations are required before a release: what no safety case covers waits.",
            "what no safety case covers is not released, while safety heat is at 50 or more",
            "Releases need no evaluations any more", "releases wait for a safety case",
        ),
        Kind(
            LICENCE, "world.heat_safety", 750, "The training licence",
            "Training needs a licence: at most 45 % of the fleet trains until safety is at 60. An application is heard every year.",
            "at most 45 % of the fleet trains until safety is at 60; under 60 at the hearing is a refusal, and two end it",
            "The licence is granted: safety is at 60", "training needs a licence, and stops at 45 % of the fleet",
            notice=4,
        ),
        Kind(
            PERMITS, "world.heat_export", 500, "The export review",
            "Export permits are reviewed: capacity abroad comes two quarters late.",
            "capacity abroad comes two quarters late, while export heat is at 50 or more",
            "Export permits are granted as before", "permits for capacity abroad take two quarters longer",
        ),
        Kind(
            FREEZE, "world.heat_export", 750, "The export freeze",
            "Export permits are frozen: no capacity abroad comes on line.",
            "no capacity abroad comes on line, while export heat is at 75 or more",
            "The export freeze is lifted", "capacity abroad that is under way is frozen",
        ),
        Kind(
            RESIGNATIONS, "openai.staff_mood", 250, "Resignations",
            "The staff have had enough.",
            "no more of them, until the staff's mood has been at 35 and fallen again; under 10 they walk out together",
            "The staff have stopped updating their profiles", "there are resignations, politely and at once: talent −15",
            notice=0, falls=True, rests=100, seats=(OPENAI,),
        ),
        Kind(
            MISSION, "openai.board_mood", 250, "The board's questions",
            "The board remembers its mission and has questions. Answering them takes an action point a quarter.",
            "an action point less, until the board's mood is at 30",
            "The board has run out of questions", "the board asks questions, an action point a quarter",
            falls=True, rests=50, seats=(OPENAI,),
        ),
    )
}  # fmt: skip
"""Everything that a meter sets off, by its id; of one meter the milder first."""
NEAR: Final = 50
"""Tenths short of setting something off at which it is time to say so."""
HEARD: Final = (REMEDY, ORDER, LICENCE)
"""What has a date of its own on which something is decided; the others stand from the quarter that follows."""


def under(state: State, what: str) -> Proceeding | None:
    """The proceeding of that kind that stands, if there is one."""
    for proceeding in state.proceedings:
        if proceeding.what == what:
            return proceeding
    return None


def nearing(number: Callable[[str], int], seat: Seat, open_: tuple[Proceeding, ...]) -> tuple[Kind, ...]:
    """What is not begun yet and within five points of it, of the meters that ``seat`` is told about; ``number`` reads them."""
    begun = {proceeding.what for proceeding in open_}
    return tuple(
        kind
        for kind in KINDS.values()
        if seat in kind.seats and kind.id not in begun and 0 < kind.short(number(kind.stat)) <= NEAR
    )


def meter(state: State, kind: Kind) -> int:
    """The value of the meter that sets a kind off, tenths."""
    stat = STATS[kind.stat]
    value: int = getattr(getattr(state, stat.section), stat.field)
    return value


def begin(draft: Draft, what: str, clause: str = "") -> None:
    """Begin a proceeding; it is told now and dated."""
    now = draft.state.quarter
    made = Proceeding(what=what, since=now, due=now + KINDS[what].notice, clause=clause)
    draft.happen(ProceedingBegan(made))


def end(draft: Draft, what: str, how: str) -> None:
    """End a proceeding. ``how``: cooled (its meter went back) · done (what it announced has happened) · met (what it asked for)."""
    draft.happen(ProceedingOver(what, how))
