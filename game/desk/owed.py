"""What has been said, signed on a condition or put off, with its date and what hangs on it; and how what is past ended.

Made from a view alone. The ledger shows all of it, the table what is still open.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from game.debrief.claims import certificate_words, hangs_on, waits_for
from game.debrief.figures import NAMES, figure, lowered, provider_name, title_for, when
from game.debrief.riders import (
    capital,
    condition_words,
    linked_words,
    memorandum_words,
    pledge_words,
    settled_words,
    stakes,
)
from game.debrief.telling import notice_words
from game.desk.content import Content
from game.desk.perils import perils
from game.desk.purse import bridges
from game.desk.words import MUTED, hanging
from game.rules.agreement import CLAUSES, renewal, share_end
from game.rules.compute import AZURE
from game.rules.conditions import ClauseIs, Condition, StatIs
from game.rules.decisions import Contingent
from game.rules.proceedings import KINDS
from game.rules.scenario import Deadline, Scenario
from game.rules.state import Amendment, Pledge
from game.rules.stats import STATS
from game.rules.suits import CAUSES
from game.rules.table import BROKEN_WORD
from game.rules.triggers import TRIGGERS, Trigger
from game.rules.undertakings import UNDERTAKINGS
from game.rules.units import money, percent, power, quarter_index
from game.rules.view import View


class Owed(NamedTuple):
    """One thing with a date: until when, what, what follows or how far it is, and how much money hangs on it, $ millions."""

    quarter: int
    words: str
    follows: str
    kind: str
    amount: int = 0


UNFOLLOWED: Final = ("date", "clause", "contract")
"""Kinds of which a narrow pane says only what and when."""

NEAR: Final = 4
"""Quarters ahead of which a date is kept in sight."""
PERIL: Final = "peril"
"""The kind of what could end the game."""
_UNITS: Final = {"$bn": "${}bn", "$k/MW-q": "${}k", "MW": ""}


def measured(trigger: Trigger, amount: int) -> str:
    """A trigger's figure as a person writes it."""
    if trigger.unit == "MW":
        return power(amount)
    return _UNITS.get(trigger.unit, "{}").format(f"{amount:,}")


def stands_at(trigger: Trigger, view: View) -> str:
    """Where a trigger's measure is now, as far as the seat can tell; empty when it cannot."""
    seen: list[bool] = []

    def number(name: str) -> int:
        seen.append(isinstance(view.numbers.get(name), int))
        return view.number(name)

    amount = trigger.measure(number) // trigger.scale
    if not any(name in view.numbers for name in _read(trigger)):
        return ""
    if not trigger.unit:
        return "so already" if amount >= trigger.low else "not yet"
    return f"{'' if all(seen) else 'about '}{measured(trigger, amount)}"


def _read(trigger: Trigger) -> list[str]:
    names: list[str] = []

    def number(name: str) -> int:
        names.append(name)
        return 0

    trigger.measure(number)
    return names


def how_far(contingent: Contingent, view: View) -> str:
    """How far a condition is: “now $12bn of $150bn”."""
    trigger = TRIGGERS[contingent.trigger]
    now = stands_at(trigger, view)
    if not now:
        return ""
    return f"now {now} of {measured(trigger, contingent.at)}" if trigger.unit else now


def done_so_far(pledge: Pledge, view: View) -> str:
    """How much of a pledge is done, where the seat can tell and there is something to count."""
    kind = UNDERTAKINGS[pledge.undertaking]
    value = view.numbers.get(kind.counts(pledge.seat))
    if not isinstance(value, int):
        return ""
    done = value - pledge.base
    if kind.unit == "MW":
        return f"{power(max(0, done))} of {power(pledge.amount)} so far"
    return "not so far" if done < pledge.amount and not kind.refrains else ""


