"""Why the adviser proposes what it does with a plan: a few words each, from the numbers the seat itself sees."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from game.debrief.figures import figure, title_for, when
from game.desk.numbers import runway
from game.desk.purse import runs_out
from game.players.lab_desk import STUCK
from game.rules.decisions import Act, CloudPlan, Decision, Plan
from game.rules.proceedings import LICENCE
from game.rules.scenario import Scenario
from game.rules.units import OPENAI, power
from game.rules.view import View

CAREFUL: Final = 560
"""Tenths of safety under which it thinks of nothing else."""
WAITING: Final = 200
"""Bps of demand unserved from which on it is worth a word."""


def because(scenario: Scenario, view: View, made: Decision, short: int, by: int) -> str:
    """The reason, without a capital or a full stop; empty where there is none to give. ``short`` MW are missing by quarter ``by``."""
    match made:
        case Plan():
            return _sheet(view)
        case CloudPlan():
            return _RATES.get(made.rate, "")
        case Act(action="court"):
            if short > 0:
                return f"{power(short)} short for {when(scenario, by)}"
            return "a quote is somewhere else to go"
        case Act(action="lobby"):
            heat = figure(name := f"world.heat_{made.about.partition('-')[0]}", view.numbers[name])
            own = (view.seat, made.about) != (OPENAI, "antitrust-down")
            return f"it is {heat}{', the hottest of yours' if own else ''}"
        case Act():
            return _ACTS[made.action](view) if made.action in _ACTS else ""
    return ""


_RATES: Final = {
    "high": "the halls are full",
    "low": "halls stand empty",
    "mid": "what is asked for, and no more",
}


def _sheet(view: View) -> str:
    if runs_out(view) is not None:
        return f"cash{runway(view)}"
    if view.number("openai.safety") < CAREFUL:
        return f"{_now(view, 'openai.safety')}, which is thin"
    if view.number("openai.unserved") > WAITING:
        return f"{figure('openai.unserved', view.numbers['openai.unserved'])} of demand waits"
    return "serve what is asked for, train on the rest"


def _now(view: View, stat: str) -> str:
    """A number as a reason: “safety is 45”."""
    title = title_for(stat, view.seat)
    return f"{title[:1].lower()}{title[1:]} is {figure(stat, view.numbers[stat])}"


def _says(words: str) -> Callable[[View], str]:
    return lambda view: words


def _money(view: View) -> str:
    left = runway(view)
    return f"cash{left}" if left and left != ", earning" else "what is on order costs more than comes in"


def _case(view: View) -> str:
    if any(one.what == LICENCE for one in view.proceedings):
        return f"a licence hearing; {_now(view, 'openai.safety')}"
    if view.number("openai.held") >= STUCK:
        return "what is held back waits for it"
    if view.number("openai.safety") < CAREFUL:
        return _now(view, "openai.safety")
    return _now(view, "world.heat_safety")


def _hall(view: View) -> str:
    moods = ("openai.staff_mood", "openai.board_mood") if view.seat == OPENAI else ("microsoft.fear",)
    return _now(view, min(moods, key=view.number))


_ACTS: Final[dict[str, Callable[[View], str]]] = {
    "open-table": _says("there is something in it for both"),
    "raise-equity": _money,
    "safety-case": _case,
    "town-hall": _hall,
    "certify": _says("the profit threshold is near"),
    "break-agreement": _says("the commitment costs more than the door"),
    "break-memorandum": _says("the fee is the cheaper half"),
    "fast-track": lambda view: f"{figure('openai.unserved', view.numbers['openai.unserved'])} of their demand waits",
    "host-rival": _says("you lean on them too much"),
    "power-deal": lambda view: f"power at {figure('world.power_tight', view.numbers['world.power_tight'])}",
    "buy-company": _says("cash lies idle"),
    "hire-team": _says("no trust left to lose"),
    "sue-microsoft": _says("no trust left to lose"),
    "sue-openai": _says("no trust left to lose"),
    "disclose": _says("news earns trust"),
    "back-channel": _says("the answer is true"),
}  # fmt: skip
