"""What a bot makes of everything that can be said at a table, and what it can and cannot be talked into."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from game.bargaining import ground, reasons, riders
from game.bargaining.appraisal import Appraiser
from game.bargaining.tells import KEEPS
from game.players import cloud_desk, lab_desk, words
from game.players.manners import STUBBORN
from game.players.mind import Mind
from game.players.skills import SKILLS
from game.players.wants import MOST_SHAKEN
from game.rules import engine
from game.rules.agreement import CLAUSES
from game.rules.chance import Chance
from game.rules.decisions import (
    Accept,
    Act,
    Agree,
    Answer,
    Ask,
    Contingent,
    Give,
    Insist,
    Letter,
    Offer,
    Option,
    Package,
    Promise,
    Riders,
    Stage,
    Threat,
)
from game.rules.state import Ground, Memorandum, Notice, Pledge, Said, State, Table
from game.rules.undertakings import UNDERTAKINGS
from game.rules.units import MICROSOFT, OPENAI, SEATS, Seat, mul
from game.rules.view import View, view_of
from tests.players.seated import (
    FLAGSHIP,
    PAIRS,
    Moment,
    at_a_table,
    changed,
    mind_at,
    put_back,
    reply,
    spoken,
    tables,
)

ASKED: Package = (("revenue-share", 1500),)


def offers(*pairs: tuple[str, str]) -> Iterator[tuple[Moment, Offer]]:
    for moment in tables(*pairs):
        if isinstance(moment.decision, Offer):
            yield moment, moment.decision


def thinking(view: View, seat: Seat = MICROSOFT, level: int = 2) -> Mind:
    return Mind(FLAGSHIP, view, SKILLS[level], (), Chance("b2:thinking"))


def seen(state: State, seat: Seat = MICROSOFT, **changes: object) -> View:
    return replace(view_of(FLAGSHIP, state, seat), **changes)


# Answering


@pytest.mark.parametrize("spec", ["bot:1", "bot:2"])
def test_asked_a_price_it_offers_the_thing_at_a_price(spec: str) -> None:
    wanted = Give(clause="api-distribution", term="azure-first")
    state, chance = at_a_table(spec)
    said, _ = reply(state, chance, wanted, spec)
    assert isinstance(said, Offer)
    assert dict(said.package).get(wanted.clause) == wanted.term
    assert len(said.package) > 1


@pytest.mark.parametrize("block", ["money", "technology"])
def test_it_stays_within_the_block_under_discussion(block: str) -> None:
    state, chance = at_a_table("bot:2")
    _, state = engine.step(FLAGSHIP, state, OPENAI, Stage(block=block), chance)
    said, _ = reply(state, chance, Ask())
    assert isinstance(said, Offer)
    assert ground.lawful(Ground(block=block), state.terms, MICROSOFT, said.package)


def test_it_leaves_a_clause_as_insisted_by_somebody_whose_word_counts() -> None:
    state, chance = at_a_table("bot:2")
    _, state = engine.step(FLAGSHIP, state, OPENAI, Insist(clause="ip-end"), chance)
    assert state.relations.openai_credibility >= 400
    said, _ = reply(state, chance, Ask())
    assert isinstance(said, Offer)
    assert "ip-end" not in dict(said.package)


def test_it_takes_linked_terms_together_or_leaves_both() -> None:
    package: Package = (
        ("azure-commitment", 150),
        ("revenue-share", 1200),
        ("api-distribution", "azure-first"),
    )
    links = Riders(links=(("azure-commitment", "revenue-share"),))
    answers = 0
    for archetype in ("dealmaker", "hedger", "deal-lawyer", "empire-builder", "capex-sceptic"):
        state, chance = at_a_table("bot:2", microsoft_archetype=archetype)
        said, _ = reply(state, chance, Offer(package=package, riders=links))
        if isinstance(said, Offer):
            answers += 1
            assert len({change in said.package for change in package[:2]}) == 1
    assert answers >= 3


def test_it_agrees_a_clause_it_would_have_so_anyway() -> None:
    state, chance = at_a_table("bot:2", microsoft_archetype="dealmaker")
    assert state.table is not None
    state.table = replace(state.table, rounds=6)
    first, state = reply(state, chance, Ask())
    assert isinstance(first, Offer)
    agreed = 0
    for clause, term in first.package:
        _, half = engine.step(FLAGSHIP, state, OPENAI, Agree(clause=clause), chance)
        said, _ = spoken(half, chance, Offer(package=((clause, term), ("revenue-share", 0))))
        if Agree(clause=clause) in said:
            agreed += 1
            assert isinstance(said[-1], Offer)
            assert dict(said[-1].package)[clause] == term
    assert agreed, "of what it proposed itself it would have something anyway"


def test_nothing_it_says_on_the_way_to_an_offer_is_said_twice() -> None:
    for moment in tables(*PAIRS):
        if isinstance(moment.decision, Insist | Promise | Threat):
            assert moment.state.table is not None
            move = str(type(moment.decision).__struct_config__.tag)
            mine = [said.move for said in moment.state.table.history if said.seat == moment.question.seat]
            assert move not in mine


# What hangs on an offer


def test_the_same_offer_is_worth_the_same_whoever_made_it() -> None:
    state, _ = at_a_table("bot:2")
    hung = Riders(
        contingents=(Contingent(clause="revenue-share-cap", term=60, trigger="sold", at=100, by=12),),
        letters=(Letter(seat=OPENAI, undertaking="azure-orders", amount=1000, due=4, penalty=500),),
    )
    gains = set()
    for maker in SEATS:
        lies = Table(opener=maker, turn=MICROSOFT, rounds=2, offers=ASKED, riders=hung, offered_by=maker)
        gains.add(thinking(seen(state, table=lies)).eyes.gain(ASKED, hung))
    assert len(gains) == 1


def test_its_own_counter_with_all_that_hangs_on_it_is_signed_when_it_comes_back() -> None:
    state, chance = at_a_table("bot:2", microsoft_archetype="dealmaker")
    hung = Riders(
        contingents=(Contingent(clause="api-distribution", term="azure-first", trigger="sold", at=30, by=8),)
    )
    said, after = reply(state, chance, Offer(package=ASKED, riders=hung))
    assert isinstance(said, Offer)
    for riders_kept in (said.riders, replace(said.riders, links=())):
        table = after.table
        assert table is not None
        mine = Said(seat=OPENAI, move="offer", package=said.package, riders=riders_kept)
        view = seen(after, table=replace(table, history=(*table.history, mine)))
        assert thinking(view).accepts(mine.package, mine.riders)


def test_a_clause_better_for_it_by_condition_never_turns_yes_into_no() -> None:
    for moment in tables(("bot:2", "bot:2")):
        if not isinstance(moment.decision, Accept) or moment.state.table is None:
            continue
        table, mind = moment.state.table, mind_at(moment, moment.state)
        for clause in list(mind.layout.places)[::4]:
            for term in mind._ladder(clause):
                one = Contingent(clause=clause, term=term, trigger="sold", at=500, by=moment.view.last - 1)
                more = replace(table.riders, contingents=(*table.riders.contingents, one))
                if mind.eyes.gain(table.offers, more) >= mind.eyes.gain(table.offers, table.riders):
                    if mind.accountants.gain(table.offers, more) >= 0:
                        assert mind.accepts(table.offers, more)


def test_reasons_have_the_sign_of_what_the_clause_comes_to_with_its_condition() -> None:
    state, chance = at_a_table("bot:2")
    hung = Riders(
        contingents=(Contingent(clause="revenue-share-cap", term=25, trigger="sold", at=30, by=12),)
    )
    said, _ = reply(state, chance, Offer(package=(("ip-end", 2032),), riders=hung))
    assert isinstance(said, Offer)
    eyes = Appraiser(FLAGSHIP, seen(state))
    found = {
        p.clause: p.amount for p in reasons.contributions(eyes.book, (("ip-end", 2032),), eyes.hung(hung))
    }
    assert said.reasons
    assert all((found[reason.clause] < 0) == (reason.sign == "hurts") for reason in said.reasons)
    assert "revenue-share-cap" in {reason.clause for reason in said.reasons}


def test_it_ties_what_it_gives_to_what_it_gets_when_it_is_not_trusted() -> None:
    tied = 0
    for moment, offer in offers(("bot:2", "bot:2")):
        wary = seen(moment.state, moment.question.seat)
        numbers = {**wary.numbers, "relations.openai_trust": 200, "relations.microsoft_trust": 200}
        mind = thinking(replace(wary, numbers=numbers), moment.question.seat)
        said = mind.last_of_theirs()._replace(package=offer.package, riders=Riders())
        links = mind.tied(said).riders.links
        tied += bool(links)
        changed = {clause for clause, _ in offer.package}
        assert all({one, two} <= changed and one != two for one, two in links)
    assert tied > 3


# What it can be talked into


def told(state: State, kind: str, undertaking: str, amount: int = 1) -> View:
    """The bot's view after the other side has said one thing at this table."""
    made = Pledge(
        id="p", seat=OPENAI, kind=kind, undertaking=undertaking, amount=amount, made=state.quarter, due=state.quarter + 4,
        base=seen(state).number(UNDERTAKINGS[undertaking].counts(OPENAI)),
    )  # fmt: skip
    table = state.table
    assert table is not None
    history = (*table.history, Said(seat=OPENAI, move=kind, about="p"))
    return seen(state, pledges=(made,), table=replace(table, history=history))


