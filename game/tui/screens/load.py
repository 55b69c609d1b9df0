"""Every saved game, with where it stands, and the famous ones that ship; one that cannot be opened says why."""

from __future__ import annotations

from typing import Final

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import OptionList, Static

from game.desk.content import Content
from game.desk.fame import where
from game.desk.row import Row
from game.desk.shelf import Kept, famous_shelf, shelf
from game.desk.words import MUTED
from game.files.saves import Famous
from game.tui.commands import LIST, Command
from game.tui.screens.base import House, bound
from game.tui.screens.dialogs import Tell
from game.tui.widgets.rows import Rows

TALL: Final = 34
"""Rows of the screen from which on there is room for all that is said of a famous game, and not only its paragraph."""
ABOUT: Final = (7, 14)
"""Rows below the list, on a low screen and on a tall one."""


class Load(House):
    """Saves to choose from."""

    WHERE = LIST
    BINDINGS = bound(LIST)

    def __init__(self) -> None:
        super().__init__()
        self._kept: tuple[Kept, ...] = ()
        self._marked: Kept | None = None
        """The first of two games to be set side by side."""

    def body(self) -> ComposeResult:
        with Vertical(classes="region list") as box:
            box.border_title = "Saved games"
            yield Static(id="empty")
            yield Rows(id="load-rows")
            yield Static(id="fame")

    def on_mount(self) -> None:
        own, shipped = shelf(), famous_shelf()
        self._kept = (*own, *shipped)
        self.query_one("#empty", Static).display = not own
        self.query_one("#empty", Static).update(
            Content.styled("No games of your own yet. Esc goes back; New game begins one.", MUTED)
        )
        rows = [Row(str(index), _row(kept)) for index, kept in enumerate(self._kept)]
        if shipped:
            head = Row("famous", Content.styled(f"\nFamous games ({len(shipped)})", "bold"), closed=True)
            rows.insert(len(own), head)
        self.query_one(Rows).show(rows)
        self.query_one(Rows).display = bool(rows)
        self.query_one("#fame", Static).display = bool(shipped)

    def on_resize(self) -> None:
        self._tell()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        self._tell()

    def _tell(self) -> None:
        """What is said of the game under the cursor."""
        tall = self.app.size.height >= TALL
        about = self.query_one("#fame", Static)
        about.styles.height = ABOUT[tall]
        kept = self._current()
        about.update(_about(kept.fame, tall) if kept is not None and kept.fame is not None else "")

    def _current(self) -> Kept | None:
        current = self.query_one(Rows).current
        return self._kept[int(current)] if current.isdigit() else None

    def applies(self, command: Command) -> bool:
        return command.id != "start" and super().applies(command)

    def on_rows_picked(self, event: Rows.Picked) -> None:
        kept = self._kept[int(event.id)]
        if kept.error:
            self.app.push_screen(Tell("This save cannot be opened", kept.error))
        elif kept.fame is not None:
            self.app.watch_game(kept.path)  # type: ignore[attr-defined]
        else:
            self.app.load_game(kept.path)  # type: ignore[attr-defined]

    def do_watch(self) -> None:
        kept = self._current()
        if kept is not None and not kept.error:
            self.app.watch_game(kept.path)  # type: ignore[attr-defined]

    def do_side_by_side(self) -> None:
        """Mark a game, then another, and both are set side by side; the same one once more, and it is set beside the game it left."""
        kept = self._current()
        if kept is None or kept.error:
            return
        marked, self._marked = self._marked, None
        if marked is None:
            self._marked = kept
        else:
            other = self._left(kept) if marked == kept else kept
            if other is not None:
                self.app.set_side_by_side(marked.path, other.path)  # type: ignore[attr-defined]
        box = self.query_one(".list")
        box.border_subtitle = (
            f"{kept.name} is marked; s on another sets them side by side" if self._marked else ""
        )

    def _left(self, kept: Kept) -> Kept | None:
        """The game on the shelf that a branch left."""
        above = self._kept[: self._kept.index(kept)]
        return next((one for one in reversed(above) if one.depth == kept.depth - 1), None)

    def do_back(self) -> None:
        self.dismiss(None)


def _row(kept: Kept) -> Content:
    name = kept.fame.title if kept.fame is not None else _hung(kept)
    return Content.assemble((f"{name:<28} ", "$error" if kept.error else "bold"), (kept.words, MUTED))


def _hung(kept: Kept) -> str:
    """A name, below and to the right of the game it left."""
    return f"{'  ' * (kept.depth - 1)}└ {kept.name}" if kept.depth else kept.name


def _about(game: Famous, whole: bool) -> Content:
    """What is said of a famous game; the whole of it where there is room."""
    said = [Content(f"\n{game.text}")]
    if whole:
        said.append(Content(f"\n{game.teaches}\n"))
        said += [Content.styled(where(moment), MUTED) for moment in game.moments]
    return Content("\n").join(said)
