"""Scripts at work: a game driven line by line, each expectation looked at on the way, and its golden file.

A script's own seats do what it says, or what a file of moves says; players in the others decide for themselves whenever they are
asked. ``until`` lets the script's seats take the default, ``suppose`` plays on from a moment and comes back to it. What fails is a
:class:`ScriptError` with the line of the step.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import msgspec

from game import players
from game.errors import Problem, Refusal, ScriptError
from game.files import sights
from game.files.canonical import state_hash
from game.files.moves import write_move
from game.files.scripts import BLANK, FACTS, Expected, Happening, Script, Step, load_script, words_of
from game.files.sights import Value
from game.files.turns import Move
from game.rules import engine
from game.rules.agreement import CLAUSES
from game.rules.decisions import Done
from game.rules.facts import Fact
from game.rules.stats import STATS
from game.rules.units import SEATS, Seat, quarter_label
from game.session import YOU, Session

GOLDEN: Final = ".golden.txt"
"""The ending of a golden file's name: beside ``fresh-start.yaml`` it is ``fresh-start.golden.txt``."""
MOST_STEPS: Final = 20_000
"""Moves of one script, with the players' own and those that are supposed."""
_SEATED: Final = (players.BOT, players.RANDOM, players.RECORD, players.POLICY, players.FOIL)

Blanks = dict[tuple[str | int, ...], Value]
"""What was seen where a script left a blank, by the place of the blank."""


def run(file: Path) -> Session:
    """A script read, played, and held against its golden file if it has one: all that a test of one's own needs."""
    script = load_script(file)
    session = played(script)
    compared(script, session, file)
    return session


def played(script: Script, save: Path | None = None, blanks: Blanks | None = None) -> Session:
    """A script played to its last step; ``ScriptError`` where it is not as the script says. With ``save`` it is recorded there.

    Where the script left a blank, what is seen goes into ``blanks``; without them a blank is a failure like any other.
    """
    for seat, spec in script.seats.items():
        try:
            players.check(spec, seat)
            if players.parse(spec).kind not in _SEATED:
                raise players.UnknownPlayer(
                    f"“{spec[:40]}” cannot sit in a script. Leave the seat out to move for it."
                )
        except players.UnknownPlayer as error:
            raise ScriptError(script.place(("seats", seat), str(error))) from None
    seats = {seat: script.seats.get(seat, YOU) for seat in SEATS}
    try:
        session = Session.new(script.scenario, script.seed, seats, script.setup, save)
    except Refusal as refusal:
        raise ScriptError(script.place(("setup",), str(refusal))) from None
    play = _Play(script, session, dict(script.turns), blanks)
    try:
        play.go(script.steps)
        play.use_up()
    finally:
        session.close()
    return session


