"""One line of a save: what the first and the others hold, how they are written, and how they are read back or refused.

Limits come before parsing. A line is canonical JSON or it is damaged: a key twice, NaN, another order or spacing are refused. A
line of an earlier format is checked as it stands, brought up the ladder of migrations, and then read as if it were of today.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, Final, Literal, NamedTuple, get_type_hints

import msgspec
from msgspec.structs import replace

import game
from game.errors import Damaged, NotASave, TooBig, TooNew
from game.files.canonical import DIGITS, canonical, depth
from game.files.places import LONGEST_SLUG, SLUG, is_slug
from game.files.records import RecordError, dumped, loaded
from game.files.saves import migrations
from game.rules.chance import SeedError, checked_seed
from game.rules.decisions import AnyDecision, Decision, Package
from game.rules.engine import RULES, Setup
from game.rules.facts import AnyFact, Decided, Fact, Moved, SealedUp, Spoke
from game.rules.scenario import MOST_QUARTERS, Scenario
from game.rules.state import Ground
from game.rules.units import SEATS, Seat

YOU: Final = "you"
"""Who sits where a person does."""
FORMAT: Final = migrations.NEWEST
"""The number of a save's shape: ``save/3``. ``rules`` is the other number: how the game behaved that wrote it."""
LONGEST_LINE: Final = 256 * 1024
LONGEST_HEADER: Final = 2 * 1024 * 1024
"""The header embeds a scenario, whose file may be this large."""
MOST_STEPS: Final = 100_000
DEEPEST: Final = 200

Hash = Annotated[str, msgspec.Meta(pattern=f"^[0-9a-f]{{{DIGITS}}}$")]
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
    format: int = FORMAT


class FirstLine(msgspec.Struct, frozen=True, kw_only=True):
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


class Era(NamedTuple):
    """When a save was written, in its two numbers."""

    format: int
    rules: int


class _LaidDown(msgspec.Struct, frozen=True, tag="laid-down", tag_field="fact"):
    """A fact :class:`SealedUp` of the step's own seat and decision, which need not be said twice."""


class _Said(msgspec.Struct, frozen=True, omit_defaults=True, tag="said", tag_field="fact"):
    """A fact :class:`Spoke` of the step's own seat, in the decision's own words: what was offered, why, and how it was put."""

    move: str
    rounds: int
    turn: Seat
    about: str = ""
    must_answer: str = ""
    wanted: Package = ()
    asked_why: bool = False
    ground: Ground | None = None


_OWN_WORDS: Final = tuple(
    name for name in Spoke.__struct_fields__ if name not in (*_Said.__struct_fields__, "seat")
)
"""What of a fact :class:`Spoke` the decision says too."""


class _StepLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A step as it stands in a file. A fact :class:`Moved` is the three things it says, in a list; two facts in three are one."""

    n: int
    by: Literal["openai", "microsoft"]
    decision: AnyDecision
    decided: bool = True
    """Whether the first fact, :class:`Decided` with the decision's note, goes without saying; it was not known to the first games."""
    facts: tuple[AnyFact | _LaidDown | _Said | tuple[str, int, str], ...]
    state: Hash
    prev: str


class _Marks(msgspec.Struct):
    """What tells a newer save from a foreign file."""

    format: str
    rules: int = 0


_FIRST = msgspec.json.Decoder(FirstLine)
_STEP = msgspec.json.Decoder(_StepLine)
_DECISION = msgspec.json.Decoder(AnyDecision)
_MARKS = msgspec.json.Decoder(_Marks)
_ANYTHING = msgspec.json.Decoder()
_BEGINS: Final = f"A save begins with its format, save/{FORMAT}."
DAMAGED: Final = "Use a copy of the file from before, if there is one."
_NOT_CANONICAL: Final = (
    "is not written as this game writes: a key twice, an unknown key, other spacing or another order."
)


# Writing


