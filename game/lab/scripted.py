"""Scripts at work: a game driven line by line, each expectation looked at on the way, and its golden file.

A script's own seats do what it says; players in the others decide for themselves whenever they are asked. ``until`` lets the
script's seats take the default. What fails is a :class:`ScriptError` with the line of the step.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from game import players
from game.errors import Problem, Refusal, ScriptError
from game.files.canonical import state_hash
from game.files.moves import write_move
from game.files.scripts import Script, Step
from game.rules.agreement import Term
from game.rules.decisions import Done
from game.rules.stats import STATS
from game.rules.units import SEATS, quarter_label
from game.session import YOU, Session

GOLDEN: Final = ".golden.txt"
"""The ending of a golden file's name: beside ``fresh-start.yaml`` it is ``fresh-start.golden.txt``."""
MOST_STEPS: Final = 20_000
"""Steps of one script, with the players' own."""
_SEATED: Final = (players.BOT, players.RANDOM, players.RECORD, players.POLICY, players.FOIL)


def played(script: Script, save: Path | None = None) -> Session:
    """A script played to its last step; ``ScriptError`` where it is not as the script says. With ``save`` it is recorded there."""
    for seat, spec in script.seats.items():
        try:
            players.check(spec, seat)
            if players.parse(spec).kind not in _SEATED:
                raise players.UnknownPlayer(
                    f"“{spec[:40]}” cannot sit in a script. Leave the seat out to move for it."
                )
        except players.UnknownPlayer as error:
            raise _failed(script.place(("seats", seat), str(error))) from None
    seats = {seat: script.seats.get(seat, YOU) for seat in SEATS}
    try:
        session = Session.new(script.scenario, script.seed, seats, script.setup, save)
    except Refusal as refusal:
        raise _failed(script.place(("setup",), str(refusal))) from None
    try:
        for step in script.steps:
            session.play_bots()
            _DO[step.kind](script, session, step)
        session.play_bots()
    finally:
        session.close()
    return session


def _failed(problem: Problem) -> ScriptError:
    return ScriptError(problem)


def _move(script: Script, session: Session, step: Step) -> None:
    assert step.decision is not None
    try:
        session.act(step.seat, step.decision)
    except Refusal as refusal:
        words = f"expected {step.seat} to {step.text}, got a refusal ({refusal.code}): {refusal}"
        raise _failed(script.place(step.path, words, _asked(session))) from None


def _refused(script: Script, session: Session, step: Step) -> None:
    assert step.decision is not None
    wanted = f"a refusal{f' ({step.code})' if step.code else ''} of {step.text}"
    before = len(session.steps)
    try:
        session.act(step.seat, step.decision)
    except Refusal as refusal:
        if step.code in ("", refusal.code):
            assert len(session.steps) == before
            return
        raise _failed(script.place(step.path, f"expected {wanted}, got {refusal.code}: {refusal}")) from None
    raise _failed(script.place(step.path, f"expected {wanted}, got the move made."))


def _until(script: Script, session: Session, step: Step) -> None:
    while not _reached(session, step):
        if not session.questions() or len(session.steps) > MOST_STEPS:
            words = (
                f"expected to reach {_goal(session, step)}, got the end of the game in {_quarter(session)}."
            )
            raise _failed(script.place(step.path, words))
        if 0 <= step.quarter < session.state.quarter:
            words = f"expected to reach {_goal(session, step)}, got {_quarter(session)}: it is past."
            raise _failed(script.place(step.path, words))
        seat = next(question.seat for question in session.questions())
        session.act(seat, Done())
        session.play_bots()


def _reached(session: Session, step: Step) -> bool:
    if step.quarter >= 0 and session.state.quarter != step.quarter:
        return False
    if step.topic == "over" and not session.questions():
        return True
    if not step.topic and not step.seat:
        return True
    return any(
        question.topic == (step.topic or question.topic) and question.seat == (step.seat or question.seat)
        for question in session.questions()
    )


