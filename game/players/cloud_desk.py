"""Microsoft's quarter, by rules of thumb: what to build, what to take over, what to let go (rulebook 3.4.6)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final, Literal

from msgspec.structs import replace

from game.bargaining import claims
from game.bargaining.packages import frontier_of
from game.players import cards, confidences, outlook, words
from game.players.cloud_forecast import Course, Forecast, Promised, beside
from game.players.lab_desk import GRUDGE, LOBBIES_AT, first_open, wants_table
from game.players.mind import Mind
from game.rules.agi import BAD_FAITH
from game.rules.agreement import agi_consequence, microsoft_agi
from game.rules.cloud import other_margin, others_growth
from game.rules.decisions import (
    Act,
    Answer,
    AnswerClaim,
    Bridge,
    CloudPlan,
    Decision,
    Option,
    Package,
)
from game.rules.engine import Question
from game.rules.state import Notice
from game.rules.suits import CAUSES
from game.rules.units import BPS, MICROSOFT, OPENAI, clamp, mul
from game.rules.view import View

PREMIUM: Final = {
    "empire-builder": 700,
    "deal-lawyer": 350,
    "hedger": 0,
    "dealmaker": 250,
    "capex-sceptic": -250,
}
"""$k a MW-quarter that a kind puts on having the lab's load at home."""
OWN: Final = {"hedger": 90, "empire-builder": 50, "capex-sceptic": 30}
"""Effort on own models, percent of a full programme."""
AHEAD: Final = 5
"""Quarters ahead for which capacity is built; in a longer turn so many more as it has."""
ON_TIME: Final = 8000
HIRING: Final = 2500
"""How often, bps, it hires a team of the lab's once it no longer trusts it."""
PRICE_OF_A_BRIDGE: Final = 5000
"""$M that a lab without cash is thought to give for a bridge."""
GIVES_IN: Final = 6500
"""The odds in court, bps, up to which it does not accept a claim under which later models go."""
WORTH_A_BID: Final = 200
"""Bps of what is at stake at the table: a claim is worth a bid when it threatens so much more than it seems worth to them."""
SLACK: Final = 300
"""MW by which the Intern has too much or too little before it says so."""
SHARES: Final = (25, 50, 75)
"""Parts of a notice, percent, that a forecast looks at."""
THANKS: Final = 30
"""Tenths of trust that a waiver earns (rulebook 3.2.4)."""
HOSTS_FROM: Final = 4
"""The quarter from which a desk that forecasts hosts rivals: by then the lab has other things to sulk about."""
PRICE_OF_A_WAIVER: Final = 3500
"""How often, bps, a notice it would let go is given a price instead."""


def decide(mind: Mind, question: Question, options: tuple[Option, ...]) -> Decision:
    """The answer to a question that is not about the table."""
    view = mind.view
    if question.topic == "events":
        return cards.answer(mind.scenario, view, options, mind.chance)
    if question.topic in WISHES:
        return first_open(WISHES[question.topic](mind), options)
    if question.topic == "answer":
        return _answer(mind, options)
    if question.topic == "claim":
        return about_claim(mind, options)
    assert question.topic == "bridge"
    return about_bridge(mind, options)


# The plan


def others_mw(mind: Mind, ahead: int) -> int:
    """What other customers will take after so many quarters, MW."""
    view = mind.view
    scenario, hype, pace = mind.scenario, view.number("world.hype"), outlook.pace(mind.scenario, view)
    taken = view.number("microsoft.bookings") * BPS // max(1, view.number("world.appetite"))
    for quarter in range(view.quarter, view.quarter + ahead):
        taken += mul(mul(taken, others_growth(scenario, quarter, hype)), pace)
    return mul(taken, outlook.appetite(scenario, view, ahead + 1))


def short_mw(mind: Mind) -> int:
    """MW by which other customers will outgrow what is built and under way; negative when there will be too much."""
    view = mind.view
    under_way = sum(b.mw for b in view.building if not b.ready)
    return others_mw(mind, AHEAD + view.turns.quarters - 1) - view.number("microsoft.ai_mw") - under_way


def empty_mw(mind: Mind) -> int:
    """MW that stand empty and are not booked: the lab could have them without a shovel."""
    view = mind.view
    taken = max(view.number("microsoft.other_demand"), view.number("microsoft.bookings"))
    return max(0, view.number("microsoft.ai_mw") - taken)


