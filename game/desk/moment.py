"""The moment: all that the player's seat sees and may do now, with what its adviser would do.

Made from the session and never changed; the screen hands it to its parts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from game.desk.adviser import Advice, Adviser
from game.rules import engine
from game.rules.decisions import Decision, Done, Option, Why
from game.rules.engine import Question
from game.rules.units import Seat, other
from game.rules.view import View, view_of
from game.session import Session

MOST_ADVICE = 6
"""Suggestions for one plan."""


class Moment(NamedTuple):
    """What the player's seat sees and may do now; ``past`` is how each turn began that has ended;
    ``default`` is what comes of doing nothing."""

    view: View
    past: Sequence[View]
    question: Question | None
    options: tuple[Option, ...]
    advice: Advice
    default: Decision | None = None

    @property
    def before(self) -> View | None:
        """How it stood when the turn before this one began."""
        return self.past[-1] if self.past else None


def moment_of(session: Session, seat: Seat, adviser: Adviser, past: Sequence[View], *, plays: bool) -> Moment:
    """How things stand for a seat now; a seat that nobody ``plays`` is only watched."""
    question = session.question(seat) if plays else None
    options = session.legal(seat) if question is not None else ()
    view = session.view(seat)
    if session.header.seats[other(seat)].startswith("bot") and _said_why(view):
        options = tuple(option for option in options if not isinstance(option.decision, Why))
    advice = _advice(session, seat, adviser, view, question, options)
    default = engine.default(session.scenario, session.state, seat) if question is not None else None
    return Moment(view, past, question, options, advice, default)


def _said_why(view: View) -> bool:
    """Whether a bot's last offer came with its reasons: asked again it gives the same ones."""
    if view.table is None:
        return False
    last = next((said for said in reversed(view.table.history) if said.seat != view.seat), None)
    return last is not None and bool(last.reasons)


def _advice(
    session: Session,
    seat: Seat,
    adviser: Adviser,
    view: View,
    question: Question | None,
    options: tuple[Option, ...],
) -> Advice:
    """What the adviser would do now; for a plan everything up to its seal."""
    if question is None:
        return Advice((), "")
    found: list[Decision] = []
    state = session.state
    while (decision := adviser.decide(view, question, options)) != Done() or not found:
        if question.topic != "plan":
            found.append(decision)
            break
        if decision == Done() or len(found) > MOST_ADVICE:
            break
        found.append(decision)
        state = engine.apply(state, engine.decide(session.scenario, state, seat, decision, session.chance))
        view, options = (
            view_of(session.scenario, state, seat),
            engine.legal(session.scenario, state, seat),
        )
    return adviser.advice(session.view(seat), question.topic, tuple(found))
