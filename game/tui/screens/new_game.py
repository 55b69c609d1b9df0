"""A new game in a few rows, each with a sensible start: Enter begins it as it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from game import players
from game.debrief.figures import NAMES
from game.desk.brief import weights_words
from game.desk.content import Content
from game.desk.row import Row
from game.desk.starting import (
    DEALT,
    FAIR,
    LEVELS,
    LEVELS_MEAN,
    SURPRISE,
    WEATHERS,
    Wanted,
    drawn_words,
    length_words,
)
from game.desk.words import MUTED, SEAT_COLOUR, turner
from game.errors import GameError
from game.files.deals import checked, read_code
from game.files.saves import YOU
from game.rules.characters import ARCHETYPES, asked_for
from game.rules.engine import RANDOM
from game.rules.scenario import DRAWN, Scenario
from game.rules.score import mandate_of
from game.rules.units import MICROSOFT, OPENAI, SEATS, Seat, other
from game.tui.commands import LIST
from game.tui.screens.base import House, bound
from game.tui.screens.dialogs import Ask
from game.tui.widgets.rows import Rows

T = TypeVar("T")
_DEALT = (RANDOM, "dealt", DEALT)
_TOGETHER = "A curtain between turns, and a brief for each behind it. Mandates are chosen here, before both, unless they are dealt."
_WEATHER = "The same seed draws the same cards, for everybody who has it. The record's come on the days on which they came."
_COACHED = "A drawing beside the table: the deals there seem to be, as far as you can know, and where each offer lies; z hides it."
_SEED = "All luck comes from it. The same words and the same choices give the same game, on every machine."
_CODE = "The end of a game shows its code. Whoever types it is dealt the same seat, counterpart and luck, and can be ranked with you."
_SECRET = "scored as the seed has it; the other is not told."
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
        self._other_mandate = ""
        """What the other of two people is judged by."""
        self._seed = drawn_words()
        self._note = ""

    def body(self) -> ComposeResult:
        with Vertical(classes="region list") as box:
            box.border_title = "New game"
            yield Rows(id="new-rows")
            yield Static(id="new-says")

    def on_mount(self) -> None:
        self._draw("start")

    @property
    def _together(self) -> bool:
        """Whether two people are to share the keyboard."""
        return self._level == YOU

    def _mandates(self, seat: Seat) -> list[tuple[str, str, str]]:
        mandates = self._scenario.mandates.openai if seat == OPENAI else self._scenario.mandates.microsoft
        return [*((m.id, m.title, m.brief) for m in mandates), _DEALT]

    def _kinds(self) -> list[str]:
        return ["", *ARCHETYPES[other(self._seat)]]

    def _draw(self, highlight: str = "") -> None:
        rows = [
            Row("start", Content.styled("Begin", "bold")),
            self._row("game", "Game", length_words(self._scenario)),
            *self._seats(),
            self._row("level", "Level", LEVELS[self._level]),
            *([self._row("weather", "Weather", WEATHERS[self._weather])] if self._scenario.record else ()),
            self._row("coach", "Coach", _COACH[self.app.coached]),  # type: ignore[attr-defined]
            self._row("seed", "Seed", self._seed, "enter to type one"),
        ]
        code = Content.assemble((f"{'Duplicate':<12}", MUTED), ("  enter to type the code of a game", MUTED))
        rows.append(Row("code", code))
        self.query_one(Rows).show(rows, highlight)
        self._say()

    def _say(self) -> None:
        says = list(self._says())
        if self._note:
            says.insert(0, Content.styled(f"× {self._note}", "$error"))
        self.query_one("#new-says", Static).update(Content("\n\n").join(says))

    def _seats(self) -> list[Row]:
        """Who sits where: one's own seat and mandate, and who is across; or what each of two people is judged by."""
        them = other(self._seat)
        mine = self._row("mandate", "Mandate", self._chosen(self._seat)[1])
        if self._together:
            theirs = self._row("other-mandate", NAMES[them], self._chosen(them)[1])
            return [self._row("mandate", NAMES[self._seat], self._chosen(self._seat)[1]), theirs]
        id, dials = asked_for(self._across)
        kind = ARCHETYPES[them].get(id)
        words = kind.title if kind is not None else "a surprise", *dials.replace("=", " ").split(",")
        across = self._row("kind", NAMES[them], ", ".join(filter(None, words)))
        return [self._row("seat", "You are", NAMES[self._seat]), mine, across]

    def _chosen(self, seat: Seat) -> tuple[str, str, str]:
        """The mandate that a person is to have."""
        mandates, id = self._mandates(seat), self._mandate if seat == self._seat else self._other_mandate
        return next((m for m in mandates if m[0] == id), mandates[0])

    def _says(self) -> Iterator[Content]:
        """What the row under the cursor decides; on the first rows, what one is sent to do and scored on."""
        if self._together:
            for seat in SEATS:
                yield Content.assemble(
                    (f"{NAMES[seat]}: ", SEAT_COLOUR[seat]), *self._scored(seat, "scored on ")
                )
            yield Content.styled(_TOGETHER, MUTED)
            return
        row = self.query_one(Rows).current
        if row in self._about():
            yield from self._about()[row]
            return
        mandate = self._chosen(self._seat)
        yield Content(mandate[2])
        if mandate[0] != RANDOM:
            yield Content.assemble(*self._scored(self._seat))

    def _about(self) -> dict[str, tuple[Content, ...]]:
        """What a row decides, for those that are not about one's own seat."""
        scenario, kind = self._scenario, ARCHETYPES[other(self._seat)].get(asked_for(self._across)[0])
        teaches = f"What it teaches: {scenario.teaches[:1].lower()}{scenario.teaches[1:]}".strip()
        return {
            "game": (Content(scenario.summary), Content.styled(teaches, MUTED)),
            "level": (Content(LEVELS_MEAN.get(self._level, "")), Content.styled(FAIR, MUTED)),
            "kind": (Content(f"{kind.title}: it {kind.tell}." if kind is not None else SURPRISE),),
            "weather": (Content(_WEATHER),),
            "coach": (Content(_COACHED),),
            "seed": (Content(_SEED),),
            "code": (Content(_CODE),),
        }

    def on_option_list_option_highlighted(self) -> None:
        self._say()

    def _scored(self, seat: Seat, head: str = "Scored on ") -> tuple[str | tuple[str, str], ...]:
        mandate = self._chosen(seat)[0]
        if mandate == RANDOM:
            return (_SECRET,)
        weights = weights_words(mandate_of(self._scenario, seat, mandate).weights)
        return (head, MUTED), f"{weights} ", ("of 100.", MUTED)

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
            self._mandate, self._other_mandate, self._across = "", "", ""
        elif event.id == "mandate":
            self._mandate = self._next_mandate(self._seat, by)
        elif event.id == "other-mandate":
            self._other_mandate = self._next_mandate(other(self._seat), by)
        elif event.id == "kind":
            self._across = _next(self._kinds(), asked_for(self._across)[0], by)
        elif event.id == "level":
            self._turn_level(by)
        elif event.id == "weather":
            self._weather = _next(list(WEATHERS), self._weather, by)
        elif event.id == "coach":
            self.app.remember(coach=not self.app.coached)  # type: ignore[attr-defined]
        elif event.id == "seed":
            self._seed = drawn_words()
        self._draw()

    def _turn_level(self, by: int) -> None:
        told = self._scenario.record is not None
        self._level = _next([id for id in LEVELS if told or id != players.RECORD], self._level, by)
        if self._together and self._seat != OPENAI:  # they stand in the order of the agreement
            self._seat, self._mandate, self._other_mandate = OPENAI, self._other_mandate, self._mandate
            self._across = ""

    def _next_mandate(self, seat: Seat, by: int) -> str:
        return _next([m[0] for m in self._mandates(seat)], self._chosen(seat)[0], by)

    def _turn_game(self, by: int) -> None:
        try:
            ids = list(self.app.playable())  # type: ignore[attr-defined]
            self._scenario = self.app.scenario(_next(ids, self._scenario.id, by))  # type: ignore[attr-defined]
        except GameError as error:
            self._note = str(error)
        self._mandate = self._chosen(self._seat)[0]
        self._other_mandate = self._chosen(other(self._seat))[0]
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
        them, across = other(self._seat), "" if self._together else self._across
        seats = {self._seat: YOU, them: self._level + (f"/{across}" if across else "")}
        mandates = {self._seat: self._mandate}
        if self._together:
            mandates[them] = self._other_mandate
        wanted = Wanted({seat: seats[seat] for seat in SEATS}, mandates, self._seed, self._weather)
        try:
            self.app.begin(self._scenario, wanted)  # type: ignore[attr-defined]
        except GameError as error:
            self._note = str(error)
            self._draw()

    def do_back(self) -> None:
        self.dismiss(None)


def _next(ring: list[T], at: T, by: int) -> T:
    return ring[(ring.index(at) + by) % len(ring)]
