"""Numbers as a player reads them: every stat's figure, change and range, in words and units.

Made from the register of stats, so a new stat needs nothing here. No number is rounded into a lie: a band is shown as the
range that it is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from game.rules.agreement import CLAUSES
from game.rules.characters import ARCHETYPES
from game.rules.events import (
    Amends,
    Capacity,
    Card,
    Change,
    Drift,
    Effect,
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
from game.rules.finance import FATIGUE
from game.rules.scenario import Scenario
from game.rules.stats import HIDDEN, STATS
from game.rules.undertakings import UNDERTAKINGS
from game.rules.units import MICROSOFT, OPENAI, Seat, money, percent, points, power, quarter_label
from game.rules.view import Band, View

NAMES: Final = {OPENAI: "OpenAI", MICROSOFT: "Microsoft"}
"""What the seats are called."""
MINUS: Final = "−"
UP: Final = "▲"
DOWN: Final = "▼"


def _plain(value: int) -> str:
    return f"{value:,}"


_SHOWN: Final[dict[str, Callable[[int], str]]] = {
    "$M": money,
    "$M/q": money,
    "$M/y": money,
    "bps": percent,
    "bps·q": lambda value: f"{value // 10_000}.{value % 10_000 // 100:02} quarters' worth",
    "MW": power,
    "MW/q": power,
    "points": points,
    "tenths": _plain,
    "quarters": lambda value: _plain(value) if value < 999 else "never",
    "count": _plain,
    "index": _plain,
    "flag": lambda value: "yes" if value else "no",
    "$k/MW-q": lambda value: _mega(value),
}


def figure(name: str, value: int | Band) -> str:
    """A stat's value as a player reads it; a band as its middle and half its width, ``$12bn ±2.5``."""
    shown = _SHOWN[STATS[name].unit]
    if isinstance(value, Band):
        return f"{shown(value.middle)} ±{_bare(shown((value.high - value.low) // 2))}".replace("-", MINUS)
    return shown(value).replace("-", MINUS)


AFTER_A_QUARTER: Final = ("openai.net", "openai.unserved")
"""Numbers that are nothing before a quarter has run."""


def seen(name: str, value: int | Band, quarter: int) -> str:
    """A stat's figure in a quarter; a dash where no quarter has run yet that it could be about."""
    return "–" if not quarter and name in AFTER_A_QUARTER else figure(name, value)


def _bare(text: str) -> str:
    return text.replace("$", "").replace(" %", "").replace("bn", "").replace(" MW", "").replace(" GW", "g")


def price_words(thousands: int) -> str:
    """A price of capacity as a person says it: ``$3.31m per MW and quarter``."""
    return f"{_mega(thousands)} per MW and quarter"


