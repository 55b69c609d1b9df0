"""Before and after a game: the menu, a new game in a few questions, a save to go on with."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Timer

from game import players
from game.debrief.figures import NAMES
from game.desk.brief import about_words, weights_words
from game.desk.coaching import WAIVER, lesson_of
from game.desk.fame import where
from game.desk.replays import AFTER, Replays
from game.desk.shelf import Kept, famous_shelf, last_unfinished, shelf
from game.desk.starting import (
    DEALT,
    LEVELS,
    SURPRISE,
    WEATHERS,
    Wanted,
    begun,
    begun_lesson,
    drawn_words,
    length_words,
    wanted_again,
)
from game.errors import Exit, GameError
from game.files.deals import checked, read_code
from game.files.places import SUFFIX, save_folder
from game.files.saves import YOU
from game.files.scenarios import load_scenario, shipped_scenarios
from game.plain.asides import Leave
from game.plain.asking import Asking, Item
from game.plain.ending import Ending
from game.plain.playing import Playing
from game.plain.reader import Gone, Reader
from game.rules.characters import ARCHETYPES
from game.rules.engine import RANDOM
from game.rules.scenario import DRAWN, Scenario
from game.rules.score import mandate_of
from game.rules.units import OPENAI, SEATS, Seat, other
from game.session import Session

TOGETHER = (
    "Two people play that game, and what is read out here stays readable: the app has a curtain between them."
)
NOBODY = "Nobody plays in that game. “first-refusal replay” with its name tells it."


class Beginning:
    """The menu, and every game that is begun from it."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._asking = Asking(reader)
        self._asking.words = {"about": lambda rest: self._reader.say(about_words()), "quit": self._leave}
        self._asking.words |= {"q": self._leave, "exit": self._leave}
        self._replays = Replays()

    def _leave(self, rest: str) -> None:
        raise Leave

    def open(self, session: Session | None = None) -> int:
        """Play a session, or ask what to play, until nobody wants any more."""
        try:
            fresh = session is not None
            while session is not None or (session := self._menu()) is not None:
                session, fresh = self._play(session, fresh=fresh or not session.steps), False
        except (Leave, Gone):
            self._reader.say("Goodbye.")
        finally:
            self._replays.stop()
        return int(Exit.FINE)

    def _menu(self) -> Session | None:
        """A session to play; ``None`` when nobody wants one."""
        while True:
            kept = last_unfinished()
            ways: list[tuple[Item, Callable[[], Session | None]]] = []
            if kept is not None:
                ways.append((Item(f"Continue: {kept.words}"), partial(self._load, kept.path)))
            learn = (Item("The Waiver, the tutorial: three quarters, six minutes"), self._learn)
            first = kept is None and not any(save_folder().glob(f"*{SUFFIX}"))
            ways += [learn] if first else []
            ways += [(Item("New game"), self._new), (Item("Load a game"), self._choose_save)]
            ways += [learn] if not first else []
            self._reader.title("What would you like? “quit” leaves.")
            enter = "continue" if kept is not None else "the tutorial" if first else "new game"
            at = self._asking.choose("Which", [item for item, _ in ways], enter, 0)
            session = ways[at][1]() if at is not None else None
            if session is not None:
                return session

    # A game

    def _play(self, session: Session, *, fresh: bool) -> Session | None:
        """Play a session to its end, or to where it is left; gives back another that was begun in its place."""
        name = session.path.stem if session.path is not None else ""
        people = session.people
        if len(people) != 1:
            self._reader.say(TOGETHER if people else NOBODY)
            session.close()
            return None
        later = Timer(AFTER, self._replays.begin, (session,))
        later.daemon = True
        if self._reader.live and session.path is not None and session.path.parent == save_folder():
            later.start()
        try:
            Playing(self._reader, session, people[0]).play(fresh=fresh)
            again = Ending(self._reader, session, people[0]).ask()
        except Leave as left:
            self._say_saved(session, name)
            if not left.menu:
                raise
            return None
        except Gone:
            self._reader.say("There is nothing more to read, so the game stops here.")
            self._say_saved(session, name)
            raise
        finally:
            later.cancel()
            session.close()
        return self._again(session) if again else None

    def _say_saved(self, session: Session, name: str) -> None:
        if session.questions():
            self._reader.say(
                f"Saved as {name}, {len(session.steps)} steps. “first-refusal play --plain” goes on with it."
            )

    def _again(self, session: Session) -> Session | None:
        if not self._may_run(session):
            return None
        try:
            if lesson_of(session.header) is not None:
                return begun_lesson(session.scenario, session.people[0])
            return begun(session.scenario, wanted_again(session.header))
        except GameError as error:
            self._reader.say(str(error))
            return None

    def _may_run(self, session: Session) -> bool:
        """Whether the programs that a game would start here may be started: a save can come from anybody."""
        if not session.commands:
            return True
        say = self._reader.say
        say("To play on, this program is started on your machine, with your rights:", *session.commands)
        say("Whoever made the save chose it. Leave it unless you know what it is.")
        return self._asking.yes("Run it?", enter="leave it")

    # A save

    def _choose_save(self) -> Session | None:
        found = (*shelf(), *famous_shelf())
        if not found:
            self._reader.say("There are no saved games yet.")
            return None
        at = self._asking.choose("Which game", [_kept_item(kept) for kept in found])
        if at is None:
            return None
        fame = found[at].fame
        if fame is not None:
            told = f"“first-refusal replay {fame.name}” tells it, and with --text move by move."
            self._reader.say(fame.title, fame.text, fame.teaches, *map(where, fame.moments), told)
            return None
        return self._load(found[at].path)

    def _load(self, path: Path) -> Session | None:
        try:
            session = Session.load(path, go_on=path.parent == save_folder())
        except GameError as error:
            self._reader.say(str(error))
            return None
        if session.note:
            self._reader.say(session.note)
        if session.questions():
            if not self._may_run(session):
                session.close()
                return None
            session.allow_programs()
        return session

    # A new game

    def _learn(self) -> Session | None:
        at = self._asking.choose("In which seat", [Item(NAMES[seat]) for seat in SEATS], NAMES[SEATS[0]], 0)
        if at is None:
            return None
        try:
            return begun_lesson(load_scenario(WAIVER), SEATS[at])
        except GameError as error:
            self._reader.say(str(error))
            return None

    def _new(self) -> Session | None:
        try:
            return _New(self._asking).session()
        except GameError as error:
            self._reader.say(str(error))
            return None


