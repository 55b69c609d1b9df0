"""What each signature was worth to both that day, and what there was to sign instead (rulebook 3.6.5)."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from game.bargaining.frontier import pareto_of
from game.cli import main
from game.debrief.signatures import (
    Joint,
    Signature,
    books_at,
    joint,
    joint_words,
    nearer_words,
    signature,
    signatures,
    told,
    words,
)
from game.rules.decisions import Accept, Contingent, Offer, Riders
from game.rules.packages import merged
from game.rules.units import BPS, SEATS
from game.rules.view import view_of
from game.rules.worth import lens_of, worth
from tests.debrief.kept import Kept, amended
from tests.worlds import world


@pytest.fixture(scope="module")
def game():
    return amended()


def worths(game, state, terms):
    """What terms are worth to both in a state, through each seat's own eyes."""
    found = []
    for seat in SEATS:
        view = view_of(game.scenario, state, seat)
        found.append(worth(game.scenario, terms, lens_of(game.scenario, view), view.character))
    return found


def before(game, number):
    """The state before the step that signed an amendment."""
    for n, _ in enumerate(game.session.steps):
        if len(game.session.at(n + 1).agreement.amendments) == number:
            return game.session.at(n)
    raise AssertionError(number)


def test_every_amendment_is_judged_by_both_seats_own_worth_the_day_it_was_signed(game):
    found = list(signatures(game.session))
    assert [(signed.number, signed.label) for signed in found] == [(1, "2025-Q1"), (2, "2025-Q3")]
    for signed in found:
        state = before(game, signed.number)
        stood = worths(game, state, state.terms)
        for package, gains in (
            (signed.package, signed.gains),
            (signed.nash_package, signed.nash),
            (signed.best_package, signed.best),
        ):
            after = worths(game, state, merged(state.terms, package))
            assert tuple(a - b for a, b in zip(after, stood, strict=True)) == gains
        assert min(*signed.nash, *signed.best) >= 0
        assert sum(signed.best) >= sum(signed.nash)
        assert signed.nash[0] * signed.nash[1] >= signed.best[0] * signed.best[1]
        assert 0 <= signed.efficiency <= BPS


def test_a_few_changes_more_add_and_take_from_nobody(game):
    for signed in signatures(game.session):
        state = before(game, signed.number)
        package = merged(dict(signed.package), signed.nearer_package)
        was = worths(game, state, merged(state.terms, signed.package))
        now = worths(game, state, merged(state.terms, tuple(package.items())))
        assert tuple(a - b for a, b in zip(now, was, strict=True)) == signed.nearer
        assert 1 <= len(signed.nearer_package) <= 3
        assert min(signed.nearer) >= 0
        assert sum(signed.nearer) > 0


SIGNED = Signature(
    number=2, label="2026-Q1", package=(("revenue-share", 1500),), gains=(12_000, 9000), bearable=True, efficiency=7800,
    there=26_923,
    nash=(15_000, 12_000), nash_package=(), best=(20_000, 11_000), best_package=(),
)  # fmt: skip
WORTH = "Amendment No. 2 (2026-Q1): worth "
GAINED = "$12bn to OpenAI and $9.0bn to Microsoft"
INSTEAD = (
    "; with everything rewritten, the best for both was $20bn and $11bn, the Nash point $15bn and $12bn."
)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, f"{GAINED}, 78 % of what one amendment could be along that line (fair-ish){INSTEAD}"),
        ({"efficiency": 4999}, f"{GAINED}, 50 % of what one amendment could be along that line (Pyrrhic){INSTEAD}"),
        (
            {"gains": (-12_000, 2000), "efficiency": 0},
            f"−$12bn to OpenAI and $2.0bn to Microsoft, less than nothing together{INSTEAD}",
        ),
        ({"gains": (0, 0), "efficiency": 0}, f"nothing to OpenAI and nothing to Microsoft, nothing together{INSTEAD}"),
        (
            {"bearable": False},
            f"$12bn to OpenAI and $9.0bn to Microsoft, and a commitment beyond what OpenAI could expect to pay{INSTEAD}",
        ),
        (
            {"best": (12_000, 9000), "efficiency": 10_000},
            ("$12bn to OpenAI and $9.0bn to Microsoft, 100 % of what one amendment could be along that line (efficient); "
            "no other was worth more to both together."),
        ),
        (
            {"gains": (-1, -1), "best": (0, 0), "nash": (0, 0)},
            "−$1m to OpenAI and −$1m to Microsoft, less than nothing together; there was nothing better for both that day.",
        ),
        (
            {"nash": (20_000, 11_000)},
            ("$12bn to OpenAI and $9.0bn to Microsoft, 78 % of what one amendment could be along that line (fair-ish); "
            "with everything rewritten, the best for both was $20bn and $11bn, which is the Nash point too."),
        ),
    ],
)  # fmt: skip
def test_a_signature_is_told_in_a_sentence(changes, sentence):
    said = words(replace(SIGNED, **changes))
    assert " ".join(said.split()) == WORTH + sentence
    assert " %" not in said.replace("\N{NO-BREAK SPACE}", "_")


