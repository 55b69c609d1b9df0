"""The table by keys: links, conditions, letters, comparing, and every move that is not an offer."""

from __future__ import annotations

import re
from threading import Event
from typing import Any

import pytest
from msgspec.structs import replace
from textual.widgets import Static

from game.bargaining.coach import Coach, board
from game.desk.adviser import Advice
from game.desk.matters.draft import DRAFT, MINE, THEIRS, TODAY, compared, in_play
from game.rules.agreement import CLAUSES, HEADLINES
from game.rules.decisions import (
    Accept,
    Agree,
    Ask,
    Contingent,
    Give,
    Insist,
    Letter,
    Offer,
    Package,
    Principle,
    Promise,
    Reason,
    Riders,
    Stage,
    Threat,
    Walk,
)
from game.rules.state import State
from game.rules.table import break_fee
from game.rules.units import money
from game.session import Session
from game.tui import settings
from game.tui.widgets.rows import Rows
from tests.tools.screens import cut_off, mouse_only, painted
from tests.tui.conftest import Opens, begun, tabled
from tests.tui.test_playing import name_of


def decided(game: Any, kind: type) -> list[Any]:
    return [
        s.decision
        for s in game.quarter.session.steps
        if isinstance(s.decision, kind) and s.by == game.quarter.seat
    ]


def rows_of(game: Any) -> list[str]:
    return [row.id for row in game.quarter.query_one("#matter-rows", Rows).rows]


def read(game: Any) -> str:
    """All that is on the screen as one line of words, without frames."""
    return " ".join(re.sub("[│╭╮╰╯─]", " ", painted(game.app)).split())


def said_in(widget: Any) -> str:
    """All words of the texts in a widget, whatever lies beside it."""
    return " ".join(" ".join(str(static.visual) for static in widget.query(Static)).split())


def painted_in(game: Any, widget: Any) -> list[str]:
    """What is on the screen where a widget is."""
    region = widget.region
    return [
        line[region.x : region.right] for line in painted(game.app).splitlines()[region.y : region.bottom]
    ]


async def letters_read(game: Any) -> None:
    while name_of(game.screen) in ("Letter", "Tell"):
        await game.press("space")


async def go_to(game: Any, clause: str) -> None:
    rows = game.quarter.query_one("#matter-rows", Rows)
    rows.highlighted = rows_of(game).index(f"clause:{clause}")
    await game.settle()


async def after_a_counter(game: Any) -> None:
    """The player has offered, and the other side has countered."""
    await game.press("c")
    await go_to(game, "research-carve-out")
    await game.press("right", "right", "o", "y")
    assert game.topic == "table"
    assert game.lying.offered_by == "microsoft"


async def test_an_answer_brings_the_draft_back_with_what_they_change_and_say_first(opened: Opens) -> None:
    async with opened(tabled(), (80, 24)) as game:
        await game.press("c")
        await go_to(game, "research-carve-out")
        await game.press("right", "right", "u", "o", "y")
        assert game.lying.offered_by == "microsoft"
        changed = len(game.lying.offers)
        assert {id.removeprefix("clause:") for id in rows_of(game)[:changed]} == {
            id for id, _ in game.lying.offers
        }
        assert game.quarter.query_one("#matter-rows", Rows).highlighted == 0
        assert rows_of(game)[changed] == "clause:research-carve-out"
        text = painted(game.app)
        assert "▸draft" in text
        assert "h has all" in text
        assert CLAUSES[game.lying.offers[0][0]].short(game.lying.offers[0][1]) in text
        # What is turned behind another tab is drawn for the whole width, not for none.
        await game.press("h", "f", "escape")
        assert "offers: six clauses change (bold)." in painted(game.app)


