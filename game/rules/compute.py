"""Compute: notices and the right of first refusal, contracts, deliveries and slips (rulebook 3.1.6, 3.2.4)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

from msgspec.structs import replace

from game.errors import Refusal
from game.rules.agreement import compute_sourcing, research_carve_out
from game.rules.decisions import Answer, Cancel, Decline, Option, Request, Sign, Withdraw
from game.rules.draft import Draft
from game.rules.facts import (
    Cancelled,
    ContractSigned,
    Delivered,
    NoticeClosed,
    NoticeMoved,
    Repriced,
    Slipped,
)
from game.rules.finance import AZURE_PRICE, affordable
from game.rules.packages import checked_package
from game.rules.scenario import Provider, Scenario
from game.rules.state import Contract, Notice, Quote, State, fleet
from game.rules.units import clamp, mul, power, quarter_label

AZURE: Final = "azure"
OWN_BUILD: Final = "own-build"
AZURE_LEAD: Final = 4
AZURE_SLIP: Final = 1000
SLIP_PER_POINT: Final = 20
"""Bps of slip for each point of power tightness over 25 (rulebook 3.2.4)."""
ON_TIME: Final = 8000
"""The part of the build slots that exercised capacity may take and still come on time, bps."""
OVERCOMMITTED: Final = 2
"""Quarters that capacity beyond that comes late."""
LATEST: Final = 4
"""How many quarters after its lead a start may be asked for, or countered."""
AZURE_TERM: Final = 24
REQUESTS: Final = 3
"""Requests a quarter: attention is finite."""
SMALLEST: Final = 10
OPEN: Final = ("lodged", "returned", "answered", "countered", "linked")
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
        raise Refusal("no-such-provider", f"There is no provider “{id}”.", f"There are azure, {names}.")
    return provider


def available(provider: Provider, quarter: int) -> int:
    """MW a provider sells a quarter; 0 before it enters."""
    return max(0, provider.available + provider.growth * quarter) if quarter >= provider.since else 0


def price_of(provider: Provider, state: State) -> int:
    """A provider's price now, $k a MW-quarter: most follow the market for outside capacity."""
    if not provider.follows_market:
        return provider.price
    return provider.price * state.world.partner_price // 3300


def largest_request(state: State) -> int:
    """The most MW one request may ask for: a quarter of the fleet and 150 (rulebook 3.2.2)."""
    return mul(fleet(state.openai), 2500) + 150


def lead_of(scenario: Scenario, id: str, state: State) -> int:
    """Quarters from signature to promised delivery; tight power adds one for Azure."""
    if id == AZURE:
        return AZURE_LEAD + (state.world.power_tight > 550)
    return known_provider(scenario, id).lead


def live_quote(state: State, provider: str) -> Quote | None:
    """The quote that still stands from a provider, if it was courted."""
    for quote in reversed(state.openai.quotes):  # who courts again hears what it costs today
        if quote.provider == provider:
            return quote
    return None


def quoted_mw(scenario: Scenario, state: State, quote: Quote) -> int:
    """MW of a quote that have not been taken up yet, signed or in a notice that is still open."""
    first = scenario.quarters.from_
    taken = 0
    for quarter in range(quote.start - known_provider(scenario, quote.provider).lead, state.quarter + 1):
        name = f"{quote.provider}-{quarter_label(first, quarter).lower()}"
        taken += sum(c.mw for c in state.openai.contracts if c.id.startswith(name))
        taken += sum(n.mw for n in state.notices if n.id.startswith(name) and n.stage in OPEN)
    return max(0, quote.mw - taken)


def _named(state: State, provider: str, label: str) -> str:
    taken = {contract.id for contract in state.openai.contracts} | {notice.id for notice in state.notices}
    base = f"{provider}-{label.lower()}"
    if base not in taken:
        return base
    return next(
        f"{base}-{letter}" for letter in "bcdefghijklmnopqrstuvwxyz" if f"{base}-{letter}" not in taken
    )


