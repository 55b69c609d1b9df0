"""Script files: a game written down as moves and expectations, read with every value's place (house rules for scenarios apply).

A script names a scenario, a seed and who sits where; its steps are moves, ``until``, ``expect`` and ``refused``. A seat that has no
player is the script's own. What is wrong with the file comes all at once, as ``file:line:column``.
"""

from __future__ import annotations

from pathlib import Path as File
from typing import Any, Final, Literal, NamedTuple

from game.errors import Problem, Refusal, ScenarioError
from game.files.moves import read_move
from game.files.scenarios import load_scenario
from game.rules.agreement import CLAUSES, Term
from game.rules.chance import SeedError, checked_seed
from game.rules.decisions import Decision
from game.rules.engine import Setup
from game.rules.scenario import Scenario
from game.rules.stats import STATS
from game.rules.units import SEATS, Seat, quarter_index
from game.strict_yaml import Document, Path, did_you_mean, read_bytes

FORMAT: Final = "script/1"
KEYS: Final = ("format", "title", "scenario", "seed", "seats", "setup", "steps")
SETUP: Final = ("openai-archetype", "microsoft-archetype", "openai-mandate", "microsoft-mandate", "weather")
STEPS: Final = (*SEATS, "refused", "until", "expect")
TOPICS: Final = ("events", "plan", "notices", "reply", "rescue", "answer", "claim", "bridge", "table", "over")
OTHERS: Final = ("quarter", "ending", "asked", "topic", "signatures", "table")
"""What can be expected beside stats and terms: the quarter's name, how the game ended ("" while it goes on), who is asked (the first
of them) and about what, how many amendments are signed, and whether a table is open."""


class Expected(NamedTuple):
    """One thing that must be so: ``name`` is a stat, ``agreement.CLAUSE`` or one of :data:`OTHERS`."""

    name: str
    is_: tuple[Term, ...] | None
    """Any of these; ``None`` for a range."""
    at_least: int | None
    at_most: int | None
    path: Path

    def holds(self, value: Term | bool) -> bool:
        """Whether a value is as expected."""
        if self.is_ is not None:
            return value in self.is_
        return not isinstance(value, str) and (
            (self.at_least is None or value >= self.at_least)
            and (self.at_most is None or value <= self.at_most)
        )

    def words(self) -> str:
        """What was expected."""
        if self.is_ is not None:
            return " or ".join(_words(one) for one in self.is_)
        bounds = [f"at least {self.at_least}"] * (self.at_least is not None)
        return " and ".join(bounds + [f"at most {self.at_most}"] * (self.at_most is not None))


class Step(NamedTuple):
    """One step: a ``move``, a move that must be ``refused``, ``until`` something is reached, or what to ``expect``."""

    kind: Literal["move", "refused", "until", "expect"]
    path: Path
    seat: Seat = ""
    decision: Decision | None = None
    text: str = ""
    code: str = ""
    """Of the refusal; "" for any."""
    quarter: int = -1
    topic: str = ""
    expected: tuple[Expected, ...] = ()


class Script(NamedTuple):
    """A whole script. ``seats`` holds a player for each seat that has one."""

    document: Document
    title: str
    scenario: Scenario
    seed: str
    seats: dict[Seat, str]
    setup: Setup
    steps: tuple[Step, ...]

    def place(self, path: Path, words: str, hint: str = "") -> Problem:
        """A problem at a step."""
        return self.document.problem(path, words, hint)


def load_script(file: File) -> Script:
    """A script from its file. ``ScenarioError`` holds everything that is wrong with it."""
    try:
        data = file.read_bytes()
    except OSError as error:
        words = f"The script cannot be read: {error.strerror or error}."
        raise ScenarioError((Problem(str(file), 0, 0, "", words),)) from None
    return read_script(data, str(file))


def read_script(data: bytes, name: str) -> Script:
    """The script in some bytes; ``name`` stands for the file."""
    document = read_bytes(data, name)
    if document.problems:
        raise ScenarioError(document.problems)
    return _Reader(document).script()


