"""At the table: the player's draft, and the commands that make an offer, accept, ask, or leave."""

from __future__ import annotations

from typing import Final

from textual.content import Content

from game.rules.agreement import CLAUSES, Term
from game.rules.decisions import Accept, Ask, Offer, Package, Walk, Why
from game.rules.units import Seat, other
from game.session import Session
from game.tui.adviser import Worths
from game.tui.matters import Turn, draft_to_begin, package_of, turned_term
from game.tui.moment import Moment
from game.tui.screens import dialogs
from game.tui.screens.playing import Playing

GRAVE: Final = ("We could not live through it", "It costs us decisively")
"""How the adviser begins on an offer that is not sent without a question."""


class AtTable(Playing):
    """The part of the game's screen that bargains. A draft lives as long as the table."""

    def __init__(self, session: Session, seat: Seat) -> None:
        super().__init__(session, seat)
        self._draft: dict[str, Term] | None = None
        self._draft_for: tuple[object, ...] = ()

    def _keep_draft(self, moment: Moment) -> None:
        """A draft lives as long as the table; a new offer of theirs does not touch it unless it is still empty."""
        table = moment.view.table
        if moment.question is None or moment.question.topic != "table" or table is None:
            self._draft = None
            return
        key = (moment.view.quarter,)
        if self._draft is None or self._draft_for != key:
            self._draft, self._draft_for = draft_to_begin(moment.view), key

    def _turn_clause(self, moment: Moment, deed: Turn, by: int) -> None:
        if self._draft is None:
            return
        now = moment.view.agreement.terms[deed.clause]
        term = turned_term(self.session.scenario, deed.clause, self._draft.get(deed.clause, now), by)
        if term == now:
            self._draft.pop(deed.clause, None)
        else:
            self._draft[deed.clause] = term

    def _draft_words(self, moment: Moment, deed: Turn) -> Content | None:
        """The clause under the cursor as it would stand, in plain English, and what the whole draft is worth."""
        if self._draft is None:
            return None
        term = self._draft.get(deed.clause, moment.view.agreement.terms[deed.clause])
        parts = [Content(CLAUSES[deed.clause].plain(term))]
        package = package_of(moment.view, self._draft)
        if package:
            worth = Worths(self.session.scenario, moment.view).words(package)
            parts.append(Content.assemble("Your draft: ", (worth, "bold")))
        parts.append(Content.styled("← better for Microsoft · better for OpenAI →", "$text-muted"))
        return Content("\n").join(parts)

    def do_offer(self, also: str = "") -> None:
        moment = self.moment
        if moment is None or self._draft is None:
            return
        package = package_of(moment.view, self._draft)
        table = moment.view.table
        if table is not None and table.offered_by == other(self.seat) and package == table.offers:
            self.do_accept(also)
            return
        doubts = self._doubts(moment, package)
        if not doubts:
            self.act(Offer(package=package))
            return
        words = "\n\n".join(doubts)
        self.app.push_screen(
            dialogs.Confirm("Send this offer?", words, "Send it", "Not yet", also),
            self.decide_if(Offer(package=package)),
        )

    def _doubts(self, moment: Moment, package: Package) -> list[str]:
        """What to say once before an offer is sent that could cost a lot."""
        table, doubts = moment.view.table, []
        if table is not None and table.rounds == 1 and table.offered_by == other(self.seat):
            doubts.append(
                "This is the last round: if they refuse, the table closes and their offer goes with it."
            )
        worth = Worths(self.session.scenario, moment.view).words(package) if package else ""
        if worth.startswith(GRAVE):
            doubts.append(f"Your adviser on this offer: {worth} They may sign it as it stands.")
        return doubts

    def do_accept(self, also: str = "") -> None:
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
            dialogs.Confirm("Sign the amendment?", words, "Sign", "Not yet", also),
            self.decide_if(Accept()),
        )

    def do_ask(self) -> None:
        self.act(Ask())

    def do_why(self) -> None:
        self.act(Why())

    def do_theirs(self) -> None:
        moment = self.moment
        if moment is not None and moment.view.table is not None:
            self._draft = dict(moment.view.table.offers)
            self.draw_desk()

    def do_clear(self) -> None:
        if self.moment is not None:
            self._draft = {}
            self.draw_desk()

    def do_walk(self, also: str = "") -> None:
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
                    also,
                ),
                self.decide_if(Walk()),
            )
            return
        self.act(Walk())

    def _draft_waiver(self, notice: str) -> None:
        """What a waiver costs is drafted before the table opens."""
        from game.tui.screens.waiver import Waiver

        moment = self.moment
        if moment is not None:
            self.app.push_screen(Waiver(self.session.scenario, moment.view, notice), self.decide)
