"""How long the Old Hand thinks: its replies away from the table, over a game in each seat."""

from __future__ import annotations

import statistics
import time

from bench.clock import milliseconds
from game.files.scenarios import load_scenario
from game.players.leaning import UPRIGHT
from game.players.rehearsal import Rehearsal
from game.rules import engine
from game.rules.chance import Chance
from game.rules.decisions import CloudPlan, Plan
from game.rules.units import SEATS, other
from game.session import Session

SCENARIO = load_scenario("first-refusal")


def main() -> None:
    """Print the figures of thinking a quarter through."""
    chance = Chance("b2:bench")
    state = engine.new_game(SCENARIO, chance)
    head = Rehearsal(SCENARIO, "openai", UPRIGHT, chance)
    took = milliseconds(lambda: head.play(state, SCENARIO.quarters.count))
    print(f"a game of {SCENARIO.quarters.count} quarters gone through in the head: {took:.0f} ms")
    for seat in SEATS:
        plans: list[float] = []
        whole = 0.0
        session = Session.new(SCENARIO, "b2:bench-0", {seat: "bot:5", other(seat): "bot:2"})
        while (question := session.waits_for_bot()) is not None:
            begun = time.process_time()
            decision = session.think(question)
            spent = (time.process_time() - begun) * 1000
            whole += spent if question.seat == seat else 0
            if question.seat == seat and isinstance(decision, Plan | CloudPlan):
                plans.append(spent)
            session.act(question.seat, decision)
        print(
            f"{seat}'s Old Hand thinks {statistics.median(plans):.0f} ms before it lays a plan, at most {max(plans):.0f} "
            f"(goal: under 2,000), and {whole / 1000:.1f} s in a game"
        )
