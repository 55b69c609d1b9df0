"""The register of stats: every number the game shows has one entry here.

Conditions and effects of cards, views, tooltips, charts and the score are all made from it. A stat's name is the path of
its field in the state (``openai.cash``). ``scale`` is how many raw units make one of the unit shown: meters are kept in
tenths of a point, so scenario files and screens say 55 where the state holds 550.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from game.rules.units import MICROSOFT, OPENAI, Seat

HIDDEN: Final = 0
"""Sight of a seat that is not told a number at all."""
EXACT: Final = 1
"""Sight of a seat that reads the number; anything larger is the width of the band it is told instead."""

BIG: Final = 10_000_000


@dataclass(frozen=True, slots=True)
class Stat:
    """One number: where it is, what it is, its range, and who may see it how well."""

    name: str
    title: str
    unit: str
    low: int
    high: int
    openai: int
    microsoft: int
    words: str
    scale: int
    section: str
    field: str
    dear: int = 0
    """From this value on (raw units) it is the harder to raise the higher it is; 0 where it always rises alike."""

    def sight(self, seat: Seat) -> int:
        """How well a seat sees it: ``HIDDEN``, ``EXACT``, or the width of a band in raw units."""
        return self.openai if seat == OPENAI else self.microsoft


DEAR: Final = 600
"""Trust beyond 60 is earned ever more slowly: else eight signatures and a few kept words made saints of everybody."""
_TRUST: Final = ("openai_trust", "microsoft_trust")
_METER: Final = (0, 1000)
_BOTH: Final = (EXACT, EXACT)

# name | title | unit | (low, high) | (OpenAI's sight, Microsoft's sight) | one sentence
_ROWS: Final[tuple[tuple[str, str, str, tuple[int, int], tuple[int, int], str], ...]] = (
    ("openai.cash", "Cash", "$M", (-BIG, BIG), (EXACT, 5000), "Money in the bank at the end of the quarter."),
    ("openai.revenue", "Revenue", "$M/q", (0, BIG), _BOTH, "What customers paid last quarter, for as much as could be served."),
    ("openai.net", "Net", "$M/q", (-BIG, BIG), (EXACT, 1000), "Revenue less every cost of last quarter; negative is burn."),
    ("openai.share", "Market share", "bps", (0, 10_000), (EXACT, 300), "The part of the market's demand that comes to the lab."),
    ("openai.brand", "Brand", "bps", (-600, 600), (EXACT, 150), "Goodwill that lifts the market share it drifts to; fades."),
    ("openai.unserved", "Unserved", "bps", (0, 10_000), (EXACT, 500), "Demand turned away for want of compute."),
    ("openai.unserved_year", "Unserved, a year", "bps", (0, 10_000), (EXACT, 500), "The mean of the last four quarters, roughly."),
    ("openai.unserved_sum", "Unserved, in all", "bps·q", (0, BIG), (EXACT, HIDDEN), "Summed over the quarters, for the score."),
    ("openai.idle", "Idle", "bps", (0, 10_000), (EXACT, 1000), "Serving capacity that nobody used."),
    ("openai.idle_sum", "Idle, in all", "bps·q", (0, BIG), (EXACT, HIDDEN), "Summed over the quarters, for the score."),
    ("openai.azure_mw", "Azure", "MW", (0, BIG), _BOTH, "Capacity delivered by Microsoft."),
    ("openai.partner_mw", "Partners", "MW", (0, BIG), (EXACT, 200), "Capacity delivered by outside providers."),
    ("openai.own_mw", "Own build", "MW", (0, BIG), (EXACT, 200), "Capacity the lab built itself."),
    ("openai.late_mw", "Late", "MW", (0, BIG), (EXACT, HIDDEN), "Capacity past its date. Microsoft knows Azure's part of it."),
    ("openai.compute_cost", "Compute bill", "$M/q", (0, BIG), (EXACT, HIDDEN), "Take-or-pay due for capacity last quarter."),
    ("openai.committed", "Commitment so far", "$M", (0, BIG), _BOTH, "What of its commitment to Azure has fallen due, used or not."),
    ("openai.outside_share", "Outside Azure", "bps", (0, 10_000), (EXACT, 1000), "The part of the fleet that is not Azure."),
    ("openai.carve_used", "Carve-out used", "MW", (0, BIG), _BOTH, "Research capacity taken outside the notice so far."),
    ("openai.released_mw", "Released", "MW", (0, BIG), _BOTH, "Late Azure capacity that may be bought elsewhere without notice."),
    ("openai.capability", "Capability", "tenths", (0, 5000), (EXACT, 20), "The best released model; the frontier of 2024 was 1000."),
    ("openai.lab_capability", "In the lab", "tenths", (0, 5000), (EXACT, HIDDEN), "The best model nobody outside has seen."),
    ("openai.acquired", "Acquired", "tenths", (0, 5000), (EXACT, 20), "Capability that came with companies it bought."),
    ("openai.integrating", "Integrating", "flag", (0, 1), _BOTH, "Whether a company bought within the year is still being integrated."),
    ("openai.run_quarters", "Frontier run", "quarters", (0, 100), (EXACT, HIDDEN), "How long the current frontier run has been going."),
    ("openai.run_gain", "Run so far", "tenths", (0, 5000), (EXACT, HIDDEN), "What the run would add if finished, before luck."),
    ("openai.run_luck", "Last run", "count", (0, 1000), (EXACT, HIDDEN), "What the last frontier run came to, % of what was expected."),
    ("openai.held", "Held back", "tenths", (0, 5000), (EXACT, HIDDEN), "Capability finished and not released."),
    ("openai.halted", "Halted", "quarters", (0, 100), _BOTH, "Quarters for which training stands still."),
    ("openai.train", "Training", "bps", (0, 10_000), (EXACT, HIDDEN), "The part of the fleet that trains instead of serving."),
    ("openai.safety_share", "Safety work", "bps", (0, 10_000), (EXACT, HIDDEN), "Its part of a full effort: costs money, slows training."),
    ("openai.safety", "Safety", "points", _METER, (EXACT, 150), "Evaluations, security and red-teaming in stock."),
    ("openai.evaluated", "Evaluated to", "tenths", (0, 5000), (EXACT, HIDDEN), "The capability that the last safety case covers."),
    ("openai.safety_cases", "Safety cases", "count", (0, 100), _BOTH, "Evaluations by outsiders since January 2025."),
    ("openai.talent", "Talent", "points", _METER, (EXACT, 200), "Whether the people who can do it are still here."),
    ("openai.staff_mood", "Staff mood", "points", _METER, (EXACT, HIDDEN), "What the staff think of it. From under 25 they leave."),
    ("openai.board_mood", "Board mood", "points", _METER, (EXACT, HIDDEN), "What the board makes of the mission. Under 25 it asks."),
    ("openai.investor_mood", "Investor mood", "points", _METER, (EXACT, HIDDEN), "How gladly the next cheque is written, and how much."),
    ("openai.value", "Value", "$M", (0, 100 * BIG), (EXACT, 50_000), "What the last quarter's revenue is worth to the market."),
    ("openai.raised", "Raised", "$M", (0, BIG), _BOTH, "Equity raised since the start."),
    ("openai.dilution", "Dilution", "bps", (0, 10_000), _BOTH, "The part of the company sold since the start."),
    ("openai.debt", "Project debt", "$M", (0, BIG), (EXACT, HIDDEN), "Borrowed against capacity of its own; interest is due on it."),
    ("openai.sold", "Sold, in all", "$M", (0, BIG), _BOTH, "Everything customers have paid since January 2025."),
    ("openai.azure_signed", "Signed with Azure", "MW", (0, BIG), _BOTH, "Capacity ordered from Azure since January 2025."),
    ("openai.outside_signed", "Signed elsewhere", "MW", (0, BIG), (EXACT, 500), "Capacity ordered from others since January 2025."),
    ("openai.complaints", "OpenAI's complaints", "count", (0, 100), _BOTH, "Complaints it has filed with regulators."),
    ("openai.suits", "OpenAI's suits", "count", (0, 100), _BOTH, "Suits it has brought against Microsoft."),
    ("openai.share_paid", "Share paid", "$M", (0, BIG), _BOTH, "Revenue share paid to Microsoft so far."),
    ("openai.share_owed", "Share owed", "$M", (0, BIG), _BOTH, "Revenue share earned by Microsoft and not paid yet."),
    ("openai.profit_paid", "Profit paid", "$M", (0, BIG), _BOTH, "Profit share paid to Microsoft so far."),
    ("openai.profit_potential", "Profit potential", "$M/y", (0, BIG), (EXACT, 10_000), "What the AGI clause's profit limb measures."),
    ("openai.recapitalised", "Recapitalised", "flag", (0, 1), _BOTH, "Whether the lab was restructured as a public-benefit corporation."),
    ("openai.minor_incidents", "Minor incidents", "count", (0, 100), _BOTH, "Things that went wrong in public."),
    ("openai.major_incidents", "Major incidents", "count", (0, 100), _BOTH, "Things that went badly wrong in public."),
    ("openai.distresses", "Distress", "count", (0, 100), _BOTH, "Times the cash ran out."),
    ("openai.distresses_lately", "Distress lately", "count", (0, 100), _BOTH, "Times the cash ran out within a year of the time before."),
    ("openai.since_distress", "Since distress", "quarters", (0, 999), _BOTH, "Quarters since the cash last ran out."),
    ("openai.lead", "Lead", "tenths", (-5000, 5000), (EXACT, 20), "Its best released model less the best of anybody else."),
    ("openai.behind", "Behind", "quarters", (0, 100), _BOTH, "Quarters in a row at 60 tenths or more behind the rival."),
    ("openai.transferred", "Transferred", "bps", (0, 10_000), _BOTH, "The part of its people that has moved to Microsoft."),
    ("openai.listed", "Listed", "flag", (0, 1), _BOTH, "Whether the lab has filed to sell its shares to everybody."),
    ("openai.agi_view", "The board's bar", "tenths", (0, 5000), (EXACT, HIDDEN), "Where the board privately puts the AGI bar."),
    ("openai.licence_refusals", "Licence refused", "count", (0, 10), _BOTH, "Hearings at which training was refused a licence."),
    ("openai.action_points", "Action points", "count", (0, 9), (EXACT, HIDDEN), "What is left of attention until the next turn."),
    ("microsoft.ai_mw", "AI capacity", "MW", (0, BIG), (150, EXACT), "Capacity for its own products and other customers."),
    ("microsoft.other_demand", "Others' demand", "MW", (0, BIG), (HIDDEN, EXACT), "What other customers would take."),
    ("microsoft.bookings", "Bookings", "MW", (0, BIG), (HIDDEN, EXACT), "What others have booked; what they take follows it."),
    ("microsoft.spare_mw", "Spare", "MW", (0, BIG), (HIDDEN, EXACT), "Ready capacity kept back; fast-tracking draws on it."),
    ("microsoft.slots", "Build slots", "MW/q", (0, BIG), (150, EXACT), "New capacity that can be started now."),
    ("microsoft.slots_used", "Slots promised", "MW", (0, BIG), (HIDDEN, EXACT), "Slots already promised to the lab, of those."),
    ("microsoft.utilisation", "Utilisation", "bps", (0, 10_000), (HIDDEN, EXACT), "The part of its AI capacity that earns."),
    ("microsoft.capability", "Own models", "tenths", (0, 5000), (30, EXACT), "The best model it made itself."),
    ("microsoft.access", "Access", "tenths", (0, 5000), (30, EXACT), "The best model it may put in its products."),
    ("microsoft.build", "Build", "bps", (0, 10_000), (HIDDEN, EXACT), "The part of the build slots it uses."),
    ("microsoft.partner", "For the partner", "bps", (0, 10_000), (HIDDEN, EXACT), "The part of spare building offered to the lab."),
    ("microsoft.own_effort", "Own effort", "bps", (0, 12_000), (HIDDEN, EXACT), "Spending on its own models, of a full programme."),
    ("microsoft.hosts_rivals", "Hosts rivals", "flag", (0, 1), _BOTH, "Whether it offers rivals' models."),
    ("microsoft.ai_revenue", "AI revenue", "$M/q", (0, BIG), _BOTH, "Sales of its own AI products last quarter."),
    ("microsoft.cash_flow", "AI cash flow", "$M/q", (-BIG, BIG), (HIDDEN, EXACT), "What the whole AI business brought in last quarter."),
    ("microsoft.returns", "Returns", "$M", (-BIG, BIG), (HIDDEN, EXACT), "Cash flows so far, discounted at 2 % a quarter."),
    ("microsoft.capex", "AI capex", "$M/q", (0, BIG), (2000, EXACT), "Spent on new capacity last quarter."),
    ("microsoft.share_price", "Share price", "index", (1, BIG), _BOTH, "Microsoft's, with January 2025 at 1000."),
    ("microsoft.fear", "Capex fear", "points", _METER, _BOTH, "What the Street thinks of the building programme; bad beyond 50."),
    ("microsoft.concentration", "Concentration", "bps", (0, 10_000), _BOTH, "The lab's part of its whole AI capacity."),
    ("microsoft.backlog", "Backlog", "$M", (0, BIG), _BOTH, "What the lab is contracted to buy."),
    ("microsoft.board_patience", "Board patience", "points", _METER, (HIDDEN, EXACT), "How long it watches money turn to concrete."),
    ("microsoft.funded", "Funded", "$M", (0, BIG), _BOTH, "Paid in of the $13bn committed."),
    ("microsoft.new_money", "New money", "$M", (0, BIG), _BOTH, "Paid in under the agreement's clause on new money."),
    ("microsoft.delivery_failures", "Delivery failures", "count", (0, 100), _BOTH, "Exercised capacity that came late."),
    ("microsoft.idle_quarters", "Idle", "quarters", (0, 100), (HIDDEN, EXACT), "Quarters in a row with a quarter of it idle."),
    ("microsoft.action_points", "Action points", "count", (0, 9), (HIDDEN, EXACT), "What is left of attention until the next turn."),
    ("microsoft.suits", "Microsoft's suits", "count", (0, 100), _BOTH, "Suits it has brought against OpenAI."),
    ("microsoft.complaints", "Microsoft's complaints", "count", (0, 100), _BOTH, "Complaints it has filed with regulators."),
    ("world.market", "Market", "$M/q", (0, BIG), _BOTH, "What the world would spend on this a quarter."),
    ("world.appetite", "Appetite", "bps", (3000, 30_000), _BOTH, "What customers ask for now, against the trend."),
    ("world.frontier", "Frontier", "tenths", (0, 5000), _BOTH, "The best model anybody has released, the lab included."),
    ("world.pace", "Pace", "bps", (0, 20_000), (HIDDEN, HIDDEN), "How fast the whole thing goes. Nobody is told."),
    ("world.adoption", "Adoption", "bps", (0, 20_000), (HIDDEN, HIDDEN), "How fast everybody else takes it up. Nobody is told."),
    ("world.rival", "Rival", "tenths", (0, 5000), _BOTH, "The best model anybody else has released."),
    ("world.theta", "The bar", "tenths", (0, 5000), (HIDDEN, HIDDEN), "What panels and courts would call AGI. Nobody is told."),
    ("world.partner_price", "Outside price", "$k/MW-q", (500, 20_000), _BOTH, "What a megawatt costs elsewhere, for a quarter."),
    ("world.power_tight", "Power", "points", _METER, _BOTH, "How hard it is to find a plug. Beyond 55 everything takes longer."),
    ("world.hype", "Hype", "points", _METER, _BOTH, "The mood of the capital market: valuations, loans, others' demand."),
    ("world.heat_antitrust", "Antitrust heat", "points", _METER, _BOTH, "How closely competition authorities look. From 50 they act."),
    ("world.heat_charity", "Charity heat", "points", _METER, _BOTH, "How closely those who guard charities look. From 50 they act."),
    ("world.heat_safety", "Safety heat", "points", _METER, _BOTH, "How worried politics is about models. From 50 there are rules."),
    ("world.heat_export", "Export heat", "points", _METER, _BOTH, "How nervous the export office is. From 50 it reads slowly."),
    ("relations.openai_trust", "OpenAI's trust", "points", _METER, (EXACT, 50), "What the lab expects of the cloud; goes to 50."),
    ("relations.microsoft_trust", "Microsoft's trust", "points", _METER, (50, EXACT), "What the cloud expects of the lab; goes to 50."),
    ("relations.openai_credibility", "OpenAI's credibility", "points", _METER, _BOTH, "Whether its threats have been carried out."),
    ("relations.microsoft_credibility", "Microsoft's credibility", "points", _METER, _BOTH, "Whether its threats have been carried out."),
    ("relations.friction", "Friction", "points", _METER, _BOTH, "How public the quarrel is. Beyond 30 others take an interest."),
    ("relations.signatures", "Signatures", "count", (0, 100), _BOTH, "Amendments signed."),
    ("relations.unamended", "Unamended", "quarters", (0, 100), _BOTH, "Quarters since the agreement last changed."),
    ("relations.exclusive_clauses", "Exclusive clauses", "count", (0, 10), _BOTH, "Clauses that tie the lab to one cloud."),
    ("relations.stake", "Microsoft's stake", "bps", (0, 10_000), _BOTH, "Its share of the lab's equity, after dilution."),
    ("relations.waived", "Waived", "MW", (0, BIG), _BOTH, "Capacity over which Microsoft waived its right."),
    ("relations.exercised", "Exercised", "count", (0, 1000), _BOTH, "Notices on which Microsoft exercised its right."),
    ("relations.claims", "Claims", "count", (0, 10), _BOTH, "How often AGI has been claimed."),
    ("relations.bought", "Bought by Microsoft", "bps", (0, 10_000), _BOTH, "The part of the lab it paid for since the start."),
    ("relations.judgments", "Judgments", "count", (0, 10), _BOTH, "Disputes that a court or panel decided."),
    ("relations.bad_faith", "Bad faith", "flag", (0, 1), _BOTH, "A claim was found to have been made in bad faith."),
    ("relations.determined", "Determined", "flag", (0, 1), _BOTH, "AGI has been determined under the agreement."),
    ("relations.lost_disputes", "OpenAI's lost disputes", "count", (0, 10), _BOTH, "Disputes the lab lost."),
    ("relations.traced", "Leaks traced", "count", (0, 100), _BOTH, "Leaks and whispers that were traced to who began them."),
)  # fmt: skip


def _stat(row: tuple[str, str, str, tuple[int, int], tuple[int, int], str]) -> Stat:
    name, title, unit, (low, high), (openai, microsoft), words = row
    section, field = name.split(".")
    return Stat(
        name, title, unit, low, high, openai, microsoft, words, 10 if unit == "points" else 1, section, field,
        DEAR if field in _TRUST else 0,
    )  # fmt: skip


STATS: Final = MappingProxyType({row[0]: _stat(row) for row in _ROWS})
"""Every stat by its name."""

SECTION_STATS: Final = MappingProxyType(
    {
        section: tuple(stat for stat in STATS.values() if stat.section == section)
        for section in (OPENAI, MICROSOFT, "world", "relations")
    }
)
