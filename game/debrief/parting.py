"""Two games that were one for a while: where they part."""

from __future__ import annotations

from typing import NamedTuple

from game.debrief.acts import act_words, moments
from game.debrief.figures import NAMES
from game.session import Session


class Parting(NamedTuple):
    """The first difference: after so many steps that are the same, what each does next; empty where a game has ended by then."""

    n: int
    quarter: int
    one: str
    other: str


def dealt_alike(one: Session, other: Session) -> bool:
    """Whether two games began as one: the same scenario, luck and people."""
    a, b = one.header, other.header
    return (a.seed, a.setup, a.scenario) == (b.seed, b.setup, b.scenario)


def parting(one: Session, other: Session) -> Parting | None:
    """Where two games part; ``None`` where they are the same to the end. Two that were not dealt alike part before the first step."""
    same = 0
    for a, b in zip(one.steps, other.steps, strict=False) if dealt_alike(one, other) else ():
        if (a.by, a.decision) != (b.by, b.decision):
            break
        same += 1
    if same == len(one.steps) == len(other.steps):
        return None
    quarter = one.at(same).quarter
    return Parting(same, quarter, _next(one, same), _next(other, same))


def _next(session: Session, n: int) -> str:
    if n >= len(session.steps):
        return ""
    step = session.steps[n]
    state, question = next(moment for i, moment in enumerate(moments(session)) if i == n)
    words = act_words(step.decision, session.scenario, state.notices, question.topic)
    return f"{NAMES[step.by]} {words}"
