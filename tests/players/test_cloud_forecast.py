"""The Cloud's forecast: what is built, charged and promised follows from what it would come to."""

from __future__ import annotations

from dataclasses import replace as but

import pytest
from msgspec.structs import replace

from game.players import cloud_desk
from game.players.cloud_forecast import NOTHING, Course, Forecast, Promised
from game.players.mind import Mind
from game.players.skills import SKILLS, Desk
from game.rules.chance import Chance
from game.rules.decisions import Answer, CloudPlan, Option
from game.rules.state import Notice
from game.rules.units import MICROSOFT
from game.rules.view import View, view_of
from tests.players.seated import FLAGSHIP, at_a_table

KEEN = but(SKILLS[2], desk="forecast")
PLAIN = Course(50, 40, "mid")


def seen(quarter: int = 0, **numbers: int) -> View:
    state, _ = at_a_table("bot:2")
    view = view_of(FLAGSHIP, state, MICROSOFT)
    numbers.setdefault("returns", 12_000 * quarter)
    told = {f"microsoft.{name}": number for name, number in numbers.items()}
    label = f"{2025 + quarter // 4}-Q{quarter % 4 + 1}"
    return replace(view, table=None, quarter=quarter, label=label, numbers=view.numbers | told)


def plan(view: View, desk: Desk = "forecast") -> CloudPlan:
    return cloud_desk.sheet(Mind(FLAGSHIP, view, but(KEEN, desk=desk), (), Chance("b2:desk")))


def test_it_builds_when_others_will_queue_and_not_when_halls_will_stand_empty() -> None:
    queue = plan(seen(4, ai_mw=1500, other_demand=1500, bookings=2500))
    empty = plan(seen(4, ai_mw=6000, other_demand=1500, bookings=1500))
    assert queue.build >= 80
    assert empty.build == 0
    assert {queue.rate, empty.rate} == {"low"}  # there is time for customers who came for the price to pay


def test_in_the_last_quarter_it_charges_those_who_queue_anyway_what_can_be_had() -> None:
    last = plan(seen(23, ai_mw=5000, other_demand=9500, bookings=9500))
    assert last.rate == "high"


def test_a_mandate_that_wants_no_hostages_pays_for_models_that_the_street_would_not() -> None:
    view = seen(16)

    def most(mandate: str) -> int:
        chosen = replace(view, character=replace(view.character, mandate=mandate))
        return Forecast(FLAGSHIP, chosen).best(PLAIN, 100).own

    assert most("never-again-hostage") > most("own-the-platform")


@pytest.mark.parametrize("room", [0, 120, 400])
def test_it_promises_nothing_that_would_come_late(room: int) -> None:
    slots = FLAGSHIP.dials.cloud.slots.value
    view = seen(
        0, slots=slots, slots_used=slots * 8 // 10 - room, ai_mw=900, other_demand=1000, bookings=1000
    )
    notice = Notice(id="n", provider="oracle", mw=200, price=6000, start=4, term=12, purpose="serve")
    options = tuple(Option(Answer(notice="n", answer=said)) for said in ("exercise", "partial", "waive"))
    mind = Mind(FLAGSHIP, replace(view, notices=(notice,)), KEEN, (), Chance("b2:desk"))
    given = cloud_desk._answer(mind, options)
    assert isinstance(given, Answer)
    share = {"exercise": 100, "partial": given.share, "waive": 0}[given.answer]
    assert notice.mw * share // 100 <= max(0, room)
    assert share or not room  # at such a price it takes what it can


def test_a_promise_that_earns_is_worth_more_than_one_that_costs() -> None:
    forecast = Forecast(FLAGSHIP, seen(2))
    dear, cheap = (Promised(200, 6, margin, 0) for margin in (2500, -500))
    assert forecast.points(PLAIN, dear) > forecast.points(PLAIN, cheap)
    assert forecast.points(PLAIN, NOTHING) > forecast.points(PLAIN, cheap)


def test_the_intern_builds_for_those_who_queue_today() -> None:
    builds = [
        plan(seen(4, ai_mw=3000, other_demand=3000 + waiting, bookings=9000), "paper").build
        for waiting in (-900, -100, 100)
    ]
    assert builds == sorted(set(builds))
