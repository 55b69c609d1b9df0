"""Plays whole games as a session does, on disk, and takes every step apart. ``python -m tests.tools.apart --hours 2`` goes on for so long.

After each step the file is read again and must hold the same game: the same state, the same views, questions and moves, byte for byte.
The step is decided again from there and must come to the same. What is refused changes nothing; what a seat may not know makes no
difference to it. The file is cut off in its last line and gone on with. The game is branched, here and at an earlier step: both games
agree as far as they are one, and neither touches the other. At the end everything is decided again. A seed draws the scenario, the
weather, who sits where and all that is tried, so it repeats a failure.
"""

from __future__ import annotations

import argparse
import os
import random
import secrets
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest

from game.errors import Refusal, SaveError
from game.files.canonical import canonical, digest
from game.files.saves import YOU, Origin, Recorder, read_save
from game.files.scenarios import load_scenario, read_scenario
from game.files.scripts import read_script
from game.lab.scripted import played
from game.players.foils import FOILS
from game.players.policies import names_of
from game.rules import engine
from game.rules.characters import ARCHETYPES
from game.rules.decisions import Decision, Undo
from game.rules.engine import Question, Setup
from game.rules.scenario import WEATHERS, Scenario
from game.rules.state import State
from game.rules.stats import STATS
from game.rules.units import SEATS, Seat
from game.rules.view import view_of
from game.session import Session, verify
from tests.books import check_books
from tests.files.small import small_yaml
from tests.rules.test_secrets import TRIED, answer_to, scrambled
from tests.worlds import any_decision

ROOT = Path(__file__).parents[2]
MOST = 2000
"""Steps after which a game does not end."""
_MEMORY = "/dev/shm"
LONGEST = 400
"""Steps of a person who tries everything; then they press the obvious key."""
_SEATED = (
    *(["wild"] * 5), *(["random"] * 2), *(["bot:1"] * 3), *(["bot:2"] * 6), *(["bot:3"] * 4), *(["bot:4"] * 2), *(["policy"] * 2),
    *(["foil"] * 2), "record",
)  # fmt: skip


class Apart(NamedTuple):
    """What was taken apart: a game, and how often each thing was tried in it."""

    game: str
    steps: int
    tried: Counter[str]


class Cast(NamedTuple):
    """A game as a seed draws it. ``moves`` are what a script said, if one did."""

    scenario: Scenario
    seats: dict[Seat, str]
    setup: Setup
    seed: str
    moves: tuple[tuple[Seat, Decision], ...] = ()


def take_apart(folder: Path, seed: str, every: int = 1, cast: Cast | None = None) -> Apart:
    """One game with every check at every step, or at one in ``every``. ``AssertionError`` says at which step what is wrong."""
    luck = random.Random(seed)
    cast = cast or drawn(seed, luck)
    name = f"{cast.scenario.id}, {cast.setup.weather}, {cast.seats['openai']} and {cast.seats['microsoft']}"
    taken = _Taken(folder, luck, cast)
    try:
        while taken.on(every):
            pass
        taken.whole()
    except Exception as error:
        raise AssertionError(f"{seed} ({name}), step {len(taken.session.steps) + 1}: {error}") from error
    finally:
        taken.session.close()
    return Apart(name, len(taken.session.steps), taken.tried)


