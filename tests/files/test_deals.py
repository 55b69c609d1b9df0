"""What a seat was dealt, its code, and the par that is kept beside a save (rulebook 3.6.3)."""

from __future__ import annotations

from dataclasses import replace as with_fields
from pathlib import Path

import pytest
from msgspec.structs import replace

from game.errors import Refusal
from game.files.deals import checked, code_of, deal_of, read_code
from game.files.pars import par_path, read_scores, write_scores
from game.files.saves import Header
from game.rules.engine import Setup
from game.session import Session
from tests.worlds import world

SCENARIO = world(quarters=2)


def header(counterpart: str = "bot:2", seat: str = "openai", seed: str = "harbour-7", **setup: str) -> Header:
    seats = {seat: "you", "microsoft" if seat == "openai" else "openai": counterpart}
    return Session.new(SCENARIO, seed, seats, Setup(**setup)).header


def test_a_deal_is_scenario_seed_seat_counterpart_and_setup():
    first = header()
    deal = deal_of(first, "openai")
    assert deal_of(header(), "openai") == deal
    assert deal_of(replace(first, seats={"openai": "bot:1", "microsoft": "bot:2"}), "openai") == deal
    others = (
        deal_of(first, "microsoft"),
        deal_of(header("bot:1"), "openai"),
        deal_of(header("bot:2/hedger"), "openai"),
        deal_of(header(seed="harbour-8"), "openai"),
        deal_of(header(openai_mandate="for-everyone"), "openai"),
        deal_of(replace(first, scenario=with_fields(SCENARIO, title="Another")), "openai"),
        deal_of(replace(first, rules=first.rules + 1), "openai"),
    )
    assert len({deal, *others}) == len(others) + 1


def test_the_default_mandate_is_the_same_deal_named_or_not():
    assert deal_of(header(openai_mandate="balanced"), "openai") == deal_of(header(), "openai")


@pytest.mark.parametrize(
    ("counterpart", "seat", "mandate"),
    [
        ("bot:2", "openai", ""),
        ("random", "openai", ""),
        ("bot:1/hedger", "openai", "for-everyone"),
        ("bot:2/hedger,warmth=80,bluff=0", "openai", ""),
        ("bot:2", "microsoft", "random"),
    ],
)
def test_a_code_deals_the_same_again(counterpart, seat, mandate):
    first = header(counterpart, seat, **{f"{seat}_mandate": mandate})
    deal = read_code(f" {code_of(first).upper()} ")
    checked(deal, SCENARIO)
    again = Session.new(SCENARIO, deal.seed, deal.seats, deal.setup)
    assert again.header.seats == first.seats
    assert deal_of(again.header, seat) == deal_of(first, seat)
    assert again.state == Session.new(SCENARIO, "harbour-7", first.seats, first.setup).state


def test_the_records_weather_is_in_the_code_and_the_usual_one_goes_without_saying():
    first = header()
    windy = replace(first, setup=replace(first.setup, weather="record"))
    code = code_of(windy)
    assert ".balanced.record." in code
    assert read_code(code).setup.weather == "record"
    checked(read_code(code), SCENARIO)
    assert read_code(code_of(first)).setup.weather == "drawn"


def test_a_code_can_be_read_aloud():
    assert code_of(header("bot:1/hedger")).startswith("small-world.harbour-7.openai.1.hedger.balanced.")
    assert code_of(header()).startswith("small-world.harbour-7.openai.2.drawn.balanced.")


def test_a_game_that_no_code_can_deal_has_none():
    bots = Session.new(SCENARIO, "harbour-7", {"openai": "bot:1", "microsoft": "bot:2"}).header
    assert code_of(bots) == ""
    assert code_of(header("you")) == ""
    assert code_of(header(microsoft_mandate="the-street")) == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "harbour-7",
        "a.b.c.d",
        "a.b.nobody.2.drawn.balanced.12ab",
        "a.b.openai.you.drawn.balanced.12ab",
        "......",
    ],
)
def test_what_is_no_code_is_said_in_a_sentence(text):
    with pytest.raises(Refusal) as refused:
        read_code(text)
    assert refused.value.code == "no-such-deal"


def test_a_slip_of_the_pen_or_another_version_is_noticed():
    code = code_of(header())
    for wrong in (code.replace("harbour-7", "harbour-8"), code.replace(".2.", ".1."), code[:-4] + "zzzz"):
        with pytest.raises(Refusal) as refused:
            checked(read_code(wrong), SCENARIO)
        assert refused.value.code == "other-deal"
    with pytest.raises(Refusal):
        checked(read_code(code), world(quarters=3))


# --- par beside a save --------------------------------------------------------------------------------------------


def test_what_is_kept_is_read_again(tmp_path: Path):
    save = tmp_path / "openai-harbour-7.jsonl"
    assert read_scores(save, "d1") == ()
    assert write_scores(save, "d1", "openai", (50, 60))
    assert par_path(save).name == "openai-harbour-7.par.json"
    assert read_scores(save, "d1") == (50, 60)


def test_what_belongs_to_another_deal_is_not_used(tmp_path: Path):
    save = tmp_path / "one.jsonl"
    write_scores(save, "d1", "openai", (50,))
    assert read_scores(save, "d2") == ()


def test_another_game_of_the_same_deal_has_par_already(tmp_path: Path):
    write_scores(tmp_path / "one.jsonl", "d1", "openai", (50, 60, 70))
    write_scores(tmp_path / "two.jsonl", "d1", "openai", (50,))
    assert read_scores(tmp_path / "two.jsonl", "d1") == (50, 60, 70)


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"[1]", b'{"format":"par/2","deal":"d1","seat":"openai","scores":[50]}', b"\xff\x00" * 40,
        b'{"format":"par/1","deal":"d1","seat":"openai","scores":[500]}',
        b'{"format":"par/1","deal":"d1","seat":"openai","scores":["a"]}', b"[" * 100_000,
    ],
)  # fmt: skip
def test_a_spoilt_file_is_as_good_as_none(tmp_path: Path, content: bytes):
    save = tmp_path / "one.jsonl"
    par_path(save).write_bytes(content)
    assert read_scores(save, "d1") == ()


def test_where_nothing_may_be_written_nothing_is_lost(tmp_path: Path):
    (tmp_path / "file").write_text("in the way")
    assert not write_scores(tmp_path / "file" / "one.jsonl", "d1", "openai", (50,))


def test_nothing_is_kept_beside_the_games_that_ship(tmp_path, monkeypatch):
    monkeypatch.setattr("game.files.pars.shipped", lambda kind: tmp_path)
    assert not write_scores(tmp_path / "one.jsonl", "d1", "openai", (50,))
    assert not list(tmp_path.iterdir())
