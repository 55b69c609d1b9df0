"""Facts told as sentences, to one seat or to everybody, and a quarter as a letter of six lines.

One telling serves the app's news, ``replay --text`` and the letter. A seat is told nothing that its view would not show: whose
business a fact is, is decided here once. With ``seat`` ``None`` everything is told, which is for after the game.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from game.debrief.claims import certificate_words, moved_words
from game.debrief.figures import (
    NAMES,
    change,
    figure,
    lowered,
    price_words,
    provider_name,
    title_for,
    trend,
    when,
)
from game.debrief.findings import about_words, learned_words
from game.debrief.riders import (
    condition_words,
    memorandum_words,
    offer_words,
    offered_terms,
    pledge_words,
    riders_words,
    settled_words,
)
from game.debrief.riders import (
    package_words as package_words,
)
from game.rules import facts as happened
from game.rules.agreement import CLAUSES
from game.rules.audiences import HEATS
from game.rules.cards import card_of, choices_of
from game.rules.characters import ARCHETYPES
from game.rules.decisions import Package, Reason, Respond
from game.rules.facts import Fact, Moved
from game.rules.orders import ACTIONS
from game.rules.proceedings import EVALUATIONS, HEARD, KINDS
from game.rules.scenario import Scenario
from game.rules.state import Contract, How, Notice
from game.rules.stats import EXACT, STATS
from game.rules.suits import CAUSES
from game.rules.triggers import TRIGGERS
from game.rules.units import MICROSOFT, OPENAI, Seat, money, other, percent, power
from game.rules.view import View

Teller = Callable[[Any, Scenario, "Seat | None"], str]

SEEN_ACTIONS: Final = (
    "open-table",
    "back-channel",
    "counsel",
    "host-rival",
    "raise-equity",
    "buy-company",
    "hire-team",
    "fast-track",
    "town-hall",
    "complain",
    "break-agreement",
)
"""What the other side notices being done; the rest is found out, or not."""

HOW_MUCH: Final = {"trace": "a trace", "some": "somewhat", "a lot": "a lot", "decisive": "decisively"}


def who(speaker: Seat, seat: Seat | None) -> str:
    """The subject of a sentence: you, or a name."""
    return "You" if speaker == seat else NAMES[speaker]


def verb(speaker: Seat, seat: Seat | None, yours: str, theirs: str) -> str:
    """``You sign`` or ``Microsoft signs``."""
    return f"{who(speaker, seat)} {yours if speaker == seat else theirs}"


def _mine(seat: Seat | None, owner: Seat) -> bool:
    return seat is None or seat == owner


def tell(fact: Fact, scenario: Scenario, seat: Seat | None) -> str | None:
    """One fact as a sentence; ``None`` when it is nothing to that seat or nothing worth a line."""
    teller = _TELLERS.get(type(fact))
    return (teller(fact, scenario, seat) or None) if teller is not None else None


def story(facts: Iterable[Fact], scenario: Scenario, seat: Seat | None) -> tuple[str, ...]:
    """Many facts as sentences, each thing once.

    What a card or a date moved stands behind the sentence on it, in brackets; an answer that is out is not told as sealed too; of a
    deed and what came of it only that is told which says both. What was said with an answer stands behind the answer.
    """
    facts = tuple(facts)
    out = {(fact.seat, fact.card) for fact in facts if isinstance(fact, happened.Responded)}
    come = _come_of(facts, scenario, seat)
    told: list[str] = []
    causes = {card.title for card in scenario.events} | {
        date.title for date in scenario.deadlines if seat is None or seat in date.seen_by
    }
    about, because, moves = "", "", list[str]()
    answered = ""

    def flush() -> None:
        if moves and about == because:
            told[-1] = f"{told[-1].removesuffix('.')} ({', '.join(moves)})."
        elif moves:
            told.append(f"{because}: {', '.join(moves)}.")
        moves.clear()

    for fact in facts:
        if isinstance(fact, Moved) and fact.why.removesuffix(", over") in causes:
            if _sees(seat, fact.stat):
                if fact.why != because:
                    flush()
                    about = about if fact.why == about else ""
                because = fact.why
                moves.append(f"{lowered(title_for(fact.stat, seat))} {change(fact.stat, fact.by)}")
            continue
        if isinstance(fact, happened.SealedUp) and isinstance(fact.decision, Respond):
            if (fact.seat, fact.decision.card) in out:
                continue
        if isinstance(fact, happened.Acted | happened.RunOrdered) and _deed(fact) in come:
            continue
        if words := tell(fact, scenario, seat):
            flush()
            if isinstance(fact, happened.Remarked) and answered == fact.said.seat:
                told[-1] = f"{told[-1]} {words.partition(': ')[2]}"
            else:
                told.append(words)
            answered = MICROSOFT if isinstance(fact, happened.NoticeMoved) else ""
            about = _about_what(fact, scenario)
    flush()
    return tuple(told)


_COMES: Final = {"equity round": "raise-equity", "a safety case": "safety-case"}
"""Why a number moved, and the action that this says by itself."""


def _come_of(facts: Sequence[Fact], scenario: Scenario, seat: Seat | None) -> set[str]:
    """The deeds of which what came of them is told too."""
    found = set[str]()
    for fact in facts:
        match fact:
            case Moved(why=why) if why in _COMES and tell(fact, scenario, seat):
                found.add(_COMES[why])
            case happened.Quoted() if tell(fact, scenario, seat):
                found.add("court")
            case happened.RunEnded() if tell(fact, scenario, seat):
                found.add("finish")
            case _:
                pass
    return found


def _deed(fact: happened.Acted | happened.RunOrdered) -> str:
    return fact.action if isinstance(fact, happened.Acted) else fact.order


def _about_what(fact: Fact, scenario: Scenario) -> str:
    """The card or the date that a sentence was about, by its title."""
    match fact:
        case happened.CardDrawn(card=card) | happened.Responded(card=card):
            return card_of(scenario, card).title
        case happened.DeadlinePassed(deadline=id):
            return next(date.title for date in scenario.deadlines if date.id == id)
        case _:
            return ""


def _sees(seat: Seat | None, stat: str) -> bool:
    return seat is None or STATS[stat].sight(seat) == EXACT


# What each kind of fact is worth saying


def _card(fact: happened.CardDrawn, scenario: Scenario, seat: Seat | None) -> str:
    return f"News: {_ended(card_of(scenario, fact.card).title)}"


def _missed(fact: happened.CardMissed, scenario: Scenario, seat: Seat | None) -> str:
    return f"In the record there was news by now, {quoted_title(card_of(scenario, fact.card).title)}. Here it needs {fact.why}."


def _noted(fact: happened.Decided, scenario: Scenario, seat: Seat | None) -> str:
    if not fact.note or not _mine(seat, fact.seat):
        return ""
    return f"{NAMES[fact.seat]}, for the file: {_ended(fact.note)}"


def _responded(fact: happened.Responded, scenario: Scenario, seat: Seat | None) -> str:
    card = card_of(scenario, fact.card)
    choice = next(c for c in choices_of(card, fact.seat) if c.id == fact.choice)
    return f"{who(fact.seat, seat)}, on {quoted_title(card.title)}: {_ended(choice.text)}"


def quoted_title(title: str) -> str:
    """A card's title in a sentence; one that is a quotation has its marks already."""
    return title if title.startswith("“") else f"“{title}”"


