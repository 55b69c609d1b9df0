"""What all screens share: bindings, footer and palette from the register of commands."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.events import Resize
from textual.geometry import Size
from textual.screen import ModalScreen, Screen, ScreenResultType

from game.tui.commands import COMMANDS, Command, arrows, bindings_of, commands_of, letters_of
from game.tui.widgets.hints import Hints

MIDDLE, WIDE, FULL, VAST = 100, 118, 142, 172


class House(Screen[object]):
    """A screen of the app. ``WHERE`` names its kind in the register of commands."""

    WHERE = ""
    AUTO_FOCUS = "Rows, .paper"
    HORIZONTAL_BREAKPOINTS = [
        (0, "-narrow"),
        (MIDDLE, "-middle"),
        (WIDE, "-wide"),
        (FULL, "-full"),
        (VAST, "-vast"),
    ]

    _left_at: Size | None = None
    """How large the terminal was when something came to lie over the screen."""

    def body(self) -> ComposeResult:
        """What the screen shows between its first row and its footer."""
        yield from ()

    def compose(self) -> ComposeResult:
        # Textual finds out how wide a screen is when it lies there: without this it would be laid out and painted as a narrow one first.
        width = self.app.size.width
        self.add_class(next(name for least, name in reversed(self.HORIZONTAL_BREAKPOINTS) if least <= width))
        yield from self.body()
        yield Hints()

    def dismiss(self, result: object = None) -> AwaitComplete:
        """Close, once: a key that was pressed twice does not close what lay below as well."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()

    def on_mount(self) -> None:
        self.refresh_hints()

    def on_screen_suspend(self) -> None:
        self._left_at = self.app.size

    def on_screen_resume(self) -> None:
        self.app.has_come()  # type: ignore[attr-defined]
        if self._left_at not in (None, size := self.app.size):
            self.post_message(
                Resize(size, size)
            )  # what lies below is not laid out, so it was drawn for another width

    def applies(self, command: Command) -> bool:
        """Whether a command can be given now. Screens narrow this."""
        if command.id == "suspend" and not self.app.has_shell:  # type: ignore[attr-defined]
            return False
        return hasattr(self, f"do_{command.id.replace('-', '_')}")

    def commands(self) -> tuple[Command, ...]:
        """The commands that apply now, in the register's order."""
        return tuple(command for command in commands_of(self.WHERE) if self.applies(command))

    def refresh_hints(self) -> None:
        """Hint at what applies now."""
        self.query_one(Hints).show(self.commands())
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "command":
            return any(self.applies(COMMANDS[id]) for id in str(parameters[0]).split("|"))
        return True

    def action_command(self, ids: str) -> None:
        """Carry out the first of these commands that applies."""
        for id in ids.split("|"):
            if self.app.leaving:  # type: ignore[attr-defined]
                return
            if self.applies(COMMANDS[id]):
                getattr(self, f"do_{id.replace('-', '_')}")()
                return

    def do_help(self) -> None:
        from game.tui.screens.help import Help

        self.app.push_screen(Help(self.commands(), self.signs(), self.terms(), letters_of(self.WHERE)))

    def terms(self) -> tuple[tuple[str, str], ...]:
        """The words that need explaining now, each with what it means."""
        return ()

    def signs(self) -> tuple[tuple[str, str], ...]:
        """The signs that the screen uses now, each with what it means."""
        return ()

    def do_palette(self) -> None:
        self.app.action_command_palette()

    def drafted(self) -> str:
        """What would be lost by leaving, in a sentence; nearly always nothing, and empty."""
        return ""

    def do_quit(self) -> None:
        self.app.ask_to_leave()  # type: ignore[attr-defined]

    def do_suspend(self) -> None:
        self.app.wait_in_the_shell()  # type: ignore[attr-defined]

    def do_settings(self) -> None:
        from game.tui.screens.settings import SettingsScreen

        self.app.push_screen(SettingsScreen())

    def do_colours(self) -> None:
        self.app.switch_colours()  # type: ignore[attr-defined]


class Dialog(ModalScreen[ScreenResultType]):
    """Something small over a screen."""

    BINDINGS = arrows(dict(zip("jkhl", ("down", "up", "left", "right"), strict=True)))

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Close, once: a key that was pressed twice does not close what lay below as well."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()


def bound(where: str, *leave_out: str) -> list[BindingType]:
    """A screen's bindings, from the register."""
    return bindings_of(where, *leave_out)
