"""Turns of several quarters: orders are held, cards come once, and what has a date keeps it (rulebook 3.7, S1q)."""

from __future__ import annotations

from typing import Any

import pytest

from game.files.scenarios import load_scenario
from game.rules import cloud, compute, engine, finance, packages, table, undertakings
from game.rules.agreement import CLAUSES
from game.rules.decisions import (
    Act,
    Answer,
    Claim,
    CloudPlan,
    Done,
    Offer,
    Plan,
    Principle,
    Promise,
    Request,
    Rescue,
)
from game.rules.events import Card, Scheduled
from game.rules.facts import Delivered, MemorandumEnded, Moved, PhaseBegan, QuarterBegan, RunEnded
from game.rules.scenario import Deadline, StartContract, Turns
from game.rules.units import MICROSOFT, OPENAI, quarter_label
from tests.worlds import CONTRACTS, Game, Steady, world

THREE = Turns(quarters=3, points=2, rounds=3, most_rounds=3, cards=1)
RICH = {"cash": 900_000}


def short(chance: Steady | None = None, turns: Turns = THREE, **changes: Any) -> Game:
    """A game in turns of three quarters, in which nobody runs out of cash."""
    return Game(world(turns=turns, **{"openai": RICH, **changes}), chance)


# --- what a turn is -----------------------------------------------------------------------------------------------


def test_a_turn_is_asked_in_its_first_quarter_and_runs_through_the_others():
    game = short()
    asked = []
    while game.asked():
        asked.append(game.state.quarter)
        game.act(game.asked()[0].seat, Done())
    assert sorted(set(asked)) == [0, 3, 6, 9, 12, 15, 18, 21]
    assert game.state.quarter == 23


def test_twenty_four_quarters_are_eight_turns():
    assert [THREE.number(quarter) for quarter in (0, 2, 3, 23)] == [1, 1, 2, 8]
    assert [THREE.left(quarter) for quarter in (0, 1, 2, 3)] == [3, 2, 1, 3]
    assert {Turns().next(quarter) - quarter for quarter in range(24)} == {1}


def test_a_last_turn_may_be_shorter_than_the_others():
    game = short(quarters=7).finish()
    assert game.state.quarter == 6
    assert game.scenario.last_turn(6)
    assert not game.scenario.last_turn(5)


def test_the_orders_of_a_turn_are_held():
    game = short().to("plan")
    game.openai(Plan(train=60, safety=40, stance="premium"), Done())
    game.microsoft(CloudPlan(build=20, partner=10, own=0, rate="high"), Done())
    game.close()
    assert (game.stat("openai.train"), game.stat("openai.safety_share")) == (6000, 4000)
    assert (game.state.openai.stance, game.state.microsoft.rate) == ("premium", "high")
    assert game.stat("microsoft.own_effort") == 0


def test_a_licence_that_caps_training_holds_between_turns_too():
    hot = {"heat_safety": 100}
    game = short(world=hot).to("plan").openai(Plan(train=45, safety=10, stance="standard"), Done())
    game.set("openai.train", 7000).set("world.heat_safety", 1000).set("openai.safety", 300).close()
    assert game.stat("openai.train") == 4500


def test_attention_is_given_once_a_turn():
    game = short()
    assert game.stat("openai.action_points") == 2
    game.to("plan").openai(Act(action="town-hall"), Act(action="safety-case"))
    assert game.refused(OPENAI, Act(action="lobby", about="safety-down")).code == "action-closed"
    words = game.refused(OPENAI, Act(action="town-hall")).words
    assert words.endswith("once a turn is enough.")


def test_an_inquiry_takes_a_point_of_a_short_turn_as_well():
    assert short(world={"heat_antitrust": 60}).stat("openai.action_points") == 1


def test_a_frontier_run_is_finished_when_a_longer_turn_ends():
    game = short().close()
    ended = next(index for index, fact in enumerate(game.facts) if isinstance(fact, RunEnded))
    began = [fact.quarter for fact in game.facts[:ended] if isinstance(fact, QuarterBegan)]
    assert began == [1, 2]
    assert (game.state.quarter, game.stat("openai.run_quarters")) == (3, 0)


# --- cards --------------------------------------------------------------------------------------------------------


class Dealing(Steady):
    """Draws the first card that is ready."""

    def weighted(self, weights: Any, *name: str | int) -> int:
        return 1 if len(weights) > 1 else 0


