"""Who sits in a seat. A player's seam is one method: it is shown a view and a question, and decides.

It never sees the state. A bot is a pure function of what it is shown, the scenario and luck of its own, so it remembers
nothing, and a reloaded game gets the same answers. Nothing heavy is loaded before a bot is made.

A player is named by a *spec*: ``you`` (a person), ``random``, ``bot:1`` or ``bot:intern``, ``bot:2`` or ``bot:associate``,
``record`` (what was really done); with ``/hedger`` after it the seat is played by that archetype, which is drawn otherwise,
and ``/hedger,warmth=80,bluff=0`` sets behaviour dials of its as well.
``policy:frugal`` is a plan on paper, for measuring (:mod:`game.players.policies`); so is ``foil:boulware``, a way of bargaining
(:mod:`game.players.foils`).
``exec:python my_agent.py`` is another program (:mod:`game.players.program`), ``exec/hedger@10:…`` one with an archetype and ten
seconds for an answer; it alone is an :class:`Outsider`, which is no function of anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple, Protocol, runtime_checkable

from msgspec.structs import replace

from game.errors import GameError, Refusal
from game.players.foils import FOILS, seated
from game.players.order import Order, read
from game.players.policies import ADAPTIVE, AWAY, names_of
from game.rules.chance import Chance
from game.rules.characters import ARCHETYPES, asked_for
from game.rules.decisions import Decision, Option
from game.rules.engine import Question, Setup
from game.rules.scenario import Scenario
from game.rules.units import SEATS, Seat
from game.rules.view import View

YOU: Final = "you"
RANDOM: Final = "random"
BOT: Final = "bot"
RECORD: Final = "record"
POLICY: Final = "policy"
FOIL: Final = "foil"
EXEC: Final = "exec"
LEVELS: Final = MappingProxyType({1: "intern", 2: "associate", 3: "partner", 4: "rainmaker", 5: "old-hand"})
"""The levels of skill by number (rulebook 3.4.5)."""


class UnknownPlayer(GameError):
    """A spec that names nobody who could sit in a seat."""


class NobodyThere(GameError):
    """A person's seat was asked to decide by itself."""


class Player(Protocol):
    """Who decides for a seat."""

    def decide(self, view: View, question: Question, options: tuple[Option, ...]) -> Decision:
        """The answer to a question, from what the seat sees and may do."""


@runtime_checkable
class Outsider(Player, Protocol):
    """A player from outside the game: it may ask for what is not allowed, and has to be let go of."""

    allowed: bool
    """Whether its program may be started."""
    log: Path | None
    """The file for what it has to say besides its moves; without one that goes to the console."""
    forfeit: str
    """Why its seat is forfeit; empty while it is not."""

    def settle(
        self,
        view: View,
        question: Question,
        options: tuple[Option, ...],
        refuses: Callable[[Decision], Refusal | None],
    ) -> Decision:
        """An answer that is not refused, in the end."""

    def close(self) -> None:
        """Nothing more will be asked."""


class Spec(NamedTuple):
    """What a spec says: ``kind`` you, random, record, bot, policy, foil or exec; a bot's level (else 0); the archetype, or "" to draw
    one; a policy's or foil's name, else ""; the behaviour dials that are set, as they are written."""

    kind: str
    level: int
    archetype: str
    name: str = ""
    dials: str = ""


_THERE_IS: Final = (
    "There are you, random, record, " + ", ".join(f"bot:{n} ({name})" for n, name in LEVELS.items()) + "; bots take an archetype "
    "and dials, as in bot:2/hedger or bot:2/hedger,warmth=80; for measuring there are policies, as policy:frugal, and "
    "foils, as foil:boulware; another program sits down as exec:COMMAND."
)  # fmt: skip


def parse(text: str) -> Spec:
    """What a spec says; ``UnknownPlayer`` says what there is."""
    if is_program(text):
        nature = order_of(text).nature
        archetype, dials = _nature(nature) if nature else ("", "")
        return Spec(EXEC, 0, archetype, "", dials)
    who, slash, nature = text.strip().lower().partition("/")
    kind, colon, rank = who.partition(":")
    archetype, dials = _nature(nature) if slash else ("", "")
    if kind == YOU and slash:
        raise UnknownPlayer(f"A person is no archetype: leave “/{nature[:40]}” out. {_THERE_IS}")
    if kind in (YOU, RANDOM, RECORD) and not colon:
        return Spec(kind, 0, archetype, "", dials)
    if kind == POLICY:
        if not any(rank in names_of(seat) for seat in SEATS):
            names = "; ".join(f"{seat} has {', '.join(names_of(seat))}" for seat in SEATS)
            raise UnknownPlayer(f"There is no policy “{rank[:40]}”. There are: {names}.")
        return Spec(POLICY, 0, archetype, rank, dials)
    if kind == FOIL:
        if rank not in FOILS:
            raise UnknownPlayer(f"There is no foil “{rank[:40]}”. There are {', '.join(FOILS)}.")
        return Spec(FOIL, 0, archetype, rank, dials)
    if kind != BOT:
        raise UnknownPlayer(f"Nobody is called “{text[:40]}”. {_THERE_IS}")
    level = {str(n): n for n in LEVELS} | {name: n for n, name in LEVELS.items()} | ({} if colon else {"": 2})
    if rank not in level:
        raise UnknownPlayer(f"There is no bot of level “{rank[:40]}”. {_THERE_IS}")
    return Spec(BOT, level[rank], archetype, "", dials)


