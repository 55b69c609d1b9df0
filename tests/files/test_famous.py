"""What is said of the famous games is read strictly: one clear sentence for the first thing that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.desk.fame import heading
from game.errors import SaveError
from game.files.saves import Famous, famous, famous_of, read_famous, said_of_them

GOOD = """\
format: famous/1
games:
  - name: the-long-lease
    title: The long lease
    text: Two companies sign a lease. One of them reads it.
    teaches: Read the lease.
    moments:
      - {quarter: 2026-Q3, step: 41, text: Somebody reads it.}
"""


def test_a_game_is_said_as_it_is_written():
    (game,) = read_famous(GOOD.encode(), "famous.yaml")
    assert (game.name, game.title, game.teaches) == ("the-long-lease", "The long lease", "Read the lease.")
    assert game.moments[0]._asdict() == {"quarter": "2026-Q3", "step": 41, "text": "Somebody reads it."}
    lines = heading(game, 40)
    assert lines[0] == "The long lease"
    assert "Q3 2026, step 41: Somebody reads it." in lines
    assert max(map(len, lines)) <= 40


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("famous/1", "famous/9", "famous.yaml:1: format: A file of famous games begins with format: famous/1."),
        ("    title: The long lease\n", "", "famous.yaml:3: games[0]: There is no title. Write title: here."),
        ("teaches:", "teach:", "famous.yaml:6: games[0].teach: There is no “teach” here. Did you mean teaches?"),
        ("the-long-lease", "../lease", "famous.yaml:3: games[0].name: A game's name is lower-case words"),
        ("Read the lease.", "0", "famous.yaml:6: games[0].teaches: This is a text of one paragraph."),
        ("The long lease", "The long " + "long " * 6 + "lease", "The text has 44 characters: at most 32 are shown."),
        ("step: 41", "step: -1", "games[0].moments[0].step: A step is a whole number, 0 or more."),
        ("2026-Q3", "summer", "games[0].moments[0].quarter: A quarter is written like 2026-Q3."),
        ("      - {quarter: 2026-Q3, step: 41, text: Somebody reads it.}\n", "", "There is no value here."),
        ("moments:\n      -", "moments:\n     ", "games[0].moments: A game has one to 4 moments to look at."),
        ("format", "\tformat", "famous.yaml:1: A tab stands where only spaces may."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_one_sentence_with_its_place(old: str, new: str, sentence: str):
    assert old in GOOD
    with pytest.raises(SaveError) as found:
        read_famous(GOOD.replace(old, new, 1).encode(), "famous.yaml")
    assert sentence in str(found.value)
    assert "\n" not in str(found.value)


def test_a_game_that_stands_there_twice_and_a_list_that_is_none_are_refused():
    again = GOOD + GOOD.partition("games:\n")[2]
    with pytest.raises(SaveError, match="The game the-long-lease stands here twice"):
        read_famous(again.encode(), "famous.yaml")
    for words in ("format: famous/1\ngames: none\n", "- one\n", "format: famous/1\ngames:\n  - none\n"):
        with pytest.raises(SaveError):
            read_famous(words.encode(), "famous.yaml")


def test_nothing_is_said_where_nothing_ships(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("game.files.saves.fame.shipped", lambda kind: tmp_path)
    assert (said_of_them(), famous()) == ((), ())
    (tmp_path / "famous.yaml").write_text(GOOD)
    assert isinstance(famous_of(tmp_path / "the-long-lease.jsonl"), Famous)
    assert famous_of(tmp_path / "mine" / "the-long-lease.jsonl") is None
    assert famous_of(tmp_path / "another.jsonl") is None
