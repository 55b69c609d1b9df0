"""What a waiver costs, or a bridge: a package drafted like an offer; for a waiver also what happens if it is not signed."""

from __future__ import annotations

from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static

from game.bargaining.tables import open_clauses
from game.desk.adviser import Worths
from game.desk.clauses import clause_title
from game.desk.content import Content
from game.desk.matters import package_of, turned_term
from game.desk.matters.table import end_of_ladder
from game.desk.row import Row
from game.desk.words import MUTED, turner
from game.rules.agreement import CLAUSES, Term
from game.rules.decisions import Answer, Bridge, Decision, Package
from game.rules.scenario import Scenario
from game.rules.view import View
from game.tui.screens.base import Dialog
from game.tui.screens.dialogs import Keys
from game.tui.widgets.rows import Rows


class _Price(Dialog[Decision | None]):
    """Rows of clauses to turn, and a last row that names the price."""

    BINDINGS = [Binding("escape,q", "close", "Close", show=False)]
    HEADING: ClassVar[str]

    def __init__(self, scenario: Scenario, view: View) -> None:
        super().__init__()
        self._scenario, self._view = scenario, view
        self._draft: dict[str, Term] = {}
        self._worths = Worths(scenario, view)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog tall") as box:
            box.border_title = self.HEADING
            yield Rows(id="form-rows")
            yield Static(id="form-says", classes="said")
        yield Keys(("← →", "change"), ("enter", "on, and name it"), ("esc", "leave it"))

    def on_mount(self) -> None:
        self._draw()

    def _more_rows(self) -> list[Row]:
        """Rows between the clauses and the last one."""
        return []

    def _decision(self, package: Package) -> Decision:
        """What naming this price decides."""
        raise NotImplementedError

    def _draw(self, note: str = "", current: str = "") -> None:
        rows = []
        for id, _ in open_clauses(self._scenario, self._view):
            now = self._view.agreement.terms[id]
            term = self._draft.get(id, now)
            moved = term != now
            words = Content.assemble(
                ("* " if moved else "  ", "bold"),
                f"{clause_title(id):<22}",
                turner(-1, "◂ "),
                (f"{CLAUSES[id].short(term):<17}", "bold $secondary" if moved else MUTED),
                turner(1, "▸ "),
                self._worths.mark(id, term),
            )
            rows.append(Row(id, words, turns=True))
        rows += self._more_rows()
        rows.append(Row("done", Content.styled("Name this price", "bold")))
        self.query_one(Rows).show(rows, current)
        package = package_of(self._view, self._draft)
        says = note or (self._worths.words(package) if package else "Turn a clause with ← and →.")
        self.query_one("#form-says", Static).update(says)

    def on_rows_turned(self, event: Rows.Turned) -> None:
        drafted = self._draft.get(event.id, self._view.agreement.terms[event.id])
        self._draft[event.id] = turned_term(self._scenario, event.id, drafted, event.by)
        self._draw(end_of_ladder(event.by) if self._draft[event.id] == drafted else "")

    def on_rows_picked(self, event: Rows.Picked) -> None:
        if event.id != "done":
            self._draw(current="done")
            return
        package = package_of(self._view, self._draft)
        if not package:
            self.query_one("#form-says", Static).update(
                Content.styled("× Change at least one clause.", "$error")
            )
            return
        self.dismiss(self._decision(package))

    def action_close(self) -> None:
        self.dismiss(None)


class Waiver(_Price):
    """What a waiver costs, and what happens to the notice if nobody signs it."""

    HEADING = "Waive, for a change in the agreement"

    def __init__(self, scenario: Scenario, view: View, notice: str) -> None:
        super().__init__(scenario, view)
        self._notice = notice
        self._otherwise: Literal["exercise", "waive"] = "exercise"

    def _more_rows(self) -> list[Row]:
        words = Content.assemble(
            f"{'  If they do not sign':<24}",
            turner(-1, "◂"),
            (f" {self._otherwise} ", "bold"),
            turner(1, "▸"),
        )
        return [Row("otherwise", words, turns=True)]

    def on_rows_turned(self, event: Rows.Turned) -> None:
        if event.id != "otherwise":
            return  # a clause, which the rows' own handler turns
        event.prevent_default()
        self._otherwise = "waive" if self._otherwise == "exercise" else "exercise"
        self._draw()

    def _decision(self, package: Package) -> Decision:
        return Answer(notice=self._notice, answer="waive-for", package=package, otherwise=self._otherwise)


class BridgeTerms(_Price):
    """What a bridge costs."""

    HEADING = "A bridge, for a change in the agreement"

    def _decision(self, package: Package) -> Decision:
        return Bridge(grant=True, package=package)
