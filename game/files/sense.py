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
from typing import Any, Final, get_args, get_type_hints

from game.errors import Problem
from game.files.places import is_slug, slug_of
from game.files.records import entries
from game.files.shape import records
from game.rules.agreement import CLAUSES
from game.rules.candour import DISCLOSED
from game.rules.characters import ARCHETYPES
from game.rules.compute import AZURE, OWN_BUILD
from game.rules.conditions import AllOf, AnyOf, ClauseIs, Happened, OnOrder, QuarterIs, StatIs
from game.rules.dials import Dial, Dials, Draws, Within
from game.rules.dimensions import DIMENSIONS
from game.rules.events import (
    Amends,
    Capacity,
    Card,
    Change,
    Choice,
    Drift,
    GiveUp,
    Halt,
    IfThey,
    Later,
    Learns,
    Perhaps,
    Raise,
    Scheduled,
    Slip,
    Source,
    Vow,
)
from game.rules.history import CardAnswer, Did, Figure, History, OnNotices, Ordered, Planned, Raised, Version
from game.rules.orders import ACTIONS, SHEETS
from game.rules.packages import HEADLINE
from game.rules.scenario import (
    MOST_QUARTERS,
    Deadline,
    Ending,
    Mandate,
    Negotiable,
    Provider,
    Scenario,
    StartBuilding,
    StartContract,
    Turns,
)
from game.rules.scoring import Usual
from game.rules.stats import EXACT, HIDDEN, SECTION_STATS, STATS, Stat
from game.rules.undertakings import LATEST, PROMISE, SOONEST, offered_to
from game.rules.units import MICROSOFT, OPENAI, SEATS, Seat, other
from game.strict_yaml import Document, Path, did_you_mean

FORMAT: Final = "scenario/1"
MARKS: Final = ("historical", "trend", "fiction")
DETAILS: Final = ("full", HEADLINE)

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

DRAWN: Final = {
    "openai": ("agi_view",),
    "microsoft": (),
    "world": ("pace", "adoption", "theta"),
    "relations": (),
}
"""What a new game draws: a value in the file would be thrown away."""

_ONE_UP: Final = ("reference-training", "revenue-per-mw", "value-multiple")
"""Tables the rules divide by or scale with: they hold numbers above 0."""

BASES: Final = ("reported", "reading")
NOTICES: Final = ("waive", "exercise")
_DATE: Final = "[0-9]{4}-(0[1-9]|1[0-2])(-[0-3][0-9])?"
_QUARTER: Final = "[0-9]{4}-Q[1-4]"

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