class _Reader:
    """Reads one document, noting problems as it goes."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.problems: list[Problem] = []
        self.first = "2025-Q1"

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
            seats[seat] = self.text(("seats", seat), spec)
        chosen = {
            key.replace("-", "_"): self.text(("setup", key), value)
            for key, value in self.mapping(("setup",), SETUP, top.get("setup", {})).items()
        }
        steps = top.get("steps")
        if not isinstance(steps, list):
            self.bad(("steps",), "A script has steps, a list.")
            steps = []
        read = (
            [self._step(("steps", n), step) for n, step in enumerate(steps)] if scenario is not None else []
        )
        if self.problems or scenario is None:
            raise ScenarioError(tuple(dict.fromkeys(self.problems)))
        found = tuple(step for step in read if step is not None)
        title = self.text(("title",), top.get("title", ""))
        return Script(self.document, title, scenario, seed, seats, Setup(**chosen), found)

    def _scenario(self, name: str) -> Scenario | None:
        if not name:
            return None
        if "/" in name or "\\" in name or name.endswith((".yaml", ".yml")):
            self.bad(("scenario",), f"“{name[:60]}” is a path.", "A script names a scenario that ships.")
            return None
        try:
            scenario = load_scenario(name)
        except ScenarioError as error:
            self.problems += [
                self.document.problem(("scenario",), one.words, one.hint) for one in error.problems
            ]
            return None
        self.first = scenario.quarters.from_
        return scenario

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

    def _step(self, path: Path, step: Any) -> Step | None:
        if not isinstance(step, dict) or len(step) != 1:
            self.bad(path, "A step is one thing.", f"It is one of {', '.join(STEPS)}.")
            return None
        ((key, value),) = step.items()
        here = (*path, key)
        if key in SEATS:
            return self._move(here, key, value)
        if key == "refused":
            given = self.mapping(here, ("by", "move", "code"), value)
            seat = self.text((*here, "by"), given.get("by"))
            if seat and seat not in SEATS:
                self.bad((*here, "by"), f"“{seat[:40]}” is no seat.", f"There are {', '.join(SEATS)}.")
            made = self._move((*here, "move"), seat, given.get("move"))
            code = self.text((*here, "code"), given.get("code", ""))
            return made and made._replace(kind="refused", path=here, code=code)
        if key == "until":
            return self._until(here, value)
        if key == "expect":
            given = (
                value
                if isinstance(value, dict)
                else self.mapping(here, ("a stat", "agreement.CLAUSE"), value)
            )
            found = [self._expected((*here, name), name, one) for name, one in given.items()]
            return Step("expect", here, expected=tuple(one for one in found if one is not None))
        self.bad(here, f"“{key}” is no step.", did_you_mean(key, STEPS), at_key=True)
        return None

    def _move(self, path: Path, seat: Seat, value: Any) -> Step | None:
        text = self.text(path, value)
        if not text:
            return None
        try:
            return Step("move", path, seat=seat, decision=read_move(text, self.first), text=text)
        except Refusal as refusal:
            self.bad(path, refusal.words, refusal.hint)
            return None

    def _until(self, path: Path, value: Any) -> Step | None:
        given = self.mapping(path, ("quarter", "topic", "seat"), value)
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
            self.bad(path, "Until what?", "Say a quarter, a topic or both.")
        return Step("until", path, seat=str(seat), quarter=quarter, topic=str(topic))

    def _expected(self, path: Path, name: str, value: Any) -> Expected | None:
        clause = name.removeprefix("agreement.")
        known = (*STATS, *OTHERS, *(f"agreement.{id}" for id in CLAUSES))
        if name not in STATS and name not in OTHERS and (clause == name or clause not in CLAUSES):
            self.bad(path, f"There is no “{name[:60]}” to look at.", did_you_mean(name, known), at_key=True)
            return None
        if isinstance(value, dict):
            given = self.mapping(path, ("at-least", "at-most"), value)
            for key, bound in given.items():
                if not isinstance(bound, int):
                    self.bad((*path, key), f"{bound} stands where a whole number belongs.")
                    return None
            return Expected(name, None, given.get("at-least"), given.get("at-most"), path)
        return Expected(name, tuple(value) if isinstance(value, list) else (value,), None, None, path)


def _words(value: Term | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value) or "nothing"
