"""A new game in a few rows, each with a sensible start: Enter begins it as it stands."""

from __future__ import annotations

from typing import TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from game import players
from game.debrief.figures import NAMES
from game.errors import GameError
from game.files.deals import checked, read_code
from game.rules.characters import ARCHETYPES, asked_for
from game.rules.engine import RANDOM
from game.rules.scenario import DRAWN, Scenario
from game.rules.score import mandate_of
from game.rules.units import MICROSOFT, OPENAI, SEATS, Seat, other
from game.tui.commands import LIST
from game.tui.screens.base import House, bound
from game.tui.screens.dialogs import Ask
from game.tui.screens.pages import weights_words
from game.tui.starting import LEVELS, WEATHERS, Wanted, drawn_words
from game.tui.widgets.rows import Row, Rows
from game.tui.words import MUTED, turner

T = TypeVar("T")
_DEALT = (
    RANDOM,
    "dealt",
    "One of these, by the seed: as a class is dealt its briefs. You read yours when the game begins.",
)
_SURPRISE = "A surprise: one of five kinds, by the seed. Which it was, you read when the game is over."
LONGEST_CODE = 160
_COACH = {False: "off: you judge for yourself", True: "on: draws what could be had, as you believe it"}


class NewGame(House):
    """Which game, seat, level, counterpart, mandate and seed. Dismissed with what is wanted, or ``None``."""

    WHERE = LIST
    BINDINGS = bound(LIST)

    def __init__(self, scenario: Scenario) -> None:
        super().__init__()
        self._scenario = scenario
        self._seat: Seat = OPENAI
        self._level = "bot:2"
        self._weather = DRAWN
        self._across = ""
        """What sits across: “hedger”, or with the dials that a code asks for “hedger,warmth=80”; "" leaves it to chance."""
        self._mandate = ""
        self._seed = drawn_words()
        self._note = ""

    def body(self) -> ComposeResult:
        with Vertical(classes="region list") as box:
            box.border_title = "New game"
            yield Rows(id="new-rows")
            yield Static(id="new-says")

    def on_mount(self) -> None:
        self._draw("start")

    def _mandates(self) -> list[tuple[str, str, str]]:
        mandates = (
            self._scenario.mandates.openai if self._seat == OPENAI else self._scenario.mandates.microsoft
        )
        return [*((m.id, m.title, m.brief) for m in mandates), _DEALT]

    def _kinds(self) -> list[str]:
        return ["", *ARCHETYPES[other(self._seat)]]

    def _draw(self, highlight: str = "") -> None:
        mandate = next((m for m in self._mandates() if m[0] == self._mandate), self._mandates()[0])
        id, dials = asked_for(self._across)
        kind = ARCHETYPES[other(self._seat)].get(id)
        across = kind.title if kind is not None else "a surprise"
        rows = [
            Row("start", Content.styled("Begin", "bold")),
            self._row("game", "Game", _length(self._scenario)),
            self._row("seat", "You are", NAMES[self._seat]),
            self._row("mandate", "Mandate", mandate[1]),
            self._row(
                "kind",
                NAMES[other(self._seat)],
                ", ".join(filter(None, (across, *dials.replace("=", " ").split(",")))),
            ),
            self._row("level", "Level", LEVELS[self._level]),
            *([self._row("weather", "Weather", WEATHERS[self._weather])] if self._scenario.record else ()),
            self._row("coach", "Coach", _COACH[self.app.coached]),  # type: ignore[attr-defined]
            self._row("seed", "Seed", self._seed, "enter to type one"),
        ]
        code = Content.assemble((f"{'Duplicate':<12}", MUTED), ("  enter to type the code of a game", MUTED))
        rows.append(Row("code", code))
        self.query_one(Rows).show(rows, highlight)
        # The brief comes last, because it may run below a small screen.
        says = [
            Content.styled(f"{kind.title}: it {kind.tell}." if kind is not None else _SURPRISE, MUTED),
            Content(mandate[2]),
        ]
        if mandate[0] != RANDOM:
            scored = weights_words(mandate_of(self._scenario, self._seat, mandate[0]).weights)
            says.insert(0, Content.assemble(("Scored on ", MUTED), f"{scored} ", ("of 100.", MUTED)))
        if self._note:
            says.insert(0, Content.styled(f"× {self._note}", "$error"))
        self.query_one("#new-says", Static).update(Content("\n\n").join(says))

    def _row(self, id: str, title: str, value: str, hint: str = "") -> Row:
        less, more = turner(-1, "◂"), turner(1, "▸")
        words = Content.assemble(
            (f"{title:<12}", MUTED), less, f" {value} ", more, (f"   {hint}" if hint else "", MUTED)
        )
        return Row(id, words, turns=True)

    def on_rows_turned(self, event: Rows.Turned) -> None:
        by = 1 if event.by > 0 else -1
        self._note = ""
        if event.id == "game":
            self._turn_game(by)
        elif event.id == "seat":
            self._seat = MICROSOFT if self._seat == OPENAI else OPENAI
            self._mandate, self._across = "", ""
        elif event.id == "mandate":
            self._mandate = _next(
                [m[0] for m in self._mandates()], self._mandate or self._mandates()[0][0], by
            )
        elif event.id == "kind":
            self._across = _next(self._kinds(), asked_for(self._across)[0], by)
        elif event.id == "level":
            told = self._scenario.record is not None
            self._level = _next([id for id in LEVELS if told or id != players.RECORD], self._level, by)
        elif event.id == "weather":
            self._weather = _next(list(WEATHERS), self._weather, by)
        elif event.id == "coach":
            self.app.remember(coach=not self.app.coached)  # type: ignore[attr-defined]
        elif event.id == "seed":
            self._seed = drawn_words()
        self._draw()

    def _turn_game(self, by: int) -> None:
        try:
            ids = list(self.app.playable())  # type: ignore[attr-defined]
            self._scenario = self.app.scenario(_next(ids, self._scenario.id, by))  # type: ignore[attr-defined]
        except GameError as error:
            self._note = str(error)
        if self._mandate not in [m[0] for m in self._mandates()]:
            self._mandate = ""
        if self._scenario.record is None:
            self._weather = DRAWN
            self._level = "bot:2" if self._level == players.RECORD else self._level

    def on_rows_typed(self, event: Rows.Typed) -> None:
        if event.id == "seed":
            self._type_seed(event.digit)

    def on_rows_picked(self, event: Rows.Picked) -> None:
        if event.id == "start":
            self.do_start()
        elif event.id == "seed":
            self._type_seed(self._seed)
        elif event.id == "code":
            self._type_code()
        else:
            self.on_rows_turned(Rows.Turned(event.id, 1))

    def _type_seed(self, text: str) -> None:
        def take(typed: str | None) -> None:
            if typed and typed.strip():
                self._seed = typed.strip()
                self._draw()

        hint = "The same words and the same choices give the same game."
        self.app.push_screen(Ask("Seed", hint, text), take)

    def _type_code(self) -> None:
        def take(typed: str | None) -> None:
            if typed and typed.strip():
                self._take_code(typed)
                self._draw("start" if not self._note else "code")

        hint = "The end of a game shows its code. Everyone who types it is dealt the same."
        self.app.push_screen(Ask("Code of a game", hint, longest=LONGEST_CODE), take)

    def _take_code(self, code: str) -> None:
        """Set everything as a code says: the same game for everyone who types it."""
        try:
            deal = read_code(code)
            scenario = self.app.scenario(deal.scenario)  # type: ignore[attr-defined]
            checked(deal, scenario)
        except GameError as error:
            self._note = str(error)
            return
        if deal.level not in LEVELS:
            self._note = f"“{deal.level}” cannot be chosen here."
            return
        self._scenario, self._seat = scenario, deal.seat
        self._level, self._across = deal.level, deal.character
        self._mandate, self._seed, self._weather, self._note = deal.mandate, deal.seed, deal.weather, ""

    def do_start(self) -> None:
        seats = {
            self._seat: "you",
            other(self._seat): self._level + (f"/{self._across}" if self._across else ""),
        }
        wanted = Wanted(
            {seat: seats[seat] for seat in SEATS}, self._seat, self._mandate, self._seed, self._weather
        )
        try:
            self.app.begin(self._scenario, wanted)  # type: ignore[attr-defined]
        except GameError as error:
            self._note = str(error)
            self._draw()

    def do_back(self) -> None:
        self.dismiss(None)


def _length(scenario: Scenario) -> str:
    """A scenario's title and how long it takes: “First Refusal, 24 quarters, about 30 min”."""
    turns, count = scenario.turns, scenario.quarters.count
    of = (
        f"{turns.number(count - 1)} turns of {turns.quarters} quarters"
        if turns.quarters > 1
        else f"{count} quarters"
    )
    return f"{scenario.title}: {of}, about {scenario.minutes} min"


def _next(ring: list[T], at: T, by: int) -> T:
    return ring[(ring.index(at) + by) % len(ring)]
