"""docs/scripts.md (and the README) says nothing that is not so: its scripts are run, and what it says of names and errors is tried."""

import re
from pathlib import Path

import pytest

from game.cli import main
from game.files import sights
from game.files.scripts import KEYS, STEPS, TOPICS, read_script
from game.files.turns import read_turns
from game.lab.scripted import played

PAGE = (Path(__file__).parents[2] / "docs" / "scripts.md").read_text("utf-8")
BLOCKS = re.findall(r"```(\w*)\n(.*?)```", PAGE, re.DOTALL)
HEAD = "format: script/1\nscenario: first-refusal\nseed: b2:page\n"
YAML = [text for kind, text in BLOCKS if kind == "yaml"]


@pytest.mark.parametrize("text", YAML, ids=[text.splitlines()[0][:40] for text in YAML])
def test_every_script_on_the_page_holds(text):
    whole = text if text.startswith("format") else f"{HEAD}steps:\n{text}"
    assert played(read_script(whole.encode(), "page.yaml")).steps


def test_the_moves_on_the_page_are_moves():
    (text,) = (text for kind, text in BLOCKS if kind == "moves")
    assert len(read_turns(text, "red.moves", "2025-Q1")) == 6


def test_everything_of_the_language_is_on_the_page():
    for word in (*KEYS, *STEPS, *TOPICS, *sights.PLAIN):
        assert f"`{word}" in PAGE or f"{word}:" in PAGE, word
    for head in (
        "table",
        "claim",
        "memorandum",
        "certificate",
        "card.ID",
        "contract.ID",
        "notice.ID",
        "pledge.ID",
        "suit.ID",
    ):
        assert f"`{head}" in PAGE, head


def test_blanks_on_the_page_are_filled_in(tmp_path, capsys):
    (blanks,) = (text for _, text in BLOCKS if "_," in text)
    file = tmp_path / "mine.yaml"
    file.write_text(f"{HEAD}steps:\n{blanks}", "utf-8")
    assert main(["script", str(file)]) == 1
    said = capsys.readouterr().err.splitlines()
    assert said[0].startswith(
        f"{file}:5:25: steps[0].expect.openai.cash: expected a value, got 10000 (2025-Q1)."
    )
    assert len(said) == 2
    assert main(["script", str(file), "--update"]) == 0
    assert file.read_text("utf-8").endswith("- expect: {openai.cash: 10000, agreement.revenue-share: 2000}\n")
    assert "2 blanks are filled in. Its golden file is written." in capsys.readouterr().out
    assert main(["script", str(file), "--update"]) == 0
    assert "as it was" in capsys.readouterr().out


def test_the_test_on_the_page_finds_scripts(tmp_path, monkeypatch):
    (text,) = (text for kind, text in BLOCKS if kind == "python")
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts" / "one.yaml").write_text(
        f"{HEAD}steps:\n  - expect: {{quarter: 2025-Q1}}\n", "utf-8"
    )
    monkeypatch.chdir(tmp_path)
    there: dict = {}
    exec(text, there)
    (mark,) = there["test_a_script_holds"].pytestmark
    for script in mark.args[1]:
        there["test_a_script_holds"](script)
    assert len(mark.args[1]) == 1


def test_the_script_of_the_readme_holds():
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    (text,) = (
        found
        for found in re.findall(r"```yaml\n(.*?)```", readme, re.DOTALL)
        if found.startswith("format: script")
    )
    assert played(read_script(text.encode(), "readme.yaml")).state.quarter == 4
