"""The adviser: what a competent negotiator in the seat would do, from the same view the player has, and why, in a sentence.

It is the Associate, sitting on the player's side of the table. It sees what the player sees and decides nothing. Sizes are bands,
never numbers: an adviser who quotes three digits has not understood them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, Final, NamedTuple

from msgspec.structs import replace

from game.bargaining.appraisal import Appraiser
from game.bargaining.reasons import band_of, imagined, scale_of, verdict
from game.bargaining.tables import Book, book_of
from game.debrief.figures import lowered, price_words, provider_name, title_for, when
from game.debrief.findings import about_words, is_stale
from game.debrief.riders import capital, offer_words, package_words, undertaken
from game.desk.because import because
from game.desk.perils import perils
from game.desk.purse import carries, lean, runs_out
from game.errors import GameError
from game.players import outlook
from game.players.lab_desk import LOBBIES_AT, SMALLEST, STUCK, TRAINING
from game.players.lab_desk import ahead as ahead
from game.players.mind import Mind
from game.players.negotiator import Negotiator
from game.players.outlook import azure_price
from game.rules.agreement import CLAUSES, Term
from game.rules.cards import card_of, choices_of
from game.rules.chance import Chance
from game.rules.compute import AZURE
from game.rules.decisions import (
    PLAIN,
    Accept,
    Act,
    Agree,
    Answer,
    AnswerClaim,
    Ask,
    Because,
    Bridge,
    Cancel,
    Claim,
    CloudPlan,
    Decision,
    Decline,
    Done,
    Insist,
    Offer,
    Option,
    Package,
    Plan,
    Promise,
    Request,
    Rescue,
    Respond,
    Riders,
    Run,
    Sign,
    Threat,
    Walk,
    Withdraw,
)
from game.rules.engine import Question
from game.rules.notices import REQUESTS
from game.rules.orders import ACTIONS, CASE, news_of
from game.rules.proceedings import nearing
from game.rules.scenario import Scenario
from game.rules.units import MICROSOFT, OPENAI, Seat, money, power
from game.rules.view import View

LEVEL: Final = 2
OPEN_STAGES: Final = ("lodged", "answered", "countered", "returned", "linked", "waiting")
"""The stages of a notice that has not been closed."""


LEAST_CASE: Final = 30
"""Tenths of safety that a safety case must bring to be worth an action point."""
PEOPLE: Final = "people"
LOST: Final = "lost ?"
"""Where a sign comes from that the figures do not give: one's own people's liking, or a condition that would be lost."""
SOON: Final = 3
"""Quarters after which what comes late still counts as coming."""
BUILD_TIME: Final = 4
"""Quarters until what Microsoft builds is ready."""


class Advice(NamedTuple):
    """What to do, in order, and the same in a sentence; for a plan also with a few words of why for each thing."""

    decisions: tuple[Decision, ...]
    words: str
    reasoned: str = ""
    whys: tuple[str, ...] = ()
    """The reasons alone, one for each decision; empty where there is none to give."""


class Adviser:
    """Somebody who has done this before, for one seat of one game."""

    def __init__(self, scenario: Scenario, seat: Seat, chance: Chance) -> None:
        self._scenario = scenario
        self._player = Negotiator(scenario, seat, LEVEL, chance.child("adviser", seat))

    def decide(self, view: View, question: Question, options: tuple[Option, ...]) -> Decision:
        """What it would decide; ``Done`` where it has no opinion."""
        open_, mind = worthwhile(self._scenario, view, options), self._player.mind(view)
        if view.seat == OPENAI:
            mind.lean = lean(self._scenario, view)
        try:
            decision = self._player.considered(mind, question, open_)
        except GameError:
            return Done()
        if question.topic == "plan" and not isinstance(decision, Plan | CloudPlan):
            decision = self._first_things_first(mind, decision, open_)
        if isinstance(decision, Request) and not _own_word(view, "azure-orders", "sign-outside"):
            short = short_mw(self._scenario, view)
            return replace(decision, mw=min(decision.mw, short)) if short >= SMALLEST else Done()
        if isinstance(decision, Rescue):
            return self._carrying(view, decision, open_)
        if isinstance(decision, Offer):
            return self._affordable(view, decision)
        if isinstance(decision, CloudPlan) and view.quarter + BUILD_TIME >= view.last:
            return replace(decision, build=0)
        return decision

    def _first_things_first(self, mind: Mind, wish: Decision, options: tuple[Option, ...]) -> Decision:
        """What keeps the end off, before anything else; and whoever lobbies cools what is hottest, also where nothing else is wanted.
        Out of cash and of investors, there is Microsoft to talk to."""
        view = mind.view
        acts = [option.decision for option in options if isinstance(option.decision, Act)]
        broke = view.seat == OPENAI and runs_out(view) is not None
        if broke and isinstance(wish, Act) and wish.action == "raise-equity":
            return wish
        for peril in perils(self._scenario, view):
            remedy = next(
                (act for act in acts if peril.act in ((act.action, act.about), (act.action, ""))), None
            )
            if remedy is not None:
                return remedy
        if broke and wish == Done() and Act(action="open-table") in acts and mind.worth_a_table():
            return Act(action="open-table")
        cooling = [act for act in acts if act.action == "lobby" and act.about in _COOLED[view.seat]]
        if not cooling or not (wish == Done() or (isinstance(wish, Act) and wish.action == "lobby")):
            return wish
        hottest = max(cooling, key=lambda act: view.number(_heat(act)))
        return hottest if view.number(_heat(hottest)) >= LOBBIES_AT else wish

    def _carrying(self, view: View, wish: Rescue, options: tuple[Option, ...]) -> Rescue:
        """The way on that carries furthest; the one that was wished for where it carries as far."""
        ways = [option.decision for option in options if isinstance(option.decision, Rescue)]
        return max((wish, *ways), key=lambda made: carries(self._scenario, view, made.way))

    def _affordable(self, view: View, made: Offer) -> Offer | Walk:
        """An offer that is worth at least what leaving is: without the changes that cost most, as many as it takes."""
        eyes, package = Appraiser(self._scenario, view), made.package
        if eyes.gain(package, made.riders) >= 0:
            return made
        while package and eyes.gain(package) < 0:
            less = [package[:n] + package[n + 1 :] for n in range(len(package))]
            package = max(less, key=eyes.gain)
        return replace(made, package=package, riders=PLAIN) if package else Walk()

    def advice(self, view: View, topic: str, decisions: tuple[Decision, ...]) -> Advice:
        """Its decisions, and what it says to them."""
        said = [_words(self._scenario, view, topic, decision) for decision in decisions]
        if topic != "plan":
            return Advice(decisions, f"{_sentence(said)}.")
        short, by = short_mw(self._scenario, view) if view.seat == OPENAI else 0, horizon(view)
        whys = tuple(because(self._scenario, view, decision, short, by) for decision in decisions)
        reasoned = [f"{words} ({why})" if why else words for words, why in zip(said, whys, strict=True)]
        last = "seal the plan" if said else "Seal the plan as it stands"
        near = f"{_dry(view, decisions)}{_near(view)}"
        short_of_it, at_length = (f"{_sentence([*parts, last])}.{near}" for parts in (said, reasoned))
        return Advice(decisions, short_of_it, at_length, whys)


_COOLED: Final[dict[Seat, tuple[str, ...]]] = {
    OPENAI: ("charity-down", "export-down", "safety-down"),
    MICROSOFT: ("antitrust-down", "charity-down"),
}
"""The heats whose consequences are a seat's own. What a court would strike ties OpenAI more than it ties Microsoft."""


