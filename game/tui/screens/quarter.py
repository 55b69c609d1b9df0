"""The quarter: the one screen on which the game is played. What must be decided now stands in the middle, always.

It holds what a seat sees at the moment and hands it to its parts; they post back what the player wants. The session is asked
and told here and nowhere else. The counterpart thinks in a thread; the screen stays awake.
"""

from __future__ import annotations

from dataclasses import replace
from time import monotonic
from typing import Any

from textual.app import ComposeResult
from textual.containers import Container
from textual.message import Message
from textual.timer import Timer

from game.debrief.figures import NAMES, turn_words
from game.debrief.riders import capital
from game.debrief.telling import letter, short_letter
from game.desk.adviser import Adviser
from game.desk.brief import deed_words
from game.desk.content import Content
from game.desk.matters import (
    Asked,
    DraftTerms,
    DraftWaiver,
    Fold,
    Form,
    Matter,
    Places,
    Rider,
    Slider,
    Turn,
    matter_of,
    package_of,
    saying,
)
from game.desk.matters import claim as claim_matter
from game.desk.matters import table as table_matter
from game.desk.matters.draft import DRAFT, Sketch, columns, hanging_on
from game.desk.matters.notices import claiming
from game.desk.matters.plan import PLANNED, SLIDER_WORDS, advised
from game.desk.moment import Moment, moment_of
from game.desk.owed import owed_heads
from game.desk.redline import redline_words
from game.desk.talk import before_them
from game.desk.waiting import BEAT, cost, heard
from game.desk.words import MUTED
from game.errors import GameError, Refusal
from game.files.saves import Step
from game.rules.decisions import (
    PLAIN,
    Accept,
    Agree,
    Ask,
    Claim,
    Decision,
    Done,
    Insist,
    Offer,
    Package,
    Promise,
    Riders,
    Threat,
    Undo,
    Walk,
)
from game.rules.facts import Signed
from game.rules.orders import ACTIONS, closed_because
from game.rules.state import Amendment, State
from game.rules.units import Seat, other
from game.rules.view import view_of
from game.session import Session
from game.tui.commands import COMMANDS, GAME
from game.tui.counterpart import Counterpart
from game.tui.keyboard import awaited
from game.tui.letting_go import let_go_of_thoughts
from game.tui.screens import dialogs
from game.tui.screens.base import bound
from game.tui.screens.coached import LAID, Coached
from game.tui.screens.fill import Fill
from game.tui.screens.order_sheet import OrderSheet
from game.tui.widgets.desk import Desk
from game.tui.widgets.news import News
from game.tui.widgets.pane import Pane
from game.tui.widgets.rows import Rows
from game.tui.widgets.side import Side
from game.tui.widgets.status import Status
from game.tui.widgets.tabs import Tabs

_DRAFTED = "The suggestion lies in your draft: space or o shows it marked up, and once more sends it."

READ_ON = "You can read on: g agreement, l ledger, j notes. m leaves for the menu; every step is saved."
RETRY = 1.5
"""Seconds between reading that a step could not be saved and trying again."""


