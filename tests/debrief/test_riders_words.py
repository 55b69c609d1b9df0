"""What hangs on a package, and what was promised or threatened: one sentence each, for either seat and for neither."""

from __future__ import annotations

from typing import get_args

import msgspec
import pytest

from game.debrief.agreement_page import amended
from game.debrief.riders import (
    letter_words,
    memorandum_words,
    offer_words,
    pledge_words,
    riders_words,
    settled_words,
    stakes,
)
from game.debrief.telling import letter, tell
from game.files.scenarios import load_scenario
from game.rules import facts
from game.rules.decisions import Contingent, Letter, Riders
from game.rules.state import Amendment, Ground, How, Memorandum, Pledge, Waiting
from game.rules.triggers import TRIGGERS, Trigger
from game.rules.undertakings import UNDERTAKINGS, Undertaking
from game.rules.units import MICROSOFT, OPENAI, SEATS
from game.rules.view import view_of
from game.session import Session

SCENARIO = load_scenario("first-refusal")
PACKAGE = (("azure-commitment", 150), ("revenue-share-cap", 92))
CONDITION = Contingent(clause="revenue-share-cap", term=60, trigger="sold", at=150, by=15)
SIDE = Letter(seat=MICROSOFT, undertaking="waive", amount=500, due=3, penalty=400)
RIDERS = Riders(links=(("azure-commitment", "revenue-share-cap"),), contingents=(CONDITION,), letters=(SIDE,))
PROMISE = Pledge(
    id="promise-1", seat=OPENAI, kind="promise", undertaking="safety-case", amount=1, made=0, due=2, base=0
)
THREAT = Pledge(
    id="threat-2", seat=MICROSOFT, kind="threat", undertaking="exercise", amount=1, made=0, due=2, base=0
)


def spoke(move: str, **kw: object) -> facts.Spoke:
    return facts.Spoke(seat=MICROSOFT, move=move, rounds=2, turn=OPENAI, **kw)  # type: ignore[arg-type]


def test_riders_are_told_in_plain_words() -> None:
    assert riders_words(RIDERS, SCENARIO, OPENAI) == (
        "Azure commitment and revenue share cap go together: both or neither",
        "Revenue share cap becomes “$60bn cap” once OpenAI has sold $150bn in all, by Q4 2028",
        "Microsoft will waive its right over 500 MW by Q4 2025, or pays $400m",
    )
    assert letter_words(SIDE, SCENARIO, MICROSOFT).startswith("You will waive your right")


@pytest.mark.parametrize("trigger", TRIGGERS.values(), ids=lambda trigger: trigger.id)
def test_every_trigger_makes_a_sentence(trigger: Trigger) -> None:
    contingent = Contingent(clause="ip-end", term=2032, trigger=trigger.id, at=trigger.low, by=9)
    words = riders_words(Riders(contingents=(contingent,)), SCENARIO, None)[0]
    assert words.startswith("IP end becomes “")
    assert words.endswith(", by Q2 2027")


@pytest.mark.parametrize("undertaking", UNDERTAKINGS.values(), ids=lambda undertaking: undertaking.id)
def test_every_undertaking_can_be_said_of_you_and_of_them(undertaking: Undertaking) -> None:
    speaker, kind = undertaking.seats[0], undertaking.kinds[0]
    said = Pledge(
        id="x",
        seat=speaker,
        kind=kind,
        undertaking=undertaking.id,
        amount=undertaking.high,
        made=0,
        due=2,
        base=0,
    )
    assert "its " not in pledge_words(said, SCENARIO, speaker)
    assert pledge_words(said, SCENARIO, None).startswith(("OpenAI ", "Microsoft "))
    assert "Q3 2025" in pledge_words(said, SCENARIO, None)


def test_what_was_said_names_its_stakes_and_how_it_ended() -> None:
    assert stakes(PROMISE) == "kept: trust +2; broken: trust −12"
    assert stakes(THREAT) == "carried out: trust −8, credibility +5; let pass: credibility −15"
    assert pledge_words(PROMISE, SCENARIO, MICROSOFT) == (
        "OpenAI promises to have its models evaluated by outsiders by Q3 2025"
    )
    broken = msgspec.structs.replace(PROMISE, status="broken")
    assert settled_words(broken, SCENARIO, OPENAI) == (
        "Your promise to have your models evaluated by outsiders is broken."
    )