async def test_an_offer_with_a_link_and_a_condition_is_built_by_keys(opened: Opens) -> None:
    async with opened(tabled(), (80, 24)) as game:
        await game.press("c")
        await go_to(game, "azure-commitment")
        await game.press("left", "left", "L")
        assert "L on another changed clause links them" in read(game)
        await go_to(game, "revenue-share-cap")
        await game.press("right", "L")
        await go_to(game, "ip-end")
        await game.press("I")
        assert name_of(game.screen) == "Fill"
        assert "Now: " in painted(game.app)
        await game.press("down", "down", "right", "end", "enter")
        assert name_of(game.screen) == "Quarter"
        sketch = game.draft
        assert sketch.riders.links == (("azure-commitment", "revenue-share-cap"),)
        (condition,) = sketch.riders.contingents
        assert (condition.clause, condition.trigger) == ("ip-end", "sold")
        await game.press("end")
        assert "go together: both or neither" in read(game)
        await go_to(game, "ip-end")
        await game.press("o")
        words = " ".join(game.screen._words.plain.split())
        assert "[-" in words
        assert "go together: both or neither" in words
        assert "IP end becomes" in words
        await game.press("y")
        (offer,) = decided(game, Offer)
        assert offer.riders == sketch.riders or offer.riders.links == (
            ("azure-commitment", "revenue-share-cap"),
        )
        assert offer.riders.contingents == (condition,)


async def test_enter_on_a_clause_shows_its_terms_and_sends_nothing(opened: Opens) -> None:
    async with opened(tabled(), (80, 24)) as game:
        await go_to(game, "research-carve-out")
        await game.press("enter")
        assert name_of(game.screen) == "Choose"
        assert "today, draft" in read(game)
        await game.press("escape")
        assert game.draft.terms == {}
        await game.press("enter", "down", "down", "enter")
        assert game.draft.terms == {"research-carve-out": 5000}
        assert not decided(game, Offer)
        await game.press("o")
        assert "Send this offer?" in painted(game.app)
        assert cut_off(game.app) == []
        await game.press("n")
        assert not decided(game, Offer)


async def test_a_link_goes_when_one_of_its_clauses_is_as_today_again(opened: Opens) -> None:
    async with opened(tabled()) as game:
        await game.press("c")
        await go_to(game, "research-carve-out")
        await game.press("L")
        assert "Turn this one first" in painted(game.app)
        await game.press("right", "L")
        await go_to(game, "azure-commitment")
        await game.press("left", "L")
        assert len(game.draft.riders.links) == 1
        await game.press("right")
        assert game.draft.riders == Riders()


async def test_a_condition_is_opened_again_as_it_is_and_changed(opened: Opens) -> None:
    async with opened(tabled()) as game:
        await go_to(game, "ip-end")
        await game.press("I", "right", "down", "right", "down", *"9000", "enter")
        assert name_of(game.screen) == "Fill"
        form = game.screen.query_one(Rows)
        assert form.current == "by"
        await game.press("right", "enter", "enter")
        (first,) = game.draft.riders.contingents
        await game.press("I", "end", "enter")
        assert game.draft.riders.contingents == (first,)
        await game.press("I", "end", "up", "left", "end", "enter")
        (changed,) = game.draft.riders.contingents
        assert changed == replace(first, by=first.by - 1)


async def test_what_hangs_on_the_draft_is_taken_off_by_its_row(opened: Opens) -> None:
    async with opened(tabled()) as game:
        await game.press("S", "end", "enter")
        (letter,) = game.draft.riders.letters
        assert isinstance(letter, Letter)
        assert letter.seat == "microsoft"
        rows = game.quarter.query_one("#matter-rows", Rows)
        rows.highlighted = rows_of(game).index("rider:letters:0")
        await game.press("enter")
        assert game.draft.riders.letters == ()


async def test_a_letter_of_ones_own_must_be_payable_today(opened: Opens) -> None:
    async with opened(tabled(), (80, 24)) as game:
        await game.press("S", "home", "right", *["down"] * 4, *["shift+right"] * 10, "end", "enter")
        assert "could not pay that penalty today" in read(game)
        await game.press("escape", "S", "home", "right", "end", "enter")
        assert [letter.seat for letter in game.draft.riders.letters] == ["openai"]


