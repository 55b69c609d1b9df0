"""The table, read out: what lies there, and every move with what it means before it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from game.debrief.figures import NAMES
from game.debrief.riders import offered_terms, package_words
from game.debrief.telling import who
from game.desk.coaching import Lesson
from game.desk.content import Content
from game.desk.matters import moves, saying
from game.desk.matters.table import CLAIMED, notice_left
from game.desk.moment import Moment
from game.desk.moves import MOVES
from game.desk.talk import last_offer, last_riders, last_said, reason_lines, rider_lines
from game.plain.asking import Asking, Item
from game.plain.draft import Draft, offer_lines
from game.plain.pages import changes
from game.plain.reader import WIDE
from game.rules.agreement import CLAUSES
from game.rules.decisions import (
    PLAIN,
    Accept,
    Agree,
    Ask,
    Decision,
    Give,
    Insist,
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
from game.rules.table import break_fee
from game.rules.undertakings import PROMISE, THREAT, unpayable
from game.rules.units import Seat, money, other
from game.rules.view import View
from game.session import Session

_NEEDS: Final[dict[str, tuple[type[Decision], ...]]] = {
    "agree": (Agree, Reopen), "give": (Give,), "insist": (Insist,), "stage": (Stage,), "promise": (Promise,), "threaten": (Threat,),
    "principle": (Principle,), "ask": (Ask,), "why": (Why,),
}  # fmt: skip


class Table:
    """A seat at the table. ``act`` makes a move and says whether it was allowed."""

    def __init__(
        self,
        asking: Asking,
        session: Session,
        seat: Seat,
        act: Callable[[Decision], bool],
        lesson: Lesson | None,
    ) -> None:
        self._asking, self._session, self._seat, self._act = asking, session, seat, act
        self.draft = Draft(asking, session, seat, lesson)
        self._moment: Moment
        self._more_read = False

    def sit(self, moment: Moment) -> bool:
        """Take the moment in; whether the table is a new one."""
        self._moment = moment
        return self.draft.sit(moment.view)

    @property
    def _view(self) -> View:
        return self._moment.view

    @property
    def _kinds(self) -> set[type[Decision]]:
        return {type(option.decision) for option in self._moment.options}

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
            yield from offer_lines(self.draft.worths, head, table.offers, "the clauses as they stand")
            yield from rider_lines(table.riders, scenario, view, WIDE)
            if table.offered_by == theirs:
                yield f"To you: {self.draft.worths.words(table.offers, table.riders)}"
            if words := notice_left(view, table.offers):
                yield words
        elif before := last_offer(view, theirs):
            yield from offer_lines(
                self.draft.worths, "Nothing lies on the table. Last time they stood at", before
            )
        else:
            yield "Nothing lies on the table yet."
        yield from self._last_word()
        if table.wanted:
            yield f"They ask what you would give for {package_words(table.wanted)}: they are owed an offer."
        elif table.must_answer == "offer":
            yield "They asked what would make this work: they are owed an offer."
        if self.draft.laid:
            yield f"Laid out for you, by name: {', '.join(f'“{name}”' for name in self.draft.laid)}."
        if table.ground.block:
            yield f"The talk is about the {table.ground.block} clauses only."

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
            self.draft.change,
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

    def _start_from_theirs(self) -> None:
        assert self._view.table is not None
        self.draft.put_and_say(self._view.table.offers, self._view.table.riders)

    # Offers and answers

    def offer(self) -> None:
        """Send the draft, once it was read whole."""
        view, riders, package = self._view, self.draft.riders, self.draft.package
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
        self.redline(package, riders)
        if self._asking.yes("Send this offer?", enter="not yet"):
            self._act(made)

    def redline(self, package: Package, riders: Riders, *, now: bool = True) -> None:
        """Read out what a package changes, word by word, and what it is worth."""
        terms = self._view.agreement.terms
        self._say(*changes(terms, package, riders, self._session.scenario, self._view))
        self._say(self.draft.worths.words(package, riders))
        self._say(*filter(None, [notice_left(self._view, package if now else ())]))

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
        self.redline(table.offers, table.riders)
        self._say(saying.runs_from_now(view))
        if self._asking.yes("Sign the amendment?", enter="not yet"):
            self._act(Accept())

    def _principle(self) -> None:
        view = self._view
        table = view.table
        assert table is not None
        self.redline(table.offers, table.riders, now=False)
        fee = money(break_fee(self._session.scenario, self._session.state, table.offers))
        self._say(fee.join(saying.in_principle(view)))
        if self._asking.yes("Accept in principle?", enter="not yet"):
            self._act(Principle())

    def walk(self) -> None:
        """Leave for this turn; with rounds left that is asked."""
        if costs := saying.leaving(self._view):
            self._say(costs)
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
            "link": self.draft.link, "only-if": self.draft.only_if, "side-letter": self.draft.letter,
            "agree": self._agree, "give": self._give, "insist": self._choose_insist, "stage": self._stage,
            "promise": lambda: self._word(PROMISE, Promise), "threaten": lambda: self._word(THREAT, Threat),
            "principle": self._principle,
        }  # fmt: skip

    def _more(self) -> None:
        short, self._more_read = self._more_read, True
        riders = self.draft.riders
        hung = len(riders.links) + len(riders.contingents) + len(riders.letters)
        entries: list[tuple[Item, Callable[[], Any]]] = [
            (Item("Hear your draft"), lambda: self._say(*self.draft.words())),
            (
                Item("Draft what a coach would put forward, as you believe it"),
                self.draft.coached,
            ),
            (Item(_move("clear", short)), lambda: self.draft.put_and_say((), PLAIN)),
            (
                Item("Take off something that hangs on the draft", "" if hung else "nothing hangs on it"),
                self.draft.take_off,
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

    def _agree(self) -> None:
        clause = self.draft.clause("Which clause: its number, or a part of its name")
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
        changed = self.draft.package
        if not changed:
            self._say("Draft the clause first as you would like it of them, then ask what they want for it.")
            return
        at = self._asking.choose(
            "For which", [Item(f"{CLAUSES[id].title}: {CLAUSES[id].short(term)}") for id, term in changed]
        )
        if at is not None:
            self._act(Give(clause=changed[at][0], term=changed[at][1]))

    def _choose_insist(self) -> None:
        clause = self.draft.clause("Which clause is not negotiable: its number, or a part of its name")
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


def _move(id: str, short: bool = False) -> str:
    """A move as the app calls it, with what it is."""
    title, words = MOVES[id]
    if short:
        return title.rstrip("….")
    return f"{title.rstrip('….')}{'' if title.endswith('?') else '.'} {words}"
