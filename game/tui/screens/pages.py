"""Plain pages: the news so far, your brief, all numbers, and what this game is and is not."""

from __future__ import annotations

from textual.binding import Binding

from game.debrief.figures import NAMES
from game.desk.brief import about_words, brief_words, news_words
from game.desk.content import Content
from game.rules.scenario import Scenario
from game.rules.view import View
from game.tui.screens.paper import Paper


class NewsPage(Paper):
    """Everything that happened, the latest quarter first."""

    def __init__(self, scenario: Scenario, told: list[tuple[int, str]]) -> None:
        super().__init__()
        self._scenario, self._told = scenario, told

    def title_words(self) -> str:
        return "News"

    def words(self) -> Content:
        return news_words(self._scenario, self._told, self.width)


class BriefPage(Paper):
    """Who you are, what you are scored on, and what is yours alone to know."""

    def __init__(self, scenario: Scenario, view: View, *, fresh: bool = False) -> None:
        super().__init__()
        self._scenario, self._view = scenario, view
        self._fresh = fresh
        """Whether the game has not been seen yet."""

    BINDINGS = [Binding("space,enter", "command('back')", "Begin", show=False)]

    def title_words(self) -> str:
        return f"Your brief: {NAMES[self._view.seat]}"

    def subtitle_words(self) -> str:
        return "space or enter to begin" if self._fresh else "space or enter closes"

    def words(self) -> Content:
        return brief_words(self._scenario, self._view)


class AboutPage(Paper):
    """What this is, and what it is not."""

    def title_words(self) -> str:
        return "About First Refusal"

    def words(self) -> Content:
        return about_words()
