"""Foils: each does at the table what its paper, or its trick, says, and plays whole games within the rules."""

from __future__ import annotations

from functools import cache

import pytest
from msgspec.structs import replace

from game import players
from game.lab.sitting import sit
from game.players.foils import BENCHMARKS, FOILS, TRICKS, benchmarks, tricks
from game.players.foils.foil import Foil, Talk
from game.players.wants import Proposal
from game.rules import engine
from game.rules.chance import Chance
from game.rules.decisions import Accept, Ask, Because, Decision, Offer, Threat, Walk
from game.rules.state import Said, State
from game.rules.units import MICROSOFT, OPENAI, SEATS, Seat, other
from game.rules.view import view_of
from tests.players.seated import FLAGSHIP, at_a_table, played

SEED = "b2:first"


@cache
def begun() -> tuple[State, Chance]:
    """A table that OpenAI opened, at which a foil sits in OpenAI's seat."""
    return at_a_table("bot:2", SEED, MICROSOFT)


def seated(name: str, seat: Seat = OPENAI) -> Foil:
    foil = players.make(f"foil:{name}", FLAGSHIP, seat, Chance(SEED).child("player", seat))
    assert isinstance(foil, Foil)
    return foil


def spoken(name: str, state: State) -> tuple[Decision, Talk]:
    """What a foil says at a table, and the talk as it saw it."""
    foil = seated(name)
    view, options = view_of(FLAGSHIP, state, OPENAI), engine.legal(FLAGSHIP, state, OPENAI)
    said = foil.decide(view, engine.ask(FLAGSHIP, state)[0], options)
    return said, Talk(foil.mind(view), options)


def after(talked: tuple[tuple[Seat, int], ...], rounds: int) -> State:
    """The table with so many rounds left after offers of one dear clause each: who made it, and which of its terms in a row."""
    state = engine.apply(begun()[0], ())
    table = state.table
    assert table is not None
    packages = [
        package for package in engine.single_changes(FLAGSHIP, state) if package[0][0] == "revenue-share"
    ]
    history = tuple(Said(seat=seat, move="offer", package=packages[at]) for seat, at in talked)
    last = history[-1] if history else None
    state.table = replace(
        table,
        turn=OPENAI,
        rounds=rounds,
        history=history,
        offers=last.package if last else (),
        offered_by=last.seat if last else "",
    )
    return state


def test_there_is_a_foil_for_every_name() -> None:
    assert set(benchmarks.KINDS) == set(BENCHMARKS)
    assert set(tricks.KINDS) == set(TRICKS)


def test_a_name_that_is_no_foils_is_refused_with_those_that_are() -> None:
    with pytest.raises(players.UnknownPlayer, match="There is no foil “anvil”"):
        players.check("foil:anvil", OPENAI)


@pytest.mark.parametrize("name", FOILS)
def test_a_foil_plays_a_whole_game_within_the_rules_in_either_seat(name: str) -> None:
    # The engine refuses what is not allowed, so a game that ends was played by the rules.
    at = FOILS.index(name)
    who = (f"foil:{name}", f"bot:{1 + at // 2 % 2}")
    seats = who if at % 2 else who[::-1]
    tables = [m for m in played("b2:first", *seats) if m.question.topic == "table" and m.by == who[0]]
    assert tables


@pytest.mark.parametrize("name", FOILS)
def test_a_foil_sits_down_with_every_level(name: str) -> None:
    for level in (1, 2, 3, 4):
        seat = SEATS[(FOILS.index(name) + level) % 2]
        seats = {seat: f"foil:{name}", other(seat): f"bot:{level}"}
        assert sit(FLAGSHIP, "b2:second", seats).tables >= 1


def test_asked_for_its_reasons_a_foil_has_none() -> None:
    state = after(((OPENAI, 3), (MICROSOFT, 0)), 2)
    assert state.table is not None
    state.table = replace(state.table, must_answer="because")
    assert all(spoken(name, state)[0] == Because() for name in FOILS)


# From the papers


def held(name: str, rounds: int, talked: tuple[tuple[Seat, int], ...] = ()) -> tuple[int, Talk]:
    """What a benchmark holds out for with so many rounds left."""
    foil, (_, talk) = seated(name), spoken(name, after(talked, rounds))
    assert isinstance(foil, benchmarks.Holding)
    return foil.holds_out_for(talk), talk


def test_half_way_boulware_has_hardly_moved_linear_is_half_way_and_conceder_is_nearly_done() -> None:
    said = [(OPENAI, 3), (MICROSOFT, 0)] * 2
    targets = {name: held(name, 5, tuple(said)) for name in ("boulware", "linear", "conceder")}
    for name, (target, talk) in targets.items():
        assert talk.time == 5000
        part = (talk.most - target) * 100 // (talk.most - talk.reserve)
        assert part in {"boulware": range(2, 5), "linear": range(49, 52), "conceder": range(69, 72)}[name]


