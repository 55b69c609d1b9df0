"""A form over the screen: a row a field, and a last row that does it."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from game.rules.decisions import Decision
from game.tui.matters import Field, Form
from game.tui.screens.dialogs import Ask
from game.tui.widgets.rows import Row, Rows
from game.tui.words import MUTED, bar, turner


class Fill(ModalScreen[Decision | None]):
    """A form: a row a field, turned with ← and →; the last row does it."""

    BINDINGS = [Binding("escape,q", "close", "Close", show=False)]

    def __init__(self, form: Form) -> None:
        super().__init__()
        self._form = form
        self._values: dict[str, Any] = {
            field.name: field.choices[0][0] if field.choices else field.start for field in form.fields
        }

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as box:
            box.border_title = self._form.title
            yield Rows(id="form-rows")
            yield Static(classes="said", id="form-says")
            yield Static(
                Content.styled("← → change   shift more   digits type   esc leaves it", MUTED), classes="said"
            )

    def on_mount(self) -> None:
        self._draw()

    def _draw(self, highlight: str = "") -> None:
        rows = [Row(field.name, self._line(field), turns=True) for field in self._form.fields]
        rows.append(Row("done", Content.styled(f"▸ {self._form.button}", "bold")))
        self.query_one(Rows).show(rows, highlight)
        self.query_one("#form-says", Static).update(self._form.tell(self._values))

    def _line(self, field: Field) -> Content:
        value = self._values[field.name]
        less, more = turner(-1, "◂"), turner(1, "▸")
        if field.choices:
            words = dict(field.choices)[value]
            return Content.assemble(f"{field.title:<10}", less, f" {words} ", more)
        track = bar(value, field.low, field.high, 14)
        return Content.assemble(
            f"{field.title:<10}", less, f" {field.shown(value)} ", more, (f"  {track}", MUTED)
        )

    def on_rows_turned(self, event: Rows.Turned) -> None:
        field = next(f for f in self._form.fields if f.name == event.id)
        if field.choices:
            ids = [id for id, _ in field.choices]
            at = (ids.index(self._values[field.name]) + event.by) % len(ids)
            self._values[field.name] = ids[at]
        else:
            step = field.step * event.by
            value = self._values[field.name]
            stepped = (
                (value // field.step) * field.step + step if value % field.step and step > 0 else value + step
            )
            self._values[field.name] = min(max(stepped, field.low), field.high)
        self._draw()

    def on_rows_typed(self, event: Rows.Typed) -> None:
        field = next(f for f in self._form.fields if f.name == event.id)
        if field.choices:
            return

        def take(text: str | None) -> None:
            if text and text.isdigit():
                self._values[field.name] = min(max(int(text), field.low), field.high)
                self._draw()

        hint = f"{field.shown(field.low)} to {field.shown(field.high)}"
        self.app.push_screen(Ask(field.title, hint, event.digit, digits=True, longest=7), take)

    def on_rows_picked(self, event: Rows.Picked) -> None:
        if event.id == "done":
            self.dismiss(self._form.make(self._values))
        else:
            rows = self.query_one(Rows)
            rows.highlighted = min(len(rows.rows) - 1, (rows.highlighted or 0) + 1)

    def action_close(self) -> None:
        self.dismiss(None)
