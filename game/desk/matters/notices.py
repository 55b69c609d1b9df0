"""Compute and notices: whom to ask for capacity and at what price, the frontier run, and the claim."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from game.debrief.figures import figure, price_words, provider_name, when
from game.debrief.telling import contract_words
from game.desk.adviser import after_the_end, asked_mw, held_mw, horizon, need_mw, requests_left, short_mw
from game.desk.matters.matter import Asked, Deed, Field, Form, Listed, Matter
from game.desk.words import lines
from game.players.lab_desk import SMALLEST
from game.players.outlook import azure_price
from game.rules import agi
from game.rules.agreement import CLAUSES, agi_panel, agi_trigger, delivery_remedy
from game.rules.compute import AZURE, cancel_fee, standing
from game.rules.decisions import Cancel, Claim, Decision, Done, Option, Request, Run
from game.rules.notices import REQUESTS
from game.rules.scenario import Provider, Scenario
from game.rules.units import money, mul, power
from game.rules.view import View

EVER: Final = 10_000
"""A quarter by which everything is due."""


def price_now(provider: Provider, view: View) -> int:
    """What a provider asks for a MW-quarter now, $ thousands."""
    market = view.number("world.partner_price")
    return provider.price * market // 3300 if provider.follows_market else provider.price


def notices(asked: Asked) -> Matter:
    """Whom to ask for compute, what becomes of the frontier run, and the claim."""
    scenario, view, options, advice = asked.scenario, asked.view, asked.options, asked.advice
    by = horizon(view)
    asked_for = asked_mw(view, by)
    signed = held_mw(view, by) - asked_for
    later = held_mw(view, EVER) - asked_mw(view, EVER) - signed
    short = short_mw(scenario, view)
    found: dict[str, tuple[str, str, Deed | None, str]] = {}
    requests: dict[str, list[Option]] = {}
    for option in options:
        if isinstance(option.decision, Request):
            requests.setdefault(option.decision.provider, []).append(option)
    for provider, asks in requests.items():
        wished = next(
            (d for d in advice.decisions if isinstance(d, Request) and d.provider == provider), None
        )
        wish = wished.mw if wished else short
        found[f"ask:{provider}"] = (*_request_row(scenario, view, provider, asks, wish), "")
    known = {
        "quarters": view.number("openai.run_quarters"),
        "gain": view.number("openai.run_gain"),
        "held": view.number("openai.held"),
    }
    ordered = {o.decision.order: o.decision for o in options if isinstance(o.decision, Run)}
    for order, label, detail in _RUNS:
        if order in ordered:
            found[f"run:{order}"] = label, detail.format(**known), ordered[order], ""
    cancels = [o.decision for o in options if isinstance(o.decision, Cancel)]
    if cancels:
        by_id = {c.id: c for c in view.contracts}
        found["cancel"] = (
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
            "",
        )
    for option in options:
        if isinstance(option.decision, Claim):
            limb = option.decision.limb
            found[f"claim:{limb}"] = _LIMBS[limb], _claim_words(view, limb), option.decision, ""
    if near := _nearly(view, options):
        found["claim:profit"] = _LIMBS["profit"], "", None, f"closed: {near}"
    found["done"] = (
        f"Nothing more this {view.turns.word}",
        "The phase ends; the table is next if it is open.",
        Done(),
        "",
    )
    listed = Listed(width=asked.width)
    before = asked.places.keep(
        ("notices", view.seat, view.quarter), {id: label for id, (label, *_) in found.items()}
    )
    for id, label in before.items():
        if id in found:
            listed.add(id, *found[id])
        else:
            listed.gone(id, label, _gone(id, view, requests))
    have = f"{signed:,} MW running or due by then"
    have += f", {asked_for:,} MW more if what is asked for goes through" if asked_for else ""
    have += f"; {later:,} MW more comes later" if later else ""
    then = when(scenario, by)
    turned = view.numbers["openai.unserved"]
    today = (
        f"Today {figure('openai.unserved', turned)} are turned away; {_soonest(requests, view)}; serve more by training less."
        if view.quarter and view.number("openai.unserved") > 0
        else ""
    )
    if not requests and not requests_left(view):
        spent = f"The {REQUESTS} requests of this {view.turns.word} are made; more next {view.turns.word}."
        today = " ".join(filter(None, (today, spent)))
    sooner = " What comes sooner counts too." if short >= SMALLEST and requests and by > view.quarter else ""
    text = lines(
        f"{_ahead(by - view.quarter, then)} customers will want about {need_mw(scenario, view):,} MW; you have {have}.{sooner}",
        today,
    )
    hoped = ", if what is asked for comes" if asked_for and short + asked_for > 0 else ""
    state = (
        f"{short:,} MW short for {then}"
        if short >= SMALLEST
        else f"{'about ' if short > 0 else ''}enough for {then}{hoped}"
    )
    return listed.matter("notices", "Compute and notices", text, asked.advice, state)


def _gone(id: str, view: View, requests: Mapping[str, list[Option]]) -> str:
    """Why a row can no longer be chosen that could be a moment ago."""
    if not id.startswith("ask:"):
        return _GONE.get(id, "it has been said")
    if requests:
        return "its quote is used up, or the deposit is more than you have"
    return f"{REQUESTS} requests a {view.turns.word} are all anybody reads"


_GONE: Final = {
    "run:finish": "it is finished",
    "run:release": "nothing more to release now",
    "run:hold": "that is settled for now",
    "cancel": "nothing is left that could be cancelled",
}
"""A claim is gone because it was made."""


def _soonest(requests: Mapping[str, list[Option]], view: View) -> str:
    """How soon the first of what can be asked for would come, in words."""
    starts = [
        low for asks in requests.values() for ask in asks for name, low, _ in ask.ranges if name == "start"
    ]
    if not starts:
        return "nothing more can be asked for now"
    wait = min(starts) - view.quarter
    return f"the soonest on offer comes in {_COUNTED.get(wait, str(wait))} quarter{'s' * (wait != 1)}"


_COUNTED: Final = {1: "one", 2: "two", 3: "three", 4: "four"}


def _ahead(quarters: int, then: str) -> str:
    """For when capacity is planned, and how far ahead that is."""
    if not quarters:
        return f"In {then}, the last quarter,"
    return f"Capacity is planned {quarters} quarter{'s' * (quarters != 1)} ahead: by {then}"


_RUNS: Final = (
    ("finish", "Finish the frontier run", "{quarters} quarters in; worth about +{gain}, more or less luck"),
    (
        "release",
        "Release what is finished and not out yet",
        "+{held} capability that safety work, or you, kept in the lab",
    ),
    ("hold", "Hold releases back from now on", "what is new stays in the lab until you release it"),
)
_LIMBS: Final = {
    "board": "Declare that AGI is here: the board says so",
    "profit": "Certify that AGI is here: the profit threshold",
    "panel": "Refer it to the panel: is AGI here?",
}
NEAR: Final = agi.PROFIT_BAR * 3 // 4
"""$M a year of profit potential from which the profit limb is shown although it is closed."""


def _nearly(view: View, options: tuple[Option, ...]) -> str:
    """Why the profit limb is not open although it is nearly met; empty when it is, or far off, or nobody may claim anyway."""
    potential = view.number("openai.profit_potential")
    silent = view.claim is not None or view.number("relations.determined")
    if "profit" not in agi_trigger.limbs(view.agreement.terms["agi-trigger"]) or silent or potential < NEAR:
        return ""
    if potential >= agi.PROFIT_BAR or any(o.decision == Claim(limb="profit") for o in options):
        return ""
    held = (
        f"; auditors said {money(view.certificate.says)}"
        if view.certificate is not None
        else ", auditors might see it higher"
    )
    return f"the potential is {money(potential)} of {money(agi.PROFIT_BAR)} a year{held}"


def _claim_words(view: View, limb: str) -> str:
    if limb == "profit":
        potential = view.number("openai.profit_potential")
        said = view.certificate.says if view.certificate is not None else 0
        basis = f"{money(potential)} a year"
        if said >= agi.PROFIT_BAR:
            basis = f"{basis}, and auditors say {money(said)}, which a court weighs"
        return f"{basis}; {_ANSWERED}; it rests on figures, so it is never bad faith"
    lab, bar_ = view.number("openai.lab_capability"), view.number("openai.agi_view")
    words = (
        f"the lab is at {lab:,}; your board puts the bar near {bar_:,}; a claim far short of it is bad faith"
    )
    if limb != "panel":
        return f"{words}; {_ANSWERED}"
    wait = agi_panel.wait(view.agreement.terms["agi-panel"])
    return f"verdict in {wait} quarter{'s' * (wait != 1)}; {words}"


def claiming(view: View, limb: str) -> tuple[str, str, str]:
    """What to ask before the word is said: a title, what follows, and the word for yes."""
    effect = CLAUSES["agi-consequence"].plain(view.agreement.terms["agi-consequence"])
    basis = _claim_words(view, limb)
    words = f"{basis[:1].upper()}{basis[1:]}.\n\nIf it stands: {effect}\n\nOnce said it is not taken back, unless a table signs it away."
    title = f"{_LIMBS[limb].partition(':')[0]}?"
    return title, words, {"board": "Declare it", "profit": "Certify it", "panel": "Refer it"}[limb]


_ANSWERED: Final = "Microsoft accepts, disputes or bids for it"


def _request_row(
    scenario: Scenario, view: View, provider: str, found: list[Option], short: int
) -> tuple[str, str, Deed]:
    requests = {o.decision.purpose: o for o in found if isinstance(o.decision, Request)}
    first = next(iter(requests.values()))
    ranges = {name: (low, high) for name, low, high in first.ranges}
    name = provider_name(scenario, provider)
    low, high = ranges["mw"]
    start_low, start_high = ranges["start"]
    quote = standing(view.quotes).get(provider)
    record = next((p for p in scenario.providers if p.id == provider), None)
    fields = [
        Field(
            "mw",
            "Capacity",
            low,
            high,
            10,
            min(high, short) if short >= low else high // 2,
            shown=power,
            unit="MW",
        ),
        Field("start", "From", start_low, start_high, 1, start_low, shown=lambda q: when(scenario, q)),
    ]
    if len(requests) > 1:
        words = {"serve": "serving (a notice)", "train": "training (no notice)"}
        fields.append(Field("purpose", "For", choices=tuple((p, words[p]) for p in requests)))

    def make(values: Mapping[str, Any]) -> Decision:
        purpose = values.get("purpose", next(iter(requests)))
        limits = {n: (a, b) for n, a, b in requests[purpose].ranges}
        mw = min(max(values["mw"], limits["mw"][0]), limits["mw"][1])
        return Request(mw=mw, provider=provider, start=values["start"], purpose=purpose)

    def tell(values: Mapping[str, Any]) -> str:
        asked = make(values)
        assert isinstance(asked, Request)
        vain = "Due after the last quarter. " if after_the_end(view, asked.start) else ""
        if record is None:
            bill = money(asked.mw * azure_price(view) // 1000)
            return f"{vain}{bill} a quarter from delivery. Microsoft may grant, counter or refuse it."
        price = quote.price if quote else price_now(record, view)
        cost = mul(asked.mw * price * record.term // 1000, record.prepay) + asked.mw * record.capex // 1000
        deposit = f" {money(cost)} at once." if cost else ""
        return f"{vain}{money(asked.mw * price // 1000)} a quarter from delivery, {record.term} quarters.{deposit} {record.strings}"

    sourcing = str(view.agreement.terms["compute-sourcing"])
    if provider == AZURE:
        label = "Ask Azure for capacity…"
        detail = f"up to {power(high)} at {price_words(azure_price(view))}; Microsoft answers"
    elif sourcing == "none":
        label, detail = f"Sign with {name}…", f"up to {power(high)}; no notice is owed"
    else:
        label = (
            f"Give notice of {name}'s offer…" if quote or (record and record.capex) else f"Plead for {name}…"
        )
        at = f" at {price_words(quote.price)}" if quote else ""
        released = view.number("openai.released_mw")
        free = delivery_remedy.balance(view.agreement.terms["delivery-remedy"], released) if quote else 0
        leave = f"{power(free)} of it without notice" if free else "Microsoft may take it over"
        detail = f"up to {power(high)}{at}; {leave}"
    return label, detail, Form(label.rstrip("…"), tuple(fields), make, tell, "Send it")
