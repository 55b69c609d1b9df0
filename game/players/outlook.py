"""What lies ahead, as a seat can reckon it from its view: the pace of the world, demand, capacity, cash.

Rough on purpose: what a finance department believes, not what will happen. Whole numbers throughout.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from game.rules.agreement import payment_timing, rate_card, reverse_share
from game.rules.finance import overhead, share_due
from game.rules.market import level_with
from game.rules.scenario import Scenario
from game.rules.units import BPS, TRAINING_POWER, clamp, mul
from game.rules.view import View
from game.rules.weather import usual_appetite
from game.rules.worth import LONG_GROWTH

_PACES: Final = tuple(range(7000, 13_500, 500))
RIVALS: Final = 33
"""Tenths a quarter that the best rival gains, leaps and luck included."""
LUCKY: Final = 1
SURE: Final = 4
"""After so many quarters what was seen of the pace weighs as much as what was expected."""


@lru_cache(maxsize=256)
def pace_of(growth: tuple[int, ...], start: int, quarter: int, market: int) -> int:
    """The pace, bps, that would have brought the market from ``start`` to where it is, leaning to the usual."""
    if quarter == 0:
        return BPS
    best, least = BPS, None
    for pace in _PACES:
        size = start
        for rate in growth[:quarter]:
            size += mul(mul(size, rate), pace)
        miss = abs(size - market)
        if least is None or miss < least:
            best, least = pace, miss
    return (BPS * SURE + best * quarter) // (SURE + quarter)


def pace(scenario: Scenario, view: View) -> int:
    """The pace the view's seat believes in, bps."""
    return pace_of(
        scenario.tables.growth, scenario.start.world["market"], view.quarter, view.number("world.market")
    )


def _table(numbers: tuple[int, ...], quarter: int) -> int:
    return numbers[min(quarter, len(numbers) - 1)]


