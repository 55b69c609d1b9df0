"""What can be promised, bound by a side letter, or threatened: measurable things only, with a date (rulebook 3.3.6).

To add one, give it a row in :data:`UNDERTAKINGS`. Each is measured by a stat that only grows: what was done since it was said
is the difference, so nobody has to take anybody's word for having kept theirs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from msgspec.structs import replace

from game.errors import Refusal
from game.rules.agreement import agi_trigger, compute_sourcing
from game.rules.decisions import Letter
from game.rules.draft import Draft
from game.rules.facts import PledgeMoved
from game.rules.payments import pay
from game.rules.scenario import Scenario
from game.rules.state import Pledge, State
from game.rules.triggers import Number, reads
from game.rules.units import MICROSOFT, OPENAI, SEATS, Seat, money, other, power, quarter_label

PROMISE: Final = "promise"
LETTER: Final = "letter"
THREAT: Final = "threat"
SOONEST: Final = 1
LATEST: Final = 8
"""A date is one turn to eight quarters ahead: whoever says it has had a turn to do it in."""
OPEN_PROMISES: Final = 2
"""Promises a seat may have open at once: nobody believes a third."""
LETTERS: Final = 2
"""Side letters in one package."""
LEAST_PENALTY: Final = 100
MOST_PENALTY: Final = 10_000
"""$ millions."""
KEPT: Final = 10
MOST_KEPT: Final = 40
BROKEN: Final = -120
BREACH: Final = -60
"""Tenths of trust: a word kept, for each quarter it held and at most; a promise broken; a side letter broken, on top of its
penalty (rulebook 3.1.4). A word that held for a quarter is worth a quarter of the rulebook's 4: else saying little often paid."""
THREATENED: Final = -30
CARRIED_OUT: Final = -80
FOLLOWED_THROUGH: Final = 50
LET_PASS: Final = -150
"""Tenths of trust for a threat made and carried out; of credibility for one carried out and one that was not."""


@dataclass(frozen=True, slots=True)
class Undertaking:
    """Something measurable a seat can say it will do, or (``refrains``) will not do, by a date.

    ``stat`` is what measures it; ``unit`` is empty where there is nothing to count and the amount is 1.
    """

    id: str
    seats: tuple[Seat, ...]
    kinds: tuple[str, ...]
    title: str
    stat: str
    words: Callable[[int], str]
    """For an amount, after "will"."""
    unit: str = ""
    low: int = 1
    high: int = 1
    step: int = 1
    refrains: bool = False
    idle: Callable[[State], str] = lambda state: ""
    """Why saying it now would mean nothing; empty when it does."""

    def counts(self, seat: Seat) -> str:
        """The stat that measures it for a seat."""
        return self.stat.format(seat=seat)


_ALL: Final = (PROMISE, LETTER)


def _no_right(state: State) -> str:
    needs = compute_sourcing.needs_notice(state.terms["compute-sourcing"])
    return "" if needs else "there is no right over new capacity to exercise"


def _no_limb(state: State) -> str:
    if state.relations.determined:
        return "AGI has been determined already"
    return "" if agi_trigger.limbs(state.terms["agi-trigger"]) else "the agreement knows no claim to make"


