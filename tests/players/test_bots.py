"""What bots promise: legal moves, the same answer twice, and a table at which nothing is refused in silence."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from game import players
from game.bargaining import reasons
from game.bargaining.appraisal import Appraiser
from game.bargaining.tables import NEVER, book_of
from game.players.mind import Mind
from game.players.skills import SKILLS
from game.rules import engine
from game.rules.chance import Chance
from game.rules.decisions import (
    Accept,
    Ask,
    Because,
    Offer,
    Package,
    Walk,
    Why,
)
from game.rules.units import OPENAI, SEATS, other
from game.rules.view import view_of
from tests.players.seated import (
    DEAR,
    FLAGSHIP,
    PAIRS,
    at_a_table,
    changed,
    mind_at,
    moments,
    offered_instead,
    played,
    put_back,
    reply,
    tables,
)


@pytest.mark.parametrize(
    ("openai", "microsoft"),
    [
        pytest.param(*pair, marks=[pytest.mark.heavy] if DEAR & {*pair} else [])
        for pair in (*PAIRS, ("random", "random"))
    ],
)
@pytest.mark.parametrize("seed", ["b2:first", "b2:second"])
def test_whoever_plays_the_game_ends(seed: str, openai: str, microsoft: str) -> None:
    dear = DEAR & {openai, microsoft}  # of which only the beginning is played otherwise
    game = tuple(moments(seed, openai, microsoft)) if dear else played(seed, openai, microsoft)
    assert len(game) < 1500


@pytest.mark.parametrize(("openai", "microsoft"), PAIRS)
def test_the_same_view_gets_the_same_answer_from_anybody_newly_made(openai: str, microsoft: str) -> None:
    for moment in played("b2:first", openai, microsoft)[:: 9 if DEAR & {openai, microsoft} else 3]:
        luck = Chance("b2:first").child("player", moment.question.seat)
        again = players.make(moment.by, FLAGSHIP, moment.question.seat, luck)
        assert again.decide(moment.view, moment.question, moment.options) == moment.decision


def test_bots_see_nothing_but_their_view() -> None:
    for moment in played("b2:second", "bot:2", "bot:2")[::5]:
        secret = engine.apply(moment.state, ())
        hidden = other(moment.question.seat)
        secret.place(hidden).character = replace(secret.place(hidden).character, tastes=(), must_sign_by=5)
        secret.world.pace, secret.world.theta = 12_500, 1500
        view = view_of(FLAGSHIP, secret, moment.question.seat)
        luck = Chance("b2:second").child("player", moment.question.seat)
        bot = players.make(moment.by, FLAGSHIP, moment.question.seat, luck)
        assert bot.decide(view, moment.question, moment.options) == moment.decision


# At the table


def test_nothing_is_signed_that_the_signers_own_books_call_a_loss() -> None:
    signed = [m for m in tables(*PAIRS) if isinstance(m.decision, Accept)]
    assert signed
    for moment in signed:
        assert moment.state.table is not None
        table = moment.state.table
        assert Appraiser(FLAGSHIP, moment.view).gain(table.offers, table.riders) >= 0


def test_nothing_is_proposed_that_the_rules_refuse_or_the_proposer_would_regret() -> None:
    for moment in tables(*PAIRS):
        if isinstance(moment.decision, Offer):
            said = moment.decision
            assert engine.decide(FLAGSHIP, moment.state, moment.question.seat, said, Chance(moment.seed))
            assert Appraiser(FLAGSHIP, moment.view).gain(said.package, said.riders) > 0


def test_every_refusal_says_something_and_every_reason_has_the_right_sign() -> None:
    refusals = 0
    for moment in tables(*PAIRS):
        if not isinstance(moment.decision, Offer | Walk | Because):
            continue
        assert moment.decision.says
        table = moment.state.table
        assert table is not None
        if table.offered_by == other(moment.question.seat):
            refusals += 1
            eyes = Appraiser(FLAGSHIP, moment.view)
            parts = reasons.contributions(eyes.book, table.offers, eyes.hung(table.riders))
            found = {part.clause: part.amount for part in parts}
            for reason in moment.decision.reasons:
                assert (found[reason.clause] < 0) == (reason.sign == "hurts")
    assert refusals > 10


def test_an_offer_says_how_patient_the_bot_still_is_and_patience_runs_out_in_a_walk() -> None:
    for moment in tables(*PAIRS):
        if isinstance(moment.decision, Offer):
            assert 1 <= moment.decision.patience <= 9


def test_it_takes_its_own_proposal_back_verbatim() -> None:
    for moment in tables(("bot:2", "bot:2"), ("bot:1", "bot:2"), ("bot:3", "bot:4")):
        if isinstance(moment.decision, Offer):
            said = moment.decision
            assert mind_at(moment, put_back(moment)).accepts(said.package, said.riders)


def test_what_is_better_for_it_is_never_refused_where_worse_was_accepted() -> None:
    for moment in tables(("bot:2", "bot:2"), ("bot:3", "bot:4")):
        if not isinstance(moment.decision, Accept) or moment.state.table is None:
            continue
        if not moment.state.table.history:
            continue  # a waiver's price lies there without anybody having said it
        lies, riders = moment.state.table.offers, moment.state.table.riders
        mind = mind_at(moment, moment.state)
        held = mind.eyes.gain(lies, riders)
        for clause, ladder in ((c, mind._ladder(c)) for c in mind.layout.places):
            for term in ladder:
                better = changed(moment.state, lies, clause, term)
                if mind.eyes.gain(better, riders) >= held and mind.accountants.gain(better, riders) >= 0:
                    kinder = mind_at(moment, offered_instead(moment.state, better))
                    assert kinder.accepts(better, riders)


@pytest.mark.parametrize("spec", ["bot:1", "bot:2", "bot:3", "bot:4"])
def test_asked_what_would_work_it_offers_and_that_can_be_signed(spec: str) -> None:
    state, chance = at_a_table(spec)
    said, state = reply(state, chance, Ask(), spec)
    assert isinstance(said, Offer)
    _, after = engine.step(FLAGSHIP, state, OPENAI, Accept(), chance)
    assert len(after.agreement.amendments) == 1


@pytest.mark.parametrize("spec", ["bot:1", "bot:2", "bot:3", "bot:4"])
def test_asked_why_not_it_gives_reasons(spec: str) -> None:
    state, chance = at_a_table(spec)
    said, state = reply(state, chance, Offer(package=(("revenue-share", 500), ("ip-end", 2028))), spec)
    assert isinstance(said, Offer)
    assert said.reasons
    said, _ = reply(state, chance, Why(), spec)
    assert isinstance(said, Because)
    assert said.reasons
    assert said.gap


@pytest.mark.parametrize(("spec", "asks"), [("bot:2", False), ("bot:3", True), ("bot:4", True)])
def test_who_listens_asks_once_why_it_was_refused_without_a_reason(spec: str, asks: bool) -> None:
    state, chance = at_a_table(spec)
    assert state.table is not None
    state.table = replace(state.table, rounds=8)
    first, state = reply(state, chance, Ask(), spec)
    assert isinstance(first, Offer)
    dear = changed(state, first.package, "revenue-share", 1500)
    said, state = reply(state, chance, Offer(package=dear), spec)
    assert isinstance(said, Why) == asks
    if asks:
        said, _ = reply(state, chance, Because(), spec)
        assert isinstance(said, Offer | Walk)


def test_a_bare_demand_is_refused() -> None:
    for demand in ((("revenue-share", 0),), (("revenue-share-cap", 25),), (("compute-sourcing", "none"),)):
        state, chance = at_a_table("bot:2", microsoft_archetype="empire-builder")
        said, _ = reply(state, chance, Offer(package=demand))
        assert not isinstance(said, Accept)


def test_lowballs_and_repetition_use_its_patience_up() -> None:
    state, chance = at_a_table("bot:2", microsoft_archetype="empire-builder")
    demand: Package = (("revenue-share", 0), ("ip-end", 2027), ("compute-sourcing", "none"))
    first, state = reply(state, chance, Offer(package=demand))
    second, _ = reply(state, chance, Offer(package=(*demand, ("third-party-products", "any"))))
    assert isinstance(first, Offer)
    assert isinstance(second, Offer | Walk)
    if isinstance(second, Offer):
        assert second.patience < first.patience


def test_a_shaved_reply_to_an_ask_is_weighed_not_waved_through() -> None:
    state, chance = at_a_table("bot:2")
    said, state = reply(state, chance, Ask())
    assert isinstance(said, Offer)
    shaved = tuple(change for change in said.package if change[0] != said.package[0][0])
    greedy: Package = (*shaved, ("revenue-share", 0))
    if "revenue-share" not in dict(shaved):
        answer, _ = reply(state, chance, Offer(package=greedy))
        assert not isinstance(answer, Accept)


def test_the_associate_trades_what_the_intern_only_asks_for() -> None:
    joint = {1: 0, 2: 0}
    for n in range(6):
        state = engine.new_game(FLAGSHIP, Chance(f"b2:trade-{n}"))
        for level in (1, 2):
            for seat in SEATS:
                view = view_of(FLAGSHIP, state, seat)
                package = Mind(FLAGSHIP, view, SKILLS[level], (), Chance("b2:any")).counter(())
                if package is not None:
                    their_book = book_of(FLAGSHIP, view_of(FLAGSHIP, state, other(seat)))
                    theirs = their_book.gain_of(package.package)
                    joint[level] += max(theirs, NEVER // 2)
    assert joint[2] > joint[1]


def test_two_associates_amend_the_agreement_and_gain_by_it() -> None:
    amendments = [
        m
        for seed in ("b2:first", "b2:second")
        for m in played(seed, "bot:2", "bot:2")
        if isinstance(m.decision, Accept)
    ]
    assert len(amendments) >= 4
    for moment in amendments:
        assert moment.state.table is not None
        table = moment.state.table
        views = [view_of(FLAGSHIP, moment.state, seat) for seat in SEATS]
        assert all(Appraiser(FLAGSHIP, view).gain(table.offers, table.riders) >= 0 for view in views)
