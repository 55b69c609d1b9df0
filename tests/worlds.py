"""A small world to try the rules in, luck that does nothing by itself, and a game in it that reads like sentences.

``world()`` is the flagship's economy with all the clauses and three providers, two quiet cards and two dates; what a test is
about it changes by name. ``Steady`` luck takes the middle of every bell, hits nothing and draws no card. ``Game`` plays.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import replace as with_fields
from typing import Any, TypeVar

from msgspec.structs import replace

from game.errors import Refusal
from game.rules import engine, talk, undertakings
from game.rules.agreement import CLAUSES, Term
from game.rules.chance import Chance
from game.rules.conditions import Between, ClauseIs, QuarterIs, StatIs
from game.rules.decisions import (
    Accept,
    Act,
    Answer,
    Ask,
    Contingent,
    Decision,
    Done,
    Letter,
    Offer,
    Option,
    Riders,
    Why,
)
from game.rules.dials import (
    CloudDials,
    ComputeDials,
    Dial,
    Dials,
    Draws,
    FeelingDials,
    FinanceDials,
    MarketDials,
    ResearchDials,
    WeatherDials,
)
from game.rules.draft import Draft
from game.rules.engine import Setup
from game.rules.events import (
    Amends,
    Answers,
    Card,
    Change,
    Choice,
    Drift,
    GiveUp,
    IfThey,
    Later,
    Learns,
    Perhaps,
    Raise,
    Slip,
    Source,
    Vow,
)
from game.rules.facts import Fact, Moved
from game.rules.history import CardAnswer, History, Version
from game.rules.packages import negotiable, options_of, settled
from game.rules.scenario import (
    Deadline,
    Ending,
    Hidden,
    Mandate,
    Mandates,
    Negotiable,
    Provider,
    Scenario,
    Span,
    Start,
    StartBuilding,
    StartContract,
    Tables,
)
from game.rules.scoring import (
    AccessScoring,
    CloudScoring,
    CloudStandingScoring,
    ComputeScoring,
    EnterpriseScoring,
    IndependenceScoring,
    LabScoring,
    LabStandingScoring,
    MicrosoftScoring,
    MissionScoring,
    ResilienceScoring,
    ReturnsScoring,
    Scoring,
    Usual,
)
from game.rules.state import Contract, Notice, State, Table
from game.rules.stats import STATS
from game.rules.triggers import TRIGGERS, reads
from game.rules.units import MICROSOFT, OPENAI, Seat
from game.rules.view import View, view_of

T = TypeVar("T")

TERMS: Mapping[str, Term] = {
    "compute-sourcing": "rofr",
    "notice-window": "deemed-waiver",
    "research-carve-out": 1000,
    "azure-commitment": 50,
    "rate-card": 0,
    "delivery-remedy": "none",
    "revenue-share": 2000,
    "share-end": 2030,
    "revenue-share-cap": "none",
    "payment-timing": "as-earned",
    "reverse-share": 2000,
    "ip-scope": "full",
    "ip-end": 2030,
    "ip-exclusivity": "exclusive",
    "acquired-ip": "included",
    "api-distribution": "azure",
    "third-party-products": "azure",
    "open-weights": "no",
    "most-favoured": "none",
    "agi-trigger": "profit",
    "agi-panel": "unspecified",
    "agi-consequence": "all",
    "microsoft-agi": "barred",
    "safety-duties": "none",
    "equity-stake": "none",
    "recap-consent": "withheld",
    "microsoft-money": 0,
    "governance": "none",
    "pre-emption": "pro-rata",
    "renewal": "ends-2030",
    "non-solicit": "none",
    "disputes": "courts",
}
"""The agreement of January 2025 as the flagship has it (rulebook 3.1.5)."""

LAB: Mapping[str, int] = {
    "cash": 10_000, "revenue": 1700, "share": 5000, "capability": 1000, "lab_capability": 1010, "train": 4600,
    "safety_share": 2500, "safety": 50, "evaluated": 1000, "talent": 60, "staff_mood": 62, "board_mood": 55,
    "investor_mood": 60, "value": 260_000, "unserved_year": 1000, "since_distress": 999,
}  # fmt: skip
CLOUD: Mapping[str, int] = {
    "ai_mw": 900, "other_demand": 1000, "spare_mw": 100, "capability": 800, "access": 980, "build": 8000, "partner": 3000,
    "own_effort": 3000, "share_price": 1000, "fear": 35, "backlog": 60_000, "board_patience": 60, "funded": 11_000,
}  # fmt: skip
WORLD: Mapping[str, int] = {
    "market": 4000, "rival": 970, "partner_price": 3300, "power_tight": 25, "hype": 58, "heat_antitrust": 25,
    "heat_charity": 30, "heat_safety": 20, "heat_export": 30,
}  # fmt: skip
RELATIONS: Mapping[str, int] = {
    "openai_trust": 55, "microsoft_trust": 55, "openai_credibility": 50, "microsoft_credibility": 50, "friction": 35,
}  # fmt: skip

CONTRACTS = (
    StartContract(id="azure-first", provider="azure", mw=700, price=3000),
    StartContract(id="neocloud-first", provider="neocloud", mw=50, price=3300),
    StartContract(id="azure-soon", provider="azure", mw=100, price=3000, due=1),
    StartContract(id="azure-later", provider="azure", mw=150, price=3000, due=2),
    StartContract(id="azure-next-year", provider="azure", mw=300, price=3000, due=5),
    StartContract(id="oracle-first", provider="oracle", mw=200, price=3300, due=3, term=12),
)
ORACLE = Provider(
    id="oracle",
    name="Oracle",
    available=150,
    growth=40,
    price=3300,
    lead=5,
    slip=2600,
    strings="A long term.",
)
NEOCLOUD = Provider(
    id="neocloud", name="the neocloud", available=60, growth=10, price=3700, lead=2, slip=1500, term=8, prepay=1500,
    strings="Some of it in advance.",
)  # fmt: skip
OWN_BUILD = Provider(
    id="own-build", name="a building of one's own", available=100_000, price=2500, follows_market=False, lead=7,
    slip=3400, capex=12_000, needs_hype=45, strings="Lenders.",
)  # fmt: skip

NEWS = Card(
    id="news",
    title="News",
    text="There is news, and opinions about it.",
    mark="fiction",
    weight=6,
    cooldown=3,
    effects=(Change(change="world.hype", by=2),),
)
OFFSITE = Card(
    id="offsite",
    title="An offsite",
    text="Both leaderships meet. There is a facilitator.",
    mark="fiction",
    weight=6,
    cooldown=4,
    when=(QuarterIs(quarter=Between(from_=1)),),
    choices=Answers(
        openai=(
            Choice(id="attend", text="Attend.", effects=(Change(change="relations.microsoft_trust", by=2),)),
            Choice(
                id="speak", text="Give the speech.", points=1,
                effects=(Perhaps(chance=50, then=(Change(change="openai.brand", by=40, for_=2),)),),
            ),
            Choice(
                id="host", text="Pay for it.", need=(StatIs(stat="openai.cash", at_least=100),),
                effects=(Change(change="openai.cash", by=-100), Later(after=2, then=(Change(change="openai.staff_mood", by=3),))),
            ),
        ),
        microsoft=(
            Choice(id="attend", text="Attend.", effects=(Change(change="relations.openai_trust", by=2),)),
            Choice(id="decline", text="Send regrets.", effects=(Change(change="relations.openai_trust", by=-3),)),
        ),
    ),
)  # fmt: skip
HALLS = Card(
    id="halls",
    title="Somebody else's halls",
    text="There are halls. There is a clause about them.",
    mark="historical",
    record=Source(date="2025-05-06", source="a newspaper"),
    weight=2,
    once=True,
    when=(ClauseIs(clause="compute-sourcing", is_=("rofr",)), StatIs(stat="world.hype", at_least=99)),
    choices=Answers(microsoft=(Choice(id="look", text="Look."), Choice(id="look-away", text="Look away."))),
)
HISTORY = History(
    until="2025-Q3",
    versions=(
        Version(date="2025-01-21", title="The start", source="a blog", terms={"compute-sourcing": "rofr"}),
        Version(
            date="2025-06-30",
            title="The deal",
            source="a blog",
            terms={"compute-sourcing": "none", "ip-end": 2032},
        ),
    ),
    answers=(CardAnswer(card="halls", microsoft="look-away"),),
)
"""A short record: one card in the second quarter, one deal in the same."""
SHUFFLE = Card(
    id="shuffle",
    title="A shuffle",
    text="Some offices have changed hands, and the plants in them.",
    mark="fiction",
    weight=6,
    cooldown=5,
    when=(QuarterIs(quarter=Between(from_=1)),),
    effects=(Drift(drift=MICROSOFT, toward="capex-sceptic"),),
    choices=Answers(
        openai=(
            Choice(id="wave", text="Wave.", effects=(IfThey(if_they="wave", then=(Learns(learns=OPENAI, about="cash"),)),)),
            Choice(id="swear", text="Swear.", effects=(Vow(promise="azure-orders", amount=100, due=2), Slip(slip="oracle", by=1))),
            Choice(id="sell", text="Sell.", effects=(Raise(raise_=1), GiveUp(give_up="neocloud"))),
        ),
        microsoft=(
            Choice(id="wave", text="Wave.", effects=(Learns(learns=MICROSOFT, about="priorities"),)),
            Choice(id="yield", text="Yield.", need=(ClauseIs(clause="open-weights", is_=("no",)),),
                   effects=(Amends(amend="open-weights", to="limited"),
                            Later(after=1, then=(Change(change="openai.action_points", by=-1),)))),
            Choice(id="swear", text="Swear.", effects=(Vow(promise="no-complaint", due=3),)),
        ),
    ),
)  # fmt: skip
TRANCHE = Deadline(
    id="tranche",
    title="The tranche",
    text="Outside money that waits for a recapitalisation.",
    quarter=3,
    seen_by=(OPENAI,),
    needs=(StatIs(stat="openai.recapitalised", at_least=1),),
    met=(Change(change="openai.cash", by=20_000),),
    missed=(Change(change="openai.investor_mood", by=-10),),
)
REVIEW = Deadline(
    id="review",
    title="The review",
    text="Both boards look at the partnership.",
    quarter=6,
    seen_by=(OPENAI, MICROSOFT),
    needs=(StatIs(stat="relations.signatures", at_least=1),),
    missed=(Change(change="relations.friction", by=5),),
)
DOWN_ROUND = Ending(
    id="down-round",
    title="Down round",
    hard=True,
    when=(StatIs(stat="openai.distresses_lately", at_least=2),),
    text="Cash is a clause.",
    epithets=("A Going Concern",),
)
DECLARED = Ending(
    id="declared",
    title="Declared",
    when=(StatIs(stat="relations.determined", at_least=1),),
    text="The word was said.",
    epithets=("The Word",),
)
UNAMENDED = Ending(
    id="zombie-clause",
    title="Zombie clause",
    when=(ClauseIs(clause="compute-sourcing", is_=("rofr",)), StatIs(stat="relations.signatures", at_most=0)),
    text="Nobody remembered to negotiate.",
    epithets=("As Drafted",),
)
GOING_ON = Ending(
    id="going-on", title="Going on", text="It goes on.", epithets=("Still Here", "Also Still Here")
)

_PLAN = [1700]
for _ in range(23):
    _PLAN.append(_PLAN[-1] * 1085 // 1000)
TABLES = Tables(
    growth=(
        3100, 2732, 2420, 2156, 1932, 1743, 1583, 1447, 1333, 1236, 1153, 1084, 1025, 975, 933, 897, 867, 841, 819, 801, 786,
        772, 761, 752,
    ),
    reference_training=(
        330, 415, 513, 623, 744, 878, 1024, 1180, 1348, 1525, 1713, 1911, 2118, 2335, 2561, 2796, 3041, 3296, 3561, 3835, 4121,
        4417, 4725, 5046,
    ),
    revenue_per_mw=(
        5519, 5640, 5764, 5891, 6021, 6153, 6289, 6427, 6568, 6713, 6860, 7011, 7166, 7323, 7484, 7649, 7817, 7989, 8165, 8345,
        8528, 8716, 8908, 9104,
    ),
    value_multiple=(
        300, 277, 256, 238, 221, 206, 192, 179, 168, 158, 148, 140, 132, 125, 119, 114, 108, 104, 100, 96, 92, 89, 87, 84,
    ),
    planned_cash_flow=tuple(_PLAN),
)  # fmt: skip


def dial(value: int) -> Dial:
    """A dial for a test."""
    return Dial(value=value, from_="rulebook")


DIALS = Dials(
    market=MarketDials(
        level_share=dial(4700),
        share_per_tenth=dial(16),
        least_share=dial(1800),
        most_share=dial(7200),
        premium_share=dial(-150),
        war_share=dial(250),
        premium_yield=dial(10800),
        war_yield=dial(8500),
        drift=dial(2200),
        churn=dial(1600),
        growth=dial(6000),
        growth_with_gain=dial(4000),
    ),
    cloud=CloudDials(
        slots=dial(330),
        slots_growth=dial(70),
        slots_lost_to_power=dial(60),
        lead=dial(4),
        capex=dial(38),
        azure_cost=dial(2600),
        margin_high=dial(1050),
        margin_mid=dial(950),
        margin_low=dial(830),
        usual_price=dial(3300),
        margin_with_price=dial(0),
        appeal_high=dial(-300),
        appeal_low=dial(250),
        idle_cost=dial(2300),
        other_growth=dial(7000),
        others_follow=dial(4500),
        others_lost=dial(0),
        market_part=dial(3300),
        product_margin=dial(3000),
        access_effect=dial(22),
        hosted=dial(9700),
        own_cost=dial(1100),
        own_cost_growth=dial(120),
        own_gain=dial(13),
        own_gain_with_effort=dial(22),
        fear_growth=dial(800),
        fear_fading=dial(15),
        feared_concentration=dial(3300),
        price_growth=dial(180),
        price_plan=dial(180),
        price_concentration=dial(350),
        price_hype=dial(6),
        price_fear=dial(3),
    ),
    compute=ComputeDials(
        azure_lead=dial(4),
        azure_slip=dial(1000),
        slip_per_point=dial(20),
    ),
    research=ResearchDials(
        gain=dial(30),
        steady=dial(40),
        run_luck=Draws(values=(70, 85, 100, 110, 125, 140), from_="rulebook"),
        breakthrough=dial(35),
        breakthrough_chance=dial(400),
        breakthrough_paper=dial(10),
        rival_gain=dial(30),
        rival_deviation=dial(7),
        rival_leap=dial(25),
        rival_leap_chance=dial(500),
        known_gap=dial(40),
        diffusion=dial(1500),
        safety_drag=dial(5500),
        safety_built=dial(180),
        safety_wear=dial(30),
        safety_share_liked=dial(3500),
        talent_lost=dial(10),
        incident_risk=dial(80),
        incident_slope=dial(11),
        safe=dial(550),
        major_share=dial(4500),
    ),
    weather=WeatherDials(
        hype_mean=dial(570),
        hype_return=dial(8),
        hype_deviation=dial(40),
        crash=dial(350),
        crash_depth=dial(260),
        surge=dial(0),
        surge_size=dial(0),
        surge_deviation=dial(0),
        appetite_return=dial(0),
        appetite_deviation=dial(0),
        appetite_with_hype=dial(0),
        crash_appetite=dial(0),
        power_with_appetite=dial(0),
        power_drift=dial(12),
        power_deviation=dial(40),
        price_deviation=dial(200),
        price_power=dial(4),
        price_home=dial(3300),
        price_return=dial(0),
        price_with_appetite=dial(0),
    ),
    finance=FinanceDials(
        overhead=dial(900),
        overhead_rate=dial(600),
        overhead_fading=dial(2600),
        safety_cost=dial(1000),
        training_people=dial(220),
        resold=dial(2500),
        value_anyway=dial(4000),
        value_with_hype=dial(6000),
        par_hype=dial(580),
        round_limit=dial(500),
        least_hype=dial(360),
        par_investors=dial(600),
        loan_per_mw=dial(6),
        debt_rate=dial(200),
    ),
    feelings=FeelingDials(
        trust_fading=dial(4),
        heat_fading=dial(5),
        talent_rest=dial(600),
    ),
)
"""The rulebook's numbers: what the flagship is fitted to may move on, and the rules still work as the rulebook says."""
MANDATES = Mandates(
    openai=(
        Mandate(
            id="balanced",
            title="Balanced",
            brief="All of it.",
            weights={"enterprise": 30, "compute": 15, "mission": 25, "independence": 15, "standing": 15},
        ),
        Mandate(
            id="for-everyone",
            title="For everyone",
            brief="Late rather than sorry.",
            weights={"enterprise": 15, "compute": 15, "mission": 45, "independence": 10, "standing": 15},
        ),
    ),
    microsoft=(
        Mandate(
            id="balanced",
            title="Balanced",
            brief="All of it.",
            weights={"returns": 35, "access": 20, "cloud": 15, "resilience": 15, "standing": 15},
        ),
        Mandate(
            id="the-street",
            title="Please the Street",
            brief="Every quarter.",
            weights={"returns": 45, "access": 10, "cloud": 15, "resilience": 10, "standing": 20},
        ),
    ),
)
SCORING = Scoring(
    openai=LabScoring(
        usual=Usual(
            means={"enterprise": 500, "compute": 800, "mission": 500, "independence": 500, "standing": 500},
            deviation=60, spread=90,
            from_="A guess.",
        ),
        enterprise=EnterpriseScoring(start=50, at_start=420_000, doubling=22),
        compute=ComputeScoring(start=100, unserved=33, slack=500, idle=15, distress=4),
        mission=MissionScoring(start=6, safety=80, major=20, minor=5, determined=12, safe=60, bad_faith=15),
        independence=IndependenceScoring(
            start=70, least=4500, most=6500, off=110, ties=1, tie=10, stake=2500, over=60
        ),
        standing=LabStandingScoring(
            start=40, heat=15, mood=55, trust=50, lost=10, major=8, minor=2, kept=1, most_kept=5, broken=4
        ),
    ),
    microsoft=MicrosoftScoring(
        usual=Usual(
            means={"returns": 500, "access": 500, "cloud": 500, "resilience": 500, "standing": 500},
            deviation=140, spread=180,
            from_="A guess.",
        ),
        returns=ReturnsScoring(start=50, plans=2, doubling=52),
        access=AccessScoring(start=68, lead=22),
        cloud=CloudScoring(
            plan=1700, growth=850, sold=42, most_sold=80, utilisation=8500, late=4, later=6000, most_later=10
        ),
        resilience=ResilienceScoring(start=71, gap=10, least=1500, most=3500, off=80, rivals=6, rights=6),
        standing=CloudStandingScoring(
            start=36, price=1350, most_price=35, fear=40, heat=30, trust=50, late=3, lost=10, kept=1, most_kept=5, broken=4
        ),
    ),
)  # fmt: skip


