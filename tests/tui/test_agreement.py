"""The agreement in the app: going through it, its margin, its dates, the record, and a copy to keep."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from game.desk.margin import Margin, strong_tastes, taste_words
from game.files.places import page_folder
from game.rules.agreement import CLAUSES
from game.rules.characters import Taste
from game.rules.decisions import Accept, Contingent, Offer, Reason, Riders
from game.rules.state import Agreement, Amendment, Minutes, Said, Table
from game.rules.view import View
from game.session import Session
from game.tui.screens.agreement import AgreementPage
from game.tui.widgets.document import Document
from tests.debrief.kept import Kept, amended
from tests.tools.screens import painted
from tests.tui.conftest import Driver, Opens, begun
from tests.worlds import world


def name_of(screen: Any) -> str:
    return type(screen).__name__


@pytest.fixture(scope="module")
def signed() -> Session:
    """A game amended twice, in Q1 and Q3 2025, whose agreement is read in Q1 2026."""
    return amended().session


async def reading(game: Driver, session: Session) -> AgreementPage:
    page = AgreementPage(session, "openai")
    game.app.push_screen(page)
    await game.settle()
    return page


def here(page: AgreementPage) -> str:
    return page._here.number


def in_sight(page: AgreementPage) -> tuple[int, int, int, int]:
    """The first line seen, the cursor's first and the one after its last, and the one after the last that is seen."""
    document = page._document
    top = document.scroll_offset.y
    return top, *document.span(document.here), top + document.scrollable_content_region.height


def foot(page: AgreementPage) -> str:
    return str(page.query_one(Document).border_subtitle)


async def test_it_opens_on_the_first_clause_with_the_definitions_above(
    opened: Opens, signed: Session
) -> None:
    async with opened(None, (80, 24)) as game:
        page = await reading(game, signed)
        assert here(page) == "2.1"
        assert "Article 2: Compute" in painted(game.app)
        await game.press("up")
        assert here(page).startswith("1.")
        await game.press("home")
        assert here(page) == "1.1"
        assert "Article 1: Definitions" in painted(game.app)
        await game.press("right", "right")
        assert here(page) == "3.1"
        await game.press("left", "left", "left", "left")
        assert here(page) == "1.1"
        await game.press("end")
        assert page._document.here == len(page._paragraphs) - 1


async def test_every_clause_comes_into_sight_under_the_cursor(opened: Opens, signed: Session) -> None:
    async with opened(None, (80, 24)) as game:
        page = await reading(game, signed)
        document = page._document
        await game.press("home")
        for _ in page._paragraphs[:-1]:
            await game.press("down")
            assert sorted(in_sight(page)) == [*in_sight(page)], here(page)
        assert document.here == len(page._paragraphs) - 1
        await game.press("pageup")
        assert document.here < len(page._paragraphs) - 2


async def test_the_margin_explains_the_clause_under_the_cursor(opened: Opens, signed: Session) -> None:
    async with opened(None, (142, 50)) as game:
        page = await reading(game, signed)
        await game.press("right")
        words = page.query_one("#margin-words").visual.plain  # type: ignore[attr-defined]
        assert words.startswith("3.1 Revenue share")
        share = CLAUSES["revenue-share"]
        assert share.plain(1000) in words
        assert "It said: 15 %, until Q3 2025, Amendment No. 2" in words
        assert "Really, October 2025: 20 %" in words
        assert "Revenue: “Revenue” means" in words
        await game.press("home", "down", "down", "down")
        words = page.query_one("#margin-words").visual.plain  # type: ignore[attr-defined]
        assert "Used: In 2.1" in words


async def test_enter_reads_all_that_is_noted_with_its_sources(opened: Opens, signed: Session) -> None:
    async with opened(None, (80, 24)) as game:
        await reading(game, signed)
        await game.press("enter")
        assert name_of(game.screen) == "NotePage"
        words = game.screen.words().plain
        assert CLAUSES["compute-sourcing"].article("rofr") in words
        for entry in CLAUSES["compute-sourcing"].record[-2:]:
            assert entry.source in words
        await game.press("enter")
        assert name_of(game.screen) == "AgreementPage"


async def test_a_click_on_a_defined_term_tells_what_it_means(opened: Opens, signed: Session) -> None:
    async with opened(None, (100, 30)) as game:
        await reading(game, signed)
        row, line = next(
            (y, x) for y, x in enumerate(painted(game.app).splitlines()) if "Bona Fide Offer" in x
        )
        await game.click(None, (line.index("Bona Fide Offer") + 3, row))
        assert name_of(game.screen) == "Tell"
        assert "a firm offer in writing" in painted(game.app)


