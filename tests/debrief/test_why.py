"""“Why?” of a number: its causes add up, and nobody is told by them what it may not know."""

from __future__ import annotations

import random
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

import pytest
from msgspec.structs import replace

from game.debrief.causes import REST, Causes, causes_of
from game.debrief.telling import ACCOUNTS
from game.debrief.why_page import found, listed, page_of, sparkline, text_of, thresholds
from game.desk.numbers import OWN, THEIRS
from game.files.scenarios import load_scenario
from game.rules.facts import Acted, Fact, Moved, Signed
from game.rules.stats import EXACT, HIDDEN, STATS
from game.rules.units import MICROSOFT, OPENAI, SEATS, Seat, other
from game.rules.view import Band, band_of, view_of
from game.session import Session

BOTS = ("bot:1", "random", "policy:reckless", "bot:2/empire-builder", "bot:2")
PRIVATE = {
    OPENAI: {"lobbying"},
    MICROSOFT: {
        "lobbying", "thin safety", "released untested", "held back and not said", "what the lab published", "capacity abroad",
        "fast and thin",
    },
}  # fmt: skip
"""Reasons for which a number moves that both read, and which the seat would have to be told to know."""


@cache
def played(n: int) -> Session:
    session = Session.new(
        load_scenario("first-refusal"),
        f"b2:why-{n}",
        {OPENAI: BOTS[n % len(BOTS)], MICROSOFT: BOTS[(n + 1) % 2]},
    )
    session.play_bots()
    return session


@cache
def causes(n: int) -> Causes:
    return causes_of(played(n))


GAMES = range(3)


def adds_up(n: int) -> None:
    session, book = played(n), causes(n)
    first, last = session.at(0), session.state
    for stat in STATS.values():
        accounts = book.accounts(stat.name, None)
        for account in accounts:
            assert account.by == sum(cause.by for cause in account.causes), (stat.name, account)
        assert accounts[0].before == getattr(getattr(first, stat.section), stat.field)
        assert accounts[-1].after == getattr(getattr(last, stat.section), stat.field)
        for before, after in pairwise(accounts):
            assert before.after == after.before
        for seat in SEATS:
            if stat.sight(seat) == EXACT:
                for account in book.accounts(stat.name, seat):
                    assert account.by == sum(cause.by for cause in account.causes)


@pytest.mark.parametrize("n", GAMES)
def test_causes_of_every_number_add_up_to_its_change_in_every_quarter(n):
    adds_up(n)


@pytest.mark.heavy
@pytest.mark.parametrize("n", range(3, 20))
def test_causes_add_up_in_many_games(n):
    adds_up(n)


@pytest.mark.parametrize("n", GAMES)
def test_what_a_seat_sees_on_the_page_is_what_its_view_says(n):
    session, book = played(n), causes(n)
    for seat in SEATS:
        view = view_of(session.scenario, session.state, seat)
        for name in STATS:
            shown = book.value(name, seat)
            if shown is None:
                assert name not in view.numbers
            else:
                assert view.numbers[name] == shown


@pytest.mark.parametrize("n", GAMES)
def test_cash_and_net_are_made_of_the_same_payments(n):
    book = causes(n)
    net = [account.after for account in book.accounts("openai.net", OPENAI)]
    for quarter, after in enumerate(net):
        paid = sum(book.moved("openai.cash", quarter, why) for why in ACCOUNTS)
        if paid:  # the last quarter may end before its accounts do
            assert after == paid


@pytest.mark.parametrize("n", GAMES)
def test_every_cause_of_the_worlds_numbers_has_somebody_who_may_know_it(n):
    """A reason that nobody classified is summed up where there is always a rest; nowhere else may one be."""
    book = causes(n)
    for stat in STATS.values():
        for seat in SEATS:
            if stat.sight(seat) != EXACT or book.fogged(stat.name, seat):
                continue
            for account in book.accounts(stat.name, seat):
                assert REST not in [cause.why for cause in account.causes], (stat.name, account)


