"""A game to watch again, moment by moment: as one seat was told of it, or as it was.

A moment is a step, or the part of a step that lies in one quarter. A seat's reel is made of what that seat was told and of its own
decisions alone; what the other side did in private is no moment of it, so neither its words nor its length give anything away.
Making one folds the game once and costs about a tenth of a second; after that every moment is at hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from game.debrief.acts import act_words, moments, openable
from game.debrief.figures import NAMES
from game.debrief.telling import story, tell
from game.debrief.telling.saying import verb
from game.rules.agreement.clause import Term
from game.rules.cards import card_of
from game.rules.decisions import Act, CloudPlan, Decision, Done, Plan
from game.rules.facts import (
    CardDrawn,
    ClaimMoved,
    ClaimSettled,
    Fact,
    NoticeMoved,
    ProceedingBegan,
    QuarterBegan,
    Signed,
    SuitMoved,
    TableOpened,
)
from game.rules.score import seat_score
from game.rules.state import State
from game.rules.stats import STATS
from game.rules.units import Seat
from game.rules.view import Band, View, view_of
from game.session import Session

CARDS: Final = "Cards"
NOTICES: Final = "Notices"
TABLES: Final = "Tables"
AMENDMENTS: Final = "Amended"
WATCHERS: Final = "Watchers"
CLAIMS: Final = "AGI"
MARKS: Final = (CARDS, NOTICES, TABLES, AMENDMENTS, WATCHERS, CLAIMS)
"""What a timeline marks, in its order."""

FLEET: Final = "fleet"
"""In place of a stat: all of OpenAI's capacity, MW."""
_FLEET: Final = ("openai.azure_mw", "openai.partner_mw", "openai.own_mw")
SCORES: Final = {"openai": "score.openai", "microsoft": "score.microsoft"}
"""In place of a stat: what a seat's score would be if the game ended there, 0..100; in the whole truth only."""

Shown = int | Band | None


class Frame(NamedTuple):
    """A moment: ``n`` steps have been taken, the last of them told in sentences. ``state`` is for those who may see it."""

    n: int
    quarter: int
    told: tuple[str, ...]
    state: State


class Reel:
    """The moments of a game, for a seat or, with ``None``, the whole truth. Refuses the truth, and the other seat's eyes, before the end.

    ``sitting`` says whose game it is while it goes on.
    """

    def __init__(self, session: Session, seat: Seat | None, sitting: Seat | None = None) -> None:
        if seat is None or seat != sitting:
            openable(session)
        self.session, self.seat = session, seat
        self.scenario = session.scenario
        self.marks: dict[str, dict[int, int]] = {kind: {} for kind in MARKS}
        """How often each kind of thing happened in each quarter in which it did."""
        self.frames = tuple(self._frames())
        self._views: dict[int, View] = {}

    def _frames(self) -> Iterator[Frame]:
        session = self.session
        state = session.at(0)
        news = tuple(f"News: {card_of(self.scenario, id).title}." for id in state.cards)
        if news:
            self.marks[CARDS][state.quarter] = len(news)
        yield Frame(0, state.quarter, ("The game begins.", *news), state)
        for n, (before, question) in enumerate(moments(session), 1):
            step, state = session.steps[n - 1], before
            facts, quarter, parts = list[Fact](), before.quarter, 0
            for fact in step.facts:
                if isinstance(fact, QuarterBegan):
                    if told := self._told(facts, quarter):
                        parts += 1
                        yield Frame(n, quarter, told, state)
                    facts, quarter = [], fact.quarter
                else:
                    facts.append(fact)
                state = _after(state, fact)
            told = self._told(facts, quarter)
            if quarter != before.quarter:
                told = told or ("Nothing that anybody was told of.",)
            elif not told and self.seat in (None, step.by) and not isinstance(step.decision, Done):
                deed = act_words(step.decision, self.scenario, before.notices, question.topic)
                told = (self._ordered(step.by, step.decision, deed),)
            if told:
                yield Frame(n, quarter, told, state)

    def _ordered(self, by: Seat, decision: Decision, deed: str) -> str:
        """An order that is not out yet, which is told again when it is; or a deed that nobody else is told of."""
        if isinstance(decision, Act | Plan | CloudPlan):
            return f"{verb(by, self.seat, 'plan', 'plans')}: {deed.partition(': ')[2]}."
        return f"{NAMES[by]} {deed}."

    def _told(self, facts: list[Fact], quarter: int) -> tuple[str, ...]:
        for fact in facts:
            kind = _kind(fact)
            if kind and tell(fact, self.scenario, self.seat):
                self.marks[kind][quarter] = self.marks[kind].get(quarter, 0) + 1
        return story(facts, self.scenario, self.seat)

    # Finding moments

    def at_step(self, n: int, quarter: int | None = None) -> int:
        """The last moment at which no more than ``n`` steps have been taken; of a step that goes on for quarters, as far as one of them."""
        return max(
            i
            for i, frame in enumerate(self.frames)
            if frame.n < n or (frame.n == n and (quarter is None or frame.quarter <= quarter))
        )

    def in_quarter(self, quarter: int) -> range:
        """The moments of a quarter; none of one that the game did not get to, or in the midst of a turn in which nothing was told."""
        found = [i for i, frame in enumerate(self.frames) if frame.quarter == quarter]
        return range(found[0], found[-1] + 1) if found else range(0)

    def before(self, quarter: int) -> int:
        """The last moment before a quarter; the first of all where there is none."""
        return max((i for i, frame in enumerate(self.frames) if frame.quarter < quarter), default=0)

    @property
    def reached(self) -> int:
        """The last quarter the game got to."""
        return self.frames[-1].quarter

    # What is seen

    def view(self, i: int) -> View:
        """What the seat saw at a moment; the whole truth has no view."""
        assert self.seat is not None
        if i not in self._views:
            self._views[i] = view_of(self.scenario, self.frames[i].state, self.seat)
        return self._views[i]

    def value(self, i: int, name: str) -> Shown:
        """A number at a moment, as it is seen; ``None`` where it is not."""
        if name == FLEET:
            parts = [self.value(i, part) for part in _FLEET]
            return sum(part for part in parts if isinstance(part, int)) if _whole(parts) else None
        if self.seat is not None:
            return self.view(i).numbers.get(name)
        state = self.frames[i].state
        for seat, score in SCORES.items():
            if name == score:
                return seat_score(self.scenario, state, seat).score
        stat = STATS[name]
        return int(getattr(getattr(state, stat.section), stat.field))

    def terms(self, i: int) -> dict[str, Term]:
        """The agreement in force at a moment: both sides have a copy."""
        return dict(self.frames[i].state.terms)

    def then(self, i: int) -> Session:
        """The game as it stood at a moment, to look at."""
        frame = self.frames[i]
        session = self.session.as_it_stood(frame.n)
        session.state = frame.state
        return session


def _whole(parts: list[Shown]) -> bool:
    return all(isinstance(part, int) for part in parts)


def _after(state: State, fact: Fact) -> State:
    new = state.copy()
    fact.change(new)
    return new


def _kind(fact: Fact) -> str:
    """Under what a timeline marks a fact; empty when it does not."""
    match fact:
        case CardDrawn():
            return CARDS
        case NoticeMoved(notice=notice):
            return NOTICES if notice.stage == "lodged" else ""
        case TableOpened():
            return TABLES
        case Signed():
            return AMENDMENTS
        case ProceedingBegan() | SuitMoved():
            return WATCHERS
        case ClaimMoved() | ClaimSettled():
            return CLAIMS
        case _:
            return ""
