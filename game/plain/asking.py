"""Questions with their answers: one of several, a number, yes or no, a form field by field. What does not fit is asked again.

At every question some words do the same: they read something out and the question stands. :class:`Asking` knows them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from game.desk.amounts import Amount
from game.desk.matters.matter import Field, Form
from game.plain.reader import Reader
from game.rules.decisions import Promise, Threat
from game.strict_yaml import did_you_mean

BACK: Final = ("back", "b")


class Item(NamedTuple):
    """Something to choose: its words, and why it is closed, if it is."""

    words: str
    closed: str = ""


class Asking:
    """Asks until it has an answer. ``words`` are those that do the same at every question: each takes what stands behind it."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.words: dict[str, Callable[[str], None]] = {}

    def line(self, question: str, enter: str, more: str = "") -> str:
        """What is typed, once it is none of the words that are heard everywhere. Nothing typed does what ``enter`` says."""
        while True:
            said = self.reader.ask(f"{question} (Enter: {enter}{more})")
            word, _, rest = said.partition(" ")
            heard = self.words.get(word.lower())
            if heard is None:
                return said
            heard(rest.strip())

    def list(self, items: Sequence[Item]) -> None:
        """Read out what there is to choose."""
        for number, item in enumerate(items, 1):
            closed = f" Closed: {item.closed}." if item.closed else ""
            self.reader.say(f"{number}. {_ended(item.words)}{closed}")

    def picked(self, said: str, items: Sequence[Item]) -> int | None:
        """Which item a number is; ``None`` where it is none of them or a closed one, which is said."""
        if not said.isdecimal() or not 1 <= int(said) <= len(items):
            self.reader.say(f"“{said[:40]}” is not a number from 1 to {len(items)}.")
            return None
        item = items[int(said) - 1]
        if item.closed:
            self.reader.say(f"That is closed: {item.closed}.")
            return None
        return int(said) - 1

    def choose(
        self,
        question: str,
        items: Sequence[Item],
        enter: str = "back",
        usual: int | None = None,
        *,
        heard: bool = False,
    ) -> int | None:
        """One of several, by its number, or by a part of its words; ``usual`` for nothing typed, ``None`` for none of them.

        Items that were ``heard`` a moment ago are not read out again.
        """
        if not heard:
            items = [item._replace(words=self.reader.named(item.words)) for item in items]
        self.list(items)
        while True:
            said = self.line(question, enter)
            if not said or said.lower() in BACK:
                return usual if not said else None
            if not said.isdecimal() or not 1 <= int(said) <= len(items):
                fitting = [at for at, item in enumerate(items) if said.lower() in item.words.lower()]
                begin = [at for at in fitting if items[at].words.lower().startswith(said.lower())]
                named = [at for at in begin if items[at].words.partition(":")[0].lower() == said.lower()]
                found = next((some for some in (named, begin) if len(some) == 1), fitting)
                if len(found) == 1:
                    said = str(found[0] + 1)
                elif found:
                    self.reader.say(f"“{said[:40]}” may be {', '.join(str(at + 1) for at in found)}: which?")
                    continue
            at = self.picked(said, items)
            if at is not None:
                return at

    def yes(self, question: str, *, usual: bool = False, enter: str = "") -> bool:
        """Yes or no. What cannot be undone is not done by Enter alone."""
        while True:
            said = self.line(f"{question} y or n", enter or ("yes" if usual else "no")).lower()
            if said in ("", "y", "yes", "n", "no", *BACK):
                return usual if not said else said in ("y", "yes")
            self.reader.say(f"“{said[:40]}” is neither y nor n.")

    def number(self, amount: Amount, value: int) -> int | None:
        """A number in a range; ``None`` when it is left as it is."""
        while True:
            said = self.line(
                f"{amount.title}, {amount.shown(amount.low)} to {amount.shown(amount.high)}",
                amount.shown(value),
            )
            if not said:
                return value
            if said.lower() in BACK:
                return None
            read = amount.read(said)
            if isinstance(read, int):
                return read
            self.reader.say(read)

    # Forms

    def fill(self, form: Form) -> Any | None:
        """What a form makes of the answers to its fields; ``None`` when it is left."""
        self.reader.say(f"{form.title}. “back” leaves it.")
        values: dict[str, Any] = {}
        while True:
            field = next((f for f in _fields(form, values) if f.name not in values), None)
            if field is not None:
                value = self._field(form, field, values)
                if value is None:
                    return None
                values[field.name] = value
                continue
            made = form.make(values)
            if refused := form.refuses(made):
                self.reader.say(refused)
                values.clear()
                continue
            self.reader.say(form.tell(values))
            # A word that is remembered is not given by Enter alone.
            usual = not isinstance(made, Promise | Threat)
            return made if self.yes(f"{form.button}?", usual=usual) else None

    def _field(self, form: Form, field: Field, values: Mapping[str, Any]) -> Any | None:
        if field.choices:
            begins = field.begins or field.choices[0][0]
            if len(field.choices) == 1:
                self.reader.say(f"{field.title}: {field.choices[0][1]}.")
                return begins
            items = [Item(words) for _, words in field.choices]
            usual = next(at for at, (value, _) in enumerate(field.choices) if value == begins)
            at = self.choose(field.title, items, items[usual].words, usual)
            return None if at is None else field.choices[at][0]
        low, high = form.limits({**_starts(form, values), **values}).get(field.name, (field.low, field.high))
        start = min(max(field.start, low), high)
        if field.unit:
            return self.number(Amount(field.title, low, high, field.unit, field.shown), start)
        return self._date(field, low, high, start)

    def _date(self, field: Field, low: int, high: int, start: int) -> int | None:
        """One of a row of dates, as it is shown: ``Q3 2026``."""
        known = {_plain(field.shown(value)): value for value in range(low, high + 1)}
        while True:
            said = self.line(f"{field.title}, {field.shown(low)} to {field.shown(high)}", field.shown(start))
            if not said:
                return start
            if said.lower() in BACK:
                return None
            if (value := known.get(_plain(said))) is not None:
                return value
            self.reader.say(
                f"“{said[:40]}” does not fit. Type it as {field.shown(start)}. "
                f"It goes from {field.shown(low)} to {field.shown(high)}."
            )

    def unknown(self, word: str, known: Sequence[str]) -> None:
        """A word that is nothing here."""
        self.reader.say(f"“{word[:40]}” is nothing that can be said here. {did_you_mean(word, tuple(known))}")


def _plain(words: str) -> str:
    return "".join(sorted(words.lower().replace("-", " ").split()))


def _ended(words: str) -> str:
    return words if words.endswith((".", "!", "?", "…", "”")) else f"{words}."


def _fields(form: Form, values: Mapping[str, Any]) -> tuple[Field, ...]:
    return form.adapts(values) if form.adapts is not None else form.fields


def _starts(form: Form, values: Mapping[str, Any]) -> dict[str, Any]:
    """What the fields begin with, for what is filled in."""
    return {
        field.name: (field.begins or field.choices[0][0]) if field.choices else field.start
        for field in _fields(form, values)
    }