@pytest.mark.parametrize("name", ["boulware", "linear", "conceder"])
def test_with_the_last_round_every_time_dependent_tactic_is_at_its_reserve(name: str) -> None:
    target, talk = held(name, 1, ((OPENAI, 3), (MICROSOFT, 0)))
    assert target == talk.reserve
    opened, talk = held(name, 3)
    assert opened == talk.most


def test_tit_for_tat_gives_way_by_as_much_as_the_other_side_did() -> None:
    first, talk = held("tit-for-tat", 4, ((OPENAI, 5), (MICROSOFT, 0)))
    assert first == talk.most
    target, talk = held("tit-for-tat", 4, ((MICROSOFT, 0), (OPENAI, 5), (MICROSOFT, 2)))
    before, last = (talk.gain(said) for said in talk.theirs)
    assert last != before
    assert target == talk.gain(talk.mine[-1]) - (last - before)


def test_micro_makes_a_new_offer_only_for_a_new_offer() -> None:
    opened, talk = held("micro", 6)
    assert opened == talk.most
    unanswered, _ = held("micro", 6, ((OPENAI, 5),))
    assert unanswered == opened
    once, _ = held("micro", 6, ((OPENAI, 5), (MICROSOFT, 0)))
    assert once < opened
    repeated, _ = held("micro", 6, ((OPENAI, 5), (MICROSOFT, 0), (OPENAI, 4), (MICROSOFT, 0)))
    assert repeated == once
    twice, _ = held("micro", 6, ((OPENAI, 5), (MICROSOFT, 0), (OPENAI, 4), (MICROSOFT, 1)))
    assert twice < once


def test_of_packages_worth_as_much_a_benchmark_says_the_one_most_like_theirs() -> None:
    _, talk = spoken("linear", after((), 4))
    theirs = next(iter(engine.single_changes(FLAGSHIP, begun()[0])))
    target = talk.most // 3
    alike, plain = talk.like(theirs, target), talk.like((), target)
    assert alike is not None
    assert plain is not None
    assert talk.gain(alike) >= target
    assert set(theirs) <= set(alike.package)
    assert len(plain.package) <= len(alike.package) <= 5


# Tricks


def test_a_prober_asks_half_as_much_of_the_same_clause_each_time() -> None:
    first, talk = spoken("prober", after((), 6))
    assert isinstance(first, Offer)
    assert len(first.package) == 1
    state = after(((OPENAI, 0), (MICROSOFT, 1)), 4)
    table = state.table
    assert table is not None
    state.table = replace(
        table, history=(replace(table.history[0], package=first.package), *table.history[1:])
    )
    second, talk = spoken("prober", state)
    assert isinstance(second, Offer)
    if second.package[0][0] == first.package[0][0]:
        assert talk.gain(Proposal(second.package)) * 2 <= talk.gain(talk.mine[-1])


def test_a_bully_threatens_and_then_repeats_one_demand() -> None:
    state, chance = begun()
    threat, _ = spoken("bully", state)
    assert isinstance(threat, Threat)
    state = engine.step(FLAGSHIP, state, OPENAI, threat, chance)[1]
    demand, _ = spoken("bully", state)
    assert isinstance(demand, Offer)
    assert len(demand.package) == 2
    again, _ = spoken("bully", engine.apply(state, ()))
    assert again == demand


def test_a_staller_signs_nothing_while_there_is_a_round_left() -> None:
    for rounds in (3, 2, 1):
        assert isinstance(spoken("staller", after(((MICROSOFT, 0),), rounds))[0], Offer)
    for at in range(6):
        said, talk = spoken("staller", after(((MICROSOFT, at),), 0))
        assert talk.lying is not None
        assert said == (Accept() if talk.gain(talk.lying) >= talk.reserve else Walk())


def test_a_splitter_says_the_middle_of_the_two_last_offers() -> None:
    said, talk = spoken("splitter", after(((OPENAI, 5), (MICROSOFT, 0)), 3))
    which, place = talk.layout.places["revenue-share"]
    ladder = talk.layout.blocks[which].options[place]
    rungs = sorted(
        ladder.index(dict(one.package)["revenue-share"]) for one in (talk.mine[-1], talk.theirs[-1])
    )
    assert isinstance(said, Offer)
    assert rungs[0] < ladder.index(dict(said.package)["revenue-share"]) < rungs[1]


def test_a_copycat_asks_first_and_then_repeats_the_package_with_one_clause_otherwise() -> None:
    assert spoken("copycat", after((), 3))[0] == Ask()
    said, talk = spoken("copycat", after(((MICROSOFT, 2),), 2))
    assert isinstance(said, Offer)
    assert talk.lying is not None
    assert len(set(said.package) - set(talk.lying.package)) <= 1
    assert talk.gain(Proposal(said.package)) > talk.gain(talk.lying)


def test_a_gift_giver_gives_before_it_asks() -> None:
    gift, talk = spoken("gift-giver", after((), 3))
    assert isinstance(gift, Offer)
    assert len(gift.package) == 1
    assert talk.gain(talk.lying._replace(package=gift.package) if talk.lying else _proposal(gift)) < 0


def _proposal(offer: Offer):
    from game.players.wants import Proposal

    return Proposal(offer.package)
