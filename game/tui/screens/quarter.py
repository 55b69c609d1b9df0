"""The quarter: the one screen on which the game is played. What must be decided now stands in the middle, always.

It holds what a seat sees at the moment and hands it to its parts; they post back what the player wants. The session is asked
and told here and nowhere else. The counterpart thinks in a thread; the screen stays awake.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from textual import work
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.worker import get_current_worker

from game.debrief.figures import NAMES
from game.debrief.telling import letter, story
from game.errors import GameError, Refusal
from game.files.saves import Step
from game.rules import engine
from game.rules.agreement import Term
from game.rules.decisions import (
    Accept,
    Act,
    Ask,
    CloudPlan,
    Decision,
    Done,
    Offer,
    Option,
    Plan,
    Undo,
    Walk,
    Why,
)
from game.rules.engine import Question
from game.rules.facts import Ended, Fact, QuarterBegan
from game.rules.orders import ACTIONS
from game.rules.state import State
from game.rules.units import OPENAI, SEATS, Seat, other
from game.rules.view import View, view_of
from game.session import Session
from game.tui.adviser import Advice, Adviser, Worths
from game.tui.commands import GAME, Command
from game.tui.matters import (
    DraftWaiver,
    Form,
    Matter,
    Slider,
    Turn,
    clause_detail,
    draft_to_begin,
    matter_of,
    package_of,
    sheet_decision,
    sheet_of,
    turned_term,
)
from game.tui.screens import dialogs
from game.tui.screens.base import House, bound
from game.tui.screens.fill import Fill
from game.tui.widgets.desk import Desk
from game.tui.widgets.news import News
from game.tui.widgets.rows import Rows
from game.tui.widgets.side import Side
from game.tui.widgets.status import Status

MOST_ADVICE = 6
"""Suggestions for one plan."""


class Moment(NamedTuple):
    """What the player's seat sees and may do now; ``before`` is how it stood when the last quarter began."""

    view: View
    before: View | None
    question: Question | None
    options: tuple[Option, ...]
    advice: Advice


