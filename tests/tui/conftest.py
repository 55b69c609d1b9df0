"""A running app to press keys in, and the few games the tests are about."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from game.desk.matters.draft import Sketch
from game.files.scenarios import load_scenario
from game.rules.decisions import Act, Done, Respond
from game.rules.scenario import Scenario
from game.rules.state import Table
from game.rules.units import OPENAI, SEATS, Seat
from game.rules.view import View
from game.session import Session
from game.tui import settings
from game.tui.app import FirstRefusal
from game.tui.screens.quarter import Quarter


@cache
def flagship() -> Scenario:
    return load_scenario("first-refusal")


def shortened(quarters: int) -> Scenario:
    """The flagship with fewer quarters."""
    scenario = flagship()
    return replace(scenario, quarters=replace(scenario.quarters, count=quarters))


def begun(
    seat: Seat,
    *,
    bot: str = "bot:2",
    seed: str = "harbour-7",
    scenario: Scenario | None = None,
    path: Any = None,
) -> Session:
    """A game in which a person sits in one seat."""
    seats = {s: "you" if s == seat else bot for s in SEATS}
    return Session.new(scenario or flagship(), seed, seats, path=path)


@cache
def _called() -> Session:
    session = begun(OPENAI)
    suggested = (
        Respond(card="tranche", choice="tell"), Respond(card="cheap-model", choice="cut"), Act(action="open-table"), Done(), Done(),
    )  # fmt: skip
    for decision in suggested:
        session.play_bots()
        session.act(OPENAI, decision)
    session.play_bots()
    return session


def tabled() -> Session:
    """OpenAI's first table has just been opened, as suggested but for that: the same game every time, and nobody has to play up to it."""
    game = _called()
    return game.as_it_stood(len(game.steps))


def over(session: Session, seat: Seat = OPENAI) -> Session:
    """A game that somebody has played to its end without looking."""
    while session.questions():
        session.play_bots()
        if session.question(seat) is not None:
            session.act(seat, Done())
    return session


MOST = 200
"""Times the tests wait for one thing."""


class Driver:
    """Presses keys and waits until nothing is under way any more; there are no sleeps."""

    def __init__(self, app: FirstRefusal, pilot: Any) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def screen(self) -> Any:
        return self.app.screen

    @property
    def quarter(self) -> Quarter:
        """The game's screen, also when something lies over it."""
        return next(s for s in self.app.screen_stack if isinstance(s, Quarter))

    @property
    def topic(self) -> str:
        moment = self.quarter.moment
        return moment.question.topic if moment is not None and moment.question is not None else ""

    @property
    def view(self) -> View:
        """What the player's seat sees now."""
        moment = self.quarter.moment
        assert moment is not None
        return moment.view

    @property
    def lying(self) -> Table:
        """The open table."""
        assert self.view.table is not None
        return self.view.table

    @property
    def draft(self) -> Sketch:
        """What the player has drafted at the table."""
        assert self.quarter._draft is not None
        return self.quarter._draft

    async def settle(self) -> None:
        await self.pilot.pause()
        for _ in range(MOST):
            if not any(
                isinstance(s, Quarter) and (s.counterpart.thinking or s.drawing)
                for s in self.app.screen_stack
            ):
                return
            await self.app.workers.wait_for_complete()
            await self.pilot.pause()
        raise AssertionError("the other side never stops thinking")

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def click(self, selector: Any, offset: tuple[int, int]) -> None:
        await self.pilot.click(selector, offset=offset)
        await self.settle()

    async def on(self, most: int = 60) -> None:
        """One default: what a player does who only ever presses the obvious key."""
        name = type(self.screen).__name__
        await self.press(
            {"Confirm": "y", "Letter": "space", "Tell": "enter", "Quarter": "space"}.get(name, "escape")
        )

    async def until(self, topic: str, most: int = 400) -> None:
        """Defaults until the game asks about something, or until a screen of that name is there."""
        for _ in range(most):
            name = type(self.screen).__name__
            if topic in (name, self.topic if name == "Quarter" else ""):
                return
            await self.on()
        raise AssertionError(f"never asked about {topic}")


Opens = Callable[..., AbstractAsyncContextManager[Driver]]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opens:
    """``async with opened(session, size) as game``: the app with the disclaimer read and the tutorial played."""
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")

    @asynccontextmanager
    async def open_(
        session: Session | None = None, size: tuple[int, int] = (120, 40), *, told: bool = True
    ) -> AsyncIterator[Driver]:
        if told:
            settings.write(settings.Settings(told=True, waiver=True))
        app = FirstRefusal(session, replays=False)
        async with app.run_test(size=size) as pilot:
            driver = Driver(app, pilot)
            await driver.settle()
            yield driver

    return open_