def card(id: str, **changes: Any) -> Card:
    return Card(**{"id": id, "title": id, "text": "So it goes.", "mark": "fiction", **changes})


def test_one_card_a_turn_comes_at_its_beginning():
    cards = tuple(card(f"card-{n}", weight=5, cooldown=1) for n in range(4))
    game = short(Dealing(), events=cards).finish()
    drawn = [past.quarter for past in game.state.drawn]
    assert drawn == [0, 3, 6, 9, 12, 15, 18, 21]


@pytest.mark.parametrize(("quarter", "comes"), [(0, 0), (1, 3), (2, 3), (3, 3), (4, 6)])
def test_a_scheduled_card_comes_with_the_next_turn(quarter: int, comes: int):
    game = short(events=(card("planned", scheduled=Scheduled(quarter=quarter)),)).finish()
    assert [past.quarter for past in game.state.drawn] == [comes]


def test_two_cards_planned_for_one_turn_come_in_two():
    planned = tuple(card(id, scheduled=Scheduled(quarter=1)) for id in ("one", "two"))
    game = short(events=planned).finish()
    assert [(past.card, past.quarter) for past in game.state.drawn] == [("one", 3), ("two", 6)]


# --- what has a date ----------------------------------------------------------------------------------------------


def test_capacity_comes_in_its_quarter():
    coming = (*CONTRACTS, StartContract(id="soon", provider="oracle", mw=70, price=3000, due=1))
    game = short(contracts=coming).close()
    began = [fact.quarter for fact in game.facts if isinstance(fact, QuarterBegan)]
    assert began == [1, 2, 3]
    at = game.facts.index(Delivered("soon"))
    assert [f.quarter for f in game.facts[:at] if isinstance(f, QuarterBegan)] == [1]


def test_a_date_in_the_middle_of_a_turn_is_met_or_missed_there():
    date = Deadline(
        id="then", title="Then", text="By then.", quarter=1, seen_by=("openai",), needs=(), met=(), missed=()
    )
    assert "then" in short(deadlines=(date,)).close().state.met


def test_a_table_before_a_shared_date_in_its_turn_has_the_rounds_of_one_in_its_quarter():
    date = Deadline(
        id="then", title="Then", text="By then.", quarter=4, seen_by=("openai", "microsoft"), needs=()
    )
    game = short(turns=Turns(quarters=3), deadlines=(date,))
    assert table.rounds_for(game.scenario, game.state) == 3
    assert table.rounds_for(game.scenario, game.close().state) == 5


def test_a_table_of_a_short_turn_never_has_more_than_its_rounds():
    game = short(relations={"openai_trust": 80, "microsoft_trust": 80}).to("plan")
    for seat in (OPENAI, MICROSOFT):
        game.act(seat, Act(action="open-table"), Act(action="counsel"), Done())
    lying = game.to("table").state.table
    assert lying is not None
    assert lying.rounds == 3


def test_a_quote_stands_for_this_turn_and_the_next():
    game = short().to("plan", OPENAI).openai(Act(action="court", about="oracle", amount=100))
    game.close().to("notices")
    assert game.state.quarter == 3
    assert compute.live_quote(game.state, "oracle") is not None
    start = 3 + compute.lead_of(game.scenario, "oracle", game.state)
    game.openai(Request(mw=80, provider="oracle", start=start))
    assert game.state.notices
    assert compute.live_quote(game.close().state, "oracle") is None


def test_what_was_agreed_in_principle_is_signed_with_the_next_turns_plans():
    game = short().table().openai(Offer(package=(("ip-end", 2032),))).microsoft(Principle())
    assert game.state.quarter == 3
    assert game.state.memorandum is not None
    game.to("notices")
    assert MemorandumEnded("signed") in game.all_facts
    assert game.state.terms["ip-end"] == 2032


def test_nothing_is_agreed_in_principle_in_the_last_turn():
    game = short(quarters=6).close().table().openai(Offer(package=(("ip-end", 2032),)))
    assert game.refused(MICROSOFT, Principle()).words == "There is no next turn for it to bind in."


def test_a_notice_that_waits_comes_back_with_the_next_turn():
    terms = {"notice-window": "next-quarter"}
    game = short(terms=terms).to("plan", OPENAI)
    game.openai(Act(action="court", about="oracle", amount=100)).to("notices")
    lead = compute.lead_of(game.scenario, "oracle", game.state)
    game.openai(Request(mw=80, provider="oracle", start=lead))
    game.microsoft(Answer(notice=game.state.notices[0].id, answer="later")).close()
    assert game.state.quarter == 3
    (notice,) = game.state.notices
    assert (notice.stage, notice.start) == ("lodged", 3 + lead)