async def test_the_rules_refuse_a_rider_in_the_form_and_nothing_is_lost(opened: Opens) -> None:
    async with opened(tabled()) as game:
        for _ in range(2):
            await game.press("S", "end", "enter")
        assert name_of(game.screen) == "Fill"
        assert "× Two side letters say the same." in painted(game.app)
        await game.press("escape")
        assert len(game.draft.riders.letters) == 1


async def test_one_key_goes_through_what_can_be_compared(opened: Opens) -> None:
    async with opened(tabled(), (80, 24)) as game:
        await after_a_counter(game)
        seen = []
        for _ in range(5):
            view, sketch = game.view, game.draft
            seen.append(compared(view, sketch))
            head = next(
                line for line in painted(game.app).splitlines() if seen[-1][0] in line and seen[-1][1] in line
            )
            assert head.index(seen[-1][0]) < head.index(seen[-1][1])
            await game.press("d")
        assert seen == [(THEIRS, DRAFT), (MINE, DRAFT), (MINE, THEIRS), (TODAY, DRAFT), (THEIRS, DRAFT)]
        await game.press("d")
        assert compared(game.view, game.draft) == (MINE, THEIRS)
        await game.press("right")
        assert compared(game.view, game.draft) == (THEIRS, DRAFT)


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 40), (180, 50)])
async def test_a_glance_tells_whose_turn_it_is_what_lies_there_and_what_is_left(
    opened: Opens, size: tuple[int, int]
) -> None:
    async with opened(tabled(), size) as game:
        await after_a_counter(game)
        text = read(game)
        for words in (
            "your turn",
            "last round",
            "Their patience ━",
            "Microsoft offers: ",
            "t copies theirs",
            "draft",
            "Compute sourcing",
        ):
            assert words in text
        assert cut_off(game.app) == []
        assert mouse_only(game.app) == []
        if size[0] >= 118:
            for words in (
                "What was said",
                "Owed, due and noted",
                "better for you →",
                "fair split",
                "Offers at this table",
            ):
                assert words in text
            await game.press("h")
            assert name_of(game.screen) == "TalkPage"
            assert "Microsoft: " in painted(game.app)
            assert cut_off(game.app) == []
            return
        assert "said h ●" in text
        for keys, words in (
            (("h",), "Microsoft: "),
            (("tab",), "better for Microsoft, you think"),
            (("u",), "The conditional tranche"),
            (("escape",), "Compute sourcing"),
            (("z", "shift+tab"), "Microsoft: "),
            (("h",), "Compute sourcing"),
        ):
            await game.press(*keys)
            assert words in painted(game.app), keys
            assert cut_off(game.app) == [], keys
        assert "said h ●" not in painted(game.app)
        await game.click("#tabs", (painted(game.app).splitlines()[1].index("owed"), 0))
        assert "The conditional tranche" in painted(game.app)


async def test_accepting_in_principle_shows_the_fee_and_asks_first(opened: Opens) -> None:
    async with opened(tabled(), (80, 24)) as game:
        await after_a_counter(game)
        await game.press("p")
        assert name_of(game.screen) == "Confirm"
        state = game.quarter.session.state
        fee = money(break_fee(game.quarter.session.scenario, state, game.lying.offers))
        assert f"either side can break it in its plan, for {fee}" in game.screen._words.plain
        assert cut_off(game.app) == []
        await game.press("n")
        assert not decided(game, Principle)
        await game.press("p", "p")  # the key that asked says yes as well
        assert decided(game, Principle) == [Principle()]
        assert game.quarter.session.state.memorandum is not None
        await letters_read(game)
        await game.press("l")
        assert "accepted in principle" in " ".join(game.screen.words().plain.split())


