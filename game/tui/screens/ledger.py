"""The ledger, as a page."""

from __future__ import annotations

from game.debrief.figures import when
from game.desk.content import Content
from game.desk.ledger import Ledger
from game.rules.scenario import Scenario
from game.rules.view import View
from game.tui.screens.paper import Paper


class LedgerPage(Paper):
    """Everything that is owed or due."""

    def __init__(self, scenario: Scenario, view: View) -> None:
        super().__init__()
        self._scenario, self._view = scenario, view

    def title_words(self) -> str:
        return f"Ledger, {when(self._scenario, self._view.quarter)}"

    def words(self) -> Content:
        return Ledger(self._scenario, self._view, self.width).words()