UNDERTAKINGS: Final = {
    undertaking.id: undertaking
    for undertaking in (
        Undertaking(
            "azure-orders", (OPENAI,), _ALL, "Order from Azure", "openai.azure_signed",
            lambda mw: f"order {power(mw)} from Azure", "MW", 100, 5000, 100,
        ),
        Undertaking(
            "no-outside", (OPENAI,), _ALL, "Sign no other cloud", "openai.outside_signed",
            lambda _: "sign no capacity with anybody else", refrains=True,
        ),
        Undertaking(
            "safety-case", (OPENAI,), _ALL, "Make a safety case", "openai.safety_cases",
            lambda _: "have its models evaluated by outsiders",
        ),
        Undertaking(
            "no-claim", (OPENAI,), _ALL, "Make no AGI claim", "relations.claims", lambda _: "make no AGI claim",
            refrains=True, idle=_no_limb,
        ),
        Undertaking(
            "waive", (MICROSOFT,), _ALL, "Waive first refusal", "relations.waived",
            lambda mw: f"waive its right over {power(mw)}", "MW", 100, 5000, 100, idle=_no_right,
        ),
        Undertaking(
            "no-exercise", (MICROSOFT,), _ALL, "Exercise nothing", "relations.exercised",
            lambda _: "exercise no right over new capacity", refrains=True, idle=_no_right,
        ),
        Undertaking(
            "deliver", (MICROSOFT,), _ALL, "Deliver capacity", "openai.azure_mw",
            lambda mw: f"bring {power(mw)} of Azure on line for OpenAI", "MW", 100, 5000, 100,
        ),
        Undertaking(
            "no-rivals", (MICROSOFT,), _ALL, "Host no rival", "microsoft.hosts_rivals",
            lambda _: "host no rival's models", refrains=True,
            idle=lambda state: "a rival's models are hosted already" if state.microsoft.hosts_rivals else "",
        ),
        Undertaking(
            "no-complaint", SEATS, _ALL, "Complain to nobody", "{seat}.complaints", lambda _: "complain to no regulator",
            refrains=True,
        ),
        Undertaking(
            "complain", SEATS, (THREAT,), "Complain to the regulator", "{seat}.complaints",
            lambda _: "file an antitrust complaint",
        ),
        Undertaking(
            "sue", SEATS, (THREAT,), "Go to court", "{seat}.suits", lambda _: "take the other side to court",
        ),
        Undertaking(
            "sign-outside", (OPENAI,), (THREAT,), "Sign with another cloud", "openai.outside_signed",
            lambda mw: f"sign {power(mw)} with another cloud", "MW", 100, 5000, 100,
        ),
        Undertaking(
            "claim", (OPENAI,), (THREAT,), "Claim AGI", "relations.claims", lambda _: "claim AGI", idle=_no_limb,
        ),
        Undertaking(
            "exercise", (MICROSOFT,), (THREAT,), "Exercise first refusal", "relations.exercised",
            lambda _: "exercise its right over new capacity", idle=_no_right,
        ),
        Undertaking(
            "host-rivals", (MICROSOFT,), (THREAT,), "Host a rival", "microsoft.hosts_rivals",
            lambda _: "host a rival's models",
            idle=lambda state: "a rival's models are hosted already" if state.microsoft.hosts_rivals else "",
        ),
        Undertaking(
            "block-recap", (MICROSOFT,), (THREAT,), "Block the recapitalisation", "openai.recapitalised",
            lambda _: "see that there is no recapitalisation", refrains=True,
            idle=lambda state: "the recapitalisation is through" if state.openai.recapitalised else "",
        ),
    )
}  # fmt: skip
"""Everything that can be undertaken, by its id."""


def offered_to(seat: Seat, kind: str) -> tuple[Undertaking, ...]:
    """What a seat can promise, bind itself to, or threaten."""
    return tuple(u for u in UNDERTAKINGS.values() if seat in u.seats and kind in u.kinds)


def dates(scenario: Scenario, now: int) -> tuple[int, int]:
    """The first and the last quarter by which something can be undertaken in a quarter; the game's end leaves none."""
    return scenario.turns.next(now) + SOONEST - 1, min(now + LATEST, scenario.quarters.count - 1)


def checked(
    scenario: Scenario, state: State, seat: Seat, kind: str, id: str, amount: int, due: int
) -> Undertaking:
    """The undertaking of that id; refuses what the seat cannot say, an amount or a date out of range, or idle words."""
    allowed = {u.id: u for u in offered_to(seat, kind)}
    undertaking = allowed.get(id)
    if undertaking is None:
        raise Refusal(
            "no-such-undertaking",
            f"{seat} cannot give a {kind} “{id[:40]}”.",
            f"It can: {', '.join(allowed)}.",
        )
    if not undertaking.low <= amount <= undertaking.high:
        raise Refusal(
            "undertaking-amount",
            f"{undertaking.title} goes from {undertaking.low} to {undertaking.high} {undertaking.unit}".rstrip()
            + f", not {amount}.",
            f"Name {undertaking.low} to {undertaking.high}.",
        )
    first, last = dates(scenario, state.quarter)
    if first > last:
        raise Refusal(
            "undertaking-date", "The game ends before any date that could be named.", "Leave it out."
        )
    if not first <= due <= last:
        names = (quarter_label(scenario.quarters.from_, quarter) for quarter in (first, last))
        raise Refusal("undertaking-date", "The date is too soon, or too far.", f"Name {' to '.join(names)}.")
    if why := undertaking.idle(state):
        raise Refusal("idle-words", f"That would mean nothing: {why}.", "Say something else.")
    if any(p.status == "open" and p.seat == seat and p.undertaking == id for p in state.pledges):
        raise Refusal(
            "said-already", "That has been said, and its date has not come yet.", "Say something else."
        )
    return undertaking


