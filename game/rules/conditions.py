"""What a card, an ending or a deadline can wait for: typed conditions, never an expression language.

A condition is data, so it is checked when a file is read and can say itself what is missing ("needs Hype at least 60, it is 58").
Numbers are in the unit shown (points, not tenths). Reading a condition changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar, dataclass_transform

from game.rules.agreement import CLAUSES, Term
from game.rules.stats import STATS

if TYPE_CHECKING:
    from game.rules.state import State

T = TypeVar("T")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def record(cls: type[T]) -> type[T]:
    """A frozen value that a scenario file may hold: keys in kebab-case, no unknown keys, no silent conversions."""
    made = dataclass(frozen=True, slots=True, kw_only=True)(cls)
    made.__pydantic_config__ = {  # type: ignore[attr-defined]
        "extra": "forbid",
        "strict": True,
        "alias_generator": kebab,
    }
    return made


def kebab(name: str) -> str:
    """A field's name as a scenario file writes it: ``at_least`` is ``at-least``, ``from_`` is ``from``."""
    return name.rstrip("_").replace("_", "-")


@record
class StatIs:
    """A stat lies in a range (inclusive)."""

    stat: str
    at_least: int | None = None
    at_most: int | None = None

    def holds(self, state: State) -> bool:
        stat = STATS[self.stat]
        value = getattr(getattr(state, stat.section), stat.field)
        if self.at_least is not None and value < self.at_least * stat.scale:
            return False
        return self.at_most is None or value <= self.at_most * stat.scale

    def words(self) -> str:
        title = STATS[self.stat].title
        bounds = [f"at least {self.at_least}"] * (self.at_least is not None)
        bounds += [f"at most {self.at_most}"] * (self.at_most is not None)
        return f"{title} {' and '.join(bounds)}"


@record
class Between:
    """Turn numbers, 0 is the first quarter of the scenario; both ends inclusive."""

    from_: int = 0
    to: int = 999


@record
class QuarterIs:
    """The quarter lies in a range."""

    quarter: Between

    def holds(self, state: State) -> bool:
        return self.quarter.from_ <= state.quarter <= self.quarter.to

    def words(self) -> str:
        return f"quarter {self.quarter.from_} to {self.quarter.to}"


@record
class ClauseIs:
    """A clause's term in force is one of these."""

    clause: str
    is_: tuple[Term, ...]

    def holds(self, state: State) -> bool:
        return state.agreement.terms[self.clause] in self.is_

    def words(self) -> str:
        clause = CLAUSES[self.clause]
        return f"{clause.title}: {' or '.join(clause.short(term) for term in self.is_)}"


@record
class OnOrder:
    """Undelivered capacity from a provider, MW in all."""

    on_order: str
    at_least: int = 1

    def holds(self, state: State) -> bool:
        coming = (c.mw for c in state.openai.contracts if c.provider == self.on_order and not c.live)
        return sum(coming) >= self.at_least

    def words(self) -> str:
        least = f"at least {self.at_least} MW" if self.at_least > 1 else "capacity"
        return f"{least} on order from {self.on_order}"


@record
class Happened:
    """A card was drawn before, at least ``ago`` and at most ``within`` quarters; with ``choice``, somebody answered it so."""

    happened: str
    ago: int = 0
    within: int = 999
    choice: str = ""

    def holds(self, state: State) -> bool:
        return any(
            past.card == self.happened
            and self.ago <= state.quarter - past.quarter <= self.within
            and (not self.choice or self.choice in (past.openai, past.microsoft))
            for past in state.drawn
        )

    def words(self) -> str:
        return f"after “{self.happened}”"


@record
class AnyOf:
    """At least one of these holds, or as many as ``count`` says."""

    any_of: tuple[Condition, ...]
    count: int = 1

    def holds(self, state: State) -> bool:
        if self.count == 1:
            return any(condition.holds(state) for condition in self.any_of)
        return sum(condition.holds(state) for condition in self.any_of) >= self.count

    def words(self) -> str:
        which = " or ".join(condition.words() for condition in self.any_of)
        return which if self.count == 1 else f"{self.count} of: {which}"


@record
class AllOf:
    """Every one of these holds: for use inside ``any-of``."""

    all_of: tuple[Condition, ...]

    def holds(self, state: State) -> bool:
        return all_hold(self.all_of, state)

    def words(self) -> str:
        return " and ".join(condition.words() for condition in self.all_of)


@record
class NoneOf:
    """None of these holds."""

    none_of: tuple[Condition, ...]

    def holds(self, state: State) -> bool:
        return not any(condition.holds(state) for condition in self.none_of)

    def words(self) -> str:
        return f"not {' nor '.join(condition.words() for condition in self.none_of)}"


Condition = StatIs | QuarterIs | ClauseIs | OnOrder | Happened | AnyOf | AllOf | NoneOf


def all_hold(conditions: tuple[Condition, ...], state: State) -> bool:
    """Whether every condition holds."""
    return all(condition.holds(state) for condition in conditions)


def conceivable(condition: Condition, state: State) -> bool:
    """Whether a condition could hold in this game now, whatever its numbers and dates: what must have been agreed, or have
    happened, is asked for, and how things stand is not (the record had numbers of its own)."""
    match condition:
        case StatIs():
            needed = STATS[condition.stat].unit == "flag" and condition.at_least is not None
            return not needed or condition.holds(state)
        case QuarterIs():
            return True
        case AllOf():
            return all(conceivable(one, state) for one in condition.all_of)
        case AnyOf():
            return any(conceivable(one, state) for one in condition.any_of)
        case NoneOf():
            return not any(
                isinstance(one, ClauseIs | Happened) and one.holds(state) for one in condition.none_of
            )
    return condition.holds(state)


def missing(conditions: tuple[Condition, ...], state: State) -> str:
    """What does not hold, in words; empty when all do."""
    return "; ".join(condition.words() for condition in conditions if not condition.holds(state))
