"""How a game is judged: five dimensions a seat, private mandates, endings (rulebook 3.6.1, 3.6.2, 3.6.4).

The constants are fitted, not found: two level-2 bots come out near 50 on every dimension but compute, where capacity is
plentiful after 2026 (rulebook 3.8.2 knows).

A dimension is 0..100, made of lines that say what earned and what cost. A score is the mandate's weighing of the dimensions.
"""

from __future__ import annotations

from typing import Final

import msgspec

from game.rules.agi import share_over
from game.rules.agreement import payment_timing, renewal, revenue_share_cap, share_end
from game.rules.chance import Chance
from game.rules.conditions import all_hold
from game.rules.finance import share_due
from game.rules.scenario import Ending, Mandate, Scenario
from game.rules.state import State
from game.rules.units import (
    BPS,
    DISCOUNT,
    LOG_TWO,
    OPENAI,
    SEATS,
    Seat,
    clamp,
    money,
    mul,
    percent,
    quarter_index,
)
from game.rules.worth import LONG_GROWTH

GRADES: Final = ((74, "S"), (66, "A"), (58, "B"), (46, "C"), (38, "D"), (0, "E"))
"""The least standardised score of each grade (rulebook 3.6.4)."""
USUAL: Final = {"openai": (60, 6), "microsoft": (51, 14)}
"""Mean and standard deviation of a level-2 bot's score in each seat, over 100 games of the flagship against another."""
ENTERPRISE_PAR: Final = 420_000
YIELD: Final = 200
"""What a quarter's wait for share that is owed costs, bps."""


class Line(msgspec.Struct, frozen=True, array_like=True):
    """One thing that earned or cost points of a dimension."""

    words: str
    points: int


class Dimension(msgspec.Struct, frozen=True, kw_only=True):
    """One dimension of a seat's score, 0..100, and its lines."""

    id: str
    score: int
    weight: int
    lines: tuple[Line, ...]


class SeatScore(msgspec.Struct, frozen=True, kw_only=True):
    """What a seat reached: the mandate's weighing of its dimensions, 0..100, and a grade."""

    seat: Seat
    mandate: str
    score: int
    grade: str
    dimensions: tuple[Dimension, ...]


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """How a game ended."""

    ending: str
    title: str
    text: str
    epithet: str
    quarters: int
    seats: tuple[SeatScore, ...]


def mandate_of(scenario: Scenario, seat: Seat, id: str) -> Mandate:
    """A seat's mandate by id; ``KeyError`` when it has none of that id."""
    for mandate in scenario.mandates.openai if seat == OPENAI else scenario.mandates.microsoft:
        if mandate.id == id:
            return mandate
    raise KeyError(id)


def share_to_come(scenario: Scenario, state: State) -> int:
    """Revenue share that OpenAI owes Microsoft beyond the game, $M as of its last quarter, as things stand.

    Parts of earlier share that are still to be paid, what a claim withholds that nobody has decided, and what the share earns
    after the game until it ends, on today's revenue growing slowly; within the cap, and at 2 % a quarter.
    """
    lab, terms, first = state.openai, state.terms, scenario.quarters.from_
    parts, earned, revenue = lab.share_parts, [], lab.revenue
    room = max(0, revenue_share_cap.left(terms["revenue-share-cap"], lab.share_paid) - lab.share_owed)
    total = min(room, state.claim.owed) if state.claim is not None else 0
    room -= total
    if not share_over(state):
        end = quarter_index(first, f"{share_end.last_year(terms['share-end'])}-Q4")
        for quarter in range(scenario.quarters.count, end + 1):
            revenue += mul(revenue, LONG_GROWTH)
            earned.append(min(room, share_due(scenario, terms, revenue, quarter)))
            room -= earned[-1]
    factor = BPS
    while earned or parts:
        due = earned.pop(0) if earned else 0
        paid, parts = payment_timing.schedule(terms["payment-timing"], parts, due)
        factor = factor * BPS // (BPS + YIELD)
        total += mul(paid, factor)
    return total