def _sealed(fact: happened.SealedUp, scenario: Scenario, seat: Seat | None) -> str:
    if seat != fact.seat or not isinstance(fact.decision, Respond):
        return ""
    card = card_of(scenario, fact.decision.card)
    choice = next(c for c in choices_of(card, fact.seat) if c.id == fact.decision.choice)
    return f"Sealed: “{choice.text}”, on {quoted_title(card.title)} (takes effect when both have answered)."


def _ended(words: str) -> str:
    return words if words.endswith((".", "!", "?", "”")) else f"{words}."


def _acted(fact: happened.Acted, scenario: Scenario, seat: Seat | None) -> str:
    if seat is not None and fact.seat != seat and fact.action not in SEEN_ACTIONS:
        return ""
    if fact.action in ("sue-microsoft", "sue-openai"):
        return ""  # the suit is told, with its date
    title = lowered(ACTIONS[fact.action].title)
    about = (
        f" ({about_words(scenario, fact.action, fact.about)})"
        if fact.about and _mine(seat, fact.seat)
        else ""
    )
    return f"{who(fact.seat, seat)}: {title}{about}."


def _stance(fact: happened.StanceSet, scenario: Scenario, seat: Seat | None) -> str:
    if fact.seat == OPENAI:
        whose = "Your" if seat == OPENAI else "OpenAI's"
        return f"{whose} price is “{fact.stance}” now."
    return (
        f"{verb(MICROSOFT, seat, 'ask', 'asks')} others a {fact.stance} rate now."
        if _mine(seat, MICROSOFT)
        else ""
    )


def _quoted(fact: happened.Quoted, scenario: Scenario, seat: Seat | None) -> str:
    if not _mine(seat, OPENAI):
        return ""
    quote = fact.quote
    name = provider_name(scenario, quote.provider)
    return (
        f"{name} quotes {power(quote.mw)} from {when(scenario, quote.start)} at {price_words(quote.price)}."
    )


def _drifted(fact: happened.Drifted, scenario: Scenario, seat: Seat | None) -> str:
    toward = ARCHETYPES[fact.seat][fact.toward].title
    return f"{verb(fact.seat, seat, 'look', 'looks')} at things a little more like a {toward} from now on."


