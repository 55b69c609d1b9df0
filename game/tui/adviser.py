"""What an adviser in the seat would do, from the same view the player has. Advice decides nothing.

Sentences say why. Sizes are bands, never the model's numbers: an adviser who quotes three digits has not understood them.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from game.debrief.figures import provider_name, when
from game.rules.agreement import Term
from game.rules.decisions import (
    Accept,
    Answer,
    AnswerClaim,
    Ask,
    Because,
    Bridge,
    Decision,
    Decline,
    Done,
    Option,
    Package,
    Request,
    Rescue,
    Respond,
    Sign,
    Walk,
    Withdraw,
)
from game.rules.packages import merged
from game.rules.scenario import Scenario
from game.rules.units import OPENAI, mul, power
from game.rules.view import View
from game.rules.worth import lens_of, swings, worth


class Advice(NamedTuple):
    """A decision, and why in one sentence. ``decision`` is ``None`` where only a person can know."""

    decision: Decision | None
    words: str


LEAD: Final = 5
"""Quarters ahead for which capacity must be thought of today (rulebook 3.2.4)."""
WORTH_ASKING: Final = 40
"""MW below which nobody writes a letter."""


OPEN_STAGES: Final = ("lodged", "answered", "countered", "returned", "linked")
"""The stages of a notice that has not been closed."""


def need_mw(scenario: Scenario, view: View) -> int:
    """The fleet that today's demand, grown for five quarters at the usual pace, would keep busy, MW (rulebook 3.2.4)."""
    demand = mul(view.number("world.market"), view.number("openai.share"))
    tables = scenario.tables
    ahead = min(view.quarter + LEAD, view.last - 1)
    for quarter in range(view.quarter, ahead):
        demand += mul(demand, tables.growth[quarter])
    serving = 10_000 - view.number("openai.train", 4500)
    return demand * 1000 // tables.revenue_per_mw[ahead] * 10_000 // max(1000, serving)


def held_mw(view: View) -> int:
    """The fleet and what is signed and asked for, MW."""
    fleet = sum(view.number(f"openai.{kind}_mw") for kind in ("azure", "partner", "own"))
    coming = sum(contract.mw for contract in view.contracts if not contract.live)
    asked = sum(notice.mw for notice in view.notices if notice.stage in OPEN_STAGES)
    return fleet + coming + asked


