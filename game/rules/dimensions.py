"""The ten dimensions of a score, five a seat, each made of lines that say what earned and what cost (rulebook 3.6.1).

Every constant is the scenario's (:mod:`game.rules.scoring`): fitted, not found. What is to come counts too: share still owed is a debt
to the one and wealth to the other, so that nothing is gained by putting the bill behind the last quarter.
"""

from __future__ import annotations

from typing import Final

import msgspec

from game.rules.agi import share_over
from game.rules.agreement import agi_consequence, payment_timing, renewal, revenue_share_cap, share_end
from game.rules.finance import share_due
from game.rules.scenario import Scenario
from game.rules.state import State
from game.rules.units import (
    BPS,
    DISCOUNT,
    LOG_TWO,
    MICROSOFT,
    OPENAI,
    Seat,
    clamp,
    money,
    mul,
    percent,
    quarter_index,
)
from game.rules.worth import LONG_GROWTH

YIELD: Final = 200
"""What a quarter's wait for share that is owed costs, bps."""


class Line(msgspec.Struct, frozen=True, array_like=True):
    """One thing that earned or cost points of a dimension."""

    words: str
    points: int


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
    lab, by = state.openai, scenario.scoring.openai.enterprise
    owed = share_to_come(scenario, state)

    def kept(value: int) -> int:
        # What Microsoft bought is among what was sold, so it is not taken off twice.
        return mul(max(0, value), BPS - lab.dilution - (state.relations.stake - state.relations.bought))

    def points(value: int) -> int:
        return by.doubling * LOG_TWO(kept(value) * BPS // by.at_start) // BPS

    return [
        Line(f"A company worth ${by.at_start // 1000}bn to its old owners", by.start),
        Line(f"What they own is worth ${kept(lab.value) // 1000}bn", points(lab.value)),
        Line(f"Revenue share of {money(owed)} still to pay", points(lab.value - owed) - points(lab.value)),
    ]


def _compute(scenario: Scenario, state: State) -> list[Line]:
    lab, by, quarters = state.openai, scenario.scoring.openai.compute, state.quarter + 1
    unserved, idle = lab.unserved_sum // quarters, lab.idle_sum // quarters
    return [
        Line("Nobody turned away", by.start),
        Line(f"{percent(unserved, 1)} of demand turned away on average", -(by.unserved * unserved // 1000)),
        Line(
            f"{percent(idle, 1)} of what could serve stood idle ({by.slack // 100} is slack)",
            -(max(0, idle - by.slack) * by.idle // 1000),
        ),
        Line(f"Out of cash {_times(lab.distresses)}", -by.distress * lab.distresses),
    ]


def _mission(scenario: Scenario, state: State) -> list[Line]:
    lab, relations, by = state.openai, state.relations, scenario.scoring.openai.mission
    lines = [
        Line("A mission statement", by.start),
        Line(f"Safety at {lab.safety // 10}", by.safety * lab.safety // 1000),
        Line(_counted(lab.major_incidents, "major incident"), -by.major * lab.major_incidents),
        Line(_counted(lab.minor_incidents, "minor incident"), -by.minor * lab.minor_incidents),
    ]
    if relations.determined and lab.safety >= by.safe * 10:
        lines.append(Line(f"AGI, determined, with safety at {by.safe} or more", by.determined))
    if relations.bad_faith:
        lines.append(Line("A claim in bad faith", -by.bad_faith))
    return lines


def _independence(scenario: Scenario, state: State) -> list[Line]:
    by, relations, outside = scenario.scoring.openai.independence, state.relations, state.openai.outside_share
    off = max(0, by.least - outside) + max(0, outside - by.most)
    ties, stake = relations.exclusive_clauses, relations.stake
    return [
        Line("A company of its own", by.start),
        Line(
            f"{percent(outside)} of the fleet outside Azure ({by.least // 100} to {by.most // 100} is balance)",
            -(off // by.off),
        ),
        Line(_counted(ties, "exclusive clause"), -by.tie * max(0, ties - by.ties)),
        Line(f"Microsoft holds {percent(stake)}", -(max(0, stake - by.stake) // by.over)),
    ]


def _lab_standing(scenario: Scenario, state: State) -> list[Line]:
    lab, world, relations = state.openai, state.world, state.relations
    by = scenario.scoring.openai.standing
    heat = (world.heat_antitrust + world.heat_charity + world.heat_safety) // 30
    moods = lab.staff_mood + lab.board_mood
    return [
        Line("The benefit of the doubt", by.start),
        Line(f"Heats at {heat} on average", -(max(0, heat - by.heat) // 2)),
        Line(f"Staff and board moods at {moods // 20}", (moods - 20 * by.mood) // 40),
        Line("Microsoft's trust", (relations.microsoft_trust - 10 * by.trust) // 12),
        Line(f"{_counted(relations.lost_disputes, 'dispute')} lost", -by.lost * relations.lost_disputes),
        Line("Incidents in public", -by.major * lab.major_incidents - by.minor * lab.minor_incidents),
        *_word(state, OPENAI, by.kept, by.most_kept, by.broken),
    ]


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'s' * (number != 1)}"


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def _word(state: State, seat: Seat, kept: int, most_kept: int, broken: int) -> list[Line]:
    """What a seat's word was worth: promises and side letters, not threats."""
    said = [pledge.status for pledge in state.pledges if pledge.seat == seat]
    true, untrue = said.count("kept"), said.count("broken")
    return [
        Line(f"{_counted(true, 'promise')} kept", min(most_kept, kept * true)),
        Line(f"{_counted(untrue, 'promise')} broken", -broken * untrue),
    ]


def _returns(scenario: Scenario, state: State) -> list[Line]:
    cloud, by = state.microsoft, scenario.scoring.microsoft.returns
    owed, now = share_to_come(scenario, state), DISCOUNT(state.quarter)
    stake = mul(mul(state.openai.value, state.relations.stake), now)
    with_owed = mul(mul(max(0, state.openai.value - owed), state.relations.stake), now) + mul(owed, now)
    planned = scenario.tables.planned_cash_flow[: state.quarter + 1]
    par = by.plans * sum(mul(flow, DISCOUNT(quarter)) for quarter, flow in enumerate(planned))

    def points(held: int) -> int:
        return by.doubling * LOG_TWO(max(1, cloud.returns + held) * BPS // par) // BPS

    return [
        Line(f"The plan, and a stake worth as much: ${par // 1000}bn of 2025", by.start),
        Line(
            f"Cash flows of ${cloud.returns // 1000}bn, a stake of ${stake // 1000}bn",
            points(stake),
        ),
        Line(f"Revenue share of {money(owed)} still to come", points(with_owed) - points(stake)),
    ]


def _access(scenario: Scenario, state: State) -> list[Line]:
    by = scenario.scoring.microsoft.access
    gaps = state.microsoft.access_gaps or (0,)
    mean = sum(gaps) // len(gaps)
    where = "ahead of" if mean >= 0 else "behind"
    return [
        Line("Level with the best rival", by.start),
        Line(f"Access {abs(mean)} tenths {where} the rival over two years", by.lead * mean // 100),
    ]


def _cloud(scenario: Scenario, state: State) -> list[Line]:
    cloud, by = state.microsoft, scenario.scoring.microsoft.cloud
    sold = state.openai.azure_mw + min(cloud.ai_mw, cloud.other_demand)
    quarters = len(scenario.tables.reference_training)
    later = renewal.beyond(
        state.terms["renewal"], state.terms["azure-commitment"], quarters, state.openai.committed
    )
    plan = by.plan
    for _ in range(state.quarter):
        plan += mul(plan, by.growth)
    return [
        Line(f"{sold:,} MW sold of {plan:,} planned", min(by.most_sold, by.sold * sold // plan)),
        Line(f"Utilisation {percent(cloud.utilisation)}", (cloud.utilisation - by.utilisation) // 100),
        Line(f"Late deliveries, {_times(cloud.delivery_failures)}", -by.late * cloud.delivery_failures),
        Line(
            f"{money(later)} of the commitment falls due after the renewal",
            min(by.most_later, later // by.later),
        ),
    ]


def _resilience(scenario: Scenario, state: State) -> list[Line]:
    cloud, by = state.microsoft, scenario.scoring.microsoft.resilience
    gap = cloud.capability - state.world.rival
    off = max(0, by.least - cloud.concentration) + max(0, cloud.concentration - by.most)
    survives = BPS - agi_consequence.severity(state.terms["agi-consequence"])
    return [
        Line("A platform of its own", by.start),
        Line(
            f"Own models {abs(gap)} tenths {'ahead of' if gap >= 0 else 'behind'} the rival",
            by.gap * gap // 100,
        ),
        Line(
            f"{percent(cloud.concentration)} of capacity rides on one customer "
            f"({by.least // 100} to {by.most // 100} is balance)",
            -(off // by.off),
        ),
        Line("Rivals' models in the house", by.rivals * cloud.hosts_rivals),
        Line("Rights that a determination would leave", mul(by.rights, survives)),
    ]


def _cloud_standing(scenario: Scenario, state: State) -> list[Line]:
    cloud, world, relations = state.microsoft, state.world, state.relations
    by = scenario.scoring.microsoft.standing
    lost = relations.judgments - relations.lost_disputes
    return [
        Line("A company that is expected to cope", by.start),
        Line(
            f"Share price at {cloud.share_price // 10} % of January 2025",
            clamp((cloud.share_price - by.price) * 3 // 100, -by.most_price, by.most_price),
        ),
        Line(f"Capex fear at {cloud.fear // 10}", -(max(0, cloud.fear - 10 * by.fear) // 25)),
        Line(
            f"Antitrust heat at {world.heat_antitrust // 10}",
            -(max(0, world.heat_antitrust - 10 * by.heat) // 25),
        ),
        Line("OpenAI's trust", (relations.openai_trust - 10 * by.trust) // 12),
        Line(
            f"Capacity taken over and late, {_times(cloud.delivery_failures)}",
            -by.late * cloud.delivery_failures,
        ),
        Line(f"{_counted(lost, 'dispute')} lost", -by.lost * lost),
        *_word(state, MICROSOFT, by.kept, by.most_kept, by.broken),
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