def _found(fact: happened.Found, scenario: Scenario, seat: Seat | None) -> str:
    if not _mine(seat, fact.seat):
        return ""
    found = learned_words(fact.learned, fact.seat, scenario)
    them = NAMES[other(fact.seat)]
    to = "" if seat is not None else f", to {NAMES[fact.seat]}"
    match fact.learned.source:
        case "back-channel":
            return f"The back-channel{to}: {found}."
        case "disclosure":
            return f"{them} discloses{to}: {found}."
        case "news":
            return f"It comes out{to}: {found}."
        case "counsel":
            return f"Counsel reads the odds{to}: {found}."
        case _:
            return f"Due diligence reports{to}: {found}."


def _unanswered(fact: happened.Unanswered, scenario: Scenario, seat: Seat | None) -> str:
    return f"The back-channel: {'you' if fact.seat == seat else NAMES[fact.seat]} would rather not say."


def _traced(fact: happened.Traced, scenario: Scenario, seat: Seat | None) -> str:
    if fact.action == "diligence":
        them, about = NAMES[other(fact.seat)], about_words(scenario, fact.action, fact.about)
        return f"On file at the inquiry: {verb(fact.seat, seat, 'have', 'has')} looked into {them}'s {about}."
    what = {"leak": "The leak", "lobby": "The lobbying"}[fact.action]
    return f"{what} is traced to {'you' if fact.seat == seat else NAMES[fact.seat]}."


def notice_words(notice: Notice, scenario: Scenario) -> str:
    """What a notice asks for."""
    if notice.provider == "azure":
        return f"{power(notice.mw)} of Azure from {when(scenario, notice.start)}"
    name = provider_name(scenario, notice.provider)
    return f"{power(notice.mw)} from {name}, {when(scenario, notice.start)}, at {price_words(notice.price)}"


def _notice(fact: happened.NoticeMoved, scenario: Scenario, seat: Seat | None) -> str:
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
            return f"{cloud}: a waiver has a price; it lies on the table."
        case "waiting", _:
            again = f"next {scenario.turns.word}, for {when(scenario, notice.start)}"
            return f"{cloud}: not yet. The notice comes back {again}."
        case "answered", "free":
            return f"{lab}: no notice is owed any more. The offer is {'yours' if seat == OPENAI else 'free'} to sign."
        case "answered", "exercise" if notice.provider == "azure":
            return f"{cloud}: granted, {at}."
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


def _notice_closed(fact: happened.NoticeClosed, scenario: Scenario, seat: Seat | None) -> str:
    return f"{_CLOSED[fact.how].capitalize()}." if fact.how in _CLOSED else ""


def _remarked(fact: happened.Remarked, scenario: Scenario, seat: Seat | None) -> str:
    return f"{who(fact.said.seat, seat)}: “{fact.said.says}”"


def contract_words(contract: Contract, scenario: Scenario) -> str:
    """Signed capacity in a few words."""
    return f"{power(contract.mw)} from {provider_name(scenario, contract.provider)}, due {when(scenario, contract.due)}"


def _contract(fact: happened.ContractSigned, scenario: Scenario, seat: Seat | None) -> str:
    if fact.contract.provider != "azure" and not _mine(seat, OPENAI):
        return ""
    return f"Signed: {contract_words(fact.contract, scenario)}."


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


def _slipped(fact: happened.Slipped, scenario: Scenario, seat: Seat | None) -> str:
    provider = provider_of_contract(scenario, fact.contract)
    if provider != "azure" and not _mine(seat, OPENAI):
        return ""
    late = "a quarter" if fact.by == 1 else f"{fact.by} quarters"
    return f"{provider_name(scenario, provider)} is late: {_ordered(scenario, fact.contract)} slips {late}."


def _cancelled(fact: happened.Cancelled, scenario: Scenario, seat: Seat | None) -> str:
    return f"{_of_whom(scenario, fact.contract)} is cancelled." if _mine(seat, OPENAI) else ""


def _repriced(fact: happened.Repriced, scenario: Scenario, seat: Seat | None) -> str:
    if not _mine(seat, OPENAI):
        return ""
    return f"{_of_whom(scenario, fact.contract)} rolls on at the market's price."


def _run_ended(fact: happened.RunEnded, scenario: Scenario, seat: Seat | None) -> str:
    if not _mine(seat, OPENAI):
        return ""
    luck = (
        "as expected"
        if 95 <= fact.luck <= 105
        else "better than expected"
        if fact.luck > 105
        else "worse than expected"
    )
    return f"The frontier run is done: +{fact.gain}, {luck}."


def _run_ordered(fact: happened.RunOrdered, scenario: Scenario, seat: Seat | None) -> str:
    return "The frontier run is to be finished." if fact.order == "finish" and _mine(seat, OPENAI) else ""


