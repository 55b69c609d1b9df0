"""The table: every open clause as today, as they want it and as you draft it; and what they said last."""

from __future__ import annotations

from typing import Any, Final

from textual.content import Content

from game.debrief.telling import reason_words, who
from game.rules.agreement import CLAUSES, Term
from game.rules.decisions import Because, Walk
from game.rules.packages import negotiable
from game.rules.units import other
from game.rules.view import View
from game.tui.adviser import Worths
from game.tui.matters.draft import last_offer
from game.tui.matters.matter import Asked, Listed, Matter, Turn
from game.tui.widgets.rows import Row
from game.tui.words import MUTED, clause_title, lines


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
    theirs = dict(lying.offers) if lying.offered_by == them else dict(last_offer(view, them))
    terms = view.agreement.terms
    today = width >= 74
    for id in negotiable(scenario):
        listed.rows.append(
            Row(
                f"clause:{id}",
                _clause_row(id, terms[id], theirs.get(id), draft.get(id, terms[id]), worths, today),
                turns=True,
            )
        )
        listed.deeds[f"clause:{id}"] = Turn(id)
    said: list[Content | str] = []
    if last is not None:
        name = who(them, view.seat)
        said.append(
            Content.assemble(
                (f"{name}: ", "bold"), f"“{last.says}”" if last.says else _MOVED.get(last.move, "")
            )
        )
        for reason in last.reasons[:3]:
            after = (theirs if reason.clause in theirs else dict(last_offer(view, view.seat))).get(
                reason.clause, terms[reason.clause]
            )
            was = terms[reason.clause]
            said.append(
                Content.styled(
                    f"{'−' if reason.sign == 'hurts' else '+'} {reason_words(reason, them, was, after)}",
                    MUTED,
                )
            )
        if last.gap:
            said.append(Content.styled(f"They call it {last.gap}.", MUTED))
    if not lying.history and not lying.offers:
        said.append("Nothing lies on the table yet. Turn a clause with ← and →, then make your offer.")
    if lying.must_answer == "offer":
        said.append("They asked what would make this work: they are owed an offer.")
    said.append(header_row(today))
    return listed.matter("table", "The table", lines(*said), asked.advice, _rounds(view))


_MOVED: Final = {
    "offer": "an offer.",
    "ask": "What would make this work?",
    "why": "Why not?",
    "because": "reasons.",
    "walk": "leaves.",
}


def header_row(today: bool) -> Content:
    """The heads of the table's columns."""
    head = f"{'today':<17}" if today else ""
    return Content.styled(f"{'you':<4}{'':<21}{head}{'theirs':<17}yours", MUTED)


def _clause_row(id: str, now: Term, theirs: Term | None, mine: Term, worths: Worths, today: bool) -> Content:
    short = CLAUSES[id].short
    moved, asked = mine != now, theirs is not None and theirs != now
    mark = worths.mark(id, mine) if moved else worths.mark(id, theirs) if theirs is not None else ""
    parts: list[Any] = [(f"{mark:<4}", "bold"), (f"{clause_title(id):<21}", "bold" if moved else "")]
    if today:
        parts.append((f"{short(now):<17}", MUTED))
    their_words = short(theirs) if theirs is not None and asked else ("·" if today else short(now))
    parts.append((f"{their_words:<17}", "bold $accent" if asked else MUTED))
    parts.append((short(mine) if moved or not today else "·", "bold $secondary" if moved else MUTED))
    return Content.assemble(*parts)


def _rounds(view: View) -> str:
    assert view.table is not None
    patience = getattr(view.table, f"patience_{other(view.seat)}")
    left = f"{view.table.rounds} round{'s' * (view.table.rounds != 1)} left"
    return f"{left}, their patience {patience}" if patience >= 0 else left
