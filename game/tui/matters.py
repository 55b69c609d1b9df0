"""What a seat must decide now, as rows: the question in words, each answer with its price and known effect, and a suggestion.

A pure function of scenario, view, question and legal options. One function a topic; nothing here draws or acts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from textual.content import Content

from game.debrief import figures
from game.debrief.figures import figure, provider_name, when
from game.debrief.telling import contract_words, notice_words, reason_words, who
from game.rules.agreement import CLAUSES, Term
from game.rules.compute import AZURE, cancel_fee
from game.rules.conditions import Condition
from game.rules.decisions import (
    Accept,
    Act,
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
    Offer,
    Option,
    Package,
    Plan,
    Request,
    Rescue,
    Respond,
    Run,
    Sign,
    Undo,
    Walk,
    Why,
    Withdraw,
)
from game.rules.engine import Question
from game.rules.orders import ACTIONS, POINTS
from game.rules.packages import negotiable, options_of
from game.rules.pressure import card_of, choices_of
from game.rules.scenario import Provider, Scenario
from game.rules.state import Notice
from game.rules.units import MICROSOFT, OPENAI, SEATS, Seat, money, mul, other, power
from game.rules.view import View
from game.tui.adviser import AHEAD, Advice, Worths, held_mw, need_mw
from game.tui.widgets.rows import Row
from game.tui.words import MUTED, bar, clause_title, hanging, lines, paragraphs, turner


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a form asks for: a number in ``low..high`` by ``step``, or one of ``choices`` (value and words)."""

    name: str
    title: str
    low: int = 0
    high: int = 0
    step: int = 1
    start: int = 0
    choices: tuple[tuple[str, str], ...] = ()
    shown: Callable[[int], str] = str


@dataclass(frozen=True, slots=True)
class Form:
    """A small dialog: fields, what they make, and what that means in a sentence."""

    title: str
    fields: tuple[Field, ...]
    make: Callable[[Mapping[str, Any]], Decision]
    tell: Callable[[Mapping[str, Any]], str] = lambda values: ""
    button: str = "Do it"


@dataclass(frozen=True, slots=True)
class Slider:
    """A value of the order sheet that a row turns."""

    name: str
    low: int
    high: int
    step: int = 1
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """A clause of the draft that a row turns."""

    clause: str


@dataclass(frozen=True, slots=True)
class DraftWaiver:
    """A waiver's price is drafted like an offer."""

    notice: str


Deed = Decision | Form | Slider | Turn | DraftWaiver


@dataclass(frozen=True, slots=True)
class Matter:
    """A question as a screen shows it. ``deeds`` says what a row does."""

    topic: str
    title: str
    text: Content
    rows: tuple[Row, ...]
    deeds: Mapping[str, Deed]
    advice: str = ""
    state: str = ""
    """A few words for the frame: points, rounds."""


@dataclass(slots=True)
class _Listed:
    """Rows being collected, numbered as they come."""

    rows: list[Row] = field(default_factory=list)
    deeds: dict[str, Deed] = field(default_factory=dict)
    numbered: bool = True
    width: int = 60

    def add(self, id: str, label: str, detail: str = "", deed: Deed | None = None, closed: str = "") -> None:
        number = 0 if closed or not self.numbered else sum(not row.closed for row in self.rows) + 1
        mark = f"{number} " if 0 < number < 10 else "  "
        under = closed or detail
        head = Content.styled(mark, MUTED if closed else "bold")
        words = lines(
            hanging(head, label, self.width, 2, MUTED if closed else ""),
            hanging("  ", under, self.width, 2, MUTED) if under else "",
        )
        self.rows.append(Row(id, words, closed=bool(closed), number=number if number < 10 else 0))
        if deed is not None:
            self.deeds[id] = deed

    def matter(self, topic: str, title: str, text: Content, advice: Advice, state: str = "") -> Matter:
        return Matter(topic, title, text, tuple(self.rows), self.deeds, advice.words, state)


def matter_of(
    scenario: Scenario,
    view: View,
    question: Question,
    options: tuple[Option, ...],
    advice: Advice,
    sheet: Mapping[str, Any] | None = None,
    draft: Mapping[str, Term] | None = None,
    width: int = 60,
) -> Matter:
    """The question a seat is asked now. ``sheet`` and ``draft`` are what the player has turned so far; ``width`` the room for a row."""
    if question.topic == "plan":
        return plan(scenario, view, options, advice, sheet or {}, width)
    if question.topic == "table":
        return table(scenario, view, options, advice, draft or {}, width)
    return _MATTERS[question.topic](scenario, view, options, advice, width)