def test_a_word_can_be_given_from_the_next_turn_on():
    game = short()
    assert undertakings.dates(game.scenario, 0) == (3, 8)
    game.table()
    soon = Promise(undertaking="no-complaint", amount=1, due=2)
    assert game.refused(OPENAI, soon).code == "undertaking-date"
    game.openai(Promise(undertaking="no-complaint", amount=1, due=3))
    assert game.state.pledges[0].due == 3


# --- what a turn allows -------------------------------------------------------------------------------------------


def test_a_turn_of_three_quarters_sells_lends_and_builds_three_times_as_much():
    one, three = Game(), short()
    oracle = compute.known_provider(one.scenario, "oracle")
    for able in (
        lambda game: compute.largest_request(game.scenario, game.state),
        lambda game: compute.available(game.scenario, oracle, 0),
        lambda game: finance.largest_round(game.scenario, game.state),
    ):
        assert able(three) == 3 * able(one) > 0
    assert three.stat("microsoft.slots") == sum(Game().quarters(n).stat("microsoft.slots") for n in range(3))
    assert cloud.slots_at(three.scenario.dials.cloud, three.state) == one.stat("microsoft.slots")


def test_what_is_promised_beyond_a_quarters_slots_is_started_in_the_later_ones():
    game = short().to("notices").set("microsoft.slots_used", 900)
    slots = game.stat("microsoft.slots")
    game.close()
    started = [fact.by for fact in game.facts if isinstance(fact, Moved) and fact.why == "started"]
    assert started[0] == -(slots // 3)
    assert -900 < sum(started) < started[0]
    assert game.stat("microsoft.slots_used") == 0


def test_the_largest_round_of_a_turn_tires_investors_as_much_as_that_of_a_quarter():
    tired = []
    for turns in (Turns(), THREE):
        game = short(turns=turns).to("plan", OPENAI)
        before = game.stat("openai.investor_mood")
        most = finance.largest_round(game.scenario, game.state)
        assert most
        game.openai(Act(action="raise-equity", amount=most)).to("notices")
        tired.append(before - game.stat("openai.investor_mood"))
    assert tired[0] == tired[1] > 0


# --- what cannot wait ---------------------------------------------------------------------------------------------


def test_who_runs_out_of_cash_between_turns_is_asked_there_and_then():
    game = short(openai={"cash": 3000}).to("rescue")
    assert game.state.quarter in (1, 2)
    quarter = game.state.quarter
    game.openai(Rescue(way="emergency-round"))
    assert game.state.quarter > quarter
    assert {topic for _, topic in game.topics} <= {"events", "plan"}


def test_a_claim_that_waits_for_its_answer_is_answered_before_a_held_quarter_runs():
    game = short(terms={"agi-trigger": "board"}).to("notices").openai(Claim(limb="board"))
    game.state = game.state.copy()
    QuarterBegan(1, held=True).change(game.state)
    PhaseBegan("table").change(game.state)
    assert game.topics == ((MICROSOFT, "claim"),)
    assert game.close().state.quarter == 3


# --- the short game -----------------------------------------------------------------------------------------------

QUICK = load_scenario("first-refusal-quick")


def test_the_short_game_is_eight_turns_of_two_points_and_one_card():
    assert QUICK.turns == THREE
    assert QUICK.turns.number(QUICK.quarters.count - 1) == 8


def test_the_short_game_bargains_about_the_twelve_clauses_that_make_the_news():
    assert packages.negotiable(QUICK) == tuple(id for id, clause in CLAUSES.items() if clause.headline)
    game = Game(QUICK).table()
    assert game.refused(OPENAI, Offer(package=(("governance", "board-seat"),))).code == "no-such-term"


def test_the_short_game_is_the_flagship_otherwise():
    flagship = load_scenario("first-refusal")
    for part in ("start", "agreement", "providers", "tables", "deadlines", "events", "mandates", "endings"):
        assert getattr(QUICK, part) == getattr(flagship, part)


def test_one_signature_in_the_short_game_is_like_any_other():
    game = Game(QUICK).signs(("ip-end", 2032))
    assert game.state.terms["ip-end"] == 2032
    assert engine.ask(game.scenario, game.state)[0].quarter == quarter_label("2025-Q1", 3)
