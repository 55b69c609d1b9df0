"""The tutorial: played from both seats by the keys it names, it is the story it promises, and nothing in it is staged."""

from __future__ import annotations

import pytest

from game.debrief.four_points import FourPoints, four_points, lesson
from game.debrief.signatures import frontier_at, true_gains
from game.desk import coaching
from game.desk.coaching import WAIVER, lessons_in
from game.desk.plots import Spot, named
from game.desk.words import hanging
from game.errors import ScenarioError
from game.files.scenarios import load_scenario
from game.rules.decisions import PLAIN, Accept, Answer, Offer, Request, Sign
from game.rules.facts import Delivered
from game.rules.packages import negotiable, options_of
from game.rules.units import MICROSOFT, OPENAI, SEATS, Seat, other
from game.session import Session
from game.strict_yaml import read
from game.tui import settings
from game.tui.widgets.rows import Rows
from tests.tools.screens import cut_off, mouse_only, painted
from tests.tui.conftest import Driver, Opens, begun


def tutorial(seat: Seat) -> Session:
    told = coaching.lesson(seat)
    return Session.new(load_scenario(WAIVER), told.seed, told.seats, told.setup)


async def follow(game: Driver, most: int = 60, *, spaces: bool = False) -> list[str]:
    """Press what the coaching says, until the game is over, or only space; gives back all that it said."""
    said: list[str] = []
    for _ in range(most):
        name = type(game.screen).__name__
        assert cut_off(game.app) == [], name
        assert mouse_only(game.app) == [], name
        if name == "LessonScreen":
            return said
        if name != "Quarter":
            await game.press({"Confirm": "y", "Letter": "space", "Tell": "enter"}[name])
            continue
        desk = game.quarter
        assert desk.moment is not None
        assert desk._matter is not None
        cue = desk._cue(desk.moment, desk._matter)
        assert cue, f"nothing is said at {desk._matter.topic}"
        assert cue.say.split()[0] in painted(game.app)
        assert not desk._matter.advice or cue.key == "space", "one voice at a time"
        said.append(cue.say)
        await game.press("space" if spaces else cue.key)
    raise AssertionError("the tutorial never ended")


@pytest.mark.parametrize(("seat", "size"), [(OPENAI, (80, 24)), (MICROSOFT, (120, 40))])
async def test_whoever_presses_what_is_said_sees_the_story(
    opened: Opens, seat: Seat, size: tuple[int, int]
) -> None:
    session = tutorial(seat)
    async with opened(session, size, told=False) as game:
        said = await follow(game, spaces=seat == MICROSOFT)
        await game.app.workers.wait_for_complete()
        await game.settle()
        found = four_points(session, seat)
        shown = " ".join(painted(game.app).split())
        assert lesson(found).split(";")[0] in shown
        for words in ("offered", "signed", "best for both", "walking away"):
            assert words in shown
        assert cut_off(game.app) == []
        assert settings.read().waiver
        assert len(said) <= 16
        await game.press("a")
        assert type(game.screen).__name__ == "EndingScreen"
        await game.app.workers.wait_for_complete()
        await game.settle()
        shown = painted(game.app)
        assert "Taken" in shown
        assert not any(word in shown for word in ("grade", "usual", "Score", "Luck")), "a pupil is not graded"
        await game.press("escape")
        assert type(game.screen).__name__ == "LessonScreen"
    steps = session.steps
    # One request; half of it is exercised, and it is said why; the half is signed for.
    request = next(step.decision for step in steps if isinstance(step.decision, Request))
    answer = next(step.decision for step in steps if isinstance(step.decision, Answer))
    assert 170 <= request.mw <= 190
    assert (answer.answer, answer.share) == ("partial", 50)
    assert seat == MICROSOFT or answer.says
    assert any(isinstance(step.decision, Sign) and step.by == OPENAI for step in steps)
    # The table: they speak first; a bare demand is refused with reasons; a trade is accepted.
    talk = [(step.by, step.decision) for step in steps if isinstance(step.decision, Offer | Accept)]
    them = other(seat)
    assert [(by, type(decision)) for by, decision in talk] == [
        (them, Offer), (seat, Offer), (them, Offer), (seat, Offer), (them, Accept),
    ]  # fmt: skip
    refused, traded = talk[1][1], talk[3][1]
    assert isinstance(refused, Offer)
    assert isinstance(traded, Offer)
    assert [refused.package, traded.package] == [laid.package for laid in coaching.lesson(seat).packages[:2]]
    because = talk[2][1]
    assert isinstance(because, Offer)
    assert any(reason.sign == "hurts" for reason in because.reasons)
    # What was promised arrives in the third quarter, and the trade was good without being the best.
    delivered = [fact.contract for step in steps for fact in step.facts if isinstance(fact, Delivered)]
    assert "azure-2025-q1" in delivered
    assert session.state.quarter == 2
    assert found.signed is not None
    assert min(found.signed) > 0
    assert 55 <= found.part <= 70
    assert found.left >= 3000
    assert all(best >= signed for best, signed in zip(found.best, found.signed, strict=True))


