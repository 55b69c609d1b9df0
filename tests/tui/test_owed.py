"""What is owed and what became of it: dated, with its consequences, on the ledger."""

from __future__ import annotations

import msgspec

from game.desk.ledger import Ledger
from game.desk.owed import dates, how_far, owed_heads, past, stands_at, still_open
from game.rules.decisions import Contingent, Riders
from game.rules.state import (
    Agreement,
    Amendment,
    Certificate,
    ClaimStatus,
    Contract,
    Memorandum,
    Notice,
    Pledge,
    Quote,
    Waiting,
)
from game.rules.triggers import TRIGGERS
from game.rules.units import MICROSOFT, OPENAI, Seat
from game.rules.view import View
from game.tui.screens.ledger import LedgerPage
from tests.tools.screens import cut_off, painted
from tests.tui.conftest import Opens, begun, flagship

SOLD = Contingent(clause="revenue-share-cap", term=92, trigger="sold", at=150, by=11)
RECAP = Contingent(clause="ip-end", term=2032, trigger="recapitalised", at=1, by=2)
WAIVE = Pledge(
    id="letter-1",
    seat=MICROSOFT,
    kind="letter",
    undertaking="waive",
    amount=500,
    made=0,
    due=4,
    base=0,
    penalty=700,
)
KEPT = Pledge(
    id="promise-2",
    seat=OPENAI,
    kind="promise",
    undertaking="safety-case",
    amount=1,
    made=0,
    due=2,
    base=0,
    status="kept",
    ended=1,
)


def indebted() -> View:
    """A seat's view of a game in which a good deal has been said."""
    view = begun(OPENAI).view(OPENAI)
    terms = dict(view.agreement.terms)
    first = Amendment(
        number=1,
        quarter=1,
        changes=(("azure-commitment", 50, 100),),
        riders=Riders(links=(("azure-commitment", "revenue-share-cap"),), contingents=(SOLD, RECAP)),
    )
    second = Amendment(number=2, quarter=2, changes=(("ip-end", 2030, 2032),), how="condition")
    memorandum = Memorandum(
        seat=MICROSOFT, quarter=3, package=(("revenue-share", 1500),), riders=Riders(), fee=310
    )
    return msgspec.structs.replace(
        view, quarter=3, agreement=Agreement(terms=terms, amendments=(first, second), waiting=(Waiting(amendment=1, contingent=SOLD),)),
        memorandum=memorandum, pledges=(WAIVE, KEPT),
    )  # fmt: skip


def test_what_is_open_has_its_date_and_what_follows() -> None:
    open_ = still_open(flagship(), indebted())
    assert [(owed.kind, owed.quarter) for owed in open_] == [
        ("memorandum", 4),
        ("letter", 4),
        ("condition", 11),
    ]
    memorandum, letter, condition = open_
    assert "breaking it, in the plan, costs $310m and trust −10" in memorandum.follows
    assert letter.follows.endswith("kept: trust +4; broken: $700m and trust −6")
    assert "of $150bn; Amendment No. 1" in condition.follows


def test_what_is_past_says_how_it_ended() -> None:
    words = [owed.words for owed in past(flagship(), indebted())]
    assert any("is kept" in one for one in words)
    assert (
        "Amendment No. 1, signed as linked: Azure commitment and revenue share cap, both or neither" in words
    )
    assert any("recapitalised, by Q3 2025: came true with Amendment No. 2." in one for one in words)


def test_a_measure_the_seat_cannot_see_is_not_told() -> None:
    view = indebted()
    blind = msgspec.structs.replace(view, numbers={})
    for trigger in TRIGGERS.values():
        assert stands_at(trigger, view)
        assert stands_at(trigger, blind) == ""
    assert how_far(SOLD, blind) == ""


def test_what_ended_stays_under_the_quarter_it_ended_in() -> None:
    view = indebted()
    for now in (3, 4, 9):
        later = past(flagship(), msgspec.structs.replace(view, quarter=now))
        assert [(owed.kind, owed.quarter) for owed in later] == [
            ("condition", 2),
            ("promise", 1),
            ("link", 1),
        ]


