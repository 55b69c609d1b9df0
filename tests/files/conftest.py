"""A scenario as small as one can be, and a short game played in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from game.files.places import SAVES_VARIABLE
from game.files.saves import Header, Recorder, Step, state_hash
from game.files.scenarios import read_scenario
from game.rules import engine
from game.rules.chance import Chance
from game.rules.scenario import Scenario
from tests.files.small import small_yaml

SEED = "b2:harbour-7"
SEATS = {"openai": "you", "microsoft": "bot:2/hedger"}


@pytest.fixture(scope="session")
def scenario() -> Scenario:
    return read_scenario(small_yaml(), "small.yaml")


@pytest.fixture(scope="session")
def played(scenario: Scenario) -> tuple[Step, ...]:
    """A whole game in which everybody does what is done by default, or now and then something else."""
    chance = Chance(SEED)
    state = engine.new_game(scenario, chance)
    steps: list[Step] = []
    while questions := engine.ask(scenario, state):
        seat, n = questions[0].seat, len(steps)
        options = engine.legal(scenario, state, seat)
        decision = engine.default(scenario, state, seat)
        if n % 3 == 0 and options:
            decision = chance.pick(options, "test", n).decision
        facts, state = engine.step(scenario, state, seat, decision, chance)
        steps.append(Step(by=seat, decision=decision, facts=facts, state=state_hash(state)))  # type: ignore[arg-type]
        assert len(steps) < 500
    return tuple(steps)


@pytest.fixture
def header(scenario: Scenario) -> Header:
    return Header(scenario=scenario, seed=SEED, seats=SEATS)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that saves are kept in."""
    made = tmp_path / "saves"
    monkeypatch.setenv(SAVES_VARIABLE, str(made))
    return made


@pytest.fixture
def record(header: Header, played: tuple[Step, ...], tmp_path: Path) -> Callable[[int], Path]:
    """Makes a save of the first so many steps."""

    def recorded(steps: int) -> Path:
        path = tmp_path / f"game-{steps}.jsonl"
        with Recorder.create(path, header) as recorder:
            for step in played[:steps]:
                recorder.append(step)
        return path

    return recorded
