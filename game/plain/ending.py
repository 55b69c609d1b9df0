"""The end, read out: what it is called, what it came to and why, who sat across; the long parts when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from game.debrief import record_page
from game.debrief.averted import averted
from game.debrief.characters import gave_away, who
from game.debrief.figures import NAMES
from game.debrief.verdict import line_words, luck, standing
from game.desk.brief import news_words
from game.desk.chronicle import Chronicle
from game.desk.coaching import lesson_of as tutorial_of
from game.desk.ending import UNKNOWN, world_words
from game.files.deals import code_of
from game.lab.par import pars_beside
from game.plain import pages
from game.plain.asides import Leave
from game.plain.asking import Asking, Item
from game.plain.reader import WIDTH, Reader
from game.rules.characters import ARCHETYPES
from game.rules.endings import Outcome
from game.rules.score import SeatScore, mandate_of
from game.rules.units import Seat, other
from game.session import Session


class Ending:
    """The end of a session for the seat that played it."""

    def __init__(self, reader: Reader, session: Session, seat: Seat) -> None:
        self._reader, self._session, self._seat = reader, session, seat
        self._asking = Asking(reader)
        self._name = session.path.stem if session.path is not None else "SAVE"

    @property
    def _outcome(self) -> Outcome:
        """How it ended, against par as far as that has been worked out by now."""
        outcome = self._session.outcome(pars_beside(self._session.path, self._session.header))
        assert outcome is not None
        return outcome

    def ask(self) -> bool:
        """Read the end out and ask what to read of it; whether the same game is wanted again."""
        self._reader.title("The end.")
        learnt = tuple(self._lesson())
        self._reader.say(*(learnt or self._words()))
        self._asking.words = {"quit": self._leave, "q": self._leave, "exit": self._leave}
        ways: list[tuple[str, Callable[[], Any]]] = [
            *(
                [("How it ended", lambda: self._reader.say(*self._words()))]
                if learnt
                else [
                    ("Both scores", lambda: self._reader.say(*self._scores())),
                    ("What earned and what cost", lambda: self._reader.read(self._dimensions())),
                    ("One lesson", lambda: self._reader.say(*self._one_lesson())),
                ]
            ),
            ("What each signature was worth", lambda: self._reader.read(self._signatures())),
            *(
                [("You and the record", lambda: self._reader.read(self._record()))]
                if self._session.scenario.record is not None
                else []
            ),
            ("The agreement as it stands", self._agreement),
            ("All the news", self._news),
            ("Play it again: the same seat, counterpart and seed", lambda: None),
        ]
        items, heard = [Item(words) for words, _ in ways], False
        while True:
            question = f"What would you like, 1 to {len(items)}"
            at, heard = self._asking.choose(question, items, "the menu", heard=heard), True
            if at is None:
                return False
            if at == len(ways) - 1:
                return True
            ways[at][1]()

    def _leave(self, rest: str) -> None:
        raise Leave

    def _lesson(self) -> Iterator[str]:
        """What the tutorial came to: a sentence, and the four points it rests on. Nothing for any other game."""
        if tutorial_of(self._session.header) is None:
            return
        from game.debrief.four_points import four_points, lesson, told

        found = four_points(self._session, self._seat)
        yield from (lesson(found), *told(found))

    def _words(self) -> Iterator[str]:
        outcome, session, seat = self._outcome, self._session, self._seat
        yield f"{outcome.title}, after {outcome.quarters} quarters. They call you: {outcome.epithet}."
        yield outcome.text
        if words := averted(session, seat):
            yield words
        if tutorial_of(session.header) is None:  # a pupil is not graded
            yield from self._scores()
        them = session.state.place(other(seat)).character
        kind = ARCHETYPES[other(seat)].get(them.archetype)
        if kind is not None:
            yield f"Across the table sat the {kind.title}: {gave_away(other(seat), them)}"
            yield from who(session.scenario, other(seat), them)
        yield world_words(session.state)
        yield f"“first-refusal whatif {self._name}” says what each of your decisions was worth against a bot's in its place."
        if code := code_of(session.header):
            yield f"The same game for somebody else: first-refusal play --duplicate {code}"

    def _scores(self) -> Iterator[str]:
        """Both scores against par. It is worked out beside the game, so this can say more later."""
        scores = {score.seat: score for score in self._outcome.seats}
        for one in (self._seat, other(self._seat)):
            yield standing(scores[one])
        if given := luck(self._session.scenario, scores[self._seat]):
            yield given
        else:
            yield f"{UNKNOWN} “first-refusal par {self._name}” works it out."

    def _dimensions(self) -> Iterator[str]:
        scores = {score.seat: score for score in self._outcome.seats}
        for seat in (self._seat, other(self._seat)):
            yield from self._dimension(scores[seat])

    def _dimension(self, score: SeatScore) -> Iterator[str]:
        mandate = mandate_of(self._session.scenario, score.seat, score.mandate)
        yield f"{NAMES[score.seat]}, judged by “{mandate.title}”:"
        for one in score.dimensions:
            yield f"{one.id.capitalize()}: {one.score} of 100, weight {one.weight}."
            for line in one.lines:
                yield f"{'+' if line.points >= 0 else '−'}{abs(line.points)}: {line_words(line)}"

    def _signatures(self) -> Iterator[str]:
        from game.debrief.signatures import joint, joint_words, signatures, told

        found = tuple(signatures(self._session))
        yield joint_words(joint(found))
        yield from told(self._session, found)

    def _one_lesson(self) -> Iterator[str]:
        """The largest thing that the game left behind, and what the trade calls it."""
        from game.debrief.lessons import lesson_of
        from game.debrief.signatures import signatures

        judged = next(one for one in self._outcome.seats if one.seat == self._seat)
        found = lesson_of(self._session, judged, tuple(signatures(self._session)))
        yield f"{found.name}. {found.words}"

    def _record(self) -> Iterator[str]:
        """The game beside the record, a clause a line."""
        found = record_page.beside(self._session)
        assert found is not None
        for moment in found.moments:
            yield f"{moment.day}: {moment.title}. {record_page.summed(moment)} Source: {moment.source}."
            for row in moment.rows:
                same = ", the same" if row.same else ""
                yield f"{row.clause}: yours {row.yours}, the record {row.record}{same}."
        yield "The world:"
        for number in found.numbers:
            yield f"{number.title}: yours {number.yours}, the record {number.record}. {number.read}"
        yield record_page.CAVEAT

    def _agreement(self) -> None:
        self._reader.read(pages.agreement(self._session.scenario, self._session.view(self._seat)))

    def _news(self) -> None:
        told = Chronicle(self._session, self._seat).told
        self._reader.read((news_words(self._session.scenario, told, WIDTH),))