class _Play:
    """A script at work on one session: the moves still to come from files, and what the last step brought about."""

    def __init__(
        self, script: Script, session: Session, turns: dict[Seat, tuple[Move, ...]], blanks: Blanks | None
    ) -> None:
        self.script = script
        self.session = session
        self.turns = turns
        self.blanks = blanks
        self.before = session.state
        """The state before the last step that moved the game."""
        self.since = 0
        """How many of the session's steps there were by then."""
        self.supposed = 0
        """How many moves were made elsewhere, and undone."""

    def go(self, steps: tuple[Step, ...]) -> None:
        """Play some steps, one after another; the players in the other seats answer after each."""
        self.settle()
        for step in steps:
            getattr(self, step.kind)(step)
            self.settle()

    def settle(self) -> None:
        """The players decide until a seat of the script's own is asked; where there is none, only ``until`` moves the game."""
        if len(self.script.seats) < len(SEATS):
            self.session.play_bots()

    def fail(self, path: tuple[str | int, ...], words: str, hint: str = "") -> ScriptError:
        return ScriptError(self.script.place(path, words, hint))

    # Steps that move the game

    def mark(self) -> None:
        """What happens from here on is what the step has brought about."""
        self.before, self.since = self.session.state, len(self.session.steps)

    def move(self, step: Step) -> None:
        assert step.decision is not None
        self.mark()
        try:
            self.session.act(step.seat, step.decision)
        except Refusal as refusal:
            words = f"expected {step.seat} to {step.text}, got a refusal ({refusal.code}): {refusal}"
            raise self.fail(step.path, words, self.asked()) from None

    def until(self, step: Step) -> None:
        self.mark()
        while not self.reached(step):
            if not self.session.questions():
                words = f"expected to reach {self.goal(step)}, got the end of the game in {self.quarter}."
                raise self.fail(step.path, words)
            if self.supposed + len(self.session.steps) >= MOST_STEPS:
                words = f"expected to reach {self.goal(step)}, got {MOST_STEPS} moves without it."
                raise self.fail(step.path, words, "Make two scripts of it.")
            if not self.session.play_bots(1):
                self.decide(self.session.questions()[0].seat)
        self.use_up()

    def decide(self, seat: Seat) -> None:
        """A seat of the script's own takes the next move of its file, if that belongs to what is asked, else the default."""
        self.use_up()
        session, moves = self.session, self.turns.get(seat, ())
        if moves and moves[0].quarter == session.state.quarter:
            try:
                session.act(seat, moves[0].decision)
            except Refusal as refusal:
                if refusal.code != "wrong-phase":
                    words = f"expected {seat} to {moves[0].text}, got a refusal ({refusal.code}): {refusal}"
                    raise ScriptError(moves[0].problem(words, self.asked())) from None
            else:
                self.turns[seat] = moves[1:]
                return
        session.act(seat, Done())

    def use_up(self) -> None:
        """What is left of the files for quarters that are over was never asked for."""
        for seat, moves in self.turns.items():
            over = not self.session.questions()
            if moves and (over or moves[0].quarter < self.session.state.quarter):
                words = (
                    f"expected {seat} to {moves[0].text}, got no occasion in {self.named(moves[0].quarter)}."
                )
                raise ScriptError(moves[0].problem(words))

    def reached(self, step: Step) -> bool:
        session = self.session
        if step.quarter >= 0 and session.state.quarter != step.quarter:
            return False
        if not all(self.came(one) for one in step.happened):
            return False
        if step.topic == "over" and not session.questions():
            return True
        if not step.topic and not step.seat:
            return True
        return any(
            question.topic == (step.topic or question.topic) and question.seat == (step.seat or question.seat)
            for question in session.questions()
        )

    def goal(self, step: Step) -> str:
        parts = [self.named(step.quarter)] if step.quarter >= 0 else []
        parts += [f"“{step.topic}”"] * bool(step.topic) + [f"for {step.seat}"] * bool(step.seat)
        return " ".join(parts + [one.words() for one in step.happened])

    def suppose(self, step: Step) -> None:
        apart = self.session.as_it_stood(len(self.session.steps))
        play = _Play(self.script, apart, dict(self.turns), self.blanks)
        play.before, play.since, play.supposed = self.before, self.since, self.supposed
        try:
            play.go(step.steps)
        finally:
            apart.close()
        self.supposed = play.supposed + len(apart.steps) - len(self.session.steps)

    # Steps that look at it

    def refused(self, step: Step) -> None:
        wanted = f"a refusal{f' ({step.code})' if step.code else ''} of {step.text}"
        refusal = self.refusal(step)
        if refusal is None:
            raise self.fail(step.path, f"expected {wanted}, got a move that is allowed.", self.asked())
        if step.code not in ("", refusal.code):
            raise self.fail(step.path, f"expected {wanted}, got {refusal.code}: {refusal}")

    def allowed(self, step: Step) -> None:
        refusal = self.refusal(step)
        if refusal is not None:
            words = f"expected {step.text} to be allowed, got a refusal ({refusal.code}): {refusal}"
            raise self.fail(step.path, words, self.asked())

    def refusal(self, step: Step) -> Refusal | None:
        assert step.decision is not None
        session = self.session
        return engine.refusal(session.scenario, session.state, step.seat, session.chance, step.decision)

    def expect(self, step: Step) -> None:
        problems = [found for one in step.expected if (found := self.looked(one)) is not None]
        if problems:
            raise ScriptError(*problems)

    def looked(self, expected: Expected) -> Problem | None:
        session, name = self.session, expected.name
        value = value_of(session, name)
        if expected.blank and self.blanks is not None:
            if self.blanks.setdefault(expected.path, value) == value:
                return None
        then = (
            sights.value_of(session.scenario, self.before, session.chance, name)
            if expected.by is not None
            else 0
        )
        if expected.holds(value, then):
            return None
        got = words_of(value) + (f", which was {words_of(then)}" if expected.by is not None else "")
        hint = "With --update it is filled in." if expected.blank else sights.there_are(session.state, name)
        return self.script.place(
            expected.path, f"expected {expected.words()}, got {got} ({self.quarter}).", hint
        )

    def happened(self, step: Step) -> None:
        for wanted in step.happened:
            if self.came(wanted):
                continue
            alike = [fact for fact in self.facts() if isinstance(fact, FACTS[wanted.fact])]
            got = "; ".join(_said(fact) for fact in alike[:3]) if alike else "none"
            more = f" and {len(alike) - 3} more" if len(alike) > 3 else ""
            raise self.fail(wanted.path, f"expected {wanted.words()}, got {got}{more} ({self.quarter}).")

    def came(self, wanted: Happening) -> bool:
        first = self.session.scenario.quarters.from_
        found = any(
            isinstance(fact, FACTS[wanted.fact]) and _matches(fact, wanted.fields, first)
            for fact in self.facts()
        )
        return found != wanted.never

    def facts(self) -> Iterator[Fact]:
        """What the last step that moved the game has brought about."""
        for step in self.session.steps[self.since :]:
            yield from step.facts

    @property
    def quarter(self) -> str:
        return sights.quarter_of(self.session.scenario, self.session.state)

    def named(self, quarter: int) -> str:
        return quarter_label(self.session.scenario.quarters.from_, quarter)

    def asked(self) -> str:
        asked = self.session.questions()
        if not asked:
            return "The game is over."
        return " ".join(f"{one.seat} is asked about “{one.topic}” in {one.quarter}." for one in asked)