def test_promises_move_it_by_no_more_than_a_twentieth_of_what_is_at_stake() -> None:
    state, _ = at_a_table("bot:2")
    calm, promised = thinking(seen(state)), thinking(told(state, "promise", "azure-orders", 5000))
    assert calm.target - mul(calm.scale, 500) <= promised.target < calm.target


def test_a_threat_that_is_believed_moves_it_a_little_and_one_that_is_not_makes_it_harder() -> None:
    state, _ = at_a_table("bot:2")
    calm = thinking(seen(state))
    heard = thinking(told(state, "threat", "sign-outside", 5000))
    assert calm.floor - mul(calm.scale, MOST_SHAKEN) <= heard.floor < calm.floor
    assert heard.target <= calm.target
    hollow = replace(
        told(state, "threat", "claim"), numbers={**seen(state).numbers, "relations.openai_credibility": 100}
    )
    assert thinking(hollow).target > calm.target


def test_no_threat_gets_a_signature_under_what_its_accountants_call_a_loss() -> None:
    state, _ = at_a_table("bot:2")
    mind = thinking(told(state, "threat", "sign-outside", 5000))
    for package in ((("revenue-share", 0),), (("compute-sourcing", "none"),)):
        assert not mind.accepts(package)


def test_a_worthless_letter_with_a_vast_penalty_buys_nothing() -> None:
    state, _ = at_a_table("bot:2")
    gift = Letter(seat=OPENAI, undertaking="no-complaint", amount=1, due=8, penalty=9000)
    mind = thinking(seen(state))
    assert 0 < mind.eyes.letters(Riders(letters=(gift,))) <= mul(mind.scale, 500)


