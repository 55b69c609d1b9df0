"""What is read from strangers, and how: every reader here answers with a GameError of clear words, or accepts."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import msgspec

from game import players
from game.cli import main
from game.cli.parser import command_line
from game.cli.tournaments import _plan
from game.debrief.transcript import transcript
from game.errors import GameError, Refusal
from game.files.canonical import canonical
from game.files.deals import checked, code_of, read_code
from game.files.moves import VERBS, read_move, write_move
from game.files.pars import par_path, read_scores, write_scores
from game.files.saves import Header, peek, read_famous, read_save
from game.files.scenarios import load_scenario, look_at, read_scenario
from game.files.scripts import is_script, read_script
from game.lab.par import par_from
from game.lab.scripted import played
from game.rules import engine
from game.rules.agreement import CLAUSES
from game.rules.chance import Chance
from game.rules.decisions import AnyDecision
from game.rules.engine import Setup
from game.rules.state import State
from game.rules.units import SEATS
from game.session import Session, verify
from game.tui import settings
from tests.files.small import small_yaml
from tests.fuzz.mangling import accident, changed, forged, kin_of

ROOT = Path(__file__).parents[2]
HERE = random.Random


class Target(NamedTuple):
    """Makes an input from luck, and reads one. ``read`` raises a GameError or nothing."""

    make: Callable[[random.Random], bytes]
    read: Callable[[bytes, Path], None]


# Saves


@cache
def _saves() -> tuple[bytes, ...]:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "game.jsonl"
        seats = {"openai": "bot:2", "microsoft": "random"}
        session = Session.new(read_scenario(small_yaml(), "small.yaml"), "b2:fuzz", seats, path=path)
        session.play_bots(70)
        session.close()
        whole = path.read_bytes()
    lines = whole.splitlines(keepends=True)
    kept = sorted((ROOT / "tests" / "files").glob("save-*.jsonl"))
    return b"".join(lines[:6]), whole, *(path.read_bytes() for path in kept)


_SAVE_WORDS = (
    b'"', b"{", b"}", b"[", b"]", b",", b":", b"\n", b"\r\n", b"null", b"NaN", b"1e9", b"-", b'"n":', b'"facts":[',
    b'"fact":"moves"', b'"fact":"quarter"', b'{"format":"save/3"', b'{"format":"save/2"', b'{"format":"save/1"', b'"decided":false,',
    b"[" * 300, b'{"a":' * 300, b"9" * 400, b"\\ud800", b"\0" * 64, b"\xff",
)  # fmt: skip


def _make_save(luck: random.Random) -> bytes:
    data = luck.choice(_saves())
    return forged(data, luck) if luck.random() < 0.5 else accident(data, _SAVE_WORDS, luck)


def _read_save(data: bytes, folder: Path) -> None:
    path = folder / "fuzz.jsonl"
    path.write_bytes(data)
    peek(path)
    read_save(path)
    session = Session.load(path)
    for n in {0, len(session.steps) // 3, len(session.steps)}:
        then = session.as_it_stood(n)
        then.questions()
        for seat in SEATS:
            then.view(seat)
    # The page is typeset only as far as it can be read; how a transcript's sentences run is no matter of the file.
    for _ in transcript(session):
        pass
    verify(path)


# Scenarios


_YAML_WORDS = (
    b": ", b"- ", b"\n", b"  ", b"\t", b"{", b"}", b"[", b"]", b"&a ", b"*a", b"!!python/object:os.system ", b"<<: ", b"---\n", b"...\n",
    b"|\n", b">-\n", b"'", b'"', b"#", b"? ", b"null", b"~", b"1e5", b"0x10", b"999999999999999999", b"-1", b"2025-Q9", b"true", b"{" * 80,
    b"when: ", b"effects: ", b"change: openai.cash", b"by: ", b"chance: 101", b"extends: first-refusal", b"\xff", b"\xef\xbb\xbf", b"\0",
)  # fmt: skip


@cache
def _scenarios() -> tuple[bytes, ...]:
    return small_yaml().encode(), (ROOT / "scenarios" / "first-refusal-quick.yaml").read_bytes()[:6000]


def _make_scenario(luck: random.Random) -> bytes:
    return accident(luck.choice(_scenarios()), _YAML_WORDS, luck)


def _read_scenario(data: bytes, folder: Path) -> None:
    path = folder / "fuzz.yaml"
    path.write_bytes(data)
    look_at(path)
    scenario = load_scenario(path)
    chance = Chance("b2:fuzz")
    state = engine.new_game(scenario, chance)
    for _ in range(12):
        for question in engine.ask(scenario, state)[:1]:
            decision = engine.default(scenario, state, question.seat)
            state = engine.step(scenario, state, question.seat, decision, chance)[1]


# Scripts


SCRIPTS = ROOT / "tests" / "scripts"


@cache
def _scripts() -> tuple[bytes, ...]:
    files = (*SCRIPTS.glob("*.yaml"), *(ROOT / "examples" / "scripts").glob("*.yaml"))
    return tuple(file.read_bytes() for file in sorted(files) if is_script(file))


_SCRIPT_WORDS = (
    *_YAML_WORDS, b"- openai: ", b"- microsoft: walk\n", b"- until: {topic: table}\n", b"- expect: {quarter: 2025-Q1}\n", b"- refused: ",
    b"- allowed: ", b"- suppose:\n", b"- happened: {moved: {stat: ", b"never", b"start: {", b"agreement.ip-end: ", b"by: -1", b"not: []",
    b"sight.microsoft.openai.cash: ", b"contract.oracle.due: ", b"_", b"scenario: quiet-world.yaml\n", b"seats: {openai: x.moves}\n",
    b"seats: {openai: exec:true}\n", b"seats: {openai: bot:2}\n", b"scenario: ../x\n", b"offer ", b"link=a~b", b"note=",
)  # fmt: skip


def _make_script(luck: random.Random) -> bytes:
    return accident(luck.choice(_scripts()), _SCRIPT_WORDS, luck)


def _read_script(data: bytes, folder: Path) -> None:
    script = read_script(data, "fuzz.yaml", SCRIPTS)
    if not script.seats:  # bots take their time, and are no part of reading
        played(script)


# Moves, as one writes them


_PARTS = (
    *VERBS, *CLAUSES, "openai", "microsoft", "azure", "oracle", "2025-Q3", "2031-Q4", "300", "-1", "0", "999999999999999", "1.5",
    "serve", "none", "note=x", "note='", "link=ip-end~revenue-share", "link=a~b~c", "link=",
    "if=revenue-share-cap:60:sold:120000:2027-Q1", "if=:::::",
    "letter=openai:deliver:100:2026-Q1:50", "letter=::::", "train=46", "safety=", "=", "==", "start=2025-Q2", "start=soon", "\\", "'", '"',
    "\u202e",    "\x1b[2J", "a" * 5000, "package=x", "riders=1", "kind=offer", "mw=5", "by=openai",
)  # fmt: skip


def _make_move(luck: random.Random) -> bytes:
    words = [luck.choice(tuple(VERBS))] if luck.random() < 0.9 else []
    for _ in range(luck.randint(0, 6)):
        clause = luck.choice(tuple(CLAUSES))
        terms = (*CLAUSES[clause].options, "x", 10**16, "")
        words.append(luck.choice((luck.choice(_PARTS), f"{clause}={luck.choice(terms)}")))
    line = " ".join(words).encode()
    return accident(line, (b"=", b"~", b":", b"'", b" ", b"\xff"), luck) if luck.random() < 0.3 else line


def _read_move(data: bytes, folder: Path) -> None:
    decision = read_move(data.decode("utf-8", "replace"), "2025-Q1")
    again = read_move(write_move(decision, "2025-Q1"), "2025-Q1")
    assert again == decision, "a move is not what it was when it is written and read"
    for state in _states():
        for question in engine.ask(_small(), state):
            _decide(state, question.seat, decision)


# Moves, as a program sends them


@cache
def _small() -> Any:
    return read_scenario(small_yaml(), "small.yaml")


@cache
def _states() -> tuple[State, ...]:
    """A state of each kind of question that a game of chance came by."""
    found: dict[str, State] = {}
    for n in range(4):
        session = Session.new(_small(), f"b2:states-{n}", {"openai": "random", "microsoft": "random"})
        while questions := session.questions():
            found.setdefault(questions[0].topic, session.state)
            session.play_bots(1)
    return tuple(found.values())


@cache
def _decisions() -> tuple[bytes, ...]:
    """Every legal decision in those states, as a save writes it."""
    return tuple(
        canonical(option.decision)
        for state in _states()
        for question in engine.ask(_small(), state)
        for option in engine.legal(_small(), state, question.seat)
    )


@cache
def _kin() -> Any:
    return kin_of([msgspec.json.decode(one) for one in _decisions()])


def _make_decision(luck: random.Random) -> bytes:
    data = msgspec.json.decode(luck.choice(_decisions()))
    for _ in range(luck.choice((0, 1, 1, 2, 3))):
        changed(data, luck, _kin())
    return canonical(data)


_DECISION = msgspec.json.Decoder(AnyDecision)


def _read_decision(data: bytes, folder: Path) -> None:
    try:
        decision = _DECISION.decode(data)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return  # the pipe says so itself: tests/players
    for state in _states():
        for question in engine.ask(_small(), state):
            _decide(state, question.seat, decision)


def _decide(state: State, seat: str, decision: Any) -> None:
    chance, before = Chance("b2:fuzz"), canonical(state)
    try:
        facts, after = engine.step(_small(), state, seat, decision, chance)
    except Refusal as refusal:
        words = str(refusal)
        assert words.endswith((".", "?", "!")), words
        assert len(words) < 900
    else:
        assert engine.apply(state, facts) == after
    assert canonical(state) == before


# Codes of a deal


@cache
def _codes() -> tuple[bytes, ...]:
    codes = []
    for seats, setup in (
        ({"openai": "you", "microsoft": "bot:2"}, Setup()),
        (
            {"openai": "bot:3/hedger", "microsoft": "you"},
            Setup(openai_archetype="dealmaker", weather="record"),
        ),
        ({"openai": "you", "microsoft": "bot:2"}, Setup(microsoft_dials="warmth=80,bluff=0")),
    ):
        header = Header(
            scenario=load_scenario("first-refusal"), seed="b2:harbour-7", seats=seats, setup=setup
        )
        codes.append(code_of(header).encode())
    return tuple(codes)


def _make_code(luck: random.Random) -> bytes:
    words = (
        b".",
        b"-",
        b":",
        b"you",
        b"exec:true",
        b"bot:9",
        b"record",
        b"openai",
        b"=",
        b" ",
        b"\0",
        b"/",
        b"..",
        b"drawn",
        b"\xc3\xa9",
    )
    return accident(luck.choice(_codes()), words, luck)


def _read_code(data: bytes, folder: Path) -> None:
    deal = read_code(data.decode("utf-8", "replace"))
    scenario = (
        load_scenario("first-refusal") if deal.scenario == "first-refusal" else load_scenario(deal.scenario)
    )
    checked(deal, scenario)


# Who sits in a seat: a bot and its dials, a plan on paper, a program


_SEATED = (
    b"bot:3/hedger,warmth=80", b"bot:2/independent", b"bot:5,bluff=40", b"bot:partner/dealmaker,warmth=0,dominance=100,patience=9",
    b"policy:adaptive", b"foil:boulware", b"record", b"random", b"you", b"exec:true", b"exec/hedger@10:cat x", b"exec@2:python -c 'x'",
)  # fmt: skip
_SEAT_WORDS = (
    b":", b"/", b",", b"=", b"@", b" ", b"'", b'"', b"\\", b"$(x)", b"warmth=", b"bluff=-1", b"=9999999999999999999999", b"bot:", b"bot:6",
    b"exec", b"exec:", b"exec@0:", b"policy:", b"foil:", b"hedger", b"\xff", b"\0", b"\n", b"\xc2\xb2", b"..", b"x" * 3000,
)  # fmt: skip


def _make_seat(luck: random.Random) -> bytes:
    return accident(luck.choice(_SEATED), _SEAT_WORDS, luck)


def _read_seat(data: bytes, folder: Path) -> None:
    spec, answered = data.decode("utf-8", "replace"), list[GameError]()
    for seat in SEATS:
        try:
            players.check_here(spec, seat)
            setup = players.with_character(Setup(), seat, spec)
            engine.new_game(_small(), Chance("b2:fuzz"), setup)
            players.make(spec, _small(), seat, Chance("b2:fuzz"))
        except GameError as error:
            answered.append(error)
    if answered:
        raise answered[-1]


# A tournament, as its command is told of it


def _make_tournament(luck: random.Random) -> bytes:
    words = [
        _make_seat(luck) if luck.random() < 0.3 else luck.choice(_SEATED) for _ in range(luck.randint(1, 5))
    ]
    for option, values in (
        (b"--games", (b"2", b"3", b"0", b"-2", b"40", b"99999999999", b"x")),
        (b"--jobs", (b"1", b"0", b"-1", b"9999")),
        (b"--seed", (b"harbour-7", b"b2:", b"x" * 300, b"\xff", b"b9:x")),
        (b"--scenario", (b"first-refusal-quick", b"../x", b"nowhere", b"")),
    ):
        if luck.random() < 0.3:
            words += [option, luck.choice(values)]
    line = b"\n".join(words)
    return accident(line, (b"\n", *_SEAT_WORDS), luck) if luck.random() < 0.3 else line


def _read_tournament(data: bytes, folder: Path) -> None:
    arguments = _parsed("tournament", data)
    if arguments is not None:
        _plan(arguments)


def _parsed(command: str, data: bytes) -> Any:
    """What the command line makes of some words, a line each; ``None`` when it says that they are none of its own."""
    words = data.decode("utf-8", "surrogateescape").split("\n")
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()) as said:
        try:
            return command_line().parse_args([command, *words])
        except SystemExit as stopped:
            if stopped.code not in (0, 2):
                raise AssertionError(said.getvalue()) from stopped
            return None


# Commands about a save


_COMMANDS = (
    "verify", "whatif", "replay", "replay --text", "why", "why cash", "why --acts", "why --act 3", "agreement", "agreement --redline",
    "duplicate", "whatif --json", "whatif --by bot:3", "agreement --at 2025-Q3 --plain",
)  # fmt: skip
_ARGUMENTS = (
    "--top", "5", "0", "-1", "999999999999999999", "--by", "bot:2", "bot:3/hedger,warmth=80", "you", "exec:true", "random", "--lucks", "0",
    "--seat", "openai", "--at", "2025-Q1", "2031-Q9", "--redline", "2025-Q1..2025-Q2", "..", "--json", "--act", "1", "cash", "openai.cash",
    "no such number", "../../x", "/dev/null", "/", "", "x" * 3000, "nobody", "\udc80", "\0", "--jobs", "--text", "\x1b[31m",
)  # fmt: skip


def _make_command(luck: random.Random) -> bytes:
    words = luck.choice(_COMMANDS).split()
    words[1:1] = [luck.choice(("SAVE", "SAVE", "SAVE", luck.choice(_ARGUMENTS)))]
    for _ in range(luck.choice((0, 0, 1, 1, 2, 4))):
        words.insert(luck.randint(1, len(words)), luck.choice(_ARGUMENTS))
    return "\n".join(words).encode("utf-8", "surrogateescape")


def _read_command(data: bytes, folder: Path) -> None:
    """A game that goes on, so that none of them has much to do."""
    path = folder / "going-on.jsonl"
    path.write_bytes(_saves()[1])
    words = data.decode("utf-8", "surrogateescape").replace("SAVE", str(path)).split("\n")
    out, said = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(said):
        try:
            code = main(words)
        except SystemExit as stopped:  # the parser's own: two lines of usage
            if stopped.code not in (0, 2):
                raise AssertionError(said.getvalue()) from stopped
            return
    if code:
        lines = said.getvalue().splitlines()
        assert lines, f"exit code {code}, and not a word"
        assert all(line.isprintable() for line in lines), lines
        raise Refusal("command", lines[-1])


# A program that answers


@cache
def _answers() -> tuple[bytes, ...]:
    said = (
        *_decisions()[:200],
        b'{"kind":"done"}',
        b'{"kind":"accept"}',
        b"walk",
        b"plan train=46",
        b"accept",
        b"[]",
        b"null",
        b"{}",
    )
    return tuple(said)


def _make_program(luck: random.Random) -> bytes:
    data = b"\n".join(luck.choice(_answers()) for _ in range(luck.randint(0, 30))) + b"\n"
    words = (
        b"\n",
        b"{",
        b"[" * 300,
        b'"',
        b"\xff",
        b"\0" * 64,
        b"9" * 400,
        b"x" * 70_000,
        b'{"kind":',
        b"\x1b[2J",
        b'{"id":"x"}',
    )
    return accident(data, words, luck) if luck.random() < 0.8 else data


def _read_program(data: bytes, folder: Path) -> None:
    """It says what it has to say, whatever it is asked, and is gone."""
    said = folder / "said.txt"
    said.write_bytes(data)
    session = Session.new(
        _small(),
        "b2:fuzz",
        {"openai": f"exec@1:cat {said}", "microsoft": "random"},
        path=folder / "program.jsonl",
    )
    try:
        session.play_bots(40)
    finally:
        session.close()
        session._recorder = None
    steps = session.steps
    try:
        assert len(verify(folder / "program.jsonl").steps) == len(steps)
    finally:
        (folder / "program.jsonl").unlink()


# What lies beside: par, settings


def _make_par(luck: random.Random) -> bytes:
    honest = canonical(
        {
            "deal": "fuzz",
            "format": "par/1",
            "scores": [luck.randint(0, 100) for _ in range(24)],
            "seat": "openai",
        }
    )
    return accident(honest + b"\n", _SAVE_WORDS, luck)


def _read_par(data: bytes, folder: Path) -> None:
    save = folder / "fuzz.jsonl"
    par_path(save).write_bytes(data)
    found = par_from(read_scores(save, "fuzz"))
    assert found is None or 0 <= found.mean <= 1000
    assert write_scores(save, "fuzz", "openai", (50,) * 24)
    for file in folder.glob("*.par.json"):
        file.unlink()


def _make_settings(luck: random.Random) -> bytes:
    honest = b'{"told": true, "theme": "late-light", "coach": false}\n'
    return accident(honest, (*_SAVE_WORDS, b"[" * 5000, b"true", b"1e999", b'"theme": "x"'), luck)


def _read_settings(data: bytes, folder: Path) -> None:
    """A file that makes no sense is the same as none."""
    with patch.object(settings, "place", lambda: folder / "settings.json"):
        settings.place().write_bytes(data)
        held = settings.read()
        settings.write(held)
        assert settings.read() == held


# What is said of the famous games


def _make_famous(luck: random.Random) -> bytes:
    data = (ROOT / "saves" / "famous.yaml").read_bytes()
    return accident(data, (*_YAML_WORDS, b"moments: ", b"- step: 9999999", b"title: ", b"game: ../x"), luck)


def _read_famous(data: bytes, folder: Path) -> None:
    read_famous(data, "famous.yaml")


TARGETS = {
    "save": Target(_make_save, _read_save),
    "scenario": Target(_make_scenario, _read_scenario),
    "script": Target(_make_script, _read_script),
    "move": Target(_make_move, _read_move),
    "decision": Target(_make_decision, _read_decision),
    "code": Target(_make_code, _read_code),
    "seat": Target(_make_seat, _read_seat),
    "tournament": Target(_make_tournament, _read_tournament),
    "command": Target(_make_command, _read_command),
    "program": Target(_make_program, _read_program),
    "famous": Target(_make_famous, _read_famous),
    "par": Target(_make_par, _read_par),
    "settings": Target(_make_settings, _read_settings),
}