async def test_plain_and_redline_are_turned_on_and_off(opened: Opens, signed: Session) -> None:
    async with opened(None, (120, 40)) as game:
        page = await reading(game, signed)
        assert foot(page) == "as signed · amended 2 times"
        await game.press("p")
        assert foot(page).startswith("plain English")
        await game.press("r")
        assert "{+" in painted(game.app)
        assert foot(page) == "4 changes from the start to Amendment No. 2 (Q3 2025) · plain English"
        await game.press("p")
        assert foot(page) == "4 changes from the start to Amendment No. 2 (Q3 2025)"
        await game.press("n")
        assert here(page) == "2.4"
        for _ in range(3):
            await game.press("n")
        assert here(page) == "6.1"
        await game.press("n")
        assert here(page) == "2.4"
        await game.press("r")
        assert "{+" not in painted(game.app)


async def test_the_clause_under_the_cursor_stays_in_sight_whatever_is_shown(
    opened: Opens, signed: Session
) -> None:
    async with opened(None, (80, 24)) as game:
        page = await reading(game, signed)
        await game.press("right", "right", "right", "right")
        for key in ("p", "r", "c", "c", "p"):
            await game.press(key)
            top, begins, _, end = in_sight(page)
            assert top <= begins < end, key


async def test_what_is_left_open_is_marked_with_how_dear_it_is(opened: Opens) -> None:
    async with opened(None, (142, 50)) as game:
        page = await reading(game, begun("openai"))
        place = next(i for i, p in enumerate(page._paragraphs) if p.open)
        page._document.go(place)
        await game.settle()
        words = " ".join(painted(game.app).split())
        assert re.search(r"! .*: \[to be agreed\] \(ambiguity price: (low|some|high)\)", words)


async def test_changes_are_shown_between_any_two_dates(opened: Opens, signed: Session) -> None:
    async with opened(None, (120, 40)) as game:
        page = await reading(game, signed)
        await game.press("d")
        assert name_of(game.screen) == "Choose"
        await game.press("down", "enter")
        assert foot(page) == "2 changes from Amendment No. 1 (Q1 2025) to Amendment No. 2 (Q3 2025)"
        assert here(page) == "3.1"
        await game.press("d", "down", "down", "down", "enter", "enter", "down", "enter")
        assert foot(page) == "3 changes from the start to Amendment No. 1 (Q1 2025)"
        assert "amended Q3 2025" not in painted(game.app)
        await game.press("d", "end", "enter")
        assert foot(page).endswith("from Amendment No. 2 (Q3 2025) to April 2026")
        assert str(page.query_one(Document).border_title).endswith("beside the real one of April 2026")
        await game.press("c", "p", "d", "end", "up", "enter")
        assert str(page.query_one(Document).border_title).endswith("beside the real one of October 2025")
        assert foot(page).endswith("to October 2025 · plain English")
        await game.press("d", "escape")
        assert name_of(game.screen) == "AgreementPage"


async def test_the_dates_can_be_chosen_with_only_one_amendment_signed(opened: Opens) -> None:
    session = begun("openai")
    terms, change = session.state.agreement.terms, ("ip-end", 2030, 2032)
    session.state.agreement = Agreement(
        terms={**terms, "ip-end": 2032}, amendments=(Amendment(number=1, quarter=0, changes=(change,)),)
    )
    async with opened(None, (120, 40)) as game:
        page = await reading(game, session)
        await game.press("d")
        assert name_of(game.screen) == "Choose"
        await game.press("enter")
        assert foot(page) == "1 change from the start to Amendment No. 1 (Q1 2025)"


async def test_what_lies_on_the_table_is_one_of_the_dates(opened: Opens) -> None:
    session = begun("openai")
    table = Table(
        opener="openai", turn="microsoft", rounds=4, offers=(("ip-end", 2035),), offered_by="openai"
    )
    session.state.table = table
    async with opened(None, (120, 40)) as game:
        page = await reading(game, session)
        await game.press("d", "enter")
        assert foot(page) == "1 change from the start to the offer on the table"
        assert "{+2035,+}" in painted(game.app)


async def test_the_record_stands_under_each_clause(opened: Opens, signed: Session) -> None:
    async with opened(None, (120, 40)) as game:
        page = await reading(game, signed)
        await game.press("c")
        assert f"of {len(signed.state.terms)} clauses" in foot(page)
        assert "≠ October 2025: free. The right of first refusal was removed." in painted(game.app)
        await game.press("c")
        assert "≠ October 2025" not in painted(game.app)


