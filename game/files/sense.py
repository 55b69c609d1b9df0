"""Whether a scenario makes sense: what a schema cannot see.

Problems are what the game could not be played with: names that do not exist, tables that are too short, games without an end.
Warnings are what an author would want to know: cards that never come, answers nobody can give, texts that do not fit the
screen. Everything is looked at in the plain data of the file, so what has the wrong shape in one place hides nothing in another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from functools import cached_property
from typing import Any, Final

from game.errors import Problem
from game.files.places import is_slug, slug_of
from game.files.shape import records
from game.files.strict_yaml import Document, Path, did_you_mean
from game.rules.agreement import CLAUSES
from game.rules.compute import AZURE, OWN_BUILD
from game.rules.conditions import AnyOf, ClauseIs, Happened, QuarterIs, StatIs
from game.rules.packages import HEADLINE
from game.rules.scenario import (
    Capacity,
    Card,
    Change,
    Choice,
    Deadline,
    Ending,
    Halt,
    Later,
    Mandate,
    Negotiable,
    Perhaps,
    Provider,
    Scenario,
    Scheduled,
    StartBuilding,
    StartContract,
    Turns,
)
from game.rules.score import DIMENSIONS
from game.rules.stats import SECTION_STATS, STATS
from game.rules.units import OPENAI, SEATS

FORMAT: Final = "scenario/1"
MARKS: Final = ("historical", "trend", "fiction")
DETAILS: Final = ("full", HEADLINE)
MOST_QUARTERS: Final = 40

TITLE_SIGNS: Final = 48
CARD_WORDS: Final = 60
CARD_SIGNS: Final = 420
CHOICE_SIGNS: Final = 72
"""What fits the screen at 80 columns."""

NEEDED: Final = {
    "openai": (
        "cash", "revenue", "share", "capability", "lab_capability", "train", "safety_share", "safety", "talent",
        "staff_mood", "board_mood", "investor_mood", "value",
    ),
    "microsoft": (
        "ai_mw", "other_demand", "capability", "build", "own_effort", "ai_revenue", "share_price", "fear", "board_patience",
    ),
    "world": (
        "market", "rival", "partner_price", "power_tight", "hype", "heat_antitrust", "heat_charity", "heat_safety",
        "heat_export",
    ),
    "relations": ("openai_trust", "microsoft_trust", "openai_credibility", "microsoft_credibility", "friction"),
}  # fmt: skip
"""Start values without a natural zero (rulebook 3.1)."""

DRAWN: Final = {"openai": ("agi_view",), "microsoft": (), "world": ("pace", "theta"), "relations": ()}
"""What a new game draws: a value in the file would be thrown away."""

_ONE_UP: Final = ("reference-training", "revenue-per-mw", "value-multiple")
"""Tables the rules divide by or scale with: they hold numbers above 0."""

Found = Iterator[Problem]


def _left_out(names: Iterable[str], given: dict[str, Any]) -> Iterator[str]:
    """The names that are not given, but for those that were meant by a misspelt one, which is said already."""
    names = tuple(names)
    misspelt = [key for key in given if key not in names]
    meant = {near for key in misspelt for near in get_close_matches(key, names, n=1)}
    return (name for name in names if name not in given and name not in meant)


def problems(document: Document) -> tuple[Problem, ...]:
    """What a game could not be played with, in the order of the file."""
    return _in_order(document, _Sense(document).problems())


def warnings(document: Document) -> tuple[Problem, ...]:
    """What an author would want to know, in the order of the file."""
    return _in_order(document, _Sense(document).warnings())


def _in_order(document: Document, found: Found) -> tuple[Problem, ...]:
    if not isinstance(document.value, dict):
        return ()
    return tuple(sorted(dict.fromkeys(found), key=lambda problem: (problem.line, problem.column)))


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


class _Sense:
    """One file, looked at."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.value = _mapping(document.value)
        self.at = document.problem

    @cached_property
    def everything(self) -> tuple[tuple[type, Path, dict[str, Any]], ...]:
        return tuple(records(self.value))

    @cached_property
    def count(self) -> int | None:
        """How many quarters the game has; ``None`` when the file does not tell."""
        count = _number(_mapping(self.value.get("quarters")).get("count"))
        return count if count is not None and 0 < count <= MOST_QUARTERS else None

    @cached_property
    def providers(self) -> tuple[str, ...]:
        listed = (_mapping(entry).get("id") for entry in _list(self.value.get("providers")))
        return (AZURE, *(id for id in listed if isinstance(id, str)))

    @cached_property
    def answers(self) -> dict[str, tuple[str, ...]]:
        """The cards, and the ids of the answers to each."""
        cards: dict[str, tuple[str, ...]] = {}
        for card in map(_mapping, _list(self.value.get("events"))):
            choices = _mapping(card.get("choices"))
            ids = (_mapping(choice).get("id") for seat in SEATS for choice in _list(choices.get(seat)))
            if isinstance(card.get("id"), str):
                cards[card["id"]] = tuple(id for id in ids if isinstance(id, str))
        return cards

    @cached_property
    def live(self) -> dict[str, int]:
        """Capacity that contracts deliver from the start, MW, by the stat that sums it."""
        sums = {"azure_mw": 0, "partner_mw": 0, "own_mw": 0}
        for contract in map(_mapping, _list(_mapping(self.value.get("start")).get("contracts"))):
            if contract.get("due", 0) == 0:
                who = contract.get("provider")
                sums["azure_mw" if who == AZURE else "own_mw" if who == OWN_BUILD else "partner_mw"] += (
                    _number(contract.get("mw")) or 0
                )
        return sums

    def reachable(self, clause: str) -> tuple[Any, ...]:
        """The terms a clause can have in this game."""
        entry = _mapping(_mapping(self.value.get("agreement")).get(clause))
        options = entry.get("options")
        if self.value.get("detail") == HEADLINE and not CLAUSES[clause].headline:
            options = []
        ladder = CLAUSES[clause].options if options is None else tuple(_list(options))
        return (entry.get("start"), *ladder)

    # Problems

    def problems(self) -> Found:
        for kind, path, data in self.everything:
            check = _PROBLEMS.get(kind)
            if check is not None:
                yield from check(self, path, data)

    def scenario(self, path: Path, data: dict[str, Any]) -> Found:
        named = data.get("format")
        if isinstance(named, str) and named != FORMAT:
            newer = re.fullmatch(r"scenario/([0-9]{1,6})", named)
            hint = "It was written for a later game." if newer and int(newer[1]) > 1 else f"Write {FORMAT}."
            yield self.at(("format",), f"This game reads {FORMAT}, not {named[:40]}.", hint)
        yield from self.id(path, data)
        yield from self.within(("minutes",), data.get("minutes"), 1, 600)
        detail = data.get("detail")
        if isinstance(detail, str) and detail not in DETAILS:
            yield self.at(("detail",), f"There is no detail {detail[:40]!r}.", did_you_mean(detail, DETAILS))
        quarters = _mapping(data.get("quarters"))
        first = quarters.get("from")
        if isinstance(first, str) and not re.fullmatch(r"[0-9]{4}-Q[1-4]", first):
            yield self.at(("quarters", "from"), f"{first[:20]!r} is not a quarter.", "Write it like 2025-Q1.")
        yield from self.within(("quarters", "count"), quarters.get("count"), 1, MOST_QUARTERS)
        yield from self.start(_mapping(data.get("start")))
        yield from self.tables(_mapping(data.get("tables")))
        yield from self.hidden(_mapping(data.get("hidden")))
        yield from self.agreement(data.get("agreement"))
        for key in ("providers", "events", "deadlines", "endings"):
            yield from self.unique((key,), data.get(key))
        yield from self.unique(("start", "contracts"), _mapping(data.get("start")).get("contracts"))
        mandates = _mapping(data.get("mandates"))
        for seat in SEATS:
            yield from self.unique(("mandates", seat), mandates.get(seat))
            if mandates.get(seat) == []:
                yield self.at(("mandates", seat), "A seat needs a mandate.", "The first is the default.")
        yield from self.endings(data.get("endings"))

    def turns(self, path: Path, data: dict[str, Any]) -> Found:
        for key, low, high in (
            ("quarters", 1, MOST_QUARTERS), ("points", 0, 9), ("rounds", 1, 20), ("most-rounds", 1, 20), ("cards", 0, 6),
        ):  # fmt: skip
            yield from self.within((*path, key), data.get(key), low, high)
        rounds, most = (
            _number(data.get(key, getattr(Turns(), field)))
            for key, field in (("rounds", "rounds"), ("most-rounds", "most_rounds"))
        )
        if rounds is not None and most is not None and rounds > most:
            words = f"A table has {rounds} rounds, and never more than {most}."
            yield self.at(path, words, f"Make most-rounds {rounds} or more.")

    def start(self, start: dict[str, Any]) -> Found:
        for section, stats in SECTION_STATS.items():
            values = start.get(section)
            if not isinstance(values, dict):
                continue
            known = {stat.field: stat for stat in stats}
            for field, value in values.items():
                path = ("start", section, field)
                if field not in known:
                    open_fields = [
                        name for name in known if name not in DRAWN[section] and name not in values
                    ]
                    hint = did_you_mean(field, open_fields)
                    yield self.at(path, f"{section} has no stat {field!r}.", hint, at_key=True)
                elif field in DRAWN[section]:
                    words = f"{field} is drawn when a game begins."
                    yield self.at(path, words, "Leave it out.", at_key=True)
                elif (number := _number(value)) is not None:
                    stat = known[field]
                    low, high = -(-stat.low // stat.scale), stat.high // stat.scale
                    if field == "market":
                        low = 1
                    yield from self.within(path, number, low, high)
                    live = self.live.get(field, number) if section == OPENAI else number
                    if live != number:
                        words = f"The contracts that run from the start sum to {live} MW, not to {number}."
                        yield self.at(path, words, "Correct it, or leave it out.")
            given = {key: None for key in values if key not in known or key in NEEDED[section]}
            for field in _left_out(NEEDED[section], given):
                words = f"The start value of {field} ({known[field].title}, {known[field].unit}) is missing."
                yield self.at(("start", section), words, at_key=True)

    def tables(self, tables: dict[str, Any]) -> Found:
        for name, table in tables.items():
            path = ("tables", name)
            if not isinstance(table, list):
                continue
            if self.count is not None and len(table) < self.count:
                words = f"The table has {len(table)} numbers and the game {self.count} quarters."
                yield self.at(path, words, "Give one number a quarter.", at_key=True)
            for index, value in enumerate(table):
                number = _number(value)
                if number is not None and name in _ONE_UP and number < 1:
                    yield self.at((*path, index), f"{number} is not above 0.")

    def hidden(self, hidden: dict[str, Any]) -> Found:
        if hidden.get("pace") == []:
            yield self.at(("hidden", "pace"), "There is no pace to draw.", "10000 is the usual one.")
        for index, pace in enumerate(_list(hidden.get("pace"))):
            yield from self.within(("hidden", "pace", index), pace, 1, STATS["world.pace"].high)
        low, middle, high = (_number(hidden.get(key)) for key in ("theta-low", "theta", "theta-high"))
        if low is not None and middle is not None and high is not None and not low <= middle <= high:
            yield self.at(("hidden", "theta"), f"{middle} does not lie between {low} and {high}.")
        yield from self.within(("hidden", "theta-deviation"), hidden.get("theta-deviation"), 0, 1000)

    def agreement(self, agreement: Any) -> Found:
        if not isinstance(agreement, dict):
            return
        for clause in agreement:
            if clause not in CLAUSES:
                words = f"There is no clause {clause!r}."
                yield self.at(("agreement", clause), words, did_you_mean(clause, tuple(CLAUSES)), at_key=True)
        for clause in _left_out(CLAUSES, agreement):
            words = f"The clause {clause} ({CLAUSES[clause].title}) is missing."
            yield self.at(
                ("agreement",), words, "Give its start; with options: [] it is not negotiated.", at_key=True
            )

    def clause(self, path: Path, data: dict[str, Any]) -> Found:
        clause = CLAUSES.get(str(path[-1]))
        if clause is None:
            return
        start, options = data.get("start"), data.get("options")
        if isinstance(start, int | str):
            yield from self.term((*path, "start"), clause.id, start)
        seen: list[Any] = []
        for index, term in enumerate(_list(options)):
            if isinstance(term, int | str):
                yield from self.term((*path, "options", index), clause.id, term)
                if term in seen:
                    yield self.at((*path, "options", index), f"{term} stands on the ladder twice.")
                seen.append(term)
        if seen and start not in seen and start in clause.options:
            words = f"The start {start} is not on the ladder, so nobody could go back to it."
            yield self.at((*path, "start"), words, "Add it to the options.")
        ranks = [clause.rank(term) for term in seen if term in clause.options]
        if ranks != sorted(ranks):
            ladder = ", ".join(str(term) for term in clause.options if term in seen)
            yield self.at(
                (*path, "options"), "The ladder is out of order.", f"Best for Microsoft first: {ladder}."
            )

    def term(self, path: Path, clause: str, term: Any) -> Found:
        options = CLAUSES[clause].options
        # A number is not a word that looks like it, and true is not 1.
        if not any(term == option and type(term) is type(option) for option in options):
            hint = did_you_mean(str(term), [str(option) for option in options])
            yield self.at(path, f"{term!r} is not a term of {clause}.", hint)

    def endings(self, endings: Any) -> Found:
        if not isinstance(endings, list):
            return
        soft = [index for index, ending in enumerate(endings) if not _mapping(ending).get("hard")]
        free = [index for index in soft if not _mapping(endings[index]).get("when")]
        if not free:
            words = "No soft ending is without conditions, so a game could end in none."
            yield self.at(("endings",), words, "Let the last one have no when.", at_key=True)
        elif free[0] != soft[-1]:
            words = "This ending always holds, so no soft ending after it can come."
            yield self.at(("endings", free[0]), words, "Put it last.")

    def ending(self, path: Path, data: dict[str, Any]) -> Found:
        yield from self.id(path, data)
        if data.get("hard") is True and not data.get("when"):
            yield self.at(
                path, "A hard ending without conditions would stop the game at once.", "Give it a when."
            )
        if data.get("epithets") == []:
            yield self.at((*path, "epithets"), "An ending needs an epithet.")

    def mandate(self, path: Path, data: dict[str, Any]) -> Found:
        yield from self.id(path, data)
        weights, seat = data.get("weights"), path[1] if len(path) > 1 else ""
        if not isinstance(weights, dict) or seat not in DIMENSIONS:
            return
        dimensions = tuple(name for name, _ in DIMENSIONS[str(seat)])
        for name, weight in weights.items():
            if name not in dimensions:
                words = f"{seat} is not judged by {name!r}."
                yield self.at((*path, "weights", name), words, did_you_mean(name, dimensions), at_key=True)
            yield from self.within((*path, "weights", name), weight, 0, 100)
        for name in _left_out(dimensions, weights):
            yield self.at(
                (*path, "weights"), f"The weight of {name} is missing.", "It may be 0.", at_key=True
            )
        numbers = [_number(weight) for weight in weights.values()]
        total = sum(number for number in numbers if number is not None)
        if None not in numbers and total != 100:
            yield self.at((*path, "weights"), f"The weights sum to {total}, not to 100.", at_key=True)

    def card(self, path: Path, data: dict[str, Any]) -> Found:
        yield from self.id(path, data)
        mark = data.get("mark")
        if isinstance(mark, str) and mark not in MARKS:
            yield self.at((*path, "mark"), f"{mark[:40]!r} is not a mark.", did_you_mean(mark, MARKS))
        if mark == "historical" and not data.get("record"):
            words = "A historical card must say where it stands in the record."
            yield self.at((*path, "mark"), words, "Give it record: {date: …, source: …}, or mark it fiction.")
        for key, high in (("weight", 10_000), ("cooldown", 999)):
            yield from self.within((*path, key), data.get(key), 0, high)
        choices = _mapping(data.get("choices"))
        for seat in SEATS:
            yield from self.unique((*path, "choices", seat), choices.get(seat))

    def scheduled(self, path: Path, data: dict[str, Any]) -> Found:
        yield from self.quarter((*path, "quarter"), data.get("quarter"))
        yield from self.within((*path, "jitter"), data.get("jitter"), 0, MOST_QUARTERS)

    def choice(self, path: Path, data: dict[str, Any]) -> Found:
        yield from self.id(path, data)
        yield from self.within((*path, "points"), data.get("points"), 0, 9)

    def deadline(self, path: Path, data: dict[str, Any]) -> Found:
        yield from self.id(path, data)
        yield from self.quarter((*path, "quarter"), data.get("quarter"))
        for index, seat in enumerate(_list(data.get("seen-by"))):
            if isinstance(seat, str) and seat not in SEATS:
                yield self.at(
                    (*path, "seen-by", index), f"There is no seat {seat[:40]!r}.", did_you_mean(seat, SEATS)
                )

    def provider(self, path: Path, data: dict[str, Any]) -> Found:
        yield from self.id(path, data)
        if data.get("id") == AZURE:
            yield self.at((*path, "id"), f"{AZURE} is the other seat, not a provider.", "Give it another id.")
        for key, low, high in (
            ("available", 0, 1_000_000), ("since", 0, 999), ("price", 1, 1_000_000), ("lead", 0, 40), ("slip", 0, 10_000),
            ("term", 1, 99), ("prepay", 0, 10_000), ("capex", 0, 1_000_000), ("needs-hype", 0, 100), ("training", 0, 20_000),
        ):  # fmt: skip
            yield from self.within((*path, key), data.get(key), low, high)

    def contract(self, path: Path, data: dict[str, Any]) -> Found:
        yield from self.id(path, data)
        yield from self.who((*path, "provider"), data.get("provider"))
        for key, low in (("mw", 1), ("price", 0), ("due", 0), ("term", 1)):
            yield from self.within((*path, key), data.get(key), low, 1_000_000)

    def building(self, path: Path, data: dict[str, Any]) -> Found:
        for key in ("mw", "due"):
            yield from self.within((*path, key), data.get(key), 1, 1_000_000)

    def change(self, path: Path, data: dict[str, Any]) -> Found:
        yield from self.stat((*path, "change"), data.get("change"))
        yield from self.within((*path, "for"), data.get("for"), 0, 999)

    def later(self, path: Path, data: dict[str, Any]) -> Found:
        yield from self.within((*path, "after"), data.get("after"), 1, 999)

    def capacity(self, path: Path, data: dict[str, Any]) -> Found:
        yield from self.who((*path, "capacity"), data.get("capacity"))
        for key, low in (("mw", 1), ("due", 1), ("price", 0), ("term", 0)):
            yield from self.within((*path, key), data.get(key), low, 1_000_000)

    def perhaps(self, path: Path, data: dict[str, Any]) -> Found:
        yield from self.within((*path, "chance"), data.get("chance"), 0, 100)

    def halt(self, path: Path, data: dict[str, Any]) -> Found:
        yield from self.within((*path, "halt"), data.get("halt"), 1, 100)

    def stat_is(self, path: Path, data: dict[str, Any]) -> Found:
        yield from self.stat((*path, "stat"), data.get("stat"))
        low, high = _number(data.get("at-least")), _number(data.get("at-most"))
        if data.keys() == {"stat"}:
            yield self.at(path, "This holds always.", "Give it at-least or at-most.")
        if low is not None and high is not None and low > high:
            yield self.at(path, f"Nothing is at least {low} and at most {high}.")

    def clause_is(self, path: Path, data: dict[str, Any]) -> Found:
        clause = data.get("clause")
        if not isinstance(clause, str):
            return
        if clause not in CLAUSES:
            yield self.at(
                (*path, "clause"), f"There is no clause {clause!r}.", did_you_mean(clause, tuple(CLAUSES))
            )
            return
        for index, term in enumerate(_list(data.get("is"))):
            if isinstance(term, int | str):
                yield from self.term((*path, "is", index), clause, term)

    def happened(self, path: Path, data: dict[str, Any]) -> Found:
        card, choice = data.get("happened"), data.get("choice")
        if not isinstance(card, str):
            return
        if card not in self.answers:
            hint = did_you_mean(card, tuple(self.answers))
            yield self.at((*path, "happened"), f"There is no card {card!r}.", hint)
        elif isinstance(choice, str) and choice and choice not in self.answers[card]:
            hint = did_you_mean(choice, self.answers[card])
            yield self.at((*path, "choice"), f"Nobody can answer {card} with {choice!r}.", hint)

    def id(self, path: Path, data: dict[str, Any]) -> Found:
        id = data.get("id")
        if isinstance(id, str) and not is_slug(id):
            words = f"{id[:40]!r} is not an id: lower-case words and digits joined by hyphens."
            yield self.at((*path, "id"), words, f"Try {slug_of(id)}.")

    def unique(self, path: Path, entries: Any) -> Found:
        first: dict[str, int] = {}
        for index, entry in enumerate(_list(entries)):
            id = _mapping(entry).get("id")
            if not isinstance(id, str):
                continue
            if id in first:
                line = self.document.places[(*path, first[id], "id")].line
                yield self.at((*path, index, "id"), f"The id {id} was given before, in line {line}.")
            first.setdefault(id, index)

    def within(self, path: Path, value: Any, low: int, high: int) -> Found:
        number = _number(value)
        if number is not None and not low <= number <= high:
            yield self.at(path, f"{number} is not between {low} and {high}.")

    def quarter(self, path: Path, value: Any) -> Found:
        number = _number(value)
        if number is not None and self.count is not None and not 0 <= number < self.count:
            words = f"The game has no quarter {number}: it has {self.count}, counted from 0."
            yield self.at(path, words)

    def stat(self, path: Path, name: Any) -> Found:
        if isinstance(name, str) and name not in STATS:
            near = did_you_mean(name, tuple(STATS))
            fields = [full for full in STATS if full.endswith(f".{name}")]
            hint = f"Did you mean {' or '.join(fields)}?" if fields else near
            yield self.at(path, f"There is no stat {name!r}.", hint)

    def who(self, path: Path, id: Any) -> Found:
        if isinstance(id, str) and id not in self.providers:
            yield self.at(path, f"There is no provider {id!r}.", did_you_mean(id, self.providers))

    # Warnings

    def warnings(self) -> Found:
        for kind, path, data in self.everything:
            if kind is Card:
                yield from self.card_comes(path, data)
                yield from self.fits((*path, "text"), data.get("text"), CARD_SIGNS, CARD_WORDS)
            elif kind is Choice:
                yield from self.choice_open(path, data)
                yield from self.fits((*path, "text"), data.get("text"), CHOICE_SIGNS)
            elif kind is Ending and (why := self.never(data.get("when"))):
                yield self.at(path, f"This ending can never come: {why}.")
            elif kind is Deadline and (why := self.never(data.get("needs"))):
                yield self.at(path, f"This date can never be met: {why}.")
            yield from self.fits((*path, "title"), data.get("title"), TITLE_SIGNS)

    def card_comes(self, path: Path, data: dict[str, Any]) -> Found:
        scheduled = _mapping(data.get("scheduled"))
        if not data.get("weight") and not scheduled:
            yield self.at(path, "This card can never come: it has no weight and is not scheduled.")
        elif why := self.never(data.get("when")):
            yield self.at(path, f"This card can never come: {why}.")
        elif scheduled and not data.get("weight"):
            at, jitter = _number(scheduled.get("quarter")), _number(scheduled.get("jitter", 0))
            if at is not None and jitter is not None:
                for condition in map(_mapping, _list(data.get("when"))):
                    span = _mapping(condition.get("quarter"))
                    low, high = _number(span.get("from", 0)), _number(span.get("to", 999))
                    if low is not None and high is not None and (at + jitter < low or at - jitter > high):
                        words = f"This card can never come: it is scheduled for quarter {at}, outside {low} to {high}."
                        yield self.at(path, words)

    def choice_open(self, path: Path, data: dict[str, Any]) -> Found:
        points = _number(data.get("points"))
        most = _number(_mapping(self.value.get("turns")).get("points", Turns().points))
        if points is not None and most is not None and points > most:
            yield self.at(
                (*path, "points"), f"Nobody can ever take this: it costs {points} of {most} points."
            )
        elif why := self.never(data.get("need")):
            yield self.at(path, f"Nobody can ever take this: {why}.")

    def fits(self, path: Path, text: Any, signs: int, words: int = 10_000) -> Found:
        if not isinstance(text, str):
            return
        if len(text) > signs:
            yield self.at(path, f"{len(text)} characters do not fit the screen: at most {signs}.")
        elif (count := len(text.split())) > words:
            yield self.at(path, f"{count} words are too many to read at once: at most {words}.")

    def never(self, conditions: Any) -> str:
        """Why some conditions cannot all hold in any game; empty when they can, as far as one can see."""
        for condition in _list(conditions):
            if isinstance(condition, dict) and (why := self.never_one(condition)):
                return why
        return ""

    def never_one(self, data: dict[str, Any]) -> str:
        kind = next((kind for key, kind in _CONDITIONS.items() if key in data), None)
        if kind is StatIs and (stat := STATS.get(str(data.get("stat")))):
            low, high = _number(data.get("at-least")), _number(data.get("at-most"))
            if low is not None and low * stat.scale > stat.high:
                return f"{stat.name} is at most {stat.high // stat.scale}"
            if high is not None and high * stat.scale < stat.low:
                return f"{stat.name} is at least {stat.low // stat.scale}"
        elif kind is QuarterIs:
            span = _mapping(data.get("quarter"))
            low, high = _number(span.get("from", 0)), _number(span.get("to", 999))
            last = MOST_QUARTERS if self.count is None else self.count - 1
            if low is not None and high is not None and (low > high or low > last or high < 0):
                return f"no quarter of the game lies between {low} and {high}"
        elif kind is ClauseIs and data.get("clause") in CLAUSES:
            clause, terms = str(data["clause"]), _list(data.get("is"))
            if terms and not any(term in self.reachable(clause) for term in terms):
                return f"{clause} is never {' or '.join(str(term) for term in terms)} here"
        elif kind is AnyOf:
            whys = [self.never_one(part) for part in _list(data.get("any-of")) if isinstance(part, dict)]
            if whys and all(whys):
                return whys[0]
            if data.get("any-of") == []:
                return "any-of lists nothing"
        return ""


_CONDITIONS: Final[dict[str, type]] = {
    "stat": StatIs,
    "quarter": QuarterIs,
    "clause": ClauseIs,
    "any-of": AnyOf,
}

_PROBLEMS: Final[dict[type, Callable[[_Sense, Path, dict[str, Any]], Found]]] = {
    Scenario: _Sense.scenario,
    Turns: _Sense.turns,
    Negotiable: _Sense.clause,
    Ending: _Sense.ending,
    Mandate: _Sense.mandate,
    Card: _Sense.card,
    Scheduled: _Sense.scheduled,
    Choice: _Sense.choice,
    Deadline: _Sense.deadline,
    Provider: _Sense.provider,
    StartContract: _Sense.contract,
    StartBuilding: _Sense.building,
    Change: _Sense.change,
    Later: _Sense.later,
    Capacity: _Sense.capacity,
    Perhaps: _Sense.perhaps,
    Halt: _Sense.halt,
    StatIs: _Sense.stat_is,
    ClauseIs: _Sense.clause_is,
    Happened: _Sense.happened,
}
