"""OpenAI's quarter, by rules of thumb: what to train, whom to ask for power, when to raise money (rulebook 3.4.6).

Each question is answered with the first thing on a list of wishes that has not been done yet and may be done, so nothing is
remembered between questions.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from msgspec.structs import replace

from game.bargaining import concession
from game.players import cards, confidences, outlook, words
from game.players.lab_forecast import Forecast, Split, beside
from game.players.mind import Mind
from game.players.policies import LabPolicy
from game.rules.agi import PROFIT_BAR
from game.rules.agreement import (
    agi_consequence,
    agi_panel,
    compute_sourcing,
    delivery_remedy,
    renewal,
    research_carve_out,
)
from game.rules.compute import available, provider_of
from game.rules.decisions import (
    Act,
    Claim,
    Decision,
    Decline,
    Done,
    Option,
    Plan,
    Request,
    Rescue,
    Run,
    Sign,
    Withdraw,
)
from game.rules.engine import Question
from game.rules.finance import commitment_due
from game.rules.orders import CHEAPEST
from game.rules.scenario import Provider
from game.rules.suits import CAUSES
from game.rules.units import BPS, clamp, mul
from game.rules.view import View

OUTSIDE: Final = {
    "empire-builder": 5500,
    "safety-hawk": 4500,
    "cash-starved": 4000,
    "dealmaker": 4500,
    "independent": 6000,
}
"""The part of the fleet each kind wants outside Azure, bps."""
CAUTION: Final = {"safety-hawk": 6, "empire-builder": -4}
"""Points of research a kind adds to safety work, percent."""
TRAINING: Final = 5000
"""The part of the fleet, bps, that is ordered for training."""
BOLDNESS: Final = {"empire-builder": 11_000, "safety-hawk": 9700, "cash-starved": 9500}
"""What each kind orders of what it seems to need, bps."""
LEAST_TRAINING: Final = 46
"""Percent of the fleet that trains however many customers wait."""
AHEAD: Final = 6
"""Quarters ahead for which capacity is ordered; in a longer turn half of it more."""
SAFE: Final = {"safety-hawk": 660, "empire-builder": 520}
"""The stock of safety (tenths of a point) under which a kind files a safety case."""
STUCK: Final = 25
"""Tenths held back for want of a safety case that are too many to hold for another longer turn."""
EASY: Final = 540
"""Tenths of hype from which money is so easy that a quarter more of it is raised: markets close."""
RUNWAY: Final = 3
"""Quarters of cash it wants in sight; in a longer turn, until the end of the next."""
SMALLEST: Final = 40
PLENTY: Final = 6
SHOPPING: Final = 4000
"""Quarters of cash beyond which it may buy a company, and how often it then does, bps."""
DESPERATE: Final = 6000
"""$M that terms may cost when the cash has run out: about what research sold to a rival costs (rulebook 3.2.9)."""
LOBBIES_AT: Final = 450
"""Tenths of a heat from which it is worth a point to keep it under 50, or to get it back there."""
WARM: Final = 280
"""Tenths of a heat from which a desk that forecasts spends a point that is left on it."""
LEAST_CARE: Final = 14
"""Percent of research that is safety at the least, however little the mandate asks."""
ON_PAPER: Final = LabPolicy(train=45, safety=20)
"""What the Intern found on the first sheet and keeps."""
SHORT_SIGHT: Final = 5
"""Quarters ahead for which the Intern orders."""
BALANCED: Final = 5500
"""The part of the fleet outside Azure, bps, at which a desk that forecasts aims at the least: the score counts it."""
DECREED: Final = 780
FROZEN: Final = 320
"""Hype, tenths, under which a bridge is a bridge to nowhere: no round will be there to repay it."""
ASKS_AT: Final = 300
"""Tenths of the other side's trust from which asking it for a bridge is worth the embarrassment."""
GRUDGE: Final = 300
"""Tenths of trust under which a desk no longer minds being caught in the other's corridor."""


AUDITED: Final = (9200, 11_500)
"""The part of the profit threshold, bps, between which it has auditors in: under it they would hardly see enough, over it nobody
needs them."""


def decide(mind: Mind, question: Question, options: tuple[Option, ...]) -> Decision:
    """The answer to a question that is not about the table."""
    view = mind.view
    if question.topic == "events":
        return cards.answer(mind.scenario, view, options, mind.chance)
    if question.topic in WISHES:
        return first_open(WISHES[question.topic](mind), options)
    if question.topic == "reply":
        return reply(view, options)
    assert question.topic == "rescue"
    return rescue(mind, options)


