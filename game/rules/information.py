"""What a seat can find out, tell, and let slip (rulebook 3.2.3, 3.3.8).

What is learned reaches the seat that learned it and nobody else; what is said in confidence is true, because only what is true
can be said. What is done behind the other side's back may come out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from game.rules import agi
from game.rules.agreement import agi_trigger
from game.rules.audiences import HEATS
from game.rules.candour import DISCLOSURE, disclosure, ends, measure
from game.rules.decisions import Act
from game.rules.draft import Draft
from game.rules.facts import Found, Traced, Unanswered
from game.rules.packages import negotiable
from game.rules.proceedings import INQUIRY, KINDS, under
from game.rules.scenario import Scenario
from game.rules.state import Learned, State
from game.rules.table import GOOD_TRUST
from game.rules.units import MICROSOFT, OPENAI, SEATS, Seat, clamp, mul, other
from game.rules.view import View, view_of
from game.rules.worth import priorities

DILIGENCE: Final = "diligence"
BACK_CHANNEL: Final = "back-channel"
COUNSEL: Final = "counsel"

ODDS: Final = "odds"
WAYS: Final = ("down", "up")
LOBBIES: Final = tuple(f"{heat}-{way}" for heat in HEATS for way in WAYS)
LEAKS: Final = tuple(f"{what}-{way}" for what in (*HEATS, "hype", "share-price") for way in WAYS)

YEAR: Final = 4
RANK_RELIABILITY: Final = 8500
"""How often due diligence puts a clause in its right place, bps."""
FRANK: Final = 400
"""The trust in the other side, tenths of a point, under which a seat answers nothing."""
TRACED: Final = 3500
"""How often a leak, or lobbying against the other side, is traced, bps."""
MOVED: Final = 40
"""Tenths of a point that a leak moves a meter; of the share price it is the same in tenths of a percent."""
LOBBIED: Final = 60
ANSWERED: Final = 30
"""Tenths that lobbying cools a heat by; half where something has been opened and visits are minuted."""
ODDS_SPREAD: Final = 250
ODDS_BAND: Final = 500
"""How far counsel's reading of the odds usually strays, and half the width of the range it gives, bps."""
FURTHER: Final = 20
"""Tenths by which a lab is further than it looks, or as good as what it licenses."""
SPARE: Final = 100
"""MW that nobody has taken."""
IDLE: Final = 500
"""Serving capacity that nobody uses, bps."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question that both sides answer: ``words`` as it is put, ``answer`` the truth about a seat.

    A question of the kind “would you rather” names its two ``sides``: clauses, of which the dearest counts.
    """

    id: str
    words: str
    answer: Callable[[Scenario, View], bool]
    """The truth about a view's own seat, which sees it exactly."""
    sides: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())


def _must_sign(scenario: Scenario, view: View) -> bool:
    return view.quarter <= view.character.must_sign_by <= view.quarter + YEAR


def _pays_its_way(scenario: Scenario, view: View) -> bool:
    if view.seat == OPENAI:
        return view.number("openai.cash") + YEAR * min(0, view.number("openai.net")) >= 0
    return view.number("microsoft.cash_flow") >= 0


def _is_further(scenario: Scenario, view: View) -> bool:
    if view.seat == OPENAI:
        return view.number("openai.lab_capability") - view.number("openai.capability") > FURTHER
    return view.number("microsoft.access") - view.number("microsoft.capability") <= FURTHER


def _has_spare(scenario: Scenario, view: View) -> bool:
    if view.seat == OPENAI:
        return view.number("openai.idle") >= IDLE
    untaken = view.number("microsoft.ai_mw") - view.number("microsoft.other_demand")
    return view.number("microsoft.spare_mw") + max(0, untaken) >= SPARE


def _rather(id: str, words: str, first: tuple[str, ...], second: tuple[str, ...]) -> Exchange:
    """Whether a seat would rather have its way on the one than on the other."""

    def answer(scenario: Scenario, view: View) -> bool:
        order = priorities(scenario, view)
        places = (min(order.index(id) for id in side if id in order) for side in (first, second))
        return next(places) < next(places)

    return Exchange(id, words, answer, (first, second))


QUESTIONS: Final = {
    exchange.id: exchange
    for exchange in (
        Exchange("signature", "must you sign within a year?", _must_sign),
        Exchange("money", "is your money good for a year?", _pays_its_way),
        Exchange("lab", "is your lab further than it looks?", _is_further),
        Exchange("spare", "have you capacity to spare?", _has_spare),
        _rather("share-or-compute", "the revenue share, rather than compute?", ("revenue-share",), ("compute-sourcing",)),
        _rather(
            "agi-or-licence", "the AGI clause, rather than the licence?", ("agi-trigger", "agi-consequence"), ("ip-scope", "ip-end"),
        ),
        _rather("stake-or-share", "the stake, rather than the revenue share?", ("equity-stake",), ("revenue-share",)),
    )
}  # fmt: skip
"""What can be asked over the back-channel, by id."""


def questions_of(scenario: Scenario) -> tuple[str, ...]:
    """The questions that make sense in a scenario: those about clauses need clauses that are up for negotiation."""
    open_ = set(negotiable(scenario))
    return tuple(
        id for id, asked in QUESTIONS.items() if all(not side or open_ & set(side) for side in asked.sides)
    )


def answers(state: State, seat: Seat) -> bool:
    """Whether a seat trusts the other enough to answer a question truly."""
    trust: int = getattr(state.relations, f"{seat}_trust")
    return trust >= FRANK


