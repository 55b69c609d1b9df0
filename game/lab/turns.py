"""A finished game taken apart, as far as it has got, kept beside its save in ``NAME.SEAT.turns.json``: a second look finds it there.

It is never inside the save, which says what happened; it can be thrown away and worked out again. It belongs to the very bytes of that
save and to the version of the game, because a bot that has learned something makes other choices.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Final, Literal

import msgspec

import game
from game.errors import SaveError
from game.files.places import save_folder, shipped, write_whole
from game.lab import whatif
from game.lab.runs import spread
from game.lab.statistics import mean_of
from game.lab.whatif import LUCKS, Choice, Turn, WhatIf, Worth, taken_apart
from game.rules.engine import RULES
from game.rules.units import Seat

SUFFIX: Final = ".turns.json"
LARGEST: Final = 2_000_000
"""A file longer than this is not one of ours."""
TRIED: Final = 5
"""So many turning points, the largest, are tried again under fresh lucks."""


class Turns(msgspec.Struct, kw_only=True):
    """What is known so far: the choices, the score from before each of them and the game's own last, and what was tried again."""

    format: Literal["turns/1"] = "turns/1"
    game: str
    """The save and the version it belongs to."""
    seat: Seat
    by: str
    choices: tuple[Choice, ...] | None = None
    """``None`` while they are looked for."""
    scores: list[float] = msgspec.field(default_factory=list)
    tried: dict[str, list[float]] = msgspec.field(default_factory=dict)
    """By the step before a choice, what it is worth under one fresh luck after another, points."""

    @property
    def games(self) -> int:
        """How many games there are to play under the same luck; 0 until that is known."""
        return len(self.choices) + 1 if self.choices is not None else 0

    @property
    def played(self) -> bool:
        """Whether every choice has its worth."""
        return bool(self.games) and len(self.scores) == self.games

    @property
    def complete(self) -> bool:
        """Whether all is known that will be."""
        return self.played and not self.untried(self.to_try)

    @property
    def to_try(self) -> tuple[Worth, ...]:
        """The largest turning points, once every choice has its worth."""
        whole = self.whole if self.played else None
        return whole.turning_points(TRIED) if whole is not None else ()

    def untried(self, worths: Sequence[Worth], lucks: int = LUCKS) -> list[tuple[Turn, int]]:
        """Of so many fresh lucks those under which some choices were not tried yet."""
        tried = {worth.turn: len(self.tried.get(f"{worth.turn.since}", ())) for worth in worths}
        return [(turn, number) for turn, done in tried.items() for number in range(done + 1, lucks + 1)]

    @property
    def whole(self) -> WhatIf | None:
        """The game taken apart as far as it goes; ``None`` before the first choice has its worth."""
        if self.choices is None or (len(self.scores) < 2 and not self.played):
            return None
        whole = taken_apart(self.seat, self.choices, self.scores, self.by)
        return msgspec.structs.replace(whole, worths=tuple(map(self.again, whole.worths)))

    def again(self, worth: Worth, lucks: int | None = None) -> Worth:
        """A choice with what it is worth under so many fresh lucks, or under all it was tried under; as it is where that is not known."""
        points = self.tried.get(f"{worth.turn.since}", [])[:lucks]
        return (
            msgspec.structs.replace(worth, lucks=mean_of([[one] for one in points]))
            if len(points) >= min(lucks or 2, 2)
            else worth
        )


_TURNS = msgspec.json.Decoder(Turns)


def turns_path(save: Path, seat: Seat) -> Path:
    """Where it is kept for a seat of a save; of one that ships, among one's own."""
    folder = save_folder() if save.parent == shipped("saves") else save.parent
    return folder / f"{save.stem}.{seat}{SUFFIX}"


def read_turns(save: Path, seat: Seat, by: str) -> Turns:
    """What is kept beside a save; nothing yet, where that is so or it belongs to another game, bot or version."""
    fresh = Turns(game=_name_of(save), seat=seat, by=by)
    try:
        with open(turns_path(save, seat), "rb") as file:
            kept = _TURNS.decode(file.read(LARGEST))
    except (OSError, msgspec.DecodeError):
        return fresh
    same = (kept.game, kept.seat, kept.by) == (fresh.game, seat, by)
    return kept if same and len(kept.scores) <= kept.games else fresh


def write_turns(save: Path, turns: Turns) -> None:
    """Keep it; where nothing may be written that is no loss."""
    with suppress(SaveError):
        write_whole(turns_path(save, turns.seat), msgspec.json.encode(turns, order="deterministic") + b"\n")


def find(save: Path, known: Turns) -> tuple[Choice, ...]:
    """The choices, looked for where they are not known."""
    if known.choices is None:
        known.choices = whatif.choices(save, known.seat, known.by)
    return known.choices


def play(save: Path, known: Turns, jobs: int = 1) -> Iterator[float]:
    """The scores that are not known, in their order, each kept when it is."""
    found = find(save, known)
    if not known.played:
        for score in whatif.scores(save, known.seat, found[len(known.scores) :], known.by, jobs):
            known.scores.append(score)
            write_turns(save, known)
            yield score


def try_again(
    save: Path, known: Turns, worths: Sequence[Worth], lucks: int = LUCKS, jobs: int = 1
) -> Iterator[tuple[str, float]]:
    """Some choices under so many fresh lucks: the step before each, and what it is worth under one that is not known, kept as it comes."""
    tasks = known.untried(worths, lucks)
    results = spread(partial(whatif.under_another_luck, save, known.seat, known.by), tasks, jobs)
    for (turn, _), points in zip(tasks, results, strict=True):
        known.tried.setdefault(f"{turn.since}", []).append(points)
        write_turns(save, known)
        yield f"{turn.since}", points


def _name_of(save: Path) -> str:
    try:
        held = blake2b(save.read_bytes(), digest_size=16).hexdigest()
    except OSError:
        held = ""
    return f"{held} {game.__version__} rules {RULES}"
