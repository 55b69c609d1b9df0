"""The famous games: played ones that ship and verify forever, and what is said of each in ``saves/famous.yaml``.

The file is a list of games in the order in which they are shown. Each has its save's name, a title, a paragraph, what it teaches, and
the moments to look at. Steps are counted as the save counts them; they stay when a game is recorded again.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from game.errors import Problem, SaveError
from game.files.places import is_slug, shipped
from game.files.saves.catalogue import glances
from game.files.saves.looking import Glance
from game.rules.units import quarter_index
from game.strict_yaml import Document, did_you_mean, read_bytes
from game.strict_yaml import Path as Way

FILE: Final = "famous.yaml"
FORMAT: Final = "famous/1"
GAME: Final = ("name", "title", "text", "teaches", "moments")
MOMENT: Final = ("quarter", "step", "text")
LONGEST_TITLE: Final = 32
"""Characters; a list shows it in one column."""
LONGEST: Final = {"text": 420, "teaches": 140}
"""Characters of the texts: the paragraph stands below the list on a narrow screen, six lines of it."""
LONGEST_MOMENT: Final = 72
MOST_MOMENTS: Final = 4


class Moment(NamedTuple):
    """A moment to look at: the step that was taken, the quarter it was taken in as a label (2026-Q3), and why."""

    quarter: str
    step: int
    text: str


class Famous(NamedTuple):
    """What is said of a famous game."""

    name: str
    title: str
    text: str
    teaches: str
    moments: tuple[Moment, ...]


def famous() -> tuple[Glance | SaveError, ...]:
    """The games that ship, at a glance, in the order of what is said of them."""
    order = [game.name for game in said_of_them()]
    found = glances(shipped("saves"))
    return tuple(
        sorted(
            found,
            key=lambda one: (
                order.index(one.name) if isinstance(one, Glance) and one.name in order else len(order)
            ),
        )
    )


def famous_of(path: Path) -> Famous | None:
    """What is said of a game, if it is one of those that ship."""
    if path.parent != shipped("saves"):
        return None
    return next((game for game in said_of_them() if game.name == path.stem), None)


def said_of_them() -> tuple[Famous, ...]:
    """What is said of all of them. Refuses a file that says it wrongly, in one sentence with its place."""
    file = shipped("saves") / FILE
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        return ()
    except OSError as error:
        words = f"cannot be read: {(error.strerror or 'the system gave no reason').lower()}."
        raise SaveError(str(file), words) from error
    return read_famous(data, str(file))


def read_famous(data: bytes, name: str) -> tuple[Famous, ...]:
    """What stands in the bytes of such a file; ``name`` stands for it. ``SaveError`` has the first thing that is wrong."""
    document = read_bytes(data, name)
    problem = next(iter(document.problems), None) or next(_problems(document), None)
    if problem is not None:
        at = f"{problem.path}: " if problem.path else ""
        raise SaveError(name, f"{at}{problem.words}", problem.hint, problem.line)
    return tuple(
        Famous(
            game["name"],
            game["title"],
            game["text"],
            game["teaches"],
            tuple(Moment(**moment) for moment in game["moments"]),
        )
        for game in document.value["games"]
    )


def _problems(document: Document) -> Iterator[Problem]:
    """What is wrong, in order. Only the first is asked for: what comes after it may rest on what is not there."""
    top = document.value
    if not isinstance(top, dict) or top.get("format") != FORMAT:
        yield document.problem(("format",), f"A file of famous games begins with format: {FORMAT}.")
        return
    yield from _keys(document, (), top, ("format", "games"))
    if not isinstance(top.get("games"), list):
        yield document.problem(("games",), "The games are a list.", "Write - name: and so on.")
        return
    names: set[str] = set()
    for n, game in enumerate(top["games"]):
        yield from _of_game(document, ("games", n), game)
        if game["name"] in names:
            yield document.problem(("games", n, "name"), f"The game {game['name']} stands here twice.")
        names.add(game["name"])


def _of_game(document: Document, way: Way, game: Any) -> Iterator[Problem]:
    yield from _keys(document, way, game, GAME)
    if not isinstance(game["name"], str) or not is_slug(game["name"]):
        words = "A game's name is lower-case words and digits joined by hyphens, as its save has it."
        yield document.problem((*way, "name"), words)
    yield from _text(document, (*way, "title"), game["title"], LONGEST_TITLE)
    for key, longest in LONGEST.items():
        yield from _text(document, (*way, key), game[key], longest)
    moments = game["moments"]
    if not isinstance(moments, list) or not 0 < len(moments) <= MOST_MOMENTS:
        yield document.problem((*way, "moments"), f"A game has one to {MOST_MOMENTS} moments to look at.")
        return
    for n, moment in enumerate(moments):
        here = (*way, "moments", n)
        yield from _keys(document, here, moment, MOMENT)
        yield from _text(document, (*here, "text"), moment["text"], LONGEST_MOMENT)
        if not isinstance(moment["step"], int) or isinstance(moment["step"], bool) or moment["step"] < 0:
            yield document.problem((*here, "step"), "A step is a whole number, 0 or more.")
        try:
            quarter_index("2025-Q1", str(moment["quarter"]))
        except ValueError:
            yield document.problem((*here, "quarter"), "A quarter is written like 2026-Q3.")


def _keys(document: Document, way: Way, value: Any, keys: tuple[str, ...]) -> Iterator[Problem]:
    if not isinstance(value, dict):
        yield document.problem(way, f"Here stand {', '.join(keys)}.")
        return
    for key in value:
        if key not in keys:
            words = f"There is no “{key[:40]}” here."
            yield document.problem((*way, key), words, did_you_mean(key, keys), at_key=True)
    for key in keys:
        if key not in value:
            yield document.problem(way, f"There is no {key}.", f"Write {key}: here.")


def _text(document: Document, way: Way, value: Any, longest: int) -> Iterator[Problem]:
    if not isinstance(value, str) or not value.strip() or "\n" in value.strip():
        yield document.problem(way, "This is a text of one paragraph.", "Write words, folded with >-.")
    elif len(value) > longest:
        yield document.problem(way, f"The text has {len(value)} characters: at most {longest} are shown.")