class _Taken:
    """A game in play, and what it was after every step."""

    def __init__(self, folder: Path, luck: random.Random, cast: Cast) -> None:
        self.path = folder / "apart.jsonl"
        self.beside = folder / "beside.jsonl"
        self.luck, self.cast = luck, cast
        self.session = Session.new(cast.scenario, cast.seed, cast.seats, cast.setup, self.path)
        self.was = [canonical(self.session.state)]
        """The state after each step, as bytes."""
        self.tried: Counter[str] = Counter()

    def on(self, every: int) -> bool:
        """One step, taken apart or not; false when there is none to take."""
        session, luck = self.session, self.luck
        questions = session.questions()
        if not questions or (self.cast.moves and len(session.steps) == len(self.cast.moves)):
            return False
        assert len(session.steps) < MOST, "it does not end"
        question, state, quarter = luck.choice(questions), session.state, session.state.quarter
        seat, n = question.seat, len(session.steps)
        if self.cast.moves:
            seat, decision = self.cast.moves[n]
            question = next(one for one in questions if one.seat == seat)
        else:
            decision = self._decided(question)
        apart = n % every == 0
        written = self.path.read_bytes()
        lying = self._lying(question, decision) if apart else None
        if apart:
            self._refused(seat, written)
            self._hidden()
        step = session.act(seat, decision, question.name)
        assert canonical(state) == self.was[-1], "a step changed the state before it"
        self.was.append(canonical(session.state))
        now = self.path.read_bytes()
        assert now.startswith(written), "what was written was written again"
        assert (now.count(b"\n"), now[-1:]) == (n + 2, b"\n"), "not one line more"
        check_books(step.facts, quarter)
        _within_ranges(session.state)
        if lying is not None:
            again = lying.act(seat, decision, question.name)
            assert again.facts == step.facts, "read again, it is decided otherwise"
            assert canonical(lying.state) == self.was[-1], "read again, it comes to another state"
            self._torn(now, seat, decision)
            self._branched(n + 1)
            self._branched(luck.randint(0, n))
            self._remembered()
            self.tried["steps"] += 1
            self.tried["steps at a table"] += session.state.table is not None
        return True

    def whole(self) -> None:
        """The finished game: decided again from the first step, and as it is in the file."""
        session = self.session
        again = verify(self.path)
        assert canonical(again.state) == self.was[-1], "decided again, it ends otherwise"
        assert again.outcome() == session.outcome()
        if not self.cast.moves:
            assert session.outcome() is not None
        assert read_save(self.path).steps == tuple(session.steps)

    # What is tried

    def _lying(self, question: Question, decision: Decision) -> Session:
        """The game as it lies on disk: the same in all that anybody could ask of it, bots included."""
        session = self.session
        lying = Session.load(self.path)
        assert not lying.note, lying.note
        assert canonical(lying.state) == self.was[-1], "read again, it is another state"
        assert lying.questions() == session.questions()
        for seat in SEATS:
            assert canonical(lying.view(seat)) == canonical(session.view(seat)), (
                f"read again, {seat} sees other things"
            )
            assert lying.legal(seat) == session.legal(seat), f"read again, {seat} may do other things"
        if not self.cast.moves and self.cast.seats[question.seat] != YOU:
            assert canonical(lying.think(question)) == canonical(decision), (
                "read again, the bot decides otherwise"
            )
            self.tried["bots asked again"] += 1
        with pytest.raises(SaveError, match="another window"):
            Recorder.reopen(self.path)
        return lying

    def _refused(self, seat: Seat, written: bytes) -> None:
        session = self.session
        for who, decision in ((seat, one) for one in self.luck.sample(TRIED[seat], 5)):
            if engine.refusal(session.scenario, session.state, who, session.chance, decision) is not None:
                with pytest.raises(Refusal):
                    session.act(who, decision)
                self.tried["refusals"] += 1
        with pytest.raises(Refusal, match="no longer open"):
            session.act(seat, self.luck.choice(TRIED[seat]), "a question of last week")
        assert canonical(session.state) == self.was[-1], "a refusal changed the state"
        assert self.path.read_bytes() == written, "a refusal was written down"

    def _hidden(self) -> None:
        """What a seat may not know makes no difference to what it is told."""
        scenario, state, chance, luck = self.cast.scenario, self.session.state, self.session.chance, self.luck
        for seat in SEATS:
            secret = scrambled(scenario, state, seat, luck)
            assert canonical(view_of(scenario, secret, seat)) == canonical(self.session.view(seat)), (
                f"{seat} sees too much"
            )
            assert engine.legal(scenario, secret, seat) == self.session.legal(seat), (
                f"what {seat} may do tells too much"
            )
            for decision in luck.sample(TRIED[seat], 4):
                told = answer_to(scenario, state, seat, decision, chance)
                assert answer_to(scenario, secret, seat, decision, chance) == told, (
                    f"{seat} is told too much of {decision}"
                )
                self.tried["answers compared"] += 1

    def _torn(self, now: bytes, seat: Seat, decision: Decision) -> None:
        """The power goes while the last line is written: the game opens at the step before, and goes on to the same bytes."""
        start = now.rindex(b"\n", 0, -1) + 1
        self.beside.write_bytes(now[: self.luck.randint(start + 1, len(now) - 1)])
        torn = Session.load(self.beside, go_on=True)
        assert canonical(torn.state) == self.was[-2], "torn, it does not open at the step before"
        assert "cut off" in torn.note
        torn.act(seat, decision)
        torn.close()
        assert self.beside.read_bytes() == now, "gone on with after a tear, it is written otherwise"
        self.beside.unlink()
        self.tried["tears"] += 1

    def _branched(self, k: int) -> None:
        """A branch after ``k`` steps agrees with the game before, decides alike under the same luck, and leaves the game as it is."""
        session, luck, now = self.session, self.luck, self.path.read_bytes()
        branch = session.branch(k, self.beside)
        try:
            here, there = now.split(b"\n")[: k + 1], self.beside.read_bytes().split(b"\n")[:-1]
            assert len(there) == k + 1
            for ours, theirs in zip(here[1:], there[1:], strict=True):
                assert _but_for_the_chain(ours) == _but_for_the_chain(theirs), (
                    "a branch does not agree before"
                )
            origin = branch.header.origin
            assert origin == Origin(save="apart", step=k, head=digest(here[-1]))
            assert canonical(branch.state) == self.was[k], "a branch begins elsewhere"
            for step in session.steps[k : k + 2]:
                question = branch.question(step.by)
                assert question is not None
                if not self.cast.moves and self._quick(step.by) and luck.random() < 0.3:
                    assert canonical(branch.think(question)) == canonical(step.decision), (
                        "a branch's bot decides otherwise"
                    )
                again = branch.act(step.by, step.decision)
                assert (again.facts, again.state) == (step.facts, step.state), (
                    "under the same luck a branch comes out otherwise"
                )
            for _ in range(luck.randint(1, 3)):
                if asked := branch.questions():
                    seat = luck.choice(asked).seat
                    branch.act(seat, any_decision(branch.scenario, branch.state, seat, luck))
            m = luck.randint(0, k)
            assert canonical(branch.at(m)) == self.was[m], "a branch remembers otherwise"
        finally:
            branch.close()
        assert canonical(Session.load(self.beside).state) == canonical(branch.state), (
            "a branch is not what was played"
        )
        if luck.random() < 0.05:
            verify(self.beside)
            self.tried["branches verified"] += 1
        assert canonical(session.state) == self.was[-1], "a branch changed the game it left"
        assert self.path.read_bytes() == now, "a branch wrote into the game it left"
        self.beside.unlink()
        self.tried["branches"] += 1

    def _remembered(self) -> None:
        m = self.luck.randint(0, len(self.session.steps))
        assert canonical(self.session.at(m)) == self.was[m], f"step {m} is remembered otherwise"
        then = self.session.as_it_stood(m)
        assert canonical(then.state) == self.was[m]
        assert len(then.steps) == m

    # Who decides what

    def _decided(self, question: Question) -> Decision:
        session, seat = self.session, question.seat
        if self.cast.seats[seat] != YOU:
            return session.think(question)
        if len(session.steps) > LONGEST:
            return engine.default(session.scenario, session.state, seat)
        while True:  # who takes everything back never comes to an end
            decision = any_decision(session.scenario, session.state, seat, self.luck)
            if not isinstance(decision, Undo):
                return decision

    def _quick(self, seat: Seat) -> bool:
        return self.cast.seats[seat] not in (YOU, "bot:5")


