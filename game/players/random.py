"""Anything that is allowed: a player without a plan, for tests, for the floor of a ladder, and for the humility of bots."""

from __future__ import annotations

from msgspec.structs import replace

from game.rules.chance import Chance
from game.rules.decisions import Decision, Option, Run, Undo
from game.rules.engine import Question
from game.rules.view import View


class Random:
    """Picks an option, each equally likely, and fills its ranges evenly.

    It takes nothing back: who always decides alike in the same place would go round for ever.
    """

    def __init__(self, chance: Chance) -> None:
        self.chance = chance

    def decide(self, view: View, question: Question, options: tuple[Option, ...]) -> Decision:
        """One of the options."""
        idle = view.holding and not view.number("openai.held")
        open_ = [
            option
            for option in options
            if not isinstance(option.decision, Undo)
            and not (idle and option.decision == Run(order="release"))
        ]
        name = (question.name, len(view.sealed), view.holding)
        decision, ranges = open_[self.chance.below(len(open_), *name)]
        if not ranges:
            return decision
        drawn = {field: low + self.chance.below(high - low + 1, *name, field) for field, low, high in ranges}
        return replace(decision, **drawn)
