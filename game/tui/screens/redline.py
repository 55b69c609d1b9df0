"""Changes of an agreement in a few words or word by word; shared by the table, the signing and the agreement."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content

from game.rules.agreement import CLAUSES, Terms
from game.rules.agreement.document import INSERTED, SAME, STRUCK, Change, tracked
from game.rules.decisions import Package, Riders
from game.rules.scenario import Scenario
from game.rules.view import View
from game.tui.clauses import clause_title
from game.tui.talk import rider_lines
from game.tui.words import MUTED

_STYLES = {SAME: "", STRUCK: "strike $error", INSERTED: "underline $success"}
_MARKS = {SAME: ("", ""), STRUCK: ("[-", "-]"), INSERTED: ("{+", "+}")}


def changes_words(terms: Terms, package: Package) -> Content:
    """A package as a list: clause, from, to."""
    rows = []
    for id, term in package:
        clause = CLAUSES[id]
        rows.append(
            Content.assemble(
                f"{clause_title(id):<21}",
                (clause.short(terms[id]), MUTED),
                " → ",
                (clause.short(term), "bold"),
            )
        )
    return Content("\n").join(rows)


def offer_list(
    terms: Terms, package: Package, riders: Riders, scenario: Scenario, view: View, width: int
) -> Content:
    """A whole offer as a list: what it changes, and what hangs on it."""
    parts = [changes_words(terms, package), *rider_lines(riders, scenario, view, width)]
    return Content("\n").join([part for part in parts if part.plain])


def tracked_words(change: Change, dress: Callable[[str], Content] = Content) -> Content:
    """A change word by word: struck and inserted, with marks as well as style; ``dress`` makes the text that is not struck."""
    pieces = []
    for kind, text in tracked(change):
        begins, ends = _MARKS[kind]
        words = Content(text) if kind == STRUCK else dress(text)
        pieces.append(Content.assemble(begins, words, ends).stylize_before(_STYLES[kind]))
    return Content(" ").join(pieces)