def first_line(header: Header) -> bytes:
    """The first line of a save, without its line end."""
    scenario = canonical(dumped(header.scenario))
    return canonical(
        FirstLine(
            format=f"save/{FORMAT}",
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


def step_line(step: Step, n: int, prev: str) -> tuple[Step, bytes]:
    """A step with its number and the hash of the line before, and the line it makes."""
    stamped = replace(step, n=n, prev=prev)
    return stamped, _written(stamped)


def _written(step: Step) -> bytes:
    told = step.facts[:1] == (_decided(step),)
    line = _StepLine(
        n=step.n, by=step.by, decision=step.decision, decided=told, facts=tuple(_packed(step, step.facts[told:])),
        state=step.state, prev=step.prev,
    )  # fmt: skip
    return canonical(line)


def _packed(step: Step, facts: tuple[AnyFact, ...]) -> Iterator[Any]:
    sealed = SealedUp(step.by, step.decision)
    for fact in facts:
        match fact:
            case Moved(stat, by, why):
                yield stat, by, why
            case SealedUp() if fact == sealed:
                yield _LaidDown()
            case Spoke() if fact == _spoke(step, said := _shared(fact, _Said)):
                yield _Said(**said)
            case _:
                records = _records(type(fact))
                yield (
                    replace(fact, **{name: _sparse(getattr(fact, name)) for name in records})
                    if records
                    else fact
                )


def _unpacked(line: _StepLine) -> Iterator[AnyFact]:
    if line.decided:
        yield _decided(line)
    for fact in line.facts:
        match fact:
            case tuple():
                yield Moved(*fact)
            case _LaidDown():
                yield SealedUp(line.by, line.decision)
            case _Said():
                yield _spoke(line, _shared(fact, _Said))
            case _:
                yield fact


def _decided(step: Step | _StepLine) -> Decided:
    return Decided(step.by, step.decision.note)


def _spoke(step: Step | _StepLine, said: Mapping[str, Any]) -> Spoke:
    """The fact that a step's seat spoke in the decision's own words."""
    words = {name: getattr(step.decision, name) for name in _OWN_WORDS if hasattr(step.decision, name)}
    return Spoke(seat=step.by, **said, **words)


def _shared(fact: msgspec.Struct, kind: type[msgspec.Struct]) -> dict[str, Any]:
    return {name: getattr(fact, name) for name in kind.__struct_fields__}


@cache
def _records(kind: type[Fact]) -> tuple[str, ...]:
    """The fields of a fact that hold a record of the state, which leaves no default out by itself."""
    return tuple(
        name
        for name, type_ in get_type_hints(kind).items()
        if isinstance(type_, type)
        and issubclass(type_, msgspec.Struct)
        and not (type_.__struct_config__.omit_defaults or type_.__struct_config__.array_like)
    )


def _sparse(record: msgspec.Struct) -> dict[str, Any]:
    """A record of the state as a line holds it: without what is as always."""
    always = _as_always(type(record))
    return {name: value for name in always if (value := getattr(record, name)) != always[name]}


@cache
def _as_always(kind: type[msgspec.Struct]) -> dict[str, Any]:
    return {field.name: field.default for field in msgspec.structs.fields(kind)}


def as_read(decision: Decision) -> Decision:
    """A decision as it is when a save is read: equal, down to which object a word is, for that is how msgspec knows a default."""
    found: Decision = _DECISION.decode(canonical(decision))
    return found


def facts_as_read(step: Step) -> tuple[AnyFact, ...]:
    """A step's facts as they are when its line is read, likewise: what is played on from them is written as it will be after a reload."""
    return tuple(_unpacked(_STEP.decode(_written(step))))


def within(path: Path, line: bytes, limit: int) -> bytes:
    """The line, if it is not longer than what is read back."""
    if len(line) > limit:
        raise TooBig(str(path), f"cannot hold a line of {len(line)} bytes: {limit} is the limit.")
    return line


# Reading


def mind_the_marks(path: Path, line: bytes) -> int:
    """The number of a save's format. Refuses what is not a save, or is a newer one; what comes back may still be damaged."""
    named = re.match(rb'\{"format":"save/([1-9][0-9]{0,5})"', line)
    if named is None:
        raise NotASave(str(path), "is not a save of this game.", _BEGINS)
    number = int(named[1])
    if number > FORMAT:
        words = f"was written by a later game: its format is save/{number}, this game reads save/{FORMAT}."
        raise TooNew(str(path), words, "Install the newer version to open it.", 1)
    with suppress(msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        marks = _MARKS.decode(line)
        if marks.rules > RULES:
            words = (
                f"was written by a later game: it plays by rules {marks.rules}, this game by rules {RULES}."
            )
            raise TooNew(str(path), words, "Install the newer version to open it.", 1)
    return number


def read_first(path: Path, line: bytes) -> tuple[FirstLine, Era]:
    """The first line, all but the scenario in it checked, as today's format has it; and the era of the file."""
    if len(line) > LONGEST_HEADER:
        mind_the_marks(path, line[:LONGEST_LINE])
        raise TooBig(str(path), f"has a first line of {len(line)} bytes: at most {LONGEST_HEADER}.", line=1)
    number = mind_the_marks(path, line)
    _mind_the_depth(path, line, 1)
    if number < FORMAT:
        line = _climbed_header(path, line, number)
    first: FirstLine = _decoded(path, _FIRST, line, 1)
    if canonical(first) != line and (first.rules >= RULES or not _is_canonical(line)):
        raise Damaged(str(path), _NOT_CANONICAL, DAMAGED, 1)
    if sorted(first.seats) != sorted(SEATS):
        raise Damaged(str(path), "does not say who sits in the two seats.", DAMAGED, 1)
    if first.origin is not None and not is_slug(first.origin.save):
        raise Damaged(str(path), "names no save as the one it came from.", DAMAGED, 1)
    try:
        checked = checked_seed(first.seed)
    except SeedError as error:
        raise Damaged(str(path), "has no seed that luck could be made of.", DAMAGED, 1) from error
    if checked != first.seed:
        raise Damaged(str(path), "has no seed that luck could be made of.", DAMAGED, 1)
    return first, Era(number, first.rules)


def header_of(path: Path, first: FirstLine) -> Header:
    """The header in a first line, with the scenario."""
    raw = bytes(first.scenario)
    try:
        scenario = _scenario(raw)
    except (RecordError, msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        words = f"holds a scenario that cannot be read ({reason(error)})."
        raise Damaged(str(path), words, DAMAGED, 1) from error
    if sha256(raw).hexdigest() != first.scenario_sha:
        raise Damaged(str(path), _OTHER_SCENARIO, DAMAGED, 1)
    if (
        not 0 < scenario.quarters.count <= MOST_QUARTERS
        or not 0 < scenario.turns.quarters <= MOST_QUARTERS
        or _HUGE.search(raw)
    ):
        raise Damaged(str(path), "holds a scenario whose numbers no author could have given.", DAMAGED, 1)
    return Header(
        scenario=scenario,
        seed=first.seed,
        seats=first.seats,
        setup=first.setup,
        origin=first.origin,
        rules=first.rules,
        game=first.game,
    )


@lru_cache(maxsize=4)
def _scenario(raw: bytes) -> Scenario:
    """The scenario in some bytes. The games of an evening are mostly of one, and reading it is half of opening a save."""
    plain = _ANYTHING.decode(raw)
    if canonical(plain) != raw:
        raise RecordError("not written as this game writes")
    scenario: Scenario = loaded(Scenario, plain)
    return scenario


_HUGE: Final = re.compile(rb"[0-9]{17}")
"""More digits than the reader of scenario files takes. What no author could write, no game need reckon with for hours."""
_OTHER_SCENARIO: Final = "holds a scenario that was changed after the game began."


def read_step(path: Path, line: bytes, number: int, era: Era) -> Step:
    """The step in a line; ``number`` counts lines from 1."""
    if len(line) > LONGEST_LINE:
        raise TooBig(str(path), f"has a line of {len(line)} bytes: at most {LONGEST_LINE}.", line=number)
    _mind_the_depth(path, line, number)
    if era.format < FORMAT:
        line = canonical(migrations.step(_plain(path, line, number), era.format))
    found: _StepLine = _decoded(path, _STEP, line, number)
    step = Step(
        n=found.n, by=found.by, decision=found.decision, facts=tuple(_unpacked(found)), state=found.state, prev=found.prev
    )  # fmt: skip
    # Another format, and rules that have moved on, may know more of a fact than an older game wrote; its own bytes must still be
    # canonical.
    if _written(step) != line and not (era != (FORMAT, RULES) and _is_canonical(line)):
        raise Damaged(str(path), _NOT_CANONICAL, DAMAGED, number)
    return step


def _climbed_header(path: Path, line: bytes, number: int) -> bytes:
    """The first line as today's format has it. What guards the scenario is checked before, and made anew."""
    plain = _plain(path, line, 1)
    scenario = plain.get("scenario")
    if sha256(canonical(scenario)).hexdigest() != plain.get("scenario_sha"):
        raise Damaged(str(path), _OTHER_SCENARIO, DAMAGED, 1)
    try:
        climbed = migrations.header(plain, number)
    except (AttributeError, KeyError, TypeError) as error:
        raise Damaged(str(path), "holds a scenario that cannot be read.", DAMAGED, 1) from error
    climbed["scenario_sha"] = sha256(canonical(climbed["scenario"])).hexdigest()
    return canonical(climbed)


def _plain(path: Path, line: bytes, number: int) -> dict[str, Any]:
    """A line of an earlier format as plain data, if it is canonical."""
    plain = _decoded(path, _ANYTHING, line, number)
    if not isinstance(plain, dict) or canonical(plain) != line:
        raise Damaged(str(path), _NOT_CANONICAL, DAMAGED, number)
    return plain


def _mind_the_depth(path: Path, line: bytes, number: int) -> None:
    # Few brackets cannot be nested deep, and most lines have few.
    if line.count(b"[") + line.count(b"{") > DEEPEST and depth(line) > DEEPEST:
        raise TooBig(str(path), f"is nested deeper than {DEEPEST} levels.", line=number)


def _decoded(path: Path, decoder: msgspec.json.Decoder[Any], line: bytes, number: int) -> Any:
    try:
        return decoder.decode(line)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        if line.endswith(b"\r"):
            hint = "Something changed its line ends on the way here; copy the file as it is."
            raise Damaged(str(path), "ends in a carriage return.", hint, number) from error
        raise Damaged(str(path), f"cannot be read ({reason(error)}).", DAMAGED, number) from error


def _is_canonical(line: bytes) -> bool:
    try:
        return canonical(_ANYTHING.decode(line)) == line
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return False


def reason(error: Exception) -> str:
    """What a library found wrong, on one line and not too long."""
    if isinstance(error, RecursionError):
        return "nested too deeply"
    words = " ".join(str(error).split()) or type(error).__name__
    return "".join(sign if sign.isprintable() else "?" for sign in words[:200]).rstrip(".")
