"""Scripts at work. Those of ``tests/scripts`` and ``examples/scripts`` are tests of the rules in their own right."""

from pathlib import Path

import pytest

from game.cli import main
from game.errors import ScriptError
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
    ],
)  # fmt: skip
def test_what_fails_is_said_with_its_line(steps, said):
    assert said in failing(steps)


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


def test_one_that_cannot_be_read_does_not_keep_the_others_from_being_tried(tmp_path, capsys):
    good = HERE.parent / "examples" / "scripts" / "first-refusal.yaml"
    assert main(["script", str(tmp_path / "none.yaml"), str(good)]) == 3
    said = capsys.readouterr()
    assert "cannot be read" in said.err
    assert "all as written" in said.out
