"""Coaching: what a tutorial says, and when. It is data, beside this file; the game it is said in is an ordinary one.

A lesson is a seat of a scenario with a fixed seed and counterpart, packages laid out for the first table, and moments: what is asked,
what has happened, and then a line or two with the key to press. The first moment that fits is said, until something is done.
Nothing here touches the rules or the screen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from game.errors import Problem, ScenarioError
from game.files.saves import YOU, Header
from game.rules.agreement import CLAUSES
from game.rules.chance import checked_seed
from game.rules.decisions import Decision, Package, Request, Sign
from game.rules.engine import Setup
from game.rules.units import SEATS, Seat, other
from game.rules.view import View
from game.strict_yaml import Document, did_you_mean, read_bytes

WAIVER: Final = "waiver"
"""The tutorial: its scenario, and the name of its file here."""
LONGEST: Final = 80
"""Signs of a line of coaching: two lines of the desk at 80 columns."""
ASKS: Final = ("plan", "notices", "answer", "reply", "table")
"""What a moment can wait to be asked."""
AFTER: Final = ("capacity", "offer", "refusal", "signature", "draft", "asking", "signing")
"""What can have happened: capacity was signed for this quarter; their offer lies on the table; it came in answer to one of one's own;
an amendment was signed; the draft at the table holds something that was not offered yet; one's adviser would ask for capacity, or
sign for it."""
_SEAT: Final = ("seed", "against", "people", "packages", "moments")
_MOMENT: Final = ("quarter", "asks", "after", "say", "key")


class LaidOut(NamedTuple):
    """A package laid out for the table: what it is called, and what it changes (nothing for a blank one)."""

    name: str
    package: Package


class Cue(NamedTuple):
    """A line of coaching: ``quarter`` counted from 1 (0 for any), what is asked, what has happened, the words, the key to press."""

    quarter: int
    asks: str
    after: str
    say: str
    key: str


class Lesson(NamedTuple):
    """A seat's tutorial."""

    scenario: str
    quarters: int
    seat: Seat
    seed: str
    against: str
    people: str
    """What one's own people are like: an archetype."""
    packages: tuple[LaidOut, ...]
    cues: tuple[Cue, ...]

    @property
    def seats(self) -> dict[Seat, str]:
        """Who sits where."""
        return {seat: YOU if seat == self.seat else self.against for seat in SEATS}

    @property
    def setup(self) -> Setup:
        """What is chosen before the first quarter."""
        return Setup(**{f"{self.seat}_archetype": self.people})

    def cue(self, view: View, topic: str, *, draft: bool, advised: Sequence[Decision]) -> Cue | None:
        """What to say now; ``draft`` is whether the draft at the table holds something, ``advised`` what one's adviser would do.

        ``None`` for nothing, also where what would be said was done and did not help: then the adviser speaks.
        """
        happened = _happened(view) | ({"draft"} if draft else set())
        happened |= {_ADVISED[type(one)] for one in advised[:1] if type(one) in _ADVISED}
        for cue in self.cues:
            if cue.asks == topic and cue.quarter in (0, view.quarter + 1) and cue.after in ("", *happened):
                return None if self._vain(cue, view) else cue
        return None

    def _vain(self, cue: Cue, view: View) -> bool:
        """Whether the package that it would have laid out is what one offered last."""
        at = int(cue.key) - 1 if cue.key.isdecimal() else -1
        if view.table is None or not 0 <= at < len(self.packages):
            return False
        mine = [
            said.package for said in view.table.history if said.seat == view.seat and said.move == "offer"
        ]
        return bool(mine) and dict(mine[-1]) == dict(self.packages[at].package)


def lesson(seat: Seat) -> Lesson:
    """The tutorial of a seat."""
    return _lessons()[seat]


def lesson_of(header: Header) -> Lesson | None:
    """The lesson that a game is, if it is one: begun as the tutorial is, and not only in its world."""
    if header.scenario.id != WAIVER or len(header.people) != 1:
        return None
    found = lesson(header.people[0])
    return found if (header.seed, header.seats) == (checked_seed(found.seed), found.seats) else None


_ADVISED: Final[Mapping[type[Decision], str]] = {Request: "asking", Sign: "signing"}


def _happened(view: View) -> set[str]:
    found = set[str]()
    if any(view.label.lower() in contract.id for contract in view.contracts):
        found.add("capacity")
    if any(amendment.how == "signed" for amendment in view.agreement.amendments):
        found.add("signature")
    if view.table is not None:
        mine = [said.seat for said in view.table.history if said.move == "offer"]
        if view.table.offered_by == other(view.seat):
            found |= {"offer", "refusal"} if view.seat in mine else {"offer"}
    return found


