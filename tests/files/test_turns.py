"""Files of one seat's moves, a line each: what they say, and what is wrong with them by line."""

import pytest

from game.errors import ScenarioError
from game.files.turns import load_turns, read_turns
from game.rules.decisions import Done, Plan

GOOD = """\
# Team Red is OpenAI.
plan 50 30
done

2025-Q3:
  plan 46 30
"""


def test_a_line_is_a_move_of_the_quarter_above_it():
    moves = read_turns(GOOD, "red.moves", "2025-Q1")
    assert [(one.quarter, one.line, type(one.decision)) for one in moves] == [
        (0, 2, Plan),
        (0, 3, Done),
        (2, 6, Plan),
    ]


def test_everything_wrong_with_it_is_said_with_its_line():
    text = GOOD.replace("done", "doen") + "2025-Q2\n2024-Q1\nplan many\n"
    with pytest.raises(ScenarioError) as found:
        read_turns(text, "red.moves", "2025-Q1")
    said = [str(one) for one in found.value.problems]
    assert said[0] == "red.moves:3:1: There is no move “doen”. Did you mean done?"
    assert said[1] == "red.moves:7:1: 2025-Q2 comes too late in the file. Put it in order."
    assert [one.split(":")[1] for one in said] == ["3", "7", "8", "9"]


def test_a_file_that_is_not_there_or_not_text_is_one_sentence(tmp_path):
    (tmp_path / "red.moves").write_bytes(b"\xff\xfe")
    for name in ("red.moves", "none.moves", "."):
        with pytest.raises(ScenarioError) as found:
            load_turns(tmp_path / name, "2025-Q1")
        assert "The moves cannot be read" in str(found.value)
