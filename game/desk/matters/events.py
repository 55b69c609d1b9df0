"""Events: a card, where it comes from, and each answer to it with its price and known effect."""

from __future__ import annotations

from typing import Final

from game.debrief import figures
from game.desk.content import Content
from game.desk.matters.matter import Asked, Listed, Matter
from game.desk.words import MUTED, lines
from game.rules.cards import card_of, choices_of
from game.rules.decisions import Respond
from game.rules.events import Card, Choice, Vow

_MARKS: Final = {"historical": "In the record", "trend": "A trend in the record", "fiction": "Fiction"}


def _mark(card: Card, label: str) -> str:
    """Where a card comes from; one of the record says so when the game's quarter, such as 2026-Q3, is another."""
    mark = _MARKS.get(card.mark, card.mark)
    if card.record is None:
        return mark
    date = card.record.date
    year, *rest = date.split("-")
    then = f"{year}-Q{(int(rest[0]) + 2) // 3}" if rest and rest[0].isdigit() else label
    apart = "; here it comes as it comes" if card.mark == "historical" and then != label else ""
    return f"{mark}: {figures.day_words(date)} ({card.record.source}){apart}"


def _needs(choice: Choice) -> str:
    """What an answer that is closed asks for: what of it is lacking, a view does not always tell."""
    parts = [condition.words() for condition in choice.need]
    parts += ["a promise that can still be made"] * any(isinstance(e, Vow) for e in choice.effects)
    return "; ".join(parts) or "more action points"


def events(asked: Asked) -> Matter:
    """A card and the choices that answer it."""
    scenario, view = asked.scenario, asked.view
    open_ = [o.decision for o in asked.options if isinstance(o.decision, Respond)]
    waiting = {decision.card for decision in open_}
    card = card_of(scenario, next(id for id in view.cards if id in waiting))
    allowed = {decision.choice for decision in open_ if decision.card == card.id}
    silent = next((id for id in (choice.id for choice in choices_of(card, view.seat)) if id in allowed), "")
    listed = Listed(width=asked.width, asks=True, default=Respond(card=card.id, choice=silent))
    for choice in choices_of(card, view.seat):
        deed = Respond(card=card.id, choice=choice.id)
        does = figures.effects(choice.effects, view.seat, card) or "no known effect"
        price = f"{choice.points} action point{'s' * (choice.points > 1)}; " if choice.points else ""
        closed = "" if choice.id in allowed else f"closed: needs {_needs(choice)}"
        listed.add(choice.id, choice.text, price + does, deed, closed)
    happens = figures.effects(card.effects, view.seat, card)
    text = lines(
        Content.styled(_mark(card, view.label), MUTED),
        card.text,
        Content.styled(f"Whatever you answer: {happens}.", MUTED) if happens else "",
    )
    count = f"{len(waiting)} cards" if len(waiting) > 1 else "a card"
    return listed.matter("events", card.title, text, asked.advice, f"{count} · a number, then enter")
