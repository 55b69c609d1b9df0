"""One fact as a sentence, and many as a story in which each thing is told once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from game.debrief.figures import change, lowered, title_for
from game.debrief.telling import bargaining, capacity, news, numbers, research, watched
from game.debrief.telling.saying import Teller, sees
from game.rules import facts as happened
from game.rules.cards import card_of
from game.rules.decisions import Respond
from game.rules.facts import Fact, Moved
from game.rules.scenario import Scenario
from game.rules.units import MICROSOFT, Seat

_TELLERS: Final[dict[type[Fact], Teller]] = {
    Moved: numbers.moved,
    happened.Decided: news.noted,
    happened.CardDrawn: news.card,
    happened.CardMissed: news.missed,
    happened.Responded: news.responded,
    happened.SealedUp: news.sealed,
    happened.Acted: news.acted,
    happened.StanceSet: news.stance,
    happened.Quoted: capacity.quoted,
    happened.Drifted: news.drifted,
    happened.Found: news.found,
    happened.Unanswered: news.unanswered,
    happened.Traced: news.traced,
    happened.NoticeMoved: capacity.notice,
    happened.NoticeClosed: capacity.notice_closed,
    happened.Remarked: capacity.remarked,
    happened.ContractSigned: capacity.contract,
    happened.Slipped: capacity.slipped,
    happened.Cancelled: capacity.cancelled,
    happened.Repriced: capacity.repriced,
    happened.RunOrdered: research.run_ordered,
    happened.RunEnded: research.run_ended,
    happened.Holding: research.holding,
    happened.Breakthrough: research.breakthrough,
    happened.Incident: research.incident,
    happened.DeadlinePassed: news.deadline,
    happened.Certified: watched.certified,
    happened.ClaimMoved: watched.claim,
    happened.ClaimSettled: watched.settled,
    happened.TableOpened: bargaining.opened,
    happened.Spoke: bargaining.spoke,
    happened.TableClosed: bargaining.closed,
    happened.Signed: bargaining.signed,
    happened.ConditionMet: bargaining.condition_met,
    happened.ConditionLapsed: bargaining.condition_lapsed,
    happened.MemorandumMade: bargaining.memorandum,
    happened.MemorandumEnded: bargaining.memorandum_ended,
    happened.PledgeMoved: bargaining.pledge,
    happened.ProceedingBegan: watched.proceeding,
    happened.ProceedingOver: watched.proceeding_over,
    happened.Postponed: watched.postponed,
    happened.WalkedOut: watched.walked_out,
    happened.SuitMoved: watched.suit,
    happened.DistressCalled: watched.distress,
    happened.BridgeAsked: watched.bridge,
    happened.Ended: watched.ended_game,
}


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
    come = come_of(facts, scenario, seat)
    told: list[str] = []
    causes = {card.title for card in scenario.events} | {
        date.title for date in scenario.deadlines if seat is None or seat in date.seen_by
    }
    about, because, moves = "", "", dict[str, int]()
    answered = ""

    def flush() -> None:
        found = [f"{lowered(title_for(stat, seat))} {change(stat, by)}" for stat, by in moves.items() if by]
        if found and about == because:
            told[-1] = f"{told[-1].removesuffix('.')} ({', '.join(found)})."
        elif found:
            told.append(f"{because}: {', '.join(found)}.")
        moves.clear()

    for fact in facts:
        if isinstance(fact, Moved) and fact.why.removesuffix(", over") in causes:
            if sees(seat, fact.stat):
                if fact.why != because:
                    flush()
                    about = about if fact.why == about else ""
                because = fact.why
                moves[fact.stat] = moves.get(fact.stat, 0) + fact.by
            continue
        if isinstance(fact, happened.SealedUp) and isinstance(fact.decision, Respond):
            if (fact.seat, fact.decision.card) in out:
                continue
        if isinstance(fact, happened.Acted | happened.RunOrdered) and deed(fact) in come:
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


def come_of(facts: Sequence[Fact], scenario: Scenario, seat: Seat | None) -> set[str]:
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


def deed(fact: happened.Acted | happened.RunOrdered) -> str:
    """The name by which :func:`come_of` knows a deed."""
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
