"""Dossier and notes: who they are and how surely, what was found out and what it means, and what they said by clause."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from game.debrief.findings import learned_words, meaning, reliability_words, statement
from game.desk import dossier
from game.desk.notes import heard, lines, pages
from game.files.scenarios import load_scenario
from game.rules.agreement import CLAUSES
from game.rules.candour import DISCLOSED, TOPICS
from game.rules.decisions import (
    Accept,
    Act,
    Because,
    Contingent,
    Done,
    Offer,
    Reason,
    Riders,
    Walk,
    Why,
)
from game.rules.facts import Found
from game.rules.information import QUESTIONS
from game.rules.state import Learned
from game.rules.units import MICROSOFT, OPENAI, SEATS, Seat, other
from game.rules.view import View
from tests.tools.screens import cut_off, painted
from tests.tui.conftest import Opens, begun
from tests.tui.test_playing import name_of
from tests.worlds import Game

SCENARIO = load_scenario("first-refusal")
CAP = (("revenue-share-cap", 38),)


def everything(seat: Seat) -> tuple[Learned, ...]:
    """One finding of every kind a seat can have."""
    asks = [("diligence", about) for about in TOPICS] + [("back-channel", about) for about in QUESTIONS]
    asks += [("counsel", ""), *(("disclose", about) for about in DISCLOSED)]
    found = []
    for action, about in asks:
        doer = other(seat) if action == "disclose" else seat
        game = Game().to("plan", doer).act(doer, Act(action=action, about=about)).to("notices")
        found += [fact.learned for fact in game.happened(Found) if fact.seat == seat]
    return tuple(found)


@pytest.mark.parametrize("seat", SEATS)
def test_every_finding_has_its_words_its_source_and_its_meaning(seat: Seat) -> None:
    found = everything(seat)
    assert len(found) == len(TOPICS) + len(QUESTIONS) + 1 + len(DISCLOSED)
    for learned in found:
        words = learned_words(learned, seat, SCENARIO)
        assert words
        assert words == words.format()  # nothing was left to be filled in
        assert meaning(learned, seat).endswith(".")
        assert learned.reliability in reliability_words(learned)


@pytest.mark.parametrize("seat", SEATS)
@pytest.mark.parametrize("question", QUESTIONS)
def test_a_yes_and_a_no_mean_different_things(seat: Seat, question: str) -> None:
    no = Learned(topic=question, quarter=0, source="back-channel", reliability="true", values=(0,))
    yes = replace(no, values=(1,))
    assert meaning(no, seat) != meaning(yes, seat)
    assert learned_words(no, seat, SCENARIO).endswith("no")
    assert "they" not in statement(question, seat, "you", "your").split()


def test_a_cash_flow_of_nothing_is_not_read_as_a_positive_one() -> None:
    none = Learned(topic="cash", quarter=0, source="disclosure", reliability="true on the day", values=(0,))
    assert "nothing over" in meaning(none, OPENAI)
    assert meaning(replace(none, values=(400,)), OPENAI).startswith("While it is positive")


def view_with(*found: Learned, quarter: int) -> View:
    return replace(Game().view(OPENAI), learned=found, quarter=quarter)


def test_what_is_older_than_a_year_is_marked_and_left_out_of_the_short_form() -> None:
    cash = Learned(topic="cash", quarter=0, source="disclosure", reliability="true on the day", values=(500,))
    for quarter, stale in ((4, False), (5, True)):
        view = view_with(cash, quarter=quarter)
        assert ("over a year old" in dossier.pages(SCENARIO, view, 74).plain) is stale
        assert bool(lines(SCENARIO, view, 60)) is not stale


def test_the_newest_finding_stands_first() -> None:
    old = Learned(topic="cash", quarter=0, source="disclosure", reliability="true on the day", values=(500,))
    view = view_with(old, replace(old, quarter=2, values=(700,)), quarter=3)
    words = dossier.pages(SCENARIO, view, 74).plain
    assert words.index("$700m") < words.index("$500m")


def refusing(game: Game, *reasons: Reason) -> Game:
    """Microsoft counters OpenAI's wish for another cap with its reasons."""
    game.table().openai(Offer(package=CAP))
    return game.microsoft(Offer(package=(("ip-end", 2032),), reasons=reasons))


