"""A session played line by line from one seat: what is new, what is asked, what is decided. The session is asked and told here alone."""

from __future__ import annotations

from threading import Timer
from typing import Any, Final, Literal

from game.debrief.figures import NAMES, turn_words
from game.debrief.riders import capital
from game.debrief.telling import letter, short_letter, story
from game.desk.adviser import Adviser
from game.desk.brief import brief_words, deed_words
from game.desk.chronicle import Chronicle
from game.desk.coaching import Cue, lesson_of
from game.desk.matters import (
    DraftTerms,
    DraftWaiver,
    Form,
    Matter,
    Places,
    matter_of,
    sheet_decision,
    sheet_of,
)
from game.desk.matters.notices import claiming
from game.desk.matters.saying import asked_first, price_of
from game.desk.moment import Moment, moment_of
from game.errors import GameError, Refusal
from game.files.moves import VERBS, read_move
from game.files.saves import Step
from game.plain import pages, plan
from game.plain.asides import Again, Asides, Leave, Typed
from game.plain.asking import Asking, Item
from game.plain.draft import price
from game.plain.reader import WIDE, Reader
from game.plain.table import Table
from game.rules.decisions import (
    PLAIN,
    Accept,
    Answer,
    Because,
    Bridge,
    Claim,
    CloudPlan,
    Decision,
    Done,
    Insist,
    Offer,
    Plan,
    Promise,
    Threat,
    Undo,
    Walk,
)
from game.rules.engine import Question
from game.rules.facts import Fact, NoticeMoved, Remarked, Spoke
from game.rules.orders import ACTIONS, closed_because
from game.rules.state import State
from game.rules.units import Seat
from game.rules.view import View, view_of
from game.session import Session

SLOW: Final = 2.0
"""Seconds after which it is said that the other side is still thinking."""
_FIGURES: Final = ("Money", "Customers", "Compute", "Models", "Trust")
"""The lines of a turn's letter that say more than was read out when it happened."""
_KEYS: Final = {"space": "Enter alone does it", "n": "Type “done”", "o": "Type “3”"}
"""What is typed here where the tutorial names a key of the app's."""
HELPS: Final = "; ?: help"


