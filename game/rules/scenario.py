"""A scenario as a value: the world a game starts in, and everything that can happen to it.

Files become scenarios in another room; this one only says what a scenario is. Numbers are in the unit shown (points, not
tenths); quarters are counted from 0. Everything is a frozen record, so pydantic can check a file against it and draw a
JSON Schema from it without this room knowing.
"""

from __future__ import annotations

from typing import Annotated, Final, NamedTuple

from game.rules.agreement import Term
from game.rules.conditions import Condition, record
from game.rules.scoring import Scoring
from game.rules.units import quarter_dated, quarter_index

DRAWN: Final = "drawn"
RECORD: Final = "record"
WEATHERS: Final = (DRAWN, RECORD)
"""How cards come: by weight, or on the dates of the record."""


@record
class Change:
    """A stat moves by so much; with ``for``, back again after that many quarters."""

    change: str
    by: int
    for_: int = 0


@record
class Later:
    """Changes that arrive after so many quarters: a debt with a date. ``odds`` in percent are tried on the day."""

    after: int
    then: tuple[Change, ...]
    odds: int = 100


@record
class Capacity:
    """A provider signs capacity for OpenAI, due in so many quarters. ``price`` 0 means the provider's price."""

    capacity: str
    mw: int
    due: int
    price: int = 0
    term: int = 0


@record
class Perhaps:
    """With a chance in percent one thing happens, otherwise another."""

    chance: int
    then: tuple[Effect, ...]
    otherwise: tuple[Effect, ...] = ()


@record
class Halt:
    """Training stands still for so many quarters."""

    halt: int


@record
class Vow:
    """Who answers so promises one of :mod:`game.rules.undertakings`, by so many quarters from now."""

    promise: str
    due: int
    amount: int = 1


@record
class Learns:
    """A seat learns one true thing about the other."""

    learns: str
    about: str


@record
class Amends:
    """A clause of the agreement becomes another term, unless it is settled or not up for negotiation."""

    amend: str
    to: Term


@record
class Slip:
    """The next undelivered capacity from a provider comes so many quarters later, if there is any."""

    slip: str
    by: int


@record
class GiveUp:
    """The next undelivered capacity from a provider is given up without a fee, if there is any."""

    give_up: str


@record
class Raise:
    """OpenAI sells shares for so many percent of its value."""

    raise_: int


@record
class Drift:
    """The character of a seat moves a third of the way toward an archetype of its own."""

    drift: str
    toward: str


@record
class IfThey:
    """One thing if the other seat has answered so, otherwise another: both answers are sealed until both are given."""

    if_they: str
    then: tuple[Effect, ...]
    otherwise: tuple[Effect, ...] = ()


Effect = (
    Change
    | Later
    | Capacity
    | Perhaps
    | Halt
    | Vow
    | Learns
    | Amends
    | Slip
    | GiveUp
    | Raise
    | Drift
    | IfThey
)


@record
class Source:
    """Where a historical card stands in the record."""

    date: str
    source: str


@record
class Choice:
    """One answer to a card."""

    id: str
    text: str
    need: tuple[Condition, ...] = ()
    points: int = 0
    effects: tuple[Effect, ...] = ()


@record
class Answers:
    """What each seat may answer. A seat with no choices only reads the card."""

    openai: tuple[Choice, ...] = ()
    microsoft: tuple[Choice, ...] = ()


@record
class Scheduled:
    """A card that comes at a quarter, give or take some, if its conditions hold."""

    quarter: int
    jitter: int = 0


@record
class Card:
    """An event. ``mark`` is historical, trend or fiction; a historical card names its source."""

    id: str
    title: str
    text: str
    mark: str
    record: Source | None = None
    scheduled: Scheduled | None = None
    weight: int = 0
    cooldown: int = 6
    once: bool = False
    when: tuple[Condition, ...] = ()
    effects: tuple[Effect, ...] = ()
    choices: Answers = Answers()


@record
class Span:
    """The quarters of the game: the first by name, and how many."""

    from_: str
    count: int


