"""Saves: JSON Lines, canonical JSON, a chain of hashes (house.md 4).

Line 1 holds what was chosen before the game, with the scenario embedded; then comes one line a step: the decision, the facts
it caused, the hash of the state after it, and the hash of the line before. A step is on disk before anyone is told of it, so
the save *is* the autosave. Reading only decodes: folding facts into states is the session's work. Whatever is in a file, what
comes out of here is a :class:`Saved` or a :class:`~game.errors.SaveError` of one sentence; the file is left as it is.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Annotated, Any, Final, Literal, NamedTuple

import msgspec
from msgspec.structs import replace

import game
from game.errors import Damaged, NotASave, SaveError, TooBig, TooNew
from game.files.canonical import canonical, depth, digest, state_hash
from game.files.places import (
    LONGEST_SLUG,
    SLUG,
    SUFFIX,
    cannot_write,
    is_slug,
    new_save_path,
    save_folder,
    save_path,
    shipped,
    slug_of,
    sync_folder,
    write_whole,
)
from game.files.records import RecordError, dumped, loaded
from game.rules.chance import SeedError, checked_seed
from game.rules.decisions import AnyDecision
from game.rules.engine import RULES, Setup
from game.rules.facts import AnyFact, Ended, QuarterBegan
from game.rules.scenario import Scenario
from game.rules.units import SEATS, Seat, quarter_label

__all__ = [
    "Glance", "Header", "Origin", "Recorder", "Saved", "Step", "famous", "glances", "head_of", "new_save_path", "peek", "read_save",
    "save_folder", "save_path", "slug_of", "state_hash", "write_save",
]  # fmt: skip

YOU: Final = "you"
"""Who sits where a person does."""
FORMAT: Final = "save/1"
"""The shape of a save. ``rules`` is the other number: how the game behaved that wrote it."""
LARGEST_FILE: Final = 32 * 1024 * 1024
LONGEST_LINE: Final = 256 * 1024
LONGEST_HEADER: Final = 2 * 1024 * 1024
"""The header embeds a scenario, whose file may be this large."""
MOST_STEPS: Final = 100_000
DEEPEST: Final = 200

Hash = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{32}$")]
Slug = Annotated[str, msgspec.Meta(pattern=f"^{SLUG}$", max_length=LONGEST_SLUG)]


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Where a branch left another game: the save's name, the step it left after, and the hash of that step's line."""

    save: Slug
    step: Annotated[int, msgspec.Meta(ge=0, le=MOST_STEPS)]
    head: Hash


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """What a game was begun with. ``seats`` says who sits where: ``you``, ``bot:2/hedger``, ``exec:…``."""

    scenario: Scenario
    seed: str
    seats: dict[str, str]
    setup: Setup = Setup()
    origin: Origin | None = None
    rules: int = RULES
    game: str = game.__version__

    @property
    def people(self) -> tuple[Seat, ...]:
        """The seats that people play, OpenAI's first: usually one, both at one keyboard, none between bots."""
        return tuple(seat for seat in SEATS if self.seats[seat] == YOU)


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One decision of one seat. ``state`` is the hash of the state after it; ``n`` and ``prev`` are given when it is written."""

    n: int = 0
    by: Literal["openai", "microsoft"]
    decision: AnyDecision
    facts: tuple[AnyFact, ...]
    state: Hash
    prev: str = ""


class Saved(NamedTuple):
    """What a file holds. ``heads[n]`` is the hash of the line of step ``n``; ``note`` says what was dropped, in words."""

    header: Header
    steps: tuple[Step, ...]
    heads: tuple[str, ...]
    note: str = ""


class Glance(NamedTuple):
    """A save at a glance, for a list of them. ``quarter`` is a label such as 2026-Q3; ``ending`` is empty while it goes on."""

    path: Path
    scenario: str
    title: str
    seed: str
    seats: dict[str, str]
    origin: Origin | None
    steps: int
    quarter: str
    ending: str
    changed: float
    """When the file was last written, in seconds since 1970."""
    note: str = ""

    @property
    def name(self) -> str:
        """The slug of the save."""
        return self.path.stem


class _FirstLine(msgspec.Struct, frozen=True, kw_only=True):
    """The header as it stands in a file: the scenario is kept as bytes until somebody wants it."""

    format: str
    rules: Annotated[int, msgspec.Meta(ge=1)]
    game: str
    seed: str
    seats: dict[str, str]
    setup: Setup
    origin: Origin | None
    scenario_sha: str
    scenario: msgspec.Raw


class _Marks(msgspec.Struct):
    """What tells a newer save from a foreign file."""

    format: str
    rules: int = 0


class _Span(msgspec.Struct, rename={"from_": "from"}):
    from_: str


class _Cover(msgspec.Struct):
    """The little of a scenario that a list shows."""

    id: str
    title: str
    quarters: _Span


_FIRST = msgspec.json.Decoder(_FirstLine)
_STEP = msgspec.json.Decoder(Step)
_MARKS = msgspec.json.Decoder(_Marks)
_COVER = msgspec.json.Decoder(_Cover)
_ANYTHING = msgspec.json.Decoder()


# Writing


def _first_line(header: Header) -> bytes:
    scenario = canonical(dumped(header.scenario))
    return canonical(
        _FirstLine(
            format=FORMAT,
            rules=header.rules,
            game=header.game,
            seed=checked_seed(header.seed),
            seats=header.seats,
            setup=header.setup,
            origin=header.origin,
            scenario_sha=sha256(scenario).hexdigest(),
            scenario=msgspec.Raw(scenario),
        )
    )


def _step_line(step: Step, n: int, prev: str) -> tuple[Step, bytes]:
    stamped = replace(step, n=n, prev=prev)
    return stamped, canonical(stamped)


def head_of(header: Header, steps: Sequence[Step]) -> str:
    """The hash of the last line that a save of these steps ends with: what a branch names in its origin."""
    head = digest(_first_line(header))
    for n, step in enumerate(steps, 1):
        head = digest(_step_line(step, n, head)[1])
    return head


def write_save(path: Path, header: Header, steps: Iterable[Step] = ()) -> None:
    """Write a whole save at once, such as a branch's prefix; steps are numbered and chained anew."""
    line = _first_line(header)
    lines = [_within(path, line, LONGEST_HEADER)]
    for n, step in enumerate(steps, 1):
        _, line = _step_line(step, n, digest(line))
        lines.append(_within(path, line, LONGEST_LINE))
    write_whole(path, b"\n".join(lines) + b"\n")