# The file


@cache
def _lessons() -> dict[Seat, Lesson]:
    path = Path(__file__).parent / f"{WAIVER}.yaml"
    return lessons_in(read_bytes(path.read_bytes(), path.name))


def lessons_in(document: Document) -> dict[Seat, Lesson]:
    """The lessons of a file that has been read, by seat; ``ScenarioError`` holds every problem with it."""
    problems = document.problems or tuple(_problems(document))
    if problems:
        raise ScenarioError(problems)
    value = document.value
    return {
        seat: Lesson(
            scenario=value["scenario"],
            quarters=value["quarters"],
            seat=seat,
            seed=told["seed"],
            against=told["against"],
            people=told["people"],
            packages=tuple(LaidOut(one["name"], _package(one.get("terms", {}))) for one in told["packages"]),
            cues=tuple(
                Cue(one.get("quarter", 0), one["asks"], one.get("after", ""), one["say"], one.get("key", ""))
                for one in told["moments"]
            ),
        )
        for seat, told in value["seats"].items()
    }


def _package(terms: dict[str, Any]) -> Package:
    return tuple((clause, terms[clause]) for clause in CLAUSES if clause in terms)


def _problems(document: Document) -> Iterator[Problem]:
    value = document.value
    if not isinstance(value, dict) or not isinstance(value.get("seats"), dict):
        yield document.problem((), "Coaching is for seats.", "Begin with seats: and openai: below it.")
        return
    for key, kind in (("scenario", str), ("quarters", int)):
        if not isinstance(value.get(key), kind):
            yield document.problem((key,), f"The key {key} is missing, or not what it should be.")
    for seat in SEATS:
        if not isinstance(value["seats"].get(seat), dict):
            yield document.problem(("seats",), f"{seat} has no lesson.", f"Write {seat}: and what it is.")
            continue
        yield from _of_seat(document, seat, value["seats"][seat])


def _of_seat(document: Document, seat: str, told: dict[str, Any]) -> Iterator[Problem]:
    at = ("seats", seat)
    yield from _keys(document, at, told, _SEAT)
    for name in ("seed", "against", "people"):
        if not isinstance(told.get(name), str):
            yield document.problem((*at, name), f"{seat} has no {name}.")
    for index, one in enumerate(_list(document, (*at, "packages"), told.get("packages"))):
        if not isinstance(one.get("name"), str):
            yield document.problem((*at, "packages", index), "A package has a name.")
        terms = one.get("terms", {})
        if not isinstance(terms, dict):
            yield document.problem(
                (*at, "packages", index, "terms"), "Terms are clauses, and what each becomes."
            )
            continue
        for clause, term in terms.items():
            known = CLAUSES.get(clause)
            if known is None or term not in known.options:
                words = f"{clause} cannot become {term}."
                yield document.problem((*at, "packages", index, "terms", clause), words)
    for index, one in enumerate(_list(document, (*at, "moments"), told.get("moments"))):
        yield from _of_moment(document, (*at, "moments", index), one)


def _of_moment(document: Document, at: tuple[str | int, ...], one: dict[str, Any]) -> Iterator[Problem]:
    yield from _keys(document, at, one, _MOMENT)
    for name, known in (("asks", ASKS), ("after", ("", *AFTER))):
        if one.get(name, "") not in known:
            yield document.problem(
                (*at, name), f"No moment is like that: {name}.", did_you_mean(str(one.get(name)), known)
            )
    for name, kind, what in (("quarter", int, "a number, counted from 1"), ("key", str, "a key")):
        if name in one and type(one[name]) is not kind:
            yield document.problem((*at, name), f"A moment's {name} is {what}.")
    say = one.get("say")
    if not isinstance(say, str) or not 0 < len(say) <= LONGEST:
        yield document.problem((*at, "say"), f"A moment says something, in {LONGEST} signs at most.")


def _list(document: Document, at: tuple[str | int, ...], value: Any) -> list[dict[str, Any]]:
    """The mappings in a list."""
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise ScenarioError(
            (document.problem(at, "This is a list of what has names.", "Write - and name: below it."),)
        )
    return value


def _keys(
    document: Document, at: tuple[str | int, ...], told: dict[str, Any], known: tuple[str, ...]
) -> Iterator[Problem]:
    for key in told:
        if key not in known:
            yield document.problem(
                (*at, key), f"There is no {key} here.", did_you_mean(key, known), at_key=True
            )
