"""The counterpart: one mind for both seats, with knobs for skill (rulebook 3.4.4, 3.4.5).

What it answers is a function of what it is shown: the view, the question, what is allowed, the scenario and luck of its own.
"""

from __future__ import annotations

from game.players import cloud_desk, lab_desk, voice
from game.players.mind import SKILLS, Mind
from game.rules.agreement import CLAUSES
from game.rules.chance import Chance
from game.rules.decisions import Accept, Because, Decision, Offer, Option, Package, Walk
from game.rules.engine import Question
from game.rules.scenario import Scenario
from game.rules.units import OPENAI, Seat
from game.rules.view import View


class Negotiator:
    """A bot of level 1 (Intern) or 2 (Associate) for a seat of a scenario."""

    def __init__(self, scenario: Scenario, seat: Seat, level: int, chance: Chance) -> None:
        self.scenario, self.seat, self.level, self.chance = scenario, seat, level, chance
        self.skill = SKILLS[level]
        self.noise = tuple(
            (id, max(-8000, chance.normal(0, self.skill.noise, "noise", id))) for id in CLAUSES
        )

    def decide(self, view: View, question: Question, options: tuple[Option, ...]) -> Decision:
        """The answer to a question."""
        if question.topic == "table":
            return self.at_table(view, question.name)
        decide = lab_desk.decide if self.seat == OPENAI else cloud_desk.decide
        return decide(self.mind(view), question, options)

    def mind(self, view: View) -> Mind:
        """What it thinks from this view."""
        return Mind(self.scenario, view, self.skill, self.noise, self.chance)

    def at_table(self, view: View, name: str) -> Decision:
        """Accept, offer, give reasons, or walk and say why: never a silent refusal (rulebook 3.3)."""
        table, mind = view.table, self.mind(view)
        assert table is not None

        def says(act: str) -> str:
            return voice.line(self.seat, view.character.archetype, act, self.chance, name)

        theirs: Package = table.offers if table.offered_by not in ("", self.seat) else ()
        if table.must_answer == "because":
            about = theirs
            if not about:
                about = next(
                    (s.package for s in reversed(table.history) if s.move == "offer" and s.seat != self.seat),
                    (),
                )
            return Because(reasons=mind.reasons(about), gap=mind.gap(about), says=says(voice.BECAUSE))
        if theirs and mind.accepts(theirs):
            return Accept()
        why = mind.reasons(theirs)
        if table.rounds <= 0:
            return Walk(reasons=why, says=says(voice.LAST))
        if mind.patience <= 0:
            return Walk(reasons=why, says=says(voice.IMPATIENT))
        package = mind.counter(theirs, asked=table.must_answer == "offer")
        if not package:
            return Walk(reasons=why, says=says(voice.NOTHING))
        return Offer(
            package=package,
            reasons=why,
            gap=mind.gap(theirs),
            patience=mind.patience,
            says=says(voice.COUNTER if theirs else voice.OPEN),
        )
