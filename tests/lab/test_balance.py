"""The balance as a command: which games it plays, what it watches in them, what it says, and its exit code."""

from __future__ import annotations

import itertools

import pytest

from game.cli import main
from game.errors import Exit
from game.lab import balance
from game.lab.evidence import COUNTERS, Look
from game.lab.measures import Finding
from game.lab.rows import MET, MISSED, ROWS, Row
from game.lab.runs import Game, spread
from game.lab.statistics import Figure
from game.lab.watched import SERIES, Watched, Watcher, watch
from game.players.policies import policies_of
from game.rules.decisions import Act, Done
from game.rules.engine import default
from game.rules.units import MICROSOFT, OPENAI, SEATS
from game.session import Session
from tests.lab.made import FLAGSHIP, game, look


def _quick(planned: Game) -> Watched:
    """A game that takes no time, and is the same whenever it is asked for."""
    at = sum(map(ord, f"{planned.seed}{planned.replay}{sorted(planned.seats.values())}"))
    return game(planned.seed, planned.replay, 40 + at % 20, 40 + at // 7 % 20, seats=planned.seats)


def _glance(named: tuple[str, str]) -> Look:
    return look(100_000 + 1000 * (len(named[1]) + ord(named[1][-1])), term=ord(named[1][-1]) % 4)


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setattr(balance, "watch", _quick)
    monkeypatch.setattr(balance, "_look", _glance)


def ran(capsys, *words):
    code = main(("balance", *words))
    return code, *capsys.readouterr()


def test_the_command_says_what_became_of_every_promise(quick, capsys, tmp_path):
    file = tmp_path / "balance.md"
    code, out, err = ran(capsys, "--games", "20", "-o", str(file))
    assert (code, err) == (Exit.FOUND, "")
    text = file.read_text("utf-8")
    for row in ROWS:
        assert row.words in out
        assert f"| {row.id} | {row.words} |" in text
    assert f"{len(ROWS) - 2} " not in out.splitlines()[-1]  # not everything came out alike
    assert out.splitlines()[-1].endswith("1 not measured.")
    assert "first-refusal balance --games 20 --seed harbour-7" in text
    assert "version 0." in text


def test_the_same_arguments_write_the_same_bytes_and_others_do_not(quick, capsys, tmp_path):
    files = [tmp_path / f"{n}.md" for n in range(3)]
    for file, seed in zip(files, ("quiet-1", "quiet-1", "quiet-2"), strict=True):
        ran(capsys, "--games", "20", "--seed", seed, "-o", str(file))
    same, again, other = (file.read_bytes() for file in files)
    assert same == again != other


def test_the_exit_code_is_one_only_when_a_promise_is_missed(quick, capsys, monkeypatch):
    really = balance.judge
    for low, expected in ((0, Exit.FINE), (2, Exit.FOUND)):
        row = Row("x", "A section", "one", low, 3, "", lambda _: Finding(Figure(1, 1, 1), "a word"))
        monkeypatch.setattr(balance, "judge", lambda evidence, row=row: really(evidence, (row,)))
        code, out, _ = ran(capsys, "--games", "20")
        assert code == expected
        assert "one (a word)" in out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--games", "7"), "--games goes from 8"),
        (("--jobs", "0"), "--jobs goes from 1"),
        (("--seed", "No Words"), "lower-case words"),
        (("--seed", "x" * 75), "lower-case words"),
    ],
)
def test_a_mistake_gets_one_sentence(capsys, words, said):
    code, out, err = ran(capsys, *words)
    assert (code, out) == (Exit.USAGE, "")
    assert said in err
    assert err.count("\n") == 1


def test_a_folder_that_is_not_there_is_said_before_anything_is_played(capsys, tmp_path):
    code, out, err = ran(capsys, "-o", str(tmp_path / "nowhere" / "balance.md"))
    assert (code != 0, out) == (True, "")
    assert "could not be written" in err


def test_two_thousand_games_are_250_seeds_with_eight_replays_and_the_rest_in_proportion():
    size = balance.sizes(2000)
    assert (size.seeds, size.replays, size.rungs, size.worlds) == (250, 8, 80, 20)
    assert balance.sizes(20).seeds * balance.sizes(20).replays == 20
    assert [balance.sizes(games).worlds for games in (8, 200, 500, 4000)] == [2, 8, 20, 40]


def test_every_policy_meets_every_counter_policy_once_a_world():
    cells = balance.cells()
    assert len(set(cells)) == len(cells) == 75
    for seat, place in ((OPENAI, 0), (MICROSOFT, 1)):
        them = MICROSOFT if seat == OPENAI else OPENAI
        for pair in itertools.product(policies_of(seat), COUNTERS[them]):
            assert (pair if place == 0 else pair[::-1]) in cells


