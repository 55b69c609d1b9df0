"""What an offer is worth to the seat that looks at it: the package by its books, and what hangs on it by its beliefs.

The same appraisal serves buying, selling, asking and countering; it never asks who proposed what (rulebook 3.4.2, 3.8.3).
"""

from __future__ import annotations

from functools import cached_property

from game.bargaining.riders import Hanging, gain_with, hanging, letter_for, standing, with_hanging
from game.bargaining.tables import Book, Noise, book_of
from game.rules.agreement import Lens
from game.rules.characters import Character, typical
from game.rules.decisions import PLAIN, Package, Riders
from game.rules.scenario import Scenario
from game.rules.units import Seat, other
from game.rules.view import View
from game.rules.worth import lens_of


class Appraiser:
    """The eyes of one seat at one moment; with ``noise`` they misjudge each clause a little, always alike."""

    def __init__(self, scenario: Scenario, view: View, noise: Noise = ()) -> None:
        self._scenario, self.view, self._noise = scenario, view, noise
        self._hung: dict[Riders, tuple[Hanging, ...]] = {PLAIN: ()}

    @cached_property
    def book(self) -> Book:
        """What every package gains, $ millions, with the conditions that are in force already."""
        waiting = (one.contingent for one in self.view.agreement.waiting)
        return standing(
            self._bare, hanging(self._scenario, self.view, waiting, self.view.character.revenue, self._bare)
        )

    @cached_property
    def _bare(self) -> Book:
        """The same without them."""
        return book_of(self._scenario, self.view, noise=self._noise)

    def hung(self, riders: Riders) -> tuple[Hanging, ...]:
        """An offer's contingent clauses as the seat weighs them."""
        if riders not in self._hung:
            self._hung[riders] = hanging(
                self._scenario, self.view, riders.contingents, self.view.character.revenue, self._bare
            )
        return self._hung[riders]

    def their_hung(self, riders: Riders) -> tuple[Hanging, ...]:
        """The same as the usual kind of the other side would weigh them."""
        revenue = typical(other(self.view.seat)).revenue
        return hanging(self._scenario, self.view, riders.contingents, revenue)

    def book_with(self, riders: Riders) -> Book:
        """What every package gains with the offer's contingent clauses on it."""
        return with_hanging(self.book, self.hung(riders))

    def gain(self, package: Package, riders: Riders = PLAIN) -> int:
        """What an offer gains the seat over the agreement in force, $ millions."""
        if riders == PLAIN:
            return self.book.gain_of(package)
        return gain_with(self.book, package, self.hung(riders)) + self.letters(riders)

    def letters(self, riders: Riders) -> int:
        """What an offer's side letters are worth to the seat."""
        return sum(
            letter_for(
                self.view, letter, self.view.seat, self.lens(letter.seat), self.lens(other(letter.seat))
            )
            for letter in riders.letters
        )

    def their_letters(self, riders: Riders) -> int:
        """The same to the other side, as the seat imagines it."""
        them = other(self.view.seat)
        return sum(
            letter_for(self.view, letter, them, self.lens(letter.seat), self.lens(other(letter.seat)))
            for letter in riders.letters
        )

    def lens(self, seat: Seat) -> Lens:
        """How a seat looks at the agreement: its own character, or the usual kind across the table."""
        return self._lenses[seat]

    @cached_property
    def _lenses(self) -> dict[Seat, Lens]:
        found: dict[Seat, Lens] = {}
        for seat in (self.view.seat, other(self.view.seat)):
            character: Character = self.view.character if seat == self.view.seat else typical(seat)
            found[seat] = lens_of(self._scenario, self.view, character, seat)
        return found
