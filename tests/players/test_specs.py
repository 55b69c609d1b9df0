"""Who can be asked to sit in a seat, and what is said when nobody can."""

from __future__ import annotations

import subprocess
import sys

import pytest
from msgspec.structs import replace

from game import players
from game.errors import Exit, GameError
from game.files.scenarios import load_scenario
from game.players.policies import ADAPTIVE, policies_of
from game.rules import engine
from game.rules.chance import Chance
from game.rules.engine import Setup
from game.rules.units import MICROSOFT, OPENAI
from game.rules.view import view_of

FLAGSHIP = load_scenario("first-refusal")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("you", ("you", 0, "", "")),
        ("random", ("random", 0, "", "")),
        ("bot", ("bot", 2, "", "")),
        ("bot:1", ("bot", 1, "", "")),
        ("bot:intern", ("bot", 1, "", "")),
        ("Bot:Associate/Hedger", ("bot", 2, "hedger", "")),
        ("policy:frugal", ("policy", 0, "", "frugal")),
        ("policy:adaptive/hedger", ("policy", 0, "hedger", "adaptive")),
        ("foil:Tit-for-Tat", ("foil", 0, "", "tit-for-tat")),
        ("foil:micro/hedger", ("foil", 0, "hedger", "micro")),
    ],
)
def test_a_spec_says_who_sits_there(text: str, expected: tuple[str, int, str, str]) -> None:
    assert players.parse(text) == (*expected, "")


def test_a_spec_may_set_dials_with_an_archetype_or_alone() -> None:
    assert players.parse("bot:2/Hedger,warmth=80,bluff=0")[2:] == ("hedger", "", "warmth=80,bluff=0")
    assert players.parse("bot:1/patience=9") == ("bot", 1, "", "", "patience=9")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("bot:2/hedger,kindness=3", "There is no dial “kindness”. There are warmth (0 to 100)"),
        ("bot:2/hedger,,", "There is no dial “”"),
        ("bot:2/hedger,warmth=101", "Warmth is a whole number from 0 to 100; “101” is not."),
        ("bot:2/hedger,patience=2", "Patience is a whole number from 3 to 9; “2” is not."),
        ("bot:2/hedger,bluff=-1", "Bluff is a whole number from 0 to 40; “-1” is not."),
        ("bot:2/warmth=²", "Warmth is a whole number from 0 to 100; “²” is not."),
    ],
)
def test_a_dial_that_is_none_or_goes_too_far_is_refused_in_one_sentence(text: str, words: str) -> None:
    with pytest.raises(players.UnknownPlayer) as caught:
        players.check(text, MICROSOFT)
    assert str(caught.value).startswith(words)
    assert caught.value.exit is Exit.USAGE


@pytest.mark.parametrize(
    "text",
    ["", "bot:", "bot:9", "human", "bot:2/nobody", "you/hedger", "random:1", "bot2", "policy", "policy:x"],
)
def test_an_unknown_spec_is_refused_in_one_sentence_that_says_what_there_is(text: str) -> None:
    with pytest.raises(players.UnknownPlayer) as caught:
        players.check(text, OPENAI)
    assert caught.value.exit is Exit.USAGE
    assert "There are" in str(caught.value) or "It has" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_archetype_belongs_to_a_seat() -> None:
    players.check("bot:2/hedger", MICROSOFT)
    with pytest.raises(players.UnknownPlayer, match="openai has no archetype"):
        players.check("bot:2/hedger", OPENAI)


def test_a_policy_belongs_to_a_seat_and_adaptive_to_both() -> None:
    for seat, other in ((OPENAI, MICROSOFT), (MICROSOFT, OPENAI)):
        for policy in policies_of(seat):
            players.check(f"policy:{policy}", seat)
            if policy != ADAPTIVE:
                with pytest.raises(players.UnknownPlayer, match=f"{other} has no policy"):
                    players.check(f"policy:{policy}", other)


def test_what_is_asked_of_a_character_becomes_part_of_the_games_setup() -> None:
    setup = players.with_character(Setup(), MICROSOFT, "bot:2/hedger,warmth=81,patience=3")
    assert setup.microsoft_archetype == "hedger"
    own = engine.new_game(FLAGSHIP, Chance("b2:kind"), setup).place(MICROSOFT).character
    assert (own.archetype, own.warmth, own.patience) == ("hedger", 81, 3)
    usual = engine.new_game(FLAGSHIP, Chance("b2:kind"), Setup(microsoft_archetype="hedger"))
    assert usual.place(MICROSOFT).character == replace(
        own,
        warmth=usual.place(MICROSOFT).character.warmth,
        patience=usual.place(MICROSOFT).character.patience,
    )


def test_dials_in_a_setup_are_checked_too() -> None:
    with pytest.raises(GameError, match="Bluff is a whole number from 0 to 40; “99” is not"):
        engine.new_game(FLAGSHIP, Chance("b2:kind"), Setup(openai_dials="bluff=99"))


def test_a_person_cannot_be_asked_in_a_program() -> None:
    state = engine.new_game(FLAGSHIP, Chance("b2:person"))
    question = engine.ask(FLAGSHIP, state)[0]
    person = players.make("you", FLAGSHIP, question.seat, Chance("b2:person"))
    with pytest.raises(GameError, match="nobody is at the keyboard"):
        person.decide(view_of(FLAGSHIP, state, question.seat), question, ())


def test_naming_players_loads_nothing_heavy() -> None:
    code = "import sys, game.players as p; p.check('bot:2/hedger', 'microsoft'); sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
