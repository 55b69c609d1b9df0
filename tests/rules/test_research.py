"""Training, frontier runs, releases, safety and incidents (rulebook 3.2.5)."""

from __future__ import annotations

import pytest

from game.rules.decisions import Act, Done, Plan, Run
from game.rules.facts import Breakthrough, Incident, RunEnded, RunOrdered
from game.rules.orders import ACTIONS
from game.rules.units import OPENAI
from tests.worlds import Game, Steady, world


def gain(game: Game) -> int:
    """What the last quarter's training added, in tenths."""
    return game.moved("openai.lab_capability", "research") + game.moved("openai.run_gain", "training")


def planned(train: int = 46, safety: int = 25, **changes) -> Game:
    """The first quarter, closed, with this plan."""
    game = Game(world(**changes)).to("plan", OPENAI)
    return game.openai(Plan(train=train, safety=safety)).close()


# --- the gain -----------------------------------------------------------------------------------------------------


def test_more_training_gains_more_and_less_than_in_proportion():
    gains = [gain(planned(train)) for train in (20, 46, 70)]
    assert gains == sorted(gains)
    assert gains[2] * 20 < gains[0] * 70


def test_safety_work_takes_up_to_half_of_it_away():
    assert gain(planned(safety=0)) == 30
    assert gain(planned(safety=25)) == 26
    assert gain(planned(safety=50)) == 22  # 55 % of the half


def test_without_the_talent_research_is_slower():
    assert gain(planned(openai={"talent": 34})) == 22  # 15 % less than 26


def test_two_fifths_are_steady_and_three_fifths_go_to_the_run():
    game = planned()
    assert game.moved("openai.lab_capability", "research") == 26 * 40 // 100
    assert game.stat("openai.run_gain") == 16


def test_steady_progress_is_released_at_once():
    assert planned().moved("openai.capability", "research") == 10


def test_a_breakthrough_adds_35_and_a_paper_follows():
    game = Game(world(openai={"cash": 100_000}), Steady(hits={"breakthrough"})).close()
    assert game.happened(Breakthrough)
    assert game.moved("openai.lab_capability", "breakthrough") == 35
    game.chance = Steady()
    game.quarters(4)
    assert game.moved("world.rival", "a paper") == 10


def test_the_rival_goes_on_whatever_we_do():
    game = Game().close()
    assert game.moved("world.rival") == 30
    leaping = Game(chance=Steady(hits={"rival-leap"})).close()
    assert leaping.moved("world.rival") == 30 + 25


# --- frontier runs ------------------------------------------------------------------------------------------------


def test_a_run_needs_two_quarters():
    game = Game().close().to("notices")
    assert game.refused(OPENAI, Run(order="finish")).code == "run-too-young"
    game.close().to("notices").openai(Run(order="finish"))
    assert game.happened(RunEnded)
    told = [type(fact) for fact in game.facts]
    assert told.index(RunOrdered) < told.index(RunEnded)  # the news has the order first