def test_a_match_of_the_ladder_is_the_first_replay_of_a_seed_of_the_mirror():
    mirror, ladder, alone, paper = balance.batches("first-refusal", "b2:x", 20)
    first = {one.seed for one in mirror.games if one.replay == 0}
    for one in (*ladder.games, *alone.games):
        assert one.seed in first
        assert one.replay == 0
        assert "bot:2" in one.seats.values()
    assert not first & {one.seed for one in paper.games}
    assert len(ladder.games) == 4 * len(alone.games)


def test_a_game_is_watched_as_it_was_played():
    planned = Game(
        scenario="first-refusal", seed="b2:watched", seats={OPENAI: "policy:balanced", MICROSOFT: "random"}
    )
    seen = watch(planned)
    session = Session.new(FLAGSHIP, planned.seed, planned.seats)
    session.play_bots()
    outcome, state = session.outcome(), session.state
    assert outcome is not None
    assert (seen.ending, len(seen.fleet)) == (outcome.ending, outcome.quarters)
    assert {seat: round(seen.scores[seat] + 1e-9) for seat in SEATS} == {
        j.seat: j.score for j in outcome.seats
    }
    assert seen.series["openai.revenue"][-1] == state.openai.revenue
    assert seen.fleet[-1] == state.openai.azure_mw + state.openai.partner_mw + state.openai.own_mw
    assert set(seen.series) == set(SERIES)
    assert set(seen.cards) == {one.card for one in state.drawn}
    assert seen.reachable >= len(seen.cards)
    assert seen.signatures == len([one for one in state.agreement.amendments if one.how == "signed"])
    assert len(seen.tables) == len(state.minutes)


def test_what_goes_on_by_itself_is_no_decision_and_a_plan_is_one():
    session = Session.new(FLAGSHIP, "b2:counted", {OPENAI: "you", MICROSOFT: "policy:half"})
    watcher = Watcher(FLAGSHIP)
    session.listen(watcher)
    while session.state.quarter == 0:
        session.play_bots()
        if session.question(OPENAI) is not None:
            session.act(OPENAI, default(FLAGSHIP, session.state, OPENAI))
    assert watcher.decisions[OPENAI] == 0
    while (question := session.question(OPENAI)) is None or question.topic != "plan":
        session.play_bots()
        if question is not None:
            session.act(OPENAI, Done())
    for decision in (Act(action="town-hall"), Act(action="safety-case"), Done()):
        session.act(OPENAI, decision)
    assert watcher.decisions[OPENAI] == 1


def test_replays_of_a_seed_have_the_same_people_and_other_luck():
    def played(replay: int) -> tuple[Session, Watched]:
        seats = {OPENAI: "policy:adaptive", MICROSOFT: "policy:adaptive"}
        session = Session.new(FLAGSHIP, "b2:again", seats, replay=replay)
        return session, watch(Game(scenario="first-refusal", seed="b2:again", seats=seats, replay=replay))

    (first, one), (again, same), (other, another) = played(0), played(0), played(1)
    assert first.state == again.state == other.state
    assert one == same
    assert one.series != another.series


def test_whoever_stops_listening_stops_the_work():
    found = spread(abs, range(-1000, 0), jobs=2)
    assert next(found) == 1000
    found.close()  # type: ignore[attr-defined]
    assert list(spread(abs, (-1, -2), jobs=2)) == [1, 2]


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (0.4831, "%", "48.3 %"), (1.917, "GW", "1.92"), (71.2, "Elo", "+71"), (5, "", "5"), (5.5, "", "5.5"), (-0.01, "points", "0.0"),
        (float("inf"), "points", "–"), (float("nan"), "%", "–"),
    ],
)  # fmt: skip
def test_figures_are_written_in_their_units(value, unit, expected):
    assert balance.number(value, unit) == expected


def test_targets_are_written_as_they_are_promised():
    by_id = {row.id: balance.target(row) for row in ROWS}
    assert by_id["win-both"] == "20 to 40 %"
    assert by_id["amended"] == "at least 95 %"
    assert by_id["commonest-ending"] == "at most 25 %"
    assert by_id["ladder-openai-1"] == "at least +60 Elo"
    assert by_id["joint-high"] == "at most $160bn"
    assert by_id["worst-openai"] == "9"
    assert by_id["notices-tight"] == "at most -6 points"


@pytest.mark.heavy
def test_the_command_end_to_end_with_real_games(capsys, tmp_path):
    code, out, _ = ran(capsys, "--games", "8", "--jobs", "2", "-o", str(tmp_path / "b.md"))
    assert code in (Exit.FINE, Exit.FOUND)
    assert out.count(MISSED) or out.count(MET)
    assert (tmp_path / "b.md").read_bytes()
