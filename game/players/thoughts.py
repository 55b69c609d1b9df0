"""What went into a bot's act, as a value: what it wanted, what it believed, what else it could have done (rulebook 4.6).

A bot is a pure function of what it is shown and luck of its own, so any act of a game can be thought again. The thought is the
decision's own: the same mind that decides is asked afterwards, and no formula stands twice.
"""

from __future__ import annotations

from typing import Final

import msgspec

from game.bargaining import concession, reasons, riders
from game.bargaining.gambits import Considered
from game.bargaining.tables import NEVER
from game.players import cards, cloud_desk, lab_desk, manners, outlook
from game.players.mind import Mind
from game.players.negotiator import Negotiator
from game.players.wants import Proposal
from game.players.workings import Tried, Way
from game.rules.agreement import Term
from game.rules.decisions import (
    Accept,
    Act,
    Because,
    Decision,
    Offer,
    Option,
    Package,
    Promise,
    Riders,
    Threat,
    Walk,
)
from game.rules.engine import Question
from game.rules.units import OPENAI, other
from game.rules.view import View

BEST: Final = 6
"""How many of the offers that were weighed by their chances are told."""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One clause of an offer: what its change seems to gain the bot and, as it imagines that, the other side ($M)."""

    clause: str
    term: Term
    own: int
    theirs: int | None


class Weighed(msgspec.Struct, frozen=True, kw_only=True):
    """An offer as the bot saw it, $ millions: ``own`` as it misjudges it, ``sure`` as its accountants have it, ``theirs`` as it
    imagines the other side (``None``: it never gave them a thought). ``own`` is ``None`` where an offer cannot be borne at all."""

    package: Package
    riders: Riders
    own: int | None
    sure: int | None
    theirs: int | None
    parts: tuple[Part, ...] = ()


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """Something the desk would have liked to do. ``open`` says whether it could, ``done`` whether it had already."""

    decision: Decision
    open: bool
    done: bool = False


class Talk(msgspec.Struct, frozen=True, kw_only=True):
    """What went into an act at the table; amounts are $ millions over the agreement in force."""

    because: str
    """``enough`` and ``own-word`` (it signed), ``no-rounds``, ``no-patience`` and ``nothing`` (it left), ``nearest``, ``best``,
    ``on-condition`` and ``by-clause`` (its offer), ``asked`` (its reasons), ``first`` (said before an offer)."""
    used: int
    rounds: int
    most: int
    """The most it thought it could get."""
    start: int
    floor: int
    target: int
    """What it held out for at that moment; to who searches, what talking on seemed worth."""
    wanted: int
    """What its next offer was to gain it."""
    scale: int
    """What seemed to be at stake for both together."""
    pressed: bool
    last: bool
    """Whether a date pressed it, and whether hardly another table was to come."""
    heeded: int
    promised: int
    thanks: int
    """What threats took off its floor, promises and concessions off its target."""
    defied: int
    """Threats that it did not believe and that stiffened it."""
    patience: int
    patience_at_first: int
    tried: tuple[tuple[int, str, int], ...]
    """What the other side's offers did to its patience: which offer, why, by how much."""
    theirs: Weighed | None
    """What lay on the table from the other side."""
    said: Weighed | None
    """What it offered; after a signature or an aside what it would have offered next."""
    beside: tuple[Weighed, ...]
    """What it had beside the one it chose, at higher and lower prices, most for itself first."""
    held: Package = ()
    """What had to be in its offer: clauses somebody asked the price of, or called not negotiable."""
    word: tuple[int, int] | None = None
    """What keeping its promise or carrying its threat out seemed to cost it; what the promise seemed worth to the other side, or the
    threat to cost that ($M)."""
    kinds: tuple[tuple[str, int], ...] = ()
    """How likely it thought each archetype across the table, bps, likeliest first; nothing for who does not ask itself that."""
    weighed: tuple[Considered, ...] = ()
    """The offers it weighed by their chances, best first; nothing for who does not search."""
    weighed_of: int = 0
    """Of how many these are the best."""


class Thought(msgspec.Struct, frozen=True, kw_only=True):
    """An act and what went into it."""

    decision: Decision
    ways: tuple[Way, ...] = ()
    """What was weighed against each other, best first."""
    wishes: tuple[Wish, ...] = ()
    """What the desk would have liked to do, in its order: the first that was open is what it did."""
    how: str = ""
    """How the desk came to it, where that is not the usual way: "word" (it had given it)."""
    figures: dict[str, int] = {}
    """What it reckoned on the way, by name."""
    tried: tuple[Tried, ...] = ()
    """The ways of going on that it thought through, as far as it plays on in its head."""
    pace: int = 0
    """The pace of the world it believed in, bps of the usual."""
    talk: Talk | None = None


