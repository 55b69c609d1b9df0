"""Saves listed from the catalogue, put away, and given another name."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.errors import SaveError
from game.files.places import new_save_path, shipped
from game.files.saves import Glance, Header, Recorder, glances, peek, put_away, rename, save_folder
from game.files.saves import catalogue as listed


@pytest.fixture
def kept(header: Header, folder: Path) -> Path:
    path = new_save_path("harbour-7")
    Recorder.create(path, header).close()
    path.with_name("harbour-7.par.json").write_text("{}")
    return path


def test_what_is_in_the_catalogue_is_not_looked_up_again(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[Path] = []

    def watched(path: Path) -> Glance:
        looked.append(path)
        return peek(path)

    monkeypatch.setattr(listed, "peek", watched)
    first = glances()
    assert glances() == first
    assert looked == [kept]
    kept.touch()
    assert [glance.name for glance in glances() if isinstance(glance, Glance)] == ["harbour-7"]
    assert looked == [kept, kept]
    (save_folder() / listed.NAME).write_text("[")
    assert len(glances()) == 1


def test_a_save_is_put_away_with_what_lies_beside_it_and_never_over_another(
    kept: Path, header: Header
) -> None:
    gone = put_away(kept)
    assert sorted(path.name for path in gone.parent.iterdir()) == ["harbour-7.jsonl", "harbour-7.par.json"]
    assert glances() == ()
    Recorder.create(kept, header).close()
    assert put_away(kept).name != gone.name
    assert len(list(gone.parent.glob("*.jsonl"))) == 2


def test_a_name_is_made_of_words_and_never_taken_from_another(kept: Path, header: Header) -> None:
    other = new_save_path("other")
    Recorder.create(other, header).close()
    for words in ("Other!", "???"):
        with pytest.raises(SaveError):
            rename(kept, words)
    assert rename(kept, "Q3, the bad one").name == "q3-the-bad-one.jsonl"
    assert (save_folder() / "q3-the-bad-one.par.json").exists()


def test_what_ships_and_what_is_being_played_stay(kept: Path) -> None:
    with pytest.raises(SaveError, match="ship"):
        put_away(next(shipped("saves").glob("*.jsonl")))
    recorder = Recorder.reopen(kept)
    with pytest.raises(SaveError, match="another window"):
        rename(kept, "elsewhere")
    recorder.close()
    assert kept.exists()
