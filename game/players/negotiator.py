"""The counterpart: one mind for both seats, with knobs for skill (rulebook 3.4.4, 3.4.5).

What it answers is a function of what it is shown: the view, the question, what is allowed, the scenario and luck of its own.
"""

from __future__ import annotations

from msgspec.structs import replace

from game.players import cloud_desk, lab_desk, manners, sayings, voice, words
from game.players.mind import Mind
from game.players.skills import SKILLS
from game.players.wants import Proposal
from game.rules.agreement import CLAUSES
from game.rules.chance import Chance
from game.rules.decisions import Accept, Agree, Answer, Because, Decision, Insist, Offer, Option, Walk, Why
from game.rules.engine import Question
from game.rules.scenario import Scenario
from game.rules.units import OPENAI, Seat
from game.rules.view import View


class Negotiator:
    """A bot of level 1 (Intern) to 4 (Rainmaker) for a seat of a scenario."""

    def __init__(self, scenario: Scenario, seat: Seat, level: int, chance: Chance) -> None:
        self.scenario, self.seat, self.level, self.chance = scenario, seat, level, chance
        self.skill = SKILLS[level]
        self.noise = tuple(
            (id, max(-8000, chance.normal(0, self.skill.noise, "noise", id))) for id in CLAUSES
        )

    def decide(self, view: View, question: Question, options: tuple[Option, ...]) -> Decision:
        """The answer to a question."""
        return self.considered(self.mind(view), question, options)

    def considered(self, mind: Mind, question: Question, options: tuple[Option, ...]) -> Decision:
        """The answer, thought with a mind that can be asked afterwards what went into it (:mod:`game.players.thoughts`)."""
        if question.topic == "table":
            return self.at_table(mind, question.name, options)
        decide = lab_desk.decide if self.seat == OPENAI else cloud_desk.decide
        found = decide(mind, question, options)
        return self.worded(mind.view, question.name, found) if isinstance(found, Answer) else found

    def mind(self, view: View) -> Mind:
        """What it thinks from this view."""
        return Mind(self.scenario, view, self.skill, self.noise, self.chance)

    def says(self, view: View, act: str, name: str) -> str:
        """A line to go with what it does."""
        return voice.line(view, act, self.chance, name)

    def worded(self, view: View, name: str, answer: Answer) -> Answer:
        """An answer to a notice with a word to go with it."""
        provider = next(notice.provider for notice in view.notices if notice.id == answer.notice)
        act = voice.answer_act(answer, provider)
        return replace(answer, says=self.says(view, act, name)) if act else answer

    def at_table(self, mind: Mind, name: str, options: tuple[Option, ...]) -> Decision:
        """Accept, offer, give reasons, or walk and say why: never a silent refusal (rulebook 3.3).

        Words about the talk itself come before the offer they are about; each is said once, so the talk always moves on.
        """
        view, table = mind.view, mind.view.table
        assert table is not None

        def says(act: str) -> str:
            return self.says(view, act, name)

        lies = table.offered_by not in ("", self.seat)
        theirs = Proposal(table.offers, table.riders) if lies else Proposal(())
        if table.must_answer == "because":
            about = theirs if lies else mind.last_of_theirs()
            return Because(reasons=mind.reasons(*about), gap=mind.gap(*about), says=says(sayings.BECAUSE))
        barred = manners.forbids(mind, theirs) if lies else None
        if lies and barred is None and mind.accepts(*theirs):
            return Accept(says=says(sayings.SIGN))
        why = mind.reasons(*theirs)
        if barred is not None and barred.clause not in {reason.clause for reason in why}:
            why = (barred, *why)
        if table.rounds <= 0:
            return Walk(reasons=why, says=says(voice.parting(self.scenario, view)))
        if mind.patience <= 0:
            return Walk(reasons=why, says=says(sayings.IMPATIENT))
        if Why() in {option.decision for option in options} and mind.wonders():
            return Why()
        said = manners.counter(mind, theirs, asked=table.must_answer == "offer")
        if said is None:
            return Walk(reasons=why, says=says(sayings.NOTHING))
        aside = self._aside(mind, theirs, said, options)
        if aside is not None:
            return aside
        said = mind.tied(said)
        return Offer(
            package=said.package,
            riders=said.riders,
            reasons=why,
            gap=mind.gap(*theirs),
            patience=mind.patience,
            says=says(voice.act_of(mind, said)),
        )

    def _aside(
        self, mind: Mind, theirs: Proposal, said: Proposal, options: tuple[Option, ...]
    ) -> Decision | None:
        """What it says before its offer, if anything: agreed, not negotiable, a threat, a promise."""
        open_now = {option.decision for option in options}
        agreed = Agree(clause=mind.agreeable(said))
        if agreed in open_now:
            return agreed
        firm = manners.firm_about(mind, theirs)
        if firm is not None and Insist(clause=firm[0]) in open_now:
            if mind.counter(*theirs, asked=mind.table.must_answer == "offer", firm=(firm,)) is not None:
                return Insist(clause=firm[0])
        return words.threat(mind, theirs, options) or words.promise(mind, said, options)
