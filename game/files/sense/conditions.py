"""What cards, answers, endings and dates wait for; and that it tells no seat what it may not know."""

from __future__ import annotations

from typing import Any, Final

from game.files.sense.look import Checks, Found, Look, answering, as_list, as_mapping, as_number
from game.rules.agreement import CLAUSES
from game.rules.compute import AZURE
from game.rules.conditions import AllOf, AnyOf, ClauseIs, Happened, OnOrder, QuarterIs, StatIs
from game.rules.packages import HEADLINE
from game.rules.scenario import MOST_QUARTERS
from game.rules.stats import EXACT, HIDDEN, STATS, Stat
from game.rules.units import MICROSOFT, Seat
from game.strict_yaml import Path, did_you_mean

_CONDITIONS: Final[dict[str, type]] = {
    "stat": StatIs,
    "quarter": QuarterIs,
    "clause": ClauseIs,
    "any-of": AnyOf,
    "all-of": AllOf,
}


def stat_is(look: Look, path: Path, data: dict[str, Any]) -> Found:
    yield from look.stat((*path, "stat"), data.get("stat"))
    yield from _told(look, path, STATS.get(str(data.get("stat"))))
    low, high = as_number(data.get("at-least")), as_number(data.get("at-most"))
    if data.keys() == {"stat"}:
        yield look.at(path, "This holds always.", "Give it at-least or at-most.")
    if low is not None and high is not None and low > high:
        yield look.at(path, f"Nothing is at least {low} and at most {high}.")


def _told(look: Look, path: Path, stat: Stat | None) -> Found:
    """What is drawn or answered must not tell a seat what it may not know."""
    if stat is None or path[0] != "events":
        return
    seat = _needing(path)
    if seat and stat.sight(seat) != EXACT:
        words = f"{seat} would learn from its own answers what {stat.name} is."
        yield look.at((*path, "stat"), words, "Wait for something it can read, or let the card wait for it.")
    elif not seat and stat.openai == stat.microsoft == HIDDEN:
        yield look.at((*path, "stat"), f"Nobody is told {stat.name}, and the card would tell.")


def clause_is(look: Look, path: Path, data: dict[str, Any]) -> Found:
    clause = data.get("clause")
    if not isinstance(clause, str):
        return
    if clause not in CLAUSES:
        yield look.at(
            (*path, "clause"), f"There is no clause {clause!r}.", did_you_mean(clause, tuple(CLAUSES))
        )
        return
    for index, term in enumerate(as_list(data.get("is"))):
        if isinstance(term, int | str):
            yield from look.term((*path, "is", index), clause, term)


def on_order(look: Look, path: Path, data: dict[str, Any]) -> Found:
    yield from look.who((*path, "on-order"), data.get("on-order"))
    yield from look.within((*path, "at-least"), data.get("at-least"), 1, 1_000_000)
    if _needing(path) == MICROSOFT and data.get("on-order") != AZURE:
        words = "Microsoft would learn from its own answers what OpenAI has ordered elsewhere."
        yield look.at(path, words, "Let the card wait for it instead.")


def happened(look: Look, path: Path, data: dict[str, Any]) -> Found:
    card, choice = data.get("happened"), data.get("choice")
    if not isinstance(card, str):
        return
    if card not in look.answers:
        hint = did_you_mean(card, tuple(look.answers))
        yield look.at((*path, "happened"), f"There is no card {card!r}.", hint)
    elif isinstance(choice, str) and choice and choice not in look.answers[card]:
        hint = did_you_mean(choice, look.answers[card])
        yield look.at((*path, "choice"), f"Nobody can answer {card} with {choice!r}.", hint)


def _needing(path: Path) -> Seat:
    """The seat for whose answer a place is a need; empty when it is none."""
    return answering(path) if "need" in path else ""


def never(look: Look, conditions: Any) -> str:
    """Why some conditions cannot all hold in any game; empty when they can, as far as one can see."""
    for condition in as_list(conditions):
        if isinstance(condition, dict) and (why := _never_one(look, condition)):
            return why
    return ""


def _never_one(look: Look, data: dict[str, Any]) -> str:
    kind = next((kind for key, kind in _CONDITIONS.items() if key in data), None)
    if kind is StatIs and (stat := STATS.get(str(data.get("stat")))):
        low, high = as_number(data.get("at-least")), as_number(data.get("at-most"))
        if low is not None and low * stat.scale > stat.high:
            return f"{stat.name} is at most {stat.high // stat.scale}"
        if high is not None and high * stat.scale < stat.low:
            return f"{stat.name} is at least {stat.low // stat.scale}"
    elif kind is QuarterIs:
        span = as_mapping(data.get("quarter"))
        low, high = as_number(span.get("from", 0)), as_number(span.get("to", 999))
        last = MOST_QUARTERS if look.count is None else look.count - 1
        if low is not None and high is not None and (low > high or low > last or high < 0):
            return f"no quarter of the game lies between {low} and {high}"
    elif kind is ClauseIs and (clause := str(data.get("clause"))) in CLAUSES:
        terms = as_list(data.get("is"))
        if terms and not any(term in _reachable(look, clause) for term in terms):
            return f"{clause} is never {' or '.join(str(term) for term in terms)} here"
    elif kind is AllOf:
        if data.get("all-of") == []:
            return "all-of lists nothing"
        return never(look, data.get("all-of"))
    elif kind is AnyOf:
        whys = [_never_one(look, part) for part in as_list(data.get("any-of")) if isinstance(part, dict)]
        if whys and all(whys):
            return whys[0]
        if data.get("any-of") == []:
            return "any-of lists nothing"
        if whys.count("") < (as_number(data.get("count", 1)) or 1):
            return f"fewer than {data.get('count', 1)} of any-of can hold"
    return ""


def _reachable(look: Look, clause: str) -> tuple[Any, ...]:
    """The terms a clause can have in this game."""
    entry = as_mapping(as_mapping(look.value.get("agreement")).get(clause))
    options = entry.get("options")
    if look.value.get("detail") == HEADLINE and not CLAUSES[clause].headline:
        options = []
    ladder = CLAUSES[clause].options if options is None else tuple(as_list(options))
    return (entry.get("start"), *ladder)


CHECKS: Final[Checks] = {
    StatIs: stat_is,
    ClauseIs: clause_is,
    OnOrder: on_order,
    Happened: happened,
}
