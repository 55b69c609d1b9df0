"""Names and folders: a save is named by a slug, and a file is replaced whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import game
from game.errors import SaveError
from game.files import places
from game.files.places import is_slug, new_save_path, save_folder, save_path, slug_of, write_whole


@pytest.mark.parametrize("name", ["harbour-7", "a", "2025", "first-refusal-2"])
def test_words_and_digits_joined_by_hyphens_are_a_slug(name: str) -> None:
    assert is_slug(name)


@pytest.mark.parametrize(
    "name",
    ["", "-", "a-", "-a", "a--b", "A", "a b", "a_b", "../a", "a/b", "a\\b", ".", "..", "a.jsonl", "é", "a\n", "a\0", "con",
     "nul", "com1", "lpt9", "a" * 81],
)  # fmt: skip
def test_anything_else_is_not(name: str, folder: Path) -> None:
    assert not is_slug(name)
    for find in (save_path, new_save_path):
        with pytest.raises(SaveError, match="not the name of a save"):
            find(name)
    assert not folder.exists()


@given(words=st.text())
def test_any_words_can_be_made_a_slug(words: str) -> None:
    assert is_slug(slug_of(words))


def test_a_name_that_is_taken_gets_a_number(folder: Path) -> None:
    names = []
    for _ in range(3):
        path = new_save_path("harbour-7")
        path.write_bytes(b"")
        names.append(path.name)
    assert names == ["harbour-7.jsonl", "harbour-7-2.jsonl", "harbour-7-3.jsonl"]
    assert save_path("harbour-7") == folder / "harbour-7.jsonl"


def test_a_game_of_ones_own_comes_before_a_famous_one(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    famous = tmp_path / "famous"
    famous.mkdir()
    (famous / "record.jsonl").write_bytes(b"")
    monkeypatch.setattr(places, "shipped", lambda kind: famous)
    assert save_path("record") == famous / "record.jsonl"
    folder.mkdir()
    (folder / "record.jsonl").write_bytes(b"")
    assert save_path("record") == folder / "record.jsonl"


def test_saves_are_kept_where_the_system_keeps_such_things(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(places.SAVES_VARIABLE, raising=False)
    assert save_folder().name == "saves"
    assert "first-refusal" in save_folder().parts


def test_a_folder_that_cannot_be_made_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv(places.SAVES_VARIABLE, str(tmp_path / "file" / "saves"))
    with pytest.raises(SaveError, match="could not be written"):
        new_save_path("harbour-7")


def test_a_whole_file_is_replaced_at_once(tmp_path: Path) -> None:
    path = tmp_path / "new" / "file"
    write_whole(path, b"one")
    write_whole(path, b"two")
    assert path.read_bytes() == b"two"
    assert [entry.name for entry in path.parent.iterdir()] == ["file"]


@pytest.mark.parametrize("broken", ["fsync", "replace"])
def test_a_replacement_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    path = tmp_path / "file"
    write_whole(path, b"one")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, broken, full)
    with pytest.raises(SaveError, match="disk is full"):
        write_whole(path, b"two")
    assert path.read_bytes() == b"one"
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]


def test_scenarios_ship_in_the_wheel_or_lie_in_the_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "game"
    package.mkdir()
    monkeypatch.setattr(game, "__file__", str(package / "__init__.py"))
    assert places.shipped("scenarios") == tmp_path / "scenarios"
    (package / "_shipped" / "scenarios").mkdir(parents=True)
    assert places.shipped("scenarios") == package / "_shipped" / "scenarios"
