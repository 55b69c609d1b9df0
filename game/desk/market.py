"""The market: what a seat has seen of its numbers since the game began, as a few charts of one or two lines each.

Made from the seat's views alone. What lies ahead is drawn only where it has a date already: capacity that was signed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from game.debrief.figures import AFTER_A_QUARTER, change, figure, trend, when
from game.desk.numbers import FLEET
from game.players.outlook import azure_price
from game.rules.compute import AZURE
from game.rules.scenario import Scenario
from game.rules.units import MICROSOFT, OPENAI, Seat
from game.rules.view import Band, View

Point = tuple[int, int]
"""A quarter, and a value in raw units (see the register of stats)."""


class Line(NamedTuple):
    """A number's course: its name, the stats it is made of, how it stood as each turn began, and now."""

    name: str
    stats: tuple[str, ...]
    points: tuple[Point, ...]
    shown: str
    moved: str
    """By how much it has changed since the turn before, with a mark; empty where nothing has."""
    ahead: tuple[Point, ...] = ()
    """How it goes on by what is signed and dated."""


class Chart(NamedTuple):
    """One or two lines to the same measure. ``unit`` is a stat with that unit, ``quarters`` how far the axis goes."""

    title: str
    unit: str
    lines: tuple[Line, ...]
    now: int
    quarters: int
    whole: Point | None = None
    """The ends of the measure, where they are always the same."""
    mark: int | None = None
    """A value from which on something happens."""

    @property
    def stats(self) -> tuple[str, ...]:
        """All the numbers it is about."""
        return tuple(dict.fromkeys(name for line in self.lines for name in line.stats))


Measured = Callable[[View], int | Band | None]
"""A number as a view has it; nothing where it has none."""
Ahead = Callable[[View], Sequence[Point]]
"""What comes by which quarter: MW."""


class _Kind(NamedTuple):
    """A line to draw. ``read`` finds what is no stat, ``ahead`` what is on its way."""

    name: str
    stats: tuple[str, ...]
    read: Measured | None = None
    ahead: Ahead | None = None


class _Plan(NamedTuple):
    title: str
    kinds: tuple[_Kind, ...]
    whole: Point | None = None
    mark: int | None = None


def _ordered(provider: str = "") -> Ahead:
    return lambda view: [
        (contract.due, contract.mw)
        for contract in view.contracts
        if not contract.live and provider in ("", contract.provider)
    ]


def _building(view: View) -> Sequence[Point]:
    return [(one.due, one.mw) for one in view.building if not one.ready]


METER: Final = (0, 1000)
_PRICES: Final = _Plan(
    "Price of a megawatt for a quarter",
    (
        _Kind("Outside", ("world.partner_price",)),
        _Kind("Azure", ("world.partner_price",), azure_price),
    ),
)
_MOOD: Final = _Plan(
    "Hype, and how hard power is to find",
    (_Kind("Hype", ("world.hype",)), _Kind("Power", ("world.power_tight",))),
    METER,
)
_HEAT: Final = _Plan(
    "Heat: from 50 on they act",
    (_Kind("Antitrust", ("world.heat_antitrust",)), _Kind("Safety", ("world.heat_safety",))),
    METER,
    500,
)

PLANS: Final[dict[Seat, tuple[_Plan, ...]]] = {
    OPENAI: (
        _Plan("Revenue and cash", (_Kind("Revenue", ("openai.revenue",)), _Kind("Cash", ("openai.cash",)))),
        _Plan("Capability", (_Kind("Yours", ("openai.capability",)), _Kind("Rival", ("world.rival",)))),
        _Plan(
            "Fleet, and what is on order",
            (
                _Kind("Fleet", FLEET, ahead=_ordered()),
                _Kind("Azure's part", ("openai.azure_mw",), ahead=_ordered(AZURE)),
            ),
        ),
        _Plan(
            "Demand turned away, and idle capacity",
            (_Kind("Unserved", ("openai.unserved",)), _Kind("Idle", ("openai.idle",))),
        ),
        _PRICES,
        _Plan("Market share", (_Kind("Share", ("openai.share",)),)),
        _MOOD,
        _HEAT,
        _Plan(
            "Trust",
            (
                _Kind("Yours", ("relations.openai_trust",)),
                _Kind("Theirs", ("relations.microsoft_trust",)),
            ),
            METER,
        ),
    ),
    MICROSOFT: (
        _Plan(
            "AI revenue and cash flow",
            (_Kind("Revenue", ("microsoft.ai_revenue",)), _Kind("Cash flow", ("microsoft.cash_flow",))),
        ),
        _Plan(
            "The best model you may use",
            (_Kind("Yours", ("microsoft.access",)), _Kind("Rival", ("world.rival",))),
        ),
        _Plan(
            "AI capacity, and what others would take",
            (
                _Kind("Capacity", ("microsoft.ai_mw",), ahead=_building),
                _Kind("Demand", ("microsoft.other_demand",)),
            ),
        ),
        _Plan(
            "OpenAI on Azure, and what is on order",
            (_Kind("On Azure", ("openai.azure_mw",), ahead=_ordered(AZURE)),),
        ),
        _PRICES,
        _Plan("OpenAI's market share", (_Kind("Share", ("openai.share",)),)),
        _Plan("Share price", (_Kind("Shares", ("microsoft.share_price",)),)),
        _Plan(
            "Capex fear, and the board's patience",
            (_Kind("Fear", ("microsoft.fear",)), _Kind("Board", ("microsoft.board_patience",))),
            METER,
            500,
        ),
        _MOOD,
        _HEAT,
        _Plan(
            "Trust",
            (
                _Kind("Yours", ("relations.microsoft_trust",)),
                _Kind("Theirs", ("relations.openai_trust",)),
            ),
            METER,
        ),
    ),
}
"""What a seat may look at, what matters most first."""

