"""The app: colours, settings, and which screen is shown. The game is on its own screen."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from contextvars import Context
from functools import partial
from pathlib import Path
from threading import Lock, Timer
from typing import TYPE_CHECKING
from weakref import WeakSet, ref

from rich.console import RenderableType
from textual import work
from textual.app import App, SystemCommand
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.events import Event, InputEvent, Key, Paste, Resize
from textual.filter import LineFilter
from textual.geometry import Size
from textual.screen import Screen
from textual.timer import Timer as Alarm
from textual.timer import TimerCallback
from textual.widget import Widget

from game.desk.content import Content
from game.desk.naming import renamed
from game.desk.replays import AFTER, Replays
from game.errors import GameError
from game.files.places import save_folder
from game.tui import commands, letting_go, room, settings
from game.tui.names import Renamed
from game.tui.palette import Reasons, Register
from game.tui.screens.base import House
from game.tui.screens.dialogs import Confirm, Leaving, Tell
from game.tui.screens.menu import Menu
from game.tui.theme import THEMES, other_ground
from game.tui.threads import Threads

if TYPE_CHECKING:  # the rules are loaded when a game is, and not before the menu is painted
    from game.desk.starting import Wanted
    from game.rules.scenario import Scenario
    from game.rules.units import Seat
    from game.session import Session
    from game.tui.keyboard import Keyboard
    from game.tui.screens.quarter import Quarter

SCENARIO = "first-refusal"
TIDY = 1.0
"""Seconds after a game was left in which nobody presses much, and what it took up can be looked for."""
STOPS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGINT") if hasattr(signal, name))
PATIENCE = 3.0
"""Seconds in which a game that is told to end has left the terminal, or is ended."""
TUTORIAL = "waiver"
SLOW = 0.25
"""After so many seconds, from the key to the screen it opens, nobody can have meant that screen by what was typed."""
_STRANGE = "Whoever made the save chose it. Leave it unless you know what it is; reading and replaying a save runs nothing."


class FirstRefusal(App[int]):
    """The game in a terminal. With a session it opens on it, else on the menu."""

    TITLE = "First Refusal"
    CSS_PATH = "styles.tcss"
    COMMANDS = {Register, Reasons}
    COMMAND_PALETTE_BINDING = "ctrl+p"
    BINDINGS = [Binding(commands.COMMANDS["suspend"].key, "wait_in_the_shell", show=False, priority=True)]

    def __init__(self, session: Session | None = None, *, replays: bool = True) -> None:
        super().__init__()
        letting_go.keep_one_heap()
        self.replays = replays
        """Whether par is worked out in the background."""
        self._replays = Replays()
        self._session = session
        self._scenarios: dict[str, Scenario] = {}
        self._wanted = SCENARIO
        if session is not None:
            self._keep(session.scenario)
        self._settings, self._trouble = settings.find()
        self._names = Renamed(enabled=self._settings.renamed)
        self.leaving = False
        self._pressed = ""
        self._painted = False
        """Whether there is a screen to press keys at."""
        self._heard = self._deaf_until = 0.0
        """When the last key was pressed that was heard; and until when keys that were pressed are not."""
        self.cramped: Size | None = None
        """The terminal's size, where that is less than the screens need."""
        self._keyboard: Keyboard | None = None
        self._painted_over: WeakSet[letting_go.Behind] = WeakSet()
        self._reading = Lock()
        for theme in THEMES:
            self.register_theme(theme)
        self._shown_so = self.animation_level
        self._take_up()

    async def on_event(self, event: Event) -> None:
        if isinstance(event, Resize):
            event = self._resized(event)
        elif isinstance(event, InputEvent | Paste) and self.cramped is not None:
            if isinstance(event, Key) and event.key == room.LEAVING:
                self.leave()
            return  # it is meant for nothing that can be seen
        elif isinstance(event, Key):
            if not self._painted or event.time < self._deaf_until:
                return  # it was typed at the splash or in a delay, and is meant for nothing on a screen that nobody has seen
            self._pressed, self._heard = event.key, event.time
        await super().on_event(event)

    def has_come(self) -> None:
        """A screen is there. If that took long, what was typed meanwhile was meant for the one before."""
        now = Event().time
        if now - self._heard > SLOW:
            self._deaf_until = now

    # Room

    @property
    def size(self) -> Size:
        return room.roomy(super().size)

    def _resized(self, event: Resize) -> Resize:
        """The screens are never laid out in less room than they need; what is painted there instead, ``_display`` says."""
        was, self.cramped = self.cramped, event.size if room.is_short(event.size) else None
        if was != self.cramped and self._painted:
            self.refresh()
        return Resize(room.roomy(event.size), room.roomy(event.virtual_size))

    def set_timer(
        self,
        delay: float,
        callback: TimerCallback | None = None,
        *,
        name: str | None = None,
        pause: bool = False,
    ) -> Alarm:
        """A timer that is late skips a ring, and one that rings once never rings then. Textual waits for such a one when the terminal
        has another size, and for no other after it: no size would be heeded any more.
        """
        alarm = super().set_timer(delay, callback, name=name, pause=pause)
        alarm._skip = False  # noqa: SLF001
        return alarm

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        if renderable is not None and self.cramped is not None:
            renderable = room.painted(self.cramped)
        super()._display(screen, renderable)

    @property
    def _background_screens(self) -> list[Screen[object]]:
        behind = letting_go.Behind(super()._background_screens)
        self._painted_over.add(behind)
        return behind

    def leave(self) -> None:
        """Leave at once: every step is on disk. Keys that come after mean nothing."""
        self.leaving = True
        self._end_in_time(0)
        self.exit(0)

    def on_unmount(self) -> None:
        self._replays.stop()

    def works_beside(self, session: Session) -> bool:
        """Whether anything is worked out beside a game unasked: beside one's own it is."""
        own = session.path is not None and session.path.parent == save_folder()
        return self.replays and own and session.scenario.id != TUTORIAL  # there is nothing to be graded on

    def replay(self, session: Session) -> bool:
        """Have par worked out beside a game of one's own; whether it is being done."""
        wanted = self.works_beside(session)
        if wanted:
            self._replays.begin(session)
        return wanted

    def ask_to_leave(self, then: Callable[[], None] | None = None) -> None:
        """Leave, the game or for somewhere else in it. Whoever would lose a draft by it is asked, once."""
        lost = next((s.drafted() for s in self.screen_stack if isinstance(s, House) and s.drafted()), "")
        if then is None and self._settings.ask:
            lost = lost or "Every step is saved. You wanted to be asked."
        then = then or self.leave
        if lost and not isinstance(self.screen, Leaving):
            self.push_screen(Leaving(lost), lambda yes: then() if yes else None)
        else:
            then()

    async def action_quit(self) -> None:
        self.ask_to_leave()

    @property
    def has_shell(self) -> bool:
        """Whether there is something to go back to for a moment. Nobody could call back what a terminal runs alone, and no browser can."""
        driver = self._driver
        return driver is not None and driver.can_suspend and os.getpgrp() != os.getsid(0)

    def action_wait_in_the_shell(self) -> None:
        self.wait_in_the_shell()

    def wait_in_the_shell(self) -> None:
        """Stop with everything that was started along with it, ``make play`` too, until the shell calls it back."""
        if self.has_shell:
            with self.suspend():
                os.killpg(os.getpgrp(), signal.SIGTSTP)

    def action_help_quit(self) -> None:
        """Ctrl+C is pressed by habit, and by accident: it says which key leaves."""
        self.notify("Press q to leave. Every step is saved already.", timeout=3)

    def _heed_signals(self) -> None:
        """When the system ends the game, or the line to the terminal drops, it leaves as by its own key."""
        loop = asyncio.get_running_loop()
        with suppress(NotImplementedError, RuntimeError):  # no signals on Windows, nor beside the main thread
            for number in STOPS:
                loop.add_signal_handler(number, self._stopped, number)

    def _stopped(self, number: int) -> None:
        self.leaving = True
        self._end_in_time(128 + number)
        self.exit(return_code=128 + number)

    def _end_in_time(self, code: int) -> None:
        """A terminal that is gone may never take what is written to it; a bot may think on. Neither is waited for."""
        if not self.is_headless:
            ending = Timer(PATIENCE, os._exit, (code,))
            ending.daemon = True
            ending.start()

    def get_default_screen(self) -> Screen[object]:
        return Menu()

    def on_mount(self) -> None:
        asyncio.get_running_loop().set_default_executor(Threads())
        if not self.is_headless:
            self._heed_signals()
        if self._session is not None:
            # Two people who begin have not seen a page of set-up: each finds a brief behind the first curtain.
            self._show(self._session, fresh=len(self._session.people) > 1 and not self._session.steps)
        else:
            self.set_timer(0.3, self._read_ahead)
        if not self._settings.told:
            from game.desk.brief import about_words

            self.remember(told=True)
            told = Tell("Before you begin", about_words(), "Begin")
            self.push_screen(told, lambda _: self.offer_tutorial() if self._session is None else None)
        if self._trouble:
            self.push_screen(Tell("About your settings", self._trouble))
        self.call_after_refresh(self._open_for_keys)

    def _open_for_keys(self) -> None:
        self._painted = True

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        yield from ()

    # Settings

    @property
    def preferences(self) -> settings.Settings:
        """How whoever plays here likes it."""
        return self._settings

    @property
    def coached(self) -> bool:
        """Whether the coach sits beside the table."""
        return self._settings.coach

    def remember(self, **changes: object) -> None:
        """Keep a setting for this game and the next; it is in force at once."""
        self._settings = self._settings._replace(**changes)  # type: ignore[arg-type]
        settings.write(self._settings)
        self._take_up()

    def _take_up(self) -> None:
        """Let the settings be in force."""
        held = self._settings
        self.theme = held.theme
        self.animation_level = "none" if held.still else self._shown_so
        if self.has_class("-compact") != held.compact:
            self.set_class(held.compact, "-compact")
            if self._painted:
                self.refresh_css(animate=False)  # of the screens below too
        if self._names.enabled != held.renamed:
            self._names.enabled = held.renamed
            for screen in self.screen_stack:
                for widget in (screen, *screen.walk_children(Widget)):
                    widget.refresh()

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), *([self._names] if self._names.enabled else [])]

    def named(self, text: str) -> str:
        """A text with the names of companies that are shown."""
        return renamed(text) if self._settings.renamed else text

    def switch_colours(self) -> None:
        """The theme of the same kind on the other ground."""
        self.remember(theme=other_ground(self.theme))

    # Which screen is shown

    def _keep(self, scenario: Scenario) -> None:
        """What was played last is what a new game begins with, though it may have come from an author's file."""
        self._scenarios[scenario.id] = scenario
        self._wanted = scenario.id if scenario.id != TUTORIAL else self._wanted

    def scenario(self, id: str = "") -> Scenario:
        """A scenario that can be played, by default the one played last; read once. Raises ``ScenarioError``."""
        with self._reading:
            id = id or self._wanted
            if id not in self._scenarios:
                from game.files.scenarios import load_scenario

                self._scenarios[id] = load_scenario(id)
            return self._scenarios[id]

    def playable(self) -> tuple[str, ...]:
        """The scenarios that a new game can have: those that ship but for the tutorial, and what was played from elsewhere."""
        from game.files.scenarios import shipped_scenarios

        found = (*(id for id, _ in shipped_scenarios()), *self._scenarios)
        return tuple(dict.fromkeys(id for id in found if id != TUTORIAL))

    @work(thread=True, exit_on_error=False)
    def _read_ahead(self) -> None:
        """Load what a game needs while the menu is looked at: it takes as long as a person needs to press a key."""
        import game.session
        import game.tui.keyboard  # noqa: F401

        with suppress(GameError):
            self.scenario()
        gc.freeze()  # all of this stays, and need not be looked through for garbage between two keys

    def new_game(self) -> None:
        """Set a new game up."""
        from game.tui.screens.new_game import NewGame

        try:
            scenario = self.scenario()
        except GameError as error:
            self.push_screen(Tell("The scenario cannot be used", str(error)))
            return
        self.show_menu()
        self.push_screen(NewGame(scenario))

    def begin(self, scenario: Scenario, wanted: Wanted) -> None:
        """Begin a game. Raises what stands in the way."""
        from game.desk.starting import begun

        session = begun(scenario, wanted)
        self._keep(scenario)
        self._show(session, fresh=True)

    @property
    def taught(self) -> bool:
        """Whether the tutorial was played, or skipped."""
        return self._settings.waiver

    def offer_tutorial(self) -> None:
        """Ask whether to play the tutorial, and from which seat."""
        from game.tui.screens.dialogs import Choice, Pick

        seats = (
            Choice("openai", "As OpenAI", "OpenAI needs what Microsoft has."),
            Choice("microsoft", "As Microsoft", "Microsoft has what OpenAI needs."),
            Choice("later", "Not now", "It stays in the menu."),
        )
        words = "Six minutes: one request, one refusal, one signature."
        self.push_screen(
            Pick("The Waiver, a tutorial", seats, words),
            lambda seat: self.learn(seat) if seat not in (None, "later") else None,
        )

    def learn(self, seat: Seat) -> None:
        """Begin the tutorial in a seat."""
        from game.desk.starting import begun_lesson

        try:
            session = begun_lesson(self.scenario(TUTORIAL), seat)
        except GameError as error:
            self.push_screen(Tell("The tutorial cannot be begun", str(error)))
            return
        self._show(session)

    def play_again(self, session: Session) -> None:
        """The same game from the first quarter."""
        from game.desk.starting import begun, wanted_again

        wanted = wanted_again(session.header)

        def again() -> None:
            try:
                other = begun(session.scenario, wanted)
            except GameError as error:
                self.push_screen(Tell("The game cannot be begun", str(error)))
                return
            self._show(other, fresh=True)

        if session.commands:
            self._ask_to_run(session.commands, again, lambda: None)
        else:
            again()

    def load_game(self, path: Path) -> None:
        """Go on with a saved game."""
        from game.session import Session

        try:
            session = Session.load(path, go_on=path.parent == save_folder())
        except GameError as error:
            self.push_screen(Tell("This save cannot be opened", str(error)))
            return
        if session.commands and session.questions():

            def allowed() -> None:
                session.allow_programs()
                self._go_on(session)

            self._ask_to_run(session.commands, allowed, session.close)
        else:
            self._go_on(session)

    def watch_game(self, path: Path) -> None:
        """Watch a saved game again; while it goes on, only whoever plays it alone may: two people are asked at the keyboard."""
        from game.rules.units import OPENAI
        from game.session import Session
        from game.tui.screens.watch import Watch

        try:
            session = Session.load(path)
        except GameError as error:
            self.push_screen(Tell("This save cannot be opened", str(error)))
            return
        if session.questions() and len(session.people) != 1:
            words = "While it goes on, a game is watched from where it is played, by whoever sits there."
            self.push_screen(Tell("Not over yet", words))
        else:
            self.push_screen(Watch(session, (session.people or (OPENAI,))[0]))

    def set_side_by_side(self, path: Path, other: Path) -> None:
        """Two saved games on one timeline. What is hidden in a game that goes on stays so."""
        from game.session import Session
        from game.tui.screens.side_by_side import SideBySide

        try:
            one, two = Session.load(path), Session.load(other)
        except GameError as error:
            self.push_screen(Tell("This save cannot be opened", str(error)))
            return
        for name, session in ((path.stem, one), (other.stem, two)):
            if session.questions():
                words = f"{name} goes on, and what is hidden in it stays so. Finish it first."
                self.push_screen(Tell("Not over yet", words))
                return
        if one.scenario.quarters != two.scenario.quarters:
            words = (
                f"{path.stem} and {other.stem} have not the same quarters, so there is no timeline for both."
            )
            self.push_screen(Tell("Two different calendars", words))
            return
        self.push_screen(SideBySide(one, (path.stem, other.stem), lambda: two))

    def show_branch(self, begun: Callable[[], Session]) -> None:
        """Play on in a game that left another one."""
        try:
            session = begun()
        except GameError as error:
            self.push_screen(Tell("The game cannot be played on from here", str(error)))
            return
        self._keep(session.scenario)
        self._show(session)

    def _go_on(self, session: Session) -> None:
        self._show(session)
        if session.note:
            self.push_screen(Tell("About this save", session.note))

    def _ask_to_run(
        self, commands: Sequence[str], then: Callable[[], None], otherwise: Callable[[], None]
    ) -> None:
        """A save can come from anybody: what it would have run here is shown first."""

        def answered(yes: bool | None) -> None:
            (then if yes else otherwise)()

        words = "To play on, this program is started on your machine, with your rights:"
        text = Content("\n\n").join([Content(words), *map(Content, commands), Content(_STRANGE)])
        self.push_screen(Confirm("A program sits in this game", text, "Run it", "Leave it"), answered)

    def _show(self, session: Session, *, fresh: bool = False) -> None:
        from game.tui.keyboard import Keyboard

        self.show_menu()
        self._keyboard = Keyboard(self, session, fresh=fresh)
        self._keyboard.begin()
        if session.people:
            self._in(AFTER, partial(self._replay_later, ref(session)))

    def pass_keyboard(self, to: Seat) -> None:
        """Draw the curtain, and call the other of two people who share the keyboard."""
        if self._keyboard is not None:
            self._keyboard.pass_to(to, self._pressed)

    def other_desk(self, seat: Seat) -> Quarter:
        """The desk of the other of two people."""
        assert self._keyboard is not None
        return next(desk for who, desk in self._keyboard.desks.items() if who != seat)

    def _replay_later(self, begun: ref[Session]) -> None:
        if self._keyboard is not None and self._keyboard.session is begun() and self.is_running:
            self.replay(self._keyboard.session)

    @staticmethod
    def _in(seconds: float, do: Callable[[], object]) -> None:
        """Do something later that belongs to no screen: a timer of Textual's keeps alive whatever it was set from."""
        asyncio.get_running_loop().call_later(seconds, do, context=Context())

    def pop_screen(self) -> AwaitComplete:
        """Close what lies on top, but never the menu: a key that was pressed twice finds what it closes gone already."""
        return super().pop_screen() if len(self.screen_stack) > 1 else AwaitComplete()

    def show_menu(self) -> None:
        """Back to the menu; whatever lies over it is closed."""
        if self._keyboard is not None:
            self._keyboard.close()
            self._keyboard = None
            letting_go.let_go_of_thoughts()
            self._in(TIDY, partial(letting_go.let_go_of_a_game, self._painted_over))
        while len(self.screen_stack) > 1:
            self.pop_screen()
