"""What the screens with a timeline share: a cursor that goes through moments, by keys or by itself."""

from __future__ import annotations

from typing import Final

from textual.timer import Timer

from game.tui.screens.base import House

SPEEDS: Final = (1, 2, 4, 8, 16)
"""Moments a second."""
USUAL: Final = 1
"""Where in the speeds one begins."""


class Reeled(House):
    """A game, or two, moment by moment."""

    AUTO_FOCUS = "#timeline"

    def __init__(self) -> None:
        super().__init__()
        self._at = 0
        self._hover: int | None = None
        self._speed = USUAL
        self._playing: Timer | None = None

    @property
    def _many(self) -> int:
        """How many moments there are; none yet while a game is being made."""
        raise NotImplementedError

    def _draw(self) -> None:
        raise NotImplementedError

    @property
    def _shown(self) -> int:
        """The moment that is shown: under the mouse, else under the cursor."""
        return self._at if self._hover is None else self._hover

    @property
    def _pace(self) -> str:
        """How fast it goes by; empty while it does not."""
        return f"▸ {SPEEDS[self._speed]} a second" if self._playing is not None else ""

    def _go(self, i: int) -> None:
        if self._many:
            self._hover = None
            self._at = min(max(i, 0), self._many - 1)
            self._draw()

    def do_moment_on(self) -> None:
        self._go(self._at + 1)

    def do_moment_back(self) -> None:
        self._go(self._at - 1)

    def do_to_the_start(self) -> None:
        self._go(0)

    def do_to_the_end(self) -> None:
        self._go(self._many - 1)

    def do_play(self) -> None:
        if self._playing is not None:
            self._pause()
            self._draw()
        elif self._many:
            self._run()
            self._go(0 if self._at == self._many - 1 else self._at)

    def _run(self) -> None:
        if self._playing is not None:
            self._playing.stop()
        self._playing = self.set_interval(1 / SPEEDS[self._speed], self._tick)

    def _pause(self) -> None:
        if self._playing is not None:
            self._playing.stop()
            self._playing = None

    def _tick(self) -> None:
        if self.app.screen is not self:
            return
        if self._at == self._many - 1:
            self._pause()
        self._go(self._at + (self._playing is not None))

    def do_faster(self) -> None:
        self._change_speed(1)

    def do_slower(self) -> None:
        self._change_speed(-1)

    def _change_speed(self, by: int) -> None:
        self._speed = min(max(self._speed + by, 0), len(SPEEDS) - 1)
        if self._playing is not None:
            self._run()
            self._draw()