def world(
    *,
    quarters: int = 24,
    openai: Mapping[str, int] | None = None,
    microsoft: Mapping[str, int] | None = None,
    world: Mapping[str, int] | None = None,
    relations: Mapping[str, int] | None = None,
    terms: Mapping[str, Term] | None = None,
    contracts: tuple[StartContract, ...] = CONTRACTS,
    **changes: Any,
) -> Scenario:
    """The small scenario, with these start values, terms in force or fields of :class:`Scenario` instead of its own."""
    made = Scenario(
        format="scenario/1",
        id="small-world",
        title="A small world",
        summary="For tests.",
        quarters=Span(from_="2025-Q1", count=quarters),
        start=Start(
            openai={**LAB, **(openai or {})},
            microsoft={**CLOUD, **(microsoft or {})},
            world={**WORLD, **(world or {})},
            relations={**RELATIONS, **(relations or {})},
            contracts=contracts,
            building=(StartBuilding(mw=100, due=1), StartBuilding(mw=120, due=3)),
        ),
        hidden=Hidden(
            pace=(7500, 9000, 10_000, 10_000, 11_000, 12_500),
            adoption=(5000, 10_000, 15_000),
            theta=1720, theta_deviation=120, theta_low=1500, theta_high=2000,
        ),
        agreement={clause: Negotiable(start=(terms or {}).get(clause, TERMS[clause])) for clause in CLAUSES},
        providers=(ORACLE, NEOCLOUD, OWN_BUILD),
        tables=TABLES,
        dials=DIALS,
        deadlines=(TRANCHE, REVIEW),
        events=(NEWS, OFFSITE, SHUFFLE),
        mandates=MANDATES,
        scoring=SCORING,
        endings=(DOWN_ROUND, DECLARED, UNAMENDED, GOING_ON),
    )  # fmt: skip
    return with_fields(made, **changes)