async def test_words_about_the_talk_are_said_by_keys(opened: Opens) -> None:
    async with opened(tabled()) as game:
        await after_a_counter(game)
        lying: Package = game.lying.offers
        await go_to(game, lying[0][0])
        await game.press("y")
        assert decided(game, Agree) == [Agree(clause=lying[0][0])]
        assert "You would agree" in painted(game.app)
        await go_to(game, "research-carve-out")
        await game.press("N")
        assert name_of(game.screen) == "Confirm"
        await game.press("N")
        assert decided(game, Insist) == [Insist(clause="research-carve-out")]
        await game.press("P")
        assert "Nobody can enforce it" in said_in(game.screen)
        await game.press("end", "enter")
        assert len(decided(game, Promise)) == 1
        await game.press("T")
        assert "It costs 3 of their trust now" in said_in(game.screen)
        await game.press("escape")
        assert not decided(game, Threat)
        await game.press("B", "2")
        assert decided(game, Stage) == [Stage(block="money")]
        assert "The talk is about the money clauses only." in painted(game.app)
        assert "clause:share-end" in rows_of(game)
        assert "clause:api-distribution" not in rows_of(game)
        await game.press("question_mark")
        assert "Somebody calls it not negotiable." in " ".join(game.screen.words().plain.split())


async def test_the_price_of_a_clause_is_asked_with_the_term_that_is_drafted(opened: Opens) -> None:
    async with opened(tabled(), (80, 24)) as game:
        await game.press("c")
        await go_to(game, "azure-commitment")
        await game.press("G")
        assert "then ask what they want for it" in read(game)
        await game.press("left", "G")
        assert decided(game, Give) == [Give(clause="azure-commitment", term=100)]


async def test_the_list_of_moves_says_why_one_is_closed_and_does_the_others(opened: Opens) -> None:
    async with opened(tabled(), (80, 24)) as game:
        await game.press("s")
        assert name_of(game.screen) == "Pick"
        assert "nothing to accept" in painted(game.app)
        assert cut_off(game.app) == []
        await game.press("S")
        assert name_of(game.screen) == "Fill"


async def test_giving_way_on_what_was_not_negotiable_asks_first(opened: Opens) -> None:
    async with opened(tabled()) as game:
        await after_a_counter(game)
        await go_to(game, "research-carve-out")
        await game.press("N", "y", "c", "right", "o")
        assert name_of(game.screen) == "Confirm"
        assert "not negotiable" in read(game)
        await game.press("n")
        assert len(decided(game, Offer)) == 1


THIRD = ("revenue-share", "share-end", "revenue-share-cap")
"""The headline clauses of article 3."""


async def test_clauses_are_filtered_found_and_jumped_to(opened: Opens) -> None:
    async with opened(tabled()) as game:
        await after_a_counter(game)
        everything = [row for row in rows_of(game) if row.startswith("clause:")]
        third = [row for row in everything if row.removeprefix("clause:") in THIRD]
        await game.press("end", "3")
        rows = game.quarter.query_one("#matter-rows", Rows)
        assert rows.current == third[0]
        await game.press("3")
        assert rows.current == third[1]
        await game.press("f", "f")
        few = [row for row in rows_of(game) if row.startswith("clause:")]
        touched = in_play(game.view, game.draft)
        assert {row.removeprefix("clause:") for row in few} == touched
        assert len(few) < len(everything)
        await game.press("slash", "s", "c", "o", "p", "e", "enter")
        assert rows.current == "clause:ip-scope"


async def test_the_frontier_follows_the_draft_and_stays_away_where_it_is_put_away(opened: Opens) -> None:
    async with opened(tabled()) as game:
        pane = game.quarter.query_one("#frontier")
        await game.press("c")
        cleared = painted_in(game, pane)
        assert "your draft" not in " ".join(cleared)
        await go_to(game, "equity-stake")
        await game.press("left", "left")
        assert "your draft" in " ".join(painted_in(game, pane))
        await game.press("Z")
        suggested = board(game.quarter.session.scenario, game.view).suggested
        assert suggested is not None
        assert game.draft.terms == dict(suggested.package)
        await game.press("c")
        assert painted_in(game, pane) == cleared
        await game.press("z")
        assert not pane.display
        assert not settings.read().coach
        assert cut_off(game.app) == []
        await game.press("z")
        assert settings.read().coach