def _heat(act: Act) -> str:
    return f"world.heat_{act.about.partition('-')[0]}"


def _dry(view: View, decisions: tuple[Decision, ...]) -> str:
    """A word where the cash runs out and the plan raises none."""
    raised = any(isinstance(made, Act) and made.action == "raise-equity" for made in decisions)
    if view.seat != OPENAI or raised or runs_out(view) is None:
        return ""
    return " No new money is to be had: order and train less, or the cash runs out."


def _near(view: View) -> str:
    """A word about the meter that is nearest to setting something off: “ Antitrust heat is 47; at 50 …”."""
    found = nearing(view.number, view.seat, view.proceedings)
    if not found:
        return ""
    kind = min(found, key=lambda kind: kind.short(view.number(kind.stat)))
    edge = "under" if kind.falls else "at"
    title = capital(title_for(kind.stat, view.seat))
    return f" {title} is {view.number(kind.stat) // 10}; {edge} {kind.at // 10} {kind.near}."


def _sentence(parts: list[str]) -> str:
    text = "; ".join(parts)
    return text[:1].upper() + text[1:]


def _words(scenario: Scenario, view: View, topic: str, decision: Decision) -> str:
    teller = _TELLERS.get(type(decision))
    return teller(scenario, view, decision) if teller is not None else "go on"


