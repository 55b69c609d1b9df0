"""What if: each of one's decisions against what a bot would have done in its place, under the same luck.

A finished game is cut into one's *decisions*: a quarter's plan, its requests, a table, a card. After each cut bots play the game to its
end, with the luck it had, and the seat's score is noted. What a decision was worth is what that score is with it, less what it is with
the bot's choice in its place; so all of them together are exactly what the game came to beyond a game that the bot played alone.

The other seat does again what it did while it sees what it saw; from then on a bot sits there too (the same, if it was one).
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from functools import lru_cache, partial
from pathlib import Path
from typing import Final

import msgspec

from game import players
from game.debrief.acts import act_words
from game.debrief.figures import NAMES
from game.errors import GameError, Refusal
from game.files.canonical import canonical, digest
from game.files.moves import read_move, write_move
from game.lab.runs import spread
from game.lab.statistics import Figure
from game.players import Player
from game.rules import engine
from game.rules.chance import Chance
from game.rules.decisions import Decision
from game.rules.engine import Question
from game.rules.state import State
from game.rules.units import Seat, other
from game.rules.view import view_of
from game.session import YOU, Session

BY: Final = "bot:2"
"""Whose choice is put in the place of one's own."""
LUCKS: Final = 8
"""Fresh lucks under which the largest turning points are tried again."""
MOST_STEPS: Final = 20_000
WIDTH: Final = 78


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """One decision: the steps from ``since`` (so many were made before it) until before ``until``."""

    since: int
    until: int
    quarter: str
    topic: str


class Worth(msgspec.Struct, frozen=True, kw_only=True):
    """What a decision was worth, points of the score: above 0 it was better than the bot's."""

    turn: Turn
    yours: tuple[str, ...]
    """The moves that were made, as one writes them."""
    bots: tuple[str, ...]
    """The moves the bot makes in their place."""
    points: float
    lucks: Figure | None = None
    """The same under fresh lucks from this decision on, with the interval that holds it in 95 of 100 such tries; ``None`` untried."""


class WhatIf(msgspec.Struct, frozen=True, kw_only=True):
    """A game taken apart. ``score`` is what it came to and ``alone`` what the bot makes of the whole seat, points before rounding."""

    seat: Seat
    by: str
    score: float
    alone: float
    worths: tuple[Worth, ...]
    """Every decision in which the bot chooses otherwise, in the order of the game."""

    def turning_points(self, top: int) -> tuple[Worth, ...]:
        """The decisions that were worth most, for better or worse, in the order of :func:`ranked`."""
        return ranked(sorted(self.worths, key=lambda worth: -abs(worth.points))[:top])


def ranked(worths: Iterable[Worth]) -> tuple[Worth, ...]:
    """Those first that fresh lucks have shown to be decisions, and the largest first among these and among the others."""

    def shown(worth: Worth) -> bool:
        return worth.lucks is not None and verdict(worth.points, worth.lucks) == DECISION

    return tuple(sorted(worths, key=lambda worth: (not shown(worth), -abs(worth.points))))


def seat_of(session: Session, asked: Seat = "") -> Seat:
    """Whose decisions are looked at: the seat that was asked for, or the person's. Refuses games that are not over."""
    if session.outcome() is None:
        raise Refusal(
            "not-over",
            "What if is for finished games: while it goes on, it would tell what is hidden.",
            "Play it to its end, or look at another.",
        )
    if not asked and len(session.people) != 1:
        words = "Two people played it." if session.people else "Both seats were bots."
        raise Refusal("whose", words, "Say --seat openai or --seat microsoft.")
    return asked or session.people[0]


def forewarned(session: Session, seat: Seat, by: str = BY) -> tuple[str, ...]:
    """What is to be said before a game is taken apart: whose rules it goes on by, and who plays where somebody from outside sat."""
    said, counterpart = [], session.header.seats[other(seat)]
    if session.header.rules != engine.RULES:
        said.append(
            f"The save was made with rules {session.header.rules}; what is played on from it goes by today's, which are {engine.RULES}."
        )
    if players.came_from_outside(counterpart):
        who = "a person" if counterpart == YOU else "a program"
        said.append(
            f"{NAMES[other(seat)]} was {who}: it does again what it did while it sees the same; from then on {by} decides for it."
        )
    return tuple(said)


def turns_of(session: Session, seat: Seat) -> tuple[Turn, ...]:
    """The seat's decisions, in order."""
    found: list[Turn] = []
    state = session.at(0)
    for n, step in enumerate(session.steps):
        question = _asked(session, state, seat) if step.by == seat else None
        if question is not None and (not found or _name(found[-1]) != (question.quarter, question.topic)):
            found.append(Turn(since=n, until=n, quarter=question.quarter, topic=question.topic))
        state = engine.apply(state, step.facts)
    ends = [turn.since for turn in found[1:]] + [len(session.steps)]
    return tuple(msgspec.structs.replace(turn, until=end) for turn, end in zip(found, ends, strict=True))


def _name(turn: Turn) -> tuple[str, str]:
    return turn.quarter, turn.topic


