"""What presses from outside: cards, dates, heats, moods and the capital market (rulebook 3.1.4, 3.2.8, 3.3.2, 3.5)."""

from __future__ import annotations

from dataclasses import replace as with_fields

import pytest
from msgspec.structs import replace

from game.debrief.telling import story
from game.errors import Refusal
from game.rules.agreement import delivery_remedy
from game.rules.characters import ARCHETYPES
from game.rules.conditions import (
    AllOf,
    AnyOf,
    Between,
    ClauseIs,
    Happened,
    NoneOf,
    OnOrder,
    QuarterIs,
    StatIs,
    conceivable,
)
from game.rules.decisions import Done, Respond
from game.rules.engine import Setup
from game.rules.events import (
    Amends,
    Answers,
    Capacity,
    Card,
    Change,
    Choice,
    Drift,
    Effect,
    GiveUp,
    Halt,
    IfThey,
    Later,
    Learns,
    Perhaps,
    Raise,
    Scheduled,
    Slip,
    Source,
    Vow,
)
from game.rules.facts import CardDrawn, CardMissed, ContractSigned, DeadlinePassed, Responded, Slipped
from game.rules.scenario import RECORD, Deadline, Negotiable, Turns
from game.rules.units import MICROSOFT, OPENAI
from tests.worlds import HALLS, HISTORY, OFFSITE, Game, Steady, world

RICH = {"cash": 500_000}


def card(id: str = "warm-shells", **fields) -> Card:
    return Card(
        **{
            "id": id,
            "title": "Warm shells",
            "text": "There are chips. There is a building.",
            "mark": "fiction",
            "scheduled": Scheduled(quarter=0),
            **fields,
        }
    )


def dealt(*cards: Card, chance: Steady | None = None, **changes) -> Game:
    """The first quarter with these cards on it."""
    return Game(world(events=cards, openai=RICH | changes.pop("openai", {}), **changes), chance)


def by(effect) -> Choice:
    return Choice(id="so", text="So.", effects=(effect,))


# --- drawing ------------------------------------------------------------------------------------------------------


def test_a_scheduled_card_comes_in_its_quarter():
    game = dealt(card(scheduled=Scheduled(quarter=2)))
    assert game.state.cards == ()
    assert game.quarters(2).state.cards == ("warm-shells",)
    assert game.quarters(1).state.cards == ()


@pytest.mark.parametrize(("drawn", "quarter"), [(0, 1), (1, 2), (2, 3)])
def test_jitter_moves_a_scheduled_card(drawn, quarter):
    chance = Steady(below={"schedule": drawn})
    game = dealt(card(scheduled=Scheduled(quarter=2, jitter=1)), chance=chance).quarters(quarter)
    assert game.state.cards == ("warm-shells",)


def test_a_scheduled_card_whose_condition_fails_does_not_come():
    game = dealt(card(when=(StatIs(stat="world.hype", at_least=90),)))
    assert game.state.cards == ()


class Dealing(Steady):
    """Draws the first card that is ready."""

    def weighted(self, weights, *name):
        return 1 if len(weights) > 1 else 0


def test_a_card_of_weight_comes_when_its_conditions_hold():
    ready = card(scheduled=None, weight=5, when=(QuarterIs(quarter=Between(from_=1)),))
    game = dealt(ready, chance=Dealing())
    assert game.state.cards == ()
    assert game.close().state.cards == ("warm-shells",)


def test_a_card_cools_down():
    game = dealt(card(scheduled=None, weight=5, cooldown=3), chance=Dealing())
    seen = []
    for _ in range(7):
        seen.append(bool(game.state.cards))
        game.close()
    assert seen == [True, False, False, True, False, False, True]


def test_a_card_that_comes_once_comes_once():
    game = dealt(card(scheduled=None, weight=5, cooldown=1, once=True), chance=Dealing()).quarters(3)
    assert sum(fact == CardDrawn("warm-shells") for fact in game.all_facts) == 0
    assert [past.card for past in game.state.drawn] == ["warm-shells"]


def test_there_are_so_many_cards_a_quarter_and_no_more():
    cards = [card(f"card-{n}", scheduled=None, weight=5) for n in range(4)]
    assert dealt(*cards, chance=Dealing()).state.cards == ("card-0", "card-1")


# --- the record's weather -----------------------------------------------------------------------------------------


