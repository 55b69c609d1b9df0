"""Script files: a game written down as moves and expectations, read with every value's place (house rules for scenarios apply).

A script names a scenario, a seed, what is different at the start and who sits where; its steps are moves, ``until``, ``suppose``,
``expect``, ``happened``, ``refused`` and ``allowed``. A seat that has no player is the script's own. What is wrong with the file comes
all at once, as ``file:line:column``. The language for people: ``docs/scripts.md``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path as File
from types import MappingProxyType
from typing import Any, Final, Literal, NamedTuple, get_args

from game.errors import Problem, Refusal, ScenarioError
from game.files import sights
from game.files.moves import read_move
from game.files.scenarios import SUFFIXES, find_scenario, load_scenario
from game.files.sights import Value
from game.files.turns import SUFFIX, Move, load_turns
from game.rules.agreement import CLAUSES
from game.rules.chance import SeedError, checked_seed
from game.rules.decisions import Decision
from game.rules.engine import Setup
from game.rules.facts import AnyFact
from game.rules.scenario import Scenario
from game.rules.stats import STATS
from game.rules.units import MICROSOFT, OPENAI, SEATS, Seat, quarter_index
from game.strict_yaml import LARGEST, Document, Path, did_you_mean, read_bytes

FORMAT: Final = "script/1"
KEYS: Final = ("format", "title", "scenario", "seed", "seats", "setup", "start", "steps")
SETUP: Final = (
    "openai-archetype", "microsoft-archetype", "openai-mandate", "microsoft-mandate", "openai-dials", "microsoft-dials", "weather",
)  # fmt: skip
STEPS: Final = (*SEATS, "until", "expect", "happened", "refused", "allowed", "suppose")
TOPICS: Final = ("events", "plan", "notices", "reply", "rescue", "answer", "claim", "bridge", "table", "over")
BLANK: Final = "_"
"""Stands for a value that nobody has looked up yet: ``--update`` fills it in."""
NEVER: Final = "never"
FACTS: Final = MappingProxyType({str(kind.__struct_config__.tag): kind for kind in get_args(AnyFact)})
"""Everything that can happen, by the word a save has for it."""
_FOLLOWS: Final = MappingProxyType(
    {
        "openai.azure_mw": "the contracts", "openai.partner_mw": "the contracts", "openai.own_mw": "the contracts",
        "openai.lead": "the capability and the rival", "openai.agi_view": "the bar",
    }
)  # fmt: skip
"""Stats that cannot be set at the start, and what they follow from."""


class Expected(NamedTuple):
    """One thing that must be so. ``name`` is one of :mod:`game.files.sights`."""

    name: str
    path: Path
    is_: tuple[Value, ...] | None = None
    """Any of these; ``None`` where bounds are given, or a change."""
    is_not: tuple[Value, ...] = ()
    at_least: int | None = None
    at_most: int | None = None
    by: int | None = None
    """How much it changed with the last step that moved the game."""

    @property
    def blank(self) -> bool:
        """Whether it waits to be filled in."""
        return self.is_ == (BLANK,)

    def holds(self, value: Value, before: Value) -> bool:
        """Whether a value is as expected; ``before`` is what it was before the last step that moved the game."""
        if self.is_ is not None:
            return value in self.is_
        if value in self.is_not:
            return False
        if self.at_least is self.at_most is self.by is None:
            return True
        return (
            not isinstance(value, str)
            and (self.at_least is None or value >= self.at_least)
            and (self.at_most is None or value <= self.at_most)
            and (self.by is None or (not isinstance(before, str) and value - before == self.by))
        )

    def words(self) -> str:
        """What was expected."""
        if self.is_ is not None:
            return "a value" if self.blank else " or ".join(words_of(one) for one in self.is_)
        bounds = [f"anything but {' or '.join(words_of(one) for one in self.is_not)}"] * bool(self.is_not)
        bounds += [f"at least {self.at_least}"] * (self.at_least is not None)
        bounds += [f"at most {self.at_most}"] * (self.at_most is not None)
        bounds += [f"a change by {self.by}"] * (self.by is not None)
        return " and ".join(bounds)


class Happening(NamedTuple):
    """A fact that must be among those the last step brought about, or none of which may be."""

    fact: str
    path: Path
    fields: dict[str, Any]
    never: bool = False

    def words(self) -> str:
        """What was expected."""
        fields = ", ".join(f"{name}: {value}" for name, value in self.fields.items())
        said = f"{self.fact} {{{fields}}}" if fields else self.fact
        return f"no {said}" if self.never else said


class Step(NamedTuple):
    """One step: what kind it is, and what that kind needs."""

    kind: Literal["move", "refused", "allowed", "until", "expect", "happened", "suppose"]
    path: Path
    seat: Seat = ""
    decision: Decision | None = None
    text: str = ""
    code: str = ""
    """Of the refusal; "" for any."""
    quarter: int = -1
    topic: str = ""
    expected: tuple[Expected, ...] = ()
    happened: tuple[Happening, ...] = ()
    steps: tuple[Step, ...] = ()
    """What is supposed."""


class Script(NamedTuple):
    """A whole script. ``seats`` holds a player for each seat that has one, ``turns`` the moves of each that has a file of them."""

    document: Document
    title: str
    scenario: Scenario
    seed: str
    seats: dict[Seat, str]
    turns: dict[Seat, tuple[Move, ...]]
    setup: Setup
    steps: tuple[Step, ...]

    def place(self, path: Path, words: str, hint: str = "") -> Problem:
        """A problem at a step."""
        return self.document.problem(path, words, hint)

    @property
    def length(self) -> int:
        """How many steps there are, with those that are supposed."""
        return sum(1 for _ in _all(self.steps))


def _all(steps: tuple[Step, ...]) -> Iterator[Step]:
    for step in steps:
        yield step
        yield from _all(step.steps)


def load_script(file: File) -> Script:
    """A script from its file. ``ScenarioError`` holds everything that is wrong with it."""
    return read_script(_content(file), str(file), file.parent)


def is_script(file: File) -> bool:
    """Whether a file in a folder is meant for a script: one that cannot be read is, a scenario is not."""
    value = read_bytes(_content(file), str(file)).value
    return not isinstance(value, dict) or not str(value.get("format", "")).startswith("scenario/")


def _content(file: File) -> bytes:
    try:
        with open(file, "rb") as stream:
            return stream.read(LARGEST + 1)
    except OSError as error:
        words = f"The script cannot be read: {error.strerror or error}."
        raise ScenarioError((Problem(str(file), 0, 0, "", words),)) from None


def read_script(data: bytes, name: str, folder: File | None = None) -> Script:
    """The script in some bytes; ``name`` stands for the file. What it names lies in ``folder``, where there is one."""
    document = read_bytes(data, name)
    if document.problems:
        raise ScenarioError(document.problems)
    return _Reader(document, folder).script()


@lru_cache(maxsize=8)
def _scenario_at(path: File, stamp: tuple[int, int]) -> Scenario:
    """A scenario, read once for all scripts of a run; ``stamp`` tells a file from what it was before."""
    return load_scenario(path)


class _Reader:
    """Reads one document, noting problems as it goes."""

    def __init__(self, document: Document, folder: File | None) -> None:
        self.document = document
        self.folder = folder
        self.problems: list[Problem] = []
        self.first = "2025-Q1"
        self.turns: dict[Seat, tuple[Move, ...]] = {}

    def bad(self, path: Path, words: str, hint: str = "", *, at_key: bool = False) -> None:
        self.problems.append(self.document.problem(path, words, hint, at_key=at_key))

    def script(self) -> Script:
        top = self.mapping((), KEYS)
        if top.get("format") != FORMAT:
            self.bad(("format",), f"A script begins with format: {FORMAT}.")
        scenario = self._scenario(self.text(("scenario",), top.get("scenario")))
        seed = self._seed(self.text(("seed",), top.get("seed", "harbour-7")))
        seats = {}
        for seat, spec in self.mapping(("seats",), SEATS, top.get("seats", {})).items():
            said = self.text(("seats", seat), spec)
            if said.endswith(SUFFIX):
                self._turns(seat, said)
            else:
                seats[seat] = said
        chosen = {
            key.replace("-", "_"): self.text(("setup", key), value)
            for key, value in self.mapping(("setup",), SETUP, top.get("setup", {})).items()
        }
        if scenario is not None:
            scenario = self._started(scenario, top.get("start", {}))
        steps = top.get("steps")
        if not isinstance(steps, list):
            self.bad(("steps",), "A script has steps, a list.")
            steps = []
        read = self._steps(("steps",), steps) if scenario is not None else ()
        title = self.text(("title",), top.get("title", ""))
        if self.problems or scenario is None:
            raise ScenarioError(tuple(dict.fromkeys(self.problems)))
        return Script(self.document, title, scenario, seed, seats, self.turns, Setup(**chosen), read)

    # What there is at the start

    def _scenario(self, name: str) -> Scenario | None:
        if not name:
            return None
        beside = self._beside(("scenario",), name, SUFFIXES, "a scenario that ships")
        if beside is False:
            return None
        try:
            path = beside or find_scenario(name)
            about = path.stat()
            scenario = _scenario_at(path, (about.st_mtime_ns, about.st_size))
        except OSError as error:
            self.bad(("scenario",), f"{name} cannot be read: {(error.strerror or str(error)).lower()}.")
            return None
        except ScenarioError as error:
            if beside:  # its own lines say more than the line that names it
                self.problems += error.problems
            else:
                self.problems += [
                    self.document.problem(("scenario",), one.words, one.hint) for one in error.problems
                ]
            return None
        self.first = scenario.quarters.from_
        return scenario

    def _beside(
        self, path: Path, name: str, suffixes: tuple[str, ...], else_: str
    ) -> File | Literal[False] | None:
        """The file of that name beside the script; ``None`` if it is no file's name, ``False`` if it is one that may not be named."""
        if (
            name.endswith(suffixes)
            and self.folder is not None
            and os.path.basename(name) == name
            and "\\" not in name
        ):
            return self.folder / name
        if "/" in name or "\\" in name or name.endswith(suffixes):
            self.bad(
                path, f"“{name[:60]}” is a path.", f"Name {else_}, or a file that lies beside the script."
            )
            return False
        return None

    def _turns(self, seat: Seat, name: str) -> None:
        path = self._beside(("seats", seat), name, (SUFFIX,), "a player")
        if path:
            try:
                self.turns[seat] = load_turns(path, self.first)
            except ScenarioError as error:
                self.problems += error.problems

    def _started(self, scenario: Scenario, value: Any) -> Scenario:
        """The scenario with other values at the start."""
        if not isinstance(value, dict):
            self.bad(("start",), "A mapping of stats and agreement.CLAUSE belongs here.")
            return scenario
        starts: dict[str, Any] = {
            section: dict(getattr(scenario.start, section))
            for section in (OPENAI, MICROSOFT, "world", "relations")
        }
        agreement, hidden = dict(scenario.agreement), scenario.hidden
        from game.files.sense import start_bounds  # loaded with the scenario: only who reads one pays for it

        for name, given in value.items():
            path = ("start", name)
            clause = name.removeprefix("agreement.")
            if name in _FOLLOWS:
                self.bad(path, f"{name} follows from {_FOLLOWS[name]}.", at_key=True)
            elif name in STATS:
                stat = STATS[name]
                if isinstance(given, bool) or not isinstance(given, int):
                    self.bad(path, f"{words_of(given)} stands where a whole number belongs.")
                elif not (bounds := start_bounds(stat))[0] <= given <= bounds[1]:
                    self.bad(path, f"{name} goes from {bounds[0]} to {bounds[1]}.")
                elif name == "world.theta":
                    hidden = replace(
                        hidden, theta=given, theta_deviation=0, theta_low=given, theta_high=given
                    )
                elif name in ("world.pace", "world.adoption"):
                    only: dict[str, Any] = {stat.field: (given,)}
                    hidden = replace(hidden, **only)
                else:
                    starts[stat.section][stat.field] = given
            elif clause != name and clause in CLAUSES:
                if isinstance(given, bool) or given not in CLAUSES[clause].options:
                    known = [str(option) for option in CLAUSES[clause].options]
                    hint = did_you_mean(str(given), known) or f"There are {', '.join(known)}."
                    self.bad(path, f"{words_of(given)} is no term of {clause}.", hint)
                else:
                    agreement[clause] = replace(agreement[clause], start=given)
            else:
                known = [*STATS, *(f"agreement.{id}" for id in CLAUSES)]
                self.bad(
                    path, f"There is no “{name[:60]}” at the start.", did_you_mean(name, known), at_key=True
                )
        return replace(scenario, start=replace(scenario.start, **starts), agreement=agreement, hidden=hidden)

    def _seed(self, words: str) -> str:
        try:
            return checked_seed(words) if words else ""
        except SeedError as error:
            self.bad(("seed",), str(error))
            return ""

    def mapping(self, path: Path, known: tuple[str, ...], value: Any = None) -> dict[str, Any]:
        """A mapping with keys of these only."""
        value = self.document.value if not path else value
        if not isinstance(value, dict):
            self.bad(path, f"A mapping with {', '.join(known)} belongs here.")
            return {}
        for key in value:
            if key not in known:
                self.bad((*path, key), f"There is no “{key}” here.", did_you_mean(key, known), at_key=True)
        return {key: one for key, one in value.items() if key in known}

    def text(self, path: Path, value: Any) -> str:
        """A text."""
        if not isinstance(value, str):
            self.bad(path, "This is missing." if value is None else f"{value} stands where a text belongs.")
            return ""
        return value

    # Steps

    def _steps(self, path: Path, steps: list[Any]) -> tuple[Step, ...]:
        read = (self._step((*path, n), step) for n, step in enumerate(steps))
        return tuple(step for step in read if step is not None)

    def _step(self, path: Path, step: Any) -> Step | None:
        if not isinstance(step, dict) or len(step) != 1:
            self.bad(path, "A step is one thing.", f"It is one of {', '.join(STEPS)}.")
            return None
        ((key, value),) = step.items()
        here = (*path, key)
        if key in SEATS:
            return self._move(here, key, value)
        if key in ("refused", "allowed"):
            return self._tried(here, key, value)
        if key == "until":
            return self._until(here, value)
        if key == "expect":
            if not isinstance(value, dict):
                self.bad(
                    here, "A mapping of what there is to see belongs here.", "Such as openai.cash: 10000."
                )
                return None
            found = [self._expected((*here, name), name, one) for name, one in value.items()]
            return Step("expect", here, expected=tuple(one for one in found if one is not None))
        if key == "happened":
            return Step("happened", here, happened=self._happened(here, value))
        if key == "suppose":
            if not isinstance(value, list):
                self.bad(
                    here, "Steps belong here, a list.", "They are played, and then the game stands as before."
                )
                return None
            return Step("suppose", here, steps=self._steps(here, value))
        self.bad(here, f"“{key}” is no step.", did_you_mean(key, STEPS), at_key=True)
        return None

    def _tried(self, path: Path, kind: Literal["refused", "allowed"], value: Any) -> Step | None:
        given = self.mapping(path, ("by", "move", "code") if kind == "refused" else ("by", "move"), value)
        seat = self.text((*path, "by"), given.get("by"))
        if seat and seat not in SEATS:
            self.bad((*path, "by"), f"“{seat[:40]}” is no seat.", f"There are {', '.join(SEATS)}.")
        made = self._move((*path, "move"), seat, given.get("move"), told=True)
        code = self.text((*path, "code"), given.get("code", ""))
        return made and made._replace(kind=kind, path=path, code=code)

    def _move(self, path: Path, seat: Seat, value: Any, *, told: bool = False) -> Step | None:
        text = self.text(path, value)
        if not text:
            return None
        if seat in self.turns and not told:
            self.bad(path, f"The moves of {seat} come from a file of their own.", "Take one of them away.")
        try:
            return Step("move", path, seat=seat, decision=read_move(text, self.first), text=text)
        except Refusal as refusal:
            self.bad(path, refusal.words, refusal.hint)
            return None

    def _until(self, path: Path, value: Any) -> Step | None:
        given = self.mapping(path, ("quarter", "topic", "seat", "happened"), value)
        quarter, topic, seat = -1, given.get("topic", ""), given.get("seat", "")
        if "quarter" in given:
            try:
                quarter = quarter_index(self.first, str(given["quarter"]))
            except ValueError as error:
                self.bad((*path, "quarter"), f"{error}.")
        if topic and topic not in TOPICS:
            self.bad((*path, "topic"), f"Nobody is asked about “{topic}”.", did_you_mean(str(topic), TOPICS))
        if seat and seat not in SEATS:
            self.bad((*path, "seat"), f"“{seat}” is no seat.", f"There are {', '.join(SEATS)}.")
        if not given:
            self.bad(path, "Until what?", "Say a quarter, a topic, or what is to happen.")
        happened = self._happened((*path, "happened"), given["happened"]) if "happened" in given else ()
        return Step("until", path, seat=str(seat), quarter=quarter, topic=str(topic), happened=happened)

    # What is expected

    def _expected(self, path: Path, name: str, value: Any) -> Expected | None:
        hint = sights.unknown(name)
        if hint is not None:
            self.bad(path, f"There is no “{name[:60]}” to look at.", hint, at_key=True)
            return None
        if not isinstance(value, dict):
            found = tuple(value) if isinstance(value, list) else (value,)
            return Expected(name, path, found) if self._plain(path, found) else None
        given = self.mapping(path, ("at-least", "at-most", "by", "not"), value)
        if not given:
            self.bad(path, "Nothing is expected here.", "Say at-least, at-most, by or not.")
        for key, bound in given.items():
            if key != "not" and (isinstance(bound, bool) or not isinstance(bound, int)):
                self.bad((*path, key), f"{words_of(bound)} stands where a whole number belongs.")
                return None
        isnt = given.get("not", [])
        isnt = tuple(isnt) if isinstance(isnt, list) else (isnt,)
        if not self._plain((*path, "not"), isnt):
            return None
        return Expected(name, path, None, isnt, given.get("at-least"), given.get("at-most"), given.get("by"))

    def _plain(self, path: Path, values: tuple[Any, ...]) -> bool:
        """Whether these can be compared with what there is to see: numbers, words, true and false, and a blank only alone."""
        if any(isinstance(one, dict | list) for one in values) or (len(values) > 1 and BLANK in values):
            self.bad(path, "A value belongs here, or several of which any will do.")
            return False
        return True

    def _happened(self, path: Path, value: Any) -> tuple[Happening, ...]:
        if not isinstance(value, dict) or not value:
            self.bad(path, "A mapping of facts belongs here.", "Such as signed: {}, or incident: never.")
            return ()
        found: list[Happening] = []
        for fact, given in value.items():
            here = (*path, fact)
            if fact not in FACTS:
                self.bad(
                    here,
                    f"Nothing happens by the name “{fact[:60]}”.",
                    did_you_mean(fact, tuple(FACTS)),
                    at_key=True,
                )
            elif given == NEVER:
                found.append(Happening(fact, here, {}, never=True))
            else:
                several = isinstance(given, list)
                for n, one in enumerate(given if several else [given]):
                    place = (*here, n) if several else here
                    fields = self.mapping(place, FACTS[fact].__struct_fields__, one)
                    found.append(Happening(fact, place, fields))
        return tuple(found)


def words_of(value: Value) -> str:
    """A value as a script writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value) if value != "" else "nothing"
