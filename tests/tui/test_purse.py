"""The money: it is said when it runs out, what a rescue brings is what the rules pay, and the adviser takes what carries furthest."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from game.desk.adviser import Advice, Adviser
from game.desk.matters.matter import Asked
from game.desk.matters.notices import notices
from game.desk.matters.trouble import rescue
from game.desk.owed import still_open
from game.desk.perils import perils
from game.desk.purse import brings, carries, lean, loan, runs_out
from game.rules.chance import Chance
from game.rules.decisions import Bridge, Request, Rescue
from game.rules.facts import Moved
from game.rules.state import Pending
from game.rules.units import MICROSOFT, OPENAI
from game.rules.view import View, view_of
from game.session import Session
from tests.tui.conftest import begun, flagship
from tests.worlds import Game


def with_numbers(view: View, **numbers: int) -> View:
    return replace(
        view, numbers={**view.numbers, **{name.replace("__", "."): n for name, n in numbers.items()}}
    )


def at_the_plan(*, cash: int, net: int, hype: int = 500) -> View:
    view = begun(OPENAI).view(OPENAI)
    return with_numbers(view, openai__cash=cash, openai__net=net, world__hype=hype)


def out_of_cash() -> Session:
    """The first quarter has closed without cash, and OpenAI must find a way on."""
    session = begun(OPENAI, bot="you")
    session.state = session.state.copy()
    session.state.openai.cash, session.state.openai.net = -2000, -3000
    session.state.phase = "distress"
    return session


def test_the_end_of_the_cash_is_told_before_it_comes_with_what_helps() -> None:
    scenario = flagship()
    assert runs_out(at_the_plan(cash=40_000, net=-4000)) is None
    assert perils(scenario, at_the_plan(cash=40_000, net=-4000)) == ()
    (peril,) = perils(scenario, at_the_plan(cash=9000, net=-4000))
    assert peril.words.startswith("Out of cash by Q3 2025")
    assert "new money is to be had now" in peril.follows
    (peril,) = perils(scenario, at_the_plan(cash=9000, net=-4000, hype=100))
    assert "nobody buys shares now; fewer orders, less training" in peril.follows


def test_a_bridge_that_falls_due_counts_and_is_owed() -> None:
    bridge = Pending(due=2, stat="openai.cash", by=-27_000, why="the bridge repaid")
    view = replace(at_the_plan(cash=20_000, net=-500), coming=(bridge,))
    assert runs_out(replace(view, coming=())) is None
    assert runs_out(view) == 2
    (peril,) = perils(flagship(), view)
    assert "the bridge falls due in Q3 2025, $27bn" in peril.follows
    assert [owed.quarter for owed in still_open(flagship(), view) if owed.kind == "bridge"] == [2]


@pytest.mark.parametrize(
    "made", [Rescue(way="emergency-round"), Rescue(way="asset-sale"), Rescue(way="bridge")]
)
def test_a_way_on_says_what_the_rules_pay(made: Rescue) -> None:
    session = out_of_cash()
    view = session.view(OPENAI)
    before, said, lent = (
        view.number("openai.cash"),
        brings(session.scenario, view, made.way),
        loan(session.scenario, view),
    )
    told = rescue(Asked(session.scenario, view, session.legal(OPENAI), Advice((), ""), {}, None, 70))
    rows = " ".join(" ".join(row.words.plain for row in told.rows).split())
    assert "$11bn now, $12bn back in Q1 2026" in rows
    step = session.act(OPENAI, made)
    if made.way == "bridge":
        step = session.act(MICROSOFT, Bridge(grant=True))
        owed = [one for one in session.state.pending if one.why == "the bridge repaid" and one.by < 0]
        assert [(one.due, -one.by) for one in owed] == [(lent.due, lent.back)]
    moved = [fact.by for fact in step.facts if isinstance(fact, Moved) and fact.stat == "openai.cash"]
    assert moved[0] == said
    assert before + said >= 0


def test_the_adviser_takes_the_way_that_carries_further() -> None:
    session = out_of_cash()
    session.state.openai.net = -9000
    question = session.question(OPENAI)
    assert question is not None
    view, scenario = session.view(OPENAI), session.scenario
    made = Adviser(scenario, OPENAI, Chance("harbour-7")).decide(view, question, session.legal(OPENAI))
    assert isinstance(made, Rescue)
    assert made.way == "emergency-round"
    assert carries(scenario, view, "bridge") < carries(scenario, view, made.way), "it falls due in a year"
    open_ = [option.decision.way for option in session.legal(OPENAI) if isinstance(option.decision, Rescue)]
    assert carries(scenario, view, made.way) == max(carries(scenario, view, way) for way in open_)
    late = replace(view, quarter=view.last - 2)
    assert carries(scenario, late, "bridge") <= 1, "no further than the game"


def test_the_adviser_orders_less_with_the_end_of_the_cash_in_sight_and_says_when_nothing_helps() -> None:
    rich, poor = at_the_plan(cash=90_000, net=-4000), at_the_plan(cash=9000, net=-4000, hype=100)
    assert lean(flagship(), poor).orders < lean(flagship(), rich).orders
    adviser = Adviser(flagship(), OPENAI, Chance("harbour-7"))
    assert "No new money is to be had" in adviser.advice(poor, "plan", ()).words
    assert "No new money" not in adviser.advice(rich, "plan", ()).words


def test_what_is_asked_for_is_not_told_as_signed() -> None:
    game = Game().to("notices")
    game.openai(Request(mw=100, provider="azure", start=4))
    view = view_of(game.scenario, game.state, OPENAI)
    told = notices(Asked(game.scenario, view, game.options(OPENAI), Advice((), ""), {}, None, 70))
    assert "100 MW more if what is asked for goes through" in told.text.plain
