"""The glass box: every act of a finished game can be opened, says why, and says nothing that is not so."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import msgspec
import pytest

from game import players
from game.debrief.acts import act_words, deeds
from game.debrief.figures import NAMES
from game.debrief.glass import Opened, glass_box, page_of, text_of
from game.debrief.glass.at_desk import FIGURES
from game.errors import Refusal
from game.rules import decisions as kinds
from game.rules.decisions import Accept, Offer, Walk
from game.rules.scenario import Scenario
from game.rules.units import MICROSOFT, OPENAI, SEATS, Seat
from game.session import Session
from tests.players.seated import FLAGSHIP

SHORT = 5
"""Quarters of a game between bots that think for long."""
GAMES = (("b2:glass", "bot:2", "bot:2"), ("b2:box", "bot:1", "bot:2"), ("b2:glass-3", "bot:3", "bot:4"))


def shortened(quarters: int) -> Scenario:
    return replace(FLAGSHIP, quarters=replace(FLAGSHIP.quarters, count=quarters))


@cache
def finished(seed: str, openai: str, microsoft: str) -> Session:
    session = Session.new(
        shortened(SHORT) if "bot:4" in (openai, microsoft) else FLAGSHIP,
        seed,
        {"openai": openai, "microsoft": microsoft},
    )
    session.play_bots()
    return session


@cache
def opened(game: tuple[str, str, str]) -> tuple[Opened, ...]:
    session = finished(*game)
    return tuple(glass_box(session, n) for n in range(1, len(session.steps) + 1))


@pytest.mark.parametrize("game", GAMES)
def test_every_act_can_be_opened_and_says_why_in_eighty_columns(game: tuple[str, str, str]) -> None:
    session = finished(*game)
    for n, box in enumerate(opened(game), 1):
        assert box.thought.decision == session.steps[n - 1].decision
        sections = page_of(box, session.scenario)
        assert sections[0].title == "Why"
        assert sections[0].words
        lines = list(text_of(box, session.scenario))
        assert max(map(len, lines)) <= 80
        assert not re.search(r"\b(None|NoneType|Weighed|Way)\b", "\n".join(lines))


def test_what_a_desk_reckons_has_words_and_every_word_is_used() -> None:
    named: set[str] = set()
    for game in GAMES:
        for box in opened(game):
            named |= set(box.thought.figures)
    assert named <= set(FIGURES)
    written = "".join(path.read_text() for path in Path(players.__file__).parent.rglob("*_desk*.py"))
    assert all(f"{name}=" in written for name in FIGURES)


def test_of_what_gained_it_enough_the_offer_left_the_other_side_most() -> None:
    offers = 0
    for game in GAMES:
        for box in opened(game):
            talk = box.thought.talk
            if talk is None or talk.because != "best" or talk.said is None:
                continue
            offers += 1
            before = [one.package for one in (talk.theirs,) if one is not None]
            for one in talk.beside:
                if one.own is None or one.own < talk.wanted or one.package in before:
                    continue
                assert one.theirs is not None
                assert talk.said.theirs is not None
                assert one.theirs <= talk.said.theirs or (one.sure or 0) <= 0
    assert offers > 5


def test_the_truth_beside_a_belief_is_the_other_sides_own_book() -> None:
    session = finished(*GAMES[0])
    told = [box for box in opened(GAMES[0]) if box.said is not None and box.thought.talk is not None]
    assert told
    signed = {n for n, step in enumerate(session.steps, 1) if isinstance(step.decision, Accept)}
    for box in told:
        assert box.thought.talk is not None
        assert box.thought.talk.said is not None
        assert box.said is not None
        clauses = {clause for clause, _ in box.thought.talk.said.package}
        assert box.said.gain is None or set(box.said.parts) == clauses
    compared = 0
    for box in opened(GAMES[0]):
        follows = box.n + 1 in signed and isinstance(box.thought.decision, Offer)
        if follows and box.said is not None and box.thought.talk is not None:
            reader = opened(GAMES[0])[box.n].thought.talk
            assert reader is not None
            assert reader.theirs is not None
            assert box.said.gain == reader.theirs.sure, "the signer's accountants said the same"
            compared += 1
    assert compared


def test_a_list_of_acts_has_all_of_them_in_words() -> None:
    session = finished(*GAMES[0])
    found = list(deeds(session))
    assert [deed.n for deed in found] == list(range(1, len(session.steps) + 1))
    assert all(deed.thought and deed.words for deed in found)
    assert {deed.seat for deed in found} == set(SEATS)


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        (kinds.Undo(), "takes its last order back"),
        (kinds.Cancel(contract="x"), "cancels capacity on order"),
        (kinds.Principle(), "accepts in principle"),
        (kinds.Reopen(clause="ip-end"), "reopens IP end"),
        (kinds.Stage(block="money"), "wants the money clauses only"),
        (kinds.Stage(block=""), "wants everything again"),
        (kinds.Ask(), "asks what would make this work"),
        (kinds.Why(), "asks why not"),
        (kinds.Walk(), "leaves the table"),
        (kinds.Claim(limb="board"), "has its board declare AGI"),
        (kinds.AnswerClaim(answer="panel"), "demands the panel"),
        (kinds.Rescue(way="asset-sale"), "sells research to a rival"),
        (kinds.Bridge(grant=False), "lends nothing"),
        (kinds.Decline(notice="x"), "declines the counter on a notice"),
        (kinds.Answer(notice="x", answer="counter", price=3000), "counters a notice at $3.00m per MW and quarter"),
        (
            kinds.Promise(undertaking="complain", amount=1, due=3),
            "promises to file an antitrust complaint by Q4 2025",
        ),
    ],
)  # fmt: skip
def test_what_bots_hardly_ever_do_has_words_too(decision: kinds.Decision, words: str) -> None:
    assert act_words(decision, FLAGSHIP) == words


def test_a_game_that_goes_on_a_persons_act_and_a_number_that_is_none_are_refused_in_a_sentence() -> None:
    going = Session.new(FLAGSHIP, "b2:going", {"openai": "bot:2", "microsoft": "bot:2"})
    going.play_bots(30)
    with pytest.raises(Refusal, match="The game is not over"):
        glass_box(going, 1)
    session = finished("b2:glass", "random", "bot:1")
    with pytest.raises(Refusal, match="no act 0"):
        glass_box(session, 0)
    random = next(n for n, step in enumerate(session.steps, 1) if step.by == OPENAI)
    with pytest.raises(Refusal, match="leaves no thoughts behind"):
        glass_box(session, random)


def test_an_act_that_somebody_else_made_is_not_explained() -> None:
    session = finished(*GAMES[1])
    changed = Session.new(FLAGSHIP, "b2:box", {"openai": "bot:2", "microsoft": "bot:1"})
    changed.steps, changed.state = session.steps, session.state
    refused = Counter[str]()
    for n in range(1, len(session.steps) + 1):
        try:
            glass_box(changed, n)
        except Refusal as refusal:
            refused[refusal.code] += 1
    assert set(refused) == {"another-hand"}


def test_leaving_the_table_is_explained_by_what_ran_out() -> None:
    words = {
        "no-rounds": "No round was left",
        "no-patience": "Its patience was gone",
        "nothing": "It found nothing",
    }
    left = 0
    for game in GAMES:
        for box in opened(game):
            talk = box.thought.talk
            if talk is not None and isinstance(box.thought.decision, Walk):
                left += 1
                text = " ".join(text_of(box, FLAGSHIP))
                assert words[talk.because] in text
                assert NAMES[box.seat] in text
    assert left


@pytest.mark.parametrize("seat", SEATS)
def test_what_the_old_hand_tried_in_its_head_is_told(seat: Seat) -> None:
    session = Session.new(shortened(1), "b2:old", {OPENAI: "bot:1", MICROSOFT: "bot:1", seat: "bot:5"})
    session.play_bots()
    tried = 0
    for n, step in enumerate(session.steps, 1):
        if step.by == seat:
            box = glass_box(session, n)
            assert box.thought.decision == step.decision
            text = "\n".join(text_of(box, session.scenario))
            assert ("What it tried in its head" in text) == bool(box.thought.tried)
            tried += bool(box.thought.tried)
    assert tried


def test_of_the_sheets_a_forecast_looked_at_the_best_is_laid() -> None:
    laid = 0
    for box in opened(GAMES[2]):
        done = box.thought.decision
        points = [way for way in box.thought.ways if way.unit == "points"]
        if isinstance(done, kinds.Plan | kinds.CloudPlan) and points:
            laid += 1
            assert len(points) > 2
            assert max(way.worth for way in points) == next(w.worth for w in points if w.decision == done)
    assert laid == 2 * SHORT


@pytest.mark.parametrize(
    ("word", "words"),
    [
        ((0, 200), "it had as good a reason to do it anyway"),
        ((900, 200), "carrying it out would have cost it $900m"),
    ],
)
def test_a_threat_says_whether_it_was_meant(word: tuple[int, int], words: str) -> None:
    box = next(box for box in opened(GAMES[0]) if box.thought.talk is not None)
    assert box.thought.talk is not None
    threat = kinds.Threat(undertaking="complain", amount=1, due=3)
    talk = msgspec.structs.replace(box.thought.talk, because="first", word=word)
    thought = msgspec.structs.replace(box.thought, decision=threat, talk=talk)
    text = " ".join(" ".join(text_of(msgspec.structs.replace(box, thought=thought), FLAGSHIP)).split())
    assert words in text
    assert "$200m" in text