def _kept_item(kept: Kept) -> Item:
    name = f"{kept.fame.title}, a famous game" if kept.fame is not None else kept.name
    return Item(f"{name}: {kept.words}", "it cannot be opened" if kept.error else "")


class _New:
    """A new game: everything has a sensible start, and any of it can be changed before it begins."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._known: dict[str, Scenario] = {}
        self._id = "first-refusal"
        self._seat: Seat = OPENAI
        self._level, self._kind, self._mandate = "bot:2", "", ""
        self._weather, self._seed = DRAWN, drawn_words()

    def _read(self, id: str) -> Scenario:
        if id not in self._known:
            self._known[id] = load_scenario(id)
        return self._known[id]

    @property
    def _scenario(self) -> Scenario:
        return self._read(self._id)

    def session(self) -> Session | None:
        """The game that was wanted; ``None`` when none was."""
        changes: dict[str, Callable[[], None]] = {
            "Game": self._ask_game, "You are": self._ask_seat, "You are judged by": self._ask_mandate, "Level": self._ask_level,
            "Who sits there": self._ask_kind, "Cards": self._ask_weather, "Seed": self._ask_seed, "The code of a game": self._ask_code,
        }  # fmt: skip
        while True:
            stands = self._stands()
            names = [name for name in changes if name in stands]
            items = [Item("Begin"), *(Item(f"{name}: {stands[name]}") for name in names)]
            at = self._asking.choose("Begin, or what to change", items, "begin", 0)
            if at is None:
                return None
            if at:
                try:
                    changes[names[at - 1]]()
                except GameError as error:
                    self._asking.reader.say(str(error))
                continue
            them = other(self._seat)
            across = self._level + (f"/{self._kind}" if self._kind else "")
            seats = {self._seat: YOU, them: across}
            wanted = Wanted(
                {seat: seats[seat] for seat in SEATS}, {self._seat: self._mandate}, self._seed, self._weather
            )
            return begun(self._scenario, wanted)

    def _stands(self) -> dict[str, str]:
        scenario = self._scenario
        kind = ARCHETYPES[other(self._seat)].get(self._kind.partition(",")[0])
        found = {
            "Game": length_words(scenario),
            "You are": NAMES[self._seat],
            "You are judged by": self._judged(self._mandate or self._mandates()[0]),
            "Level": LEVELS[self._level],
            "Who sits there": kind.title if kind is not None else SURPRISE,
            "Cards": WEATHERS[self._weather],
            "Seed": self._seed,
            "The code of a game": "deals the same game as somebody else's",
        }
        return {
            name: words for name, words in found.items() if name != "Cards" or scenario.record is not None
        }

    def _mandates(self) -> list[str]:
        held = self._scenario.mandates
        return [m.id for m in (held.openai if self._seat == OPENAI else held.microsoft)] + [RANDOM]

    def _judged(self, id: str) -> str:
        if id == RANDOM:
            return DEALT
        mandate = mandate_of(self._scenario, self._seat, id)
        return f"{mandate.title}: {weights_words(mandate.weights)} of 100"

    def _ask_game(self) -> None:
        ids = [id for id, _ in shipped_scenarios() if id != WAIVER]
        at = self._asking.choose("Which game", [Item(length_words(self._read(id))) for id in ids])
        if at is not None:
            self._id, self._mandate = ids[at], ""
            if self._scenario.record is None:
                self._weather = DRAWN
                self._level = "bot:2" if self._level == players.RECORD else self._level

    def _ask_seat(self) -> None:
        at = self._asking.choose("Which seat", [Item(NAMES[seat]) for seat in SEATS])
        if at is not None and SEATS[at] != self._seat:
            self._seat, self._mandate, self._kind = SEATS[at], "", ""

    def _ask_mandate(self) -> None:
        ids = self._mandates()
        at = self._asking.choose("Judged by which", [Item(self._judged(id)) for id in ids])
        self._mandate = ids[at] if at is not None else self._mandate

    def _ask_level(self) -> None:
        told = self._scenario.record is not None
        ids = [id for id in LEVELS if id != YOU and (told or id != players.RECORD)]
        at = self._asking.choose("Which level", [Item(LEVELS[id]) for id in ids])
        self._level = ids[at] if at is not None else self._level

    def _ask_kind(self) -> None:
        kinds = ARCHETYPES[other(self._seat)]
        items = [Item(SURPRISE), *(Item(f"{kind.title}: it {kind.tell}") for kind in kinds.values())]
        at = self._asking.choose("Who sits there", items)
        self._kind = ["", *kinds][at] if at is not None else self._kind

    def _ask_weather(self) -> None:
        ids = list(WEATHERS)
        at = self._asking.choose("Which cards", [Item(WEATHERS[id]) for id in ids])
        self._weather = ids[at] if at is not None else self._weather

    def _ask_seed(self) -> None:
        said = self._asking.line(
            "Words for the seed; the same words and choices give the same game", self._seed
        )
        self._seed = said or self._seed

    def _ask_code(self) -> None:
        code = self._asking.line("The code", "back")
        if not code:
            return
        deal = read_code(code)
        self._id = deal.scenario
        checked(deal, self._scenario)
        self._seat, self._level, self._kind = deal.seat, deal.level, deal.character
        self._mandate, self._seed, self._weather = deal.mandate, deal.seed, deal.weather
