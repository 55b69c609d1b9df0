"""Cards: which are drawn, how both seats answer them, sealed, and what the answers do (rulebook 3.5)."""

from __future__ import annotations

from typing import Final

from game.errors import Refusal
from game.rules.conditions import all_hold, missing
from game.rules.decisions import Respond
from game.rules.draft import Draft
from game.rules.effects import bring_about
from game.rules.facts import CardDrawn, Responded, SealedUp
from game.rules.scenario import Card, Choice, Scenario
from game.rules.state import State
from game.rules.units import SEATS, Seat

LATE_CARD: Final = 2
"""Turns that a scheduled card waits for a place before it is lost."""


def card_of(scenario: Scenario, id: str) -> Card:
    """The card of that id; ``KeyError`` when the scenario has none."""
    for card in scenario.events:
        if card.id == id:
            return card
    raise KeyError(id)


def choices_of(card: Card, seat: Seat) -> tuple[Choice, ...]:
    """What a seat may answer to a card."""
    return card.choices.openai if seat == "openai" else card.choices.microsoft


def open_choices(state: State, card: Card, seat: Seat) -> tuple[Choice, ...]:
    """The answers whose needs are met; the first is what silence takes."""
    points = getattr(state, seat).action_points
    return tuple(c for c in choices_of(card, seat) if all_hold(c.need, state) and c.points <= points)


def unanswered(scenario: Scenario, state: State, seat: Seat) -> tuple[Card, ...]:
    """The open cards a seat has not answered yet."""
    answered = {sealed.card for sealed in state.place(seat).sealed if isinstance(sealed, Respond)}
    cards = (card_of(scenario, id) for id in state.cards if id not in answered)
    return tuple(card for card in cards if open_choices(state, card, seat))


def draw(draft: Draft) -> None:
    """Draw the turn's cards: scheduled ones that are due, then by weight among those whose conditions hold."""
    state, scenario = draft.state, draft.scenario
    last = {past.card: past.quarter for past in state.drawn}
    drawn, late = 0, LATE_CARD * scenario.turns.quarters
    for card in scenario.events:
        plan = card.scheduled
        if plan is None or card.id in last:
            continue
        at = plan.quarter
        if plan.jitter:
            at += draft.chance.below(2 * plan.jitter + 1, "schedule", card.id) - plan.jitter
        if (
            max(0, at) <= state.quarter <= max(0, at) + late
            and all_hold(card.when, state)
            and drawn < scenario.turns.cards
        ):
            _open(draft, card)
            drawn += 1
    while drawn < scenario.turns.cards:
        ready = [
            card
            for card in scenario.events
            if card.weight
            and card.id not in state.cards
            and (card.id not in last or (not card.once and state.quarter - last[card.id] >= card.cooldown))
            and all_hold(card.when, state)
        ]
        quiet = 12 * (1 + drawn)
        weights = (quiet, *(card.weight for card in ready))
        index = draft.chance.weighted(weights, "card", state.quarter, drawn)
        if index == 0:
            break
        _open(draft, ready[index - 1])
        drawn += 1


def _open(draft: Draft, card: Card) -> None:
    draft.happen(CardDrawn(card.id))
    for index, effect in enumerate(card.effects):
        bring_about(draft, effect, card.title, f"{card.id}/{index}")


def respond(draft: Draft, decision: Respond) -> None:
    """Seal an answer to a card."""
    state, seat = draft.state, draft.seat
    waiting = unanswered(draft.scenario, state, seat)
    card = next((card for card in waiting if card.id == decision.card), None)
    if card is None:
        listed = ", ".join(card.id for card in waiting) or "none"
        raise Refusal(
            "no-such-card", f"The card “{decision.card}” does not wait for you.", f"Waiting: {listed}."
        )
    choice = next((c for c in choices_of(card, seat) if c.id == decision.choice), None)
    allowed = open_choices(state, card, seat)
    if choice is None:
        raise Refusal(
            "no-such-choice",
            f"“{card.title}” has no answer “{decision.choice}”.",
            f"Open: {', '.join(c.id for c in allowed)}.",
        )
    if choice not in allowed:
        why = missing(choice.need, state) or f"{choice.points} action points"
        raise Refusal(
            "choice-closed", f"“{choice.text}” needs {why}.", f"Open: {', '.join(c.id for c in allowed)}."
        )
    draft.happen(SealedUp(seat, decision))
    draft.move(f"{seat}.action_points", -choice.points, card.title)


def reveal(draft: Draft) -> None:
    """Both seats have answered: turn the answers over and let them take effect, card by card."""
    state, scenario = draft.state, draft.scenario
    for id in state.cards:
        card = card_of(scenario, id)
        for seat in SEATS:
            sealed = {s.card: s.choice for s in state.place(seat).sealed if isinstance(s, Respond)}
            chosen = next((c for c in choices_of(card, seat) if c.id == sealed.get(id)), None)
            if chosen is None:
                allowed = open_choices(state, card, seat)
                if not allowed:
                    continue
                chosen = allowed[0]
                draft.move(f"{seat}.action_points", -chosen.points, card.title)
            draft.happen(Responded(seat, id, chosen.id))
            for index, effect in enumerate(chosen.effects):
                bring_about(draft, effect, card.title, f"{id}/{seat}/{index}")
