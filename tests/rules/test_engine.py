"""Who is asked what, what happens by default, and what is refused: with a sentence, a hint, and nothing changed (house 3)."""

from __future__ import annotations

import random
from itertools import product
from typing import Any

import msgspec
import pytest

from game.errors import Refusal
from game.rules import engine
from game.rules.chance import Chance
from game.rules.decisions import (
    Accept,
    Act,
    Agree,
    Answer,
    AnswerClaim,
    AnyDecision,
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
from game.rules.state import State
from game.rules.units import MICROSOFT, OPENAI, SEATS
from tests.worlds import Game, any_decision, world

HUGE = (-(10**20), -1, 0, 1, 7, 10**20)
WORDS = ("", "oracle", "azure", "news", "hold", "“'; drop\n", "x" * 5000)
ODD_PACKAGES: tuple[Any, ...] = (
    (),
    (("ip-end", True),),
    (("ip-end", -2030),),
    (("ip-end", 10**30),),
    (("revenue-share", 1500.0),),
    (("revenue-share", False),),
    (("x" * 300, "y" * 300),),
    (("ip-end", 2032), ("ip-end", 2032)),
    (("equity-stake", 2700), ("agi-trigger", "none")),
)


def nonsense() -> list[Decision]:
    """Decisions of every kind, full of what nobody would send."""
    made: list[Any] = [Done(), Undo(), Accept(), Ask(), Why(), Because(), Walk(), Because(says="x" * 10**5)]
    made += [Plan(train=n, safety=m) for n, m in product(HUGE, HUGE)]
    made += [CloudPlan(build=n, partner=m, own=n) for n, m in product(HUGE, HUGE)]
    made += [
        Act(action=a, about=b, amount=n) for a in (*WORDS, "court", "lobby") for b in WORDS for n in HUGE
    ]
    made += [Respond(card=a, choice=b) for a, b in product(WORDS, WORDS)]
    made += [Request(mw=n, provider=p, start=m) for n, p, m in product(HUGE, WORDS, HUGE)]
    kinds: Any = ("exercise", "partial", "counter", "waive", "waive-for", "later", "silence")
    made += [Answer(notice=w, answer=k, share=n, price=n, start=n) for w, k, n in product(WORDS, kinds, HUGE)]
    for kind in (Sign, Withdraw, Decline):
        made += [kind(notice=w) for w in WORDS]
    made += [Cancel(contract=w) for w in (*WORDS, "azure-soon", "neocloud-first")]
    orders: Any = ("finish", "release", "hold")
    limbs: Any = ("board", "profit", "panel")
    ways: Any = ("emergency-round", "cancel-capacity", "bridge", "asset-sale")
    made += [Run(order=o) for o in orders] + [Claim(limb=x) for x in limbs] + [Rescue(way=w) for w in ways]
    answers: Any = ("accept", "dispute", "buy-out", "panel")
    made += [AnswerClaim(answer=a) for a in answers] + [Bridge(grant=True)]
    made += [Offer(package=p, patience=n, says="x" * 10**4) for p in ODD_PACKAGES for n in HUGE]
    made += [Offer(package=p) for p in ODD_PACKAGES]
    made += [Principle()] + [kind(clause=w) for kind in (Agree, Reopen, Insist) for w in WORDS]
    made += [Stage(block=w) for w in WORDS] + [
        Give(clause=w, term=t) for w in (*WORDS, "ip-end") for t in (*WORDS, *HUGE)
    ]
    made += [
        kind(undertaking=w, amount=n, due=n)
        for kind in (Promise, Threat)
        for w in (*WORDS, "claim", "waive")
        for n in HUGE
    ]
    made += [Offer(package=(("ip-end", 2032),), riders=riders) for riders in odd_riders()]
    return made


def odd_riders() -> list[Riders]:
    """Riders that no lawyer would draft."""
    ifs = [
        Contingent(clause=c, term=t, trigger=w, at=n, by=n)
        for c in ("ip-end", "x" * 300)
        for t in (2032, "forever", True)
        for w in ("sold", "x" * 300)
        for n in HUGE
    ]
    letters = [
        Letter(seat=seat, undertaking=w, amount=n, due=2, penalty=n)
        for seat in (OPENAI, "the press")
        for w in ("no-outside", "x" * 300)
        for n in HUGE
    ]
    made = [Riders(contingents=(contingent,)) for contingent in ifs]
    made += [Riders(letters=(letter,)) for letter in letters]
    made += [Riders(links=(("ip-end", w),)) for w in ("ip-end", *WORDS)]
    return [
        *made,
        Riders(contingents=tuple(ifs)),
        Riders(letters=tuple(letters)),
        Riders(links=(("a", "b"),) * 50),
    ]


def moments(seed: int, **changes: Any) -> list[Game]:
    """A random game at the first moment of each topic that somebody is asked about."""
    rnd, seen, found = random.Random(seed), set[str](), []
    game = Game(world(**changes), Chance(f"b2:moments-{seed}"))
    while asked := game.asked():
        topic = asked[0].topic
        if topic not in seen:
            seen.add(topic)
            still = Game.__new__(Game)
            still.__dict__.update(game.__dict__)
            found.append(still)
        seat = rnd.choice(asked).seat
        game.act(seat, any_decision(game.scenario, game.state, seat, rnd))
    return [*found, game]


def refusal_of(game: Game, seat: str, decision: Decision) -> Refusal | None:
    """Why the seat may not, if it may not; anything else that is raised is a bug."""
    try:
        engine.decide(game.scenario, game.state, seat, decision, game.chance)
    except Refusal as refusal:
        return refusal
    return None


def in_sentences(refusal: Refusal) -> bool:
    """A code in words, and sentences that begin and end."""
    code = refusal.code.replace("-", "").isalpha()
    return code and all(
        text[-1] == "." and not text[0].isspace() for text in (refusal.words, refusal.hint) if text
    )


def frozen(state: State) -> bytes:
    return msgspec.json.encode(state, order="sorted")


# --- asking -------------------------------------------------------------------------------------------------------


def test_the_first_question_is_the_plan_and_goes_to_both():
    assert Game().topics == ((OPENAI, "plan"), (MICROSOFT, "plan"))


def test_a_question_has_a_name_of_its_quarter_topic_and_seat():
    question = Game().asked()[0]
    assert question.quarter == "2025-Q1"
    assert question.name.startswith("2025-Q1/plan/openai/")


def test_who_is_done_is_not_asked_again():
    game = Game().openai(Done())
    assert game.topics == ((MICROSOFT, "plan"),)
    assert game.refused(OPENAI, Done()).code == "not-asked"


def test_after_the_plan_openai_lodges_and_then_the_quarter_is_over():
    game = Game().openai(Done()).microsoft(Done())
    assert game.topics == ((OPENAI, "notices"),)
    assert game.openai(Done()).state.quarter == 1


def test_a_game_has_its_quarters_and_ends():
    game = Game(world(quarters=5, openai={"cash": 10**6})).finish()
    assert game.state.quarter == 4
    assert game.state.phase == "over"
    for seat in SEATS:
        assert game.refused(seat, Done()).code == "not-asked"


def test_doing_nothing_but_the_default_always_goes_on():
    for seed in range(6):
        game = Game(chance=Chance(f"b2:idle-{seed}")).finish()
        assert game.state.ending


def test_the_same_seed_is_the_same_game_and_another_seed_another():
    games = [Game(chance=Chance(seed)).finish() for seed in ("b2:a", "b2:a", "b2:b")]
    assert games[0].state == games[1].state
    assert games[0].state != games[2].state


def test_another_decision_leaves_the_weather_as_it_was():
    quiet, busy = (Game(world(openai={"cash": 10**6}), Chance("b2:weather")) for _ in range(2))
    busy.to("plan", OPENAI).openai(Act(action="court", about="oracle", amount=50))
    for _ in range(6):
        quiet.close()
        busy.close()
        for stat in ("world.power_tight", "world.rival", "world.partner_price", "world.hype"):
            assert quiet.stat(stat) == busy.stat(stat)


# --- refusing -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(3))
def test_nonsense_is_refused_in_a_sentence_and_changes_nothing(seed):
    refused = 0
    for game in moments(seed, openai={"cash": 30_000}, terms={"agi-trigger": "either"}):
        before = frozen(game.state)
        for seat in SEATS:
            for decision in nonsense():
                refusal = refusal_of(game, seat, decision)
                if refusal is not None:
                    refused += 1
                    assert in_sentences(refusal), refusal
        assert frozen(game.state) == before
    assert refused > 1000


@pytest.mark.parametrize("seat", ["", "OPENAI", "google", "world", "openai_place"])
def test_nobody_else_has_a_seat(seat):
    for game in moments(0):
        assert game.refused(seat, Done()).code == "not-asked"
        assert engine.legal(game.scenario, game.state, seat) == ()


def test_a_move_of_another_phase_is_refused_with_those_of_this_one():
    refusal = Game().refused(OPENAI, Accept())
    assert refusal.code == "wrong-phase"
    assert "plan, cloud-plan, act, undo, done" in refusal.hint


@pytest.mark.parametrize(
    "decision", [Done(), Plan(train=46, safety=25), Accept(), Sign(notice="x"), Bridge(grant=True)]
)
def test_nothing_is_decided_after_the_end(decision):
    game = Game(world(quarters=1, openai={"cash": 10**6})).finish()
    assert game.refused(OPENAI, decision).code == "not-asked"


def test_every_decision_can_be_written_down_and_read_back():
    for decision in nonsense():
        if isinstance(decision, Offer):
            terms = [term for _, term in decision.package]
            terms += [contingent.term for contingent in decision.riders.contingents]
            if any(type(term) not in (int, str) for term in terms):
                continue  # no term of a clause, and refused
        assert msgspec.json.decode(msgspec.json.encode(decision), type=AnyDecision) == decision
