"""What hangs on a package, and what has been promised or threatened, in sentences.

One wording serves the table, the signing, the ledger, the news, the letter and the replay. Nothing here decides anything.
"""

from __future__ import annotations

from typing import Final

from game.debrief.figures import NAMES, lowered, when
from game.debrief.terms import term_words
from game.rules.agreement import CLAUSES, Term
from game.rules.decisions import Contingent, Letter, Package, Riders
from game.rules.scenario import Scenario
from game.rules.state import Memorandum, Pledge
from game.rules.triggers import TRIGGERS
from game.rules.undertakings import (
    BREACH,
    BROKEN,
    CARRIED_OUT,
    FOLLOWED_THROUGH,
    KEPT,
    LET_PASS,
    LETTER,
    MOST_KEPT,
    PROMISE,
    THREAT,
    THREATENED,
    UNDERTAKINGS,
)
from game.rules.units import Seat, money


def capital(words: str) -> str:
    """Words as they begin a sentence."""
    return f"{words[:1].upper()}{words[1:]}"


def package_words(package: Package) -> str:
    """A package in a few words: the clauses it changes and what to."""
    return "; ".join(term_words(id, term) for id, term in package)


def offered_terms(package: Package, riders: Riders) -> dict[str, Term]:
    """What an offer would make of each clause it touches, be it only on a condition."""
    return {**{contingent.clause: contingent.term for contingent in riders.contingents}, **dict(package)}


# What hangs on a package


def link_words(link: tuple[str, str]) -> str:
    """Two clauses that are taken together or not at all."""
    one, two = (lowered(CLAUSES[id].title) for id in link)
    return f"{capital(one)} and {two} go together: both or neither"


def linked_words(link: tuple[str, str]) -> str:
    """A link once both are signed: a row of its own under the amendment."""
    return f"signed as linked: {' and '.join(lowered(CLAUSES[id].title) for id in link)}, both or neither"


def condition_words(contingent: Contingent, scenario: Scenario) -> str:
    """A contingent clause: what becomes what, once what is so, and by when."""
    clause = CLAUSES[contingent.clause]
    once = TRIGGERS[contingent.trigger].words(contingent.at)
    return f"{clause.title} becomes “{clause.short(contingent.term)}” once {once}, by {when(scenario, contingent.by)}"


def undertaken(
    speaker: Seat, undertaking: str, amount: int, due: int, scenario: Scenario, seat: Seat | None, *, threat: bool = False
) -> str:  # fmt: skip
    """What somebody will do and by when: “Microsoft will host no rival's models until Q3 2026”."""
    name, mine = ("You", True) if speaker == seat else (NAMES[speaker], False)
    return f"{name} will {deed_words(undertaking, amount, due, scenario, mine=mine, threat=threat)}"


def deed_words(
    undertaking: str, amount: int, due: int, scenario: Scenario, *, mine: bool = False, threat: bool = False
) -> str:
    """What somebody undertakes and by when, or until when where it is not to do something.

    A threat is carried out in its last quarter at the latest, so its end is said.
    """
    kind = UNDERTAKINGS[undertaking]
    words = kind.words(amount)
    if mine:
        words = words.replace("its ", "your ")
    until = "until the end of" if kind.refrains else "by the end of" if threat else "by"
    return f"{words} {until} {when(scenario, due)}"


def letter_words(letter: Letter, scenario: Scenario, seat: Seat | None) -> str:
    """A side letter with its penalty."""
    does = undertaken(letter.seat, letter.undertaking, letter.amount, letter.due, scenario, seat)
    return f"{does}, or {'pay' if letter.seat == seat else 'pays'} {money(letter.penalty)}"


def riders_words(riders: Riders, scenario: Scenario, seat: Seat | None) -> tuple[str, ...]:
    """Everything a package hangs together with, a sentence each without its full stop."""
    return (
        *(link_words(link) for link in riders.links),
        *(condition_words(contingent, scenario) for contingent in riders.contingents),
        *(letter_words(letter, scenario, seat) for letter in riders.letters),
    )


