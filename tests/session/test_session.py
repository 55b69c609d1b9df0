"""One game in play: it is recorded before anyone is told, it can be loaded, branched and proved, and it forgets nothing."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any, cast

import msgspec
import pytest

from game.errors import Diverged, Refusal, SaveError
from game.files.canonical import state_hash
from game.files.saves import Step, read_save, write_save
from game.files.scenarios import load_scenario, read_scenario
from game.rules import engine
from game.rules.decisions import Accept, Decision, Done, Plan
from game.rules.facts import Moved
from game.rules.state import State
from game.session import STRIDE, Session, verify
from tests.files.small import small_yaml
from tests.worlds import any_decision

RANDOM = {"openai": "random", "microsoft": "random"}


def file(session: Session) -> Path:
    """Where a session is recorded."""
    assert session.path is not None
    return session.path


@pytest.fixture(scope="module")
def scenario():
    return load_scenario("first-refusal")


@pytest.fixture(scope="module")
def finished(scenario, tmp_path_factory):
    path = tmp_path_factory.mktemp("saves") / "finished.jsonl"
    session = Session.new(scenario, "b2:session-tests", RANDOM, path=path)
    session.play_bots()
    session.close()
    return session


def test_a_finished_game_has_an_outcome_and_nobody_is_asked(finished):
    assert finished.questions() == ()
    assert finished.outcome() is not None


def test_loading_a_save_folds_to_the_state_that_was_played(finished):
    assert Session.load(file(finished)).state == finished.state


def test_verifying_decides_every_step_again(finished):
    assert verify(file(finished)).state == finished.state


def test_the_same_seed_and_players_write_the_same_bytes(scenario, finished, tmp_path):
    again = Session.new(scenario, "b2:session-tests", RANDOM, path=tmp_path / "again.jsonl")
    again.play_bots()
    again.close()
    assert file(again).read_bytes() == file(finished).read_bytes()


def test_a_game_that_was_closed_at_the_table_writes_what_one_that_never_stopped_writes(tmp_path):
    """A package agreed clause by clause rides on what the table was opened with, which after a reload is equal and another object."""
    small, luck = read_scenario(small_yaml(), "small.yaml"), random.Random(168)
    seats = {"openai": "you", "microsoft": "you"}
    whole = Session.new(small, "b2:closed", seats, path=tmp_path / "whole.jsonl")
    stopping = Session.new(small, "b2:closed", seats, path=tmp_path / "stopping.jsonl")
    inherited = False
    while not inherited:
        questions = whole.questions()
        seat = luck.choice(questions).seat
        decision = any_decision(small, whole.state, seat, luck)
        table = whole.state.table
        inherited = isinstance(decision, Accept) and table is not None and table.history[0].move != "offer"
        whole.act(seat, decision)
        stopping.act(seat, decision)
        if whole.state.table is not None:
            stopping.close()
            stopping = Session.load(tmp_path / "stopping.jsonl", go_on=True)
    for session in (whole, stopping):
        session.close()
    assert file(stopping).read_bytes() == file(whole).read_bytes()


def test_a_step_is_on_disk_before_a_listener_hears_of_it(scenario, tmp_path):
    session = Session.new(scenario, "b2:listening", RANDOM, path=tmp_path / "heard.jsonl")
    on_disk = []
    session.listen(lambda before, step, after: on_disk.append(len(file(session).read_bytes().splitlines())))
    session.play_bots(5)
    session.close()
    assert on_disk == [2, 3, 4, 5, 6]


def test_a_refused_decision_changes_nothing_and_is_not_recorded(scenario, tmp_path):
    session = Session.new(
        scenario, "b2:refusing", {"openai": "you", "microsoft": "random"}, path=tmp_path / "r.jsonl"
    )
    before, bytes_before = session.state, file(session).read_bytes()
    with pytest.raises(Refusal) as refused:
        session.act("openai", Accept())
    assert refused.value.words.endswith(".")
    assert session.state == before
    assert file(session).read_bytes() == bytes_before
    session.close()


def test_an_answer_to_an_old_question_is_refused_as_stale(scenario):
    session = Session.new(scenario, "b2:stale", {"openai": "you", "microsoft": "you"})
    question = session.questions()[0]
    session.act(question.seat, Done(), question.name)
    with pytest.raises(Refusal) as refused:
        session.act(question.seat, Done(), question.name)
    assert refused.value.code == "stale"


def test_a_loaded_game_goes_on_as_it_would_have(scenario, finished, tmp_path):
    path = tmp_path / "cut.jsonl"
    lines = file(finished).read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:12]))
    session = Session.load(path, go_on=True)
    session.play_bots()
    session.close()
    assert path.read_bytes() == file(finished).read_bytes()


def test_any_moment_can_be_looked_at_in_any_order(finished):
    session, state = Session.load(file(finished)), finished.at(0)
    states = [state]
    for step in session.steps:
        states.append(state := engine.apply(state, step.facts))
    last = len(session.steps)
    assert last > STRIDE + 1
    assert all(session.at(n) == states[n] for n in (last - 1, STRIDE, 3, STRIDE + 1, STRIDE - 1, 0, last))


def test_a_branch_shares_the_past_and_the_luck(finished, tmp_path):
    whole = Session.load(file(finished))
    branch = whole.branch(9, tmp_path / "branch.jsonl")
    assert branch.state == whole.at(9)
    branch.play_bots()
    branch.close()
    assert branch.state == finished.state
    origin = verify(file(branch)).header.origin
    assert origin is not None
    assert origin.step == 9


def test_a_step_that_decides_otherwise_now_is_named_down_to_the_field(finished, tmp_path):
    """An edit that mends every hash is still found: the rules disagree with it."""
    saved, steps = read_save(file(finished)), list[Step]()
    row, place = next(
        (n, at) for n, step in enumerate(saved.steps) for at, fact in enumerate(step.facts)
        if isinstance(fact, Moved) and fact.stat == "openai.cash"
    )  # fmt: skip
    state = finished.at(0)
    for n, step in enumerate(saved.steps):
        facts: list[Any] = list(step.facts)
        if n == row:
            facts[place] = msgspec.structs.replace(facts[place], by=facts[place].by + 1000)
        state = engine.apply(state, facts)
        steps.append(msgspec.structs.replace(step, facts=tuple(facts), state=state_hash(state)))
    path, moved = tmp_path / "forged.jsonl", saved.steps[row].facts[place]
    assert isinstance(moved, Moved)
    write_save(path, saved.header, steps)
    assert Session.load(path).state == state
    with pytest.raises(Diverged) as found:
        verify(path)
    assert found.value.line == row + 2
    assert found.value.words == (
        f"step {row + 1}: fact {place + 1}, moved openai.cash: by was {moved.by + 1000} and is {moved.by} now."
    )


def test_a_state_that_was_recorded_as_another_is_named(finished, tmp_path):
    saved = read_save(file(finished))
    steps = [*saved.steps[:4], msgspec.structs.replace(saved.steps[4], state="0" * 16), *saved.steps[5:9]]
    write_save(tmp_path / "forged.jsonl", saved.header, steps)
    with pytest.raises(
        Diverged, match="step 5: the facts are the same, and the state after them has another hash"
    ):
        verify(tmp_path / "forged.jsonl")


PLAYING = """
from pathlib import Path
from typing import Any, cast
import sys
from game.files.scenarios import load_scenario, read_scenario
from game.session import Session
session = Session.new(load_scenario("first-refusal"), "b2:killed", {"openai": "random", "microsoft": "random"}, path=Path(sys.argv[1]))
session.listen(lambda before, step, after: print(len(session.steps), flush=True))
session.play_bots()
"""


def test_a_killed_game_goes_on_from_the_last_decision_that_was_acknowledged(scenario, tmp_path):
    whole = Session.new(scenario, "b2:killed", RANDOM)
    whole.play_bots()
    for attempt, kill_after in enumerate((1, 17, 60)):
        path = tmp_path / f"killed-{attempt}.jsonl"
        with subprocess.Popen(
            [sys.executable, "-c", PLAYING, str(path)], stdout=subprocess.PIPE, text=True
        ) as playing:
            assert playing.stdout is not None
            heard = 0
            for line in playing.stdout:
                heard = int(line)
                if heard >= kill_after:
                    break
            playing.kill()
        session = Session.load(path, go_on=True)
        assert len(session.steps) >= heard
        session.play_bots()
        session.close()
        assert session.state == whole.state


def test_two_windows_on_one_game_are_refused_in_a_sentence(scenario, tmp_path):
    first = Session.new(scenario, "b2:windows", RANDOM, path=tmp_path / "one.jsonl")
    with pytest.raises(SaveError) as refused:
        Session.load(file(first), go_on=True)
    assert str(file(first)) in str(refused.value)
    first.close()
    Session.load(file(first), go_on=True).close()


def test_hash_seeds_do_not_matter(tmp_path):
    def states(hash_seed: str) -> list[str]:
        done = subprocess.run(
            [sys.executable, "-m", "game", "run", "first-refusal", "--openai", "random", "--microsoft", "random", "--games", "3", "--json"],
            env={**os.environ, "PYTHONHASHSEED": hash_seed}, capture_output=True, text=True, check=True,
        )  # fmt: skip
        return [json.loads(line)["state"] for line in done.stdout.splitlines()]

    assert states("0") == states("1")


def test_a_state_has_one_hash_whichever_objects_hold_its_words():
    """Msgspec leaves a default out where it is the same object, so a struct of the state may omit only what exists once."""
    todo, seen = [msgspec.inspect.type_info(State)], set[type]()
    while todo:
        info = todo.pop()
        todo += [
            getattr(info, name) for name in ("item_type", "key_type", "value_type") if hasattr(info, name)
        ]
        todo += [*getattr(info, "item_types", ()), *getattr(info, "types", ())]
        if not isinstance(info, msgspec.inspect.StructType) or info.cls in seen:
            continue
        seen.add(info.cls)
        todo += [field.type for field in info.fields]
        if not info.cls.__struct_config__.omit_defaults or issubclass(info.cls, Decision):
            continue  # a decision is read back before it is taken
        for field in info.fields:
            default = field.default
            once = default in ("", (), None) or (isinstance(default, int) and -5 <= default <= 256)
            assert default is msgspec.NODEFAULT or once, f"{info.cls.__name__}.{field.name}: {default!r}"
    assert len(seen) > 40


def test_a_decision_made_of_other_words_is_recorded_like_any(scenario, tmp_path):
    told = []
    other: Any = "standard!".strip("!")  # equal, and another object
    for name, stance in (("one", "standard"), ("other", other)):
        session = Session.new(
            scenario, "b2:words", {"openai": "you", "microsoft": "you"}, path=tmp_path / f"{name}.jsonl"
        )
        while session.questions()[0].topic != "plan":
            session.act(session.questions()[0].seat, Done())
        session.act("openai", Plan(train=40, safety=20, stance=cast(Any, stance)))
        session.close()
        told.append(file(session).read_bytes())
        assert Session.load(file(session)).state == session.state
    assert told[0] == told[1]
