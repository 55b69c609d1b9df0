"""What a seat can find out, tell and let slip, and to whom it gets (rulebook 3.2.3, 3.3.8)."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from game.rules import agi, candour, information
from game.rules.decisions import Accept, Act, Done, Offer, Walk
from game.rules.facts import Found, Traced, Unanswered
from game.rules.packages import negotiable
from game.rules.scenario import Negotiable
from game.rules.state import Learned
from game.rules.units import MICROSOFT, OPENAI, SEATS, Seat, other
from game.rules.view import view_of
from game.rules.worth import priorities
from tests.worlds import TERMS, Game, Steady, world


def planned(
    seat: Seat, about: str = "", *, action: str, chance: Steady | None = None, **changes: Any
) -> Game:
    """One action planned in a fresh game and carried out."""
    game = Game(world(**changes), chance).to("plan", seat)
    return game.act(seat, Act(action=action, about=about)).to("notices")


def hurried(game: Game, seat: Seat, by: int) -> Game:
    place = game.state.place(seat)
    place.character = replace(place.character, must_sign_by=by)
    return game


def learned(game: Game, seat: Seat) -> tuple[Learned, ...]:
    return tuple(fact.learned for fact in game.happened(Found) if fact.seat == seat)


# --- the back-channel ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("asker", SEATS)
@pytest.mark.parametrize("question", information.QUESTIONS)
def test_over_the_back_channel_both_sides_answer_and_both_truly(question: str, asker: Seat) -> None:
    game = planned(asker, question, action="back-channel")
    truth = information.QUESTIONS[question].answer
    for seat in SEATS:
        (found,) = learned(game, seat)
        theirs = view_of(game.scenario, game.state, other(seat))
        assert found.values == (int(truth(game.scenario, theirs)),)
        assert (found.topic, found.source, found.quarter) == (question, "back-channel", 0)
        assert game.view(seat).learned == (found,)
        assert game.moved(f"relations.{seat}_trust", "a back-channel") == 10


@pytest.mark.parametrize("shy", SEATS)
def test_who_trusts_the_other_below_40_answers_nothing_and_then_nobody_learns_anything(shy: Seat) -> None:
    game = Game().set(f"relations.{shy}_trust", 399).to("plan", other(shy))
    game.act(other(shy), Act(action="back-channel", about="money")).to("notices")
    assert game.happened(Unanswered) == [Unanswered(shy, "money")]
    assert not game.happened(Found)
    assert not any(game.moved(f"relations.{seat}_trust", "a back-channel") for seat in SEATS)


def test_nobody_asks_what_it_would_not_answer() -> None:
    game = Game().set("relations.openai_trust", 399).to("plan", OPENAI)
    assert "too little" in game.refused(OPENAI, Act(action="back-channel", about="money")).words
    assert Act(action="back-channel", about="money") not in game.legal(OPENAI)


def test_a_question_both_sides_ask_is_noted_once() -> None:
    game = Game().to("plan", OPENAI).openai(Act(action="back-channel", about="spare"), Done())
    game.microsoft(Act(action="back-channel", about="spare"), Done())
    assert len(learned(game, OPENAI)) == len(learned(game, MICROSOFT)) == 1


@pytest.mark.parametrize(("by", "soon"), [(-1, False), (0, True), (4, True), (5, False)])
def test_the_question_of_a_signature_is_about_the_coming_year(by: int, soon: bool) -> None:
    game = hurried(Game(), MICROSOFT, by).to("plan", OPENAI)
    game.openai(Act(action="back-channel", about="signature")).to("notices")
    assert learned(game, OPENAI)[0].values == (int(soon),)


@pytest.mark.parametrize(
    ("stats", "question", "seat", "answer"),
    [
        ({"openai.cash": 4000, "openai.net": -1000}, "money", OPENAI, True),
        ({"openai.cash": 3999, "openai.net": -1000}, "money", OPENAI, False),
        ({"openai.cash": 1, "openai.net": 500}, "money", OPENAI, True),
        ({"microsoft.cash_flow": -1}, "money", MICROSOFT, False),
        ({"openai.lab_capability": 1120, "openai.capability": 1100}, "lab", OPENAI, False),
        ({"openai.lab_capability": 1121, "openai.capability": 1100}, "lab", OPENAI, True),
        ({"microsoft.capability": 980, "microsoft.access": 1000}, "lab", MICROSOFT, True),
        ({"microsoft.capability": 979, "microsoft.access": 1000}, "lab", MICROSOFT, False),
        ({"openai.idle": 500}, "spare", OPENAI, True),
        ({"openai.idle": 499}, "spare", OPENAI, False),
        ({"microsoft.spare_mw": 0, "microsoft.ai_mw": 900, "microsoft.other_demand": 800}, "spare", MICROSOFT, True),
        ({"microsoft.spare_mw": 99, "microsoft.ai_mw": 700, "microsoft.other_demand": 800}, "spare", MICROSOFT, False),
    ],
)  # fmt: skip
def test_where_a_yes_becomes_a_no(stats: dict[str, int], question: str, seat: Seat, answer: bool) -> None:
    game = Game()
    for name, value in stats.items():
        game.set(name, value)
    assert information.QUESTIONS[question].answer(game.scenario, game.view(seat)) is answer


def test_what_a_side_would_rather_have_follows_its_priorities() -> None:
    game = Game()
    for seat in SEATS:
        order = priorities(game.scenario, game.view(seat))
        for exchange in information.QUESTIONS.values():
            if exchange.sides[0]:
                first, second = (min(map(order.index, side)) for side in exchange.sides)
                assert exchange.answer(game.scenario, game.view(seat)) is (first < second)


def test_only_questions_about_clauses_that_are_open_are_asked() -> None:
    fixed = Negotiable(start=TERMS["revenue-share"], options=(TERMS["revenue-share"],))
    scenario = world(agreement={**world().agreement, "revenue-share": fixed})
    assert "revenue-share" not in negotiable(scenario)
    asked = information.questions_of(scenario)
    assert "share-or-compute" not in asked
    assert "stake-or-share" not in asked
    assert "agi-or-licence" in asked


# --- disclosure ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seat", SEATS)
@pytest.mark.parametrize("topic", ["capability", "capacity", "cash", "deadline"])
def test_what_is_disclosed_is_known_exactly_to_the_other_side_alone(seat: Seat, topic: str) -> None:
    game = hurried(Game(), seat, 3).to("plan", seat)
    truth = candour.measure(game.view(seat), topic)
    game.act(seat, Act(action="disclose", about=topic)).to("notices")
    (found,) = learned(game, other(seat))
    assert found.values == (truth,)
    assert found.source == "disclosure"
    assert game.view(seat).learned == ()
    assert game.moved(f"relations.{other(seat)}_trust", "a disclosure") == 30


def test_priorities_are_disclosed_in_their_true_order() -> None:
    game = Game().to("plan", OPENAI)
    order = priorities(game.scenario, game.view(OPENAI))
    game.openai(Act(action="disclose", about="priorities")).to("notices")
    assert learned(game, MICROSOFT)[0].clauses == (*order[:3], *order[-3:])


def test_disclosing_takes_no_attention_and_no_money() -> None:
    game = Game().to("plan", OPENAI)
    game.openai(Act(action="town-hall"), Act(action="counsel"), Act(action="power-deal"))
    game.openai(Act(action="disclose", about="cash")).to("notices")
    assert learned(game, MICROSOFT)
    assert game.moved("openai.cash", "Disclose") == 0


@pytest.mark.parametrize(("later", "earned"), [(3, 0), (4, 30)])
def test_a_fact_told_again_within_a_year_earns_nothing(later: int, earned: int) -> None:
    game = planned(OPENAI, "cash", action="disclose").quarters(later)
    game.set("relations.microsoft_trust", 500).to("plan", OPENAI)
    assert game.view(MICROSOFT).learned[0].values != (game.stat("openai.cash"),)
    game.openai(Act(action="disclose", about="cash")).to("notices")
    assert game.moved("relations.microsoft_trust", "a disclosure") == earned


def test_a_fact_that_is_known_exactly_is_no_news_however_long_ago_it_was_told() -> None:
    game = hurried(Game(), OPENAI, -1).to("plan", OPENAI)
    game.openai(Act(action="disclose", about="deadline")).quarters(5)
    game.set("relations.microsoft_trust", 500).to("plan", OPENAI)
    game.openai(Act(action="disclose", about="deadline")).to("notices")
    assert learned(game, MICROSOFT)[0].values == (-1,)
    assert game.moved("relations.microsoft_trust", "a disclosure") == 0


def test_candour_buys_no_trust_where_there_is_trust_already() -> None:
    game = Game().set("relations.microsoft_trust", 600).to("plan", OPENAI)
    game.openai(Act(action="disclose", about="cash")).to("notices")
    assert game.moved("relations.microsoft_trust", "a disclosure") == 0


def test_a_date_that_has_passed_is_no_date() -> None:
    game = hurried(Game(), OPENAI, 1).quarters(2)
    assert candour.measure(game.view(OPENAI), "deadline") == -1


# --- leaks ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("about", information.LEAKS)
def test_a_leak_moves_what_it_is_about_and_the_quarrel(about: str) -> None:
    game = planned(OPENAI, about, action="leak")
    what, _, way = about.rpartition("-")
    stat = {"hype": "world.hype", "share-price": "microsoft.share_price"}.get(what, f"world.heat_{what}")
    assert abs(game.moved(stat, "a leak")) == 40
    assert (game.moved(stat, "a leak") > 0) is (way == "up")
    assert game.moved("relations.friction", "a leak") == 60
    assert not game.happened(Traced)
    assert game.moved("relations.microsoft_trust") == 0


@pytest.mark.parametrize("seat", SEATS)
def test_a_leak_that_is_traced_costs_trust(seat: Seat) -> None:
    game = planned(seat, "hype-down", action="leak", chance=Steady(hits={"leak"}))
    assert game.happened(Traced) == [Traced(seat, "leak")]
    assert game.moved(f"relations.{other(seat)}_trust") == -150


def test_traced_lobbying_is_said_to_be_the_lobbyists() -> None:
    game = planned(OPENAI, "safety-up", action="lobby", chance=Steady(hits={"lobby-leak"}))
    assert game.happened(Traced) == [Traced(OPENAI, "lobby")]


# --- counsel -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seat", SEATS)
@pytest.mark.parametrize("trigger", ["board", "profit", "either"])
def test_counsel_reads_the_odds_for_whoever_asks(seat: Seat, trigger: str) -> None:
    game = planned(seat, action="counsel", terms={"agi-trigger": trigger})
    (found,) = learned(game, seat)
    odds = agi.winning_odds(game.state, game.state.openai.lab_capability, game.state.world.theta)
    assert found.values == (odds - 500, odds + 500)
    assert found.topic == "odds"
    assert learned(game, other(seat)) == ()


@pytest.mark.parametrize("trigger", ["panel", "none"])
def test_where_nothing_can_be_disputed_in_court_counsel_has_no_odds(trigger: str) -> None:
    game = planned(OPENAI, action="counsel", terms={"agi-trigger": trigger})
    assert not game.happened(Found)
    assert game.state.counsel == (OPENAI,)


def test_odds_stay_odds_at_the_edges() -> None:
    game = Game().set("openai.lab_capability", 5000).set("relations.microsoft_trust", 1000).to("plan", OPENAI)
    low, high = learned(game.openai(Act(action="counsel")).to("notices"), OPENAI)[0].values
    assert 0 <= low < high <= 10_000


# --- dates and reliability -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("action", "about"),
    [("diligence", "cash"), ("diligence", "priorities"), ("back-channel", "lab"), ("counsel", "")],
)
def test_all_that_is_learned_has_its_date_and_says_how_sure_it_is(action: str, about: str) -> None:
    game = Game().quarters(2).to("plan", OPENAI)
    game.openai(Act(action=action, about=about)).to("notices")
    (found,) = learned(game, OPENAI)
    assert found.quarter == 2
    assert found.reliability


# --- minutes -------------------------------------------------------------------------------------------------------


def test_the_minutes_of_a_table_are_kept_for_both_sides() -> None:
    game = Game().table().openai(Offer(package=(("ip-end", 2032),)))
    lying = game.lying.history
    game.microsoft(Walk(says="Not today."))
    for seat in SEATS:
        (minutes,) = game.view(seat).minutes
        assert (minutes.quarter, minutes.how) == (0, "walked")
        assert minutes.history[:-1] == lying
        assert minutes.history[-1].says == "Not today."


def test_minutes_say_how_a_table_ended_and_pile_up() -> None:
    game = Game().signs(("ip-end", 2032))
    game.table().openai(Offer(package=(("ip-end", 2030),))).microsoft(Accept())
    assert [(kept.quarter, kept.how) for kept in game.state.minutes] == [(0, "signed"), (1, "signed")]
    assert game.state.minutes[0].history[-1].move == "accept"
