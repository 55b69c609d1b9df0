"""What stands beside the draft: what was said, the frontier as one believes it, what is owed. In tabs where there is no room.

The frontier is worked out in a thread when something was said; a turn of the draft only lays the draft into it.
"""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from textual.message import Message
from textual.worker import get_current_worker

from game.bargaining.coach import Coach
from game.desk import coach, notes
from game.desk.adviser import Worths
from game.desk.content import Content
from game.desk.matters import Sketch, package_of
from game.desk.matters.draft import hanging_on
from game.desk.owed import owed_entries, owed_heads
from game.desk.talk import said_entries
from game.desk.words import MUTED
from game.rules.units import Seat
from game.rules.view import View
from game.session import Session
from game.tui.commands import Command
from game.tui.screens.base import WIDE
from game.tui.screens.playing import Playing
from game.tui.widgets.desk import Desk
from game.tui.widgets.pane import Pane
from game.tui.widgets.tabs import Tab, Tabs

LOW: Final = 36
"""Rows of the terminal from which the frontier has room under the draft."""
HIGH: Final = 46
"""Rows of the terminal from which the frontier is drawn larger."""
FRAME: Final = 5
"""Columns of the frame, its padding and the scroll bar."""
DRAFT, SAID, FRONTIER, OWED = "draft", "said", "frontier", "owed"
TABS: Final = {
    DRAFT: ("tab-draft", "esc"),
    SAID: ("talk", "h"),
    FRONTIER: ("coach", "z"),
    OWED: ("tab-owed", "u"),
}
"""The tabs, each with its command and key; the draft first."""
READ: Final = ("talk", "coach")
"""What can be read at a table whoever's turn it is."""
_PANES: Final = {SAID: "#talk", FRONTIER: "#frontier", OWED: "#owed"}


