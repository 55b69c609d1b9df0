"""Every saved game, with where it stands and how it went, and the famous ones that ship; one that cannot be opened says why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from textual import work
from textual.app import ComposeResult
from textual.containers import Container, Vertical, VerticalScroll
from textual.events import Resize
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, OptionList, Static
from textual.worker import get_current_worker

from game.desk.content import Content
from game.desk.fame import where
from game.desk.row import Row
from game.desk.shelf import (
    Kept,
    about_words,
    course_colour,
    famous_shelf,
    result_words,
    shelf,
    shelf_at_once,
    sparkline,
    where_words,
    who_words,
    worked_out,
)
from game.desk.words import MUTED, fitted
from game.errors import GameError
from game.files.saves import Famous, Glance, Result, put_away, rename
from game.rules.units import Seat
from game.tui.commands import LIST, Command
from game.tui.screens.base import House, bound
from game.tui.screens.dialogs import Ask, Confirm, Tell
from game.tui.widgets.rows import Rows

TALL: Final = 34
"""Rows of the screen from which on there is room for all that is said of a famous game, and not only its paragraph."""
SEAT, STANDS, CAME_TO, COURSE = 10, 18, 6, 12
"""Columns of a row after its name."""
LOOKED_AT: Final = 0.3
"""After so many seconds on a game that is over it is worked out how it came out."""
_EMPTY: Final = "No games of your own yet. Esc goes back; New game begins one."


class Load(House):
    """Saves to choose from."""

    WHERE = LIST
    BINDINGS = bound(LIST)

    class Known(Message):
        """How a game came out is known."""

        def __init__(self, path: Path, results: Mapping[Seat, Result]) -> None:
            super().__init__()
            self.path = path
            self.results = results

    class Seen(Message):
        """All of one's own games were looked at."""

        def __init__(self, own: tuple[Kept, ...]) -> None:
            super().__init__()
            self.own = own

    def __init__(self) -> None:
        super().__init__()
        self._kept: tuple[Kept, ...] = ()
        self._marked: Kept | None = None
        """The first of two games to be set side by side."""
        self._looking: Timer | None = None
        self._looked: set[Path] = set()
        """The games of which it was worked out here how they came out."""

    def body(self) -> ComposeResult:
        with Container(id="shelf"):
            with Vertical(classes="region", id="games") as box:
                box.border_title = "Saved games"
                find = Input(
                    placeholder="a part of its name, seat, scenario or ending", compact=True, id="find"
                )
                find.cursor_blink = False
                find.display = False
                yield find
                yield Static(id="empty")
                yield Rows(id="load-rows")
            with VerticalScroll(classes="region", id="fame"):
                yield Static(id="fame-words")

    def on_mount(self) -> None:
        self._read()

    def _read(self, highlight: str = "") -> None:
        """Look the saves up, and put the cursor on one of them by its name."""
        self._shelve(shelf_at_once(), highlight)
        if any(map(_unseen, self._kept)):
            self._look_through()

    def _shelve(self, own: tuple[Kept, ...], highlight: str) -> None:
        self._kept = (*own, *famous_shelf())
        at = next((n for n, kept in enumerate(self._kept) if kept.name == highlight), None)
        self._show("" if at is None else str(at))

    @work(thread=True, exclusive=True, group="shelf", exit_on_error=False)
    def _look_through(self) -> None:
        worker, own = get_current_worker(), shelf()
        if not worker.is_cancelled:
            self.post_message(self.Seen(own))

    def on_load_seen(self, event: Seen) -> None:
        """Put everything in its row; the cursor stays on its game."""
        kept = self._current()
        self._shelve(event.own, kept.name if kept is not None else "")

    def _show(self, highlight: str = "") -> None:
        words = self.query_one(Input).value.casefold().split()
        found = [
            (n, kept) for n, kept in enumerate(self._kept) if all(word in _searched(kept) for word in words)
        ]
        own = [(n, kept) for n, kept in found if kept.fame is None and not _unseen(kept)]
        unseen = [(n, kept) for n, kept in found if _unseen(kept)]
        shipped = [(n, kept) for n, kept in found if kept.fame is not None]
        says = (
            ""
            if own or unseen
            else "No game has that in it."
            if words and not shipped
            else ""
            if words
            else _EMPTY
        )
        empty = self.query_one("#empty", Static)
        empty.display = bool(says)
        empty.update(Content.styled(says, MUTED))
        rows = self._section("Still going", own[: (cut := _first_over(own))], blank=False)
        rows += self._section("Over", own[cut:], blank=bool(rows))
        rows += self._section("Being looked at", unseen, blank=bool(rows))
        rows += self._section(f"Famous games ({len(shipped)})", shipped, blank=True)
        self.query_one(Rows).show(rows, highlight)
        self.query_one(Rows).display = bool(rows)
        self._tell()

    def _section(self, title: str, found: Sequence[tuple[int, Kept]], *, blank: bool) -> list[Row]:
        if not found:
            return []
        head = Content.styled(f"{chr(10) if blank else ''}{title}", "bold $primary")
        width = (self.query_one(Rows).content_size.width or self.app.size.width - 6) - 1
        return [
            Row(title, head, closed=True),
            *[Row(str(n), _row(kept, width)) for n, kept in found],
        ]

    def on_resize(self, event: Resize) -> None:
        self.call_after_refresh(self._show)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        self._tell()

    def _tell(self) -> None:
        """What is said of the game under the cursor."""
        kept = self._current()
        told = self.query_one("#fame-words", Static)
        width = (told.content_size.width or 70) - 1
        if kept is None:
            told.update("")
        elif kept.fame is not None:
            told.update(_about(kept.fame, self.app.size.height >= TALL))
        else:
            told.update(about_words(kept, width))
        if self._looking is not None:
            self._looking.stop()
        if kept is not None and self._wanting(kept):
            self._looking = self.set_timer(LOOKED_AT, lambda: self._look_into(kept.glance))

    def _wanting(self, kept: Kept) -> bool:
        """Whether it is not known how a game came out that is over, or not against par, which may be known by now."""
        if kept.glance is None or not kept.finished or kept.path in self._looked:
            return False
        results = kept.glance.results
        return not results or (kept.fame is None and not any(result.known for result in results.values()))

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _look_into(self, glance: Glance) -> None:
        self._looked.add(glance.path)
        worker, results = get_current_worker(), worked_out(glance)
        if results and not worker.is_cancelled:
            self.post_message(self.Known(glance.path, results))

    def on_load_known(self, event: Known) -> None:
        """Put in its row how a game came out."""

        def told(kept: Kept) -> Kept:
            if kept.path != event.path or kept.glance is None:
                return kept
            return kept._replace(glance=kept.glance._replace(results=event.results))

        self._kept = tuple(map(told, self._kept))
        self._show()

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

    # Finding

    def do_find_game(self) -> None:
        find = self.query_one(Input)
        find.display = True
        find.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        self._show()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.query_one(Rows).focus()

    def _unfind(self) -> None:
        find = self.query_one(Input)
        find.value = ""
        find.display = False
        self.query_one(Rows).focus()

    # Tidying

    def do_rename_game(self) -> None:
        kept = self._own()
        if kept is None:
            return

        def take(typed: str | None) -> None:
            if typed and typed.strip():
                self._tidied(lambda: rename(kept.path, typed).stem)

        hint = "Lower-case words and digits, joined by hyphens."
        if left := self._branches(kept):
            hint = f"{hint} {left} no longer hang under it: a branch knows its game by name."
        self.app.push_screen(Ask("A name for this game", hint, kept.name, longest=60), take)

    def do_put_away(self) -> None:
        kept = self._own()
        if kept is None:
            return
        around = [one for one in self._kept if one.fame is None]
        at = around.index(kept)
        after = (around[at + 1 : at + 2] or around[at - 1 : at] or [kept])[0].name

        def answered(yes: bool | None) -> None:
            if yes:
                self._tidied(lambda: (put_away(kept.path), after)[1])

        words = f"{kept.name} is moved into the folder trash, beside the saves. Nothing is deleted."
        if left := self._branches(kept):
            words = f"{words} {left} stay, and hang under nothing."
        self.app.push_screen(Confirm("Put this game away?", words, "Put it away", "Keep it", "x"), answered)

    def _own(self) -> Kept | None:
        """The game under the cursor, if it is one's own; of one that ships it is said that it stays."""
        kept = self._current()
        if kept is not None and kept.fame is not None:
            self.app.push_screen(
                Tell("It stays", "The famous games ship with the game, and stay as they are.")
            )
            return None
        return kept

    def _branches(self, kept: Kept) -> str:
        """The games on the shelf that left this one, in words; empty when there are none."""
        origins = [one.glance.origin for one in self._kept if one.glance is not None and one.fame is None]
        count = sum(origin is not None and origin.save == kept.name for origin in origins)
        return f"{count} games that left it" if count > 1 else "The game that left it would" if count else ""

    def _tidied(self, done: object) -> None:
        try:
            name = done()  # type: ignore[operator]
        except GameError as error:
            self.app.push_screen(Tell("That cannot be done", str(error)))
            return
        self._unfind()
        self._read(name)

    # Side by side

    def do_side_by_side(self) -> None:
        """Mark a game, then another, and both are set side by side; the same one once more, and it is set beside the game it left."""
        kept = self._current()
        if kept is None or kept.error:
            return
        marked, self._marked = self._marked, None
        if marked is None:
            self._marked = kept
        else:
            other = self._left(kept) if marked.path == kept.path else kept
            if other is not None:
                self.app.set_side_by_side(marked.path, other.path)  # type: ignore[attr-defined]
        box = self.query_one("#games")
        box.border_subtitle = (
            f"{kept.name} is marked; s on another sets them side by side" if self._marked else ""
        )

    def _left(self, kept: Kept) -> Kept | None:
        """The game on the shelf that a branch left."""
        above = self._kept[: self._kept.index(kept)]
        return next((one for one in reversed(above) if one.depth == kept.depth - 1), None)

    def do_back(self) -> None:
        if self.query_one(Input).display:
            self._unfind()
        else:
            self.dismiss(None)


