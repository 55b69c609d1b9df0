"""Dials: the constants that shape the balance, as values of a scenario, each with a word on where it comes from (rulebook 3.8.4)."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from game.rules.conditions import record


@record
class Dial:
    """A number that shapes the balance, and where it comes from: the record, the rulebook, or what it was fitted to."""

    value: int
    from_: str


@record
class Draws:
    """Several numbers of which one is drawn, and where they come from."""

    values: tuple[int, ...]
    from_: str


class Within(NamedTuple):
    """What a dial may be set to."""

    low: int
    high: int


Part = Annotated[Dial, Within(0, 10_000)]
"""A part of something, bps."""
Size = Annotated[Dial, Within(0, 1_000_000)]
Some = Annotated[Dial, Within(1, 1_000_000)]
"""Something the rules divide by."""
Leaning = Annotated[Dial, Within(-10_000, 10_000)]
Percent = Annotated[Dial, Within(0, 100)]
Meter = Annotated[Dial, Within(0, 1000)]
"""Tenths of a point."""
Quarters = Annotated[Dial, Within(1, 12)]


@record
class MarketDials:
    """Demand, and the share of it (rulebook 3.2.6)."""

    level_share: Part
    """The share that a lab level with its rival drifts to."""
    share_per_tenth: Size
    """Bps of share for each tenth ahead of the rival."""
    least_share: Part
    most_share: Part
    premium_share: Leaning
    war_share: Leaning
    premium_yield: Some
    war_yield: Some
    """What a price stance does to the share drifted to (bps), and to what a serving MW earns (bps)."""
    drift: Part
    """How fast share follows, a quarter."""
    churn: Part
    """How much of it unserved customers take with them."""
    growth: Part
    growth_with_gain: Part
    """The part of the table's growth that comes anyway, and the part that comes with what the lab adds to the frontier."""


@record
class CloudDials:
    """Microsoft's building, other customers, products, and the Street (rulebook 3.1.2, 3.2.6)."""

    slots: Size
    slots_growth: Size
    slots_lost_to_power: Size
    """MW of new building a quarter, what a quarter adds, and what tight power takes away."""
    lead: Quarters
    """Quarters until what is built for others stands."""
    capex: Some
    """$M a MW."""
    azure_cost: Some
    """What a MW-quarter costs Microsoft, $k."""
    margin_high: Size
    margin_mid: Size
    margin_low: Size
    """What other customers leave of a MW-quarter at each rate, $k, when one costs the usual elsewhere."""
    usual_price: Size
    margin_with_price: Size
    """What a MW-quarter usually costs elsewhere, $k, and how much of what it costs more others pay Microsoft more, bps."""
    appeal_high: Leaning
    appeal_low: Leaning
    """What a rate does to others' demand, bps a quarter."""
    idle_cost: Size
    """What a MW nobody rents costs a quarter, $k."""
    other_growth: Part
    """Growth of others' bookings, of the market's at the usual mood."""
    others_follow: Part
    """How fast what they take follows what they booked, a quarter."""
    others_lost: Part
    """How many of those turned away for want of halls never come back, a quarter."""
    market_part: Part
    """The part of the market that buys Microsoft's own products where its models are as good as the rival's."""
    product_margin: Part
    access_effect: Size
    """Bps of its AI revenue for each tenth its access is ahead of the rival."""
    hosted: Part
    """What hosting rivals' models gives of the rival's capability."""
    own_cost: Size
    own_cost_growth: Size
    """What a full programme of its own models costs, $M, and what a quarter adds."""
    own_gain: Size
    own_gain_with_effort: Size
    """Tenths of capability a quarter that come anyway, and with the root of the effort."""
    fear_growth: Part
    """Growth of capex a quarter that frightens nobody."""
    fear_fading: Meter
    feared_concentration: Part
    """The part of capacity that one customer may rent before it frightens."""
    price_growth: Part
    price_plan: Part
    price_concentration: Part
    price_hype: Size
    price_fear: Size
    """The share price a quarter, bps: by itself; for cash flow that beats its plan twofold; for the whole of capacity with one
    customer; and for a point of hype over 55 or of fear over 50."""


