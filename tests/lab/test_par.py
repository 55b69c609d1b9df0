"""Par for a seed: replays by a level-2 bot, kept beside the save and taken up again (rulebook 3.6.3)."""

from __future__ import annotations

import io
import sys
from dataclasses import replace as with_fields
from itertools import islice
from pathlib import Path
from statistics import pstdev
from types import SimpleNamespace

import pytest
from msgspec.structs import replace

from game.files.deals import deal_of
from game.files.pars import par_path, read_scores
from game.files.saves import Header
from game.files.scenarios import load_scenario
from game.lab import beside, par, runs
from game.rules.units import SEATS
from game.session import Session


@pytest.fixture(scope="module")
def short():
    scenario = load_scenario("first-refusal")
    return with_fields(scenario, quarters=with_fields(scenario.quarters, count=2))


def begun(short, path: Path | None = None, seat: str = "openai") -> Header:
    seats = {"openai": "bot:1", "microsoft": "bot:1", seat: "you"}
    session = Session.new(short, "harbour-7", seats, path=path)
    session.close()
    return session.header


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(par, "GAMES", 4)


def test_a_replay_is_the_same_game_but_for_the_luck_of_one_bot(short):
    header = begun(short)
    games = [
        Session.new(
            short, "harbour-7", {"openai": "bot:2", "microsoft": "bot:1"}, header.setup, None, n, ("openai",)
        )
        for n in (1, 2)
    ]
    assert games[0].state == games[1].state
    usual = Session.new(short, "harbour-7", {"openai": "bot:2", "microsoft": "bot:1"}, header.setup)
    lucks = [
        {seat: vars(who)["chance"].seed for seat, who in game._players.items()} for game in (*games, usual)
    ]
    assert len({luck["openai"] for luck in lucks}) == 3
    assert len({luck["microsoft"] for luck in lucks}) == 1


def test_the_same_replay_has_the_same_score_in_whatever_process(short, few):
    header = begun(short)
    alone = list(par.replays(header, "openai"))
    assert len(alone) == 4
    assert list(par.replays(header, "openai", jobs=2)) == alone
    assert list(par.replays(header, "openai", 3)) == alone[3:]


def test_a_counterpart_who_is_a_person_is_replaced_by_a_bot(short):
    both = replace(begun(short), seats={"openai": "you", "microsoft": "you"})
    assert 0 <= par.replay(both, "openai", 1) <= 100


def test_par_is_mean_and_deviation_in_tenths_once_all_replays_are_there(monkeypatch):
    scores = (58, 59, 61, 61, 60, 62, 55)
    assert par.par_from(scores) is None
    monkeypatch.setattr(par, "GAMES", 7)
    assert par.par_from(scores) == (round(sum(scores) / 0.7), int(pstdev(scores) * 10), 7)
    assert par.par_from((50,) * 7) == (500, 0, 7)


def test_par_is_kept_replay_by_replay_and_taken_up_again(short, few, tmp_path):
    save = tmp_path / "one.jsonl"
    header = begun(short, save)
    deal = deal_of(header, "openai")
    first = list(islice(par.par_beside(save, header, "openai"), 3))
    assert [len(scores) for scores in first] == [0, 1, 2]
    assert read_scores(save, deal) == first[-1]
    rest = list(par.par_beside(save, header, "openai"))
    assert [len(scores) for scores in rest] == [2, 3, 4]
    assert rest[-1][:2] == first[-1]
    assert par.pars_beside(save, header) == {"openai": par.par_from(rest[-1])}
    assert list(par.par_beside(save, header, "openai")) == [rest[-1]]
    assert save.read_bytes().count(b"\n") == 1, "the save itself is as it was"


def test_par_is_worked_out_where_nothing_can_be_kept(short, few, tmp_path):
    (tmp_path / "file").write_text("in the way")
    *_, scores = par.par_beside(tmp_path / "file" / "one.jsonl", begun(short), "openai")
    assert len(scores) == 4


@pytest.mark.parametrize(("pipe", "done"), [(b"", 1), (None, 4)])
def test_the_process_beside_a_game_ends_when_nobody_waits(short, few, tmp_path, monkeypatch, pipe, done):
    save = tmp_path / "one.jsonl"
    header = begun(short, save)

    class Open(io.BytesIO):
        def read(self, *_: object) -> bytes:
            waiting.wait()
            return b""

    from threading import Event

    waiting = Event()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=Open() if pipe is None else io.BytesIO(pipe)))
    monkeypatch.setattr("os.nice", lambda _: 0)
    assert beside.work(save) == 0
    waiting.set()
    found = len(read_scores(save, deal_of(header, "openai")))
    assert found == 4 if done == 4 else found <= done
    assert par_path(save).exists() == (found > 0)


def test_a_run_tells_par_for_both_seats_when_it_is_asked_for(short, few):
    game = runs.Game(
        scenario="first-refusal", seed="harbour-7", seats={"openai": "bot:1", "microsoft": "bot:1"}, par=True
    )
    with_par = runs.play(game, short)
    header = Session.new(short, game.seed, game.seats).header
    for seat in SEATS:
        assert with_par.seats[seat].par == par.par_of(header, seat).mean
    without = runs.play(replace(game, par=False), short)
    assert {seat: without.seats[seat].par for seat in SEATS} == {"openai": 0, "microsoft": 0}
    assert without.state == with_par.state
