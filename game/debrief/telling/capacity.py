"""Tellers of quotes, notices, contracts and how they came: of everything that is counted in megawatts."""

from __future__ import annotations

import re
from typing import Final

from game.debrief.figures import price_words, provider_name, when
from game.debrief.riders import package_words
from game.debrief.telling.saying import mine, quoted_title, who
from game.rules import facts as happened
from game.rules.scenario import Scenario
from game.rules.state import Contract, Notice
from game.rules.units import MICROSOFT, OPENAI, Seat, power


def quoted(fact: happened.Quoted, scenario: Scenario, seat: Seat | None) -> str:
    if not mine(seat, OPENAI):
        return ""
    quote = fact.quote
    name = provider_name(scenario, quote.provider)
    return (
        f"{name} quotes {power(quote.mw)} from {when(scenario, quote.start)} at {price_words(quote.price)}."
    )


def notice_words(notice: Notice, scenario: Scenario) -> str:
    """What a notice asks for."""
    if notice.provider == "azure":
        return f"{power(notice.mw)} of Azure from {when(scenario, notice.start)}"
    name = provider_name(scenario, notice.provider)
    return f"{power(notice.mw)} from {name}, {when(scenario, notice.start)}, at {price_words(notice.price)}"


def notice(fact: happened.NoticeMoved, scenario: Scenario, seat: Seat | None) -> str:
    notice = fact.notice
    asked = notice_words(notice, scenario)
    lab, cloud = who(OPENAI, seat), who(MICROSOFT, seat)
    at = f"{power(notice.azure_mw)} of Azure from {when(scenario, notice.azure_start)}"
    match notice.stage, notice.answer:
        case "lodged", _:
            return (
                f"{lab}: notice of {asked}."
                if notice.provider != "azure"
                else f"{lab}: a request for {asked}."
            )
        case "countered", _:
            return f"{cloud}: a counter, {at} at {price_words(notice.azure_price)}."
        case "returned", _:
            return f"{lab}: the counter is declined. Exercise, or waive."
        case "linked", _:
            return f"{cloud}: a waiver for {package_words(notice.package)}. It lies on the table."
        case "waiting", _:
            again = f"next {scenario.turns.word}, for {when(scenario, notice.start)}"
            return f"{cloud}: not yet. The notice comes back {again}."
        case "answered", "free":
            return f"{lab}: no notice is owed any more. The offer is {'yours' if seat == OPENAI else 'free'} to sign."
        case "answered", "exercise" if notice.provider == "azure":
            return f"{cloud}: granted, {at}."
        case "answered", "exercise" if notice.package:
            return f"{cloud}: the price of the waiver was not signed, so first refusal is exercised. {at}."
        case "answered", "exercise":
            return f"{cloud}: first refusal exercised. {at}."
        case "answered", "partial":
            return f"{cloud}: in part, {at}."
        case "answered", "waive":
            return f"{cloud}: waived. The offer is {'yours' if seat == OPENAI else 'free'} to sign."
        case "answered", "silence":
            return f"{cloud}: no answer in the quarter, which is a waiver."
        case _:
            return ""


_CLOSED: Final = {
    "withdrawn": "the notice is withdrawn",
    "silence": "the request went unanswered, which is a no",
    "declined": "the request was declined",
    "refused": "the notice was refused",
}


def notice_closed(fact: happened.NoticeClosed, scenario: Scenario, seat: Seat | None) -> str:
    return f"{_CLOSED[fact.how].capitalize()}." if fact.how in _CLOSED else ""


def remarked(fact: happened.Remarked, scenario: Scenario, seat: Seat | None) -> str:
    return f"{who(fact.said.seat, seat)}: “{fact.said.says}”"


def contract_words(contract: Contract, scenario: Scenario) -> str:
    """Signed capacity in a few words."""
    return f"{power(contract.mw)} from {provider_name(scenario, contract.provider)}, due {when(scenario, contract.due)}"


def contract(fact: happened.ContractSigned, scenario: Scenario, seat: Seat | None) -> str:
    if fact.contract.provider != "azure" and not mine(seat, OPENAI):
        return ""
    words = contract_words(fact.contract, scenario)
    if _FAST.fullmatch(fact.contract.id.removeprefix("azure-")):
        return f"{who(MICROSOFT, seat)} gave unasked: {words}."
    card = next((card for card in scenario.events if fact.contract.id.startswith(f"{card.id}-")), None)
    if card is not None:
        return f"It came with {quoted_title(card.title)}: {words}."
    return f"Signed: {words}."


def provider_of_contract(scenario: Scenario, id: str) -> str:
    """Whose capacity a contract of that id is."""
    for contract in scenario.start.contracts:
        if contract.id == id:
            return contract.provider
    names = ("azure", *sorted((p.id for p in scenario.providers), key=len, reverse=True))
    begins = next((name for name in names if id.startswith(f"{name}-")), "")
    return begins or next((name for name in names if re.search(rf"-{name}(-\d+)?$", id)), "")


def _ordered(scenario: Scenario, id: str) -> str:
    """Which capacity a contract of that id is, in words: what it was called when it was signed is no name to read."""
    for contract in scenario.start.contracts:
        if contract.id == id:
            return f"{power(contract.mw)} ordered before the game"
    whole = id.removeprefix(f"{provider_of_contract(scenario, id)}-")
    if found := _BY_QUARTER.search(whole):
        year, quarter, letter = found.groups()
        place = f" (order {ord(letter) - ord('a') + 1} of that quarter)" if letter else ""
        return f"what was ordered in Q{quarter} {year}{place}"
    if fast := _FAST.fullmatch(whole):
        return f"what was fast-tracked in {when(scenario, int(fast[1]))}"
    card = next((card for card in scenario.events if id.startswith(f"{card.id}-")), None)
    return f"what came with {quoted_title(card.title)}" if card is not None else "what was ordered"


_BY_QUARTER: Final = re.compile(r"(\d{4})-q(\d)(?:-([b-z]))?$")


_FAST: Final = re.compile(r"fast-(\d+)")


def _of_whom(scenario: Scenario, id: str) -> str:
    """The same with the provider's name, to begin a sentence with."""
    return f"{provider_name(scenario, provider_of_contract(scenario, id))}: {_ordered(scenario, id)}"


def slipped(fact: happened.Slipped, scenario: Scenario, seat: Seat | None) -> str:
    provider = provider_of_contract(scenario, fact.contract)
    if provider != "azure" and not mine(seat, OPENAI):
        return ""
    late = "a quarter" if fact.by == 1 else f"{fact.by} quarters"
    return f"{provider_name(scenario, provider)} is late: {_ordered(scenario, fact.contract)} slips {late}."


def cancelled(fact: happened.Cancelled, scenario: Scenario, seat: Seat | None) -> str:
    return f"{_of_whom(scenario, fact.contract)} is cancelled." if mine(seat, OPENAI) else ""


def repriced(fact: happened.Repriced, scenario: Scenario, seat: Seat | None) -> str:
    if not mine(seat, OPENAI):
        return ""
    return f"{_of_whom(scenario, fact.contract)} rolls on at the market's price."
