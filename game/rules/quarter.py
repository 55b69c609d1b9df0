"""The order of a quarter: which concern runs when, and who is asked what (rulebook 3.2.1).

Brief and events, plan, notices, table, run, letter. A phase ends when nobody is asked anything in it; the decision that ends it
carries what follows in its facts. Where a turn is several quarters, the seats decide in its first: in the others their orders are
held, and they are asked only what cannot wait.
"""

from __future__ import annotations

from typing import Final

from game.rules import (
    agi,
    audiences,
    cards,
    cloud,
    compute,
    dates,
    distress,
    effects,
    endings,
    finance,
    market,
    notices,
    orders,
    research,
    suits,
    table,
    triggers,
    undertakings,
    weather,
)
from game.rules.draft import Draft
from game.rules.facts import Ended, PhaseBegan, QuarterBegan
from game.rules.scenario import Scenario
from game.rules.state import State
from game.rules.units import MICROSOFT, OPENAI, SEATS, Seat

PHASES: Final = ("events", "plan", "notices", "table", "distress", "bridge", "over")

Asked = tuple[tuple[Seat, str], ...]


def asked(scenario: Scenario, state: State) -> Asked:
    """Who must decide what now: pairs of seat and topic; empty when the phase is over."""
    phase = state.phase
    if phase == "events":
        return tuple(
            (seat, "events")
            for seat in SEATS
            if not state.place(seat).done and cards.unanswered(scenario, state, seat)
        )
    if phase == "plan":
        return tuple((seat, "plan") for seat in SEATS if not state.place(seat).done)
    if phase == "notices":
        return _about_notices(state) or (() if state.openai_place.done else ((OPENAI, "notices"),))
    if phase == "table":
        if state.table is not None:
            return ((state.table.turn, "table"),)
        return _about_notices(state)
    if phase == "distress" and state.openai.cash < 0:
        return ((OPENAI, "rescue"),)
    if phase == "bridge":
        return ((MICROSOFT, "bridge"),)
    return ()


def _about_notices(state: State) -> Asked:
    for notice in state.notices:
        if notice.stage in ("lodged", "returned"):
            return ((MICROSOFT, "answer"),)
        if notice.stage in ("answered", "countered"):
            return ((OPENAI, "reply"),)
    if agi.answers(state):
        return ((MICROSOFT, "claim"),)
    return ()


def begin(draft: Draft, quarter: int) -> None:
    """Begin a quarter: this quarter's slots, and with a new turn fresh attention and cards; else the orders are held."""
    if not draft.scenario.turns.begins(quarter):
        draft.happen(QuarterBegan(quarter, held=True))
        draft.happen(PhaseBegan("table"))
        cloud.begin(draft)
        orders.hold(draft)
        return
    draft.happen(QuarterBegan(quarter))
    draft.happen(PhaseBegan("events"))
    cloud.begin(draft)
    orders.begin(draft)
    cards.draw(draft)


def advance(draft: Draft) -> None:
    """Go on until somebody is asked something, or the game is over."""
    state, scenario = draft.state, draft.scenario
    while state.phase != "over" and not asked(scenario, state):
        if state.phase == "events":
            cards.reveal(draft)
            draft.happen(PhaseBegan("plan"))
        elif state.phase == "plan":
            orders.reveal(draft)
            table.settle_memorandum(draft)
            draft.happen(PhaseBegan("notices"))
            notices.come_back(draft)
        elif state.phase == "notices":
            draft.happen(PhaseBegan("table"))
            table.open_table(draft)
        elif state.phase == "table" and any(notice.stage == "linked" for notice in state.notices):
            notices.settle_linked(draft)
        elif state.phase == "table" and state.claim is not None and state.claim.stage == "buy-out":
            agi.come_back(draft)
        elif state.phase == "table":
            run(draft)
            short = distress.check(draft)
            if not _hard_end(draft) and not short:
                _next(draft)
        elif not _hard_end(draft):
            _next(draft)


def run(draft: Draft) -> None:
    """The quarter happens, in its fixed order (rulebook 3.2.1)."""
    effects.arrivals(draft)
    dates.deadlines(draft)
    compute.deliver(draft)
    cloud.deliver(draft)
    gain = research.run(draft)
    weather.appetite(draft)
    sales = market.run(draft, gain)
    ai_revenue = cloud.ai_sales(draft)
    share, reverse, azure_bill = finance.run(draft, sales, ai_revenue)
    cloud.run(draft, share, reverse, azure_bill, ai_revenue)
    finance.reprice(draft, sales)
    finance.pay_in(draft)
    audiences.run(draft)
    weather.capital_market(draft)
    agi.run(draft)
    suits.run(draft)
    undertakings.run(draft)
    triggers.run(draft)


def _hard_end(draft: Draft) -> bool:
    ending = endings.hard_ending(draft.scenario, draft.state)
    if ending is None:
        return False
    draft.happen(Ended(ending.id))
    return True


def _next(draft: Draft) -> None:
    quarter = draft.state.quarter + 1
    if quarter >= draft.scenario.quarters.count:
        draft.happen(Ended(endings.soft_ending(draft.scenario, draft.state).id))
        return
    begin(draft, quarter)
