"""Small dialogs over the screen: yes or no, a form of a few fields, a number, words. Each closes by a plain key as well as Esc."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Static

from game.rules.decisions import Decision
from game.tui.matters import Form, turner
from game.tui.widgets.rows import Row, Rows
from game.tui.words import MUTED, bar


class Confirm(ModalScreen[bool]):
    """A question with yes and no."""

    BINDINGS = [
        Binding("y", "answer(True)", "Yes", show=False),
        Binding("n,escape,q", "answer(False)", "No", show=False),
    ]

    def __init__(self, title: str, words: Content | str, yes: str = "Yes", no: str = "No") -> None:
        super().__init__()
        self._title, self._words, self._yes, self._no = title, words, yes, no

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as box:
            box.border_title = self._title
            yield Static(self._words, classes="said")
            with Horizontal(classes="buttons"):
                yield Button(f"{self._yes} (y)", id="yes", variant="primary", compact=True)
                yield Button(f"{self._no} (n)", id="no", compact=True)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")

    def action_answer(self, yes: bool) -> None:
        self.dismiss(yes)


class Tell(ModalScreen[None]):
    """Something to be told: one sentence and a way on."""

    BINDINGS = [Binding("escape,enter,space,q", "close", "Close", show=False)]

    def __init__(self, title: str, words: Content | str, button: str = "Go on") -> None:
        super().__init__()
        self._title, self._words, self._button = title, words, button

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as box:
            box.border_title = self._title
            yield Static(self._words, classes="said")
            with Horizontal(classes="buttons"):
                yield Button(f"{self._button} (enter)", id="yes", variant="primary", compact=True)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        self.dismiss(None)

    def action_close(self) -> None:
        self.dismiss(None)


class Ask(ModalScreen[str | None]):
    """A line to type: a number or a few words."""

    BINDINGS = [Binding("escape", "close", "Close", show=False)]

    def __init__(
        self, title: str, hint: str, text: str = "", *, digits: bool = False, longest: int = 40
    ) -> None:
        super().__init__()
        self._title, self._hint, self._text = title, hint, text
        self._digits, self._longest = digits, longest

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as box:
            box.border_title = self._title
            yield Static(self._hint, classes="said")
            typed = Input(
                self._text,
                restrict=r"[0-9]*" if self._digits else None,
                max_length=self._longest,
                compact=True,
                select_on_focus=False,
            )
            typed.cursor_blink = False
            yield typed
            with Horizontal(classes="buttons"):
                yield Button("Take it (enter)", id="yes", variant="primary", compact=True)
                yield Button("Leave it (esc)", id="no", compact=True)

    def on_mount(self) -> None:
        self.query_one(Input).cursor_position = len(self._text)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        self.dismiss(self.query_one(Input).value if event.button.id == "yes" else None)

    def action_close(self) -> None:
        self.dismiss(None)


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

    def _line(self, field: Any) -> Content:
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