def test_an_answer_made_a_little_worse_for_it_is_not_waved_through() -> None:
    for moment, offer in offers(("bot:2", "bot:2")):
        mind = mind_at(moment, moment.state)
        for clause in list(mind.layout.places)[::3]:
            for term in mind._ladder(clause):
                after = {**dict(offer.package), clause: term}
                shaved = mind.fitting(
                    tuple((id, after[id]) for id in mind.view.agreement.terms if id in after)
                )
                if mind.eyes.gain(shaved, offer.riders) < mind.target:
                    assert not mind.accepts(shaved, offer.riders)


# Giving its word


def given(seat: Seat, kind: str, undertaking: str, amount: int = 1) -> Pledge:
    return Pledge(id="g", seat=seat, kind=kind, undertaking=undertaking, amount=amount, made=0, due=4, base=0)


def test_what_bots_promise_is_what_their_desks_keep() -> None:
    promised = [m.decision for m in tables(("bot:2", "bot:2")) if isinstance(m.decision, Promise)]
    assert promised
    for seat in SEATS:
        for id in words.HELD[seat]:
            assert seat in UNDERTAKINGS[id].seats
    ends = tables(("bot:2", "bot:2"))
    broken = {p.id for m in ends for p in m.state.pledges if p.kind == "promise" and p.status == "broken"}
    assert not broken


