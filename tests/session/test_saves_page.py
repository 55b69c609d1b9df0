"""docs/saves.md says nothing that is not so: its commands are run on a game, and its figures compared."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import msgspec
import pytest

from game.files.saves import FORMAT, lines, reading
from game.files.scenarios import load_scenario
from game.rules import engine
from game.rules.facts import QuarterBegan
from game.session import Session

PAGE = (Path(__file__).parents[2] / "docs" / "saves.md").read_text(encoding="utf-8")
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()]
TOOLS = ("bash", "jq", "b2sum", "sha256sum")


@pytest.fixture(scope="module")
def game(tmp_path_factory):
    """A short game in which something is signed, said and noted."""
    path = tmp_path_factory.mktemp("page") / "game.jsonl"
    seats = {"openai": "bot:2", "microsoft": "bot:2"}
    session = Session.new(load_scenario("first-refusal-quick"), "b2:page-2", seats, path=path)
    question = session.questions()[0]
    session.act(question.seat, msgspec.structs.replace(session.think(question), note="As good as any."))
    session.play_bots()
    session.close()
    return session


@pytest.fixture(scope="module")
def said(game):
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"{missing[0]} is not installed here")
    return {
        command: subprocess.run(
            ["bash", "-o", "pipefail", "-c", command], cwd=game.path.parent, capture_output=True, text=True, check=True
        ).stdout
        for command in COMMANDS
    }  # fmt: skip


def said_by(said: dict[str, str], part: str) -> str:
    (answer,) = (words for command, words in said.items() if part in command)
    return answer


def test_every_command_on_the_page_says_something(said):
    assert len(COMMANDS) == 11
    assert all(said.values()), [command for command, words in said.items() if not words]


def test_what_the_commands_say_is_so(game, said):
    rows = [json.loads(line) for line in game.path.read_text(encoding="utf-8").splitlines()]
    assert said_by(said, "ended").strip() == game.state.ending
    assert said_by(said, "b2sum").split()[0] == rows[3]["prev"]
    assert said_by(said, "sha256sum").split()[0] == rows[0]["scenario_sha"]
    assert said_by(said, '"signed"').count("\n") == len(game.state.agreement.amendments)
    assert "As good as any." in said_by(said, "decision.note")
    assert len(said_by(said, "[.n, .decision]").splitlines()) == sum(
        step.by == "microsoft" for step in game.steps
    )


def test_the_cash_it_counts_is_the_cash_there_was(game, said):
    state, counted = game.at(0), []
    for step in game.steps:
        for fact in step.facts:
            state = engine.apply(state, (fact,))
            if isinstance(fact, QuarterBegan):
                counted.append([fact.quarter, state.openai.cash])
    assert [json.loads(line) for line in said_by(said, "reduce").splitlines()] == counted
    by_reason = [json.loads(line) for line in said_by(said, "group_by").splitlines()]
    assert sum(by for _, by in by_reason) == game.state.openai.cash - game.at(0).openai.cash


def test_nothing_is_said_twice_in_it(game):
    rows = [json.loads(line) for line in game.path.read_text(encoding="utf-8").splitlines()[1:]]
    facts = [(row, fact) for row in rows for fact in row["facts"]]
    kinds = {fact["fact"] for _, fact in facts if isinstance(fact, dict)}
    assert {"laid-down", "said", "notice"} <= kinds
    assert not {"decided", "sealed", "moved"} & kinds
    for row, fact in facts:
        if isinstance(fact, list):
            assert [type(part) for part in fact] == [str, int, str]
        elif fact["fact"] == "spoke":
            assert row["decision"].get("package") != fact["package"]
        elif fact["fact"] in ("notice", "contract"):
            assert not {"", 0} & {part for part in fact[fact["fact"]].values() if not isinstance(part, list)}


def test_the_fields_it_explains_are_the_fields_there_are(game):
    first, step = (json.loads(line) for line in game.path.read_text(encoding="utf-8").splitlines()[:2])
    explained = set(re.findall(r"^\| (`.*?`) \|", PAGE, re.MULTILINE))
    names = {name for cell in explained for name in re.findall(r"`([a-z_]+)`", cell)}
    assert first.keys() | step.keys() <= names


def test_its_figures_are_the_readers():
    assert f"| file | {reading.LARGEST_FILE >> 20} MB |" in PAGE
    assert f"| first line | {lines.LONGEST_HEADER >> 20} MB |" in PAGE
    assert f"| other lines | {lines.LONGEST_LINE >> 10} kB each |" in PAGE
    assert f"| steps | {lines.MOST_STEPS:,} |" in PAGE
    assert f"| depth | {lines.DEEPEST} brackets |" in PAGE
    for number in range(1, FORMAT + 1):
        assert f"\n| `save/{number}` |" in PAGE
