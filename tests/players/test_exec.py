"""Another program in a seat: whatever it does, the game goes on, ends, says what was wrong, and leaves nothing behind."""

from __future__ import annotations

import json
import os
import shutil
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path
from time import monotonic, sleep
from typing import get_args

import msgspec
import pytest

from game import players
from game.errors import GameError, Refusal
from game.files.deals import code_of, read_code
from game.files.scenarios import load_scenario
from game.lab import runs, tournament, whatif
from game.lab.par import replay
from game.players import lines, pipe, program
from game.players.order import read
from game.rules.decisions import AnyDecision, Done
from game.rules.units import MICROSOFT, OPENAI
from game.session import Session, verify

QUICK = load_scenario("first-refusal-quick")
SHORT = replace(QUICK, quarters=replace(QUICK.quarters, count=9))
EXAMPLES = Path(__file__).parents[2] / "examples"
PATIENT, HURRIED = 20.0, 0.15

ANSWERING = """
import json, sys
for line in sys.stdin:
    ask = json.loads(line)
    if ask["kind"] == "ask":
        {does}
"""
SENSIBLE = ANSWERING.format(does="print(json.dumps({**ask['default'], 'answering': ask['ask']}), flush=True)")


@pytest.fixture(autouse=True)
def _little_grace(monkeypatch):
    monkeypatch.setattr(pipe, "GRACE", 0.3)


@pytest.fixture
def written(tmp_path):
    """A program with this text, as a spec."""

    def write(text: str) -> str:
        file = tmp_path / "agent.py"
        file.write_text(text)
        return f"exec:'{sys.executable}' -I -S '{file}'"

    return write


def begun(spec: str, seconds: float = PATIENT, path: Path | None = None, seat: str = MICROSOFT) -> Session:
    seats = {OPENAI: "random", MICROSOFT: "random", seat: spec}
    session = Session.new(SHORT, "harbour-7", seats, path=path)
    sitting = session._outside[seat]
    assert isinstance(sitting, program.Program)
    sitting.seconds = seconds
    return session


def played(session: Session) -> Session:
    """The game to its end, which must come soon."""
    began = monotonic()
    session.play_bots()
    assert session.outcome() is not None
    assert monotonic() - began < 20
    session.close()
    return session


def of(session: Session, seat: str = MICROSOFT) -> list:
    return [step.decision for step in session.steps if step.by == seat]


def gone(pid: int) -> bool:
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        sleep(0.05)
    return False


# Specs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("exec:python a.py", ("", 60, "python a.py")),
        (
            ' EXEC@5: Python "My Agent.py" --at=http://x:1/y ',
            ("", 5, 'Python "My Agent.py" --at=http://x:1/y'),
        ),
        ("exec/hedger@3600:x", ("hedger", 3600, "x")),
        ("exec/hedger,warmth=80:x", ("hedger,warmth=80", 60, "x")),
    ],
)
def test_a_spec_says_what_is_run_and_how_long_it_may_think(text, expected):
    assert read(text) == expected
    assert players.parse(text).kind == players.EXEC


@pytest.mark.parametrize(
    "text",
    ["exec", "exec:", "exec: ", "exec:''", "exec:'x", "exec@0:x", "exec@4000:x", "exec@x:x", "exec/:x", "exec/nobody:x",
     "exec/hedger,nose=3:x",
     "exec:\x1b[2J", "exec:" + "x" * 501, "executive:x"],
)  # fmt: skip
def test_a_spec_that_orders_nothing_is_refused_in_one_sentence(text):
    with pytest.raises(players.UnknownPlayer, match="There are"):
        players.check(text, MICROSOFT)


def test_an_archetype_belongs_to_its_seat_here_too():
    assert players.with_nature("exec@9:x y", "hedger") == "exec/hedger@9:x y"
    assert players.parse("exec/hedger,warmth=80@9:x y").dials == "warmth=80"
    players.check("exec/hedger:x", MICROSOFT)
    with pytest.raises(players.UnknownPlayer, match="openai has no archetype"):
        players.check("exec/hedger:x", OPENAI)


def test_two_programs_are_two_players_of_a_tournament_and_one_is_one():
    one, other = (f"exec:'{sys.executable}' {name}" for name in "xy")
    assert tournament.checked(QUICK, [one, other]) == (one, other)
    with pytest.raises(Refusal, match="named twice"):
        tournament.checked(QUICK, [one, one])


