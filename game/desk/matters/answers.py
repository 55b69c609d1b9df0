"""Answers: what Microsoft says to a request or a notice, and what OpenAI does with that."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from game.debrief.figures import price_words, provider_name, when
from game.debrief.telling import notice_words
from game.desk.adviser import requests_left
from game.desk.content import Content
from game.desk.matters.matter import Asked, Deed, DraftWaiver, Field, Form, Listed, Matter
from game.desk.words import MUTED, lines
from game.rules.agreement import notice_window
from game.rules.compute import AZURE
from game.rules.decisions import Answer, Decline, Option, Sign, Withdraw
from game.rules.scenario import Scenario
from game.rules.state import Notice
from game.rules.units import money, mul, power
from game.rules.view import View


def answer(asked: Asked) -> Matter:
    """What Microsoft may say to a request or a notice."""
    scenario, view, options = asked.scenario, asked.view, asked.options
    notice = next(n for n in view.notices if n.stage in ("lodged", "returned"))
    listed = Listed(width=asked.width, default=asked.default)
    azure = notice.provider == AZURE
    kinds: dict[str, Option] = {}
    for option in options:
        if isinstance(option.decision, Answer):
            kinds.setdefault(option.decision.answer, option)
    for kind, option in kinds.items():
        label, detail = _ANSWERS[kind](scenario, view, notice, azure)
        deed: Deed = option.decision
        if kind == "partial":
            deed = _partial(notice, azure)
        elif kind == "counter":
            deed = _counter(scenario, notice, option)
        elif kind == "waive-for":
            deed = DraftWaiver(notice.id)
        listed.add(kind, label, detail, deed)
    free = mul(view.number("microsoft.slots"), 8000) - view.number("microsoft.slots_used")
    booked = max(view.number("microsoft.other_demand"), view.number("microsoft.bookings"))
    empty = max(0, view.number("microsoft.ai_mw") - booked)
    halls = f", {power(empty)} of it in halls that stand empty" if empty else ""
    asks = (
        f"OpenAI asks for {notice_words(notice, scenario)}."
        if azure
        else f"OpenAI gives notice of an offer: {notice_words(notice, scenario)}."
    )
    if notice.waited:
        asks = f"You asked for time. {asks}"
    if notice.stage == "returned":
        asks = f"OpenAI declined your counter. Exercise, or waive: {notice_words(notice, scenario)}."
    nothing = (
        "Silence is a no."
        if azure
        else "You must answer."
        if "silence" not in kinds
        else "Silence is a waiver."
        if notice_window.silence_waives(view.agreement.terms["notice-window"])
        else "Unanswered, the notice lapses."
    )
    text = lines(
        asks,
        Content.styled(
            f"You can still have {power(max(0, free) + empty)} ready on time this {view.turns.word}{halls}; what goes beyond comes "
            f"two quarters late. {nothing}",
            MUTED,
        ),
    )
    return listed.matter(
        "answer",
        "A request" if azure else "A notice",
        text,
        asked.advice,
        f"{len(view.notices)} this {view.turns.word}",
    )


def _says(label: str, detail: str) -> Callable[[Scenario, View, Notice, bool], tuple[str, str]]:
    return lambda scenario, view, notice, azure: (label, detail)


def _exercise(scenario: Scenario, view: View, notice: Notice, azure: bool) -> tuple[str, str]:
    if azure:
        return "Grant it", f"{power(notice.mw)} of your slots; revenue from delivery on"
    return "Exercise: take it all over", f"{power(notice.mw)} at {price_words(notice.price)}; their trust −1"


def _silence(scenario: Scenario, view: View, notice: Notice, azure: bool) -> tuple[str, str]:
    waives = notice_window.silence_waives(view.agreement.terms["notice-window"])
    which = (
        "which is a no"
        if azure
        else "which is a waiver, and no thanks for it"
        if waives
        else "the notice lapses"
    )
    return "Say nothing", which


_PARTIAL: Final = {
    True: ("Grant a part…", "they get that much and look elsewhere for the rest"),
    False: ("Take a part…", "the rest is theirs to sign"),
}
_COUNTER: Final = {
    True: ("Offer another price and date…", "they sign it or leave it"),
    False: ("Counter with a price and a date…", "they may decline; then you exercise or waive"),
}
_ANSWERS: Final[dict[str, Callable[[Scenario, View, Notice, bool], tuple[str, str]]]] = {
    "exercise": _exercise,
    "partial": lambda s, v, n, azure: _PARTIAL[azure],
    "counter": lambda s, v, n, azure: _COUNTER[azure],
    "waive": lambda s, v, n, azure: ("Decline it", "they look elsewhere") if azure else ("Waive", "they may sign; their trust +3"),
    "waive-for": _says("Waive, for a change in the agreement…", "opens the table with your package on it"),
    "later": lambda s, v, n, azure: (
        "Ask for more time", f"it comes back next {v.turns.word}, and starts later if it must; their trust −1"
    ),
    "silence": _silence,
}  # fmt: skip


def _partial(notice: Notice, azure: bool) -> Form:
    return Form(
        "Grant a part" if azure else "Take a part",
        (Field("share", "Your part", 1, 99, 5, 50, shown=lambda v: f"{v} %", unit="%"),),
        lambda values: Answer(notice=notice.id, answer="partial", share=values["share"]),
        lambda values: (
            f"{power(max(1, notice.mw * values['share'] // 100))} of {power(notice.mw)} come to Azure."
        ),
        "Grant it" if azure else "Take it",
    )


def _counter(scenario: Scenario, notice: Notice, option: Option) -> Form:
    ranges = {name: (low, high) for name, low, high in option.ranges}
    return Form(
        "Counter",
        (
            Field("price", "Price", *ranges["price"], 100, notice.price, shown=price_words, unit="$k"),
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


def reply(asked: Asked) -> Matter:
    """What OpenAI may do with Microsoft's answer."""
    scenario, view, options = asked.scenario, asked.view, asked.options
    notice = next(n for n in view.notices if n.stage in ("answered", "countered"))
    listed = Listed(width=asked.width, default=asked.default)
    outside = (
        0
        if notice.provider == AZURE or notice.stage == "countered" or notice.answer == "exercise"
        else notice.mw - notice.azure_mw
    )
    given = []
    if notice.azure_mw:
        given.append(
            f"{power(notice.azure_mw)} of Azure from {when(scenario, notice.azure_start)} at {price_words(notice.azure_price)}"
        )
    if outside:
        name, start = provider_name(scenario, notice.provider), when(scenario, notice.start)
        given.append(f"{power(outside)} from {name} from {start} at {price_words(notice.price)}")
    bill = (notice.azure_mw * notice.azure_price + outside * notice.price) // 1000
    for option in options:
        if isinstance(option.decision, Sign):
            listed.add(
                "sign", "Sign", f"{money(bill)} a quarter from delivery on, take or pay", option.decision
            )
        elif isinstance(option.decision, Decline):
            listed.add(
                "decline",
                "Decline the counter",
                f"the request ends; {_after(view)}"
                if notice.provider == AZURE
                else "Microsoft must then exercise or waive",
                option.decision,
            )
        elif isinstance(option.decision, Withdraw):
            listed.add("withdraw", "Leave it", f"no capacity, no bill; {_after(view)}", option.decision)
    if not any(isinstance(o.decision, Sign) for o in options):
        listed.add(
            "sign", "Sign", closed="closed: the deposit is more than you have, or lenders are not in the mood"
        )
    text = lines(
        f"You asked for {notice_words(notice, scenario)}.",
        f"{_GIVEN.get(notice.answer, 'Microsoft answered')}: {' and '.join(given)}.{_remark(view, notice)}",
    )
    return listed.matter("reply", "The answer to your notice", text, asked.advice)


def _after(view: View) -> str:
    """What may be asked for when this answer is left: the request that was made is used up."""
    left = requests_left(view)
    if left:
        return f"{left} more request{'s' * (left != 1)} this {view.turns.word}"
    return f"it was the last request this {view.turns.word}"


def _remark(view: View, notice: Notice) -> str:
    """What Microsoft said with this answer, if anything."""
    about = [said for said in view.remarks if said.about == notice.id]
    return f" “{about[-1].says}”" if about and about[-1].move == notice.answer else ""


_GIVEN: Final = {
    "exercise": "Microsoft takes it",
    "partial": "Microsoft takes a part",
    "counter": "Microsoft counters",
    "waive": "Microsoft waives",
    "silence": "Microsoft did not answer, which is a waiver",
    "free": "No notice is owed any more",
}
