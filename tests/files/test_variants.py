"""A scenario that says only what is different from another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.errors import ScenarioError
from game.files.scenarios import headline, load_scenario, look_at, read_scenario, scenario_schema
from game.files.variants import BASED_ON
from game.rules.scenario import Turns
from tests.files.small import small_yaml

SHORT = """\
format: scenario/1
based-on: small
id: shorter
minutes: 2
turns: {quarters: 3, cards: 1}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the small scenario in it."""
    (tmp_path / "small.yaml").write_text(small_yaml(), encoding="utf-8")
    return tmp_path


def written(folder: Path, text: str) -> Path:
    path = folder / "shorter.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_not_said_is_as_in_the_other(folder: Path) -> None:
    short, base = load_scenario(written(folder, SHORT)), load_scenario(folder / "small.yaml")
    assert (short.id, short.title, short.minutes) == ("shorter", base.title, 2)
    assert short.turns == Turns(quarters=3, points=3, rounds=3, most_rounds=8, cards=1)
    assert (short.events, short.tables, short.agreement) == (base.events, base.tables, base.agreement)


def test_mappings_are_merged_and_lists_are_replaced(folder: Path) -> None:
    changes = (
        "start: {openai: {cash: 777}}\nagreement: {ip-end: {options: []}}\nproviders:\n"
        "  - {id: big-red, name: Big Red, available: 9, price: 3300, lead: 5, slip: 0, strings: None.}\n"
    )
    start = load_scenario(folder / "small.yaml").start
    short = load_scenario(written(folder, f"{SHORT}{changes}"))
    assert short.start.openai == {**start.openai, "cash": 777}
    assert short.agreement["ip-end"].options == ()
    assert [provider.available for provider in short.providers] == [9]


def test_a_scenario_that_ships_can_be_based_on_from_anywhere(tmp_path: Path) -> None:
    text = SHORT.replace("small", "first-refusal")
    assert load_scenario(written(tmp_path, text)).quarters.count == 24
    assert read_scenario(text, "s.yaml") == load_scenario(tmp_path / "shorter.yaml")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (SHORT.replace("small", "smaller"), 2, "smaller cannot be read: There is no scenario of that name."),
        (SHORT.replace("small", "../small"), 2, "by its id, never by a path"),
        (SHORT.replace("small", "3"), 2, "by its id, never by a path"),
        (SHORT.replace("shorter", "small"), 3, "This would be small itself."),
        (SHORT.replace("quarters: 3", "quarters: 0"), 5, "0 is not between 1 and 40."),
        (SHORT.replace("quarters: 3", "quarter: 3"), 5, "There is no such key here."),
        (SHORT.replace("cards: 1", "rounds: 9"), 5, "A table has 9 rounds, and never more than 8."),
        (f"{SHORT}detail: some\n", 6, "There is no detail 'some'."),
        (f"{SHORT}quarters: {{count: 9}}\n", 2, "The table has 6 numbers and the game 9 quarters."),
        (f"{SHORT}start: {{openai: {{azure_mw: 3}}}}\n", 6, "sum to 700 MW, not to 3"),
    ],
)  # fmt: skip
def test_an_author_is_told_at_a_line_of_his_own(folder: Path, text: str, line: int, words: str) -> None:
    path = written(folder, text)
    with pytest.raises(ScenarioError) as caught:
        load_scenario(path)
    told = [problem for problem in caught.value.problems if words in problem.words]
    assert [(problem.file, problem.line) for problem in told[:1]] == [(str(path), line)]


def test_what_is_wrong_in_the_other_file_is_said_there_and_here(folder: Path) -> None:
    (folder / "small.yaml").write_text("format: [", encoding="utf-8")
    (problem,) = look_at(written(folder, SHORT)).problems
    assert problem.line == 2
    assert problem.words.startswith("small cannot be read: ")


def test_a_scenario_is_not_based_on_one_that_is_based_on_another(folder: Path) -> None:
    written(folder, SHORT)
    (folder / "least.yaml").write_text(
        SHORT.replace("small", "shorter").replace("id: shorter", "id: least"), encoding="utf-8"
    )
    (problem,) = look_at(folder / "least.yaml").problems
    assert problem.words == "shorter is itself based on another."
    assert problem.hint == "Base this one on small too."


def test_two_scenarios_based_on_each_other_are_told_so(folder: Path) -> None:
    written(folder, SHORT.replace("small", "other"))
    (folder / "other.yaml").write_text(
        SHORT.replace("small", "shorter").replace("id: shorter", "id: other"), encoding="utf-8"
    )
    assert look_at(folder / "other.yaml").problems
    with pytest.raises(ScenarioError):
        headline(folder / "other.yaml")


def test_a_warning_about_the_other_file_is_silenced_where_it_is_named(folder: Path) -> None:
    quiet = SHORT.replace("cards: 1", "points: 1")
    card = small_yaml().replace("text: Buy turbines.", "text: Buy turbines.\n          points: 2  # checked")
    (folder / "small.yaml").write_text(card, encoding="utf-8")
    assert not look_at(folder / "small.yaml").warnings
    (warning,) = look_at(written(folder, quiet)).warnings
    assert (warning.line, warning.path) == (2, "events[0].choices.microsoft[0].points")
    assert not look_at(written(folder, quiet.replace("small\n", "small  # checked\n"))).warnings


def test_a_headline_has_from_the_other_what_it_lacks(folder: Path) -> None:
    head = headline(written(folder, SHORT))
    assert (head.id, head.title, head.minutes, head.quarters, head.turn) == ("shorter", "Small", 2, 6, 3)
    assert head.length == "2 turns of 3 quarters"
    assert headline(folder / "small.yaml").length == "6 quarters"


def test_an_editor_asks_for_everything_only_where_nothing_stands_behind_the_file() -> None:
    schema = scenario_schema()
    assert "required" not in schema
    assert schema["if"] == {"not": {"required": [BASED_ON]}}
    assert {"quarters", "start", "endings"} <= set(schema["then"]["required"])
    assert "cash" in schema["then"]["properties"]["start"]["properties"]["openai"]["required"]
    assert schema["then"]["properties"]["agreement"]["additionalProperties"] == {"required": ["start"]}
    assert BASED_ON not in json.dumps(schema["then"])