def on_record(*cards: Card, chance: Steady | None = None, **changes) -> Game:
    """A game in which cards come on the dates of the record."""
    made = world(**{"events": cards, "record": HISTORY, "openai": RICH, **changes})
    return Game(made, chance, Setup(weather=RECORD))


def told(game: Game) -> list[tuple[str, int]]:
    return [(past.card, past.quarter) for past in game.state.drawn]


def test_in_the_records_weather_a_card_comes_on_its_date_whatever_the_numbers_are():
    game = on_record(HALLS)
    assert told(game.quarters(1)) == [("halls", 1)]
    assert told(game.quarters(3)) == [("halls", 1)]


def test_what_is_about_a_clause_that_is_gone_waits_for_it_and_is_then_told_as_missed():
    game = on_record(HALLS, terms={"compute-sourcing": "none"}).quarters(2)
    assert told(game) == []
    assert not any(isinstance(fact, CardMissed) for fact in game.all_facts)
    missed = [fact for fact in game.quarters(1).all_facts if isinstance(fact, CardMissed)]
    assert [fact.card for fact in missed] == ["halls"]
    assert "first refusal" in missed[0].why.lower()
    assert told(game.quarters(3)) == []


def test_a_card_that_waits_comes_late_when_what_it_is_about_is_there():
    game = on_record(HALLS, terms={"compute-sourcing": "none"}).quarters(1)
    terms = {**game.state.terms, "compute-sourcing": "rofr"}
    game.state.agreement = replace(game.state.agreement, terms=terms)
    assert told(game.quarters(1)) == [("halls", 2)]


def test_as_many_come_as_there_were():
    many = tuple(with_fields(HALLS, id=f"halls-{n}", when=()) for n in range(5))
    game = on_record(*many, turns=Turns(cards=1)).quarters(1)
    assert len(game.state.cards) == 5


def test_until_the_record_ends_nothing_comes_that_is_not_in_it():
    other = card(scheduled=None, weight=5)
    game = on_record(HALLS, other, chance=Dealing())
    assert [id for id, quarter in told(game.quarters(2))] == ["halls"]
    assert ("warm-shells", 3) in told(game.quarters(1))


def test_what_happened_before_the_game_does_not_happen_in_it():
    before = with_fields(HALLS, record=Source(date="2024-11", source="a newspaper"), when=(), weight=0)
    assert told(on_record(before).quarters(4)) == []


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (StatIs(stat="world.hype", at_least=99), True),
        (StatIs(stat="openai.recapitalised", at_least=1), False),
        (StatIs(stat="openai.recapitalised", at_most=0), True),
        (QuarterIs(quarter=Between(from_=9)), True),
        (ClauseIs(clause="ip-end", is_=(2027,)), False),
        (Happened(happened="halls"), False),
        (AllOf(all_of=(StatIs(stat="world.hype", at_least=99), Happened(happened="halls"))), False),
        (AnyOf(any_of=(Happened(happened="halls"), StatIs(stat="world.hype", at_least=99))), True),
        (NoneOf(none_of=(ClauseIs(clause="ip-end", is_=(2030,)),)), False),
        (NoneOf(none_of=(StatIs(stat="world.hype", at_most=99),)), True),
    ],
)
def test_the_record_asks_what_there_must_be_and_not_how_things_stand(condition, expected):
    assert conceivable(condition, Game().state) is expected


def test_a_weather_that_does_not_exist_and_a_record_that_is_not_there_are_refused():
    with pytest.raises(Refusal, match="no weather “sunny”"):
        Game(world(record=HISTORY), setup=Setup(weather="sunny"))
    with pytest.raises(Refusal, match="has no record"):
        Game(world(), setup=Setup(weather=RECORD))


# --- answering ----------------------------------------------------------------------------------------------------

CHOICE = card(
    choices=Answers(
        openai=(
            Choice(id="wait", text="Wait."),
            Choice(id="pay", text="Pay.", effects=(Change(change="openai.cash", by=-100),)),
            Choice(id="work", text="Work.", points=2),
            Choice(id="dream", text="Dream", need=(StatIs(stat="world.hype", at_least=99),)),
        ),
        microsoft=(
            Choice(id="nod", text="Nod."),
            Choice(id="frown", text="Frown.", effects=(Change(change="relations.openai_trust", by=-3),)),
        ),
    )
)


