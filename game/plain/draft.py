"""The draft of an offer in plain mode: what it changes, what hangs on it, and how it is read out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from game.bargaining.coach import board
from game.bargaining.tables import open_clauses
from game.debrief.figures import lowered
from game.debrief.riders import package_words
from game.desk.adviser import LOST, PEOPLE, Worths
from game.desk.coaching import Lesson
from game.desk.content import Content
from game.desk.margin import strong_tastes
from game.desk.matters import Sketch, moves, package_of, saying
from game.desk.matters.draft import ALL, DRAFT, MINE, THEIRS, TODAY, by_changes, columns, listed
from game.desk.matters.table import lead, notice_left, settled_because, standing
from game.desk.talk import last_offer, reason_about, rider_lines
from game.desk.words import TOLD, changes_words
from game.errors import Refusal
from game.plain.asking import Asking, Item
from game.plain.reader import WIDE
from game.rules.agreement import CLAUSES, Term
from game.rules.decisions import (
    PLAIN,
    Contingent,
    Letter,
    Package,
    Riders,
)
from game.rules.packages import negotiable, options_of
from game.rules.talk import MOST_LINKS, rounds_of
from game.rules.triggers import refusal_of_contingents
from game.rules.undertakings import check_letters, unpayable
from game.rules.units import Seat
from game.rules.view import View
from game.session import Session

_GAIN: Final = {
    "·": "hardly matters to you",
    "+": "helps you somewhat",
    "++": "helps you a lot",
    "+++": "helps you decisively",
    "−": "hurts you somewhat",
    "−−": "hurts you a lot",
    "−−−": "hurts you decisively",
}
"""The signs of worth in words."""
_SOURCE: Final = {
    PEOPLE: ", to your own people's liking, not in figures",
    LOST: ", for it loses the condition on it",
}
_LEAD: Final = {
    "×": "settled",
    "✓": "agreed by both",
    "½": "one side would agree it",
    "!": "called not negotiable",
    "&": "linked",
    "?": "hangs on a condition",
}
"""The signs before a clause in words."""
_HELD: Final = {TODAY: "today's", THEIRS: "their offer", MINE: "your last offer", DRAFT: "your draft"}


class Draft:
    """A seat's draft, which lives as long as the table does. ``laid`` is what the tutorial has laid out, by its name."""

    def __init__(self, asking: Asking, session: Session, seat: Seat, lesson: Lesson | None) -> None:
        self._asking, self._session, self._seat = asking, session, seat
        self.laid = (
            {laid.name.lower(): laid.package for laid in lesson.packages} if lesson is not None else {}
        )
        self._sketch = Sketch()
        self._quarter = -1
        self._listed: tuple[str, ...] = ()
        """The clauses as they were last read out, by number."""
        self.view: View

    def sit(self, view: View) -> bool:
        """Take in what the seat sees; whether the table is a new one, for which the draft begins anew."""
        self.view = view
        new = view.quarter != self._quarter
        if new:
            self._quarter, self._sketch, self._listed = view.quarter, Sketch(), ()
        return new

    @property
    def package(self) -> Package:
        """What the draft changes."""
        return package_of(self.view, self._sketch.terms)

    @property
    def riders(self) -> Riders:
        """What hangs on it."""
        return self._sketch.riders

    @property
    def worths(self) -> Worths:
        """What terms are worth to the seat, as it may know."""
        return Worths(self._session.scenario, self.view)

    def _say(self, *words: Content | str) -> None:
        self._asking.reader.say(*words)

    def words(self) -> Iterator[Content | str]:
        """The draft: what it changes, what hangs on it, what the adviser makes of it."""
        package, riders = self.package, self._sketch.riders
        if not package and not riders.contingents:
            yield "Your draft changes nothing yet."
            return
        yield from offer_lines(self.worths, "Your draft", package, "no change outright")
        yield from rider_lines(riders, self._session.scenario, self.view, WIDE)
        dear = " Two rounds, for the letters." if rounds_of(riders) > 1 else ""
        yield f"{self.worths.words(package, riders)}{dear}"
        if words := notice_left(self.view, package):
            yield words

    @property
    def anew(self) -> bool:
        """Whether the draft holds something that was not offered already."""
        return bool(self.package) and self.package != last_offer(self.view, self._seat)

    def lay_out(self, said: str) -> bool:
        """Draft what the tutorial has laid out under a name; whether there is such a thing."""
        name = next((name for name in self.laid if said.lower() in (name, name.split(" ", 1)[1])), "")
        if name:
            now = self.view.agreement.terms
            package = tuple((clause, term) for clause, term in self.laid[name] if now[clause] != term)
            self.put_and_say(package, PLAIN)
        return bool(name)

    def put(self, package: Package, riders: Riders) -> None:
        """Draft a whole offer, in the place of what was drafted."""
        self._sketch.terms, self._sketch.riders, self._sketch.tying = dict(package), riders, ""

    def put_and_say(self, package: Package, riders: Riders) -> None:
        """Draft a whole offer, and read it out."""
        self.put(package, riders)
        self._say(*self.words())

    def coached(self) -> None:
        """Draft what a coach would put forward."""
        suggested = board(self._session.scenario, self.view, self.package, self._sketch.riders).suggested
        if suggested is None:
            self._say("Nothing seems to help you both.")
        else:
            self.put_and_say(suggested.package, suggested.riders)

    def change(self) -> None:
        """Ask for a clause, and for its term."""
        clause = self.clause("Which clause: its number, or a part of its name; “all” reads all of them")
        if clause is not None:
            self._set(clause)

    def clause(self, question: str) -> str | None:
        """A clause by its number in what was read out, or by a part of its name."""
        if not self._listed:
            self._read_clauses()
        scenario = self._session.scenario
        while True:
            said = self._asking.line(question, "back")
            if not said or said.lower() in ("back", "b"):
                return None
            if said.lower() in ("all", "list"):
                self._sketch.shown = ALL if said.lower() == "all" else self._sketch.shown
                self._read_clauses()
                continue
            if said.isdecimal():
                if 1 <= int(said) <= len(self._listed):
                    return self._listed[int(said) - 1]
                self._say(f"“{said[:40]}” is not a number from 1 to {len(self._listed)}.")
                continue
            names = {id: f"{CLAUSES[id].title} {id}".lower() for id in negotiable(scenario)}
            found = [id for id, name in names.items() if said.lower() in name]
            if len(found) == 1:
                return found[0]
            if not found:
                self._say(f"No clause is called “{said[:40]}”.")
            else:
                self._say(f"“{said[:40]}” may be {', '.join(CLAUSES[id].title for id in found)}: which?")

    def _read_clauses(self) -> None:
        self._listed = tuple(by_changes(self.view, listed(self._session.scenario, self.view, self._sketch)))
        for number, id in enumerate(self._listed, 1):
            self._say(f"{number}. {self._clause_words(id)}")

    def _clause_words(self, id: str) -> str:
        """A clause in a line: today, theirs, the draft, what was said of it."""
        view, sketch, worths = self.view, self._sketch, self.worths
        now = view.agreement.terms[id]
        parts = [f"{CLAUSES[id].title}: {CLAUSES[id].short(now)}"]
        for name, package in columns(view, sketch).items():
            term = dict(package).get(id, now)
            if name != TODAY and term != now:
                parts.append(f"{_HELD[name]} {CLAUSES[id].short(term)}, {gain_words(worths, id, term)}")
        settled = bool(settled_because(self._session.scenario, view, id))
        if sign := _LEAD.get(lead(view, sketch, id, settled=settled)):
            parts.append(sign)
        return f"{'; '.join(parts)}."

    def _about(self, id: str) -> Iterator[str]:
        """All there is to know of a clause before it is changed."""
        scenario, view = self._session.scenario, self.view
        now = view.agreement.terms[id]
        yield f"{CLAUSES[id].title}. {CLAUSES[id].plain(now)}"
        if words := standing(view, id, "“agree”"):
            yield words
        if words := dict(strong_tastes(scenario, view)).get(id, ""):
            yield words
        if any(one.contingent.clause == id for one in view.agreement.waiting):
            yield "Signed anew, it loses the condition that hangs on it."
        if words := reason_about(view, id):
            yield f"They said: {words[2:]}"

    def _set(self, id: str) -> None:
        """Choose a term for a clause of the draft."""
        view, sketch, worths = self.view, self._sketch, self.worths
        if why := settled_because(self._session.scenario, view, id):
            self._say(CLAUSES[id].plain(view.agreement.terms[id]), why)
            return
        self._say(*self._about(id))
        now = view.agreement.terms[id]
        ladder = options_of(self._session.scenario, id)
        held = columns(view, sketch)
        items = []
        for term in ladder:
            names = [_HELD[name] for name, package in held.items() if dict(package).get(id, now) == term]
            gain = f", {gain_words(worths, id, term)}" if term != now else ""
            where = f" ({', '.join(names)})" if names else ""
            items.append(Item(f"{CLAUSES[id].short(term)}{gain}{where}"))
        at = self._asking.choose("Which term, from Microsoft's end to OpenAI's", items, "leave it")
        if at is None:
            return
        if ladder[at] == now:
            sketch.terms.pop(id, None)
        else:
            sketch.terms[id] = ladder[at]
        sketch.fit(self.package)
        self._say(*self.words())

    # What hangs on it

    def link(self) -> None:
        """Tie two clauses of the draft together."""
        changed = [id for id, _ in self.package]
        links = self._sketch.riders.links
        if len(changed) < 2:
            self._say("A link ties two clauses that your draft changes. Change two first.")
            return
        if len(links) >= MOST_LINKS:
            self._say(f"A package carries at most {MOST_LINKS} links. Take one off.")
            return
        pair: list[str] = []
        for question in ("The first", "The second"):
            left = [id for id in changed if id not in pair and not any(id in link for link in links)]
            at = self._asking.choose(question, [Item(CLAUSES[id].title) for id in left]) if left else None
            if at is None:
                return
            pair.append(left[at])
        one, two = (id for id in CLAUSES if id in pair)
        self._hang(replace(self._sketch.riders, links=(*links, (one, two))))

    def only_if(self) -> None:
        """Let a clause change on a condition."""
        clause = self.clause("Which clause should change on a condition: its number, or a part of its name")
        if clause is None:
            return
        view, riders = self.view, self._sketch.riders
        term = self._sketch.terms.get(clause, view.agreement.terms[clause])
        held = next((one for one in riders.contingents if one.clause == clause), None)

        def more(made: Contingent) -> Riders:
            return replace(
                riders, contingents=(*(one for one in riders.contingents if one is not held), made)
            )

        form = moves.condition(
            self._session.scenario, view, clause, term, lambda made: self._refusal_of(more(made)), held
        )
        if (made := self._asking.fill(form)) is not None:
            self._hang(more(made))

    def letter(self) -> None:
        """Add a side letter."""
        if self._session.scenario.last_turn(self.view.quarter):
            self._say(saying.NO_LETTERS)
            return
        riders = self._sketch.riders

        def more(made: Letter) -> Riders:
            return replace(riders, letters=(*riders.letters, made))

        form = moves.letter(self._session.scenario, self.view, lambda made: self._refusal_of(more(made)))
        if (made := self._asking.fill(form)) is not None:
            self._hang(more(made))

    def take_off(self) -> None:
        """Take off something that hangs on the draft."""
        riders = self._sketch.riders
        kinds = [("links", at) for at in range(len(riders.links))]
        kinds += [("contingents", at) for at in range(len(riders.contingents))]
        kinds += [("letters", at) for at in range(len(riders.letters))]
        words = rider_lines(riders, self._session.scenario, self.view, WIDE)
        at = self._asking.choose("Which", [Item(line.plain[2:]) for line in words])
        if at is not None:
            kind, place = kinds[at]
            held = getattr(riders, kind)
            self._hang(replace(riders, **{kind: held[:place] + held[place + 1 :]}))

    def _refusal_of(self, riders: Riders) -> str:
        """What the rules say against riders; empty when nothing."""
        scenario, state = self._session.scenario, self._session.state
        refusal = refusal_of_contingents(scenario, state, riders.contingents)
        refusal = refusal or unpayable(self.view.number, self._seat, riders.letters)
        try:
            check_letters(scenario, state, riders.letters)
        except Refusal as refused:
            refusal = refusal or refused
        return str(refusal) if refusal is not None else ""

    def _hang(self, riders: Riders) -> None:
        self._sketch.riders = riders
        self._say(*self.words())