def short_riders(riders: Riders, scenario: Scenario) -> str:
    """What a package hung together with, in short: “linked: a with b; on a condition: c, d by Q4 2025; side letters: 1”."""
    pairs = [" with ".join(lowered(CLAUSES[id].title) for id in link) for link in riders.links]
    waiting = [f"{term_words(c.clause, c.term)} by {when(scenario, c.by)}" for c in riders.contingents]
    parts = (
        f"linked: {', '.join(pairs)}" if pairs else "",
        f"on a condition: {', '.join(waiting)}" if waiting else "",
        f"side letters: {len(riders.letters)}" if riders.letters else "",
    )
    return "; ".join(filter(None, parts))


def offer_words(package: Package, riders: Riders, scenario: Scenario, seat: Seat | None) -> str:
    """A whole offer in one line: the clauses and what hangs on them."""
    return "; ".join(filter(None, (package_words(package), *riders_words(riders, scenario, seat))))


# What has been said


_SAYS: Final = {
    PROMISE: ("promise", "promises"),
    LETTER: ("are bound", "is bound"),
    THREAT: ("threaten", "threatens"),
}


def pledge_words(pledge: Pledge, scenario: Scenario, seat: Seat | None) -> str:
    """What was promised, bound or threatened: “Microsoft promises to host no rival's models until the end of Q3 2026”."""
    mine = pledge.seat == seat
    says = _SAYS[pledge.kind][0 if mine else 1]
    name = "You" if mine else NAMES[pledge.seat]
    threat = pledge.kind == THREAT
    deed = deed_words(pledge.undertaking, pledge.amount, pledge.due, scenario, mine=mine, threat=threat)
    penalty = f", or pay {money(pledge.penalty)}" if pledge.penalty else ""
    return f"{name} {says} to {deed}{penalty}"


ENDED: Final = {
    "kept": "kept",
    "broken": "broken",
    "carried-out": "carried out",
    "let-pass": "let pass",
    "withdrawn": "withdrawn",
}
"""How a pledge ended, in words."""


def settled_words(pledge: Pledge, scenario: Scenario, seat: Seat | None) -> str:
    """How something that was said came to its end."""
    kind = "side letter" if pledge.kind == LETTER else pledge.kind
    owner = "your" if pledge.seat == seat else f"{NAMES[pledge.seat]}'s"
    what = UNDERTAKINGS[pledge.undertaking].words(pledge.amount)
    if pledge.seat == seat:
        what = what.replace("its ", "your ")
    penalty = f" It costs {money(pledge.penalty)}." if pledge.status == "broken" and pledge.penalty else ""
    return f"{capital(owner)} {kind} to {what} is {ENDED[pledge.status]}.{penalty}"


def signed_points(tenths: int) -> str:
    """A move of a meter in whole points with its sign: ``+4``, ``−12``."""
    return f"{'+' if tenths > 0 else '−'}{abs(tenths) // 10}"


def threat_price() -> str:
    """What a threat costs whoever makes it, at once and by its date."""
    return (
        f"It costs {abs(THREATENED) // 10} of their trust now. Carried out: another {abs(CARRIED_OUT) // 10}, and your word counts "
        f"for {FOLLOWED_THROUGH // 10} more; let pass: for {abs(LET_PASS) // 10} less"
    )


def stakes(pledge: Pledge) -> str:
    """What hangs on an open pledge: “kept: trust +4; broken: trust −12”."""
    if pledge.kind == THREAT:
        return (
            f"carried out: trust {signed_points(CARRIED_OUT)}, credibility {signed_points(FOLLOWED_THROUGH)}; "
            f"let pass: credibility {signed_points(LET_PASS)}"
        )
    kept = signed_points(kept_trust(pledge.due - pledge.made))
    if pledge.kind == LETTER:
        return f"kept: trust {kept}; broken: {money(pledge.penalty)} and trust {signed_points(BREACH)}"
    return f"kept: trust {kept}; broken: trust {signed_points(BROKEN)}"


def kept_trust(quarters: int) -> int:
    """Tenths of trust that a word earns which is kept after so many quarters."""
    return min(MOST_KEPT, KEPT * quarters)


def memorandum_words(memorandum: Memorandum, scenario: Scenario, seat: Seat | None) -> str:
    """What was accepted in principle, when it is signed, and what breaking it costs."""
    name = "You" if memorandum.seat == seat else NAMES[memorandum.seat]
    what = offer_words(memorandum.package, memorandum.riders, scenario, seat)
    return (
        f"{name} accepted in principle: {what}. It is signed in {when(scenario, scenario.turns.next(memorandum.quarter))} "
        f"unless somebody pays {money(memorandum.fee)} to break it"
    )
