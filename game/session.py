"""One game in play: who is asked, who acts, what is recorded, and every moment that was.

Only a session has a life. A step is safe on disk before anybody is told of it; then the listeners are called. Without a path
nothing is recorded and nothing is hashed, which is how many games are played at speed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from game import players
from game.errors import Damaged, Diverged, Outdated, Refusal
from game.files.places import new_path_beside
from game.files.saves import (
    YOU as YOU,
)
from game.files.saves import (
    Header,
    Origin,
    Recorder,
    Step,
    as_read,
    facts_as_read,
    head_of,
    read_save,
    slug_of,
    state_hash,
)
from game.rules import engine
from game.rules.chance import Chance
from game.rules.decisions import Decision, Option
from game.rules.endings import Outcome
from game.rules.engine import Question, Setup
from game.rules.facts import Fact, Moved
from game.rules.scenario import Scenario
from game.rules.score import Par
from game.rules.state import State
from game.rules.stats import STATS
from game.rules.units import SEATS, Seat
from game.rules.view import View, view_of

Listener = Callable[[State, Step, State], None]
"""Called with the state before, the step, and the state after."""


STRIDE: Final = 32
"""So many steps apart the states of a game are kept, once somebody has looked for one."""


class Session:
    """A game in play or loaded. Make one with :meth:`new`, :meth:`load` or :meth:`branch`."""

    def __init__(
        self,
        header: Header,
        first: State,
        recorder: Recorder | None,
        path: Path | None,
        replay: int = 0,
        replayed: tuple[Seat, ...] = SEATS,
        programs: bool = False,
    ) -> None:
        self.header = header
        self.scenario = header.scenario
        self.chance = Chance(header.seed)
        self.state = first
        self.path = path
        self.note = ""
        """What was dropped when the save was opened, in words; usually nothing."""
        self.steps: list[Step] = []
        self._first = first
        self._stood = {0: first}
        """Some of the states that were, by the number of steps before them: where :meth:`at` begins."""
        self._recorder = recorder
        self._heads: Sequence[str] = recorder.heads if recorder is not None else ()
        """The hash of each line of the file, as far as there is one."""
        self._listeners: list[Listener] = []
        luck = self.chance.child("replay", replay) if replay else self.chance
        self._players = {
            seat: players.make(
                spec, self.scenario, seat, (luck if seat in replayed else self.chance).child("player", seat)
            )
            for seat, spec in header.seats.items()
            if spec != YOU
        }
        self._outside = {
            seat: player for seat, player in self._players.items() if isinstance(player, players.Outsider)
        }
        for seat, program in self._outside.items():
            program.allowed = programs
            program.log = path.with_suffix(f".{seat}.log") if path is not None else None

    @classmethod
    def new(
        cls,
        scenario: Scenario,
        seed: str,
        seats: dict[Seat, str],
        setup: Setup | None = None,
        path: Path | None = None,
        replay: int = 0,
        replayed: tuple[Seat, ...] = SEATS,
    ) -> Session:
        """Begin a game; with a path it is recorded there from the first step. Refuses seats and setups that do not exist.

        Replays of a seed have the same world and the same people in it; only the bots' own luck differs, in the seats that are
        ``replayed``. A save does not keep it. Programs that are seated may be started: whoever seats them has named them.
        """
        chance = Chance(seed)
        setup = setup or Setup()
        for seat in SEATS:
            setup = players.with_character(setup, seat, seats[seat])
        first = engine.new_game(scenario, chance, setup)
        header = Header(scenario=scenario, seed=chance.seed, seats=dict(seats), setup=setup)
        recorder = Recorder.create(path, header) if path is not None else None
        return cls(header, first, recorder, path, replay, replayed, programs=True)

    @classmethod
    def load(cls, path: Path, *, go_on: bool = False) -> Session:
        """A game from its save, as it stood after the last whole step. With ``go_on`` further steps are recorded there.

        A save of an earlier format is left as it is and goes on in a file of its own beside it: ``path`` says which, and ``note``.
        A save may come from anybody: a program that it seats is not started before :meth:`allow_programs`.
        """
        try:
            recorder = Recorder.reopen(path) if go_on else None
        except Outdated:
            return cls._carried_over(path)
        try:
            saved = (recorder.saved if recorder is not None else None) or read_save(path)
            session = cls(saved.header, _begun(path, saved.header), recorder, path)
            session._heads = recorder.heads if recorder is not None else saved.heads
            session.note = " ".join(filter(None, (saved.note, _older(saved.header))))
            for step in saved.steps:
                session.state = _folded(path, session.state, step)
                session.steps.append(step)
            same = not saved.steps or state_hash(session.state) == saved.steps[-1].state
            # Under other rules a state may have other fields, and then no hash of it is the same.
            if not same and saved.header.rules == engine.RULES:
                words = "the facts do not add up to the state that was recorded."
                raise Damaged(str(path), words, "Run verify to see where.")
        except BaseException:
            if recorder is not None:
                recorder.close()
            raise
        return session

    @classmethod
    def _carried_over(cls, path: Path) -> Session:
        whole = cls.load(path)
        session = whole.branch(len(whole.steps), new_path_beside(path))
        assert session.path is not None
        session.note = f"It goes on as {session.path.stem}; {path.name} stays as it is. {whole.note}".strip()
        return session

    def branch(self, n: int, path: Path, seats: dict[Seat, str] | None = None) -> Session:
        """A new game that shares this one's first ``n`` steps and its luck; both go on apart."""
        head = self._heads[n] if n < len(self._heads) else head_of(self.header, self.steps[:n])
        origin = Origin(save=slug_of(self.path.stem) if self.path else "unsaved", step=n, head=head)
        header = replace(self.header, seats=dict(seats or self.header.seats), origin=origin)
        recorder, steps = Recorder.branch(path, header, self.steps[:n])
        try:
            apart = Session(header, self._first, recorder, path)
        except BaseException:
            recorder.close()
            raise
        apart.state, apart.steps = self.at(n), steps
        if seats is not None or not self.commands:
            apart.allow_programs()
        return apart

    @property
    def people(self) -> tuple[Seat, ...]:
        """The seats that people play: two of them share a keyboard."""
        return self.header.people

    @property
    def commands(self) -> tuple[str, ...]:
        """The programs that playing on would start, and that may not be started yet, as specs."""
        return tuple(
            self.header.seats[seat] for seat, program in self._outside.items() if not program.allowed
        )

    def allow_programs(self) -> None:
        """Somebody has seen the commands, and lets them be started."""
        for program in self._outside.values():
            program.allowed = True

    @property
    def forfeits(self) -> dict[Seat, str]:
        """Why a seat is forfeit, for each that is: its program ended, or never came to a move."""
        return {seat: program.forfeit for seat, program in self._outside.items() if program.forfeit}

    def questions(self) -> tuple[Question, ...]:
        """Who must decide what now; none when the game is over."""
        return engine.ask(self.scenario, self.state)

    def question(self, seat: Seat) -> Question | None:
        """What a seat is asked now."""
        return next((question for question in self.questions() if question.seat == seat), None)

    def view(self, seat: Seat) -> View:
        """What a seat can see now."""
        return view_of(self.scenario, self.state, seat)

    def legal(self, seat: Seat) -> tuple[Option, ...]:
        """What a seat may decide now."""
        return engine.legal(self.scenario, self.state, seat)

    def act(self, seat: Seat, decision: Decision, answering: str = "") -> Step:
        """Carry a decision out and record it. ``answering`` names the question it answers; a stale one is refused."""
        if answering:
            question = self.question(seat)
            if question is None or question.name != answering:
                raise Refusal(
                    "stale", "That question is no longer open.", "Look again: the game has gone on."
                )
        if self._recorder is not None:
            decision = as_read(decision)
        facts, after = engine.step(self.scenario, self.state, seat, decision, self.chance)
        step = Step(by=seat, decision=decision, facts=facts, state="0" * 16)  # type: ignore[arg-type]
        if self._recorder is not None:
            facts = facts_as_read(step)
            after = engine.apply(self.state, facts)
            step = replace(step, facts=facts, state=state_hash(after))
        return self._take(step, after)

    def _take(self, step: Step, after: State | None = None) -> Step:
        before = self.state
        if self._recorder is not None:
            step = self._recorder.append(step)
        self.state = engine.apply(before, step.facts) if after is None else after
        self.steps.append(step)
        if self.state.phase == "over":
            players.let_go(self._outside.values())
        for listener in tuple(self._listeners):
            listener(before, step, self.state)
        return step

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Be told of every step from now on; call what comes back to stop, as often as you like."""
        self._listeners.append(listener)

        def stop() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return stop

    def waits_for_bot(self) -> Question | None:
        """A question that a bot has to answer, if there is one."""
        return next((question for question in self.questions() if question.seat in self._players), None)

    def think(self, question: Question) -> Decision:
        """What the bot in that seat decides. Takes time and changes nothing, so it can run beside the screen."""
        view, options = self.view(question.seat), self.legal(question.seat)
        refuses = partial(engine.refusal, self.scenario, self.state, question.seat, self.chance)
        return players.settled(self._players[question.seat], view, question, options, refuses)

    def play_bots(self, most: int = 100_000) -> int:
        """Let the bots decide until a person is asked or the game is over; gives back how many steps that took."""
        taken = 0
        while taken < most and (question := self.waits_for_bot()) is not None:
            self.act(question.seat, self.think(question), question.name)
            taken += 1
        return taken

    def at(self, n: int) -> State:
        """The state after ``n`` steps. The first time it costs a fold from the start, then one of :data:`STRIDE` steps at the most."""
        if n >= len(self.steps):
            return self.state
        near = n - n % STRIDE
        while near not in self._stood:
            near -= STRIDE
        state = self._stood[near]
        for m, step in enumerate(self.steps[near:n], near + 1):
            state = engine.apply(state, step.facts)
            if m % STRIDE == 0:
                self._stood[m] = state
        return state

    def as_it_stood(self, n: int) -> Session:
        """This game after ``n`` steps, to look at: what is done in it is not recorded."""
        then = Session(self.header, self._first, None, self.path)
        then.state, then.steps = self.at(n), self.steps[:n]
        return then

    def outcome(self, pars: Mapping[Seat, Par] | None = None) -> Outcome | None:
        """How the game ended, against par where that is given; ``None`` while it goes on."""
        return engine.outcome(self.scenario, self.state, self.chance, pars)

    def close(self) -> None:
        """Let go of the file, and of the programs in the seats. The game can be loaded again."""
        players.let_go(self._outside.values())
        if self._recorder is not None:
            self._recorder.close()
            self._recorder = None


def _begun(path: Path, header: Header) -> State:
    with _adding_up(path):
        return engine.new_game(header.scenario, Chance(header.seed), header.setup)


def _folded(path: Path, state: State, step: Step) -> State:
    with _adding_up(path):
        after = engine.apply(state, step.facts)
        if (
            after.pending is not state.pending
        ):  # nobody minds what is still to come before somebody looks at it
            for pending in after.pending:
                STATS[pending.stat]
        return after


@contextmanager
def _adding_up(path: Path) -> Iterator[None]:
    """A file can be whole and still tell of what cannot have happened: a contract delivered that nobody signed."""
    try:
        yield
    except (
        KeyError,
        ValueError,
        IndexError,
        TypeError,
        AttributeError,
        ArithmeticError,
        AssertionError,
        StopIteration,
    ) as error:
        words = "tells of something that cannot have happened."
        raise Damaged(str(path), words, "Use a copy of the file from before, if there is one.") from error


def verify(path: Path) -> Session:
    """Load a save and decide every step again; ``Diverged`` names the first step and field that differ.

    Of a save that earlier rules wrote, facts are compared first, and hashes only where all facts agree: the hash of a state that has
    come to have another field says nothing about the game.
    """
    saved = read_save(path)
    header = saved.header
    session = Session(header, _begun(path, header), None, path)
    session.note = saved.note
    other = 0
    for n, step in enumerate(saved.steps, 1):

        def parted(words: str, n: int = n) -> Diverged:
            return Diverged(str(path), f"step {n}: {words}", _older(header), line=n + 1)

        with _adding_up(path):
            try:
                facts, after = engine.step(
                    session.scenario, session.state, step.by, step.decision, session.chance
                )
            except Refusal as refusal:
                words = f"{step.by}'s decision was taken then and is refused now: {refusal}"
                raise parted(words) from None
        if facts != step.facts:
            raise parted(_difference(facts, step.facts))
        if state_hash(after) != step.state:
            if header.rules == engine.RULES:
                raise parted(_OTHER_STATE)
            other = other or n
        session.state = after
        session.steps.append(step)
    if other:
        words = f"step {other}: {_OTHER_STATE} All decisions after it have the same facts too."
        raise Diverged(str(path), words, _older(header), line=other + 1)
    return session


_OTHER_STATE: Final = "the facts are the same, and the state after them has another hash."


def _older(header: Header) -> str:
    return (
        f"The save was made with rules {header.rules}; these are {engine.RULES}."
        if header.rules != engine.RULES
        else ""
    )


def _difference(now: tuple[Fact, ...], then: tuple[Fact, ...]) -> str:
    """The first fact that differs, and in it the first field."""
    for number, (new, old) in enumerate(zip(now, then, strict=False), 1):
        if new == old:
            continue
        if type(new) is not type(old):
            return f"fact {number} was {_in_short(old)} and is {_in_short(new)} now."
        field = next(name for name in old.__struct_fields__ if getattr(old, name) != getattr(new, name))
        was, is_ = _shown(getattr(old, field)), _shown(getattr(new, field))
        return f"fact {number}, {_in_short(old)}: {field} was {was} and is {is_} now."
    return f"{len(then)} facts were recorded and there are {len(now)} now."


def _in_short(fact: Fact) -> str:
    """A fact by the word it is written with, and the stat that moved."""
    return (
        f"{fact.__struct_config__.tag} {fact.stat}"
        if isinstance(fact, Moved)
        else str(fact.__struct_config__.tag)
    )


def _shown(value: object) -> str:
    words = " ".join(repr(value).split())
    return words if len(words) <= 80 else f"{words[:77]}..."