# Events

_MARKS: Final = {"historical": "In the record", "trend": "A trend in the record", "fiction": "Fiction"}


def _needs(conditions: tuple[Condition, ...]) -> str:
    return "; ".join(condition.words() for condition in conditions)


def events(scenario: Scenario, view: View, options: tuple[Option, ...], advice: Advice, width: int) -> Matter:
    open_ = [o.decision for o in options if isinstance(o.decision, Respond)]
    waiting = {decision.card for decision in open_}
    card = card_of(scenario, next(id for id in view.cards if id in waiting))
    allowed = {decision.choice for decision in open_ if decision.card == card.id}
    listed = _Listed(width=width)
    for choice in choices_of(card, view.seat):
        deed = Respond(card=card.id, choice=choice.id)
        does = figures.effects(choice.effects, view.seat) or "no known effect"
        price = f"{choice.points} action point{'s' * (choice.points > 1)}; " if choice.points else ""
        closed = (
            "" if choice.id in allowed else f"closed: needs {_needs(choice.need) or 'more action points'}"
        )
        listed.add(choice.id, choice.text, price + does, deed, closed)
    source = f", {card.record.date} ({card.record.source})" if card.record else ""
    happens = figures.effects(card.effects, view.seat)
    text = lines(
        Content.styled(_MARKS.get(card.mark, card.mark) + source, MUTED),
        card.text,
        Content.styled(f"Whatever you answer: {happens}.", MUTED) if happens else "",
    )
    count = f"{len(waiting)} cards" if len(waiting) > 1 else "a card"
    return listed.matter("events", card.title, text, advice, count)


# Plan

_SLIDERS: Final = {
    "train": "Training",
    "safety": "Safety work",
    "stance": "Price",
    "build": "Build",
    "partner": "For OpenAI",
    "own": "Own models",
    "rate": "Rate",
}
_WORDS: Final = {
    "premium": "premium: fewer customers, more each",
    "standard": "standard",
    "war": "war: more customers, less each",
    "high": "high",
    "mid": "middle",
    "low": "low",
}
STANCES: Final = {"stance": ("premium", "standard", "war"), "rate": ("high", "mid", "low")}
_TOPIC_WORDS: Final = {
    "capability": "how good their best model is",
    "capacity": "how much capacity they have",
    "cash": "how much cash they have",
    "priorities": "which clauses they care about",
}
_HEAT_WORDS: Final = {
    "antitrust": "antitrust heat",
    "charity": "charity heat",
    "safety": "safety heat",
    "export": "export heat",
}


def sheet_of(view: View, options: tuple[Option, ...]) -> tuple[dict[str, Any], dict[str, tuple[int, int]]]:
    """The sheet as it stands, and the range of each slider."""
    option = next(o for o in options if isinstance(o.decision, Plan | CloudPlan))
    names = ("train", "safety") if isinstance(option.decision, Plan) else ("build", "partner", "own")
    sheet: dict[str, Any] = {name: getattr(option.decision, name) for name in names}
    if view.seat == OPENAI:
        sheet["stance"] = next((s.stance for s in reversed(view.sealed) if isinstance(s, Plan)), view.stance)
    else:
        sheet["rate"] = next((s.rate for s in reversed(view.sealed) if isinstance(s, CloudPlan)), view.rate)
    return sheet, {name: (low, high) for name, low, high in option.ranges}


def sheet_decision(seat: Seat, sheet: Mapping[str, Any]) -> Decision:
    """The sheet as a decision."""
    return Plan(**sheet) if seat == OPENAI else CloudPlan(**sheet)


