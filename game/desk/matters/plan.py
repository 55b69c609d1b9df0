"""The plan: the order sheet as sliders, the actions as a list, and what action points are left for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from game.debrief.figures import price_words
from game.debrief.findings import about_words, learned_words, statement
from game.debrief.riders import capital, memorandum_words
from game.desk.adviser import Advice
from game.desk.brief import deed_words
from game.desk.content import Content
from game.desk.matters.matter import Asked, Deed, Field, Form, Listed, Matter, Slider, aloud
from game.desk.matters.notices import price_now
from game.desk.perils import perils
from game.desk.row import Row
from game.desk.words import MUTED, bar, hanging, lines, turner
from game.rules.candour import disclosure
from game.rules.decisions import Act, CloudPlan, Decision, Done, Option, Plan, Undo
from game.rules.information import QUESTIONS
from game.rules.orders import ACTIONS
from game.rules.scenario import Scenario
from game.rules.table import BROKEN_WORD
from game.rules.units import OPENAI, Seat, money, other, percent, power, ratio
from game.rules.view import View

_SLIDERS: Final = {
    "train": "Training",
    "safety": "Safety work",
    "stance": "Price",
    "build": "Build",
    "partner": "For OpenAI",
    "own": "Own models",
    "rate": "Rate",
}
_WORDS: Final = {"mid": "middle"}
"""What a stance is called where that is not its name."""
SLIDER_WORDS: Final = {
    "train": "Percent of your fleet that trains. More: a better model, but fewer customers are served. Less: the reverse.",
    "safety": "Percent of a full effort: each costs 0.1 % of revenue and slows training. More: safer. Less: incidents, a cross board.",
    "stance": "What customers pay. Premium: fewer, more each. War: more, less each, and the share grows.",
    "build": "Percent of the build slots there are now that you use, at $38m a MW, ready in a year. More: capacity, capex. Less: cash now.",
    "partner": "Percent of your building beyond promises kept back for OpenAI. More: you can fast-track it. Less: it earns.",
    "own": "Percent of a full effort on your own models; the agreement sets the most. More: less dependence, and cost. Less: the reverse.",
    "rate": "What other customers pay for your AI capacity. High: more margin, slower demand. Low: the reverse.",
}
"""What a row of the order sheet is, and what more or less of it does."""
PLANNED: Final = {
    "train": ("openai.train",),
    "safety": ("openai.safety_share", "openai.safety"),
    "stance": ("openai.share",),
    "build": ("microsoft.build", "microsoft.slots"),
    "partner": ("microsoft.partner", "microsoft.spare_mw"),
    "own": ("microsoft.own_effort", "microsoft.capability"),
    "rate": ("microsoft.other_demand",),
}
"""The numbers that a row of the order sheet is about."""
ROOMY: Final = 22
"""Lines of the desk from which on the adviser's reasons stand beside what it proposes, and not only under the row they are about."""
ALOUD: Final = 1000
"""Columns of a row that is read out."""
STANCES: Final = {"stance": ("premium", "standard", "war"), "rate": ("high", "mid", "low")}


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


def advised(advice: Advice, row: str) -> str:
    """Why the adviser proposes the action of a row; empty where it does not, or gives no reason."""
    for decision, why in zip(advice.decisions, advice.whys, strict=False):
        if isinstance(decision, Act) and f"act:{decision.action}" == row:
            return why
    return ""


def sheet_decision(seat: Seat, sheet: Mapping[str, Any]) -> Decision:
    """The sheet as a decision."""
    return Plan(**sheet) if seat == OPENAI else CloudPlan(**sheet)


def plan(asked: Asked) -> Matter:
    """The order sheet and the actions that action points can be spent on."""
    scenario, view, options, width = asked.scenario, asked.view, asked.options, asked.width
    sheet, ranges = sheet_of(view, options)
    stands = {**sheet, **asked.sheet}
    listed = Listed(numbered=False, width=width)
    for name, value in stands.items():
        title = _SLIDERS[name]
        changed = value != sheet[name]
        was = f" was {_WORDS.get(sheet[name], sheet[name])}" if changed else ""
        if name in STANCES:
            listed.deeds[name] = Slider(name, 0, 2, choices=STANCES[name], title=title)
            shown = Content.assemble(
                (f"{title:<12}", ""),
                turner(-1, "◂"),
                f" {_choices(name, str(value))} ",
                turner(1, "▸"),
                (was, MUTED),
            )
        else:
            low, high = ranges[name]
            listed.deeds[name] = Slider(name, low, high, title=title)
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
    _actions(listed, asked)
    points = view.number(f"{view.seat}.action_points") - sum(
        ACTIONS[act.action].points for act in view.sealed if isinstance(act, Act)
    )
    unspent = (
        f"{_points(points)} go{'es' * (points == 1)} unspent"
        if points > 0
        else "every action point is planned"
    )
    listed.rows.append(
        Row(
            "seal",
            Content.assemble(("Seal the plan", "bold"), (_gap("Seal the plan", unspent, width), MUTED)),
            spoken=aloud("Seal the plan", unspent),
        )
    )
    listed.deeds["seal"] = Done()
    roomy = asked.height >= ROOMY or asked.width >= ALOUD
    grave = [
        hanging(
            Content.styled("! ", "bold $warning"),
            f"{peril.words}.{f' {capital(peril.follows)}.' if roomy else ''}",
            width,
            2,
            "bold $warning",
        )
        for peril in perils(scenario, view)
    ]
    text = lines(
        *grave,
        # On a small screen the actions need the lines.
        "Action points not spent are lost. Both plans stay sealed until both are in." if roomy else "",
        f"{memorandum_words(view.memorandum, scenario, view.seat)}." if view.memorandum is not None else "",
    )
    state = f"{points} of {max(points, view.turns.points)} action points left"
    advice = asked.advice
    if roomy:
        advice = advice._replace(words=advice.reasoned or advice.words)
    return listed.matter("plan", "Plan", text, advice, state)


