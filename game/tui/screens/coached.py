"""The tutorial's part of the game's screen: the line of coaching, the packages laid out for the table, and the way out.

In any other game there is nothing of it.
"""

from __future__ import annotations

from typing import Final

from game.desk.coaching import Cue, Lesson, lesson_of
from game.desk.content import Content
from game.desk.matters import Matter, package_of
from game.desk.moment import Moment
from game.desk.talk import last_offer
from game.desk.words import MUTED, hanging, lines
from game.rules.decisions import PLAIN
from game.rules.units import Seat
from game.session import Session
from game.tui.commands import COMMANDS, Command, key_words
from game.tui.screens.at_table import AtTable
from game.tui.widgets.rows import Rows

EDGE: Final = 2
"""Columns that the strip's edge takes."""
LAID: Final = ("lay-1", "lay-2", "lay-3")
"""The commands that lay a package out, in the order of the lesson's."""


class Coached(AtTable):
    """The part of the game's screen that coaches."""

    def __init__(self, session: Session, seat: Seat) -> None:
        super().__init__(session, seat)
        self._lesson: Lesson | None = lesson_of(session.header)

    def _coaching(self, moment: Moment, matter: Matter, width: int) -> Content | None:
        """What is said beside the question of the moment; ``None`` for nothing."""
        if self._lesson is None:
            return None
        cue = self._cue(moment, matter)
        parts = []
        if cue is not None:
            key = key_words(cue.key)
            said = hanging(
                "",
                f"{cue.say}\N{NO-BREAK SPACE}▸\N{NO-BREAK SPACE}{key}" if key else cue.say,
                width - EDGE,
                0,
            )
            parts.append(said.stylize("bold $primary", len(said) - len(key)) if key else said)
        if self.applies_to_table():
            parts.append(self._laid_out())
        return lines(*parts) if parts else None

    def _cue(self, moment: Moment, matter: Matter) -> Cue | None:
        """What the tutorial says now, and the key to press."""
        if self._lesson is None:
            return None
        return self._lesson.cue(
            moment.view, matter.topic, draft=self._drafted_anew(moment), advised=moment.advice.decisions
        )

    def _as_told(self, moment: Moment, matter: Matter) -> bool:
        """Do what the tutorial says, where it says something else than the adviser does; whether it did."""
        cue = self._cue(moment, matter)
        command = next(
            (one.id for one in COMMANDS.values() if cue and one.key == cue.key and self.applies(one)), ""
        )
        if cue is None or cue.key == "space" or not command:
            return False
        self.action_command(command)
        return True

    def _drafted_anew(self, moment: Moment) -> bool:
        """Whether the draft holds something that was not offered already."""
        if self._draft is None or moment.view.table is None:
            return False
        package = package_of(moment.view, self._draft.terms)
        return bool(package) and package != last_offer(moment.view, self.seat)

    def _laid_out(self) -> Content:
        """The packages that can be opened, each with its key, to be clicked as well."""
        assert self._lesson is not None
        found = [
            Content.assemble((str(n), "bold $primary"), " ", (laid.name.lower(), MUTED)).stylize(
                {"@click": f"screen.command('{LAID[n - 1]}')"}
            )
            for n, laid in enumerate(self._lesson.packages, 1)
        ]
        return Content("   ").join(found)

    def applies_to_table(self) -> bool:
        """Whether a package can be laid out now."""
        return self._lesson is not None and self._draft is not None

    def applies(self, command: Command) -> bool:
        if command.id == "skip":
            return self._lesson is not None and bool(self.session.questions())
        if command.id in LAID:
            return super().applies(command) and self.applies_to_table()
        return super().applies(command)

    def _lay(self, n: int) -> None:
        """Start the draft from a package that was laid out."""
        if self._lesson is None or self._draft is None or n > len(self._lesson.packages):
            return
        package = self._lesson.packages[n - 1].package
        now = self.moment.view.agreement.terms if self.moment is not None else {}
        self._draft.terms = {clause: term for clause, term in package if now.get(clause) != term}
        self._draft.riders, self._draft.tying = PLAIN, ""
        self.draw_desk("")
        rows = self.query_one("#matter-rows", Rows)
        rows.show(
            rows.rows, f"clause:{next(iter(self._draft.terms), '')}"
        )  # what they say of it is told of the row one is on

    def do_lay_1(self) -> None:
        self._lay(1)

    def do_lay_2(self) -> None:
        self._lay(2)

    def do_lay_3(self) -> None:
        self._lay(3)

    def do_skip(self) -> None:
        """Leave the tutorial for the menu, and do not offer it first any more."""
        self.app.remember(waiver=True)  # type: ignore[attr-defined]
        self.session.close()
        self.app.show_menu()  # type: ignore[attr-defined]
