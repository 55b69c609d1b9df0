"""Thinking about a deal: packages evaluated, an offer with its reasons, and a coach's drawing."""

from __future__ import annotations

import random
import statistics
import time

from bench.clock import milliseconds, rate
from game.bargaining import coach
from game.bargaining.appraisal import Appraiser
from game.bargaining.tables import book_of
from game.files.scenarios import load_scenario
from game.rules import engine
from game.rules.chance import Chance
from game.rules.decisions import Contingent, Offer, Package, Riders
from game.rules.units import MICROSOFT, OPENAI, SEATS
from game.rules.view import view_of
from game.session import Session

SCENARIO = load_scenario("first-refusal")


def packages(many: int, seed: int = 1) -> list[Package]:
    """Packages of one to eight clauses at random, from the agreement of January 2025."""
    luck = random.Random(seed)
    state = engine.new_game(SCENARIO, Chance("b2:bench"))
    book = book_of(SCENARIO, view_of(SCENARIO, state, OPENAI))
    ladders = {
        clause: options
        for block in book.layout.blocks
        for clause, options in zip(block.clauses, block.options, strict=True)
    }
    return [
        tuple(
            (clause, luck.choice(ladders[clause]))
            for clause in luck.sample(list(ladders), luck.randint(1, 8))
        )
        for _ in range(many)
    ]


def main() -> None:
    """Print the figures of bargaining."""
    state = engine.new_game(SCENARIO, Chance("b2:bench"))
    eyes = [Appraiser(SCENARIO, view_of(SCENARIO, state, seat)) for seat in SEATS]
    some = packages(500)

    def evaluated() -> int:
        for package in some:
            for eye in eyes:
                eye.gain(package)
        return len(some)

    print(f"packages evaluated for both seats: {rate(evaluated):,.0f} a second (goal: 20,000)")
    riders = Riders(
        contingents=(Contingent(clause="revenue-share-cap", term=60, trigger="sold", at=120, by=15),)
    )

    def conditional() -> int:
        for package in some:
            for eye in eyes:
                eye.gain(package, riders)
        return len(some)

    print(f"… with a contingent clause: {rate(conditional):,.0f} a second")
    figures = []
    for n in range(12):
        session = Session.new(SCENARIO, f"b2:offer-{n}", {"openai": "bot:2", "microsoft": "bot:2"})
        while (question := session.waits_for_bot()) is not None:
            begun = time.process_time()
            decision = session.think(question)
            if isinstance(decision, Offer):
                figures.append((time.process_time() - begun) * 1000)
            session.act(question.seat, decision)
    print(
        f"an offer with its reasons, thought from scratch: {statistics.median(figures):.1f} ms, slowest {max(figures):.0f} "
        f"of {len(figures)} (goal: under 50)"
    )
    view = view_of(SCENARIO, state, MICROSOFT)
    took = milliseconds(lambda: coach.board(SCENARIO, view, some[0][:2]))
    print(f"a coach's drawing: {took:.1f} ms (goal: under 50)")
