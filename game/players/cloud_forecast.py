"""What Microsoft's quarter comes to in its own score, reckoned to the last quarter (rulebook 3.4.6).

It knows what the desk sees and the rules that everybody can read, and no luck. Other customers are followed through three moods,
for halls take a year to build and empty ones cost more than full ones earn. After the turn in hand everything goes by a plain
rule, so that plans are told apart by what they do now.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Final, Literal, NamedTuple

from game.players import outlook
from game.rules.cloud import other_margin, others_growth
from game.rules.scenario import Scenario
from game.rules.score import mandate_of
from game.rules.units import BPS, DISCOUNT, LOG_TWO, MICROSOFT, SQUARE_ROOT, clamp, mul, ratio
from game.rules.view import View

Rate = Literal["high", "mid", "low"]
RATES: Final[tuple[Rate, ...]] = ("low", "mid", "high")
BUILDS: Final = range(0, 101, 10)
EFFORTS: Final = range(0, 101, 20)
MOODS: Final = ((5000, 0), (2500, 2600), (2500, -2400))
"""How likely each mood is, and by how much it moves what others book from the third quarter on, bps."""
NEWS: Final = 2
"""Quarters until a mood is known by what is booked."""
SURGES: Final = 200
"""Bps a quarter by which new uses lift what others book, more than crashes sink it."""
ORDERS: Final = 400
"""The part of its fleet that the lab orders from Azure in a quarter, bps."""
LATER_STAKE: Final = 2000
"""The part of the lab that Microsoft is reckoned to have in the end, bps, where it has less today."""
REPRICED: Final = 6000
"""The part of the market's growth that the lab's value follows, bps."""
POINT: Final = 100
"""Everything is reckoned in hundredths of a point."""


class Course(NamedTuple):
    """What is decided now: ``build`` of this turn's slots and ``own`` effort on models, percent, and the ``rate`` for others."""

    build: int
    own: int
    rate: Rate


def beside(best: Course, first: Course) -> tuple[Course, ...]:
    """Some that :meth:`Forecast.best` looked at on its way from the first: all rates, somewhat more and less building."""
    builds = (build for build in (best.build - 20, best.build, best.build + 20) if build in BUILDS)
    rates = (first._replace(rate=rate) for rate in RATES)
    return (*rates, *(best._replace(build=build, own=first.own) for build in builds))


class Promised(NamedTuple):
    """Capacity for the lab: so many MW from a quarter on, each leaving ``margin`` $k a quarter; ``halls`` of them stand empty
    today, the others take slots."""

    mw: int
    start: int
    margin: int
    halls: int


NOTHING: Final = Promised(0, 0, 0, 0)


class _End(NamedTuple):
    """How a forecast ends: MW, bps, $ millions and raw meters."""

    earned: int
    ai: int
    sold: int
    azure: int
    fear: int
    price: int
    learned: int


