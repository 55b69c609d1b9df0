"""OpenAI's purse, as OpenAI sees it: until when the cash lasts, what a rescue brings, and which one carries furthest."""

from __future__ import annotations

from typing import Final, NamedTuple

from msgspec.structs import replace

from game.debrief.averted import REPAID, numbers_asked
from game.players import outlook
from game.players.lab_desk import RUNWAY
from game.players.leaning import UPRIGHT, Lean
from game.rules.compute import AZURE
from game.rules.distress import AGAIN, DEPOSIT, INTEREST, YEAR, burnt, rescue_size
from game.rules.scenario import Scenario
from game.rules.state import Contract, Pending
from game.rules.units import mul
from game.rules.view import View

STEADY: Final = Lean(train=-8, runway=3)
"""What somebody with one game to lose does otherwise than the rule of thumb: serve more, and raise money before it is needed."""
THRIFTY: Final = STEADY._replace(orders=50)
"""The same with the end of the cash in sight: half of what it would order."""
LATE: Final = Lean(train=-16)
"""The last quarters: no model trained now earns anything, and no share sold now is needed."""
FATAL: Final = "openai.distresses_lately"
"""The number whose growth ends a game: times out of cash within a year."""
SIGHT: Final = 2 * AGAIN
"""Quarters beyond which nobody asks how far a rescue carries."""


LEAST_ROUND: Final = 400
"""What an emergency round brings at the least, bps of value (rulebook 3.2.9)."""
SOLD: Final = 300
"""What research sold to a rival brings at the least, of the same."""


class Loan(NamedTuple):
    """A bridge as the rules would lend it now: $M now, $M back, and the quarter it falls due in."""

    lent: int
    back: int
    due: int


def quarters_left(view: View) -> int | None:
    """Quarters that the cash lasts at the pace of the last one; ``None`` where that cost nothing."""
    net = view.number("openai.net")
    return max(0, view.number("openai.cash")) // -net if net < 0 else None


def gone(view: View) -> int | None:
    """The quarter at whose close the cash is gone at this pace, with what is known to come; ``None`` for not in this game."""
    cash = view.number("openai.cash")
    for quarter in range(view.quarter, view.last):
        cash += view.number("openai.net") + _coming(view, quarter)
        if cash < 0:
            return quarter
    return None


def _coming(view: View, quarter: int) -> int:
    return sum(
        one.by * one.odds // 100 for one in view.coming if (one.stat, one.due) == ("openai.cash", quarter)
    )


def runs_out(view: View) -> int | None:
    """That quarter, if there is no whole turn more to do something about it after the coming one."""
    last = gone(view)
    return last if last is not None and last < view.quarter + max(RUNWAY, 2 * view.turns.quarters) else None


def bridges(view: View) -> tuple[Pending, ...]:
    """The bridges that are still to be repaid."""
    return tuple(one for one in view.coming if (one.stat, one.why) == ("openai.cash", REPAID))


def market_open(scenario: Scenario, view: View) -> bool:
    """Whether investors buy shares now."""
    return view.number("world.hype") >= scenario.dials.finance.least_hype.value


def lean(scenario: Scenario, view: View) -> Lean:
    """How an adviser leans in OpenAI's seat. Where no lack of cash ends the game, as in the tutorial, not at all."""
    if not any(
        need.stat == FATAL
        for ending in scenario.endings
        if ending.hard
        for need in numbers_asked(ending.when)
    ):
        return UPRIGHT
    if view.last - view.quarter <= RUNWAY:
        return LATE
    return STEADY if runs_out(view) is None else THRIFTY


def loan(scenario: Scenario, view: View) -> Loan:
    """What Microsoft lends, if it does."""
    lent = rescue_size(view.number("openai.cash"), view.number("openai.net"), _held(scenario, view))
    return Loan(lent, lent + mul(lent, INTEREST), view.quarter + YEAR)


def _held(scenario: Scenario, view: View) -> int:
    return scenario.turns.left(view.quarter) - 1


def brings(scenario: Scenario, view: View, way: str) -> int:
    """What a rescue brings now, $M; what is given up with it, and what is owed for it later, aside."""
    cash, net, value = view.number("openai.cash"), view.number("openai.net"), view.number("openai.value")
    if way == "cancel-capacity":
        return DEPOSIT * sum(contract.mw for contract in _undelivered(view))
    if way == "asset-sale":
        return max(1000 - cash + _held(scenario, view) * burnt(net), mul(value, SOLD))
    lent = loan(scenario, view).lent
    return max(lent, mul(value, LEAST_ROUND)) if way == "emergency-round" else lent


def _undelivered(view: View) -> tuple[Contract, ...]:
    return tuple(contract for contract in view.contracts if not contract.live and contract.provider != AZURE)


def carries(scenario: Scenario, view: View, way: str) -> int:
    """Quarters that a rescue seems to carry OpenAI, up to :data:`SIGHT` or the end of the game. This quarter has closed."""
    money, owed = brings(scenario, view, way), loan(scenario, view)
    after = replace(view, quarter=view.quarter + 1)
    if way == "cancel-capacity":
        after = replace(
            after, contracts=tuple(one for one in view.contracts if one not in _undelivered(view))
        )
    quarters = min(SIGHT, view.last - after.quarter)
    for n, left in enumerate(outlook.cash_path(scenario, after, quarters, view.number("openai.train"))):
        back = owed.back if way.startswith("bridge") and after.quarter + n >= owed.due else 0
        if left + money - back < 0:
            return n
    return quarters
