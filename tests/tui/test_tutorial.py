"""The tutorial: played from both seats by the keys it names, it is the story it promises, and nothing in it is staged."""

from __future__ import annotations

import pytest

from game.debrief.four_points import four_points, lesson
from game.errors import ScenarioError
from game.files.scenarios import load_scenario
from game.rules.decisions import Accept, Answer, Offer, Request, Sign
from game.rules.facts import Delivered
from game.rules.packages import negotiable
from game.rules.units import MICROSOFT, OPENAI, SEATS, Seat, other
from game.session import Session
from game.strict_yaml import read
from game.tui import coaching, settings
from game.tui.coaching import WAIVER, lessons_in
from tests.tools.screens import painted
from tests.tui.conftest import Driver, Opens, begun


def tutorial(seat: Seat) -> Session:
    told = coaching.lesson(seat)
    return Session.new(load_scenario(WAIVER), told.seed, told.seats, told.setup)


async def follow(game: Driver, most: int = 60) -> list[str]:
    """Press what the coaching says, until the game is over; gives back all that it said."""
    said = []
    for _ in range(most):
        name = type(game.screen).__name__
        if name == "LessonScreen":
            return said
        if name != "Quarter":
            await game.press({"Confirm": "y", "Letter": "space", "Tell": "enter"}[name])
            continue
        desk = game.quarter
        assert desk.moment is not None
        assert desk._matter is not None
        cue = desk._lesson and desk._lesson.cue(
            desk.moment.view, desk._matter.topic, draft=desk._drafted_anew(desk.moment)
        )
        assert cue, f"nothing is said at {desk._matter.topic}"
        assert cue.say.split()[0] in painted(game.app)
        said.append(cue.say)
        await game.press(cue.key)
    raise AssertionError("the tutorial never ended")


@pytest.mark.parametrize(("seat", "size"), [(OPENAI, (80, 24)), (MICROSOFT, (120, 40))])
async def test_whoever_presses_what_is_said_sees_the_story(
    opened: Opens, seat: Seat, size: tuple[int, int]
) -> None:
    session = tutorial(seat)
    async with opened(session, size) as game:
        said = await follow(game)
        await game.app.workers.wait_for_complete()
        await game.settle()
        found = four_points(session, seat)
        shown = " ".join(painted(game.app).split())
        assert lesson(found).split(";")[0] in shown
        for words in ("offered", "signed", "best for both", "walking away"):
            assert words in shown
        assert settings.read().waiver
        assert len(said) <= 16
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
    assert [refused.package, traded.package] == [
        laid.package for laid in coaching.lesson(seat).packages[:2]
    ]
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
