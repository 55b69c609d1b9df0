"""The words that are heard at every question: they read something out, or leave, and decide nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from game.debrief.causes import causes_of
from game.debrief.figures import title_for
from game.debrief.why_page import found, page_of
from game.desk import notes
from game.desk.brief import about_words, brief_words, news_words
from game.desk.chronicle import Chronicle
from game.desk.ledger import Ledger
from game.desk.moment import Moment
from game.desk.talk import said_lines
from game.files.moves import usage
from game.plain import pages
from game.plain.reader import WIDE, Reader
from game.rules.stats import STATS
from game.rules.units import Seat
from game.session import Session

HELP: Final = """\
Type the number of what you choose. Enter alone does what the question says it does. “back” leaves a question.
r: hear this again. status: your numbers. they: what you know of the other side, and how surely. brief: who you are.
agreement: the agreement in force; with a part of a clause's name that clause, with notes. ledger: what is owed and due.
said: the talk at this table. notes: what they said at all tables. news: all that happened. letter: the last turn in full.
why and a name: why a number is so, such as why cash. numbers: all their names. market: how the main ones came here.
At the table the moves of 7 are also called by their names, such as link or side letter.
moves: what can be typed now as in scripts, such as plan train=46 safety=25. A move typed so is made at once.
undo: take back the last thing planned. menu: leave for the menu. quit: leave. Every step is saved already."""


class Leave(Exception):
    """The player leaves the game; ``menu`` for the menu."""

    def __init__(self, *, menu: bool = False) -> None:
        super().__init__()
        self.menu = menu


class Again(Exception):
    """The question is to be read out anew."""


class Typed(Exception):
    """A word that is heard everywhere is a move here."""


class Asides:
    """What a seat may hear whatever it is asked. ``moment`` tells the moment it is asked at."""

    def __init__(
        self, reader: Reader, session: Session, seat: Seat, chronicle: Chronicle, moment: Callable[[], Moment]
    ) -> None:
        self._reader, self._session, self._seat = reader, session, seat
        self._chronicle, self._moment = chronicle, moment
        self.last_letter: tuple[tuple[str, str], ...] = ()
        """The letter of the turn that ended last."""

    def words(self) -> dict[str, Callable[[str], None]]:
        """What each word does; it is given what stands behind the word."""
        scenario = self._session.scenario

        def read(made: Callable[[], Iterator[Any]]) -> Callable[[str], None]:
            return lambda rest: self._reader.read(made())

        def one(made: Callable[[], Any]) -> Callable[[str], None]:
            return lambda rest: self._reader.read((made(),))

        words: dict[str, Callable[[str], None]] = {
            "?": self._help,
            "r": self._again,
            "status": lambda rest: self._reader.read(
                pages.status(
                    self._moment().view,
                    self._moment().past[-1] if self._moment().past else None,
                    whole=rest == "all",
                )
            ),
            "they": read(lambda: pages.them(scenario, self._moment().view)),
            "market": read(lambda: pages.market(scenario, self._moment().view, self._chronicle.past)),
            "agreement": self._agreement,
            "ledger": one(lambda: Ledger(scenario, self._moment().view, WIDE).words()),
            "notes": one(lambda: notes.pages(scenario, self._moment().view, WIDE)),
            "news": one(lambda: news_words(scenario, self._chronicle.told, WIDE)),
            "brief": one(lambda: brief_words(scenario, self._moment().view)),
            "said": read(self._talk),
            "letter": lambda rest: self._reader.say(*self._letter()),
            "numbers": lambda rest: self._reader.read(self._numbers(rest)),
            "moves": lambda rest: self._reader.say(*self._moves()),
            "about": one(about_words),
            "menu": self._leave_for_menu,
            "quit": self._leave,
        }
        same = {
            "help": "?",
            "h": "?",
            "again": "r",
            "repeat": "r",
            "them": "they",
            "q": "quit",
            "exit": "quit",
        }
        words |= {word: words[as_] for word, as_ in same.items()}
        words["why"] = self._why
        return words

    def _letter(self) -> Iterator[str]:
        if not self.last_letter:
            yield "No turn has ended yet since you sat down."
        for label, words in self.last_letter:
            yield f"{label}: {words}"

    def _help(self, rest: str) -> None:
        self._reader.say(HELP)

    def _again(self, rest: str) -> None:
        raise Again

    def _agreement(self, rest: str) -> None:
        scenario = self._session.scenario
        if not rest:
            self._reader.read(pages.agreement(scenario, self._moment().view))
            return
        found_ = list(pages.clause_notes(scenario, self._moment().view, rest))
        self._reader.read(found_ or (f"No clause is called “{rest[:40]}”.",))

    def _talk(self) -> Iterator[Any]:
        entries = said_lines(self._session.scenario, self._moment().view, WIDE, newest_first=False)
        if not entries:
            yield "Nothing has been said at a table this turn."
        for entry in entries:
            yield from entry

    def _numbers(self, rest: str) -> Iterator[str]:
        causes = causes_of(self._session)
        names = found(rest) if rest else tuple(STATS)
        yield from pages.numbers(causes, names, self._told_to)

    @property
    def _told_to(self) -> Seat | None:
        return self._seat if self._session.questions() else None

    def _why(self, rest: str) -> None:
        """Why a number is so; at the table, without a name, the question to the other side."""
        if not rest and self._moment().view.table is not None:
            raise Typed("why")
        if not rest:
            self._reader.say(
                "Why is which number so? Say its name too, such as why cash; “numbers” reads all names."
            )
            return
        names = found(rest)
        if not names:
            self._reader.say(f"No number is called “{rest[:40]}”. “numbers” reads all names.")
        elif len(names) > 1:
            titles = ", ".join(title_for(name, self._seat) for name in names[:12])
            self._reader.say(f"“{rest[:40]}” may be {titles}: which?")
        else:
            self._reader.read(pages.why(page_of(causes_of(self._session), names[0], self._told_to)))

    def _moves(self) -> Iterator[str]:
        kinds = dict.fromkeys(str(type(o.decision).__struct_config__.tag) for o in self._moment().options)
        yield "A move is typed like this; what stands in brackets may be left out:"
        for verb in kinds:
            yield usage(verb)

    def _leave(self, rest: str) -> None:
        raise Leave

    def _leave_for_menu(self, rest: str) -> None:
        raise Leave(menu=True)