def start_bounds(stat: Stat) -> tuple[int, int]:
    """The least and the most that a stat may be at the start, in the unit shown. There is always somebody to sell to."""
    return 1 if stat.name == "world.market" else -(-stat.low // stat.scale), stat.high // stat.scale


def _in_order(document: Document, found: Found) -> tuple[Problem, ...]:
    if not isinstance(document.value, dict):
        return ()
    return tuple(sorted(dict.fromkeys(found), key=lambda problem: (problem.line, problem.column)))


def _is_date(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch(_DATE, value) is not None


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
                    yield from self.within(path, number, *start_bounds(known[field]))
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

    def dial(self, path: Path, data: dict[str, Any]) -> Found:
        """A number of ``dials:``, ``value`` of one or ``values`` to draw from."""
        group = entries(Dials).get(str(path[1])) if len(path) > 2 else None
        if group is None:
            return
        declared = get_type_hints(group.type, include_extras=True)[entries(group.type)[str(path[2])].name]
        room = next((part for part in get_args(declared) if isinstance(part, Within)), None)
        if room is not None:
            yield from self.within((*path, "value"), data.get("value"), room.low, room.high)
        for index, value in enumerate(_list(data.get("values"))):
            yield from self.within((*path, "values", index), value, 0, 1000)
        if data.get("values") == []:
            yield self.at((*path, "values"), "There is nothing to draw.")
        if data.get("from") == "":
            yield self.at(
                (*path, "from"), "A dial says where it comes from.", "The record, or what it was fitted to."
            )

    def hidden(self, hidden: dict[str, Any]) -> Found:
        for key in ("pace", "adoption"):
            if hidden.get(key) == []:
                yield self.at(("hidden", key), f"There is no {key} to draw.", "10000 is the usual one.")
            for index, drawn in enumerate(_list(hidden.get(key))):
                yield from self.within(("hidden", key, index), drawn, 1, STATS[f"world.{key}"].high)
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

    def usual(self, path: Path, data: dict[str, Any]) -> Found:
        means, seat = data.get("means"), path[1] if len(path) > 1 else ""
        if isinstance(means, dict) and seat in DIMENSIONS:
            dimensions = tuple(name for name, _ in DIMENSIONS[str(seat)])
            for name, mean in means.items():
                if name not in dimensions:
                    words = f"{seat} is not judged by {name!r}."
                    yield self.at((*path, "means", name), words, did_you_mean(name, dimensions), at_key=True)
                yield from self.within((*path, "means", name), mean, 0, 1000)
            for name in _left_out(dimensions, means):
                yield self.at((*path, "means"), f"The mean of {name} is missing.", at_key=True)
        for name in ("deviation", "spread"):
            yield from self.within((*path, name), data.get(name), 1, 1000)

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
        yield from self.within((*path, "odds"), data.get("odds"), 1, 100)

    def capacity(self, path: Path, data: dict[str, Any]) -> Found:
        yield from self.who((*path, "capacity"), data.get("capacity"))
        for key, low in (("mw", 1), ("due", 1), ("price", 0), ("term", 0)):
            yield from self.within((*path, key), data.get(key), low, 1_000_000)

    def perhaps(self, path: Path, data: dict[str, Any]) -> Found:
        yield from self.within((*path, "chance"), data.get("chance"), 0, 100)

    def vow(self, path: Path, data: dict[str, Any]) -> Found:
        id, seat = data.get("promise"), self.answering(path)
        if not seat:
            yield self.at(path, "Only an answer can promise something.", "Put it under an answer's effects.")
            return
        open_ = {one.id: one for one in offered_to(seat, PROMISE)}
        if isinstance(id, str) and id not in open_:
            yield self.at(
                (*path, "promise"), f"{seat} cannot promise {id[:40]!r}.", did_you_mean(id, tuple(open_))
            )
        elif isinstance(id, str):
            yield from self.within((*path, "amount"), data.get("amount"), open_[id].low, open_[id].high)
        yield from self.within((*path, "due"), data.get("due"), SOONEST, LATEST)

    def learns(self, path: Path, data: dict[str, Any]) -> Found:
        yield from self.one_of((*path, "learns"), data.get("learns"), SEATS, "seat")
        yield from self.one_of((*path, "about"), data.get("about"), DISCLOSED, "thing to learn")

    def amends(self, path: Path, data: dict[str, Any]) -> Found:
        clause, term = str(data.get("amend")), data.get("to")
        yield from self.one_of((*path, "amend"), clause, tuple(CLAUSES), "clause")
        if clause in CLAUSES and isinstance(term, int | str):
            yield from self.term((*path, "to"), clause, term)

    def slip(self, path: Path, data: dict[str, Any]) -> Found:
        yield from self.who((*path, "slip"), data.get("slip"))
        yield from self.within((*path, "by"), data.get("by"), 1, 8)

    def give_up(self, path: Path, data: dict[str, Any]) -> Found:
        yield from self.who((*path, "give-up"), data.get("give-up"))

    def raises(self, path: Path, data: dict[str, Any]) -> Found:
        yield from self.within((*path, "raise"), data.get("raise"), 1, 50)

    def drift(self, path: Path, data: dict[str, Any]) -> Found:
        seat = data.get("drift")
        yield from self.one_of((*path, "drift"), seat, SEATS, "seat")
        if seat in SEATS:
            kinds = tuple(ARCHETYPES[seat])
            yield from self.one_of((*path, "toward"), data.get("toward"), kinds, f"archetype of {seat}")

    def if_they(self, path: Path, data: dict[str, Any]) -> Found:
        seat, answer = self.answering(path), data.get("if-they")
        if not seat:
            yield self.at(
                path, "Only an answer can hang on the other's.", "Put it under an answer's effects."
            )
        elif isinstance(answer, str):
            choices = _mapping(_mapping(_list(self.value.get("events"))[int(path[1])]).get("choices"))
            theirs = tuple(str(_mapping(choice).get("id")) for choice in _list(choices.get(other(seat))))
            yield from self.one_of((*path, "if-they"), answer, theirs, f"answer of {other(seat)}'s")

    def on_order(self, path: Path, data: dict[str, Any]) -> Found:
        yield from self.who((*path, "on-order"), data.get("on-order"))
        yield from self.within((*path, "at-least"), data.get("at-least"), 1, 1_000_000)
        if self.needing(path) == MICROSOFT and data.get("on-order") != AZURE:
            words = "Microsoft would learn from its own answers what OpenAI has ordered elsewhere."
            yield self.at(path, words, "Let the card wait for it instead.")

    @staticmethod
    def answering(path: Path) -> Seat:
        """The seat whose answer a place belongs to; empty when it is no answer's."""
        return str(path[3]) if len(path) > 4 and path[0] == "events" and path[2] == "choices" else ""

    def needing(self, path: Path) -> Seat:
        """The seat for whose answer a place is a need; empty when it is none."""
        return self.answering(path) if "need" in path else ""

    def one_of(self, path: Path, value: Any, known: tuple[str, ...], what: str) -> Found:
        if isinstance(value, str) and value not in known:
            yield self.at(path, f"There is no {what} {value[:40]!r}.", did_you_mean(value, known))

    def halt(self, path: Path, data: dict[str, Any]) -> Found:
        yield from self.within((*path, "halt"), data.get("halt"), 1, 100)

    def stat_is(self, path: Path, data: dict[str, Any]) -> Found:
        yield from self.stat((*path, "stat"), data.get("stat"))
        yield from self.told(path, STATS.get(str(data.get("stat"))))
        low, high = _number(data.get("at-least")), _number(data.get("at-most"))
        if data.keys() == {"stat"}:
            yield self.at(path, "This holds always.", "Give it at-least or at-most.")
        if low is not None and high is not None and low > high:
            yield self.at(path, f"Nothing is at least {low} and at most {high}.")

    def told(self, path: Path, stat: Stat | None) -> Found:
        """What is drawn or answered must not tell a seat what it may not know."""
        if stat is None or path[0] != "events":
            return
        seat = self.needing(path)
        if seat and stat.sight(seat) != EXACT:
            words = f"{seat} would learn from its own answers what {stat.name} is."
            yield self.at(
                (*path, "stat"), words, "Wait for something it can read, or let the card wait for it."
            )
        elif not seat and stat.openai == stat.microsoft == HIDDEN:
            yield self.at((*path, "stat"), f"Nobody is told {stat.name}, and the card would tell.")

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

    # The record

    def history(self, path: Path, data: dict[str, Any]) -> Found:
        yield from self.label((*path, "until"), data.get("until"))
        dates = [str(_mapping(version).get("date")) for version in _list(data.get("versions"))]
        if all(map(_is_date, dates)) and dates != sorted(dates):
            words = "The versions are out of order."
            yield self.at((*path, "versions"), words, "The oldest comes first.", at_key=True)
        named = [_mapping(entry).get("card") for entry in _list(data.get("answers"))]
        for index, card in enumerate(named):
            if isinstance(card, str) and card in named[:index]:
                yield self.at((*path, "answers", index, "card"), f"The answers to {card} were given before.")

    def version(self, path: Path, data: dict[str, Any]) -> Found:
        yield from self.entry(path, data)
        for clause, term in _mapping(data.get("terms")).items():
            at = (*path, "terms", clause)
            if clause not in CLAUSES:
                hint = did_you_mean(clause, tuple(CLAUSES))
                yield self.at(at, f"There is no clause {clause!r}.", hint, at_key=True)
            elif isinstance(term, int | str):
                yield from self.term(at, clause, term)

    def card_answer(self, path: Path, data: dict[str, Any]) -> Found:
        yield from self.basis(path, data)
        card = data.get("card")
        if not isinstance(card, str):
            return
        if card not in self.answers:
            hint = did_you_mean(card, tuple(self.answers))
            yield self.at((*path, "card"), f"There is no card {card!r}.", hint)
            return
        found = next(c for c in map(_mapping, _list(self.value.get("events"))) if c.get("id") == card)
        for seat in SEATS:
            ids = [_mapping(choice).get("id") for choice in _list(_mapping(found.get("choices")).get(seat))]
            choice = data.get(seat)
            if isinstance(choice, str) and choice and choice not in ids:
                hint = did_you_mean(choice, [id for id in ids if isinstance(id, str)])
                yield self.at((*path, seat), f"{seat} cannot answer {card} with {choice!r}.", hint)

    def raised(self, path: Path, data: dict[str, Any]) -> Found:
        yield from self.entry(path, data)
        yield from self.within((*path, "raise"), data.get("raise"), 1, 10_000_000)

    def ordered(self, path: Path, data: dict[str, Any]) -> Found:
        yield from self.entry(path, data)
        yield from self.who((*path, "order"), data.get("order"))
        yield from self.within((*path, "mw"), data.get("mw"), 1, 1_000_000)

    def planned(self, path: Path, data: dict[str, Any]) -> Found:
        yield from self.entry(path, data)
        seat = data.get("plan")
        if isinstance(seat, str) and seat not in SEATS:
            yield self.at((*path, "plan"), f"There is no seat {seat[:40]!r}.", did_you_mean(seat, SEATS))
            return
        own = {name: (low, high) for name, low, high in SHEETS.get(str(seat), ())}
        for key in ("train", "safety", "build", "partner", "own"):
            if data.get(key) is not None and key not in own:
                words = f"{seat} has no {key} on its order sheet."
                yield self.at((*path, key), words, f"It has {', '.join(own)}.", at_key=True)
            elif key in own:
                yield from self.within((*path, key), data.get(key), *own[key])

    def did(self, path: Path, data: dict[str, Any]) -> Found:
        yield from self.entry(path, data)
        act, seat = data.get("act"), data.get("seat")
        if isinstance(seat, str) and seat not in SEATS:
            yield self.at((*path, "seat"), f"There is no seat {seat[:40]!r}.", did_you_mean(seat, SEATS))
        elif isinstance(act, str) and (act not in ACTIONS or seat not in ACTIONS[act].seats):
            mine = [action.id for action in ACTIONS.values() if seat in action.seats]
            yield self.at((*path, "act"), f"{seat} has no action {act[:40]!r}.", did_you_mean(act, mine))

    def on_notices(self, path: Path, data: dict[str, Any]) -> Found:
        yield from self.entry(path, data)
        answer = data.get("notices")
        if isinstance(answer, str) and answer not in NOTICES:
            words = f"{answer[:40]!r} is not how the record answered."
            yield self.at((*path, "notices"), words, f"Write {' or '.join(NOTICES)}.")

    def figure(self, path: Path, data: dict[str, Any]) -> Found:
        yield from self.date((*path, "date"), data.get("date"))
        yield from self.label((*path, "quarter"), data.get("quarter"))
        yield from self.within((*path, "over"), data.get("over"), 0, MOST_QUARTERS)
        for index, stat in enumerate(_list(data.get("stats"))):
            yield from self.stat((*path, "stats", index), stat)
        if data.get("stats") == []:
            yield self.at((*path, "stats"), "This figure is about nothing.", "Name a stat, or several.")

    def source(self, path: Path, data: dict[str, Any]) -> Found:
        yield from self.date((*path, "date"), data.get("date"))

    def entry(self, path: Path, data: dict[str, Any]) -> Found:
        """What every version and deed of the record has."""
        yield from self.basis(path, data)
        yield from self.date((*path, "date"), data.get("date"))
        if data.get("until"):
            yield from self.label((*path, "until"), data.get("until"))

    def basis(self, path: Path, data: dict[str, Any]) -> Found:
        basis = data.get("basis")
        if isinstance(basis, str) and basis not in BASES:
            hint = did_you_mean(basis, BASES)
            yield self.at((*path, "basis"), f"{basis[:40]!r} is not a basis.", hint)

    def date(self, path: Path, date: Any) -> Found:
        if isinstance(date, str) and not _is_date(date):
            yield self.at(path, f"{date[:20]!r} is not a date.", "Write it like 2025-10-28, or 2025-10.")

    def label(self, path: Path, label: Any) -> Found:
        if isinstance(label, str) and not re.fullmatch(_QUARTER, label):
            yield self.at(path, f"{label[:20]!r} is not a quarter.", "Write it like 2025-Q1.")

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
        elif kind is AllOf:
            if data.get("all-of") == []:
                return "all-of lists nothing"
            return self.never(data.get("all-of"))
        elif kind is AnyOf:
            whys = [self.never_one(part) for part in _list(data.get("any-of")) if isinstance(part, dict)]
            if whys and all(whys):
                return whys[0]
            if data.get("any-of") == []:
                return "any-of lists nothing"
            if whys.count("") < (_number(data.get("count", 1)) or 1):
                return f"fewer than {data.get('count', 1)} of any-of can hold"
        return ""


_CONDITIONS: Final[dict[str, type]] = {
    "stat": StatIs,
    "quarter": QuarterIs,
    "clause": ClauseIs,
    "any-of": AnyOf,
    "all-of": AllOf,
}

_PROBLEMS: Final[dict[type, Callable[[_Sense, Path, dict[str, Any]], Found]]] = {
    Scenario: _Sense.scenario,
    Turns: _Sense.turns,
    Negotiable: _Sense.clause,
    Ending: _Sense.ending,
    Mandate: _Sense.mandate,
    Usual: _Sense.usual,
    Card: _Sense.card,
    Scheduled: _Sense.scheduled,
    Choice: _Sense.choice,
    Deadline: _Sense.deadline,
    Provider: _Sense.provider,
    Dial: _Sense.dial,
    Draws: _Sense.dial,
    StartContract: _Sense.contract,
    StartBuilding: _Sense.building,
    Change: _Sense.change,
    Later: _Sense.later,
    Capacity: _Sense.capacity,
    Perhaps: _Sense.perhaps,
    Halt: _Sense.halt,
    StatIs: _Sense.stat_is,
    ClauseIs: _Sense.clause_is,
    OnOrder: _Sense.on_order,
    Vow: _Sense.vow,
    Learns: _Sense.learns,
    Amends: _Sense.amends,
    Slip: _Sense.slip,
    GiveUp: _Sense.give_up,
    Raise: _Sense.raises,
    Drift: _Sense.drift,
    IfThey: _Sense.if_they,
    Happened: _Sense.happened,
    Source: _Sense.source,
    History: _Sense.history,
    Version: _Sense.version,
    CardAnswer: _Sense.card_answer,
    Raised: _Sense.raised,
    Ordered: _Sense.ordered,
    Planned: _Sense.planned,
    Did: _Sense.did,
    OnNotices: _Sense.on_notices,
    Figure: _Sense.figure,
}