def test_the_story_tells_every_move_of_the_protocol() -> None:
    cap = (("revenue-share-cap", 92),)
    said = {
        "offer": spoke("offer", package=PACKAGE, riders=RIDERS, says="Initial here."),
        "give": spoke("give", package=cap, wanted=cap),
        "agree": spoke("agree", package=cap, ground=Ground(half=((MICROSOFT, *cap[0]),))),
        "reopen": spoke("reopen", package=cap, ground=Ground()),
        "insist": spoke("insist", package=cap, ground=Ground()),
        "stage": spoke("stage", about="money"),
    }
    told = {move: tell(fact, SCENARIO, OPENAI) for move, fact in said.items()}
    assert told["offer"] == f"Microsoft: {offer_words(PACKAGE, RIDERS, SCENARIO, OPENAI)}. “Initial here.”"
    assert told["give"] == "Microsoft: what would you give for revenue share cap “$92bn cap”?"
    assert told["agree"] == "Microsoft: would agree on revenue share cap, “$92bn cap”."
    assert told["reopen"] == "Microsoft reopens revenue share cap, which was agreed."
    assert told["insist"] == "Microsoft: revenue share cap is “$92bn cap”, and that is not negotiable."
    assert told["stage"] == "Microsoft: the money clauses only, please."
    both = spoke("agree", package=cap, ground=Ground(agreed=cap))
    assert "It leaves this table." in str(tell(both, SCENARIO, OPENAI))
    for move in ("promise", "threat", "principle"):
        assert tell(spoke(move), SCENARIO, OPENAI) is None


def test_conditions_memoranda_and_pledges_are_news_to_both() -> None:
    waiting = Waiting(amendment=1, contingent=CONDITION)
    memorandum = Memorandum(seat=OPENAI, quarter=1, package=PACKAGE, riders=RIDERS, fee=310)
    changes = (("revenue-share-cap", "none", 60),)
    for seat in (*SEATS, None):
        told = [
            tell(fact, SCENARIO, seat)
            for fact in (
                facts.ConditionMet(waiting), facts.ConditionLapsed(waiting), facts.MemorandumMade(memorandum),
                facts.MemorandumEnded("signed"), facts.MemorandumEnded("broken", MICROSOFT), facts.MemorandumEnded("lapsed"),
                facts.PledgeMoved(PROMISE), facts.PledgeMoved(THREAT),
                facts.Signed(Amendment(number=2, quarter=3, changes=changes, how="condition")),
                facts.Signed(Amendment(number=1, quarter=2, changes=changes, riders=RIDERS)),
            )
        ]  # fmt: skip
        assert all(told), seat
        assert all(str(words).endswith(".") for words in told), seat
    assert "unless somebody pays $310m" in memorandum_words(memorandum, SCENARIO, OPENAI)
    assert tell(
        facts.Signed(Amendment(number=2, quarter=3, changes=changes, how="condition")), SCENARIO, None
    ) == ("Amendment No. 2 follows from a condition: the share capped at $60bn (was: no cap).")


def test_the_letter_says_what_was_kept_and_what_was_broken() -> None:
    session = Session.new(SCENARIO, "harbour-7", dict.fromkeys(SEATS, "bot:2"))
    view = view_of(SCENARIO, session.state, OPENAI)
    happened = (
        facts.MemorandumEnded("broken", MICROSOFT),
        facts.PledgeMoved(msgspec.structs.replace(PROMISE, status="kept")),
        facts.PledgeMoved(msgspec.structs.replace(THREAT, status="withdrawn")),
    )
    lines = dict(letter(view, view, happened, SCENARIO))
    assert lines["Trust"].endswith("Your promise to have your models evaluated by outsiders is kept.")
    assert lines["Signed"].startswith("Microsoft breaks the memorandum")


@pytest.mark.parametrize("how", get_args(How))
def test_an_amendment_is_told_and_set_down_however_it_came_about(how: How) -> None:
    amendment = Amendment(number=1, quarter=12, changes=(("ip-end", 2030, 2032),), how=how)
    for seat in (None, *SEATS):
        assert "Amendment No. 1 " in (tell(facts.Signed(amendment), SCENARIO, seat) or "")
    (set_down,) = amended(SCENARIO, (amendment,))
    assert bool(set_down.how) == (how != "signed")
