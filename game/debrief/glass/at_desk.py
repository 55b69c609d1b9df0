"""An act of the quarter: the list it came from, what was weighed and tried, and what was reckoned with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from game.debrief.acts import act_words
from game.debrief.figures import MINUS, lowered, title_for
from game.debrief.glass.opening import GOES_BY, Opened
from game.debrief.glass.sections import Row, Section, kind_words, signed, sized
from game.debrief.riders import capital
from game.players.workings import Tried, Way
from game.rules.decisions import (
    Act,
    Answer,
    CloudPlan,
    Decision,
    Decline,
    Done,
    Plan,
    Respond,
    Sign,
    Withdraw,
)
from game.rules.orders import ACTIONS
from game.rules.scenario import Scenario
from game.rules.units import percent, power, tenths

_BECAUSE: Final = {
    "plan": "The first thing on its list that was open and not done yet.",
    "notices": "The first thing on its list that was open and not done yet.",
    "events": "Of the answers, the one that seemed worth most to it, the mood of the day included.",
    "answer": "It takes over what it has room for.",
    "reply": "It signs what the answer gives, unless it is a tenth dearer or two quarters later than it asked for.",
    "claim": "Whatever loses it least; a bid, where that is free and earnest.",
    "rescue": "The cheapest way on that was open.",
    "bridge": "To a friend a favour; to others for the change worth most that a lab without cash could not refuse.",
}
_PAYS: Final = (
    "It takes over what pays better than other customers, as far as it has room; the rest it lets go."
)
_PRICED: Final = "It would have let that go, and asked a price for doing so."
_LED: Final = "Of the answers, the one that its own score came out best after."
_SHEET: Final = "Its order sheet comes first, from what it reckoned with."
_LIKED: Final = "Its order sheet comes first: of those it looked at, the best for its own score."
_LEANT: Final = "Its order sheet comes first, leaning the way that did best when it played on in its head."
_EMPTY: Final = "Nothing was left on its list that was open."
_WORD: Final = "It had given its word, and did as it had said."


def _why(opened: Opened) -> str:
    thought, done = opened.thought, opened.thought.decision
    by_score = any(way.unit == "points" for way in thought.ways)
    if thought.how == "word":
        return _WORD
    if isinstance(done, Plan | CloudPlan):
        return _LEANT if thought.tried else _LIKED if by_score else _SHEET
    if isinstance(done, Done) and opened.topic in ("plan", "notices"):
        return _EMPTY
    if isinstance(done, Answer) and done.answer == "waive-for":
        return _PRICED
    if opened.topic in ("answer", "reply", "claim") and by_score:
        return _LED
    if "margin_here" in thought.figures:
        return _PAYS
    return _BECAUSE[opened.topic]


def of_desk(opened: Opened, scenario: Scenario) -> Iterator[Section]:
    thought = opened.thought
    done = thought.decision
    yield Section("Why", (_why(opened),))
    rows, taken = [], False
    for wish in thought.wishes:
        mark = "had done" if wish.done else "not open" if not wish.open else "later" if taken else "did it"
        taken = taken or wish.open
        rows.append(
            Row((mark,), f"{capital(_words(wish.decision, scenario))}{_because_of(opened, wish.decision)}")
        )
    yield Section("Its list, in its order", (), (), tuple(rows))
    rows = [
        Row(
            (_mark(way), "did it" if _same(way.decision, done) else ""),
            capital(_words(way.decision, scenario)),
        )
        for way in thought.ways
    ]
    yield Section("What it weighed", (), (), tuple(rows))
    rows = [Row((_points(one.points),), capital(_way_words(one))) for one in thought.tried]
    about = (_BETTER if opened.topic == "plan" else _CAME_TO,) if rows else ()
    yield Section("What it tried in its head", about, (), tuple(rows))
    rows = [Row((FIGURES[name][1](value),), FIGURES[name][0]) for name, value in thought.figures.items()]
    yield Section("What it reckoned with", (), (), tuple(rows))
    yield Section(
        "What it believed",
        (
            f"The world to run at {percent(thought.pace)} of the usual pace. It ran at {percent(opened.pace)}.",
        ),
    )
    yield Section("Who it was", tuple(kind_words(opened)))


def _because_of(opened: Opened, wish: Decision) -> str:
    """The numbers a wish goes by, in brackets."""
    names = GOES_BY.get(wish.action, ()) if isinstance(wish, Act) else ()
    told = [
        f"{lowered(title_for(name, opened.seat))} {opened.saw[name]}" for name in names if name in opened.saw
    ]
    return f" ({', '.join(told)})" if told else ""


def _mark(way: Way) -> str:
    if way.unit == "$M":
        return signed(way.worth)
    return _points(way.worth) if way.unit == "points" else f"{way.worth:,}".replace("-", MINUS)


def _points(hundredths: int) -> str:
    """Points of a score, to the hundredth: what it is about is often no more."""
    sign, size = (MINUS if hundredths < 0 else ""), abs(hundredths)
    return f"{sign}{size // 100}.{size % 100:02}"


_BETTER: Final = (
    "Points of its own score by which it came out better so than the other way, in the worlds it imagined."
)
_CAME_TO: Final = "What its own score came to, in the worlds it imagined."
_LEAN: Final[dict[str, str]] = {
    "train": "training {} points",
    "safety": "safety {} points",
    "orders": "orders {} % of the desk's",
    "outside": "capacity from others {} points",
    "runway": "quarters of cash in sight {}",
    "stance": "the {} price",
    "build": "building {} points",
    "kept": "kept for the lab {} points",
    "own": "own models {} points",
    "rate": "the {} rate for others",
    "keen": "a premium on the lab's load {}, $k a MW-quarter",
    "also": "{}",
}
"""What each part of a lean is."""


def _way_words(tried: Tried) -> str:
    way = _lean_words(tried.way) or "as the desk would have it"
    if tried.than is None:
        return way
    return f"{way}, not {_lean_words(tried.than) or 'as the desk would have it'}"


def _lean_words(way: tuple[tuple[str, str], ...]) -> str:
    return ", ".join(_LEAN[name].format(_leant(name, value)) for name, value in way)


def _leant(name: str, value: str) -> str:
    if name == "also":
        return ", ".join(_also(named) for named in value.split(","))
    if name in ("orders", "stance", "rate"):
        return value
    return value.replace("-", MINUS) if value.startswith("-") else f"+{value}"


def _also(named: str) -> str:
    action, _, about = named.partition("/")
    return lowered(ACTIONS[action].title) + (f" ({about.replace('-', ' ')})" if about else "")


def _same(one: Decision, two: Decision) -> bool:
    if isinstance(one, Act) and isinstance(two, Act):
        return (one.action, one.about) == (two.action, two.about)
    return one == two


def _words(decision: Decision, scenario: Scenario) -> str:
    words = act_words(decision, scenario)
    if isinstance(decision, Respond):
        return words.partition("”: ")[2]
    words = words.removeprefix("spends action points: ").removeprefix("plans: ")
    return (
        words.replace(" a notice", " it")
        if isinstance(decision, Answer | Sign | Withdraw | Decline)
        else words
    )


Shown = Callable[[int], str]


def _tenths(value: int) -> str:
    return tenths(value).replace("-", MINUS)


def _price(thousands: int) -> str:
    return f"{thousands / 1000:.2f}m".replace("-", MINUS)


FIGURES: Final[dict[str, tuple[str, Shown]]] = {
    "serving_mw": ("what serving its customers would take this quarter", power),
    "arriving_mw": ("the capacity it counted on having", power),
    "need_mw": ("the capacity it would need by the time an order comes", power),
    "need_ahead": ("quarters ahead for which it orders", str),
    "coming_mw": ("what it will have by then as signed", power),
    "least_cash": ("the least cash in sight, without raising any", sized),
    "cash_quarters": ("quarters of cash that it looks ahead", str),
    "past_the_bar": ("points by which it was past the bar, as its board has it", _tenths),
    "short_mw": ("what other customers will lack", power),
    "lab_mw": ("what the lab usually signs", power),
    "slots_mw": ("what could be built", power),
    "room_mw": ("the room it had", power),
    "asked_mw": ("what was asked for", power),
    "margin_here": ("a megawatt for the lab, $ a quarter, its premium and its fears included", _price),
    "margin_elsewhere": ("the same for other customers, as scarce as capacity will be", _price),
}
"""What a desk may have reckoned, in words, and how it is shown."""