def _asked(session: Session, state: State, seat: Seat) -> Question | None:
    return next((q for q in engine.ask(session.scenario, state) if q.seat == seat), None)


class _Again:
    """A recorded game that can be gone on with from any of its states."""

    def __init__(self, session: Session, seat: Seat, by: str) -> None:
        self.session, self.seat, self.scenario = session, seat, session.scenario
        chance = session.chance
        counterpart = session.header.seats[other(seat)]
        self._was_outside = players.came_from_outside(counterpart)
        seated = {seat: by, other(seat): by if self._was_outside else counterpart}
        self._players: dict[Seat, Player] = {
            one: players.make(spec, self.scenario, one, chance.child("player", one))
            for one, spec in seated.items()
        }
        self._recorded = self._as_recorded() if self._was_outside else {}
        self._gone_through: dict[Turn, tuple[State, tuple[Decision, ...]]] = {}

    def _as_recorded(self) -> dict[str, tuple[str, Decision]]:
        """What a person, or a program, in the other seat decided, by the name of the question, with what was seen."""
        found, state = dict[str, tuple[str, Decision]](), self.session.at(0)
        for step in self.session.steps:
            question = _asked(self.session, state, step.by) if step.by != self.seat else None
            if question is not None:
                found[question.name] = self._seen(state, step.by), step.decision
            state = engine.apply(state, step.facts)
        return found

    def _seen(self, state: State, seat: Seat) -> str:
        return digest(canonical(view_of(self.scenario, state, seat)))

    def decide(self, state: State, question: Question) -> Decision:
        """What is decided: as recorded by a person or a program that sees the same, else by the bot in that seat."""
        if question.seat != self.seat and question.name in self._recorded:
            seen, decision = self._recorded[question.name]
            if seen == self._seen(state, question.seat):
                return decision
        view, options = (
            view_of(self.scenario, state, question.seat),
            engine.legal(self.scenario, state, question.seat),
        )
        return self._players[question.seat].decide(view, question, options)

    def through(self, turn: Turn) -> tuple[State, tuple[Decision, ...]]:
        """The state after the bot has taken a decision in the seat's place, and its moves. Thought once, however many lucks follow."""
        if turn in self._gone_through:
            return self._gone_through[turn]
        state, moves = self.session.at(turn.since), list[Decision]()
        while questions := engine.ask(self.scenario, state):
            mine = next((q for q in questions if q.seat == self.seat), None)
            if mine is not None and (mine.quarter, mine.topic) != _name(turn):
                break
            question = mine or questions[0]
            decision = self.decide(state, question)
            if mine is not None:
                moves.append(decision)
            _, state = engine.step(self.scenario, state, question.seat, decision, self.session.chance)
        self._gone_through[turn] = state, tuple(moves)
        return self._gone_through[turn]

    def to_the_end(self, state: State, chance: Chance) -> float:
        """The seat's score, 0..100 before it is rounded, when bots play on from a state with this luck."""
        for _ in range(MOST_STEPS):
            questions = engine.ask(self.scenario, state)
            if not questions:
                break
            decision = self.decide(state, questions[0])
            _, state = engine.step(self.scenario, state, questions[0].seat, decision, chance)
        outcome = engine.outcome(self.scenario, state, chance)
        assert outcome is not None
        judged = next(one for one in outcome.seats if one.seat == self.seat)
        return sum(one.score * one.weight for one in judged.dimensions) / 100


@lru_cache(maxsize=2)
def _again(path: Path, seat: Seat, by: str) -> _Again:
    """Read once a process."""
    return _Again(Session.load(path), seat, by)


def _score_from(path: Path, seat: Seat, by: str, n: int) -> float:
    again = _again(path, seat, by)
    return again.to_the_end(again.session.at(n), again.session.chance)


def under_another_luck(path: Path, seat: Seat, by: str, task: tuple[Turn, int]) -> float:
    """What a decision is worth when the luck after it is another one."""
    turn, number = task
    again = _again(path, seat, by)
    chance = again.session.chance.child("fresh", number)
    instead, _ = again.through(turn)
    return again.to_the_end(again.session.at(turn.until), chance) - again.to_the_end(instead, chance)


def played_on(session: Session, seat: Seat, n: int, by: str = BY) -> Session:
    """The finished game as it goes on when the bot decides for the seat from after ``n`` steps, to look at. The luck is the same."""
    again, then = _Again(session, seat, by), session.as_it_stood(n)
    for _ in range(MOST_STEPS):
        questions = then.questions()
        if not questions:
            break
        then.act(questions[0].seat, again.decide(then.state, questions[0]), questions[0].name)
    return then


def otherwise(session: Session, seat: Seat, turn: Turn, by: str = BY) -> Session:
    """The game with one decision as the bot takes it in the seat's place, and as far as that goes, to look at or to play on from."""
    again, then = _Again(session, seat, by), session.as_it_stood(turn.since)
    while questions := then.questions():
        mine = next((q for q in questions if q.seat == seat), None)
        if mine is not None and (mine.quarter, mine.topic) != _name(turn):
            break
        question = mine or questions[0]
        then.act(question.seat, again.decide(then.state, question), question.name)
    return then


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """A decision in which the bot chooses otherwise, and both sides' moves as one writes them."""

    turn: Turn
    yours: tuple[str, ...]
    bots: tuple[str, ...]