def test_answers_are_sealed_until_both_are_in():
    game = dealt(CHOICE).openai(Respond(card="warm-shells", choice="pay"))
    assert game.topics == ((MICROSOFT, "events"),)
    assert game.view(MICROSOFT).drawn[0].openai == ""
    assert game.moved("openai.cash") == 0
    game.microsoft(Respond(card="warm-shells", choice="frown"))
    assert game.moved("openai.cash") == -100
    assert game.moved("relations.openai_trust") == -30
    assert game.view(MICROSOFT).drawn[0].openai == "pay"


def test_silence_takes_the_first_answer_that_is_open():
    game = dealt(CHOICE).openai(Done()).microsoft(Done())
    assert game.happened(Responded) == [
        Responded(OPENAI, "warm-shells", "wait"),
        Responded(MICROSOFT, "warm-shells", "nod"),
    ]


def test_an_answer_may_cost_attention():
    game = dealt(CHOICE).openai(Respond(card="warm-shells", choice="work")).microsoft(Done())
    assert game.stat("openai.action_points") == 1


def test_an_answer_that_needs_more_says_what():
    refusal = dealt(CHOICE).refused(OPENAI, Respond(card="warm-shells", choice="dream"))
    assert refusal.code == "choice-closed"
    assert refusal.words == "“Dream” needs Hype at least 99."
    assert refusal.hint == "Open: wait, pay, work."


@pytest.mark.parametrize(
    ("respond", "code"),
    [
        (Respond(card="cold-shells", choice="wait"), "no-such-card"),
        (Respond(card="warm-shells", choice="nod"), "no-such-choice"),
    ],
)
def test_an_answer_is_to_a_card_that_lies_open_and_one_of_its_own(respond, code):
    assert dealt(CHOICE).refused(OPENAI, respond).code == code


def test_a_card_is_answered_once():
    game = dealt(CHOICE, card("second", choices=CHOICE.choices))
    game.openai(Respond(card="warm-shells", choice="wait"))
    assert game.refused(OPENAI, Respond(card="warm-shells", choice="pay")).code == "no-such-card"


def test_a_card_without_choices_asks_nobody():
    assert dealt(card()).topics == ((OPENAI, "plan"), (MICROSOFT, "plan"))


def test_a_seat_without_choices_only_reads():
    assert dealt(card(choices=Answers(openai=(by(Halt(halt=1)),)))).topics == ((OPENAI, "events"),)


def test_what_was_answered_can_be_a_condition_later():
    follows = card(
        "later", scheduled=Scheduled(quarter=1), when=(Happened(happened="warm-shells", choice="pay"),)
    )
    paid = dealt(CHOICE, follows).openai(Respond(card="warm-shells", choice="pay")).close()
    assert paid.state.cards == ("later",)
    assert dealt(CHOICE, follows).close().state.cards == ()


# --- effects ------------------------------------------------------------------------------------------------------


def test_a_change_moves_a_stat_in_the_unit_shown():
    assert dealt(card(effects=(Change(change="world.hype", by=-5),))).stat("world.hype") == 530


def test_a_timed_change_moves_back():
    game = dealt(card(effects=(Change(change="world.heat_export", by=20, for_=2),)))
    assert game.stat("world.heat_export") == 500
    assert game.quarters(2).moved("world.heat_export", "Warm shells, over") == 0
    assert game.quarters(1).moved("world.heat_export", "Warm shells, over") == -200


def test_a_timed_change_gives_back_what_it_took_and_no_more():
    game = dealt(card(effects=(Change(change="world.heat_export", by=90, for_=1),)))
    assert game.stat("world.heat_export") == 1000  # it was 300
    assert game.quarters(2).moved("world.heat_export", "Warm shells, over") == -700


def test_what_comes_later_comes_later():
    late = Later(after=2, then=(Change(change="openai.cash", by=700),))
    game = dealt(card(effects=(late,))).quarters(2)
    assert game.moved("openai.cash", "Warm shells") == 0
    assert game.quarters(1).moved("openai.cash", "Warm shells") == 700


def test_what_comes_later_for_a_time_goes_again():
    late = Later(after=1, then=(Change(change="world.heat_export", by=10, for_=1),))
    game = dealt(card(effects=(late,))).quarters(2)
    assert game.moved("world.heat_export", "Warm shells") == 100
    assert game.quarters(1).moved("world.heat_export", "Warm shells, over") == -100


