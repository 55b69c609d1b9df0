"""Whether a scenario file has the shape of a scenario: pydantic is the judge, and its verdict is put in plain sentences.

What can be read exactly as the game reads its own records is a scenario. Pydantic is loaded when a file cannot, to say what is
wrong: it costs 8 MB and a third of a second. Of every union it reports on each member; an author gets one sentence
about the member whose keys fit best.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from types import NoneType
from typing import TYPE_CHECKING, Any, Final, get_args, get_origin

import msgspec

from game.errors import Problem
from game.files.records import RecordError, entries, fitting, loaded, members
from game.rules.scenario import Scenario
from game.strict_yaml import Document, Path, did_you_mean

if TYPE_CHECKING:
    from pydantic import TypeAdapter
    from pydantic_core import ErrorDetails

_KINDS: Final = {int: "a whole number", str: "a text", bool: "true or false"}


@cache
def adapter() -> TypeAdapter[Scenario]:
    """Pydantic's judge of scenarios, made once."""
    from pydantic import TypeAdapter

    return TypeAdapter(Scenario)


def judged(document: Document) -> tuple[Scenario | None, tuple[Problem, ...]]:
    """The scenario that a document holds, or everything that is wrong with its shape."""
    with suppress(RecordError):
        return loaded(Scenario, document.value), ()
    from pydantic import ValidationError

    try:
        return adapter().validate_json(msgspec.json.encode(document.value)), ()
    except ValidationError as error:
        problems: dict[Problem, None] = {}
        for detail in error.errors(include_url=False, include_context=True):
            found = _reworded(document, detail)
            if found is not None:
                problems[found] = None
        if problems:
            return None, tuple(problems)
        # Every complaint was about members of a union that the author did not mean: not something we know of.
        return None, (document.problem((), "The file is not a scenario.", str(error.errors()[0]["msg"])),)


def records(value: Any) -> Iterator[tuple[type, Path, dict[str, Any]]]:
    """Every record in a scenario's plain data, from the outside in: what it is, where, and its mapping.

    What has the wrong shape is passed over, so that the rest of a file can be looked at all the same.
    """
    waiting: list[tuple[Any, Path, Any]] = [(Scenario, (), value)]
    while waiting:
        declared, path, data = waiting.pop()
        arguments = get_args(declared)
        if get_origin(declared) is tuple and isinstance(data, list):
            waiting.extend(
                (arguments[0], (*path, index), data[index]) for index in reversed(range(len(data)))
            )
        elif get_origin(declared) is dict and isinstance(data, dict):
            waiting.extend((arguments[1], (*path, key), data[key]) for key in reversed(data))
        elif isinstance(data, dict):
            kind = fitting(members(declared), frozenset(data))
            if kind is not None:
                yield kind, path, data
                own = entries(kind)
                waiting.extend(
                    (own[key].type, (*path, key), data[key]) for key in reversed(data) if key in own
                )


def _reworded(document: Document, detail: ErrorDetails) -> Problem | None:
    """One of pydantic's errors as a problem; ``None`` when it is about a member of a union that was not meant."""
    declared: Any = Scenario
    value: Any = document.value
    path: Path = ()
    parts = list(detail["loc"])
    while parts:
        part = parts.pop(0)
        kinds = members(declared)
        if len(kinds) > 1:
            if not isinstance(value, dict):
                return document.problem(path, f"{_shown(value)} stands where {_expected(declared)} belongs.")
            meant = fitting(kinds, frozenset(value))
            if meant is None:
                return _none_of(document, kinds, path, value)
            if part != meant.__name__:
                return None
            declared = meant
            continue
        if kinds:
            if part not in entries(kinds[0]):
                return _unknown_key(document, kinds[0], path, str(part))
            declared = entries(kinds[0])[str(part)].type
        elif get_origin(declared) in (tuple, dict):
            declared = get_args(declared)[0 if get_origin(declared) is tuple else 1]
        else:
            break  # what is left names the members of a union of plain kinds, such as a term
        path = (*path, part)
        value = _inside(value, part)
    if detail["type"] in ("missing", "missing_argument"):
        return document.problem(path[:-1], f"The key {path[-1]} is missing.", f"It is {_expected(declared)}.")
    words = f"{_shown(value)} stands where {_expected(declared)} belongs."
    return document.problem(path, words, _how(declared, value))


def _none_of(document: Document, kinds: tuple[type, ...], path: Path, value: dict[str, Any]) -> Problem:
    key = next(iter(value), "")
    words = f"{key!r} is none of the things that may stand here." if key else "This is empty."
    return document.problem(
        path, words, did_you_mean(key, tuple(next(iter(entries(kind))) for kind in kinds))
    )


def _inside(value: Any, part: str | int) -> Any:
    try:
        return value[part]
    except (LookupError, TypeError):
        return None


def _unknown_key(document: Document, record: type, path: Path, key: str) -> Problem:
    known = tuple(entries(record))
    there = _inside_mapping(document, path)
    free = tuple(name for name in known if name not in there)
    words = "There is no such key here."
    return document.problem((*path, key), words, did_you_mean(key, free or known), at_key=True)


def _inside_mapping(document: Document, path: Path) -> dict[str, Any]:
    value = document.value
    for part in path:
        value = _inside(value, part)
    return value if isinstance(value, dict) else {}


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "A mapping"
    if isinstance(value, list):
        return "A list"
    if value is None:
        return "Nothing"
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value)
    return text if isinstance(value, int) else f"{text[:40] + '…' if len(text) > 40 else text!r}"


def _how(declared: Any, value: Any) -> str:
    wanted = {declared, *get_args(declared)}
    if bool in wanted and isinstance(value, str):
        return "Write true or false, without quotes."
    if str in wanted and isinstance(value, int):
        return f'Put it in quotes: "{str(value).lower() if isinstance(value, bool) else value}".'
    if get_origin(declared) is tuple and value is not None:
        return "Write [ ] around it."
    if int in wanted and isinstance(value, str) and re.fullmatch(r"-?[0-9_]+", value):
        return "Write it without quotes."
    return ""


def _expected(declared: Any) -> str:
    kinds = members(declared)
    if len(kinds) > 1:
        return " or ".join(f"{{{next(iter(entries(kind)))}: …}}" for kind in kinds)
    if kinds:
        keys = ", ".join(key for key, entry in entries(kinds[0]).items() if entry.required)
        return f"a mapping with {keys}" if keys else "a mapping"
    origin, arguments = get_origin(declared), get_args(declared)
    if origin is tuple:
        return "a list"
    if origin is dict:
        return "a mapping"
    if declared in _KINDS:
        return _KINDS[declared]
    if NoneType in arguments and len(arguments) == 2:
        return _expected(next(kind for kind in arguments if kind is not NoneType))
    if set(arguments) - {NoneType} == {int, str}:
        return "a whole number or a word"
    return "something else"
