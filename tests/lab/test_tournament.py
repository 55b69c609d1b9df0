"""Everybody against everybody on the same deals: who is asked to play what, what is made of it, and how it is told."""

from __future__ import annotations

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import product

import msgspec
import pytest

from game.cli import main
from game.errors import Exit, Refusal
from game.files.scenarios import load_scenario
from game.lab import ladder, standings
from game.lab.sitting import Sitting
from game.lab.tournament import Deal, Plan, Played, checked, play
from game.players import UnknownPlayer
from game.rules.units import MICROSOFT, OPENAI

SHORT = """\
based-on: first-refusal
id: two-quarters
title: Two quarters
quarters: {count: 2}
deadlines: []
"""
PLAYERS = ("low", "high")


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("scenarios") / "two-quarters.yaml"
    path.write_text(SHORT)
    return str(path)


def plan(scenario: str = "first-refusal", **changes: object) -> Plan:
    usual = Plan(scenario=scenario, seed="b2:cup", players=PLAYERS, deals=6)
    return msgspec.structs.replace(usual, **changes)


def sat(lab: str, cloud: str, gains: tuple[int, int]) -> Sitting:
    return Sitting(
        seed="b2:cup-1", seats={OPENAI: lab, MICROSOFT: cloud}, archetypes={}, signed=gains != (0, 0), quarter=0, rounds=3, tables=1,
        gains=dict(zip((OPENAI, MICROSOFT), gains, strict=True)), nash={OPENAI: 100, MICROSOFT: 50},
        near={OPENAI: 50, MICROSOFT: 40}, best=200,
    )  # fmt: skip


def made(number: int, low: float, high: float) -> Deal:
    """A deal worth 40 and 50 to those who never sit down, where the two make so much more of either seat."""

    def played(lab: float, cloud: float) -> Played:
        return Played(scores={OPENAI: 40 + lab, MICROSOFT: 50 + cloud}, signatures=4, tables=(True, False))

    made, gains = {"low": low, "high": high}, {"low": 10, "high": 30}
    return Deal(
        seed=f"b2:cup-{number}",
        reservation={OPENAI: 40.0, MICROSOFT: 50.0},
        games={(lab, cloud): played(made[lab], made[cloud]) for lab, cloud in product(PLAYERS, repeat=2)},
        sittings={
            (lab, cloud): sat(lab, cloud, (gains[lab], gains[cloud]))
            for lab, cloud in product(PLAYERS, repeat=2)
        },
    )


def judged(low: float = 1.0, high: float = 3.0) -> standings.Report:
    return standings.judge(plan(), [made(number, low, high + number % 2) for number in range(6)])


def test_first_comes_who_makes_most_of_a_deal_beyond_what_it_is_worth_to_nobody():
    report = judged()
    assert [one.player for one in report.standings] == ["high", "low"]
    assert report.standings[1].over == dict.fromkeys(("both", OPENAI, MICROSOFT), (1.0, 1.0, 1.0))
    first = report.standings[0]
    assert first.over["both"].value == 3.5
    assert 3.0 <= first.over["both"].low < 3.5 < first.over["both"].high <= 4.0
    assert first.score.value == 48.5
    assert (first.signatures.value, first.deals.value) == (4, 0.5)
    assert {seat: one.value for seat, one in report.reservation.items()} == {OPENAI: 40, MICROSOFT: 50}


def test_two_players_are_compared_in_the_same_seat_of_the_same_deal():
    (step,) = judged().steps
    assert (step.lower, step.higher) == PLAYERS
    assert {seat: by.value for seat, by in step.by.items()} == dict.fromkeys(("both", OPENAI, MICROSOFT), 2.5)
    assert step.elo["both"].low > 0
    (back,) = judged(low=3.5, high=1.0).steps
    assert back.by["both"].value == -2.0
    assert back.elo["both"].value < 0
    (level,) = standings.judge(plan(), [made(1, 2.0, 2.0)] * 6).steps
    assert (level.by["both"].value, level.elo["both"].value) == (0, 0)


def test_in_the_same_company_who_gives_way_to_the_stubborn_does_not_lose_by_it():
    """The stubborn one gets 3 from who gives way, who gets 1; two who give way make 6 each, two stubborn ones nothing."""
    scores = {
        ("soft", "soft"): (6, 6),
        ("soft", "hard"): (1, 3),
        ("hard", "soft"): (3, 1),
        ("hard", "hard"): (0, 0),
    }
    deal = msgspec.structs.replace(
        made(1, 0, 0),
        games={
            pair: Played(scores={OPENAI: 40.0 + lab, MICROSOFT: 50.0 + cloud}, signatures=1, tables=())
            for pair, (lab, cloud) in scores.items()
        },
        sittings={pair: sat(*pair, (1, 1)) for pair in scores},
    )
    report = standings.judge(plan(players=("hard", "soft")), [deal] * 6)
    assert report.steps[0].by["both"].value == -2
    assert report.company_steps[0].by["both"].value == ((6 - 3) + (1 - 0)) / 2
    assert [one.player for one in report.standings] == ["soft", "hard"]


