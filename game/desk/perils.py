"""What could end the game before its time, as a seat sees it: until when, what is at stake, and what lowers the odds.

The limits are those of the scenario's own endings; a scenario that has none of them has no perils.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from game.debrief.averted import numbers_asked
from game.debrief.figures import figure, when
from game.desk.purse import FATAL, bridges, market_open, runs_out
from game.rules.audiences import LICENSED, WALK_OUT, WALKED
from game.rules.conditions import StatIs
from game.rules.distress import AGAIN
from game.rules.proceedings import LICENCE
from game.rules.scenario import Scenario
from game.rules.units import OPENAI, money
from game.rules.view import View

NEAR: Final = 15
"""Points of a meter from which on it is time to speak of the end."""


class Peril(NamedTuple):
    """One of them: the last quarter of it, what it is, and what can be done."""

    quarter: int
    words: str
    follows: str
    act: tuple[str, str] = ("", "")
    """The action that lowers the odds, and what it is about, where there is one for the seat."""


def perils(scenario: Scenario, view: View) -> tuple[Peril, ...]:
    """Those that hang over the game now, the nearest first."""
    limits: dict[str, StatIs] = {}
    for ending in scenario.endings:
        if ending.hard:
            for need in numbers_asked(ending.when):
                limits.setdefault(need.stat, need)
    return tuple(sorted(_perils(scenario, view, limits), key=lambda peril: peril.quarter))


def _perils(scenario: Scenario, view: View, limits: dict[str, StatIs]) -> Iterator[Peril]:
    own, now = view.seat == OPENAI, view.quarter
    case = ("safety-case", "") if view.number("openai.safety") < LICENSED else ("", "")
    safer = "safety work and a safety case raise it" if own else "only its own safety work raises it"

    def once_more(stat: str) -> bool:
        """Whether one more of something reaches the limit."""
        return stat in limits and 0 < view.number(stat) == (limits[stat].at_least or 0) - 1

    safety = figure("openai.safety", view.numbers["openai.safety"])
    licence = next((one for one in view.proceedings if one.what == LICENCE), None)
    if licence is not None and "openai.licence_refusals" in limits:
        grave = once_more("openai.licence_refusals")
        words = (
            "The licence hearing: a second refusal ends the game"
            if grave
            else "The licence hearing: two refusals end the game"
        )
        yield Peril(
            max(now, licence.due), words, f"safety is {safety}, {LICENSED // 10} is asked; {safer}", case
        )
    if once_more("openai.major_incidents") and "openai.safety" in limits:
        enough = (limits["openai.safety"].at_most or 0) + 1
        if view.number("openai.safety") < (enough + NEAR // 3) * 10:
            words = f"One more major incident with safety under {enough} ends the game"
            yield Peril(now, words, f"safety is {safety}; {safer}", case)
    since = view.number("openai.since_distress")
    cash = f"cash is {figure('openai.cash', view.numbers['openai.cash'])}"
    if once_more(FATAL) and since < AGAIN:
        last = now + AGAIN - 1 - since
        help_ = _thrift(scenario, view, last) if own else "a bridge is yours to lend"
        yield Peril(
            last,
            f"Out of cash again by {when(scenario, last)}, and creditors end the game",
            f"{cash}; {help_}",
        )
    elif own and FATAL in limits and (empty := runs_out(view)) is not None:
        yield Peril(
            empty,
            f"Out of cash by {when(scenario, empty)}; twice within a year ends the game",
            f"{cash}; {_thrift(scenario, view, empty)}",
        )
    heat = view.number("world.heat_antitrust")
    if "world.heat_antitrust" in limits:
        most = limits["world.heat_antitrust"].at_least or 0
        if heat >= (most - NEAR) * 10:
            words = f"Antitrust heat is {heat // 10}: at {most} a court ends the game"
            yield Peril(
                now,
                words,
                "lobbying cools it; what is exclusive in the agreement warms it",
                ("lobby", "antitrust-down"),
            )
    if own and "openai.transferred" in limits:  # the mood inside a house is the house's own business
        short = (limits["openai.transferred"].at_least or 0) - view.number("openai.transferred")
        mood = view.number("openai.staff_mood")
        if short <= WALKED and mood < WALK_OUT + NEAR * 10:
            words = f"Another walk-out, with the staff's mood under {WALK_OUT // 10}, ends the game"
            yield Peril(now, words, f"it is {mood // 10}; a town hall lifts it", ("town-hall", ""))
    trust = max(view.number("relations.openai_trust"), view.number("relations.microsoft_trust"))
    if once_more("relations.judgments") and "relations.openai_trust" in limits:
        most = limits["relations.openai_trust"].at_most or 0
        if trust <= (most + NEAR) * 10:
            dues = [suit.until for suit in view.suits if suit.status == "open"]
            words = f"A second judgment, with neither trusting the other over {most}, ends the game"
            yield Peril(min(dues, default=now), words, "signing something about what is argued settles it")


def _thrift(scenario: Scenario, view: View, last: int) -> str:
    """What keeps OpenAI's cash from running out by a quarter, and what falls due until then."""
    due = [
        f"the bridge falls due in {when(scenario, one.due)}, {money(-one.by)}; "
        for one in bridges(view)
        if one.due <= last
    ]
    round_ = "new money is to be had now" if market_open(scenario, view) else "nobody buys shares now"
    return f"{''.join(due)}{round_}; fewer orders, less training and less safety work save some"
