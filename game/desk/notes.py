"""The player's notes: what the other side said, by clause, and how the tables so far ended; in short also what was found out.

Made anew from a view, so nothing is kept and nothing can be forgotten. The page shows all of it; beside a table there is room for
the short form. What was found out stands in the dossier (:mod:`game.desk.dossier`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from game.debrief.figures import when
from game.debrief.findings import is_stale, learned_words
from game.debrief.riders import offered_terms, short_riders
from game.debrief.telling import HOW_MUCH, package_words, reason_words
from game.desk.content import Content
from game.desk.words import MUTED, hanging
from game.rules.agreement import CLAUSES, Terms
from game.rules.decisions import Package, Reason
from game.rules.scenario import Scenario
from game.rules.state import Learned, Said
from game.rules.units import other
from game.rules.view import View

MOST_HEARD: Final = 3
"""How many of their reasons about one clause are shown, the latest first."""


class Heard(NamedTuple):
    """A reason the other side gave: when, whether it was for or against, and its words."""

    quarter: int
    sign: str
    words: str


def newest(view: View) -> tuple[Learned, ...]:
    """What the seat found out, the newest first."""
    return tuple(reversed(view.learned))


def heard(view: View) -> dict[str, tuple[Heard, ...]]:
    """What the other side said about each clause at all tables so far, by clause in the order of the document, the latest first."""
    found: dict[str, list[Heard]] = {}
    for quarter, history, lay in _tables(view):
        terms = _terms_before(view, quarter)
        about = dict(lay)
        for said in history:
            if said.seat == view.seat:
                about = offered_terms(said.package, said.riders) if said.move == "offer" else about
                continue
            for reason in said.reasons:
                entry = Heard(quarter, reason.sign, _reason(reason, view, terms, about))
                entries = found.setdefault(reason.clause, [])
                if entry not in entries:
                    entries.insert(0, entry)
    return {id: tuple(found[id]) for id in CLAUSES if id in found}


def _tables(view: View) -> Iterator[tuple[int, tuple[Said, ...], Package]]:
    """Every table so far: its quarter, what was said, and what of the seat's own lay on it before anybody spoke."""
    for minutes in view.minutes:
        yield minutes.quarter, minutes.history, ()
    if view.table is not None:
        lay = view.table.offers if view.table.offered_by == view.seat else ()
        yield view.quarter, view.table.history, lay


def _terms_before(view: View, quarter: int) -> Terms:
    """The terms in force when a quarter's table opened."""
    terms = dict(view.agreement.terms)
    for amendment in reversed(view.agreement.amendments):
        if amendment.quarter >= quarter:
            terms.update({clause: before for clause, before, _ in amendment.changes})
    return terms


def _reason(reason: Reason, view: View, terms: Terms, about: dict[str, int | str]) -> str:
    was = terms[reason.clause]
    if reason.clause in about:
        return reason_words(reason, other(view.seat), was, about[reason.clause])
    # A waiver's price lay there before anybody spoke, and the minutes hold only what was said.
    return f"What lay on the table {reason.sign} ({HOW_MUCH[reason.band]})."


_CLOSED: Final = {
    "signed": "signed",
    "principle": "accepted in principle",
    "walked": "somebody left early",
    "out-of-rounds": "closed without a signature",
}


_YES: Final = ("signed", "principle")
"""How a table closed at which somebody said yes."""


def lines(scenario: Scenario, view: View, width: int) -> list[Content]:
    """The notes in short, a line or two each, what matters most first: findings that are not stale, then their latest reasons."""
    found = [
        hanging("· ", f"{_capital(learned_words(learned, view.seat, scenario))}.", width, 2)
        for learned in newest(view)
        if not is_stale(learned, view.quarter)
    ]
    said = [
        hanging(f"{_mark(entries[0])} ", f"{CLAUSES[id].title}: {entries[0].words}", width, 2, MUTED)
        for id, entries in sorted(heard(view).items(), key=lambda entry: -entry[1][0].quarter)
        if view.table is None or entries[0].quarter < view.quarter  # what is said now stands beside it
    ]
    return found + said


def pages(scenario: Scenario, view: View, width: int) -> Content:
    """All of the notes."""
    parts = [
        section(
            "What they said, clause by clause",
            [_clause(scenario, id, entries, width) for id, entries in heard(view).items()],
            "Nothing yet. At the table a refusal has reasons; they are noted here.",
            width,
        ),
        section(
            "Tables so far",
            [_table(scenario, view, n, width) for n in reversed(range(len(view.minutes)))],
            "None has closed yet.",
            width,
        ),
    ]
    return Content("\n\n").join(parts)


def section(title: str, rows: list[Content], empty: str, width: int) -> Content:
    """A heading and what stands under it; ``empty`` is said where nothing does."""
    body = rows or [hanging("", empty, width, 2, MUTED)]
    return Content("\n").join([Content.styled(title, "bold $primary"), *body])


def _clause(scenario: Scenario, id: str, entries: tuple[Heard, ...], width: int) -> Content:
    rows = [Content.assemble("  ", (CLAUSES[id].title, "bold"))]
    rows += [
        hanging(
            Content.assemble((f"  {_mark(entry)} ", ""), (f"{when(scenario, entry.quarter):<9}", MUTED)),
            entry.words,
            width,
            13,
        )
        for entry in entries[:MOST_HEARD]
    ]
    return Content("\n").join(rows)


def _table(scenario: Scenario, view: View, number: int, width: int) -> Content:
    minutes = view.minutes[number]
    offers = [said for said in minutes.history if said.move == "offer"]
    names = {view.seat: "you", other(view.seat): "they"}
    last = {said.seat: said for said in offers}
    stood = [
        f"{names[seat]} last offered {package_words(said.package)}" for seat, said in sorted(last.items())
    ]
    words = "; ".join([_CLOSED[minutes.how], *([] if minutes.how in _YES else stood)])
    if minutes.how in _YES:
        signed = minutes.history[-1]
        parts = filter(None, (package_words(signed.package), short_riders(signed.riders, scenario)))
        words += f": {'; '.join(parts)}"
    head = Content.assemble(("· ", MUTED), (f"{when(scenario, minutes.quarter):<9}", "bold"))
    return hanging(head, f"{_capital(words)}.", width, 11)


def _mark(entry: Heard) -> str:
    return "−" if entry.sign == "hurts" else "+"


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