def request(draft: Draft, decision: Request) -> None:
    """Lodge a notice, ask Azure, or sign straight away where no notice is owed.

    Refuses what is too large, too early, not quoted, or not affordable.
    """
    state, scenario = draft.state, draft.scenario
    lab, label = state.openai, quarter_label(scenario.quarters.from_, state.quarter)
    if requests_left(state, label) <= 0:
        raise Refusal(
            "enough-requests",
            f"{REQUESTS} requests a quarter are all anybody reads.",
            "Wait for the next quarter.",
        )
    most = largest_request(state)
    if not SMALLEST <= decision.mw <= most:
        raise Refusal(
            "request-size",
            f"A request is between {SMALLEST} and {most} MW now (a quarter of the fleet and 150); {decision.mw} is not.",
            f"Ask for at most {most} MW.",
        )
    earliest = state.quarter + lead_of(scenario, decision.provider, state)
    if not earliest <= decision.start <= earliest + LATEST:
        raise Refusal(
            "request-start",
            f"Capacity from {decision.provider} can start between quarters {earliest} and {earliest + LATEST}, not {decision.start}.",
            f"Ask for quarter {earliest}.",
        )
    name = _named(state, decision.provider, label)
    if decision.provider == AZURE:
        notice = Notice(
            id=name, provider=AZURE, mw=decision.mw, price=AZURE_PRICE, start=decision.start, term=AZURE_TERM,
            purpose=decision.purpose,
        )  # fmt: skip
        draft.happen(NoticeMoved(notice))
        return
    provider = known_provider(scenario, decision.provider)
    regime = state.terms["compute-sourcing"]
    carve = decision.purpose == "train" and decision.mw <= research_carve_out.balance(
        state.terms["research-carve-out"], lab.carve_used
    )
    owed = compute_sourcing.needs_notice(regime) and not carve
    quote = live_quote(state, decision.provider)
    if quote is None and provider.id != OWN_BUILD and not (owed and not compute_sourcing.needs_quote(regime)):
        raise Refusal(
            "no-quote",
            f"There is no live quote from {provider.name}; a request needs a bona fide one.",
            f"Court it in the plan first: act court {provider.id}.",
        )
    mw, price = decision.mw, price_of(provider, state)
    if quote is not None:
        left = quoted_mw(scenario, state, quote)
        if mw > left:
            raise Refusal(
                "beyond-quote",
                f"{provider.name} quoted {quote.mw} MW, of which {left} MW are left; {mw} MW are not.",
                f"Ask for at most {left} MW." if left >= SMALLEST else "Court it again.",
            )
        price = quote.price
    elif mw > (sold := available(provider, state.quarter)):
        raise Refusal(
            "beyond-supply",
            f"{provider.name} sells {sold} MW this quarter, not {mw}.",
            f"Ask for at most {sold} MW." if sold >= SMALLEST else "Ask somebody else.",
        )
    _able(draft, provider, mw, price)
    notice = Notice(
        id=name, provider=provider.id, mw=mw, price=price, start=decision.start, term=provider.term,
        purpose=decision.purpose,
    )  # fmt: skip
    if owed:
        draft.happen(NoticeMoved(notice))
        return
    if carve and compute_sourcing.needs_notice(regime):
        draft.move("openai.carve_used", mw, "research carve-out")
    _sign_outside(draft, notice, mw)


def requests_left(state: State, label: str) -> int:
    """How many more requests OpenAI may make in the quarter of that name; one that came to nothing was a request too."""
    signed = {
        contract.id.removeprefix("azure-for-")
        for contract in state.openai.contracts
        if label.lower() in contract.id
    }
    return REQUESTS - len(signed | {notice.id for notice in state.notices})


def _able(draft: Draft, provider: Provider, mw: int, price: int) -> None:
    """Refuse what cannot be paid for or borrowed against."""
    state = draft.state
    if cost := deposit(provider, mw, price):
        affordable(state, cost, f"The deposit for {power(mw)} from {provider.name}")
    if state.world.hype < provider.needs_hype * 10:
        raise Refusal(
            "no-lenders",
            f"{provider.name} needs lenders, and they need a hype of {provider.needs_hype}; it is {state.world.hype // 10}.",
            "Wait for a better mood, or rent.",
        )