def dialled(scenario: Scenario, group: str, **values: int) -> Scenario:
    """A scenario with these dials of a group instead of its own."""
    dials = with_fields(
        getattr(scenario.dials, group), **{name: dial(value) for name, value in values.items()}
    )
    return with_fields(scenario, dials=with_fields(scenario.dials, **{group: dials}))


class Steady(Chance):
    """No luck: every bell gives its middle, nothing is hit, no card is drawn, the world's pace is the usual one.

    ``hits`` names what is hit after all (``"slip"``), ``picks`` what is picked (``{"run-luck": 140}``), ``below`` the number drawn.
    """

    def __init__(
        self,
        *,
        hits: Iterable[str] = (),
        picks: Mapping[str, Any] | None = None,
        below: Mapping[str, int] | None = None,
        seed: str = "b2:steady",
    ) -> None:
        super().__init__(seed)
        self.hits = frozenset(hits)
        self.picks = dict(picks or {})
        self.numbers = dict(below or {})

    def below(self, n: int, *name: str | int) -> int:
        return self.numbers.get(str(name[0]), 0)

    def hit(self, bps: int, *name: str | int) -> bool:
        return bps > 0 and name[0] in self.hits

    def pick(self, options: tuple[T, ...], *name: str | int) -> T:
        if name[0] in self.picks:
            picked: T = self.picks[str(name[0])]
            assert picked in options
            return picked
        usual: Any = 10_000
        return usual if usual in options else options[0]

    def weighted(self, weights: tuple[int, ...], *name: str | int) -> int:
        return 0

    def normal(self, mean: int, deviation: int, *name: str | int) -> int:
        return mean


