"""What a game came to, in words: score against par, what luck was worth, and the stamp on what was signed (rulebook 3.6.3, 3.6.4)."""

from __future__ import annotations

import re
from typing import Final

from game.debrief.figures import MINUS, NAMES
from game.rules.dimensions import Line
from game.rules.scenario import Scenario
from game.rules.score import SeatScore, usual_of
from game.rules.units import tenths


def with_sign(value: int) -> str:
    """Tenths of a point with their sign: ``+4.7``."""
    return f"{'+' if value > 0 else ''}{tenths(value)}".replace("-", MINUS)


def line_words(line: Line) -> str:
    """What earned or cost, as it is read: a save keeps a lead in tenths, and every screen calls that capability."""
    return _LEAD.sub(r"\1: capability \2 \3 the rival", line.words)


_LEAD: Final = re.compile(r"^(\w.*?) (\d+) tenths (ahead of|behind) the rival")


def standing(judged: SeatScore) -> str:
    """Raw, par, and what lies between: one line."""
    against = "par" if judged.games else "usual"
    return (
        f"{NAMES[judged.seat]}: {judged.score} raw · {tenths(judged.par)} {against} · {with_sign(judged.over_par)}; "
        f"overall {judged.overall}, grade {judged.grade}."
    )


def luck(scenario: Scenario, judged: SeatScore) -> str:
    """What the world gave or took before anybody decided: par against what is usual. Empty until par is known."""
    if not judged.games:
        return ""
    usual = usual_of(scenario, judged.seat, judged.mandate)
    by = judged.par - usual
    if abs(by) < 10:
        return f"Luck was worth nothing much: par is {tenths(judged.par)}, and {tenths(usual)} is usual."
    kind = "kind" if by > 0 else "unkind"
    return (
        f"The world was {kind}: luck was worth {with_sign(by)}, for par is {tenths(judged.par)} where {tenths(usual)} is usual. "
        "You are not graded on it."
    )


def waiting(done: int, games: int) -> str:
    """How far par is."""
    return f"Par is being worked out: {done} of {games}. Until then the grade is by what bots usually reach in this seat."
