"""What a seat found out, in words: the finding, where it comes from, what it means; and what an action is about.

One wording serves the news, the ledger, the notes and the replay. “They” are always the other side of whoever learned it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from game.debrief.figures import TOPICS, figure, lowered, provider_name, when
from game.rules.agreement import CLAUSES
from game.rules.information import BACK_CHANNEL, ODDS, QUESTIONS, YEAR
from game.rules.scenario import Scenario
from game.rules.state import Learned
from game.rules.suits import CAUSES
from game.rules.units import MICROSOFT, OPENAI, Seat, other, percent

SOURCES: Final = {
    "diligence": "due diligence",
    "back-channel": "back-channel",
    "disclosure": "they told you",
    "counsel": "counsel",
    "news": "the news",
}
"""Where a finding comes from."""

_MEASURES: Final = {
    (MICROSOFT, "capability"): ("microsoft.capability", "their own best model"),
    (MICROSOFT, "capacity"): ("microsoft.slots", "capacity they could still give"),
    (MICROSOFT, "cash"): ("microsoft.cash_flow", "their AI cash flow"),
    (OPENAI, "capability"): ("openai.lab_capability", "the best model in their lab"),
    (OPENAI, "capacity"): ("openai.partner_mw", "capacity beyond Azure, running or ordered"),
    (OPENAI, "cash"): ("openai.cash", "their cash"),
}
"""A number about a seat: in what unit it is, and what it is."""

_READ: Final = {
    (MICROSOFT, "capability"): "The nearer it comes to what they may use, the less they need yours.",
    (MICROSOFT, "capacity"): "What is promised beyond it will be late.",
    (MICROSOFT, "cash"): "While it is positive they can afford you without asking anybody.",
    (OPENAI, "capability"): "What lies beyond their released model they could release, or claim for.",
    (OPENAI, "capacity"): "What runs elsewhere they need not buy from you.",
    (OPENAI, "cash"): "Divide it by their burn: that is how long they can wait.",
}
"""What such a number means for the other side."""

_YES_OR_NO: Final = {
    (OPENAI, "signature"): (
        "must have a signature within a year",
        "Time is on your side: what they refuse today they may take in spring.",
        "Waiting alone will not bring them to sign.",
    ),
    (MICROSOFT, "signature"): (
        "must have a signature within a year",
        "Time is on your side: what they refuse today they may take in spring.",
        "Waiting alone will not bring them to sign.",
    ),
    (OPENAI, "money"): (
        "have cash for a year at last quarter's burn",
        "They will not sign for want of money this year.",
        "They need somebody's money within the year; yours has a price.",
    ),
    (MICROSOFT, "money"): (
        "run AI at a profit",
        "They can afford to wait, and to build.",
        "Other businesses pay for this; ask what would make it cheaper for them.",
    ),
    (OPENAI, "lab"): (
        "have a model in the lab more than 20 ahead of the released one",
        "A release is near, or is being held; so may be the AGI clause.",
        "What you see is what they have.",
    ),
    (MICROSOFT, "lab"): (
        "have models of {their} own within 20 of what {they} may use",
        "They could do without your models: the licence is worth less to them than they say.",
        "They need the licence, whatever they say.",
    ),
    (OPENAI, "spare"): (
        "have serving capacity that nobody uses",
        "More capacity is not what they are short of.",
        "They can use what you offer.",
    ),
    (MICROSOFT, "spare"): (
        "have 100 MW that nobody has taken",
        "There is capacity to be had from them, sooner than they say.",
        "For anything soon, look elsewhere.",
    ),
}
"""About a seat: what it is asked, as a statement about {they}; what a yes means, and what a no."""


def statement(topic: str, about: Seat, they: str = "they", their: str = "their") -> str:
    """What a seat is asked over the back-channel, as a statement to follow “whether they”."""
    return _unfilled(topic, about).format(they=they, their=their)


def _unfilled(topic: str, about: Seat) -> str:
    sides = QUESTIONS[topic].sides
    if not sides[0]:
        return _YES_OR_NO[about, topic][0]
    first, second = (_named(side) for side in sides)
    return f"would rather have {{their}} way on {first} than on {second}"


def _named(side: tuple[str, ...]) -> str:
    return f"the {lowered(CLAUSES[side[0]].title)}"


def learned_words(learned: Learned, seat: Seat, scenario: Scenario) -> str:
    """What ``seat`` found out, in words, without a full stop."""
    about = other(seat)
    if learned.source == BACK_CHANNEL:
        said = "yes" if learned.values[0] else "no"
        return f"asked whether they {statement(learned.topic, about)}, they say {said}"
    if learned.topic == ODDS:
        low, high = (percent(value) for value in learned.values)
        return f"OpenAI's chance in court over AGI today is {low} to {high}"
    if learned.topic == "priorities":
        titles = [lowered(CLAUSES[id].title) for id in learned.clauses]
        half = len(titles) // 2
        return f"they care most about {_listed(titles[:half])}; least about {_listed(titles[half:])}"
    if learned.topic == "deadline":
        due = learned.values[0]
        return (
            f"they want a signature before {when(scenario, due)}"
            if due >= 0
            else "they have no date to sign by"
        )
    unit, subject = _MEASURES[about, learned.topic]
    return f"{subject}: {' to '.join(figure(unit, value) for value in learned.values)}"


def meaning(learned: Learned, seat: Seat) -> str:
    """What that means for ``seat``, in a sentence."""
    about = other(seat)
    if learned.source == BACK_CHANNEL:
        return _answer_means(learned, about)
    if learned.topic == ODDS:
        low, high = learned.values
        if low >= 5000:
            return f"A court would more likely than not find for {'you' if seat == OPENAI else 'them'}."
        if high <= 5000:
            return f"A court would more likely than not find for {'them' if seat == OPENAI else 'you'}."
        return "A coin would do as well, and cost less."
    if learned.topic == "priorities":
        return "Give on the first for what you want; ask for the last, which cost them little."
    if learned.topic == "deadline":
        return (
            "Until then a delay costs them more than you."
            if learned.values[0] >= 0
            else "They can wait as long as you can."
        )
    if (about, learned.topic) == (MICROSOFT, "cash") and learned.values[-1] <= 0:
        return "It leaves nothing over: what they give you they must first ask somebody for."
    return _READ[about, learned.topic]


def _answer_means(learned: Learned, about: Seat) -> str:
    yes, sides = bool(learned.values[0]), QUESTIONS[learned.topic].sides
    if not sides[0]:
        return _YES_OR_NO[about, learned.topic][1 if yes else 2]
    dear, cheap = sides if yes else sides[::-1]
    return f"Give on {_named(dear)}, and ask for {_named(cheap)} in return."


def is_stale(learned: Learned, quarter: int) -> bool:
    """Whether a finding is older than a year."""
    return quarter - learned.quarter > YEAR


def reliability_words(learned: Learned) -> str:
    """Where a finding comes from and how sure it is: “due diligence, right two times in three”."""
    return f"{SOURCES[learned.source]}, {learned.reliability}"


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else "nothing"


_THEM: Final = {"they": "they", "their": "their"}
_YOU: Final = {"they": "you", "their": "your"}
_MOVABLE: Final = {"hype": "the hype", "share-price": "Microsoft's share price"}


def about_words(scenario: Scenario, action: str, about: str) -> str:
    """What an action is about, as the side that takes it would say it."""
    if action == "back-channel":
        return QUESTIONS[about].words
    if action in ("diligence", "disclose"):
        return TOPICS[about].format(**(_THEM if action == "diligence" else _YOU))
    if action in ("sue-microsoft", "sue-openai"):
        return CAUSES[about].title
    if action in ("lobby", "leak"):
        what, _, way = about.rpartition("-")
        named = _MOVABLE.get(what, f"{what} heat")
        if action == "lobby":
            return f"{'cool' if way == 'down' else 'warm'} {named}"
        return f"{named} {way}"
    return provider_name(scenario, about)
