"""Training, capability, safety, and what goes wrong (rulebook 3.2.5)."""

from __future__ import annotations

from typing import Final, Literal

from game.errors import Refusal
from game.rules.agreement import open_weights, safety_duties
from game.rules.decisions import Act, Run
from game.rules.draft import Draft
from game.rules.facts import Breakthrough, Holding, Incident, RunEnded, RunOrdered
from game.rules.proceedings import EVALUATIONS, under
from game.rules.scenario import Scenario
from game.rules.state import State, fleet
from game.rules.units import BPS, SQUARE_ROOT, TRAINING_POWER, Curve, clamp, mul, ratio

SHORTEST_RUN: Final = 2
LONGEST_RUN: Final = 4
"""A run nobody finishes is finished for them: somebody always ships it."""
MINOR: Final = "minor-incident"
MAJOR: Final = "major-incident"

_PACE_POWER: Final = Curve(
    (5000, 8123), (7500, 9173), (9000, 9689), (10000, 10000), (11000, 10290), (12500, 10692), (20000, 12311)
)
"""Pace to its power .3: rivals feel the world's pace, dampened."""


def training_mw(scenario: Scenario, state: State) -> int:
    """MW that train this quarter, weighed by how well the providers' chips train; none while training is halted."""
    if state.openai.halted:
        return 0
    quality = {provider.id: provider.training for provider in scenario.providers}
    good = sum(c.mw * quality.get(c.provider, BPS) for c in state.openai.contracts if c.live)
    whole = sum(c.mw for c in state.openai.contracts if c.live)
    trained = mul(fleet(state.openai), state.openai.train)
    return mul(trained, good // whole) if whole else 0


def serving_mw(state: State) -> int:
    """MW that serve customers; a halt does not turn training machines into servers overnight."""
    return fleet(state.openai) - mul(fleet(state.openai), state.openai.train)


def gain_of(scenario: Scenario, state: State, reference: int) -> int:
    """Capability this quarter's training adds, tenths, with ``reference`` MW keeping pace."""
    lab, dials = state.openai, scenario.dials.research
    trained = training_mw(scenario, state)
    if not trained:
        return 0
    effect = TRAINING_POWER(trained * BPS // reference)
    careful = BPS - dials.safety_drag.value * lab.safety_share // BPS
    gain = dials.gain.value * effect * careful // BPS // BPS
    return gain if lab.talent >= 350 else mul(gain, 8500)


def run(draft: Draft) -> int:
    """Training, the rival, safety and incidents of the quarter; gives back the gain in tenths."""
    state, chance = draft.state, draft.chance
    lab, world, now = state.openai, state.world, state.quarter
    dials = draft.scenario.dials.research
    reference = draft.scenario.tables.reference_training[now]
    gain = gain_of(draft.scenario, state, reference)
    steady = gain * dials.steady.value // 100
    draft.move("openai.lab_capability", steady, "research")
    _offer_release(draft, steady, "research")
    draft.move("openai.run_gain", gain - steady, "training")
    if gain:
        draft.move("openai.run_quarters", 1, "training")
    if lab.run_quarters >= LONGEST_RUN or _ends_with_turn(draft):
        finish_run(draft)
    effort = SQUARE_ROOT(ratio(training_mw(draft.scenario, state), reference))
    if gain and chance.hit(mul(dials.breakthrough_chance.value, effort), "breakthrough", now):
        draft.happen(Breakthrough())
        draft.move("openai.lab_capability", dials.breakthrough.value, "breakthrough")
        _offer_release(draft, dials.breakthrough.value, "breakthrough")
        draft.later(4, "world.rival", dials.breakthrough_paper.value, "a paper")
    pace = _PACE_POWER(world.pace)
    gained = max(0, chance.normal(dials.rival_gain.value, dials.rival_deviation.value, "rival", now))
    draft.move("world.rival", mul(gained, pace), "rivals")
    if chance.hit(dials.rival_leap_chance.value, "rival-leap", now):
        draft.move("world.rival", dials.rival_leap.value, "a rival's leap")
    _diffusion(draft)
    taught = open_weights.taught(state.terms["open-weights"], lab.capability - world.rival)
    draft.move("world.rival", taught, "open weights")
    _safety(draft, gain)
    _incidents(draft)
    draft.put("openai.lead", lab.capability - world.rival, "the race")
    draft.put("openai.behind", lab.behind + 1 if world.rival >= lab.capability + 60 else 0, "the race")
    if lab.halted:
        draft.move("openai.halted", -1, "time")
    return gain


def _ends_with_turn(draft: Draft) -> bool:
    """Whether the run is finished without an order: nobody is there to give one when a longer turn ends."""
    turns = draft.scenario.turns
    last = turns.quarters > 1 and turns.left(draft.state.quarter) == 1
    return last and draft.state.openai.run_quarters >= SHORTEST_RUN


def _evaluating(state: State) -> bool:
    """Whether a safety case is being made this quarter: then what is new waits for the next (rulebook 3.2.3)."""
    sealed = state.openai_place.sealed
    return any(isinstance(decision, Act) and decision.action == "safety-case" for decision in sealed)


def _offer_release(draft: Draft, by: int, why: str) -> None:
    """Release what is new, or keep it back while the lab holds or evaluates, or safety asks for more than it has."""
    lab = draft.state.openai
    if _kept_back(draft.state, by):
        draft.move("openai.held", by, why)
        return
    draft.move("openai.capability", by, why)
    release_held(draft)
    if lab.capability >= lab.evaluated + 50:
        steps = (lab.capability - lab.evaluated) // 50
        draft.move("openai.safety", -30 * steps, "released without a safety case")
        draft.move("openai.evaluated", 50 * steps, "released")


def _kept_back(state: State, by: int) -> bool:
    """Whether what is new, ``by`` tenths of it, is not released now."""
    return state.openai.holding or _evaluating(state) or _needs_evaluations(state, by) or _stopped(state)


def _stopped(state: State) -> bool:
    """Whether the agreement's safety committee stops releases."""
    return safety_duties.stops(state.terms["safety-duties"], state.openai.safety)


def release_held(draft: Draft) -> None:
    """Release everything that was kept back."""
    lab = draft.state.openai
    if lab.held:
        draft.move("openai.capability", lab.held, "released")
        draft.move("openai.held", -lab.held, "released")


def finish_run(draft: Draft) -> None:
    """Finish the frontier run: luck decides what it was worth."""
    lab = draft.state.openai
    luck = draft.chance.pick(draft.scenario.dials.research.run_luck.values, "run-luck", draft.state.quarter)
    gain = lab.run_gain * luck // 100
    draft.happen(RunEnded(luck=luck, gain=gain))
    draft.put("openai.run_luck", luck, "frontier run")
    draft.put("openai.run_quarters", 0, "the run ended")
    draft.put("openai.run_gain", 0, "the run ended")
    draft.move("openai.lab_capability", gain, "frontier run")
    _offer_release(draft, gain, "frontier run")


def _diffusion(draft: Draft) -> None:
    """Whoever trails by far learns from what is out there: papers, people and products travel."""
    state, dials = draft.state, draft.scenario.dials.research
    lab, world = state.openai, state.world
    apart, known = world.rival - lab.lab_capability, dials.known_gap.value
    if apart > known and training_mw(draft.scenario, state):
        learned = mul(apart - known, dials.diffusion.value)
        draft.move("openai.lab_capability", learned, "what rivals published")
        _offer_release(draft, learned, "what rivals published")
    elif lab.capability - world.rival > known:
        learned = mul(lab.capability - world.rival - known, dials.diffusion.value)
        draft.move("world.rival", learned, "what the lab published")


def _safety(draft: Draft, gain: int) -> None:
    lab, dials = draft.state.openai, draft.scenario.dials.research
    built = dials.safety_built.value * lab.safety_share * (1200 - lab.safety) // 1200 // BPS
    wear = dials.safety_wear.value + 4 * max(0, gain - dials.gain.value) // 10
    draft.move("openai.safety", built - wear, "safety work against wear")
    draft.move("openai.safety", safety_duties.work(draft.state.terms["safety-duties"]), "joint evaluations")
    if lab.safety_share > dials.safety_share_liked.value:
        draft.move("openai.talent", -dials.talent_lost.value, "research talent prefers research")
    if lab.safety < 400 and gain > dials.gain.value:
        draft.move("world.heat_safety", 10, "fast and thin")


def _incidents(draft: Draft) -> None:
    """Risk a quarter: 0.8 % + 0.11 % for each point of safety under 55, more so beyond capability 1200 (rulebook 3.2.5)."""
    state, now = draft.state, draft.state.quarter
    lab, dials = state.openai, draft.scenario.dials.research
    short = max(0, dials.safe.value - lab.safety)
    risk = (
        dials.incident_risk.value
        + dials.incident_slope.value * short * (600 + max(0, lab.capability - 1200)) // 600 // 10
    )
    risk = mul(risk, safety_duties.risk(state.terms["safety-duties"]))
    if not draft.chance.hit(risk, "incident", now):
        return
    major_share = clamp(dials.major_share.value - 3 * lab.safety + 2 * (lab.capability - 1200), 1000, 8000)
    major = draft.chance.hit(major_share, "incident-major", now)
    draft.happen(Incident(major=major))
    why = MAJOR if major else MINOR
    draft.move("openai.major_incidents" if major else "openai.minor_incidents", 1, why)
    draft.move("openai.share", -mul(lab.share, 1500 if major else 400), why)
    draft.move("world.hype", -140 if major else -40, why)
    draft.move("relations.microsoft_trust", -80 if major else -20, why)
    draft.move("world.heat_safety", 300 if major else 100, why)
    draft.move("openai.staff_mood", -100 if major else -30, why)
    if major:
        draft.move("openai.board_mood", -150, why)
        draft.put("openai.halted", 3, why)


def open_orders(state: State) -> tuple[Literal["finish", "release", "hold"], ...]:
    """The orders that the frontier run and what it made take now."""
    lab = state.openai
    given = state.run_orders
    orders: list[Literal["finish", "release", "hold"]] = []
    if lab.run_quarters >= SHORTEST_RUN and "finish" not in given:
        orders.append("finish")
    allowed = not _needs_evaluations(state) and not _stopped(state)
    if (lab.held or lab.holding) and allowed and "release" not in given:
        orders.append("release")
    if not lab.holding and "hold" not in given:
        orders.append("hold")
    return tuple(orders)


def _needs_evaluations(state: State, more: int = 0) -> bool:
    """Where evaluations are required, a release of what is held and of ``more`` needs a safety case that covers it."""
    lab = state.openai
    return under(state, EVALUATIONS) is not None and lab.evaluated < lab.capability + lab.held + more


def order(draft: Draft, decision: Run) -> None:
    """Finish the run, release what is held, or hold; each once a quarter."""
    lab = draft.state.openai
    if decision.order in draft.state.run_orders:
        raise Refusal(
            "ordered-already",
            f"“{decision.order}” was ordered this quarter already.",
            "Wait for the next quarter.",
        )
    if decision.order == "finish":
        if lab.run_quarters < SHORTEST_RUN:
            raise Refusal(
                "run-too-young",
                f"A frontier run needs {SHORTEST_RUN} quarters before it can be finished; this one has had {lab.run_quarters}.",
                "Leave it running.",
            )
        draft.happen(RunOrdered(decision.order))
        finish_run(draft)
    elif decision.order == "release":
        if not lab.held and not lab.holding:
            raise Refusal(
                "nothing-held", "There is nothing held back to release.", "Hold first, or carry on."
            )
        if _needs_evaluations(draft.state):
            raise Refusal(
                "needs-evaluations",
                "Evaluations are required: a release needs a safety case first.",
                "Act safety-case in the plan, then release.",
            )
        if _stopped(draft.state):
            raise Refusal(
                "stop-ship",
                f"The safety committee stops every release while safety is under {safety_duties.BAR // 10}.",
                "Put more of the research into safety work, or make a safety case.",
            )
        draft.happen(RunOrdered(decision.order))
        draft.happen(Holding(held=False))
        release_held(draft)
    else:
        if lab.holding:
            raise Refusal("already-holding", "Releases are held back already.", "Release, or carry on.")
        draft.happen(RunOrdered(decision.order))
        draft.happen(Holding(held=True))