def _respond(scenario: Scenario, view: View, made: Respond) -> str:
    card = card_of(scenario, made.card)
    choice = next(c for c in choices_of(card, view.seat) if c.id == made.choice)
    return choice.text.rstrip(".")


def _sheet(scenario: Scenario, view: View, made: Plan) -> str:
    return f"train {made.train} %, safety {made.safety} %, price {made.stance}"


def _cloud_sheet(scenario: Scenario, view: View, made: CloudPlan) -> str:
    return f"build {made.build} %, for OpenAI {made.partner} %, own models {made.own} %, rate {made.rate}"


def _act(scenario: Scenario, view: View, made: Act) -> str:
    action = ACTIONS[made.action]
    size = "" if not made.amount else money(made.amount) if action.unit == "$M" else power(made.amount)
    about = about_words(scenario, made.action, made.about) if made.about else ""
    inside = " ".join(part for part in (about, size) if part)
    return f"{lowered(action.title)}{f': {inside}' if inside else ''}"


def _request(scenario: Scenario, view: View, made: Request) -> str:
    purpose = ", for training" if made.purpose == "train" else ""
    return f"ask {provider_name(scenario, made.provider)} for {power(made.mw)} from {when(scenario, made.start)}{purpose}"


_ANSWERS: Final = {
    "exercise": "take it on",
    "partial": "take {share} % of it",
    "counter": "counter with {price} from {start}",
    "waive": "let it go",
    "waive-for": "let it go for {package}",
    "later": "ask for more time to think",
    "silence": "say nothing",
}


def _answer(scenario: Scenario, view: View, made: Answer) -> str:
    asked = next((notice for notice in view.notices if notice.id == made.notice), None)
    if made.answer == "partial" and asked is not None and asked.provider == AZURE:
        return f"grant {made.share} % of it"
    return _ANSWERS[made.answer].format(
        share=made.share,
        price=price_words(made.price),
        start=when(scenario, made.start),
        package=package_words(made.package),
    )


def _accept(scenario: Scenario, view: View, made: Accept) -> str:
    assert view.table is not None
    return f"sign. {verdict(scenario, view, view.table.offers, view.table.riders).rstrip('.')}"


def _offer(scenario: Scenario, view: View, made: Offer) -> str:
    worths = Worths(scenario, view)
    dear = [CLAUSES[id].title for id, term in made.package if worths.mark(id, term) == "−−−"]
    price = f". What it gives away dearly: {', '.join(map(lowered, dear))}" if dear else ""
    return f"draft {offer_words(made.package, made.riders, scenario, view.seat)}{price}"


def _walk(scenario: Scenario, view: View, made: Walk) -> str:
    table = view.table
    if table is not None and table.offered_by not in ("", view.seat):
        said = verdict(scenario, view, table.offers, table.riders)
        return f"leave it for this {view.turns.word}. Their offer: {lowered(said).rstrip('.')}"
    return f"leave it for this {view.turns.word}"


def _no_more(scenario: Scenario, view: View) -> str:
    if view.phase == "notices" and not requests_left(view):
        return f"all {REQUESTS} requests of this {view.turns.word} are made; carry on"
    if view.phase != "notices" or short_mw(scenario, view) < SMALLEST:
        return "nothing more to order for later quarters; carry on"
    if after_the_end(view, view.quarter + min(p.lead for p in scenario.providers)):
        return "nothing ordered now comes before the end; carry on"
    if held_mw(view, horizon(view) + SOON) - held_mw(view, horizon(view)) >= short_mw(scenario, view):
        return "order nothing more: what is short then comes soon after; carry on"
    return "order nothing more: money and mood do not carry it, or nothing comes in time; carry on"


def _says(words: str) -> Callable[[Scenario, View, Any], str]:
    return lambda scenario, view, made: words


def _signing(view: View) -> str:
    """What to think of an answer that is signed: how much later and dearer it is than what was asked for, and than Azure's card."""
    notice = next((n for n in view.notices if n.stage in ("answered", "countered")), None)
    if notice is None or not notice.azure_mw:
        return "sign: it is capacity, and you asked for it"
    late, card = notice.azure_start - notice.start, azure_price(view)
    odd = [f"{late} quarter{'s' * (late != 1)} later than you asked"] if late > 0 else []
    if notice.azure_price * 100 > card * DEAR:
        odd.append(f"{_price(notice.azure_price)} where Azure's list says {_price(card)}")
    if not odd:
        return "sign: it is capacity, and you asked for it"
    return f"sign only if you must have it: {' and '.join(odd)}"