class BesideTable(Playing):
    """The part of the game's screen that shows what stands beside the draft."""

    class Drawn(Message):
        """The frontier is worked out."""

        def __init__(self, drawn: Coach) -> None:
            super().__init__()
            self.drawn = drawn

    def __init__(self, session: Session, seat: Seat) -> None:
        super().__init__(session, seat)
        self._draft: Sketch | None = None
        self._tab = DRAFT
        self._heard: tuple[int, int] = (-1, 0)
        """The quarter, and how often the other side has spoken at its table, when that was last looked at."""
        self._arrived = False
        """Whether they have spoken since the desk was drawn."""
        self._read: dict[str, object] = {}
        """What each tab held when it was last looked at."""
        self._drawn: Coach | None = None
        self._worths: Worths | None = None
        self.drawing: View | None = None
        """The view that the frontier is being worked out from; ``None`` when nothing is."""

    @property
    def at_table(self) -> bool:
        """Whether there is a table to sit at."""
        view = self.moment.view if self.moment is not None else None
        return view is not None and view.phase == "table" and view.table is not None

    @property
    def tabbed(self) -> bool:
        """Whether the parts of the table lie behind each other."""
        return self.at_table and self.app.size.width < WIDE

    def applies(self, command: Command) -> bool:
        if command.id in READ and self.at_table:
            return True  # also while the other side thinks
        if command.id in ("tab-draft", "tab-owed"):
            return self.tabbed
        return super().applies(command)

    # The layout

    def lay_out(self) -> None:
        """Set where the parts of the table are."""
        at_table, tabbed = self.at_table, self.tabbed
        self._hear()
        if not tabbed and self._tab != DRAFT:
            self._show_tab(DRAFT)
        if not at_table:
            self._read.clear()
        self.set_class(at_table, "-table")
        self.set_class(tabbed, "-tabs")
        self.set_class(at_table and not tabbed and self.coached, "-coach")
        self.set_class(self.app.size.height < LOW, "-low")
        self.set_class(self.app.size.height >= HIGH, "-high")
        for tab in TABS:
            self.set_class(tabbed and tab == self._tab, f"-tab-{tab}")
        for tab, pane in _PANES.items():
            found = self.query_one(pane, Pane)
            if found.can_focus != (tabbed and tab == self._tab):
                found.stand_alone(tabbed and tab == self._tab)

    def _hear(self) -> None:
        """Go back to the draft when they have spoken: what they say and change stands at its top."""
        view = self.moment.view if self.moment is not None else None
        if view is None or view.table is None or not self.at_table or not self._is_asked:
            return
        heard = view.quarter, sum(said.seat != self.seat for said in view.table.history)
        if heard == self._heard:
            return
        self._heard, self._arrived = heard, True
        if self._tab != DRAFT:
            self._tab = DRAFT
            self.call_after_refresh(self._focus_tab)

    @property
    def desk_room(self) -> int:
        """Columns a row of the desk may have; alone in its tab it has them all, also before it is laid out anew."""
        return max(30, self.app.size.width - FRAME if self.tabbed else self.query_one(Desk).room)

    def _show_tab(self, tab: str) -> None:
        """Go to a tab; the same again goes back to the draft."""
        self._tab = DRAFT if tab == self._tab else tab
        self.lay_out()
        self.draw_beside()
        self.refresh_hints()
        if self.app.screen is self or self._tab == DRAFT:
            self.call_after_refresh(self._focus_tab)

    def _focus_tab(self) -> None:
        part = self.query_one(_PANES.get(self._tab, "#matter-rows"))
        if part.display and self.app.screen is self:
            part.focus()

    def focus_next(self, selector: Any = "*") -> Any:
        """Tab goes to the next of the tabs where there are some."""
        return self._step_tab(1) if self.tabbed else super().focus_next(selector)

    def focus_previous(self, selector: Any = "*") -> Any:
        return self._step_tab(-1) if self.tabbed else super().focus_previous(selector)

    def _step_tab(self, by: int) -> None:
        names = list(TABS)
        to = names[(names.index(self._tab) + by) % len(names)]
        self._show_tab(to)

    def do_tab_draft(self) -> None:
        if self.tabbed and self._tab != DRAFT:
            self._show_tab(DRAFT)

    def do_tab_owed(self) -> None:
        if self.tabbed:
            self._show_tab(OWED)

    # What stands there

    def draw_beside(self) -> None:
        """Draw what stands beside the table anew: the said, the frontier, the owed, and the tabs."""
        moment = self.moment
        if moment is None:
            return
        scenario, view = self.session.scenario, moment.view
        self.query_one("#owed", Pane).show(
            "Owed, due and noted",
            lambda width, _: [*owed_entries(scenario, view, width), *notes.lines(scenario, view, width)],
            "l and j for all",
        )
        if not self.at_table:
            return
        self.query_one("#talk", Pane).show(
            "What was said",
            lambda width, _: said_entries(scenario, view, width, alone=self.tabbed),
            "h for all",
        )
        self.lay_draft()
        self._draw_tabs(view)

    def _draw_tabs(self, view: View) -> None:
        if not self.tabbed:
            return
        held = self._held(view)
        for tab, things in held.items():
            if tab == self._tab or tab not in self._read:
                self._read[tab] = things if tab in (self._tab, OWED, DRAFT) else ()
        self.query_one(Tabs).show(
            [
                Tab(command, key, tab, tab == self._tab, self._read.get(tab, ()) != held.get(tab, ()))
                for tab, (command, key) in TABS.items()
            ],
            "tab: the next",
        )

    def _held(self, view: View) -> dict[str, object]:
        """What there is to read in each tab, to be told from what there was; in the draft's, that it is one's turn."""
        assert view.table is not None
        offers = tuple(said.package for said in view.table.history if said.move == "offer")
        return {
            DRAFT: (self._is_asked, len(view.table.history)),
            SAID: tuple((said.seat, said.move) for said in view.table.history),
            FRONTIER: offers,
            OWED: tuple(owed_heads(self.session.scenario, view)),
        }

    @property
    def _is_asked(self) -> bool:
        return self.moment is not None and self.moment.question is not None

    # The frontier

    def _have_drawn(self, view: View) -> None:
        """Have the frontier worked out beside the screen, unless it is there or under way."""
        if self.drawing is not None or (self._drawn is not None and self._drawn.view is view):
            return
        self.drawing = view
        self.run_worker(partial(self._work_out, view), group="coach", thread=True, exit_on_error=False)

    def _work_out(self, view: View) -> None:
        worker = get_current_worker()
        drawn = Coach(self.session.scenario, view)
        if not worker.is_cancelled:
            self.post_message(self.Drawn(drawn))

    def on_beside_table_drawn(self, event: Drawn) -> None:
        """Lay the draft into it."""
        event.stop()
        self.drawing = None
        self._drawn, self._worths = event.drawn, Worths(self.session.scenario, event.drawn.view)
        self.draw_beside()

    def coach_for(self, view: View) -> Coach:
        """The coach of this moment, worked out here and now if it is not there yet."""
        if self._drawn is None or self._drawn.view is not view:
            self._drawn, self._worths = (
                Coach(self.session.scenario, view),
                Worths(self.session.scenario, view),
            )
        return self._drawn

    def lay_draft(self) -> None:
        """Lay the draft into the frontier, where that is shown."""
        if (
            self.moment is not None
            and self.at_table
            and self.coached
            and (not self.tabbed or self._tab == FRONTIER)
        ):
            self._have_drawn(self.moment.view)
            self._draw_frontier(self.moment.view)

    def _draw_frontier(self, view: View) -> None:
        pane = self.query_one("#frontier", Pane)
        drawn, worths = self._drawn, self._worths
        if drawn is None or worths is None or drawn.view.table is None:
            pane.show(coach.TITLE, lambda width, height: [Content.styled("The coach is drawing …", MUTED)])
            return
        sketch = self._draft or Sketch()
        seen = drawn.board(package_of(view, sketch.terms), hanging_on(view, sketch)["draft"])
        pane.show(
            coach.TITLE,
            lambda width, height: coach.coach_lines(drawn.view, seen, worths, width, height),
        )
        pane.border_subtitle = "" if self.tabbed else "z puts it away"

    def do_coach(self) -> None:
        if self.tabbed:
            if not self.coached:
                self.call_coach(True)
            self._show_tab(FRONTIER)
            return
        self.call_coach(not self.coached)
        self.lay_out()
        self.call_after_refresh(self.draw_beside)

    def do_talk(self) -> None:
        from game.tui.screens.talk import TalkPage

        if self.tabbed:
            self._show_tab(SAID)
        elif self.moment is not None:
            self.app.push_screen(TalkPage(self.session.scenario, self.moment.view))