def _within(path: Path, line: bytes, limit: int) -> bytes:
    if len(line) > limit:
        raise TooBig(str(path), f"cannot hold a line of {len(line)} bytes: {limit} is the limit.")
    return line


class Recorder:
    """A save that is being written. It belongs to one window; :meth:`append` returns when the step is on disk."""

    def __init__(self, path: Path, descriptor: int, size: int, heads: Iterable[str]) -> None:
        self.path = path
        self.heads = list(heads)
        """The hash of each line on disk: ``heads[n]`` is step ``n``'s, ``heads[0]`` the header's."""
        self.saved: Saved | None = None
        """What the file held when it was opened again."""
        self._descriptor = descriptor
        self._size = size

    @classmethod
    def create(cls, path: Path, header: Header) -> Recorder:
        """Begin a save. Never over another: ``SaveError`` when the file is there already, or cannot be written."""
        line = _within(path, _first_line(header), LONGEST_HEADER)
        _read_first(path, line)  # never begin what could not be opened again
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(path, _APPENDING | os.O_CREAT | os.O_EXCL, 0o644)
        except FileExistsError as error:
            raise SaveError(
                str(path), "is there already.", "Choose another name; nothing was written."
            ) from error
        except OSError as error:
            raise cannot_write(path, error) from error
        recorder = cls(path, descriptor, 0, [digest(line)])
        try:
            _lock(descriptor, path)
            recorder._write(line, made=False)
        except SaveError:
            recorder.close()
            with suppress(OSError):
                path.unlink()
            raise
        sync_folder(path.parent)
        return recorder

    @classmethod
    def reopen(cls, path: Path) -> Recorder:
        """Go on with a save; what it holds is in ``saved``. A torn last line is cut off and said in ``saved.note``."""
        with _in_words(path):
            _regular(path)
        try:
            descriptor = os.open(path, _APPENDING)
        except OSError as error:
            raise cannot_write(path, error) from error
        try:
            _lock(descriptor, path)
            with _in_words(path):
                saved, size = _parse(path, _content(path))
            os.ftruncate(descriptor, size)
        except OSError as error:
            os.close(descriptor)
            raise cannot_write(path, error) from error
        except SaveError:
            os.close(descriptor)
            raise
        recorder = cls(path, descriptor, size, saved.heads)
        recorder.saved = saved
        return recorder

    def append(self, step: Step) -> Step:
        """Write a step down, numbered and chained; it is on disk when this returns. ``SaveError`` leaves the save as it was."""
        stamped, line = _step_line(step, len(self.heads), self.heads[-1])
        _within(self.path, line, LONGEST_LINE)
        if len(self.heads) > MOST_STEPS or self._size + len(line) >= LARGEST_FILE:
            raise TooBig(
                str(self.path), "cannot hold another step.", "Every step before this one is safe on disk."
            )
        self._write(line, made=True)
        self.heads.append(digest(line))
        return stamped

    def _write(self, line: bytes, *, made: bool) -> None:
        data = line + b"\n"
        written = 0
        try:
            while written < len(data):
                written += os.write(self._descriptor, data[written:])
            os.fsync(self._descriptor)
        except OSError as error:
            # A half line would be dropped on reading; but the next step must not be glued to it.
            with suppress(OSError):
                os.ftruncate(self._descriptor, self._size)
            raise cannot_write(self.path, error, made=made) from error
        self._size += len(data)

    def close(self) -> None:
        """Let go of the file; another window may have it then. Closing twice is fine."""
        if self._descriptor >= 0:
            descriptor, self._descriptor = self._descriptor, -1
            os.close(descriptor)

    def __enter__(self) -> Recorder:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