def test_the_drawing_of_a_kept_coach_is_the_drawing_of_a_new_one() -> None:
    session = with_their_offer((("azure-commitment", 150),), Riders())
    view, draft = session.view("openai"), (("ip-end", 2032),)
    coach = Coach(session.scenario, view)
    coach.board(draft)
    assert coach.board() == board(session.scenario, view)
    assert coach.board(draft) == board(session.scenario, view, draft)
    assert coach.board(draft).draft != coach.board().draft


async def test_a_click_on_the_strip_of_moves_makes_one(opened: Opens) -> None:
    async with opened(tabled(), (80, 24)) as game:
        (strip,) = painted_in(game, game.quarter.query_one("#moves"))
        for words in ("L link", "I only if", "S letter", "B block"):
            assert words in strip
        await game.pilot.resize_terminal(60, 16)
        await game.settle()
        (strip,) = painted_in(game, game.quarter.query_one("#moves"))
        assert "s all moves" in strip, "it is in sight in the smallest terminal"
        await game.click("#moves", (strip.index("s all moves") + 3, 0))
        assert name_of(game.screen) == "Pick"


def with_their_offer(package: Package, riders: Riders, reasons: tuple[Reason, ...] = ()) -> Session:
    """A game at whose table an offer with riders lies, made by the other side."""
    session = begun("openai")

    def skip(state: State) -> None:
        for _ in range(60):
            question = session.question("openai")
            if question is not None and question.topic == "table":
                return
            session.play_bots()
            question = session.question("openai")
            assert question is not None
            if question.topic == "table":
                return
            from game.rules.decisions import Act, Done

            if question.topic == "plan":
                session.act("openai", Act(action="open-table"))
            session.act(
                "openai", Done() if question.topic != "events" else session.legal("openai")[0].decision
            )

    skip(session.state)
    session.act("openai", Offer(package=(("research-carve-out", 2500),)))
    session.act(
        "microsoft", Offer(package=package, riders=riders, reasons=reasons, says="Initial here.", patience=4)
    )
    return session


async def test_what_hangs_on_their_offer_is_in_plain_words_and_is_signed_with_it(opened: Opens) -> None:
    riders = Riders(
        links=(("azure-commitment", "revenue-share-cap"),),
        contingents=(Contingent(clause="ip-end", term=2032, trigger="sold", at=150, by=12),),
        letters=(Letter(seat="microsoft", undertaking="waive", amount=500, due=4, penalty=700),),
    )
    session = with_their_offer((("azure-commitment", 150), ("revenue-share-cap", 92)), riders)
    async with opened(session, (120, 40)) as game:
        text = read(game)
        assert "& Azure commitment and revenue share cap go together: both or neither." in text
        assert "§ Microsoft will waive its right over 500 MW by Q1 2026, or pays $700m." in text
        assert cut_off(game.app) == []
        await game.press("t")
        assert game.draft.riders == riders
        await game.press("a")
        assert name_of(game.screen) == "Confirm"
        assert "once OpenAI has sold $150bn" in read(game)
        await game.press("y")
        assert "Amendment No. 1 is signed" in painted(game.app)
        words = " ".join(game.screen._words.plain.split())
        assert "Azure commitment and revenue share cap go together" in words
        assert "Microsoft will waive its right over 500 MW" in words
        assert game.quarter.session.state.agreement.waiting
        assert not decided(game, Walk)
        await letters_read(game)
        await game.press("l")
        words = " ".join(game.screen.words().plain.split())
        assert "IP end becomes “end of 2032” once OpenAI has sold $150bn in all" in words