def scrambled(session: Session, seat: Seat, rnd: random.Random) -> Causes:
    """The same game as far as the seat knows, with all else that moved its numbers made up anew."""
    book, terms = Causes(session.scenario, session.at(0)), dict(session.at(0).terms)
    now = {name: book.value(name, None) for name in STATS}
    for step in session.steps:
        facts: list[Fact] = []
        author = ""
        for fact in step.facts:
            if isinstance(fact, Acted):
                author = fact.seat
            if isinstance(fact, Signed):
                terms |= {id: after for id, _, after in fact.amendment.changes}
            if not isinstance(fact, Moved):
                facts.append(fact)
                continue
            stat = STATS[fact.stat]
            if stat.sight(seat) == HIDDEN and not any(fact.stat in c for c in _shown(session, seat)):
                facts += [
                    Moved(fact.stat, rnd.randint(-9, 9), rnd.choice(("a secret", "sales", "damages")))
                ] * rnd.randint(0, 2)
            elif stat.sight(seat) == EXACT and _private(fact, author, seat):
                part = rnd.randint(-5, 5)
                facts.append(Acted(other(seat), "lobby"))
                facts += [
                    Moved(fact.stat, fact.by - part, rnd.choice(("lobbying", "politics"))),
                    Moved(fact.stat, part, "politics"),
                ]
            else:
                facts.append(fact)
        book.note(facts)
    assert now
    return book


def _shown(session: Session, seat: Seat) -> Iterable[tuple[str, ...]]:
    from game.rules.agreement import CLAUSES

    return (names for clause in CLAUSES.values() for names in clause.shows.values())


def _private(fact: Moved, author: Seat, seat: Seat) -> bool:
    if not fact.stat.startswith("world.heat_"):
        return False
    if fact.why == "lobbying":
        return author != seat
    return fact.why == "politics" or fact.why in PRIVATE[seat]


@pytest.mark.parametrize("seat", SEATS)
@pytest.mark.parametrize("n", GAMES)
def test_what_a_seat_may_not_know_makes_no_difference_to_the_page(n, seat):
    session = played(n)
    secret = scrambled(session, seat, random.Random(n))
    for name in STATS:
        for at in range(0, session.state.quarter + 1, 7):
            assert page_of(secret, name, seat, at) == page_of(causes(n), name, seat, at), name
    assert list(listed(secret, seat)) == list(listed(causes(n), seat))


@pytest.mark.parametrize("n", GAMES)
def test_a_range_has_no_sizes_and_does_not_move_with_what_lies_in_it(n):
    session, book = played(n), causes(n)
    for seat in SEATS:
        for stat in STATS.values():
            width = stat.sight(seat)
            if width in (EXACT, HIDDEN):
                continue
            for account in book.accounts(stat.name, seat):
                assert not any(cause.sized for cause in account.causes)
                if isinstance(account.before, Band):
                    assert account.before == band_of(account.before.low, width)
    assert session.state.phase == "over"


def test_of_a_hidden_number_the_page_tells_the_rule_and_nothing_that_happened():
    for seat in SEATS:
        for stat in STATS.values():
            if stat.sight(seat) == HIDDEN and causes(0).value(stat.name, seat) is None:
                page = page_of(causes(0), stat.name, seat)
                assert page.now == "you are not told"
                assert page.quarters == ()
                assert "So far" not in dict(page.notes)


def test_a_seat_knows_its_own_lobbying_and_takes_the_others_for_politics():
    session = played(0)
    book = Causes(session.scenario, session.at(0))
    book.note([Acted(OPENAI, "lobby", "antitrust-down"), Moved("world.heat_antitrust", -40, "lobbying")])
    book.note([Acted(MICROSOFT, "lobby", "antitrust-up"), Moved("world.heat_antitrust", 30, "lobbying")])
    mine = [(cause.why, cause.by) for cause in book.account("world.heat_antitrust", OPENAI, 0).causes]
    assert mine == [("lobbying", -40), (REST, 30)]
    theirs = [(cause.why, cause.by) for cause in book.account("world.heat_antitrust", MICROSOFT, 0).causes]
    assert theirs == [("lobbying", 30), (REST, -40)]


def test_a_payment_of_the_other_side_that_was_private_is_not_told():
    session = played(0)
    book = Causes(session.scenario, session.at(0))
    book.note(
        [
            Moved("openai.cash", -9000, "deposit, Oracle"),
            Moved("openai.cash", -20, "Lobby"),
            Moved("openai.cash", 700, "sales"),
        ]
    )
    told = book.account("openai.cash", MICROSOFT, 0).causes
    assert [(cause.why, cause.by, cause.sized) for cause in told] == [("sales", 1, False)]