def sheet(mind: Mind) -> CloudPlan:
    """What to build, to charge and to spend on models: as the desk's skill has it."""
    if mind.skill.desk == "paper":
        return _on_paper(mind.view)
    ruled = _by_thumb(mind)
    if mind.skill.desk == "thumb":
        return ruled
    most = microsoft_agi.most_effort(mind.view.agreement.terms["microsoft-agi"])
    forecast = Forecast(mind.scenario, mind.view)
    course = forecast.best(_course(ruled), most)
    for one in (course, *beside(course, _course(ruled))):
        mind.workings.weigh(_with(ruled, one), forecast.points(one), "points")
    return _with(ruled, course)


def _with(plan: CloudPlan, course: Course) -> CloudPlan:
    return replace(plan, build=course.build, own=course.own, rate=course.rate)


def _course(plan: CloudPlan) -> Course:
    return Course(plan.build, plan.own, plan.rate)


def _on_paper(view: View) -> CloudPlan:
    """The same every quarter, but for customers who queue today, and pay for it when there are many, and halls that are empty today."""
    waiting = view.number("microsoft.other_demand") - view.number("microsoft.ai_mw")
    build = 75 if waiting > 0 else 45 if waiting > -SLACK else 20
    return CloudPlan(build=build, partner=0, own=40, rate="high" if waiting > SLACK else "mid")


