"""Warnings: cards, answers, endings and dates that can never come, and texts that do not fit the screen."""

from __future__ import annotations

from typing import Any, Final

from game.files.sense.conditions import never
from game.files.sense.look import Found, Look, as_list, as_mapping, as_number
from game.rules.events import Card, Choice
from game.rules.scenario import Deadline, Ending, Turns
from game.strict_yaml import Path

TITLE_SIGNS: Final = 48
CARD_WORDS: Final = 60
CARD_SIGNS: Final = 420
CHOICE_SIGNS: Final = 72
"""What fits the screen at 80 columns."""


def warned(look: Look, kind: type, path: Path, data: dict[str, Any]) -> Found:
    """What the author of one record would want to know."""
    if kind is Card:
        yield from _card_comes(look, path, data)
        yield from _fits(look, (*path, "text"), data.get("text"), CARD_SIGNS, CARD_WORDS)
    elif kind is Choice:
        yield from _choice_open(look, path, data)
        yield from _fits(look, (*path, "text"), data.get("text"), CHOICE_SIGNS)
    elif kind is Ending and (why := never(look, data.get("when"))):
        yield look.at(path, f"This ending can never come: {why}.")
    elif kind is Deadline and (why := never(look, data.get("needs"))):
        yield look.at(path, f"This date can never be met: {why}.")
    yield from _fits(look, (*path, "title"), data.get("title"), TITLE_SIGNS)


def _card_comes(look: Look, path: Path, data: dict[str, Any]) -> Found:
    scheduled = as_mapping(data.get("scheduled"))
    if not data.get("weight") and not scheduled:
        yield look.at(path, "This card can never come: it has no weight and is not scheduled.")
    elif why := never(look, data.get("when")):
        yield look.at(path, f"This card can never come: {why}.")
    elif scheduled and not data.get("weight"):
        at, jitter = as_number(scheduled.get("quarter")), as_number(scheduled.get("jitter", 0))
        if at is not None and jitter is not None:
            for condition in map(as_mapping, as_list(data.get("when"))):
                span = as_mapping(condition.get("quarter"))
                low, high = as_number(span.get("from", 0)), as_number(span.get("to", 999))
                if low is not None and high is not None and (at + jitter < low or at - jitter > high):
                    words = f"This card can never come: it is scheduled for quarter {at}, outside {low} to {high}."
                    yield look.at(path, words)


def _choice_open(look: Look, path: Path, data: dict[str, Any]) -> Found:
    points = as_number(data.get("points"))
    most = as_number(as_mapping(look.value.get("turns")).get("points", Turns().points))
    if points is not None and most is not None and points > most:
        yield look.at((*path, "points"), f"Nobody can ever take this: it costs {points} of {most} points.")
    elif why := never(look, data.get("need")):
        yield look.at(path, f"Nobody can ever take this: {why}.")


def _fits(look: Look, path: Path, text: Any, signs: int, words: int = 10_000) -> Found:
    if not isinstance(text, str):
        return
    if len(text) > signs:
        yield look.at(path, f"{len(text)} characters do not fit the screen: at most {signs}.")
    elif (count := len(text.split())) > words:
        yield look.at(path, f"{count} words are too many to read at once: at most {words}.")
