"""What presses from outside: cards, deadlines, heats, moods, trust and the capital market (rulebook 3.1.4, 3.2.8, 3.5)."""

from __future__ import annotations

from typing import Final

from game.errors import Refusal
from game.rules.agreement import governance, open_weights, rate_card
from game.rules.compute import AZURE_TERM, price_of, provider_of
from game.rules.conditions import all_hold, missing
from game.rules.decisions import Respond
from game.rules.draft import Draft
from game.rules.facts import Arrived, CardDrawn, ContractSigned, DeadlinePassed, Responded, SealedUp
from game.rules.scenario import Capacity, Card, Change, Choice, Effect, Halt, Later, Perhaps, Scenario
from game.rules.state import Contract, State
from game.rules.stats import STATS
from game.rules.units import SEATS, Seat

HEATS: Final = ("antitrust", "charity", "safety", "export")
HYPE_MEAN: Final = 570
CRASH: Final = 350
CRASH_DEPTH: Final = 260
"""3.5 % a quarter that the capital market loses 26 points of its mood."""
LATE_CARD: Final = 2
"""Quarters that a scheduled card waits for a place before it is lost."""
FADING: Final = 4
"""Percent of its distance from the middle that trust loses a quarter. At the rulebook's 2 it ended above 90 in most games."""
TALENT_REST: Final = 600
REMEDY: Final = 750
INQUIRY: Final = 500


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
    """Draw this quarter's cards: scheduled ones that are due, then by weight among those whose conditions hold."""
    state, scenario = draft.state, draft.scenario
    last = {past.card: past.quarter for past in state.drawn}
    drawn = 0
    for card in scenario.events:
        plan = card.scheduled
        if plan is None or card.id in last:
            continue
        at = plan.quarter
        if plan.jitter:
            at += draft.chance.below(2 * plan.jitter + 1, "schedule", card.id) - plan.jitter
        if (
            max(0, at) <= state.quarter <= max(0, at) + LATE_CARD
            and all_hold(card.when, state)
            and drawn < scenario.cards_a_quarter
        ):
            _open(draft, card)
            drawn += 1
    while drawn < scenario.cards_a_quarter:
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


def bring_about(draft: Draft, effect: Effect, why: str, name: str) -> None:
    """Carry out one effect of a card or deadline; ``name`` keys its luck."""
    state = draft.state
    match effect:
        case Change():
            draft.alter(effect, why)
        case Later():
            for change in effect.then:
                raw = change.by * STATS[change.change].scale
                draft.later(effect.after, change.change, raw, why)
                if change.for_:
                    draft.later(effect.after + change.for_, change.change, -raw, f"{why}, over")
        case Capacity():
            provider = provider_of(draft.scenario, effect.capacity)
            usual = rate_card.LIST if provider is None else price_of(provider, state)
            term = AZURE_TERM if provider is None else provider.term
            contract = Contract(
                id=_named(state, f"{name.split('/')[0]}-{effect.capacity}"), provider=effect.capacity, mw=effect.mw,
                price=effect.price or usual, due=state.quarter + effect.due, term=effect.term or term,
                listed=provider is None and not effect.price,
            )  # fmt: skip
            draft.happen(ContractSigned(contract))
        case Halt():
            draft.put("openai.halted", max(state.openai.halted, effect.halt), why)
        case Perhaps():
            hit = draft.chance.hit(effect.chance * 100, "perhaps", name, state.quarter)
            for index, then in enumerate(effect.then if hit else effect.otherwise):
                bring_about(draft, then, why, f"{name}/{index}")


def _named(state: State, base: str) -> str:
    """A name for capacity that a card brings: the card's and the provider's, with a number from the second on."""
    taken = [contract.id for contract in state.openai.contracts]
    number = 1
    while (name := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    return name


def arrivals(draft: Draft) -> None:
    """What was set in motion and is due arrives."""
    state = draft.state
    due = [pending for pending in state.pending if pending.due <= state.quarter]
    if due:
        draft.happen(Arrived(state.quarter))
        for pending in due:
            draft.move(pending.stat, pending.by, pending.why)


def deadlines(draft: Draft) -> None:
    """Dates that fall in this quarter: met or missed, with what hangs on it."""
    state = draft.state
    for deadline in draft.scenario.deadlines:
        if deadline.quarter == state.quarter and deadline.id not in state.met:
            met = all_hold(deadline.needs, state)
            draft.happen(DeadlinePassed(deadline.id, met))
            for index, effect in enumerate(deadline.met if met else deadline.missed):
                bring_about(draft, effect, deadline.title, f"{deadline.id}/{index}")


def capital_market(draft: Draft) -> None:
    """Hype wanders, returns to its mean, and now and then crashes; outside power and prices follow (rulebook 3.1.3)."""
    state, chance = draft.state, draft.chance
    world, now = state.world, state.quarter
    drift = chance.normal((HYPE_MEAN - world.hype) * 8 // 100, 40, "hype", now)
    draft.move("world.hype", drift, "the market's mood")
    if chance.hit(CRASH, "crash", now):
        draft.move("world.hype", -CRASH_DEPTH, "a crash")
    draft.move("world.power_tight", chance.normal(12, 40, "power", now), "the grid")
    noise = chance.normal(0, 200, "price", now) + 4 * (world.power_tight - 300) // 10
    draft.move("world.partner_price", world.partner_price * noise // 10_000, "the market")
    if world.hype > 900:
        draft.move("world.hype", -20, "nothing is that good")


def feelings(draft: Draft) -> None:
    """Trust fades toward the middle, heats cool, moods follow what happened (rulebook 3.1.4, 3.2.8)."""
    state = draft.state
    lab, relations, world = state.openai, state.relations, state.world
    for name in ("openai_trust", "microsoft_trust"):
        value = getattr(relations, name)
        draft.move(f"relations.{name}", (500 - value) * FADING // 100, "time")
    draft.move("relations.friction", -(relations.friction - 200) // 20, "time")
    for heat in HEATS:
        value = getattr(world, f"heat_{heat}")
        draft.move(f"world.heat_{heat}", -(value * 5 // 100), "time")
    if relations.exclusive_clauses:
        draft.move("world.heat_antitrust", 5 * min(2, relations.exclusive_clauses), "exclusive clauses")
    draft.move("world.heat_antitrust", governance.heat(state.terms["governance"]), "a seat on two boards")
    if relations.stake > 3000:
        draft.move("world.heat_antitrust", 10, "a large stake")
    if relations.friction > 700:
        draft.move("world.heat_antitrust", 10, "a public quarrel")
        draft.move("world.hype", -10, "a public quarrel")
    draft.move("openai.talent", (TALENT_REST - lab.talent) // 10, "hiring and leaving")
    draft.move(
        "openai.staff_mood", (600 - lab.staff_mood) // 10 + (lab.safety_share - 1500) // 200, "the work"
    )
    draft.move("openai.board_mood", (lab.safety - 450) // 20 + (550 - lab.board_mood) // 10, "the mission")
    draft.move("openai.investor_mood", (world.hype - lab.investor_mood) // 8, "the market")
    if lab.staff_mood < 250:
        draft.move("openai.talent", -50, "resignations")
    weights = state.terms["open-weights"]
    draft.move("openai.staff_mood", open_weights.pride(weights), "open weights")
    draft.move("world.heat_safety", open_weights.worry(weights), "open weights")
    draft.put("relations.unamended", relations.unamended + 1, "time")
    if world.heat_antitrust >= REMEDY:
        draft.move("relations.friction", 20, "the remedy hearing")