def _by_thumb(mind: Mind) -> CloudPlan:
    """Build for others what they will take and for the lab what it usually signs; make models of its own the worse access is."""
    view = mind.view
    slots = max(1, view.number("microsoft.slots"))
    own = OWN.get(mind.temper.id, 40)
    if view.number("microsoft.capability") < view.number("world.rival") - 350:
        own += 20
    lab = mul(outlook.fleet(view), 500) * view.turns.quarters
    short = max(0, short_mw(mind))
    build = clamp((short + lab) * 100 // slots, 10, 100)
    mind.workings.note(short_mw=short, lab_mw=lab, slots_mw=slots)
    fear = view.number("microsoft.fear")
    if fear > 600:
        build = min(build, 70)
    rate: Literal["high", "mid", "low"] = "mid"
    idle = view.number("microsoft.ai_mw") - view.number("microsoft.other_demand")
    if idle > view.number("microsoft.ai_mw") // 12:
        rate = "low"
    elif idle < 0:
        rate = "high"
    kept = (
        10
        if view.number("microsoft.spare_mw") < 150 and mind.temper.id in ("dealmaker", "empire-builder")
        else 0
    )
    most = microsoft_agi.most_effort(view.agreement.terms["microsoft-agi"])
    return CloudPlan(build=build, partner=kept, own=clamp(own, 0, most), rate=rate)


def plans(mind: Mind) -> Iterator[Decision]:
    """What it would do with a quarter's plan, the first first; what has been done already or may not be is passed over."""
    view = mind.view
    if not any(isinstance(sealed, CloudPlan) for sealed in view.sealed):
        yield mind.lean.of_cloud(sheet(mind))
    if wants_table(mind):
        yield Act(action="open-table")
    unserved = view.number("openai.unserved")
    if (unserved >= 750 or words.bound(mind, "deliver")) and view.number("microsoft.spare_mw") >= 40:
        yield Act(action="fast-track", amount=min(200, view.number("microsoft.spare_mw")))
    if mind.rues():
        yield Act(action="break-memorandum")
    restless = mind.temper.id == "hedger" and view.quarter >= 2 and mind.chance.hit(2500, "host", view.label)
    restless |= mind.skill.desk == "forecast" and view.quarter >= HOSTS_FROM
    if (restless or words.sworn(mind, "host-rivals")) and not words.bound(mind, "no-rivals"):
        yield Act(action="host-rival")
    if view.number("world.power_tight") > 500:
        yield Act(action="power-deal")
    if view.number("world.heat_antitrust") >= LOBBIES_AT:
        yield Act(action="lobby", about="antitrust-down")
    if view.number("microsoft.fear") >= 500:
        yield Act(action="town-hall")
    yield from confidences.wishes(mind)
    litigious = view.number("relations.microsoft_trust") < (
        450 if mind.temper.id == "deal-lawyer" else GRUDGE
    )
    if litigious:
        yield from (Act(action="sue-openai", about=cause) for cause in CAUSES)
    if view.number("relations.microsoft_trust") < GRUDGE and mind.chance.hit(HIRING, "hire", view.label):
        yield Act(action="hire-team")
    for act in mind.lean.with_the_rest():
        if act.action != "host-rival" or not words.bound(mind, "no-rivals"):
            yield act


WISHES: Final = {"plan": plans}
"""By topic what the desk would like to do, in its order."""


# Notices


def _answer(mind: Mind, options: tuple[Option, ...]) -> Decision:
    """Take it over where there is room and it pays better than other customers; else let it go, now and then for a price."""
    view = mind.view
    notice = next(n for n in view.notices if n.stage in ("lodged", "returned"))
    allowed = {option.decision.answer for option in options if isinstance(option.decision, Answer)}
    room = _room(mind)
    part = clamp(room, 0, notice.mw) * 100 // notice.mw
    mind.workings.note(room_mw=room, asked_mw=notice.mw)
    if notice.provider != "azure":
        if "waive" in allowed and (words.bound(mind, "no-exercise") or words.bound(mind, "waive")):
            mind.workings.how = "word"
            return Answer(notice=notice.id, answer="waive")
        if part >= 100 and words.sworn(mind, "exercise"):
            mind.workings.how = "word"
            return Answer(notice=notice.id, answer="exercise")
    if mind.skill.desk == "forecast":
        return _best_answer(mind, notice, allowed)
    if mind.skill.desk == "paper" or _pays(mind, notice):
        if part >= 100:
            return Answer(notice=notice.id, answer="exercise")
        if part >= 25 and "partial" in allowed:
            return Answer(notice=notice.id, answer="partial", share=part)
        if "later" in allowed:  # there is no room this quarter, and there will be some in the next
            return Answer(notice=notice.id, answer="later")
    elif notice.provider == "azure" and "partial" in allowed and part >= 50:
        return Answer(notice=notice.id, answer="partial", share=50)
    return _lets_go(mind, notice, allowed, "exercise" if part >= 100 else "waive")


def _room(mind: Mind) -> int:
    """MW that can still be promised this turn and come on time."""
    view = mind.view
    return mul(view.number("microsoft.slots"), ON_TIME) - view.number("microsoft.slots_used") + empty_mw(mind)


def _lets_go(
    mind: Mind, notice: Notice, allowed: Collection[str], otherwise: Literal["exercise", "waive"]
) -> Answer:
    """Waive, now and then for a price."""
    if notice.provider != "azure" and "waive-for" in allowed:
        price = _price_of_waiving(mind)
        if price:
            return Answer(notice=notice.id, answer="waive-for", package=price, otherwise=otherwise)
    if "waive" in allowed:
        return Answer(notice=notice.id, answer="waive")
    return Answer(notice=notice.id, answer="exercise")


def _best_answer(mind: Mind, notice: Notice, allowed: Collection[str]) -> Answer:
    """As much of it as a forecast likes best, of what would come on time."""
    view, dials = mind.view, mind.scenario.dials
    price = outlook.azure_price(view) if notice.provider == "azure" else notice.price
    margin = price - dials.cloud.azure_cost.value + mind.lean.keen
    start = max(notice.start, view.quarter + dials.cloud.lead.value)
    forecast = Forecast(mind.scenario, view)
    plan = next((sealed for sealed in view.sealed if isinstance(sealed, CloudPlan)), None) or _by_thumb(mind)
    room, halls, course = _room(mind), empty_mw(mind), _course(plan)

    def points(share: int) -> int:
        mw = notice.mw * share // 100
        promised = Promised(mw, start, margin, min(mw, halls))
        thanks = forecast.thanks(THANKS) if not share and notice.provider != "azure" else 0
        worth = forecast.points(course, promised) + thanks
        mind.workings.weigh(_answered(notice, share), worth, "points")
        return worth

    shares = SHARES * ("partial" in allowed) + (100,) * ("exercise" in allowed)
    on_time = (share for share in shares if notice.mw * share // 100 <= room)
    best = max((0, *on_time), key=points)
    return _answered(notice, best) if best else _lets_go(mind, notice, allowed, "waive")


def _answered(notice: Notice, share: int) -> Answer:
    """The answer that takes over so much of a notice, percent."""
    if 0 < share < 100:
        return Answer(notice=notice.id, answer="partial", share=share)
    return Answer(notice=notice.id, answer="exercise" if share else "waive")


def _pays(mind: Mind, notice: Notice) -> bool:
    """Whether a megawatt for the lab is worth more than one for others."""
    view, dials = mind.view, mind.scenario.dials.cloud
    price = outlook.azure_price(view) if notice.provider == "azure" else notice.price
    worth = price - dials.azure_cost.value + PREMIUM[mind.temper.id] + mind.lean.keen
    concentration = view.number("microsoft.concentration")
    worth -= max(0, concentration - 3800) // 8 * dict(view.character.weights)["resil"] // BPS
    if view.number("microsoft.fear") > 550:
        worth -= 250
    if notice.provider == "azure":
        worth += 250
    slots = max(1, view.number("microsoft.slots"))
    scarce = clamp(short_mw(mind) * BPS // slots, 0, BPS)
    others = other_margin(dials, "mid", view.number("world.partner_price"))
    elsewhere = mul(others, mul(scarce, scarce))
    mind.workings.note(margin_here=worth, margin_elsewhere=elsewhere)
    return worth > elsewhere


def _price_of_waiving(mind: Mind) -> Package:
    """Something small that the lab could live with and the cloud would like; empty for a waiver without a price."""
    view = mind.view
    signed = [amendment.quarter for amendment in view.agreement.amendments]
    if (signed and view.quarter - signed[-1] < 2) or not mind.skill.models:
        return ()
    if not mind.chance.hit(PRICE_OF_A_WAIVER, "price-of-waiving", view.label):
        return ()
    frontier = frontier_of(mind.own, mind.theirs, most=2)
    at = frontier.nash()
    if at is None or int(frontier.own[at]) < mul(mind.scale, 300):
        return ()
    package = frontier.package(at)
    return package if mind.accountants.gain(package) > 0 else ()


def about_claim(mind: Mind, options: tuple[Option, ...]) -> Decision:
    """Whatever loses least: accept what hardly matters, fight what does, prefer a panel that sees less, and bid while that is free."""
    scenario, view, pending = mind.scenario, mind.view, mind.view.claim
    assert pending is not None
    open_now = {option.decision for option in options}
    lens = mind.eyes.lens(MICROSOFT)
    lost = -claims.stake(view, lens)
    ways: dict[Literal["accept", "dispute", "panel"], int] = {
        "accept": lost,
        "dispute": -claims.at_law(scenario, view, lens, pending.limb),
        "panel": -claims.before_a_panel(scenario, view, lens),
    }
    severe = agi_consequence.severity(view.agreement.terms["agi-consequence"]) > 1500
    for way, worth in ways.items():
        mind.workings.weigh(AnswerClaim(answer=way), worth)
    if severe and claims.court_odds(scenario, view, pending.limb) <= GIVES_IN:
        del ways["accept"]  # nobody hands a licence over to save a lawyer's bill
    best = min((way for way in ways if AnswerClaim(answer=way) in open_now), key=ways.__getitem__)
    bids = AnswerClaim(answer="buy-out")
    earnest = (
        claims.beyond(scenario, view) >= -BAD_FAITH
    )  # nobody pays for a bluff, or there would be one a year
    if mind.skill.models and best != "panel" and earnest and bids in open_now:
        theirs = max(0, claims.at_law(scenario, view, mind.eyes.lens(OPENAI), pending.limb))
        if ways[best] - theirs > mul(mind.scale, WORTH_A_BID):
            return bids
    return AnswerClaim(answer=best)


def about_bridge(mind: Mind, options: tuple[Option, ...]) -> Bridge:
    """To a friend as a favour; to others for the one change that is worth most of those a lab without cash could not refuse."""
    trust = mind.view.number("relations.microsoft_trust")
    if trust >= (750 if mind.temper.id == "capex-sceptic" else 600) or not mind.skill.models:
        return Bridge(grant=trust >= 400)
    best, most = Bridge(grant=trust >= 400), 0
    for option in options:
        made = option.decision
        if (
            isinstance(made, Bridge)
            and made.package
            and -mind.theirs.gain_of(made.package) <= PRICE_OF_A_BRIDGE
        ):
            gain = mind.accountants.gain(made.package)
            mind.workings.weigh(made, gain)
            if gain > most:
                best, most = made, gain
    return best