def cap_words(was: str, now: int) -> str:
    return CLAUSES["revenue-share-cap"].says(MICROSOFT, "hurts", "a lot", was, now)


def test_their_reasons_are_noted_by_clause_in_the_words_of_the_day() -> None:
    hurts = Reason("revenue-share-cap", "hurts", "a lot")
    game = refusing(Game(), hurts)
    today = game.state.terms["revenue-share-cap"]
    assert [entry.words for entry in heard(game.view(OPENAI))["revenue-share-cap"]] == [
        cap_words(str(today), 38)
    ]
    game.openai(Walk())
    game.signs(("revenue-share-cap", 38))
    (entry,) = heard(game.view(OPENAI))["revenue-share-cap"]
    assert (entry.quarter, entry.sign, entry.words) == (0, "hurts", cap_words(str(today), 38))
    assert heard(game.view(MICROSOFT)) == {}


def test_what_is_said_twice_at_a_table_is_noted_once_and_the_latest_first() -> None:
    hurts = Reason("revenue-share-cap", "hurts", "a lot")
    game = refusing(Game(), hurts).openai(Why()).microsoft(Because(reasons=(hurts,)))
    assert len(heard(game.view(OPENAI))["revenue-share-cap"]) == 1
    refusing(game.openai(Walk()), Reason("revenue-share-cap", "hurts", "decisive"))
    assert [entry.quarter for entry in heard(game.view(OPENAI))["revenue-share-cap"]] == [1, 0]


def test_a_reason_about_nothing_that_was_written_down_still_has_words() -> None:
    game = Game().table(MICROSOFT)
    game.microsoft(Offer(package=(("ip-end", 2032),), reasons=(Reason("ip-end", "helps", "some"),)))
    assert heard(game.view(OPENAI))["ip-end"][0].words == "What lay on the table helps (somewhat)."


def test_tables_that_closed_are_told_with_how_and_where_each_side_stood() -> None:
    game = refusing(Game()).openai(Walk()).signs(("ip-end", 2032))
    words = " ".join(pages(game.scenario, game.view(OPENAI), 92).plain.split())
    assert "Somebody left early; they last offered IP until the end of 2032; you last offered" in words
    assert "Signed: IP until the end of 2032." in words


def test_what_a_signature_hung_together_with_is_noted_in_short() -> None:
    riders = Riders(
        links=(("ip-end", "azure-commitment"),),
        contingents=(Contingent(clause="revenue-share-cap", term=60, trigger="sold", at=10, by=5),),
    )
    package = (("azure-commitment", 100), ("ip-end", 2032))
    game = Game().table().openai(Offer(package=package, riders=riders)).microsoft(Accept())
    words = " ".join(pages(game.scenario, game.view(OPENAI), 92).plain.split())
    assert (
        "linked: IP end with Azure commitment; on a condition: the share capped at $60bn by Q2 2026." in words
    )


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_dossier_and_notes_have_a_key_and_fill(opened: Opens, size: tuple[int, int]) -> None:
    async with opened(begun("openai"), size) as game:
        await game.press("j")
        assert name_of(game.screen) == "NotesPage"
        assert "Who speaks for Microsoft" in painted(game.app)
        await game.press("right")
        assert "Nothing yet." in painted(game.app)
        assert cut_off(game.app) == []
        await game.press("left")
        assert "Who speaks for Microsoft" in painted(game.app)
        await game.press("escape")
        await game.until("plan")
        session: Any = game.quarter.session
        session.act(OPENAI, Act(action="diligence", about="cash"))
        session.act(OPENAI, Act(action="counsel"))
        session.act(OPENAI, Done())
        await game.settle()
        while not session.view(OPENAI).learned:
            await game.on()
        await game.press("j", "end")
        assert "Due diligence, right two times in three." in painted(game.app)
        assert "nineteen times in twenty" in painted(game.app)
        assert cut_off(game.app) == []