class Game:
    """One game in play, kept in memory. ``facts`` are those of the last decision, ``all_facts`` those of every one."""

    def __init__(
        self, scenario: Scenario | None = None, chance: Chance | None = None, setup: Setup | None = None
    ) -> None:
        self.scenario = scenario or world()
        self.chance = chance or Steady()
        self.state = engine.new_game(self.scenario, self.chance, setup)
        self.facts: tuple[Fact, ...] = ()
        self.all_facts: list[Fact] = []

    # What happens

    def act(self, seat: Seat, *decisions: Decision) -> Game:
        """A seat decides, one thing after another."""
        for decision in decisions:
            self.facts, self.state = engine.step(self.scenario, self.state, seat, decision, self.chance)
            self.all_facts += self.facts
        return self

    def openai(self, *decisions: Decision) -> Game:
        return self.act(OPENAI, *decisions)

    def microsoft(self, *decisions: Decision) -> Game:
        return self.act(MICROSOFT, *decisions)

    def to(self, topic: str, seat: Seat = "") -> Game:
        """Everybody takes the default until somebody (or that seat) is asked about the topic."""
        while not any(q.topic == topic and seat in ("", q.seat) for q in self.asked()):
            assert self.asked(), f"the game was over before anybody was asked about {topic}"
            self.act(self.asked()[0].seat, Done())
        return self

    def close(self) -> Game:
        """Everybody takes the default until the next quarter, or the end."""
        now = self.state.quarter
        while self.asked() and self.state.quarter == now:
            self.act(self.asked()[0].seat, Done())
        return self

    def quarters(self, count: int) -> Game:
        """So many quarters by default."""
        for _ in range(count):
            self.close()
        return self

    def finish(self) -> Game:
        """To the end, by default."""
        while self.asked():
            self.act(self.asked()[0].seat, Done())
        return self

    def table(self, opener: Seat = OPENAI) -> Game:
        """The bargaining table, open, with the opener to speak."""
        self.to("plan", opener)
        return self.act(opener, Act(action="open-table"), Done()).to("table")

    def signs(self, *package: tuple[str, Term]) -> Game:
        """OpenAI opens the table with a package and Microsoft signs it; with that the quarter closes."""
        return self.table().openai(Offer(package=package)).microsoft(Accept())

    def set(self, name: str, value: int) -> Game:
        """Put a stat where a test wants it, raw units."""
        stat = STATS[name]
        self.state = self.state.copy()
        setattr(getattr(self.state, stat.section), stat.field, value)
        return self

    # What there is to see

    def asked(self) -> tuple[engine.Question, ...]:
        return engine.ask(self.scenario, self.state)

    @property
    def topics(self) -> tuple[tuple[Seat, str], ...]:
        return tuple((question.seat, question.topic) for question in self.asked())

    def legal(self, seat: Seat) -> tuple[Decision, ...]:
        return tuple(option.decision for option in engine.legal(self.scenario, self.state, seat))

    def options(self, seat: Seat) -> tuple[Option, ...]:
        """What is legal, with the ranges."""
        return engine.legal(self.scenario, self.state, seat)

    def view(self, seat: Seat) -> View:
        return view_of(self.scenario, self.state, seat)

    def refused(self, seat: Seat, decision: Decision) -> Refusal:
        """Why the seat may not; fails if it may. The game is unchanged."""
        try:
            engine.decide(self.scenario, self.state, seat, decision, self.chance)
        except Refusal as refusal:
            return refusal
        raise AssertionError(f"{seat} may well: {decision}")

    def stat(self, name: str) -> int:
        return stat_of(self.state, name)

    @property
    def notice(self) -> Notice:
        """The only open notice."""
        (notice,) = self.state.notices
        return notice

    @property
    def lying(self) -> Table:
        """The open table."""
        assert self.state.table is not None
        return self.state.table

    def contract(self, id: str) -> Contract:
        (found,) = (contract for contract in self.state.openai.contracts if contract.id == id)
        return found

    @property
    def newest(self) -> Contract:
        """What was signed last."""
        return self.state.openai.contracts[-1]

    def moved(self, name: str, why: str = "") -> int:
        """By how much the last decision moved a stat, for that reason alone if one is given."""
        return sum(
            fact.by
            for fact in self.facts
            if isinstance(fact, Moved) and fact.stat == name and why in ("", fact.why)
        )

    def total(self, name: str, why: str) -> int:
        """By how much a stat was moved for a reason in the whole game so far."""
        return sum(
            fact.by
            for fact in self.all_facts
            if isinstance(fact, Moved) and fact.stat == name and fact.why == why
        )

    def happened(self, kind: type[T]) -> list[T]:
        """The facts of a kind that the last decision brought about."""
        return [fact for fact in self.facts if isinstance(fact, kind)]