def plan(
    scenario: Scenario,
    view: View,
    options: tuple[Option, ...],
    advice: Advice,
    turned: Mapping[str, Any],
    width: int,
) -> Matter:
    sheet, ranges = sheet_of(view, options)
    stands = {**sheet, **turned}
    listed = _Listed(numbered=False, width=width)
    for name, value in stands.items():
        title = _SLIDERS[name]
        changed = value != sheet[name]
        was = f" was {sheet[name]}" if changed else ""
        if name in STANCES:
            listed.deeds[name] = Slider(name, 0, 2, choices=STANCES[name])
            shown = Content.assemble(
                (f"{title:<12}", ""),
                turner(-1, "◂"),
                f" {_WORDS[str(value)]} ",
                turner(1, "▸"),
                (was, MUTED),
            )
        else:
            low, high = ranges[name]
            listed.deeds[name] = Slider(name, low, high)
            track = bar(int(value), low, high, max(8, min(20, width - 44)))
            shown = Content.assemble(
                f"{title:<12}",
                turner(-1, "−"),
                f" {value:>3} % ",
                turner(1, "+"),
                f" {track}",
                (was, MUTED),
            )
        listed.rows.append(Row(name, shown, turns=True))
    _actions(listed, scenario, view, options, width)
    points = view.number(f"{view.seat}.action_points") - sum(
        ACTIONS[act.action].points for act in view.sealed if isinstance(act, Act)
    )
    text = lines("Attention not spent is lost. Both plans stay sealed until both are in.")
    state = f"{points} of {max(points, POINTS)} action points left"
    return listed.matter("plan", "Plan", text, advice, state)


def _actions(
    listed: _Listed, scenario: Scenario, view: View, options: tuple[Option, ...], width: int
) -> None:
    open_: dict[str, list[Option]] = {}
    for option in options:
        if isinstance(option.decision, Act):
            open_.setdefault(option.decision.action, []).append(option)
    planned = {act.action: act for act in view.sealed if isinstance(act, Act)}
    for action in ACTIONS.values():
        if view.seat not in action.seats:
            continue
        id = f"act:{action.id}"
        price = f"{action.points} pt" + (f", {money(action.cost)}" if action.cost else "")
        if action.id in planned:
            about = _act_words(scenario, planned[action.id])
            line = f"● {action.title}{about}"
            listed.rows.append(
                Row(id, Content.assemble((line, "bold"), (_gap(line, "planned", width), MUTED)), closed=False)
            )
            listed.deeds[id] = Undo()
        elif action.id in open_:
            line = f"○ {action.title}"
            listed.rows.append(Row(id, Content.assemble(line, (_gap(line, price, width), MUTED))))
            listed.deeds[id] = _act_deed(scenario, view, open_[action.id])
        else:
            line = f"× {action.title}"
            listed.rows.append(
                Row(id, Content.assemble((line, MUTED), (_gap(line, "not now", width), MUTED)), closed=True)
            )


def _gap(left: str, right: str, width: int) -> str:
    return " " * max(1, width - len(left) - len(right)) + right


def _act_words(scenario: Scenario, act: Act) -> str:
    about = _about_words(scenario, act.about)
    unit = ACTIONS[act.action].unit
    size = "" if not act.amount else money(act.amount) if unit == "$M" else power(act.amount)
    inside = ", ".join(part for part in (about, size) if part)
    return f": {inside}" if inside else ""


def _about_words(scenario: Scenario, about: str) -> str:
    heat, _, way = about.partition("-")
    if heat in _HEAT_WORDS and way in ("up", "down"):
        return f"{'cool' if way == 'down' else 'warm'} {_HEAT_WORDS[heat]}"
    if about in _TOPIC_WORDS:
        return _TOPIC_WORDS[about]
    return provider_name(scenario, about) if about else ""


def _act_deed(scenario: Scenario, view: View, found: list[Option]) -> Deed:
    decisions = {o.decision.about: o for o in found if isinstance(o.decision, Act)}
    first = next(iter(decisions.values()))
    assert isinstance(first.decision, Act)
    action = ACTIONS[first.decision.action]
    fields: list[Field] = []
    if len(decisions) > 1 or first.decision.about:
        fields.append(
            Field(
                "about", "About", choices=tuple((about, _about_words(scenario, about)) for about in decisions)
            )
        )
    if first.ranges:
        ranges = [o.ranges[0] for o in decisions.values()]
        low, high = min(r[1] for r in ranges), max(r[2] for r in ranges)
        shown = money if action.unit == "$M" else power
        step = 10 if action.unit == "MW" else max(1, 10 ** (len(str(high)) - 2))
        fields.append(Field("amount", "Amount", low, high, step, high, shown=shown))
    if not fields:
        return first.decision
    bounds = {about: o.ranges[0] if o.ranges else None for about, o in decisions.items()}

    def make(values: Mapping[str, Any]) -> Decision:
        about = values.get("about", first.decision.about if isinstance(first.decision, Act) else "")
        amount = values.get("amount", 0)
        if (bound := bounds.get(about)) is not None:
            amount = min(max(amount, bound[1]), bound[2])
        return Act(action=action.id, about=about, amount=amount)

    def tell(values: Mapping[str, Any]) -> str:
        made = make(values)
        assert isinstance(made, Act)
        for provider in scenario.providers:
            if provider.id == made.about:
                price = f"about ${_price(provider, view):,}k a MW-quarter"
                return (
                    f"{power(made.amount)}, {price}, {provider.lead} quarters to delivery. {provider.strings}"
                )
        return action.words

    return Form(
        action.title, tuple(fields), make, tell, f"Plan it ({action.points} point{'s' * (action.points > 1)})"
    )


