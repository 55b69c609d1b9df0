"""Moves as one writes them on a line: one grammar for scripts, for turn files and for whoever types (rulebook 3.2.10).

A move is a verb, what it is about in order, and the rest by name: ``request 300 oracle start=2025-Q4 purpose=train``. Clauses are
written ``clause=term``: ``offer revenue-share=1500 research-carve-out=2500 link=revenue-share~research-carve-out``. What hangs on an
offer is ``if=CLAUSE:TERM:TRIGGER:AT:QUARTER`` and ``letter=SEAT:UNDERTAKING:AMOUNT:QUARTER:PENALTY``. Quarters are written by their
name. What only colours a move (reasons, a line said) has no place in the grammar.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator
from functools import cache
from types import MappingProxyType
from typing import Any, Final, get_args, get_origin, get_type_hints

import msgspec

from game.errors import Refusal
from game.rules.agreement import CLAUSES, Term
from game.rules.decisions import AnyDecision, Contingent, Decision, Give, Letter, Riders
from game.rules.units import quarter_index, quarter_label
from game.strict_yaml import did_you_mean

LONGEST: Final = 4000
"""Characters of a move."""
QUARTERS: Final = ("start", "due", "by")
"""Fields that are quarters, counted from 0."""
_COLOUR: Final = ("note", "reasons", "gap", "patience", "says", "package", "riders")
"""What is not written by position: what colours a move, and what has a form of its own."""
_NUMBER: Final = re.compile(r"-?(0|[1-9][0-9]{0,14})")

VERBS: Final = MappingProxyType({str(kind.__struct_config__.tag): kind for kind in get_args(AnyDecision)})
"""Every move by the word it begins with."""


def read_move(text: str, first: str) -> Decision:
    """The move a line says; ``first`` is the name of quarter 0. ``Refusal`` (code ``no-such-move``) says what is wrong with it."""
    if len(text) > LONGEST:
        raise _refused(f"A move of {len(text)} characters is too long.", f"At most {LONGEST} are read.")
    try:
        verb, *words = shlex.split(text) or [""]
    except ValueError as error:
        raise _refused(f"The move breaks off: {error}.", "Close what was opened.") from None
    kind = VERBS.get(verb)
    if kind is None:
        raise _refused(f"There is no move “{verb[:40]}”.", did_you_mean(verb, tuple(VERBS)))
    places, given = list(_places(verb)), dict[str, Any]()
    clauses, riders = dict[str, Term](), dict[str, list[Any]]()
    for word in words:
        name, named, value = word.partition("=")
        if named and name in CLAUSES and (kind is Give or "package" in kind.__struct_fields__):
            if name in clauses:
                raise _refused(f"{name} is given twice.", "Give it once.")
            clauses[name] = _term_of(name, value)
        elif named and name in _RIDERS and "riders" in kind.__struct_fields__:
            field, read = _RIDERS[name]
            riders.setdefault(field, []).append(read(value, first))
        elif not named:
            free = [place for place in places if place not in given]
            if not free:
                raise _refused(f"“{word[:40]}” is one word too many for {usage(verb)}.")
            given[free[0]] = _value(free[0], word, first)
        elif name in (*places, "note"):
            if name in given:
                raise _refused(f"{name} is given twice.", "Give it once.")
            given[name] = value if name == "note" else _value(name, value, first)
        else:
            raise _refused(f"{verb} has no “{name[:40]}”.", did_you_mean(name, (*places, "note")))
    if kind is Give and {"clause", "term"} <= given.keys():
        given["term"] = _term_of(given["clause"], str(given["term"]))
    if clauses and kind is Give:
        if len(clauses) > 1:
            raise _refused("give asks for one clause at a time.", f"It is {usage(verb)}.")
        given["clause"], given["term"] = clauses.popitem()
    elif "package" in kind.__struct_fields__:
        given["package"] = tuple((clause, clauses[clause]) for clause in CLAUSES if clause in clauses)
    if riders:
        given["riders"] = Riders(**{field: tuple(found) for field, found in riders.items()})
    try:
        return msgspec.convert({"kind": verb, **msgspec.to_builtins(given)}, kind)
    except msgspec.ValidationError as error:
        raise _refused(f"{verb}: {_plain(error)}.", f"It is {usage(verb)}.") from None


def write_move(decision: Decision, first: str) -> str:
    """A move as :func:`read_move` reads it, without what only colours it."""
    kind = type(decision)
    verb = str(kind.__struct_config__.tag)
    words = [verb]
    defaults = dict(zip(reversed(kind.__struct_fields__), reversed(kind.__struct_defaults__), strict=False))
    in_order = True
    for name in _places(verb):
        value = getattr(decision, name)
        if name in _optional(verb) and value == defaults.get(name):
            in_order = False
            continue
        said = _said(name, value, first)
        words.append(said if in_order and name not in _optional(verb) else f"{name}={said}")
    words += [f"{clause}={_quoted(term)}" for clause, term in getattr(decision, "package", ())]
    riders = getattr(decision, "riders", None)
    if riders is not None:
        words += [f"link={one}~{two}" for one, two in riders.links]
        words += [
            f"if={one.clause}:{_quoted(one.term)}:{one.trigger}:{one.at}:{quarter_label(first, one.by)}"
            for one in riders.contingents
        ]
        words += [
            f"letter={one.seat}:{one.undertaking}:{one.amount}:{quarter_label(first, one.due)}:{one.penalty}"
            for one in riders.letters
        ]
    if decision.note:
        words.append(f"note={shlex.quote(decision.note)}")
    return " ".join(words)


@cache
def usage(verb: str) -> str:
    """How a move is written: ``request MW PROVIDER START [purpose=serve|train]``."""
    kind = VERBS[verb]
    hints = get_type_hints(kind)
    words = [verb]
    for name in _places(verb):
        choices = [str(one) for one in get_args(hints[name])] if get_origin(hints[name]) is not None else []
        values = (
            "|".join(choices) if choices and len(choices) < 8 and int not in get_args(hints[name]) else ""
        )
        words.append(
            f"[{name}={values or name.upper()}]" if name in _optional(verb) else values or name.upper()
        )
    if "package" in kind.__struct_fields__:
        words.append("CLAUSE=TERM …")
    return " ".join(words)


def _refused(words: str, hint: str = "") -> Refusal:
    return Refusal("no-such-move", words, hint)


def _plain(error: msgspec.ValidationError) -> str:
    """What msgspec found, for somebody who never heard of it."""
    words = str(error).replace(" - at `$.", " in ").replace("`", "")
    missing = re.search(r"missing required field (\w+)", words)
    return f"{missing[1]} is missing" if missing else words[:1].lower() + words[1:]


@cache
def _places(verb: str) -> tuple[str, ...]:
    """The fields of a move that one writes, first those that must be given."""
    fields = [name for name in VERBS[verb].__struct_fields__ if name not in _COLOUR]
    return tuple(sorted(fields, key=lambda name: name in _optional(verb)))


@cache
def _optional(verb: str) -> frozenset[str]:
    """The fields that may be left out."""
    return frozenset(field.name for field in msgspec.structs.fields(VERBS[verb]) if not field.required)


def _value(name: str, text: str, first: str) -> Any:
    if name in QUARTERS and not _NUMBER.fullmatch(text):
        return _quarter(text, first)
    return {"true": True, "false": False, "yes": True, "no": False}.get(text, _term(text))


def _term(text: str) -> Term:
    return int(text) if _NUMBER.fullmatch(text) else text


def _term_of(clause: str, text: str) -> Term:
    """A clause's term as its ladder has it; what is not on it is left for the rules to refuse."""
    known = CLAUSES[clause].options if clause in CLAUSES else ()
    return next((term for term in known if str(term) == text), _term(text))


