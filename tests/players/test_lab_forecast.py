"""The Lab's forecast: what trains, what serves and what is looked at follows from what it would come to."""

from __future__ import annotations

from dataclasses import replace as but

from msgspec.structs import replace

from game.players import lab_desk
from game.players.lab_forecast import Forecast, Split
from game.players.mind import Mind
from game.players.skills import SKILLS, Desk
from game.rules.chance import Chance
from game.rules.decisions import Act, Plan
from game.rules.units import OPENAI
from game.rules.view import View, view_of
from tests.players.seated import FLAGSHIP, at_a_table

PLAIN = Split(44, 20, "standard")


def seen(quarter: int = 0, mandate: str = "balanced", **numbers: int) -> View:
    state, _ = at_a_table("bot:2")
    view = view_of(FLAGSHIP, state, OPENAI)
    told = {f"openai.{name}": number for name, number in numbers.items()}
    label = f"{2025 + quarter // 4}-Q{quarter % 4 + 1}"
    character = replace(view.character, mandate=mandate)
    return replace(
        view, table=None, quarter=quarter, label=label, numbers=view.numbers | told, character=character
    )


def mind(view: View, desk: Desk = "forecast") -> Mind:
    return Mind(FLAGSHIP, view, but(SKILLS[2], desk=desk), (), Chance("b2:desk"))


def fleet_of(mw: int) -> View:
    return seen(azure_mw=mw, partner_mw=0, own_mw=0)


def test_it_serves_when_customers_wait_and_trains_when_none_do() -> None:
    crowded, empty = (lab_desk.sheet(mind(fleet_of(mw))) for mw in (400, 1500))
    assert crowded.train < empty.train


def test_it_charges_more_when_not_everybody_can_be_served_and_less_for_a_room_to_fill() -> None:
    assert lab_desk.sheet(mind(fleet_of(400))).stance == "premium"
    view = fleet_of(1500)
    at_war, plain = (Forecast(FLAGSHIP, view).points(Split(20, 20, stance)) for stance in ("war", "standard"))
    assert at_war > plain


def test_who_is_there_for_everyone_is_the_more_careful() -> None:
    hurried, careful = (
        lab_desk.sheet(mind(seen(6, mandate, safety=450))).safety
        for mandate in ("build-it-first", "for-everyone")
    )
    assert hurried < careful


def test_a_case_is_worth_the_delay_when_there_is_something_new_to_look_at() -> None:
    view = seen(6, safety=600, lab_capability=1400, evaluated=1350)
    assert Forecast(FLAGSHIP, view).case_pays(PLAIN)
    assert Act(action="safety-case") in list(lab_desk.plans(mind(view)))
    full = seen(6, safety=1000, lab_capability=1400, evaluated=1350)
    assert not Forecast(FLAGSHIP, full).case_pays(PLAIN)


def test_the_intern_keeps_to_the_sheet_it_found() -> None:
    sheets = {lab_desk.sheet(mind(fleet_of(mw), "paper")) for mw in (400, 900, 1500)}
    assert len(sheets) == 1
    assert isinstance(sheets.pop(), Plan)
