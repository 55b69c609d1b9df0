"""“Why?”: every number in a list that is typed into, and a page on one of them, with what moved it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input, Static

from game.debrief.causes import Causes
from game.debrief.figures import figure, title_for
from game.debrief.why_page import Page, Quarter, last_change, page_of, searched, silence
from game.desk.content import Content
from game.desk.naming import renamed
from game.desk.row import Row
from game.desk.words import MUTED, fitted, hanging
from game.rules.stats import STATS, Stat
from game.rules.units import OPENAI, Seat, other
from game.tui.screens.base import Dialog
from game.tui.screens.dialogs import Keys
from game.tui.screens.paper import Paper
from game.tui.widgets.rows import Rows

HEAD = 10
"""Columns for what stands before a sentence."""


class WhyPage(Paper):
    """What can be said of one number, or of several that are shown as one."""

    def __init__(self, causes: Causes, names: Sequence[str], seat: Seat | None) -> None:
        super().__init__()
        self._pages = [page_of(causes, name, seat) for name in names]

    def title_words(self) -> str:
        return f"Why? {' and '.join(page.title for page in self._pages)}"

    def words(self) -> Content:
        return Content("\n\n\n").join([page_words(page, self.width) for page in self._pages])


def page_words(page: Page, width: int) -> Content:
    """The page of a number as a screen shows it."""
    head = Content.assemble((page.title, "bold"), ": ", (page.now, "bold $primary"))
    parts = [Content("\n").join([head, Content(page.words)])]
    notes = [hanging(Content.styled(name, MUTED), words, width, HEAD) for name, words in page.notes]
    parts.append(Content("\n").join(notes))
    parts += [Content("\n").join(_quarter(page, quarter, width)) for quarter in page.quarters]
    return Content("\n\n").join(parts)


def _quarter(page: Page, quarter: Quarter, width: int) -> Iterator[Content]:
    by = f"  ({quarter.by})" if quarter.by else ""
    yield Content.assemble((quarter.label, "bold $primary"), f"  {quarter.span}", (by, MUTED))
    for sign, words in quarter.causes:
        yield hanging(_amount(sign), words, width, HEAD + 2)
    if not quarter.causes:
        yield hanging("", silence(page, quarter), width, HEAD + 2, MUTED)
    if quarter.made_of:
        yield hanging("", "It is made of:", width, HEAD + 2, MUTED)
        for sign, words in quarter.made_of:
            yield hanging(_amount(sign), words, width, HEAD + 2)


def _amount(sign: str) -> Content:
    return Content.styled(f"{sign:>{HEAD}}", "bold")


class NumbersPage(Dialog[str | None]):
    """All the numbers: what is typed leaves those that it is part of; enter asks why."""

    AUTO_FOCUS = "Input"
    BINDINGS = [
        Binding("escape", "close", "Close", show=False),
        Binding("up", "step(-1)", "Up", show=False),
        Binding("down", "step(1)", "Down", show=False),
        Binding("pageup", "step(-8)", "A page up", show=False),
        Binding("pagedown", "step(8)", "A page down", show=False),
    ]

    def __init__(self, causes: Causes, seat: Seat | None) -> None:
        super().__init__()
        self._causes, self._seat = causes, seat
        self._stats = sorted(STATS.values(), key=self._rank)

    def _rank(self, stat: Stat) -> tuple[bool, int]:
        mine = self._seat or OPENAI
        sections = (mine, "relations", "world", other(mine))
        return self._causes.value(stat.name, self._seat) is None, sections.index(stat.section)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog numbers") as box:
            box.border_title = "Why is a number so?"
            typed = Input(placeholder="part of its name: cash, heat, trust, mission", compact=True)
            typed.cursor_blink = False
            yield typed
            yield Rows(id="numbers-rows")
            yield Static(id="numbers-says", classes="said")
        yield Keys(("type", "to find"), ("↑ ↓", "choose"), ("enter", "why"), ("esc", "back"))

    def on_mount(self) -> None:
        self._find("")

    def _find(self, text: str) -> None:
        wanted = text.strip().lower().split()
        kept = [stat for stat in self._stats if all(word in self._called(stat) for word in wanted)]
        self.query_one(Rows).show([Row(stat.name, self._line(stat)) for stat in kept])
        self._say()

    def _called(self, stat: Stat) -> str:
        """All that it is found by, the made-up names of companies among it."""
        title = title_for(stat.name, self._seat)
        return f"{searched(stat)} {title} {renamed(title)}".lower()

    def _line(self, stat: Stat) -> Content:
        value = self._causes.value(stat.name, self._seat)
        shown = figure(stat.name, value) if value is not None else "not told"
        quiet = MUTED if value is None else ""
        return Content.assemble(
            (f"{fitted(title_for(stat.name, self._seat), 40):<40}", quiet), (f"{shown:>18}", quiet or "bold")
        )

    def _say(self) -> None:
        name = self.query_one(Rows).current
        says = self.query_one("#numbers-says", Static)
        if not name:
            says.update(Content.styled("No number is called so.\n", MUTED))
            return
        moved = last_change(self._causes, name, self._seat)
        words = Content(STATS[name].words)
        says.update(
            Content("\n").join(
                [words, Content.styled(fitted(moved, 64) or "Nothing moved it lately.", MUTED)]
            )
        )

    def on_input_changed(self, event: Input.Changed) -> None:
        self._find(event.value)

    def on_option_list_option_highlighted(self) -> None:
        self._say()

    def on_input_submitted(self) -> None:
        self._open(self.query_one(Rows).current)

    def on_rows_picked(self, event: Rows.Picked) -> None:
        self._open(event.id)

    def _open(self, name: str) -> None:
        if name:
            self.app.push_screen(WhyPage(self._causes, (name,), self._seat))

    def action_step(self, by: int) -> None:
        rows = self.query_one(Rows)
        if rows.rows:
            rows.highlighted = min(max((rows.highlighted or 0) + by, 0), len(rows.rows) - 1)

    def action_close(self) -> None:
        self.dismiss(None)
