"""The game's public face: ``new_game · ask · legal · decide · apply · outcome``.

``decide`` never changes its state: it gives back what happens, or raises a :class:`Refusal`. ``apply`` folds facts into a new state.
Nothing else changes a game.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from game.errors import Refusal
from game.rules import (
    agi,
    audiences,
    cards,
    compute,
    distress,
    notices,
    orders,
    quarter,
    research,
    table,
    talk,
    undertakings,
)
from game.rules.agreement import CLAUSES, Term, rate_card
from game.rules.amending import count_ties
from game.rules.chance import Chance
from game.rules.characters import ARCHETYPES, dials_of, drawn, tastes
from game.rules.decisions import (
    Accept,
    Act,
    Agree,
    Answer,
    AnswerClaim,
    Ask,
    Because,
    Bridge,
    Cancel,
    Claim,
    CloudPlan,
    Decision,
    Decline,
    Done,
    Give,
    Insist,
    Offer,
    Option,
    Package,
    Plan,
    Principle,
    Promise,
    Reopen,
    Request,
    Rescue,
    Respond,
    Run,
    Sign,
    Stage,
    Threat,
    Undo,
    Walk,
    Why,
    Withdraw,
)
from game.rules.draft import Draft
from game.rules.endings import Outcome, outcome_of
from game.rules.facts import Decided, Fact, SeatDone
from game.rules.packages import ladders, settled
from game.rules.quarter import asked
from game.rules.scenario import DRAWN, RECORD, WEATHERS, Scenario
from game.rules.score import Par
from game.rules.state import Agreement, Building, Cloud, Contract, Lab, Place, Relations, State, World
from game.rules.stats import SECTION_STATS
from game.rules.triggers import reads
from game.rules.units import MICROSOFT, OPENAI, SEATS, Seat, clamp, quarter_label
from game.rules.view import view_of
from game.rules.worth import lens_of, swings

RANDOM: Final = "random"
"""Stands for a mandate that the seed draws: as a class is dealt its role briefs (rulebook 3.6.2)."""
RULES: Final = 2
"""Bumped when the same decisions give other facts, once there is a release; 1 is all that save/1 was played by."""


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody is asked something. ``name`` tells this question from every other of the game; an answer may name it."""

    seat: Seat
    topic: str
    quarter: str
    name: str


