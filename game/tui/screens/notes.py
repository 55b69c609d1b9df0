"""The notes, as a page: what you found out, what they said, how the tables so far ended."""

from __future__ import annotations

from game.debrief.figures import when
from game.desk.content import Content
from game.desk.notes import pages
from game.rules.scenario import Scenario
from game.rules.view import View
from game.tui.screens.paper import Paper


class NotesPage(Paper):
    """Everything the seat has found out and been told."""

    def __init__(self, scenario: Scenario, view: View) -> None:
        super().__init__()
        self._scenario, self._view = scenario, view

    def title_words(self) -> str:
        return f"Your notes, {when(self._scenario, self._view.quarter)}"

    def words(self) -> Content:
        return pages(self._scenario, self._view, self.width)