def first_open(wishes: Iterator[Decision], options: tuple[Option, ...]) -> Decision:
    """The first wish that is open, with its numbers held within what is allowed."""
    return next((held for _, held in weighed(wishes, options) if held is not None), Done())


def weighed(
    wishes: Iterator[Decision], options: tuple[Option, ...]
) -> Iterator[tuple[Decision, Decision | None]]:
    """Each wish as it would be carried out, its numbers held within what is allowed; ``None`` for one that is not open."""
    for wish in wishes:
        found = (within(wish, option) for option in options)
        yield wish, next((held for held in found if held is not None), None)


def within(wish: Decision, option: Option) -> Decision | None:
    """The wish with the option's limits, if it is the same move; ``None`` if it is another."""
    given = option.decision
    if type(wish) is not type(given):
        return None
    free = {field for field, _, _ in option.ranges}
    if isinstance(wish, Plan) and isinstance(given, Plan):
        free |= {"stance"}
    for field in wish.__struct_fields__:
        if field not in free and getattr(wish, field) != getattr(given, field):
            return None
    limits = {field: clamp(getattr(wish, field), low, high) for field, low, high in option.ranges}
    return replace(wish, **limits)


# The plan


def sheet(mind: Mind) -> Plan:
    """How much to train, how carefully and at what price: as the desk's skill has it."""
    caution = CAUTION.get(mind.temper.id, 0)
    if mind.skill.desk == "paper":
        return Plan(train=ON_PAPER.train, safety=ON_PAPER.safety + caution)
    if mind.skill.desk == "forecast":
        forecast = Forecast(mind.scenario, mind.view)
        best = forecast.best(LEAST_CARE + caution)
        for split in (best, *beside(best, LEAST_CARE + caution)):
            mind.workings.weigh(Plan(**split._asdict()), forecast.points(split), "points")
        return Plan(**best._asdict())
    return _by_thumb(mind)


