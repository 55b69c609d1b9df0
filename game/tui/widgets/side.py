"""One side of the game: its numbers in fixed rows, exact, as a range or not at all, with what changed since last quarter."""

from __future__ import annotations

from typing import Final

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widgets import Static

from game.debrief.figures import seen, trend
from game.rules.stats import STATS
from game.rules.units import MICROSOFT, OPENAI, Seat
from game.rules.view import Band, View
from game.tui.words import MUTED, SEAT_COLOUR

OWN: Final = {
    OPENAI: (
        ("openai.cash", "Cash"),
        ("openai.net", "Net"),
        ("openai.revenue", "Revenue"),
        ("openai.unserved", "Unserved"),
        ("fleet", "Fleet"),
        ("openai.late_mw", "Late"),
        ("world.appetite", "Appetite"),
        ("openai.capability", "Capability"),
        ("world.rival", "Rival"),
        ("openai.safety", "Safety"),
        ("relations.openai_trust", "Trust"),
        ("openai.value", "Value"),
        ("openai.share", "Share"),
        ("openai.outside_share", "Non-Azure"),
        ("openai.talent", "Talent"),
        ("openai.staff_mood", "Staff mood"),
        ("openai.board_mood", "Board mood"),
        ("openai.investor_mood", "Investors"),
        ("openai.lab_capability", "In the lab"),
        ("world.hype", "Hype"),
        ("world.power_tight", "Power"),
        ("world.heat_antitrust", "Antitrust"),
        ("world.heat_safety", "Regulators"),
    ),
    MICROSOFT: (
        ("microsoft.cash_flow", "AI flow"),
        ("microsoft.ai_revenue", "AI revenue"),
        ("microsoft.capex", "AI capex"),
        ("microsoft.slots", "Slots"),
        ("microsoft.slots_used", "Promised"),
        ("microsoft.utilisation", "Utilised"),
        ("microsoft.bookings", "Bookings"),
        ("microsoft.access", "Access"),
        ("world.rival", "Rival"),
        ("microsoft.concentration", "On OpenAI"),
        ("relations.microsoft_trust", "Trust"),
        ("microsoft.share_price", "Shares"),
        ("microsoft.fear", "Capex fear"),
        ("microsoft.spare_mw", "Spare"),
        ("microsoft.ai_mw", "Own AI"),
        ("microsoft.capability", "Own model"),
        ("microsoft.board_patience", "Board"),
        ("microsoft.backlog", "Backlog"),
        ("microsoft.returns", "Returns"),
        ("world.appetite", "Appetite"),
        ("world.hype", "Hype"),
        ("world.power_tight", "Power"),
        ("world.heat_antitrust", "Antitrust"),
        ("world.heat_safety", "Regulators"),
    ),
}
"""A seat's own numbers, what matters most first: as many are shown as there are rows."""

THEIRS: Final = {
    OPENAI: (
        ("openai.cash", "Cash"),
        ("openai.revenue", "Revenue"),
        ("openai.net", "Net"),
        ("openai.unserved", "Unserved"),
        ("openai.capability", "Capability"),
        ("openai.azure_mw", "Azure"),
        ("openai.partner_mw", "Partners"),
        ("relations.openai_trust", "Trust"),
        ("openai.share", "Share"),
        ("openai.value", "Value"),
        ("openai.safety", "Safety"),
        ("openai.own_mw", "Own build"),
        ("openai.outside_share", "Non-Azure"),
        ("openai.profit_potential", "Potential"),
        ("openai.talent", "Talent"),
        ("openai.lab_capability", "In the lab"),
        ("openai.train", "Training"),
        ("openai.board_mood", "Board mood"),
        ("openai.staff_mood", "Staff mood"),
    ),
    MICROSOFT: (
        ("microsoft.slots", "Slots"),
        ("microsoft.access", "Access"),
        ("microsoft.capability", "Own model"),
        ("microsoft.ai_revenue", "AI revenue"),
        ("microsoft.fear", "Capex fear"),
        ("microsoft.concentration", "On OpenAI"),
        ("relations.microsoft_trust", "Trust"),
        ("microsoft.share_price", "Shares"),
        ("microsoft.capex", "AI capex"),
        ("microsoft.ai_mw", "Own AI"),
        ("microsoft.backlog", "Backlog"),
        ("microsoft.delivery_failures", "Failures"),
    ),
}
"""What a seat sees of the other, most telling first; the last of it only if the agreement shows it."""

_FLEET: Final = ("openai.azure_mw", "openai.partner_mw", "openai.own_mw")


