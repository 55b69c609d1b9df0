"""Who is that: odds over kinds and tastes, from what was said at tables that bots really sat at (rulebook 3.4.5)."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

import pytest
from msgspec.structs import replace

from game.bargaining import beliefs, kinds
from game.bargaining.appraisal import Appraiser
from game.bargaining.beliefs import Heard
from game.bargaining.kinds import Portrait
from game.bargaining.packages import frontier_of
from game.bargaining.tables import NEVER, Book, book_of
from game.rules.characters import ARCHETYPES, typical
from game.rules.decisions import Package, Reason
from game.rules.units import MICROSOFT, OPENAI, SEATS, other
from game.rules.view import View, view_of
from tests.players.seated import FLAGSHIP, Moment, at_a_table, played

BANDS: Final = ("trace", "some", "a lot", "decisive")
SLIGHT: Final = 1000
"""$ millions by which the odds over kinds may outweigh a word that is no surprise."""


def at_first(seat: str) -> View:
    state, _ = at_a_table("bot:2", seat=other(seat))
    return view_of(FLAGSHIP, state, seat)


def drawn(view: View, *heard: Heard) -> Portrait:
    books = tuple(book for _, book in kinds.imagined(FLAGSHIP, view))
    mine = book_of(FLAGSHIP, view, typical(view.seat), view.seat)
    own = Appraiser(FLAGSHIP, view).book
    return kinds.portrait(own, books, mine, kinds.conduct(view), 9000, heard)


class Seen(NamedTuple):
    """What somebody made of the other side by the end of a talk, and who that truly was."""

    own: Book
    usual: Book
    portrait: Portrait
    truth: Book
    kind: str


@cache
def seen() -> tuple[Seen, ...]:
    """From the last that a level which thinks of kinds saw of each table."""
    last: dict[tuple[str, str, str, int], Moment] = {}
    for openai, microsoft in (("bot:3", "bot:4"),):
        for seed in ("b2:first", "b2:second"):
            for moment in played(seed, openai, microsoft):
                table = moment.view.table
                if moment.question.topic == "table" and table is not None and len(table.history) > 1:
                    last[seed, openai, moment.question.seat, moment.view.quarter] = moment
    found = []
    for moment in last.values():
        view = moment.view
        assert view.table is not None
        own = Appraiser(FLAGSHIP, view).book
        heard = kinds.before_the_table(FLAGSHIP, view, own)
        heard += kinds.heard(FLAGSHIP, view, view.table.history)
        them = view_of(FLAGSHIP, moment.state, other(view.seat))
        usual = beliefs.usual(FLAGSHIP, view)
        truth = Appraiser(FLAGSHIP, them).book
        found.append(Seen(own, usual, drawn(view, *heard), truth, them.character.archetype))
    return tuple(found)


@pytest.mark.parametrize("seat", SEATS)
def test_whoever_has_heard_nothing_thinks_every_kind_equally_likely(seat: str) -> None:
    odds = dict(drawn(at_first(seat)).odds)
    assert set(odds) == set(ARCHETYPES[other(seat)])
    assert sum(odds.values()) == 10_000
    assert max(odds.values()) - min(odds.values()) <= 10


def test_the_mixture_lies_between_the_kinds() -> None:
    view = at_first(OPENAI)
    books = [book for _, book in kinds.imagined(FLAGSHIP, view)]
    whole = drawn(view).book
    for gains, *each in zip(whole.gains, *(book.gains for book in books), strict=True):
        for at in range(0, gains.size, max(1, gains.size // 50)):
            values = [int(one[at]) for one in each]
            if min(values) > NEVER // 2:
                assert min(values) - 1 <= int(gains[at]) <= max(values)


@pytest.mark.parametrize(
    "package", [(("revenue-share-cap", 60),), (("compute-sourcing", "none"),), (("ip-end", 2035),)]
)
def test_the_better_somebody_says_it_is_the_better_it_is_believed_to_be(package: Package) -> None:
    view = at_first(OPENAI)
    told = [Reason(package[0][0], "hurts", band) for band in reversed(BANDS)]
    told += [Reason(package[0][0], "helps", band) for band in BANDS]
    gains = [drawn(view, Heard("said", package, reason=said)).book.gain_of(package) for said in told]
    assert all(better > worse - SLIGHT for worse, better in pairwise(gains))
    assert gains[0] < 0 < gains[-1]


def test_a_deed_in_sight_makes_the_kinds_unlikelier_that_would_not_do_it() -> None:
    view = at_first(OPENAI)
    numbers = {**view.numbers, "microsoft.hosts_rivals": 1}
    before, after = dict(drawn(view).odds), dict(drawn(replace(view, numbers=numbers)).odds)
    assert after["hedger"] > before["hedger"]
    assert after["empire-builder"] < before["empire-builder"]
    assert set(before) == set(ARCHETYPES[MICROSOFT])


def test_nobody_is_ever_ruled_out() -> None:
    for one in seen():
        assert min(odd for _, odd in one.portrait.odds) > 0


def test_talk_makes_the_true_kind_likelier_than_chance() -> None:
    true = [dict(one.portrait.odds)[one.kind] for one in seen()]
    assert len(true) > 10
    assert sum(true) / len(true) > 2000


def test_what_was_heard_leads_to_better_packages_than_what_is_usual() -> None:
    """Both together have more of what looks fair when the other side was listened to."""
    wiser, usual = (
        sum(together(one, book) for one, book in pairs)
        for pairs in ([(one, one.portrait.book) for one in seen()], [(one, one.usual) for one in seen()])
    )
    assert wiser > usual


def together(one: Seen, theirs: Book) -> int:
    """What both truly gain by what looks fair with such a book of the other side's."""
    frontier = frontier_of(one.own, theirs, None, 5)
    at = frontier.nash()
    package = frontier.package(at) if at is not None else ()
    return max(0, one.own.gain_of(package) + one.truth.gain_of(package))
