"""Small dialogs over the screen: yes or no, a sentence, a line to type. Each closes by a plain key as well as Esc."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Static


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