@pytest.mark.parametrize(
    ("efficiency", "stamp"),
    [(10_000, "efficient"), (9000, "efficient"), (8999, "fair-ish"), (7500, "fair-ish"), (7499, "expensive"),
     (5000, "expensive"), (4999, "Pyrrhic"), (0, "Pyrrhic")],
)  # fmt: skip
def test_the_stamp_is_the_efficiency_in_a_word(efficiency, stamp):
    assert replace(SIGNED, efficiency=efficiency).stamp == stamp


def test_a_game_has_one_stamp_in_which_the_large_amendments_count_for_more():
    large = replace(SIGNED, gains=(60_000, 30_000), there=100_000, efficiency=9000)
    small = replace(SIGNED, gains=(500, 500), there=10_000, efficiency=1000)
    found = joint((large, small))
    assert found == Joint(91_000, 110_000)
    assert (found.efficiency, found.stamp) == (8272, "fair-ish")
    said = joint_words(found).replace("\N{NO-BREAK SPACE}", " ")
    assert (
        said
        == "Fair-ish: of $110bn that the amendments could have been worth to both together they were worth $91bn, 83 %."
    )


def test_what_destroyed_worth_counts_for_nothing_and_not_against_the_rest():
    good = replace(SIGNED, gains=(10_000, 0), there=10_000)
    bad = replace(SIGNED, gains=(-90_000, 0), there=10_000)
    found = joint((good, bad))
    assert found is not None
    assert found.efficiency == 5000


def test_a_game_without_a_signature_has_no_stamp():
    assert joint(()) is None
    assert joint_words(None) == "No stamp: nothing was signed."


def test_an_amendment_is_held_against_what_one_amendment_can_change(game):
    """The frontier of all thirty-two clauses at once would call every sensible step a failure."""
    for signed in signatures(game.session):
        own, theirs = books_at(game.scenario, before(game, signed.number))
        whole = pareto_of(own, theirs).efficiency(*signed.gains)
        assert signed.efficiency >= whole
        assert abs(signed.total) <= signed.there


def test_what_hung_on_an_amendment_counts_towards_its_stamp():
    game = Kept(world(openai={"cash": 400_000}))
    game.table()
    game.openai(Offer(package=(("ip-end", 2032), ("recap-consent", "given")))).microsoft(Accept())
    (first,) = signatures(game.session)
    at = before(game, first.number)
    amendment = next(a for a in game.state.agreement.amendments if a.number == first.number)
    cap = Contingent(clause="revenue-share-cap", term=60, trigger="sold", at=10, by=20)
    with_it = signature(game.scenario, at, replace(amendment, riders=Riders(contingents=(cap,))))
    assert with_it.total == first.total + sum(with_it.hanging) != first.total
    assert with_it.efficiency != first.efficiency


def test_what_a_few_changes_would_have_added_is_told_with_the_changes():
    one = replace(SIGNED, nearer=(500, 0), nearer_package=(("ip-scope", "models"),))
    added = "would have added $500m to OpenAI and nothing to Microsoft"
    assert nearer_words(one) == f"One change more {added}: IP in models and products."
    two = replace(one, nearer_package=(("ip-scope", "models"), ("ip-end", 2032)))
    assert nearer_words(two).startswith(f"Two changes more {added}: ")
    assert nearer_words(SIGNED) == ""


def test_a_game_without_a_signature_is_told_what_there_was():
    game = Kept(world(quarters=3, openai={"cash": 90_000}))
    game.finish()
    (sentence,) = told(game.session, ())
    assert sentence.startswith("Nothing was signed. On the first day an amendment worth $")


def test_replay_tells_the_signatures_once_the_game_is_over(capsys, tmp_path):
    path = tmp_path / "kept.jsonl"
    game = amended(path)
    heading = "What was signed, by what both sides thought it worth that day:"
    for words_ in (("replay", str(path)), ("replay", "--text", str(path))):
        assert main((*words_, "--seat", "openai")) == 0
        assert heading not in capsys.readouterr().out
    game.finish()
    game.session.close()
    for words_ in (("replay", str(path)), ("replay", "--text", str(path))):
        assert main(words_) == 0
        out = capsys.readouterr().out
        assert "Amendment No. 2 (2025-Q3): worth" in out.split(heading)[1]
        assert max(map(len, out.splitlines())) <= 80


def test_what_hung_on_a_package_is_weighed_beside_it_and_no_condition_is_judged_as_a_signature():
    game = Kept(world(openai={"cash": 400_000}))
    game.table()
    cap = Contingent(clause="revenue-share-cap", term=60, trigger="sold", at=10, by=20)
    game.openai(Offer(package=(("ip-end", 2032),), riders=Riders(contingents=(cap,)))).microsoft(Accept())
    while len(game.state.agreement.amendments) < 2:
        game.close()
    (only,) = signatures(game.session)
    assert only.package == (("ip-end", 2032),)
    openai, microsoft = only.hanging
    assert openai > 0 > microsoft
    assert "and what hung on it" in words(only)
