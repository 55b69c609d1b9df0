"""The first screen: begin, go on, look, leave. It is painted before anything heavy is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.events import Resize
from textual.geometry import Size
from textual.widgets import Static

from game import __version__
from game.desk.content import Content
from game.desk.lettering import lettered
from game.desk.row import Row
from game.desk.words import MUTED
from game.files.places import SUFFIX, save_folder
from game.tui.commands import MENU, Command
from game.tui.screens.base import House, bound
from game.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from game.desk.shelf import Kept

ROOM: Final = Size(80, 20)
"""What the large letters need."""
_DRY: Final = "Two companies that need each other, one agreement, six years."
_SMALL: Final = "Fiction from public reporting; see About"


class Menu(House):
    """New game, continue, load, about, quit."""

    WHERE = MENU
    BINDINGS = bound(MENU)
    AUTO_FOCUS = "Rows"

    def __init__(self) -> None:
        super().__init__()
        self._kept: Kept | None = None
        self._looked = False

    def body(self) -> ComposeResult:
        with Container(id="front"), Vertical(id="menu"):
            yield Static(id="title")
            yield Rows(id="menu-rows")
        yield Static(Content.styled(f"{_SMALL} · {__version__}", MUTED), id="small-print")

    def on_resize(self, event: Resize) -> None:
        large = event.size.width >= ROOM.width and event.size.height >= ROOM.height
        name = Content.styled(lettered("FIRST REFUSAL") if large else "First Refusal", "bold")
        # A line that two begin, each from its own end.
        rule = Content.assemble(("━" * 36, "$secondary"), ("━" * 36, "$accent")) if large else Content("")
        self.query_one("#title", Static).update(
            Content("\n").join([name, *([rule] if large else ()), Content.styled(_DRY, MUTED)])
        )

    def on_mount(self) -> None:
        # The shelf brings the rules with it, so the menu is painted first; the row it may fill keeps its place.
        self._looked = not any(save_folder().glob(f"*{SUFFIX}"))
        self.query_one(Rows).show(self._rows())

    def on_screen_resume(self) -> None:
        if not self._looked or self._kept is not None or any(save_folder().glob(f"*{SUFFIX}")):
            self.call_after_refresh(self._look)
        else:
            self.query_one(Rows).show(self._rows())

    def _look(self) -> None:
        from game.desk.shelf import last_unfinished

        self._kept, self._looked = last_unfinished(), True
        self.query_one(Rows).show(self._rows())
        self.refresh_hints()

    def _rows(self) -> list[Row]:
        rows = []
        if self._kept is not None:
            rows.append(("continue", "Continue", f"{self._kept.words} · {self._kept.name}"))
        elif not self._looked:
            rows.append(("continue", "Continue", "looking for your last game"))
        learn = ("tutorial", "The Waiver", "the tutorial: six minutes, one signature")
        taught = self.app.taught  # type: ignore[attr-defined]
        if not taught:
            rows.insert(0, learn)
        rows.append(("new-game", "New game", "a seat, a counterpart, a mandate"))
        rows.append(("load", "Load a game", "yours, their branches, and the famous ones"))
        if taught:
            rows.append(learn)
        rows.append(("about", "About", "what this is, and what it is not"))
        rows.append(("quit", "Quit", ""))
        return [
            Row(id, Content.assemble((f"{n} ", "bold"), f"{title:<14}", (words, MUTED)), number=n)
            for n, (id, title, words) in enumerate(rows, 1)
        ]

    def applies(self, command: Command) -> bool:
        if command.id == "continue" and self._kept is None:
            return False
        return super().applies(command)

    def on_rows_picked(self, event: Rows.Picked) -> None:
        self.action_command(event.id)

    def do_continue(self) -> None:
        if self._kept is not None:
            self.app.load_game(self._kept.path)  # type: ignore[attr-defined]

    def do_new_game(self) -> None:
        self.app.new_game()  # type: ignore[attr-defined]

    def do_tutorial(self) -> None:
        self.app.offer_tutorial()  # type: ignore[attr-defined]

    def do_load(self) -> None:
        from game.tui.screens.load import Load

        self.app.push_screen(Load())

    def do_about(self) -> None:
        from game.tui.screens.pages import AboutPage

        self.app.push_screen(AboutPage())