def _sign_outside(draft: Draft, notice: Notice, mw: int) -> None:
    provider = known_provider(draft.scenario, notice.provider)
    _able(draft, provider, mw, notice.price)
    draft.move("openai.cash", -deposit(provider, mw, notice.price), f"deposit, {provider.name}")
    draft.happen(
        ContractSigned(
            Contract(
                id=notice.id, provider=provider.id, mw=mw, price=notice.price, due=notice.start, term=notice.term,
                purpose=notice.purpose,
            )
        )
    )  # fmt: skip
    for change in provider.effects:
        draft.alter(change, provider.name)


def on_time_mw(state: State) -> int:
    """MW that Microsoft can still promise this quarter and build on time."""
    return max(0, mul(state.microsoft.slots, ON_TIME) - state.microsoft.slots_used)


def _sign_azure(draft: Draft, notice: Notice, mw: int, price: int, start: int, exercised: bool) -> None:
    """Microsoft's promise takes build slots; exercising beyond 80 % of them is a failure (rulebook 3.2.4)."""
    state = draft.state
    beyond = mw > on_time_mw(state)
    draft.move("microsoft.slots_used", mw, "promised to the lab")
    draft.move("microsoft.backlog", mw * price * AZURE_TERM // 1000, "capacity signed")
    taken = {contract.id for contract in state.openai.contracts}
    name = notice.id if notice.id not in taken else f"{notice.id}-azure"
    if notice.provider != AZURE:
        name = f"{AZURE}-for-{notice.id}"
    draft.happen(
        ContractSigned(
            Contract(
                id=name, provider=AZURE, mw=mw, price=price, due=start, term=AZURE_TERM,
                purpose=notice.purpose, exercised=exercised,
            )
        )
    )  # fmt: skip
    if beyond and exercised:
        draft.move("microsoft.delivery_failures", 1, "promised more than it can build")


def deposit(provider: Provider, mw: int, price: int) -> int:
    """What signing costs at once, $M: a part of the contract in advance, and own money for a building of one's own."""
    return mul(mw * price * provider.term // 1000, provider.prepay) + mw * provider.capex // 1000


def request_options(scenario: Scenario, state: State) -> Iterable[Option]:
    """The requests OpenAI can make now, each with its range of MW and starts."""
    label = quarter_label(scenario.quarters.from_, state.quarter)
    if requests_left(state, label) <= 0:
        return
    most = largest_request(state)
    regime = state.terms["compute-sourcing"]
    balance = research_carve_out.balance(state.terms["research-carve-out"], state.openai.carve_used)

    def option(provider: str, limit: int, purpose: Literal["serve", "train"]) -> Option:
        first = state.quarter + lead_of(scenario, provider, state)
        request = Request(mw=limit, provider=provider, start=first, purpose=purpose)
        return Option(request, (("mw", SMALLEST, limit), ("start", first, first + LATEST)))

    yield option(AZURE, most, "serve")
    for provider in scenario.providers:
        quote = live_quote(state, provider.id)
        if state.world.hype < provider.needs_hype * 10:
            continue
        sold = available(provider, state.quarter) if quote is None else quoted_mw(scenario, state, quote)
        limit = min(most, sold)
        if cost := deposit(provider, 1000, quote.price if quote else price_of(provider, state)):
            limit = min(limit, max(0, state.openai.cash - 1) * 1000 // cost)
        free = quote is not None or provider.id == OWN_BUILD
        plea = compute_sourcing.needs_notice(regime) and not compute_sourcing.needs_quote(regime)
        if limit >= SMALLEST and (free or plea):
            yield option(provider.id, limit, "serve")
        if free and min(limit, balance) >= SMALLEST:
            yield option(provider.id, min(limit, balance), "train")


def can_sign(scenario: Scenario, state: State, notice: Notice) -> bool:
    """Whether OpenAI can pay the deposit on what the answer leaves outside, and lenders are in the mood."""
    outside = _outside_part(notice)
    if not outside:
        return True
    provider = known_provider(scenario, notice.provider)
    cost = deposit(provider, outside, notice.price)
    return cost <= max(0, state.openai.cash) and state.world.hype >= provider.needs_hype * 10


def _outside_part(notice: Notice) -> int:
    if notice.provider == AZURE or notice.stage == "countered":
        return 0
    return notice.mw - notice.azure_mw


def find_notice(state: State, id: str, *stages: str) -> Notice:
    """The open notice of that id in one of the stages; refuses otherwise."""
    for notice in state.notices:
        if notice.id == id:
            if notice.stage in stages:
                return notice
            raise Refusal(
                "notice-stage", f"The notice {id} is {notice.stage}; that is not the move for it now."
            )
    names = ", ".join(n.id for n in state.notices) or "none"
    raise Refusal("no-such-notice", f"There is no notice “{id}”.", f"Open are: {names}.")


def answers_to(scenario: Scenario, state: State, notice: Notice) -> tuple[str, ...]:
    """What Microsoft may answer to a notice now."""
    if notice.stage == "returned":
        return ("exercise", "waive")
    if notice.provider == AZURE:
        return ("exercise", "partial", "counter", "waive", "silence")
    answers = compute_sourcing.ANSWERS[str(state.terms["compute-sourcing"])]
    if any(other.stage == "linked" for other in state.notices):
        # There is one table a quarter, and a package waits for it already.
        answers = tuple(answer for answer in answers if answer != "waive-for")
    if not exercisable(scenario, state, notice):
        return tuple(answer for answer in answers if answer not in ("exercise", "partial"))
    return answers


def exercisable(scenario: Scenario, state: State, notice: Notice) -> int:
    """The most MW Microsoft may exercise: everything, or under match-only what its slots and spare can prove."""
    if notice.provider != AZURE and compute_sourcing.must_match_all(state.terms["compute-sourcing"]):
        proof = max(0, state.microsoft.slots - state.microsoft.slots_used) + state.microsoft.spare_mw
        return min(notice.mw, proof)
    return notice.mw


def answer(draft: Draft, decision: Answer) -> None:
    """Microsoft answers a notice (rulebook 3.2.4)."""
    state, scenario = draft.state, draft.scenario
    notice = find_notice(state, decision.notice, "lodged", "returned")
    allowed = answers_to(scenario, state, notice)
    if decision.answer not in allowed:
        raise Refusal(
            "answer-not-open",
            f"“{decision.answer}” is not an answer to {notice.id} now.",
            f"Open are: {', '.join(allowed)}.",
        )
    at_azure = notice.price
    base = replace(notice, answer=decision.answer, stage="answered")
    most = exercisable(scenario, state, notice)
    if decision.answer == "exercise":
        start = _azure_start(scenario, state, notice, most)
        draft.happen(NoticeMoved(replace(base, azure_mw=most, azure_price=at_azure, azure_start=start)))
        _note_exercise(draft, notice)
    elif decision.answer == "partial":
        if not 1 <= decision.share <= 99:
            raise Refusal(
                "partial-share",
                f"A part is 1 to 99 percent, not {decision.share}.",
                "Exercise the whole, or waive.",
            )
        mw = min(most, max(1, notice.mw * decision.share // 100))
        start = _azure_start(scenario, state, notice, mw)
        draft.happen(NoticeMoved(replace(base, azure_mw=mw, azure_price=at_azure, azure_start=start)))
        _note_exercise(draft, notice)
    elif decision.answer == "counter":
        low, high = notice.start, notice.start + LATEST
        if not (low <= decision.start <= high and 500 <= decision.price <= 2 * notice.price):
            raise Refusal(
                "counter-terms",
                f"A counter starts between quarters {low} and {high} at $500k to ${2 * notice.price}k a MW-quarter.",
                "Name a price and a start in that range.",
            )
        draft.happen(
            NoticeMoved(
                replace(
                    base,
                    stage="countered",
                    azure_mw=most,
                    azure_price=decision.price,
                    azure_start=decision.start,
                )
            )
        )
    elif decision.answer == "waive-for":
        package = checked_package(scenario, state, decision.package, "a waiver's price")
        draft.happen(
            NoticeMoved(replace(base, stage="linked", package=package, otherwise=decision.otherwise))
        )
    elif decision.answer == "waive":
        _waived(draft, base)
    elif notice.provider != AZURE and compute_sourcing.lapses_into_waiver(state.terms["compute-sourcing"]):
        _waived(draft, replace(base, answer="silence"))
    else:
        draft.happen(NoticeClosed(notice.id, "silence"))


def _azure_start(scenario: Scenario, state: State, notice: Notice, mw: int) -> int:
    """When exercised capacity is promised for: the quarter asked for or Azure's lead; under match-only, what is matched.

    Beyond what can be built on time it is promised two quarters later: the answer says so, and OpenAI may withdraw.
    """
    if notice.provider != AZURE and compute_sourcing.must_match_all(state.terms["compute-sourcing"]):
        return notice.start
    late = OVERCOMMITTED if mw > on_time_mw(state) else 0
    return max(notice.start, state.quarter + lead_of(scenario, AZURE, state)) + late


def _note_exercise(draft: Draft, notice: Notice) -> None:
    if notice.provider != AZURE:
        draft.move("relations.openai_trust", -10, "first refusal exercised")


def _waived(draft: Draft, notice: Notice) -> None:
    if notice.provider == AZURE:
        draft.happen(NoticeClosed(notice.id, "declined"))
        return
    draft.happen(NoticeMoved(replace(notice, stage="answered", azure_mw=0)))
    if notice.answer == "waive":
        draft.move("relations.openai_trust", 30, "a waiver in the same quarter")


def settle_linked(draft: Draft) -> None:
    """The table closed: notices that waited for it are waived if their package is in force, else as Microsoft said.

    They are waived as well when the right itself was signed away at the table.
    """
    state, scenario = draft.state, draft.scenario
    for notice in state.notices:
        if notice.stage != "linked":
            continue
        signed = all(state.terms[clause] == term for clause, term in notice.package)
        owed = compute_sourcing.needs_notice(state.terms["compute-sourcing"])
        mw = exercisable(scenario, state, notice)
        if signed or notice.otherwise == "waive" or not owed or not mw:
            _waived(draft, replace(notice, answer="waive", stage="answered"))
        else:
            start = _azure_start(scenario, state, notice, mw)
            draft.happen(
                NoticeMoved(
                    replace(
                        notice, answer="exercise", stage="answered", azure_mw=mw, azure_price=notice.price, azure_start=start
                    )
                )
            )  # fmt: skip
            _note_exercise(draft, notice)


def sign(draft: Draft, decision: Sign) -> None:
    """OpenAI takes what the answer gives: Azure's part on Azure's terms, the rest outside."""
    notice = find_notice(draft.state, decision.notice, "answered", "countered")
    outside = _outside_part(notice)
    draft.happen(NoticeClosed(notice.id, "signed"))
    if notice.azure_mw:
        exercised = notice.answer in ("exercise", "partial")
        _sign_azure(draft, notice, notice.azure_mw, notice.azure_price, notice.azure_start, exercised)
    if outside:
        _sign_outside(draft, notice, outside)


def withdraw(draft: Draft, decision: Withdraw) -> None:
    """OpenAI takes the notice back."""
    notice = find_notice(draft.state, decision.notice, "answered", "lodged")
    draft.happen(NoticeClosed(notice.id, "withdrawn"))


def decline(draft: Draft, decision: Decline) -> None:
    """OpenAI declines a counter; Microsoft must exercise or waive. An Azure request simply ends."""
    notice = find_notice(draft.state, decision.notice, "countered")
    if notice.provider == AZURE:
        draft.happen(NoticeClosed(notice.id, "withdrawn"))
    else:
        draft.move("relations.openai_trust", -10, "a counter that matched nothing")
        draft.happen(NoticeMoved(replace(notice, stage="returned", answer="", azure_mw=0)))


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
            "no-such-contract", f"There is no contract “{decision.contract}”.", "See the compute pane."
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


def deliver(draft: Draft) -> None:
    """Bring due capacity on line, or let it slip (rulebook 3.2.4), and roll terms that ran out."""
    state, scenario, chance = draft.state, draft.scenario, draft.chance
    now = state.quarter
    thanked = False
    tight = SLIP_PER_POINT * (state.world.power_tight - 250) // 10
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
        base = AZURE_SLIP if provider is None else provider.slip
        if chance.hit(clamp(base + tight, 0, 9000), "slip", contract.id, now):
            quarters = 1 if chance.below(3, "slip-length", contract.id, now) < 2 else 2
            draft.happen(Slipped(contract.id, quarters))
            if contract.provider == AZURE and contract.late + quarters > 1 and contract.exercised:
                draft.move("relations.openai_trust", -60, "exercised, then late")
                draft.move("microsoft.delivery_failures", 1, "exercised, then late")
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
