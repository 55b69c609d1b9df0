"""What ended a game before its time, and what the seat itself could still have done about it: a sentence or two, from what happened.

Nothing is guessed at: what was open is what the rules would have let the seat do in its plans of the last year, and it is held against
what it did.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from game.debrief.acts import moments
from game.debrief.figures import NAMES, when
from game.rules import engine
from game.rules.agreement import CLAUSES
from game.rules.audiences import LICENSED, WALK_OUT
from game.rules.conditions import AnyOf, Condition, StatIs
from game.rules.decisions import Act, Bridge, Decision, Rescue
from game.rules.distress import YEAR
from game.rules.facts import Acted, BridgeAsked, DistressCalled, Fact, Moved, QuarterBegan
from game.rules.orders import ACTIONS
from game.rules.suits import CAUSES
from game.rules.units import MICROSOFT, OPENAI, Seat, money, percent
from game.session import Session

REPAID: Final = "the bridge repaid"
"""Why the money of a bridge goes back, as the rules write it down."""

Asked = Mapping[str, StatIs]
"""What an ending asks of numbers and has got, by their names."""


class Happened(NamedTuple):
    """What a game's last years hold that a word on its end is made of."""

    facts: tuple[tuple[int, Fact], ...]
    decided: tuple[tuple[int, Seat, Decision], ...]
    open_: dict[int, tuple[tuple[Act, int], ...]]
    """In each of the seat's plans of the last year: every action that was open, and its largest amount."""

    def done(self, seat: Seat, action: str, about: str = "") -> set[int]:
        """The quarters in which a seat did something."""
        return {
            quarter
            for quarter, fact in self.facts
            if isinstance(fact, Acted)
            and (fact.seat, fact.action) == (seat, action)
            and about in ("", fact.about)
        }


def averted(session: Session, seat: Seat) -> str:
    """The sentences for a seat; empty where the game ran its course, or by a rule of which nothing can be said."""
    state = session.state
    ending = next((one for one in session.scenario.endings if one.id == state.ending), None)
    if ending is None or not ending.hard:
        return ""
    asked = {need.stat: need for need in numbers_asked(ending.when) if need.holds(state)}
    tell = next((tell for stat, tell in _TELLERS.items() if stat in asked), None)
    if tell is None:
        return ""
    return " ".join(filter(None, tell(session, seat, _happened(session, seat), asked)))


def numbers_asked(needs: Iterable[Condition]) -> Iterator[StatIs]:
    """Every number that conditions ask for, those of either-or included."""
    for need in needs:
        match need:
            case StatIs():
                yield need
            case AnyOf():
                yield from numbers_asked(need.any_of)


def _happened(session: Session, seat: Seat) -> Happened:
    facts, decided, open_ = list[tuple[int, Fact]](), list[tuple[int, Seat, Decision]](), {}
    last = session.state.quarter
    for (before, question), step in zip(moments(session), session.steps, strict=True):
        if last - before.quarter > 2 * YEAR:
            continue
        quarter = before.quarter
        decided.append((quarter, step.by, step.decision))
        if (step.by, question.topic) == (seat, "plan") and last - quarter <= YEAR and quarter not in open_:
            open_[quarter] = tuple(
                (option.decision, option.ranges[0][2] if option.ranges else 0)
                for option in engine.legal(session.scenario, before, seat)
                if isinstance(option.decision, Act)
            )
        for fact in step.facts:
            quarter = fact.quarter if isinstance(fact, QuarterBegan) else quarter
            facts.append((quarter, fact))
    return Happened(tuple(facts), tuple(decided), open_)


def _left(session: Session, seat: Seat, found: Happened, action: str, about: str = "") -> str:
    """When in the last year something was open to a seat that it did not do: “Lobby stood open in Q1 2027 and was left”."""
    title, done = ACTIONS[action].title, found.done(seat, action, about)
    acts = {
        quarter: [most for act, most in options if act.action == action and about in ("", act.about)]
        for quarter, options in found.open_.items()
    }
    free = [quarter for quarter, mosts in acts.items() if mosts and quarter not in done]
    if not free:
        return f"{title} was used whenever it stood open." if done & set(acts) else ""
    most = max(max(acts[quarter]) for quarter in free)
    worth = f", for up to {money(most)}" if most and ACTIONS[action].unit == "$M" else ""
    last = when(session.scenario, free[-1])
    often = f"in {len(free)} of your last plans, at last in {last}" if len(free) > 1 else f"in {last}"
    return f"{title} stood open {often}{worth}, and was left."


def _theirs(seat: Seat) -> str:
    return f"It was {NAMES[seat]}'s to avert."


def _licence(session: Session, seat: Seat, found: Happened, asked: Asked) -> Iterator[str]:
    safety = session.state.openai.safety
    yield f"A licence to train was refused twice: it asks for safety at {LICENSED // 10}, and at the last hearing it was at {safety // 10}."
    yield from _safer(session, seat, found, asked)


