"""What if: a game taken apart into what each decision was worth."""

import json

import pytest
from msgspec.structs import replace

from game import players
from game.cli import main
from game.errors import Refusal
from game.files.saves import write_save
from game.files.scenarios import load_scenario
from game.lab import whatif
from game.lab.statistics import Figure
from game.lab.turns import read_turns, try_again
from game.rules.units import MICROSOFT, OPENAI, SEATS
from game.session import YOU, Session

QUICK = "first-refusal-quick"


@pytest.fixture(scope="module")
def interns(tmp_path_factory):
    """An Intern as OpenAI against an Associate, eight turns, recorded."""
    path = tmp_path_factory.mktemp("whatif") / "interns.jsonl"
    session = Session.new(
        load_scenario(QUICK), "b2:what-if", {OPENAI: "bot:1", MICROSOFT: "bot:2"}, path=path
    )
    session.play_bots()
    session.close()
    return path


@pytest.fixture(scope="module")
def taken(interns):
    found = whatif.choices(interns, OPENAI)
    return whatif.taken_apart(OPENAI, found, tuple(whatif.scores(interns, OPENAI, found)))


def test_what_all_decisions_were_worth_is_what_the_game_came_to_beyond_the_bots_own(taken):
    assert taken.worths
    assert sum(worth.points for worth in taken.worths) == pytest.approx(taken.score - taken.alone)


def test_every_turning_point_is_a_decision_that_differs(taken):
    assert all(worth.yours != worth.bots for worth in taken.worths)
    sizes = [abs(worth.points) for worth in taken.turning_points(4)]
    assert sizes == sorted(sizes, reverse=True)


def test_a_bot_that_played_itself_has_no_turning_points(interns):
    assert whatif.choices(interns, MICROSOFT, "bot:2") == ()
    whole = whatif.taken_apart(MICROSOFT, (), tuple(whatif.scores(interns, MICROSOFT, ())))
    assert whole.score == whole.alone


def test_decisions_cover_the_whole_game_in_order(interns):
    session = Session.load(interns)
    turns = whatif.turns_of(session, OPENAI)
    assert [turn.until for turn in turns[:-1]] == [turn.since for turn in turns[1:]]
    assert turns[-1].until == len(session.steps)
    assert {turn.topic for turn in turns} >= {"plan", "notices"}


def test_a_person_in_the_other_seat_does_again_what_they_did_while_they_see_the_same(tmp_path):
    """Two people who decide as an Intern and an Associate would; nobody in the file says so."""
    scenario, path = load_scenario(QUICK), tmp_path / "two.jsonl"
    session = Session.new(scenario, "b2:what-if", dict.fromkeys(SEATS, YOU), path=path)
    seated = {
        seat: players.make(spec, scenario, seat, session.chance.child("player", seat))
        for seat, spec in {OPENAI: "bot:2", MICROSOFT: "bot:1"}.items()
    }
    while questions := session.questions():
        question = questions[0]
        view, options = session.view(question.seat), session.legal(question.seat)
        session.act(question.seat, seated[question.seat].decide(view, question, options), question.name)
    session.close()
    # OpenAI decided as the bot would, so as long as Microsoft's Intern is repeated to the letter nothing parts the two games.
    assert whatif.choices(path, OPENAI) == ()
    outcome = session.outcome()
    assert outcome is not None
    assert list(whatif.scores(path, OPENAI, ())) == [
        sum(one.score * one.weight for one in judged.dimensions) / 100
        for judged in outcome.seats
        if judged.seat == OPENAI
    ]


def test_the_luck_after_a_decision_can_be_another(interns, taken):
    worths = taken.turning_points(1)
    known = read_turns(interns, OPENAI, whatif.BY)
    found = list(try_again(interns, known, worths, lucks=2))
    assert len(found) == 2
    lucks = known.again(worths[0], 2).lucks
    assert lucks is not None
    assert lucks.low <= lucks.value <= lucks.high
    (third,) = try_again(interns, known, worths, lucks=3)
    assert known.tried == {f"{worths[0].turn.since}": [points for _, points in (*found, third)]}
    assert known.again(worths[0], 2).lucks == lucks


def test_fresh_lucks_say_what_they_can_tell_and_decisions_stand_first(taken):
    said = {
        whatif.verdict(4.4, Figure(*lucks))
        for lucks in ((2.2, 0.5, 3.9), (2.2, -1.0, 5.4), (0.1, -0.4, 0.6), (-2.0, -3.0, -1.0))
    }
    assert said == {
        "it was the decision.", "one cannot tell it from luck.", "it was luck.", "luck turned it round."
    }  # fmt: skip
    worths = [replace(worth, lucks=Figure(0, -9, 9)) for worth in taken.turning_points(3)]
    worths[2] = replace(worths[2], points=1.0, lucks=Figure(1, 0.5, 1.5))
    assert whatif.ranked(worths) == (worths[2], worths[0], worths[1])


def test_a_game_that_goes_on_tells_nothing(tmp_path):
    session = Session.new(load_scenario(QUICK), "b2:what-if", {OPENAI: YOU, MICROSOFT: "bot:2"})
    with pytest.raises(Refusal, match="finished games"):
        whatif.seat_of(session)


def test_it_is_said_by_whose_rules_and_by_whom_a_game_is_played_on(interns, tmp_path, capsys):
    session, path = Session.load(interns), tmp_path / "older.jsonl"
    assert whatif.forewarned(session, OPENAI) == ()
    seats = {OPENAI: "bot:1", MICROSOFT: YOU}
    write_save(path, replace(session.header, rules=1, seats=seats), session.steps)
    older, person = whatif.forewarned(Session.load(path), OPENAI)
    assert "rules 1" in older
    assert person.startswith("Microsoft was a person")
    assert main(["whatif", str(path), "--seat", "openai", "--top", "1", "--lucks", "0"]) == 0
    assert capsys.readouterr().err.splitlines() == [older, person]


def test_the_command_says_it_in_words_and_in_json_and_keeps_it(interns, capsys, monkeypatch):
    assert main(["whatif", str(interns), "--seat", "openai", "--top", "2", "--lucks", "0"]) == 0
    said = capsys.readouterr().out
    assert "OpenAI made" in said
    assert all(len(line) <= 80 for line in said.splitlines())
    assert "offers " in said
    assert "offer " not in said, "moves as scripts write them are in the JSON"
    assert main(["whatif", str(interns), "--seat", "openai", "--top", "2", "--lucks", "0", "--json"]) == 0
    whole = json.loads(capsys.readouterr().out)
    assert len(whole["turning-points"]) == 2
    assert len(read_turns(interns, "openai", "bot:2").scores) == len(whole["whole"]["worths"]) + 1
    monkeypatch.setattr(whatif, "choices", None)  # a second look finds it beside the save
    monkeypatch.setattr(whatif, "scores", None)
    assert main(["whatif", str(interns), "--seat", "openai", "--top", "2", "--lucks", "0"]) == 0
    assert capsys.readouterr().out == said
    assert main(["whatif", str(interns)]) == 2
    assert "--seat" in capsys.readouterr().err
