"""Tellers of the table, what was signed there, and what was promised."""

from __future__ import annotations

from typing import Final

from game.debrief.figures import lowered
from game.debrief.riders import (
    condition_words,
    memorandum_words,
    offer_words,
    pledge_words,
    riders_words,
    settled_words,
)
from game.debrief.telling.saying import verb, who
from game.debrief.terms import change_words
from game.rules import facts as happened
from game.rules.agreement import CLAUSES
from game.rules.decisions import Package, Reason
from game.rules.scenario import Scenario
from game.rules.state import How
from game.rules.triggers import TRIGGERS
from game.rules.units import MICROSOFT, OPENAI, Seat

HOW_MUCH: Final = {"trace": "a trace", "some": "somewhat", "a lot": "a lot", "decisive": "decisively"}


def opened(fact: happened.TableOpened, scenario: Scenario, seat: Seat | None) -> str:
    table = fact.table
    return f"The table is open: {verb(table.turn, seat, 'begin', 'begins')}, {table.rounds} rounds."


def spoke(fact: happened.Spoke, scenario: Scenario, seat: Seat | None) -> str:
    name = who(fact.seat, seat)
    said = f" “{fact.says}”" if fact.says else ""
    clause, term = _about(fact.package)
    match fact.move:
        case "offer":
            return f"{name}: {offer_words(fact.package, fact.riders, scenario, seat)}.{said}"
        case "accept":
            return f"{name}: agreed.{said}"
        case "ask":
            return f"{name}: what would make this work?{said}"
        case "give":
            return f"{name}: what would you give for {clause} {term}?"
        case "why":
            return f"{name}: why not?{said}"
        case "because":
            return f"{name}: {said.strip() or 'reasons were given.'}"
        case "agree" if fact.ground is not None and fact.package[0] in fact.ground.agreed:
            return f"{name}: agreed on {clause}, {term}. It leaves this table."
        case "agree":
            return f"{name}: would agree on {clause}, {term}."
        case "reopen":
            return f"{verb(fact.seat, seat, 'reopen', 'reopens')} {clause}, which was agreed."
        case "insist":
            return f"{name}: {clause} is {term}, and that is not negotiable."
        case "stage":
            return (
                f"{name}: {f'the {fact.about} clauses only' if fact.about else 'everything again'}, please."
            )
        case "principle" | "promise" | "threat":
            return ""  # the memorandum or the pledge is told, with its terms
        case _:
            return f"{verb(fact.seat, seat, 'leave', 'leaves')} the table.{said}"


def _about(package: Package) -> tuple[str, str]:
    """The clause a word at the table is about, and the term; empty for words about none."""
    if not package:
        return "", ""
    id, term = package[0]
    return lowered(CLAUSES[id].title), f"“{CLAUSES[id].short(term)}”"


def reason_words(reason: Reason, speaker: Seat, was: int | str, now: int | str) -> str:
    """A reason as the one who gives it would say it."""
    clause = CLAUSES[reason.clause]
    if reason.taste:
        about, how = f"{clause.title}, “{clause.short(now)}”", HOW_MUCH[reason.band]
        return _TASTES[speaker, reason.sign].format(about=about, how=how)
    return clause.says(speaker, reason.sign, HOW_MUCH[reason.band], was, now)


_TASTES: Final = {
    (
        OPENAI,
        "hurts",
    ): "{about}, hurts {how}, and not for anything it does: there are people here who would rather not.",
    (
        OPENAI,
        "helps",
    ): "{about}, helps {how}, and not for anything it does: it has friends on the second floor.",
    (MICROSOFT, "hurts"): "{about}, hurts {how}. The model has no opinion; the corridor does.",
    (MICROSOFT, "helps"): "{about}, helps {how}. The model has no opinion; somebody senior has.",
}


def closed(fact: happened.TableClosed, scenario: Scenario, seat: Seat | None) -> str:
    settled = fact.how in ("signed", "principle")
    return "" if settled else f"The table is closed for this {scenario.turns.word}, unsigned."


_AMENDED: Final[dict[How, str]] = {
    "signed": "is signed",
    "condition": "follows from a condition",
    "judgment": "is a court's",
    "break": "follows from the break option",
    "concession": "is a concession",
}


def signed(fact: happened.Signed, scenario: Scenario, seat: Seat | None) -> str:
    amendment = fact.amendment
    parts = [change_words(id, was, now) for id, was, now in amendment.changes]
    parts += riders_words(amendment.riders, scenario, seat)
    return f"Amendment No. {amendment.number} {_AMENDED[amendment.how]}: {'; '.join(parts)}."


def condition_met(fact: happened.ConditionMet, scenario: Scenario, seat: Seat | None) -> str:
    contingent = fact.waiting.contingent
    once = TRIGGERS[contingent.trigger].words(contingent.at)
    return f"A condition of Amendment No. {fact.waiting.amendment} has come true: {once}."


_LAPSED: Final = {
    "late": "has run out of time",
    "left": "went with the break",
    "struck": "went with the clause that was struck",
}


def condition_lapsed(fact: happened.ConditionLapsed, scenario: Scenario, seat: Seat | None) -> str:
    words = condition_words(fact.waiting.contingent, scenario)
    how = _LAPSED[fact.how]
    return f"A condition of Amendment No. {fact.waiting.amendment} {how}: {words}."


def memorandum(fact: happened.MemorandumMade, scenario: Scenario, seat: Seat | None) -> str:
    return f"{memorandum_words(fact.memorandum, scenario, seat)}."


def memorandum_ended(fact: happened.MemorandumEnded, scenario: Scenario, seat: Seat | None) -> str:
    match fact.how:
        case "signed":
            return "Nobody broke the memorandum: it is signed."
        case "broken" if fact.seat in (OPENAI, MICROSOFT):
            return f"{verb(fact.seat, seat, 'break', 'breaks')} the memorandum and {'pay' if fact.seat == seat else 'pays'} for it."
        case _:
            return "The memorandum lapses: what it says can no longer be signed."


def pledge(fact: happened.PledgeMoved, scenario: Scenario, seat: Seat | None) -> str:
    if fact.pledge.status == "open":
        return f"{pledge_words(fact.pledge, scenario, seat)}."
    return settled_words(fact.pledge, scenario, seat)
