"""The forms of the table: a condition, a side letter, a promise, a threat. Each says what it means before it is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from game.debrief.figures import when
from game.debrief.riders import condition_words, letter_words, pledge_words, threat_price
from game.desk.matters.matter import Field, Form
from game.desk.owed import measured, stands_at
from game.rules.agreement import CLAUSES, Term
from game.rules.decisions import Contingent, Letter, Option, Promise, Threat
from game.rules.packages import options_of
from game.rules.scenario import Scenario
from game.rules.state import Pledge
from game.rules.triggers import TRIGGERS
from game.rules.undertakings import (
    BROKEN,
    LEAST_PENALTY,
    LETTER,
    MOST_PENALTY,
    PROMISE,
    THREAT,
    UNDERTAKINGS,
    dates,
    offered_to,
)
from game.rules.units import MICROSOFT, OPENAI, money, other, power
from game.rules.view import View

USUAL_PENALTY: Final = 500
"""$ millions that a side letter's penalty begins with."""
AHEAD: Final = 4
"""Quarters ahead that a date begins with."""


def condition(
    scenario: Scenario, view: View, clause: str, term: Term, refuses: Callable[[Any], str], held: Contingent | None = None
) -> Form:  # fmt: skip
    """“Only if…”: what the clause becomes, once what is so, and by when. ``term`` is what the draft makes of it outright.

    It begins with ``held``, the condition that the clause has already.
    """
    ladder = options_of(scenario, clause)
    terms = {str(at): option for at, option in enumerate(ladder) if option != term}
    here = ladder.index(term) if term in ladder else 0
    near = str(
        min((int(at) for at in terms), key=lambda at: abs(at - here - (1 if view.seat == OPENAI else -1)))
    )
    near = next((at for at, option in terms.items() if held is not None and option == held.term), near)
    last = view.last - 1
    first = held.trigger if held is not None else next(iter(TRIGGERS))

    def fields(values: Mapping[str, Any]) -> tuple[Field, ...]:
        trigger = TRIGGERS[values.get("trigger", first)]
        now = trigger.measure(view.number) // trigger.scale
        start = min(max((now // trigger.step + 2) * trigger.step, trigger.low), trigger.high)
        if held is not None and held.trigger == trigger.id:
            start = held.at
        figure = Field(
            "at", "Figure", trigger.low, trigger.high, trigger.step, start, shown=lambda at: measured(trigger, at),
            unit=trigger.unit,
        )  # fmt: skip
        return (
            Field(
                "term",
                "Becomes",
                choices=tuple((at, CLAUSES[clause].short(t)) for at, t in terms.items()),
                begins=near,
            ),
            Field("trigger", "Once", choices=tuple((t.id, t.title) for t in TRIGGERS.values()), begins=first),
            *((figure,) if trigger.unit else ()),
            Field(
                "by",
                "By",
                view.quarter,
                last,
                1,
                held.by if held is not None else min(view.quarter + AHEAD, last),
                shown=lambda q: when(scenario, q),
            ),
        )

    def make(values: Mapping[str, Any]) -> Contingent:
        trigger = values["trigger"]
        at = values.get("at", 1) if TRIGGERS[trigger].unit else 1
        return Contingent(clause=clause, term=terms[values["term"]], trigger=trigger, at=at, by=values["by"])

    def tell(values: Mapping[str, Any]) -> str:
        now = stands_at(TRIGGERS[values["trigger"]], view)
        stands = f" Now: {now}." if now else ""
        return f"{condition_words(make(values), scenario)}.{stands} If it is not so in time, nothing changes."

    return Form(
        f"{CLAUSES[clause].title}, only if…",
        fields({}),
        make,
        tell,
        "Hang it on the draft",
        adapts=fields,
        refuses=refuses,
    )


def letter(scenario: Scenario, view: View, refuses: Callable[[Any], str]) -> Form:
    """A side letter: whose, what, how much of it, by when, and what breaking it costs."""
    first, last = dates(scenario, view.quarter)
    names = {view.seat: "You", other(view.seat): "OpenAI" if view.seat == MICROSOFT else "Microsoft"}

    def fields(values: Mapping[str, Any]) -> tuple[Field, ...]:
        seat = values.get("seat", other(view.seat))
        offered = {kind.id: kind for kind in offered_to(seat, LETTER)}
        what = offered.get(values.get("what", ""), next(iter(offered.values())))
        amount = Field(
            "amount", "Amount", what.low, what.high, what.step, 5 * what.low, shown=power, unit=what.unit
        )
        return (
            Field(
                "seat", "Who", choices=tuple((seat, names[seat]) for seat in (other(view.seat), view.seat))
            ),
            Field("what", "What", choices=tuple((kind.id, kind.title) for kind in offered.values())),
            *((amount,) if what.unit else ()),
            Field(
                "due", "By", first, last, 1, min(first + AHEAD - 1, last), shown=lambda q: when(scenario, q)
            ),
            Field(
                "penalty", "Or pays", LEAST_PENALTY, MOST_PENALTY, 100, USUAL_PENALTY, shown=money, unit="$M"
            ),
        )

    def make(values: Mapping[str, Any]) -> Letter:
        what = values["what"]
        amount = values.get("amount", 1) if UNDERTAKINGS[what].unit else 1
        return Letter(
            seat=values["seat"], undertaking=what, amount=amount, due=values["due"], penalty=values["penalty"]
        )

    def tell(values: Mapping[str, Any]) -> str:
        return f"{letter_words(make(values), scenario, view.seat)}. It binds, and an offer with letters takes two rounds."

    return Form(
        "A side letter", fields({}), make, tell, "Add it to the draft", adapts=fields, refuses=refuses
    )


def said(scenario: Scenario, view: View, kind: str, options: tuple[Option, ...]) -> Form:
    """A promise or a threat: what, how much of it, by when; and first of all what it costs."""
    decision = Promise if kind == PROMISE else Threat
    offered = {o.decision.undertaking: o for o in options if isinstance(o.decision, Promise | Threat)}

    def fields(values: Mapping[str, Any]) -> tuple[Field, ...]:
        id = values.get("what", next(iter(offered)))
        ranges = {name: (low, high) for name, low, high in offered[id].ranges}
        what = UNDERTAKINGS[id]
        first, last = ranges["due"]
        amount = Field(
            "amount", "Amount", what.low, what.high, what.step, 5 * what.low, shown=power, unit=what.unit
        )
        return (
            Field("what", "What", choices=tuple((each, UNDERTAKINGS[each].title) for each in offered)),
            *((amount,) if "amount" in ranges else ()),
            Field("due", "By", first, last, 1, min(first + 1, last), shown=lambda q: when(scenario, q)),
        )

    def make(values: Mapping[str, Any]) -> Promise | Threat:
        what = values["what"]
        amount = values.get("amount", 1) if UNDERTAKINGS[what].unit else 1
        return decision(undertaking=what, amount=amount, due=values["due"])

    def tell(values: Mapping[str, Any]) -> str:
        return meaning(scenario, view, make(values))

    title, button = ("A promise", "Promise it") if kind == PROMISE else ("A threat", "Threaten it")
    return Form(title, fields({}), make, tell, button, adapts=fields)


def meaning(scenario: Scenario, view: View, made: Promise | Threat) -> str:
    """What a promise or a threat says, and what it costs: a threat's price first."""
    kind = PROMISE if isinstance(made, Promise) else THREAT
    pledge = Pledge(
        id="", seat=view.seat, kind=kind, undertaking=made.undertaking, amount=made.amount, made=view.quarter, due=made.due, base=0
    )  # fmt: skip
    words = pledge_words(pledge, scenario, view.seat)
    if kind == THREAT:
        return f"{threat_price()}. {words}."
    return (
        f"{words}. Nobody can enforce it. Kept, it earns trust; broken, it costs {-BROKEN // 10} of theirs."
    )