def _price(provider: Provider, view: View) -> int:
    market = view.number("world.partner_price")
    return provider.price * market // 3300 if provider.follows_market else provider.price


# Notices


def notices(
    scenario: Scenario, view: View, options: tuple[Option, ...], advice: Advice, width: int
) -> Matter:
    listed = _Listed(width=width)
    short = need_mw(scenario, view) - held_mw(view)
    requests: dict[str, list[Option]] = {}
    for option in options:
        if isinstance(option.decision, Request):
            requests.setdefault(option.decision.provider, []).append(option)
    for provider, found in requests.items():
        wished = next(
            (d for d in advice.decisions if isinstance(d, Request) and d.provider == provider), None
        )
        listed.add(
            f"ask:{provider}", *_request_row(scenario, view, provider, found, wished.mw if wished else short)
        )
    known = {
        "quarters": view.number("openai.run_quarters"),
        "gain": view.number("openai.run_gain"),
        "held": view.number("openai.held"),
    }
    ordered = {o.decision.order: o.decision for o in options if isinstance(o.decision, Run)}
    for order, label, detail in _RUNS:
        if order in ordered:
            listed.add(f"run:{order}", label, detail.format(**known), ordered[order])
    cancels = [o.decision for o in options if isinstance(o.decision, Cancel)]
    if cancels:
        by_id = {c.id: c for c in view.contracts}
        listed.add(
            "cancel",
            "Cancel capacity that is not delivered…",
            "for a fee, shown first",
            Form(
                "Cancel capacity",
                (
                    Field(
                        "contract",
                        "Contract",
                        choices=tuple(
                            (c.contract, contract_words(by_id[c.contract], scenario)) for c in cancels
                        ),
                    ),
                ),
                lambda values: Cancel(contract=values["contract"]),
                lambda values: f"The fee is {money(cancel_fee(by_id[values['contract']]))}, paid now.",
                "Pay and cancel",
            ),
        )
    for option in options:
        if isinstance(option.decision, Claim):
            limb = option.decision.limb
            listed.add(
                f"claim:{limb}",
                f"Claim that AGI is here: {_LIMBS[limb]}",
                _claim_words(view, limb),
                option.decision,
            )
    listed.add(
        "done", "Nothing more this quarter", "The phase ends; the table is next if it is open.", Done()
    )
    have = f"{power(held_mw(view))} running, signed or asked for"
    ahead = when(scenario, min(view.quarter + AHEAD, view.last - 1))
    text = lines(
        "Who is asked for compute, and what becomes of the frontier run.",
        f"By {ahead} you will want about {power(need_mw(scenario, view))}; you have {have}.",
    )
    return listed.matter(
        "notices",
        "Compute and notices",
        text,
        advice,
        f"{power(max(0, short))} short" if short > 0 else "enough",
    )


_RUNS: Final = (
    ("finish", "Finish the frontier run", "{quarters} quarters in; worth about +{gain}, more or less luck"),
    ("release", "Release what is held back", "+{held} capability, for customers and rivals to see"),
    ("hold", "Hold releases back from now on", "what is new stays in the lab until you release it"),
)
_LIMBS: Final = {"board": "the board says so", "profit": "the profit threshold", "panel": "ask the panel"}


def _claim_words(view: View, limb: str) -> str:
    if limb == "profit":
        return "the threshold is met; Microsoft accepts or goes to court"
    lab, bar_ = view.number("openai.lab_capability"), view.number("openai.agi_view")
    return (
        f"the lab is at {lab:,}; your board puts the bar near {bar_:,}; a claim far short of it is bad faith"
    )


