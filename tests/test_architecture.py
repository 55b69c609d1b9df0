"""The house stands: which way imports may flow, what may never enter the rules, and how little a command loads."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import grimp
import pytest

import game
from tests.purity import impurities

HERE = Path(__file__).parent.parent
RULES = HERE / "game" / "rules"

ROOMS = (
    "game.errors",
    "game.rules.units",
    "game.rules.chance",
    "game.rules.stats",
    "game.rules.state",
    "game.rules.decisions",
    "game.rules.facts",
    "game.rules.conditions",
    "game.rules.agreement",
    "game.rules.quarter",
    "game.rules.scenario",
    "game.rules.view",
    "game.rules.score",
    "game.rules.engine",
    "game.strict_yaml",
    "game.bargaining",
    "game.players",
    "game.files",
    "game.session",
    "game.debrief",
    "game.desk",
    "game.lab",
    "game.plain",
    "game.tui",
    "game.cli",
)

# Who may name these directly. The layers in pyproject.toml say what may stand on what; this says whose trade it is.
TRADES = {
    "game.files": {"session", "lab", "cli", "desk", "plain", "tui"},
    "textual": {"tui", "desk"},
    "rich": {"tui", "cli"},
    "pydantic": {"files"},
    "yaml": {"files", "strict_yaml"},
}

HEAVY_LIBRARIES = {"textual", "rich", "numpy", "pydantic"}


# The arrows


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_of_the_house_is_there(room: str) -> None:
    assert importlib.util.find_spec(room) is not None


def test_imports_flow_one_way() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [linter, "--no-logo", "--no-cache"], cwd=HERE, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("game", include_external_packages=True, cache_dir=None)


@pytest.mark.parametrize("module", sorted(TRADES))
def test_a_trade_is_plied_in_its_own_room(graph: grimp.ImportGraph, module: str) -> None:
    if module not in graph.modules:
        assert not module.startswith("game."), f"there is no {module}"
        return
    inside = {module} | (graph.find_descendants(module) if module.startswith("game.") else set())
    importers = {user for part in inside for user in graph.find_modules_that_directly_import(part)} - inside
    strangers = {user for user in importers if user.split(".")[1] not in TRADES[module]}
    assert not strangers, f"{module} is for {sorted(TRADES[module])}, not for {sorted(strangers)}"


# The rules


@pytest.mark.parametrize(
    "path", sorted(RULES.rglob("*.py")), ids=lambda path: path.relative_to(RULES).as_posix()
)
def test_the_rules_are_pure(path: Path) -> None:
    found = impurities(path.read_text(encoding="utf-8"))
    assert not found, "\n".join(f"{path.relative_to(HERE)}:{line}: {what}" for line, what in found)


@pytest.mark.parametrize(
    "source",
    [
        "share = 0.5",
        "share = 1e3",
        "half = whole / 2",
        "whole /= 2",
        "share = float(text)",
        "def worth(rate: float) -> int: ...",
        "part = 10 ** -3",
        "from math import sqrt",
        "import math; math.log(2)",
        "import random",
        "from os import path",
        "def late():\n    import time",
        "print(1)",
        "key = hash(name)",
        "key = id(name)",
        "for seat in {1, 2}: pass",
        "order = [x for x in set(names)]",
        "order = {x: 1 for x in frozenset(names)}",
        "order = list({x for x in names})",
        "order = ', '.join({'a', 'b'})",
        "order = (*{1, 2},)",
        "first, second = {1, 2}",
        "text = f'{ {1, 2} }'",
        "seen = set()\nfor name in seen: pass",
        "def all_of(names: frozenset[str]):\n    return tuple(names)",
        "def all_of(a, b):\n    return tuple(a.keys() & b.keys())",
        "def all_of(a, b):\n    return [x for x in set(a) - b]",
        "class Card:\n    tags: frozenset[str]\n    def words(self):\n        return list(self.tags)",
        "def names() -> set[str]: ...\nfor name in names(): pass",
        "seen = {1}\nfirst = seen.pop()",
        "best = max({1, 2}, key=worth)",
    ],
)
def test_the_search_for_impurity_finds(source: str) -> None:
    assert impurities(source)


@pytest.mark.parametrize(
    "source",
    [
        "half = whole // 2",
        "square = side ** 2",
        "from math import isqrt",
        "from hashlib import blake2b",
        "is_known = name in {'a', 'b'}",
        "seen = set(names)\nseen.add(1)\nhow_many = len(seen)",
        "order = sorted(set(names))",
        "order = sorted(x for x in {1, 2})",
        "total = sum(x for x in set(numbers))",
        "both = {*{1}, *{2}}",
        "for name in sorted({'a', 'b'}): pass",
        "for key in table.keys(): pass",
        "def worth(id: str) -> str:\n    return id",
        "class Card:\n    def __hash__(self) -> int:\n        return hash(self.id)",
        "def one():\n    seen = set()\ndef two(seen: tuple[str, ...]):\n    return list(seen)",
    ],
)
def test_the_search_for_impurity_leaves_in_peace(source: str) -> None:
    assert not impurities(source)


# What a command loads


def modules_loaded(*command: str | Path) -> set[str]:
    """The libraries that a Python command loads, by the interpreter's own account."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COV_")}
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *command],
        cwd=HERE,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    names = re.findall(r"^import time:.*\|\s*(\S+)$", done.stderr, re.MULTILINE)
    return {name.partition(".")[0] for name in names}


@pytest.mark.parametrize("module", ["game", "game.rules.engine", "game.cli"])
def test_importing_loads_no_heavy_library(module: str) -> None:
    assert not modules_loaded("-c", f"import {module}") & HEAVY_LIBRARIES


def test_what_the_plain_mode_shares_with_the_app_loads_no_library_that_draws() -> None:
    assert not modules_loaded("-c", "import game.desk.matters, game.desk.moment") & {"textual", "rich"}


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_asking_the_command_what_it_is_loads_no_heavy_library(option: str) -> None:
    script = Path(sys.executable).with_name("first-refusal")
    assert not modules_loaded(script, option) & HEAVY_LIBRARIES


def test_the_measure_of_loading_would_notice() -> None:
    assert modules_loaded("-c", "import textual.app") & HEAVY_LIBRARIES == {"textual", "rich"}


def test_one_version_everywhere() -> None:
    project = tomllib.loads((HERE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = subprocess.run(
        [sys.executable, "-m", "game", "--version"], cwd=HERE, capture_output=True, text=True, check=False
    )
    assert project["version"] == game.__version__
    assert game.__version__ in asked.stdout