def _holding(fact: happened.Holding, scenario: Scenario, seat: Seat | None) -> str:
    if not _mine(seat, OPENAI):
        return ""
    return "Releases are held back." if fact.held else "What was held back is released."


def _breakthrough(fact: happened.Breakthrough, scenario: Scenario, seat: Seat | None) -> str:
    return "Research got lucky. A paper will follow, and rivals read papers." if _mine(seat, OPENAI) else ""


def _incident(fact: happened.Incident, scenario: Scenario, seat: Seat | None) -> str:
    if fact.major:
        return "A major incident, in public. Training stands still while everybody asks how."
    return "A minor incident, in public. There is a post about it."


def _deadline(fact: happened.DeadlinePassed, scenario: Scenario, seat: Seat | None) -> str:
    date = next(d for d in scenario.deadlines if d.id == fact.deadline)
    if seat is not None and seat not in date.seen_by:
        return ""
    return f"{date.title}: {'met' if fact.met else 'missed'}."


def _claim(fact: happened.ClaimMoved, scenario: Scenario, seat: Seat | None) -> str:
    return moved_words(fact.claim, scenario, seat)


def _certified(fact: happened.Certified, scenario: Scenario, seat: Seat | None) -> str:
    return f"{certificate_words(fact.certificate)}." if _mine(seat, OPENAI) else ""


_SETTLED: Final = {
    "accepted": "The claim is accepted: a Determination has been made",
    "upheld": "The claim is upheld: a Determination has been made",
    "rejected": "The claim is rejected",
    "bad-faith": "The claim is rejected, and found not to have been made in good faith",
    "dropped": "The claim is withdrawn: its limb was signed away",
    "bought-out": "The claim is bought out, and withdrawn",
}


def _settled(fact: happened.ClaimSettled, scenario: Scenario, seat: Seat | None) -> str:
    return f"{_SETTLED[fact.how]}."


def _opened(fact: happened.TableOpened, scenario: Scenario, seat: Seat | None) -> str:
    table = fact.table
    return f"The table is open: {verb(table.turn, seat, 'begin', 'begins')}, {table.rounds} rounds."


def _spoke(fact: happened.Spoke, scenario: Scenario, seat: Seat | None) -> str:
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


def _closed(fact: happened.TableClosed, scenario: Scenario, seat: Seat | None) -> str:
    settled = fact.how in ("signed", "principle")
    return "" if settled else f"The table is closed for this {scenario.turns.word}, unsigned."


_AMENDED: Final[dict[How, str]] = {
    "signed": "is signed",
    "condition": "follows from a condition",
    "judgment": "is a court's",
    "break": "follows from the break option",
    "concession": "is a concession",
}


def _signed(fact: happened.Signed, scenario: Scenario, seat: Seat | None) -> str:
    amendment = fact.amendment
    parts = [
        f"{lowered(CLAUSES[id].title)} {CLAUSES[id].short(was)} → {CLAUSES[id].short(now)}"
        for id, was, now in amendment.changes
    ]
    parts += riders_words(amendment.riders, scenario, seat)
    return f"Amendment No. {amendment.number} {_AMENDED[amendment.how]}: {'; '.join(parts)}."


def _condition_met(fact: happened.ConditionMet, scenario: Scenario, seat: Seat | None) -> str:
    contingent = fact.waiting.contingent
    once = TRIGGERS[contingent.trigger].words(contingent.at)
    return f"A condition of Amendment No. {fact.waiting.amendment} has come true: {once}."


_LAPSED: Final = {
    "late": "has run out of time",
    "left": "went with the break",
    "struck": "went with the clause that was struck",
}


def _condition_lapsed(fact: happened.ConditionLapsed, scenario: Scenario, seat: Seat | None) -> str:
    words = condition_words(fact.waiting.contingent, scenario)
    how = _LAPSED[fact.how]
    return f"A condition of Amendment No. {fact.waiting.amendment} {how}: {words}."


def _memorandum(fact: happened.MemorandumMade, scenario: Scenario, seat: Seat | None) -> str:
    return f"{memorandum_words(fact.memorandum, scenario, seat)}."


def _memorandum_ended(fact: happened.MemorandumEnded, scenario: Scenario, seat: Seat | None) -> str:
    match fact.how:
        case "signed":
            return "Nobody broke the memorandum: it is signed."
        case "broken" if fact.seat in (OPENAI, MICROSOFT):
            return f"{verb(fact.seat, seat, 'break', 'breaks')} the memorandum and {'pay' if fact.seat == seat else 'pays'} for it."
        case _:
            return "The memorandum lapses: what it says can no longer be signed."


def _pledge(fact: happened.PledgeMoved, scenario: Scenario, seat: Seat | None) -> str:
    if fact.pledge.status == "open":
        return f"{pledge_words(fact.pledge, scenario, seat)}."
    return settled_words(fact.pledge, scenario, seat)


