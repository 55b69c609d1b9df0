"""The engine: random legal play, and what representing the state costs."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Callable
from typing import Any

import msgspec

from bench.clock import rate
from game.files.canonical import state_hash
from game.files.scenarios import load_scenario
from game.rules import engine
from game.rules.chance import Chance
from game.rules.state import State

SCENARIO = load_scenario("first-refusal")


def random_game(seed: int) -> int:
    """One game of random legal moves, without a record; gives back its decisions."""
    luck, chance = random.Random(seed), Chance(f"b2:bench-{seed}")
    state, decisions = engine.new_game(SCENARIO, chance), 0
    while questions := engine.ask(SCENARIO, state):
        seat = luck.choice(questions).seat
        option = luck.choice(engine.legal(SCENARIO, state, seat))
        decision = option.decision
        if option.ranges:
            drawn = {field: luck.randint(low, high) for field, low, high in option.ranges}
            decision = msgspec.structs.replace(decision, **drawn)
        _, state = engine.step(SCENARIO, state, seat, decision, chance)
        decisions += 1
    return decisions


def _games() -> Callable[[], int]:
    seeds = iter(range(1_000_000))
    return lambda: random_game(next(seeds))


def _open_spiel(name: str) -> Callable[[], int] | None:
    try:
        import pyspiel
    except ImportError:
        return None
    game, luck = pyspiel.load_game(name), random.Random(1)

    def play() -> int:
        state, decisions = game.new_initial_state(), 0
        while not state.is_terminal():
            if state.is_chance_node():
                state.apply_action(luck.choice(state.chance_outcomes())[0])
            else:
                state.apply_action(luck.choice(state.legal_actions()))
                decisions += 1
        return decisions

    return play


def representations() -> dict[str, float]:
    """Copies a second of OpenAI's section of the state, as each kind of value, with one field changed."""
    lab = engine.new_game(SCENARIO, Chance("b2:bench")).openai
    names = list(lab.__struct_fields__)
    values: dict[str, Any] = {name: getattr(lab, name) for name in names}
    frozen = dataclasses.make_dataclass("Frozen", [(name, Any) for name in names], frozen=True, slots=True)(
        **values
    )
    loose = dataclasses.make_dataclass("Loose", [(name, Any) for name in names], slots=True)(**values)
    import pydantic

    model = pydantic.create_model("Model", **dict.fromkeys(names, (Any, ...)))(**values)

    def copied(make: Callable[[], object]) -> Callable[[], int]:
        def work() -> int:
            for _ in range(500):
                make()
            return 500

        return work

    def struct_copy() -> object:
        new = lab.__copy__()
        new.cash = 1
        return new

    def slots_copy() -> object:
        new = object.__new__(type(loose))
        for name in names:
            setattr(new, name, getattr(loose, name))
        return new

    return {
        "msgspec struct, __copy__ and set (what the game uses)": rate(copied(struct_copy), seconds=0.2),
        "msgspec struct, replace": rate(copied(lambda: msgspec.structs.replace(lab, cash=1)), seconds=0.2),
        "frozen slots dataclass, replace": rate(
            copied(lambda: dataclasses.replace(frozen, cash=1)), seconds=0.2
        ),
        "slots dataclass, copied by hand": rate(copied(slots_copy), seconds=0.2),
        "pydantic model, model_copy": rate(copied(lambda: model.model_copy(update={"cash": 1})), seconds=0.2),
    }


def main() -> None:
    """Print the figures of the engine."""
    ours = rate(_games())
    print(f"random legal play, decisions a second: {ours:,.0f}")
    for name in ("bargaining", "negotiation"):
        play = _open_spiel(name)
        if play is None:
            print(f"  OpenSpiel's {name}: not installed (extra: bench)")
        else:
            theirs = rate(play)
            print(f"  OpenSpiel's {name} through Python: {theirs:,.0f}; ours is {ours / theirs:.2f} of it")
    state = engine.new_game(SCENARIO, Chance("b2:bench"))

    def hashes() -> int:
        for _ in range(100):
            state_hash(state)
        return 100

    def copies() -> int:
        for _ in range(500):
            State.copy(state)
        return 500

    print(f"whole states copied a second: {rate(copies):,.0f}; hashed: {rate(hashes):,.0f}")
    table = representations()
    best = max(table.values())
    print("a section of the state with one field changed, copies a second:")
    for kind, figure in sorted(table.items(), key=lambda row: -row[1]):
        print(f"  {figure:>12,.0f}  {figure / best:5.2f}  {kind}")
