"""Who watches: regulators, staff, boards, investors, and each side's trust in the other (rulebook 3.1.4, 3.2.8).

Every quarter what the seats have done warms a meter or cools it (:data:`PUSHES`), and what a meter has reached is begun, carried
out or closed. What it does meanwhile is read from the proceedings by whoever it concerns.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from msgspec.structs import replace

from game.rules import proceedings
from game.rules.agreement import (
    CLAUSES,
    equity_stake,
    governance,
    non_solicit,
    open_weights,
    recap_consent,
    safety_duties,
)
from game.rules.agreement.clause import Term, Terms
from game.rules.amending import amend
from game.rules.draft import Draft
from game.rules.facts import ConditionLapsed, Postponed, ProceedingBegan, WalkedOut
from game.rules.proceedings import KINDS, under
from game.rules.scenario import Scenario
from game.rules.state import State
from game.rules.units import BPS, clamp, mul

HEATS: Final = ("antitrust", "charity", "safety", "export")
NEWS: Final = 30
"""How far a heat wanders in a quarter, tenths (invented, like the hype's 4 points: else nobody in office ever had an election)."""
HEARINGS: Final = 300
TELEVISED: Final = 180
"""3 % a quarter that somebody holds a hearing about it on television: a heat +18."""
FILES: Final = (proceedings.INQUIRY, proceedings.REVIEW, proceedings.EVALUATIONS, proceedings.PERMITS)
FOUND: Final = 35
"""Tenths that a heat rises a quarter while a file is open on it: whoever looks finds something. Without it nothing reached 75."""
DECREE: Final = 900
"""Antitrust heat, tenths, at which a court strikes everything exclusive at once (rulebook 3.6.4)."""
SATISFIED: Final = -250
"""Tenths of heat that go when a regulator has got what it announced."""
CONTESTED: Final = ("api-distribution", "compute-sourcing")
"""What a court looks at for exclusivity, the first first where both are as exclusive (rulebook 3.2.8)."""
LARGE_STAKE: Final = 3000
"""Bps of OpenAI beyond which Microsoft's part of it is talked about."""
DELAY: Final = 2
"""Quarters that a review adds to a recapitalisation, and one of permits to capacity abroad."""
LICENSED: Final = 600
"""Tenths of safety at which training is licensed."""
HEARING: Final = 4
"""Quarters from one hearing of a licence to the next."""
GONE: Final = -150
WALK_OUT: Final = 100
"""Tenths of the staff's mood under which they leave together."""
WALKED: Final = 3000
"""The part of the staff, bps, that Microsoft has desks for when they walk out; half where each may not hire the other's."""


@dataclass(frozen=True, slots=True)
class Push:
    """Something that warms a meter every quarter, by so many tenths of a point, and why."""

    stat: str
    why: str
    by: Callable[[Scenario, State], int]


def _untested(state: State) -> int:
    """Tenths of capability in public that no safety case has looked at."""
    return max(0, state.openai.capability - state.openai.evaluated)


def abroad(scenario: Scenario, state: State) -> int:
    """MW that OpenAI has or has coming from providers in other people's jurisdictions."""
    foreign = {provider.id for provider in scenario.providers if provider.foreign}
    return sum(contract.mw for contract in state.openai.contracts if contract.provider in foreign)


def _purpose(state: State) -> int:
    """A company on its way to being one, without anybody who may stop it for its purpose."""
    terms = state.terms
    if not (state.openai.recapitalised or recap_consent.consented(terms)):
        return 0
    return 13 if not safety_duties.stops(terms["safety-duties"], 0) else 0


PUSHES: Final = (
    Push(
        "world.heat_antitrust", "exclusive clauses",
        lambda scenario, state: 12 * min(2, state.relations.exclusive_clauses),
    ),
    Push(
        "world.heat_antitrust", "a seat on two boards", lambda scenario, state: governance.heat(state.terms["governance"]),
    ),
    Push(
        "world.heat_antitrust", "a large stake", lambda scenario, state: 15 * (state.relations.stake > LARGE_STAKE),
    ),
    Push(
        "world.heat_antitrust", "a public quarrel", lambda scenario, state: max(0, state.relations.friction - 300) // 25,
    ),
    Push("world.heat_charity", "a company without a conscience clause", lambda scenario, state: _purpose(state)),
    Push(
        "world.heat_charity", "thin safety", lambda scenario, state: clamp((600 - state.openai.safety) // 10, 0, 15),
    ),
    Push(
        "world.heat_charity", "a large stake", lambda scenario, state: 15 * (state.relations.stake > LARGE_STAKE),
    ),
    Push(
        "world.heat_safety", "what it can do", lambda scenario, state: clamp((state.openai.capability - 1000) // 16, 0, 45),
    ),
    Push("world.heat_safety", "thin safety", lambda scenario, state: clamp((600 - state.openai.safety) // 15, 0, 15)),
    Push(
        "world.heat_safety", "released untested", lambda scenario, state: min(20, _untested(state) // 5),
    ),
    Push(
        "world.heat_safety", "held back and not said", lambda scenario, state: min(15, state.openai.held // 8),
    ),
    Push(
        "world.heat_export", "capacity abroad", lambda scenario, state: min(20, abroad(scenario, state) // 12),
    ),
)  # fmt: skip
"""What warms a heat every quarter (rulebook 3.2.8); incidents, cards and what somebody does warm it at once."""


def run(draft: Draft) -> None:
    """The end of the quarter for everybody who watches: how they feel, and what they do about it."""
    feelings(draft)
    for kind in KINDS.values():
        _proceed(draft, kind)
    _walk_out(draft)
    if draft.state.world.heat_antitrust >= DECREE:
        for clause in CONTESTED:
            _strike(draft, clause)


def begin(draft: Draft) -> None:
    """Before the first quarter: a scenario may start in the middle of something."""
    for kind in KINDS.values():
        _proceed(draft, kind)


def feelings(draft: Draft) -> None:
    """Trust fades toward the middle, heats cool, moods follow what happened (rulebook 3.1.4, 3.2.8)."""
    state = draft.state
    lab, relations, world = state.openai, state.relations, state.world
    dials = draft.scenario.dials.feelings
    for name in ("openai_trust", "microsoft_trust"):
        value = getattr(relations, name)
        draft.move(f"relations.{name}", (500 - value) * dials.trust_fading.value // 100, "time")
    draft.move("relations.friction", -(relations.friction - 200) // 20, "time")
    for heat in HEATS:
        value = getattr(world, f"heat_{heat}")
        draft.move(f"world.heat_{heat}", -(value * dials.heat_fading.value // 100), "time")
        _politics(draft, heat)
    for push in PUSHES:
        draft.move(push.stat, push.by(draft.scenario, state), push.why)
    if relations.friction > 700:
        draft.move("world.hype", -10, "a public quarrel")
    draft.move("openai.talent", (dials.talent_rest.value - lab.talent) // 10, "hiring and leaving")
    draft.move(
        "openai.staff_mood", (600 - lab.staff_mood) // 10 + (lab.safety_share - 1500) // 200, "the work"
    )
    if lab.behind:
        draft.move("openai.staff_mood", -min(70, (world.rival - lab.capability) // 2), "being second")
    draft.move("openai.board_mood", (lab.safety - 450) // 20 + (550 - lab.board_mood) // 10, "the mission")
    draft.move("openai.investor_mood", (world.hype - lab.investor_mood) // 8, "the market")
    weights = state.terms["open-weights"]
    draft.move("openai.staff_mood", open_weights.pride(weights), "open weights")
    draft.move("world.heat_safety", open_weights.worry(weights), "open weights")
    draft.put("relations.unamended", relations.unamended + 1, "time")


def _politics(draft: Draft, heat: str) -> None:
    """What a heat does by itself: it wanders with the news, and now and then somebody holds a hearing."""
    now = draft.state.quarter
    draft.move(f"world.heat_{heat}", draft.chance.normal(0, NEWS, "politics", heat, now), "politics")
    if any(
        one.what in FILES and KINDS[one.what].stat == f"world.heat_{heat}" for one in draft.state.proceedings
    ):
        draft.move(f"world.heat_{heat}", FOUND, "what the file holds")
    if draft.chance.hit(HEARINGS, "hearing", heat, now):
        draft.move(f"world.heat_{heat}", TELEVISED, "a hearing")


def _proceed(draft: Draft, kind: proceedings.Kind) -> None:
    """Begin what a meter has reached, carry out what is due, close what has cooled."""
    state = draft.state
    open_, value = under(state, kind.id), proceedings.meter(state, kind)
    if open_ is None:
        if kind.reached(value):
            _OPENS.get(kind.id, proceedings.begin)(draft, kind.id)
    elif kind.id == proceedings.LICENCE:
        _hear(draft)
    elif kind.cooled(value):
        proceedings.end(draft, kind.id, "cooled")
    elif open_.due <= state.quarter and kind.id in _DUE:
        _DUE[kind.id](draft)


# What each does when it is begun, and when it is due


def most_exclusive(terms: Terms) -> str:
    """The clause a court would strike first: what ties the lab to one cloud, then what is nearest to it; empty when all is open."""

    def tied(clause: str) -> tuple[bool, int]:
        term = terms[clause]
        left = len(CLAUSES[clause].options) - 1 - CLAUSES[clause].rank(term)
        return term in CLAUSES[clause].exclusive, left

    clause = max(CONTESTED, key=lambda id: tied(id))
    return clause if tied(clause)[1] else ""


def struck(clause: str, term: Term) -> Term:
    """What a court leaves of a clause: the next term on its ladder that ties nobody to one cloud."""
    entry = CLAUSES[clause]
    later = entry.options[entry.rank(term) + 1 :]
    return next((option for option in later if option not in entry.exclusive), term)


def _strike(draft: Draft, clause: str) -> None:
    term = draft.state.terms[clause]
    _judge(draft, clause, struck(clause, term))


def _judge(draft: Draft, clause: str, term: Term) -> None:
    """A court or an attorney general writes a clause; conditions on it lapse."""
    if draft.state.terms[clause] == term:
        return
    amend(draft, ((clause, term),), how="judgment")
    for waiting in draft.state.agreement.waiting:
        if waiting.contingent.clause == clause:
            draft.happen(ConditionLapsed(waiting, "struck"))


def _announce_remedy(draft: Draft, what: str) -> None:
    if clause := most_exclusive(draft.state.terms):
        proceedings.begin(draft, what, clause)


def _remedy(draft: Draft) -> None:
    """The court strikes what is most exclusive by then: what was given up in time need not be struck."""
    if clause := most_exclusive(draft.state.terms):
        _strike(draft, clause)
    draft.move("relations.friction", 50, "the remedy hearing")
    draft.move("world.heat_antitrust", SATISFIED, "a remedy")
    proceedings.end(draft, proceedings.REMEDY, "done")


def _license(draft: Draft, what: str) -> None:
    if draft.state.openai.safety < LICENSED:
        proceedings.begin(draft, what)


def _review(draft: Draft, what: str) -> None:
    """A review that begins while a recapitalisation is under way holds it up as well."""
    proceedings.begin(draft, what)
    if any(pending.stat == "openai.recapitalised" for pending in draft.state.pending):
        draft.happen(Postponed("openai.recapitalised", DELAY))


def _announce_order(draft: Draft, what: str) -> None:
    if _too_large(draft.state) or draft.state.terms["safety-duties"] != safety_duties.STOP:
        proceedings.begin(draft, what)


def _too_large(state: State) -> bool:
    """Whether Microsoft is to have more of the company than an order allows, and that is still open."""
    stake = equity_stake.stake(state.terms["equity-stake"])
    return not state.openai.recapitalised and stake > LARGE_STAKE


def _order(draft: Draft) -> None:
    """The attorneys general write the safety duties, and how much of the company may go to Microsoft while that is open."""
    _judge(draft, "safety-duties", safety_duties.STOP)
    if _too_large(draft.state):
        _judge(draft, "equity-stake", LARGE_STAKE)
    draft.move("world.heat_charity", SATISFIED, "an order")
    proceedings.end(draft, proceedings.ORDER, "done")


def _hear(draft: Draft) -> None:
    """A licence is granted once safety is at 60; a year without it is a refusal."""
    state = draft.state
    licence = under(state, proceedings.LICENCE)
    assert licence is not None
    if state.openai.safety >= LICENSED:
        proceedings.end(draft, licence.what, "met")
    elif licence.due <= state.quarter:
        draft.move("openai.licence_refusals", 1, "a licence refused")
        draft.happen(ProceedingBegan(replace(licence, due=state.quarter + HEARING)))


def _resign(draft: Draft, what: str) -> None:
    proceedings.begin(draft, what)
    draft.move("openai.talent", GONE, "resignations")


def _walk_out(draft: Draft) -> None:
    """Everybody leaves at once and is photographed doing it; the cloud has desks (rulebook 3.2.8)."""
    state = draft.state
    if state.openai.staff_mood >= WALK_OUT:
        return
    part = WALKED // 2 if non_solicit.barred(state.terms["non-solicit"]) else WALKED
    draft.happen(WalkedOut(part))
    draft.move("openai.transferred", part, "a walk-out")
    draft.move("openai.talent", -mul(state.openai.talent, part), "a walk-out")
    draft.put("openai.halted", max(state.openai.halted, 2), "a walk-out")
    draft.move("microsoft.capability", part * 30 // BPS, "a walk-out")
    draft.move("openai.staff_mood", 200, "a walk-out")


_OPENS: Final[dict[str, Callable[[Draft, str], None]]] = {
    proceedings.REMEDY: _announce_remedy,
    proceedings.ORDER: _announce_order,
    proceedings.LICENCE: _license,
    proceedings.REVIEW: _review,
    proceedings.RESIGNATIONS: _resign,
}
_DUE: Final[dict[str, Callable[[Draft], None]]] = {
    proceedings.REMEDY: _remedy,
    proceedings.ORDER: _order,
}
