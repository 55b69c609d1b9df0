"""What bots make of an AGI claim: when they say the word, what they answer to it, and what they would give to be rid of it."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from game import players
from game.bargaining import claims
from game.files.scenarios import load_scenario
from game.players.negotiator import Negotiator
from game.rules import engine
from game.rules.chance import Chance
from game.rules.decisions import Act, AnswerClaim, Claim, Decision, Offer
from game.rules.state import Learned
from game.rules.units import MICROSOFT, OPENAI, Seat
from tests.worlds import Game

FLAGSHIP = load_scenario("first-refusal")
BAR = FLAGSHIP.hidden.theta


def late(
    consequence: str = "all", trigger: str = "profit", panel: str = "unspecified", ahead: int = 0
) -> Game:
    """The flagship in its thirteenth quarter, with a lab that is ``ahead`` tenths past the bar and both boards know it."""
    game = Game(FLAGSHIP, Chance("b2:claims")).set("openai.cash", 400_000).quarters(12)
    state = game.state
    terms = {**state.terms, "agi-trigger": trigger, "agi-consequence": consequence, "agi-panel": panel}
    state.agreement = replace(state.agreement, terms=terms)
    for name, value in (("capability", BAR + ahead), ("lab_capability", BAR + ahead), ("agi_view", BAR)):
        game.set(f"openai.{name}", value)
    return game.set("openai.cash", 200_000).set("openai.safety", 700)


def bot(seat: Seat, level: int = 2) -> Negotiator:
    made = players.make(f"bot:{level}", FLAGSHIP, seat, Chance("b2:somebody"))
    assert isinstance(made, Negotiator)
    return made


def says(game: Game, seat: Seat, level: int = 2) -> Decision:
    """What a bot answers to what the seat is asked now."""
    (asked,) = (question for question in game.asked() if question.seat == seat)
    return bot(seat, level).decide(game.view(seat), asked, engine.legal(game.scenario, game.state, seat))


def planned(game: Game, seat: Seat) -> list[Decision]:
    game.to("plan", seat)
    found: list[Decision] = []
    while any(q.seat == seat and q.topic == "plan" for q in game.asked()):
        found.append(says(game, seat))
        game.act(seat, found[-1])
    return found


def word_of(game: Game) -> Any:
    """The limb under which the lab's desk says the word this quarter; ``None`` when it does not."""
    game.to("notices")
    while game.topics == ((OPENAI, "notices"),):
        decision = says(game, OPENAI)
        if isinstance(decision, Claim):
            return decision.limb
        game.openai(decision)
    return None


# --- the lab ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("trigger", "ahead", "limb"),
    [
        ("profit", 60, "board"),
        ("profit", 0, None),
        ("panel", 20, "panel"),
        ("panel", 0, None),
        ("none", 200, None),
    ],
)
def test_the_lab_says_the_word_where_it_believes_it(trigger, ahead, limb):
    assert word_of(late(trigger=trigger, ahead=ahead)) == limb


def test_the_lab_certifies_on_figures_where_it_would_not_declare():
    game = late(ahead=-50).to("notices").set("openai.profit_potential", 100_000)
    assert word_of(game) == "profit"


def test_the_lab_has_auditors_in_when_the_figures_are_nearly_there():
    near = late(ahead=-50).to("plan", OPENAI).set("openai.profit_potential", 95_000)
    assert Act(action="certify") in planned(near, OPENAI)
    far = late(ahead=-50).to("plan", OPENAI).set("openai.profit_potential", 60_000)
    assert Act(action="certify") not in planned(far, OPENAI)
    sure = late(ahead=90).to("plan", OPENAI).set("openai.profit_potential", 95_000)  # it would rather declare
    assert Act(action="certify") not in planned(sure, OPENAI)


# --- the cloud ----------------------------------------------------------------------------------------------------


def said(limb: Any = "board", **changes: Any) -> Game:
    """The word was said; Microsoft is asked."""
    game = late(**changes).to("notices").set("openai.profit_potential", 150_000)
    return game.openai(Claim(limb=limb))


def test_the_cloud_accepts_a_claim_from_which_nothing_follows():
    assert says(said(consequence="safeguards"), MICROSOFT) == AnswerClaim(answer="accept")


def test_the_cloud_fights_for_the_licence_or_bids_for_it():
    for level in (1, 2):
        answer = says(said(ahead=0), MICROSOFT, level)
        assert isinstance(answer, AnswerClaim)
        assert answer.answer in (("dispute",) if level == 1 else ("dispute", "buy-out"))


def test_the_cloud_wants_a_panel_that_it_appoints_itself_and_not_the_labs():
    far = said(ahead=-100, panel="microsoft")
    assert says(far, MICROSOFT) == AnswerClaim(answer="panel")
    near = says(said(ahead=150, panel="openai"), MICROSOFT)
    assert near != AnswerClaim(answer="panel")


def test_nobody_bids_for_a_bluff():
    answer = says(said(ahead=-300), MICROSOFT)
    assert answer in (AnswerClaim(answer="dispute"), AnswerClaim(answer="panel"))


def test_counsels_reading_counts_for_more_than_a_guess():
    view = said(ahead=0).view(MICROSOFT)
    read = Learned(topic="odds", quarter=view.quarter, source="counsel", reliability="", values=(8800, 9200))
    told = replace(view, learned=(*view.learned, read))
    assert claims.court_odds(FLAGSHIP, told, "board") == 9000
    assert claims.court_odds(FLAGSHIP, view, "board") < 9000
    stale = replace(told, learned=(replace(read, quarter=view.quarter - 5),))
    assert claims.court_odds(FLAGSHIP, stale, "board") == claims.court_odds(FLAGSHIP, view, "board")


# --- at a table for a claim ---------------------------------------------------------------------------------------


def test_a_claim_is_in_the_price_at_its_own_table_and_at_no_other():
    game = said(ahead=0).microsoft(AnswerClaim(answer="buy-out")).to("table")
    theirs, ours = (bot(seat).mind(game.view(seat)) for seat in (MICROSOFT, OPENAI))
    assert theirs.rid > 0 > theirs.their_rid
    assert ours.rid < 0 < ours.their_rid
    other = late().table(MICROSOFT)
    assert bot(MICROSOFT).mind(other.view(MICROSOFT)).rid == 0


def test_to_be_rid_of_a_claim_the_cloud_signs_what_it_would_not_sign_otherwise():
    gift = (("revenue-share", 1500), ("agi-trigger", "none"))
    game = said(ahead=0).microsoft(AnswerClaim(answer="buy-out")).to("table")
    assert bot(MICROSOFT).mind(game.view(MICROSOFT)).accepts(gift)
    other = late().table(MICROSOFT)
    assert not bot(MICROSOFT).mind(other.view(MICROSOFT)).accepts(gift)


def test_the_lab_does_not_give_a_claim_away_for_what_it_would_sign_otherwise():
    small = (("revenue-share", 1800),)
    game = said(ahead=100).microsoft(AnswerClaim(answer="buy-out")).to("table")
    assert not bot(OPENAI).mind(game.view(OPENAI)).accepts(small)


def test_what_a_bot_proposes_at_a_claims_table_changes_something():
    game = said(ahead=0).microsoft(AnswerClaim(answer="buy-out")).to("table")
    decision = says(game, MICROSOFT)
    if isinstance(decision, Offer):
        assert decision.package
        game.microsoft(decision)
