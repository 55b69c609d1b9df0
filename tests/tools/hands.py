"""Two ways to play, with keys alone and with clicks alone on what can be read; and one that hits whatever key it hits."""

from __future__ import annotations

from random import Random

from game.desk.matters import Turn
from game.tui.commands import COMMANDS
from game.tui.screens.dialogs import Confirm
from game.tui.screens.quarter import Quarter
from game.tui.widgets.rows import Rows
from tests.tools.screens import painted
from tests.tui.conftest import Driver

MOST = 400
"""Deeds after which a game that goes on goes round in a circle."""


class Keys:
    """Presses keys and never touches the mouse."""

    def __init__(self, game: Driver) -> None:
        self._game = game

    async def _go(self, id: str) -> None:
        rows = self._game.screen.query_one(Rows)
        wanted = [row.id for row in rows.rows].index(id)
        while rows.highlighted != wanted:
            await self._game.press("down" if (rows.highlighted or 0) < wanted else "up")

    async def pick(self, id: str) -> None:
        """Pick a row."""
        await self._go(id)
        await self._game.press("enter")

    async def turn(self, id: str) -> None:
        """More of a row's value."""
        await self._go(id)
        await self._game.press("right")

    async def term(self, id: str) -> None:
        """Another term of a clause."""
        await self.pick(id)
        await self._game.press("down", "enter")

    async def command(self, id: str) -> None:
        """Give a command."""
        await self._game.press(COMMANDS[id].key.split(",")[0])

    async def yes(self) -> None:
        """Say yes, or go on."""
        await self._game.press("y" if isinstance(self._game.screen, Confirm) else "enter")


class Clicks:
    """Clicks on words and never presses a key."""

    def __init__(self, game: Driver) -> None:
        self._game = game

    async def _click(self, words: str, beside: str = "", *, lowest: bool = False) -> None:
        """Click on words on the screen; or on a sign behind them in their line."""
        lines = list(enumerate(painted(self._game.app).splitlines()))
        for y, line in reversed(lines) if lowest else lines:
            if words in line:
                x = line.index(words)
                await self._game.click(None, (line.index(beside, x + len(words)) if beside else x + 1, y))
                return
        raise AssertionError(f"nothing on the screen says {words!r}")

    def _words(self, id: str) -> str:
        row = next(row for row in self._game.screen.query_one(Rows).rows if row.id == id)
        return row.words.plain.split("\n")[0].strip()[:22].strip()

    async def pick(self, id: str) -> None:
        await self._click(self._words(id))

    async def turn(self, id: str) -> None:
        words = self._words(id)
        await self._click(words.split("  ")[0], "+")

    async def term(self, id: str) -> None:
        await self.pick(id)
        terms = self._game.screen.query_one(Rows)
        x, y = terms.region.offset
        await self._game.click(None, (x + 2, y + (terms.highlighted or 0) + 1))

    async def command(self, id: str) -> None:
        command = COMMANDS[id]
        await self._click(f"{command.key_words} {command.hint}", lowest=True)

    async def yes(self) -> None:
        app = self._game.app
        await self._click(
            "any key" if "any key" in painted(app) else "(y)" if "(y)" in painted(app) else "(enter)"
        )


async def play(game: Driver, hand: Keys | Clicks) -> list[str]:
    """Play until the game is over: something of everything. What was decided, in words."""
    done: set[str] = set()
    for _ in range(MOST):
        screen = game.screen
        if type(screen).__name__ == "EndingScreen":
            break
        if not isinstance(screen, Quarter):
            await hand.yes()
            continue
        rows = [row for row in screen.query_one(Rows).rows if not row.closed]
        match game.topic:
            case "events":
                await hand.pick(rows[-1].id)
            case "plan" if "plan" not in done:
                done.add("plan")
                await hand.turn("train")
                await hand.pick("act:open-table")
                await hand.command("undo")
                await hand.pick("act:open-table")
                await hand.command("send")
            case "table" if "table" not in done:
                done.add("table")
                await hand.command("compare")
                deeds = screen._matter.deeds if screen._matter is not None else {}
                await hand.term(next(row.id for row in rows if isinstance(deeds.get(row.id), Turn)))
                await hand.command("offer")
            case "notices":
                await hand.command("carry-on")
            case _:
                await hand.command("default")
    else:
        raise AssertionError(f"after {MOST} deeds the game is not over, on {type(game.screen).__name__}")
    return [str(step.decision) for step in game.quarter.session.steps if step.by == game.quarter.seat]


KEYS = (
    *(["enter"] * 6), *(["down"] * 4), "up", "left", *(["right"] * 4), "escape", "space", "space", "y", *"123456", *"nuoapcsdkwtz",
    *"LISGNBPTZ",
)  # fmt: skip
"""What the monkey hits: all that decides something, and nothing that leaves the game."""


async def hit(game: Driver, luck: Random, keys: int) -> None:
    """Hit keys at random, on rows at random, and then play on as suggested until the game is over."""
    for _ in range(keys):
        if type(game.screen).__name__ == "EndingScreen":
            return
        rows = game.screen.query(Rows)
        if rows and rows.first().option_count and luck.random() < 0.3:
            rows.first().highlighted = luck.randrange(rows.first().option_count)
        await game.press(luck.choice(KEYS))
    await game.until("EndingScreen")
