"""The flagship scenario: that it stands on the record, fits the screen, and plays as the rulebook's section 3.7 S1 says."""

from __future__ import annotations

import math
import re
from collections import Counter
from itertools import chain
from random import Random
from statistics import mean

import pytest

from game.errors import Refusal
from game.files.scenarios import check_scenario, load_scenario
from game.lab.deck import deal_all, dominated
from game.rules import engine, finance
from game.rules.agreement import CLAUSES
from game.rules.chance import Chance
from game.rules.decisions import Accept, Act, Answer, Decision, Done, Offer, Plan, Request, Respond
from game.rules.dimensions import DIMENSIONS
from game.rules.endings import hard_ending, soft_ending
from game.rules.events import Card, Change, Choice
from game.rules.scenario import Ending, Scenario
from game.rules.state import Drawn, State, fleet
from game.rules.units import MICROSOFT, OPENAI, SEATS, Seat

ID = "first-refusal"
GAMES = 60
SCHEDULED = ["lectern", "tranche", "cheap-model"]
PERSONS = (
    "Altman", "Nadella", "Musk", "Hood", "Friar", "Suleyman", "Brockman", "Murati", "Sutskever", "Scott", "Huang", "Ellison",
    "Son", "Jassy", "Pichai", "Ive",
)  # fmt: skip


@pytest.fixture(scope="module")
def flagship() -> Scenario:
    return load_scenario(ID)


def answers(card: Card, seat: Seat) -> tuple[Choice, ...]:
    return card.choices.openai if seat == OPENAI else card.choices.microsoft


def all_answers(card: Card) -> tuple[Choice, ...]:
    return card.choices.openai + card.choices.microsoft


def step(scenario: Scenario, state: State, seat: Seat, decision: Decision, chance: Chance) -> State:
    return engine.step(scenario, state, seat, decision, chance)[1]


def careless_game(scenario: Scenario, seed: int) -> State:
    """A game of chance: any answer to a card, money raised while there is little, capacity asked for when little is coming."""
    chance, dice = Chance(f"b2:flagship-{seed}"), Random(seed)
    state = engine.new_game(scenario, chance)
    tried = set[str]()
    while state.phase != "over":
        question = engine.ask(scenario, state)[0]
        seat = question.seat
        decision: Decision = Done()
        if question.name not in tried:
            tried.add(question.name)
            decision = any_of(dice, scenario, state, seat, question.topic)
        try:
            state = step(scenario, state, seat, decision, chance)
        except Refusal:
            state = step(scenario, state, seat, Done(), chance)
    return state


def any_of(dice: Random, scenario: Scenario, state: State, seat: Seat, topic: str) -> Decision:
    largest = finance.largest_round(scenario, state)
    if topic == "plan" and seat == OPENAI and state.openai.cash < 30_000 and largest:
        return Act(action="raise-equity", amount=largest)
    open_now = [option.decision for option in engine.legal(scenario, state, seat)]
    some: list[Decision] = []
    if topic == "events":
        some = [decision for decision in open_now if isinstance(decision, Respond)]
    elif (
        topic == "notices"
        and sum(c.mw for c in state.openai.contracts if not c.live) < fleet(state.openai) // 3
    ):
        some = [one for one in open_now if isinstance(one, Request) and one.provider != "own-build"]
    elif topic == "answer":
        some = [one for one in open_now if isinstance(one, Answer) and one.answer in ("exercise", "waive")]
    return dice.choice(some) if some else Done()


@pytest.fixture(scope="module")
def games(flagship: Scenario) -> tuple[State, ...]:
    return tuple(careless_game(flagship, seed) for seed in range(GAMES))


# The file


def test_the_check_finds_no_problem_and_nothing_to_warn_of():
    assert [str(problem) for problem in check_scenario(ID)] == []


def test_it_runs_from_january_2025_to_the_end_of_2030(flagship):
    assert (flagship.quarters.from_, flagship.quarters.count) == ("2025-Q1", 24)
    assert all(len(table) == 24 for table in (
        flagship.tables.growth, flagship.tables.reference_training, flagship.tables.revenue_per_mw,
        flagship.tables.value_multiple, flagship.tables.planned_cash_flow,
    ))  # fmt: skip


def test_every_clause_is_there_and_negotiable_in_all_its_options(flagship):
    assert tuple(flagship.agreement) == tuple(CLAUSES)
    assert all(entry.options is None for entry in flagship.agreement.values())