class Playing:
    """One seat of one game, until it is over or left."""

    def __init__(self, reader: Reader, session: Session, seat: Seat) -> None:
        self._reader, self.session, self.seat = reader, session, seat
        self._asking = Asking(reader)
        self._chronicle = Chronicle(session, seat)
        self._facts: list[Fact] = []
        """What has happened since it was last read out."""
        self._adviser = Adviser(session.scenario, seat, session.chance)
        self._lesson = lesson_of(session.header)
        self._sheet: dict[str, Any] = {}
        self._matter: Matter | None = None
        self._places = Places()
        self._heard = ""
        """The question that was read out last."""
        self._actions_read = False
        """Whether it was read out why some actions are closed."""
        self._known: set[str] = set()
        """Sentences that stand above every plan and need not be read twice."""
        self._listed: tuple[object, ...] = ()
        """The answers that were read out last, and in which turn."""
        self._turn, self._tables = -1, 0
        self._moment = self._look()
        self._lesson = lesson_of(session.header)
        self._table = Table(self._asking, session, seat, self._act, self._lesson)
        self._stop_listening = session.listen(self._on_step)
        self._asides = Asides(reader, session, seat, self._chronicle, lambda: self._moment)
        self._asking.words = self._asides.words()

    def play(self, *, fresh: bool) -> None:
        """Play on until the game is over. ``Leave`` and ``Gone`` when the player goes before."""
        if fresh:
            self._begin()
        while self.session.questions():
            self._moment = self._look()
            question = self._moment.question
            if question is not None:
                self._tell(question.topic)
            try:
                if question is None:
                    self._let_them()
                else:
                    self._ask(question)
            except Again:
                self._heard, self._listed = "", ()
            except Typed as move:
                self._typed(str(move))
        self._tell("")
        self._stop_listening()

    def _look(self) -> Moment:
        return moment_of(self.session, self.seat, self._adviser, self._chronicle.past, plays=True)

    @property
    def _view(self) -> View:
        return self._moment.view

    def _say(self, *words: Any) -> None:
        self._reader.say(*words)

    def _begin(self) -> None:
        who, _, scored, *_ = brief_words(self.session.scenario, self._view).plain.split("\n\n")
        self._say(f"{who} {scored}", "“brief” reads the rest, “?” what you can type.")

    # What is new

    def _on_step(self, before: State, step: Step, after: State) -> None:
        view = view_of(self.session.scenario, after, self.seat)
        self._chronicle.note(step.facts, before.quarter, view)
        self._facts += step.facts

    def _tell(self, topic: str) -> None:
        """Read out what has happened since it was last read out, but what the question about ``topic`` says again; the end of a turn."""
        view = self.session.view(self.seat)
        news = [fact for fact in self._facts if not _said_again(fact, topic, view)]
        self._say(*story(news, self.session.scenario, self.seat))
        self._facts.clear()
        for before_, after, facts in self._chronicle.letters:
            whole = letter(before_, after, facts, self.session.scenario)
            short = before_.turns.quarters > 1
            lines = short_letter(before_, after, facts, self.session.scenario) if short else whole
            self._asides.last_letter = whole
            self._reader.title(f"{turn_words(before_)}, closed.")
            self._say(*(f"{label}: {words}" for label, words in lines if label in _FIGURES))
        self._chronicle.letters.clear()
        if self.session.questions() and (turn := view.turns.number(view.quarter)) != self._turn:
            self._turn = turn
            self._reader.title(pages.where(view, self._lesson.quarters if self._lesson is not None else 0))

    def _let_them(self) -> None:
        """Let the other side decide."""
        question = self.session.waits_for_bot()
        if question is None:
            raise Leave
        late = Timer(SLOW, self._say, (f"{NAMES[question.seat]} is still thinking.",))
        late.daemon = True
        if self._reader.live:
            late.start()
        try:
            decision = self.session.think(question)
        except GameError as error:
            self._stuck(question, str(error))
            return
        finally:
            late.cancel()
        for seat, why in self.session.forfeits.items():
            told = f"{NAMES[seat]}'s program has given up: {why} Defaults stand in from here."
            if all(words != told for _, words in self._chronicle.told):
                self._chronicle.told.append((self.session.state.quarter, told))
                self._say(told)
        try:
            self.session.act(question.seat, decision, question.name)
        except Refusal as refusal:
            self._stuck(question, str(refusal))
        except GameError as error:
            self._say(f"{error} The game waits here.")
            self._asking.line("To try again", "try again")

    def _stuck(self, question: Question, words: str) -> None:
        self._say(f"{NAMES[question.seat]} could not make up its mind and took the default.")
        self.session.act(question.seat, Done(), question.name)

    # What is asked

    def _ask(self, question: Question) -> None:
        """Ask what must be decided now, once: the answer may be a decision, or only something read or set."""
        moment = self._moment
        table = question.topic == "table"
        if table and self._table.sit(moment):
            self._tables += 1
        if question.topic != "plan":
            self._sheet = {}
        self._matter = matter_of(
            self.session.scenario, moment.view, question, moment.options, moment.advice, self._sheet, width=WIDE, beside=True,
            default=moment.default, places=self._places,
        )  # fmt: skip
        because = any(isinstance(option.decision, Because) for option in moment.options)
        if question.topic == "plan":
            self._ask_plan(question)
        elif table and not because:
            self._ask_table()
        else:
            self._ask_one(question)

    def _heads(self, name: str, *words: Any, items: list[Item] | None = None) -> None:
        """Read a question out, unless it is the one that was read last."""
        assert self._matter is not None
        if self._heard == name:
            return
        state = "" if self._matter.topic == "table" else self._matter.state.partition(" · ")[0]
        title = self._matter.title
        ends = "" if title.endswith((".", "?", "!")) else "."
        self._reader.title(f"{title}{ends} {capital(state)}{'.' if state else ''}")
        self._say(*words)
        rows = (
            self._turn,
            self._matter.topic,
            len(items or ()),
            tuple((row.id, row.closed) for row in self._matter.rows),
        )
        if items is not None and rows == self._listed:
            self._say(f"1 to {len(items)} are as before; “r” reads them.")
        elif items is not None:
            self._asking.list(items)
            self._listed = rows
        cue = self._cue()
        if self._matter.advice and (cue is None or cue.key == "space"):
            self._say(f"Adviser: {self._matter.advice}")
        self._coach(cue)
        self._heard = name

    def _cue(self) -> Cue | None:
        """What the tutorial says beside a question; nothing in any other game."""
        if self._lesson is None or self._matter is None:
            return None
        draft = self._matter.topic == "table" and self._table.draft.anew
        return self._lesson.cue(
            self._view, self._matter.topic, draft=draft, advised=self._moment.advice.decisions
        )

    def _coach(self, cue: Cue | None) -> None:
        if cue is not None and self._lesson is not None:
            packages = {
                str(n): f"Type “{laid.name.lower()}”" for n, laid in enumerate(self._lesson.packages, 1)
            }
            self._say(f"Tutorial: {cue.say} {({**_KEYS, **packages}).get(cue.key, 'Choose')}.")

    def _ask_one(self, question: Question) -> None:
        """A question with a few answers."""
        matter = self._matter
        assert matter is not None
        items = []
        for row in matter.rows:
            words, _, closed = row.spoken.partition(": closed: ") if row.closed else (row.spoken, "", "")
            items.append(Item(words, closed))
        self._heads(f"{question.name} {matter.title} {len(items)}", matter.text, items=items)
        said = self._asking.line(f"Answer, 1 to {len(items)}", "as advised", HELPS)
        if not said:
            self._as_advised()
        elif said.isdecimal():
            at = self._asking.picked(said, items)
            if at is not None:
                self._do(matter.deeds[matter.rows[at].id])
        else:
            self._typed(said)

    def _do(self, deed: Any) -> None:
        """What a row does."""
        match deed:
            case Form():
                made = self._asking.fill(deed)
                if made is not None:
                    self._act(made)
            case DraftWaiver():
                self._waive_for(deed.notice)
            case DraftTerms():
                package = price(self._asking, self.session, self._view)
                if package is not None:
                    self._propose(Bridge(grant=True, package=package))
            case Claim():
                self._claim(deed)
            case Walk():
                self._table.walk()
            case _:
                self._propose(deed)

    def _propose(self, decision: Decision) -> None:
        """Decide; a change of the agreement that comes of it is read whole before, and that the word is true is asked twice."""
        asked = asked_first(self._view, decision)
        if asked is not None:
            title, follows, _ = asked
            if package := price_of(self._view, decision):
                self._table.redline(package, PLAIN)
            self._say(follows)
            if not self._asking.yes(title, enter="not yet"):
                return
        self._act(decision)

    def _waive_for(self, notice: str) -> None:
        package = price(self._asking, self.session, self._view)
        if package is None:
            return
        ways: tuple[Literal["exercise", "waive"], ...] = ("exercise", "waive")
        at = self._asking.choose("If they do not sign", [Item("Exercise"), Item("Waive")], "exercise", 0)
        if at is not None:
            self._propose(Answer(notice=notice, answer="waive-for", package=package, otherwise=ways[at]))

    def _claim(self, claim: Claim) -> None:
        title, words, yes = claiming(self._view, claim.limb)
        self._say(title, words)
        if self._asking.yes(f"{yes}?", enter="not yet"):
            self._act(claim)

    # The plan

    def _ask_plan(self, question: Question) -> None:
        matter, moment = self._matter, self._moment
        assert matter is not None
        sheet, _ = sheet_of(moment.view, moment.options)
        sliders = plan.sliders_of(matter)
        items = [
            plan.slider_item(slider, self._sheet.get(name, sheet[name]), sheet[name])
            for name, slider in sliders
        ]
        seal = next(row for row in matter.rows if row.id == "seal")
        items += [Item(plan.summed(matter)), Item(seal.spoken)]
        if any(isinstance(option.decision, Undo) for option in moment.options):
            items.append(Item("Take back the last thing planned"))
        text = [line for line in matter.text.plain.split("\n") if line not in self._known]
        self._known.update(text)
        self._heads(question.name, *text, items=items)
        said = self._asking.line(f"Plan, 1 to {len(items)}", "as advised, and sealed", HELPS)
        if not said:
            self._plan_as_advised()
        elif not said.isdecimal():
            self._typed(said)
        elif (at := self._asking.picked(said, items)) is None:
            return
        elif at < len(sliders):
            self._turn_slider(*sliders[at], sheet)
        else:
            (self._choose_action, self._seal, lambda: self._act(Undo()))[at - len(sliders)]()

    def _turn_slider(self, name: str, slider: Any, sheet: dict[str, Any]) -> None:
        value = plan.turned(self._asking, name, slider, self._sheet.get(name, sheet[name]))
        if value is None:
            return
        if value == sheet[name]:
            self._sheet.pop(name, None)
        else:
            self._sheet[name] = value
        self._say(f"{slider.title}: {plan.value_words(slider, value)}.")

    def _choose_action(self) -> None:
        matter = self._matter
        assert matter is not None
        why = {
            action.id: closed_because(self.session.scenario, self.session.state, self.seat, action)
            for action in ACTIONS.values()
            if f"{plan.ACTION}{action.id}" not in matter.deeds and self.seat in action.seats
        }
        rows, items = plan.action_items(matter, {} if self._actions_read else why)
        self._actions_read = True
        at = self._asking.choose("Which action", items)
        if at is None:
            return
        deed = matter.deeds[rows[at].id]
        action = rows[at].id.removeprefix(plan.ACTION)
        if isinstance(deed, Undo):
            if getattr(self._view.sealed[-1], "action", "") != action:
                self._say("Only the last thing planned can be taken back.")
                return
        elif not isinstance(deed, Form):
            self._say(deed_words(ACTIONS[action], self._view))
        self._do(deed)

    def _plan_as_advised(self) -> None:
        """Everything the adviser suggests, then the seal. A sheet the player has set stays."""
        for decision in self._moment.advice.decisions:
            if isinstance(decision, Plan | CloudPlan) and self._sheet:
                continue
            if not self._act(decision):
                return
        self._seal()

    def _seal(self) -> None:
        """Seal the plan: the sheet if it was touched, then the end of the phase."""
        if self._sheet:
            sheet, _ = sheet_of(self.session.view(self.seat), self.session.legal(self.seat))
            if not self._act(sheet_decision(self.seat, {**sheet, **self._sheet})):
                return
        self._sheet = {}
        self._act(Done())

    # The table

    def _ask_table(self) -> None:
        view, table = self._view, self._table
        assert view.table is not None
        items = table.items(short=self._tables > 1)
        name = f"table {view.quarter} {len(view.table.history)}"
        again = self._heard.startswith(f"table {view.quarter} ")
        self._heads(name, *table.lying(), items=None if again else items)
        said = self._asking.line(f"Your move, 1 to {len(items)}", "as advised", HELPS)
        if not said:
            self._as_advised()
        elif said.isdecimal():
            at = self._asking.picked(said, items)
            if at is not None:
                table.do(at)
        elif table.draft.lay_out(said):
            self._coach(self._cue())
        elif not table.called(said):
            self._typed(said)

    def _as_advised(self) -> None:
        """What the tutorial says, or the adviser suggests; what cannot be taken back is asked."""
        cue = self._cue()
        if cue is not None and self._lesson is not None and cue.key != "space":
            if cue.key == "n":
                self._act(Done())
            elif cue.key == "o":
                self._table.offer()
            elif cue.key.isdecimal():
                self._table.draft.lay_out(self._lesson.packages[int(cue.key) - 1].name.lower())
                self._coach(self._cue())
            return
        match self._moment.advice.decisions[:1]:
            case (Walk(),) if self._view.table is not None:
                self._table.walk()
            case (Accept(),):
                self._table.accept()
            case (Offer(package=package, riders=riders),):
                self._table.draft.put(package, riders)
                self._table.offer()
            case (Promise() | Threat() as said,):
                self._table.word(said)
            case (Insist(clause=clause),):
                self._table.insist(clause)
            case (Claim() as claim,):
                self._claim(claim)
            case (decision,):
                self._propose(decision)
            case _:
                self._say("The adviser has nothing to say. Choose a number.")

    # What is typed

    def _typed(self, said: str) -> None:
        """A move as scripts write it."""
        verb = said.partition(" ")[0]
        if verb not in VERBS:
            self._asking.unknown(said.partition(" ")[0], (*self._asking.words, *VERBS))
            return
        try:
            decision = read_move(said, self.session.scenario.quarters.from_)
        except Refusal as refusal:
            self._say(str(refusal))
            return
        if self._act(decision) and isinstance(decision, Plan | CloudPlan):
            self._sheet = {}

    def _act(self, decision: Decision) -> bool:
        """Decide; whether it was allowed. What the rules say against it is read out."""
        try:
            self.session.act(self.seat, decision)
        except Refusal as refusal:
            self._say(str(refusal))
            return False
        except GameError as error:
            self._say(f"Not saved, so not done: {error}")
            return False
        return True


def _said_again(fact: Fact, topic: str, view: View) -> bool:
    """Whether the question of a topic says what a fact would be told as: an offer at the table, the notice that is asked about."""
    stages = {"answer": ("lodged", "returned"), "reply": ("answered", "countered")}.get(topic, ())
    asked = next((notice.id for notice in view.notices if notice.stage in stages), "")
    match fact:
        case Spoke(move="offer"):
            return topic == "table"
        case NoticeMoved(notice=notice):
            return bool(asked) and notice.id == asked
        case Remarked(said=said):
            return topic == "reply" and said.about == asked
    return False