def _mega(thousands: int) -> str:
    whole, rest = divmod((thousands + 5) // 10, 100)
    return f"${whole}.{rest:02}m"


def change(name: str, by: int) -> str:
    """A change with its sign: ``+$400m``, ``−5``."""
    unit = STATS[name].unit
    if unit == "flag":
        return "yes" if by > 0 else "no"
    shown = percent(abs(by), 1) if unit == "bps" and abs(by) < 1000 and by % 100 else _SHOWN[unit](abs(by))
    return f"{'+' if by >= 0 else MINUS}{shown}"


def trend(name: str, by: int) -> str:
    """A change with a mark and its size, as a column shows it: ``▼2.2bn``; empty when nothing that shows has changed."""
    size = _SHOWN[STATS[name].unit](abs(by)).replace("$", "").replace(" ", "")
    if not by or not size.strip("0.%mbnMWG"):
        return ""
    return f"{UP if by > 0 else DOWN}{size}"


def title_for(name: str, seat: Seat | None) -> str:
    """A stat's title as a seat says it: its own are bare, the other side's carry a name."""
    stat = STATS[name]
    if stat.section in NAMES and stat.section != seat:
        return f"{NAMES[stat.section]}'s {lowered(stat.title)}"
    return stat.title


def lowered(words: str) -> str:
    """A title in the middle of a sentence; AI, Azure and OpenAI stay what they are."""
    first = words.split(" ", 1)[0].rstrip("'s")
    keeps = first.isupper() or first in ("OpenAI", "Microsoft", "Azure", "Antitrust")
    return words if keeps else words[:1].lower() + words[1:]


TOPICS: Final = {
    "capability": "how good {their} best model is",
    "capacity": "how much capacity {they} have",
    "cash": "how much cash {they} have",
    "priorities": "which clauses {they} care about",
    "deadline": "by when {they} must sign",
}
"""What can be learned about a seat."""


def effects(found: tuple[Effect, ...], seat: Seat | None, card: Card | None = None) -> str:
    """What a choice is known to do, in words; what the seat is never told of is left out."""
    return "; ".join(words for effect in found if (words := effect_words(effect, seat, card)))


def _together(found: tuple[Effect, ...], seat: Seat | None, card: Card | None) -> str:
    """What happens together, in the middle of a sentence: “staff mood −4 and cash −$200m”."""
    return " and ".join(lowered(words) for effect in found if (words := effect_words(effect, seat, card)))


def effect_words(effect: Effect, seat: Seat | None, card: Card | None = None) -> str:
    """One effect of a card in a few words; empty when the seat could not see it happen."""
    match effect:
        case Change():
            stat = STATS[effect.change]
            if seat is not None and stat.sight(seat) == HIDDEN:
                return ""
            span = f" for {_quarters(effect.for_)}" if effect.for_ else ""
            return f"{title_for(effect.change, seat)} {change(effect.change, effect.by * stat.scale)}{span}"
        case Later():
            inner = ", ".join(lowered(words) for part in effect.then if (words := effect_words(part, seat)))
            odds = "" if effect.odds >= 100 else f", {effect.odds} % chance"
            return f"in {_quarters(effect.after)}{odds}: {inner}" if inner else ""
        case Capacity():
            price = f" at {price_words(effect.price)}" if effect.price else " at its usual price"
            return f"{power(effect.mw)} from {effect.capacity} in {_quarters(effect.due)}{price}"
        case Halt():
            return f"training stands still for {_quarters(effect.halt)}"
        case Perhaps():
            good, bad = (_together(part, seat, card) for part in (effect.then, effect.otherwise))
            likely = f"{effect.chance} % chance: {good}" if good else ""
            otherwise = "else" if likely else f"{100 - effect.chance} % chance"
            unlikely = f"{otherwise}: {bad}" if bad else ""
            return ", ".join(words for words in (likely, unlikely) if words)
        case IfThey():
            met, unmet = (_together(part, seat, card) for part in (effect.then, effect.otherwise))
            answer = f"if they say “{_answer_of(card, effect.if_they)}”: {met}" if met else ""
            return ", ".join(words for words in (answer, f"if not: {unmet}" if unmet else "") if words)
        case Vow():
            return f"a promise to {UNDERTAKINGS[effect.promise].words(effect.amount)} within {_quarters(effect.due)}"
        case Learns():
            return _learns(effect, seat)
        case Amends():
            clause = CLAUSES[effect.amend]
            return f"{lowered(clause.title)} becomes “{clause.short(effect.to)}”"
        case Slip():
            return f"the next of {effect.slip}'s capacity on order comes {_quarters(effect.by)} later"
        case GiveUp():
            return f"the next of {effect.give_up}'s capacity on order is given up"
        case Raise():
            sold = f"OpenAI sells shares for {effect.raise_} % of its value: cash, dilution"
            tires = seat is None or STATS["openai.investor_mood"].sight(seat) != HIDDEN
            return f"{sold}, investor mood up to {MINUS}{FATIGUE // 10}" if tires else sold
        case Drift():
            toward = ARCHETYPES[effect.drift][effect.toward].title
            return f"{NAMES[effect.drift]} looks at things a little more like a {toward}"


def _learns(effect: Learns, seat: Seat | None) -> str:
    mine = seat == effect.learns
    who = "you learn" if mine else "they learn" if seat is not None else f"{NAMES[effect.learns]} learns"
    of_you = seat is not None and not mine
    what = TOPICS[effect.about].format(they="you" if of_you else "they", their="your" if of_you else "their")
    return f"{who} {what}"


def _answer_of(card: Card | None, id: str) -> str:
    """What an answer says; its id where the card is not at hand."""
    answers = (*card.choices.openai, *card.choices.microsoft) if card is not None else ()
    return next((choice.text for choice in answers if choice.id == id), id)


def _quarters(count: int) -> str:
    return "a quarter" if count == 1 else f"{count} quarters"


def when(scenario: Scenario, quarter: int) -> str:
    """A quarter as people say it: ``Q3 2026``."""
    return said(quarter_label(scenario.quarters.from_, quarter))


def turn_words(view: View) -> str:
    """What is left of a view's turn, by its quarters: ``Q3 2026``, ``Q1–Q3 2026``, ``Q4 2026–Q2 2027``."""
    left = min(view.turns.left(view.quarter), view.last - view.quarter)
    first, last = view.label, quarter_label(view.label, left - 1)
    if first == last:
        return said(first)
    return f"{first[5:] if first[:4] == last[:4] else said(first)}–{said(last)}"


def said(label: str) -> str:
    """A quarter's label as people say it."""
    year, number = label.split("-")
    return f"{number} {year}"


_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day_words(date: str) -> str:
    """A date of the record as people write it: ``2025-10-28`` is “28 October 2025”, ``2024-10`` “October 2024”."""
    year, *rest = date.split("-")
    if not all(part.isdigit() for part in (year, *rest)):
        return date
    days, months = [str(int(day)) for day in rest[1:]], [_MONTHS[int(month) - 1] for month in rest[:1]]
    return " ".join((*days, *months, year))


def provider_name(scenario: Scenario, id: str) -> str:
    """What a provider is called."""
    for provider in scenario.providers:
        if provider.id == id:
            return provider.name
    return "Azure" if id == "azure" else id