def _distress(fact: happened.DistressCalled, scenario: Scenario, seat: Seat | None) -> str:
    return f"{verb(OPENAI, seat, 'are', 'is')} out of cash."


def _bridge(fact: happened.BridgeAsked, scenario: Scenario, seat: Seat | None) -> str:
    if fact.granted is None:
        if fact.terms:
            return f"{verb(MICROSOFT, seat, 'grant', 'grants')} the bridge, for {package_words(fact.terms)}. It lies there."
        return f"{verb(OPENAI, seat, 'ask', 'asks')} Microsoft for a bridge."
    return (
        f"{verb(MICROSOFT, seat, 'grant', 'grants')} the bridge."
        if fact.granted
        else "The bridge is declined."
    )


def _proceeding(fact: happened.ProceedingBegan, scenario: Scenario, seat: Seat | None) -> str:
    made = fact.proceeding
    kind = KINDS[made.what]
    if not _told(made.what, seat):
        return ""
    if made.due > made.since + kind.notice:
        return f"The licence is refused. It is heard again in {when(scenario, made.due)}."
    about = f" As things stand that is {lowered(CLAUSES[made.clause].title)}." if made.clause else ""
    dated = f" Due in {when(scenario, made.due)}." if made.what in HEARD else ""
    return f"{kind.opens}{about}{dated}"


def _proceeding_over(fact: happened.ProceedingOver, scenario: Scenario, seat: Seat | None) -> str:
    return f"{KINDS[fact.what].over}." if _told(fact.what, seat) else ""


def _told(what: str, seat: Seat | None) -> bool:
    return seat is None or seat in KINDS[what].seats


def _postponed(fact: happened.Postponed, scenario: Scenario, seat: Seat | None) -> str:
    return "The recapitalisation is held up by the review." if _sees(seat, fact.stat) else ""


def _walked_out(fact: happened.WalkedOut, scenario: Scenario, seat: Seat | None) -> str:
    return f"OpenAI's staff walk out together. {percent(fact.part)} of them find desks at Microsoft; training stands still."


_JUDGED: Final = {
    "settled": "The suit over {over} is settled: what it was about has been signed",
    "moot": "The suit over {over} falls away with the claim",
    "won": "The court finds for {name} over {over}",
    "lost": "The court finds against {name} over {over}",
}


def _suit(fact: happened.SuitMoved, scenario: Scenario, seat: Seat | None) -> str:
    suit = fact.suit
    over = CAUSES[suit.over].title
    if suit.status == "open":
        sues = verb(suit.claimant, seat, "sue", "sues")
        return (
            f"{sues} over {over}, for {money(suit.amount)}; a verdict is due by {when(scenario, suit.until)}."
        )
    name = "you" if suit.claimant == seat else NAMES[suit.claimant]
    return f"{_JUDGED[suit.status].format(over=over, name=name)}."


def _ended_game(fact: happened.Ended, scenario: Scenario, seat: Seat | None) -> str:
    ending = next(e for e in scenario.endings if e.id == fact.ending)
    return f"The end: {ending.title}."


_MOVES: Final[dict[tuple[str, str], str]] = {
    ("openai.azure_mw", "delivered"): "{size} of Azure comes on line.",
    ("openai.partner_mw", "delivered"): "{size} from partners comes on line.",
    ("openai.own_mw", "delivered"): "{size} of OpenAI's own comes on line.",
    ("world.hype", "a crash"): "The capital market loses its nerve: hype −{size}.",
    ("world.appetite", "a new use"): "Customers find a new use for it: appetite +{size}.",
    ("world.appetite", "a crash"): "After the crash customers think again: appetite −{size}.",
    **{
        (
            f"world.heat_{heat}",
            "a hearing",
        ): f"A hearing, on television: {STATS[f'world.heat_{heat}'].title.lower()} +{{size}}."
        for heat in HEATS
    },
    ("world.rival", "a rival's leap"): "A rival leaps ahead: +{size}.",
    ("openai.talent", "resignations"): "Resignations, politely and at once: talent −{size}.",
    ("openai.raised", "equity round"): "OpenAI raises {size} of equity.",
    ("openai.raised", "emergency round"): "OpenAI raises {size} on emergency terms.",
    ("relations.friction", "a leak"): "Somebody has talked to the press. Friction +{size}.",
    ("microsoft.new_money", "new money"): "Microsoft pays in {size} for stock of OpenAI.",
    ("openai.acquired", "a company bought"): "The company came with technology: +{size}.",
    ("openai.share", "a company bought"): "The company came with customers: +{size} of the market.",
    ("openai.safety", "a safety case"): "The safety case is made: safety +{size}.",
    (
        "microsoft.delivery_failures",
        "promised more than it can build",
    ): "Microsoft has promised more than it can build on time.",
    (
        "microsoft.delivery_failures",
        "exercised, then late",
    ): "Capacity that was exercised is late. That is a delivery failure.",
    ("relations.openai_trust", "walked from the table"): "OpenAI's trust −{size}: the table was left early.",
    (
        "relations.microsoft_trust",
        "walked from the table",
    ): "Microsoft's trust −{size}: the table was left early.",
    (
        "relations.openai_credibility",
        "gave way on what was not negotiable",
    ): "OpenAI gives way on what was not negotiable: its word counts for {size} less.",
    (
        "relations.microsoft_credibility",
        "gave way on what was not negotiable",
    ): "Microsoft gives way on what was not negotiable: its word counts for {size} less.",
    ("openai.cash", "a bridge from Microsoft"): "The bridge pays {size}.",
    ("openai.cash", "the bridge repaid"): "The bridge is repaid: {size}.",
    ("openai.cash", "damages"): "Damages: {size}.",
    ("openai.cash", "cancellation"): "Cancelling costs {size}.",
    ("openai.cash", "research sold to a rival"): "Research is sold to a rival for {size}.",
    ("relations.determined", "a determination"): "AGI has been determined under the agreement.",
}


