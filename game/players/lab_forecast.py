"""What a split of OpenAI's quarter comes to in its own score (rulebook 3.4.6).

Customers served today, models that bring customers later, safety that stays, cash that need not be raised: each is reckoned to the
last quarter with the rules that everybody can read, what fades with the time there is for it to fade.
"""

from __future__ import annotations

from itertools import product
from typing import Final, Literal, NamedTuple

from game.players import outlook
from game.rules.finance import overhead
from game.rules.market import stance_of
from game.rules.orders import CASE, news_of
from game.rules.scenario import Scenario
from game.rules.score import mandate_of
from game.rules.units import BPS, OPENAI, TRAINING_POWER, mul, ratio
from game.rules.view import View

Stance = Literal["premium", "standard", "war"]
STANCES: Final[tuple[Stance, ...]] = ("standard", "premium", "war")
TRAINS: Final = range(20, 69, 4)
CARES: Final = range(10, 36, 5)
MOODS: Final = ((7000, 0), (1500, 1800), (1500, -700))
"""How likely a quarter's demand is so many bps above what is expected: new uses come at once, fashions go slowly."""
POINT: Final = 100
"""Everything is reckoned in hundredths of a point."""
LOG: Final = 14_427
"""Doublings in a part of something, bps of the part while it is small."""
SOLD: Final = 5000
"""The part of a dollar short, bps, that is raised by selling shares."""
OVERTAKEN: Final = 60
"""Tenths of lead beyond which models are copied as fast as they come."""
ATTENTION: Final = 8
"""Hundredths of a point that a case must bring: there are other ways to spend a point of attention."""


class Split(NamedTuple):
    """Percent of the fleet that trains, percent of research that is safety, and the price."""

    train: int
    safety: int
    stance: Stance


def beside(best: Split, least: int) -> tuple[Split, ...]:
    """Some that :meth:`Forecast.best` looked at before it: somewhat more and less training, the other prices."""
    first = best._replace(safety=least)
    trains = (train for train in (best.train - 8, best.train + 8) if train in TRAINS)
    stances = (stance for stance in STANCES if stance != best.stance)
    return (
        first,
        *(first._replace(train=n) for n in trains),
        *(first._replace(stance=one) for one in stances),
    )


