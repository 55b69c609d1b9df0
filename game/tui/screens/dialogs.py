"""Small dialogs over the screen: yes or no, a sentence, a line to type. Each closes by a plain key as well as Esc."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from rich.style import Style as RichStyle
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.events import Key
from textual.screen import ScreenResultType
from textual.widgets import Button, Input, Static

from game.desk.amounts import Amount
from game.desk.content import Content
from game.desk.row import Row
from game.desk.words import MUTED, fitted
from game.tui.screens.base import Dialog
from game.tui.widgets.rows import Rows

_PRESSED: Final = {"esc": "escape", "enter": "enter", "space": "space", **{key: key for key in "yn"}}
"""Keys of dialogs that a click can press."""


class Keys(Static):
    """The last row of a dialog: its own keys, over those of the screen below. A click on one presses it."""

    def __init__(self, *pairs: tuple[str, str]) -> None:
        super().__init__(Content("  ").join([self._hint(key, words) for key, words in pairs]), classes="keys")

    @property
    def link_style(self) -> RichStyle:
        return RichStyle.null()

    def _hint(self, key: str, words: str) -> Content:
        hint = Content.assemble((key, "bold $primary"), " ", words)
        pressed = _PRESSED.get(key.partition(" ")[0])
        return hint.stylize({"@click": f"app.simulate_key('{pressed}')"}) if pressed else hint


class Said(VerticalScroll):
    """What a dialog says. What does not fit is scrolled by the dialog's own keys."""

    def __init__(self, words: Content | str) -> None:
        super().__init__(Static(words), classes="said")


class Telling(Dialog[ScreenResultType]):
    """A dialog that says something, however long it is."""

    AUTO_FOCUS = "Button"
    BINDINGS = [
        Binding("up,k", "scroll(-1)", "Up", show=False),
        Binding("down,j", "scroll(1)", "Down", show=False),
        Binding("pageup", "scroll(-10)", "A page up", show=False),
        Binding("pagedown", "scroll(10)", "A page down", show=False),
    ]

    def action_scroll(self, by: int) -> None:
        self.query_one(Said).scroll_relative(y=by, animate=False)


class Confirm(Telling[bool]):
    """A question with yes and no. The key that is pressed without reading says no, and y says yes; the key that opened it says
    yes as well, where one is given."""

    AUTO_FOCUS = "#no"
    BINDINGS = [
        Binding("y", "answer(True)", "Yes", show=False),
        Binding("n,escape,q", "answer(False)", "No", show=False),
    ]

    def __init__(
        self, title: str, words: Content | str, yes: str = "Yes", no: str = "No", also: str = ""
    ) -> None:
        super().__init__()
        self._title, self._words, self._yes, self._no, self._also = title, words, yes, no, also

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as box:
            box.border_title = self._title
            yield Said(self._words)
            with Horizontal(classes="buttons"):
                yield Button(f"{self._yes} (y)", id="yes", compact=True)
                yield Button(f"{self._no} (n)", id="no", variant="primary", compact=True)
        yes = "y" + (f" or {self._also}" if self._also else "")
        yield Keys((yes, self._yes.lower()), ("n or enter", self._no.lower()), ("↑ ↓", "read"))

    def on_key(self, event: Key) -> None:
        if self._also and event.key == self._also:
            event.stop()
            self.dismiss(True)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")

    def action_answer(self, yes: bool) -> None:
        self.dismiss(yes)


class Leaving(Confirm):
    """Whether to leave although something is lost by it."""

    def __init__(self, lost: str) -> None:
        super().__init__("Leave?", lost, "Leave", "Stay", "ctrl+q")


class Tell(Telling[None]):
    """Something to be told: one sentence and a way on."""

    BINDINGS = [Binding("escape,enter,space,q", "close", "Close", show=False)]

    def __init__(self, title: str, words: Content | str, button: str = "Go on") -> None:
        super().__init__()
        self._title, self._words, self._button = title, words, button

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as box:
            box.border_title = self._title
            yield Said(self._words)
            with Horizontal(classes="buttons"):
                yield Button(f"{self._button} (enter)", id="yes", variant="primary", compact=True)
        yield Keys(("enter or space", self._button.lower()), ("↑ ↓", "read"))

    def on_button_pressed(self, event: Button.Pressed) -> None:
        self.dismiss(None)

    def action_close(self) -> None:
        self.dismiss(None)


class Choice(NamedTuple):
    """Something to choose: its id, what it is, what it does, and why it cannot be chosen now."""

    id: str
    label: str
    detail: str = ""
    closed: str = ""
    key: str = ""