class Quarter(House):
    """A session on the screen, from one seat."""

    WHERE = GAME
    BINDINGS = bound(GAME)
    AUTO_FOCUS = "#matter-rows"

    moment: reactive[Moment | None] = reactive(None, init=False, always_update=True)

    class Happened(Message):
        """A step was taken and is safe on disk."""

        def __init__(self, step: Step) -> None:
            super().__init__()
            self.step = step

    class Thought(Message):
        """The counterpart has decided."""

        def __init__(self, question: Question, decision: Decision) -> None:
            super().__init__()
            self.question = question
            self.decision = decision

    class Stuck(Message):
        """The counterpart could not decide; the sentence says why."""

        def __init__(self, question: Question, words: str) -> None:
            super().__init__()
            self.question = question
            self.words = words

    def __init__(self, session: Session, seat: Seat) -> None:
        super().__init__()
        self.session = session
        self.seat = seat
        self.told: list[tuple[int, str]] = []
        """Every sentence of the game so far, with its quarter."""
        self._facts: list[Fact] = []
        self._opening: View | None = None
        self._before: View | None = None
        self._sheet: dict[str, Any] = {}
        self._draft: dict[str, Term] | None = None
        self._draft_for: tuple[object, ...] = ()
        self._matter: Matter | None = None
        self._note = ""
        self._thinking: str = ""
        self._looking = False
        self._plays = session.header.seats[seat] == "you"
        """Whether a person decides for the seat; a game between bots is only watched."""
        self._letters: list[tuple[View, View, tuple[Fact, ...]]] = []
        self._adviser = Adviser(session.scenario, seat, session.chance)
        self._stop_listening = session.listen(self._on_step)
        self._remember()

    # What has happened so far

    def _remember(self) -> None:
        """Fold the steps so far once, for the news and for what has changed since last quarter."""
        session = self.session
        state = session.at(0)
        quarter = state.quarter
        self._opening = view_of(session.scenario, state, self.seat)
        for step in session.steps:
            self._tell(step.facts, quarter)
            state = engine.apply(state, step.facts)
            if state.quarter != quarter:
                quarter = state.quarter
                self._before = self._opening
                self._opening = view_of(session.scenario, state, self.seat)
                self._facts.clear()

    def _tell(self, facts: tuple[Fact, ...], quarter: int) -> None:
        told: list[Fact] = []
        for fact in facts:
            if isinstance(fact, QuarterBegan):
                self._note_down(told, quarter)
                told, quarter = [], fact.quarter
            else:
                told.append(fact)
                self._facts.append(fact)
        self._note_down(told, quarter)

    def _note_down(self, facts: list[Fact], quarter: int) -> None:
        self.told += [(quarter, words) for words in story(facts, self.session.scenario, self.seat)]

    # The screen

    def body(self) -> ComposeResult:
        yield Status(id="status")
        with Container(id="quarter"):
            yield Side(own=True, id="you")
            yield Desk(id="desk", classes="region")
            yield Side(own=False, id="them")
            yield News(id="news")

    def on_mount(self) -> None:
        self.look()

    def on_screen_resume(self) -> None:
        """What waited while a page lay over the game: letters, and the end."""
        if self.moment is not None and (self._letters or self.moment.view.phase == "over"):
            self._look_soon()

    def on_unmount(self) -> None:
        self._stop_listening()
        self.session.close()

    def on_resize(self, event: Any) -> None:
        self.call_after_refresh(self._draw)

    def look(self) -> None:
        """Take in how things stand, and let the counterpart think if it is asked."""
        session = self.session
        question = session.question(self.seat) if self._plays else None
        options = session.legal(self.seat) if question is not None else ()
        view = session.view(self.seat)
        self.moment = Moment(view, self._before, question, options, self._advice(view, question, options))
        if self._letters:
            self._show_letter()
            return
        waiting = session.waits_for_bot()
        if waiting is not None and not self._thinking:
            self._thinking = waiting.name
            self._think(waiting)
        if not session.questions():
            self._end()

    def _advice(self, view: View, question: Question | None, options: tuple[Option, ...]) -> Advice:
        """What the adviser would do now; for a plan everything up to its seal."""
        if question is None:
            return Advice((), "")
        found: list[Decision] = []
        state, session = self.session.state, self.session
        while (decision := self._adviser.decide(view, question, options)) != Done() or not found:
            if question.topic != "plan":
                found.append(decision)
                break
            if decision == Done() or len(found) > MOST_ADVICE:
                break
            found.append(decision)
            state = engine.apply(
                state, engine.decide(session.scenario, state, self.seat, decision, session.chance)
            )
            view, options = (
                view_of(session.scenario, state, self.seat),
                engine.legal(session.scenario, state, self.seat),
            )
        return Advice(
            tuple(found), self._adviser.words(session.view(self.seat), question.topic, tuple(found))
        )

    def watch_moment(self, moment: Moment | None) -> None:
        """Hand what is seen to the parts."""
        if moment is not None:
            self._draw()

    def _draw(self) -> None:
        moment = self.moment
        if moment is None or not self.is_mounted:
            return
        view = moment.view
        self.set_class(moment.question is not None and moment.question.topic == "table", "-table")
        with self.app.batch_update():
            self.query_one(Status).show(view)
            for side in self.query(Side):
                side.show(view, moment.before)
            self.query_one(News).show([words for quarter, words in self.told if quarter == view.quarter])
            self._draw_desk(moment)
            self.refresh_hints()

    def _draw_desk(self, moment: Moment, highlight: str = "") -> None:
        desk = self.query_one(Desk)
        question = moment.question
        if question is None:
            self._matter = None
            them = NAMES[other(self.seat)]
            over = moment.view.phase == "over"
            desk.wait(
                "The end" if over else them, "The game is over." if over else self._waiting_words(moment)
            )
            return
        self._keep_draft(moment)
        width = max(30, desk.room)
        matter = matter_of(
            self.session.scenario,
            moment.view,
            question,
            moment.options,
            moment.advice,
            self._sheet,
            self._draft,
            width,
        )
        self._matter = matter
        was_hidden = not desk.rows.display
        desk.show(matter, self._note, self._foot(matter, desk.rows.current), highlight)
        if was_hidden and self.app.screen is self:
            desk.rows.focus()

    def on_desk_reshaped(self) -> None:
        if self.moment is not None:
            self._draw_desk(self.moment)

    def _waiting_words(self, moment: Moment) -> str:
        waiting = self.session.waits_for_bot()
        them = NAMES[other(self.seat)]
        doing = {
            "events": "is drafting a statement",
            "plan": "is planning its quarter",
            "notices": "is counting megawatts",
            "answer": "is reading your notice",
            "reply": "is reading your answer",
            "claim": "is reading the clause, twice",
            "table": "is reading the redline",
            "rescue": "is calling the bank",
            "bridge": "is looking at your accounts",
        }
        return f"{them} {doing.get(waiting.topic if waiting else '', 'is thinking')}…"

    def _foot(self, matter: Matter, current: str) -> Content | None:
        deed = matter.deeds.get(current)
        moment = self.moment
        if moment is None:
            return None
        if isinstance(deed, Turn) and self._draft is not None:
            term = self._draft.get(deed.clause, moment.view.agreement.terms[deed.clause])
            words = [*clause_detail(self.session.scenario, moment.view, deed.clause, term)]
            parts = [Content(str(word)) for word in words]
            package = package_of(moment.view, self._draft)
            if package:
                worth = Worths(self.session.scenario, moment.view).words(package)
                parts.append(Content.assemble("Your draft: ", (worth, "bold")))
            return Content("\n").join(parts)
        if matter.topic == "plan" and current.startswith("act:"):
            return Content(ACTIONS[current.removeprefix("act:")].words)
        return None

    def on_option_list_option_highlighted(self) -> None:
        matter, moment = self._matter, self.moment
        if matter is not None and moment is not None and matter.topic in ("plan", "table"):
            desk = self.query_one(Desk)
            desk.foot(matter, self._note, self._foot(matter, desk.rows.current))

    # What the player wants

    def on_rows_picked(self, event: Rows.Picked) -> None:
        event.stop()
        matter = self._matter
        if matter is None:
            return
        deed = matter.deeds.get(event.id)
        match deed:
            case Slider():
                self._type_number(deed, "")
            case Turn():
                self.do_offer()
            case Form():
                self.app.push_screen(Fill(deed), self._filled)
            case DraftWaiver():
                self._draft_waiver(deed.notice)
            case Undo():
                self.act(Undo()) if self._is_last(event.id) else self._say(
                    "Only the last thing planned can be taken back."
                )
            case Accept():
                self.do_accept()
            case Walk():
                self.do_walk()
            case None:
                pass
            case _:
                self.act(deed)

    def _is_last(self, row: str) -> bool:
        sealed = self.moment.view.sealed if self.moment else ()
        return bool(sealed) and isinstance(sealed[-1], Act) and row == f"act:{sealed[-1].action}"

    def _filled(self, decision: Decision | None) -> None:
        if decision is not None:
            self.act(decision)

    def on_rows_turned(self, event: Rows.Turned) -> None:
        event.stop()
        matter, moment = self._matter, self.moment
        if matter is None or moment is None:
            return
        deed = matter.deeds.get(event.id)
        self._note = ""
        if isinstance(deed, Slider):
            sheet, _ = sheet_of(moment.view, moment.options)
            value = self._sheet.get(deed.name, sheet[deed.name])
            if deed.choices:
                at = deed.choices.index(str(value)) + (1 if event.by > 0 else -1)
                value = deed.choices[min(max(at, 0), len(deed.choices) - 1)]
            else:
                value = min(max(int(value) + event.by, deed.low), deed.high)
            self._set_slider(deed.name, value, sheet[deed.name])
        elif isinstance(deed, Turn) and self._draft is not None:
            now = moment.view.agreement.terms[deed.clause]
            term = turned_term(
                self.session.scenario, deed.clause, self._draft.get(deed.clause, now), event.by
            )
            if term == now:
                self._draft.pop(deed.clause, None)
            else:
                self._draft[deed.clause] = term
        self._draw_desk(moment)

    def _set_slider(self, name: str, value: int | str, was: int | str) -> None:
        if value == was:
            self._sheet.pop(name, None)
        else:
            self._sheet[name] = value

    def on_rows_typed(self, event: Rows.Typed) -> None:
        event.stop()
        deed = self._matter.deeds.get(event.id) if self._matter else None
        if isinstance(deed, Slider) and not deed.choices:
            self._type_number(deed, event.digit)

    def _type_number(self, deed: Slider, digit: str) -> None:
        moment = self.moment
        if deed.choices or moment is None:
            return
        sheet, _ = sheet_of(moment.view, moment.options)

        def take(text: str | None) -> None:
            if text and text.isdigit():
                value = int(text)
                if deed.low <= value <= deed.high:
                    self._set_slider(deed.name, value, sheet[deed.name])
                    self._note = ""
                else:
                    self._note = f"It goes from {deed.low} to {deed.high} percent; {value} does not fit."
                self._draw_desk(moment)

        hint = f"{deed.low} to {deed.high} percent"
        self.app.push_screen(dialogs.Ask("How much?", hint, digit, digits=True, longest=3), take)

    def act(self, decision: Decision) -> bool:
        """Decide. A refusal is said beside the question, and nothing is lost."""
        self._note = ""
        try:
            question = self.session.question(self.seat)
            self.session.act(self.seat, decision, question.name if question is not None else "")
        except Refusal as refusal:
            self._note = str(refusal)
            self._look_soon()
            return False
        except GameError as error:
            self.app.push_screen(dialogs.Tell("Not saved", str(error)))
            return False
        return True

    def _on_step(self, before: State, step: Step, after: State) -> None:
        """The session's listener only posts a message."""
        self.post_message(self.Happened(step))

    def on_quarter_happened(self, event: Happened) -> None:
        """Note what happened, and look again."""
        view = self.session.view(self.seat)
        quarter = self.moment.view.quarter if self.moment else view.quarter
        self._tell(event.step.facts, quarter)
        ended = any(isinstance(fact, Ended) for fact in event.step.facts)
        if self._opening is not None and (
            ended or any(isinstance(f, QuarterBegan) for f in event.step.facts)
        ):
            self._letters.append((self._opening, view, tuple(self._facts)))
            self._before, self._opening = self._opening, view
            self._facts.clear()
        if event.step.by == self.seat:
            self._sheet = {} if view.phase != "plan" else self._sheet
        self._look_soon()

    def _look_soon(self) -> None:
        """Look once all that has happened was noted: one look for a whole plan."""
        if not self._looking:
            self._looking = True
            self.call_later(self._look_again)

    def _look_again(self) -> None:
        self._looking = False
        self.look()

    def _say(self, note: str) -> None:
        self._note = note
        if self.moment is not None:
            self._draw_desk(self.moment)

    # The counterpart

    @work(thread=True, group="counterpart", exit_on_error=False)
    def _think(self, question: Question) -> None:
        """The counterpart decides, beside the screen. It changes nothing; one thought at a time, see :meth:`look`."""
        worker = get_current_worker()
        try:
            decision = self.session.think(question)
        except GameError as error:
            if not worker.is_cancelled:
                self.post_message(self.Stuck(question, str(error)))
            return
        if not worker.is_cancelled:
            self.post_message(self.Thought(question, decision))

    def on_quarter_thought(self, event: Thought) -> None:
        """The counterpart has decided: carry it out, unless the game has gone on."""
        self._thinking = ""
        open_names = {question.name for question in self.session.questions()}
        if event.question.name not in open_names:
            self.look()
            return
        try:
            self.session.act(event.question.seat, event.decision, event.question.name)
        except Refusal as refusal:
            self.on_quarter_stuck(self.Stuck(event.question, str(refusal)))
        except GameError as error:
            self.app.push_screen(dialogs.Tell("Not saved", str(error)))

    def on_quarter_stuck(self, event: Stuck) -> None:
        """A bot that asks for what is not allowed takes the default, and that is said."""
        self._thinking = ""
        name = NAMES[event.question.seat]
        self.told.append(
            (self.session.state.quarter, f"{name} could not make up its mind and took the default.")
        )
        try:
            self.session.act(event.question.seat, Done(), event.question.name)
        except GameError as error:
            self.app.push_screen(dialogs.Tell("Not saved", str(error)))

    # The end of a quarter, and of the game

    def _show_letter(self) -> None:
        from game.tui.screens.letter import Letter

        if self.app.screen is not self:
            return  # a page is being read; the letter waits until it is closed
        before, after, facts = self._letters.pop(0)
        lines = letter(before, after, facts, self.session.scenario)
        self.app.push_screen(Letter(before.label, lines), lambda _: self.look())

    def _end(self) -> None:
        from game.tui.screens.ending import EndingScreen

        if self.app.screen is self:
            self.app.push_screen(EndingScreen(self))

    # Commands

    def applies(self, command: Command) -> bool:
        if not super().applies(command):
            return False
        moment = self.moment
        topic = moment.question.topic if moment is not None and moment.question is not None else ""
        if command.topics and topic not in command.topics:
            return False
        kinds = {type(option.decision) for option in moment.options} if moment is not None else set()
        needed = {"undo": Undo, "offer": Offer, "accept": Accept, "ask": Ask, "why": Why, "walk": Walk}.get(
            command.id
        )
        if needed is not None and needed not in kinds:
            return False
        if command.id == "default":
            return topic != ""
        if command.id == "theirs":
            table = moment.view.table if moment is not None else None
            return table is not None and table.offered_by == other(self.seat)
        return command.id != "clear" or Offer in kinds

    def do_default(self) -> None:
        moment, matter = self.moment, self._matter
        if moment is None or matter is None:
            return
        if matter.topic == "plan":
            self._plan_as_advised(moment)
            return
        match moment.advice.decisions[:1]:
            case (Walk(),):
                self.do_walk()
            case (Accept(),):
                self.do_accept()
            case (Offer(package=package),) if package_of(moment.view, self._draft or {}) != package:
                self._draft = dict(package)
                self._draw_desk(moment)
            case (Offer(package=package),):
                self.act(Offer(package=package))
            case (decision,):
                self.act(decision)

    def _plan_as_advised(self, moment: Moment) -> None:
        """Everything the adviser suggests, then the seal. A sheet the player has set stays."""
        for decision in moment.advice.decisions:
            if isinstance(decision, Plan | CloudPlan) and self._sheet:
                continue
            if not self.act(decision):
                return
        self.do_send()

    def do_send(self) -> None:
        """Seal the plan: the sheet if it was touched, then the end of the phase."""
        moment = self.moment
        if moment is None:
            return
        if self._sheet:
            sheet, _ = sheet_of(self.session.view(self.seat), self.session.legal(self.seat))
            if not self.act(sheet_decision(self.seat, {**sheet, **self._sheet})):
                return
        self._sheet = {}
        self.act(Done())

    def do_undo(self) -> None:
        self.act(Undo())

    def do_carry_on(self) -> None:
        self.act(Done())

    def do_offer(self) -> None:
        moment = self.moment
        if moment is None or self._draft is None:
            return
        package = package_of(moment.view, self._draft)
        table = moment.view.table
        if table is not None and table.offered_by == other(self.seat) and package == table.offers:
            self.do_accept()
            return
        self.act(Offer(package=package))

    def do_accept(self) -> None:
        moment = self.moment
        if moment is None or moment.view.table is None:
            return
        from game.tui.screens.redline import changes_words

        package = moment.view.table.offers
        worth = Worths(self.session.scenario, moment.view).words(package)
        words = Content.assemble(
            changes_words(moment.view.agreement.terms, package),
            "\n\n",
            f"{worth} The rules run on it from this quarter on.",
        )
        self.app.push_screen(
            dialogs.Confirm("Sign the amendment?", words, "Sign", "Not yet"),
            self._then(Accept()),
        )

    def _then(self, decision: Decision) -> Callable[[bool | None], None]:
        def answered(yes: bool | None) -> None:
            if yes:
                self.act(decision)

        return answered

    def do_ask(self) -> None:
        self.act(Ask())

    def do_why(self) -> None:
        self.act(Why())

    def do_theirs(self) -> None:
        moment = self.moment
        if moment is not None and moment.view.table is not None:
            self._draft = dict(moment.view.table.offers)
            self._draw_desk(moment)

    def do_clear(self) -> None:
        if self.moment is not None:
            self._draft = {}
            self._draw_desk(self.moment)

    def do_walk(self) -> None:
        moment = self.moment
        if moment is None:
            return
        table = moment.view.table
        if table is not None and table.rounds > 0 and table.history:
            self.app.push_screen(
                dialogs.Confirm(
                    "Leave the table?",
                    "There are rounds left: leaving now costs 5 of their trust.",
                    "Leave",
                    "Stay",
                ),
                self._then(Walk()),
            )
            return
        self.act(Walk())

    def _keep_draft(self, moment: Moment) -> None:
        """A draft lives as long as the table; a new offer of theirs does not touch it unless it is still empty."""
        table = moment.view.table
        if moment.question is None or moment.question.topic != "table" or table is None:
            self._draft = None
            return
        key = (moment.view.quarter,)
        if self._draft is None or self._draft_for != key:
            self._draft, self._draft_for = draft_to_begin(moment.view), key

    def _draft_waiver(self, notice: str) -> None:
        from game.tui.screens.waiver import Waiver

        moment = self.moment
        if moment is not None:
            self.app.push_screen(Waiver(self.session.scenario, moment.view, notice), self._filled)

    def do_agreement(self) -> None:
        from game.tui.screens.agreement import AgreementPage

        view = self.session.view(self.seat)
        self.app.push_screen(AgreementPage(self.session.scenario, view))

    def do_ledger(self) -> None:
        from game.tui.screens.ledger import LedgerPage

        self.app.push_screen(LedgerPage(self.session.scenario, self.session.view(self.seat)))

    def do_news(self) -> None:
        from game.tui.screens.pages import NewsPage

        self.app.push_screen(NewsPage(self.session.scenario, self.told))

    def do_brief(self) -> None:
        from game.tui.screens.pages import BriefPage

        self.app.push_screen(BriefPage(self.session.scenario, self.session.view(self.seat)))

    def do_numbers(self) -> None:
        from game.tui.screens.pages import NumbersPage

        self.app.push_screen(NumbersPage(self.session.view(self.seat)))

    def do_about(self) -> None:
        from game.tui.screens.pages import AboutPage

        self.app.push_screen(AboutPage())

    def do_main_menu(self) -> None:
        self.session.close()
        self.app.show_menu()  # type: ignore[attr-defined]


def seat_of(session: Session) -> Seat:
    """The seat a person plays in a session; OpenAI's where there is none."""
    return next((seat for seat in SEATS if session.header.seats[seat] == "you"), OPENAI)
