"""What the seat knows of the other side, in two pages: the dossier, and the notes of what was said at the tables."""

from __future__ import annotations

from textual.containers import VerticalScroll

from game.debrief.figures import NAMES, when
from game.desk import dossier, notes
from game.desk.content import Content
from game.rules.scenario import Scenario
from game.rules.units import other
from game.rules.view import View
from game.tui.screens.paper import Paper


class NotesPage(Paper):
    """Everything the seat has found out, believes and has been told. A key turns from the dossier to the notes and back."""

    def __init__(self, scenario: Scenario, view: View) -> None:
        super().__init__()
        self._scenario, self._view = scenario, view
        self._noted = False
        """Whether the notes lie on top."""

    def title_words(self) -> str:
        quarter = when(self._scenario, self._view.quarter)
        if self._noted:
            return f"Your notes, {quarter}"
        return f"What you know of {NAMES[other(self._view.seat)]}, and how surely, {quarter}"

    def subtitle_words(self) -> str:
        return f"→ {'dossier' if self._noted else 'notes'} · esc closes"

    def words(self) -> Content:
        pages = notes.pages if self._noted else dossier.pages
        return pages(self._scenario, self._view, self.width)

    def do_turn_over(self) -> None:
        """Show the other page."""
        self._noted = not self._noted
        self.draw()
        self.query_one(VerticalScroll).scroll_home(animate=False)