def still_open(scenario: Scenario, view: View) -> tuple[Owed, ...]:
    """Everything with a date that is still to come, the nearest first."""
    found: list[Owed] = []
    memorandum = view.memorandum
    if memorandum is not None:
        follows = f"breaking it, in the plan, costs {money(memorandum.fee)} and trust −{-BROKEN_WORD // 10}"
        found.append(
            Owed(
                scenario.turns.next(memorandum.quarter),
                memorandum_words(memorandum, scenario, view.seat),
                follows,
                "memorandum",
                memorandum.fee,
            )
        )
    claim = view.claim
    if claim is not None:
        follows = hangs_on(claim)
        found.append(
            Owed(
                claim.until or view.quarter,
                waits_for(claim, scenario, view.seat),
                follows,
                "claim",
                claim.owed,
            )
        )
    if view.certificate is not None:
        found.append(Owed(view.certificate.until, certificate_words(view.certificate), "", "certificate"))
    for pledge in view.pledges:
        if pledge.status == "open":
            follows = "; ".join(filter(None, (done_so_far(pledge, view), stakes(pledge))))
            words = pledge_words(pledge, scenario, view.seat)
            found.append(Owed(pledge.due, words, follows, pledge.kind, pledge.penalty))
    for waiting in view.agreement.waiting:
        contingent = waiting.contingent
        follows = f"{how_far(contingent, view)}; Amendment No. {waiting.amendment}".removeprefix("; ")
        found.append(Owed(contingent.by, condition_words(contingent, scenario), follows, "condition"))
    for suit in view.suits:
        if suit.status == "open":
            follows = (
                f"about {percent(suit.odds)} for {NAMES[suit.claimant]}; signing something about "
                f"{' or '.join(lowered(CLAUSES[id].title) for id in CAUSES[suit.over].clauses)} settles it"
            )
            words = f"{NAMES[suit.claimant]}'s suit over {CAUSES[suit.over].title}, for {money(suit.amount)}"
            found.append(Owed(suit.until, words, follows, "suit", suit.amount))
    found += [
        Owed(one.due, f"The bridge from Microsoft is repaid: {money(-one.by)}", "", "bridge", -one.by)
        for one in bridges(view)
    ]
    found += [Owed(*peril[:3], PERIL) for peril in perils(scenario, view)]
    for proceeding in view.proceedings:
        kind = KINDS[proceeding.what]
        found.append(Owed(max(view.quarter, proceeding.due), kind.title, kind.holds, "proceeding"))
    return tuple(sorted(found, key=lambda owed: owed.quarter))


def past(scenario: Scenario, view: View) -> tuple[Owed, ...]:
    """How what was said or hung on a condition ended, and what was signed as linked, the latest first."""
    found = [
        Owed(pledge.ended, settled_words(pledge, scenario, view.seat), "", pledge.kind)
        for pledge in view.pledges
        if pledge.status != "open"
    ]
    held = {waiting.contingent for waiting in view.agreement.waiting}
    for amendment in view.agreement.amendments:
        found += [
            Owed(amendment.quarter, f"Amendment No. {amendment.number}, {linked_words(link)}", "", "link")
            for link in amendment.riders.links
        ]
        for contingent in amendment.riders.contingents:
            if contingent not in held:
                quarter, became = _became(contingent, amendment, view)
                words = f"{condition_words(contingent, scenario)}: {became}."
                found.append(Owed(quarter, words, "", "condition"))
    return tuple(sorted(found, key=lambda owed: -owed.quarter))


def _became(contingent: Contingent, signed: Amendment, view: View) -> tuple[int, str]:
    """When and how a condition ended. Nobody kept the day of one that changed nothing: it stands under that of its signing."""
    for later in view.agreement.amendments[signed.number :]:
        for clause, _, term in later.changes:
            if clause == contingent.clause and later.how == "condition" and term == contingent.term:
                return later.quarter, f"came true with Amendment No. {later.number}"
            if clause == contingent.clause and later.how != "condition":
                return later.quarter, f"overtaken by Amendment No. {later.number}"
    if contingent.by < view.quarter:
        return contingent.by, "ran out of time"
    return signed.quarter, "came true since, and changed nothing"


def dates(scenario: Scenario, view: View) -> tuple[Owed, ...]:
    """The dates the seat knows of, the nearest first: the scenario's, and what begins or ends by what was signed."""
    found = [
        Owed(date.quarter, f"{date.title}{_so_far(scenario, view, date.id)}", date.text, "date")
        for date in view.dates
    ]
    found += [
        owed
        for owed in (*_by_clause(scenario, view), *_by_contract(scenario, view))
        if owed.quarter >= view.quarter
    ]
    return tuple(sorted(found, key=lambda owed: owed.quarter))


def _so_far(scenario: Scenario, view: View, id: str) -> str:
    """Whether a date of the scenario would be met as things stand, and what it needs; empty where the seat cannot tell."""
    date = next((deadline for deadline in scenario.deadlines if deadline.id == id), None)
    if date is None or not date.needs:
        return ""
    if (last := _amended_since(date)) is not None:
        met = view.quarter - view.number(_UNAMENDED) >= last
        return f" ({'met' if met else 'not met'} so far; asks for an amendment in {when(scenario, last)} or later)"
    stand = [_stands(view, need) for need in date.needs]
    if None in stand:
        return ""
    words = "; ".join(
        f"{lowered(title_for(need.stat, view.seat))}: {figure(need.stat, view.number(need.stat))}"
        if isinstance(need, StatIs)
        else f"asks for {lowered(need.words())}"
        for need in date.needs
    )
    return f" ({'met' if all(stand) else 'not met'} so far; {words})"


