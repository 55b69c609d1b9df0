"""What a contingent clause can hang on: a closed list of triggers, each a number both can see, if only roughly (rulebook 3.3.4).

To add a trigger, give it a row in :data:`TRIGGERS`. A trigger is met once its measure reaches the figure agreed on, by the end of a
quarter named; then the clause is amended as if signed that day. One that is not met in time lapses.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from game.errors import Refusal
from game.rules.agreement import CLAUSES, called
from game.rules.amending import amend
from game.rules.decisions import Contingent, Package
from game.rules.draft import Draft
from game.rules.facts import ConditionLapsed, ConditionMet
from game.rules.packages import options_of, refusal_of, settled, settled_words
from game.rules.scenario import Scenario
from game.rules.state import State, Waiting
from game.rules.units import money, power

Number = Callable[[str], int]
"""Reads a stat by its name, in raw units: from a state, or from a view."""

MOST: Final = 3
"""Contingent clauses in one package: lawyers bill by the if."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """One trigger. ``measure`` gives raw units; ``scale`` of them make one of the ``unit`` the parties agree on."""

    id: str
    title: str
    unit: str
    scale: int
    low: int
    high: int
    step: int
    measure: Callable[[Number], int]
    words: Callable[[int], str]
    """The condition for a figure, after "once"."""


def _fleet(number: Number) -> int:
    return number("openai.azure_mw") + number("openai.partner_mw") + number("openai.own_mw")


TRIGGERS: Final = {
    trigger.id: trigger
    for trigger in (
        Trigger(
            "sold", "OpenAI's sales, in all", "$bn", 1000, 10, 2000, 10, lambda number: number("openai.sold"),
            lambda at: f"OpenAI has sold {money(at * 1000)} in all",
        ),
        Trigger(
            "delivered", "Capacity delivered to OpenAI", "MW", 1, 500, 40_000, 500, _fleet,
            lambda at: f"{power(at)} have been delivered to OpenAI",
        ),
        Trigger(
            "capability", "OpenAI's released capability", "tenths", 1, 1000, 2500, 10, lambda number: number("openai.capability"),
            lambda at: f"a panel measures OpenAI's released models at {at}",
        ),
        Trigger(
            "recapitalised", "The recapitalisation", "", 1, 1, 1, 1, lambda number: number("openai.recapitalised"),
            lambda at: "OpenAI has been recapitalised",
        ),
        Trigger(
            "antitrust-heat", "Antitrust heat", "points", 10, 20, 100, 5, lambda number: number("world.heat_antitrust"),
            lambda at: f"antitrust heat is at {at}",
        ),
        Trigger(
            "rival-lead", "The rival's lead over OpenAI", "tenths", 1, 10, 300, 10,
            lambda number: number("world.rival") - number("openai.capability"),
            lambda at: f"a rival is {at} tenths ahead of OpenAI",
        ),
        Trigger(
            "late-deliveries", "Microsoft's delivery failures", "failures", 1, 1, 20, 1,
            lambda number: number("microsoft.delivery_failures"),
            lambda at: f"Microsoft has failed to deliver {at} time{'s' * (at > 1)}",
        ),
        Trigger(
            "outside-price", "The outside price of compute", "$k/MW-q", 1, 2000, 8000, 100,
            lambda number: number("world.partner_price"),
            lambda at: f"outside compute costs ${at}k a MW-quarter",
        ),
    )
}  # fmt: skip
"""Every trigger by its id."""


def reads(state: State) -> Number:
    """How to read a state's stats by name."""

    def number(name: str) -> int:
        section, _, field = name.partition(".")
        value: int = getattr(getattr(state, section), field)
        return value

    return number


def is_met(contingent: Contingent, number: Number) -> bool:
    """Whether the trigger is met as things stand."""
    trigger = TRIGGERS[contingent.trigger]
    return trigger.measure(number) >= contingent.at * trigger.scale


def hangs_already(waiting: tuple[Waiting, ...], package: Package, contingents: tuple[Contingent, ...]) -> str:
    """A clause that a condition in force hangs on and that these would hang on again without signing it anew; "" for none."""
    held = {one.contingent.clause for one in waiting} - {clause for clause, _ in package}
    return next((one.clause for one in contingents if one.clause in held), "")


def refusal_of_contingents(
    scenario: Scenario, state: State, contingents: tuple[Contingent, ...], package: Package = ()
) -> Refusal | None:
    """What is wrong with contingent clauses, if anything: unknown, out of range, too many, or hung on what cannot wait.

    One that is met already is no error: saying so would answer what the other side's books say. It comes true at once.
    """
    if len(contingents) > MOST:
        return Refusal(
            "too-many-ifs", f"A package carries at most {MOST} contingent clauses.", "Leave one out."
        )
    if len({(c.clause, c.trigger) for c in contingents}) < len(contingents):
        return Refusal("if-twice", "Two contingent clauses say the same about one clause.", "Say it once.")
    for contingent in contingents:
        trigger = TRIGGERS.get(contingent.trigger)
        if trigger is None:
            return Refusal(
                "no-such-trigger",
                f"Nothing can hang on “{contingent.trigger[:40]}”.",
                f"It can on {', '.join(TRIGGERS)}.",
            )
        options = options_of(scenario, contingent.clause)
        if contingent.term not in options or type(contingent.term) not in (int, str):
            listed = (
                ", ".join(str(option) for option in options) or "nothing: it is not up for negotiation here"
            )
            return Refusal(
                "no-such-term",
                f"{called(contingent.clause)} cannot become {str(contingent.term)[:40]!r}.",
                f"Its terms are {listed}.",
            )
        if CLAUSES[contingent.clause].settled_by_recap:
            return Refusal(
                "cannot-wait",
                f"{CLAUSES[contingent.clause].title} is settled in the recapitalisation, which waits for no condition.",
                "Agree on it now, or leave it out.",
            )
        if settled(contingent.clause, 0, now := state.terms[contingent.clause]):
            return Refusal("settled", settled_words(contingent.clause, now), "Leave that clause out.")
        if not trigger.low <= contingent.at <= trigger.high:
            return Refusal(
                "trigger-range",
                f"{trigger.title} goes from {trigger.low} to {trigger.high} {trigger.unit}, not {contingent.at}.".replace(
                    "  ", " "
                ),
                f"Name a figure from {trigger.low} to {trigger.high}.",
            )
        if not state.quarter <= contingent.by < scenario.quarters.count:
            return Refusal(
                "trigger-date",
                "The condition must be met between this quarter and the last.",
                "Name a later quarter.",
            )
    if clause := hangs_already(state.agreement.waiting, package, contingents):
        return Refusal(
            "if-waiting",
            f"A condition on {called(clause)} is in force, and waits.",
            "Sign the clause itself anew, which lifts it, or hang something else on it.",
        )
    return None


def run(draft: Draft) -> None:
    """At the end of the quarter: conditions that came true amend the agreement, those out of time lapse."""
    state = draft.state
    for waiting in state.agreement.waiting:
        contingent = waiting.contingent
        package = ((contingent.clause, contingent.term),)
        if is_met(contingent, reads(state)):
            draft.happen(ConditionMet(waiting))
            if refusal_of(draft.scenario, state, package) is None:
                amend(draft, package, how="condition")
        elif state.quarter >= contingent.by:
            draft.happen(ConditionLapsed(waiting))
