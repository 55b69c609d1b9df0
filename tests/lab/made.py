"""Games made by hand, for measures that are to be seen to fail."""

from __future__ import annotations

from typing import Any

from game.files.scenarios import load_scenario
from game.lab.balance import cells
from game.lab.evidence import Evidence, Look
from game.lab.measures import HEADLINE
from game.lab.watched import SERIES, Watched
from game.rules.dimensions import DIMENSIONS
from game.rules.units import MICROSOFT, OPENAI, SEATS

FLAGSHIP = load_scenario("first-refusal")
BOTS = {OPENAI: "bot:2", MICROSOFT: "bot:2"}


def game(
    seed: str = "b2:one", replay: int = 0, openai: float = 50, microsoft: float = 50, **otherwise: Any
) -> Watched:
    """A game in which nothing happened but what is said."""
    series = dict.fromkeys(SERIES, (1000,) * 24) | otherwise.pop("series", {})
    held: dict[str, Any] = {
        "seed": seed, "replay": replay, "first": "2025-Q1", "seats": BOTS, "ending": "renewed",
        "scores": {OPENAI: float(openai), MICROSOFT: float(microsoft)},
        "dimensions": {seat: {id: 50 for id, _ in DIMENSIONS[seat]} for seat in SEATS},
        "decisions": {OPENAI: 100, MICROSOFT: 100}, "tables": (), "signatures": 5, "distresses": 0, "major_incidents": 0,
        "determined": False, "cards": (), "reachable": 30, "fleet": (1900,) * 24, "series": series,
    }  # fmt: skip
    return Watched(**(held | otherwise))


def mirror(*games: Watched, **more: Any) -> Evidence:
    """What the mirror shows, and nothing else."""
    return Evidence(scenario=FLAGSHIP, mirror=games, **more)


def paper(scores: Any, seeds: int = 4, **otherwise: Any) -> Evidence:
    """A policy matrix: ``scores(seed number, OpenAI's policy, Microsoft's policy)`` gives both scores."""
    games = []
    for number in range(seeds):
        for lab, cloud in cells():
            openai, microsoft = scores(number, lab, cloud)
            seats = {OPENAI: f"policy:{lab}", MICROSOFT: f"policy:{cloud}"}
            asked = {"microsoft.other_demand": (1000 + 100 * number,) * 24}
            games.append(game(f"b2:w-{number}", 0, openai, microsoft, seats=seats, series=asked, **otherwise))
    return Evidence(scenario=FLAGSHIP, paper=tuple(games))


def look(joint: int = 120_000, middle: int = 60_000, openai: int = 60_000, term: int = 0) -> Look:
    """A look at a table where every headline clause has the term of that number at the Nash point."""
    return Look(
        nash=dict.fromkeys(HEADLINE, term), joint=joint, at_nash=(openai, joint - openai), middle=middle
    )
