"""Every decision of a game in a few words, in order: what there is to open when the game is over.

What went into an act is :mod:`game.debrief.glass`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from game import players
from game.debrief.figures import NAMES, lowered, price_words, provider_name, when
from game.debrief.findings import about_words
from game.debrief.riders import deed_words, offer_words, package_words
from game.debrief.telling import notice_words, quoted_title
from game.errors import Refusal
from game.rules import engine
from game.rules.agreement import CLAUSES
from game.rules.cards import card_of
from game.rules.decisions import (
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
    Give,
    Insist,
    Offer,
    Plan,
    Principle,
    Promise,
    Reopen,
    Request,
    Rescue,
    Respond,
    Run,
    Sign,
    Stage,
    Threat,
    Undo,
    Walk,
    Why,
    Withdraw,
)
from game.rules.engine import Question
from game.rules.orders import ACTIONS
from game.rules.scenario import Scenario
from game.rules.state import Notice, State
from game.rules.units import Seat, money, power, quarter_label
from game.session import Session


class Deed(NamedTuple):
    """One decision of a game: ``n`` counts its steps from 1."""

    n: int
    seat: Seat
    quarter: int
    words: str
    thought: bool
    """Whether a bot decided it that can be asked what it thought."""
    small: bool = False
    """Whether it only says that nothing more is to be done."""

    def told(self, scenario: Scenario) -> str:
        """The quarter, who, and what."""
        return f"{when(scenario, self.quarter)}  {NAMES[self.seat]} {self.words}"

    def as_line(self, scenario: Scenario) -> dict[str, object]:
        """The same for a machine."""
        return {**self._asdict(), "quarter": quarter_label(scenario.quarters.from_, self.quarter)}


def openable(session: Session) -> None:
    """Refuse a game that goes on: what was thought in it is still worth something."""
    if session.questions():
        raise Refusal(
            "not-over",
            "The game is not over, and what the other side thinks is its own.",
            "Finish it first; then every act can be opened.",
        )


def deeds(session: Session) -> Iterator[Deed]:
    """Every decision so far, in order."""
    bots = {seat for seat, who in session.header.seats.items() if players.parse(who).kind == players.BOT}
    for n, (state, question) in enumerate(moments(session), 1):
        step = session.steps[n - 1]
        words = act_words(step.decision, session.scenario, state.notices, question.topic)
        small = isinstance(step.decision, Done)
        yield Deed(n, step.by, state.quarter, words, step.by in bots, small)


def moments(session: Session) -> Iterator[tuple[State, Question]]:
    """The state before each decision, and the question that was asked.

    Earlier rules may have asked a seat that today's would not: then its topic is the phase, and its name :data:`ONCE`.
    """
    state = session.at(0)
    for step in session.steps:
        asked = engine.ask(session.scenario, state)
        quarter = quarter_label(session.scenario.quarters.from_, state.quarter)
        once = Question(seat=step.by, topic=state.phase, quarter=quarter, name=ONCE)
        yield state, next((question for question in asked if question.seat == step.by), once)
        state = engine.apply(state, step.facts)


ONCE: Final = "asked by earlier rules"
"""The name of a question that is not asked any more."""
Notices = tuple[Notice, ...]

_DONE: Final = {
    "events": "has no card to answer",
    "plan": "seals its plan",
    "notices": "has nothing more to order",
    "claim": "leaves it there",
}
_ANSWERS: Final = {
    "exercise": "takes over",
    "waive": "waives",
    "waive-for": "would waive for a price",
    "later": "lets wait a quarter",
    "silence": "says nothing to",
}
_WAYS: Final = {
    "emergency-round": "raises an emergency round",
    "cancel-capacity": "cancels capacity that has not come",
    "bridge": "asks Microsoft for a bridge",
    "bridge-on-terms": "takes the bridge on Microsoft's terms",
    "asset-sale": "sells research to a rival",
}
_CLAIMS: Final = {
    "board": "has its board declare AGI",
    "profit": "certifies AGI by its profits",
    "panel": "refers AGI to the panel",
}
_ON_CLAIMS: Final = {
    "accept": "accepts the claim",
    "dispute": "takes the claim to court",
    "buy-out": "offers to buy the claim out",
    "panel": "demands the panel",
}


def act_words(decision: Decision, scenario: Scenario, notices: Notices = (), topic: str = "") -> str:
    """A decision as the rest of a sentence that begins with whose it is: “offers revenue share 15 %”."""
    match decision:
        case Done():
            return _DONE.get(topic, "has nothing to add")
        case Respond():
            card = card_of(scenario, decision.card)
            texts = {choice.id: choice.text for choice in (*card.choices.openai, *card.choices.microsoft)}
            return f"answers {quoted_title(card.title)}: {lowered(texts[decision.choice])}"
        case Plan():
            return f"plans: train {decision.train} %, safety {decision.safety} %, price {decision.stance}"
        case CloudPlan():
            return (
                f"plans: build {decision.build} %, keep {decision.partner} % for the lab, own models {decision.own} %, "
                f"rate {decision.rate}"
            )
        case Act():
            return _action(decision, scenario)
        case Undo():
            return "takes its last order back"
        case Request():
            whose = "Azure" if decision.provider == "azure" else provider_name(scenario, decision.provider)
            aim = ", to train" if decision.purpose == "train" else ""
            return f"asks for {power(decision.mw)} from {whose}, {when(scenario, decision.start)}{aim}"
        case Answer():
            return _answer(decision, scenario, notices)
        case Sign() | Withdraw() | Decline():
            does = {Sign: "signs for", Withdraw: "leaves", Decline: "declines the counter on"}[type(decision)]
            return f"{does} {_notice(decision.notice, scenario, notices)}"
        case Cancel():
            return "cancels capacity on order"
        case Run():
            return {
                "finish": "finishes its training run",
                "release": "releases what it has trained",
                "hold": "holds back what it has trained",
            }[decision.order]
        case Claim():
            return _CLAIMS[decision.limb]
        case AnswerClaim():
            return _ON_CLAIMS[decision.answer]
        case Rescue():
            return _WAYS[decision.way]
        case Bridge():
            if decision.package:
                return f"would lend for {package_words(decision.package)}"
            return "lends the bridge" if decision.grant else "lends nothing"
        case _:
            return _spoken(decision, scenario)


def _action(decision: Act, scenario: Scenario) -> str:
    action = ACTIONS[decision.action]
    about = f" ({about_words(scenario, action.id, decision.about)})" if decision.about else ""
    shown = {"$M": money, "MW": power}.get(action.unit, str)
    amount = f", {shown(decision.amount)}" if decision.amount else ""
    return f"spends action points: {lowered(action.title)}{about}{amount}"


def _answer(decision: Answer, scenario: Scenario, notices: Notices) -> str:
    asked = _notice(decision.notice, scenario, notices)
    match decision.answer:
        case "partial":
            return f"takes {decision.share} % of {asked}"
        case "counter":
            return f"counters {asked} at {price_words(decision.price)}"
        case "waive-for":
            return f"waives {asked} for {package_words(decision.package)}, else would {decision.otherwise}"
        case answer:
            return f"{_ANSWERS[answer]} {asked}"


def _notice(id: str, scenario: Scenario, notices: Notices) -> str:
    notice = next((notice for notice in notices if notice.id == id), None)
    return notice_words(notice, scenario) if notice is not None else "a notice"


def _spoken(decision: Decision, scenario: Scenario) -> str:
    match decision:
        case Offer():
            return f"offers {offer_words(decision.package, decision.riders, scenario, None) or 'no change'}"
        case Accept():
            return "signs what lies on the table"
        case Principle():
            return "accepts in principle"
        case Agree():
            return f"agrees {_clause(decision.clause)}"
        case Reopen():
            return f"reopens {_clause(decision.clause)}"
        case Insist():
            return f"calls {_clause(decision.clause)} not negotiable"
        case Stage():
            return f"wants the {decision.block} clauses only" if decision.block else "wants everything again"
        case Give():
            return f"asks the price of {package_words(((decision.clause, decision.term),))}"
        case Promise() | Threat():
            does = "promises" if isinstance(decision, Promise) else "threatens"
            threat = isinstance(decision, Threat)
            return f"{does} to {deed_words(decision.undertaking, decision.amount, decision.due, scenario, threat=threat)}"
        case Ask():
            return "asks what would make this work"
        case Why():
            return "asks why not"
        case Because():
            return "says why not"
        case Walk():
            return "leaves the table"
        case _:
            raise AssertionError(decision)


def _clause(id: str) -> str:
    return lowered(CLAUSES[id].title)
