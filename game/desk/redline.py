"""Changes of an agreement in a few words or word by word; shared by the table, the signing and the agreement."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from game.desk.clauses import clause_title
from game.desk.content import Content
from game.desk.talk import rider_lines
from game.desk.words import MUTED, TOLD, changes_words, fitted
from game.rules.agreement import Terms
from game.rules.agreement.document import INSERTED, SAME, STRUCK, Change, articles, redline, tracked
from game.rules.decisions import Package, Riders
from game.rules.scenario import Scenario
from game.rules.view import View

_STYLES = {SAME: "", STRUCK: "strike $error", INSERTED: "underline $success"}
_MARKS = {SAME: ("", ""), STRUCK: ("[-", "-]"), INSERTED: ("{+", "+}")}


def redline_words(
    before: Terms, package: Package, riders: Riders, scenario: Scenario, view: View, width: int
) -> Content:
    """A whole offer as a redline of the agreement before it: each clause in a few words and word by word, and what hangs on it."""
    after = {**before, **dict(package)}
    numbers = {p.clause: p.number for article in articles(after) for p in article.paragraphs}
    changes = redline(before, after)
    few = len(changes) <= TOLD
    parts = [] if few else [_column(changes, numbers, width)]
    for change in changes:
        head = Content.assemble((f"{numbers[change.clause]} ", MUTED), (change.title, "bold"))
        if few:
            head = Content.assemble(head, ": ", (change.was, MUTED), " → ", (change.now, "bold"))
        parts.append(Content.assemble(head, "\n", tracked_words(change)))
    hung = rider_lines(riders, scenario, view, width)
    return Content("\n\n").join([*parts, *([Content("\n").join(hung)] if hung else [])])


def _column(changes: Sequence[Change], numbers: Mapping[str | None, str], width: int) -> Content:
    """Many changes under each other, a line each: what a clause was, and what it would be."""
    titles = max(len(clause_title(change.clause)) for change in changes) + 1
    was = max(len(change.was) for change in changes)
    lines = [Content.styled(f"{changes_words(len(changes))}:", "bold")]
    for change in changes:
        head = f"{numbers[change.clause]:<5}{clause_title(change.clause):<{titles}}"
        room = max(8, width - len(head) - was - 3)
        lines.append(
            Content.assemble(
                (head[:5], MUTED),
                head[5:],
                (f"{change.was:>{was}}", MUTED),
                " → ",
                (fitted(change.now, room), "bold"),
            )
        )
    return Content("\n").join(lines)


def tracked_words(change: Change, dress: Callable[[str], Content] = Content) -> Content:
    """A change word by word: struck and inserted, with marks as well as style; ``dress`` makes the text that is not struck."""
    pieces = []
    for kind, text in tracked(change):
        begins, ends = _MARKS[kind]
        words = Content(text) if kind == STRUCK else dress(text)
        pieces.append(Content.assemble(begins, words, ends).stylize_before(_STYLES[kind]))
    return Content(" ").join(pieces)