class Side(Vertical, can_focus=True):
    """A framed column of numbers. ``own`` is the player's side. With the focus on it a cursor walks down it."""

    BINDINGS = [
        Binding("up", "step(-1)", "Up", show=False),
        Binding("down", "step(1)", "Down", show=False),
        Binding("enter", "ask", "Why?", show=False),
    ]

    class Asked(Message):
        """The player asked why numbers are what they are."""

        def __init__(self, names: tuple[str, ...]) -> None:
            super().__init__()
            self.names = names

    def __init__(self, *, own: bool, id: str) -> None:
        super().__init__(id=id, classes="region aside")
        self._own = own
        self._view: View | None = None
        self._before: View | None = None
        self._at = 0
        self._names: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        yield Static()

    def show(self, view: View, before: View | None) -> None:
        """Show one side as the view has it, and what has changed since ``before``."""
        self._view, self._before = view, before
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def on_focus(self) -> None:
        self._draw()

    def on_blur(self) -> None:
        self._draw()

    @property
    def pointed_at(self) -> tuple[str, ...]:
        """The numbers of the row under the cursor."""
        if not self._names:
            return ()
        name = self._names[min(self._at, len(self._names) - 1)]
        return _FLEET if name == "fleet" else (name,)

    def action_step(self, by: int) -> None:
        self._at = min(max(self._at + by, 0), max(0, len(self._names) - 1))
        self._draw()

    def action_ask(self) -> None:
        if self.pointed_at:
            self.post_message(self.Asked(self.pointed_at))

    def on_click(self, event: Click) -> None:
        row = event.screen_y - self.content_region.y
        if 0 <= row < len(self._names):
            self._at = row
            self.action_ask()

    def _draw(self) -> None:
        view = self._view
        if view is None:
            return
        seat: Seat = view.seat if self._own else (MICROSOFT if view.seat == OPENAI else OPENAI)
        name = "OpenAI" if seat == OPENAI else "Microsoft"
        self.border_title = f"{name} · you" if self._own else name
        since = f"since last {view.turns.word}" if self._own and self._before is not None else ""
        self.border_subtitle = "enter: why?" if self.has_focus else since
        self.set_class(seat == OPENAI, "-openai")
        self.set_class(seat == MICROSOFT, "-microsoft")
        width, height = self.content_size.width, self.content_size.height
        if not height:
            return
        rows = OWN[seat] if self._own else tuple(row for row in THEIRS[seat] if row[0] in view.numbers)
        self._names = tuple(name for name, _ in rows[:height])
        lines = [self._row(view, name, label, width, seat) for name, label in rows[:height]]
        if self.has_focus and lines:
            at = min(self._at, len(lines) - 1)
            lines[at] = Content.styled(f"{lines[at].plain:<{width}}", "$cursor-text on $cursor")
        self.query_one(Static).update(Content("\n").join(lines), layout=False)

    def _row(self, view: View, name: str, label: str, width: int, seat: Seat) -> Content:
        value, by = self._value(view, name)
        stat = "openai.azure_mw" if name == "fleet" else name
        shown = seen(stat, value, view.quarter) if value is not None else "?"
        moved = trend(stat, by)
        if not self._own:
            return Content.assemble(
                (f"{label:<11}", MUTED), (f"{shown:>{max(0, width - 11)}}", self._tone(value, seat))
            )
        return Content.assemble(
            (f"{label:<{width - 15}}", MUTED),
            (f"{shown:>8}", self._tone(value, seat)),
            (f" {moved:<6}", _colour(stat, by)),
        )

    def _tone(self, value: int | Band | None, seat: Seat) -> str:
        return SEAT_COLOUR[seat] if isinstance(value, int) else MUTED

    def _value(self, view: View, name: str) -> tuple[int | Band | None, int]:
        if name == "fleet":
            total = sum(view.number(part) for part in _FLEET)
            return total, total - sum(self._before.number(part) for part in _FLEET) if self._before else 0
        value = view.numbers.get(name)
        by = view.number(name) - self._before.number(name) if self._before and name in view.numbers else 0
        return value, by


_WORSE_UP: Final = frozenset(
    name
    for name in STATS
    if name
    in (
        "openai.unserved", "openai.late_mw", "world.rival", "microsoft.fear", "microsoft.capex", "world.power_tight",
        "world.heat_antitrust", "world.heat_safety", "microsoft.concentration",
    )
)  # fmt: skip
"""Numbers whose rise is bad news."""


def _colour(stat: str, by: int) -> str:
    if not by:
        return MUTED
    return "$success" if (by > 0) != (stat in _WORSE_UP) else "$error"
