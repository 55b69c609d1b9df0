"""Whole games between level-2 bots, their saves, and a reply at the table."""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from bench.clock import milliseconds
from game.files.scenarios import load_scenario
from game.session import Session, verify

SCENARIO = load_scenario("first-refusal")
SEATS = {"openai": "bot:2", "microsoft": "bot:2"}


def main() -> None:
    """Print the figures of games and saves."""
    games, replies = [], []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.jsonl"
        for n in range(7):
            begun = time.process_time()
            session = Session.new(SCENARIO, f"b2:bench-{n}", SEATS)
            while (question := session.waits_for_bot()) is not None:
                asked = time.process_time()
                decision = session.think(question)
                if question.topic == "table":
                    replies.append((time.process_time() - asked) * 1000)
                session.act(question.seat, decision)
            games.append((time.process_time() - begun) * 1000)
        session = Session.new(SCENARIO, "b2:bench-0", SEATS, path=path)
        session.play_bots()
        steps, size = len(session.steps), path.stat().st_size
        session.close()
        load = milliseconds(lambda: Session.load(path))
        verified = milliseconds(lambda: verify(path))
    game = statistics.median(games)
    print(f"two level-2 bots, 24 quarters: {game:.0f} ms a game (goal: under 500)")
    if replies:
        print(
            f"a reply at the table: {statistics.median(replies):.1f} ms, slowest {max(replies):.0f} ms (goal: under 100)"
        )
    print(f"a finished save: {steps} steps, {size / 1000:.0f} kB; loading {load:.0f} ms (goal: under 100)")
    print(f"verify: {verified:.0f} ms, {games[0] / verified:.1f} times as fast as the bots' game (goal: 5)")
