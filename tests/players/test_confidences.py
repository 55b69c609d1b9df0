"""What bots ask, tell and let slip: one habit a kind, and never against its own interest."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from game.players import confidences
from game.players.mind import Mind
from game.players.skills import SKILLS
from game.rules.candour import DISCLOSED
from game.rules.chance import Chance
from game.rules.characters import ARCHETYPES
from game.rules.decisions import Act
from game.rules.information import LEAKS, QUESTIONS
from game.rules.state import Learned
from game.rules.units import MICROSOFT, OPENAI, SEATS, Seat, other
from tests.worlds import Game, Steady


def wishes(
    seat: Seat, kind: str, *, level: int = 2, chance: Chance | None = None, **changes: Any
) -> list[Act]:
    """What a kind wishes in a small world; ``trust`` is its own, ``theirs`` the other side's."""
    game = Game()
    game.set(f"relations.{seat}_trust", changes.get("trust", 500))
    game.set(f"relations.{other(seat)}_trust", changes.get("theirs", 500))
    game.set("relations.friction", changes.get("friction", 200))
    view = game.view(seat)
    view = replace(
        view,
        character=replace(view.character, archetype=kind),
        quarter=changes.get("quarter", 1),
        learned=changes.get("learned", ()),
    )
    return list(confidences.wishes(Mind(game.scenario, view, SKILLS[level], (), chance or Steady())))


def test_every_habit_is_one_that_the_rules_know() -> None:
    for (seat, kind), about in confidences.ASKS.items():
        assert kind in ARCHETYPES[seat]
        assert about in QUESTIONS
    for (seat, kind), about in confidences.TELLS.items():
        assert kind in ARCHETYPES[seat]
        assert about in DISCLOSED
    for (seat, kind), about in confidences.LEAKS.items():
        assert kind in ARCHETYPES[seat]
        assert about in LEAKS


def test_a_question_is_asked_once_a_year_and_only_where_an_answer_can_be_expected() -> None:
    assert wishes(MICROSOFT, "hedger") == [Act(action="back-channel", about="lab")]
    assert wishes(MICROSOFT, "hedger", theirs=340) == []
    for asked, again in ((3, False), (2, True)):
        told = Learned(topic="lab", quarter=asked, source="back-channel", reliability="true", values=(1,))
        assert bool(wishes(MICROSOFT, "hedger", quarter=6, learned=(told,))) is again


def test_candour_comes_with_the_new_year_and_where_trust_is_wanting() -> None:
    tells = Act(action="disclose", about="priorities")
    assert wishes(OPENAI, "dealmaker", quarter=4) == [tells]
    assert wishes(OPENAI, "dealmaker", quarter=5) == []
    assert wishes(OPENAI, "dealmaker", quarter=4, theirs=600) == []


def test_a_leak_needs_a_quarrel_no_trust_and_the_mood() -> None:
    moody = Steady(hits={"leak"})
    assert wishes(OPENAI, "empire-builder", chance=moody, trust=300, friction=400) == [
        Act(action="leak", about="antitrust-up")
    ]
    assert wishes(OPENAI, "empire-builder", trust=300, friction=400) == []
    assert wishes(OPENAI, "empire-builder", chance=moody, trust=300) == []
    assert wishes(OPENAI, "empire-builder", chance=moody, friction=400) == []
    assert wishes(OPENAI, "dealmaker", chance=moody, trust=300, friction=400) == []


@pytest.mark.parametrize("seat", SEATS)
def test_the_intern_has_no_such_ideas(seat: Seat) -> None:
    for kind in ARCHETYPES[seat]:
        assert (
            wishes(seat, kind, level=1, quarter=4, chance=Steady(hits={"leak"}), trust=300, friction=400)
            == []
        )