def order_of(text: str) -> Order:
    """What a spec that begins with exec orders; ``UnknownPlayer`` says what is wrong with it."""
    try:
        return read(text)
    except ValueError as error:
        forms = "There are exec:COMMAND, exec@SECONDS:COMMAND and exec/ARCHETYPE:COMMAND."
        raise UnknownPlayer(f"{error}. {forms}") from None


def _nature(text: str) -> tuple[str, str]:
    """The archetype and the dials that stand after the slash of a spec, either of them "" for what is left to chance."""
    try:
        archetype, dials = asked_for(text)
    except Refusal as refused:
        raise UnknownPlayer(str(refused)) from None
    if (archetype or not dials) and not any(archetype in ARCHETYPES[seat] for seat in SEATS):
        names = ", ".join(dict.fromkeys(id for seat in SEATS for id in ARCHETYPES[seat]))
        raise UnknownPlayer(f"No seat has an archetype “{archetype[:40]}”. There are {names}.")
    return archetype, dials


def check(text: str, seat: Seat) -> None:
    """Refuse a spec that names nobody, or an archetype or policy that belongs in the other seat."""
    kind, _, archetype, name, _ = parse(text)
    if kind == POLICY and name not in names_of(seat):
        raise UnknownPlayer(f"{seat} has no policy “{name}”. It has {', '.join(names_of(seat))}.")
    if archetype and archetype not in ARCHETYPES[seat]:
        raise UnknownPlayer(f"{seat} has no archetype “{archetype}”. It has {', '.join(ARCHETYPES[seat])}.")


def is_program(text: str) -> bool:
    """Whether a spec names another program, or tries to."""
    return text.strip().lower().startswith(EXEC)


def with_nature(text: str, nature: str) -> str:
    """A spec that says nothing of its nature, with an archetype, dials, or both."""
    if is_program(text):
        order = order_of(text)
        return f"{EXEC}/{nature}@{order.seconds}:{order.command}"
    return f"{text}/{nature}"


def with_character(setup: Setup, seat: Seat, text: str) -> Setup:
    """The setup with what a spec asks for in a seat: a character belongs to the game, so that it can be told afterwards."""
    spec = parse(text)
    chosen = {f"{seat}_archetype": spec.archetype, f"{seat}_dials": spec.dials}
    return replace(setup, **{name: value for name, value in chosen.items() if value})


def check_here(text: str, seat: Seat) -> None:
    """Like :func:`check`; also refuses a program that is not on this machine, before a game is begun with it."""
    check(text, seat)
    if is_program(text) and not order_of(text).here():
        raise UnknownPlayer(f"There is no program here to run as “{order_of(text).command[:80]}” for {seat}.")


def came_from_outside(text: str) -> bool:
    """Whether a spec names somebody who cannot be had again: a person, or another program."""
    return parse(text).kind in (YOU, EXEC)


def make(text: str, scenario: Scenario, seat: Seat, chance: Chance, *, programs: bool = False) -> Player:
    """The player a spec names, for a seat of a scenario, with luck of its own (``Chance.child("player", seat)``).

    Another program is not started before it is asked something, and not at all unless ``programs`` are allowed: who reads the spec
    in a file does not allow them.
    """
    check(text, seat)
    spec = parse(text)
    if spec.kind == YOU:
        return Person(seat)
    if spec.kind == RANDOM:
        from game.players.random import Random

        return Random(chance)
    if spec.kind == RECORD:
        if scenario.record is None:
            raise UnknownPlayer(f"{scenario.title} has no record to play. Seat a bot instead: bot:2.")
        from game.players.record import Ghost

        return Ghost(scenario, seat, scenario.record, chance)
    if spec.kind == FOIL:
        return seated(spec.name, scenario, seat, chance)
    if spec.name in (ADAPTIVE, AWAY):
        from game.players.planner import Adaptive

        return Adaptive(scenario, seat, chance, keen=spec.name == ADAPTIVE)
    if spec.kind == POLICY:
        from game.players.planner import Planner

        return Planner(scenario, seat, spec.name, chance)
    if spec.level == 5:
        from game.players.old_hand import OldHand

        return OldHand(scenario, seat, spec.level, chance)
    if spec.kind == EXEC:
        from game.players.program import Program

        return Program(scenario, seat, order_of(text), allowed=programs)
    from game.players.negotiator import Negotiator

    return Negotiator(scenario, seat, spec.level, chance)


def settled(
    player: Player,
    view: View,
    question: Question,
    options: tuple[Option, ...],
    refuses: Callable[[Decision], Refusal | None],
) -> Decision:
    """What a player answers. ``refuses`` says why a move would be refused: a player from outside is told, and tries again."""
    if isinstance(player, Outsider):
        return player.settle(view, question, options, refuses)
    return player.decide(view, question, options)


def let_go(seated: Iterable[Player]) -> None:
    """Nothing more will be asked of these players: whoever came from outside may end."""
    for player in seated:
        if isinstance(player, Outsider):
            player.close()


class Person:
    """A seat that somebody at a screen decides for; asking this object is asking the wrong one."""

    def __init__(self, seat: Seat) -> None:
        self.seat = seat

    def decide(self, view: View, question: Question, options: tuple[Option, ...]) -> Decision:
        """Raises ``NobodyThere``."""
        raise NobodyThere(
            f"A person decides for {self.seat} ({question.topic}, {question.quarter}), and nobody is at the keyboard here. "
            f"Seat a bot instead: --{self.seat} bot:2."
        )
