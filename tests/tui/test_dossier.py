"""The dossier: what a seat may believe of the other side, how surely, and on what it rests."""

from __future__ import annotations

from msgspec.structs import replace

from game.bargaining.profile import profile
from game.desk import dossier
from game.rules.agreement import CLAUSES
from game.rules.characters import ARCHETYPES
from game.rules.decisions import Offer, Reason
from game.rules.state import Learned, Pledge
from game.rules.units import BPS, MICROSOFT, OPENAI, Seat
from game.rules.view import View
from tests.tui.conftest import begun, flagship
from tests.worlds import Game


def told(view: View, *, bars: bool = True) -> str:
    return " ".join(dossier.pages(flagship(), view, 76, bars=bars).plain.split())


def test_before_anything_is_said_all_kinds_are_as_likely_and_that_is_said() -> None:
    for seat, them in ((OPENAI, MICROSOFT), (MICROSOFT, OPENAI)):
        view = begun(seat).view(seat)
        found = profile(flagship(), view)
        assert {odds for _, odds in found.odds} == {BPS // len(ARCHETYPES[them])}
        assert found.heard == 0
        words = told(view)
        assert "Nothing was said yet that would tell them apart" in words
        assert all(kind.title in words for kind in ARCHETYPES[them].values())


def after_talk(*moves: tuple[Seat, Offer]) -> Game:
    game = Game().table()
    for seat, move in moves:
        game.act(seat, move)
    return game


def test_what_is_said_about_a_clause_makes_it_matter_more_and_is_its_proof() -> None:
    wish = Offer(package=(("payment-timing", CLAUSES["payment-timing"].options[-1]),))
    hurts = Reason("payment-timing", "hurts", "decisive")
    quiet = after_talk((OPENAI, wish)).view(OPENAI)
    loud = after_talk((OPENAI, wish), (MICROSOFT, Offer(package=(("ip-end", 2032),), reasons=(hurts,)))).view(
        OPENAI
    )
    before, after = (
        next(care for care in profile(Game().scenario, view).cares if care.clause == "payment-timing")
        for view in (quiet, loud)
    )
    assert after.likely > before.likely
    assert after.low <= after.likely <= after.high
    words = " ".join(dossier.pages(Game().scenario, loud, 92).plain.split())
    assert "they said so in Q1 2025" in words
    assert "in their offer of Q1 2025" in words
    assert "It rests on 3 things" in words


def test_where_they_moved_says_which_way() -> None:
    for second, way in ((1800, "then wanted “18 %”"), (1200, "then gave way to “12 %”")):
        game = Game().table(MICROSOFT).microsoft(Offer(package=(("revenue-share", 1500),)))
        game.openai(Offer(package=(("ip-end", 2028),))).microsoft(Offer(package=(("revenue-share", second),)))
        words = " ".join(dossier.pages(game.scenario, game.view(OPENAI), 92).plain.split())
        assert f"Revenue share: asked for “15 %”, {way}." in words


def test_promises_are_counted_by_how_they_came_out() -> None:
    def pledge(n: int, seat: Seat, kind: str, status: str) -> Pledge:
        return Pledge(
            id=f"{kind}-{n}",
            seat=seat,
            kind=kind,
            undertaking="waive",
            amount=100,
            made=0,
            due=2,
            base=0,
            status=status,
        )

    held = (
        pledge(1, MICROSOFT, "promise", "kept"), pledge(2, MICROSOFT, "promise", "broken"), pledge(3, MICROSOFT, "letter", "kept"),
        pledge(4, MICROSOFT, "threat", "open"), pledge(5, OPENAI, "threat", "let-pass"),
    )  # fmt: skip
    words = told(replace(begun(OPENAI).view(OPENAI), pledges=held))
    assert "Microsoft promises 2 kept, 1 broken; threats 1 over your head; credibility 50." in words
    assert "You threats 1 let pass; credibility 50." in words


def test_it_is_read_out_without_bars_and_tells_no_mandate() -> None:
    looked = Learned(
        topic="priorities", quarter=0, source="diligence", reliability="right two times in three", clauses=("ip-end", "share-end")
    )  # fmt: skip
    view = replace(begun(OPENAI).view(OPENAI), learned=(looked,))
    words = told(view, bars=False)
    assert not set(words) & set("█●─")
    assert "due diligence it comes first" in words
    assert "(between " in words
    assert "You are not told. It is one of 4" in words


def test_when_the_game_is_over_it_believes_nothing_any_more() -> None:
    words = told(replace(begun(OPENAI).view(OPENAI), phase="over"))
    assert "you think" not in words
    assert "Whose word has held" in words
