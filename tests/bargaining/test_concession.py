"""How a seat gives way."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from game.bargaining import concession
from game.files.scenarios import load_scenario
from game.rules import engine
from game.rules.chance import Chance
from game.rules.characters import ARCHETYPES, DIALS, drawn
from game.rules.decisions import Letter, Riders
from game.rules.state import LastWord, Said, Table
from game.rules.units import MICROSOFT, OPENAI
from game.rules.view import View, view_of

FLAGSHIP = load_scenario("first-refusal")


def seen(archetype: str = "dealmaker", **changes: object) -> View:
    setup = engine.Setup(openai_archetype=archetype, microsoft_archetype="dealmaker")
    view = view_of(FLAGSHIP, engine.new_game(FLAGSHIP, Chance("b2:slow"), setup), OPENAI)
    calm = replace(view, dates=(), character=replace(view.character, must_sign_by=-1))
    return replace(calm, **changes)


@pytest.mark.parametrize(
    ("base", "exponent", "expected"), [(2500, 5000, 5000), (2500, 20_000, 625), (10_000, 7300, 10_000)]
)
def test_powers_are_whole_numbers_and_nearly_right(base: int, exponent: int, expected: int) -> None:
    assert abs(concession.power(base, exponent) - expected) <= 5


def test_it_wants_less_with_every_round_and_never_less_than_its_floor() -> None:
    wants = [concession.aspiration(seen(), 60_000, 5000, used, 5, 6500) for used in range(6)]
    assert wants == sorted(wants, reverse=True)
    assert wants[0] == 60_000
    assert wants[-1] > 5000


def test_in_the_last_quarters_it_goes_all_the_way() -> None:
    assert concession.aspiration(seen(quarter=23), 60_000, 5000, 4, 5, 6500) == 5000


def test_who_holds_out_gives_less_by_the_middle_than_who_is_starved_of_cash() -> None:
    builder = concession.aspiration(seen("empire-builder"), 60_000, 5000, 2, 5, 6500)
    starved = concession.aspiration(seen("cash-starved"), 60_000, 5000, 2, 5, 6500)
    assert builder > starved


def test_a_secret_deadline_makes_it_give_way_earlier() -> None:
    calm = seen("empire-builder")
    hurried = replace(calm, character=replace(calm.character, must_sign_by=1))
    assert concession.pressed(hurried)
    assert concession.aspiration(hurried, 60_000, 5000, 2, 5, 6500) < concession.aspiration(
        calm, 60_000, 5000, 2, 5, 6500
    )


def test_after_a_table_without_a_signature_it_resumes_a_little_below_its_last_word() -> None:
    words = (LastWord(seat=OPENAI, quarter=3, package=()), LastWord(seat=MICROSOFT, quarter=3, package=()))
    later = seen(quarter=4, last_words=words)
    assert concession.resumed(later, 40_000, 20_000) == 37_000
    much_later = seen(quarter=12, last_words=words)
    assert concession.resumed(much_later, 40_000, 20_000) == 20_000


def test_questions_side_letters_and_second_thoughts_use_rounds_up_too() -> None:
    letter = Letter(seat=OPENAI, undertaking="safety-case", amount=1, due=3, penalty=100)
    history = (
        Said(seat=OPENAI, move="give"),
        Said(seat=MICROSOFT, move="offer", riders=Riders(letters=(letter,))),
        Said(seat=OPENAI, move="promise"),
        Said(seat=OPENAI, move="reopen"),
        Said(seat=OPENAI, move="ask"),
    )
    table = Table(opener=OPENAI, turn=MICROSOFT, rounds=3, history=history)
    assert concession.rounds_of(table) == (5, 8)


def test_how_it_deals_is_drawn_around_its_kind_for_this_game_alone() -> None:
    kind = ARCHETYPES[OPENAI]["empire-builder"]
    drawn_ones = [drawn(OPENAI, kind.id, "", 24, Chance(f"b2:dials-{n}")) for n in range(40)]
    for name, (low, high, _) in DIALS.items():
        own = [getattr(one, name) for one in drawn_ones]
        assert len(set(own)) > 1
        assert low <= min(own) <= max(own) <= high
        assert abs(sum(own) - 40 * getattr(kind, name)) <= 40 * max(1, (high - low) // 20)
    cold = replace(seen(), character=replace(seen().character, warmth=3))
    assert concession.temper_of(cold).warmth == 3
    assert concession.temper_of(cold).id == "dealmaker"