@record
class ComputeDials:
    """Capacity for the lab, and whether it is on time (rulebook 3.2.4)."""

    azure_lead: Quarters
    azure_slip: Part
    slip_per_point: Size
    """Bps of slip for each point of power tightness over 25."""


@record
class ResearchDials:
    """Training, rivals, safety and incidents (rulebook 3.2.5)."""

    gain: Some
    """Tenths of capability a quarter that a lab gains which keeps pace with the frontier."""
    steady: Percent
    """The part of it that is steady research; the rest is the frontier run's."""
    run_luck: Draws
    """Percent of what a frontier run was expected to add."""
    breakthrough: Size
    breakthrough_chance: Part
    breakthrough_paper: Size
    """What a breakthrough adds, how often it comes to a lab that keeps pace, and what its paper teaches the rival."""
    rival_gain: Size
    rival_deviation: Size
    rival_leap: Size
    rival_leap_chance: Part
    known_gap: Size
    diffusion: Part
    """Beyond so many tenths apart, the part of the rest that crosses over a quarter."""
    safety_drag: Part
    """The part of research that safety work at 100 % would cost."""
    safety_built: Size
    safety_wear: Size
    """Tenths of a point that a lab doing nothing but safety would build a quarter, and that wear takes."""
    safety_share_liked: Part
    talent_lost: Size
    """The safety share beyond which researchers leave, and how much talent a quarter then loses."""
    incident_risk: Part
    incident_slope: Size
    safe: Meter
    """Bps of risk a quarter, what a point of safety missing adds, and the safety from which none is missing."""
    major_share: Part


@record
class WeatherDials:
    """What nobody decides (rulebook 3.1.3)."""

    hype_mean: Meter
    hype_return: Percent
    hype_deviation: Size
    crash: Part
    crash_depth: Size
    power_drift: Leaning
    power_deviation: Size
    surge: Part
    surge_size: Size
    surge_deviation: Size
    """How often a quarter that adds 30 tenths to the frontier finds a new use for it, and by how much that lifts appetite, bps."""
    appetite_return: Percent
    appetite_deviation: Size
    appetite_with_hype: Size
    crash_appetite: Size
    """How fast appetite goes back to the trend, how it wanders, what a point of hype over its mean adds, and what a crash takes, bps."""
    power_with_appetite: Size
    """Points of power tightness a quarter for an appetite of twice the trend."""
    price_deviation: Size
    price_power: Size
    """Bps that outside prices rise a quarter for a point of power tightness over 30."""
    price_home: Size
    price_return: Percent
    price_with_appetite: Size
    """Outside prices go back to so much, $k, how fast, and how much higher that lies for an appetite of twice the trend, bps."""


@record
class FinanceDials:
    """OpenAI's costs, and what the market would pay for it (rulebook 3.2.6)."""

    overhead: Size
    overhead_rate: Part
    overhead_fading: Part
    """$M a quarter; bps of revenue for good; and bps of revenue at the start that fade with a time of five years."""
    safety_cost: Part
    training_people: Size
    """Bps of revenue that safety work at 100 % costs, and $M a quarter for a fleet that only trains."""
    resold: Part
    """The part of Microsoft's AI revenue that is OpenAI's models."""
    value_anyway: Part
    value_with_hype: Part
    par_hype: Some
    """A company is worth the first part of the table's multiple, and the second times hype over its par."""
    round_limit: Part
    least_hype: Meter
    par_investors: Some
    """An equity round is at most so much of value at par; closed under that hype; and less with investors' mood under par."""
    loan_per_mw: Size
    debt_rate: Part


@record
class FeelingDials:
    """How fast feelings go back to where they rest (rulebook 3.1.4)."""

    trust_fading: Percent
    heat_fading: Percent
    talent_rest: Meter


@record
class Dials:
    """The numbers that shape the balance; the rules' own numbers, and those of a clause, stand where the rule is."""

    market: MarketDials
    cloud: CloudDials
    compute: ComputeDials
    research: ResearchDials
    weather: WeatherDials
    finance: FinanceDials
    feelings: FeelingDials
