"""The order sheet: what the player has turned on it and not sent, and the commands that seal a plan."""

from __future__ import annotations

from typing import Any

from game.desk.amounts import Amount
from game.desk.matters import Slider, sheet_decision, sheet_of
from game.desk.moment import Moment
from game.rules.decisions import Act, CloudPlan, Done, Plan, Undo
from game.rules.units import Seat
from game.session import Session
from game.tui.screens import dialogs
from game.tui.screens.playing import Playing


class OrderSheet(Playing):
    """The part of the game's screen that plans. Nothing turned is decided before the plan is sealed."""

    def __init__(self, session: Session, seat: Seat) -> None:
        super().__init__(session, seat)
        self._sheet: dict[str, Any] = {}

    def _turn_slider(self, moment: Moment, deed: Slider, by: int) -> None:
        sheet, _ = sheet_of(moment.view, moment.options)
        value = self._sheet.get(deed.name, sheet[deed.name])
        if deed.choices:
            at = deed.choices.index(str(value)) + (1 if by > 0 else -1)
            value = deed.choices[min(max(at, 0), len(deed.choices) - 1)]
        else:
            value = min(max(int(value) + by, deed.low), deed.high)
        self._set_slider(deed.name, value, sheet[deed.name])

    def _set_slider(self, name: str, value: int | str, was: int | str) -> None:
        if value == was:
            self._sheet.pop(name, None)
        else:
            self._sheet[name] = value

    def _type_number(self, deed: Slider, digit: str) -> None:
        moment = self.moment
        if deed.choices or moment is None:
            return
        sheet, _ = sheet_of(moment.view, moment.options)

        amount = Amount(f"{deed.title}: how much?", deed.low, deed.high, "%", lambda value: f"{value} %")

        def take(text: str | None) -> None:
            if text and isinstance(value := amount.read(text), int):
                self._set_slider(deed.name, value, sheet[deed.name])
                self.draw_desk("")

        self.app.push_screen(dialogs.HowMuch(amount, digit), take)

    def _plan_as_advised(self, moment: Moment) -> None:
        """Everything the adviser suggests, then the seal. A sheet the player has set stays."""
        for decision in moment.advice.decisions:
            if isinstance(decision, Plan | CloudPlan) and self._sheet:
                continue
            if not self.act(decision):
                return
        self.do_send()

    def do_send(self) -> None:
        """Seal the plan: the sheet if it was touched, then the end of the phase."""
        moment = self.moment
        if moment is None:
            return
        if self._sheet:
            sheet, _ = sheet_of(self.session.view(self.seat), self.session.legal(self.seat))
            if not self.act(sheet_decision(self.seat, {**sheet, **self._sheet})):
                return
        self._sheet = {}
        self.act(Done())

    def do_undo(self) -> None:
        self.act(Undo())

    def _is_last(self, row: str) -> bool:
        sealed = self.moment.view.sealed if self.moment else ()
        return bool(sealed) and isinstance(sealed[-1], Act) and row == f"act:{sealed[-1].action}"