def test_the_agreement_starts_as_it_is_reported_to_have_stood_in_january_2025(flagship):
    for id, clause in CLAUSES.items():
        reported = [entry.term for entry in clause.record if entry.date <= "2025-01-21"]
        if reported and reported[-1] is not None:  # None: the record does not tell
            assert flagship.agreement[id].start == reported[-1], id


# The numbers


def test_tables_follow_the_formulae_they_were_made_from(flagship):
    tables = flagship.tables
    for t in range(24):
        if t == 0 or t > 3:  # 2025 grew faster than the formula: fitted to the record
            assert abs(tables.growth[t] - 10_000 * (0.07 + 0.24 * math.exp(-t / 6))) <= 1
        keeping_pace = 330 * math.exp(0.05 * t + 0.19 * 9 * (1 - math.exp(-t / 9)))
        assert abs(tables.reference_training[t] - keeping_pace) <= 1
        assert abs(tables.revenue_per_mw[t] - 5400 * 1.022 ** (t + 1)) <= 1
    for before, after in zip(tables.planned_cash_flow, tables.planned_cash_flow[1:], strict=False):
        assert 1.095 < after / before < 1.125
    assert set(tables.value_multiple[:6]) == {300}  # the record's multiples did not fade until 2026
    assert list(tables.value_multiple) == sorted(tables.value_multiple, reverse=True)


def test_the_first_quarter_owes_1965_million_for_compute(flagship):
    state = engine.new_game(flagship, Chance("b2:bill"))
    bill, azure = finance.compute_bill(flagship, state)
    assert (bill, azure) == (1965, 1800)


def test_start_contracts_add_up_to_the_capacity_that_is_shown(flagship):
    live = Counter[str]()
    for contract in flagship.start.contracts:
        if contract.due == 0:
            live["azure" if contract.provider == "azure" else "partner"] += contract.mw
    assert live["azure"] == flagship.start.openai["azure_mw"]
    assert live["partner"] == flagship.start.openai["partner_mw"]


def test_the_bar_is_drawn_inside_its_range_and_the_pace_averages_out(flagship):
    hidden = flagship.hidden
    assert hidden.theta_low < hidden.theta - hidden.theta_deviation
    assert hidden.theta + hidden.theta_deviation < hidden.theta_high
    assert mean(hidden.pace) == 10_000


# Cards: the record


def test_at_least_twenty_cards_are_historical_with_a_date_and_a_site(flagship):
    historical = [card for card in flagship.events if card.mark == "historical"]
    assert len(historical) >= 20
    for card in historical:
        assert card.record is not None
        assert re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])(-[0-3]\d)?", card.record.date), card.id
        # What the record is known for: nothing later was seen when these were written.
        assert "2023-11" <= card.record.date <= "2026-07", card.id
        assert re.fullmatch(r"[a-z0-9.-]+\.[a-z]{2,}", card.record.source), card.id


def test_trend_and_fiction_claim_no_source(flagship):
    assert all(card.record is None for card in flagship.events if card.mark != "historical")


def test_nobody_is_called_by_name(flagship):
    told = [*(card.title + " " + card.text for card in flagship.events)]
    told += [choice.text for card in flagship.events for choice in all_answers(card)]
    told += [entry.text for entry in (*flagship.endings, *flagship.deadlines)]
    told += [mandate.brief for mandate in flagship.mandates.openai + flagship.mandates.microsoft]
    for text in told:
        assert not set(re.findall(r"[A-Z]\w+", text)) & set(PERSONS), text


# Cards: the game


def test_cards_are_short_enough_to_be_read(flagship):
    for card in flagship.events:
        assert len(card.title) <= 40, card.id
        assert len(card.text.split()) <= 55, card.id
        for choice in all_answers(card):
            assert len(choice.text) <= 60, (card.id, choice.id)


def test_every_card_gives_both_seats_something_to_decide(flagship):
    for card in flagship.events:
        for seat in SEATS:
            assert 2 <= len(answers(card, seat)) <= 3, (card.id, seat)


def test_silence_takes_an_answer_that_is_open_free_and_cheap(flagship):
    for card in flagship.events:
        for seat in SEATS:
            silent = answers(card, seat)[0]
            assert not silent.need, card.id
            assert not silent.points, card.id
            for effect in silent.effects:
                if isinstance(effect, Change) and effect.change in ("openai.cash", "microsoft.returns"):
                    assert effect.by >= -100, card.id


