"""Par beside a save: what a bot reached in one's seat, a number a replay, in ``NAME.par.json``.

It is never inside the save, which says what happened; it can be thrown away and worked out again. It belongs to a scenario, seed,
seat and counterpart, not to a game, so that another game of the same deal may use it: a branch, or the same thing once more.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec

from game.errors import SaveError
from game.files.canonical import canonical
from game.files.places import shipped, write_whole
from game.rules.units import SEATS, Seat

SUFFIX: Final = ".par.json"
LARGEST: Final = 4096
"""A file longer than this is not one of ours."""


class _Kept(msgspec.Struct, frozen=True, kw_only=True):
    format: Literal["par/1"] = "par/1"
    deal: str
    seat: Annotated[Seat, msgspec.Meta(pattern=rf"^({'|'.join(SEATS)})\Z")]
    scores: tuple[Annotated[int, msgspec.Meta(ge=0, le=100)], ...]


_KEPT = msgspec.json.Decoder(_Kept)


def par_path(save: Path) -> Path:
    """The file of a save's par."""
    return save.with_name(f"{save.stem}{SUFFIX}")


def read_scores(save: Path, deal: str) -> tuple[int, ...]:
    """What has been worked out for a deal, as kept beside a save or beside another of the same deal; empty when nothing was."""
    own = par_path(save)
    found = _scores(own, deal)
    with suppress(OSError):
        for file in save.parent.glob(f"*{SUFFIX}"):
            if file != own:
                found = max(found, _scores(file, deal), key=len)
    return found


def _scores(file: Path, deal: str) -> tuple[int, ...]:
    kept = _kept(file)
    return kept.scores if kept is not None and kept.deal == deal else ()


def _kept(file: Path) -> _Kept | None:
    try:
        with open(file, "rb") as opened:
            return _KEPT.decode(opened.read(LARGEST))
    except (OSError, msgspec.DecodeError, UnicodeError, RecursionError):
        return None


def write_scores(save: Path, deal: str, seat: Seat, scores: Iterable[int]) -> bool:
    """Keep what has been worked out beside a save; ``False`` where nothing may be written, which is no loss. Nothing is written
    beside the games that ship."""
    if save.parent == shipped("saves"):
        return False
    kept = _Kept(deal=deal, seat=seat, scores=tuple(scores))
    path, held = par_path(save), _kept(par_path(save))
    if held is not None and held.seat != seat:  # where two people play, each seat has its own
        path = save.with_name(f"{save.stem}.{seat}{SUFFIX}")
    try:
        write_whole(path, canonical(kept) + b"\n")
    except SaveError:
        return False
    return True