@pytest.mark.parametrize("luck", [70, 85, 100, 110, 125, 140])
def test_luck_decides_what_a_run_was_worth(luck):
    game = Game(chance=Steady(picks={"run-luck": luck})).quarters(2).to("notices")
    expected = game.stat("openai.run_gain")
    game.openai(Run(order="finish"))
    assert game.happened(RunEnded) == [RunEnded(luck=luck, gain=expected * luck // 100)]
    assert game.moved("openai.capability", "frontier run") == expected * luck // 100
    assert game.stat("openai.run_gain") == 0
    assert game.stat("openai.run_quarters") == 0


def test_a_run_nobody_finishes_is_finished_after_four_quarters():
    game = Game().quarters(3)
    assert not game.happened(RunEnded)
    assert game.close().happened(RunEnded)


def test_an_order_is_given_once_a_quarter():
    game = Game().to("notices").openai(Run(order="hold"), Run(order="release"))
    assert game.refused(OPENAI, Run(order="hold")).code == "ordered-already"


# --- holding and releasing ----------------------------------------------------------------------------------------


def test_what_is_held_is_known_to_the_lab_alone():
    game = Game().to("notices").openai(Run(order="hold")).close()
    assert game.stat("openai.capability") == 1000
    assert game.stat("openai.lab_capability") == 1020
    assert game.stat("openai.held") == 10


def test_a_release_lets_everything_go():
    game = Game().to("notices").openai(Run(order="hold")).close().to("notices")
    game.openai(Run(order="release"))
    assert game.moved("openai.capability", "released") == 10
    assert game.stat("openai.held") == 0
    assert not game.state.openai.holding


def test_there_is_nothing_to_release_that_was_not_held():
    assert Game().to("notices").refused(OPENAI, Run(order="release")).code == "nothing-held"


def test_one_does_not_hold_twice():
    game = Game().to("notices").openai(Run(order="hold")).close().to("notices")
    assert game.refused(OPENAI, Run(order="hold")).code == "already-holding"


def test_fifty_tenths_released_without_a_safety_case_cost_safety():
    game = Game(world(openai={"evaluated": 960})).close()
    assert game.moved("openai.safety", "released without a safety case") == -30
    assert game.stat("openai.evaluated") == 1010


# --- safety cases -------------------------------------------------------------------------------------------------


def with_case(game: Game) -> Game:
    game.to("plan", OPENAI)
    return game.openai(Act(action="safety-case"))


def test_a_safety_case_adds_safety_and_cools_the_heat():
    game = with_case(Game()).to("notices")
    assert (
        game.moved("openai.safety", "a safety case") == 48
    )  # of 80, for 60 tenths that nobody had evaluated
    assert game.moved("world.heat_safety", "a safety case") == -36
    assert game.stat("openai.evaluated") == 1060  # what the lab has, and 50


def test_a_second_case_for_the_same_model_is_hardly_worth_its_paper():
    game = with_case(Game()).to("notices")
    game.set("openai.evaluated", game.stat("openai.lab_capability") + 50)
    assert with_case(game.close()).to("notices").moved("openai.safety", "a safety case") < 40
    assert "safety up to +8, less where little is new" in ACTIONS["safety-case"].words


def test_a_safety_case_holds_what_is_new_back_for_a_quarter():
    game = with_case(Game()).close()
    assert (game.stat("openai.capability"), game.stat("openai.held")) == (1000, 10)
    game.close()
    assert game.stat("openai.held") == 0
    assert game.stat("openai.capability") == game.stat("openai.lab_capability") - 10


def test_a_safety_case_holds_a_frontier_run_back_too():
    game = with_case(Game().quarters(2)).openai(Done()).to("notices").openai(Run(order="finish"))
    assert game.moved("openai.capability") == 0
    assert game.stat("openai.held") > 10
    ended_by_itself = with_case(Game().quarters(3)).close()
    assert ended_by_itself.happened(RunEnded)
    assert ended_by_itself.moved("openai.capability") == 0


def test_at_a_safety_heat_of_50_nothing_is_released_without_a_safety_case():
    game = Game(world(world={"heat_safety": 60})).close()
    assert (game.moved("openai.capability"), game.stat("openai.held")) == (0, 10)
    game.to("notices")
    assert game.refused(OPENAI, Run(order="release")).code == "needs-evaluations"
    assert Run(order="release") not in game.legal(OPENAI)


def test_with_a_safety_case_that_covers_it_the_release_follows():
    game = with_case(Game(world(world={"heat_safety": 90})).close()).close()
    assert game.stat("openai.held") == 10 + game.moved("openai.held", "research")
    game.close()
    assert game.stat("openai.held") == 0


# --- safety and incidents -----------------------------------------------------------------------------------------


def test_safety_wears_off_unless_somebody_works_on_it():
    assert planned(safety=0).moved("openai.safety") == -30
    assert planned(safety=50).moved("openai.safety") > 0


def test_beyond_35_percent_of_safety_work_the_researchers_leave():
    assert planned(safety=35).moved("openai.talent", "research talent prefers research") == 0
    assert planned(safety=36).moved("openai.talent", "research talent prefers research") == -10


def test_a_minor_incident_costs_share_hype_trust_and_heat():
    game = Game(chance=Steady(hits={"incident"})).close()
    why = "minor-incident"
    assert game.happened(Incident) == [Incident(major=False)]
    assert game.moved("openai.share", why) == -200  # 4 % of it
    assert game.moved("world.hype", why) == -40
    assert game.moved("relations.microsoft_trust", why) == -20
    assert game.moved("world.heat_safety", why) == 100
    assert game.moved("openai.staff_mood", why) == -30
    assert game.stat("openai.minor_incidents") == 1


def test_a_major_incident_costs_more_and_halts_training_for_two_quarters():
    game = Game(chance=Steady(hits={"incident", "incident-major"})).close()
    why = "major-incident"
    assert game.moved("openai.share", why) == -750
    assert game.moved("world.hype", why) == -140
    assert game.moved("relations.microsoft_trust", why) == -80
    assert game.moved("world.heat_safety", why) == 300
    assert game.moved("openai.staff_mood", why) == -100
    game.chance = Steady()
    gains = []
    for _ in range(3):
        gains.append(gain(game.close()))
    assert gains[:2] == [0, 0]
    assert gains[2] > 0


def test_a_halt_turns_no_training_machine_into_a_server():
    halted, not_halted = Game(), Game()
    halted.set("openai.halted", 2)
    assert halted.close().stat("openai.revenue") == not_halted.close().stat("openai.revenue")


class Risk(Steady):
    """Keeps the odds it was asked about."""

    def __init__(self):
        super().__init__()
        self.odds: dict[str, int] = {}

    def hit(self, bps, *name):
        self.odds.setdefault(str(name[0]), bps)
        return name[0] == "incident"


@pytest.mark.parametrize(
    ("safety", "capability", "risk", "major"),
    [(55, 1200, 85, 2881), (90, 1200, 80, 1950), (25, 1800, 736, 4959)],
)
def test_the_risk_of_an_incident_grows_without_safety_and_with_capability(safety, capability, risk, major):
    chance = Risk()
    openai = {
        "safety": safety,
        "capability": capability,
        "evaluated": capability,
        "lab_capability": capability,
    }
    Game(world(openai=openai), chance=chance).close()
    assert chance.odds["incident"] == pytest.approx(risk, abs=15)
    assert chance.odds["incident-major"] == pytest.approx(major, abs=80)  # safety wears off first


def test_with_little_safety_and_a_fast_gain_the_heat_rises():
    fast = {"safety": 30, "safety_share": 0, "train": 7000}
    assert Game(world(openai=fast)).close().moved("world.heat_safety", "fast and thin") == 10


# --- the licence --------------------------------------------------------------------------------------------------


def test_at_a_safety_heat_of_75_training_is_licensed_to_45_percent_until_safety_is_60():
    hot = {"heat_safety": 80}
    game = Game(world(world=hot)).to("plan", OPENAI)
    assert game.refused(OPENAI, Plan(train=46, safety=25)).code == "licence"
    game.openai(Plan(train=45, safety=25))
    safe = Game(world(world=hot, openai={"safety": 60})).to("plan", OPENAI)
    safe.openai(Plan(train=70, safety=25))


def test_the_licence_binds_last_quarters_plan_too():
    game = Game(world(world={"heat_safety": 80})).to("notices")
    assert game.stat("openai.train") == 4500
