"""Who carries a policy out: the desks' rules of thumb with the plan held fixed, and nobody at the table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from game.players import cards, cloud_desk, lab_desk, outlook
from game.players.mind import Mind
from game.players.policies import CLOUD, LAB, CloudPolicy, LabPolicy
from game.players.skills import SKILLS
from game.rules.chance import Chance
from game.rules.compute import available
from game.rules.decisions import Act, Answer, CloudPlan, Decision, Option, Plan, Run, Walk
from game.rules.engine import Question
from game.rules.scenario import Scenario
from game.rules.units import OPENAI, Seat, clamp, mul
from game.rules.view import View

SILENT: Final = replace(SKILLS[2], models=False)
"""The Associate's skill without the counterpart in its head: it asks and tells nothing."""
KEEN: Final = replace(SILENT, desk="forecast")
"""The best desk there is, as silent."""
UNSAFE: Final = 570
"""The stock of safety (tenths of a point) under which a careful lab files a safety case."""
TIGHT: Final = 500
HOT: Final = 400
AFRAID: Final = 500
TURNED_AWAY: Final = 750
"""Power, antitrust heat, capex fear (tenths of a point) and unserved demand (bps) from which on attention is spent on them."""


class Alone(Mind):
    """A mind that sees nothing in a table."""

    def worth_a_table(self) -> bool:
        """Never."""
        return False


class Adaptive:
    """The best desk of a seat with the table switched off; ``keen`` or else the level-2 one."""

    def __init__(self, scenario: Scenario, seat: Seat, chance: Chance, keen: bool = False) -> None:
        self.scenario, self.seat, self.chance = scenario, seat, chance
        self.skill = KEEN if keen else SILENT

    def decide(self, view: View, question: Question, options: tuple[Option, ...]) -> Decision:
        """The desk's answer, or a walk."""
        if question.topic == "table":
            return Walk()
        decide = lab_desk.decide if self.seat == OPENAI else cloud_desk.decide
        return decide(self._mind(view), question, options)

    def _mind(self, view: View) -> Mind:
        return Alone(self.scenario, view, self.skill, (), self.chance)


class Planner(Adaptive):
    """A policy in a seat."""

    def __init__(self, scenario: Scenario, seat: Seat, policy: str, chance: Chance) -> None:
        super().__init__(scenario, seat, chance, keen=False)
        self.policy = policy

    def decide(self, view: View, question: Question, options: tuple[Option, ...]) -> Decision:
        """What the policy says, or what every company would do."""
        if question.topic == "table":
            return Walk()
        if question.topic == "events":
            return cards.answer(self.scenario, view, options, self.chance)
        mind = self._mind(view)
        if self.seat == OPENAI:
            return _of_lab(mind, LAB[self.policy], question, options)
        return _of_cloud(mind, CLOUD[self.policy], question, options)


def _of_lab(mind: Mind, policy: LabPolicy, question: Question, options: tuple[Option, ...]) -> Decision:
    if question.topic == "plan":
        return lab_desk.first_open(_lab_plans(mind, policy), options)
    if question.topic == "notices":
        return lab_desk.first_open(_orders(mind, policy), options)
    if question.topic == "reply":
        return lab_desk.reply(mind.view, options)
    assert question.topic == "rescue"
    return lab_desk.rescue(mind, options)


def _wanted(mind: Mind, policy: LabPolicy) -> tuple[int, int]:
    """MW to order now, as much as a quarter can take, and how many of them elsewhere."""
    view = mind.view
    need = outlook.need_mw(mind.scenario, view, lab_desk.ahead(view), policy.train * 100)
    coming = outlook.supply(view, view.quarter + lab_desk.ahead(view) + 3)
    most = lab_desk.most_mw(view)
    wanted = clamp(mul(need, policy.ambition * 100) - coming, 0, most)
    if not policy.outside:
        return wanted, 0
    return wanted, lab_desk.outside_mw(view, wanted, policy.outside * 100)


def _lab_plans(mind: Mind, policy: LabPolicy) -> Iterator[Decision]:
    view = mind.view
    if not any(isinstance(sealed, Plan) for sealed in view.sealed):
        yield Plan(train=policy.train, safety=policy.safety)
    raised = lab_desk.money_wanted(mind)
    if raised > 0:
        yield Act(action="raise-equity", amount=raised)
    provider = lab_desk.best_provider(mind, _wanted(mind, policy)[1])
    if provider is not None:
        yield Act(action="court", about=provider.id, amount=available(mind.scenario, provider, view.quarter))
    if policy.cases and view.number("openai.safety") < UNSAFE:
        yield Act(action="safety-case")


def _orders(mind: Mind, policy: LabPolicy) -> Iterator[Decision]:
    view = mind.view
    if view.number("openai.run_quarters") >= 2:
        yield Run(order="finish")
    if view.holding or view.number("openai.held"):
        yield Run(order="release")
    yield from lab_desk.made_claims(mind)
    yield from lab_desk.requests(mind, *_wanted(mind, policy))


def _of_cloud(mind: Mind, policy: CloudPolicy, question: Question, options: tuple[Option, ...]) -> Decision:
    if question.topic == "plan":
        return lab_desk.first_open(_cloud_plans(mind, policy), options)
    if question.topic == "answer":
        return _answer(mind.view, policy, options)
    if question.topic == "claim":
        return cloud_desk.about_claim(mind, options)
    assert question.topic == "bridge"
    return cloud_desk.about_bridge(mind, options)


def _cloud_plans(mind: Mind, policy: CloudPolicy) -> Iterator[Decision]:
    view = mind.view
    if not any(isinstance(sealed, CloudPlan) for sealed in view.sealed):
        yield CloudPlan(build=policy.build, partner=policy.kept, own=policy.own, rate=policy.rate)
    if policy.hosts and not view.number("microsoft.hosts_rivals"):
        yield Act(action="host-rival")
    spare = view.number("microsoft.spare_mw")
    if policy.kept and view.number("openai.unserved") >= TURNED_AWAY and spare >= lab_desk.SMALLEST:
        yield Act(action="fast-track", amount=spare)
    if view.number("world.power_tight") > TIGHT:
        yield Act(action="power-deal")
    if view.number("world.heat_antitrust") >= HOT:
        yield Act(action="lobby", about="antitrust-down")
    if view.number("microsoft.fear") >= AFRAID:
        yield Act(action="town-hall")


def _answer(view: View, policy: CloudPolicy, options: tuple[Option, ...]) -> Decision:
    """Take over what the policy takes over, whether or not there is room for it."""
    allowed = {option.decision.answer: option for option in options if isinstance(option.decision, Answer)}
    notice = next(n for n in view.notices if n.stage in ("lodged", "returned"))
    share = policy.sells if notice.provider == "azure" else policy.exercise
    if notice.stage == "returned":
        share = share * 2 // 100 * 100  # all or nothing: half and more is all
    if share >= 100 and "exercise" in allowed:
        return Answer(notice=notice.id, answer="exercise")
    if share and "partial" in allowed:
        (_, low, high), *_ = allowed["partial"].ranges
        return Answer(notice=notice.id, answer="partial", share=clamp(share, low, high))
    return Answer(notice=notice.id, answer="waive" if "waive" in allowed else "exercise")
