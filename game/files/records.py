"""Scenario records as plain data and back: one generic walk over the fields, whatever records there are.

Plain data is what a scenario file holds: mappings with keys in kebab-case, lists, whole numbers, words, true and false. Of a
union, the member is the one whose keys fit. What an author wrote is judged elsewhere, by pydantic; this reads what the game
itself wrote down, and loads nothing for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache, lru_cache
from types import NoneType, UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from game.rules.conditions import kebab


class RecordError(ValueError):
    """Data that is not what the record asks for; the words begin with where."""


class Entry(NamedTuple):
    """One field of a record: its name in Python, its type, whether it must be there, and its default."""

    name: str
    type: Any
    required: bool
    default: Any


@cache
def entries(record: type) -> Mapping[str, Entry]:
    """A record's fields by the key a file uses."""
    hints = get_type_hints(record)
    return {
        kebab(field.name): Entry(field.name, hints[field.name], field.default is MISSING, field.default)
        for field in fields(record)
    }


@cache
def members(declared: Any) -> tuple[type, ...]:
    """The records a type may stand for: one, several of a union, or none."""
    if get_origin(declared) in (UnionType, Union):
        return tuple(kind for kind in get_args(declared) if is_dataclass(kind) and isinstance(kind, type))
    return (declared,) if isinstance(declared, type) and is_dataclass(declared) else ()


@lru_cache(maxsize=1024)
def fitting(kinds: tuple[type, ...], keys: frozenset[str]) -> type | None:
    """The record that best fits some keys; ``None`` when no key belongs to any of several."""

    def fit(kind: type) -> tuple[bool, int, int]:
        own = entries(kind)
        needed = [key for key, entry in own.items() if entry.required]
        # The first field names the kind ("stat", "any-of"): with it the author has said what is meant.
        return next(iter(own)) in keys, len(keys & own.keys()), -sum(key not in keys for key in needed)

    if len(kinds) == 1:
        return kinds[0]
    best = max(kinds, key=fit, default=None)
    return best if best is not None and fit(best)[1] else None


def dumped(value: Any) -> Any:
    """A record as plain data. What has its default is left out, as an author would."""
    if isinstance(value, tuple):
        return [dumped(part) for part in value]
    if isinstance(value, dict):
        return {key: dumped(part) for key, part in value.items()}
    kind: type = type(value)
    if not is_dataclass(kind):
        return value
    plain = {}
    for key, entry in entries(kind).items():
        part = getattr(value, entry.name)
        if entry.required or part != entry.default:
            plain[key] = dumped(part)
    return plain


def loaded(record: type, data: object) -> Any:
    """The record that some plain data stands for; ``RecordError`` when it is not exactly that."""
    return _reader(record)(data, "")


_Reader = Callable[[Any, str], Any]


@cache
def _reader(declared: Any) -> _Reader:
    origin, arguments = get_origin(declared), get_args(declared)
    if origin is tuple:
        return _reads_list(arguments[0])
    if origin is dict:
        return _reads_mapping(arguments[1])
    kinds = members(declared)
    if kinds:
        return _reads_record(kinds, NoneType in arguments)
    if origin in (UnionType, Union):
        inner = tuple(kind for kind in arguments if kind is not NoneType)
        if len(inner) == 1:
            return _reads_optional(inner[0])
        return _reads_plain(inner)
    return _reads_plain((declared,))


def _reads_plain(kinds: tuple[type, ...]) -> _Reader:
    def read(data: Any, where: str) -> Any:
        if type(data) not in kinds:
            raise RecordError(f"{where}: {' or '.join(kind.__name__ for kind in kinds)} expected")
        if type(data) is str and not data.isprintable() and _speaks_to_the_terminal(data):
            raise RecordError(f"{where}: a control character")
        return data

    return read


def _speaks_to_the_terminal(text: str) -> bool:
    return any((ord(sign) < 32 and sign != "\n") or 127 <= ord(sign) < 160 for sign in text)


def _reads_optional(kind: Any) -> _Reader:
    inner = _reader(kind)
    return lambda data, where: None if data is None else inner(data, where)


def _reads_list(kind: Any) -> _Reader:
    def read(data: Any, where: str) -> Any:
        if type(data) is not list:
            raise RecordError(f"{where}: a list expected")
        inner = _reader(kind)
        return tuple([inner(part, f"{where}[{index}]") for index, part in enumerate(data)])

    return read


def _reads_mapping(kind: Any) -> _Reader:
    def read(data: Any, where: str) -> Any:
        if type(data) is not dict:
            raise RecordError(f"{where}: a mapping expected")
        inner = _reader(kind)
        return {key: inner(part, f"{where}.{key}") for key, part in data.items()}

    return read


def _reads_record(kinds: tuple[type, ...], optional: bool) -> _Reader:
    def read(data: Any, where: str) -> Any:
        if data is None and optional:
            return None
        if type(data) is not dict:
            raise RecordError(f"{where}: a mapping expected")
        kind = kinds[0] if len(kinds) == 1 else fitting(kinds, frozenset(data))
        if kind is None:
            raise RecordError(f"{where}: none of {', '.join(kind.__name__ for kind in kinds)}")
        own = _readers(kind)
        values = {}
        for key, part in data.items():
            if key not in own:
                raise RecordError(f"{where}: the unknown key {key!r}")
            name, inner = own[key]
            values[name] = inner(part, f"{where}.{key}")
        if len(values) < len(own):
            for key, entry in entries(kind).items():
                if entry.required and key not in data:
                    raise RecordError(f"{where}: {key!r} is missing")
        return kind(**values)

    return read


@cache
def _readers(record: type) -> Mapping[str, tuple[str, _Reader]]:
    """By the key a file uses: the name of a record's field, and what reads it."""
    return {key: (entry.name, _reader(entry.type)) for key, entry in entries(record).items()}