def test_what_a_clause_or_a_contract_ends_has_its_date() -> None:
    view = begun(OPENAI).view(OPENAI)
    terms = {**view.agreement.terms, "share-end": 2029, "ip-end": 2030, "renewal": "break-option"}
    used = Contract(id="oracle-1", provider="oracle", mw=85, price=3280, due=4, term=12, purpose="serve")
    view = msgspec.structs.replace(
        view, agreement=msgspec.structs.replace(view.agreement, terms=terms), contracts=(used,),
        numbers={**view.numbers, "openai.halted": 2},
    )  # fmt: skip
    told = {(owed.kind, owed.quarter, owed.words) for owed in dates(flagship(), view)}
    assert {
        ("clause", 19, "The last quarter of which a share of revenue is paid"),
        ("clause", 23, "Microsoft's licence to OpenAI's technology ends"),
        ("clause", 12, "From here on OpenAI may leave"),
        ("contract", 16, "The term of 85 MW from Oracle ends"),
        ("halt", 2, "OpenAI's training starts again"),
    } <= told
    near = " ".join(owed_heads(flagship(), view))
    assert "training starts again" in near
    assert "licence" not in near
    over = msgspec.structs.replace(view, quarter=20)
    assert not [owed for owed in dates(flagship(), over) if "share of revenue" in owed.words]


def test_a_notice_that_waits_says_when_it_comes_back() -> None:
    view = begun(MICROSOFT).view(MICROSOFT)
    notice = Notice(
        id="n", provider="oracle", mw=100, price=3300, start=5, term=12, purpose="serve", stage="waiting"
    )
    view = msgspec.structs.replace(view, notices=(notice,))
    assert [owed.quarter for owed in dates(flagship(), view) if owed.kind == "notice"] == [1]


def test_everything_that_is_set_in_motion_can_be_read_with_its_date() -> None:
    """Whoever adds a list of things to come to the view says here where the ledger tells of it."""
    told = {
        "contracts", "quotes", "certificate", "building", "notices", "table", "memorandum", "pledges", "claim", "dates", "proceedings",
        "coming", "agreement", "bridge", "suits",
    }  # fmt: skip
    past_ = {"last_words", "minutes", "cards", "drawn", "sealed", "learned", "counsel", "remarks"}
    lists = {
        field.name
        for field in msgspec.structs.fields(View)
        if any(word in str(field.type) for word in ("tuple", "None", "Agreement"))
        and field.name != "character"
    }
    assert lists <= told | past_


async def test_the_ledger_shows_the_quote_that_counts_and_what_is_left_of_it(opened: Opens) -> None:
    old = Quote(provider="oracle", mw=200, price=3450, start=4, until=1)
    new = msgspec.structs.replace(old, mw=115, price=3280)
    used = Contract(
        id="oracle-2025-q1", provider="oracle", mw=85, price=3280, due=4, term=20, purpose="serve"
    )
    view = begun(OPENAI).view(OPENAI)
    view = msgspec.structs.replace(view, quotes=(old, new), contracts=(*view.contracts, used))
    async with opened(begun(OPENAI), (80, 24)) as game:
        game.app.push_screen(LedgerPage(flagship(), view))
        await game.settle()
        text = " ".join(game.screen.words().plain.split())
        assert "30 MW left of 115 MW at $3.28m" in text
        assert "3.45" not in text


def test_what_is_late_stands_before_now_and_money_in_a_column_of_its_own() -> None:
    late = Contract(id="a", provider="azure", mw=104, price=3000, due=4, term=20, late=2)
    due = Contract(id="b", provider="oracle", mw=100, price=3280, due=5, term=20)
    view = msgspec.structs.replace(indebted(), contracts=(late, due))
    rows = Ledger(flagship(), view, 72).words().plain.split("\n")
    assert rows[0] == "On its way: 204 MW; late: 104 MW"
    now = next(at for at, row in enumerate(rows) if row.startswith("now, Q4 2025"))
    assert rows[1].startswith("Q3 2025  ! late      104 MW from Azure, 2 quarters late; now")
    assert now > 1
    after = rows[now:]
    (delivery,) = [row for row in after if "100 MW from Oracle" in row]
    assert (delivery[:20], delivery[-7:], len(delivery)) == ("Q2 2026  due        ", "$328m/q", 72)
    (letter,) = [row for row in after if row.endswith("$700m")]
    assert "bound" in letter
    assert max(map(len, rows)) <= 72
    read = Ledger(flagship(), view, 10_000).words().plain
    assert "Q2 2026: due: 100 MW from Oracle. $328m a quarter." in read
    assert ".." not in read


