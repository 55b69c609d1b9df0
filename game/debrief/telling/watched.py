"""Tellers of claims of AGI, courts, regulators, staff, an empty till, and the end."""

from __future__ import annotations

from typing import Final

from game.debrief.claims import certificate_words, moved_words
from game.debrief.figures import NAMES, lowered, when
from game.debrief.riders import package_words
from game.debrief.telling.saying import mine, sees, verb
from game.rules import facts as happened
from game.rules.agreement import CLAUSES
from game.rules.proceedings import HEARD, KINDS
from game.rules.scenario import Scenario
from game.rules.suits import CAUSES
from game.rules.units import MICROSOFT, OPENAI, Seat, money, percent


def claim(fact: happened.ClaimMoved, scenario: Scenario, seat: Seat | None) -> str:
    return moved_words(fact.claim, scenario, seat)


def certified(fact: happened.Certified, scenario: Scenario, seat: Seat | None) -> str:
    return f"{certificate_words(fact.certificate)}." if mine(seat, OPENAI) else ""


_SETTLED: Final = {
    "accepted": "The claim is accepted: a Determination has been made",
    "upheld": "The claim is upheld: a Determination has been made",
    "rejected": "The claim is rejected",
    "bad-faith": "The claim is rejected, and found not to have been made in good faith",
    "dropped": "The claim is withdrawn: its limb was signed away",
    "bought-out": "The claim is bought out, and withdrawn",
}


def settled(fact: happened.ClaimSettled, scenario: Scenario, seat: Seat | None) -> str:
    return f"{_SETTLED[fact.how]}."


def distress(fact: happened.DistressCalled, scenario: Scenario, seat: Seat | None) -> str:
    return f"{verb(OPENAI, seat, 'are', 'is')} out of cash."


def bridge(fact: happened.BridgeAsked, scenario: Scenario, seat: Seat | None) -> str:
    if fact.granted is None:
        if fact.terms:
            return f"{verb(MICROSOFT, seat, 'grant', 'grants')} the bridge, for {package_words(fact.terms)}. It lies there."
        return f"{verb(OPENAI, seat, 'ask', 'asks')} Microsoft for a bridge."
    return (
        f"{verb(MICROSOFT, seat, 'grant', 'grants')} the bridge."
        if fact.granted
        else "The bridge is declined."
    )


def proceeding(fact: happened.ProceedingBegan, scenario: Scenario, seat: Seat | None) -> str:
    made = fact.proceeding
    kind = KINDS[made.what]
    if not _told(made.what, seat):
        return ""
    if made.due > made.since + kind.notice:
        return f"The licence is refused. It is heard again in {when(scenario, made.due)}."
    about = f" As things stand that is {lowered(CLAUSES[made.clause].title)}." if made.clause else ""
    dated = f" Due in {when(scenario, made.due)}." if made.what in HEARD else ""
    return f"{kind.opens}{about}{dated}"


def proceeding_over(fact: happened.ProceedingOver, scenario: Scenario, seat: Seat | None) -> str:
    return f"{KINDS[fact.what].over}." if _told(fact.what, seat) else ""


def _told(what: str, seat: Seat | None) -> bool:
    return seat is None or seat in KINDS[what].seats


def postponed(fact: happened.Postponed, scenario: Scenario, seat: Seat | None) -> str:
    return "The recapitalisation is held up by the review." if sees(seat, fact.stat) else ""


def walked_out(fact: happened.WalkedOut, scenario: Scenario, seat: Seat | None) -> str:
    return f"OpenAI's staff walk out together. {percent(fact.part)} of them find desks at Microsoft; training stands still."


_JUDGED: Final = {
    "settled": "The suit over {over} is settled: what it was about has been signed",
    "moot": "The suit over {over} falls away with the claim",
    "won": "The court finds for {name} over {over}",
    "lost": "The court finds against {name} over {over}",
}


def suit(fact: happened.SuitMoved, scenario: Scenario, seat: Seat | None) -> str:
    suit = fact.suit
    over = CAUSES[suit.over].title
    if suit.status == "open":
        sues = verb(suit.claimant, seat, "sue", "sues")
        return (
            f"{sues} over {over}, for {money(suit.amount)}; a verdict is due by {when(scenario, suit.until)}."
        )
    name = "you" if suit.claimant == seat else NAMES[suit.claimant]
    return f"{_JUDGED[suit.status].format(over=over, name=name)}."


def ended_game(fact: happened.Ended, scenario: Scenario, seat: Seat | None) -> str:
    ending = next(e for e in scenario.endings if e.id == fact.ending)
    return f"The end: {ending.title}."
