"""The market: charts of what the seat has seen so far, as many at a time as there is room for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from textual.app import ComposeResult
from textual.containers import Container
from textual.events import Resize
from textual.geometry import Size

from game.desk.market import charts
from game.rules.scenario import Scenario
from game.rules.view import View
from game.tui.commands import MARKET
from game.tui.screens.base import MIDDLE, House, bound
from game.tui.widgets.chart_pane import ChartPane

MOST: Final = 4
TALL: Final = 22
"""Rows from which on there are two charts below each other."""


def shape_of(size: Size) -> tuple[int, int]:
    """How many charts stand beside and below each other."""
    return 1 + (size.width >= MIDDLE), 1 + (size.height >= TALL)


class MarketPage(House):
    """The charts. Arrows choose one, enter says why its numbers are so."""

    WHERE = MARKET
    BINDINGS = bound(MARKET)
    AUTO_FOCUS = "#chart-0"

    def __init__(
        self, scenario: Scenario, view: View, past: Sequence[View], why: Callable[..., None]
    ) -> None:
        super().__init__()
        self._first = scenario.quarters.from_
        self._charts = charts(view, past)
        self._why = why
        self._at = 0
        self._shape = (1, 1)

    def body(self) -> ComposeResult:
        with Container(id="market"):
            for slot in range(MOST):
                yield ChartPane(slot)

    def on_mount(self) -> None:
        super().on_mount()
        self._draw()

    def on_resize(self, event: Resize) -> None:
        self._draw()

    @property
    def _slots(self) -> int:
        return self._shape[0] * self._shape[1]

    @property
    def _first_shown(self) -> int:
        return self._at // self._slots * self._slots

    def _draw(self) -> None:
        """The charts of the page that the chosen one is on."""
        self._shape = shape_of(self.app.size)
        market = self.query_one("#market", Container)
        market.styles.grid_size_columns, market.styles.grid_size_rows = self._shape
        first = self._first_shown
        for pane in self.query(ChartPane):
            at = first + pane.slot
            pane.display = pane.slot < self._slots and at < len(self._charts)
            if pane.display:
                pane.show(self._charts[at], self._first, f"{at + 1} of {len(self._charts)}")
        self._focus()

    def _focus(self) -> None:
        self.query_one(f"#chart-{self._at - self._first_shown}", ChartPane).focus()

    def _go(self, by: int) -> None:
        at, shown = self._at + by, self._first_shown
        if 0 <= at < len(self._charts):
            self._at = at
            self._focus() if self._first_shown == shown else self._draw()

    def on_chart_pane_chosen(self, event: ChartPane.Chosen) -> None:
        self._at = self._first_shown + event.slot

    def on_chart_pane_asked(self) -> None:
        self.do_why_chart()

    def do_chart_on(self) -> None:
        self._go(1)

    def do_chart_back(self) -> None:
        self._go(-1)

    def do_chart_below(self) -> None:
        self._go(self._shape[0])

    def do_chart_above(self) -> None:
        self._go(-self._shape[0])

    def do_why_chart(self) -> None:
        self._why(*self._charts[self._at].stats)

    def do_back(self) -> None:
        self.dismiss(None)
