"""What the rows of a question say: of one quote, of what is due by then, and of what happened when."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from msgspec.structs import replace

from game.desk.adviser import Advice, Adviser, ahead, held_mw, need_mw, requests_left, short_mw, worthwhile
from game.desk.matters.answers import reply
from game.desk.matters.claim import TERMS, claim
from game.desk.matters.events import events
from game.desk.matters.matter import Asked, Form, Matter, Places
from game.desk.matters.notices import notices
from game.desk.matters.plan import plan
from game.desk.matters.saying import asked_first, leaving
from game.desk.matters.table import notice_left, table
from game.rules.chance import Chance
from game.rules.decisions import (
    Act,
    Answer,
    AnswerClaim,
    Claim,
    Decline,
    Done,
    Insist,
    Option,
    Request,
    Respond,
    Run,
    Sign,
    Walk,
)
from game.rules.events import Source
from game.rules.notices import requests_left as rules_requests_left
from game.rules.state import Certificate, Contract, Learned, Notice, Pledge, Said, Table
from game.rules.units import MICROSOFT, OPENAI
from game.rules.view import View
from tests.tools.screens import cut_off
from tests.tui.conftest import Opens, begun, flagship
from tests.worlds import Game, world


def asked(game: Game, **seen: Any) -> Asked:
    view: View = replace(game.view(OPENAI), **seen)
    return Asked(game.scenario, view, game.options(OPENAI), Advice((), ""), {}, None, 70)


def read(matter: Matter) -> str:
    return " ".join(" ".join(row.words.plain for row in matter.rows).split())


def test_an_offers_row_has_price_and_megawatts_of_the_same_quote() -> None:
    game = Game().to("plan", OPENAI)
    game.openai(Act(action="court", about="oracle", amount=150), Done()).close()
    game.to("plan", OPENAI).openai(Act(action="court", about="oracle", amount=100), Done()).to("notices")
    first, second = game.state.openai.quotes
    game.state = game.state.copy()
    game.state.openai.quotes = (replace(first, price=3450), replace(second, price=3280))
    words = read(notices(asked(game)))
    assert "up to 100 MW at $3.28m per MW and quarter" in words
    assert "3.45" not in words


def test_what_microsoft_said_with_an_answer_stands_beside_it() -> None:
    game = Game().to("plan", OPENAI)
    game.openai(Act(action="court", about="oracle", amount=150), Done()).to("notices")
    game.openai(Request(mw=100, provider="oracle", start=5))
    game.microsoft(Answer(notice=game.notice.id, answer="waive", says="It is all yours."))
    assert "Microsoft waives: 100 MW from Oracle" in reply(asked(game)).text.plain
    assert reply(asked(game)).text.plain.endswith("“It is all yours.”")
    later = replace(game.notice, answer="exercise", azure_mw=100)
    assert "yours" not in reply(asked(game, notices=(later,))).text.plain


def test_what_comes_after_the_quarter_named_is_not_counted_for_it() -> None:
    game = Game().to("notices")
    by = game.state.quarter + ahead(game.view(OPENAI))
    late = Contract(id="late", provider="oracle", mw=326, price=3000, due=by + 1, term=20)
    view = replace(game.view(OPENAI), contracts=(*game.view(OPENAI).contracts, late))
    assert held_mw(view, by) == held_mw(game.view(OPENAI), by)
    assert held_mw(view, by + 1) == held_mw(game.view(OPENAI), by + 1) + 326
    matter = notices(asked(game, contracts=view.contracts))
    assert "326 MW more comes later" in matter.text.plain
    assert matter.state == notices(asked(game)).state


@pytest.mark.parametrize(
    ("date", "label", "words"),
    [
        ("2025-10-06", "2025-Q4", "In the record: 6 October 2025 (a paper)"),
        ("2025-10-06", "2025-Q2", "In the record: 6 October 2025 (a paper); here it comes as it comes"),
        ("2025-01", "2025-Q1", "In the record: January 2025 (a paper)"),
        ("2025", "2025-Q1", "In the record: 2025 (a paper)"),
    ],
)
def test_a_card_of_the_record_says_when_it_was_and_that_the_game_keeps_its_own_time(
    date: str, label: str, words: str
) -> None:
    card = dataclasses.replace(
        flagship().events[0], mark="historical", record=Source(date=date, source="a paper")
    )
    scenario = dataclasses.replace(flagship(), events=(card,))
    view = replace(Game().view(OPENAI), cards=(card.id,), label=label)
    decision = Respond(card=card.id, choice=card.choices.openai[0].id)
    shown = events(Asked(scenario, view, (Option(decision),), Advice((), ""), {}, None, 70))
    assert shown.text.plain.split("\n")[0] == words


def test_the_price_row_shows_which_way_war_and_premium_are() -> None:
    game = Game().to("plan", OPENAI)
    assert "◂ premium · [standard] · war ▸" in read(plan(asked(game)))
    turned = dataclasses.replace(asked(game), sheet={"stance": "war"})
    assert "◂ premium · standard · [war] ▸ was standard" in read(plan(turned))


# --- the claim ----------------------------------------------------------------------------------------------------


def word_said(limb: Any = "board", **terms: Any) -> Game:
    """OpenAI has said the word; Microsoft is asked."""
    game = Game(world(terms={"agi-trigger": "profit", **terms}, openai={"cash": 200_000})).to("notices")
    return game.set("openai.profit_potential", 150_000).openai(Claim(limb=limb))


def answering(game: Game, **seen: Any) -> Matter:
    view: View = replace(game.view(MICROSOFT), **seen)
    return claim(Asked(game.scenario, view, game.options(MICROSOFT), Advice((), ""), {}, None, 70))


def test_the_question_of_a_claim_says_what_each_answer_leads_to() -> None:
    matter = answering(word_said(**{"agi-panel": "joint"}))
    words = read(matter)
    assert [row.id for row in matter.rows] == ["accept", "dispute", "buy-out", "panel"]
    for said in (
        "Microsoft loses the lot and OpenAI stops paying",
        "$300m a quarter each, 2 to 4 quarters, trust −10 both ways",
        "unless enjoined (60 in 100), no share is paid and Microsoft gets no later models meanwhile",
        "what is signed there ends the claim; unsigned, you accept or dispute",
        "its verdict in a quarter, no lawyers",
    ):
        assert said in words
    assert "OpenAI declares that AGI is here, under the board limb" in matter.text.plain
    assert "it was bad faith, $5.0bn more" in " ".join(matter.text.plain.split())


def test_at_a_waivers_table_it_is_said_what_becomes_of_the_notice() -> None:
    price = (("ip-end", 2032),)
    notice = Notice(
        id="oracle-q1", provider="oracle", mw=200, price=3000, start=4, term=20, purpose="serve", stage="linked",
        package=price, otherwise="exercise",
    )  # fmt: skip
    lying = Table(
        opener=MICROSOFT, turn=OPENAI, rounds=3, offers=price, offered_by=MICROSOFT, notice=notice.id
    )
    view: View = replace(Game().view(OPENAI), table=lying, notices=(notice,))
    assert notice_left(view, price) == "With it the notice is waived."
    other = notice_left(view, (("azure-commitment", 10),))
    assert other.startswith("The notice is not waived by this: Microsoft exercises it, for its price was")
    assert "you exercise it" in notice_left(replace(view, seat=MICROSOFT), ())
    assert notice_left(view, (("compute-sourcing", "none"),)) == "With it no notice is owed."
    waived = replace(view, notices=(replace(notice, otherwise="waive"),))
    assert notice_left(waived, ()) == "The notice is waived, signed or not."
    assert notice_left(replace(view, notices=()), price) == ""


def test_that_the_word_is_true_is_asked_twice_and_no_other_answer_to_it() -> None:
    game = word_said()
    first = [
        asked_first(game.view(MICROSOFT), option.decision) is not None
        for option in game.options(MICROSOFT)
        if isinstance(option.decision, AnswerClaim)
    ]
    assert first == [True] + [False] * (len(first) - 1)
    assert len(first) > 1


def test_what_cannot_be_answered_is_shown_with_its_reason() -> None:
    matter = answering(word_said())
    assert "closed: the agreement does not say who sits on it" in read(matter)
    assert "panel" not in matter.deeds
    returned = word_said().microsoft(AnswerClaim(answer="buy-out")).to("table").microsoft(Walk())
    matter = answering(returned)
    assert [row.id for row in matter.rows] == ["accept", "dispute"]
    assert "Your buy-out was not signed." in matter.text.plain


def test_where_nothing_would_stop_no_injunction_is_spoken_of() -> None:
    assert "enjoined" not in read(answering(word_said(**{"agi-consequence": "safeguards"})))


def test_counsels_reading_stands_beside_the_claim() -> None:
    game = word_said()
    assert "Counsel, hired in the plan, would know the odds." in answering(game).text.plain
    odds = Learned(topic="odds", quarter=0, source="counsel", reliability="", values=(4000, 5000))
    assert (
        "OpenAI's chance in court over AGI today is 40 % to 50 %"
        in answering(game, learned=(odds,)).text.plain
    )


def test_the_ways_to_claim_are_rows_with_what_they_rest_on() -> None:
    game = Game(world(terms={"agi-trigger": "profit"})).to("notices").set("openai.profit_potential", 80_000)
    words = read(notices(asked(game)))
    assert "Declare that AGI is here" in words
    assert "closed: the potential is $80bn of $100bn a year, auditors might see it higher" in words
    held = Certificate(quarter=0, says=103_000, until=1)
    game.state.openai.certificate = held
    words = read(notices(asked(game)))
    assert "$80bn a year, and auditors say $103bn, which a court weighs" in words
    game.state.openai.certificate = replace(held, says=90_000)
    assert "auditors said $90bn" in read(notices(asked(game)))


def test_a_limb_far_off_is_not_shown() -> None:
    game = Game(world(terms={"agi-trigger": "profit"})).to("notices").set("openai.profit_potential", 20_000)
    assert "Certify" not in read(notices(asked(game)))


def test_at_a_claims_table_it_is_said_what_a_signature_does() -> None:
    game = word_said().microsoft(AnswerClaim(answer="buy-out")).to("table")
    view = game.view(MICROSOFT)
    matter = table(Asked(game.scenario, view, game.options(MICROSOFT), Advice((), ""), {}, None, 70))
    assert "sign anything here, and it is withdrawn" in " ".join(matter.text.plain.split())


def test_a_number_means_the_same_row_until_the_phase_is_over() -> None:
    game = Game(world(terms={"agi-trigger": "board"})).to("notices")
    game.set("openai.held", 20)
    places = Places()

    def shown() -> Matter:
        return notices(dataclasses.replace(asked(game), places=places))

    first = shown()
    numbers = {row.id: row.number for row in first.rows}
    assert list(numbers.values()) == list(range(1, len(numbers) + 1))
    game.openai(Run(order="release"))
    after = {row.id: row for row in shown().rows}
    gone = after["run:release"]
    assert gone.closed
    assert not gone.number
    assert gone.words.plain.startswith("× Release")
    assert ": closed: " in gone.spoken, "read out as every closed row is"
    assert {id: row.number for id, row in after.items() if not row.closed} == {
        id: number for id, number in numbers.items() if id != "run:release"
    }
    places.keep("another phase", {})
    assert all(not row.closed for row in shown().rows), "what is gone is not dragged into the next phase"


async def test_the_help_explains_the_words_of_the_clause_where_they_are_used(opened: Opens) -> None:
    async with opened(begun(OPENAI), (80, 24)) as game:
        await game.until("notices")
        await game.press("question_mark")
        text = " ".join(game.screen.words().plain.split())
        for word, _ in TERMS:
            assert word in text
        assert cut_off(game.app) == []


def test_what_is_wanted_what_there_is_and_what_the_adviser_asks_for_agree() -> None:
    seen = 0
    game = Game()
    adviser = Adviser(game.scenario, OPENAI, Chance("harbour-7"))
    for _ in range(6):
        game.to("notices")
        view = game.view(OPENAI)
        question = next(q for q in game.asked() if q.seat == OPENAI)
        decision = adviser.decide(view, question, game.options(OPENAI))
        short = short_mw(game.scenario, view)
        if isinstance(decision, Request):
            assert decision.mw <= short
            seen += 1
        if short > 0:
            want = need_mw(game.scenario, view)
            words = notices(asked(game))
            assert f"{want:,} MW; you have {want - short:,} MW" in words.text.plain
            assert words.state.startswith(
                f"{short:,} MW short" if short >= 40 else "about enough" if short > 0 else "enough"
            )
        game.close()
    assert seen


def test_the_adviser_cools_what_is_hottest_keeps_the_end_off_first_and_says_why() -> None:
    game = Game().to("plan", OPENAI)
    scenario = dataclasses.replace(game.scenario, endings=flagship().endings)
    adviser = Adviser(scenario, OPENAI, Chance("harbour-7"))
    question = next(q for q in game.asked() if q.seat == OPENAI)
    options = tuple(
        option
        for option in game.options(OPENAI)
        if isinstance(option.decision, Act) and option.decision.action == "lobby"
    )

    def wish(**heats: int) -> Act:
        view = game.view(OPENAI)
        cool = {f"world.heat_{heat}": 0 for heat in ("charity", "export", "safety", "antitrust")}
        numbers = {
            **view.numbers,
            **cool,
            "openai.safety": 700,
            "openai.staff_mood": 600,
            "openai.board_mood": 600,
        }
        numbers |= {f"world.heat_{heat}": value for heat, value in heats.items()}
        view = replace(view, numbers=numbers)
        decision = adviser.decide(view, question, options)
        assert isinstance(decision, Act)
        (why,) = adviser.advice(view, "plan", (decision,)).whys
        assert why
        assert f"({why})" in adviser.advice(view, "plan", (decision,)).reasoned
        return decision

    assert wish(charity=480, export=620).about == "export-down"
    assert wish(charity=480, export=620, safety=700).about == "safety-down"
    assert wish(charity=740, antitrust=760).about == "antitrust-down", "at 90 a court ends the game"


def test_nothing_is_suggested_that_comes_after_the_last_quarter() -> None:
    game = Game().to("notices")
    view = replace(game.view(OPENAI), last=game.state.quarter + 4)
    kept = [option.decision for option in worthwhile(game.scenario, view, game.options(OPENAI))]
    assert not any(isinstance(decision, Request) for decision in kept)
    assert any(isinstance(option.decision, Request) for option in game.options(OPENAI))
    later = replace(view, last=game.state.quarter + 5)
    kept_options = worthwhile(game.scenario, later, game.options(OPENAI))
    (azure,) = [o for o in kept_options if isinstance(o.decision, Request) and o.decision.provider == "azure"]
    assert ("start", game.state.quarter + 4, game.state.quarter + 4) in azure.ranges
    form = notices(asked(game, last=view.last)).deeds["ask:azure"]
    assert isinstance(form, Form)
    assert form.tell({"mw": 100, "start": view.last}).startswith("Due after the last quarter.")


def test_a_question_that_was_answered_over_the_back_channel_is_not_put_again_for_a_year() -> None:
    game = Game().to("plan")
    view, options = game.view(OPENAI), game.options(OPENAI)
    asking = [
        o.decision for o in options if isinstance(o.decision, Act) and o.decision.action == "back-channel"
    ]
    heard = Learned(topic=asking[0].about, quarter=0, source="back-channel", reliability="", values=(1,))
    for later, put in ((4, False), (5, True)):
        seen = replace(view, quarter=later, learned=(heard,))
        kept = [option.decision for option in worthwhile(game.scenario, seen, options)]
        assert (asking[0] in kept) == put
        assert asking[1] in kept


def test_a_request_that_was_made_is_used_up_and_both_the_rules_and_the_desk_count_it() -> None:
    game = Game().to("notices")
    for left in (3, 2, 1, 0):
        label = game.view(OPENAI).label
        assert requests_left(game.view(OPENAI)) == rules_requests_left(game.state, label) == left
        if not left:
            break
        request = next(o.decision for o in game.options(OPENAI) if isinstance(o.decision, Request))
        game.openai(request)
        (notice,) = [n for n in game.state.notices if n.stage == "lodged"]
        game.microsoft(
            Answer(notice=notice.id, answer="counter", price=notice.price * 13 // 10, start=notice.start + 1)
        )
        said = (
            Adviser(game.scenario, OPENAI, Chance("c"))
            .advice(game.view(OPENAI), "reply", (Sign(notice=notice.id),))
            .words
        )
        assert "1 quarter later than you asked and $" in said
        assert "where Azure's list says $" in said
        after = {
            3: "2 more requests this quarter",
            2: "1 more request this quarter",
            1: "it was the last request",
        }
        assert after[left] in read(reply(asked(game)))
        game.openai(Decline(notice=notice.id))
    words = " ".join(notices(asked(game)).text.plain.split())
    assert "The 3 requests of this quarter are made; more next quarter." in words


def test_a_threat_made_since_one_spoke_stands_at_the_top_of_the_draft() -> None:
    threat = Pledge(
        id="t", seat=MICROSOFT, kind="threat", undertaking="host-rivals", amount=0, made=0, due=4, base=0
    )
    spoken = (
        Said(seat=OPENAI, move="offer"),
        Said(seat=MICROSOFT, move="threat", about="t"),
        Said(seat=MICROSOFT, move="offer", says="This, perhaps."),
    )
    for history, told in ((spoken, True), ((*spoken, Said(seat=OPENAI, move="offer")), False)):
        lying = Table(opener=OPENAI, turn=OPENAI, rounds=2, history=history)
        view = replace(begun("openai").view(OPENAI), table=lying, pledges=(threat,))
        words = table(Asked(flagship(), view, (), Advice((), ""), {}, None, 70)).text.plain
        assert ("Microsoft threatens: to host a rival's models by the end of Q1 2026." in words) == told
        assert "This, perhaps.” h has all" in words


def test_leaving_says_the_rounds_that_the_tables_title_says() -> None:
    view = begun("openai").view(OPENAI)
    offered = (Said(seat=MICROSOFT, move="offer"),)
    for rounds, history, said in (
        (1, offered, "last round"),
        (3, offered, "2 offers left"),
        (0, offered, ""),
        (3, (), ""),
    ):
        lying = replace(view, table=Table(opener=OPENAI, turn=OPENAI, rounds=rounds, history=history))
        costs = leaving(lying)
        assert bool(costs) == bool(said)
        title = table(Asked(flagship(), lying, (), Advice((), ""), {}, None, 70)).title
        assert said in title
        assert said in costs


def test_nothing_is_called_not_negotiable_in_a_last_round() -> None:
    view = begun("openai").view(OPENAI)
    firm = (Option(Insist(clause="ip-end")),)
    for rounds, kept in ((1, ()), (2, firm)):
        lying = Table(opener=OPENAI, turn=OPENAI, rounds=rounds)
        assert worthwhile(flagship(), replace(view, table=lying), firm) == kept


def test_a_safety_case_that_finds_little_is_not_suggested() -> None:
    game = Game().to("plan", OPENAI)
    case = [o for o in game.options(OPENAI) if o.decision == Act(action="safety-case")]
    assert case
    view = game.view(OPENAI)
    assert worthwhile(game.scenario, view, tuple(case)) == tuple(case)
    known = view.number("openai.lab_capability") + 30
    view = replace(view, numbers={**view.numbers, "openai.evaluated": known})
    assert worthwhile(game.scenario, view, tuple(case)) == ()