def test_who_promised_a_safety_case_makes_one() -> None:
    state, _ = at_a_table("bot:2")
    view = seen(
        state, OPENAI, phase="plan", table=None, sealed=(), pledges=(given(OPENAI, "promise", "safety-case"),)
    )
    mind = thinking(view, OPENAI)
    assert words.bound(mind, "safety-case") == 1
    assert Act(action="safety-case") in list(lab_desk.plans(mind))


def test_who_promised_to_exercise_nothing_waives() -> None:
    state, _ = at_a_table("bot:2")
    notice = Notice(id="n", provider="oracle", mw=100, price=3300, start=4, term=12, purpose="serve")
    options = tuple(Option(Answer(notice="n", answer=answer)) for answer in ("exercise", "waive"))
    view = seen(state, notices=(notice,), pledges=(given(MICROSOFT, "letter", "no-exercise"),))
    assert cloud_desk._answer(thinking(view), options) == Answer(notice="n", answer="waive")


def test_who_promised_to_host_no_rival_does_not_though_it_is_a_hedger() -> None:
    state, _ = at_a_table("bot:2", microsoft_archetype="hedger")
    hosted = {True: 0, False: 0}
    for quarter in range(2, 20):
        for held in (True, False):
            pledges = (given(MICROSOFT, "promise", "no-rivals"),) if held else ()
            label = f"{2025 + quarter // 4}-Q{quarter % 4 + 1}"
            view = seen(state, quarter=quarter, label=label, pledges=pledges, table=None)
            hosted[held] += Act(action="host-rival") in list(cloud_desk.plans(thinking(view)))
    assert not hosted[True]
    assert hosted[False]


def test_a_memorandum_is_broken_only_when_that_is_cheaper() -> None:
    state, _ = at_a_table("bot:2")
    for package, rues in (
        ((("revenue-share", 0), ("ip-end", 2027)), True),
        ((("azure-commitment", 100),), False),
    ):
        agreed = Memorandum(seat=OPENAI, quarter=0, package=package, riders=Riders(), fee=150)
        assert thinking(seen(state, memorandum=agreed)).rues() is rues
        assert not thinking(seen(state, memorandum=agreed), level=1).rues()


def test_only_kinds_that_would_threaten_do_and_nothing_is_not_negotiable_to_the_easy_going() -> None:
    for moment in tables(*PAIRS):
        kind = mind_at(moment, moment.state).temper
        if isinstance(moment.decision, Threat):
            mind = mind_at(moment, moment.state)
            bluffs = mind.chance.hit(100 * kind.bluff, "bluff", mind.view.label)
            assert bluffs or kind.dominance >= words.DOMINANT
            lens = mind.eyes.lens(mind.view.seat)
            said = moment.decision
            cost = riders.cost_of(said.undertaking, said.amount, said.due - mind.view.quarter, lens)
            assert bluffs or cost <= 0
        if isinstance(moment.decision, Insist):
            assert kind.id in STUBBORN or moment.decision.clause in KEEPS[moment.question.seat, kind.id]


def test_nobody_complains_of_what_they_have_offered_themselves() -> None:
    """Their own package comes back with one thing changed: what was theirs in it is no reason against it."""
    told = 0
    for moment in tables(("bot:2", "bot:2"), ("bot:1", "bot:2")):
        offer = moment.decision
        if not isinstance(offer, Offer) or len(offer.package) < 3:
            continue
        back = put_back(moment)
        for clause, term in offer.package:
            (*_, softer) = (one for one in CLAUSES[clause].options if one != term)
            package = changed(back, offer.package, clause, softer)
            if not package or clause not in dict(package):
                continue
            said = mind_at(moment, back).reasons(package)
            hurts = {reason.clause for reason in said if reason.sign == "hurts"}
            helps = {reason.clause for reason in said if reason.sign == "helps"}
            told += bool(hurts)
            assert hurts <= {clause} or not helps
    assert told > 5