def _enterprise(scenario: Scenario, state: State) -> list[Line]:
    lab = state.openai
    owed = share_to_come(scenario, state)

    def kept(value: int) -> int:
        # What Microsoft bought is among what was sold, so it is not taken off twice.
        return mul(max(0, value), BPS - lab.dilution - (state.relations.stake - state.relations.bought))

    def points(value: int) -> int:
        return 22 * LOG_TWO(kept(value) * BPS // ENTERPRISE_PAR) // BPS

    return [
        Line("A company worth $420bn to its old owners", 50),
        Line(f"What they own is worth ${kept(lab.value) // 1000}bn", points(lab.value)),
        Line(f"Revenue share of {money(owed)} still to pay", points(lab.value - owed) - points(lab.value)),
    ]


def _compute(scenario: Scenario, state: State) -> list[Line]:
    quarters = state.quarter + 1
    unserved = state.openai.unserved_sum // quarters
    idle = state.openai.idle_sum // quarters
    return [
        Line("Nobody turned away", 100),
        Line(f"{percent(unserved, 1)} of demand turned away on average", -(33 * unserved // 1000)),
        Line(
            f"{percent(idle, 1)} of what could serve stood idle (5 is slack)",
            -(max(0, idle - 500) * 15 // 1000),
        ),
        Line(f"Out of cash {state.openai.distresses} times", -4 * state.openai.distresses),
    ]


def _mission(scenario: Scenario, state: State) -> list[Line]:
    lab, relations = state.openai, state.relations
    lines = [
        Line("A mission statement", 6),
        Line(f"Safety at {lab.safety // 10}", 80 * lab.safety // 1000),
        Line(f"{lab.major_incidents} major incidents", -20 * lab.major_incidents),
        Line(f"{lab.minor_incidents} minor incidents", -5 * lab.minor_incidents),
    ]
    if relations.determined and lab.safety >= 600:
        lines.append(Line("AGI, determined, with safety at 60 or more", 12))
    if relations.bad_faith:
        lines.append(Line("A claim in bad faith", -15))
    return lines


def _independence(scenario: Scenario, state: State) -> list[Line]:
    outside, ties, stake = (
        state.openai.outside_share,
        state.relations.exclusive_clauses,
        state.relations.stake,
    )
    off = max(0, 4500 - outside) + max(0, outside - 6500)
    return [
        Line("A company of its own", 70),
        Line(f"{percent(outside)} of the fleet outside Azure (45 to 65 is balance)", -(off // 110)),
        Line(f"{ties} exclusive clauses", -10 * max(0, ties - 1)),
        Line(f"Microsoft holds {percent(stake)}", -(max(0, stake - 2500) // 60)),
    ]


def _lab_standing(scenario: Scenario, state: State) -> list[Line]:
    lab, world, relations = state.openai, state.world, state.relations
    heat = (world.heat_antitrust + world.heat_charity + world.heat_safety) // 30
    return [
        Line("The benefit of the doubt", 40),
        Line("Heats", -(max(0, heat - 15) // 2)),
        Line("Staff and board moods", (lab.staff_mood + lab.board_mood - 1100) // 40),
        Line("Microsoft's trust", (relations.microsoft_trust - 500) // 20),
        Line(f"{relations.lost_disputes} disputes lost", -10 * relations.lost_disputes),
        Line("Incidents in public", -8 * lab.major_incidents - 2 * lab.minor_incidents),
    ]


def _returns(scenario: Scenario, state: State) -> list[Line]:
    cloud = state.microsoft
    owed, now = share_to_come(scenario, state), DISCOUNT(state.quarter)
    stake = mul(mul(state.openai.value, state.relations.stake), now)
    with_owed = mul(mul(max(0, state.openai.value - owed), state.relations.stake), now) + mul(owed, now)
    planned = scenario.tables.planned_cash_flow[: state.quarter + 1]
    par = 2 * sum(mul(flow, DISCOUNT(quarter)) for quarter, flow in enumerate(planned))

    def points(held: int) -> int:
        return 52 * LOG_TWO(max(1, cloud.returns + held) * BPS // par) // BPS

    return [
        Line(f"The plan, and a stake worth as much: ${par // 1000}bn of 2025", 50),
        Line(
            f"Cash flows of ${cloud.returns // 1000}bn, a stake of ${stake // 1000}bn",
            points(stake),
        ),
        Line(f"Revenue share of {money(owed)} still to come", points(with_owed) - points(stake)),
    ]


def _access(scenario: Scenario, state: State) -> list[Line]:
    gaps = state.microsoft.access_gaps or (0,)
    mean = sum(gaps) // len(gaps)
    where = "ahead of" if mean >= 0 else "behind"
    return [
        Line("Level with the best rival", 68),
        Line(f"Access {abs(mean)} tenths {where} the rival over two years", 22 * mean // 100),
    ]


def _cloud(scenario: Scenario, state: State) -> list[Line]:
    cloud = state.microsoft
    sold = state.openai.azure_mw + min(cloud.ai_mw, cloud.other_demand)
    quarters = len(scenario.tables.reference_training)
    later = renewal.beyond(
        state.terms["renewal"], state.terms["azure-commitment"], quarters, state.openai.committed
    )
    plan = 1700
    for _ in range(state.quarter):
        plan += mul(plan, 850)
    return [
        Line(f"{sold:,} MW sold of {plan:,} planned", min(80, 42 * sold // plan)),
        Line(f"Utilisation {percent(cloud.utilisation)}", (cloud.utilisation - 8500) // 100),
        Line("Late deliveries", -4 * cloud.delivery_failures),
        Line(f"{money(later)} of the commitment falls due after the renewal", min(10, later // 6000)),
    ]


def _resilience(scenario: Scenario, state: State) -> list[Line]:
    cloud = state.microsoft
    gap = cloud.capability - state.world.rival
    off = max(0, 1500 - cloud.concentration) + max(0, cloud.concentration - 3500)
    return [
        Line("A platform of its own", 75),
        Line(
            f"Own models {abs(gap)} tenths {'ahead of' if gap >= 0 else 'behind'} the rival", 10 * gap // 100
        ),
        Line(f"{percent(cloud.concentration)} of capacity rides on one customer", -(off // 80)),
        Line("Rivals' models in the house", 6 * cloud.hosts_rivals),
    ]


def _cloud_standing(scenario: Scenario, state: State) -> list[Line]:
    cloud, world, relations = state.microsoft, state.world, state.relations
    return [
        Line("A company that is expected to cope", 36),
        Line(
            f"Share price at {cloud.share_price // 10} % of January 2025",
            clamp((cloud.share_price - 1350) * 3 // 100, -35, 35),
        ),
        Line("Capex fear", -(max(0, cloud.fear - 400) // 25)),
        Line("Antitrust heat", -(max(0, world.heat_antitrust - 300) // 25)),
        Line("OpenAI's trust", (relations.openai_trust - 500) // 20),
        Line(f"Capacity taken over and late, {cloud.delivery_failures} times", -3 * cloud.delivery_failures),
    ]


DIMENSIONS: Final = {
    "openai": (
        ("enterprise", _enterprise), ("compute", _compute), ("mission", _mission), ("independence", _independence),
        ("standing", _lab_standing),
    ),
    "microsoft": (
        ("returns", _returns), ("access", _access), ("cloud", _cloud), ("resilience", _resilience), ("standing", _cloud_standing),
    ),
}  # fmt: skip
"""The dimensions of each seat and what measures them."""


def seat_score(scenario: Scenario, state: State, seat: Seat) -> SeatScore:
    """Judge one seat by its mandate, as things stand."""
    mandate = mandate_of(scenario, seat, state.place(seat).character.mandate)
    dimensions = []
    for id, measure in DIMENSIONS[seat]:
        lines = tuple(line for line in measure(scenario, state) if line.points)
        total = clamp(sum(line.points for line in lines), 0, 100)
        dimensions.append(Dimension(id=id, score=total, weight=mandate.weights[id], lines=lines))
    score = (sum(d.score * d.weight for d in dimensions) + 50) // 100
    mean, deviation = USUAL[seat]
    standard = 50 + 12 * (score - mean) // deviation
    grade = next(letter for least, letter in GRADES if standard >= least or least == 0)
    return SeatScore(seat=seat, mandate=mandate.id, score=score, grade=grade, dimensions=tuple(dimensions))


def hard_ending(scenario: Scenario, state: State) -> Ending | None:
    """The ending that stops the game now, if one does."""
    for ending in scenario.endings:
        if ending.hard and all_hold(ending.when, state):
            return ending
    return None


def soft_ending(scenario: Scenario, state: State) -> Ending:
    """The ending of a game that ran its course: the first whose conditions hold."""
    return next(ending for ending in scenario.endings if not ending.hard and all_hold(ending.when, state))


def outcome_of(scenario: Scenario, state: State, chance: Chance) -> Outcome:
    """The end of a finished game; the epithet is a matter of luck, nothing else is."""
    ending = next(ending for ending in scenario.endings if ending.id == state.ending)
    return Outcome(
        ending=ending.id,
        title=ending.title,
        text=ending.text,
        epithet=chance.pick(ending.epithets, "epithet"),
        quarters=state.quarter + 1,
        seats=tuple(seat_score(scenario, state, seat) for seat in SEATS),
    )
