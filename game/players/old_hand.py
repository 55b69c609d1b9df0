"""The Old Hand: it plays the quarter and not just the table, by playing on from what it believes (rulebook 3.4.5, 3.4.6).

Before it lays its plan it imagines some worlds that would all look like this one, goes on in each by the desks' rules of thumb,
leaning one way and the other, and sees what its own mandate makes of where that leads. Every lean is tried in the same worlds with
the same luck, so what differs is the lean. How much is tried is fixed: it takes as long as it takes, and answers alike after a reload.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec.structs import replace

from game.players.imagined import Imagination
from game.players.leaning import UPRIGHT, Lean
from game.players.mind import Mind
from game.players.negotiator import Negotiator
from game.players.rehearsal import Rehearsal
from game.players.wants import Proposal
from game.players.workings import Tried
from game.rules import engine
from game.rules.amending import amend
from game.rules.chance import Chance
from game.rules.decisions import Answer, AnswerClaim, Decision, Option, Riders
from game.rules.draft import Draft
from game.rules.engine import Question
from game.rules.scenario import Scenario
from game.rules.score import seat_score
from game.rules.state import State
from game.rules.units import MICROSOFT, OPENAI, Seat
from game.rules.view import View

AHEAD: Final = 16
"""Quarters it thinks ahead; towards the end, to the end."""
TRIALS: Final = 8
"""Worlds in which it tries its leans, each there and back. Eight tell seven leans apart: every two stand together in half of them."""
TRIED: Final = 3
"""Worlds in which it tries an answer to one question."""
SURE: Final = 40
"""Hundredths of a point a world by which another answer must do better than the desk's: so much is only luck."""
LOOKS: Final = 3
"""Offers it thinks through before it says something."""
PLAIN: Final = ("exercise", "waive")
"""Answers to a notice that it thinks through beside the desk's own."""
_BIDS: Final = AnswerClaim(answer="buy-out")
Pair = tuple[Lean, Lean]
LEANS: Final[dict[Seat, tuple[Pair, ...]]] = {
    OPENAI: (
        (Lean(safety=-8), Lean(safety=8)),
        (UPRIGHT, Lean(also=("town-hall",))),
        (UPRIGHT, Lean(also=("lobby/safety-down",))),
    ),
    MICROSOFT: (
        (Lean(build=-15), Lean(build=15)),
        (UPRIGHT, Lean(kept=10)),
        (UPRIGHT, Lean(also=("host-rival",))),
        (UPRIGHT, Lean(also=("town-hall",))),
        (UPRIGHT, Lean(also=("lobby/antitrust-down",))),
    ),
}
"""What it wonders about, one way and the other. What OpenAI trains, orders and charges is left to the forecast: in
sixteen games on paper no steady lean there gained anything on it."""

HABITS: Final = {OPENAI: UPRIGHT, MICROSOFT: Lean(rate="low", own=40)}
"""How the desk that it goes on with in its head comes nearest to its own."""


class Wary(Mind):
    """A mind that holds what it would sign against where that leads, and not against its books alone: a billion is not a point."""

    hand: OldHand
    looked: int = 0

    def bears(self, said: Proposal) -> bool:
        """Whether it seems to do no worse with this than with the agreement as it is. It does not look for ever."""
        if self.view.table is None:
            return True
        self.looked += 1
        return self.looked <= LOOKS and self.hand.signed(self.view, said) >= 0