@record
class Turns:
    """How a game is paced (rulebook 3.7, S1q). A turn is so many quarters: the seats decide in its first and hold to it in the others.

    A turn has ``points`` of attention for each seat and at most ``cards`` cards; a table has ``rounds`` rounds, and never more than
    ``most_rounds``.
    """

    quarters: int = 1
    points: int = 3
    rounds: int = 3
    most_rounds: int = 8
    cards: int = 2

    @property
    def word(self) -> str:
        """What a player calls a turn."""
        return "quarter" if self.quarters == 1 else "turn"

    def begins(self, quarter: int) -> bool:
        """Whether a turn begins with the quarter."""
        return quarter % self.quarters == 0

    def left(self, quarter: int) -> int:
        """How many quarters of the turn are left, this one included."""
        return self.quarters - quarter % self.quarters

    def next(self, quarter: int) -> int:
        """The first quarter of the next turn."""
        return quarter + self.left(quarter)

    def number(self, quarter: int) -> int:
        """Which turn a quarter belongs to, counted from 1."""
        return quarter // self.quarters + 1


@record
class StartContract:
    """Capacity OpenAI has at the start (``due`` 0) or has coming."""

    id: str
    provider: str
    mw: int
    price: int
    due: int = 0
    term: int = 24


@record
class StartBuilding:
    """Capacity Microsoft has coming for itself and other customers."""

    mw: int
    due: int


@record
class Start:
    """Start values: stat field to value, a seat or part of the world each."""

    openai: dict[str, int]
    microsoft: dict[str, int]
    world: dict[str, int]
    relations: dict[str, int]
    contracts: tuple[StartContract, ...] = ()
    building: tuple[StartBuilding, ...] = ()


@record
class Negotiable:
    """A clause at the start. No options means all of the catalogue's; an empty list means it is not up for negotiation."""

    start: Term
    options: tuple[Term, ...] | None = None


@record
class Provider:
    """Somebody who sells capacity (rulebook 3.1.6). MW a quarter: ``available`` plus ``growth`` times the quarter."""

    id: str
    name: str
    available: int
    growth: int = 0
    since: int = 0
    price: int
    follows_market: bool = True
    lead: int
    slip: int
    term: int = 12
    prepay: int = 0
    capex: int = 0
    needs_hype: int = 0
    training: int = 10_000
    foreign: bool = False
    """Whether what it sells stands abroad, where it takes an export permit."""
    effects: tuple[Change, ...] = ()
    strings: str


@record
class Tables:
    """Numbers a quarter, one for every quarter of the game (rulebook 3.1.3)."""

    growth: tuple[int, ...]
    reference_training: tuple[int, ...]
    revenue_per_mw: tuple[int, ...]
    value_multiple: tuple[int, ...]
    planned_cash_flow: tuple[int, ...]


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


@record
class Hidden:
    """What is drawn once a game and never told: the pace, how fast Microsoft's other customers take it up, and the AGI bar."""

    pace: tuple[int, ...]
    adoption: tuple[int, ...]
    theta: int
    theta_deviation: int
    theta_low: int
    theta_high: int


@record
class Deadline:
    """A date with something riding on it. Seen by the seats named."""

    id: str
    title: str
    text: str
    quarter: int
    seen_by: tuple[str, ...]
    needs: tuple[Condition, ...]
    met: tuple[Effect, ...] = ()
    missed: tuple[Effect, ...] = ()


@record
class Version:
    """The agreement as it is reported to have stood from a date on: the clauses of which the record tells, and no others.

    ``basis`` is "reported", or "reading" where the game had to choose a date or a term that nobody printed.
    """

    date: str
    title: str
    source: str
    basis: str = "reported"
    terms: dict[str, Term]


@record
class CardAnswer:
    """How both sides answered a card of the record, as the nearest answer the game has. An empty one is not told."""

    card: str
    openai: str = ""
    microsoft: str = ""
    basis: str = "reading"


@record
class Raised:
    """OpenAI sold shares for so many $M, in equal parts from ``date`` to the quarter ``until``."""

    raise_: int
    date: str
    until: str = ""
    text: str
    source: str
    basis: str = "reported"


@record
class Ordered:
    """OpenAI ordered so many MW of a provider, or of Azure, from ``date`` to the quarter ``until``."""

    order: str
    mw: int
    date: str
    until: str = ""
    text: str
    source: str
    basis: str = "reported"