LEAST: Final = 8
"""Quarters an axis has at least."""
YEAR: Final = 4


def charts(view: View, past: Sequence[View]) -> tuple[Chart, ...]:
    """All charts of a seat: ``past`` is how each turn began that has ended, ``view`` how it stands now."""
    return tuple(_chart(plan, view, past) for plan in PLANS[view.seat])


def _chart(plan: _Plan, view: View, past: Sequence[View]) -> Chart:
    lines = tuple(_line(kind, view, past) for kind in plan.kinds)
    far = max([view.quarter, *(quarter for line in lines for quarter, _ in line.ahead)])
    quarters = min(max(view.last, view.quarter + 1), max(LEAST, (far // YEAR + 1) * YEAR))
    return Chart(plan.title, plan.kinds[0].stats[0], lines, view.quarter, quarters, plan.whole, plan.mark)


def _line(kind: _Kind, view: View, past: Sequence[View]) -> Line:
    read = kind.read or (lambda then: _read(then, kind.stats))
    seen = [(then.quarter, value) for then in (*past, view) if (value := read(then)) is not None]
    points = tuple((quarter, _single(value)) for quarter, value in seen)
    if not points:
        told = all(name in view.numbers for name in kind.stats)
        return Line(kind.name, kind.stats, (), "–" if told else "not told", "")
    unit = kind.stats[0]
    by = points[-1][1] - points[-2][1] if len(points) > 1 else 0
    ahead = _summed(points[-1], kind.ahead(view), view) if kind.ahead is not None else ()
    return Line(kind.name, kind.stats, points, figure(unit, seen[-1][1]), trend(unit, by), ahead)


def _read(view: View, stats: tuple[str, ...]) -> int | Band | None:
    if any(name not in view.numbers for name in stats):
        return None
    if not view.quarter and any(name in AFTER_A_QUARTER for name in stats):
        return None
    return view.numbers[stats[0]] if len(stats) == 1 else sum(view.number(name) for name in stats)


def _single(value: int | Band) -> int:
    return value.middle if isinstance(value, Band) else value


def spoken(chart: Chart, scenario: Scenario) -> Iterator[str]:
    """A chart as it is read out: each line with how it stands, how it has moved, and how it stood as each year began."""
    yield f"{chart.title}:"
    for line in chart.lines:
        by = line.points[-1][1] - line.points[-2][1] if len(line.points) > 1 else 0
        years = [
            f"{when(scenario, quarter)} {figure(chart.unit, value)}"
            for quarter, value in line.points[:-1]
            if when(scenario, quarter).startswith("Q1")
        ]
        later = [f"{when(scenario, quarter)} {figure(chart.unit, value)}" for quarter, value in line.ahead]
        moved = f", {change(chart.unit, by)}" if line.moved else ""
        before = f" Before: {', '.join(years)}." if years else ""
        signed = f" By what is signed: {', '.join(later)}." if later else ""
        yield f"{line.name}: {line.shown}{moved}.{before}{signed}"


def _summed(now: Point, coming: Sequence[Point], view: View) -> tuple[Point, ...]:
    """What there will be, a point a date; what is past its date is expected next quarter, and beyond the game nothing."""
    found: list[Point] = []
    value = now[1]
    for due, mw in sorted((max(view.quarter + 1, due), mw) for due, mw in coming):
        value += mw
        if due < view.last:
            found = [*(one for one in found if one[0] != due), (due, value)]
    return tuple(found)