def _by_thumb(mind: Mind) -> Plan:
    """Serve what is asked for and train with the rest; as careful as the stock of safety demands."""
    view, scenario = mind.view, mind.scenario
    earns = outlook.earns(scenario, view.quarter)
    serving = outlook.demand(scenario, view, 1) * 1020 // earns
    train = 100 - -(-serving * 100 // max(1, outlook.arriving(view)))
    mind.workings.note(serving_mw=serving, arriving_mw=outlook.arriving(view))
    caution = 18 + CAUTION.get(mind.temper.id, 0) + max(0, 600 - view.number("openai.safety")) // 12
    stance: Literal["premium", "standard", "war"] = "standard"
    if view.number("openai.unserved") > 800:
        stance = "premium"
    return Plan(train=clamp(train, LEAST_TRAINING, 68), safety=clamp(caution, 10, 45), stance=stance)


def plans(mind: Mind) -> Iterator[Decision]:
    """What it would do with a quarter's plan, the first first; what has been done already or may not be is passed over."""
    view = mind.view
    if not any(isinstance(sealed, Plan) for sealed in view.sealed):
        yield mind.lean.of_lab(sheet(mind))
    if _leaves(mind):
        yield Act(action="break-agreement")
    raised = money_wanted(mind)
    if raised > 0:
        yield Act(action="raise-equity", amount=raised)
    if mind.rues():
        yield Act(action="break-memorandum")
    if words.bound(mind, "safety-case") or (_held(view) and view.number("openai.held") >= STUCK):
        yield Act(action="safety-case")
    if _wants_auditors(mind):
        yield Act(action="certify")
    outside = 0 if words.bound(mind, "no-outside") else _outside_part(mind, wanted_mw(mind))
    provider = best_provider(mind, outside)
    if provider is not None:
        yield Act(action="court", about=provider.id, amount=available(mind.scenario, provider, view.quarter))
    if wants_table(mind):
        yield Act(action="open-table")
    if _wants_auditors(mind):  # a certificate is worth more than anything a hall can be told
        yield Act(action="certify")
    if _wants_case(mind):
        yield Act(action="safety-case")
    if _wants_auditors(mind):
        yield Act(action="certify")
    keen = mind.skill.desk == "forecast"
    watched = ("charity", "export", "safety") if keen else ("charity", "export")
    hottest = max(watched, key=lambda heat: view.number(f"world.heat_{heat}"))
    if view.number("world.heat_antitrust") >= DECREED:
        hottest = (
            "antitrust"  # under that, what a court would strike ties it more than it ties the other side
        )
    if view.number(f"world.heat_{hottest}") >= (WARM if keen else LOBBIES_AT):
        yield Act(action="lobby", about=f"{hottest}-down")
    if min(view.number("openai.staff_mood"), view.number("openai.board_mood")) < 400:
        yield Act(action="town-hall")
    yield from confidences.wishes(mind)
    if view.number("relations.openai_trust") < GRUDGE:
        yield from (Act(action="sue-microsoft", about=cause) for cause in CAUSES)
    yield from _spends(mind)
    yield from mind.lean.with_the_rest()


def _wants_case(mind: Mind) -> bool:
    """Whether to have outsiders look at the models: safety is thin, politics is nervous, or it is worth more than it delays."""
    view = mind.view
    if mind.skill.desk == "forecast":
        planned = next((sealed for sealed in view.sealed if isinstance(sealed, Plan)), None) or sheet(mind)
        return Forecast(mind.scenario, view).case_pays(Split(planned.train, planned.safety, "standard"))
    thin = view.number("openai.safety") < SAFE.get(mind.temper.id, 570)
    return thin or view.number("world.heat_safety") >= 450


def _spends(mind: Mind) -> Iterator[Act]:
    """What a company does with its attention when it has money and grudges: buy another, hardly ever hire a partner's people."""
    view = mind.view
    cash, burn = view.number("openai.cash"), max(500, -view.number("openai.net"))
    spare = cash - PLENTY * burn - 10_000
    if spare >= CHEAPEST and mind.chance.hit(SHOPPING, "company", view.label):
        yield Act(action="buy-company", amount=min(spare, cash // 8))
    if view.number("relations.openai_trust") < GRUDGE and view.number("openai.talent") < 450:
        yield Act(action="hire-team")


def _leaves(mind: Mind) -> bool:
    """Whether the commitment asks for so much more than is used that the door is cheaper, where there is one."""
    view = mind.view
    due = commitment_due(view.agreement.terms, mind.scenario.tables, view.quarter)
    used = view.number("openai.azure_mw") * outlook.azure_price(view) // 1000
    left = view.last - view.quarter
    return (due - used) * left > 2 * renewal.FEE and view.number("openai.cash") > 3 * renewal.FEE


def wants_table(mind: Mind) -> bool:
    """Whether to ask for a table this quarter: when time presses or the mood is right, and there is something in it for both."""
    view = mind.view
    signed = [amendment.quarter for amendment in view.agreement.amendments]
    if signed and view.quarter - signed[-1] < 2:
        return False
    odds = 2200 + 20 * mind.temper.warmth
    if not concession.pressed(view) and not mind.chance.hit(odds, "open", view.label):
        return False
    return mind.worth_a_table()


def money_wanted(mind: Mind) -> int:
    """$M of equity to raise now, 0 for none: before the cash in sight runs out, and earlier while money is easy."""
    view = mind.view
    hype = view.number("world.hype")
    if hype < mind.scenario.dials.finance.least_hype.value:
        return 0
    quarters = max(1, RUNWAY + mind.lean.runway) + 2 * _held(view) + (hype >= EASY)
    path = outlook.cash_path(mind.scenario, view, quarters, view.number("openai.train"))
    burn = max(500, view.number("openai.cash") - path[0], -view.number("openai.net"))
    short = 1500 + burn - min(path)
    mind.workings.note(least_cash=min(path), cash_quarters=quarters)
    return short + burn if short > 0 else 0


# Notices


def ahead(view: View) -> int:
    """Quarters ahead for which capacity is ordered: what is ordered next comes a turn later, and what idles is paid for."""
    return AHEAD + _held(view) // 2


def _held(view: View) -> int:
    """Quarters of a turn in which nothing can be decided."""
    return view.turns.quarters - 1


def most_mw(view: View) -> int:
    """MW that one request may ask for."""
    return (mul(outlook.fleet(view), 2500) + 150) * view.turns.quarters


def wanted_mw(mind: Mind) -> int:
    """MW to order now, over what is on its way: for the demand in sight, more in good times and less in bad."""
    view, scenario = mind.view, mind.scenario
    train = TRAINING
    if mind.skill.desk == "paper":
        near = SHORT_SIGHT + _held(view) // 2
        coming = outlook.supply(view, view.quarter + near + 3)
        return clamp(outlook.need_mw(scenario, view, near, train) - coming, 0, most_mw(view))
    need = outlook.need_mw(scenario, view, ahead(view), train)
    hype, cash = view.number("world.hype"), view.number("openai.cash")
    burn = max(400, -view.number("openai.net"))
    ambition = 10_500
    if hype > 520 and cash > RUNWAY * burn:
        ambition = 12_000
    if hype < 440 or cash < 3 * burn:
        ambition = 8500
    closed = hype < scenario.dials.finance.least_hype.value
    if closed:
        ambition = 6500
    coming = outlook.supply(view, view.quarter + ahead(view) + 3)
    most = most_mw(view)
    mind.workings.note(need_mw=need, coming_mw=coming, need_ahead=ahead(view))
    ambition = mul(mul(ambition, BOLDNESS.get(mind.temper.id, 10_000)), 100 * mind.lean.orders)
    wanted = clamp(mul(need, ambition) - coming, 0, most)
    if wanted >= SMALLEST:
        path = outlook.cash_path(scenario, view, 8, train, wanted)
        could_raise = 0 if closed else mul(view.number("openai.value"), 700)
        if min(path) < -could_raise:
            wanted //= 2
    return wanted


def _outside_part(mind: Mind, wanted: int) -> int:
    part = OUTSIDE.get(mind.temper.id, 4500)
    if mind.skill.desk == "forecast":
        part = max(part, BALANCED)
    return outside_mw(mind.view, wanted, part + 100 * mind.lean.outside)


def outside_mw(view: View, wanted: int, part: int) -> int:
    """MW of what is wanted to look for outside Azure, if ``part`` bps of the fleet should be there."""
    outside = view.number("openai.partner_mw") + view.number("openai.own_mw")
    outside += sum(c.mw for c in view.contracts if not c.live and c.provider != "azure")
    whole = outlook.supply(view, view.quarter + 12) + wanted
    return clamp(mul(whole, part) - outside, wanted // 4, wanted)


def best_provider(mind: Mind, outside: int) -> Provider | None:
    """Whom to court for so many MW: much, soon, cheap and on time; ``None`` while a quote lies there already."""
    view = mind.view
    if outside < SMALLEST or any(quote.until > view.quarter for quote in view.quotes):
        return None
    best, most = None, 0
    for provider in mind.scenario.providers:
        offered = available(mind.scenario, provider, view.quarter)
        if (
            provider.id == "own-build"
            or offered < SMALLEST
            or view.number("world.hype") < 10 * provider.needs_hype
        ):
            continue
        price = provider.price
        if provider.follows_market:
            price = price * view.number("world.partner_price") // 3300
        appeal = 6500 - price - provider.slip // 5 - 120 * provider.lead - 400 * bool(provider.effects)
        appeal -= provider.prepay // 5
        score = min(offered, outside) * max(1, appeal)
        mind.workings.weigh(Act(action="court", about=provider.id, amount=offered), score, "score")
        if score > most:
            best, most = provider, score
    return best


def notices(mind: Mind) -> Iterator[Decision]:
    """What it would lodge, order and claim once both plans are known."""
    view = mind.view
    if view.number("openai.run_quarters") >= 2 and view.number("openai.safety") >= 350:
        yield Run(order="finish")
    if view.holding or view.number("openai.held"):
        yield Run(order="release")
    if not words.bound(mind, "no-claim"):
        yield from made_claims(mind)
    owed = max(words.bound(mind, "azure-orders"), words.sworn(mind, "sign-outside"))
    wanted = max(wanted_mw(mind), min(owed, 2 * SMALLEST + owed // 4))
    yield from requests(mind, wanted, _outside_part(mind, wanted))


WISHES: Final = {"plan": plans, "notices": notices}
"""By topic what the desk would like to do, in its order."""


def _asked(view: View, provider: str, purpose: str) -> bool:
    """Whether this quarter's request has been made: as a notice, or signed at once under the carve-out."""
    made = f"{provider}-{view.label.lower()}"
    return any(n.provider == provider and n.purpose == purpose for n in view.notices) or any(
        c.id.startswith(made) and c.purpose == purpose for c in view.contracts
    )


def requests(mind: Mind, wanted: int, elsewhere: int) -> Iterator[Request]:
    """Orders for so many MW, ``elsewhere`` of them from whoever has quoted; the rest from Azure."""
    view = mind.view
    if wanted < SMALLEST:
        return
    terms = view.agreement.terms
    regime = terms["compute-sourcing"]
    left = wanted
    for quote in () if words.bound(mind, "no-outside") else view.quotes:
        provider = provider_of(mind.scenario, quote.provider)
        if provider is None:
            continue
        outside = min(max(elsewhere, words.sworn(mind, "sign-outside")), quote.mw, left)
        start = view.quarter + provider.lead
        train = 0
        if compute_sourcing.needs_notice(regime):
            room = research_carve_out.balance(terms["research-carve-out"], view.number("openai.carve_used"))
            train = min(mul(outside, 4500), room)
            if not _asked(view, provider.id, "train") and train >= SMALLEST:
                yield Request(mw=train, provider=provider.id, start=start, purpose="train")
        serve = outside - (train if train >= SMALLEST else 0)
        released = delivery_remedy.balance(terms["delivery-remedy"], view.number("openai.released_mw"))
        if SMALLEST <= released < serve <= 2 * released:
            serve = released  # rather somewhat less than a letter
        if not _asked(view, provider.id, "serve") and serve >= SMALLEST:
            yield Request(mw=serve, provider=provider.id, start=start)
        left -= outside
    if words.bound(mind, "azure-orders"):
        left = max(left, min(wanted, words.bound(mind, "azure-orders")))
    if left >= SMALLEST and not _asked(view, "azure", "serve"):
        tight = view.number("world.power_tight") > 550
        yield Request(
            mw=left,
            provider="azure",
            start=view.quarter + mind.scenario.dials.compute.azure_lead.value + tight,
        )


def made_claims(mind: Mind) -> Iterator[Claim]:
    """Say the word only where the agreement gives something for it: refer or declare well beyond where the board puts the bar,
    certify on figures from somewhat short of it."""
    view = mind.view
    beyond, severe = _past_the_bar(view)
    mind.workings.note(past_the_bar=beyond)
    if not severe and view.number("openai.safety") < 600:
        return
    if beyond + agi_panel.shift(view.agreement.terms["agi-panel"]) >= 15:
        yield Claim(limb="panel")
    if beyond >= (40 if severe else 80):
        yield Claim(limb="board")
    if beyond >= (-100 if severe else 0):
        yield Claim(limb="profit")


def _past_the_bar(view: View) -> tuple[int, bool]:
    """Tenths by which the lab is past the board's bar, and whether much follows from saying so."""
    severe = agi_consequence.severity(view.agreement.terms["agi-consequence"]) >= 5000
    return view.number("openai.lab_capability") - view.number("openai.agi_view"), severe


def _wants_auditors(mind: Mind) -> bool:
    """Whether to have the profit potential certified: it would claim on the figures, and they nearly are there or just about."""
    view = mind.view
    beyond, severe = _past_the_bar(view)
    if not severe or not -100 <= beyond < 40 or view.certificate is not None or words.bound(mind, "no-claim"):
        return False
    return AUDITED[0] <= view.number("openai.profit_potential") * BPS // PROFIT_BAR <= AUDITED[1]


def reply(view: View, options: tuple[Option, ...]) -> Decision:
    """Sign what the answer gives, unless it is much dearer or later than what was asked for."""
    notice = next(n for n in view.notices if n.stage in ("answered", "countered"))
    moves = [option.decision for option in options]
    sign = next((move for move in moves if isinstance(move, Sign)), None)
    leave = next(move for move in moves if isinstance(move, Withdraw | Decline))
    if sign is None:
        return leave
    if notice.stage == "countered" and (
        notice.azure_price > notice.price * 11 // 10 or notice.azure_start > notice.start + 2
    ):
        return leave
    return sign


def rescue(mind: Mind, options: tuple[Option, ...]) -> Decision:
    """A bridge from somebody who might grant it, on terms that cost less than what else there is; then whatever is cheapest."""
    view = mind.view
    ways = [option.decision.way for option in options if isinstance(option.decision, Rescue)]
    if "bridge-on-terms" in ways:
        terms = mind.accountants.gain(mind.fitting(view.bridge))
        mind.workings.weigh(Rescue(way="bridge-on-terms"), terms)
        if terms >= -DESPERATE:
            return Rescue(way="bridge-on-terms")
    order = ["emergency-round", "asset-sale", "cancel-capacity"]
    if view.number("world.rival") <= view.number("openai.capability"):
        order = ["asset-sale", "emergency-round", "cancel-capacity"]
    ashore = view.number("world.hype") >= FROZEN or view.quarter + RUNWAY >= view.last
    if ashore and view.number("relations.microsoft_trust") >= ASKS_AT and "bridge" in ways:
        return Rescue(way="bridge")
    way = next(way for way in order if way in ways)
    return Rescue(way=way)
