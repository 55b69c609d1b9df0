"""Characters one can read: what the behaviour dials do at a table, and what tells one kind from another (rulebook 3.4.1)."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from msgspec.structs import replace

from game import players
from game.bargaining import reasons, riders
from game.bargaining.appraisal import Appraiser
from game.players import words
from game.players.mind import Mind
from game.players.skills import SKILLS
from game.rules import engine
from game.rules.chance import Chance
from game.rules.decisions import Accept, Decision, Threat
from game.rules.engine import Setup
from game.rules.state import Pledge
from game.rules.units import MICROSOFT, OPENAI, SEATS, Seat, other
from game.rules.view import view_of
from tests.players.seated import FLAGSHIP, at_a_table

HARD = "warmth=50,dominance=95,bluff=0"
"""Somebody across who does not make it easy."""


class Talk(NamedTuple):
    """One table in the first quarter: what was said, whether it ended in a signature, and what that gained whom, $ millions."""

    said: tuple[tuple[Seat, Decision], ...]
    signed: bool
    gains: dict[Seat, int]


@cache
def talk(seed: str, openai: str, microsoft: str) -> Talk:
    specs = {OPENAI: f"bot:2/{openai}", MICROSOFT: f"bot:2/{microsoft}"}
    setup = Setup()
    for seat in SEATS:
        setup = players.with_character(setup, seat, specs[seat])
    chosen = {name: getattr(setup, name) for name in setup.__struct_fields__}
    state, chance = at_a_table("bot:2", seed, **chosen)
    bots = {seat: players.make(specs[seat], FLAGSHIP, seat, chance.child("player", seat)) for seat in SEATS}
    books = {seat: Appraiser(FLAGSHIP, view_of(FLAGSHIP, state, seat)) for seat in SEATS}
    said: list[tuple[Seat, Decision]] = []
    gains = dict.fromkeys(SEATS, 0)
    while (question := engine.ask(FLAGSHIP, state)[0]).topic == "table":
        seat = question.seat
        options = engine.legal(FLAGSHIP, state, seat)
        decision = bots[seat].decide(view_of(FLAGSHIP, state, seat), question, options)
        said.append((seat, decision))
        if isinstance(decision, Accept) and state.table is not None:
            gains = {one: books[one].gain(state.table.offers, state.table.riders) for one in SEATS}
        _, state = engine.step(FLAGSHIP, state, seat, decision, chance)
    return Talk(tuple(said), isinstance(said[-1][1], Accept), gains)


class Tally(NamedTuple):
    deals: int
    own: int
    joint: int
    threats: int


@cache
def tally(dials: str, across: str, seeds: int = 10) -> Tally:
    """What a seat with these dials comes to at some tables, on each side of them, with so-and-so across."""
    deals = own = joint = threats = 0
    for n in range(seeds):
        for seat in SEATS:
            sides = {seat: dials, other(seat): across}
            found = talk(f"b2:dials-{n}", sides[OPENAI], sides[MICROSOFT])
            deals += found.signed
            own += found.gains[seat]
            joint += sum(found.gains.values())
            threats += sum(isinstance(said, Threat) for who, said in found.said if who == seat)
    return Tally(deals, own, joint, threats)


def test_the_warm_sign_more_and_make_more_for_both() -> None:
    warm, cold = (tally(f"warmth={warmth},dominance=80,bluff=0", HARD) for warmth in (90, 15))
    assert warm.deals > cold.deals
    assert warm.joint > cold.joint


def test_the_dominant_get_more_of_the_pie_and_leave_more_tables_without_a_signature() -> None:
    hard, soft = (tally(f"warmth=50,dominance={dominance},bluff=0", HARD) for dominance in (95, 20))
    assert hard.own * soft.joint > soft.own * hard.joint
    assert hard.deals < soft.deals
    assert hard.threats > soft.threats == 0


def test_who_bluffs_threatens_what_it_would_not_do_and_lets_it_pass() -> None:
    meek = "warmth=50,dominance=50,bluff=40"
    assert tally("warmth=50,dominance=50,bluff=0", HARD).threats == 0
    assert tally(meek, HARD).threats > 0
    state, _ = at_a_table("bot:2")
    for seat, empty, earnest in ((OPENAI, "claim", "sign-outside"), (MICROSOFT, "sue", "host-rivals")):
        said = [
            Pledge(id=one, seat=seat, kind="threat", undertaking=one, amount=1, made=0, due=4, base=0)
            for one in (empty, earnest)
        ]
        mind = Mind(
            FLAGSHIP,
            replace(view_of(FLAGSHIP, state, seat), pledges=tuple(said)),
            SKILLS[2],
            (),
            Chance("b2:bluff"),
        )
        assert words.sworn(mind, earnest) > 0
        assert words.sworn(mind, empty) == 0


def test_an_empty_threat_is_believed_less_than_an_earnest_one_and_less_again_when_one_was_let_pass() -> None:
    view = view_of(FLAGSHIP, at_a_table("bot:2")[0], MICROSOFT)
    speaker = Appraiser(FLAGSHIP, view).lens(OPENAI)
    said = Pledge(id="one", seat=OPENAI, kind="threat", undertaking="claim", amount=1, made=2, due=4, base=0)
    earnest = replace(said, undertaking="sign-outside", amount=1000)
    before = replace(said, id="before", made=0, due=1, status="let-pass")
    assert riders.believed(view, said, speaker) < riders.believed(view, earnest, speaker)
    called = replace(view, pledges=(before,))
    assert riders.believed(called, said, speaker) * 2 <= riders.believed(view, said, speaker)


def test_the_warm_give_one_reason_more() -> None:
    view = view_of(FLAGSHIP, at_a_table("bot:2")[0], MICROSOFT)
    cold, warm = (replace(view, character=replace(view.character, warmth=warmth)) for warmth in (69, 70))
    assert reasons.how_many(warm) == reasons.how_many(cold) + 1