def _goal(session: Session, step: Step) -> str:
    parts = [quarter_label(session.scenario.quarters.from_, step.quarter)] if step.quarter >= 0 else []
    return " ".join(parts + [f"“{step.topic}”"] * bool(step.topic) + [f"for {step.seat}"] * bool(step.seat))


def _expect(script: Script, session: Session, step: Step) -> None:
    for expected in step.expected:
        value = value_of(session, expected.name)
        if not expected.holds(value):
            got = str(value).lower() if isinstance(value, bool) else value or (0 if value == 0 else "nothing")
            words = f"expected {expected.words()}, got {got} ({_quarter(session)})."
            raise _failed(script.place(expected.path, words))


_DO: Final = {"move": _move, "refused": _refused, "until": _until, "expect": _expect}


def value_of(session: Session, name: str) -> Term | bool:
    """What a name of an expectation is worth now; stats in the unit shown, rounded down."""
    state = session.state
    if name in STATS:
        stat = STATS[name]
        return int(getattr(getattr(state, stat.section), stat.field)) // stat.scale
    if name.startswith("agreement."):
        return state.terms[name.removeprefix("agreement.")]
    asked = session.questions()
    if name == "asked":
        return asked[0].seat if asked else ""
    if name == "topic":
        return asked[0].topic if asked else "over"
    if name == "table":
        return state.table is not None
    if name == "signatures":
        return len(state.agreement.amendments)
    if name == "ending":
        outcome = session.outcome()
        return outcome.ending if outcome is not None else ""
    return _quarter(session)


def _quarter(session: Session) -> str:
    return quarter_label(session.scenario.quarters.from_, session.state.quarter)


def _asked(session: Session) -> str:
    asked = session.questions()
    if not asked:
        return "The game is over."
    return " ".join(f"{one.seat} is asked about “{one.topic}” in {one.quarter}." for one in asked)


# The golden file


def golden_of(script: Script, session: Session) -> str:
    """What a script's game came to, to be kept beside it: every move with the state after it, and the last numbers."""
    return "\n".join(_golden(script, session)) + "\n"


def _golden(script: Script, session: Session) -> Iterator[str]:
    first = script.scenario.quarters.from_
    yield f"{script.title or 'A script'}: {script.scenario.id}, {script.seed}"
    replayed = Session.new(script.scenario, script.seed, session.header.seats, session.header.setup)
    for n, step in enumerate(session.steps, 1):
        quarter = quarter_label(first, replayed.state.quarter)
        replayed.act(step.by, step.decision)
        yield f"{n:>4} {quarter} {step.by:<9} {state_hash(replayed.state)[:12]}  {write_move(step.decision, first)}"
    yield ""
    for name in STATS:
        yield f"{name} {value_of(session, name)}"
    for clause, term in session.state.terms.items():
        yield f"agreement.{clause} {term}"
    for name in ("quarter", "topic", "ending", "signatures"):
        yield f"{name} {value_of(session, name)}".rstrip()


def golden_path(file: Path) -> Path:
    """Where a script's golden file lies."""
    return file.with_suffix(GOLDEN)


def compared(script: Script, session: Session, file: Path) -> None:
    """Compare with the golden file, if there is one; ``ScriptError`` shows the first line that differs."""
    path = golden_path(file)
    with suppress(FileNotFoundError):
        kept, now = path.read_text("utf-8").splitlines(), golden_of(script, session).splitlines()
        for line, (was, is_) in enumerate(zip(kept, now, strict=False), 1):
            if was != is_:
                words = f"expected “{was.strip()}”, got “{is_.strip()}”."
                raise _failed(Problem(str(path), line, 1, "", words, "With --update it is written anew."))
        if len(kept) != len(now):
            words = f"expected {len(kept)} lines, got {len(now)}."
            raise _failed(Problem(str(path), min(len(kept), len(now)) + 1, 1, "", words))