def _but_for_the_chain(line: bytes) -> dict[str, Any]:
    return {key: value for key, value in msgspec.json.decode(line).items() if key != "prev"}


def _within_ranges(state: State) -> None:
    for stat in STATS.values():
        value = getattr(getattr(state, stat.section), stat.field)
        assert stat.low <= value <= stat.high, f"{stat.name} is {value}"


# What a seed draws


def drawn(seed: str, luck: random.Random, old_hands: float = 0.03) -> Cast:
    """A game of any kind. ``old_hands`` is how often level 5 sits in it, which takes half a minute for its thoughts."""
    if luck.random() < 0.04:
        return luck.choice(_scripted())
    scenario = _scenarios()[luck.choice((0, 0, 1, 1, 2))]
    seats = {seat: _seated(seat, luck, old_hands) for seat in SEATS}
    weather = luck.choice(WEATHERS) if scenario.id != "small" else WEATHERS[0]
    mandates = {f"{seat}_mandate": luck.choice(("", "", "random")) for seat in SEATS}
    return Cast(scenario, seats, Setup(weather=weather, **mandates), f"b2:apart-{seed}")


def _seated(seat: Seat, luck: random.Random, old_hands: float) -> str:
    if luck.random() < old_hands:
        return "bot:5"
    match luck.choice(_SEATED):
        case "wild":
            return YOU
        case "policy":
            return f"policy:{luck.choice(names_of(seat))}"
        case "foil":
            return f"foil:{luck.choice(FOILS)}"
        case spec if spec.startswith("bot:") and luck.random() < 0.4:
            dials = luck.choice(("", ",warmth=80", ",warmth=10,bluff=40", ",patience=3,dominance=90"))
            return f"{spec}/{luck.choice(sorted(ARCHETYPES[seat]))}{dials}"
        case spec:
            return spec


