"""You and the record: which agreement is compared with which, what is told of the world, and the line that nobody may miss."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from game.debrief.record_page import CAVEAT, NOT_REACHED, NOT_TOLD, Beside, beside, told
from game.debrief.transcript import WIDTH, transcript
from game.files.scenarios import load_scenario
from game.rules.agreement import CLAUSES, HEADLINES
from game.rules.engine import Setup
from game.rules.facts import Moved
from game.rules.history import Figure, Version
from game.rules.scenario import RECORD
from game.session import Session
from tests.debrief.kept import Kept, amended
from tests.worlds import HISTORY, world

FLAGSHIP = load_scenario("first-refusal")
OPENING = Version(date="2025-01-21", title="Before", source="a blog", terms={"revenue-share": 2000})
LATER = Version(
    date="2025-09-02", title="After", source="a blog", terms={"revenue-share": 1000, "ip-scope": "models", "ip-end": 2035}
)  # fmt: skip
SOLD = Figure(
    title="Revenue of two quarters", stats=("openai.sold",), quarter="2025-Q2", over=2, value=5000, date="2026-01",
    source="a newspaper",
)  # fmt: skip


def compared(*versions: Version, figures: tuple[Figure, ...] = (), game: Kept | None = None) -> Beside:
    """A game with amendments in its first and third quarter beside such a record."""
    record = replace(HISTORY, until="2026-Q4", versions=versions, answers=(), figures=figures)
    played = game or amended(None, world(quarters=6, openai={"cash": 90_000}, record=record))
    found = beside(played.session)
    assert found is not None
    return found


def row(found: Beside, moment: int, clause: str):
    return next(one for one in found.moments[moment].rows if one.clause == CLAUSES[clause].title)


def test_a_scenario_without_a_record_has_nothing_beside_it():
    session = amended().session
    assert beside(session) is None
    assert list(told(session)) == []


def test_the_first_version_is_compared_with_what_the_game_began_with():
    found = compared(OPENING)
    assert row(found, 0, "revenue-share").yours == CLAUSES["revenue-share"].short(2000)
    assert found.moments[0].same == found.moments[0].told == 1


def test_a_later_version_is_compared_with_what_stood_at_the_end_of_its_quarter():
    found = compared(OPENING, LATER)
    assert row(found, 1, "revenue-share").yours == CLAUSES["revenue-share"].short(1000)
    assert row(found, 1, "ip-scope").yours == CLAUSES["ip-scope"].short("models")
    assert (found.moments[1].same, found.moments[1].told) == (2, 3)


def test_what_is_our_own_reading_is_no_date_to_be_compared_at():
    assert len(compared(OPENING, replace(LATER, basis="reading")).moments) == 1


def test_a_date_that_the_game_did_not_reach_has_a_dash():
    found = compared(OPENING, replace(LATER, date="2026-10-01"))
    assert not found.moments[1].reached
    assert {one.yours for one in found.moments[1].rows} == {NOT_REACHED}


def test_what_the_record_does_not_tell_is_not_told():
    found = compared(OPENING)
    assert row(found, 0, "azure-commitment").record == NOT_TOLD
    assert not row(found, 0, "azure-commitment").same


def test_a_figure_is_what_was_there_at_the_end_of_its_quarter():
    game = amended(None, world(quarters=6, openai={"cash": 90_000}, record=replace(HISTORY, figures=(SOLD,))))
    sold = [0]
    for step in game.session.steps:
        for fact in step.facts:
            if isinstance(fact, Moved) and fact.stat == "openai.sold":
                sold.append(sold[-1] + fact.by)
    found = beside(game.session)
    assert found is not None
    (number,) = found.numbers
    assert number.yours == f"${(sold[2] + 50) // 100 / 10}bn"
    assert number.record == "$5.0bn"
    late = compared(OPENING, figures=(replace(SOLD, quarter="2026-Q4"),))
    assert late.numbers[0].yours == NOT_REACHED


@cache
def replayed() -> Session:
    session = Session.new(
        FLAGSHIP, "b2:beside", {"openai": "record", "microsoft": "record"}, Setup(weather=RECORD)
    )
    session.play_bots()
    return session


def test_two_ghosts_stand_where_the_record_stands():
    found = beside(replayed())
    assert found is not None
    assert [moment.day for moment in found.moments] == ["21 January 2025", "28 October 2025", "27 April 2026"]
    for moment in found.moments:
        assert moment.same == moment.told
        assert len(moment.rows) == len(HEADLINES)
        assert all(one.read for one in moment.rows if one.record != NOT_TOLD)


def test_every_figure_has_its_source():
    found = beside(replayed())
    assert found is not None
    assert found.numbers
    for number in found.numbers:
        assert number.yours != NOT_REACHED
        assert any(figure.source in number.read for figure in FLAGSHIP.record.figures)  # type: ignore[union-attr]


def test_a_replay_ends_with_the_record_and_its_caveat_within_the_page():
    lines = list(transcript(replayed()))
    assert "You and the record, date by date:" in lines
    shown = lines[lines.index("You and the record, date by date:") :]
    assert all(len(line) <= WIDTH for line in shown)
    assert CAVEAT in " ".join(line.strip() for line in shown)
