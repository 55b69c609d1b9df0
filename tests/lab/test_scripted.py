"""Scripts at work. Those of ``tests/scripts`` and ``examples/scripts`` are tests of the rules in their own right."""

import io
import re
import shutil
from pathlib import Path

import pytest

from game.cli import main
from game.errors import ScenarioError, ScriptError
from game.files.scripts import is_script, load_script, read_script
from game.lab.scripted import golden_of, golden_path, played, run

HERE = Path(__file__).parents[1]
FOLDERS = (HERE / "scripts", HERE.parent / "examples" / "scripts")
SCRIPTS = sorted(file for folder in FOLDERS for file in folder.glob("*.yaml") if is_script(file))
HEAD = "format: script/1\nscenario: first-refusal\nseed: b2:harbour-7\n"


@pytest.mark.parametrize("file", SCRIPTS, ids=[file.stem for file in SCRIPTS])
def test_a_script_holds(file):
    run(file)


def failing(steps: str, head: str = HEAD) -> str:
    script = read_script(f"{head}steps:\n{steps}".encode(), "a.yaml")
    with pytest.raises(ScriptError) as found:
        played(script)
    return str(found.value)


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ("  - expect: {openai.cash: 1}\n", "a.yaml:5:27: steps[0].expect.openai.cash: expected 1, got 10000 (2025-Q1)."),
        ("  - expect: {openai.cash: {at-most: 1}}\n", "expected at most 1, got 10000"),
        ("  - expect: {ending: overtaken}\n", "expected overtaken, got nothing"),
        ("  - openai: accept\n", "expected openai to accept, got a refusal (wrong-phase)"),
        ("  - refused: {by: openai, move: done}\n", "expected a refusal of done, got a move that is allowed."),
        ("  - refused: {by: openai, move: accept, code: too-late}\n", "expected a refusal (too-late) of accept, got wrong-phase"),
        ("  - until: {quarter: 2026-Q1}\n  - until: {quarter: 2025-Q3}\n", "a.yaml:6:12: steps[1].until: expected to reach 2025-Q3"),
        ("  - until: {topic: claim, seat: openai}\n", "the end of the game"),
        ("  - allowed: {by: openai, move: accept}\n", "expected accept to be allowed, got a refusal (wrong-phase)"),
        ("  - expect: {openai.cash: {by: 5}}\n", "expected a change by 5, got 10000, which was 10000"),
        ("  - expect: {agreement.ip-end: {not: [2030, 2032]}}\n", "expected anything but 2030 or 2032, got 2030"),
        ("  - expect: {contract.azure-frist-fleet.mw: 600}\n", "got nothing (2025-Q1). Did you mean azure-first-fleet?"),
        ("  - expect: {openai.cash: _}\n", "expected a value, got 10000 (2025-Q1). With --update it is filled in."),
        ("  - happened: {signed: {}}\n", "a.yaml:5:24: steps[0].happened.signed: expected signed, got none"),
        ("  - until: {topic: plan}\n  - happened: {phase: never}\n", "expected no phase, got phase {phase: plan}"),
        ("  - suppose:\n      - suppose:\n          - expect: {quarter: 2025-Q2}\n", "steps[0].suppose[0].suppose[0].expect.quarter"),
    ],
)  # fmt: skip
def test_what_fails_is_said_with_its_line(steps, said):
    assert said in failing(steps)


def test_of_one_expectation_everything_that_fails_is_said():
    said = failing("  - expect: {openai.cash: 1, quarter: 2025-Q1, world.hype: 1}\n").splitlines()
    assert [line.split(":")[2] for line in said] == ["27", "60"]


def test_what_is_supposed_leaves_no_trace():
    steps = """\
  - until: {topic: plan, seat: openai}
  - suppose:
      - openai: plan 60 10
      - until: {quarter: 2025-Q3}
      - expect: {openai.train: 6000}
  - expect: {quarter: 2025-Q1, openai.train: 4600}
"""
    with_it = played(read_script(f"{HEAD}steps:\n{steps}".encode(), "a.yaml"))
    assert len(with_it.steps) == 2
    assert with_it.state.quarter == 0


def test_a_script_has_only_so_many_moves_with_those_that_are_supposed(monkeypatch):
    monkeypatch.setattr("game.lab.scripted.MOST_STEPS", 20)
    again = "  - suppose: [until: {quarter: 2025-Q2}]\n"
    assert len(played(read_script(f"{HEAD}steps:\n{again * 2}".encode(), "a.yaml")).steps) == 0
    assert "got 20 moves without it. Make two scripts of it." in failing(again * 9)