@pytest.mark.parametrize(("hits", "by"), [({"perhaps"}, 40), (set(), -10)])
def test_perhaps_is_one_thing_or_the_other(hits, by):
    perhaps = Perhaps(
        chance=50,
        then=(Change(change="openai.brand", by=40),),
        otherwise=(Change(change="openai.brand", by=-10),),
    )
    assert dealt(card(effects=(perhaps,)), chance=Steady(hits=hits)).stat("openai.brand") == by


def test_two_chances_of_one_card_are_two():
    asked = []

    class Listening(Steady):
        def hit(self, bps, *name):
            asked.append(name)
            return False

    dealt(card(effects=(Perhaps(chance=50, then=()), Perhaps(chance=50, then=()))), chance=Listening())
    assert len({name for name in asked if name[0] == "perhaps"}) == 2


def test_a_card_can_bring_capacity():
    effect = Capacity(capacity="oracle", mw=120, due=2)
    game = dealt(card(effects=(effect,)))
    assert (game.newest.provider, game.newest.mw, game.newest.price, game.newest.due) == (
        "oracle",
        120,
        3300,
        2,
    )
    assert game.newest.term == 12


def test_azures_capacity_comes_at_azures_price():
    assert dealt(card(effects=(Capacity(capacity="azure", mw=120, due=2),))).newest.price == 3000


def test_two_deliveries_of_one_card_are_two():
    effect = Capacity(capacity="oracle", mw=50, due=2)
    ids = [c.id for c in dealt(card(effects=(effect, effect))).state.openai.contracts]
    assert ids[-2:] == ["warm-shells-oracle", "warm-shells-oracle-2"]


def test_capacity_from_a_card_is_not_a_request():
    effect = Capacity(capacity="oracle", mw=50, due=2)
    game = dealt(card(choices=Answers(openai=(Choice(id="so", text="So.", effects=(effect,) * 3),))))
    game.openai(Done())
    assert len(game.happened(ContractSigned)) == 3
    assert any(d.__class__.__name__ == "Request" for d in game.to("notices").legal(OPENAI))


def test_a_halt_stops_training_for_so_many_quarters():
    game = dealt(card(effects=(Halt(halt=2),))).close()
    assert game.moved("openai.run_gain") == 0
    assert game.close().moved("openai.run_gain") == 0
    assert game.close().moved("openai.run_gain") > 0


def test_a_shorter_halt_does_not_end_a_longer_one():
    game = dealt(card(effects=(Halt(halt=3), Halt(halt=1))))
    assert game.stat("openai.halted") == 3


def answered(openai: Effect | None = None, microsoft: Effect | None = None, **changes) -> Game:
    """A card that both seats answer with "yes", which has these effects; "no" is there too, and does nothing."""

    def choices(effect: Effect | None) -> tuple[Choice, ...]:
        effects = () if effect is None else (effect,)
        return (Choice(id="no", text="No."), Choice(id="yes", text="Yes.", effects=effects))

    both = Answers(openai=choices(openai), microsoft=choices(microsoft))
    return dealt(card(choices=both), **changes)


def yes(game: Game, seat: str) -> Game:
    return game.act(seat, Respond(card="warm-shells", choice="yes"))


def test_what_may_come_later_is_thrown_for_on_the_day_and_shown_with_its_odds():
    late = Later(after=1, then=(Change(change="openai.cash", by=700, for_=1),), odds=50)
    comes = dealt(card(effects=(late,)), chance=Steady(hits={"later"}))
    assert [(p.due, p.by, p.odds) for p in comes.view(OPENAI).coming if p.stat == "openai.cash"] == [
        (1, 700, 50), (2, -700, 50),
    ]  # fmt: skip
    assert comes.quarters(2).moved("openai.cash", "Warm shells") == 700
    assert comes.quarters(1).moved("openai.cash", "Warm shells, over") == -700
    stays = dealt(card(effects=(late,))).quarters(3)
    assert stays.total("openai.cash", "Warm shells") == stays.total("openai.cash", "Warm shells, over") == 0


