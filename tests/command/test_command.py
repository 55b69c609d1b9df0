"""The command: results on stdout, talk on stderr, one sentence for a mistake, exit codes as promised."""

from __future__ import annotations

import json
import sys

import pytest

from game import __version__
from game.cli import main
from game.errors import Exit
from game.files.scenarios import load_scenario
from game.rules.decisions import Done
from game.rules.units import SEATS
from game.session import Session


def ran(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of one command."""
    try:
        code = main(words)
    except SystemExit as stopped:
        code = int(stopped.code or 0)
    out, err = capsys.readouterr()
    return code, out, err


def test_version_is_one_line(capsys):
    assert ran(capsys, "--version") == (0, f"first-refusal {__version__}\n", "")


@pytest.mark.parametrize(
    "command", [(), ("play",), ("run",), ("tournament",), ("verify",), ("replay",), ("scenario",)]
)
def test_every_command_has_help_that_says_what_it_does(capsys, command):
    code, out, _ = ran(capsys, *command, "--help")
    assert code == 0
    assert "usage: first-refusal" in out


def run(capsys, *words):
    return ran(capsys, "run", "first-refusal", "--openai", "random", "--microsoft", "random", *words)


def test_run_prints_one_json_object_a_game(capsys):
    code, out, err = run(capsys, "--games", "2", "--json", "--seed", "b2:one")
    games = [json.loads(line) for line in out.splitlines()]
    assert (code, err, [game["seed"] for game in games]) == (0, "", ["b2:one-1", "b2:one-2"])
    keys = {"scenario", "seed", "ending", "quarters", "steps", "signatures", "state", "seats"}
    assert all(set(game) == keys for game in games)
    assert {"player", "score", "grade", "dimensions"} <= set(games[0]["seats"]["openai"])


def test_the_records_weather_is_part_of_a_game_and_verifies(capsys, tmp_path):
    drawn = run(capsys, "--json", "--seed", "b2:one")
    recorded = run(capsys, "--json", "--seed", "b2:one", "--record-weather", "--save", str(tmp_path))
    assert drawn[1] != recorded[1]
    assert ran(capsys, "verify", *map(str, tmp_path.iterdir()))[0] == 0


def test_run_again_gives_the_same_games_also_in_two_processes(capsys):
    alone = run(capsys, "--games", "4", "--json")
    assert run(capsys, "--games", "4", "--json", "--jobs", "2") == alone


def test_saves_of_a_run_verify_and_replay(capsys, tmp_path):
    run(capsys, "--games", "2", "--save", str(tmp_path / "deep" / "games"), "--seed", "kept")
    saves = sorted(map(str, (tmp_path / "deep" / "games").iterdir()))
    code, out, _ = ran(capsys, "verify", "--jobs", "2", *saves)
    assert code == 0
    assert [line.split(":")[0] for line in out.splitlines()] == saves
    assert out.count("all the same") == 2
    code, letter, _ = ran(capsys, "replay", saves[0])
    assert code == 0
    assert "Q1 2025" in letter
    assert "grade" in letter
    code, text, _ = ran(capsys, "replay", "--text", saves[0])
    assert code == 0
    assert len(text.splitlines()) > len(letter.splitlines())
    assert max(map(len, text.splitlines())) <= 80


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("run", "nowhere"), Exit.SCENARIO, "nowhere"),
        (("run", "first-refusal", "--openai", "bot:9"), Exit.USAGE, "“9”"),
        (("run", "first-refusal", "--openai", "you"), Exit.USAGE, "you"),
        (("run", "first-refusal", "--microsoft", "random/safety-hawk"), Exit.USAGE, "safety-hawk"),
        (("run", "first-refusal", "--seed", "Not A Seed"), Exit.USAGE, "Not A Seed"),
        (("run", "first-refusal", "--games", "0"), Exit.USAGE, "--games"),
        (("run", "first-refusal", "--jobs", "1000"), Exit.USAGE, "--jobs"),
        (("run", "first-refusal", "--openai-mandate", "win"), Exit.USAGE, "win"),
        (("play", "--persona", "pirate"), Exit.USAGE, "pirate"),
        (("play", "--seed", "b2:ok"), Exit.USAGE, "terminal"),
        (("play", "--against", "record", "--record-weather"), Exit.USAGE, "terminal"),
        (("play", "--against", "record", "--persona", "pirate"), Exit.USAGE, "pirate"),
        (("play", "--against", "random"), Exit.USAGE, "random"),
        (("play", "--hot-seat"), Exit.USAGE, "terminal"),
        (("play", "--hot-seat", "--against", "record"), Exit.USAGE, "a person sits in each seat"),
        (("play", "--hot-seat", "--persona", "hedger"), Exit.USAGE, "a person sits in each seat"),
        (("play", "--hot-seat", "--duplicate", "x"), Exit.USAGE, "one person's seat"),
        (("play", "--against", "exec:no-such-program"), Exit.USAGE, "no-such-program"),
        (("play", "--against", f"exec:'{sys.executable}'", "--persona", "pirate"), Exit.USAGE, "pirate"),
        (("play", "--against", f"exec:'{sys.executable}'", "--persona", "hedger"), Exit.USAGE, "terminal"),
        (("run", "first-refusal", "--openai", "exec:'python"), Exit.USAGE, "quote"),
        ((), Exit.USAGE, "terminal"),
        (("verify", "missing.jsonl"), Exit.SAVE, "missing.jsonl"),
        (("verify", "/"), Exit.SAVE, "/"),
        (("replay", "missing.jsonl"), Exit.SAVE, "missing.jsonl"),
    ],
)
def test_a_mistake_gets_one_sentence_and_its_exit_code(capsys, words, code, said):
    got, out, err = ran(capsys, *words)
    assert (got, out) == (int(code), "")
    assert said in err
    assert "Traceback" not in err
    assert len(err.strip().splitlines()) == 1
    assert err.strip().endswith(".")


def test_saves_go_on_being_verified_after_one_that_is_broken(capsys, tmp_path):
    run(capsys, "--save", str(tmp_path), "--seed", "kept")
    (tmp_path / "broken.jsonl").write_text("hello\n")
    code, out, err = ran(capsys, "verify", str(tmp_path / "broken.jsonl"), str(tmp_path / "kept.jsonl"))
    assert code == Exit.SAVE
    assert "kept.jsonl" in out
    assert "broken.jsonl" in err


def test_a_program_that_falls_out_of_a_game_is_told_of_and_its_save_verifies(capsys, tmp_path):
    program = ("--microsoft", f"exec:'{sys.executable}' -I -S -c pass", "--save", str(tmp_path))
    code, out, _ = run(capsys, *program, "--json")
    assert code == 0
    assert json.loads(out)["seats"]["microsoft"]["forfeit"].startswith("it has ended")
    assert json.loads(out)["seats"]["openai"]["forfeit"] == ""
    assert ran(capsys, "verify", str(tmp_path / "harbour-7.jsonl"))[0] == 0
    _, out, _ = run(capsys, *program[:2])
    assert "forfeit: Microsoft" in out


def test_the_protocol_can_be_read_as_a_schema(capsys):
    code, out, _ = ran(capsys, "protocol")
    assert code == 0
    assert {"hello", "ask", "move"} <= set(json.loads(out)["$defs"])


def test_saving_into_a_file_is_refused_in_a_sentence(capsys, tmp_path):
    (tmp_path / "taken").write_text("")
    code, _, err = run(capsys, "--save", str(tmp_path / "taken"))
    assert code == Exit.SAVE
    assert "taken" in err


def test_scenario_list_names_the_flagship(capsys):
    code, out, _ = ran(capsys, "scenario", "list")
    assert code == 0
    assert out.startswith("first-refusal")
    assert "24 quarters" in out


def test_scenario_check_finds_every_problem_at_its_place(capsys, tmp_path):
    file = tmp_path / "mine.yaml"
    file.write_text("format: scenario/1\nid: mine\ntitel: Mine\n")
    code, out, _ = ran(capsys, "scenario", "check", str(file))
    assert code == Exit.FOUND
    assert f"{file}:3:1" in out
    assert "title" in out
    assert ran(capsys, "scenario", "check", "scenarios/first-refusal.yaml")[0] == 0


def test_the_schema_beside_the_scenarios_is_the_one_the_game_makes(capsys):
    _, out, _ = ran(capsys, "scenario", "schema")
    with open("scenarios/scenario.schema.json", encoding="utf-8") as file:
        assert json.load(file) == json.loads(out)


def test_quick_is_the_short_version_of_a_scenario(capsys):
    code, out, err = run(capsys, "--quick", "--json", "--seed", "b2:one")
    assert (code, err) == (0, "")
    assert json.loads(out)["scenario"] == "first-refusal-quick"
    code, out, _ = ran(capsys, "scenario", "list")
    assert code == 0
    assert "first-refusal-quick  8 turns of 3 quarters  ~ 8 min  First Refusal, short" in out


def test_quick_of_what_has_no_short_version_is_refused(capsys, tmp_path):
    code, out, err = ran(capsys, "run", str(tmp_path / "mine.yaml"), "--quick")
    assert (code, out) == (Exit.SCENARIO, "")
    assert "mine-quick.yaml" in err


def test_why_tells_a_number_and_lists_all_of_them(capsys, tmp_path):
    run(capsys, "--seed", "b2:why", "--save", str(tmp_path))
    save = str(next(tmp_path.glob("*.jsonl")))
    code, out, err = ran(capsys, "why", save, "friction", "--at", "2025-Q3")
    assert (code, err) == (0, "")
    assert out.startswith("Friction: ")
    assert "Q3 2025: " in out
    assert "Q4 2025" not in out
    code, out, _ = ran(capsys, "why", save)
    assert code == 0
    assert "relations.friction" in out
    assert "not told" not in out  # the game is over
    assert "not told" in ran(capsys, "why", save, "--seat", "openai")[1]


def test_why_refuses_a_number_that_is_not_one_and_one_that_is_many(capsys, tmp_path):
    run(capsys, "--seed", "b2:why", "--save", str(tmp_path))
    save = str(next(tmp_path.glob("*.jsonl")))
    for word, said in (("virtue", "No number is called"), ("heat", "could be"), ("cash", "")):
        code, _, err = ran(capsys, "why", save, word)
        assert (code != 0) == bool(said)
        assert said in err


def test_a_finished_games_acts_are_listed_and_opened(capsys, tmp_path):
    run = ("run", "first-refusal", "--quick", "--openai", "random", "--microsoft", "bot:1")
    ran(capsys, *run, "--seed", "b2:acts", "--save", str(tmp_path))
    (save,) = map(str, tmp_path.glob("*.jsonl"))
    code, out, err = ran(capsys, "why", save, "--acts", "--seat", "microsoft")
    assert (code, err) == (0, "")
    assert max(map(len, out.splitlines())) <= 80
    assert "OpenAI " not in "".join(line[:27] for line in out.splitlines())
    listed = [json.loads(line) for line in ran(capsys, "why", save, "--acts", "--json")[1].splitlines()]
    assert {act["thought"] for act in listed if act["seat"] == "openai"} == {False}
    n = next(act["n"] for act in listed if act["thought"])
    code, text, _ = ran(capsys, "why", save, "--act", str(n))
    assert code == 0
    assert text.startswith(f"Act {n}, ")
    assert "\nWhy\n" in text
    box = json.loads(ran(capsys, "why", save, "--act", str(n), "--json")[1])
    assert (box["n"], box["seat"]) == (n, "microsoft")
    random = next(act["n"] for act in listed if not act["thought"])
    for words, said in (
        (("--act", str(random)), "leaves no thoughts behind"),
        (("--act", "0"), "There is no act 0"),
        (("--act", "1", "--at", "2025-Q1"), "Leave --at and --seat out"),
        (("cash", "--acts"), "two things at once"),
        (("--json",), "--json is for an act"),
    ):
        code, out, err = ran(capsys, "why", save, *words)
        assert (code, out) == (Exit.USAGE, "")
        assert said in err


def test_a_game_that_goes_on_opens_no_act(capsys, tmp_path):
    save = tmp_path / "going.jsonl"
    session = Session.new(
        load_scenario("first-refusal"), "b2:going", {"openai": "you", "microsoft": "bot:2"}, path=save
    )
    session.play_bots()
    session.close()
    for words in (("--acts",), ("--act", "1")):
        code, out, err = ran(capsys, "why", str(save), *words)
        assert (code, out) == (Exit.USAGE, "")
        assert "what the other side thinks is its own" in err


def test_two_people_have_to_say_whose_papers_are_asked_for(capsys, tmp_path):
    save = tmp_path / "both.jsonl"
    Session.new(load_scenario("first-refusal"), "harbour-7", dict.fromkeys(SEATS, "you"), path=save).close()
    for words in (("why", str(save), "friction"), ("par", str(save))):
        code, _, err = ran(capsys, *words)
        assert code == Exit.USAGE
        assert "Two people play this game" in err
    assert ran(capsys, "why", str(save), "cash", "--seat", "openai")[0] == Exit.FINE


def test_a_game_of_two_that_goes_on_is_read_by_one_of_them(tmp_path, capsys):
    path = tmp_path / "two.jsonl"
    session = Session.new(load_scenario("first-refusal"), "b2:two", dict.fromkeys(SEATS, "you"), path=path)
    session.act("openai", Done())
    session.close()
    for words in (["replay", str(path)], ["replay", str(path), "--text"]):
        assert main(words) == 2
        assert "--seat openai" in capsys.readouterr().err
        assert main([*words, "--seat", "microsoft"]) == 0
        assert capsys.readouterr().out
