"""Where the measures of triggers seem to be going, from what one seat sees (rulebook 3.3.4).

Both sides read the same triggers and expect different things of them, which is what a contingent clause trades on. Rough on
purpose, and in whole numbers: an expectation a quarter, and a spread that turns its distance from a figure into a chance.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from game.rules.decisions import Contingent
from game.rules.scenario import Scenario
from game.rules.triggers import TRIGGERS, is_met
from game.rules.units import BPS, LOGISTIC, MICROSOFT, SEATS, mul, other
from game.rules.view import View
from game.rules.worth import forecast


class Prospect(NamedTuple):
    """How likely a condition is to be met in time, bps, and in which quarter if it is."""

    chance: int
    quarter: int


class Trend(NamedTuple):
    """A measure at the end of this quarter and of every later one, raw units, and how far off that may be."""

    path: tuple[int, ...]
    spread: tuple[int, ...]


_Trending = Callable[[Scenario, View, int, str], Trend]

PROGRESS: Final = 30
"""Tenths of capability a quarter."""
_SALES_OFF: Final = 1400
"""Bps of the growth in sight by which sales may miss it."""
_FLEET_OFF: Final = 1200
_REVIEWED: Final = 9700
"""The chance, bps, that a recapitalisation under review comes through."""
_CONSENTED: Final = 2500
"""The chance, bps, that one nobody has consented to does."""
_IN_HANDS: Final = {
    "antitrust-heat": (SEATS, 180),
    "recapitalised": (SEATS, 1),
    "late-deliveries": ((MICROSOFT,), 1),
}
"""Triggers that a seat can pull, or keep from being pulled, and by how much a quarter, raw units: a complaint, a lobbyist and a
leak; a signature; a building site that nobody visits."""
_ARRANGED: Final = 9500
"""The chance, bps, of what the other side would gain by and can bring about."""


def _sales(scenario: Scenario, view: View, belief: int, trigger: str) -> Trend:
    sold = before = view.number("openai.sold")
    path = []
    for revenue in forecast(scenario, view, belief):
        sold += revenue
        path.append(sold)
    return Trend(tuple(path), tuple(max(500, mul(at - before, _SALES_OFF)) for at in path))


def _fleet(scenario: Scenario, view: View, belief: int, trigger: str) -> Trend:
    """What is signed, and at least what a lab of its size adds; nobody stops ordering at what it has."""
    table = scenario.tables.reference_training
    now = TRIGGERS[trigger].measure(view.number)
    path = []
    for quarter in _ahead(view):
        signed = sum(c.mw for c in view.contracts if not c.live and c.due <= quarter)
        usual = (
            now * table[min(quarter + 1, len(table) - 1)] // max(1, table[min(view.quarter, len(table) - 1)])
        )
        path.append(max(now + signed, usual))
    return Trend(tuple(path), tuple(max(100, mul(at, _FLEET_OFF)) for at in path))


def _capability(scenario: Scenario, view: View, belief: int, trigger: str) -> Trend:
    now = view.number("openai.capability")
    return Trend(
        tuple(now + PROGRESS * (n + 1) for n, _ in enumerate(_ahead(view))),
        tuple(20 + 6 * n for n, _ in enumerate(_ahead(view))),
    )


def _level(spread: int, wander: int) -> _Trending:
    """It stays where it is, as far as anybody knows, give or take ``spread`` and ``wander`` more a quarter, raw units."""

    def trend(scenario: Scenario, view: View, belief: int, trigger: str) -> Trend:
        now = TRIGGERS[trigger].measure(view.number)
        ahead = _ahead(view)
        return Trend((now,) * len(ahead), tuple(spread + wander * n for n, _ in enumerate(ahead)))

    return trend


def _failures(scenario: Scenario, view: View, belief: int, trigger: str) -> Trend:
    """As many a quarter as so far, and never quite none. In tenths of a failure a quarter, for there are few."""
    failed = view.number("microsoft.delivery_failures")
    rate = max(1, 10 * failed // max(1, view.quarter))
    path = tuple(failed + rate * (n + 1) // 10 for n, _ in enumerate(_ahead(view)))
    return Trend(path, (1,) * len(path))


def _recapitalisation(scenario: Scenario, view: View, belief: int, trigger: str) -> Trend:
    under_review = [p.due for p in view.coming if p.stat == "openai.recapitalised" and p.by > 0]
    called_off = sum(p.stat == "openai.recapitalised" and p.by < 0 for p in view.coming)
    due = max(under_review) if len(under_review) > called_off else view.last
    path = tuple(int(quarter >= due) for quarter in _ahead(view))
    return Trend(path, (1,) * len(path))


def _ahead(view: View) -> range:
    return range(view.quarter, view.last)


_TRENDS: Final[dict[str, _Trending]] = {
    "sold": _sales,
    "delivered": _fleet,
    "capability": _capability,
    "recapitalised": _recapitalisation,
    "late-deliveries": _failures,
    "antitrust-heat": _level(60, 15),
    "rival-lead": _level(15, 8),
    "outside-price": _level(300, 150),
}
_STEADY: Final = _level(100, 20)
"""What is thought of a measure nobody has thought about."""


def prospect(scenario: Scenario, view: View, contingent: Contingent, belief: int, wish: int = 0) -> Prospect:
    """How likely somebody who believes in ``belief`` bps of the common revenue forecast thinks a condition, and when.

    With a ``wish`` (above 0 hopes for it, below 0 fears it) the view's seat counts with the other side's hands: what those can
    pull is pulled when it hurts, and not when it would help.
    """
    if is_met(contingent, view.number):
        return Prospect(BPS, view.quarter)
    trend = _TRENDS.get(contingent.trigger, _STEADY)(scenario, view, belief, contingent.trigger)
    by = min(contingent.by, view.last - 1) - view.quarter
    if by < 0:
        return Prospect(0, view.quarter)
    wanted = contingent.at * TRIGGERS[contingent.trigger].scale
    when = next((n for n, at in enumerate(trend.path[: by + 1]) if at >= wanted), by)
    if contingent.trigger == "recapitalised":
        chance = _REVIEWED if trend.path[by] else _CONSENTED
    else:
        chance = LOGISTIC(100 * (trend.path[by] - wanted) // max(1, trend.spread[by]))
    seats, pull = _IN_HANDS.get(contingent.trigger, ((), 0))
    if wish and other(view.seat) in seats and chance < _REVIEWED:
        away = wanted - TRIGGERS[contingent.trigger].measure(view.number)
        if wish > 0:
            return Prospect(0, view.quarter + when)
        if away <= pull * (by + 1):
            return Prospect(max(chance, _ARRANGED), view.quarter + min(when, by, -(-away // pull)))
    return Prospect(chance, view.quarter + when)


def weight(scenario: Scenario, view: View, contingent: Contingent, belief: int, wish: int = 0) -> int:
    """How much of a term a contingent clause is worth, bps: its chance times the part of the game left once it is met."""
    chance, quarter = prospect(scenario, view, contingent, belief, wish)
    left = max(0, view.last - 1 - quarter) * BPS // max(1, view.last - view.quarter)
    return mul(chance, left)
