"""Moves on a line: what is written is read again, and what cannot be read is refused in a sentence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from game.errors import Refusal
from game.files.moves import VERBS, read_move, usage, write_move
from game.rules.agreement import CLAUSES
from game.rules.decisions import (
    Act,
    Answer,
    Bridge,
    Contingent,
    Decision,
    Give,
    Letter,
    Offer,
    Plan,
    Promise,
    Request,
    Riders,
)
from tests.players.seated import played

FIRST = "2025-Q1"
FULL = Offer(
    package=(("revenue-share", 1500), ("ip-end", 2032)),
    riders=Riders(
        links=(("revenue-share", "ip-end"),),
        contingents=(Contingent(clause="revenue-share-cap", term=60, trigger="sold", at=10, by=8),),
        letters=(Letter(seat="microsoft", undertaking="no-rivals", amount=1, due=5, penalty=500),),
    ),
)


def plain(decision: Decision) -> Decision:
    """Without what only colours it."""
    colour = {"reasons": (), "gap": "", "patience": -1, "says": ""}
    return replace(decision, **{name: value for name, value in colour.items() if hasattr(decision, name)})


@pytest.mark.parametrize("pair", [("bot:2", "bot:2"), ("random", "random")])
def test_every_move_of_a_game_is_read_as_it_was_written(pair):
    for moment in played("b2:first", *pair):
        line = write_move(moment.decision, FIRST)
        read = read_move(line, FIRST)
        assert write_move(read, FIRST) == line
        assert read == plain(moment.decision), line


@pytest.mark.parametrize(
    ("line", "decision"),
    [
        ("plan 46 25", Plan(train=46, safety=25)),
        ("plan train=46 safety=25 stance=war", Plan(train=46, safety=25, stance="war")),
        ("act court oracle 150", Act(action="court", about="oracle", amount=150)),
        ("act raise-equity amount=8000", Act(action="raise-equity", amount=8000)),
        ("request 300 oracle 2025-Q4 train", Request(mw=300, provider="oracle", start=3, purpose="train")),
        ("answer n-1 counter price=3100 start=2026-Q1", Answer(notice="n-1", answer="counter", price=3100, start=4)),
        ("give revenue-share=1500", Give(clause="revenue-share", term=1500)),
        ("bridge yes", Bridge(grant=True)),
        ("promise safety-case 1 2026-Q1 note='for the record'",
         Promise(undertaking="safety-case", amount=1, due=4, note="for the record")),
    ],
)  # fmt: skip
def test_a_line_is_a_move(line, decision):
    assert read_move(line, FIRST) == decision


def test_a_package_comes_in_the_order_of_the_document():
    read = read_move("offer revenue-share=1500 research-carve-out=2500", FIRST)
    assert isinstance(read, Offer)
    assert [clause for clause, _ in read.package] == [c for c in CLAUSES if c in dict(read.package)]


def test_what_hangs_on_an_offer_is_part_of_the_line():
    line = write_move(FULL, FIRST)
    read = read_move(line, FIRST)
    assert isinstance(read, Offer)
    assert read.riders == FULL.riders
    assert "if=revenue-share-cap:60:sold:10:2027-Q1" in line


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("", "There is no move “”"),
        ("ofer", "Did you mean offer?"),
        ("plan 46", "safety is missing"),
        ("plan 46 25 war 3", "one word too many"),
        ("plan a 25", "train"),
        ("plan train=1 train=2", "train is given twice"),
        ("plan 46 25 build=3", "plan has no “build”"),
        ('plan "46', "breaks off"),
        ("request 300 oracle soon", "'soon' is not a quarter such as 2026-Q3"),
        ("offer revenue-share=1 revenue-share=2", "given twice"),
        ("offer link=a", "ties nothing"),
        ("offer if=revenue-share:1", "2 parts where 5 belong"),
        ("offer letter=openai:no-claim:many:2026-Q1:3", "a whole number"),
        ("give revenue-share=1 ip-end=2", "one clause at a time"),
        ("x" * 5000, "too long"),
    ],
)
def test_what_is_no_move_is_refused_in_a_sentence(line, words):
    with pytest.raises(Refusal) as found:
        read_move(line, FIRST)
    assert found.value.code == "no-such-move"
    assert words in str(found.value)


def test_every_move_says_how_it_is_written():
    for verb in VERBS:
        assert usage(verb).startswith(verb)


@settings(max_examples=300)
@given(
    st.text(max_size=60)
    | st.builds(
        lambda verb, words: " ".join([verb, *words]),
        st.sampled_from(list(VERBS)),
        st.lists(
            st.text("abc123=:~-'\" ", max_size=12) | st.sampled_from([*CLAUSES, "link=", "if=", "note="]),
            max_size=6,
        ),
    )
)
def test_any_line_is_read_or_refused(line):
    try:
        read = read_move(line, FIRST)
    except Refusal:
        return
    assert read_move(write_move(read, FIRST), FIRST) == read