def test_a_win_is_rated_however_small_and_an_advantage_is_not():
    """Who would rather leave both with less can lead the rating; that is why it comes last."""
    report = standings.judge(plan(), [made(number, -8.0, -7.9) for number in range(6)])
    assert report.standings[0].rating.mu > 25 > report.standings[1].rating.mu
    assert report.standings[0].over["both"].value < 0


def test_at_the_table_everybody_meets_everybody_and_themselves():
    report = judged()
    assert [one.player for one in report.table] == ["high", "low"]
    first = report.table[0]
    assert first.share[OPENAI].value == pytest.approx(0.3)
    assert first.share[MICROSOFT].value == pytest.approx(0.6)
    assert first.share["both"].value == pytest.approx(0.45)
    assert first.near.value == pytest.approx((30 / 50 + 30 / 40) / 2)
    assert first.joint.value == pytest.approx((40 + 60 + 60 + 40) / 4 / 200)
    assert (first.deals.value, first.rounds.value) == (1, 3)
    (step,) = report.table_steps
    assert step.by[OPENAI].value == pytest.approx(0.2)


def test_neighbours_come_first_and_with_steps_nobody_else():
    three = plan(players=("a", "b", "c"))
    assert three.pairs == (("a", "b"), ("b", "c"), ("a", "c"))
    assert msgspec.structs.replace(three, steps=True).pairs == (("a", "b"), ("b", "c"))


def test_the_tables_fit_a_terminal_whatever_the_players_are_called():
    long = "policy:" + "very-" * 20 + "adaptive"
    renamed = json.loads(msgspec.json.encode(judged()).decode().replace('"high"', f'"{long}"'))
    report = msgspec.convert(renamed, standings.Report)
    text = ladder.as_text(plan(), report)
    assert max(map(len, text.splitlines())) <= ladder.WIDTH
    assert text.index("Over reservation") < text.index("Who is better") < text.index("At the table")
    assert text.index("At the table") < text.index("Rating")
    assert "Both can win" in text


def test_few_deals_have_no_interval_and_say_so():
    report = standings.judge(plan(deals=2), [made(1, 1.0, 3.0), made(2, 1.0, 2.0)])
    text = ladder.as_text(plan(deals=2), report)
    assert ladder.FEW in text.replace("\n", " ")
    assert "inf" not in text
    assert "nan" not in text
    assert json.loads(msgspec.json.encode(report))["standings"][0]["over"]["both"] == [2.5, None, None]


def test_the_page_holds_every_table_and_the_command_that_made_it():
    page = ladder.as_markdown(plan(), judged())
    assert "`first-refusal tournament low high --scenario first-refusal --games 12 --seed cup`" in page
    assert page.count("\n## ") == 6
    assert ladder.INTERVALS in page
    assert ladder.FEW not in page
    alone = plan(games=False, steps=True)
    page = ladder.as_markdown(alone, standings.judge(alone, [made(n, 1.0, 2.0) for n in range(6)]))
    assert "--seed cup --steps --table`" in page
    assert page.count("\n## ") == 2


# For real


def test_the_same_tournament_is_the_same_over_any_executor(short):
    for some in (
        plan(short, players=("random", "bot:1"), deals=2),
        plan(short, players=("bot:1", "bot:2"), games=False),
    ):
        alone = list(play(some))
        assert [deal.seed for deal in alone] == list(some.seeds)
        assert list(play(some, jobs=2)) == alone
        with ThreadPoolExecutor(2) as threads:
            assert list(play(some, executor=threads)) == alone


def test_the_reservation_is_that_of_the_deal_whoever_plays(short):
    one, two = (
        next(play(plan(short, players=players, deals=1)))
        for players in (("random", "bot:1"), ("policy:away", "bot:2"))
    )
    assert one.reservation == two.reservation != {}
    assert ("policy:away", "policy:away") not in one.games
    assert two.games["policy:away", "policy:away"].scores == two.reservation


