"""What holds at every step of any game: decided and folded alike, written down and read back, in range, and money accounted for."""

from __future__ import annotations

import random
from collections import Counter
from typing import get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from game.rules import engine
from game.rules.agreement import CLAUSES
from game.rules.chance import Chance
from game.rules.decisions import AnyDecision, Decision, Done, Option
from game.rules.engine import Setup
from game.rules.facts import AnyFact, Moved
from game.rules.packages import checked_package, merged, options_of, refusal_of
from game.rules.scenario import WEATHERS, Scenario, StartContract
from game.rules.state import State
from game.rules.stats import STATS
from game.rules.units import MICROSOFT, OPENAI, Seat
from tests.books import check_books
from tests.worlds import CONTRACTS, HALLS, HISTORY, NEWS, OFFSITE, SHUFFLE, Game, any_decision, stat_of, world

SEEDS = range(120)


def frozen(value: object) -> bytes:
    return msgspec.json.encode(value, order="sorted")


def any_world(rnd: random.Random) -> Scenario:
    """A world that starts somewhere: other terms, other purses, shorter games."""
    terms = {id: rnd.choice(clause.options) for id, clause in CLAUSES.items() if rnd.random() < 0.4}
    return world(
        terms=terms,
        quarters=rnd.choice((3, 6, 10)),
        openai={"cash": rnd.choice((0, 3000, 20_000, 300_000))},
        contracts=(*CONTRACTS, StartContract(id="ends-soon", provider="neocloud", mw=20, price=3000, term=2)),
        world={
            "hype": rnd.choice((30, 58, 80)),
            "heat_safety": rnd.choice((20, 60, 90)),
            "heat_charity": rnd.choice((15, 45)),
        },
        events=(NEWS, OFFSITE, SHUFFLE, HALLS),
        record=HISTORY,
    )


def any_setup(rnd: random.Random) -> Setup:
    """Either weather."""
    return Setup(weather=rnd.choice(WEATHERS))


def corners(option: Option) -> list[Decision]:
    """An option at the least and the most of each of its ranges."""
    found = [option.decision]
    for field, low, high in option.ranges:
        found += [replace(option.decision, **{field: value}) for value in (low, high)]
    for pick in (1, 2):
        if option.ranges:
            found.append(replace(option.decision, **{row[0]: row[pick] for row in option.ranges}))
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_every_step_of_a_random_game_keeps_the_promises_of_the_engine(seed):
    rnd, chance = random.Random(seed), Chance(f"b2:property-{seed}")
    scenario = any_world(rnd)
    state = engine.new_game(scenario, chance, any_setup(rnd))
    cash, moved, terms = state.openai.cash, 0, dict(state.terms)
    reread = state
    for step in range(10_000):
        asked = engine.ask(scenario, state)
        if not asked:
            break
        seat = rnd.choice(asked).seat
        decision = any_decision(scenario, state, seat, rnd)
        before = frozen(state)
        facts, after = engine.step(scenario, state, seat, decision, chance)
        assert frozen(state) == before, "deciding changed the state it was given"
        assert engine.apply(state, facts) == after
        assert facts, "something always happens"
        check_books(facts, state.quarter)
        if step % 5 == 0:
            assert engine.decide(scenario, state, seat, decision, chance) == facts
            assert msgspec.json.decode(frozen(after), type=State) == after
        written = msgspec.json.decode(frozen(facts), type=tuple[AnyFact, ...])
        assert written == facts
        reread = engine.apply(reread, written)
        assert frozen(reread) == frozen(after), "facts that were written down fold to other bytes"
        moved += sum(fact.by for fact in facts if isinstance(fact, Moved) and fact.stat == "openai.cash")
        assert all(fact.why and fact.by for fact in facts if isinstance(fact, Moved))
        assert after.openai.cash - cash == moved
        _in_range(after)
        _consistent(scenario, after)
        state = after
    else:
        pytest.fail("the game did not end")
    assert state.ending
    assert terms == {id: entry.start for id, entry in scenario.agreement.items()}
    assert engine.outcome(scenario, state, chance) is not None


def _in_range(state: State) -> None:
    for stat in STATS.values():
        assert stat.low <= stat_of(state, stat.name) <= stat.high, stat.name