class Worths:
    """What packages are worth to the view's seat, in words. Made once for a view; asking is cheap."""

    def __init__(self, scenario: Scenario, view: View) -> None:
        self._scenario = scenario
        self._terms = view.agreement.terms
        self._lens = lens_of(scenario, view)
        self._character = view.character
        self._now = worth(scenario, self._terms, self._lens, self._character)
        self._scale = max(1, sum(swings(scenario, self._terms, self._lens).values()) // 4)

    def gain(self, package: Package) -> int:
        """By how much a package beats today's agreement, in percent of what could be at stake."""
        after = worth(self._scenario, merged(self._terms, package), self._lens, self._character)
        return (after - self._now) * 100 // self._scale

    def mark(self, clause: str, term: Term) -> str:
        """One change alone as signs: ``++``, ``+``, ``·``, ``−``, ``−−``."""
        if term == self._terms[clause]:
            return ""
        gain = self.gain(((clause, term),))
        if abs(gain) < 2:
            return "·"
        return ("+" if gain > 0 else "−") * (2 if abs(gain) >= 10 else 1)

    def words(self, package: Package) -> str:
        """A whole package in a few words."""
        gain = self.gain(package)
        if abs(gain) < 2:
            return "about as good as today's agreement"
        size = (
            "a trace"
            if abs(gain) < 5
            else "somewhat"
            if abs(gain) < 15
            else "a lot"
            if abs(gain) < 40
            else "decisively"
        )
        return f"{size} {'better' if gain > 0 else 'worse'} than today's agreement"


def advise(scenario: Scenario, view: View, topic: str, options: tuple[Option, ...]) -> Advice:
    """What to do about a question, and why."""
    return _ADVISERS[topic](scenario, view, options)


def _events(scenario: Scenario, view: View, options: tuple[Option, ...]) -> Advice:
    first = next((o.decision for o in options if isinstance(o.decision, Respond)), Done())
    return Advice(first, "The first answer is the safe one.")


def _plan(scenario: Scenario, view: View, options: tuple[Option, ...]) -> Advice:
    if view.seat == OPENAI and view.number("openai.net") < 0:
        runway = view.number("openai.cash") // max(1, -view.number("openai.net"))
        if runway < 4:
            return Advice(Done(), f"Cash lasts {runway} quarters at this pace: raise some, or train less.")
    if view.seat == OPENAI:
        short = need_mw(scenario, view) - held_mw(view)
        if short >= WORTH_ASKING and not view.quotes:
            return Advice(
                Done(),
                f"Compute will be {power(short)} short in {when(scenario, min(view.quarter + LEAD, view.last - 1))}: court a provider for a quote, or ask Azure next.",
            )
    return Advice(Done(), "The sheet as it stands is fine. Open the table if the agreement should change.")


def _notices(scenario: Scenario, view: View, options: tuple[Option, ...]) -> Advice:
    short = need_mw(scenario, view) - held_mw(view)
    ahead = when(scenario, min(view.quarter + LEAD, view.last - 1))
    if short < WORTH_ASKING or view.notices:
        return Advice(Done(), f"What is signed and asked for covers {ahead}. Carry on.")
    requests = [o for o in options if isinstance(o.decision, Request) and o.decision.purpose == "serve"]
    quoted = [
        o
        for o in requests
        if isinstance(o.decision, Request) and any(q.provider == o.decision.provider for q in view.quotes)
    ]
    for option in quoted or requests:
        request = option.decision
        assert isinstance(request, Request)
        limit = dict((name, high) for name, _, high in option.ranges)["mw"]
        asked = Request(
            mw=min(limit, max(10, short)), provider=request.provider, start=request.start, purpose="serve"
        )
        name = provider_name(scenario, request.provider)
        return Advice(asked, f"{power(short)} short in {ahead}: ask {name} for {power(asked.mw)}.")
    return Advice(
        Done(), f"{power(short)} short in {ahead}, and nobody to ask: carry on, and court a provider."
    )


def _answer(scenario: Scenario, view: View, options: tuple[Option, ...]) -> Advice:
    notice = next(n for n in view.notices if n.stage in ("lodged", "returned"))
    slots = mul(view.number("microsoft.slots"), 8000) - view.number("microsoft.slots_used")
    by_kind = {o.decision.answer: o.decision for o in options if isinstance(o.decision, Answer)}
    if "exercise" in by_kind and notice.mw <= slots:
        return Advice(
            by_kind["exercise"],
            f"{power(notice.mw)} fits in the {power(max(0, slots))} you can still build on time.",
        )
    waive = by_kind.get("waive") or by_kind.get("silence") or by_kind["exercise"]
    return Advice(
        waive,
        f"{power(notice.mw)} is more than the {power(max(0, slots))} you can still build on time: let it go.",
    )


def _reply(scenario: Scenario, view: View, options: tuple[Option, ...]) -> Advice:
    signs = [o.decision for o in options if isinstance(o.decision, Sign)]
    if signs:
        return Advice(signs[0], "It is capacity, and you asked for it.")
    leave = next(o.decision for o in options if isinstance(o.decision, Withdraw | Decline))
    return Advice(leave, "The deposit is more than the bank holds.")


def _claim(scenario: Scenario, view: View, options: tuple[Option, ...]) -> Advice:
    return Advice(
        AnswerClaim(answer="dispute"), "A court is cheaper than the clause, if they cannot prove it."
    )


def _table(scenario: Scenario, view: View, options: tuple[Option, ...]) -> Advice:
    table = view.table
    assert table is not None
    legal = [o.decision for o in options]
    if any(isinstance(d, Because) for d in legal):
        return Advice(Because(), "They asked why. Say so.")
    theirs = table.offered_by not in ("", view.seat)
    if theirs:
        worths = Worths(scenario, view)
        words = f"Their offer is {worths.words(table.offers)}"
        if worths.gain(table.offers) >= 2 and Accept() in legal:
            return Advice(Accept(), f"{words}: sign it, or ask for more.")
        if Ask() in legal:
            return Advice(Ask(), f"{words}: ask what would make it work.")
        return Advice(Walk(), f"{words}: leave it for this quarter.")
    if Ask() in legal:
        return Advice(Ask(), "Nothing lies on the table. Ask what they want, or draft an offer.")
    return Advice(Walk(), "No rounds are left: leave it for this quarter.")


def _rescue(scenario: Scenario, view: View, options: tuple[Option, ...]) -> Advice:
    ways = [o.decision for o in options]
    order = [Rescue(way="bridge"), Rescue(way="emergency-round"), Rescue(way="asset-sale")]
    found = next(way for way in order if way in ways)
    return Advice(
        found,
        "Ask Microsoft first: a bridge costs interest, the others cost the company."
        if found == order[0]
        else "Sell shares: there will be a company to own.",
    )


def _bridge(scenario: Scenario, view: View, options: tuple[Option, ...]) -> Advice:
    return Advice(Bridge(grant=True), "A customer who is out of business buys no compute.")


_ADVISERS: Final = {
    "events": _events,
    "plan": _plan,
    "notices": _notices,
    "answer": _answer,
    "reply": _reply,
    "claim": _claim,
    "table": _table,
    "rescue": _rescue,
    "bridge": _bridge,
}