async def test_it_is_offered_on_the_first_run_and_can_be_skipped_at_any_moment(opened: Opens) -> None:
    async with opened(told=False) as game:
        await game.press("enter", "escape")
        assert game.screen.query_one(Rows).rows[0].id == "tutorial"
        await game.press("1", "1")
        assert game.quarter._lesson == coaching.lesson(OPENAI)
        assert game.quarter.session.header.seed == coaching.lesson(OPENAI).seed
        assert "X skip" in painted(game.app)
        await game.press("X")
        assert type(game.screen).__name__ == "Menu"
        assert [row.id for row in game.screen.query_one(Rows).rows][:2] == ["continue", "new-game"]
        assert settings.read().waiver


async def test_only_the_tutorial_is_coached(opened: Opens) -> None:
    async with opened(begun(OPENAI, scenario=load_scenario(WAIVER), bot="bot:1"), (80, 24)) as game:
        assert game.quarter._lesson is None
        assert "X skip" not in painted(game.app)
        await game.press("X")
        assert type(game.screen).__name__ == "Quarter"


def test_four_clauses_are_open_and_one_of_them_has_something_for_both() -> None:
    assert negotiable(load_scenario(WAIVER)) == (
        "compute-sourcing",
        "research-carve-out",
        "azure-commitment",
        "third-party-products",
    )
    for seat in SEATS:
        session = tutorial(seat)
        frontier = frontier_at(session.scenario, session.state)
        one_change = [
            true_gains(session.scenario, session.state, ((clause, term),), PLAIN)
            for clause in negotiable(session.scenario)
            for term in options_of(session.scenario, clause)
        ]
        assert any(min(gains) > 0 for gains in one_change)
        assert len(frontier) > 3


def test_no_line_of_coaching_is_longer_than_two_lines_of_the_desk() -> None:
    for seat in SEATS:
        for cue in coaching.lesson(seat).cues:
            key = f"{cue.say} ▸ {cue.key}"
            assert len(hanging("", key, 47, 0).plain.splitlines()) <= 2, key


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("asks: sleep", "asks: No moment is like that: asks."),
        ("asks: plan, after: lunch", "after: No moment is like that: after."),
        ("asks: plan, quarter: one", "quarter: A moment's quarter is a number, counted from 1."),
        ("asks: plan, says: hello", "says: There is no says here. Did you mean say?"),
    ],
)
def test_a_mistake_in_a_moment_is_said_with_its_place(wrong: str, said: str) -> None:
    seat = "{seed: a, against: bot:1, people: dealmaker, packages: [], moments: [{%s, say: Go on.}]}"
    text = f"scenario: waiver\nquarters: 3\nseats:\n  openai: {seat % wrong}\n  microsoft: {seat % 'asks: plan'}\n"
    with pytest.raises(ScenarioError) as caught:
        lessons_in(read(text, "waiver.yaml"))
    assert any(said in str(problem) for problem in caught.value.problems), caught.value.problems
    assert all(str(problem).startswith("waiver.yaml:4:") for problem in caught.value.problems)


def points(**rest: object) -> FourPoints:
    usual = {"seat": OPENAI, "frontier": (), "offered": None, "signed": (1000, 2000), "best": (3000, 4100)}
    return FourPoints(**{**usual, **rest})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (
            points(missing=(("azure-commitment", (-500, 4000)), ("research-carve-out", (100, 100)))),
            "You left $4.1bn on the table; they wanted the Azure commitment more than you feared it.",
        ),
        (
            points(missing=(("research-carve-out", (2500, -400)),)),
            "You left $4.1bn on the table; you wanted the research carve-out more than they feared it.",
        ),
        (
            points(missing=(("research-carve-out", (2500, 400)),)),
            "You left $4.1bn on the table; both of you would have gained by moving the research carve-out, and neither did.",
        ),
        (
            points(signed=(3000, 4100)),
            "You left nothing on the table: no other change would have helped one of you and hurt neither.",
        ),
        (
            points(signed=(-3300, 7300)),
            "You signed $3.3bn away; leaving the table would have cost you nothing.",
        ),
        (points(signed=None), "You walked away from $7.1bn that was there for the two of you."),
        (points(signed=None, best=(0, 0)), "You signed nothing, and there was nothing to sign."),
    ],
)
def test_the_last_sentence_comes_from_the_points(found: FourPoints, sentence: str) -> None:
    assert lesson(found) == sentence


def test_whoever_walks_away_is_told_what_was_there() -> None:
    session = tutorial(OPENAI)
    session.state = session.at(0)
    found = four_points(session, OPENAI)
    assert (found.signed, found.offered) == (None, None)
    assert found.left > 3000


def test_points_are_named_where_they_lie_and_what_lies_outside_has_an_arrow() -> None:
    spots = [Spot((0, 0), "W", "away"), Spot((50, 50), "B", "best"), Spot((90, -900), "O", "offer")]
    drawn = [line.plain for line in named(spots, [(60, 40), (50, 50), (20, 60)], 40, 10)]
    assert all(len(line) == 40 for line in drawn)
    assert any("B best" in line or "best B" in line for line in drawn)
    assert "offer ↓" in drawn[-1]
    assert any("W" in line and "away" in line for line in drawn)