def stat_of(state: State, name: str) -> int:
    """A stat by its name, raw units."""
    stat = STATS[name]
    value: int = getattr(getattr(state, stat.section), stat.field)
    return value


def any_decision(
    scenario: Scenario, state: State, seat: Seat, rnd: random.Random, met: Iterable[type] = ()
) -> Decision:
    """A legal decision with any values in its ranges; at the table now and then a package of several clauses.

    A kind of decision that was not ``met`` yet goes first, when some were.
    """
    options = engine.legal(scenario, state, seat)
    kinds = sorted({type(option.decision).__name__ for option in options})
    known = {kind.__name__ for kind in met}
    if known and (new := [kind for kind in kinds if kind not in known]):
        kinds = new
    rare = [kind for kind in kinds if kind in ("Agree", "Because", "Reopen", "Why")]
    if state.table is not None and state.table.riders.contingents and "Accept" in kinds:
        rare = ["Accept"]
    # A kind first: offers are many and the rest would hardly be tried; and what needs two to come about first of all.
    kind = rnd.choice(rare if rare and rnd.random() < 0.6 else kinds)
    option = rnd.choice([option for option in options if type(option.decision).__name__ == kind])
    decision = option.decision
    if option.ranges:
        decision = replace(decision, **{field: rnd.randint(low, high) for field, low, high in option.ranges})
    if isinstance(decision, Accept | Answer | Ask | Why):
        decision = replace(decision, says="So be it.")
    if isinstance(decision, Offer) and rnd.random() < 0.5:
        package = any_package(scenario, state, rnd)
        stands = talk.stands(state, seat, package)
        if package and stands and not (state.table and dict(package) == dict(state.table.offers)):
            decision = replace(decision, package=package)
    if isinstance(decision, Offer) and rnd.random() < 0.7:
        riding = replace(decision, riders=any_riders(scenario, state, rnd, decision.package))
        try:
            talk.checked_offer(Draft(scenario, state, seat, Chance("b2:unused")), riding)
        except Refusal:
            return decision
        assert state.table is not None
        return riding if talk.rounds_of(riding.riders) <= state.table.rounds else decision
    return decision