def gain_words(worths: Worths, id: str, term: Term) -> str:
    """What a term does for the seat, and what that is going by."""
    source = worths.source(id, term)
    return f"{_GAIN.get(worths.mark(id, term), 'as it is')}{_SOURCE.get(source, '')}"


def offer_lines(worths: Worths, head: str, package: Package, nothing: str = "") -> Iterator[str]:
    """An offer in a sentence; one of many clauses a clause a line, what matters most to the seat first."""
    if len(package) <= TOLD:
        yield f"{head}: {package_words(package) if package else nothing}."
        return
    yield f"{head}: {lowered(changes_words(len(package)))}, what matters most to you first."
    for id, term in sorted(package, key=lambda change: -len(worths.mark(*change).strip("·"))):
        yield f"{CLAUSES[id].title}: {CLAUSES[id].short(term)}, {gain_words(worths, id, term)}."


def price(asking: Asking, session: Session, view: View) -> Package | None:
    """What a waiver or a bridge costs: a package drafted like an offer; ``None`` when it is left."""
    worths, terms = Worths(session.scenario, view), dict[str, Term]()
    ids = [id for id, _ in open_clauses(session.scenario, view)]
    while True:
        package = package_of(view, terms)
        asking.reader.say(
            f"The price: {package_words(package)}. {worths.words(package)}" if package else "No price yet."
        )
        done = [Item("Name this price", "" if package else "change at least one clause")]
        items = done + [_priced(worths, view, id, terms) for id in ids]
        at = asking.choose("Name it, or which clause", items)
        if at is None:
            return None
        if at == 0:
            return package
        clause = ids[at - 1]
        ladder = options_of(session.scenario, clause)
        marks = [_GAIN.get(worths.mark(clause, term), "as it is") for term in ladder]
        shown = [
            Item(f"{CLAUSES[clause].short(term)}, {mark}") for term, mark in zip(ladder, marks, strict=True)
        ]
        chosen = asking.choose("Which term", shown, "leave it")
        if chosen is not None:
            terms[clause] = ladder[chosen]


def _priced(worths: Worths, view: View, id: str, terms: dict[str, Term]) -> Item:
    now = view.agreement.terms[id]
    term = terms.get(id, now)
    gain = f", {_GAIN.get(worths.mark(id, term), 'as it is')}" if term != now else ""
    return Item(f"{CLAUSES[id].title}: {CLAUSES[id].short(term)}{gain}")
