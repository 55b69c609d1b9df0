"""A framed chart: it takes the focus, and enter or a click asks why its numbers are so."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Click, Focus
from textual.message import Message
from textual.widgets import Static

from game.desk.chart import drawn
from game.desk.content import Content
from game.desk.market import Chart


class ChartPane(Vertical, can_focus=True):
    """Shows one chart as large as it is. The keys are the screen's."""

    class Chosen(Message):
        """It has the focus now."""

        def __init__(self, slot: int) -> None:
            super().__init__()
            self.slot = slot

    class Asked(Message):
        """The player clicked on it."""

    def __init__(self, slot: int) -> None:
        super().__init__(id=f"chart-{slot}", classes="region chart")
        self.slot = slot
        self._chart: Chart | None = None
        self._first = ""

    def compose(self) -> ComposeResult:
        yield Static()

    def show(self, chart: Chart, first: str, place: str) -> None:
        """Show a chart; ``first`` is the game's first quarter, ``place`` which of how many it is."""
        self._chart, self._first = chart, first
        self.border_title, self.border_subtitle = chart.title, place
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def on_focus(self, event: Focus) -> None:
        self.post_message(self.Chosen(self.slot))

    def on_click(self, event: Click) -> None:
        self.focus()
        self.post_message(self.Asked())

    def _draw(self) -> None:
        width, height = self.content_size
        if self._chart is not None and width > 0 and height > 0:
            rows = drawn(self._chart, self._first, width, height)
            self.query_one(Static).update(Content("\n").join(rows), layout=False)