def choices(path: Path, seat: Seat, by: str = BY) -> tuple[Choice, ...]:
    """The decisions in which the bot would have chosen otherwise, in the order of the game."""
    again = _again(path, seat, by)
    first, steps, found = again.scenario.quarters.from_, again.session.steps, []
    for turn in turns_of(again.session, seat):
        made = tuple(step.decision for step in steps[turn.since : turn.until] if step.by == seat)
        _, instead = again.through(turn)
        yours, bots = (tuple(_written(move, first) for move in moves) for moves in (made, instead))
        if yours != bots:
            found.append(Choice(turn=turn, yours=yours, bots=bots))
    return tuple(found)


def _written(move: Decision, first: str) -> str:
    return write_move(msgspec.structs.replace(move, note=""), first)


def scores(
    path: Path,
    seat: Seat,
    found: Sequence[Choice],
    by: str = BY,
    jobs: int = 1,
    executor: Executor | None = None,
) -> Iterator[float]:
    """The score when bots play on from before the first choice, the second and so on; the game's own comes last.

    Where the bot would have done the same nothing has to be played: the two games are one.
    """
    cuts = [choice.turn.since for choice in found] + [len(_again(path, seat, by).session.steps)]
    return spread(partial(_score_from, path, seat, by), cuts, jobs, executor)


def taken_apart(seat: Seat, found: Sequence[Choice], points: Sequence[float], by: str = BY) -> WhatIf:
    """What each choice was worth, from the :func:`scores`."""
    worths = [
        Worth(turn=choice.turn, yours=choice.yours, bots=choice.bots, points=after - before)
        for choice, before, after in zip(found, points, points[1:], strict=False)
    ]
    return WhatIf(seat=seat, by=by, score=points[-1], alone=points[0], worths=tuple(worths))


# In words


def told(session: Session, worth: Worth, moves: Sequence[str]) -> str:
    """Moves of a turning point as one reads them; as they are written where they are none of these rules' any more."""
    scenario, notices = session.scenario, session.at(worth.turn.since).notices

    def read(move: str) -> str:
        try:
            return act_words(read_move(move, scenario.quarters.from_), scenario, notices, worth.turn.topic)
        except (GameError, KeyError, StopIteration):
            return move

    return "; ".join(map(read, moves)) or "nothing of the kind"


def as_text(whole: WhatIf, top: Sequence[Worth], session: Session) -> Iterator[str]:
    """The turning points to read, 80 columns wide."""
    name, bot = NAMES[whole.seat], whole.by
    opening = f"{name} made {whole.score:.1f} points; {bot} alone in the same seat makes {whole.alone:.1f} under the same luck. "
    if whole.worths:
        opening += (
            f"It would have chosen otherwise {len(whole.worths)} times. What the choice that was made was worth, with {bot} playing on "
            "after it under the same luck:"
        )
    else:
        opening += f"{bot} would have done all the same."
    yield from textwrap.wrap(opening, WIDTH)
    for worth in top:
        yield ""
        yield f"{worth.points:+6.1f}  {worth.turn.quarter}, {TOPICS.get(worth.turn.topic, worth.turn.topic)}"
        for who, moves in (("made", alone(worth.yours, worth.bots)), (bot, alone(worth.bots, worth.yours))):
            lines = textwrap.wrap(told(session, worth, moves), 64, break_on_hyphens=False)
            yield f"{'':8}{who + ':':<7} {lines[0]}"
            yield from (f"{'':16}{line}" for line in lines[1:5])
        if worth.lucks is not None:
            value, low, high = worth.lucks
            yield f"{'':8}under fresh luck {value:+.1f} ({low:+.1f} to {high:+.1f}): {verdict(worth.points, worth.lucks)}"


TOPICS: Final = {
    "events": "a card", "plan": "the plan", "notices": "capacity", "reply": "the answer to a notice",
    "answer": "a notice", "table": "the table", "claim": "the claim", "rescue": "the empty till",
    "bridge": "the bridge", "what-now": "what now",
}  # fmt: skip
"""What a decision was about, in the player's words."""


DECISION: Final = "it was the decision."
SMALL: Final = 1.0
"""Points of the score that are next to nothing."""


def verdict(points: float, lucks: Figure) -> str:
    """What fresh lucks say of a turning point: an interval on both sides of nothing tells it from luck only where it is narrow."""
    if lucks.low > 0 or lucks.high < 0:
        same = (lucks.value > 0) == (points > 0)
        return DECISION if same else "luck turned it round."
    return "it was luck." if lucks.low > -SMALL and lucks.high < SMALL else "one cannot tell it from luck."


def alone(moves: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    """The moves that only one of the two made; what both did is left out."""
    return tuple(move for move in moves if move not in others and move != "done")