def test_a_number_that_the_agreement_shows_has_a_size_and_its_causes_have_none():
    session = played(0)
    first = session.at(0)
    agreement = replace(first.agreement, terms={**first.terms, "governance": "board-seat"})
    first.agreement = agreement
    book = Causes(session.scenario, first)
    book.note([Moved("openai.cash", 700, "sales"), Moved("openai.cash", -20, "Lobby")])
    account = book.account("openai.cash", MICROSOFT, 0)
    assert account.by == 680
    assert [(cause.why, cause.sized) for cause in account.causes] == [("sales", False)]


def test_the_page_says_what_moved_a_number_and_by_how_much():
    session = played(0)
    book = Causes(session.scenario, session.at(0))
    book.note([Moved("world.hype", -31, "the market's mood"), Moved("world.hype", -260, "a crash")])
    lines = "\n".join(text_of(page_of(book, "world.hype", OPENAI)))
    assert "−26.0  a crash" in lines
    assert "−3.1  the market's mood" in lines
    assert "(−29.1)" in lines
    assert "At 45" in lines


def test_everything_that_a_meter_sets_off_is_on_its_page():
    assert [at for at, _ in thresholds(STATS["world.heat_antitrust"])] == [500, 750, 900]
    assert [at for at, _ in thresholds(STATS["openai.staff_mood"])] == [100, 250]
    assert [at for at, _ in thresholds(STATS["microsoft.board_patience"])] == [200]


def test_numbers_are_found_by_name_title_and_part_of_it():
    assert found("openai.cash") == ("openai.cash",)
    assert found("Friction") == ("relations.friction",)
    assert "world.heat_export" in found("heat")
    assert found("no such thing") == ()


def test_a_quarter_that_is_not_told_is_a_dot():
    assert sparkline([0, 50, None, 100]) == "▁▄·█"
    assert sparkline([7, 7]) == "▄▄"


def test_a_number_is_found_by_every_word_that_the_screens_call_it():
    for rows in (*OWN.values(), *THEIRS.values()):
        for name, label in rows:
            assert name == "fleet" or name in found(label), (name, label)
    assert found("restructured") == ("openai.recapitalised",)


def test_revenue_says_how_much_of_it_is_the_market_the_appetite_the_share_and_what_could_be_served():
    book = Causes(played(0).scenario, played(0).at(0))
    before, appetite, market = (
        book.value(name, None) for name in ("openai.revenue", "world.appetite", "world.market")
    )
    assert isinstance(before, int)
    assert isinstance(appetite, int)
    assert isinstance(market, int)
    book.note(
        [
            Moved("world.appetite", appetite // 2, "a new use"),
            Moved("world.market", market, "growth"),
            Moved("openai.revenue", before * 2, "sales"),
        ]
    )
    told = {cause.why: cause.by for cause in book.account("openai.revenue", OPENAI, 0).causes}
    assert told["growth"] == before
    assert abs(told["a new use"] - before) <= 1
    assert sum(told.values()) == before * 2


def test_microsoft_is_not_told_by_revenue_what_share_it_came_from():
    told = []
    for share in (-300, 0, 700):
        book = Causes(played(0).scenario, played(0).at(0))
        book.note([Moved("openai.share", share, "customers compare"), Moved("world.market", 900, "growth")])
        book.note([Moved("openai.unserved", abs(share), "demand"), Moved("openai.revenue", 250, "sales")])
        told.append(book.account("openai.revenue", MICROSOFT, 0))
    assert told[0] == told[1] == told[2]
    assert [cause.why for cause in told[0].causes] == ["growth", REST]


@pytest.mark.parametrize("n", GAMES)
def test_the_value_is_explained_by_revenue_multiple_and_mood_once_the_market_has_set_it(n):
    for account in causes(n).accounts("openai.value", OPENAI)[1:]:
        assert {cause.why for cause in account.causes} <= {"the revenue", "the multiple", "the mood"}


@pytest.mark.parametrize("n", GAMES)
def test_fear_and_the_share_price_are_told_in_parts_that_both_sides_could_work_out(n):
    for name, parts in (
        ("microsoft.fear", {"concentration", "the building programme", "time"}),
        ("microsoft.share_price", {"the years", "the plan", "the mood"}),
        ("openai.share", {"who is ahead", "the level"}),
    ):
        accounts = causes(n).accounts(name, OPENAI)
        assert parts <= {cause.why for account in accounts for cause in account.causes}
    for account in causes(n).accounts("microsoft.fear", OPENAI):
        assert not [c for c in account.causes if c.why == "the building programme" and not 0 < c.by <= 60]
