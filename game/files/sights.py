"""What a script can look at: every name, whether there is such a name, and how it is read from a state.

Names are the register's stats, the terms of the agreement, what is going on (a contract, a notice, the table), who is asked, what a
seat can see, and how it ended. A part that is not there is ``false``, and every field of it "". Quarters are told by their names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from types import MappingProxyType
from typing import Any, Final

import msgspec

from game.rules import engine
from game.rules.agreement import CLAUSES, Term
from game.rules.chance import Chance
from game.rules.dimensions import DIMENSIONS
from game.rules.endings import Outcome
from game.rules.scenario import Scenario
from game.rules.state import (
    Certificate,
    ClaimStatus,
    Contract,
    Drawn,
    Memorandum,
    Notice,
    Pledge,
    Proceeding,
    Quote,
    State,
    Suit,
    Table,
)
from game.rules.stats import STATS
from game.rules.units import SEATS, Seat, quarter_label
from game.rules.view import Band, view_of
from game.strict_yaml import did_you_mean

Value = Term | bool
QUARTERS: Final = frozenset(
    {"due", "start", "until", "by", "made", "quarter", "filed", "since", "azure_start", "ended"}
)
"""Fields that hold a quarter, and are told by its name."""
PLAIN: Final = ("quarter", "phase", "asked", "topic", "signatures", "ending", "holding")
_SCORES: Final = ("score", "grade", "overall")
_LONE: Final = MappingProxyType(
    {"table": Table, "claim": ClaimStatus, "memorandum": Memorandum, "certificate": Certificate}
)
"""Of these there is one or none."""
_MANY: Final[MappingProxyType[str, tuple[type[msgspec.Struct], str, Callable[[State], Iterable[Any]]]]] = (
    MappingProxyType(
        {
            "contract": (Contract, "id", lambda state: state.openai.contracts),
            "quote": (Quote, "provider", lambda state: state.openai.quotes),
            "notice": (Notice, "id", lambda state: state.notices),
            "pledge": (Pledge, "id", lambda state: state.pledges),
            "suit": (Suit, "id", lambda state: state.suits),
            "proceeding": (Proceeding, "what", lambda state: state.proceedings),
            "card": (Drawn, "card", lambda state: state.drawn),
        }
    )
)
"""Of these there may be several: what they are, what names each, and where they are kept. Of two of a name the later counts."""


def unknown(name: str) -> str | None:
    """Why nothing can be looked at by this name, as a hint that may be empty; ``None`` when something can."""
    head, _, rest = name.partition(".")
    if name in PLAIN or name.removesuffix(".tenths") in STATS or name in _LONE:
        in_tenths = name.endswith(".tenths") and STATS[name.removesuffix(".tenths")].scale == 1
        return f"{name.removesuffix('.tenths')} is not kept in tenths." if in_tenths else None
    if head == "agreement":
        return None if rest in CLAUSES else did_you_mean(rest, tuple(CLAUSES))
    if head == "asked" or head in _SCORES:
        seat, _, dimension = rest.partition(".")
        known = [known for known, _ in DIMENSIONS.get(seat, ())] if head == "score" else []
        if seat in SEATS and (not dimension or dimension in known):
            return None
        return did_you_mean(dimension, known) if seat in SEATS else f"There are {', '.join(SEATS)}."
    if head == "sight":
        seat, _, stat = rest.partition(".")
        if seat not in SEATS:
            return f"Write sight.SEAT.STAT; there are {', '.join(SEATS)}."
        return None if stat in STATS else did_you_mean(stat, tuple(STATS))
    if head in _LONE:
        return None if rest in _fields(_LONE[head]) else did_you_mean(rest, _fields(_LONE[head]))
    if head in _MANY:
        _, _, field = rest.partition(".")
        if rest and (not field or field in _fields(_MANY[head][0])):
            return None
        return (
            did_you_mean(field, _fields(_MANY[head][0])) if rest else f"Write {head}.ID or {head}.ID.FIELD."
        )
    return did_you_mean(name, known_names())


@cache
def known_names() -> tuple[str, ...]:
    """Every name that can be listed; the others name what comes about in a game."""
    seated = (f"{head}.{seat}" for head in ("asked", *_SCORES) for seat in SEATS)
    return (
        *PLAIN,
        *STATS,
        *_LONE,
        *(f"agreement.{id}" for id in CLAUSES),
        *seated,
        *(f"{head}.ID" for head in _MANY),
    )


@cache
def _fields(kind: type[msgspec.Struct]) -> tuple[str, ...]:
    """The fields of one kind that a script can write: plain values."""
    plain = (int, str, bool, Seat)
    return tuple(field.name for field in msgspec.structs.fields(kind) if field.type in plain)


def value_of(scenario: Scenario, state: State, chance: Chance, name: str) -> Value:
    """What a known name is worth now; stats in the unit shown, rounded down."""
    head, _, rest = name.partition(".")
    bare = name.removesuffix(".tenths")
    if bare in STATS:
        stat = STATS[bare]
        raw = int(getattr(getattr(state, stat.section), stat.field))
        return raw if name != bare else raw // stat.scale
    if head == "agreement":
        return state.terms[rest]
    if head == "sight":
        seat, _, stat_name = rest.partition(".")
        return _seen(scenario, state, seat, stat_name)
    if head in _SCORES:
        return _scored(engine.outcome(scenario, state, chance), head, rest)
    if head in _LONE:
        return _told(scenario, getattr(state.openai if head == "certificate" else state, head), rest)
    if head in _MANY:
        _, key, kept = _MANY[head]
        id, _, field = rest.partition(".")
        found = [one for one in kept(state) if getattr(one, key) == id]
        if head == "card" and not field:
            return id in state.cards
        return _told(scenario, found[-1] if found else None, field)
    asked = engine.ask(scenario, state)
    if head == "asked":
        return (
            next((one.topic for one in asked if one.seat == rest), "")
            if rest
            else asked[0].seat
            if asked
            else ""
        )
    if name == "topic":
        return asked[0].topic if asked else "over"
    if name == "signatures":
        return len(state.agreement.amendments)
    if name == "holding":
        return state.openai.holding
    return {"quarter": quarter_of(scenario, state), "phase": state.phase, "ending": state.ending}[name]


def there_are(state: State, name: str) -> str:
    """What could have been named instead, of things that come about in a game; empty when that says nothing."""
    head, _, rest = name.partition(".")
    if head not in _MANY:
        return ""
    _, key, kept = _MANY[head]
    ids = list(dict.fromkeys(str(getattr(one, key)) for one in kept(state)))
    id = rest.partition(".")[0]
    if not ids:
        return f"There is no {head}."
    return "" if id in ids else did_you_mean(id, ids)


def quarter_of(scenario: Scenario, state: State) -> str:
    """The name of the quarter that is being played."""
    return quarter_label(scenario.quarters.from_, state.quarter)


def _told(scenario: Scenario, found: msgspec.Struct | None, field: str) -> Value:
    if not field:
        return found is not None
    if found is None:
        return ""
    value: Value = getattr(found, field)
    if field in QUARTERS and isinstance(value, int):
        return quarter_label(scenario.quarters.from_, value)
    return value


def _seen(scenario: Scenario, state: State, seat: Seat, name: str) -> Value:
    scale, seen = STATS[name].scale, view_of(scenario, state, seat).numbers.get(name)
    if isinstance(seen, Band):
        return f"{seen.low // scale} to {seen.high // scale}"
    return "" if seen is None else seen // scale


def _scored(outcome: Outcome | None, head: str, rest: str) -> Value:
    if outcome is None:
        return ""
    seat, _, dimension = rest.partition(".")
    judged = next(one for one in outcome.seats if one.seat == seat)
    if dimension:
        return next(one.score for one in judged.dimensions if one.id == dimension)
    return judged.grade if head == "grade" else judged.score if head == "score" else judged.overall