class Forecast:
    """One quarter of OpenAI's and what it leads to, as it looks from one view."""

    def __init__(self, scenario: Scenario, view: View) -> None:
        self.scenario, self.view = scenario, view
        self.weights = mandate_of(scenario, OPENAI, view.character.mandate).weights
        self.left = view.last - view.quarter - 1
        """Quarters after this one."""
        self.demand = outlook.demand(scenario, view, 1)
        self.arriving = outlook.arriving(view)
        self.share = max(1, view.number("openai.share"))
        drift = scenario.dials.market.drift.value
        self.shaken = self._fading(BPS - drift)
        """What is left in the end of a share that moved now, bps."""
        self.lasting = BPS - self.shaken
        """How far the share will have followed a better model by then, bps."""
        lead = view.number("openai.capability") - view.number("world.rival")
        if abs(lead) > OVERTAKEN:
            self.lasting = mul(self.lasting, self._fading(BPS - scenario.dials.research.diffusion.value))

    def _fading(self, kept: int) -> int:
        left = BPS
        for _ in range(self.left):
            left = mul(left, kept)
        return left

    def _owners(self, part: int) -> int:
        """What ``part`` more of what the owners keep is worth, bps to hundredths of a weighed point."""
        doubling = self.scenario.scoring.openai.enterprise.doubling
        return part * doubling * LOG * self.weights["enterprise"] // (BPS * BPS)

    def gain_of(self, split: Split) -> int:
        """Hundredths of a tenth of capability that a split's training adds."""
        dials, reference = self.scenario.dials.research, self.scenario.tables.reference_training
        trained = self.arriving * split.train // 100
        careful = BPS - mul(dials.safety_drag.value, split.safety * 100)
        power = TRAINING_POWER(ratio(trained, reference[min(self.view.quarter, len(reference) - 1)]))
        return mul(mul(100 * dials.gain.value, power), careful)

    def points(self, split: Split) -> int:
        """What a split comes to, hundredths of a point of the weighed score; only differences mean anything."""
        return self._later(split) + sum(mul(self._now(split, more), odds) for odds, more in MOODS)

    def _later(self, split: Split) -> int:
        """What better and safer models come to."""
        scenario, view = self.scenario, self.view
        dials, gain = scenario.dials.research, self.gain_of(split)
        star = scenario.dials.market.share_per_tenth.value * gain // 100
        meter = view.number("openai.safety")
        built = mul(dials.safety_built.value * split.safety * (1200 - meter) // 1200, 100)
        worn = 4 * max(0, gain // 100 - dials.gain.value) // 10
        careful = self._fading(BPS - dials.safety_built.value * split.safety * 100 // 1200)
        return self._owners(ratio(mul(star, self.lasting), self.share)) + self._safer(
            mul(built - worn, careful)
        )

    def _safer(self, tenths: int) -> int:
        """What tenths of safety are worth in the end, hundredths of a weighed point."""
        return (
            POINT * self.scenario.scoring.openai.mission.safety * tenths * self.weights["mission"] // 100_000
        )

    def _now(self, split: Split, more: int) -> int:
        """What serving, turning away and charging come to."""
        scenario, view = self.scenario, self.view
        market, by, quarter = scenario.dials.market, scenario.scoring.openai.compute, view.quarter
        appeal, earned = stance_of(market, split.stance)
        demand = max(1, mul(self.demand, BPS + more))
        served = (
            self.arriving * (100 - split.train) // 100 * mul(outlook.earns(scenario, quarter), earned) // 1000
        )
        revenue = min(demand, served)
        unserved, idle = BPS - ratio(revenue, demand), BPS - ratio(revenue, max(1, served))
        lost = by.unserved * unserved
        if view.number("openai.idle_sum") >= by.slack * quarter:
            lost += by.idle * idle
        points = -POINT * lost * self.weights["compute"] // (1000 * view.last * 100)
        moved = mul(appeal, market.drift.value) - mul(mul(self.share, market.churn.value), unserved)
        points += self._owners(ratio(mul(moved, self.shaken), self.share))
        spent = overhead(scenario, revenue, quarter)
        spent += mul(mul(revenue, scenario.dials.finance.safety_cost.value), split.safety * 100)
        value = max(1, view.number("openai.value"))
        points += self._owners(mul(ratio(revenue - spent, value), SOLD))
        if not self.left:  # the company is worth a multiple of what it earns in the last quarter
            points += self._owners(ratio(revenue, demand))
        return points

    def best(self, least: int) -> Split:
        """The best split with so many percent of safety at least."""
        cares = [care for care in CARES if care >= least] or [least]
        first = max(
            (Split(train, least, stance) for train, stance in product(TRAINS, STANCES)), key=self.points
        )
        return max((first._replace(safety=care) for care in cares), key=self.points)

    def case_pays(self, split: Split) -> bool:
        """Whether outsiders should look at the models this quarter: safer, and what is new is released a quarter later."""
        view = self.view
        new = news_of(view.number("openai.lab_capability"), view.number("openai.evaluated"))
        safer = self._safer(min(CASE * new // 100, 1000 - view.number("openai.safety")))
        star = self.scenario.dials.market.share_per_tenth.value * self.gain_of(split) // 100
        late = mul(star, self.scenario.dials.market.drift.value)
        cost = self._owners(ratio(mul(late, self.shaken), self.share))
        cost += self._owners(
            mul(mul(ratio(late, self.share), ratio(self.demand, max(1, view.number("openai.value")))), SOLD)
        )
        return safer - cost >= ATTENTION
