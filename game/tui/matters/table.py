"""The table: every open clause as today, as they want it and as you draft it; and what they said last."""

from __future__ import annotations

from typing import Any, Final

from textual.content import Content

from game.debrief.telling import package_words, reason_words, who
from game.rules.agreement import Term
from game.rules.decisions import Because, Package, Reason, Walk, Why
from game.rules.packages import negotiable
from game.rules.units import other
from game.rules.view import View
from game.tui.adviser import Worths
from game.tui.matters.draft import last_offer
from game.tui.matters.matter import Asked, Listed, Matter, Turn
from game.tui.widgets.rows import Row
from game.tui.words import MUTED, clause_title, lines, term_words


def table(asked: Asked) -> Matter:
    """The clauses side by side, or the reasons that are owed."""
    scenario, view, draft, width = asked.scenario, asked.view, asked.draft, asked.width
    lying = view.table
    assert lying is not None
    listed = Listed(numbered=False, width=width)
    legal = [o.decision for o in asked.options]
    them = other(view.seat)
    last = next((s for s in reversed(lying.history) if s.seat == them), None)
    if any(isinstance(d, Because) for d in legal):
        listed.numbered = True
        listed.add("because", "Give your reasons", "as your adviser would word them", Because())
        listed.add("walk", "Leave the table", "for this quarter", Walk())
        return listed.matter(
            "table",
            "They ask why",
            Content("They want to know what is wrong with their offer."),
            asked.advice,
            _rounds(view),
        )
    worths = Worths(scenario, view)
    theirs = dict(lying.offers) if lying.offered_by == them else {}
    terms = view.agreement.terms
    for id in negotiable(scenario):
        mine = draft.get(id, terms[id])
        line = _clause_row(id, terms[id], theirs.get(id, terms[id]), mine, worths, width)
        listed.rows.append(Row(f"clause:{id}", line, turns=True))
        listed.deeds[f"clause:{id}"] = Turn(id)
    said: list[Content | str] = []
    if last is not None:
        name = who(them, view.seat)
        words = f"“{last.says}”" if last.says else _MOVED.get(last.move, "")
        said.append(Content.assemble((f"{name}: ", "bold"), words))
        said += _reasons(view, last.reasons)
        gap = f"They call it {last.gap}." if last.gap else ""
        whole = last.reasons and not any(isinstance(d, Why) for d in legal)
        after = " ".join(filter(None, (gap, "These are all the reasons they will give." if whole else "")))
        said.append(Content.styled(after, MUTED))
    if not theirs and (before := dict(last_offer(view, them))):
        said.append(
            Content.styled(f"Last time they stood at: {package_words(tuple(before.items()))}.", MUTED)
        )
    if not lying.history and not lying.offers:
        said.append("Nothing lies on the table yet. Turn a clause with ← and →, then make your offer.")
    if lying.must_answer == "offer":
        said.append("They asked what would make this work: they are owed an offer.")
    said.append(header_row(width))
    return listed.matter("table", "The table", lines(*said), asked.advice, _rounds(view))


def _reasons(view: View, reasons: tuple[Reason, ...]) -> list[Content | str]:
    """Their reasons, worded with the terms they are about: what you last offered at this table, else what they want."""
    assert view.table is not None
    if not reasons:
        return []
    them = other(view.seat)
    refused = refused_package(view)
    about = dict(refused or last_offer(view, them))
    said: list[Content | str] = [
        Content.styled("On your offer:" if refused else "What they look for:", MUTED)
    ]
    for reason in reasons:
        was = view.agreement.terms[reason.clause]
        words = reason_words(reason, them, was, about.get(reason.clause, was))
        said.append(Content.styled(f"{'−' if reason.sign == 'hurts' else '+'} {words}", MUTED))
    return said


def refused_package(view: View) -> Package:
    """What the view's seat last put on this quarter's table; empty when it has made no offer there."""
    table = view.table
    assert table is not None
    mine = (
        said.package for said in reversed(table.history) if said.seat == view.seat and said.move == "offer"
    )
    found = next(mine, ())
    return found or (table.offers if table.offered_by == view.seat else ())


_MOVED: Final = {
    "offer": "an offer.",
    "ask": "What would make this work?",
    "why": "Why not?",
    "because": "reasons.",
    "walk": "leaves.",
}


TITLES: Final = 19
VALUES: Final = 15
MARKS: Final = 4
ROOMY: Final = TITLES + 3 * (VALUES + 1) + 2 * MARKS - 2
"""Columns from which today's agreement has a column of its own."""
TIGHT: Final = TITLES + 2 * (VALUES + 1) + 2 * MARKS - 2
"""Columns below which the marks are left out."""


def header_row(width: int) -> Content:
    """The heads of the table's columns; the marks say what a change is worth to the player alone."""
    today = f"{'today':<{VALUES + 1}}" if width >= ROOMY else ""
    mark = f"{'':<{MARKS}}" if width >= TIGHT else ""
    note = "   + − for you" if width > ROOMY else ""
    return Content.styled(f"{'':<{TITLES}}{today}{'theirs':<{VALUES + 1}}{mark}yours{note}", MUTED)


def _clause_row(id: str, now: Term, theirs: Term, mine: Term, worths: Worths, width: int) -> Content:
    moved, asked = mine != now, theirs != now
    parts: list[Any] = [(f"{clause_title(id):<{TITLES}}", "bold" if moved else "")]
    if width >= ROOMY:
        parts.append((f"{term_words(id, now):<{VALUES + 1}}", MUTED))
    for changed, term, colour in ((asked, theirs, "bold $accent"), (moved, mine, "bold $secondary")):
        parts.append(
            (f"{term_words(id, term) if changed else '·':<{VALUES + 1}}", colour if changed else MUTED)
        )
        if width >= TIGHT:
            parts.append((f"{worths.mark(id, term) if changed else '':<{MARKS}}", "bold"))
    return Content.assemble(*parts).rstrip()


def _rounds(view: View) -> str:
    assert view.table is not None
    patience = getattr(view.table, f"patience_{other(view.seat)}")
    rounds = view.table.rounds
    left = "last round" if rounds == 1 else f"{rounds or 'no'} rounds left"
    return f"{left}, their patience {patience}" if patience >= 0 else left
