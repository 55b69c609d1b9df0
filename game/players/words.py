"""What a bot gives its word for: promises it would keep anyway and keeps, threats that are true, and now and then a bluff
(rulebook 3.3.6, 3.4.1).

Here is what is said and when; the desks do what was said, and ask here what that was.
"""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from game.bargaining import riders
from game.players.mind import Mind
from game.players.wants import Proposal
from game.rules.decisions import Option, Promise, Threat
from game.rules.undertakings import LETTER, PROMISE, THREAT, UNDERTAKINGS
from game.rules.units import MICROSOFT, OPENAI, clamp, mul, other

HELD: Final = {OPENAI: ("safety-case", "no-complaint"), MICROSOFT: ("no-rivals", "no-complaint")}
"""What each seat's desk keeps whatever else happens, so what it may promise."""
DUE: Final = 4
"""Quarters it gives itself, and the other side."""
LAST_ROUNDS: Final = 2
"""Rounds left in which it sweetens or threatens: its own offer takes one of them."""
KINDLY: Final = 45
"""From this warmth on it sweetens what it offers last."""
CHEAP: Final = 50
"""Bps of what is at stake: a promise that costs it more is not made lightly, so not at all."""
DOMINANT: Final = 60
"""From this dominance on it threatens."""
DOMINEERING: Final = 80
"""From this dominance on it threatens whoever offers less than it holds out for; others, whoever offers less than they would sign."""
QUIET: Final = 8
"""Quarters between two threats."""


def bound(mind: Mind, undertaking: str) -> int:
    """How much of an undertaking the seat still has to do, by promise or letter; 0 when it has not given its word."""
    return _left(mind, undertaking, PROMISE, LETTER)


def sworn(mind: Mind, undertaking: str) -> int:
    """How much of a threat is still to be carried out: nothing of one that would cost it something, for that was a bluff."""
    if _costs(mind, undertaking, 1, DUE):
        return 0
    return _left(mind, undertaking, THREAT)


def _costs(mind: Mind, undertaking: str, amount: int, quarters: int) -> bool:
    """Whether doing as it threatens would cost it anything."""
    return riders.cost_of(undertaking, amount, quarters, mind.eyes.lens(mind.view.seat)) > 0


def _left(mind: Mind, undertaking: str, *kinds: str) -> int:
    given = riders.open_pledges(mind.view, mind.view.seat, *kinds)
    return max(
        (
            max(1, one.amount - riders.progress(mind.view, one))
            for one in given
            if one.undertaking == undertaking
        ),
        default=0,
    )


def promise(mind: Mind, said: Proposal, options: tuple[Option, ...]) -> Promise | None:
    """A promise to sweeten its last offer with: one that costs it little and is worth more to them."""
    table, view = mind.table, mind.view
    if (
        not mind.skill.models
        or mind.temper.warmth < KINDLY
        or table.rounds > LAST_ROUNDS
        or not table.history
    ):
        return None
    if any(letter.seat == view.seat for letter in said.riders.letters):
        return None
    mine, yours = mind.eyes.lens(view.seat), mind.eyes.lens(other(view.seat))
    best, most = None, 0
    for option in options:
        made = option.decision
        if not isinstance(made, Promise) or made.undertaking not in HELD[view.seat]:
            continue
        due = _due(option, view.quarter)
        cost = riders.cost_of(made.undertaking, made.amount, due - view.quarter, mine)
        worth = riders.worth_of(made.undertaking, made.amount, due - view.quarter, yours)
        if cost <= mul(mind.scale, CHEAP) and worth - cost > most:
            best, most = replace(made, due=due), worth - cost
    return best


def threat(mind: Mind, theirs: Proposal, options: tuple[Option, ...]) -> Threat | None:
    """A threat, when the talk is nearly over: of who dominates, one that it would carry out anyway; of who bluffs, any act."""
    table, view, temper = mind.table, mind.view, mind.temper
    bluffs = mind.chance.hit(100 * temper.bluff, "bluff", view.label)
    if not mind.skill.models or table.rounds > LAST_ROUNDS or not (bluffs or temper.dominance >= DOMINANT):
        return None
    wanted = mind.target if temper.dominance >= DOMINEERING else mind.floor
    if not theirs.package or mind.eyes.gain(*theirs) >= wanted:
        return None
    before = [one for one in view.pledges if one.seat == view.seat and one.kind == THREAT]
    if any(one.status == "let-pass" or one.made > view.quarter - QUIET for one in before):
        return None
    yours = mind.eyes.lens(other(view.seat))
    best, most = None, 0
    for option in options:
        made = option.decision
        if not isinstance(made, Threat) or (made.undertaking == "sign-outside" and not view.quotes):
            continue
        due = _due(option, view.quarter)
        empty = _costs(mind, made.undertaking, made.amount, due - view.quarter)
        if empty and (
            not bluffs or UNDERTAKINGS[made.undertaking].refrains
        ):  # what needs no act is not let pass
            continue
        loss = riders.worth_of(made.undertaking, made.amount, due - view.quarter, yours)
        if loss > most:
            best, most = replace(made, due=due), loss
    return best


def _due(option: Option, quarter: int) -> int:
    low, high = next((low, high) for field, low, high in option.ranges if field == "due")
    return clamp(quarter + DUE, low, high)