def _request_row(
    scenario: Scenario, view: View, provider: str, found: list[Option], short: int
) -> tuple[str, str, Deed]:
    requests = {o.decision.purpose: o for o in found if isinstance(o.decision, Request)}
    first = next(iter(requests.values()))
    ranges = {name: (low, high) for name, low, high in first.ranges}
    name = provider_name(scenario, provider)
    low, high = ranges["mw"]
    start_low, start_high = ranges["start"]
    quote = next((q for q in view.quotes if q.provider == provider), None)
    record = next((p for p in scenario.providers if p.id == provider), None)
    fields = [
        Field("mw", "Capacity", low, high, 10, min(high, short) if short >= low else high // 2, shown=power),
        Field("start", "From", start_low, start_high, 1, start_low, shown=lambda q: when(scenario, q)),
    ]
    if len(requests) > 1:
        words = {"serve": "serving (a notice)", "train": "training (carve-out, no notice)"}
        fields.append(Field("purpose", "For", choices=tuple((p, words[p]) for p in requests)))

    def make(values: Mapping[str, Any]) -> Decision:
        purpose = values.get("purpose", next(iter(requests)))
        limits = {n: (a, b) for n, a, b in requests[purpose].ranges}
        mw = min(max(values["mw"], limits["mw"][0]), limits["mw"][1])
        return Request(mw=mw, provider=provider, start=values["start"], purpose=purpose)

    def tell(values: Mapping[str, Any]) -> str:
        asked = make(values)
        assert isinstance(asked, Request)
        if record is None:
            return f"{money(asked.mw * 3000 // 1000)} a quarter from delivery. Microsoft may grant, counter or refuse it."
        price = quote.price if quote else _price(record, view)
        cost = mul(asked.mw * price * record.term // 1000, record.prepay) + asked.mw * record.capex // 1000
        deposit = f" {money(cost)} at once." if cost else ""
        return f"{money(asked.mw * price // 1000)} a quarter from delivery, {record.term} quarters.{deposit} {record.strings}"

    sourcing = str(view.agreement.terms["compute-sourcing"])
    if provider == AZURE:
        label, detail = "Ask Azure for capacity…", f"up to {power(high)}; Microsoft answers"
    elif sourcing == "none":
        label, detail = f"Sign with {name}…", f"up to {power(high)}; no notice is owed"
    else:
        label = (
            f"Give notice of {name}'s offer…" if quote or (record and record.capex) else f"Plead for {name}…"
        )
        at = f" at ${quote.price:,}k" if quote else ""
        detail = f"up to {power(high)}{at}; Microsoft may take it over"
    return label, detail, Form(label.rstrip("…"), tuple(fields), make, tell, "Send it")


# Answers and replies


def answer(scenario: Scenario, view: View, options: tuple[Option, ...], advice: Advice, width: int) -> Matter:
    notice = next(n for n in view.notices if n.stage in ("lodged", "returned"))
    listed = _Listed(width=width)
    azure = notice.provider == AZURE
    kinds: dict[str, Option] = {}
    for option in options:
        if isinstance(option.decision, Answer):
            kinds.setdefault(option.decision.answer, option)
    for kind, option in kinds.items():
        label, detail = _ANSWERS[kind](scenario, view, notice, azure)
        deed: Deed = option.decision
        if kind == "partial":
            deed = _partial(notice)
        elif kind == "counter":
            deed = _counter(scenario, notice, option)
        elif kind == "waive-for":
            deed = DraftWaiver(notice.id)
        listed.add(kind, label, detail, deed)
    free = mul(view.number("microsoft.slots"), 8000) - view.number("microsoft.slots_used")
    asks = (
        f"OpenAI asks for {notice_words(notice, scenario)}."
        if azure
        else f"OpenAI gives notice of an offer: {notice_words(notice, scenario)}."
    )
    if notice.stage == "returned":
        asks = f"OpenAI declined your counter. Exercise, or waive: {notice_words(notice, scenario)}."
    nothing = (
        "Silence is a no." if azure else "Silence is a waiver." if "silence" in kinds else "You must answer."
    )
    text = lines(
        asks,
        Content.styled(
            f"You can still build {power(max(0, free))} on time this quarter; what goes beyond comes two quarters late. {nothing}",
            MUTED,
        ),
    )
    return listed.matter(
        "answer",
        "A request" if azure else "First refusal",
        text,
        advice,
        f"{len(view.notices)} this quarter",
    )


def _says(label: str, detail: str) -> Callable[[Scenario, View, Notice, bool], tuple[str, str]]:
    return lambda scenario, view, notice, azure: (label, detail)


def _exercise(scenario: Scenario, view: View, notice: Notice, azure: bool) -> tuple[str, str]:
    if azure:
        return "Grant it", f"{power(notice.mw)} of your slots; revenue from delivery on"
    return "Exercise: take it all over", f"{power(notice.mw)} at ${notice.price:,}k; their trust −1"


_ANSWERS: Final[dict[str, Callable[[Scenario, View, Notice, bool], tuple[str, str]]]] = {
    "exercise": _exercise,
    "partial": _says("Take a part…", "the rest is theirs to sign"),
    "counter": _says("Counter with a price and a date…", "they may decline; then you exercise or waive"),
    "waive": lambda s, v, n, azure: ("Decline it", "they look elsewhere") if azure else ("Waive", "they may sign; their trust +3"),
    "waive-for": _says("Waive, for a change in the agreement…", "opens the table with your package on it"),
    "silence": lambda s, v, n, azure: ("Say nothing", "which is a no" if azure else "which is a waiver, and no thanks for it"),
}  # fmt: skip


def _partial(notice: Notice) -> Form:
    return Form(
        "Take a part",
        (Field("share", "Your part", 1, 99, 5, 50, shown=lambda v: f"{v} %"),),
        lambda values: Answer(notice=notice.id, answer="partial", share=values["share"]),
        lambda values: (
            f"{power(max(1, notice.mw * values['share'] // 100))} of {power(notice.mw)} come to Azure."
        ),
        "Take it",
    )


def _counter(scenario: Scenario, notice: Notice, option: Option) -> Form:
    ranges = {name: (low, high) for name, low, high in option.ranges}
    return Form(
        "Counter",
        (
            Field(
                "price", "Price", *ranges["price"], 100, notice.price, shown=lambda v: f"${v:,}k a MW-quarter"
            ),
            Field("start", "From", *ranges["start"], 1, notice.start, shown=lambda q: when(scenario, q)),
        ),
        lambda values: Answer(
            notice=notice.id, answer="counter", price=values["price"], start=values["start"]
        ),
        lambda values: (
            f"{money(notice.mw * values['price'] // 1000)} a quarter, against {money(notice.mw * notice.price // 1000)} asked."
        ),
        "Counter",
    )


def reply(scenario: Scenario, view: View, options: tuple[Option, ...], advice: Advice, width: int) -> Matter:
    notice = next(n for n in view.notices if n.stage in ("answered", "countered"))
    listed = _Listed(width=width)
    outside = (
        0
        if notice.provider == AZURE or notice.stage == "countered" or notice.answer == "exercise"
        else notice.mw - notice.azure_mw
    )
    given = []
    if notice.azure_mw:
        given.append(
            f"{power(notice.azure_mw)} of Azure from {when(scenario, notice.azure_start)} at ${notice.azure_price:,}k"
        )
    if outside:
        given.append(
            f"{power(outside)} from {provider_name(scenario, notice.provider)} from {when(scenario, notice.start)} at ${notice.price:,}k"
        )
    bill = (notice.azure_mw * notice.azure_price + outside * notice.price) // 1000
    for option in options:
        if isinstance(option.decision, Sign):
            listed.add(
                "sign", "Sign", f"{money(bill)} a quarter from delivery on, take or pay", option.decision
            )
        elif isinstance(option.decision, Decline):
            listed.add(
                "decline", "Decline the counter", "Microsoft must then exercise or waive", option.decision
            )
        elif isinstance(option.decision, Withdraw):
            listed.add("withdraw", "Leave it", "no capacity, no bill", option.decision)
    if not any(isinstance(o.decision, Sign) for o in options):
        listed.add(
            "sign", "Sign", closed="closed: the deposit is more than you have, or lenders are not in the mood"
        )
    text = lines(
        f"You asked for {notice_words(notice, scenario)}.",
        f"{_GIVEN.get(notice.answer, 'Microsoft answered')}: {' and '.join(given)}.",
    )
    return listed.matter("reply", "The answer to your notice", text, advice)


_GIVEN: Final = {
    "exercise": "Microsoft takes it",
    "partial": "Microsoft takes a part",
    "counter": "Microsoft counters",
    "waive": "Microsoft waives",
    "silence": "Microsoft did not answer, which is a waiver",
}


# The word


def claim(scenario: Scenario, view: View, options: tuple[Option, ...], advice: Advice, width: int) -> Matter:
    listed = _Listed(width=width)
    effect = CLAUSES["agi-consequence"].plain(view.agreement.terms["agi-consequence"])
    listed.add("accept", "Accept: it is AGI", effect, AnswerClaim(answer="accept"))
    listed.add(
        "dispute",
        "Dispute it",
        "$300m a quarter each, two to four quarters, trust −10 both ways",
        AnswerClaim(answer="dispute"),
    )
    limb = view.claim.limb if view.claim else ""
    text = lines(
        f"OpenAI says that AGI is here, under the {limb} limb of the clause.",
        Content.styled(CLAUSES["agi-trigger"].plain(view.agreement.terms["agi-trigger"]), MUTED),
    )
    return listed.matter("claim", "The word was said", text, advice)


# The table


def table(
    scenario: Scenario,
    view: View,
    options: tuple[Option, ...],
    advice: Advice,
    draft: Mapping[str, Term],
    width: int,
) -> Matter:
    lying = view.table
    assert lying is not None
    listed = _Listed(numbered=False, width=width)
    legal = [o.decision for o in options]
    them = other(view.seat)
    last = next((s for s in reversed(lying.history) if s.seat == them), None)
    if any(isinstance(d, Because) for d in legal):
        listed.numbered = True
        listed.add("because", "Give your reasons", "as your adviser would word them", Because())
        listed.add("walk", "Leave the table", "for this quarter", Walk())
        return listed.matter(
            "table",
            "They ask why",
            Content("They want to know what is wrong with their offer."),
            advice,
            _rounds(view),
        )
    worths = Worths(scenario, view)
    theirs = dict(lying.offers) if lying.offered_by == them else dict(_last_offer(view, them))
    terms = view.agreement.terms
    today = width >= 74
    for id in negotiable(scenario):
        listed.rows.append(
            Row(
                f"clause:{id}",
                _clause_row(id, terms[id], theirs.get(id), draft.get(id, terms[id]), worths, today),
                turns=True,
            )
        )
        listed.deeds[f"clause:{id}"] = Turn(id)
    said: list[Content | str] = []
    if last is not None:
        name = who(them, view.seat)
        said.append(
            Content.assemble(
                (f"{name}: ", "bold"), f"“{last.says}”" if last.says else _MOVED.get(last.move, "")
            )
        )
        for reason in last.reasons[:3]:
            after = (theirs if reason.clause in theirs else dict(_last_offer(view, view.seat))).get(
                reason.clause, terms[reason.clause]
            )
            was = terms[reason.clause]
            said.append(
                Content.styled(
                    f"{'−' if reason.sign == 'hurts' else '+'} {reason_words(reason, them, was, after)}",
                    MUTED,
                )
            )
        if last.gap:
            said.append(Content.styled(f"They call it {last.gap}.", MUTED))
    if not lying.history and not lying.offers:
        said.append("Nothing lies on the table yet. Turn a clause with ← and →, then make your offer.")
    if lying.must_answer == "offer":
        said.append("They asked what would make this work: they are owed an offer.")
    said.append(header_row(today))
    return listed.matter("table", "The table", lines(*said), advice, _rounds(view))


_MOVED: Final = {
    "offer": "an offer.",
    "ask": "What would make this work?",
    "why": "Why not?",
    "because": "reasons.",
    "walk": "leaves.",
}


def header_row(today: bool) -> Content:
    """The heads of the table's columns."""
    head = f"{'today':<17}" if today else ""
    return Content.styled(f"{'you':<4}{'':<21}{head}{'theirs':<17}yours", MUTED)


def _clause_row(id: str, now: Term, theirs: Term | None, mine: Term, worths: Worths, today: bool) -> Content:
    short = CLAUSES[id].short
    moved, asked = mine != now, theirs is not None and theirs != now
    mark = worths.mark(id, mine) if moved else worths.mark(id, theirs) if theirs is not None else ""
    parts: list[Any] = [(f"{mark:<4}", "bold"), (f"{clause_title(id):<21}", "bold" if moved else "")]
    if today:
        parts.append((f"{short(now):<17}", MUTED))
    their_words = short(theirs) if theirs is not None and asked else ("·" if today else short(now))
    parts.append((f"{their_words:<17}", "bold $accent" if asked else MUTED))
    parts.append((short(mine) if moved or not today else "·", "bold $secondary" if moved else MUTED))
    return Content.assemble(*parts)


def _rounds(view: View) -> str:
    assert view.table is not None
    patience = getattr(view.table, f"patience_{other(view.seat)}")
    left = f"{view.table.rounds} round{'s' * (view.table.rounds != 1)} left"
    return f"{left}, their patience {patience}" if patience >= 0 else left


def _last_offer(view: View, seat: Seat) -> Package:
    assert view.table is not None
    for said in reversed(view.table.history):
        if said.seat == seat and said.move == "offer":
            return said.package
    return next((word.package for word in view.last_words if word.seat == seat), ())


def draft_to_begin(view: View) -> dict[str, Term]:
    """What a draft starts from: what they offered, else what you last offered, else today's agreement."""
    lying = view.table
    assert lying is not None
    them = other(view.seat)
    if lying.offered_by == them:
        return dict(lying.offers)
    mine = _last_offer(view, view.seat)
    return {id: term for id, term in mine if term != view.agreement.terms[id]}


def package_of(view: View, draft: Mapping[str, Term]) -> Package:
    """The draft as a package: what it changes, in the order of the document."""
    return tuple((id, draft[id]) for id in CLAUSES if id in draft and draft[id] != view.agreement.terms[id])


def turned_term(scenario: Scenario, clause: str, term: Term, by: int) -> Term:
    """The term so many steps along the clause's ladder; the ladder does not go round."""
    ladder = options_of(scenario, clause)
    at = ladder.index(term) if term in ladder else 0
    return ladder[min(max(at + by, 0), len(ladder) - 1)]


# Without cash

_WAYS: Final = {
    "bridge": ("Ask Microsoft for a bridge", "cash now, repaid with 8 % after a year; they may decline"),
    "emergency-round": ("An emergency round", "shares at half price; 10 % more dilution; investor mood −10"),
    "cancel-capacity": (
        "Cancel all undelivered outside capacity",
        "some cash back; 7 % of your market share goes",
    ),
    "asset-sale": ("Sell research to a rival", "cash now; the rival +30; board mood −10"),
}


def rescue(scenario: Scenario, view: View, options: tuple[Option, ...], advice: Advice, width: int) -> Matter:
    listed = _Listed(width=width)
    for way, (label, detail) in _WAYS.items():
        decision = Rescue(way=way)  # type: ignore[arg-type]
        if any(o.decision == decision for o in options):
            listed.add(way, label, detail, decision)
    hole = figure("openai.cash", view.numbers["openai.cash"])
    text = lines(
        f"The quarter closed with {hole} in the bank. You must find a way on.",
        Content.styled("Run out twice within a year, and creditors run the lab.", MUTED),
    )
    return listed.matter("rescue", "Out of cash", text, advice)


def bridge(scenario: Scenario, view: View, options: tuple[Option, ...], advice: Advice, width: int) -> Matter:
    listed = _Listed(width=width)
    listed.add(
        "grant", "Grant the bridge", "it comes back with 8 % after a year; their trust +8", Bridge(grant=True)
    )
    listed.add("decline", "Decline", "their trust −6; they must find another way", Bridge(grant=False))
    text = Content("OpenAI is out of cash and asks you for a bridge: the hole, and two quarters of burn.")
    return listed.matter("bridge", "They are out of cash", text, advice)


_MATTERS: Final[dict[str, Callable[[Scenario, View, tuple[Option, ...], Advice, int], Matter]]] = {
    "events": events,
    "notices": notices,
    "answer": answer,
    "reply": reply,
    "claim": claim,
    "rescue": rescue,
    "bridge": bridge,
}


def clause_detail(scenario: Scenario, view: View, clause: str, term: Term) -> Iterator[Content | str]:
    """A clause under the cursor: today's words and the draft's, in plain English."""
    made = CLAUSES[clause]
    now = view.agreement.terms[clause]
    if term == now:
        yield made.plain(now)
    else:
        yield made.plain(term)


__all__ = ["MICROSOFT", "SEATS", "Accept", "Ask", "Matter", "Offer", "Why", "matter_of", "paragraphs"]
