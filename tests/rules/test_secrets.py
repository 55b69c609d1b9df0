"""Nobody is told what it may not know: not by its view, not by what it may do, not by the words of a refusal (house 1).

At many moments of random games everything that a seat may not know is replaced by something else that it could be. What the
seat can tell apart after that is a leak.
"""

from __future__ import annotations

import random
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from game.errors import Refusal
from game.rules import engine
from game.rules.agreement import CLAUSES, Term, Terms
from game.rules.chance import Chance
from game.rules.characters import drawn
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
    Contingent,
    Decision,
    Decline,
    Done,
    Give,
    Insist,
    Letter,
    Offer,
    Plan,
    Principle,
    Promise,
    Reopen,
    Request,
    Rescue,
    Respond,
    Riders,
    Run,
    Sign,
    Stage,
    Threat,
    Undo,
    Walk,
    Why,
    Withdraw,
)
from game.rules.scenario import Scenario
from game.rules.state import Building, Certificate, Contract, Learned, Pending, Quote, State
from game.rules.stats import EXACT, HIDDEN, STATS
from game.rules.triggers import TRIGGERS
from game.rules.units import MICROSOFT, OPENAI, SEATS, Seat, other
from game.rules.view import band_of, sight, view_of
from tests.worlds import Game, any_decision, world

SHOWING = tuple(clause.id for clause in CLAUSES.values() if clause.shows)
LETTERS = tuple(
    Letter(seat=seat, undertaking=undertaking, amount=100, due=3, penalty=penalty)
    for seat, undertaking in ((OPENAI, "azure-orders"), (MICROSOFT, "waive"))
    for penalty in (100, 10_000)
)
"""What a seat cannot pay is its own affair, and so is what it could."""
SAID: tuple[Decision, ...] = (
    Principle(), Agree(clause="ip-end"), Reopen(clause="ip-end"), Insist(clause="ip-end"), Stage(block="money"),
    Give(clause="revenue-share", term=1000), Act(action="complain"), Threat(undertaking="complain", amount=1, due=3),
    *(Offer(package=(("ip-end", 2032),), riders=Riders(letters=(letter,))) for letter in LETTERS),
    *(
        Offer(package=(), riders=Riders(contingents=(Contingent(clause="revenue-share", term=1000, trigger=id, at=trigger.low, by=3),)))
        for id, trigger in TRIGGERS.items()
    ),
)  # fmt: skip
"""What hangs on offers, and what is said beside them."""
TRIED: dict[Seat, tuple[Decision, ...]] = {
    OPENAI: (
        Plan(train=46, safety=25), Plan(train=70, safety=50), Plan(train=90, safety=0), Undo(), Done(),
        Act(action="diligence", about="cash"), Act(action="court", about="oracle", amount=5000),
        Act(action="raise-equity", amount=10**9), Act(action="raise-debt", amount=10**9), Act(action="host-rival"),
        Act(action="lobby", about="safety-up"), Respond(card="offsite", choice="host"), Respond(card="offsite", choice="speak"),
        Act(action="back-channel", about="signature"), Act(action="disclose", about="cash"), Act(action="leak", about="hype-up"),
        Respond(card="news", choice="sigh"),
        Respond(card="shuffle", choice="swear"), Request(mw=100, provider="azure", start=5), Request(mw=10**6, provider="azure", start=5),
        Request(mw=50, provider="oracle", start=6), Request(mw=50, provider="own-build", start=9),
        Request(mw=50, provider="nobody", start=9), Sign(notice="x"), Withdraw(notice="x"), Decline(notice="x"),
        Cancel(contract="oracle-first"), Cancel(contract="azure-soon"), Run(order="finish"), Run(order="release"),
        Run(order="hold"), Claim(limb="board"), Claim(limb="profit"), Claim(limb="panel"), Act(action="certify"),
        Accept(), Ask(), Why(), Because(), Walk(),
        Offer(package=(("ip-end", 2032),)), Offer(package=(("equity-stake", 2700),)), Rescue(way="bridge"), Rescue(way="cancel-capacity"),
        Act(action="buy-company", amount=6000), Act(action="hire-team"), Act(action="break-memorandum"), Act(action="break-agreement"),
        *SAID, Promise(undertaking="safety-case", amount=1, due=3), Promise(undertaking="azure-orders", amount=5000, due=3),
        Threat(undertaking="sign-outside", amount=5000, due=3), Threat(undertaking="claim", amount=1, due=3),
    ),
    MICROSOFT: (
        CloudPlan(build=50, partner=50, own=50), CloudPlan(build=100, partner=0, own=0), CloudPlan(build=101, partner=0, own=0),
        Undo(), Done(), Act(action="diligence", about="capability"), Act(action="fast-track", amount=10**9),
        Act(action="host-rival"), Act(action="raise-equity", amount=1), Act(action="lobby", about="safety-up"),
        Act(action="back-channel", about="signature"), Act(action="disclose", about="cash"), Act(action="leak", about="hype-up"),
        Respond(card="offsite", choice="decline"), Respond(card="offsite", choice="host"),
        Respond(card="shuffle", choice="yield"), Answer(notice="x", answer="waive"),
        Bridge(grant=True), AnswerClaim(answer="dispute"), AnswerClaim(answer="buy-out"), AnswerClaim(answer="panel"),
        Accept(), Ask(), Why(), Because(), Walk(),
        Offer(package=(("ip-end", 2032),)), Offer(package=(("equity-stake", 2700),)), Plan(train=46, safety=25),
        Act(action="hire-team"), Act(action="break-memorandum"), *SAID, Promise(undertaking="waive", amount=5000, due=3),
        Promise(undertaking="no-rivals", amount=1, due=3), Threat(undertaking="block-recap", amount=1, due=3),
    ),
}  # fmt: skip


