"""Compute: who sells it, what was signed, when it comes, and when it does not (rulebook 3.1.6, 3.2.4)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from game.errors import Refusal
from game.rules.agreement import delivery_remedy
from game.rules.decisions import Cancel
from game.rules.draft import Draft
from game.rules.facts import (
    Cancelled,
    Delivered,
    Repriced,
    Slipped,
)
from game.rules.finance import affordable
from game.rules.payments import pay
from game.rules.proceedings import FREEZE, PERMITS, under
from game.rules.scenario import Provider, Scenario
from game.rules.state import Contract, Notice, Quote, State, fleet
from game.rules.units import MICROSOFT, clamp, mul, quarter_label

AZURE: Final = "azure"
OWN_BUILD: Final = "own-build"
AZURE_TERM: Final = 24
PERMIT: Final = 2
"""Quarters that capacity abroad comes late by while its permits are under review."""
SMALLEST: Final = 10
OPEN: Final = ("lodged", "returned", "answered", "countered", "linked", "waiting")
"""The stages of a notice that is not over."""


def provider_of(scenario: Scenario, id: str) -> Provider | None:
    """The outside provider of that id, if there is one."""
    for provider in scenario.providers:
        if provider.id == id:
            return provider
    return None


def known_provider(scenario: Scenario, id: str) -> Provider:
    """The provider of that id; refuses an unknown one."""
    provider = provider_of(scenario, id)
    if provider is None:
        names = ", ".join(p.id for p in scenario.providers)
        raise Refusal("no-such-provider", f"There is no provider “{id[:40]}”.", f"There are azure, {names}.")
    return provider


def available(scenario: Scenario, provider: Provider, quarter: int) -> int:
    """MW a provider sells in the turn that begins with a quarter; 0 before it enters."""
    if quarter < provider.since:
        return 0
    return max(0, provider.available + provider.growth * quarter) * scenario.turns.quarters


def price_of(provider: Provider, state: State) -> int:
    """A provider's price now, $k a MW-quarter: most follow the market for outside capacity."""
    if not provider.follows_market:
        return provider.price
    return provider.price * state.world.partner_price // 3300


def largest_request(scenario: Scenario, state: State) -> int:
    """The most MW one request may ask for: a quarter of the fleet and 150 (rulebook 3.2.2), for each quarter of a turn."""
    return (mul(fleet(state.openai), 2500) + 150) * scenario.turns.quarters


def lead_of(scenario: Scenario, id: str, state: State) -> int:
    """Quarters from signature to promised delivery; tight power adds one for Azure."""
    if id == AZURE:
        return scenario.dials.compute.azure_lead.value + (state.world.power_tight > 550)
    return known_provider(scenario, id).lead


def live_quote(state: State, provider: str) -> Quote | None:
    """The quote that still stands from a provider, if it was courted."""
    return standing(state.openai.quotes).get(provider)


def standing(quotes: Iterable[Quote]) -> dict[str, Quote]:
    """The quote of each provider that counts, by provider: who courts again hears what it costs today."""
    return {quote.provider: quote for quote in quotes}


def quoted_mw(scenario: Scenario, state: State, quote: Quote) -> int:
    """MW of a quote that have not been taken up yet, signed or in a notice that is still open."""
    return quote_left(scenario, quote, state.quarter, state.openai.contracts, state.notices)


def quote_left(
    scenario: Scenario, quote: Quote, now: int, contracts: Iterable[Contract], notices: Iterable[Notice]
) -> int:
    """:func:`quoted_mw` of what a view shows as well."""
    first = scenario.quarters.from_
    quarters = range(quote.start - known_provider(scenario, quote.provider).lead, now + 1)
    names = tuple(f"{quote.provider}-{quarter_label(first, quarter).lower()}" for quarter in quarters)
    taken = sum(c.mw for c in contracts if c.id.startswith(names))
    taken += sum(n.mw for n in notices if n.id.startswith(names) and n.stage in OPEN)
    return max(0, quote.mw - taken)


