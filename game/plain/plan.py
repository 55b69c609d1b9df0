"""The plan: what the order sheet stands at, the actions, and the seal. Nothing set on the sheet is decided before the seal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from game.desk.amounts import Amount
from game.desk.matters import Matter, Slider
from game.desk.matters.plan import SLIDER_WORDS
from game.desk.row import Row
from game.plain.asking import Asking, Item

ACTION: Final = "act:"


def sliders_of(matter: Matter) -> list[tuple[str, Slider]]:
    """The rows of the order sheet."""
    return [(row.id, deed) for row in matter.rows if isinstance(deed := matter.deeds.get(row.id), Slider)]


def actions_of(matter: Matter) -> list[Row]:
    """The actions, open, planned or closed."""
    return [row for row in matter.rows if row.id.startswith(ACTION)]


def value_words(slider: Slider, value: int | str) -> str:
    """What a row of the sheet stands at."""
    return f"{value} %" if not slider.choices else {"mid": "middle"}.get(str(value), str(value))


def slider_item(slider: Slider, value: int | str, was: int | str) -> Item:
    """A row of the sheet to choose."""
    changed = f", was {value_words(slider, was)}" if value != was else ""
    return Item(f"{slider.title}: {value_words(slider, value)}{changed}")


def turned(asking: Asking, name: str, slider: Slider, value: int | str) -> int | str | None:
    """Another value for a row of the sheet; ``None`` where it is left."""
    asking.reader.say(SLIDER_WORDS[name])
    if slider.choices:
        items = [Item(value_words(slider, choice)) for choice in slider.choices]
        usual = slider.choices.index(str(value))
        at = asking.choose(slider.title, items, value_words(slider, value), usual)
        return None if at is None else slider.choices[at]
    amount = Amount(slider.title, slider.low, slider.high, "%", lambda value: f"{value} %")
    return asking.number(amount, int(value))


def action_items(matter: Matter, why: Mapping[str, str]) -> tuple[list[Row], list[Item]]:
    """The actions that can be chosen, and what each costs; behind them the closed ones of which it is told ``why``."""
    rows = [row for row in actions_of(matter) if row.id in matter.deeds or row.id.removeprefix(ACTION) in why]
    rows.sort(key=lambda row: row.id not in matter.deeds)
    return rows, [Item(row.spoken, why.get(row.id.removeprefix(ACTION), "")) for row in rows]


def summed(matter: Matter) -> str:
    """The actions in a line."""
    rows = actions_of(matter)
    planned = [row.spoken.partition(": planned")[0] for row in rows if ": planned" in row.spoken]
    open_ = sum(row.id in matter.deeds for row in rows) - len(planned)
    return f"Actions: {', '.join(planned) or 'none'} planned; {open_} more open"


def sheet_words(sheet: Mapping[str, Any]) -> str:
    """What was set and not yet sealed."""
    return ", ".join(f"{name} {value}" for name, value in sheet.items())
