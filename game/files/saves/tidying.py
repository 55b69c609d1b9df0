"""Saves put away and given another name, each with what lies beside it. Nothing is ever deleted: what is put away lies in ``trash``."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Final

from game.errors import SaveError
from game.files.places import SUFFIX, cannot_write, is_slug, shipped, slug_of
from game.files.saves.recording import held

TRASH: Final = "trash"
"""The folder beside the saves; a game is had back by moving its file up again."""


def put_away(path: Path) -> Path:
    """Move a save into the trash; gives back where it lies now. Refuses a game that ships, and one that is being played."""
    _own(path)
    folder = path.parent / TRASH
    name = path.stem
    while (folder / f"{name}{SUFFIX}").exists():
        name = f"{path.stem}-{secrets.token_hex(2)}"
    return _moved(path, folder, name)


def rename(path: Path, words: str) -> Path:
    """Give a save the name that some words come to; gives back where it lies now. Refuses a name that is taken or says nothing."""
    _own(path)
    name = slug_of(words)
    if not any(sign.isalnum() for sign in words) or not is_slug(name):
        raise SaveError(
            repr(words[:40]), "is no name for a save.", "Use words and digits, such as harbour 7."
        )
    if name == path.stem:
        return path
    if (path.parent / f"{name}{SUFFIX}").exists():
        raise SaveError(name, "is the name of another save already.", "Choose another; nothing was changed.")
    return _moved(path, path.parent, name)


def _own(path: Path) -> None:
    if path.parent == shipped("saves"):
        raise SaveError(path.stem, "is one of the games that ship, and stays as it is.")
    held(path)


def _moved(path: Path, folder: Path, name: str) -> Path:
    """Move a save with what lies beside it: par, turning points, a program's log."""
    new = folder / f"{name}{path.suffix}"
    try:
        folder.mkdir(exist_ok=True)
        beside = [file for file in path.parent.iterdir() if file.name.startswith(f"{path.stem}.")]
        for file in sorted(beside, key=lambda file: file != path):
            os.replace(file, folder / f"{name}{file.name.removeprefix(path.stem)}")
    except OSError as error:
        raise cannot_write(path, error) from error
    return new
