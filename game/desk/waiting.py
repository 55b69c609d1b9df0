"""What one hears of the other side while it thinks: a line that changes every second or two, and what the thought costs so far.

It tells nothing that the player does not know: the clauses are those that were put before the other side.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from game.debrief.figures import NAMES
from game.rules.agreement.document import articles
from game.rules.units import Seat, other
from game.rules.view import View

BEAT: Final = 1.5
"""Seconds that a line stays."""
_DOING: Final = {
    "events": "is drafting a statement",
    "plan": "is planning its quarter",
    "notices": "is counting megawatts",
    "answer": "is reading your notice",
    "reply": "is reading your answer",
    "claim": "is reading the clause, twice",
    "table": "is reading the redline",
    "rescue": "is calling the bank",
    "bridge": "is looking at your accounts",
}
_NOISES: Final = (
    "a pencil is heard", "somebody says “hm”", "a page is turned", "a page is turned back", "counsel is fetched",
    "counsel asks what was meant", "a spreadsheet is opened", "the spreadsheet is recalculated", "water is poured",
    "a phone lies face down", "somebody underlines something", "the footnotes are read aloud",
)  # fmt: skip
_COSTS: Final = (
    (5, "Longer than a polite pause, so far."),
    (8, "The lawyers have begun another quarter of an hour."),
    (11, "So far it has cost more than the lunch."),
    (14, "Two associates have cancelled their evening."),
    (17, "The meter runs. Theirs, for once."),
)
"""From how many seconds on a thought has cost so much."""


def doing(seat: Seat, topic: str) -> str:
    """What a counterpart is doing while the player waits."""
    return f"{NAMES[seat]} {_DOING.get(topic, 'is thinking')}…"


def heard(view: View, topic: str, beat: int) -> str:
    """What is heard at a beat, counted from 0: first what it does, then clause by clause what was put before it."""
    first = doing(other(view.seat), topic)
    if beat == 0:
        return first
    noise = _NOISES[(beat - 1 + view.quarter) % len(_NOISES)]
    numbers = _before_them(view) if topic == "table" else ()
    where = f" clause {numbers[(beat - 1) % len(numbers)]} …" if numbers else ""
    return f"{first.removesuffix('…')} …{where} {noise}."


def _before_them(view: View) -> Sequence[str]:
    """The numbers in the document of the clauses that were put before the other side."""
    table = view.table
    if table is None or table.offered_by != view.seat:
        return ()
    after = {**view.agreement.terms, **dict(table.offers)}
    numbers = {p.clause: p.number for article in articles(after) for p in article.paragraphs}
    return [numbers[id] for id, _ in table.offers if id in numbers]


def cost(seconds: int) -> str:
    """What a thought has cost so far, in words; empty while it is short."""
    said = [words for since, words in _COSTS if seconds >= since]
    return f"{said[-1]} ({seconds} seconds)" if said else ""
