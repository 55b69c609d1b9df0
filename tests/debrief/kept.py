"""A game that is recorded, with both seats played by hand: two amendments, then defaults to the end."""

from __future__ import annotations

from pathlib import Path

from game.rules.decisions import Decision
from game.rules.scenario import Scenario
from game.rules.units import Seat
from game.session import Session
from tests.worlds import Game, world


class Kept(Game):
    """A :class:`tests.worlds.Game` whose every decision goes through a session."""

    def __init__(self, scenario: Scenario, path: Path | None = None) -> None:
        seats = {"openai": "you", "microsoft": "you"}
        self.session = Session.new(scenario, "b2:kept", seats, path=path)
        super().__init__(scenario, self.session.chance)
        self.state = self.session.state

    def act(self, seat: Seat, *decisions: Decision) -> Kept:
        for decision in decisions:
            self.facts = self.session.act(seat, decision).facts
            self.state = self.session.state
        return self


def amended(path: Path | None = None, scenario: Scenario | None = None) -> Kept:
    """A game of six quarters, amended in the first and the third, that has reached its fifth (2026-Q1)."""
    game = Kept(scenario or world(quarters=6, openai={"cash": 90_000}), path)
    game.signs(("azure-commitment", 100), ("revenue-share", 1500), ("agi-trigger", "panel"))
    game.close()
    game.signs(("revenue-share", 1000), ("ip-scope", "models"))
    game.close()
    return game
