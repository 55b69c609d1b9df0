"""A strict subset of YAML: what an author may write, read without surprises, every value with its place.

Mappings, lists, words, whole numbers, true and false. No anchors, aliases, tags, merges, second documents or keys given
twice; nothing empty; no number that YAML would read as something else than it looks. Sizes and depths are limited, and
nothing here calls itself, so a hostile file costs no more than an honest one. All problems are found in one reading, except
that a file which is not YAML at all has one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any, Final, NamedTuple

from game.errors import Problem

LARGEST: Final = 2 * 1024 * 1024
DEEPEST: Final = 60
MOST_VALUES: Final = 100_000
LARGEST_NUMBER: Final = 10**15

Path = tuple[str | int, ...]
"""The way to a value: keys and list indexes, from the top of the file."""

_WHOLE_NUMBER = re.compile(r"-?(0|[1-9][0-9]*(_[0-9]+)*)")
_LOOKS_LIKE_A_NUMBER = re.compile(
    r"[-+]?\.?[0-9][0-9_]*(\.[0-9_]*)?([eE][-+]?[0-9]+)?|[-+]?0[xob][0-9a-fA-F_]+|[-+]?[0-9]+(:[0-9]+)+(\.[0-9]*)?"
    r"|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
)
_NOTHING: Final = ("", "~", "null", "Null", "NULL")
_TRUTH: Final = {"true": True, "false": False}


class Place(NamedTuple):
    """Where a value and its key stand, counted from 1."""

    line: int
    column: int
    key_line: int = 0
    key_column: int = 0


class Document(NamedTuple):
    """What a file says: the value, and the place of every part of it. ``problems`` is empty when all of it is allowed.

    ``whole`` is false when reading broke off, so that what is missing from the value tells nothing.
    """

    file: str
    value: Any
    places: dict[Path, Place]
    problems: tuple[Problem, ...]
    whole: bool

    def problem(self, path: Path, words: str, hint: str = "", *, at_key: bool = False) -> Problem:
        """A problem at a value (or at its key), or at the nearest value around it that is in the file."""
        found = path
        while found not in self.places and found:
            found = found[:-1]
        place = self.places.get(found, Place(1, 1))
        if at_key and place.key_line and found == path:
            return Problem(self.file, place.key_line, place.key_column, dotted(path), words, hint)
        return Problem(self.file, place.line, place.column, dotted(path), words, hint)


def dotted(path: Path) -> str:
    """A path as a person reads it: ``events[3].when[0].stat``."""
    made = ""
    for part in path:
        made += f"[{part}]" if isinstance(part, int) else f".{part}" if made else part
    return made


def did_you_mean(word: str, known: Iterator[str] | tuple[str, ...] | list[str]) -> str:
    """A hint that names the nearest of some known words, or all of them when they are few; empty when neither helps."""
    words = list(known)
    near = get_close_matches(word, words, n=1, cutoff=0.6)
    if near:
        return f"Did you mean {near[0]}?"
    return f"There are {', '.join(words)}." if 0 < len(words) <= 16 else ""


def read_bytes(data: bytes, file: str) -> Document:
    """Like :func:`read`, from the bytes of a file."""
    if len(data) > LARGEST:
        return _refused(file, 0, 0, f"The file is {len(data)} bytes long: at most {LARGEST} can be read.")
    try:
        return read(data.decode("utf-8-sig"), file)
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before) - (before.rfind(b"\n") + 1) + 1
        return _refused(file, line, column, "This is not UTF-8 text.", "Save the file as UTF-8.")


def read(text: str, file: str) -> Document:
    """The value in a text, the place of each part, and everything in it that is not allowed."""
    if len(text) > LARGEST:
        return _refused(
            file, 0, 0, f"The file is {len(text)} characters long: at most {LARGEST} can be read."
        )
    import yaml  # only who reads a file pays for it

    reader = _Reader(file)
    whole = False
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            if not reader.take(type(event).__name__, event):
                break
        else:
            whole = not reader.empty
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        words, hint = _syntax(text, line, column, error.problem or "not YAML", error.context or "")
        reader.note(line, column, words, hint)
    except yaml.reader.ReaderError as error:
        at = error.position if isinstance(error.position, int) else 0
        line = text.count("\n", 0, at) + 1
        column = at - text.rfind("\n", 0, at)
        sign = error.character if isinstance(error.character, int) else ord(str(error.character)[:1] or "?")
        reader.note(line, column, f"The character U+{sign:04X} may not be in the file.", "Delete it.")
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        reader.note(1, 1, f"This is not YAML: {str(error).splitlines()[0] if str(error) else 'unreadable'}.")
    if reader.empty and not reader.problems:
        reader.note(1, 1, "The file is empty.")
    return Document(file, reader.value, reader.places, tuple(reader.problems), whole)


def _refused(file: str, line: int, column: int, words: str, hint: str = "") -> Document:
    return Document(file, None, {}, (Problem(file, line, column, "", words, hint),), whole=False)


def _syntax(text: str, line: int, column: int, problem: str, context: str) -> tuple[str, str]:
    """libyaml's sentence for an author."""
    lines = text.splitlines()
    here = lines[line - 1] if 0 < line <= len(lines) else ""
    if "\t" in here[: max(column, len(here) - len(here.lstrip()))]:
        return "A tab stands where only spaces may.", "Indent with spaces."
    if "mapping values are not allowed" in problem:
        return "A colon stands inside a text that has no quotes.", 'Put the text in quotes: "…".'
    if "did not find expected" in problem and ("block" in problem or "key" in problem):
        return "The indentation does not fit the lines above.", "Line it up with its neighbours."
    if "cannot start any token" in problem:
        sign = here[column - 1 : column]
        return (
            f"A text may not begin with {sign!r}." if sign else "A text begins wrongly.",
            'Put it in quotes: "…".',
        )
    about = f" {context}" if context else ""
    return f"This is not YAML: {problem}{about}.", ""


