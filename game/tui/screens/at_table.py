"""At the table: the player's draft, and the commands that make an offer, accept, ask, promise, threaten, or leave."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from msgspec.structs import replace

from game.desk.adviser import Worths
from game.desk.clauses import clause_title
from game.desk.content import Content
from game.desk.matters import Fold, Rider, Sketch, Turn, moves, package_of, saying, turned_term
from game.desk.matters import table as table_matter
from game.desk.matters.draft import ALL, DRAFT, choices, compared, comparisons, showing
from game.desk.moment import Moment
from game.desk.naming import renamed
from game.desk.redline import redline_words
from game.desk.row import Row
from game.desk.words import MUTED, TOLD
from game.errors import Refusal
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
from game.rules.talk import MOST_LINKS
from game.rules.triggers import refusal_of_contingents
from game.rules.undertakings import PROMISE, THREAT, check_letters, unpayable
from game.rules.units import Seat, money, other
from game.session import Session
from game.tui.commands import COMMANDS
from game.tui.screens import dialogs
from game.tui.screens.beside_table import BesideTable
from game.tui.screens.choose import Choose
from game.tui.screens.fill import Fill
from game.tui.widgets.rows import Rows

FEW_ROUNDS: Final = 2
"""Rounds of which the player is asked before fewer than so many are left."""


class AtTable(BesideTable):
    """The part of the game's screen that bargains. A draft lives as long as the table."""

    def __init__(self, session: Session, seat: Seat) -> None:
        super().__init__(session, seat)
        self._draft_for: tuple[object, ...] = ()

    def _keep_draft(self, moment: Moment) -> None:
        """A draft begins empty and lives as long as the table; a new offer of theirs does not touch it."""
        table = moment.view.table
        if moment.question is None or moment.question.topic != "table" or table is None:
            self._draft = None
            return
        key = (moment.view.quarter,)
        if self._draft is None or self._draft_for != key:
            self._draft, self._draft_for = Sketch(), key

    # The draft

    def _at_hand(self) -> tuple[Moment, Sketch, str] | None:
        """The moment, the draft and the clause under the cursor; ``None`` when there is no draft."""
        moment, sketch = self.moment, self._draft
        if moment is None or sketch is None:
            return None
        row = self.query_one("#matter-rows", Rows).current
        return moment, sketch, row.removeprefix("clause:") if row.startswith("clause:") else ""

    def _turn_clause(self, moment: Moment, deed: Turn, by: int) -> None:
        sketch = self._draft
        if sketch is None:
            return
        if self._settled(moment, deed.clause):
            return
        now = moment.view.agreement.terms[deed.clause]
        drafted = sketch.terms.get(deed.clause, now)
        term = turned_term(self.session.scenario, deed.clause, drafted, by)
        if term == drafted:
            self._note = table_matter.end_of_ladder(by)
        self._set_clause(moment, sketch, deed.clause, term)

    def _settled(self, moment: Moment, clause: str) -> bool:
        """Whether a clause can no longer be changed; if so, that is said."""
        why = table_matter.settled_because(self.session.scenario, moment.view, clause)
        if why:
            self.draw_desk(why)
        return bool(why)

    def _set_clause(self, moment: Moment, sketch: Sketch, clause: str, term: Term) -> None:
        """Draft a term of a clause."""
        if term == moment.view.agreement.terms[clause]:
            sketch.terms.pop(clause, None)
        else:
            sketch.terms[clause] = term
        sketch.fit(package_of(moment.view, sketch.terms))
        if DRAFT not in compared(moment.view, sketch):
            sketch.compared = 0

    def _choose_term(self, clause: str) -> None:
        """Show all terms of a clause, to draft one of them."""
        at_hand = self._at_hand()
        if at_hand is None:
            return
        moment, sketch, _ = at_hand
        if self._settled(moment, clause):
            return
        ladder = options_of(self.session.scenario, clause)
        view, worths = moment.view, Worths(self.session.scenario, moment.view)
        drafted = sketch.terms.get(clause, view.agreement.terms[clause])
        rows = [
            Row(str(at), table_matter.term_line(view, sketch, worths, clause, term))
            for at, term in enumerate(ladder)
        ]

        def take(at: str | None) -> None:
            if at is not None:
                self._set_clause(moment, sketch, clause, ladder[int(at)])
                self.draw_desk("")

        self.app.push_screen(
            Choose(
                CLAUSES[clause].title,
                rows,
                f"{CLAUSES[clause].plain(drafted)} {table_matter.LADDER}",
                str(ladder.index(drafted)),
            ),
            take,
        )

    def _fold(self, deed: Fold) -> None:
        if self._draft is not None:
            self._draft.folded ^= {deed.heading}

    def _take_off(self, deed: Rider) -> None:
        """Take one thing off the draft that hangs on it."""
        if self._draft is not None:
            held = getattr(self._draft.riders, deed.kind)
            left = held[: deed.at] + held[deed.at + 1 :]
            self._draft.riders = replace(self._draft.riders, **{deed.kind: left})
            self.draw_desk("")

    def _jump(self, digit: str) -> None:
        """Go to the next clause of the article with that number in the document."""
        rows = self.query_one("#matter-rows", Rows)
        matter = self.matter_rows()
        at = (rows.highlighted or 0) + 1
        order = [*range(at, len(matter)), *range(at)]
        found = next((n for n in order if matter[n].startswith(f"{digit}.")), None)
        if found is not None:
            rows.highlighted = found

    def matter_rows(self) -> list[str]:
        """The number in the document of each row's clause; empty where it has none."""
        from game.rules.agreement.document import articles

        moment = self.moment
        if moment is None:
            return []
        numbers = {
            p.clause: p.number
            for article in articles(moment.view.agreement.terms)
            for p in article.paragraphs
        }
        rows = self.query_one("#matter-rows", Rows).rows
        return [numbers.get(row.id.removeprefix("clause:"), "") for row in rows]

    def _refusal_of(self, riders: Riders) -> str:
        """What the rules say against riders, in their own sentence; empty when nothing."""
        scenario, state = self.session.scenario, self.session.state
        refusal = refusal_of_contingents(scenario, state, riders.contingents)
        refusal = refusal or unpayable(self.session.view(self.seat).number, self.seat, riders.letters)
        try:
            check_letters(scenario, state, riders.letters)
        except Refusal as refused:
            refusal = refusal or refused
        return str(refusal) if refusal is not None else ""

    def do_link(self) -> None:
        at_hand = self._at_hand()
        if at_hand is None:
            return
        moment, sketch, clause = at_hand
        changed = {id for id, _ in package_of(moment.view, sketch.terms)}
        links = sketch.riders.links
        if not clause or clause not in changed:
            self.draw_desk("A link ties two clauses that your draft changes. Turn this one first.")
            return
        if any(clause in link for link in links):
            sketch.riders = replace(sketch.riders, links=tuple(link for link in links if clause not in link))
            self.draw_desk("")
        elif sketch.tying == clause:
            sketch.tying = ""
            self.draw_desk("")
        elif not sketch.tying:
            if len(links) >= MOST_LINKS:
                self.draw_desk(f"A package carries at most {MOST_LINKS} links. Take one off.")
                return
            sketch.tying = clause
            self.draw_desk("")
        else:
            pair = tuple(id for id in CLAUSES if id in (clause, sketch.tying))
            sketch.riders, sketch.tying = replace(sketch.riders, links=(*links, (pair[0], pair[1]))), ""
            self.draw_desk("")

    def do_only_if(self) -> None:
        at_hand = self._at_hand()
        if at_hand is None:
            return
        moment, sketch, clause = at_hand
        if not clause:
            self.draw_desk("Go to the clause first that should change on a condition.")
            return
        view = moment.view
        term = sketch.terms.get(clause, view.agreement.terms[clause])

        held = next((one for one in sketch.riders.contingents if one.clause == clause), None)

        def more(made: Contingent) -> Riders:
            others = tuple(one for one in sketch.riders.contingents if one is not held)
            return replace(sketch.riders, contingents=(*others, made))

        form = moves.condition(
            self.session.scenario, view, clause, term, lambda made: self._refusal_of(more(made)), held
        )
        self._hang_on(form, more)

    def do_side_letter(self) -> None:
        at_hand = self._at_hand()
        if at_hand is None:
            return
        moment, sketch, _ = at_hand
        if self.session.scenario.last_turn(moment.view.quarter):
            self.draw_desk(saying.NO_LETTERS)
            return

        def more(made: Letter) -> Riders:
            return replace(sketch.riders, letters=(*sketch.riders.letters, made))

        form = moves.letter(self.session.scenario, moment.view, lambda made: self._refusal_of(more(made)))
        self._hang_on(form, more)

    def _hang_on(self, form: Any, more: Any) -> None:
        def take(made: Any) -> None:
            if made is not None and self._draft is not None:
                self._draft.riders = more(made)
                self.draw_desk("")

        self.app.push_screen(Fill(form), take)

    def do_theirs(self) -> None:
        moment = self.moment
        if moment is not None and moment.view.table is not None and self._draft is not None:
            table = moment.view.table
            self._draft.terms, self._draft.riders, self._draft.tying = dict(table.offers), table.riders, ""
            self.draw_desk("")

    def do_clear(self) -> None:
        if self._draft is not None:
            self._draft.terms, self._draft.riders, self._draft.tying = {}, Riders(), ""
            self.draw_desk("")

    # What is shown

    def do_compare(self) -> None:
        at_hand = self._at_hand()
        if at_hand is not None:
            moment, sketch, _ = at_hand
            sketch.compared = (sketch.compared + 1) % len(comparisons(moment.view))
            self.draw_desk("")

    def do_filter(self) -> None:
        if self._draft is not None:
            ring = choices(self.session.scenario)
            at = ring.index(showing(self.session.scenario, self._draft))
            self._draft.shown = ring[(at + 1) % len(ring)]
            self.draw_desk("")

    def do_find(self) -> None:
        def go(text: str | None) -> None:
            wanted = (text or "").strip().lower()
            if not wanted or self._draft is None:
                return
            names = {
                id: f"{CLAUSES[id].title} {clause_title(id)} {renamed(CLAUSES[id].title)}".lower()
                for id in negotiable(self.session.scenario)
            }
            found = next((id for id, name in names.items() if wanted in name), "")
            if not found:
                self.draw_desk(f"No clause is called “{wanted}”.")
                return
            rows = self.query_one("#matter-rows", Rows)
            if f"clause:{found}" not in [row.id for row in rows.rows]:
                self._draft.shown = ALL
                self._draft.folded.clear()
                self.draw_desk("")
            rows.show(rows.rows, f"clause:{found}")

        self.app.push_screen(dialogs.Ask("Find a clause", "A part of its name, such as “cap” or “IP”."), go)

    def do_as_coached(self) -> None:
        moment, sketch = self.moment, self._draft
        if moment is None or sketch is None:
            return
        suggested = self.coach_for(moment.view).board().suggested
        if suggested is None:
            self.draw_desk("Nothing seems to help you both.")
            return
        sketch.terms, sketch.riders, sketch.tying = dict(suggested.package), suggested.riders, ""
        self.draw_desk("")

    def moves_strip(self, width: int) -> Content:
        """The moves that apply beside the offer itself, as many as there is room for, each with its key."""
        ends = [_keyed("more-moves", "all moves"), _keyed("help", "signs")]
        kept, room = list[Content](), width - Content("  ").join(ends).cell_length
        table = self.moment.view.table if self.moment is not None else None
        silent = saying.HUNG if table is not None and not table.rounds else ()
        for id, word in saying.STRIP.items():
            move = _keyed(id, word)
            if id not in silent and self.applies(COMMANDS[id]) and move.cell_length + 2 <= room:
                kept.append(move)
                room -= move.cell_length + 2
        return Content("  ").join([*kept, *ends])

    def do_more_moves(self) -> None:
        moment = self.moment
        if moment is None:
            return
        listed = []
        for id in saying.MORE:
            command = COMMANDS[id]
            closed = "" if self.applies(command) else saying.CLOSED.get(id, "not now")
            listed.append(dialogs.Choice(id, command.title, command.help, closed, command.key))

        def carry_out(id: str | None) -> None:
            if id is not None:
                self.action_command(id)

        self.app.push_screen(dialogs.Pick("More moves", listed), carry_out)

    def signs(self) -> tuple[tuple[str, str], ...]:
        table = self.moment is not None and self.moment.view.table is not None
        return table_matter.SIGNS if table else ()

    # Offers and answers

    def do_offer(self, also: str = "") -> None:
        moment, sketch = self.moment, self._draft
        if moment is None or sketch is None:
            return
        package = package_of(moment.view, sketch.terms)
        offer = Offer(package=package, riders=sketch.riders)
        table = moment.view.table
        if (
            table is not None
            and table.offered_by == other(self.seat)
            and (package, sketch.riders) == (table.offers, table.riders)
        ):
            self.do_accept(also or "o")
            return
        if (not package and not sketch.riders.contingents) or (table is not None and not table.rounds):
            self.act(offer)  # the rules say what is missing
            return
        doubts = saying.doubts(self.session.scenario, moment.view, package, sketch.riders)
        words = self._redlined(moment, package, sketch.riders, doubts)
        self.app.push_screen(
            dialogs.Confirm("Send this offer?", words, "Send it", "Not yet", also or "o"),
            self.decide_if(offer),
        )

    def _redlined(
        self,
        moment: Moment,
        package: Package,
        riders: Riders,
        doubts: Sequence[str],
        *,
        now: bool = True,
    ) -> Content:
        """A whole offer for a dialog: what to think of first, what it changes word by word, what it is worth.

        ``now`` says whether it would be in force at once.
        """
        view, scenario = moment.view, self.session.scenario
        worth = Worths(scenario, view).words(package, riders)
        parts = [Content.styled(words, "$warning") for words in doubts]
        judged = [] if any(worth in words for words in doubts) else [Content(worth)]
        marked = redline_words(view.agreement.terms, package, riders, scenario, view, 64)
        notice = table_matter.notice_left(view, package if now else ())
        judged += [Content(notice)] if notice else []
        # What is long is read to its end by few: what it is worth stands before it.
        parts += [*judged, marked] if len(package) > TOLD else [marked, *judged]
        return Content("\n\n").join(parts)

    def _signing(self, moment: Moment, *, now: bool = True) -> Content:
        """What lies on the table, and what a signature would do, for a dialog."""
        table = moment.view.table
        assert table is not None
        ways = saying.giving_way(moment.view, table.offers)
        return self._redlined(moment, table.offers, table.riders, ways, now=now)

    def do_accept(self, also: str = "") -> None:
        moment = self.moment
        if moment is None or moment.view.table is None:
            return
        refused = unpayable(moment.view.number, self.seat, moment.view.table.riders.letters)
        if refused is not None:
            self.draw_desk(saying.UNPAYABLE)
            return
        words = Content.assemble(self._signing(moment), f" {saying.runs_from_now(moment.view)}")
        self.app.push_screen(
            dialogs.Confirm("Sign the amendment?", words, "Sign", "Not yet", also or "a"),
            self.decide_if(Accept()),
        )

    def do_principle(self) -> None:
        moment = self.moment
        if moment is None or moment.view.table is None:
            return
        fee = money(break_fee(self.session.scenario, self.session.state, moment.view.table.offers))
        until, after = saying.in_principle(moment.view)
        words = Content.assemble(self._signing(moment, now=False), f"\n\n{until}", (fee, "bold"), after)
        self.app.push_screen(
            dialogs.Confirm("Accept in principle?", words, "Accept in principle", "Not yet", "p"),
            self.decide_if(Principle()),
        )

    def do_ask(self, also: str = "") -> None:
        moment = self.moment
        table = moment.view.table if moment is not None else None
        left = table.rounds - saying.ASKING if table is not None else 0
        if moment is None or left >= FEW_ROUNDS:
            self.act(Ask())
            return
        self.app.push_screen(
            dialogs.Confirm("Ask them?", saying.asking(left), "Ask", "Not yet", also or "k"),
            self.decide_if(Ask()),
        )

    def do_why(self) -> None:
        self.act(Why())

    def do_give(self) -> None:
        at_hand = self._at_hand()
        if at_hand is None:
            return
        moment, sketch, clause = at_hand
        term = sketch.terms.get(clause)
        if not clause or term is None or term == moment.view.agreement.terms[clause]:
            self.draw_desk("Turn the clause to what you would like of them, then ask what they want for it.")
            return
        self.act(Give(clause=clause, term=term))

    # Words about the talk itself

    def do_agree(self) -> None:
        at_hand = self._at_hand()
        if at_hand is None:
            return
        moment, _, clause = at_hand
        table = moment.view.table
        if not clause or table is None:
            self.draw_desk("Go to the clause first that you would agree.")
            return
        if clause in dict(table.ground.agreed):
            words = saying.reopening(clause)
            self.app.push_screen(
                dialogs.Confirm("Reopen it?", words, "Reopen it", "Leave it agreed"),
                self.decide_if(Reopen(clause=clause)),
            )
            return
        self.act(Agree(clause=clause))

    def do_insist(self) -> None:
        at_hand = self._at_hand()
        if at_hand is None:
            return
        moment, _, clause = at_hand
        table = moment.view.table
        if not clause or table is None:
            self.draw_desk("Go to the clause first that is not negotiable.")
            return
        self._insist(moment, clause)

    def _agree_as_advised(self, moment: Moment, agree: Agree) -> None:
        """Agree a clause once it was read marked up: it leaves the table."""
        table = moment.view.table
        assert table is not None
        term = dict(table.offers).get(agree.clause, moment.view.agreement.terms[agree.clause])
        marked = redline_words(
            moment.view.agreement.terms,
            ((agree.clause, term),),
            Riders(),
            self.session.scenario,
            moment.view,
            64,
        )
        words = Content("\n\n").join(
            [part for part in (marked, Content(saying.agreeing(agree.clause, term))) if part.plain]
        )
        self.app.push_screen(
            dialogs.Confirm("Agree this clause?", words, "Agree it", "Not yet", "space"),
            self.decide_if(agree),
        )

    def _insist(self, moment: Moment, clause: str, also: str = "") -> None:
        words = saying.insisting(moment.view, clause)
        self.app.push_screen(
            dialogs.Confirm("Not negotiable?", words, "Say so", "Not yet", also or "N"),
            self.decide_if(Insist(clause=clause)),
        )

    def do_stage(self) -> None:
        moment = self.moment
        if moment is None:
            return
        blocks = [option.decision.block for option in moment.options if isinstance(option.decision, Stage)]
        listed = [dialogs.Choice(block or "*", *saying.block_words(block)) for block in blocks]

        def say(block: str | None) -> None:
            if block is not None:
                self.act(Stage(block="" if block == "*" else block))

        self.app.push_screen(dialogs.Pick("Talk about one block only", listed, saying.ONE_BLOCK), say)

    def do_promise(self) -> None:
        self._say(PROMISE, Promise)

    def do_threaten(self) -> None:
        self._say(THREAT, Threat)

    def _say(self, kind: str, decision: type[Promise | Threat]) -> None:
        moment = self.moment
        if moment is not None:
            options = tuple(option for option in moment.options if isinstance(option.decision, decision))
            self.app.push_screen(
                Fill(moves.said(self.session.scenario, moment.view, kind, options)), self.decide
            )

    def _as_advised(self, moment: Moment, decision: Promise | Threat | Insist) -> None:
        """Say what the adviser would say, once it was read: it is remembered."""
        if isinstance(decision, Insist):
            self._insist(moment, decision.clause, "space")
            return
        words = moves.meaning(self.session.scenario, moment.view, decision)
        title = "Promise it?" if isinstance(decision, Promise) else "Threaten it?"
        self.app.push_screen(
            dialogs.Confirm(title, words, "Say it", "Not yet", "space"), self.decide_if(decision)
        )

    def do_walk(self, also: str = "") -> None:
        moment = self.moment
        if moment is None:
            return
        if moment.view.table is not None and (costs := saying.leaving(moment.view)):
            self.app.push_screen(
                dialogs.Confirm(
                    "Leave the table?",
                    costs,
                    "Leave",
                    "Stay",
                    also or "x",
                ),
                self.decide_if(Walk()),
            )
            return
        self.act(Walk())

    def propose(self, decision: Decision | None, also: str = "") -> None:
        """Decide; a change of the agreement that comes of it is read marked up before, and so is that the word is true."""
        moment = self.moment
        if moment is None or decision is None:
            return
        asked = saying.asked_first(moment.view, decision)
        if asked is None:
            self.act(decision)
            return
        title, follows, yes = asked
        package = saying.price_of(moment.view, decision)
        change = (self._redlined(moment, package, PLAIN, ()), "\n\n") if package else ()
        words = Content.assemble(*change, follows)
        self.app.push_screen(dialogs.Confirm(title, words, yes, "Not yet", also), self.decide_if(decision))

    def _draft_waiver(self, notice: str) -> None:
        """What a waiver costs is drafted before the table opens."""
        from game.tui.screens.waiver import Waiver

        moment = self.moment
        if moment is not None:
            self.app.push_screen(Waiver(self.session.scenario, moment.view, notice), self.propose)

    def _draft_terms(self) -> None:
        """What a bridge costs is drafted before it is granted."""
        from game.tui.screens.waiver import BridgeTerms

        moment = self.moment
        if moment is not None:
            self.app.push_screen(BridgeTerms(self.session.scenario, moment.view), self.propose)


def _keyed(id: str, word: str) -> Content:
    """A command's key and a word for it, to be clicked."""
    click = {"@click": f"screen.command('{id}')"}
    return Content.assemble((COMMANDS[id].key_words, "bold $primary"), (f" {word}", MUTED)).stylize(click)