class Quarter(Coached, OrderSheet):
    """A session on the screen, from one seat."""

    WHERE = GAME
    BINDINGS = bound(GAME)
    AUTO_FOCUS = "#matter-rows"

    class Happened(Message):
        """A step was taken and is safe on disk."""

    def __init__(self, session: Session, seat: Seat) -> None:
        super().__init__(session, seat)
        self._matter: Matter | None = None
        self._places = Places()
        self._note = ""
        self._looking = False
        self._signed: list[Amendment] = []
        """Amendments signed a moment ago that were not shown yet."""
        self._unseen = False
        """Whether something has happened while somebody else was at the keyboard."""
        self._plays = seat in session.people
        """Whether a person decides for the seat; a game between bots is only watched."""
        self._adviser = Adviser(session.scenario, seat, session.chance)
        self._stop_listening = session.listen(self._on_step)
        self.counterpart = Counterpart(self, session)
        self._life: Timer | None = None
        """What makes the signs of life while the counterpart thinks; nothing ticks otherwise."""
        self._beats = 0
        self._since = 0.0

    # The screen

    def body(self) -> ComposeResult:
        yield Status(id="status")
        yield Tabs(id="tabs")
        with Container(id="quarter"):
            yield Side(own=True, id="you")
            yield Desk(id="desk", classes="region")
            yield Side(own=False, id="them")
            yield News(id="news")
            yield Pane(id="talk")
            yield Pane(id="frontier")
            yield Pane(id="owed")

    def on_mount(self) -> None:
        # Watched, not heard of: what a row means is then painted with the cursor, and not a frame or two later.
        self.watch(self.query_one(Desk).rows, "highlighted", self._moved, init=False)
        self.look()

    def on_screen_resume(self) -> None:
        """What waited while a page lay over the game, or somebody else was at the keyboard: letters, and the end."""
        if self.moment is not None and (
            self._unseen or self._signed or self.chronicle.letters or self.moment.view.phase == "over"
        ):
            self._look_soon()

    def on_unmount(self) -> None:
        self.put_away()

    def put_away(self) -> None:
        """Let go of the game."""
        self._stop_listening()
        self.session.close()

    def on_resize(self, event: Any) -> None:
        self.call_after_refresh(self._draw)

    def look(self) -> None:
        """Take in how things stand, and let the counterpart think if it is asked."""
        session = self.session
        self._unseen = False
        self.moment = moment_of(session, self.seat, self._adviser, self.chronicle.past, plays=self._plays)
        if self._signed:
            self._show_signed(self.moment)
            return
        if self.chronicle.letters:
            self._show_letter()
            return
        if self.moment.question is None and (to := next(iter(awaited(session)), "")):
            self.app.pass_keyboard(to)  # type: ignore[attr-defined]
            return
        waiting = session.waits_for_bot()
        if waiting is not None:
            self._begin_waiting()
            self.counterpart.ask(waiting)
        else:
            self._end_waiting()
        if not session.questions():
            self._end()

    def watch_moment(self, moment: Moment | None) -> None:
        """Hand what is seen to the parts."""
        if moment is not None:
            self._draw()

    def _draw(self) -> None:
        moment = self.moment
        if moment is None or not self.is_mounted:
            return
        view = moment.view
        self.lay_out()
        with self.app.batch_update():
            topic = moment.question.topic if moment.question is not None else ""
            turns = self._lesson.quarters if self._lesson is not None else 0
            self.query_one(Status).show(view, turns, topic)
            for side in self.query(Side):
                side.show(view, moment.past)
            self.query_one(News).show(view, self.chronicle.told, owed_heads(self.session.scenario, view))
            self._draw_desk(moment)
            self.draw_beside()
            self.refresh_hints()

    def _draw_desk(self, moment: Moment, highlight: str = "") -> None:
        desk = self.query_one(Desk)
        question = moment.question
        if question is None:
            self._matter = None
            self._draw_waiting(moment)
            return
        self._keep_draft(moment)
        arrived, self._arrived = self._arrived, False
        matter = matter_of(
            self.session.scenario,
            moment.view,
            question,
            moment.options,
            moment.advice,
            self._sheet,
            self._draft,
            self.desk_room,
            desk.content_size.height,
            self.at_table and not self.tabbed,
            moment.default,
            self._places,
        )
        if self._lies_in_draft(moment):
            matter = replace(matter, advice=_DRAFTED)
        cue = self._cue(moment, matter)
        if cue is not None and cue.key != "space":
            matter = replace(matter, advice="")  # one voice: space does what the tutorial says
        self._matter = matter
        if arrived and matter.topic == "table" and not highlight:
            highlight = next((row.id for row in matter.rows if not row.closed), "")
        was_hidden = not desk.rows.display
        desk.show(matter, highlight)
        desk.foot(self._sealing(matter, desk.rows.current), self._note, self._foot(matter, desk.rows.current))
        desk.coach(self._coaching(moment, matter, self.desk_room))
        desk.moves(self.moves_strip(self.desk_room) if self.applies(COMMANDS["more-moves"]) else None)
        if was_hidden and self.app.screen is self:
            desk.rows.focus()

    def _draw_waiting(self, moment: Moment) -> None:
        """The other side's turn: a sign of life, what lies before it, and what can be done meanwhile."""
        desk, waiting = self.query_one(Desk), self.session.waits_for_bot()
        topic = waiting.topic if waiting is not None else ""
        if moment.view.phase == "over":
            desk.wait("The end", Content.styled("The game is over.", MUTED))
            return
        lines = [
            Content(heard(moment.view, topic, self._beats)),
            Content.styled(cost(self._seconds()), MUTED),
        ]
        if self.at_table:
            lines += [
                Content(),
                *before_them(self.session.scenario, moment.view, max(30, desk.content_size.width)),
            ]
        desk.wait(NAMES[other(self.seat)], Content("\n").join(lines), READ_ON)

    def _seconds(self) -> int:
        """How long the thought has taken so far."""
        return int(monotonic() - self._since) if self._life is not None else 0

    def _begin_waiting(self) -> None:
        """Let signs of life be heard until the counterpart has decided; where nothing may move, only the first."""
        if self._life is None:
            self._beats, self._since = 0, monotonic()
            self._life = self.set_interval(BEAT, self._beat, pause=self.app.animation_level == "none")

    def _beat(self) -> None:
        self._beats += 1
        if self.moment is not None and self.moment.question is None and self.app.screen is self:
            self._draw_waiting(self.moment)

    def _end_waiting(self) -> None:
        if self._life is not None:
            self._life.stop()
            self._life = None
        self._beats = 0

    def on_desk_reshaped(self) -> None:
        if self.moment is not None:
            self._draw_desk(self.moment)

    def _sealing(self, matter: Matter, current: str) -> Matter:
        """Before a plan is sealed the adviser gives its reasons, however little room there is."""
        reasoned = self.moment.advice.reasoned if self.moment is not None else ""
        return (
            replace(matter, advice=reasoned) if matter.advice and reasoned and current == "seal" else matter
        )

    def _foot(self, matter: Matter, current: str) -> Content | None:
        deed = matter.deeds.get(current)
        moment = self.moment
        if moment is None:
            return None
        if matter.topic == "table" and self._draft is not None and self.applies(COMMANDS["compare"]):
            return self._table_foot(moment, deed)
        if matter.topic == "plan" and current in SLIDER_WORDS:
            return Content(SLIDER_WORDS[current])
        if matter.topic == "plan" and current.startswith("act:"):
            action = ACTIONS[current.removeprefix("act:")]
            if deed is None:
                why = closed_because(self.session.scenario, self.session.state, self.seat, action)
                return Content.assemble(deed_words(action, moment.view), (f" × {capital(why)}.", "$warning"))
            why = advised(moment.advice, current) if matter.advice != moment.advice.reasoned else ""
            return Content(f"{deed_words(action, moment.view)}{f' Advised: {why}.' if why else ''}")
        return None

    def _table_foot(self, moment: Moment, deed: object) -> Content:
        desk = self.query_one(Desk)
        asked = Asked(
            self.session.scenario, moment.view, moment.options, moment.advice, {}, self._draft, self.desk_room,
            desk.content_size.height, self.at_table and not self.tabbed,
        )  # fmt: skip
        match deed:
            case Turn():
                return table_matter.foot(asked, deed.clause)
            case Rider():
                return Content.styled("Enter takes it off the draft.", MUTED)
            case Fold():
                return Content.styled("Enter folds the article away, or brings it back.", MUTED)
            case _:
                return table_matter.draft_words(asked, self._draft or Sketch())

    def _moved(self) -> None:
        """Say what the row under the cursor means."""
        matter, desk = self._matter, self.query_one(Desk)
        if matter is not None and desk.rows.current and matter.topic in ("plan", "table"):
            desk.foot(
                self._sealing(matter, desk.rows.current), self._note, self._foot(matter, desk.rows.current)
            )

    def pointed_at(self) -> tuple[str, ...]:
        for side in self.query(Side):
            if side.has_focus:
                return side.pointed_at
        return PLANNED.get(self.query_one(Desk).rows.current, ()) if self._matter is not None else ()

    def on_side_asked(self, event: Side.Asked) -> None:
        """A number at the side was asked why."""
        event.stop()
        self.why(*event.names)

    # What the player wants

    def on_rows_picked(self, event: Rows.Picked) -> None:
        event.stop()
        matter = self._matter
        if matter is None or self._unseen:
            return
        deed = matter.deeds.get(event.id)
        match deed:
            case Slider():
                self._type_number(deed, "")
            case Turn():
                self._choose_term(deed.clause)
            case Fold():
                self._fold(deed)
                self.draw_desk("")
            case Rider():
                self._take_off(deed)
            case Form():
                self.app.push_screen(Fill(deed), self.decide)
            case DraftWaiver():
                self._draft_waiver(deed.notice)
            case DraftTerms():
                self._draft_terms()
            case Undo():
                self.act(Undo()) if self._is_last(event.id) else self.draw_desk(
                    "Only the last thing planned can be taken back."
                )
            case Accept():
                self.do_accept()
            case Walk():
                self.do_walk()
            case Done() if matter.topic == "plan":
                self.do_send()
            case Claim():
                self._claim(deed)
            case None:
                pass
            case _:
                self.propose(deed)

    def _claim(self, claim: Claim) -> None:
        """Say the word only after it was read what follows: it cannot be taken back, and no key but y says it."""
        moment = self.moment
        if moment is not None:
            title, words, yes = claiming(moment.view, claim.limb)
            self.app.push_screen(dialogs.Confirm(title, words, yes, "Not yet"), self.decide_if(claim))

    def terms(self) -> tuple[tuple[str, str], ...]:
        matter = self._matter
        return claim_matter.TERMS if matter is not None and matter.topic in ("notices", "claim") else ()

    def on_rows_turned(self, event: Rows.Turned) -> None:
        event.stop()
        matter, moment = self._matter, self.moment
        if matter is None or moment is None:
            return
        deed = matter.deeds.get(event.id)
        self._note = ""
        if isinstance(deed, Slider):
            self._turn_slider(moment, deed, event.by)
        elif isinstance(deed, Turn):
            self._turn_clause(moment, deed, event.by)
        elif isinstance(deed, Fold):
            self._fold(deed)
        self._draw_desk(moment)
        if isinstance(deed, Turn):
            self.lay_draft()

    def on_rows_typed(self, event: Rows.Typed) -> None:
        event.stop()
        if isinstance(self.app.screen, dialogs.HowMuch):
            self.app.screen.add(event.digit)
            return
        deed = self._matter.deeds.get(event.id) if self._matter else None
        if isinstance(deed, Slider) and not deed.choices:
            self._type_number(deed, event.digit)
        elif isinstance(deed, Turn | Fold):
            laid = COMMANDS[LAID[int(event.digit) - 1]] if event.digit in "123" else None
            if laid is not None and self.applies(laid):
                self.action_command(laid.id)
            else:
                self._jump(event.digit)

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
        """Note what happened, also while somebody else is at the keyboard, and post a message: there is something to look at."""
        view = view_of(self.session.scenario, after, self.seat)
        self.chronicle.note(step.facts, before.quarter, view)
        self._signed += [
            fact.amendment
            for fact in step.facts
            if self._plays and isinstance(fact, Signed) and fact.amendment.how == "signed"
        ]
        if step.by == self.seat:
            self._sheet = {} if view.phase != "plan" else self._sheet
        if after.quarter != before.quarter:
            let_go_of_thoughts()
        self._unseen = True
        self.post_message(self.Happened())

    def on_quarter_happened(self, event: Happened) -> None:
        """Look again."""
        self._look_soon()

    def _look_soon(self) -> None:
        """Look once all that has happened was noted: one look for a whole plan."""
        if not self._looking:
            self._looking = True
            self.call_later(self._look_again)

    def _look_again(self) -> None:
        self._looking = False
        if self in self.app.screen_stack:
            self.look()

    def draw_desk(self, note: str | None = None) -> None:
        if note is not None:
            self._note = note
        if self.moment is not None:
            self._draw_desk(self.moment)
            self.lay_draft()

    # The counterpart

    def on_counterpart_thought(self, event: Counterpart.Thought) -> None:
        """The counterpart has decided: carry it out, unless the game has gone on."""
        self.counterpart.thinking = ""
        self._end_waiting()
        self._tell_forfeits()
        open_names = {question.name for question in self.session.questions()}
        if event.question.name not in open_names:
            self.look()
            return
        try:
            self.session.act(event.question.seat, event.decision, event.question.name)
        except Refusal as refusal:
            self.on_counterpart_stuck(Counterpart.Stuck(event.question, str(refusal)))
        except GameError as error:
            self._not_saved(error)

    def _tell_forfeits(self) -> None:
        """Another program's seat that is forfeit plays on by default, and that is said once."""
        for seat, why in self.session.forfeits.items():
            told = f"{NAMES[seat]}'s program has given up: {why} Defaults stand in from here."
            if all(words != told for _, words in self.chronicle.told):
                self.chronicle.told.append((self.session.state.quarter, told))

    def on_counterpart_stuck(self, event: Counterpart.Stuck) -> None:
        """A bot that asks for what is not allowed takes the default, and that is said."""
        self.counterpart.thinking = ""
        self._end_waiting()
        name = NAMES[event.question.seat]
        self.chronicle.told.append(
            (self.session.state.quarter, f"{name} could not make up its mind and took the default.")
        )
        try:
            self.session.act(event.question.seat, Done(), event.question.name)
        except GameError as error:
            self._not_saved(error)

    def _not_saved(self, error: GameError) -> None:
        """The counterpart's step could not be recorded: say so, and when that is read try again, in time for a quit."""
        told = dialogs.Tell("Not saved", f"{error} The game waits here and tries again.")

        def again(_: object) -> None:
            self.set_timer(RETRY, self.look)

        self.app.push_screen(told, again)

    # The end of a quarter, and of the game

    def _show_signed(self, moment: Moment) -> None:
        """An amendment that was signed, whoever said yes: what it struck, what it inserted, what hangs on it."""
        if self.app.screen is not self:
            return  # a page is being read; the signature waits until it is closed
        amendment = self._signed.pop(0)
        view = moment.view
        before = {**view.agreement.terms, **{clause: was for clause, was, _ in amendment.changes}}
        package = tuple((clause, now) for clause, _, now in amendment.changes)
        marked = redline_words(before, package, amendment.riders, self.session.scenario, view, 64)
        settled = saying.notice_settled(self.session.scenario, view)
        words = Content("\n\n").join([marked, *map(Content, settled)])
        title = f"Amendment No. {amendment.number} is signed"
        self.app.push_screen(dialogs.Tell(title, words), lambda _: self.look())

    def _show_letter(self) -> None:
        from game.tui.screens.letter import Letter

        if self.app.screen is not self:
            return  # a page is being read; the letter waits until it is closed
        before, after, facts = self.chronicle.letters.pop(0)
        short = before.turns.quarters > 1
        lines = letter(before, after, facts, self.session.scenario)
        first = short_letter(before, after, facts, self.session.scenario) if short else lines
        self.app.push_screen(Letter(turn_words(before), first, lines if short else ()), lambda _: self.look())

    def _end(self) -> None:
        from game.tui.screens.ending import EndingScreen
        from game.tui.screens.lesson import LessonScreen

        if self.app.screen is self:
            self.app.push_screen(EndingScreen(self) if self._lesson is None else LessonScreen(self))

    # Commands

    def do_default(self) -> None:
        moment, matter = self.moment, self._matter
        if moment is None or matter is None or self._unseen:
            return  # a key pressed twice answers what is seen, and not what comes after it
        if self._as_told(moment, matter):
            return
        if matter.topic == "plan":
            self._plan_as_advised(moment)
            return
        match moment.advice.decisions[:1]:
            case (Walk(),):
                self.do_walk("space")
            case (Accept(),):
                self.do_accept("space")
            case (Offer(package=package, riders=riders),) if not self._lies_in_draft(moment):
                sketch = self._draft if self._draft is not None else Sketch()
                sketch.terms, sketch.riders, sketch.tying = dict(package), riders, ""
                self._draft = sketch
                self.draw_desk()
            case (Offer(),):
                self.do_offer("space")
            case (Promise() | Threat() | Insist() as said,):
                self._as_advised(moment, said)
            case (Agree() as agree,):
                self._agree_as_advised(moment, agree)
            case (Ask(),):
                self.do_ask("space")
            case (Claim() as claim,):
                self._claim(claim)
            case (decision,):
                self.propose(decision, "space")

    def _lies_in_draft(self, moment: Moment) -> bool:
        """Whether the adviser's offer is the draft already."""
        match moment.advice.decisions[:1]:
            case (Offer(package=package, riders=riders),):
                return self._drafted(moment, package, riders)
        return False

    def _drafted(self, moment: Moment, package: Package, riders: Riders) -> bool:
        """Whether the draft is that offer already."""
        sketch = self._draft
        return sketch is not None and (package_of(moment.view, sketch.terms), sketch.riders) == (
            package,
            riders,
        )

    def do_answer(self) -> None:
        self.query_one(Desk).rows.action_select()

    def do_carry_on(self) -> None:
        if not self._unseen:
            self.act(Done())

    def drafted(self) -> str:
        moment, sketch = self.moment, self._draft
        if moment is None or sketch is None or moment.view.table is None:
            return ""
        hanging = hanging_on(moment.view, sketch)
        kept = [(held, hanging[name]) for name, held in columns(moment.view, sketch).items() if name != DRAFT]
        package = package_of(moment.view, sketch.terms)
        if (
            not (package or sketch.riders != PLAIN)
            or (package, sketch.riders) in kept
            or self._lies_in_draft(moment)
        ):
            return ""
        return "Every step is saved, but not your draft: nobody has been offered it yet."

    def do_main_menu(self) -> None:
        self.app.ask_to_leave(self._to_the_menu)  # type: ignore[attr-defined]

    def _to_the_menu(self) -> None:
        self.session.close()
        self.app.show_menu()  # type: ignore[attr-defined]