_DEVIATIONS: Final = {
    (MICROSOFT, "capability"): 10,
    (MICROSOFT, "capacity"): 40,
    (MICROSOFT, "cash"): 300,
    (OPENAI, "capability"): 40,
    (OPENAI, "capacity"): 100,
    (OPENAI, "cash"): 500,
}
"""By how much due diligence about a seat usually strays, raw units."""


def diligence(draft: Draft, seat: Seat, act: Act) -> None:
    """Look into one hidden thing, and find it roughly; while there is an inquiry everybody's requests are on file."""
    state = draft.state
    if under(state, INQUIRY):
        draft.happen(Traced(seat, DILIGENCE, act.about))
    target, now = other(seat), state.quarter
    theirs = view_of(draft.scenario, state, target)
    if act.about == "priorities":
        order = list(priorities(draft.scenario, theirs))
        for place in range(len(order) - 1):
            if not draft.chance.hit(RANK_RELIABILITY, "diligence", seat, now, place):
                order[place], order[place + 1] = order[place + 1], order[place]
        draft.happen(
            Found(
                seat,
                Learned(
                    topic=act.about,
                    quarter=now,
                    source=DILIGENCE,
                    reliability="each place right 85 times in 100",
                    clauses=ends(tuple(order)),
                ),
            )
        )
        return
    value, deviation = measure(theirs, act.about), _DEVIATIONS[target, act.about]
    low = draft.chance.normal(value, deviation, "diligence", seat, act.about, now) - deviation
    found = Learned(
        topic=act.about,
        quarter=now,
        source=DILIGENCE,
        reliability="right two times in three",
        values=(low, low + 2 * deviation),
    )
    draft.happen(Found(seat, found))


def back_channel(draft: Draft, seat: Seat, act: Act) -> None:
    """Both sides answer the same question, or nobody does."""
    state, scenario = draft.state, draft.scenario
    for side in (other(seat), seat):
        if not answers(state, side):
            draft.happen(Unanswered(side, act.about))
            return
    exchange = QUESTIONS[act.about]
    told = {side: exchange.answer(scenario, view_of(scenario, state, side)) for side in SEATS}
    for side in SEATS:
        learned = Learned(
            topic=act.about,
            quarter=state.quarter,
            source=BACK_CHANNEL,
            reliability="true: both sides answered",
            values=(int(told[other(side)]),),
        )
        if learned not in state.place(side).learned:
            draft.happen(Found(side, learned))
    for side in SEATS:
        draft.move(f"relations.{side}_trust", 10, "a back-channel")


def disclose(draft: Draft, seat: Seat, act: Act) -> None:
    """Tell one true thing. Candour earns trust where it is news and trust is wanting."""
    state, them = draft.state, other(seat)
    told = disclosure(draft.scenario, view_of(draft.scenario, state, seat), act.about)
    known = any(
        past.topic == told.topic
        and past.source == DISCLOSURE
        and (
            past.quarter > state.quarter - YEAR or (past.values, past.clauses) == (told.values, told.clauses)
        )
        for past in state.place(them).learned
    )
    draft.happen(Found(them, told))
    trust = f"relations.{them}_trust"
    # Without an upper end a fact a quarter, which costs nothing, would buy all the trust there is.
    if not known and getattr(state.relations, f"{them}_trust") < GOOD_TRUST:
        draft.move(trust, 30, "a disclosure")


def counsel(draft: Draft, seat: Seat, act: Act) -> None:
    """Besides the round (which the fact itself brings): the odds, if anything in the agreement can be taken to court."""
    state = draft.state
    limbs = agi_trigger.limbs(state.terms["agi-trigger"])
    if state.relations.determined or not any(limb != "panel" for limb in limbs):
        return
    odds = agi.winning_odds(state, state.openai.lab_capability, state.world.theta)
    middle = draft.chance.normal(odds, ODDS_SPREAD, "counsel", seat, state.quarter)
    low, high = (clamp(middle + by, 0, 10_000) for by in (-ODDS_BAND, ODDS_BAND))
    found = Learned(
        topic=ODDS,
        quarter=state.quarter,
        source=COUNSEL,
        reliability="right nineteen times in twenty",
        values=(low, high),
    )
    draft.happen(Found(seat, found))


def lobby(draft: Draft, seat: Seat, act: Act) -> None:
    """Cool a heat, openly; or warm one, and hope."""
    heat, _, way = act.about.rpartition("-")
    if way == "down":
        open_ = any(KINDS[one.what].stat == f"world.heat_{heat}" for one in draft.state.proceedings)
        draft.move(f"world.heat_{heat}", -(ANSWERED if open_ else LOBBIED), "lobbying")
        return
    draft.move(f"world.heat_{heat}", 40, "lobbying")
    if draft.chance.hit(TRACED, "lobby-leak", seat, draft.state.quarter):
        draft.happen(Traced(seat, "lobby"))
        draft.move("relations.traced", 1, "lobbying, traced")
        draft.move(f"relations.{other(seat)}_trust", -150, "lobbying, traced")
        draft.move("relations.friction", 60, "lobbying, traced")


def leak(draft: Draft, seat: Seat, act: Act) -> None:
    """Let something slip to somebody who prints things."""
    state = draft.state
    what, _, way = act.about.rpartition("-")
    stat = {"hype": "world.hype", "share-price": "microsoft.share_price"}.get(what, f"world.heat_{what}")
    by = mul(state.microsoft.share_price, 10 * MOVED) if what == "share-price" else MOVED
    draft.move(stat, by if way == "up" else -by, "a leak")
    draft.move("relations.friction", 60, "a leak")
    if draft.chance.hit(TRACED, "leak", seat, state.quarter):
        draft.happen(Traced(seat, "leak"))
        draft.move("relations.traced", 1, "a leak, traced")
        draft.move(f"relations.{other(seat)}_trust", -150, "a leak, traced")
