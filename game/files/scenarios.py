"""Scenario files: found, read, checked, described.

A file is read by a small strict reader, judged by pydantic, and then looked at for sense; whatever is wrong comes all at once,
each with file, line and column. The heavy libraries behind this are loaded when a file is read, not before.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from game.errors import Problem, ScenarioError
from game.files.places import is_slug, shipped
from game.files.variants import BASED_ON, whole
from game.rules.scenario import Scenario
from game.strict_yaml import LARGEST, Document, did_you_mean, read, read_bytes

SUFFIXES = (".yaml", ".yml")
_CHECKED = re.compile(r"#\s*checked\b")


class Headline(NamedTuple):
    """What a menu shows of a scenario. ``quarters`` is how many, ``first`` the name of the first, ``turn`` how many a turn has."""

    id: str
    title: str
    summary: str
    minutes: int
    quarters: int
    first: str
    turn: int = 1

    @property
    def length(self) -> str:
        """How long the game is, in words."""
        if self.turn == 1:
            return f"{self.quarters} quarters"
        return f"{-(-self.quarters // self.turn)} turns of {self.turn} quarters"


class Checked(NamedTuple):
    """What a check found. The game can be played when there are no problems; a warning is for the author."""

    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    scenario: Scenario | None


def shipped_scenarios() -> tuple[tuple[str, Path], ...]:
    """The scenarios that come with the game: id and file, the flagship first."""
    folder = shipped("scenarios")
    if not folder.is_dir():
        return ()
    found = sorted(
        (path.stem, path) for path in folder.iterdir() if path.suffix == ".yaml" and is_slug(path.stem)
    )
    return tuple(sorted(found, key=lambda entry: entry[0] != "first-refusal"))


def find_scenario(name_or_path: str | Path) -> Path:
    """The file of a scenario: a slug names one that ships, anything that ends in ``.yaml`` is a path."""
    path = Path(name_or_path)
    if path.suffix in SUFFIXES:
        return path
    name = str(name_or_path)
    known = dict(shipped_scenarios())
    if name in known:
        return known[name]
    hint = did_you_mean(name, tuple(known)) or "Give the path of a .yaml file."
    raise ScenarioError((Problem(name[:80], 0, 0, "", "There is no scenario of that name.", hint),))


def load_scenario(name_or_path: str | Path) -> Scenario:
    """A scenario that ships, by its slug, or one of an author's, by its path. ``ScenarioError`` holds every problem."""
    path = find_scenario(name_or_path)
    return _scenario(_read_whole(path, str(name_or_path if path.suffix in SUFFIXES else path)))


def read_scenario(text: str, name: str) -> Scenario:
    """The scenario in a text; ``name`` stands for the file in what is said about it. ``ScenarioError`` holds every problem."""
    return _scenario(whole(read(text, name), lambda base: _read_base(base, None)))


def check_scenario(name_or_path: str | Path) -> tuple[Problem, ...]:
    """Everything that can be found without playing: problems, then warnings, which say that they are."""
    found = look_at(name_or_path)
    return (*found.problems, *(replace(one, words=f"Warning: {one.words}") for one in found.warnings))


def look_at(name_or_path: str | Path) -> Checked:
    """Like :func:`check_scenario`, problems and warnings apart. A line that ends in ``# checked`` is not warned about."""
    from game.files import sense

    try:
        path = find_scenario(name_or_path)
        data = _content(path)
    except ScenarioError as error:
        return Checked(error.problems, (), None)
    document = _with_base(read_bytes(data, str(path)), path)
    scenario, problems = _judged(document)
    if not document.whole:
        return Checked(problems, (), None)
    lines = ["", *data.decode("utf-8-sig").splitlines()]
    warnings = (one for one in sense.warnings(document) if not _CHECKED.search(lines[one.line]))
    return Checked(problems, tuple(warnings), scenario)