@record
class Planned:
    """How a seat's order sheet is read from ``date`` on, percent; what is not given is left to the seat's judgement."""

    plan: str
    date: str
    train: int | None = None
    safety: int | None = None
    build: int | None = None
    partner: int | None = None
    own: int | None = None
    text: str
    source: str
    basis: str = "reading"


@record
class Did:
    """An action that a seat took in the quarter of ``date``."""

    act: str
    seat: str
    about: str = ""
    amount: int = 0
    date: str
    text: str
    source: str
    basis: str = "reported"


@record
class OnNotices:
    """How Microsoft answers notices about others' capacity from ``date`` on: ``waive`` or ``exercise``."""

    notices: str
    date: str
    text: str
    source: str
    basis: str = "reported"


Deed = Raised | Ordered | Planned | Did | OnNotices


@record
class Figure:
    """A number of the record beside the sum of some stats at the end of a quarter, in their raw unit.

    With ``over`` it is what they grew by in so many quarters.
    """

    title: str
    stats: tuple[str, ...]
    quarter: str
    over: int = 0
    value: int
    note: str = ""
    date: str
    source: str


@record
class History:
    """The record as a script (rulebook 4.5): what both sides signed, answered and did, with dates and sources.

    It tells of the quarters up to ``until``; after that nobody knows.
    """

    until: str
    versions: tuple[Version, ...]
    answers: tuple[CardAnswer, ...] = ()
    deeds: tuple[Deed, ...] = ()
    figures: tuple[Figure, ...] = ()


@record
class Mandate:
    """A private role brief: what a seat is scored on. Weights sum to 100, a dimension each."""

    id: str
    title: str
    brief: str
    weights: dict[str, int]


@record
class Mandates:
    """The mandates of each seat; the first is the default."""

    openai: tuple[Mandate, ...]
    microsoft: tuple[Mandate, ...]


@record
class Telling:
    """Words for an end."""

    text: str
    epithets: tuple[str, ...]


@record
class Ending:
    """How a game can end. A hard one stops it when its conditions hold; a soft one is judged after the last quarter.

    With ``overall`` both seats must have reached that much by what is usual, 50 being usual. ``sober`` is said instead where a seat
    was graded D or E.
    """

    id: str
    title: str
    hard: bool = False
    when: tuple[Condition, ...] = ()
    overall: int = 0
    text: str
    epithets: tuple[str, ...]
    sober: Telling | None = None


@record
class Scenario:
    """Everything one game is played with. ``format`` is ``scenario/1``."""

    format: str
    id: str
    title: str
    summary: str
    teaches: str = ""
    minutes: int = 30
    quarters: Span
    turns: Turns = Turns()
    detail: str = "full"
    """Which clauses are bargained about: in ``full`` all, in ``headline`` only those that make the news."""
    start: Start
    hidden: Hidden
    agreement: dict[str, Negotiable]
    providers: tuple[Provider, ...]
    tables: Tables
    dials: Dials
    deadlines: tuple[Deadline, ...] = ()
    events: tuple[Card, ...] = ()
    record: History | None = None
    mandates: Mandates
    scoring: Scoring
    endings: tuple[Ending, ...]

    def last_turn(self, quarter: int) -> bool:
        """Whether no turn comes after the one that a quarter belongs to."""
        return self.turns.next(quarter) >= self.quarters.count


def told_until(scenario: Scenario) -> int:
    """The last quarter the record tells of; -1 when the scenario has none."""
    return (
        quarter_index(scenario.quarters.from_, scenario.record.until) if scenario.record is not None else -1
    )


def dated(scenario: Scenario, date: str) -> int:
    """The quarter of the game in which a date lies; below 0 before it begins."""
    return quarter_dated(scenario.quarters.from_, date)


def version_at(scenario: Scenario, quarter: int) -> tuple[Version, dict[str, Term]] | None:
    """The newest version of the record whose quarter has come, and all it and those before it say; ``None`` before the first."""
    newest, terms = None, dict[str, Term]()
    for version in scenario.record.versions if scenario.record is not None else ():
        if dated(scenario, version.date) <= quarter:
            newest = version
            terms.update(version.terms)
    return (newest, terms) if newest is not None else None