HEADLINE: Final = 1000
"""Bps of appetite that make news when they come or go in a quarter."""


def _moved(fact: Moved, scenario: Scenario, seat: Seat | None) -> str:
    if fact.stat == "openai.recapitalised" and fact.by > 0:
        return "The recapitalisation is through review: OpenAI is a public-benefit corporation."
    if fact.stat == "world.appetite" and fact.why == "fashion" and abs(fact.by) >= HEADLINE:
        return f"People ask for {'more' if fact.by > 0 else 'less'} of it than last quarter: appetite {change(fact.stat, fact.by)}."
    words = _MOVES.get((fact.stat, fact.why), "")
    return words.format(size=_by(fact)) if words and _sees(seat, fact.stat) else ""


def _by(fact: Moved) -> str:
    """A move's size as fine as it is: what is less than a percent is not none."""
    return change(fact.stat, abs(fact.by)).removeprefix("+")


_TELLERS: Final[dict[type[Fact], Teller]] = {
    Moved: _moved,
    happened.Decided: _noted,
    happened.CardDrawn: _card,
    happened.CardMissed: _missed,
    happened.Responded: _responded,
    happened.SealedUp: _sealed,
    happened.Acted: _acted,
    happened.StanceSet: _stance,
    happened.Quoted: _quoted,
    happened.Drifted: _drifted,
    happened.Found: _found,
    happened.Unanswered: _unanswered,
    happened.Traced: _traced,
    happened.NoticeMoved: _notice,
    happened.NoticeClosed: _notice_closed,
    happened.Remarked: _remarked,
    happened.ContractSigned: _contract,
    happened.Slipped: _slipped,
    happened.Cancelled: _cancelled,
    happened.Repriced: _repriced,
    happened.RunOrdered: _run_ordered,
    happened.RunEnded: _run_ended,
    happened.Holding: _holding,
    happened.Breakthrough: _breakthrough,
    happened.Incident: _incident,
    happened.DeadlinePassed: _deadline,
    happened.Certified: _certified,
    happened.ClaimMoved: _claim,
    happened.ClaimSettled: _settled,
    happened.TableOpened: _opened,
    happened.Spoke: _spoke,
    happened.TableClosed: _closed,
    happened.Signed: _signed,
    happened.ConditionMet: _condition_met,
    happened.ConditionLapsed: _condition_lapsed,
    happened.MemorandumMade: _memorandum,
    happened.MemorandumEnded: _memorandum_ended,
    happened.PledgeMoved: _pledge,
    happened.ProceedingBegan: _proceeding,
    happened.ProceedingOver: _proceeding_over,
    happened.Postponed: _postponed,
    happened.WalkedOut: _walked_out,
    happened.SuitMoved: _suit,
    happened.DistressCalled: _distress,
    happened.BridgeAsked: _bridge,
    happened.Ended: _ended_game,
}


def letter(
    before: View, after: View, facts: Iterable[Fact], scenario: Scenario
) -> tuple[tuple[str, str], ...]:
    """A quarter in six lines, a label and a sentence each, from what one seat saw at its beginning and at its end.

    A table that closed unsigned has a line of its own, and so have what makes a headline, an AGI claim that moved and what those who
    watch have begun.
    """
    facts = tuple(facts)
    seat = after.seat
    headline = _headline(before, after, facts, scenario)
    table, claimed = _table_line(facts, scenario, after), _claim_line(facts, scenario, seat)
    watched = _watched_line(facts, scenario, seat)
    return (
        ("Money", _money_line(before, after, facts, scenario)),
        ("Customers", _customers_line(before, after)),
        ("Compute", _compute_line(before, facts, scenario, seat)),
        ("Models", _models_line(before, after)),
        ("Trust", _trust_line(before, after, facts, scenario)),
        ("Signed", _signed_line(facts, scenario, after)),
        *((("News", headline),) if headline else ()),
        *((("Table", table),) if table else ()),
        *((("AGI", claimed),) if claimed else ()),
        *((("Watched", watched),) if watched else ()),
    )


