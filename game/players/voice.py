"""What is said at the table: which line goes with a move (rulebook 3.4.7). The lines are data: :mod:`game.players.sayings`.

A line claims nothing that the move does not show: which act it is follows from the move itself and from what both sides can see,
and where it tells what the speaker thinks ("we have come towards you"), the speaker does think so. The mood follows from what the
*listener* can see, so it gives nothing away. No line comes again in a game before all that would do have been said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from msgspec.structs import replace

from game.players.mind import Mind
from game.players.sayings import (
    ANY,
    ANYBODY,
    COLD,
    CONCEDE,
    COUNTER,
    DEADLINE,
    DECLINE,
    EXERCISE,
    FAREWELL,
    FIRM,
    FOR_THAT,
    GRANT,
    IN_PART,
    LAST,
    LAST_ROUND,
    LATER,
    NEWS,
    NOT_THAT,
    ON_CONDITION,
    OPEN,
    PLAIN,
    PRICE,
    PROMISED,
    STAND,
    THANKS,
    THREATENED,
    TIED,
    TO_A_PROMISE,
    TO_A_THREAT,
    WAIVE,
    WARM,
    lines_of,
    name_of,
)
from game.players.wants import Proposal
from game.rules.agreement import CLAUSES, Terms
from game.rules.chance import Chance
from game.rules.decisions import Answer, Package
from game.rules.events import Card
from game.rules.packages import merged
from game.rules.scenario import Scenario
from game.rules.state import Said
from game.rules.talk import rounds_of
from game.rules.undertakings import PROMISE, THREAT
from game.rules.units import OPENAI, Seat, other
from game.rules.view import View

KIND: Final = 700
SORE: Final = 400
"""Tenths of trust from which on it is warm, and under which it is cold: both are edges of the bands in which it is seen."""
LOUD: Final = 500
"""Tenths of friction from which on nobody is warm."""
HOSTILE: Final = (THREAT, "insist", "reopen")
"""What makes anybody cold for the moment."""


# Mood


def mood(view: View) -> str:
    """How the view's seat sounds: from its trust as the other side reads it, the public quarrel, and the other side's last moves."""
    trust, them = view.number(f"relations.{view.seat}_trust"), other(view.seat)
    lately = tuple(said.move for said in _lately(view, them))
    if trust < SORE or any(move in HOSTILE for move in lately):
        return COLD
    if view.number("relations.friction") >= LOUD:
        return PLAIN
    return WARM if trust >= KIND or gave_way(view, them) else PLAIN


def _lately(view: View, seat: Seat) -> Iterator[Said]:
    """What a seat has said since the other one last made an offer at this table."""
    for said in reversed(view.table.history if view.table is not None else ()):
        if said.seat != seat and said.move == "offer":
            return
        if said.seat == seat:
            yield said


# What an offer does, by the open terms


class Turn(NamedTuple):
    """How many clauses one offer moved against an earlier one of the same seat: towards the other side, and away from it."""

    towards: int
    away: int


def turn_of(terms: Terms, seat: Seat, before: Package, after: Package) -> Turn:
    """How a seat's offer differs from its earlier one, clause by clause: every ladder begins with what is best for Microsoft."""
    old, new = merged(terms, before), merged(terms, after)
    steps = [
        CLAUSES[id].rank(new[id]) - CLAUSES[id].rank(old[id])
        for id in dict((*before, *after))
        if new[id] != old[id]
    ]
    up, down = sum(step > 0 for step in steps), sum(step < 0 for step in steps)
    return Turn(down, up) if seat == OPENAI else Turn(up, down)


def offers_of(view: View, seat: Seat) -> list[Proposal]:
    """What a seat has offered at this table."""
    history = view.table.history if view.table is not None else ()
    return [
        Proposal(said.package, said.riders) for said in history if said.seat == seat and said.move == "offer"
    ]


def gave_way(view: View, seat: Seat) -> bool:
    """Whether a seat's last offer at this table only moved towards the other side, in sight of both."""
    mine = offers_of(view, seat)
    return len(mine) > 1 and gives_way(view, seat, mine[-2], mine[-1])


def gives_way(view: View, seat: Seat, before: Proposal, after: Proposal) -> bool:
    """Whether an offer only moves towards the other side against an earlier one, with the same hanging on it."""
    turn = turn_of(view.agreement.terms, seat, before.package, after.package)
    return turn.towards > 0 and turn.away == 0 and _same_hangs(before, after)


def stands_still(view: View, seat: Seat, before: Proposal, after: Proposal) -> bool:
    """Whether an offer moves nothing towards the other side against an earlier one."""
    turn = turn_of(view.agreement.terms, seat, before.package, after.package)
    return turn.towards == 0 and _same_hangs(before, after)


def _same_hangs(before: Proposal, after: Proposal) -> bool:
    return replace(before.riders, links=()) == replace(after.riders, links=())


# Acts


