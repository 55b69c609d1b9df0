"""After the game a player reads who sat across: what gave it away, what it wanted, how it dealt."""

from __future__ import annotations

from msgspec.structs import replace

from game.debrief.characters import gave_away, who
from game.files.scenarios import load_scenario
from game.rules.agreement import CLAUSES
from game.rules.chance import Chance
from game.rules.characters import ARCHETYPES, Taste, drawn
from game.rules.units import MICROSOFT, SEATS

FLAGSHIP = load_scenario("first-refusal")


def test_it_names_what_gave_a_kind_away_and_what_it_wanted_the_most_first() -> None:
    own = replace(
        drawn(
            MICROSOFT, "deal-lawyer", "", 24, Chance("b2:who"), {"warmth": 20, "dominance": 80, "bluff": 7}
        ),
        tastes=(Taste("ip-end", 500), Taste("share-end", -4000), Taste("disputes", 40)),
        must_sign_by=5,
    )
    assert (
        gave_away(MICROSOFT, own) == "it returns to the AGI trigger and its consequence whatever the subject."
    )
    wanted, manner, pressed = who(FLAGSHIP, MICROSOFT, own)
    assert wanted.index(CLAUSES["share-end"].title) < wanted.index(CLAUSES["ip-end"].title)
    assert CLAUSES["disputes"].title not in wanted
    assert "cold (warmth 20 of 100) and overbearing (dominance 80)" in manner
    assert "bluff 7 times in 100" in manner
    assert "before turn 6" in pressed


def test_every_kind_has_something_it_cares_for_and_no_bluff_is_told_as_none() -> None:
    for seat in SEATS:
        for kind in ARCHETYPES[seat]:
            told = who(
                FLAGSHIP, seat, replace(drawn(seat, kind, "", 24, Chance("b2:who")), bluff=0, must_sign_by=-1)
            )
            assert len(told) == 2
            assert "nothing that it would not have done" in told[1]