def cannot_see(seat: Seat, terms: Terms) -> tuple[str, ...]:
    """The stats that a seat is told nothing of under an agreement."""
    return tuple(stat.name for stat in STATS.values() if sight(stat, seat, terms) == HIDDEN)


def scrambled(scenario: Scenario, state: State, seat: Seat, rnd: random.Random) -> State:
    """The same moment with everything else that ``seat`` may not know."""
    new = state.copy()
    for stat in STATS.values():
        width, section = sight(stat, seat, state.terms), getattr(new, stat.section)
        value = getattr(section, stat.field)
        if width == HIDDEN:
            span = max(20, 2 * abs(value))
            value = rnd.randint(max(stat.low, value - span), min(stat.high, value + span))
        elif width != EXACT:
            band = band_of(value, width)
            value = rnd.randint(max(stat.low, band.low), min(stat.high, band.high - 1))
        setattr(section, stat.field, value)
    _another_place(scenario, new, other(seat), rnd)
    new.pending = tuple(p for p in new.pending if sight(STATS[p.stat], seat, state.terms) == EXACT)
    new.pending += (
        Pending(
            due=state.quarter + 1,
            stat=rnd.choice(cannot_see(seat, state.terms)),
            by=rnd.randint(1, 9),
            why="?",
        ),
    )
    if seat == MICROSOFT:
        lab = new.openai
        lab.holding = rnd.random() < 0.5
        lab.contracts = tuple(c for c in lab.contracts if c.provider == "azure") + tuple(
            Contract(id=f"secret-{n}", provider=rnd.choice(("oracle", "neocloud", "own-build")), mw=rnd.randint(10, 400),
                     price=rnd.randint(2000, 5000), due=state.quarter + rnd.randint(-3, 5), term=12, live=rnd.random() < 0.5)
            for n in range(rnd.randint(0, 5))
        )  # fmt: skip
        lab.quotes = tuple(
            Quote(provider=id, mw=rnd.randint(10, 500), price=3000, start=state.quarter + 5, until=state.quarter + 1)
            for id in ("oracle", "neocloud")
            if rnd.random() < 0.5
        )  # fmt: skip
        lab.certificate = rnd.choice(
            (None, Certificate(quarter=state.quarter, says=rnd.randint(0, 200_000), until=state.quarter + 1))
        )
        new.run_orders = ("hold",) if rnd.random() < 0.5 else ()
    else:
        cloud = new.microsoft
        cloud.rate = rnd.choice(("high", "mid", "low"))
        cloud.building = tuple(
            Building(rnd.randint(1, 300), state.quarter + n) for n in range(rnd.randint(0, 4))
        )
        cloud.access_gaps = tuple(rnd.randint(-200, 200) for _ in range(rnd.randint(0, 8)))
    return new


def _another_place(scenario: Scenario, new: State, them: Seat, rnd: random.Random) -> None:
    place = new.place(them)
    mandates = scenario.mandates.openai if them == OPENAI else scenario.mandates.microsoft
    place.character = drawn(
        them, "", rnd.choice(mandates).id, scenario.quarters.count, Chance(f"b2:other-{rnd.randint(0, 999)}")
    )
    sheet: Decision = (
        Plan(train=rnd.randint(20, 70), safety=rnd.randint(0, 50))
        if them == OPENAI
        else CloudPlan(build=rnd.randint(0, 100), partner=rnd.randint(0, 100), own=rnd.randint(0, 120))
    )
    laid: list[Any] = [(), (Act(action="town-hall"),), (sheet,), (sheet, Act(action="open-table"))]
    place.sealed = rnd.choice(laid)
    place.learned = tuple(
        Learned(
            topic="cash",
            quarter=state_quarter,
            source="disclosure",
            reliability="true",
            values=(rnd.randint(0, 9999),),
        )
        for state_quarter in range(rnd.randint(0, 2))
    )
    if new.phase in ("events", "plan") and not new.place(other(them)).done:
        place.done = rnd.random() < 0.5


