"""Cards: which are drawn, how both seats answer them, sealed, and what the answers do (rulebook 3.5)."""

from __future__ import annotations

from typing import Final

from game.errors import Refusal
from game.rules.conditions import all_hold, conceivable, missing
from game.rules.decisions import Respond
from game.rules.draft import Draft
from game.rules.effects import bring_about, unsayable
from game.rules.events import Card, Choice, Vow
from game.rules.facts import CardDrawn, CardMissed, Responded, SealedUp
from game.rules.scenario import RECORD, Scenario, dated, told_until
from game.rules.state import State
from game.rules.units import SEATS, Seat

LATE_CARD: Final = 2
"""Turns that a scheduled card waits for a place, and one of the record quarters for what it is about, before it is lost."""
QUIET: Final = 28
"""What weighs against a card, and twice that against a second one: about twenty cards come in six years of sixty that might."""


def card_of(scenario: Scenario, id: str) -> Card:
    """The card of that id; ``KeyError`` when the scenario has none."""
    for card in scenario.events:
        if card.id == id:
            return card
    raise KeyError(id)


def choices_of(card: Card, seat: Seat) -> tuple[Choice, ...]:
    """What a seat may answer to a card."""
    return card.choices.openai if seat == "openai" else card.choices.microsoft


def closed_because(scenario: Scenario, state: State, seat: Seat, choice: Choice) -> str:
    """What a seat lacks for an answer, to follow "needs"; empty when it can give it."""
    if lacks := missing(choice.need, state):
        return lacks
    if choice.points > getattr(state, seat).action_points:
        return f"{choice.points} action points"
    for effect in choice.effects:
        if isinstance(effect, Vow) and unsayable(scenario, state, seat, effect):
            return "a promise that can still be made"
    return ""


def open_choices(scenario: Scenario, state: State, card: Card, seat: Seat) -> tuple[Choice, ...]:
    """The answers whose needs are met; the first is what silence takes."""
    return tuple(c for c in choices_of(card, seat) if not closed_because(scenario, state, seat, c))


def unanswered(scenario: Scenario, state: State, seat: Seat) -> tuple[Card, ...]:
    """The open cards a seat has not answered yet."""
    answered = {sealed.card for sealed in state.place(seat).sealed if isinstance(sealed, Respond)}
    cards = (card_of(scenario, id) for id in state.cards if id not in answered)
    return tuple(card for card in cards if open_choices(scenario, state, card, seat))


def draw(draft: Draft) -> None:
    """Draw the turn's cards: scheduled ones that are due, then by weight among those whose conditions hold.

    In the record's weather the record comes first, and nothing else until it ends.
    """
    state, scenario = draft.state, draft.scenario
    if state.weather == RECORD:
        _on_record(draft)
        if state.quarter <= told_until(scenario):
            return
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
        quiet = QUIET * (1 + drawn)
        weights = (quiet, *(card.weight for card in ready))
        index = draft.chance.weighted(weights, "card", state.quarter, drawn)
        if index == 0:
            break
        _open(draft, ready[index - 1])
        drawn += 1


def _on_record(draft: Draft) -> None:
    """Open the cards of the record that are due, in the order of their dates and however many they are.

    Numbers did what they did; but what is about a clause that is gone, or follows on what never happened, cannot come. It waits
    two quarters for what it is about, and is then told as something that happened elsewhere.
    """
    state, scenario, now = draft.state, draft.scenario, draft.state.quarter
    told = {past.card for past in state.drawn}
    due = [
        (card.record.date, card)
        for card in scenario.events
        if card.record is not None
        and card.mark == "historical"
        and card.id not in told
        and 0 <= now - dated(scenario, card.record.date) <= min(LATE_CARD, now)
    ]
    for date, card in sorted(due, key=lambda one: one[0]):
        strange = tuple(condition for condition in card.when if not conceivable(condition, state))
        if not strange:
            _open(draft, card)
        elif now - dated(scenario, date) + scenario.turns.quarters > LATE_CARD:
            draft.happen(CardMissed(card.id, missing(strange, state)))


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
            "no-such-card", f"The card “{decision.card[:40]}” does not wait for you.", f"Waiting: {listed}."
        )
    choice = next((c for c in choices_of(card, seat) if c.id == decision.choice), None)
    allowed = open_choices(draft.scenario, state, card, seat)
    if choice is None:
        raise Refusal(
            "no-such-choice",
            f"“{card.title}” has no answer “{decision.choice[:40]}”.",
            f"Open: {', '.join(c.id for c in allowed)}.",
        )
    if choice not in allowed:
        why = closed_because(draft.scenario, state, seat, choice)
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
        given: dict[Seat, Choice] = {}
        for seat in SEATS:
            sealed = {s.card: s.choice for s in state.place(seat).sealed if isinstance(s, Respond)}
            chosen = next((c for c in choices_of(card, seat) if c.id == sealed.get(id)), None)
            if chosen is None:
                allowed = open_choices(scenario, state, card, seat)
                if not allowed:
                    continue
                chosen = allowed[0]
                draft.move(f"{seat}.action_points", -chosen.points, card.title)
            given[seat] = chosen
        answers = {seat: chosen.id for seat, chosen in given.items()}
        for seat, chosen in given.items():
            draft.happen(Responded(seat, id, chosen.id))
            for index, effect in enumerate(chosen.effects):
                bring_about(draft, effect, card.title, f"{id}/{seat}/{index}", seat, answers)
