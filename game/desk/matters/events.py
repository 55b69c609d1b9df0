"""Events: a card, where it comes from, and each answer to it with its price and known effect."""

from __future__ import annotations

from typing import Final

from game.debrief import figures
from game.desk.content import Content
from game.desk.matters.matter import Asked, Listed, Matter
from game.desk.words import KEPT, MUTED, lines
from game.rules.cards import card_of, choices_of
from game.rules.decisions import Respond
from game.rules.events import Card, Choice, Effect, Vow
from game.rules.units import Seat, other

WHOLE: Final = 30
"""The longest chip that is kept on one line."""
ROOMY: Final = 20
"""Lines of the desk from which on a card's source is named, and the answer that is suggested."""
_MARKS: Final = {"historical": "In the record", "trend": "A trend in the record", "fiction": "Fiction"}


def _mark(card: Card, label: str, *, whole: bool) -> str:
    """Where a card comes from, with its source where the ``whole`` has room; one of the record says so when the game's quarter,
    such as 2026-Q3, is another."""
    mark = _MARKS.get(card.mark, card.mark)
    if card.record is None:
        return mark
    date = card.record.date
    year, *rest = date.split("-")
    then = f"{year}-Q{(int(rest[0]) + 2) // 3}" if rest and rest[0].isdigit() else label
    apart = "; here it comes as it comes" if card.mark == "historical" and then != label else ""
    source = f" ({card.record.source})" if whole else ""
    return f"{mark}: {figures.day_words(date)}{source}{apart}"


def _needs(choice: Choice) -> str:
    """What an answer that is closed asks for: what of it is lacking, a view does not always tell."""
    parts = [condition.words() for condition in choice.need]
    parts += ["a promise that can still be made"] * any(isinstance(e, Vow) for e in choice.effects)
    return "; ".join(parts) or "more action points"


def _known(found: tuple[Effect, ...], seat: Seat, card: Card) -> tuple[str, ...]:
    """What the seat could see happen, each effect for itself."""
    return tuple(words for effect in found if (words := figures.effect_words(effect, seat, card)))


def chips(*words: str) -> str:
    """Short things beside each other; one that fits a line is not broken between two."""
    return " · ".join(one.replace(" ", KEPT) if len(one) <= WHOLE else one for one in words)


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
        price = (f"{choice.points} action point{'s' * (choice.points > 1)}",) if choice.points else ()
        does = _known(choice.effects, view.seat, card) or ("no known effect",)
        closed = "" if choice.id in allowed else f"closed: needs {_needs(choice)}"
        listed.add(choice.id, choice.text, chips(*price, *does), deed, closed)
    happens = _known(card.effects, view.seat, card)
    text = lines(
        Content.styled(_mark(card, view.label, whole=asked.height >= ROOMY), MUTED),
        Content(card.text),
        Content.styled(f"Whatever you answer: {' · '.join(happens)}", MUTED) if happens else "",
    )
    count = f"{len(waiting)} cards" if len(waiting) > 1 else "a card"
    both = "both answer, sealed" if choices_of(card, other(view.seat)) else "yours alone to answer"
    advice = asked.advice
    if asked.height < ROOMY:  # the answer itself is a row; its lines are wanted for the effects
        numbers = [r.number for r in listed.rows if [listed.deeds.get(r.id)] == [*advice.decisions[:1]]]
        advice = advice._replace(words=f"Give answer {numbers[0]}.") if any(numbers) else advice
    return listed.matter("events", card.title, text, advice, f"{count} · {both}")