async def test_the_record_is_hinted_at_in_the_footer(opened: Opens, signed: Session) -> None:
    async with opened(None, (80, 24)) as game:
        await reading(game, signed)
        assert "c record" in painted(game.app).splitlines()[-1]


async def test_a_copy_is_kept_and_never_over_another(opened: Opens, signed: Session) -> None:
    async with opened(None, (120, 40)) as game:
        await reading(game, signed)
        for keys in (("e", "enter"), ("e", "enter"), ("r", "e", "down", "enter")):
            await game.press(*keys)
            assert name_of(game.screen) == "Tell"
            assert "agreement-" in painted(game.app)
            await game.press("enter")
    kept = sorted(page_folder().iterdir())
    assert [path.suffix for path in kept] == [".html", ".html", ".md"]
    assert kept[0].read_text() == kept[1].read_text()
    assert "**" in kept[2].read_text()


async def test_a_copy_that_cannot_be_kept_says_so(
    opened: Opens, signed: Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("FIRST_REFUSAL_SAVES", str(tmp_path / "file"))
    async with opened(None, (120, 40)) as game:
        await reading(game, signed)
        await game.press("e", "enter")
        assert "could not be written" in painted(game.app)


# --- private notes ----------------------------------------------------------------------------------------------------


def seen(session: Session, *tastes: tuple[str, int]) -> View:
    view = session.view("openai")
    character = replace(view.character, tastes=tuple(Taste(*taste) for taste in tastes))
    return replace(view, character=character)


def test_a_taste_is_said_in_words_by_its_size_and_side(signed: Session) -> None:
    view = seen(signed, ("ip-end", -9000), ("ip-scope", 2000), ("revenue-share", 100), ("agi-trigger", 0))
    taste = partial(taste_words, signed.scenario, view)
    assert (
        taste("ip-end")
        == "Your people badly want “end of 2035”, for reasons of their own; the signs count that in."
    )
    assert "rather see “API access”" in taste("ip-scope")
    assert taste("revenue-share").startswith("A faint liking for")
    assert [id for id, _ in strong_tastes(signed.scenario, view)] == ["ip-end", "ip-scope"]
    assert taste("agi-trigger") == taste("compute-sourcing") == ""
    assert not any(digit in taste("ip-scope") for digit in "0123456789")


def test_their_last_reason_at_a_table_is_noted_with_its_quarter(signed: Session) -> None:
    view = signed.view("openai")
    reasons = (Reason("ip-end", "hurts", "a lot"),)
    history = (
        Said(seat="openai", move="offer", package=(("ip-end", 2027),)),
        Said(seat="microsoft", move="because", reasons=reasons),
        Said(seat="openai", move="offer", package=(("ip-end", 2028),)),
    )

    def noted(view: View) -> dict[str, str]:
        page = AgreementPage(signed, "openai")
        paragraph = next(p for p in page._paragraphs if p.clause == "ip-end")
        notes = Margin(signed.scenario, view).notes(paragraph, page._texts, plain=False)
        return {note.head: note.words.plain for note in notes}

    words = CLAUSES["ip-end"].says("microsoft", "hurts", "a lot", 2030, 2027)
    table = Table(opener="openai", turn="microsoft", rounds=4, history=history)
    assert noted(replace(view, table=table))["Microsoft, Q1 2026"] == words
    minutes = (Minutes(quarter=1, how="walked", history=history),)
    assert noted(replace(view, minutes=minutes))["Microsoft, Q2 2025"] == words
    assert not any(head.startswith("Microsoft") for head in noted(replace(view, minutes=(), table=None)))


async def test_a_condition_that_waits_stands_in_the_clause_it_would_change(opened: Opens) -> None:
    kept = Kept(world(quarters=6, openai={"cash": 90_000}))
    kept.table()
    cap = Contingent(clause="revenue-share-cap", term=60, trigger="sold", at=10, by=5)
    kept.openai(Offer(package=(), riders=Riders(contingents=(cap,)))).microsoft(Accept())
    async with opened(None, (120, 40)) as game:
        page = await reading(game, kept.session)
        while here(page) != "3.3":
            await game.press("down")
        document = page._document
        lines = " ".join(document.render_line(y).text[2:] for y in range(document.size.height))
        assert "once OpenAI has sold $10bn in all" in " ".join(lines.split())
