"""What lies ahead, as a seat can reckon it from its view: the pace of the world, demand, capacity, cash.

Rough on purpose: what a finance department believes, not what will happen. Whole numbers throughout.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from game.rules.agreement import payment_timing, rate_card, reverse_share
from game.rules.finance import overhead, share_due
from game.rules.market import level_with
from game.rules.scenario import Scenario
from game.rules.state import Contract
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
    dials, known = scenario.dials.market, scenario.dials.research.known_gap.value
    lead, gained = (
        view.number("openai.capability") - view.number("world.rival"),
        gain_of(scenario, view) - RIVALS,
    )
    for _ in range(ahead // 2):
        lead += gained
        beyond = lead - clamp(lead, -known, known)
        lead -= mul(beyond, scenario.dials.research.diffusion.value)
    star = level_with(dials, lead) + view.number("openai.brand") // 2
    return clamp(star, dials.least_share.value, dials.most_share.value)


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
    speed, market = pace(scenario, view), view.number("world.market")
    share, star = view.number("openai.share"), star_of(scenario, view, ahead)
    for quarter in range(view.quarter, view.quarter + ahead):
        rate = scenario.tables.growth[quarter] if quarter < len(scenario.tables.growth) else LONG_GROWTH
        market += mul(mul(market, rate), speed)
        share += mul(star - share, scenario.dials.market.drift.value)
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


def price_of(contract: Contract, view: View) -> int:
    """What a contract is billed at this quarter, $k a MW-quarter."""
    return azure_price(view) if contract.listed else contract.price


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
    live_bill = view.number("openai.compute_cost")
    for ahead in range(1, quarters + 1):
        quarter = now + ahead - 1
        coming = [c for c in view.contracts if not c.live and c.due <= quarter]
        late = extra if ahead > 4 else 0
        capacity = fleet(view) + sum(c.mw for c in coming) + late
        bill = (
            _live_bill(view, live_bill)
            + sum(c.mw * price_of(c, view) for c in coming) // 1000
            + late * azure_price(view) // 1000
        )
        wanted = demand(scenario, view, ahead)
        serve = mul(capacity, BPS - train) * earns(scenario, quarter) // 1000
        revenue = min(wanted, serve)
        costs = overhead(scenario, revenue, quarter) + mul(dials.training_people.value, train)
        costs += mul(revenue, dials.safety_cost.value) * view.number("openai.safety_share") // BPS
        earned = share_due(scenario, terms, revenue, quarter)
        share, parts = payment_timing.schedule(terms["payment-timing"], parts, earned)
        costs += share
        market = wanted * BPS // max(1, view.number("openai.share"))
        resold = mul(mul(market, scenario.dials.cloud.market_part.value), dials.resold.value)
        reverse = reverse_share.due(terms["reverse-share"], resold)
        cash += revenue + reverse - bill - costs - mul(view.number("openai.debt"), dials.debt_rate.value)
        cash += cards.get(quarter, 0)
        path.append(cash)
    return tuple(path)


def _live_bill(view: View, last: int) -> int:
    live = [c for c in view.contracts if c.live]
    thousands = sum(c.mw * price_of(c, view) for c in live)
    return max(thousands // 1000, min(last, thousands // 1000 * 2))