def headline(path: Path) -> Headline:
    """What a menu shows of a scenario: reads the top of the file, checks nothing, and loads no heavy library."""
    import yaml

    found: dict[str, str] = {}
    try:
        with open(path, "rb") as file:
            data = file.read(LARGEST)
        wanted = _WANTED | ({"turns.quarters"} if b"\nturns:" in data else set())
        keys: list[str | None] = []
        lists = 0
        # The values wanted stand near the top: YAML's events are made one at a time, and the rest of the file is never read.
        for event in yaml.parse(
            data.decode("utf-8-sig"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        ):
            kind = type(event).__name__
            value = getattr(event, "value", None)
            if kind == "MappingStartEvent":
                keys.append(None)
            elif kind == "MappingEndEvent":
                keys.pop()
                if keys:
                    keys[-1] = None
            elif kind in ("SequenceStartEvent", "SequenceEndEvent"):
                lists += 1 if kind == "SequenceStartEvent" else -1
                if not lists and keys:
                    keys[-1] = None
            elif isinstance(value, str) and keys and not lists:
                if keys[-1] is None:
                    keys[-1] = value
                else:
                    found.setdefault(".".join(key or "" for key in keys), value)
                    keys[-1] = None
            if found.keys() >= wanted:
                break
        base = headline(_base_path(found[BASED_ON], path.parent)) if BASED_ON in found else None
        if base is not None:
            found = {key: str(getattr(base, field)) for key, field in _SHOWN.items()} | found
        return Headline(
            id=found["id"],
            title=found["title"],
            summary=found["summary"],
            minutes=int(found.get("minutes", 30)),
            quarters=int(found["quarters.count"]),
            first=found["quarters.from"],
            turn=int(found.get("turns.quarters", 1)),
        )
    except OSError as error:
        raise _unreadable(path, error) from error
    except (
        yaml.YAMLError,
        UnicodeDecodeError,
        KeyError,
        ValueError,
        TypeError,
        IndexError,
        RecursionError,
    ) as error:
        words = "This is not a scenario that can be listed."
        raise ScenarioError(
            (Problem(str(path), 0, 0, "", words, "Check it: first-refusal scenario check FILE."),)
        ) from error


_WANTED = {"id", "title", "summary", "minutes", "quarters.from", "quarters.count"}
_SHOWN = {
    **{key: key for key in ("id", "title", "summary", "minutes")},
    "quarters.count": "quarters",
    "quarters.from": "first",
    "turns.quarters": "turn",
}


def _read_whole(path: Path, name: str) -> Document:
    return _with_base(read_bytes(_content(path), name), path)


def _with_base(document: Document, path: Path) -> Document:
    return whole(document, lambda base: _read_base(base, path.parent))


def _read_base(name: str, folder: Path | None) -> Document:
    """The scenario that another is based on: the file of that name beside it, else one that ships."""
    try:
        path = _base_path(name, folder)
        return read_bytes(_content(path), str(path))
    except ScenarioError as error:
        return Document(name, None, {}, error.problems, whole=False)


def _base_path(name: str, folder: Path | None) -> Path:
    beside = folder / f"{name}{SUFFIXES[0]}" if folder is not None else None
    return beside if beside is not None and beside.is_file() else find_scenario(name)


def _content(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise ScenarioError((Problem(str(path), 0, 0, "", "This is a folder.", "Name a file in it."),))
        if path.exists() and not path.is_file():
            raise ScenarioError((Problem(str(path), 0, 0, "", "This is not a plain file."),))
        with open(path, "rb") as file:
            return file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: Exception) -> ScenarioError:
    if isinstance(error, FileNotFoundError):
        return ScenarioError((Problem(str(path), 0, 0, "", "There is no such file."),))
    reason = (getattr(error, "strerror", None) or str(error)).lower()
    return ScenarioError((Problem(str(path), 0, 0, "", f"The file could not be read: {reason}."),))


def _scenario(document: Document) -> Scenario:
    scenario, problems = _judged(document)
    if scenario is None or problems:
        raise ScenarioError(problems)
    return scenario


def _judged(document: Document) -> tuple[Scenario | None, tuple[Problem, ...]]:
    """The scenario, or every problem: of the writing, the shape and the sense, each place once, in the order of the file."""
    if not document.whole:
        return None, document.problems
    from game.files import sense, shape

    scenario, misshapen = shape.judged(document)
    # What may not be written at all has been said; that it also has the wrong shape would be noise.
    spoilt = {(problem.line, problem.column) for problem in document.problems}
    rest = (*misshapen, *sense.problems(document))
    others = (problem for problem in rest if (problem.line, problem.column) not in spoilt)
    problems = dict.fromkeys((*document.problems, *others))
    in_order = tuple(sorted(problems, key=lambda problem: (problem.line, problem.column)))
    return (None if in_order else scenario), in_order


def scenario_schema() -> dict[str, Any]:
    """The JSON Schema of scenario files, as plain data."""
    from game.files import schema

    return schema.scenario_schema()
