"""No clause is decoration: whatever it says, some other term of it makes another game of the same script (rulebook 3.1.5).

The script plays both seats, with the same luck and without looking at the agreement: it tries its moves and does without those
that are refused. Where a term changes nothing that anybody could measure, nobody should have to negotiate it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import zip_longest

import pytest

from game.errors import Refusal
from game.files.scenarios import load_scenario
from game.rules import engine
from game.rules.agreement import CLAUSES, Term
from game.rules.amending import amend
from game.rules.chance import Chance
from game.rules.decisions import Act, Answer, AnswerClaim, Claim, CloudPlan, Decision, Done, Request, Sign
from game.rules.draft import Draft
from game.rules.scenario import Scenario
from game.rules.score import seat_score
from game.rules.state import State
from game.rules.stats import STATS
from game.rules.units import MICROSOFT, OPENAI, SEATS
from game.rules.view import view_of
from tests.worlds import stat_of

SEED = "b2:no-decoration"
ACTS = {
    OPENAI: (
        ("court", "oracle", 100), ("raise-equity", "", 3000), ("hire-team", "", 0), ("buy-company", "", 2000),
        ("raise-equity", "", 2000), ("court", "neocloud", 50), ("break-agreement", "", 0),
    ),
    MICROSOFT: (("hire-team", "", 0), ("town-hall", "", 0), ("host-rival", "", 0)),
}  # fmt: skip


COMPANY: dict[str, dict[str, Term]] = {
    "agi-panel": {"agi-trigger": "panel"},
    "pre-emption": {"equity-stake": 3000},
    "revenue-share-cap": {"share-end": 2032},
}
"""What else must be agreed for a clause to come into play in a script this simple."""


def started(scenario: Scenario, changed: dict[str, Term]) -> State:
    """The first quarter with these terms put in force, and everything else as it was, people and goodwill included."""
    draft = Draft(scenario, engine.new_game(scenario, Chance(SEED)), OPENAI, Chance(SEED))
    draft.put("openai.cash", 400_000, "for the script")
    amend(draft, tuple((clause, changed[clause]) for clause in CLAUSES if clause in changed), how="judgment")
    return draft.state


def tries(scenario: Scenario, state: State, seat: str, topic: str, claims: bool) -> Iterator[Decision]:
    """What the script would do now, best first; it ends with what is always allowed."""
    now = state.quarter
    if topic == "plan":
        yield from (Act(action=a, about=b, amount=n) for a, b, n in ACTS[seat][now % 3 :: 2])
        if seat == MICROSOFT:
            yield CloudPlan(build=100, partner=50, own=100)
    elif topic == "notices":
        yield Request(mw=40, provider="oracle", start=now + 5, purpose="train")
        yield from (
            Request(mw=40, provider=p, start=now + lead)
            for p, lead in (("oracle", 5), ("neocloud", 2), ("azure", 4))
        )
        if claims and now == 6:
            yield from (Claim(limb=limb) for limb in ("panel", "board"))
    elif topic == "answer":
        notice = next(n for n in state.notices if n.stage in ("lodged", "returned"))
        yield from (
            Answer(notice=notice.id, answer=answer)
            for answer in ("later", "exercise" if now % 2 else "silence", "silence")
        )
    elif topic == "reply":
        yield from (Sign(notice=n.id) for n in state.notices if n.stage in ("answered", "countered"))
    elif topic == "claim":
        yield AnswerClaim(answer="dispute")
    yield Done()


def measured(scenario: Scenario, state: State) -> tuple[object, ...]:
    """Everything that can be measured: the stats, what Microsoft is told, and both scores as they would be now."""
    told = {name: view_of(scenario, state, MICROSOFT).numbers.get(name) for name in STATS}
    scores = [seat_score(scenario, state, seat).dimensions for seat in SEATS]
    return ({name: stat_of(state, name) for name in STATS}, told, scores, state.ending)


@cache
def history(claims: bool, *changed: tuple[str, Term]) -> tuple[tuple[object, ...], ...]:
    """What is measured at the start of each quarter of the script, and at its end; with an AGI claim in it or without."""
    return tuple(_history(claims, dict(changed)))


def _history(claims: bool, changed: dict[str, Term]) -> Iterator[tuple[object, ...]]:
    scenario, chance = load_scenario("first-refusal"), Chance(SEED)
    state = started(scenario, changed)
    quarter, done = -1, set[tuple[str, Decision]]()
    while asked := engine.ask(scenario, state):
        if state.quarter > quarter:
            quarter, done = state.quarter, set()
            yield measured(scenario, state)
        seat, topic = asked[0].seat, asked[0].topic
        for decision in tries(scenario, state, seat, topic, claims):
            if (seat, decision) in done and not isinstance(decision, Done):
                continue
            done.add((seat, decision))
            try:
                _, state = engine.step(scenario, state, seat, decision, chance)
            except Refusal:
                continue
            break
    yield measured(scenario, state)


@pytest.mark.parametrize("clause", CLAUSES)
def test_some_term_of_it_makes_another_game(clause):
    company = COMPANY.get(clause, {})
    claims = CLAUSES[clause].section == "intelligence" or clause == "disputes"
    usual = history(claims, *company.items())
    start = load_scenario("first-refusal").agreement[clause].start
    others = [term for term in CLAUSES[clause].options if term != start]
    # A game is played no further than to the first quarter in which it is another one.
    assert any(
        now != was
        for term in others
        for now, was in zip_longest(_history(claims, {**company, clause: term}), usual)
    )
