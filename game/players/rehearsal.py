"""Playing on in the head: from an imagined state both desks go through the quarters on paper, and nobody opens a table.

The same desks as in :mod:`game.players.planner`, asked less: each lays its plan and its orders in one go. A game that is thought
through costs a fraction of one that is played.
"""

from __future__ import annotations

from msgspec.structs import replace

from game.errors import Refusal
from game.players import cloud_desk, lab_desk
from game.players.leaning import UPRIGHT, Lean
from game.players.mind import Mind
from game.players.planner import KEEN, SILENT, Alone
from game.rules import engine, orders
from game.rules.chance import Chance
from game.rules.decisions import Act, Answer, CloudPlan, Decision, Done, Option, Plan, Request
from game.rules.engine import Question
from game.rules.notices import answers_to, request_options
from game.rules.quarter import asked
from game.rules.scenario import Scenario
from game.rules.state import State
from game.rules.units import OPENAI, Seat, clamp
from game.rules.view import view_of

_LODGING = ((OPENAI, "notices"),)
_PART = (("share", 1, 99),)


class Rehearsal:
    """One way of going on: ``seat`` leans so, the other stands upright, and all luck is the same in every rehearsal of it.

    OpenAI's own desk forecasts, as it will; Microsoft's forecast takes too long for that, and its rules of thumb stand for it.
    """

    def __init__(self, scenario: Scenario, seat: Seat, lean: Lean, chance: Chance) -> None:
        self.scenario, self.seat, self.lean, self.chance = scenario, seat, lean, chance

    def play(self, state: State, until: int) -> State:
        """The state when quarter ``until`` begins, or when the game is over."""
        while state.quarter < until and (waiting := asked(self.scenario, state)):
            seat, topic = waiting[0]
            if topic == "plan":
                state = self._plan(state, seat)
            elif topic == "notices":
                state = self._notices(state)
            elif topic == "table":
                state = self._step(state, seat, engine.default(self.scenario, state, seat))
            else:
                state = self._step(state, seat, self._answer(state, seat, topic))
        return state

    def _step(self, state: State, seat: Seat, decision: Decision) -> State:
        return engine.step(self.scenario, state, seat, decision, self.chance)[1]

    def _try(self, state: State, seat: Seat, decision: Decision) -> State:
        try:
            return self._step(state, seat, decision)
        except Refusal:
            return state

    def _mind(self, state: State, seat: Seat) -> Mind:
        own = seat == self.seat
        skill = KEEN if own and seat == OPENAI else SILENT
        mind = Alone(self.scenario, view_of(self.scenario, state, seat), skill, (), self.chance)
        mind.lean = self.lean if own else UPRIGHT
        return mind

    def _answer(self, state: State, seat: Seat, topic: str) -> Decision:
        if topic == "answer":
            notice = next(one for one in state.notices if one.stage in ("lodged", "returned"))
            options = tuple(
                Option(Answer(notice=notice.id, answer=answer), _PART if answer == "partial" else ())  # type: ignore[arg-type]
                for answer in answers_to(self.scenario, state, notice)
                if answer != "waive-for"  # its price would be for a table
            )
        else:
            options = engine.legal(self.scenario, state, seat)
        question = Question(seat=seat, topic=topic, quarter="", name="")
        desk = lab_desk.decide if seat == OPENAI else cloud_desk.decide
        return desk(self._mind(state, seat), question, options)

    def _plan(self, state: State, seat: Seat) -> State:
        mind = self._mind(state, seat)
        wishes = lab_desk.plans(mind) if seat == OPENAI else cloud_desk.plans(mind)
        for wish in wishes:
            state = self._try(state, seat, _held(self.scenario, state, seat, wish))
            if orders.points_left(state, seat) <= 0:
                break
        return self._step(state, seat, Done())

    def _notices(self, state: State) -> State:
        """Everything it would lodge, each answered before the next; then the claims, which wait for the other side."""
        for wish in lab_desk.notices(self._mind(state, OPENAI)):
            if isinstance(wish, Request):
                options = request_options(self.scenario, state)
                held = (found for one in options if (found := lab_desk.within(wish, one)) is not None)
                state = self._answered(self._try(state, OPENAI, next(held, wish)))
            else:
                state = self._try(state, OPENAI, wish)
            if asked(self.scenario, state) != _LODGING:
                return state
        return self._step(state, OPENAI, Done())

    def _answered(self, state: State) -> State:
        """The state once nobody has a notice to answer."""
        while (waiting := asked(self.scenario, state)) and waiting[0][1] in ("answer", "reply"):
            seat, topic = waiting[0]
            state = self._step(state, seat, self._answer(state, seat, topic))
        return state


def _held(scenario: Scenario, state: State, seat: Seat, wish: Decision) -> Decision:
    """A wish with its numbers within what is allowed now."""
    if isinstance(wish, Plan | CloudPlan):
        most = {
            "train": orders.most_training(state),
            "build": orders.most_build(state),
            "own": orders.most_own(state),
        }
        return replace(
            wish,
            **{
                name: clamp(getattr(wish, name), low, min(high, most.get(name, high)))
                for name, low, high in orders.SHEETS[seat]
            },
        )
    if isinstance(wish, Act) and wish.amount:
        action = orders.ACTIONS[wish.action]
        amounts = orders.amounts_of(scenario, state, action, wish.about)
        if amounts is not None and amounts[1] > 0:
            return replace(wish, amount=clamp(wish.amount, max(1, amounts[0]), amounts[1]))
    return wish
