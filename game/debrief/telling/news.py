"""Tellers of cards, answers, deeds, what was found out, and dates that passed."""

from __future__ import annotations

from typing import Final

from game.debrief.figures import NAMES
from game.debrief.findings import about_words, learned_words
from game.debrief.telling.saying import ended, mine, quoted_title, verb, who
from game.rules import facts as happened
from game.rules.cards import card_of, choices_of
from game.rules.characters import ARCHETYPES
from game.rules.decisions import Respond
from game.rules.scenario import Scenario
from game.rules.units import MICROSOFT, OPENAI, Seat, other

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


def card(fact: happened.CardDrawn, scenario: Scenario, seat: Seat | None) -> str:
    return f"News: {ended(card_of(scenario, fact.card).title)}"


def missed(fact: happened.CardMissed, scenario: Scenario, seat: Seat | None) -> str:
    return f"In the record there was news by now, {quoted_title(card_of(scenario, fact.card).title)}. Here it needs {fact.why}."


def noted(fact: happened.Decided, scenario: Scenario, seat: Seat | None) -> str:
    if not fact.note or not mine(seat, fact.seat):
        return ""
    return f"{NAMES[fact.seat]}, for the file: {ended(fact.note)}"


def responded(fact: happened.Responded, scenario: Scenario, seat: Seat | None) -> str:
    card = card_of(scenario, fact.card)
    choice = next(c for c in choices_of(card, fact.seat) if c.id == fact.choice)
    return f"{who(fact.seat, seat)}, on {quoted_title(card.title)}: {ended(choice.text)}"


def sealed(fact: happened.SealedUp, scenario: Scenario, seat: Seat | None) -> str:
    if seat != fact.seat or not isinstance(fact.decision, Respond):
        return ""
    card = card_of(scenario, fact.decision.card)
    choice = next(c for c in choices_of(card, fact.seat) if c.id == fact.decision.choice)
    return f"Sealed: “{choice.text}”, on {quoted_title(card.title)} (takes effect when both have answered)."


def acted(fact: happened.Acted, scenario: Scenario, seat: Seat | None) -> str:
    if seat is not None and fact.seat != seat and fact.action not in SEEN_ACTIONS:
        return ""
    if fact.action in ("sue-microsoft", "sue-openai"):
        return ""  # the suit is told, with its date
    about = (
        f" ({about_words(scenario, fact.action, fact.about)})" if fact.about and mine(seat, fact.seat) else ""
    )
    return f"{verb(fact.seat, seat, *_DONE[fact.action])}{about}."


def _did(words: str) -> tuple[str, str]:
    """A deed as one says it of oneself and of others; its verb stands first."""
    does, _, rest = words.partition(" ")
    third = f"{does[:-1]}ies" if does.endswith("y") and does[-2] not in "aeiou" else f"{does}s"
    return words, f"{third} {rest}".rstrip()


_DONE: Final = {
    action: _did(words)
    for action, words in {
        "open-table": "open the table",
        "diligence": "order due diligence",
        "back-channel": "use the back-channel",
        "disclose": "disclose",
        "counsel": "take counsel",
        "certify": "hire auditors",
        "court": "court a provider",
        "raise-equity": "raise equity",
        "raise-debt": "raise project debt",
        "safety-case": "make a safety case",
        "buy-company": "buy a company",
        "hire-team": "hire a team away",
        "host-rival": "host a rival's models",
        "fast-track": "fast-track spare capacity to OpenAI",
        "power-deal": "make a power deal",
        "lobby": "lobby",
        "leak": "leak",
        "complain": "complain to the regulator",
        "break-memorandum": "break the memorandum",
        "town-hall": "hold a town hall",
        "break-agreement": "use the break option",
    }.items()
}
"""What a deed is called once it is done; a suit is told by itself."""


def stance(fact: happened.StanceSet, scenario: Scenario, seat: Seat | None) -> str:
    if fact.seat == OPENAI:
        whose = "Your" if seat == OPENAI else "OpenAI's"
        return f"{whose} price is “{fact.stance}” now."
    return (
        f"{verb(MICROSOFT, seat, 'ask', 'asks')} others a {fact.stance} rate now."
        if mine(seat, MICROSOFT)
        else ""
    )


def drifted(fact: happened.Drifted, scenario: Scenario, seat: Seat | None) -> str:
    toward = ARCHETYPES[fact.seat][fact.toward].title
    return f"{verb(fact.seat, seat, 'look', 'looks')} at things a little more like a {toward} from now on."


def found(fact: happened.Found, scenario: Scenario, seat: Seat | None) -> str:
    if not mine(seat, fact.seat):
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


def unanswered(fact: happened.Unanswered, scenario: Scenario, seat: Seat | None) -> str:
    return f"The back-channel: {'you' if fact.seat == seat else NAMES[fact.seat]} would rather not say."


def traced(fact: happened.Traced, scenario: Scenario, seat: Seat | None) -> str:
    if fact.action == "diligence":
        them, about = NAMES[other(fact.seat)], about_words(scenario, fact.action, fact.about)
        return f"On file at the inquiry: {verb(fact.seat, seat, 'have', 'has')} looked into {them}'s {about}."
    what = {"leak": "The leak", "lobby": "The lobbying"}[fact.action]
    return f"{what} is traced to {'you' if fact.seat == seat else NAMES[fact.seat]}."


def deadline(fact: happened.DeadlinePassed, scenario: Scenario, seat: Seat | None) -> str:
    date = next(d for d in scenario.deadlines if d.id == fact.deadline)
    if seat is not None and seat not in date.seen_by:
        return ""
    return f"{date.title}: {'met' if fact.met else 'missed'}."