def test_a_program_that_is_not_here_is_missed_before_the_game_begins():
    players.check("exec:no-such-program-here", OPENAI)
    with pytest.raises(players.UnknownPlayer, match="no program here"):
        players.check_here("exec:no-such-program-here", OPENAI)


# What it is told and what it may say


def test_the_hello_names_all_that_the_asks_speak_of():
    session = begun("exec:x")
    view = session.view(MICROSOFT)
    hello = msgspec.json.decode(lines.hello(SHORT, view, 60))
    assert (hello["kind"], hello["protocol"], hello["seat"], hello["seconds"]) == ("hello", 1, MICROSOFT, 60)
    assert set(view.numbers) <= set(hello["numbers"])
    assert {clause["id"] for clause in hello["clauses"]} <= set(view.agreement.terms)
    assert sum(hello["weights"].values()) == 100
    assert all(len(clause["terms"]) == len(clause["words"]) for clause in hello["clauses"])


def test_what_is_told_is_what_the_seat_sees_and_no_more():
    session = begun("exec:x")
    question = session.question(MICROSOFT)
    assert question is not None
    options = session.legal(MICROSOFT)
    told = msgspec.json.decode(lines.ask(SHORT, session.view(MICROSOFT), question, options, "", 2))
    assert told["view"] == msgspec.json.decode(msgspec.json.encode(session.view(MICROSOFT)))
    assert [one["move"] for one in told["moves"]] == msgspec.to_builtins([o.decision for o in options])
    assert {choice for card in told["cards"] for choice in card["choices"]} == {
        one["move"]["choice"] for one in told["moves"] if one["move"]["kind"] == "respond"
    }
    assert session.header.seed.partition(":")[2] not in json.dumps(told)


def test_every_move_of_a_save_can_be_sent():
    session = Session.new(SHORT, "harbour-7", {OPENAI: "bot:2", MICROSOFT: "bot:2"})
    session.play_bots()
    for step in session.steps:
        assert lines.read(msgspec.json.encode(step.decision)) == lines.Said(step.decision)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"hello there", "not-json"),
        (b"\xff\xfe", "not-json"),
        (b"[" * 60_000, "not-json"),
        (b'{"kind":"plan","train":' + b"9" * 5000 + b"}", "not-json"),
        (b'{"kind":"done","note":"\\ud800"}', "not-json"),
        (b"7", "no-move"),
        (b"{}", "no-move"),
        (b'{"kind":"surrender"}', "no-move"),
        (b'{"kind":"plan","train":46.5,"safety":20}', "no-move"),
        (b'{"kind":"done","saftey":1}', "no-such-field"),
        (b'{"kind":"done","note":"\\u001b[2J"}', "unprintable"),
        (b'{"kind":"done"}' + b" " * 70_000, "too-long"),
    ],
)
def test_what_is_no_move_is_refused_with_a_reason(line, code):
    with pytest.raises(Refusal) as caught:
        lines.read(line)
    assert caught.value.code == code
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 400


def test_the_schema_has_every_kind_of_move():
    schema = lines.schema()
    tags = (part.get("properties", {}).get("kind", {}) for part in schema["$defs"].values())
    kinds = {tag["const"] if "const" in tag else tag.get("enum", [""])[0] for tag in tags}
    assert {"hello", "ask", "done", "plan", "offer", "bridge"} <= kinds


def test_the_protocols_page_knows_every_move_and_every_key_of_an_ask():
    page = (EXAMPLES.parent / "docs" / "players.md").read_text()
    kinds = {kind.__struct_config__.tag for kind in get_args(AnyDecision)}
    keys = {*lines.Hello.__struct_fields__, *lines.AskTold.__struct_fields__, *lines.Move.__struct_fields__}
    assert [kind for kind in sorted(kinds) if f"`{kind}`" not in page] == []
    assert [key for key in sorted(keys) if f'"{key}":' not in page] == []


def test_the_moves_on_the_protocols_page_can_be_sent():
    page = (EXAMPLES.parent / "docs" / "players.md").read_text()
    moves = [line for line in page.splitlines() if line.startswith('{"kind":"offer"')]
    assert [lines.read(move.encode()).answering for move in moves] == ["2025-Q1/table/openai/4"]


# Whole games