_UNAMENDED: Final = "relations.unamended"


def _amended_since(date: Deadline) -> int | None:
    """The quarter from which on something must be signed for a date that asks for nothing else; ``None`` for others."""
    match date.needs:
        case (StatIs(stat=stat, at_most=int(most)),) if stat == _UNAMENDED:
            return date.quarter - most
    return None


def _stands(view: View, need: Condition) -> bool | None:
    """Whether a condition holds as the seat sees it; ``None`` where it does not see enough."""
    match need:
        case StatIs():
            value, scale = view.numbers.get(need.stat), STATS[need.stat].scale
            if not isinstance(value, int):
                return None
            low = need.at_least is None or value >= need.at_least * scale
            return low and (need.at_most is None or value <= need.at_most * scale)
        case ClauseIs():
            return view.agreement.terms[need.clause] in need.is_
        case _:
            return None


def _by_clause(scenario: Scenario, view: View) -> Iterator[Owed]:
    """When clauses of the agreement begin to bite or end, as they read now."""
    terms, first = view.agreement.terms, scenario.quarters.from_
    determined = bool(view.number("relations.determined"))
    if terms["revenue-share"] != 0 and not (determined and share_end.stops_with_agi(terms["share-end"])):
        last = quarter_index(first, f"{share_end.last_year(terms['share-end'])}-Q4")
        agi = ", if no determination stops it before" if share_end.stops_with_agi(terms["share-end"]) else ""
        follows = "What OpenAI sells after it is OpenAI's, as far as this clause goes."
        yield Owed(last, f"The last quarter of which a share of revenue is paid{agi}", follows, "clause")
    licence = quarter_index(first, f"{terms['ip-end']}-Q4")
    yield Owed(
        licence, "Microsoft's licence to OpenAI's technology ends", "From then on it needs its own.", "clause"
    )
    if terms["renewal"] == renewal.BREAK:
        door = quarter_index(first, f"{renewal.SINCE}-Q1")
        words = "From here on OpenAI may leave"
        yield Owed(door, words, f"It costs {money(renewal.FEE)}.", "clause", renewal.FEE)


def _by_contract(scenario: Scenario, view: View) -> Iterator[Owed]:
    """What comes back, starts again or runs out by itself."""
    for notice in view.notices:
        if notice.stage == "waiting":
            words = f"The notice of {notice_words(notice, scenario)} comes back"
            yield Owed(view.quarter + 1, words, "Microsoft must answer it then.", "notice")
    if halted := view.number("openai.halted"):
        yield Owed(
            view.quarter + halted, "OpenAI's training starts again", "Until then nothing trains.", "halt"
        )
    for contract in view.contracts:
        end = contract.due + contract.term
        if contract.provider != AZURE and end < view.last:
            words = f"The term of {power(contract.mw)} from {provider_name(scenario, contract.provider)} ends"
            yield Owed(end, words, "It rolls on for a year at the market's price.", "contract")


def _in_order(scenario: Scenario, view: View) -> list[Owed]:
    """All of it as it is listed: what could end the game first, then by date, and the dates of the calendar last."""
    found = [*still_open(scenario, view), *dates(scenario, view)]
    return sorted(found, key=lambda owed: owed.kind != PERIL)


def owed_heads(scenario: Scenario, view: View) -> list[str]:
    """What of it is near, in a line each and without what follows: “Q4 2025 The conditional tranche”."""
    return [
        f"{when(scenario, owed.quarter)} {owed.words}"
        for owed in _in_order(scenario, view)
        if owed.kind == PERIL or owed.quarter <= view.quarter + NEAR
    ]


def owed_entries(scenario: Scenario, view: View, width: int) -> list[Content]:
    """What is still open, and the dates ahead, for a narrow pane."""
    entries = []
    for owed in _in_order(scenario, view):
        grave = owed.kind == PERIL
        head = Content.styled(
            f"{'! ' if grave else ''}{when(scenario, owed.quarter)} ", "bold $warning" if grave else "bold"
        )
        lines = [hanging(head, f"{owed.words}.", width, 2)]
        if owed.follows and owed.kind not in UNFOLLOWED:
            lines.append(hanging("", f"{capital(owed.follows)}.", width, 2, MUTED))
        entries.append(Content("\n").join(lines))
    return entries or [hanging("", "Nobody owes anybody a word, and no date is near.", width, 0, MUTED)]
