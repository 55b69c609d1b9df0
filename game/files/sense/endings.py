"""How a game ends and is judged: deadlines, endings, mandates and the usual scores."""

from __future__ import annotations

from typing import Any, Final

from game.files.sense.look import Checks, Found, Look, as_list, as_mapping, as_number, left_out
from game.rules.dimensions import DIMENSIONS
from game.rules.scenario import Deadline, Ending, Mandate
from game.rules.scoring import Usual
from game.rules.units import SEATS
from game.strict_yaml import Path, did_you_mean


def endings(look: Look, endings: Any) -> Found:
    if not isinstance(endings, list):
        return
    soft = [index for index, ending in enumerate(endings) if not as_mapping(ending).get("hard")]
    free = [index for index in soft if not as_mapping(endings[index]).get("when")]
    if not free:
        words = "No soft ending is without conditions, so a game could end in none."
        yield look.at(("endings",), words, "Let the last one have no when.", at_key=True)
    elif free[0] != soft[-1]:
        words = "This ending always holds, so no soft ending after it can come."
        yield look.at(("endings", free[0]), words, "Put it last.")


def ending(look: Look, path: Path, data: dict[str, Any]) -> Found:
    yield from look.id(path, data)
    if data.get("hard") is True and not data.get("when"):
        yield look.at(
            path, "A hard ending without conditions would stop the game at once.", "Give it a when."
        )
    if data.get("epithets") == []:
        yield look.at((*path, "epithets"), "An ending needs an epithet.")


def deadline(look: Look, path: Path, data: dict[str, Any]) -> Found:
    yield from look.id(path, data)
    yield from look.quarter((*path, "quarter"), data.get("quarter"))
    for index, seat in enumerate(as_list(data.get("seen-by"))):
        yield from look.one_of((*path, "seen-by", index), seat, SEATS, "seat")


def mandate(look: Look, path: Path, data: dict[str, Any]) -> Found:
    yield from look.id(path, data)
    weights, seat = data.get("weights"), path[1] if len(path) > 1 else ""
    if not isinstance(weights, dict) or seat not in DIMENSIONS:
        return
    dimensions = tuple(name for name, _ in DIMENSIONS[str(seat)])
    for name, weight in weights.items():
        if name not in dimensions:
            words = f"{seat} is not judged by {name!r}."
            yield look.at((*path, "weights", name), words, did_you_mean(name, dimensions), at_key=True)
        yield from look.within((*path, "weights", name), weight, 0, 100)
    for name in left_out(dimensions, weights):
        yield look.at((*path, "weights"), f"The weight of {name} is missing.", "It may be 0.", at_key=True)
    numbers = [as_number(weight) for weight in weights.values()]
    total = sum(number for number in numbers if number is not None)
    if None not in numbers and total != 100:
        yield look.at((*path, "weights"), f"The weights sum to {total}, not to 100.", at_key=True)


def usual(look: Look, path: Path, data: dict[str, Any]) -> Found:
    means, seat = data.get("means"), path[1] if len(path) > 1 else ""
    if isinstance(means, dict) and seat in DIMENSIONS:
        dimensions = tuple(name for name, _ in DIMENSIONS[str(seat)])
        for name, mean in means.items():
            if name not in dimensions:
                words = f"{seat} is not judged by {name!r}."
                yield look.at((*path, "means", name), words, did_you_mean(name, dimensions), at_key=True)
            yield from look.within((*path, "means", name), mean, 0, 1000)
        for name in left_out(dimensions, means):
            yield look.at((*path, "means"), f"The mean of {name} is missing.", at_key=True)
    for name in ("deviation", "spread"):
        yield from look.within((*path, name), data.get(name), 1, 1000)


CHECKS: Final[Checks] = {
    Deadline: deadline,
    Ending: ending,
    Mandate: mandate,
    Usual: usual,
}
