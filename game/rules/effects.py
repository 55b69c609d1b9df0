"""What cards and dates bring about: effects from a scenario file carried out, at once or when they are due (rulebook 3.5)."""

from __future__ import annotations

from game.rules.agreement import rate_card
from game.rules.compute import AZURE_TERM, price_of, provider_of
from game.rules.draft import Draft
from game.rules.facts import Arrived, ContractSigned
from game.rules.scenario import Capacity, Change, Effect, Halt, Later, Perhaps
from game.rules.state import Contract, State
from game.rules.stats import STATS


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
