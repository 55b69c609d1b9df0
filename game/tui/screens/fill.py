"""A form over the screen: a row a field, and a last row that does it."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static

from game.desk.amounts import Amount
from game.desk.content import Content
from game.desk.matters import Field, Form
from game.desk.row import Row
from game.desk.words import MUTED, bar, turner
from game.tui.screens.base import Dialog
from game.tui.screens.dialogs import HowMuch, Keys
from game.tui.widgets.rows import Rows


class Fill(Dialog[Any]):
    """A form: a row a field, turned with ← and →; the last row does it."""

    BINDINGS = [Binding("escape,q", "close", "Close", show=False)]

    def __init__(self, form: Form) -> None:
        super().__init__()
        self._form = form
        self._fields: tuple[Field, ...] = ()
        self._values: dict[str, Any] = {}
        self._wished: dict[str, int] = {}
        """The numbers as they were last set, which a narrower range holds back only while it is there."""
        self._refusal = ""
        self._adapt()

    def _adapt(self) -> None:
        """The fields as they are for what is filled in; one that asks for something else now begins anew."""
        form = self._form
        fields = form.adapts(self._values) if form.adapts is not None else form.fields
        before = {field.name: _range(field) for field in self._fields}
        for field in fields:
            if before.get(field.name) != _range(field):
                self._values[field.name] = _start(field)
                self._wished.pop(field.name, None)
        self._fields = fields

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as box:
            box.border_title = self._form.title
            yield Rows(id="form-rows")
            yield Static(classes="said", id="form-says")
        yield Keys(
            ("← →", "change"),
            *((("shift", "more"), ("digits", "type")) if any(field.unit for field in self._fields) else ()),
            ("enter", "next"),
            ("esc", "leave it"),
        )

    def on_mount(self) -> None:
        self._draw()

    def _hold(self) -> None:
        """Hold each number within its range as it is now."""
        for name, (low, high) in self._limits().items():
            wished = self._wished.setdefault(name, self._values[name])
            self._values[name] = min(max(wished, low), high)

    def _draw(self, highlight: str = "") -> None:
        self._hold()
        rows = [Row(field.name, self._line(field), turns=True) for field in self._fields]
        rows.append(Row("done", Content.styled(self._form.button, "bold")))
        self.query_one(Rows).show(rows, highlight)
        says = (
            Content.styled(f"× {self._refusal}", "$error") if self._refusal else self._form.tell(self._values)
        )
        self.query_one("#form-says", Static).update(says)

    def _limits(self) -> dict[str, tuple[int, int]]:
        limits = {field.name: (field.low, field.high) for field in self._fields if not field.choices}
        return {**limits, **self._form.limits(self._values)}

    def _line(self, field: Field) -> Content:
        value = self._values[field.name]
        less, more = turner(-1, "◂"), turner(1, "▸")
        if field.choices:
            words = dict(field.choices)[value]
            return Content.assemble(f"{field.title:<10}", less, f" {words} ", more)
        low, high = self._limits()[field.name]
        track = f"{bar(value, low, high, 14)} to {field.shown(high)}"
        return Content.assemble(
            f"{field.title:<10}", less, f" {field.shown(value)} ", more, (f"  {track}", MUTED)
        )

    def on_rows_turned(self, event: Rows.Turned) -> None:
        field = next(f for f in self._fields if f.name == event.id)
        self._refusal = ""
        if field.choices:
            ids = [id for id, _ in field.choices]
            at = min(max(ids.index(self._values[field.name]) + event.by, 0), len(ids) - 1)
            self._values[field.name] = ids[at]
        else:
            low, high = self._limits()[field.name]
            step = field.step * event.by
            value = self._values[field.name]
            stepped = (
                (value // field.step) * field.step + step if value % field.step and step > 0 else value + step
            )
            self._values[field.name] = self._wished[field.name] = min(max(stepped, low), high)
        self._adapt()
        self._draw()

    def on_rows_typed(self, event: Rows.Typed) -> None:
        if isinstance(self.app.screen, HowMuch):
            self.app.screen.add(event.digit)
            return
        field = next(f for f in self._fields if f.name == event.id)
        if field.choices or not field.unit:
            self.query_one("#form-says", Static).update(
                Content.styled("Turn this row with ← and →.", "$error")
            )
            return
        title = f"{self._form.title}: {field.title.lower()}"
        amount = Amount(title, *self._limits()[field.name], field.unit, field.shown)

        def take(text: str | None) -> None:
            if text and isinstance(value := amount.read(text), int):
                self._values[field.name] = self._wished[field.name] = value
                self._draw()
                self._go_on()

        self.app.push_screen(HowMuch(amount, event.digit), take)

    def on_rows_picked(self, event: Rows.Picked) -> None:
        if event.id == "done":
            made = self._form.make(self._values)
            self._refusal = self._form.refuses(made)
            if self._refusal:
                self._draw()
            else:
                self.dismiss(made)
        else:
            self._go_on()

    def _go_on(self) -> None:
        """To the next field, or to the row that does it."""
        rows = self.query_one(Rows)
        rows.highlighted = min(len(rows.rows) - 1, (rows.highlighted or 0) + 1)

    def action_close(self) -> None:
        self.dismiss(None)


def _range(field: Field) -> tuple[object, ...]:
    return (field.low, field.high, field.step, tuple(value for value, _ in field.choices))


def _start(field: Field) -> Any:
    return (field.begins or field.choices[0][0]) if field.choices else field.start
