"""The end, read out: what it is called, what it came to and why, who sat across; the long parts when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from game.debrief import record_page
from game.debrief.characters import gave_away, who
from game.debrief.figures import NAMES
from game.debrief.verdict import luck, standing
from game.desk.brief import news_words
from game.desk.chronicle import Chronicle
from game.files.deals import code_of
from game.lab.par import pars_beside
from game.plain import pages
from game.plain.asking import Asking, Item
from game.plain.playing import Leave
from game.plain.reader import WIDTH, Reader
from game.rules.characters import ARCHETYPES
from game.rules.score import SeatScore, mandate_of
from game.rules.units import Seat, other
from game.session import Session


class Ending:
    """The end of a session for the seat that played it."""

    def __init__(self, reader: Reader, session: Session, seat: Seat) -> None:
        self._reader, self._session, self._seat = reader, session, seat
        self._asking = Asking(reader)
        outcome = session.outcome(pars_beside(session.path, session.header))
        assert outcome is not None
        self._outcome = outcome

    def ask(self) -> bool:
        """Read the end out and ask what to read of it; whether the same game is wanted again."""
        self._reader.title("The end.")
        self._reader.say(*self._words())
        self._asking.words = {"quit": self._leave, "q": self._leave, "exit": self._leave}
        ways: list[tuple[str, Callable[[], Any]]] = [
            ("What earned and what cost", lambda: self._reader.read(self._dimensions())),
            ("What each signature was worth", lambda: self._reader.read(self._signatures())),
            *(
                [("You and the record", lambda: self._reader.read(record_page.told(self._session, WIDTH)))]
                if self._session.scenario.record is not None
                else []
            ),
            ("The agreement as it stands", self._agreement),
            ("All the news", self._news),
            ("Play it again: the same seat, counterpart and seed", lambda: None),
        ]
        while True:
            at = self._asking.choose("What would you like", [Item(words) for words, _ in ways], "the menu")
            if at is None:
                return False
            if at == len(ways) - 1:
                return True
            ways[at][1]()

    def _leave(self, rest: str) -> None:
        raise Leave

    def _words(self) -> Iterator[str]:
        outcome, session, seat = self._outcome, self._session, self._seat
        scores = {score.seat: score for score in outcome.seats}
        yield f"{outcome.title}, after {outcome.quarters} quarters. They call you: {outcome.epithet}."
        yield outcome.text
        for one in (seat, other(seat)):
            yield standing(scores[one])
        if given := luck(session.scenario, scores[seat]):
            yield given
        else:
            name = session.path.stem if session.path is not None else "SAVE"
            yield (
                f"Par is not known; the grade is by what bots usually reach in this seat. “first-refusal par {name}” works it out."
            )
        them = session.state.place(other(seat)).character
        kind = ARCHETYPES[other(seat)].get(them.archetype)
        if kind is not None:
            yield f"Across the table sat the {kind.title}: {gave_away(other(seat), them)}"
            yield from who(session.scenario, other(seat), them)
        world = session.state.world
        yield f"The world ran at {world.pace // 100} % of the usual pace; the AGI bar stood at {world.theta:,}. Nobody was told."
        if code := code_of(session.header):
            yield f"The same game for somebody else: first-refusal play --duplicate {code}"

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
                yield f"{'+' if line.points >= 0 else '−'}{abs(line.points)}: {line.words}"

    def _signatures(self) -> Iterator[str]:
        from game.debrief.signatures import joint, joint_words, signatures, told

        found = tuple(signatures(self._session))
        yield joint_words(joint(found))
        yield from told(self._session, found)

    def _agreement(self) -> None:
        self._reader.read(pages.agreement(self._session.scenario, self._session.view(self._seat)))

    def _news(self) -> None:
        told = Chronicle(self._session, self._seat).told
        self._reader.read((news_words(self._session.scenario, told, WIDTH),))
