"""What a card or an answer does."""

from __future__ import annotations

from typing import Any, Final

from game.files.sense.look import Checks, Found, Look, answering, as_list, as_mapping
from game.rules.agreement import CLAUSES
from game.rules.candour import DISCLOSED
from game.rules.characters import ARCHETYPES
from game.rules.events import (
    Amends,
    Capacity,
    Change,
    Drift,
    GiveUp,
    Halt,
    IfThey,
    Later,
    Learns,
    Perhaps,
    Raise,
    Slip,
    Vow,
)
from game.rules.undertakings import LATEST, PROMISE, SOONEST, offered_to
from game.rules.units import SEATS, other
from game.strict_yaml import Path, did_you_mean


def change(look: Look, path: Path, data: dict[str, Any]) -> Found:
    yield from look.stat((*path, "change"), data.get("change"))
    yield from look.within((*path, "for"), data.get("for"), 0, 999)


def later(look: Look, path: Path, data: dict[str, Any]) -> Found:
    yield from look.within((*path, "after"), data.get("after"), 1, 999)
    yield from look.within((*path, "odds"), data.get("odds"), 1, 100)


def capacity(look: Look, path: Path, data: dict[str, Any]) -> Found:
    yield from look.who((*path, "capacity"), data.get("capacity"))
    for key, low in (("mw", 1), ("due", 1), ("price", 0), ("term", 0)):
        yield from look.within((*path, key), data.get(key), low, 1_000_000)


def perhaps(look: Look, path: Path, data: dict[str, Any]) -> Found:
    yield from look.within((*path, "chance"), data.get("chance"), 0, 100)


def vow(look: Look, path: Path, data: dict[str, Any]) -> Found:
    id, seat = data.get("promise"), answering(path)
    if not seat:
        yield look.at(path, "Only an answer can promise something.", "Put it under an answer's effects.")
        return
    open_ = {one.id: one for one in offered_to(seat, PROMISE)}
    if isinstance(id, str) and id not in open_:
        yield look.at(
            (*path, "promise"), f"{seat} cannot promise {id[:40]!r}.", did_you_mean(id, tuple(open_))
        )
    elif isinstance(id, str):
        yield from look.within((*path, "amount"), data.get("amount"), open_[id].low, open_[id].high)
    yield from look.within((*path, "due"), data.get("due"), SOONEST, LATEST)


def learns(look: Look, path: Path, data: dict[str, Any]) -> Found:
    yield from look.one_of((*path, "learns"), data.get("learns"), SEATS, "seat")
    yield from look.one_of((*path, "about"), data.get("about"), DISCLOSED, "thing to learn")


def amends(look: Look, path: Path, data: dict[str, Any]) -> Found:
    clause, term = str(data.get("amend")), data.get("to")
    yield from look.one_of((*path, "amend"), clause, tuple(CLAUSES), "clause")
    if clause in CLAUSES and isinstance(term, int | str):
        yield from look.term((*path, "to"), clause, term)


def slip(look: Look, path: Path, data: dict[str, Any]) -> Found:
    yield from look.who((*path, "slip"), data.get("slip"))
    yield from look.within((*path, "by"), data.get("by"), 1, 8)


def give_up(look: Look, path: Path, data: dict[str, Any]) -> Found:
    yield from look.who((*path, "give-up"), data.get("give-up"))


def raises(look: Look, path: Path, data: dict[str, Any]) -> Found:
    yield from look.within((*path, "raise"), data.get("raise"), 1, 50)


def drift(look: Look, path: Path, data: dict[str, Any]) -> Found:
    seat = data.get("drift")
    yield from look.one_of((*path, "drift"), seat, SEATS, "seat")
    if seat in SEATS:
        kinds = tuple(ARCHETYPES[seat])
        yield from look.one_of((*path, "toward"), data.get("toward"), kinds, f"archetype of {seat}")


def if_they(look: Look, path: Path, data: dict[str, Any]) -> Found:
    seat, answer = answering(path), data.get("if-they")
    if not seat:
        yield look.at(path, "Only an answer can hang on the other's.", "Put it under an answer's effects.")
    elif isinstance(answer, str):
        choices = as_mapping(as_mapping(as_list(look.value.get("events"))[int(path[1])]).get("choices"))
        theirs = tuple(str(as_mapping(choice).get("id")) for choice in as_list(choices.get(other(seat))))
        yield from look.one_of((*path, "if-they"), answer, theirs, f"answer of {other(seat)}'s")


def halt(look: Look, path: Path, data: dict[str, Any]) -> Found:
    yield from look.within((*path, "halt"), data.get("halt"), 1, 100)


CHECKS: Final[Checks] = {
    Change: change,
    Later: later,
    Capacity: capacity,
    Perhaps: perhaps,
    Vow: vow,
    Learns: learns,
    Amends: amends,
    Slip: slip,
    GiveUp: give_up,
    Raise: raises,
    Drift: drift,
    IfThey: if_they,
    Halt: halt,
}