class _Open:
    """A mapping or list that is being read."""

    __slots__ = ("again", "key", "key_place", "path", "value")

    def __init__(self, path: Path, value: dict[str, Any] | list[Any]) -> None:
        self.path = path
        self.value = value
        self.key: str | None = None
        self.key_place = (0, 0)
        self.again = False
        """Whether the key was given before: then its value is read, but not kept."""


class _Reader:
    """Builds the value from YAML's events, one at a time."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.value: Any = None
        self.places: dict[Path, Place] = {}
        self.problems: list[Problem] = []
        self.empty = True
        self._open: list[_Open] = []
        self._documents = 0
        self._values = 0
        self._skipping = 0
        """Depth inside a complex key, whose content is of no use."""

    def note(self, line: int, column: int, words: str, hint: str = "", path: Path = ()) -> None:
        self.problems.append(Problem(self.file, line, column, dotted(path), words, hint))

    def take(self, kind: str, event: Any) -> bool:
        """Take the next event in; ``False`` when there is no sense in going on."""
        mark = event.start_mark
        line, column = (mark.line + 1, mark.column + 1) if mark is not None else (0, 0)
        if kind == "DocumentStartEvent":
            self._documents += 1
            if self._documents > 1:
                self.note(
                    line, column, "A second document begins here.", "One file holds one scenario or script."
                )
                return False
            if event.tags or (event.version and tuple(event.version) != (1, 2)):
                self.note(
                    line, column, "YAML directives are not used here.", "Delete the line that begins with %."
                )
            return True
        if kind in ("StreamStartEvent", "StreamEndEvent", "DocumentEndEvent"):
            return True
        self.empty = False
        if kind in ("SequenceEndEvent", "MappingEndEvent"):
            if self._skipping:
                self._skipping -= 1
            else:
                self._open.pop()
            return True
        self._values += 1
        if self._values > MOST_VALUES:
            self.note(line, column, f"The file holds more than {MOST_VALUES} values.")
            return False
        if kind == "AliasEvent":
            self.note(
                line, column, f"The alias *{event.anchor} is not used here.", "Write out what it stands for."
            )
            top = self._open[-1] if self._open else None
            if top is not None and isinstance(top.value, dict) and top.key is None:
                top.key = f"?{len(top.value)}"  # it stands where a key should
            elif not self._skipping:
                self._put(None, line, column)
            return True
        if event.anchor is not None:
            self.note(line, column, f"The anchor &{event.anchor} is not used here.", "Delete it.")
        if event.tag is not None:
            tag = str(event.tag).replace("tag:yaml.org,2002:", "!!")
            self.note(line, column, f"The tag {tag} is not used here.", "Delete it.")
        opens = kind in ("SequenceStartEvent", "MappingStartEvent")
        if self._skipping:
            self._skipping += opens
            return True
        if opens:
            if len(self._open) >= DEEPEST:
                self.note(line, column, f"This is nested deeper than {DEEPEST} levels.")
                return False
            return self._begin({} if kind == "MappingStartEvent" else [], line, column)
        self._scalar(event, line, column)
        return True

    def _begin(self, value: dict[str, Any] | list[Any], line: int, column: int) -> bool:
        top = self._open[-1] if self._open else None
        if top is not None and isinstance(top.value, dict) and top.key is None:
            self.note(line, column, "A key must be a word.", path=top.path)
            top.key = f"?{len(top.value)}"
            self._skipping = 1
            return True
        path = self._put(value, line, column)
        self._open.append(_Open(path, value))
        return True

    def _scalar(self, event: Any, line: int, column: int) -> None:
        top = self._open[-1] if self._open else None
        if top is not None and isinstance(top.value, dict) and top.key is None:
            self._key(top, event.value, line, column)
            return
        path = (*top.path, len(top.value) if top.key is None else top.key) if top is not None else ()
        # A tag was noted above and the value taken for words: one problem is enough.
        plain = event.style is None or event.style == ""
        value = self._plain(event.value, line, column, path) if plain and event.tag is None else event.value
        if isinstance(value, str):
            for sign in value:
                if (ord(sign) < 32 and sign != "\n") or 127 <= ord(sign) < 160:
                    words = f"The text holds the control character U+{ord(sign):04X}, which a terminal would obey."
                    self.note(line, column, words, "Delete it.", path)
                    break
        self._put(value, line, column)

    def _key(self, top: _Open, key: str, line: int, column: int) -> None:
        assert isinstance(top.value, dict)
        path = (*top.path, key)
        if key == "<<":
            self.note(
                line, column, "Merging mappings with << is not used here.", "Write out the keys.", top.path
            )
        elif not key:
            self.note(line, column, "A key is empty.", path=top.path)
        elif not key.isprintable():
            self.note(line, column, "A key holds a control character.", path=top.path)
        if key in top.value:
            first = self.places[path].key_line
            self.note(
                line, column, f"The key {key} was given before, in line {first}.", "Keep one of them.", path
            )
            top.again = True
        top.key = key
        top.key_place = (line, column)

    def _plain(self, text: str, line: int, column: int, path: Path) -> str | int | bool | None:
        if _WHOLE_NUMBER.fullmatch(text):
            if len(text) > 24 or abs(number := int(text)) > LARGEST_NUMBER:
                self.note(line, column, f"The number {text[:24]} is too large.", path=path)
                return 0
            return number
        if text in _TRUTH:
            return _TRUTH[text]
        if text in _NOTHING:
            self.note(line, column, "There is no value here.", "Write one, or leave the key out.", path)
            return None
        if _LOOKS_LIKE_A_NUMBER.fullmatch(text):
            hint = f'Write a whole number such as 10000, or "{text}" in quotes if it is a text.'
            self.note(line, column, f"{text} is a number of a kind that is not used here.", hint, path)
            return None
        return text

    def _put(self, value: Any, line: int, column: int) -> Path:
        if not self._open:
            self.value = value
            self.places[()] = Place(line, column)
            return ()
        top = self._open[-1]
        if isinstance(top.value, list):
            path: Path = (*top.path, len(top.value))
            top.value.append(value)
            self.places[path] = Place(line, column)
        else:
            assert top.key is not None
            path = (*top.path, top.key)
            if not top.again:
                top.value[top.key] = value
                self.places[path] = Place(line, column, *top.key_place)
            top.key, top.again = None, False
        return path