async def test_a_signature_of_theirs_is_shown_as_a_redline(
    opened: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(tabled(), (80, 24)) as game:
        monkeypatch.setattr(game.quarter.session, "think", lambda question: Accept())
        await go_to(game, "research-carve-out")
        await game.press("right", "o", "y")
        assert name_of(game.screen) == "Tell"
        assert "Amendment No. 1 is signed" in painted(game.app)
        assert "[-" in game.screen._words.plain
        assert cut_off(game.app) == []


async def test_a_memorandum_is_before_the_player_in_the_plan_with_what_breaking_it_costs(
    opened: Opens,
) -> None:
    async with opened(tabled(), (80, 24)) as game:
        await after_a_counter(game)
        await game.press("p", "y")
        fee = money(game.quarter.session.state.memorandum.fee)  # type: ignore[union-attr]
        await letters_read(game)
        await game.press("j", "right")
        assert "Accepted in principle: " in " ".join(game.screen.words().plain.split())
        await game.press("escape")
        await game.until("plan")
        assert "You accepted in principle: " in read(game)
        assert cut_off(game.app) == []
        rows = game.quarter.query_one("#matter-rows", Rows)
        rows.highlighted = rows_of(game).index("act:break-memorandum")
        await game.settle()
        assert f"{fee}, trust −10" in read(game)
        await game.press("enter", "n")
        assert game.quarter.session.state.memorandum is None
        assert "You break the memorandum" in " ".join(words for _, words in game.quarter.chronicle.told)


def test_twelve_clauses_make_the_news() -> None:
    assert len(HEADLINES) == 12


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (Promise(undertaking="no-claim", amount=1, due=3), "Nobody can enforce it"),
        (Threat(undertaking="complain", amount=1, due=3), "It costs 3 of their trust now"),
        (Insist(clause="ip-end"), "that is not negotiable"),
    ],
)
async def test_a_word_that_is_remembered_is_read_before_space_says_it(
    opened: Opens, said: Any, words: str
) -> None:
    async with opened(tabled(), (80, 24)) as game:
        moment = game.quarter.moment
        assert moment is not None
        game.quarter.moment = moment._replace(advice=Advice((said,), ""))
        await game.press("space")
        assert name_of(game.screen) == "Confirm"
        assert words in game.screen._words
        await game.press("space")
        assert decided(game, type(said)) == [said]


async def test_what_they_said_of_a_term_stands_only_beside_that_term(opened: Opens) -> None:
    reasons = (Reason("research-carve-out", "hurts", "decisive"), Reason("ip-end", "hurts", "decisive"))
    session = with_their_offer((("azure-commitment", 150),), Riders(), reasons)
    async with opened(session, (180, 50)) as game:

        def judged(clause: str) -> bool:
            rows = game.quarter.query_one("#matter-rows", Rows).rows
            return next(row for row in rows if row.id == f"clause:{clause}").words.plain.endswith(" −−−")

        assert game.draft.terms == {}
        assert not judged("ip-end")
        await go_to(game, "research-carve-out")
        seen = [judged("research-carve-out")]
        for _ in range(2):
            await game.press("right")
            seen.append(judged("research-carve-out"))
        assert seen == [False, True, False]


async def test_a_settled_clause_is_gone_to_and_says_why_it_cannot_be_turned(opened: Opens) -> None:
    async with opened(tabled(), (120, 40)) as game:
        game.quarter.session.state.openai.recapitalised = 1
        game.quarter.look()
        await game.press("slash", *"equity", "enter")
        assert game.quarter.query_one("#matter-rows", Rows).current == "clause:equity-stake"
        assert "was settled in the recapitalisation" in read(game)
        await game.press("right", "enter")
        assert name_of(game.screen) == "Quarter"
        assert game.draft.terms == {}
        assert "× Equity stake was settled in the recapitalisation." in read(game)


