"""The record: what was agreed, done and reported in this world, when, and by which source."""

from __future__ import annotations

from typing import Any, Final

from game.files.sense.look import Checks, Found, Look, as_list, as_mapping, is_date
from game.rules.agreement import CLAUSES
from game.rules.history import CardAnswer, Did, Figure, History, OnNotices, Ordered, Planned, Raised, Version
from game.rules.orders import ACTIONS, SHEETS
from game.rules.scenario import MOST_QUARTERS
from game.rules.units import SEATS
from game.strict_yaml import Path, did_you_mean

BASES: Final = ("reported", "reading")
NOTICES: Final = ("waive", "exercise")


def history(look: Look, path: Path, data: dict[str, Any]) -> Found:
    yield from look.label((*path, "until"), data.get("until"))
    dates = [str(as_mapping(version).get("date")) for version in as_list(data.get("versions"))]
    if all(map(is_date, dates)) and dates != sorted(dates):
        words = "The versions are out of order."
        yield look.at((*path, "versions"), words, "The oldest comes first.", at_key=True)
    named = [as_mapping(entry).get("card") for entry in as_list(data.get("answers"))]
    for index, card in enumerate(named):
        if isinstance(card, str) and card in named[:index]:
            yield look.at((*path, "answers", index, "card"), f"The answers to {card} were given before.")


def version(look: Look, path: Path, data: dict[str, Any]) -> Found:
    yield from entry(look, path, data)
    for clause, term in as_mapping(data.get("terms")).items():
        at = (*path, "terms", clause)
        if clause not in CLAUSES:
            hint = did_you_mean(clause, tuple(CLAUSES))
            yield look.at(at, f"There is no clause {clause!r}.", hint, at_key=True)
        elif isinstance(term, int | str):
            yield from look.term(at, clause, term)


def card_answer(look: Look, path: Path, data: dict[str, Any]) -> Found:
    yield from basis(look, path, data)
    card = data.get("card")
    if not isinstance(card, str):
        return
    if card not in look.answers:
        hint = did_you_mean(card, tuple(look.answers))
        yield look.at((*path, "card"), f"There is no card {card!r}.", hint)
        return
    found = next(c for c in map(as_mapping, as_list(look.value.get("events"))) if c.get("id") == card)
    for seat in SEATS:
        ids = [as_mapping(choice).get("id") for choice in as_list(as_mapping(found.get("choices")).get(seat))]
        choice = data.get(seat)
        if isinstance(choice, str) and choice and choice not in ids:
            hint = did_you_mean(choice, [id for id in ids if isinstance(id, str)])
            yield look.at((*path, seat), f"{seat} cannot answer {card} with {choice!r}.", hint)


def raised(look: Look, path: Path, data: dict[str, Any]) -> Found:
    yield from entry(look, path, data)
    yield from look.within((*path, "raise"), data.get("raise"), 1, 10_000_000)


def ordered(look: Look, path: Path, data: dict[str, Any]) -> Found:
    yield from entry(look, path, data)
    yield from look.who((*path, "order"), data.get("order"))
    yield from look.within((*path, "mw"), data.get("mw"), 1, 1_000_000)


def planned(look: Look, path: Path, data: dict[str, Any]) -> Found:
    yield from entry(look, path, data)
    seat = data.get("plan")
    if isinstance(seat, str) and seat not in SEATS:
        yield look.at((*path, "plan"), f"There is no seat {seat[:40]!r}.", did_you_mean(seat, SEATS))
        return
    own = {name: (low, high) for name, low, high in SHEETS.get(str(seat), ())}
    for key in ("train", "safety", "build", "partner", "own"):
        if data.get(key) is not None and key not in own:
            words = f"{seat} has no {key} on its order sheet."
            yield look.at((*path, key), words, f"It has {', '.join(own)}.", at_key=True)
        elif key in own:
            yield from look.within((*path, key), data.get(key), *own[key])


def did(look: Look, path: Path, data: dict[str, Any]) -> Found:
    yield from entry(look, path, data)
    act, seat = data.get("act"), data.get("seat")
    if isinstance(seat, str) and seat not in SEATS:
        yield look.at((*path, "seat"), f"There is no seat {seat[:40]!r}.", did_you_mean(seat, SEATS))
    elif isinstance(act, str) and (act not in ACTIONS or seat not in ACTIONS[act].seats):
        mine = [action.id for action in ACTIONS.values() if seat in action.seats]
        yield look.at((*path, "act"), f"{seat} has no action {act[:40]!r}.", did_you_mean(act, mine))


def on_notices(look: Look, path: Path, data: dict[str, Any]) -> Found:
    yield from entry(look, path, data)
    answer = data.get("notices")
    if isinstance(answer, str) and answer not in NOTICES:
        words = f"{answer[:40]!r} is not how the record answered."
        yield look.at((*path, "notices"), words, f"Write {' or '.join(NOTICES)}.")


def figure(look: Look, path: Path, data: dict[str, Any]) -> Found:
    yield from look.date((*path, "date"), data.get("date"))
    yield from look.label((*path, "quarter"), data.get("quarter"))
    yield from look.within((*path, "over"), data.get("over"), 0, MOST_QUARTERS)
    for index, stat in enumerate(as_list(data.get("stats"))):
        yield from look.stat((*path, "stats", index), stat)
    if data.get("stats") == []:
        yield look.at((*path, "stats"), "This figure is about nothing.", "Name a stat, or several.")


def entry(look: Look, path: Path, data: dict[str, Any]) -> Found:
    """What every version and deed of the record has."""
    yield from basis(look, path, data)
    yield from look.date((*path, "date"), data.get("date"))
    if data.get("until"):
        yield from look.label((*path, "until"), data.get("until"))


def basis(look: Look, path: Path, data: dict[str, Any]) -> Found:
    basis = data.get("basis")
    if isinstance(basis, str) and basis not in BASES:
        hint = did_you_mean(basis, BASES)
        yield look.at((*path, "basis"), f"{basis[:40]!r} is not a basis.", hint)


CHECKS: Final[Checks] = {
    History: history,
    Version: version,
    CardAnswer: card_answer,
    Raised: raised,
    Ordered: ordered,
    Planned: planned,
    Did: did,
    OnNotices: on_notices,
    Figure: figure,
}