def deposit(provider: Provider, mw: int, price: int) -> int:
    """What signing costs at once, $M: a part of the contract in advance, and own money for a building of one's own."""
    return mul(mw * price * provider.term // 1000, provider.prepay) + mw * provider.capex // 1000


def cancel_fee(contract: Contract) -> int:
    """What cancelling undelivered capacity costs, $M: a fifth of its value, at least two quarters of it."""
    whole = contract.mw * contract.price * contract.term // 1000
    return max(whole // 5, 2 * contract.mw * contract.price // 1000)


def cancel(draft: Draft, decision: Cancel) -> None:
    """OpenAI cancels undelivered outside capacity for a fee."""
    state = draft.state
    for contract in state.openai.contracts:
        if contract.id == decision.contract:
            break
    else:
        raise Refusal(
            "no-such-contract", f"There is no contract “{decision.contract[:40]}”.", "See the compute pane."
        )
    if contract.live:
        raise Refusal(
            "delivered",
            f"{contract.id} is delivered; take-or-pay means pay.",
            "Only undelivered capacity cancels.",
        )
    if contract.provider == AZURE:
        raise Refusal(
            "azure-stays", "Azure capacity under the commitment is not cancelled.", "Cancel outside capacity."
        )
    fee = cancel_fee(contract)
    affordable(state, fee, f"Cancelling {contract.id}")
    draft.move("openai.cash", -fee, "cancellation")
    draft.happen(Cancelled(contract.id))


def _remedy(draft: Draft, contract: Contract, quarters: int) -> None:
    """What the agreement gives OpenAI for Azure capacity that slips by so many quarters; it is released once."""
    term = draft.state.terms["delivery-remedy"]
    if delivery_remedy.releases(term) and not contract.late:
        draft.move("openai.released_mw", contract.mw, "late, and released")
    damages = delivery_remedy.damages(term, contract.mw, quarters)
    pay(draft, MICROSOFT, damages, "damages for delay")


def slip(draft: Draft, contract: Contract, quarters: int) -> None:
    """Capacity comes so many quarters later, with what the agreement gives for it if it is Azure's."""
    draft.happen(Slipped(contract.id, quarters))
    if contract.provider == AZURE:
        _remedy(draft, contract, quarters)
    if contract.provider == AZURE and contract.late + quarters > 1 and contract.exercised:
        draft.move("relations.openai_trust", -60, "exercised, then late")
        draft.move("microsoft.delivery_failures", 1, "exercised, then late")


def next_due(state: State, provider: str) -> Contract | None:
    """The undelivered capacity from a provider that is due first, if there is any."""
    coming = (c for c in state.openai.contracts if c.provider == provider and not c.live)
    return min(coming, key=lambda contract: contract.due, default=None)


def _permit(state: State, contract: Contract) -> int:
    """Quarters that capacity abroad which is due still waits for its permit (rulebook 3.2.8)."""
    if under(state, FREEZE):
        return 1
    return max(0, PERMIT - contract.late) if under(state, PERMITS) else 0


def deliver(draft: Draft) -> None:
    """Bring due capacity on line, or let it slip (rulebook 3.2.4), and roll terms that ran out."""
    state, scenario, chance = draft.state, draft.scenario, draft.chance
    now = state.quarter
    thanked = False
    dials = scenario.dials.compute
    tight = dials.slip_per_point.value * (state.world.power_tight - 250) // 10
    for contract in state.openai.contracts:
        if contract.live:
            if contract.provider != AZURE and now >= contract.due + contract.term:
                provider = provider_of(scenario, contract.provider)
                if provider is not None:
                    draft.happen(Repriced(contract.id, price_of(provider, state)))
            continue
        if contract.due > now:
            continue
        provider = provider_of(scenario, contract.provider)
        if provider is not None and provider.foreign and (wait := _permit(state, contract)):
            slip(draft, contract, wait)
            continue
        base = dials.azure_slip.value if provider is None else provider.slip
        if chance.hit(clamp(base + tight, 0, 9000), "slip", contract.id, now):
            slip(draft, contract, 1 if chance.below(3, "slip-length", contract.id, now) < 2 else 2)
            continue
        draft.happen(Delivered(contract.id))
        field = (
            "azure_mw"
            if contract.provider == AZURE
            else "own_mw"
            if contract.provider == OWN_BUILD
            else "partner_mw"
        )
        draft.move(f"openai.{field}", contract.mw, "delivered")
        if contract.provider == AZURE and contract.mw >= 50 and not contract.late and not thanked:
            thanked = True
            draft.move("relations.openai_trust", 10, "delivered on time")
    lab = state.openai
    draft.put("openai.late_mw", sum(c.mw for c in lab.contracts if not c.live and c.late), "deliveries")
    whole = fleet(lab)
    draft.put(
        "openai.outside_share", (lab.partner_mw + lab.own_mw) * 10_000 // whole if whole else 0, "deliveries"
    )