@cache
def _scenarios() -> tuple[Scenario, ...]:
    small = read_scenario(small_yaml(), "small.yaml")
    return load_scenario("first-refusal"), load_scenario("first-refusal-quick"), small


@cache
def _scripted() -> tuple[Cast, ...]:
    """Every script that there is, as the moves it came to."""
    found = []
    for file in sorted(
        (*(ROOT / "tests" / "scripts").glob("*.yaml"), *(ROOT / "examples" / "scripts").glob("*.yaml"))
    ):
        script = read_script(file.read_bytes(), file.name)
        session = played(script)
        moves = tuple((step.by, step.decision) for step in session.steps)
        found.append(
            Cast(script.scenario, session.header.seats, session.header.setup, session.header.seed, moves)
        )
    return tuple(found)


# For hours


def for_hours(word: str, hours: float) -> tuple[int, Counter[str], str]:
    """Game after game until the time is up; how many, what was tried, and what was wrong with the last."""
    until, games, tried = time.monotonic() + 3600 * hours, 0, Counter[str]()
    while time.monotonic() < until:
        done, wrong = one(f"{word}-{games + 1}")
        if done is None:
            return games, tried, wrong
        games += 1
        tried += done.tried
    return games, tried, ""


def one(seed: str) -> tuple[Apart | None, str]:
    """One game in a folder of its own, said in a line; or what is wrong with it, and how to see it again."""
    # In memory where there is a folder for that: it is not the disk that is tried.
    with tempfile.TemporaryDirectory(dir=_MEMORY if os.path.isdir(_MEMORY) else None) as folder:
        try:
            done = take_apart(Path(folder), seed)
        except AssertionError as error:
            wrong = f"{error}\nAgain: python -m tests.tools.apart {seed}"
            print(wrong, file=sys.stderr, flush=True)
            return None, wrong
    print(f"{seed}: {done.game}: {done.steps} steps", flush=True)
    return done, ""


def main(argv: Sequence[str] | None = None) -> int:
    """Take games apart, the seeds that are named or new ones for so long; 1 when something was wrong."""
    parser = argparse.ArgumentParser(
        "python -m tests.tools.apart", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("seeds", nargs="*", metavar="SEED", help="what a failure named; without, new ones")
    parser.add_argument(
        "--hours", type=float, default=1.0, help="how long new ones are drawn (default: %(default)s)"
    )
    parser.add_argument("--jobs", type=int, default=1, help="how many processes (default: %(default)s)")
    asked = parser.parse_args(argv)
    if asked.seeds:
        return int(sum(one(seed)[0] is None for seed in asked.seeds) > 0)
    word, jobs = secrets.token_hex(3), asked.jobs or os.cpu_count() or 1
    with ProcessPoolExecutor(jobs) as pool:
        found = list(pool.map(for_hours, [f"{word}-{job + 1}" for job in range(jobs)], [asked.hours] * jobs))
    tried = sum((each for _, each, _ in found), Counter[str]())
    print(
        f"{sum(games for games, _, _ in found)} games: "
        + ", ".join(f"{n:,} {what}" for what, n in tried.most_common())
    )
    return int(any(wrong for _, _, wrong in found))


if __name__ == "__main__":
    raise SystemExit(main())
