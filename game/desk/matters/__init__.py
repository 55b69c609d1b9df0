"""What a seat must decide now, as rows: the question in words, each answer with its price and known effect, and a suggestion.

A pure function of scenario, view, question and legal options. One file a topic; nothing here draws or acts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from game.desk.adviser import Advice
from game.desk.matters import answers, claim, events, notices, plan, table, trouble
from game.desk.matters.draft import Sketch, package_of, turned_term
from game.desk.matters.matter import (
    Asked,
    Deed,
    DraftTerms,
    DraftWaiver,
    Field,
    Fold,
    Form,
    Matter,
    Places,
    Rider,
    Slider,
    Turn,
)
from game.desk.matters.plan import sheet_decision, sheet_of
from game.rules.decisions import Decision, Option
from game.rules.engine import Question
from game.rules.scenario import Scenario
from game.rules.view import View

_TOPICS: Final[dict[str, Callable[[Asked], Matter]]] = {
    "events": events.events,
    "plan": plan.plan,
    "notices": notices.notices,
    "answer": answers.answer,
    "reply": answers.reply,
    "claim": claim.claim,
    "table": table.table,
    "rescue": trouble.rescue,
    "bridge": trouble.bridge,
}


def matter_of(
    scenario: Scenario,
    view: View,
    question: Question,
    options: tuple[Option, ...],
    advice: Advice,
    sheet: Mapping[str, Any] | None = None,
    draft: Sketch | None = None,
    width: int = 60,
    height: int = 20,
    beside: bool = False,
    default: Decision | None = None,
    places: Places | None = None,
) -> Matter:
    """The question a seat is asked now.

    ``sheet`` and ``draft`` are what the player has turned so far; ``width`` is the room for a row, ``height`` that for everything;
    ``beside`` says whether what was said at the table is shown elsewhere; ``default`` is what comes of doing nothing; ``places`` is
    kept by who asks, from one question to the next.
    """
    return _TOPICS[question.topic](
        Asked(
            scenario,
            view,
            options,
            advice,
            sheet or {},
            draft,
            width,
            height,
            beside,
            default,
            places or Places(),
        )
    )


__all__ = [
    "Asked",
    "Deed",
    "DraftTerms",
    "DraftWaiver",
    "Field",
    "Fold",
    "Form",
    "Matter",
    "Places",
    "Rider",
    "Sketch",
    "Slider",
    "Turn",
    "matter_of",
    "package_of",
    "sheet_decision",
    "sheet_of",
    "turned_term",
]