def _price(thousands: int) -> str:
    return price_words(thousands).split()[0]


DEAR: Final = 105
"""Percent of Azure's list price from which a price is called dear."""


_WAYS: Final[dict[str, str]] = {
    "bridge": "ask Microsoft for a bridge",
    "bridge-on-terms": "take the bridge on its terms",
    "emergency-round": "sell shares: there will be a company to own",
    "cancel-capacity": "cancel what is not delivered",
    "asset-sale": "sell research",
}


def _named(clause: str) -> str:
    return lowered(CLAUSES[clause].title)


def _given(scenario: Scenario, view: View, made: Promise | Threat) -> str:
    threat = isinstance(made, Threat)
    return lowered(
        undertaken(view.seat, made.undertaking, made.amount, made.due, scenario, view.seat, threat=threat)
    )


def _rescue(scenario: Scenario, view: View, made: Rescue) -> str:
    quarters = carries(scenario, view, made.way)
    far = (
        "to the end"
        if quarters >= view.last - view.quarter - 1
        else f"{quarters} quarter{'s' * (quarters != 1)}"
    )
    return f"{_WAYS[made.way]}; it carries you {far}, as things look"


def _lent(made: Bridge) -> str:
    if made.package:
        return f"grant it for {package_words(made.package)}"
    return "grant it" if made.grant else "decline"


_TELLERS: Final[dict[type[Decision], Callable[[Scenario, View, Any], str]]] = {
    Respond: _respond,
    Plan: _sheet,
    CloudPlan: _cloud_sheet,
    Act: _act,
    Request: _request,
    Answer: _answer,
    Accept: _accept,
    Offer: _offer,
    Walk: _walk,
    Done: lambda scenario, view, made: _no_more(scenario, view),
    Sign: lambda scenario, view, made: _signing(view),
    Withdraw: _says("leave it: nothing is signed, and the request is used up"),
    Decline: _says("decline the counter"),
    Agree: lambda scenario, view, made: f"agree {_named(made.clause)}, which you would have so anyway",
    Insist: lambda scenario, view, made: f"call {_named(made.clause)} not negotiable",
    Promise: lambda scenario, view, made: f"promise it: {_given(scenario, view, made)}",
    Threat: lambda scenario, view, made: f"threaten: {_given(scenario, view, made)}",
    Ask: _says("ask what would make it work"),
    Because: _says("tell them"),
    Claim: lambda scenario, view, made: {
        "board": "declare it",
        "profit": "certify it",
        "panel": "refer it to the panel",
    }[made.limb],
    Cancel: _says("cancel what is late"),
    Run: lambda scenario, view, made: {
        "finish": "finish the run",
        "release": "release it",
        "hold": "hold back",
    }[made.order],
    AnswerClaim: lambda scenario, view, made: {
        "accept": "accept it",
        "dispute": "dispute it",
        "buy-out": "offer to buy it out",
        "panel": "demand the panel",
    }[made.answer],
    Rescue: _rescue,
    Bridge: lambda scenario, view, made: _lent(made),
}


def requests_left(view: View) -> int:
    """How many more requests OpenAI may make this turn; one that was left or refused was a request too (rulebook 3.2.4)."""
    label = view.label.lower()
    signed = {one.id.removeprefix("azure-for-") for one in view.contracts if label in one.id}
    return max(0, REQUESTS - len(signed | {notice.id for notice in view.notices if label in notice.id}))


# What compute is needed, and what a package is worth


def need_mw(scenario: Scenario, view: View) -> int:
    """The fleet that the demand in sight would keep busy when what is ordered now has come, MW (rulebook 3.2.4)."""
    return outlook.need_mw(scenario, view, max(1, horizon(view) - view.quarter), TRAINING)


def horizon(view: View) -> int:
    """The quarter that orders of now are for: some way ahead, and never after the last."""
    return min(view.quarter + ahead(view), view.last - 1)


def short_mw(scenario: Scenario, view: View) -> int:
    """What is missing by then of the fleet that is needed, MW; negative where there is more than enough."""
    return need_mw(scenario, view) - held_mw(view, horizon(view))


def after_the_end(view: View, quarter: int) -> bool:
    """Whether what is due in a quarter comes after the last one."""
    return quarter >= view.last


def worthwhile(scenario: Scenario, view: View, options: tuple[Option, ...]) -> tuple[Option, ...]:
    """The options without what would be due after the last quarter, and without a safety case that finds next to nothing."""
    return tuple(kept for option in options if (kept := _worthwhile(scenario, view, option)) is not None)