def _first_over(own: Sequence[tuple[int, Kept]]) -> int:
    """Where the games begin that are over: the first of a family in which nothing goes on."""
    going = [at for at, (_, kept) in enumerate(own) if not kept.finished]
    if not going:
        return 0
    return next((at for at in range(going[-1] + 1, len(own)) if not own[at][1].depth), len(own))


def _unseen(kept: Kept) -> bool:
    """Whether no more is known of it than that it is there."""
    return kept.glance is None and not kept.error


def _searched(kept: Kept) -> str:
    """Everything by which a game can be found."""
    title = kept.fame.title if kept.fame is not None else ""
    more = f"{kept.glance.title} {kept.glance.seed}" if kept.glance is not None else ""
    return f"{kept.name} {title} {kept.words} {more}".casefold()


def _row(kept: Kept, width: int) -> Content:
    """Name, seat, where it stands, what it came to, and its course."""
    glance = kept.glance
    name = kept.fame.title if kept.fame is not None else _hung(kept)
    if _unseen(kept):
        return Content.styled(fitted(name, width), "bold")
    if glance is None:
        return Content.assemble(
            (f"{fitted(name, 24):<25}", "$error"), (fitted(kept.words, width - 25), MUTED)
        )
    seat = 0 if kept.fame is not None else SEAT
    room = max(1, width - seat - STANDS - CAME_TO - COURSE - 1)
    who = who_words(glance) if " and " not in who_words(glance) else "both"
    return Content.assemble(
        (f"{fitted(name, room):<{room}} ", "bold"),
        (f"{who:<{seat}}" if seat else "", MUTED),
        (f"{fitted(where_words(glance), STANDS - 1):<{STANDS}}", "" if not kept.finished else MUTED),
        (f"{result_words(glance):<{CAME_TO}}", ""),
        (sparkline(glance, COURSE), course_colour(glance)),
    )


def _hung(kept: Kept) -> str:
    """A name, below and to the right of the game it left; what it has of that one's name goes without saying."""
    if not kept.depth or kept.glance is None or kept.glance.origin is None:
        return kept.name
    rest = kept.name.removeprefix(f"{kept.glance.origin.save}-")
    return f"{'  ' * (kept.depth - 1)}└ {'… ' if rest != kept.name else ''}{rest}"


def _about(game: Famous, whole: bool) -> Content:
    """What is said of a famous game; the whole of it where there is room."""
    said = [Content(game.text)]
    if whole:
        said.append(Content(f"\n{game.teaches}\n"))
        said += [Content.styled(where(moment), MUTED) for moment in game.moments]
    return Content("\n").join(said)
