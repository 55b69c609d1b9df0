"""Whatever is handed in from outside is accepted or answered in clear words: no traceback, within a second, within 200 MB.

A sample runs with the other tests; ``make heavy`` tries 52,000. A failure names the input: ``python -m tests.fuzz save 1 7`` makes
the first one of seed 7 again.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.errors import Damaged, GameError, Refusal
from game.files.deals import read_code
from game.files.moves import VERBS, read_move
from game.files.saves import Header, Step, write_save
from game.files.scenarios import read_scenario
from game.files.scripts import read_script
from game.rules.agreement import CLAUSES
from game.rules.decisions import Done
from game.rules.facts import Set
from game.rules.state import Pending
from game.session import Session
from tests.files.small import small_yaml
from tests.fuzz.targets import TARGETS
from tests.fuzz.trying import MOST_MEMORY, SLOWEST, tried, unclear

SAMPLE = {
    "save": 150, "scenario": 25, "script": 40, "move": 150, "decision": 300, "code": 40, "seat": 100, "tournament": 20, "command": 40,
    "program": 12, "famous": 40, "par": 100, "settings": 100,
}  # fmt: skip


@pytest.mark.parametrize("name", TARGETS)
def test_a_sample_is_accepted_or_answered_in_clear_words(name: str) -> None:
    found = tried(name, SAMPLE[name], seed=1)
    assert not found.wrong
    assert sum(found.answers.values()) == SAMPLE[name]


@pytest.mark.heavy
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("name", TARGETS)
def test_a_thousand_of_each_are_accepted_or_answered_in_clear_words(name: str, seed: int) -> None:
    """In a process of its own, so that the memory is theirs."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz", name, "1000", str(100 + seed)], capture_output=True, text=True, check=True
    )  # fmt: skip
    found = json.loads(done.stdout)
    assert not found["wrong"]
    assert found["slowest"] < SLOWEST
    assert found["memory"] < MOST_MEMORY


# What Hypothesis makes of nothing: texts, and words in the order of a move

_WORDS = st.one_of(
    st.sampled_from((*VERBS, *(f"{clause}={clause}" for clause in CLAUSES), "link=", "if=", "letter=", "note=", "start=", "mw=")),
    st.text(max_size=20),
    st.integers().map(str),
    st.tuples(st.sampled_from(tuple(CLAUSES)), st.text(max_size=10)).map("=".join),
)  # fmt: skip


@given(words=st.lists(_WORDS, max_size=8))
@settings(max_examples=150)
def test_any_words_are_a_move_or_none(words: list[str]) -> None:
    _answered(lambda: read_move(" ".join(words), "2025-Q1"))


@given(code=st.text(max_size=80) | st.lists(st.text(max_size=8), min_size=7, max_size=8).map(".".join))
@settings(max_examples=150)
def test_any_text_is_a_code_or_none(code: str) -> None:
    _answered(lambda: read_code(code))


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@given(
    steps=st.lists(_VALUES, max_size=4),
    rest=st.dictionaries(st.sampled_from(("seats", "setup", "seed")), _VALUES),
)
@settings(max_examples=60)
def test_any_values_are_a_script_or_none(steps: list[object], rest: dict[str, object]) -> None:
    text = json.dumps({"format": "script/1", "scenario": "first-refusal-quick", **rest, "steps": steps})
    _answered(lambda: read_script(text.encode(), "any.yaml"))


def _answered(read: Callable[[], object]) -> None:
    unclear_words = ""
    try:
        read()
    except GameError as error:
        unclear_words = unclear(error)
    assert not unclear_words


FOUND = {
    "par": (b'{"deal":"\xbd"}', b"[" * 4000),
    "seat": (b"bot:2/\x1b[31mhedger", b"policy:a\nb", b"\xff"),
    "command": (
        f"duplicate\nSAVE\n{'x' * 3000}".encode(),
        b"duplicate\nSAVE\n\x1b[31m",
        b"why\nSAVE\nopenai",
    ),
    "tournament": (b"bot:1\nbot:2\n--jobs\n" + b"1" * 2000,),
    "scenario": (
        b"scores: {a: 1, *b : 2, c: 3}\n",
        b"format: scenario/1\nagreement: {" + b"revenue-share" * 60 + b": {start: 1}}\n",
    ),
}
"""Inputs that were answered with a traceback, an escape or a page, before that was mended."""


@pytest.mark.parametrize(("name", "data"), [(name, data) for name in FOUND for data in FOUND[name]])
def test_what_was_found_once_is_answered_now(name: str, data: bytes, tmp_path: Path) -> None:
    _answered(lambda: TARGETS[name].read(data, tmp_path))


def test_a_save_that_promises_a_number_there_is_not_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "promised.jsonl"
    pending = Set(Pending(due=3, stat="openai.karma", by=1, why="?"))
    step = Step(by="openai", decision=Done(), facts=(pending,), state="0" * 16)
    scenario = read_scenario(small_yaml(), "small.yaml")
    write_save(
        path, Header(scenario=scenario, seed="b2:x", seats={"openai": "you", "microsoft": "you"}), (step,)
    )
    with pytest.raises(Damaged, match="cannot have happened"):
        Session.load(path)


def test_what_is_quoted_cannot_speak_to_the_terminal() -> None:
    with pytest.raises(Refusal) as refused:
        read_move("offer \x1b]0;owned\x07=1", "2025-Q1")
    assert str(refused.value).isprintable()
