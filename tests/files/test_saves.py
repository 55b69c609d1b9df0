"""Saves: what was written comes back, what was damaged is refused in one sentence, and nothing that was told is lost."""

from __future__ import annotations

import dataclasses
import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.errors import Damaged, NotASave, SaveError, TooBig, TooNew
from game.files import canonical as writing
from game.files import saves
from game.files.canonical import canonical, depth, digest
from game.files.records import dumped, loaded
from game.files.saves import (
    Header,
    Origin,
    Recorder,
    Step,
    head_of,
    looking,
    peek,
    read_save,
    reading,
    recording,
    state_hash,
    write_save,
)
from game.files.saves import lines as shape
from game.rules import engine
from game.rules.chance import Chance
from game.rules.decisions import AnyDecision
from game.rules.facts import AnyFact
from game.rules.scenario import Scenario, Span
from game.rules.units import quarter_label
from tests.files.small import small_yaml

Record = Callable[[int], Path]
T = TypeVar("T")


def lines_of(path: Path) -> list[bytes]:
    return path.read_bytes().split(b"\n")[:-1]


def rewrite(path: Path, lines: list[bytes]) -> Path:
    path.write_bytes(b"".join(line + b"\n" for line in lines))
    return path


def refused(path: Path, kind: type[SaveError] = Damaged) -> SaveError:
    with pytest.raises(kind) as caught:
        read_save(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert type(caught.value) is kind
    return caught.value


# What was written comes back


def test_a_game_comes_back_as_it_was_played(record: Record, header: Header, played: tuple[Step, ...]) -> None:
    saved = read_save(record(len(played)))
    assert saved.header == header
    assert [(step.by, step.decision, step.facts, step.state) for step in saved.steps] == [
        (step.by, step.decision, step.facts, step.state) for step in played
    ]
    assert [step.n for step in saved.steps] == list(range(1, len(played) + 1))
    assert saved.note == ""


def test_folding_the_facts_of_a_save_gives_the_states_it_names(
    record: Record, played: tuple[Step, ...]
) -> None:
    saved = read_save(record(len(played)))
    state = engine.new_game(saved.header.scenario, Chance(saved.header.seed), saved.header.setup)
    for step in saved.steps:
        state = engine.apply(state, step.facts)
        assert state_hash(state) == step.state


def test_the_same_decisions_give_the_same_bytes(
    header: Header, played: tuple[Step, ...], tmp_path: Path
) -> None:
    for name in ("one", "two"):
        with Recorder.create(tmp_path / name, header) as recorder:
            for step in played[:20]:
                recorder.append(step)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    write_save(tmp_path / "three", header, played[:20])
    assert (tmp_path / "three").read_bytes() == (tmp_path / "one").read_bytes()


def test_a_save_is_lines_of_json_that_begin_with_their_format(record: Record) -> None:
    first, second, *_ = (json.loads(line) for line in lines_of(record(3)))
    assert next(iter(first)) == "format"
    assert first["format"] == "save/3"
    assert first["rules"] == engine.RULES
    assert first["scenario"]["events"][0]["when"][0] == {"quarter": {"from": 1}}
    assert set(second) == {"n", "by", "decision", "facts", "state", "prev"}
    assert "kind" in second["decision"]


def test_each_line_names_the_line_before_it(record: Record) -> None:
    lines = lines_of(record(5))
    for before, line in pairwise(lines):
        assert json.loads(line)["prev"] == digest(before)


def test_a_branch_says_where_it_left(
    record: Record, header: Header, played: tuple[Step, ...], tmp_path: Path
) -> None:
    saved = read_save(record(9))
    origin = Origin(save="harbour-7", step=4, head=saved.heads[4])
    branch = msgspec.structs.replace(header, origin=origin)
    write_save(tmp_path / "branch.jsonl", branch, saved.steps[:4])
    again = read_save(tmp_path / "branch.jsonl")
    assert again.header.origin == origin
    assert [step.facts for step in again.steps] == [step.facts for step in played[:4]]
    assert head_of(header, played[:4]) == saved.heads[4]


def test_equal_states_have_the_same_hash_and_others_another(scenario: Scenario) -> None:
    one, two = (engine.new_game(scenario, Chance("b2:harbour-7")) for _ in range(2))
    assert one == two
    assert state_hash(one) == state_hash(two)
    two.openai.cash += 1
    assert state_hash(one) != state_hash(two)


def test_the_embedded_scenario_is_what_an_author_would_write(scenario: Scenario) -> None:
    plain = dumped(scenario)
    assert loaded(Scenario, msgspec.json.decode(canonical(plain))) == scenario
    assert "from_" not in str(plain)
    assert plain["quarters"] == {"from": "2025-Q1", "count": 6}


# A step is safe before anybody is told of it


def test_a_step_is_synced_to_disk_when_append_returns(
    header: Header, played: tuple[Step, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "game.jsonl"
    done: list[str] = []
    write, fsync = os.write, os.fsync

    def writes(descriptor: int, data: bytes) -> int:
        done.append("write")
        return write(descriptor, data)

    def syncs(descriptor: int) -> None:
        done.append("sync")
        fsync(descriptor)

    monkeypatch.setattr(os, "write", writes)
    monkeypatch.setattr(os, "fsync", syncs)
    with Recorder.create(path, header) as recorder:
        done.clear()
        recorder.append(played[0])
        assert done == ["write", "sync"]
        assert len(read_save(path).steps) == 1


def test_a_save_is_never_begun_over_another(record: Record, header: Header) -> None:
    path = record(2)
    before = path.read_bytes()
    with pytest.raises(SaveError, match="is there already"):
        Recorder.create(path, header)
    assert path.read_bytes() == before


def test_what_could_not_be_opened_again_is_not_begun(header: Header, tmp_path: Path) -> None:
    origin = Origin(save="../etc/passwd", step=1, head="0" * 16)
    with pytest.raises(SaveError):
        Recorder.create(tmp_path / "game.jsonl", msgspec.structs.replace(header, origin=origin))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("written", [0, 1, 40])
def test_a_full_disk_loses_the_step_and_nothing_else(
    record: Record, played: tuple[Step, ...], monkeypatch: pytest.MonkeyPatch, written: int
) -> None:
    path = record(3)
    before = path.read_bytes()
    write = os.write

    def full(descriptor: int, data: bytes) -> int:
        if written and os.fstat(descriptor).st_size == len(before):
            return write(descriptor, data[:written])
        raise OSError(errno.ENOSPC, "No space left on device")

    with Recorder.reopen(path) as recorder:
        with monkeypatch.context() as patch:
            patch.setattr(os, "write", full)
            with pytest.raises(SaveError, match=r"the disk is full.*safe on disk.*Free some space"):
                recorder.append(played[3])
        assert path.read_bytes() == before
        recorder.append(played[3])
    assert len(read_save(path).steps) == 4


def test_a_disk_that_cannot_sync_is_not_believed(
    record: Record, played: tuple[Step, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = record(3)
    with Recorder.reopen(path) as recorder:

        def broken(descriptor: int) -> None:
            raise OSError(errno.EIO, "Input/output error")

        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", broken)
            with pytest.raises(SaveError, match="input/output error"):
                recorder.append(played[3])
    assert len(read_save(path).steps) == 3


@pytest.mark.parametrize("code", [errno.EROFS, errno.EACCES])
def test_a_folder_that_may_only_be_read_is_named(
    header: Header, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def locked(*_: object) -> int:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "open", locked)
    with pytest.raises(SaveError, match=r"may only be read.*Nothing was lost.*FIRST_REFUSAL_SAVES"):
        Recorder.create(tmp_path / "game.jsonl", header)


def test_a_full_disk_at_the_beginning_leaves_no_file(
    header: Header, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(SaveError, match="disk is full"):
        Recorder.create(tmp_path / "game.jsonl", header)
    assert list(tmp_path.iterdir()) == []


def test_a_game_that_is_killed_while_it_begins_leaves_no_half_a_save(
    header: Header, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write

    class Killed(BaseException):
        """Stands for SIGKILL: nothing that follows runs."""

    def half(descriptor: int, data: bytes) -> int:
        write(descriptor, data[:1000])
        raise Killed

    monkeypatch.setattr(os, "write", half)
    with pytest.raises(Killed):
        Recorder.create(tmp_path / "game.jsonl", header)
    assert not (tmp_path / "game.jsonl").exists()
    monkeypatch.undo()
    Recorder.create(tmp_path / "game.jsonl", header).close()


def test_a_second_window_is_refused_until_the_first_is_closed(record: Record) -> None:
    path = record(2)
    with Recorder.reopen(path), pytest.raises(SaveError, match="played in another window") as caught:
        Recorder.reopen(path)
    assert "\n" not in str(caught.value)
    Recorder.reopen(path).close()


def test_another_program_has_no_chance_either(record: Record) -> None:
    path = record(2)
    program = (
        "import sys; from pathlib import Path; from game.files.saves import Recorder\n"
        "try: Recorder.reopen(Path(sys.argv[1]))\n"
        "except Exception as error: print(error)"
    )
    with Recorder.reopen(path):
        done = subprocess.run(
            [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True, timeout=60
        )
    assert "another window" in done.stdout


def test_a_save_can_be_read_while_it_is_played(record: Record) -> None:
    path = record(4)
    with Recorder.reopen(path):
        assert len(read_save(path).steps) == 4
        assert peek(path).steps == 4


# A torn last line


def test_a_torn_last_line_is_dropped_and_said_wherever_it_was_cut(record: Record) -> None:
    path = record(6)
    data = path.read_bytes()
    start = data.rfind(b"\n", 0, -1) + 1
    for cut in range(start + 1, len(data)):
        path.write_bytes(data[:cut])
        saved = read_save(path)
        assert len(saved.steps) == 5
        assert "left out" in saved.note
        assert "after step 5" in saved.note
    path.write_bytes(data[:start])
    assert read_save(path).note == ""


def test_a_game_goes_on_after_a_torn_line(record: Record, played: tuple[Step, ...]) -> None:
    path, whole = record(6), record(7).read_bytes()
    path.write_bytes(path.read_bytes()[:-10])
    with Recorder.reopen(path) as recorder:
        assert recorder.saved is not None
        assert recorder.saved.note
        for step in played[5:7]:
            recorder.append(step)
    assert path.read_bytes() == whole


def test_zeros_after_a_power_cut_are_a_torn_line(record: Record) -> None:
    path = record(3)
    path.write_bytes(path.read_bytes() + b"\0" * 4096)
    assert len(read_save(path).steps) == 3


def test_a_first_line_that_was_cut_off_is_no_game(record: Record) -> None:
    path = record(0)
    path.write_bytes(path.read_bytes()[:200])
    assert "before the game had begun" in str(refused(path))


# Damage


def test_a_line_that_was_taken_out_is_noticed(record: Record) -> None:
    path = record(6)
    lines = lines_of(path)
    assert refused(rewrite(path, lines[:3] + lines[4:])).line == 4


def test_lines_that_changed_places_are_noticed(record: Record) -> None:
    path = record(6)
    lines = lines_of(path)
    lines[3], lines[4] = lines[4], lines[3]
    assert refused(rewrite(path, lines)).line == 4


def test_a_changed_decision_breaks_the_chain(record: Record) -> None:
    path = record(6)
    lines = lines_of(path)
    step = msgspec.json.decode(lines[2])
    step["by"] = "microsoft" if step["by"] == "openai" else "openai"
    lines[2] = canonical(step)
    error = refused(rewrite(path, lines))
    assert error.line == 4
    assert "does not follow" in str(error)


def test_a_changed_scenario_is_noticed_at_once(record: Record) -> None:
    path = record(0)
    path.write_bytes(path.read_bytes().replace(b'"cash":10000', b'"cash":99999'))
    assert "scenario that was changed" in str(refused(path))


def _insert(line: bytes, before: bytes, new: bytes) -> bytes:
    assert before in line
    return line.replace(before, new + before, 1)


SPOILT: dict[str, Callable[[bytes], bytes]] = {
    "a key twice": lambda line: _insert(line, b'"decision"', b'"by":"openai",'),
    "an unknown key": lambda line: line[:-1] + b',"zzz":1}',
    "a space": lambda line: line.replace(b'"by":', b'"by": ', 1),
    "a space at the end": lambda line: line + b" ",
    "another order": lambda line: canonical(None) and json.dumps(
        dict(reversed(json.loads(line).items())), separators=(",", ":")
    ).encode(),
    "NaN": lambda line: line.replace(b'"n":2', b'"n":NaN'),
    "infinity": lambda line: line.replace(b'"n":2', b'"n":Infinity'),
    "a float": lambda line: line.replace(b'"n":2', b'"n":2.0'),
    "a word for a number": lambda line: line.replace(b'"n":2', b'"n":"2"'),
    "a huge number": lambda line: line.replace(b'"n":2', b'"n":' + b"9" * 5000),
    "an unknown decision": lambda line: line.replace(b'"kind":"', b'"kind":"un', 1),
    "an unknown fact": lambda line: line.replace(b'"fact":"', b'"fact":"un', 1),
    "an unknown seat": lambda line: line.replace(b'"by":"', b'"by":"un', 1),
    "no hash": lambda line: line.replace(b'"state":"', b'"state":"x', 1),
    "a list": lambda line: b"[" + line + b"]",
    "half of it": lambda line: line[: len(line) // 2],
    "nothing": lambda line: b"",
    "a carriage return": lambda line: line + b"\r",
    "not UTF-8": lambda line: line.replace(b'"by"', b'"b\xff"', 1),
    "half a surrogate": lambda line: line.replace(b'"by":"', b'"by":"\\ud800', 1),
    "a zero byte": lambda line: line.replace(b'"by"', b'"by\0"', 1),
    "null": lambda line: b"null",
}  # fmt: skip


@pytest.mark.parametrize("how", SPOILT)
def test_a_spoilt_line_is_refused_with_its_number(record: Record, how: str) -> None:
    path = record(4)
    lines = lines_of(path)
    spoilt = SPOILT[how](lines[2])
    assert spoilt != lines[2]
    lines[2] = spoilt
    assert refused(rewrite(path, lines)).line == 3


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"seed":"b2:harbour-7"', b'"seed":"harbour-7"'),
        (b'"seed":"b2:harbour-7"', b'"seed":"b2:../x"'),
        (b'"microsoft":"bot', b'"mucrosoft":"bot'),
        (b'"openai":"you"}', b'"openai":"you","third":"me"}'),
        (b'"rules":', b'"rules":-'),
        (b'"origin":null', b'"origin":{"head":"' + b"0" * 16 + b'","save":"../../home","step":1}'),
        (b'"origin":null', b'"origin":{"head":"' + b"0" * 16 + b'","save":"con","step":1}'),
        (b'"origin":null', b'"origin":{"head":"x","save":"a","step":1}'),
        (b'"setup":{}', b'"setup":{"x":1}'),
        (b'"scenario":{', b'"scenario":[{'),
        (b'"scenario_sha":"', b'"scenario_sha":"0'),
        (b'"title":"Small"', b'"title":"\\u001b[31m"'),
        (b'"title":"Small"', b'"titel":"Small"'),
        (b'"minutes":5', b'"minutes":5.0'),
        (b'"minutes":5', b'"minutes":true'),
        (b'"minutes":5', b'"minutes": 5'),
    ],
)  # fmt: skip
def test_a_spoilt_first_line_is_refused(record: Record, old: bytes, new: bytes) -> None:
    path = record(1)
    data = path.read_bytes()
    assert data.count(old) == 1
    path.write_bytes(data.replace(old, new))
    assert refused(path).line == 1


@pytest.mark.parametrize("count", [0, -1, 41, 10**18])
def test_a_scenario_that_no_author_could_have_written_is_not_played(
    header: Header, scenario: Scenario, tmp_path: Path, count: int
) -> None:
    """With every hash right: ten to the eighteen quarters took all the memory there was."""
    forged = dataclasses.replace(scenario, quarters=Span(from_="2025-Q1", count=count))
    write_save(tmp_path / "game.jsonl", msgspec.structs.replace(header, scenario=forged))
    assert "no author" in str(refused(tmp_path / "game.jsonl"))


# Limits, checked before anything is parsed


def test_a_file_that_is_too_large_is_refused_unread(record: Record) -> None:
    path = record(1)
    with open(path, "r+b") as file:
        file.truncate(reading.LARGEST_FILE + 1)
    refused(path, TooBig)
    with pytest.raises(TooBig):
        peek(path)


def test_a_line_that_is_too_long_is_refused(record: Record) -> None:
    path = record(2)
    lines = lines_of(path)
    lines[2] += b" " * shape.LONGEST_LINE
    assert refused(rewrite(path, lines), TooBig).line == 3


def test_a_first_line_that_is_too_long_is_refused(record: Record) -> None:
    path = record(2)
    lines = lines_of(path)
    lines[0] += b" " * shape.LONGEST_HEADER
    assert refused(rewrite(path, lines), TooBig).line == 1


def test_too_many_steps_are_refused(record: Record) -> None:
    path = record(1)
    path.write_bytes(path.read_bytes() + b"\n" * shape.MOST_STEPS)
    refused(path, TooBig)


@pytest.mark.parametrize("brackets", [b"[", b'{"a":'])
@pytest.mark.parametrize("count", [shape.DEEPEST + 1, 40_000, 100_000])
@pytest.mark.parametrize("line", [0, 2])
def test_deep_nesting_is_refused(record: Record, brackets: bytes, count: int, line: int) -> None:
    path = record(2)
    lines = lines_of(path)
    if line:
        lines[line] = brackets * count
    else:
        lines[0] = lines[0].replace(b'"minutes":5', b'"minutes":' + brackets * count)
    assert refused(rewrite(path, lines), TooBig).line == line + 1


def test_depth_is_measured_outside_texts() -> None:
    assert depth(b'{"a":[1,{"b":"[[[[\\"[["}],"c":[]}') == 3
    assert depth(b"") == 0
    assert depth(b'"[[[') == 0


def test_a_recorder_stops_at_the_limits_that_a_reader_has(
    record: Record, played: tuple[Step, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = record(2)
    with Recorder.reopen(path) as recorder:
        monkeypatch.setattr(recording, "MOST_STEPS", 2)
        with pytest.raises(TooBig):
            recorder.append(played[2])
        monkeypatch.setattr(recording, "LONGEST_LINE", 10)
        with pytest.raises(TooBig):
            recorder.append(played[2])
    monkeypatch.undo()
    assert len(read_save(path).steps) == 2


# What is not a save


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\n", b"\0" * 100, b"hello\n", b'{"a":1}\n', b"[]\n", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), b"\xff\xfe{\0",
        b'{"format":"scenario/1"}\n', b'{"format":"save/x"}\n', b'{"format":1}\n', b"format: scenario/1\n", b"{" * 100_000,
        b'\xef\xbb\xbf{"format":"save/3"}\n', b'{"format":"save/0"}\n',
    ],
)  # fmt: skip
def test_a_foreign_file_is_not_a_save(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "foreign.jsonl"
    path.write_bytes(data)
    refused(path, NotASave)
    with pytest.raises(NotASave):
        peek(path)


def test_a_folder_is_not_a_save(tmp_path: Path) -> None:
    refused(tmp_path, NotASave)
    for look in (peek, Recorder.reopen):
        with pytest.raises(NotASave, match="a folder"):
            look(tmp_path)


def test_a_file_that_is_not_there_is_not_a_save(tmp_path: Path) -> None:
    refused(tmp_path / "nothing.jsonl", NotASave)
    for look in (peek, Recorder.reopen):
        with pytest.raises(NotASave, match="not there"):
            look(tmp_path / "nothing.jsonl")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no such pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for look in (read_save, peek, Recorder.reopen):
        with pytest.raises(NotASave, match="plain file"):
            look(tmp_path / "pipe")


def test_a_file_that_may_not_be_read_is_one_sentence(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    path = record(1)

    def denied(*_: object, **__: object) -> Any:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("builtins.open", denied)
    with pytest.raises(SaveError, match="permission denied"):
        read_save(path)


@pytest.mark.parametrize(
    ("old", "new"), [(b'"format":"save/3"', b'"format":"save/4"'), (b'"rules":2,', b'"rules":999,')]
)
def test_a_save_of_a_later_game_says_so(record: Record, old: bytes, new: bytes) -> None:
    path = record(2)
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new, 1))
    assert "later game" in str(refused(path, TooNew))
    with pytest.raises(TooNew):
        peek(path)


def test_a_save_of_another_shape_is_too_new_and_not_damaged(tmp_path: Path) -> None:
    path = tmp_path / "later.jsonl"
    path.write_bytes(b'{"format":"save/7","something":"else"}\n')
    refused(path, TooNew)


def test_a_save_of_earlier_rules_opens_though_it_says_less_and_more(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = record(2)
    lines = lines_of(path)
    step = msgspec.json.decode(lines[2])
    step["decision"]["gone"] = 1  # a field that these rules know no longer
    lines[2] = canonical(step)
    refused(rewrite(path, lines))
    monkeypatch.setattr(shape, "RULES", engine.RULES + 1)
    assert len(read_save(path).steps) == 2
    lines[2] = lines[2].replace(b'"by":', b'"by": ')
    refused(rewrite(path, lines))


# Whatever is in the file


@pytest.fixture(scope="module")
def bytes_of_a_save(
    scenario: Scenario, played: tuple[Step, ...], tmp_path_factory: pytest.TempPathFactory
) -> bytes:
    path = tmp_path_factory.mktemp("whole") / "game.jsonl"
    write_save(
        path,
        Header(scenario=scenario, seed="b2:harbour-7", seats={"openai": "you", "microsoft": "you"}),
        played[:12],
    )
    return path.read_bytes()


@given(data=st.data())
@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_mutated_save_is_refused_or_reads_as_its_beginning(
    bytes_of_a_save: bytes, tmp_path: Path, data: st.DataObject
) -> None:
    whole = bytes_of_a_save
    path = tmp_path / "game.jsonl"
    path.write_bytes(whole)
    before = read_save(path)
    made = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 3), "how often")):
        at = data.draw(st.integers(0, len(made) - 1), "where")
        match data.draw(st.sampled_from(["flip", "cut", "insert", "delete", "repeat"]), "how"):
            case "flip":
                made[at] ^= data.draw(st.integers(1, 255))
            case "cut":
                del made[at:]
            case "insert":
                made[at:at] = data.draw(st.binary(min_size=1, max_size=8))
            case "delete":
                del made[at : at + data.draw(st.integers(1, 200))]
            case "repeat":
                made[at:at] = made[at : at + data.draw(st.integers(1, 2000))]
        if not made:
            break
    path.write_bytes(made)
    after = one_sentence_or(read_save, path)
    if after is not None:
        # The chain holds every line but the last, which nothing follows: there, only the state's hash can tell.
        count = len(after.steps)
        assert count <= len(before.steps)
        assert after.steps[: max(count - 1, 0)] == before.steps[: max(count - 1, 0)]
        if count:
            assert after.header == before.header
    one_sentence_or(peek, path)


def one_sentence_or(look: Callable[[Path], T], path: Path) -> T | None:
    """What a look at a file gives; ``None`` when it was refused as it should be."""
    try:
        return look(path)
    except SaveError as error:
        words = str(error)
    assert "\n" not in words
    assert words.endswith(".")
    return None


@given(data=st.binary(max_size=300))
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_at_all_raise_anything_else(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "bytes"
    path.write_bytes(data)
    for look in (read_save, peek):
        with pytest.raises(SaveError):
            look(path)
    path.write_bytes(b'{"format":"save/3",' + data)
    for look in (read_save, peek):
        with pytest.raises(SaveError):
            look(path)


_SMALL = st.integers(-(2**40), 2**40)
_TEXT = st.text(st.characters(codec="utf-8"), max_size=12)


def _values(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of a type that a save may hold."""
    match msgspec.inspect.type_info(kind) if not isinstance(kind, msgspec.inspect.Type) else kind:
        case msgspec.inspect.IntType():
            return _SMALL
        case msgspec.inspect.StrType():
            return _TEXT
        case msgspec.inspect.BoolType():
            return st.booleans()
        case msgspec.inspect.NoneType():
            return st.none()
        case msgspec.inspect.LiteralType(values=values):
            return st.sampled_from(values)
        case msgspec.inspect.VarTupleType(item_type=item):
            return st.lists(_values(item), max_size=3).map(tuple)
        case msgspec.inspect.TupleType(item_types=items):
            return st.tuples(*map(_values, items))
        case msgspec.inspect.DictType(value_type=value):
            return st.dictionaries(_TEXT, _values(value), max_size=3)
        case msgspec.inspect.UnionType(types=types):
            return st.one_of([_values(one) for one in types])
        case msgspec.inspect.StructType(cls=cls, fields=fields):
            parts = {field.name: _values(field.type) for field in fields}
            return st.builds(lambda **values: cls(**values), **parts)
    raise AssertionError(f"no values for {kind}")


STEPS = st.builds(
    Step,
    by=st.sampled_from(["openai", "microsoft"]),
    decision=_values(AnyDecision),
    facts=st.lists(_values(AnyFact), max_size=4).map(tuple),
    state=st.just("0" * 16),
)


@given(steps=st.lists(STEPS, min_size=1, max_size=4))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_every_decision_and_every_fact_comes_back(
    scenario: Scenario, tmp_path: Path, steps: list[Step]
) -> None:
    path = tmp_path / "game.jsonl"
    write_save(
        path, Header(scenario=scenario, seed="b2:x", seats={"openai": "you", "microsoft": "you"}), steps
    )
    saved = read_save(path)
    assert [(step.by, step.decision, step.facts) for step in saved.steps] == [
        (step.by, step.decision, step.facts) for step in steps
    ]


# At a glance


def test_a_glance_tells_where_a_game_stands(record: Record, played: tuple[Step, ...]) -> None:
    begun, over = peek(record(0)), peek(record(len(played)))
    assert (begun.steps, begun.quarter, begun.ending) == (0, "2025-Q1", "")
    assert (over.steps, over.ending) == (len(played), "as-it-was")
    assert over.quarter == "2026-Q2"
    assert (over.title, over.seed, over.name) == ("Small", "b2:harbour-7", f"game-{len(played)}")


def test_a_glance_agrees_with_the_whole_at_every_step(
    scenario: Scenario, record: Record, played: tuple[Step, ...]
) -> None:
    state = engine.new_game(scenario, Chance("b2:harbour-7"))
    for n in range(len(played) + 1):
        if n:
            state = engine.apply(state, played[n - 1].facts)
        if n % 7 == 0:
            glance = peek(record(n))
            assert glance.steps == n
            assert glance.quarter == quarter_label("2025-Q1", state.quarter)
            assert glance.ending == state.ending


def test_a_glance_at_a_long_save_looks_only_at_its_ends(
    record: Record, played: tuple[Step, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = record(len(played))
    for tail in (9000, 20_000):
        monkeypatch.setattr(looking, "_TAIL", tail)
        glance = peek(path)
        assert glance.steps == len(played)
        assert glance.ending == "as-it-was"
        assert glance.quarter in ("2026-Q2", "")


def test_a_glance_sees_a_torn_line(record: Record) -> None:
    path = record(4)
    path.write_bytes(path.read_bytes()[:-3])
    glance = peek(path)
    assert glance.steps == 3
    assert "cut off" in glance.note


def test_a_list_of_saves_has_the_latest_first_and_the_spoilt_last(record: Record, tmp_path: Path) -> None:
    for age, steps in enumerate((1, 2, 3)):
        os.utime(record(steps), (1000 - age, 1000 - age))
    (tmp_path / "spoilt.jsonl").write_bytes(b"{")
    (tmp_path / "notes.txt").write_text("mine")
    found = saves.glances(tmp_path)
    assert [glance.steps for glance in found if isinstance(glance, saves.Glance)] == [1, 2, 3]
    assert isinstance(found[-1], NotASave)
    assert saves.glances(tmp_path / "nowhere") == ()


# What it costs


def test_saves_load_neither_pydantic_nor_yaml() -> None:
    program = (
        "import sys, game.files.saves, game.files.scenarios\n"
        "print({'pydantic', 'yaml', 'numpy', 'textual', 'rich', 'platformdirs'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "set()"


def test_the_state_is_hashed_from_canonical_bytes(scenario: Scenario) -> None:
    state = engine.new_game(scenario, Chance("b2:harbour-7"))
    assert state_hash(state) == digest(canonical(state))
    assert writing.canonical({"b": 1, "a": {"d": 1, "c": 2}}) == b'{"a":{"c":2,"d":1},"b":1}'


def test_a_small_scenario_is_all_the_tests_need() -> None:
    assert len(small_yaml()) < 14_000