def act_of(mind: Mind, said: Proposal) -> str:
    """What a seat is doing when it makes this offer: what it has just said on the way to it comes first."""
    view, table, seat = mind.view, mind.table, mind.view.seat
    moves = {THREAT: THREATENED, "insist": FIRM, PROMISE: PROMISED}
    last = table.history[-1] if table.history else None
    if last is not None and last.seat == seat and last.move in moves:
        return moves[last.move]
    if table.wanted and table.must_answer == "offer":
        return FOR_THAT if set(table.wanted) <= set(said.package) else NOT_THAT
    mine, theirs = offers_of(view, seat), offers_of(view, other(seat))
    before = mine[-1] if mine else Proposal(())
    if set(said.riders.contingents) - set(before.riders.contingents):
        return ON_CONDITION
    if said.riders.links and not before.riders.links:
        return TIED
    heard = [one.move for one in _lately(view, other(seat))]
    if THREAT in heard or PROMISE in heard:
        return TO_A_THREAT if THREAT in heard else TO_A_PROMISE
    if table.rounds <= rounds_of(said.riders):
        return LAST_ROUND
    if not mine:
        return _first(mind, bool(theirs) or table.offered_by == other(seat))
    if gives_way(view, seat, before, said) and mind.theirs.gain_of(said.package) > mind.theirs.gain_of(
        before.package
    ):
        return CONCEDE
    if (
        "offer" in heard
        and gave_way(view, other(seat))
        and mind.own.gain_of(theirs[-1].package) > mind.own.gain_of(theirs[-2].package)
    ):
        return THANKS
    return STAND if stands_still(view, seat, before, said) else COUNTER


def _first(mind: Mind, answers: bool) -> str:
    if presses(mind.scenario, mind.view):
        return DEADLINE
    if answers:
        return COUNTER
    return NEWS if in_the_news(mind.scenario, mind.view) else OPEN


def presses(scenario: Scenario, view: View) -> bool:
    """Whether a date presses that both sides know: one in the calendar of both, or the end. A seat's own dates are its secret."""
    until = scenario.turns.next(view.quarter)
    mine = {date.id for date in view.dates}
    shared = (d for d in scenario.deadlines if len(d.seen_by) == 2 and d.id in mine)
    return scenario.last_turn(view.quarter) or any(view.quarter <= d.quarter < until for d in shared)


def in_the_news(scenario: Scenario, view: View) -> bool:
    """Whether there was news this quarter that may be mentioned dryly: not where somebody was hurt, or could have been."""
    drawn = {one.card for one in view.drawn if one.quarter == view.quarter}
    return bool(drawn) and not any(is_grave(card) for card in scenario.events if card.id in drawn)


def is_grave(card: Card) -> bool:
    """Whether a card is about harm or the want of safety: what it asks for or moves tells."""
    return any(word in repr((card.when, card.effects)) for word in ("safety", "incident"))


def parting(scenario: Scenario, view: View) -> str:
    """Leaving when the rounds are over: until next time, or for good."""
    return FAREWELL if scenario.last_turn(view.quarter) else LAST


def answer_act(answer: Answer, provider: str) -> str:
    """What an answer to a notice does; empty where there is nothing to say."""
    if answer.answer == "exercise":
        return GRANT if provider == "azure" else EXERCISE
    if answer.answer == "waive":
        return DECLINE if provider == "azure" else WAIVE
    return {"partial": IN_PART, "waive-for": PRICE, "later": LATER}.get(answer.answer, "")


# Lines


def pool(
    seat: Seat, archetype: str, act: str, feeling: str, turn: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Every line that would do: the kind's own, and what anybody might say. ``turn`` is what the game calls a turn."""

    def fitting(name: str) -> tuple[str, ...]:
        by_mood: Mapping[str, tuple[str, ...]] = lines_of(name).get(act, {})
        return tuple(line.replace("{turn}", turn) for key in (ANY, feeling) for line in by_mood.get(key, ()))

    return fitting(name_of(seat, archetype)), fitting(ANYBODY)


def heard_so_far(view: View) -> Counter[str]:
    """How often each line has been said in the game, by either side."""
    tables = [minutes.history for minutes in view.minutes]
    if view.table is not None:
        tables.append(view.table.history)
    return Counter(
        said.says for said in (*(one for table in tables for one in table), *view.remarks) if said.says
    )


def line(view: View, act: str, chance: Chance, *name: str | int) -> str:
    """One line for an act in the mood of the moment, the same whenever it is asked for under the same name.

    It is one of those that were said least in this game; one's own come twice as readily as what anybody might say.
    """
    own, common = pool(view.seat, view.character.archetype, act, mood(view), view.turns.word)
    heard = heard_so_far(view)
    least = min((heard[one] for one in (*own, *common)), default=0)
    left = tuple(one for one in (*own, *own, *common) if heard[one] == least)
    return chance.pick(left, "voice", act, *name) if left else ""