def _worthwhile(scenario: Scenario, view: View, option: Option) -> Option | None:
    match option.decision:
        case Request(start=first):
            ranges = tuple(
                (name, low, min(high, view.last - 1) if name == "start" else high)
                for name, low, high in option.ranges
            )
            return None if after_the_end(view, first) else option._replace(ranges=ranges)
        case Act(action="back-channel", about=question) if any(
            one.topic == question and not is_stale(one, view.quarter) for one in view.learned
        ):
            return None  # it was answered
        case Insist() if view.table is not None and view.table.rounds <= 1:
            return None  # there is no answer left to hear: an offer, a signature, or the door
        case Sign() if all(after_the_end(view, due) for due in _dues(view)):
            return None
        case Act(action="court", about=provider):
            lead = next((p.lead for p in scenario.providers if p.id == provider), 0)
            return None if after_the_end(view, view.quarter + lead) else option
        case Act(action="safety-case"):
            news = news_of(view.number("openai.lab_capability"), view.number("openai.evaluated"))
            worth = CASE * news // 100
            bound = _own_word(view, "safety-case")
            return option if worth >= LEAST_CASE or bound or view.number("openai.held") >= STUCK else None
    return option


def _own_word(view: View, *undertakings: str) -> bool:
    """Whether the seat has given its word on one of these and not done it yet."""
    return any(
        pledge.seat == view.seat and pledge.status == "open" and pledge.undertaking in undertakings
        for pledge in view.pledges
    )


def _dues(view: View) -> tuple[int, ...]:
    """When the parts of an answered notice are due."""
    notice = next(n for n in view.notices if n.stage in ("answered", "countered"))
    azure = (notice.azure_start,) if notice.azure_mw else ()
    outside = notice.provider != AZURE and notice.stage != "countered" and notice.mw > notice.azure_mw
    return (*azure, notice.start) if outside or not azure else azure


def held_mw(view: View, by: int) -> int:
    """The fleet, and what is signed or asked for and due by a quarter, MW."""
    return outlook.supply(view, by) + asked_mw(view, by)


def asked_mw(view: View, by: int) -> int:
    """What is asked for and due by a quarter, and not signed yet, MW."""
    return sum(notice.mw for notice in view.notices if notice.stage in OPEN_STAGES and notice.start <= by)


class Worths:
    """What packages are worth to the view's seat, in words and signs. Cheap: its tables are kept."""

    def __init__(self, scenario: Scenario, view: View) -> None:
        self._scenario, self._view = scenario, view
        self._eyes = Appraiser(scenario, view)
        self._scale = scale_of(self._eyes.book, imagined(scenario, view))

    def mark(self, clause: str, term: Term) -> str:
        """One change alone as signs: ``++``, ``+``, ``·``, ``−``, ``−−``; empty for no change."""
        if term == self._view.agreement.terms[clause]:
            return ""
        return self.whole(((clause, term),))

    def source(self, clause: str, term: Term) -> str:
        """What the sign of one change comes from where it is not the figures: ``people``, ``lost ?``, or empty for the figures."""
        change = ((clause, term),)
        if self.mark(clause, term) in ("", "·"):
            return ""
        gain, bare = self._eyes.gain(change), self._bare.gain_of(change)
        if gain * bare <= 0:
            return LOST
        return PEOPLE if bare * self._plain.gain_of(change) <= 0 else ""

    @cached_property
    def _bare(self) -> Book:
        """The seat's book without the conditions that hang on the agreement."""
        return book_of(self._scenario, self._view)

    @cached_property
    def _plain(self) -> Book:
        """The same of somebody without private likings."""
        return book_of(self._scenario, self._view, replace(self._view.character, tastes=()))

    def whole(self, package: Package, riders: Riders = PLAIN) -> str:
        """A whole offer as signs."""
        package = self._fitting(package)
        gain = self._eyes.gain(package, riders)
        size = {"trace": 0, "some": 1, "a lot": 2, "decisive": 3}[band_of(gain, self._scale)]
        return (("+" if gain > 0 else "−") * size or "·") if package or riders != PLAIN else ""

    def words(self, package: Package, riders: Riders = PLAIN) -> str:
        """A whole offer in a sentence."""
        return verdict(self._scenario, self._view, self._fitting(package), riders)

    def _fitting(self, package: Package) -> Package:
        """What of a package is still open to change: an old offer may hold what has been settled since."""
        return tuple(change for change in package if change[0] in self._eyes.book.layout.places)