def test_a_sensible_program_plays_a_whole_game_and_its_save_needs_no_program(written, tmp_path):
    path = tmp_path / "game.jsonl"
    spec = written(SENSIBLE)
    session = played(begun(spec, path=path))
    assert session.forfeits == {}
    assert not any(decision.note for decision in of(session))
    (tmp_path / "agent.py").unlink()
    assert verify(path).state == session.state
    assert Session.load(path).state == session.state
    assert not (tmp_path / "game.microsoft.log").read_text()


BAD = {
    "sleeps": "import time\ntime.sleep(600)",
    "exits at once": "",
    "crashes at its first ask": ANSWERING.format(does="1 / 0"),
    "closes its output": "import os, time\nos.close(1)\ntime.sleep(600)",
    "talks nonsense": ANSWERING.format(does="print('hello there', flush=True)"),
    "answers what is not allowed": ANSWERING.format(does='print(\'{"kind":"walk"}\', flush=True)'),
    "floods with moves": 'while True: print(\'{"kind":"done"}\')',
    "floods with one line": "import sys\nwhile True: sys.stdout.write('x' * 65536)",
    "floods with empty lines": "while True: print()",
    "never ends its plan": ANSWERING.format(
        does="print(json.dumps(next((m['move'] for m in ask['moves'] if 'plan' in m['move']['kind']), ask['default'])), flush=True)"
    ),
    "answers another question": ANSWERING.format(
        does='print(\'{"kind":"done","answering":"yesterday"}\', flush=True)'
    ),
}


@pytest.mark.parametrize("manner", BAD)
def test_whatever_a_program_does_the_game_ends_and_its_seat_is_forfeit(
    manner, written, tmp_path, monkeypatch
):
    monkeypatch.setattr(program, "MOST_MOVES", 8)
    monkeypatch.setattr(program, "DEFAULTS", 2)
    path = tmp_path / "game.jsonl"
    session = played(begun(written(BAD[manner]), HURRIED if "ends" not in manner else 2.0, path))
    assert list(session.forfeits) == [MICROSOFT]
    notes = [decision.note for decision in of(session)]
    assert notes[-1] == f"Forfeit: {session.forfeits[MICROSOFT]}"
    assert verify(path).state == session.state
    assert "forfeit" in (tmp_path / "game.microsoft.log").read_text()


def test_a_refusal_is_told_and_another_try_is_given(written):
    spec = written(
        ANSWERING.format(
            does="print(json.dumps({'kind': 'done', 'note': ask['refused']} if ask['refused'] else {'kind': 'walk'}), flush=True)"
        )
    )
    session = begun(spec)
    question = session.question(MICROSOFT)
    assert question is not None
    assert "Moves are: respond, done." in session.think(question).note
    played(session)
    assert session.forfeits == {}


def test_who_answers_twice_or_late_is_understood_all_the_same(written):
    twice = "print(json.dumps({'kind': 'done', 'answering': ask['ask']}))"
    session = played(begun(written(ANSWERING.format(does=f"{twice}; {twice}; sys.stdout.flush()"))))
    assert session.forfeits == {}
    late = ANSWERING.format(
        does="import time; globals().setdefault('slow', []).append(1)\n        if len(slow) == 1: time.sleep(0.4)\n"
        "        print(json.dumps({'kind': 'done', 'note': ask['ask']}), flush=True)"
    )
    session = begun(written(late), HURRIED)
    asked = session.question(MICROSOFT)
    assert asked is not None
    assert "no answer within" in session.think(asked).note
    session.act(MICROSOFT, Done())
    session._outside[MICROSOFT].seconds = PATIENT  # type: ignore[attr-defined]
    while (question := session.waits_for_bot()) is not None and session.state.quarter == 0:
        decision = session.think(question)
        if question.seat == MICROSOFT:
            assert decision.note == question.name
        session.act(question.seat, decision)
    session.close()


def test_a_default_now_and_then_is_no_forfeit_but_three_are(written):
    hurried = ANSWERING.format(does="print('?', flush=True)")
    session = begun(written(hurried))
    for n in range(program.DEFAULTS):
        assert session.forfeits == {}, n
        question = session.waits_for_bot()
        while question is not None and question.seat != MICROSOFT:
            session.act(question.seat, session.think(question))
            question = session.waits_for_bot()
        assert question is not None
        session.act(MICROSOFT, session.think(question))
    assert "3 times" in session.forfeits[MICROSOFT]
    session.close()