_APPENDING: Final = os.O_RDWR | os.O_APPEND | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def _lock(descriptor: int, path: Path) -> None:
    """Take the save for this window. The system lets go by itself when the program ends, however it ends."""
    try:
        if sys.platform == "win32":
            import msvcrt

            # Windows keeps others from even reading what is locked, so the lock lies far beyond the largest file.
            os.lseek(descriptor, 0x7FFF_0000, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError) as error:
        words = "is being played in another window."
        raise SaveError(str(path), words, "Go on there, close it, or branch from this save.") from error
    except OSError:
        pass  # a file system without locks, such as some network drives: better to play unlocked than not at all


# Reading


def read_save(path: Path) -> Saved:
    """Everything a save holds, checked line by line; ``SaveError`` says in one sentence why not. Linear in the file."""
    with _in_words(path):
        return _parse(path, _content(path))[0]


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    """Whatever a file can make Python raise, as one sentence."""
    try:
        yield
    except FileNotFoundError as error:
        raise NotASave(str(path), "is not there.", "Check its name, or list the saves.") from error
    except OSError as error:
        reason = (error.strerror or "the system gave no reason").lower()
        raise SaveError(
            str(path), f"could not be read: {reason}.", "Check the file's permissions and the disk."
        ) from error
    except (MemoryError, OverflowError) as error:
        raise TooBig(str(path), "is too large to read here.") from error


def _regular(path: Path) -> int:
    """The size of a plain file; refuses folders, pipes and devices before they are opened."""
    try:
        found = path.stat()
    except ValueError as error:
        raise NotASave(str(path).replace("\0", "?"), "is not the name of a file.") from error
    if stat.S_ISDIR(found.st_mode):
        raise NotASave(str(path), "is a folder, not a save.", "Name a file in it.")
    if not stat.S_ISREG(found.st_mode):
        raise NotASave(str(path), "is not a plain file.")
    if found.st_size > LARGEST_FILE:
        raise TooBig(str(path), f"is {found.st_size} bytes long: a save has at most {LARGEST_FILE}.")
    return found.st_size


def _content(path: Path) -> bytes:
    _regular(path)
    with open(path, "rb") as file:
        data = file.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise TooBig(str(path), f"is longer than a save can be: at most {LARGEST_FILE} bytes.")
    return data


def _parse(path: Path, data: bytes) -> tuple[Saved, int]:
    """The save in some bytes, and how many of them are whole lines."""
    if not data:
        raise NotASave(str(path), "is empty.", "Delete it, or choose another save.")
    count = data.count(b"\n") - 1
    if count > MOST_STEPS:
        raise TooBig(str(path), f"has {count} steps: a save has at most {MOST_STEPS}.")
    lines = data.split(b"\n")
    torn = lines.pop()
    if not lines:
        _mind_the_marks(path, torn[:LONGEST_HEADER])
        raise Damaged(str(path), "was cut off in its first line, before the game had begun.", "Delete it.", 1)
    header = _read_header(path, lines[0])
    older = header.rules < RULES
    head = digest(lines[0])
    heads = [head]
    steps = []
    for number, line in enumerate(lines[1:], 2):
        step = _read_step(path, line, number, older)
        if step.n != number - 1:
            raise Damaged(str(path), f"has step {step.n} where step {number - 1} belongs.", _DAMAGED, number)
        if step.prev != head:
            words = "does not follow from the line before it: one of the two was changed."
            raise Damaged(str(path), words, _DAMAGED, number)
        head = digest(line)
        heads.append(head)
        steps.append(step)
    note = ""
    if torn:
        note = (
            f"The last line was cut off while it was being written and is left out; "
            f"the game goes on after step {len(steps)}."
        )
    return Saved(header, tuple(steps), tuple(heads), note), len(data) - len(torn)


