"""The table, read out: what lies there, one's own draft clause by clause, and every move with what it means before it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from msgspec.structs import replace

from game.bargaining.coach import board
from game.bargaining.tables import open_clauses
from game.debrief.figures import NAMES, lowered
from game.debrief.riders import offered_terms, package_words
from game.debrief.telling import who
from game.desk.adviser import LOST, PEOPLE, Worths
from game.desk.coaching import Lesson
from game.desk.content import Content
from game.desk.margin import strong_tastes
from game.desk.matters import Sketch, moves, package_of, saying
from game.desk.matters.draft import (
    ALL,
    DRAFT,
    MINE,
    THEIRS,
    TODAY,
    by_changes,
    columns,
    last_offer,
    last_riders,
    listed,
)
from game.desk.matters.table import CLAIMED, lead, settled_because, standing
from game.desk.moment import Moment
from game.desk.moves import MOVES
from game.desk.talk import last_said, reason_about, reason_lines, rider_lines
from game.desk.words import TOLD, changes_words
from game.errors import Refusal
from game.plain.asking import Asking, Item
from game.plain.pages import changes
from game.rules.agreement import CLAUSES, Term
from game.rules.decisions import (
    PLAIN,
    Accept,
    Agree,
    Ask,
    Contingent,
    Decision,
    Give,
    Insist,
    Letter,
    Offer,
    Package,
    Principle,
    Promise,
    Reopen,
    Riders,
    Stage,
    Threat,
    Walk,
    Why,
)
from game.rules.packages import negotiable, options_of
from game.rules.table import break_fee
from game.rules.talk import MOST_LINKS, rounds_of
from game.rules.triggers import refusal_of_contingents
from game.rules.undertakings import PROMISE, THREAT, check_letters, unpayable
from game.rules.units import Seat, money, other
from game.rules.view import View
from game.session import Session

WIDE: Final = 10_000
"""Columns that no line reaches: the reader breaks them."""
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
_NEEDS: Final[dict[str, tuple[type[Decision], ...]]] = {
    "agree": (Agree, Reopen), "give": (Give,), "insist": (Insist,), "stage": (Stage,), "promise": (Promise,), "threaten": (Threat,),
    "principle": (Principle,), "ask": (Ask,), "why": (Why,),
}  # fmt: skip


class Table:
    """A seat at the table. The draft lives as long as the table does. ``act`` makes a move and says whether it was allowed."""

    def __init__(
        self,
        asking: Asking,
        session: Session,
        seat: Seat,
        act: Callable[[Decision], bool],
        lesson: Lesson | None,
    ) -> None:
        self._laid = (
            {laid.name.lower(): laid.package for laid in lesson.packages} if lesson is not None else {}
        )
        """What the tutorial has laid out, by its name."""
        self._asking, self._session, self._seat, self._act = asking, session, seat, act
        self._sketch = Sketch()
        self._quarter = -1
        self._moment: Moment
        self._listed: tuple[str, ...] = ()
        """The clauses as they were last read out, by number."""
        self._more_read = False

    def sit(self, moment: Moment) -> bool:
        """Take the moment in; whether the table is a new one."""
        self._moment = moment
        new = moment.view.quarter != self._quarter
        if new:
            self._quarter, self._sketch, self._listed = moment.view.quarter, Sketch(), ()
        return new

    @property
    def _view(self) -> View:
        return self._moment.view

    @property
    def _kinds(self) -> set[type[Decision]]:
        return {type(option.decision) for option in self._moment.options}

    @property
    def _package(self) -> Package:
        return package_of(self._view, self._sketch.terms)

    @property
    def _worths(self) -> Worths:
        return Worths(self._session.scenario, self._view)

    def _say(self, *words: Content | str) -> None:
        self._asking.reader.say(*words)

    # What is read out

    def lying(self) -> Iterator[Content | str]:
        """What lies on the table, whose it is, and what they said last."""
        scenario, view = self._session.scenario, self._view
        table = view.table
        assert table is not None
        theirs = other(view.seat)
        if table.claim:
            yield CLAIMED
        if table.offered_by:
            head = f"{NAMES[theirs]} offers" if table.offered_by == theirs else "You offer"
            yield from self._told(head, table.offers, "the clauses as they stand")
            yield from rider_lines(table.riders, scenario, view, WIDE)
            if table.offered_by == theirs:
                yield f"To you: {self._worths.words(table.offers, table.riders)}"
            if table.notice:
                yield "Sign it, and the notice is waived."
        elif before := last_offer(view, theirs):
            yield from self._told("Nothing lies on the table. Last time they stood at", before)
        else:
            yield "Nothing lies on the table yet."
        yield from self._last_word()
        if table.wanted:
            yield f"They ask what you would give for {package_words(table.wanted)}: they are owed an offer."
        elif table.must_answer == "offer":
            yield "They asked what would make this work: they are owed an offer."
        if self._laid:
            yield f"Laid out for you, by name: {', '.join(f'“{name}”' for name in self._laid)}."
        if table.ground.block:
            yield f"The talk is about the {table.ground.block} clauses only."

    def _told(self, head: str, package: Package, nothing: str = "") -> Iterator[str]:
        """An offer in a sentence; one of many clauses a clause a line, what matters most to the seat first."""
        if len(package) <= TOLD:
            yield f"{head}: {package_words(package) if package else nothing}."
            return
        worths = self._worths
        yield f"{head}: {lowered(changes_words(len(package)))}, what matters most to you first."
        for id, term in sorted(package, key=lambda change: -len(worths.mark(*change).strip("·"))):
            yield f"{CLAUSES[id].title}: {CLAUSES[id].short(term)}, {self._gain(worths, id, term)}."

    def _last_word(self) -> Iterator[Content | str]:
        view = self._view
        last = last_said(view)
        if last is None:
            return
        said = [f"“{last.says}”"] if last.says else []
        said += [f"They call it {last.gap}."] if last.gap else []
        if said:
            yield f"{who(last.seat, view.seat)}: {' '.join(said)}"
        if last.reasons:
            mine = offered_terms(last_offer(view, view.seat), last_riders(view, view.seat))
            yield "Their reasons about your offer:" if mine else "What they look for:"
            about = mine or offered_terms(last_offer(view, last.seat), last.riders)
            yield from reason_lines(view, last.reasons, last.seat, about, WIDE)

    def draft_words(self) -> Iterator[Content | str]:
        """The draft: what it changes, what hangs on it, what the adviser makes of it."""
        package, riders = self._package, self._sketch.riders
        if not package and not riders.contingents:
            yield "Your draft changes nothing yet."
            return
        yield from self._told("Your draft", package, "no change outright")
        yield from rider_lines(riders, self._session.scenario, self._view, WIDE)
        dear = " Two rounds, for the letters." if rounds_of(riders) > 1 else ""
        yield f"{self._worths.words(package, riders)}{dear}"

    def items(self, *, short: bool) -> list[Item]:
        """The moves, always in this order, so that a number means the same all game; ``short`` without what each is."""
        theirs = "" if self._theirs_lies else "nothing of theirs lies there"
        return [
            Item(_move("accept", short), theirs),
            Item("Change a clause of your draft"),
            Item(_move("offer", short)),
            Item(_move("theirs", short), theirs),
            Item(_move("ask", short), self._closed("ask")),
            Item(_move("why", short), self._closed("why")),
            Item("More moves: the draft, conditions, letters, promises, threats"),
            Item(_move("walk", short), "" if Walk in self._kinds else "not now"),
        ]

    def do(self, at: int) -> None:
        """Make one of the moves."""
        (
            self.accept,
            self._change,
            self.offer,
            self._start_from_theirs,
            lambda: self._act(Ask()),
            lambda: self._act(Why()),
            self._more,
            self.walk,
        )[at]()

    @property
    def _theirs_lies(self) -> bool:
        assert self._view.table is not None
        return self._view.table.offered_by == other(self._seat)

    def _closed(self, id: str) -> str:
        return "" if self._kinds & set(_NEEDS.get(id, ())) else saying.CLOSED.get(id, "not now")

    # The draft

    @property
    def drafted_anew(self) -> bool:
        """Whether the draft holds something that was not offered already."""
        return bool(self._package) and self._package != last_offer(self._view, self._seat)

    def laid_out(self, said: str) -> bool:
        """Draft what the tutorial has laid out under a name; whether there is such a thing."""
        name = next((name for name in self._laid if said.lower() in (name, name.split(" ", 1)[1])), "")
        if name:
            now = self._view.agreement.terms
            package = tuple((clause, term) for clause, term in self._laid[name] if now[clause] != term)
            self._draft_and_say(package, PLAIN)
        return bool(name)

    def draft(self, package: Package, riders: Riders) -> None:
        """Draft a whole offer, in the place of what was drafted."""
        self._sketch.terms, self._sketch.riders, self._sketch.tying = dict(package), riders, ""

    def _draft_and_say(self, package: Package, riders: Riders) -> None:
        self.draft(package, riders)
        self._say(*self.draft_words())

    def _start_from_theirs(self) -> None:
        assert self._view.table is not None
        self._draft_and_say(self._view.table.offers, self._view.table.riders)

    def _change(self) -> None:
        clause = self._clause("Which clause: its number, or a part of its name; “all” reads all of them")
        if clause is not None:
            self._set(clause)

    def _clause(self, question: str) -> str | None:
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
        self._listed = tuple(by_changes(self._view, listed(self._session.scenario, self._view, self._sketch)))
        for number, id in enumerate(self._listed, 1):
            self._say(f"{number}. {self._clause_words(id)}")

    def _clause_words(self, id: str) -> str:
        """A clause in a line: today, theirs, the draft, what was said of it."""
        view, sketch, worths = self._view, self._sketch, self._worths
        now = view.agreement.terms[id]
        parts = [f"{CLAUSES[id].title}: {CLAUSES[id].short(now)}"]
        for name, package in columns(view, sketch).items():
            term = dict(package).get(id, now)
            if name != TODAY and term != now:
                parts.append(f"{_HELD[name]} {CLAUSES[id].short(term)}, {self._gain(worths, id, term)}")
        settled = bool(settled_because(self._session.scenario, view, id))
        if sign := _LEAD.get(lead(view, sketch, id, settled=settled)):
            parts.append(sign)
        return f"{'; '.join(parts)}."

    def _gain(self, worths: Worths, id: str, term: Term) -> str:
        source = worths.source(id, term)
        return f"{_GAIN.get(worths.mark(id, term), 'as it is')}{_SOURCE.get(source, '')}"

    def _about(self, id: str) -> Iterator[str]:
        """All there is to know of a clause before it is changed."""
        scenario, view = self._session.scenario, self._view
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
        view, sketch, worths = self._view, self._sketch, self._worths
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
            gain = f", {self._gain(worths, id, term)}" if term != now else ""
            where = f" ({', '.join(names)})" if names else ""
            items.append(Item(f"{CLAUSES[id].short(term)}{gain}{where}"))
        at = self._asking.choose("Which term", items, "leave it")
        if at is None:
            return
        if ladder[at] == now:
            sketch.terms.pop(id, None)
        else:
            sketch.terms[id] = ladder[at]
        sketch.fit(self._package)
        self._say(*self.draft_words())

    # Offers and answers

    def offer(self) -> None:
        """Send the draft, once it was read whole."""
        view, riders, package = self._view, self._sketch.riders, self._package
        table = view.table
        assert table is not None
        if self._theirs_lies and (package, riders) == (table.offers, table.riders):
            self.accept()
            return
        made = Offer(package=package, riders=riders)
        if (not package and not riders.contingents) or not table.rounds:
            self._act(made)  # the rules say what is missing
            return
        self._say(*saying.doubts(self._session.scenario, view, package, riders))
        self._redline(package, riders)
        if self._asking.yes("Send this offer?", enter="not yet"):
            self._act(made)

    def _redline(self, package: Package, riders: Riders) -> None:
        terms = self._view.agreement.terms
        self._say(*changes(terms, package, riders, self._session.scenario, self._view))
        self._say(self._worths.words(package, riders))

    def accept(self) -> None:
        """Sign what they offer, once it was read whole."""
        view = self._view
        table = view.table
        assert table is not None
        if unpayable(view.number, self._seat, table.riders.letters) is not None:
            self._say(saying.UNPAYABLE)
            return
        if Accept not in self._kinds:
            self._act(Accept())  # the rules say why not
            return
        self._say(*saying.giving_way(view, table.offers))
        self._redline(table.offers, table.riders)
        self._say(saying.runs_from_now(view))
        if self._asking.yes("Sign the amendment?", enter="not yet"):
            self._act(Accept())

    def _principle(self) -> None:
        view = self._view
        table = view.table
        assert table is not None
        self._redline(table.offers, table.riders)
        fee = money(break_fee(self._session.scenario, self._session.state, table.offers))
        self._say(fee.join(saying.in_principle(view)))
        if self._asking.yes("Accept in principle?", enter="not yet"):
            self._act(Principle())

    def walk(self) -> None:
        """Leave for this turn; with rounds left that is asked."""
        table = self._view.table
        assert table is not None
        if table.rounds > 0 and table.history:
            self._say(saying.LEAVING)
            if not self._asking.yes("Leave the table?", enter="stay"):
                return
        self._act(Walk())

    # More moves

    def called(self, said: str) -> bool:
        """Make a move that is called by its name and needs more than that; whether there is such a move."""
        names = {id: {id, id.replace("-", " "), MOVES[id][0].lower().rstrip("…?.")} for id in self._ways}
        id = next((id for id, known in names.items() if said.lower().rstrip("…?.") in known), "")
        if not id or id == "principle":
            return False
        if closed := self._closed(id) if id in _NEEDS else "":
            self._say(f"That is closed: {closed}.")
        else:
            self._ways[id]()
        return True

    @property
    def _ways(self) -> dict[str, Callable[[], Any]]:
        return {
            "link": self._link, "only-if": self._only_if, "side-letter": self._letter, "agree": self._agree, "give": self._give,
            "insist": self._choose_insist, "stage": self._stage, "promise": lambda: self._word(PROMISE, Promise),
            "threaten": lambda: self._word(THREAT, Threat), "principle": self._principle,
        }  # fmt: skip

    def _more(self) -> None:
        short, self._more_read = self._more_read, True
        riders = self._sketch.riders
        hung = len(riders.links) + len(riders.contingents) + len(riders.letters)
        entries: list[tuple[Item, Callable[[], Any]]] = [
            (Item("Hear your draft"), lambda: self._say(*self.draft_words())),
            (
                Item("Draft what a coach would put forward, as you believe it"),
                self._coached,
            ),
            (Item(_move("clear", short)), lambda: self._draft_and_say((), PLAIN)),
            (
                Item("Take off something that hangs on the draft", "" if hung else "nothing hangs on it"),
                self._take_off,
            ),
        ]
        ways = self._ways
        entries += [
            (Item(_move(id, short), self._closed(id) if id in _NEEDS else ""), ways[id])
            for id in saying.MORE
            if id in ways
        ]
        at = self._asking.choose("Which", [item for item, _ in entries])
        if at is not None:
            entries[at][1]()

    def _coached(self) -> None:
        suggested = board(self._session.scenario, self._view, self._package, self._sketch.riders).suggested
        if suggested is None:
            self._say("Nothing seems to help you both.")
        else:
            self._draft_and_say(suggested.package, suggested.riders)

    def _refusal_of(self, riders: Riders) -> str:
        """What the rules say against riders; empty when nothing."""
        scenario, state = self._session.scenario, self._session.state
        refusal = refusal_of_contingents(scenario, state, riders.contingents)
        refusal = refusal or unpayable(self._view.number, self._seat, riders.letters)
        try:
            check_letters(scenario, state, riders.letters)
        except Refusal as refused:
            refusal = refusal or refused
        return str(refusal) if refusal is not None else ""

    def _hang(self, riders: Riders) -> None:
        self._sketch.riders = riders
        self._say(*self.draft_words())

    def _link(self) -> None:
        changed = [id for id, _ in self._package]
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

    def _only_if(self) -> None:
        clause = self._clause("Which clause should change on a condition: its number, or a part of its name")
        if clause is None:
            return
        view, riders = self._view, self._sketch.riders
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

    def _letter(self) -> None:
        if self._session.scenario.last_turn(self._view.quarter):
            self._say(saying.NO_LETTERS)
            return
        riders = self._sketch.riders

        def more(made: Letter) -> Riders:
            return replace(riders, letters=(*riders.letters, made))

        form = moves.letter(self._session.scenario, self._view, lambda made: self._refusal_of(more(made)))
        if (made := self._asking.fill(form)) is not None:
            self._hang(more(made))

    def _take_off(self) -> None:
        riders = self._sketch.riders
        kinds = [("links", at) for at in range(len(riders.links))]
        kinds += [("contingents", at) for at in range(len(riders.contingents))]
        kinds += [("letters", at) for at in range(len(riders.letters))]
        words = rider_lines(riders, self._session.scenario, self._view, WIDE)
        at = self._asking.choose("Which", [Item(line.plain[2:]) for line in words])
        if at is not None:
            kind, place = kinds[at]
            held = getattr(riders, kind)
            self._hang(replace(riders, **{kind: held[:place] + held[place + 1 :]}))

    def _agree(self) -> None:
        clause = self._clause("Which clause: its number, or a part of its name")
        table = self._view.table
        if clause is None or table is None:
            return
        if clause not in dict(table.ground.agreed):
            self._act(Agree(clause=clause))
            return
        self._say(saying.reopening(clause))
        if self._asking.yes("Reopen it?", enter="leave it agreed"):
            self._act(Reopen(clause=clause))

    def _give(self) -> None:
        changed = self._package
        if not changed:
            self._say("Draft the clause first as you would like it of them, then ask what they want for it.")
            return
        at = self._asking.choose(
            "For which", [Item(f"{CLAUSES[id].title}: {CLAUSES[id].short(term)}") for id, term in changed]
        )
        if at is not None:
            self._act(Give(clause=changed[at][0], term=changed[at][1]))

    def _choose_insist(self) -> None:
        clause = self._clause("Which clause is not negotiable: its number, or a part of its name")
        if clause is not None:
            self.insist(clause)

    def insist(self, clause: str) -> None:
        """Call a clause not negotiable, once it was read what that costs."""
        self._say(saying.insisting(self._view, clause))
        if self._asking.yes("Say so?", enter="not yet"):
            self._act(Insist(clause=clause))

    def _stage(self) -> None:
        blocks = [o.decision.block for o in self._moment.options if isinstance(o.decision, Stage)]
        self._say(saying.ONE_BLOCK)
        items = [Item(": ".join(filter(None, saying.block_words(block)))) for block in blocks]
        at = self._asking.choose("Which block", items)
        if at is not None:
            self._act(Stage(block=blocks[at]))

    def _word(self, kind: str, decision: type[Promise | Threat]) -> None:
        options = tuple(o for o in self._moment.options if isinstance(o.decision, decision))
        made = self._asking.fill(moves.said(self._session.scenario, self._view, kind, options))
        if made is not None:
            self._act(made)

    def word(self, made: Promise | Threat) -> None:
        """Say what the adviser would say, once it was read: it is remembered."""
        self._say(moves.meaning(self._session.scenario, self._view, made))
        if self._asking.yes("Promise it?" if isinstance(made, Promise) else "Threaten it?", enter="not yet"):
            self._act(made)


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


def _move(id: str, short: bool = False) -> str:
    """A move as the app calls it, with what it is."""
    title, words = MOVES[id]
    if short:
        return title.rstrip("….")
    return f"{title.rstrip('….')}{'' if title.endswith('?') else '.'} {words}"