def _plug(session: Session, seat: Seat, found: Happened, asked: Asked) -> Iterator[str]:
    safety = session.state.openai.safety
    enough = (asked["openai.safety"].at_most or 0) + 1 if "openai.safety" in asked else LICENSED // 10
    yield f"There were two major incidents, and safety was at {safety // 10}: with {enough} it would have gone on."
    yield from _safer(session, seat, found, asked)


def _safer(session: Session, seat: Seat, found: Happened, asked: Asked) -> Iterator[str]:
    if seat != OPENAI:
        yield f"{_theirs(OPENAI)} Only its safety work and its safety cases raise it."
        return
    yield _left(session, seat, found, "safety-case")
    yield f"Safety work stood at {session.state.openai.safety_share // 100} % of a full effort; more of it raises safety every quarter."


def _cash(session: Session, seat: Seat, found: Happened, asked: Asked) -> Iterator[str]:
    called = [quarter for quarter, fact in found.facts if isinstance(fact, DistressCalled)][-2:]
    days = [when(session.scenario, quarter) for quarter in called]
    yield f"The cash ran out in {' and again in '.join(days)}, within a year."
    first = called[0]
    if seat == MICROSOFT:
        lent = next(
            (d for quarter, by, d in found.decided if quarter == first and isinstance(d, Bridge)), None
        )
        if lent is None:
            yield f"{_theirs(OPENAI)} It never asked you for a bridge."
        elif not lent.grant:
            yield f"It asked you for a bridge in {days[0]}, and you declined."
        else:
            yield "Your bridge carried it as far as that."
        return
    ways = [d.way for quarter, by, d in found.decided if quarter == first and isinstance(d, Rescue)]
    terms = any(
        quarter == first and isinstance(fact, BridgeAsked) and fact.terms for quarter, fact in found.facts
    )
    if terms and "bridge-on-terms" not in ways:
        yield f"In {days[0]} Microsoft offered a bridge on terms, and you did without."
    elif "emergency-round" not in ways:
        yield f"In {days[0]} an emergency round would have covered three quarters; it was not taken."
    repaid = [
        (quarter, -fact.by)
        for quarter, fact in found.facts
        if isinstance(fact, Moved) and (fact.stat, fact.why) == ("openai.cash", REPAID)
    ]
    if repaid:
        quarter, back = repaid[-1]
        yield f"Microsoft's bridge fell due in {when(session.scenario, quarter)}: {money(back)}."
    yield (
        _left(session, seat, found, "raise-equity")
        or "No round of money was open to you in the last year: orders and training were yours to cut."
    )


def _stake(session: Session, seat: Seat, found: Happened, asked: Asked) -> Iterator[str]:
    yield f"Microsoft came to hold {percent(session.state.relations.stake)} of OpenAI: over half of it is all of it."
    yield "Whatever is signed about the stake before the company is one would have settled that."


def _desks(session: Session, seat: Seat, found: Happened, asked: Asked) -> Iterator[str]:
    gone = percent(session.state.openai.transferred)
    yield f"Walk-outs have brought {gone} of OpenAI's people to Microsoft; they come when the staff's mood is under {WALK_OUT // 10}."
    if seat == OPENAI:
        yield _left(session, seat, found, "town-hall")
    else:
        yield _theirs(OPENAI)
    yield f"“{CLAUSES['non-solicit'].title}” halves a walk-out."


def _court(session: Session, seat: Seat, found: Happened, asked: Asked) -> Iterator[str]:
    yield f"Two disputes reached judgment while neither side trusted the other over {asked['relations.openai_trust'].at_most}."
    judged = [suit for suit in session.state.suits if suit.status in ("won", "lost")]
    if judged:
        last = max(judged, key=lambda suit: suit.ended)
        clauses = " or ".join(f"“{CLAUSES[id].title}”" for id in CAUSES[last.over].clauses)
        yield f"Signing anything about {clauses} by {when(session.scenario, last.until)} would have settled the last of them."
    else:
        yield "Signing anything while the claim was argued would have withdrawn it."


def _decree(session: Session, seat: Seat, found: Happened, asked: Asked) -> Iterator[str]:
    heat, ties = session.state.world.heat_antitrust, session.state.relations.exclusive_clauses
    yield f"Antitrust heat came to {heat // 10}, and at {asked['world.heat_antitrust'].at_least} a court takes over."
    yield _left(session, seat, found, "lobby", "antitrust-down")
    if ties:
        yield "What was exclusive in the agreement warmed it every quarter: to give some up cools it."


_TELLERS: Final[dict[str, Callable[[Session, Seat, Happened, Asked], Iterator[str]]]] = {
    "openai.licence_refusals": _licence,
    "openai.major_incidents": _plug,
    "openai.distresses_lately": _cash,
    "relations.stake": _stake,
    "openai.transferred": _desks,
    "relations.judgments": _court,
    "world.heat_antitrust": _decree,
}
"""Who tells of an ending, by the number that brought it; the first that did."""