# Nothing is left behind, and nothing begun that nobody asked for

FAMILY = """
import os, subprocess, sys, time, signal
signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = subprocess.Popen([sys.executable, "-I", "-S", "-c", "import time; time.sleep(600)"])
with open({file!r}, "w") as file:
    print(os.getpid(), child.pid, file=file)
for line in sys.stdin:
    if '"kind":"ask"' in line:
        print('{{"kind":"done"}}', flush=True)
time.sleep(600)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="asks for processes by number")
@pytest.mark.parametrize("how", ["closed", "over"])
def test_a_program_and_its_children_end_with_the_game(how, written, tmp_path):
    session = begun(written(FAMILY.format(file=str(tmp_path / "pids"))))
    if how == "over":
        session.play_bots()
    else:
        question = session.question(MICROSOFT)
        assert question is not None
        session.think(question)
        session.close()
    assert all(gone(int(pid)) for pid in (tmp_path / "pids").read_text().split())


def test_who_waits_for_a_program_is_let_go_when_the_game_is_left(written):
    from threading import Timer

    session = begun(written("import time\ntime.sleep(600)"))
    question = session.question(MICROSOFT)
    assert question is not None
    Timer(0.2, session.close).start()
    began = monotonic()
    with pytest.raises(GameError, match="left"):
        session.think(question)
    assert monotonic() - began < 5
    with pytest.raises(GameError, match="left"):
        session.think(question)


def test_reading_verifying_branching_and_replaying_a_save_starts_nothing(written, tmp_path):
    mark, path = tmp_path / "started", tmp_path / "game.jsonl"
    spec = written(f"open({str(mark)!r}, 'a').write('x')\n" + SENSIBLE)
    session = begun(spec, path=path)
    assert not mark.exists()
    for _ in range(6):
        question = session.waits_for_bot()
        assert question is not None
        session.act(question.seat, session.think(question), question.name)
    session.close()
    assert mark.read_text() == "x"
    mark.unlink()

    verify(path)
    loaded = Session.load(path)
    replay(loaded.header, OPENAI, 1)
    assert loaded.commands == (spec,)
    apart = loaded.branch(3, tmp_path / "apart.jsonl")
    for strange in (loaded, apart):
        with pytest.raises(program.NotAllowed, match="nobody has said so"):
            strange.play_bots()
        strange.close()
    assert not mark.exists()

    again = Session.load(path)
    again.allow_programs()
    assert again.commands == ()
    played(again)
    assert mark.read_text() == "x"

    mark.unlink()
    assert whatif.choices(path, OPENAI)
    whatif._score_from(path, OPENAI, "bot:1", 2)
    assert not mark.exists()


def test_no_code_stands_for_a_program():
    session = Session.new(QUICK, "harbour-7", {OPENAI: "you", MICROSOFT: "exec:touch-me"})
    assert code_of(session.header) == ""
    with pytest.raises(Refusal, match="not the code"):
        read_code("first-refusal-quick.harbour-7.openai.exec:touch-me.drawn.balanced.3f9a")


def test_a_program_that_cannot_be_started_forfeits():
    session = begun("exec:no-such-program-here")
    assert "cannot be started" in played(session).forfeits[MICROSOFT]


# The examples


@pytest.mark.parametrize(("runs_it", "file"), [("python", "agent.py"), ("node", "agent.mjs")])
def test_the_examples_play_whole_games_and_better_than_chance(runs_it, file):
    interpreter = sys.executable if runs_it == "python" else shutil.which(runs_it)
    if interpreter is None:
        pytest.skip(f"{runs_it} is not installed")
    assert scored(f"exec:'{interpreter}' '{EXAMPLES / file}'") > scored("random")


@cache
def scored(who: str) -> int:
    """What a player makes of Microsoft's seat in four games, together."""
    games = [
        runs.Game(scenario=QUICK.id, seed=seed, seats={OPENAI: "bot:2", MICROSOFT: who})
        for seed in runs.seeds_of("harbour-7", 4)
    ]
    seats = [runs.play(game, QUICK).seats[MICROSOFT] for game in games]
    assert [seat.forfeit for seat in seats] == [""] * len(seats)
    return sum(seat.score for seat in seats)