def _consistent(scenario: Scenario, state: State) -> None:
    contracts = state.openai.contracts
    assert max(Counter(c.id for c in contracts).values(), default=1) == 1, "two contracts of one name"
    assert len({notice.id for notice in state.notices}) == len(state.notices)
    live: Counter[str] = Counter()
    for contract in contracts:
        assert contract.mw > 0
        assert contract.price > 0
        if contract.live:
            live[contract.provider] += contract.mw
    assert live.pop("azure", 0) == state.openai.azure_mw
    assert live.pop("own-build", 0) == state.openai.own_mw
    assert sum(live.values()) == state.openai.partner_mw
    for id, term in state.terms.items():
        assert term in options_of(scenario, id)
    assert state.openai.share_owed == sum(state.openai.share_parts)
    assert state.openai.lab_capability >= state.openai.capability + state.openai.held


@pytest.mark.parametrize("seed", range(30))
def test_everything_legal_is_accepted_with_any_value_in_its_ranges(seed):
    rnd, chance = random.Random(seed), Chance(f"b2:legal-{seed}")
    scenario = any_world(rnd)
    game = Game(scenario, chance, any_setup(rnd))
    kinds_tried: Counter[str] = Counter()
    while asked := game.asked():
        for question in asked:
            options = engine.legal(scenario, game.state, question.seat)
            assert options
            assert len({frozen(option.decision) for option in options}) == len(options), "an option twice"
            for option in options:
                kind = f"{question.topic}/{type(option.decision).__name__}"
                kinds_tried[kind] += 1
                if kinds_tried[kind] > 40 and rnd.random() < 0.95:
                    continue
                for decision in corners(option):
                    engine.decide(scenario, game.state, question.seat, decision, chance)
        seat = rnd.choice(asked).seat
        game.act(seat, any_decision(scenario, game.state, seat, rnd))


def test_the_decision_of_one_seat_waits_for_no_other_order():
    """Sealed choices may come in either order: the quarter is the same."""
    for seed in range(8):
        rnd = random.Random(seed)
        states = []
        for first, second in ((OPENAI, MICROSOFT), (MICROSOFT, OPENAI)):
            game = Game(chance=Chance(f"b2:order-{seed}"))
            choices: dict[Seat, Decision] = {}
            for seat in (OPENAI, MICROSOFT):
                rnd = random.Random(f"{seed}/{seat}")
                choices[seat] = any_decision(game.scenario, game.state, seat, rnd)
            for seat in (first, second):
                if not isinstance(choices[seat], Done):
                    game.act(seat, choices[seat])
                game.act(seat, Done())
            states.append(game.state)
        assert states[0] == states[1]


def test_random_games_meet_every_question_decision_and_fact():
    """A property that never meets a rule says nothing about it."""
    topics, decisions, facts = set[str](), set[type](), set[type]()
    for seed in range(4 * len(SEEDS)):
        if decisions >= set(get_args(AnyDecision)) and facts >= set(get_args(AnyFact)):
            break
        rnd = random.Random(seed)
        game = Game(any_world(rnd), Chance(f"b2:property-{seed}"), any_setup(rnd))
        while asked := game.asked():
            topics |= {question.topic for question in asked}
            seat = rnd.choice(asked).seat
            decision = any_decision(game.scenario, game.state, seat, rnd, decisions)
            decisions.add(type(decision))
            game.act(seat, decision)
            facts |= {type(fact) for fact in game.facts}
    assert topics == set(engine._HANDLERS)
    assert {kind.__name__ for kind in get_args(AnyDecision)} == {kind.__name__ for kind in decisions}
    assert {kind.__name__ for kind in get_args(AnyFact)} == {kind.__name__ for kind in facts}


# --- packages -----------------------------------------------------------------------------------------------------

_TERMS = st.one_of(
    st.sampled_from(sorted({str(t) for c in CLAUSES.values() for t in c.options})),
    st.sampled_from(sorted({t for c in CLAUSES.values() for t in c.options if isinstance(t, int)})),
    st.integers(),
    st.booleans(),
    st.text(max_size=8),
)
_PACKAGES = st.lists(st.tuples(st.sampled_from([*CLAUSES, "weather"]), _TERMS), max_size=6).map(tuple)


@given(_PACKAGES)
@settings(max_examples=300)
def test_a_package_is_refused_in_words_or_is_a_redline_in_order(package):
    scenario, state = _START
    refusal = refusal_of(scenario, state, package)
    if refusal is not None:
        assert refusal.words.endswith(".")
        return
    checked = checked_package(scenario, state, package, "an offer")
    after = merged(state.terms, checked)
    assert after == merged(state.terms, package)
    assert [id for id, _ in checked] == [id for id in CLAUSES if after[id] != state.terms[id]]
    assert checked_package(scenario, state, checked, "an offer") == checked


_GAME = Game()
_START = (_GAME.scenario, _GAME.state)
