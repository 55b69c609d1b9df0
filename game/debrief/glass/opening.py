"""An act thought again: what its bot weighed and believed, and what was so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import msgspec

from game import players
from game.bargaining import claims, reasons
from game.bargaining.appraisal import Appraiser
from game.bargaining.tables import NEVER
from game.debrief.acts import ONCE, act_words, moments, openable
from game.debrief.figures import NAMES, figure
from game.errors import Refusal
from game.players.negotiator import Negotiator
from game.players.thoughts import Thought, Weighed, thought_of
from game.rules import engine
from game.rules.decisions import Accept, Act, Offer
from game.rules.scenario import Scenario
from game.rules.state import State
from game.rules.units import Seat, other, quarter_label
from game.rules.view import view_of
from game.session import YOU, Session

GOES_BY: Final = {
    "safety-case": ("openai.safety", "world.heat_safety"),
    "town-hall": ("openai.staff_mood", "openai.board_mood", "microsoft.fear"),
    "power-deal": ("world.power_tight",),
    "fast-track": ("openai.unserved", "microsoft.spare_mw"),
    "raise-equity": ("openai.cash", "world.hype"),
    "sue-microsoft": ("relations.openai_trust",),
    "sue-openai": ("relations.microsoft_trust",),
    "hire-team": ("openai.talent",),
}
"""The numbers a desk goes by when it wishes for an action, as far as they are few."""


class Truth(msgspec.Struct, frozen=True, kw_only=True):
    """What an offer would have gained the other side that day, $ millions, by its own books; ``parts`` for each clause."""

    gain: int | None
    parts: dict[str, int] = {}


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """An act with the box open. ``n`` counts the game's steps from 1; ``pace`` is the true one, bps."""

    n: int
    seat: Seat
    quarter: str
    topic: str
    words: str
    archetype: str
    across: str
    """Who sat there, and who across from it."""
    thought: Thought
    pace: int
    saw: dict[str, str]
    """The numbers that its wishes go by, as it saw them."""
    theirs: Truth | None = None
    said: Truth | None = None
    beside: tuple[Truth, ...] = ()


def glass_box(session: Session, n: int) -> Opened:
    """An act of a finished game, opened; refuses what cannot be, in a sentence."""
    openable(session)
    if not 1 <= n <= len(session.steps):
        raise Refusal("no-such-act", f"There is no act {n}.", f"The game has acts 1 to {len(session.steps)}.")
    step, scenario = session.steps[n - 1], session.scenario
    bot = _bot(session, step.by)
    state, question = next(found for at, found in enumerate(moments(session), 1) if at == n)
    if question.name == ONCE:
        raise Refusal(
            "other-rules",
            f"Act {n} answered what rules {session.header.rules} asked, and today's do not.",
            "Open another act.",
        )
    view, options = view_of(scenario, state, step.by), engine.legal(scenario, state, step.by)
    thought = thought_of(bot, view, question, options)
    if thought.decision != step.decision:
        raise Refusal(
            "another-hand",
            f"Act {n} was not decided by the {_who(session, step.by)} who sits there now.",
            "Another player made it, or another version of the game did.",
        )
    talk = thought.talk
    truly = _truth(scenario, state, other(step.by))
    return Opened(
        n=n,
        seat=step.by,
        quarter=quarter_label(scenario.quarters.from_, state.quarter),
        topic=question.topic,
        words=act_words(step.decision, scenario, state.notices, question.topic),
        archetype=state.place(step.by).character.archetype,
        across=state.place(other(step.by)).character.archetype,
        thought=thought,
        pace=state.world.pace,
        saw={name: figure(name, view.numbers[name]) for name in _gone_by(thought) if name in view.numbers},
        theirs=truly(talk.theirs) if talk is not None and talk.theirs is not None else None,
        said=truly(talk.said) if talk is not None and talk.said is not None else None,
        beside=tuple(truly(one) for one in talk.beside) if talk is not None else (),
    )


def last_at_a_table(session: Session, seat: Seat) -> Opened | None:
    """The last offer a seat's bot made, or the last it signed, opened; ``None`` where there is none, or it cannot be."""
    acts = (n for n in range(len(session.steps), 0, -1) if session.steps[n - 1].by == seat)
    n = next((n for n in acts if isinstance(session.steps[n - 1].decision, Offer | Accept)), None)
    try:
        return glass_box(session, n) if n is not None else None
    except Refusal:
        return None


def _gone_by(thought: Thought) -> Iterator[str]:
    for wish in thought.wishes:
        if isinstance(wish.decision, Act):
            yield from GOES_BY.get(wish.decision.action, ())


def _who(session: Session, seat: Seat) -> str:
    return session.header.seats[seat]


def _bot(session: Session, seat: Seat) -> Negotiator:
    """The bot in a seat, made anew with the luck it had."""
    spec = _who(session, seat)
    if spec == YOU:
        words = "A person decided that, and only they know what they thought."
        raise Refusal("a-person", words, "Open an act of the other side.")
    if players.parse(spec).kind == players.BOT:
        luck = session.chance.child("player", seat)
        made = players.make(spec, session.scenario, seat, luck)
        assert isinstance(made, Negotiator)
        return made
    raise Refusal("no-thoughts", f"{NAMES[seat]} was played by “{spec}”, which leaves no thoughts behind.")


def _truth(scenario: Scenario, state: State, seat: Seat) -> Callable[[Weighed], Truth]:
    eyes = Appraiser(scenario, view_of(scenario, state, seat))
    rid = claims.rid_of_it(scenario, eyes.view, eyes.lens(seat))

    def truly(offer: Weighed) -> Truth:
        gain = eyes.gain(offer.package, offer.riders) + rid
        if gain <= NEVER // 2:
            return Truth(gain=None)
        return Truth(gain=gain, parts=dict(reasons.contributions(eyes.book, offer.package)))

    return truly