def thought_of(bot: Negotiator, view: View, question: Question, options: tuple[Option, ...]) -> Thought:
    """What a bot decides, and what goes into it."""
    mind = bot.mind(view)
    decision = bot.considered(mind, question, options)
    if question.topic == "table":
        return Thought(decision=decision, talk=_talk(mind, decision))
    ways, figures = list(mind.workings.ways), dict(mind.workings.figures)
    tried = tuple(mind.workings.tried)
    if question.topic == "events" and not ways:
        found = cards.scored(mind.scenario, view, options, mind.chance)
        ways = [Way(one.decision, one.worth + one.mood) for one in found]
    return Thought(
        decision=decision,
        ways=tuple(sorted(dict.fromkeys(ways), key=lambda way: -way.worth)),
        how=mind.workings.how,
        wishes=_wishes(mind, question, options),
        figures=figures,
        tried=tried,
        pace=outlook.pace(mind.scenario, view),
    )


def _wishes(mind: Mind, question: Question, options: tuple[Option, ...]) -> tuple[Wish, ...]:
    desk = lab_desk if mind.view.seat == OPENAI else cloud_desk
    if question.topic not in desk.WISHES:
        return ()
    found: dict[Wish, None] = {}
    for wish, held in lab_desk.weighed(desk.WISHES[question.topic](mind), options):
        done = held is None and any(_alike(wish, sealed) for sealed in mind.view.sealed)
        found[Wish(decision=held or wish, open=held is not None, done=done)] = None
    return tuple(found)


def _alike(one: Decision, two: Decision) -> bool:
    return one == two or (
        isinstance(one, Act) and isinstance(two, Act) and (one.action, one.about) == (two.action, two.about)
    )


def _talk(mind: Mind, decision: Decision) -> Talk:
    table = mind.table
    lies = table.offered_by not in ("", mind.view.seat)
    theirs = Proposal(table.offers, table.riders) if lies else Proposal(())
    how, said = "", _said(decision)
    if not isinstance(decision, Because | Walk):
        near = manners.counter(mind, theirs, asked=table.must_answer == "offer")
        how = mind.workings.offered if said is None or (near and near.package == said.package) else "best"
        said = said or near
    weighed = _weighed(mind, said) if said is not None else None
    return Talk(
        because=_because(mind, decision, theirs, how),
        used=mind.used,
        rounds=mind.rounds,
        most=mind.most,
        start=mind.start,
        floor=mind.floor,
        target=mind.target,
        wanted=mind.wanted,
        scale=mind.scale,
        pressed=concession.pressed(mind.view),
        last=concession.is_last(mind.view),
        patience=mind.patience,
        patience_at_first=mind.temper.patience,
        tried=mind.tried,
        theirs=_weighed(mind, theirs) if lies else None,
        said=weighed,
        beside=_beside(mind, said, weighed),
        held=mind.workings.held,
        kinds=tuple(sorted(mind.kinds, key=lambda one: -one[1])),
        weighed=mind.considered[:BEST],
        weighed_of=len(mind.considered),
        word=_word(mind, decision),
        **mind.leanings(),
    )


def _word(mind: Mind, decision: Decision) -> tuple[int, int] | None:
    if not isinstance(decision, Promise | Threat):
        return None
    view, ahead = mind.view, decision.due - mind.view.quarter
    mine, yours = mind.eyes.lens(view.seat), mind.eyes.lens(other(view.seat))
    cost = riders.cost_of(decision.undertaking, decision.amount, ahead, mine)
    return cost, riders.worth_of(decision.undertaking, decision.amount, ahead, yours)


def _said(decision: Decision) -> Proposal | None:
    return Proposal(decision.package, decision.riders) if isinstance(decision, Offer) else None


def _because(mind: Mind, decision: Decision, theirs: Proposal, how: str) -> str:
    match decision:
        case Accept():
            return "enough" if mind.gains(theirs).own >= mind.target else "own-word"
        case Walk():
            if theirs.package and manners.forbids(mind, theirs) is not None and mind.accepts(*theirs):
                return "kept"
            return (
                "no-rounds" if mind.table.rounds <= 0 else "no-patience" if mind.patience <= 0 else "nothing"
            )
        case Offer():
            return how
        case Because():
            return "asked"
        case _:
            return "first"


def _weighed(mind: Mind, said: Proposal) -> Weighed:
    own, sure, theirs = mind.gains(said)
    return Weighed(
        package=said.package,
        riders=said.riders,
        own=_borne(own),
        sure=_borne(sure),
        theirs=theirs if theirs is None else _borne(theirs),
        parts=_parts(mind, said),
    )


def _borne(gain: int) -> int | None:
    return gain if gain > NEVER // 2 else None


def _parts(mind: Mind, said: Proposal) -> tuple[Part, ...]:
    mine = dict(reasons.contributions(mind.own, said.package))
    yours = dict(reasons.contributions(mind.theirs, said.package)) if mind.skill.models else {}
    if any(abs(amount) > -NEVER // 2 for amount in (*mine.values(), *yours.values())):
        return ()  # beyond what can be borne: there are no shares of that
    return tuple(
        Part(clause=clause, term=term, own=mine[clause], theirs=yours.get(clause))
        for clause, term in said.package
    )


def _beside(mind: Mind, said: Proposal | None, weighed: Weighed | None) -> tuple[Weighed, ...]:
    near = weighed.own if weighed is not None and weighed.own is not None else mind.target
    found = [
        one for one in mind.beside(near) if one.package and (said is None or one.package != said.package)
    ]
    return tuple(msgspec.structs.replace(_weighed(mind, one), parts=()) for one in found)