def test_attention_that_is_to_come_is_taken_when_its_quarter_begins():
    game = dealt(card(effects=(Later(after=1, then=(Change(change="openai.action_points", by=-1),)),)))
    assert game.stat("openai.action_points") == 3
    game.close()
    assert (game.stat("openai.action_points"), game.stat("microsoft.action_points")) == (2, 3)
    assert game.close().stat("openai.action_points") == 3


@pytest.mark.parametrize(("other_seat", "by"), [("yes", 90), ("no", -90)])
def test_an_effect_may_hang_on_what_the_other_seat_has_answered(other_seat, by):
    hope = IfThey(
        if_they="yes",
        then=(Change(change="openai.brand", by=90),),
        otherwise=(Change(change="openai.brand", by=-90),),
    )
    game = yes(answered(openai=hope), OPENAI)
    assert game.stat("openai.brand") == 0
    assert game.microsoft(Respond(card="warm-shells", choice=other_seat)).stat("openai.brand") == by


def test_who_answers_so_promises_and_is_held_to_it():
    game = yes(answered(openai=Vow(promise="azure-orders", amount=300, due=2)), OPENAI).microsoft(Done())
    (pledge,) = game.state.pledges
    assert (pledge.seat, pledge.kind, pledge.amount, pledge.due, pledge.status) == (
        OPENAI, "promise", 300, 2, "open",
    )  # fmt: skip
    assert game.quarters(3).state.pledges[0].status == "broken"


def test_a_promise_that_is_open_already_is_not_made_again():
    game = dealt(
        card(
            scheduled=None, weight=1, cooldown=1,
            choices=Answers(openai=(Choice(id="no", text="No."), by(Vow(promise="safety-case", due=3)))),
        ),
        chance=Dealing(),
    ).openai(Respond(card="warm-shells", choice="so")).close()  # fmt: skip
    refusal = game.refused(OPENAI, Respond(card="warm-shells", choice="so"))
    assert refusal.words == "“So.” needs a promise that can still be made."
    assert Respond(card="warm-shells", choice="so") not in game.legal(OPENAI)


def test_nobody_can_promise_beyond_the_end_of_the_game():
    game = answered(openai=Vow(promise="safety-case", due=3), quarters=3)
    assert game.refused(OPENAI, Respond(card="warm-shells", choice="yes")).code == "choice-closed"


def test_what_a_seat_learns_is_true_and_its_own():
    game = yes(answered(microsoft=Learns(learns=MICROSOFT, about="cash")), MICROSOFT).openai(Done())
    (found,) = game.view(MICROSOFT).learned
    assert (found.topic, found.source, found.values) == ("cash", "news", (game.stat("openai.cash"),))
    assert game.view(OPENAI).learned == ()


def test_a_concession_amends_the_agreement_and_warms_nobody_by_itself():
    game = yes(answered(microsoft=Amends(amend="open-weights", to="limited")), MICROSOFT).openai(Done())
    assert game.state.terms["open-weights"] == "limited"
    (amendment,) = game.state.agreement.amendments
    assert (amendment.how, amendment.changes) == ("concession", (("open-weights", "no", "limited"),))
    assert game.stat("relations.signatures") == 0
    assert game.moved("relations.openai_trust") == 0


def test_a_concession_that_changes_nothing_or_is_not_negotiable_is_none():
    same = yes(answered(microsoft=Amends(amend="open-weights", to="no")), MICROSOFT).openai(Done())
    assert same.state.agreement.amendments == ()
    terms = world().agreement | {"open-weights": Negotiable(start="no", options=())}
    closed = answered(microsoft=Amends(amend="open-weights", to="limited"), agreement=terms)
    assert yes(closed, MICROSOFT).openai(Done()).state.terms["open-weights"] == "no"


def test_capacity_on_order_can_slip_or_be_given_up_by_a_card_the_next_due_first():
    order = (Capacity(capacity="oracle", mw=60, due=2), Capacity(capacity="oracle", mw=50, due=4))
    slipped = dealt(card(effects=(*order, Slip(slip="oracle", by=2))))
    assert slipped.happened(Slipped) == []  # it was dealt before anybody decided
    assert [(c.mw, c.due, c.late) for c in slipped.state.openai.contracts if c.id.startswith("warm")] == [
        (60, 4, 2), (50, 4, 0),
    ]  # fmt: skip
    left = dealt(card(effects=(*order, GiveUp(give_up="oracle"))))
    assert [c.mw for c in left.state.openai.contracts if c.id.startswith("warm")] == [50]