def _choices(name: str, value: str) -> str:
    """All that a row can be turned to, in that order, what it stands at in brackets: “premium · [standard] · war”."""
    words = ((choice, _WORDS.get(choice, choice)) for choice in STANCES[name])
    return " · ".join(f"[{word}]" if choice == value else word for choice, word in words)


def _points(count: int) -> str:
    return "free" if not count else f"{count} action point{'s' * (count != 1)}"


def _actions(listed: Listed, asked: Asked) -> None:
    scenario, view, options, width = asked.scenario, asked.view, asked.options, asked.width
    advised = {d.action: d.amount for d in asked.advice.decisions if isinstance(d, Act) and d.amount}
    open_: dict[str, list[Option]] = {}
    for option in options:
        if isinstance(option.decision, Act):
            open_.setdefault(option.decision.action, []).append(option)
    planned = {act.action: act for act in view.sealed if isinstance(act, Act)}
    for action in ACTIONS.values():
        if view.seat not in action.seats:
            continue
        id = f"act:{action.id}"
        price = _points(action.points) + (f", {money(action.cost)}" if action.cost else "")
        if action.id == "break-memorandum" and view.memorandum is not None:
            price = f"{money(view.memorandum.fee)}, trust −{-BROKEN_WORD // 10}"
        if action.id in planned:
            about = _act_words(scenario, planned[action.id])
            line = f"● {action.title}{about}"
            listed.rows.append(
                Row(
                    id,
                    Content.assemble((line, "bold"), (_gap(line, "planned", width), MUTED)),
                    spoken=aloud(f"{action.title}{about}", "planned; this takes it back"),
                )
            )
            listed.deeds[id] = Undo()
        elif action.id in open_:
            line = f"○ {action.title}"
            words = Content.assemble(line, (_gap(line, price, width), MUTED))
            listed.rows.append(Row(id, words, spoken=aloud(action.title, price)))
            listed.deeds[id] = _act_deed(scenario, view, open_[action.id], advised.get(action.id, 0))
        else:
            line = f"× {action.title}"
            listed.rows.append(
                Row(
                    id,
                    Content.assemble((line, MUTED), (_gap(line, "not now", width), MUTED)),
                    spoken=action.title,
                )
            )


def _gap(left: str, right: str, width: int) -> str:
    return " " * max(1, width - len(left) - len(right)) + right


def _act_words(scenario: Scenario, act: Act) -> str:
    about = about_words(scenario, act.action, act.about) if act.about else ""
    unit = ACTIONS[act.action].unit
    size = "" if not act.amount else money(act.amount) if unit == "$M" else power(act.amount)
    inside = ", ".join(part for part in (about, size) if part)
    return f": {inside}" if inside else ""


def _act_deed(scenario: Scenario, view: View, found: list[Option], advised: int) -> Deed:
    decisions = {o.decision.about: o for o in found if isinstance(o.decision, Act)}
    first = next(iter(decisions.values()))
    assert isinstance(first.decision, Act)
    action = ACTIONS[first.decision.action]
    words = deed_words(action, view)
    fields: list[Field] = []
    if len(decisions) > 1 or first.decision.about:
        fields.append(
            Field(
                "about",
                "About",
                choices=tuple((about, about_words(scenario, action.id, about)) for about in decisions),
            )
        )
    if first.ranges:
        ranges = [o.ranges[0] for o in decisions.values()]
        low, high = min(r[1] for r in ranges), max(r[2] for r in ranges)
        shown = money if action.unit == "$M" else power
        step = 10 if action.unit == "MW" else max(1, 10 ** (len(str(high)) - 2))
        usual = advised or (high // 4 if action.unit == "$M" else high // 2)
        if action.id == "court":
            usual = high  # a quote obliges to nothing: as much as each can give
        start = min(max(usual, low, 1), high)
        fields.append(
            Field("amount", "Amount", max(low, 1), high, step, start, shown=shown, unit=action.unit)
        )
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
                price = f"about {price_words(price_now(provider, view))}"
                return (
                    f"{power(made.amount)}, {price}, {provider.lead} quarters to delivery. {provider.strings}"
                )
        if action.id == "disclose":
            told = disclosure(scenario, view, made.about)
            return f"{words} They would read: {learned_words(told, other(view.seat), scenario)}."
        if action.id == "back-channel":
            theirs = statement(made.about, other(view.seat))
            yours = statement(made.about, view.seat, "you", "your")
            said = "yes" if QUESTIONS[made.about].answer(scenario, view) else "no"
            return f"They answer whether they {theirs}; you answer whether you {yours}, which is {said}."
        if action.id == "raise-equity":
            value = view.number("openai.value")
            return f"{words} {money(made.amount)} sells {percent(ratio(made.amount, max(made.amount, value)), 1)} of the company."
        return words

    def limits(values: Mapping[str, Any]) -> Mapping[str, tuple[int, int]]:
        bound = bounds.get(values.get("about", ""))
        return {"amount": (max(1, bound[1]), bound[2])} if bound is not None else {}

    return Form(action.title, tuple(fields), make, tell, f"Plan it ({_points(action.points)})", limits)