class Setup(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was chosen before the first quarter. "" leaves it to chance (an archetype, dials) or to the default (a mandate).

    Dials are written “warmth=80,bluff=0”. A mandate may be :data:`RANDOM`. ``weather`` is "drawn", or "record": then cards come
    on the dates of the record.
    """

    openai_archetype: str = ""
    microsoft_archetype: str = ""
    openai_mandate: str = ""
    microsoft_mandate: str = ""
    openai_dials: str = ""
    microsoft_dials: str = ""
    weather: str = DRAWN


def new_game(scenario: Scenario, chance: Chance, setup: Setup | None = None) -> State:
    """The state before the first question. Refuses an archetype, dial, mandate or weather that does not exist."""
    setup = setup or Setup()
    _check_weather(scenario, setup.weather)
    start, hidden = scenario.start, scenario.hidden
    theta = chance.normal(hidden.theta, hidden.theta_deviation, "theta")
    world = {**start.world, "pace": chance.pick(hidden.pace, "pace")}
    world["adoption"] = chance.pick(hidden.adoption, "adoption")
    world["theta"] = clamp(theta, hidden.theta_low, hidden.theta_high)
    lead = start.openai["capability"] - start.world["rival"]
    lab = {**start.openai, "lead": lead, "agi_view": world["theta"] + chance.normal(0, 100, "agi-view")}
    live = {"azure": 0, "partner": 0, "own": 0}
    contracts = []
    for contract in start.contracts:
        kind = (
            contract.provider
            if contract.provider == "azure"
            else "own"
            if contract.provider == "own-build"
            else "partner"
        )
        if contract.due == 0:
            live[kind] += contract.mw
        contracts.append(
            Contract(
                id=contract.id, provider=contract.provider, mw=contract.mw, price=contract.price, due=contract.due,
                term=contract.term, live=contract.due == 0,
                listed=contract.provider == "azure" and contract.price == rate_card.LIST,
            )
        )  # fmt: skip
    for kind, mw in live.items():
        lab[f"{kind}_mw"] = mw
    state = State(
        quarter=0,
        phase="events",
        openai=_section(Lab, OPENAI, lab, contracts=tuple(contracts)),
        microsoft=_section(
            Cloud, MICROSOFT, start.microsoft, building=tuple(Building(b.mw, b.due) for b in start.building)
        ),
        world=_section(World, "world", world),
        relations=_section(Relations, "relations", start.relations),
        openai_place=_place(
            scenario, OPENAI, setup.openai_archetype, setup.openai_mandate, setup.openai_dials, chance
        ),
        microsoft_place=_place(
            scenario,
            MICROSOFT,
            setup.microsoft_archetype,
            setup.microsoft_mandate,
            setup.microsoft_dials,
            chance,
        ),
        agreement=Agreement(terms={id: scenario.agreement[id].start for id in CLAUSES}),
        weather=setup.weather,
    )
    whole = sum(live.values())
    state.openai.outside_share = (whole - live["azure"]) * 10_000 // whole if whole else 0
    for seat in SEATS:
        place = state.place(seat)
        view = view_of(scenario, state, seat)
        found = swings(scenario, state.terms, lens_of(scenario, view))
        place.character = replace(place.character, tastes=tastes(seat, found, chance))
    state.microsoft.bookings = state.microsoft.bookings or state.microsoft.other_demand
    draft = Draft(scenario, state, OPENAI, chance)
    count_ties(draft)
    audiences.begin(draft)
    quarter.begin(draft, 0)
    quarter.advance(draft)
    return draft.state


def _check_weather(scenario: Scenario, weather: str) -> None:
    if weather not in WEATHERS:
        raise Refusal(
            "no-such-weather", f"There is no weather “{weather[:40]}”.", f"There are {', '.join(WEATHERS)}."
        )
    if weather == RECORD and scenario.record is None:
        raise Refusal(
            "no-record",
            f"{scenario.title} has no record to take its weather from.",
            "Let the cards be drawn.",
        )


def _section(kind: Callable[..., Any], name: str, values: dict[str, int], **rest: object) -> Any:
    scales = {stat.field: stat.scale for stat in SECTION_STATS[name]}
    return kind(**{field: value * scales[field] for field, value in values.items()}, **rest)


def _place(scenario: Scenario, seat: Seat, archetype: str, mandate: str, dials: str, chance: Chance) -> Place:
    if archetype and archetype not in ARCHETYPES[seat]:
        raise Refusal(
            "no-such-archetype",
            f"{seat} has no archetype “{archetype[:40]}”.",
            f"There are {', '.join(ARCHETYPES[seat])}.",
        )
    mandates = scenario.mandates.openai if seat == OPENAI else scenario.mandates.microsoft
    ids = tuple(entry.id for entry in mandates)
    if mandate == RANDOM:
        mandate = chance.pick(ids, "mandate", seat)
    if mandate and mandate not in ids:
        raise Refusal(
            "no-such-mandate",
            f"{seat} has no mandate “{mandate[:40]}”.",
            f"There are {', '.join(ids)}, {RANDOM}.",
        )
    count = scenario.quarters.count
    return Place(character=drawn(seat, archetype, mandate or ids[0], count, chance, dials_of(dials)))


def ask(scenario: Scenario, state: State) -> tuple[Question, ...]:
    """Who must decide what now: one question, or one per seat in a sealed phase; none when the game is over."""
    label = quarter_label(scenario.quarters.from_, state.quarter)
    return tuple(
        Question(
            seat=seat, topic=topic, quarter=label, name=f"{label}/{topic}/{seat}/{state.place(seat).moves}"
        )
        for seat, topic in asked(scenario, state)
    )


def topic_of(scenario: Scenario, state: State, seat: Seat) -> str:
    """What a seat is asked now; empty when it is not."""
    for who, topic in asked(scenario, state):
        if who == seat:
            return topic
    return ""


def _done(draft: Draft, decision: Decision) -> None:
    draft.happen(SeatDone(draft.seat))


_HANDLERS: Final[dict[str, dict[type[Decision], Callable[[Draft, Any], None]]]] = {
    "events": {Respond: cards.respond, Done: _done},
    "plan": {Plan: orders.sheet, CloudPlan: orders.sheet, Act: orders.act, Undo: orders.undo, Done: _done},
    "notices": {
        Request: notices.request, Cancel: compute.cancel, Run: research.order, Claim: agi.claim, Done: _done,
    },
    "answer": {Answer: notices.answer},
    "reply": {Sign: notices.sign, Withdraw: notices.withdraw, Decline: notices.decline},
    "claim": {AnswerClaim: agi.answer},
    "table": {
        Offer: talk.offer, Accept: table.accept, Principle: table.principle, Ask: talk.ask, Give: talk.give, Why: talk.why,
        Because: talk.because, Agree: talk.agree, Reopen: talk.reopen, Insist: talk.insist, Stage: talk.stage,
        Promise: talk.promise, Threat: talk.threat, Walk: table.walk,
    },
    "rescue": {Rescue: distress.rescue},
    "bridge": {Bridge: distress.answer_bridge},
}  # fmt: skip


def decide(
    scenario: Scenario, state: State, seat: Seat, decision: Decision, chance: Chance
) -> tuple[Fact, ...]:
    """What happens if ``seat`` decides so: the facts in order. Raises ``Refusal`` when it may not; changes nothing."""
    return _draft(scenario, state, seat, decision, chance)[0]


def refusal(
    scenario: Scenario, state: State, seat: Seat, chance: Chance, decision: Decision
) -> Refusal | None:
    """Why ``seat`` may not decide so; ``None`` when it may."""
    try:
        decide(scenario, state, seat, decision, chance)
    except Refusal as refused:
        return refused
    return None


def step(
    scenario: Scenario, state: State, seat: Seat, decision: Decision, chance: Chance
) -> tuple[tuple[Fact, ...], State]:
    """Like :func:`decide`, with the state after, which equals ``apply(state, facts)``."""
    return _draft(scenario, state, seat, decision, chance)


def _draft(
    scenario: Scenario, state: State, seat: Seat, decision: Decision, chance: Chance
) -> tuple[tuple[Fact, ...], State]:
    topic = topic_of(scenario, state, seat)
    if not topic:
        raise Refusal("not-asked", f"{seat} is not asked anything now.", "Wait for the other seat.")
    handlers = _HANDLERS[topic]
    handler = handlers.get(type(decision))
    if handler is None and isinstance(decision, Done):
        decision = default(scenario, state, seat)
        handler = handlers[type(decision)]
    if handler is None:
        moves = ", ".join(str(kind.__struct_config__.tag) for kind in handlers)
        kind = type(decision).__struct_config__.tag
        raise Refusal("wrong-phase", f"“{kind}” is not a move for the {topic} now.", f"Moves are: {moves}.")
    if len(decision.note) > table.MOST_SAID:
        raise Refusal("too-long", "That note is too long.", f"Note it in {table.MOST_SAID} characters.")
    draft = Draft(scenario, state, seat, chance)
    draft.happen(Decided(seat, decision.note))
    handler(draft, decision)
    quarter.advance(draft)
    return tuple(draft.facts), draft.state


def apply(state: State, facts: Iterable[Fact]) -> State:
    """The state after these facts."""
    after = state.copy()
    for fact in facts:
        fact.change(after)
    return after


def outcome(
    scenario: Scenario, state: State, chance: Chance, pars: Mapping[Seat, Par] | None = None
) -> Outcome | None:
    """How the game ended, with both scores, against par where that is known; ``None`` while it goes on."""
    return outcome_of(scenario, state, chance, pars) if state.phase == "over" else None


def default(scenario: Scenario, state: State, seat: Seat) -> Decision:
    """What happens if a seat just says it is done."""
    topic = topic_of(scenario, state, seat)
    if topic == "answer":
        notice = next(n for n in state.notices if n.stage in ("lodged", "returned"))
        allowed = notices.answers_to(scenario, state, notice)
        return Answer(notice=notice.id, answer="silence" if "silence" in allowed else "exercise")
    if topic == "reply":
        notice = next(n for n in state.notices if n.stage in ("answered", "countered"))
        if notices.can_sign(scenario, state, notice):
            return Sign(notice=notice.id)
        return Decline(notice=notice.id) if notice.stage == "countered" else Withdraw(notice=notice.id)
    if topic == "claim":
        return AnswerClaim(answer="dispute")
    if topic == "table":
        assert state.table is not None
        return Because() if state.table.must_answer == "because" else Walk()
    if topic == "rescue":
        return Rescue(way="emergency-round")
    if topic == "bridge":
        return Bridge(grant=False)
    return Done()


def legal(scenario: Scenario, state: State, seat: Seat) -> tuple[Option, ...]:
    """Every legal kind of decision for a seat, with its ranges; packages are left to the table's own grammar.

    At the table one single-clause offer stands for all packages.
    """
    return tuple(_OPTIONS[topic](scenario, state, seat)) if (topic := topic_of(scenario, state, seat)) else ()


def _event_options(scenario: Scenario, state: State, seat: Seat) -> Iterable[Option]:
    for card in cards.unanswered(scenario, state, seat):
        for choice in cards.open_choices(scenario, state, card, seat):
            yield Option(Respond(card=card.id, choice=choice.id))
    yield Option(Done())


def _plan_options(scenario: Scenario, state: State, seat: Seat) -> Iterable[Option]:
    sheet = orders.current_sheet(state, seat)
    caps = {
        "train": orders.most_training(state),
        "build": orders.most_build(state),
        "own": orders.most_own(state),
    }
    ranges = tuple((name, low, min(high, caps.get(name, high))) for name, low, high in orders.SHEETS[seat])
    stances = ("premium", "standard", "war") if seat == OPENAI else ("high", "mid", "low")
    field = "stance" if seat == OPENAI else "rate"
    for stance in stances:
        yield Option(replace(sheet, **{field: stance}), ranges)
    for action in orders.open_actions(scenario, state, seat):
        for about in orders.abouts_of(scenario, state, action):
            amounts = orders.amounts_of(scenario, state, action, about)
            if amounts is None:
                yield _plain_act(action.id, about)
            else:
                low, high = max(1, amounts[0]), amounts[1]
                yield Option(Act(action=action.id, about=about, amount=high), (("amount", low, high),))
    if state.place(seat).sealed and isinstance(state.place(seat).sealed[-1], Plan | CloudPlan | Act):
        yield Option(Undo())
    yield Option(Done())


def _notice_options(scenario: Scenario, state: State, seat: Seat) -> Iterable[Option]:
    yield from notices.request_options(scenario, state)
    for contract in state.openai.contracts:
        fee = compute.cancel_fee(contract)
        if not contract.live and contract.provider != compute.AZURE and fee <= state.openai.cash:
            yield Option(Cancel(contract=contract.id))
    yield from (Option(Run(order=order)) for order in research.open_orders(state))
    for limb in agi.limbs(state):
        if limb != "profit" or agi.met(state):
            yield Option(Claim(limb=limb))  # type: ignore[arg-type]
    yield Option(Done())


def _answer_options(scenario: Scenario, state: State, seat: Seat) -> Iterable[Option]:
    notice = next(n for n in state.notices if n.stage in ("lodged", "returned"))
    for answer in notices.answers_to(scenario, state, notice):
        if answer == "partial":
            yield Option(Answer(notice=notice.id, answer="partial", share=50), (("share", 1, 99),))
        elif answer == "counter":
            counter = Answer(notice=notice.id, answer="counter", price=notice.price, start=notice.start)
            yield Option(
                counter,
                (("price", 500, 2 * notice.price), ("start", notice.start, notice.start + notices.LATEST)),
            )
        elif answer == "waive-for":
            for package in single_changes(scenario, state):
                yield _waive_for(notice.id, package)
        else:
            yield Option(Answer(notice=notice.id, answer=answer))  # type: ignore[arg-type]


def _reply_options(scenario: Scenario, state: State, seat: Seat) -> Iterable[Option]:
    notice = next(n for n in state.notices if n.stage in ("answered", "countered"))
    if notices.can_sign(scenario, state, notice):
        yield Option(Sign(notice=notice.id))
    yield Option(Decline(notice=notice.id) if notice.stage == "countered" else Withdraw(notice=notice.id))


def single_changes(scenario: Scenario, state: State) -> Iterable[Package]:
    """Every package of one clause."""
    terms = state.terms
    # In the document's order: a scenario read from a save has its keys in another.
    for id, options in ladders(scenario).items():
        term = terms[id]
        if settled(id, state.openai.recapitalised, term):
            continue
        for package in _singles(id, options):
            if package[0][1] != term:
                yield package


@cache
def _plain_act(action: str, about: str) -> Option:
    return Option(Act(action=action, about=about))


@cache
def _plain_offer(package: Package) -> Option:
    return Option(Offer(package=package))


@cache
def _plain_give(package: Package) -> Option:
    ((clause, term),) = package
    return Option(Give(clause=clause, term=term))


@lru_cache(1024)
def _waive_for(notice: str, package: Package) -> Option:
    return Option(Answer(notice=notice, answer="waive-for", package=package))


@cache
def _singles(id: str, options: tuple[Term, ...]) -> tuple[Package, ...]:
    return tuple(((id, term),) for term in options)


def _table_options(scenario: Scenario, state: State, seat: Seat) -> Iterable[Option]:
    lying = state.table
    assert lying is not None
    if lying.must_answer == "because":
        yield Option(Because())
        yield Option(Walk())
        return
    theirs = lying.offered_by not in ("", seat)
    if theirs and undertakings.unpayable(reads(state), seat, lying.riders.letters) is None:
        yield Option(Accept())
        if table.cannot_wait(scenario, state) is None:
            yield Option(Principle())
    if lying.rounds > 0:
        for package in single_changes(scenario, state):
            if talk.stands(state, seat, package) and not (theirs and package == lying.offers):
                yield _plain_offer(package)
    if not lying.must_answer:
        if lying.rounds > 1:
            yield Option(Ask())
            for package in single_changes(scenario, state):
                if talk.stands(state, seat, package):
                    yield _plain_give(package)
        if (
            theirs
            and not lying.asked_why
            and any(s.seat == seat and s.move == "offer" for s in lying.history)
        ):
            yield Option(Why())
        if lying.rounds > 1:
            yield from (Option(Reopen(clause=clause)) for clause, _ in lying.ground.agreed)
    yield from _aside_options(scenario, state, seat)
    yield Option(Walk())


def _aside_options(scenario: Scenario, state: State, seat: Seat) -> Iterable[Option]:
    """What may be said without passing the turn."""
    yield from (Option(Agree(clause=clause)) for clause in talk.open_to_agree(state, seat))
    yield from (Option(Insist(clause=clause)) for clause in talk.open_to_insist(scenario, state, seat))
    yield from (Option(Stage(block=block)) for block in talk.open_to_stage(state, seat))
    for kind, decision in ((undertakings.PROMISE, Promise), (undertakings.THREAT, Threat)):
        for undertaking, first, last in talk.open_to_say(scenario, state, seat, kind):
            ranges = [("due", first, last)]
            if undertaking.unit:
                ranges.append(("amount", undertaking.low, undertaking.high))
            said = decision(undertaking=undertaking.id, amount=undertaking.low, due=last)
            yield Option(said, tuple(ranges))


def _claim_options(scenario: Scenario, state: State, seat: Seat) -> Iterable[Option]:
    return (Option(AnswerClaim(answer=answer)) for answer in agi.answers(state))  # type: ignore[arg-type]


def _bridge_options(scenario: Scenario, state: State, seat: Seat) -> Iterable[Option]:
    yield from (Option(Bridge(grant=True)), Option(Bridge(grant=False)))
    yield from (Option(Bridge(grant=True, package=package)) for package in single_changes(scenario, state))


_OPTIONS: Final[dict[str, Callable[[Scenario, State, Seat], Iterable[Option]]]] = {
    "events": _event_options,
    "plan": _plan_options,
    "notices": _notice_options,
    "answer": _answer_options,
    "reply": _reply_options,
    "claim": _claim_options,
    "table": _table_options,
    "rescue": lambda scenario, state, seat: (Option(Rescue(way=way)) for way in distress.ways_out(state)),  # type: ignore[arg-type]
    "bridge": _bridge_options,
}
