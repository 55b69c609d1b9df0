"""Characters one can read: what the behaviour dials do at a table, and what tells one kind from another (rulebook 3.4.1)."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import NamedTuple

from msgspec.structs import replace

from game import players
from game.bargaining import reasons, riders, tells
from game.bargaining.appraisal import Appraiser
from game.files.scenarios import load_scenario
from game.players import words
from game.players.mind import Mind
from game.players.skills import SKILLS
from game.rules import engine
from game.rules.agreement import CLAUSES
from game.rules.chance import Chance
from game.rules.characters import ARCHETYPES
from game.rules.decisions import Accept, Decision, Insist, Offer, Package, Threat
from game.rules.engine import Setup
from game.rules.state import Pledge
from game.rules.units import MICROSOFT, OPENAI, SEATS, Seat, other
from game.rules.view import view_of
from game.session import Session
from tests.players.seated import FLAGSHIP, at_a_table, spoken

QUICK = load_scenario("first-refusal-quick")

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
def tally(dials: str, across: str, seeds: int = 8) -> Tally:
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


# What tells them apart


Profile = dict[str, int]


@cache
def habits(seed: str, seat: Seat, kind: str) -> Profile:
    """What a kind's words at the table were about in one short game: bps of its offers, a clause; what it insisted on counts too."""
    session = Session.new(QUICK, seed, {seat: f"bot:2/{kind}", other(seat): "bot:2"})
    session.play_bots()
    said = [step.decision for step in session.steps if step.by == seat]
    offers = [dict(one.package) for one in said if isinstance(one, Offer)]
    touched = Counter(clause for offer in offers for clause in offer)
    touched.update(one.clause for one in said if isinstance(one, Insist))
    return {clause: times * 10_000 // max(1, len(offers)) for clause, times in touched.items()}


def unlike(one: Profile, two: Profile) -> int:
    return sum((one.get(clause, 0) - two.get(clause, 0)) ** 2 for clause in {*one, *two})


def usual_of(profiles: list[Profile]) -> Profile:
    total: Counter[str] = Counter()
    for profile in profiles:
        total.update(profile)
    return {clause: times // len(profiles) for clause, times in total.items()}


def test_after_one_game_a_deal_lawyer_and_a_dealmaker_are_told_apart_by_what_they_did() -> None:
    kinds, seeds = ("deal-lawyer", "dealmaker"), [f"b2:cls-{n}" for n in range(8)]
    right = 0
    for kind in kinds:
        for seed in seeds:
            usual = {
                one: usual_of([habits(one_more, MICROSOFT, one) for one_more in seeds if one_more != seed])
                for one in kinds
            }
            right += min(kinds, key=lambda one: unlike(habits(seed, MICROSOFT, kind), usual[one])) == kind
    assert right * 10 >= 8 * len(kinds) * len(seeds)


def test_what_a_kind_never_gives_it_neither_offers_nor_signs_and_it_says_so() -> None:
    for (seat, kind), kept in tells.KEEPS.items():
        for n in range(3):
            sides = {seat: kind, other(seat): "dealmaker"}
            found = talk(f"b2:kept-{n}", sides[OPENAI], sides[MICROSOFT])
            state, _ = at_a_table("bot:2", f"b2:kept-{n}", **{f"{seat}_archetype": kind})
            book = Appraiser(FLAGSHIP, view_of(FLAGSHIP, state, seat)).book
            for who, said in found.said:
                if who == seat and isinstance(said, Offer):
                    given = [(clause, term) for clause, term in said.package if clause in kept]
                    assert all(book.gain_of((change,)) > 0 for change in given)
    state, chance = at_a_table("bot:2", microsoft_archetype="empire-builder")
    asked: Package = (
        ("compute-sourcing", "none"),
        ("azure-commitment", 300),
        ("ip-end", 2035),
        ("microsoft-agi", "free"),
    )
    answers, _ = spoken(state, chance, Offer(package=asked))
    assert Insist(clause="compute-sourcing") in answers
    assert not isinstance(answers[-1], Accept)


def test_what_a_kind_brings_up_is_in_the_agreement_and_its_own_to_say() -> None:
    for told in (tells.ASKS, tells.GIVES, tells.KEEPS):
        for (seat, kind), clauses in told.items():
            assert kind in ARCHETYPES[seat]
            assert set(clauses) <= set(CLAUSES)


def test_the_deal_lawyer_makes_long_documents_about_agi_and_the_hedger_short_licences() -> None:
    def opening(kind: str, n: int) -> list[str]:
        offers = [said for who, said in talk(f"b2:tell-{n}", "independent", kind).said if who == MICROSOFT]
        return [clause for said in offers if isinstance(said, Offer) for clause, _ in said.package]

    lawyer, hedger = (
        Counter(c for n in range(5) for c in opening(kind, n)) for kind in ("deal-lawyer", "hedger")
    )
    assert (
        lawyer["agi-trigger"] + lawyer["agi-consequence"] > hedger["agi-trigger"] + hedger["agi-consequence"]
    )
    assert hedger["microsoft-agi"] > lawyer["microsoft-agi"]
