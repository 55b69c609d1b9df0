"""A game that ends before its time: it was told of while it could be averted, and the end says by what."""

from __future__ import annotations

import pytest

from game.debrief.acts import moments
from game.debrief.averted import averted
from game.desk.ledger import Ledger
from game.desk.perils import perils
from game.files.places import shipped
from game.rules.units import MICROSOFT, OPENAI
from game.rules.view import view_of
from game.session import Session


@pytest.mark.parametrize(
    ("name", "warned", "ended", "left"),
    [
        (
            "upheld-then-refused",
            "The licence hearing: a second refusal ends the game",
            "A licence to train was refused twice",
            "Safety case stood open in Q4 2028, and was left.",
        ),
        (
            "signed-sealed-insolvent",
            "Out of cash again by Q3 2028, and creditors end the game",
            "The cash ran out in Q3 2027 and again in Q1 2028",
            "Raise equity stood open in Q1 2027, for up to $20bn, and was left.",
        ),
        (
            "desks-then-badges",
            "Another walk-out, with the staff's mood under 10, ends the game",
            "Walk-outs have brought 60 % of OpenAI's people to Microsoft",
            "Town hall stood open in 5 of your last plans, at last in Q4 2029, and was left.",
        ),
        (
            "nine-million-messages",
            "A second judgment, with neither trusting the other over 15, ends the game",
            "Two disputes reached judgment",
            "by Q2 2027 would have settled the last of them.",
        ),
        (
            "the-fastest-signature",
            "Antitrust heat is 75: at 90 a court ends the game",
            "Antitrust heat came to 90",
            "Lobby stood open in 5 of your last plans, at last in Q2 2029, and was left.",
        ),
    ],
)
def test_what_ends_a_game_early_was_told_before_and_is_told_after(
    name: str, warned: str, ended: str, left: str
) -> None:
    session = Session.load(shipped("saves") / f"{name}.jsonl")
    plans = [state for state, question in moments(session) if question.topic == "plan"]
    hanging = [
        peril.words for peril in perils(session.scenario, view_of(session.scenario, plans[-1], OPENAI))
    ]
    assert warned in hanging
    ledger = Ledger(session.scenario, view_of(session.scenario, plans[-1], OPENAI), 10_000).words().plain
    assert f"at stake: {warned}" in ledger or f"at stake {warned}" in " ".join(ledger.split())
    first = perils(session.scenario, view_of(session.scenario, plans[0], OPENAI))
    assert first == (), "nothing hangs over a game that has only begun"
    told = averted(session, OPENAI)
    assert told.startswith(ended)
    assert left in told
    assert averted(session, MICROSOFT).startswith(ended)
    assert "your last plans" not in averted(session, MICROSOFT) or name == "the-fastest-signature"
    session.close()


def test_a_game_that_ran_its_course_was_not_averted() -> None:
    session = Session.load(shipped("saves") / "one-signature.jsonl")
    assert averted(session, OPENAI) == ""
    session.close()