def check_letters(scenario: Scenario, state: State, letters: tuple[Letter, ...]) -> None:
    """Refuse side letters that nobody could hold anybody to."""
    if len(letters) > LETTERS:
        raise Refusal(
            "too-many-letters", f"A package carries at most {LETTERS} side letters.", "Leave one out."
        )
    if len({(letter.seat, letter.undertaking) for letter in letters}) < len(letters):
        raise Refusal("letter-twice", "Two side letters say the same.", "Say it once.")
    for letter in letters:
        if letter.seat not in SEATS:
            raise Refusal(
                "no-such-seat", f"There is no seat “{letter.seat[:40]}”.", f"There are {' and '.join(SEATS)}."
            )
        checked(scenario, state, letter.seat, LETTER, letter.undertaking, letter.amount, letter.due)
        if not LEAST_PENALTY <= letter.penalty <= MOST_PENALTY:
            raise Refusal(
                "penalty",
                f"A penalty is ${LEAST_PENALTY}m to {money(MOST_PENALTY)}, not {money(letter.penalty)}.",
                "Name another.",
            )


def unpayable(number: Number, seat: Seat, letters: tuple[Letter, ...]) -> Refusal | None:
    """Why a seat cannot put its own name to these letters, if it cannot: OpenAI could not pay its penalties today.

    Only who signs is asked: the other side learns nothing of its cash by proposing. ``number`` reads a state, or the seat's view.
    """
    most = sum(letter.penalty for letter in letters if letter.seat == seat == OPENAI)
    if most and most > max(0, number("openai.cash")):
        return Refusal("penalty", "OpenAI could not pay that penalty today.", "Name a smaller one.")
    return None


def pledge(draft: Draft, seat: Seat, kind: str, id: str, amount: int, due: int) -> Pledge:
    """Enter in the ledger what a seat has said; what it does counts from now on."""
    base = reads(draft.state)(UNDERTAKINGS[id].counts(seat))
    return _entered(draft, kind, Letter(seat=seat, undertaking=id, amount=amount, due=due, penalty=0), base)


def bases(state: State, letters: tuple[Letter, ...]) -> tuple[int, ...]:
    """How much of what each letter is about has been done so far."""
    return tuple(reads(state)(UNDERTAKINGS[letter.undertaking].counts(letter.seat)) for letter in letters)


def bind(draft: Draft, letters: tuple[Letter, ...], since: tuple[int, ...]) -> None:
    """Side letters have been signed; what is done counts beyond ``since``, a number a letter."""
    for letter, base in zip(letters, since, strict=True):
        _entered(draft, LETTER, letter, base)


def _entered(draft: Draft, kind: str, said: Letter, base: int) -> Pledge:
    state = draft.state
    made = Pledge(
        id=f"{kind}-{len(state.pledges) + 1}", seat=said.seat, kind=kind, undertaking=said.undertaking, amount=said.amount,
        made=state.quarter, due=said.due, base=base, penalty=said.penalty,
    )  # fmt: skip
    draft.happen(PledgeMoved(made))
    return made


def withdraw_threats(draft: Draft) -> None:
    """A signature settles what was threatened for it: nobody has to carry it out."""
    for said in draft.state.pledges:
        if said.kind == THREAT and said.status == "open":
            draft.happen(PledgeMoved(replace(said, status="withdrawn", ended=draft.state.quarter)))


def progress(state: State, said: Pledge) -> int:
    """How much of it has been done since it was said."""
    return reads(state)(UNDERTAKINGS[said.undertaking].counts(said.seat)) - said.base


def run(draft: Draft) -> None:
    """At the end of the quarter: what was said and has come to its end is kept, broken, carried out or let pass."""
    state = draft.state
    for said in state.pledges:
        if said.status != "open":
            continue
        undertaking = UNDERTAKINGS[said.undertaking]
        done = progress(state, said) >= said.amount
        if not done and state.quarter < said.due:
            continue
        _settle(draft, said, done != undertaking.refrains)


def _settle(draft: Draft, said: Pledge, true_to_it: bool) -> None:
    listener = other(said.seat)
    trust, credibility = f"relations.{listener}_trust", f"relations.{said.seat}_credibility"
    now = draft.state.quarter
    if said.kind == THREAT:
        status = "carried-out" if true_to_it else "let-pass"
        draft.happen(PledgeMoved(replace(said, status=status, ended=now)))
        if true_to_it:
            draft.move(trust, CARRIED_OUT, "a threat carried out")
            draft.move(credibility, FOLLOWED_THROUGH, "a threat carried out")
        else:
            draft.move(credibility, LET_PASS, "a threat let pass")
        return
    draft.happen(PledgeMoved(replace(said, status="kept" if true_to_it else "broken", ended=now)))
    if true_to_it:
        held = now - said.made
        draft.move(trust, min(MOST_KEPT, KEPT * held), f"a {said.kind.replace('letter', 'side letter')} kept")
    elif said.kind == PROMISE:
        draft.move(trust, BROKEN, "a promise broken")
    else:
        draft.move(trust, BREACH, "a side letter broken")
        pay(draft, said.seat, said.penalty, "the side letter's penalty")