def test_two_files_of_moves_play_a_game_and_a_line_nobody_asked_for_is_the_teams(tmp_path):
    for file in ("two-teams.yaml", "red.moves", "blue.moves"):
        shutil.copy(FOLDERS[1] / file, tmp_path / file)
    script, red = tmp_path / "two-teams.yaml", tmp_path / "red.moves"
    run(script)
    text = red.read_text("utf-8")
    for was, is_, line, said in (
        (
            "plan 46 30",
            "sign oracle-2025-q1",
            11,
            "expected openai to sign oracle-2025-q1, got no occasion in 2025-Q2.",
        ),
        (
            "amount=8000",
            "amount=80000",
            5,
            "expected openai to act raise-equity amount=80000, got a refusal (action-amount)",
        ),
        ("2025-Q2\n", "2025-Q2\nplan 46\n", 11, "safety is missing"),
    ):
        red.write_text(text.replace(was, is_), "utf-8")
        with pytest.raises((ScriptError, ScenarioError)) as found:
            run(script)
        assert f"red.moves:{line}:1: " in str(found.value)
        assert said in str(found.value)


def test_where_both_seats_have_players_only_until_moves_the_game():
    script = read_script((HEAD + SEATED).encode(), "a.yaml")
    assert played(script).state.quarter == 1


SEATED = """\
seats: {openai: random, microsoft: random}
steps:
  - expect: {quarter: 2025-Q1}
  - until: {quarter: 2025-Q2}
  - expect: {quarter: 2025-Q2}
"""


@pytest.mark.parametrize(
    "file", [file for file in SCRIPTS if file.parent == FOLDERS[0]], ids=lambda file: file.stem
)
def test_a_test_of_the_rules_says_which_part_of_the_rulebook_it_tests(file):
    assert re.match(r"# Rulebook 3\.\d", file.read_text("utf-8"))
    assert load_script(file).title


def test_nobody_is_started_by_a_script():
    assert "cannot sit in a script" in failing("  - until: {topic: plan}\n", HEAD + "seats: {openai: you}\n")


def test_a_game_between_a_script_and_a_bot_is_the_same_every_time(tmp_path):
    script = load_script(HERE.parent / "examples" / "scripts" / "against-a-bot.yaml")
    assert golden_of(script, played(script)) == golden_of(script, played(script, tmp_path / "a.jsonl"))
    assert main(["verify", str(tmp_path / "a.jsonl")]) == 0


def test_a_golden_file_is_written_and_held_against_the_next_run(tmp_path, capsys):
    file = tmp_path / "one.yaml"
    file.write_text(
        HEAD + "steps:\n  - until: {topic: plan, seat: openai}\n  - openai: plan 46 25\n", "utf-8"
    )
    assert main(["script", str(file), "--update"]) == 0
    assert "plan 46 25" in golden_path(file).read_text("utf-8")
    assert main(["script", str(file)]) == 0
    file.write_text(file.read_text("utf-8").replace("46 25", "47 25"), "utf-8")
    capsys.readouterr()
    assert main(["script", str(file)]) == 1
    assert "one.golden.txt:4:1: expected “3 2025-Q1 openai" in capsys.readouterr().err


def test_a_folder_stands_for_its_scripts_and_a_dash_for_what_comes_in(tmp_path, capsys, monkeypatch):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "one.yaml").write_text(HEAD + "steps:\n  - expect: {quarter: 2025-Q1}\n", "utf-8")
    (tmp_path / "in" / "two.yaml").write_text(HEAD + "steps:\n  - expect: {quarter: 2025-Q2}\n", "utf-8")
    (tmp_path / "world.yaml").write_text("format: scenario/1\n", "utf-8")
    assert main(["script", str(tmp_path)]) == 1
    said = capsys.readouterr()
    assert "two.yaml:5:23: steps[0].expect.quarter: expected 2025-Q2, got 2025-Q1" in said.err
    assert "one.yaml: 1 step, all as written; 0 moves." in said.out
    assert "2 scripts, not all as written." in said.out
    assert main(["script", str(FOLDERS[0].parent / "session")]) == 3
    assert "There is no script in this folder." in capsys.readouterr().err

    class Stdin:
        buffer = io.BytesIO((HEAD + "steps:\n  - expect: {quarter: 2025-Q3}\n").encode())

    monkeypatch.setattr("sys.stdin", Stdin)
    assert main(["script", "-"]) == 1
    assert "stdin:5:23: steps[0].expect.quarter: expected 2025-Q3" in capsys.readouterr().err
    assert main(["script", "-", "--update"]) == 2


def test_one_that_cannot_be_read_does_not_keep_the_others_from_being_tried(tmp_path, capsys):
    good = HERE.parent / "examples" / "scripts" / "a-notice.yaml"
    assert main(["script", str(tmp_path / "none.yaml"), str(good)]) == 3
    said = capsys.readouterr()
    assert "cannot be read" in said.err
    assert "all as written" in said.out