def short_letter(
    before: View, after: View, facts: Iterable[Fact], scenario: Scenario
) -> tuple[tuple[str, str], ...]:
    """The same in three lines, for a turn that many quarters went by in: money, compute, and what came of talking."""
    facts = tuple(facts)
    closed = [tell(fact, scenario, after.seat) for fact in facts if isinstance(fact, happened.TableClosed)]
    signed = (
        _signed_line(facts, scenario, after),
        *filter(None, (*closed, _watched_line(facts, scenario, after.seat))),
    )
    supply = (_customers_line(before, after), _compute_line(before, facts, scenario, after.seat))
    return (
        ("Money", _money_line(before, after, facts, scenario)),
        ("Compute", " ".join(supply)),
        ("Signed", " ".join(signed)),
    )


def _was(before: View, after: View, name: str) -> str:
    value = after.numbers[name]
    by = after.number(name) - before.number(name)
    moved = change(name, by) if trend(name, by) and isinstance(value, int) else ""
    return f"{figure(name, value)} ({moved})" if moved else figure(name, value)


ACCOUNTS: Final = (
    "sales", "Microsoft's share", "licences to others", "compute", "people and everything else", "revenue share", "interest",
    "profit share",
)  # fmt: skip
"""Reasons for which cash moves that make up a quarter's net (rulebook 3.2.6); all others are one-off."""
WORTH_A_WORD: Final = 1000
"""One-off money of more than so much is told, $M."""


def _one_off(facts: Sequence[Fact], scenario: Scenario) -> str:
    """Cash that came or went beside the quarter's accounts, by its reason: “ and +$20bn: the conditional tranche”."""
    sums: dict[str, int] = {}
    for fact in facts:
        if isinstance(fact, Moved) and fact.stat == "openai.cash" and fact.why not in ACCOUNTS:
            sums[fact.why] = sums.get(fact.why, 0) + fact.by
    told = [
        f"{change('openai.cash', by)}: {_reason_for_money(why, scenario)}"
        for why, by in sums.items()
        if abs(by) > WORTH_A_WORD
    ]
    return f" and {', '.join(told)}" if told else ""


def _reason_for_money(why: str, scenario: Scenario) -> str:
    """A reason in the middle of a sentence; a card's title is quoted, since it may be a sentence itself."""
    titles = {card.title for card in scenario.events} | {date.title for date in scenario.deadlines}
    if why.removesuffix(", over") not in titles:
        return why
    return lowered(why) if why.startswith(("The ", "A ", "An ")) else f"“{why}”"


def _money_line(before: View, after: View, facts: Sequence[Fact], scenario: Scenario) -> str:
    numbers = after.numbers
    if after.seat == OPENAI:
        net, cash = figure("openai.net", numbers["openai.net"]), figure("openai.cash", numbers["openai.cash"])
        revenue = _was(before, after, "openai.revenue")
        return f"Revenue {revenue}, net {net}{_one_off(facts, scenario)}; cash {cash}."
    revenue = figure("microsoft.ai_revenue", numbers["microsoft.ai_revenue"])
    return f"AI cash flow {_was(before, after, 'microsoft.cash_flow')}, AI revenue {revenue}."


def _customers_line(before: View, after: View) -> str:
    unserved = after.numbers["openai.unserved"]
    share = figure("openai.share", after.numbers["openai.share"])
    turned = figure("openai.unserved", unserved)
    owner = "" if after.seat == OPENAI else "OpenAI: "
    return f"{owner}{turned} of demand turned away; market share {share}."


def _compute_line(before: View, facts: Sequence[Fact], scenario: Scenario, seat: Seat) -> str:
    came = sum(
        f.by
        for f in facts
        if isinstance(f, Moved)
        and f.why == "delivered"
        and f.stat.startswith("openai.")
        and _sees(seat, f.stat)
    )
    slipped = [
        f
        for f in facts
        if isinstance(f, happened.Slipped)
        and (seat == OPENAI or provider_of_contract(scenario, f.contract) == "azure")
    ]
    behind = _late_mw(before, slipped) if slipped else 0
    late = f"; {power(behind)} late" if behind else "; some of it late" if slipped else "; nothing late"
    return f"{power(came)} delivered{late}." if came else f"Nothing delivered{late}."


def _late_mw(before: View, slipped: Sequence[happened.Slipped]) -> int:
    """MW of the contracts that slipped, as far as the seat saw them when the quarter began."""
    late = {fact.contract for fact in slipped}
    return sum(contract.mw for contract in before.contracts if contract.id in late)


