"""Whole games, every step taken apart: reloaded, decided again, branched, looked at from both seats.

The rules alone first, then a session with its file (``tests/tools/apart.py``). A sample runs with the other tests; ``make heavy``
plays hundreds, ``make heavy HOURS=2`` new ones for two hours. A failure names the seed that repeats it.
"""

from __future__ import annotations

import random
from pathlib import Path

import msgspec
import pytest

from game.errors import Refusal
from game.files.canonical import canonical
from game.files.scenarios import load_scenario
from game.rules import engine
from game.rules.chance import Chance
from game.rules.facts import AnyFact, Moved
from game.rules.scenario import DRAWN, WEATHERS, Scenario
from game.rules.state import State
from game.rules.stats import STATS
from game.rules.units import SEATS
from game.rules.view import view_of
from tests.books import check_books
from tests.tools.apart import take_apart

SCENARIO = load_scenario("first-refusal")
QUICK = load_scenario("first-refusal-quick")
FACTS = msgspec.json.Decoder(tuple[AnyFact, ...])
STATES = msgspec.json.Decoder(State)


def play_apart(seed: str, every: int = 1, scenario: Scenario = SCENARIO, weather: str = DRAWN) -> int:
    """One random game with every check after every step (or every ``every``-th); gives back its steps."""
    luck, chance = random.Random(seed), Chance(seed)
    state = engine.new_game(scenario, chance, engine.Setup(weather=weather))
    cash, steps = state.openai.cash, 0
    while questions := engine.ask(scenario, state):
        seat = luck.choice(questions).seat
        option = luck.choice(engine.legal(scenario, state, seat))
        drawn = {field: luck.randint(low, high) for field, low, high in option.ranges}
        decision = msgspec.structs.replace(option.decision, **drawn)
        before = canonical(state)
        facts, after = engine.step(scenario, state, seat, decision, chance)
        steps += 1
        check_books(facts, state.quarter)
        cash += sum(fact.by for fact in facts if isinstance(fact, Moved) and fact.stat == "openai.cash")
        if steps % every == 0:
            where = f"{seed}, step {steps}: {seat} {decision}"
            assert canonical(state) == before, f"{where} changed its own state"
            reloaded = STATES.decode(before)
            assert reloaded == state, f"{where}: the state does not survive being written"
            read = FACTS.decode(canonical(facts))
            assert read == facts, f"{where}: the facts do not survive being written"
            assert engine.apply(reloaded, read) == after, f"{where}: folding gives another state"
            assert engine.decide(scenario, reloaded, seat, decision, Chance(seed)) == facts, (
                f"{where}: decided otherwise"
            )
            assert after.openai.cash == cash, f"{where}: money moved without a fact"
            _within_ranges(after, where)
            for looking in SEATS:
                view_of(scenario, after, looking)
            with pytest.raises(Refusal):
                engine.decide(scenario, after, "nobody", decision, chance)
        state = after
        assert steps < 5000, f"{seed} does not end"
    assert engine.outcome(scenario, state, chance) is not None
    return steps


def _within_ranges(state: State, where: str) -> None:
    for stat in STATS.values():
        value = getattr(getattr(state, stat.section), stat.field)
        assert stat.low <= value <= stat.high, f"{where}: {stat.name} is {value}"


@pytest.mark.parametrize("weather", WEATHERS)
@pytest.mark.parametrize("n", range(3))
def test_a_random_game_holds_together_at_every_step(n, weather):
    play_apart(f"b2:sample-{n}", every=3, weather=weather)


@pytest.mark.parametrize("n", range(4))
def test_a_random_short_game_holds_together_at_every_step(n):
    play_apart(f"b2:short-{n}", every=3, scenario=QUICK)


@pytest.mark.heavy
@pytest.mark.parametrize("n", range(500))
def test_five_hundred_random_games_hold_together(n):
    play_apart(f"b2:heavy-{n}", weather=WEATHERS[n % 2])


@pytest.mark.heavy
@pytest.mark.parametrize("n", range(300))
def test_three_hundred_random_short_games_hold_together(n):
    play_apart(f"b2:heavy-short-{n}", scenario=QUICK)


# A session with its file


@pytest.mark.parametrize(("seed", "every"), [("sample-0", 30), ("sample-23", 15), ("sample-33", 30)])
def test_a_game_on_disk_holds_together_at_every_step(tmp_path: Path, seed: str, every: int):
    assert take_apart(tmp_path, seed, every).tried["steps"] > 1


@pytest.mark.heavy
@pytest.mark.parametrize("n", range(60))
def test_sixty_games_on_disk_hold_together_at_every_step(tmp_path: Path, n: int):
    assert take_apart(tmp_path, f"heavy-{n}").tried["steps"] > 2