def command(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    try:
        code = main(["tournament", *words])
    except SystemExit as stopped:
        code = int(stopped.code or 0)
    out, err = capsys.readouterr()
    return code, out, err


def test_the_command_prints_tables_or_one_object_and_writes_a_page(capsys, short, tmp_path):
    words = ("random", "bot:1", "--scenario", short, "--games", "2")
    code, out, err = command(capsys, *words, "-o", str(tmp_path / "ladder.md"))
    assert (code, err) == (Exit.FINE, "")
    assert "Over reservation" in out
    page = (tmp_path / "ladder.md").read_text()
    assert page.startswith("# Ladder\n")
    code, out, err = command(capsys, *words, "--json")
    told = json.loads(out)
    assert (code, err, told["games"], told["deals"]) == (0, "", 4, 1)
    assert {one["player"] for one in told["standings"]} == {"random", "bot:1"}
    command(capsys, *words, "--file", str(tmp_path / "again.md"))
    assert (tmp_path / "again.md").read_text() == page


def test_a_tournament_that_is_stopped_tells_what_is_known(capsys, short, tmp_path, monkeypatch):
    from game.lab import tournament

    page = tmp_path / "ladder.md"

    def stopped_after(many: int, by: BaseException):
        def some(*_: object, **__: object):
            for number in range(many):
                yield made(number, 1.0, 3.0)
            raise by

        return some

    monkeypatch.setattr(tournament, "checked", lambda *_, **__: PLAYERS)
    monkeypatch.setattr(tournament, "play", stopped_after(6, KeyboardInterrupt()))
    code, out, err = command(capsys, *PLAYERS, "--games", "40", "-o", str(page))
    assert code == 130
    assert "6 of 20 deals" in err
    assert "Nothing was written" in err
    assert "6 deals" in out
    monkeypatch.setattr(tournament, "play", stopped_after(0, KeyboardInterrupt()))
    code, out, err = command(capsys, *PLAYERS, "--games", "40")
    assert (code, out) == (130, "")
    assert "nothing to tell" in err
    monkeypatch.setattr(tournament, "play", stopped_after(6, Refusal("lost", "The cluster was lost.")))
    code, out, err = command(capsys, *PLAYERS, "--games", "40", "-o", str(page))
    assert code == Exit.USAGE
    assert err.startswith("The cluster was lost. What is told rests on the 6 of 20 deals")
    assert "6 deals" in out
    assert not page.exists()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("bot:2",), Exit.USAGE, "2 to 16 players"),
        (("bot:2", "associate"), Exit.USAGE, "Nobody is called"),
        (("bot:2", "bot:associate"), Exit.USAGE, "twice"),
        (("bot:2", "you"), Exit.USAGE, "keyboard"),
        (("bot:2", "bot:2/hedger"), Exit.USAGE, "one seat only"),
        (("bot:2", "policy:frugal"), Exit.USAGE, "one seat only"),
        (("bot:2", "bot:9"), Exit.USAGE, "“9”"),
        (("bot:2", "bot:1", "--games", "3"), Exit.USAGE, "even number"),
        (("bot:2", "bot:1", "--games", "0"), Exit.USAGE, "even number"),
        (("bot:2", "bot:1", "--jobs", "0"), Exit.USAGE, "--jobs"),
        (("bot:2", "bot:1", "--jobs", "2", "--cluster", "tcp://here:1"), Exit.USAGE, "--cluster"),
        (("bot:2", "bot:1", "--seed", "Not A Seed"), Exit.USAGE, "Not A Seed"),
        (("bot:2", "bot:1", "--scenario", "nowhere"), Exit.SCENARIO, "nowhere"),
        (("bot:2", "bot:1", "-o", "/no/such/folder/page.md"), Exit.SAVE, "/no/such/folder"),
    ],
)
def test_a_tournament_that_cannot_be_gets_one_sentence(capsys, words, code, said):
    got, out, err = command(capsys, *words)
    assert (got, out) == (int(code), "")
    assert said in err
    assert "Traceback" not in err
    assert len(err.strip().splitlines()) == 1


def test_two_programs_are_two_players_and_one_that_is_not_here_is_refused():
    flagship = load_scenario("first-refusal")
    programs = (f"exec:{sys.executable} one.py", f"exec:{sys.executable} two.py")
    assert checked(flagship, programs) == programs
    with pytest.raises(Refusal, match="twice"):
        checked(flagship, (programs[0], programs[0]))
    with pytest.raises(UnknownPlayer, match="no program here"):
        checked(flagship, ("bot:2", "exec:no-such-program-anywhere"), here=True)
    assert len(checked(flagship, ("bot:2", "exec:no-such-program-anywhere"))) == 2


def test_the_record_plays_only_where_there_is_one():
    flagship = load_scenario("first-refusal")
    assert checked(flagship, ("record", " bot:2 ")) == ("record", "bot:2")
    with pytest.raises(Refusal, match="no record to play"):
        checked(replace(flagship, record=None), ("record", "bot:2"))