class Pick(Dialog[str | None]):
    """A list to choose from, by number, by the choice's own key, or by mouse. What it does is said under the list."""

    BINDINGS = [Binding("escape,q", "close", "Close", show=False)]

    def __init__(self, title: str, choices: Sequence[Choice], words: Content | str = "") -> None:
        super().__init__()
        self._title, self._choices, self._words = title, tuple(choices), words

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as box:
            box.border_title = self._title
            if self._words:
                yield Static(self._words, classes="said")
            yield Rows(id="choose-rows")
            yield Static(id="choose-says", classes="said")
        keyed = any(choice.key for choice in self._choices)
        yield Keys(
            ("1 … 9 or letter" if keyed else "1 … 9", "choose"), ("enter", "choose"), ("esc", "leave it")
        )

    def on_mount(self) -> None:
        rows, number = [], 0
        wide = max(len(choice.label) for choice in self._choices)
        for choice in self._choices:
            number += not choice.closed
            own = number if not choice.closed and number < 10 else 0
            words = Content.assemble(
                (f"{own or ' '} ", "bold"),
                (f"{choice.label:<{wide}}", MUTED if choice.closed else ""),
                (f"  {choice.key}", MUTED if choice.closed else "bold $primary"),
                (f"  {fitted(choice.closed, 58 - wide)}" if choice.closed else "", MUTED),
            )
            rows.append(Row(choice.id, words, closed=bool(choice.closed), number=own))
        self.query_one(Rows).show(rows)
        self._say()

    def on_option_list_option_highlighted(self) -> None:
        self._say()

    def _say(self) -> None:
        current = self.query_one(Rows).current
        says = next((choice.detail for choice in self._choices if choice.id == current), "")
        self.query_one("#choose-says", Static).update(Content.styled(says or " ", MUTED))

    def on_key(self, event: Key) -> None:
        keyed = any(choice.key for choice in self._choices)
        for choice in self._choices:
            if choice.key and event.key == choice.key and not choice.closed:
                event.stop()
                self.dismiss(choice.id)
        if keyed and event.key in ("h", "j", "k", "l"):
            event.stop()  # letters choose here, all of them

    def on_rows_picked(self, event: Rows.Picked) -> None:
        self.dismiss(event.id)

    def action_close(self) -> None:
        self.dismiss(None)


class Ask(Dialog[str | None]):
    """A line to type: a few words."""

    BINDINGS = [Binding("escape", "close", "Close", show=False)]

    def __init__(self, title: str, hint: str, text: str = "", *, longest: int = 40) -> None:
        super().__init__()
        self._title, self._hint, self._text, self._longest = title, hint, text, longest

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as box:
            box.border_title = self._title
            yield Static(self._hint, classes="said")
            typed = Input(self._text, max_length=self._longest, compact=True, select_on_focus=False)
            typed.cursor_blink = False
            yield typed
            yield from self.below()
            with Horizontal(classes="buttons"):
                yield Button("Take it (enter)", id="yes", variant="primary", compact=True)
                yield Button("Leave it (esc)", id="no", compact=True)
        yield Keys(("enter", "take it"), ("esc", "leave it"))

    def below(self) -> ComposeResult:
        """What stands under the line."""
        yield from ()

    def on_mount(self) -> None:
        typed = self.query_one(Input)
        typed.value = self._text
        typed.cursor_position = len(self._text)

    def add(self, text: str) -> None:
        """More of what was typed before the line was there to take it."""
        self._text += text
        if self.is_mounted and (typed := self.query(Input)):
            typed.first().value += text
            typed.first().cursor_position = len(typed.first().value)

    def on_key(self, event: Key) -> None:
        if event.is_printable and event.character and not isinstance(self.focused, Input | Button):
            event.stop()
            self.add(event.character)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.take(event.value)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "yes":
            self.take(self.query_one(Input).value)
        else:
            self.dismiss(None)

    def take(self, text: str) -> None:
        """Give back what was typed."""
        self.dismiss(text)

    def action_close(self) -> None:
        self.dismiss(None)


class HowMuch(Ask):
    """A number to type. What is understood is said while it is typed; what is not stays, with a sentence."""

    def __init__(self, amount: Amount, text: str = "") -> None:
        super().__init__(amount.title, amount.hint, text, longest=16)
        self._amount = amount

    def below(self) -> ComposeResult:
        yield Static(id="understood")

    def on_mount(self) -> None:
        super().on_mount()
        self._say(self._text)

    def on_input_changed(self, event: Input.Changed) -> None:
        self._say(event.value)

    def _say(self, text: str) -> None:
        found = self._amount.read(text) if text.strip() else ""
        said = (
            Content.assemble("= ", (self._amount.shown(found), "bold"))
            if isinstance(found, int)
            else Content.styled(f"× {found}" if found else " ", "$error")
        )
        self.query_one("#understood", Static).update(said)

    def take(self, text: str) -> None:
        if not text.strip():
            self.dismiss(None)
        elif isinstance(self._amount.read(text), int):
            self.dismiss(text)
        else:
            self._say(text)
