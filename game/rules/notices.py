"""Notices: the right of first refusal at work (rulebook 3.2.4).

A request is lodged, Microsoft answers as the sourcing clause lets it, OpenAI signs or leaves what the answer gives it. What
capacity is, who sells it and when it comes is :mod:`game.rules.compute`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

from msgspec.structs import replace

from game.errors import Refusal
from game.rules.agreement import (
    compute_sourcing,
    delivery_remedy,
    notice_window,
    rate_card,
    research_carve_out,
)
from game.rules.cloud import empty_halls
from game.rules.compute import (
    AZURE,
    AZURE_TERM,
    OWN_BUILD,
    SMALLEST,
    available,
    deposit,
    known_provider,
    largest_request,
    lead_of,
    live_quote,
    price_of,
    quoted_mw,
)
from game.rules.decisions import Answer, Decline, Option, Request, Sign, Withdraw
from game.rules.draft import Draft
from game.rules.facts import ContractSigned, NoticeClosed, NoticeMoved, Remarked
from game.rules.finance import affordable, azure_price
from game.rules.packages import checked_package
from game.rules.scenario import Provider, Scenario
from game.rules.state import Contract, Notice, Said, State
from game.rules.table import fit_to_print
from game.rules.units import MICROSOFT, mul, power, quarter_label

ON_TIME: Final = 8000
"""The part of the build slots that exercised capacity may take and still come on time, bps."""
OVERCOMMITTED: Final = 2
"""Quarters that capacity beyond that comes late."""
LATEST: Final = 4
"""How many quarters after its lead a start may be asked for, or countered."""
REQUESTS: Final = 3
"""Requests a turn: attention is finite."""


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
    label = quarter_label(scenario.quarters.from_, state.quarter)
    if requests_left(state, label) <= 0:
        raise Refusal(
            "enough-requests",
            f"{REQUESTS} requests a {scenario.turns.word} are all anybody reads.",
            f"Wait for the next {scenario.turns.word}.",
        )
    most = largest_request(scenario, state)
    if not SMALLEST <= decision.mw <= most:
        raise Refusal(
            "request-size",
            f"A request is between {SMALLEST} and {most} MW now ({_limit(scenario)}); {decision.mw} is not.",
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
            id=name, provider=AZURE, mw=decision.mw, price=azure_price(state), start=decision.start, term=AZURE_TERM,
            purpose=decision.purpose,
        )  # fmt: skip
        draft.happen(NoticeMoved(notice))
        return
    provider = known_provider(scenario, decision.provider)
    regime = state.terms["compute-sourcing"]
    quote = live_quote(state, decision.provider)
    carve = _carve_out(state) if decision.purpose == "train" else 0
    released = released_mw(state) if quote is not None or provider.id == OWN_BUILD else 0
    owed = compute_sourcing.needs_notice(regime) and decision.mw > carve + released
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
    elif mw > (sold := available(scenario, provider, state.quarter)):
        raise Refusal(
            "beyond-supply",
            f"{provider.name} sells {sold} MW this {scenario.turns.word}, not {mw}.",
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
    if compute_sourcing.needs_notice(regime):
        draft.move("openai.carve_used", min(mw, carve), "research carve-out")
        draft.move("openai.released_mw", -max(0, mw - carve), "bought elsewhere")
    _sign_outside(draft, notice, mw)


def _limit(scenario: Scenario) -> str:
    """The most one request may ask for, in words."""
    quarters = scenario.turns.quarters
    return "a quarter of the fleet and 150" + (f", times {quarters}" if quarters > 1 else "")


def _carve_out(state: State) -> int:
    """MW for training that need no notice."""
    return research_carve_out.balance(state.terms["research-carve-out"], state.openai.carve_used)


def released_mw(state: State) -> int:
    """MW for any purpose that need no notice, because Azure was late with as much."""
    return delivery_remedy.balance(state.terms["delivery-remedy"], state.openai.released_mw)


def requests_left(state: State, label: str) -> int:
    """How many more requests OpenAI may make in the quarter of that name; one that came to nothing was a request too."""
    signed = {
        contract.id.removeprefix("azure-for-")
        for contract in state.openai.contracts
        if label.lower() in contract.id
    }
    return REQUESTS - len(signed | {notice.id for notice in state.notices if label.lower() in notice.id})


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
    draft.move("openai.outside_signed", mw, "capacity signed")
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
    """MW that Microsoft can still promise this turn and have ready on time: what it can build, and halls that stand empty."""
    return max(0, mul(state.microsoft.slots, ON_TIME) - state.microsoft.slots_used) + empty_halls(state)


def _sign_azure(draft: Draft, notice: Notice, mw: int, price: int, start: int, exercised: bool) -> None:
    """Microsoft's promise takes build slots; exercising beyond 80 % of them is a failure (rulebook 3.2.4)."""
    state = draft.state
    beyond = mw > on_time_mw(state)
    standing = min(mw, empty_halls(state))
    draft.move("microsoft.ai_mw", -standing, "empty halls, promised to the lab")
    draft.move("microsoft.slots_used", mw - standing, "promised to the lab")
    draft.move("openai.azure_signed", mw, "capacity signed")
    draft.move("microsoft.backlog", mw * price * AZURE_TERM // 1000, "capacity signed")
    taken = {contract.id for contract in state.openai.contracts}
    name = notice.id if notice.id not in taken else f"{notice.id}-azure"
    if notice.provider != AZURE:
        name = f"{AZURE}-for-{notice.id}"
    granted = (
        exercised and notice.provider == AZURE
    )  # at the card's price; a counter's or a match is a promise
    draft.happen(
        ContractSigned(
            Contract(
                id=name, provider=AZURE, mw=mw, price=rate_card.LIST if granted else price, due=start, term=AZURE_TERM,
                purpose=notice.purpose, exercised=exercised, listed=granted,
            )
        )
    )  # fmt: skip
    if beyond and exercised:
        draft.move("microsoft.delivery_failures", 1, "promised more than it can build")


def request_options(scenario: Scenario, state: State) -> Iterable[Option]:
    """The requests OpenAI can make now, each with its range of MW and starts."""
    label = quarter_label(scenario.quarters.from_, state.quarter)
    if requests_left(state, label) <= 0:
        return
    most = largest_request(scenario, state)
    regime = state.terms["compute-sourcing"]
    balance = _carve_out(state) + released_mw(state)

    def option(provider: str, limit: int, purpose: Literal["serve", "train"]) -> Option:
        first = state.quarter + lead_of(scenario, provider, state)
        request = Request(mw=limit, provider=provider, start=first, purpose=purpose)
        return Option(request, (("mw", SMALLEST, limit), ("start", first, first + LATEST)))

    yield option(AZURE, most, "serve")
    for provider in scenario.providers:
        quote = live_quote(state, provider.id)
        if state.world.hype < provider.needs_hype * 10:
            continue
        sold = (
            available(scenario, provider, state.quarter)
            if quote is None
            else quoted_mw(scenario, state, quote)
        )
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
    raise Refusal("no-such-notice", f"There is no notice “{id[:40]}”.", f"Open are: {names}.")


def answers_to(scenario: Scenario, state: State, notice: Notice) -> tuple[str, ...]:
    """What Microsoft may answer to a notice now."""
    if notice.stage == "returned":
        return ("exercise", "waive")
    if notice.provider == AZURE:
        return ("exercise", "partial", "counter", "waive", "silence")
    answers = compute_sourcing.ANSWERS[str(state.terms["compute-sourcing"])]
    if (
        not scenario.last_turn(state.quarter)
        and not notice.waited
        and notice_window.may_wait(state.terms["notice-window"])
    ):
        answers += ("later",)
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
    fit_to_print((), "", decision.says)
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
    elif decision.answer == "later":
        earliest = scenario.turns.next(state.quarter) + lead_of(scenario, notice.provider, state)
        start = max(notice.start, earliest)
        draft.happen(NoticeMoved(replace(base, stage="waiting", start=start, waited=True)))
        draft.move("relations.openai_trust", -10, "kept waiting")
    elif notice.provider != AZURE and notice_window.silence_waives(state.terms["notice-window"]):
        _waived(draft, replace(base, answer="silence"))
    else:
        draft.happen(NoticeClosed(notice.id, "silence"))
    if decision.says:
        draft.happen(
            Remarked(Said(seat=MICROSOFT, move=decision.answer, about=notice.id, says=decision.says))
        )


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
        draft.move("relations.exercised", 1, "first refusal exercised")
        draft.move("relations.openai_trust", -10, "first refusal exercised")


def _waived(draft: Draft, notice: Notice) -> None:
    if notice.provider == AZURE:
        draft.happen(NoticeClosed(notice.id, "declined"))
        return
    draft.happen(NoticeMoved(replace(notice, stage="answered", azure_mw=0)))
    draft.move("relations.waived", notice.mw, "first refusal waived")
    if notice.answer == "waive":
        draft.move("relations.openai_trust", 30, "a waiver in the same quarter")


def come_back(draft: Draft) -> None:
    """Notices that waited for this quarter are free to sign if the right itself has gone meanwhile."""
    state = draft.state
    if compute_sourcing.needs_notice(state.terms["compute-sourcing"]):
        return
    for notice in state.notices:
        if notice.stage == "lodged":
            _waived(draft, replace(notice, answer="free"))


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