class Forecast:
    """Microsoft's quarters to come, as they look from one view."""

    def __init__(self, scenario: Scenario, view: View) -> None:
        self.scenario, self.view = scenario, view
        self.weights = mandate_of(scenario, MICROSOFT, view.character.mandate).weights
        self._foresee()
        self._await_the_lab()

    def _foresee(self) -> None:
        """The weather and the market, quarter by quarter."""
        scenario, view, dials = self.scenario, self.view, self.scenario.dials
        pace, growth = outlook.pace(scenario, view), scenario.tables.growth
        hype, appetite = view.number("world.hype"), view.number("world.appetite")
        price, market = view.number("world.partner_price"), BPS
        self.growth: list[int] = []
        """Growth of others' bookings at the mid rate, bps."""
        self.lifts: list[int] = []
        """What fashion makes of bookings, bps."""
        self.margins: list[dict[str, int]] = []
        """What others leave of a MW-quarter at each rate, $k."""
        self.hypes: list[int] = []
        self.markets: list[int] = []
        """The market's size against today's, bps."""
        for quarter in range(view.quarter, view.last):
            self.growth.append(mul(others_growth(scenario, quarter, hype), pace))
            after = outlook.appetite_after(scenario, appetite, hype) + SURGES
            self.lifts.append(ratio(after, appetite))
            self.margins.append({rate: other_margin(dials.cloud, rate, price) for rate in RATES})
            self.hypes.append(hype)
            self.markets.append(market)
            appetite = after
            home = mul(dials.weather.price_home.value, appetite)
            price += (home - price) * dials.weather.price_return.value // 100
            hype += (dials.weather.hype_mean.value - hype) * dials.weather.hype_return.value // 100
            market += mul(mul(market, growth[min(quarter, len(growth) - 1)]), pace)

    def _await_the_lab(self) -> None:
        """What the lab will probably have here, and what comes in whatever is built."""
        view, dials = self.view, self.scenario.dials
        quarters = range(view.quarter, view.last)
        self.orders = [mul(mul(outlook.fleet(view), ORDERS), market) for market in self.markets]
        """MW the lab orders in each quarter."""
        azure = view.number("openai.azure_mw")
        lead = dials.cloud.lead.value
        self.azure = [
            azure
            + sum(c.mw for c in view.contracts if not c.live and c.due <= quarter)
            + sum(self.orders[: max(0, ahead - lead)])
            for ahead, quarter in enumerate(quarters)
        ]
        self.opens = [
            sum(
                b.mw
                for b in view.building
                if not b.ready and (b.due == quarter or b.due < quarter == view.quarter)
            )
            for quarter in quarters
        ]
        used = min(view.number("microsoft.ai_mw"), view.number("microsoft.other_demand"))
        rest = max(0, view.number("microsoft.cash_flow") - used * self.margins[0]["mid"] // 1000)
        self.rest = [mul(rest, market) for market in self.markets]
        """Cash flow but for what is decided here, $M."""
        value = mul(view.number("openai.value"), BPS + mul(self.markets[-1] - BPS, REPRICED))
        stake = max(LATER_STAKE, view.number("relations.stake"))
        self.held = mul(mul(value, stake), DISCOUNT(view.last - 1))

    @cached_property
    def _plans(self) -> tuple[int, int]:
        """What the score measures by: cash flows, $M, and MW sold in the last quarter."""
        by, last = self.scenario.scoring.microsoft, self.view.last
        flows = sum(
            mul(flow, DISCOUNT(at)) for at, flow in enumerate(self.scenario.tables.planned_cash_flow[:last])
        )
        plan = by.cloud.plan
        for _ in range(last - 1):
            plan += mul(plan, by.cloud.growth)
        return by.returns.plans * flows, plan

    def points(self, course: Course, promised: Promised = NOTHING) -> int:
        """What a course comes to, hundredths of a point of the weighed score; only differences mean anything."""
        return sum(mul(self._score(self._end(course, promised, shift)), odds) for odds, shift in MOODS)

    def _end(self, course: Course, promised: Promised, shift: int) -> _End:
        view, dials, now = self.view, self.scenario.dials.cloud, self.view.quarter
        planned, lead = self.scenario.tables.planned_cash_flow, dials.lead.value
        ai = view.number("microsoft.ai_mw") - promised.halls
        bookings, demand = view.number("microsoft.bookings"), view.number("microsoft.other_demand")
        fear, price = view.number("microsoft.fear"), view.number("microsoft.share_price")
        before, learned = view.number("microsoft.capex"), view.number("microsoft.capability")
        opens = self.opens + [0] * lead
        coming, azure, earned = sum(opens), 0, 0
        slots = dials.slots.value + dials.slots_growth.value * now
        effort = mul(dials.own_gain_with_effort.value, SQUARE_ROOT(course.own * 100)) + dials.own_gain.value
        for ahead, margins in enumerate(self.margins):
            quarter, decided = now + ahead, ahead < view.turns.quarters
            rate = course.rate if decided else "mid"
            ai, coming = ai + opens[ahead], coming - opens[ahead]
            bookings = mul(bookings, self.lifts[ahead])
            if ahead == NEWS:
                bookings += mul(bookings, shift)
            azure, margin = self.azure[ahead], min(ai, demand) * margins[rate]
            margin -= max(0, ai - demand) * dials.idle_cost.value
            if quarter >= promised.start:
                azure, margin = azure + promised.mw, margin + promised.mw * promised.margin
            flow = margin // 1000 + self.rest[ahead]
            flow -= (dials.own_cost.value + dials.own_cost_growth.value * quarter) * course.own // 100
            earned += mul(flow, DISCOUNT(quarter))
            learned += effort

            taken = self.orders[ahead]
            if ahead == 0:
                taken = view.number("microsoft.slots_used") + promised.mw - promised.halls
            if decided:
                free = max(0, slots * course.build // 100 - taken)
            else:
                free = bookings - ai - coming
                for later in self.growth[ahead : ahead + lead]:
                    free += bookings * later // BPS
                free = clamp(free, 0, max(0, slots - taken))
            slots += dials.slots_growth.value
            if ahead + lead < len(opens):
                opens[ahead + lead] += free
            coming += free

            growth = self.growth[ahead]
            if rate != "mid":
                growth += (dials.appeal_high if rate == "high" else dials.appeal_low).value
            bookings += mul(bookings, growth) - mul(max(0, demand - ai), dials.others_lost.value)
            demand += mul(bookings - demand, dials.others_follow.value)

            capex, hype = (free + taken) * dials.capex.value, (self.hypes[ahead] - 550) // 10
            over = max(0, ratio(azure, azure + ai) - dials.feared_concentration.value)
            jump = ratio(capex - before, before) - dials.fear_growth.value if before else 0
            fear += clamp(jump // 100, 0, 60) + over // 100 - dials.fear_fading.value - hype // 4
            fear, before = clamp(fear, 0, 1000), capex
            met = clamp(ratio(flow - planned[quarter], planned[quarter]), -20_000, 20_000)
            change = (
                dials.price_growth.value + mul(dials.price_plan.value, met) + dials.price_hype.value * hype
            )
            change -= (
                mul(dials.price_concentration.value, over) + dials.price_fear.value * max(0, fear - 500) // 10
            )
            price += mul(price, change)
        return _End(earned, ai, min(ai, demand), azure, fear, price, learned)

    def _score(self, end: _End) -> int:
        """What of the score (rulebook 3.6.1) hangs on what is decided here."""
        by, (par, plan) = self.scenario.scoring.microsoft, self._plans
        cloud, resilience, standing = by.cloud, by.resilience, by.standing
        whole = max(1, self.view.number("microsoft.returns") + end.earned + self.held)
        concentration = ratio(end.azure, end.azure + end.ai)
        off = max(0, resilience.least - concentration) + max(0, concentration - resilience.most)
        reached = {
            "returns": POINT * by.returns.doubling * LOG_TWO(ratio(whole, par)) // BPS,
            "cloud": min(POINT * cloud.most_sold, POINT * cloud.sold * (end.azure + end.sold) // plan)
            + ratio(end.sold, end.ai),
            "resilience": resilience.gap * end.learned - POINT * off // resilience.off,
            "standing": clamp(3 * (end.price - standing.price), -POINT * standing.most_price, POINT * standing.most_price)
            - POINT * max(0, end.fear - 10 * standing.fear) // 25,
        }  # fmt: skip
        return sum(points * self.weights[id] for id, points in reached.items()) // 100

    def thanks(self, trust: int) -> int:
        """What so many tenths of the lab's trust are worth in the end, hundredths of a point: they fade."""
        fading = self.scenario.dials.feelings.trust_fading.value
        for _ in self.hypes:
            trust = trust * (100 - fading) // 100
        return trust * self.weights["standing"] // 12

    def best(self, course: Course, most_own: int) -> Course:
        """The best course within reach of one: first the rate, then how much is built, then the effort on its own models."""

        def best_of(courses: Sequence[Course]) -> Course:
            return max(courses, key=self.points)

        course = best_of([course._replace(rate=rate) for rate in RATES])
        course = best_of([course._replace(build=build) for build in BUILDS])
        return best_of([course._replace(own=min(own, most_own)) for own in EFFORTS])