def test_without_capacity_on_order_nothing_slips_and_nothing_is_given_up():
    bare = dealt(card(effects=(Slip(slip="neocloud", by=1), GiveUp(give_up="neocloud"))), contracts=())
    assert bare.state.openai.contracts == ()


def test_azure_that_a_card_delays_is_made_good_as_the_agreement_says():
    effect = Slip(slip="azure", by=1)
    damages = yes(
        answered(microsoft=effect, terms={"delivery-remedy": delivery_remedy.DAMAGES}), MICROSOFT
    ).openai(Done())
    assert damages.moved("openai.cash", "damages for delay") > 0
    assert yes(answered(microsoft=effect), MICROSOFT).openai(Done()).moved("openai.cash") == 0


def test_a_card_may_bring_a_round_of_shares():
    game = answered(openai=Raise(raise_=8))
    value, before = game.stat("openai.value"), game.stat("openai.cash")
    yes(game, OPENAI).microsoft(Done())
    assert game.stat("openai.cash") - before == game.stat("openai.raised") == value * 8 // 100
    assert game.stat("openai.dilution") > 0


def test_a_character_drifts_a_third_of_the_way_and_the_other_seat_hears_of_it():
    before = Game(world(openai=RICH)).state.microsoft_place.character
    game = yes(answered(openai=Drift(drift=MICROSOFT, toward="capex-sceptic")), OPENAI).microsoft(Done())
    after, sceptic = game.view(MICROSOFT).character, ARCHETYPES[MICROSOFT]["capex-sceptic"]
    for (name, was), (_, now) in zip(before.weights, after.weights, strict=True):
        assert abs(now - (was + (sceptic.weights[name] - was) / 3)) <= 1
    assert (after.tastes, after.archetype, after.must_sign_by) == (
        before.tastes, before.archetype, before.must_sign_by,
    )  # fmt: skip
    news = "Microsoft looks at things a little more like a Capex Sceptic from now on."
    assert news in story(game.facts, game.scenario, OPENAI)


def test_both_answers_are_settled_before_either_takes_effect():
    """Else the first seat's answer could close the one that silence takes for the second."""
    spend = Choice(id="spend", text="Spend.", effects=(Change(change="world.hype", by=-60),))
    cheer = Choice(
        id="cheer", text="Cheer.", need=(StatIs(stat="world.hype", at_least=50),), effects=(Halt(halt=1),)
    )
    meek = Choice(id="meek", text="Be meek.")
    game = dealt(card(choices=Answers(openai=(spend,), microsoft=(cheer, meek))))
    game.openai(Done()).microsoft(Done())
    assert game.state.drawn[-1].microsoft == "cheer"


# --- conditions ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("condition", "holds", "words"),
    [
        (StatIs(stat="world.hype", at_least=58), True, "Hype at least 58"),
        (StatIs(stat="world.hype", at_most=57), False, "Hype at most 57"),
        (StatIs(stat="openai.cash", at_least=1, at_most=9), False, "Cash at least 1 and at most 9"),
        (QuarterIs(quarter=Between(from_=0, to=0)), True, "quarter 0 to 0"),
        (QuarterIs(quarter=Between(from_=1, to=9)), False, "quarter 1 to 9"),
        (ClauseIs(clause="ip-end", is_=(2030, 2032)), True, "IP end: end of 2030 or end of 2032"),
        (ClauseIs(clause="ip-end", is_=(2035,)), False, "IP end: end of 2035"),
        (OnOrder(on_order="oracle", at_least=100), True, "at least 100 MW on order from oracle"),
        (OnOrder(on_order="own-build"), False, "capacity on order from own-build"),
        (Happened(happened="news"), False, "after “news”"),
        (
            AnyOf(any_of=(QuarterIs(quarter=Between(from_=5)), StatIs(stat="world.hype", at_least=1))),
            True,
            "quarter 5 to 999 or Hype at least 1",
        ),
        (NoneOf(none_of=(StatIs(stat="world.hype", at_least=1),)), False, "not Hype at least 1"),
    ],
)
def test_a_condition_holds_and_says_itself(condition, holds, words):
    assert condition.holds(Game().state) is holds
    assert condition.words() == words


def test_what_happened_is_forgotten_after_a_while():
    game = dealt(card()).quarters(3)
    assert Happened(happened="warm-shells", within=3).holds(game.state)
    assert not Happened(happened="warm-shells", within=2).holds(game.state)


