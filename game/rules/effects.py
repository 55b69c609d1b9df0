"""What cards and dates bring about: effects from a scenario file carried out, at once or when they are due (rulebook 3.5)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from game.errors import Refusal
from game.rules.agreement import rate_card
from game.rules.amending import amend
from game.rules.candour import NEWS, disclosure
from game.rules.characters import drifted
from game.rules.compute import AZURE_TERM, next_due, price_of, provider_of, slip
from game.rules.draft import Draft
from game.rules.events import (
    Amends,
    Capacity,
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
from game.rules.facts import Arrived, Cancelled, ContractSigned, Drifted, Found
from game.rules.finance import raise_equity
from game.rules.packages import refusal_of
from game.rules.scenario import Scenario
from game.rules.state import Contract, Pending, State
from game.rules.stats import STATS
from game.rules.undertakings import PROMISE, checked, pledge
from game.rules.units import SEATS, Seat, mul, other
from game.rules.view import view_of

ATTENTION: Final = tuple(f"{seat}.action_points" for seat in SEATS)
"""What is taken at the beginning of the quarter in which it is due: at its end there would be nothing to take."""
NOBODY: Final[Mapping[Seat, str]] = MappingProxyType({})
"""Nobody has been asked."""


def bring_about(
    draft: Draft, effect: Effect, why: str, name: str, seat: Seat = "", answers: Mapping[Seat, str] = NOBODY
) -> None:
    """Carry out one effect of a card or deadline; ``name`` keys its luck.

    An answer's effects come with the seat that gave it and what both seats answered.
    """
    state = draft.state
    match effect:
        case Change():
            draft.alter(effect, why)
        case Later():
            coin = f"{name}/{state.quarter}" if effect.odds < 100 else ""
            for change in effect.then:
                raw = change.by * STATS[change.change].scale
                after = _after(draft, change.change, effect.after)
                draft.later(after, change.change, raw, why, effect.odds, coin)
                if change.for_:
                    after = _after(draft, change.change, effect.after + change.for_)
                    draft.later(after, change.change, -raw, f"{why}, over", effect.odds, coin)
        case Capacity():
            _contract(draft, effect, name)
        case Halt():
            draft.put("openai.halted", max(state.openai.halted, effect.halt), why)
        case Perhaps():
            hit = draft.chance.hit(effect.chance * 100, "perhaps", name, state.quarter)
            for index, then in enumerate(effect.then if hit else effect.otherwise):
                bring_about(draft, then, why, f"{name}/{index}", seat, answers)
        case IfThey():
            met = answers.get(other(seat)) == effect.if_they
            for index, then in enumerate(effect.then if met else effect.otherwise):
                bring_about(draft, then, why, f"{name}/{index}", seat, answers)
        case Vow():
            if not unsayable(draft.scenario, state, seat, effect):
                due = state.quarter + effect.due
                pledge(draft, seat, PROMISE, effect.promise, effect.amount, due)
        case Learns():
            theirs = view_of(draft.scenario, state, other(effect.learns))
            found = disclosure(draft.scenario, theirs, effect.about, NEWS)
            draft.happen(Found(effect.learns, found))
        case Amends():
            _amend(draft, effect)
        case Slip():
            contract = next_due(state, effect.slip)
            if contract is not None:
                slip(draft, contract, effect.by)
        case GiveUp():
            contract = next_due(state, effect.give_up)
            if contract is not None:
                draft.happen(Cancelled(contract.id))
        case Raise():
            raise_equity(draft, mul(state.openai.value, effect.raise_ * 100), why=why)
        case Drift():
            mine = state.place(effect.drift).character
            draft.happen(Drifted(effect.drift, effect.toward, drifted(mine, effect.drift, effect.toward)))


def unsayable(scenario: Scenario, state: State, seat: Seat, vow: Vow) -> str:
    """Why a seat cannot make a card's promise now; empty when it can."""
    try:
        checked(scenario, state, seat, PROMISE, vow.promise, vow.amount, state.quarter + vow.due)
    except Refusal as refusal:
        return refusal.words
    return ""


def _amend(draft: Draft, effect: Amends) -> None:
    """Nothing happens to a clause that reads so already, is settled, or cannot read so in this scenario."""
    package = ((effect.amend, effect.to),)
    if refusal_of(draft.scenario, draft.state, package) is None:
        amend(draft, package, how="concession")


def _contract(draft: Draft, effect: Capacity, name: str) -> None:
    state = draft.state
    provider = provider_of(draft.scenario, effect.capacity)
    usual = rate_card.LIST if provider is None else price_of(provider, state)
    term = AZURE_TERM if provider is None else provider.term
    contract = Contract(
        id=_named(state, f"{name.split('/')[0]}-{effect.capacity}"), provider=effect.capacity, mw=effect.mw,
        price=effect.price or usual, due=state.quarter + effect.due, term=effect.term or term,
        listed=provider is None and not effect.price,
    )  # fmt: skip
    draft.happen(ContractSigned(contract))


def _named(state: State, base: str) -> str:
    """A name for capacity that a card brings: the card's and the provider's, with a number from the second on."""
    taken = [contract.id for contract in state.openai.contracts]
    number = 1
    while (name := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    return name


def _after(draft: Draft, stat: str, quarters: int) -> int:
    """In how many quarters a change arrives: where a turn is longer, attention is given and taken when the next begins."""
    now = draft.state.quarter
    return draft.scenario.turns.next(now + quarters - 1) - now if stat in ATTENTION else quarters


def attention(draft: Draft) -> None:
    """Take from this quarter's attention what was set in motion for it, or add to it."""
    state = draft.state
    for pending in state.pending:
        if pending.stat in ATTENTION and pending.due == state.quarter and _comes(draft, pending):
            draft.move(pending.stat, pending.by, pending.why)


def arrivals(draft: Draft) -> None:
    """What was set in motion and is due arrives."""
    state = draft.state
    due = [pending for pending in state.pending if pending.due <= state.quarter]
    if due:
        draft.happen(Arrived(state.quarter))
        for pending in due:
            if pending.stat not in ATTENTION and _comes(draft, pending):
                draft.move(pending.stat, pending.by, pending.why)


def _comes(draft: Draft, pending: Pending) -> bool:
    return pending.odds >= 100 or draft.chance.hit(pending.odds * 100, "later", pending.coin)
