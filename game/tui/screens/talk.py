"""The page of what was said at this table: every move with its reasons, and what hung on it."""

from __future__ import annotations

from game.debrief.figures import when
from game.desk.content import Content
from game.desk.talk import said_lines
from game.desk.words import MUTED
from game.rules.scenario import Scenario
from game.rules.view import View
from game.tui.screens.paper import Paper


class TalkPage(Paper):
    """The talk so far, the latest last, as one reads minutes."""

    def __init__(self, scenario: Scenario, view: View) -> None:
        super().__init__()
        self._scenario, self._view = scenario, view

    def title_words(self) -> str:
        return f"What was said, {when(self._scenario, self._view.quarter)}"

    def words(self) -> Content:
        entries = said_lines(self._scenario, self._view, self.width, newest_first=False, long="column")
        if not entries:
            return Content.styled("Nothing yet. Somebody will have to begin.", MUTED)
        return Content("\n\n").join([Content("\n").join(entry) for entry in entries])