# --- dates --------------------------------------------------------------------------------------------------------


def dated(*needs, **fields) -> Game:
    date = Deadline(
        **{
            "id": "audit",
            "title": "The audit",
            "text": "It is due.",
            "quarter": 1,
            "seen_by": (OPENAI,),
            "needs": needs,
            "met": (Change(change="openai.cash", by=1000),),
            "missed": (Change(change="openai.cash", by=-1000),),
            **fields,
        }
    )
    return Game(world(deadlines=(date,), openai=RICH))


@pytest.mark.parametrize(("needed", "by"), [(50, 1000), (99, -1000)])
def test_a_date_is_met_or_missed(needed, by):
    game = dated(StatIs(stat="world.hype", at_least=needed)).quarters(2)
    assert DeadlinePassed("audit", by > 0) in game.facts
    assert game.moved("openai.cash", "The audit") == by


def test_a_date_is_seen_by_whom_it_concerns_until_it_has_passed():
    game = dated()
    assert [date.id for date in game.view(OPENAI).dates] == ["audit"]
    assert game.view(MICROSOFT).dates == ()
    assert game.quarters(2).view(OPENAI).dates == ()


def test_the_tranche_waits_for_the_recapitalisation():
    game = Game(world(openai=RICH)).signs(("equity-stake", 2700)).quarters(3)
    assert DeadlinePassed("tranche", False) not in game.facts
    assert game.quarters(1).state.met == ("tranche",)
    assert any(fact == DeadlinePassed("tranche", True) for fact in game.all_facts)
    unsigned = Game(world(openai=RICH)).quarters(4)
    assert DeadlinePassed("tranche", False) in unsigned.facts


# --- heats, moods, the market -------------------------------------------------------------------------------------


def test_trust_fades_toward_the_middle():
    game = Game().set("relations.openai_trust", 900).set("relations.microsoft_trust", 100).close()
    assert game.moved("relations.openai_trust", "time") == -16
    assert game.moved("relations.microsoft_trust", "time") == 16


def test_heats_cool_by_a_twentieth():
    assert Game().close().moved("world.heat_export", "time") == -(300 * 5 // 100)


@pytest.mark.parametrize(
    ("terms", "warms"),
    [
        ({"compute-sourcing": "exclusive"}, 24),
        ({}, 24),
        ({"api-distribution": "open", "third-party-products": "any"}, 12),
    ],
)
def test_exclusive_clauses_warm_the_antitrust_authorities(terms, warms):
    assert Game(world(terms=terms)).close().moved("world.heat_antitrust", "exclusive clauses") == warms


def test_a_stake_beyond_30_percent_does_too():
    game = Game(world(terms={"equity-stake": 3500}, openai={"recapitalised": 1}))
    assert game.close().moved("world.heat_antitrust", "a large stake") == 15


def test_a_public_quarrel_warms_them_and_cools_the_market():
    game = Game().set("relations.friction", 900).close()
    assert game.moved("world.heat_antitrust", "a public quarrel") == 22
    assert game.moved("world.hype", "a public quarrel") == -10


def test_hype_returns_to_its_mean_and_crashes_now_and_then():
    assert Game().set("world.hype", 370).close().moved("world.hype") == 16
    assert Game(chance=Steady(hits={"crash"})).close().moved("world.hype", "a crash") == -260


def test_the_grid_grows_tighter_and_the_outside_price_with_it():
    game = Game().close()
    assert game.moved("world.power_tight") == 12
    tight = Game().set("world.power_tight", 900).close()
    assert tight.moved("world.partner_price") > 0 > game.moved("world.partner_price")


def test_moods_follow_what_happened():
    assert Game().set("openai.safety", 900).close().moved("openai.board_mood", "the mission") > 0
    assert Game().set("world.hype", 900).close().moved("openai.investor_mood") > 0


def test_quarters_without_an_amendment_are_counted():
    game = Game(world(openai=RICH)).quarters(3)
    assert game.stat("relations.unamended") == 3
    assert game.signs(("ip-end", 2032)).stat("relations.unamended") == 1  # the quarter closed with it


def test_the_small_world_offers_an_answer_of_every_kind():
    assert {choice.points for choice in OFFSITE.choices.openai} == {0, 1}
