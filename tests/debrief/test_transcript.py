"""A game to read: terms in plain words, a chapter a quarter, the table as a scene, and nothing told that is not one's to know."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from game.debrief.chapter import chapter
from game.debrief.telling import tell
from game.debrief.terms import change_words, term_words
from game.debrief.transcript import WIDTH, transcript
from game.files.scenarios import load_scenario
from game.rules import engine, facts
from game.rules.agreement import CLAUSES
from game.rules.state import Amendment, Notice, Said
from game.rules.stats import EXACT, STATS
from game.rules.units import MICROSOFT, OPENAI, SEATS, Seat
from game.session import Session

SCENARIO = load_scenario("first-refusal-quick")


@pytest.fixture(scope="module")
def played() -> Session:
    session = Session.new(SCENARIO, "quick-1", {OPENAI: "bot:1", MICROSOFT: "bot:2"})
    session.play_bots()
    return session


def test_every_term_reads_on_in_a_sentence_and_says_nothing_twice() -> None:
    for id, clause in CLAUSES.items():
        said = [term_words(id, term) for term in clause.options]
        assert len(set(said)) == len(said), id
        for words in said:
            assert "{" not in words
            once = [word for word in words.lower().split() if len(word) > 3 and word.isalpha()]
            assert len(set(once)) == len(once), words


def test_a_change_says_what_it_was() -> None:
    assert change_words("share-end", 2030, 2032) == "the share until the end of 2032 (was: 2030)"
    assert change_words("revenue-share-cap", 135, 60) == "the share capped at $60bn (was: $135bn)"


@pytest.mark.parametrize("seat", [OPENAI, MICROSOFT, None])
def test_a_transcript_fits_the_page_and_ends_with_the_scores(played: Session, seat: Seat | None) -> None:
    lines = list(transcript(played, seat))
    assert max(map(len, lines)) <= WIDTH + 4
    text = "\n".join(lines)
    assert "\n\n\n" not in text
    closing = " ".join(text[text.index("\nThe end: ") :].split())
    assert "points of 100" in closing.partition("usual")[0]
    spoken = {line.split()[0] for line in lines if line[2:11].strip().isupper() and line[13:14] in ("“", "[")}
    names = {"OPENAI", "MICROSOFT"} if seat is None else {"YOU", "MICROSOFT" if seat == OPENAI else "OPENAI"}
    assert spoken == names


def told(*happened: facts.Fact, seat: Seat | None = None) -> str:
    """A quarter of nothing but this, on one line."""
    state = Session.new(SCENARIO, "quick-1", {OPENAI: "random", MICROSOFT: "random"}).state
    return " ".join(" ".join(chapter(SCENARIO, seat, state, happened, state)).split())


def notice(stage: str, answer: str = "") -> facts.NoticeMoved:
    return facts.NoticeMoved(
        Notice(id="n", provider="oracle", mw=80, price=3240, start=5, term=12, purpose="serve", stage=stage, answer=answer)
    )  # fmt: skip


def test_a_notice_and_what_came_of_it_are_told_in_one_breath() -> None:
    said = facts.Remarked(Said(seat=MICROSOFT, move="answer", says="It is all yours."))
    words = told(notice("lodged"), notice("answered", "waive"), said)
    assert (
        "OpenAI gives notice of 80 MW from Oracle, Q2 2026, at $3.24m. Microsoft waives. “It is all yours.”"
        in words
    )


def signed() -> Iterator[facts.Fact]:
    yield facts.Spoke(
        OPENAI, "offer", 2, MICROSOFT, package=(("revenue-share-cap", 60),), says="Here is a pen."
    )
    yield facts.Spoke(MICROSOFT, "accept", 2, OPENAI, package=(("revenue-share-cap", 60),), says="So it is.")
    yield facts.Signed(Amendment(number=1, quarter=0, changes=(("revenue-share-cap", 135, 60),)))


def test_a_deed_of_which_nothing_else_is_told_is_told_itself() -> None:
    assert "Microsoft: fast-tracks spare capacity to OpenAI." in told(facts.Acted(MICROSOFT, "fast-track"))


def test_the_table_is_a_scene_and_the_heading_says_what_mattered() -> None:
    words = told(*signed())
    assert words.startswith("Q1 2025: Amendment No. 1 is signed --")
    assert "OPENAI “Here is a pen.” [Offers the share capped at $60bn.]" in words
    assert "MICROSOFT “So it is.” [Agrees.]" in words
    assert "Amendment No. 1 is signed: the share capped at $60bn (was: $135bn)." in words
    assert "YOU “So it is.”" in told(*signed(), seat=MICROSOFT)


def test_capacity_of_one_kind_is_added_up_and_told_to_whom_it_concerns() -> None:
    came = [
        facts.Moved("openai.azure_mw", 150, "delivered"),
        facts.Moved("openai.partner_mw", 50, "delivered"),
    ]
    assert "On line from now on: 300 MW of Azure and 50 MW from partners." in told(came[0], *came)
    assert "from partners" not in told(*came, seat=MICROSOFT)


def test_what_is_not_told_to_a_seat_changes_nothing_in_its_chapters(played: Session) -> None:
    public = (
        facts.PhaseBegan,
        facts.NoticeMoved,
        facts.NoticeClosed,
        facts.TableClosed,
        facts.Spoke,
        facts.Responded,
    )

    def known(fact: facts.Fact, seat: Seat) -> bool:
        if isinstance(fact, facts.Moved):
            return STATS[fact.stat].sight(seat) == EXACT
        return isinstance(fact, public) or tell(fact, SCENARIO, seat) is not None

    hidden = 0
    for seat in SEATS:
        since = state = played.at(0)
        quarter: list[facts.Fact] = []
        for step in played.steps:
            for fact in step.facts:
                if isinstance(fact, facts.QuarterBegan):
                    seen = [one for one in quarter if known(one, seat)]
                    hidden += len(quarter) - len(seen)
                    told_all, told_seen = (
                        list(chapter(SCENARIO, seat, since, some, state)) for some in (quarter, seen)
                    )
                    assert told_all == told_seen
                    since, quarter = engine.apply(state, (fact,)), []
                    state = since
                else:
                    quarter.append(fact)
                    state = engine.apply(state, (fact,))
    assert hidden > 100
