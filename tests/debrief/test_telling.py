"""Facts told as sentences: to whom what may be said, and a quarter in six lines."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from game.debrief.figures import change, effects, figure, seen, trend
from game.debrief.telling import ACCOUNTS, letter, short_letter, story, tell
from game.debrief.verdict import line_words
from game.desk.chronicle import Chronicle
from game.files.scenarios import load_scenario
from game.rules import facts
from game.rules.cards import choices_of
from game.rules.decisions import Reason, Respond
from game.rules.dimensions import Line
from game.rules.events import Change, Later, Perhaps
from game.rules.orders import ACTIONS
from game.rules.state import Amendment, Certificate, ClaimStatus, Contract, Learned, Quote, Said
from game.rules.stats import HIDDEN, STATS
from game.rules.units import MICROSOFT, OPENAI, SEATS, Seat
from game.rules.view import Band, view_of
from game.session import Session
from tests.worlds import Game, world

SCENARIO = load_scenario("first-refusal")


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("openai.cash", 940, "$940m"),
        ("openai.cash", -2200, "−$2.2bn"),
        ("openai.share", 4856, "49 %"),
        ("openai.safety", 625, "63"),
        ("openai.azure_mw", 1850, "1.9 GW"),
        ("world.rival", 1010, "1,010"),
        ("openai.cash", Band(10_000, 15_000), "$13bn ±2.5"),
        ("relations.openai_trust", Band(550, 600), "58 ±3"),
    ],
)
def test_a_number_is_shown_in_the_players_unit(name: str, value: int | Band, words: str) -> None:
    assert figure(name, value) == words


def test_what_no_quarter_has_run_for_is_a_dash_everywhere() -> None:
    assert (seen("openai.net", 0, 0), seen("openai.net", 0, 1), seen("openai.cash", 0, 0)) == (
        "–",
        "$0m",
        "$0m",
    )


def test_a_change_has_its_sign_and_a_trend_its_mark() -> None:
    assert change("openai.cash", -400) == "−$400m"
    assert change("openai.safety", 80) == "+8"
    assert change("openai.brand", -40) == "−0.4 %"
    assert trend("openai.cash", -2164) == "▼2.2bn"
    assert trend("openai.safety", 3) == ""


def test_effects_are_told_in_words_and_only_where_they_could_be_seen() -> None:
    found = (
        Change(change="openai.cash", by=-400),
        Change(change="microsoft.board_patience", by=-5),
        Later(after=2, then=(Change(change="world.hype", by=3),)),
        Perhaps(chance=40, then=(Change(change="world.hype", by=-2),)),
    )
    assert effects(found, OPENAI) == "Cash −$400m; in 2 quarters: hype +3; 40 % chance: hype −2"
    assert "Board patience −5" in effects(found, MICROSOFT)


def test_selling_shares_says_what_it_costs_in_mood_to_whoever_sees_the_mood() -> None:
    card = next(card for card in SCENARIO.events if card.id == "ipo-window")
    file = next(choice for choice in choices_of(card, OPENAI) if choice.id == "file")
    assert "cash, dilution, investor mood up to −20" in effects(file.effects, OPENAI, card)
    assert "investor mood" not in effects(file.effects, MICROSOFT, card)


def outside(mw: int = 100) -> Contract:
    return Contract(id="oracle-2025-q1", provider="oracle", mw=mw, price=3300, due=5, term=12)


SECRETS = [
    (
        MICROSOFT,
        facts.Found(
            OPENAI, Learned(topic="cash", quarter=0, source="diligence", reliability="roughly", values=(1, 2))
        ),
    ),
    (
        OPENAI,
        facts.Found(
            MICROSOFT,
            Learned(topic="cash", quarter=0, source="diligence", reliability="roughly", values=(1, 2)),
        ),
    ),
    (MICROSOFT, facts.Quoted(Quote(provider="oracle", mw=100, price=3300, start=5, until=1))),
    (MICROSOFT, facts.ContractSigned(outside())),
    (MICROSOFT, facts.Slipped("oracle-2025-q1", 1)),
    (MICROSOFT, facts.Cancelled("oracle-2025-q1")),
    (MICROSOFT, facts.Acted(OPENAI, "lobby", "antitrust-up")),
    (OPENAI, facts.Acted(MICROSOFT, "diligence", "cash")),
    (OPENAI, facts.Acted(MICROSOFT, "disclose", "cash")),
    (OPENAI, facts.Acted(MICROSOFT, "leak", "safety-up")),
    (MICROSOFT, facts.RunEnded(luck=140, gain=30)),
    (MICROSOFT, facts.Holding(held=True)),
    (MICROSOFT, facts.Breakthrough()),
    (OPENAI, facts.StanceSet(MICROSOFT, "high")),
    (MICROSOFT, facts.Moved("openai.partner_mw", 100, "delivered")),
    (MICROSOFT, facts.Moved("openai.cash", -300, "cancellation")),
]


@pytest.mark.parametrize(("seat", "fact"), SECRETS, ids=lambda value: getattr(type(value), "__name__", ""))
def test_a_seat_is_not_told_the_others_business(seat: str, fact: facts.Fact) -> None:
    assert tell(fact, SCENARIO, seat) is None
    assert tell(fact, SCENARIO, None)


def played(seed: str) -> Session:
    session = Session.new(SCENARIO, seed, {OPENAI: "random", MICROSOFT: "random"})
    session.play_bots(250)
    return session


@pytest.mark.parametrize("seat", SEATS)
def test_what_a_seat_cannot_see_changes_nothing_in_its_story(seat: str) -> None:
    for seed in ("a-1", "a-2", "a-3"):
        for step in played(seed).steps:
            seen = [
                f
                for f in step.facts
                if not (isinstance(f, facts.Moved) and STATS[f.stat].sight(seat) == HIDDEN)
            ]
            assert story(seen, SCENARIO, seat) == story(step.facts, SCENARIO, seat)


def test_every_sentence_is_one() -> None:
    for seed in ("b-1", "b-2"):
        for step in played(seed).steps:
            for words in story(step.facts, SCENARIO, None):
                assert (
                    words[0].isupper() or words[0] in "“$" or words[0].isdigit() or "-" in words.split()[0]
                ), words
                assert words.endswith((".", "”", "?", "!", "…")), words
                assert "_" not in words
                assert "  " not in words


@pytest.mark.parametrize("seat", SEATS)
def test_a_letter_has_six_lines(seat: str) -> None:
    session = played("c-1")
    first, last = view_of(SCENARIO, session.at(0), seat), session.view(seat)
    lines = letter(first, last, session.steps[0].facts, SCENARIO)
    labels = [label for label, _ in lines]
    assert labels[:6] == ["Money", "Customers", "Compute", "Models", "Trust", "Signed"]
    assert set(labels[6:]) <= {"AGI", "Watched", "News"}  # only where there is some
    assert all(words.endswith(".") for _, words in lines)


def test_the_letter_tells_one_off_money_by_its_reason() -> None:
    session = played("c-1")
    view = session.view(OPENAI)
    happened = (
        facts.Moved("openai.cash", -9000, "compute"),
        facts.Moved("openai.cash", 20_000, "The conditional tranche"),
        facts.Moved("openai.cash", 900, "project debt"),
    )
    money = dict(letter(view, view, happened, SCENARIO))["Money"]
    assert "and +$20bn: the conditional tranche; cash" in money
    assert "compute" not in money
    assert "debt" not in money


def test_what_is_not_one_off_is_the_quarters_net() -> None:
    session = played("c-2")
    net, closed = session.at(0).openai.net, 0
    for step in session.steps:
        moves = [f for f in step.facts if isinstance(f, facts.Moved)]
        net += sum(f.by for f in moves if f.stat == "openai.net")
        accounts = [f.by for f in moves if f.stat == "openai.cash" and f.why in ACCOUNTS]
        if accounts:
            closed += 1
            assert net == sum(accounts)
    assert closed >= 4


def test_the_money_of_a_turn_of_many_quarters_adds_up() -> None:
    """Cash before, and all that is said to have come and gone, is the cash that is there."""
    quick = load_scenario("first-refusal-quick")
    session = Session.new(quick, "q-1", {OPENAI: "random", MICROSOFT: "random"})
    chronicle = Chronicle(session, OPENAI)
    session.listen(
        lambda before, step, after: chronicle.note(step.facts, before.quarter, view_of(quick, after, OPENAI))
    )
    session.play_bots(200)
    assert len(chronicle.letters) >= 2
    for before, after, happened in chronicle.letters:
        lines = dict(short_letter(before, after, happened, quick))
        was, *came, now = _billions(lines["Money"].split(". Cash was ")[1])
        assert abs(was + sum(came) - now) < 0.06 * (len(came) + 2), lines["Money"]
        late = figure("openai.late_mw", after.number("openai.late_mw"))
        assert late in lines["Compute"] or "nothing late" in lines["Compute"]


def test_what_came_unasked_is_not_told_as_ones_own_signature() -> None:
    def told(id: str) -> str:
        contract = Contract(id=id, provider="azure", mw=84, due=2, price=3000, term=8)
        return tell(facts.ContractSigned(contract), SCENARIO, OPENAI) or ""

    assert told("azure-fast-1").startswith("Microsoft gave unasked: 84 MW")
    assert told("azure-2025-q1").startswith("Signed: 84 MW")
    card = SCENARIO.events[0]
    assert told(f"{card.id}-azure").startswith("It came with")
    assert card.title.strip("“”") in told(f"{card.id}-azure")


def test_every_deed_has_its_sentence() -> None:
    for action in ACTIONS.values():
        words = tell(facts.Acted(action.seats[0], action.id, ""), SCENARIO, None)
        assert not words or (":" not in words and words.endswith(".")), action.id


def test_a_lead_in_the_score_is_told_in_what_the_screens_call_it() -> None:
    line = Line("Access 32 tenths behind the rival over two years", -7)
    assert line_words(line) == "Access: capability 32 behind the rival over two years"
    assert line_words(Line("Utilisation 80 %", 3)) == "Utilisation 80 %"


def test_what_slipped_in_a_turn_and_what_is_late_now_are_told_apart() -> None:
    view = played("c-1").view(OPENAI)
    contract = Contract(id="k", provider="azure", mw=150, due=2, price=3000, term=8)
    before = replace(view, contracts=(contract,))
    slipped = (facts.Slipped("k", 1),)
    later = {
        number: replace(view, numbers={**view.numbers, "openai.late_mw": number}) for number in (0, 150, 365)
    }
    assert "150 MW slipped, nothing late now." in dict(letter(before, later[0], slipped, SCENARIO))["Compute"]
    assert "; 150 MW late." in dict(letter(before, later[150], slipped, SCENARIO))["Compute"]
    assert "nothing slipped, 365 MW late now." in dict(letter(before, later[365], (), SCENARIO))["Compute"]


def _billions(words: str) -> list[float]:
    found = re.findall(r"([−+]?)\$([\d.]+)(bn|m)", words)
    return [float(n) * (-1 if sign == "−" else 1) / (1 if unit == "bn" else 1000) for sign, n, unit in found]


def test_a_table_left_unsigned_is_told_as_a_table_and_not_as_a_signature() -> None:
    session = played("c-1")
    view = session.view(OPENAI)
    happened = (
        facts.Spoke(seat=OPENAI, move="walk", rounds=2, turn=MICROSOFT),
        facts.TableClosed("walked"),
    )
    told = dict(letter(view, view, happened, SCENARIO))
    assert told["Table"] == "You leave the table. The table is closed for this quarter, unsigned."
    assert told["Signed"].startswith("Nothing.")


def test_a_table_left_without_a_word_is_told_with_their_last_words_and_why_it_closed() -> None:
    session = played("c-1")
    view = session.view(OPENAI)
    happened = (
        facts.Spoke(seat=MICROSOFT, move="offer", rounds=1, turn=OPENAI, says="Not quite. This, perhaps."),
        facts.Spoke(seat=OPENAI, move="offer", rounds=0, turn=MICROSOFT),
        facts.Spoke(seat=MICROSOFT, move="walk", rounds=0, turn=OPENAI),
        facts.TableClosed("out-of-rounds"),
    )
    assert dict(letter(view, view, happened, SCENARIO))["Table"] == (
        "Microsoft leaves the table. Your last offer was not signed, and no round was left."
        " Their last words: “Not quite. This, perhaps.” The table is closed for this quarter, unsigned."
    )


def test_whoever_leaves_with_praise_alone_is_told_with_how_far_apart_they_called_it() -> None:
    view = played("c-1").view(OPENAI)
    praise, blame = (Reason(clause="agi-trigger", sign=sign, band="decisive") for sign in ("helps", "hurts"))
    for reasons, far in (((praise,), True), ((praise, blame), False)):
        happened = (
            facts.Spoke(seat=MICROSOFT, move="offer", rounds=1, turn=OPENAI, gap="far apart"),
            facts.Spoke(seat=OPENAI, move="offer", rounds=0, turn=MICROSOFT),
            facts.Spoke(seat=MICROSOFT, move="walk", rounds=0, turn=OPENAI, reasons=reasons),
            facts.TableClosed("out-of-rounds"),
        )
        assert ("They called it far apart." in dict(letter(view, view, happened, SCENARIO))["Table"]) == far


def test_once_something_was_signed_the_agreement_that_goes_on_is_no_longer_the_old_one() -> None:
    view = played("c-1").view(OPENAI)
    amended = replace(view.agreement, amendments=(Amendment(number=1, quarter=0, changes=()),))
    for agreement, told in ((view.agreement, "The old agreement goes on"), (amended, "as it was signed.")):
        after = replace(view, agreement=agreement)
        lines = dict(short_letter(view, after, (facts.WalkedOut(1500),), SCENARIO))
        assert told in lines["Signed"]
        assert "Watched" in lines


def test_of_two_tables_in_a_turn_only_the_one_that_was_left_unsigned_is_told_as_left() -> None:
    view = played("c-1").view(OPENAI)
    signed = (
        facts.Spoke(seat=OPENAI, move="offer", rounds=1, turn=MICROSOFT),
        facts.Spoke(seat=MICROSOFT, move="accept", rounds=1, turn=OPENAI, says="Done. Nobody touch it."),
        facts.TableClosed("signed"),
    )
    unsigned = (
        facts.Spoke(seat=MICROSOFT, move="offer", rounds=0, turn=OPENAI, says="This, perhaps."),
        facts.Spoke(seat=OPENAI, move="walk", rounds=0, turn=MICROSOFT),
        facts.TableClosed("walked"),
    )
    assert "Table" not in dict(letter(view, view, signed, SCENARIO))
    for both in (signed + unsigned, unsigned + signed):
        assert dict(letter(view, view, both, SCENARIO))["Table"] == (
            "You leave the table. Their last offer was not signed. Their last words: “This, perhaps.”"
            " The table is closed for this quarter, unsigned."
        )


def test_an_answer_that_is_sealed_is_told_to_its_own_seat_until_it_is_out() -> None:
    card = next(card for card in SCENARIO.events if choices_of(card, OPENAI))
    sealed = facts.SealedUp(OPENAI, Respond(card=card.id, choice=choices_of(card, OPENAI)[0].id))
    out = facts.Responded(OPENAI, card.id, choices_of(card, OPENAI)[0].id)
    (told,) = story([sealed], SCENARIO, OPENAI)
    assert told.startswith("Sealed: “")
    assert told.endswith("(takes effect when both have answered).")
    assert story([sealed], SCENARIO, MICROSOFT) == ()
    assert story([sealed, out], SCENARIO, OPENAI) == story([out], SCENARIO, OPENAI)


def test_what_an_answer_moved_stands_behind_it_and_what_is_hidden_parts_nothing() -> None:
    card = next(
        card for card in SCENARIO.events if choices_of(card, OPENAI) and not card.title.startswith("“")
    )
    choice = choices_of(card, OPENAI)[0]
    out = facts.Responded(OPENAI, card.id, choice.id)
    cash, mood = (
        facts.Moved("openai.cash", -400, card.title),
        facts.Moved("openai.staff_mood", 20, card.title),
    )
    unseen = next(name for name in STATS if STATS[name].sight(OPENAI) == HIDDEN)
    hidden = facts.Moved(unseen, 1, next(other.title for other in SCENARIO.events if other is not card))
    (told,) = story([out, cash, hidden, mood], SCENARIO, OPENAI)
    assert told.startswith(f"You, on “{card.title}”: {choice.text.removesuffix('.')}")
    assert told.endswith("(cash −$400m, staff mood +2).")
    between = facts.StanceSet(OPENAI, "premium")
    assert story([out, between, cash], SCENARIO, OPENAI)[-1] == f"{card.title}: cash −$400m."


def test_a_deed_is_not_told_where_what_came_of_it_is() -> None:
    deed = facts.Acted(OPENAI, "raise-equity")
    raised = facts.Moved("openai.raised", 3200, "equity round")
    assert story([deed], SCENARIO, OPENAI) == ("You raise equity.",)
    assert story([deed, raised], SCENARIO, OPENAI) == ("OpenAI raises $3.2bn of equity.",)


def test_a_part_of_a_round_is_told_to_whoever_pays_it() -> None:
    paid = facts.Moved("microsoft.returns", -6880, "equity round")
    assert tell(paid, SCENARIO, MICROSOFT) == "You take your part of the round: −$6.9bn."
    assert tell(paid, SCENARIO, OPENAI) is None


def a_finding(source: str, topic: str, *values: int) -> Learned:
    return Learned(topic=topic, quarter=0, source=source, reliability="roughly", values=values)


@pytest.mark.parametrize(
    ("seat", "fact", "words"),
    [
        (OPENAI, facts.Acted(OPENAI, "leak", "share-price-up"), "You leak (Microsoft's share price up)."),
        (OPENAI, facts.Acted(OPENAI, "disclose", "cash"), "You disclose (how much cash you have)."),
        (MICROSOFT, facts.Acted(OPENAI, "back-channel", "spare"), "OpenAI uses the back-channel."),
        (None, facts.Acted(OPENAI, "lobby", "safety-up"), "OpenAI lobbies (warm safety heat)."),
        (OPENAI, facts.Unanswered(OPENAI, "spare"), "The back-channel: you would rather not say."),
        (OPENAI, facts.Unanswered(MICROSOFT, "spare"), "The back-channel: Microsoft would rather not say."),
        (OPENAI, facts.StanceSet(OPENAI, "premium"), "Your price is “premium” now."),
        (MICROSOFT, facts.StanceSet(OPENAI, "war"), "OpenAI's price is “war” now."),
        (MICROSOFT, facts.Traced(OPENAI, "leak"), "The leak is traced to OpenAI."),
        (OPENAI, facts.Traced(OPENAI, "lobby"), "The lobbying is traced to you."),
        (MICROSOFT, facts.Moved("relations.friction", 60, "a leak"), "Somebody has talked to the press. Friction +6."),
        (
            OPENAI, facts.Found(OPENAI, a_finding("back-channel", "signature", 0)),
            "The back-channel: asked whether they must have a signature within a year, they say no.",
        ),
        (MICROSOFT, facts.Found(MICROSOFT, a_finding("disclosure", "cash", 940)), "OpenAI discloses: their cash: $940m."),
        (
            None, facts.Found(MICROSOFT, a_finding("disclosure", "deadline", -1)),
            "OpenAI discloses, to Microsoft: they have no date to sign by.",
        ),
        (
            OPENAI, facts.Found(OPENAI, a_finding("counsel", "odds", 1800, 2800)),
            "Counsel reads the odds: OpenAI's chance in court over AGI today is 18 % to 28 %.",
        ),
    ],
)  # fmt: skip
def test_what_was_found_out_and_let_slip_is_told_in_words(
    seat: str | None, fact: facts.Fact, words: str
) -> None:
    assert tell(fact, SCENARIO, seat) == words


# --- the claim ----------------------------------------------------------------------------------------------------

MADE = ClaimStatus(limb="profit", filed=8, stage="claimed", certified=103_000)


@pytest.mark.parametrize(
    ("claim", "seat", "words"),
    [
        (
            MADE,
            None,
            "OpenAI certifies that AGI is here, under the profit limb, on auditors who say $103bn a year.",
        ),
        (
            replace(MADE, limb="board", certified=0),
            OPENAI,
            "You declare that AGI is here, under the board limb.",
        ),
        (replace(MADE, stage="buy-out"), MICROSOFT, "You would rather buy the claim out: the table opens."),
        (
            replace(MADE, stage="returned"),
            OPENAI,
            "The buy-out was not signed. Microsoft must accept the claim or dispute it.",
        ),
        (
            replace(MADE, stage="referred", until=9),
            None,
            "Microsoft demands the panel; its verdict is due in Q2 2027.",
        ),
        (
            ClaimStatus(limb="panel", filed=8, stage="referred", until=9),
            None,
            "OpenAI asks the panel whether AGI is here; its verdict is due in Q2 2027.",
        ),
        (
            replace(MADE, stage="disputed", until=11, frozen_share=True),
            None,
            "Microsoft disputes it; a verdict is due by Q4 2027. The court orders nothing until then: no share is paid.",
        ),
        (
            replace(MADE, stage="disputed", until=11),
            MICROSOFT,
            "You dispute it; a verdict is due by Q4 2027. Until then the court keeps things as they are.",
        ),
        (
            replace(MADE, stage="disputed", until=11, frozen_share=True, owed=900),
            None,
            "Share withheld for the claim so far: $900m; the verdict is due by Q4 2027.",
        ),
    ],
)
def test_a_claim_is_told_stage_by_stage(claim: ClaimStatus, seat: Seat | None, words: str) -> None:
    assert tell(facts.ClaimMoved(claim), SCENARIO, seat) == words


def test_a_certificate_is_told_to_nobody_but_the_lab() -> None:
    found = facts.Certified(Certificate(quarter=8, says=103_000, until=9))
    assert tell(found, SCENARIO, MICROSOFT) is None
    assert "the profit limb is open" in str(tell(found, SCENARIO, OPENAI))


def test_the_letter_has_a_line_for_a_claim_that_moved_and_none_otherwise() -> None:
    view = Game().view(OPENAI)
    moved = (facts.ClaimMoved(MADE), facts.ClaimSettled("bought-out"))
    lines = dict(letter(view, view, moved, SCENARIO))
    assert lines["AGI"].endswith("The claim is bought out, and withdrawn.")
    assert "AGI" not in dict(letter(view, view, (), SCENARIO))


def test_the_letter_tells_what_those_who_watch_have_begun_and_ended() -> None:
    game = Game(world(openai={"cash": 400_000}))
    before = game.view(OPENAI)
    game.set("world.heat_antitrust", 600).close()
    watched = dict(letter(before, game.view(OPENAI), game.all_facts, game.scenario))["Watched"]
    assert watched.startswith("An antitrust inquiry is opened.")
    told, before = len(game.all_facts), game.view(OPENAI)
    game.set("world.heat_antitrust", 300).close()
    watched = dict(letter(before, game.view(OPENAI), game.all_facts[told:], game.scenario))["Watched"]
    assert watched == "The antitrust inquiry is closed. Boxes are returned."
    told, before = len(game.all_facts), game.view(OPENAI)
    game.close()
    assert "Watched" not in dict(letter(before, game.view(OPENAI), game.all_facts[told:], game.scenario))


def test_what_happens_inside_a_house_is_told_there() -> None:
    game = Game(world(openai={"cash": 400_000})).set("openai.board_mood", 0).close()
    assert any("remembers its mission" in line for line in story(game.all_facts, game.scenario, OPENAI))
    assert not any(
        "remembers its mission" in line for line in story(game.all_facts, game.scenario, MICROSOFT)
    )


@pytest.mark.parametrize(
    ("id", "words"),
    [
        ("oracle-2025-q3-b", "what was ordered in Q3 2025 (order 2 of that quarter)"),
        ("azure-2029-q1", "what was ordered in Q1 2029"),
        ("azure-for-oracle-2025-q1", "what was ordered in Q1 2025"),
        ("azure-fast-3", "what was fast-tracked in Q4 2025"),
        ("azure-second-hall", "150 MW ordered before the game"),
    ],
)
def test_capacity_is_told_in_words_and_never_by_the_name_it_is_filed_under(id: str, words: str) -> None:
    for fact in (facts.Slipped(id, 1), facts.Repriced(id, 3000), facts.Cancelled(id)):
        told = tell(fact, SCENARIO, OPENAI)
        assert told is not None
        assert words in told
        assert id not in told
    assert (tell(facts.Repriced(id, 3000), SCENARIO, OPENAI) or "").startswith(("Oracle", "Azure"))


def test_capacity_that_a_card_brought_is_told_by_its_title() -> None:
    id = f"{SCENARIO.events[0].id}-oracle-2"
    told = tell(facts.Slipped(id, 2), SCENARIO, OPENAI)
    assert told == f"Oracle is late: what came with “{SCENARIO.events[0].title}” slips 2 quarters."


def test_less_than_a_percent_is_not_told_as_none() -> None:
    told = tell(facts.Moved("openai.share", 40, "a company bought"), SCENARIO, OPENAI)
    assert told == "The company came with customers: +0.4 % of the market."


def test_what_everybody_talks_about_makes_a_headline() -> None:
    game = Game()
    before = game.view(OPENAI)
    quiet = (facts.Moved("world.appetite", 900, "fashion"),)
    assert "News" not in dict(letter(before, before, quiet, SCENARIO))
    assert story(quiet, SCENARIO, OPENAI) == ()
    loud = (
        facts.Moved("world.heat_safety", 180, "a hearing"),
        facts.Moved("world.appetite", 1430, "a new use"),
        facts.Moved("world.appetite", -1100, "fashion"),
    )
    after = replace(
        before, numbers={**before.numbers, "world.appetite": before.number("world.appetite") + 2000}
    )
    assert dict(letter(before, after, loud, SCENARIO))["News"] == (
        "A hearing, on television: safety heat +18. Customers find a new use for it: appetite +14 %. "
        "Customers ask for +20 % against last quarter."
    )
    assert (
        story(loud, SCENARIO, MICROSOFT)[2] == "People ask for less of it than last quarter: appetite −11 %."
    )


@pytest.mark.parametrize("heat", ["antitrust", "charity", "safety", "export"])
@pytest.mark.parametrize("level", [520, 770])
def test_a_heat_that_passes_50_or_75_is_news_to_both(heat: str, level: int) -> None:
    game = Game(world(openai={"cash": 400_000})).set(f"world.heat_{heat}", level + 60).close()
    for seat in SEATS:
        began = [f for f in game.all_facts if isinstance(f, facts.ProceedingBegan)]
        assert began
        assert all(tell(fact, game.scenario, seat) for fact in began)


def test_the_first_release_that_waits_for_a_safety_case_is_a_headline_to_the_lab_alone() -> None:
    game = Game(world(openai={"cash": 400_000})).set("world.heat_safety", 800).close()
    told, before = len(game.all_facts), {seat: game.view(seat) for seat in SEATS}
    game.set("openai.evaluated", 0).close()
    lines = {
        seat: dict(letter(before[seat], game.view(seat), game.all_facts[told:], game.scenario))
        for seat in SEATS
    }
    assert "what is new waits for a safety case" in lines[OPENAI]["News"]
    assert "safety case" not in lines[MICROSOFT].get("News", "")


def test_a_word_with_an_answer_is_told_to_both_with_who_said_it() -> None:
    said = facts.Remarked(Said(seat=MICROSOFT, move="waive", about="x", says="It is all yours."))
    assert [tell(said, SCENARIO, seat) for seat in (OPENAI, MICROSOFT)] == [
        "Microsoft: “It is all yours.”",
        "You: “It is all yours.”",
    ]


@pytest.mark.parametrize(("move", "told"), [("accept", "agreed."), ("ask", "work?"), ("why", "why not?")])
def test_what_is_said_with_a_move_is_told_with_it(move: str, told: str) -> None:
    spoke = facts.Spoke(seat=MICROSOFT, move=move, rounds=1, turn=OPENAI, says="So be it.")
    assert str(tell(spoke, SCENARIO, OPENAI)).endswith(f"{told} “So be it.”")