def _matches(value: Any, wanted: Any, first: str, name: str = "") -> bool:
    """Whether a part of a fact is as a script has it: of a mapping what is named, of a list all, in order."""
    if isinstance(wanted, Mapping):
        if isinstance(value, Mapping):
            return all(key in value and _matches(value[key], one, first, key) for key, one in wanted.items())
        return all(
            hasattr(value, key) and _matches(getattr(value, key), one, first, key)
            for key, one in wanted.items()
        )
    if isinstance(wanted, list):
        return (
            isinstance(value, tuple | list)
            and len(value) == len(wanted)
            and all(_matches(one, two, first) for one, two in zip(value, wanted, strict=True))
        )
    if name in sights.QUARTERS and isinstance(value, int) and isinstance(wanted, str):
        return quarter_label(first, value) == wanted
    return isinstance(value, bool) == isinstance(wanted, bool) and bool(value == wanted)


def _said(fact: Fact) -> str:
    """A fact in short, as a save has it."""
    fields = msgspec.to_builtins(fact)
    said = ", ".join(f"{name}: {value}" for name, value in fields.items() if name != "fact")
    return f"{fields['fact']} {{{said if len(said) <= 160 else said[:157] + '...'}}}"


def value_of(session: Session, name: str) -> Value:
    """What a name of an expectation is worth now (:mod:`game.files.sights`)."""
    return sights.value_of(session.scenario, session.state, session.chance, name)


# Blanks


def filled(text: str, script: Script, blanks: Blanks) -> str:
    """A script's text with the blanks filled in; nothing else in it changes."""
    lines = text.split("\n")
    places = sorted(((script.document.places[path], value) for path, value in blanks.items()), reverse=True)
    for place, value in places:
        line = lines[place.line - 1]
        written = '""' if value == "" else words_of(value)
        assert line[place.column - 1] == BLANK, "a blank is not where it was read"
        lines[place.line - 1] = line[: place.column - 1] + written + line[place.column :]
    return "\n".join(lines)


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
    for clause in CLAUSES:
        yield f"agreement.{clause} {session.state.terms[clause]}"
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
                raise ScriptError(Problem(str(path), line, 1, "", words, "With --update it is written anew."))
        if len(kept) != len(now):
            words = f"expected {len(kept)} lines, got {len(now)}."
            raise ScriptError(Problem(str(path), min(len(kept), len(now)) + 1, 1, "", words))