def test_cards_move_trust_both_ways(flagship):
    moves = Counter[str]()
    for choice in chain.from_iterable(all_answers(card) for card in flagship.events):
        for effect in choice.effects:
            if isinstance(effect, Change) and effect.change.endswith("_trust"):
                assert -12 <= effect.by <= 8, choice.id
                moves["up" if effect.by > 0 else "down"] += 1
    assert 0.5 <= moves["up"] / moves["down"] <= 2


def test_a_game_sees_about_twenty_cards(games):
    whole = [state for state in games if state.quarter == 23]
    assert len(whole) >= GAMES // 3
    assert 16 <= mean(len(state.drawn) for state in whole) <= 27
    assert all(12 <= len(state.drawn) <= 34 for state in whole)


def test_the_deck_holds_the_fifty_eight_rows_of_the_rulebook(flagship):
    """E02 and E54 are two cards each: what was asked for is answered, and what was paid for arrives, quarters later. What is
    asked after a determination (rulebook 3.2.7) is beyond them."""
    assert len([card for card in flagship.events if not card.id.startswith("what-now")]) == 58 + 2


def test_three_cards_are_scheduled_and_no_more(flagship):
    """E03, E07 and E04 open the game, so they come in every one."""
    assert [card.id for card in flagship.events if card.scheduled is not None] == SCHEDULED


def test_no_answer_is_worse_than_another_in_everything(flagship):
    assert [(card.id, worse.id, better.id) for card, _, worse, better in dominated(flagship)] == []


def dealt(flagship: Scenario, id: str, ours: str, theirs: str, **sections: dict[str, int]) -> State:
    """The first quarter of a game with one card lying there, and both answers to it."""
    chance = Chance("b2:dealt")
    state = over(engine.new_game(flagship, chance), **sections)
    state.cards, state.phase = (id,), "events"
    for seat in SEATS:
        state.place(seat).sealed, state.place(seat).done = (), False
    state = step(flagship, state, OPENAI, Respond(card=id, choice=ours), chance)
    return step(flagship, state, MICROSOFT, Respond(card=id, choice=theirs), chance)


def test_halls_that_are_signed_for_can_be_taken_under_the_right(flagship):
    let_go = dealt(flagship, "neocloud-contract", "sign", "let-it-pass")
    taken = dealt(flagship, "neocloud-contract", "sign", "exercise")
    assert [state.openai.contracts[-1].provider for state in (let_go, taken)] == ["neocloud", "azure"]
    assert (let_go.microsoft.slots_used, taken.microsoft.slots_used) == (0, 180)


def test_a_bluff_costs_who_makes_it_only_when_it_is_called(flagship):
    called = dealt(flagship, "nuclear-option", "say-it", "call")
    feared = dealt(flagship, "nuclear-option", "say-it", "soften")
    assert called.relations.openai_credibility < 500 < feared.relations.openai_credibility


def test_at_dinner_who_talks_is_known_to_the_other(flagship):
    one = dealt(flagship, "founders-dinner", "talk", "small-talk")
    both = dealt(flagship, "founders-dinner", "talk", "talk")
    assert [len(one.place(seat).learned) for seat in SEATS] == [0, 1]
    assert [found.topic for seat in SEATS for found in both.place(seat).learned] == ["priorities"] * 2
    assert both.relations.friction < one.relations.friction


def test_a_truce_on_hiring_takes_two(flagship):
    both = dealt(flagship, "job-offers", "match", "truce")
    assert both.terms["non-solicit"] == "mutual"
    assert dealt(flagship, "job-offers", "let-go", "truce").terms["non-solicit"] == "none"


def test_people_move_to_the_partner_unless_their_chief_comes_back(flagship):
    assert dealt(flagship, "chief-is-out", "another", "hire").openai.transferred == 3000
    assert dealt(flagship, "chief-is-out", "reinstate", "hire").openai.transferred == 0
    assert dealt(flagship, "chief-is-out", "reinstate", "broker").terms["governance"] == "observer"


def test_who_files_raises_money_and_is_read_from_then_on(flagship):
    state = dealt(flagship, "ipo-window", "file", "read", openai={"recapitalised": 1})
    assert state.openai.listed == 1
    assert state.openai.raised == 260_000 * 8 // 100
    assert [(p.due, p.by) for p in state.pending if p.stat == "openai.action_points"] == [(1, -1), (2, -1)]