def _models_line(before: View, after: View) -> str:
    rival = after.number("world.rival")
    name = "openai.capability" if after.seat == OPENAI else "microsoft.access"
    whose = "Capability" if after.seat == OPENAI else "The best you may use is"
    ahead = after.number(name) - rival
    place = f"{ahead} ahead" if ahead > 0 else f"{-ahead} behind" if ahead else "level"
    return f"{whose} {figure(name, after.numbers[name])}, the rival {rival:,}: {place}."


def _trust_line(before: View, after: View, facts: Sequence[Fact], scenario: Scenario) -> str:
    mine = f"relations.{after.seat}_trust"
    theirs = f"relations.{other(after.seat)}_trust"
    settled = [
        settled_words(fact.pledge, scenario, after.seat)
        for fact in facts
        if isinstance(fact, happened.PledgeMoved)
        and fact.pledge.status in ("kept", "broken", "carried-out", "let-pass")
    ]
    stands = (
        f"Yours in them {_was(before, after, mine)}; theirs in you {figure(theirs, after.numbers[theirs])}."
    )
    return " ".join([stands, *settled])


def _signed_line(facts: Sequence[Fact], scenario: Scenario, after: View) -> str:
    seat = after.seat
    kinds = (
        happened.Signed, happened.ContractSigned, happened.MemorandumMade, happened.MemorandumEnded, happened.ConditionMet,
        happened.ConditionLapsed,
    )  # fmt: skip
    told = [words for f in facts if isinstance(f, kinds) and (words := tell(f, scenario, seat))]
    if not told:
        return "Nothing. The old agreement goes on as if it were a good one."
    return " ".join(words.removeprefix("Signed: ") for words in told)


def _headline(before: View, after: View, facts: Sequence[Fact], scenario: Scenario) -> str:
    """What nobody at the table did and everybody talks about: appetite that moved far, hearings, releases that begin to wait."""
    moved = [fact for fact in facts if isinstance(fact, Moved)]
    said = [
        words
        for fact in moved
        if fact.why in ("a hearing", "a new use", "a crash") and (words := tell(fact, scenario, after.seat))
    ]
    by = after.number("world.appetite") - before.number("world.appetite")
    if abs(by) >= HEADLINE:
        said.append(f"Customers ask for {change('world.appetite', by)} against last {scenario.turns.word}.")
    required = any(one.what == EVALUATIONS for one in before.proceedings)
    kept = sum(fact.by for fact in moved if fact.stat == "openai.held" and fact.by > 0)
    if kept and required and after.seat == OPENAI and not before.number("openai.held"):
        said.append("Safety heat holds releases back from now on: what is new waits for a safety case.")
    return " ".join(said)


def _watched_line(facts: Sequence[Fact], scenario: Scenario, seat: Seat | None) -> str:
    """What regulators, courts and staff have begun and ended; empty in a quarter in which nobody moved."""
    kinds = (
        happened.ProceedingBegan, happened.ProceedingOver, happened.Postponed, happened.WalkedOut, happened.SuitMoved,
    )  # fmt: skip
    return " ".join(words for f in facts if isinstance(f, kinds) and (words := tell(f, scenario, seat)))


def _table_line(facts: Sequence[Fact], scenario: Scenario, after: View) -> str:
    """How a table closed that nobody signed at: who left and why, then that it is closed; empty when none did."""
    seat = after.seat
    closed = [
        words for f in facts if isinstance(f, happened.TableClosed) and (words := tell(f, scenario, seat))
    ]
    left = [f for f in facts if isinstance(f, happened.Spoke) and f.move == "walk"] if closed else []
    why = [
        words for f in left for words in (tell(f, scenario, seat), _left_because(f, facts, after)) if words
    ]
    return " ".join((*why, *closed))


def _claim_line(facts: Sequence[Fact], scenario: Scenario, seat: Seat) -> str:
    """What was certified, claimed, answered and decided about AGI; empty when nobody said the word."""
    kinds = (happened.Certified, happened.ClaimMoved, happened.ClaimSettled)
    return " ".join(words for f in facts if isinstance(f, kinds) and (words := tell(f, scenario, seat)))


def _left_because(left: happened.Spoke, facts: Sequence[Fact], after: View) -> str:
    """The reasons somebody left with: they are about what the other side last offered."""
    if not left.reasons:
        return ""
    speeches = [
        f for f in facts if isinstance(f, happened.Spoke) and f.move == "offer" and f.seat != left.seat
    ]
    offered = offered_terms(speeches[-1].package, speeches[-1].riders) if speeches else {}
    said = []
    for reason in left.reasons:
        was = after.agreement.terms[reason.clause]
        sign = "−" if reason.sign == "hurts" else "+"
        said.append(f"{sign} {reason_words(reason, left.seat, was, offered.get(reason.clause, was))}")
    return f"On {'your' if left.seat != after.seat else 'their'} offer: {' '.join(said)}"