async def test_an_offer_whose_penalty_could_not_be_paid_says_so_when_it_is_accepted(opened: Opens) -> None:
    letter = Letter(seat="openai", undertaking="no-claim", amount=1, due=4, penalty=700)
    session = with_their_offer((("azure-commitment", 150),), Riders(letters=(letter,)))
    session.state.openai.cash = 600
    async with opened(session) as game:
        await game.press("a")
        assert name_of(game.screen) == "Quarter"
        assert "could not pay the penalty of its side letter today" in read(game)


async def test_while_they_think_one_hears_them_and_reads_on(
    opened: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    thinks, thought = Event(), Session.think

    def think(self: Session, question: Any) -> Any:
        assert question.topic != "table" or thinks.wait(20)
        return thought(self, question)

    monkeypatch.setattr(Session, "think", think)
    async with opened(tabled(), (80, 24)) as game:
        quarter = game.quarter
        assert quarter._life is None
        await game.press("c")
        await go_to(game, "research-carve-out")
        await game.press("right", "right", "o")
        await game.pilot.press("y")
        await game.pilot.pause()
        assert "Microsoft is reading the redline…" in read(game)
        assert quarter._life is not None
        heard = set()
        for _ in range(3):
            quarter._beat()
            await game.pilot.pause()
            heard.add(read(game))
        assert len(heard) == 3
        assert "clause 2.3" in heard.pop()
        monkeypatch.setattr(quarter, "_seconds", lambda: 12)
        quarter._beat()
        await game.pilot.press("g")
        assert name_of(game.screen) == "AgreementPage"
        await game.pilot.press("escape", "h")
        await game.pilot.pause()
        assert "You: a research carve-out of" in read(game)
        await game.pilot.press("escape")
        await game.pilot.pause()
        assert "cost more than the lunch. (12 seconds)" in read(game)
        assert cut_off(game.app) == []
        thinks.set()
        await game.settle()
        assert quarter._life is None


async def test_asking_for_their_best_version_asks_first_when_rounds_are_few(opened: Opens) -> None:
    async with opened(tabled()) as game:
        assert game.lying.rounds == 3
        await go_to(game, "revenue-share")
        await game.press("shift+left", "left")
        assert "That is Microsoft's end of the ladder" in " ".join(painted(game.app).split())
        for keys in (("k",), ("n",)):
            await game.press(*keys)
            assert not decided(game, Ask)
        await game.press("k")
        assert "Then one round will be left" in said_in(game.screen)
        await game.press("k")
        assert decided(game, Ask) == [Ask()]


async def test_space_agrees_no_clause_that_was_not_read(opened: Opens) -> None:
    async with opened(tabled(), (80, 24)) as game:
        await after_a_counter(game)
        clause = game.lying.offers[0][0]
        moment = game.quarter.moment
        assert moment is not None
        game.quarter.moment = moment._replace(advice=Advice((Agree(clause=clause),), ""))
        await game.press("space")
        assert "{+" in said_in(game.screen)
        assert not decided(game, Agree)
        await game.press("space")
        assert decided(game, Agree) == [Agree(clause=clause)]


async def test_ten_clauses_are_a_column_before_they_are_prose(opened: Opens) -> None:
    package: Package = (
        ("research-carve-out", 5000), ("azure-commitment", 150), ("revenue-share", 1500), ("share-end", 2032), ("revenue-share-cap", 92),
        ("ip-scope", "models"), ("ip-end", 2032), ("api-distribution", "open"), ("equity-stake", 2000), ("disputes", "arbitration"),
    )  # fmt: skip
    async with opened(with_their_offer(package, Riders()), (80, 24)) as game:
        assert "Microsoft offers: ten clauses change (bold)." in read(game)
        await game.press("a")
        words = read(game)
        assert "Ten clauses change:" in words
        assert all(f" → {CLAUSES[id].short(term)}" in words for id, term in package)
        assert cut_off(game.app) == []