async def test_the_ledger_shows_all_of_it(opened: Opens) -> None:
    async with opened(begun(OPENAI), (80, 24)) as game:
        game.app.push_screen(LedgerPage(flagship(), indebted()))
        await game.settle()
        assert cut_off(game.app) == []
        text = " ".join(game.screen.words().plain.split())
        for words in (
            "now, Q4 2025 ───",
            "bound Microsoft is bound to waive its right",
            "How it ended",
            "accepted in principle",
        ):
            assert words in text
        assert "Ledger" in painted(game.app)


# --- the claim ----------------------------------------------------------------------------------------------------


def claiming(claim: ClaimStatus, seat: Seat = OPENAI) -> list[tuple[int, str, str]]:
    view = msgspec.structs.replace(begun(seat).view(seat), quarter=3, claim=claim)
    return [(o.quarter, o.words, o.follows) for o in still_open(flagship(), view) if o.kind == "claim"]


def test_a_claim_in_court_is_owed_a_verdict_with_what_is_withheld_till_then() -> None:
    disputed = ClaimStatus(
        limb="board", filed=2, stage="disputed", until=5, frozen_share=True, frozen_access=True, owed=900
    )
    ((quarter, words, follows),) = claiming(disputed)
    assert (quarter, words) == (5, "The court's verdict on the AGI claim of Q3 2025, board limb")
    assert "no share is paid and Microsoft gets no later models" in follows
    assert "Withheld so far: $900m" in follows
    assert "is paid with 5 % on it" in follows
    enjoined = msgspec.structs.replace(disputed, frozen_share=False, frozen_access=False, owed=0)
    assert "the court keeps things as they are" in claiming(enjoined)[0][2]


def test_each_stage_of_a_claim_says_what_it_waits_for() -> None:
    made = ClaimStatus(limb="profit", filed=3, stage="claimed")
    waits = {
        stage: msgspec.structs.replace(made, stage=stage) for stage in ("claimed", "buy-out", "returned")
    }
    assert claiming(waits["claimed"])[0][1].startswith("Microsoft must answer the AGI claim")
    assert claiming(waits["claimed"], MICROSOFT)[0][1].startswith("You must answer the AGI claim")
    assert claiming(waits["buy-out"])[0][1].startswith("The table decides")
    assert claiming(waits["returned"])[0][1].startswith("Microsoft must accept the AGI claim or dispute it")
    referred = ClaimStatus(limb="panel", filed=3, stage="referred", until=4)
    assert claiming(referred)[0][:2] == (4, "The panel's verdict on the AGI claim of Q4 2025, panel limb")


def test_a_certificate_is_owed_its_last_day() -> None:
    view = begun(OPENAI).view(OPENAI)
    for says, words in ((103_000, "the profit limb is open"), (90_000, "which opens nothing")):
        held = Certificate(quarter=0, says=says, until=1)
        (owed,) = (
            o
            for o in still_open(flagship(), msgspec.structs.replace(view, certificate=held))
            if o.kind == "certificate"
        )
        assert owed.quarter == 1
        assert words in owed.words


def test_a_date_says_whether_it_would_be_met_as_things_stand() -> None:
    view = begun(OPENAI).view(OPENAI)
    tranche = next(owed for owed in dates(flagship(), view) if "tranche" in owed.words)
    assert tranche.words == "The conditional tranche (not met so far; recapitalised: no)"
    done = msgspec.structs.replace(view, numbers={**view.numbers, "openai.recapitalised": 1})
    tranche = next(owed for owed in dates(flagship(), done) if "tranche" in owed.words)
    assert "(met so far; recapitalised: yes)" in tranche.words
    (renewal,) = (owed for owed in dates(flagship(), view) if "last renewal" in owed.words)
    assert renewal.words.endswith("(not met so far; asks for an amendment in Q4 2027 or later)")
    late = msgspec.structs.replace(view, quarter=15, numbers={**view.numbers, "relations.unamended": 4})
    (renewal,) = (owed for owed in dates(flagship(), late) if "last renewal" in owed.words)
    assert "(met so far" in renewal.words