def answer_to(scenario: Scenario, state: State, seat: Seat, decision: Decision, chance: Chance) -> str:
    """What a seat is told at once when it decides so: nothing, or why not."""
    try:
        engine.decide(scenario, state, seat, decision, chance)
    except Refusal as refusal:
        return f"{refusal.code}: {refusal.words} {refusal.hint}"
    return ""


@pytest.mark.parametrize("seed", range(60))
def test_what_a_seat_may_not_know_makes_no_difference_to_what_it_is_told(seed):
    rnd, chance = random.Random(seed), Chance(f"b2:secret-{seed}")
    terms: dict[str, Term] = {
        id: rnd.choice(CLAUSES[id].options) for id in ("compute-sourcing", *SHOWING)
    }  # what the agreement shows is no secret
    scenario = world(terms=terms, openai={"cash": rnd.choice((8000, 90_000))}, quarters=8)
    game = Game(scenario, chance)
    while asked := game.asked():
        for seat in SEATS:
            secret = scrambled(scenario, game.state, seat, rnd)
            assert view_of(scenario, secret, seat) == game.view(seat)
            options = engine.legal(scenario, game.state, seat)
            assert engine.legal(scenario, secret, seat) == options
            assert _question(scenario, secret, seat) == _question(scenario, game.state, seat)
            if options:
                assert engine.default(scenario, secret, seat) == engine.default(scenario, game.state, seat)
            legal = [any_decision(scenario, game.state, seat, rnd)] if options else []
            for decision in (*rnd.sample(TRIED[seat], 12), *_tampered(legal, rnd), *legal):
                told = answer_to(scenario, game.state, seat, decision, chance)
                assert answer_to(scenario, secret, seat, decision, chance) == told, decision
        seat = rnd.choice(asked).seat
        game.act(seat, any_decision(scenario, game.state, seat, rnd))


def _question(scenario: Scenario, state: State, seat: Seat) -> str:
    for question in engine.ask(scenario, state):
        if question.seat == seat:
            return question.name
    return ""


def _tampered(decisions: list[Decision], rnd: random.Random) -> list[Decision]:
    """Legal decisions with a number changed: what is just beyond the range says where the range ends."""
    changed = []
    for decision in decisions:
        for field in decision.__struct_fields__:
            if type(getattr(decision, field)) is int:
                changed.append(replace(decision, **{field: rnd.choice((-1, 0, 10**6))}))
    return changed


def test_a_view_tells_no_hidden_number():
    for seat in SEATS:
        for term in CLAUSES["governance"].options:
            game = Game(world(terms={"governance": term}))
            hidden = set(cannot_see(seat, game.state.terms))
            assert not hidden & set(game.view(seat).numbers)
            assert {"world.pace", "world.theta"} <= hidden


def test_a_band_holds_the_number_and_does_not_move_with_it():
    for value in (-5001, -5000, -1, 0, 1, 4999, 5000):
        band = band_of(value, 5000)
        assert band.low <= value < band.high
        assert band.low % 5000 == 0
        assert band.high - band.low == 5000


@pytest.mark.parametrize("seat", SEATS)
def test_a_seat_sees_its_own_character_and_choices_and_not_the_others(seat):
    game = Game().set("world.theta", 1987)
    view = game.view(seat)
    assert view.character == game.state.place(seat).character
    dumped = msgspec.json.encode(view).decode()
    theirs = game.state.place(other(seat)).character
    assert f'"revenue":{theirs.revenue},' not in dumped
    assert "1987" not in dumped


def test_microsoft_sees_its_own_contracts_with_the_lab_and_no_quotes():
    game = Game().to("plan", OPENAI).openai(Act(action="court", about="oracle", amount=100)).to("notices")
    view = game.view(MICROSOFT)
    assert {contract.provider for contract in view.contracts} == {"azure"}
    assert view.quotes == ()
    assert len(game.view(OPENAI).quotes) == 1


def test_openai_sees_no_building_and_no_rate_of_microsofts():
    view = Game().view(OPENAI)
    assert view.building == ()
    assert view.rate == ""
    assert Game().view(MICROSOFT).building