def any_riders(
    scenario: Scenario, state: State, rnd: random.Random, package: tuple[tuple[str, Term], ...]
) -> Riders:
    """Links, contingent clauses and side letters as chance would have them: most can be offered, not all."""
    clauses = [clause for clause, _ in package]
    trigger = rnd.choice(list(TRIGGERS.values()))
    clause = rnd.choice(negotiable(scenario))
    seat = rnd.choice((OPENAI, MICROSOFT))
    undertaking = rnd.choice(undertakings.offered_to(seat, undertakings.LETTER))
    due = rnd.randint(*sorted(undertakings.dates(scenario, state.quarter)))
    # Mostly a hair above today, or no random game would live to see a condition come true.
    near = trigger.measure(reads(state)) // trigger.scale + 1
    at = max(
        trigger.low, min(trigger.high, near if rnd.random() < 0.8 else rnd.randint(trigger.low, near + 500))
    )
    by = rnd.randint(state.quarter, scenario.quarters.count - 1)
    term = rnd.choice(options_of(scenario, clause))
    contingent = Contingent(clause=clause, term=term, trigger=trigger.id, at=at, by=by)
    letter = Letter(
        seat=seat,
        undertaking=undertaking.id,
        amount=undertaking.low,
        due=due,
        penalty=rnd.choice((100, 2500)),
    )
    return Riders(
        links=((clauses[0], clauses[1]),) if len(clauses) > 1 and rnd.random() < 0.5 else (),
        contingents=(contingent,) if rnd.random() < 0.9 else (),
        letters=(letter,) if rnd.random() < 0.25 else (),
    )


def any_package(scenario: Scenario, state: State, rnd: random.Random) -> tuple[tuple[str, Term], ...]:
    """A few clauses changed at random; empty if chance changed none."""
    clauses = rnd.sample(list(CLAUSES), rnd.randint(1, 4))
    return tuple(
        (clause, rnd.choice(others))
        for clause in clauses
        if not settled(clause, state.openai.recapitalised, state.terms[clause])
        if (others := [term for term in options_of(scenario, clause) if term != state.terms[clause]])
    )
