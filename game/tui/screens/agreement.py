"""The agreement as a document: articles and clauses, in plain English or as signed, with what has changed since the start."""

from __future__ import annotations

from textual.content import Content

from game.debrief.figures import when
from game.rules.agreement import CLAUSES
from game.rules.agreement.document import Change, Paragraph, articles, redline
from game.rules.scenario import Scenario
from game.rules.view import View
from game.tui.commands import Command
from game.tui.screens.paper import Paper
from game.tui.screens.redline import tracked_words
from game.tui.words import MUTED


class _Signed:
    """An amendment as the document wants it, with the name of its quarter."""

    def __init__(
        self, number: int, label: str, changes: tuple[tuple[str, int | str, int | str], ...]
    ) -> None:
        self.number = number
        self.label = label
        self.changes = changes


class AgreementPage(Paper):
    """The whole agreement, to read."""

    def __init__(self, scenario: Scenario, view: View) -> None:
        super().__init__()
        self._scenario, self._view = scenario, view
        self._plain = False
        self._marks = True
        self._first = {id: entry.start for id, entry in scenario.agreement.items()}

    def title_words(self) -> str:
        return f"The agreement, {when(self._scenario, self._view.quarter)}"

    def subtitle_words(self) -> str:
        shown = "plain English" if self._plain else "as signed"
        marks = ", changes marked" if self._marks and not self._plain else ""
        return f"{shown}{marks}"

    def applies(self, command: Command) -> bool:
        return command.id in ("plain-english", "redline") or super().applies(command)

    def words(self) -> Content:
        view = self._view
        history = [
            _Signed(a.number, when(self._scenario, a.quarter), a.changes) for a in view.agreement.amendments
        ]
        changed = {change.clause: change for change in redline(self._first, view.agreement.terms)}
        count = len(view.agreement.amendments)
        parts = [
            Content.styled(
                f"Amended {count} time{'s' * (count != 1)}."
                if count
                else "As it stood in the first quarter; nothing has been amended.",
                MUTED,
            )
        ]
        for article in articles(view.agreement.terms, history):
            parts.append(Content.styled(f"Article {article.number}: {article.heading}", "bold $primary"))
            parts += [self._paragraph(p, changed.get(p.clause or "")) for p in article.paragraphs]
        return Content("\n\n").join(parts)

    def _paragraph(self, paragraph: Paragraph, change: Change | None) -> Content:
        head = Content.assemble((f"{paragraph.number} ", MUTED), (f"{paragraph.title}. ", "bold"))
        if self._plain:
            body = Content(paragraph.plain)
        elif change is not None and self._marks:
            body = tracked_words(change)
        else:
            body = Content(paragraph.text)
        note = Content.styled(f" ({paragraph.note})", MUTED) if paragraph.note else Content("")
        reported = Content("")
        if self._plain and paragraph.clause:
            record = CLAUSES[paragraph.clause].record
            if record:
                last = record[-1]
                reported = Content.styled(f"\n    The real one, {last.date}: {last.words}", MUTED)
        return head + body + note + reported

    def do_plain_english(self) -> None:
        self._plain = not self._plain
        self.draw()

    def do_redline(self) -> None:
        self._marks = not self._marks
        self._plain = False
        self.draw()