def _quarter(text: str, first: str) -> int:
    try:
        return quarter_index(first, text)
    except ValueError as error:
        raise _refused(f"{error}.") from None


def _said(name: str, value: Any, first: str) -> str:
    if name in QUARTERS:
        return quarter_label(first, value)
    return str(value).lower() if isinstance(value, bool) else _quoted(value)


def _quoted(value: Term) -> str:
    return shlex.quote(str(value))


def _link(text: str, first: str) -> tuple[str, str]:
    one, tied, two = text.partition("~")
    if not (one and tied and two):
        raise _refused(f"“{text[:60]}” ties nothing.", "Write link=CLAUSE~CLAUSE.")
    return one, two


def _contingent(text: str, first: str) -> Contingent:
    clause, term, trigger, at, by = _parts(text, "if=CLAUSE:TERM:TRIGGER:AT:QUARTER", 5)
    return Contingent(
        clause=clause, term=_term_of(clause, term), trigger=trigger, at=_whole(at), by=_quarter(by, first)
    )


def _letter(text: str, first: str) -> Letter:
    seat, undertaking, amount, due, penalty = _parts(
        text, "letter=SEAT:UNDERTAKING:AMOUNT:QUARTER:PENALTY", 5
    )
    return Letter(
        seat=seat, undertaking=undertaking, amount=_whole(amount), due=_quarter(due, first), penalty=_whole(penalty)
    )  # fmt: skip


def _parts(text: str, form: str, many: int) -> Iterator[str]:
    parts = text.split(":")
    if len(parts) != many or not all(parts):
        raise _refused(f"“{text[:60]}” has {len(parts)} parts where {many} belong.", f"Write {form}.")
    return iter(parts)


def _whole(text: str) -> int:
    if not _NUMBER.fullmatch(text):
        raise _refused(f"“{text[:40]}” stands where a whole number belongs.")
    return int(text)


_RIDERS: Final[MappingProxyType[str, tuple[str, Callable[[str, str], Any]]]] = MappingProxyType(
    {"link": ("links", _link), "if": ("contingents", _contingent), "letter": ("letters", _letter)}
)
"""What hangs on an offer: its word, the field of :class:`Riders`, and who reads it."""