_DAMAGED: Final = "Use a copy of the file from before, if there is one."


def _mind_the_marks(path: Path, line: bytes) -> None:
    """Refuse what is not a save, or is a newer one; what comes back may still be damaged."""
    if not line.startswith(b'{"format":"'):
        raise NotASave(str(path), "is not a save of this game.", "A save begins with its format, save/1.")
    named = re.match(rb'\{"format":"([a-z]{1,16})/([0-9]{1,6})"', line)
    if named is None or named[1] != b"save":
        raise NotASave(str(path), "is not a save of this game.", "A save begins with its format, save/1.")
    if int(named[2]) > 1:
        words = f"was written by a later game: its format is save/{int(named[2])}, this game reads {FORMAT}."
        raise TooNew(str(path), words, "Install the newer version to open it.", 1)
    with suppress(msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        marks = _MARKS.decode(line)
        if marks.rules > RULES:
            words = (
                f"was written by a later game: it plays by rules {marks.rules}, this game by rules {RULES}."
            )
            raise TooNew(str(path), words, "Install the newer version to open it.", 1)


def _read_header(path: Path, line: bytes) -> Header:
    first = _read_first(path, line)
    raw = bytes(first.scenario)
    try:
        plain = _ANYTHING.decode(raw)
        if canonical(plain) != raw:
            raise Damaged(str(path), "is not written as this game writes.", _DAMAGED, 1)
        scenario = loaded(Scenario, plain)
    except (RecordError, msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        words = f"holds a scenario that cannot be read ({_reason(error)})."
        raise Damaged(str(path), words, _DAMAGED, 1) from error
    if sha256(raw).hexdigest() != first.scenario_sha:
        raise Damaged(str(path), "holds a scenario that was changed after the game began.", _DAMAGED, 1)
    return Header(
        scenario=scenario,
        seed=first.seed,
        seats=first.seats,
        setup=first.setup,
        origin=first.origin,
        rules=first.rules,
        game=first.game,
    )


def _read_first(path: Path, line: bytes) -> _FirstLine:
    """The first line, all but the scenario in it checked."""
    if len(line) > LONGEST_HEADER:
        _mind_the_marks(path, line[:LONGEST_LINE])
        raise TooBig(str(path), f"has a first line of {len(line)} bytes: at most {LONGEST_HEADER}.", line=1)
    _mind_the_marks(path, line)
    first: _FirstLine = _decoded(path, _FIRST, line, 1)
    if canonical(first) != line and (first.rules >= RULES or not _is_canonical(line)):
        raise Damaged(str(path), _NOT_CANONICAL, _DAMAGED, 1)
    if sorted(first.seats) != sorted(SEATS):
        raise Damaged(str(path), "does not say who sits in the two seats.", _DAMAGED, 1)
    if first.origin is not None and not is_slug(first.origin.save):
        raise Damaged(str(path), "names no save as the one it came from.", _DAMAGED, 1)
    try:
        checked = checked_seed(first.seed)
    except SeedError as error:
        raise Damaged(str(path), "has no seed that luck could be made of.", _DAMAGED, 1) from error
    if checked != first.seed:
        raise Damaged(str(path), "has no seed that luck could be made of.", _DAMAGED, 1)
    return first


_NOT_CANONICAL: Final = (
    "is not written as this game writes: a key twice, an unknown key, other spacing or another order."
)


def _read_step(path: Path, line: bytes, number: int, older: bool) -> Step:
    if len(line) > LONGEST_LINE:
        raise TooBig(str(path), f"has a line of {len(line)} bytes: at most {LONGEST_LINE}.", line=number)
    step: Step = _decoded(path, _STEP, line, number)
    # Rules that have moved on may know more of a fact than an older game wrote; its own bytes must still be canonical.
    if canonical(step) != line and not (older and _is_canonical(line)):
        raise Damaged(str(path), _NOT_CANONICAL, _DAMAGED, number)
    return step


def _decoded(path: Path, decoder: msgspec.json.Decoder[Any], line: bytes, number: int) -> Any:
    # Few brackets cannot be nested deep, and most lines have few.
    if line.count(b"[") + line.count(b"{") > DEEPEST and depth(line) > DEEPEST:
        raise TooBig(str(path), f"is nested deeper than {DEEPEST} levels.", line=number)
    try:
        return decoder.decode(line)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        if line.endswith(b"\r"):
            hint = "Something changed its line ends on the way here; copy the file as it is."
            raise Damaged(str(path), "ends in a carriage return.", hint, number) from error
        raise Damaged(str(path), f"cannot be read ({_reason(error)}).", _DAMAGED, number) from error


def _is_canonical(line: bytes) -> bool:
    try:
        return canonical(_ANYTHING.decode(line)) == line
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return False


def _reason(error: Exception) -> str:
    """What a library found wrong, on one line and not too long."""
    if isinstance(error, RecursionError):
        return "nested too deeply"
    words = " ".join(str(error).split()) or type(error).__name__
    return "".join(sign if sign.isprintable() else "?" for sign in words[:200]).rstrip(".")


# Looking

_TAIL: Final = 2 * LONGEST_LINE
"""How much of a save's end is looked at: the last line is in it, and as good as always the last new quarter."""


def peek(path: Path) -> Glance:
    """A save at a glance: its first line and its last, without the lines between. Says nothing about damage in them."""
    with _in_words(path):
        size = _regular(path)
        with open(path, "rb") as file:
            line = file.readline(LONGEST_HEADER + 1)
            if not line:
                raise NotASave(str(path), "is empty.", "Delete it, or choose another save.")
            first = _read_first(path, line.removesuffix(b"\n"))
            if not line.endswith(b"\n"):
                raise Damaged(
                    str(path), "was cut off in its first line, before the game had begun.", "Delete it.", 1
                )
            start = file.seek(max(len(line), size - _TAIL))
            tail = file.read(_TAIL)
            if start > len(line):  # the first line of this piece is only the end of one
                tail = tail[tail.find(b"\n") + 1 :]
            changed = os.fstat(file.fileno()).st_mtime
    try:
        cover = _COVER.decode(first.scenario)
        quarter, ending, steps = _where(path, tail, older=first.rules < RULES)
        if quarter is None and start == len(line):
            quarter = 0
        label = "" if quarter is None else quarter_label(cover.quarters.from_, quarter)
    except (msgspec.MsgspecError, UnicodeError, RecursionError, ValueError, IndexError) as error:
        raise Damaged(str(path), f"cannot be read ({_reason(error)}).", _DAMAGED) from error
    return Glance(
        path=path,
        scenario=cover.id,
        title=cover.title,
        seed=first.seed,
        seats=first.seats,
        origin=first.origin,
        steps=steps,
        quarter=label,
        ending=ending,
        changed=changed,
        note=""
        if not tail or tail.endswith(b"\n")
        else "The last line was cut off while it was being written.",
    )


def _where(path: Path, tail: bytes, *, older: bool) -> tuple[int | None, str, int]:
    """The quarter that began last, if it did so in this piece of a save, the ending, and the number of steps."""
    lines = tail.split(b"\n")[:-1]
    if not lines:
        return None, "", 0
    last = _read_step(path, lines[-1], 0, older)
    ending = next((fact.ending for fact in last.facts if isinstance(fact, Ended)), "")
    for line in reversed(lines):
        if b'"fact":"quarter"' in line:
            facts = _read_step(path, line, 0, older).facts
            quarters = [fact.quarter for fact in facts if isinstance(fact, QuarterBegan)]
            if quarters:
                return quarters[-1], ending, last.n
    return None, ending, last.n


def glances(folder: Path | None = None) -> tuple[Glance | SaveError, ...]:
    """Every save in a folder (one's own by default) at a glance, the latest first, then those that cannot be read."""
    folder = save_folder() if folder is None else folder
    try:
        paths = sorted(
            path for path in folder.iterdir() if path.suffix == SUFFIX and not path.name.startswith(".")
        )
    except OSError:
        return ()
    found: list[Glance] = []
    spoilt: list[SaveError] = []
    for path in paths:
        try:
            found.append(peek(path))
        except SaveError as error:
            spoilt.append(error)
    return (*sorted(found, key=lambda glance: -glance.changed), *spoilt)


def famous() -> tuple[Glance | SaveError, ...]:
    """The played games that ship, at a glance."""
    return glances(shipped("saves"))