def gain_of(scenario: Scenario, view: View) -> int:
    """Tenths of capability a quarter that OpenAI's training seems to add as it is run now (rulebook 3.2.5)."""
    trained = mul(fleet(view), view.number("openai.train"))
    reference = _table(scenario.tables.reference_training, view.quarter)
    dials = scenario.dials.research
    careful = BPS - dials.safety_drag.value * view.number("openai.safety_share") // BPS
    return mul(mul(dials.gain.value, TRAINING_POWER(trained * BPS // reference)), careful) + LUCKY


def star_of(scenario: Scenario, view: View, ahead: int) -> int:
    """The market share, bps, the lab seems to drift to, half way to a quarter so far ahead."""
    return _stars(scenario, view, ahead // 2)[-1]


def _stars(scenario: Scenario, view: View, quarters: int) -> list[int]:
    """That share as it would be by the lead of now, of the next quarter, and so on."""
    dials, known = scenario.dials.market, scenario.dials.research.known_gap.value
    diffusion, brand = scenario.dials.research.diffusion.value, view.number("openai.brand") // 2
    least, most = dials.least_share.value, dials.most_share.value
    lead = view.number("openai.capability") - view.number("world.rival")
    gained = gain_of(scenario, view) - RIVALS
    found = [clamp(level_with(dials, lead) + brand, least, most)]
    for _ in range(quarters):
        lead += gained
        lead -= mul(lead - clamp(lead, -known, known), diffusion)
        found.append(clamp(level_with(dials, lead) + brand, least, most))
    return found


def appetite(scenario: Scenario, view: View, ahead: int) -> int:
    """Believed appetite after so many quarters (1 is this quarter's), bps: on its way back to what the mood is good for."""
    now, hype = view.number("world.appetite"), view.number("world.hype")
    for _ in range(ahead):
        now = appetite_after(scenario, now, hype)
    return now


def appetite_after(scenario: Scenario, appetite: int, hype: int) -> int:
    """What appetite is believed to be a quarter later, bps, in such a mood of the capital market."""
    dials = scenario.dials.weather
    return appetite + (usual_appetite(dials, hype) - appetite) * dials.appetite_return.value // 100


def demand(scenario: Scenario, view: View, ahead: int) -> int:
    """Believed demand for OpenAI's products after so many quarters' growth (1 is this quarter's), $M a quarter."""
    return _demand(scenario, view, _markets(scenario, view, ahead)[-1], star_of(scenario, view, ahead), ahead)


def demands(scenario: Scenario, view: View, quarters: int) -> Iterator[int]:
    """That demand after one quarter's growth, after two, and so on."""
    stars = _stars(scenario, view, quarters // 2)
    for ahead, market in enumerate(_markets(scenario, view, quarters), 1):
        yield _demand(scenario, view, market, stars[ahead // 2], ahead)


def _markets(scenario: Scenario, view: View, quarters: int) -> list[int]:
    """The believed market after each quarter's growth, $M a quarter."""
    speed, market, growth = pace(scenario, view), view.number("world.market"), scenario.tables.growth
    found = []
    for quarter in range(view.quarter, view.quarter + quarters):
        market += mul(mul(market, growth[quarter] if quarter < len(growth) else LONG_GROWTH), speed)
        found.append(market)
    return found


def _demand(scenario: Scenario, view: View, market: int, star: int, ahead: int) -> int:
    share, drift = view.number("openai.share"), scenario.dials.market.drift.value
    for _ in range(ahead):
        share += mul(star - share, drift)
    return mul(mul(market, share), appetite(scenario, view, ahead))


def earns(scenario: Scenario, quarter: int) -> int:
    """What a serving MW can earn in a quarter, $k."""
    return _table(scenario.tables.revenue_per_mw, quarter)


def need_mw(scenario: Scenario, view: View, ahead: int, train: int) -> int:
    """MW to serve that demand while ``train`` bps of the fleet train (rulebook 3.2.4)."""
    serving = demand(scenario, view, ahead) * 1000 // earns(scenario, view.quarter + ahead - 1)
    return serving * BPS // max(1000, BPS - train)


def fleet(view: View) -> int:
    """OpenAI's delivered MW."""
    return view.number("openai.azure_mw") + view.number("openai.partner_mw") + view.number("openai.own_mw")


ON_TIME: Final = 8500
"""The part of the capacity due in a quarter that is believed to come in it, bps."""


def arriving(view: View) -> int:
    """OpenAI's MW as they will probably be once this quarter's deliveries are in."""
    return fleet(view) + mul(
        sum(c.mw for c in view.contracts if not c.live and c.due <= view.quarter), ON_TIME
    )


def azure_price(view: View) -> int:
    """What Azure charges OpenAI this quarter, $k a MW-quarter."""
    return rate_card.price(view.agreement.terms["rate-card"], view.number("world.partner_price"))


def supply(view: View, quarter: int) -> int:
    """MW delivered and promised until a quarter, as far as the view shows."""
    return fleet(view) + sum(c.mw for c in view.contracts if not c.live and c.due <= quarter)


def cash_path(scenario: Scenario, view: View, quarters: int, train: int, extra: int = 0) -> tuple[int, ...]:
    """OpenAI's cash at the close of the next quarters without raising any, $M; ``extra`` MW come after a year."""
    now, cash, path = view.quarter, view.number("openai.cash"), []
    dials = scenario.dials.finance
    terms, owed = view.agreement.terms, view.number("openai.share_owed")
    _, parts = payment_timing.schedule(payment_timing.STRETCHED, (), owed)  # as if in equal parts
    cards: dict[int, int] = {}
    for pending in view.coming:
        if pending.stat == "openai.cash":
            cards[pending.due] = cards.get(pending.due, 0) + pending.by * pending.odds // 100
    azure = azure_price(view)
    live = sum(c.mw * (azure if c.listed else c.price) for c in view.contracts if c.live) // 1000
    live = max(live, min(view.number("openai.compute_cost"), live * 2))
    to_come = [(c.due, c.mw, azure if c.listed else c.price) for c in view.contracts if not c.live]
    delivered, careful = fleet(view), view.number("openai.safety_share")
    share_now = max(1, view.number("openai.share"))
    interest = mul(view.number("openai.debt"), dials.debt_rate.value)
    for ahead, wanted in enumerate(demands(scenario, view, quarters), 1):
        quarter = now + ahead - 1
        coming = [(mw, price) for due, mw, price in to_come if due <= quarter]
        late = extra if ahead > 4 else 0
        capacity = delivered + sum(mw for mw, _ in coming) + late
        bill = live + sum(mw * price for mw, price in coming) // 1000 + late * azure // 1000
        serve = mul(capacity, BPS - train) * earns(scenario, quarter) // 1000
        revenue = min(wanted, serve)
        costs = overhead(scenario, revenue, quarter) + mul(dials.training_people.value, train)
        costs += mul(revenue, dials.safety_cost.value) * careful // BPS
        earned = share_due(scenario, terms, revenue, quarter)
        share, parts = payment_timing.schedule(terms["payment-timing"], parts, earned)
        costs += share
        resold = mul(
            mul(wanted * BPS // share_now, scenario.dials.cloud.market_part.value), dials.resold.value
        )
        reverse = reverse_share.due(terms["reverse-share"], resold)
        cash += revenue + reverse - bill - costs - interest
        cash += cards.get(quarter, 0)
        path.append(cash)
    return tuple(path)