@pytest.mark.heavy
def test_bots_meet_every_card_now_and_then_and_none_too_often():
    """Of the cards that are not scheduled, each comes in at least 1 % of games and in at most 60 %; 20 could in any game."""
    deck = deal_all(ID, tuple(f"b2:deck-{n}" for n in range(200)), jobs=2)
    for card in deck.cards:
        # What is asked after a determination waits for what bots seldom bring about.
        if not card.scheduled and not card.id.startswith("what-now"):
            assert 2 <= card.drawn <= 120, card
    assert min(deck.reachable) >= 20


def test_nearly_every_card_comes_in_some_game_and_few_in_nearly_all(games, flagship):
    seen = Counter(chain.from_iterable({past.card for past in state.drawn} for state in games))
    # They wait for somebody to sign, ask or spend, or for a trust that carelessness does not earn.
    silent = {
        "consent", "stateless", "attorneys-general", "ipo-window", "who-picks", "observer-chair", "by-the-dozen", "first-silicon",
        "founders-dinner", "finance-chief",
    }  # fmt: skip
    never = [card.id for card in flagship.events if not seen[card.id] and card.id not in silent]
    assert len(never) <= 3, never
    scheduled = {card.id for card in flagship.events if card.scheduled is not None}
    often = [id for id, count in seen.items() if count > GAMES * 95 // 100 and id not in scheduled]
    assert not often


def test_the_first_two_quarters_bring_the_lectern_and_the_round(games):
    for state in games:
        early = {past.card for past in state.drawn if past.quarter <= 1}
        assert {"lectern", "tranche"} <= early


# Dates


def deal(scenario: Scenario, quarter: int) -> State:
    """A game in which a stake of 27 % is signed in ``quarter``, up to the first plan of 2026."""
    chance = Chance("b2:tranche")
    state = engine.new_game(scenario, chance)
    while state.quarter < 4:
        question = engine.ask(scenario, state)[0]
        decision: Decision = Done()
        if question.topic == "plan" and question.seat == OPENAI and state.quarter == quarter:
            if not any(isinstance(sealed, Act) for sealed in state.openai_place.sealed):
                decision = Act(action="open-table")
        elif question.topic == "table" and state.table is not None:
            decision = Offer(package=(("equity-stake", 2700),)) if question.seat == OPENAI else Accept()
        elif question.topic == "plan" and question.seat == OPENAI and state.quarter == 0:
            if not state.openai_place.sealed:
                decision = Plan(train=20, safety=20)
        state = step(scenario, state, question.seat, decision, chance)
    return state


def test_the_tranche_arrives_for_who_signs_a_quarter_before_the_date_and_not_later(flagship):
    in_time, too_late = deal(flagship, 2), deal(flagship, 3)
    assert in_time.relations.signatures == too_late.relations.signatures == 1
    assert in_time.openai.raised - too_late.openai.raised == 20_000
    assert in_time.openai.investor_mood > too_late.openai.investor_mood


def test_the_condition_of_the_tranche_is_known_to_the_lab_alone(flagship):
    tranche = next(deadline for deadline in flagship.deadlines if deadline.id == "conditional-tranche")
    assert (tranche.quarter, tranche.seen_by) == (3, (OPENAI,))
    card = next(card for card in flagship.events if card.id == "tranche")
    assert not re.search(r"restructur|public-benefit|condition(s|al)? (is|are) ", card.text)


# Mandates and endings


def test_mandates_weigh_every_dimension_of_their_seat_to_a_hundred_and_the_balanced_one_is_first(flagship):
    for seat, mandates in ((OPENAI, flagship.mandates.openai), (MICROSOFT, flagship.mandates.microsoft)):
        assert mandates[0].id == "balanced"
        assert len({mandate.id for mandate in mandates}) == len(mandates) == 4
        for mandate in mandates:
            assert list(mandate.weights) == [name for name, _ in DIMENSIONS[seat]]
            assert sum(mandate.weights.values()) == 100
            assert mandate.brief.startswith("You are the ")
            assert 40 <= len(mandate.brief.split()) <= 80


def test_every_ending_has_words_and_two_or_three_epithets(flagship):
    assert len(flagship.endings) >= 15
    for ending in flagship.endings:
        assert 2 <= len(ending.epithets) <= 3, ending.id
        assert 20 <= len(ending.text.split()) <= 55, ending.id


def over(state: State, **sections: dict[str, int]) -> State:
    new = state.copy()
    for section, fields in sections.items():
        for field, value in fields.items():
            setattr(getattr(new, section), field, value)
    return new


@pytest.mark.parametrize(
    ("id", "change"),
    [
        ("pulled-plug", {"openai": {"major_incidents": 2, "safety": 290}}),
        ("pulled-plug", {"openai": {"licence_refusals": 2}}),
        ("down-round", {"openai": {"distresses_lately": 2}}),
        ("absorbed", {"relations": {"stake": 5001}}),
        ("absorbed", {"openai": {"transferred": 6000}}),
        ("discovery", {"relations": {"judgments": 2, "openai_trust": 150, "microsoft_trust": 150}}),
        ("consent-decree", {"world": {"heat_antitrust": 900}}),
    ],
)
def test_hard_endings_stop_the_game(flagship, id, change):
    start = engine.new_game(flagship, Chance("b2:endings"))
    assert hard_ending(flagship, start) is None
    ending = hard_ending(flagship, over(start, **change))
    assert ending is not None
    assert ending.id == id


THRIVING = {"openai": {"value": 3_000_000}, "microsoft": {"returns": 900_000, "share_price": 2500}}
RENEWED = {"ip-end": 2032}
UNTIED = {"ip-exclusivity": "non-exclusive", "api-distribution": "open"}


@pytest.mark.parametrize(
    ("id", "change", "terms"),
    [
        ("declared", {"relations": {"determined": 1}}, {}),
        ("cried-wolf", {"relations": {"bad_faith": 1}, "openai": {"behind": 9}}, {}),
        (
            "stewards", {"relations": {"determined": 1}, "openai": {"safety": 700}},
            {"agi-consequence": "research", "safety-duties": "stop-ship"},
        ),
        ("going-public", {}, {}),
        ("overtaken", {"openai": {"behind": 4}}, UNTIED),
        ("stranded", {"microsoft": {"idle_quarters": 3}}, {}),
        ("stranded", {"microsoft": {"share_price": 790}}, {}),
        ("grand-bargain", {**THRIVING, "relations": {"signatures": 4, "openai_trust": 760, "microsoft_trust": 730}}, RENEWED),
        ("golden-handcuffs", {}, {}),
        ("utility", {"openai": {"outside_share": 7500}}, {}),
        ("zombie-clause", {"relations": {"unamended": 16}}, {}),
        ("amicable-divorce", {}, UNTIED),
        ("two-landlords", {"openai": {"outside_share": 5000}}, RENEWED),
        ("renewed", {}, {**RENEWED, **UNTIED}),
        ("subject-to-change", {"relations": {"openai_trust": 300}}, UNTIED),
    ],
)  # fmt: skip
def test_soft_endings_are_judged_in_their_order(flagship, id, change, terms):
    start = over(engine.new_game(flagship, Chance("b2:endings")), openai={"unserved_year": 0})
    state = over(start, **change)
    if id == "going-public":
        state.world.hype, state.quarter = 500, 20
        state.drawn = (*state.drawn, Drawn(card="ipo-window", quarter=16, openai="file"))
    state.agreement = type(state.agreement)(terms={**state.agreement.terms, **terms})
    assert soft_ending(flagship, state).id == id


def test_every_ending_is_tested_here(flagship):
    marks = chain(
        *(
            f.pytestmark
            for f in (test_hard_endings_stop_the_game, test_soft_endings_are_judged_in_their_order)
        )
    )
    tested = {row[0] for mark in marks for row in mark.args[1]}
    endings: tuple[Ending, ...] = flagship.endings
    assert {ending.id for ending in endings} == tested


def test_after_a_determination_comes_what_now_a_question_a_quarter(flagship):
    chance = Chance("b2:what-now")
    state = engine.new_game(flagship, chance)
    state.openai.cash = 400_000
    came: dict[str, int] = {}
    while state.quarter < 12:
        if state.quarter == 3:
            state = state.copy()
            state.relations.determined = 1
        asked = engine.ask(flagship, state)[0]
        state = step(flagship, state, asked.seat, Done(), chance)
        came |= {id: state.quarter for id in state.cards if id.startswith("what-now") and id not in came}
    first, second, third = (came[f"what-now-{about}"] for about in ("stewardship", "state", "price"))
    assert 4 <= first < second < third
    assert len([past for past in state.drawn if past.card.startswith("what-now")]) == 3


def test_nobody_asks_what_now_before(flagship):
    chance = Chance("b2:what-now")
    state = engine.new_game(flagship, chance)
    state.openai.cash = 400_000
    while state.phase != "over":
        state = step(flagship, state, engine.ask(flagship, state)[0].seat, Done(), chance)
    assert not [past for past in state.drawn if past.card.startswith("what-now")]