class OldHand(Negotiator):
    """A bot of level 5 for a seat of a scenario."""

    def __init__(self, scenario: Scenario, seat: Seat, level: int, chance: Chance) -> None:
        super().__init__(scenario, seat, level, chance)
        self.imagination = Imagination(scenario, seat)
        self._thought: tuple[View, Lean] | None = None
        """What it thought of last, so that it need not think it again while the plan is being laid."""
        self._tried: list[Tried] = []
        """What made it think so."""
        self._unsigned: tuple[View, list[int]] | None = None
        """Where the agreement as it is leads, from the table it looked at last."""

    def mind(self, view: View) -> Mind:
        """What it thinks from this view."""
        mind = Wary(self.scenario, view, self.skill, self.noise, self.chance)
        mind.hand = self
        return mind

    def considered(self, mind: Mind, question: Question, options: tuple[Option, ...]) -> Decision:
        """The desk's answer, leant as it thinks best, or of a few answers the one that leads furthest."""
        if question.topic == "plan":
            mind.lean = self.planned(mind.view)
            mind.workings.tried += self._tried
        said = super().considered(mind, question, options)
        choices = self._choices(question, said, options)
        return self.best_of(mind, choices) if len(choices) > 1 else said

    def _choices(self, question: Question, said: Decision, options: tuple[Option, ...]) -> list[Decision]:
        """Answers worth thinking through, the desk's own first; what is left to a table it leaves to the table."""
        if (isinstance(said, Answer) and said.package) or said == _BIDS:
            return [said]
        if question.topic not in ("answer", "claim"):
            return [said]
        plain = (
            one.decision
            for one in options
            if not isinstance(one.decision, Answer) or one.decision.answer in PLAIN
        )
        return [said, *(one for one in plain if one not in (said, _BIDS))]

    # What is tried

    def planned(self, view: View) -> Lean:
        """How to lean this quarter, thought out before anything is laid down."""
        before = replace(view, sealed=())
        if self._thought is None or self._thought[0] != before:
            self._thought = before, self._leaning(before)
        return self._thought[1]

    def _leaning(self, view: View) -> Lean:
        """Each way of leaning by how much better it did than the other, over worlds in which all the rest was tried both ways."""
        pairs = LEANS[self.seat]
        effects = [0] * len(pairs)
        for trial in range(TRIALS):
            world = self._world(view, trial)
            ways = [(trial & at).bit_count() & 1 for at in range(1, len(pairs) + 1)]
            there = self._leads_to(
                world, together(pair[way] for pair, way in zip(pairs, ways, strict=True)), trial
            )
            back = self._leads_to(
                world, together(pair[1 - way] for pair, way in zip(pairs, ways, strict=True)), trial
            )
            for at, way in enumerate(ways):
                effects[at] += there - back if way else back - there
        better = [effect > 0 for effect in effects]
        chosen = [
            pair[way] if abs(effect) > SURE * TRIALS else UPRIGHT
            for pair, way, effect in zip(pairs, better, effects, strict=True)
        ]
        self._tried = [
            Tried(pair[way].told(), abs(effect) // TRIALS, pair[not way].told())
            for pair, way, effect in zip(pairs, better, effects, strict=True)
        ]
        return together(chosen)

    def best_of(self, mind: Mind, choices: Sequence[Decision]) -> Decision:
        """Of some decisions the one that does best in some worlds; the first unless another is better for sure."""
        found = [0] * len(choices)
        for n in range(TRIED):
            world, luck = self._world(mind.view, n), self._luck(mind.view, n)
            for at, choice in enumerate(choices):
                _, after = engine.step(self.scenario, world, self.seat, choice, luck)
                found[at] += self._leads_to(after, UPRIGHT, n)
        mind.workings.ways.clear()  # what the desk weighed did not decide
        for choice, points in zip(choices, found, strict=True):
            mind.workings.weigh(choice, points // TRIED, "points")
        return choices[_best(found)]

    def signed(self, view: View, said: Proposal) -> int:
        """By how much its own score is better for a signature, hundredths of a point over all the worlds it tried."""
        worlds = [self._world(view, n) for n in range(TRIED)]
        if self._unsigned is None or self._unsigned[0] != view:
            self._unsigned = view, [self._leads_to(world, UPRIGHT, n) for n, world in enumerate(worlds)]
        total = -sum(self._unsigned[1])
        for n, world in enumerate(worlds):
            draft = Draft(self.scenario, world, self.seat, self._luck(view, n))
            amend(draft, said.package, Riders(contingents=said.riders.contingents))
            total += self._leads_to(draft.state, UPRIGHT, n)
        return total

    # Playing on

    def _luck(self, view: View, n: int) -> Chance:
        return self.chance.child("world", view.label, n)

    def _world(self, view: View, n: int) -> State:
        return self.imagination.state(view, self._luck(view, n))

    def _leads_to(self, world: State, lean: Lean, n: int) -> int:
        """Its own score, hundredths of a point, after some quarters of leaning so."""
        luck = self.chance.child("weather", world.quarter, n)
        lean = together((HABITS[self.seat], lean))
        after = Rehearsal(self.scenario, self.seat, lean, luck).play(world, world.quarter + AHEAD)
        judged = seat_score(self.scenario, after, self.seat)
        return sum(one.score * one.weight for one in judged.dimensions)


def _best(found: list[int]) -> int:
    """Which of some ways came to most over the worlds that were tried; the first unless another is clearly better."""
    most = max(found)
    return found.index(most) if most > found[0] + SURE * TRIED else 0


def together(leans: Iterable[Lean]) -> Lean:
    """All of some leans at once."""
    whole = UPRIGHT
    for lean in leans:
        changed = {
            name: value
            for name, value in lean._asdict().items()
            if name != "also" and value != getattr(UPRIGHT, name)
        }
        whole = whole._replace(**changed, also=whole.also + lean.also)
    return whole
