"""What the rows of a question say: of one quote, of what is due by then, and of what happened when."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from msgspec.structs import replace

from game.rules.decisions import Act, Done, Option, Respond
from game.rules.scenario import Source
from game.rules.state import Contract
from game.rules.units import OPENAI
from game.rules.view import View
from game.tui.adviser import Advice, ahead, held_mw
from game.tui.matters.events import events
from game.tui.matters.matter import Asked, Matter
from game.tui.matters.notices import notices
from game.tui.matters.plan import plan
from tests.tui.conftest import flagship
from tests.worlds import Game


def asked(game: Game, **seen: Any) -> Asked:
    view: View = replace(game.view(OPENAI), **seen)
    return Asked(game.scenario, view, game.options(OPENAI), Advice((), ""), {}, None, 70)


def read(matter: Matter) -> str:
    return " ".join(" ".join(row.words.plain for row in matter.rows).split())


def test_an_offers_row_has_price_and_megawatts_of_the_same_quote() -> None:
    game = Game().to("plan", OPENAI)
    game.openai(Act(action="court", about="oracle", amount=150), Done()).close()
    game.to("plan", OPENAI).openai(Act(action="court", about="oracle", amount=100), Done()).to("notices")
    first, second = game.state.openai.quotes
    game.state = game.state.copy()
    game.state.openai.quotes = (replace(first, price=3450), replace(second, price=3280))
    words = read(notices(asked(game)))
    assert "up to 100 MW at $3.28m per MW and quarter" in words
    assert "3.45" not in words


def test_what_comes_after_the_quarter_named_is_not_counted_for_it() -> None:
    game = Game().to("notices")
    by = game.state.quarter + ahead(game.view(OPENAI))
    late = Contract(id="late", provider="oracle", mw=326, price=3000, due=by + 1, term=20)
    view = replace(game.view(OPENAI), contracts=(*game.view(OPENAI).contracts, late))
    assert held_mw(view, by) == held_mw(game.view(OPENAI), by)
    assert held_mw(view, by + 1) == held_mw(game.view(OPENAI), by + 1) + 326
    matter = notices(asked(game, contracts=view.contracts))
    assert "326 MW more comes later" in matter.text.plain
    assert matter.state == notices(asked(game)).state


@pytest.mark.parametrize(
    ("date", "label", "words"),
    [
        ("2025-10-06", "2025-Q4", "In the record: 6 October 2025 (a paper)"),
        ("2025-10-06", "2025-Q2", "In the record: 6 October 2025 (a paper); here it comes as it comes"),
        ("2025-01", "2025-Q1", "In the record: January 2025 (a paper)"),
        ("2025", "2025-Q1", "In the record: 2025 (a paper)"),
    ],
)
def test_a_card_of_the_record_says_when_it_was_and_that_the_game_keeps_its_own_time(
    date: str, label: str, words: str
) -> None:
    card = dataclasses.replace(
        flagship().events[0], mark="historical", record=Source(date=date, source="a paper")
    )
    scenario = dataclasses.replace(flagship(), events=(card,))
    view = replace(Game().view(OPENAI), cards=(card.id,), label=label)
    decision = Respond(card=card.id, choice=card.choices.openai[0].id)
    shown = events(Asked(scenario, view, (Option(decision),), Advice((), ""), {}, None, 70))
    assert shown.text.plain.split("\n")[0] == words


def test_the_price_row_shows_which_way_war_and_premium_are() -> None:
    game = Game().to("plan", OPENAI)
    assert "◂ premium · [standard] · war ▸" in read(plan(asked(game)))
    turned = dataclasses.replace(asked(game), sheet={"stance": "war"})
    assert "◂ premium · standard · [war] ▸ was standard" in read(plan(turned))
