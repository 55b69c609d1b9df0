"""What the causes of a change are called, as a player reads them."""

from __future__ import annotations

from typing import Final

from game.debrief.causes import REST, Causes
from game.debrief.figures import lowered
from game.rules.orders import ACTIONS
from game.rules.stats import Stat
from game.rules.units import OPENAI, Seat

PHRASES: Final = {
    "the plan": "the plan that was sealed",
    "the quarter": "the quarter's accounts",
    "a new quarter": "a new quarter, fresh attention",
    "growth": "the market grows",
    "sales": "customers",
    "building": "what was begun to be built, against the quarter before",
    "capacity": "capacity that came on line, here and there",
    "capex and concentration": "the building programme, and how much hangs on one customer",
    "calm": "a board that sleeps",
    "fashion": "fashion: what people ask of it this quarter",
    "a new use": "somebody found a new use for it",
    "appetite": "what customers ask for, against the trend",
    "what was booked": "what other customers had booked",
    "missed access": "access to models well behind the rival's",
    "empty halls, promised to the lab": "empty halls that were promised to the lab",
    "the suit": "the suit, decided or settled",
    "fear": "capex fear over 70",
    "the grid": "the grid: plugs are found more slowly than they are wanted",
    "deliveries": "what was delivered, and what was not",
    "equity": "shares given, sold and diluted",
    "people and everything else": "people, research and everything else",
    "compute": "the compute bill",
    "Microsoft's share": "revenue share that Microsoft pays back",
    "the race": "the lab's last step against the rival's",
    "rivals": "rivals at work",
    "the mission": "the mission: safety against what the board expects",
    "the work": "the work itself, and how much of it is safety",
    "hiring and leaving": "people who come and people who go",
    "safety work against wear": "safety work, less the wear of new models",
    "minor-incident": "a minor incident, in public",
    "major-incident": "a major incident, in public",
    "a disclosure": "something disclosed",
    "a back-channel": "a talk on the back-channel",
    "an amendment": "an amendment signed",
    "an order": "the regulator has its order",
    "a remedy": "the regulator has its remedy",
    "a hearing": "a hearing, on television",
    "what the file holds": "an open file: whoever looks finds something",
    "demand against capacity": "demand against what could be served",
    "products": "its own AI products",
    "the word was said": "somebody said AGI",
    "a paper": "a paper about the lab's breakthrough",
    "what the lab published": "what the lab published",
    "the commitment": "the commitment to Azure",
    "the agreement": "the agreement was amended",
    "take-or-pay": "take-or-pay on capacity",
}
"""What a reason is called where the rules' own word for it is too short to be read alone."""

_OF: Final = {
    ("relations.openai_trust", "time"): "time: trust goes back toward 50",
    ("relations.microsoft_trust", "time"): "time: trust goes back toward 50",
    ("relations.friction", "time"): "time: quarrels are forgotten, down to 20",
    ("relations.unamended", "time"): "another quarter without an amendment",
    ("openai.since_distress", "time"): "another quarter",
    ("openai.halted", "time"): "a quarter of it is over",
    ("openai.investor_mood", "the market"): "the mood of the capital market, which it follows",
    ("openai.revenue", "fashion"): "appetite: fashion, what people ask of it",
    ("openai.revenue", "a new use"): "appetite: somebody found a new use for it",
    ("openai.revenue", "a crash"): "appetite: after the crash customers think again",
    ("openai.revenue", "market share"): "the part of the market that comes here",
    ("openai.revenue", "the price"): "the price, of what could be served",
    ("openai.revenue", "what could be served"): "what could be served of it: more or fewer turned away",
    ("openai.share", "who is ahead"): "its model against the rival's",
    ("openai.share", "the price"): "the price: premium costs customers, a war wins them",
    ("openai.share", "the brand"): "the brand",
    ("openai.share", "the level"): "the level it goes back to, and through whom it may be sold",
    ("microsoft.share_price", "the years"): "what a share gains in any quarter",
    ("microsoft.share_price", "concentration"): "how much hangs on one customer",
    ("microsoft.share_price", "the mood"): "hype, the mood of the capital market",
    ("microsoft.share_price", "fear"): "capex fear over 50",
    ("microsoft.share_price", "the plan"): "AI cash flow against plan",
    ("microsoft.fear", "concentration"): "how much hangs on one customer",
    ("microsoft.fear", "the mood"): "hype: a glad market fears less, a sad one more",
    ("microsoft.fear", "time"): "time: fear fades",
    ("microsoft.fear", "the building programme"): "the building programme against the quarter before",
    ("openai.value", "the revenue"): "the last quarter's revenue, against the one before",
    ("openai.value", "the multiple"): "how many times revenue such companies cost by now",
    ("openai.value", "the mood"): "hype, the mood of the capital market",
    ("openai.value", "the market"): "the market, against the price it stood at",
    ("world.partner_price", "the market"): "the market for megawatts",
    ("world.frontier", "the race"): "somebody released a better one",
    ("openai.profit_potential", "demand"): "demand, served or not",
    ("microsoft.utilisation", "demand"): "what other customers take",
    ("microsoft.idle_quarters", "demand"): "what other customers take",
    ("microsoft.returns", "the quarter"): "the quarter's AI cash flow, discounted",
    ("microsoft.slots", "the quarter"): "what can be started this quarter",
    ("microsoft.slots_used", "the quarter"): "a new quarter, new slots",
    ("openai.net", "the quarter"): "the quarter's accounts",
}


def cause_words(causes: Causes, stat: Stat, cause: str, seat: Seat | None) -> str:
    """A cause as a player reads it."""
    if cause == REST:
        return _rest_words(stat, seat)
    if cause == "time" and stat.name.startswith("world.heat_"):
        return "time: attention moves on"
    if (stat.name, cause) in _OF:
        return _OF[stat.name, cause]
    title, over, _ = cause.partition(", over")
    if title in {card.title for card in causes.scenario.events}:
        return f"“{title}”{' is over' if over else ''}"
    if cause in _ACTIONS:
        return (
            f"the price of “{lowered(cause)}”" if "action_points" not in stat.name else f"“{lowered(cause)}”"
        )
    return f"{title} is over" if over else PHRASES.get(cause, cause)


_ACTIONS: Final = frozenset(action.title for action in ACTIONS.values())


def _rest_words(stat: Stat, seat: Seat | None) -> str:
    if stat.name == "openai.revenue":
        return "its part of the market, its price, and what it could serve"
    if stat.name == "world.rival":
        return "rivals at work, and what they have read"
    if stat.name.startswith("world.heat_"):
        aware = seat == OPENAI or stat.name == "world.heat_antitrust"
        return _POLITICS if aware else "politics, and what the lab does that you are not told"
    itself = {
        "world.hype": "the market's mood",
        "world.power_tight": "the grid",
        "world.market": "the market grows",
    }
    return ", and ".join(filter(None, (itself.get(stat.name, ""), "what nobody has shown you")))


_POLITICS: Final = "politics: news, and whoever else has a lobbyist"
